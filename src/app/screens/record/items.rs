//! The fields of what can stand several times: people, passages, consent, advice, shares.

use egui::Ui;

use super::form::Form;
use super::sections::YES_NO;
use crate::app::theme;
use crate::app::widgets::{
    Run, Tone, abreast, badge, marked, passage_card, quote, small, strong_small,
};
use crate::record::{
    Advice, Child, ChildFlag, Consent, ConsentAnswer, ConsentBasis, Disclosure, Entered, Field,
    GuidanceCited, GuidanceSource, Item, Part, Participant, Passage, PassageKind, Person,
    PersonFlag, PersonRole, Told,
};

pub(super) fn child(form: &mut Form<'_>, ui: &mut Ui, child: &mut Child) {
    form.line(ui, child.field(Part::ChildName), "Name", &mut child.name);
    let flags = ChildFlag::ALL.map(|flag| (flag, flag.label()));
    form.several(ui, child.field(Part::ChildFlags), "If it is so", &flags, &mut child.flags);
    let unborn = child.is_unborn();
    if unborn || !child.due.is_blank() {
        let words = ("Expected date of delivery", "For example 3 4 2027.");
        form.line(ui, child.field(Part::ChildDue), words, &mut child.due.text);
    }
    // A child who is not born yet is asked for none of this; what was typed stays in sight.
    let born = !unborn || !child.born.is_blank();
    let number = !unborn || !child.nhs.is_blank();
    let mut date_of_birth = |ui: &mut Ui, form: &mut Form<'_>| {
        let hint = if unborn { "Not before the birth." } else { "For example 27 3 2019." };
        let words = ("Date of birth", hint);
        form.line(ui, Field::of(Part::ChildBorn, &child.id), words, &mut child.born.text);
    };
    let mut nhs_number = |ui: &mut Ui, form: &mut Form<'_>| {
        let words = ("NHS number", "Ten digits, if you know it.");
        form.line(ui, Field::of(Part::ChildNhs, &child.id), words, &mut child.nhs.text);
    };
    match (born, number) {
        (true, true) => {
            abreast(
                ui,
                |ui, at| {
                    if at == 0 { date_of_birth(ui, form) } else { nhs_number(ui, form) }
                },
            );
        }
        (true, false) => date_of_birth(ui, form),
        (false, true) => nhs_number(ui, form),
        (false, false) => {}
    }
    form.area(ui, child.field(Part::ChildAddress), "Address", 1, &mut child.address);
    let field = child.field(Part::ChildParentalResponsibility);
    form.line(ui, field, "Parental responsibility", &mut child.parental_responsibility);
    let words = ("Where the child is now", "With whom, and where they go tonight.");
    if !unborn || !child.whereabouts.trim().is_empty() {
        form.area(ui, child.field(Part::ChildWhereabouts), words, 2, &mut child.whereabouts);
    }
    abreast(ui, |ui, at| {
        if at == 0 {
            let field = child.field(Part::ChildSafeContact);
            form.line(ui, field, "Safe way to make contact", &mut child.safe_contact);
        } else {
            let field = child.field(Part::ChildSocialWorker);
            form.line(ui, field, "Social worker or plan", &mut child.social_worker);
        }
    });
}

pub(super) fn person(form: &mut Form<'_>, ui: &mut Ui, person: &mut Person) {
    form.line(ui, person.field(Part::PersonName), "Name", &mut person.name);
    let roles = PersonRole::ALL.map(|role| (role, role.label()));
    form.one(ui, person.field(Part::PersonRole), "Who they are", &roles, &mut person.role);
    let words = ("Relation to the child", "In words, where the choice does not say it.");
    form.line(ui, person.field(Part::PersonRelation), words, &mut person.relation);
    let flags = PersonFlag::ALL.map(|flag| (flag, flag.label()));
    let words = ("If it is so", "What you do not choose counts as not known.");
    form.several(ui, person.field(Part::PersonFlags), words, &flags, &mut person.flags);
    abreast(ui, |ui, at| {
        if at == 0 {
            form.line(ui, person.field(Part::PersonBorn), "Date of birth", &mut person.born.text);
        } else {
            form.line(ui, person.field(Part::PersonNhs), "NHS number", &mut person.nhs.text);
        }
    });
    let field = person.field(Part::PersonNotes);
    form.area(ui, field, "Risk they may pose, and notes", 2, &mut person.notes);
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
    form.area(ui, passage.field(Part::PassageText), label, 5, &mut passage.text);
}

fn passage_origin(ui: &mut Ui, form: &mut Form<'_>, passage: &mut Passage) {
    let source = match passage.kind {
        PassageKind::Finding => "Seen by",
        PassageKind::ChildsWords => "Said to, and who was there",
        PassageKind::ToldByOthers => "Told by",
        PassageKind::Opinion => "Held by",
    };
    form.time(ui, passage.field(Part::PassageWhen), "When", &mut passage.when.text);
    let field = passage.field(Part::PassageSource);
    if passage.kind == PassageKind::Finding {
        form.seen(ui, field, source, &mut passage.source);
    } else {
        form.line(ui, field, source, &mut passage.source);
    }
    form.about(ui, passage.field(Part::PassageAbout), &mut passage.about);
}

