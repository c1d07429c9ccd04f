//! A record in the order in which a court or a colleague reads it: what was seen and said first,
//! then why it was decided so, then who was told, and then the rest. Nothing is left out.

use super::{Group, Line, SectionText};
use crate::record::form::{Part, PassageKind, Section};

/// A record in that order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The kinds of concern, on one line; blank where none is chosen.
    pub kinds: Option<Line>,
    /// What was asked, seen, said and thought.
    pub concern: Vec<Fact>,
    /// The reasons, consent and advice.
    pub decision: Vec<Fact>,
    /// What was shared with whom, and who of the family was told.
    pub told: Vec<Fact>,
    /// Who it is about, when, what follows, section by section.
    pub rest: Vec<(&'static str, Vec<Fact>)>,
}

/// One thing that a record says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is: "Child’s own words", "Children’s services".
    pub label: String,
    /// What it says; `None` where only details are filled.
    pub main: Option<Line>,
    /// When it was, where that is said.
    pub when: Option<Line>,
    /// What else is filled.
    pub more: Vec<Line>,
    /// The line that the label was taken from, where it was one.
    pub named_by: Option<Line>,
    /// Whether these are the child's own words.
    pub own_words: bool,
}

/// Whether this part of a record tells what was known, and nothing of what was decided, why, who
/// advised or was told, or which question was answered how. A reviewer who reads blind is shown
/// these, and no others. A part that is added later is not among them until it is written here.
fn tells_facts(part: Part) -> bool {
    use Part as P;
    match part.section() {
        Section::When => matches!(part, P::Happened | P::Learned),
        Section::Who => true,
        // How they were checked, and what obliges, are answers.
        Section::Request => !matches!(part, P::RequestIdentity | P::RequestLaw),
        // What was ticked or not of what is never a lesser concern goes with an answer.
        Section::Concern => !matches!(part, P::Raised | P::Lesser | P::NoneApply | P::NotFound),
        Section::Consent
        | Section::Advice
        | Section::Shared
        | Section::Told
        | Section::FollowUp
        | Section::Reasons => false,
    }
}

impl Fact {
    /// Every line of the record that it holds.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.main.iter().chain(&self.when).chain(&self.more).chain(&self.named_by)
    }
}

/// What leads in a group: the part that names it, those that say it, and the one that says when.
const LEADS: [(Option<Part>, &[Part], Option<Part>); 7] = [
    (None, &[Part::PassageText], Some(Part::PassageWhen)),
    (None, &[Part::MarkNote, Part::MarkSite], Some(Part::MarkWhen)),
    (None, &[Part::ParticipantWho, Part::ParticipantRole], None),
    (Some(Part::ConsentAskedOf), &[Part::ConsentAnswer], Some(Part::ConsentWhen)),
    (Some(Part::AdviceWho), &[Part::AdviceSaid], Some(Part::AdviceWhen)),
    (Some(Part::SharedTo), &[Part::SharedWhat], Some(Part::SharedWhen)),
    (Some(Part::ToldWho), &[Part::ToldWhat], Some(Part::ToldWhen)),
];

impl Facts {
    /// What was known, and nothing of what was decided: the rest is not in it at all.
    pub fn alone(sections: &[SectionText]) -> Self {
        let mut known = sections.to_vec();
        for group in known.iter_mut().flat_map(|section| &mut section.groups) {
            group.lines.retain(|line| tells_facts(line.field.part));
        }
        for section in &mut known {
            section.groups.retain(|group| !group.lines.is_empty());
        }
        known.retain(|section| !section.groups.is_empty());
        Self::of(&known)
    }

    /// Of the sections of a record.
    pub fn of(sections: &[SectionText]) -> Self {
        let mut facts = Self::default();
        for section in sections {
            let mut found: Vec<Fact> =
                section.groups.iter().flat_map(|group| in_group(section, group)).collect();
            let is_kinds = |fact: &Fact| is(fact.main.as_ref(), Part::Categories);
            if let Some(at) = found.iter().position(is_kinds) {
                facts.kinds = found.remove(at).main;
            }
            match section.section {
                Section::Request | Section::Concern => facts.concern.extend(found),
                Section::Reasons => {
                    // The reasons come before what was asked and advised.
                    facts.decision.splice(0..0, found);
                }
                Section::Consent | Section::Advice => facts.decision.extend(found),
                Section::Shared | Section::Told => facts.told.extend(found),
                Section::When | Section::Who | Section::FollowUp => {
                    facts.rest.push((section.heading, found));
                }
            }
        }
        // The child's own words come first.
        facts.concern.sort_by_key(|fact| !fact.own_words);
        facts
    }
}

fn is(line: Option<&Line>, part: Part) -> bool {
    line.is_some_and(|line| line.field.part == part)
}

fn in_group(section: &SectionText, group: &Group) -> Vec<Fact> {
    if group.title.is_empty() {
        return group.lines.iter().map(|line| alone(section.section, line)).collect();
    }
    let mut lines = group.lines.clone();
    let mut take = |part: Part| {
        let at = lines.iter().position(|line| line.field.part == part)?;
        Some(lines.remove(at))
    };
    let has = |part: Part| group.lines.iter().any(|line| line.field.part == part);
    let lead = LEADS.iter().find(|(named, says, when)| {
        named.is_some_and(has) || says.iter().any(|part| has(*part)) || when.is_some_and(has)
    });
    let (named_by, main, when) = match lead {
        Some((named, says, when)) => (
            named.and_then(&mut take),
            says.iter().find_map(|part| take(*part)),
            when.and_then(&mut take),
        ),
        None => (None, None, None),
    };
    let label = match (&named_by, section.section) {
        // Whose answer it is, or whose advice, does not tell what it is.
        (Some(line), Section::Consent | Section::Advice) => {
            format!("{}: {}", section.heading, line.text.trim())
        }
        (Some(line), _) => line.text.trim().to_owned(),
        (None, _) if is(main.as_ref(), Part::ParticipantWho) => "Present".to_owned(),
        (None, _) => group.title.clone(),
    };
    let own_words =
        is(main.as_ref(), Part::PassageText) && group.title == PassageKind::ChildsWords.label();
    vec![Fact { label, main, when, more: lines, named_by, own_words }]
}

