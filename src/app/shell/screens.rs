//! What each screen is handed: its view of what is known, and of the draft in hand.

use egui::Ui;

use super::bars::place_name;
use super::current_draft::decide_ui;
use super::escape_and_backspace::here;
use super::home::{home_ui, quoting};
use super::review::{place_words, review_ui};

use crate::app::commands::{Here, keys_of};
use crate::app::events::{Event, Screen};
use crate::app::focus::Focus;
use crate::app::help::HelpPage;
use crate::app::key_input::signs;
use crate::app::screens::{
    act_now, chronology, clinical_text, contacts, decision, decisions, help, key_help, path,
    settings, unlock, worked,
};
use crate::app::state::State;
use crate::app::views::author::WhoForm;
use crate::app::views::log::LogView;
use crate::app::views::protection::{self, ProtectionView};
use crate::app::views::quoted::Quoting;
use crate::app::widgets;
use crate::base::time;
use crate::record::remarks::gmc_remark;
use crate::record::{Place, Work};
use crate::register::Protection;

/// Paints the screen that is shown, with its view of what is known.
pub fn screen(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    if state.is_locked() {
        ui.disable();
    }
    if state.window.keys {
        let all = keys_of(here(state), signs(ui.ctx()));
        let guide = match state.window.screen {
            Screen::Review(_) => HelpPage::NamedDoctor,
            _ => HelpPage::Gp,
        };
        let place = key_help::Place {
            name: place_name(state),
            is_for: is_for(here(state), &state.window.screen),
            guide,
        };
        key_help::ui(ui, &place, &all, out);
        return;
    }
    if unlock_ui(ui, state, out) {
        return;
    }
    strip(ui, state);
    if let Some(shown) = state.path_on_screen() {
        path::ui(ui, shown, out);
        return;
    }
    if let Some(shown) = state.clinical_text_on_screen() {
        clinical_text::ui(ui, shown, out);
        return;
    }
    match state.window.screen.clone() {
        Screen::Home => home_ui(ui, state, out),
        Screen::Decide => decide_ui(ui, state, out),
        Screen::ActNow => act_now_ui(ui, state, out),
        Screen::Decisions => decisions_ui(ui, state, out),
        Screen::Decision(_) => decision_ui(ui, state, out),
        Screen::Guidance => {
            let view = crate::app::screens::guidance::GuidanceView {
                library: &state.known.library,
                nation: state.settings.nation,
                questions: &state.known.questions_on,
                ledger: &state.known.ledger,
                own: state.session.own(),
                today: state.now().date_naive(),
                register: state.session.register().map(|register| register.root.as_path()),
                cited: state
                    .drafts
                    .find(state.drafts.decision())
                    .and_then(|hand| hand.work())
                    .map(|work| work.record.rests_on.as_slice()),
            };
            state.screens.guidance.ui(ui, &view, out);
        }
        Screen::Review(_) => review_ui(ui, state, out),
        Screen::Contacts => contacts_ui(ui, state, out),
        Screen::Chronology => {
            chronology::ui(ui, &mut state.screens.chronology, state.window.choosing, out);
        }
        Screen::Worked => {
            worked::ui(ui, &state.screens.worked, &state.known.cases, &quoting(state), out);
        }
        Screen::Settings => settings_ui(ui, state, out),
        Screen::Help => help::ui(ui, &state.screens.help, out),
    }
}

/// What a screen is for, in a sentence.
fn is_for(here: Here, screen: &Screen) -> &'static str {
    match here {
        Here::Question => "Answer one question at a time. The guidance is beside it.",
        Here::Change => "See what another answer changes before you change it.",
        Here::Outcome => "Do the one thing that comes first. Then write the record.",
        Here::Record => "Write down what you saw, whom you told, and why.",
        Here::Check => "Read the whole record, then sign it.",
        Here::Path => "See where you are among all questions and outcomes.",
        Here::Text => "Read and copy the text for one clinical record.",
        Here::Decisions => "Find a signed decision.",
        Here::Decision => "Read a signed decision, and add to it.",
        Here::Guidance => "Read what the GMC says, and what is done about it here.",
        Here::Review => "Say what you think of a colleague’s decision.",
        Here::Blind => "Answer from the facts alone, before you see what was decided.",
        Here::ActNow => "Ring somebody now. The record comes afterwards.",
        Here::Other => match screen {
            Screen::Home => "See what is still to do, and continue it.",
            Screen::Contacts => "Keep the numbers to ring, and who checked them.",
            Screen::Settings => "Set your name, your register and the appearance.",
            Screen::Chronology => "Put all decisions about a child or household in order.",
            Screen::Worked => "Read practice cases that show how others decided.",
            Screen::Help => "Read how the program works, and what could go wrong.",
            Screen::Review(_) => "Choose what to review.",
            _ => "",
        },
    }
}

