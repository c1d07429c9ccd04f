//! A small pathway for tests of the engine, apart from the real one.

use super::{Answers, Pathway};

pub const TEXT: &str = r#"Pathway(
    format: 1,
    conditions: {
        "hurry": (words: "waiting raises the risk", holds: Any([Is("wait", ["yes", "unsure"]), Is("start", ["danger"])])),
        "told": (words: "telling them is safe", holds: All([Asked("wait"), Not(Is("told", ["yes"]))])),
    },
    questions: [
        (
            id: "start", at: (0, 0), title: "What has brought you here?", why: "It shows the way.",
            cites: ["pcyp 48a"],
            choices: [
                (id: "danger", label: "Danger now", reason: "A child is in danger.", next: [Else(End("tell-someone"))]),
                (id: "worry", label: "A worry", reason: "There is a worry.", next: [Else(Ask("wait"))]),
                (id: "request", label: "A request", reason: "Someone asked.", next: [Else(Ask("asker"))]),
            ],
        ),
        (
            id: "wait", at: (1, 0), title: "Would waiting raise the risk?", why: "Waiting can harm.",
            cites: ["0-18 59", "pcyp 34"],
            choices: [
                (id: "yes", label: "Yes", reason: "Waiting would raise the risk.", next: [Else(End("tell-someone"))]),
                (id: "no", label: "No", reason: "Waiting would not raise the risk.", next: [Else(Ask("weigh"))]),
                (id: "unsure", label: "Unsure", reason: "It is unclear.", next: [If("hurry", End("tell-someone")), Else(End("ask"))]),
            ],
        ),
        (
            id: "asker", at: (1, 1), title: "Who asks?", why: "It matters.", cites: ["pcyp 46"],
            choices: [
                (id: "known", label: "Known", reason: "They are known.", next: [Else(Ask("weigh"))]),
                (id: "unknown", label: "Unknown", reason: "They are unknown.", next: [Else(End("ask"))]),
            ],
        ),
        (
            id: "weigh", at: (2, 0), title: "Does sharing do more good?", why: "Both are weighed.", cites: ["0-18 60", "pcyp 32"],
            choices: [
                (id: "yes", label: "Yes", reason: "Sharing does more good.", next: [Else(End("tell-someone"))]),
                (id: "no", label: "No", reason: "Sharing does not do more good.", next: [Else(End("rest"))]),
            ],
        ),
    ],
    after: [
        (
            id: "told", title: "Would telling them raise the risk?", why: "They are told if safe.", cites: ["pcyp 38"],
            outcomes: ["tell-someone"],
            choices: [(id: "yes", label: "Yes"), (id: "no", label: "No")],
        ),
    ],
    outcomes: [
        (
            id: "tell-someone", at: (3, 0), headline: "Tell someone", lead: "Tell them today.", rank: 3,
            duties: [
                (id: "inform", verb: must, text: "Inform an appropriate person.", cites: ["0-18 61", "pcyp 32"]),
                (id: "family", verb: should, text: "Tell the family.", cites: ["pcyp 38"], only: Some("told")),
            ],
        ),
        (
            id: "ask", at: (3, 1), headline: "Ask first", lead: "Take advice.", rank: 2, open: true,
            due: [If("hurry", "PT1H"), Else("P2D")],
            duties: [(id: "advice", verb: ours, text: "Ask.", cites: ["pcyp 50"])],
        ),
        (
            id: "rest", at: (3, 2), headline: "Rest", lead: "Nothing is to be done.", rank: 1,
            duties: [(id: "record", verb: should, text: "Record it.", cites: ["pcyp 52"])],
        ),
    ],
)
"#;

/// The example, read.
pub fn pathway() -> Pathway {
    Pathway::parse("example", TEXT).unwrap()
}

/// Answers by question and choice.
pub fn answers(pairs: &[(&str, &str)]) -> Answers {
    Answers(pairs.iter().map(|(q, c)| ((*q).to_owned(), (*c).to_owned())).collect())
}
