//! Statements are chosen by speaker, words, stance and form, and written whole.
#![allow(clippy::unwrap_used)]

use dateline::Reader;
use dateline::position::Offsets;
use dateline::statements::{Quotes, Style, Wanted, csv_header, statements};
use document::{Day, Record, Stance};

const STORY: &str = "ANKARA, May 14 (DHA) - \"We will open the border,\" President Recep Tayyip Erdoğan said.\n\n\
    The Greek foreign minister said that Turkey had promised talks.\n\n\
    Erdogan hopes that negotiations will begin in June.\n";

fn record() -> Record {
    let options = read::Options { published: Day::parse("2019-05-14"), ..read::Options::default() };
    let article = read::articles(STORY.as_bytes().to_vec(), "story", &options).next().unwrap().unwrap();
    Reader::new().unwrap().read(article)
}

fn said(speakers: &[&str], about: &[&str], stances: &[Stance]) -> Vec<String> {
    let owned = |all: &[&str]| all.iter().map(|s| s.to_string()).collect::<Vec<_>>();
    let wanted = Wanted::new(&owned(speakers), &owned(about), stances.to_vec(), Vec::new());
    let lines = statements(&record(), &wanted, Quotes::Outside, Style::Jsonl(Offsets::Chars));
    let line =
        |l: &str| serde_json::from_str::<serde_json::Value>(l).unwrap()["said"].as_str().unwrap().to_string();
    lines.lines().map(line).collect()
}

fn check(speakers: &[&str], about: &[&str], stances: &[Stance], expected: &[&str]) {
    assert_eq!(said(speakers, about, stances), expected, "{speakers:?} {about:?} {stances:?}");
}

#[test]
fn wanted_ones_are_chosen() {
    let border = "We will open the border";
    let begin = "that negotiations will begin in June";
    check(&["erdogan"], &["border"], &[], &[border]);
    check(&["ERDOGAN"], &["negotiat june"], &[], &[begin]);
    check(&["TUR"], &[], &[Stance::Hopes], &[begin]);
    check(&["GRC"], &["turkey"], &[], &["that Turkey had promised talks"]);
    check(&["foreign minister"], &["border"], &[], &[]);
    check(&["Nobody"], &[], &[], &[]);
}

#[test]
fn spans_are_of_the_words() {
    let wanted = Wanted::default();
    for quotes in [Quotes::Inside, Quotes::Outside] {
        for line in statements(&record(), &wanted, quotes, Style::Jsonl(Offsets::Bytes)).lines() {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            let at = |i: usize| value["content"][0][i].as_u64().unwrap() as usize;
            let text = &record().document.article.text;
            assert!(value["said"].as_str().unwrap().starts_with(&text[at(0)..at(1)]), "{line}");
        }
    }
}

#[test]
fn csv_has_as_many_cells_in_every_row() {
    let rows = csv_header() + &statements(&record(), &Wanted::default(), Quotes::Inside, Style::Csv);
    let mut reader = csv::Reader::from_reader(rows.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert!(rows.len() >= 3);
    assert!(rows.iter().all(|r| r.len() == 13));
}
