//! Where the keyboard goes next. One place decides it, [`crate::app::window::Window::focus`]: on every change of
//! screen, question and confirmation, and after signing, it goes to the title, or to the first
//! field of a form that was opened to write in.

use egui::Context;

use crate::app::drafts::OpenDraft;
use crate::app::events::Screen;
use crate::app::focus::{Asked, Focus, Shown, Step};
use crate::app::state::State;
use crate::app::widgets::keyboard::{self, Arrival};
use crate::record::{Field, Place};

/// How high the window is at least where a first start shows what this is, and the form below it.
const FORM_IN_SIGHT: f32 = 560.0;

impl State {
    /// Before a frame is painted: sends the keyboard where it is to go in it.
    pub fn send_keyboard(&mut self, ctx: &Context) {
        let focused = ctx.memory(egui::Memory::focused);
        let now = self.shown_now();
        let over = now.is_over();
        let was_over = self.window.shown_last.as_ref().is_some_and(Shown::is_over);
        if self.window.shown_last.as_ref() != Some(&now) {
            let room = ctx.content_rect().height() >= FORM_IN_SIGHT;
            let arrival = self.arrival(&now, room);
            let asks = now.asked.is_any();
            let asked = self.window.shown_last.as_ref().is_some_and(|was| was.asked.is_any());
            keyboard::changed(ctx);
            self.window.shown_last = Some(now);
            let had = self.window.had_keyboard.take();
            if over && !was_over {
                self.window.opened_from = had;
            } else if asks && !asked {
                self.window.asked_from = had;
            }
            if self.window.focus.is_none() {
                self.window.focus = Some(arrival);
            }
        }
        // A click on a button has taken the keyboard from the field by then.
        if !keyboard::is_free(ctx) && focused.is_some() && self.window.focus.is_none() {
            self.window.had_keyboard = focused;
        }
        if self.window.focus.is_some() {
            keyboard::forget(ctx);
        }
        match &self.window.focus {
            Some(Focus::Title) => keyboard::arrive(ctx, Arrival::Title),
            Some(Focus::Part) => keyboard::arrive(ctx, Arrival::Part),
            // Where one was reading, one reads on.
            Some(Focus::Back(None)) => keyboard::arrive_still(ctx, Arrival::Title),
            Some(Focus::Back(Some(id))) => ctx.memory_mut(|memory| memory.request_focus(*id)),
            // The screen takes these, where they are.
            _ => return,
        }
        self.window.focus = None;
    }

    /// Whether the keyboard is to go there now. Asked once, by the screen that has it.
    pub fn take_focus(&mut self, to: &Focus) -> bool {
        let here = self.window.focus.as_ref() == Some(to);
        if here {
            self.window.focus = None;
        }
        here
    }

    /// Where the keyboard goes because something else is shown. `room`: the title of Home and the
    /// form below it are in sight together.
    fn arrival(&mut self, now: &Shown, room: bool) -> Focus {
        let was = self.window.shown_last.as_ref();
        if was.is_none() && room && now.screen == Screen::Home && self.asks_who() {
            return Focus::Name;
        }
        let same_screen = was.is_some_and(|was| was.screen == now.screen);
        // Back from a text on the same page, or from its keys: to what opened it.
        if !now.is_over() && was.is_some_and(|was| was.is_over() && was.below() == *now) {
            let from = self.window.opened_from.take();
            let on_record = matches!(now.decision, Some((_, Step::Record)));
            // Of a record the first field, as when it was opened.
            if from.is_some() || !on_record {
                return Focus::Back(from);
            }
        }
        if was.is_some_and(|was| now.was_answered(was)) {
            return Focus::Back(self.window.asked_from.take());
        }
        if now.keys {
            return Focus::Title;
        }
        if was.is_some_and(|was| was.asked != now.asked) && now.asked.is_any() {
            return Focus::Part;
        }
        if same_screen && now.signed.0.is_some() {
            return Focus::Part;
        }
        if now.clinical_text {
            return Focus::Title;
        }
        // What is typed next is the passphrase.
        if self.asks_passphrase() {
            return Focus::Form;
        }
        let on_record = matches!(now.decision, Some((_, Step::Record)));
        if on_record && !now.path {
            return self.field_left().map_or(Focus::Form, Focus::Field);
        }
        if now.contact.is_some() || (now.signed.1.is_some() && now.screen.is_decision()) {
            return Focus::Form;
        }
        Focus::Title
    }

    /// Whether the first start asks who writes, with nothing else to do.
    fn asks_who(&self) -> bool {
        self.settings.author.name.trim().is_empty()
            && self.settings.saved.registers.is_empty()
            && self.window.locked.is_none()
    }

    /// The field of the record in hand that was written in last.
    fn field_left(&self) -> Option<Field> {
        match &self.current_draft()?.work()?.place {
            Place::Record(field) => field.clone(),
            _ => None,
        }
    }

    fn shown_now(&mut self) -> Shown {
        let path = self.path_on_screen().is_some();
        let clinical_text = self.clinical_text_on_screen().is_some();
        let hand = self.current_draft().filter(|_| self.window.screen == Screen::Decide);
        let decision = hand.and_then(|hand| {
            let step = self.step(hand)?;
            Some((hand.draft.nonce.clone(), step))
        });
        let on_decision = self.window.screen.is_decision();
        let signed = if on_decision {
            (self.window.foot_panel, self.drafts.addition().cloned())
        } else {
            (None, None)
        };
        let on_contacts = self.window.screen == Screen::Contacts;
        Shown {
            decision,
            path,
            clinical_text,
            keys: self.window.keys,
            signed,
            contact: self.drafts.contact().cloned().filter(|_| on_contacts),
            contacts: self.screens.contacts.page,
            worked: self.screens.worked.read().filter(|_| self.window.screen == Screen::Worked),
            asked: Asked {
                away: self.screens.away_asked.clone(),
                removing: self.screens.contacts.removing.clone(),
                make_here: self.window.make_here.clone(),
                moved: self.window.moved.as_ref().map(|moved| moved.folder.clone()),
                import: self.screens.contacts.plan.is_some(),
            },
            screen: self.window.screen.clone(),
        }
    }

    fn step(&self, hand: &OpenDraft) -> Option<Step> {
        Some(match &hand.work()?.place {
            Place::Questions | Place::Question(_) if hand.change.is_some() => Step::Change,
            Place::Questions | Place::Question(_) => Step::Question(self.asked()),
            Place::Outcome => Step::Outcome,
            Place::Record(_) => Step::Record,
            Place::Check => Step::Check,
        })
    }
}
