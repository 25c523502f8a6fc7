//! Writes what the parts in events are learnt from (`training/parts.py`): for each text the vectors of its tokens, and for
//! each mention that may play a part the words it is paired with and the features of the pair, as the program itself sees
//! them. What is right the trainer knows from the places.
//!
//! The file holds numbers of four bytes, little-endian (u32, vectors f32). First how many features there are. A text: how many tokens and how wide a vector; for
//! each token its first byte and the byte behind it, then the vectors; how many mentions; for each the bytes of its place, its
//! first token and the one behind it, its sentence, and how many pairs; for each pair the token, how many features, and those.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use rayon::prelude::*;
use serde::Deserialize;

use super::ScoreError;
use super::conllu::lines;
use super::name::by_lines;
use crate::lexicon::Lexicon;
use crate::pipeline;
use crate::relate::Context;
use crate::relate::part::{FEATURES, Player, features, input, players, triggers};
use crate::text::Language;

/// A text to learn from.
#[derive(Deserialize)]
struct Text {
    text: String,
    lang: String,
}

/// Texts that are read before they are written.
const BATCH: usize = 512;

/// Reads the texts and writes the file; gives how many there were.
///
/// # Errors
/// When the texts cannot be read or the file not be written.
pub fn lessons(texts: &Path, out: &Path, lexicon: &Lexicon) -> Result<usize, ScoreError> {
    let wrong = |error: std::io::Error| ScoreError::Unreadable { path: out.to_owned(), why: error.to_string() };
    let lines = lines(texts)?;
    let mut file = BufWriter::new(File::create(out).map_err(wrong)?);
    file.write_all(&(FEATURES as u32).to_le_bytes()).map_err(wrong)?;
    for (number, batch) in lines.chunks(BATCH).enumerate() {
        let read = |(at, line): (usize, &String)| {
            let text: Text = serde_json::from_str(line)
                .map_err(|error| ScoreError::at(texts, number * BATCH + at + 1, &format!("no text: {error}")))?;
            Ok(lesson(&text, lexicon))
        };
        let written: Vec<Result<Vec<u8>, ScoreError>> = batch.par_iter().enumerate().map(read).collect();
        for bytes in written {
            file.write_all(&bytes?).map_err(wrong)?;
        }
    }
    file.flush().map_err(wrong)?;
    Ok(lines.len())
}

fn lesson(text: &Text, lexicon: &Lexicon) -> Vec<u8> {
    let language = if text.lang == Language::English.code() { Language::English } else { Language::German };
    let analysis = pipeline::read(&by_lines(&text.text, language), lexicon);
    let context = analysis.context(lexicon);
    let document = &analysis.document;
    let mut vectors = Vec::new();
    for token in 0..document.tokens.len() {
        input(&analysis.encoding, token..token + 1, &mut vectors);
    }
    let mut bytes = Vec::new();
    let width = vectors.len() / document.tokens.len().max(1);
    put(&mut bytes, &[document.tokens.len(), width]);
    for token in &document.tokens {
        put(&mut bytes, &[token.span.start as usize, token.span.end as usize]);
    }
    bytes.extend(vectors.iter().flat_map(|value| value.to_le_bytes()));
    let sentences = (0..document.sentences.len()).map(|sentence| (sentence, players(&context, sentence)));
    let all: Vec<(usize, Vec<Player>)> = sentences.collect();
    put(&mut bytes, &[all.iter().map(|(_, players)| players.len()).sum()]);
    for (sentence, players) in &all {
        for player in players {
            mention(&context, *sentence, players, player, &mut bytes);
        }
    }
    bytes
}

fn mention(context: &Context<'_>, sentence: usize, players: &[Player], player: &Player, bytes: &mut Vec<u8>) {
    let mut pairs = triggers(context, sentence, players);
    pairs.retain(|&trigger| player.pairs_with(trigger));
    let (span, tokens) = (player.span, &player.tokens);
    put(bytes, &[span.start as usize, span.end as usize, tokens.start, tokens.end, sentence, pairs.len()]);
    let mut numbers = Vec::new();
    for trigger in pairs {
        features(context, players, player, trigger, &mut numbers);
        put(bytes, &[trigger, numbers.len()]);
        put(bytes, &numbers);
    }
}

fn put(bytes: &mut Vec<u8>, numbers: &[usize]) {
    bytes.extend(numbers.iter().flat_map(|&number| (number as u32).to_le_bytes()));
}
