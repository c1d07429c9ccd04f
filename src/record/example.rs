//! Invented records for tests: one helper for each kind of thing.

use std::collections::BTreeMap;

use chrono::DateTime;
use proptest::prelude::*;
use proptest::sample::select;

use super::about::About;
use super::body::ViewId;
use super::cited::{GuidanceCited, GuidanceSource};
use super::form::*;
use super::ids::{DecisionId, DeviceId, ItemId, Nonce, RegisterId};
use super::item::Item;
use super::mark::Mark;
use super::statement::{
    Author, Basis, Body, Decision, Departure, FORMAT, Frozen, FrozenDuty, Statement,
};
use super::typed::Typed;
use crate::base::time::When;
use crate::pathway::replay::Answers;

/// Answers by question and choice.
pub fn answers(pairs: &[(&str, &str)]) -> Answers {
    Answers(pairs.iter().map(|(q, c)| ((*q).to_owned(), (*c).to_owned())).collect())
}

/// Ids one after another, none of them a plain word.
pub fn ids() -> impl FnMut() -> [u8; 8] {
    let mut next = 0x00d1_ce50_u64;
    move || {
        next += 7;
        next.to_le_bytes()
    }
}

/// A blank passage.
pub fn passage() -> Passage {
    Passage::new(ItemId::mint(ids()()))
}

/// Guidance that was read.
fn cited(id: ItemId, text: &mut dyn FnMut() -> String) -> GuidanceCited {
    GuidanceCited {
        id,
        source: GuidanceSource::Local,
        label: text(),
        document: text(),
        edition: text(),
        standing: text(),
        words: text(),
        note: text(),
    }
}

/// A mark on the left forearm.
fn mark(id: ItemId, text: &mut dyn FnMut() -> String) -> Mark {
    Mark {
        id,
        // That of the first child.
        child: Some(ItemId::mint(ids()())),
        view: ViewId::Front,
        at: (790, 900),
        site: "left forearm".to_owned(),
        size: text(),
        colour: text(),
        shape: text(),
        note: text(),
        when: Typed::new(text()),
        source: text(),
    }
}

/// A record with `items` of everything that can stand several times, every text from
/// `text`. No field is left to a default, so that a new one cannot be forgotten here.
#[expect(clippy::too_many_lines, reason = "a line a field")]
pub fn filled(items: usize, text: &mut dyn FnMut() -> String) -> Record {
    let mut random = ids();
    let mut id = move || ItemId::mint(random());
    // The id of the first child, where there is one.
    let first = (items > 0).then(|| ItemId::mint(ids()()));
    macro_rules! several {
        ($item:expr) => {
            (0..items).map(|_| $item).collect()
        };
    }
    Record {
        happened: Typed::new(text()),
        learned: Typed::new(text()),
        decided: Typed::new(text()),
        children: several!(Child {
            id: id(),
            name: text(),
            born: Typed::new(text()),
            nhs: Typed::new(text()),
            address: text(),
            parental_responsibility: text(),
            whereabouts: text(),
            safe_contact: text(),
            social_worker: text(),
            flags: ChildFlag::ALL.to_vec(),
            due: Typed::new(text()),
        }),
        others: several!(Person {
            id: id(),
            name: text(),
            relation: text(),
            born: Typed::new(text()),
            notes: text(),
            role: Some(PersonRole::OtherRisk),
            flags: PersonFlag::ALL.to_vec(),
            nhs: Typed::new(text()),
        }),
        categories: vec![Category::NotYetClear],
        passages: PassageKind::ALL
            .into_iter()
            .take(items)
            .map(|kind| Passage {
                id: id(),
                kind,
                when: Typed::new(text()),
                source: text(),
                text: text(),
                about: About::these(&first),
            })
            .collect(),
        marks: several!(mark(id(), text)),
        present: text(),
        seen_alone: Some(YesNo::Yes),
        views: text(),
        family_risks: text(),
        raised: text(),
        lesser: text(),
        not_found: text(),
        participants: several!(participant(id(), text)),
        consent: several!(Consent {
            id: id(),
            asked_of: text(),
            basis: Some(ConsentBasis::ParentalResponsibility),
            answer: Some(ConsentAnswer::Refused),
            notes: text(),
            when: Typed::new(text()),
        }),
        consent_not_asked: text(),
        advice: several!(Advice {
            id: id(),
            who: text(),
            role: text(),
            when: Typed::new(text()),
            said: text(),
            child_named: Some(YesNo::No),
            about: About::these(&first),
        }),
        request: Request {
            who: text(),
            received: Typed::new(text()),
            channel: text(),
            reply_by: Typed::new(text()),
            identity: text(),
            purpose: text(),
            law: text(),
        },
        disclosures: several!(Disclosure {
            id: id(),
            to: text(),
            when: Typed::new(text()),
            how: text(),
            reference: text(),
            shared: text(),
            held_back: text(),
            confirmed: Typed::new(text()),
            confirm_by: Typed::new(text()),
            about: About::these(&first),
        }),
        told: several!(Told { id: id(), who: text(), when: Typed::new(text()), what: text() }),
        not_told: text(),
        follow_up: FollowUp {
            review_on: Typed::new(text()),
            owner: text(),
            acknowledged: Typed::new(text()),
            plan: text(),
            acknowledged_by: Typed::new(text()),
        },
        reasons: text(),
        would_change: text(),
        entered: several!(Entered { id: id(), whose: text(), when: Typed::new(text()), of: None }),
        rests_on: several!(cited(id(), text)),
        summary: text(),
    }
}

