//! The sections of the record, in order: a heading, a few helper words, the fields.

use egui::Ui;

use super::form::Form;
use super::marks::marks;
use super::{aside, items};
use crate::app::events::Add;
use crate::app::theme;
use crate::app::widgets::{abreast, heading, rule, soft, strong};
use crate::record::entries::{entry_of, not_entered};
use crate::record::{Category, DecisionDraft, Field, Part, PassageKind, Record, Section, YesNo};

/// Yes and no, as the screens say them.
pub(super) const YES_NO: [(YesNo, &str); 2] = [(YesNo::Yes, "Yes"), (YesNo::No, "No")];

/// Shows every section. Returns where each heading stands, from the top of the window.
pub(super) fn ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    draft: &mut DecisionDraft,
) -> Vec<(Section, f32)> {
    let mut seen = Vec::new();
    form.knows(&draft.record);
    for section in Section::ALL {
        if section == Section::Request && !form.view().request {
            continue;
        }
        ui.add_space(theme::spaces().l);
        rule(ui);
        ui.add_space(theme::spaces().s);
        let shown = ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = theme::spaces().xs;
            let shown = heading(ui, section.label());
            soft(ui, help(section, form));
            ui.add_space(theme::spaces().xs);
            shown
        });
        seen.push((section, shown.inner.rect.top()));
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = theme::spaces().m;
            fields(ui, form, section, draft);
            aside::of_section(ui, form, section);
        });
    }
    seen
}

