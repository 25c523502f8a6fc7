//! Gender and number as the sets of what a noun phrase may be: *ihr* goes back to a woman, a feminine noun or several
//! things; *Microsoft* is neuter where no article says otherwise.

use super::super::Chains;
use super::super::description::View;
use super::find::PhraseClass;
use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::tag::{Gender, Number};
use crate::text::{EntityType, Language};

/// A set of genders of the singular, and the plural.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resolve) struct Agreement(u8);

impl Agreement {
    pub(super) const MASCULINE: Self = Self(1);
    pub(super) const FEMININE: Self = Self(2);
    pub(super) const NEUTER: Self = Self(4);
    pub(super) const PLURAL: Self = Self(8);
    pub(super) const PERSON: Self = Self(3);
    pub(super) const SINGULAR: Self = Self(7);
    pub(super) const ANY: Self = Self(15);

    /// What is in both sets, if anything is.
    pub(super) fn and(self, other: Self) -> Option<Self> {
        let both = self.0 & other.0;
        (both != 0).then_some(Self(both))
    }

    const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// A word for the set.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::MASCULINE => "m",
            Self::FEMININE => "f",
            Self::NEUTER => "n",
            Self::PLURAL => "p",
            Self::PERSON => "mf",
            Self(5) => "mn",
            Self(10) => "fp",
            Self(12) => "np",
            Self::SINGULAR => "mfn",
            _ => "any",
        }
    }

    fn of_gender(gender: Gender) -> Self {
        match gender {
            Gender::Masc => Self::MASCULINE,
            Gender::Fem => Self::FEMININE,
            Gender::Neut => Self::NEUTER,
        }
    }
}

/// The agreement of a noun phrase.
pub(super) fn agreement(
    view: &View<'_>,
    chains: &Chains,
    head: usize,
    class: PhraseClass,
    chain: Option<usize>,
) -> Agreement {
    match class {
        PhraseClass::Speaker | PhraseClass::Indefinite | PhraseClass::Adverb => Agreement::ANY,
        PhraseClass::Third | PhraseClass::Possessive | PhraseClass::Demonstrative | PhraseClass::Relative => {
            of_pronoun(view, head, class)
        }
        PhraseClass::Name => of_name(view, chains, head, chain),
        PhraseClass::Several => Agreement::PLURAL,
        PhraseClass::Noun | PhraseClass::Number => of_noun(view, head),
    }
}

fn of_pronoun(view: &View<'_>, head: usize, class: PhraseClass) -> Agreement {
    let features = view.tags[head].features;
    let language = super::find::language(view, head);
    let listed = view.lexicon.list(ListName::PronounAgreement, language);
    let form = view.document.tokens[head].form.to_lowercase();
    let by_list = || set(listed.get(&form).or_else(|| listed.get(&view.tags[head].lemma))?);
    let own = by_list().unwrap_or(Agreement::ANY);
    let tagged = match (class, features.number, features.gender) {
        (PhraseClass::Possessive, ..) => None,
        (_, Some(Number::Plur), _) => Some(Agreement::PLURAL),
        (_, Some(Number::Sing), Some(gender)) => Some(Agreement::of_gender(gender)),
        (_, Some(Number::Sing), None) => Some(Agreement::SINGULAR),
        _ => None,
    };
    tagged.and_then(|tagged| own.and(tagged)).unwrap_or(own)
}

/// What a list calls `mn` or `fp`.
fn set(letters: &str) -> Option<Agreement> {
    let one = |letter| match letter {
        'm' => Some(Agreement::MASCULINE),
        'f' => Some(Agreement::FEMININE),
        'n' => Some(Agreement::NEUTER),
        'p' => Some(Agreement::PLURAL),
        _ => None,
    };
    letters.chars().filter_map(one).reduce(Agreement::or)
}

fn of_name(view: &View<'_>, chains: &Chains, head: usize, chain: Option<usize>) -> Agreement {
    let german = super::find::language(view, head) == Language::German;
    let named = chain.map(|chain| &chains.chains[chain]);
    let kind = named.map_or(EntityType::Other, |chain| chain.kind);
    if view.tags[head].features.number == Some(Number::Plur) && kind != EntityType::Person {
        return Agreement::PLURAL;
    }
    match kind {
        EntityType::Person => of_person(view, named.map_or("", |chain| chain.name.as_str())),
        _ if german => by_article(view, head).unwrap_or(if kind == EntityType::Other {
            Agreement::SINGULAR
        } else {
            Agreement::NEUTER
        }),
        kind if kind.is_organization() => Agreement::NEUTER.or(Agreement::PLURAL),
        EntityType::Other => Agreement::ANY,
        _ => Agreement::NEUTER,
    }
}

fn of_person(view: &View<'_>, name: &str) -> Agreement {
    let first = name.split(' ').next().unwrap_or_default();
    match view.lexicon.list(ListName::FirstName, view.document.language).get(first) {
        Some("f") => Agreement::FEMININE,
        Some("m") => Agreement::MASCULINE,
        _ => Agreement::PERSON,
    }
}

/// *die Telekom*, *der Spiegel*: the article before a name tells its gender.
fn by_article(view: &View<'_>, head: usize) -> Option<Agreement> {
    let article = view.trees.children_by(head, Relation::Det).next()?;
    let features = view.tags[article].features;
    match features.number {
        Some(Number::Plur) => Some(Agreement::PLURAL),
        _ => features.gender.map(Agreement::of_gender),
    }
}

fn of_noun(view: &View<'_>, head: usize) -> Agreement {
    let tag = &view.tags[head];
    if tag.features.number == Some(Number::Plur) {
        return Agreement::PLURAL;
    }
    if super::find::language(view, head) == Language::German {
        return tag.features.gender.map_or(Agreement::SINGULAR, Agreement::of_gender);
    }
    let roles = view.lexicon.list(ListName::Role, Language::English);
    if roles.contains(&tag.lemma) { Agreement::PERSON } else { Agreement::ANY }
}
