//! What the jobs cost: keys and presses beside the words that are typed, counted. Four minutes, with
//! a patient waiting.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use justified::record::{Body, Statement};

use crate::desk::{Desk, Setup, read};
use crate::job::DELAY_HARMS;

/// A desk whose keys and presses are counted. Words are free.
struct Hands {
    desk: Desk,
    actions: usize,
}

const CTRL: Modifiers = Modifiers::COMMAND;

impl Hands {
    /// At this size, by somebody whose name is known already.
    fn at(zoom: f32) -> Self {
        let size = [1280.0 / zoom, 800.0 / zoom];
        let mut desk = Desk::with(Setup { size, zoom, ..Setup::default() });
        desk.give_name("Dr Test Example");
        desk.go("Home");
        Self { desk, actions: 0 }
    }

    fn key(&mut self, key: Key) {
        self.keys(Modifiers::NONE, key);
    }

    fn keys(&mut self, held: Modifiers, key: Key) {
        self.desk.keys(held, key);
        // What a person takes to see what happened.
        for _ in 0..4 {
            self.desk.window.step();
        }
        self.actions += 1;
    }

    fn write(&mut self, field: &str, words: &str) {
        let at = [Role::TextInput, Role::MultilineTextInput];
        assert!(
            at.iter().any(|role| self.desk.is_on(*role, field)),
            "{field}: {}",
            self.desk.text()
        );
        self.desk.type_in(words);
    }

    /// Tab until the keyboard is in this field, each counted, and types.
    fn tab_and_write(&mut self, field: &str, words: &str) {
        for _ in 0..12 {
            self.key(Key::Tab);
            let at = [Role::TextInput, Role::MultilineTextInput];
            if at.iter().any(|role| self.desk.is_on(*role, field)) {
                return self.write(field, words);
            }
        }
        panic!("{field} is more than twelve presses of Tab away:\n{}", self.desk.text());
    }

    /// In a record that was just opened: the child, by name, day of birth and number, and what was
    /// found. It begins at the name at every size, and one key leads on to the first card, whether
    /// the child's fields are in the line at the top or have no room there.
    fn child_and_finding(&mut self) {
        self.write("Name", "Robin Example-Ash");
        self.tab_and_write("Date of birth", "14 4 2026");
        self.tab_and_write("NHS number", "999 000 0018");
        self.keys(CTRL, Key::PageDown);
        self.write("What you found or saw", "Round bruise on the left cheek.");
    }

    /// Answers each by its number, and confirms it.
    fn answer(&mut self, choices: &[&str]) {
        for choice in choices {
            self.desk.choose(choice);
            self.actions += 1;
            // A lesser concern asks first for what is never one.
            if !self.desk.can_press(Role::Button, "Continue") {
                self.desk.tick("None of these");
                self.actions += 1;
            }
            self.key(Key::Enter);
        }
    }

    fn must_cost_at_most(&self, budget: usize) {
        println!("counted: {} of at most {budget}", self.actions);
        assert!(self.actions <= budget, "{} keys and presses, at most {budget}", self.actions);
    }

    /// The only statement that was signed.
    fn signed(&self) -> Statement {
        let files = self.desk.statements();
        assert_eq!(files.len(), 1, "one is signed:\n{}", self.desk.text());
        read(&files[0])
    }
}

/// What was typed of the child.
const BORN_AND_NUMBER: (&str, &str) = ("14 4 2026", "999 000 0018");

const ZOOMS: [f32; 2] = [1.0, 2.0];

#[test]
fn a_bruise_on_a_baby_from_the_outcome_to_signed_and_copied() {
    for zoom in ZOOMS {
        let mut hands = Hands::at(zoom);
        hands.desk.press("Begin a decision");
        hands.desk.answer(&DELAY_HARMS);
        hands.actions = 0;
        hands.keys(CTRL | Modifiers::SHIFT, Key::R);
        hands.keys(CTRL, Key::Enter);
        hands.child_and_finding();
        hands.keys(CTRL, Key::PageDown);
        hands.tab_and_write("Who took the call", "Pat Sample");
        hands.tab_and_write("What you agreed", "They ring back by 16:00.");
        hands.keys(CTRL, Key::PageDown);
        hands.write("Reasons for the decision", "A baby who does not move about.");
        hands.keys(CTRL, Key::Enter);
        hands.keys(CTRL, Key::Enter);
        // The same keys go on to its text, and copy that.
        hands.keys(CTRL, Key::Enter);
        hands.keys(CTRL, Key::Enter);
        hands.desk.must_show("Copied for");
        hands.must_cost_at_most(25);

        let Body::Decision(signed) = hands.signed().body else { panic!("a decision") };
        assert_eq!(signed.outcome.id, "share-now");
        let call = &signed.record.disclosures[0];
        assert_eq!((call.spoke_to.as_str(), call.when.is_blank()), ("Pat Sample", false));
    }
}

#[test]
fn a_worry_that_comes_to_nothing_from_the_start_to_signed() {
    for zoom in ZOOMS {
        let mut hands = Hands::at(zoom);
        hands.keys(CTRL, Key::N);
        hands.answer(&["I am worried about a child", "I have no concern"]);
        hands.keys(CTRL, Key::Enter);
        hands.desk.type_in("Wren Example-Hazel");
        hands.keys(CTRL, Key::Enter);
        hands.keys(CTRL, Key::Enter);
        hands.must_cost_at_most(12);
        let Body::Decision(signed) = hands.signed().body else { panic!("a decision") };
        assert_eq!(signed.outcome.id, "no-concern");
    }
}

#[test]
fn a_request_by_an_unknown_caller_from_the_start_to_a_signed_open_case() {
    for zoom in ZOOMS {
        let mut hands = Hands::at(zoom);
        hands.keys(CTRL, Key::N);
        hands.answer(&[
            "Someone has asked me for information",
            "An agency or another professional",
            "No",
            "Not yet",
        ]);
        hands.keys(CTRL, Key::Enter);
        hands.write("Name", "Max Example-Alder");
        hands.keys(CTRL, Key::PageDown);
        hands.write("Who asks", "A caller who says she is from children’s services");
        hands.tab_and_write("How you checked who they are", "I will ring the team’s own number.");
        hands.keys(CTRL, Key::Enter);
        hands.keys(CTRL, Key::Enter);
        hands.must_cost_at_most(20);
        let Body::Decision(signed) = hands.signed().body else { panic!("a decision") };
        assert_eq!(signed.outcome.id, "verify-first");
    }
}

#[test]
fn from_the_first_field_of_the_record_to_a_signed_file() {
    for zoom in ZOOMS {
        let mut hands = Hands::at(zoom);
        hands.desk.press("Begin a decision");
        hands.desk.answer(&DELAY_HARMS);
        hands.desk.keys(CTRL, Key::Enter);
        hands.actions = 0;
        hands.child_and_finding();
        hands.keys(CTRL, Key::Enter);
        hands.keys(CTRL, Key::Enter);
        hands.must_cost_at_most(6);
        let Body::Decision(signed) = hands.signed().body else { panic!("a decision") };
        let child = &signed.record.children[0];
        assert_eq!((child.born.text.as_str(), child.nhs.text.as_str()), BORN_AND_NUMBER);
    }
}
