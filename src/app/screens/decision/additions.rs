//! What is added to a signed decision: the choice of what, the fields that can be corrected,
//! and a short form for each kind.

use egui::{Id, Ui};

use super::{DecisionView, Grab, sign_ui};
use crate::app::events::{DecisionsEvent, Event, FootPanel};
use crate::app::widgets::{
    self, Line, Tone, abreast, answer_line, card, chips, disclosure, group, link, multi_line,
    secondary, segments, single_line, time_line, words_line,
};
use crate::base::dates::Looks;
use crate::guidance::retention::retention;
use crate::record::corrected::Correctable;
use crate::record::plausibility::tidy_day;
use crate::record::remarks::date;
use crate::record::typed::DayTime;
use crate::record::{Addition, AdditionForm, AdditionKind, AdditionTime, Typed, WhyInError};

/// What is said in each form of something that is added.
pub(super) const BELOW: &str =
    "What was signed stays as it is. This is below it, with today’s date.";

/// The choice of what to add, or of the field to correct.
pub fn choose(ui: &mut Ui, view: &DecisionView<'_>, foot_panel: FootPanel, out: &mut Vec<Event>) {
    let mut say = |event| out.push(Event::Decisions(event));
    let id = &view.file.id;
    card(ui, |ui| match foot_panel {
        FootPanel::Kind => {
            widgets::part(ui, "What do you want to add?");
            widgets::small(ui, "What was signed stays as it is. What you add is below it.");
            ui.horizontal_wrapped(|ui| {
                if secondary(ui, "Add a note", None).clicked() {
                    say(DecisionsEvent::BeginNote(id.clone()));
                }
                let out_of_view = view.file.out_of_view().is_some();
                for kind in AdditionKind::ALL {
                    let back = *kind == AdditionKind::EnteredInError && out_of_view;
                    let label = if back { PUT_BACK } else { kind.title() };
                    if secondary(ui, label, None).clicked() {
                        say(match kind {
                            AdditionKind::Correction => {
                                DecisionsEvent::ShowAtFoot(Some(FootPanel::Field { blank: false }))
                            }
                            kind => DecisionsEvent::BeginAddition(id.clone(), *kind),
                        });
                    }
                }
            });
            if link(ui, "Cancel", None).clicked() {
                say(DecisionsEvent::ShowAtFoot(None));
            }
        }
        // These are asked elsewhere.
        FootPanel::Page | FootPanel::Sure => {}
        FootPanel::Field { blank } => {
            widgets::part(ui, "Which field do you want to correct?");
            widgets::small(ui, "What it says now is kept, and shown next to the correction.");
            let is_blank = |one: &&Correctable| one.reads.trim().is_empty();
            for one in view.shown.offers.fields.iter().filter(|one| !is_blank(one)) {
                field(ui, one, &mut say, id);
            }
            if disclosure(ui, "Fields that are blank", blank).clicked() {
                say(DecisionsEvent::ShowAtFoot(Some(FootPanel::Field { blank: !blank })));
            }
            if blank {
                for one in view.shown.offers.fields.iter().filter(is_blank) {
                    field(ui, one, &mut say, id);
                }
            }
            if link(ui, "Cancel", None).clicked() {
                say(DecisionsEvent::ShowAtFoot(None));
            }
        }
    });
}

fn field(
    ui: &mut Ui,
    one: &Correctable,
    say: &mut impl FnMut(DecisionsEvent),
    id: &crate::record::DecisionId,
) {
    let reads = if one.reads.trim().is_empty() { "Nothing" } else { one.reads.as_str() };
    answer_line(ui, &one.label, reads, |ui| {
        if link(ui, "Correct", Some(&format!("Correct: {}", one.label))).clicked() {
            say(DecisionsEvent::Correct(id.clone(), one.field.clone()));
        }
    });
}

/// What is added to a decision that was entered in error, and was not.
const PUT_BACK: &str = "Put this decision back";

/// The form of what is being written.
pub fn form(ui: &mut Ui, view: &DecisionView<'_>, addition: &mut Addition, out: &mut Vec<Event>) {
    // Named, so that who hears its first field hears of what.
    let id = Id::unique(("later", view.file.id.as_str()));
    let title = match addition {
        Addition::EnteredInError(one) if one.back => PUT_BACK,
        _ => addition.kind().title(),
    };
    group(ui, id, title, |ui| {
        card(ui, |ui| {
            widgets::heading(ui, title);
            // What is disposed of does not stay as it is.
            if addition.kind() != AdditionKind::Disposal {
                widgets::small(ui, BELOW);
            }
            ui.add_space(4.0);
            let mut form = AdditionFields {
                ui,
                id: view.file.id.as_str(),
                changed: false,
                now: None,
                grab: view.grab == Some(Grab::Form),
                grab_when: view.grab == Some(Grab::When),
                // What has no time is begun with its words: what it answers is known by then.
                grab_words: view.grab == Some(Grab::When)
                    && addition.time_mut(AdditionTime::When).is_none(),
            };
            addition.ask(&mut form, &view.shown.offers);
            if let Addition::EnteredInError(one) = &*addition
                && !one.back
                && one.why.is_none_or(WhyInError::is_to_be_put_right)
            {
                to_put_right(form.ui, view);
            }
            let (edited, now) = (form.changed, form.now);
            if matches!(addition, Addition::EnteredInError(_) | Addition::Disposal(_)) {
                widgets::small(ui, &retention(view.quoting.nation));
            }
            if let Some(time) = now {
                out.push(Event::Decisions(DecisionsEvent::AdditionTimeNow(time)));
            } else if edited {
                out.push(Event::Decisions(DecisionsEvent::AdditionEdited));
            }
            sign_ui(ui, view, addition.lacks(), addition.asked_again(), out);
        })
    });
}

