//! A reading as bytes: what stands in a file of the graph folder. The checksum covers all but itself, so that a file
//! that was cut off or changed is noticed before a single value of it is used.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | the mark `tripel\r\n`, which a transfer in text mode would spoil |
//! | 2 | the version of this format, little-endian |
//! | 32 | SHA-256 of everything else in the file |
//! | 4 | the length of the card, little-endian |
//! | 8 | the length of the unpacked reading, little-endian |
//! | … | the card, as postcard |
//! | … | the reading, as postcard, packed with deflate |

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::ground::Marked;
use crate::relate::Reading;
use crate::text::{Language, Meta};

const MARK: &[u8; 8] = b"tripel\r\n";
const FORMAT: u16 = 1;
const CHECKSUM: std::ops::Range<usize> = 10..42;
const HEAD: usize = 54;

/// What a list of articles shows; it stands unpacked at the head of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The SHA-256 of the article's bytes, in hexadecimal digits.
    pub hash: String,
    /// Where it was read from, as the user named it.
    pub path: String,
    /// The version of the reader.
    pub version: String,
    /// What is known about the article.
    pub meta: Meta,
    /// The language most of it is written in.
    pub language: Language,
    /// How many sentences were read.
    pub sentences: u32,
    /// How many facts it states.
    pub facts: u32,
}

impl From<&Reading> for Card {
    fn from(reading: &Reading) -> Self {
        Self {
            hash: reading.hash.clone(),
            path: reading.path.clone(),
            version: reading.version.clone(),
            meta: reading.meta.clone(),
            language: reading.language,
            sentences: reading.sentences,
            facts: reading.facts.facts.len() as u32,
        }
    }
}

/// Why bytes are no reading.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// The mark is missing.
    #[error("is no reading of tripel")]
    Foreign,
    /// A later version of tripel wrote it.
    #[error("has format {0}, this tripel reads up to format {FORMAT}")]
    Newer(u16),
    /// It ends too early or was changed.
    #[error("is cut off or was changed (its checksum does not fit)")]
    Checksum,
    /// It is whole, and yet does not hold what it should.
    #[error("does not hold a reading ({0})")]
    Content(String),
}

/// The bytes of a reading.
///
/// # Errors
/// When postcard cannot write it, which no reading gives cause for.
pub(super) fn encode(reading: &Reading) -> Result<Vec<u8>, Flaw> {
    let card = postcard::to_stdvec(&Card::from(reading)).map_err(content)?;
    let plain = postcard::to_stdvec(reading).map_err(content)?;
    let mut bytes = [MARK.as_slice(), &FORMAT.to_le_bytes(), &[0; 32]].concat();
    bytes.extend((card.len() as u32).to_le_bytes());
    bytes.extend((plain.len() as u64).to_le_bytes());
    bytes.extend(&card);
    bytes = pack(bytes, &plain).map_err(content)?;
    let checksum = checksum(&bytes);
    bytes[CHECKSUM].copy_from_slice(&checksum);
    Ok(bytes)
}

fn pack(bytes: Vec<u8>, plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(bytes, Compression::default());
    encoder.write_all(plain)?;
    encoder.finish()
}

/// The reading that the bytes hold.
pub(super) fn decode(bytes: &[u8]) -> Result<Reading, Flaw> {
    let parts = parts(bytes)?;
    let mut plain = Vec::new();
    let limit = parts.plain_length.saturating_add(1);
    DeflateDecoder::new(parts.packed).take(limit).read_to_end(&mut plain).map_err(content)?;
    if plain.len() as u64 != parts.plain_length {
        return Err(content("its length is not the one it names"));
    }
    postcard::from_bytes(&plain).map_err(content)
}

/// The reading that the bytes hold, with its checksum.
pub(super) fn decode_marked(bytes: &[u8]) -> Result<Marked, Flaw> {
    let reading = decode(bytes)?;
    Ok((array(bytes, CHECKSUM.start)?, reading))
}

/// The card of the reading that the bytes hold; the checksum is tested, nothing is unpacked.
pub(super) fn decode_card(bytes: &[u8]) -> Result<Card, Flaw> {
    postcard::from_bytes(parts(bytes)?.card).map_err(content)
}

