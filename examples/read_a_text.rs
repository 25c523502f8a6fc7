//! Reads a text and shows what tripel understood: words, names, and the facts with how they hold.
//!
//! ```text
//! cargo run --example read_a_text
//! ```

#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use tripel::lexicon::Lexicon;
use tripel::relate::{Argument, Facts, Term};
use tripel::{ingest, pipeline};

const TEXT: &str = "Laut Nikkei will Microsoft die Fertigung aus China verlagern. \
                    Apple hat die Produktion neuer Kameras nach Vietnam verlagert. \
                    Microsoft-Präsident Brad Smith äußerte sich nicht.";

fn main() -> anyhow::Result<()> {
    // Everything that tripel knows of words is built into the binary; loading it is done once.
    let lexicon = Lexicon::embedded();

    // A file is bytes first. Ingest finds out what of it is news, and when and by whom it was published.
    let article = ingest::ingest(TEXT.as_bytes(), &lexicon)?;
    println!("language: {}", article.language.code());

    // Then one call walks it through all the rooms of reading. This cannot fail.
    let analysis = pipeline::read(&article, &lexicon);
    let document = &analysis.document;
    println!("{} sentences, {} words", document.sentences.len(), document.tokens.len());

    // What each word is, and which word it hangs on, in Universal Dependencies.
    for position in document.sentences[0].tokens.clone() {
        let head = analysis.trees.head(position).map_or("the root", |head| &document.tokens[head].form);
        let relation = analysis.trees.relation(position).label();
        println!("  {:<10} {:<10} of {head}", document.tokens[position].form, relation);
    }

    // The facts. Each knows its sentence, how it holds and who says so.
    for fact in &analysis.facts.facts {
        println!("\n> {}", fact.sentence.of(&article.source));
        let predicate = &fact.predicate;
        let preposition = predicate.preposition.as_deref().unwrap_or_default();
        let subject = name(&fact.subject, &analysis.facts);
        let object = name(&fact.object, &analysis.facts);
        println!("  {subject} — {} {preposition} → {object}", predicate.lemma);
        println!("  {}, {}, found by `{}`", fact.modality.name(), fact.polarity.name(), fact.pattern);
        for attribution in &fact.attribution {
            println!("  says {}", name(&attribution.speaker, &analysis.facts));
        }
        // Only what the article itself says becomes an edge of the graph.
        println!("  {}", if fact.is_asserted() { "asserted" } else { "kept, but not asserted" });
    }
    Ok(())
}

/// The full name of a named thing, the dictionary form of a common noun, the words of anything else.
fn name<'a>(argument: &'a Argument, facts: &'a Facts) -> &'a str {
    match &argument.term {
        Term::Entity(number) => &facts.entities[*number].name,
        Term::Concept { label, .. } => label,
        Term::Time(_) | Term::Amount(..) | Term::Quote => &argument.text,
    }
}
