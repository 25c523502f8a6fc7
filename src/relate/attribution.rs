//! Finds who says what a clause states: *laut Nikkei*, *nach Angaben des Konzerns*, *sagte Brad Smith*, *wie Reuters
//! berichtet*, the speaker of a quote, and, for a clause in the first subjunctive, the speaker of the sentence before.

use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::tag::{Mood, Tense, Upos};
use crate::text::{EntityType, Sentence, Span};

use super::argument::Slot;
use super::clause;
use super::context::Context;

/// Somebody who says something.
#[derive(Debug, Clone, PartialEq)]
pub struct Speaker {
    /// Who.
    pub slot: Slot,
    /// The words that attribute it.
    pub marker: String,
    /// How strongly it is tied to the clause, in [0, 1].
    pub sure: f32,
    /// Whether the text says that it is the subject's own word: *nach eigenen Angaben*.
    pub own: bool,
}

/// Who says what stands at a token; the nearest first, empty when the article itself says it.
#[must_use]
pub fn speakers(context: &Context<'_>, token: usize) -> Vec<Speaker> {
    let mut found = quote_speakers(context, token);
    let quoted = !found.is_empty();
    found.extend(ancestors(context, token).into_iter().flat_map(|head| clause_speakers(context, head, token, quoted)));
    if found.is_empty() && is_reported_speech(context, token) {
        found.extend(earlier_speaker(context, token));
    }
    found.dedup_by(|later, first| later.slot == first.slot);
    found
}

/// Who says the quote that a token stands in, if it stands in one.
pub(super) fn quote_speakers(context: &Context<'_>, token: usize) -> Vec<Speaker> {
    let quote = context.quotes.at(context.document.tokens[token].span.start);
    quote.map(|quote| quote_speaker(context, quote).unwrap_or_else(|| nobody(context, quote))).into_iter().collect()
}

/// The head of the clause that holds the token and the heads of the clauses above it.
fn ancestors(context: &Context<'_>, token: usize) -> Vec<usize> {
    let mut heads = Vec::new();
    let mut next = Some(token);
    while let Some(at) = next {
        if clause::is_head(context, at) {
            heads.push(at);
        }
        next = context.trees.head(at);
    }
    heads
}

/// Speakers that a clause names for itself and all below it; `token` is where the question comes from.
fn clause_speakers(context: &Context<'_>, head: usize, token: usize, quoted: bool) -> Vec<Speaker> {
    let mut found: Vec<Speaker> = marked(context, head).into_iter().collect();
    if quoted {
        return found;
    }
    found.extend(claimed(context, head));
    found.extend(inserted(context, head, token));
    found.extend(governing(context, head, token));
    found.extend(denying(context, head));
    found
}

/// *laut Nikkei*, *einem Bericht zufolge*, *nach Angaben des Konzerns*, *unter Berufung auf Insider*.
fn marked(context: &Context<'_>, head: usize) -> Option<Speaker> {
    let relations = [Relation::Obl, Relation::Nmod, Relation::Advmod];
    let phrases =
        relations.into_iter().flat_map(|relation| context.trees.children_by(head, relation).collect::<Vec<_>>());
    let of_phrase = phrases.into_iter().find_map(|phrase| {
        let marker = context.preposition(phrase)?;
        let direct = context.lexicon.list(ListName::AttributionMarker, context.language(phrase)).contains(&marker);
        if context.in_list(phrase, ListName::AttributionNoun) {
            let marker = format!("{marker} {}", context.document.tokens[phrase].form);
            return own_word(context, head, phrase, &marker)
                .or_else(|| source(context, head, phrase).map(|source| speaker(context, source, marker)));
        }
        direct.then(|| speaker(context, phrase, marker))
    });
    of_phrase.or_else(|| added(context, head))
}

