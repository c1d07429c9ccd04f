//! Check your answers: everything as it will be read, what is still to do, and the signature.

use egui::Ui;

use super::items::tone;
use super::{AsideView, set_aside, targets::first_field, to_do};
use crate::app::commands::screen_keys::ONWARD;
use crate::app::events::{ClinicalTextEvent, DecideEvent, Event, RecordEvent, SettingsEvent};
use crate::app::theme::{self, Token};
use crate::app::views::earlier_decisions;
use crate::app::views::text_for::text_for;
use crate::app::widgets::{
    Line as FieldLine, Tone, above_foot, apart, badge, banner, body, card, described, group,
    heading, is_tight, link, onward, onward_after, page, passage_card, primary, reading, rule,
    secondary, single_line, small, soft, status, strong, title, unless,
};
use crate::record::entries::Belongs;
use crate::record::text::{Group, Line, SectionText};
use crate::record::{Author, DecisionId, Field, Part, PassageKind, Section, ToDo};

/// What check-your-answers shows.
#[derive(Clone, Copy, Debug)]
pub struct CheckView<'a> {
    /// The decision.
    pub decision: &'a DecisionId,
    /// What was decided, in one line.
    pub headline: &'a str,
    /// The answers that led here: question, answer.
    pub trail: &'a [(String, String)],
    /// The record as it is read: the sections in which something is written.
    pub sections: &'a [SectionText],
    /// What is remarked about what is written.
    pub remarks: &'a [(Field, String)],
    /// Earlier decisions that may be about the same people.
    pub earlier: Option<earlier_decisions::EarlierView<'a>>,
    /// What is still to do.
    pub owed: &'a [ToDo],
    /// Who signs.
    pub author: &'a Author,
    /// Whether signing is under way.
    pub signing: bool,
    /// Whether it can be signed now; where not, why and what to do, in words.
    pub can_sign: Result<(), &'a str>,
    /// In whose clinical records it belongs.
    pub belongs: &'a [Belongs],
    /// How the decision differs from the outcome, where it does.
    pub departure: Option<&'a str>,
    /// When it was decided, as it is typed.
    pub decided: &'a str,
    /// Of a share: what the record does not say of it, and in which field it would.
    pub unsaid: Option<(&'a Field, &'a str)>,
    /// What was set aside.
    pub aside: AsideView<'a>,
}

/// What is edited on the page, and what was done there.
struct Page<'a> {
    /// The name under what is signed, where it is asked for.
    name: &'a mut String,
    out: &'a mut Vec<Event>,
}

/// Shows it. Where nobody has said who writes, the page asks for the name.
pub fn ui(ui: &mut Ui, view: &CheckView<'_>, name: &mut String, out: &mut Vec<Event>) {
    let mut page = Page { name, out };
    above_foot(
        ui,
        &mut page,
        |ui, page| whole(ui, view, page),
        |ui, page| foot(ui, view, page.out),
    );
}

/// Whether there is room at the foot to say why it cannot be signed; else the page says it. It is
/// said once.
fn in_foot(ui: &Ui) -> bool {
    ui.ctx().content_rect().width() > 900.0
}

/// The bar at the foot.
fn foot(ui: &mut Ui, view: &CheckView<'_>, out: &mut Vec<Event>) {
    if secondary(ui, "Back to the record", None).clicked() {
        out.push(Event::Record(RecordEvent::BackToRecord));
    }
    let tight = is_tight(ui);
    let words = |ui: &mut Ui| {
        let name = view.author.name.trim();
        match view.can_sign {
            Err(why) if in_foot(ui) => drop(status(ui, why, Token::Caution)),
            Ok(()) if !tight && !name.is_empty() => drop(small(ui, &format!("Signing as {name}"))),
            _ => {}
        }
    };
    onward_after(ui, words, |ui| {
        let ready = view.can_sign.is_ok() && !view.signing;
        // Pressed without a name, it asks for the name.
        let nameless = view.author.name.trim().is_empty() && !view.signing;
        let why = if view.signing { Some("It is being signed.") } else { view.can_sign.err() };
        unless(ui, why.filter(|_| !nameless), |ui| {
            let label = if view.signing { "Signing" } else { "Sign and save" };
            let pressed = primary(ui, label, (!tight).then_some(ONWARD.cap)).clicked();
            let by_keys = ONWARD.is_pressed(ui.ctx());
            if (pressed || by_keys) && nameless {
                ui.memory_mut(|memory| memory.request_focus(name_field(view)));
            } else if (pressed || by_keys) && ready {
                out.push(Event::Record(RecordEvent::Sign));
            }
        });
    });
}

