//! The commitments of a record for people: what was promised to whom, and what became of it.

use super::{parties, wrap, wrap_head};
use crate::json::{commitment_name, event_name, statement_name};
use document::{Commitment, Outcome, Record, Status};
use owo_colors::OwoColorize;
use std::fmt::Write;

/// The section; nothing where nobody committed himself.
pub(super) fn section(out: &mut String, record: &Record, width: usize) {
    if record.commitments.is_empty() {
        return;
    }
    super::section(out, "WHO PROMISED, OFFERED, DEMANDED, THREATENED WHAT", record.commitments.len());
    for (index, commitment) in record.commitments.iter().enumerate() {
        one(out, record, index, commitment, width);
    }
}

fn one(out: &mut String, record: &Record, index: usize, commitment: &Commitment, width: usize) {
    let text = &record.document.article.text;
    let mut head = format!(
        "{:>4}  {} {}",
        commitment_name(index).green(),
        commitment.kind.as_str().bold(),
        parties(&commitment.by)
    );
    if !commitment.to.is_empty() {
        head += &format!(" → {}", parties(&commitment.to));
    }
    head += &format!(" {}", status(commitment.status()));
    let facts = facts(commitment);
    if !facts.is_empty() {
        head += &format!(" {}", format!("[{}]", facts.join(", ")).dimmed());
    }
    let _ = writeln!(out, "{}", wrap_head(&head, width));
    let indented = |words: &str| wrap(words, width.saturating_sub(6), "      ");
    let words: Vec<&str> = commitment.what.iter().map(|s| s.of(text)).collect();
    let _ = writeln!(out, "      {}", indented(&words.join(" … ")));
    let condition = commitment.conditions.map(|c| format!("on condition: {}", c.of(text)));
    let deadline = commitment.deadline.as_ref().map(|d| match &d.value {
        Some(value) => format!("until: {} = {value}", d.span.of(text)),
        None => format!("until: {}", d.span.of(text)),
    });
    for line in condition.into_iter().chain(deadline) {
        let _ = writeln!(out, "      {}", indented(&line));
    }
    for outcome in &commitment.outcomes {
        let _ = writeln!(out, "      {}", indented(&told(record, outcome)));
    }
}

fn status(status: Status) -> String {
    let word = status.as_str();
    match status {
        Status::Open => word.dimmed().to_string(),
        Status::Kept | Status::Accepted => word.green().to_string(),
        Status::Broken | Status::Withdrawn | Status::Rejected => word.red().to_string(),
        Status::Repeated => word.yellow().to_string(),
    }
}

fn facts(commitment: &Commitment) -> Vec<String> {
    let mut facts: Vec<String> = commitment.date.iter().map(|d| d.value.clone()).collect();
    facts.extend(commitment.claimed_by.as_ref().map(|c| {
        format!("says {} in {}", c.name.as_deref().unwrap_or("somebody"), statement_name(c.statement))
    }));
    facts.extend(commitment.events.iter().map(|e| event_name(e.0 as usize)));
    facts.extend(commitment.statements.iter().map(|s| statement_name(*s)));
    facts
}

/// What became of it: "rejected by Iran (IRNGOV), 2015-07-06: “rejected … offer”, v3".
fn told(record: &Record, outcome: &Outcome) -> String {
    let text = &record.document.article.text;
    let words: Vec<&str> = outcome.spans.iter().map(|s| s.of(text)).collect();
    let by = if outcome.by.is_empty() { String::new() } else { format!(" by {}", parties(&outcome.by)) };
    let day = outcome.date.as_ref().map_or(String::new(), |d| format!(", {}", d.value));
    let event = outcome.event.map_or(String::new(), |e| format!(", {}", event_name(e.0 as usize)));
    let said = outcome.statement.map_or(String::new(), |s| format!(", in {}", statement_name(s)));
    format!("{}{by}{day}: “{}”{event}{said}", outcome.status.as_str(), words.join(" … "))
}
