//! Names that the words around tell to be those of companies: *die insolvente Kettler*, *Stellenabbau bei der Symrise*,
//! *Tochter von Metro*, *das Unternehmen Roller*. The trained reader takes firms it never met for people or places, or sees nothing.
//!
//! What is told of one place holds for every place of the document where that name stands alone. Names that the
//! gazetteer knows and people of two names are left alone.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::compound;
use super::name::Name;
use super::refine;
use super::text::{Text, tail};
use crate::lexicon::{ListName, WordClass};
use crate::tag::Upos;
use crate::text::EntityType;

/// How sure we are of a company that only the words around tell.
const CONFIDENCE: f32 = 0.7;

/// How many adjectives may stand between a name and the word that tells what it is: *die insolvente Frankfurter Maple*.
const ADJECTIVES: usize = 2;

/// How far behind a name the adjective may stand that is said of it.
const FAR: usize = 6;

/// How far behind a name the verb and the noun of its deed may stand.
const LONG: usize = 14;

/// The preposition of a list of words that stands for a genitive.
const GENITIVE: &str = "-";

/// Makes companies of the names of a document that are told to be companies, and adds those that nobody has seen.
pub(super) fn extend(text: &Text<'_>, names: &mut Vec<Name<'_>>) {
    for (number, tokens) in companies(text, names) {
        if let Some(name) = number.map(|number| &mut names[number]) {
            (name.kind, name.confidence) = (EntityType::Company, name.confidence.max(CONFIDENCE));
        } else {
            names.push(Name { tokens, kind: EntityType::Company, entry: None, confidence: CONFIDENCE });
        }
    }
}

/// The names of a document by their tokens, so that a long text takes no longer than many short ones.
struct Named<'n, 't> {
    names: &'n [Name<'t>],
    /// The number of the name that covers a token.
    at: Vec<Option<usize>>,
    /// The last words of the names of people that have two: *Teyssen* where the document has *Johannes Teyssen*.
    surnames: BTreeSet<&'t str>,
}

impl<'n, 't> Named<'n, 't> {
    fn new(text: &Text<'t>, names: &'n [Name<'t>]) -> Self {
        let mut at = vec![None; text.document.tokens.len()];
        for (number, name) in names.iter().enumerate() {
            at[name.tokens.clone()].fill(Some(number));
        }
        let people = names.iter().filter(|name| name.kind == EntityType::Person && name.tokens.len() > 1);
        let surnames = people.map(|person| text.form(person.tokens.end - 1)).collect();
        Self { names, at, surnames }
    }

    fn at(&self, token: usize) -> Option<&'n Name<'t>> {
        self.at[token].map(|number| &self.names[number])
    }
}

/// The places of all companies that are told, with the number of the name that stands there.
fn companies(text: &Text<'_>, all: &[Name<'_>]) -> Vec<(Option<usize>, Range<usize>)> {
    let named = Named::new(text, all);
    let told = told(text, &named);
    let single = told.iter().filter(|tokens| tokens.len() == 1).map(|tokens| text.form(tokens.start));
    let forms: BTreeSet<&str> = single.chain(compound::companies(text)).collect();
    let again = (0..text.document.tokens.len()).filter(|&token| forms.contains(text.form(token)));
    let again: Vec<usize> = again.filter(|&token| is_alone(text, &named, token)).collect();
    let mut found: BTreeMap<usize, Range<usize>> = again.into_iter().map(|token| (token, token..token + 1)).collect();
    found.extend(told.into_iter().map(|tokens| (tokens.start, tokens)));
    let numbered = found.into_values().map(|tokens| (named.at[tokens.start], tokens));
    numbered.filter(|(number, tokens)| tokens.clone().all(|token| named.at[token] == *number)).collect()
}

/// Whether a name that is told to be that of a company elsewhere stands here alone: not behind a first name, nor in a
/// longer name.
fn is_alone(text: &Text<'_>, named: &Named<'_, '_>, token: usize) -> bool {
    let given = |before: usize| text.list(ListName::FirstName, before).contains(text.form(before));
    match named.at(token) {
        Some(name) => is_open(name) && name.tokens.len() == 1 && !token.checked_sub(1).is_some_and(given),
        None => text.upos(token) == Upos::Propn,
    }
}

