//! Builds the arguments of facts: compact, with their spans, and never a pronoun that nobody resolved, a bare stand-in
//! (*Teil*, *Reihe*) or a whole clause.

use crate::lexicon::{ListName, WordClass};
use crate::parse::Relation;
use crate::recognize::{Amount, Mention, MentionKind, Unit};
use crate::tag::{Case, Degree, Gender, Number, Upos};
use crate::text::{EntityType, Language, Span};

use super::context::Context;
use super::fact::{Argument, Term};
use super::first_person;

/// What fills a place of a fact before it is built.
#[derive(Debug, Clone, PartialEq)]
pub enum Slot {
    /// The noun phrase with this head, each of its conjuncts.
    Phrase(usize),
    /// The noun phrase with this head alone.
    Noun(usize),
    /// A mention, also inside a compound, by its number.
    Mention(usize),
    /// Words that need no building.
    Ready(Argument),
}

/// Why a candidate makes no fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rejection {
    /// A pronoun whose thing is not known.
    Pronoun,
    /// A noun that only stands for others.
    StandIn,
    /// No noun phrase: an adjective, a clause.
    NoNoun,
    /// Neither side is a thing with a name.
    NoName,
    /// Subject and object are the same thing.
    SameThing,
    /// The clause has no subject that could be found.
    NoSubject,
    /// The tree is too unsure here.
    Unsure,
}

impl Rejection {
    /// The reason, as the summary of a build prints it.
    #[must_use]
    pub fn reason(self) -> &'static str {
        match self {
            Self::Pronoun => "unresolved pronoun",
            Self::StandIn => "noun without content",
            Self::NoNoun => "no noun phrase",
            Self::NoName => "nothing with a name",
            Self::SameThing => "subject is object",
            Self::NoSubject => "no subject",
            Self::Unsure => "unsure tree",
        }
    }
}

/// Builds what fills a slot, one argument a conjunct.
pub(super) fn fill(context: &Context<'_>, slot: &Slot) -> Vec<Result<Argument, Rejection>> {
    match slot {
        Slot::Phrase(head) => context.conjuncts(*head).into_iter().map(|noun| argument(context, noun)).collect(),
        Slot::Noun(head) => vec![argument(context, *head)],
        Slot::Mention(number) => vec![entity(context, *number).ok_or(Rejection::NoNoun)],
        Slot::Ready(argument) => vec![Ok(argument.clone())],
    }
}

/// Builds the argument that a noun heads.
///
/// # Errors
/// When it is a pronoun that nobody resolved, a stand-in or no noun.
pub fn argument(context: &Context<'_>, head: usize) -> Result<Argument, Rejection> {
    if let Some((number, mention)) = context.mention(head) {
        match mention.kind {
            MentionKind::Entity(_) => return entity(context, number).ok_or(Rejection::NoNoun),
            MentionKind::Time(interval) => return Ok(words(context, &[mention.span], Term::Time(interval))),
            MentionKind::Amount(amount) => {
                let term = Term::Amount(amount, counted(context, head, amount));
                return Ok(words(context, &[mention.span], term));
            }
            MentionKind::Role => {}
        }
    }
    if let Some(name) = apposed_name(context, head) {
        return entity(context, name).ok_or(Rejection::NoNoun);
    }
    if let Some(firm) = firm_in_compound(context, head) {
        return entity(context, firm).ok_or(Rejection::NoNoun);
    }
    if let Some(chain) = context.chains.at(head) {
        let span = context.document.tokens[head].span;
        return Ok(words(context, &[determined(context, head, span)], Term::Entity(chain)));
    }
    if let Some(chain) = first_person::meant(context, head) {
        return Ok(words(context, &[context.document.tokens[head].span], Term::Entity(chain)));
    }
    if let Some((number, _)) = context.inner_entity(head).filter(|_| is_country_adjective(context, head)) {
        return entity(context, number).ok_or(Rejection::NoNoun);
    }
    if let Some(noun) = part_of(context, head) {
        return argument(context, noun);
    }
    match context.tags[head].upos {
        Upos::Noun | Upos::Propn => concept(context, head).or_else(|reason| numbered(context, head).ok_or(reason)),
        Upos::Pron | Upos::Det => Err(Rejection::Pronoun),
        _ => Err(Rejection::NoNoun),
    }
}

