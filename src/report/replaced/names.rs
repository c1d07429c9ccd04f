//! Who is named in a decision, and by what words each is called instead.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::NaiveDate;

use super::Doctors;
use super::form::{Each, each_text};
use crate::base::fold::{folded, word_set};
use crate::record::statement::Addition;
use crate::record::{Body, Field, Holds, ItemId, Part, PersonRole, Record, Statement, Typed};
use crate::report::anonymous::{self, Identifying, Kind, Trace, age, is_plain_word};
use crate::report::roles::{self, is_role};

/// The names of one decision.
#[derive(Clone, Debug)]
pub struct Names {
    known: Identifying,
    people: Vec<Called>,
    /// As of when ages are told.
    on: NaiveDate,
    /// What stood in a bracket.
    used: BTreeSet<String>,
    /// How many passages of free text there were.
    pub(super) passages: usize,
    /// How many words were replaced that stand in no field.
    pub(super) doubts: usize,
}

/// Somebody, and what stands in the place of their name.
#[derive(Clone, Debug)]
struct Called {
    /// Where they are in the record: in each version of it, perhaps, under another id.
    items: Vec<ItemId>,
    /// Of the name, folded.
    words: BTreeSet<String>,
    /// Of the name as it is written, where they are words of the language too: “Will”, “Grace”.
    written: BTreeSet<String>,
    label: String,
    /// Whether it is a child, or somebody beside it who may have the surname of the family.
    family: bool,
}

impl Called {
    fn new(item: Option<&ItemId>, label: &str, family: bool) -> Self {
        let (words, written) = (BTreeSet::new(), BTreeSet::new());
        Self {
            items: item.into_iter().cloned().collect(),
            words,
            written,
            label: label.to_owned(),
            family,
        }
    }

    fn is_at(&self, field: &Field) -> bool {
        field.item.as_ref().is_some_and(|item| self.items.contains(item))
    }

    fn learn(&mut self, name: &str) {
        for word in split(name).map(|range| name.get(range).unwrap_or_default()) {
            let plain = folded(word);
            let small = !word.starts_with(char::is_uppercase);
            if is_title(&plain) || is_role(&plain) || (small && is_plain_word(&plain)) {
                continue;
            }
            if word.chars().count() > 1 {
                if is_word_too(&plain) {
                    self.written.insert(word.to_owned());
                }
                self.words.insert(plain);
            }
        }
    }
}

/// Titles, which say nothing of who it is.
const TITLES: [&str; 14] = [
    "dr",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "master",
    "prof",
    "professor",
    "sir",
    "lady",
    "baby",
    "the",
    "not",
];

/// What only people do.
const DOES: [&str; 40] = [
    "agreed",
    "asked",
    "came",
    "collected",
    "cried",
    "cries",
    "denied",
    "denies",
    "drinks",
    "felt",
    "goes",
    "hit",
    "hits",
    "knew",
    "knows",
    "lives",
    "moved",
    "phoned",
    "rang",
    "refused",
    "replied",
    "reported",
    "reports",
    "said",
    "says",
    "shouted",
    "shouts",
    "slapped",
    "smokes",
    "sleeps",
    "spoke",
    "thinks",
    "thought",
    "threatened",
    "told",
    "took",
    "wanted",
    "wants",
    "works",
    "wrote",
];

/// Names that are words of the language too. They are looked for with their capital: “she will”.
const WORDS_TOO: [&str; 64] = [
    "april", "art", "autumn", "ball", "bell", "best", "bill", "black", "brown", "chase", "cook",
    "dawn", "day", "drew", "eve", "faith", "field", "foot", "frank", "good", "grace", "grant",
    "gray", "green", "grey", "guy", "hand", "head", "hill", "hope", "joy", "june", "king",
    "little", "long", "love", "mark", "max", "may", "miles", "night", "page", "pat", "power",
    "price", "read", "rich", "rob", "rose", "short", "small", "stone", "strong", "sue", "summer",
    "wade", "white", "will", "winter", "wise", "wood", "wright", "young", "order",
];

fn is_word_too(word: &str) -> bool {
    WORDS_TOO.contains(&word) || is_plain_word(word)
}

fn is_title(word: &str) -> bool {
    TITLES.contains(&word)
}

/// Whether each word of a text is one for a role, or of the language.
pub(super) fn is_plain(text: &str) -> bool {
    word_set(text).iter().all(|word| is_plain_word(word))
}