/// The places where a name is told to be that of a company, in the order of the text.
fn told(text: &Text<'_>, named: &Named<'_, '_>) -> Vec<Range<usize>> {
    let sentences = text.document.sentences.iter().map(|sentence| &sentence.tokens);
    let starts = sentences.flat_map(|sentence| sentence.clone().map(move |start| (sentence, start)));
    let mut told: Vec<Range<usize>> = Vec::new();
    for (sentence, start) in starts {
        let Some(tokens) = candidate(text, named, sentence, start) else { continue };
        if is_told(text, sentence, &tokens) || is_joined(text, &tokens, named, told.last()) {
            told.push(tokens);
        }
    }
    told
}

/// What may be the name of a company though the reader takes it for something else, or for nothing.
fn candidate(text: &Text<'_>, named: &Named<'_, '_>, sentence: &Range<usize>, start: usize) -> Option<Range<usize>> {
    if let Some(name) = named.at(start) {
        let word = text.list(ListName::NotAName, start).contains(text.form(start)) && name.tokens.len() == 1;
        let open = name.tokens.start == start && is_open(name) && !word && !named.surnames.contains(text.form(start));
        return open.then(|| name.tokens.clone());
    }
    let free = |&token: &usize| named.at[token].is_none() && is_proper(text, token);
    let end = (start..sentence.end).take_while(free).last()? + 1;
    let inside = start > sentence.start && free(&(start - 1));
    (!inside).then_some(start..end)
}

/// Whether the words around may say better what a name is: neither the gazetteer nor two names of a person do.
fn is_open(name: &Name<'_>) -> bool {
    let person = name.kind == EntityType::Person && name.tokens.len() > 1;
    let vague = matches!(name.kind, EntityType::Person | EntityType::Place | EntityType::Other);
    name.entry.is_none() && vague && !person
}

fn is_proper(text: &Text<'_>, token: usize) -> bool {
    let form = text.form(token);
    let capital =
        form.starts_with(char::is_uppercase) && form.chars().filter(|letter| letter.is_alphabetic()).count() > 1;
    let listed = [ListName::NotAName, ListName::KindNoun, ListName::Role, ListName::Demonym, ListName::Month];
    let word = listed.into_iter().any(|name| text.list(name, token).contains(form));
    let proper = match text.upos(token) {
        Upos::Propn => true,
        // *der Symrise*, which no lexicon has, but not *des Bauunternehmens*.
        Upos::Noun | Upos::X => [form, &text.noun_lemma(token), form.trim_end_matches('s')]
            .into_iter()
            .all(|word| compound::is_unknown(text, token, word) && !ends_like_noun(text, token, word)),
        _ => false,
    };
    proper && capital && !word && !text.is_hidden(token)
}

/// *Küchenbauer*, *Fluglinie*: how common nouns end.
fn ends_like_noun(text: &Text<'_>, token: usize, word: &str) -> bool {
    text.list(ListName::NounEnding, token).iter().any(|(ending, _)| word.ends_with(ending))
}

fn is_told(text: &Text<'_>, sentence: &Range<usize>, tokens: &Range<usize>) -> bool {
    let mut start = tokens.start;
    let lowest = start.saturating_sub(ADJECTIVES).max(sentence.start);
    while start > lowest && text.upos(start - 1) == Upos::Adj {
        start -= 1;
        if is_event(text, start) {
            return true;
        }
    }
    let by_clause = [is_bankrupt, merges, acts_as_firm, is_described, is_struck];
    if by_clause.into_iter().any(|tells| tells(text, sentence, tokens)) {
        return true;
    }
    let Some(before) = start.checked_sub(1).filter(|&before| before >= sentence.start) else { return false };
    // *der insolvente Küchenbauer Alno*
    let said = before > sentence.start && text.upos(before) == Upos::Noun && is_event(text, before - 1);
    if start == tokens.start && (said || is_firm(text, before)) {
        return true;
    }
    led(text, sentence, before).is_some_and(|(noun, lead)| leads(text, noun, lead))
}

