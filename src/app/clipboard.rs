//! What is copied stays on the clipboard for a while and no longer, where the system lets a program
//! see whether it is still there: a copied record is forgotten there by whoever copied it.
//!
//! Every copy goes this way: by a button, a menu or the keys of a field, egui hands it to the system
//! in one command, and that is taken out here.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use egui::{Context, FullOutput, OutputCommand, Plugin};
use zeroize::Zeroizing;

/// How long a copied text stays.
pub const KEPT: Duration = Duration::from_mins(3);

/// Another program holds the clipboard for a moment: it is tried again after this.
const PAUSE: Duration = Duration::from_millis(50);

/// How often, before it is said that it could not be copied.
const TRIES: usize = 20;

/// How long the end of the program waits for the clipboard.
const AT_THE_END: Duration = Duration::from_secs(1);

/// The clipboard of a system.
trait Board {
    /// Puts this on it, and asks those that keep a history to leave it out. Whether it is there.
    fn put(&mut self, text: &str) -> bool;
    /// The text that is on it.
    fn text(&mut self) -> Option<String>;
    /// Takes everything off it.
    fn clear(&mut self);
}

/// What is done where a text could not be put there.
type Failed = Box<dyn FnOnce() + Send>;

enum Asked {
    Put(String, Failed),
    Look,
    Clear,
    End(Sender<()>),
}

/// The system's clipboard, behind a thread of its own: it waits for other programs.
#[derive(Clone)]
pub struct Clipboard {
    ask: Sender<Asked>,
    works: Arc<AtomicBool>,
    /// Whether what was copied here is still there, as it was seen last.
    ours: Arc<AtomicBool>,
}

impl Clipboard {
    /// The real one. Where it cannot be reached, what is copied goes the way that egui has for it.
    #[expect(clippy::disallowed_methods, reason = "it waits for other programs, and does no work")]
    pub fn real() -> Self {
        let (ask, asked) = channel();
        let works = Arc::new(AtomicBool::new(false));
        let ours = Arc::new(AtomicBool::new(false));
        let (reached, holds) = (Arc::clone(&works), Arc::clone(&ours));
        std::thread::spawn(move || {
            let Ok(mut board) = arboard::Clipboard::new() else { return };
            reached.store(true, Ordering::SeqCst);
            serve(&mut board, &asked, KEPT, &holds);
            reached.store(false, Ordering::SeqCst);
        });
        Self { ask, works, ours }
    }

    /// Puts this text on it. It is given back where there is no clipboard.
    fn put(&self, text: String, failed: Failed) -> Result<(), String> {
        if !self.works.load(Ordering::SeqCst) {
            return Err(text);
        }
        self.ours.store(true, Ordering::SeqCst);
        self.ask.send(Asked::Put(text, failed)).map_err(|refused| match refused.0 {
            Asked::Put(text, _) => text,
            Asked::Look | Asked::Clear | Asked::End(_) => String::new(),
        })
    }

    /// Whether what was copied here last is still there, as far as it was looked. Where there is no
    /// clipboard to look at, it may be.
    pub fn holds_ours(&self) -> bool {
        !self.works.load(Ordering::SeqCst) || self.ours.load(Ordering::SeqCst)
    }

    /// Looks whether it is.
    pub fn look(&self) {
        // Without a thread nothing was put there.
        let _ = self.ask.send(Asked::Look);
    }

    /// Takes off it what was copied here, if that is still there.
    pub fn clear(&self) {
        // Without a thread nothing was put there.
        let _ = self.ask.send(Asked::Clear);
    }

    /// The same at the end of the program, and waits for it.
    pub fn end(&self) {
        let (done, wait) = channel();
        if self.works.load(Ordering::SeqCst) && self.ask.send(Asked::End(done)).is_ok() {
            let _ = wait.recv_timeout(AT_THE_END);
        }
    }
}

