//! Why a record came about: its words, the way through the tree, the rule, the knowledge rows.

use crate::json::event_name;
use document::{Party, Record, Span, StatementId, TokenId};
use std::fmt::Write;

/// The explanation of one record by its name in the output; `None` where the article has no such record.
pub fn explain(record: &Record, id: &str) -> Option<String> {
    let number: usize = id.get(1..)?.parse().ok()?;
    let index = number.checked_sub(1)?;
    let mut out = String::new();
    match id.get(..1)? {
        "v" => event(&mut out, record, index)?,
        "c" => commitment(&mut out, record, index)?,
        "s" => statement(&mut out, record, index)?,
        "e" => entity(&mut out, record, index)?,
        "p" => place(&mut out, record, index)?,
        "t" => timex(&mut out, record, index)?,
        _ => return None,
    }
    Some(out)
}

/// How many records of each kind the article has, for the error message.
pub fn inventory(record: &Record) -> String {
    let kinds = [
        ("v", record.events.len()),
        ("s", record.statements.len()),
        ("c", record.commitments.len()),
        ("e", record.document.entities.len()),
        ("p", record.places.len()),
        ("t", record.document.timexes.len()),
    ];
    let ranges = kinds
        .iter()
        .filter(|k| k.1 > 0)
        .map(|&(k, n)| if n == 1 { format!("{k}1") } else { format!("{k}1 to {k}{n}") });
    let ranges: Vec<String> = ranges.collect();
    if ranges.is_empty() { "the article has no records".to_string() } else { ranges.join(", ") }
}

fn words(record: &Record, span: Span) -> &str {
    span.of(&record.document.article.text)
}

fn line(out: &mut String, label: &str, text: impl std::fmt::Display) {
    let _ = writeln!(out, "{label:>12}  {text}");
}

fn sentence_of(record: &Record, span: Span) -> &str {
    let document = &record.document;
    let token = TokenId(document.tokens.within(span).start);
    let tokens = document.sentences.of(token).and_then(|s| document.sentences.tokens.get(s));
    tokens.map_or("", |t| document.syntax().words_of(*t))
}

fn event(out: &mut String, record: &Record, index: usize) -> Option<()> {
    let event = record.events.get(index)?;
    line(out, &event_name(index), format!("{} {}", event.plover.as_str(), event.cameo));
    line(out, "sentence", sentence_of(record, event.trigger));
    line(out, "trigger", words(record, event.trigger));
    for (role, parties) in [("source", &event.source), ("target", &event.target)] {
        parties.iter().for_each(|p| party(out, record, role, p, Some(event.trigger)));
    }
    line(out, "factuality", event.factuality.as_str());
    if let Some(day) = &event.date {
        line(out, "day", format!("{} ({})", day.value, day.basis));
    }
    if let Some(p) = event.place.and_then(|p| record.places.get(p as usize)) {
        line(out, "place", format!("{} {}", words(record, p.span), p.why.join("; ")));
    }
    if let Some(claim) = &event.claimed_by {
        let name = claim.name.as_deref().unwrap_or("somebody");
        line(out, "claimed by", format!("{name} in {}", crate::json::statement_name(claim.statement)));
    }
    evidence(out, record, &event.evidence);
    Some(())
}

fn evidence(out: &mut String, record: &Record, evidence: &document::Evidence) {
    line(out, "rule", &evidence.rule);
    line(out, "confidence", format!("{:.2}", evidence.confidence));
    evidence.spans.iter().for_each(|s| line(out, "words", words(record, *s)));
    evidence.why.iter().for_each(|w| line(out, "why", w));
}

fn party(out: &mut String, record: &Record, role: &str, party: &Party, anchor: Option<Span>) {
    let name = party.name.as_deref().unwrap_or("unknown");
    line(out, role, format!("{name} ({})", party.actor.as_deref().unwrap_or("no code")));
    if let Some(span) = party.span {
        line(out, "", format!("“{}”", words(record, span)));
        if let Some(path) = anchor.and_then(|a| tree_path(record, a, span)) {
            line(out, "", path);
        }
    }
    party.why.iter().for_each(|w| line(out, "", w));
}

/// The way through the dependency tree from one stretch of words to another: `met ←nsubj– Lavrov`.
fn tree_path(record: &Record, from: Span, to: Span) -> Option<String> {
    let document = &record.document;
    let syntax = document.syntax();
    let head_of = |span: Span| {
        let tokens = document.tokens.within(span);
        tokens.ids().find(|&t| document.trees.head(t).is_none_or(|h| !tokens.contains(h)))
    };
    let up: Vec<TokenId> = document.trees.path_up(head_of(from)?).collect();
    let down: Vec<TokenId> = document.trees.path_up(head_of(to)?).collect();
    let meet = *down.iter().find(|t| up.contains(t))?;
    let mut out = syntax.token(*up.first()?).text().to_string();
    for &t in up.iter().take_while(|&&t| t != meet) {
        let head = syntax.token(t).head()?;
        let _ = write!(out, " –{}→ {}", syntax.token(t).relation().as_str(), head.text());
    }
    let below: Vec<TokenId> = down.iter().copied().take_while(|&t| t != meet).collect();
    for &t in below.iter().rev() {
        let _ = write!(out, " ←{}– {}", syntax.token(t).relation().as_str(), syntax.token(t).text());
    }
    Some(out)
}

