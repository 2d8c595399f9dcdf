//! The record to be read by people: the story with numbered highlights, then what was found in it.
//!
//! Statements stand in `‹s1 …›`, event triggers are followed by `⟨v1⟩`. Colours are written always; the stream
//! drops them where they would not show.

mod commitments;

use crate::json::{event_name, events_main_first, statement_name};
use document::{BlockKind, Event, Party, Record, Span, Statement, StatementId};
use owo_colors::OwoColorize;
use std::fmt::Write;

/// One record, wrapped at `width` columns.
pub fn record(record: &Record, width: usize) -> String {
    let mut out = String::new();
    heading(&mut out, record);
    story(&mut out, record, width);
    statements(&mut out, record, width);
    events(&mut out, record, width);
    commitments::section(&mut out, record, width);
    places_and_days(&mut out, record, width);
    out
}

fn heading(out: &mut String, record: &Record) {
    let article = &record.document.article;
    let published = match &article.published {
        Some(p) => format!("published {} ({})", p.day, p.basis),
        None => "day of publication unknown; --published YYYY-MM-DD tells it".to_string(),
    };
    let _ = writeln!(out, "{} · {}", article.id.bold(), published.dimmed());
    for note in &article.notes {
        let _ = writeln!(out, "{}", format!("note: {note}").yellow());
    }
}

/// A place in the text where a mark goes.
struct Mark {
    at: u32,
    /// Closing marks come before opening ones at the same place.
    opens: bool,
    text: String,
}

fn marks(record: &Record) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (index, statement) in record.statements.iter().enumerate() {
        let name = statement_name(StatementId(index as u32));
        for span in &statement.content {
            marks
                .push(Mark { at: span.start, opens: true, text: format!("‹{} ", name).cyan().to_string() });
            marks.push(Mark { at: span.end, opens: false, text: "›".cyan().to_string() });
        }
    }
    for (index, event) in record.events.iter().enumerate() {
        let text = format!("⟨{}⟩", event_name(index)).magenta().to_string();
        marks.push(Mark { at: event.trigger.end, opens: false, text });
    }
    marks.sort_by_key(|m| (m.at, m.opens));
    marks
}

fn story(out: &mut String, record: &Record, width: usize) {
    let article = &record.document.article;
    let marks = marks(record);
    for block in &article.blocks {
        let words = marked(&article.text, block.span, &marks);
        let styled = match block.kind {
            BlockKind::Headline => words.bold().to_string(),
            BlockKind::Furniture | BlockKind::Credit | BlockKind::Byline | BlockKind::Dateline => {
                words.dimmed().to_string()
            }
            _ => words,
        };
        let _ = writeln!(out, "\n{}", wrap(&styled, width, ""));
    }
}

fn marked(text: &str, block: Span, marks: &[Mark]) -> String {
    let inside = marks.iter().filter(|m| m.at >= block.start && m.at <= block.end);
    let mut out = String::new();
    let mut from = block.start;
    for mark in inside.filter(|m| if m.opens { m.at < block.end } else { m.at > block.start }) {
        out.push_str(Span { start: from, end: mark.at }.of(text));
        out.push_str(&mark.text);
        from = mark.at;
    }
    out.push_str(Span { start: from, end: block.end }.of(text));
    out
}

/// Columns that a word takes: its characters, less the colour codes.
fn columns(word: &str) -> usize {
    let mut count = 0;
    let mut escape = false;
    for c in word.chars() {
        match (escape, c) {
            (_, '\u{1b}') => escape = true,
            (true, 'm') => escape = false,
            (true, _) => {}
            (false, _) => count += 1,
        }
    }
    count
}

/// Words in lines of at most `width` columns (a longer word stands alone), each line after the first indented.
pub(crate) fn wrap(text: &str, width: usize, indent: &str) -> String {
    let mut out = String::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let wide = columns(word);
        if used > 0 && used + 1 + wide > width {
            out.push('\n');
            out.push_str(indent);
            used = indent.len();
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += wide;
    }
    out
}

fn section(out: &mut String, title: &str, count: usize) {
    let _ = writeln!(out, "\n{} {}", title.bold(), format!("({count})").dimmed());
}

fn statements(out: &mut String, record: &Record, width: usize) {
    section(out, "WHO SAID WHAT", record.statements.len());
    for (index, statement) in record.statements.iter().enumerate() {
        one_statement(out, record, index, statement, width);
    }
}

fn one_statement(out: &mut String, record: &Record, index: usize, statement: &Statement, width: usize) {
    let text = &record.document.article.text;
    let name = statement_name(StatementId(index as u32));
    let who = statement.speaker.as_ref().map_or("nobody named".to_string(), party_name);
    let cue = statement.cue.map_or("(no cue)", |c| c.of(text));
    let mut facts = vec![statement.form.as_str().to_string(), statement.stance.as_str().to_string()];
    facts.extend(statement.addressee.as_ref().map(|a| format!("to {}", party_name(a))));
    facts.extend(statement.date.clone());
    facts.extend(statement.within.map(|w| format!("within {}", statement_name(w))));
    let head =
        format!("{:>4}  {} {} {}", name.cyan(), who.bold(), cue, format!("[{}]", facts.join(", ")).dimmed());
    let _ = writeln!(out, "{}", wrap_head(&head, width));
    let words: Vec<&str> = statement.content.iter().map(|s| s.of(text)).collect();
    let _ = writeln!(out, "      {}", wrap(&words.join(" … "), width.saturating_sub(6), "      "));
    if let Some(step) = statement.speaker.as_ref().and_then(|s| s.why.first()) {
        let _ = writeln!(out, "      {}", step.dimmed());
    }
}

