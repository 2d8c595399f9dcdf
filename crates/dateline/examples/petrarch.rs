//! Scores who does something to whom on the unit tests of PETRARCH: `petrarch GOLD_FOLDER [-v]`.
//!
//! Each case is a sentence with a day and the events expected of it. It is read from its raw text with no other actors
//! than those of PETRARCH's own dictionaries (`--codes theirs`, `--knowledge-only`). A case is right if the set of its pairs of source and
//! target code is exactly the one that is expected; types are not compared, for the dictionary has other ones. An act
//! that both sides do counts both ways, as in PETRARCH. `-v` prints every miss.
//!
//! Two readings are printed: with the project's own rules alone, and with those made of the dictionary of verbs.
//!
//! The set is no held-out one: how clauses are read was mended while its misses were looked at. 345, which the
//! dictionary gives to *abandon*, is no code of WEIS; it is taken for SANCTION.
#![allow(clippy::print_stdout)]

use dateline::Reader;
use dateline::facts::import::{Codes, Format, import};
use dateline::rules::import::{Map, Scheme, petrarch};
use document::{Article, Block, BlockKind, Day, Event, Party, Plover, Published, Span};
use knowledge::TableFile;
use record::event::RuleFile;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

type Failure = Box<dyn std::error::Error>;
type Pairs = BTreeSet<(String, String)>;

struct Case {
    name: String,
    text: String,
    day: Option<Day>,
    wanted: Pairs,
}

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("usage: petrarch GOLD_FOLDER [-v]")?;
    let verbose = arguments.next().is_some();
    let folder = Path::new(&folder);
    let lines = std::fs::read_to_string(folder.join("events/petr_unit_ud.jsonl"))?;
    let cases: Vec<Case> =
        lines.lines().filter_map(|l| serde_json::from_str(l).ok()).filter_map(|v| case(&v)).collect();
    let actors = Reader::new()?.only(&[tables(folder)?])?;
    let without = score(&actors, &cases, false);
    let with = score(&actors.ruled(&[rules(folder)?])?, &cases, verbose);
    let n = cases.len();
    println!("dyads exact: own rules {without}/{n}; with its dictionary of verbs {with}/{n}");
    Ok(())
}

/// A case that is scored: not one that PETRARCH's reader has to refuse, nor one of which nothing is told.
fn case(value: &Value) -> Option<Case> {
    let wanted: Pairs = value["expected"].as_array()?.iter().map(wanted).collect();
    let scored = value["expect_error"].is_null() && (!wanted.is_empty() || value["no_event"] == true);
    let date = value["date"].as_str()?;
    let number = |range: std::ops::Range<usize>| date.get(range)?.parse::<u32>().ok();
    let day = Day::new(i32::try_from(number(0..4)?).ok()?, number(4..6)?, number(6..8)?);
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_string();
    scored.then(|| Case { name: text("id"), text: text("text"), day, wanted })
}

fn wanted(event: &Value) -> (String, String) {
    let code = |key: &str| event[key].as_str().unwrap_or_default().to_string();
    (code("source_code"), code("target_code"))
}

/// Tables made of the dictionaries of actors and agents.
fn tables(folder: &Path) -> Result<TableFile, Failure> {
    let known = knowledge::Knowledge::ours()?;
    let mut whole = dateline::facts::import::Imported::default();
    for name in ["PETR.Validate.actors.txt", "PETR.Validate.agents.txt"] {
        let bytes = std::fs::read(folder.join("events/petrarch").join(name))?;
        whole.append(import(Format::Phoenix, Codes::Theirs, name, &bytes, &known));
    }
    Ok(TableFile { name: "petrarch.tsv".into(), text: whole.text() })
}

/// Rules made of the dictionary of verbs.
fn rules(folder: &Path) -> Result<RuleFile, Failure> {
    let bytes = std::fs::read(folder.join("events/petrarch/PETR.Validate.verbs.txt"))?;
    let known = knowledge::Knowledge::ours()?;
    let map = Map { scheme: Scheme::Weis, own: vec![("345".into(), Plover::Sanction)] };
    Ok(RuleFile { name: "petrarch.rule".into(), text: petrarch(&bytes, &map, &known.language).text })
}

fn score(reader: &Reader, cases: &[Case], verbose: bool) -> usize {
    let mut right = 0;
    for case in cases {
        let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, case.text.len()) }];
        let published = case.day.map(|day| Published { day, basis: "field".to_string() });
        let record =
            reader.read(Article { text: case.text.clone(), blocks, published, ..Article::default() });
        let found: Pairs = record.events.iter().flat_map(|e| pairs(reader, e)).collect();
        right += usize::from(found == case.wanted);
        if verbose && found != case.wanted {
            println!("{}: {}\n  wanted {:?}\n  found  {found:?}", case.name, case.text, case.wanted);
        }
    }
    right
}

/// A code as PETRARCH writes it: a role of no known country stands behind `---`.
fn code(reader: &Reader, party: &Party) -> Option<String> {
    let code = party.actor.clone()?;
    let country = code.get(..3).is_some_and(|c| reader.knowledge().actors.country(c).is_some());
    Some(if country { code } else { format!("---{code}") })
}

/// The pairs of an event; of an act that both sides do, both ways, also where both stand in one place.
fn pairs(reader: &Reader, event: &Event) -> Vec<(String, String)> {
    let rule = reader.rules().all().iter().find(|r| r.name == event.evidence.rule);
    let mutual = rule.is_some_and(|r| r.patterns.iter().any(|p| p.frame.mutual));
    let codes = |parties: &[Party]| parties.iter().filter_map(|p| code(reader, p)).collect::<Vec<_>>();
    let (sources, mut targets) = (codes(&event.source), codes(&event.target));
    if targets.is_empty() && event.target.is_empty() && mutual {
        targets.clone_from(&sources);
    }
    let mut all = Vec::new();
    for source in &sources {
        for target in targets.iter().filter(|t| *t != source) {
            all.push((source.clone(), target.clone()));
            all.extend(mutual.then(|| (target.clone(), source.clone())));
        }
    }
    all
}
