//! Reprints of made-up papers: speed, recall and precision of the index over real texts with wire edits.
//!
//! `cargo run --release -p read --example reprints -- ../shared/articles/wire.jsonl [COPIES]`: of each text a paper
//! prints a part of its paragraphs, changes up to three words in a hundred, and puts its own lines around it.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use document::Article;
use read::{Kind, Options, articles, reprint::Index};
use std::time::Instant;

struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}

fn edited(text: &str, chance: &mut Chance) -> String {
    let paragraphs: Vec<&str> = text.split('\n').filter(|p| !p.trim().is_empty()).collect();
    let keep = (paragraphs.len() as u64 * (30 + chance.below(71))).div_ceil(100).max(1) as usize;
    let noise = chance.below(4);
    let mut out = String::new();
    for paragraph in &paragraphs[..keep.min(paragraphs.len())] {
        for word in paragraph.split(' ') {
            out.push_str(if chance.below(100) < noise { "changed" } else { word });
            out.push(' ');
        }
        out.push_str("\n\n");
    }
    out + "Read also: other stories of this paper.\n"
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let copies: usize = arguments.get(1).map_or(40, |n| n.parse().unwrap());
    let jsonl = Options::default();
    let seeds: Vec<Article> =
        articles(std::fs::read(&arguments[0]).unwrap(), "wire", &jsonl).flatten().collect();
    let plain = Options { kind: Some(Kind::Text), ..Options::default() };
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    let mut made: Vec<(usize, Article)> = Vec::new();
    for copy in 0..copies {
        for (seed, article) in seeds.iter().enumerate() {
            let text = if copy == 0 { article.text.clone() } else { edited(&article.text, &mut chance) };
            for article in articles(text.into_bytes(), "x", &plain).flatten() {
                let id = made.len().to_string();
                made.push((seed, Article { id, ..article }));
            }
        }
    }
    let bytes: usize = made.iter().map(|(_, a)| a.text.len()).sum();
    let mut index = Index::default();
    let start = Instant::now();
    let links: Vec<_> = made.iter().map(|(_, a)| index.add(a).unwrap()).collect();
    let seconds = start.elapsed().as_secs_f64();
    let linked = links
        .iter()
        .zip(&made)
        .filter_map(|(l, (seed, _))| Some((l.of.as_ref()?.parse::<usize>().ok()?, *seed)));
    let (mut right, mut wrong) = (0, 0);
    for (of, seed) in linked {
        if made[of].0 == seed { right += 1 } else { wrong += 1 }
    }
    let expected = made.len() - seeds.len();
    println!(
        "{} articles, {:.1} MB: {:.0} a second, {:.1} MB/s; copies linked to their own {:.4}, links that are right {:.4}",
        made.len(),
        bytes as f64 / 1e6,
        made.len() as f64 / seconds,
        bytes as f64 / 1e6 / seconds,
        right as f64 / expected as f64,
        right as f64 / (right + wrong).max(1) as f64
    );
}
