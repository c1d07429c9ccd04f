//! Two real windows of one user on one home: whatever both write in one draft, and whenever one
//! of them is killed, nothing that was saved is missing at the end.

use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use justified::app::widgets::press_guard;

use crate::desk::{Desk, Setup, files};
use crate::window::{Display, Window, wait_for};

#[test]
fn nothing_that_two_windows_wrote_in_one_draft_is_missing_after_kills_and_starts() {
    let Some((first, second)) = Display::open().zip(Display::open()) else { return };
    // The kills lie differently within the rhythm of saving.
    for milliseconds in [100, 700, 1200] {
        let home = tempfile::tempdir().unwrap();
        let home = home.path();
        let pause = Duration::from_millis(milliseconds);
        let mut words = Words::default();

        let mut one = first.start(home);
        one.begin_a_finding(home);
        words.write(&one);
        words.must_be_on_the_disk(home);
        let mut other = second.start(home);
        go_on(&other, home);
        for _ in 0..2 {
            words.write(&other);
            std::thread::sleep(pause);
            words.write(&one);
        }
        words.must_be_on_the_disk(home);

        one.xdotool(&["type", "--delay", "4", "whatever comes last may go "]);
        std::thread::sleep(pause);
        one.kill();
        words.write(&other);
        let mut one = first.start(home);
        go_on(&one, home);
        words.write(&one);
        words.must_be_on_the_disk(home);
        other.kill();
        one.keys(&["ctrl+q"]);
        assert_eq!(one.exit_status(), Some(0));

        // What is done at a start takes none of it away.
        for _ in 0..2 {
            let mut again = first.start(home);
            again.keys(&["ctrl+n"]);
            again.keys(&["ctrl+q"]);
            assert_eq!(again.exit_status(), Some(0));
        }
        assert_eq!(words.missing(home), [""; 0], "after pauses of {milliseconds} ms");
    }
}

/// Words that are each written once.
#[derive(Default)]
struct Words(Vec<String>);

impl Words {
    /// Writes three more in this window.
    fn write(&mut self, window: &Window<'_>) {
        let first = self.0.len();
        let new: Vec<String> = (first..first + 3).map(|number| format!("w{number:03}")).collect();
        let text = format!(" {} ", new.join(" "));
        window.xdotool(&["type", "--delay", "4", &text]);
        self.0.extend(new);
    }

    /// Those that stand in no file of this home.
    fn missing(&self, home: &Path) -> Vec<&str> {
        let all: String = files(home)
            .into_iter()
            .filter(|file| file.extension().is_some_and(|extension| extension == "ron"))
            .filter_map(|file| std::fs::read_to_string(file).ok())
            .collect();
        self.0.iter().map(String::as_str).filter(|word| !all.contains(word)).collect()
    }

    fn must_be_on_the_disk(&self, home: &Path) {
        wait_for("all words on the disk", || self.missing(home).is_empty());
    }
}

/// Presses what takes the first draft on Home up again. Where that stands is seen in a window of
/// the same size on a copy of the same files.
fn go_on(window: &Window<'_>, home: &Path) {
    let copy = Rc::new(tempfile::tempdir().unwrap());
    let (register, documents) = (home.join("Justified register"), copy.path().join("Documents"));
    for file in files(&register) {
        let to = documents.join("Justified register").join(file.strip_prefix(&register).unwrap());
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(file, to).unwrap();
    }
    let from = register.display().to_string();
    let to = documents.join("Justified register").display().to_string();
    let text = std::fs::read_to_string(home.join("config/justified/settings.ron")).unwrap();
    std::fs::create_dir_all(copy.path().join("config")).unwrap();
    std::fs::write(copy.path().join("config/settings.ron"), text.replace(&from, &to)).unwrap();
    let desk = Desk::with(Setup { home: Some(copy), seed: 77, ..Setup::default() });
    let button = desk
        .window
        .get_all_by_role(Role::Button)
        .find(|button| {
            let label = button.accesskit_node().label().unwrap_or_default();
            label == "Continue" || label.starts_with("Continue")
        })
        .unwrap_or_else(|| panic!("no draft is offered:\n{}", desk.text()));
    let at = button.rect().center();
    // What has only just come under the pointer takes no press.
    window.rest();
    std::thread::sleep(Duration::from_secs_f64(2.0 * press_guard::REST));
    let (x, y) = (at.x.round().to_string(), at.y.round().to_string());
    window.xdotool(&["mousemove", &x, &y, "click", "1"]);
    // Its field has the keyboard a frame later, and nothing on the disk says so.
    window.rest();
}
