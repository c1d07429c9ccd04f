//! The shell: the bar at the top, the rail at the left, and the screen between.

use egui::{Align, Frame, Layout, Margin, Ui};

use super::calling::Calling;
use super::commands::Command;
use super::environment::{Environment, first_half};
use super::events::{ChronologyOf, Event, Screen, TrainingEvent};
use super::screens::{
    act_now, chronology, contacts, decide, decision, decisions, earlier, home, outcome,
    outcome_contacts, path, record, settings, worked,
};
use super::start_error::StartError;
use super::state::{Lists, Notice, NoticeKind, State};
use super::theme::{self, Token};
use super::walk::Rules;
use super::widgets::{self, Tone, danger, link, nav, secondary};
use crate::base::time::{self, When};
use crate::caseload::WorkedCase;
use crate::caseload::people::People;
use crate::guidance::{Agencies, Library, Nation};
use crate::record::remarks::gmc_remark;
use crate::record::{DecisionDraft, DeviceId, Hours, Place, Work};
use crate::register::drafts::Drafts;
use crate::register::settings::{Found, Settings, load_settings};
use crate::register::throttle::Throttle;
use crate::register::{Contents, MARK, OwnGuidance};

/// The window's program.
pub struct App {
    /// Everything it knows.
    pub state: State,
    /// Close was answered with yes.
    closing_now: bool,
    /// Whether the window's title says that the cases are invented.
    marked: bool,
}

impl App {
    /// Reads settings and rules, and begins to open the register that was open last.
    pub fn new(ctx: &egui::Context, mut env: Environment) -> Result<Self, StartError> {
        theme::apply(ctx);
        let library = Library::embedded()?;
        let mut rules = Rules::embedded(&library)?;
        let agencies = Agencies::embedded(&library)?;
        // They are held by tests, and no reason to keep anybody from the rest.
        let cases = WorkedCase::all().unwrap_or_default();
        let questions_on = rules.questions_on(&library);
        let ledger = rules.ledger(&library)?;
        let mut notices = Vec::new();
        let found = load_settings(&*env.disk, &env.settings_file);
        let settings_unread = found.is_err();
        let settings = match found {
            Ok(Found::Fine(settings)) => *settings,
            other => {
                if let Err(error) = &other {
                    // Whom to ring and the guidance need no settings.
                    notices.push(Notice {
                        text: format!(
                            "Your settings could not be read. They are left as they are, and \
                             changes to them are not saved until Justified is started again. {error}"
                        ),
                        kind: NoticeKind::Error,
                    });
                }
                if let Ok(Found::Broken { aside, problem }) = other {
                    notices.push(Notice {
                        text: format!(
                            "Your settings could not be read and begin anew. {} A copy was kept: {}",
                            problem.words(),
                            aside.display()
                        ),
                        kind: NoticeKind::Error,
                    });
                }
                let random = (env.random)().ok_or(StartError::NoRandom)?;
                Settings::new(DeviceId::mint(first_half(random)))
            }
        };
        rules.speak(settings.nation);
        let mut state = State {
            author: settings.author.clone().unwrap_or_default(),
            nation: settings.nation,
            folder_text: String::new(),
            library,
            rules,
            questions_on,
            ledger,
            settings,
            settings_throttle: Throttle::default(),
            settings_unread,
            register: None,
            contents: Contents::default(),
            book: crate::caseload::casebook::Casebook::default(),
            before: None,
            progress: std::sync::Arc::default(),
            open_when_read: None,
            missing: Vec::new(),
            people: People::default(),
            earlier_all: false,
            drafts: Drafts::default(),
            own: OwnGuidance::default(),
            loading: false,
            request: 0,
            unread: false,
            chosen: None,
            make_here: None,
            choosing: false,
            screen: Screen::Home,
            hands: Vec::new(),
            decision: None,
            addendum: None,
            adding: None,
            notices,
            list: decisions::DecisionsScreen::default(),
            lists: Lists::default(),
            shown: Vec::new(),
            path: None,
            away_asked: None,
            away_shown: false,
            look: super::look::Look::default(),
            grab_owed: None,
            spelling: super::spelling::Spelling::default(),
            grab_search: false,
            grab_name: false,
            closing: false,
            close_warned: false,
            signed_here: std::collections::BTreeSet::new(),
            guidance: super::screens::guidance::GuidanceScreen::default(),
            record: record::RecordScreen::default(),
            contacts: contacts::ContactsScreen::default(),
            chronology: chronology::ChronologyScreen::default(),
            training_asked: None,
            worked: worked::WorkedScreen::new(cases),
            agencies,
            calling: Calling::default(),
            env,
        };
        state.refresh_call();
        state.apply_look(ctx);
        ctx.set_zoom_factor(f32::from(state.settings.look.zoom_percent) / 100.0);
        state.open_known();
        Ok(Self { state, closing_now: false, marked: false })
    }

