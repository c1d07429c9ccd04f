//! The fields of what can stand several times: people, passages, consent, advice, shares.

use egui::Ui;

use super::form::Form;
use super::rows;
use crate::app::theme;
use crate::app::widgets::{Run, Tone, badge, marked, quote, side_by_side, small, strong_small};
use crate::record::{
    Child, GuidanceCited, GuidanceSource, Holder as _, Item as _, Part, Passage, PassageKind,
};

/// A child. Only what `is_asked` here.
pub(super) fn child(
    form: &mut Form<'_>,
    ui: &mut Ui,
    child: &mut Child,
    is_asked: impl Fn(Part) -> bool,
) {
    for row in rows::CHILD {
        // A child who is not born yet is asked for none of this; what was typed stays in sight.
        let unborn = child.is_unborn();
        let is_in_sight = |part| !child.is_blank(part);
        let (born, due) = (is_in_sight(Part::ChildBorn), is_in_sight(Part::ChildDue));
        let (number, there) = (is_in_sight(Part::ChildNhs), is_in_sight(Part::ChildWhereabouts));
        form.row(ui, child, *row, |part| match part {
            part if !is_asked(part) => None,
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

/// The words of a passage.
pub(super) fn passage_words(ui: &mut Ui, form: &mut Form<'_>, passage: &mut Passage) {
    let label = match passage.kind {
        PassageKind::Finding => "What you found or saw",
        PassageKind::ChildsWords => "The words, as the child said them",
        PassageKind::ToldByOthers => "What they told you",
        PassageKind::Opinion => "What you think",
    };
    form.part(ui, passage, Part::PassageText, label);
}

/// When and from whom it is, and about whom.
pub(super) fn passage_origin(ui: &mut Ui, form: &mut Form<'_>, passage: &mut Passage) {
    let source = match passage.kind {
        PassageKind::Finding => "Seen by",
        PassageKind::ChildsWords => "Said to, and who was there",
        PassageKind::ToldByOthers => "Told by",
        PassageKind::Opinion => "Held by",
    };
    let field = passage.field(Part::PassageSource);
    let seen = passage.kind == PassageKind::Finding;
    let shares: &[f32] = if seen { &[1.0, 0.6, 0.4] } else { &[1.0, 1.0] };
    side_by_side(ui, shares, |ui, at| match at {
        0 => form.part(ui, passage, Part::PassageWhen, Part::PassageWhen),
        1 if seen => form.by_whom(ui, field.clone(), source, &mut passage.source),
        1 => form.text(ui, field.clone(), source, &mut passage.source),
        _ => {
            // Level with the fields beside it.
            ui.add_space(24.0);
            form.by_me(ui, &field, &mut passage.source);
        }
    });
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