/// *die chinesische Zusage*: the whole word names the country.
fn is_country_adjective(context: &Context<'_>, token: usize) -> bool {
    let whole = |number: usize| context.mentions.mentions[number].span == context.document.tokens[token].span;
    let adjective = context.trees.relation(token).is(Relation::Amod);
    adjective && context.inner_entity(token).is_some_and(|(number, _)| whole(number))
}

/// *700 people*: what a noun without content counts.
fn numbered(context: &Context<'_>, head: usize) -> Option<Argument> {
    let mut numbers = context.trees.children_by(head, Relation::Nummod);
    numbers.find_map(|number| {
        let (_, mention) = context.mention(number)?;
        let MentionKind::Amount(amount) = mention.kind else { return None };
        let counted = (amount.unit == Unit::Count).then(|| noun_form(context, head))?;
        Some(words(context, &[mention.span], Term::Amount(amount, Some(counted))))
    })
}

/// *einige der strengsten Gesetze*, *some of the chips*, *eine Reihe von Firmen*: a word that takes a part of the noun
/// behind it speaks of it.
fn part_of(context: &Context<'_>, part: usize) -> Option<usize> {
    let indefinite = matches!(context.tags[part].xpos.as_str(), "PIS" | "PIAT" | "DT");
    let transparent = context.in_list(part, ListName::TransparentNoun);
    let belongs = |&noun: &usize| {
        let plural = context.tags[noun].features.number == Some(Number::Plur);
        let leads = context.is_possessor(noun);
        noun > part && (plural || transparent) && leads && context.tags[noun].upos == Upos::Noun
    };
    context.trees.children_by(part, Relation::Nmod).filter(|_| indefinite || transparent).find(belongs)
}

/// *Hunderte lokaler Projekte*, *hundreds of workers*: what a number counts when it is the head itself.
fn counted(context: &Context<'_>, head: usize, amount: Amount) -> Option<String> {
    let mut nouns = context.trees.children(head).iter().copied().filter(|&child| {
        let relation = context.trees.relation(child);
        let kinds = [Relation::Nmod, Relation::Appos, Relation::Flat, Relation::Compound];
        child > head && kinds.into_iter().any(|kind| relation.is(kind)) && context.tags[child].upos == Upos::Noun
    });
    let noun = nouns.next().filter(|_| amount.unit == Unit::Count)?;
    Some(noun_form(context, noun))
}

/// The name right behind its title or description: *Präsident Trump*, *das Beratungshaus Capgemini*.
pub(super) fn apposed_name(context: &Context<'_>, head: usize) -> Option<usize> {
    let kinds = [Relation::Appos, Relation::Flat, Relation::NmodDesc, Relation::Compound, Relation::Nmod];
    let mut children = context.trees.children(head).iter().copied();
    children.find_map(|child| {
        let relation = context.trees.relation(child);
        let (number, mention) = context.mention(child)?;
        let between = head + 1..mention.tokens.start.max(head + 1);
        let adjacent = mention.tokens.start > head && between.into_iter().all(|token| is_mark(context, token));
        let adjacent = (adjacent || is_apposed_bearer(context, head, mention)) && context.preposition(child).is_none();
        let named = matches!(mention.kind, MentionKind::Entity(_));
        (named && adjacent && kinds.into_iter().any(|kind| relation.is(kind))).then_some(number)
    })
}

/// *Der Chef von Siemens, Roland Busch, kündigte an*: a person behind the comma that ends an office.
fn is_apposed_bearer(context: &Context<'_>, head: usize, name: &Mention) -> bool {
    let office = context.is_office(head);
    let person = name.kind == MentionKind::Entity(EntityType::Person) && name.tokens.start > head + 1;
    let mark = |token: usize| context.document.tokens.get(token).is_some_and(|token| token.form == ",");
    let apart = office && person && mark(name.tokens.start - 1) && mark(name.tokens.end);
    apart && context.trees.relation(name.tokens.start).is(Relation::Appos)
}

/// *der Siemens-Konzern*: the name in front of a noun that says no more than what it is.
fn firm_in_compound(context: &Context<'_>, head: usize) -> Option<usize> {
    let (mention, chain) = context.inner_entity(head)?;
    // *der US-Konzern* is no state.
    if !context.chains.chains[chain].kind.is_organization() {
        return None;
    }
    let form = &context.document.tokens[head].form;
    let list = context.lexicon.list(ListName::FirmNoun, context.language(head));
    let rest = &form[form.rfind('-')? + 1..];
    let lemma = context.lexicon.lemma(rest, WordClass::Noun, context.language(head));
    let whole = context.mentions.mentions[mention].span.len() + rest.len() + 1 == form.len();
    (whole && (list.contains(rest) || list.contains(&lemma))).then_some(mention)
}