/// *Linde und Praxair*: what is joined to a company is one too, if it is no person.
fn is_joined(text: &Text<'_>, tokens: &Range<usize>, named: &Named<'_, '_>, last: Option<&Range<usize>>) -> bool {
    let before = tokens.start.checked_sub(1);
    // *die Fusion von Linde mit Praxair*, *Linde/Praxair*: only behind what is told.
    let pairs = |before: usize| last.is_some_and(|last| last.end == before) && is_pairing(text, before);
    let and = |before: usize| text.list(ListName::Additive, before).contains(text.form(before));
    let joint = before.filter(|&before| and(before) || pairs(before));
    let Some((joint, first)) = joint.and_then(|joint| Some((joint, joint.checked_sub(1)?))) else { return false };
    let person = named.at(tokens.start).is_some_and(|name| name.kind == EntityType::Person);
    let company = named.at(first).is_some_and(|name| name.kind == EntityType::Company);
    last.is_some_and(|last| last.end == joint) || company && !person
}

/// *mit*, */*
fn is_pairing(text: &Text<'_>, token: usize) -> bool {
    let form = text.form(token);
    matches!(form, "/" | "-" | "–") || text.list(ListName::MutualNoun, token).iter().any(|(_, with)| with == form)
}

/// *insolvent*, *pleite*: adjectives that are said of companies.
fn is_event(text: &Text<'_>, token: usize) -> bool {
    text.tag(token).is_some_and(|tag| text.list(ListName::Event, token).contains(&tag.lemma))
}

/// *Die Kettler ist pleite*, *Kettler erneut insolvent*: no other name stands between the name and what is said of it.
fn is_bankrupt(text: &Text<'_>, sentence: &Range<usize>, tokens: &Range<usize>) -> bool {
    let said = |&token: &usize| text.upos(token) == Upos::Adj && is_event(text, token);
    let Some(end) = (tokens.end..sentence.end).take(FAR).find(said) else { return false };
    let undeclined = text.tag(end).is_some_and(|tag| tag.features.case.is_none());
    let first = (sentence.start..tokens.start).all(|token| text.upos(token) == Upos::Det);
    first && undeclined && !(tokens.end..end).any(|token| text.form(token) == ",")
}

/// *Linde und Praxair fusionieren*: a name that a sentence with such a verb begins with.
fn merges(text: &Text<'_>, sentence: &Range<usize>, tokens: &Range<usize>) -> bool {
    let first = (sentence.start..tokens.start).all(|token| text.upos(token) == Upos::Det);
    let verb = |token: usize| {
        let lemma = text.tag(token).map_or("", |tag| tag.lemma.as_str());
        text.upos(token) == Upos::Verb && text.list(ListName::FirmVerb, token).contains(lemma)
    };
    first && (tokens.end..sentence.end).any(verb)
}

/// *Symrise streicht 200 Stellen*, *Roller geht in die Insolvenz*: a name that the sentence begins with, whose verb with
/// such a noun is the deed of a company.
fn acts_as_firm(text: &Text<'_>, sentence: &Range<usize>, tokens: &Range<usize>) -> bool {
    let office = tail(text.form(tokens.start), text.list(ListName::Role, tokens.start)).is_some();
    let before = (sentence.start..tokens.start).all(|token| text.upos(token) == Upos::Det);
    let first = before && !office && text.upos(tokens.end.min(sentence.end - 1)) != Upos::Propn;
    let behind = tokens.end..sentence.end.min(tokens.end + LONG);
    let comma = behind.clone().find(|&token| text.form(token) == ",").unwrap_or(behind.end);
    let clause = tokens.end..comma;
    let particle = clause.clone().find(|&token| text.tag(token).is_some_and(|tag| tag.xpos == "PTKVZ"));
    let particle = particle.map_or("", |token| text.form(token));
    let deed = |verb: usize| {
        let lemma = text.tag(verb).map_or("", |tag| tag.lemma.as_str());
        let list = text.list(ListName::FirmDeed, verb);
        let verbal = matches!(text.upos(verb), Upos::Verb | Upos::Aux);
        let nouns = list.get(&format!("{particle}{lemma}")).or_else(|| list.get(lemma)).filter(|_| verbal);
        let fits = |noun: usize| {
            let lemma = text.noun_lemma(noun);
            text.upos(noun) == Upos::Noun
                && nouns.is_some_and(|nouns| {
                    nouns.split(' ').any(|one| lemma == one || lemma.ends_with(&one.to_lowercase()))
                })
        };
        nouns.is_some() && clause.clone().any(fits)
    };
    first && clause.clone().any(deed)
}

