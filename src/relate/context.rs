//! All that a pattern may look at: the analysis of one document, with the lookups that every pattern needs. What is asked
//! again and again (the clause of a verb, a word in lower case) is worked out once.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::encode::Encoding;
use crate::lexicon::{Lexicon, ListName};
use crate::parse::{Relation, Trees};
use crate::recognize::{Mention, MentionKind, Mentions};
use crate::resolve::{Chains, Quotes};
use crate::tag::{Case, Number, Tags, Upos};
use crate::text::{Document, EntityType, Language};

use super::clause::Clause;
use super::part::{Casting, EventPart, cast};

/// The analysis of a document, as a pattern sees it.
#[derive(Debug)]
pub struct Context<'a> {
    /// The sentences and tokens.
    pub document: &'a Document,
    /// What the encoder makes of each token.
    pub encoding: &'a Encoding,
    /// What each token is.
    pub tags: &'a Tags,
    /// How the tokens hang together.
    pub trees: &'a Trees,
    /// Names, times and amounts.
    pub mentions: &'a Mentions,
    /// Which of them name the same thing.
    pub chains: &'a Chains,
    /// The word lists.
    pub lexicon: &'a Lexicon,
    /// What is said in quotation marks.
    pub quotes: Quotes,
    mention_at: Vec<Option<usize>>,
    inner_at: Vec<Option<usize>>,
    languages: Vec<Language>,
    lower: Vec<String>,
    clauses: Vec<OnceCell<Box<Clause>>>,
    castings: Vec<OnceCell<Vec<Casting>>>,
    played: OnceCell<BTreeSet<(usize, EventPart)>>,
}

/// Tokens of the longest bracket that is looked through for names.
const LONGEST_BRACKET: usize = 40;

/// An entry of a list behind a colon.
enum Entry {
    /// A name, by its first token.
    Name(usize),
    /// What the name before it is.
    Description,
}

impl<'a> Context<'a> {
    /// Looks over an analysis.
    #[must_use]
    pub fn new(
        document: &'a Document,
        encoding: &'a Encoding,
        tags: &'a Tags,
        trees: &'a Trees,
        mentions: &'a Mentions,
        chains: &'a Chains,
        lexicon: &'a Lexicon,
    ) -> Self {
        let mut mention_at = vec![None; document.tokens.len()];
        let mut inner_at = vec![None; document.tokens.len()];
        for (number, mention) in mentions.mentions.iter().enumerate() {
            let places = if mention.in_compound { &mut inner_at } else { &mut mention_at };
            for token in mention.tokens.clone() {
                places[token] = places[token].or(Some(number));
            }
        }
        let quotes = Quotes::find(document, tags);
        let mut languages = vec![document.language; document.tokens.len()];
        for sentence in &document.sentences {
            languages[sentence.tokens.clone()].fill(sentence.language);
        }
        let lower = document.tokens.iter().map(|token| token.form.to_lowercase()).collect();
        let clauses = vec![OnceCell::new(); document.tokens.len()];
        let castings = vec![OnceCell::new(); document.sentences.len()];
        Self {
            document,
            encoding,
            tags,
            trees,
            mentions,
            chains,
            lexicon,
            quotes,
            mention_at,
            inner_at,
            languages,
            lower,
            clauses,
            castings,
            played: OnceCell::new(),
        }
    }

    /// The language of the sentence that holds a token.
    #[must_use]
    pub fn language(&self, token: usize) -> Language {
        self.languages[token]
    }

    /// The clause of which a token is the head.
    #[must_use]
    pub fn clause(&self, head: usize) -> &Clause {
        self.clauses[head].get_or_init(|| Box::new(Clause::read(self, head)))
    }

    /// How likely each mention of a sentence plays each part in an event.
    #[must_use]
    pub fn castings(&self, sentence: usize) -> &[Casting] {
        self.castings[sentence].get_or_init(|| cast(self, sentence))
    }

    /// Whether a thing, by its chain, plays a part in some sentence of the document more likely than not.
    #[must_use]
    pub fn plays(&self, chain: usize, part: EventPart) -> bool {
        let played = self.played.get_or_init(|| {
            let castings = (0..self.castings.len()).flat_map(|sentence| self.castings(sentence));
            castings.flat_map(|casting| self.likely_parts(casting)).collect()
        });
        played.contains(&(chain, part))
    }

