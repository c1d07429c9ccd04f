//! The properties on the pathway that the program carries, and on broken copies of it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::guidance::Cite;
use crate::pathway::example::answers;
use crate::pathway::print::{decide_ron, decide_text};
use crate::pathway::{Answers, Replay, change, read_answers, replay};

const TEXT: &str = include_str!("../../../guidance/pathway.ron");

fn pathway() -> Pathway {
    Pathway::embedded().unwrap_or_else(|error| panic!("{error}"))
}

fn library() -> Library {
    Library::embedded().unwrap()
}

/// A copy of the pathway with one replacement.
fn with(from: &str, to: &str) -> Pathway {
    assert_eq!(TEXT.matches(from).count(), 1, "{from} stands once");
    Pathway::parse("broken copy", &TEXT.replace(from, to)).unwrap_or_else(|e| panic!("{e}"))
}

/// A copy of the pathway in which one choice leads elsewhere.
fn rerouted(question: &str, choice: &str, next: &str) -> Pathway {
    let from = TEXT.find(&format!("            id: \"{question}\",\n            at:")).unwrap();
    let choice = from + TEXT[from..].find(&format!("id: \"{choice}\",\n")).unwrap();
    let start = choice + TEXT[choice..].find("next: [").unwrap();
    let end = start + TEXT[start..].find("],\n                )").unwrap();
    let text = format!("{}next: [{next}{}", &TEXT[..start], &TEXT[end..]);
    Pathway::parse("broken copy", &text).unwrap_or_else(|error| panic!("{error}"))
}

/// The finding about one property of this pathway.
fn finding(pathway: &Pathway, number: u8) -> Finding {
    check(pathway, &library()).into_iter().find(|finding| finding.number == number).unwrap()
}

/// That this copy breaks this property, and that the words say so.
#[track_caller]
fn breaks(pathway: &Pathway, number: u8, words: &str) {
    let Finding { broken, name, .. } = finding(pathway, number);
    let broken = broken.unwrap_or_else(|| panic!("still holds: {name}"));
    assert!(broken.contains(words), "{name}: {broken}");
    let (text, all) = check_text(pathway, &library());
    assert!(!all && text.contains(&format!("{number:>2}. BROKEN  {name}")), "{text}");
}

#[test]
fn every_property_holds_over_every_walk_of_the_pathway() {
    let (text, all) = check_text(&pathway(), &library());
    assert!(all, "{text}");
    let numbers: Vec<u8> = check(&pathway(), &library()).iter().map(|f| f.number).collect();
    assert_eq!(numbers, (1..=17).collect::<Vec<u8>>());
}

#[test]
fn a_walk_in_a_circle_and_a_slow_answer_to_delay_that_harms_are_found() {
    breaks(&rerouted("others", "yes", "Else(Ask(\"weigh\"))"), 1, "then in a circle");
    breaks(&rerouted("wait", "yes", "Else(Ask(\"reach\"))"), 1, "wait: yes, reach: yes");
    breaks(&rerouted("start", "danger", "Else(Ask(\"level\"))"), 1, "start: danger");
}

#[test]
fn what_is_never_reached_is_found() {
    breaks(&rerouted("start", "adult", "Else(End(\"other-route\"))"), 2, "children: yes");
    breaks(&rerouted("purpose", "no", "Else(End(\"verify-first\"))"), 2, "outcome ask-requester");
}

#[test]
fn waiting_where_delay_harms_is_found() {
    let broken = rerouted("wait", "yes", "Else(End(\"take-advice\"))");
    breaks(&broken, 3, "start: concern, level: at-risk, wait: yes, then take-advice");
}

#[test]
fn asking_where_asking_may_do_harm_is_found() {
    let broken = rerouted("limited-asking", "yes", "Else(Ask(\"limited-consent\"))");
    breaks(&broken, 4, "limited-asking: yes, limited-consent: not-asked, then ask-consent");
    breaks(&rerouted("asking", "yes", "Else(Ask(\"consent\"))"), 4, "then share-with-consent");
}

#[test]
fn a_refusal_that_decides_alone_is_found() {
    for choice in ["refused", "partly"] {
        let broken = rerouted("consent", choice, "Else(End(\"take-advice\"))");
        breaks(&broken, 5, &format!("consent: {choice}, then take-advice"));
    }
    let broken = rerouted("limited-consent", "refused", "Else(Ask(\"others\"))");
    breaks(&broken, 5, "limited-consent: refused, others");
}

