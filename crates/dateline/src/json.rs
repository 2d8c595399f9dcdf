//! The record as JSON: the one place that knows its names and order (docs/src/fields.md).

use crate::position::{Offsets, Positions};
use document::{
    BlockKind, Claim, Commitment, Deadline, Event, EventDay, Evidence, Outcome, Party, Place, Plover, Record,
    Span, Statement, StatementId, Timex, degrees, rounded,
};
use serde_json::{Value, json};

/// How the JSON is to be written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// What offsets count.
    pub offsets: Offsets,
    /// Whether the text itself is written too.
    pub with_text: bool,
}

/// One record as a JSON object.
pub fn record(record: &Record, style: Style) -> Value {
    let article = &record.document.article;
    let at = At { positions: Positions::new(&article.text, style.offsets), text: &article.text, record };
    let mut out = json!({
        "id": article.id,
        "origin": article.origin,
        "canonical": article.canonical,
        "language": article.language,
        "title": at.part(BlockKind::Headline, &article.title),
        "subtitle": at.part(BlockKind::Subheadline, &article.subtitle),
        "byline": at.part(BlockKind::Byline, &article.byline),
        "section": article.section,
        "slug": article.slug,
        "published": article.day().map(|d| d.to_string()),
        "published_basis": article.published.as_ref().map(|p| p.basis.clone()),
        "updated": article.updated.as_ref().map(|u| u.day.to_string()),
        "updated_basis": article.updated.as_ref().map(|u| u.basis.clone()),
        "dateline": at.dateline(),
    });
    if style.with_text {
        out["text"] = json!(article.text);
    }
    out["notes"] = json!(article.notes);
    out["statements"] = numbered(&record.statements, |i, s| at.statement(i, s));
    out["events"] = events_main_first(record).map(|(i, e)| at.event(i, e)).collect();
    out["commitments"] = numbered(&record.commitments, |i, c| at.commitment(i, c));
    out["timexes"] = numbered(&record.document.timexes, |_, t| at.timex(t));
    out["places"] = numbered(&record.places, |_, p| at.place(p));
    out["entities"] = at.entities();
    out["made_by"] = made_by();
    out
}

/// Program, models and knowledge that made the record.
fn made_by() -> Value {
    json!({
        "dateline": env!("CARGO_PKG_VERSION"),
        "models": knowledge::MODELS_VERSION,
        "knowledge": knowledge::KNOWLEDGE_VERSION,
    })
}

/// The same in one line, as a store notes it of each article.
pub fn made_by_line() -> String {
    let (models, knowledge) = (knowledge::MODELS_VERSION, knowledge::KNOWLEDGE_VERSION);
    format!("dateline {}, models {models}, knowledge {knowledge}", env!("CARGO_PKG_VERSION"))
}

/// The events as they are printed: the news of the article first, each group in order of the text.
pub fn events_main_first(record: &Record) -> impl Iterator<Item = (usize, &Event)> {
    let of = |main| record.events.iter().enumerate().filter(move |(_, e)| e.main == main);
    of(true).chain(of(false))
}

fn numbered<T>(items: &[T], each: impl Fn(usize, &T) -> Value) -> Value {
    items.iter().enumerate().map(|(i, item)| each(i, item)).collect()
}

/// Name of a statement in the output.
pub fn statement_name(id: StatementId) -> String {
    format!("s{}", id.0 + 1)
}

/// Name of an event in the output.
pub fn event_name(index: usize) -> String {
    format!("v{}", index + 1)
}

/// Name of a commitment in the output.
pub fn commitment_name(index: usize) -> String {
    format!("c{}", index + 1)
}

struct At<'r> {
    positions: Positions<'r>,
    text: &'r str,
    record: &'r Record,
}

