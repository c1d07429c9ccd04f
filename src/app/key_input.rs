//! The keys that the program takes for itself. A press that is taken is used up with all that
//! came of it: the text too, which a field would else receive.
//!
//! `clippy.toml` forbids egui's own `consume_key` and `consume_shortcut`: they leave the text, and
//! take Ctrl and Alt together, which is `AltGr` on a UK keyboard, for Ctrl.

use egui::{Context, Event, Id, Key, KeyboardShortcut, Modifiers};

/// Whether this key was pressed in this frame, with these held. A key that is held down and
/// repeats itself counts once.
pub fn pressed(ctx: &Context, held: Modifiers, key: Key) -> bool {
    ctx.input_mut(|input| take(&mut input.events, held, key, false)) || take_aside(ctx, held, key)
}

/// The same where the key steps: held down it goes on.
pub fn stepped(ctx: &Context, held: Modifiers, key: Key) -> bool {
    ctx.input_mut(|input| take(&mut input.events, held, key, true))
}

/// Whether these keys were pressed in this frame; held down they count once.
pub fn shortcut(ctx: &Context, keys: &KeyboardShortcut) -> bool {
    pressed(ctx, keys.modifiers, keys.logical_key)
}

/// Before anything looks at the keys of a frame: takes away what nobody meant.
///
/// Enter and Space that repeat themselves because they are held down, outside text: what they
/// pressed first may have shown another screen. And Ctrl with Alt, which is `AltGr`: a field
/// would undo, or select everything and let the next letter replace it.
pub fn begin(ctx: &Context) {
    let writing = ctx.text_edit_focused();
    ctx.input_mut(|input| {
        let alt_gr = is_alt_gr(input.modifiers);
        input.events.retain(|event| match event {
            Event::Key { key, pressed: true, repeat, modifiers, .. } => {
                let held = *repeat && !writing && matches!(key, Key::Enter | Key::Space);
                let sign = key.symbol_or_name().chars().count() == 1;
                !(held || (sign && is_alt_gr(*modifiers)))
            }
            Event::Copy | Event::Cut | Event::Paste(_) => !alt_gr,
            _ => true,
        });
    });
}

/// After that, and before anything is painted: puts Enter with Ctrl aside for the screen that takes
/// it. egui would press with it what has the keyboard, and so take a tick away in going on.
pub fn put_aside(ctx: &Context) {
    let writing = ctx.text_edit_focused();
    let take = |input: &mut egui::InputState| -> Vec<Event> {
        input.events.extract_if(.., |event| !writing && is_onward(event)).collect()
    };
    let aside = ctx.input_mut(take);
    ctx.data_mut(|data| data.insert_temp(aside_id(), aside));
}

/// Enter with Ctrl.
fn is_onward(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::Enter, pressed: true, modifiers, .. }
        if (modifiers.command || modifiers.ctrl) && !modifiers.alt)
}

/// What was put aside in this frame.
fn aside_id() -> Id {
    Id::unique("keys put aside")
}

fn is_alt_gr(held: Modifiers) -> bool {
    held.alt && (held.ctrl || held.command)
}

/// Whether keys that are a sign by themselves do something from now on, where nothing is typed:
/// the numbers of the answers, and ?. A person who speaks to the computer, or whose hand slips, can
/// switch them off.
pub fn use_signs(ctx: &Context, on: bool) {
    ctx.data_mut(|data| data.insert_temp(Id::unique("no signs"), !on));
}

/// Whether they do something.
pub fn signs(ctx: &Context) -> bool {
    !ctx.data(|data| data.get_temp(Id::unique("no signs"))).unwrap_or(false)
}

/// Whether any key went down in this frame.
pub fn any_pressed(ctx: &Context) -> bool {
    let down = |event: &Event| matches!(event, Event::Key { pressed: true, .. });
    ctx.input(|input| input.events.iter().any(down))
}

