//! The sheet of an example, and of the pathway that the program carries.

use super::*;
use crate::pathway::example;

fn sheet(text: &str) -> String {
    let pathway = Pathway::parse("example", text).unwrap();
    paper(&pathway, &Library::embedded().unwrap())
}

#[test]
fn a_choice_says_where_it_goes_and_a_condition_by_which_answers_it_holds() {
    let sheet = sheet(example::TEXT);
    for line in [
        " 1  What has brought you here?",
        "→ go to 2",
        "→ TELL SOMEONE (A)",
        "if waiting raises the risk (note 1) ",
        "otherwise ",
        "Note 1. “waiting raises the risk” means that at least one of these applies:\n    - “Yes” \
         or “Unsure” at 2\n    - “Danger now” at 1\n",
        "Note 2. “telling them is safe” means that all of these apply:\n    - you came to 2\n    - \
         not “Yes” at 5\n",
        " A  TELL SOMEONE",
        "    ? Also asked here, where something below depends on it: 5.",
        "  1. must: Inform an appropriate person. [PCYP ¶32 (until 2018: 0–18 ¶61)]",
        "    Do, if telling them is safe (note 2): [ ] ",
        ". should: Tell the family.",
        "→ within 1 hour",
        "→ within 2 working days",
    ] {
        assert!(sheet.contains(line), "{line:?} in\n{sheet}");
    }
}

#[test]
fn a_condition_within_a_condition_is_a_list_within_a_list() {
    let holds = "Any([Is(\"wait\", [\"yes\", \"unsure\"]), Is(\"start\", [\"danger\"])])";
    let within = "All([Not(All([Is(\"wait\", [\"yes\"]), Asked(\"asker\")])), \
                  Not(Any([Not(Is(\"start\", [\"danger\", \"request\"]))])), \
                  Not(Not(Not(Any([Asked(\"wait\")])))), Not(Asked(\"wait\"))])";
    let sheet = sheet(&example::TEXT.replace(holds, within));
    let note = "means that all of these apply:\n    - not all of these apply:\n        - “Yes” \
                at 2\n        - you came to 3\n    - none of these applies:\n        - neither \
                “Danger now” nor “A request” at 1\n    - none of these applies:\n        - none \
                of these applies:\n            - none of these applies:\n                - you \
                came to 2\n    - you did not come to 2\n";
    // Three negations in a row are said one by one.
    let found = sheet.find("Note 1.").map(|at| &sheet[at..]).unwrap();
    assert!(found.contains(note), "{found}");
}

#[test]
fn the_whole_pathway_is_on_the_sheet_and_fits_its_width() {
    let (pathway, library) = (Pathway::embedded().unwrap(), Library::embedded().unwrap());
    let sheet = paper(&pathway, &library);
    let wide = sheet.lines().find(|line| line.chars().count() > rows::WIDTH);
    assert_eq!(wide, None);
    assert!(!sheet.lines().any(|line| line.ends_with(' ')), "nothing stands behind a line");
    let joined: String = sheet.split_whitespace().collect::<Vec<_>>().join(" ");
    let must_say = |words: &str| {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(joined.contains(&words), "{words}");
    };
    for question in pathway.questions() {
        must_say(&question.title);
        must_say(&question.hint);
        question.help.iter().chain(&question.hints).for_each(|hint| must_say(hint));
        question.choices.iter().for_each(|choice| must_say(&format!("( ) {}", choice.label)));
        question.choices.iter().for_each(|choice| must_say(&choice.detail));
    }
    for question in pathway.after() {
        must_say(&question.title);
        question.hints.iter().for_each(|hint| must_say(hint));
        question.choices.iter().for_each(|choice| must_say(&format!("( ) {}", choice.label)));
    }
    for outcome in pathway.outcomes() {
        must_say(&outcome.lead);
        outcome.leads.iter().for_each(|(_, lead)| must_say(lead));
        must_say(&headline(outcome));
        outcome.duties.iter().for_each(|duty| must_say(&duty.text));
    }
}

#[test]
fn there_are_letters_for_any_number_of_outcomes() {
    let letters = [0, 13, 25, 26, 27, 701, 702].map(letter);
    assert_eq!(letters, ["A", "N", "Z", "AA", "AB", "ZZ", "AAA"]);
}
