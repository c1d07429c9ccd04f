//! Taking a part out of a record, and putting it back.
//!
//! What says whom it is about never comes to be about somebody else by that: before a person is
//! taken out it is asked whose the things about them are, or whether they are set aside with
//! them. What is taken out stays whole in the draft until its author puts it back or leaves it
//! out for good.

use serde::{Deserialize, Serialize};

use crate::base::fold::folded;
use crate::base::ronfile::blank;
use crate::record::about::About;
use crate::record::field_access::text_mut;
use crate::record::form::{Edit, Entered, Field, Holds, Part, Record};
use crate::record::ids::ItemId;
use crate::record::item::Item;
use crate::record::people::one_line;
use crate::record::text::{Group, sections_of};

/// What was taken out of a record together, to be put back as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Removed {
    /// The parts, whole.
    was: Record,
    /// Where each of them was in its list, in the order in which they were taken out.
    at: Vec<(ItemId, usize)>,
    /// What was changed in the parts that stay.
    #[serde(default, skip_serializing_if = "blank")]
    changed: Vec<Change>,
    /// The children of the record before. What says of nobody whom it is about is about the
    /// only child, and is not to be about another one when it comes back.
    #[serde(default, skip_serializing_if = "blank")]
    children: Vec<ItemId>,
}

/// A part that stays and was about somebody who was taken out: what it said of whom, and what
/// it says since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    field: Field,
    before: Whom,
    after: Whom,
}

/// How a part of a record says whom it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Whom {
    /// People of the record.
    These(Vec<ItemId>),
    /// A name, as it was typed.
    Named(String),
}

/// What becomes of the things about a person who is taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhoseNow {
    /// They are about this person of the record.
    Of(ItemId),
    /// They are set aside with the person. What is about others too stays with those.
    Aside,
}

/// Something about a person: what it would be asked of if they were taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// Where it says whom it is about.
    pub field: Field,
    /// What it is, on one short line: "Mark 2: Left forearm, front: 2 cm."
    pub words: String,
}

/// Every place of a record that says by an id whom something is about, with those whom it
/// names.
pub fn references(record: &Record) -> Vec<(Field, &[ItemId])> {
    let values = record.values().into_iter();
    let about = values.filter_map(|(field, value)| Some((field, value.whom()?)));
    // An entry says whose it is in words, and by a link beside them.
    let entered =
        record.entered.iter().map(|one| (one.field(Part::EnteredWhose), one.of.as_slice()));
    about.chain(entered).collect()
}

/// The places that name somebody who is not in the record: about nobody, whoever else is there.
/// Where nobody ever said who, nobody is gone: see [`Record::asks_about`].
pub fn about_nobody(record: &Record) -> Vec<Field> {
    let gone = |id: &ItemId| *id != ItemId::NOBODY && !is_person(record, id);
    let found = references(record).into_iter().filter(|(_, whom)| whom.iter().any(gone));
    found.map(|(field, _)| field).collect()
}

fn is_person(record: &Record, id: &ItemId) -> bool {
    is_child(record, id) || record.others.iter().any(|one| one.id == *id)
}

fn is_child(record: &Record, id: &ItemId) -> bool {
    record.children.iter().any(|one| one.id == *id)
}

