//! Word lists: plain text under `seeds/lexicon/{de,en,shared}/`, one entry a line, sorted, `#` before a comment. What
//! follows a tab is the value of the entry; what it means is said at the head of each file.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::text::Language;

static SEEDS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/seeds/lexicon");

/// The word lists there are; each is a file of this name in one or more of the folders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListName {
    /// Prepositions of the agent of a passive.
    AgentPreposition,
    /// Words that open a list of examples.
    AmongThem,
    /// Prepositions that name who says so.
    AttributionMarker,
    /// Prepositions of several words with a noun in them: *in Bezug auf*.
    ComplexPreposition,
    /// Nouns of saying: *nach Angaben*.
    AttributionNoun,
    /// Nouns that speak of a thing already named, with its type.
    Description,
    /// Nouns that make no node.
    DroppedNoun,
    /// Verbs whose clause does not simply hold, with the modality it gets.
    EmbeddingVerb,
    /// Words that lead to examples: *wie*.
    Exemplifier,
    /// Words that say an office is no longer held.
    Former,
    /// Verbs with the prepositions of their arguments.
    LiftedPreposition,
    /// Adjectives cut from concept labels.
    LightAdjective,
    /// Adverbs with the modality they give.
    ModalAdverb,
    /// Modal verbs with the modality of their indicative and of their subjunctive.
    ModalVerb,
    /// Words that negate.
    Negation,
    /// Nouns that stand for a verb.
    Nominalization,
    /// Verbs whose infinitive takes their object as its subject.
    ObjectControl,
    /// Prepositions that tie a thing to a place.
    OriginPreposition,
    /// Auxiliaries of the passive.
    PassiveAuxiliary,
    /// Auxiliaries of the perfect.
    PerfectAuxiliary,
    /// Verbs that say too little for a phrase to make an edge: *haben*.
    LightVerb,
    /// Verbs of saying whose object is the speaker: *zitieren*.
    QuotingVerb,
    /// Words behind a negation that leave the clause standing: *nicht nur*.
    NotOnly,
    /// Prepositions that tie a person to an organisation: *Müller vom Institut*.
    AffiliationPreposition,
    /// Prepositions that stand for a genitive: *von*.
    PossessivePreposition,
    /// Prepositions with the role they lead to.
    Preposition,
    /// Nouns for texts that report.
    ReportNoun,
    /// Verbs of saying and thinking, by lemma.
    ReportingVerb,
    /// Abbreviations with their full stop; the value `inner` says that one never ends a sentence.
    Abbreviation,
    /// Words that open a sentence when they stand after a full stop with a capital.
    Opener,
    /// Words after which a number with a full stop is an ordinal.
    BeforeOrdinal,
    /// Words that are several words of the grammar: *im*, *cannot*.
    Contraction,
    /// Endings that are words of their own: *n't*, *'s*.
    Clitic,
    /// First parts that a hyphen does not cut off: *e-mail*, *non-*.
    HyphenPrefix,
    /// Words that join the parts of an elliptic compound: *Forschungs- und Entwicklungskanal*.
    Coordinator,
    /// What a line says that is no news, with what kind of line it is and where the words stand in it.
    Noise,
    /// Words that open the line that names the author.
    Byline,
    /// News agencies as they sign their texts.
    Agency,
    /// Keys of front matter, with the field they fill.
    FrontMatterKey,
    /// Names of months, with their number.
    Month,
    /// Names of days of the week, with their number from Monday, 1.
    Weekday,
    /// Numbers in words, with their value.
    NumberWord,
    /// Words that multiply the number before them: *Millionen*, *billion*.
    Magnitude,
    /// Names and signs of currencies, with their code of ISO 4217.
    Currency,
    /// Words that say how sharp a number is: *rund*, *at least*.
    Bound,
    /// Words for hundredths.
    Percent,
    /// Units of measure with their symbols.
    Measure,
    /// Parts of a whole with the number of parts that make it: *Drittel*.
    Fraction,
    /// Words behind a part of a whole or a sum that name the whole: *half of*.
    AfterShare,
    /// Numbers that say only that there are many, with the least that they say: *Dutzende*.
    VagueNumber,
    /// Words before a magnitude that stand for a small number: *mehrere Hundert*.
    Few,
    /// Words that say how many digits a number has: *zweistellig*.
    DigitCount,
    /// Nouns for a sum or share, with what they are and multiply by: *Milliardensumme*.
    SumNoun,
    /// Words and signs between or around two numbers or times: *zwischen*, *bis*.
    RangeWord,
    /// What follows the figures of a decade: *1990er*.
    DecadeEnding,
    /// Words before a year of business: *Geschäftsjahr*.
    FiscalYear,
    /// Seasons with their first and last month.
    Season,
    /// Single words for a stretch of time seen from the day of the article: *heuer*, *Jahresende*.
    PeriodWord,
    /// Ordinals in words, with their number.
    OrdinalWord,
    /// Units of time, with what they count.
    TimeUnit,
    /// Words for a time seen from the day of the article: *gestern*, *today*.
    RelativeDay,
    /// Words that choose a unit of time seen from the day of the article: *vergangene*, *next*.
    Deictic,
    /// Prepositions before a time, with what they make of it: *seit*, *until*, *Anfang*.
    TimeRelation,
    /// Subordinating words with the modality they give.
    Subordinator,
    /// Words that open a condition, which what follows from it stands under as well.
    Condition,
    /// Words before a condition that take it back: *auch wenn*, *even if*.
    Concessive,
    /// Conjunctions that set what holds against what does not: *sondern*.
    ContrastCoordinator,
    /// Nouns for what somebody means to do, with the modality of their infinitive.
    PlanNoun,
    /// Words that say that a statement is the subject's own: *nach eigenen Angaben*.
    Own,
    /// Modal verbs that with a perfect infinitive give the subject's word: *will informiert haben*.
    SelfClaim,
    /// Adverbs that with *mit* make partners.
    Together,
    /// Nouns for offices and ranks, with their class and gender.
    Role,
    /// Adjectives of countries, with the country.
    Nationality,
    /// Nouns for the people of a country, with the country.
    Demonym,
    /// Nouns that say what a named thing is, with its type.
    KindNoun,
    /// Legal forms at the end of names.
    LegalForm,
    /// Particles that separate from verbs.
    Particle,
    /// Verbs with a separable particle, with the particle.
    SeparableVerb,
    /// Verbs with the third person singular of their present tense, a separable particle behind it.
    ThirdPerson,
    /// First names, with the gender where it is known.
    FirstName,
    /// Small words inside names: *von*, *of*.
    NameJoiner,
    /// Words in capitals that are no names: *KI*, *CEO*.
    NotAName,
    /// Names that are words too, which nothing but their surroundings tells apart.
    AmbiguousName,
}

