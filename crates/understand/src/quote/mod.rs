//! Attribution: who is the source of which content, by which cue.
//!
//! A cue is found first, then its source, then how many words the cue takes up, then its content: each choice is a linear one over hashed features of
//! the dependency tree (after Pareti 2015 and Newell et al. 2018), trained by `learn`. What no choice took but
//! stands in quotation marks carries on the attribution before it.

pub mod content;
pub mod context;
pub mod cue;
pub mod extent;
pub mod features;
pub mod lexer;
pub mod source;
pub mod stance;
pub mod tables;

mod assemble;

pub use context::{Context, Convention};

use content::Content;
use document::{Article, Attribution, Names, Syntax, TokenId, TokenRange};
use features::Features;
use knowledge::Attributing;
use source::Source;

/// One cue with what was chosen for it.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Head of the cue.
    pub cue: TokenId,
    /// Words of the cue.
    pub words: TokenRange,
    /// How sure the cue is, 0 to 1.
    pub sureness: f32,
    /// Its source; without tokens where nobody is named.
    pub source: Source,
    /// Its content.
    pub content: Content,
}

/// The attributions of an article in order of the text.
pub fn attribute(
    article: &Article,
    names: &Names,
    syntax: Syntax<'_>,
    weights: &Attributing,
) -> Vec<Attribution> {
    attribute_as(article, names, syntax, weights, Convention::default())
}

/// The same by the habits of a corpus.
pub fn attribute_as(
    article: &Article,
    names: &Names,
    syntax: Syntax<'_>,
    weights: &Attributing,
    convention: Convention,
) -> Vec<Attribution> {
    let context = Context::new(article, names, syntax, convention);
    let mut features = Features::default();
    let cues: Vec<TokenId> = cue::candidates(&context).collect();
    let choices = cues.into_iter().filter_map(|c| choose(&context, c, weights, &mut features));
    let choices: Vec<Choice> = choices.collect();
    assemble::attributions(&context, choices, weights, &mut features)
}

fn choose(
    context: &Context<'_>,
    cue: TokenId,
    weights: &Attributing,
    features: &mut Features,
) -> Option<Choice> {
    cue::features(context, cue, features);
    let score = weights.cue.score(&features.hashes);
    if score < weights.threshold {
        return None;
    }
    let source = best_source(context, cue, weights, features)?;
    let words = extent::choose(context, cue, &source, &weights.extent, features);
    let content = best_content(context, cue, words, &source, weights, features)?;
    Some(Choice { cue, words, sureness: 1.0 / (1.0 + (-score).exp()), source, content })
}

fn best_source(
    context: &Context<'_>,
    cue: TokenId,
    weights: &Attributing,
    features: &mut Features,
) -> Option<Source> {
    let mut best: Option<(f32, Source)> = None;
    for candidate in source::candidates(context, cue) {
        source::features(context, cue, &candidate, features);
        let score = weights.source.score(&features.hashes);
        if best.as_ref().is_none_or(|(b, _)| score > *b) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, s)| s)
}

fn best_content(
    context: &Context<'_>,
    cue: TokenId,
    words: TokenRange,
    source: &Source,
    weights: &Attributing,
    features: &mut Features,
) -> Option<Content> {
    let mut best: Option<(f32, Content)> = None;
    for candidate in content::candidates(context, cue, words, source) {
        content::features(context, cue, source, &candidate, features);
        let score = weights.content.score(&features.hashes);
        if best.as_ref().is_none_or(|(b, _)| score > *b) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, c)| c)
}
