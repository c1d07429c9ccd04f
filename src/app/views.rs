//! What each screen is handed: its view of what is known, and of the draft in hand.

use egui::Ui;

use super::arrival::Focus;
use super::events::{ChronologyOf, Event, Screen};
use super::screens::quoted::Quoting;
use super::screens::record::AsideView;
use super::screens::{
    act_now, chronology, contacts, decide, decision, decisions, earlier, home, leaving, outcome,
    outcome_contacts, path, record, settings, worked,
};
use super::session::rows::EarlierLine;
use super::state::State;
use crate::base::time::{self, When};
use crate::pathway::OutcomeKind;
use crate::record::remarks::gmc_remark;
use crate::record::{DecisionDraft, Hours, Place, Work};

/// Paints the screen that is shown, with its view of what is known.
pub fn screen(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    if state.is_locked() {
        ui.disable();
    }
    if let Some(shown) = state.path_on_screen() {
        path::ui(ui, shown, out);
        return;
    }
    if let Some(shown) = state.leaving_on_screen() {
        leaving::ui(ui, shown, out);
        return;
    }
    match state.window.screen.clone() {
        Screen::Home => home_ui(ui, state, out),
        Screen::Decide => decide_ui(ui, state, out),
        Screen::ActNow => act_now_ui(ui, state, out),
        Screen::Decisions => decisions_ui(ui, state, out),
        Screen::Decision(_) => decision_ui(ui, state, out),
        Screen::Guidance => {
            let view = super::screens::guidance::View {
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
        Screen::Contacts => contacts_ui(ui, state, out),
        Screen::Chronology => {
            chronology::ui(ui, &mut state.screens.chronology, state.window.choosing, out);
        }
        Screen::Worked => {
            worked::ui(ui, &state.screens.worked, &state.known.cases, &quoting(state), out);
        }
        Screen::Settings => settings_ui(ui, state, out),
    }
}

fn home_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let remark = gmc_remark(&state.settings.author);
    let asked =
        state.settings.saved.author.as_ref().is_none_or(|author| author.name.trim().is_empty());
    // Until the name is saved; while it is being typed the form stays under the fingers.
    let asked = asked || ui.ctx().memory(egui::Memory::focused).is_some_and(settings::is_author);
    let State { session, settings, window, screens, .. } = state;
    let lists = session.lists();
    let unread: Vec<_> = lists.problems.iter().filter(|one| one.hides_a_draft()).collect();
    let wrong = |one: &&crate::register::Problem| !one.is_remark() && !one.hides_a_draft();
    let wrong = lists.problems.iter().filter(wrong).count();
    let training = session.register().is_some_and(|register| register.info.training);
    let known = settings.saved.registers.iter().any(|known| !known.training);
    let nothing = lists.drafts.is_empty()
        && lists.away.is_empty()
        && lists.versions.is_empty()
        && lists.work.all.is_empty()
        && session.contents().decisions.is_empty();
    let all_read = unread.is_empty() && wrong == 0 && !settings.unread;
    let is_open = session.register().is_some() || !known;
    let view = home::View {
        versions: &lists.versions,
        versions_shown: &screens.versions_shown,
        unread: &unread,
        wrong,
        greets: nothing
            && all_read
            && is_open
            && settings.saved.unsure.is_none()
            && !session.is_loading()
            && !(window.looking && window.waiting.is_some())
            && !training,
        known,
        drafts: &lists.drafts,
        away: &lists.away,
        away_shown: screens.away_shown,
        away_asked: screens.away_asked.as_deref(),
        work: &lists.work,
        whose: settings.saved.whose,
        signed: session.contents().decisions.len(),
        register: session.register().map(|register| short_path(&register.root)),
        loading: session.is_loading(),
        looking: window.looking,
        waiting: window.waiting.is_some(),
        training,
        ask: settings.saved.unsure.as_deref(),
    };
    let beside = settings::View {
        register: None,
        proposed: "",
        gmc_remark: remark.as_deref(),
        grab_name: false,
        choosing: false,
        make_here: None,
        moved: None,
        ask: None,
    };
    let mut form = settings::Form {
        author: &mut settings.author,
        nation: &mut settings.nation,
        theme: &mut settings.saved.look.theme,
        spelling: &mut settings.saved.spelling,
        folder: &mut settings.folder,
    };
    home::ui(ui, &view, asked.then_some((&beside, &mut form)), out);
}

/// The last two parts of a path: enough to know it by. Settings shows the whole.
fn short_path(path: &std::path::Path) -> String {
    let name = |path: &std::path::Path| {
        path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    };
    match path.parent().map(name) {
        Some(above) if !above.is_empty() => format!("{above} › {}", name(path)),
        _ => name(path),
    }
}

fn act_now_ui(ui: &mut Ui, state: &State, out: &mut Vec<Event>) {
    let now = state.now();
    let hand = state.hand();
    let saved = hand.is_some() && !state.drafts.is_late((state.env.instant)());
    let view = act_now::View {
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
    let view = contacts::View {
        copy: session.own().shelf.todays_copy(today),
        cards: &session.calling().cards,
        drafts: &session.lists().drafts,
        away: &session.lists().away,
        agencies: &known.agencies,
        library: &known.library,
        nation,
        nation_chosen,
        now,
        author: settings.author.name.trim(),
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
            }),
            _ => None,
        }
    });
    contacts::ui(ui, &view, &mut screens.contacts, editing, out);
}