/// *…, so ein Bericht von Bloomberg*: who says so, behind a word and without a verb.
fn added(context: &Context<'_>, head: usize) -> Option<Speaker> {
    let relations = [Relation::Parataxis, Relation::Appos, Relation::Dep];
    let mut nouns =
        relations.into_iter().flat_map(|relation| context.trees.children_by(head, relation).collect::<Vec<_>>());
    nouns.find_map(|noun| {
        let first = context.trees.subtree(noun).into_iter().find(|&word| context.tags[word].upos != Upos::Punct)?;
        let marked = context.in_list(first, ListName::SayingAdverb) && first != noun && first > head;
        let speaks = marked && context.is_nominal(noun) && !clause::is_head(context, noun);
        speaks.then(|| speaker(context, noun, context.lower(first).to_owned()))
    })
}

/// *nach Angaben des Konzerns*, *unter Berufung auf Insider*: whom the phrase names, also where the tree hangs it beside.
fn source(context: &Context<'_>, head: usize, phrase: usize) -> Option<usize> {
    let modifier = context.trees.children_by(phrase, Relation::Nmod).find(|&noun| context.is_nominal(noun));
    let leads = context.value(phrase, ListName::AttributionNoun).filter(|word| !word.is_empty());
    let follows = |&noun: &usize| {
        let mut words = context.trees.children_by(noun, Relation::Case);
        context.is_nominal(noun) && words.any(|word| word == phrase + 1 && leads == Some(context.lower(word)))
    };
    modifier.or_else(|| context.trees.children_by(head, Relation::Obl).find(follows))
}

/// *nach eigenen Angaben*: the subject says so.
fn own_word(context: &Context<'_>, head: usize, phrase: usize, marker: &str) -> Option<Speaker> {
    let mut adjectives = context.trees.children_by(phrase, Relation::Amod);
    let own = adjectives.any(|adjective| context.in_list(adjective, ListName::Own));
    let subject = *context.clause(head).subjects.first().filter(|_| own)?;
    Some(Speaker { own: true, ..speaker(context, subject, marker.to_owned()) })
}

/// *will die Kunden informiert haben*: the subject says so.
fn claimed(context: &Context<'_>, head: usize) -> Option<Speaker> {
    let auxiliaries: Vec<usize> = context.trees.children_by(head, Relation::Aux).collect();
    let modal = *auxiliaries.iter().find(|&&word| context.in_list(word, ListName::SelfClaim))?;
    let claims = super::status::is_perfect_infinitive(context, &auxiliaries, modal);
    let subject = *context.clause(head).subjects.first().filter(|_| claims)?;
    Some(Speaker { own: true, ..speaker(context, subject, context.document.tokens[modal].form.clone()) })
}

fn speaker(context: &Context<'_>, noun: usize, marker: String) -> Speaker {
    Speaker { slot: medium_of(context, noun).unwrap_or(Slot::Noun(noun)), marker, sure: 1.0, own: false }
}

/// A report speaks for its medium: *ein Nikkei-Bericht*, *ein Bericht von Bloomberg*; *Berichten zufolge* for the
/// medium that the next sentences name as reporting.
fn medium_of(context: &Context<'_>, noun: usize) -> Option<Slot> {
    if context.entity(noun).is_some() || context.noun_value(noun, ListName::ReportNoun).is_none() {
        return None;
    }
    let inner = context.inner_entity(noun).map(|(mention, _)| Slot::Mention(mention));
    let modifier = || context.trees.children_by(noun, Relation::Nmod).find(|&child| context.entity(child).is_some());
    inner.or_else(|| modifier().map(Slot::Noun)).or_else(|| reporting_medium_nearby(context, noun))
}

/// How many sentences ahead a report without a name is looked for.
const AHEAD: usize = 2;