fn whole(ui: &mut Ui, view: &CheckView<'_>, state: &mut Page<'_>) {
    page(
        ui,
        ("check", view.decision.as_str()),
        state,
        |ui, Page { out, .. }| {
            small(ui, "Check before you sign");
            let title = title(ui, view.headline);
            described(ui, &title, "Check before you sign.");
            if let Some(departure) = view.departure {
                banner(ui, Tone::Caution, |ui| {
                    strong(ui, "You decided differently from the outcome");
                    reading(ui, departure);
                });
            }
            if let Some((field, unsaid)) = view.unsaid {
                banner(ui, Tone::Caution, |ui| {
                    strong(ui, &format!("You decided to share, but {unsaid}"));
                    ui.horizontal_wrapped(|ui| {
                        body(ui, "You can sign it like this. Once you have told somebody, add that to the decision.");
                        if link(ui, "Write it now", None).clicked() {
                            out.push(Event::Record(RecordEvent::Jump(field.clone())));
                        }
                    });
                });
            }
            trail(ui, view, out);
            let text = |section| view.sections.iter().find(|text| text.section == section);
            for text in Section::ALL.into_iter().filter_map(text) {
                written(ui, view, text, out);
            }
            // Most decisions answer no request: nothing is missing there.
            let blank =
                |section: &Section| text(*section).is_none() && *section != Section::Request;
            not_filled_in(ui, view, Section::ALL.into_iter().filter(blank), out);
            if !view.aside.asides.is_empty() {
                ui.add_space(theme::spaces().l);
                head(ui, "Set aside", |_| {});
                set_aside::all(ui, view.decision, &view.aside, out);
            }
        },
        |ui, Page { name, out }| {
            if let Some(view) = &view.earlier {
                earlier_decisions::ui(ui, view, out);
            }
            heading(ui, "Still to do");
            to_do::list(ui, view.decision, view.owed, out);
            ui.add_space(theme::spaces().l);
            signature(ui, view, name, out);
            ui.add_space(theme::spaces().l);
            heading(ui, "The clinical record");
            if let Some(pressed) = text_for(ui, view.belongs) {
                out.push(Event::ClinicalText(ClinicalTextEvent::Open(pressed.of().cloned())));
            }
        },
    );
}

fn trail(ui: &mut Ui, view: &CheckView<'_>, out: &mut Vec<Event>) {
    if view.trail.is_empty() {
        return;
    }
    ui.add_space(theme::spaces().l);
    head(ui, "How you reached it", |ui| {
        if link(ui, "Change", Some("Change: how you reached it")).clicked() {
            out.push(Event::Decide(DecideEvent::ShowOutcome));
        }
    });
    for (question, answer) in view.trail {
        pair(ui, question, answer);
    }
}

fn section_head(ui: &mut Ui, view: &CheckView<'_>, section: Section, out: &mut Vec<Event>) {
    ui.add_space(theme::spaces().l);
    let id = egui::Id::unique((view.decision.as_str(), "change", section));
    head(ui, section.label(), |ui| {
        let name = format!("Change: {}", section.label());
        if apart(ui, id, |ui| link(ui, "Change", Some(&name))).clicked() {
            let field = first_written(view, section).unwrap_or_else(|| first_field(section));
            out.push(Event::Record(RecordEvent::Jump(field)));
        }
    });
}

/// The sections in which nothing is written, on one line, each with the way to it.
fn not_filled_in(
    ui: &mut Ui,
    view: &CheckView<'_>,
    sections: impl Iterator<Item = Section>,
    out: &mut Vec<Event>,
) {
    let mut sections = sections.peekable();
    if sections.peek().is_none() {
        return;
    }
    ui.add_space(theme::spaces().l);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = theme::spaces().s;
        soft(ui, "Not filled in:");
        for section in sections {
            let id = egui::Id::unique((view.decision.as_str(), "change", section));
            let name = format!("Change: {}", section.label());
            if apart(ui, id, |ui| link(ui, section.label(), Some(&name))).clicked() {
                out.push(Event::Record(RecordEvent::Jump(first_field(section))));
            }
        }
    });
}

/// The first field of a section that holds something.
fn first_written(view: &CheckView<'_>, section: Section) -> Option<Field> {
    let text = view.sections.iter().find(|text| text.section == section)?;
    Some(text.groups.first()?.lines.first()?.field.clone())
}

/// A heading, what can be done about it at its right, and a line below.
fn head(ui: &mut Ui, text: &str, action: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        heading(ui, text);
        onward(ui, action);
    });
    rule(ui);
}

fn written(ui: &mut Ui, view: &CheckView<'_>, text: &SectionText, out: &mut Vec<Event>) {
    section_head(ui, view, text.section, out);
    for (at, lines) in text.groups.iter().enumerate() {
        if at > 0 {
            ui.add_space(theme::spaces().xs);
        }
        let passage = lines.lines.iter().any(|line| line.field.part == Part::PassageText);
        let kind = PassageKind::ALL.into_iter().find(|kind| passage && kind.label() == lines.title);
        if let Some(kind) = kind {
            quoted(ui, view, kind, lines);
        } else if lines.title.is_empty() {
            lines.lines.iter().for_each(|line| read(ui, view, line));
        } else {
            let id = egui::Id::unique((view.decision.as_str(), "read", text.section, at));
            group(ui, id, &lines.title, |ui| {
                card(ui, |ui| {
                    strong(ui, &lines.title);
                    lines.lines.iter().for_each(|line| read(ui, view, line));
                    missing(ui, view, lines);
                });
            });
        }
    }
}