/// What is about this person and about nobody else: what it is asked of when they are taken
/// out. Where one child would be left it is asked too of what says of no child whose it is, or
/// it would become that child's.
pub fn things_about(record: &Record, person: &ItemId) -> Vec<Thing> {
    // One that was added by mistake, in whom nothing is written, was nobody.
    let unsaid =
        is_child(record, person) && record.children.len() <= 2 && !nothing_in(record, person);
    let by_id = references(record).into_iter().filter(|(field, whom)| {
        let only = !whom.is_empty() && whom.iter().all(|one| one == person);
        // What only stands ready to be written in is about nobody.
        let written = || field.item.as_ref().is_some_and(|item| !nothing_in(record, item));
        only || (unsaid && whom.is_empty() && field.part != Part::EnteredWhose && written())
    });
    let by_id = by_id.map(|(field, whom)| {
        let unsaid = if whom.is_empty() { " (it does not say who it is about)" } else { "" };
        let words = format!("{}{unsaid}", thing_words(record, &field));
        Thing { field, words }
    });
    let mut things: Vec<Thing> = by_id.collect();
    for field in named(record, person) {
        if !things.iter().any(|thing| thing.field.item == field.item) {
            let words = thing_words(record, &field);
            things.push(Thing { field, words });
        }
    }
    things
}

/// The fields in which nothing is typed but the name of this person and, with it, who they are.
/// None where somebody else of the record has the same name.
fn named(record: &Record, person: &ItemId) -> Vec<Field> {
    let children = record.children.iter().map(|one| (&one.id, &one.name));
    let people = children.chain(record.others.iter().map(|one| (&one.id, &one.name)));
    let same = |a: &str, b: &str| folded(&one_line(a)) == folded(&one_line(b));
    let Some((_, name)) = people.clone().find(|(id, _)| *id == person) else { return Vec::new() };
    if name.trim().is_empty() || people.filter(|(_, other)| same(other, name)).count() > 1 {
        return Vec::new();
    }
    let name = folded(&one_line(name));
    let is_meant = |typed: &str| {
        let typed = folded(&one_line(typed));
        let rest = typed.strip_prefix(name.as_str());
        rest.is_some_and(|rest| {
            rest.is_empty() || rest.starts_with([',', '(']) || rest.starts_with(" (")
        })
    };
    let values = record.values().into_iter();
    let whom = values.filter(|(field, _)| field.part.row().holds == Holds::Whom);
    whom.filter(|(_, value)| value.typed().is_some_and(is_meant)).map(|(field, _)| field).collect()
}

/// To whom the things about a person can be given: of a child's, the other children.
pub fn can_have(record: &Record, person: &ItemId) -> Vec<(ItemId, String)> {
    let children = (0..record.children.len())
        .filter_map(|at| Some((record.children.get(at)?.id.clone(), record.child_called(at))));
    let others = record.others.iter().enumerate().map(|(at, one)| {
        let name = one_line(&one.name);
        let words = if name.is_empty() { format!("Person {}", at + 1) } else { name };
        (one.id.clone(), words)
    });
    let others = others.filter(|_| !is_child(record, person));
    children.chain(others).filter(|(id, _)| id != person).collect()
}

/// Takes a part out. `whose` says what becomes of the things about a person. `None`: it is not
/// there, or it goes without a trace because nothing was written in it.
pub fn take_out(record: &mut Record, item: &ItemId, whose: &WhoseNow) -> Option<Removed> {
    let things = things_about(record, item);
    let shared: Vec<Field> = references(record)
        .into_iter()
        .filter(|(_, whom)| whom.contains(item) && whom.iter().any(|one| one != item))
        .map(|(field, _)| field)
        .collect();
    let to = match whose {
        WhoseNow::Of(to) if is_person(record, to) && to != item => Some(to),
        _ => None,
    };
    let empty = things.is_empty() && shared.is_empty() && nothing_in(record, item);
    let children = record.children.iter().map(|one| one.id.clone()).collect();
    let mut removed = Removed { children, ..Removed::default() };
    for field in shared {
        removed.change(record, field, item, to);
    }
    for Thing { field, .. } in things {
        if to.is_some() {
            let of = field.item.clone();
            removed.change(record, field, item, to);
            // The words beside the link of an entry name them too.
            let whose = named(record, item).into_iter().find(|other| other.item == of);
            if let Some(whose) = whose {
                removed.change_name(record, whose, to);
            }
        } else if let Some(thing) = &field.item {
            removed.take(record, thing);
        }
    }
    removed.take(record, item);
    (!removed.at.is_empty() && !empty).then_some(removed)
}