#[test]
fn not_sharing_without_advice_or_against_it_or_past_other_children_is_found() {
    let not = "Else(End(\"not-share-for-now\"))";
    breaks(&rerouted("advised", "no", not), 6, "advised: no");
    breaks(&rerouted("advised", "disagrees", not), 6, "advised: disagrees");
    breaks(&rerouted("talked", "no-risk", not), 6, "talked: no-risk");
}

#[test]
fn giving_to_somebody_unproven_is_found() {
    breaks(&rerouted("identity", "no", "Else(Ask(\"purpose\"))"), 7, "identity: no");
    breaks(&rerouted("purpose", "no", "Else(Ask(\"ground\"))"), 7, "purpose: no");
    breaks(&with("If(\"unproven\", End(\"verify-first\")),", ""), 7, "identity: cannot, reach: no");
}

#[test]
fn doubt_that_protects_less_is_found() {
    let broken = rerouted("others", "unsure", "Else(End(\"not-share-for-now\"))");
    breaks(&broken, 8, "others: unsure");
    breaks(&rerouted("ground", "unsure", "Else(End(\"comply\"))"), 8, "ground: unsure");
    breaks(&rerouted("asking", "unsure", "Else(End(\"other-route\"))"), 8, "asking: unsure");
}

#[test]
fn a_higher_risk_that_protects_less_is_found() {
    breaks(&rerouted("level", "at-risk", "Else(End(\"take-advice\"))"), 9, "level: at-risk");
    breaks(&rerouted("delay", "yes", "Else(End(\"other-route\"))"), 9, "delay: yes");
    breaks(&rerouted("reach", "no", "Else(End(\"no-concern\"))"), 9, "protects less than");
}

#[test]
fn an_order_that_is_not_complied_with_is_found() {
    breaks(&rerouted("order", "yes", "Else(Ask(\"delay\"))"), 10, "order: yes, delay: ");
}

#[test]
fn a_duty_without_guidance_of_today_a_lost_must_and_an_unused_paragraph_are_found() {
    // The same duty with another verb, and resting on another paragraph.
    let lost = with(
        "\"justify-not-sharing\": Duty(\n            verb: must",
        "\"justify-not-sharing\": Duty(\n            verb: should",
    );
    breaks(&lost, 11, "no duty carries 0–18 ¶61: “must be able to justify");
    let from = "text: \"Cooperate with the request for information for a formal review: {review}, for example.\",\n            cites: [\"pcyp 47\"]";
    let lost = with(from, &from.replace("pcyp 47", "pcyp 46"));
    breaks(&lost, 11, "no duty carries PCYP ¶47: “must also cooperate");
    let alone = with("cites: [\"pcyp 55\", \"pcyp 39\", \"0-18 61\"]", "cites: [\"0-18 61\"]");
    breaks(&alone, 11, "justify-not-sharing: is based only on a removed paragraph");
    let unknown = with("cites: [\"pcyp 43\", \"pcyp 44\"],", "cites: [\"pcyp 43\", \"pcyp 999\"],");
    breaks(&unknown, 11, "“pcyp 999” is neither included nor declared missing");
    let unread = with("ForReading(cite: \"0-18 57\"", "ForReading(cite: \"0-18 58\"");
    breaks(&unread, 11, "0–18 ¶57 is neither used nor for reading");
}

#[test]
fn a_higher_risk_that_waits_longer_is_found() {
    let broken = with(
        "due: [If(\"answer-soon\", \"PT4H\"), Else(\"P2D\")],\n            duties: [\n                Do(\"call-back\")",
        "due: [If(\"answer-soon\", \"P2D\"), Else(\"PT4H\")],\n            duties: [\n                Do(\"call-back\")",
    );
    breaks(&broken, 13, "delay: yes: verify-first waits longer than with no");
}

#[test]
fn an_urgent_case_that_waits_is_found() {
    breaks(&with("due: [Else(\"P1D\")]", "due: [Else(\"P2D\")]"), 14, "then ask-consent");
}

