//! Tests of ingest as a whole: what of a file is read as news, and what is left out.

use super::{IngestError, MAX_BYTES, ingest};
use crate::lexicon::Lexicon;
use crate::text::{Article, BlockKind};

fn read(text: &str) -> Article {
    ingest(text.as_bytes(), &Lexicon::embedded()).unwrap()
}

fn refusal(bytes: &[u8]) -> String {
    ingest(bytes, &Lexicon::embedded()).unwrap_err().to_string()
}

fn kinds(article: &Article) -> Vec<(BlockKind, &str)> {
    article.blocks.iter().map(|block| (block.kind, block.span.of(&article.source))).collect()
}

#[test]
fn an_empty_file_is_refused() {
    assert_eq!(ingest(b" \n\t\n", &Lexicon::embedded()), Err(IngestError::Empty));
    assert_eq!(ingest(b"", &Lexicon::embedded()), Err(IngestError::Empty));
}

#[test]
fn a_binary_file_is_refused_with_the_place() {
    assert!(refusal(b"PK\x03\x04 text \x00 more").starts_with("byte 2: control characters"));
}

#[test]
fn a_latin_1_file_is_refused_with_the_way_out() {
    let message = refusal(b"Das Werk in M\xfcnchen schlie\xdft.");
    assert!(message.contains("byte 13: not UTF-8, it looks like Latin-1") && message.contains("iconv"), "{message}");
}

#[test]
fn a_windows_1252_file_is_told_by_its_quotation_marks() {
    assert!(refusal(b"\x84M\xfcnchen\x93").contains("Windows-1252"));
}

#[test]
fn a_file_of_fifty_megabytes_is_refused_at_once() {
    let bytes = vec![b'a'; 50_000_000];
    assert_eq!(ingest(&bytes, &Lexicon::embedded()), Err(IngestError::TooLarge { bytes: 50_000_000 }));
    assert!(bytes.len() > MAX_BYTES);
}

#[test]
fn a_byte_order_mark_is_no_letter_of_the_title() {
    let article = read("\u{feff}Werk in Jena schließt\n\nDas Werk in Jena wird im Mai geschlossen.\n");
    assert_eq!(article.meta.title.as_deref(), Some("Werk in Jena schließt"));
}

#[test]
fn front_matter_fills_what_is_known() {
    let article = read(
        "---\ntitle: \"Werk schließt\"\ndate: 2025-04-17\nurl: https://news.example/1\nlang: de\n---\n\nDas Werk in Jena schließt.\n",
    );
    assert_eq!(article.meta.title.as_deref(), Some("Werk schließt"));
    assert_eq!(article.meta.published, "2025-04-17".parse().ok());
    assert_eq!(article.meta.url.as_deref(), Some("https://news.example/1"));
    assert_eq!(kinds(&article).last(), Some(&(BlockKind::Prose, "Das Werk in Jena schließt.")));
}

#[test]
fn glued_cells_are_cut_when_every_row_fits_the_header() {
    let article = read(
        "Anteile nach Anbieter\n\nFirmaAnteil (%)Quartal\nAcme Cloud12%Q3 2024\nBeta Netz~5.8%Q4 2024\n\nDas ist der Stand.\n",
    );
    let cells: Vec<&str> = article.tables[0].rows[1].iter().map(|cell| cell.of(&article.source)).collect();
    assert_eq!(cells, ["Beta Netz", "~5.8%", "Q4 2024"]);
}

#[test]
fn glued_cells_that_do_not_fit_make_no_table_and_no_prose() {
    let article = read(
        "Umsatz\n\nQuartalUmsatz (Mrd.)Wachstum (%)Stand\nQ4 2024$28.819%2025-02-06\nQ3 2024$27.419.05%2024-10-31\n\nDas ist der Stand.\n",
    );
    assert!(article.tables.is_empty());
    assert_eq!(article.blocks.iter().filter(|block| block.kind == BlockKind::TableRow).count(), 2);
}
