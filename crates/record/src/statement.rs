//! Attributions to statements: the speaker as an actor, the day on which it was said.

use crate::actor::Who;
use crate::{day, first_person, free_indirect};
use document::{
    Attribution, Document, Evidence, MentionKind, Party, Relation, Span, Statement, StatementId, Token,
    TokenId, TokenRange, Upos,
};
use knowledge::Actors;

/// One statement for each attribution, and those without a cue among them, in order of the text.
pub fn of(document: &Document, who: &Who<'_>, known: &Actors) -> Vec<Statement> {
    let mut statements: Vec<Statement> =
        document.attributions.iter().map(|a| statement(document, who, a)).collect();
    let text = &document.article.text;
    for index in 0..statements.len() {
        let Some(speaker) = statements[index].speaker.take() else { continue };
        let speaker = first_person::resolve(speaker, text, &statements, known);
        statements[index].speaker = Some(speaker);
    }
    free_indirect::with(document, statements)
}

fn statement(document: &Document, who: &Who<'_>, attribution: &Attribution) -> Statement {
    let named = |span: Option<Span>| span.and_then(|s| party(document, who, s));
    Statement {
        content: attribution.content.clone(),
        cue: attribution.cue,
        speaker: named(attribution.source),
        addressee: named(attribution.addressee),
        form: attribution.form,
        stance: attribution.stance,
        within: attribution.within.map(|w| StatementId(w.0)),
        date: said_on(document, attribution),
        evidence: evidence(attribution),
    }
}

/// Somebody by the words that name them. The span stays as the attribution has it.
fn party(document: &Document, who: &Who<'_>, span: Span) -> Option<Party> {
    let tokens = document.tokens.within(span);
    let head = head(document, tokens)?;
    let party = Party { span: Some(span), ..who.party(tokens, head) };
    if !is_several(document, tokens, head) {
        return Some(party);
    }
    let words = span.of(&document.article.text).split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Party { name: Some(words), entity: None, ..party })
}

/// Whether a phrase names two or more: *France and Spain*, but not *the minister of trade and industry*, nor two
/// offices of one.
fn is_several(document: &Document, tokens: TokenRange, head: TokenId) -> bool {
    let head = document.syntax().token(head);
    let own = |t: TokenId| document.mention_at(t).filter(|m| m.head == t);
    let named = |t: TokenId| own(t).is_some_and(|m| m.kind == MentionKind::Name);
    let counted = |t: Token<'_>| t.children().any(|c| matches!(c.upos(), Upos::Det | Upos::Num));
    let first = own(head.id).map(|m| m.entity);
    let more = head.children().filter(|c| c.relation() == Relation::Conj && tokens.contains(c.id));
    more.into_iter()
        .any(|c| (named(c.id) && named(head.id) || counted(c)) && own(c.id).map(|m| m.entity) != first)
}

/// The token of a phrase whose head lies outside of it.
pub(crate) fn head(document: &Document, tokens: TokenRange) -> Option<TokenId> {
    let outside = |t: &TokenId| document.trees.head(*t).is_none_or(|h| !tokens.contains(h));
    let punctuation = |t: &TokenId| document.trees.relation(*t) == Relation::Punct;
    tokens.ids().find(|t| outside(t) && !punctuation(t)).or_else(|| tokens.ids().next())
}

/// The day that the reporting clause itself names; a day inside the content is not the day of saying.
fn said_on(document: &Document, attribution: &Attribution) -> Option<String> {
    let cue = attribution.cue?;
    let token = head(document, document.tokens.within(cue))?;
    let inside = |span: Span| attribution.content.iter().any(|c| c.overlaps(span));
    day::of(document, token).filter(|d| d.span.is_some_and(|s| !inside(s))).map(|d| d.value)
}

fn evidence(attribution: &Attribution) -> Evidence {
    let spans =
        attribution.source.into_iter().chain(attribution.cue).chain(attribution.content.iter().copied());
    let mut spans: Vec<Span> = spans.collect();
    spans.sort();
    Evidence {
        spans,
        rule: format!("attribution/{}", attribution.rule),
        confidence: attribution.confidence,
        why: vec![format!("source: {}", attribution.way), format!("content: {}", attribution.rule)],
    }
}
