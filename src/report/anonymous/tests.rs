use chrono::DateTime;
use proptest::prelude::*;

use super::known::{compounds, plain_word};
use super::words::{COMMON, NO_NAMES, STREETS, is_in};
use super::*;
use crate::base::fold::folded;
use crate::record::{
    Child, ChildFlag, Disclosure, Item, ItemId, Mark, Participant, Passage, Person, PersonFlag,
    PersonRole, ViewId, example,
};

fn reference() -> DecisionId {
    DecisionId::mint(2026, [2; 8])
}

fn child(name: &str) -> Child {
    Child { name: name.to_owned(), ..Item::new(ItemId::mint([1; 8])) }
}

fn person(name: &str, relation: &str) -> Person {
    Person {
        name: name.to_owned(),
        relation: relation.to_owned(),
        ..Item::new(ItemId::mint([2; 8]))
    }
}

fn passage(text: &str) -> Passage {
    Passage { text: text.to_owned(), ..example::passage() }
}

/// A record of one child of this name, with one finding.
fn record(name: &str, text: &str) -> Record {
    Record { children: vec![child(name)], passages: vec![passage(text)], ..Record::default() }
}

fn input<'a>(record: &'a Record, author: &'a Author, reference: &'a DecisionId) -> Summary<'a> {
    Summary {
        record,
        author,
        reference,
        at: DateTime::parse_from_rfc3339("2026-11-22T10:42:00+00:00").unwrap(),
        trail: &[],
        asked: Some("Would waiting increase the risk?"),
        due: Some("PT1H"),
        decided: None,
    }
}

/// The summary as it is made by itself.
fn summary(record: &Record) -> String {
    summary_with(record, &Ticks::new()).text()
}

fn summary_with(record: &Record, ticks: &Ticks) -> Sheet {
    let (author, reference) = (example::author(), reference());
    let trail = [("Would waiting increase the risk?".to_owned(), "I am not sure".to_owned())];
    summary_sheet(&Summary { trail: &trail, ..input(record, &author, &reference) }, ticks)
}

/// Ticks for everything that was typed.
fn all_ticked(record: &Record) -> Ticks {
    let sheet = summary_with(record, &Ticks::new());
    sheet.offers().map(|(tick, _)| (tick.clone(), true)).collect()
}

/// A text with what is marked in it replaced by what it is, to be compared.
fn told(known: &Identifying, text: &str) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for trace in known.traces_in_doubt(text) {
        let kind = match trace.kind {
            Kind::Name => "[name]",
            Kind::Address => "[address]",
            Kind::Date => "[date]",
            Kind::Number => "[number]",
            Kind::Contact => "[contact]",
        };
        out.push_str(&text[at..trace.at.start]);
        out.push_str(kind);
        at = trace.at.end;
    }
    out + &text[at..]
}

/// The same of a text in this record.
fn told_in(record: &Record, text: &str) -> String {
    told(&Identifying::of(record, &example::author(), &reference()), text)
}

/// The same of a text in the record of one child of this name.
fn finding(name: &str, text: &str) -> String {
    told_in(&record(name, text), text).replace('\u{ad}', "")
}

fn line(summary: &str, label: &str) -> String {
    let line = summary.lines().find_map(|line| line.strip_prefix(label));
    line.unwrap_or_else(|| panic!("no {label:?} in\n{summary}")).to_owned()
}

/// The words of a text, folded: how the tests look for what ought to be gone.
fn tokens(text: &str) -> Vec<String> {
    folded(text).split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect()
}

#[test]
fn a_name_goes_in_any_case_with_what_it_owns_and_over_the_end_of_a_line() {
    let name = "Testa Example";
    for (text, left) in [
        ("TESTA has a mark.", "[name] has a mark."),
        ("the mark on testa’s arm", "the mark on [name]’s arm"),
        ("a mark, Testa\nExample says", "a mark, [name] says"),
        ("Testa Exam-\nple has a mark", "[name] has a mark"),
        ("Tes\u{ad}ta fell", "[name] fell"),
        ("Tésta fell", "[name] fell"),
        ("the Examples at home", "the [name] at home"),
        ("login testaexample or testa2019", "login [name] or [name]"),
        ("T. Example fell", "[name] fell"),
    ] {
        assert_eq!(finding(name, text), left, "{text:?}");
    }
}

