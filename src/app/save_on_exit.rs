//! However the program ends, what was typed is saved first, as far as the system lets it: by a
//! signal, with the session, with the connection to the display, or by a fault of our own.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::rc::Rc;

use super::asked_to_end::Ending;
use super::shell::App;
use super::system_lock;

/// The program, also for the time when there is no window any more.
#[derive(Clone, Default)]
pub struct Kept(Rc<RefCell<Option<App>>>);

impl Kept {
    /// The window has its program. From now on it hears signals.
    pub fn hold(&self, mut app: App, ctx: &egui::Context) {
        app.ending = Ending::default();
        listen(app.ending.clone(), ctx.clone());
        system_lock::listen(&app.system_lock, ctx);
        *self.0.borrow_mut() = Some(app);
        // Only now: what was made later in this thread goes first, and saving needs the rest.
        LAST.with(|last| *last.borrow_mut() = Some(LastWords(self.clone())));
    }

    /// Opens a window with it, and saves what is left to be saved when that ends, also where it
    /// breaks.
    pub fn until_the_end<R>(&self, run: impl FnOnce() -> R) -> R {
        let ended = catch_unwind(AssertUnwindSafe(run));
        self.last_words();
        LAST.with(|last| drop(last.borrow_mut().take()));
        ended.unwrap_or_else(|broken| resume_unwind(broken))
    }

    fn last_words(&self) {
        self.with(App::last_words);
    }

    /// Not from within a frame, whose state may be half of one and half of another.
    fn with(&self, what: impl FnOnce(&mut App)) {
        if let Ok(mut app) = self.0.try_borrow_mut()
            && let Some(app) = &mut *app
        {
            what(app);
        }
    }
}

impl eframe::App for Kept {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.with(|app| app.behind(ctx));
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.with(|app| app.frame(ui));
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.last_words();
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}

thread_local! {
    /// Dropped when this thread ends: also where a library ends the whole program, as Xlib does
    /// when the display is gone. It asks nobody, and no error reaches us.
    static LAST: RefCell<Option<LastWords>> = const { RefCell::new(None) };
}

struct LastWords(Kept);

impl Drop for LastWords {
    fn drop(&mut self) {
        self.0.last_words();
    }
}

/// Waits for the signals that end a program, in a thread of its own.
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "it waits for the system, and does no work")]
fn listen(ending: Ending, ctx: egui::Context) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    let Ok(mut signals) = Signals::new([SIGTERM, SIGHUP, SIGINT]) else { return };
    std::thread::spawn(move || {
        if signals.forever().next().is_some() {
            ending.ask();
            ctx.request_repaint();
            // A window that does not answer holds nobody's session.
            std::thread::sleep(std::time::Duration::from_secs(10));
            std::process::exit(1);
        }
    });
}

/// There the system closes the window.
#[cfg(not(unix))]
fn listen(_: Ending, _: egui::Context) {}
