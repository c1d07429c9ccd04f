//! A draft is signed as a decision, and what comes of that.

use crate::app::drafts::{OurFiles, Signature};
use crate::app::events::Screen;
use crate::app::notice::{About, NoticeKind};
use crate::app::state::State;
use crate::record::{Nonce, Signing as Fixed};
use crate::register::RegisterError;

impl State {
    pub(super) fn sign_decision(&mut self) {
        // A question that is open is no yes.
        if self.current_draft().is_some_and(|hand| hand.asked_to_leave_out.is_some()) {
            self.refuse(
                "Nothing is signed yet. Say first whether those words are left out for good.",
            );
            return;
        }
        // Where the name was given only now.
        self.offer_owner();
        if let Some(nonce) = self.drafts.decision().cloned() {
            self.sign(&nonce);
        }
    }

    pub(super) fn signed(
        &mut self,
        nonce: &Nonce,
        again: (Option<Fixed>, OurFiles),
        signed: Result<Signature, RegisterError>,
    ) {
        let instant = (self.env.instant)();
        match signed {
            Ok(signature) => {
                let (id, last) = signature.last;
                if let Some(device) = signature.device {
                    self.take_device(device);
                }
                if let Some(shown) = signature.shown {
                    self.session.learn_own_key(shown);
                }
                if signature.before.is_none() {
                    self.settings.saved.last_signed.insert(id.clone(), last);
                    self.settings.signed_here.insert(id);
                    self.save_settings_now();
                }
                // Who has gone on to something else meanwhile is left there.
                let in_hand = [self.drafts.decision(), self.drafts.addition()]
                    .contains(&Some(nonce))
                    && self.window.screen != Screen::ActNow;
                self.drafts.remove(nonce);
                let (decision, fresh) = signature.decision;
                // Only what was signed here and now removes anything: one that came from elsewhere
                // waits for a person.
                let now = &signature.signed.digest;
                let disposed = fresh.statements().any(|one| one.digest == *now && one.disposes());
                let (is_contact, away) = (!fresh.contacts.is_empty(), signature.away.is_some());
                if !away {
                    self.learn_index(fresh.clone());
                }
                let (of, titles) = ((&decision, nonce), &self.known.titles);
                self.session.learn_signed(of, (fresh, signature.drafts), away, titles);
                self.people_changed();
                self.refresh_lists();
                if in_hand && self.window.screen == Screen::Review(Some(decision.clone())) {
                    self.review_signed(&decision);
                } else if in_hand {
                    self.show_decision(&decision);
                } else {
                    self.look_at_shown();
                }
                // What was written down as pasted is so on the text that is looked at.
                self.remake_clinical_text();
                if is_contact {
                    self.contact_signed(nonce);
                }
                if let Some(before) = &signature.before {
                    let words = self.signed_before_words(before);
                    self.say_waiting(words);
                    return;
                }
                match signature.away {
                    None if disposed => self.remove_disposed(&decision),
                    None if is_contact => {
                        self.say("The contact is saved: written, read back and checked.");
                    }
                    None => self.say("Signed. The file was written, read back and checked."),
                    Some(error) => self.say_waiting(format!(
                        "Signed, and kept on this computer: the register cannot be reached. It \
                         goes there when it can. {error}"
                    )),
                }
                for remark in signature.remarks {
                    self.say_error(remark.to_string());
                }
            }
            Err(error) => {
                self.drafts.not_signed(nonce, again, instant);
                self.contact_not_signed();
                let words = format!("Not signed. Your draft is kept. {error}");
                self.tell(About::Unsigned, NoticeKind::Error, words);
            }
        }
        if self.shown_id().is_none()
            && self.drafts.decision().is_none()
            && self.window.screen == Screen::Decide
        {
            self.go(Screen::Home);
        }
    }
}
