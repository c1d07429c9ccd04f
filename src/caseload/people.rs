//! The same person, or the same household, in other decisions. It is suggested, with the
//! reason, and never merged by itself: a risk may only show when small concerns are put
//! together (0–18 ¶60), and two families must never be mixed up.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::base::fold;
use crate::record::typed::NhsNumber;
use crate::record::{DecisionId, ItemId, Person, PersonFlag, PersonRole, Record};

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
    let one_address = a.address.is_some() && Address::agree(a, b);
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

/// An address as it is compared: however it is punctuated, with its road in full or short, and
/// with or without a postcode.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Address {
    place: String,
    postcode: Option<String>,
}

/// How the words for a road are shortened.
const ROADS: [(&str, &str); 12] = [
    ("ave", "avenue"),
    ("cl", "close"),
    ("cres", "crescent"),
    ("ct", "court"),
    ("dr", "drive"),
    ("gdns", "gardens"),
    ("ln", "lane"),
    ("pl", "place"),
    ("rd", "road"),
    ("sq", "square"),
    ("st", "street"),
    ("terr", "terrace"),
];

impl Address {
    /// `None` for one without a word but its postcode.
    fn of(address: &str) -> Option<Self> {
        let words = fold::words(address);
        let mut words: Vec<&str> = words
            .iter()
            .map(String::as_str)
            .map(|word| ROADS.iter().find(|(short, _)| *short == word).map_or(word, |(_, all)| all))
            .collect();
        let mut postcode = None;
        if let [.., outward, inward] = words.as_slice()
            && is_postcode(outward, inward)
        {
            postcode = Some(format!("{outward}{inward}"));
            words.truncate(words.len() - 2);
        }
        (!words.is_empty()).then(|| Self { place: words.join(" "), postcode })
    }

    /// Whether both have the same place, and no two postcodes that differ.
    fn agree(a: &Keyed<'_>, b: &Keyed<'_>) -> bool {
        let (Some(a), Some(b)) = (&a.address, &b.address) else { return false };
        let codes = a.postcode.is_none() || b.postcode.is_none() || a.postcode == b.postcode;
        a.place == b.place && codes
    }
}

