//! Conditions and deadlines of promises, offers, demands and threats.

use super::clause::{case_is, is_verbal, one_of};
use document::{Document, Relation, Span, Timex, Token, TokenId, Upos};

/// The clause that the act depends on: "if …", "unless …", "provided …", "as long as …", "should he …", "in return
/// for …", "on condition that …".
pub fn conditions(document: &Document, trigger: Token<'_>) -> Option<Span> {
    let found = governed(trigger).into_iter().find(|c| is_condition(*c)).or_else(|| above(trigger))?;
    phrase(document, found)
}

/// Until when: "by Friday", "within 48 hours", "before the end of the year", "a 10-day notice".
pub fn deadline(document: &Document, trigger: Token<'_>) -> Option<Span> {
    let near = governed(trigger);
    let bound = near.iter().find(|c| is_deadline(document, **c));
    if let Some(found) = bound {
        return phrase(document, *found);
    }
    let term = trigger.children().find(|c| c.id < trigger.id && is_term(document, *c))?;
    Some(document.tokens.cover(term.reach()))
}

/// The time expression of a deadline.
pub fn timex(document: &Document, deadline: Span) -> Option<&Timex> {
    document.timexes.iter().find(|t| deadline.overlaps(t.span))
}

/// How deep below the trigger a clause may hang.
const DEPTH: usize = 3;

/// What hangs on the trigger and on the clauses, infinitives and objects that it governs, nearest first.
fn governed<'d>(trigger: Token<'d>) -> Vec<Token<'d>> {
    let mut layer = vec![trigger];
    let mut all = Vec::new();
    for _ in 0..DEPTH {
        let below: Vec<Token<'d>> = layer.iter().flat_map(|t| t.children()).collect();
        all.extend(&below);
        layer = below.into_iter().filter(|c| carries_content(*c)).collect();
    }
    all
}

/// Whether what is promised stands here: "threatened to *leave*", "the threat to *leave*", "demanded a *halt* by Friday".
fn carries_content(token: Token<'_>) -> bool {
    match token.relation() {
        Relation::Ccomp | Relation::Xcomp | Relation::Obj => true,
        Relation::Acl => token.xpos() != "VBN",
        Relation::Advcl => token.children().any(|c| c.relation() == Relation::Mark && c.lemma() == "to"),
        Relation::Nmod | Relation::Obl => ["of", "for", "to"].iter().any(|p| case_is(token, p)),
        _ => false,
    }
}

/// A condition of the verb above, for a trigger that is its object or its infinitive: "if …, they will launch an *attack*".
fn above<'d>(trigger: Token<'d>) -> Option<Token<'d>> {
    let shared = |t: &Token<'d>| {
        matches!(
            t.relation(),
            Relation::Obj | Relation::Nsubj | Relation::NsubjPass | Relation::Xcomp | Relation::Conj
        ) || t.relation().is("obl") && case_is(*t, "with")
    };
    let verb = Some(trigger).filter(shared)?.head().filter(|h| is_verbal(*h))?;
    verb.children().find(|c| is_condition(*c) && c.id != trigger.id)
}

fn is_condition(token: Token<'_>) -> bool {
    match token.relation().main() {
        "advcl" => marked(token) || inverted(token).is_some() || provided(token),
        "ccomp" | "xcomp" | "parataxis" => inverted(token).is_some(),
        "amod" | "acl" => marked(token) || provided(token) || depending(token),
        "advmod" => lasting(token),
        "obl" | "nmod" => {
            let bound = ["in", "on", "with"].iter().any(|p| case_is(token, p));
            bound && one_of("return exchange condition", token.lemma())
                || case_is(token, "given")
                || in_case(token)
        }
        _ => false,
    }
}

/// "if he leaves", "unless", "once", but not "even if" nor "as if".
fn marked(clause: Token<'_>) -> bool {
    clause.children().any(|c| {
        let before = c.previous().map(|p| p.text().to_lowercase());
        c.relation() == Relation::Mark
            && one_of("if unless provided providing once", c.lemma())
            && !before.is_some_and(|b| one_of("even as", &b))
    }) || clause
        .children()
        .any(|c| c.relation() == Relation::Advmod && c.lemma() == "once" && c.id < clause.id)
}