/// The words of a text, as ranges of bytes.
fn split(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, _) = rest.by_ref().find(|(_, c)| c.is_alphanumeric())?;
        let mut end = text.len();
        while let Some((at, c)) = rest.peek() {
            if !c.is_alphanumeric() {
                end = *at;
                break;
            }
            rest.next();
        }
        Some(start..end)
    })
}

impl Names {
    /// Of the statements of one decision.
    pub(super) fn of(statements: &[&Statement], doctors: &mut Doctors) -> Self {
        let on = statements.first().map_or_else(NaiveDate::default, |one| one.decided.day());
        let mut names = Self {
            known: Identifying::of_nobody(),
            people: Vec::new(),
            on,
            used: BTreeSet::new(),
            passages: 0,
            doubts: 0,
        };
        for statement in statements {
            let label = doctors.called(&statement.author);
            names.person(None, &label, false, &statement.author.name);
            names.known.learn(Holds::Number, &statement.author.gmc.text);
        }
        for statement in statements {
            match &statement.body {
                Body::Decision(decision) => names.family(&decision.record),
                other => {
                    if let Some(Addition::Correction(one)) = other.addition() {
                        names.corrected(&one.field, [&one.from, &one.to]);
                    }
                }
            }
        }
        names.number();
        for statement in statements {
            match &statement.body {
                Body::Decision(decision) => names.others(&decision.record),
                other => {
                    if let Some(mut addition) = other.addition() {
                        each_text(&mut addition, &mut |each, text| {
                            if each == Each::Line {
                                names.professional(text, None, Holds::Work);
                                names.known.learn(Holds::Work, text);
                            }
                        });
                    }
                }
            }
        }
        names.number();
        names.known.without_names(is_word_too);
        names
    }

    /// Who appears, by the words in the brackets: whoever is in the record, named or not.
    pub(super) fn appear(&self) -> BTreeSet<String> {
        self.people.iter().map(|one| one.label.clone()).collect()
    }

    fn person(&mut self, item: Option<&ItemId>, label: &str, family: bool, name: &str) {
        let mut new = Called::new(item, label, family);
        new.learn(name);
        let same = |one: &Called| {
            one.family == family && one.words == new.words && one.items.is_empty() == item.is_none()
        };
        let there = self.people.iter().position(|one| match item {
            Some(item) => one.items.contains(item) || (!new.words.is_empty() && same(one)),
            None => one.label == label && same(one),
        });
        let at = there.unwrap_or_else(|| {
            self.people.push(new);
            self.people.len() - 1
        });
        if let Some(one) = self.people.get_mut(at) {
            one.learn(name);
            if let Some(item) = item.filter(|item| !one.items.contains(item)) {
                one.items.push(item.clone());
            }
            let words: Vec<String> = one.words.iter().cloned().collect();
            // Every word of the name, also one that would be taken for no name.
            self.known.learn(Holds::Name, name);
            for word in words {
                self.known.learn(Holds::Name, &word);
            }
        }
    }

    /// The children and the people of a record.
    fn family(&mut self, record: &Record) {
        for child in &record.children {
            self.person(Some(&child.id), "child", true, &child.name);
        }
        for person in &record.others {
            let professional = person.role == Some(PersonRole::Professional);
            let label = match anonymous::relation(person) {
                _ if professional => {
                    role_in(&person.relation).unwrap_or_else(|| "professional".to_owned())
                }
                label if label == anonymous::SOMEBODY => "person".to_owned(),
                label => label.to_lowercase(),
            };
            self.person(Some(&person.id), &label, !professional, &person.name);
        }
        for (field, value) in record.values() {
            self.known.learn(field.part.row().holds, value.typed().unwrap_or_default());
        }
    }

    /// A field that was corrected: what it said and says is known as well.
    fn corrected(&mut self, field: &Field, texts: [&String; 2]) {
        let holds = field.part.row().holds;
        for text in texts {
            self.known.learn(holds, text);
            if holds == Holds::Name
                && let Some(one) = self.people.iter_mut().find(|one| one.is_at(field))
            {
                one.learn(text);
            }
        }
    }