    /// One frame: results, saving, painting, events.
    pub fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.state.take_results();
        self.state.lay_out_desk(&ctx);
        let mut out: Vec<Event> = Command::pressed(&ctx).into_iter().map(Event::Command).collect();
        self.paint(ui, &mut out);
        for event in out {
            self.state.handle(&ctx, event);
        }
        self.state.remember_zoom(ctx.zoom_factor());
        self.state.tick();
        self.state.check_spelling(&ctx);
        self.answer_close(&ctx);
        self.mark_title(&ctx);
        if let Some(at) = self.state.next_save() {
            let now = (self.state.env.instant)();
            ctx.request_repaint_after(at.saturating_duration_since(now));
        }
        if self.state.screen == Screen::Home
            && let Some(wait) = self.state.until_due()
        {
            // What becomes overdue says so while it is looked at.
            ctx.request_repaint_after(wait);
        }
        if self.state.screen == Screen::Decisions && self.state.loading {
            // How far the reading is.
            ctx.request_repaint_after(std::time::Duration::from_millis(200));
        }
        if self.state.screen == Screen::ActNow {
            // The clock on this screen counts in minutes: it moves on with the next one.
            let on = self.state.seconds_to_next_minute();
            ctx.request_repaint_after(std::time::Duration::from_secs(on));
        }
    }

    /// Close is answered once everything is on the disk. Where that fails it is said what is
    /// not saved, and the second close closes: a broken disk does not hold the window.
    fn answer_close(&mut self, ctx: &egui::Context) {
        if self.closing_now {
            return;
        }
        if ctx.input(|input| input.viewport().close_requested()) {
            if self.state.close_asked() {
                self.closing_now = true;
            } else {
                ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
                ctx.request_repaint();
            }
        } else if self.state.closing {
            if self.state.may_close() {
                self.closing_now = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            } else {
                self.state.close_waits();
            }
        }
    }

    /// The window's title says so too where the cases are invented.
    fn mark_title(&mut self, ctx: &egui::Context) {
        if self.marked != self.state.is_training() {
            self.marked = !self.marked;
            let title = if self.marked { "Justified – invented cases" } else { "Justified" };
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.to_owned()));
        }
    }

    fn paint(&mut self, ui: &mut Ui, out: &mut Vec<Event>) {
        top(ui, &self.state, out);
        training_strip(ui, &self.state, out);
        let wide = ui.available_width() >= 860.0;
        rail(ui, &self.state, wide, out);
        notices(ui, &self.state, out);
        let frame = Frame::NONE.fill(theme::fill(ui, Token::Ground));
        egui::CentralPanel::default().frame(frame).show(ui, |ui| {
            theme::stand_on(ui, Token::Ground);
            screen(ui, &mut self.state, out);
        });
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}

fn place_name(state: &State) -> &'static str {
    match &state.screen {
        Screen::Home => "Home",
        Screen::ActNow => "Child in danger now",
        Screen::Decisions => "Decisions",
        Screen::Decision(_) => "Decision",
        Screen::Guidance => "Guidance",
        Screen::Contacts => "Contacts",
        Screen::Chronology => "Chronology",
        Screen::Worked => "Worked cases",
        Screen::Settings => "Settings",
        Screen::Decide => match state.hand().and_then(|hand| hand.work()).map(|work| &work.place) {
            Some(Place::Record(_)) => "Record",
            Some(Place::Check) => "Check and sign",
            _ => "Decide",
        },
    }
}

