//! The shell: the bar at the top, the rail at the left, and the screen between.

mod bars;
mod current_draft;
mod escape_and_backspace;
mod home;
mod notices;
mod review;
mod saved_status;
mod screens;
mod window_placement;

use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};
use egui::{Frame, Ui};

use crate::app::asked_to_end::Ending;
use crate::app::clipboard::Copying;
use crate::app::commands::Command;
use crate::app::drafts::OpenDrafts;
use crate::app::environment::Environment;
use crate::app::events::{Event, Screen};
use crate::app::key_input;
use crate::app::primary_selection::NoPrimary;
use crate::app::start_error::StartError;
use crate::app::start_settings::StartSettings;
use crate::app::system_lock::SystemLock;
use crate::app::theme::{self, Token};
use crate::app::views::which_register;
use crate::app::widgets::regions::{self, Region};
use crate::app::widgets::{self, focus_lost, keyboard};
use crate::app::{
    known::Known,
    notice::{About, Notice, NoticeKind},
    preferences::Preferences,
    screens::Screens,
    session::Session,
    state::State,
    window::Window,
};
use crate::base::{time, zone};
use crate::register::settings::Placed;
use bars::{place_name, rail, top, training_strip, waiting_strip};
use notices::{are_held, notices};
use screens::screen;
pub use window_placement::{FIRST as FIRST_SIZE, Monitor};

/// How long the last saving may take when the system ends the program.
const AT_THE_END: Duration = Duration::from_secs(5);

/// The window's program.
pub struct App {
    /// Everything it knows.
    pub state: State,
    /// Close was answered with yes.
    closing_now: bool,
    /// Whether the window's title says that the cases are invented.
    marked: bool,
    /// Whether a frame was painted.
    painted: bool,
    /// Whether the system has asked the program to end.
    pub(super) ending: Ending,
    /// Whether the system has locked the screen.
    pub(super) system_lock: SystemLock,
    /// What the bars take of the window, as they were painted last.
    bars: Bars,
    /// Where the window was opened.
    opened: Option<Placed>,
    /// When somebody did something last.
    touched: Option<Instant>,
}

/// What the bars take of the window, in points. The keyboard comes to the content before it comes
/// to them, so they are painted after it and their room is known from before.
#[derive(Clone, Copy, Debug, Default)]
struct Bars {
    /// The bar at the top.
    top: f32,
    /// All that is above the content, the bar at the top with it.
    above: f32,
    /// What is left of it.
    left: f32,
    /// What the bar at the top leaves between its words and what is pressed at its right.
    room: (f32, f32),
}

impl App {
    /// Reads settings and rules, and begins to open the register that was open last.
    pub fn new(ctx: &egui::Context, mut env: Environment) -> Result<Self, StartError> {
        widgets::prepare(ctx);
        ctx.add_plugin(NoPrimary);
        ctx.add_plugin(Copying::new(env.clipboard.clone(), env.copies.clone()));
        let mut known = Known::embedded()?;
        let StartSettings { settings, unread, notice } = StartSettings::read(&mut env)?;
        known.speak(settings.nation);
        let notices: Vec<Notice> = notice.into_iter().chain(zone_notice(&(env.now)())).collect();
        let mut state = State {
            known,
            settings: Preferences::new(settings, unread),
            session: Session::none(),
            window: Window::new(notices),
            screens: Screens::default(),
            drafts: OpenDrafts::default(),
            env,
        };
        state.env.lock_known();
        state.refresh_call();
        state.apply_look(ctx);
        ctx.set_zoom_factor(f32::from(state.settings.saved.look.zoom_percent) / 100.0);
        state.remark_clock();
        state.open_known();
        state.ask_system_look();
        Ok(Self {
            state,
            closing_now: false,
            marked: false,
            painted: false,
            bars: Bars::default(),
            opened: None,
            touched: None,
            ending: Ending::default(),
            system_lock: SystemLock::default(),
        })
    }

