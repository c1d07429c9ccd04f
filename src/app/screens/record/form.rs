//! The fields of the record as the screen shows them: each with its id, its remark, and what
//! it says when it is edited or reached.

use egui::{Id, Rect, Response, Ui};

use super::targets::Target;
use super::{MarksPlace, RecordView};
use crate::app::events::{Event, RecordEvent};
use crate::app::widgets::{
    Chosen, Line, TO_DO, apart, chip, chips, disclosure, group, line_beside, link, multi_line,
    segments, single_line, small, time_line, words_line,
};
use crate::guidance::Times;
use crate::record::seen_by_whom::BY_ME;
use crate::record::{
    About, Ask, Chosen as Choice, Edit, Field, Holder, Item, ItemId, Part, Record, is_author,
};

/// Shows fields and says what was done in them.
pub(super) struct Form<'a> {
    pub(super) view: &'a RecordView<'a>,
    pub(super) target: Option<Target>,
    marks: &'a mut MarksPlace,
    /// What was opened of what stands several times, the latest last.
    pub(super) opened: &'a [ItemId],
    pub(super) out: &'a mut Vec<Event>,
    /// The children, by what they are called.
    children: Vec<(ItemId, String)>,
    /// The labels are small and the hints only read out: fields in the open cards.
    pub(super) quiet: bool,
    /// Whether what adds one has room beside the heading of the card.
    pub(super) beside: bool,
    /// What of the first child stands in the line at the top is not asked elsewhere.
    pub(super) in_strip: bool,
    /// What is taken out by "Remove" in the open cards, what it is called, and the room for that.
    pub(super) removed_later: Vec<(ItemId, &'static str, Rect)>,
}

/// More children than these are chosen from a list that opens.
const MANY: usize = 8;

/// No age takes more room than this.
const WIDEST_AGE: &str = "Age: 11 weeks 6 days";

/// The words around a field.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    label: &'a str,
    hint: &'a str,
}

impl<'a> From<&'a str> for Words<'a> {
    fn from(label: &'a str) -> Self {
        Self { label, hint: "" }
    }
}

impl From<Part> for Words<'_> {
    /// As the table of parts has it.
    fn from(part: Part) -> Self {
        let row = part.row();
        Self { label: row.asks, hint: row.hint }
    }
}

impl<'a> From<(&'a str, &'a str)> for Words<'a> {
    fn from((label, hint): (&'a str, &'a str)) -> Self {
        Self { label, hint }
    }
}

impl<'a> Form<'a> {
    pub(super) fn new(
        view: &'a RecordView<'a>,
        target: Option<Target>,
        (marks, opened): (&'a mut MarksPlace, &'a [ItemId]),
        out: &'a mut Vec<Event>,
    ) -> Self {
        Self {
            view,
            target,
            marks,
            opened,
            out,
            children: Vec::new(),
            quiet: false,
            beside: false,
            in_strip: false,
            removed_later: Vec::new(),
        }
    }

    /// Whom something can be about.
    pub(super) fn knows(&mut self, record: &Record) {
        let called = |at: usize| record.child_called(at);
        let children = record.children.iter().enumerate();
        self.children = children.map(|(at, child)| (child.id.clone(), called(at))).collect();
    }

    /// What a child is called.
    pub(super) fn called(&self, child: &ItemId) -> Option<&str> {
        self.children.iter().find(|(id, _)| id == child).map(|(_, called)| called.as_str())
    }

    /// What is looked at among the marks.
    pub(super) fn marks(&mut self) -> &mut MarksPlace {
        self.marks
    }

    /// Says what was done.
    pub(super) fn say(&mut self, event: RecordEvent) {
        self.out.push(Event::Record(event));
    }

    /// The item that the keyboard is to go into in this frame.
    pub(super) fn wanted(&self) -> Option<&ItemId> {
        match &self.target {
            Some(Target::Field(field)) => field.item.as_ref(),
            _ => None,
        }
    }

    /// Whether a field is among what is still to do.
    fn is_to_do(&self, field: &Field) -> bool {
        self.view.owed.iter().any(|one| one.field == *field)
    }