/// Whether two folded words look like a postcode of the United Kingdom: "ex1 2ab".
fn is_postcode(outward: &str, inward: &str) -> bool {
    let shape = |word: &str| -> String {
        let kind = |c: char| match c {
            'a'..='z' => 'a',
            '0'..='9' => '0',
            _ => '-',
        };
        word.chars().map(kind).collect()
    };
    let outward = shape(outward);
    shape(inward) == "0aa" && ["a0", "a00", "a0a", "aa0", "aa00", "aa0a"].contains(&&*outward)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Item as _;
    use crate::record::Typed;
    use proptest::prelude::*;

    fn decision(number: u8) -> DecisionId {
        DecisionId::mint(2026, [number; 8])
    }

    /// Someone in the decision with this number.
    fn someone(number: u8, name: &str, born: &str, nhs: &str) -> Sighting {
        Sighting {
            decision: decision(number),
            item: ItemId::mint([number; 8]),
            name: name.to_owned(),
            born: crate::base::time::parse_day(born).ok(),
            nhs: nhs.parse().ok(),
            address: String::new(),
            child: true,
            part: String::new(),
        }
    }

    fn like(one: (&str, &str, &str), other: (&str, &str, &str)) -> Option<Likeness> {
        likeness(&someone(1, one.0, one.1, one.2), &someone(2, other.0, other.1, other.2))
    }

    #[test]
    fn the_same_number_is_the_same_person_under_any_name() {
        let before = ("Robin Example", "27 3 2019", "999 000 0018");
        assert_eq!(like(before, ("Unknown", "", "9990000018")), Some(Likeness::NhsNumber));
    }

    #[test]
    fn two_valid_numbers_are_two_people_even_with_one_name_and_birthday() {
        let one = ("Robin Example", "27 3 2019", "999 000 0018");
        assert_eq!(like(one, ("Robin Example", "27 3 2019", "999 000 0026")), None);
    }

    #[test]
    fn a_name_with_its_words_in_another_order_and_the_same_birthday_is_the_same() {
        let one = ("Robin Example", "27 3 2019", "");
        assert_eq!(like(one, ("EXAMPLE, robin", "27/03/2019", "")), Some(Likeness::NameAndBirth));
    }

    #[test]
    fn names_that_are_spelled_otherwise_sound_alike() {
        for (one, other) in [
            ("Catherine Sample", "Kathryn Sampel"),
            ("Mohammed Specimen", "Muhammad Specimen"),
            ("Sean Example", "Shaun Example"),
            ("Philip Elm", "Filip Elm"),
            ("Zoë Oak", "Zoe Oak"),
        ] {
            assert_eq!(like((one, "", ""), (other, "", "")), Some(Likeness::SoundsAlike), "{one}");
        }
        assert_eq!(like(("Robin Example", "", ""), ("Sasha Example", "", "")), None);
    }

    #[test]
    fn a_slip_in_the_birthday_does_not_hide_a_child_and_another_birthday_does() {
        let one = ("Robin Example", "3 4 2019", "");
        let with = |born| like(one, ("Robin Example", born, ""));
        assert_eq!(with("4 3 2019"), Some(Likeness::SoundsAlike));
        assert_eq!(with("3 4 2018"), Some(Likeness::SoundsAlike));
        assert_eq!(with("21 11 2012"), None);
    }

    #[test]
    fn a_given_name_alone_is_too_little_to_go_by() {
        assert_eq!(like(("Sam", "", ""), ("Sam", "", "")), None);
        assert_eq!(
            like(("Sam", "3 4 2019", ""), ("Sam", "3 4 2019", "")),
            Some(Likeness::NameAndBirth)
        );
    }

    #[test]
    fn nobody_is_like_the_unknown() {
        assert_eq!(like(("", "", ""), ("", "", "")), None);
        assert_eq!(like(("", "3 4 2019", ""), ("", "3 4 2019", "")), None);
    }

    #[test]
    fn who_lives_at_the_same_address_is_of_the_household_and_comes_last() {
        let mut sibling = someone(2, "Sasha Example", "", "");
        "1 Invented Road, Exampleton".clone_into(&mut sibling.address);
        let same = someone(3, "Robin Example", "27 3 2019", "999 000 0018");
        let people = People::of([sibling.clone(), same.clone()]);
        let mut who = someone(1, "Robin Example", "27 3 2019", "999 000 0018");
        "1, invented road exampleton".clone_into(&mut who.address);
        let found = people.like(&who);
        let found: Vec<_> = found.iter().map(|m| (m.likeness, m.sighting)).collect();
        assert_eq!(found, [(Likeness::NhsNumber, &same), (Likeness::Household, &sibling)]);
    }

    /// A record with one child at this address, and these other people.
    fn at_home(child: &str, address: &str, others: Vec<Person>) -> Record {
        let mut one = crate::record::Child::new(ItemId::mint([30; 8]));
        child.clone_into(&mut one.name);
        address.clone_into(&mut one.address);
        Record { children: vec![one], others, ..Record::default() }
    }

    fn person(name: &str, role: PersonRole, flags: &[PersonFlag]) -> Person {
        let new = Person::new(ItemId::mint([31; 8]));
        Person { name: name.to_owned(), role: Some(role), flags: flags.to_vec(), ..new }
    }

    /// Who of the record of decision 2 is like whom in the record of decision 1.
    fn suggested(now: &Record, before: &Record) -> Vec<(Likeness, String, String)> {
        let (now_id, before_id) = (decision(1), decision(2));
        let people = People::of(sightings(&before_id, before));
        let mut all = Vec::new();
        for who in sightings(&now_id, now) {
            for found in people.like(&who) {
                let there = found.sighting;
                all.push((found.likeness, there.name.clone(), there.part.clone()));
            }
        }
        all
    }

    #[test]
    fn a_sibling_who_is_recorded_with_the_child_leads_there_when_the_sibling_is_the_child() {
        let mut sasha = person("Sasha Example", PersonRole::Sibling, &[PersonFlag::InHousehold]);
        sasha.born = Typed::new("3 4 2019");
        let before = at_home("Robin Example", "1 Invented Road", vec![sasha]);
        let mut now = at_home("Sasha Example", "", Vec::new());
        now.children[0].born = Typed::new("3/4/2019");
        let words = "sibling there, lives in the household".to_owned();
        let there = (Likeness::NameAndBirth, "Sasha Example".to_owned(), words);
        assert_eq!(suggested(&now, &before), [there]);
    }

    #[test]
    fn a_given_name_is_enough_for_who_lives_in_the_household_at_the_same_address() {
        let lives = &[PersonFlag::InHousehold][..];
        let before = |flags| {
            let others = vec![person("Max", PersonRole::ParentsPartner, flags)];
            at_home("Robin Example", "1 Invented Road, Exampleton", others)
        };
        let others = vec![person("Max", PersonRole::Father, lives)];
        let now = at_home("Kim Example", "1, Invented Rd, Exampleton EX1 2AB", others);
        let words = "parent’s partner there, lives in the household".to_owned();
        let max = (Likeness::SoundsAlike, "Max".to_owned(), words);
        let robin = (Likeness::Household, "Robin Example".to_owned(), String::new());
        assert_eq!(suggested(&now, &before(lives)), [robin.clone(), max]);
        assert_eq!(suggested(&now, &before(&[])), [robin], "nobody said that they live there");
    }

    #[test]
    fn an_address_is_the_same_with_its_road_shortened_and_without_its_postcode() {
        let same = |one: &str, other: &str| {
            let at = |text: &str| at_home("", text, Vec::new());
            !suggested(&at(one), &at(other)).is_empty()
        };
        assert!(same("Flat 2, 7 Model St, Modelcombe", "flat 2 7 model street modelcombe"));
        assert!(same("7 Model Street, Modelcombe, EX1 2AB", "7 Model Street, Modelcombe"));
        assert!(same("7 Model Street EX1 2AB", "7 Model Street, ex1 2ab"));
        assert!(!same("7 Model Street, EX1 2AB", "7 Model Street, EX9 9ZZ"), "two towns");
        assert!(!same("7 Model Street", "9 Model Street"));
        assert!(!same("EX1 2AB", "EX1 2AB"), "a postcode is many households");
    }

    #[test]
    fn who_was_written_anew_is_found_by_the_new_words_alone() {
        let before = someone(2, "Robin Example", "27 3 2019", "");
        let other = someone(3, "Robin Example", "27 3 2019", "");
        let mut people = People::of([before, other.clone()]);
        people.replace(&decision(2), [someone(2, "Sasha Sample", "1 1 2012", "")]);
        let who = someone(1, "Robin Example", "27 3 2019", "");
        let found: Vec<&Sighting> = people.like(&who).iter().map(|m| m.sighting).collect();
        assert_eq!(found, [&other]);
        assert_eq!(people.like(&someone(1, "Sasha Sample", "1 1 2012", "")).len(), 1);
    }

    #[test]
    fn a_health_visitor_joins_no_families() {
        let mut record = Record::default();
        for (number, role) in [(1, PersonRole::Professional), (2, PersonRole::Mother)] {
            let id = ItemId::mint([number; 8]);
            record.others.push(Person { role: Some(role), ..crate::record::Item::new(id) });
        }
        let seen: Vec<_> = sightings(&decision(1), &record).map(|s| s.item).collect();
        assert_eq!(seen, [ItemId::mint([2; 8])]);
    }

    #[test]
    fn a_decision_is_never_compared_with_itself() {
        let who = someone(1, "Robin Example", "27 3 2019", "999 000 0018");
        assert!(People::of([who.clone()]).like(&who).is_empty());
    }

    fn anybody(number: u8) -> impl Strategy<Value = Sighting> {
        ("[A-Ca-c ]{0,6}", 0_u8..4, prop::option::of(0_usize..2)).prop_map(
            move |(name, day, nhs)| {
                let born = if day == 0 { String::new() } else { format!("{day} 1 2019") };
                let nhs = nhs.map_or("", |at| ["999 000 0018", "999 000 0026"][at]);
                someone(number, &name, &born, nhs)
            },
        )
    }

    proptest! {
        #[test]
        fn likeness_is_the_same_from_both_sides(one in anybody(1), other in anybody(2)) {
            prop_assert_eq!(likeness(&one, &other), likeness(&other, &one));
        }

        #[test]
        fn looking_up_finds_all_that_comparing_one_by_one_would(
            who in anybody(1), others in prop::collection::vec(anybody(2), 0..8),
        ) {
            let people = People::of(others.clone());
            let found: Vec<Likeness> = people.like(&who).iter().map(|m| m.likeness).collect();
            let mut wanted: Vec<Likeness> =
                others.iter().filter_map(|other| likeness(&who, other)).collect();
            wanted.sort();
            prop_assert_eq!(found, wanted);
        }
    }
}
