//! A record as text: for reading on screen, and whole as plain text for people who have no
//! app at hand. Nothing typed is left out.

mod plain;

pub use plain::{PROTECTS_LESS, decision_text, rests_on, statement_text};

use super::cited::GuidanceCited;
use super::days::with_age;
use super::form::{
    Advice, Child, Consent, Disclosure, Entered, Field, Part, Participant, Passage, PassageKind,
    Person, Record, Section, Told, YesNo,
};
use super::ids::ItemId;
use super::item::Item;
use super::mark::Mark;
use super::seen::is_author;
use super::statement::{Decision, Departure};
use super::typed::{NhsNumber, Typed};
use crate::base::ronfile;

/// One section of a record as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionText {
    /// Which section.
    pub section: Section,
    /// Its heading.
    pub heading: &'static str,
    /// Its parts: one for each child, passage, disclosure; one for fields that stand once.
    pub groups: Vec<Group>,
}

/// Lines that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// "Child 2", "Child’s own words"; blank for fields that stand once.
    pub title: String,
    /// What is filled.
    pub lines: Vec<Line>,
}

/// One field that is filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The field's label.
    pub label: &'static str,
    /// What it holds, as typed.
    pub text: String,
    /// Where it is changed.
    pub field: Field,
}

/// A signed decision's record, section by section: only what is filled.
pub fn sections(decision: &Decision) -> Vec<SectionText> {
    sections_of(&decision.record, decision.departure.as_ref())
}

/// The same for a record in the making, for check-your-answers.
pub fn sections_of(record: &Record, departure: Option<&Departure>) -> Vec<SectionText> {
    sections_with(record, departure, |line| !line.text.trim().is_empty())
}

/// The lines of a record that are kept, section by section. What was corrected is kept where
/// nothing is left in it, too.
pub(super) fn sections_with(
    record: &Record,
    departure: Option<&Departure>,
    mut keep: impl FnMut(&mut Line) -> bool,
) -> Vec<SectionText> {
    let on = record.decided.valid().map(|decided| decided.day);
    Section::ALL
        .into_iter()
        .filter_map(|section| {
            let mut groups = groups(section, record, departure);
            for group in &mut groups {
                group.lines.retain_mut(&mut keep);
                let births = |line: &&mut Line| {
                    matches!(line.field.part, Part::ChildBorn | Part::PersonBorn)
                };
                for line in group.lines.iter_mut().filter(births) {
                    line.text = with_age(&Typed::new(line.text.as_str()), on);
                }
            }
            groups.retain(|group| !group.lines.is_empty());
            (!groups.is_empty()).then(|| SectionText { section, heading: section.label(), groups })
        })
        .collect()
}

/// Everyone who appears in a record, by the name or words it has for them, each once. A
/// person who is named only within a passage is not found.
pub fn people(record: &Record) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |name: &str, role: &str| {
        let name = name.trim();
        if name.is_empty() || is_author(name) {
            return;
        }
        let entry = if role.trim().is_empty() {
            name.to_owned()
        } else {
            format!("{name} ({})", role.trim())
        };
        if !found.contains(&entry) {
            found.push(entry);
        }
    };
    record.children.iter().for_each(|c| add(&c.name, "child"));
    for person in &record.others {
        let role = person.role.map_or("", |role| role.label());
        let relation = person.relation.trim();
        add(&person.name, if relation.is_empty() { role } else { relation });
    }
    for child in &record.children {
        // Whoever stands there by name alone may be in the list already.
        let there =
            record.others.iter().any(|one| one.name.trim() == child.parental_responsibility.trim());
        if !there {
            add(&child.parental_responsibility, "parental responsibility");
        }
    }
    for one in &record.participants {
        let role = if one.interpreter { "interpreter" } else { one.role.trim() };
        add(&one.who, if role.is_empty() { "present" } else { role });
    }
    add(&record.present, "present");
    add(&record.request.who, "asked for information");
    record.passages.iter().for_each(|p| add(&p.source, "told or saw"));
    record.consent.iter().for_each(|c| add(&c.asked_of, "asked for consent"));
    record.advice.iter().for_each(|a| add(&a.who, "advised"));
    record.disclosures.iter().for_each(|d| add(&d.to, "was told"));
    record.told.iter().for_each(|t| add(&t.who, "was told"));
    found
}

/// What a field is called, with its section: "Advice: Who advised". `name` is the name of a
/// [`Part`], as the ledger has it; `None` if there is no such part.
pub fn field_label(name: &str) -> Option<String> {
    let part: Part = ronfile::read(name.as_bytes()).ok()?;
    let section = part.section();
    if part == Part::PassageText {
        // Its label in a group says what kind of passage it is in.
        return Some(format!("{}: What was found, said, told and thought", section.label()));
    }
    let groups = groups(section, &one_of_each(), None);
    let label = groups.iter().flat_map(|group| &group.lines).find(|l| l.field.part == part)?.label;
    Some(format!("{}: {label}", section.label()))
}