/// Keeps the leading columns that `wrap` would swallow.
fn wrap_head(line: &str, width: usize) -> String {
    let lead = line.len() - line.trim_start().len();
    format!("{}{}", " ".repeat(lead), wrap(line, width.saturating_sub(lead), "      "))
}

fn party_name(party: &Party) -> String {
    let name = party.name.as_deref().unwrap_or("somebody unnamed");
    match &party.actor {
        Some(code) => format!("{name} ({code})"),
        None => name.to_string(),
    }
}

fn events(out: &mut String, record: &Record, width: usize) {
    section(out, "WHO DID WHAT TO WHOM", record.events.len());
    for (index, event) in events_main_first(record) {
        one_event(out, record, index, event, width);
    }
}

fn one_event(out: &mut String, record: &Record, index: usize, event: &Event, width: usize) {
    let star = if event.main { "★" } else { " " };
    let code = format!("{} {}", event.plover.as_str(), event.cameo);
    let head = format!(
        "{:>4} {star} {} {} → {} {}",
        event_name(index).magenta(),
        code.bold(),
        parties(&event.source),
        parties(&event.target),
        format!("[{}]", event_facts(record, event).join(", ")).dimmed(),
    );
    let _ = writeln!(out, "{}", wrap_head(&head, width));
    let text = &record.document.article.text;
    let rule = format!("{} · {:.2}", event.evidence.rule, event.evidence.confidence);
    let _ = writeln!(out, "       “{}”  {}", clause(record, event).of(text).trim(), rule.dimmed());
}

/// The words that support an event: from its first to its last piece of evidence.
fn clause(record: &Record, event: &Event) -> Span {
    let spans = event.evidence.spans.iter().copied();
    let all = spans.fold(event.trigger, Span::cover);
    let sentence = record.document.tokens.within(event.trigger);
    let sentence = record.document.sentences.of(document::TokenId(sentence.start));
    let bounds = sentence.and_then(|s| record.document.sentences.tokens.get(s));
    let bounds = bounds.map_or(all, |r| record.document.tokens.cover(*r));
    Span { start: all.start.max(bounds.start), end: all.end.min(bounds.end) }
}

fn parties(parties: &[Party]) -> String {
    if parties.is_empty() {
        return "—".to_string();
    }
    parties.iter().map(party_name).collect::<Vec<_>>().join(" + ")
}

fn event_facts(record: &Record, event: &Event) -> Vec<String> {
    let text = &record.document.article.text;
    let mut facts = vec![event.factuality.as_str().to_string()];
    facts.extend(event.historical.then(|| "background".to_string()));
    facts.extend(event.date.as_ref().map(|d| d.value.clone()));
    let place = event.place.and_then(|p| record.places.get(p as usize));
    facts.extend(place.map(|p| p.name.clone().unwrap_or_else(|| p.span.of(text).to_string())));
    facts.extend(event.claimed_by.as_ref().map(|c| {
        format!("says {} in {}", c.name.as_deref().unwrap_or("somebody"), statement_name(c.statement))
    }));
    facts.extend(event.conditions.map(|c| format!("condition: {}", c.of(text))));
    facts.extend(event.deadline.map(|d| format!("until: {}", d.of(text))));
    facts.extend(event.same_as.map(|e| format!("same as {}", event_name(e.0 as usize))));
    facts
}

fn places_and_days(out: &mut String, record: &Record, width: usize) {
    let text = &record.document.article.text;
    let places = record.places.iter().map(|p| match (&p.name, &p.country) {
        (Some(name), Some(country)) => format!("{} = {name}, {country}", p.span.of(text)),
        (Some(name), None) => format!("{} = {name}", p.span.of(text)),
        _ => format!("{} = unknown", p.span.of(text)),
    });
    let days = record
        .document
        .timexes
        .iter()
        .map(|t| format!("{} = {}", t.span.of(text), t.value.as_deref().unwrap_or("unknown")));
    for (title, items) in [("WHERE", unique(places)), ("WHEN", unique(days))] {
        section(out, title, items.len());
        if !items.is_empty() {
            let _ = writeln!(out, "      {}", wrap(&items.join(" · "), width.saturating_sub(6), "      "));
        }
    }
}

/// The items in order of their first appearance.
fn unique(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    items
        .map(|i| i.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|i| seen.insert(i.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_wrapped_by_what_shows() {
        assert_eq!(wrap("one two three", 7, ""), "one two\nthree");
        assert_eq!(
            wrap(&format!("{} two three", "one".cyan()), 7, ""),
            format!("{} two\nthree", "one".cyan())
        );
        assert_eq!(wrap("unbreakablylong x", 5, "  "), "unbreakablylong\n  x");
    }
}
