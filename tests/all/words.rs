//! That nobody reads a word of ours which nobody would say aloud.
//!
//! What can reach a person is found by what it is, not by a list of screens: every string of the
//! source outside its tests, every string of our data, every page in the repository, everything
//! that the command line prints in a test, and every name on every screen that a test draws.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::house::{Written, rust_files, written};
use crate::plain::grade;

#[cfg(feature = "gui")]
pub mod screens;

/// What nobody says, in small letters and as whole words, and what is said instead.
pub const NEVER: &[(&str, &str)] = &[
    ("owed", "to do, still to do"),
    ("owes", "has still to do"),
    ("owing", "still to do"),
    ("anew", "again, start again"),
    ("stated", "entered, said"),
    ("states", "says"),
    ("stating", "saying"),
    ("stands", "is"),
    ("stand", "are"),
    ("stood", "was"),
    ("go on", "continue"),
    ("goes on", "continues"),
    ("gone on", "continued"),
    ("went on", "continued"),
    ("going on", "continuing"),
    ("begun by mistake", "discard draft"),
    ("put away", "discarded"),
    ("take it up again", "continue this case"),
    ("taken up again", "continued"),
    ("rests on", "is based on"),
    ("rest on", "are based on"),
    ("rested on", "was based on"),
    ("not held", "not included"),
    ("is held", "is included"),
    ("are held", "are included"),
    ("held here", "included here"),
    ("who writes", "about you"),
    ("departure", "a different decision"),
    ("departing", "deciding differently"),
    ("decide otherwise", "decide differently"),
    ("decided otherwise", "decided differently"),
    ("deciding otherwise", "deciding differently"),
    ("late entry", "written later"),
    ("try it with invented cases", "try it with practice cases"),
    ("register of invented cases", "practice cases"),
    ("to the letter", "word for word"),
    ("in hand", "that you are writing"),
    ("meanwhile", "in the meantime, until then"),
    ("in good time", "in time"),
    ("by itself", "automatically, on its own"),
    ("by themselves", "automatically, on their own"),
    ("workstation", "computer"),
    ("workstations", "computers"),
    ("the share", "the shared drive"),
    ("practice share", "shared drive"),
    ("register is away", "register cannot be reached"),
    ("looked at again on", "review on"),
    ("shall", "must, will"),
    ("thereof", "of it"),
    ("whereof", "of which"),
    ("hereby", "nothing"),
    ("heed", "follow"),
    ("whom to ring", "who to ring"),
    ("whom to ask", "who to ask"),
    ("or that anyone they told you about does", "or any child around someone they mention"),
    ("how would you put your concern", "how worried are you"),
    ("a niggle is talked over first", "if it is a niggle, talk it over first"),
    ("would you be easy if nobody", "would you be comfortable if nobody"),
    ("if you looked for those and none is there", "if you asked and found none of these"),
    ("the guidance forbids it", "you must not delay if delay raises the risk"),
    ("asking first is the rule", "you should ask first"),
    ("or the child, may vanish", "or the child taken away"),
    ("in spite of a no", "after they refuse"),
    ("does sharing outweigh keeping", "do the benefits of sharing outweigh confidentiality"),
    ("fear or shame weighs", "fear or shame matters"),
    ("may another child be at risk", "could another child be at risk"),
    ("someone you told the facts", "someone who knows the facts"),
    ("what not knowing may cost", "the harm if nobody finds out"),
    ("does not show you an order", "is not quoting a court order"),
    ("it waits where", "hold back if"),
    ("has the child a social worker", "does the child have a social worker"),
    ("leave it out unsaid", "leave it out without saying so"),
    ("keep apart what was agreed", "record separately what was agreed"),
    ("why, what and how it will be used", "why they need it, and how they will use it"),
    ("by which law, consent or interest", "what is your legal basis"),
    ("you could not check it", "you could not confirm who they are"),
    ("this is looked at again", "review it on the date you set"),
    ("if it is worth a note", "and why"),
    ("has no part in child protection", "is not making a child-protection request"),
    ("proves little by its name alone", "the sender's name proves little"),
    ("by a way that you know is theirs", "to an address you know is theirs"),
    ("both then stand above", "both will appear above"),
    ("about what is theirs", "before sharing their information"),
    ("who is not of the family", "who is not a relative"),
    ("named in the guidance beside", "takes concerns about a child from anyone"),
    ("nothing is in this draft", "this empty draft was deleted"),
    ("what is the news", "what has happened since"),
    ("what do you say of it", "what is your view"),
    ("to be learned", "learning points"),
    ("or why to nobody", "or why you spoke to no one"),
    ("if it is so", "select if it applies"),
    ("is any of these so", "does any of these apply"),
    ("too little to say", "not enough recorded to judge"),
    ("you state them in your name", "they are saved under your name"),
    ("is gone on with", "is continued"),
    ("what rests on", "based on"),
];

