//! The calls that are noted in the record in hand: what came of each, and the way back.

use egui::Ui;

use crate::app::events::{DecideEvent, Event, RecordEvent};
use crate::app::session::whom_to_ring::Rung;
use crate::app::theme::Token;
use crate::app::widgets::{link, status};
use crate::record::Answered;

/// Each call on a line; one press says that nobody answered, one takes the last press back.
pub fn rung(ui: &mut Ui, calls: &[Rung], out: &mut Vec<Event>) {
    for call in calls {
        let (words, item) = (&call.words, &call.item);
        ui.horizontal_wrapped(|ui| {
            if call.unanswered {
                status(ui, &format!("Rang {words}: no answer"), Token::Caution);
            } else {
                status(ui, &format!("Rang {words}"), Token::Good);
            }
            let answered = |answered| Event::Decide(DecideEvent::Answered(item.clone(), answered));
            let no_answer = format!("No answer: rang {words}");
            if call.tells && !call.unanswered && link(ui, "No answer", Some(&no_answer)).clicked() {
                out.push(answered(Some(Answered::NoAnswer)));
            }
            let (name, back) = if call.unanswered {
                (format!("Undo: no answer, rang {words}"), answered(None))
            } else {
                let remove = Event::Record(RecordEvent::Remove(item.clone()));
                (format!("Undo: rang {words}"), remove)
            };
            if link(ui, "Undo", Some(&name)).clicked() {
                out.push(back);
            }
        });
    }
}