impl Removed {
    /// The part that was taken out, by which the whole is known: the person, where others were
    /// set aside with them.
    pub fn item(&self) -> Option<&ItemId> {
        self.at.last().map(|(id, _)| id)
    }

    /// What was taken out as it is read, in the record as it was: what it was called, and what
    /// was written in it. The part that it is known by comes first.
    pub fn as_read(&self, record: &Record) -> Vec<Group> {
        let mut whole = record.clone();
        self.clone().put_back(&mut whole);
        let taken = |group: &Group| {
            let item = group.lines.first().and_then(|line| line.field.item.as_ref());
            item.and_then(|item| self.at.iter().rposition(|(id, _)| id == item))
        };
        let groups = sections_of(&whole, None).into_iter().flat_map(|section| section.groups);
        let mut found: Vec<(bool, Group)> =
            groups.filter_map(|group| Some((taken(&group)? + 1 < self.at.len(), group))).collect();
        found.sort_by_key(|(with, _)| *with);
        found.into_iter().map(|(_, group)| group).collect()
    }

    /// Puts it back where it was. What says of whom it is about what it was made to say when
    /// this was taken out says again what it said before.
    pub fn put_back(mut self, record: &mut Record) {
        let mut back: Vec<ItemId> = self.at.iter().map(|(id, _)| id.clone()).collect();
        while let Some((id, at)) = self.at.pop() {
            record.move_back(&mut self.was, &id, at);
        }
        for Change { field, before, after } in self.changed.iter().rev() {
            if whom(record, field, after).as_ref() == Some(after) {
                set_whom(record, field, before.clone());
                back.extend(field.item.clone());
            }
        }
        self.keep_from_others(&back, record);
    }

    /// What came back, or says again what it said, and says of nobody whom it is about does not
    /// become another child's who is the only one since, or will be: it is about the one who was the
    /// only one, or else about nobody, whoever comes back later, and it is asked whose.
    fn keep_from_others(&self, back: &[ItemId], record: &mut Record) {
        let whose = match (self.children.as_slice(), record.children.as_slice()) {
            // Written before there was a child, or asked about then and now.
            ([], _) | ([_, _, ..], [_, _, ..]) => return,
            ([before], [only]) if *before == only.id => return,
            ([before], _) => before.clone(),
            _ => ItemId::NOBODY,
        };
        let unsaid: Vec<Field> = references(record)
            .into_iter()
            .filter(|(field, whom)| whom.is_empty() && field.part != Part::EnteredWhose)
            .filter(|(field, _)| back.iter().any(|id| Some(id) == field.item.as_ref()))
            .map(|(field, _)| field)
            .collect();
        for field in unsaid {
            set_whom(record, &field, Whom::These(vec![whose.clone()]));
        }
    }

    fn take(&mut self, record: &mut Record, id: &ItemId) {
        let at = record.move_item(&mut self.was, id);
        self.at.extend(at.map(|at| (id.clone(), at)));
    }

    /// Makes a part say that it is about `to` and no longer about `from`.
    fn change(&mut self, record: &mut Record, field: Field, from: &ItemId, to: Option<&ItemId>) {
        let Some(Whom::These(before)) = whom(record, &field, &Whom::These(Vec::new())) else {
            self.change_name(record, field, to);
            return;
        };
        let mut after: Vec<ItemId> = before.iter().filter(|one| *one != from).cloned().collect();
        after.extend(to.filter(|to| !before.contains(to)).cloned());
        let after = Whom::These(after);
        set_whom(record, &field, after.clone());
        self.changed.push(Change { field, before: Whom::These(before), after });
    }

