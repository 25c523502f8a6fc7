//! Writes an analysis in CoNLL-U, the exchange format of Universal Dependencies.

use std::fmt::Write;

use crate::tag::{
    Case, Definite, Degree, Features, Gender, Mood, NumType, Number, Person, Polarity, PronType, Tags, Tense, VerbForm,
    Voice,
};
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
        features(&tag.features),
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

/// The features in the order of their names, as the format wants them.
pub(crate) fn features(features: &Features) -> String {
    let pairs = [
        ("Case", features.case.map(Case::label)),
        ("Definite", features.definite.map(Definite::label)),
        ("Degree", features.degree.map(Degree::label)),
        ("Gender", features.gender.map(Gender::label)),
        ("Gender[psor]", features.possessor_gender.map(Gender::label)),
        ("Mood", features.mood.map(Mood::label)),
        ("Number", features.number.map(Number::label)),
        ("Number[psor]", features.possessor_number.map(Number::label)),
        ("NumType", features.num_type.map(NumType::label)),
        ("Person", features.person.map(Person::label)),
        ("Polarity", features.polarity.map(Polarity::label)),
        ("Poss", features.poss.then_some("Yes")),
        ("PronType", features.pron_type.map(PronType::label)),
        ("Reflex", features.reflex.then_some("Yes")),
        ("Tense", features.tense.map(Tense::label)),
        ("VerbForm", features.verb_form.map(VerbForm::label)),
        ("Voice", features.voice.map(Voice::label)),
    ];
    let set = pairs.iter().filter_map(|(name, value)| value.map(|value| format!("{name}={value}")));
    set.collect::<Vec<_>>().join("|")
}
