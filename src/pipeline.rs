//! The walk of an article through the reading rooms: the only file that knows their order.

use sha2::{Digest, Sha256};

use crate::encode::{Encoding, encode, segment};
use crate::ingest::{IngestError, ingest};
use crate::lexicon::Lexicon;
use crate::parse::{Trees, mend, parse};
use crate::recognize::{Mentions, recognize};
use crate::relate::{Context, Facts, Reading, Triple, relate, triples};
use crate::resolve::phrase::Phrases;
use crate::resolve::{Chains, resolve};
use crate::tag::{Tags, tag};
use crate::text::{Article, Document};
use crate::tokenize::tokenize;

/// The version of the reader, as readings name it. It changes with whatever changes what is read.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// All that the reading rooms found in an article.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// Sentences and tokens.
    pub document: Document,
    /// What the encoder makes of each token.
    pub encoding: Encoding,
    /// What each token is.
    pub tags: Tags,
    /// How the tokens hang together.
    pub trees: Trees,
    /// Names, times and amounts.
    pub mentions: Mentions,
    /// Which of them name the same thing.
    pub chains: Chains,
    /// What the article states.
    pub facts: Facts,
}

impl Analysis {
    /// What the sentences state as triples in their own words, with names or without.
    #[must_use]
    pub fn triples(&self, lexicon: &Lexicon) -> Vec<Triple> {
        triples(&self.context(lexicon))
    }

    /// The analysis, ready to be looked at by patterns.
    #[must_use]
    pub fn context<'a>(&'a self, lexicon: &'a Lexicon) -> Context<'a> {
        let Self { document, encoding, tags, trees, mentions, chains, .. } = self;
        Context::new(document, encoding, tags, trees, mentions, chains, lexicon)
    }

    /// The noun phrases and pronouns, ready to be asked which of them speak of one thing.
    #[must_use]
    pub fn phrases<'a>(&'a self, lexicon: &'a Lexicon) -> Phrases<'a> {
        let Self { document, tags, trees, mentions, chains, .. } = self;
        Phrases::find(document, tags, trees, mentions, chains, lexicon)
    }
}

/// Reads an article into facts, room by room.
#[must_use]
pub fn read(article: &Article, lexicon: &Lexicon) -> Analysis {
    let (document, encoding) = segment(tokenize(article, lexicon), lexicon);
    walk(document, encoding, lexicon)
}

/// Reads a text that is cut into sentences already.
#[must_use]
pub fn analyze(document: Document, lexicon: &Lexicon) -> Analysis {
    let encoding = encode(&document, lexicon);
    walk(document, encoding, lexicon)
}

fn walk(document: Document, encoding: Encoding, lexicon: &Lexicon) -> Analysis {
    let tags = tag(&document, &encoding, lexicon);
    let trees = mend(&document, &tags, &parse(&document, &encoding, lexicon), lexicon);
    let mentions = recognize(&document, &encoding, &tags, lexicon);
    let chains = resolve(&document, &tags, &trees, &mentions, lexicon);
    let facts = relate(&document, &encoding, &tags, &trees, &mentions, &chains, lexicon);
    Analysis { document, encoding, tags, trees, mentions, chains, facts }
}

/// Reads a file's bytes into what is kept of it; `path` is what the user calls it.
///
/// # Errors
/// When the bytes are no text that tripel reads: see [`IngestError`].
pub fn reading(path: &str, bytes: &[u8], lexicon: &Lexicon) -> Result<Reading, IngestError> {
    let article = ingest(bytes, lexicon)?;
    Ok(reading_of(article, hash(bytes), path.to_owned(), lexicon))
}

/// Reads an article into what is kept of it under this hash and path.
#[must_use]
pub fn reading_of(article: Article, hash: String, path: String, lexicon: &Lexicon) -> Reading {
    let analysis = read(&article, lexicon);
    kept(article, &analysis, hash, path)
}

/// What is kept of an article that has been read.
#[must_use]
pub fn kept(article: Article, analysis: &Analysis, hash: String, path: String) -> Reading {
    Reading {
        hash,
        path,
        version: VERSION.to_owned(),
        meta: article.meta,
        language: article.language,
        source: article.source,
        sentences: analysis.document.sentences.len() as u32,
        facts: analysis.facts.clone(),
        diagnostics: article.diagnostics,
    }
}

/// The identity of an article: the SHA-256 of its bytes, in hexadecimal digits.
#[must_use]
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|half| char::from_digit(half.into(), 16))
        .collect()
}