/// A record with one blank item of everything that can stand several times.
fn one_of_each() -> Record {
    fn one<T: Item>() -> Vec<T> {
        vec![T::new(ItemId::mint([0; 8]))]
    }
    Record {
        children: one(),
        others: one(),
        passages: one(),
        participants: one(),
        consent: one(),
        marks: one(),
        advice: one(),
        disclosures: one(),
        told: one(),
        entered: one(),
        ..Record::default()
    }
}

fn groups(section: Section, record: &Record, departure: Option<&Departure>) -> Vec<Group> {
    let mut groups = Vec::new();
    match section {
        Section::When => groups.push(once(&[
            ("When it happened", Part::Happened, &record.happened.text),
            ("When it was learned", Part::Learned, &record.learned.text),
            ("When it was decided", Part::Decided, &record.decided.text),
        ])),
        Section::Who => {
            groups.extend(each(&record.children, child));
            groups.extend(each(&record.others, person));
        }
        Section::Request => {
            let request = &record.request;
            groups.push(once(&[
                ("Who asks", Part::RequestWho, &request.who),
                ("Received", Part::RequestReceived, &request.received.text),
                ("By what channel", Part::RequestChannel, &request.channel),
                ("Reply by", Part::RequestReplyBy, &request.reply_by.text),
                ("How identity was checked", Part::RequestIdentity, &request.identity),
                ("Why, what and how it may be used", Part::RequestPurpose, &request.purpose),
                ("Which order or law", Part::RequestLaw, &request.law),
            ]));
        }
        Section::Concern => {
            let kinds: Vec<_> = record.categories.iter().map(|c| c.label()).collect();
            groups.push(once(&[("Kind of concern", Part::Categories, &kinds.join(", "))]));
            // Kinds are kept apart: all findings, then all of the child's own words, and so on.
            for kind in PassageKind::ALL {
                let passages = record.passages.iter().filter(|p| p.kind == kind);
                groups.extend(
                    passages.map(|p| Group {
                        title: kind.label().to_owned(),
                        lines: passage(record, p),
                    }),
                );
            }
            groups.extend(marks(record));
            groups.extend(each(&record.participants, participant));
            groups.push(once(&[
                ("Who was present", Part::Present, &record.present),
                ("Child seen alone", Part::SeenAlone, yes_no(record.seen_alone)),
                ("The child’s views and wishes", Part::Views, &record.views),
                ("Family risk factors", Part::FamilyRisks, &record.family_risks),
                ("Never a lesser concern, and so here", Part::Raised, &record.raised),
                ("Why it is taken for a lesser concern", Part::Lesser, &record.lesser),
                ("Looked for and not found", Part::NotFound, &record.not_found),
            ]));
        }
        Section::Consent => {
            groups.extend(each(&record.consent, consent));
            let why = &record.consent_not_asked;
            groups.push(once(&[("Why consent was not asked", Part::ConsentNotAsked, why)]));
        }
        Section::Advice => {
            groups.extend(each(&record.advice, |one| advice(record, one)));
            let summary = &record.summary;
            groups.push(once(&[("Summary for the adviser", Part::AdviceSummary, summary)]));
        }
        Section::Shared => groups.extend(each(&record.disclosures, |one| disclosure(record, one))),
        Section::Told => {
            groups.extend(each(&record.told, told));
            groups.push(once(&[("Why nobody was told", Part::NotTold, &record.not_told)]));
        }
        Section::FollowUp => {
            let follow = &record.follow_up;
            groups.push(once(&[
                ("Review on", Part::ReviewOn, &follow.review_on.text),
                ("Who owns the open case", Part::Owner, &follow.owner),
                ("Acknowledgement expected by", Part::AcknowledgedBy, &follow.acknowledged_by.text),
                ("Referral acknowledged", Part::Acknowledged, &follow.acknowledged.text),
                ("What else is planned", Part::Plan, &follow.plan),
            ]));
            groups.extend(each(&record.entered, entered));
        }
        Section::Reasons => {
            let reason = departure.map_or("", |d| d.reason.as_str());
            groups.push(once(&[
                ("Reasons for the decision", Part::DecisionReasons, &record.reasons),
                ("Why it differs from the outcome", Part::DepartureReason, reason),
                ("What would change the decision", Part::WouldChange, &record.would_change),
            ]));
            groups.extend(each(&record.rests_on, cited));
        }
    }
    groups
}

