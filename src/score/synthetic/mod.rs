//! Readings of articles that nobody wrote, to measure what a large graph costs. They have as many facts, things and
//! sentences as real ones, and names as unevenly frequent; reading `n` is the same on every machine.

mod dice;
mod world;

use crate::lexicon::Lexicon;
use crate::pipeline;
use crate::recognize::{Amount, Unit};
use crate::relate::{
    Argument, Attribution, Entity, Fact, Facts, Form, Modality, Polarity, Predicate, Reading, Role, RoleKind, Tense,
    Term,
};
use crate::text::{CalendarDate, EntityType, Interval, Language, Meta, Span};

use dice::Dice;
use world::{Words, World};

/// The share of articles that are copies of an earlier one with another headline, as of an agency.
const COPIES: f64 = 0.08;
/// As many sentences have facts in a news article of some 500 words, each about one.
const SENTENCES: (usize, usize) = (16, 30);

/// Invents readings.
#[derive(Debug)]
pub struct Synthesizer {
    world: World,
}

/// An article as it grows.
struct Draft<'a> {
    world: &'a World,
    dice: Dice,
    language: Language,
    source: String,
    entities: Vec<Entity>,
    facts: Vec<Fact>,
}

impl Synthesizer {
    /// One that draws its words from the lists of the lexicon.
    #[must_use]
    pub fn new(lexicon: &Lexicon) -> Self {
        Self { world: World::of(lexicon) }
    }

    /// The reading of the article with this number.
    #[must_use]
    pub fn reading(&self, number: usize) -> Reading {
        let mut dice = Dice::new(number as u64 ^ 0xc0b1);
        let copied = dice.chance(COPIES) && number > 0;
        let original = if copied { number - 1 - dice.below(number.min(50)) } else { number };
        let draft = Draft::of(&self.world, original, number);
        draft.into_reading(number)
    }
}

impl<'a> Draft<'a> {
    /// The text of one article under the headline of another.
    fn of(world: &'a World, text: usize, headline: usize) -> Self {
        let mut dice = Dice::new(text as u64);
        let language = if dice.chance(0.3) { Language::English } else { Language::German };
        let source = format!("{headline}\n\n");
        let mut draft = Self { world, dice, language, source, entities: Vec::new(), facts: Vec::new() };
        draft.gather();
        let sentences = SENTENCES.0 + draft.dice.below(SENTENCES.1 - SENTENCES.0);
        (0..sentences).for_each(|_| draft.state());
        draft
    }

    /// The things that the article is about, those of its theme first.
    fn gather(&mut self) {
        let count = 8 + self.dice.below(10);
        for _ in 0..count {
            let (name, kind) = self.world.name(self.dice.rank(self.world.names()));
            if self.entities.iter().all(|entity| entity.name != name) {
                self.entities.push(Entity { name, kind, forms: Vec::new() });
            }
        }
    }

    /// Adds a sentence with its fact.
    fn state(&mut self) {
        let start = self.source.len();
        let words = self.world.predicates(self.language);
        let words = words.get(self.dice.rank(words.len())).cloned();
        let Some(words) = words else { return };
        let subject = self.thing();
        let predicate = self.predicate(&words);
        let object = self.object();
        let roles = if self.dice.chance(0.3) { vec![self.role()] } else { Vec::new() };
        let attribution = if self.dice.chance(0.15) { vec![self.speaker()] } else { Vec::new() };
        self.source.push_str(".\n");
        let sentence = Span::new(start, self.source.len() - 1);
        let fact = self.fact(subject, predicate, object, sentence);
        self.facts.push(Fact { roles, attribution, ..fact });
    }

    fn fact(&mut self, subject: Argument, predicate: Predicate, object: Argument, sentence: Span) -> Fact {
        let modality = if self.dice.chance(0.75) { Modality::Asserted } else { self.modality() };
        Fact {
            subject,
            predicate,
            object,
            roles: Vec::new(),
            polarity: if self.dice.chance(0.05) { Polarity::Negative } else { Polarity::Positive },
            modality,
            tense: Tense::Present,
            attribution: Vec::new(),
            time: self.dice.chance(0.2).then(|| Interval::at(date(self.dice.below(3000)))),
            confidence: 0.2 + 0.7 * self.dice.share() as f32,
            pattern: "active".to_owned(),
            sentence,
            language: self.language,
        }
    }

    fn modality(&mut self) -> Modality {
        self.dice.one_of(&Modality::ALL).copied().unwrap_or(Modality::Asserted)
    }

    /// A named thing of the article, the first ones oftener, written down.
    fn thing(&mut self) -> Argument {
        let number = self.dice.rank(self.entities.len());
        let Some(name) = self.entities.get(number).map(|entity| entity.name.clone()) else { return self.quote() };
        let span = self.write(&name);
        if let Some(entity) = self.entities.get_mut(number) {
            mention(entity, span, self.language);
        }
        Argument { spans: vec![span], text: name, term: Term::Entity(number) }
    }

    fn object(&mut self) -> Argument {
        match self.dice.below(20) {
            0..=10 => self.thing(),
            11..=16 => self.concept(),
            17 | 18 => self.amount(),
            _ => self.quote(),
        }
    }

    fn concept(&mut self) -> Argument {
        let nouns = self.world.nouns(self.language);
        let label = nouns.get(self.dice.rank(nouns.len())).cloned().unwrap_or_default();
        Argument {
            spans: vec![self.write(&label)],
            text: label.clone(),
            term: Term::Concept { head: label.clone(), label },
        }
    }

