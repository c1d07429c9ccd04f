//! A request, in the text for a clinical record: who asked and how, what for, what was checked.

use super::{Field, In, Making, Part, by_relation, one_line};

impl Making<'_> {
    /// Who asked, what for and why, and whether it was checked who they are and that they may.
    pub(super) fn request(&mut self) {
        let request = &self.input.record.request;
        let field = Field::once(Part::RequestWho);
        let (called, by) = self.asker(&field, &request.who);
        let once = |making: &mut Self, part: Part, text: &str, weight| {
            making.once_field(part, part.row().label, text, In::Short(weight));
        };
        once(self, Part::RequestWho, &called, 2);
        if by {
            self.naming(field, &request.who);
        }
        once(self, Part::RequestReceived, &request.received.text, 6);
        once(self, Part::RequestChannel, &request.channel, 6);
        once(self, Part::RequestReplyBy, &request.reply_by.text, 6);
        once(self, Part::RequestPurpose, &request.purpose, 3);
        self.identity(&request.identity);
        self.authority();
        once(self, Part::RequestLaw, &request.law, 4);
    }

    /// Who asks is a professional or an agency, and named, unless the answers or the record say
    /// that it is somebody private. Whether it is by relation then.
    fn asker(&self, field: &Field, typed: &str) -> (String, bool) {
        let record = self.record();
        let relation = by_relation(record, self.who, typed);
        let private = self.input.answer("asker") == Some("family")
            || record.others.iter().any(|one| {
                let name = one.name.trim();
                !name.is_empty() && typed.contains(name)
            });
        // "Caller" says of nobody who they are.
        if private && relation.is_some_and(|relation| relation != "caller") {
            self.called(field, typed)
        } else {
            (typed.trim().to_owned(), false)
        }
    }

    /// Whether it was checked who asks, by the answer, with how in the words that were typed.
    fn identity(&mut self, typed: &str) {
        let label = match self.input.answer("identity") {
            _ if says_so_itself(typed) => "Identity",
            Some("yes") => "Identity checked",
            Some("no") => "Identity not checked yet",
            Some("cannot") => "Identity could not be checked",
            _ => Part::RequestIdentity.row().label,
        };
        if !typed.trim().is_empty() {
            self.once_field(Part::RequestIdentity, label, typed, In::Short(2));
        } else if self.input.answer("identity").is_some() {
            self.sheet.always(format!("{label}."));
        }
    }

    /// Whether they may ask, as it was answered.
    fn authority(&mut self) {
        let input = self.input;
        match input.answer("order") {
            Some("yes") => {
                self.sheet.always("Order or legal power: genuine, and says what it covers.");
            }
            Some("no") => self.sheet.always("No order or legal power."),
            Some("letter") => self.sheet.always("A letter, with no order."),
            Some("unsure") => self.sheet.always("Not known yet whether there is a genuine order."),
            _ => {}
        }
        match (input.answer("purpose"), input.answer("identity")) {
            (Some("yes"), _) => self.sheet.always("Request valid: yes, and its purpose is known."),
            (Some("no"), _) => self.sheet.always("Request valid: not known yet."),
            (None, Some("no" | "cannot")) => self.sheet.always("Request valid: not checked yet."),
            _ => {}
        }
    }
}

/// Whether what was typed of a check says that there was none.
fn says_so_itself(typed: &str) -> bool {
    let typed = one_line(typed).to_lowercase();
    ["not checked", "not yet", "could not", "unchecked"].iter().any(|words| typed.contains(words))
}
