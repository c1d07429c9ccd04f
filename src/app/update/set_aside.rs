//! What is taken out of the record, what becomes of the things about a person who is, and what
//! was set aside: put back, or left out for good.

use crate::app::drafts::Removing;
use crate::app::events::RecordEvent;
use crate::app::focus::Focus;
use crate::app::state::State;
use crate::record::removal::{WhoseNow, can_have, take_out, things_about};
use crate::record::set_aside::{AsideKey, leave_out, put_back};
use crate::record::text::every_line;
use crate::record::{DecisionDraft, Field, ItemId, Place};

impl State {
    /// What a person does with parts that are taken out or set aside.
    pub(super) fn aside_event(&mut self, event: RecordEvent) {
        match event {
            RecordEvent::Remove(item) => self.remove(item),
            RecordEvent::RemoveWith(whose) => {
                let removing = self.current_draft_mut().and_then(|hand| hand.removing.take());
                if let Some(Removing { item, .. }) = removing {
                    self.remove_with(&item, &whose);
                }
            }
            RecordEvent::PutBack(key) => self.put_back(&key),
            RecordEvent::AskLeaveOut(key) => {
                if let Some(hand) = self.current_draft_mut() {
                    hand.asked_to_leave_out = Some(key);
                }
            }
            RecordEvent::LeaveOut(key) => {
                if let Some(hand) = self.current_draft_mut() {
                    hand.asked_to_leave_out = None;
                    if let Some(work) = hand.work_mut() {
                        leave_out(work, &key);
                    }
                }
                self.current_draft_edited();
            }
            RecordEvent::AsItWas => {
                if let Some(hand) = self.current_draft_mut() {
                    (hand.removing, hand.asked_to_leave_out) = (None, None);
                }
            }
            _ => {}
        }
    }

    /// Takes an item out. Of a person about whom there are things it is asked first.
    pub(super) fn remove(&mut self, item: ItemId) {
        let Some(hand) = self.current_draft_mut() else { return };
        let Some(work) = hand.work() else { return };
        let things = things_about(&work.record, &item);
        if things.is_empty() {
            hand.removing = None;
            self.remove_with(&item, &WhoseNow::Aside);
            return;
        }
        let can_have = can_have(&work.record, &item);
        let things = things.into_iter().map(|thing| thing.words).collect();
        hand.removing = Some(Removing { item, things, can_have });
    }

    fn remove_with(&mut self, item: &ItemId, whose: &WhoseNow) {
        let Some(work) = self.work_mut() else { return };
        let removed = take_out(&mut work.record, item, whose);
        work.removed.extend(removed);
        self.current_draft_edited();
    }

    fn put_back(&mut self, key: &AsideKey) {
        let Some(work) = self.work_mut() else { return };
        if !put_back(work, key) {
            return;
        }
        if let AsideKey::Part(item) = key
            && matches!(work.place, Place::Record(_))
        {
            self.window.focus = field_of(work, item).map(Focus::Field);
        }
        self.current_draft_edited();
    }
}

/// The first field of an item.
fn field_of(work: &DecisionDraft, item: &ItemId) -> Option<Field> {
    let lines = every_line(&work.record, None);
    lines.into_iter().map(|line| line.field).find(|field| field.item.as_ref() == Some(item))
}
