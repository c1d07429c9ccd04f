//! The text for the record of somebody in whose record a decision does not belong: that it was
//! entered in error, and nothing of what it says. It may be another patient's story.

use super::{Making, piece, time};
use crate::record::{OutOfView, WhyInError};
use crate::report::sheet::Tick;

impl Making<'_> {
    pub(super) fn in_error(&mut self, error: &OutOfView) {
        let not_online = piece::Draft::new(Tick::NotOnline, "“Do not show in online access”");
        self.sheet.offer(not_online.line("Do not show in online access.").build());
        let signed = time::moment(&error.written);
        let what = if error.disposed { "disposed of" } else { "entered in error" };
        self.sheet.always(format!("Child safeguarding, {what}: {signed}"));
        self.whose();
        let why = match error.why {
            Some(WhyInError::WrongPatient) => "in error: it is about another patient",
            Some(WhyInError::Twice) => "twice",
            _ => "in error",
        };
        let decided = self.decided_at();
        self.sheet.always(if error.disposed {
            format!("What was noted here of {decided} is no longer kept in the Justified register.")
        } else {
            format!(
                "What was noted here of {decided} was entered {why}. It is not to be used. \
                 Whoever keeps this record takes it out as the practice does."
            )
        });
        let own = piece::Draft::new(Tick::Since(error.statement.clone()), "Why, in your own words");
        let own = own.ticked(false).why("It can name the other patient.");
        self.sheet.offer(own.labelled(&error.reason).build());
        self.sheet.always(format!("By: {}, signed {signed}", error.by.trim()));
        self.sheet.always(format!("Reference: {}", self.input.reference.as_str()));
    }
}