fn participant(id: ItemId, text: &mut dyn FnMut() -> String) -> Participant {
    Participant { id, who: text(), role: text(), interpreter: true }
}

/// Records with any fields filled and any blank.
pub fn any_record() -> impl Strategy<Value = Record> {
    let text = prop_oneof![Just(""), Just(" "), Just("words"), Just("rang them")];
    let consent =
        (prop::option::of(select(ConsentAnswer::ALL.to_vec())), prop::bool::ANY, prop::bool::ANY);
    let flags = prop::sample::subsequence(ChildFlag::ALL.to_vec(), 0..=ChildFlag::ALL.len());
    (0..3_usize, prop::collection::vec(text, 90), consent, flags).prop_map(
        |(items, texts, (answer, basis, categories), flags)| {
            let mut source = texts.into_iter().cycle();
            let mut record = filled(items, &mut || source.next().unwrap_or_default().to_owned());
            for entry in &mut record.consent {
                entry.answer = answer;
                entry.basis = entry.basis.filter(|_| basis);
            }
            for child in &mut record.children {
                child.flags.clone_from(&flags);
            }
            record.categories.retain(|_| categories);
            record
        },
    )
}

/// Who signs.
pub fn author() -> Author {
    Author {
        name: "Dr Anna Example".to_owned(),
        role: "GP partner".to_owned(),
        gmc: Typed::new("1234567"),
    }
}

/// A decision to share now, signed eight minutes after it was taken.
pub fn statement(record: Record) -> Statement {
    let decided = DateTime::parse_from_rfc3339("2026-11-22T10:42:00+00:00").unwrap();
    let duty = |verb: &str, text: &str, cites: &[&str]| FrozenDuty {
        verb: verb.to_owned(),
        text: text.to_owned(),
        cites: cites.iter().map(|&cite| cite.to_owned()).collect(),
    };
    Statement {
        format: FORMAT,
        register: RegisterId::mint([1; 8]),
        decision: DecisionId::mint(2026, [2; 8]),
        root: None,
        nonce: Nonce::mint([3; 16]),
        device: DeviceId::mint([4; 8]),
        device_prev: None,
        follows: vec![],
        author: author(),
        happened: None,
        decided: When::At(decided),
        written: decided + chrono::TimeDelta::minutes(8),
        headline: "Share now".to_owned(),
        rules: BTreeMap::new(),
        body: Body::Decision(Box::new(Decision {
            basis: Basis::Pathway(answers(&[("level", "at-risk")])),
            outcome: Frozen {
                id: "share-now".to_owned(),
                headline: "Share now".to_owned(),
                trail: vec![("How would you put your concern?".to_owned(), "At risk".to_owned())],
                duties: vec![
                    duty("must", "Tell the right people promptly.", &["0-18 61", "pcyp 48c"]),
                    duty("ours", "Note the time.", &[]),
                ],
            },
            departure: None,
            record,
            set_aside: BTreeMap::new(),
            owed: vec!["Who took the call".to_owned()],
            linked: Vec::new(),
        })),
    }
}