impl At<'_> {
    fn span(&self, span: Span) -> Value {
        json!(self.positions.of(span))
    }

    fn spans(&self, spans: &[Span]) -> Value {
        spans.iter().map(|s| self.span(*s)).collect()
    }

    fn optional(&self, span: Option<Span>) -> Value {
        span.map_or(Value::Null, |s| self.span(s))
    }

    /// A part of the article where it stands in the text, else what the input gave beside the text.
    fn part(&self, kind: BlockKind, beside: &Option<String>) -> Value {
        match (self.record.document.article.first(kind), beside) {
            (Some(span), _) => json!({"span": self.span(span), "text": span.of(self.text)}),
            (None, Some(words)) => json!({"span": null, "text": words}),
            (None, None) => Value::Null,
        }
    }

    fn dateline(&self) -> Value {
        let Some(line) = &self.record.document.article.dateline else { return Value::Null };
        let words = |span: Option<Span>| span.map(|s| s.of(self.text));
        let day = line.month_day.map(|(m, d)| match line.year {
            Some(year) => format!("{year:04}-{m:02}-{d:02}"),
            None => format!("--{m:02}-{d:02}"),
        });
        json!({
            "span": self.span(line.span), "place": words(line.place), "agency": words(line.agency), "day": day,
        })
    }

    fn party(&self, party: &Party) -> Value {
        json!({
            "span": self.optional(party.span),
            "name": party.name,
            "actor": party.actor,
            "entity": party.entity.map(|e| format!("e{}", e.0 + 1)),
        })
    }

    fn evidence(&self, evidence: &Evidence) -> Value {
        json!({
            "spans": self.spans(&evidence.spans),
            "rule": evidence.rule,
            "confidence": rounded(evidence.confidence),
            "why": evidence.why,
        })
    }

    fn statement(&self, index: usize, s: &Statement) -> Value {
        json!({
            "id": statement_name(StatementId(index as u32)),
            "content": self.spans(&s.content),
            "cue": self.optional(s.cue),
            "speaker": s.speaker.as_ref().map(|p| self.party(p)),
            "addressee": s.addressee.as_ref().map(|p| self.party(p)),
            "form": s.form.as_str(),
            "stance": s.stance.as_str(),
            "within": s.within.map(statement_name),
            "date": s.date,
            "evidence": self.evidence(&s.evidence),
        })
    }

    fn event(&self, index: usize, e: &Event) -> Value {
        let parties = |all: &[Party]| -> Value { all.iter().map(|p| self.party(p)).collect() };
        json!({
            "id": event_name(index),
            "trigger": self.span(e.trigger),
            "main": e.main,
            "plover": self.plover(e.plover, e),
            "cameo": e.cameo,
            "root": e.cameo.get(..2),
            "quad": e.plover.quad() as u8,
            "goldstein": rounded(e.goldstein),
            "source": parties(&e.source),
            "target": parties(&e.target),
            "factuality": e.factuality.as_str(),
            "historical": e.historical,
            "claimed_by": e.claimed_by.as_ref().map(claim),
            "date": e.date.as_ref().map(|d| self.day(d)),
            "place": e.place.and_then(|p| self.record.places.get(p as usize)).map(|p| self.place(p)),
            "conditions": self.optional(e.conditions),
            "deadline": self.optional(e.deadline),
            "same_as": e.same_as.map(|id| event_name(id.0 as usize)),
            "evidence": self.evidence(&e.evidence),
        })
    }

    fn commitment(&self, index: usize, c: &Commitment) -> Value {
        let parties = |all: &[Party]| -> Value { all.iter().map(|p| self.party(p)).collect() };
        let deadline = |d: &Deadline| json!({"span": self.span(d.span), "value": d.value});
        json!({
            "id": commitment_name(index),
            "kind": c.kind.as_str(),
            "by": parties(&c.by),
            "to": parties(&c.to),
            "what": self.spans(&c.what),
            "conditions": self.optional(c.conditions),
            "deadline": c.deadline.as_ref().map(deadline),
            "date": c.date.as_ref().map(|d| self.day(d)),
            "claimed_by": c.claimed_by.as_ref().map(claim),
            "status": c.status().as_str(),
            "outcomes": c.outcomes.iter().map(|o| self.outcome(o)).collect::<Value>(),
            "events": c.events.iter().map(|e| event_name(e.0 as usize)).collect::<Value>(),
            "statements": c.statements.iter().map(|s| statement_name(*s)).collect::<Value>(),
            "evidence": self.evidence(&c.evidence),
        })
    }

    fn outcome(&self, o: &Outcome) -> Value {
        json!({
            "status": o.status.as_str(),
            "spans": self.spans(&o.spans),
            "by": o.by.iter().map(|p| self.party(p)).collect::<Value>(),
            "date": o.date.as_ref().map(|d| self.day(d)),
            "event": o.event.map(|e| event_name(e.0 as usize)),
            "statement": o.statement.map(statement_name),
        })
    }

    fn plover(&self, kind: Plover, e: &Event) -> Value {
        json!({"type": kind.as_str(), "mode": e.mode, "contexts": e.contexts})
    }

    fn day(&self, day: &EventDay) -> Value {
        json!({"value": day.value, "span": self.optional(day.span), "basis": day.basis})
    }

    fn timex(&self, t: &Timex) -> Value {
        let anchor = t.anchor.and_then(|a| self.record.document.timexes.get(a.0 as usize));
        json!({
            "span": self.span(t.span), "type": t.kind.as_str(), "value": t.value,
            "anchor": anchor.map(|a| self.span(a.span)), "basis": t.basis,
        })
    }

    fn place(&self, p: &Place) -> Value {
        json!({
            "span": self.span(p.span), "text": p.span.of(self.text), "name": p.name, "geonames": p.geonames,
            "country": p.country, "lat": p.point.map(|x| degrees(x.0)), "lon": p.point.map(|x| degrees(x.1)),
            "modifier": p.modifier.map(|m| m.of(self.text)), "confidence": rounded(p.confidence),
        })
    }

    fn entities(&self) -> Value {
        let document = &self.record.document;
        numbered(&document.entities, |i, e| {
            let actor = self.record.actors.get(i).and_then(Option::as_ref);
            let mentions = e.mentions.iter().filter_map(|m| document.mention(*m));
            let words = document.entity_text(document::EntityId(i as u32));
            json!({
                "id": format!("e{}", i + 1),
                "name": actor.and_then(|a| a.name.as_deref()).unwrap_or(words),
                "class": e.class.map(document::NameClass::as_str),
                "kind": document.entity_kind(document::EntityId(i as u32)).map(document::NameKind::as_str),
                "actor": actor.and_then(|a| a.code.as_deref()),
                "mentions": mentions.map(|m| self.span(document.tokens.cover(m.tokens))).collect::<Value>(),
            })
        })
    }
}

fn claim(claim: &Claim) -> Value {
    json!({"name": claim.name, "actor": claim.actor, "statement": statement_name(claim.statement)})
}
