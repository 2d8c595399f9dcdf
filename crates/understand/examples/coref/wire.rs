//! Speakers of annotated statements: the name that the chain of the speaker's words gives.

use document::{Document, EntityId, MentionKind, Span};
use knowledge::Knowledge;
use serde_json::Value;
use std::collections::BTreeMap;

/// Prints, for each way to refer to a speaker, how often our chain names whom the annotation names.
pub fn measure(bytes: Vec<u8>, path: &str, known: &Knowledge, verbose: bool) {
    let text = String::from_utf8(bytes.clone()).expect("UTF-8");
    let gold: Vec<Value> = text.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for (article, gold) in super::articles(bytes, path).into_iter().zip(gold) {
        let document = understand::understand(article, known);
        assert_eq!(Some(document.article.text.as_str()), gold["text"].as_str());
        let bytes_of = byte_table(&document.article.text);
        for statement in gold["statements"].as_array().into_iter().flatten() {
            let (Some(name), Some(span)) =
                (statement["speaker_name"].as_str(), statement["speaker"].as_array())
            else {
                continue;
            };
            let at = |i: usize| span.get(i).and_then(Value::as_u64).map_or(0, |o| bytes_of[o as usize]);
            let span = Span::new(at(0), at(1));
            let (kind, ours) = resolve(&document, span);
            let right = same(ours, name);
            let count = counts.entry(kind).or_default();
            count[0] += 1;
            count[1] += usize::from(right);
            if verbose && !right {
                let words = span.of(&document.article.text);
                println!("{} {kind}: {words} -> {ours} | gold {name}", document.article.id);
            }
        }
    }
    for (kind, [all, right, _]) in counts {
        println!("{kind:10} {right:4} of {all:4} = {:.1} %", 100.0 * right as f64 / all as f64);
    }
}

fn byte_table(text: &str) -> Vec<usize> {
    text.char_indices().map(|(i, _)| i).chain([text.len()]).collect()
}

/// How the speaker is referred to, and the name that its chain gives.
fn resolve(document: &Document, span: Span) -> (&'static str, &str) {
    let tokens = document.tokens.within(span);
    let inside = |h: document::TokenId| {
        tokens.contains(h) && document.trees.head(h).is_none_or(|up| !tokens.contains(up))
    };
    let head = tokens.ids().find(|&t| inside(t));
    let Some(mention) = head.and_then(|h| document.mention_at(h)) else {
        return ("none", span.of(&document.article.text));
    };
    let kind = match mention.kind {
        MentionKind::Name => "name",
        MentionKind::Nominal => "nominal",
        MentionKind::Pronoun => match document.syntax().token(mention.head).text().to_lowercase().as_str() {
            "he" | "she" | "his" | "her" | "him" => "he/she",
            "it" | "its" => "it",
            "they" | "their" | "them" => "they",
            "who" | "which" => "who/which",
            _ => "I/we/you",
        },
    };
    (kind, document.entity_text(EntityId(mention.entity.0)))
}

fn same(ours: &str, gold: &str) -> bool {
    let (ours, gold) = (knowledge::fold(ours), knowledge::fold(gold));
    let last = |t: &str| t.rsplit(' ').next().unwrap_or("").to_string();
    ours == gold || gold.contains(&ours) || ours.contains(&gold) || last(&ours) == last(&gold)
}