#[test]
fn a_name_with_a_joint_goes_whole_in_every_writing() {
    for (name, texts) in [
        ("O’Neill", &["O'Neill fell", "oneill fell", "O NEILL fell", "O`Neill fell"][..]),
        ("Anne-Marie", &["Anne Marie fell", "annemarie fell", "Marie fell", "Anne-\nMarie fell"]),
        ("Müller", &["Mueller fell", "muller fell", "MÜLLER fell"]),
        ("Will May", &["Will fell", "will fell", "MAY fell", "may will fell"]),
    ] {
        for text in texts {
            let left = finding(name, text);
            let clean = left.trim_start_matches("O ");
            assert_eq!(clean, "[name] fell", "{text:?}");
        }
    }
}

#[test]
fn a_name_goes_in_every_spelling_of_the_same_letters() {
    for (name, spelled) in [
        ("Nguyễn Thị Hoa", "nguyen thi hoa"),
        ("Llŷr Gwŷn", "LLYR GWYN"),
        ("Şahin Yıldız", "sahin yildiz"),
        ("Trần Đức", "Tran Duc"),
        ("Ẹniọlá", "Eniola"),
        ("Ștefan", "Stefan"),
        ("Wołoszyn", "Woloszyn"),
        ("Weiß", "WEISS"),
        ("محمد", "مُحَمَّد"),
    ] {
        assert_eq!(finding(name, &format!("{spelled} fell")), "[name] fell", "{name}");
        assert_eq!(finding(spelled, &format!("{name} fell")), "[name] fell", "{spelled}");
    }
}

#[test]
fn a_number_goes_whatever_separates_its_digits() {
    for number in [
        "9990000018",
        "999-000-0018",
        "999.000.0018",
        "999‑000–0018",
        "(01632) 960.123",
        "+44 1632 960123",
    ] {
        assert_eq!(finding("Testa", &format!("at {number} now")), "at [number] now", "{number}");
    }
}

#[test]
fn a_mark_on_the_body_is_told_by_where_it_is_and_what_was_typed_of_it_is_ticked() {
    let mut record = record("Testa", "");
    let mut mark = Mark::placed(ItemId::mint([3; 8]), ViewId::Front, (790, 900)).unwrap();
    mark.child = Some(record.children[0].id.clone());
    "the Testa place".clone_into(&mut mark.site);
    "2".clone_into(&mut mark.size);
    "Testa said it was a door".clone_into(&mut mark.note);
    record.marks.push(mark);
    let text = summary(&record);
    assert_eq!(line(&text, "Mark 1: "), "left forearm, front.");
    assert!(!text.contains("door") && !text.contains("Testa"), "{text}");
    let ticked = summary_with(&record, &all_ticked(&record)).text();
    assert!(ticked.contains("Testa said it was a door"), "nothing is replaced: {ticked}");
    record.children.insert(0, child("Robin"));
    record.children[0].id = ItemId::mint([9; 8]);
    assert!(summary(&record).contains("Mark 1 (child 2): left forearm"), "{}", summary(&record));
}

#[test]
fn everybody_of_a_field_is_marked_in_what_was_typed() {
    let mut record = record("Testa", "");
    record.others.push(person("Robin Example", "mother’s partner"));
    record.passages[0].source = "Kim, health visitor".to_owned();
    record.request.who = "Jo Bloggs, Testtown children’s services".to_owned();
    record.present = "the mother and Mrs Child".to_owned();
    record.participants.push(Participant {
        who: "Ilse Wortmann".to_owned(),
        role: "interpreter".to_owned(),
        interpreter: true,
        ..Item::new(ItemId::mint([77; 8]))
    });
    for (text, left) in [
        ("Told me by Kim and by Jo Bloggs.", "Told me by [name] and by [name]."),
        ("robin and ilse of testtown", "[name] and [name] of [name]"),
        ("the health visitor and Mrs Child", "the health visitor and [name]"),
    ] {
        assert_eq!(told_in(&record, text), left);
    }
}

