//! What the articles say about a thing, or about two: every sentence, with the words marked that give the subject, the
//! predicate and the object.

use crate::ground::{Evidence, Graph, Object, Statement};
use crate::text::Span;

/// One place where an article says something.
#[derive(Debug, Clone, PartialEq)]
pub struct Told<'g> {
    /// What it says.
    pub statement: &'g Statement,
    /// Where and how it says so.
    pub evidence: &'g Evidence,
    /// The sentence in pieces; joined, they give it back.
    pub pieces: Vec<Piece<'g>>,
}

/// A stretch of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'g> {
    /// Its words.
    pub text: &'g str,
    /// What they give.
    pub part: Part,
}

/// What words of a sentence give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The subject.
    Subject,
    /// The predicate.
    Predicate,
    /// The object.
    Object,
    /// None of them.
    Other,
}

/// Everything said about the thing `one`, and about `other` as well if there is one: as subject, object or in another
/// role. What says the same stands together, the first article by date first and in the order of its text; the facts
/// stand in the order in which they were first told.
#[must_use]
pub fn explain<'g>(graph: &'g Graph, one: &str, other: Option<&str>) -> Vec<Told<'g>> {
    let mut facts: Vec<Vec<Told<'g>>> =
        graph.statements.iter().map(|statement| told(graph, statement, one, other)).collect();
    facts.retain(|told| !told.is_empty());
    facts.sort_by(|one, other| {
        one.first().map(|told| place(graph, told)).cmp(&other.first().map(|told| place(graph, told)))
    });
    facts.into_iter().flatten().collect()
}

fn told<'g>(graph: &Graph, statement: &'g Statement, one: &str, other: Option<&str>) -> Vec<Told<'g>> {
    let wanted = statement.evidence.iter().filter(|evidence| {
        is_about(statement, evidence, one) && other.is_none_or(|other| is_about(statement, evidence, other))
    });
    let mut told: Vec<Told<'g>> =
        wanted.map(|evidence| Told { statement, evidence, pieces: pieces(evidence) }).collect();
    told.sort_by(|one, other| place(graph, one).cmp(&place(graph, other)));
    told
}

fn is_about(statement: &Statement, evidence: &Evidence, iri: &str) -> bool {
    let is = |object: &Object| matches!(object, Object::Node(own) if own == iri);
    statement.subject == iri || is(&statement.object) || evidence.roles.iter().any(|(_, role)| is(role))
}

fn place<'t>(graph: &Graph, told: &'t Told<'_>) -> impl Ord + use<'t> {
    let published = graph.articles.get(&told.evidence.article).and_then(|article| article.meta.published);
    let Evidence { article, sentence, predicate, .. } = told.evidence;
    (published, article, *sentence, predicate, &told.statement.subject, &told.statement.relation)
}

/// Cuts the sentence where a part begins or ends. Of parts that overlap (*Microsoft-Präsident*: the subject inside the
/// predicate) the subject wins, then the object. Parts in another sentence are left out.
fn pieces(evidence: &Evidence) -> Vec<Piece<'_>> {
    let parts =
        [(Part::Subject, &evidence.subject), (Part::Object, &evidence.object), (Part::Predicate, &evidence.predicate)];
    let text = evidence.text.as_str();
    let fits = evidence.sentence.len() == text.len();
    let local = |span: &Span| inside(evidence.sentence, *span).filter(|local| text.get(local.range()).is_some());
    let marks: Vec<(Part, Span)> = parts
        .into_iter()
        .flat_map(|(part, spans)| spans.iter().filter_map(local).map(move |span| (part, span)))
        .filter(|_| fits)
        .collect();
    let mut cuts: Vec<usize> = marks.iter().flat_map(|(_, span)| [span.range().start, span.range().end]).collect();
    cuts.extend([0, text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2).filter_map(|ends| piece(text, &marks, ends[0], ends[1])).collect()
}

fn piece<'t>(text: &'t str, marks: &[(Part, Span)], start: usize, end: usize) -> Option<Piece<'t>> {
    let covers = |span: &Span| span.range().start <= start && end <= span.range().end;
    let part = marks.iter().find(|(_, span)| covers(span)).map_or(Part::Other, |(part, _)| *part);
    text.get(start..end).map(|text| Piece { text, part })
}

/// The span counted from the start of the sentence.
fn inside(sentence: Span, span: Span) -> Option<Span> {
    let fits = sentence.contains(span) && !span.is_empty();
    fits.then(|| Span { start: span.start - sentence.start, end: span.end - sentence.start })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::{self, APPLE, CHINA, MICROSOFT, VIETNAM};

    #[test]
    fn every_place_that_names_both_is_told() {
        let graph = fixture::graph();
        assert_eq!(explain(&graph, MICROSOFT, Some(CHINA)).len(), 2);
        assert_eq!(explain(&graph, APPLE, None).len(), 2);
        assert!(explain(&graph, MICROSOFT, Some(APPLE)).is_empty());
        assert!(explain(&graph, VIETNAM, None).len() > 2, "roles count too");
    }

    #[test]
    fn what_says_the_same_stands_together() {
        let mut graph = fixture::graph();
        let again = fixture::evidence(fixture::SECOND, true);
        graph.statements[0].evidence.push(again);
        let subject = graph.statements[0].subject.clone();
        let mut told: Vec<_> = explain(&graph, &subject, None).iter().map(|told| &raw const *told.statement).collect();
        let all = told.len();
        told.dedup();
        assert!(told.len() < all);
        let distinct: std::collections::BTreeSet<_> = told.iter().collect();
        assert_eq!(distinct.len(), told.len());
    }

    #[test]
    fn the_words_of_subject_predicate_and_object_are_marked() {
        let graph = fixture::graph();
        let told = explain(&graph, MICROSOFT, Some(CHINA));
        let of =
            |part| told[0].pieces.iter().filter(|piece| piece.part == part).map(|piece| piece.text).collect::<String>();
        assert_eq!([of(Part::Subject), of(Part::Predicate), of(Part::Object)], ["Microsoft", "verlagert", "China"]);
    }

    #[test]
    fn the_pieces_give_back_the_sentence_whatever_the_spans() {
        let mut evidence = fixture::evidence(fixture::FIRST, true);
        for (start, end) in [(0, 5), (100, 100), (100, 156), (110, 999), (101, 103), (130, 120)] {
            evidence.object = vec![Span { start, end }, Span { start: 103, end: 125 }];
            evidence.text = "Läuft über Umläute: verlagert Microsoft die Fertig".to_owned();
            evidence.sentence = Span::new(100, 100 + evidence.text.len());
            let joined: String = pieces(&evidence).iter().map(|piece| piece.text).collect();
            assert_eq!(joined, evidence.text);
        }
    }
}
