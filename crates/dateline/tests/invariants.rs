//! What holds for any input: no panic, spans on character borders, tokens and gaps make the text, the same output
//! with any number of threads.

use dateline::document::{Article, Record, Span};
use dateline::{Reader, json};
use proptest::prelude::*;
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

fn reader() -> &'static Reader {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(|| Reader::new().unwrap())
}

fn article(text: &str) -> Option<Article> {
    let options = dateline::read::Options { kind: Some(dateline::read::Kind::Text), ..Default::default() };
    dateline::read::articles(text.as_bytes().to_vec(), "property", &options).next()?.ok()
}

fn spans(record: &Record) -> Vec<Span> {
    let document = &record.document;
    let mut spans: Vec<Span> = document.tokens.span.clone();
    spans.extend(document.article.blocks.iter().map(|b| b.span));
    spans.extend(document.timexes.iter().map(|t| t.span));
    spans.extend(record.places.iter().map(|p| p.span));
    for statement in &record.statements {
        spans.extend(&statement.content);
        spans.extend(statement.cue);
        spans.extend(statement.speaker.as_ref().and_then(|s| s.span));
    }
    for event in &record.events {
        spans.push(event.trigger);
        spans.extend(&event.evidence.spans);
        spans.extend(event.source.iter().chain(&event.target).filter_map(|p| p.span));
    }
    spans
}

fn check(text: &str) {
    let Some(article) = article(text) else { return };
    let record = reader().read(article);
    let text = &record.document.article.text;
    for span in spans(&record) {
        assert!(text.get(span.range()).is_some(), "{span:?} cuts a character of {text:?}");
    }
    gaps_are_white(&record);
    links_are_inside(&record);
    let written = json::record(&record, json::Style::default());
    assert!(written["statements"].as_array().is_some_and(|s| s.len() == record.statements.len()));
}

/// Between the tokens of a block lies white space only.
fn gaps_are_white(record: &Record) {
    let (document, text) = (&record.document, &record.document.article.text);
    for block in &document.article.blocks {
        let mut at = block.span.start;
        for id in document.tokens.within(block.span).ids() {
            let token = document.tokens.span[id.index()];
            assert!(Span { start: at, end: token.start }.of(text).trim().is_empty(), "gap before {token:?} in {text:?}");
            at = token.end;
        }
        assert!(Span { start: at, end: block.span.end }.of(text).trim().is_empty(), "gap at the end of {block:?}");
    }
}

fn links_are_inside(record: &Record) {
    let document = &record.document;
    for (index, sentence) in document.sentences.tokens.iter().enumerate() {
        assert!(sentence.end as usize <= document.tokens.len());
        let inside = |t: dateline::document::TokenId| document.trees.head(t).is_none_or(|h| sentence.contains(h));
        assert!(sentence.ids().all(inside), "a head outside of sentence {index}");
    }
    for mention in &document.mentions {
        assert!((mention.entity.0 as usize) < document.entities.len());
    }
    for (index, statement) in record.statements.iter().enumerate() {
        assert!(!statement.content.is_empty());
        assert!(statement.within.is_none_or(|w| (w.0 as usize) < record.statements.len() && w.0 as usize != index));
    }
    for event in &record.events {
        assert!(event.place.is_none_or(|p| (p as usize) < record.places.len()));
        assert!(event.claimed_by.as_ref().is_none_or(|c| (c.statement.0 as usize) < record.statements.len()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_record(text in "\\PC{0,200}") {
        check(&text);
    }

    #[test]
    fn any_heap_of_words_and_marks_gives_a_record(
        words in proptest::collection::vec(prop::sample::select(vec![
            "said", "he", "\"", "“", "”", "'", "’", "''", "President", "Putin", "accused", "the", "army", "of", "Monday",
            ",", ".", "\n\n", "(", ")", "according", "to", "that", "May", "12", "2016", "Aleppo", "Syria's", "U.S.", "—",
            "did", "not", "will", "attack", "and", "who", "AP", "/TASS/", "BELGRADE,", "?", "…", "«", "»", "\u{a0}", "🙂",
        ]), 0..80)
    ) {
        check(&words.join(" "));
        check(&words.concat());
    }
}

#[test]
fn odd_inputs_give_a_record() {
    let nested = format!("{}said{}", "(".repeat(10_000), ")".repeat(10_000));
    let long = "He said \"we agree\" on Monday. ".repeat(2_000);
    for text in [
        "a", "\"", "“”", "\"\"\"\"", &"\"".repeat(1_000), &nested, &long, "قال الرئيس \"سوف نذهب\" يوم الاثنين.",
        "他说:“我们会去。”", "He said\u{0} \"we\u{0} go\".", "\u{202e}dias eH", "👩‍👩‍👧‍👦 said 🇷🇺", "\u{feff}Word.",
        &"x".repeat(100_000),
    ] {
        check(text);
    }
}

/// Runs the command on an input, with one thread and with four.
#[test]
fn threads_do_not_change_the_output() {
    let rows: String = (0..40)
        .map(|i| format!("{{\"id\":\"{i}\",\"text\":\"President Number {i} said on Monday that the army attacked Aleppo.\\n\\n\\\"We met,\\\" he added.\",\"date\":\"2016-12-{:02}\"}}\n", i % 28 + 1))
        .collect();
    let run = |jobs: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(["read", "--input", "jsonl", "--format", "jsonl", "--jobs", jobs, "-"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(rows.as_bytes()).unwrap();
        let out = child.wait_with_output().unwrap();
        assert!(out.status.success());
        String::from_utf8(out.stdout).unwrap()
    };
    let one = run("1");
    assert_eq!(one.lines().count(), 40);
    assert_eq!(one, run("4"));
}