fn top(ui: &mut Ui, state: &State, out: &mut Vec<Event>) {
    let frame =
        Frame::NONE.fill(theme::fill(ui, Token::Panel)).inner_margin(Margin::symmetric(16, 5));
    egui::Panel::top("top").resizable(false).frame(frame).show(ui, |ui| {
        theme::stand_on(ui, Token::Panel);
        ui.horizontal(|ui| {
            ui.set_min_height(38.0);
            widgets::strong(ui, "Justified");
            widgets::soft(ui, place_name(state));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let act = Command::ActNow;
                let pressed = danger(ui, act.text(), act.key().as_deref());
                if pressed.on_hover_text(act.tooltip()).clicked() {
                    out.push(Event::Command(act));
                }
                if ui.available_width() > 260.0 {
                    let search = Command::Search;
                    if secondary(ui, search.text(), search.key().as_deref()).clicked() {
                        out.push(Event::Command(search));
                    }
                }
                if ui.available_width() > 110.0 {
                    saved(ui, state);
                }
            });
        });
    });
}

/// On every screen of a register of invented cases.
fn training_strip(ui: &mut Ui, state: &State, out: &mut Vec<Event>) {
    if !state.is_training() {
        return;
    }
    let frame = Frame::NONE
        .fill(theme::fill(ui, Token::CautionGround))
        .inner_margin(Margin::symmetric(16, 3));
    egui::Panel::top("invented").resizable(false).frame(frame).show(ui, |ui| {
        theme::stand_on(ui, Token::CautionGround);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(12.0, 2.0);
            widgets::strong_small(ui, MARK);
            if state.screen == Screen::ActNow {
                // Somebody may press this in earnest.
                widgets::strong_small(
                    ui,
                    "The contacts are invented too. For a real child, ring 999 or go back.",
                );
            }
            if link(ui, "Back to your own register", None).clicked() {
                out.push(Event::Training(TrainingEvent::Back));
            }
        });
    });
}

/// "saved 10:42" instead of a save button.
fn saved(ui: &mut Ui, state: &State) {
    let hand = match &state.screen {
        Screen::Decision(_) => state.find(state.addendum.as_ref()),
        Screen::Contacts => state.find(state.contacts.editing.as_ref()),
        _ => state.hand(),
    };
    let Some(hand) = hand else { return };
    if hand.signing {
        widgets::status(ui, "Signing…", Token::Soft);
        return;
    }
    match hand.saved_at {
        Some(at) if hand.in_outbox.is_some() => {
            let text = format!("on this computer {}", time::clock(&at));
            widgets::status(ui, &text, Token::Caution);
        }
        Some(at) => {
            widgets::status(ui, &format!("saved {}", time::clock(&at)), Token::Good);
        }
        None if hand.saved.is_some() => {}
        None => {
            widgets::status(ui, "not saved yet", Token::Soft);
        }
    }
}

fn rail(ui: &mut Ui, state: &State, wide: bool, out: &mut Vec<Event>) {
    let frame = Frame::NONE.fill(theme::fill(ui, Token::Panel)).inner_margin(if wide {
        Margin::symmetric(8, 12)
    } else {
        Margin::symmetric(8, 2)
    });
    let places = |ui: &mut Ui, out: &mut Vec<Event>| {
        theme::stand_on(ui, Token::Panel);
        let here = |screen: &Screen| match (&state.screen, screen) {
            (Screen::Decision(_) | Screen::Chronology, Screen::Decisions)
            | (Screen::Worked, Screen::Guidance)
            | (Screen::ActNow, Screen::Decide) => true,
            (now, screen) => now == screen,
        };
        for (command, screen) in [
            (Command::Home, Screen::Home),
            (Command::Decide, Screen::Decide),
            (Command::Decisions, Screen::Decisions),
            (Command::Guidance, Screen::Guidance),
            (Command::Contacts, Screen::Contacts),
            (Command::Settings, Screen::Settings),
        ] {
            let owed = match screen {
                Screen::Home => state.lists.drafts.len() + state.lists.work.shown.len(),
                _ => 0,
            };
            if nav(ui, command.text(), here(&screen), owed).clicked() {
                out.push(Event::Command(command));
            }
        }
    };
    if wide {
        egui::Panel::left("rail").exact_size(168.0).resizable(false).frame(frame).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            places(ui, out);
        });
    } else {
        egui::Panel::top("rail").resizable(false).frame(frame).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                places(ui, out);
            });
        });
    }
}