#[test]
fn a_small_word_is_no_name_with_an_s_and_two_of_them_are_no_name_run_together() {
    for (name, text) in [
        ("Thi", "This is quiet."),
        ("Isa Wa", "This is a bruise that was seen."),
        ("Ina He Re", "Nobody was in a hurry here."),
        ("Ami", "So am I."),
    ] {
        assert_eq!(finding(name, text), text, "{name}");
    }
    assert_eq!(
        finding("Isa", "Is-\na said so, Isas mother too."),
        "[name] said so, [name] mother too."
    );
}

#[test]
fn a_date_of_birth_goes_in_every_writing_and_the_age_stays() {
    let mut record = record("Testa", "");
    record.children[0].born = Typed::new("3 April 2019");
    for text in [
        "3.4.2019",
        "03/04/19",
        "3rd April 2019",
        "3rd of April, 2019",
        "April 3rd 2019",
        "2019-04-03",
        "3 Apr 19",
        "03042019",
        "4/3/2019",
        "3rd April",
        "April 2019",
        "2019",
        "03–04–2019",
        "3\u{a0}April\u{a0}2019",
    ] {
        let left = told_in(&record, &format!("Born {text}, a small mark."));
        assert!(
            left == "Born [date], a small mark." || left == "Born [number], a small mark.",
            "{text:?} left {left:?}"
        );
    }
    let text = summary(&record);
    assert!(text.contains("The child: aged 7.\n"), "{text}");
    assert_eq!(
        told_in(&record, "Her birthday, 3/4, was quiet."),
        "Her birthday, [date], was quiet."
    );
    for no_birth in
        ["Seen on 21 May 2026 at 14:30.", "Seen on 21/5/2026 14:30.", "4/3", "3.4 cm", "3 of 4"]
    {
        assert_eq!(told_in(&record, no_birth), no_birth);
    }
}

#[test]
fn an_unborn_child_is_told_as_such_without_the_date_and_a_person_by_role_without_the_number() {
    let mut child = child("");
    child.flags = vec![ChildFlag::Unborn];
    child.due = Typed::new("3 April 2027");
    let mut person = person("Mock Example", "");
    person.role = Some(PersonRole::Father);
    person.flags = vec![PersonFlag::MayPoseRisk, PersonFlag::NameUnknown];
    person.nhs = Typed::new("999 000 0026");
    let record = Record { children: vec![child], others: vec![person], ..Record::default() };
    let summary = summary(&record);
    assert_eq!(line(&summary, "The child: "), "not yet born.");
    assert_eq!(line(&summary, "Also: "), "Father: may pose a risk.");
    let text = "Due on 3/4/2027, his number is 9990000026, Mock said";
    let left = "Due on [date], his number is [number], [name] said";
    assert_eq!(told_in(&record, text), left);
    for token in ["2027", "April", "9990000026", "0026", "Mock"] {
        assert!(!summary.contains(token), "{token} in\n{summary}");
    }
}

#[test]
fn an_age_is_told_as_of_the_decision() {
    let on = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    for (born, words) in [
        ("22/11/2019", "aged 7"),
        ("23/11/2019", "aged 6"),
        ("1/12/2025", "under 1"),
        ("3/4/19", "aged 7"),
        ("1/3/2027", "not yet born"),
    ] {
        assert_eq!(age(&Typed::new(born), on).as_deref(), Some(words), "{born}");
    }
    assert_eq!(age(&Typed::new("spring"), on), None);
}