fn help(section: Section, form: &Form<'_>) -> &'static str {
    let view = form.view();
    match section {
        Section::When => "If you do not know the date, say it in words.",
        Section::Who => "A name or number that you do not know can stay empty.",
        Section::Request => "Who asks, and what for.",
        Section::Concern => "Keep what you found, what was said and what you think apart.",
        Section::Consent => match view.outcome_id {
            "share-with-consent" => "Who agreed, and on what basis.",
            "act-now" | "share-now" | "share-without-consent" => {
                "The steps you took to get consent, or why you did not ask."
            }
            _ => "Who was asked and what they said, or why nobody was asked.",
        },
        Section::Advice => "Each conversation in which you took advice.",
        Section::Shared if view.sharing => "What you shared, with whom, and what you held back.",
        Section::Shared => {
            "This outcome shares nothing. If you did share something, write it here."
        }
        Section::Told if view.sharing => {
            "Who of the family knows that you shared, or why nobody does."
        }
        Section::Told => "Who of the family you spoke to, or why to nobody.",
        Section::FollowUp => "What happens next, and who sees to it.",
        Section::Reasons => "Write for a reader who was not there.",
    }
}

fn fields(ui: &mut Ui, form: &mut Form<'_>, section: Section, draft: &mut DecisionDraft) {
    let record = &mut draft.record;
    match section {
        Section::When => when(ui, form, record),
        Section::Who => who(ui, form, record),
        Section::Request => request(ui, form, record),
        Section::Concern => concern(ui, form, record),
        Section::Consent => {
            form.cards(ui, &mut record.consent, false, items::consent);
            form.adder(ui, Add::Consent, "+ Person asked");
            let why = Field::once(Part::ConsentNotAsked);
            form.area(ui, why, "Why consent was not asked", 2, &mut record.consent_not_asked);
        }
        Section::Advice => {
            form.cards(ui, &mut record.advice, false, items::advice);
            form.adder(ui, Add::Advice, "+ Advice");
            // It is made at the outcome; kept here once it was edited or copied.
            if !record.summary.is_empty() {
                let words = ("Summary for the adviser", "As you read it out, without names.");
                form.area(ui, Field::once(Part::AdviceSummary), words, 6, &mut record.summary);
            }
        }
        Section::Shared => {
            form.cards(ui, &mut record.disclosures, false, items::disclosure);
            form.adder(ui, Add::Disclosure, "+ Disclosure");
        }
        Section::Told => {
            form.cards(ui, &mut record.told, false, items::told);
            form.adder(ui, Add::Told, "+ Family member told");
            let why = Field::once(Part::NotTold);
            form.area(ui, why, "Why nobody was told", 2, &mut record.not_told);
        }
        Section::FollowUp => follow_up(ui, form, record),
        Section::Reasons => reasons(ui, form, draft),
    }
}

fn when(ui: &mut Ui, form: &mut Form<'_>, record: &mut Record) {
    abreast(ui, |ui, at| match at {
        0 => form.time(
            ui,
            Field::once(Part::Happened),
            "When it happened",
            &mut record.happened.text,
        ),
        _ => form.time(
            ui,
            Field::once(Part::Learned),
            "When you learned of it",
            &mut record.learned.text,
        ),
    });
    abreast(ui, |ui, at| {
        if at == 0 {
            form.time(ui, Field::once(Part::Decided), "When you decided", &mut record.decided.text);
        }
    });
}

fn who(ui: &mut Ui, form: &mut Form<'_>, record: &mut Record) {
    if form.view().take_over {
        form.take_over(ui);
    }
    form.cards(ui, &mut record.children, true, items::child);
    let label = if record.children.is_empty() { "+ Child" } else { "+ Another child" };
    form.adder(ui, Add::Child, label);
    strong(ui, "Parents, household, others who may pose a risk");
    form.cards(ui, &mut record.others, false, items::person);
    form.adder(ui, Add::Person, "+ Person");
}

fn request(ui: &mut Ui, form: &mut Form<'_>, record: &mut Record) {
    let request = &mut record.request;
    let words = ("Who asks", "Their name, their role and their agency.");
    form.line(ui, Field::once(Part::RequestWho), words, &mut request.who);
    abreast(ui, |ui, at| {
        if at == 0 {
            let field = Field::once(Part::RequestReceived);
            form.time(ui, field, "Received", &mut request.received.text);
        } else {
            let field = Field::once(Part::RequestReplyBy);
            form.time(ui, field, "Reply by", &mut request.reply_by.text);
        }
    });
    abreast(ui, |ui, at| {
        if at == 0 {
            let field = Field::once(Part::RequestChannel);
            form.words(ui, field, "By what channel", &mut request.channel);
        } else {
            let field = Field::once(Part::RequestLaw);
            form.words(ui, field, "Which order or law, if any", &mut request.law);
        }
    });
    let field = Field::once(Part::RequestIdentity);
    form.area(ui, field, "How you checked who they are", 2, &mut request.identity);
    let words = ("Why they ask", "What they need, and how it may be used.");
    form.area(ui, Field::once(Part::RequestPurpose), words, 3, &mut request.purpose);
}

fn concern(ui: &mut Ui, form: &mut Form<'_>, record: &mut Record) {
    let all = Category::ALL.map(|category| (category, category.label()));
    let field = Field::once(Part::Categories);
    form.several(ui, field, "Kind of concern", &all, &mut record.categories);
    // Kinds stand together: all findings, then all of the child's own words, and so on.
    for kind in PassageKind::ALL {
        for passage in record.passages.iter_mut().filter(|passage| passage.kind == kind) {
            items::passage(ui, form, passage);
        }
    }
    // A child who is not born yet says nothing, and is seen by nobody.
    let unborn = record.is_all_unborn();
    let adders = [
        (Add::Passage(PassageKind::Finding), "+ Finding", Some("Alt 1")),
        (Add::Passage(PassageKind::ChildsWords), "+ Child’s words", Some("Alt 2")),
        (Add::Passage(PassageKind::ToldByOthers), "+ Told by others", Some("Alt 3")),
        (Add::Passage(PassageKind::Opinion), "+ Opinion", Some("Alt 4")),
    ];
    let adders: Vec<_> = adders.into_iter().filter(|(add, ..)| !add.is_refused(record)).collect();
    form.adders(ui, &adders);
    marks(ui, form, record);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = theme::spaces().xs;
        strong(ui, "Who was present");
        soft(ui, "When the child was seen or spoken to. Name an interpreter too.");
    });
    form.cards(ui, &mut record.participants, false, items::participant);
    form.present_choices(ui);
    form.adder(ui, Add::Participant, "+ Person present");
    abreast(ui, |ui, at| {
        if at == 0 {
            let words = ("Who else was present", "In your own words.");
            form.line(ui, Field::once(Part::Present), words, &mut record.present);
        } else if !unborn || record.seen_alone.is_some() {
            let words = ("Child seen alone", "By you, without family.");
            form.one(ui, Field::once(Part::SeenAlone), words, &YES_NO, &mut record.seen_alone);
        }
    });
    if !unborn || !record.views.trim().is_empty() {
        let field = Field::once(Part::Views);
        form.area(ui, field, "The child’s views and wishes", 2, &mut record.views);
    }
    let words = (
        "Family risk factors",
        "Drugs, alcohol, domestic abuse, mental ill-health, earlier abuse or neglect.",
    );
    form.area(ui, Field::once(Part::FamilyRisks), words, 2, &mut record.family_risks);
    // Ticked beside a question; here where something is in them.
    for (part, label, text) in [
        (Part::Raised, "Never a lesser concern, and so here", &mut record.raised),
        (Part::Lesser, "Why it is taken for a lesser concern", &mut record.lesser),
        (Part::NotFound, "Looked for and not found", &mut record.not_found),
    ] {
        if !text.trim().is_empty() {
            form.area(ui, Field::once(part), label, 2, text);
        }
    }
}

