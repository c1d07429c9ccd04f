//! What was decided and done – consent, reasons, advice, sharing – in the text for a clinical record.

use super::{
    AboutThem, Advice, Consent, ConsentAnswer, Disclosure, In, Item, Making, Part, Terse, Tick,
    Told, is_theirs, one_line, piece, with,
};
use crate::pathway::OutcomeKind;
use crate::record::{Body, News, Stated, prefill};

impl Making<'_> {
    /// The ground: consent, or why without.
    pub(super) fn consent(&mut self) {
        let record = self.input.record;
        for one in &record.consent {
            self.asked(one);
        }
        if !self.is_child() {
            return;
        }
        let why = record.consent_not_asked.trim();
        // A sentence that says itself what it is about needs no label before it.
        let says_so = why.to_lowercase().contains("consent");
        let piece = piece::Draft::field(Part::ConsentNotAsked, None, "Consent not asked");
        let piece = if says_so { piece.bare() } else { piece };
        let stock = prefill::is_suggested(why);
        let piece = piece.about(&self.once()).weight(if stock { super::OURS } else { 4 });
        let piece = if self.not_asked() { piece.instead("Consent: not asked.") } else { piece };
        self.prose(piece, why);
    }

    /// Whether nobody was asked for consent, and it is said why.
    pub(super) fn not_asked(&self) -> bool {
        let record = self.input.record;
        record.consent.is_empty() && !record.consent_not_asked.trim().is_empty()
    }

    /// Whose answer it is: that of the person whose text this is, or one about their child.
    pub(super) fn consent_about(&self, one: &Consent) -> AboutThem {
        let mine = self.who.is_some_and(|who| is_theirs(&one.asked_of, who));
        if mine { AboutThem { is: true, why: String::new() } } else { self.once() }
    }

    pub(super) fn asked(&mut self, one: &Consent) {
        let field = one.field(Part::ConsentAskedOf);
        let mine = self.who.is_some_and(|who| is_theirs(&one.asked_of, who));
        if !self.is_child() && !mine {
            return;
        }
        let (called, by) = self.called(&field, &one.asked_of);
        let asked = match called.as_str() {
            "" => String::new(),
            _ if mine && !self.is_child() => "asked".to_owned(),
            called => format!("asked of {called}"),
        };
        let answer = one.answer.map_or("", ConsentAnswer::label).to_lowercase();
        let when = self.when(&one.when);
        let basis = match one.basis {
            // On what basis nobody was asked, and nothing answered, says nothing.
            Some(basis) if !(asked.is_empty() && answer.is_empty()) => basis.label().to_lowercase(),
            _ => String::new(),
        };
        let parts = [asked.as_str(), &basis, &answer, &when];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let piece = piece::Draft::field(Part::ConsentAskedOf, Some(&one.id), "Consent");
        let piece = piece.about(&self.consent_about(one)).of_others(!mine).weight(2);
        self.sheet.offer(piece.labelled(&parts.join(", ")).build());
        if by && !mine {
            self.naming(field, &one.asked_of);
        }
        let piece = piece::Draft::field(Part::ConsentNotes, Some(&one.id), "What was said");
        let piece = piece.about(&self.consent_about(one)).of_others(!mine).weight(4);
        self.prose(piece, &one.notes);
    }

    pub(super) fn reasons(&mut self) {
        let record = self.input.record;
        // Of all that a short text leaves out, why it was decided is the last.
        self.once_field(Part::DecisionReasons, "Why", &record.reasons, In::Short(1));
    }

    pub(super) fn advice(&mut self) {
        for one in &self.input.record.advice {
            self.advised(one);
        }
    }

    fn advised(&mut self, one: &Advice) {
        let when = self.when(&one.when);
        let parts = [one.who.trim(), one.role.trim(), &when];
        let label = with("Advice", &parts);
        let piece = piece::Draft::field(Part::AdviceSaid, Some(&one.id), &label);
        let words = if one.said.trim().is_empty() { "taken." } else { one.said.trim() };
        let bare = parts.iter().all(|part| part.is_empty()) && one.said.trim().is_empty();
        if !bare {
            self.prose(piece.about(&self.about(&one.about)).weight(6), words);
        }
    }

    pub(super) fn shared(&mut self) {
        let told = |one: &Disclosure| !one.to.trim().is_empty() || !one.shared.trim().is_empty();
        let shares = self.input.kind().is_some_and(OutcomeKind::shares);
        let since = |one: &Stated<'_>| matches!(one.statement.body, Body::Disclosure(_));
        let told_since = self.input.since.iter().any(since);
        if shares && !told_since && !self.input.record.disclosures.iter().any(told) {
            // A colleague would read the decision as done.
            let piece = piece::Draft::field(Part::SharedTo, None, "Shared with");
            let piece = piece.about(&self.once()).weight(1);
            self.sheet.offer(piece.labelled("nobody yet, as far as is recorded").build());
        }
        for one in &self.input.record.disclosures {
            self.disclosure(one);
        }
    }

    /// Whom it was shared with, who took the call, when, their reference, and what was agreed. What
    /// was said comes in the full text, and where it is the answer to a request.
    fn disclosure(&mut self, one: &Disclosure) {
        let whole = self.is_asked_for(&Tick::Field(one.field(Part::SharedTo)));
        let terse = if whole { Terse::No } else { self.terse };
        let reference = match one.reference.trim() {
            _ if terse >= Terse::References => String::new(),
            "" => String::new(),
            reference => format!("reference {reference}"),
        };
        let how = if self.is_full() { one.how.trim() } else { "" };
        let when = self.when(&one.when);
        let spoke_to = match one.spoke_to.trim() {
            _ if terse >= Terse::Names => String::new(),
            "" => String::new(),
            name => format!("spoke to {name}"),
        };
        let parts = [one.to.trim(), &spoke_to, &when, how, &reference];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let label = match self.is_letter(one) {
            _ if one.is_unanswered() => "Rang, no answer",
            _ if one.is_only_rung() => "Rang",
            true => "Confirmed in writing to",
            false => "Shared with",
        };
        let piece = piece::Draft::field(Part::SharedTo, Some(&one.id), label);
        let piece = piece.about(&self.about(&one.about)).weight(1);
        let left_out = terse >= Terse::References && !one.reference.trim().is_empty()
            || terse >= Terse::Names && !one.spoke_to.trim().is_empty();
        self.sheet.offer(piece.labelled(&parts.join(", ")).shortened(left_out).build());
        let what = if self.input.is_request() { In::Short(3) } else { In::Full };
        for (part, label, text, place) in [
            (Part::SharedAgreed, "Agreed", &one.agreed, In::Short(3)),
            (Part::SharedWhat, "What was shared", &one.shared, what),
            (Part::SharedHeldBack, "What was held back", &one.held_back, what),
            (Part::SharedConfirmed, "Confirmed in writing", &one.confirmed.text, In::Full),
            (Part::SharedConfirmBy, "Confirm in writing by", &one.confirm_by.text, In::Full),
        ] {
            if part == Part::SharedConfirmBy && !one.confirmed.is_blank() {
                continue;
            }
            let piece = piece::Draft::field(part, Some(&one.id), label).weight(place.weight());
            let piece = piece.about(&self.here(self.about(&one.about), place));
            self.prose(piece, text);
        }
    }

    pub(super) fn told(&mut self) {
        let record = self.input.record;
        for one in &record.told {
            self.told_one(one);
        }
        if self.is_child() {
            let label = "Why nobody of the family was told";
            self.once_field(Part::NotTold, label, &record.not_told, In::Short(6));
        }
    }

    fn told_one(&mut self, one: &Told) {
        let mine = self.who.is_some_and(|who| is_theirs(&one.who, who));
        if !self.is_child() && !mine {
            return;
        }
        let field = one.field(Part::ToldWho);
        let (called, by) = self.called(&field, &one.who);
        let called = if mine { String::new() } else { called };
        let when = self.when(&one.when);
        let about = if mine { AboutThem { is: true, why: String::new() } } else { self.once() };
        let label = match (self.is_child(), mine) {
            (true, true) => "Told the child",
            (true, false) => "Family told",
            (false, _) => "This person was told",
        };
        let what = one.what.trim();
        let said = with(label, &[&called, &when]);
        let piece = if what.is_empty() { label } else { said.as_str() };
        let piece = piece::Draft::field(Part::ToldWho, Some(&one.id), piece);
        let piece = piece.about(&about).of_others(!mine).weight(if mine { 2 } else { 3 });
        let parts: Vec<&str> =
            [called.as_str(), &when].into_iter().filter(|part| !part.is_empty()).collect();
        let bare = parts.join(", ");
        let fact = if bare.is_empty() { format!("{label}.") } else { format!("{label}: {bare}") };
        let piece = if what.is_empty() { piece } else { piece.brief(&fact) };
        self.prose(piece, if what.is_empty() { &bare } else { what });
        if by && !mine {
            self.naming(field, &one.who);
        }
    }

    pub(super) fn next(&mut self) {
        let follow = &self.input.record.follow_up;
        if self.is_child() {
            self.once_field(Part::Plan, "Next", &follow.plan, In::Short(4));
        }
        if !follow.review_on.is_blank() {
            let on = &follow.review_on;
            let day = on.valid().map_or_else(|| super::cut(&on.text, 6), |on| on.words());
            self.sheet.always(format!("Review on: {day}"));
        }
    }

    /// What follows, and what it is based on: in the full text.
    pub(super) fn rest(&mut self) {
        let record = self.input.record;
        let follow = &record.follow_up;
        let full = |making: &mut Self, part: Part, text: &str| {
            making.once_field(part, part.row().label, text, In::Full);
        };
        full(self, Part::Owner, &follow.owner);
        if !self.is_told(News::Acknowledged) {
            full(self, Part::Acknowledged, &follow.acknowledged.text);
            if follow.acknowledged.is_blank() {
                full(self, Part::AcknowledgedBy, &follow.acknowledged_by.text);
            }
        }
        full(self, Part::WouldChange, &record.would_change);
        for cited in &record.rests_on {
            let words = [&cited.label, &cited.edition, &cited.note].map(|text| text.trim());
            let words: Vec<_> = words.into_iter().filter(|text| !text.is_empty()).collect();
            let piece = piece::Draft::field(Part::CitedNote, Some(&cited.id), "Guidance read");
            let about = self.here(self.once(), In::Full);
            self.sheet.offer(piece.about(&about).labelled(&one_line(&words.join(", "))).build());
        }
        let mut lines = vec!["Answers given:".to_owned()];
        lines.extend(self.input.trail.iter().map(|(asked, answer)| format!("- {asked} {answer}")));
        if lines.len() > 1 {
            let piece = piece::Draft::new(Tick::Answers, "The answers that led to it");
            let about = self.here(self.once(), In::Full);
            self.sheet.offer(piece.about(&about).line(&lines.join("\n")).build());
        }
        if !self.input.owed.is_empty() {
            let mut lines = vec!["Still to do:".to_owned()];
            lines.extend(self.input.owed.iter().map(|owed| format!("- {}", owed.trim())));
            let piece = piece::Draft::new(Tick::StillToDo, "What is still to do");
            let piece = piece.ticked(false).why("It can name other people.");
            self.sheet.offer(piece.line(&lines.join("\n")).build());
        }
    }
}
