//! Tests of the tokenizer as a whole: sentences and words are found, and joined spans and gaps give the text back.

use proptest::prelude::*;

use super::tokenize;
use crate::lexicon::Lexicon;
use crate::text::{Article, Language, Part, Token};

fn forms(text: &str, language: Language) -> Vec<String> {
    let document = tokenize(&Article::of_paragraph(text, language), &Lexicon::embedded());
    let join = |tokens: &[Token]| tokens.iter().map(|token| token.form.as_str()).collect::<Vec<_>>().join(" ");
    document.sentences.iter().map(|sentence| join(&document.tokens[sentence.tokens.clone()])).collect()
}

#[test]
fn a_german_contraction_is_two_words_over_one_span() {
    let tokens = tokenize(&Article::of_paragraph("Im Werk", Language::German), &Lexicon::embedded()).tokens;
    assert_eq!((tokens[0].form.as_str(), tokens[1].form.as_str()), ("In", "dem"));
    assert_eq!(tokens[0].span, tokens[1].span);
    assert_eq!((tokens[0].part, tokens[1].part), (Part::First, Part::Rest));
}

#[test]
fn an_english_clitic_has_a_span_of_its_own() {
    assert_eq!(forms("They don't buy China’s chips.", Language::English), ["They do n't buy China ’s chips ."]);
}

#[test]
fn an_ordinal_keeps_its_full_stop() {
    assert_eq!(
        forms("Am 14. Mai schloss das Werk. Es folgte 2025. Der Rest blieb.", Language::German),
        ["An dem 14. Mai schloss das Werk .", "Es folgte 2025 .", "Der Rest blieb ."]
    );
}

#[test]
fn a_quotation_stays_with_the_clause_that_follows_in_small_letters() {
    assert_eq!(forms("„Das reicht.“ sagte er. „Mehr nicht.“ Dann ging er.", Language::German).len(), 3);
}

#[test]
fn a_paragraph_of_ten_thousand_letters_is_cut_in_linear_time() {
    let text = "a.".repeat(50_000) + &"[".repeat(50_000) + &"ab-".repeat(50_000);
    let started = std::time::Instant::now();
    assert!(!forms(&text, Language::German).is_empty());
    assert!(started.elapsed().as_secs() < 5, "took {:?}", started.elapsed());
}

fn check(text: &str, language: Language, lexicon: &Lexicon) {
    let mut end = 0;
    for token in tokenize(&Article::of_paragraph(text, language), lexicon).tokens {
        assert!(!token.span.is_empty() && !token.form.is_empty(), "{token:?}");
        if token.part != Part::Rest || token.span.start as usize >= end {
            assert!(token.span.start as usize >= end, "{token:?} overlaps");
            let gap = &text[end..token.span.start as usize];
            assert!(!gap.contains(|letter: char| letter.is_alphabetic()) || gap.contains("]("), "lost {gap:?}");
        }
        end = token.span.end as usize;
    }
}

proptest! {
    #[test]
    fn joined_spans_and_gaps_give_the_text_back(text in "\\PC{0,200}") {
        let lexicon = Lexicon::embedded();
        for language in Language::ALL {
            check(&text, language, &lexicon);
        }
    }

    #[test]
    fn marks_letters_and_figures_in_any_order_are_cut(text in "[a-zA-Z0-9äß .,:;!?'’„“\"()\\[\\]/&@*_%$€\u{200d}😀\u{0}\n-]{0,80}") {
        let lexicon = Lexicon::embedded();
        for language in Language::ALL {
            check(&text, language, &lexicon);
        }
    }
}
