//! What is owed: on Home until it was done, each thing one click from the place.

use std::time::Duration;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::NodeT as _;
use justified::record::{Body, News, RecordOf, Statement};

use crate::desk::{Desk, Setup, read};
use crate::job::WITHOUT_CONSENT;
use crate::training::trained;

const NOT_ACKNOWLEDGED: &str = "To be acknowledged: The referral to Exampleton children’s services";

/// A referral by telephone of a child with a mother, signed a minute ago.
fn referred() -> Desk {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.write("Name", "Testa Example");
    desk.press("+ Person");
    desk.type_in("Kim Sample");
    desk.write("Relation to the child", "mother");
    desk.write("Told to", "Exampleton children’s services");
    desk.write("How", "telephone");
    desk.write("Confirm in writing by", "23 November 2026, 10:42");
    desk.write("Reasons for the decision", "Kim Sample gives another account than Testa.");
    desk.sign("Dr Test Example");
    desk.must_verify(1);
    desk
}

/// The whole name of the thing that is owed and says this.
fn owed(desk: &Desk, words: &str) -> String {
    desk.row_of(words)
}

/// From Home to what is owed, and to its form.
fn write_down(desk: &mut Desk, words: &str) {
    desk.go("Home");
    let row = owed(desk, words);
    desk.press(&row);
}

/// What was signed last.
fn last(desk: &Desk) -> Body {
    let statements = desk.statements().into_iter().map(|path| read::<Statement>(&path));
    statements.max_by_key(|statement| statement.written).unwrap().body
}

#[test]
fn a_referral_is_on_home_until_it_is_confirmed_and_acknowledged_and_entered() {
    let mut desk = referred();
    desk.go("Home");
    for words in [
        "Confirm the call in writing: Exampleton children’s services",
        NOT_ACKNOWLEDGED,
        "Enter in the clinical record: Testa Example",
        "Enter in the clinical record: Kim Sample, mother",
    ] {
        desk.must_show(words);
    }
    desk.must_show("Home, 4 to do");
    desk.must_show("4 to do");
    let confirm = owed(&desk, "Confirm the call in writing");
    assert!(confirm.contains("Due 23 November 2026, 10:42"), "{confirm}");
    assert!(confirm.contains("Owner: Dr Test Example."), "{confirm}");
}

#[test]
fn one_press_leads_from_home_to_the_form_of_what_is_owed_and_the_next_key_types() {
    for zoom in [1.0, 2.0] {
        let home = referred().home;
        let passed = Duration::from_mins(1);
        let mut desk =
            Desk::with(Setup { home: Some(home), seed: 9, passed, zoom, ..Setup::default() });
        let row = owed(&desk, NOT_ACKNOWLEDGED);
        desk.tab_to(Role::Button, &row);
        desk.key(Key::Enter);
        assert!(desk.is_on(Role::TextInput, "When"), "at {zoom}: {}", desk.text());
        desk.type_in("22 November 2026, 10:50");
        assert_eq!(desk.written("When"), "22 November 2026, 10:50");
    }
}

#[test]
fn what_is_owed_is_written_down_from_home_and_from_beside_the_decision() {
    let mut desk = referred();
    desk.must_show("Still to do");
    let write = "Write it down: To be acknowledged, The referral to Exampleton children’s services";
    desk.press(write);
    assert!(desk.is_on(Role::TextInput, "When"), "{}", desk.text());
    desk.type_in("22 November 2026, 10:50");
    desk.wait(Duration::from_mins(1));
    desk.press("Sign and save");
    desk.must_verify(2);
    let Body::FollowUp(news) = last(&desk) else { panic!("a follow-up, and no new decision") };
    assert_eq!(
        (news.what, news.when.text.as_str()),
        (News::Acknowledged, "22 November 2026, 10:50")
    );
    desk.go("Home");
    desk.must_not_show("To be acknowledged");
    desk.must_show("Home, 3 to do");
}

