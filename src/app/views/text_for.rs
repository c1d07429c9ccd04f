//! "Text for the record of …": to the text for each person in whose clinical record it
//! belongs, which is looked at before it is copied.

use egui::Ui;

use crate::app::widgets::{secondary, secondary_for, small};
use crate::record::ItemId;
use crate::record::entries::Belongs;

/// Whom a text is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextFor<'a> {
    /// Nobody is named yet: the whole text.
    Whole,
    /// This person.
    One(&'a Belongs),
}

impl<'a> TextFor<'a> {
    /// The person within the record.
    pub fn of(&self) -> Option<&'a ItemId> {
        match self {
            Self::Whole => None,
            Self::One(who) => Some(&who.of),
        }
    }
}

/// Shows the choices; gives the one that was pressed.
pub fn text_for<'a>(ui: &mut Ui, people: &'a [Belongs]) -> Option<TextFor<'a>> {
    const WHOLE: &str = "Text for the clinical record";
    match people {
        [] => secondary(ui, WHOLE, None).clicked().then_some(TextFor::Whole),
        [one] if one.name.trim().is_empty() => {
            secondary(ui, WHOLE, None).clicked().then_some(TextFor::One(one))
        }
        [one] => {
            let words = format!("Text for the record of {}", one.words());
            secondary(ui, &words, None).clicked().then_some(TextFor::One(one))
        }
        people => {
            let mut pressed = None;
            ui.vertical(|ui| {
                small(ui, "Text for the record of:");
                ui.horizontal_wrapped(|ui| {
                    for one in people {
                        let words = one.words();
                        let name = format!("Text for the record of {words}");
                        if secondary_for(ui, &words, &name).clicked() {
                            pressed = Some(TextFor::One(one));
                        }
                    }
                });
                small(ui, "You see each text, and can change what goes in, before it is copied.");
            });
            pressed
        }
    }
}
