//! The record: items added and taken out, times, jumps, check-your-answers.

use crate::app::events::{Add, Citing, RecordEvent, Screen};
use crate::app::focus::Focus;
use crate::app::state::State;
use crate::record::body::Point;
use crate::record::entries::make_entry;
use crate::record::field_access::text_mut;
use crate::record::{
    Field, GuidanceCited, Item, ItemId, Mark, Part, PassageKind, Place, Typed, ViewId,
};

impl State {
    pub(super) fn record_event(&mut self, ctx: &egui::Context, event: RecordEvent) {
        match event {
            RecordEvent::InField(field) => {
                let typed = self.work_mut().map(|work| {
                    let moved = work.place != Place::Record(Some(field.clone()));
                    work.place = Place::Record(Some(field));
                    moved
                });
                if typed.is_some() {
                    self.current_draft_edited();
                }
            }
            // Its words are frozen where they stand: it is cited there.
            RecordEvent::Add(Add::Guidance) => self.go(Screen::Guidance),
            // Where it is to be is chosen first, on the screen.
            RecordEvent::Add(Add::Mark) => {}
            RecordEvent::PutMark { view, at, child } => self.put_mark(view, at, child),
            RecordEvent::MoveMark(item, at) => self.move_mark(&item, at),
            RecordEvent::Add(add)
                if self.work_mut().is_some_and(|work| add.is_refused(&work.record)) =>
            {
                self.refuse(
                    "An unborn child has no words. Write what the mother or others said under \
                     “Told by others”.",
                );
            }
            RecordEvent::Add(add) => {
                self.add(add);
            }
            RecordEvent::Kind(item, kind) => self.set_kind(&item, kind),
            RecordEvent::Cite(citing) => self.cite(&citing),
            RecordEvent::WasPresent(who, role) => self.was_present(who, role),
            RecordEvent::Remove(_)
            | RecordEvent::RemoveWith(_)
            | RecordEvent::PutBack(_)
            | RecordEvent::AskLeaveOut(_)
            | RecordEvent::LeaveOut(_)
            | RecordEvent::AsItWas => self.aside_event(event),
            RecordEvent::TakeOverPeople => self.take_over_people(),
            RecordEvent::TimeNow(field) => self.time_now(ctx, &field),
            RecordEvent::Jump(field) => self.jump(field),
            RecordEvent::Check => {
                self.offer_owner();
                self.record_place(Place::Check);
            }
            RecordEvent::BackToRecord => self.record_place(Place::Record(None)),
            RecordEvent::Sign => self.sign_decision(),
            RecordEvent::NotMe => {
                self.window.focus = Some(Focus::Name);
                self.go(Screen::Settings);
            }
        }
    }

    fn record_place(&mut self, place: Place) {
        self.window.leave_notices();
        if let Some(work) = self.work_mut() {
            work.place = place;
        }
        self.current_draft_edited();
    }

    pub(super) fn jump(&mut self, field: Field) {
        // The entry of a person in the clinical record is made when somebody goes there.
        let field = self.make_entry_for(&field).unwrap_or(field);
        // Where nothing stands yet, the field's item is made first.
        let field =
            if field.item.is_none() { self.make_item_for(&field).unwrap_or(field) } else { field };
        self.window.focus = Some(Focus::Field(field.clone()));
        if let Some(work) = self.work_mut() {
            work.place = Place::Record(Some(field));
        }
        self.current_draft_edited();
        self.go(Screen::Decide);
    }

    fn make_entry_for(&mut self, field: &Field) -> Option<Field> {
        if field.part != Part::EnteredWhen {
            return None;
        }
        let id = self.item_id()?;
        make_entry(&mut self.work_mut()?.record, field, id)
    }

    fn make_item_for(&mut self, field: &Field) -> Option<Field> {
        let record = &self.current_draft()?.work()?.record;
        let kind = field.part.row().item?;
        let there = record.ids(kind).first().map(|id| (*id).clone());
        let item = if let Some(item) = there {
            item
        } else {
            let add = Add::of(field.part)?;
            self.add(add)?
        };
        Some(Field { part: field.part, item: Some(item) })
    }