fn follow_up(ui: &mut Ui, form: &mut Form<'_>, record: &mut Record) {
    let follow = &mut record.follow_up;
    abreast(ui, |ui, at| match at {
        0 => form.line(ui, Field::once(Part::ReviewOn), "Review on", &mut follow.review_on.text),
        _ => form.line(ui, Field::once(Part::Owner), "Who owns the open case", &mut follow.owner),
    });
    abreast(ui, |ui, at| {
        if at == 0 {
            let source = form.view().times.acknowledged.as_ref();
            let hint = source.map_or("Check your local procedure.", |time| time.says.as_str());
            let words = ("Acknowledgement expected by", hint);
            let field = Field::once(Part::AcknowledgedBy);
            form.line(ui, field, words, &mut follow.acknowledged_by.text);
        } else {
            let field = Field::once(Part::Acknowledged);
            let words = ("Referral acknowledged", "When you heard from them.");
            form.time(ui, field, words, &mut follow.acknowledged.text);
        }
    });
    let words = ("What else is planned", "Help offered, next steps, escalation.");
    form.area(ui, Field::once(Part::Plan), words, 2, &mut follow.plan);
    strong(ui, "Entered in the clinical record");
    soft(ui, "This register is not the clinical record and does not move with the child.");
    let missing: Vec<_> = not_entered(record)
        .into_iter()
        .filter(|who| entry_of(record, who).is_none())
        .map(|who| (who.words(), who.field(record)))
        .collect();
    form.cards(ui, &mut record.entered, false, items::entered);
    soft(ui, "If the practice does not hold somebody’s record, write that in place of the time.");
    form.entries(ui, &missing);
    form.adder(ui, Add::Entered, "+ Clinical record");
}

fn reasons(ui: &mut Ui, form: &mut Form<'_>, draft: &mut DecisionDraft) {
    let record = &mut draft.record;
    let field = Field::once(Part::DecisionReasons);
    form.area(ui, field, "Reasons for the decision", 4, &mut record.reasons);
    if let Some(departure) = &mut draft.departure {
        let field = Field::once(Part::DepartureReason);
        form.area(ui, field, "Why it differs from the outcome", 3, &mut departure.reason);
    }
    let field = Field::once(Part::WouldChange);
    form.area(ui, field, "What would change the decision", 2, &mut record.would_change);
    strong(ui, "Guidance you read for this decision");
    soft(ui, "The record keeps its words as they stand today. Cite it where you read it.");
    form.cards(ui, &mut record.rests_on, false, items::cited);
    form.adder(ui, Add::Guidance, "+ Guidance");
}
