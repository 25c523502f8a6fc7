//! Reads a clause off the tree: its verb put together again (*zieht … zurück*, *hat … verlagert*), who does it, what
//! it is done to, and every phrase that hangs on it. Subjects that a clause shares with another are filled in.

use crate::lexicon::ListName;
use crate::parse::Relation;
use crate::tag::{Case, Tense, Upos, VerbForm};
use crate::text::Language;

use super::agreement;
use super::context::Context;
use super::control;
use super::government;
use super::referent::referent;

/// A clause, by positions of tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The full verb, or the noun or adjective behind a copula.
    pub head: usize,
    /// The lemma of the verb with its particle; of the predicate noun behind a copula.
    pub lemma: String,
    /// Whether the verb is reflexive.
    pub reflexive: bool,
    /// The words of the verb group, in the order of the text.
    pub words: Vec<usize>,
    /// Whose view the clause takes.
    pub voice: Voice,
    /// Who does it; in the passive to whom it is done.
    pub subjects: Vec<usize>,
    /// What it is done to.
    pub objects: Vec<usize>,
    /// Dative and indirect objects.
    pub recipients: Vec<usize>,
    /// Prepositional and adverbial phrases.
    pub obliques: Vec<Oblique>,
}

/// A phrase that hangs on a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oblique {
    /// Its noun; the antecedent where that is a relative pronoun.
    pub head: usize,
    /// Its noun or pronoun as it stands in the clause.
    pub word: usize,
    /// Its preposition.
    pub preposition: Option<String>,
}

/// Whose view a clause takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// Somebody does something.
    Active,
    /// Something is done.
    Passive,
    /// Something is something.
    Copular,
}

impl Clause {
    /// All clauses of a sentence, in the order of their heads.
    #[must_use]
    pub fn all<'c>(context: &'c Context<'_>, sentence: usize) -> Vec<&'c Self> {
        let tokens = context.document.sentences[sentence].tokens.clone();
        tokens.filter(|&token| is_head(context, token)).map(|head| context.clause(head)).collect()
    }

    /// Reads the clause of which a token is the head; [`Context::clause`] keeps what is read.
    #[must_use]
    pub fn read(context: &Context<'_>, head: usize) -> Self {
        Self::read_from(context, head, 0)
    }

    /// Reads a clause that others share their subject with, so many steps down.
    fn read_from(context: &Context<'_>, head: usize, steps: usize) -> Self {
        let voice = voice(context, head);
        let reflexive = reflexive(context, head);
        let mut clause = Self {
            head,
            lemma: lemma(context, head),
            reflexive: reflexive.is_some(),
            words: words(context, head, reflexive),
            voice,
            subjects: Vec::new(),
            objects: direct_objects(context, head),
            recipients: recipients(context, head),
            obliques: obliques(context, head),
        };
        clause.recipients.retain(|&token| Some(token) != reflexive);
        clause.subjects = subjects(context, head, steps);
        agreement::second_nominative(context, &mut clause);
        agreement::swapped_cases(context, &mut clause);
        agreement::mend(context, &mut clause);
        if clause.subjects.len() > 1 && clause.objects.len() > 1 {
            // Two subjects and two objects that no conjunction joins: the sentence is broken or two, and so is its tree.
            clause.subjects.clear();
        }
        government::lift(context, &mut clause);
        clause
    }

    /// The lemma with `sich` where it is reflexive, as the word lists write it.
    #[must_use]
    pub fn entry(&self) -> String {
        if self.reflexive { format!("{}{}", super::REFLEXIVE_PREFIX, self.lemma) } else { self.lemma.clone() }
    }
}

/// Whether a token heads a clause: a full verb, or whatever stands behind a copula.
pub(super) fn is_head(context: &Context<'_>, token: usize) -> bool {
    let relation = context.trees.relation(token);
    let dependent = [Relation::Aux, Relation::Cop, Relation::Amod, Relation::Case, Relation::Compound, Relation::Flat];
    if dependent.into_iter().any(|other| relation.is(other)) {
        return false;
    }
    match context.tags[token].upos {
        Upos::Verb => !is_predicative(context, token),
        Upos::Aux => context.trees.children_by(token, Relation::Nsubj).next().is_some(),
        _ => context.trees.children_by(token, Relation::Cop).next().is_some(),
    }
}

