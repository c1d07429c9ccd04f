//! Who is concerned and what was seen and said, in the text for a clinical record.

use super::{
    AboutThem, In, Item, Making, Mark, Part, Participant, Passage, PassageKind, Person, PersonRole,
    YesNo, is_author, piece, with,
};

impl Making<'_> {
    /// Where the child is, and others by who they are to the child. A professional is named.
    pub(super) fn people(&mut self) {
        let record = self.input.record;
        self.child();
        for person in &record.others {
            self.person(person);
        }
        for one in &record.participants {
            self.present(one);
        }
        self.once_field(Part::Present, "Who was present", &record.present, In::Full);
        let alone = match record.seen_alone {
            Some(YesNo::Yes) => "yes",
            Some(YesNo::No) => "no",
            None => "",
        };
        self.once_field(Part::SeenAlone, "Seen alone", alone, In::Full);
    }

    /// What is known of the child beside name, birth and number, which stand at the top.
    fn child(&mut self) {
        let record = self.input.record;
        let of = self
            .who
            .map_or_else(|| record.children.first().map(|one| &one.id), |who| Some(&who.of));
        let Some(child) = record.children.iter().find(|one| Some(&one.id) == of) else { return };
        for (part, text, why) in [
            (Part::ChildParentalResponsibility, &child.parental_responsibility, ""),
            (Part::ChildWhereabouts, &child.whereabouts, ""),
            (Part::ChildSocialWorker, &child.social_worker, ""),
            (Part::ChildSafeContact, &child.safe_contact, "Whoever reads the record sees it."),
        ] {
            let about = AboutThem { is: why.is_empty(), why: why.to_owned() };
            let piece = piece::Draft::field(part, Some(&child.id), part.row().label);
            let about = self.here(about, In::Full);
            self.prose(piece.about(&about), text);
        }
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
        let about = self.here(self.once(), In::Full);
        let piece = piece.about(&about).of_others(!professional);
        self.sheet.offer(piece.labelled(&parts.join(", ")).build());
        if !professional && !name.is_empty() {
            self.naming(person.field(Part::PersonName), name);
        }
        let piece = piece::Draft::field(Part::PersonNotes, Some(&person.id), "Notes on them");
        let why = "It is about another person.";
        self.prose(piece.ticked(false).why(why).of_others(true), &person.notes);
    }

    pub(super) fn present(&mut self, one: &Participant) {
        let (who, by) = self.called(&one.field(Part::ParticipantWho), &one.who);
        let interpreter = if one.interpreter { Participant::INTERPRETER } else { "" };
        let role = if by { "" } else { one.role.trim() };
        let parts: Vec<&str> =
            [who.as_str(), role, interpreter].into_iter().filter(|part| !part.is_empty()).collect();
        let piece = piece::Draft::field(Part::ParticipantWho, Some(&one.id), "Present");
        let about = self.here(self.once(), In::Full);
        self.sheet.offer(piece.about(&about).of_others(by).labelled(&parts.join(", ")).build());
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
        self.once_field(Part::Views, "The child’s views and wishes", &record.views, In::Short(4));
        self.once_field(Part::FamilyRisks, "Family risk factors", &record.family_risks, In::Full);
        for (part, text) in [
            (Part::NotFound, &record.not_found),
            (Part::Raised, &record.raised),
            (Part::Lesser, &record.lesser),
        ] {
            self.once_field(part, part.row().label, text, In::Short(3));
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
        let about = self.about(&passage.about);
        // What was found and what the child said stay longest, then what they were told of it.
        let weight = match passage.kind {
            PassageKind::Finding | PassageKind::ChildsWords => 2,
            PassageKind::ToldByOthers => 3,
            PassageKind::Opinion => 5,
        };
        let piece = piece::Draft::field(Part::PassageText, Some(&passage.id), &label);
        let others = passage.kind == PassageKind::ToldByOthers;
        let piece = piece.about(&about).of_others(others).weight(weight);
        if passage.kind == PassageKind::ChildsWords {
            self.childs(piece, &passage.text);
        } else {
            self.prose(piece, &passage.text);
        }
        if by {
            self.naming(source, &passage.source);
        }
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
        let piece = piece.about(&self.about(&mark.about())).weight(2);
        self.prose(piece, &mark.in_words());
        if by {
            self.naming(source, &mark.source);
        }
    }
}
