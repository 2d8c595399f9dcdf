//! Gold articles, and the sentences of rules, read as the command reads them, with what is expected of each.

use super::arguments::Wanted;
use anyhow::{Context, Result};
use document::{Article, Block, BlockKind, Document, Place, Plover, Span, Statement};
use knowledge::Knowledge;
use record::Who;
use record::event::{Example, Habit, Rule, Rules};
use serde_json::Value;

/// One article and its gold.
pub struct Item {
    /// The article's name.
    pub id: String,
    /// As read.
    pub document: Document,
    /// Its statements.
    pub statements: Vec<Statement>,
    /// Its places.
    pub places: Vec<Place>,
    /// With whose habits it was annotated.
    pub habit: Habit,
    /// What is expected.
    pub gold: Gold,
}

/// What the gold says.
pub enum Gold {
    /// All events of the article.
    Wire(Vec<Mark>),
    /// The type of its one sentence's event, with source and target where marked. CONCEDE and RETREAT are one.
    Sentence(Vec<Plover>, [Wanted; 2]),
    /// That the words that rules know are no event in the one sentence.
    Nothing,
}

/// One event of the gold.
pub struct Mark {
    /// Trigger, in bytes.
    pub trigger: Span,
    /// Type.
    pub plover: Plover,
    /// Source and target.
    pub wanted: [Wanted; 2],
    /// Whether it is the news.
    pub main: bool,
    /// Whether it is background.
    pub historical: bool,
    /// actual, future, hypothetical, negated
    pub factuality: String,
}

/// Reads a gold file.
pub fn items(path: &str, knowledge: &Knowledge) -> Result<Vec<Item>> {
    read(std::fs::read_to_string(path).with_context(|| path.to_string())?, path, knowledge)
}

/// Reads lines of gold.
pub fn read(text: String, path: &str, knowledge: &Knowledge) -> Result<Vec<Item>> {
    let records: Vec<Value> =
        text.lines().filter(|l| !l.trim().is_empty()).map(serde_json::from_str).collect::<Result<_, _>>()?;
    let options = read::Options { kind: Some(read::Kind::Jsonl), ..read::Options::default() };
    let mut items = Vec::new();
    for (article, record) in read::articles(text.into_bytes(), path, &options).zip(&records) {
        let document = understand::understand(article?, knowledge);
        let id = document.article.id.clone();
        let gold = gold(record, &document.article.text);
        let (statements, places) = around(&document, knowledge);
        let habit = match gold {
            Gold::Sentence(..) => Habit::Sentence,
            Gold::Wire(_) | Gold::Nothing => Habit::Article,
        };
        items.push(Item { id, document, statements, places, habit, gold });
    }
    Ok(items)
}

/// The sentences of rules, each an article of its own: those that a rule is to find, and those without an event.
pub fn sentences(rules: &Rules, knowledge: &Knowledge) -> Vec<Item> {
    let of = |rule: &Rule, example: &Example| {
        let text = example.text.clone();
        let wanted = [&example.source, &example.target].map(|side| marked(side, &text));
        let gold = match example.yes {
            true => Gold::Sentence(vec![rule.plover], wanted),
            false => Gold::Nothing,
        };
        let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()) }];
        let document = understand::understand(Article { text, blocks, ..Article::default() }, knowledge);
        let (statements, places) = around(&document, knowledge);
        let id = format!("{}:{}", rule.name, example.line);
        Item { id, document, statements, places, habit: Habit::Article, gold }
    };
    rules.all().iter().flat_map(|rule| rule.examples.iter().map(move |e| of(rule, e))).collect()
}

fn marked(side: &[String], text: &str) -> Wanted {
    let span = |words: &String| text.find(words.as_str()).map(|at| Span::new(at, at + words.len()));
    Wanted { spans: side.iter().filter_map(span).collect(), codes: Vec::new() }
}

/// Statements and places as the record has them.
fn around(document: &Document, knowledge: &Knowledge) -> (Vec<Statement>, Vec<Place>) {
    let places = record::place::find(document, knowledge);
    let who = Who::new(document, &knowledge.actors, &places);
    (record::statements(document, &who, &knowledge.actors), places)
}

fn gold(record: &Value, text: &str) -> Gold {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let byte = |v: &Value| v.as_u64().and_then(|c| bytes.get(c as usize)).copied().unwrap_or(0);
    if let Some(events) = record["events"].as_array() {
        let mark = |e: &Value| {
            Some(Mark {
                trigger: Span::new(byte(&e["trigger"][0]), byte(&e["trigger"][1])),
                plover: Plover::parse(e["type"].as_str()?)?,
                wanted: ["source", "target"].map(|side| wanted(e, side, &byte)),
                main: e["main"].as_bool().unwrap_or(false),
                historical: e["historical"].as_bool().unwrap_or(false),
                factuality: e["factuality"].as_str().unwrap_or("actual").to_string(),
            })
        };
        return Gold::Wire(events.iter().filter_map(mark).collect());
    }
    let expected = &record["expected"][0];
    let kinds = match expected["code"].as_str() {
        Some("YIELD" | "CONCEDE" | "RETREAT") => vec![Plover::Concede, Plover::Retreat],
        other => other.and_then(Plover::parse).into_iter().collect(),
    };
    let wanted = ["source", "target"].map(|side| {
        let words = expected[side][0]["text"].as_str();
        let span = words.and_then(|words| text.find(words).map(|at| Span::new(at, at + words.len())));
        Wanted { spans: span.into_iter().collect(), codes: Vec::new() }
    });
    Gold::Sentence(kinds, wanted)
}

fn wanted(event: &Value, side: &str, byte: &dyn Fn(&Value) -> usize) -> Wanted {
    let list = |key: &str| event[key].as_array().cloned().unwrap_or_default();
    let spans = list(side).iter().map(|s| Span::new(byte(&s[0]), byte(&s[1]))).collect();
    let code = |c: &Value| c.as_str().map(str::to_string);
    Wanted { spans, codes: list(&format!("{side}_code")).iter().filter_map(code).collect() }
}
