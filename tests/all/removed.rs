//! What is taken out of a record: asked first where something is about it, seen before it is
//! signed, put back, or left out for good. And what a departure departs from.

use std::time::Duration;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use justified::record::set_aside::asides;
use justified::record::{
    About, Body, Child, Decision, Item as _, ItemId, Mark, Record, Statement, ViewId,
};

use crate::desk::{Desk, Setup, read};
use crate::hands::focused;
use crate::job::WITHOUT_CONSENT;

/// Everything that is set aside in the draft in hand, a line each.
pub fn aside_lines(desk: &Desk) -> Vec<String> {
    let draft = desk.draft();
    let lines = asides(&draft, &[]).into_iter().flat_map(|one| one.lines);
    lines.map(|(label, text)| format!("{label}: {text}")).collect()
}

/// A desk at the record of a new decision.
fn at_the_record() -> Desk {
    let mut desk = Desk::with(Setup::default());
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk
}

fn record(desk: &mut Desk) -> &mut Record {
    let state = &mut desk.window.state_mut().state;
    &mut state.current_draft_mut().unwrap().work_mut().unwrap().record
}

/// The same with a wrong patient beside the right one, and a mark that was put on the wrong one.
fn with_a_wrong_patient() -> Desk {
    let mut desk = at_the_record();
    desk.write("Name", "Robin Example");
    desk.press("+ Another child");
    desk.type_in("Wrong Patient");
    let second = record(&mut desk).children[1].id.clone();
    let mark = Mark::placed(ItemId::mint([77; 8]), ViewId::Front, (790, 900)).unwrap();
    record(&mut desk).marks.push(Mark { child: Some(second), size: "2".to_owned(), ..mark });
    desk.press("+ Opinion");
    desk.type_in("Worrying.");
    desk.wait(Duration::from_secs(1));
    desk
}

fn signed(desk: &Desk) -> Decision {
    let statement: Statement = read(&desk.statements()[0]);
    let Body::Decision(decision) = statement.body else { panic!("a decision") };
    *decision
}

#[test]
fn a_child_with_marks_is_taken_out_only_after_it_is_said_whose_they_are() {
    let mut desk = with_a_wrong_patient();
    desk.follow("Remove: Child 2");
    desk.must_show("You are removing Child 2, Wrong Patient. Who are these 2 things about now?");
    desk.must_show("Mark 1: Left forearm, front");
    assert_eq!(record(&mut desk).children.len(), 2, "not yet");
    let safe = "a key too many gives nobody’s words to another child";
    assert!(desk.is_on(Role::Button, "Keep Child 2"), "{safe}");
    desk.press("Keep Child 2");
    desk.must_not_show("You are removing");
    desk.follow("Remove: Child 2");
    desk.press("About Robin Example");
    let first = record(&mut desk).children[0].id.clone();
    assert_eq!(record(&mut desk).marks[0].child, Some(first));
    assert_eq!(record(&mut desk).children.len(), 1);
}

#[test]
fn what_is_set_aside_with_a_wrong_patient_is_put_back_whole() {
    let mut desk = with_a_wrong_patient();
    let before = record(&mut desk).clone();
    desk.follow("Remove: Child 2");
    desk.press("Set aside with Child 2");
    assert!(record(&mut desk).marks.is_empty());
    desk.must_show("Name: Wrong Patient");
    desk.wait(Duration::from_secs(1));
    let mut desk = desk.killed(2);
    desk.press("Continue");
    desk.follow("Put back: Child 2");
    assert_eq!(*record(&mut desk), before);
    desk.must_not_show("Leave out for good");
}

/// A record of these children in which a passage is about somebody who is gone.
fn about_somebody_who_is_gone(children: &[&str]) -> Desk {
    let mut desk = at_the_record();
    for (at, name) in children.iter().enumerate() {
        if at > 0 {
            desk.press("+ Another child");
            desk.type_in(name);
        } else {
            desk.write("Name", name);
        }
    }
    desk.press("+ Opinion");
    desk.type_in("Worrying.");
    record(&mut desk).passages[0].about = About::these(&[ItemId::mint([99; 8])]);
    desk.type_in(" Very.");
    desk
}

