//! What Home is handed, and what every screen quotes from.

use crate::app::events::Event;
use crate::app::focus::Focus;
use crate::app::screens::home;
use crate::app::session::Session;
use crate::app::state::State;
use crate::app::views::author::WhoForm;
use crate::app::views::quoted::Quoting;
use crate::record::remarks::gmc_remark;
use crate::register::Protection;
use crate::register::settings::Settings;
use egui::Ui;

pub(super) fn home_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let now = state.now();
    let remark = gmc_remark(&state.settings.author);
    let asked =
        state.settings.saved.author.as_ref().is_none_or(|author| author.name.trim().is_empty());
    // Until the name is saved.
    // The rest of it is filled in after the name: it stays as long as one stays here.
    state.window.asks_who |= asked;
    let asked = state.window.asks_who;
    let grab_name = state.take_focus(&Focus::Name);
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
    let view = home::HomeView {
        versions: &lists.versions,
        versions_shown: &screens.versions_shown,
        unread: &unread,
        newcomers: session.newcomers(),
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
        later_shown: screens.later_shown,
        away_asked: screens.away_asked.as_deref(),
        work: &lists.work,
        hidden: &lists.hidden,
        now,
        whose: settings.saved.whose,
        signed: session.contents().decisions.len(),
        register: session.register().map(|register| short_path(&register.root)),
        protected: session
            .register()
            .is_some_and(|register| register.info.protection != Protection::Plain),
        offers: offers(session, &settings.saved),
        loading: session.is_loading(),
        looking: window.looking,
        waiting: window.waiting.is_some(),
        training,
        ask: settings.saved.unsure.as_deref(),
    };
    let mut form = WhoForm {
        author: &mut settings.author,
        nation: &mut settings.nation,
        gmc_remark: remark.as_deref(),
        grab_name,
    };
    home::ui(ui, &view, asked.then_some(&mut form), out);
}

/// Whether it is said that the register can be protected: it is plain, somebody has signed in it,
/// and it was not said before.
fn offers(session: &Session, settings: &Settings) -> bool {
    session.register().is_some_and(|register| {
        let mut known = settings.registers.iter().filter(|known| known.id == register.info.id);
        register.info.protection == Protection::Plain
            && !register.info.training
            && !session.contents().decisions.is_empty()
            && known.all(|known| !known.told)
    })
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

/// What is quoted from, with the practice's copy of today's wording.
pub(super) fn quoting(state: &State) -> Quoting<'_> {
    let copy = state.session.own().shelf.todays_copy(state.now().date_naive());
    Quoting { library: &state.known.library, nation: state.settings.nation, copy, beside: None }
}
