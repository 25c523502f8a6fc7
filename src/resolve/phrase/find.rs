//! Finds the noun phrases that may speak of a thing: names, nouns with what hangs on them, pronouns. Parts of compounds,
//! pronouns that stand for nothing and the second halves of fixed phrases are none.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::Chains;
use super::super::description::View;
use super::super::pronoun::acts_on_something;
use super::agreement::{Agreement, agreement};
use super::extent::tokens;
use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::recognize::MentionKind;
use crate::tag::{Definite, Gender, Number, Person, PronType, Upos};
use crate::text::Language;

/// A noun phrase.
#[derive(Debug, Clone, PartialEq)]
pub struct NounPhrase {
    /// All its tokens.
    pub tokens: Range<usize>,
    /// The token that the others hang on.
    pub head: usize,
    /// What it is made of.
    pub class: PhraseClass,
    /// What gender and number it may have.
    pub(super) agreement: Agreement,
    /// The chain of names that it belongs to.
    pub chain: Option<usize>,
    /// Whether it only says what another is: *Bleu, ein Joint Venture*.
    pub beside: bool,
}

/// What a noun phrase is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PhraseClass {
    /// A name.
    Name,
    /// A common noun.
    Noun,
    /// A number that stands for what it counts.
    Number,
    /// Several joined: *Chao and Yang*; English only.
    Several,
    /// A pronoun of the first or second person.
    Speaker,
    /// A personal pronoun of the third person.
    Third,
    /// A possessive pronoun of the third person: *sein*, *its*.
    Possessive,
    /// *dieser*, *this*.
    Demonstrative,
    /// *Apple, das …*; German only.
    Relative,
    /// *some of them*, *all*; English only.
    Indefinite,
    /// *here*, *there*; English only.
    Adverb,
}

impl PhraseClass {
    /// Whether it is a pronoun.
    #[must_use]
    pub fn is_pronoun(self) -> bool {
        !matches!(self, Self::Name | Self::Noun | Self::Number | Self::Several | Self::Indefinite)
    }

    /// Whether it is a pronoun of the third person that facts are told of; relative clauses are read by their trees.
    pub(super) fn points_back(self) -> bool {
        matches!(self, Self::Third | Self::Possessive | Self::Demonstrative)
    }

    /// Its name in the features.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Noun => "noun",
            Self::Number => "number",
            Self::Several => "several",
            Self::Speaker => "speaker",
            Self::Third => "third",
            Self::Possessive => "poss",
            Self::Demonstrative => "dem",
            Self::Relative => "rel",
            Self::Indefinite => "indef",
            Self::Adverb => "adverb",
        }
    }
}

/// Relations whose dependents are parts of the word above, not phrases.
const PARTS: [Relation; 6] =
    [Relation::Compound, Relation::Flat, Relation::Fixed, Relation::Goeswith, Relation::Expl, Relation::Reparandum];

/// The noun phrases of a document, in the order of their first tokens, outer ones first.
pub(super) fn phrases(view: &View<'_>, chains: &Chains) -> Vec<NounPhrase> {
    let repeated = repeated(view);
    let all = 0..view.document.tokens.len();
    let mut phrases: Vec<NounPhrase> =
        all.clone().filter_map(|head| phrase(view, chains, head, class(view, head, &repeated)?)).collect();
    phrases.extend(all.filter_map(|head| several(view, head)));
    phrases.sort_by_key(|phrase| (phrase.tokens.start, std::cmp::Reverse(phrase.tokens.end)));
    phrases
}

fn phrase(view: &View<'_>, chains: &Chains, head: usize, class: PhraseClass) -> Option<NounPhrase> {
    let tokens = tokens(view, head, class)?;
    let chain = chain(view, chains, head, &tokens);
    let class =
        if class == PhraseClass::Noun && chain.is_some_and(|(_, named)| named) { PhraseClass::Name } else { class };
    let chain = chain.map(|(chain, _)| chain);
    let agreement = agreement(view, chains, head, class, chain);
    let beside = class != PhraseClass::Name && equal(view, head).is_some();
    Some(NounPhrase { tokens, head, class, agreement, chain, beside })
}