    fn amount(&mut self) -> Argument {
        let value = (1 + self.dice.rank(5000)) as f64;
        let unit = if self.dice.chance(0.5) { Unit::Percent } else { Unit::Currency(*b"EUR") };
        let text = value.to_string();
        Argument { spans: vec![self.write(&text)], text, term: Term::Amount(Amount::of(value, unit), None) }
    }

    /// Words said: some nouns in a row.
    fn quote(&mut self) -> Argument {
        let nouns = self.world.nouns(self.language);
        let words: Vec<&str> = (0..6).filter_map(|_| self.dice.one_of(nouns)).map(String::as_str).collect();
        let text = words.join(" ");
        Argument { spans: vec![self.write(&text)], text, term: Term::Quote }
    }

    fn role(&mut self) -> Role {
        let kind = if self.dice.chance(0.5) { RoleKind::Place } else { RoleKind::Purpose };
        let argument = if kind == RoleKind::Place { self.thing() } else { self.concept() };
        Role { kind, preposition: None, argument }
    }

    fn speaker(&mut self) -> Attribution {
        Attribution { speaker: self.thing(), marker: String::new() }
    }

    fn predicate(&mut self, words: &Words) -> Predicate {
        let text = [Some(&words.lemma), words.noun.as_ref(), words.preposition.as_ref()];
        let text = text.into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
        Predicate {
            lemma: words.lemma.clone(),
            reflexive: false,
            noun: words.noun.clone(),
            preposition: words.preposition.clone(),
            spans: vec![self.write(&text)],
            text,
        }
    }

    /// Writes words after a blank and says where they stand.
    fn write(&mut self, words: &str) -> Span {
        if !self.source.ends_with('\n') {
            self.source.push(' ');
        }
        let start = self.source.len();
        self.source.push_str(words);
        Span::new(start, self.source.len())
    }

    fn into_reading(mut self, number: usize) -> Reading {
        self.entities
            .iter_mut()
            .filter(|entity| entity.forms.is_empty())
            .for_each(|entity| entity.kind = EntityType::Other);
        Reading {
            hash: pipeline::hash(self.source.as_bytes()),
            path: format!("synthetic/{number:06}.txt"),
            version: pipeline::VERSION.to_owned(),
            meta: meta(number),
            language: self.language,
            source: self.source,
            sentences: self.facts.len() as u32,
            facts: Facts { entities: self.entities, facts: self.facts, rejected: std::collections::BTreeMap::new() },
            diagnostics: Vec::new(),
        }
    }
}

fn mention(entity: &mut Entity, span: Span, language: Language) {
    match entity.forms.first_mut() {
        Some(form) => form.spans.push(span),
        None => entity.forms.push(Form { name: entity.name.clone(), spans: vec![span], language }),
    }
}

fn meta(number: usize) -> Meta {
    let publisher = Dice::new(number as u64 ^ 0x9e55).rank(40);
    Meta {
        title: Some(number.to_string()),
        url: Some(format!("https://news.example/{number}")),
        published: Some(date(number % 2500)),
        publisher: Some(format!("news-{publisher}.example")),
        author: None,
    }
}

/// The day so many days after the first of 2019.
fn date(days: usize) -> CalendarDate {
    let first = jiff::civil::Date::constant(2019, 1, 1);
    let day = first.saturating_add(jiff::Span::new().days(i64::try_from(days).unwrap_or_default()));
    CalendarDate { year: day.year(), month: Some(day.month().cast_unsigned()), day: Some(day.day().cast_unsigned()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::vocabulary::DEFAULT_BASE;
    use crate::ground::{Ontology, ground};

    #[test]
    fn a_number_always_gives_the_same_reading() {
        let lexicon = Lexicon::embedded();
        let one = Synthesizer::new(&lexicon).reading(17);
        assert_eq!(one, Synthesizer::new(&lexicon).reading(17));
        assert_ne!(one.hash, Synthesizer::new(&lexicon).reading(18).hash);
    }

    #[test]
    fn every_word_of_a_fact_stands_where_it_says() {
        let synthesizer = Synthesizer::new(&Lexicon::embedded());
        for number in 0..30 {
            let reading = synthesizer.reading(number);
            for fact in &reading.facts.facts {
                for argument in [&fact.subject, &fact.object] {
                    assert_eq!(argument.spans[0].of(&reading.source), argument.text);
                    assert!(fact.sentence.contains(argument.spans[0]), "{}", fact.sentence.of(&reading.source));
                }
            }
        }
    }

    #[test]
    fn few_things_are_in_many_articles_and_most_in_few() {
        let lexicon = Lexicon::embedded();
        let synthesizer = Synthesizer::new(&lexicon);
        let readings: Vec<Reading> = (0..200).map(|number| synthesizer.reading(number)).collect();
        let graph = ground(&readings, &Ontology::embedded().unwrap(), &lexicon, DEFAULT_BASE);
        let mut mentions: Vec<u32> = graph.nodes.values().map(|node| node.mentions).collect();
        mentions.sort_unstable();
        let median = mentions[mentions.len() / 2];
        assert!(median <= 5 && mentions.last().is_some_and(|most| *most > 200), "{median} {:?}", mentions.last());
        assert!(graph.statements.len() > 2000, "{}", graph.statements.len());
    }
}
