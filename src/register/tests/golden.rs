//! Files of every format, kept for ever: each reads, and means what it meant.

use super::*;
use crate::record::AdditionKind;
use crate::register::settings::Settings;
use std::fs;

/// The golden files of format 1 with what they say.
fn format_1() -> Vec<(String, String, String)> {
    macro_rules! golden {
        ($name:literal, $value:expr) => {
            ($name.to_owned(), ronfile::write(&$value).unwrap())
        };
    }
    let first = statement(1);
    let signed = Signed {
        path: PathBuf::new(),
        digest: Digest::of(ronfile::write(&first).unwrap().as_bytes()),
        name: String::new(),
        decision: first.decision.clone(),
    };
    let first = [
        golden!("decision.ron", full()),
        golden!("addendum.ron", addendum(2, &signed, &[&signed])),
        golden!("contact.ron", full_contact()),
        golden!("draft.ron", draft_of(&full(), true)),
        golden!("register.ron", info()),
        golden!("settings.ron", settings()),
    ];
    let addition = AdditionKind::ALL
        .iter()
        .map(|kind| (format!("{}.ron", kind.name()), ronfile::write(&added(*kind)).unwrap()));
    let read = |(name, now): (String, String)| {
        let golden = fs::read_to_string(Path::new(GOLDEN).join(&name)).unwrap_or_default();
        (name, golden, now)
    };
    first.into_iter().chain(addition).map(read).collect()
}

/// The golden files of format 1.
const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/golden/1");

/// A statement of this kind after the first, with everything in it that can stand.
fn added(kind: AdditionKind) -> Statement {
    let root = Digest::of(b"the first");
    let addition = kind.golden(&root, &text);
    let mut statement = statement(3);
    statement.root = Some(root.clone());
    statement.follows = vec![root];
    statement.headline = addition.headline();
    statement.happened = addition.happened(&statement.written);
    statement.body = addition.into();
    statement
}

/// A text that is hard to write down.
fn text(words: &str) -> String {
    format!("{words} “quoted”\nsecond line \\ {{}} é")
}

/// Guidance that was cited.
fn cited() -> GuidanceCited {
    GuidanceCited {
        id: ItemId::mint([8; 8]),
        source: GuidanceSource::Local,
        label: "Our procedure ¶3 (practice’s own)".to_owned(),
        document: text("document"),
        edition: text("edition"),
        standing: text("standing"),
        words: text("words"),
        note: text("note"),
    }
}

/// A record in which everything stands that can.
#[expect(clippy::too_many_lines, reason = "a line a field")]
fn record() -> Record {
    let id = |number: u8| ItemId::mint([number; 8]);
    let when = || Typed::new("22 November 2026, 10:42");
    Record {
        happened: Typed::new("about Easter"),
        learned: when(),
        decided: when(),
        children: vec![Child {
            name: "Robin Example".to_owned(),
            born: Typed::new("27/3/2019"),
            nhs: Typed::new("999 000 0018"),
            address: text("address"),
            parental_responsibility: text("mother"),
            whereabouts: text("school"),
            safe_contact: text("aunt"),
            social_worker: text("none"),
            flags: ChildFlag::ALL.to_vec(),
            due: Typed::new("3 4 2027"),
            ..Child::new(id(1))
        }],
        others: vec![Person {
            name: "Kim Example".to_owned(),
            relation: "mother’s partner".to_owned(),
            born: Typed::new("1990"),
            notes: text("notes"),
            role: Some(PersonRole::ParentsPartner),
            flags: PersonFlag::ALL.to_vec(),
            nhs: Typed::new("999 000 0026"),
            ..Person::new(id(2))
        }],
        // Trafficking came later: the golden files do not name it.
        categories: Category::ALL.into_iter().filter(|one| *one != Category::Trafficking).collect(),
        passages: PassageKind::ALL
            .into_iter()
            .zip(10..)
            .map(|(kind, number)| Passage {
                kind,
                when: when(),
                source: text("source"),
                text: text("passage"),
                ..Passage::new(id(number))
            })
            .collect(),
        marks: vec![Mark {
            child: Some(id(1)),
            view: ViewId::Front,
            at: (790, 900),
            site: "left forearm".to_owned(),
            size: "2 x 3".to_owned(),
            colour: text("yellow"),
            shape: text("round"),
            note: text("note"),
            when: when(),
            source: String::new(),
            ..Mark::new(id(9))
        }],
        present: text("present"),
        seen_alone: Some(YesNo::Yes),
        views: text("views"),
        family_risks: text("risks"),
        consent: vec![Consent {
            asked_of: text("mother"),
            basis: Some(ConsentBasis::ParentalResponsibility),
            answer: Some(ConsentAnswer::Refused),
            notes: text("notes"),
            when: when(),
            ..Consent::new(id(3))
        }],
        consent_not_asked: text("not asked"),
        advice: vec![Advice {
            who: text("named doctor"),
            role: text("role"),
            when: when(),
            said: text("said"),
            child_named: Some(YesNo::No),
            ..Advice::new(id(4))
        }],
        request: Request {
            who: text("who"),
            received: when(),
            channel: text("telephone"),
            reply_by: when(),
            identity: text("called back"),
            purpose: text("purpose"),
            law: text("law"),
        },
        disclosures: vec![Disclosure {
            to: text("to"),
            when: when(),
            how: text("how"),
            reference: text("reference"),
            shared: text("shared"),
            held_back: text("held back"),
            confirmed: when(),
            confirm_by: when(),
            ..Disclosure::new(id(5))
        }],
        told: vec![Told { who: text("who"), when: when(), what: text("what"), ..Told::new(id(6)) }],
        not_told: text("not told"),
        follow_up: FollowUp {
            review_on: Typed::new("29 11 2026"),
            owner: text("owner"),
            acknowledged: when(),
            plan: text("plan"),
            acknowledged_by: when(),
        },
        reasons: text("reasons"),
        would_change: text("would change"),
        entered: vec![Entered { whose: text("child"), when: when(), ..Entered::new(id(7)) }],
        rests_on: vec![cited()],
        // Came later: the files of before have none.
        ..Record::default()
    }
}

