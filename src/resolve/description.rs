//! Definite descriptions: *das Unternehmen*, *der Konzern*, *the company*, *die Volksrepublik*, *der US-Präsident*. Each
//! goes to the nearest thing of its type that was the subject of something, and to none when two would do.

use std::collections::{BTreeMap, BTreeSet};

use super::Chains;
use crate::lexicon::{Lexicon, ListName};
use crate::parse::{Relation, Trees};
use crate::recognize::{Mention, MentionKind, Mentions};
use crate::tag::{Definite, Number, PronType, Tags, Upos};
use crate::text::{Document, EntityType};

/// What a resolver may look at.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    /// The sentences and tokens.
    pub(super) document: &'a Document,
    /// What each token is.
    pub(super) tags: &'a Tags,
    /// How they hang together.
    pub(super) trees: &'a Trees,
    /// The names.
    pub(super) mentions: &'a Mentions,
    /// The word lists.
    pub(super) lexicon: &'a Lexicon,
}

/// Finds the chain of each definite description that has one, in the order of the text: a later description may go back
/// to an earlier one.
pub(super) fn resolve(view: &View<'_>, chains: &mut Chains) {
    let titles = titles(view, chains);
    for token in (0..view.document.tokens.len()).filter(|&token| is_description(view, token)) {
        if chains.of_token.contains_key(&token) {
            continue;
        }
        if let Some(chain) = antecedent(view, chains, &titles, token) {
            chains.of_token.insert(token, chain);
        }
    }
}

/// A noun with *der*, *dieser* or *the* in front, in the singular, that nothing behind it tells apart from others.
fn is_description(view: &View<'_>, token: usize) -> bool {
    let tag = &view.tags[token];
    let singular = tag.features.number != Some(Number::Plur);
    let covered = view.mentions.mentions.iter().any(|mention| {
        let named = matches!(mention.kind, MentionKind::Entity(_));
        named && !mention.in_compound && mention.tokens.contains(&token)
    });
    let restricted = [Relation::Nmod, Relation::Acl, Relation::Appos, Relation::Flat, Relation::NmodDesc];
    let restricts =
        |child: usize| !is_of_verb(view, token, child) && !is_place(view, child) && seat(view, child).is_none();
    let told_apart = !is_office_of_country(view, token)
        && restricted.into_iter().any(|relation| view.trees.children_by(token, relation).any(restricts));
    tag.upos == Upos::Noun && singular && !covered && !told_apart && is_definite(view, token)
}

/// *der US-Präsident mit seinen Zöllen*: a country in front tells apart enough.
fn is_office_of_country(view: &View<'_>, token: usize) -> bool {
    let country = |mention: &Mention| mention.in_compound && mention.kind == MentionKind::Entity(EntityType::Country);
    let inside = view.mentions.mentions.iter().any(|mention| country(mention) && mention.tokens.contains(&token));
    inside && described_type(view, token) == Some(Wanted::Person)
}

/// *trennte sich der Konzern von Wicresoft*: a phrase that the verb asks for tells nothing apart, wherever it hangs.
fn is_of_verb(view: &View<'_>, noun: usize, phrase: usize) -> bool {
    let Some(verb) = view.trees.head(noun) else { return false };
    let list = view.lexicon.list(ListName::LiftedPreposition, sentence_language(view, noun));
    let reflexive = view.trees.children(verb).iter().any(|&child| view.tags[child].xpos == "PRF");
    let lemma = &view.tags[verb].lemma;
    let governed = if reflexive { list.get(&format!("sich {lemma}")) } else { None }.or_else(|| list.get(lemma));
    let leads = |word: usize| {
        let form = view.document.tokens[word].form.to_lowercase();
        governed.is_some_and(|words| words.split(' ').any(|other| other == form))
    };
    reflexive && view.trees.children_by(phrase, Relation::Case).any(leads)
}

/// *das erste Joint Venture des Konzerns in China*: where something is tells no firm apart from others.
fn is_place(view: &View<'_>, phrase: usize) -> bool {
    let owned = view.trees.head(phrase).is_some_and(|noun| view.trees.relation(noun).is(Relation::Nmod));
    let place = |mention: &Mention| matches!(mention.kind, MentionKind::Entity(kind) if kind.is_place());
    owned && view.mentions.mentions.iter().any(|mention| place(mention) && mention.tokens.contains(&phrase))
}

