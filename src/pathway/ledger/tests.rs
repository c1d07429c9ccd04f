//! The ledger that the program carries, and broken copies of it.

use super::*;
use crate::pathway::check::{check_with, rests_alone};

const TEXT: &str = include_str!("../../../guidance/ledger.ron");

fn library() -> Library {
    Library::embedded().unwrap()
}

fn pathway() -> Pathway {
    Pathway::embedded().unwrap()
}

fn ledger() -> Ledger {
    Ledger::embedded(&library()).unwrap_or_else(|error| panic!("{error}"))
}

/// A copy of the ledger with one replacement.
fn with(from: &str, to: &str) -> Result<Ledger, LedgerError> {
    assert_eq!(TEXT.matches(from).count(), 1, "{from} stands once");
    Ledger::parse("copy.ron", &TEXT.replace(from, to), &library())
}

/// What property 11 says of this ledger, `None` if it holds.
fn broken(ledger: &Result<Ledger, LedgerError>) -> Option<String> {
    rests_alone(&pathway(), &library(), ledger).broken
}

/// A copy of the ledger without the entry that has these words.
fn without(words: &str) -> Ledger {
    let mut ledger = ledger();
    let library = library();
    let before = ledger.entries.len();
    ledger.entries.retain(|entry| !entry.spot.words(&library).starts_with(words));
    assert_eq!(ledger.entries.len() + 1, before, "{words}");
    ledger
}

#[test]
fn no_must_stands_without_a_duty() {
    let (library, pathway, ledger) = (library(), pathway(), ledger());
    let mut musts = 0;
    for spot in spots(&library) {
        if !matches!(spot.verb, Verb::Must | Verb::MustNot) {
            continue;
        }
        musts += 1;
        let entry = ledger.entry(&spot).unwrap();
        let carried = entry.does.iter().any(|does| {
            let Does::Duty(id) = does else { return false };
            duties(&pathway, id).any(|(_, duty)| {
                duty.verb == DutyVerb::Must
                    && duty.cites.iter().any(|cite| cite.without_item() == spot.cite)
            })
        });
        assert!(carried, "{}: {}", spot.cite, spot.words(&library));
    }
    assert_eq!(musts, 7);
}

#[test]
fn every_must_should_and_may_has_one_entry_and_every_entry_meets_one() {
    let library = library();
    let spots = spots(&library);
    let ledger = ledger();
    let met: Vec<&Spot> = ledger.entries().iter().map(|entry| &entry.spot).collect();
    assert_eq!(met, spots.iter().collect::<Vec<_>>());
    // As the paragraphs themselves have it, with what is no duty left out.
    let in_blocks =
        |d: &crate::guidance::Document| d.blocks().map(|b| b.verbs.len()).sum::<usize>();
    let binding = spots.iter().filter(|spot| spot.binds).count();
    assert_eq!(binding, library.documents().iter().map(in_blocks).sum::<usize>());
    assert_eq!((spots.len(), binding), (31, 26));
    assert_eq!(broken(&Ok(ledger)), None);
}

#[test]
fn a_ledger_that_leaves_out_a_verb_is_found_by_its_words() {
    for spot in spots(&library()) {
        let library = library();
        let words = spot.words(&library);
        let said = broken(&Ok(without(words))).unwrap();
        assert!(said.contains("the ledger leaves out") && said.contains(words), "{said}");
    }
}

#[test]
fn a_must_whose_last_link_to_a_duty_is_taken_away_is_found_by_its_words() {
    for must in ledger().entries() {
        if !matches!(must.spot.verb, Verb::Must | Verb::MustNot) {
            continue;
        }
        let (library, pathway) = (library(), pathway());
        let mut copy = ledger();
        let entry = copy.entries.iter_mut().find(|entry| entry.spot == must.spot).unwrap();
        let strong = |id: &str| duties(&pathway, id).any(|(_, d)| d.verb == DutyVerb::Must);
        entry.does.retain(|does| !matches!(does, Does::Duty(id) if strong(id)));
        let said = broken(&Ok(copy)).unwrap();
        let words = must.spot.words(&library);
        assert!(said.starts_with("no duty carries ") && said.contains(words), "{said}");
    }
}