/// Words of the list where they are right, each with the reason.
const RIGHT: [(&str, &str); 3] = [
    ("x stood between", "a child on their feet, in an invented finding"),
    ("how would you put your concern? at risk", "an answer as it was signed, under its own rules"),
    ("“stands”", "the word itself"),
];

/// Files whose strings are no sentences of ours, each with the reason.
const NOT_OURS: [(&str, &str); 4] = [
    (
        "src/report/anonymous/words.rs",
        "everyday words that are no names, a list to look them up in",
    ),
    ("guidance/before/", "the words of their day: signed decisions are replayed under them"),
    ("src/pathway/example.rs", "a pathway made up for the tests"),
    ("src/record/example.rs", "a record made up for the tests, as it is in the golden files"),
];

/// The longest sentence, in words; a colon or semicolon ends one too.
const LONGEST: usize = 20;

/// Sentences that may be longer, each with the reason.
const LONGER: [(&str, &str); 4] = [
    ("discuss your concerns with your named or designated", "whom, as the GMC lists them in ¶50"),
    ("must marks a legal or ethical duty", "the GMC's own meaning of its verbs"),
    ("should marks a duty or principle", "the GMC's own meaning of its verbs"),
    ("a child safeguarding practice review (england)", "the names of four nations in one"),
];

/// Files that are little but the titles and names that others gave: those are as long as they are.
const OF_NAMES: [&str; 2] = ["guidance/glossary.ron", "guidance/pcyp.ron"];

/// The words of the list that are in a text, with what is said instead.
pub fn never_said(text: &str) -> Vec<String> {
    let mut small = without_places(text).to_lowercase();
    for (right, _) in RIGHT {
        small = small.replace(right, " ");
    }
    let small = small.split_whitespace().collect::<Vec<_>>().join(" ");
    let part_of_word = |one: char| one.is_alphanumeric() || matches!(one, '-' | '_' | '’' | '\'');
    let found = NEVER.iter().filter(|(words, _)| {
        small.match_indices(*words).any(|(at, _)| {
            !small[..at].ends_with(part_of_word)
                && !small[at + words.len()..].starts_with(part_of_word)
        })
    });
    found.map(|(words, say)| format!("“{words}” (say: {say})")).collect()
}

