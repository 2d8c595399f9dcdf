//! Mentions as speakers, and the words of others that mentions stand in.

use document::{Attribution, Mention, Span, Syntax, TokenId};
use std::cmp::Reverse;
use std::collections::HashMap;

/// For each mention, what the attributions make of it.
pub(super) struct Speakers {
    /// Whether it is the source of an attribution.
    source: Vec<bool>,
    /// The source of the smallest content around it.
    around: Vec<Option<usize>>,
}

impl Speakers {
    /// Lays attributions over mentions, which stand in order of the text.
    pub fn new(
        mentions: &[Mention],
        by_head: &HashMap<TokenId, usize>,
        syntax: Syntax<'_>,
        attributions: &[Attribution],
    ) -> Speakers {
        let mut speakers =
            Speakers { source: vec![false; mentions.len()], around: vec![None; mentions.len()] };
        let mut largest: Vec<&Attribution> = attributions.iter().collect();
        largest.sort_by_key(|a| Reverse(a.content.iter().map(|c| c.len()).sum::<usize>()));
        for attribution in largest {
            let source = head(attribution.source, syntax).and_then(|h| by_head.get(&h).copied());
            source.into_iter().for_each(|s| speakers.source[s] = true);
            for span in &attribution.content {
                let tokens = syntax.tokens.within(*span);
                let first = mentions.partition_point(|m| m.tokens.start < tokens.start);
                let inside = (first..mentions.len()).take_while(|&i| mentions[i].tokens.start < tokens.end);
                inside.for_each(|i| speakers.around[i] = source);
            }
        }
        speakers
    }

    /// Whether a mention is said to say something.
    pub fn says(&self, mention: usize) -> bool {
        self.source[mention]
    }

    /// The mention whose words a mention stands in.
    pub fn of(&self, mention: usize) -> Option<usize> {
        self.around[mention]
    }
}

/// The token of a source whose head lies outside of it.
fn head(source: Option<Span>, syntax: Syntax<'_>) -> Option<TokenId> {
    let tokens = syntax.tokens.within(source?);
    tokens.ids().find(|t| syntax.trees.head(*t).is_none_or(|h| !tokens.contains(h)))
}