#[test]
fn an_order_that_is_limited_is_found_whatever_is_answered_afterwards() {
    let broken = with(
        "If(\"complete-records\", \"not-complete\"),\n                If(\"extent-unsure\", \"ask-extent\"),\n                Do(\"object-irrelevant\")",
        "If(\"tell-risky\", \"not-complete\"),\n                If(\"extent-unsure\", \"ask-extent\"),\n                Do(\"object-irrelevant\")",
    );
    breaks(&broken, 15, "order: yes, then comply");
}

#[test]
fn a_doctor_who_is_sent_to_the_family_too_early_is_found() {
    let broken = with("If(\"tell-open\", \"early-help\")", "Do(\"early-help\")");
    breaks(&broken, 16, "then not-share-for-now: early-help");
    // In doubt, too.
    let broken = with("Do(\"read-out\"),", "Do(\"read-out\"),\n                Do(\"explain\"),");
    breaks(&broken, 16, "unsure, then take-advice: explain");
}

#[test]
fn a_must_that_is_ours_alone_and_one_that_is_shown_weaker_are_found() {
    let of = |id: &str, from: &str, to: &str| {
        with(
            &format!("\"{id}\": Duty(\n            verb: {from}"),
            &format!("\"{id}\": Duty(\n            verb: {to}"),
        )
    };
    breaks(
        &of("justify-sharing", "ours", "must"),
        17,
        "justify-sharing is a must that the GMC does not say",
    );
    breaks(&of("cooperate-protection", "should", "must"), 17, "cooperate-protection is a must");
    breaks(&of("record-sharing", "must", "should"), 17, "is must, and is shown as should");
    breaks(
        &of("take-part", "must", "should"),
        17,
        "“cooperate fully with child-protection procedures” is must",
    );
    breaks(&of("inform", "must", "ours"), 17, "is must, and is shown as our advice");
    // What nobody has named in the ledger could be weaker unseen.
    let unnamed = with(
        "text: \"Set a date to review what you hear back.\",\n            cites: [",
        "text: \"Set a date to review what you hear back.\",\n            cites: [\"pcyp 52\", ",
    );
    breaks(&unnamed, 17, "review-answer is based on PCYP ¶52");
}

/// Whatever sends a doctor to the family says so: the property looks at the mark alone.
#[test]
fn what_sends_the_doctor_to_the_family_is_marked() {
    let pathway = pathway();
    for duty in pathway.outcomes().iter().flat_map(|outcome| &outcome.duties) {
        let text = duty.text.to_lowercase();
        let sends = [
            "tell the people",
            "tell people",
            "telling people",
            "tell the patient",
            "the family to",
            "tell them what you",
            "ask the child",
            "help them understand",
            "explain why",
            "who is in the home",
            "ask for consent to",
        ];
        let not =
            ["do not", "records and from colleagues"].iter().any(|words| text.contains(words));
        let sends = sends.iter().any(|words| text.contains(words)) && !not;
        assert!(!sends || duty.family, "{}: {}", duty.id, duty.text);
    }
}

#[test]
fn a_way_that_looks_at_what_is_asked_after_the_outcome_is_found() {
    let from = "words: \"a delay in answering could do harm\",\n            holds: Is(\"delay\", [\"yes\", \"unsure\"])";
    let to = "words: \"a delay in answering could do harm\",\n            holds: Is(\"tell\", [\"yes\", \"unsure\"])";
    breaks(&with(from, to), 12, "ground: none looks by “delay-matters”");
}

#[test]
fn a_property_that_finds_nothing_to_be_asked_of_is_broken() {
    let broken = rerouted("start", "request", "Else(End(\"verify-first\"))");
    breaks(&broken, 10, "there is nothing to ask it of");
}

#[test]
fn each_question_and_each_outcome_is_reached_by_a_walk() {
    let pathway = pathway();
    let walks = walks(&pathway);
    for question in pathway.questions() {
        assert!(walks.iter().any(|walk| walk.trail.iter().any(|(q, _)| *q == question.id)));
    }
    for outcome in pathway.outcomes() {
        assert!(walks.iter().any(|walk| walk.outcome == Some(&outcome.id)), "{}", outcome.id);
    }
}

#[test]
fn replay_of_every_walk_gives_that_walk_with_duties() {
    let pathway = pathway();
    for walk in walks(&pathway) {
        let Replay { trail, next, outcome, ignored, duties, .. } =
            replay(&pathway, &walk.answers());
        let trail = trail.iter().map(|step| (step.question.as_str(), step.choice.as_str()));
        assert!(trail.eq(walk.trail.iter().copied()), "{}", walk.words());
        assert_eq!((outcome.as_deref(), next, ignored), (walk.outcome, None, vec![]));
        assert!(!duties.is_empty(), "{}", walk.words());
    }
}

