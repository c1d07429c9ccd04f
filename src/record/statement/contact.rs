//! Contacts: whom to ring, on a number that somebody found and checked.
//!
//! A contact is a statement of its own, so every change has an author and a time. It holds
//! nothing about a patient and is never encrypted, so that whom to ring can be read when
//! nothing else can.

use chrono::{DateTime, FixedOffset, Months, NaiveDate, Timelike};
use serde::{Deserialize, Serialize};

use crate::base::control;
use crate::base::ronfile::blank;
use crate::guidance::Nation;
use crate::record::ids::ItemId;
use crate::record::typed::{Day, Typed};
use crate::record::working_days::working_days;

/// One contact, as it is stated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// What kind of agency or person it is.
    pub kind: ContactKind,
    /// The person or the desk, as people call it.
    #[serde(default, skip_serializing_if = "blank")]
    pub name: String,
    /// Role or organisation.
    #[serde(default, skip_serializing_if = "blank")]
    pub organisation: String,
    /// The area it is for: a council, a trust, a practice.
    #[serde(default, skip_serializing_if = "blank")]
    pub area: String,
    /// Its numbers, in the order they are tried.
    #[serde(default, skip_serializing_if = "blank")]
    pub numbers: Vec<Number>,
    /// Where the numbers were found.
    #[serde(default, skip_serializing_if = "blank")]
    pub found_where: String,
    /// When somebody last checked that they are right.
    #[serde(default, skip_serializing_if = "blank")]
    pub checked_on: Typed<Day>,
    /// Who checked them then.
    #[serde(default, skip_serializing_if = "blank")]
    pub checked_by: String,
    /// When they share what they are told, as far as the practice has found out (0-18 ¶63).
    #[serde(default, skip_serializing_if = "blank")]
    pub discloses: String,
    /// What else matters. Nothing about a patient.
    #[serde(default, skip_serializing_if = "blank")]
    pub notes: String,
    /// Whether this statement takes the contact out of the list.
    #[serde(default, skip_serializing_if = "blank")]
    pub removed: bool,
    /// What a file said of a check of these numbers, where they came from a file and nobody has
    /// checked them here.
    #[serde(default, skip_serializing_if = "blank")]
    pub claimed: Claim,
}

/// What a file says of a check: it was not made here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Claim {
    /// The day, as the file has it.
    #[serde(skip_serializing_if = "blank")]
    pub on: Typed<Day>,
    /// By whom, as the file has it.
    #[serde(skip_serializing_if = "blank")]
    pub by: String,
}

/// A telephone number and when it is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Number {
    /// Names this number within the contact.
    pub id: ItemId,
    /// As it was typed.
    #[serde(default, skip_serializing_if = "blank")]
    pub number: String,
    /// When it is for.
    #[serde(default)]
    pub hours: Hours,
}

/// When a number is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hours {
    /// Day and night, or nobody has said.
    #[default]
    Always,
    /// Office hours.
    Day,
    /// Nights, weekends and public holidays.
    OutOfHours,
}

impl Hours {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Always, Self::Day, Self::OutOfHours];

    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Always => "Day and night",
            Self::Day => "Daytime",
            Self::OutOfHours => "Out of hours",
        }
    }

    /// Which desk is likely to answer at this moment: the day desk from Monday to Friday
    /// between 9 and 17, bank holidays of the nation left out, else the one for out of hours.
    /// With no nation chosen only weekends are known.
    pub fn likely(now: &DateTime<FixedOffset>, nation: Option<Nation>) -> Self {
        let works = working_days().is_working_day(now.date_naive(), nation);
        if works && in_office_hours(now) { Self::Day } else { Self::OutOfHours }
    }

    /// Whether a number for these hours is one to try while `likely` holds.
    pub fn fits(self, likely: Self) -> bool {
        self == Self::Always || self == likely
    }
}

/// Whether the clock stands between 9 and 17, whatever the day.
fn in_office_hours(now: &DateTime<FixedOffset>) -> bool {
    (9..17).contains(&now.hour())
}

/// Whether only a bank holiday of the nation keeps the day desk from answering now.
pub fn is_holiday_hours(now: &DateTime<FixedOffset>, nation: Option<Nation>) -> bool {
    Hours::likely(now, nation) == Hours::OutOfHours && Hours::likely(now, None) == Hours::Day
}

