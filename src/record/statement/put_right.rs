//! What a decision that was entered in error leaves to be put right outside the register: those who
//! were told, and the clinical records that it was copied into. Taking it from view does neither.

use super::standing::Standing;
use crate::record::people::one_line;

impl Standing {
    /// What is to be put right, each as a sentence: who was told, the family, then the clinical
    /// records.
    pub fn to_put_right(&self) -> Vec<String> {
        let record = &self.corrected.record;
        let shares = self.disclosures.iter().map(|one| &one.disclosure);
        let told = shares.filter(|one| !one.is_unanswered()).map(|one| {
            let names = [&one.to, &one.spoke_to].map(|name| one_line(name));
            let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
            names.join(", ")
        });
        let family = record.told.iter().map(|one| one_line(&one.who));
        let mut all = Vec::new();
        for who in told.chain(family).filter(|who| !who.is_empty()) {
            let words = format!("Tell {who}: what they were told was entered in error.");
            if !all.contains(&words) {
                all.push(words);
            }
        }
        for one in &self.entered {
            let child = record.children.iter().find(|child| one.item.as_ref() == Some(&child.id));
            let person = record.others.iter().find(|person| one.item.as_ref() == Some(&person.id));
            let name = child.map(|one| &one.name).or(person.map(|one| &one.name));
            let whose = match name.map(|name| one_line(name)).filter(|name| !name.is_empty()) {
                Some(name) => name,
                None => one_line(&one.words),
            };
            let record = if whose.is_empty() { String::new() } else { format!(" of {whose}") };
            all.push(format!("Take what was pasted out of the clinical record{record}."));
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use crate::record::{
        Answered, Child, Digest, Disclosure, Entered, Item as _, ItemId, Record, Stated, Told,
        Typed, example, standing,
    };

    #[test]
    fn whoever_was_told_is_to_be_told_again_and_what_was_pasted_comes_out() {
        let id = |number: u8| ItemId::mint([number; 8]);
        let call = |number: u8, to: &str, spoke_to: &str| Disclosure {
            to: to.to_owned(),
            spoke_to: spoke_to.to_owned(),
            ..Disclosure::new(id(number))
        };
        let record = Record {
            children: vec![Child { name: "Oscar Bell".to_owned(), ..Child::new(id(1)) }],
            disclosures: vec![
                call(2, "Children’s services", "Sam Okoro"),
                Disclosure { answered: Some(Answered::NoAnswer), ..call(3, "Health visitor", "") },
            ],
            told: vec![Told { who: "His mother".to_owned(), ..Told::new(id(4)) }],
            entered: vec![Entered {
                of: Some(id(1)),
                when: Typed::new("29 November 2026"),
                ..Entered::new(id(5))
            }],
            ..Record::default()
        };
        let statement = example::statement(record);
        let digest = Digest::of(b"1");
        let stated = [Stated { digest: &digest, statement: &statement }];
        assert_eq!(
            standing(&stated).unwrap().to_put_right(),
            [
                "Tell Children’s services, Sam Okoro: what they were told was entered in error.",
                "Tell His mother: what they were told was entered in error.",
                "Take what was pasted out of the clinical record of Oscar Bell.",
            ]
        );
        let nothing = example::statement(Record::default());
        let stated = [Stated { digest: &digest, statement: &nothing }];
        assert!(standing(&stated).unwrap().to_put_right().is_empty());
    }
}
