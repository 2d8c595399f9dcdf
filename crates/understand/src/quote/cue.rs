//! Which words report something: candidates and their features.

use super::context::Context;
use super::features::Features;
use super::tables;
use document::{Relation, Token, TokenId, TokenRange, Upos};

/// Tokens that may head a cue.
pub fn candidates<'c>(context: &'c Context<'_>) -> impl Iterator<Item = TokenId> + 'c {
    let sentences = context.syntax.sentences.tokens.iter().enumerate();
    let prose = sentences.filter(|(s, _)| context.is_prose(*s)).flat_map(|(_, r)| r.ids());
    prose.filter(|&id| may_report(context.syntax.token(id)))
}

fn may_report(token: Token<'_>) -> bool {
    match token.upos() {
        Upos::Verb | Upos::Noun | Upos::Adj => true,
        Upos::Aux => token.relation() == Relation::Root || token.relation() == Relation::Ccomp,
        _ => is_according(token),
    }
}

/// `according` in `according to X`.
pub fn is_according(token: Token<'_>) -> bool {
    token.text().eq_ignore_ascii_case("according")
}

/// The least words of a cue: `according to`, else its head alone.
pub fn core(context: &Context<'_>, head: TokenId) -> TokenRange {
    let token = context.syntax.token(head);
    let with_to = is_according(token) && token.next().is_some_and(|n| n.text() == "to");
    TokenRange { start: head.0, end: head.0 + 1 + u32::from(with_to) }
}

/// Whose states tell whether a token reports: its own, its head's, those of its subject and of its clause.
pub fn roles(context: &Context<'_>, id: TokenId) -> [Option<TokenId>; 4] {
    let token = context.syntax.token(id);
    let below = |wanted: &[Relation]| token.children().find(|c| wanted.contains(&c.relation())).map(|c| c.id);
    let clause = [Relation::Ccomp, Relation::Xcomp, Relation::Parataxis, Relation::Acl, Relation::Obj];
    [Some(id), token.head().map(|h| h.id), below(&[Relation::Nsubj, Relation::NsubjPass]), below(&clause)]
}

/// What is seen of a candidate.
pub fn features(context: &Context<'_>, id: TokenId, out: &mut Features) {
    out.clear();
    let token = context.syntax.token(id);
    let (lemma, domain) = (token.lemma(), context.convention.as_str());
    let stance = tables::stance(lemma).map_or("-", |s| s.as_str());
    let (upos, relation) = (token.upos().as_str(), token.relation().as_str());
    out.add("bias", &[domain]);
    out.add("lemma", &[lemma]);
    out.add("lemma-domain", &[lemma, domain]);
    out.add("lemma-upos", &[lemma, upos]);
    out.add("lemma-relation", &[lemma, relation]);
    out.add("stance", &[stance, upos]);
    out.add("stance-domain", &[stance, upos, domain]);
    out.add("stance-relation", &[stance, relation]);
    out.add("xpos", &[token.xpos(), relation]);
    out.add("feats", &[token.feats()]);
    let suffix: String = lemma.chars().rev().take(3).collect();
    out.add("suffix", &[&suffix, upos]);
    let head = token.head();
    out.add("head", &[head.map_or("-", Token::lemma), relation]);
    out.add("head-upos", &[head.map_or("-", |h| h.upos().as_str()), relation, upos]);
    dependents(context, token, stance, out);
    neighbours(context, token, stance, out);
    quotes(context, token, stance, out);
}

fn dependents(context: &Context<'_>, token: Token<'_>, stance: &str, out: &mut Features) {
    let lemma = token.lemma();
    let mut clause = "none";
    let mut subject = "none";
    for child in token.children() {
        let relation = child.relation().as_str();
        out.add("child", &[relation, token.upos().as_str()]);
        out.add("child-lemma", &[relation, lemma]);
        out.add("child-stance", &[relation, stance]);
        match child.relation() {
            Relation::Ccomp => clause = "ccomp",
            Relation::Xcomp => clause = "xcomp",
            Relation::Parataxis if clause == "none" => clause = "parataxis",
            Relation::Acl if clause == "none" => clause = "acl",
            Relation::Nsubj | Relation::NsubjPass => {
                subject = context.sort(child);
                out.add("subject", &[child.lemma(), stance]);
            }
            Relation::Mark | Relation::Case | Relation::Aux => out.add("small", &[child.lemma(), stance]),
            _ => {}
        }
    }
    out.add("clause-subject", &[clause, subject, stance]);
    out.add("clause-lemma", &[clause, lemma]);
    out.add("subject-lemma", &[subject, lemma]);
    out.add("subject-upos", &[subject, clause, token.upos().as_str()]);
}

fn neighbours(context: &Context<'_>, token: Token<'_>, stance: &str, out: &mut Features) {
    let same = |t: &Token<'_>| context.sentence(token.id).contains(t.id);
    let (next, previous) = (token.next().filter(same), token.previous().filter(same));
    out.add("next", &[next.map_or("-", Token::lemma), stance]);
    out.add("previous", &[previous.map_or("-", Token::lemma), stance]);
    out.add("next-lemma", &[next.map_or("-", Token::lemma), token.lemma()]);
    out.add("next-upos", &[next.map_or("-", |t| t.upos().as_str()), token.upos().as_str()]);
    out.add("previous-upos", &[previous.map_or("-", |t| t.upos().as_str()), token.upos().as_str()]);
}

fn quotes(context: &Context<'_>, token: Token<'_>, stance: &str, out: &mut Features) {
    let inside = context.quotation_of(token.id).is_some();
    let sentence = context.sentence(token.id);
    let any = sentence.ids().any(|t| context.quotation_of(t).is_some());
    let here = token.span();
    let at = context.quotations.partition_point(|q| q.span.start <= here.start);
    let beside =
        context.quotations.get(at.saturating_sub(2)..(at + 2).min(context.quotations.len())).unwrap_or(&[]);
    let near = |gap: u32| {
        beside.iter().any(|q| {
            q.span.end <= here.start && here.start - q.span.end < gap
                || q.span.start >= here.end && q.span.start - here.end < gap
        })
    };
    let state = match (inside, near(40), any) {
        (true, _, _) => "inside",
        (_, true, _) => "near",
        (_, _, true) => "sentence",
        _ => "none",
    };
    out.add("quote", &[state, context.convention.as_str()]);
    out.add("quote-stance", &[state, stance]);
    out.add("quote-lemma", &[state, token.lemma()]);
    out.add("quote-upos", &[state, token.upos().as_str(), token.relation().as_str()]);
}
