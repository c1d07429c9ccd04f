//! What the lists show: worked out when the register, the drafts or the filter change.

use std::path::Path;

use crate::app::drafts::OpenDraft;
use crate::app::session::rows::{DraftLine, VersionLine};
use crate::app::state::State;
use crate::base::{dates, time};
use crate::pathway::replay;
use crate::record::in_brief::first_words;
use crate::record::{Digest, Draft, Place, Work};
use crate::register::drafts::DraftFile;
use crate::register::versions::Beside;

impl State {
    /// Everything anew.
    pub(super) fn refresh_lists(&mut self) {
        self.refresh_work();
        self.refresh_review();
        let (mut drafts, mut away) = (Vec::new(), Vec::new());
        let mut versions: Vec<VersionLine> = self
            .session
            .drafts()
            .versions
            .iter()
            .filter(|version| !self.is_review_of_another(&version.file.draft))
            .filter(|version| !self.session.is_read_blind(&version.file.draft.decision))
            .map(|version| self.version_line(version))
            .collect();
        for file in &self.session.drafts().drafts {
            if self.is_review_of_another(&file.draft) {
                continue;
            }
            match self.beside(file) {
                None => {}
                Some(Beside::Same) => continue,
                Some(Beside::Version(version)) => {
                    versions.push(self.version_line(&version));
                    continue;
                }
            }
            let place = if file.draft.put_away.is_some() { &mut away } else { &mut drafts };
            place.push(DraftLine {
                elsewhere: file.draft.device != self.settings.saved.device,
                signing: file.draft.signing.is_some(),
                ..self.draft_line(&file.draft, &file.path)
            });
        }
        // Drafts in memory stand for themselves: what was read of them may be older.
        let seen =
            |hand: &&OpenDraft| !hand.is_untouched() && !self.is_review_of_another(&hand.draft);
        for hand in self.drafts.iter().filter(seen) {
            let path = &hand.known_by();
            drafts.retain(|line| line.path != *path);
            away.retain(|line| line.path != *path);
            versions.retain(|line| line.path != *path);
            let file = DraftFile {
                path: path.clone(),
                digest: Digest::of(&[]),
                draft: hand.draft.clone(),
            };
            match self.beside(&file) {
                None => {}
                Some(Beside::Same) => continue,
                Some(Beside::Version(version)) => {
                    versions.push(self.version_line(&version));
                    continue;
                }
            }
            let place = if hand.draft.put_away.is_some() { &mut away } else { &mut drafts };
            place.push(self.draft_line(&hand.draft, path));
        }
        versions.sort_by(|a, b| b.changed.cmp(&a.changed).then_with(|| a.path.cmp(&b.path)));
        for lines in [&mut drafts, &mut away] {
            lines.sort_by(|a, b| {
                let first = b.danger.cmp(&a.danger).then(b.changed.cmp(&a.changed));
                first.then_with(|| a.path.cmp(&b.path))
            });
        }
        self.session.relist([drafts, away], versions);
        let now = self.now();
        self.session.relist_newcomers(&now);
        self.refresh_rows();
        self.refresh_contacts();
    }

    /// A draft of this workstation as a line.
    fn draft_line(&self, draft: &Draft, path: &Path) -> DraftLine {
        DraftLine {
            path: path.to_owned(),
            contact: matches!(draft.work, Work::Contact(_)).then(|| draft.decision.clone()),
            place: self.place_words(draft),
            whose: self.whose(draft),
            age: self.age_in(draft),
            what: self.what_is_in(draft),
            about: about_draft(draft),
            begun_from: begun_from(draft),
            danger: matches!(&draft.work, Work::Decision(work) if work.acted_first.is_some()),
            changed: draft.changed,
            elsewhere: false,
            signing: false,
            holds: draft.holds(),
        }
    }