/// A field that is there once.
fn alone(section: Section, line: &Line) -> Fact {
    // The reasons stand under "Decision and reasons" by themselves.
    let label = match (section, line.field.part) {
        (_, Part::DecisionReasons) => String::new(),
        _ => line.label.to_owned(),
    };
    let main = Some(line.clone());
    Fact { label, main, when: None, more: Vec::new(), named_by: None, own_words: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::example;
    use crate::record::form::text::sections_of;
    use crate::record::form::{Record, Request};
    use proptest::prelude::*;

    fn all(facts: &Facts) -> Vec<Line> {
        let rest = facts.rest.iter().flat_map(|(_, facts)| facts);
        let each = facts.concern.iter().chain(&facts.decision).chain(&facts.told).chain(rest);
        facts.kinds.iter().chain(each.flat_map(Fact::lines)).cloned().collect()
    }

    proptest! {
        #[test]
        fn nothing_that_was_written_is_left_out_or_said_twice(record in example::any_record()) {
            let sections = sections_of(&record, None);
            let written = sections.iter().flat_map(|one| &one.groups).flat_map(|one| &one.lines);
            let key = |line: &Line| format!("{:?} {} {}", line.field, line.label, line.text);
            let mut written: Vec<String> = written.map(key).collect();
            let mut told: Vec<String> = all(&Facts::of(&sections)).iter().map(key).collect();
            written.sort();
            told.sort();
            prop_assert_eq!(told, written);
        }
    }

    /// The same facts with everything else as in another record.
    fn decided_as(facts: &Record, other: &Record) -> Record {
        let mut record = other.clone();
        for part in Part::ALL.iter().filter(|part| tells_facts(**part)) {
            assert!(part.section() <= Section::Concern, "{part:?}");
        }
        (record.happened, record.learned) = (facts.happened.clone(), facts.learned.clone());
        (record.children, record.others) = (facts.children.clone(), facts.others.clone());
        record.request = Request {
            identity: other.request.identity.clone(),
            law: other.request.law.clone(),
            ..facts.request.clone()
        };
        record.categories = facts.categories.clone();
        (record.passages, record.marks) = (facts.passages.clone(), facts.marks.clone());
        (record.participants, record.present) = (facts.participants.clone(), facts.present.clone());
        (record.seen_alone, record.views) = (facts.seen_alone, facts.views.clone());
        record.family_risks = facts.family_risks.clone();
        record
    }

    proptest! {
        #[test]
        fn the_facts_alone_are_the_same_whatever_was_decided_on_them(
            facts in example::any_record(), one in example::any_record(), other in example::any_record(),
        ) {
            let alone = |other| Facts::alone(&sections_of(&decided_as(&facts, other), None));
            prop_assert_eq!(alone(&one), alone(&other));
            prop_assert!(alone(&one).decision.is_empty() && alone(&one).told.is_empty());
        }
    }

    #[test]
    fn the_facts_alone_have_what_was_seen_and_said_and_nothing_of_what_was_decided() {
        let mut record = example::filled(1, &mut || "words".to_owned());
        record.passages[0].text = "Two bruises.".to_owned();
        record.reasons = "It outweighs confidentiality.".to_owned();
        record.not_found = "No pressure.".to_owned();
        let facts = Facts::alone(&sections_of(&record, None));
        let said: Vec<String> = all(&facts).into_iter().map(|line| line.text).collect();
        assert!(said.contains(&"Two bruises.".to_owned()));
        assert!(!said.contains(&record.reasons) && !said.contains(&record.not_found), "{said:?}");
    }

    #[test]
    fn the_childs_own_words_come_before_every_finding() {
        let mut finding = example::passage();
        (finding.kind, finding.text) = (PassageKind::Finding, "Two bruises.".to_owned());
        let mut said = example::passage();
        (said.kind, said.text) = (PassageKind::ChildsWords, "He gets cross.".to_owned());
        let record = Record { passages: vec![finding, said], ..Record::default() };
        let facts = Facts::of(&sections_of(&record, None));
        let first: Vec<&str> = facts.concern.iter().map(|one| one.label.as_str()).collect();
        assert_eq!(first, [PassageKind::ChildsWords.label(), PassageKind::Finding.label()]);
        assert!(facts.concern[0].own_words && !facts.concern[1].own_words);
    }

    #[test]
    fn whoever_was_told_leads_what_was_told() {
        let mut record = example::filled(1, &mut || "words".to_owned());
        record.disclosures[0].to = "Children’s services".to_owned();
        let facts = Facts::of(&sections_of(&record, None));
        assert_eq!(facts.told[0].label, "Children’s services");
        assert!(facts.told[0].when.is_some());
    }

    #[test]
    fn the_reasons_come_before_consent_and_advice() {
        let record = example::filled(1, &mut || "words".to_owned());
        let facts = Facts::of(&sections_of(&record, None));
        assert!(is(facts.decision[0].main.as_ref(), Part::DecisionReasons));
    }
}
