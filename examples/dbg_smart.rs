//! dbg
use std::io::Read;
use tripel::{encode::segment, lexicon::Lexicon, recognize::*, tag::tag, text::*, tokenize};
fn main() {
    let mut raw = String::new();
    flate2::read::MultiGzDecoder::new(std::fs::File::open("../shared/data/ner/smartdata.jsonl.gz").unwrap())
        .read_to_string(&mut raw)
        .unwrap();
    let lx = Lexicon::embedded();
    for (n, l) in raw.lines().enumerate().filter(|(n, _)| n % 30 == 1) {
        let v: serde_json::Value = serde_json::from_str(l).unwrap();
        let text = v["text"].as_str().unwrap();
        let mut blocks = vec![];
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let t = line.trim();
            if !t.is_empty() {
                let s = at + (line.len() - line.trim_start().len());
                blocks.push(Block {
                    span: Span::new(s, s + t.len()),
                    kind: BlockKind::Prose,
                    language: Language::German,
                });
            }
            at += line.len();
        }
        let a = Article {
            source: text.into(),
            meta: Meta::default(),
            language: Language::German,
            blocks,
            tables: vec![],
            diagnostics: vec![],
        };
        let (d, e) = segment(tokenize::tokenize(&a, &lx), &lx);
        let t = tag(&d, &e, &lx);
        let found: std::collections::BTreeSet<(usize, usize, String)> = recognize(&d, &e, &t, &lx)
            .mentions
            .iter()
            .filter_map(|m| {
                if let MentionKind::Entity(k) = m.kind {
                    Some((
                        m.span.start as usize,
                        m.span.end as usize,
                        if k == EntityType::Person {
                            "PER".to_string()
                        } else if k.is_organization() {
                            "ORG".into()
                        } else if k.is_place() {
                            "LOC".into()
                        } else {
                            return None;
                        },
                    ))
                } else {
                    None
                }
            })
            .collect();
        let b: Vec<usize> = text.char_indices().map(|x| x.0).chain([text.len()]).collect();
        let gold: std::collections::BTreeSet<(usize, usize, String)> = v["entities"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|e| {
                let k = match e["type"].as_str().unwrap() {
                    "person" => "PER",
                    "organization" | "organization-company" => "ORG",
                    x if x.starts_with("location") => "LOC",
                    _ => return None,
                };
                Some((b[e["start"].as_u64().unwrap() as usize], b[e["end"].as_u64().unwrap() as usize], k.to_string()))
            })
            .collect();
        let _ = n;
        for x in gold.difference(&found) {
            println!(
                "MISS {} [{}] in {}",
                x.2,
                &text[x.0..x.1],
                text[b[b.partition_point(|&y| y < x.0).saturating_sub(15)]
                    ..b[(b.partition_point(|&y| y < x.1) + 15).min(b.len() - 1)]]
                    .replace('\n', "|")
            );
        }
        for x in found.difference(&gold) {
            println!(
                "FALSE {} [{}] in {}",
                x.2,
                &text[x.0..x.1],
                text[b[b.partition_point(|&y| y < x.0).saturating_sub(15)]
                    ..b[(b.partition_point(|&y| y < x.1) + 15).min(b.len() - 1)]]
                    .replace('\n', "|")
            );
        }
    }
}