const GONE: &str = "This was about someone who is no longer in the record. Say who it is about.";

#[test]
fn a_passage_about_a_child_who_is_gone_asks_whose_it_is_where_one_child_is_left() {
    let mut desk = about_somebody_who_is_gone(&["Robin Example"]);
    desk.must_show(GONE);
    desk.must_not_show("All of them");
    desk.tick("Robin Example");
    let robin = record(&mut desk).children[0].id.clone();
    assert_eq!(record(&mut desk).passages[0].about, About::these(&[robin]));
    desk.must_not_show(GONE);
}

#[test]
fn what_is_remarked_about_a_line_is_beside_it_before_it_is_signed() {
    let mut desk = about_somebody_who_is_gone(&["Robin Example"]);
    desk.write("NHS number", "9990000019");
    desk.press("Check and sign");
    desk.must_show(GONE);
    desk.must_show("The last digit does not fit the others.");
}

#[test]
fn what_nobody_said_whom_it_is_about_is_remarked_before_it_is_signed_too() {
    let mut desk = at_the_record();
    desk.press("+ Another child");
    desk.press("+ Opinion");
    desk.type_in("Worrying.");
    desk.press("Check and sign");
    desk.must_show("Until then it does not go into any child’s record automatically.");
}

#[test]
fn where_several_are_left_a_press_on_one_or_on_all_lets_go_of_who_is_gone() {
    for (press, about) in [("Kim Example", vec![1]), ("All of them", vec![0, 1])] {
        let mut desk = about_somebody_who_is_gone(&["Robin Example", "Kim Example"]);
        desk.must_show(GONE);
        // The passage stands before what was shared, of which the same is asked.
        for step in ["into sight", "pressed"] {
            let mut all = desk.window.get_all_by_role_and_label(Role::CheckBox, press);
            let chip = all.next().unwrap();
            if step == "pressed" {
                chip.click();
            } else {
                chip.scroll_to_me();
            }
            drop(all);
            desk.window.run();
        }
        let children = record(&mut desk).children.clone();
        let said: Vec<&ItemId> = about.iter().map(|at: &usize| &children[*at].id).collect();
        assert_eq!(record(&mut desk).passages[0].about, About::these(said));
        desk.must_not_show(GONE);
    }
}

#[test]
fn a_wrong_patients_name_is_seen_before_it_is_signed_and_can_be_left_out_for_good() {
    for leave_out in [false, true] {
        let mut desk = with_a_wrong_patient();
        desk.follow("Remove: Child 2");
        desk.press("Set aside with Child 2");
        desk.give_name("Dr Test Example");
        desk.go("Decide");
        desk.press("Check and sign");
        desk.must_show("Name: Wrong Patient");
        desk.must_show("It is kept separately in the signed file, unless you leave it out.");
        if leave_out {
            desk.follow("Leave out for good: Child 2");
            desk.must_show("You cannot get it back.");
            // A question that is open is no yes: nothing is signed with those words in it.
            desk.keys(egui::Modifiers::COMMAND, Key::Enter);
            assert!(desk.statements().is_empty(), "{}", desk.text());
            desk.must_show("Nothing is signed yet");
            desk.press("Leave it out");
            desk.must_not_show("Wrong Patient");
        }
        desk.press("Sign and save");
        let text = std::fs::read_to_string(&desk.statements()[0]).unwrap();
        assert_eq!(text.contains("Wrong Patient"), !leave_out);
        desk.wait(Duration::from_secs(1));
        assert!(desk.drafts().is_empty());
        let aside = signed(&desk).set_aside;
        assert_eq!(aside.keys().any(|name| name == "Taken out: Child 2"), !leave_out);
    }
}

#[test]
fn a_passage_that_was_taken_out_comes_back_with_its_words() {
    let mut desk = at_the_record();
    desk.press("+ Opinion");
    desk.type_in("Worrying.");
    desk.follow("Remove: My opinion");
    desk.must_show("Words: Worrying.");
    desk.follow("Put back: My opinion");
    assert_eq!(desk.written("What you think"), "Worrying.");
}