    /// Whom a draft is about; of an addition, the children of its decision.
    pub(super) fn whose(&self, draft: &Draft) -> String {
        match (&draft.work, self.session.book().of_decision(&draft.decision)) {
            (Work::Addendum(_) | Work::Addition(_), [signed, ..]) => signed.about(),
            _ => whose_draft(draft),
        }
    }

    fn age_in(&self, draft: &Draft) -> String {
        let today = self.now().date_naive();
        let born = match &draft.work {
            Work::Decision(work) => match work.record.children.as_slice() {
                [child] => child.born.valid().map(|day| day.0),
                _ => None,
            },
            _ => None,
        };
        born.and_then(|born| dates::age(born, today)).unwrap_or_default()
    }

    /// What it comes to by now; where nobody is named, with the first words that were written.
    fn what_is_in(&self, draft: &Draft) -> String {
        let Work::Decision(work) = &draft.work else { return String::new() };
        if self.session.is_read_blind(&draft.decision) {
            return String::new();
        }
        let departure = work.departure.as_ref().map(|one| one.headline.clone());
        let pathway = self.known.rules.pathway();
        let outcome = departure.or_else(|| {
            let id = replay(pathway, &work.answers).outcome?;
            pathway.outcome(&id).map(|one| one.headline.clone())
        });
        let named = work.record.children.iter().any(|child| !child.name.trim().is_empty());
        let words = if named { String::new() } else { first_words(&work.record, 60) };
        let words = if words.is_empty() { words } else { format!("“{words}”") };
        let parts = [outcome.unwrap_or_default(), words];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// What of a draft is not on the disk, for the words before closing.
    pub(super) fn unsaved_words(&self, hand: &OpenDraft) -> String {
        let place = self.place_words(&hand.draft);
        match hand.saved_at() {
            Some(at) => format!("a draft ({place}), last saved at {}", time::clock(&at)),
            None => format!("a draft ({place})"),
        }
    }

    fn place_words(&self, draft: &Draft) -> String {
        let work = match &draft.work {
            Work::Addendum(_) => return "A note".to_owned(),
            Work::Addition(addition) => return addition.headline(),
            Work::Contact(_) => return "A contact".to_owned(),
            Work::Decision(work) => work,
        };
        let pathway = self.known.rules.pathway();
        let question = |id: &str| match pathway.question(id) {
            Some(question) => format!("At the question: {}", question.title),
            None => "In the questions".to_owned(),
        };
        match &work.place {
            Place::Questions => replay(pathway, &work.answers)
                .next
                .as_deref()
                .map_or_else(|| "At the outcome".to_owned(), question),
            Place::Question(id) => question(id),
            Place::Outcome if work.acted_first.is_some() => {
                "Child in danger: write the record".to_owned()
            }
            Place::Outcome => "At the outcome".to_owned(),
            Place::Record(Some(field)) => {
                format!("In the record: {}", field.part.section().label().to_lowercase())
            }
            Place::Record(None) => "In the record".to_owned(),
            Place::Check => "To check and sign".to_owned(),
        }
    }
}

/// Whom a draft is about, and its reference.
pub(super) fn about_draft(draft: &Draft) -> String {
    match &draft.work {
        Work::Decision(_) => format!("{} · {}", whose_draft(draft), draft.decision.as_str()),
        _ => whose_draft(draft),
    }
}

/// Whom a draft is about; of what has nobody of its own, what it belongs to.
fn whose_draft(draft: &Draft) -> String {
    match &draft.work {
        Work::Decision(work) => work.record.children_words(),
        Work::Addendum(_) | Work::Addition(_) => draft.decision.as_str().to_owned(),
        Work::Contact(contact) => contact.title().to_owned(),
    }
}

/// "Begun from a request for information, 2026-…".
fn begun_from(draft: &Draft) -> Option<String> {
    let Work::Decision(work) = &draft.work else { return None };
    let link = work.linked.first()?;
    Some(format!("{}, {}", link.why.from_words(), link.decision))
}
