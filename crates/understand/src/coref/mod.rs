//! Coreference: which mentions speak of the same one.
//!
//! Names are matched first over the whole article (a headline's bare surname finds the full name below it), then
//! appositions and predicates, then titles and pronouns from left to right, in the manner of the sieves of Lee et
//! al. (2013). What cannot be told stays by itself.

mod bodies;
mod broader;
mod chains;
mod mentions;
mod names;
mod people;
mod persons;
mod profile;
mod pronouns;
mod speakers;
mod titles;

use chains::Chains;
use document::{Article, Attribution, Entity, Mention, MentionKind, Names, Syntax};
use knowledge::Actors;

/// All mentions in order of the text, and the entities in order of their first mention.
pub fn link(
    article: &Article,
    names: &Names,
    syntax: Syntax<'_>,
    attributions: &[Attribution],
    known: &Actors,
) -> (Vec<Mention>, Vec<Entity>) {
    let mut mentions = mentions::find(article, names, syntax);
    for mention in &mut mentions {
        if profile::is_office(mention, names, syntax, known) {
            (mention.kind, mention.name) = (MentionKind::Nominal, None);
        }
    }
    let profiles = mentions.iter().map(|m| profile::of(m, article, names, syntax, known)).collect();
    let mut chains = Chains::new(article, mentions, profiles, syntax, attributions);
    names::link(&mut chains, known);
    titles::beside(&mut chains);
    for index in 0..chains.mentions.len() {
        match chains.mentions[index].kind {
            MentionKind::Nominal => titles::link(&mut chains, index),
            MentionKind::Pronoun => pronouns::link(&mut chains, index),
            MentionKind::Name => titles::abbreviated(&mut chains, index),
        }
    }
    chains.finish()
}