    /// Keeps a paragraph in the record in hand, in its words of today; the same not twice.
    fn cite(&mut self, citing: &Citing) {
        let Some(id) = self.item_id() else { return };
        let cited = match citing {
            Citing::Held(cite) => GuidanceCited::held(id, &self.known.library, cite),
            Citing::Local(cite) => GuidanceCited::local(id, &self.session.own().shelf, cite),
        };
        let Some((cited, work)) = cited.zip(self.work_mut()) else { return };
        let label = cited.label.clone();
        if work.record.rests_on.iter().any(|one| one.is_same(&cited)) {
            return;
        }
        work.record.rests_on.push(cited);
        self.current_draft_edited();
        self.say(format!("{label} is cited in the record you are writing."));
    }

    /// Adds an item and puts the keyboard into its first field. A passage in which nothing is
    /// written yet is that item: it is of this kind then.
    fn add(&mut self, add: Add) -> Option<ItemId> {
        if matches!(add, Add::Mark | Add::Guidance) {
            return None;
        }
        let new = self.item_id()?;
        let now = self.now();
        let work = self.work_mut()?;
        let record = &mut work.record;
        let unwritten = record.passages.iter().find(|one| one.is_unwritten());
        let unwritten = unwritten.filter(|_| matches!(add, Add::Passage(_)));
        let id = unwritten.map_or(new, |one| one.id.clone());
        if !record.ids(add.kind()).contains(&&id) {
            record.add(add.kind(), id.clone());
        }
        if let Add::Passage(kind) = add
            && let Some(passage) = record.passages.iter_mut().find(|one| one.id == id)
        {
            passage.make(kind, &now);
        }
        let field = Field::of(add.kind().first(), &id);
        work.place = Place::Record(Some(field.clone()));
        self.window.focus = Some(Focus::Field(field));
        self.current_draft_edited();
        Some(id)
    }

    /// A passage is of another kind: its words stay.
    fn set_kind(&mut self, item: &ItemId, kind: PassageKind) {
        let now = self.now();
        let Some(work) = self.work_mut() else { return };
        if let Some(passage) = work.record.passages.iter_mut().find(|one| one.id == *item) {
            passage.make(kind, &now);
            self.current_draft_edited();
        }
    }

    /// Puts a mark on the body. Who saw it and when is asked: it may have been described.
    fn put_mark(&mut self, view: ViewId, at: Point, child: Option<ItemId>) {
        let Some(mark) = self.item_id().and_then(|id| Mark::placed(id, view, at)) else { return };
        let Some(work) = self.work_mut() else { return };
        work.place = Place::Record(Some(mark.field(Part::MarkSize)));
        work.record.marks.push(Mark { child, ..mark });
        self.current_draft_edited();
    }

    fn move_mark(&mut self, item: &ItemId, at: Point) {
        let Some(work) = self.work_mut() else { return };
        let mark = work.record.marks.iter_mut().find(|mark| mark.id == *item);
        if mark.is_some_and(|mark| mark.place(at)) {
            self.current_draft_edited();
        }
    }

    /// Somebody who is in the record already was present.
    fn was_present(&mut self, who: String, role: String) {
        let Some(id) = self.add(Add::Participant) else { return };
        let Some(work) = self.work_mut() else { return };
        if let Some(one) = work.record.participants.iter_mut().find(|one| one.id == id) {
            (one.who, one.role) = (who, role);
        }
        self.current_draft_edited();
    }

    fn time_now(&mut self, ctx: &egui::Context, field: &Field) {
        let now = self.now();
        let Some(work) = self.work_mut() else { return };
        let time = text_mut(&mut work.record, None, field);
        if let Some(text) = time.filter(|_| field.part.looks().is_some()) {
            *text = Typed::of(&now).text;
            self.current_draft_edited();
            ctx.request_repaint();
        }
    }
}