/// Fills one field, as a person would who followed an item of "still owed" to it. Without an
/// item it is the first of its kind, which is made where there is none.
#[expect(clippy::too_many_lines, reason = "an arm a field")]
pub fn fill(record: &mut Record, departure: &mut Option<Departure>, field: &Field) {
    const WORDS: &str = "by secure mail";
    let text = || WORDS.to_owned();
    let about = |record: &Record| About::these(record.children.iter().map(|one| &one.id));
    macro_rules! item {
        ($list:ident) => {
            item!($list, field)
        };
        ($list:ident, $field:expr) => {{
            let list = &mut record.$list;
            if list.is_empty() {
                list.push(Item::new(ItemId::mint([9; 8])));
            }
            let at = $field.item.as_ref().map_or(0, |id| {
                list.iter().position(|item| item.id() == id).expect("the item owed exists")
            });
            &mut list[at]
        }};
    }
    match field.part {
        Part::Happened => record.happened.text = text(),
        Part::Learned => record.learned.text = text(),
        Part::Decided => record.decided.text = text(),
        Part::ChildName => item!(children).name = text(),
        Part::ChildBorn => item!(children).born.text = text(),
        Part::ChildNhs => item!(children).nhs.text = text(),
        Part::ChildAddress => item!(children).address = text(),
        Part::ChildParentalResponsibility => item!(children).parental_responsibility = text(),
        Part::ChildWhereabouts => item!(children).whereabouts = text(),
        Part::ChildSafeContact => item!(children).safe_contact = text(),
        Part::ChildSocialWorker => item!(children).social_worker = text(),
        Part::ChildFlags => item!(children).flags = vec![ChildFlag::NameUnknown],
        Part::ChildDue => item!(children).due.text = text(),
        Part::PersonName => item!(others).name = text(),
        Part::PersonRelation => item!(others).relation = text(),
        Part::PersonBorn => item!(others).born.text = text(),
        Part::PersonNotes => item!(others).notes = text(),
        Part::PersonRole => item!(others).role = Some(PersonRole::Mother),
        Part::PersonFlags => item!(others).flags = vec![PersonFlag::MayPoseRisk],
        Part::PersonNhs => item!(others).nhs.text = text(),
        Part::RequestWho => record.request.who = text(),
        Part::RequestReceived => record.request.received.text = text(),
        Part::RequestChannel => record.request.channel = text(),
        Part::RequestReplyBy => record.request.reply_by.text = text(),
        Part::RequestIdentity => record.request.identity = text(),
        Part::RequestPurpose => record.request.purpose = text(),
        Part::RequestLaw => record.request.law = text(),
        Part::Categories => record.categories.push(Category::NotYetClear),
        Part::PassageWhen => item!(passages).when.text = text(),
        Part::PassageSource => item!(passages).source = text(),
        Part::PassageText => item!(passages).text = text(),
        Part::PassageAbout => item!(passages).about = about(record),
        Part::MarkSite => assert!(item!(marks).place((790, 900)), "on the body"),
        Part::MarkChild => item!(marks).child = record.children.first().map(|one| one.id.clone()),
        Part::MarkSize => item!(marks).size = text(),
        Part::MarkColour => item!(marks).colour = text(),
        Part::MarkShape => item!(marks).shape = text(),
        Part::MarkNote => item!(marks).note = text(),
        Part::MarkWhen => item!(marks).when.text = text(),
        Part::MarkSource => item!(marks).source = text(),
        Part::Present => record.present = text(),
        Part::ParticipantWho => item!(participants).who = text(),
        Part::ParticipantRole => item!(participants).role = text(),
        Part::ParticipantInterpreter => item!(participants).interpreter = true,
        Part::SeenAlone => record.seen_alone = Some(YesNo::No),
        Part::Views => record.views = text(),
        Part::FamilyRisks => record.family_risks = text(),
        Part::Raised => record.raised = text(),
        Part::Lesser => record.lesser = text(),
        Part::NotFound => record.not_found = text(),
        Part::ConsentAskedOf => item!(consent).asked_of = text(),
        Part::ConsentBasis => item!(consent).basis = Some(ConsentBasis::ChildWithCapacity),
        Part::ConsentAnswer => item!(consent).answer = Some(ConsentAnswer::Given),
        Part::ConsentNotes => item!(consent).notes = text(),
        Part::ConsentWhen => item!(consent).when.text = text(),
        Part::ConsentNotAsked => record.consent_not_asked = text(),
        Part::AdviceWho => item!(advice).who = text(),
        Part::AdviceRole => item!(advice).role = text(),
        Part::AdviceWhen => item!(advice).when.text = text(),
        Part::AdviceSaid => item!(advice).said = text(),
        Part::AdviceChildNamed => item!(advice).child_named = Some(YesNo::No),
        Part::AdviceAbout => item!(advice).about = about(record),
        Part::SharedTo => item!(disclosures).to = text(),
        Part::SharedWhen => item!(disclosures).when.text = text(),
        Part::SharedHow => item!(disclosures).how = text(),
        Part::SharedReference => item!(disclosures).reference = text(),
        Part::SharedWhat => item!(disclosures).shared = text(),
        Part::SharedHeldBack => item!(disclosures).held_back = text(),
        Part::SharedConfirmed => item!(disclosures).confirmed.text = text(),
        Part::SharedConfirmBy => item!(disclosures).confirm_by.text = text(),
        Part::SharedAbout => item!(disclosures).about = about(record),
        Part::ToldWho => item!(told).who = text(),
        Part::ToldWhen => item!(told).when.text = text(),
        Part::ToldWhat => item!(told).what = text(),
        Part::AdviceSummary => record.summary = text(),
        Part::NotTold => record.not_told = text(),
        Part::ReviewOn => record.follow_up.review_on.text = text(),
        Part::Owner => record.follow_up.owner = text(),
        Part::Acknowledged => record.follow_up.acknowledged.text = text(),
        Part::AcknowledgedBy => record.follow_up.acknowledged_by.text = text(),
        Part::Plan => record.follow_up.plan = text(),
        Part::EnteredWhose => item!(entered).whose = text(),
        Part::EnteredWhen => {
            let id = ItemId::mint([u8::try_from(record.entered.len() + 70).unwrap(); 8]);
            let field = super::entries::make_entry(record, field, id).unwrap_or(field.clone());
            item!(entered, field).when.text = text();
        }
        Part::DecisionReasons => record.reasons = text(),
        Part::WouldChange => record.would_change = text(),
        Part::CitedNote => item!(rests_on).note = text(),
        Part::DepartureReason => departure.get_or_insert_default().reason = text(),
    }
}
