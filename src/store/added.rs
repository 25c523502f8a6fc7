//! What users add to the graph with `tripel update`, kept in the graph folder beside the readings: triples in graphs of
//! their own, which no article states and no build touches. The file goes with the last of them.
//!
//! ```text
//! graph/added.nq   N-Quads, sorted
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::io;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Quad;

use super::error::{StoreError, failed};
use super::file::{replace, sync_folder};
use super::folder::GraphFolder;

const FILE: &str = "added.nq";

/// What the file says of itself.
const HEAD: &str = "# What people added to the graph with `tripel update`, as N-Quads.\n";

impl GraphFolder {
    /// What users added, sorted.
    ///
    /// # Errors
    /// When the file cannot be read or is no N-Quads.
    pub fn added(&self) -> Result<Vec<Quad>, StoreError> {
        let file = self.path().join(FILE);
        let text = match fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(failed(&file, error)),
        };
        let quads: Result<Vec<Quad>, _> = RdfParser::from_format(RdfFormat::NQuads).for_slice(&text).collect();
        let quads = quads.map_err(|error| StoreError::Added(file, error.to_string()))?;
        Ok(lines(quads).into_values().collect())
    }

    /// Changes what users added and keeps it; nobody else changes it meanwhile, so that nothing is lost. Gives what there
    /// was and what there is.
    ///
    /// # Errors
    /// Those of `change`, and when the file cannot be read or the folder cannot be written.
    pub fn change_added<E: From<StoreError>>(
        &self,
        change: impl FnOnce(&[Quad]) -> Result<Vec<Quad>, E>,
    ) -> Result<(Vec<Quad>, Vec<Quad>), E> {
        self.hold_lock()?;
        let before = self.added()?;
        let after = lines(change(&before)?);
        if after.values().ne(&before) {
            self.keep_added(&after)?;
        }
        Ok((before, after.into_values().collect()))
    }

    fn keep_added(&self, lines: &BTreeMap<String, Quad>) -> Result<(), StoreError> {
        let file = self.path().join(FILE);
        if lines.is_empty() {
            fs::remove_file(&file).map_err(|error| failed(&file, error))?;
            return sync_folder(self.path());
        }
        let text: String = lines.keys().flat_map(|line| [line, " .\n"]).collect();
        replace(&file, format!("{HEAD}{text}").as_bytes())
    }
}

/// Quads by how N-Quads write them: each once, in an order of their own.
fn lines(quads: Vec<Quad>) -> BTreeMap<String, Quad> {
    quads.into_iter().map(|quad| (quad.to_string(), quad)).collect()
}

#[cfg(test)]
mod tests {
    use oxigraph::model::{Literal, NamedNode};

    use super::*;
    use crate::store::fixture::folder;

    fn quad(value: &str) -> Quad {
        let node = |iri: &str| NamedNode::new_unchecked(iri);
        Quad::new(node("urn:s"), node("urn:p"), Literal::from(value), node("urn:g"))
    }

    fn set(folder: &GraphFolder, quads: Vec<Quad>) {
        folder.change_added(|_| Ok::<_, StoreError>(quads)).unwrap();
    }

    #[test]
    fn what_was_added_is_kept_sorted_and_once_until_it_is_taken_away() {
        let (_place, folder) = folder();
        assert_eq!(folder.added().unwrap(), []);
        set(&folder, vec![quad("b\n\"ü\""), quad("a"), quad("a")]);
        let kept = GraphFolder::open(folder.path()).unwrap().added().unwrap();
        assert_eq!(kept, [quad("a"), quad("b\n\"ü\"")]);
        set(&folder, Vec::new());
        assert!(!folder.path().join(FILE).exists());
        set(&folder, Vec::new());
    }

    #[test]
    fn a_change_that_fails_changes_nothing() {
        let (_place, folder) = folder();
        set(&folder, vec![quad("a")]);
        let error = || StoreError::Hash(String::new());
        assert!(folder.change_added(|_| Err::<Vec<Quad>, _>(error())).is_err());
        assert_eq!(folder.added().unwrap(), [quad("a")]);
    }

    #[test]
    fn a_file_that_is_no_n_quads_is_told_and_not_replaced() {
        let (_place, folder) = folder();
        set(&folder, vec![quad("a")]);
        fs::write(folder.path().join(FILE), "<urn:s> <urn:p>").unwrap();
        assert!(folder.added().unwrap_err().to_string().contains("put the line right"));
        assert!(folder.change_added(|_| Ok::<_, StoreError>(Vec::new())).is_err());
        assert!(folder.path().join(FILE).exists());
    }
}