/// "should there be new leads": the auxiliary before its subject, and no mark.
fn inverted<'d>(clause: Token<'d>) -> Option<Token<'d>> {
    let aux = clause.children().find(|c| c.relation() == Relation::Aux && c.lemma() == "should")?;
    let subject = |c: Token<'_>| matches!(c.relation().main(), "nsubj" | "expl") && c.id > aux.id;
    let unmarked = !clause.children().any(|c| c.relation() == Relation::Mark && c.id < aux.id);
    (unmarked && clause.children().any(subject)).then_some(aux)
}

/// "provided (that) they leave" read as a participle with its clause, "given a chance to speak".
fn provided(clause: Token<'_>) -> bool {
    let governs = |r: Relation| clause.child(r).is_some();
    let has_clause = || governs(Relation::Ccomp) || clause.child(Relation::Obj).is_some_and(is_verbal);
    match clause.lemma() {
        "provide" => matches!(clause.xpos(), "VBN" | "VBG") && has_clause(),
        "give" => clause.xpos() == "VBN" && governs(Relation::Obj),
        _ => false,
    }
}

/// "talks, conditional on the release of prisoners".
fn depending(adjective: Token<'_>) -> bool {
    let on = |c: Token<'_>| ["on", "upon"].iter().any(|p| case_is(c, p));
    one_of("conditional contingent dependent", adjective.lemma()) && adjective.children().any(on)
}

/// "in case the court rules against him", also where its verb is read as a noun.
fn in_case(word: Token<'_>) -> bool {
    let fixed = |c: Token<'_>| c.children().any(|f| f.relation() == Relation::Fixed && f.lemma() == "case");
    word.children().any(|c| c.lemma() == "in" && fixed(c))
}

/// "as long as they stay".
fn lasting(adverb: Token<'_>) -> bool {
    adverb.lemma() == "long" && adverb.children().any(|c| c.relation().is("advcl"))
}

fn is_deadline(document: &Document, token: Token<'_>) -> bool {
    let bound =
        ["by", "within", "before", "until", "till", "than", "ahead"].iter().any(|p| case_is(token, p));
    let phrase = matches!(token.relation().main(), "obl" | "nmod") && bound;
    phrase && token.upos() != Upos::Verb && has_timex(document, token)
}

fn has_timex(document: &Document, token: Token<'_>) -> bool {
    let span = document.tokens.cover(token.reach());
    document.timexes.iter().any(|t| span.contains(t.span))
}

/// "a *10-day* notice", "a *48-hour* ultimatum".
fn is_term(document: &Document, token: Token<'_>) -> bool {
    matches!(token.relation().main(), "compound" | "amod" | "nummod" | "nmod")
        && one_of("ultimatum notice deadline", token.head().map_or("", |h| h.lemma()))
        && has_timex(document, token)
}

fn is_exchange(word: Token<'_>) -> bool {
    one_of("return exchange", word.lemma()) && case_is(word, "in")
}

/// Where the words that go on after `end` are cut off by a mark, a verb or a conjunction: "in return for an end *to the
/// attacks*", which the tree hangs elsewhere.
fn to_mark(word: Token<'_>, end: u32) -> u32 {
    let syntax = word.syntax();
    let sentence = syntax.sentences.of(word.id).and_then(|s| syntax.sentences.tokens.get(s));
    let last = sentence.map_or(end, |s| s.end);
    let stops =
        |t: Token<'_>| matches!(t.upos(), Upos::Punct | Upos::Verb | Upos::Aux | Upos::Cconj | Upos::Sconj);
    (end..last).find(|i| stops(syntax.token(TokenId(*i)))).unwrap_or(last)
}

/// The subtree of a word without the marks at its ends.
fn phrase(document: &Document, head: Token<'_>) -> Option<Span> {
    let mut range = head.reach();
    range.start = inverted(head).map_or(range.start, |aux| aux.id.0);
    let mark = |id: u32| document.syntax().token(TokenId(id)).upos() == Upos::Punct;
    if is_exchange(head) && !mark(range.end - 1) {
        range.end = to_mark(head, range.end);
    }
    while range.end > range.start + 1 && mark(range.end - 1) {
        range.end -= 1;
    }
    while range.start + 1 < range.end && mark(range.start) {
        range.start += 1;
    }
    Some(document.tokens.cover(range)).filter(|s| !s.is_empty())
}
