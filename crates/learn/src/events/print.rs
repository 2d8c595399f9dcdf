//! Events as the record prints them, in code points, as far as the scorer reads them.

use super::data::Item;
use document::{CharIndex, Event, Party, Span};
use serde_json::{Value, json};

/// One article with its events, the news first.
pub fn record(item: &Item, events: &[Event]) -> Value {
    let chars = CharIndex::new(&item.document.article.text);
    let span = |s: Span| json!([chars.at(s.start), chars.at(s.end)]);
    let party = |p: &Party| json!({"span": p.span.map(span), "name": p.name, "actor": p.actor});
    let side = |ps: &[Party]| ps.iter().map(party).collect::<Vec<_>>();
    let event = |e: &Event| {
        json!({
            "trigger": span(e.trigger), "plover": {"type": e.plover.as_str(), "mode": e.mode}, "cameo": e.cameo,
            "source": side(&e.source), "target": side(&e.target), "factuality": e.factuality.as_str(),
            "claimed_by": e.claimed_by.as_ref().map(|c| json!({"name": c.name})), "historical": e.historical,
            "main": e.main, "date": e.date.as_ref().map(|d| d.value.clone()), "rule": e.evidence.rule,
            "same_as": e.same_as.map(|s| s.0), "why": e.evidence.why,
        })
    };
    let ordered = [true, false].map(|main| events.iter().filter(move |e| e.main == main));
    json!({"id": item.id, "events": ordered.into_iter().flatten().map(event).collect::<Vec<_>>()})
}
