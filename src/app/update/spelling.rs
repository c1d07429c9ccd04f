//! Spelling: which texts are due, and what came of checking them.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::Context;

use crate::app::dictionaries::{Dictionaries, misspelled, read_dictionaries, suggest};
use crate::app::done::Done;
use crate::app::notice::{About, NoticeKind};
use crate::app::state::State;
use crate::app::widgets::field_services::{FieldServices, Suggestions, with_services};
use crate::app::workers::Lane;
use crate::base::speller::{SpellingError, folded_word};
use crate::base::time;
use crate::record::Record;
use crate::record::names::{name_words, words_of};

impl State {
    /// Before a frame: gives the fields what they need, and what was found for them.
    pub fn lay_out_desk(&mut self, ctx: &Context) {
        let now = self.now();
        let clock = time::clock(&now);
        let on = self.settings.saved.spelling.check
            && self.window.spelling.dictionaries != Dictionaries::Failed;
        let (results, suggested) = (
            std::mem::take(&mut self.window.spelling.results),
            self.window.spelling.suggested.take(),
        );
        with_services(ctx, |services| {
            services.on = on;
            services.now = Some(now.naive_local());
            if services.clock != clock {
                services.clock = clock;
            }
            for (field, text, words) in results {
                services.checked(field, &text, words);
            }
            // Of a word that is no longer asked about: dropped.
            if let (Some((word, found)), Some((wanted, there))) = (suggested, &mut services.wanted)
                && word == *wanted
            {
                *there = Suggestions::There(found);
            }
        });
    }

    /// After a frame: begins to check what is due, and wakes the window when the next text is.
    pub fn check_spelling(&mut self, ctx: &Context) {
        self.learn_words(ctx);
        if self.window.spelling.dictionaries == Dictionaries::Asked {
            return;
        }
        let now = (self.env.instant)();
        self.refresh_known(ctx);
        let (due, next, wanted) = with_services(ctx, |services| {
            services.forget_unshown();
            let (due, next) = services.due(now);
            let wanted = match &mut services.wanted {
                Some((word, state @ Suggestions::Wanted)) => {
                    *state = Suggestions::Asked;
                    Some(word.clone())
                }
                _ => None,
            };
            (due, next, wanted)
        });
        if let Some(next) = next {
            ctx.request_repaint_after(next.saturating_duration_since(now));
        }
        if due.is_empty() && wanted.is_none() {
            return;
        }
        let unread = self.window.spelling.dictionaries == Dictionaries::Unread;
        if unread {
            with_services(ctx, FieldServices::ask_again);
            self.window.spelling.dictionaries = Dictionaries::Asked;
            let library = self.known.library.clone();
            let read = move || Done::Speller(read_dictionaries(&library));
            self.env.runner.run(Lane::Spelling, Box::new(read));
        } else {
            for (field, text) in due {
                let known = Arc::clone(&self.window.spelling.known);
                let check = move || {
                    let words = misspelled(&text, &known);
                    Done::Spelled(field, text, words)
                };
                self.env.runner.run(Lane::Spelling, Box::new(check));
            }
            if let Some(word) = wanted {
                let find = move || {
                    let found = suggest(&word);
                    Done::Suggested(word, found)
                };
                self.env.runner.run(Lane::Spelling, Box::new(find));
            }
        }
        self.take_results();
        let found =
            !self.window.spelling.results.is_empty() || self.window.spelling.suggested.is_some();
        if found || self.window.spelling.dictionaries != Dictionaries::Asked && unread {
            // It was done at once: nobody else wakes the window.
            ctx.request_repaint();
        }
    }

    /// Keeps the words that were added to the user's own.
    fn learn_words(&mut self, ctx: &Context) {
        let learned = with_services(ctx, |services| std::mem::take(&mut services.learn));
        if learned.is_empty() {
            return;
        }
        for word in &learned {
            self.settings.saved.spelling.learn(word);
        }
        self.window.spelling.names_touched = true;
        self.settings.throttle.touched((self.env.instant)());
    }

    /// Works out which words are right in what is open, where that may have changed.
    fn refresh_known(&mut self, ctx: &Context) {
        if !std::mem::take(&mut self.window.spelling.names_touched) {
            return;
        }
        let mut known: BTreeSet<String> =
            self.settings.saved.spelling.words.iter().map(|word| folded_word(word)).collect();
        known.extend(words_of(&self.settings.author.name));
        known.extend(words_of(&self.settings.author.role));
        let in_hand = self.current_draft().and_then(|hand| hand.work()).map(|work| &work.record);
        let shown = self.shown_id().into_iter().flat_map(|id| self.files_of(id));
        let signed = shown
            .flat_map(|file| &file.statements)
            .filter_map(|loaded| loaded.decision())
            .map(|decision| &decision.record);
        let records: Vec<&Record> = in_hand.into_iter().chain(signed).collect();
        for record in records {
            known.extend(name_words(record));
        }
        if known != *self.window.spelling.known {
            self.window.spelling.known = Arc::new(known);
            with_services(ctx, FieldServices::check_again);
        }
    }

    pub(super) fn speller_made(&mut self, made: Result<(), SpellingError>) {
        match made {
            Ok(()) => self.window.spelling.dictionaries = Dictionaries::There,
            Err(error) => {
                self.window.spelling.dictionaries = Dictionaries::Failed;
                self.tell(
                    About::Program,
                    NoticeKind::Error,
                    format!("{error} Nothing that you typed is affected."),
                );
            }
        }
    }

    /// A job of spelling panicked: it is left alone from now on.
    pub(super) fn spelling_broke(&mut self) {
        self.window.spelling.dictionaries = Dictionaries::Failed;
        self.tell(
            About::Program,
            NoticeKind::Error,
            "Something went wrong while spelling was checked. Nothing that you typed is affected. \
             Words are not marked again until you restart Justified.",
        );
    }
}
