//! The record of an invented decision.

use chrono::{DateTime, Days, Duration, FixedOffset};

use super::chance::Chance;
use super::facts::Facts;
use super::household::people;
use super::words::{Story, Words};
use crate::base::{time, zone};
use crate::pathway::OutcomeKind;
use crate::record::prefill::{offered, own};
use crate::record::seen_by_whom::BY_ME;
use crate::record::typed::DayTime;
use crate::record::{
    About, Answered, Author, Disclosure, Entered, Item as _, ItemId, Known, Mark, Participant,
    Passage, PassageKind, Record, Told, Typed, YesNo, prefill,
};

/// The record that a doctor in a hurry would write: most of it filled in, something always
/// missing somewhere.
pub fn record(words: &Words, facts: &Facts<'_>, known: &Known<'_>, chance: &mut Chance) -> Record {
    let Known { answers, decided, at, author } = *known;
    let mut record = Record::default();
    let mut bits = chance.clone();
    prefill(&mut record, known, &mut || bits.bytes());
    // Who is in a hurry takes up what is offered.
    if let Some((_, sentence)) = offered(&record, answers, decided) {
        sentence.clone_into(&mut record.consent_not_asked);
    }
    if OutcomeKind::of(decided) == Some(OutcomeKind::Open) {
        own(&mut record, author);
    }
    *chance = bits;
    if chance.happens(80) {
        record.happened = before(at, chance, 60 * 30);
        record.learned = before(at, chance, 90);
    }
    people(facts, &mut record, chance);
    concern(words, facts, &mut record, author, chance);
    if answers.0.get("start").is_some_and(|start| start == "request") {
        request(words, facts, &mut record, at, chance);
    }
    talked(words, facts, &mut record, at, chance);
    shared(words, facts, &mut record, at, chance);
    after(words, facts, &mut record, at, chance);
    about(&mut record);
    record
}

/// With several children it is said whom each thing is about: what was found and told is about
/// the first, whose story it is; what was shared is about all of them.
fn about(record: &mut Record) {
    if record.children.len() < 2 {
        return;
    }
    let all = About::these(record.children.iter().map(|child| &child.id));
    let first = About::these(record.children.first().map(|child| &child.id));
    record.passages.iter_mut().for_each(|one| one.about.clone_from(&first));
    record.advice.iter_mut().for_each(|one| one.about.clone_from(&all));
    record.disclosures.iter_mut().for_each(|one| one.about.clone_from(&all));
}

fn id(chance: &mut Chance) -> ItemId {
    ItemId::mint(chance.bytes())
}

fn pick(facts: &Facts<'_>, list: &[String], chance: &mut Chance) -> String {
    chance.one(list).map(|text| facts.tell(text)).unwrap_or_default()
}

/// A moment up to so many minutes before.
fn before(at: DateTime<FixedOffset>, chance: &mut Chance, minutes: usize) -> Typed<DayTime> {
    let minutes = i64::try_from(chance.below(minutes)).unwrap_or(0);
    Typed::of(&zone::in_uk(&(at - Duration::minutes(minutes))))
}

fn concern(
    words: &Words,
    facts: &Facts<'_>,
    record: &mut Record,
    author: &Author,
    chance: &mut Chance,
) {
    let Some(story) = facts.story else { return };
    record.categories.push(story.category);
    let many = 1 + chance.below(3);
    let kinds = [
        (PassageKind::Finding, &story.findings, many + 1),
        (PassageKind::ChildsWords, &story.words, many),
        (PassageKind::ToldByOthers, &story.told, many),
        (PassageKind::Opinion, &story.opinion, many),
    ];
    let mut findings: Vec<&String> = Vec::new();
    for (kind, texts, many) in kinds {
        let texts = chance.some(texts, many);
        if texts.is_empty() || chance.happens(12) {
            continue;
        }
        let mut passage = Passage::new(id(chance));
        passage.kind = kind;
        passage.when.clone_from(&record.learned);
        let told: Vec<String> = texts.iter().map(|text| facts.tell(text)).collect();
        passage.text = told.join(" ");
        match kind {
            PassageKind::ToldByOthers => passage.source.clone_from(&facts.family.mother),
            PassageKind::Finding => {
                findings = texts;
                BY_ME.clone_into(&mut passage.source);
            }
            PassageKind::ChildsWords | PassageKind::Opinion => {}
        }
        record.passages.push(passage);
    }
    marks(story, &findings, record, chance);
    if chance.happens(70) {
        let alone = seen(facts, &findings, record, author, chance);
        let views = words.views.iter().filter(|text| !(alone && names_family(text)));
        record.views = pick(facts, &views.cloned().collect::<Vec<_>>(), chance);
        record.family_risks = pick(facts, &words.risks, chance);
    }
}