#[test]
fn an_entry_for_one_person_is_written_down_and_that_for_the_other_is_owed_still() {
    let mut desk = referred();
    write_down(&mut desk, "Enter in the clinical record: Kim Sample, mother");
    assert_eq!(desk.written("Name, or other words"), "Kim Sample");
    desk.type_in("22 November 2026, 10:55");
    desk.wait(Duration::from_mins(1));
    desk.press("Sign and save");
    desk.must_verify(2);
    let Body::ClinicalRecord(entered) = last(&desk) else { panic!("an entry") };
    assert!(entered.item.is_some(), "it says which person it is");
    assert_eq!((entered.whose, entered.by.as_str()), (RecordOf::Mother, "Dr Test Example"));
    desk.go("Home");
    desk.must_not_show("Enter in the clinical record: Kim Sample");
    desk.must_show("Enter in the clinical record: Testa Example");
}

#[test]
fn a_call_is_confirmed_by_a_letter_that_names_it_and_stands_below_the_decision() {
    let mut desk = referred();
    write_down(&mut desk, "Confirm the call in writing");
    assert_eq!(desk.written("Told to"), "Exampleton children’s services");
    desk.wait(Duration::from_mins(1));
    desk.follow("Now: When");
    desk.press("Sign and save");
    desk.must_verify(2);
    let Body::Disclosure(letter) = last(&desk) else { panic!("a letter") };
    assert!(letter.confirms.is_some());
    desk.go("Home");
    desk.must_not_show("Confirm the call in writing");
    desk.must_show("Home, 3 to do");
}

#[test]
fn what_writes_it_down_is_gone_on_with_and_not_begun_twice_nor_for_another_person() {
    let mut desk = referred();
    for _ in 0..2 {
        write_down(&mut desk, NOT_ACKNOWLEDGED);
        desk.wait(Duration::from_secs(2));
        assert!(desk.is_on(Role::TextInput, "When"), "{}", desk.text());
        desk.type_in("today");
        desk.wait(Duration::from_secs(2));
    }
    assert_eq!(desk.drafts().len(), 1);
    for (who, words) in [("Kim Sample, mother", "Kim Sample"), ("Testa Example", "Testa Example")] {
        write_down(&mut desk, &format!("Enter in the clinical record: {who}"));
        desk.wait(Duration::from_secs(2));
        assert_eq!(desk.written("Name, or other words"), words);
        desk.type_in("today");
        desk.wait(Duration::from_secs(2));
    }
    assert_eq!(desk.drafts().len(), 3);
}

#[test]
fn what_becomes_overdue_says_so_in_words_and_comes_first() {
    let mut desk = referred();
    desk.go("Home");
    desk.must_not_show("overdue");
    desk.wait(Duration::from_hours(25));
    let confirm = owed(&desk, "Confirm the call in writing");
    assert!(confirm.contains("Overdue. Due 23 November 2026, 10:42"), "{confirm}");
    desk.must_show("1 overdue");
    let text = desk.text();
    let first = text.find("Confirm the call in writing").unwrap();
    assert!(first < text.find("Enter in the clinical record").unwrap(), "{text}");
}

#[test]
fn home_shows_mine_everyones_or_nobodys_and_remembers_which() {
    let mut desk = referred();
    desk.go("Home");
    desk.choose("Mine");
    desk.must_show("4 to do");
    desk.choose("Unassigned");
    desk.must_show("Every case has an owner.");
    desk.must_not_show("Home, ");
    desk.wait(Duration::from_secs(2));
    let mut desk = desk.again(2);
    desk.must_show("Every case has an owner.");
    desk.give_name(" and Another");
    desk.go("Home");
    desk.choose("Mine");
    desk.must_show("Nothing is listed for you to do.");
    desk.choose("Everyone’s");
    desk.must_show("4 to do");
}

#[test]
fn by_keyboard_alone_what_is_owed_is_reached_and_opened() {
    let mut desk = referred();
    desk.go("Home");
    let row = owed(&desk, "Confirm the call in writing");
    desk.tab_to(Role::Button, &row);
    desk.key(Key::Enter);
    assert!(desk.is_on(Role::TextInput, "When"), "{}", desk.text());
}

