//! A draft beside what was signed: whether it says the same, and what it says that that does not.

use crate::record::contact::Contact;
use crate::record::draft::{DecisionDraft, Work};
use crate::record::statement::{Basis, Body, Decision};
use crate::record::text::sections_of;

/// Something that is said: under which label, and the words.
pub type Said = (String, String);

impl Work {
    /// Whether a statement with this body says everything that stands here, in the same words: it
    /// was signed from this, and nothing that was typed or answered is lost with the draft. Where
    /// the person was in it counts for nothing.
    pub fn is_in(&self, body: &Body) -> bool {
        match (self, body) {
            (Self::Decision(work), Body::Decision(signed)) => is_in_decision(work, signed),
            (Self::Addendum(text), Body::Addendum(signed)) => *text == signed.text,
            (Self::Contact(contact), Body::Contact(signed)) => **contact == *signed,
            (Self::Addition(addition), body) => body.addition().as_ref() == Some(&**addition),
            _ => false,
        }
    }

    /// What is said here and not in what was signed; everything, where that could not be read.
    pub fn says_beside(&self, body: Option<&Body>) -> Vec<Said> {
        let mut says = self.says();
        let signed = body.map(body_says).unwrap_or_default();
        says.retain(|said| !signed.contains(said));
        if let (Self::Decision(work), Some(Body::Decision(signed))) = (self, body) {
            let answers = signed.basis.answers();
            let other = work.answers.0.iter().filter(|(q, c)| answers.0.get(*q) != Some(*c));
            match other.count() {
                0 => {}
                1 => says.push(("Answers".to_owned(), "1 answer is different.".to_owned())),
                n => says.push(("Answers".to_owned(), format!("{n} answers are different."))),
            }
        }
        says
    }

    fn says(&self) -> Vec<Said> {
        match self {
            Self::Addendum(text) => vec![("Note".to_owned(), text.clone())],
            Self::Addition(addition) => labelled(addition.lines()),
            Self::Contact(contact) => contact_says(contact),
            Self::Decision(work) => {
                let mut says = decision_says(&work.record, work.departure.as_ref());
                says.extend(work.set_aside.iter().map(|(part, text)| aside(part, text)));
                says
            }
        }
    }
}

fn body_says(body: &Body) -> Vec<Said> {
    match body {
        Body::Addendum(note) => vec![("Note".to_owned(), note.text.clone())],
        Body::Contact(contact) => contact_says(contact),
        Body::Decision(decision) => {
            let mut says = decision_says(&decision.record, decision.departure.as_ref());
            says.extend(decision.set_aside.iter().map(|(part, text)| aside(part, text)));
            says
        }
        body => body.addition().map(|addition| labelled(addition.lines())).unwrap_or_default(),
    }
}