/// Does what is asked until nobody can ask any more; what was put there goes after `kept`. Whether
/// it is there is said in `holds`.
fn serve(board: &mut dyn Board, asked: &Receiver<Asked>, kept: Duration, holds: &AtomicBool) {
    let mut ours: Option<(Zeroizing<String>, Instant)> = None;
    loop {
        let next = match &ours {
            // That it is looked at keeps it no longer.
            Some((_, since)) => asked.recv_timeout(kept.saturating_sub(since.elapsed())),
            None => asked.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match next {
            Ok(Asked::Put(text, failed)) => {
                let text = Zeroizing::new(text);
                if is_put(board, &text) {
                    ours = Some((text, now()));
                } else {
                    // What was copied before is not what is pasted next.
                    take_off(board, ours.take());
                    failed();
                }
            }
            Ok(Asked::Look) => ours = ours.filter(|(text, _)| is_there(board, text)),
            Ok(Asked::Clear) | Err(RecvTimeoutError::Timeout) => take_off(board, ours.take()),
            Ok(Asked::End(done)) => {
                take_off(board, ours.take());
                // Who asked may have gone.
                let _ = done.send(());
            }
            Err(RecvTimeoutError::Disconnected) => {
                take_off(board, ours.take());
                return;
            }
        }
        holds.store(ours.is_some(), Ordering::SeqCst);
    }
}

fn is_put(board: &mut dyn Board, text: &str) -> bool {
    (0..TRIES).any(|number| {
        if number > 0 {
            std::thread::sleep(PAUSE);
        }
        board.put(text)
    })
}

#[expect(clippy::disallowed_methods, reason = "how long it has been there, by this thread alone")]
fn now() -> Instant {
    Instant::now()
}

fn is_there(board: &mut dyn Board, text: &str) -> bool {
    board.text().map(Zeroizing::new).is_some_and(|there| there.as_str() == text)
}

/// What somebody else has put there since stays.
fn take_off(board: &mut dyn Board, ours: Option<(Zeroizing<String>, Instant)>) {
    if let Some((ours, _)) = ours
        && is_there(board, &ours)
    {
        board.clear();
    }
}

impl Board for arboard::Clipboard {
    fn put(&mut self, text: &str) -> bool {
        #[cfg(target_os = "macos")]
        use arboard::SetExtApple as _;
        #[cfg(target_os = "linux")]
        use arboard::SetExtLinux as _;
        #[cfg(windows)]
        use arboard::SetExtWindows as _;

        let set = self.set();
        #[cfg(any(target_os = "linux", target_os = "macos", windows))]
        let set = set.exclude_from_history();
        #[cfg(windows)]
        let set = set.exclude_from_cloud().exclude_from_monitoring();
        set.text(text).is_ok()
    }

    fn text(&mut self) -> Option<String> {
        self.get_text().ok()
    }

    fn clear(&mut self) {
        // On X the text would stay in this process without that.
        let _ = self.set_text("");
        let _ = arboard::Clipboard::clear(self);
    }
}

/// How often something was copied, until it was asked.
#[derive(Clone, Debug, Default)]
pub struct Copies {
    count: Arc<AtomicUsize>,
    failed: Arc<AtomicBool>,
}

impl Copies {
    /// Whether anything was copied since it was asked last.
    pub fn any_since(&self) -> bool {
        self.count.swap(0, Ordering::SeqCst) > 0
    }

    /// Whether something could not be copied since it was asked last.
    pub fn any_failed(&self) -> bool {
        self.failed.swap(false, Ordering::SeqCst)
    }
}

/// Takes what is copied to the system's clipboard, where there is one.
pub struct Copying {
    clipboard: Option<Clipboard>,
    copies: Copies,
}

impl Copying {
    /// To this clipboard; `None`: it goes where egui hands it. `copies` counts both.
    pub fn new(clipboard: Option<Clipboard>, copies: Copies) -> Self {
        Self { clipboard, copies }
    }

    /// Whether the command stays with egui.
    fn stays(&self, ctx: &Context, command: &mut OutputCommand) -> bool {
        let OutputCommand::CopyText(text) = command else { return true };
        if text.is_empty() {
            // It is cleared by that where there is no clipboard to clear.
            return true;
        }
        self.copies.count.fetch_add(1, Ordering::SeqCst);
        let Some(clipboard) = &self.clipboard else { return true };
        let (wake, failed) = (ctx.clone(), Arc::clone(&self.copies.failed));
        let failed = move || {
            failed.store(true, Ordering::SeqCst);
            wake.request_repaint();
        };
        match clipboard.put(std::mem::take(text), Box::new(failed)) {
            Ok(()) => false,
            Err(back) => {
                *text = back;
                true
            }
        }
    }
}

impl Plugin for Copying {
    fn debug_name(&self) -> &'static str {
        "what is copied"
    }

    fn output_hook(&mut self, ctx: &Context, output: &mut FullOutput) {
        output.platform_output.commands.retain_mut(|command| self.stays(ctx, command));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Fake(Option<String>);

    impl Board for Fake {
        fn put(&mut self, text: &str) -> bool {
            self.0 = Some(text.to_owned());
            true
        }

        fn text(&mut self) -> Option<String> {
            self.0.clone()
        }

        fn clear(&mut self) {
            self.0 = None;
        }
    }

    /// Another program puts something of its own there as soon as ours is there.
    struct Taken(Fake);

    impl Board for Taken {
        fn put(&mut self, _: &str) -> bool {
            self.0.put("of another program")
        }

        fn text(&mut self) -> Option<String> {
            self.0.text()
        }

        fn clear(&mut self) {
            self.0.clear();
        }
    }

    /// Nobody asks any more once it is cleared.
    struct Last(Fake, Option<Sender<Asked>>);

    impl Board for Last {
        fn put(&mut self, text: &str) -> bool {
            self.0.put(text)
        }

        fn text(&mut self) -> Option<String> {
            self.0.text()
        }

        fn clear(&mut self) {
            self.0.clear();
            self.1 = None;
        }
    }

    /// What is there after this was asked and nobody asks any more.
    fn after(board: &mut dyn Board, all: Vec<Asked>, kept: Duration) -> Option<String> {
        let (ask, asked) = channel();
        for one in all {
            ask.send(one).unwrap();
        }
        let (done, wait) = channel();
        ask.send(Asked::End(done)).unwrap();
        drop(ask);
        serve(board, &asked, kept, &AtomicBool::new(false));
        wait.recv().unwrap();
        board.text()
    }

    fn put(text: &str) -> Asked {
        Asked::Put(text.to_owned(), Box::new(|| panic!("it was put there")))
    }

    /// Another program holds the clipboard so many times.
    struct Held(Fake, usize);

    impl Board for Held {
        fn put(&mut self, text: &str) -> bool {
            self.1 = self.1.saturating_sub(1);
            self.1 == 0 && self.0.put(text)
        }

        fn text(&mut self) -> Option<String> {
            self.0.text()
        }

        fn clear(&mut self) {
            self.0.clear();
        }
    }

    #[test]
    fn a_clipboard_that_another_program_holds_is_tried_again_and_the_end_of_that_is_said() {
        for (held, is_there) in [(3, true), (usize::MAX, false)] {
            let (ask, asked) = channel();
            let failed = Arc::new(AtomicBool::new(false));
            let told = Arc::clone(&failed);
            let fail = Box::new(move || told.store(true, Ordering::SeqCst));
            ask.send(Asked::Put("Robin".to_owned(), fail)).unwrap();
            drop(ask);
            let mut board = Held(Fake(Some("Wren".to_owned())), held);
            // At its end what is ours goes.
            serve(&mut board, &asked, KEPT, &AtomicBool::new(false));
            assert_eq!(failed.load(Ordering::SeqCst), !is_there);
            assert_eq!(board.text().is_none(), is_there);
        }
    }

    #[test]
    fn what_was_copied_goes_when_it_is_asked_at_the_end_and_after_a_while() {
        let long = Duration::from_hours(1);
        assert_eq!(after(&mut Fake::default(), vec![put("Robin"), Asked::Clear], long), None);
        assert_eq!(after(&mut Fake::default(), vec![put("Robin")], long), None);
        let (ask, asked) = channel();
        ask.send(put("Robin")).unwrap();
        // It is asked nothing more, and goes all the same: only then nobody can ask any more.
        let mut board = Last(Fake::default(), Some(ask));
        serve(&mut board, &asked, Duration::ZERO, &AtomicBool::new(true));
        assert_eq!(board.text(), None);
    }

    #[test]
    fn what_another_program_has_put_there_since_stays() {
        let long = Duration::from_hours(1);
        let mut board = Taken(Fake::default());
        let there = after(&mut board, vec![put("Robin"), Asked::Clear], long);
        assert_eq!(there.as_deref(), Some("of another program"));
        let mut board = Fake(Some("of another program".to_owned()));
        let there = after(&mut board, vec![Asked::Clear], long);
        assert_eq!(there.as_deref(), Some("of another program"));
    }

    #[test]
    fn what_was_copied_is_known_to_be_there_until_it_is_seen_to_be_gone() {
        for (board, there) in
            [(&mut Fake::default() as &mut dyn Board, true), (&mut Taken(Fake::default()), false)]
        {
            let holds = AtomicBool::new(!there);
            let (ask, asked) = channel();
            for one in [put("Robin"), Asked::Look] {
                ask.send(one).unwrap();
            }
            drop(ask);
            serve(board, &asked, Duration::from_hours(1), &holds);
            assert_eq!(holds.load(Ordering::SeqCst), there);
        }
    }

    #[test]
    fn every_copy_is_counted_and_goes_to_the_clipboard_where_there_is_one() {
        for there in [false, true] {
            let (ask, asked) = channel();
            let clipboard =
                Clipboard { ask, works: Arc::new(AtomicBool::new(there)), ours: Arc::default() };
            let copies = Copies::default();
            let ctx = Context::default();
            ctx.add_plugin(Copying::new(Some(clipboard), copies.clone()));
            let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
                ui.ctx().send_cmd(OutputCommand::CopyText("Robin".to_owned()));
            });
            output.textures_delta.clear();
            let took = matches!(asked.try_recv(), Ok(Asked::Put(text, _)) if text == "Robin");
            let left = output.platform_output.commands;
            assert_eq!((took, left.len()), (there, usize::from(!there)));
            assert!(copies.any_since() && !copies.any_since());
        }
    }
}