impl ListName {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::ReportingVerb,
        Self::Abbreviation,
        Self::Opener,
        Self::BeforeOrdinal,
        Self::Contraction,
        Self::Clitic,
        Self::HyphenPrefix,
        Self::Coordinator,
        Self::Noise,
        Self::Byline,
        Self::Agency,
        Self::FrontMatterKey,
        Self::Month,
        Self::Weekday,
        Self::NumberWord,
        Self::Magnitude,
        Self::Currency,
        Self::Bound,
        Self::Percent,
        Self::Measure,
        Self::Fraction,
        Self::AfterShare,
        Self::VagueNumber,
        Self::Few,
        Self::DigitCount,
        Self::SumNoun,
        Self::RangeWord,
        Self::DecadeEnding,
        Self::FiscalYear,
        Self::Season,
        Self::PeriodWord,
        Self::OrdinalWord,
        Self::TimeUnit,
        Self::RelativeDay,
        Self::Deictic,
        Self::TimeRelation,
        Self::AgentPreposition,
        Self::AmongThem,
        Self::AttributionMarker,
        Self::AttributionNoun,
        Self::ComplexPreposition,
        Self::Description,
        Self::DroppedNoun,
        Self::EmbeddingVerb,
        Self::Exemplifier,
        Self::Former,
        Self::LiftedPreposition,
        Self::LightAdjective,
        Self::ModalAdverb,
        Self::ModalVerb,
        Self::Negation,
        Self::Nominalization,
        Self::ObjectControl,
        Self::OriginPreposition,
        Self::PassiveAuxiliary,
        Self::PerfectAuxiliary,
        Self::LightVerb,
        Self::QuotingVerb,
        Self::NotOnly,
        Self::AffiliationPreposition,
        Self::PossessivePreposition,
        Self::Preposition,
        Self::ReportNoun,
        Self::Subordinator,
        Self::Condition,
        Self::Concessive,
        Self::ContrastCoordinator,
        Self::PlanNoun,
        Self::Own,
        Self::SelfClaim,
        Self::Together,
        Self::Role,
        Self::Nationality,
        Self::Demonym,
        Self::KindNoun,
        Self::LegalForm,
        Self::Particle,
        Self::SeparableVerb,
        Self::ThirdPerson,
        Self::FirstName,
        Self::NameJoiner,
        Self::NotAName,
        Self::AmbiguousName,
    ];

    /// The name of its file, without the ending `.tsv`: `not_a_name` for [`ListName::NotAName`].
    #[must_use]
    pub fn file(self) -> String {
        let mut name = String::new();
        for letter in format!("{self:?}").chars() {
            if letter.is_uppercase() && !name.is_empty() {
                name.push('_');
            }
            name.extend(letter.to_lowercase());
        }
        name
    }
}