fn reporting_medium_nearby(context: &Context<'_>, noun: usize) -> Option<Slot> {
    let here = context.document.sentence_of(noun)?;
    let sentences = context.document.sentences.iter().skip(here).take(AHEAD + 1);
    let tokens = sentences.flat_map(|sentence: &Sentence| sentence.tokens.clone());
    tokens.into_iter().find_map(|token| {
        if let Some((mention, chain)) = context.inner_entity(token) {
            let medium = context.chains.chains[chain].kind == EntityType::Medium;
            let report = context.noun_value(token, ListName::ReportNoun).is_some();
            return (medium || report).then_some(Slot::Mention(mention));
        }
        let (mention, _) = context.mention(token)?;
        let (_, kind) = context.chain(mention)?;
        (kind == EntityType::Medium && speaks(context, token)).then_some(Slot::Mention(mention))
    })
}

/// Whether a noun is the subject of a verb of saying.
fn speaks(context: &Context<'_>, noun: usize) -> bool {
    let verb = context.trees.head(noun).filter(|_| context.trees.relation(noun).is(Relation::Nsubj));
    verb.is_some_and(|verb| reports(context, verb))
}

fn reports(context: &Context<'_>, verb: usize) -> bool {
    let lemma = &context.clause(verb).lemma;
    context.tags[verb].upos == Upos::Verb
        && context.lexicon.list(ListName::ReportingVerb, context.language(verb)).contains(lemma)
}

/// *…, sagte Brad Smith*, *wie Reuters berichtet*: a verb of saying below the clause, not above the token.
fn inserted(context: &Context<'_>, head: usize, token: usize) -> Vec<Speaker> {
    let children = context.trees.children(head).iter().copied();
    let saying = children.filter(|&child| {
        let relation = context.trees.relation(child);
        let marked_wie = relation == Relation::Advcl && is_as_clause(context, child);
        (relation == Relation::Parataxis || marked_wie) && clause::is_head(context, child) && reports(context, child)
    });
    let verb = saying.into_iter().find(|&verb| !is_below(context, token, verb));
    // *wie die FT unter Berufung auf Insider schreibt*: whom the speaker has it from is nearer to the fact.
    verb.into_iter().flat_map(|verb| marked(context, verb).into_iter().chain(said_by(context, verb))).collect()
}

fn is_as_clause(context: &Context<'_>, verb: usize) -> bool {
    let list = context.lexicon.list(ListName::Exemplifier, context.language(verb));
    context.trees.children(verb).iter().any(|&child| {
        let opens =
            context.trees.relation(child).is(Relation::Mark) || context.trees.relation(child).is(Relation::Advmod);
        opens && (list.contains(context.lower(child)) || context.lower(child) == "as")
    })
}

/// *Smith sagte, Microsoft werde …*: the clause hangs on a verb of saying.
fn governing(context: &Context<'_>, head: usize, token: usize) -> Option<Speaker> {
    let above = context.trees.head(head)?;
    let relation = context.trees.relation(head);
    let said =
        matches!(relation, Relation::Ccomp | Relation::Parataxis) || relation == Relation::Xcomp && head != token;
    let states = said
        && clause::is_head(context, above)
        && (reports(context, above) || judges(context, above))
        && clause::is_finite(context, head);
    if states { said_by(context, above) } else { None }
}

/// *Analysten halten es für möglich, dass …*.
fn judges(context: &Context<'_>, verb: usize) -> bool {
    context.tags[verb].upos == Upos::Verb && super::status::judgement(context, verb).is_some()
}

/// *Berichte, nach denen …, dementierte das Unternehmen*: who denies what a noun reports.
fn denying(context: &Context<'_>, head: usize) -> Option<Speaker> {
    let noun = context.trees.head(head).filter(|&noun| context.noun_value(noun, ListName::ReportNoun).is_some())?;
    let verb = context.trees.head(noun).filter(|&verb| clause::is_head(context, verb))?;
    let clause = context.clause(verb);
    let list = context.lexicon.list(ListName::EmbeddingVerb, context.language(verb));
    let denies = list.get(&clause.lemma) == Some("denied") && clause::is_finite(context, head);
    let subject = *clause.subjects.iter().find(|&&subject| subject != noun).filter(|_| denies)?;
    Some(speaker(context, subject, context.document.tokens[verb].form.clone()))
}

