//! The text for the clinical record of one person, without the details of the others.
//!
//! A child's own text tells the whole decision, with everything taken out that a field has for
//! somebody else. The text for a brother, a sister or a parent names the concern only as far
//! as it needs: they may read their record, and it is theirs alone. What was never typed into a
//! field cannot be known, so it is to be read through before it is pasted.

use super::{Clinical, Text, head, signature, whole};
use crate::record::entries::{Belongs, Kin, is_meant};
use crate::record::{Category, ConsentAnswer, Record};
use crate::report::Identifying;

/// The text for the record of this person.
pub fn clinical_text_for(input: &Clinical<'_>, who: &Belongs) -> String {
    let known = Identifying::of_others(input.record, &who.of);
    let mut out = Text::default();
    out.line("Child safeguarding: decision about sharing information");
    own(&mut out, input.record, who);
    let mut body = Text::default();
    if who.kin == Kin::Child {
        head(&mut body, input);
        if input.record.children.len() > 1 {
            body.line("More than one child is concerned. What follows may be about any of them.");
        }
        whole(&mut body, input);
    } else {
        needed(&mut body, input, who);
    }
    // As a whole: a name may be a word of ours.
    out.0.push_str(&known.without_known(&body.0));
    signature(&mut out, input);
    out.line("Details of other people were left out where they are known. Read it through.");
    out.line("Contains third-party information. Not for online access.");
    out.0
}

/// Who the person is: nothing of it is anybody else's.
fn own(out: &mut Text, record: &Record, who: &Belongs) {
    out.field("For the record of", who.name.trim());
    if let Some(child) = record.children.iter().find(|child| child.id == who.of) {
        out.field("Date of birth", &child.born.text);
        out.field("NHS number", &child.nhs.text);
    }
    if let Some(person) = record.others.iter().find(|person| person.id == who.of) {
        out.field("Date of birth", &person.born.text);
    }
}

/// What the record of somebody beside the child needs: that there is a concern and of what
/// kind, what was decided, and what this person was asked and told.
fn needed(out: &mut Text, input: &Clinical<'_>, who: &Belongs) {
    let record = input.record;
    out.line("There is a safeguarding concern about a child of the family.");
    head(out, input);
    let kinds: Vec<_> = record.categories.iter().map(|kind| Category::label(*kind)).collect();
    out.field("Kind of concern", &kinds.join(", "));
    out.field("Decision", input.departure.map_or(input.decided, |d| d.headline.as_str()));
    if let Some(person) = record.others.iter().find(|person| person.id == who.of) {
        out.field("Risk they may pose, and notes", &person.notes);
    }
    for consent in record.consent.iter().filter(|one| is_meant(&one.asked_of, who)) {
        let answer = consent.answer.map_or("", ConsentAnswer::label).to_lowercase();
        let words = [consent.when.text.trim(), &answer, consent.notes.trim()];
        out.field("Asked for consent", &joined(&words));
    }
    for told in record.told.iter().filter(|one| is_meant(&one.who, who)) {
        out.field("Told", &joined(&[told.when.text.trim(), told.what.trim()]));
    }
    out.field("Review on", &record.follow_up.review_on.text);
    out.line("What was found and said about the child stands in the child's record.");
}

fn joined(words: &[&str]) -> String {
    let words: Vec<_> = words.iter().filter(|word| !word.is_empty()).copied().collect();
    words.join("; ")
}

#[cfg(test)]
mod tests;
