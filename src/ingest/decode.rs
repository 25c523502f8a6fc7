//! Bytes to text: only UTF-8 is read, and a file that is anything else is refused with what can be done about it.

use thiserror::Error;

/// The largest file that is read, 20 MB: a long news article has 0.1 MB, so a larger file is an archive or a mistake.
pub const MAX_BYTES: usize = 20_000_000;

/// How much of a file is looked at to tell whether it is binary.
const SAMPLE: usize = 65_536;

/// Why a file is no article.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum IngestError {
    /// Nothing but white space.
    #[error("the file is empty; give a text of at least one sentence")]
    Empty,
    /// More than [`MAX_BYTES`].
    #[error("the file has {bytes} bytes, more than the {MAX_BYTES} that one article may have; split it into articles")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// Not a text.
    #[error("byte {offset}: control characters, so this is a binary file; give its text as UTF-8")]
    Binary {
        /// Where the first control character stands.
        offset: usize,
    },
    /// A text in another encoding.
    #[error("byte {offset}: not UTF-8{}; save it as UTF-8, for example with `iconv -f {} -t UTF-8`", .hint.sentence(), .hint.name())]
    NotUtf8 {
        /// Where the first byte stands that is wrong.
        offset: usize,
        /// What it looks like.
        hint: Encoding,
    },
}

/// The encoding that a file seems to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// ISO 8859-1, one byte a letter.
    Latin1,
    /// Windows-1252: Latin-1 with quotation marks and dashes between 0x80 and 0x9F.
    Windows1252,
    /// Two bytes a letter.
    Utf16,
}

impl Encoding {
    fn name(self) -> &'static str {
        match self {
            Self::Latin1 => "ISO-8859-1",
            Self::Windows1252 => "WINDOWS-1252",
            Self::Utf16 => "UTF-16",
        }
    }

    fn sentence(self) -> &'static str {
        match self {
            Self::Latin1 => ", it looks like Latin-1",
            Self::Windows1252 => ", it looks like Windows-1252",
            Self::Utf16 => ", it looks like UTF-16",
        }
    }
}

/// The text of a file.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, IngestError> {
    if bytes.len() > MAX_BYTES {
        return Err(IngestError::TooLarge { bytes: bytes.len() });
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(IngestError::NotUtf8 { offset: 0, hint: Encoding::Utf16 });
    }
    if let Some(offset) = binary(bytes) {
        return Err(IngestError::Binary { offset });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))?;
    if text.trim_start_matches('\u{feff}').trim().is_empty() { Err(IngestError::Empty) } else { Ok(text) }
}

/// Where the first control character stands, if there are too many for a text: one zero byte, or one in a hundred.
fn binary(bytes: &[u8]) -> Option<usize> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127);
    let count = sample.iter().filter(|byte| is_control(byte)).count();
    let zero = bytes.contains(&0);
    (zero || count * 100 > sample.len()).then(|| bytes.iter().position(is_control).unwrap_or(0))
}

fn not_utf8(bytes: &[u8], offset: usize) -> IngestError {
    let windows = bytes[offset..].iter().take(SAMPLE).any(|byte| (0x80..0xa0).contains(byte));
    IngestError::NotUtf8 { offset, hint: if windows { Encoding::Windows1252 } else { Encoding::Latin1 } }
}
