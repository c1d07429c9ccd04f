//! A training register on the disk.

use std::path::Path;

use super::{Made, Plan, Training, TrainingError};
use crate::guidance::Library;
use crate::pathway::Pathway;
use crate::record::{Body, Digest, Statement};
use crate::register::disk::{Access, publish_new};
use crate::register::layout::{self, HEX_DIGITS, Name};
use crate::register::signed::devices;
use crate::register::{Choice, Disk, DiskError, Register, RegisterError, RegisterInfo, keep_rules};

/// Why a training register could not be made.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The cases.
    #[error(transparent)]
    Cases(#[from] TrainingError),
    /// The register.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// The disk.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Decisions.
    pub decisions: u32,
    /// Worked cases.
    pub worked: usize,
    /// Contacts.
    pub contacts: usize,
    /// Statements.
    pub statements: u64,
    /// Bytes of all statements.
    pub bytes: u64,
}

/// Makes a new training register in `root`, which must be new or empty. It is marked as one,
/// on every screen and on every export.
pub fn write(
    disk: &dyn Disk,
    root: &Path,
    plan: Plan,
    pathway: &Pathway,
    library: &Library,
) -> Result<Written, WriteError> {
    let training = Training::new(plan, pathway, library)?;
    let mut info = RegisterInfo::new(training.register().clone(), "Practice cases");
    info.training = true;
    let register = Register::create(disk, root, info, Choice::Proposed)?;
    let mut texts = vec![pathway.text()];
    texts.extend(Library::rules_texts());
    keep_rules(disk, &register, &texts)?;
    // One more than those who write the cases of the seed: the worked cases are signed by that.
    for number in 0..=super::DEVICES {
        let (device, secret) = training.workstation(number);
        devices::publish(disk, &register, &device, &secret)?;
    }
    let mut written = Written { decisions: plan.decisions, ..Written::default() };
    for made in training {
        let made = made?;
        put(disk, &register, &made, &mut written)?;
    }
    Ok(written)
}

/// Publishes one statement.
pub(super) fn put(
    disk: &dyn Disk,
    register: &Register,
    made: &Made,
    written: &mut Written,
) -> Result<(), DiskError> {
    let bytes = made.text.as_bytes();
    let path = register.root.join(place(&made.statement, bytes));
    publish_new(disk, &register.root, &path, bytes, Access::LikeParent)?;
    written.statements += 1;
    written.bytes += u64::try_from(bytes.len()).unwrap_or(0);
    Ok(())
}

/// Where a statement goes within its register.
fn place(statement: &Statement, bytes: &[u8]) -> std::path::PathBuf {
    let name = Name::of(&statement.written, statement.body.kind(), &Digest::of(bytes), HEX_DIGITS);
    let folder = match &statement.body {
        Body::Contact(_) => Path::new(layout::CONTACTS).to_owned(),
        _ => layout::decision_folder(Path::new(""), &statement.decision),
    };
    folder.join(name.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::caseload::training::example;
    use crate::register::load;
    use crate::register::testing::MemoryDisk;
    use crate::register::verify::{Known, verify};
    use crate::register::{Problem, What};

    #[test]
    fn a_training_register_is_marked_and_nothing_is_wrong_with_it() {
        let (pathway, library) = (Pathway::embedded().unwrap(), Library::embedded().unwrap());
        let disk = MemoryDisk::default();
        let root = Path::new("/practice");
        let written = write(&disk, root, example::plan(30), &pathway, &library).unwrap();
        let register = Register::open(&disk, root).unwrap();
        assert!(register.info.training);
        let contents = load(&disk, &register);
        assert_eq!(contents.decisions.len(), 30);
        assert_eq!(u64::try_from(contents.statements().count()).unwrap(), written.statements);
        assert!(written.statements > 60);
        let report = verify(&disk, root, &Known::default()).unwrap();
        // Nobody has opened it, so there is no index yet that says what was there.
        let remark = Problem::new(root, What::NothingToCompare);
        assert_eq!((report.wrong, report.remarks), (vec![], vec![remark]));
    }

    #[test]
    fn a_register_that_is_there_is_not_written_over() {
        let (pathway, library) = (Pathway::embedded().unwrap(), Library::embedded().unwrap());
        let disk = MemoryDisk::default();
        let root = Path::new("/practice");
        write(&disk, root, example::plan(2), &pathway, &library).unwrap();
        let again = write(&disk, root, example::plan(2), &pathway, &library);
        assert!(matches!(again, Err(WriteError::Register(RegisterError::AlreadyThere(_)))));
    }
}
