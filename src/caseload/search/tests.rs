use proptest::prelude::*;

use super::*;
use crate::caseload::example::{contents, saying};

fn found(words: &Words, query: &str) -> Vec<usize> {
    let mut found = words.search(&Query::of(query));
    found.sort_unstable();
    found
}

fn plain(file: &DecisionFile) -> String {
    let mut all = String::new();
    each_field((file, None), |_, text| {
        all.push('\n');
        fold::push_searchable(&mut all, text);
    });
    all
}

#[test]
fn every_word_is_to_occur_in_the_decision_in_any_field_and_order() {
    let files = [
        saying(1, &["Zoë rang at noon", "No answer from the school"]),
        saying(2, &["zoe did not ring"]),
        saying(3, &["The school’s nurse"]),
    ];
    let words = Words::of(files.iter().map(|file| (file, None)));
    assert_eq!(found(&words, "ZOE"), [0, 1]);
    assert_eq!(found(&words, "school zoe"), [0]);
    assert_eq!(found(&words, "school's"), [2]);
    assert_eq!(found(&words, "school dragon"), [0; 0]);
    assert_eq!(found(&words, "  "), [0, 1, 2], "nothing sought leaves nothing out");
}

#[test]
fn a_hit_names_its_field_and_marks_the_words_in_the_letters_that_were_typed() {
    let file = saying(1, &["Mother says Zoë’s arm hurts; the arm was seen"]);
    let hit = hits((&file, None), &Query::of("arm zoe's"), 3).remove(0);
    assert_eq!(hit.field, "Note");
    let marked: Vec<&str> = hit.ranges.iter().map(|range| &hit.snippet[range.clone()]).collect();
    assert_eq!(marked, ["Zoë’s", "arm", "arm"]);
    let words = Words::of([(&file, None)]);
    let folded = words.hits(0, &Query::of("arm zoe's"), 3).remove(0);
    assert_eq!(folded.snippet, "mother says zoes arm hurts; the arm was seen");
    assert_eq!(folded.ranges.len(), 3);
}

#[test]
fn each_word_is_seen_where_it_stands_even_if_another_field_has_the_first_word_often() {
    let texts = ["arm one", "arm two", "arm three", "arm four", "leg"];
    let hits = hits((&saying(1, &texts), None), &Query::of("arm leg"), 2);
    let shown: Vec<&str> = hits.iter().map(|hit| hit.snippet.as_str()).collect();
    assert_eq!(shown, ["arm one", "leg"]);
}

#[test]
fn a_long_text_is_shown_around_its_hit() {
    let long = format!("{} the bruise {}", "before ".repeat(90), "after ".repeat(90));
    let hit = hits((&saying(1, &[&long]), None), &Query::of("bruise"), 1).remove(0);
    assert!(hit.snippet.starts_with("…before") && hit.snippet.ends_with('…'), "{}", hit.snippet);
    assert_eq!(&hit.snippet[hit.ranges[0].clone()], "bruise");
    assert!(hit.snippet.chars().count() < 160);
}

#[test]
fn what_a_decision_said_before_is_found_no_more_and_its_neighbours_are() {
    let (one, two, three) = (saying(1, &["apple"]), saying(2, &["pear"]), saying(3, &["plum"]));
    let mut words = Words::of([&one, &two, &three].map(|file| (file, None)));
    words.put(1, false, (&saying(2, &["cherry"]), None));
    assert_eq!(found(&words, "pear"), [0; 0]);
    assert_eq!(found(&words, "cherry"), [1]);
    assert_eq!(found(&words, "plum"), [2]);
    words.remove(0);
    assert_eq!((found(&words, "apple"), found(&words, "plum")), (vec![], vec![1]));
    words.put(0, true, (&one, None));
    assert_eq!(found(&words, "apple"), [0]);
    assert_eq!((found(&words, "cherry"), found(&words, "plum")), (vec![1], vec![2]));
    assert_eq!(words.to_keep(), None, "it is not in one piece any more");
}

#[test]
fn words_come_back_as_they_were_kept_and_broken_ones_do_not() {
    let words = Words::of(contents(12).decisions.iter().map(|file| (file, None)));
    let (text, fields, ends) = words.to_keep().unwrap();
    assert_eq!(Words::kept(text.to_owned(), fields.clone(), &ends).as_ref(), Some(&words));
    let mut past = ends.clone();
    *past.last_mut().unwrap() += 1;
    assert_eq!(Words::kept(text.to_owned(), fields.clone(), &past), None);
    assert_eq!(Words::kept(text.to_owned(), fields, &ends[1..11]), None, "text is left over");
}

#[test]
fn of_many_cases_a_search_finds_those_that_a_plain_reading_finds() {
    let read = contents(400);
    let words = Words::of(read.decisions.iter().map(|file| (file, None)));
    let plain: Vec<String> = read.decisions.iter().map(plain).collect();
    for query in ["a", "th", "tes", "999", "school", "telephone mother", "consent not", "2026-"] {
        let wanted: Vec<usize> = (0..plain.len())
            .filter(|at| query.split(' ').all(|word| plain[*at].contains(&fold::sought(word))))
            .collect();
        assert_eq!(found(&words, query), wanted, "{query}");
        for number in wanted.iter().take(20) {
            let hits = hits((&read.decisions[*number], None), &Query::of(query), 3);
            assert!(!hits.is_empty() && hits.iter().all(|hit| !hit.ranges.is_empty()), "{query}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_is_typed_is_found_as_a_plain_reading_finds_it(
        texts in proptest::collection::vec("[ab é’\n\u{e001}]{1,12}", 1..5),
        query in "[ab é'\u{e001}]{0,4}",
    ) {
        let files: Vec<DecisionFile> =
            (1..).zip(&texts).map(|(number, text)| saying(number, &[&format!("x{text}")])).collect();
        let words = Words::of(files.iter().map(|file| (file, None)));
        let sought = Query::of(&query);
        let wanted: Vec<usize> = (0..files.len())
            .filter(|at| {
                let plain = without_marks(&plain(&files[*at]));
                sought.words.iter().all(|word| plain.contains(word.as_str()))
            })
            .collect();
        prop_assert_eq!(found(&words, &query), wanted);
        for (number, file) in files.iter().enumerate() {
            for hit in hits((file, None), &sought, 3).into_iter().chain(words.hits(number, &sought, 3)) {
                for range in hit.ranges {
                    prop_assert!(hit.snippet.get(range).is_some());
                }
            }
        }
    }
}

#[test]
fn words_in_quotation_marks_are_sought_side_by_side() {
    let files =
        [saying(1, &["the bruise was on the left arm"]), saying(2, &["the left leg; the arm"])];
    let words = Words::of(files.iter().map(|file| (file, None)));
    assert_eq!(found(&words, "left arm"), [0, 1]);
    for query in ["\"left arm\"", "“left arm”", "bruise \"left  ARM", "\"left arm\" the"] {
        assert_eq!(found(&words, query), [0], "{query}");
    }
    assert_eq!(found(&words, "\"arm left\""), [0; 0]);
    assert_eq!(found(&words, "\""), [0, 1], "a mark alone asks nothing yet");
}

#[test]
fn a_snippet_stands_around_the_word_that_begins_as_was_typed() {
    let long = format!("aquokka {} Quokka", "and so on ".repeat(30));
    let hit = hits((&saying(1, &[&long]), None), &Query::of("quokka"), 1).remove(0);
    assert!(hit.snippet.ends_with("Quokka"), "{}", hit.snippet);
}
