//! Noun phrases and pronouns as mentions, and which of them speak of one thing, named or not: *the cuts … they*, *ein
//! Plan … er*. Each looks back for what it most likely means, by weights that were learnt; the best may be nothing.
//!
//! A mention-ranking model after Durrett and Klein (2013): few features, no words but those of closed classes.

mod agreement;
mod extent;
mod find;
mod learn;
mod pair;
mod weight;

use std::collections::BTreeMap;
use std::ops::Range;

pub use find::{NounPhrase, PhraseClass};
pub use learn::{Learner, Lesson};
pub use weight::Weights;

use super::description::View;
use super::{Chains, Quotes};
use crate::lexicon::Lexicon;
use crate::parse::{Relation, Trees};
use crate::recognize::Mentions;
use crate::tag::{PronType, Tag, Tags};
use crate::text::Document;
use pair::{Pair, Site};

/// How many noun phrases a noun looks back, and a pronoun of the first or second person.
const REACH: usize = 80;

/// How many noun phrases a pronoun of the third person looks back.
const THIRD_REACH: usize = 30;

/// What the choice of nothing loses, so that as many links are missed as are wrong. Found on GUM's training part, each
/// quarter with weights of the rest.
const LEAN: f32 = 1.5;

/// The chance from which on what a pronoun goes back to is believed: of German pronouns more than 85 in 100 are right then.
pub const SURE: f32 = 0.45;

/// The noun phrases of a document with what they speak of.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct References {
    /// The noun phrases, in the order of the text, outer ones before the inner ones that begin with them.
    pub phrases: Vec<NounPhrase>,
    /// For each noun phrase, the earlier one that it goes back to, with the chance that it does.
    pub antecedents: Vec<Option<(usize, f32)>>,
    /// For each noun phrase, the number of its thing.
    pub things: Vec<usize>,
}

impl References {
    /// The noun or name that a pronoun goes back to, over other pronouns, and the chance of the weakest link.
    #[must_use]
    pub fn root(&self, number: usize) -> Option<(usize, f32)> {
        let (mut at, mut least) = self.antecedents[number]?;
        while self.phrases[at].class.is_pronoun() {
            let (next, chance) = self.antecedents[at]?;
            (at, least) = (next, least.min(chance));
        }
        Some((at, least))
    }

    /// The places of each thing, singles too.
    #[must_use]
    pub fn groups(&self) -> Vec<Vec<Range<usize>>> {
        let mut groups = vec![Vec::new(); self.things.iter().max().map_or(0, |last| last + 1)];
        let alone = |phrase: &NounPhrase, thing: usize| {
            phrase.class == PhraseClass::Several && self.things.iter().filter(|&&other| other == thing).count() == 1
        };
        for (phrase, &thing) in self.phrases.iter().zip(&self.things).filter(|&(phrase, &thing)| !alone(phrase, thing))
        {
            groups[thing].push(phrase.tokens.clone());
        }
        groups.retain(|group| !group.is_empty());
        groups
    }
}

/// All that is asked about the noun phrases of a document.
#[derive(Debug)]
pub struct Phrases<'a> {
    view: View<'a>,
    found: Vec<NounPhrase>,
    sites: Vec<Site>,
}

/// The chain of each pronoun of the third person that surely goes back to a name, in the order of the text. What is quoted
/// is left out: its pronouns point to what the speaker spoke of before, which the article need not tell.
pub(super) fn pronouns(view: View<'_>, chains: &Chains, quotes: &Quotes) -> BTreeMap<usize, usize> {
    // Most headlines and tweets have none.
    let points = |tag: &Tag| matches!(tag.features.pron_type, Some(PronType::Prs | PronType::Dem));
    if !view.tags.tags.iter().any(points) {
        return BTreeMap::new();
    }
    let is_quoted = |token: usize| quotes.at(view.document.tokens[token].span.start).is_some();
    let phrases = Phrases::of(view, chains);
    let numbers = (0..phrases.found.len()).filter(|&number| phrases.found[number].class.points_back());
    let open = numbers.filter(|&number| !is_quoted(phrases.found[number].head));
    let named = |number: usize| Some((phrases.found[number].head, phrases.named(number, weight::embedded())?));
    open.filter_map(named).collect()
}

impl<'a> Phrases<'a> {
    /// Finds the noun phrases of a document.
    #[must_use]
    pub fn find(
        document: &'a Document,
        tags: &'a Tags,
        trees: &'a Trees,
        mentions: &'a Mentions,
        chains: &Chains,
        lexicon: &'a Lexicon,
    ) -> Self {
        Self::of(View { document, tags, trees, mentions, lexicon }, chains)
    }

    fn of(view: View<'a>, chains: &Chains) -> Self {
        let found = find::phrases(&view, chains);
        let sites = found.iter().map(|phrase| Site::of(&view, phrase)).collect();
        Self { view, found, sites }
    }

