//! Names of a document agree: the same words have one class, and a person's last name alone is that person.
//!
//! The network sees one sentence at a time; the others of the document know better which of two readings holds.

use std::collections::HashMap;

use document::{Name, NameClass, Tokens};

const CLASSES: [NameClass; 4] =
    [NameClass::Person, NameClass::Organisation, NameClass::Place, NameClass::Other];
/// What a full name says of its last word, in votes (on wikigold 1 gives +0.1 F1, 3 gives +0.4).
const FULL_NAME: u32 = 3;

/// Gives every name the class that most votes are for; its own, where that is among the first.
pub(super) fn agree(text: &str, tokens: &Tokens, names: &mut [Name]) {
    let mut votes: HashMap<&str, [u32; 4]> = HashMap::new();
    for name in names.iter() {
        votes.entry(words(text, tokens, name)).or_default()[place(name.class)] += 1;
        if name.class == NameClass::Person && name.tokens.len() > 1 {
            let last = tokens.span.get(name.tokens.range().end - 1).map_or("", |span| span.of(text));
            votes.entry(last).or_default()[place(NameClass::Person)] += FULL_NAME;
        }
    }
    for name in names {
        let Some(votes) = votes.get(words(text, tokens, name)) else { continue };
        let most = votes.iter().copied().max().unwrap_or(0);
        if votes[place(name.class)] < most {
            name.class = CLASSES.into_iter().find(|&c| votes[place(c)] == most).unwrap_or(name.class);
        }
    }
}

fn words<'t>(text: &'t str, tokens: &Tokens, name: &Name) -> &'t str {
    tokens.cover(name.tokens).of(text)
}

fn place(class: NameClass) -> usize {
    CLASSES.iter().position(|&c| c == class).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use NameClass::{Organisation, Other, Person, Place};
    use document::{Span, TokenRange};

    #[test]
    fn names_agree() {
        let text = "Anna Berg met Berg in Oslo , Oslo and Oslo . Norway";
        let mut tokens = Tokens::default();
        let mut at = 0;
        for word in text.split(' ') {
            tokens.push(Span { start: at, end: at + word.len() as u32 }, false);
            at += word.len() as u32 + 1;
        }
        let name = |start, end, class| Name { tokens: TokenRange::new(start, end), class, kind: None };
        let mut names = [
            name(0, 2, Person),
            name(3, 4, Organisation),
            name(5, 6, Place),
            name(7, 8, Organisation),
            name(9, 10, Place),
            name(11, 12, Other),
        ];
        agree(text, &tokens, &mut names);
        assert_eq!(names.map(|n| n.class), [Person, Person, Place, Place, Place, Other]);
    }
}