#[test]
fn numbers_and_addresses_go_however_they_are_written() {
    let mut record = record("Testa", "");
    record.children[0].nhs = Typed::new("999 000 0018");
    record.children[0].address = "12 Sample Road, Testtown, ZZ1 9ZZ".to_owned();
    record.children[0].safe_contact = "ring 01632 960 018".to_owned();
    record.disclosures.push(Disclosure {
        reference: "MASH-4711/b".to_owned(),
        ..Item::new(ItemId::mint([3; 8]))
    });
    for (text, left) in [
        ("NHS 9990000018.", "NHS [number]."),
        ("NHS 999-000-0018.", "NHS [number]."),
        ("it ends in 0018", "it ends in [number]"),
        ("ring (01632) 960018 now", "ring [number] now"),
        ("ring +44 1632 960018 now", "ring [number] now"),
        ("their number is 4711", "their number is [number]"),
        ("lives at 12 Sample Road", "lives at [address]"),
        ("lives in testtown, zz1 9zz", "lives in [address], [address]"),
        ("an aunt in SW1A 1AA", "an aunt in [address]"),
        ("mail kim.x@testtown.example now", "mail [contact] now"),
        ("see https://example.org/a?b now", "see [contact] now"),
        ("250 mg at 14:30, weight 12.4 kg", "250 mg at 14:30, weight 12.4 kg"),
    ] {
        assert_eq!(told_in(&record, text), left, "{text:?}");
    }
}

#[test]
fn a_word_written_as_a_name_goes_in_doubt_and_small_words_stay() {
    for (text, left) in [
        ("His friend Grace saw it. Grace said so.", "His friend [name] saw it. [name] said so."),
        ("Seen with Will, who will come in May.", "Seen with [name], who will come in [name]."),
        ("Seen on 3 May. The Mother wept.", "Seen on 3 May. The Mother wept."),
        ("Dr. Who rang about FGM.", "Dr. [name] rang about FGM."),
        ("Bruise on the arm. Mother upset.", "Bruise on the arm. Mother upset."),
        ("He said “Mum hit me”.", "He said “Mum hit me”."),
    ] {
        assert_eq!(finding("Testa", text), left);
    }
}

#[test]
fn what_is_no_name_in_a_field_for_names_takes_nothing_away() {
    let mut record = record("not known", "The mother is not well known to us.");
    record.others.push(person("Mother", "mother"));
    let text = "The mother is not well known to us.";
    assert_eq!(told_in(&record, text), text);
}

#[test]
fn it_says_who_asks_what_and_how_soon() {
    let mut record = record("Testa Example", "A small mark.");
    record.children.push(child("Robin Example"));
    record.categories = vec![Category::Physical];
    let text = summary(&record);
    for words in [
        "I am a doctor. I would like your advice. I will not name anyone.",
        "My question: Would waiting increase the risk?",
        "How soon: I need to decide within 1 hour.",
        "Child 2: age not said.",
        "Concern: Physical abuse",
        "- Would waiting increase the risk? I am not sure",
    ] {
        assert!(text.contains(words), "{words:?} in\n{text}");
    }
}

#[test]
fn a_word_written_by_hand_is_marked_and_our_own_lines_never_are() {
    // A child with the name of one of our words.
    let record = record("Child Question", "");
    let (author, reference) = (example::author(), reference());
    let input = input(&record, &author, &reference);
    let known = Identifying::of(&record, &author, &reference);
    let ours = summary_sheet(&input, &Ticks::new()).text();
    assert_eq!(known.traces_in_summary(&input, &ours), vec![]);
    let text = format!("{ours}About child’s arm; ring 01632 960018.\n");
    let words: Vec<&str> =
        known.traces_in_summary(&input, &text).into_iter().map(|trace| &text[trace.at]).collect();
    assert_eq!(words, ["child", "01632 960018"]);
}