/// Fails where a person would read a word of the list.
#[track_caller]
pub fn must_be_said(text: &str) {
    let found: Vec<String> = text
        .lines()
        .flat_map(|line| never_said(line).into_iter().map(move |one| format!("{one}: {line}")))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// A text without what is filled in later: “{name}” is the name of a value, not a word.
fn without_places(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('{') {
        plain.push_str(before);
        let Some((_, after)) = from.split_once('}') else { return plain };
        plain.push('x');
        rest = after;
    }
    plain.push_str(rest);
    plain
}

/// An id, a path or a name in code, not words: nobody reads it as a sentence.
fn is_id(text: &str) -> bool {
    !text.contains(char::is_whitespace) && text.contains(['-', '_', '/', ':', '.', '{'])
}

fn longest_sentence(text: &str) -> Option<String> {
    let small = text.to_lowercase();
    if LONGER.iter().any(|(begins, _)| small.contains(begins)) {
        return None;
    }
    let words = |part: &str| {
        part.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
    };
    let mut sentence = String::new();
    for word in text.split_inclusive(char::is_whitespace) {
        sentence.push_str(word);
        let ends = word.contains('\n') || word.trim_end().ends_with(['.', '?', '!', ':', ';']);
        if ends {
            if words(&sentence) > LONGEST {
                return Some(sentence);
            }
            sentence.clear();
        }
    }
    (words(&sentence) > LONGEST).then_some(sentence)
}

fn is_ours(path: &Path) -> bool {
    let path = path.to_string_lossy();
    !NOT_OURS.iter().any(|(part, _)| path.contains(part))
}

fn is_test(path: &Path) -> bool {
    let path = path.to_string_lossy().replace('\\', "/");
    ["/tests/", "/testing/"].iter().any(|part| path.contains(part))
        || ["/tests.rs", "_test.rs", "/testing.rs", "/hostile.rs"]
            .iter()
            .any(|end| path.ends_with(end))
}

/// Every string of the source that can reach a person, with its file and line.
fn of_the_source() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for path in rust_files(Path::new("src")) {
        if is_test(&path) || !is_ours(&path) {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        all.extend(
            reaching(&written(&source))
                .into_iter()
                .map(|(text, line)| (format!("{}:{line}", path.display()), text)),
        );
    }
    all
}

/// The strings of a file that are no test's and no attribute's, but for the text of an error.
fn reaching(tokens: &[(Written, usize)]) -> Vec<(String, usize)> {
    let code = |at: usize| match tokens.get(at) {
        Some((Written::Code(code), _)) => code.as_str(),
        _ => "",
    };
    let after_group = |mut at: usize| {
        let mut depth = 0_usize;
        while at < tokens.len() {
            match code(at) {
                "[" | "(" | "{" => depth += 1,
                "]" | ")" | "}" => {
                    depth -= 1;
                    if depth == 0 {
                        return at + 1;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        at
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if code(at) == "#" && (code(at + 1) == "[" || code(at + 1) == "!") {
            let open = if code(at + 1) == "[" { at + 1 } else { at + 2 };
            if code(open + 1) != "error" {
                let is_of_test = code(open + 1) == "cfg" && code(open + 3) == "test";
                at = after_group(open);
                if is_of_test {
                    // To the end of what it is of: a block, or a line without one.
                    while at < tokens.len() && !matches!(code(at), "{" | ";") {
                        at += 1;
                    }
                    at = if code(at) == "{" { after_group(at) } else { at + 1 };
                }
                continue;
            }
        }
        if let (Written::Text(text), line) = &tokens[at] {
            found.push((text.clone(), *line));
        }
        at += 1;
    }
    found
}

/// Every string of our data, with its file and line; none of the GMC's.
fn of_the_data() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for path in [files("assets", "ron"), files("guidance", "ron")].concat() {
        if !is_ours(&path) {
            continue;
        }
        let tokens = written(&fs::read_to_string(&path).unwrap());
        let is_ledger = path.ends_with("ledger.ron");
        for (at, (token, line)) in tokens.iter().enumerate() {
            let Written::Text(text) = token else { continue };
            let before = |back: usize| match at.checked_sub(back).and_then(|at| tokens.get(at)) {
                Some((Written::Code(code), _)) => code.as_str(),
                _ => "",
            };
            // A run of a paragraph, or the words of one that the ledger names.
            let quoted = matches!(before(2), "Text" | "Refer") && before(1) == "("
                || is_ledger && before(2) == "words" && before(1) == ":";
            if !quoted {
                all.push((format!("{}:{line}", path.display()), text.clone()));
            }
        }
    }
    all
}

fn files(folder: &str, end: &str) -> Vec<PathBuf> {
    let mut all = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|is| is == end) {
                all.push(path);
            }
        }
    }
    all.sort();
    all
}

/// The pages that people read, without what is code in them.
fn of_the_pages() -> Vec<(String, String)> {
    let mut all = Vec::new();
    let own = fs::read_dir(".").unwrap().map(|entry| entry.unwrap().path());
    let own = own.filter(|path| path.extension().is_some_and(|is| is == "md"));
    let below = ["guidance", "assets", "src", "benches", "packaging"]
        .map(|folder| files(folder, "md"))
        .concat();
    for path in own.chain(below) {
        let mut fenced = false;
        for (at, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            if line.starts_with("```") {
                fenced = !fenced;
            } else if !fenced {
                let words: Vec<&str> = line.split('`').step_by(2).collect();
                all.push((format!("{}:{}", path.display(), at + 1), words.join("x")));
            }
        }
    }
    // A practice copies these two, and reads what stands beside the fields.
    for name in ["example-local.ron", "pcyp-today.ron"] {
        for (at, line) in
            fs::read_to_string(format!("guidance/{name}")).unwrap().lines().enumerate()
        {
            all.push((format!("guidance/{name}:{}", at + 1), line.to_owned()));
        }
    }
    all
}

fn faults(all: &[(String, String)]) -> Vec<String> {
    all.iter()
        .filter(|(_, text)| !is_id(text))
        .flat_map(|(place, text)| {
            never_said(text).into_iter().map(move |one| format!("{place}: {one}: {text}"))
        })
        .collect()
}

#[test]
fn no_string_of_the_program_has_a_word_that_nobody_would_say_aloud() {
    let all = of_the_source();
    assert!(all.len() > 2_000, "only {} strings found", all.len());
    let faults = faults(&all);
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn no_text_of_ours_tells_a_thing_by_its_colour_its_shape_or_its_side_alone() {
    let told = [
        "the red",
        "red button",
        "the green",
        "the blue",
        "the yellow",
        "the round",
        "the square",
        "on the right",
        "on the left",
        "at the right",
        "at the left",
        "right-hand",
        "left-hand",
    ];
    let tells = |text: &str| {
        let text = format!(" {}", text.to_lowercase());
        told.iter().any(|words| text.contains(&format!(" {words}")))
    };
    let all = of_the_source();
    let found: Vec<_> = all.iter().filter(|(_, text)| tells(text)).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn no_text_of_our_data_has_a_word_that_nobody_would_say_aloud() {
    let all = of_the_data();
    assert!(all.len() > 2_000, "only {} strings found", all.len());
    let faults = faults(&all);
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn no_page_has_a_word_that_nobody_would_say_aloud() {
    let all = of_the_pages();
    assert!(all.len() > 200, "only {} lines found", all.len());
    let faults = faults(&all);
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn no_sentence_of_ours_is_longer_than_twenty_words() {
    // What an invented doctor wrote in a record is theirs.
    let written_by_somebody =
        |place: &str| place.starts_with("assets/cases/") || place.starts_with("assets/safety/");
    let is_style = |text: &str| text.contains("{ color-scheme") || text.contains("digraph");
    let data = of_the_data().into_iter().filter(|(place, _)| !written_by_somebody(place));
    let all = of_the_source().into_iter().filter(|(_, text)| !is_style(text)).chain(data);
    let long: Vec<String> = all
        .filter_map(|(place, text)| Some(format!("{place}: {}", longest_sentence(&text)?)))
        .collect();
    assert!(long.is_empty(), "\n{}", long.join("\n"));
}

#[test]
fn whatever_is_said_in_one_place_is_read_at_thirteen_years_of_age() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (place, text) in of_the_source().into_iter().chain(of_the_data()) {
        // A label of three words is no sentence.
        if text.split_whitespace().count() > 3 && text.starts_with(char::is_uppercase) {
            let file = place.rsplit_once(':').map_or(place.as_str(), |(file, _)| file);
            places.entry(file.to_owned()).or_default().push(text);
        }
    }
    let hard: Vec<String> = places
        .iter()
        .filter(|(file, texts)| texts.len() > 3 && !OF_NAMES.contains(&file.as_str()))
        .map(|(file, texts)| (file, grade(&texts.iter().map(String::as_str).collect::<Vec<_>>())))
        .filter(|(_, grade)| *grade > 8.0)
        .map(|(file, grade)| format!("{file}: {grade:.1}"))
        .collect();
    assert!(places.len() > 100, "only {} places found", places.len());
    assert!(hard.is_empty(), "{hard:#?}");
}

#[test]
fn every_word_of_the_list_is_found_wherever_it_is_and_nothing_else() {
    for (words, _) in NEVER.iter().copied() {
        for text in [
            words.to_owned(),
            format!("{}{}", words[..1].to_uppercase(), &words[1..]),
            format!("Here, {words}: more."),
            format!("over a\nline {}", words.replacen(' ', "\n", 1)),
        ] {
            let found = never_said(&text);
            assert!(found.iter().any(|one| one.starts_with(&format!("“{words}”"))), "{text}");
        }
        for text in [format!("un{words}"), format!("{words}ish"), format!("a-{words}-b")] {
            let found = never_said(&text);
            assert!(!found.iter().any(|one| one.starts_with(&format!("“{words}”"))), "{text}");
        }
    }
    assert!(
        never_said("You understand outstanding standards; the statement is based on them.")
            .is_empty()
    );
    assert!(never_said("{owed} of {stands:?}").is_empty());
    assert_eq!(never_said("{0} stands").len(), 1);
}

#[test]
fn a_string_is_looked_at_wherever_it_is_written_and_a_tests_is_not() {
    let source = r##"
        //! It stands in a comment.
        #![expect(clippy::x, reason = "it stands in a reason")]
        /// It stands in what is documented.
        #[error("an error stands {0}")]
        struct One;
        #[cfg(test)]
        mod tests { fn f() { let _ = "a test stands"; } }
        #[cfg(test)]
        use super::stands;
        const RAW: &str = r#"raw stands"#;
        fn f<'a>(x: &'a str) { say("broken \
            over stands", '"', "after"); }
    "##;
    let texts: Vec<String> = reaching(&written(source)).into_iter().map(|(text, _)| text).collect();
    assert_eq!(texts, ["an error stands {0}", "raw stands", "broken over stands", "after"]);
}

#[test]
fn a_sentence_of_twenty_one_words_is_seen_and_one_of_twenty_is_not() {
    let words = |count: usize| vec!["word"; count].join(" ");
    assert_eq!(longest_sentence(&format!("{}. {}.", words(20), words(20))), None);
    assert_eq!(longest_sentence(&format!("{}: {}.", words(20), words(20))), None);
    assert!(longest_sentence(&format!("Yes. {}.", words(21))).is_some());
    assert!(longest_sentence(&format!("{} – {}", words(11), words(10))).is_some());
}
