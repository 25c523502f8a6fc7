//! Tests of the encoder as a whole: what surrounds a sentence does not change it, and no length breaks it.

use super::*;
use crate::text::{Meta, Part, Sentence, SentenceKind, Span, Token};

/// A document of sentences that are words separated by blanks.
fn document(sentences: &[&str]) -> Document {
    let (mut tokens, mut known) = (Vec::new(), Vec::new());
    let mut source = String::new();
    for sentence in sentences {
        let (first, start) = (tokens.len(), source.len());
        for word in sentence.split(' ') {
            let span = Span::new(source.len(), source.len() + word.len());
            tokens.push(Token { span, form: word.to_owned(), part: Part::Whole });
            source.push_str(word);
            source.push(' ');
        }
        let span = Span::new(start, source.len() - 1);
        let (tokens, language, kind) = (first..tokens.len(), Language::German, SentenceKind::Prose);
        known.push(Sentence { span, tokens, language, kind, paragraph: 0 });
    }
    let (meta, language) = (Meta::default(), Language::German);
    Document { source, meta, language, tokens, sentences: known, tables: Vec::new() }
}

#[test]
fn a_sentence_reads_the_same_among_others() {
    let lexicon = Lexicon::embedded();
    let alone = encode(&document(&["Der Konzern schließt das Werk in Leipzig ."]), &lexicon);
    let among = encode(&document(&["Ja .", "Der Konzern schließt das Werk in Leipzig .", "Nein ."]), &lexicon);
    let pairs = alone.vectors.iter().zip(&among.vectors[2 * among.width..]);
    assert!(alone.vectors.len() == 8 * alone.width && pairs.into_iter().all(|(a, b)| (a - b).abs() < 1e-4));
}

#[test]
fn a_very_long_sentence_is_cut_and_keeps_all_its_words() {
    let long = vec!["Donaudampfschifffahrtsgesellschaftskapitän"; 400].join(" ");
    let encoding = encode(&document(&[&long]), &Lexicon::embedded());
    assert!(encoding.windows().len() > 2);
    assert_eq!(encoding.windows().iter().map(|window| window.tokens.len()).sum::<usize>(), 400);
    assert!(encoding.vectors.iter().all(|value| value.is_finite()));
}

#[test]
fn nothing_is_read_from_nothing() {
    assert!(encode(&document(&[]), &Lexicon::embedded()).windows().is_empty());
}
