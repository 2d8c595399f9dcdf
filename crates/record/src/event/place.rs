//! Where an event took place: a place named in the trigger's own clause after *in*, *at*, *near*.

use super::clause::is_verbal;
use document::{Document, Place, Relation, Token};

/// Index of the place in the record's places.
pub fn of(document: &Document, places: &[Place], trigger: Token<'_>) -> Option<u32> {
    let mut at = trigger;
    for _ in 0..3 {
        if let Some(found) = at.children().find_map(|c| located(document, places, c)) {
            return Some(found);
        }
        let nominal = !is_verbal(at) && matches!(at.relation().main(), "obj" | "nsubj" | "obl" | "nmod" | "conj");
        let joined = at.relation() == Relation::Conj;
        at = at.head().filter(|_| nominal || joined)?;
    }
    None
}

fn located(document: &Document, places: &[Place], phrase: Token<'_>) -> Option<u32> {
    let local = matches!(phrase.relation().main(), "obl" | "nmod")
        && phrase.children().any(|c| {
            c.relation() == Relation::Case
                && matches!(c.lemma(), "in" | "at" | "near" | "outside" | "inside" | "around" | "across" | "off")
        });
    if !local {
        return None;
    }
    let span = document.tokens.cover(phrase.reach());
    let own = phrase.span();
    let inside = |p: &&(usize, &Place)| span.contains(p.1.span);
    let all: Vec<(usize, &Place)> = places.iter().enumerate().collect();
    let head = all.iter().find(|p| p.1.span.overlaps(own));
    head.or_else(|| all.iter().find(inside)).map(|p| p.0 as u32)
}
