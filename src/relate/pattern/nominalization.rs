//! Nouns that stand for a verb: *Microsofts Rückzug aus China*, *die Übernahme von Wicresoft durch Microsoft*, *die
//! Microsoft-Übernahme*, *vollzog die Übernahme von Wicresoft*.
//!
//! Gives what the verb would give: Microsoft —sich zurückziehen aus→ China. Nothing is made without both sides, and
//! nothing below a noun that only speaks of it (*die Möglichkeit einer Übernahme*). Who does it may be the subject of
//! the clause, where the verb or the preposition in front says that it is his deed.

use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::tag::{Case, Upos};

use super::super::argument::{Slot, apposed_name};
use super::super::candidate::{Candidate, predicate};
use super::super::clause::{self, Voice};
use super::super::context::Context;
use super::super::fact::{Modality, Polarity, Predicate};
use super::super::government::governs;
use super::super::status::Status;
use super::participle;

pub(super) fn find(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    let tokens = super::prose(context, sentence);
    tokens.filter_map(|noun| Frame::read(context, noun)).flat_map(|frame| candidates(context, &frame)).collect()
}

/// A noun with the arguments of its verb.
struct Frame {
    noun: usize,
    lemma: String,
    reflexive: bool,
    subject: Option<Slot>,
    object: Option<Slot>,
    phrases: Vec<(String, usize)>,
}

impl Frame {
    fn read(context: &Context<'_>, noun: usize) -> Option<Self> {
        let (_, value) = context.noun_value(noun, ListName::Nominalization)?;
        let mut columns = value.split('\t');
        let (verb, possessor) = (columns.next()?, columns.next()?);
        let direct = columns.next();
        let reflexive = verb.starts_with(super::super::REFLEXIVE_PREFIX);
        let lemma = verb.trim_start_matches(super::super::REFLEXIVE_PREFIX).to_owned();
        let mut frame = Self { noun, lemma, reflexive, subject: None, object: None, phrases: Vec::new() };
        frame.place_inner(context, possessor);
        let possessive = context.possessive(noun);
        for child in modifiers(context, noun).into_iter().filter(|&child| Some(child) != possessive) {
            frame.place(context, child, possessor, direct);
        }
        frame.subject = frame.subject.or_else(|| agent_behind(context, noun).map(Slot::Phrase));
        // *seine Übernahme von Wicresoft*, *seine Übernahme durch InBev*
        if let Some((pronoun, _)) = context.owner_meant(noun) {
            let place = if frame.subject.is_some() { &mut frame.object } else { &mut frame.subject };
            place.get_or_insert(Slot::Noun(pronoun));
        }
        // *Chinas Zusage*, *die chinesische Zusage*: the adjective of a country does what the genitive would.
        frame.subject = frame.subject.or_else(|| demonym(context, noun));
        if frame.subject.is_none() {
            let doer = doer(context, noun).or_else(|| planner(context, noun)).or_else(|| allowed(context, noun));
            frame.subject = doer.or_else(|| other_side(context, &frame)).map(Slot::Phrase);
        }
        // *stimmt seiner Übernahme durch InBev zu*: the firm that the clause speaks of.
        if possessor != "subject" && frame.object.is_none() && frame.subject.is_some() {
            frame.object = own(context, noun).map(Slot::Phrase);
        }
        Some(frame)
    }

    /// *die Wicresoft-Übernahme*, *die Tengelmann Fusion*: the name stands where a genitive would.
    fn place_inner(&mut self, context: &Context<'_>, possessor: &str) {
        let beside = context.trees.children_by(self.noun, Relation::Compound).find_map(|child| context.mention(child));
        let inner = context.inner_entity(self.noun).map(|(mention, _)| mention);
        let Some(mention) = inner.or(beside.map(|(mention, _)| mention)) else { return };
        if context.chain(mention).is_some_and(|(_, kind)| kind.is_organization()) {
            let place = if possessor == "subject" { &mut self.subject } else { &mut self.object };
            *place = Some(Slot::Mention(mention));
        }
    }

    fn place(&mut self, context: &Context<'_>, child: usize, possessor: &str, direct: Option<&str>) {
        let agents = context.lexicon.list(ListName::AgentPreposition, context.language(child));
        let preposition = context.preposition(child);
        let before = child < self.noun;
        match preposition.as_deref() {
            None if before || possessor == "subject" => fill(&mut self.subject, child),
            None => fill(&mut self.object, child),
            Some(word) if agents.contains(word) && !is_possessive(context, child, word) => {
                self.subject = Some(Slot::Phrase(child));
            }
            Some(word) if is_possessive(context, child, word) && possessor == "subject" => {
                fill(&mut self.subject, child);
            }
            Some(word) if is_possessive(context, child, word) => fill(&mut self.object, child),
            // *Kritik an China*: what the verb has as its object.
            Some(word) if direct == Some(word) => fill(&mut self.object, child),
            Some(word) => self.phrases.push((word.to_owned(), child)),
        }
    }
}