    fn likely_parts(&self, casting: &Casting) -> impl Iterator<Item = (usize, EventPart)> {
        let chain = casting.player.chain(self);
        let likely = EventPart::ALL.into_iter().filter(|&part| casting.part(part).0 > 0.5);
        chain.into_iter().flat_map(move |chain| likely.clone().map(move |part| (chain, part)))
    }

    /// The mention that covers a token, if any, with its number.
    #[must_use]
    pub fn mention(&self, token: usize) -> Option<(usize, &'a Mention)> {
        self.mention_at[token].map(|number| (number, &self.mentions.mentions[number]))
    }

    /// Whether a token is an office or a rank: *Präsident*.
    #[must_use]
    pub fn is_office(&self, token: usize) -> bool {
        self.mention(token).is_some_and(|(_, mention)| mention.kind == MentionKind::Role)
    }

    /// The entity named by the mention that covers a token: the number of its chain and its type.
    #[must_use]
    pub fn entity(&self, token: usize) -> Option<(usize, EntityType)> {
        let (number, mention) = self.mention(token)?;
        let MentionKind::Entity(_) = mention.kind else { return None };
        self.chain(number)
    }

    /// The entity that a token names inside a compound: *Microsoft* in *Microsoft-Präsident*.
    #[must_use]
    pub fn inner_entity(&self, token: usize) -> Option<(usize, usize)> {
        let number = self.inner_at[token]?;
        self.chain(number).map(|(chain, _)| (number, chain))
    }

    /// The chain of a mention, with its type.
    #[must_use]
    pub fn chain(&self, mention: usize) -> Option<(usize, EntityType)> {
        let chain = *self.chains.of_mention.get(&mention)?;
        Some((chain, self.chains.chains[chain].kind))
    }

    /// Whether the lemma or the lower-case form of a token is in a list of its language.
    #[must_use]
    pub fn in_list(&self, token: usize, name: ListName) -> bool {
        self.value(token, name).is_some()
    }