/// Kinds of agencies and people, those who act for a child first, then those who advise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ContactKind {
    /// Children's services of the place where the child lives.
    ChildrensServices,
    /// The police.
    Police,
    /// The paediatrician on call.
    Paediatrician,
    /// The NSPCC.
    Nspcc,
    /// Named doctor or named GP: local.
    NamedDoctor,
    /// Designated doctor or nurse: for the whole area.
    Designated,
    /// The practice's safeguarding lead.
    SafeguardingLead,
    /// Lead clinician, or an experienced colleague.
    Colleague,
    /// Caldicott Guardian.
    CaldicottGuardian,
    /// Medical defence organisation.
    DefenceOrganisation,
    /// The GMC, for advice.
    Gmc,
    /// Anyone else.
    Other,
}

impl ContactKind {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 12] = [
        Self::ChildrensServices,
        Self::Police,
        Self::Paediatrician,
        Self::Nspcc,
        Self::NamedDoctor,
        Self::Designated,
        Self::SafeguardingLead,
        Self::Colleague,
        Self::CaldicottGuardian,
        Self::DefenceOrganisation,
        Self::Gmc,
        Self::Other,
    ];

    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::ChildrensServices => "Children’s services",
            Self::Police => "Police",
            Self::Paediatrician => "On-call paediatrician",
            Self::Nspcc => "NSPCC",
            Self::NamedDoctor => "Named doctor or GP",
            Self::Designated => "Designated doctor or nurse",
            Self::SafeguardingLead => "Practice safeguarding lead",
            Self::Colleague => "Lead clinician or experienced colleague",
            Self::CaldicottGuardian => "Caldicott Guardian",
            Self::DefenceOrganisation => "Medical defence organisation",
            Self::Gmc => "GMC",
            Self::Other => "Another contact",
        }
    }

    /// Whether it is somebody who advises the doctor, and does not act for the child.
    pub fn advises(self) -> bool {
        self >= Self::NamedDoctor && self < Self::Other
    }

    /// Its id in `guidance/agencies.ron`.
    pub fn agency(self) -> &'static str {
        match self {
            Self::ChildrensServices => "childrens-services",
            Self::Police => "police",
            Self::Paediatrician => "paediatrician",
            Self::Nspcc => "nspcc",
            Self::NamedDoctor => "named-doctor",
            Self::Designated => "designated",
            Self::SafeguardingLead => "safeguarding-lead",
            Self::Colleague => "colleague",
            Self::CaldicottGuardian => "caldicott-guardian",
            Self::DefenceOrganisation => "defence-organisation",
            Self::Gmc => "gmc",
            Self::Other => "other",
        }
    }

    /// The kind with this id in `guidance/agencies.ron`.
    pub fn of_agency(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.agency() == id)
    }
}

/// How old the check of a contact's numbers is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// Nobody has said that they were checked.
    Never,
    /// On this day, within the last year.
    On(NaiveDate),
    /// On this day, more than a year ago.
    Overdue(NaiveDate),
    /// Something is typed that is no day, or a day that is still to come.
    Unclear,
}

impl Contact {
    /// A new one of this kind, with one number to be filled in.
    pub fn new(kind: ContactKind, number: ItemId) -> Self {
        Self {
            kind,
            name: String::new(),
            organisation: String::new(),
            area: String::new(),
            numbers: vec![Number { id: number, number: String::new(), hours: Hours::Always }],
            found_where: String::new(),
            checked_on: Typed::default(),
            checked_by: String::new(),
            discloses: String::new(),
            notes: String::new(),
            removed: false,
            claimed: Claim::default(),
        }
    }

    /// This contact of a file as it is taken in over what is here. What the file says of a check
    /// stays what the file says; a check of the same numbers that was made here stands.
    #[must_use]
    pub fn taken_from_file(mut self, here: Option<&Self>) -> Self {
        if !self.checked_on.is_blank() || !self.checked_by.trim().is_empty() {
            let on = std::mem::take(&mut self.checked_on);
            self.claimed = Claim { on, by: std::mem::take(&mut self.checked_by) };
        }
        if let Some(here) = here.filter(|here| here.rings_as(&self)) {
            self.checked_on.clone_from(&here.checked_on);
            self.checked_by.clone_from(&here.checked_by);
            if !here.checked_on.is_blank() {
                self.claimed.clone_from(&here.claimed);
            }
        }
        self
    }