/// *Chao and Yang*: the nouns and names joined to the one that stands first, as one phrase.
fn several(view: &View<'_>, head: usize) -> Option<NounPhrase> {
    let nominal = |token: usize| matches!(view.tags[token].upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let english = language(view, head) == Language::English;
    if !english || !nominal(head) || is_part(view, head) {
        return None;
    }
    let joined = view.trees.children_by(head, Relation::Conj).filter(|&other| head < other && nominal(other));
    let last = joined.max()?;
    let start = tokens(view, head, PhraseClass::Noun)?.start;
    let end = tokens(view, last, PhraseClass::Noun)?.end;
    let before = view.trees.children_by(head, Relation::Cc).filter(|&word| word < head).min();
    Some(NounPhrase {
        tokens: before.map_or(start, |word| word.min(start))..end,
        head,
        class: PhraseClass::Several,
        agreement: Agreement::PLURAL,
        chain: None,
        beside: equal(view, head).is_some(),
    })
}

/// The chain of the name that a token heads, or of the description that it is; and whether it is a name. A part is not
/// the whole: *Pittsburgh* in *the Pittsburgh Pirates* is no club.
fn chain(view: &View<'_>, chains: &Chains, head: usize, tokens: &Range<usize>) -> Option<(usize, bool)> {
    let top = |name: &Range<usize>| view.trees.head(head).is_none_or(|above| !name.contains(&above));
    let whole =
        |name: &Range<usize>| tokens.start <= name.start && name.end <= tokens.end || top(name) && !is_part(view, head);
    let mut named = view.mentions.mentions.iter().enumerate().filter(|(_, mention)| {
        let entity = matches!(mention.kind, MentionKind::Entity(_)) && !mention.in_compound;
        entity && mention.tokens.contains(&head) && whole(&mention.tokens)
    });
    let by_name = named.find_map(|(number, _)| chains.of_mention.get(&number).map(|&chain| (chain, true)));
    by_name.or_else(|| chains.of_token.get(&head).map(|&chain| (chain, false)))
}

/// *Professor Helmut Pauls*, *der Hersteller Foxconn*: the chain of the name that hangs on a title or description, where it
/// is what the pronoun may mean: neither *die Regierung Trump … sie* nor *Konzerne, unter ihnen Amazon*.
pub(super) fn beside(view: &View<'_>, phrases: &[NounPhrase], number: usize, pronoun: usize) -> Option<usize> {
    let wanted = phrases[pronoun].agreement;
    let person = |name: &NounPhrase| name.agreement.and(Agreement::PERSON) == Some(name.agreement);
    let fits = |name: &&NounPhrase| {
        let same = name.agreement.and(wanted).is_some();
        same || !person(name) && wanted != Agreement::PLURAL
    };
    let tied = [Relation::Appos, Relation::Flat, Relation::NmodDesc];
    let hangs = |phrase: &&NounPhrase| {
        let relation = view.trees.relation(phrase.head);
        view.trees.head(phrase.head) == Some(phrases[number].head) && tied.into_iter().any(|other| relation.is(other))
    };
    let names = phrases.iter().filter(|phrase| phrase.class == PhraseClass::Name);
    names.filter(hangs).filter(fits).find_map(|phrase| phrase.chain)
}

/// The lemmas of nouns that stand more than once: inside a compound such a noun speaks of a thing as well.
fn repeated<'a>(view: &View<'a>) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    let nouns = (0..view.document.tokens.len()).filter(|&token| is_noun(view, token));
    nouns.map(|token| view.tags[token].lemma.as_str()).filter(|lemma| !seen.insert(*lemma)).collect()
}

fn is_noun(view: &View<'_>, token: usize) -> bool {
    matches!(view.tags[token].upos, Upos::Noun | Upos::Propn)
}

fn is_part(view: &View<'_>, token: usize) -> bool {
    PARTS.into_iter().any(|relation| view.trees.relation(token).is(relation))
}

fn class(view: &View<'_>, token: usize, repeated: &BTreeSet<&str>) -> Option<PhraseClass> {
    let tag = &view.tags[token];
    let part = is_part(view, token);
    let english = language(view, token) == Language::English;
    match tag.upos {
        Upos::Noun | Upos::Propn if !part => Some(PhraseClass::Noun),
        Upos::Noun | Upos::Propn => {
            let compound = view.trees.relation(token) == Relation::Compound && english;
            let speaks = tag.upos == Upos::Propn || repeated.contains(tag.lemma.as_str());
            (compound && speaks).then_some(PhraseClass::Noun)
        }
        Upos::Num if !part && stands_alone(view, token) || is_year_before(view, token) => Some(PhraseClass::Number),
        Upos::Adj if english && !part && heads_phrase(view, token) => Some(PhraseClass::Noun),
        Upos::Pron | Upos::Det if !part => of_pronoun(view, token, english),
        Upos::Adv if !part => {
            let form = view.document.tokens[token].form.to_lowercase();
            view.lexicon.list(ListName::PlaceWord, language(view, token)).contains(&form).then_some(PhraseClass::Adverb)
        }
        _ => None,
    }
}

/// *in 2019*, *two of them*: a number that no noun follows.
fn stands_alone(view: &View<'_>, token: usize) -> bool {
    let relation = view.trees.relation(token);
    !relation.is(Relation::Nummod) && !relation.is(Relation::Advmod) && !relation.is(Relation::Amod)
}

