//! What the source does with the content: asserts, hopes, denies, …

use super::context::Context;
use super::features::Features;
use super::tables;
use document::{Relation, Stance, Token, TokenId, TokenRange, Upos};

/// All stances, in the order of the tables of weights.
pub const ALL: [Stance; 8] = [
    Stance::Asserts,
    Stance::Believes,
    Stance::Hopes,
    Stance::Intends,
    Stance::Denies,
    Stance::Demands,
    Stance::Promises,
    Stance::Asks,
];

/// What is seen of a cue with its content.
pub fn features(context: &Context<'_>, cue: TokenId, pieces: &[TokenRange], out: &mut Features) {
    out.clear();
    let token = context.syntax.token(cue);
    let stance = tables::stance(token.lemma()).map_or("-", |s| s.as_str());
    let negated = token.children().any(|c| c.text() == "not" || c.lemma() == "not" || c.lemma() == "never");
    let first = pieces.first().map(|p| context.syntax.token(TokenId(p.start)));
    let first = first.filter(|t| t.upos() != Upos::Punct).or_else(|| first.and_then(Token::next));
    let quoted = pieces.first().is_some_and(|p| context.quotation_of(TokenId(p.start)).is_some());
    out.add("bias", &[]);
    out.add("lemma", &[token.lemma()]);
    out.add("list", &[stance]);
    out.add("lemma-negated", &[token.lemma(), if negated { "not" } else { "-" }]);
    out.add("first", &[first.map_or("-", Token::lemma), stance]);
    out.add("first-upos", &[first.map_or("-", |t| t.upos().as_str()), stance]);
    out.add("quoted", &[if quoted { "q" } else { "-" }, stance]);
    for child in token.children() {
        out.add("child", &[child.relation().as_str(), stance]);
        if matches!(child.relation(), Relation::Obj | Relation::Xcomp | Relation::NsubjPass) {
            out.add("object", &[child.lemma()]);
        }
        if child.upos() == Upos::Aux {
            out.add("auxiliary", &[child.lemma(), stance]);
        }
    }
    let modal = pieces.iter().flat_map(|p| context.syntax.iter(*p)).filter(|t| t.upos() == Upos::Aux).take(4);
    for word in modal {
        out.add("modal", &[word.lemma(), stance]);
    }
    let asks =
        pieces.last().is_some_and(|p| context.syntax.iter(*p).rev().take(2).any(|t| t.text().contains('?')));
    out.add("question", &[if asks { "?" } else { "-" }, stance]);
}
