//! The record of an invented decision.

use chrono::{DateTime, Days, Duration, FixedOffset};

use super::chance::Chance;
use super::facts::Facts;
use super::people::typed_day;
use super::words::Words;
use crate::base::time;
use crate::pathway::Answers;
use crate::record::typed::DayTime;
use crate::record::{
    Author, Child, Disclosure, Entered, Item as _, ItemId, Known, Participant, Passage,
    PassageKind, Person, Record, Told, Typed, YesNo, prefill,
};

/// The record that a doctor in a hurry would write: most of it filled in, something always
/// missing somewhere.
pub fn record(
    words: &Words,
    facts: &Facts<'_>,
    answers: &Answers,
    decided: &str,
    at: DateTime<FixedOffset>,
    author: &Author,
    chance: &mut Chance,
) -> Record {
    let mut record = Record::default();
    let known = Known { answers, decided, at, author };
    let mut bits = chance.clone();
    prefill(&mut record, &known, &mut || bits.bytes());
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
    record
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
    Typed::of(&(at - Duration::minutes(minutes)))
}

fn people(facts: &Facts<'_>, record: &mut Record, chance: &mut Chance) {
    let family = &facts.family;
    let responsibility = format!("{}, mother", family.mother);
    let siblings = family.children.iter().enumerate().filter(|(at, _)| *at != facts.child);
    let together = chance.happens(40);
    let mut others: Vec<Person> = Vec::new();
    if let (Some(child), Some(young)) =
        (record.children.first_mut(), family.children.get(facts.child))
    {
        child.name = format!("{} {}", young.given, family.surname);
        child.born = Typed::new(typed_day(young.born, chance));
        child.nhs = Typed::new(young.nhs.clone());
        child.address.clone_from(&family.address);
        if chance.happens(70) {
            child.parental_responsibility.clone_from(&responsibility);
            child.whereabouts = format!("At home with {}.", family.mother);
            child.safe_contact = format!("{}, by text first", family.telephone);
        }
        if chance.happens(30) {
            "None known".clone_into(&mut child.social_worker);
        }
    }
    for (_, young) in siblings {
        let name = format!("{} {}", young.given, family.surname);
        let born = Typed::new(typed_day(young.born, chance));
        if together {
            let mut sibling = Child::new(id(chance));
            sibling.name = name;
            sibling.born = born;
            sibling.nhs = Typed::new(young.nhs.clone());
            sibling.address.clone_from(&family.address);
            record.children.push(sibling);
        } else {
            let mut sibling = Person::new(id(chance));
            sibling.name = name;
            sibling.born = born;
            "Sibling".clone_into(&mut sibling.relation);
            others.push(sibling);
        }
    }
    for (name, relation) in [(&family.mother, "Mother"), (&family.partner, "Mother’s partner")] {
        if chance.happens(75) {
            let mut person = Person::new(id(chance));
            person.name.clone_from(name);
            relation.clone_into(&mut person.relation);
            if relation != "Mother" && chance.happens(50) {
                "May pose a risk. Lives in the home.".clone_into(&mut person.notes);
            }
            others.push(person);
        }
    }
    record.others = others;
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
    for (kind, texts, many) in kinds {
        let texts = chance.some(texts, many);
        if texts.is_empty() || chance.happens(12) {
            continue;
        }
        let mut passage = Passage::new(id(chance));
        passage.kind = kind;
        passage.when.clone_from(&record.learned);
        let told: Vec<String> = texts.into_iter().map(|text| facts.tell(text)).collect();
        passage.text = told.join(" ");
        if kind == PassageKind::ToldByOthers {
            passage.source.clone_from(&facts.family.mother);
        }
        record.passages.push(passage);
    }
    if chance.happens(70) {
        for (who, role) in
            [(facts.family.mother.as_str(), "Mother"), (&author.name, author.role.as_str())]
        {
            let mut one = Participant::new(id(chance));
            who.clone_into(&mut one.who);
            role.clone_into(&mut one.role);
            record.participants.push(one);
        }
        record.seen_alone = Some(if chance.happens(50) { YesNo::Yes } else { YesNo::No });
        record.views = pick(facts, &words.views, chance);
        record.family_risks = pick(facts, &words.risks, chance);
    }
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
        record.request.reply_by = Typed::of(&(at + Duration::days(3)));
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
        disclosure.when =
            Typed::of(&(at + Duration::minutes(i64::try_from(chance.below(40)).unwrap_or(0))));
        "Telephone".clone_into(&mut disclosure.how);
        disclosure.shared = pick(facts, &words.shared, chance);
        disclosure.held_back = pick(facts, &words.held_back, chance);
        if chance.happens(60) {
            disclosure.reference = format!("INV-{:05}", chance.below(100_000));
            disclosure.confirmed = Typed::of(&(at + Duration::hours(5)));
        }
    };
    for disclosure in &mut record.disclosures {
        if chance.happens(90) {
            share(disclosure, chance);
        }
    }
    if !record.disclosures.is_empty() && chance.happens(60) {
        let mut told = Told::new(id(chance));
        told.who.clone_from(&facts.family.mother);
        told.when = Typed::of(&(at + Duration::minutes(30)));
        "What was shared, with whom and why.".clone_into(&mut told.what);
        record.told.push(told);
    }
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
        record.follow_up.acknowledged = Typed::of(&(at + Duration::hours(20)));
        "A new mark, a missed appointment, or anything that the school adds."
            .clone_into(&mut record.would_change);
    }
    if chance.happens(70) {
        let mut entered = Entered::new(id(chance));
        "The child’s".clone_into(&mut entered.whose);
        entered.when = Typed::of(&(at + Duration::minutes(45)));
        record.entered.push(entered);
    }
}