fn decisions_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let grab_search = state.take_focus(&Focus::Search);
    let view = decisions::View {
        found: &state.session.lists().found,
        outcomes: &state.session.lists().outcomes,
        outcome_labels: &state.session.lists().outcome_labels,
        saved: &state.settings.saved.filters,
        problems: &state.session.lists().problems,
        empty: state.session.book().summaries().is_empty(),
        loading: state.session.is_loading(),
        progress: state.session.progress(),
        now: state.now(),
        grab_search,
    };
    decisions::ui(ui, &view, &mut state.screens.list, out);
}

fn decision_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let nation = state.settings.nation;
    let cannot = state.cannot_sign();
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
    if let Some((shown, others)) = files.split_first() {
        let view = |&(file, shown)| decision::View {
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
            earlier_all: screens.earlier_all,
            signing,
            cannot_sign: cannot,
            adding: window.adding,
            versions: &session.lists().versions,
            versions_shown: &screens.versions_shown,
        };
        let others: Vec<_> = others.iter().map(view).collect();
        decision::ui(ui, &view(shown), &others, work, out);
    }
}

fn settings_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let register = state.session.register().map(|register| register.root.display().to_string());
    let proposed = state.env.register_folder.display().to_string();
    let remark = gmc_remark(&state.settings.author);
    let make_here = state.window.make_here.as_ref().map(|folder| folder.display().to_string());
    let view = settings::View {
        register: register.as_deref(),
        proposed: &proposed,
        gmc_remark: remark.as_deref(),
        grab_name: state.take_focus(&Focus::Name),
        choosing: state.window.choosing,
        make_here: make_here.as_deref(),
        moved: state.window.moved.as_ref(),
        ask: state.settings.saved.unsure.as_deref(),
    };
    let mut form = settings::Form {
        author: &mut state.settings.author,
        nation: &mut state.settings.nation,
        theme: &mut state.settings.saved.look.theme,
        spelling: &mut state.settings.saved.spelling,
        folder: &mut state.settings.folder,
    };
    settings::ui(ui, &view, &mut form, out);
}

fn decide_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let place = state.hand().and_then(|hand| hand.work()).map(|work| work.place.clone());
    match place {
        None => home_ui(ui, state, out),
        Some(Place::Questions | Place::Question(_)) => question_ui(ui, state, out),
        Some(Place::Outcome) => outcome_ui(ui, state, out),
        Some(Place::Record(_)) => record_ui(ui, state, out),
        Some(Place::Check) => check_ui(ui, state, out),
    }
}

/// What is quoted from, with the practice's copy of today's wording.
fn quoting(state: &State) -> Quoting<'_> {
    let copy = state.session.own().shelf.todays_copy(state.now().date_naive());
    Quoting { library: &state.known.library, nation: state.settings.nation, copy, beside: None }
}

/// Earlier decisions that may be about the same people as the draft in hand.
fn earlier_of<'a>(
    lines: &'a [EarlierLine],
    work: &DecisionDraft,
    (all, quoting): (bool, Quoting<'a>),
) -> earlier::View<'a> {
    earlier::View {
        lines,
        draft: true,
        set_aside: work.not_same.len(),
        all,
        quoting,
        from: &ChronologyOf::Hand,
    }
}

fn acted_first(work: &DecisionDraft) -> Option<String> {
    work.acted_first.as_ref().map(time::clock)
}

fn question_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let question = state.asked().and_then(|id| state.known.rules.question(&id));
    let Some((hand, question)) = state.hand().zip(question) else {
        // A draft that names a question which this pathway no longer has.
        home_ui(ui, state, out);
        return;
    };
    let (Some(case), Some(work)) = (&hand.case, hand.work()) else { return };
    let acted = acted_first(work);
    let view = decide::View {
        question: &question,
        case,
        picked: hand.picked.as_deref(),
        record: &work.record,
        change: hand.change.as_ref(),
        acted_first: acted.as_deref(),
        earlier: Some(earlier_of(&hand.earlier, work, (state.screens.earlier_all, quoting(state)))),
        quoting: quoting(state),
    };
    decide::ui(ui, &view, out);
}