/// What was found on the body, on its outline too: on the child whom the findings are about.
fn marks(story: &Story, findings: &[&String], record: &mut Record, chance: &mut Chance) {
    let child = record.children.first().map(|child| child.id.clone());
    for seen in &story.marks {
        let is_told = story.findings.get(seen.finding).is_some_and(|text| findings.contains(&text));
        if !is_told || !chance.happens(85) {
            continue;
        }
        let Some(mut mark) = Mark::placed(id(chance), seen.view, seen.at) else { continue };
        mark.child.clone_from(&child);
        mark.size.clone_from(&seen.size);
        mark.colour.clone_from(&seen.colour);
        mark.shape.clone_from(&seen.shape);
        mark.note.clone_from(&seen.note);
        mark.when.clone_from(&record.learned);
        BY_ME.clone_into(&mut mark.source);
        record.marks.push(mark);
    }
}

/// Who was there. A child who was seen alone was not seen beside the family: nothing that was
/// found or wished for then names anybody of it as present. Whether the child was alone.
fn seen(
    facts: &Facts<'_>,
    findings: &[&String],
    record: &mut Record,
    author: &Author,
    chance: &mut Chance,
) -> bool {
    let alone = !findings.iter().any(|text| names_family(text)) && chance.happens(50);
    let with_partner = findings.iter().any(|text| text.contains(PARTNER));
    let family = &facts.family;
    let role = if family.father().is_some() { "Father" } else { "Mother’s partner" };
    let present = [
        (!alone).then_some((family.mother.as_str(), "Mother")),
        (!alone && with_partner).then_some((family.partner.as_str(), role)),
        Some((author.name.as_str(), author.role.as_str())),
    ];
    for (who, role) in present.into_iter().flatten() {
        let mut one = Participant::new(id(chance));
        who.clone_into(&mut one.who);
        role.clone_into(&mut one.role);
        record.participants.push(one);
    }
    record.seen_alone = Some(if alone { YesNo::Yes } else { YesNo::No });
    alone
}

const PARTNER: &str = "{partner}";

fn names_family(text: &str) -> bool {
    text.contains("{mother}") || text.contains(PARTNER)
}

fn request(
    words: &Words,
    facts: &Facts<'_>,
    record: &mut Record,
    at: DateTime<FixedOffset>,
    chance: &mut Chance,
) {
    record.request.who = pick(facts, &words.requesters, chance);
    record.request.received = before(at, chance, 60 * 24 * 3);
    if let Some(channel) = chance.one(&["Telephone", "Secure mail", "Letter"]) {
        (*channel).clone_into(&mut record.request.channel);
    }
    if chance.happens(80) {
        record.request.reply_by = Typed::of(&zone::in_uk(&(at + Duration::days(3))));
        if record.request.identity.is_empty() {
            "Called back on the number on the council’s own website."
                .clone_into(&mut record.request.identity);
        }
        "To decide whether enquiries are needed. Used in the assessment only."
            .clone_into(&mut record.request.purpose);
    }
}

fn talked(
    words: &Words,
    facts: &Facts<'_>,
    record: &mut Record,
    at: DateTime<FixedOffset>,
    chance: &mut Chance,
) {
    for consent in &mut record.consent {
        consent.asked_of.clone_from(&facts.family.mother);
        consent.when = before(at, chance, 60);
        "I explained what I would share, with whom, and how it may help."
            .clone_into(&mut consent.notes);
    }
    for advice in &mut record.advice {
        let (who, role) = facts.adviser.clone();
        advice.who = who;
        advice.role = role;
        if chance.happens(85) {
            advice.when = before(at, chance, 120);
            advice.said = pick(facts, &words.advice, chance);
            advice.child_named = Some(YesNo::No);
        }
    }
}