/// *Trumps*, *Präsident Trumps*.
fn is_genitive_name(context: &Context<'_>, noun: usize) -> bool {
    let genitive = |token: usize| context.tags[token].features.case == Some(Case::Gen);
    let apposed = || apposed_name(context, noun).map(|number| context.mentions.mentions[number].tokens.start);
    let name = if context.entity(noun).is_some() { Some(noun) } else { apposed() };
    name.is_some_and(genitive)
}

fn demonym(context: &Context<'_>, noun: usize) -> Option<Slot> {
    context
        .trees
        .children_by(noun, Relation::Amod)
        .find(|&adjective| context.inner_entity(adjective).is_some())
        .map(Slot::Phrase)
}

fn fill(place: &mut Option<Slot>, child: usize) {
    place.get_or_insert(Slot::Phrase(child));
}

/// How many words behind a noun its agent may stand: *die Übernahme der Firma Wicresoft in Shanghai durch Microsoft*.
const NEAR: usize = 9;

/// *durch Microsoft* behind the noun, in the same stretch between commas, wherever the tree hangs it.
fn agent_behind(context: &Context<'_>, noun: usize) -> Option<usize> {
    let end = context.document.sentences[context.document.sentence_of(noun)?].tokens.end;
    let agents = context.lexicon.list(ListName::AgentPreposition, context.language(noun));
    let goes_on = |&token: &usize| !matches!(context.tags[token].upos, Upos::Punct | Upos::Verb | Upos::Aux);
    (noun + 1..end).take(NEAR).take_while(goes_on).find(|&token| {
        let preposition = context.preposition(token);
        let leads = preposition.is_some_and(|word| agents.contains(&word) && !is_possessive(context, token, &word));
        leads && context.entity(token).is_some_and(|(_, kind)| kind.is_agent())
    })
}

/// *bei SPI gibt es nach dem Merger mit Solar Power Fragen*: the only other organisation of the sentence, where the noun
/// is one for what two have with each other. What a verb says of such a noun (*beendet die Zusammenarbeit mit*) is `active`.
fn other_side(context: &Context<'_>, frame: &Frame) -> Option<usize> {
    let (_, with) = context.noun_value(frame.noun, ListName::MutualNoun)?;
    let (_, named) = frame.phrases.iter().find(|(word, _)| word == with)?;
    let (one, _) = context.entity(*named)?;
    if context.trees.relation(frame.noun).is(Relation::Obj) {
        return None;
    }
    let sentence = context.document.sentence_of(frame.noun)?;
    let tokens = context.document.sentences[sentence].tokens.clone();
    let others = tokens.filter_map(|token| {
        let (chain, kind) = context.entity(token)?;
        (chain != one && kind.is_organization()).then_some((chain, token))
    });
    let others: Vec<(usize, usize)> = others.collect();
    let &(other, token) = others.first()?;
    others.iter().all(|&(chain, _)| chain == other).then_some(token)
}

/// *vollzog die Übernahme von Wicresoft*, *wächst mit dem Kauf von Wicresoft*: the company whose deed the noun is.
pub(super) fn doer(context: &Context<'_>, noun: usize) -> Option<usize> {
    let verb = context.trees.head(noun).filter(|&verb| clause::is_head(context, verb))?;
    let clause = context.clause(verb);
    let list = context.lexicon.list(ListName::OwnDeed, context.language(noun));
    let ties = match context.preposition(noun) {
        Some(preposition) => list.contains(&preposition),
        None => list.contains(&clause.lemma) && clause.objects.contains(&noun),
    };
    let subject = *clause.subjects.first().filter(|_| ties)?;
    let (_, kind) = context.entity(subject)?;
    kind.is_firm().then_some(subject)
}

/// The firm that is the subject of a clause in which a noun with *sein* or *ihr* stands.
pub(super) fn own(context: &Context<'_>, noun: usize) -> Option<usize> {
    context.possessive(noun).filter(|&word| context.tags[word].xpos == "PPOSAT")?;
    let verb = context.trees.head(noun).filter(|&verb| clause::is_head(context, verb))?;
    let firm = |&subject: &usize| context.entity(subject).is_some_and(|(_, kind)| kind.is_firm());
    let subjects = context.clause(verb).subjects.iter().copied();
    let apposed =
        |subject: usize| apposed_name(context, subject).map(|number| context.mentions.mentions[number].tokens.start);
    subjects.map(|subject| apposed(subject).unwrap_or(subject)).find(firm).filter(|&subject| subject != noun)
}

/// *die von Mittal geplante Übernahme*: who does it by a participle in front.
fn planner(context: &Context<'_>, noun: usize) -> Option<usize> {
    let relations = [Relation::Amod, Relation::Acl].into_iter();
    let mut participles = relations.flat_map(|relation| context.trees.children_by(noun, relation).collect::<Vec<_>>());
    participles.find_map(|participle| participle::agent(context, participle).filter(|_| participle < noun))
}