#[test]
fn nothing_that_was_typed_is_in_it_by_itself() {
    let mut number = 0;
    let record = example::filled(2, &mut || {
        number += 1;
        format!("Typed{number}")
    });
    let text = summary(&record);
    assert!(!text.contains("Typed"), "{text}");
    let ticked = summary_with(&record, &all_ticked(&record)).text();
    assert!(ticked.contains("Typed"), "{ticked}");
    // Whatever names somebody has no box: only words that can be told.
    for name in
        record.children.iter().map(|one| &one.name).chain(record.told.iter().map(|t| &t.who))
    {
        assert!(!tokens(&ticked).contains(&folded(name)), "{name} in\n{ticked}");
    }
}

#[test]
fn the_names_of_the_leak_that_was_reported_are_all_marked() {
    let mut record = record("Nguyễn Thị Hoa", "");
    record.children.push(child("Llŷr Gwŷn"));
    record.others.push(person("Şahin Yıldız", "mother’s partner"));
    let text = "nguyen thi hoa said llyr gwyn was hit by sahin yildiz.";
    assert_eq!(told_in(&record, text), "[name] said [name] was hit by [name].");
    record.passages[0].text = text.to_owned();
    assert!(!summary(&record).contains("nguyen"));
}

/// Names as people have them, and as they make trouble: our own words, signs, accents.
fn any_name() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[A-Z][a-z]{1,8}",
        "[a-z]{2,8}",
        "[A-Z][a-zéüßøł]{1,6}['’-][A-Z][a-z]{1,6}",
        proptest::sample::select(vec![
            "Will",
            "May",
            "Grace",
            "Child",
            "Name",
            "Date",
            "The",
            "Aged",
            "Question",
            "Under",
            "Concern",
            "O’Neill",
            "Anne-Marie",
            "Li",
            "de",
            "van",
            "İpek",
            "Ñu",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(part, 1..4).prop_map(|parts| parts.join(" "))
}

/// The parts of a typed name that tell who it is.
fn telling(name: &str) -> Vec<String> {
    let words = compounds(name);
    let none = |word: &str| is_role(word) || is_in(COMMON, word) || is_in(NO_NAMES, word);
    if words.iter().all(|word| none(&plain_word(word))) {
        return Vec::new();
    }
    let small = |word: &str| word.chars().all(|c| !c.is_uppercase());
    words
        .into_iter()
        .filter(|word| {
            !(is_in(NO_NAMES, &plain_word(word)) || small(word) && none(&plain_word(word)))
        })
        .flat_map(tokens)
        .filter(|token| token.chars().count() > 1)
        .collect()
}

proptest! {
    // Each is a whole record, with everything in every field.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_token_of_any_typed_name_birth_address_or_number_is_in_it(
        names in prop::collection::vec(any_name(), 4),
        town in "[A-Z][a-z]{2,9}",
        house in 1_u32..400,
        (day, month, year) in (1_u32..29, 1_u32..13, 1950_i32..2026),
        writing in 0_usize..5,
        digits in "[1-9][0-9]{9}",
        around in prop::collection::vec("[ a-z.,\n]{0,12}", 8),
    ) {
        let date = NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let typed = date.format(["%d/%m/%Y", "%-d %B %Y", "%Y-%m-%d", "%-d.%-m.%Y", "%d %b %Y"][writing]).to_string();
        let nhs = format!("{} {} {}", &digits[..3], &digits[3..6], &digits[6..]);
        let address = format!("{house} {town} Road, {town}ville, ZZ9 9ZZ");
        let mut text = String::new();
        let things = [&names[0], &names[1], &typed, &nhs, &digits, &address, &names[2], &names[3]];
        for (between, thing) in around.iter().zip(things) {
            text.push_str(between);
            text.push(' ');
            text.push_str(thing);
        }
        let mut record = example::filled(1, &mut || text.clone());
        record.children[0].name.clone_from(&names[0]);
        record.children[0].born = Typed::new(typed.clone());
        record.children[0].nhs = Typed::new(nhs.clone());
        record.children[0].address.clone_from(&address);
        record.others[0].name.clone_from(&names[1]);
        record.others[0].born = Typed::new(typed.clone());
        let author = Author { name: names[2].clone(), ..example::author() };
        record.children[0].due = Typed::new(typed.clone());
        record.others[0].nhs = Typed::new(nhs.clone());
        record.others[0].relation = format!("mother {}", names[3]);
        // Nothing of what was typed is in it by itself; where it is ticked, all of it is marked.
        let (reference, ticks) = (reference(), all_ticked(&record));
        let input = input(&record, &author, &reference);
        let known = Identifying::of(&record, &author, &reference);
        for (what, ticks) in [("by itself", Ticks::new()), ("ticked", ticks)] {
            let summary = summary_sheet(&input, &ticks).text();
            let traces = known.traces_in_summary(&input, &summary);
            let mut unmarked = String::new();
            let mut at = 0;
            for trace in &traces {
                unmarked.push_str(&summary[at..trace.at.start]);
                unmarked.push(' ');
                at = trace.at.end;
            }
            unmarked.push_str(&summary[at..]);
            // Our own lines have our own words, whatever somebody is called.
            let ours = summary_sheet(&input, &Ticks::new()).text();
            let own: Vec<String> = tokens(&ours);
            let labels: Vec<String> = summary_sheet(&input, &Ticks::new())
                .offers()
                .flat_map(|(_, piece)| tokens(&piece.label))
                .collect();
            let left: Vec<String> = tokens(&unmarked)
                .into_iter()
                .filter(|token| !own.contains(token) && !labels.contains(token))
                .collect();
            for name in &names[..3] {
                for token in telling(name) {
                    prop_assert!(!left.contains(&token), "{token:?} of {name:?}, {what}:\n{unmarked}");
                }
            }
            let mut numbers = vec![digits.clone(), folded(&town), format!("{}ville", folded(&town)), year.to_string()];
            numbers.extend(nhs.split(' ').map(str::to_owned));
            numbers.retain(|token| !is_in(STREETS, token) && !is_in(COMMON, token));
            for token in numbers {
                prop_assert!(!left.contains(&token), "{token:?}, {what}:\n{unmarked}");
            }
            prop_assert!(!unmarked.contains(&typed), "{typed:?}, {what}:\n{unmarked}");
        }
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), name in any::<String>()) {
        let record = record(&name, &text);
        let summary = summary_with(&record, &all_ticked(&record)).text();
        prop_assert!(summary.lines().count() >= 3, "{summary}");
        let mut end = 0;
        for trace in Identifying::of(&record, &example::author(), &reference()).traces_in_doubt(&text) {
            prop_assert!(trace.at.start >= end && text.get(trace.at.clone()).is_some());
            end = trace.at.end;
        }
    }
}

