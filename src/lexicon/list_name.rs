//! The names of the word lists, one a file under `seeds/lexicon/`. A new list is a variant here, with what it holds, and
//! the file.

/// The word lists there are; each is a file of this name in one or more of the folders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListName {
    /// Adverbs that the table of dictionary forms does not have: *beinahe*.
    Adverb,
    /// Conjunctions that join what does something together: *und*.
    Additive,
    /// Prepositions of the agent of a passive.
    AgentPreposition,
    /// Words that open a list of examples.
    AmongThem,
    /// Prepositions that name who says so.
    AttributionMarker,
    /// Prepositions of several words with a noun in them: *in Bezug auf*.
    ComplexPreposition,
    /// Nouns of saying: *nach Angaben*.
    AttributionNoun,
    /// Words that announce a second noun, with the word before it: *weder*, *noch*.
    Correlative,
    /// Nouns that speak of a thing already named, with its type.
    Description,
    /// Nouns that make no node.
    DroppedNoun,
    /// Verbs whose clause does not simply hold, with the modality it gets.
    EmbeddingVerb,
    /// Words that lead to examples: *wie*.
    Exemplifier,
    /// Words that say an office is no longer held.
    Former,
    /// Verbs whose clause of content is so: *wissen*.
    FactiveVerb,
    /// Nouns for what is measured in money or shares: *Umsatz*, *market share*.
    FigureNoun,
    /// Prepositions with the words that they make adverbs with: *unter anderem*.
    FixedAdverb,
    /// Verbs with the prepositions of their arguments.
    LiftedPreposition,
    /// Adjectives cut from concept labels.
    LightAdjective,
    /// Countries with a masculine article.
    MasculineCountry,
    /// Adverbs with the modality they give.
    ModalAdverb,
    /// Modal verbs with the modality of their indicative and of their subjunctive.
    ModalVerb,
    /// Nouns for what two have with each other: *Abkommen*.
    MutualNoun,
    /// Verbs for what two do with each other: *verhandeln*.
    MutualVerb,
    /// Prepositions that lead to both of two sides: *zwischen*.
    Between,
    /// Verbs of giving, with the preposition of who gets it and the verb of that one: *verkaufen an*, *kaufen*.
    TransferVerb,
    /// Verbs of getting whose object a phrase may name, with its preposition: *gewinnt mit Nokia einen Kunden*.
    GainVerb,
    /// Words that negate.
    Negation,
    /// Nouns that stand for a verb.
    Nominalization,
    /// Words that tell of an event in the life of a company, with the verb it stands for: *Insolvenz*, *streiken*.
    Event,
    /// What the edge of an event is called whose parts learnt weights have found, by the kind of event.
    EventKind,
    /// Prepositions that take the noun behind them as given: *wegen*, *nach*.
    GivenPreposition,
    /// Verbs for the same kind of event as a verb: *streichen* for *abbauen*.
    EventVerb,
    /// Verbs and prepositions that tie a deed to the subject of their clause: *eine Übernahme vollziehen*.
    OwnDeed,
    /// How participles of the present end, with how their infinitives do: *end*, *en*.
    ParticipleEnding,
    /// Nouns for institutions that are named by the place behind them: *Stadtwerke*.
    Institution,
    /// Bodies that lead an organisation: *Geschäftsführung*.
    Board,
    /// Nouns that behind a name and a hyphen mean the thing itself: *Siemens-Konzern*.
    FirmNoun,
    /// Nouns for a part of a company, which stand behind its name and a hyphen: *Vivantes-Klinik*.
    FirmPart,
    /// Prepositions behind which a noun says what the subject is: *als*.
    SecondaryPreposition,
    /// Nouns for what one company is to another that owns it or is owned: *Tochter*, *Mutterkonzern*.
    FamilyNoun,
    /// Adjectives that make one verb with another: *bekannt* and *geben*.
    SplitAdjective,
    /// Verbs with the nouns that make what they say the deed of a company: *streichen* and *Stelle*.
    FirmDeed,
    /// Verbs for what only somebody does: *übernehmen*.
    AgentVerb,
    /// Nouns for what somebody does something to: *Leitung*.
    UndergoneNoun,
    /// Nouns with the ways that lead from them to the name of a company: *Tochter von*, *Stellenabbau bei*.
    FirmLead,
    /// Verbs by which somebody gets an office (`given`) or gives it up (`ended`): *berufen*, *zurücktreten*.
    OfficeVerb,
    /// Prepositions of phrases that tell what befalls the subject of their clause: *trotz Insolvenz*.
    EventPreposition,
    /// How common nouns end, and names of companies hardly ever do: *ung*.
    NounEnding,
    /// Adjectives that announce a list: *folgend*.
    Announcer,
    /// How finite verbs end, to tell the language of a headline: *besucht*, *visits*.
    VerbEnding,
    /// Verbs that only companies do: *fusionieren*.
    FirmVerb,
    /// Nouns with the prepositions of the phrases that they govern: *Verbot von*.
    NounPreposition,
    /// Verbs whose infinitive takes their object as its subject.
    ObjectControl,
    /// The commonest words, which tell the language.
    FunctionWord,
    /// Forms of articles that stand before no subject: *den*.
    ObliqueArticle,
    /// Prepositions that tie a thing to a place.
    OriginPreposition,
    /// Auxiliaries of the passive.
    PassiveAuxiliary,
    /// Auxiliaries of the perfect.
    PerfectAuxiliary,
    /// Verbs that say too little for a phrase to make an edge: *haben*.
    LightVerb,
    /// Verbs of saying whose object is the speaker: *zitieren*.
    QuotingVerb,
    /// Capitals that may stand for a government, with its German name.
    Capital,
    /// Seats of firms that may stand for the firm, with its German name.
    Seat,
    /// Verbs whose subject decides or speaks: *reagieren*.
    StateVerb,
    /// Nouns for what a government does: *Drohung*.
    StateNoun,
    /// Nouns for what is done with or to a government, with the prepositions that lead to it: *Druck auf*.
    StateCounterpart,
    /// Nouns for the government of a country.
    GovernmentNoun,
    /// Pronouns of the third person with the genders and numbers that they may go back to.
    PronounAgreement,
    /// Words behind a negation that leave the clause standing: *nicht nur*.
    NotOnly,
    /// Adverbs that speak of a place named before: *here*.
    PlaceWord,
    /// Prepositions that tie a person to an organisation: *Müller vom Institut*.
    AffiliationPreposition,
    /// Prepositions that stand for a genitive: *von*.
    PossessivePreposition,
    /// Prepositions with the role they lead to.
    Preposition,
    /// Nouns for texts that report.
    ReportNoun,
    /// Verbs of saying and thinking, by lemma.
    ReportingVerb,
    /// Abbreviations with their full stop; the value `inner` says that one never ends a sentence.
    Abbreviation,
    /// Words that open a sentence when they stand after a full stop with a capital.
    Opener,
    /// Words after which a number with a full stop is an ordinal.
    BeforeOrdinal,
    /// Words that are several words of the grammar: *im*, *cannot*.
    Contraction,
    /// Endings that are words of their own: *n't*, *'s*.
    Clitic,
    /// First parts that a hyphen does not cut off: *e-mail*, *non-*.
    HyphenPrefix,
    /// Words that join the parts of an elliptic compound: *Forschungs- und Entwicklungskanal*.
    Coordinator,
    /// What a line says that is no news, with what kind of line it is and where the words stand in it.
    Noise,
    /// Words that open the line that names the author.
    Byline,
    /// News agencies as they sign their texts.
    Agency,
    /// Keys of front matter, with the field they fill.
    FrontMatterKey,
    /// Names of months, with their number.
    Month,
    /// Names of days of the week, with their number from Monday, 1.
    Weekday,
    /// Numbers in words, with their value.
    NumberWord,
    /// Words that multiply the number before them: *Millionen*, *billion*.
    Magnitude,
    /// Names and signs of currencies, with their code of ISO 4217.
    Currency,
    /// Words that say how sharp a number is: *rund*, *at least*.
    Bound,
    /// Words for hundredths.
    Percent,
    /// Units of measure with their symbols.
    Measure,
    /// Parts of a whole with the number of parts that make it: *Drittel*.
    Fraction,
    /// Words behind a part of a whole or a sum that name the whole: *half of*.
    AfterShare,
    /// Numbers that say only that there are many, with the least that they say: *Dutzende*.
    VagueNumber,
    /// Words before a magnitude that stand for a small number: *mehrere Hundert*.
    Few,
    /// Words that say how many digits a number has: *zweistellig*.
    DigitCount,
    /// Nouns for a sum or share, with what they are and multiply by: *Milliardensumme*.
    SumNoun,
    /// Words and signs between or around two numbers or times: *zwischen*, *bis*.
    RangeWord,
    /// What follows the figures of a decade: *1990er*.
    DecadeEnding,
    /// Words before a year of business: *Geschäftsjahr*.
    FiscalYear,
    /// Seasons with their first and last month.
    Season,
    /// Single words for a stretch of time seen from the day of the article: *heuer*, *Jahresende*.
    PeriodWord,
    /// Ordinals in words, with their number.
    OrdinalWord,
    /// Units of time, with what they count.
    TimeUnit,
    /// Words for a time seen from the day of the article: *gestern*, *today*.
    RelativeDay,
    /// Words that choose a unit of time seen from the day of the article: *vergangene*, *next*.
    Deictic,
    /// Prepositions before a time, with what they make of it: *seit*, *until*, *Anfang*.
    TimeRelation,
    /// Words before a noun that says so: *so Müller*.
    SayingAdverb,
    /// Nouns for sites of an organisation: *Werk*.
    SiteNoun,
    /// Adjectives and participles that say how a thing stands to another, with their prepositions: *ansässig in*.
    StatePredicate,
    /// Subordinating words with the modality they give.
    Subordinator,
    /// Words that open a condition, which what follows from it stands under as well.
    Condition,
    /// Words before a condition that take it back: *auch wenn*, *even if*.
    Concessive,
    /// Conjunctions that set what holds against what does not: *sondern*.
    ContrastCoordinator,
    /// Nouns for what somebody means to do, with the modality of their infinitive.
    PlanNoun,
    /// Words that say that a statement is the subject's own: *nach eigenen Angaben*.
    Own,
    /// Modal verbs that with a perfect infinitive give the subject's word: *will informiert haben*.
    SelfClaim,
    /// Words that open a clause of content: *dass*.
    That,
    /// Adverbs that with *mit* make partners.
    Together,
    /// Nouns for offices and ranks, with their class and gender.
    Role,
    /// Adjectives of countries, with the country.
    Nationality,
    /// Nouns for the people of a country, with the country.
    Demonym,
    /// Nouns that say what a named thing is, with its type.
    KindNoun,
    /// Legal forms at the end of names.
    LegalForm,
    /// Particles that separate from verbs.
    Particle,
    /// Nouns that the noun completing them stands for: *Reihe von Firmen*.
    TransparentNoun,
    /// Nouns for trade, whose genitive is the goods: *Ausfuhr*.
    TradeNoun,
    /// Verbs with a separable particle, with the particle.
    SeparableVerb,
    /// Verbs with the third person singular of their present tense, a separable particle behind it.
    ThirdPerson,
    /// First names, with the gender where it is known.
    FirstName,
    /// Small words inside names: *von*, *of*.
    NameJoiner,
    /// Words in capitals that are no names: *KI*, *CEO*.
    NotAName,
    /// Names that are words too, which nothing but their surroundings tells apart.
    AmbiguousName,
}

