//! dbg
use std::collections::*;
use std::io::Read;
use tripel::{encode::segment, lexicon::Lexicon, text::Language, tokenize};
fn main() {
    let lang = if std::env::args().nth(2).as_deref() == Some("en") { Language::English } else { Language::German };
    let mut raw = String::new();
    flate2::read::MultiGzDecoder::new(std::fs::File::open(std::env::args().nth(1).unwrap()).unwrap())
        .read_to_string(&mut raw)
        .unwrap();
    let mut text = String::new();
    let mut gold = BTreeSet::new();
    let mut skip = 0usize;
    let mut first = true;
    for l in raw.lines() {
        if l.is_empty() {
            first = true;
            continue;
        }
        if l.starts_with('#') {
            continue;
        }
        let c: Vec<&str> = l.split('\t').collect();
        if c[0].contains('.') {
            continue;
        }
        if c[0].contains('-') {
            let (a, b) = c[0].split_once('-').unwrap();
            skip = b.parse::<usize>().unwrap() - a.parse::<usize>().unwrap() + 1;
        } else if skip > 0 {
            skip -= 1;
            continue;
        }
        if first {
            gold.insert(text.len());
            first = false;
        }
        text.push_str(c[1]);
        if !c[9].contains("SpaceAfter=No") {
            text.push(' ');
        }
    }
    let lx = Lexicon::embedded();
    let d = tokenize::paragraph(&text, lang, &lx);
    let rule: BTreeSet<usize> = d.sentences.iter().map(|s| s.span.start as usize).collect();
    let (d, _) = segment(d, &lx);
    let found: BTreeSet<usize> = d.sentences.iter().map(|s| s.span.start as usize).collect();
    let fl = |x: usize| {
        let mut x = x.min(text.len());
        while !text.is_char_boundary(x) {
            x -= 1;
        }
        x
    };
    let ctx =
        |x: usize| format!("{} || {}", text[fl(x.saturating_sub(30))..x].replace('\n', " "), &text[x..fl(x + 30)]);
    println!(
        "gold {} found {} right {} rule {} ruleright {}",
        gold.len(),
        found.len(),
        gold.intersection(&found).count(),
        rule.len(),
        gold.intersection(&rule).count()
    );
    for x in gold.difference(&found).step_by(3) {
        println!("MISS {}{}", if rule.contains(x) { "(rule has) " } else { "" }, ctx(*x));
    }
    for x in found.difference(&gold).step_by(3) {
        println!("FALSE {}{}", if rule.contains(x) { "(rule has) " } else { "" }, ctx(*x));
    }
}
