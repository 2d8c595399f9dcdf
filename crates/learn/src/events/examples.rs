//! From gold to examples for the classifier of types.

use super::data::{Gold, Item};
use crate::dense::Roles;
use document::{Plover, Span, Token, TokenId};
use record::event::{Candidate, Habit, NO_EVENT, Rules, Scene, candidates, features, roles};

/// One candidate with its class.
#[derive(Clone, Debug)]
pub struct Example {
    /// Features.
    pub hashes: Vec<u32>,
    /// Tokens whose states are looked at.
    pub roles: Roles,
    /// Right class.
    pub class: usize,
    /// How much it counts.
    pub weight: f32,
}

/// How much an example of a sentence whose trigger is inferred counts.
const INFERRED: f32 = 0.8;
/// How much the other words of such a sentence count as no events.
const OTHERS: f32 = 0.4;

/// The class of a type.
pub fn class(plover: Plover) -> usize {
    Plover::ALL.iter().position(|&p| p == plover).map_or(NO_EVENT, |i| i + 1)
}

/// Examples of one article.
pub fn of(item: &Item, rules: &Rules) -> Vec<Example> {
    let scene = Scene::new(&item.document);
    let all = candidates(&item.document, rules);
    let of = |c: &Candidate<'_, '_>, class: usize, weight: f32| {
        let hashes = item.habit.twice(features(&item.document, &scene, c));
        Example { hashes, roles: roles(c.trigger).to_vec(), class, weight }
    };
    match &item.gold {
        Gold::Wire(marks) => {
            let taken = |c: &Candidate<'_, '_>| {
                let own = c.trigger.span();
                marks.iter().find(|m| m.trigger.overlaps(own)).map(|m| (m, own))
            };
            let example = |c: &Candidate<'_, '_>| match taken(c) {
                None => Some(of(c, NO_EVENT, 1.0)),
                Some((m, own)) if first_of(&all, m.trigger) == Some(own) => Some(of(c, class(m.plover), 1.0)),
                Some(_) => None,
            };
            all.iter().filter_map(example).collect()
        }
        Gold::Nothing => {
            let known = all.iter().filter(|c| rules.knows(c.class, &c.trigger.lemma().to_lowercase()));
            known.map(|c| of(c, NO_EVENT, INFERRED)).collect()
        }
        Gold::Sentence(kinds, wanted) => {
            let spans: Vec<Span> = wanted.iter().flat_map(|w| w.spans.iter().copied()).collect();
            let trigger = trigger(&all, kinds, &spans);
            let example = |c: &Candidate<'_, '_>| {
                let (kind, right) = trigger?;
                let chosen = c.trigger.id == right;
                // A rule's sentence is about the rule's word alone.
                (chosen || item.habit == Habit::Sentence).then_some(())?;
                let class = if chosen { class(kind) } else { NO_EVENT };
                Some(of(c, class, if chosen { INFERRED } else { OTHERS }))
            };
            all.iter().filter_map(example).collect()
        }
    }
}

/// Of several words of one trigger ("signed an agreement") the one that a rule knows, else the first.
pub(super) fn first_of(all: &[Candidate<'_, '_>], trigger: Span) -> Option<Span> {
    let mut inside = all.iter().filter(|c| c.trigger.span().overlaps(trigger));
    let known = inside.clone().find(|c| !c.fits.is_empty());
    known.or_else(|| inside.next()).map(|c| c.trigger.span())
}

/// The likely trigger of a sentence of which only the type, the source and the target are known, and its type
/// where there are two: a word for which a rule of the type fits, the nearest to both parties; else the word
/// that governs both.
pub fn trigger(all: &[Candidate<'_, '_>], kinds: &[Plover], spans: &[Span]) -> Option<(Plover, TokenId)> {
    let inside = |t: Token<'_>| spans.iter().any(|s| s.overlaps(t.span()) && s.len() < 40);
    let fitting = all.iter().filter(|c| !inside(c.trigger)).filter_map(|c| {
        let rank = c.fits.iter().position(|f| kinds.contains(&f.rule.plover))?;
        let words = c.fits[rank].pattern.with.len();
        let depth = c.trigger.syntax().trees.path_up(c.trigger.id).count();
        Some((
            (rank.min(1), distance(c.trigger, spans), depth, 9 - words.min(9)),
            c.fits[rank].rule.plover,
            c.trigger.id,
        ))
    });
    if let Some((_, kind, id)) = fitting.min_by_key(|f| f.0) {
        return Some((kind, id));
    }
    let governing = all.iter().filter(|c| !inside(c.trigger));
    let best = governing.min_by_key(|c| {
        let depth = c.trigger.syntax().trees.path_up(c.trigger.id).count();
        (distance(c.trigger, spans), depth)
    })?;
    Some((*kinds.first()?, best.trigger.id))
}

/// How far a word is from governing the parties: those outside its subtree, then steps in the tree.
fn distance(trigger: Token<'_>, spans: &[Span]) -> usize {
    let syntax = trigger.syntax();
    let mut sum = 0;
    for span in spans {
        let tokens = syntax.tokens.within(*span);
        let steps =
            tokens.ids().filter_map(|t| syntax.trees.path_up(t).position(|up| up == trigger.id)).min();
        sum += steps.unwrap_or(8).min(8);
    }
    sum
}
