//! Which rules fit a word: patterns by their first lemma, then the words that have to go with it, then the
//! constraints.

use super::clause::{case_is, fill, is_negated};
use super::rule::{Class, Constraint, Pattern, Rule, Slot, Test};
use document::{Relation, Token};
use std::cell::LazyCell;
use std::collections::HashMap;

/// Rules with an index by the lemma of the trigger.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    rules: Vec<Rule>,
    verbs: HashMap<String, Vec<(u32, u32)>>,
    nouns: HashMap<String, Vec<(u32, u32)>>,
}

/// A rule that fits.
#[derive(Clone, Copy, Debug)]
pub struct Fit<'r> {
    /// The rule.
    pub rule: &'r Rule,
    /// The pattern of it.
    pub pattern: &'r Pattern,
}

impl Rules {
    /// Indexes rules; of rules that fit alike, the later ones win.
    pub fn new(rules: Vec<Rule>) -> Rules {
        let mut all = Rules { rules, ..Rules::default() };
        for (r, rule) in all.rules.iter().enumerate() {
            for (p, pattern) in rule.patterns.iter().enumerate() {
                let index = match pattern.class {
                    Class::Verb => &mut all.verbs,
                    Class::Noun => &mut all.nouns,
                };
                index.entry(pattern.head.clone()).or_default().push((r as u32, p as u32));
            }
        }
        all
    }

    /// The rules in order.
    pub fn all(&self) -> &[Rule] {
        &self.rules
    }

    /// How many different words or word groups the rules name.
    pub fn patterns(&self) -> usize {
        self.rules.iter().map(|r| r.patterns.len()).sum()
    }

    /// Whether any rule begins with this lemma.
    pub fn knows(&self, class: Class, lemma: &str) -> bool {
        self.of(class, lemma).is_some()
    }

    /// The patterns of a lemma; British spellings are looked up as American ones.
    fn of(&self, class: Class, lemma: &str) -> Option<&Vec<(u32, u32)>> {
        let index = self.index(class);
        index.get(lemma).or_else(|| index.get(&american(lemma)?)).or_else(|| index.get(singular(lemma)?))
    }

    fn index(&self, class: Class) -> &HashMap<String, Vec<(u32, u32)>> {
        match class {
            Class::Verb => &self.verbs,
            Class::Noun => &self.nouns,
        }
    }

    /// The rules that fit a trigger: a user's first, then the one with most words, then those with most constraints.
    pub fn fits<'r>(&'r self, trigger: Token<'_>, class: Class) -> Vec<Fit<'r>> {
        let Some(found) = self.of(class, trigger.lemma()) else { return Vec::new() };
        let mut fits: Vec<Fit<'r>> = Vec::new();
        let beside = LazyCell::new(|| beside(trigger));
        for &(r, p) in found.iter().rev() {
            let Some(rule) = self.rules.get(r as usize) else { continue };
            let Some(pattern) = rule.patterns.get(p as usize) else { continue };
            let words = pattern.with.iter().all(|any| beside.iter().any(|b| any.iter().any(|l| alike(b, l))));
            if words && rule.constraints.iter().all(|c| holds(trigger, c)) {
                fits.push(Fit { rule, pattern });
            }
        }
        fits.sort_by_key(|f| {
            std::cmp::Reverse((!f.rule.ours, f.pattern.with.len(), f.rule.constraints.len()))
        });
        fits
    }
}

/// The American spelling of a lemma, where it differs: `criticise`, `mobilisation`, `defence`.
fn american(lemma: &str) -> Option<String> {
    ["ise", "isation", "our"].iter().any(|part| lemma.contains(part)).then_some(())?;
    let changed = lemma.replace("ise", "ize").replace("isation", "ization").replace("our", "or");
    (changed != lemma).then_some(changed)
}

/// The singular of a lemma that is kept in the plural, as treebanks do with `troops` and `consequences`.
fn singular(lemma: &str) -> Option<&str> {
    lemma.strip_suffix('s').filter(|s| s.len() > 2 && !s.ends_with('s'))
}

/// Whether two lemmas are the same but for a plural: rules write `talks`, taggers `talk`.
fn alike(lemma: &str, written: &str) -> bool {
    lemma.eq_ignore_ascii_case(written)
        || singular(lemma).is_some_and(|l| l.eq_ignore_ascii_case(written))
        || singular(written).is_some_and(|w| w.eq_ignore_ascii_case(lemma))
}

/// Lemmas of the words that depend on the trigger, and of prepositions and objects below them.
fn beside<'d>(trigger: Token<'d>) -> Vec<&'d str> {
    let mut lemmas = Vec::new();
    let near =
        |c: &Token<'_>| !matches!(c.relation(), Relation::Conj | Relation::Parataxis | Relation::Punct);
    for child in trigger.children().filter(near) {
        lemmas.push(child.lemma());
        for below in child.children().filter(|c| links(*c)) {
            lemmas.push(below.lemma());
            lemmas.extend(below.children().filter(|p| p.relation() == Relation::Case).map(Token::lemma));
        }
    }
    lemmas
}

/// Words two steps down that a pattern may name: prepositions, marks, nouns of an object's phrase.
fn links(token: Token<'_>) -> bool {
    matches!(
        token.relation(),
        Relation::Case
            | Relation::Mark
            | Relation::Fixed
            | Relation::Compound
            | Relation::Nmod
            | Relation::Amod
            | Relation::Obj
            | Relation::Obl
    )
}

/// Whether a constraint holds.
fn holds(trigger: Token<'_>, constraint: &Constraint) -> bool {
    let filler = fill(trigger, &constraint.slot);
    let listed = |t: Token<'_>| {
        let is = |lemma: &str| constraint.lemmas.iter().any(|l| alike(lemma, l));
        is(t.lemma()) || t.children().any(|c| c.relation() == Relation::Compound && is(c.lemma()))
    };
    if constraint.slot == Slot::Clause && matches!(constraint.test, Test::Only | Test::Except) {
        let found = clause_words(trigger).any(listed);
        return found == (constraint.test == Test::Only);
    }
    match constraint.test {
        Test::Negated => is_negated(trigger),
        Test::Needs => filler.is_some(),
        Test::Without => filler.is_none(),
        Test::Only => filler.is_some_and(listed),
        Test::Except => !filler.is_some_and(listed),
    }
}

/// The heads of clauses and predicates that the trigger governs.
fn clause_words<'d>(trigger: Token<'d>) -> impl Iterator<Item = Token<'d>> {
    trigger.children().filter(|c| {
        matches!(c.relation(), Relation::Ccomp | Relation::Xcomp | Relation::Obj)
            || c.relation().is("obl") && case_is(*c, "as")
            || c.relation().is("advcl")
    })
}

/// The particle or preposition that belongs to the trigger: "called *for*", "turned himself *in*".
pub(super) fn particle<'d>(trigger: Token<'d>, pattern: Option<&Pattern>) -> Option<Token<'d>> {
    let next = trigger.next()?;
    let named =
        pattern.is_some_and(|p| p.with.iter().flatten().any(|w| next.lemma().eq_ignore_ascii_case(w)));
    let own = next.relation() == Relation::CompoundPrt && next.head().is_some_and(|h| h.id == trigger.id);
    let case = next.relation() == Relation::Case && next.head().is_some_and(|h| case_is(h, next.lemma()));
    (own || (named && (case || next.relation() == Relation::Advmod))).then_some(next)
}
