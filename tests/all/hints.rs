//! The hints that carry clinical meaning stand where they belong, in substance.

use justified::guidance::{Agencies, Cite, Library};
use justified::pathway::data::Question;
use justified::pathway::{OpenHelp, Pathway};

fn pathway() -> Pathway {
    Pathway::embedded().unwrap()
}

fn question(id: &str) -> Question {
    pathway().question(id).unwrap().clone()
}

/// Whether one of these lines has all of these words, in any case.
fn says(lines: &[String], words: &[&str]) -> bool {
    lines.iter().any(|line| {
        let line = line.to_lowercase();
        words.iter().all(|word| line.contains(word))
    })
}

fn must_say(lines: &[String], words: &[&str]) {
    assert!(says(lines, words), "no line says {words:?}:\n{}", lines.join("\n"));
}

#[test]
fn what_is_never_a_niggle_is_listed_where_a_lesser_concern_is_picked() {
    let level = question("level");
    let never = level.never.as_ref().unwrap();
    assert_eq!(
        (&never.choices[..], never.instead.as_str()),
        (&["niggle".to_owned(), "none".to_owned()][..], "at-risk")
    );
    for words in [
        &["bruise or mark", "cannot yet move about alone", "local bruising protocol"][..],
        &["the child told me of harm"],
        &["sexual abuse", "sexual activity under 13"],
        &["fgm", "known or suspected"],
    ] {
        must_say(&never.lines, words);
    }
    for words in [
        &["may consent to sex", "age gap", "power", "pressure", "secrecy", "drink or drugs"][..],
        &["may consent to sex", "partner already known to you"],
        &["asked and found none", "i have no concern", "honest answer"],
        &["honestly, promptly", "reasonable belief", "groundless"],
        &["sexual abuse", "do not examine", "washes"],
    ] {
        must_say(&level.hints, words);
    }
    must_say(&level.help, &["not brought to appointments", "neglect"]);
    let honest = Cite::parse("0-18 60").unwrap();
    assert!(level.cites.contains(&honest), "it is quoted beside the question");
    let quote = Library::embedded().unwrap().held(&honest).unwrap().quote();
    assert!(quote.contains("even if it turns out to be groundless"), "{quote}");
}

#[test]
fn what_a_named_doctor_looks_for_is_asked_in_our_own_words() {
    let pathway = pathway();
    let duties: Vec<String> = pathway
        .outcomes()
        .iter()
        .flat_map(|outcome| &outcome.duties)
        .filter(|duty| duty.verb == justified::pathway::data::DutyVerb::Ours)
        .map(|duty| duty.text.clone())
        .collect();
    for words in [
        &["do not answer", "close the case", "ring again"][..],
        &["safe way and time to contact"],
        &["do not examine", "washes", "evidence"],
        &["unborn baby", "midwife"],
        &["works with children", "designated officer"],
        &["mash", "front door"],
        &["hurt or ill", "999"],
    ] {
        must_say(&duties, words);
    }
    must_say(&question("asking").hints, &["perplexing", "named doctor before the parents"]);
    must_say(&question("capacity").hints, &["16 and 17", "check"]);
    must_say(&question("start").help, &["under 18"]);
}

#[test]
fn a_doctor_meets_whom_to_tell_before_anything_else_and_then_what_not_to_do() {
    let pathway = pathway();
    for outcome in ["share-now", "share-without-consent", "share-with-consent"] {
        let duties = &pathway.outcome(outcome).unwrap().duties;
        let place = |id: &str| duties.iter().position(|duty| duty.id == id).unwrap();
        assert_eq!(place("inform"), 0, "{outcome}");
        assert!(place("do-not-tell-yet") < place("what-to-tell"), "{outcome}");
        assert!(place("do-not-tell-yet") < 6, "{outcome}");
        assert!(place("what-to-tell") < place("record-sharing"), "{outcome}");
    }
}

#[test]
fn fgm_has_a_duty_of_the_doctors_own_and_suspicion_takes_the_ordinary_route() {
    let pathway = pathway();
    let share = pathway.outcome("share-now").unwrap();
    let fgm = share.duties.iter().find(|duty| duty.id == "statute-fgm").unwrap();
    let text = vec![fgm.text.clone()];
    must_say(&text, &["england and wales", "under 18", "you yourself", "101", "next working day"]);
    must_say(&text, &["suspicion alone", "ordinary route"]);
}

