//! Dictionary forms. The tables `models/lemma_{de,en}.tsv.gz` are grown by `training/lemma.py` and hold only what the
//! longest known tail of a word does not tell: *Exportbeschränkungen* is looked up as *Beschränkungen*.

use std::hash::Hasher;
use std::io::Read;

use flate2::read::GzDecoder;
use rustc_hash::FxHasher;

use crate::text::Language;

const GERMAN: &[u8] = include_bytes!("../../models/lemma_de.tsv.gz");
const ENGLISH: &[u8] = include_bytes!("../../models/lemma_en.tsv.gz");

/// Letters of a known word at the end of a longer one; the same number as in `training/lemma.py`.
const SHORTEST_TAIL: usize = 4;

/// Letters of the longest ending, and how many letters a word must have before it.
const LONGEST_ENDING: usize = 4;
const BEFORE_ENDING: usize = 2;

/// The classes of words whose forms differ; a tagger maps its parts of speech to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordClass {
    /// Common nouns.
    Noun,
    /// Names.
    ProperNoun,
    /// Full verbs.
    Verb,
    /// Auxiliaries, modals, copulas.
    Auxiliary,
    /// Adjectives, participles used as such among them.
    Adjective,
    /// Pronouns.
    Pronoun,
    /// Articles and determiners.
    Determiner,
    /// Adverbs.
    Adverb,
    /// Everything that is not inflected.
    Other,
}

impl WordClass {
    /// Its letter in the tables.
    fn letter(self) -> char {
        match self {
            Self::Noun => 'N',
            Self::ProperNoun => 'P',
            Self::Verb => 'V',
            Self::Auxiliary => 'X',
            Self::Adjective => 'A',
            Self::Pronoun => 'R',
            Self::Determiner => 'D',
            Self::Adverb => 'B',
            Self::Other => 'O',
        }
    }

    /// Whether words of the class are made every day, so that the table cannot hold them all.
    fn is_open(self) -> bool {
        matches!(self, Self::Noun | Self::Verb | Self::Adjective)
    }
}

/// The lemmas of a language: a line a form, found by its hash.
#[derive(Debug)]
pub(super) struct LemmaTable {
    language: Language,
    text: String,
    /// Where the line of a form begins, at the place its hash tells or the next that was free; at least half are empty.
    places: Vec<u32>,
}

/// No line begins here.
const EMPTY: u32 = u32::MAX;

impl LemmaTable {
    /// The table that is built into the binary.
    pub(super) fn embedded(language: Language) -> Self {
        let packed = match language {
            Language::German => GERMAN,
            Language::English => ENGLISH,
        };
        let mut text = String::new();
        GzDecoder::new(packed).read_to_string(&mut text).expect("the embedded table is valid gzip of valid UTF-8");
        let count = text.bytes().filter(|&byte| byte == b'\n').count();
        let mut table = Self { language, text, places: vec![EMPTY; (2 * count + 1).next_power_of_two()] };
        let mut start = 0;
        while start < table.text.len() {
            let line = table.line_at(start as u32);
            let next = start + line.len() + 1;
            let form = line.split_once('\t').map_or(line, |(form, _)| form);
            let place = table.place(form);
            table.places[place] = start as u32;
            start = next;
        }
        table
    }

    /// Where the line of a form is noted, or would be.
    fn place(&self, form: &str) -> usize {
        let mut hasher = FxHasher::default();
        hasher.write(form.as_bytes());
        let mut place = hasher.finish() as usize % self.places.len();
        while self.places[place] != EMPTY && !self.begins_with(self.places[place], form) {
            place = (place + 1) % self.places.len();
        }
        place
    }

    fn begins_with(&self, start: u32, form: &str) -> bool {
        let line = &self.text.as_bytes()[start as usize..];
        line.starts_with(form.as_bytes()) && line.get(form.len()) == Some(&b'\t')
    }

