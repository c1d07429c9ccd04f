//! The same person, or the same household, in other decisions. It is suggested, with the
//! reason, and never merged by itself: a risk may only show when small concerns are put
//! together (0–18 ¶60), and two families must never be mixed up.

mod address;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::base::fold;
use crate::record::typed::NhsNumber;
use crate::record::{DecisionId, ItemId, Person, PersonFlag, PersonRole, Record};
use address::Address;

/// A child or another person as one decision has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// The decision.
    pub decision: DecisionId,
    /// The person within its record.
    pub item: ItemId,
    /// The name as typed.
    pub name: String,
    /// The date of birth, where one of the right form was typed.
    pub born: Option<NaiveDate>,
    /// The NHS number, where a valid one was typed.
    pub nhs: Option<NhsNumber>,
    /// The address as typed: a child's own, and the first child's for whoever is said to live
    /// in the household; blank for anybody else.
    pub address: String,
    /// Whether it is one of the children.
    pub child: bool,
    /// Who that is in the decision, where it is no child: "sibling there, lives in the
    /// household".
    pub part: String,
}

/// Why two may be the same, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same NHS number.
    NhsNumber,
    /// The same name and date of birth.
    NameAndBirth,
    /// Names that sound alike, and dates of birth that do not speak against it.
    SoundsAlike,
    /// Another person at the same address.
    Household,
}

impl Likeness {
    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::NhsNumber => "Same NHS number",
            Self::NameAndBirth => "Same name and date of birth",
            Self::SoundsAlike => "Name sounds alike",
            Self::Household => "Same address",
        }
    }
}

/// Someone who may be the same, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match<'a> {
    /// Why.
    pub likeness: Likeness,
    /// Who.
    pub sighting: &'a Sighting,
}

/// Everybody of many decisions, to be looked up by what they are known by.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// `None` where one was forgotten.
    all: Vec<Option<Sighting>>,
    by_decision: BTreeMap<DecisionId, Vec<usize>>,
    by_number: BTreeMap<NhsNumber, Vec<usize>>,
    by_sound: BTreeMap<String, Vec<usize>>,
    by_address: BTreeMap<String, Vec<usize>>,
}

/// A sighting with what it is compared by. Worked out when it is compared: kept for everybody
/// it would take more room than what was typed.
struct Keyed<'a> {
    sighting: &'a Sighting,
    /// The words of the name, sorted, a space between.
    words: String,
    /// How they sound, in the same way.
    sounds: String,
    address: Option<Address>,
}

impl<'a> Keyed<'a> {
    fn of(sighting: &'a Sighting) -> Self {
        let words = words(&sighting.name);
        let sounds: BTreeSet<String> = words.iter().map(|word| sound(word)).collect();
        let joined = |set: BTreeSet<String>| set.into_iter().collect::<Vec<_>>().join(" ");
        let (words, sounds) = (joined(words), joined(sounds));
        let address = Address::of(&sighting.address);
        Self { sighting, words, sounds, address }
    }
}

/// Everybody in a record but professionals, who stand in many that have nothing to do with each
/// other.
pub fn sightings<'a>(
    decision: &'a DecisionId,
    record: &'a Record,
) -> impl Iterator<Item = Sighting> + use<'a> {
    let children = record.children.iter().map(|child| Sighting {
        decision: decision.clone(),
        item: child.id.clone(),
        name: child.name.clone(),
        // What was typed of a child who is not born yet is somebody else's.
        born: child.born.valid().filter(|_| !child.is_unborn()).map(|day| day.0),
        nhs: child.nhs.valid().filter(|_| !child.is_unborn()),
        address: child.address.clone(),
        child: true,
        part: String::new(),
    });
    let home = record.children.iter().map(|child| child.address.trim());
    let home = home.into_iter().find(|address| !address.is_empty()).unwrap_or_default();
    let private = |person: &&Person| person.role != Some(PersonRole::Professional);
    let others = record.others.iter().filter(private).map(move |person| Sighting {
        decision: decision.clone(),
        item: person.id.clone(),
        name: person.name.clone(),
        born: person.born.valid().map(|day| day.0),
        nhs: person.nhs.valid(),
        address: if lives_there(person) { home.to_owned() } else { String::new() },
        child: false,
        part: part(person),
    });
    children.chain(others)
}

fn lives_there(person: &Person) -> bool {
    person.flags.contains(&PersonFlag::InHousehold)
}

/// Who a person is in their decision, in words that name nobody.
fn part(person: &Person) -> String {
    let role = match person.role {
        Some(PersonRole::OtherHousehold | PersonRole::OtherRisk | PersonRole::Other) | None => {
            "not the child there".to_owned()
        }
        Some(role) => format!("{} there", role.label().to_lowercase()),
    };
    let lives = lives_there(person) || person.role == Some(PersonRole::OtherHousehold);
    if lives { format!("{role}, lives in the household") } else { role }
}

