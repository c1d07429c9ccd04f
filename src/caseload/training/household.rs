//! Who stands in an invented record: the child, brothers and sisters, parents, and whoever else
//! matters.

use chrono::Duration;

use super::chance::Chance;
use super::facts::Facts;
use super::people::{Young, typed_day};
use crate::record::{
    Category, Child, ChildFlag, Item as _, ItemId, Person, PersonFlag, PersonRole, Record, Typed,
};

/// The stream of what a decision says of its people: the same in each of its statements.
const HOUSEHOLD: u64 = 8;

/// Children of whom a register would otherwise know too little to practise with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlsoThere {
    /// A child who is not born yet, by its id, and in how many days the birth is expected.
    pub unborn: Option<(ItemId, i64)>,
    /// A child whose name nobody here knows, by its id.
    pub unnamed: Option<ItemId>,
}

impl AlsoThere {
    /// Of the decision with this number.
    pub fn of(seed: u64, number: u64) -> Self {
        let mut chance = Chance::of(seed, &[HOUSEHOLD, number]);
        let (unborn, unnamed) = (chance.happens(7), chance.happens(6));
        let days = i64::try_from(30 + chance.below(180)).unwrap_or(30);
        let mut id = || ItemId::mint(chance.bytes());
        let (one, other) = (id(), id());
        Self { unborn: unborn.then_some((one, days)), unnamed: unnamed.then_some(other) }
    }
}

/// Writes them into the record.
pub(super) fn people(facts: &Facts<'_>, record: &mut Record, chance: &mut Chance) {
    let family = &facts.family;
    let siblings = family.children.iter().enumerate().filter(|(at, _)| *at != facts.child);
    let together = chance.happens(40);
    if let (Some(child), Some(young)) =
        (record.children.first_mut(), family.children.get(facts.child))
    {
        named(child, young, facts, chance);
        if chance.happens(70) {
            child.parental_responsibility = match facts.family.father() {
                Some(father) => format!("{}, mother; {father}, father", family.mother),
                None => format!("{}, mother", family.mother),
            };
            child.whereabouts = format!("At home with {}.", family.mother);
            child.safe_contact = format!("{}, by text first", family.telephone);
        }
        if chance.happens(30) {
            "None known".clone_into(&mut child.social_worker);
        }
    }
    let mut others: Vec<Person> = Vec::new();
    for (_, young) in siblings {
        if together {
            let mut sibling = Child::new(id(chance));
            named(&mut sibling, young, facts, chance);
            record.children.push(sibling);
        } else {
            let mut sibling = Person::new(id(chance));
            sibling.name = format!("{} {}", young.given, family.surname);
            sibling.born = Typed::new(typed_day(young.born, chance));
            sibling.role = Some(PersonRole::Sibling);
            sibling.flags.push(PersonFlag::InHousehold);
            others.push(sibling);
        }
    }
    record.children.extend(also_there(facts));
    others.extend(adults(facts, chance));
    record.others = others;
}

fn id(chance: &mut Chance) -> ItemId {
    ItemId::mint(chance.bytes())
}

fn named(child: &mut Child, young: &Young, facts: &Facts<'_>, chance: &mut Chance) {
    child.name = format!("{} {}", young.given, facts.family.surname);
    child.born = Typed::new(typed_day(young.born, chance));
    child.nhs = Typed::new(young.nhs.clone());
    child.address.clone_from(&facts.family.address);
}

/// Children beside those of the family: one who is expected, one of whom little is known.
fn also_there(facts: &Facts<'_>) -> Vec<Child> {
    let AlsoThere { unborn, unnamed } = &facts.also;
    let unborn = unborn.as_ref().map(|(id, days)| {
        let due = (facts.decided + Duration::days(*days)).date_naive();
        let mut child = Child::new(id.clone());
        child.flags.push(ChildFlag::Unborn);
        child.due = Typed::new(crate::base::time::day(due));
        child.address.clone_from(&facts.family.address);
        child
    });
    let unnamed = unnamed.as_ref().map(|id| {
        let mut child = Child::new(id.clone());
        child.flags.push(ChildFlag::NameUnknown);
        child.whereabouts =
            format!("A child of {}, said to stay at weekends. Not seen.", facts.family.partner);
        child
    });
    unborn.into_iter().chain(unnamed).collect()
}

/// The adults, each with what is known of them.
fn adults(facts: &Facts<'_>, chance: &mut Chance) -> Vec<Person> {
    let family = &facts.family;
    let mut adults = Vec::new();
    if chance.happens(75) {
        let mut mother = Person::new(id(chance));
        mother.name.clone_from(&family.mother);
        mother.role = Some(PersonRole::Mother);
        mother.flags = vec![PersonFlag::ParentalResponsibility, PersonFlag::InHousehold];
        adults.push(mother);
    }
    if chance.happens(75) {
        let mut partner = Person::new(id(chance));
        partner.name.clone_from(&family.partner);
        if family.father().is_some() {
            partner.role = Some(PersonRole::Father);
            partner.flags.push(PersonFlag::ParentalResponsibility);
        } else {
            partner.role = Some(PersonRole::ParentsPartner);
        }
        if chance.happens(70) {
            partner.flags.push(PersonFlag::InHousehold);
        }
        if chance.happens(50) {
            partner.flags.push(PersonFlag::MayPoseRisk);
            if chance.happens(50) {
                "Not present. What is said about them here was told by others."
                    .clone_into(&mut partner.notes);
            }
        }
        adults.push(partner);
    }
    let exploited = facts.story.is_some_and(|story| story.category == Category::SexualExploitation);
    if exploited && chance.happens(70) {
        let mut stranger = Person::new(id(chance));
        stranger.role = Some(PersonRole::OtherRisk);
        stranger.flags = vec![PersonFlag::MayPoseRisk, PersonFlag::NameUnknown];
        "An older adult who waited in a car outside.".clone_into(&mut stranger.notes);
        adults.push(stranger);
    }
    if chance.happens(25) {
        let mut teacher = Person::new(id(chance));
        teacher.name.clone_from(&family.teacher);
        teacher.role = Some(PersonRole::Professional);
        "Teacher".clone_into(&mut teacher.relation);
        adults.push(teacher);
    }
    adults
}