fn said_by(context: &Context<'_>, verb: usize) -> Option<Speaker> {
    let clause = context.clause(verb);
    let quoting = context.lexicon.list(ListName::QuotingVerb, context.language(verb)).contains(&clause.lemma);
    let quoted = clause.objects.first().filter(|_| quoting);
    let nouns = clause.subjects.iter().find(|&&subject| context.tags[subject].upos != Upos::Det);
    let subject = *quoted.or(nouns).or(clause.subjects.first())?;
    let marker = context.document.tokens[verb].form.clone();
    Some(Speaker {
        slot: medium_of(context, subject).unwrap_or(Slot::Noun(subject)),
        marker,
        sure: context.trees.sure(subject),
        own: false,
    })
}

fn is_below(context: &Context<'_>, token: usize, head: usize) -> bool {
    let mut at = Some(token);
    while let Some(here) = at {
        if here == head {
            return true;
        }
        at = context.trees.head(here);
    }
    false
}

/// The speaker of a quote: the subject of the verb of saying nearest to it in its own sentences, else in the sentence
/// before.
fn quote_speaker(context: &Context<'_>, quote: Span) -> Option<Speaker> {
    let touched = sentences_of(context, quote);
    let before = touched.start.checked_sub(1).map(|number| number..touched.start);
    let tried = [Some(touched), before].into_iter().flatten();
    tried.into_iter().find_map(|sentences| {
        let tokens = sentences.flat_map(|number| context.document.sentences[number].tokens.clone());
        let outside = tokens.filter(|&token| !quote.contains(context.document.tokens[token].span));
        let verbs = outside.filter(|&token| clause::is_head(context, token) && reports(context, token));
        let nearest = verbs.min_by_key(|&verb| distance(context.document.tokens[verb].span, quote))?;
        said_by(context, nearest)
    })
}

/// The sentences that a stretch of the source touches.
pub(super) fn sentences_of(context: &Context<'_>, span: Span) -> std::ops::Range<usize> {
    let sentences = &context.document.sentences;
    let first = sentences.partition_point(|sentence| sentence.span.end <= span.start);
    let last = sentences.partition_point(|sentence| sentence.span.start < span.end);
    first..last.max(first)
}

fn distance(verb: Span, quote: Span) -> u32 {
    if verb.end <= quote.start { quote.start - verb.end } else { verb.start.saturating_sub(quote.end) }
}

/// A quote whose speaker is not found is still not the article's own word.
fn nobody(context: &Context<'_>, quote: Span) -> Speaker {
    let argument = super::argument::words(context, &[quote], super::fact::Term::Quote);
    Speaker { slot: Slot::Ready(argument), marker: String::new(), sure: 0.0, own: false }
}

/// The first subjunctive without a verb of saying goes on with what somebody said before.
fn is_reported_speech(context: &Context<'_>, token: usize) -> bool {
    let Some(&head) = ancestors(context, token).first() else { return false };
    let mut group: Vec<usize> = context.trees.children_by(head, Relation::Aux).collect();
    group.extend(context.trees.children_by(head, Relation::Cop));
    group.push(head);
    group.into_iter().any(|word| {
        let features = context.tags[word].features;
        features.mood == Some(Mood::Sub) && features.tense != Some(Tense::Past)
    })
}

/// How many sentences back reported speech may go on from.
const BACK: usize = 3;

fn earlier_speaker(context: &Context<'_>, token: usize) -> Option<Speaker> {
    let here = context.document.sentence_of(token)?;
    let earlier = (here.saturating_sub(BACK)..here).rev();
    earlier.into_iter().find_map(|number| {
        let tokens = context.document.sentences[number].tokens.clone();
        let mut heads = tokens.filter(|&head| clause::is_head(context, head));
        heads.find_map(|head| {
            let own = if reports(context, head) { said_by(context, head) } else { None };
            own.or_else(|| marked(context, head))
        })
    })
}
