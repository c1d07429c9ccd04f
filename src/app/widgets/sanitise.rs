//! The gate between the program and the system: what is pasted or typed comes in, and what a
//! screen reader is told goes out, without the characters that order one of them about.
//!
//! It stands at the context and not at each field: nothing can be forgotten.

use egui::accesskit::{ActionData, Node};
use egui::{Context, Event, FullOutput, ImeEvent, RawInput};

use super::{disabled, escape_keeps_focus::Escape, press_guard::Arrived};
use crate::app::theme;
use crate::base::control::{cleaned, harmless, is_control};

/// Makes a context ready for our screens: faces, colours and spaces, the gate, what Escape leaves
/// alone, and what takes no press yet.
pub fn prepare(ctx: &Context) {
    theme::apply(ctx);
    disabled::prepare(ctx);
    ctx.add_plugin(Gate);
    ctx.add_plugin(Escape::default());
    ctx.add_plugin(Arrived::default());
}

struct Gate;

impl egui::Plugin for Gate {
    fn debug_name(&self) -> &'static str {
        "gate"
    }

    fn input_hook(&mut self, _: &Context, input: &mut RawInput) {
        for event in &mut input.events {
            match event {
                Event::Paste(text) | Event::Text(text) | Event::Ime(ImeEvent::Commit(text))
                    if text.chars().any(|c| is_control(c) || c == '\r') =>
                {
                    *text = cleaned(text).into_owned();
                }
                Event::AccessKitActionRequest(request) => {
                    if let Some(ActionData::Value(text)) = &mut request.data {
                        *text = cleaned(text).into_owned().into();
                    }
                }
                _ => {}
            }
        }
    }

    fn output_hook(&mut self, _: &Context, output: &mut FullOutput) {
        let update = output.platform_output.accesskit_update.iter_mut();
        for (_, node) in update.flat_map(|update| &mut update.nodes) {
            mend(node);
        }
    }
}

/// Whatever a node says. The places of the characters in a text stay what they were.
fn mend(node: &mut Node) {
    macro_rules! mend {
        ($($get:ident $set:ident),*) => {$(
            if let Some(text) = node.$get().and_then(harmless) {
                node.$set(text);
            }
        )*};
    }
    mend!(
        label set_label,
        value set_value,
        description set_description,
        placeholder set_placeholder,
        tooltip set_tooltip,
        role_description set_role_description,
        state_description set_state_description,
        keyboard_shortcut set_keyboard_shortcut,
        author_id set_author_id,
        url set_url
    );
}