/// Who knows of what was entered in error, and where it was entered: no statement here takes that
/// back.
fn to_put_right(ui: &mut Ui, view: &DecisionView<'_>) {
    let what = &view.shown.offers.to_put_right;
    if what.is_empty() {
        return;
    }
    widgets::banner(ui, Tone::Caution, |ui| {
        widgets::strong(ui, "What this does not put right");
        for one in what {
            widgets::body(ui, &format!("·  {one}"));
        }
    });
}

#[expect(clippy::struct_excessive_bools, reason = "each is asked of one field")]
struct AdditionFields<'u> {
    ui: &'u mut Ui,
    /// The decision, so that undo never brings back another patient’s text.
    id: &'u str,
    changed: bool,
    now: Option<AdditionTime>,
    /// Put the keyboard into the first field.
    grab: bool,
    /// Put the keyboard on when it happened.
    grab_when: bool,
    /// Put the keyboard into the first words to be written.
    grab_words: bool,
}

impl AdditionFields<'_> {
    /// Whether the field that comes now is the first and gets the keyboard.
    fn first(&mut self) -> bool {
        std::mem::take(&mut self.grab)
    }

    fn id(&self, label: &str) -> Id {
        Id::unique(("later", self.id, label))
    }

    fn around<'w>(&mut self, label: &'w str, hint: &'w str) -> (Id, Line<'w>) {
        (self.id(label), Line { label, hint, grab: self.first(), ..Line::default() })
    }
}

impl AdditionForm for AdditionFields<'_> {
    fn line(&mut self, label: &str, hint: &str, text: &mut String) {
        let (id, line) = self.around(label, hint);
        self.changed |= single_line(self.ui, id, line, text).changed();
    }

    fn two_lines(&mut self, one: (&str, &mut String), other: (&str, &mut String)) {
        let (first, second) = (self.around(one.0, ""), self.around(other.0, ""));
        let (one, other) = (one.1, other.1);
        let mut changed = false;
        abreast(self.ui, |ui, at| {
            let ((id, line), text) = match at {
                0 => (first, &mut *one),
                _ => (second, &mut *other),
            };
            changed |= single_line(ui, id, line, text).changed();
        });
        self.changed |= changed;
    }

    fn words(&mut self, label: &str, hint: &str, text: &mut String) {
        let (id, line) = self.around(label, hint);
        self.changed |= words_line(self.ui, id, line, text).changed();
    }

    fn lines(&mut self, label: &str, hint: &str, text: &mut String) {
        let (id, line) = self.around(label, hint);
        let grab = line.grab || std::mem::take(&mut self.grab_words);
        let line = Line { grab, ..line };
        self.changed |= multi_line(self.ui, id, line, 2, text).changed();
    }

    fn time(&mut self, label: &str, time: AdditionTime, typed: &mut Typed<DayTime>) {
        let remark = date(typed);
        let (id, line) = self.around(label, "");
        let grab = line.grab || (self.grab_when && time == AdditionTime::When);
        let tidy = Some(tidy_day(Looks::Back));
        let line = Line { remark: remark.as_deref(), grab, tidy, ..line };
        let now = format!("Now: {label}");
        let (response, pressed) = time_line(self.ui, id, line, &now, &mut typed.text);
        self.changed |= response.changed();
        if pressed {
            self.now = Some(time);
        }
    }

    fn due(&mut self, label: &str, hint: &str, typed: &mut Typed<DayTime>) {
        let remark = date(typed);
        let (id, line) = self.around(label, hint);
        let tidy = Some(tidy_day(Looks::Ahead));
        let line = Line { remark: remark.as_deref(), tidy, ..line };
        self.changed |= single_line(self.ui, id, line, &mut typed.text).changed();
    }

    fn day(&mut self, label: &str, looks: Looks, text: &mut String) {
        let remark = date(&Typed::<DayTime>::new(text.clone()));
        let (id, line) = self.around(label, "");
        let line = Line { remark: remark.as_deref(), tidy: Some(tidy_day(looks)), ..line };
        self.changed |= single_line(self.ui, id, line, text).changed();
        if line.grab {
            // What is typed takes the place of what it says now.
            widgets::select_all(self.ui.ctx(), id, text);
        }
    }

    fn one_of(&mut self, label: &str, hint: &str, all: &[&str], chosen: &mut Option<usize>) {
        let all: Vec<(usize, &str)> = all.iter().copied().enumerate().collect();
        let (id, line) = self.around(label, hint);
        self.changed |= segments(self.ui, id, line, &all, chosen).changed;
    }

    fn several(&mut self, label: &str, all: &[&str], chosen: &mut Vec<usize>) {
        let all: Vec<(usize, &str)> = all.iter().copied().enumerate().collect();
        let (id, line) = self.around(label, "");
        self.changed |= chips(self.ui, id, line, &all, chosen).changed;
    }

    fn reads(&mut self, what: &str, label: &str, text: &str) {
        widgets::subheading(self.ui, what);
        widgets::small(self.ui, label);
        widgets::reading(self.ui, text);
    }
}