/// Whether it is among what was put aside.
fn take_aside(ctx: &Context, held: Modifiers, key: Key) -> bool {
    let id = aside_id();
    if key != Key::Enter {
        return false;
    }
    let mut events: Vec<Event> = ctx.data(|data| data.get_temp(id)).unwrap_or_default();
    let taken = take(&mut events, held, key, false);
    ctx.data_mut(|data| data.insert_temp(id, events));
    taken
}

fn take(events: &mut Vec<Event>, held: Modifiers, key: Key, repeats: bool) -> bool {
    let mut taken = false;
    let mut with_text = false;
    events.retain(|event| match event {
        Event::Key { key: other, pressed: true, repeat, modifiers, .. } => {
            with_text = *other == key && fits(*modifiers, held);
            taken |= with_text && (repeats || !repeat);
            !with_text
        }
        // The text of a press follows it.
        Event::Text(_) => !std::mem::take(&mut with_text),
        _ => true,
    });
    taken
}

/// Whether what is held is what is wanted. Shift is needed for some signs on some keyboards, so
/// it does not count beside Ctrl.
fn fits(held: Modifiers, wanted: Modifiers) -> bool {
    let command = held.command || held.ctrl;
    !is_alt_gr(held)
        && held.alt == wanted.alt
        && command == (wanted.command || wanted.ctrl)
        && (held.shift == wanted.shift || (wanted.command && !wanted.shift))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALT_GR: Modifiers =
        Modifiers { alt: true, ctrl: true, shift: false, mac_cmd: false, command: true };

    fn press(key: Key, modifiers: Modifiers, repeat: bool) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat, modifiers }
    }

    /// Whether it is taken from these events, and what is left of them.
    fn taken(events: Vec<Event>, held: Modifiers, key: Key) -> (bool, usize) {
        let mut events = events;
        (take(&mut events, held, key, false), events.len())
    }

    #[test]
    fn a_shortcut_takes_its_text_and_no_other() {
        let events = |held| {
            vec![
                Event::Text("before".to_owned()),
                press(Key::Num1, held, false),
                Event::Text("1".to_owned()),
                press(Key::A, Modifiers::NONE, false),
                Event::Text("a".to_owned()),
            ]
        };
        for held in [Modifiers::ALT, Modifiers::COMMAND, Modifiers::NONE] {
            assert_eq!(taken(events(held), held, Key::Num1), (true, 3));
        }
        assert_eq!(taken(events(Modifiers::NONE), Modifiers::ALT, Key::Num1), (false, 5));
    }

    #[test]
    fn ctrl_with_alt_is_never_ctrl_nor_alt_nor_a_bare_key() {
        for wanted in [Modifiers::COMMAND, Modifiers::CTRL, Modifiers::ALT, Modifiers::NONE] {
            let typed = vec![press(Key::Num4, ALT_GR, false), Event::Text("€".to_owned())];
            assert_eq!(taken(typed, wanted, Key::Num4), (false, 2), "{wanted:?}");
        }
        let typed = vec![press(Key::Num4, Modifiers::ALT, false)];
        assert_eq!(taken(typed, Modifiers::NONE, Key::Num4), (false, 1), "Alt alone neither");
    }

    #[test]
    fn held_down_it_counts_once_and_is_used_up_all_the_same() {
        let held = vec![press(Key::F9, Modifiers::NONE, true)];
        assert_eq!(taken(held, Modifiers::NONE, Key::F9), (false, 0));
    }

    #[test]
    fn shift_does_not_count_beside_ctrl_and_does_alone() {
        let both = Modifiers::COMMAND | Modifiers::SHIFT;
        let plus = || vec![press(Key::Plus, both, false)];
        assert!(taken(plus(), Modifiers::COMMAND, Key::Plus).0);
        let enter = || vec![press(Key::Enter, Modifiers::SHIFT, false)];
        assert!(!taken(enter(), Modifiers::NONE, Key::Enter).0);
        assert!(taken(enter(), Modifiers::SHIFT, Key::Enter).0);
    }
}
