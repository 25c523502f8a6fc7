//! What a comparison with gold gives, and how it is written: a Markdown page that says the shares and lists what is
//! missing and what is wrong, so that the next improvement can be picked from it.

use std::collections::BTreeMap;
use std::fmt;

/// How many of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// Those that are right.
    pub right: usize,
    /// All.
    pub all: usize,
}

impl Share {
    /// Counts one more.
    pub fn count(&mut self, right: bool) {
        self.all += 1;
        self.right += usize::from(right);
    }

    /// The share in [0, 1]; 0 of nothing.
    #[must_use]
    pub fn value(self) -> f64 {
        if self.all == 0 { 0.0 } else { self.right as f64 / self.all as f64 }
    }

    /// The sums of both.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { right: self.right + other.right, all: self.all + other.all }
    }
}

impl fmt::Display for Share {
    /// Writes it as `.750 (3 of 4)`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:.3} ({} of {})", self.value(), self.right, self.all)
    }
}

/// How well the facts of one article were read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ArticleScore {
    /// The name of its file, without the ending.
    pub name: String,
    /// Of the facts of the graph, those that are gold.
    pub precision: Share,
    /// Of the required gold facts, those in the graph.
    pub recall: Share,
    /// The required gold facts that are not in the graph.
    pub missed: Vec<String>,
    /// The facts of the graph that are not gold.
    pub wrong: Vec<String>,
}

/// How well the facts of a folder of articles were read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FactReport {
    /// One an article, in the order of their names.
    pub articles: Vec<ArticleScore>,
    /// Of the facts that a pattern found, those that are gold.
    pub patterns: BTreeMap<String, Share>,
    /// Of the matched facts, those with the right modality.
    pub modality: Share,
    /// Of the matched facts, those with the right polarity.
    pub polarity: Share,
    /// Of the matched facts, those with the right attribution.
    pub attribution: Share,
}

impl FactReport {
    /// Of the facts of the graph, those that are gold.
    #[must_use]
    pub fn precision(&self) -> Share {
        self.articles.iter().fold(Share::default(), |sum, article| sum.plus(article.precision))
    }

    /// Of the required gold facts, those in the graph.
    #[must_use]
    pub fn recall(&self) -> Share {
        self.articles.iter().fold(Share::default(), |sum, article| sum.plus(article.recall))
    }

    /// The harmonic mean of precision and recall.
    #[must_use]
    pub fn f1(&self) -> f64 {
        f1(self.precision(), self.recall())
    }
}

fn f1(precision: Share, recall: Share) -> f64 {
    let (precision, recall) = (precision.value(), recall.value());
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}

impl fmt::Display for FactReport {
    /// Writes it as Markdown.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_head(formatter)?;
        self.write_articles(formatter)?;
        self.write_patterns(formatter)?;
        self.articles.iter().try_for_each(|article| write_lists(article, formatter))
    }
}

impl FactReport {
    fn write_head(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "# Facts against gold\n")?;
        writeln!(formatter, "Made by `tripel score facts`; the rule of matching stands in `seeds/README.md`.")?;
        writeln!(formatter, "A fact that is true but not in the gold file counts as wrong.\n")?;
        writeln!(formatter, "| | |\n|---|---|")?;
        writeln!(formatter, "| precision | {} |", self.precision())?;
        writeln!(formatter, "| recall | {} |", self.recall())?;
        writeln!(formatter, "| F1 | {:.3} |", self.f1())?;
        writeln!(formatter, "| modality, of the matched | {} |", self.modality)?;
        writeln!(formatter, "| polarity, of the matched | {} |", self.polarity)?;
        writeln!(formatter, "| attribution, of the matched | {} |\n", self.attribution)
    }

    fn write_articles(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "## By article\n\n| article | precision | recall | F1 |\n|---|---|---|---|")?;
        for article in &self.articles {
            let ArticleScore { name, precision, recall, .. } = article;
            writeln!(formatter, "| {name} | {precision} | {recall} | {:.3} |", f1(*precision, *recall))?;
        }
        writeln!(formatter)
    }

    fn write_patterns(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "## By pattern\n\n| pattern | precision |\n|---|---|")?;
        for (pattern, share) in &self.patterns {
            writeln!(formatter, "| `{pattern}` | {share} |")?;
        }
        writeln!(formatter)
    }
}

fn write_lists(article: &ArticleScore, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    writeln!(formatter, "## {}\n", article.name)?;
    for (title, list) in [("Missed", &article.missed), ("Not in the gold", &article.wrong)] {
        writeln!(formatter, "{title}: {}\n", list.len())?;
        list.iter().try_for_each(|line| writeln!(formatter, "- {line}"))?;
        if !list.is_empty() {
            writeln!(formatter)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_of_the_articles_is_the_whole() {
        let article = |right| ArticleScore { precision: Share { right, all: 4 }, ..ArticleScore::default() };
        let report = FactReport { articles: vec![article(1), article(3)], ..FactReport::default() };
        assert_eq!(report.precision(), Share { right: 4, all: 8 });
    }

    #[test]
    fn nothing_found_is_a_score_of_nothing() {
        assert!(FactReport::default().f1().abs() < f64::EPSILON);
        assert!(FactReport::default().to_string().contains("| F1 | 0.000 |"));
    }
}
