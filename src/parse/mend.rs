//! Puts right what a tree says against the words themselves: *weder Apple noch Microsoft* is one phrase, a name belongs to
//! the title right before it (*CIA- und NSA-Manager Harry Coker*), an adverb has neither subject nor object, and a finite
//! verb is no attribute.
//!
//! The parser sees vectors, not tags: what tags and word lists know for sure is laid over its tree here.

use super::{Relation, Trees};
use crate::lexicon::{Lexicon, ListName};
use crate::tag::{Number, Tags, Tense, Upos, VerbForm};
use crate::text::{Document, Sentence};

/// How many tokens behind *weder* its *noch* may stand.
const LONGEST: usize = 12;
/// How far away what hangs on a token is looked for, so that a sentence without end takes no longer than many short ones.
const NEAR: usize = 64;

/// The trees of a document as its words allow them.
#[must_use]
pub fn mend(document: &Document, tags: &Tags, trees: &Trees, lexicon: &Lexicon) -> Trees {
    let tokens = 0..trees.len();
    let mut mender = Mender {
        document,
        tags,
        lexicon,
        heads: tokens.clone().map(|token| trees.head(token)).collect(),
        relations: tokens.clone().map(|token| trees.relation(token)).collect(),
    };
    for sentence in &document.sentences {
        mender.join_correlatives(sentence);
        mender.tie_names(sentence);
        mender.free_adverbs(sentence);
        mender.free_datives(sentence);
        mender.free_recipients(sentence);
        mender.free_sources(sentence);
        mender.free_complements(sentence);
        mender.raise_verbs(sentence);
        mender.bind_agents(sentence);
        mender.bind_copulas(sentence);
        mender.free_futures(sentence);
        mender.free_objects(sentence);
        mender.join_quotes(sentence);
    }
    Trees::new(mender.heads, mender.relations, tokens.map(|token| trees.sure(token)).collect())
}

struct Mender<'a> {
    document: &'a Document,
    tags: &'a Tags,
    lexicon: &'a Lexicon,
    heads: Vec<Option<usize>>,
    relations: Vec<Relation>,
}

