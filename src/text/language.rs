//! The languages that tripel reads.

use serde::{Deserialize, Serialize};

/// A language that tripel reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Language {
    /// German, code `de`.
    #[serde(rename = "de")]
    German,
    /// English, code `en`.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// Both, in the order in which labels are written.
    pub const ALL: [Self; 2] = [Self::German, Self::English];

    /// The code of ISO 639-1, as RDF language tags use it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::German => "de",
            Self::English => "en",
        }
    }
}

impl std::str::FromStr for Language {
    type Err = String;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        match code {
            "de" => Ok(Self::German),
            "en" => Ok(Self::English),
            _ => Err(format!("no language `{code}`; tripel reads `de` and `en`")),
        }
    }
}
