//! A broken copy of the pathway for each of its seventeen properties, handed to the program as a
//! file: it ends with status 1, and names the property and the shortest walk that breaks it.

use std::path::Path;

use crate::cli::Terminal;

const CARRIED: &str = include_str!("../../guidance/pathway.ron");

/// A copy in which one choice leads elsewhere.
fn rerouted(question: &str, choice: &str, next: &str) -> String {
    let from = CARRIED.find(&format!("            id: \"{question}\",\n            at:")).unwrap();
    let choice = from + CARRIED[from..].find(&format!("id: \"{choice}\",\n")).unwrap();
    let start = choice + CARRIED[choice..].find("next: [").unwrap();
    let end = start + CARRIED[start..].find("],\n                )").unwrap();
    format!("{}next: [Else({next}){}", &CARRIED[..start], &CARRIED[end..])
}

/// A copy with one replacement.
fn with(from: &str, to: &str) -> String {
    assert_eq!(CARRIED.matches(from).count(), 1, "{from} stands once");
    CARRIED.replace(from, to)
}

/// For each property: a copy that breaks it, and the walk or the thing that is named.
#[expect(clippy::too_many_lines, reason = "a row a property")]
fn broken() -> [(u8, String, &'static str); 17] {
    let end = |id: &str| format!("End(\"{id}\")");
    let ask = |id: &str| format!("Ask(\"{id}\")");
    [
        (
            1,
            rerouted("wait", "yes", &ask("reach")),
            "start: concern, level: at-risk, wait: yes, reach: yes",
        ),
        (2, rerouted("purpose", "no", &end("verify-first")), "outcome ask-requester"),
        (
            3,
            rerouted("wait", "yes", &end("take-advice")),
            "start: concern, level: at-risk, wait: yes, then take-advice",
        ),
        (
            4,
            rerouted("limited-asking", "yes", &ask("limited-consent")),
            "limited-asking: yes, limited-consent: not-asked, then ask-consent",
        ),
        (
            5,
            rerouted("consent", "refused", &end("take-advice")),
            "consent: refused, then take-advice",
        ),
        (
            6,
            rerouted("advised", "no", &end("not-share-for-now")),
            "advised: no, then not-share-for-now",
        ),
        (7, rerouted("identity", "no", &ask("purpose")), "identity: no, purpose: yes"),
        (8, rerouted("others", "unsure", &end("not-share-for-now")), "others: unsure"),
        (9, rerouted("delay", "yes", &end("other-route")), "delay: yes"),
        (10, rerouted("order", "yes", &ask("delay")), "order: yes, delay: "),
        (
            11,
            with("cites: [\"pcyp 55\", \"pcyp 39\", \"0-18 61\"]", "cites: [\"0-18 61\"]"),
            "justify-not-sharing: is based only on a removed paragraph",
        ),
        (
            12,
            with(
                "words: \"a delay in answering could do harm\",\n            holds: Is(\"delay\", [\"yes\", \"unsure\"])",
                "words: \"a delay in answering could do harm\",\n            holds: Is(\"tell\", [\"yes\", \"unsure\"])",
            ),
            "ground: none looks by “delay-matters”",
        ),
        (
            13,
            with(
                "due: [If(\"answer-soon\", \"PT4H\"), Else(\"P2D\")],\n            duties: [\n                Do(\"call-back\")",
                "due: [If(\"answer-soon\", \"P2D\"), Else(\"PT4H\")],\n            duties: [\n                Do(\"call-back\")",
            ),
            "delay: yes: verify-first waits longer than with no",
        ),
        (
            14,
            with(
                "due: [If(\"waiting-unsure\", \"PT1H\"), If(\"this-session\", \"PT4H\"), Else(\"P2D\")]",
                "due: [If(\"waiting-unsure\", \"PT1H\"), Else(\"P2D\")]",
            ),
            "level: unsure, talked: no, reach: yes, then take-advice",
        ),
        (
            15,
            with(
                "If(\"order\", \"all-it-covers\"),",
                "If(\"order\", \"all-it-covers\"),\n                If(\"order\", \"relevant-only\"),",
            ),
            "order: yes, then comply",
        ),
        (
            16,
            with(
                "If(\"concern-tell-open\", \"tell-people\"),",
                "If(\"concern\", \"tell-people\"),",
            ),
            "asking: yes, then share-without-consent: tell-people",
        ),
        (
            17,
            with(
                "\"record-why\": Duty(\n            verb: must,",
                "\"record-why\": Duty(\n            verb: ours,",
            ),
            "record-why: “record the reasons for sharing without consent” is must, and is shown as our advice",
        ),
    ]
}

/// The name of each property, as it is printed for the pathway that the program carries.
fn names(terminal: &Terminal) -> Vec<String> {
    let run = terminal.run(&["pathway", "--check"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    let lines = run.out.lines().filter_map(|line| line.split_once(". holds   "));
    let names = lines.map(|(_, line)| line.rsplit_once(" (").unwrap().0.to_owned());
    names.collect()
}

#[test]
fn each_broken_copy_ends_with_status_1_naming_its_property_and_the_walk() {
    let terminal = Terminal::new();
    let names = names(&terminal);
    assert_eq!(names.len(), 17);
    for ((number, text, walk), name) in broken().into_iter().zip(names) {
        std::fs::write(terminal.path("broken.ron"), text).unwrap();
        let run = terminal.run(&["pathway", "--check", "broken.ron"]);
        assert_eq!((run.status, run.err.as_str()), (1, ""), "property {number}: {}", run.out);
        let line = format!("{number:>2}. BROKEN  {name} (");
        let mut lines = run.out.lines().skip_while(|found| !found.starts_with(&line));
        assert!(lines.next().is_some(), "{line}\n{}", run.out);
        let told = lines.next().unwrap_or_default();
        assert!(told.contains(walk), "property {number}: {told}");
        assert!(run.out.lines().last().unwrap().contains("broken"), "{}", run.out);
    }
}

#[test]
fn the_pathway_that_is_carried_holds_as_a_file_too() {
    let terminal = Terminal::new();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("guidance").join("pathway.ron");
    let run = terminal.run(&["pathway", "--check", file.to_str().unwrap()]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert_eq!(run.out, terminal.run(&["pathway", "--check"]).out);
}

#[test]
fn a_file_that_is_no_pathway_is_refused_with_the_place() {
    let terminal = Terminal::new();
    let unknown = with("\"respond-fully\": Duty(", "\"respond-fully\": Duty(\n surprise: 1,");
    let no_duty = with("If(\"order\", \"respond-fully\")", "If(\"order\", \"respond\")");
    let nowhere = rerouted("start", "danger", "Ask(\"nowhere\")");
    for (text, words) in [
        ("no pathway".to_owned(), "line 1"),
        (unknown, "line "),
        (nowhere, "there is no question “nowhere”"),
        (no_duty, "there is no duty “respond”"),
        // More walks than can be gone.
        (endless(), "cannot be checked"),
    ] {
        std::fs::write(terminal.path("other.ron"), text).unwrap();
        let run = terminal.run(&["pathway", "--check", "other.ron"]);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{words}");
        assert!(run.err.contains(words) && run.err.contains("other.ron"), "{words}: {}", run.err);
    }
    let none = terminal.run(&["pathway", "--check", "none.ron"]);
    assert_eq!((none.status, none.err.contains("none.ron")), (2, true), "{}", none.err);
}

/// Thirty questions with two answers each, all of which lead on: a thousand million walks.
fn endless() -> String {
    let question = |at: usize| {
        let next =
            if at == 29 { "End(\"end\")".to_owned() } else { format!("Ask(\"q{}\")", at + 1) };
        let choice = |id: &str| {
            format!("(id: \"{id}\", label: \"{id}\", reason: \"{id}\", next: [Else({next})])")
        };
        format!(
            "(id: \"q{at}\", at: (0, 0), title: \"?\", why: \"\", cites: [], choices: [{}, {}])",
            choice("yes"),
            choice("no")
        )
    };
    let questions: Vec<String> = (0..30).map(question).collect();
    format!(
        "Pathway(format: 1, conditions: {{}}, questions: [{}], after: [], outcomes: [(id: \"end\", at: (0, 0), headline: \"End\", lead: \"\", rank: 1, duties: [])])",
        questions.join(", ")
    )
}
