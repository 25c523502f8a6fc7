//! Laws that hold for every text: reading twice gives the same, trees are trees, no text makes the reader panic. That
//! nothing is invented is asked of more texts in `zero_invention.rs`.

mod invention;

use std::path::Path;
use std::sync::LazyLock;

use invention::nothing_is_invented;
use proptest::prelude::*;
use tripel::ingest::ingest;
use tripel::lexicon::Lexicon;
use tripel::pipeline::{Analysis, read, reading};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

/// The texts of a folder, none when it is absent.
fn texts(folder: &str) -> Vec<Vec<u8>> {
    let Ok(entries) = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)) else { return Vec::new() };
    let mut paths: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md" || extension == "txt"));
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read(path).ok()).collect()
}

fn analyses() -> Vec<Analysis> {
    let texts = texts("seeds/articles").into_iter().chain(texts("../shared/seeds"));
    texts.filter_map(|text| ingest(&text, &LEXICON).ok()).map(|article| read(&article, &LEXICON)).collect()
}

#[test]
fn reading_twice_is_the_same() {
    for text in texts("seeds/articles") {
        let twice = [(); 2].map(|()| reading("article", &text, &LEXICON).expect("a demo article is read"));
        assert_eq!(twice[0], twice[1]);
    }
}

#[test]
fn one_head_a_token_and_one_root_a_sentence() {
    for analysis in analyses() {
        assert_eq!(analysis.trees.len(), analysis.document.tokens.len());
        for sentence in &analysis.document.sentences {
            let roots = sentence.tokens.clone().filter(|&token| analysis.trees.head(token).is_none()).count();
            assert_eq!(roots, 1, "{}", sentence.span.of(&analysis.document.source));
        }
    }
}

#[test]
fn a_sentence_of_ten_thousand_letters_is_read() {
    let text = "Microsoft verlagert Server aus China und ".repeat(250);
    let article = ingest(text.as_bytes(), &LEXICON).expect("it is text");
    let analysis = read(&article, &LEXICON);
    assert_eq!(analysis.trees.len(), analysis.document.tokens.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_text_makes_the_reader_panic(text in "[ -~äöüßÄÖÜ„“«»–.:;,!?\\n\\tА-я😀\u{0}-\u{8}]{0,300}") {
        if let Ok(article) = ingest(text.as_bytes(), &LEXICON) {
            let _ = nothing_is_invented(&read(&article, &LEXICON), &LEXICON);
        }
    }

    #[test]
    fn no_bytes_make_ingest_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = ingest(&bytes, &LEXICON).map(|article| read(&article, &LEXICON));
    }
}
