//! What speaks for and against two noun phrases being one thing: distance, agreement, type, head, place in the clause.
//! Each is a feature made of words for its parts; the table of weights knows them by these words.

use super::super::description::View;
use super::find::{NounPhrase, PhraseClass, determiner, equal};
use crate::parse::Relation;
use crate::recognize::MentionKind;
use crate::tag::Person;
use crate::text::EntityType;

/// Where a noun phrase stands, as the features ask it.
#[derive(Debug, Clone)]
pub(super) struct Site {
    sentence: usize,
    role: &'static str,
    determiner: &'static str,
    kind: &'static str,
    /// The forms of its words in lower case, without the article.
    words: Vec<String>,
    head: String,
    /// What it stands beside or is said to be.
    equal: Option<usize>,
    /// The verb or noun that it hangs on.
    above: Option<usize>,
    /// The form of its head in lower case.
    form: String,
}

impl Site {
    pub(super) fn of(view: &View<'_>, phrase: &NounPhrase) -> Self {
        let head = phrase.head;
        let content =
            |token: &usize| !view.trees.relation(*token).is(Relation::Det) || view.trees.head(*token) != Some(head);
        let words = phrase.tokens.clone().filter(content).map(|token| view.document.tokens[token].form.to_lowercase());
        Self {
            sentence: view.document.sentence_of(head).unwrap_or_default(),
            role: role(view, head),
            determiner: determiner(view, head),
            kind: kind(view, phrase),
            words: words.collect(),
            head: view.tags[head].lemma.to_lowercase(),
            equal: equal(view, head),
            above: view.trees.head(head),
            form: view.document.tokens[head].form.to_lowercase(),
        }
    }

    /// Whether it is a time or an amount, which no pronoun goes back to.
    pub(super) fn is_figure(&self) -> bool {
        matches!(self.kind, "time" | "amount")
    }

    /// Whether the heads are the same word.
    pub(super) fn heads_as(&self, other: &Self) -> bool {
        self.head == other.head
    }

    /// Whether the phrase is said of that head, beside it or as its predicate.
    pub(super) fn is_appositive_of(&self, head: usize) -> bool {
        self.equal == Some(head)
    }
}

fn role(view: &View<'_>, head: usize) -> &'static str {
    let relation = view.trees.relation(head);
    let roles = [
        (Relation::Nsubj, "subj"),
        (Relation::Obj, "obj"),
        (Relation::Iobj, "obj"),
        (Relation::NmodPoss, "poss"),
        (Relation::DetPoss, "poss"),
        (Relation::Nmod, "nmod"),
        (Relation::Obl, "obl"),
        (Relation::Conj, "conj"),
        (Relation::Appos, "appos"),
        (Relation::Compound, "part"),
        (Relation::Root, "top"),
    ];
    roles.into_iter().find(|(other, _)| relation.is(*other)).map_or("other", |(_, label)| label)
}

fn kind(view: &View<'_>, phrase: &NounPhrase) -> &'static str {
    let mention =
        view.mentions.mentions.iter().find(|mention| !mention.in_compound && mention.tokens.contains(&phrase.head));
    match mention.map(|mention| mention.kind) {
        Some(MentionKind::Entity(EntityType::Person) | MentionKind::Role) => "person",
        Some(MentionKind::Entity(kind)) if kind.is_organization() => "org",
        Some(MentionKind::Entity(kind)) if kind.is_place() => "place",
        Some(MentionKind::Entity(_)) => "thing",
        Some(MentionKind::Time(_)) => "time",
        Some(MentionKind::Amount(_)) => "amount",
        None => "none",
    }
}

/// A noun phrase with an earlier one, or with none.
pub(super) struct Pair<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) all: (&'a [NounPhrase], &'a [Site]),
    pub(super) before: Option<usize>,
    pub(super) number: usize,
}

