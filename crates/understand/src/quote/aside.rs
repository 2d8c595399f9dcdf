//! What stands at the end of words and is not theirs: asides of the writer, *he denied that he had met her[, as the
//! paper had claimed]*, *she would go[, according to a statement]*, and marks of quotations around them.

use super::context::Context;
use super::{Choice, cue};
use document::{Relation, TokenId, TokenRange, Upos};

/// Choices on either side of an aside whose contents may run into it.
const NEAR: usize = 32;

/// Cuts asides off the contents that they stand behind, and *as* off their own. Choices stand in order of their cues.
pub fn cut_off(context: &Context<'_>, choices: &mut [Choice]) {
    let asides: Vec<Option<TokenRange>> = choices.iter().map(|c| aside(context, c)).collect();
    for (index, aside) in asides.into_iter().enumerate() {
        let Some(aside) = aside else { continue };
        let near = index.saturating_sub(NEAR)..(index + NEAR).min(choices.len());
        for choice in &mut choices[near] {
            let own = aside.contains(choice.cue);
            let Some(last) = choice.content.pieces.last_mut() else { continue };
            let runs_into = last.contains(TokenId(aside.start)) && last.start + 1 < aside.start;
            let ends = if own { last.end == aside.start + 1 } else { last.end <= aside.end };
            if runs_into && ends {
                last.end = aside.start - 1;
            }
        }
    }
}

/// The words of an aside behind a comma: `as`, or `according to`, with source and cue.
fn aside(context: &Context<'_>, choice: &Choice) -> Option<TokenRange> {
    let token = |i: u32| context.syntax.token(TokenId(i));
    let source = Some(choice.source.tokens).filter(|s| !s.is_empty());
    let start = source.map_or(choice.words.start, |s| s.start.min(choice.words.start));
    let end = source.map_or(choice.words.end, |s| s.end.max(choice.words.end));
    let is_as = |i: u32| token(i).text() == "as";
    let mark = context
        .syntax
        .token(choice.cue)
        .child(Relation::Mark)
        .map(|m| m.id.0)
        .filter(|&m| m < start && is_as(m));
    let start = match cue::is_according(context.syntax.token(choice.cue)) {
        true => choice.words.start,
        false => mark.or(start.checked_sub(1).filter(|&i| is_as(i)))?,
    };
    let comma = start.checked_sub(1).is_some_and(|i| token(i).text() == ",");
    let written = comma && context.quotation_of(TokenId(start)).is_none();
    written.then_some(TokenRange { start, end })
}

/// Cuts off the closing mark of a quotation that words stand inside of: *"She told me, [‘I am in no hurry,’]"*.
pub fn close(context: &Context<'_>, choices: &mut [Choice]) {
    let token = |i: u32| context.syntax.token(TokenId(i));
    for piece in choices.iter_mut().flat_map(|c| c.content.pieces.iter_mut()) {
        let Some(last) = piece.end.checked_sub(1).filter(|&l| l > piece.start) else { continue };
        let around =
            context.quotation_of(TokenId(last)).filter(|q| q.closed && q.span.end == token(last).span().end);
        if around.is_some_and(|q| q.span.start < token(piece.start).span().start)
            && token(last).upos() == Upos::Punct
        {
            piece.end = last;
        }
    }
}
