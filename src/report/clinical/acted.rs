//! What was decided and done – consent, reasons, advice, sharing – in the text for a clinical record.

use super::{
    AboutThem, Advice, Consent, ConsentAnswer, Disclosure, Field, Item, Making, Part, Tick, Told,
    cut, is_theirs, piece, time, with,
};

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
        let why = &record.consent_not_asked;
        if record.consent.is_empty() && !why.trim().is_empty() {
            self.sheet.always("Consent: not asked.");
        }
        self.once_field(Part::ConsentNotAsked, "Consent was not asked because", why);
        self.once_field(Part::RequestLaw, "Order or law", &record.request.law);
    }

    pub(super) fn asked(&mut self, one: &Consent) {
        let field = one.field(Part::ConsentAskedOf);
        let mine = self.who.is_some_and(|who| is_theirs(&one.asked_of, who));
        if !self.is_child() && !mine {
            return;
        }
        let (called, by) = self.called(&field, &one.asked_of);
        let asked = match called.as_str() {
            "" => "asked".to_owned(),
            _ if mine && !self.is_child() => "asked".to_owned(),
            called => format!("asked of {called}"),
        };
        let answer = one.answer.map_or("", ConsentAnswer::label).to_lowercase();
        let when = self.when(&one.when);
        let parts = [asked.as_str(), &answer, &when];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let about = if mine { AboutThem { is: true, why: String::new() } } else { self.once() };
        let piece = piece::Draft::field(Part::ConsentAskedOf, Some(&one.id), "Consent");
        self.sheet
            .offer(piece.about(&about).weight(4).labelled(&cut(&parts.join(", "), 24)).build());
        if by && !mine {
            self.naming(field, &one.asked_of);
        }
        if self.is_full() {
            let piece = piece::Draft::field(Part::ConsentNotes, Some(&one.id), "What was said");
            let about = if mine { AboutThem { is: true, why: String::new() } } else { self.once() };
            self.sheet.offer(piece.about(&about).labelled(one.notes.trim()).build());
        }
    }

    pub(super) fn reasons(&mut self) {
        let record = self.input.record;
        self.once_field(Part::DecisionReasons, "Why", &record.reasons);
        if !self.is_full() {
            return;
        }
        let mut lines = vec!["Answers given:".to_owned()];
        lines.extend(self.input.trail.iter().map(|(asked, answer)| format!("- {asked} {answer}")));
        if lines.len() > 1 {
            let piece = piece::Draft::new(Tick::Answers, "The answers that led to it");
            self.sheet.offer(piece.about(&self.once()).line(&lines.join("\n")).build());
        }
    }

    pub(super) fn request(&mut self) {
        if !self.is_full() {
            return;
        }
        let request = &self.input.record.request;
        let field = Field::once(Part::RequestWho);
        let (called, by) = self.called(&field, &request.who);
        self.once_field(Part::RequestWho, "Request from", &called);
        if by {
            self.naming(field, &request.who);
        }
        for (part, label, text) in [
            (Part::RequestReceived, "Request received", &request.received.text),
            (Part::RequestChannel, "By what channel", &request.channel),
            (Part::RequestIdentity, "How identity was checked", &request.identity),
            (Part::RequestPurpose, "What they asked for", &request.purpose),
        ] {
            self.once_field(part, label, text);
        }
    }

    pub(super) fn advice(&mut self) {
        if !self.is_full() {
            return;
        }
        for one in &self.input.record.advice {
            self.advised(one);
        }
    }

    pub(super) fn advised(&mut self, one: &Advice) {
        let parts = [one.who.trim(), one.role.trim(), one.when.text.trim()];
        let label = with("Advice", &parts);
        let piece = piece::Draft::field(Part::AdviceSaid, Some(&one.id), &label);
        let words = if one.said.trim().is_empty() { "taken." } else { one.said.trim() };
        let bare = parts.iter().all(|part| part.is_empty()) && one.said.trim().is_empty();
        if !bare {
            self.sheet.offer(piece.about(&self.about(&one.about)).labelled(words).build());
        }
    }

    pub(super) fn shared(&mut self) {
        for one in &self.input.record.disclosures {
            self.disclosure(one);
        }
    }

    /// Whom it was shared with, who took the call, when, their reference, and what was agreed. What
    /// was said comes in the full text.
    pub(super) fn disclosure(&mut self, one: &Disclosure) {
        let reference = match one.reference.trim() {
            "" => String::new(),
            reference => format!("reference {}", cut(reference, 6)),
        };
        let how = if self.is_full() { one.how.trim() } else { "" };
        let (to, when) = (cut(&one.to, 14), self.when(&one.when));
        let spoke_to = match one.spoke_to.trim() {
            "" => String::new(),
            name => format!("spoke to {}", cut(name, 8)),
        };
        let parts = [to.as_str(), &spoke_to, &when, how, &reference];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let label = if one.is_unanswered() { "Rang, no answer" } else { "Shared with" };
        let piece = piece::Draft::field(Part::SharedTo, Some(&one.id), label);
        let about = self.about(&one.about);
        let is = about.is;
        self.sheet.offer(piece.about(&about).weight(1).labelled(&parts.join(", ")).build());
        let agreed =
            if self.is_full() { one.agreed.trim().to_owned() } else { cut(&one.agreed, 24) };
        let piece = piece::Draft::field(Part::SharedAgreed, Some(&one.id), "Agreed");
        let about = AboutThem { is, ..self.about(&one.about) };
        self.sheet.offer(piece.about(&about).weight(2).labelled(&agreed).build());
        if !self.is_full() {
            return;
        }
        for (part, label, text) in [
            (Part::SharedWhat, "What was shared", &one.shared),
            (Part::SharedHeldBack, "What was held back", &one.held_back),
            (Part::SharedConfirmed, "Confirmed in writing", &one.confirmed.text),
        ] {
            let piece = piece::Draft::field(part, Some(&one.id), label);
            let about = AboutThem { is, ..self.about(&one.about) };
            self.sheet.offer(piece.about(&about).labelled(text.trim()).build());
        }
    }

    pub(super) fn told(&mut self) {
        let record = self.input.record;
        for one in &record.told {
            self.told_one(one);
        }
        if self.is_child() && self.is_full() {
            self.once_field(Part::NotTold, "Why nobody of the family was told", &record.not_told);
        }
    }

    pub(super) fn told_one(&mut self, one: &Told) {
        let mine = self.who.is_some_and(|who| is_theirs(&one.who, who));
        if !self.is_child() && !mine {
            return;
        }
        let field = one.field(Part::ToldWho);
        let (called, by) = self.called(&field, &one.who);
        let called = if mine && !self.is_child() { String::new() } else { cut(&called, 8) };
        let when = self.when(&one.when);
        let parts = [called.as_str(), &when];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let about = || if mine { AboutThem { is: true, why: String::new() } } else { self.once() };
        let (first, second) = (about(), about());
        let label = if self.is_child() { "Family told" } else { "This person was told" };
        let piece = piece::Draft::field(Part::ToldWho, Some(&one.id), label);
        self.sheet.offer(piece.about(&first).weight(5).labelled(&parts.join(", ")).build());
        if by && !mine {
            self.naming(field, &one.who);
        }
        if self.is_full() {
            let piece = piece::Draft::field(Part::ToldWhat, Some(&one.id), "What was said");
            self.sheet.offer(piece.about(&second).labelled(one.what.trim()).build());
        }
    }

    pub(super) fn next(&mut self) {
        let record = self.input.record;
        let follow = &record.follow_up;
        if self.is_child() {
            self.once_field(Part::Plan, "Next", &follow.plan);
        }
        if !follow.review_on.is_blank() {
            let on = &follow.review_on;
            let day = on.valid().map_or_else(|| cut(&on.text, 6), |day| time::day(day.0));
            self.sheet.always(format!("Review on: {day}"));
        }
        if !(self.is_child() && self.is_full()) {
            return;
        }
        self.once_field(Part::Owner, "Who follows it up", &follow.owner);
        self.once_field(Part::Acknowledged, "Referral acknowledged", &follow.acknowledged.text);
        self.once_field(Part::WouldChange, "What would change the decision", &record.would_change);
        for cited in &record.rests_on {
            let words = [&cited.label, &cited.edition, &cited.note].map(|text| text.trim());
            let words: Vec<_> = words.into_iter().filter(|text| !text.is_empty()).collect();
            let piece = piece::Draft::field(Part::CitedNote, Some(&cited.id), "Guidance read");
            self.sheet.offer(piece.about(&self.once()).labelled(&words.join(", ")).build());
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