/// *the 2011 season*: a year that tells a noun apart.
fn is_year_before(view: &View<'_>, token: usize) -> bool {
    let form = &view.document.tokens[token].form;
    let digits = form.len() == 4 && form.bytes().all(|byte| byte.is_ascii_digit());
    digits && view.trees.relation(token) == Relation::Compound
}

/// *the latter*, *the young*: an adjective with an article that takes the place of a noun.
fn heads_phrase(view: &View<'_>, token: usize) -> bool {
    let places = [Relation::Nsubj, Relation::Obj, Relation::Obl, Relation::Nmod, Relation::Conj];
    let article = view.trees.children_by(token, Relation::Det).next().is_some();
    article && places.into_iter().any(|relation| view.trees.relation(token).is(relation))
}

fn of_pronoun(view: &View<'_>, token: usize, english: bool) -> Option<PhraseClass> {
    let tag = &view.tags[token];
    let features = tag.features;
    let article = tag.upos == Upos::Det && view.trees.relation(token).is(Relation::Det);
    match features.pron_type {
        _ if features.reflex && !english => None,
        Some(PronType::Prs) if matches!(features.person, Some(Person::First | Person::Second)) => {
            Some(PhraseClass::Speaker)
        }
        Some(PronType::Prs) if features.poss && is_formal(view, token) => None,
        Some(PronType::Prs) if features.poss => Some(PhraseClass::Possessive),
        Some(PronType::Prs) if article || is_formal(view, token) || is_empty(view, token) => None,
        Some(PronType::Prs) => Some(PhraseClass::Third),
        Some(PronType::Dem) if !article => Some(PhraseClass::Demonstrative),
        Some(PronType::Rel) if !english => Some(PhraseClass::Relative),
        _ if matches!(tag.xpos.as_str(), "PRELS" | "PRELAT") => Some(PhraseClass::Relative),
        Some(PronType::Ind | PronType::Tot) if english && !article => Some(PhraseClass::Indefinite),
        _ => None,
    }
}

/// *Sie*, *Ihr* with a capital inside a German sentence; at its beginning too where the text speaks to its reader so.
fn is_formal(view: &View<'_>, token: usize) -> bool {
    let polite = |token: usize| {
        let form = &view.document.tokens[token].form;
        let person = view.tags[token].features.pron_type == Some(PronType::Prs);
        person && form.len() > 1 && form.starts_with(char::is_uppercase) && language(view, token) == Language::German
    };
    let first = |token: usize| {
        let number = view.document.sentence_of(token);
        number.is_some_and(|number| view.document.sentences[number].tokens.start == token)
    };
    let many = view.tags[token].features.number == Some(Number::Plur);
    polite(token)
        && (!first(token) || many && (0..view.document.tokens.len()).any(|other| polite(other) && !first(other)))
}

/// German *es* stands for nothing unless it does something to something: *es beschäftigt 700 Leute*, not *es gibt Streit*.
fn is_empty(view: &View<'_>, token: usize) -> bool {
    let features = view.tags[token].features;
    let neuter = features.gender == Some(Gender::Neut) && features.number == Some(Number::Sing);
    neuter && view.tags[token].xpos == "PPER" && !acts_on_something(view, token)
}

/// What the phrase beside or before it is: *Bleu, ein Joint Venture*, *Yu Kai ist Mitgründer*.
pub(super) fn equal(view: &View<'_>, head: usize) -> Option<usize> {
    if view.trees.relation(head).is(Relation::Appos) {
        return view.trees.head(head);
    }
    view.trees.children_by(head, Relation::Cop).next()?;
    view.trees.children_by(head, Relation::Nsubj).next()
}

/// The language of the sentence that holds a token.
pub(super) fn language(view: &View<'_>, token: usize) -> Language {
    let number = view.document.sentence_of(token);
    number.map_or(view.document.language, |number| view.document.sentences[number].language)
}

/// The article or other word that opens a noun phrase, as the features name it.
pub(super) fn determiner(view: &View<'_>, head: usize) -> &'static str {
    let mut words = view.trees.children_by(head, Relation::Det).map(|child| view.tags[child].features);
    let possessed = view.trees.children_by(head, Relation::NmodPoss).next().is_some();
    match words.next() {
        Some(features) if features.poss => "poss",
        Some(features) if features.pron_type == Some(PronType::Dem) => "dem",
        Some(features) if features.definite == Some(Definite::Def) => "def",
        Some(features) if features.definite == Some(Definite::Ind) => "ind",
        Some(_) => "other",
        None if possessed => "poss",
        None => "none",
    }
}