    fn change_name(&mut self, record: &mut Record, field: Field, to: Option<&ItemId>) {
        let Some(to) = to else { return };
        let Some(before) = text_mut(record, None, &field).cloned() else { return };
        let Some(after) = called(record, to) else { return };
        set_whom(record, &field, Whom::Named(after.clone()));
        let (before, after) = (Whom::Named(before), Whom::Named(after));
        self.changed.push(Change { field, before, after });
    }
}

/// What a field says of whom it is about, in the way of `like`.
fn whom(record: &mut Record, field: &Field, like: &Whom) -> Option<Whom> {
    match like {
        Whom::Named(_) => text_mut(record, None, field).cloned().map(Whom::Named),
        Whom::These(_) => {
            let found = references(record).into_iter().find(|(other, _)| other == field);
            found.map(|(_, whom)| Whom::These(whom.to_vec()))
        }
    }
}

fn set_whom(record: &mut Record, field: &Field, to: Whom) {
    let to = match to {
        Whom::Named(name) => {
            if let Some(text) = text_mut(record, None, field) {
                *text = name;
            }
            return;
        }
        Whom::These(to) => to,
    };
    let entry = |one: &&mut Entered| Some(&one.id) == field.item.as_ref();
    match record.edit(field) {
        Some(Edit::About(about)) => *about = About::these(&to),
        Some(Edit::Of(of)) => *of = to.into_iter().next(),
        _ if field.part == Part::EnteredWhose => {
            if let Some(one) = record.entered.iter_mut().find(entry) {
                one.of = to.into_iter().next();
            }
        }
        _ => {}
    }
}

/// What a person of the record is called.
fn called(record: &Record, person: &ItemId) -> Option<String> {
    if let Some(at) = record.children.iter().position(|one| one.id == *person) {
        return Some(record.child_called(at));
    }
    let other = record.others.iter().find(|one| one.id == *person)?;
    let words = [&other.name, &other.relation].map(|text| one_line(text));
    let role = other.role.map_or("person", |role| role.label()).to_owned();
    Some(words.into_iter().find(|words| !words.is_empty()).unwrap_or(role))
}

/// Whether nothing was written in a part. A time that came by itself is not written, and where
/// a mark was put is.
fn nothing_in(record: &Record, item: &ItemId) -> bool {
    let sections = sections_of(record, None);
    let lines = sections.iter().flat_map(|section| &section.groups).flat_map(|group| &group.lines);
    !lines
        .filter(|line| line.field.item.as_ref() == Some(item))
        .any(|line| !BY_ITSELF.contains(&line.field.part))
}

/// What is filled in before anything is typed: times, and whom something is about.
const BY_ITSELF: [Part; 5] = [
    Part::PassageWhen,
    Part::PassageAbout,
    Part::AdviceAbout,
    Part::SharedAbout,
    Part::SharedConfirmBy,
];

/// A part on one short line, by what it is and how it begins.
fn thing_words(record: &Record, field: &Field) -> String {
    const LONG: usize = 90;
    let sections = sections_of(record, None);
    let mut groups = sections.iter().flat_map(|section| &section.groups);
    let of = |group: &&Group| group.lines.iter().any(|line| line.field.item == field.item);
    let Some(group) = groups.find(of) else { return String::new() };
    let telling = |part: Part| {
        !matches!(
            part,
            Part::PassageWhen
                | Part::MarkChild
                | Part::MarkWhen
                | Part::AdviceWhen
                | Part::SharedWhen
                | Part::PassageAbout
                | Part::AdviceAbout
                | Part::SharedAbout
                | Part::PassageSource
        )
    };
    let lines = group.lines.iter().filter(|line| telling(line.field.part));
    let words: Vec<String> = lines.map(|line| one_line(&line.text)).collect();
    let words = words.join(", ");
    let short: String = words.chars().take(LONG).collect();
    let more = if short.len() < words.len() { " …" } else { "" };
    if short.is_empty() { group.title.clone() } else { format!("{}: {short}{more}", group.title) }
}

#[cfg(test)]
mod tests;