#[test]
fn asking_and_telling_name_when_they_could_do_harm() {
    let after = pathway().after_question("tell").unwrap().clone();
    for hints in [&question("asking").hints, &question("limited-asking").hints, &after.hints] {
        for words in [
            &["choose yes", "fabricated or induced illness"][..],
            &["choose yes", "sexual abuse in the family"],
            &["choose yes", "honour-based abuse or forced marriage"],
            &["choose yes", "violent partner"],
            &["choose yes", "evidence", "destroyed", "child taken away"],
        ] {
            must_say(hints, words);
        }
    }
}

#[test]
fn who_can_consent_is_said_with_a_call_to_check() {
    let hints = question("capacity").hints;
    for words in [
        &["one holder of parental responsibility", "check"][..],
        &["council with a care order", "check"],
        &["parents who disagree", "in part", "check"],
    ] {
        must_say(&hints, words);
    }
}

#[test]
fn whom_to_ask_stands_in_the_order_of_the_guidance() {
    for id in ["talked", "advised", "reach"] {
        let hints = question(id).hints.join("\n").to_lowercase();
        let order = [
            "named or designated professional",
            "practice safeguarding lead or lead clinician",
            "caldicott guardian",
            "defence organisation or professional body",
            "gmc",
            "not available: an experienced colleague",
        ];
        let places: Vec<_> = order.iter().map(|who| hints.find(who)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{id}: {places:?}");
    }
}

#[test]
fn the_steps_and_the_contacts_of_taking_advice_keep_that_order() {
    let help = OpenHelp::embedded().unwrap();
    let steps: Vec<String> =
        help.outcomes["take-advice"].steps.iter().map(|step| step.text.to_lowercase()).collect();
    let steps = steps.join("\n");
    let order = [
        "named or designated",
        "practice safeguarding lead or lead clinician",
        "caldicott guardian",
        "defence organisation, your professional body",
        "gmc",
        "not available, an experienced colleague",
    ];
    let places: Vec<_> = order.iter().map(|who| steps.find(who)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{steps}");
    let agencies = Agencies::embedded(&Library::embedded().unwrap()).unwrap();
    assert_eq!(
        agencies.whom("take-advice").unwrap().agencies,
        [
            "named-doctor",
            "designated",
            "safeguarding-lead",
            "caldicott-guardian",
            "defence-organisation",
            "gmc",
            "colleague"
        ]
    );
}

#[test]
fn who_is_asking_tells_marac_and_a_coroner_apart() {
    let asker = question("asker");
    let detail = |id: &str| {
        let choice = asker.choices.iter().find(|choice| choice.id == id).unwrap();
        vec![format!("{} {}", choice.label, choice.detail)]
    };
    must_say(&detail("court"), &["coroner or, in scotland, procurator fiscal’s formal notice"]);
    must_say(&detail("review"), &["after a death or serious harm", "procurator fiscal’s inquiry"]);
    must_say(&detail("protection"), &["not marac", "choose the next one"]);
    must_say(&detail("agency"), &["marac", "council’s solicitor"]);
    must_say(&detail("family"), &["solicitor", "insurer, employer or the press"]);
}

#[test]
fn a_section_is_no_order_and_an_identity_is_checked_by_a_number_of_ones_own() {
    let ground = question("ground");
    must_say(&ground.help, &["section 17 or 47", "not quoting a court order"]);
    must_say(&ground.help, &["section 47", "often the public interest", "usually needs consent"]);
    must_say(&question("identity").help, &["find the number yourself", "never", "caller gave"]);
    must_say(&[question("wait").hint], &["in the room now", "not a delay"]);
}

#[test]
fn a_hint_is_short_and_plain() {
    let pathway = pathway();
    let walk = pathway.questions().iter().flat_map(|question| &question.hints);
    let after = pathway.after().iter().flat_map(|question| &question.hints);
    for hint in walk.chain(after) {
        assert!(hint.ends_with('.') && !hint.contains('!'), "{hint}");
        assert!(hint.split_whitespace().count() <= 35, "{hint}");
    }
}