impl Mender<'_> {
    /// *stellte das Unternehmen Northvolt Zellen her*: a common noun in the
    /// plural is no part of the name before it, but the object of a verb that has none.
    fn free_objects(&mut self, sentence: &Sentence) {
        for noun in sentence.tokens.clone().filter(|&token| self.tags[token].xpos == "NN") {
            let name = self.heads[noun].filter(|&name| self.relations[noun].is(Relation::Flat) && name + 1 == noun);
            let plural = self.tags[noun].features.number == Some(Number::Plur);
            let title = name.filter(|&name| plural && self.tags[name].xpos == "NE").and_then(|name| self.heads[name]);
            let verb =
                title.filter(|&title| self.relations[title].is(Relation::Nsubj)).and_then(|title| self.heads[title]);
            let Some(verb) = verb.filter(|&verb| self.tags[verb].upos == Upos::Verb) else { continue };
            if !self.below(verb, sentence).into_iter().any(|token| self.relations[token].is(Relation::Obj)) {
                self.hang(noun, verb, Relation::Obj);
            }
        }
    }

    /// *„Die Bank“, sagte sie, „unterstützt den Euro“*: what is said before and behind the verb of saying is one clause; a
    /// noun of the first part is the subject of a verb of the second that has none.
    fn join_quotes(&mut self, sentence: &Sentence) {
        for verb in sentence.tokens.clone().filter(|&token| self.tags[token].upos == Upos::Verb) {
            let Some(says) = self.heads[verb].filter(|&says| says < verb && self.relations[verb].is(Relation::Ccomp))
            else {
                continue;
            };
            let nominal = |token: usize| matches!(self.tags[token].upos, Upos::Noun | Upos::Propn);
            let said = |token: usize| token < says && self.relations[token].is(Relation::Ccomp) && nominal(token);
            let first = self.below(says, sentence).into_iter().find(|&token| said(token));
            let whole = |token: usize| {
                let below = self.below(token, sentence);
                below
                    .into_iter()
                    .any(|child| [Relation::Cop, Relation::Nsubj].into_iter().any(|own| self.relations[child].is(own)))
            };
            if let Some(first) = first.filter(|&first| !whole(first) && !whole(verb)) {
                self.hang(first, verb, Relation::Nsubj);
            }
        }
    }

    /// What hangs on a token.
    fn below(&self, head: usize, sentence: &Sentence) -> Vec<usize> {
        near(head, sentence).filter(|&token| self.heads[token] == Some(head)).collect()
    }

    /// *Präsident des VDA ist Hildegard Müller*: a copula between the subject and the predicate hangs on the predicate.
    fn bind_copulas(&mut self, sentence: &Sentence) {
        for copula in sentence.tokens.clone() {
            let own = self.heads[copula].filter(|_| self.relations[copula].is(Relation::Cop));
            let subject = own.filter(|&subject| self.relations[subject].is(Relation::Nsubj));
            let predicate = subject.and_then(|subject| self.heads[subject]);
            let Some((subject, predicate)) = subject.zip(predicate) else { continue };
            let between = subject < copula && copula < predicate;
            if between && matches!(self.tags[predicate].upos, Upos::Noun | Upos::Propn | Upos::Adj) {
                self.hang(copula, predicate, Relation::Cop);
            }
        }
    }

    /// *Siemens wird 3000 Mitarbeiter entlassen*: a passive has no object and no second subject; where participle and
    /// infinitive look alike, it is the future.
    fn free_futures(&mut self, sentence: &Sentence) {
        let infinitive =
            |&token: &usize| self.tags[token].upos == Upos::Verb && self.lower(token) == self.tags[token].lemma;
        let verbs: Vec<usize> = sentence.tokens.clone().filter(infinitive).collect();
        for verb in verbs {
            let below = |relation: Relation| -> Vec<usize> {
                self.below(verb, sentence).into_iter().filter(|&token| self.relations[token] == relation).collect()
            };
            let (auxiliaries, subjects) = (below(Relation::AuxPass), below(Relation::NsubjPass));
            let object = below(Relation::Obj).first().or(subjects.get(1)).copied();
            let found = auxiliaries.first().zip(subjects.first().zip(object));
            let Some((&auxiliary, (&subject, object))) = found else { continue };
            if self.tags[auxiliary].features.tense == Some(Tense::Pres) {
                self.relations[auxiliary] = Relation::Aux;
                self.relations[subject] = Relation::Nsubj;
                self.relations[object] = Relation::Obj;
            }
        }
    }

    fn lower(&self, token: usize) -> String {
        self.document.tokens[token].form.to_lowercase()
    }

    fn hang(&mut self, token: usize, head: usize, relation: Relation) {
        if token != head && !self.is_above(token, head) {
            self.heads[token] = Some(head);
            self.relations[token] = relation;
        }
    }

    /// Whether a token stands above another in the tree.
    fn is_above(&self, token: usize, below: usize) -> bool {
        let mut at = self.heads[below];
        while let Some(here) = at {
            if here == token {
                return true;
            }
            at = self.heads[here];
        }
        false
    }

    /// *weder … noch*, *sowohl … als*, *neither … nor*: what stands between the two and behind the second is joined, when
    /// both are nouns right behind their word.
    fn join_correlatives(&mut self, sentence: &Sentence) {
        let list = self.lexicon.list(ListName::Correlative, sentence.language);
        for first in sentence.tokens.clone() {
            let Some(second) = list.get(&self.lower(first)) else { continue };
            let mut near = first + 1..sentence.tokens.end.min(first + LONGEST);
            let Some(at) = near.find(|&token| self.lower(token) == second) else { continue };
            let verb = (first..at).any(|token| self.tags[token].upos == Upos::Verb);
            let nouns = (self.noun_behind(first, at), self.noun_behind(at, sentence.tokens.end));
            if let ((Some(one), Some(other)), false) = (nouns, verb) {
                self.hang(other, one, Relation::Conj);
                self.hang(at, other, Relation::Cc);
                self.hang(first, one, Relation::Cc);
            }
        }
    }

    /// The head of the noun phrase that begins right behind a token.
    fn noun_behind(&self, token: usize, end: usize) -> Option<usize> {
        let nominal = |at: usize| matches!(self.tags[at].upos, Upos::Noun | Upos::Propn);
        let opens = |at: usize| matches!(self.tags[at].upos, Upos::Det | Upos::Adj | Upos::Adp | Upos::Num);
        let first = (token + 1..end).find(|&at| !opens(at)).filter(|&at| nominal(at))?;
        // The first of a name of several words is its head, or hangs on the one that is.
        let above = self.heads[first].filter(|&above| above > first && above < end && nominal(above));
        Some(above.filter(|&above| (first..above).all(nominal)).unwrap_or(first))
    }

    /// *CIA- und NSA-Manager Harry Coker*: the name hangs on the noun right before it, not on what stands for its first
    /// half.
    fn tie_names(&mut self, sentence: &Sentence) {
        for token in sentence.tokens.clone().skip(1) {
            let noun = token - 1;
            let Some(head) = self.heads[token].filter(|&head| head < noun) else { continue };
            let truncated = self.document.tokens[head].form.ends_with('-');
            let apposed = matches!(self.relations[token], Relation::Appos | Relation::Flat);
            let titled = self.tags[noun].upos == Upos::Noun && self.heads[noun] == Some(head);
            if truncated && apposed && titled && self.tags[token].upos == Upos::Propn {
                self.hang(token, noun, Relation::Appos);
            }
        }
    }

    /// *Da Trump beinahe alle Mitglieder entlassen hat*: what hangs on an adverb as on a verb belongs to the next verb of
    /// the clause.
    fn free_adverbs(&mut self, sentence: &Sentence) {
        for adverb in sentence.tokens.clone().filter(|&token| self.tags[token].upos == Upos::Adv) {
            let below = self.below(adverb, sentence);
            let acts = below.iter().any(|&token| self.relations[token].is(Relation::Nsubj));
            let Some(verb) = self.next_verb(adverb, sentence).filter(|_| acts) else { continue };
            if self.is_above(adverb, verb) {
                self.heads[verb] = self.heads[adverb];
                self.relations[verb] = self.relations[adverb];
            }
            for token in below.into_iter().filter(|&token| token != verb) {
                self.heads[token] = Some(verb);
            }
            self.heads[adverb] = Some(verb);
            self.relations[adverb] = Relation::Advmod;
        }
    }

    /// *die das Unternehmen dem Ministerium offengelegt hatte*: a noun with *dem* and no preposition is no attribute of the
    /// noun before it, it belongs to the verb.
    fn free_datives(&mut self, sentence: &Sentence) {
        let list = self.lexicon.list(ListName::ObliqueArticle, sentence.language);
        for article in sentence.tokens.clone() {
            let form = self.lower(article);
            let Some(noun) = self.heads[article].filter(|_| form.ends_with('m') && list.contains(&form)) else {
                continue;
            };
            let is_case = |word: usize| self.heads[word] == Some(noun) && self.relations[word].is(Relation::Case);
            let marked = near(noun, sentence).any(is_case);
            let Some(above) = self.heads[noun].filter(|_| !marked && self.relations[noun].is(Relation::Nmod)) else {
                continue;
            };
            let verb = self.heads[above].filter(|&verb| self.tags[verb].upos == Upos::Verb && noun > above);
            if let Some(verb) = verb.filter(|_| article > above) {
                self.hang(noun, verb, Relation::Iobj);
            }
        }
    }

    /// *Der Iran verkauft China Öl*: a verb has one object; a name before it is who gets it.
    fn free_recipients(&mut self, sentence: &Sentence) {
        for name in sentence.tokens.clone().filter(|&token| self.tags[token].upos == Upos::Propn) {
            let Some(verb) = self.heads[name].filter(|_| self.relations[name] == Relation::Obj) else { continue };
            let is_object = |other: &usize| self.heads[*other] == Some(verb) && self.relations[*other] == Relation::Obj;
            let thing = (name + 1..near(name, sentence).end).find(is_object);
            if thing.is_some_and(|thing| self.tags[thing].upos == Upos::Noun) {
                self.relations[name] = Relation::Iobj;
            }
        }
    }

    /// *Bayer verkauft die Sparte, so das Handelsblatt*: who says so behind a comma is no argument.
    fn free_sources(&mut self, sentence: &Sentence) {
        let list = self.lexicon.list(ListName::SayingAdverb, sentence.language);
        for so in sentence.tokens.clone().skip(2) {
            let behind_comma = self.document.tokens[so - 1].form == ",";
            if !behind_comma || !list.contains(&self.lower(so)) {
                continue;
            }
            let Some(noun) = self.noun_behind(so, sentence.tokens.end) else { continue };
            let ends =
                (noun + 1..near(noun, sentence).end).all(|at| !matches!(self.tags[at].upos, Upos::Verb | Upos::Aux));
            let argument = [Relation::Obj, Relation::Nsubj, Relation::Obl, Relation::Conj];
            if ends && argument.into_iter().any(|relation| self.relations[noun].is(relation)) {
                self.relations[noun] = Relation::Parataxis;
                self.hang(so, noun, Relation::Advmod);
            }
        }
    }

    /// *Die Sparte hat sich Alibaba geschlagen gegeben*: what completes a verb has no subject of its own (that is what
    /// `xcomp` means); beside the subject of that verb it is a recipient.
    fn free_complements(&mut self, sentence: &Sentence) {
        for token in sentence.tokens.clone() {
            let inner = self.heads[token].filter(|&verb| self.relations[verb].is(Relation::Xcomp));
            let above = inner.filter(|_| self.relations[token].is(Relation::Nsubj)).and_then(|verb| self.heads[verb]);
            let Some(verb) = above else { continue };
            let subject = |other: usize| self.heads[other] == Some(verb) && self.relations[other].is(Relation::Nsubj);
            if near(verb, sentence).any(subject) {
                self.relations[token] = Relation::Iobj;
            }
        }
    }

    /// *Intel, which makes chips, lost customers*: a finite verb is no attribute of the noun behind it, the noun is its
    /// object.
    fn raise_verbs(&mut self, sentence: &Sentence) {
        for verb in sentence.tokens.clone() {
            let tag = &self.tags[verb];
            let finite = tag.upos == Upos::Verb && tag.features.verb_form == Some(VerbForm::Fin);
            let attribute = finite && self.relations[verb].is(Relation::Amod);
            let Some(noun) = self.heads[verb].filter(|&noun| attribute && noun > verb) else { continue };
            let below: Vec<usize> = near(verb, sentence).filter(|&token| self.heads[token] == Some(noun)).collect();
            let acts = below.iter().any(|&token| self.relations[token].is(Relation::Nsubj));
            if !acts || below.iter().any(|&token| self.relations[token].is(Relation::Cop)) {
                continue;
            }
            (self.heads[verb], self.relations[verb]) = (self.heads[noun], self.relations[noun]);
            (self.heads[noun], self.relations[noun]) = (Some(verb), Relation::Obj);
            for token in below.into_iter().filter(|&token| token < verb) {
                self.heads[token] = Some(verb);
            }
        }
    }

    /// *prüft die Übernahme von Wicresoft durch Microsoft*: a name with *durch* behind a noun that stands for a verb belongs
    /// to that noun.
    fn bind_agents(&mut self, sentence: &Sentence) {
        let agents = self.lexicon.list(ListName::AgentPreposition, sentence.language);
        let deeds = self.lexicon.list(ListName::Nominalization, sentence.language);
        for name in sentence.tokens.clone().filter(|&token| self.tags[token].upos == Upos::Propn) {
            let verb = self.heads[name].filter(|&verb| verb < name && self.relations[name].is(Relation::Obl));
            let by = (sentence.tokens.start + 1..name).rev().find(|&token| self.heads[token] == Some(name));
            let (Some(verb), Some(by)) = (verb, by.filter(|&by| agents.contains(&self.lower(by)))) else { continue };
            // Whatever stands right before belongs to the noun, if it hangs on the verb as its object.
            let mut above = by - 1;
            while let Some(head) = self.heads[above].filter(|&head| head != verb && head < by && head >= verb) {
                above = head;
            }
            let deed = self.heads[above] == Some(verb) && deeds.contains(&self.tags[above].lemma);
            if deed && above + 1 < by && self.relations[above].is(Relation::Obj) {
                self.hang(name, above, Relation::Nmod);
            }
        }
    }

    /// The first full verb behind a token in the same clause.
    fn next_verb(&self, token: usize, sentence: &Sentence) -> Option<usize> {
        let clause = (token + 1..near(token, sentence).end).take_while(|&at| self.document.tokens[at].form != ",");
        clause.into_iter().find(|&at| self.tags[at].upos == Upos::Verb)
    }
}

/// The tokens of a sentence that stand near one of them.
fn near(token: usize, sentence: &Sentence) -> std::ops::Range<usize> {
    token.saturating_sub(NEAR).max(sentence.tokens.start)..(token + NEAR).min(sentence.tokens.end)
}