/// *der Konzern aus Redmond*: the firm whose seat a phrase names.
fn seat<'a>(view: &View<'a>, phrase: usize) -> Option<&'a str> {
    let named = view.mentions.mentions.iter().find(|mention| mention.tokens.contains(&phrase))?;
    view.lexicon.list(ListName::Seat, sentence_language(view, phrase)).get(&named.name)
}

fn is_definite(view: &View<'_>, token: usize) -> bool {
    view.trees.children_by(token, Relation::Det).any(|child| {
        let features = view.tags[child].features;
        features.definite == Some(Definite::Def) || features.pron_type == Some(PronType::Dem)
    })
}

/// Who bears a title in this article: *US-Präsident Trump*.
fn titles(view: &View<'_>, chains: &Chains) -> BTreeMap<String, usize> {
    let mut titles = BTreeMap::new();
    for (&mention, &chain) in &chains.of_mention {
        let start = view.mentions.mentions[mention].tokens.start;
        let here = view.document.sentence_of(start);
        let before = start.checked_sub(1).filter(|&before| view.document.sentence_of(before) == here);
        let tied = |noun: usize| view.trees.head(start) == Some(noun) || view.trees.head(noun) == Some(start);
        let noun = before.filter(|&noun| matches!(view.tags[noun].upos, Upos::Noun | Upos::Propn) && tied(noun));
        let person = chains.chains[chain].kind == EntityType::Person;
        if let Some(noun) = noun.filter(|_| person) {
            titles.insert(view.tags[noun].lemma.clone(), chain);
        }
    }
    titles
}

fn antecedent(view: &View<'_>, chains: &Chains, titles: &BTreeMap<String, usize>, token: usize) -> Option<usize> {
    if let Some(&chain) = titles.get(&view.tags[token].lemma) {
        return Some(chain);
    }
    if let Some(chain) = of_seat(view, chains, token).or_else(|| of_longer_name(view, chains, token)) {
        return Some(chain);
    }
    let beside = beside(view, chains, token);
    let Some(kind) = described_type(view, token) else {
        return super::kind::company(view, chains, token, &|chain| !beside.contains(&chain));
    };
    let fits = |chain: usize| kind.fits(chains.chains[chain].kind) && !beside.contains(&chain);
    // Countries act and are acted on alike: *das Land* may be either of two, whichever is the subject.
    match kind {
        Wanted::Country => only(view, chains, token, &fits).or_else(|| sole(view, chains, token, &fits)),
        Wanted::Company => nearest(view, chains, token, 1, &fits)
            .or_else(|| dominant(view, chains, usize::MAX, &fits))
            .or_else(|| dominant(view, chains, token, &fits)),
        _ => nearest(view, chains, token, BACK, &fits),
    }
}

/// *Das Unternehmen verkaufte das Werk an Alibaba*: what else a verb has as its arguments is none of the things that a
/// description among them can mean (Chomsky 1981, principle C).
fn beside(view: &View<'_>, chains: &Chains, token: usize) -> Vec<usize> {
    const ARGUMENTS: [Relation; 4] = [Relation::Nsubj, Relation::Obj, Relation::Iobj, Relation::Obl];
    let is_argument = |at: usize| ARGUMENTS.into_iter().any(|relation| view.trees.relation(at).is(relation));
    let Some(verb) = view.trees.head(token).filter(|_| is_argument(token)) else { return Vec::new() };
    let others: Vec<usize> =
        view.trees.children(verb).iter().copied().filter(|&other| other != token && is_argument(other)).collect();
    let mentions = view.mentions.mentions.iter().enumerate();
    let named = mentions.filter(|(_, mention)| others.iter().any(|other| mention.tokens.contains(other)));
    let described = others.iter().filter_map(|other| chains.of_token.get(other).copied());
    described.chain(named.filter_map(|(number, _)| chains.of_mention.get(&number).copied())).collect()
}

/// The type a description asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Company,
    Organization,
    Country,
    City,
    Medium,
    Government,
    Person,
}