    /// Whoever is named in another field: professionals, mostly.
    fn others(&mut self, record: &Record) {
        let values = record.values();
        let role_of = |item: Option<&ItemId>| {
            let beside = values.iter().find(|(field, _)| {
                field.item.as_ref() == item
                    && matches!(field.part, Part::AdviceRole | Part::ParticipantRole)
            });
            beside.and_then(|(_, value)| value.typed()).unwrap_or_default().to_owned()
        };
        for (field, value) in &values {
            let holds = field.part.row().holds;
            let whole = matches!(holds, Holds::Work | Holds::People | Holds::Whom | Holds::Role);
            if whole && let Some(text) = value.typed() {
                let role = field.item.as_ref().map(|item| role_of(Some(item)));
                self.professional(text, role.as_deref(), holds);
            }
        }
    }

    /// Somebody in a field for people. Each part of it names one.
    fn professional(&mut self, text: &str, role: Option<&str>, holds: Holds) {
        for part in text.split([';', '\n', '/', '&']).flat_map(|part| part.split(" and ")) {
            let mut found = Called::new(None, "", false);
            for word in split(part).filter_map(|range| part.get(range)) {
                let plain = folded(word);
                let is_name = word.starts_with(char::is_uppercase)
                    && !is_plain_word(&plain)
                    && word.chars().any(char::is_alphabetic);
                if is_name {
                    found.learn(word);
                }
            }
            let known = |one: &&mut Called| !one.words.is_disjoint(&found.words);
            if found.words.is_empty()
                || self.people.iter().any(|one| one.family && !one.words.is_disjoint(&found.words))
            {
                continue;
            }
            if let Some(one) = self.people.iter_mut().find(known) {
                one.words.extend(found.words);
                continue;
            }
            found.label = role_in(part).or_else(|| role.and_then(role_in)).unwrap_or_else(|| {
                if holds == Holds::Work { "professional".to_owned() } else { "person".to_owned() }
            });
            self.people.push(found);
        }
    }

    /// Two of one kind are told apart by a number.
    fn number(&mut self) {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for one in &self.people {
            *counts.entry(one.label.clone()).or_default() += 1;
        }
        let mut at: BTreeMap<String, usize> = BTreeMap::new();
        for one in &mut self.people {
            if counts.get(&one.label).is_some_and(|count| *count > 1) {
                let number = at.entry(one.label.clone()).or_default();
                *number += 1;
                one.label = format!("{} {number}", one.label);
            }
        }
    }

    /// What a field reads without names.
    pub(super) fn field(&mut self, field: &Field, text: &str) -> String {
        if text.trim().is_empty() {
            return text.to_owned();
        }
        match field.part.row().holds {
            Holds::Name => {
                let own = self.people.iter().find(|one| one.is_at(field));
                match own {
                    // "not known", "the baby".
                    _ if is_plain(text) && !text.contains(char::is_uppercase) => text.to_owned(),
                    Some(one) if !one.words.is_empty() => self.bracket(&one.label.clone()),
                    Some(_) if is_plain(text) => text.to_owned(),
                    _ => self.bracket("name"),
                }
            }
            Holds::Born(_) => {
                let age = age(&Typed::new(text), self.on);
                self.bracket(&age.unwrap_or_else(|| "date of birth".to_owned()))
            }
            Holds::Address => self.bracket("address"),
            Holds::Number => self.bracket("number"),
            Holds::Reference => self.bracket("reference"),
            Holds::Prose => self.passage(text),
            _ => self.text(text),
        }
    }

    /// A passage of free text.
    pub(super) fn passage(&mut self, text: &str) -> String {
        self.passages += usize::from(!text.trim().is_empty());
        self.text(text)
    }

    /// Any text that somebody typed.
    pub(super) fn text(&mut self, text: &str) -> String {
        let known = self.known.traces(text);
        let all = self.known.traces_in_doubt(text);
        let sure = |at: &Range<usize>| known.iter().any(|one| overlap(&one.at, at));
        let mut traces: Vec<_> = all.into_iter().map(|one| (sure(&one.at), one)).collect();
        for at in split(text) {
            let word = text.get(at.clone()).unwrap_or_default();
            let named = self.people.iter().any(|one| one.written.contains(word));
            if named && !traces.iter().any(|(_, one)| overlap(&one.at, &at)) {
                traces.push((true, Trace { at, kind: Kind::Name }));
            }
        }
        Self::beside(text, &mut traces);
        traces.sort_by_key(|(_, one)| one.at.start);
        self.replace(text, traces)
    }

