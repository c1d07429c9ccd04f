//! What is added to a signed decision: the choice of what, the fields that can be corrected,
//! and a short form for each kind.

use egui::{Id, Ui};

use crate::app::events::{Adding, DecisionsEvent, Event, LaterTime};
use crate::app::screens::decision::{Grab, View, sign_ui};
use crate::app::session::Offers;
use crate::app::widgets::{
    self, Line, abreast, answer_line, card, chips, disclosure, group, link, multi_line, secondary,
    segments, single_line, time_line, words_line,
};
use crate::base::dates::Looks;
use crate::record::corrected::Correctable;
use crate::record::days::tidy_day;
use crate::record::remarks::date;
use crate::record::set;
use crate::record::typed::DayTime;
use crate::record::{
    Correction, EnteredIn, FollowedUp, Handover, Later, LaterKind, News, RecordOf, Reply, Review,
    SharedSince, Typed, Verdict, YesNo,
};

/// What can be added, in the order of the buttons; `None` is a note.
const CHOICES: [(Option<LaterKind>, &str); 8] = [
    (None, "Add a note"),
    (Some(LaterKind::Disclosure), "What was shared since"),
    (Some(LaterKind::FollowUp), "Follow-up"),
    (Some(LaterKind::Correction), "Correct something"),
    (Some(LaterKind::Handover), "Hand over"),
    (Some(LaterKind::ClinicalRecord), "Entered in a clinical record"),
    (Some(LaterKind::Reply), "Reply"),
    (Some(LaterKind::Review), "Review"),
];

/// What is said in each form of something that is added.
pub(super) const BELOW: &str =
    "What was signed stays as it is. This is below it, with today’s date.";

