//! What decisions are made under today: the pathway in the words of a nation, the guidance, and
//! the hashes of both.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::guidance::{Library, Nation, Times};
use crate::pathway::{Pathway, PathwayError};
use crate::record::Digest;
use crate::record::replayed::{PATHWAY, rules_digests};

/// What decisions are made under today.
pub struct Rules {
    /// In the words of the nation that is chosen.
    pathway: Arc<Pathway>,
    /// The follow-up times that hold there.
    pub times: Times,
    /// sha256 by file name, for the header of a statement.
    pub digests: BTreeMap<String, Digest>,
    /// The texts, to be kept in the register.
    pub texts: Vec<String>,
}

impl Rules {
    /// Those that are built in, in neutral words.
    pub fn embedded(library: &Library) -> Result<Self, PathwayError> {
        let pathway = Pathway::embedded()?;
        let digests = rules_digests(library, &pathway);
        let mut texts = vec![pathway.text().to_owned()];
        texts.extend(Library::rules_texts().iter().map(|text| (*text).to_owned()));
        let times = pathway.nations().times(None);
        Ok(Self { pathway: Arc::new(pathway), times, digests, texts })
    }

    /// Speaks in the words of this nation from now on; without one, in neutral words.
    pub fn speak(&mut self, nation: Option<Nation>) {
        self.pathway = Arc::new(self.pathway.in_words_of(nation));
        self.times = self.pathway.nations().times(nation);
    }

    /// The pathway.
    pub fn pathway(&self) -> &Arc<Pathway> {
        &self.pathway
    }

    /// The pathway that a statement with these rules was made under, if it is today's.
    pub fn pathway_of(&self, rules: &BTreeMap<String, Digest>) -> Option<&Pathway> {
        (rules.get(PATHWAY) == self.digests.get(PATHWAY)).then_some(&*self.pathway)
    }
}