impl ListName {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::ReportingVerb,
        Self::Abbreviation,
        Self::Opener,
        Self::BeforeOrdinal,
        Self::Contraction,
        Self::Clitic,
        Self::HyphenPrefix,
        Self::Coordinator,
        Self::Noise,
        Self::Byline,
        Self::Agency,
        Self::FrontMatterKey,
        Self::Month,
        Self::Weekday,
        Self::NumberWord,
        Self::Magnitude,
        Self::Currency,
        Self::Bound,
        Self::Percent,
        Self::Measure,
        Self::Fraction,
        Self::AfterShare,
        Self::VagueNumber,
        Self::Few,
        Self::DigitCount,
        Self::SumNoun,
        Self::RangeWord,
        Self::DecadeEnding,
        Self::FiscalYear,
        Self::Season,
        Self::PeriodWord,
        Self::OrdinalWord,
        Self::TimeUnit,
        Self::RelativeDay,
        Self::Deictic,
        Self::TimeRelation,
        Self::Additive,
        Self::Adverb,
        Self::AgentPreposition,
        Self::AmongThem,
        Self::AttributionMarker,
        Self::AttributionNoun,
        Self::ComplexPreposition,
        Self::Correlative,
        Self::Description,
        Self::DroppedNoun,
        Self::EmbeddingVerb,
        Self::Exemplifier,
        Self::Former,
        Self::FactiveVerb,
        Self::FigureNoun,
        Self::FixedAdverb,
        Self::LiftedPreposition,
        Self::LightAdjective,
        Self::MasculineCountry,
        Self::ModalAdverb,
        Self::ModalVerb,
        Self::MutualNoun,
        Self::MutualVerb,
        Self::Between,
        Self::TransferVerb,
        Self::GainVerb,
        Self::Negation,
        Self::Nominalization,
        Self::Event,
        Self::EventKind,
        Self::EventVerb,
        Self::GivenPreposition,
        Self::OwnDeed,
        Self::Institution,
        Self::ParticipleEnding,
        Self::Board,
        Self::FirmNoun,
        Self::FirmPart,
        Self::FirmLead,
        Self::FirmVerb,
        Self::VerbEnding,
        Self::Announcer,
        Self::NounEnding,
        Self::EventPreposition,
        Self::OfficeVerb,
        Self::SplitAdjective,
        Self::FirmDeed,
        Self::AgentVerb,
        Self::UndergoneNoun,
        Self::FamilyNoun,
        Self::SecondaryPreposition,
        Self::NounPreposition,
        Self::ObjectControl,
        Self::FunctionWord,
        Self::ObliqueArticle,
        Self::OriginPreposition,
        Self::PassiveAuxiliary,
        Self::PerfectAuxiliary,
        Self::LightVerb,
        Self::QuotingVerb,
        Self::Capital,
        Self::Seat,
        Self::StateVerb,
        Self::StateNoun,
        Self::StateCounterpart,
        Self::GovernmentNoun,
        Self::PronounAgreement,
        Self::NotOnly,
        Self::PlaceWord,
        Self::AffiliationPreposition,
        Self::PossessivePreposition,
        Self::Preposition,
        Self::ReportNoun,
        Self::SayingAdverb,
        Self::SiteNoun,
        Self::StatePredicate,
        Self::Subordinator,
        Self::Condition,
        Self::Concessive,
        Self::ContrastCoordinator,
        Self::PlanNoun,
        Self::Own,
        Self::SelfClaim,
        Self::That,
        Self::Together,
        Self::TradeNoun,
        Self::TransparentNoun,
        Self::Role,
        Self::Nationality,
        Self::Demonym,
        Self::KindNoun,
        Self::LegalForm,
        Self::Particle,
        Self::SeparableVerb,
        Self::ThirdPerson,
        Self::FirstName,
        Self::NameJoiner,
        Self::NotAName,
        Self::AmbiguousName,
    ];

    /// The name of its file, without the ending `.tsv`: `not_a_name` for [`ListName::NotAName`].
    #[must_use]
    pub fn file(self) -> String {
        let mut name = String::new();
        for letter in format!("{self:?}").chars() {
            if letter.is_uppercase() && !name.is_empty() {
                name.push('_');
            }
            name.extend(letter.to_lowercase());
        }
        name
    }
}