/// *die Zeitung „Nikkei“*: a quotation mark parts no name from its title.
fn is_mark(context: &Context<'_>, token: usize) -> bool {
    let mut letters = context.document.tokens[token].form.chars();
    letters.all(|letter| matches!(letter, '„' | '“' | '”' | '"' | '»' | '«'))
}

fn determined(context: &Context<'_>, head: usize, span: Span) -> Span {
    let before = head.checked_sub(1).filter(|&before| context.trees.head(before) == Some(head));
    before.map_or(span, |before| context.document.tokens[before].span.cover(span))
}

/// The argument that a mention of an entity makes.
pub(super) fn entity(context: &Context<'_>, mention: usize) -> Option<Argument> {
    let (chain, _) = context.chain(mention)?;
    Some(words(context, &[context.mentions.mentions[mention].span], Term::Entity(chain)))
}

/// An argument over stretches of the source.
pub(super) fn words(context: &Context<'_>, spans: &[Span], term: Term) -> Argument {
    let text: Vec<&str> = spans.iter().map(|span| span.of(&context.document.source)).collect();
    Argument { spans: spans.to_vec(), text: text.join(" "), term }
}

/// A common noun with the modifiers that name it: *seltene Erden*, not *die überraschende Ausfuhr seltener Erden*.
fn concept(context: &Context<'_>, head: usize) -> Result<Argument, Rejection> {
    let truncated = context.document.tokens[head].form.ends_with('-');
    let unresolved_time = [ListName::Weekday, ListName::Month, ListName::RelativeDay];
    if unresolved_time.into_iter().any(|name| context.in_list(head, name)) {
        return Err(Rejection::StandIn);
    }
    if truncated || is_dropped(context, head) || !has_letters(context, head) {
        return Err(Rejection::StandIn);
    }
    let modifiers = naming_modifiers(context, head);
    let mut label: Vec<String> = modifiers.iter().map(|&word| modifier_form(context, word, head)).collect();
    label.push(noun_form(context, head));
    let last = complement(context, head);
    if last > head {
        label.push(context.document.surface(head + 1..last + 1).to_owned());
    }
    let term = Term::Concept { label: label.join(" "), head: context.tags[head].lemma.clone() };
    let first = modifiers.first().copied().unwrap_or(head);
    let span = context.document.tokens[first].span.cover(context.document.tokens[last].span);
    Ok(words(context, &[span], term))
}

/// A noun that only stands for others; some do so in the singular only (*an dieser Stelle*, but *500 Stellen*).
fn is_dropped(context: &Context<'_>, head: usize) -> bool {
    let plural = context.tags[head].features.number == Some(Number::Plur);
    context.value(head, ListName::DroppedNoun).is_some_and(|value| !(plural && value == "singular"))
}

/// How many words a complement may have with its article and adjectives.
const COMPLEMENT: usize = 3;

/// The last word of a genitive or *von* right behind a noun, without which the noun says little: *Ausfuhr seltener
/// Erden*, *export of chips*. The noun itself if there is none, or a long one.
fn complement(context: &Context<'_>, head: usize) -> usize {
    let possessive = context.lexicon.list(ListName::PossessivePreposition, context.language(head));
    let affiliation = context.lexicon.list(ListName::AffiliationPreposition, context.language(head));
    let fits = |&child: &usize| {
        let preposition = context.preposition(child);
        let employed = context.entity(child).is_some_and(|(_, kind)| kind.is_organization());
        let near = child > head && child - head <= COMPLEMENT;
        let genitive = preposition.is_none() && context.tags[child].features.case == Some(Case::Gen);
        let words = (head + 1..child).all(|between| context.trees.head(between) == Some(child));
        let leads = |word: String| possessive.contains(&word) || employed && affiliation.contains(&word);
        near && words && (genitive || preposition.is_some_and(leads))
    };
    let mut children = context.trees.children_by(head, Relation::Nmod);
    let child = children.find(fits).filter(|&child| context.is_nominal(child));
    child.map_or(head, |child| context.mention(child).map_or(child, |(_, mention)| mention.tokens.end - 1))
}

fn has_letters(context: &Context<'_>, head: usize) -> bool {
    context.document.tokens[head].form.chars().filter(|letter| letter.is_alphabetic()).count() > 1
}