    /// The noun phrases, in the order of the text.
    #[must_use]
    pub fn phrases(&self) -> &[NounPhrase] {
        &self.found
    }

    /// The earlier noun phrases that one may go back to, the nearest first.
    fn candidates(&self, number: usize) -> Vec<usize> {
        let phrase = &self.found[number];
        let third = phrase.class.is_pronoun() && phrase.class != PhraseClass::Speaker;
        let reach = if third { THIRD_REACH } else { REACH };
        let near = number.saturating_sub(reach);
        let far = |other: usize| {
            other >= near || !phrase.class.is_pronoun() && self.sites[other].heads_as(&self.sites[number])
        };
        (0..number).rev().filter(|&other| far(other) && self.may_be(other, number)).collect()
    }

    /// What grammar rules out is not asked: a phrase around the other, a pronoun of another gender.
    fn may_be(&self, other: usize, number: usize) -> bool {
        let (before, phrase) = (&self.found[other], &self.found[number]);
        let around = before.tokens.start <= phrase.tokens.start && phrase.tokens.end <= before.tokens.end;
        let inside = around && !before.class.is_pronoun() && !self.sites[number].is_appositive_of(before.head);
        let pronoun = phrase.class.is_pronoun();
        let clash = pronoun && (before.agreement.and(phrase.agreement).is_none() || before.beside);
        let figure = pronoun && self.sites[other].is_figure();
        let other_name = before.chain.zip(phrase.chain).is_some_and(|(one, two)| one != two);
        !inside && !clash && !figure && !other_name
    }

    fn pair(&self, other: Option<usize>, number: usize) -> Pair<'_> {
        let all = (&self.found[..], &self.sites[..]);
        Pair { view: &self.view, all, before: other, number }
    }

    /// Decides for each noun phrase what it goes back to.
    #[must_use]
    pub fn resolve(self, weights: &Weights) -> References {
        let mut antecedents = Vec::with_capacity(self.found.len());
        let mut things: Vec<usize> = Vec::with_capacity(self.found.len());
        let mut next = 0;
        for number in 0..self.found.len() {
            let found = self.best(number, weights);
            let thing = found.map_or(next, |(other, _)| things[other]);
            next += usize::from(found.is_none());
            antecedents.push(found);
            things.push(thing);
        }
        References { phrases: self.found, antecedents, things }
    }

    /// The likeliest earlier noun phrase and its chance, unless it is likelier that there is none. What the names already
    /// tell is not weighed again.
    fn best(&self, number: usize, weights: &Weights) -> Option<(usize, f32)> {
        if let Some(noun) = self.relative(number) {
            return Some((noun, 1.0));
        }
        let chain = self.found[number].chain;
        if let Some(same) = (0..number).rev().find(|&other| chain.is_some() && self.found[other].chain == chain) {
            return Some((same, 1.0));
        }
        let candidates = self.candidates(number);
        let alone = weights.sum(&self.pair(None, number)) - LEAN;
        let scores: Vec<f32> = candidates.iter().map(|&other| weights.sum(&self.pair(Some(other), number))).collect();
        let (best, &score) =
            scores.iter().enumerate().max_by(|one, other| one.1.total_cmp(other.1).then(other.0.cmp(&one.0)))?;
        let total: f32 = scores.iter().chain([&alone]).map(|other| (other - score).exp()).sum();
        (score > alone).then(|| (candidates[best], total.recip()))
    }

    /// The chain of the name that a pronoun goes back to, over other pronouns, if each step is sure.
    fn named(&self, number: usize, weights: &Weights) -> Option<usize> {
        let mut at = number;
        while self.found[at].class.is_pronoun() {
            at = self.best(at, weights).filter(|(_, chance)| *chance >= SURE)?.0;
        }
        self.found[at].chain.or_else(|| find::beside(&self.view, &self.found, at, number))
    }

    /// *Apple, das …*: the phrase that the clause of a relative pronoun hangs on.
    fn relative(&self, number: usize) -> Option<usize> {
        let pronoun = &self.found[number];
        if pronoun.class != PhraseClass::Relative {
            return None;
        }
        let trees = self.view.trees;
        let mut word = pronoun.head;
        while !trees.relation(word).is(Relation::Acl) {
            word = trees.head(word)?;
        }
        let noun = trees.head(word)?;
        let before = self.found[..number].iter().enumerate();
        let fits = |phrase: &NounPhrase| {
            phrase.agreement.and(pronoun.agreement).is_some() || phrase.class == PhraseClass::Name
        };
        let named = before.filter(|(_, phrase)| phrase.head == noun && fits(phrase));
        named.map(|(other, _)| other).next_back()
    }
}
