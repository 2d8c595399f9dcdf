//! Learns which reports tell of the same happening, and measures it.
//!
//! `happenings rarity ARTICLES.jsonl` prints how many articles have each stem; `happenings train STORIES` prints the
//! weights of `keep::same` by the affairs 01 to 06; `happenings score STORIES` prints precision, recall and F1 of pairs of
//! reports, of both halves, by the weights as they are.
#![allow(clippy::print_stdout)]

use anyhow::{Result, bail};
use knowledge::Knowledge;
use learn::happenings::{Report, fit_days, fit_pairs, print_weights, rarity, reports, tally};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["rarity", articles] => rarity(articles),
        ["train", stories] => {
            let reports = reports(stories, 1..=6, &Knowledge::ours()?)?;
            print_weights("DAY", &keep::same::weights::DAY, &fit_days(&reports));
            print_weights("PAIR", &keep::same::weights::PAIR, &fit_pairs(&reports));
            Ok(())
        }
        ["score", stories] => {
            let knowledge = Knowledge::ours()?;
            for (half, affairs) in [("tuning, 01 to 06", 1..=6), ("held, 07 to 12", 7..=12)] {
                let reports: Vec<Report> = reports(stories, affairs, &knowledge)?;
                println!("{half}: {}", tally(&reports));
            }
            Ok(())
        }
        _ => bail!("rarity ARTICLES.jsonl, train STORIES or score STORIES"),
    }
}
