//! The relations of Universal Dependencies 2, with the subtypes that the German and English treebanks use.

use serde::{Deserialize, Serialize};

/// The relation of a token to its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Relation {
    /// Clause that modifies a noun.
    Acl,
    /// `acl:relcl`.
    AclRelcl,
    /// `advcl`.
    Advcl,
    /// `advcl:relcl`.
    AdvclRelcl,
    /// `advmod`.
    Advmod,
    /// `amod`.
    Amod,
    /// Apposition.
    Appos,
    /// `aux`.
    Aux,
    /// Auxiliary of the passive.
    AuxPass,
    /// `case`.
    Case,
    /// `cc`.
    Cc,
    /// `cc:preconj`.
    CcPreconj,
    /// `ccomp`.
    Ccomp,
    /// `compound`.
    Compound,
    /// Separated particle of a verb.
    CompoundPrt,
    /// Conjunct; its head is the first of the coordination.
    Conj,
    /// Copula, *sein*.
    Cop,
    /// `csubj`.
    Csubj,
    /// `csubj:outer`.
    CsubjOuter,
    /// `csubj:pass`.
    CsubjPass,
    /// `dep`.
    Dep,
    /// `det`.
    Det,
    /// `det:poss`.
    DetPoss,
    /// `det:predet`.
    DetPredet,
    /// `discourse`.
    Discourse,
    /// `dislocated`.
    Dislocated,
    /// `expl`.
    Expl,
    /// `expl:pv`.
    ExplPv,
    /// `fixed`.
    Fixed,
    /// `flat`.
    Flat,
    /// `flat:name`.
    FlatName,
    /// `goeswith`.
    Goeswith,
    /// `iobj`.
    Iobj,
    /// `list`.
    List,
    /// `mark`.
    Mark,
    /// Nominal modifier of a noun.
    Nmod,
    /// `nmod:desc`.
    NmodDesc,
    /// `nmod:poss`.
    NmodPoss,
    /// `nmod:unmarked`.
    NmodUnmarked,
    /// Subject.
    Nsubj,
    /// `nsubj:outer`.
    NsubjOuter,
    /// `nsubj:pass`.
    NsubjPass,
    /// `nummod`.
    Nummod,
    /// Direct object.
    Obj,
    /// Oblique: a prepositional phrase or adverbial noun phrase of a verb.
    Obl,
    /// `obl:agent`.
    OblAgent,
    /// `obl:arg`.
    OblArg,
    /// `obl:tmod`.
    OblTmod,
    /// `obl:unmarked`.
    OblUnmarked,
    /// `orphan`.
    Orphan,
    /// `parataxis`.
    Parataxis,
    /// `punct`.
    Punct,
    /// `reparandum`.
    Reparandum,
    /// The head of the sentence.
    Root,
    /// `vocative`.
    Vocative,
    /// `xcomp`.
    Xcomp,
}

impl Relation {
    /// All of them, in the order of their labels in the model.
    pub const ALL: [Self; 56] = [
        Self::Acl,
        Self::AclRelcl,
        Self::Advcl,
        Self::AdvclRelcl,
        Self::Advmod,
        Self::Amod,
        Self::Appos,
        Self::Aux,
        Self::AuxPass,
        Self::Case,
        Self::Cc,
        Self::CcPreconj,
        Self::Ccomp,
        Self::Compound,
        Self::CompoundPrt,
        Self::Conj,
        Self::Cop,
        Self::Csubj,
        Self::CsubjOuter,
        Self::CsubjPass,
        Self::Dep,
        Self::Det,
        Self::DetPoss,
        Self::DetPredet,
        Self::Discourse,
        Self::Dislocated,
        Self::Expl,
        Self::ExplPv,
        Self::Fixed,
        Self::Flat,
        Self::FlatName,
        Self::Goeswith,
        Self::Iobj,
        Self::List,
        Self::Mark,
        Self::Nmod,
        Self::NmodDesc,
        Self::NmodPoss,
        Self::NmodUnmarked,
        Self::Nsubj,
        Self::NsubjOuter,
        Self::NsubjPass,
        Self::Nummod,
        Self::Obj,
        Self::Obl,
        Self::OblAgent,
        Self::OblArg,
        Self::OblTmod,
        Self::OblUnmarked,
        Self::Orphan,
        Self::Parataxis,
        Self::Punct,
        Self::Reparandum,
        Self::Root,
        Self::Vocative,
        Self::Xcomp,
    ];

    /// The label of Universal Dependencies.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Acl => "acl",
            Self::AclRelcl => "acl:relcl",
            Self::Advcl => "advcl",
            Self::AdvclRelcl => "advcl:relcl",
            Self::Advmod => "advmod",
            Self::Amod => "amod",
            Self::Appos => "appos",
            Self::Aux => "aux",
            Self::AuxPass => "aux:pass",
            Self::Case => "case",
            Self::Cc => "cc",
            Self::CcPreconj => "cc:preconj",
            Self::Ccomp => "ccomp",
            Self::Compound => "compound",
            Self::CompoundPrt => "compound:prt",
            Self::Conj => "conj",
            Self::Cop => "cop",
            Self::Csubj => "csubj",
            Self::CsubjOuter => "csubj:outer",
            Self::CsubjPass => "csubj:pass",
            Self::Dep => "dep",
            Self::Det => "det",
            Self::DetPoss => "det:poss",
            Self::DetPredet => "det:predet",
            Self::Discourse => "discourse",
            Self::Dislocated => "dislocated",
            Self::Expl => "expl",
            Self::ExplPv => "expl:pv",
            Self::Fixed => "fixed",
            Self::Flat => "flat",
            Self::FlatName => "flat:name",
            Self::Goeswith => "goeswith",
            Self::Iobj => "iobj",
            Self::List => "list",
            Self::Mark => "mark",
            Self::Nmod => "nmod",
            Self::NmodDesc => "nmod:desc",
            Self::NmodPoss => "nmod:poss",
            Self::NmodUnmarked => "nmod:unmarked",
            Self::Nsubj => "nsubj",
            Self::NsubjOuter => "nsubj:outer",
            Self::NsubjPass => "nsubj:pass",
            Self::Nummod => "nummod",
            Self::Obj => "obj",
            Self::Obl => "obl",
            Self::OblAgent => "obl:agent",
            Self::OblArg => "obl:arg",
            Self::OblTmod => "obl:tmod",
            Self::OblUnmarked => "obl:unmarked",
            Self::Orphan => "orphan",
            Self::Parataxis => "parataxis",
            Self::Punct => "punct",
            Self::Reparandum => "reparandum",
            Self::Root => "root",
            Self::Vocative => "vocative",
            Self::Xcomp => "xcomp",
        }
    }

    /// The one with that label.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.label() == label)
    }
}

impl Relation {
    /// Whether it is `other` or a subtype of it: `nsubj:pass` is a `nsubj`.
    #[must_use]
    pub fn is(self, other: Self) -> bool {
        self == other || self.label().strip_prefix(other.label()).is_some_and(|rest| rest.starts_with(':'))
    }
}
