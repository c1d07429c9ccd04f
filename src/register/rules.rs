//! The rules that decisions here were made under, as they are kept: read by their sha256, and
//! hashed again before they are used.

use std::path::Path;

use super::Register;
use super::disk::{self, Disk};
use super::layout;
use super::problem::{Problem, What};
use crate::base::datafile::DataError;
use crate::base::ronfile::{Place, ReadError, text_of};
use crate::guidance::{Library, LocalDocument};
use crate::pathway::{Finding, Pathway, PathwayError, TooLarge, check_bounded};
use crate::record::Digest;

/// The largest rules file that is used, in bytes: eight times the one of today.
pub const MAX_RULES: usize = 1024 * 1024;

/// Reads the rules file with this sha256 from the first of these places (a register and its
/// outbox) that has it whole. Where none has, what is the matter in the first that has
/// anything to say: it is missing, changed, too large, or was not read.
pub fn read_rules(
    disk: &dyn Disk,
    places: &[&Register],
    digest: &Digest,
) -> Result<String, Problem> {
    let mut wrong: Option<Problem> = None;
    for place in places {
        match read_one(disk, place, digest) {
            Ok(text) => return Ok(text),
            // That it is missing in one place says less than what is wrong in another.
            Err(problem) => match &wrong {
                Some(before) if before.what != What::RulesMissing => {}
                _ => wrong = Some(problem),
            },
        }
    }
    Err(wrong.unwrap_or_else(|| {
        Problem::new(&layout::rules_path(Path::new(""), digest), What::RulesMissing)
    }))
}

fn read_one(disk: &dyn Disk, place: &Register, digest: &Digest) -> Result<String, Problem> {
    let path = layout::rules_path(&place.root, digest);
    let bytes = disk::read_if_there(disk, &path, MAX_RULES).map_err(Problem::not_read)?;
    let bytes = bytes.ok_or_else(|| Problem::new(&path, What::RulesMissing))?;
    // A file that is larger was read in part only: its size is said, not its hash.
    let size = bytes.len();
    if size > MAX_RULES {
        let error = ReadError::TooLarge { size, max: MAX_RULES };
        return Err(Problem::new(&path, What::Unreadable(error)));
    }
    if Digest::of(&bytes) != *digest {
        return Err(Problem::new(&path, What::Changed));
    }
    // Byte by byte what was hashed: a byte-order mark stays where it stands.
    String::from_utf8(bytes).map_err(|error| {
        let error = text_of(error.as_bytes(), MAX_RULES)
            .err()
            .unwrap_or(ReadError::TooLarge { size, max: MAX_RULES });
        Problem::new(&path, What::Unreadable(error))
    })
}

/// The pathway that decisions here were made under, as it is kept. It only ever serves to
/// replay those: no decision is made under it again.
#[derive(Clone, Debug)]
pub struct KeptRules {
    /// The pathway.
    pub pathway: Pathway,
    /// What was found out about its properties.
    pub proof: Result<Vec<Finding>, TooLarge>,
}

impl KeptRules {
    /// Reads the pathway with this sha256 from the first of these places that has it, and
    /// proves it. `library` is the guidance of today.
    pub fn read(
        disk: &dyn Disk,
        places: &[&Register],
        digest: &Digest,
        library: &Library,
    ) -> Result<Self, Problem> {
        let pathway = read_pathway(disk, places, digest)?;
        let proof = check_bounded(&pathway, Some(library));
        Ok(Self { pathway, proof })
    }

    /// What does not hold in it, a sentence or two each.
    pub fn broken(&self) -> Vec<String> {
        let findings = match &self.proof {
            Ok(findings) => findings,
            Err(TooLarge) => {
                return vec![
                "The questions of that time are too large to check. We do not know whether every \
                 path through them was safe.".to_owned(),
            ];
            }
        };
        let broken = findings.iter().filter_map(|finding| {
            let walk = finding.broken.as_ref()?;
            let Finding { number, name, .. } = finding;
            let today = if RESTS.contains(number) {
                " This was checked against today’s guidance, which may have changed since."
            } else {
                ""
            };
            Some(format!(
                "In the questions of that time, safety property {number} did not hold: {name}. \
                 For example: {walk}.{today}"
            ))
        });
        broken.collect()
    }
}

/// The numbers of the properties that look at the guidance.
const RESTS: [u8; 2] = [11, 17];

/// Reads the practice's copy of today's wording with this sha256, as [`read_rules`] does.
pub fn read_copy(
    disk: &dyn Disk,
    places: &[&Register],
    digest: &Digest,
) -> Result<LocalDocument, Problem> {
    let text = read_rules(disk, places, digest)?;
    LocalDocument::parse(text.as_bytes()).map_err(|error| {
        let root = places.first().map_or(Path::new(""), |place| &place.root);
        Problem::new(&layout::rules_path(root, digest), What::Guidance(error))
    })
}

/// Reads the pathway with this sha256, as [`read_rules`] does.
pub fn read_pathway(
    disk: &dyn Disk,
    places: &[&Register],
    digest: &Digest,
) -> Result<Pathway, Problem> {
    let text = read_rules(disk, places, digest)?;
    Pathway::parse("", &text).map_err(|error| {
        let cause = match error {
            PathwayError::File(DataError::Unreadable { cause, .. }) => cause,
            PathwayError::File(DataError::Wrong { place, problem, .. }) => {
                ReadError::Syntax { place, detail: problem.to_string() }
            }
            error @ PathwayError::Nations(_) => {
                ReadError::Syntax { place: Place::of_offset("", 0), detail: error.to_string() }
            }
        };
        let root = places.first().map_or(Path::new(""), |place| &place.root);
        Problem::new(&layout::rules_path(root, digest), What::Unreadable(cause))
    })
}
