//! Words that may be the trigger of an event: verbs and nouns of the article's prose, with the rules that fit.

use super::clause::{LIGHT, is_verbal, one_of};
use super::pattern::{Fit, Rules};
use super::rule::Class;
use document::{Document, Relation, Token, Upos};

/// A word that may be a trigger.
#[derive(Clone, Debug)]
pub struct Candidate<'d, 'r> {
    /// The word.
    pub trigger: Token<'d>,
    /// Verb or noun.
    pub class: Class,
    /// The rules that fit, the closest first.
    pub fits: Vec<Fit<'r>>,
    /// Sentence, counted from the first of the prose.
    pub sentence: usize,
}

/// All candidates in order of the text.
pub fn candidates<'d, 'r>(document: &'d Document, rules: &'r Rules) -> Vec<Candidate<'d, 'r>> {
    let mut all = Vec::new();
    let mut sentence = 0;
    for (block, range) in document.sentences.block.iter().zip(&document.sentences.tokens) {
        let block = document.article.blocks.get(block.0 as usize);
        if block.is_some_and(|b| !b.kind.is_prose()) {
            continue;
        }
        for trigger in document.syntax().iter(*range) {
            let Some(class) = class_of(document, trigger) else { continue };
            let mut fits = rules.fits(trigger, class);
            if class == Class::Noun && !asserts(trigger) {
                fits.clear();
            }
            all.push(Candidate { trigger, class, fits, sentence });
        }
        sentence += 1;
    }
    all
}

/// Whether the word can be a trigger at all.
fn class_of(document: &Document, token: Token<'_>) -> Option<Class> {
    match token.upos() {
        Upos::Verb if token.relation() != Relation::Amod || token.xpos() == "VBN" => Some(Class::Verb),
        Upos::Adj if matches!(token.relation(), Relation::Root | Relation::Ccomp | Relation::Conj | Relation::AclRelcl) => {
            Some(Class::Verb)
        }
        Upos::Noun => Some(Class::Noun),
        Upos::Propn if document.names.of(token.id).is_none_or(|n| n.tokens.end == token.id.0 + 1) => {
            Some(Class::Noun)
        }
        _ => None,
    }
}

/// Whether a noun tells of a particular happening: it is carried by a light verb, has an owner, an agent or a
/// definite article, or is counted. Bare plurals ("efforts against terrorism") tell of none.
fn asserts(noun: Token<'_>) -> bool {
    let particular = noun.children().any(|c| match c.relation() {
        Relation::Det => c.lemma() != "no" && c.lemma() != "any",
        Relation::NmodPoss | Relation::Nummod => true,
        Relation::Compound | Relation::Amod | Relation::Nmod => true,
        _ => false,
    });
    particular || carried(noun) || noun.relation() == Relation::Root
}

/// Whether a light verb carries the noun.
pub(super) fn carried(noun: Token<'_>) -> bool {
    let verb = noun.head().filter(|v| is_verbal(*v));
    verb.is_some_and(|v| {
        let place = matches!(noun.relation(), Relation::Obj | Relation::NsubjPass | Relation::Nsubj | Relation::Conj);
        place && (one_of(LIGHT, v.lemma()) || noun.relation() != Relation::Obj)
    })
}