/// *Die Kommission erlaubt Air Berlin die Übernahme von Niki*: who may do it.
fn allowed(context: &Context<'_>, noun: usize) -> Option<usize> {
    let verb = context.trees.head(noun).filter(|&verb| clause::is_head(context, verb))?;
    let clause = context.clause(verb);
    let object = clause.objects.contains(&noun) || clause.voice == Voice::Passive && clause.subjects.contains(&noun);
    let firm = |&&head: &&usize| context.entity(head).is_some_and(|(_, kind)| kind.is_firm());
    clause.recipients.iter().find(firm).copied().filter(|_| object)
}

/// The phrases of a noun. One that the parser hung on the name in between (*Rückzug von Microsoft aus China*) counts too.
fn modifiers(context: &Context<'_>, noun: usize) -> Vec<usize> {
    let own = |head: usize| {
        let relations = [Relation::Nmod, Relation::NmodPoss, Relation::Acl].into_iter();
        relations.flat_map(move |relation| context.trees.children_by(head, relation).collect::<Vec<_>>())
    };
    // *Trumps Verbot*: a genitive in front, by whatever name the tree has for it.
    let front = [Relation::Dep, Relation::Appos, Relation::Compound].into_iter();
    let front = front.flat_map(|relation| context.trees.children_by(noun, relation).collect::<Vec<_>>());
    let genitive = |&child: &usize| child < noun && is_genitive_name(context, child);
    let direct: Vec<usize> = front.filter(genitive).chain(own(noun)).collect();
    let nested = direct.iter().filter(|&&child| context.entity(child).is_some()).flat_map(|&child| own(child));
    let nested: Vec<usize> = nested.filter(|&child| context.preposition(child).is_some()).collect();
    direct.into_iter().chain(nested).collect()
}

/// *von* and *of* lead to what a genitive would: they are in the list of origins of neither.
fn is_possessive(context: &Context<'_>, child: usize, word: &str) -> bool {
    context.lexicon.list(ListName::PossessivePreposition, context.language(child)).contains(word)
}

fn candidates(context: &Context<'_>, frame: &Frame) -> Vec<Candidate> {
    let Some(subject) = &frame.subject else { return Vec::new() };
    let mut edges: Vec<(Predicate, Slot)> =
        frame.object.iter().map(|object| (verb(context, frame, None), object.clone())).collect();
    let governed = |word: &str| governs(context, frame.noun, word);
    let named = frame.phrases.iter().filter(|(word, child)| context.entity(*child).is_some() || governed(word));
    edges.extend(named.map(|(word, child)| (verb(context, frame, Some(word)), Slot::Phrase(*child))));
    let status = status(context, frame.noun);
    let candidate = |(predicate, object)| Candidate {
        subject: subject.clone(),
        predicate,
        object,
        roles: Vec::new(),
        status: status.clone(),
        anchor: frame.noun,
    };
    edges.into_iter().map(candidate).collect()
}

fn verb(context: &Context<'_>, frame: &Frame, preposition: Option<&str>) -> Predicate {
    let mut verb = predicate(context, &frame.lemma, preposition, &[frame.noun]);
    verb.reflexive = frame.reflexive;
    verb
}

/// What the list of embedding verbs says of those that keep a deed from happening.
const FAILED: &str = "negative";

/// *Wegen des Streiks fahren kaum Züge*: what the clause says of itself does not reach a noun behind such a preposition.
fn is_given(context: &Context<'_>, noun: usize) -> bool {
    let list = context.lexicon.list(ListName::GivenPreposition, context.language(noun));
    context.preposition(noun).is_some_and(|word| list.contains(&word))
}

/// A definite noun takes it as given; below another noun, or as the object of a verb that denies or plans, it is open.
pub(super) fn status(context: &Context<'_>, noun: usize) -> Status {
    let mut status = Status::of_noun(context, noun);
    let mut modifiers = context.trees.children_by(noun, Relation::Amod);
    let told = modifiers.find_map(|participle| embedding(context, participle));
    match told {
        Some(FAILED) => status.polarity = Polarity::Negative,
        Some(label) => status.modality = Modality::from_name(label).unwrap_or(Modality::Possible),
        None => {}
    }
    let Some(above) = context.trees.head(noun) else { return status };
    let value = context.value(above, ListName::EmbeddingVerb);
    match value {
        // *Die Fusion ist gescheitert*, *stoppt die Übernahme*
        Some(FAILED) => status.polarity = Polarity::Negative,
        Some(label) => status.modality = Modality::from_name(label).unwrap_or(Modality::Possible),
        None if told.is_none() && clause::is_head(context, above) && !is_given(context, noun) => {
            let outer = Status::of(context, above);
            status.modality = outer.modality;
            status.polarity = outer.polarity;
            status.speakers = outer.speakers;
        }
        None => {}
    }
    status
}

/// *die geplante Übernahme*, *die gescheiterte Fusion*: what the list says of the verb of a participle in front.
fn embedding<'a>(context: &Context<'a>, participle: usize) -> Option<&'a str> {
    let verb = participle::verb(context, participle)?;
    context.lexicon.list(ListName::EmbeddingVerb, context.language(participle)).get(&verb)
}