#[test]
fn a_text_for_each_person_is_looked_at_and_copied_and_has_nothing_of_the_others() {
    let mut desk = referred();
    let whose = "the record of Testa Example";
    let child = desk.copy_text_for(whose, whose);
    assert!(child.contains("For the record of: Testa Example"), "{child}");
    let whose = "the record of Kim Sample, mother";
    let mother = desk.copy_text_for(whose, whose);
    assert!(mother.contains("For the record of: Kim Sample"), "{mother}");
    assert!(!mother.contains("Testa"), "{mother}");
}

#[test]
fn pasted_writes_down_in_one_press_that_it_is_in_that_record() {
    let mut desk = referred();
    desk.wait(Duration::from_mins(1));
    desk.press("Text for the record of Testa Example");
    desk.press("Pasted into the record of Testa Example");
    desk.must_show("Entered there: 22 November 2026");
    let Body::ClinicalRecord(entered) = last(&desk) else { panic!("an entry") };
    assert_eq!(entered.words, "Testa Example");
    desk.press("Back");
    desk.must_not_show("Enter in the clinical record: Testa Example");
    desk.must_show("Enter in the clinical record: Kim Sample, mother");
}

#[test]
fn nothing_is_in_the_way_on_a_fresh_machine() {
    let desk = Desk::new();
    desk.must_show("Is a child at risk? Decide what to share.");
    desk.must_not_show("Still to do");
    desk.must_not_show("Whose cases");
}

#[test]
fn a_request_shows_when_it_came_how_and_by_when_it_is_answered() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&[
        "Someone has asked me for information",
        "An agency or another professional",
        "No",
        "Not yet",
    ]);
    desk.press("Write the record");
    desk.write("Reply by", "24 November 2026");
    desk.sign("Dr Test Example");
    desk.must_show("reply by 24 November 2026");
    desk.go("Home");
    let row = owed(&desk, "Not answered: The request");
    assert!(row.contains("Due 24 November 2026"), "{row}");
    desk.must_show("Still open");
}

#[test]
fn however_much_is_overdue_what_is_due_soon_is_below_it_and_what_is_not_shown_is_counted() {
    let mut desk = trained();
    desk.choose("Everyone’s");
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.write("Name", "Testa Zuletzt");
    desk.write("Told to", "Exampleton children’s services");
    desk.write("How", "telephone");
    desk.sign("Dr Test Example");
    desk.go("Home");
    let overdue = || {
        desk.every().into_iter().find_map(|node| {
            let name = node.accesskit_node().label().unwrap_or_default();
            name.strip_prefix("Overdue, ").and_then(|count| count.parse::<usize>().ok())
        })
    };
    let count = overdue().unwrap();
    assert!(count > 20, "{count} overdue");
    desk.must_show(&format!("{count}, Overdue"));
    let row = owed(&desk, "Testa Zuletzt");
    assert!(!row.contains("overdue"), "{row}");
}

#[test]
fn what_nobody_was_told_yet_is_first_on_home_and_one_press_writes_down_whom_one_told() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.write("Name", "Testa Example");
    desk.sign("Dr Test Example");
    desk.go("Home");
    desk.must_show("Today, 1");
    desk.must_not_show("To be acknowledged");
    write_down(&mut desk, "Nobody was told yet");
    desk.must_show("Told to");
    desk.write("Told to", "Exampleton children’s services");
    desk.press("Sign and save");
    desk.go("Home");
    desk.must_not_show("Nobody was told yet");
}

#[test]
fn a_letter_that_confirms_a_call_is_asked_nothing_of_a_call() {
    let mut desk = referred();
    write_down(&mut desk, "Confirm the call in writing");
    desk.must_show("Told to");
    for of_a_call in ["Who took the call", "No answer"] {
        desk.must_not_show(of_a_call);
    }
}