fn labelled(lines: Vec<(&'static str, String)>) -> Vec<Said> {
    lines.into_iter().map(|(label, text)| (label.to_owned(), text)).collect()
}

fn aside(part: &str, text: &str) -> Said {
    (format!("Set aside: {part}"), text.to_owned())
}

fn decision_says(
    record: &crate::record::form::Record,
    departure: Option<&crate::record::statement::Departure>,
) -> Vec<Said> {
    let mut says = Vec::new();
    for section in sections_of(record, departure) {
        for group in section.groups {
            for line in group.lines {
                let label = match group.title.as_str() {
                    "" => line.label.to_owned(),
                    title => format!("{title}: {}", line.label),
                };
                says.push((label, line.text));
            }
        }
    }
    says
}

fn contact_says(contact: &Contact) -> Vec<Said> {
    let mut says: Vec<Said> = [
        ("Name of the person or desk", &contact.name),
        ("Organisation", &contact.organisation),
        ("Area", &contact.area),
        ("Where it was found", &contact.found_where),
        ("Checked on", &contact.checked_on.text),
        ("Checked by", &contact.checked_by),
        ("When they share what you tell them", &contact.discloses),
        ("Notes", &contact.notes),
    ]
    .into_iter()
    .map(|(label, text)| (label.to_owned(), text.clone()))
    .collect();
    let numbers = contact.numbers.iter();
    says.extend(numbers.map(|one| (one.hours.label().to_owned(), one.number.clone())));
    says.retain(|(_, text)| !text.trim().is_empty());
    says
}

fn is_in_decision(work: &DecisionDraft, signed: &Decision) -> bool {
    let pressed = match &signed.basis {
        Basis::ActedFirst(at, _) => Some(at),
        Basis::Pathway(_) => None,
    };
    let answers = &signed.basis.answers().0;
    let reached =
        answers.iter().all(|(question, choice)| work.answers.0.get(question) == Some(choice));
    // What the walk did not reach was signed as set aside, in words.
    let beside = work.answers.0.len().saturating_sub(answers.len());
    let aside = signed.set_aside.keys().filter(|part| !work.set_aside.contains_key(*part)).count();
    work.record == signed.record
        && work.departure == signed.departure
        && work.linked == signed.linked
        && work.acted_first.as_ref() == pressed
        && reached
        && beside <= aside
        && work.set_aside.iter().all(|(part, text)| signed.set_aside.get(part) == Some(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pathway::replay::Answers;
    use crate::record::example;
    use crate::record::{Addendum, Addition, FollowedUp, Place, Record};

    fn signed_from(work: &DecisionDraft) -> Body {
        let mut statement = example::statement(work.record.clone());
        if let Body::Decision(decision) = &mut statement.body {
            decision.basis = Basis::Pathway(work.answers.clone());
            decision.departure = work.departure.clone();
            decision.linked = work.linked.clone();
            decision.set_aside = work.set_aside.clone();
        }
        statement.body
    }

    fn some() -> DecisionDraft {
        let record =
            Record { reasons: "The account does not fit.".to_owned(), ..Record::default() };
        let answers = [("start".to_owned(), "concern".to_owned())].into_iter().collect();
        DecisionDraft { record, answers: Answers(answers), ..DecisionDraft::default() }
    }

    #[test]
    fn where_the_person_was_is_no_difference_and_every_word_is_one() {
        let body = signed_from(&some());
        let is_in = |change: &dyn Fn(&mut DecisionDraft)| {
            let mut work = some();
            change(&mut work);
            Work::Decision(Box::new(work)).is_in(&body)
        };
        assert!(is_in(&|work| work.place = Place::Check));
        assert!(is_in(&|work| work.owner_offered = true));
        assert!(!is_in(&|work| work.record.reasons.push('!')));
        assert!(!is_in(&|work| work.record.reasons.clear()));
        assert!(!is_in(&|work| drop(
            work.answers.0.insert("start".to_owned(), "other".to_owned())
        )));
        assert!(!is_in(&|work| drop(work.answers.0.insert("level".to_owned(), "yes".to_owned()))));
        assert!(!is_in(&|work| drop(work.set_aside.insert("a".to_owned(), "b".to_owned()))));
        assert!(!is_in(&|work| work.departure = Some(crate::record::Departure::default())));
    }

    #[test]
    fn an_answer_that_was_signed_as_set_aside_is_in_it() {
        let mut work = some();
        let mut body = signed_from(&work);
        if let Body::Decision(decision) = &mut body {
            decision.set_aside.insert("Has a court ordered it?".to_owned(), "Yes".to_owned());
        }
        work.answers.0.insert("order".to_owned(), "yes".to_owned());
        assert!(Work::Decision(Box::new(work)).is_in(&body));
    }

    #[test]
    fn a_version_says_only_what_was_not_signed() {
        let mut work = some();
        let body = signed_from(&work);
        work.record.reasons = "The account fits even less.".to_owned();
        let says = Work::Decision(Box::new(work)).says_beside(Some(&body));
        assert_eq!(says.len(), 1, "{says:?}");
        assert_eq!(says[0].1, "The account fits even less.");
    }

    #[test]
    fn what_is_added_is_compared_too() {
        let note = Body::Addendum(Addendum { text: "Rang.".to_owned() });
        assert!(Work::Addendum("Rang.".to_owned()).is_in(&note));
        let other = Work::Addendum("Rang twice.".to_owned());
        assert!(!other.is_in(&note));
        assert_eq!(other.says_beside(Some(&note)), [("Note".to_owned(), "Rang twice.".to_owned())]);
        let addition = Addition::FollowUp(FollowedUp::default());
        assert!(Work::Addition(Box::new(addition.clone())).is_in(&addition.into()));
        assert!(!Work::Addition(Box::new(Addition::FollowUp(FollowedUp::default()))).is_in(&note));
    }
}