#[test]
fn a_mark_on_somebody_who_is_gone_is_asked_about_and_read_as_nobody_elses() {
    let mut desk = at_the_record();
    desk.write("Name", "Robin Example");
    let mark = Mark::placed(ItemId::mint([77; 8]), ViewId::Front, (790, 900)).unwrap();
    let gone = Some(ItemId::mint([78; 8]));
    record(&mut desk).marks.push(Mark { child: gone, size: "2".to_owned(), ..mark });
    desk.press("Check and sign");
    desk.must_show("a child who is no longer in this record");
    desk.must_show(GONE);
    desk.sign("Dr Test Example");
    desk.must_show("a child who is no longer in this record");
    let report = justified::register::verify::verify(
        &justified::register::RealDisk,
        &desk.register(),
        &justified::register::verify::Known::default(),
    )
    .unwrap();
    assert!(report.is_clean());
    assert!(report.remarks.iter().any(|one| one.words().contains("someone who is not in")));
}

#[test]
fn a_departure_towards_less_shows_what_it_departs_from_first_on_every_page() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Decide differently…");
    assert_eq!(focused(&desk).1, "What do you decide?");
    desk.must_show("Protects less");
    desk.must_show("These do not fit your answers");
    desk.follow("Decide: Do not share for now. Watch and review.");
    assert_eq!(focused(&desk).1, "You decide: Do not share for now. Watch and review.");
    desk.key(Key::Tab);
    assert_eq!(focused(&desk).1, "Why you decide differently");
    let text = desk.text();
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}:\n{text}"));
    assert!(
        place("What the outcome asks of you") < place("What your decision asks of you instead")
    );
    desk.must_show("I rang them: Children’s services");
    desk.sign("Dr Test Example");
    let decision = signed(&desk);
    let departure = decision.departure.unwrap();
    assert!(departure.instead_of.iter().any(|duty| duty.verb == "must"));
    assert_ne!(departure.instead_of, decision.outcome.duties);
    desk.unfold_all();
    let text = desk.text();
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}:\n{text}"));
    let suggested = place("What the suggested outcome asked");
    assert!(suggested < place("What the decision asked instead"));
    desk.must_show("This protects less than what was suggested.");
    desk.go("Home");
    desk.must_show("Missing: who advised you, when they advised you, what they said");
}

#[test]
fn a_child_who_is_not_born_yet_is_asked_for_nothing_that_comes_with_birth() {
    let mut desk = at_the_record();
    desk.must_show("NHS number");
    desk.tick("Not born yet");
    let asked = |desk: &Desk| {
        let fields = ["Date of birth", "NHS number", "Where the child is now"];
        let text = desk.text();
        let is_field = |name: &&str| text.contains(&format!("TextInput Label: {name}"));
        fields.into_iter().filter(is_field).count()
    };
    let text = desk.text();
    for label in ["Where the child is now", "+ Mark on the body", "Child seen alone"] {
        assert!(!text.contains(label), "{label} is asked of an unborn child:\n{text}");
    }
    assert_eq!(asked(&desk), 0);
    desk.open("Marks on the body");
    desk.must_show("An unborn child has no mark that you can see.");
    desk.must_not_show("Where the child is now and with whom");
}

#[test]
fn a_child_and_an_unborn_child_share_no_marks() {
    let mut desk = at_the_record();
    desk.write("Name", "Robin Example");
    let unborn = Child {
        flags: vec![justified::record::ChildFlag::Unborn],
        ..Child::new(ItemId::mint([9; 8]))
    };
    record(&mut desk).children.push(unborn);
    desk.open("Marks on the body");
    desk.press("+ Mark by name");
    desk.follow("Put a mark here: left forearm");
    let first = record(&mut desk).children[0].id.clone();
    assert_eq!(record(&mut desk).marks[0].child, Some(first), "whose it is is not asked");
}