impl Pair<'_> {
    /// Tells all features, each by the words it is made of.
    pub(super) fn features(&self, tell: &mut dyn FnMut(&[&str])) {
        match self.before {
            None => self.alone(tell),
            Some(before) => self.together(before, tell),
        }
    }

    /// What speaks for a phrase that begins a thing.
    fn alone(&self, tell: &mut dyn FnMut(&[&str])) {
        let (phrase, site) = (&self.all.0[self.number], &self.all.1[self.number]);
        let class = phrase.class.label();
        let seen = self.all.1[..self.number].iter().any(|other| other.head == site.head);
        let seen = if phrase.class.is_pronoun() { "-" } else { yes(seen) };
        tell(&["new", class]);
        tell(&["new", class, site.determiner, seen]);
        tell(&["new", class, site.kind, seen]);
        tell(&["new", class, "role", site.role]);
        tell(&["new", class, "set", phrase.agreement.label(), person(self.view, phrase)]);
        tell(&["new", class, "long", bucket(site.words.len(), &[1, 2, 3, 6])]);
        tell(&["new", class, "at", bucket(self.number, &[0, 1, 3, 10])]);
        if phrase.class.is_pronoun() {
            tell(&["new", class, "form", &site.form]);
        }
        let same = self.all.1[..self.number].iter().filter(|other| other.words == site.words).count();
        tell(&["new", class, "same", bucket(same, &[0, 1, 3]), site.determiner]);
    }

    fn together(&self, before: usize, tell: &mut dyn FnMut(&[&str])) {
        let (phrases, sites) = self.all;
        let (one, two) = (&phrases[before], &phrases[self.number]);
        let (left, right) = (&sites[before], &sites[self.number]);
        let (class, other) = (two.class.label(), one.class.label());
        tell(&["pair", class, other]);
        tell(&[class, "sentences", bucket(right.sentence.abs_diff(left.sentence), &[0, 1, 2, 4, 8]), other]);
        tell(&[class, "between", bucket(self.number - before - 1, &[0, 1, 2, 4, 8, 16, 32])]);
        tell(&[class, "kinds", left.kind, right.kind]);
        tell(&[class, "roles", left.role, right.role]);
        let set = one.agreement.and(two.agreement).map_or("clash", super::agreement::Agreement::label);
        tell(&[class, "agree", yes(set != "clash"), other]);
        tell(&[class, "set", two.agreement.label(), one.agreement.label(), other]);
        tell(&[class, "set kind", two.agreement.label(), left.kind, person(self.view, two)]);
        tell(&[class, "nested", yes(contains(two, one)), yes(contains(one, two))]);
        tell(&[class, "beside", yes(right.is_appositive_of(one.head)), yes(left.is_appositive_of(two.head))]);
        let same_clause = left.above.is_some() && left.above == right.above;
        tell(&[class, "clause", yes(same_clause), left.role, right.role]);
        tell(&[class, "first", yes(is_first(sites, before)), left.role]);
        if two.class.is_pronoun() {
            self.pronouns(one, two, tell);
        } else {
            words([one, two], [left, right], tell);
        }
        if let (Some(left), Some(right)) = (one.chain, two.chain) {
            tell(&[class, "chain", yes(left == right), other]);
        }
    }

    fn pronouns(&self, one: &NounPhrase, two: &NounPhrase, tell: &mut dyn FnMut(&[&str])) {
        let person = [person(self.view, one), person(self.view, two)];
        let (left, right) = (&self.all.1[self.before.unwrap_or_default()], &self.all.1[self.number]);
        if one.class.is_pronoun() {
            tell(&["forms", &right.form, &left.form]);
            tell(&["forms", yes(left.sentence == right.sentence), &right.form, &left.form]);
            tell(&["pronouns", two.class.label(), one.class.label(), person[0], person[1]]);
            tell(&["pronouns", two.agreement.label(), one.agreement.label(), person[0], person[1]]);
        } else {
            let determiner = determiner(self.view, one.head);
            tell(&["form noun", &right.form, left.role]);
            tell(&["form noun", &right.form, left.kind]);
            tell(&["pronoun noun", two.class.label(), determiner, two.agreement.label()]);
        }
    }
}

/// What the words of two phrases have in common.
fn words(phrases: [&NounPhrase; 2], sites: [&Site; 2], tell: &mut dyn FnMut(&[&str])) {
    let [left, right] = sites;
    let (class, other) = (phrases[1].class.label(), phrases[0].class.label());
    let same_head = left.head == right.head;
    let same = left.words == right.words;
    tell(&[class, "same head", yes(same_head), other, right.determiner]);
    tell(&[class, "same words", yes(same), other, bucket(right.words.len(), &[1, 2, 3])]);
    if !same_head {
        let inside = left.words.contains(&right.words.last().cloned().unwrap_or_default());
        tell(&[class, "head inside", yes(inside), other, yes(right.words.len() == 1)]);
        tell(&[class, "letters", yes(is_short_for(left, right) || is_short_for(right, left))]);
        return;
    }
    let new_words = right.words.iter().any(|word| !left.words.contains(word));
    let lost_words = left.words.iter().any(|word| !right.words.contains(word));
    tell(&[class, "head words", yes(new_words), yes(lost_words), right.determiner]);
    tell(&[class, "head far", bucket(right.sentence.abs_diff(left.sentence), &[0, 2, 8]), right.determiner]);
    tell(&[class, "head det", left.determiner, right.determiner, yes(same)]);
}

/// *SST* for *sea surface temperature*.
fn is_short_for(short: &Site, long: &Site) -> bool {
    let initials: String =
        long.words.iter().filter_map(|word| word.chars().next()).filter(|letter| letter.is_alphabetic()).collect();
    initials.len() > 1 && short.words.len() == 1 && short.words[0] == initials
}

fn contains(outer: &NounPhrase, inner: &NounPhrase) -> bool {
    outer.tokens.start <= inner.tokens.start && inner.tokens.end <= outer.tokens.end
}

fn is_first(sites: &[Site], number: usize) -> bool {
    number.checked_sub(1).is_none_or(|before| sites[before].sentence != sites[number].sentence)
}

fn person(view: &View<'_>, phrase: &NounPhrase) -> &'static str {
    let features = view.tags[phrase.head].features;
    match (features.person, features.number) {
        _ if phrase.class != PhraseClass::Speaker => "3",
        (Some(Person::First), Some(crate::tag::Number::Plur)) => "1p",
        (Some(Person::First), _) => "1s",
        _ => "2",
    }
}

fn yes(holds: bool) -> &'static str {
    if holds { "yes" } else { "no" }
}

/// Which of the stretches that these numbers end a number lies in.
fn bucket(number: usize, ends: &[usize]) -> &'static str {
    const NAMES: [&str; 9] = ["0", "1", "2", "3", "4", "5", "6", "7", "8"];
    NAMES[ends.iter().position(|&end| number <= end).unwrap_or(ends.len()).min(NAMES.len() - 1)]
}
