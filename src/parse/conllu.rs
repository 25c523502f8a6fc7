//! Writes an analysis in CoNLL-U, the exchange format of Universal Dependencies.

use std::fmt::Write;

use crate::tag::Tags;
use crate::text::{Document, Part, Sentence};

use super::Trees;

/// The sentences of a document with their words, tags and trees; each ends with an empty line.
#[must_use]
pub fn conllu(document: &Document, tags: &Tags, trees: &Trees) -> String {
    let mut out = String::new();
    for (number, sentence) in document.sentences.iter().enumerate() {
        let text = one_line(document.surface(sentence.tokens.clone()));
        let _ = writeln!(out, "# sent_id = {}\n# text = {text}", number + 1);
        for token in sentence.tokens.clone() {
            write_contraction(&mut out, document, sentence, token);
            write_word(&mut out, document, tags, trees, sentence, token);
        }
        out.push('\n');
    }
    out
}

/// The line `3-4 im` before the words of a contraction.
fn write_contraction(out: &mut String, document: &Document, sentence: &Sentence, token: usize) {
    if document.tokens[token].part == Part::First {
        let rest = document.tokens[token + 1..sentence.tokens.end].iter().take_while(|next| next.part == Part::Rest);
        let last = token + rest.count();
        let place = |token: usize| token + 1 - sentence.tokens.start;
        let surface = one_line(document.surface(token..last + 1));
        let _ = writeln!(out, "{}-{}\t{surface}{}", place(token), place(last), "\t_".repeat(8));
    }
}

fn write_word(out: &mut String, document: &Document, tags: &Tags, trees: &Trees, sentence: &Sentence, token: usize) {
    let (start, tag) = (sentence.tokens.start, &tags[token]);
    let head = trees.head(token).map_or(0, |head| head + 1 - start);
    let columns = [
        (token + 1 - start).to_string(),
        one_line(&document.tokens[token].form),
        one_line(&tag.lemma),
        tag.upos.label().to_owned(),
        tag.xpos.clone(),
        tag.features.to_string(),
        head.to_string(),
        trees.relation(token).label().to_owned(),
        "_".to_owned(),
        space_after(document, sentence, token).to_owned(),
    ];
    let filled = columns.iter().map(|column| if column.is_empty() { "_" } else { column });
    let _ = writeln!(out, "{}", filled.collect::<Vec<_>>().join("\t"));
}

/// White space and tabs would break the lines.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn space_after(document: &Document, sentence: &Sentence, token: usize) -> &'static str {
    let next = document.tokens.get(token + 1).filter(|_| token + 1 < sentence.tokens.end);
    let touches =
        next.is_some_and(|next| next.part != Part::Rest && next.span.start == document.tokens[token].span.end);
    if touches { "SpaceAfter=No" } else { "_" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::Relation;
    use crate::tag::{Features, Tag, Upos};
    use crate::text::{Language, Meta, SentenceKind, Span, Token};

    #[test]
    fn a_contraction_has_a_line_of_its_own() {
        let source = "Im Werk.".to_owned();
        let token = |start, end, form: &str, part| Token { span: Span::new(start, end), form: form.to_owned(), part };
        let tokens = vec![
            token(0, 2, "In", Part::First),
            token(0, 2, "dem", Part::Rest),
            token(3, 7, "Werk", Part::Whole),
            token(7, 8, ".", Part::Whole),
        ];
        let (language, kind) = (Language::German, SentenceKind::Prose);
        let sentence = Sentence { span: Span::new(0, 8), tokens: 0..4, language, kind, paragraph: 0 };
        let (meta, sentences) = (Meta::default(), vec![sentence]);
        let document = Document { source, meta, language, tokens, sentences, tables: Vec::new() };
        let (upos, features) = (Upos::Noun, Features::default());
        let tag = Tag { upos, xpos: String::new(), features, lemma: "x".to_owned() };
        let relations = vec![Relation::Case, Relation::Det, Relation::Root, Relation::Punct];
        let trees = Trees::new(vec![Some(2), Some(2), None, Some(2)], relations, vec![1.0; 4]);
        let written = conllu(&document, &Tags { tags: vec![tag; 4] }, &trees);
        let lines: Vec<&str> = written.lines().collect();
        assert_eq!(lines[1], "# text = Im Werk.");
        assert_eq!(lines[2], "1-2\tIm\t_\t_\t_\t_\t_\t_\t_\t_");
        assert_eq!(lines[4], "2\tdem\tx\tNOUN\t_\t_\t3\tdet\t_\t_");
        assert_eq!(lines[5], "3\tWerk\tx\tNOUN\t_\t_\t0\troot\t_\tSpaceAfter=No");
        assert!(written.ends_with("\n\n"));
    }
}
