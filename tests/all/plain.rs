//! That what the questions and outcomes say is short, and plain English, in the words of every
//! nation: how many words a screen has, how hard they are to read, and which are never used.

use justified::guidance::{Agencies, Library, Nation};
use justified::pathway::{OpenHelp, Pathway};

use crate::words::never_said;

fn in_each_nation() -> Vec<Pathway> {
    let pathway = Pathway::embedded().unwrap();
    let all = std::iter::once(None).chain(Nation::ALL.map(Some));
    all.map(|nation| pathway.in_words_of(nation)).collect()
}

fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

#[test]
fn a_question_is_short_enough_to_be_read_at_once() {
    for pathway in in_each_nation() {
        for question in pathway.questions() {
            let id = &question.id;
            assert!(words(&question.title) <= 12, "{id}: {}", question.title);
            assert!(words(&question.hint) <= 40, "{id}: {}", question.hint);
            let mut screen = words(&question.title) + words(&question.hint);
            for choice in &question.choices {
                let said = words(&choice.label) + words(&choice.detail);
                // Where no nation is chosen, the names of all four are there.
                let names = choice.detail.contains("(Scotland)");
                assert!(said <= 25 || names, "{id}: {}: {said}", choice.id);
                screen += if names { 20 } else { said };
            }
            // “Question 3”, “Continue Enter”, “Back”, “Show the path”.
            let around = 8;
            assert!(screen + around <= 120, "{id}: {screen} words");
        }
        for question in pathway.after() {
            assert!(words(&question.title) <= 12, "{}", question.title);
            for choice in &question.choices {
                assert!(words(&choice.label) + words(&choice.detail) <= 25, "{}", choice.label);
            }
        }
    }
}

/// The reading age by Flesch and Kincaid, as a school grade.
pub fn grade(texts: &[&str]) -> f64 {
    let (mut sentences, mut count, mut syllables) = (0, 0, 0);
    for text in texts.iter().filter(|text| !text.trim().is_empty()) {
        let ends = text.split_inclusive(['.', '?', '!', ':', ';']);
        sentences += ends.filter(|part| part.chars().any(char::is_alphabetic)).count();
        for word in text.split(|one: char| !one.is_alphabetic() && one != '’') {
            if word.chars().any(char::is_alphabetic) {
                count += 1;
                syllables += syllables_of(word);
            }
        }
    }
    let (sentences, count, syllables) = (
        f64::from(sentences_of(sentences)),
        f64::from(sentences_of(count)),
        f64::from(sentences_of(syllables)),
    );
    0.39 * count / sentences + 11.8 * syllables / count - 15.59
}

fn sentences_of(number: usize) -> u32 {
    u32::try_from(number).unwrap().max(1)
}

/// How many syllables a word has: its groups of vowels, without a silent e.
fn syllables_of(word: &str) -> usize {
    let word = word.to_lowercase();
    let word = word.trim_end_matches("’s").trim_end_matches('s');
    let vowel = |one: char| "aeiouy".contains(one);
    let letters: Vec<char> = word.chars().collect();
    let starts = letters.iter().enumerate().filter(|(at, one)| {
        vowel(**one) && !at.checked_sub(1).and_then(|at| letters.get(at)).is_some_and(|b| vowel(*b))
    });
    let silent = word.ends_with('e') && !word.ends_with("le") || word.ends_with("ed");
    starts.count().saturating_sub(usize::from(silent)).max(1)
}

#[test]
fn reading_ages_are_counted_as_they_are_elsewhere() {
    for (word, count) in
        [("cat", 1), ("police", 2), ("consent", 2), ("confidentiality", 6), ("worried", 2)]
    {
        assert!(syllables_of(word).abs_diff(count) <= 1, "{word}: {}", syllables_of(word));
    }
    assert!(grade(&["The cat sat on the mat. It was fat."]) < 2.0);
    assert!(
        grade(&[
            "Organisational considerations necessitate comprehensive interdisciplinary deliberation."
        ]) > 15.0
    );
}