fn outcome_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let nation = state.settings.nation;
    let decision = state.drafts.decision().cloned();
    let now = state.now();
    let State { drafts, known, session, screens, .. } = state;
    let calling = session.calling();
    let copy = session.own().shelf.todays_copy(now.date_naive());
    let quoting = Quoting { library: &known.library, nation, copy, beside: None };
    let Some(hand) = drafts.find_mut(decision.as_ref()) else { return };
    let departing = hand.departing.take();
    let Some(mut case) = hand.case.take() else { return };
    let id = hand.draft.decision.clone();
    let mut summary = case.summary.take();
    let lines = std::mem::take(&mut hand.earlier);
    if let Some(work) = hand.work_mut() {
        let acted = acted_first(work);
        let view = outcome::View {
            decision: &id,
            case: &case,
            request: is_request(work),
            departing: departing.as_deref(),
            acted_first: acted.as_deref(),
            from: match work.record.decided.when(&now) {
                Some(When::At(at)) => at,
                _ => now,
            },
            earlier: Some(earlier_of(&lines, work, (screens.earlier_all, quoting))),
            quoting,
            ring: outcome_contacts::View {
                suggested: case.suggested.as_ref().filter(|_| case.protects_less()),
                decided: case.decided.as_ref(),
                cards: &calling.cards,
                agencies: &known.agencies,
                nation,
                likely: Hours::likely(&now, nation),
                rung: &calling.rung,
            },
        };
        let edits =
            outcome::Edits { departure: work.departure.as_mut(), summary: summary.as_mut() };
        outcome::ui(ui, &view, edits, out);
    }
    case.summary = summary;
    hand.departing = departing;
    hand.earlier = lines;
    hand.case = Some(case);
}

fn is_request(work: &DecisionDraft) -> bool {
    work.answers.0.get("start").is_some_and(|choice| choice == "request")
}

fn record_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let decision = state.drafts.decision().cloned();
    let nation = state.settings.nation;
    let now = state.now();
    let State { drafts, known, session, screens, .. } = state;
    let copy = session.own().shelf.todays_copy(now.date_naive());
    let quoting = Quoting { library: &known.library, nation, copy, beside: None };
    let Some(hand) = drafts.find_mut(decision.as_ref()) else { return };
    let focus = hand.focus.take();
    let take_over = hand.take_over;
    let (removing, leaving) = (hand.removing.clone(), hand.leaving.clone());
    let begun = time::moment(&hand.draft.begun);
    let Some(case) = hand.case.take() else { return };
    let lines = std::mem::take(&mut hand.earlier);
    let other_names = std::mem::take(&mut hand.other_names);
    let id = hand.draft.decision.clone();
    if let Some(work) = hand.work_mut() {
        let decided = case.decided.as_ref();
        let outcome_id = decided.map_or("", |outcome| outcome.id.as_str());
        let view = record::View {
            decision: &id,
            headline: decided.map_or("", |outcome| outcome.headline.as_str()),
            begun: &begun,
            outcome_id,
            times: &known.rules.times,
            take_over,
            sharing: OutcomeKind::of(outcome_id).is_some_and(OutcomeKind::shares),
            request: is_request(work),
            earlier: Some(earlier_of(&lines, work, (screens.earlier_all, quoting))),
            may_be_present: &case.may_be_present,
            owed: &case.owed,
            remarks: &case.remarks,
            ages: &case.ages,
            other_names: &other_names,
            focus: focus.as_ref(),
            removing: removing.as_ref(),
            aside: AsideView { asides: &case.asides, leaving: leaving.as_ref() },
        };
        screens.record.ui(ui, &view, work, out);
    }
    hand.earlier = lines;
    hand.other_names = other_names;
    hand.case = Some(case);
}

fn check_ui(ui: &mut Ui, state: &State, out: &mut Vec<Event>) {
    let Some(hand) = state.hand() else { return };
    let (Some(case), Some(work)) = (&hand.case, hand.work()) else { return };
    let trail = case.trail_words();
    let departure = work.departure.as_ref().map(|departure| {
        let suggested = case.suggested.as_ref().map_or("", |outcome| outcome.headline.as_str());
        format!("Suggested: {suggested} {}", departure.reason)
    });
    let view = record::check::CheckView {
        decision: &hand.draft.decision,
        headline: case.decided.as_ref().map_or("", |outcome| outcome.headline.as_str()),
        trail: &trail,
        sections: &case.sections,
        remarks: &case.remarks,
        earlier: Some(earlier_of(&hand.earlier, work, (state.screens.earlier_all, quoting(state)))),
        owed: &case.owed,
        author: &state.settings.author,
        signing: hand.is_signing(),
        can_sign: state.cannot_sign().map_or(Ok(()), Err),
        belongs: &case.belongs,
        departure: departure.as_deref(),
        aside: AsideView { asides: &case.asides, leaving: hand.leaving.as_ref() },
    };
    record::check::ui(ui, &view, out);
}