/// Every field that a record has, filled or not, in the order in which it is read.
pub fn every_line(record: &Record, departure: Option<&Departure>) -> Vec<Line> {
    Section::ALL
        .into_iter()
        .flat_map(|section| groups(section, record, departure))
        .flat_map(|group| group.lines)
        .collect()
}

fn once(fields: &[(&'static str, Part, &str)]) -> Group {
    let mut lines = Lines::default();
    for &(label, part, text) in fields {
        lines.add(label, Field::once(part), text);
    }
    Group { title: String::new(), lines: lines.0 }
}

/// A group for each item, numbered where there are several.
fn each<T: Item>(items: &[T], lines: impl Fn(&T) -> Vec<Line>) -> Vec<Group> {
    let title = |at: usize| match items.len() {
        0 | 1 => T::NOUN.to_owned(),
        _ => format!("{} {}", T::NOUN, at + 1),
    };
    items
        .iter()
        .enumerate()
        .map(|(at, item)| Group { title: title(at), lines: lines(item) })
        .collect()
}

fn child(child: &Child) -> Vec<Line> {
    item(
        child,
        &[
            ("Name", Part::ChildName, &child.name),
            ("What is known", Part::ChildFlags, &child.flag_words()),
            ("Date of birth", Part::ChildBorn, &child.born.text),
            ("Expected date of delivery", Part::ChildDue, &child.due.text),
            ("NHS number", Part::ChildNhs, &nhs_text(&child.nhs)),
            ("Address", Part::ChildAddress, &child.address),
            (
                "Parental responsibility",
                Part::ChildParentalResponsibility,
                &child.parental_responsibility,
            ),
            ("Where the child is now", Part::ChildWhereabouts, &child.whereabouts),
            ("Safe way to make contact", Part::ChildSafeContact, &child.safe_contact),
            ("Social worker or plan", Part::ChildSocialWorker, &child.social_worker),
        ],
    )
}

/// An NHS number as it is written, else what was typed.
fn nhs_text(typed: &Typed<NhsNumber>) -> String {
    if typed.is_blank() {
        return String::new();
    }
    typed.valid().map_or_else(|| typed.text.clone(), |number| number.to_string())
}

fn person(person: &Person) -> Vec<Line> {
    item(
        person,
        &[
            ("Name", Part::PersonName, &person.name),
            ("Who they are", Part::PersonRole, person.role.map_or("", |role| role.label())),
            ("Relation to the child", Part::PersonRelation, &person.relation),
            ("What is known", Part::PersonFlags, &person.flag_words()),
            ("Date of birth", Part::PersonBorn, &person.born.text),
            ("NHS number", Part::PersonNhs, &nhs_text(&person.nhs)),
            ("Risk they may pose, and notes", Part::PersonNotes, &person.notes),
        ],
    )
}

/// What says whom a part is about.
const ABOUT: &str = "About";

fn passage(record: &Record, passage: &Passage) -> Vec<Line> {
    let source = match passage.kind {
        PassageKind::ToldByOthers => "Told by",
        _ => "Heard or seen by",
    };
    item(
        passage,
        &[
            ("When", Part::PassageWhen, &passage.when.text),
            (source, Part::PassageSource, &passage.source),
            ("Words", Part::PassageText, &passage.text),
            (ABOUT, Part::PassageAbout, &record.about_words(&passage.about)),
        ],
    )
}

/// The marks on the body, always with the number that each has on the picture.
fn marks(record: &Record) -> impl Iterator<Item = Group> {
    record.marks.iter().enumerate().map(|(at, one)| Group {
        title: format!("{} {}", Mark::NOUN, at + 1),
        lines: item(
            one,
            &[
                ("Where", Part::MarkSite, &one.place_in_words()),
                ("On", Part::MarkChild, &record.marked_child(one)),
                ("Size", Part::MarkSize, &one.size_in_words()),
                ("Colour", Part::MarkColour, &one.colour),
                ("Shape", Part::MarkShape, &one.shape),
                ("What it is, and what else was seen", Part::MarkNote, &one.note),
                ("When it was seen", Part::MarkWhen, &one.when.text),
                ("Seen or described by", Part::MarkSource, &one.source),
            ],
        ),
    })
}

fn participant(participant: &Participant) -> Vec<Line> {
    let interpreter = if participant.interpreter { Participant::INTERPRETER } else { "" };
    item(
        participant,
        &[
            ("Name", Part::ParticipantWho, &participant.who),
            ("Role", Part::ParticipantRole, &participant.role),
            ("Part taken", Part::ParticipantInterpreter, interpreter),
        ],
    )
}

fn consent(consent: &Consent) -> Vec<Line> {
    item(
        consent,
        &[
            ("Asked of", Part::ConsentAskedOf, &consent.asked_of),
            ("Basis", Part::ConsentBasis, consent.basis.map_or("", |b| b.label())),
            ("Answer", Part::ConsentAnswer, consent.answer.map_or("", |a| a.label())),
            ("What was said", Part::ConsentNotes, &consent.notes),
            ("When", Part::ConsentWhen, &consent.when.text),
        ],
    )
}

fn advice(record: &Record, advice: &Advice) -> Vec<Line> {
    item(
        advice,
        &[
            ("Who advised", Part::AdviceWho, &advice.who),
            ("Role", Part::AdviceRole, &advice.role),
            ("When", Part::AdviceWhen, &advice.when.text),
            ("What they said", Part::AdviceSaid, &advice.said),
            ("Child named to them", Part::AdviceChildNamed, yes_no(advice.child_named)),
            (ABOUT, Part::AdviceAbout, &record.about_words(&advice.about)),
        ],
    )
}

fn disclosure(record: &Record, disclosure: &Disclosure) -> Vec<Line> {
    item(
        disclosure,
        &[
            ("Told to", Part::SharedTo, &disclosure.to),
            ("When", Part::SharedWhen, &disclosure.when.text),
            ("How", Part::SharedHow, &disclosure.how),
            ("Their reference", Part::SharedReference, &disclosure.reference),
            ("What was shared", Part::SharedWhat, &disclosure.shared),
            ("What was held back", Part::SharedHeldBack, &disclosure.held_back),
            ("Confirm in writing by", Part::SharedConfirmBy, &disclosure.confirm_by.text),
            ("Confirmed in writing", Part::SharedConfirmed, &disclosure.confirmed.text),
            (ABOUT, Part::SharedAbout, &record.about_words(&disclosure.about)),
        ],
    )
}

fn told(told: &Told) -> Vec<Line> {
    item(
        told,
        &[
            ("Who was told", Part::ToldWho, &told.who),
            ("When", Part::ToldWhen, &told.when.text),
            ("What was said", Part::ToldWhat, &told.what),
        ],
    )
}

fn entered(entered: &Entered) -> Vec<Line> {
    item(
        entered,
        &[
            ("Entered in the record of", Part::EnteredWhose, &entered.whose),
            ("When", Part::EnteredWhen, &entered.when.text),
        ],
    )
}

/// What was read, in the words of the day. Every line leads to the note, the one field of it
/// that can be changed.
fn cited(cited: &GuidanceCited) -> Vec<Line> {
    item(
        cited,
        &[
            ("Paragraph", Part::CitedNote, &cited.label),
            ("Whose text", Part::CitedNote, cited.source.label()),
            ("Document", Part::CitedNote, &cited.document),
            ("Edition", Part::CitedNote, &cited.edition),
            ("How it stood", Part::CitedNote, &cited.standing),
            ("Its words on the day", Part::CitedNote, &cited.words),
            ("What I took from it", Part::CitedNote, &cited.note),
        ],
    )
}

fn item<T: Item>(item: &T, fields: &[(&'static str, Part, &str)]) -> Vec<Line> {
    let mut lines = Lines::default();
    for &(label, part, text) in fields {
        lines.add(label, item.field(part), text);
    }
    lines.0
}

fn yes_no(answer: Option<YesNo>) -> &'static str {
    match answer {
        Some(YesNo::Yes) => "Yes",
        Some(YesNo::No) => "No",
        None => "",
    }
}

#[derive(Default)]
struct Lines(Vec<Line>);

impl Lines {
    fn add(&mut self, label: &'static str, field: Field, text: &str) {
        self.0.push(Line { label, text: text.to_owned(), field });
    }
}

#[cfg(test)]
mod tests {
    use super::field_label;
    use crate::guidance::Library;
    use crate::pathway::ledger::{Does, Ledger};

    #[test]
    fn each_field_that_the_ledger_names_stands_in_the_record() {
        let ledger = Ledger::embedded(&Library::embedded().unwrap()).unwrap();
        let mut fields = 0;
        for does in ledger.entries().iter().flat_map(|entry| &entry.does) {
            if let Does::Field(name) = does {
                fields += 1;
                assert!(field_label(name).is_some(), "the record has no field {name}");
            }
        }
        assert!(fields > 20, "{fields}");
    }

    #[test]
    fn a_field_is_called_what_the_record_calls_it_with_its_section() {
        for (name, label) in [
            ("SharedHeldBack", "Shared: What was held back"),
            ("AdviceWho", "Advice: Who advised"),
            ("RequestIdentity", "The request: How identity was checked"),
            ("PassageText", "Concern: What was found, said, told and thought"),
        ] {
            assert_eq!(field_label(name).as_deref(), Some(label));
        }
        for name in ["Nothing", "", "SharedTo SharedTo"] {
            assert_eq!(field_label(name), None, "{name}");
        }
    }
}