#[test]
fn every_question_is_read_at_thirteen_years_of_age() {
    let pathway = Pathway::embedded().unwrap().in_words_of(Some(Nation::England));
    let mut hard = Vec::new();
    for question in pathway.questions() {
        let mut texts: Vec<&str> = vec![&question.title, &question.hint, &question.why];
        texts.extend(question.help.iter().chain(&question.hints).map(String::as_str));
        texts.extend(question.never.iter().flat_map(|never| &never.lines).map(String::as_str));
        for choice in &question.choices {
            texts.extend([choice.label.as_str(), &choice.detail]);
        }
        let grade = grade(&texts);
        if grade > 8.0 {
            hard.push(format!("{}: {grade:.1}", question.id));
        }
    }
    for question in pathway.after() {
        let mut texts: Vec<&str> = vec![&question.title, &question.hint, &question.why];
        texts.extend(question.hints.iter().map(String::as_str));
        let choices = question.choices.iter();
        texts.extend(choices.flat_map(|choice| [choice.label.as_str(), &choice.detail]));
        let grade = grade(&texts);
        if grade > 8.0 {
            hard.push(format!("{}: {grade:.1}", question.id));
        }
    }
    assert!(hard.is_empty(), "{hard:#?}");
}

#[test]
fn every_outcome_with_its_duties_is_read_at_thirteen_years_of_age() {
    let mut hard = Vec::new();
    for pathway in in_each_nation() {
        for outcome in pathway.outcomes() {
            let said = [outcome.headline.as_str(), &outcome.lead].into_iter();
            let leads = outcome.leads.iter().map(|(_, lead)| lead.as_str());
            let duties = outcome.duties.iter().map(|duty| duty.text.as_str());
            let texts: Vec<&str> = said.chain(leads).chain(duties).collect();
            let grade = grade(&texts);
            if grade > 8.0 {
                hard.push(format!("{}: {grade:.1}", outcome.id));
            }
        }
    }
    assert!(hard.is_empty(), "{hard:#?}");
}

/// Every text of ours in the data of the guidance.
fn texts() -> Vec<String> {
    let library = Library::embedded().unwrap();
    let mut texts: Vec<String> = Vec::new();
    for pathway in in_each_nation() {
        let data = pathway.data();
        for one in pathway.questions() {
            texts.extend([&one.title, &one.hint, &one.why].map(Clone::clone));
            texts.extend(one.help.iter().chain(&one.hints).cloned());
            texts.extend(one.never.iter().flat_map(|never| never.lines.clone()));
            for choice in &one.choices {
                texts.extend([&choice.label, &choice.detail, &choice.reason].map(Clone::clone));
            }
        }
        for one in pathway.after() {
            texts.extend([&one.title, &one.hint, &one.why].map(Clone::clone));
            texts.extend(one.hints.iter().cloned());
            texts.extend(one.choices.iter().flat_map(|c| [c.label.clone(), c.detail.clone()]));
        }
        for one in pathway.outcomes() {
            texts.extend([one.headline.clone(), one.lead.clone()]);
            texts.extend(one.leads.iter().map(|(_, lead)| lead.clone()));
            texts.extend(one.duties.iter().map(|duty| duty.text.clone()));
        }
        texts.extend(data.conditions.values().map(|condition| condition.words.clone()));
        texts.extend(data.considered.iter().flat_map(|one| one.lines.clone()));
    }
    for help in OpenHelp::embedded().unwrap().outcomes.values() {
        texts.push(help.heading.clone());
        texts.extend(help.steps.iter().map(|step| step.text.clone()));
        if let Some(ready) = &help.ready {
            texts.extend([ready.heading.clone(), ready.button.clone(), ready.said.clone()]);
            texts.extend(ready.lines.iter().cloned());
        }
    }
    let agencies = Agencies::embedded(&library).unwrap();
    texts.extend([agencies.emergency.does.clone(), agencies.discloses.clone()]);
    for agency in &agencies.agencies {
        texts.extend([agency.does.clone(), agency.discloses.clone()]);
        texts.extend(agency.needs.iter().cloned());
        texts.extend(Nation::ALL.map(|nation| agency.find.text(nation).to_owned()));
    }
    texts.extend(agencies.whom.iter().map(|whom| whom.say.clone()));
    texts.extend(library.references().iter().map(|one| one.text().to_owned()));
    texts
}

#[test]
fn asking_is_said_to_be_safe_only_where_somebody_judged_it() {
    let judged =
        |text: &str| ["you judge", "if asking is safe"].iter().any(|own| text.contains(own));
    let found: Vec<String> = texts()
        .into_iter()
        .map(|text| text.to_lowercase())
        .filter(|text| text.contains("asking is safe.") && !judged(text))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn no_text_of_ours_has_a_word_that_nobody_would_say_aloud() {
    let mut found: Vec<String> = texts()
        .iter()
        .flat_map(|text| never_said(text).into_iter().map(move |one| format!("{one}: {text}")))
        .collect();
    found.sort();
    found.dedup();
    assert!(found.is_empty(), "{found:#?}");
}
