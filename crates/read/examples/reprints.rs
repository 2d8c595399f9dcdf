//! Reprints of made-up papers: speed, recall and precision of the index over real texts with wire edits.
//!
//! `cargo run --release -p read --example reprints -- ../shared/articles/wire.jsonl [COPIES [MONTHS FOLDER]]`: of each
//! text a paper prints a part of its paragraphs, changes up to three words in a hundred, and puts its own lines around
//! it. With MONTHS each month has stories of its own, made of the same texts by other words, and the index lies in
//! FOLDER; articles are made one by one, and only the index is timed.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use document::{Article, Day};
use read::{Kind, Options, articles, reprint::Index};
use std::path::Path;
use std::time::{Duration, Instant};

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

/// The story of another month: every fourth word is another, so that no run of five is the same.
fn of_month(text: &str, month: usize) -> String {
    let words = text.split_inclusive(' ').enumerate();
    words.map(|(n, word)| if n % 4 == 0 { format!("x{month}{word}") } else { word.to_owned() }).collect()
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, other: usize| arguments.get(at).map_or(other, |n| n.parse().unwrap());
    let (copies, months) = (number(1, 40), number(2, 0));
    let seeds: Vec<Article> =
        articles(std::fs::read(&arguments[0]).unwrap(), "wire", &Options::default()).flatten().collect();
    let mut index = arguments.get(3).map_or_else(Index::default, |f| Index::open(Path::new(f)).unwrap());
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    // Which story each article is of, in the order in which they are made.
    let mut stories: Vec<usize> = Vec::new();
    let (mut spent, mut bytes, mut right, mut wrong) = (Duration::ZERO, 0, 0, 0);
    for month in 0..months.max(1) {
        let published = Day::new(2015 + month as i32 / 12, month as u32 % 12 + 1, 15).filter(|_| months > 0);
        let plain = Options { kind: Some(Kind::Text), published, ..Options::default() };
        for copy in 0..copies {
            for (seed, article) in seeds.iter().enumerate() {
                let text = if copy == 0 { article.text.clone() } else { edited(&article.text, &mut chance) };
                let text = if month == 0 { text } else { of_month(&text, month) };
                let story = month * seeds.len() + seed;
                for article in articles(text.into_bytes(), "x", &plain).flatten() {
                    let article = Article { id: stories.len().to_string(), ..article };
                    bytes += article.text.len();
                    stories.push(story);
                    let start = Instant::now();
                    let link = index.add(&article).unwrap();
                    spent += start.elapsed();
                    match link.of.and_then(|of| of.parse::<usize>().ok()) {
                        Some(of) if stories[of] == story => right += 1,
                        Some(_) => wrong += 1,
                        None => {}
                    }
                }
            }
            let start = Instant::now();
            index.keep().unwrap();
            spent += start.elapsed();
        }
    }
    let (seconds, made) = (spent.as_secs_f64(), stories.len());
    let expected = made - seeds.len() * months.max(1);
    println!(
        "{made} articles, {:.1} MB: {:.0} a second, {:.1} MB/s; copies linked to their own {:.4}, links that are right {:.4}",
        bytes as f64 / 1e6,
        made as f64 / seconds,
        bytes as f64 / 1e6 / seconds,
        f64::from(right) / expected as f64,
        f64::from(right) / f64::from(right + wrong).max(1.0)
    );
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().filter(|l| l.starts_with("VmHWM")).for_each(|l| println!("{l}"));
}