#[test]
fn another_day_in_the_month_or_year_of_a_childs_birth_is_not_marked_in_a_text_for_the_mother() {
    let mut record = record("Testa", "");
    record.children[0].born = Typed::new("3 November 2026");
    record.others = vec![person("Kim Sample", "mother")];
    let known = Identifying::of_others(&record, &record.others[0].id);
    let marked = |text: &str| {
        let traces = known.traces(text);
        traces.iter().map(|trace| text[trace.at.clone()].to_owned()).collect::<Vec<_>>()
    };
    let line = "Decided: 28 November 2026, 02:57\nReference: 2026-VDZ3-EKR2-6GTF";
    assert_eq!(marked(line), [""; 0]);
    for birth in ["3 November 2026", "3.11.2026", "November 2026"] {
        assert_eq!(marked(&format!("The baby came on {birth}.")), [birth]);
    }
}

#[test]
fn the_day_after_the_line_with_their_own_birth_is_no_date_of_birth() {
    let mut record = record("Testa", "");
    record.children[0].born = Typed::new("3 June 2026");
    let known = Identifying::of_others(&record, &record.children[0].id);
    let text = "For the record of: Testa, born 3 June 2026\nDecided: 28 November 2026, 02:57";
    assert!(known.traces(text).is_empty(), "{:?}", known.traces(text));
}