impl Wanted {
    fn from_name(name: &str) -> Option<Self> {
        match name {
            "company" => Some(Self::Company),
            "organization" => Some(Self::Organization),
            "country" => Some(Self::Country),
            "city" => Some(Self::City),
            "medium" => Some(Self::Medium),
            "government" => Some(Self::Government),
            "person" => Some(Self::Person),
            _ => None,
        }
    }

    fn fits(self, kind: EntityType) -> bool {
        match self {
            Self::Company => kind.is_firm(),
            Self::Organization => kind.is_organization(),
            Self::Country => kind == EntityType::Country,
            Self::City => kind == EntityType::City,
            Self::Medium => kind == EntityType::Medium,
            Self::Government => kind == EntityType::Government,
            Self::Person => kind == EntityType::Person,
        }
    }
}

fn described_type(view: &View<'_>, token: usize) -> Option<Wanted> {
    let language = sentence_language(view, token);
    let list = view.lexicon.list(ListName::Description, language);
    let lemma = &view.tags[token].lemma;
    let exact = list.get(lemma);
    let tail = || lemma.rsplit('-').next().filter(|last| last.len() < lemma.len()).and_then(|last| list.get(last));
    exact.or_else(tail).and_then(Wanted::from_name)
}

pub(super) fn sentence_language(view: &View<'_>, token: usize) -> crate::text::Language {
    let number = view.document.sentence_of(token);
    number.map_or(view.document.language, |number| view.document.sentences[number].language)
}

fn of_seat(view: &View<'_>, chains: &Chains, token: usize) -> Option<usize> {
    let firm = view.trees.children_by(token, Relation::Nmod).find_map(|child| seat(view, child))?;
    chains.chains.iter().position(|chain| chain.name == firm)
}

/// *das Verteidigungsministerium* where the article names the *US-Verteidigungsministerium*, as such or as the Pentagon.
fn of_longer_name(view: &View<'_>, chains: &Chains, token: usize) -> Option<usize> {
    let lemma = &view.tags[token].lemma;
    let list = view.lexicon.list(ListName::Description, sentence_language(view, token));
    list.ending(lemma).filter(|(_, kind)| Wanted::from_name(kind) == Some(Wanted::Government))?;
    let is_tail = |name: &str| name.rsplit_once('-').is_some_and(|(_, tail)| tail == lemma);
    let named = |chain: &super::Chain| {
        let entry = view.lexicon.gazetteer().find(&chain.name);
        chain.kind.is_organization() && (is_tail(&chain.name) || entry.is_some_and(|entry| entry.names().any(is_tail)))
    };
    let mut found = chains.chains.iter().enumerate().filter(|(_, chain)| named(chain));
    let (chain, _) = found.next().filter(|_| found.next().is_none())?;
    Some(chain)
}

/// What the article is about: the thing that fits and is named at least twice as often as any other that fits, in all of
/// the article or before a token.
fn dominant(view: &View<'_>, chains: &Chains, before: usize, fits: &dyn Fn(usize) -> bool) -> Option<usize> {
    let count = |chain: usize| {
        let mentions = chains.chains[chain].mentions.iter();
        mentions.filter(|&&number| view.mentions.mentions[number].tokens.start < before).count()
    };
    let fitting = (0..chains.chains.len()).filter(|&chain| fits(chain));
    let counts = fitting.map(|chain| (count(chain), chain)).filter(|(count, _)| *count > 0);
    super::outstanding(counts, 2).map(|(_, chain)| chain)
}

/// How many sentences back a thing may have been named.
pub(super) const BACK: usize = 4;

/// The chain that fits and was named last as a subject in the sentence before or the same one; else the last one named,
/// if no other that fits was named in the same sentence.
pub(super) fn nearest(
    view: &View<'_>,
    chains: &Chains,
    token: usize,
    back: usize,
    fits: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    let here = view.document.sentence_of(token)?;
    (here.saturating_sub(back)..=here).rev().find_map(|number| {
        let tokens = view.document.sentences[number].tokens.clone();
        let named = mentions_in(view, chains, tokens).into_iter().filter(|(at, chain)| *at < token && fits(*chain));
        let named: Vec<(usize, usize)> = named.collect();
        let single = |at: usize| is_subject(view, at) && !is_coordinated(view, at);
        let subject = named.iter().rev().find(|(at, _)| single(*at)).map(|(_, chain)| *chain);
        let mut all: Vec<usize> = named.iter().map(|(_, chain)| *chain).collect();
        all.sort_unstable();
        all.dedup();
        subject.or(if all.len() == 1 { all.first().copied() } else { None })
    })
}

