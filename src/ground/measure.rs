//! What walks over the graph tell of a thing. The names are those in exports, files and options.

/// A measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// How likely a reader who follows edges at random is there.
    PageRank,
    /// The same for a reader who always starts at some things.
    PersonalPageRank,
    /// How many edges it has.
    Degree,
    /// On what share of the shortest ways between others it lies.
    Betweenness,
    /// How near it is to all others.
    Closeness,
    /// The number of its community, the largest is 1.
    Community,
    /// The number of its island, the largest is 1.
    Component,
    /// The number of its knot, the largest is 1.
    Knot,
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::PageRank,
        Self::PersonalPageRank,
        Self::Degree,
        Self::Betweenness,
        Self::Closeness,
        Self::Community,
        Self::Component,
        Self::Knot,
    ];

    /// Its name in tables and files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::PageRank => "pagerank",
            Self::PersonalPageRank => "personal_pagerank",
            Self::Degree => "degree",
            Self::Betweenness => "betweenness",
            Self::Closeness => "closeness",
            Self::Community => "community",
            Self::Component => "component",
            Self::Knot => "knot",
        }
    }

    /// The local name of its property in the ontology.
    #[must_use]
    pub fn property(self) -> &'static str {
        match self {
            Self::PageRank => "pageRank",
            Self::PersonalPageRank => "personalPageRank",
            measure => measure.name(),
        }
    }

    /// Whether it is a whole number.
    #[must_use]
    pub fn is_whole(self) -> bool {
        matches!(self, Self::Degree | Self::Community | Self::Component | Self::Knot)
    }
}