    /// What a list says of the lemma of a token, else of its lower-case form.
    #[must_use]
    pub fn value(&self, token: usize, name: ListName) -> Option<&'a str> {
        let list = self.lexicon.list(name, self.language(token));
        list.get(&self.tags[token].lemma).or_else(|| list.get(self.lower(token)))
    }

    /// The value of a list for a noun: for its lemma, else for the longest listed noun that its lemma ends in.
    #[must_use]
    pub fn noun_value(&self, token: usize, name: ListName) -> Option<(&'a str, &'a str)> {
        self.lexicon.list(name, self.language(token)).ending(&self.tags[token].lemma)
    }

    /// The form of a token in lower case.
    #[must_use]
    pub fn lower(&self, token: usize) -> &str {
        &self.lower[token]
    }

    /// Whether a token is a noun or a name.
    #[must_use]
    pub fn is_nominal(&self, token: usize) -> bool {
        matches!(self.tags[token].upos, Upos::Noun | Upos::Propn) || self.mention_at[token].is_some()
    }

    /// The preposition in front of a noun phrase, in lower case, its words joined by blanks; also *als*.
    #[must_use]
    pub fn preposition(&self, head: usize) -> Option<String> {
        let mut words: Vec<usize> = self.trees.children_by(head, Relation::Case).collect();
        words.retain(|&word| self.tags[word].xpos != "POS");
        // *mit Embargos Druck auf Peking*: where a parser hangs two on one noun, the nearer one is its own.
        let first = words.iter().copied().rfind(|&word| word < head).or_else(|| words.first().copied())?;
        if self.is_fixed_adverb(first) {
            return None;
        }
        let fixed = self.trees.children_by(first, Relation::Fixed);
        let mut all: Vec<usize> = self.joined(&words, first).into_iter().collect();
        all.push(first);
        all.extend(fixed);
        Some(all.into_iter().map(|word| self.lower(word)).collect::<Vec<_>>().join(" "))
    }

    /// Whether a dependent of a noun says whose it is: a genitive, or a phrase that stands for one (*von*, *of*).
    #[must_use]
    pub fn is_possessor(&self, child: usize) -> bool {
        let possessive = self.lexicon.list(ListName::PossessivePreposition, self.language(child));
        let genitive = self.tags[child].features.case == Some(Case::Gen);
        self.preposition(child).map_or(genitive, |word| possessive.contains(&word))
    }

    /// *sein*, *ihr*, *its*, *deren* before a noun.
    #[must_use]
    pub fn possessive(&self, noun: usize) -> Option<usize> {
        let relations = [Relation::Det, Relation::Nmod, Relation::NmodPoss].into_iter();
        let mut before = relations.flat_map(|relation| self.trees.children_by(noun, relation).collect::<Vec<_>>());
        before.find(|&word| matches!(self.tags[word].xpos.as_str(), "PPOSAT" | "PRELAT" | "PDAT" | "PRP$"))
    }

    /// The pronoun before a noun that says whose it is, where it is known whom it means, with their type.
    #[must_use]
    pub fn owner_meant(&self, noun: usize) -> Option<(usize, EntityType)> {
        let pronoun = self.possessive(noun)?;
        Some((pronoun, self.chains.chains[self.chains.at(pronoun)?].kind))
    }

    /// *unter anderem*, *vor allem*: a preposition that makes an adverb with the word behind it leads to no noun.
    #[must_use]
    pub fn is_fixed_adverb(&self, preposition: usize) -> bool {
        let next = preposition + 1;
        let list = self.lexicon.list(ListName::FixedAdverb, self.language(preposition));
        next < self.document.tokens.len() && list.contains(&format!("{} {}", self.lower(preposition), self.lower(next)))
    }

    /// *out of*, parsed as two prepositions side by side that the word lists know as one.
    fn joined(&self, words: &[usize], last: usize) -> Option<usize> {
        let before = last.checked_sub(1).filter(|before| words.contains(before))?;
        let whole = format!("{} {}", self.lower(before), self.lower(last));
        self.lexicon.list(ListName::Preposition, self.language(last)).contains(&whole).then_some(before)
    }

    /// The conjuncts of a noun phrase, itself first. The examples of a general noun (*Unternehmen wie Apple*) stand for
    /// it.
    #[must_use]
    pub fn conjuncts(&self, head: usize) -> Vec<usize> {
        self.unmet_conjuncts(head, &mut vec![head])
    }

    /// The conjuncts of a noun phrase but for those that were met before: a list behind a colon may hold the very noun whose
    /// list it is.
    fn unmet_conjuncts(&self, head: usize, met: &mut Vec<usize>) -> Vec<usize> {
        let mut linked: Vec<usize> = self.trees.children_by(head, Relation::Conj).collect();
        linked.extend(self.apposed_conjuncts(head));
        let nouns: Vec<usize> = linked
            .into_iter()
            .filter(|&other| self.is_nominal(other) && !super::clause::behind_colon(self, head, other))
            .filter(|&other| !self.is_apposed(head, other))
            .collect();
        let (examples, plain): (Vec<usize>, Vec<usize>) = nouns.into_iter().partition(|&other| self.is_example(other));
        let examples: Vec<usize> = examples.into_iter().chain(self.example_modifiers(head)).collect();
        let examples = if examples.is_empty() { self.bracketed(head) } else { examples };
        let examples = if examples.is_empty() { self.listed(head) } else { examples };
        let mut all = if examples.is_empty() { vec![head] } else { self.spread(&examples, met) };
        all.extend(self.spread(&plain, met));
        all
    }

    /// *die Konzerne Thyssen und Krupp*: what is joined to the name that stands right behind its noun.
    fn apposed_conjuncts(&self, noun: usize) -> Vec<usize> {
        let kinds = [Relation::Appos, Relation::Flat, Relation::NmodDesc].into_iter();
        let mut beside = kinds.flat_map(|kind| self.trees.children_by(noun, kind).collect::<Vec<_>>());
        let name = beside.find(|&name| name == noun + 1 && self.entity(noun).is_none() && self.entity(name).is_some());
        let joined = name.into_iter().flat_map(|name| self.trees.children_by(name, Relation::Conj).collect::<Vec<_>>());
        joined.filter(|&other| self.entity(other).is_some()).collect()
    }

    /// *mit Wicresoft, dem ersten Joint Venture*: what follows a name behind a comma alone and no conjunction joins to it
    /// says what it is, it is no second thing.
    fn is_apposed(&self, name: usize, noun: usize) -> bool {
        let joined = |conjunct: usize| self.trees.children_by(conjunct, Relation::Cc).next().is_some();
        let described = self.entity(name).is_some() && self.tags[noun].upos == Upos::Noun;
        let determined = self.trees.children_by(noun, Relation::Det).next().is_some();
        described
            && determined
            && self.entity(noun).is_none()
            && super::argument::apposed_name(self, noun).is_none()
            && !self.trees.children_by(name, Relation::Conj).any(joined)
    }

    /// *wichtige Kunden verloren: Xiaohongshu, Ctrip und BYD*: the names behind a colon that ends a sentence, when they are
    /// all there is, for the last plural noun before it. Where several are joined, it is not said which of them it lists.
    fn listed(&self, noun: usize) -> Vec<usize> {
        let Some(sentence) = self.document.sentence_of(noun) else { return Vec::new() };
        let tokens = self.document.sentences[sentence].tokens.clone();
        let colon = tokens.clone().find(|&token| token > noun && self.document.tokens[token].form == ":");
        let Some(colon) = colon else { return Vec::new() };
        let joined = self.trees.relation(noun) == Relation::Conj;
        if joined || !self.may_be_listed(noun) || (noun + 1..colon).any(|other| self.may_be_listed(other)) {
            return Vec::new();
        }
        let behind: Vec<usize> = (colon + 1..tokens.end).collect();
        let parts = behind.split(|&token| matches!(self.tags[token].upos, Upos::Punct | Upos::Cconj));
        let entries: Option<Vec<Entry>> = parts.filter(|part| !part.is_empty()).map(|part| self.entry(part)).collect();
        let name = |entry| if let Entry::Name(token) = entry { Some(token) } else { None };
        entries.unwrap_or_default().into_iter().filter_map(name).collect()
    }

    /// Whether it is a plural noun that is no name.
    fn may_be_listed(&self, noun: usize) -> bool {
        let plural = self.tags[noun].features.number == Some(Number::Plur);
        plural && self.tags[noun].upos == Upos::Noun && self.entity(noun).is_none()
    }

    /// What an entry of a list is: a name alone or behind its noun (*die Reiseplattform Ctrip*), or what the name before it
    /// is (*den Hersteller von Autos*). None where it is neither.
    fn entry(&self, part: &[usize]) -> Option<Entry> {
        let (&first, &last) = (part.first()?, part.last()?);
        if part.iter().any(|&token| matches!(self.tags[token].upos, Upos::Verb | Upos::Aux)) {
            return None;
        }
        let determined = self.tags[first].upos == Upos::Det;
        let name = self.mention(last).filter(|_| self.entity(last).is_some()).map(|(_, mention)| mention.tokens.start);
        let fits = |name: &usize| *name == first || determined && self.preposition(*name).is_none();
        let described = determined.then_some(Entry::Description);
        name.filter(fits).map(Entry::Name).or(described)
    }

    /// *mit Händlern vor Ort (Danone in Lyon, Lactalis in Laval)*: the names that open the parts of a bracket right behind a
    /// plural noun.
    fn bracketed(&self, noun: usize) -> Vec<usize> {
        let form = |token: usize| self.document.tokens.get(token).map(|token| token.form.as_str());
        let plural = self.tags[noun].features.number == Some(Number::Plur) && self.entity(noun).is_none();
        if !plural || form(noun + 1) != Some("(") {
            return Vec::new();
        }
        let behind = (noun + 2..self.document.tokens.len()).take(LONGEST_BRACKET);
        let Some(end) = behind.clone().find(|&at| form(at) == Some(")")) else { return Vec::new() };
        let inside: Vec<usize> = behind.take_while(|&at| at < end).collect();
        let parts =
            inside.split(|&token| matches!(form(token), Some("," | ";")) || self.tags[token].upos == Upos::Cconj);
        let opening = |part: &[usize]| part.first().copied().filter(|&first| self.entity(first).is_some());
        let names: Vec<Option<usize>> = parts.filter(|part| !part.is_empty()).map(opening).collect();
        names.into_iter().collect::<Option<Vec<usize>>>().unwrap_or_default()
    }

    fn spread(&self, heads: &[usize], met: &mut Vec<usize>) -> Vec<usize> {
        let mut all = Vec::new();
        for &head in heads {
            if !met.contains(&head) {
                met.push(head);
                all.extend(self.unmet_conjuncts(head, met));
            }
        }
        all
    }

    fn example_modifiers(&self, head: usize) -> Vec<usize> {
        let modifiers = [Relation::Nmod, Relation::Appos].into_iter();
        let all = modifiers.flat_map(|relation| self.trees.children_by(head, relation).collect::<Vec<_>>());
        all.filter(|&child| self.is_example(child) && self.entity(child).is_some()).collect()
    }

    fn is_example(&self, noun: usize) -> bool {
        let list = self.lexicon.list(ListName::Exemplifier, self.language(noun));
        let marks = self.trees.children(noun).iter().filter(|&&child| child < noun);
        marks.into_iter().any(|&child| list.contains(self.lower(child)))
            || self.preposition(noun).is_some_and(|preposition| list.contains(&preposition))
    }
}