/// In place of what would be of the register, while that is locked. Whether it is.
fn unlock_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) -> bool {
    if !state.asks_passphrase() {
        return false;
    }
    let grab = state.take_focus(&Focus::Form);
    let State { window, session, known, .. } = state;
    let Some(locked) = &mut window.locked else { return false };
    let view = unlock::UnlockView {
        name: &locked.name,
        protected: locked.protected,
        again: locked.back.is_some(),
        other_open: session.register().is_some() && !locked.saving,
        shown: locked.shown,
        trying: locked.trying,
        far: locked.progress.so_far().filter(|_| locked.trying),
        wrong: locked.wrong.as_deref(),
        help: locked.help,
        grab,
        cards: &session.calling().cards,
        agencies: &known.agencies,
    };
    unlock::ui(ui, &view, &mut locked.typed, out);
    true
}

fn act_now_ui(ui: &mut Ui, state: &State, out: &mut Vec<Event>) {
    let now = state.now();
    let hand = state.current_draft();
    let saved = hand.is_some() && !state.drafts.is_late((state.env.instant)());
    let view = act_now::ActNowView {
        since: state.pressed_at().unwrap_or(now),
        now,
        noted: match (&state.window.pressed, state.pressed_at()) {
            (Some(pressed), _) if pressed.of.is_some() => act_now::Noted::NotInOpen,
            (Some(_), _) => act_now::Noted::NotYet,
            (None, Some(_)) => act_now::Noted::InDraft { saved },
            (None, None) => act_now::Noted::Nowhere,
        },
        cards: &state.session.calling().cards,
        agencies: &state.known.agencies,
        nation: state.settings.nation,
        lines: &state.session.calling().lines,
        rung: &state.session.calling().rung,
        still_open: &state.session.calling().still_open,
    };
    act_now::ui(ui, &view, out);
}

fn contacts_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let (nation, now, cannot_sign) = (state.nation_or_default(), state.now(), state.cannot_sign());
    let nation_chosen = state.settings.nation.is_some();
    let today = state.now().date_naive();
    let nonce = state.drafts.contact().cloned();
    let grab = state.take_focus(&Focus::Form);
    let State { drafts, session, known, settings, window, screens, .. } = state;
    let view = contacts::ContactsView {
        copy: session.own().shelf.todays_copy(today),
        cards: &session.calling().cards,
        drafts: &session.lists().drafts,
        away: &session.lists().away,
        agencies: &known.agencies,
        library: &known.library,
        nation,
        nation_chosen,
        now,
        cannot_sign,
        choosing: window.choosing,
    };
    let hand = drafts.find_mut(nonce.as_ref());
    let editing = hand.and_then(|hand| {
        let (id, signing) = (&hand.draft.decision, hand.is_signing());
        match &mut hand.draft.work {
            Work::Contact(contact) => Some(contacts::Editing {
                id,
                contact,
                there: session.contents().find_contact(id).next().is_some(),
                signing,
                grab,
                author: &mut settings.author.name,
            }),
            _ => None,
        }
    });
    contacts::ui(ui, &view, &mut screens.contacts, editing, out);
}

fn decisions_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let grab_search = state.take_focus(&Focus::Search);
    let grab_row = state.take_focus(&Focus::Row);
    let view = decisions::DecisionsView {
        found: &state.session.lists().found,
        offered: &state.session.lists().offered,
        preview: state.session.preview(),
        saved: &state.settings.saved.filters,
        problems: &state.session.lists().problems,
        empty: state.session.book().summaries().is_empty(),
        loading: state.session.is_loading(),
        progress: state.session.progress(),
        now: state.now(),
        grab_search,
        grab_row,
    };
    decisions::ui(ui, &view, &mut state.screens.list, out);
}