/// Entries with their values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordList {
    entries: BTreeMap<String, String>,
    /// The words that may end a compound in lower case, by their last byte; the longest first.
    endings: BTreeMap<u8, Vec<(String, String)>>,
}

/// A word that ends a compound has more letters than this: *Rat* says nothing of a *Vorrat*.
const SHORTEST_ENDING: usize = 3;

impl WordList {
    /// Reads the text of a list.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self::new(entries(text).collect())
    }

    fn new(entries: BTreeMap<String, String>) -> Self {
        let mut endings: BTreeMap<u8, Vec<(String, String)>> = BTreeMap::new();
        for word in entries.keys().filter(|word| word.chars().count() > SHORTEST_ENDING) {
            let lower = word.to_lowercase();
            let last = lower.bytes().next_back().unwrap_or_default();
            endings.entry(last).or_default().push((lower, word.clone()));
        }
        for same_last in endings.values_mut() {
            same_last.sort_by(|one, other| (other.0.len(), &other.1).cmp(&(one.0.len(), &one.1)));
        }
        Self { entries, endings }
    }

    /// Whether the word is in it, letter for letter.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.entries.contains_key(word)
    }

    /// The value of a word; empty when it is in the list without one.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<&str> {
        self.entries.get(word).map(String::as_str)
    }

    /// The entry that a noun is, else the longest that it ends in: *Serverfertigung* in *Fertigung*.
    #[must_use]
    pub fn ending(&self, noun: &str) -> Option<(&str, &str)> {
        let whole = self.entries.get_key_value(noun);
        let entry = whole.or_else(|| self.entries.get_key_value(self.longest_ending(&noun.to_lowercase())?));
        entry.map(|(word, value)| (word.as_str(), value.as_str()))
    }

    fn longest_ending(&self, compound: &str) -> Option<&str> {
        let same_last = self.endings.get(&compound.bytes().next_back()?)?;
        let ends = |ending: &str| compound.len() > ending.len() && compound.ends_with(ending);
        same_last.iter().find(|(ending, _)| ends(ending)).map(|(_, word)| word.as_str())
    }

    /// All entries with their values, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|(word, value)| (word.as_str(), value.as_str()))
    }
}

fn entries(text: &str) -> impl Iterator<Item = (String, String)> {
    let lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| {
        let (word, value) = line.split_once('\t').unwrap_or((line, ""));
        (word.to_owned(), value.to_owned())
    })
}

/// All lists that are built into the binary, each at its [`position`].
pub(super) fn embedded() -> Vec<WordList> {
    let mut lists = vec![WordList::default(); ListName::ALL.len() * Language::ALL.len()];
    for (name, language) in ListName::ALL.iter().flat_map(|&name| Language::ALL.map(|language| (name, language))) {
        lists[position(name, language)] = list(name, language);
    }
    lists
}

/// Where a list stands among all.
pub(super) fn position(name: ListName, language: Language) -> usize {
    name as usize * Language::ALL.len() + language as usize
}

fn list(name: ListName, language: Language) -> WordList {
    let mut all = BTreeMap::new();
    for folder in ["shared", language.code()] {
        let file = SEEDS.get_file(format!("{folder}/{}.tsv", name.file()));
        if let Some(text) = file.and_then(include_dir::File::contents_utf8) {
            all.extend(entries(text));
        }
    }
    WordList::new(all)
}
