//! The ledger, through the window: what this app does about each must, should and may.

use egui::accesskit::Role;
use egui::{Key, Modifiers};

use crate::desk::Desk;

const CONTENTS: &str = "Ledger: what this app does about each must, should and may";

/// At a paragraph of the guidance.
fn reading(paragraph: &str) -> Desk {
    let mut desk = Desk::new();
    desk.go("Guidance");
    desk.follow(paragraph);
    desk
}

fn about(words: &str) -> String {
    format!("What this app does about this sentence: “{words}”")
}

#[test]
fn a_sentence_with_a_must_opens_what_the_app_does_about_it_and_closes_again() {
    let mut desk = reading("PCYP ¶47 Court orders, formal reviews and public protection");
    let sentence = about("must respond fully and quickly to a court order");
    desk.must_not_show("If a court made the order, respond fully and quickly.");
    desk.press(&sentence);
    desk.must_show("Question: Is it a genuine order or legal power?");
    desk.must_show("Duty, must: If a court made the order, respond fully and quickly.");
    desk.must_show("Outcomes: Give what the order or law requires, if a genuine order");
    desk.must_show("Field in the record: The request: Which order or law");
    // Its neighbour has an entry of its own.
    desk.must_not_show("Cooperate with the request for information for a formal review.");
    desk.press(&sentence);
    desk.must_not_show("If a court made the order, respond fully and quickly.");
}

#[test]
fn a_sentence_is_opened_by_keyboard_alone() {
    let mut desk =
        reading("0–18 ¶59 Help them see why you share – and do not delay, removed since");
    let sentence = about("must not delay sharing relevant information");
    desk.tab_to(Role::Button, &sentence);
    desk.key(Key::Enter);
    desk.must_show("Duty, must: Do not delay sharing relevant information if delay");
    assert!(desk.is_on(Role::Button, &sentence), "the keyboard stays where it was");
}

#[test]
fn a_may_that_allows_nothing_is_said_to_allow_nothing() {
    let mut desk = reading("0–18 ¶56 What you may see that others do not, amended since");
    desk.press(&about("may have access to confidential information"));
    desk.must_show("For reading: Not a permission: it says what you can come to know.");
}

#[test]
fn the_whole_ledger_is_reached_from_the_contents_and_filtered_by_verb() {
    let mut desk = Desk::new();
    desk.go("Guidance");
    desk.follow(CONTENTS);
    desk.must_show("31 of 31 verbs");
    desk.choose("must");
    desk.must_show("7 of 31 verbs");
    desk.must_show("Your first concern must be the safety of children and young people.");
    desk.must_not_show("You should discuss");
    desk.must_not_show("Paragraphs for reading");
    desk.choose("may");
    desk.must_show("1 of 31 verbs");
    desk.must_show("You may share some limited information");
    desk.choose("may, no permission");
    desk.must_show("5 of 31 verbs");
    desk.choose("Not included");
    desk.must_show(
        "Our summary, confirmed through another publisher and not in the source itself.",
    );
    desk.must_show("Referred to by PCYP ¶49.");
    desk.must_not_show("Your first concern must be");
    desk.choose("All");
    desk.must_show("Paragraphs for reading");
}

#[test]
fn a_row_of_the_ledger_leads_to_its_paragraph_and_back() {
    let mut desk = Desk::new();
    desk.go("Guidance");
    desk.follow(CONTENTS);
    desk.follow("PCYP ¶50: read it");
    desk.must_show("50 If you are not sure, talk it over");
    desk.follow("Back to the ledger");
    desk.must_show("31 of 31 verbs");
    desk.follow("PCYP ¶38: read what is known");
    desk.must_show("Telling people after sharing without consent");
    desk.follow("Back to the ledger");
    desk.must_show("31 of 31 verbs");
    // From a paragraph to the whole.
    desk.follow("0–18 ¶61 Tell someone promptly – and justify not sharing, removed since");
    desk.must_not_show("Back to the ledger");
    desk.follow(CONTENTS);
    desk.must_show("31 of 31 verbs");
}

#[test]
fn the_search_of_the_guidance_searches_the_ledger_too() {
    let mut desk = Desk::new();
    desk.go("Guidance");
    desk.follow(CONTENTS);
    desk.keys(Modifiers::COMMAND, Key::F);
    desk.type_in("court order");
    desk.must_show("1 of 31 verbs");
    desk.must_show("You must respond fully and quickly to a court order asking for information.");
    desk.must_not_show("You should consider all requests");
    // What is done is searched, too; and Enter does not lead away.
    desk.key(Key::Escape);
    desk.type_in("how identity was checked");
    desk.must_show("1 of 31 verbs");
    desk.key(Key::Enter);
    desk.must_show("1 of 31 verbs");
    desk.key(Key::Escape);
    desk.must_show("31 of 31 verbs");
}