/// The adjectives and nouns right in front of a noun that belong to its name.
fn naming_modifiers(context: &Context<'_>, head: usize) -> Vec<usize> {
    let naming = |&token: &usize| {
        let relation = context.trees.relation(token);
        context.trees.head(token) == Some(head)
            && (relation.is(Relation::Compound)
                || relation == Relation::Amod && (names(context, token) || context.tags[token].upos == Upos::Propn))
            && context.document.tokens[token].form.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
    };
    let mut modifiers: Vec<usize> = (0..head).rev().take(2).take_while(naming).collect();
    modifiers.reverse();
    modifiers
}

fn names(context: &Context<'_>, adjective: usize) -> bool {
    let tag = &context.tags[adjective];
    tag.upos == Upos::Adj
        && !matches!(tag.features.degree, Some(Degree::Cmp | Degree::Sup))
        && !is_superlative(&context.document.tokens[adjective].form, &tag.lemma)
        && !context.in_list(adjective, ListName::LightAdjective)
        && context.document.tokens[adjective].form.chars().all(|letter| !letter.is_numeric())
}

/// *jüngstes*: a German superlative that is tagged as none; *ernstes* has the *st* in its dictionary form too.
fn is_superlative(form: &str, lemma: &str) -> bool {
    ["ste", "sten", "ster", "stes", "stem"].iter().any(|ending| form.ends_with(ending)) && !lemma.ends_with("st")
}

/// The form a modifier has in the dictionary: German adjectives as they stand before a nominative without article. Those
/// with a capital inside a sentence are not declined: *Berliner*, *Joint*.
fn modifier_form(context: &Context<'_>, modifier: usize, head: usize) -> String {
    let form = &context.document.tokens[modifier].form;
    let first = context.document.sentence_of(modifier).map(|number| context.document.sentences[number].tokens.start);
    let is_capital = form.starts_with(char::is_uppercase) && first != Some(modifier);
    if context.language(head) == Language::English || context.tags[modifier].upos != Upos::Adj || is_capital {
        return form.clone();
    }
    let stem = adjective_stem(&context.tags[modifier].lemma, form);
    let number = context.tags[head].features.number;
    let ending = match (number, gender(context, head)) {
        (Some(Number::Sing), Some(Gender::Masc)) => "er",
        (Some(Number::Sing), Some(Gender::Neut)) => "es",
        _ => "e",
    };
    format!("{stem}{ending}")
}

/// The stem of an adjective. One whose dictionary form nobody knows is its form without the ending of the dative or the
/// weak declension.
fn adjective_stem<'a>(lemma: &'a str, form: &str) -> &'a str {
    let unknown = lemma.eq_ignore_ascii_case(form);
    let bare = lemma.strip_suffix("en").or_else(|| lemma.strip_suffix("em")).filter(|_| unknown);
    bare.unwrap_or_else(|| lemma.trim_end_matches('e'))
}

/// The gender of a noun: what its article or adjective is tagged with, which have few forms, else its own tag. Adjectives in
/// *-en* tell none.
fn gender(context: &Context<'_>, noun: usize) -> Option<Gender> {
    let articles = context.trees.children_by(noun, Relation::Det);
    let telling = |&word: &usize| !context.document.tokens[word].form.ends_with("en");
    let words = articles.chain(context.trees.children_by(noun, Relation::Amod).filter(telling));
    let told = words.into_iter().find_map(|word| context.tags[word].features.gender);
    told.or(context.tags[noun].features.gender)
}

/// Plural nouns keep their plural, in the dative without its *n* where that is a known form: *Ingenieuren* is *Ingenieure*.
fn noun_form(context: &Context<'_>, head: usize) -> String {
    let tag = &context.tags[head];
    let form = &context.document.tokens[head].form;
    let dative = tag.features.case == Some(Case::Dat) && tag.features.gender != Some(Gender::Fem);
    let plural = tag.features.number == Some(Number::Plur);
    match context.language(head) {
        Language::German if plural && dative && form.ends_with('n') => {
            let bare = form.strip_suffix('n').unwrap_or(form);
            let known = context.lexicon.knows(bare, WordClass::Noun, Language::German);
            let own = context.lexicon.lemma(bare, WordClass::Noun, Language::German) == tag.lemma;
            if known && own { bare.to_owned() } else { tag.lemma.clone() }
        }
        _ if plural => form.clone(),
        _ => tag.lemma.clone(),
    }
}
