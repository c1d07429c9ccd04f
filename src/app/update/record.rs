//! The record: items added and taken out, times, jumps, check-your-answers.

use crate::app::arrival::Focus;
use crate::app::events::{Add, Citing, RecordEvent, Screen};
use crate::app::state::State;
use crate::record::body::Point;
use crate::record::due::due_field;
use crate::record::entries::make_entry;
use crate::record::{
    Field, GuidanceCited, Item, ItemId, Mark, Part, Passage, Place, Record, Typed, ViewId,
};

impl State {
    pub(super) fn record_event(&mut self, ctx: &egui::Context, event: RecordEvent) {
        match event {
            RecordEvent::Touched(field) | RecordEvent::Reached(field) => {
                let typed = self.work_mut().map(|work| {
                    let moved = work.place != Place::Record(Some(field.clone()));
                    work.place = Place::Record(Some(field));
                    moved
                });
                if typed.is_some() {
                    self.touch_hand();
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
                    "The child is said to be not born yet, and says nothing. Write what the \
                     mother or others said under “Told by others”.",
                );
            }
            RecordEvent::Add(add) => {
                self.add(add);
            }
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
        self.leave_notices();
        if let Some(work) = self.work_mut() {
            work.place = place;
        }
        self.touch_hand();
    }

    pub(super) fn jump(&mut self, field: Field) {
        // The entry of a person in the clinical record is made when somebody goes there.
        let field = self.make_entry_for(&field).unwrap_or(field);
        // Where nothing stands yet, the field's item is made first.
        let field =
            if field.item.is_none() { self.make_item_for(&field).unwrap_or(field) } else { field };
        if let Some(hand) = self.hand_mut() {
            hand.focus = Some(field.clone());
            if let Some(work) = hand.work_mut() {
                work.place = Place::Record(Some(field));
            }
        }
        self.touch_hand();
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
        let record = &self.hand()?.work()?.record;
        let there = first_item(record, field.part);
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
        self.touch_hand();
        self.say(format!("{label} is cited in the record in hand."), false);
    }

    /// Adds an item and puts the keyboard into its first field.
    fn add(&mut self, add: Add) -> Option<ItemId> {
        let id = self.item_id()?;
        let now = self.now();
        let hand = self.hand_mut()?;
        let record = &mut hand.work_mut()?.record;
        let part = match add {
            Add::Child => {
                record.children.push(Item::new(id.clone()));
                Part::ChildName
            }
            Add::Person => {
                record.others.push(Item::new(id.clone()));
                Part::PersonName
            }
            Add::Passage(kind) => {
                let passage = Passage { kind, when: Typed::of(&now), ..Item::new(id.clone()) };
                record.passages.push(passage);
                Part::PassageText
            }
            Add::Participant => {
                record.participants.push(Item::new(id.clone()));
                Part::ParticipantWho
            }
            Add::Consent => {
                record.consent.push(Item::new(id.clone()));
                Part::ConsentAskedOf
            }
            Add::Advice => {
                record.advice.push(Item::new(id.clone()));
                Part::AdviceWho
            }
            Add::Disclosure => {
                record.disclosures.push(Item::new(id.clone()));
                Part::SharedTo
            }
            Add::Told => {
                record.told.push(Item::new(id.clone()));
                Part::ToldWho
            }
            Add::Entered => {
                record.entered.push(Item::new(id.clone()));
                Part::EnteredWhose
            }
            Add::Mark | Add::Guidance => return None,
        };
        let field = Field::of(part, &id);
        hand.focus = Some(field.clone());
        if let Some(work) = hand.work_mut() {
            work.place = Place::Record(Some(field));
        }
        self.touch_hand();
        Some(id)
    }

    /// Puts a mark on the body. Who saw it and when is asked: it may have been described.
    fn put_mark(&mut self, view: ViewId, at: Point, child: Option<ItemId>) {
        let Some(mark) = self.item_id().and_then(|id| Mark::placed(id, view, at)) else { return };
        let Some(work) = self.work_mut() else { return };
        work.place = Place::Record(Some(mark.field(Part::MarkSize)));
        work.record.marks.push(Mark { child, ..mark });
        self.touch_hand();
    }

    fn move_mark(&mut self, item: &ItemId, at: Point) {
        let Some(work) = self.work_mut() else { return };
        let mark = work.record.marks.iter_mut().find(|mark| mark.id == *item);
        if mark.is_some_and(|mark| mark.place(at)) {
            self.touch_hand();
        }
    }

    /// Somebody who is in the record already was present.
    fn was_present(&mut self, who: String, role: String) {
        let Some(id) = self.add(Add::Participant) else { return };
        let Some(work) = self.work_mut() else { return };
        if let Some(one) = work.record.participants.iter_mut().find(|one| one.id == id) {
            (one.who, one.role) = (who, role);
        }
        self.touch_hand();
    }

    fn time_now(&mut self, ctx: &egui::Context, field: &Field) {
        let now = self.now();
        let Some(work) = self.work_mut() else { return };
        if let Some(typed) = time_field(&mut work.record, field) {
            *typed = Typed::of(&now);
            self.touch_hand();
            ctx.request_repaint();
        }
    }
}

fn first_item(record: &Record, part: Part) -> Option<ItemId> {
    let id = match Add::of(part)? {
        Add::Child => &record.children.first()?.id,
        Add::Person => &record.others.first()?.id,
        Add::Passage(_) => &record.passages.first()?.id,
        Add::Participant => &record.participants.first()?.id,
        Add::Consent => &record.consent.first()?.id,
        Add::Advice => &record.advice.first()?.id,
        Add::Disclosure => &record.disclosures.first()?.id,
        Add::Told => &record.told.first()?.id,
        Add::Entered => &record.entered.first()?.id,
        Add::Mark => &record.marks.first()?.id,
        Add::Guidance => &record.rests_on.first()?.id,
    };
    Some(id.clone())
}

/// The field of a time that this names.
fn time_field<'r>(
    record: &'r mut Record,
    field: &Field,
) -> Option<&'r mut Typed<crate::record::typed::DayTime>> {
    let item = field.item.as_ref();
    let is = |id: &ItemId| Some(id) == item;
    match field.part {
        Part::Happened => Some(&mut record.happened),
        Part::Learned => Some(&mut record.learned),
        Part::Decided => Some(&mut record.decided),
        Part::RequestReceived => Some(&mut record.request.received),
        Part::RequestReplyBy => Some(&mut record.request.reply_by),
        Part::Acknowledged => Some(&mut record.follow_up.acknowledged),
        Part::AcknowledgedBy | Part::SharedConfirmBy => due_field(record, field),
        Part::PassageWhen => {
            record.passages.iter_mut().find(|one| is(&one.id)).map(|one| &mut one.when)
        }
        Part::MarkWhen => record.marks.iter_mut().find(|one| is(&one.id)).map(|one| &mut one.when),
        Part::ConsentWhen => {
            record.consent.iter_mut().find(|one| is(&one.id)).map(|one| &mut one.when)
        }
        Part::AdviceWhen => {
            record.advice.iter_mut().find(|one| is(&one.id)).map(|one| &mut one.when)
        }
        Part::SharedWhen => {
            record.disclosures.iter_mut().find(|one| is(&one.id)).map(|one| &mut one.when)
        }
        Part::SharedConfirmed => {
            record.disclosures.iter_mut().find(|one| is(&one.id)).map(|one| &mut one.confirmed)
        }
        Part::ToldWhen => record.told.iter_mut().find(|one| is(&one.id)).map(|one| &mut one.when),
        Part::EnteredWhen => {
            record.entered.iter_mut().find(|one| is(&one.id)).map(|one| &mut one.when)
        }
        _ => None,
    }
}
