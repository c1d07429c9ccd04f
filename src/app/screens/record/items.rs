//! The fields of what can stand several times: people, passages, consent, advice, shares.

use egui::Ui;

use super::form::Form;
use super::rows;
use crate::app::theme;
use crate::app::widgets::{Run, Tone, badge, marked, passage_card, quote, small, strong_small};
use crate::record::{
    Child, GuidanceCited, GuidanceSource, Holder as _, Item as _, Part, Passage, PassageKind,
};

pub(super) fn child(form: &mut Form<'_>, ui: &mut Ui, child: &mut Child) {
    for row in rows::CHILD {
        // A child who is not born yet is asked for none of this; what was typed stays in sight.
        let unborn = child.is_unborn();
        let is_in_sight = |part| !child.is_blank(part);
        let (born, due) = (is_in_sight(Part::ChildBorn), is_in_sight(Part::ChildDue));
        let (number, there) = (is_in_sight(Part::ChildNhs), is_in_sight(Part::ChildWhereabouts));
        form.row(ui, child, *row, |part| match part {
            Part::ChildDue => (unborn || due).then(|| part.into()),
            Part::ChildBorn if unborn => {
                born.then_some((part.row().asks, "Not before the birth.").into())
            }
            Part::ChildNhs => (!unborn || number).then(|| part.into()),
            Part::ChildWhereabouts => (!unborn || there).then(|| part.into()),
            _ => Some(part.into()),
        });
    }
}

/// The colour of a kind of passage; its name stands on the badge.
pub(super) fn tone(kind: PassageKind) -> Tone {
    match kind {
        PassageKind::Finding => Tone::Accent,
        PassageKind::ChildsWords => Tone::Good,
        PassageKind::ToldByOthers => Tone::Caution,
        PassageKind::Opinion => Tone::Plain,
    }
}

/// A passage: its kind, the words, and beside them when and from whom.
pub(super) fn passage(ui: &mut Ui, form: &mut Form<'_>, passage: &mut Passage) {
    let kind = passage.kind;
    form.in_group(ui, passage, kind.label(), |form, ui, passage| {
        passage_card(ui, tone(kind), |ui| {
            ui.horizontal(|ui| {
                badge(ui, tone(kind), kind.label());
                form.remove(ui, passage, kind.label());
            });
            let wide = ui.available_width();
            if wide < 460.0 {
                passage_words(ui, form, passage);
                passage_origin(ui, form, passage);
            } else {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = theme::spaces().l;
                    ui.vertical(|ui| {
                        ui.set_width(wide * 0.58);
                        ui.spacing_mut().item_spacing.x = theme::spaces().s;
                        passage_words(ui, form, passage);
                    });
                    ui.vertical(|ui| {
                        ui.set_width(ui.available_width());
                        ui.spacing_mut().item_spacing.x = theme::spaces().s;
                        passage_origin(ui, form, passage);
                    });
                });
            }
        });
    });
}

fn passage_words(ui: &mut Ui, form: &mut Form<'_>, passage: &mut Passage) {
    let label = match passage.kind {
        PassageKind::Finding => "What you found or saw",
        PassageKind::ChildsWords => "The words, as the child said them",
        PassageKind::ToldByOthers => "What they told you",
        PassageKind::Opinion => "What you think",
    };
    form.part(ui, passage, Part::PassageText, label);
}

fn passage_origin(ui: &mut Ui, form: &mut Form<'_>, passage: &mut Passage) {
    let source = match passage.kind {
        PassageKind::Finding => "Seen by",
        PassageKind::ChildsWords => "Said to, and who was there",
        PassageKind::ToldByOthers => "Told by",
        PassageKind::Opinion => "Held by",
    };
    form.part(ui, passage, Part::PassageWhen, Part::PassageWhen);
    let field = passage.field(Part::PassageSource);
    if passage.kind == PassageKind::Finding {
        form.seen(ui, field, source, &mut passage.source);
    } else {
        form.text(ui, field, source, &mut passage.source);
    }
    form.part(ui, passage, Part::PassageAbout, Part::PassageAbout);
}

/// Guidance that was read: whose it is, where it stands, how it begins, and what the author
/// took from it. Only the last can be changed.
pub(super) fn cited(form: &mut Form<'_>, ui: &mut Ui, cited: &mut GuidanceCited) {
    ui.horizontal_wrapped(|ui| {
        badge(ui, source_tone(cited.source), cited.source.label());
        strong_small(ui, &cited.label);
    });
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        small(ui, &format!("{}. {}.", cited.document, cited.edition.trim_end_matches('.')));
        small(ui, &cited.standing);
    });
    quote(ui, |ui| {
        ui.spacing_mut().item_spacing.y = theme::spaces().xs;
        let begins = beginning(&cited.words);
        marked(ui, theme::sizes().control, &[Run::plain(&begins)]);
        if begins.len() < cited.words.len() {
            small(ui, "The record keeps all of its words.");
        }
    });
    form.rows(ui, cited, rows::CITED);
}

/// The colour of whose text it is; the words beside it say the same.
pub(super) fn source_tone(source: GuidanceSource) -> Tone {
    match source {
        GuidanceSource::Held => Tone::Plain,
        GuidanceSource::Local => Tone::Accent,
    }
}

/// The first words of a long text, cut between two words.
fn beginning(words: &str) -> String {
    const LONG: usize = 360;
    let Some((cut, _)) = words.char_indices().nth(LONG) else { return words.to_owned() };
    let head = words.get(..cut).unwrap_or(words);
    let head = head.rsplit_once(char::is_whitespace).map_or(head, |(head, _)| head);
    format!("{} …", head.trim_end())
}
