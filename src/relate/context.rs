//! All that a pattern may look at: the analysis of one document, with the lookups that every pattern needs. What is asked
//! again and again (the clause of a verb, a word in lower case) is worked out once.

use std::cell::OnceCell;

use crate::lexicon::{Lexicon, ListName};
use crate::parse::{Relation, Trees};
use crate::recognize::{Mention, MentionKind, Mentions};
use crate::resolve::{Chains, Quotes};
use crate::tag::{Number, Tags, Upos};
use crate::text::{Document, EntityType, Language};

use super::clause::Clause;

/// The analysis of a document, as a pattern sees it.
#[derive(Debug)]
pub struct Context<'a> {
    /// The sentences and tokens.
    pub document: &'a Document,
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
}

impl<'a> Context<'a> {
    /// Looks over an analysis.
    #[must_use]
    pub fn new(
        document: &'a Document,
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
        Self {
            document,
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

    /// The mention that covers a token, if any, with its number.
    #[must_use]
    pub fn mention(&self, token: usize) -> Option<(usize, &'a Mention)> {
        self.mention_at[token].map(|number| (number, &self.mentions.mentions[number]))
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
        let fixed = self.trees.children_by(first, Relation::Fixed);
        let mut all: Vec<usize> = self.joined(&words, first).into_iter().collect();
        all.push(first);
        all.extend(fixed);
        Some(all.into_iter().map(|word| self.lower(word)).collect::<Vec<_>>().join(" "))
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
        let linked: Vec<usize> = self.trees.children_by(head, Relation::Conj).collect();
        let nouns: Vec<usize> = linked
            .into_iter()
            .filter(|&other| self.is_nominal(other) && !super::clause::behind_colon(self, head, other))
            .collect();
        let (examples, plain): (Vec<usize>, Vec<usize>) = nouns.into_iter().partition(|&other| self.is_example(other));
        let examples: Vec<usize> = examples.into_iter().chain(self.example_modifiers(head)).collect();
        let examples = if examples.is_empty() { self.listed(head) } else { examples };
        let mut all = if examples.is_empty() { vec![head] } else { self.spread(&examples) };
        all.extend(self.spread(&plain));
        all
    }

    /// *wichtige Kunden verloren: Xiaohongshu, Ctrip und BYD*: the names behind a colon that ends a sentence, when they are
    /// all there is, for a plural noun before it.
    fn listed(&self, noun: usize) -> Vec<usize> {
        let Some(sentence) = self.document.sentence_of(noun) else { return Vec::new() };
        let tokens = self.document.sentences[sentence].tokens.clone();
        let colon = tokens.clone().find(|&token| token > noun && self.document.tokens[token].form == ":");
        let Some(colon) = colon.filter(|_| self.tags[noun].features.number == Some(Number::Plur)) else {
            return Vec::new();
        };
        let behind = colon + 1..tokens.end;
        let fits =
            |token: usize| self.entity(token).is_some() || matches!(self.tags[token].upos, Upos::Punct | Upos::Cconj);
        if !behind.clone().all(fits) || self.entity(noun).is_some() {
            return Vec::new();
        }
        behind.filter(|&token| self.mention(token).is_some_and(|(_, mention)| mention.tokens.start == token)).collect()
    }

    fn spread(&self, heads: &[usize]) -> Vec<usize> {
        heads.iter().flat_map(|&head| self.conjuncts(head)).collect()
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
