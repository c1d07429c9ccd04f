//! The decision that is chosen in the list, as it is read beside it: of what is held at once, of
//! what is not once its files were read.

use std::sync::Arc;

use super::statement::{corrections, marks};
use super::{Ask, Brought, Owing, Places, Session, Task};
use crate::app::workers::Lane;
use crate::base::time;
use crate::caseload::worklist::Item;
use crate::record::strip::{AboutWhom, about_whom};
use crate::record::text::{Facts, sections};
use crate::record::{Corrected, Field, OutOfView};
use crate::register::{Contents, DecisionFile, RegisterError, Summary, look_again};

/// What is shown of the decision that is chosen in the list.
#[derive(Clone, Debug)]
pub struct Preview {
    /// What the list knows of it.
    pub of: Arc<Summary>,
    /// What was read of it.
    pub read: PreviewRead,
}

/// What was read of it.
#[derive(Clone, Debug)]
pub enum PreviewRead {
    /// It was disposed of, and nothing else is left of it.
    Disposed(Box<OutOfView>),
    /// It is being read.
    Reading,
    /// It was.
    Read(Box<PreviewText>),
    /// It could not be, for this reason.
    Not(String),
}

/// What it says.
#[derive(Clone, Debug, Default)]
pub struct PreviewText {
    /// Whom it is about.
    pub who: AboutWhom,
    /// What was written, in the order in which it is read.
    pub facts: Facts,
    /// What stood before in each field that was corrected, and by whom.
    pub corrected: Vec<(Field, String)>,
    /// What is to do, what is due first at the front.
    pub owed: Vec<Item>,
    /// That it was entered in error.
    pub out_of_view: Option<OutOfView>,
    /// Who signed it and when, and how much was added since.
    pub signed: String,
}

impl PreviewText {
    fn of(file: &DecisionFile, owing: &Owing) -> Option<Self> {
        let (loaded, decision) = file.latest_decision()?;
        let at = file.statements.iter().position(|one| one.digest == loaded.digest)?;
        let corrected = corrections(file).into_iter().nth(at).flatten();
        let record = corrected.as_ref().map_or(&decision.record, |one| &one.record);
        let sections = corrected.as_ref().map_or_else(|| sections(decision), Corrected::sections);
        let author = &loaded.header.author.name;
        let signed = format!("Signed {} by {author}", time::moment(&loaded.header.written));
        let signed = match file.statements.len().saturating_sub(1) {
            0 => signed,
            1 => format!("{signed}. 1 other statement"),
            more => format!("{signed}. {more} other statements"),
        };
        Some(Self {
            who: about_whom(record, owing.now().date_naive()),
            facts: Facts::of(&sections),
            corrected: corrected.as_ref().map(marks).unwrap_or_default(),
            owed: owing.in_order(file),
            out_of_view: file.out_of_view(),
            signed,
        })
    }
}

impl Session {
    /// What is shown of the decision that is chosen in the list.
    pub fn preview(&self) -> Option<&Preview> {
        self.preview.as_ref()
    }

    /// Nothing is chosen.
    pub fn forget_preview(&mut self) {
        self.ask(Ask::Preview);
        self.preview = None;
    }

    /// The row at this place of the list is chosen. A task where its files are to be read first.
    pub fn choose(&mut self, at: usize, owing: &Owing, places: &Places) -> Option<Task> {
        let found = &self.lists.found;
        let summary = found.rows.get(at).and_then(|row| found.summaries.get(*row));
        let Some(summary) = summary.map(Arc::clone) else {
            self.forget_preview();
            return None;
        };
        let same = self.preview.as_ref().is_some_and(|one| {
            Arc::ptr_eq(&one.of, &summary) && !matches!(one.read, PreviewRead::Not(_))
        });
        if same {
            return None;
        }
        let ticket = self.ask(Ask::Preview);
        let held = self.file_of(&summary).filter(|file| file.is_held());
        let (read, register) = match held {
            Some(file) => (PreviewRead::of(Some(file), owing), None),
            None => (PreviewRead::Reading, self.register.clone()),
        };
        self.preview = Some(Preview { of: Arc::clone(&summary), read });
        let register = register?;
        let (disk, outbox) = (Arc::clone(&places.reading), places.outbox_of(&register));
        // It is read to be looked at, and not held: whoever goes through a thousand rows would
        // hold a thousand.
        Some(Task::new(Lane::Look, ticket, move || {
            let read = look_again(&*disk, &register, &outbox, &summary.id);
            Brought::Previewed(Box::new(read))
        }))
    }

    /// The chosen decision was read.
    pub fn take_preview(&mut self, read: Result<Contents, RegisterError>, owing: &Owing) {
        let Some(preview) = &mut self.preview else { return };
        preview.read = match read {
            Err(error) => PreviewRead::Not(error.to_string()),
            Ok(read) => {
                let file = read.decisions.iter().find(|file| file.root == preview.of.root);
                PreviewRead::of(file, owing)
            }
        };
    }
}

impl PreviewRead {
    fn of(file: Option<&DecisionFile>, owing: &Owing) -> Self {
        let left = file.filter(|file| file.latest_decision().is_none());
        let disposed = left.and_then(DecisionFile::out_of_view).filter(|one| one.disposed);
        if let Some(disposed) = disposed {
            return Self::Disposed(Box::new(disposed));
        }
        match file.and_then(|file| PreviewText::of(file, owing)) {
            Some(text) => Self::Read(Box::new(text)),
            None => Self::Not(UNREADABLE.to_owned()),
        }
    }
}

/// What is said of one whose decision cannot be read.
const UNREADABLE: &str = "It cannot be read in full. Open it to see what is wrong with its files.";