/// *gab sich geschlagen*, *fühlt sich bedroht*: a participle that completes a verb says how somebody is, not what he does.
fn is_predicative(context: &Context<'_>, token: usize) -> bool {
    let participle = context.tags[token].features.verb_form == Some(VerbForm::Part);
    let completes = participle && context.trees.relation(token).is(Relation::Xcomp);
    let auxiliaries = [Relation::Aux, Relation::AuxPass];
    let bare = auxiliaries.into_iter().all(|aux| context.trees.children_by(token, aux).next().is_none());
    // *hat sich geschlagen gegeben*: the auxiliary is that of the verb above.
    let shared = || context.trees.head(token).is_some_and(|verb| !is_finite(context, verb));
    completes && (bare || shared())
}

pub(super) fn voice(context: &Context<'_>, head: usize) -> Voice {
    let trees = context.trees;
    if trees.children_by(head, Relation::Cop).next().is_some() {
        return Voice::Copular;
    }
    let passive_auxiliary = trees.children_by(head, Relation::AuxPass).next().is_some();
    let passive_subject = trees.children_by(head, Relation::NsubjPass).next().is_some();
    if passive_auxiliary || passive_subject || is_bare_participle(context, head) {
        return Voice::Passive;
    }
    if is_modal_infinitive(context, head) {
        return Voice::Passive;
    }
    let shares =
        trees.relation(head) == Relation::Conj && !has_auxiliary(context, head) && is_participle(context, head);
    match trees.head(head) {
        Some(first) if shares && is_head(context, first) => voice(context, first),
        _ => Voice::Active,
    }
}

/// *war nicht zu erreichen*, *hat zu liefern*: an infinitive with *zu* and an auxiliary that is no modal.
fn is_modal_infinitive(context: &Context<'_>, head: usize) -> bool {
    let mut marks = context.trees.children_by(head, Relation::Mark);
    let with_to = context.tags[head].xpos == "VVIZU" || marks.any(|mark| context.tags[mark].xpos == "PTKZU");
    let mut auxiliaries: Vec<usize> = context.trees.children_by(head, Relation::Aux).collect();
    auxiliaries.extend(context.trees.head(head).filter(|_| context.trees.relation(head) == Relation::Xcomp));
    // *bestreitet, Waffen geliefert zu haben* is a perfect.
    with_to
        && !is_participle(context, head)
        && auxiliaries.into_iter().any(|word| context.in_list(word, ListName::PerfectAuxiliary))
}

/// A participle that modifies a noun: *das in Genf unterzeichnete Abkommen*, *a chip made by Nvidia*.
fn is_bare_participle(context: &Context<'_>, head: usize) -> bool {
    context.trees.relation(head) == Relation::Acl && is_participle(context, head) && !has_auxiliary(context, head)
}

fn is_participle(context: &Context<'_>, head: usize) -> bool {
    let features = context.tags[head].features;
    let past = features.tense != Some(Tense::Pres);
    (features.verb_form == Some(VerbForm::Part) && past) || matches!(context.tags[head].xpos.as_str(), "VVPP" | "VBN")
}

fn has_auxiliary(context: &Context<'_>, head: usize) -> bool {
    context.trees.children_by(head, Relation::Aux).next().is_some()
}

pub(super) fn lemma(context: &Context<'_>, head: usize) -> String {
    let verb = &infinitive(context, head);
    let Some(particle) = particle(context, head) else { return verb.clone() };
    let form = context.lower(particle);
    if context.language(head) == Language::English {
        return format!("{verb} {form}");
    }
    if verb.starts_with(form) { verb.clone() } else { format!("{form}{verb}") }
}

/// The lemma of a verb; a German one that does not look like an infinitive is put right where the text has the infinitive.
fn infinitive(context: &Context<'_>, head: usize) -> String {
    let tag = &context.tags[head];
    let wrong = tag.upos == Upos::Verb && context.language(head) == Language::German && !tag.lemma.ends_with('n');
    if wrong && tag.features.verb_form == Some(VerbForm::Inf) {
        context.lower(head).to_owned()
    } else {
        tag.lemma.clone()
    }
}