fn notices(ui: &mut Ui, state: &State, out: &mut Vec<Event>) {
    if state.notices.is_empty() {
        return;
    }
    let frame = Frame::NONE.fill(theme::fill(ui, Token::Ground)).inner_margin(Margin {
        left: 24,
        right: 24,
        top: 10,
        bottom: 0,
    });
    egui::Panel::top("notices").resizable(false).show_separator_line(false).frame(frame).show(
        ui,
        |ui| {
            theme::stand_on(ui, Token::Ground);
            for (index, notice) in state.notices.iter().enumerate() {
                let tone = match notice.kind {
                    NoticeKind::Done => Tone::Good,
                    NoticeKind::Waiting => Tone::Caution,
                    NoticeKind::Error => Tone::Danger,
                };
                widgets::banner(ui, tone, |ui| {
                    ui.horizontal_top(|ui| {
                        let wide = (ui.available_width() - 90.0).max(120.0);
                        ui.allocate_ui(egui::vec2(wide, 0.0), |ui| {
                            ui.set_width(wide);
                            widgets::body(ui, &notice.text);
                        });
                        if link(ui, "Close", Some("Close this message")).clicked() {
                            out.push(Event::NoticeRead(index));
                        }
                    });
                });
            }
        },
    );
}

fn screen(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    if state.is_locked() {
        ui.disable();
    }
    if let Some(shown) = state.path_on_screen() {
        path::ui(ui, shown, out);
        return;
    }
    match state.screen.clone() {
        Screen::Home => home_ui(ui, state, out),
        Screen::Decide => decide_ui(ui, state, out),
        Screen::ActNow => act_now_ui(ui, state, out),
        Screen::Decisions => decisions_ui(ui, state, out),
        Screen::Decision(_) => decision_ui(ui, state, out),
        Screen::Guidance => {
            let view = super::screens::guidance::View {
                library: &state.library,
                nation: state.nation,
                questions: &state.questions_on,
                ledger: &state.ledger,
                own: &state.own,
                register: state.register.as_ref().map(|register| register.root.as_path()),
                cited: state
                    .decision
                    .as_ref()
                    .and_then(|nonce| state.hands.iter().find(|hand| hand.draft.nonce == *nonce))
                    .and_then(|hand| hand.work())
                    .map(|work| work.record.rests_on.as_slice()),
            };
            state.guidance.ui(ui, &view, out);
        }
        Screen::Contacts => contacts_ui(ui, state, out),
        Screen::Chronology => {
            chronology::ui(ui, &mut state.chronology, state.choosing, out);
        }
        Screen::Worked => {
            worked::ui(ui, &state.worked, &state.library, state.nation, out);
        }
        Screen::Settings => settings_ui(ui, state, out),
    }
}

fn home_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let remark = gmc_remark(&state.author);
    let asked = state.settings.author.as_ref().is_none_or(|author| author.name.trim().is_empty());
    // Until the name is saved; while it is being typed the form stays under the fingers.
    let asked = asked || ui.ctx().memory(egui::Memory::focused).is_some_and(settings::is_author);
    let State {
        lists,
        contents,
        register,
        loading,
        author,
        nation,
        settings,
        folder_text,
        away_asked,
        away_shown,
        ..
    } = state;
    let view = home::View {
        drafts: &lists.drafts,
        away: &lists.away,
        away_shown: *away_shown,
        away_asked: away_asked.as_deref(),
        work: &lists.work,
        whose: settings.whose,
        signed: contents.decisions.len(),
        register: register.as_ref().map(|register| short_path(&register.root)),
        loading: *loading,
        training: register.as_ref().is_some_and(|register| register.info.training),
    };
    let beside = settings::View {
        register: None,
        proposed: "",
        gmc_remark: remark.as_deref(),
        grab_name: false,
        choosing: false,
        make_here: None,
    };
    let mut form = settings::Form {
        author,
        nation,
        theme: &mut settings.look.theme,
        spelling: &mut settings.spelling,
        folder: folder_text,
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
    let view = act_now::View {
        since: state.pressed_at().unwrap_or(now),
        now,
        pressed: state.pressed_at().is_some(),
        saved: hand.is_some() && (state.register.is_some() || state.loading),
        cards: &state.calling.cards,
        agencies: &state.agencies,
        nation: state.nation,
        lines: &state.calling.lines,
        rung: &state.calling.rung,
    };
    act_now::ui(ui, &view, out);
}

