//! What a named thing is. It stands in `text` because the gazetteer of the lexicon speaks of it as well as the rooms that
//! find and ground names.

use serde::{Deserialize, Serialize};

/// The type of a named thing. Finer classes come from the ontology.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EntityType {
    /// A human being.
    Person,
    /// An organisation that is none of the finer ones.
    Organization,
    /// A firm.
    Company,
    /// A newspaper, agency or broadcaster.
    Medium,
    /// A ministry, authority, parliament, court, army or union of states.
    Government,
    /// A political party.
    Party,
    /// A university or college.
    University,
    /// A body that is neither state nor business: a charity, association, trade union or foundation.
    Ngo,
    /// A place that is none of the finer ones.
    Place,
    /// A state.
    Country,
    /// A city or town.
    City,
    /// A part of a country or of the world: a federal state, province, continent, mountain range or sea.
    Region,
    /// What is built at a place: an airport, port, bridge, power station, street or square.
    Facility,
    /// A product, service, programme or technology with a name.
    Product,
    /// An event with a name.
    Event,
    /// A law or agreement with a name.
    Law,
    /// A name of none of these types.
    Other,
}

impl EntityType {
    /// The one that the lists in `seeds/` call so; what no list has a word for is [`EntityType::Other`].
    #[must_use]
    pub fn from_label(label: &str) -> Self {
        match label {
            "person" => Self::Person,
            "organization" => Self::Organization,
            "company" => Self::Company,
            "medium" => Self::Medium,
            "government" => Self::Government,
            "party" => Self::Party,
            "university" => Self::University,
            "ngo" => Self::Ngo,
            "place" => Self::Place,
            "country" => Self::Country,
            "city" => Self::City,
            "region" => Self::Region,
            "facility" => Self::Facility,
            "product" => Self::Product,
            "event" => Self::Event,
            "law" => Self::Law,
            _ => Self::Other,
        }
    }

    /// Whether it can act: a person or an organisation; countries act in the news too.
    #[must_use]
    pub fn is_agent(self) -> bool {
        self == Self::Person || self == Self::Country || self.is_organization()
    }

    /// Whether it is a company, or an organisation that may be one.
    #[must_use]
    pub fn is_firm(self) -> bool {
        matches!(self, Self::Company | Self::Organization)
    }

    /// Whether it is an organisation of any kind.
    #[must_use]
    pub fn is_organization(self) -> bool {
        matches!(
            self,
            Self::Organization
                | Self::Company
                | Self::Medium
                | Self::Government
                | Self::Party
                | Self::University
                | Self::Ngo
        )
    }

    /// Whether it is a place of any kind.
    #[must_use]
    pub fn is_place(self) -> bool {
        matches!(self, Self::Place | Self::Country | Self::City | Self::Region | Self::Facility)
    }
}
