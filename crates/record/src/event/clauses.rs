//! Conditions and deadlines of promises, offers, demands and threats.

use super::clause::{case_is, is_verbal};
use document::{Document, Relation, Span, Token, TokenRange, Upos};

/// The if-, unless- or in-return-for clause that belongs to the trigger.
pub fn conditions(document: &Document, trigger: Token<'_>) -> Option<Span> {
    let own = |t: Token<'_>| t.children().chain(t.children().flat_map(inner)).find(|c| is_condition(*c)).map(|c| c.id);
    let found = own(trigger).or_else(|| trigger.head().filter(|h| is_verbal(*h)).and_then(own))?;
    phrase(document, document.syntax().token(found))
}

/// Clauses that the trigger governs, where a condition may hang.
fn inner<'d>(child: Token<'d>) -> impl Iterator<Item = Token<'d>> + Clone {
    let governed = matches!(child.relation(), Relation::Ccomp | Relation::Xcomp);
    let children = child.children();
    children.filter(move |_| governed)
}

fn is_condition(token: Token<'_>) -> bool {
    let marked = token.children().any(|c| {
        c.relation() == Relation::Mark && matches!(c.lemma(), "if" | "unless" | "provided" | "once")
            && c.text().to_lowercase() != "even"
    });
    let exchange = token.relation().is("obl")
        && token.children().any(|c| c.relation() == Relation::Case && matches!(c.lemma(), "in" | "on"))
        && matches!(token.lemma(), "return" | "exchange" | "condition");
    marked && token.relation().is("advcl") || exchange
}

/// Until when: "by Friday", "within 48 hours", "before the end of the year".
pub fn deadline(document: &Document, trigger: Token<'_>) -> Option<Span> {
    let here = trigger.children().chain(trigger.children().flat_map(inner));
    let found = here.filter(|c| c.relation().is("obl")).find(|c| is_deadline(document, *c))?;
    phrase(document, found)
}

fn is_deadline(document: &Document, token: Token<'_>) -> bool {
    let bound = ["by", "within", "before", "until", "till"].iter().any(|p| case_is(token, p));
    let span = document.tokens.cover(token.reach());
    bound && token.upos() != Upos::Verb && document.timexes.iter().any(|t| span.contains(t.span))
}

fn phrase(document: &Document, head: Token<'_>) -> Option<Span> {
    let reach = head.reach();
    let mut range = TokenRange { start: reach.start, end: reach.end };
    while range.end > range.start + 1 {
        let last = document.syntax().token(document::TokenId(range.end - 1));
        if last.upos() != Upos::Punct {
            break;
        }
        range.end -= 1;
    }
    Some(document.tokens.cover(range)).filter(|s| !s.is_empty())
}