    /// Leaves out what orders a screen about, and names it.
    pub fn clean(&mut self) -> Vec<String> {
        let numbers = self.numbers.iter_mut().map(|one| &mut one.number);
        let texts = [
            &mut self.name,
            &mut self.organisation,
            &mut self.area,
            &mut self.found_where,
            &mut self.checked_on.text,
            &mut self.checked_by,
            &mut self.claimed.on.text,
            &mut self.claimed.by,
            &mut self.discloses,
            &mut self.notes,
        ];
        let mut dropped: Vec<String> = Vec::new();
        for text in texts.into_iter().chain(numbers) {
            let found = control::named(text);
            if !found.is_empty() {
                *text = control::cleaned(text).into_owned();
                dropped.extend(found);
            }
        }
        dropped.sort();
        dropped.dedup();
        dropped
    }

    /// Whether both have the same numbers for the same hours.
    fn rings_as(&self, other: &Self) -> bool {
        let numbers = |one: &Self| -> Vec<(String, Hours)> {
            one.numbers.iter().map(|one| (one.number.trim().to_owned(), one.hours)).collect()
        };
        numbers(self) == numbers(other)
    }

    /// What is different in another one: what it is called, what it is here, what it is there.
    /// Who checked it when is not among it.
    pub fn changes(&self, other: &Self) -> Vec<(&'static str, String, String)> {
        let numbers = |one: &Self| {
            let all = one.numbers.iter().filter(|one| !one.number.trim().is_empty());
            all.map(|one| format!("{} ({})", one.number.trim(), one.hours.label().to_lowercase()))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let of = |one: &Self| {
            [
                ("Kind", one.kind.label().to_owned()),
                ("Name", one.name.trim().to_owned()),
                ("Role or organisation", one.organisation.trim().to_owned()),
                ("Area", one.area.trim().to_owned()),
                ("Numbers", numbers(one)),
                ("Where the number was found", one.found_where.trim().to_owned()),
                ("When they share what you tell them", one.discloses.trim().to_owned()),
                ("Notes", one.notes.trim().to_owned()),
            ]
        };
        of(self)
            .into_iter()
            .zip(of(other))
            .filter(|((_, here), (_, there))| here != there)
            .map(|((label, here), (_, there))| (label, here, there))
            .collect()
    }

    /// Whether nothing is written in it but its kind.
    pub fn is_blank(&self) -> bool {
        let texts = [
            &self.name,
            &self.organisation,
            &self.area,
            &self.found_where,
            &self.checked_on.text,
            &self.discloses,
            &self.notes,
        ];
        let numbers = self.numbers.iter().map(|number| &number.number);
        texts.into_iter().chain(numbers).all(|text| text.trim().is_empty())
    }

    /// What a list calls it: the name that was typed, else what kind it is.
    pub fn title(&self) -> &str {
        let name = self.name.trim();
        if name.is_empty() { self.kind.label() } else { name }
    }

    /// The numbers were checked on this day by this person.
    pub fn check(&mut self, day: NaiveDate, by: &str) {
        self.checked_on = Typed::new(crate::base::time::day(day));
        by.trim().clone_into(&mut self.checked_by);
        self.claimed = Claim::default();
    }

    /// Whoever writes another day than stood before says that they checked the numbers;
    /// whoever changes anything else does not.
    pub fn checked_since(&mut self, before: Option<&Self>, by: &str) {
        let same = before.is_some_and(|before| before.checked_on == self.checked_on);
        if self.checked_on.is_blank() {
            self.checked_by.clear();
        } else if !same {
            by.trim().clone_into(&mut self.checked_by);
            self.claimed = Claim::default();
        }
    }

    /// How old the check of its numbers is today.
    pub fn checked(&self, today: NaiveDate) -> Checked {
        let Some(value) = self.checked_on.value() else { return Checked::Never };
        match value {
            Ok(Day(day)) if day > today => Checked::Unclear,
            Ok(Day(day)) if day.checked_add_months(Months::new(12)).is_some_and(|d| d < today) => {
                Checked::Overdue(day)
            }
            Ok(Day(day)) => Checked::On(day),
            Err(_) => Checked::Unclear,
        }
    }

    /// The numbers that hold something: first those for the hours that are likely now.
    pub fn numbers_for(&self, likely: Hours) -> Vec<&Number> {
        let mut numbers: Vec<&Number> =
            self.numbers.iter().filter(|number| !number.number.trim().is_empty()).collect();
        numbers.sort_by_key(|number| !number.hours.fits(likely));
        numbers
    }
}

#[cfg(test)]
mod tests;