#[test]
fn a_link_that_does_not_rest_on_its_paragraph_or_changes_the_verb_is_found() {
    let said = broken(&with("Duty(\"respond-fully\")", "Duty(\"inform\")")).unwrap();
    assert!(said.contains("PCYP ¶47: “must respond fully"), "{said}");
    let said = broken(&with("Duty(\"respond-fully\")", "Duty(\"cooperate-protection\")"));
    assert!(said.unwrap().contains("no duty carries PCYP ¶47"));
    let said = broken(&with("Beside(\"call-back-number\")", "Duty(\"call-back-number\")"));
    assert!(said.unwrap().starts_with("the duty “call-back-number” has another verb"));
    let said = broken(&with("Duty(\"help-understand\")", "Duty(\"call-back\")"));
    assert!(said.unwrap().contains("“call-back” is not based on the paragraph"));
    let said = broken(&with("Duty(\"limited\")", "Question(\"asker\")"));
    assert!(said.unwrap().contains("the question “asker” is not based on the paragraph"));
}

#[test]
fn a_may_that_allows_nothing_says_so_and_a_permission_does_not() {
    let said = broken(&with("Not a permission: it says how people", "It says how people")).unwrap();
    assert!(said.contains("is not called “not a permission”"), "{said}");
    let said = broken(&with("Duty(\"limited\")", "Reading(\"Not a permission: x\")")).unwrap();
    assert!(said.contains("a duty or permission is called none: 0–18 ¶60"), "{said}");
}

/// What is wrong with a copy, and the line at that place from its column on.
fn wrong(ledger: Result<Ledger, LedgerError>, text: &str) -> (Problem, String) {
    match ledger.unwrap_err() {
        LedgerError::Wrong { place, problem, .. } => {
            let line = text.lines().nth(place.line - 1).unwrap();
            (problem, line.chars().skip(place.column - 1).collect())
        }
        LedgerError::Unreadable { cause, .. } => panic!("{}", cause.in_full()),
    }
}

#[test]
fn words_that_do_not_stand_there_to_the_letter_are_refused_at_their_place() {
    for (from, to, problem) in [
        (
            "words: \"should discuss your concerns\"",
            "words: \"should discuss your worries\"",
            Problem::NotThere("should discuss your worries".into()),
        ),
        (
            "words: \"should discuss your concerns\"",
            "words: \"discuss your concerns\"",
            Problem::NotThere("discuss your concerns".into()),
        ),
        (
            "words: \"must respond fully and quickly to a court order\"",
            "words: \"must\"",
            Problem::Several("must".into()),
        ),
        (
            "words: \"must also cooperate with requests for information\"",
            "words: \"must respond fully and quickly\"",
            Problem::Twice("must respond fully and quickly".into()),
        ),
    ] {
        let text = TEXT.replacen(from, to, 1);
        assert_ne!(text, TEXT);
        let (found, at) = wrong(Ledger::parse("copy.ron", &text, &library()), &text);
        assert_eq!(found, problem);
        assert!(at.starts_with(to), "{at}");
    }
}

#[test]
fn a_paragraph_that_is_not_held_an_entry_that_says_nothing_and_a_format_are_refused() {
    let text = TEXT.replacen("cite: \"pcyp 50\"", "cite: \"pcyp 51\"", 1);
    let (found, at) = wrong(Ledger::parse("copy.ron", &text, &library()), &text);
    assert_eq!(found, Problem::NotHeld(Cite::paragraph("pcyp", 51)));
    assert_eq!(at, "\"pcyp 51\",");
    let text = TEXT.replacen("Duty(\"limited\"),", "Reading(\" \"),", 1);
    let (found, at) = wrong(Ledger::parse("copy.ron", &text, &library()), &text);
    assert_eq!(
        (found, at.as_str()),
        (Problem::Empty, "words: \"may share some limited information\",")
    );
    let text = TEXT.replacen("format: 1", "format: 2", 1);
    let (found, _) = wrong(Ledger::parse("copy.ron", &text, &library()), &text);
    assert_eq!(found, Problem::Format(2));
    let error = Ledger::parse("copy.ron", "Ledger(", &library()).unwrap_err().to_string();
    assert!(error.contains("copy.ron cannot be read: line 1, column "), "{error}");
}

#[test]
fn a_question_or_duty_that_the_pathway_does_not_have_is_refused_at_its_place() {
    for (from, to, problem) in [
        ("Duty(\"limited\")", "Duty(\"x\")", Problem::UnknownDuty("x".into())),
        ("Question(\"ground\")", "Question(\"x\")", Problem::UnknownQuestion("x".into())),
    ] {
        let text = TEXT.replacen(from, to, 1);
        let copy = Ledger::parse("copy.ron", &text, &library()).unwrap();
        assert!(broken(&Ok(copy.clone())).unwrap().contains(&problem.to_string()));
        let (found, at) = wrong(copy.resolve(&pathway()).map(|()| copy), &text);
        assert_eq!(found, problem);
        assert!(at.starts_with(to), "{at}");
    }
    assert_eq!(ledger().resolve(&pathway()), Ok(()));
}

