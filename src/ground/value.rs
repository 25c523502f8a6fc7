//! Nodes that no name stands for: concepts, amounts and times. Their IRIs are made of what they mean, so that
//! *36 Prozent* and *36 %* are one node.

use super::name::{normal, slug};
use super::vocabulary::{CONCEPT, DURATION, MONEY, PERIOD, QUANTITY};
use super::{Label, Node, NodeKind, Value};
use crate::recognize::{Amount, Bound, Unit};
use crate::text::{Interval, Language};

/// Concepts longer than this are clauses or lists that a reader took for one; the longest terms of the news have five
/// words (*Büro für Industrie und Sicherheit*).
const MOST_WORDS: usize = 6;

/// A concept with its IRI, or why there is none.
pub(super) fn concept(label: &str, language: Language, base: &str) -> Result<(String, Node), &'static str> {
    let name = slug(&normal(label));
    if !label.chars().any(char::is_alphabetic) || name.is_empty() {
        return Err("concept without a word");
    }
    if label.split_whitespace().count() > MOST_WORDS {
        return Err("concept too long");
    }
    let label = Label { text: label.trim().to_owned(), language: Some(language) };
    Ok((format!("{base}concept/{name}"), node(NodeKind::Concept, CONCEPT, label, None)))
}

/// A time with its IRI.
pub(super) fn time(interval: Interval, base: &str) -> Result<(String, Node), &'static str> {
    if interval.from.is_none() && interval.to.is_none() {
        return Err("time without a date");
    }
    let text = interval.to_string();
    let iri = format!("{base}time/{}", text.replace('/', "--"));
    let label = Label { text, language: None };
    Ok((iri, node(NodeKind::Time, PERIOD, label, Some(Value::Time(interval)))))
}

/// An amount with its IRI; `text` is how the article writes it.
pub(super) fn amount(
    amount: Amount,
    counted: Option<&str>,
    text: &str,
    language: Language,
    base: &str,
) -> Result<(String, Node), &'static str> {
    if !amount.value.is_finite() || amount.upper.is_some_and(|upper| !upper.is_finite()) {
        return Err("amount without a number");
    }
    let class = match amount.unit {
        Unit::Currency(_) => MONEY,
        unit if unit.is_time() => DURATION,
        _ => QUANTITY,
    };
    let value = Value::Amount(amount, counted.map(str::to_owned));
    let iri = format!("{base}amount/{}", amount_slug(amount, counted));
    Ok((iri, node(NodeKind::Amount, class, amount_label(amount, counted, text, language), Some(value))))
}

fn node(kind: NodeKind, class: &str, label: Label, value: Option<Value>) -> Node {
    Node {
        kind,
        types: vec![class.to_owned()],
        labels: vec![label],
        alt_labels: Vec::new(),
        same_as: Vec::new(),
        mentions: 0,
        first_seen: None,
        last_seen: None,
        value,
    }
}

fn amount_slug(amount: Amount, counted: Option<&str>) -> String {
    let bound = match amount.bound {
        Bound::Exact => "",
        Bound::About => "about-",
        Bound::AtLeast => "at-least-",
        Bound::AtMost => "at-most-",
    };
    let counted = counted.map(|noun| format!("-{}", slug(&normal(noun)))).unwrap_or_default();
    let upper = amount.upper.map(|upper| format!("--{upper}")).unwrap_or_default();
    format!("{bound}{}{upper}{}{counted}", amount.value, unit_slug(amount.unit))
}

fn unit_slug(unit: Unit) -> String {
    match unit {
        Unit::Count => String::new(),
        Unit::Percent => "-percent".to_owned(),
        Unit::Currency(code) => format!("-{}", currency(code).to_lowercase()),
        Unit::Years => "-years".to_owned(),
        Unit::Months => "-months".to_owned(),
        Unit::Days => "-days".to_owned(),
        Unit::Hours => "-hours".to_owned(),
        Unit::Minutes => "-minutes".to_owned(),
        Unit::Seconds => "-seconds".to_owned(),
        Unit::Measure(symbol) => format!("-{}", measure_slug(symbol.as_str())),
    }
}

/// A symbol with nothing that an IRI could not hold: `km2` for *km²*. Its capitals tell *MW* from *mW*.
fn measure_slug(symbol: &str) -> String {
    let plain = symbol.replace('²', "2").replace('³', "3").replace('µ', "u").replace('/', "-per-").replace('°', "deg");
    plain.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect()
}

/// The letters of a currency; `XXX`, the ISO code for none, when they are no letters.
fn currency(code: [u8; 3]) -> String {
    let text = String::from_utf8_lossy(&code).into_owned();
    if text.chars().all(|char| char.is_ascii_alphanumeric()) { text } else { "XXX".to_owned() }
}

/// Percentages are written the same everywhere; of all else the article's own words read best.
fn amount_label(amount: Amount, counted: Option<&str>, text: &str, language: Language) -> Label {
    if amount.unit != Unit::Percent || counted.is_some() {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        return Label { text: words, language: Some(language) };
    }
    let sign = match amount.bound {
        Bound::Exact => "",
        Bound::About => "≈ ",
        Bound::AtLeast => "≥ ",
        Bound::AtMost => "≤ ",
    };
    let upper = amount.upper.map(|upper| format!("–{upper}")).unwrap_or_default();
    let number = format!("{}{upper}", amount.value);
    let whole = !number.contains('.');
    let number = if language == Language::German { number.replace('.', ",") } else { number };
    Label { text: format!("{sign}{number} %"), language: (!whole).then_some(language) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://tripel.example/id/";

    fn percent(value: f64, bound: Bound) -> Amount {
        Amount { bound, ..Amount::of(value, Unit::Percent) }
    }

    #[test]
    fn one_share_is_one_node_however_it_is_written() {
        let exact = percent(36.0, Bound::Exact);
        let (iri, node) = amount(exact, None, "36 Prozent", Language::German, BASE).unwrap();
        let (other, _) = amount(exact, None, "36%", Language::English, BASE).unwrap();
        assert_eq!(iri, "https://tripel.example/id/amount/36-percent");
        assert_eq!(iri, other);
        assert_eq!(node.labels, [Label { text: "36 %".to_owned(), language: None }]);
    }

    #[test]
    fn about_is_not_exactly() {
        let (iri, node) = amount(percent(5.8, Bound::About), None, "~5.8%", Language::German, BASE).unwrap();
        assert_eq!(iri, "https://tripel.example/id/amount/about-5.8-percent");
        assert_eq!(node.labels[0].text, "≈ 5,8 %");
    }

    #[test]
    fn money_is_money() {
        let dollars = Amount { bound: Bound::AtLeast, ..Amount::of(1e9, Unit::Currency(*b"USD")) };
        let (iri, node) = amount(dollars, None, "über eine  Milliarde Dollar", Language::German, BASE).unwrap();
        assert_eq!(iri, "https://tripel.example/id/amount/at-least-1000000000-usd");
        assert_eq!(node.types, [MONEY]);
        assert_eq!(node.labels[0].text, "über eine Milliarde Dollar");
    }

    #[test]
    fn a_clause_is_no_concept() {
        let clause = "die Entscheidung die Produktion wichtiger Hardware zu verlagern";
        assert_eq!(concept(clause, Language::German, BASE).unwrap_err(), "concept too long");
        assert_eq!(concept("90", Language::German, BASE).unwrap_err(), "concept without a word");
        assert!(concept("seltene Erde", Language::German, BASE).is_ok());
    }
}
