//! Everything that the list and the search need of a register: the summaries and the words of
//! its decisions, by the same numbers. It follows from what was read, decision by decision, or
//! comes from what the index kept, and then nothing in it is settled.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, FixedOffset};

use super::list::{self, Filter, Row, Sort};
use super::search::{Query, Words};
use super::worklist::{Item, What};
use crate::record::{DecisionId, DeviceId, Digest, RegisterId};
use crate::register::listing::LISTING;
use crate::register::{Contents, DecisionFile, Listing, Summary};

/// Summaries and words of a part of a register, to be joined with others.
#[derive(Debug)]
pub struct Part {
    rows: Vec<Summary>,
    words: Words,
}

impl Part {
    /// Of these decisions, whose statements are all held.
    pub fn of(files: &[DecisionFile], titles: &Titles) -> Self {
        let summary = |file| Some((titled(file, titles)?, file));
        let mut both: Vec<(Summary, &DecisionFile)> = files.iter().filter_map(summary).collect();
        both.sort_by(|(a, _), (b, _)| (&a.id, &a.root).cmp(&(&b.id, &b.root)));
        let mut words = Words::of(both.iter().map(|(row, file)| (*file, row.title.as_deref())));
        words.fit();
        Self { rows: both.into_iter().map(|(summary, _)| summary).collect(), words }
    }
}

/// Parts that are joined as they come.
#[derive(Debug, Default)]
pub struct Joining {
    rows: Vec<Arc<Summary>>,
    words: Words,
}

impl Joining {
    /// One part more.
    pub fn add(&mut self, part: Part) {
        self.rows.extend(part.rows.into_iter().map(Arc::new));
        self.words.append(part.words);
    }

    /// All of them, in order.
    pub fn whole(self) -> Casebook {
        let Self { mut rows, mut words } = self;
        rows.shrink_to_fit();
        words.fit();
        let key = |row: &Arc<Summary>| (row.id.clone(), row.root.clone());
        // They mostly come in order, and then the words are in one piece.
        if !rows.is_sorted_by_key(key) {
            let mut both: Vec<(usize, Arc<Summary>)> = rows.into_iter().enumerate().collect();
            both.sort_by_key(|(_, row)| key(row));
            words.renumber(&both.iter().map(|(at, _)| *at).collect::<Vec<_>>());
            rows = both.into_iter().map(|(_, row)| row).collect();
        }
        Casebook { rows: Arc::new(rows), words: Arc::new(words), newest: Newest::default() }
    }
}

/// What the cases that teach are called.
pub type Titles = BTreeMap<DecisionId, String>;

/// Summaries and words, sorted by id and first statement. A clone costs nothing: a job off the
/// frame gets one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Casebook {
    /// Each shared: a change of one copies no other.
    rows: Arc<Vec<Arc<Summary>>>,
    words: Arc<Words>,
    newest: Newest,
}

/// The rows as the list begins with them, the newest first: worked out once, and not at every
/// letter that is typed. What is owed ([`Casebook::judge`]) does not touch it.
#[derive(Clone, Debug, Default)]
struct Newest(Arc<OnceLock<Vec<Row>>>);

/// It follows from when each row was decided, whether it was worked out yet or not.
impl PartialEq for Newest {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Newest {}

impl Casebook {
    /// Of what was read.
    pub fn of(contents: &Contents, titles: &Titles) -> Self {
        Self::join([Part::of(&contents.decisions, titles)])
    }

    /// Of what was read in parts.
    pub fn join(parts: impl IntoIterator<Item = Part>) -> Self {
        let mut joining = Joining::default();
        parts.into_iter().for_each(|part| joining.add(part));
        joining.whole()
    }

    /// As the index kept it. `None` where what it kept does not fit together.
    pub fn kept(listing: Listing) -> Option<Self> {
        let Listing { rows, fields, ends, words, .. } = listing;
        let words = Words::kept(words, fields, &ends)?;
        let fits = rows.len() == words.len();
        fits.then(|| Self { rows: shared(rows), words: Arc::new(words), newest: Newest::default() })
    }

    /// As the index is to keep it. `None` where it was changed since it was read: it is kept
    /// after the next reading.
    pub fn to_keep(
        &self,
        register: &RegisterId,
        device: &DeviceId,
    ) -> Option<Listing<&Summary, &str>> {
        let (words, fields, ends) = self.words.to_keep()?;
        let (register, device) = (register.clone(), device.clone());
        Some(Listing {
            format: LISTING,
            register,
            device,
            rows: self.rows.iter().map(AsRef::as_ref).collect(),
            fields,
            ends,
            words,
        })
    }

