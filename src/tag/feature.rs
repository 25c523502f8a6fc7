//! Morphological features of Universal Dependencies, as far as the German and English models give them.

use serde::{Deserialize, Serialize};

/// The features of one token; what does not apply is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Features {
    /// `Case`.
    pub case: Option<Case>,
    /// `Gender`.
    pub gender: Option<Gender>,
    /// `Number`.
    pub number: Option<Number>,
    /// `Person`.
    pub person: Option<Person>,
    /// `Tense`.
    pub tense: Option<Tense>,
    /// `Mood`.
    pub mood: Option<Mood>,
    /// `VerbForm`.
    pub verb_form: Option<VerbForm>,
    /// `Voice`.
    pub voice: Option<Voice>,
    /// `Degree`.
    pub degree: Option<Degree>,
    /// `Definite`.
    pub definite: Option<Definite>,
    /// `PronType`.
    pub pron_type: Option<PronType>,
    /// `NumType`.
    pub num_type: Option<NumType>,
    /// `Polarity`.
    pub polarity: Option<Polarity>,
    /// `Gender[psor]`.
    pub possessor_gender: Option<Gender>,
    /// `Number[psor]`.
    pub possessor_number: Option<Number>,
    /// `Poss=Yes`: *sein*, *their*.
    pub poss: bool,
    /// `Reflex=Yes`: *sich*, *itself*.
    pub reflex: bool,
}

impl std::fmt::Display for Features {
    /// Writes them as CoNLL-U does, sorted by name: `Case=Dat|Number=Sing`; nothing when there are none.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let all = [
            ("Case", self.case.map(Case::label)),
            ("Definite", self.definite.map(Definite::label)),
            ("Degree", self.degree.map(Degree::label)),
            ("Gender", self.gender.map(Gender::label)),
            ("Gender[psor]", self.possessor_gender.map(Gender::label)),
            ("Mood", self.mood.map(Mood::label)),
            ("Number", self.number.map(Number::label)),
            ("Number[psor]", self.possessor_number.map(Number::label)),
            ("NumType", self.num_type.map(NumType::label)),
            ("Person", self.person.map(Person::label)),
            ("Polarity", self.polarity.map(Polarity::label)),
            ("Poss", self.poss.then_some("Yes")),
            ("PronType", self.pron_type.map(PronType::label)),
            ("Reflex", self.reflex.then_some("Yes")),
            ("Tense", self.tense.map(Tense::label)),
            ("VerbForm", self.verb_form.map(VerbForm::label)),
            ("Voice", self.voice.map(Voice::label)),
        ];
        let given: Vec<String> =
            all.iter().filter_map(|(name, label)| label.map(|label| format!("{name}={label}"))).collect();
        formatter.write_str(&given.join("|"))
    }
}

/// The feature `Case`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Case {
    /// Nominative.
    Nom,
    /// Genitive.
    Gen,
    /// Dative.
    Dat,
    /// Accusative.
    Acc,
}

impl Case {
    /// All of them, in the order of their labels in the model.
    pub const ALL: [Self; 4] = [Self::Nom, Self::Gen, Self::Dat, Self::Acc];

    /// The label of Universal Dependencies.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Nom => "Nom",
            Self::Gen => "Gen",
            Self::Dat => "Dat",
            Self::Acc => "Acc",
        }
    }

    /// The one with that label.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.label() == label)
    }
}

/// The feature `Gender`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Gender {
    /// Feminine.
    Fem,
    /// Masculine.
    Masc,
    /// Neuter.
    Neut,
}

impl Gender {
    /// All of them, in the order of their labels in the model.
    pub const ALL: [Self; 3] = [Self::Fem, Self::Masc, Self::Neut];

    /// The label of Universal Dependencies.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Fem => "Fem",
            Self::Masc => "Masc",
            Self::Neut => "Neut",
        }
    }

    /// The one with that label.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.label() == label)
    }
}

/// The feature `Number`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Number {
    /// Singular.
    Sing,
    /// Plural.
    Plur,
    /// Plural only.
    Ptan,
}

impl Number {
    /// All of them, in the order of their labels in the model.
    pub const ALL: [Self; 3] = [Self::Sing, Self::Plur, Self::Ptan];

    /// The label of Universal Dependencies.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Sing => "Sing",
            Self::Plur => "Plur",
            Self::Ptan => "Ptan",
        }
    }

    /// The one with that label.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.label() == label)
    }
}

/// The feature `Person`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Person {
    /// First.
    First,
    /// Second.
    Second,
    /// Third.
    Third,
}

impl Person {
    /// All of them, in the order of their labels in the model.
    pub const ALL: [Self; 3] = [Self::First, Self::Second, Self::Third];

    /// The label of Universal Dependencies.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::First => "1",
            Self::Second => "2",
            Self::Third => "3",
        }
    }

    /// The one with that label.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.label() == label)
    }
}

/// The feature `Tense`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Tense {
    /// Past.
    Past,
    /// Present.
    Pres,
}