fn statement(out: &mut String, record: &Record, index: usize) -> Option<()> {
    let statement = record.statements.get(index)?;
    let name = crate::json::statement_name(StatementId(index as u32));
    line(out, &name, format!("{}, {}", statement.form.as_str(), statement.stance.as_str()));
    statement.content.iter().for_each(|s| line(out, "content", words(record, *s)));
    line(out, "cue", statement.cue.map_or("none", |c| words(record, c)));
    match &statement.speaker {
        Some(speaker) => party(out, record, "speaker", speaker, statement.cue),
        None => line(out, "speaker", "nobody named"),
    }
    if let Some(addressee) = &statement.addressee {
        party(out, record, "addressee", addressee, statement.cue);
    }
    evidence(out, record, &statement.evidence);
    Some(())
}

fn commitment(out: &mut String, record: &Record, index: usize) -> Option<()> {
    let commitment = record.commitments.get(index)?;
    let anchor = commitment.evidence.spans.first().copied();
    let name = crate::json::commitment_name(index);
    line(out, &name, format!("{}, {}", commitment.kind.as_str(), commitment.status().as_str()));
    line(out, "sentence", anchor.map_or("", |s| sentence_of(record, s)));
    commitment.what.iter().for_each(|s| line(out, "what", words(record, *s)));
    commitment.by.iter().for_each(|p| party(out, record, "by", p, None));
    commitment.to.iter().for_each(|p| party(out, record, "to", p, None));
    if let Some(conditions) = commitment.conditions {
        line(out, "condition", words(record, conditions));
    }
    if let Some(deadline) = &commitment.deadline {
        let value = deadline.value.as_deref().unwrap_or("no value");
        line(out, "deadline", format!("{} ({value})", words(record, deadline.span)));
    }
    if let Some(day) = &commitment.date {
        line(out, "day", format!("{} ({})", day.value, day.basis));
    }
    for outcome in &commitment.outcomes {
        line(out, outcome.status.as_str(), outcome.spans.first().map_or("", |s| sentence_of(record, *s)));
        outcome.by.iter().for_each(|p| party(out, record, "by", p, None));
    }
    evidence(out, record, &commitment.evidence);
    Some(())
}

fn entity(out: &mut String, record: &Record, index: usize) -> Option<()> {
    let document = &record.document;
    let entity = document.entities.get(index)?;
    let id = document::EntityId(index as u32);
    line(out, &format!("e{}", index + 1), document.entity_text(id));
    line(out, "class", entity.class.map_or("unknown", document::NameClass::as_str));
    if let Some(actor) = record.actors.get(index).and_then(Option::as_ref) {
        let name = actor.name.as_deref().unwrap_or("unknown");
        line(out, "actor", format!("{name} ({})", actor.code.as_deref().unwrap_or("no code")));
        actor.why.iter().for_each(|w| line(out, "why", w));
    }
    for mention in entity.mentions.iter().filter_map(|m| document.mention(*m)) {
        line(out, "mention", format!("{:?} “{}”", mention.kind, document.syntax().words_of(mention.tokens)));
    }
    Some(())
}

fn place(out: &mut String, record: &Record, index: usize) -> Option<()> {
    let place = record.places.get(index)?;
    line(out, &format!("p{}", index + 1), words(record, place.span));
    line(out, "place", place.name.as_deref().unwrap_or("unknown"));
    line(out, "country", place.country.as_deref().unwrap_or("unknown"));
    if let Some((lat, lon)) = place.point {
        line(out, "point", format!("{lat:.4} {lon:.4}"));
    }
    line(out, "confidence", format!("{:.2}", place.confidence));
    if let Some((other, chance)) = &place.runner_up {
        line(out, "runner-up", format!("{other} ({chance:.2})"));
    }
    place.why.iter().for_each(|w| line(out, "why", w));
    Some(())
}

fn timex(out: &mut String, record: &Record, index: usize) -> Option<()> {
    let timex = record.document.timexes.get(index)?;
    line(out, &format!("t{}", index + 1), words(record, timex.span));
    line(out, "value", timex.value.as_deref().unwrap_or("unknown"));
    line(out, "type", timex.kind.as_str());
    line(out, "basis", &timex.basis);
    Some(())
}