fn contacts_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let (nation, now, cannot_sign) = (state.nation_or_default(), state.now(), state.cannot_sign());
    let nation_chosen = state.nation.is_some();
    let nonce = state.contacts.editing.clone();
    let State { hands, contents, calling, contacts, agencies, library, author, choosing, .. } =
        state;
    let view = contacts::View {
        cards: &calling.cards,
        agencies,
        library,
        nation,
        nation_chosen,
        now,
        author: author.name.trim(),
        cannot_sign,
        choosing: *choosing,
    };
    let hand = hands.iter_mut().find(|hand| Some(&hand.draft.nonce) == nonce.as_ref());
    let editing = hand.and_then(|hand| {
        let id = &hand.draft.decision;
        match &mut hand.draft.work {
            Work::Contact(contact) => Some(contacts::Editing {
                id,
                contact,
                there: contents.find_contact(id).next().is_some(),
                signing: hand.signing,
            }),
            _ => None,
        }
    });
    contacts::ui(ui, &view, contacts, editing, out);
}

fn decisions_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let view = decisions::View {
        found: &state.lists.found,
        outcomes: &state.lists.outcomes,
        outcome_labels: &state.lists.outcome_labels,
        saved: &state.settings.filters,
        problems: &state.lists.problems,
        empty: state.book.summaries().is_empty(),
        loading: state.loading,
        progress: state.progress.so_far().filter(|_| state.loading),
        now: state.now(),
        grab_search: std::mem::take(&mut state.grab_search),
    };
    decisions::ui(ui, &view, &mut state.list, out);
}

fn decision_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let nation = state.nation;
    let cannot = state.cannot_sign();
    let Screen::Decision(id) = &state.screen else { return };
    let addendum = state.addendum.clone();
    let id = id.clone();
    // Only the draft is edited here, beside files that are only read.
    let mut hands = std::mem::take(&mut state.hands);
    let hand = hands.iter_mut().find(|hand| Some(&hand.draft.nonce) == addendum.as_ref());
    let signing = hand.as_ref().is_some_and(|hand| hand.signing);
    let grab_owed = state.grab_owed.take();
    let work = hand.map(|hand| &mut hand.draft.work);
    let files: Vec<_> = state.files_of(&id).into_iter().zip(&state.shown).collect();
    if let Some((shown, others)) = files.split_first() {
        let view = |&(file, worked)| decision::View {
            file,
            worked,
            look: &state.look,
            library: &state.library,
            nation,
            grab_owed: grab_owed.as_ref(),
            author: state.author.name.trim(),
            in_hand: state.decision.is_some(),
            earlier_all: state.earlier_all,
            signing,
            cannot_sign: cannot,
            adding: state.adding,
        };
        let others: Vec<_> = others.iter().map(view).collect();
        decision::ui(ui, &view(shown), &others, work, out);
    }
    state.hands = hands;
}

fn settings_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let register = state.register.as_ref().map(|register| register.root.display().to_string());
    let proposed = state.env.register_folder.display().to_string();
    let remark = gmc_remark(&state.author);
    let make_here = state.make_here.as_ref().map(|folder| folder.display().to_string());
    let view = settings::View {
        register: register.as_deref(),
        proposed: &proposed,
        gmc_remark: remark.as_deref(),
        grab_name: std::mem::take(&mut state.grab_name),
        choosing: state.choosing,
        make_here: make_here.as_deref(),
    };
    let mut form = settings::Form {
        author: &mut state.author,
        nation: &mut state.nation,
        theme: &mut state.settings.look.theme,
        spelling: &mut state.settings.spelling,
        folder: &mut state.folder_text,
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

/// Earlier decisions that may be about the same people as the draft in hand.
fn earlier_of<'a>(
    lines: &'a [earlier::EarlierLine],
    work: &DecisionDraft,
    (all, library, nation): (bool, &'a Library, Option<Nation>),
) -> earlier::View<'a> {
    earlier::View {
        lines,
        draft: true,
        set_aside: work.not_same.len(),
        all,
        library,
        nation,
        from: &ChronologyOf::Hand,
    }
}