/// Where the article of damaged bytes was read from, as far as that can still be made out; nothing vouches for it.
pub(super) fn salvage_path(bytes: &[u8]) -> Option<String> {
    let length = u32::from_le_bytes(array(bytes, 42).ok()?) as usize;
    let card = bytes.get(HEAD..HEAD.checked_add(length)?.min(bytes.len()))?;
    let (_, rest) = postcard::take_from_bytes::<String>(card).ok()?;
    let (path, _) = postcard::take_from_bytes::<String>(rest).ok()?;
    Some(path).filter(|path| !path.is_empty())
}

struct Parts<'a> {
    card: &'a [u8],
    plain_length: u64,
    packed: &'a [u8],
}

fn parts(bytes: &[u8]) -> Result<Parts<'_>, Flaw> {
    if !bytes.starts_with(MARK) {
        return Err(Flaw::Foreign);
    }
    let format = u16::from_le_bytes(array(bytes, 8)?);
    if format > FORMAT {
        return Err(Flaw::Newer(format));
    }
    if bytes.get(CHECKSUM) != Some(&checksum(bytes)) {
        return Err(Flaw::Checksum);
    }
    let card_length = u32::from_le_bytes(array(bytes, 42)?) as usize;
    let plain_length = u64::from_le_bytes(array(bytes, 46)?);
    let rest = bytes.get(HEAD..).ok_or(Flaw::Checksum)?;
    let (card, packed) = rest.split_at_checked(card_length).ok_or(Flaw::Checksum)?;
    Ok(Parts { card, plain_length, packed })
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N], Flaw> {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).copied().ok_or(Flaw::Checksum)
}

fn checksum(bytes: &[u8]) -> [u8; 32] {
    let before = bytes.get(..CHECKSUM.start).unwrap_or(bytes);
    let after = bytes.get(CHECKSUM.end..).unwrap_or_default();
    Sha256::new().chain_update(before).chain_update(after).finalize().into()
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that `map_err` wants")]
fn content(error: impl ToString) -> Flaw {
    Flaw::Content(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;

    #[test]
    fn what_is_written_is_read_again() {
        let reading = fixture::reading("a.txt", "Siemens schließt das Werk.");
        let bytes = encode(&reading).unwrap();
        assert_eq!(decode(&bytes), Ok(reading.clone()));
        assert_eq!(decode_card(&bytes), Ok(Card::from(&reading)));
    }

    #[test]
    fn a_cut_off_file_is_noticed_wherever_it_ends() {
        let bytes = encode(&fixture::reading("a.txt", &"Die Zahlen stiegen deutlich. ".repeat(50))).unwrap();
        for end in (0..bytes.len()).step_by(97).chain(0..=HEAD) {
            assert!(decode(&bytes[..end]).is_err(), "cut off at byte {end}");
            assert!(decode_card(&bytes[..end]).is_err(), "cut off at byte {end}");
        }
    }

    #[test]
    fn every_flipped_bit_is_noticed() {
        let bytes = encode(&fixture::reading("a.txt", "Siemens schließt das Werk.")).unwrap();
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(decode(&flipped).is_err(), "bit {bit} flipped");
        }
    }

    #[test]
    fn where_a_damaged_reading_came_from_is_made_out_if_it_can_be() {
        let bytes = encode(&fixture::reading("news/a.txt", "Siemens schließt das Werk.")).unwrap();
        assert_eq!(salvage_path(&bytes[..bytes.len() - 9]).as_deref(), Some("news/a.txt"));
        assert_eq!(salvage_path(&bytes[..60]), None);
        assert_eq!(salvage_path(&[0; 70]), None);
    }

    #[test]
    fn a_newer_format_is_told_apart_from_damage() {
        let mut bytes = encode(&fixture::reading("a.txt", "Text")).unwrap();
        bytes[8] = 2;
        assert_eq!(decode(&bytes), Err(Flaw::Newer(2)));
        assert_eq!(decode(b"Lorem ipsum"), Err(Flaw::Foreign));
    }

    #[test]
    fn a_false_length_does_not_unpack_without_end() {
        let mut bytes = encode(&fixture::reading("a.txt", &"a".repeat(100_000))).unwrap();
        bytes[46..54].copy_from_slice(&10u64.to_le_bytes());
        let sum = checksum(&bytes);
        bytes[CHECKSUM].copy_from_slice(&sum);
        assert!(matches!(decode(&bytes), Err(Flaw::Content(_))));
    }
}
