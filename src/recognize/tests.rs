//! Tests of the room as a whole, with the trained reader: what is named in a sentence, as `kind name`.

use std::sync::LazyLock;

use super::{MentionKind, recognize};
use crate::encode::encode;
use crate::ingest::ingest;
use crate::lexicon::Lexicon;
use crate::tag::tag;
use crate::tokenize::tokenize;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

fn named(text: &str) -> Vec<String> {
    let article = ingest(text.as_bytes(), &LEXICON).expect("it is text");
    let document = tokenize(&article, &LEXICON);
    let encoding = encode(&document, &LEXICON);
    let tags = tag(&document, &encoding, &LEXICON);
    let mentions = recognize(&document, &encoding, &tags, &LEXICON).mentions;
    let kind = |kind: MentionKind| match kind {
        MentionKind::Entity(kind) => Some(format!("{kind:?}")),
        MentionKind::Role => Some("Role".to_owned()),
        _ => None,
    };
    mentions.iter().filter_map(|mention| Some(format!("{} {}", kind(mention.kind)?, mention.name))).collect()
}

#[test]
fn a_name_is_cut_out_of_a_compound() {
    let found = named("Der Microsoft-Präsident Brad Smith sprach am Dienstag in Berlin über die neuen Regeln.");
    assert_eq!(found, ["Company Microsoft", "Role Präsident", "Person Brad Smith", "City Berlin"]);
}

#[test]
fn names_lose_their_genitive_and_the_endings_of_adjectives() {
    let found = named("Chinas Regierung kritisierte Microsofts Pläne und die Zölle der Vereinigten Staaten.");
    assert_eq!(found, ["Country China", "Company Microsoft", "Country Vereinigte Staaten"]);
}

#[test]
fn a_double_surname_stays_whole() {
    let found = named("Das sagte der Forscher Julian Müller-Kaler in Washington dem Sender.");
    assert_eq!(found, ["Role Forscher", "Person Julian Müller-Kaler", "City Washington"]);
}

#[test]
fn the_surname_of_a_person_of_the_text_is_no_firm() {
    let found = named("Johannes Teyssen führt Eon. Teyssen gliedert das Geschäft aus.");
    assert_eq!(found, ["Person Johannes Teyssen", "Company Eon", "Person Teyssen"]);
}

#[test]
fn a_foundation_named_after_a_person_stays_whole() {
    let found = named("Die Friedrich-Ebert-Stiftung lud gestern viele Gäste nach Bonn ein.");
    assert_eq!(found, ["Ngo Friedrich-Ebert-Stiftung", "City Bonn"]);
}

#[test]
fn the_pronoun_us_is_no_country() {
    assert!(named("They told us that nothing would change for us.").is_empty());
}

#[test]
fn american_companies_are_named_in_english() {
    let found = named("Microsoft said on Tuesday that Apple is moving production from China to Vietnam.");
    assert_eq!(found, ["Company Microsoft", "Company Apple", "Country China", "Country Vietnam"]);
}

#[test]
fn words_without_names_give_none() {
    assert!(named("Heute ist es kalt, und wir bleiben deshalb alle zu Hause.").is_empty());
}
