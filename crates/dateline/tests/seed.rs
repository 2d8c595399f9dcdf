//! The story that the project began with, against what a careful reader makes of it. Skips where `../shared` is
//! not beside the checkout.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use dateline::document::{Day, EventDay, Record, Span};
use dateline::{Reader, read};
use serde_json::Value;
use std::path::{Path, PathBuf};

fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/articles").join(name);
    let there = path.exists();
    if !there {
        eprintln!("skipped: {name} is not there");
    }
    there.then_some(path)
}

/// The record, and the place of each character of its text.
fn record(path: &Path, published: Option<&str>) -> (Record, Vec<usize>) {
    let published = published.map(|d| Day::parse(d).unwrap());
    let options = read::Options { published, ..Default::default() };
    let article = read::articles(std::fs::read(path).unwrap(), "seed", &options).next().unwrap().unwrap();
    let record = Reader::new().unwrap().read(article);
    let text = &record.document.article.text;
    let places = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    (record, places)
}

/// Words of a span, without marks and white space at the ends.
fn bare(text: &str, spans: &[Span]) -> String {
    let joined: Vec<&str> = spans.iter().map(|s| s.of(text)).collect();
    let words = joined.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    words.trim_matches(|c: char| "\"“”,. ".contains(c)).to_string()
}

#[test]
fn statements_of_the_seed() {
    let (Some(story), Some(gold)) = (shared("seed.txt"), shared("seed.statements.json")) else { return };
    let (record, places) = record(&story, Some("2016-12-12"));
    let text = &record.document.article.text;
    let gold: Value = serde_json::from_str(&std::fs::read_to_string(gold).unwrap()).unwrap();
    let (mut found, mut whole, mut all) = (0, 0, 0);
    for wanted in gold["statements"].as_array().unwrap().iter().filter(|s| s["level"] == 0) {
        all += 1;
        let place = |v: &Value| places[v.as_u64().unwrap() as usize];
        let content: Vec<Span> = wanted["content"]
            .as_array()
            .unwrap()
            .iter()
            .map(|c| Span::new(place(&c[0]), place(&c[1])))
            .collect();
        let speaker = wanted["speaker"]["resolved"]["actor_code"].as_str();
        let name = wanted["speaker"]["resolved"]["entity"].as_str();
        let right = record.statements.iter().filter(|s| {
            let held: usize =
                s.content.iter().map(|a| content.iter().map(|b| a.overlap(*b)).sum::<usize>()).sum();
            let longest =
                content.iter().map(|c| c.len()).sum::<usize>().max(s.content.iter().map(|c| c.len()).sum());
            let who = s.speaker.as_ref();
            held * 2 > longest
                && who.and_then(|w| w.actor.as_deref()) == speaker
                && who.and_then(|w| w.name.as_deref()) == name
        });
        let right: Vec<_> = right.collect();
        found += usize::from(!right.is_empty());
        whole += usize::from(right.iter().any(|s| bare(text, &s.content) == bare(text, &content)));
    }
    assert_eq!(all, 16);
    assert!(found >= 15, "{found} of 16 found with the right speaker");
    assert!(whole >= 15, "{whole} of 16 whole");
    eprintln!("{found} of 16 with the right speaker, {whole} whole");
}

#[test]
fn no_sentence_of_the_seed_runs_over_a_block() {
    let Some(story) = shared("seed.txt") else { return };
    let (record, _) = record(&story, None);
    let document = &record.document;
    for (sentence, block) in document.sentences.tokens.iter().zip(&document.sentences.block) {
        let span = document.tokens.cover(*sentence);
        assert!(document.article.blocks[block.0 as usize].span.contains(span));
    }
    assert_eq!(document.article.day(), None, "the text names no year");
}

#[test]
fn every_place_of_the_seed_is_known() {
    let Some(story) = shared("seed.txt") else { return };
    let (record, _) = record(&story, Some("2016-12-12"));
    let unknown: Vec<&str> = record
        .places
        .iter()
        .filter(|p| p.point.is_none())
        .map(|p| p.span.of(&record.document.article.text))
        .collect();
    assert!(
        record.places.len() >= 10 && unknown.is_empty(),
        "{} places, unknown {unknown:?}",
        record.places.len()
    );
}

#[test]
fn the_paper_of_rome_was_recalled_and_the_rest_is_open() {
    let Some(story) = shared("seed.txt") else { return };
    let (record, _) = record(&story, Some("2016-12-12"));
    let text = &record.document.article.text;
    let told: Vec<String> = record
        .commitments
        .iter()
        .map(|c| {
            let day = |d: Option<&EventDay>| d.map_or("-".to_string(), |d| d.value.clone());
            let end = c.outcome().map_or("-".to_string(), |o| day(o.date.as_ref()));
            let by = c.by.iter().find_map(|p| p.actor.as_deref()).unwrap_or("-");
            let what: String =
                c.what.iter().map(|s| s.of(text)).collect::<String>().chars().take(18).collect();
            format!(
                "{} {} {} | {what} | {} {end}",
                c.kind.as_str(),
                by,
                day(c.date.as_ref()),
                c.status().as_str()
            )
        })
        .collect();
    let expected = [
        "offer USAGOV - | to declare pauses  | open -",
        "agreement RUSGOV 2016-09-09 | the agreements Mos | open -",
        "promise RUS - | to guarantee that  | open -",
        "promise USA - | to get militants’  | open -",
        "offer USA 2016-12-02 | their consideratio | withdrawn 2016-12-06",
        "demand USA 2016-12-06 | that before coordi | open -",
    ];
    assert_eq!(told, expected);
}