/// A line of the record, and what is remarked about it.
fn read(ui: &mut Ui, view: &CheckView<'_>, line: &Line) {
    pair(ui, line.label, &line.text);
    remarked(ui, view, line);
}

fn remarked(ui: &mut Ui, view: &CheckView<'_>, line: &Line) {
    for (_, words) in view.remarks.iter().filter(|(field, _)| *field == line.field) {
        status(ui, words, Token::Caution);
    }
}

/// What is remarked about a part because something is not said in it: nothing stands there.
fn missing(ui: &mut Ui, view: &CheckView<'_>, lines: &Group) {
    let Some(item) = lines.lines.first().and_then(|line| line.field.item.as_ref()) else { return };
    let blank = |field: &Field| lines.lines.iter().all(|line| line.field != *field);
    let of_it = view.remarks.iter().filter(|(field, _)| field.item.as_ref() == Some(item));
    for (_, words) in of_it.filter(|(field, _)| blank(field)) {
        status(ui, words, Token::Caution);
    }
}

/// A passage as the record shows it: its kind, when and from whom, the words.
fn quoted(ui: &mut Ui, view: &CheckView<'_>, kind: PassageKind, lines: &Group) {
    passage_card(ui, tone(kind), |ui| {
        ui.horizontal_wrapped(|ui| {
            badge(ui, tone(kind), kind.label());
            let origin: Vec<&str> = lines
                .lines
                .iter()
                .filter(|line| line.field.part != Part::PassageText)
                .map(|line: &Line| line.text.as_str())
                .collect();
            small(ui, &origin.join(", "));
        });
        for line in lines.lines.iter().filter(|line| line.field.part == Part::PassageText) {
            reading(ui, &line.text);
        }
        lines.lines.iter().for_each(|line| remarked(ui, view, line));
        missing(ui, view, lines);
    });
}

/// A label and what was written: beside each other where the width allows.
fn pair(ui: &mut Ui, label: &str, text: &str) {
    const LABEL: f32 = 200.0;
    if ui.available_width() < 2.2 * LABEL {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            small(ui, label);
            body(ui, text);
        });
        return;
    }
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(LABEL);
            soft(ui, label);
        });
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            body(ui, text);
        });
    });
}

/// The field that asks who signs.
fn name_field(view: &CheckView<'_>) -> egui::Id {
    egui::Id::unique((view.decision.as_str(), "your name"))
}

fn signature(ui: &mut Ui, view: &CheckView<'_>, name: &mut String, out: &mut Vec<Event>) {
    heading(ui, "Sign");
    ui.horizontal_wrapped(|ui| {
        let decided = view.decided.trim();
        let decided = if decided.is_empty() { "no time written" } else { decided };
        body(ui, &format!("Decided: {decided}"));
        if link(ui, "Change", Some("Change: when you decided")).clicked() {
            out.push(Event::Record(RecordEvent::Jump(Field::once(Part::Decided))));
        }
    });
    // The field stays while it is written in.
    let field = name_field(view);
    if view.author.name.trim().is_empty() || ui.memory(|memory| memory.has_focus(field)) {
        let line = FieldLine {
            label: "Your name",
            hint: "It appears under what you sign, and is kept in Settings.",
            ..FieldLine::default()
        };
        if single_line(ui, field, line, name).changed() {
            out.push(Event::Settings(SettingsEvent::Edited));
        }
    } else {
        body(ui, &format!("Signing as {}", author(view.author)));
        if link(ui, "Not you?", None).clicked() {
            out.push(Event::Record(RecordEvent::NotMe));
        }
    }
    small(ui, "A signature here says who wrote this. It is not a login.");
    // It stands at the foot of the page: nobody signs it without having been told.
    if !view.aside.asides.is_empty() {
        let titles: Vec<&str> = view.aside.asides.iter().map(|one| one.title.as_str()).collect();
        let words =
            format!("Set aside and signed with it, unless left out: {}.", titles.join(", "));
        status(ui, &words, Token::Caution);
    }
    if let Err(why) = view.can_sign.as_ref()
        && !in_foot(ui)
    {
        status(ui, why, Token::Caution);
    }
    if view.signing {
        status(ui, "Writing the statement and reading it back.", Token::Soft);
    }
}

/// "Dr Test Example, GP partner, GMC 1234567": only what is there.
fn author(author: &Author) -> String {
    let gmc = match author.gmc.text.trim() {
        "" => String::new(),
        number => format!("GMC {number}"),
    };
    [author.name.trim(), author.role.trim(), &gmc]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}