impl People {
    /// The name of everybody, as typed.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.all.iter().flatten().map(|sighting| sighting.name.as_str())
    }

    /// Of everybody who was seen.
    pub fn of(sightings: impl IntoIterator<Item = Sighting>) -> Self {
        let mut people = Self::default();
        for sighting in sightings {
            people.add(sighting);
        }
        people
    }

    fn add(&mut self, sighting: Sighting) {
        let at = self.all.len();
        let Keyed { sounds, address, .. } = Keyed::of(&sighting);
        if let Some(number) = &sighting.nhs {
            self.by_number.entry(number.clone()).or_default().push(at);
        }
        if !sounds.is_empty() {
            self.by_sound.entry(sounds).or_default().push(at);
        }
        // Whoever lives with a child is found by the child.
        if let Some(address) = address.filter(|_| sighting.child) {
            self.by_address.entry(address.place).or_default().push(at);
        }
        self.by_decision.entry(sighting.decision.clone()).or_default().push(at);
        self.all.push(Some(sighting));
    }

    /// Takes these for everybody of this decision, in the place of those who were known of it.
    pub fn replace(&mut self, decision: &DecisionId, with: impl IntoIterator<Item = Sighting>) {
        for at in self.by_decision.remove(decision).into_iter().flatten() {
            if let Some(place) = self.all.get_mut(at) {
                *place = None;
            }
        }
        for sighting in with {
            self.add(sighting);
        }
    }

    /// Everybody of this decision.
    pub fn of_decision(&self, decision: &DecisionId) -> impl Iterator<Item = &Sighting> {
        let places = self.by_decision.get(decision).into_iter().flatten();
        places.filter_map(|at| self.all.get(*at)?.as_ref())
    }

    /// Gives back the room that was made for more.
    pub fn fit(&mut self) {
        self.all.shrink_to_fit();
    }

    /// Who of other decisions may be this person or of the same household, the strongest
    /// reason first, each person of each decision once.
    pub fn like<'a>(&'a self, who: &Sighting) -> Vec<Match<'a>> {
        let who = Keyed::of(who);
        let listed = |of: Option<&'a Vec<usize>>| of.into_iter().flatten();
        let number = who.sighting.nhs.as_ref().and_then(|number| self.by_number.get(number));
        let address = who.address.as_ref().and_then(|key| self.by_address.get(&key.place));
        let places: BTreeSet<usize> = listed(number)
            .chain(listed(self.by_sound.get(&who.sounds)))
            .chain(listed(address))
            .copied()
            .collect();
        let mut matches: Vec<Match<'a>> = places
            .into_iter()
            .filter_map(|at| self.all.get(at)?.as_ref())
            .filter(|other| other.decision != who.sighting.decision)
            .filter_map(|other| {
                Some(Match { likeness: alike(&who, &Keyed::of(other))?, sighting: other })
            })
            .collect();
        matches.sort_by_key(|found| found.likeness);
        matches
    }
}

/// Why these two may be the same person or of one household; `None`: nothing says so.
pub fn likeness(one: &Sighting, other: &Sighting) -> Option<Likeness> {
    alike(&Keyed::of(one), &Keyed::of(other))
}

fn alike(a: &Keyed<'_>, b: &Keyed<'_>) -> Option<Likeness> {
    let (one, other) = (a.sighting, b.sighting);
    if one.nhs.is_some() && one.nhs == other.nhs {
        return Some(Likeness::NhsNumber);
    }
    let births_agree = match (one.born, other.born) {
        (Some(a), Some(b)) => near(a, b),
        _ => true,
    };
    // Two valid numbers that differ are two people, however their names sound.
    let one_address = a.address.as_ref().zip(b.address.as_ref()).is_some_and(|(a, b)| a.agrees(b));
    let two_numbers = one.nhs.is_some() && other.nhs.is_some();
    if !a.sounds.is_empty() && !two_numbers {
        if a.words == b.words && one.born.is_some() && one.born == other.born {
            return Some(Likeness::NameAndBirth);
        }
        // One name alone ("Sam") is too little to go by without a date of birth or an address.
        let count = |keyed: &Keyed<'_>| keyed.words.split_whitespace().count();
        let fewest = count(a).min(count(b));
        let births = one.born.is_some() && other.born.is_some();
        let enough = fewest > 1 || births || one_address;
        if a.sounds == b.sounds && births_agree && enough {
            return Some(Likeness::SoundsAlike);
        }
    }
    (one_address && one.child && other.child).then_some(Likeness::Household)
}

/// The same day, or the same but for one slip: day and month exchanged, another day, month or
/// year.
fn near(a: NaiveDate, b: NaiveDate) -> bool {
    use chrono::Datelike as _;
    let (a, b) = ((a.day(), a.month(), a.year()), (b.day(), b.month(), b.year()));
    let same = [a.0 == b.0, a.1 == b.1, a.2 == b.2].iter().filter(|same| **same).count();
    same >= 2 || (a.0, a.1, a.2) == (b.1, b.0, b.2)
}

/// The words of a name, folded, in no order.
fn words(name: &str) -> BTreeSet<String> {
    fold::words(name).into_iter().collect()
}

/// How a folded word sounds: Russell's Soundex classes, the first letter coded like the
/// others, so that Kathryn sounds like Catherine and Filip like Philip. A word of vowels, or of
/// letters beyond a to z, sounds like itself.
fn sound(word: &str) -> String {
    let mut code = String::new();
    let mut last = None;
    for letter in word.chars() {
        let class = match letter {
            'b' | 'f' | 'p' | 'v' => Some('1'),
            'c' | 'g' | 'j' | 'k' | 'q' | 's' | 'x' | 'z' => Some('2'),
            'd' | 't' => Some('3'),
            'l' => Some('4'),
            'm' | 'n' => Some('5'),
            'r' => Some('6'),
            // As if they were not there: the consonants on both sides are neighbours.
            'h' | 'w' => continue,
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' => None,
            _ => return word.to_owned(),
        };
        if let Some(class) = class.filter(|_| class != last) {
            code.push(class);
        }
        last = class;
    }
    if code.is_empty() { word.to_owned() } else { code }
}

#[cfg(test)]
mod tests;