    /// The summaries, by their numbers.
    pub fn summaries(&self) -> &[Arc<Summary>] {
        &self.rows
    }

    /// Those of one decision: one, unless two first statements stand in its folder.
    pub fn of_decision(&self, id: &DecisionId) -> &[Arc<Summary>] {
        let from = self.rows.partition_point(|row| row.id < *id);
        let after = self.rows.get(from..).unwrap_or_default();
        after.get(..after.partition_point(|row| row.id == *id)).unwrap_or_default()
    }

    /// The same, to be held on to.
    pub fn shared(&self) -> Arc<Vec<Arc<Summary>>> {
        Arc::clone(&self.rows)
    }

    /// The words, by the same numbers.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// A decision was read again: `files` is all that stands under its id now.
    pub fn replace(&mut self, id: &DecisionId, files: &[&DecisionFile], titles: &Titles) {
        self.newest = Newest::default();
        let roots: BTreeSet<&Digest> = files.iter().map(|file| &file.root).collect();
        let (rows, words) = (Arc::make_mut(&mut self.rows), Arc::make_mut(&mut self.words));
        let mut at = rows.partition_point(|row| row.id < *id);
        while let Some(row) = rows.get(at).filter(|row| row.id == *id) {
            if roots.contains(&row.root) {
                at += 1;
            } else {
                rows.remove(at);
                words.remove(at);
            }
        }
        for file in files {
            let Some(summary) = titled(file, titles) else { continue };
            let here = |row: &Arc<Summary>| (&row.id, &row.root).cmp(&(&file.id, &file.root));
            match rows.binary_search_by(here) {
                Ok(at) => {
                    words.put(at, false, (file, summary.title.as_deref()));
                    if let Some(row) = rows.get_mut(at) {
                        *row = Arc::new(summary);
                    }
                }
                Err(at) => {
                    words.put(at, true, (file, summary.title.as_deref()));
                    rows.insert(at, Arc::new(summary));
                }
            }
        }
    }

    /// Says of each decision whether it is open, and by when the first thing that is owed about
    /// it is due: both follow from `items`. Whether anything changed.
    pub fn judge(&mut self, items: &[Item]) -> bool {
        let mut owed: HashMap<&DecisionId, (bool, Option<DateTime<FixedOffset>>)> = HashMap::new();
        for item in items {
            let (open, due) = owed.entry(&item.decision).or_default();
            *open |= item.what.is_open_case() || item.what == What::Review;
            *due = due.iter().copied().chain(item.due).min();
        }
        let of = |row: &Arc<Summary>| owed.get(&row.id).copied().unwrap_or_default();
        let changed: Vec<_> = self
            .rows
            .iter()
            .map(of)
            .enumerate()
            .filter(|(at, new)| self.rows.get(*at).is_some_and(|row| (row.open, row.due) != *new))
            .collect();
        if changed.is_empty() {
            return false;
        }
        let rows = Arc::make_mut(&mut self.rows);
        for (at, new) in changed {
            if let Some(row) = rows.get_mut(at) {
                let row = Arc::make_mut(row);
                (row.open, row.due) = new;
            }
        }
        true
    }

    /// The rows of the list: those in which the filter's words stand and that pass it, sorted.
    /// In the usual order those come first in which each word begins one.
    pub fn list(&self, filter: &Filter, sort: Sort, now: &DateTime<FixedOffset>) -> Vec<Row> {
        let query = Query::of(&filter.words);
        let among = self.words.search(&query);
        if sort != Sort::default() {
            return list::rows(&self.rows, among, filter, sort, now);
        }
        let in_order =
            self.newest.0.get_or_init(|| list::sorted(&self.rows, 0..self.rows.len(), sort));
        let mut rows = list::rows_in_order(&self.rows, among, in_order, filter, now);
        if !query.is_blank() {
            // Who types "ann" means Ann before Joanna.
            rows.sort_by_cached_key(|row| !self.words.begins(*row, &query));
        }
        rows
    }
}

fn shared(rows: Vec<Summary>) -> Arc<Vec<Arc<Summary>>> {
    Arc::new(rows.into_iter().map(Arc::new).collect())
}

fn titled(file: &DecisionFile, titles: &Titles) -> Option<Summary> {
    Some(Summary { title: titles.get(&file.id).cloned(), ..Summary::of(file)? })
}

#[cfg(test)]
mod tests {
    use super::super::example::{contents, owed, saying};
    use super::*;

