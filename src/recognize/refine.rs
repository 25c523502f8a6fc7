//! Makes the four classes of the trained reader finer: *ORG* is a company when its name ends in `AG`, a ministry when
//! it ends in *Ministerium*, a medium when the word before says *Zeitung*.

use std::ops::Range;

use super::sequence::NameClass;
use super::text::{Text, tail};
use crate::lexicon::{Entry, ListName};
use crate::tag::Upos;
use crate::text::{EntityType, Language};

/// How many words back the noun may stand that says what a thing is.
const MOST_PASSED: usize = 4;

/// Whether a thing of the gazetteer can be what the reader saw. Capitals and countries act like organisations.
pub(super) fn fits(class: NameClass, kind: EntityType) -> bool {
    match class {
        NameClass::Person => kind == EntityType::Person,
        NameClass::Organization => kind != EntityType::Person,
        NameClass::Location => kind.is_place() || kind == EntityType::Government,
        NameClass::Other => kind != EntityType::Person && kind != EntityType::City,
    }
}

/// The type of a name: the gazetteer's, else its legal form's, its last word's, the word's before it, else the widest.
pub(super) fn kind(text: &Text<'_>, tokens: &Range<usize>, class: NameClass, entry: Option<&Entry>) -> EntityType {
    if let Some(entry) = entry {
        return entry.kind;
    }
    let fitting = |kind: &EntityType| *kind != EntityType::Other && is_finer(class, *kind);
    let told = |kind: &EntityType| fitting(kind) || is_told_by_name(class, *kind);
    let own = legal_form(text, tokens).or_else(|| kind_noun(text, tokens.end - 1)).filter(told);
    let own = own.or_else(|| head(text, tokens).and_then(|token| kind_noun(text, token)).filter(told));
    own.or_else(|| word_before(text, tokens).filter(fitting)).unwrap_or_else(|| widest(class))
}

/// Kinds that the name of a thing tells better than the reader, who takes a fair for an organisation and *Paris
/// Agreement* for a place.
fn is_told_by_name(class: NameClass, kind: EntityType) -> bool {
    class != NameClass::Person
        && matches!(
            kind,
            EntityType::Event | EntityType::Law | EntityType::University | EntityType::Ngo | EntityType::Party
        )
}

/// The word that says what the thing is where that is not the last: *University of Oxford*, *Technische Universität
/// München*, *Flughafen Wien*.
fn head(text: &Text<'_>, tokens: &Range<usize>) -> Option<usize> {
    let inner = tokens.start..tokens.end.saturating_sub(1);
    let joined = |token: &usize| text.list(ListName::NameJoiner, *token).contains(text.form(token + 1));
    let joint = inner.clone().find(joined);
    let placed = text.language(tokens.start) == Language::German && inner.len() <= 2;
    joint.or_else(|| inner.rev().find(|&token| placed && kind_noun(text, token).is_some()))
}

fn widest(class: NameClass) -> EntityType {
    match class {
        NameClass::Person => EntityType::Person,
        NameClass::Organization => EntityType::Organization,
        NameClass::Location => EntityType::Place,
        NameClass::Other => EntityType::Other,
    }
}

/// Whether a type is one of the kinds that a class is made of.
fn is_finer(class: NameClass, kind: EntityType) -> bool {
    match class {
        NameClass::Person => false,
        NameClass::Organization => kind.is_organization(),
        NameClass::Location => kind.is_place(),
        NameClass::Other => {
            matches!(kind, EntityType::Product | EntityType::Event | EntityType::Law | EntityType::Medium)
        }
    }
}

fn legal_form(text: &Text<'_>, tokens: &Range<usize>) -> Option<EntityType> {
    let last = tokens.end - 1;
    let forms = text.list(ListName::LegalForm, last);
    let value = forms.get(text.form(last)).or_else(|| forms.get(text.form(tokens.end)))?;
    (tokens.len() > 1 || forms.contains(text.form(tokens.end))).then(|| EntityType::from_label(value))
}

/// What the word says that the thing is, if it is such a word.
pub(super) fn kind_noun(text: &Text<'_>, token: usize) -> Option<EntityType> {
    let list = text.list(ListName::KindNoun, token);
    let lemma = text.noun_lemma(token);
    let found = match text.language(token) {
        Language::German => tail(&lemma, list).or_else(|| tail(text.form(token), list)).map(|(_, value)| value),
        Language::English => list.get(&lemma.to_lowercase()).or_else(|| list.get(&text.form(token).to_lowercase())),
    };
    found.map(EntityType::from_label)
}

/// *die Provinz Zhejiang*, *the chipmaker Nvidia*.
fn word_before(text: &Text<'_>, tokens: &Range<usize>) -> Option<EntityType> {
    let start = text.document.sentence_of(tokens.start).map(|number| text.document.sentences[number].tokens.start)?;
    // *die Provinzen Jiangsu und Zhejiang*: one word for several names.
    let passed = |&token: &usize| matches!(text.upos(token), Upos::Punct | Upos::Cconj | Upos::Propn);
    let nearest = (start..tokens.start).rev().take(MOST_PASSED).find(|token| !passed(token))?;
    (text.upos(nearest) == Upos::Noun).then(|| kind_noun(text, nearest)).flatten()
}
