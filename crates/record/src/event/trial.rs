//! Runs the sentences of a rule: what it shall find and what it shall leave alone.

use super::argument::{Arguments, arguments};
use super::candidate::candidates;
use super::party::Coder;
use super::pattern::Rules;
use super::rule::{Example, Rule};
use document::{Document, Party};

/// Whether a rule does in a sentence what the sentence's line says. `document` is the sentence, read.
///
/// # Errors
/// What it found instead, in words, with file and line.
pub fn trial(document: &Document, coder: &dyn Coder, rules: &Rules, rule: &Rule, example: &Example) -> Result<(), String> {
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
    let right = |a: &Arguments| covers(text, &a.source, &example.source) && covers(text, &a.target, &example.target);
    match found.iter().any(right) {
        true => Ok(()),
        false => Err(format!("{place} found {}", told(text, &found))),
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
    let side = |ps: &[Party]| {
        ps.iter().map(|p| p.span.map_or("", |s| s.of(text))).collect::<Vec<_>>().join(" + ")
    };
    match found {
        [] => "nothing".to_string(),
        all => all.iter().map(|a| format!("[{}] > {{{}}}", side(&a.source), side(&a.target))).collect::<Vec<_>>().join(" or "),
    }
}
