//! Bodies by the noun in their names: `the ministry` after `Ministry of Health`.

use super::chains::{Chains, LOOK_BACK};
use document::{Mention, NameClass, Relation};

/// The only body before whose name ends in the noun, or begins with it before *of* or *for*, or that the text calls so
/// beside its name: *the council* after *Security Council*, *the airline* after *Shannon Blue, an airline*.
pub(super) fn named_so(chains: &Chains<'_>, index: usize) -> Option<usize> {
    let mention = &chains.mentions[index];
    let head = chains.syntax.token(mention.head);
    let the = head.child(Relation::Det).is_some() && mention.tokens.len() == 2;
    (the && !chains.profile(index).person).then_some(())?;
    let noun = head.lemma().to_lowercase();
    let body = |i: &usize| {
        let profile = chains.profile(*i);
        let described = profile.titles.iter().any(|t| t.rsplit(' ').next() == Some(&noun));
        profile.class == Some(NameClass::Organisation)
            && (described || called(chains, &chains.mentions[*i], &noun))
    };
    let mut found: Vec<usize> =
        (index.saturating_sub(LOOK_BACK)..index).filter(body).map(|i| chains.first(i)).collect();
    found.sort();
    found.dedup();
    found.pop().filter(|_| found.is_empty())
}

/// Whether a name says by itself what it is a name of.
fn called(chains: &Chains<'_>, mention: &Mention, noun: &str) -> bool {
    let Some(name) = mention.name else { return false };
    let words: Vec<String> = chains.syntax.iter(name).map(|t| t.text().to_lowercase()).collect();
    let is = |word: Option<&String>| word.is_some_and(|w| w == noun);
    let first = is(words.first()) && words.get(1).is_some_and(|w| w == "of" || w == "for");
    words.len() > 1 && (is(words.last()) || first)
}