/// The choice of what to add, or of the field to correct.
pub fn choose(ui: &mut Ui, view: &View<'_>, adding: Adding, out: &mut Vec<Event>) {
    let mut say = |event| out.push(Event::Decisions(event));
    let id = &view.file.id;
    card(ui, |ui| match adding {
        Adding::Kind => {
            widgets::part(ui, "What do you want to add?");
            widgets::small(ui, "What was signed stays as it is. What you add is below it.");
            ui.horizontal_wrapped(|ui| {
                for (kind, label) in CHOICES {
                    if !secondary(ui, label, None).clicked() {
                        continue;
                    }
                    say(match kind {
                        None => DecisionsEvent::BeginAddendum(id.clone()),
                        Some(LaterKind::Correction) => {
                            DecisionsEvent::Add(Some(Adding::Field { blank: false }))
                        }
                        Some(kind) => DecisionsEvent::BeginLater(id.clone(), kind),
                    });
                }
            });
            if link(ui, "Cancel", None).clicked() {
                say(DecisionsEvent::Add(None));
            }
        }
        Adding::Field { blank } => {
            widgets::part(ui, "Which field do you want to correct?");
            widgets::small(ui, "What it says now is kept, and shown next to the correction.");
            let is_blank = |one: &&Correctable| one.reads.trim().is_empty();
            for one in view.shown.offers.fields.iter().filter(|one| !is_blank(one)) {
                field(ui, one, &mut say, id);
            }
            if disclosure(ui, "Fields that are blank", blank).clicked() {
                say(DecisionsEvent::Add(Some(Adding::Field { blank: !blank })));
            }
            if blank {
                for one in view.shown.offers.fields.iter().filter(is_blank) {
                    field(ui, one, &mut say, id);
                }
            }
            if link(ui, "Cancel", None).clicked() {
                say(DecisionsEvent::Add(None));
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

/// The form of what is being written.
pub fn form(ui: &mut Ui, view: &View<'_>, later: &mut Later, out: &mut Vec<Event>) {
    // Named, so that who hears its first field hears of what.
    let id = Id::unique(("later", view.file.id.as_str()));
    let title = title(later.kind());
    group(ui, id, title, |ui| {
        card(ui, |ui| {
            widgets::heading(ui, title);
            widgets::small(ui, BELOW);
            ui.add_space(4.0);
            let mut form = Form {
                ui,
                id: view.file.id.as_str(),
                changed: false,
                now: None,
                grab: view.grab == Some(Grab::Form),
                grab_when: view.grab == Some(Grab::When),
            };
            let offers = &view.shown.offers;
            match later {
                Later::Disclosure(one) => shared(&mut form, one, offers),
                Later::FollowUp(one) => followed_up(&mut form, one),
                Later::Correction(one) => correction(&mut form, one),
                Later::Handover(one) => handover(&mut form, one),
                Later::ClinicalRecord(one) => entered(&mut form, one, offers),
                Later::Reply(one) => reply(&mut form, one, offers),
                Later::Review(one) => review(&mut form, one),
            }
            if let Some(time) = form.now {
                out.push(Event::Decisions(DecisionsEvent::LaterNow(time)));
            } else if form.changed {
                out.push(Event::Decisions(DecisionsEvent::AddendumTouched));
            }
            sign_ui(ui, view, later.lacks(), out);
        })
    });
}

fn title(kind: LaterKind) -> &'static str {
    match kind {
        LaterKind::Disclosure => "What was shared since",
        LaterKind::FollowUp => "Follow-up",
        LaterKind::Correction => "Correct something",
        LaterKind::Handover => "Hand over",
        LaterKind::ClinicalRecord => "Entered in a clinical record",
        LaterKind::Reply => "Reply",
        LaterKind::Review => "Review",
    }
}

struct Form<'u> {
    ui: &'u mut Ui,
    /// The decision, so that undo never brings back another patient’s text.
    id: &'u str,
    changed: bool,
    now: Option<LaterTime>,
    /// Put the keyboard into the first field.
    grab: bool,
    /// Put the keyboard on when it happened.
    grab_when: bool,
}

impl Form<'_> {
    /// Whether the field that comes now is the first and gets the keyboard.
    fn first(&mut self) -> bool {
        std::mem::take(&mut self.grab)
    }

    fn id(&self, label: &str) -> Id {
        Id::unique(("later", self.id, label))
    }

    fn line(&mut self, label: &str, hint: &str, text: &mut String) {
        let line = Line { label, hint, grab: self.first(), ..Line::default() };
        let id = self.id(label);
        self.changed |= single_line(self.ui, id, line, text).changed();
    }

    /// The same with its spelling checked.
    fn words(&mut self, label: &str, hint: &str, text: &mut String) {
        let line = Line { label, hint, grab: self.first(), ..Line::default() };
        let id = self.id(label);
        self.changed |= words_line(self.ui, id, line, text).changed();
    }

    fn lines(&mut self, label: &str, hint: &str, text: &mut String) {
        let line = Line { label, hint, grab: self.first(), ..Line::default() };
        let id = self.id(label);
        self.changed |= multi_line(self.ui, id, line, 2, text).changed();
    }

    fn time(&mut self, label: &str, time: LaterTime, typed: &mut Typed<DayTime>) {
        let remark = date(typed);
        let grab = self.first() || (self.grab_when && time == LaterTime::When);
        let tidy = Some(tidy_day(Looks::Back));
        let line = Line { label, remark: remark.as_deref(), grab, tidy, ..Line::default() };
        let (id, now) = (self.id(label), format!("Now: {label}"));
        let (response, pressed) = time_line(self.ui, id, line, &now, &mut typed.text);
        self.changed |= response.changed();
        if pressed {
            self.now = Some(time);
        }
    }

    /// A time to come.
    fn due(&mut self, label: &str, hint: &str, typed: &mut Typed<DayTime>) {
        let remark = date(typed);
        let grab = self.first();
        let tidy = Some(tidy_day(Looks::Ahead));
        let line = Line { label, hint, remark: remark.as_deref(), grab, tidy, ..Line::default() };
        let id = self.id(label);
        self.changed |= single_line(self.ui, id, line, &mut typed.text).changed();
    }

    fn one_of<T: Copy + PartialEq>(
        &mut self,
        label: &str,
        hint: &str,
        all: &[(T, &str)],
        chosen: &mut Option<T>,
    ) {
        let id = self.id(label);
        let line = Line { label, hint, grab: self.first(), ..Line::default() };
        self.changed |= segments(self.ui, id, line, all, chosen).changed;
    }

    /// The same where something is always chosen.
    fn always<T: Copy + PartialEq>(&mut self, label: &str, all: &[(T, &str)], chosen: &mut T) {
        let mut now = Some(*chosen);
        self.one_of(label, "", all, &mut now);
        *chosen = now.unwrap_or(*chosen);
    }
}

fn shared(form: &mut Form<'_>, one: &mut SharedSince, offers: &Offers) {
    if !offers.calls.is_empty() || one.confirms.is_some() {
        let all: Vec<(usize, &str)> =
            offers.calls.iter().map(|(_, words)| words.as_str()).enumerate().collect();
        let mut at = offers.calls.iter().position(|(id, _)| Some(id) == one.confirms.as_ref());
        form.one_of(
            "Does it confirm a call in writing?",
            "Choose the call. Leave it if this is something else.",
            &all,
            &mut at,
        );
        one.confirms = at.and_then(|at| offers.calls.get(at)).map(|(id, _)| id.clone());
    }
    let what = &mut one.disclosure;
    form.line("Told to", "The agency, and who took it.", &mut what.to);
    form.time("When", LaterTime::When, &mut what.when);
    form.words("How", "Telephone, secure mail, in person.", &mut what.how);
    form.line("Their reference", "", &mut what.reference);
    form.lines("What was shared", "", &mut what.shared);
    form.lines("What was held back", "And why.", &mut what.held_back);
    form.time("Confirmed in writing", LaterTime::Confirmed, &mut what.confirmed);
}

fn followed_up(form: &mut Form<'_>, one: &mut FollowedUp) {
    let all = News::ALL.map(|news| (news, news.label()));
    form.always("What has happened since?", &all, &mut one.what);
    form.time("When", LaterTime::When, &mut one.when);
    form.line("By whom", "Who said so, or who did it.", &mut one.by);
    form.line("Their reference", "", &mut one.reference);
    form.lines("In words", "", &mut one.words);
    form.due(
        "Next due",
        "When to look at it next. This replaces the review date.",
        &mut one.next_due,
    );
}

fn correction(form: &mut Form<'_>, one: &mut Correction) {
    widgets::strong(form.ui, &one.label);
    widgets::small(form.ui, "What it says now");
    let stands = if one.from.trim().is_empty() { "Nothing" } else { one.from.as_str() };
    widgets::reading(form.ui, stands);
    let choices = set::choices(one.field.part);
    let label = "What it should say";
    let all: Vec<(usize, &str)> = choices.iter().copied().enumerate().collect();
    if set::takes_several(one.field.part) {
        let chosen: Vec<&str> = one.to.split(',').map(str::trim).collect();
        let mut at: Vec<usize> =
            all.iter().filter(|(_, words)| chosen.contains(words)).map(|(at, _)| *at).collect();
        let id = form.id(label);
        let line = Line { label, grab: form.first(), ..Line::default() };
        if chips(form.ui, id, line, &all, &mut at).changed {
            at.sort_unstable();
            let words: Vec<&str> = at.iter().filter_map(|at| choices.get(*at).copied()).collect();
            one.to = words.join(", ");
            form.changed = true;
        }
    } else if choices.is_empty() {
        form.lines(label, "", &mut one.to);
    } else {
        let mut at = choices.iter().position(|words| *words == one.to);
        form.one_of(label, "", &all, &mut at);
        let words = at.and_then(|at| choices.get(at).copied()).unwrap_or_default();
        words.clone_into(&mut one.to);
    }
    form.lines("Why", "", &mut one.reason);
}

fn handover(form: &mut Form<'_>, one: &mut Handover) {
    let (from, to) = (&mut one.from, &mut one.to);
    let mut changed = false;
    let (ids, mut grab) = ([form.id("From"), form.id("To")], form.first());
    abreast(form.ui, |ui, at| {
        let (label, text) = if at == 0 { ("From", &mut *from) } else { ("To", &mut *to) };
        let line = Line { label, grab: std::mem::take(&mut grab), ..Line::default() };
        let [first, second] = ids;
        let id = if at == 0 { first } else { second };
        changed |= single_line(ui, id, line, text).changed();
    });
    form.changed |= changed;
    form.time("When", LaterTime::When, &mut one.when);
    let all = [(YesNo::Yes, "Yes"), (YesNo::No, "No")];
    form.one_of(
        "Have they accepted it?",
        "Until they have, the case stays with its owner.",
        &all,
        &mut one.accepted,
    );
    form.lines("Why", "", &mut one.reason);
}

fn entered(form: &mut Form<'_>, one: &mut EnteredIn, offers: &Offers) {
    let all: Vec<(usize, &str)> =
        offers.people.iter().map(|(_, _, words)| words.as_str()).enumerate().collect();
    if !all.is_empty() {
        let was = offers.people.iter().position(|(id, ..)| Some(id) == one.item.as_ref());
        let mut at = was;
        form.one_of("Whose record?", "Of the people in this decision.", &all, &mut at);
        if at != was {
            let person = at.and_then(|at| offers.people.get(at));
            one.item = person.map(|(id, ..)| id.clone());
            if let Some((_, whose, words)) = person {
                one.whose = *whose;
                one.words.clone_from(words);
            } else {
                one.words.clear();
            }
        }
    }
    let whose = RecordOf::ALL.map(|whose| (whose, whose.label()));
    form.always("Who that is", &whose, &mut one.whose);
    form.line("Name, or other words", "", &mut one.words);
    form.time("When", LaterTime::When, &mut one.when);
    form.line("By whom", "Who entered it.", &mut one.by);
}

fn review(form: &mut Form<'_>, one: &mut Review) {
    let all = Verdict::ALL.map(|verdict| (verdict, verdict.label()));
    form.one_of(
        "What is your view?",
        "For the named doctor or a colleague. Your view is of the newest decision.",
        &all,
        &mut one.verdict,
    );
    form.lines("Comment", "", &mut one.comment);
    form.lines(
        "Question",
        "For whoever owns the case. It stays on their Home until there is a reply.",
        &mut one.question,
    );
    form.lines("Learning points", "", &mut one.learning);
}

fn reply(form: &mut Form<'_>, one: &mut Reply, offers: &Offers) {
    let all: Vec<(usize, &str)> =
        offers.statements.iter().map(|(_, words)| words.as_str()).enumerate().collect();
    let mut at = offers.statements.iter().position(|(digest, _)| *digest == one.to);
    form.one_of("What are you replying to?", "", &all, &mut at);
    if let Some((digest, _)) = at.and_then(|at| offers.statements.get(at)) {
        one.to = digest.clone();
    }
    form.lines("Your reply", "", &mut one.text);
}