#[test]
fn open_outcomes_have_a_due_time_and_others_of_the_same_rank_stand_beside_each_other() {
    let pathway = pathway();
    let ids = |open| {
        let open = pathway.outcomes().iter().filter(move |outcome| outcome.is_open() == open);
        open.map(|outcome| outcome.id.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(ids(true), ["verify-first", "ask-requester", "ask-consent", "take-advice"]);
    for walk in walks(&pathway).iter().filter(|walk| walk.ends(&ids(true))) {
        assert!(replay(&pathway, &walk.answers()).due.is_some(), "{}", walk.words());
    }
    let order: [&[&str]; 7] = [
        &["act-now"],
        &["share-now"],
        &["comply", "cooperate", "share-without-consent", "share-with-consent"],
        &["share-limited"],
        &["verify-first", "ask-requester", "ask-consent", "take-advice"],
        &["not-share-for-now"],
        &["no-concern", "other-route"],
    ];
    let ranks = order.map(|ids| {
        let ranks: Vec<u8> = ids.iter().map(|id| pathway.rank(id).unwrap()).collect();
        assert!(ranks.iter().all(|rank| *rank == ranks[0]), "{ids:?}");
        ranks[0]
    });
    assert!(ranks.is_sorted_by(|higher, lower| higher > lower), "{ranks:?}");
}

#[test]
fn the_ways_of_the_contract_lead_where_it_says() {
    let pathway = pathway();
    for (pairs, outcome) in [
        ("start danger", "act-now"),
        ("start concern level at-risk wait yes", "share-now"),
        ("start concern level at-risk wait unsure reach no", "share-now"),
        ("start concern level at-risk wait unsure reach yes", "take-advice"),
        ("start concern level at-risk wait no asking yes", "share-without-consent"),
        ("start concern level niggle talked no", "take-advice"),
        ("start concern level unsure talked no reach no", "share-limited"),
        (
            "start concern level niggle talked unclear limited-asking yes limited-weigh yes",
            "share-limited",
        ),
        ("start concern level niggle talked no-risk others no", "not-share-for-now"),
        ("start concern level niggle talked no-risk others yes", "share-limited"),
        ("start concern level none", "no-concern"),
        ("start adult children no", "other-route"),
        ("start adult children unsure level at-risk wait yes", "share-now"),
        ("start request asker court order yes", "comply"),
        ("start request asker family", "other-route"),
        ("start request asker unsure", "verify-first"),
        ("start request asker agency delay unsure identity cannot reach no", "verify-first"),
        ("start request asker agency delay no identity cannot", "take-advice"),
        ("start request asker review delay no identity yes purpose yes", "cooperate"),
        (
            "start request asker protection delay no identity yes purpose yes ground law",
            "cooperate",
        ),
        (
            "start request asker agency delay yes identity yes purpose yes ground none weigh yes",
            "share-without-consent",
        ),
        (
            "start request asker agency delay no identity yes purpose yes ground none asking no decided no capacity child consent not-asked",
            "ask-consent",
        ),
        ("start request asker agency delay no identity yes purpose no", "ask-requester"),
        (
            "start request asker agency delay no identity yes purpose yes ground unsure",
            "take-advice",
        ),
    ] {
        let words: Vec<&str> = pairs.split(' ').collect();
        let pairs: Vec<(&str, &str)> = words.chunks(2).map(|pair| (pair[0], pair[1])).collect();
        let replay = replay(&pathway, &answers(&pairs));
        assert_eq!(
            (replay.outcome.as_deref(), replay.ignored.len()),
            (Some(outcome), 0),
            "{pairs:?}"
        );
        assert_eq!(replay.trail.len(), pairs.len());
    }
}

#[test]
fn the_questions_asked_afterwards_are_accepted_and_change_duties_only() {
    let pathway = pathway();
    let file =
        r#"{"start": "concern", "level": "at-risk", "wait": "yes", "tell": "yes", "known": "yes"}"#;
    let risky = read_answers(file, &pathway).unwrap();
    let bare =
        replay(&pathway, &answers(&[("start", "concern"), ("level", "at-risk"), ("wait", "yes")]))
            .duties;
    let Replay { outcome, ignored, duties, after, .. } = replay(&pathway, &risky);
    assert_eq!((outcome.as_deref(), ignored.len()), (Some("share-now"), 0));
    assert_eq!(after, ["tell", "known", "statute"]);
    assert_ne!(bare, duties);
    let has = |id: &str| duties.iter().any(|duty| duty.id == id);
    assert!(has("do-not-tell-yet") && has("ring-worker") && !has("tell-people"));
}

#[test]
fn a_share_without_delay_is_printed_with_the_paragraphs_that_ask_for_it() {
    let (pathway, library) = (pathway(), library());
    let given = answers(&[("start", "concern"), ("level", "at-risk"), ("wait", "yes")]);
    let text = decide_text(&pathway, &library, &given);
    assert!(text.starts_with("Share now"), "{text}");
    for paragraph in [59, 61] {
        let held = library.held(&Cite::paragraph("0-18", paragraph)).unwrap();
        assert!(held.quote().lines().all(|line| text.contains(line)), "{text}");
        assert!(text.contains(&format!("0–18 ¶{paragraph} ({})", held.paragraph.banner)));
    }
    assert!(text.contains("must: Tell an appropriate agency promptly"), "{text}");
    let ron = decide_ron(&pathway, &given, false).unwrap();
    let start = r#"(outcome: Some("share-now"), next: None, trail: ["start", "level", "wait"], ignored: [], duties: [(verb: "#;
    assert!(ron.starts_with(start), "{ron}");
}

#[test]
fn a_change_keeps_what_still_counts_and_drops_the_rest() {
    let given = answers(&[
        ("start", "concern"),
        ("level", "niggle"),
        ("talked", "no-risk"),
        ("others", "no"),
        ("tell", "yes"),
    ]);
    let changed = change(&pathway(), &given, "level", "at-risk");
    assert_eq!((changed.kept, changed.asked), (vec!["start".to_owned()], vec!["wait".to_owned()]));
    assert_eq!(changed.dropped, ["talked", "others", "tell"]);
}

/// Read once for all cases.
static PATHWAY: LazyLock<Pathway> = LazyLock::new(pathway);

/// Any answers: known questions with their choices, with another's, and with nonsense.
fn any_answers() -> impl Strategy<Value = Answers> {
    let pathway = pathway();
    let walk = pathway.questions().iter().map(|question| {
        (question.id.clone(), question.choices.iter().map(|c| c.id.clone()).collect::<Vec<_>>())
    });
    let after = pathway.after().iter().map(|question| {
        (question.id.clone(), question.choices.iter().map(|c| c.id.clone()).collect::<Vec<_>>())
    });
    let pairs: Vec<(String, String)> = walk
        .chain(after)
        .chain([("nowhere".to_owned(), vec!["yes".to_owned()])])
        .flat_map(|(id, mut choices)| {
            choices.push("nonsense".to_owned());
            choices.into_iter().map(move |choice| (id.clone(), choice))
        })
        .collect();
    // Half of the maps begin as a real walk does, so that the deep ways are met too.
    let walks: Vec<Answers> = walks(&pathway).iter().map(Walk::answers).collect();
    let noise = proptest::collection::vec(select(pairs), 0..25);
    (noise, proptest::option::of(select(walks))).prop_map(|(noise, walk)| {
        let mut map: BTreeMap<String, String> = noise.into_iter().collect();
        map.extend(walk.unwrap_or_default().0);
        Answers(map)
    })
}

proptest! {
    #[test]
    fn replay_never_panics_and_is_a_pure_function(answers in any_answers()) {
        let once = replay(&PATHWAY, &answers);
        prop_assert_eq!(&once, &replay(&PATHWAY, &answers));
        prop_assert_ne!(once.next.is_some(), once.outcome.is_some());
    }

    #[test]
    fn ignored_answers_change_nothing(answers in any_answers()) {
        let all = replay(&PATHWAY, &answers);
        let mut fewer = answers.clone();
        fewer.0.retain(|question, _| !all.ignored.contains(question));
        let bare = replay(&PATHWAY, &fewer);
        prop_assert!(bare.ignored.is_empty());
        prop_assert_eq!(Replay { ignored: Vec::new(), ..all }, bare);
    }
}