    /// The dictionary form of a word.
    pub(super) fn lemma(&self, form: &str, class: WordClass) -> String {
        let spellings = self.spellings(form, class);
        let known = spellings.iter().find_map(|word| self.exact(word, class).map(|edit| edit.apply(word)));
        known.or_else(|| self.without_s(form, class)).unwrap_or_else(|| self.guessed(&spellings[0], class))
    }

    /// A noun that is known without its last letter: *Ventures*.
    fn without_s(&self, form: &str, class: WordClass) -> Option<String> {
        let word = form.strip_suffix('s').filter(|_| class == WordClass::Noun)?;
        self.exact(word, class).map(|edit| edit.apply(word)).filter(|lemma| lemma == word)
    }

    /// Whether the table has just this form in a class.
    pub(super) fn knows(&self, form: &str, class: WordClass) -> bool {
        self.find(form, class).is_some()
    }

    /// Whether a word in small letters is a pronoun, an article, an adverb or another small word.
    pub(super) fn is_function_word(&self, word: &str) -> bool {
        let classes =
            [WordClass::Pronoun, WordClass::Determiner, WordClass::Adverb, WordClass::Auxiliary, WordClass::Other];
        let word = word.to_lowercase();
        classes.into_iter().any(|class| self.find(&word, class).is_some())
    }

    /// The ways to look a word up, the likeliest first: *MINISTER* and *minister* are looked for as *Minister* too.
    fn spellings(&self, form: &str, class: WordClass) -> Vec<String> {
        if !self.keeps_case(class) {
            return vec![form.to_lowercase()];
        }
        let capital = capitalized(&form.to_lowercase());
        let shouted = form.chars().count() > SHORTEST_TAIL && form.chars().all(char::is_uppercase);
        let lower_noun = class == WordClass::Noun && form.chars().all(char::is_lowercase);
        match (shouted, lower_noun) {
            (true, _) => vec![capital],
            (_, true) => vec![form.to_owned(), capital],
            _ => vec![form.to_owned()],
        }
    }

    fn keeps_case(&self, class: WordClass) -> bool {
        class == WordClass::ProperNoun || class == WordClass::Noun && self.language == Language::German
    }

    /// What the table says of just this word; an auxiliary may stand there as a full verb only.
    fn exact(&self, word: &str, class: WordClass) -> Option<Edit<'_>> {
        let as_verb = || (class == WordClass::Auxiliary).then(|| self.find(word, WordClass::Verb)).flatten();
        self.find(word, class).or_else(as_verb)
    }

    fn guessed(&self, word: &str, class: WordClass) -> String {
        if class == WordClass::ProperNoun && self.language == Language::German {
            return without_genitive(word).to_owned();
        }
        let edit =
            if class.is_open() { self.by_tail(word, class).or_else(|| self.by_ending(word, class)) } else { None };
        edit.map_or_else(|| word.to_owned(), |edit| edit.apply(word))
    }

    /// The edit of the longest tail that is itself a word of the class.
    fn by_tail(&self, word: &str, class: WordClass) -> Option<Edit<'_>> {
        let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
        let tails = starts.get(1..(starts.len() + 1).checked_sub(SHORTEST_TAIL)?)?;
        tails.iter().find_map(|&start| {
            let tail = &word[start..];
            if self.keeps_case(class) { self.find(&capitalized(tail), class) } else { self.find(tail, class) }
        })
    }

    /// The edit that most words with this ending take.
    fn by_ending(&self, word: &str, class: WordClass) -> Option<Edit<'_>> {
        let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
        let longest = starts.len().checked_sub(BEFORE_ENDING + 1)?.min(LONGEST_ENDING);
        let endings = (1..=longest).rev().map(|length| &word[starts[starts.len() - length]..]);
        endings.into_iter().find_map(|ending| self.find(&format!("~{ending}"), class))
    }

    fn find(&self, word: &str, class: WordClass) -> Option<Edit<'_>> {
        let start = self.places[self.place(word)];
        let fields = (start != EMPTY).then(|| self.line_at(start).split('\t').skip(1))?;
        fields.into_iter().find_map(|field| field.strip_prefix(class.letter())).map(Edit::parse)
    }

    fn line_at(&self, start: u32) -> &str {
        let rest = &self.text[start as usize..];
        rest.split_once('\n').map_or(rest, |(line, _)| line)
    }
}

