//! Attribution: who is the source of which content, by which cue.
//!
//! A cue is found first, then its source, then how many words the cue takes up, then its content: each choice weighs hashed features of the
//! dependency tree (after Pareti 2015 and Newell et al. 2018) and what the reading network holds of the words
//! ([`judge`]), trained by `learn`. What no choice took but
//! stands in quotation marks carries on the attribution before it.

pub mod content;
pub mod context;
pub mod cue;
pub mod extent;
pub mod features;
mod judge;
pub mod lexer;
mod marked;
pub mod source;
pub mod stance;
pub mod tables;

mod aside;
mod assemble;

pub use context::{Context, Convention};

use content::Content;
use document::{Article, Attribution, Names, States, Syntax, TokenId, TokenRange};
use judge::Judge;
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

/// The attributions of an article in order of the text, by the habits of a corpus.
pub fn attribute(
    article: &Article,
    names: &Names,
    syntax: Syntax<'_>,
    states: &States,
    weights: &Attributing,
    convention: Convention,
) -> Vec<Attribution> {
    let context = Context::new(article, names, syntax, convention);
    let mut judge = Judge::new(weights, states);
    let cues: Vec<TokenId> = cue::candidates(&context).collect();
    judge.prepare(&context, &cues);
    let choices: Vec<Choice> = cues.into_iter().filter_map(|c| choose(&context, c, &mut judge)).collect();
    assemble::attributions(&context, choices, &mut judge)
}

fn choose(context: &Context<'_>, cue: TokenId, judge: &mut Judge<'_>) -> Option<Choice> {
    let score = judge.cue(context, cue)?;
    let source = judge.best_source(context, cue)?;
    let words = extent::choose(context, cue, &source, judge);
    let content = judge.best_content(context, cue, words, &source, |_| true)?;
    Some(Choice { cue, words, sureness: 1.0 / (1.0 + (-score).exp()), source, content })
}