    /// One frame: results, saving, painting, events.
    pub fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.first_picture(&ctx);
        self.state.note_copies();
        self.state.say_failed_copies();
        self.state.take_results();
        self.state.follow_system_look(&ctx);
        self.state.lay_out_desk(&ctx);
        key_input::begin(&ctx);
        keyboard::begin(&ctx);
        key_input::put_aside(&ctx);
        regions::begin(&ctx);
        self.state.send_keyboard(&ctx);
        let mut out: Vec<Event> = Command::pressed(&ctx).into_iter().map(Event::Command).collect();
        self.paint(ui, &mut out);
        keyboard::end(&ctx);
        focus_lost::end(&ctx);
        self.name_window(&ctx);
        self.state.window.focus = None;
        for event in out {
            self.state.handle(&ctx, event);
        }
        self.state.note_what_shows();
        self.state.tell_clipboard(&ctx);
        self.lock_when_idle(&ctx);
        self.state.remember_zoom(ctx.zoom_factor());
        self.remember_place(&ctx);
        let back = |event: &egui::Event| matches!(event, egui::Event::WindowFocused(true));
        if ctx.input(|input| input.events.iter().any(back)) {
            self.state.look_round();
            self.state.ask_system_look();
        }
        self.state.tick();
        self.state.check_spelling(&ctx);
        self.answer_close(&ctx);
        if let Some(after) = self.state.look_at_waits() {
            ctx.request_repaint_after(after);
        }
        self.mark_title(&ctx);
        if let Some(at) = self.state.next_save() {
            let now = (self.state.env.instant)();
            ctx.request_repaint_after(at.saturating_duration_since(now));
        }
        if let Some(wait) = self.state.drafts.until_late((self.state.env.instant)()) {
            // What hangs on its way to the disk says so.
            ctx.request_repaint_after(wait);
        }
        if let Some(at) = self.state.session.next_look() {
            let now = (self.state.env.instant)();
            ctx.request_repaint_after(at.saturating_duration_since(now));
        }
        if self.state.window.screen == Screen::Home
            && let Some(wait) = self.state.session.until_due(self.state.now())
        {
            // What becomes overdue says so while it is looked at.
            ctx.request_repaint_after(wait);
        }
        if self.state.window.screen == Screen::Decisions && self.state.session.is_loading() {
            // How far the reading is.
            ctx.request_repaint_after(Duration::from_millis(200));
        }
        let noticed = self.state.let_notice_go(are_held(&ctx));
        for wait in self.state.until_how_far().into_iter().chain(noticed) {
            ctx.request_repaint_after(wait);
        }
        if self.state.window.screen == Screen::ActNow {
            // The clock on this screen counts in minutes: it moves on with the next one.
            let on = self.state.seconds_to_next_minute().min(self.state.seconds_until_kept());
            ctx.request_repaint_after(Duration::from_secs(on));
        }
    }

    /// A protected register locks itself where nobody does anything.
    fn lock_when_idle(&mut self, ctx: &egui::Context) {
        let now = (self.state.env.instant)();
        let does = |event: &egui::Event| {
            !matches!(event, egui::Event::WindowFocused(_) | egui::Event::PointerGone)
        };
        if ctx.input(|input| input.events.iter().any(does)) {
            self.touched = Some(now);
        }
        let since = *self.touched.get_or_insert(now);
        if let Some(left) = self.state.lock_when_idle(ctx, now.saturating_duration_since(since)) {
            ctx.request_repaint_after(left);
        }
    }

    /// What is done also where nothing is painted, as while the window is hidden: results, saving,
    /// and an end that the system has asked for.
    pub fn behind(&mut self, ctx: &egui::Context) {
        if self.system_lock.take() {
            self.state.lock_protected(ctx);
        }
        self.state.take_results();
        self.state.tick();
        if let Some(at) = self.state.next_save() {
            let now = (self.state.env.instant)();
            ctx.request_repaint_after(at.saturating_duration_since(now));
        }
        if self.ending.is_asked() && !self.closing_now {
            self.last_words();
            self.closing_now = true;
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }

    /// The program ends, whoever asked: everything is saved, and nobody is asked any more. Once
    /// close was answered, nothing is left to be said.
    pub fn last_words(&mut self) {
        if let Some(clipboard) = &self.state.env.clipboard {
            clipboard.end();
        }
        if self.closing_now {
            return;
        }
        let began = (self.state.env.instant)();
        while !self.state.may_close() && (self.state.env.instant)() - began < AT_THE_END {
            self.state.tick();
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// The first picture was drawn when the second frame begins: now the register may take the
    /// processor.
    fn first_picture(&mut self, ctx: &egui::Context) {
        if self.painted {
            self.state.env.first_picture = None;
        } else {
            ctx.request_repaint();
        }
        self.painted = true;
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
        } else if self.state.window.closing {
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
            let title = if self.marked { "Justified – practice cases" } else { "Justified" };
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.to_owned()));
        }
    }

    /// What a screen reader calls the window: the program, and where one is in it.
    fn name_window(&self, ctx: &egui::Context) {
        let name = format!("Justified – {}", place_name(&self.state));
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(name));
    }

    fn paint(&mut self, ui: &mut Ui, out: &mut Vec<Event>) {
        let ctx = ui.ctx().clone();
        let whole = ui.available_rect_before_wrap();
        let wide = whole.width() >= 860.0;
        let corner = whole.min + egui::vec2(self.bars.left, self.bars.above);
        let page = egui::Rect::from_min_max(corner, whole.max);
        let content = &mut part(ui, "content", page);
        let frame = Frame::NONE.fill(theme::fill(ui, Token::Ground));
        egui::CentralPanel::default().frame(frame).show(content, |ui| {
            theme::stand_on(ui, Token::Ground);
            regions::within(&ctx, Region::Content, || match &self.state.window.opening {
                Some(folder) => which_register::opening(ui, folder, out),
                None => screen(ui, &mut self.state, out),
            });
        });
        notices(content, (page, self.bars.room), &self.state, out);
        escape_and_backspace::back(&ctx, &mut self.state, out);
        let below = whole.with_min_y(whole.top() + self.bars.top);
        let below = &mut part(ui, "bars", below);
        training_strip(below, &self.state, out);
        waiting_strip(below, &self.state);
        // Where nothing of a register is to be seen, no place of it is to be gone to.
        let state = &self.state;
        let helps = state.window.locked.is_some() && state.window.screen == Screen::ActNow;
        if state.window.opening.is_none() && !state.asks_passphrase() && !helps {
            regions::within(&ctx, Region::Rail, || rail(below, &self.state, wide, out));
        }
        let head = &mut part(ui, "head", whole);
        let room = regions::within(&ctx, Region::Top, || top(head, &self.state, out));
        let left = below.available_rect_before_wrap().min - whole.min;
        let top = head.available_rect_before_wrap().top() - whole.top();
        self.keep_bars(ui, Bars { top, above: left.y, left: left.x, room });
        ui.advance_cursor_after_rect(whole);
    }

    /// The bars took this room. Where it is not what was thought, the picture is made again.
    fn keep_bars(&mut self, ui: &Ui, now: Bars) {
        let was = std::mem::replace(&mut self.bars, now);
        let sides = [was.room.0 - now.room.0, was.room.1 - now.room.1];
        let off = [was.top - now.top, was.above - now.above, was.left - now.left];
        let off = off.into_iter().chain(sides);
        if off.map(f32::abs).any(|off| off > 0.5) {
            ui.ctx().request_discard("the bars take other room");
            ui.ctx().request_repaint();
        }
    }
}

/// A part of the window, painted by itself.
fn part(ui: &mut Ui, name: &str, rect: egui::Rect) -> Ui {
    let mut part = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt(name));
    part.shrink_clip_rect(rect);
    part
}

/// What is said once at the start where the clock of this workstation is not the UK's.
fn zone_notice(now: &DateTime<FixedOffset>) -> Option<Notice> {
    let text = format!(
        "The clock of this computer is not in the UK’s time zone. Here it is {}. Times that you \
         press or type are kept in this computer’s zone and say so. Change the zone in the \
         system’s settings if that is wrong.",
        time::moment(now)
    );
    (!zone::is_uk(now)).then_some(Notice { about: About::Program, text, kind: NoticeKind::Waiting })
}