    /// Whether something is remarked of a field.
    pub(super) fn is_remarked(&self, field: &Field) -> bool {
        self.view.remarks.iter().any(|(of, _)| of == field)
    }

    /// Whether the keyboard is to go there.
    pub(super) fn is_at(&self, target: &Target) -> bool {
        self.target.as_ref() == Some(target)
    }

    pub(super) fn view(&self) -> &'a RecordView<'a> {
        self.view
    }

    /// A part of a record or of something in it, in these words.
    pub(super) fn part<'w>(
        &mut self,
        ui: &mut Ui,
        of: &mut dyn Holder,
        part: Part,
        words: impl Into<Words<'w>>,
    ) where
        'a: 'w,
    {
        let (field, words) = (of.at(part), self.by_nation(part, words.into()));
        let Some(value) = of.value_mut(part) else { return };
        match value.edit() {
            Edit::Text(text) => self.text(ui, field, words, text),
            Edit::Choice(chosen) => self.choice(ui, field, words, chosen),
            Edit::About(about) => self.about(ui, field, about),
            // On which child a mark is: beside the picture.
            Edit::Of(_) => {}
        }
    }

    /// With what stands in the nation's own procedures below it, where that is known.
    fn by_nation<'w>(&self, part: Part, words: Words<'w>) -> Words<'w>
    where
        'a: 'w,
    {
        let times: &'a Times = self.view.times;
        let time = match part {
            Part::SharedConfirmBy => times.in_writing.as_ref(),
            Part::AcknowledgedBy => times.acknowledged.as_ref(),
            _ => None,
        };
        Words { hint: time.map_or(words.hint, |time| time.says.as_str()), ..words }
    }

    /// What is typed, as its part is asked.
    pub(super) fn text<'w>(
        &mut self,
        ui: &mut Ui,
        field: Field,
        words: impl Into<Words<'w>>,
        text: &mut String,
    ) {
        let words = words.into();
        let (id, line) = (self.id(&field), self.around(&field, words));
        let response = match field.part.row().ask {
            Ask::Line | Ask::Then => single_line(ui, id, line, text),
            Ask::Words => words_line(ui, id, line, text),
            Ask::Area(rows) => {
                let rows = if self.quiet { rows.div_ceil(2) } else { rows };
                multi_line(ui, id, line, rows.into(), text)
            }
            Ask::Time => return self.time(ui, field, words, text),
            Ask::Seen => return self.seen(ui, field, words, text),
            // It is placed, not typed.
            Ask::Press => return,
        };
        self.after(field.clone(), &response);
        self.offer(ui, &field, text);
    }

    /// What could be written in this field, as long as it is blank: written by a press.
    fn offer(&mut self, ui: &mut Ui, field: &Field, text: &mut String) {
        let offered = self.view.offered.filter(|(of, _)| *of == field);
        let Some((_, words)) = offered.filter(|_| text.trim().is_empty()) else { return };
        small(ui, &format!("If it was so: “{words}”"));
        let id = self.id(field).with("offered");
        if apart(ui, id, |ui| link(ui, "Write this", None)).clicked() {
            words.clone_into(text);
            self.out.push(Event::Record(RecordEvent::InField(field.clone())));
        }
    }

    /// A field for a time, with "Now" beside it.
    fn time(&mut self, ui: &mut Ui, field: Field, words: Words<'_>, text: &mut String) {
        let now = format!("Now: {}", words.label);
        let line = self.around(&field, words);
        let (response, pressed) = time_line(ui, self.id(&field), line, &now, text);
        self.after(field.clone(), &response);
        if pressed {
            self.out.push(Event::Record(RecordEvent::TimeNow(field)));
        }
    }

    /// One of a few, or several.
    fn choice(&mut self, ui: &mut Ui, field: Field, words: Words<'_>, chosen: &mut dyn Choice) {
        let labels = chosen.labels();
        let all: Vec<(usize, &str)> = labels.iter().copied().enumerate().collect();
        let mut places = chosen.chosen();
        let before = places.clone();
        if chosen.takes_several() {
            self.several(ui, field, words, (&all, &mut places));
        } else {
            let mut one = places.first().copied();
            self.one(ui, field, words, (&all, &mut one));
            places = one.into_iter().collect();
        }
        if places != before {
            chosen.choose(&places);
        }
    }

    /// One of a few.
    pub(super) fn one<'w, T: Copy + PartialEq>(
        &mut self,
        ui: &mut Ui,
        field: Field,
        words: impl Into<Words<'w>>,
        (all, chosen): (&[(T, &str)], &mut Option<T>),
    ) {
        let line = self.around(&field, words.into());
        let done = segments(ui, self.id(&field), line, all, chosen);
        self.after_choice(field, done);
    }

    /// Several of many.
    fn several<'w, T: Copy + PartialEq>(
        &mut self,
        ui: &mut Ui,
        field: Field,
        words: impl Into<Words<'w>>,
        (all, chosen): (&[(T, &str)], &mut Vec<T>),
    ) {
        let line = self.around(&field, words.into());
        let done = chips(ui, self.id(&field), line, all, chosen);
        self.after_choice(field, done);
    }

    /// Whom something is about. Asked only where there are several children, or where it was
    /// about a child who is gone.
    fn about(&mut self, ui: &mut Ui, field: Field, about: &mut About) {
        let count = self.children.len();
        let children = self.children.clone();
        let there = |id: &ItemId| children.iter().any(|(child, _)| child == id);
        let gone = about.children().iter().any(|id| !there(id));
        if count == 0 || (count == 1 && !gone) {
            return;
        }
        let mut all: Vec<(usize, &str)> =
            children.iter().map(|(_, name)| name.as_str()).enumerate().collect();
        if count > 1 {
            all.push((count, "All of them"));
        }
        let named = |at: &usize| children.get(*at).is_some_and(|(id, _)| about.names(id));
        let before: Vec<usize> = (0..count).filter(named).collect();
        if count > MANY && !self.about_is_open(ui, &field, (before.len(), count)) {
            return;
        }
        let every = count > 1 && before.len() == count;
        let mut chosen = before.clone();
        chosen.extend(every.then_some(count));
        self.several(ui, field, "Who is it about?", (&all, &mut chosen));
        let now_every = chosen.contains(&count);
        for (at, (id, _)) in children.iter().enumerate() {
            // To press "all of them" is to press each; pressed again, none.
            let is = if now_every == every { chosen.contains(&at) } else { now_every };
            // Who is gone stays until somebody who is there is chosen.
            if gone && is && !before.contains(&at) {
                about.keep(there);
            }
            about.set(id, is);
        }
    }

    /// Of many children a line says how many it is about, and opens: their names would push all that
    /// is below them off the screen.
    fn about_is_open(&self, ui: &mut Ui, field: &Field, (chosen, count): (usize, usize)) -> bool {
        let id = self.id(field).with("children");
        let open = ui.data(|data| data.get_temp(id)).unwrap_or_default() || self.is_wanted(field);
        let label = match chosen {
            0 => format!("Who is it about? None of the {count} children is chosen"),
            all if all == count => format!("About all {count} children"),
            some => format!("About {some} of {count} children"),
        };
        let pressed = apart(ui, id, |ui| disclosure(ui, &label, open)).clicked();
        ui.data_mut(|data| data.insert_temp(id, open != pressed));
        open != pressed
    }

    /// Who saw something: one press for the author, else in words.
    pub(super) fn seen<'w>(
        &mut self,
        ui: &mut Ui,
        field: Field,
        words: impl Into<Words<'w>>,
        source: &mut String,
    ) {
        self.by_me(ui, &field, source);
        self.by_whom(ui, field, words, source);
    }

    /// That the author saw it, in one press. What was typed of somebody else is not overwritten.
    pub(super) fn by_me(&mut self, ui: &mut Ui, field: &Field, source: &mut String) {
        let mine = is_author(source);
        if (mine || source.trim().is_empty()) && chip(ui, BY_ME, mine).clicked() {
            if mine {
                source.clear();
            } else {
                BY_ME.clone_into(source);
            }
            self.out.push(Event::Record(RecordEvent::InField(field.clone())));
        }
    }

    /// Who else saw it. Where the chip says that it was the author, there is no field; but it
    /// stays while it is written in.
    pub(super) fn by_whom<'w>(
        &mut self,
        ui: &mut Ui,
        field: Field,
        words: impl Into<Words<'w>>,
        source: &mut String,
    ) {
        let id = self.id(&field);
        if source != BY_ME || ui.memory(|memory| memory.has_focus(id)) || self.is_wanted(&field) {
            let line = self.around(&field, words.into());
            let response = single_line(ui, id, line, source);
            self.after(field, &response);
        }
    }

    /// A part of a child in the line at the top, after its label and so wide. What stands after it
    /// has room from the beginning: its age, or that it is still to do.
    pub(super) fn strip_part(&mut self, ui: &mut Ui, of: &mut dyn Holder, part: Part, width: f32) {
        let (field, words) = (of.at(part), Words::from(part));
        let Some(Edit::Text(text)) = of.value_mut(part).map(|value| value.edit()) else { return };
        let line = (self.id(&field), self.around(&field, words));
        let widest = match part {
            Part::ChildBorn => WIDEST_AGE,
            Part::ChildNhs => "",
            _ => TO_DO,
        };
        let age = self.age(&field).unwrap_or_default();
        let response = line_beside(ui, line, width, (age, widest), text);
        self.after(field, &response);
    }

    /// What stands beside a date of birth.
    pub(super) fn age(&self, field: &Field) -> Option<&'a str> {
        let view: &'a RecordView<'a> = self.view;
        view.ages.iter().find(|(of, _)| of == field).map(|(_, age)| age.as_str())
    }

    /// What is remarked of a field, in words.
    pub(super) fn remark_of(&self, field: &Field) -> Option<&'a str> {
        let view: &'a RecordView<'a> = self.view;
        let all = view.remarks.iter().chain(view.other_names);
        all.filter(|(of, _)| of == field).map(|(_, words)| words.as_str()).next()
    }

    fn is_wanted(&self, field: &Field) -> bool {
        matches!(&self.target, Some(Target::Field(target)) if target == field)
    }

    /// A group that a screen reader names, whose ids hang on the item alone.
    pub(super) fn in_group<T: Item>(
        &mut self,
        ui: &mut Ui,
        item: &mut T,
        name: &str,
        add: impl FnOnce(&mut Self, &mut Ui, &mut T),
    ) {
        let id = Id::unique((self.view.decision.as_str(), "item", item.id().as_str()));
        group(ui, id, name, |ui| add(self, ui, item));
    }

    /// The id of a field on the screen.
    pub(super) fn id(&self, field: &Field) -> Id {
        field_id(self.view, field)
    }

    fn around<'w>(&self, field: &Field, words: Words<'w>) -> Line<'w>
    where
        'a: 'w,
    {
        Line {
            label: words.label,
            hint: self.age(field).unwrap_or(words.hint),
            tidy: field.part.tidy(),
            remark: self.remark_of(field),
            grab: self.is_wanted(field),
            quiet: self.quiet,
            to_do: self.is_to_do(field),
            ..Line::default()
        }
    }

    fn after(&mut self, field: Field, response: &Response) {
        let done = Chosen { changed: response.changed(), reached: response.gained_focus() };
        self.after_choice(field, done);
    }

    fn after_choice(&mut self, field: Field, done: Chosen) {
        if done.reached || done.changed {
            self.out.push(Event::Record(RecordEvent::InField(field)));
        }
    }
}

/// The id of a field: decision, part and item, so that no two records share their undo.
pub(super) fn field_id(view: &RecordView<'_>, field: &Field) -> Id {
    let part: Part = field.part;
    Id::unique((view.decision.as_str(), part, field.item.as_ref().map(ItemId::as_str)))
}
