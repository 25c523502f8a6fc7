//! dbg
use std::io::Read;
use std::time::*;
use tripel::{
    encode::segment, lexicon::Lexicon, parse::parse, recognize::*, relate::relate, resolve::resolve, tag::tag, text::*,
    tokenize::tokenize,
};
fn now() -> Duration {
    let t = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(t.split(' ').next().unwrap().parse().unwrap())
}
fn main() {
    rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global().unwrap();
    let mut raw = String::new();
    flate2::read::MultiGzDecoder::new(std::fs::File::open("../shared/data/ner/smartdata.jsonl.gz").unwrap())
        .read_to_string(&mut raw)
        .unwrap();
    let lx = Lexicon::embedded();
    let mut t = [Duration::ZERO; 8];
    let mut words = 0;
    for l in raw.lines().take(400) {
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
        let s = now();
        let d = tokenize(&a, &lx);
        let s1 = now();
        t[0] += s1 - s;
        let (d, e) = segment(d, &lx);
        let s2 = now();
        t[1] += s2 - s1;
        let tg = tag(&d, &e, &lx);
        let s3 = now();
        t[2] += s3 - s2;
        let tr = parse(&d, &e, &lx);
        let s4 = now();
        t[3] += s4 - s3;
        let m = recognize(&d, &e, &tg, &lx);
        let s5 = now();
        t[4] += s5 - s4;
        let c = resolve(&d, &tg, &tr, &m, &lx);
        let s6 = now();
        t[5] += s6 - s5;
        let _f = relate(&d, &tg, &tr, &m, &c, &lx);
        let s7 = now();
        t[6] += s7 - s6;
        words += d.tokens.len();
    }
    let all: Duration = t.iter().sum();
    for (n, t) in ["tokenize", "encode", "tag", "parse", "recognize", "resolve", "relate"].iter().zip(t) {
        println!(
            "{n} {:.2} s {:.0}%  {:.0} us/word",
            t.as_secs_f64(),
            100.0 * t.as_secs_f64() / all.as_secs_f64(),
            t.as_secs_f64() * 1e6 / words as f64
        );
    }
    println!("{words} words {:.0}/s", words as f64 / all.as_secs_f64());
}
