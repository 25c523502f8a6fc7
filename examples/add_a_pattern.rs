//! Adds a pattern of your own: *China gegen die USA*, a headline that has no verb and that tripel reads no fact from.
//!
//! A pattern is a name and a function. The function looks at one sentence, through its tree and its names, and gives
//! candidates; tripel builds the facts from them, spreads coordinations out and checks that every word stands in the
//! text.
//!
//! ```text
//! cargo run --example add_a_pattern
//! ```

#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use tripel::lexicon::Lexicon;
use tripel::parse::Relation;
use tripel::relate::{Candidate, Context, Pattern, Predicate, Slot, Status, relate_with};
use tripel::{ingest, pipeline};

const TEXT: &str = "China gegen die USA\n\nDie Regierung in Peking antwortet auf das Embargo.\n";

/// What stands between the two. In tripel itself this would be a list under `seeds/lexicon`.
const AGAINST: &str = "gegen";

const VERSUS: Pattern = Pattern { name: "versus", find: versus };

fn main() -> anyhow::Result<()> {
    let lexicon = Lexicon::embedded();
    let article = ingest::ingest(TEXT.as_bytes(), &lexicon)?;
    let analysis = pipeline::read(&article, &lexicon);

    // A pattern sees all that was found before it.
    let context = analysis.context(&lexicon);

    // `pattern::ALL` are those of tripel; here ours is alone.
    let facts = relate_with(&context, &[VERSUS]);
    for fact in &facts.facts {
        let (subject, predicate, object) = (&fact.subject.text, &fact.predicate.text, &fact.object.text);
        println!("{subject} — {predicate} → {object}  [{}, {:.2}]", fact.pattern, fact.confidence);
        println!("  bytes {:?} of: {}", fact.object.spans, fact.sentence.of(&article.source));
    }
    Ok(())
}

/// A named thing that hangs on another by *gegen*.
fn versus(context: &Context<'_>, sentence: usize) -> Vec<Candidate> {
    let tokens = context.document.sentences[sentence].tokens.clone();
    tokens.filter_map(|token| opponent(context, token)).collect()
}

fn opponent(context: &Context<'_>, token: usize) -> Option<Candidate> {
    // Both must have names, and the tree must say that the one belongs to the other.
    context.entity(token)?;
    let head = context.trees.head(token)?;
    context.entity(head)?;
    let preposition = context.trees.children_by(token, Relation::Case).next()?;
    if context.lower(preposition) != AGAINST {
        return None;
    }
    let predicate = Predicate {
        lemma: AGAINST.to_owned(),
        reflexive: false,
        noun: None,
        preposition: None,
        spans: vec![context.document.tokens[preposition].span],
        text: context.document.tokens[preposition].form.clone(),
    };
    Some(Candidate {
        // `Phrase` also takes the conjuncts: *China gegen die USA und Japan* gives two facts.
        subject: Slot::Phrase(head),
        object: Slot::Phrase(token),
        predicate,
        roles: Vec::new(),
        status: Status::of_noun(context, head),
        anchor: head,
    })
}
