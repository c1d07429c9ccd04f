//! `justified dispose`: the files of a decision are removed, and a signed statement of it stays.

use std::io::{IsTerminal as _, Write as _};

use super::arguments::Dispose;
use super::opening::opened;
use super::user::{author_or, outboxes, patience, random, signer};
use super::{Failure, failed, say, whole_path};
use crate::base::shown;
use crate::record::statement::AdditionType as _;
use crate::record::{DecisionId, Disposal, Nonce};
use crate::register::Register;
use crate::register::disposal::{By, dispose as dispose_of};

/// Disposes of a decision. Somebody at a terminal is asked once more.
pub(super) fn dispose(asked: &Dispose) -> Result<u8, Failure> {
    let disposal = Disposal {
        authorised_by: asked.authorised_by.trim().to_owned(),
        why: asked.why.trim().to_owned(),
        ..Disposal::default()
    };
    if let Some(lacks) = disposal.lacks() {
        return Err(Failure::usage(format!("Nothing was removed. {lacks}")));
    }
    let whole = whole_path(&asked.decision);
    let id = whole.file_name().and_then(|name| name.to_str()?.parse::<DecisionId>().ok());
    // By the names of the folders above it is known in which register it lies.
    let (Some(id), Some(root)) = (id, whole.ancestors().nth(3)) else {
        return Err(Failure::usage(format!(
            "Nothing was removed. Name the folder of one decision. ({})",
            shown::path(&asked.decision)
        )));
    };
    let disk = opened(root, &asked.opening)?;
    let register = Register::open(&disk, root).map_err(failed)?;
    if !is_confirmed(&id)? {
        return Err(Failure::usage("Nothing was removed."));
    }
    let by = by(&disposal)?;
    let done =
        dispose_of(&disk, &register, (&id, disposal), &by, &mut patience()).map_err(failed)?;
    let files = match done.files.len() {
        0 => "It was disposed of before, and nothing is left here of it".to_owned(),
        1 => "1 file was removed".to_owned(),
        count => format!("{count} files were removed"),
    };
    say(&format!(
        "{files}. What stays says who authorised it, and why. Backups, the history of a synced \
         folder and other copies were not reached.\n"
    ))?;
    if done.left > 0 {
        say("Some files came later and are still here: run this once more to remove them too.\n")?;
    }
    Ok(u8::from(done.left > 0))
}

/// Whether somebody at the terminal types the number of the decision. A script has said enough.
fn is_confirmed(id: &DecisionId) -> Result<bool, Failure> {
    if !std::io::stdin().is_terminal() {
        return Ok(true);
    }
    say(&format!(
        "Every file of this decision is removed for good. Type its number to continue ({id}): "
    ))?;
    // Whether it shows or not, the answer is waited for.
    let _ = std::io::stdout().flush();
    let mut typed = String::new();
    let read = std::io::stdin().read_line(&mut typed);
    Ok(read.is_ok() && typed.trim().parse::<DecisionId>().ok().as_ref() == Some(id))
}

/// Who signs it: whom the settings name, or else who authorised it.
fn by(disposal: &Disposal) -> Result<By, Failure> {
    Ok(By {
        signer: signer(outboxes()?)?,
        author: author_or(&disposal.authorised_by),
        nonce: Nonce::mint(random()?),
    })
}