fn decision_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let nation = state.settings.nation;
    let (cannot, now) = (state.cannot_sign(), state.now());
    let Screen::Decision(id) = &state.window.screen else { return };
    let addendum = state.drafts.addition().cloned();
    let id = id.clone();
    let in_hand = state.drafts.decision().is_some();
    let focus = state.window.focus.take();
    // Only the draft is edited here, beside files that are only read.
    let State { drafts, session, known, settings, window, screens, .. } = state;
    let hand = drafts.find_mut(addendum.as_ref());
    let signing = hand.as_ref().is_some_and(|hand| hand.is_signing());
    let work = hand.map(|hand| &mut hand.draft.work);
    let files: Vec<_> = session.files_of(&id).into_iter().zip(session.shown()).collect();
    let (earlier_all, versions_shown) = (screens.earlier_all, screens.versions_shown.clone());
    if let Some((shown, others)) = files.split_first() {
        let view = |&(file, shown)| decision::DecisionView {
            file,
            shown,
            look: session.look(),
            quoting: Quoting {
                library: &known.library,
                nation,
                copy: session.copy_of_then(file),
                beside: None,
            },
            copy_since: session.copy_since(file),
            grab: match &focus {
                Some(Focus::Form) => Some(decision::Grab::Form),
                Some(Focus::FormWhen) => Some(decision::Grab::When),
                Some(Focus::Owed(at)) => Some(decision::Grab::Owed(at)),
                _ => None,
            },
            author: settings.author.name.trim(),
            in_hand,
            earlier_all,
            signing,
            cannot_sign: cannot,
            now,
            choosing: window.choosing,
            foot_panel: window.foot_panel,
            versions: &session.lists().versions,
            versions_shown: &versions_shown,
        };
        let others: Vec<_> = others.iter().map(view).collect();
        let writing = decision::Writing { addition: work, page: &mut screens.page };
        decision::ui(ui, &view(shown), &others, writing, out);
    }
}

fn settings_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let open = state.session.register().map(|register| &register.root);
    let locked = state.window.locked.as_ref().map(|locked| &locked.folder);
    let register = open.or(locked).map(|root| root.display().to_string());
    let protection = state.session.register().map(|register| register.info.protection.clone());
    let log_folder = state
        .session
        .register()
        .map(|open| (open.info.log, open.log_folder().display().to_string()));
    let proposed = state.env.register_folder.display().to_string();
    let remark = gmc_remark(&state.settings.author);
    let grab_name = state.take_focus(&Focus::Name);
    let grab_passphrase = state.take_focus(&Focus::Form);
    let make_here = state.window.make_here.as_ref().map(|folder| folder.display().to_string());
    let view = settings::SettingsView {
        register: register.as_deref(),
        seal: state.screens.seal.as_deref(),
        proposed: &proposed,
        choosing: state.window.choosing,
        make_here: make_here.as_deref(),
        moved: state.window.moved.as_ref(),
        ask: state.settings.saved.unsure.as_deref(),
        log: log_folder.as_ref().map(|(on, folder)| LogView {
            on: *on,
            protected: protection.as_ref().is_some_and(|one| *one != Protection::Plain),
            folder,
            entries: &state.screens.log,
        }),
        protection: protection.map(|protection| ProtectionView {
            protected: protection != Protection::Plain,
            cloud: register.as_deref().and_then(protection::cloud),
            grab: grab_passphrase,
            holders: &state.window.holders,
        }),
    };
    let mut form = settings::SettingsForm {
        who: WhoForm {
            author: &mut state.settings.author,
            nation: &mut state.settings.nation,
            gmc_remark: remark.as_deref(),
            grab_name,
        },
        look: &mut state.settings.saved.look,
        spelling: &mut state.settings.saved.spelling,
        folder: &mut state.settings.folder,
        protection: &mut state.screens.protection,
        lock_after: &mut state.settings.saved.lock_after,
        workstation: &mut state.settings.saved.workstation,
    };
    settings::ui(ui, &view, &mut form, out);
}

/// Whom the draft or the decision on the screen is about.
fn strip(ui: &mut Ui, state: &State) {
    let what = match &state.window.screen {
        Screen::Decide => {
            let Some((hand, work)) =
                state.current_draft().and_then(|hand| Some((hand, hand.work()?)))
            else {
                return;
            };
            // There the line holds fields.
            if matches!(work.place, Place::Record(_)) {
                return;
            }
            format!("Draft, begun {}", time::moment(&hand.draft.begun))
        }
        Screen::Decision(id) | Screen::Review(Some(id)) => {
            let files = state.session.files_of(id);
            let latest = files.first().and_then(|file| file.latest_decision());
            let Some((loaded, _)) = latest else { return };
            let signed = || format!("Signed {}", time::moment(&loaded.header.written));
            place_words(state).unwrap_or_else(signed)
        }
        _ => return,
    };
    let Some(about) = state.about_whom_page() else { return };
    widgets::child_strip(ui, &about.name, &about.details.join("  ·  "), &what);
}