    fn found(book: &Casebook, words: &str) -> Vec<DecisionId> {
        let filter = Filter { words: words.to_owned(), ..Filter::default() };
        let now = book.summaries()[0].written;
        let rows = book.list(&filter, Sort::default(), &now);
        rows.into_iter().map(|row| book.summaries()[row].id.clone()).collect()
    }

    #[test]
    fn a_word_that_begins_as_was_typed_comes_before_one_that_holds_it_within() {
        let files = [saying(1, &["quokka"]), saying(2, &["aquokka"]), saying(3, &["a quokkas’"])];
        let read = Contents { decisions: files.to_vec(), ..Contents::default() };
        let book = Casebook::of(&read, &Titles::new());
        let found = found(&book, "quokka");
        assert_eq!(found.len(), 3, "all are found");
        assert_eq!(found[2], files[1].id);
    }

    #[test]
    fn a_book_that_followed_every_change_is_the_book_of_what_is_there_now() {
        let mut read = contents(30);
        let mut book = Casebook::of(&read, &Titles::new());
        let gone = read.decisions.remove(3);
        book.replace(&gone.id, &[], &Titles::new());
        for number in [0, 200, 77] {
            let new = saying(number, &["a word that none has: quokka"]);
            book.replace(&new.id, &[&new], &Titles::new());
            read.decisions.push(new);
        }
        let changed = saying(77, &["something else"]);
        read.decisions.retain(|file| file.id != changed.id);
        book.replace(&changed.id, &[&changed], &Titles::new());
        read.decisions.push(changed);
        let anew = Casebook::of(&read, &Titles::new());
        assert_eq!(book.summaries(), anew.summaries());
        for words in ["quokka", "something else", "school", "999", ""] {
            assert_eq!(found(&book, words), found(&anew, words), "{words}");
        }
        assert_eq!(found(&book, "quokka").len(), 2);
    }

    #[test]
    fn a_book_of_parts_is_the_book_of_the_whole() {
        let mut read = contents(40);
        read.decisions.push(saying(9, &["a word that none has: quokka"]));
        let whole = Casebook::of(&read, &Titles::new());
        for (chunk, turned) in [(1, false), (7, false), (100, false), (7, true)] {
            let mut parts: Vec<Part> =
                read.decisions.chunks(chunk).map(|files| Part::of(files, &Titles::new())).collect();
            if turned {
                parts.reverse();
            }
            let joined = Casebook::join(parts);
            assert_eq!(joined.summaries(), whole.summaries());
            for words in ["quokka", "school", "mother bruise", "999", ""] {
                assert_eq!(found(&joined, words), found(&whole, words), "{words}");
            }
            for query in ["quokka", "school"] {
                let query = Query::of(query);
                for row in 0..whole.summaries().len() {
                    let hits = |book: &Casebook| book.words().hits(row, &query, 3);
                    assert_eq!(hits(&joined), hits(&whole), "the field is named alike");
                }
            }
        }
    }

    #[test]
    fn a_book_comes_back_as_the_index_kept_it() {
        let read = contents(20);
        let mut book = Casebook::of(&read, &Titles::new());
        let (one, other) = (&read.decisions[0].id, &read.decisions[1].id);
        let due = read.decisions[0].statements[0].header.written;
        assert!(book.judge(&[
            owed(one, What::Open, None),
            owed(one, What::Confirm, Some(due)),
            owed(other, What::Enter, None),
        ]));
        let judged = |id: &DecisionId| {
            book.summaries().iter().find(|row| row.id == *id).map(|row| (row.open, row.due))
        };
        assert_eq!(judged(one), Some((true, Some(due))));
        assert_eq!(judged(other), Some((false, None)));
        let (register, device) = (RegisterId::mint([7; 8]), DeviceId::mint([1; 8]));
        let listing = book.to_keep(&register, &device).unwrap();
        let text = crate::base::ronfile::write(&listing).unwrap();
        let read: Listing = crate::base::ronfile::read(text.as_bytes()).unwrap();
        assert_eq!(Casebook::kept(read.clone()), Some(book));
        let short = Listing { rows: read.rows[1..].to_vec(), ..read };
        assert_eq!(Casebook::kept(short), None, "rows and words do not fit each other");
    }
}