/// A decision with such a record.
fn full() -> Statement {
    let mut statement = statement(1);
    statement.happened = Some(When::About("about Easter".to_owned(), at(0).date_naive()));
    if let Body::Decision(decision) = &mut statement.body {
        decision.basis = Basis::ActedFirst(at(-30), decision.basis.answers().clone());
        decision.outcome.duties = vec![FrozenDuty {
            verb: "must".to_owned(),
            text: text("duty"),
            cites: vec!["0-18 61".to_owned()],
        }];
        decision.departure = Some(Departure {
            to: "advice".to_owned(),
            headline: text("headline"),
            reason: text("reason"),
            instead_of: Vec::new(),
        });
        decision.record = record();
        decision.linked =
            vec![Link { decision: DecisionId::mint(2026, [9; 8]), why: LinkWhy::OwnWorry }];
        decision.set_aside = BTreeMap::from([("ConsentNotes".to_owned(), text("aside"))]);
    }
    statement
}

/// A contact in which everything stands that can.
fn full_contact() -> Statement {
    let numbers = Hours::ALL
        .into_iter()
        .zip(1..)
        .map(|(hours, number)| Number {
            id: ItemId::mint([number; 8]),
            number: format!("01632 96011{number}"),
            hours,
        })
        .collect();
    let contact = Contact {
        organisation: text("organisation"),
        area: text("area"),
        numbers,
        found_where: text("found"),
        checked_on: Typed::new("3 November 2026"),
        checked_by: "Dr Ada Elm".to_owned(),
        discloses: text("discloses"),
        notes: text("notes"),
        removed: true,
        ..contacts::contact("Duty desk", "")
    };
    contacts::stated(5, contact, &[])
}

fn settings() -> Settings {
    let mut settings = Settings::new(device(1));
    settings.author = Some(statement(1).author);
    settings.nation = Some(crate::guidance::nation::Nation::Wales);
    settings.opened(&Register { root: root(), info: info() });
    settings.last_signed.insert(info().id, Digest::of(b"last"));
    settings
}

#[test]
fn every_file_of_format_1_says_what_it_said() {
    for (name, golden, now) in format_1() {
        assert!(golden == now, "{name} is no longer what it was:\n{now}");
    }
    let golden = format_1();
    let files: Vec<&[u8]> = golden.iter().map(|(_, golden, _)| golden.as_bytes()).collect();
    assert_eq!(ronfile::read::<Statement>(files[0]), Ok(full()));
    assert!(ronfile::read::<Statement>(files[1]).is_ok());
    assert_eq!(ronfile::read::<Statement>(files[2]), Ok(full_contact()));
    assert_eq!(ronfile::read::<Draft>(files[3]), Ok(draft_of(&full(), true)));
    assert_eq!(ronfile::read::<RegisterInfo>(files[4]), Ok(info()));
    assert_eq!(ronfile::read::<Settings>(files[5]), Ok(settings()));
    for (file, kind) in files[6..].iter().zip(AdditionKind::ALL) {
        assert_eq!(ronfile::read::<Statement>(file), Ok(added(*kind)), "{kind:?}");
    }
}

/// Signed before there were due times and linked decisions.
#[test]
fn a_decision_without_due_times_and_links_still_reads() {
    let file = include_bytes!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/golden/1/decision-before-due-times.ron"
    ));
    let mut before = full();
    if let Body::Decision(decision) = &mut before.body {
        decision.linked.clear();
        decision.record.rests_on.clear();
        decision.record.marks.clear();
        decision.record.disclosures[0].confirm_by = Typed::default();
        decision.record.follow_up.acknowledged_by = Typed::default();
        with_people_as_they_were(&mut decision.record);
    }
    assert_eq!(ronfile::read::<Statement>(file), Ok(before));
}

#[test]
fn a_decision_whose_people_have_no_choices_still_reads() {
    let file = include_bytes!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/golden/1/decision-before-people.ron"
    ));
    let mut before = full();
    if let Body::Decision(decision) = &mut before.body {
        with_people_as_they_were(&mut decision.record);
    }
    assert_eq!(ronfile::read::<Statement>(file), Ok(before));
}

