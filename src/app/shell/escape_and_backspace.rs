//! Escape closes what is nearest and returns, Backspace goes back where nothing is typed, and
//! Enter and Escape answer what is asked before something is done. A screen that has a use of its
//! own for one of these keys has taken it by then.

use egui::{Context, Key, Modifiers};

use crate::app::commands::{Command, Here};
use crate::app::events::{
    ChronologyOf, ClinicalTextEvent, ContactsEvent, DecideEvent, DecisionsEvent, DraftEvent, Event,
    HelpEvent, PathEvent, RecordEvent, ReviewEvent, Screen, SettingsEvent, TrainingEvent,
};
use crate::app::key_input;
use crate::app::state::State;
use crate::app::widgets::keyboard;
use crate::record::Place;

/// Where one is, for the table of the keys.
pub(super) fn here(state: &mut State) -> Here {
    if state.path_on_screen().is_some() {
        return Here::Path;
    }
    if state.clinical_text_on_screen().is_some() {
        return Here::Text;
    }
    match &state.window.screen {
        Screen::ActNow => Here::ActNow,
        Screen::Decisions => Here::Decisions,
        Screen::Decision(_) => Here::Decision,
        Screen::Guidance => Here::Guidance,
        Screen::Review(Some(id)) if state.session.is_read_blind(id) => Here::Blind,
        Screen::Review(Some(_)) => Here::Review,
        Screen::Decide => match state.current_draft().and_then(|hand| Some((hand, hand.work()?))) {
            Some((hand, _)) if hand.change.is_some() => Here::Change,
            Some((_, work)) => match work.place {
                Place::Questions | Place::Question(_) => Here::Question,
                Place::Outcome => Here::Outcome,
                Place::Record(_) => Here::Record,
                Place::Check => Here::Check,
            },
            None => Here::Other,
        },
        _ => Here::Other,
    }
}

/// What Enter and Escape do where something is asked: yes, and no.
fn asked(state: &State) -> Option<(Event, Event)> {
    let decide = |yes| Event::Decide(DecideEvent::ConfirmChange(yes));
    if state.window.screen == Screen::Decide
        && state.current_draft().is_some_and(|hand| hand.change.is_some())
    {
        return Some((decide(true), decide(false)));
    }
    let draft = |event| Event::Draft(event);
    if state.window.screen == Screen::Home
        && let Some(path) = &state.screens.away_asked
    {
        return Some((draft(DraftEvent::Away(path.clone())), draft(DraftEvent::Keep)));
    }
    let contacts = |event| Event::Contacts(event);
    if state.window.screen == Screen::Contacts {
        if let Some(id) = &state.screens.contacts.removing {
            let no = contacts(ContactsEvent::AskRemove(None));
            return Some((contacts(ContactsEvent::Remove(id.clone())), no));
        }
        if state.screens.contacts.plan.is_some() && state.cannot_sign().is_none() {
            let take = |yes| contacts(ContactsEvent::Take(yes));
            return Some((take(true), take(false)));
        }
    }
    let settings = |event| Event::Settings(event);
    let folder =
        state.window.make_here.as_ref().filter(|_| state.window.screen == Screen::Settings);
    folder.map(|folder| {
        let folder = folder.display().to_string();
        (settings(SettingsEvent::MakeRegister(folder)), settings(SettingsEvent::MakeNone))
    })
}

/// After the screen was painted: what these keys do, if nothing on it has taken them.
pub(super) fn back(ctx: &Context, state: &mut State, out: &mut Vec<Event>) {
    let pressed = |key| key_input::pressed(ctx, Modifiers::NONE, key);
    let asked = asked(state).filter(|_| !state.window.keys);
    if pressed(Key::Escape) {
        out.extend(match &asked {
            Some((_, no)) => Some(no.clone()),
            None => nearest(state),
        });
    }
    if ctx.text_edit_focused() || state.window.opening.is_some() {
        return;
    }
    if let Some((yes, _)) = asked
        && keyboard::is_free(ctx)
        && pressed(Key::Enter)
    {
        out.push(yes);
    }
    if pressed(Key::Backspace) {
        out.extend(before(state));
    }
}

/// What Escape closes.
fn nearest(state: &State) -> Option<Event> {
    if state.window.screen.is_decision() && state.window.foot_panel.is_some() {
        return Some(Event::Decisions(DecisionsEvent::ShowAtFoot(None)));
    }
    state.window.notices.len().checked_sub(1).map(Event::NoticeRead)
}

/// Where Backspace goes back to.
fn before(state: &mut State) -> Option<Event> {
    if state.window.keys {
        return Some(Event::Command(Command::Keys));
    }
    match here(state) {
        Here::Path => Some(Event::Path(PathEvent::Close)),
        Here::Text => Some(Event::ClinicalText(ClinicalTextEvent::Close)),
        Here::ActNow => Some(Event::Decide(DecideEvent::LeaveActNow)),
        Here::Change => Some(Event::Decide(DecideEvent::ConfirmChange(false))),
        Here::Question | Here::Outcome => Some(Event::Decide(DecideEvent::Back)),
        Here::Record => Some(Event::Decide(DecideEvent::ShowOutcome)),
        Here::Check => Some(Event::Record(RecordEvent::BackToRecord)),
        Here::Decision => Some(Event::Decisions(DecisionsEvent::BackToList)),
        Here::Blind if state.screens.review.has_answers() => {
            Some(Event::Review(ReviewEvent::AnswerBack))
        }
        Here::Review | Here::Blind => Some(Event::Review(ReviewEvent::Queue)),
        Here::Decisions | Here::Guidance | Here::Other => match &state.window.screen {
            Screen::Chronology => Some(match &state.screens.chronology.from {
                Some(ChronologyOf::Signed(id)) => {
                    Event::Decisions(DecisionsEvent::Open(id.clone()))
                }
                Some(ChronologyOf::Hand) => Event::Go(Screen::Decide),
                Some(ChronologyOf::Listed) | None => Event::Go(Screen::Decisions),
            }),
            Screen::Worked if state.screens.worked.read().is_some() => {
                Some(Event::Training(TrainingEvent::Read(None)))
            }
            Screen::Worked => Some(Event::Go(Screen::Guidance)),
            Screen::Help => Some(Event::Help(HelpEvent::Back)),
            _ => None,
        },
    }
}
