//! It was entered in one person's clinical record.

use serde::{Deserialize, Serialize};

use super::addition::{
    AdditionForm, AdditionTime, AdditionType, Known, Lines, Offers, choose, filled, none,
};
use crate::base::ronfile::blank;
use crate::record::form::{Person, PersonRole};
use crate::record::ids::ItemId;
use crate::record::order::Stated;
use crate::record::standing::{InRecord, Said, Standing};
use crate::record::typed::{DayTime, Typed};

/// It was entered in one person's clinical record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnteredIn {
    /// In whose record.
    pub whose: RecordOf,
    /// Which child or other person of the decision's record, where it is one of them.
    #[serde(default, skip_serializing_if = "blank")]
    pub item: Option<ItemId>,
    /// Whose record, in words.
    #[serde(default, skip_serializing_if = "blank")]
    pub words: String,
    /// When.
    #[serde(default, skip_serializing_if = "blank")]
    pub when: Typed<DayTime>,
    /// Who entered it.
    #[serde(default, skip_serializing_if = "blank")]
    pub by: String,
}

/// Whose clinical record, by who they are to the child.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RecordOf {
    /// The child's.
    #[default]
    Child,
    /// A brother's or sister's.
    Sibling,
    /// The mother's.
    Mother,
    /// The father's.
    Father,
    /// Somebody else's.
    Other,
}

impl RecordOf {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 5] =
        [Self::Child, Self::Sibling, Self::Mother, Self::Father, Self::Other];

    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Child => "The child",
            Self::Sibling => "A sibling",
            Self::Mother => "The mother",
            Self::Father => "The father",
            Self::Other => "Somebody else",
        }
    }

    /// Who this person is to the child: as it was chosen, else as far as the words say.
    pub fn of_person(person: &Person) -> Option<Self> {
        match person.role {
            Some(PersonRole::Mother) => Some(Self::Mother),
            Some(PersonRole::Father) => Some(Self::Father),
            Some(PersonRole::Sibling) => Some(Self::Sibling),
            Some(_) => None,
            None => Self::of_relation(&person.relation),
        }
    }

    /// Who this is to the child, as far as the words for the relation say it plainly: "mother’s
    /// partner" is not the mother.
    pub fn of_relation(relation: &str) -> Option<Self> {
        let relation = relation.trim().to_lowercase();
        let first = relation.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty())?;
        let whole = relation.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '’');
        let possessive = relation.contains("’s") || relation.contains("'s");
        let step = relation.starts_with("step") || relation.starts_with("foster");
        let in_law = whole.into_iter().any(|word| word.ends_with("law"));
        if possessive || step || in_law || relation.contains("partner") {
            return None;
        }
        match first {
            "mother" | "mum" | "mam" | "mummy" => Some(Self::Mother),
            "father" | "dad" | "daddy" => Some(Self::Father),
            "brother" | "sister" | "sibling" | "twin" => Some(Self::Sibling),
            _ => None,
        }
    }
}

impl EnteredIn {
    /// In whose record: "A sibling: Robin Example".
    pub fn in_words(&self) -> String {
        match (self.whose, self.words.trim()) {
            (whose, "") => whose.label().to_owned(),
            (RecordOf::Other, words) => words.to_owned(),
            (whose, words) => format!("{}: {words}", whose.label()),
        }
    }
}

impl AdditionType for EnteredIn {
    const NAME: &'static str = "clinical-record";
    const LABEL: &'static str = "Entered in a clinical record";
    const NOUN: &'static str = "note of an entry in a clinical record";
    const TIME_OF: &'static str = "entered";

    fn begun(known: &Known<'_>) -> Option<Self> {
        Some(Self { by: known.author.trim().to_owned(), ..Self::default() })
    }

    fn ask(&mut self, form: &mut dyn AdditionForm, offers: &Offers) {
        let all: Vec<&str> = offers.people.iter().map(|(.., words)| words.as_str()).collect();
        if !all.is_empty() {
            let was = offers.people.iter().position(|(id, ..)| Some(id) == self.item.as_ref());
            let mut at = was;
            form.one_of("Whose record?", "Of the people in this decision.", &all, &mut at);
            if at != was {
                let person = at.and_then(|at| offers.people.get(at));
                self.item = person.map(|(id, ..)| id.clone());
                if let Some((_, whose, words)) = person {
                    self.whose = *whose;
                    self.words.clone_from(words);
                } else {
                    self.words.clear();
                }
            }
        }
        let mut whose = Some(self.whose);
        choose(form, ("Who that is", ""), &RecordOf::ALL, RecordOf::label, &mut whose);
        self.whose = whose.unwrap_or(self.whose);
        form.line("Name, or other words", "", &mut self.words);
        form.time("When", AdditionTime::When, &mut self.when);
        form.line("By whom", "Who entered it.", &mut self.by);
    }

    fn lines(&self) -> Lines {
        filled([
            ("In the record of", self.in_words().as_str()),
            ("When", &self.when.text),
            ("By whom", &self.by),
        ])
    }

    fn told(&self) -> Vec<String> {
        vec![self.in_words(), self.by.clone()]
    }

    fn when(&self) -> Option<&Typed<DayTime>> {
        Some(&self.when)
    }

    fn time_mut(&mut self, _: AdditionTime) -> Option<&mut Typed<DayTime>> {
        Some(&mut self.when)
    }

    fn lacks(&self) -> Option<&'static str> {
        let nobody = self.whose == RecordOf::Other && self.item.is_none() && none(&[&self.words]);
        nobody.then_some("Say in whose record it was entered.")
    }

    fn is_blank(&self) -> bool {
        self.whose == RecordOf::Child && self.item.is_none() && none(&[&self.words])
    }

    fn is_for_the_same(&self, other: &Self) -> bool {
        self.item == other.item
    }

    fn settle(&self, standing: &mut Standing, of: &Stated<'_>) {
        standing.entered.push(InRecord {
            item: self.item.clone(),
            whose: Some(self.whose),
            words: self.words.trim().to_owned(),
            said: Said { by: self.by.clone(), ..Said::at(&self.when, of) },
        });
    }

    #[cfg(any(test, feature = "example"))]
    fn golden(_: &crate::record::Digest, text: &dyn Fn(&str) -> String) -> Self {
        Self {
            whose: RecordOf::Sibling,
            item: Some(ItemId::mint([2; 8])),
            words: text("words"),
            when: Typed::new("22 November 2026, 10:42"),
            by: text("by"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Item as _;

    #[test]
    fn a_mother_is_told_from_her_partner_and_her_mother() {
        for (relation, who) in [
            ("mother", Some(RecordOf::Mother)),
            ("Mum (lives with her)", Some(RecordOf::Mother)),
            ("father", Some(RecordOf::Father)),
            ("Twin brother", Some(RecordOf::Sibling)),
            ("mother’s partner", None),
            ("mother's mother", None),
            ("mother-in-law", None),
            ("stepfather", None),
            ("neighbour", None),
            ("", None),
        ] {
            assert_eq!(RecordOf::of_relation(relation), who, "{relation}");
        }
    }

    #[test]
    fn who_somebody_is_was_chosen_or_is_told_by_the_words() {
        let mut person = Person::new(ItemId::mint([1; 8]));
        "mum".clone_into(&mut person.relation);
        assert_eq!(RecordOf::of_person(&person), Some(RecordOf::Mother));
        person.role = Some(PersonRole::Father);
        assert_eq!(RecordOf::of_person(&person), Some(RecordOf::Father));
        person.role = Some(PersonRole::ParentsPartner);
        assert_eq!(RecordOf::of_person(&person), None, "their record is not one of these");
    }
}