/// The separated particle of a verb.
fn particle(context: &Context<'_>, head: usize) -> Option<usize> {
    let children = context.trees.children(head).iter().copied();
    let is_particle =
        |&child: &usize| context.trees.relation(child) == Relation::CompoundPrt || context.tags[child].xpos == "PTKVZ";
    let particle = children.clone().find(is_particle);
    let particle = particle.filter(|&word| !is_mere_adverb(context, head, word) && !ends_phrase(context, head, word));
    particle.or_else(|| children.into_iter().find(|&word| is_split_adjective(context, head, word)))
}

/// *von Montag an*: the last word of a phrase is no particle of the verb.
fn ends_phrase(context: &Context<'_>, head: usize, word: usize) -> bool {
    let before = word.checked_sub(1).filter(|&before| context.trees.head(before) == Some(head));
    let phrase = before.filter(|&before| context.trees.children_by(before, Relation::Case).next().is_some());
    let joined = format!("{}{}", context.lower(word), context.tags[head].lemma);
    phrase.is_some() && !context.lexicon.list(ListName::SeparableVerb, context.language(head)).contains(&joined)
}

/// *gab die Übernahme bekannt*: an adjective that the list joins to the verb.
fn is_split_adjective(context: &Context<'_>, head: usize, word: usize) -> bool {
    let list = context.lexicon.list(ListName::SplitAdjective, context.language(head));
    list.get(context.lower(word)).is_some_and(|verbs| verbs.split(' ').any(|verb| verb == context.tags[head].lemma))
}

/// *kontrollieren zusammen 40 Prozent*: an adverb that no verb of the lexicon has for its particle.
fn is_mere_adverb(context: &Context<'_>, head: usize, word: usize) -> bool {
    let verbs = context.lexicon.list(ListName::SeparableVerb, context.language(head));
    let joined = format!("{}{}", context.lower(word), context.tags[head].lemma);
    context.in_list(word, ListName::Together) && !verbs.contains(&joined)
}

pub(super) fn reflexive(context: &Context<'_>, head: usize) -> Option<usize> {
    let children = context.trees.children(head).iter().copied();
    children.into_iter().find(|&child| context.tags[child].xpos == "PRF")
}

fn words(context: &Context<'_>, head: usize, reflexive: Option<usize>) -> Vec<usize> {
    let trees = context.trees;
    let mut words: Vec<usize> = trees.children_by(head, Relation::Aux).collect();
    words.extend(trees.children_by(head, Relation::Cop));
    words.extend(particle(context, head));
    words.extend(reflexive);
    words.push(head);
    words.sort_unstable();
    words.dedup();
    words
}

pub(super) fn direct_objects(context: &Context<'_>, head: usize) -> Vec<usize> {
    let own = context.trees.children_by(head, Relation::Obj);
    let own = own.filter(|&object| !behind_colon(context, head, object) && !is_inserted_example(context, object));
    let adverbial = context.trees.children_by(head, Relation::Obl).filter(|&noun| is_behind_adverb(context, noun));
    let objects = own.chain(adverbial).filter(|&object| context.tags[object].xpos != "PRF").collect();
    one_object(context, head, objects).into_iter().map(|object| referent(context, object)).collect()
}

/// *haben 18 Länder, darunter Deutschland*: an example is no object.
fn is_inserted_example(context: &Context<'_>, noun: usize) -> bool {
    let list = context.lexicon.list(ListName::Exemplifier, context.language(noun));
    let first = context.trees.subtree(noun).into_iter().next().unwrap_or(noun);
    let example = |word: usize| list.contains(context.lower(word));
    let behind_comma =
        |word: usize| word.checked_sub(1).is_some_and(|comma| context.document.tokens[comma].form == ",");
    let before = first.checked_sub(1);
    before.into_iter().chain([first]).any(|word| example(word) && behind_comma(word))
}

/// *verhängte unter anderem Exportquoten*: the tree takes half of the adverb for the preposition of the object.
fn is_behind_adverb(context: &Context<'_>, noun: usize) -> bool {
    let mut words = context.trees.children_by(noun, Relation::Case);
    words.any(|word| context.is_fixed_adverb(word)) && context.is_nominal(noun)
}