/// Signed when the same, with learning, was called that something is missing from the record.
#[test]
fn a_review_without_ticks_still_reads() {
    let file = include_bytes!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/golden/1/review-before-ticks.ron"
    ));
    let mut before = added(AdditionKind::Review);
    if let Body::Review(review) = &mut before.body {
        (review.involved, review.about, review.blind) = (None, None, None);
        review.ticked.clear();
    }
    assert_eq!(ronfile::read::<Statement>(file), Ok(before));
}

#[test]
fn a_review_that_was_not_read_blind_still_reads() {
    let file = include_bytes!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/golden/1/review-before-blind.ron"
    ));
    let mut before = added(AdditionKind::Review);
    if let Body::Review(review) = &mut before.body {
        review.blind = None;
    }
    assert_eq!(ronfile::read::<Statement>(file), Ok(before));
}

/// A record as it was before people had roles, flags and a number each.
fn with_people_as_they_were(record: &mut Record) {
    record.marks.clear();
    for child in &mut record.children {
        child.flags.clear();
        child.due = Typed::default();
    }
    for person in &mut record.others {
        (person.role, person.nhs) = (None, Typed::default());
        person.flags.clear();
    }
}

#[test]
fn what_came_later_reads_back_and_is_not_written_where_there_is_none() {
    let mut statement = full();
    let Body::Decision(decision) = &mut statement.body else { panic!("a decision") };
    assert!(!ronfile::write(&decision.record).unwrap().contains("summary"));
    assert!(!ronfile::write(&Record::default()).unwrap().contains("marks"));
    assert!(!ronfile::write(&decision.record).unwrap().contains("participants"));
    decision.record.summary = text("summary");
    decision.record.participants.push(Participant {
        id: ItemId::mint([9; 8]),
        who: text("who"),
        role: text("role"),
        interpreter: true,
    });
    let mut draft = draft_of(&statement, false);
    assert!(!ronfile::write(&draft).unwrap().contains("put_away"));
    draft.put_away = Some(at(1));
    assert_eq!(ronfile::read(ronfile::write(&statement).unwrap().as_bytes()), Ok(statement));
    assert_eq!(ronfile::read(ronfile::write(&draft).unwrap().as_bytes()), Ok(draft));
}

/// A kind that only a newer version has is still told from a broken file.
#[test]
fn each_kind_has_its_name_in_the_files_and_an_unknown_one_is_read_by_its_header() {
    for kind in AdditionKind::ALL {
        let statement = added(*kind);
        assert_eq!(statement.body.kind(), kind.name());
        let text = ronfile::write(&statement).unwrap();
        let read = load::read_statement(text.as_bytes(), kind.name()).unwrap();
        assert_eq!(read.kind, kind.name());
        let variant = format!("{:?}", statement.body);
        let variant = variant.split('(').next().unwrap();
        assert!(Body::KINDS.contains(&variant), "{variant}");
        let newer = text.replacen(&format!("body: {variant}("), "body: Sealed(", 1);
        assert_ne!(newer, text);
        let read = load::read_statement(newer.as_bytes(), "sealed").unwrap();
        assert!(matches!(read.what, Reading::Newer(_)));
        assert_eq!(read.header.headline, statement.headline);
    }
}

/// `cargo test cut_the_golden -- --ignored`: until format 1 is frozen, and said in the note.
#[test]
#[ignore = "writes the golden files anew"]
fn cut_the_golden_files_anew() {
    let folder = Path::new(GOLDEN);
    for (name, _, now) in format_1() {
        disk::replace(&RealDisk, folder, &folder.join(&name), now.as_bytes(), Access::LikeParent)
            .unwrap();
    }
}

/// Written before short lists stood on one line and what is blank was left out.
#[test]
fn a_file_with_its_blank_fields_still_reads() {
    macro_rules! before {
        ($name:literal) => {
            include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/../../tests/golden/1/",
                $name,
                "-before-blanks.ron"
            ))
        };
    }
    assert_eq!(ronfile::read(before!("decision").as_bytes()), Ok(full()));
    let mut draft: Draft = ronfile::read(before!("draft").as_bytes()).unwrap();
    let now = draft_of(&full(), true);
    let signing = std::mem::replace(&mut draft.signing, now.signing.clone()).unwrap();
    assert_eq!(draft, now);
    assert_eq!(signing.statement, before!("decision"), "what was fixed is signed, byte for byte");
    let invented = [
        (before!("invented-decision"), "linked: [],"),
        (before!("invented-follow-up"), "reference: \"\","),
        (before!("invented-handover"), "from: \"\","),
        (before!("invented-disclosure"), "reference: \"\","),
    ];
    for (text, blank) in invented {
        let before: Statement = ronfile::read(text.as_bytes()).unwrap();
        let now = ronfile::write(&before).unwrap();
        assert!(text.contains(blank) && !now.contains(blank), "{blank}:\n{now}");
        assert_eq!(ronfile::read(now.as_bytes()), Ok(before));
    }
}