    /// A text of ours in which somebody may be named.
    pub(super) fn known(&mut self, text: &str) -> String {
        let traces = self.known.traces(text);
        self.replace(text, traces.into_iter().map(|one| (true, one)).collect())
    }

    /// A word with a capital that begins a sentence may be a name: where a name or an address follows
    /// it, or what only people do.
    fn beside(text: &str, traces: &mut Vec<(bool, Trace)>) {
        let words: Vec<Range<usize>> = split(text).collect();
        for pair in words.windows(2) {
            let [at, next] = pair else { continue };
            let [word, after] = [at, next].map(|at| text.get(at.clone()).unwrap_or_default());
            let plain = folded(word);
            let may_be = word.starts_with(char::is_uppercase)
                && word.chars().any(char::is_lowercase)
                && !is_plain_word(&plain)
                && text.get(at.end..next.start) == Some(" ")
                && !traces.iter().any(|(_, one)| overlap(&one.at, at));
            let follows = |(_, one): &(bool, Trace)| {
                one.at.start == next.start && matches!(one.kind, Kind::Name | Kind::Address)
            };
            if may_be && (DOES.contains(&after) || traces.iter().any(follows)) {
                traces.push((false, Trace { at: at.clone(), kind: Kind::Name }));
            }
        }
    }

    fn replace(&mut self, text: &str, traces: Vec<(bool, Trace)>) -> String {
        let (mut out, mut end) = (String::with_capacity(text.len()), 0);
        for (sure, trace) in traces {
            let Some(before) = text.get(end..trace.at.start) else { continue };
            out.push_str(before);
            let words = text.get(trace.at.clone()).unwrap_or_default();
            let label = match trace.kind {
                Kind::Name => self.who(words, sure),
                Kind::Address => "address".to_owned(),
                Kind::Date => "date of birth".to_owned(),
                Kind::Number => "number".to_owned(),
                Kind::Contact => "address for mail, or page".to_owned(),
            };
            out.push_str(&self.bracket(&label));
            end = trace.at.end;
        }
        out.push_str(text.get(end..).unwrap_or_default());
        out
    }

    /// Who is meant by these words.
    fn who(&mut self, words: &str, sure: bool) -> String {
        let said = word_set(words);
        // "The Quillfeathers".
        let is_said = |word: &&String| said.contains(*word) || said.contains(&format!("{word}s"));
        let hits = |one: &Called| one.words.iter().filter(is_said).count();
        let most = self.people.iter().map(hits).max().unwrap_or_default();
        let best: Vec<&Called> = self.people.iter().filter(|one| hits(one) == most).collect();
        match best.as_slice() {
            _ if most == 0 && sure => "name".to_owned(),
            _ if most == 0 => {
                self.doubts += 1;
                "name?".to_owned()
            }
            [one] => one.label.clone(),
            several if several.iter().all(|one| one.family) => "family name".to_owned(),
            _ => "name".to_owned(),
        }
    }

    fn bracket(&mut self, label: &str) -> String {
        self.used.insert(label.to_owned());
        format!("[{label}]")
    }
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// The words for a role in a text that also names somebody, as they stand next to each other:
/// "health visitor", "mother’s friend". Where none says who somebody is, but one says where, that.
fn role_in(text: &str) -> Option<String> {
    let words: Vec<String> =
        split(text).filter_map(|range| text.get(range)).map(str::to_lowercase).collect();
    let is_place = |word: &String| PLACES.contains(&word.as_str());
    let is_person = |word: &String| {
        let work = roles::PROFESSIONAL.contains(&word.as_str());
        (work && !is_place(word) && !WEAK.contains(&word.as_str()))
            || roles::private(word).is_some()
    };
    let runs = words.split(|word| !is_role(&folded(word)) || is_title(word));
    let run = runs.filter(|run| run.iter().any(is_person)).max_by_key(|run| run.len());
    match run {
        Some(run) => Some(run.join(" ")),
        None => words.iter().any(is_place).then(|| "agency".to_owned()),
    }
}

/// Words for where somebody works.
const PLACES: [&str; 16] = [
    "school", "nursery", "police", "nspcc", "services", "hospital", "practice", "clinic", "ward",
    "desk", "court", "camhs", "council", "surgery", "mash", "team",
];

/// Words that need another beside them to say who somebody is.
const WEAK: [&str; 6] = ["named", "designated", "lead", "safeguarding", "social", "head"];