fn shared(
    words: &Words,
    facts: &Facts<'_>,
    record: &mut Record,
    at: DateTime<FixedOffset>,
    chance: &mut Chance,
) {
    let share = |disclosure: &mut Disclosure, chance: &mut Chance| {
        disclosure.to.clone_from(&facts.agency);
        disclosure.when = Typed::of(&zone::in_uk(
            &(at + Duration::minutes(i64::try_from(chance.below(40)).unwrap_or(0))),
        ));
        "Telephone".clone_into(&mut disclosure.how);
        disclosure.shared = pick(facts, &words.shared, chance);
        disclosure.held_back = pick(facts, &words.held_back, chance);
        if chance.happens(60) {
            disclosure.reference = format!("INV-{:05}", chance.below(100_000));
            disclosure.confirmed = Typed::of(&zone::in_uk(&(at + Duration::hours(5))));
        }
    };
    // Chances of their own: what came before is told as it was.
    let mut calls = chance.clone();
    for disclosure in &mut record.disclosures {
        if chance.happens(90) {
            share(disclosure, chance);
            taken(words, disclosure, &mut calls);
        }
    }
    if calls.happens(8) {
        in_vain(record, at, &mut calls);
    }
    if !record.disclosures.is_empty() && chance.happens(60) {
        let mut told = Told::new(id(chance));
        told.who.clone_from(&facts.family.mother);
        told.when = Typed::of(&zone::in_uk(&(at + Duration::minutes(30))));
        "What was shared, with whom and why.".clone_into(&mut told.what);
        record.told.push(told);
    }
}

/// Who took the call, mostly.
fn taken(words: &Words, call: &mut Disclosure, chance: &mut Chance) {
    let name = chance.one(&words.given).zip(chance.one(&words.surnames_before));
    if let Some((given, surname)) = name.filter(|_| chance.happens(85)) {
        call.answered = Some(Answered::Taken);
        call.spoke_to = format!("{given} {surname}");
    }
}

/// A call before the others that nobody answered; now and then nobody was rung after it.
fn in_vain(record: &mut Record, at: DateTime<FixedOffset>, chance: &mut Chance) {
    let first = record.disclosures.first().filter(|one| !one.to.is_empty());
    let Some(first) = first else { return };
    let call = Disclosure {
        to: first.to.clone(),
        how: first.how.clone(),
        when: Typed::of(&zone::in_uk(&at)),
        about: first.about.clone(),
        answered: Some(Answered::NoAnswer),
        ..Disclosure::new(id(chance))
    };
    if chance.happens(20) {
        record.disclosures.clear();
    }
    record.disclosures.insert(0, call);
}

fn after(
    words: &Words,
    facts: &Facts<'_>,
    record: &mut Record,
    at: DateTime<FixedOffset>,
    chance: &mut Chance,
) {
    let reasons = chance.some(&words.reasons, 1 + chance.clone().below(3));
    record.reasons = reasons.into_iter().map(|text| facts.tell(text)).collect::<Vec<_>>().join(" ");
    if chance.happens(60) {
        let day = at.date_naive() + Days::new(u64::try_from(7 + chance.below(60)).unwrap_or(7));
        record.follow_up.review_on = Typed::new(time::day(day));
        record.follow_up.owner.clone_from(&facts.author);
        record.follow_up.plan = pick(facts, &words.later, chance);
    }
    if chance.happens(40) {
        record.follow_up.acknowledged = Typed::of(&zone::in_uk(&(at + Duration::hours(20))));
        "A new mark, a missed appointment, or anything that the school adds."
            .clone_into(&mut record.would_change);
    }
    if chance.happens(70) {
        let mut entered = Entered::new(id(chance));
        "The child’s".clone_into(&mut entered.whose);
        entered.when = Typed::of(&zone::in_uk(&(at + Duration::minutes(45))));
        record.entered.push(entered);
    }
}
