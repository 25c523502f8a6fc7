//! What the list of events says of a word: the verb and the noun of the event, whether the company does it or undergoes it,
//! and which prepositions lead from the word to the company.

use crate::lexicon::{ListName, WordClass};
use crate::tag::Upos;
use crate::text::EntityType;

use super::super::clause;
use super::super::context::Context;

/// An event, as the list tells it.
pub(super) struct Event<'a> {
    /// The verb of the edge.
    pub(super) verb: &'a str,
    /// The noun of the event.
    pub(super) noun: &'a str,
    /// Whether the company undergoes it (*Streik*) rather than being its subject (*Insolvenz*).
    pub(super) undergone: bool,
    /// The prepositions that lead to the company; `-` is a genitive.
    pub(super) leads: &'a str,
    /// What a verb must be said of, to tell of the event: *Arbeit* for *niederlegen*. Empty where it says so alone.
    pub(super) of: &'a str,
}

impl<'a> Event<'a> {
    pub(super) fn of(context: &Context<'a>, token: usize) -> Option<Self> {
        let value = match context.tags[token].upos {
            _ if context.entity(token).is_some() => None,
            _ if is_adjective(context, token) => adjective_value(context, token),
            Upos::Noun | Upos::Propn | Upos::X => noun_value(context, token),
            // *bei Nokia fallen Stellen weg*: a verb with its particle.
            Upos::Verb => {
                context.lexicon.list(ListName::Event, context.language(token)).get(&clause::lemma(context, token))
            }
            _ => context.value(token, ListName::Event),
        }?;
        match value.split('\t').collect::<Vec<_>>()[..] {
            [verb, noun, side, leads] => Some(Self { verb, noun, undergone: side == "object", leads, of: "" }),
            [verb, noun, side, leads, of] => Some(Self { verb, noun, undergone: side == "object", leads, of }),
            _ => None,
        }
    }

    /// Whether the nouns that a verb is said of are those that it needs.
    pub(super) fn is_said_of(&self, context: &Context<'_>, nouns: &[usize]) -> bool {
        let needed = |lemma: &str| self.of.split(' ').any(|noun| noun == lemma);
        nouns.iter().any(|&noun| needed(&context.tags[noun].lemma))
    }

    pub(super) fn fits(&self, kind: EntityType) -> bool {
        let strikes = self.undergone && kind == EntityType::Ngo;
        !strikes && (kind.is_organization() || kind == EntityType::Facility)
    }

    /// *der Streik der Lufthansa*, but *der Streik der GDL*: a genitive is the company, or who strikes.
    pub(super) fn fits_genitive(&self, kind: EntityType) -> bool {
        !self.undergone || kind == EntityType::Company
    }

    pub(super) fn leads(&self, preposition: Option<&str>) -> bool {
        self.leads.split(' ').any(|lead| lead == preposition.unwrap_or("-"))
    }
}

/// Whether a word tells of an event, or of what an event is told of: *Streik*, *insolvent*, *Stellen*.
pub(super) fn is_known(context: &Context<'_>, token: usize) -> bool {
    let list = context.lexicon.list(ListName::Event, context.language(token));
    let told_of = |value: &str| {
        value.split('\t').nth(4).is_some_and(|nouns| nouns.split(' ').any(|noun| noun == context.tags[token].lemma))
    };
    Event::of(context, token).is_some() || list.iter().any(|(_, value)| told_of(value))
}

/// *insolvent*: German writes it small, whatever the tagger takes it for.
pub(super) fn is_adjective(context: &Context<'_>, token: usize) -> bool {
    let listed = context.tags[token].upos != Upos::Adj && adjective_value(context, token).is_some();
    listed && matches!(context.tags[token].xpos.as_str(), "ADJD" | "VVPP")
}

fn adjective_value<'a>(context: &Context<'a>, token: usize) -> Option<&'a str> {
    context.lexicon.list(ListName::Event, context.language(token)).get(context.lower(token))
}

/// What the list says of a noun; tweets write nouns in small letters.
fn noun_value<'a>(context: &Context<'a>, token: usize) -> Option<&'a str> {
    let list = context.lexicon.list(ListName::Event, context.language(token));
    let lemma = &context.tags[token].lemma;
    let capital = || {
        let mut letters = lemma.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
    };
    // *der Pleite-Konzern Schlecker*
    let firm = |rest: &str| {
        let lemma = context.lexicon.lemma(rest, WordClass::Noun, context.language(token));
        let kinds = context.lexicon.list(ListName::KindNoun, context.language(token));
        kinds.ending(&lemma).is_some_and(|(_, kind)| EntityType::from_label(kind).is_firm())
    };
    let first = context.document.tokens[token].form.split_once('-').filter(|(_, rest)| firm(rest));
    let own = list.ending(lemma).map(|(_, value)| value).or_else(|| list.get(first?.0));
    own.or_else(|| list.get(&capital().filter(|_| lemma.starts_with(char::is_lowercase))?))
}