pub(super) fn participant(form: &mut Form<'_>, ui: &mut Ui, participant: &mut Participant) {
    abreast(ui, |ui, at| {
        if at == 0 {
            let field = participant.field(Part::ParticipantWho);
            form.line(ui, field, "Who was present", &mut participant.who);
        } else {
            let field = participant.field(Part::ParticipantRole);
            form.line(ui, field, "Role, or relation to the child", &mut participant.role);
        }
    });
    let mut chosen: Vec<()> = participant.interpreter.then_some(()).into_iter().collect();
    let field = participant.field(Part::ParticipantInterpreter);
    let all = [((), Participant::INTERPRETER)];
    form.several(ui, field, "Part taken", &all, &mut chosen);
    participant.interpreter = !chosen.is_empty();
}

pub(super) fn consent(form: &mut Form<'_>, ui: &mut Ui, consent: &mut Consent) {
    abreast(ui, |ui, at| {
        if at == 0 {
            let field = consent.field(Part::ConsentAskedOf);
            form.line(ui, field, "Asked of", &mut consent.asked_of);
        } else {
            form.time(ui, consent.field(Part::ConsentWhen), "When", &mut consent.when.text);
        }
    });
    let bases = ConsentBasis::ALL.map(|basis| (basis, basis.label()));
    form.one(ui, consent.field(Part::ConsentBasis), "Basis", &bases, &mut consent.basis);
    let answers = ConsentAnswer::ALL.map(|answer| (answer, answer.label()));
    form.one(ui, consent.field(Part::ConsentAnswer), "Answer", &answers, &mut consent.answer);
    let words = ("What was said", "What you explained, what was agreed, reasons for a refusal.");
    form.area(ui, consent.field(Part::ConsentNotes), words, 2, &mut consent.notes);
}

pub(super) fn advice(form: &mut Form<'_>, ui: &mut Ui, advice: &mut Advice) {
    abreast(ui, |ui, at| match at {
        0 => form.line(ui, advice.field(Part::AdviceWho), "Who advised", &mut advice.who),
        _ => form.line(ui, advice.field(Part::AdviceRole), "Role", &mut advice.role),
    });
    abreast(ui, |ui, at| {
        if at == 0 {
            form.time(ui, advice.field(Part::AdviceWhen), "When", &mut advice.when.text);
        } else {
            let field = advice.field(Part::AdviceChildNamed);
            form.one(ui, field, "Child named to them", &YES_NO, &mut advice.child_named);
        }
    });
    let words = ("What they said", "And what you agreed meanwhile.");
    form.area(ui, advice.field(Part::AdviceSaid), words, 3, &mut advice.said);
    form.about(ui, advice.field(Part::AdviceAbout), &mut advice.about);
}

pub(super) fn disclosure(form: &mut Form<'_>, ui: &mut Ui, disclosure: &mut Disclosure) {
    let words = ("Told to", "The agency, and who took the call.");
    form.line(ui, disclosure.field(Part::SharedTo), words, &mut disclosure.to);
    abreast(ui, |ui, at| match at {
        0 => form.time(ui, disclosure.field(Part::SharedWhen), "When", &mut disclosure.when.text),
        _ => form.words(ui, disclosure.field(Part::SharedHow), "How", &mut disclosure.how),
    });
    let field = disclosure.field(Part::SharedReference);
    form.line(ui, field, "Their reference", &mut disclosure.reference);
    abreast(ui, |ui, at| {
        if at == 0 {
            let source = form.view().times.in_writing.as_ref();
            let hint = source.map_or("", |time| time.says.as_str());
            let field = disclosure.field(Part::SharedConfirmBy);
            form.line(ui, field, ("Confirm in writing by", hint), &mut disclosure.confirm_by.text);
        } else {
            let field = disclosure.field(Part::SharedConfirmed);
            let words = ("Confirmed in writing", "When you sent it.");
            form.time(ui, field, words, &mut disclosure.confirmed.text);
        }
    });
    let words = ("What was shared", "About the child, the parents, others, family risk factors.");
    form.area(ui, disclosure.field(Part::SharedWhat), words, 3, &mut disclosure.shared);
    let words = ("What was held back", "And why. If nothing was, say so.");
    form.area(ui, disclosure.field(Part::SharedHeldBack), words, 2, &mut disclosure.held_back);
    form.about(ui, disclosure.field(Part::SharedAbout), &mut disclosure.about);
}

pub(super) fn told(form: &mut Form<'_>, ui: &mut Ui, told: &mut Told) {
    abreast(ui, |ui, at| match at {
        0 => form.line(ui, told.field(Part::ToldWho), "Who was told", &mut told.who),
        _ => form.time(ui, told.field(Part::ToldWhen), "When", &mut told.when.text),
    });
    let words = ("What was said", "By you, and by them.");
    form.area(ui, told.field(Part::ToldWhat), words, 2, &mut told.what);
}

pub(super) fn entered(form: &mut Form<'_>, ui: &mut Ui, entered: &mut Entered) {
    abreast(ui, |ui, at| match at {
        0 => form.line(ui, entered.field(Part::EnteredWhose), "Whose record", &mut entered.whose),
        _ => form.time(ui, entered.field(Part::EnteredWhen), "When", &mut entered.when.text),
    });
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
    let words = ("What I took from it", "This can stay empty.");
    form.area(ui, cited.field(Part::CitedNote), words, 1, &mut cited.note);
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