/// *SAP und Arvato*: one of two is nothing that a singular could speak of.
fn is_coordinated(view: &View<'_>, token: usize) -> bool {
    let nominal = |other: usize| matches!(view.tags[other].upos, Upos::Noun | Upos::Propn);
    view.trees.children_by(token, Relation::Conj).any(nominal)
}

/// The chain that fits, if the last sentence that names one names no other; one whose name is a plural (*die USA*) is left
/// out where another is named, for the description is a singular.
fn only(view: &View<'_>, chains: &Chains, token: usize, fits: &dyn Fn(usize) -> bool) -> Option<usize> {
    let here = view.document.sentence_of(token)?;
    let (all, singular) = (here.saturating_sub(BACK)..=here).rev().find_map(|number| {
        let tokens = view.document.sentences[number].tokens.clone();
        let named = mentions_in(view, chains, tokens).into_iter().filter(|(at, chain)| *at < token && fits(*chain));
        let named: Vec<(usize, usize)> = named.collect();
        let single = named.iter().filter(|(at, _)| !is_plural(view, *at));
        let single: BTreeSet<usize> = single.map(|(_, chain)| *chain).collect();
        let all: BTreeSet<usize> = named.iter().map(|(_, chain)| *chain).collect();
        (!all.is_empty()).then_some((all, single))
    })?;
    let one = |set: &BTreeSet<usize>| set.first().copied().filter(|_| set.len() == 1);
    one(&all).or_else(|| one(&singular))
}

/// *die USA*, *the United States*: whether a word of the name that begins here is a plural.
fn is_plural(view: &View<'_>, start: usize) -> bool {
    let named = view.mentions.mentions.iter().find(|mention| !mention.in_compound && mention.tokens.start == start);
    let mut tokens = named.map_or(start..start + 1, |mention| mention.tokens.clone());
    tokens.any(|token| view.tags[token].features.number == Some(Number::Plur))
}

/// The one thing that fits in all of the article, which names it more than once and not first here: *Daten bleiben im
/// Land*.
fn sole(view: &View<'_>, chains: &Chains, token: usize, fits: &dyn Fn(usize) -> bool) -> Option<usize> {
    let mut fitting = (0..chains.chains.len()).filter(|&chain| fits(chain));
    let chain = fitting.next().filter(|_| fitting.next().is_none())?;
    let mentions = &chains.chains[chain].mentions;
    let before = mentions.iter().any(|&number| view.mentions.mentions[number].tokens.start < token);
    (before && mentions.len() > 1).then_some(chain)
}

/// The heads of the mentions and resolved descriptions among these tokens, with their chains.
fn mentions_in(view: &View<'_>, chains: &Chains, tokens: std::ops::Range<usize>) -> Vec<(usize, usize)> {
    let mentions = view.mentions.mentions.iter().enumerate();
    let named = mentions.filter(|(_, mention)| !mention.in_compound && tokens.contains(&mention.tokens.start));
    let mut found: Vec<(usize, usize)> =
        named.filter_map(|(number, mention)| Some((mention.tokens.start, *chains.of_mention.get(&number)?))).collect();
    found.extend(chains.of_token.range(tokens).map(|(token, chain)| (*token, *chain)));
    found.sort_unstable();
    found
}

/// Whether a name is a subject, itself or behind its title.
pub(super) fn is_subject(view: &View<'_>, token: usize) -> bool {
    let subject = |at: usize| view.trees.relation(at).is(Relation::Nsubj);
    let tied = [Relation::Appos, Relation::Flat, Relation::NmodDesc, Relation::Compound];
    let above = view.trees.head(token).filter(|_| tied.into_iter().any(|other| view.trees.relation(token).is(other)));
    subject(token) || above.is_some_and(subject)
}
