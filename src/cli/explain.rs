//! `tripel explain`: every fact about a thing, or about two, with the sentences that state it.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::inferred::Inferred;
use super::mark::marked;
use super::moment::Moment;
use super::names::Names;
use super::output::{Output, Style};
use super::{Options, Outcome, tell};
use crate::ground::{Evidence, Graph};
use crate::query::{self, Told};
use crate::relate::{Polarity, RoleKind};
use crate::text::Span;

/// Show every fact about a thing, or about two, with the sentences behind it
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Explain {
    /// The thing, by any of its names in German or English, or by its IRI
    #[arg(value_name = "A")]
    first: String,
    /// Another: only what is about both is shown
    #[arg(value_name = "B")]
    second: Option<String>,
    /// Also what follows from the ontology, with what it follows from
    #[arg(long)]
    reason: bool,
    #[command(flatten)]
    moment: Moment,
    /// One JSON object a fact and line
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  tripel explain Microsoft
  tripel explain Microsoft China
  tripel explain AISpeech China --reason          also what follows, and from what
  tripel explain \"Ren Zhengfei\" --json | jq -r .sentence

Subject, predicate and object are coloured in the sentence; without colours they stand in [S …] {P …} (O …). \
A fact that is not asserted is planned, possible, denied or told by others. Facts stand in the order in which they were \
first told, the sentences of each with the first article by date first.";

impl Explain {
    /// Explains.
    pub(super) fn run(&self, options: &Options) -> anyhow::Result<Outcome> {
        let opened = self.moment.open(options)?;
        let names = Names::of(&opened, options);
        let first = names.find(&self.first)?;
        let second = self.second.as_ref().map(|name| names.find(name)).transpose()?;
        let told = query::explain(&opened.graph, &first, second.as_deref());
        let inferences = opened.inferences(self.reason)?;
        let inferred = Inferred::about(&inferences, &first, second.as_deref(), &opened.graph);
        if told.is_empty() && inferred.is_empty() {
            tell("tripel: no fact about that; `tripel neighbors` and `tripel path` show what is further away");
        }
        let mut output = Output::stdout();
        let view = View { graph: &opened.graph, names };
        if self.json {
            told.iter().try_for_each(|one| output.json(&view.json(one)))?;
            inferred.iter().try_for_each(|one| output.json(&one.json(&view.names)))?;
        } else {
            let facts = told.chunk_by(|one, next| std::ptr::eq(one.statement, next.statement));
            facts.into_iter().try_for_each(|fact| view.write(fact, &mut output))?;
            inferred.iter().try_for_each(|one| one.write(&view.names, &mut output))?;
        }
        output.flush()?;
        Ok(Outcome::of(!told.is_empty() || !inferred.is_empty()))
    }
}

struct View<'a> {
    graph: &'a Graph,
    names: Names<'a>,
}

impl View<'_> {
    /// A fact, then each sentence that states it.
    fn write(&self, fact: &[Told<'_>], output: &mut Output) -> io::Result<()> {
        let Some(first) = fact.first() else { return Ok(()) };
        writeln!(output, "{}", self.names.line(first.statement, output))?;
        for told in fact {
            writeln!(output, "  {}", marked(&told.pieces, output.colored()))?;
            let line = [self.article(told.evidence), self.properties(told.evidence)].concat().join(" · ");
            writeln!(output, "  {}\n", output.paint(Style::Dim, &line))?;
        }
        Ok(())
    }

    /// Headline, date and path of the article.
    fn article(&self, evidence: &Evidence) -> Vec<String> {
        let Some(article) = self.graph.articles.get(&evidence.article) else { return vec![evidence.article.clone()] };
        let title = article.meta.title.iter().map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
        let date = article.meta.published.map(|date| date.to_string());
        title.chain(date).chain([article.path.clone()]).collect()
    }

    /// How it is said to hold, and what else the sentence says about it.
    fn properties(&self, evidence: &Evidence) -> Vec<String> {
        let negative = (evidence.polarity == Polarity::Negative).then(|| evidence.polarity.name().to_owned());
        let speakers = evidence.speakers.iter().map(|speaker| format!("says {}", self.names.object(speaker)));
        let time = evidence.valid.map(|time| format!("time {time}"));
        let role = |(role, object): &(RoleKind, _)| format!("{} {}", name(*role), self.names.object(object));
        let mut properties = vec![evidence.modality.name().to_owned()];
        properties.extend(negative.into_iter().chain(speakers).chain(time));
        properties.extend(evidence.roles.iter().map(role));
        properties.push(format!("{} {:.2}", evidence.pattern, evidence.confidence));
        properties
    }

    fn json(&self, told: &Told<'_>) -> Value {
        let mut value = self.names.json(told.statement);
        if let (Value::Object(fact), Value::Object(evidence)) = (&mut value, self.evidence(told.evidence)) {
            fact.extend(evidence);
        }
        value
    }

    fn evidence(&self, evidence: &Evidence) -> Value {
        let article = self.graph.articles.get(&evidence.article);
        let role = |(role, object): &(RoleKind, _)| json!({ "role": name(*role), "object": self.names.object(object) });
        json!({
            "article": evidence.article,
            "path": article.map(|article| &article.path),
            "title": article.and_then(|article| article.meta.title.as_ref()),
            "published": article.and_then(|article| article.meta.published).map(|date| date.to_string()),
            "sentence": evidence.text,
            "sentence_span": [evidence.sentence.start, evidence.sentence.end],
            "subject_spans": spans(&evidence.subject),
            "predicate_spans": spans(&evidence.predicate),
            "object_spans": spans(&evidence.object),
            "confidence": (f64::from(evidence.confidence) * 1000.0).round() / 1000.0,
            "polarity": evidence.polarity.name(),
            "modality": evidence.modality.name(),
            "speakers": evidence.speakers.iter().map(|speaker| self.names.object(speaker)).collect::<Vec<_>>(),
            "time": evidence.valid.map(|time| time.to_string()),
            "roles": evidence.roles.iter().map(role).collect::<Vec<_>>(),
            "pattern": evidence.pattern,
            "asserted_here": evidence.asserted,
        })
    }
}

fn spans(spans: &[Span]) -> Vec<[u32; 2]> {
    spans.iter().map(|span| [span.start, span.end]).collect()
}

fn name(role: RoleKind) -> String {
    format!("{role:?}").to_lowercase()
}