impl Tense {
    /// All of them, in the order of their labels in the model.
    pub const ALL: [Self; 2] = [Self::Past, Self::Pres];

    /// The label of Universal Dependencies.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Past => "Past",
            Self::Pres => "Pres",
        }
    }

    /// The one with that label.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.label() == label)
    }
}

/// The feature `Mood`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Mood {
    /// Indicative.
    Ind,
    /// Subjunctive: Konjunktiv I and II.
    Sub,
    /// Imperative.
    Imp,
}

impl Mood {
    /// All of them, in the order of their labels in the model.
    pub const ALL: [Self; 3] = [Self::Ind, Self::Sub, Self::Imp];

    /// The label of Universal Dependencies.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Ind => "Ind",
            Self::Sub => "Sub",
            Self::Imp => "Imp",
        }
    }

    /// The one with that label.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.label() == label)
    }
}

/// The feature `VerbForm`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum VerbForm {
    /// Finite.
    Fin,
    /// Infinitive.
    Inf,
    /// Participle.
    Part,
    /// Gerund.
    Ger,
}

impl VerbForm {
    /// All of them, in the order of their labels in the model.
    pub const ALL: [Self; 4] = [Self::Fin, Self::Inf, Self::Part, Self::Ger];

    /// The label of Universal Dependencies.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Fin => "Fin",
            Self::Inf => "Inf",
            Self::Part => "Part",
            Self::Ger => "Ger",
        }
    }

    /// The one with that label.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.label() == label)
    }
}

/// The feature `Voice`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Voice {
    /// Passive.
    Pass,
}

impl Voice {
    /// All of them, in the order of their labels in the model.
    pub const ALL: [Self; 1] = [Self::Pass];

    /// The label of Universal Dependencies.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Pass => "Pass",
        }
    }

    /// The one with that label.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.label() == label)
    }
}

/// The feature `Degree`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Degree {
    /// Positive.
    Pos,
    /// Comparative.
    Cmp,
    /// Superlative.
    Sup,
}

impl Degree {
    /// All of them, in the order of their labels in the model.
    pub const ALL: [Self; 3] = [Self::Pos, Self::Cmp, Self::Sup];

    /// The label of Universal Dependencies.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Pos => "Pos",
            Self::Cmp => "Cmp",
            Self::Sup => "Sup",
        }
    }

    /// The one with that label.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.label() == label)
    }
}

/// The feature `Definite`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Definite {
    /// Definite.
    Def,
    /// Indefinite.
    Ind,
}

impl Definite {
    /// All of them, in the order of their labels in the model.
    pub const ALL: [Self; 2] = [Self::Def, Self::Ind];

    /// The label of Universal Dependencies.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Def => "Def",
            Self::Ind => "Ind",
        }
    }

    /// The one with that label.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.label() == label)
    }
}

/// The feature `PronType`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PronType {
    /// Article.
    Art,
    /// Demonstrative.
    Dem,
    /// Emphatic.
    Emp,
    /// Indefinite.
    Ind,
    /// Interrogative.
    Int,
    /// Negative.
    Neg,
    /// Personal or possessive.
    Prs,
    /// Reciprocal.
    Rcp,
    /// Relative.
    Rel,
    /// Total.
    Tot,
}

impl PronType {
    /// All of them, in the order of their labels in the model.
    pub const ALL: [Self; 10] =
        [Self::Art, Self::Dem, Self::Emp, Self::Ind, Self::Int, Self::Neg, Self::Prs, Self::Rcp, Self::Rel, Self::Tot];

    /// The label of Universal Dependencies.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Art => "Art",
            Self::Dem => "Dem",
            Self::Emp => "Emp",
            Self::Ind => "Ind",
            Self::Int => "Int",
            Self::Neg => "Neg",
            Self::Prs => "Prs",
            Self::Rcp => "Rcp",
            Self::Rel => "Rel",
            Self::Tot => "Tot",
        }
    }

    /// The one with that label.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.label() == label)
    }
}

/// The feature `NumType`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NumType {
    /// Cardinal.
    Card,
    /// Fraction.
    Frac,
    /// Multiplicative.
    Mult,
    /// Ordinal.
    Ord,
}

impl NumType {
    /// All of them, in the order of their labels in the model.
    pub const ALL: [Self; 4] = [Self::Card, Self::Frac, Self::Mult, Self::Ord];

    /// The label of Universal Dependencies.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Card => "Card",
            Self::Frac => "Frac",
            Self::Mult => "Mult",
            Self::Ord => "Ord",
        }
    }

    /// The one with that label.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.label() == label)
    }
}

/// The feature `Polarity`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Polarity {
    /// Negative.
    Neg,
    /// Positive.
    Pos,
}

impl Polarity {
    /// All of them, in the order of their labels in the model.
    pub const ALL: [Self; 2] = [Self::Neg, Self::Pos];

    /// The label of Universal Dependencies.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Neg => "Neg",
            Self::Pos => "Pos",
        }
    }

    /// The one with that label.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.label() == label)
    }
}