/// What makes a lemma of a form: `6and` cuts six letters and adds `and` (*Ländern*, *Land*).
#[derive(Debug, Clone, Copy)]
struct Edit<'a> {
    cut: usize,
    gain: &'a str,
}

impl<'a> Edit<'a> {
    fn parse(field: &'a str) -> Self {
        let digits = field.bytes().take_while(u8::is_ascii_digit).count();
        let (cut, gain) = field.split_at(digits);
        Self { cut: cut.parse().unwrap_or(0), gain }
    }

    fn apply(self, word: &str) -> String {
        let kept = word.chars().count().saturating_sub(self.cut);
        word.chars().take(kept).chain(self.gain.chars()).collect()
    }
}

/// The word with a capital at its beginning.
pub(super) fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A name without the *s* of the German genitive, where it is likely to be one: *Chinas*, but *Reuters*, *Paris*, *SPD-Chefs*.
///
/// Names in *-is*, *-us*, *-ss* and capitals (*AWS*) keep theirs. Whether *Siemens* is the genitive of a *Siemen* nobody can
/// tell from the word; who knows the name asks the gazetteer first.
#[must_use]
pub fn without_genitive(name: &str) -> &str {
    let Some(stem) = name.strip_suffix('s') else { return name };
    let bare = stem.trim_end_matches(['\'', '’']);
    if bare.len() < stem.len() {
        return bare;
    }
    let keeps = stem.chars().count() < 3 || stem.ends_with(['i', 'u', 's', 'x', 'z', 'ß']) || is_shouted(stem);
    if keeps { name } else { stem }
}

fn is_shouted(word: &str) -> bool {
    word.chars().next_back().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn german(form: &str, class: WordClass) -> String {
        LemmaTable::embedded(Language::German).lemma(form, class)
    }

    #[test]
    fn a_compound_takes_the_lemma_of_its_head() {
        assert_eq!(german("Exportbeschränkungen", WordClass::Noun), "Exportbeschränkung");
        assert_eq!(german("Industrieländern", WordClass::Noun), "Industrieland");
    }

    #[test]
    fn a_verb_keeps_its_particle() {
        assert_eq!(german("zurückgezogen", WordClass::Verb), "zurückziehen");
        assert_eq!(german("abzuschließen", WordClass::Verb), "abschließen");
        assert_eq!(german("verlagert", WordClass::Verb), "verlagern");
    }

    #[test]
    fn closed_classes_follow_the_treebank() {
        assert_eq!(german("Die", WordClass::Determiner), "der");
        assert_eq!(german("einer", WordClass::Determiner), "ein");
        assert_eq!(german("wurde", WordClass::Auxiliary), "werden");
    }

    #[test]
    fn an_unknown_word_is_no_panic() {
        for form in ["", "s", "ß", "ÄÖÜ", "’s", "🦀🦀🦀🦀🦀"] {
            for class in [WordClass::Noun, WordClass::ProperNoun, WordClass::Verb, WordClass::Other] {
                assert!(german(form, class).len() <= form.len() + 8);
            }
        }
    }

    #[test]
    fn english_irregulars_are_known() {
        let table = LemmaTable::embedded(Language::English);
        assert_eq!(table.lemma("Went", WordClass::Verb), "go");
        assert_eq!(table.lemma("companies", WordClass::Noun), "company");
        assert_eq!(table.lemma("announced", WordClass::Verb), "announce");
    }

    #[test]
    fn a_genitive_is_taken_off_names() {
        assert_eq!(without_genitive("Microsofts"), "Microsoft");
        assert_eq!(without_genitive("AWS"), "AWS");
        assert_eq!(without_genitive("Paris"), "Paris");
        assert_eq!(without_genitive("Biden’s"), "Biden");
    }
}