/// *Symrise, eine Tochter der Bayer AG*: what stands behind a comma says that it is a company.
fn is_described(text: &Text<'_>, sentence: &Range<usize>, tokens: &Range<usize>) -> bool {
    let mut behind = (tokens.end + 1..sentence.end).take(FAR);
    let comma = sentence.contains(&tokens.end) && text.form(tokens.end) == ",";
    let modifies = |token: usize| matches!(text.upos(token), Upos::Det | Upos::Adj | Upos::Adv | Upos::Num);
    let noun = behind.find(|&token| !modifies(token)).filter(|_| comma);
    noun.is_some_and(|noun| is_firm(text, noun))
}

/// *Bei Symrise wird gestreikt*, *Bei Roller fallen 200 Stellen weg*: what only companies suffer, in a phrase with *bei*.
fn is_struck(text: &Text<'_>, sentence: &Range<usize>, tokens: &Range<usize>) -> bool {
    let before = |token: usize| token.checked_sub(1).filter(|before| sentence.contains(before));
    let article = before(tokens.start).filter(|&token| text.upos(token) == Upos::Det);
    let preposition = article.map_or_else(|| before(tokens.start), before);
    let at = preposition.is_some_and(|token| {
        let word = text.form(token).to_lowercase();
        let [tying, possessive] =
            [ListName::AffiliationPreposition, ListName::PossessivePreposition].map(|name| text.list(name, token));
        tying.contains(&word) && !possessive.contains(&word)
    });
    let suffers = |token: usize| {
        let Some(tag) = text.tag(token) else { return false };
        let list = text.list(ListName::Event, token);
        match tag.upos {
            Upos::Verb => list.contains(&tag.lemma),
            Upos::Noun => list.ending(&text.noun_lemma(token)).is_some_and(|(_, value)| value.split('\t').count() == 4),
            _ => false,
        }
    };
    at && sentence.clone().any(suffers)
}

/// *das Unternehmen Roller*, *die Fluglinie Schuler*: the noun right before says that it is a company.
fn is_firm(text: &Text<'_>, token: usize) -> bool {
    text.upos(token) == Upos::Noun && refine::kind_noun(text, token) == Some(EntityType::Company)
}

/// The noun before a phrase and what leads from it to the phrase: *Tochter von*, *Pleite der*.
fn led<'a>(text: &Text<'a>, sentence: &Range<usize>, last: usize) -> Option<(usize, &'a str)> {
    let before = |token: usize| token.checked_sub(1).filter(|&before| before >= sentence.start);
    let article = text.upos(last) == Upos::Det;
    let preposition = if article { before(last)? } else { last };
    if text.upos(preposition) == Upos::Adp {
        return Some((before(preposition)?, text.document.tokens[preposition].form.as_str()));
    }
    // *die Pleite der Metro*: the article right behind the noun is that of a genitive.
    article.then_some((preposition, GENITIVE))
}

/// Whether a noun leads to a company in that way.
fn leads(text: &Text<'_>, noun: usize, lead: &str) -> bool {
    let lemma = text.lexicon.lemma(text.form(noun), WordClass::Noun, text.language(noun));
    let entry = text.list(ListName::FirmLead, noun).ending(&lemma);
    let nominal = matches!(text.upos(noun), Upos::Noun | Upos::Propn);
    nominal && entry.is_some_and(|(_, leads)| leads.split(' ').any(|one| one == lead))
}
