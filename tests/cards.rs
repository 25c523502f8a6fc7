//! Every model stands beside a card that says what it was grown from; the card is of exactly that file.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

fn models() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("models")
}

fn names() -> Vec<String> {
    let entries = fs::read_dir(models()).expect("the folder of models is there");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("it can be listed").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn cards() -> Vec<(String, toml::Table)> {
    let read = |name: String| {
        let text = fs::read_to_string(models().join(&name)).expect("a card can be read");
        let card = text.parse().unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, card)
    };
    names().into_iter().filter(|name| name.ends_with(".card.toml")).map(read).collect()
}

#[test]
fn a_card_is_of_the_file_that_it_names() {
    for (name, card) in cards() {
        let file = card["file"].as_str().expect("a card names its file");
        let bytes = fs::read(models().join(file)).expect("its file is there");
        let digest: [u8; 32] = Sha256::digest(&bytes).into();
        let hash = digest.map(|byte| format!("{byte:02x}")).concat();
        assert_eq!(card["sha256"].as_str(), Some(hash.as_str()), "{name}");
        if let Some(count) = card.get("bytes").and_then(toml::Value::as_integer) {
            assert_eq!(usize::try_from(count), Ok(bytes.len()), "{name}");
        }
    }
}

#[test]
fn every_model_has_a_card_with_its_licence_and_sources() {
    let cards = cards();
    for name in names().iter().filter(|name| !name.ends_with(".card.toml")) {
        let card = cards.iter().find(|(_, card)| card["file"].as_str() == Some(name));
        let (_, card) = card.unwrap_or_else(|| panic!("{name} has no card"));
        assert!(
            card["licence"].is_str() && card["sources"].as_array().is_some_and(|sources| !sources.is_empty()),
            "{name}"
        );
    }
}