#[test]
fn each_binding_sentence_that_was_removed_names_what_takes_its_place() {
    let library = library();
    let now = |words: &str| -> Vec<String> {
        let ledger = ledger();
        let entry = ledger.entries().iter().find(|entry| entry.words.starts_with(words)).unwrap();
        entry.now.iter().map(ToString::to_string).collect()
    };
    assert_eq!(now("must inform an appropriate"), ["pcyp 32"]);
    assert_eq!(now("must be able to justify a decision not"), ["pcyp 39", "pcyp 55"]);
    assert_eq!(now("should record your concerns"), ["pcyp 52", "pcyp 55"]);
    for entry in ledger().entries() {
        let reading = matches!(entry.does.as_slice(), [Does::Reading(_)]);
        let removed = library.is_removed(&entry.spot.cite);
        assert_eq!(!entry.now.is_empty(), removed && !reading, "{}", entry.words);
    }
}

#[test]
fn a_ledger_that_cannot_be_read_breaks_the_properties_that_ask_it() {
    let unreadable = Ledger::parse("copy.ron", "x", &library());
    for finding in check_with(&pathway(), &library(), &unreadable) {
        let said = finding.broken.unwrap_or_default();
        let of_it = said.contains("The file copy.ron cannot be read");
        assert_eq!(of_it, [11, 17].contains(&finding.number), "{}: {said}", finding.name);
    }
}

#[test]
fn each_sentence_is_whole_and_stands_in_the_text_to_the_letter() {
    let library = library();
    let page = ledger().page(&pathway(), &library, |id| Some(id.to_owned()));
    for row in &page.rows {
        let sentence = row.quote.lines().next().unwrap();
        let block = block(&library, &row.spot).unwrap();
        assert!(block.text.contains(sentence), "{sentence}");
        assert!(sentence.starts_with(char::is_uppercase) && sentence.ends_with('.'), "{sentence}");
        assert!(!sentence.contains(". "), "{sentence}");
        let verb = &row.quote[row.verb.clone()];
        assert_eq!(verb, row.spot.verb.label());
        assert!(!row.lines.is_empty());
    }
    let all = page.rows.iter().find(|row| row.spot.cite == Cite::paragraph("pcyp", 48)).unwrap();
    assert!(all.quote.contains("following.\na. Check the identity"), "{}", all.quote);
    assert!(all.quote.ends_with("set out in paragraph 31."), "{}", all.quote);
}

#[test]
fn a_duty_is_shown_with_the_outcomes_that_list_it_and_when() {
    let page = ledger().page(&pathway(), &library(), |id| Some(format!("field {id}")));
    let row = page.rows.iter().find(|row| row.quote.contains("must respond fully")).unwrap();
    let said: Vec<(Under, &str)> =
        row.lines.iter().map(|line| (line.under, line.text.as_str())).collect();
    assert_eq!(
        said,
        [
            (Under::Question, "Is it a genuine order or legal power?"),
            (Under::Duty(DutyVerb::Must), "If a court made the order, respond fully and quickly."),
            (Under::Field, "field RequestLaw"),
        ]
    );
    assert_eq!(
        row.lines[1].outcomes,
        ["Give what the order or law requires, if a genuine order or legal power names you"]
    );
}

#[test]
fn what_is_known_indirectly_says_so_and_lists_what_rests_on_it() {
    let page = ledger().page(&pathway(), &library(), |id| Some(id.to_owned()));
    let indirect: Vec<&str> =
        page.missing.iter().filter(|one| one.indirect).map(|one| one.name.as_str()).collect();
    assert_eq!(indirect, ["PCYP ¶37", "PCYP ¶38", "Confidentiality (2009) ¶21"]);
    let telling = page.missing.iter().find(|one| one.name == "PCYP ¶38").unwrap();
    assert!(telling.basis.contains("confirmed through another publisher"));
    assert_eq!(telling.questions, ["Will telling the family raise the risk?"]);
    assert!(telling.duties.iter().any(|(verb, text)| {
        *verb == DutyVerb::Should && text.starts_with("Follow the advice on telling people")
    }));
    assert_eq!(telling.referring, ["PCYP ¶49"]);
    let agency = page.missing.iter().find(|one| one.name == "PCYP ¶32").unwrap();
    assert_eq!(agency.replaced, ["0–18 ¶61"]);
}
