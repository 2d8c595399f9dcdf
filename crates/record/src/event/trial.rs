//! Runs the sentences of a rule: what it shall find and what it shall leave alone.

use super::argument::{Arguments, arguments};
use super::candidate::candidates;
use super::party::Coder;
use super::pattern::Rules;
use super::rule::{Example, Rule};
use document::{Document, Event, Party, Record};

/// Whether a rule does in a sentence what the sentence's line says. `document` is the sentence, read.
///
/// # Errors
/// What it found instead, in words, with file and line.
pub fn trial(
    document: &Document,
    coder: &dyn Coder,
    rules: &Rules,
    rule: &Rule,
    example: &Example,
) -> Result<(), String> {
    let mut found: Vec<Arguments> = Vec::new();
    for candidate in candidates(document, rules) {
        for fit in candidate.fits.iter().filter(|f| f.rule.name == rule.name) {
            found.push(arguments(document, coder, &candidate, Some(*fit), rule.plover));
        }
    }
    let place = format!("{}:{} {}: '{}'", rule.at.0, example.line, rule.name, example.text);
    if !example.yes {
        let political = found.iter().any(|a| a.source.iter().chain(&a.target).any(|p| p.actor.is_some()));
        return if political { Err(format!("{place} must not fit")) } else { Ok(()) };
    }
    let text = &document.article.text;
    let right =
        |a: &Arguments| covers(text, &a.source, &example.source) && covers(text, &a.target, &example.target);
    match found.iter().any(right) {
        true => Ok(()),
        false => Err(format!("{place} found {}", told(text, &found))),
    }
}

/// Whether the record of a sentence holds what the sentence's line says of a rule. A sentence that fits holds too if
/// another rule found an event of the same type with the same parties: `Ok` names the rule that found it.
///
/// # Errors
/// What was found instead, in words.
pub fn holds<'r>(record: &'r Record, rule: &'r Rule, example: &Example) -> Result<&'r str, String> {
    let text = &record.document.article.text;
    let own = |e: &&Event| e.evidence.rule == rule.name;
    let told = |events: &mut dyn Iterator<Item = &Event>| {
        let all: Vec<String> = events
            .map(|e| {
                format!("{} {} {}", e.evidence.rule, e.plover.as_str(), sides(text, &e.source, &e.target))
            })
            .collect();
        if all.is_empty() { "nothing".to_string() } else { all.join("; ") }
    };
    if !example.yes {
        let political = |e: &&Event| e.source.iter().chain(&e.target).any(|p| p.actor.is_some());
        let found: Vec<&Event> = record.events.iter().filter(own).filter(political).collect();
        return match found.is_empty() {
            true => Ok(&rule.name),
            false => Err(told(&mut found.into_iter())),
        };
    }
    let right = |e: &&Event| {
        e.plover == rule.plover
            && covers(text, &e.source, &example.source)
            && covers(text, &e.target, &example.target)
    };
    let found = record.events.iter().filter(right);
    match found.clone().find(own).or_else(|| found.clone().next()) {
        Some(event) => Ok(&event.evidence.rule),
        None => Err(told(&mut record.events.iter())),
    }
}

/// Whether each of the marked words is a party.
fn covers(text: &str, parties: &[Party], marked: &[String]) -> bool {
    marked.iter().all(|m| {
        let words = |p: &Party| p.span.map(|s| s.of(text).to_string()).unwrap_or_default();
        m.split(" and ").all(|one| parties.iter().any(|p| words(p) == bare(one)))
    })
}

fn bare(words: &str) -> &str {
    ["the ", "a ", "an ", "The ", "A ", "An "].iter().find_map(|d| words.strip_prefix(d)).unwrap_or(words)
}

fn told(text: &str, found: &[Arguments]) -> String {
    match found {
        [] => "nothing".to_string(),
        all => all.iter().map(|a| sides(text, &a.source, &a.target)).collect::<Vec<_>>().join(" or "),
    }
}

/// `[source] > {target}`
fn sides(text: &str, source: &[Party], target: &[Party]) -> String {
    let side =
        |ps: &[Party]| ps.iter().map(|p| p.span.map_or("", |s| s.of(text))).collect::<Vec<_>>().join(" + ");
    format!("[{}] > {{{}}}", side(source), side(target))
}
