//! Nothing is invented, on texts of many kinds: the demo articles, and those that lie outside of the repository (news,
//! tweets, an encyclopedia). Where they are absent a test says so and passes.
//!
//! `cargo test --release --test zero_invention -- --ignored` reads 100,000 sentences of Wikipedia and takes long.

mod invention;

use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use flate2::read::GzDecoder;
use invention::nothing_is_invented;
use rayon::prelude::*;
use tripel::ingest::ingest;
use tripel::lexicon::Lexicon;
use tripel::pipeline::read;
use tripel::text::{Article, Language, Span};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

/// Sentences of Wikipedia that the normal run reads: enough for every pattern, few enough for a minute.
const SAMPLE: usize = 300;

/// How many documents of `SmartData` there are for one that the normal run reads.
const DOCUMENTS_FOR_ONE: usize = 25;

/// Sentences of Wikipedia that the long run reads, and how many are read as one article.
const MANY: usize = 100_000;
const ARTICLE: usize = 25;

/// A path beside the repository, if it is there.
fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if !path.exists() {
        #[expect(clippy::print_stderr, reason = "a skipped test says so")]
        {
            eprintln!("skipped: {} is not here", path.display());
        }
        return None;
    }
    Some(path)
}

/// Reads the files of a folder as `tripel build` does; gives how many facts and triples they state.
fn read_folder(folder: &Path) -> [usize; 2] {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md" || extension == "txt"));
    paths.sort();
    let articles = paths.iter().map(|path| ingest(&std::fs::read(path).expect("a file"), &LEXICON).expect("a text"));
    sum(articles.map(|article| nothing_is_invented(&read(&article, &LEXICON), &LEXICON)))
}

/// Reads a text whose lines are its paragraphs.
fn read_lines(text: &str) -> [usize; 2] {
    let lines = text.split_inclusive('\n').scan(0, |end, line| {
        let start = *end + (line.len() - line.trim_start().len());
        *end += line.len();
        Some(Span::new(start, start + line.trim().len()))
    });
    let article = Article::of_prose(text, lines.filter(|line| !line.is_empty()), Language::German);
    nothing_is_invented(&read(&article, &LEXICON), &LEXICON)
}

fn sum(counts: impl Iterator<Item = [usize; 2]>) -> [usize; 2] {
    counts.fold([0; 2], |[facts, triples], [more_facts, more_triples]| [facts + more_facts, triples + more_triples])
}

/// Takes the first bytes and then refuses more, so that a long file need not be unpacked whole.
struct First {
    bytes: Vec<u8>,
    most: usize,
}

impl Write for First {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() >= self.most {
            return Err(io::Error::other("enough"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The sentences of Wikipedia, as far as the first bytes of its text go.
fn sentences(path: &Path, most_bytes: usize) -> Vec<String> {
    let mut first = First { bytes: Vec::new(), most: most_bytes };
    let packed = std::fs::File::open(path).expect("the text is there");
    let whole = lzma_rs::xz_decompress(&mut BufReader::new(packed), &mut first);
    assert!(whole.is_ok() || first.bytes.len() >= most_bytes, "{whole:?}");
    let text = String::from_utf8_lossy(&first.bytes);
    text.lines().map(str::to_owned).collect()
}

#[test]
fn the_demo_articles_are_told_in_their_own_words() {
    let [facts, triples] = read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/articles"));
    assert!(facts > 100 && triples > 300, "{facts} facts, {triples} triples");
}

#[test]
fn five_real_articles_are_told_in_their_own_words() {
    let Some(folder) = shared("seeds") else { return };
    let [facts, triples] = read_folder(&folder);
    assert!(facts > 50 && triples > 100, "{facts} facts, {triples} triples");
}

#[test]
fn news_and_tweets_are_told_in_their_own_words() {
    let Some(path) = shared("data/ner/smartdata.jsonl.gz") else { return };
    let lines = io::read_to_string(GzDecoder::new(std::fs::File::open(path).expect("the file is there")));
    let lines = lines.expect("it is text");
    let document = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("a document a line");
    let texts = lines.lines().step_by(DOCUMENTS_FOR_ONE).map(document);
    let [facts, triples] = sum(texts.map(|document| read_lines(document["text"].as_str().expect("it has a text"))));
    assert!(facts > 20 && triples > 100, "{facts} facts, {triples} triples");
}

#[test]
fn an_encyclopedia_is_told_in_its_own_words() {
    let Some(path) = shared("data/text/wikipedia_de.txt.xz") else { return };
    let all = sentences(&path, 4_000_000);
    let chosen: Vec<&str> = all.iter().step_by((all.len() / SAMPLE).max(1)).map(String::as_str).collect();
    let [facts, triples] = sum(chosen.chunks(ARTICLE).map(|part| read_lines(&part.join("\n"))));
    assert!(facts > 20 && triples > 100, "{facts} facts, {triples} triples");
}

#[test]
#[ignore = "reads a hundred thousand sentences: minutes on many cores, a quarter of an hour on one"]
fn a_hundred_thousand_sentences_are_read() {
    let Some(path) = shared("data/text/wikipedia_de.txt.xz") else { return };
    let all = sentences(&path, usize::MAX);
    let chosen: Vec<&str> = all.iter().step_by((all.len() / MANY).max(1)).take(MANY).map(String::as_str).collect();
    let counts: Vec<[usize; 2]> = chosen.par_chunks(ARTICLE).map(|part| read_lines(&part.join("\n"))).collect();
    let [facts, triples] = sum(counts.into_iter());
    assert!(chosen.len() == MANY && facts > MANY / 10, "{} sentences, {facts} facts, {triples} triples", chosen.len());
    #[expect(clippy::print_stderr, reason = "the long run says what it has read")]
    {
        eprintln!("{} sentences, {facts} facts, {triples} triples", chosen.len());
    }
}
