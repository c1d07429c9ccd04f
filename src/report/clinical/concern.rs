//! Who is concerned and what was seen and said, in the text for a clinical record.

use super::{
    AboutThem, Item, Making, Mark, Part, Participant, Passage, PassageKind, Person, PersonRole,
    YesNo, is_author, piece, with,
};

impl Making<'_> {
    /// Others, by who they are to the child. A professional is named.
    pub(super) fn people(&mut self) {
        if !self.is_full() {
            return;
        }
        let record = self.input.record;
        for person in &record.others {
            self.person(person);
        }
        for one in &record.participants {
            self.present(one);
        }
        self.once_field(Part::Present, "Who was present", &record.present);
        let alone = match record.seen_alone {
            Some(YesNo::Yes) => "yes",
            Some(YesNo::No) => "no",
            None => "",
        };
        self.once_field(Part::SeenAlone, "Seen alone", alone);
    }

    pub(super) fn person(&mut self, person: &Person) {
        let name = person.name.trim();
        let role = person.role.map_or("", PersonRole::label);
        let professional = person.role == Some(PersonRole::Professional);
        let named = professional || self.is_named(&person.field(Part::PersonName));
        let relation = person.relation.trim();
        let flags = person.flag_words().to_lowercase();
        let who = if named || relation.is_empty() { role } else { "" };
        let parts = [if named { name } else { "" }, relation, who, &flags];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let piece = piece::Draft::field(Part::PersonRole, Some(&person.id), "Person");
        self.sheet.offer(piece.about(&self.once()).labelled(&parts.join(", ")).build());
        if !professional && !name.is_empty() {
            self.naming(person.field(Part::PersonName), name);
        }
        let piece = piece::Draft::field(Part::PersonNotes, Some(&person.id), "Notes on them");
        let why = "It is about another person.";
        self.sheet.offer(piece.ticked(false).why(why).labelled(&person.notes).build());
    }

    pub(super) fn present(&mut self, one: &Participant) {
        let (who, by) = self.called(&one.field(Part::ParticipantWho), &one.who);
        let interpreter = if one.interpreter { Participant::INTERPRETER } else { "" };
        let role = if by { "" } else { one.role.trim() };
        let parts: Vec<&str> =
            [who.as_str(), role, interpreter].into_iter().filter(|part| !part.is_empty()).collect();
        let piece = piece::Draft::field(Part::ParticipantWho, Some(&one.id), "Present");
        self.sheet.offer(piece.about(&self.once()).labelled(&parts.join(", ")).build());
        if by {
            self.naming(one.field(Part::ParticipantWho), &one.who);
        }
    }

    pub(super) fn concern(&mut self) {
        self.kinds();
        let record = self.input.record;
        for kind in PassageKind::ALL {
            for passage in record.passages.iter().filter(|one| one.kind == kind) {
                self.passage(passage);
            }
            if kind == PassageKind::Finding {
                for (at, mark) in record.marks.iter().enumerate() {
                    self.mark(at + 1, mark);
                }
            }
        }
        if self.is_full() {
            self.once_field(Part::Views, "The child’s views and wishes", &record.views);
            self.once_field(Part::FamilyRisks, "Family risk factors", &record.family_risks);
        }
    }

    pub(super) fn passage(&mut self, passage: &Passage) {
        if passage.text.trim().is_empty() {
            return;
        }
        let source = passage.field(Part::PassageSource);
        let (called, by) = self.called(&source, &passage.source);
        let called = if is_author(&called) { called.to_lowercase() } else { called };
        let when = self.when(&passage.when);
        let label = with(passage.kind.label(), &[&called, &when]);
        let mut about = self.about(&passage.about);
        let short = matches!(passage.kind, PassageKind::Finding | PassageKind::ChildsWords);
        if about.is && !short && !self.is_full() && self.has_own_findings() {
            about = AboutThem { is: false, why: "In the full text.".to_owned() };
        }
        let weight = if passage.kind == PassageKind::Finding { 3 } else { 2 };
        let piece = piece::Draft::field(Part::PassageText, Some(&passage.id), &label);
        let piece = piece.about(&about).weight(weight).labelled(&self.typed(&passage.text));
        self.sheet.offer(piece.build());
        if by {
            self.naming(source, &passage.source);
        }
    }

    /// Whether something was found of this person or said by them. Where not, what was thought
    /// and told is all that says what the concern is.
    pub(super) fn has_own_findings(&self) -> bool {
        let record = self.record();
        let found = |one: &&Passage| {
            matches!(one.kind, PassageKind::Finding | PassageKind::ChildsWords)
                && !one.text.trim().is_empty()
        };
        record.passages.iter().filter(found).any(|one| self.about(&one.about).is)
            || record.marks.iter().any(|one| self.about(&one.about()).is)
    }

    pub(super) fn mark(&mut self, number: usize, mark: &Mark) {
        let source = mark.field(Part::MarkSource);
        let (called, by) = self.called(&source, &mark.source);
        let called = match called.as_str() {
            "" => String::new(),
            called if is_author(called) => "seen by me".to_owned(),
            called => format!("described by {called}"),
        };
        let label = with(&format!("Mark {number}"), &[&called, &self.when(&mark.when)]);
        let piece = piece::Draft::field(Part::MarkSite, Some(&mark.id), &label);
        let piece = piece.about(&self.about(&mark.about())).weight(3);
        self.sheet.offer(piece.labelled(&self.typed(&mark.in_words())).build());
        if by {
            self.naming(source, &mark.source);
        }
    }
}
