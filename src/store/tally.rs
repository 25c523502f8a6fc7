//! Keeps what was counted of each reading beside the readings, so that the next build counts only what changed. A file that is
//! not whole, or was counted by another program or with another ontology, is as good as none.
//!
//! ```text
//! graph/tally   32 bytes: SHA-256 of the rest; then, as postcard, what it was counted with, and the counts
//! ```

use std::fs;

use sha2::{Digest, Sha256};

use super::error::StoreError;
use super::file::replace;
use super::folder::GraphFolder;
use super::own::Own;
use super::stamp::program;
use crate::ground::Tally;
use crate::pipeline::hash;

/// The name of the file.
pub(super) const FILE: &str = "tally";

impl GraphFolder {
    /// What was counted last, as far as it can be used again.
    ///
    /// # Errors
    /// When the user's own ontology or gazetteers cannot be read.
    pub fn tally(&self) -> Result<Tally, StoreError> {
        let Some(context) = self.context()? else { return Ok(Tally::default()) };
        let kept = fs::read(self.path().join(FILE)).ok().and_then(|bytes| decode(&bytes));
        Ok(kept.filter(|(own, _)| *own == context).map(|(_, tally)| tally).unwrap_or_default())
    }

    /// Keeps what was counted.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn keep_tally(&self, tally: &Tally) -> Result<(), StoreError> {
        self.hold_lock()?;
        let Some(context) = self.context()? else { return Ok(()) };
        // What postcard cannot write is not kept; the next build counts again.
        let Ok(plain) = postcard::to_stdvec(&(context, tally)) else { return Ok(()) };
        let checksum: [u8; 32] = Sha256::digest(&plain).into();
        replace(&self.path().join(FILE), &[checksum.as_slice(), &plain].concat())
    }

    /// All that counts follow besides readings and the links of their things; `None` where that cannot be told.
    fn context(&self) -> Result<Option<String>, StoreError> {
        let Some(program) = program() else { return Ok(None) };
        let own = [self.own(Own::Ontology)?, self.own(Own::Mapping)?].map(|text| hash(text.as_bytes()));
        Ok(Some([program, self.base().to_owned(), self.entities_digest()?, own.concat()].join("\n")))
    }
}

fn decode(bytes: &[u8]) -> Option<(String, Tally)> {
    let (checksum, plain) = bytes.split_first_chunk::<32>()?;
    let own: [u8; 32] = Sha256::digest(plain).into();
    if own == *checksum { postcard::from_bytes(plain).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::{Decisions, Naming, Ontology};
    use crate::lexicon::Lexicon;
    use crate::store::fixture::{self, folder};

    fn count(folder: &GraphFolder) -> Tally {
        let (readings, _) = folder.marked_readings().unwrap();
        let decisions = Decisions::default();
        let naming = Naming { base: folder.base(), decisions: &decisions };
        Tally::of(&readings, &Ontology::embedded().unwrap(), &Lexicon::embedded(), naming, &Tally::default())
    }

    #[test]
    fn counts_are_used_again_until_what_they_follow_changes() {
        let (_place, mut folder) = folder();
        folder.write(&fixture::reading("a.txt", "Text")).unwrap();
        let tally = count(&folder);
        assert_ne!(tally, Tally::default());
        folder.keep_tally(&tally).unwrap();
        assert_eq!(folder.tally().unwrap(), tally);
        folder.set_base("https://example.org/").unwrap();
        assert_eq!(folder.tally().unwrap(), Tally::default());
        folder.set_base(crate::ground::vocabulary::DEFAULT_BASE).unwrap();
        assert_eq!(folder.tally().unwrap(), tally);
        folder.set_own(Own::Mapping, "# none").unwrap();
        assert_eq!(folder.tally().unwrap(), Tally::default());
    }

    #[test]
    fn a_tally_that_is_not_whole_is_none() {
        let (_place, folder) = folder();
        folder.write(&fixture::reading("a.txt", "Text")).unwrap();
        folder.keep_tally(&count(&folder)).unwrap();
        let file = folder.path().join(FILE);
        let bytes = fs::read(&file).unwrap();
        for at in 0..bytes.len() {
            let mut wrong = bytes.clone();
            wrong[at] ^= 1;
            fs::write(&file, &wrong).unwrap();
            assert_eq!(folder.tally().unwrap(), Tally::default(), "byte {at}");
            fs::write(&file, &bytes[..at]).unwrap();
            assert_eq!(folder.tally().unwrap(), Tally::default(), "cut off at {at}");
        }
    }
}