/// A verb has one direct object. Of several that no conjunction joins those behind another verb are none of it.
fn one_object(context: &Context<'_>, head: usize, objects: Vec<usize>) -> Vec<usize> {
    let near: Vec<usize> = objects.iter().copied().filter(|&object| !is_between(context, object, head)).collect();
    if near.is_empty() { objects } else { near }
}

/// Whether another verb stands between a noun and its own.
fn is_between(context: &Context<'_>, noun: usize, verb: usize) -> bool {
    let between = noun.min(verb) + 1..noun.max(verb);
    between.into_iter().any(|token| context.tags[token].features.verb_form == Some(VerbForm::Fin))
}

fn obliques(context: &Context<'_>, head: usize) -> Vec<Oblique> {
    let children = context.trees.children_by(head, Relation::Obl);
    let children = children
        .filter(|&child| !is_dative(context, child) && !is_behind_adverb(context, child))
        .filter(|&child| !behind_colon(context, head, child) && !government::is_governed(context, head, child));
    let phrase =
        |child| Oblique { head: referent(context, child), word: child, preposition: context.preposition(child) };
    let mut found: Vec<Oblique> = children.map(phrase).collect();
    // Behind a copula and below participles the parser often hangs a phrase on as a modifier of the noun.
    if matches!(context.tags[head].upos, Upos::Verb | Upos::Adj) {
        found.extend(context.trees.children_by(head, Relation::Nmod).map(phrase));
    }
    found.sort_by_key(|oblique| oblique.head);
    found
}

/// Indirect objects, however the tree calls them.
fn recipients(context: &Context<'_>, head: usize) -> Vec<usize> {
    let arguments = context.trees.children_by(head, Relation::Obl).filter(|&token| is_dative(context, token));
    let all = context.trees.children_by(head, Relation::Iobj).chain(arguments);
    all.map(|token| referent(context, token)).collect()
}

/// What the tree calls an oblique argument, and any dative, when it has no preposition: *dem Pakt beitreten*.
fn is_dative(context: &Context<'_>, token: usize) -> bool {
    let dative = context.tags[token].features.case == Some(Case::Dat) && context.is_nominal(token);
    let argument = context.trees.relation(token) == Relation::OblArg || dative;
    argument && context.preposition(token).is_none()
}

/// How far a subject may be fetched: chains of shared subjects in news are short, and a tree has no cycles.
const REACH: usize = 8;

pub(super) fn subjects(context: &Context<'_>, head: usize, steps: usize) -> Vec<usize> {
    let tokens = context.trees.children_by(head, Relation::Nsubj).filter(|&token| !behind_colon(context, head, token));
    let own: Vec<usize> = tokens.map(|token| referent(context, token)).collect();
    if !own.is_empty() || steps > REACH {
        return own;
    }
    let Some(above) = context.trees.head(head) else { return own };
    let relation = context.trees.relation(head);
    if relation.is(Relation::Acl) {
        // *the risk of losing*: with a mark the noun is not who does it.
        let marked = context.trees.children_by(head, Relation::Mark).next().is_some();
        let acts = is_participle(context, head) || is_present_participle(context, head) && !marked;
        return if acts { vec![above] } else { control::holder(context, head, above, steps) };
    }
    if !is_head(context, above) {
        return control::holder(context, head, above, steps);
    }
    match relation {
        Relation::Conj => Clause::read_from(context, above, steps + 1).subjects,
        Relation::Xcomp => control::controller(context, above, steps),
        Relation::Advcl | Relation::Ccomp if !is_finite(context, head) => control::controller(context, above, steps),
        _ => own,
    }
}

/// *hat Kunden verloren: Xiaohongshu, Ctrip*: what stands behind a colon lists, it does nothing.
pub(super) fn behind_colon(context: &Context<'_>, before: usize, token: usize) -> bool {
    (before..token).any(|between| context.document.tokens[between].form == ":")
}

fn is_present_participle(context: &Context<'_>, head: usize) -> bool {
    matches!(context.tags[head].xpos.as_str(), "VBG")
}

/// Whether the verb group of a clause has a finite verb.
pub(super) fn is_finite(context: &Context<'_>, head: usize) -> bool {
    let finite = |token: usize| context.tags[token].features.verb_form == Some(VerbForm::Fin);
    finite(head)
        || context.trees.children_by(head, Relation::Aux).any(finite)
        || context.trees.children_by(head, Relation::Cop).any(finite)
}
