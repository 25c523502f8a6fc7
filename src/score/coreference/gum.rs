//! Reads the coreference of GUM: the column MISC of its treebank holds opening and closing brackets of entities, as
//! `Entity=(2-abstract-new-cf1-1-coref` and `Entity=2)`.

use std::collections::BTreeMap;
use std::path::Path;

use super::metric::Clusters;
use crate::score::ScoreError;
use crate::score::conllu::{document, lines};
use crate::text::{Document, Language};

/// A place by its first token and the one behind its last.
pub(super) type Place = (usize, usize);

/// A document with its clusters.
#[derive(Debug)]
pub(super) struct GumDocument {
    pub(super) name: String,
    pub(super) document: Document,
    pub(super) clusters: Clusters<Place>,
}

/// Reads the documents of a part of GUM, over its words and sentences.
pub(super) fn read(path: &Path) -> Result<Vec<GumDocument>, ScoreError> {
    let mut documents: Vec<Raw> = Vec::new();
    for line in lines(path)? {
        match line.strip_prefix("# newdoc id = ") {
            Some(name) => documents.push(Raw { name: name.to_owned(), ..Raw::default() }),
            None => documents.last_mut().into_iter().for_each(|raw| raw.take(&line)),
        }
    }
    Ok(documents.into_iter().map(Raw::done).collect())
}

/// A document while it is read.
#[derive(Default)]
struct Raw {
    name: String,
    sentences: Vec<Vec<String>>,
    inside: bool,
    words: usize,
    open: Vec<(String, usize)>,
    found: BTreeMap<String, Vec<Place>>,
}

impl Raw {
    fn take(&mut self, line: &str) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [number, form, .., misc] = cells[..] else {
            self.inside &= line.starts_with('#');
            return;
        };
        if number.contains(['-', '.']) {
            return;
        }
        if !self.inside {
            self.sentences.push(Vec::new());
            self.inside = true;
        }
        self.sentences.last_mut().into_iter().for_each(|words| words.push(form.to_owned()));
        let entity = misc.split('|').find_map(|pair| pair.strip_prefix("Entity="));
        self.brackets(entity.unwrap_or_default());
        self.words += 1;
    }

    /// Reads the brackets of one word: `(7-abstract-…-coref(3-…)`, `7)6)`.
    fn brackets(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            if let Some(inside) = rest.strip_prefix('(') {
                let end = inside.find(['(', ')']).unwrap_or(inside.len());
                self.open.push((group(&inside[..end]), self.words));
                rest = &inside[end..];
                if let Some(after) = rest.strip_prefix(')') {
                    self.close(None);
                    rest = after;
                }
            } else {
                let (number, after) = rest.split_once(')').unwrap_or((rest, ""));
                self.close(Some(&group(number)));
                rest = after;
            }
        }
    }

    fn close(&mut self, group: Option<&str>) {
        let at = self.open.iter().rposition(|(open, _)| group.is_none_or(|group| open == group));
        if let Some((name, start)) = at.map(|at| self.open.remove(at)) {
            self.found.entry(name).or_default().push((start, self.words + 1));
        }
    }

    fn done(self) -> GumDocument {
        let words = self.sentences.iter().map(|words| words.iter().map(String::as_str).collect());
        let clusters = self.found.into_values().map(|mut places| {
            places.sort_unstable();
            places.dedup();
            places
        });
        GumDocument { name: self.name, document: document(words, Language::English), clusters: clusters.collect() }
    }
}

/// The number of the thing: `12` of `12[1/2]-person-new`.
fn group(text: &str) -> String {
    text.chars().take_while(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_brackets_close_in_any_order() {
        let mut raw = Raw::default();
        for line in [
            "1\ta\t_\t_\t_\t_\t_\t_\t_\tEntity=(1-x-coref(2-y-ana)",
            "2\tb\t_\t_\t_\t_\t_\t_\t_\tEntity=(2-y-coref",
            "3\tc\t_\t_\t_\t_\t_\t_\t_\tEntity=2)1)",
        ] {
            raw.take(line);
        }
        assert_eq!(raw.done().clusters, [vec![(0, 3)], vec![(0, 1), (1, 3)]]);
    }
}
