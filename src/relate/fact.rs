//! What a fact is. [`Facts`] stands on its own: with the source of the article it is all that a reading keeps.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::recognize::{Amount, EntityType};
use crate::text::{Interval, Language, Span};

/// All that was read from an article.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Facts {
    /// The named things, in the order of their first mention; [`Term::Entity`] counts in it.
    pub entities: Vec<Entity>,
    /// The facts, in the order of the text.
    pub facts: Vec<Fact>,
    /// How many candidates were rejected, by the reason.
    pub rejected: BTreeMap<String, u32>,
}

/// A named thing of one article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Its fullest name.
    pub name: String,
    /// What it is.
    pub kind: EntityType,
    /// The names it has in the text, sorted, each with its places.
    pub forms: Vec<Form>,
}

/// A name as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The name in its dictionary form.
    pub name: String,
    /// Where it stands.
    pub spans: Vec<Span>,
    /// The language of the sentences.
    pub language: Language,
}

/// One edge: a subject, a predicate and an object, with all that the text says about how it holds.
///
/// *Microsoft verlagert laut Nikkei 2026 die Fertigung aus China* gives the fact (Microsoft, verlagern, Fertigung) and
/// the fact (Microsoft, verlagern aus, China); each carries the other's object among its roles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// Who does it or of whom it is said.
    pub subject: Argument,
    /// What is said.
    pub predicate: Predicate,
    /// To whom, what or where.
    pub object: Argument,
    /// Everything else that the clause says about it.
    pub roles: Vec<Role>,
    /// Whether it is said to hold or not to hold.
    pub polarity: Polarity,
    /// How it is said to hold.
    pub modality: Modality,
    /// The tense of the clause.
    pub tense: Tense,
    /// Who says so, when it is not the article itself; the nearest speaker first.
    pub attribution: Vec<Attribution>,
    /// When it holds or happened, where the text says so.
    pub time: Option<Interval>,
    /// How likely it is that the text states it so, in [0, 1].
    pub confidence: f32,
    /// The name of the pattern that found it.
    pub pattern: String,
    /// The sentence that states it.
    pub sentence: Span,
    /// The language of that sentence.
    pub language: Language,
}

impl Fact {
    /// Whether the article itself says that it is so: neither denied nor planned, possible or only reported.
    #[must_use]
    pub fn is_asserted(&self) -> bool {
        self.polarity == Polarity::Positive && self.modality == Modality::Asserted && self.attribution.is_empty()
    }

    /// The argument in a role, the first if there are several.
    #[must_use]
    pub fn role(&self, kind: RoleKind) -> Option<&Argument> {
        self.roles.iter().find(|role| role.kind == kind).map(|role| &role.argument)
    }
}

/// A place in a fact, filled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Argument {
    /// Where its words stand, in the order of the text, neighbours joined.
    pub spans: Vec<Span>,
    /// Its words, compact, as they stand in the text, joined by blanks where there is a gap.
    pub text: String,
    /// What it stands for.
    pub term: Term,
}

/// What an argument stands for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Term {
    /// A named thing: its position in [`Facts::entities`].
    Entity(usize),
    /// A common noun that matters: *seltene Erden*.
    Concept {
        /// A short noun phrase in its dictionary form.
        label: String,
        /// The lemma of its head.
        head: String,
    },
    /// A time.
    Time(Interval),
    /// An amount, with the lemma of the noun it counts where there is one (*2.000 Arbeitsplätze*: `Arbeitsplatz`).
    Amount(Amount, Option<String>),
    /// Words said: a quote or the content of speech, kept as text.
    Quote,
}

/// The relation of a fact, as the text words it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Predicate {
    /// The lemma of the verb with its particle (*zurückziehen*), of the noun in a nominal pattern (*Präsident*).
    pub lemma: String,
    /// Whether the verb is reflexive: *sich zurückziehen*.
    pub reflexive: bool,
    /// The lemma of the noun of a light-verb construction: *Betrieb* in *in Betrieb nehmen*.
    pub noun: Option<String>,
    /// The preposition, or other marker of case, that leads to the object: *aus*.
    pub preposition: Option<String>,
    /// Where its words stand.
    pub spans: Vec<Span>,
    /// Its words as they stand in the text, the verb group put in order.
    pub text: String,
}

/// An argument of the clause beside subject and object.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Role {
    /// What it is to the clause.
    pub kind: RoleKind,
    /// The preposition it stands with.
    pub preposition: Option<String>,
    /// Who or what.
    pub argument: Argument,
}

/// What a further argument is to its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RoleKind {
    /// The direct object, in a fact whose object is another.
    Object,
    /// The indirect object.
    Recipient,
    /// Who does it, in a passive.
    Agent,
    /// Where.
    Place,
    /// Where from.
    Source,
    /// Where to.
    Goal,
    /// When.
    Time,
    /// How much.
    Amount,
    /// What for.
    Purpose,
    /// With what, by what means.
    Means,
    /// The organisation of an office: *Chef von IASO*.
    Organization,
    /// The office: *Präsident*.
    Position,
    /// Anything else, told by its preposition.
    Other,
}

/// Who says that a fact holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// The speaker.
    pub speaker: Argument,
    /// The words that attribute it: *laut*, *erklärte*.
    pub marker: String,
}

/// Whether a fact is said to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Polarity {
    /// It holds.
    Positive,
    /// It does not: *nicht*, *kein*, *nie*.
    Negative,
}

impl Polarity {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Positive, Self::Negative];

    /// Its name in the graph and in every output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Negative => "negative",
        }
    }
}

/// How a fact is said to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// It is so.
    Asserted,
    /// It is meant to come: *will*, *plant*, *soll künftig*.
    Planned,
    /// It may be: *könnte*, *möglicherweise*.
    Possible,
    /// It would be, under a condition: *wenn*, *würde*.
    Conditional,
    /// It ought to be: *muss*, *fordert*.
    Demanded,
    /// Somebody says so: Konjunktiv I, *soll … haben*, *Berichten zufolge*.
    Reported,
    /// Somebody says it is not so: *bestreitet*, *dementiert*.
    Denied,
}

impl Modality {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Asserted,
        Self::Planned,
        Self::Possible,
        Self::Conditional,
        Self::Demanded,
        Self::Reported,
        Self::Denied,
    ];

    /// Its name in the graph and in every output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Planned => "planned",
            Self::Possible => "possible",
            Self::Conditional => "conditional",
            Self::Demanded => "demanded",
            Self::Reported => "reported",
            Self::Denied => "denied",
        }
    }

    /// The one with that name; the word lists use these names.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|modality| modality.name() == name)
    }
}

/// The tense of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tense {
    /// Present, or no verb that would tell.
    Present,
    /// Past, perfect, past perfect.
    Past,
    /// Future.
    Future,
}