fn acted_first(work: &DecisionDraft) -> Option<String> {
    work.acted_first.as_ref().map(time::clock)
}

fn question_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let question = state.asked().and_then(|id| state.rules.question(&id));
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
        hints_seen: hand.hints_seen.contains(&question.id),
        change: hand.change.as_ref(),
        acted_first: acted.as_deref(),
        earlier: Some(earlier_of(
            &hand.earlier,
            work,
            (state.earlier_all, &state.library, state.nation),
        )),
        library: &state.library,
        nation: state.nation,
    };
    decide::ui(ui, &view, out);
}

fn outcome_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let nation = state.nation;
    let decision = state.decision.clone();
    let now = state.now();
    let State { hands, rules, library, calling, agencies, earlier_all, .. } = state;
    let outcomes: Vec<(String, String, String)> = rules
        .outcomes()
        .map(|(id, headline, lead)| (id.to_owned(), headline.to_owned(), lead.to_owned()))
        .collect();
    let Some(hand) = hands.iter_mut().find(|hand| Some(&hand.draft.nonce) == decision.as_ref())
    else {
        return;
    };
    let departing = hand.departing;
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
            outcomes: &outcomes,
            departing,
            acted_first: acted.as_deref(),
            from: match work.record.decided.when(&now) {
                Some(When::At(at)) => at,
                _ => now,
            },
            earlier: Some(earlier_of(&lines, work, (*earlier_all, library, nation))),
            library,
            nation,
            ring: outcome_contacts::View {
                outcome: case.decided.as_ref().map_or("", |decided| decided.id.as_str()),
                cards: &calling.cards,
                agencies,
                nation,
                likely: Hours::likely(&now),
                rung: &calling.rung,
            },
        };
        let edits =
            outcome::Edits { departure: work.departure.as_mut(), summary: summary.as_mut() };
        outcome::ui(ui, &view, edits, out);
    }
    case.summary = summary;
    hand.earlier = lines;
    hand.case = Some(case);
}

fn is_request(work: &DecisionDraft) -> bool {
    work.answers.0.get("start").is_some_and(|choice| choice == "request")
}

fn record_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let decision = state.decision.clone();
    let nation = state.nation;
    let State { hands, record, rules, library, earlier_all, .. } = state;
    let Some(hand) = hands.iter_mut().find(|hand| Some(&hand.draft.nonce) == decision.as_ref())
    else {
        return;
    };
    let focus = hand.focus.take();
    let take_over = hand.take_over;
    let begun = time::moment(&hand.draft.begun);
    let Some(case) = hand.case.take() else { return };
    let lines = std::mem::take(&mut hand.earlier);
    let id = hand.draft.decision.clone();
    if let Some(work) = hand.work_mut() {
        let decided = case.decided.as_ref();
        let outcome_id = decided.map_or("", |outcome| outcome.id.as_str());
        let view = record::View {
            decision: &id,
            headline: decided.map_or("", |outcome| outcome.headline.as_str()),
            begun: &begun,
            outcome_id,
            times: &rules.times,
            take_over,
            sharing: crate::record::prefill::shares(outcome_id),
            request: is_request(work),
            earlier: Some(earlier_of(&lines, work, (*earlier_all, library, nation))),
            may_be_present: &case.may_be_present,
            owed: &case.owed,
            remarks: &case.remarks,
            focus: focus.as_ref(),
        };
        record.ui(ui, &view, work, out);
    }
    hand.earlier = lines;
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
        earlier: Some(earlier_of(
            &hand.earlier,
            work,
            (state.earlier_all, &state.library, state.nation),
        )),
        owed: &case.owed,
        author: &state.author,
        signing: hand.signing,
        can_sign: state.cannot_sign().map_or(Ok(()), Err),
        belongs: &case.belongs,
        departure: departure.as_deref(),
    };
    record::check::ui(ui, &view, out);
}
