//! Time expressions: finds them and gives their TIMEX3 values (ISO 24617-1).
//!
//! The text is cut into lexemes; rules of the [`grammar`] read them and say what an expression *means* ("the
//! Friday that the clause looks to", "four days after what was named before"); [`resolve`] turns the
//! meaning into a value with the day of publication, the tense of the clause and the expressions before it.
//! What cannot be computed keeps an `X` in its value: nothing is guessed.

mod grammar;
mod lex;
mod meaning;
mod number;
mod resolve;
mod stamp;
mod tense;
mod vocabulary;

#[cfg(test)]
mod tests;

use document::{Article, Sentences, Span, Timex, TimexId, TimexType, Tokens, Words};
use grammar::Found;
use lex::Lexemes;
use resolve::{Context, Memory, Place, Resolved};
use tense::tense;

/// The time expressions of an article in order of the text, never overlapping.
///
/// Tokens, sentences and parts of speech sharpen the reading of tense and of words like "may"; empty layers
/// are no error.
pub fn find(article: &Article, tokens: &Tokens, sentences: &Sentences, words: &Words) -> Vec<Timex> {
    let lower = article.text.to_ascii_lowercase();
    let text = Lexemes::new(article, &lower, tokens, sentences, words);
    let mut context = context(article);
    let mut timexes: Vec<Timex> = Vec::new();
    for found in grammar::find(&text) {
        let place =
            Place { tense: tense(&text, found.start, found.end), sentence: text.at(found.start).sentence };
        let resolved = context.resolve(&found.meaning, place);
        let id = TimexId(timexes.len() as u32);
        context.memory.extend(resolved.stamp.map(|stamp| Memory {
            stamp,
            topic: found.meaning.is_topic(),
            sentence: place.sentence,
            id,
        }));
        timexes.push(timex(article, &text, &found, resolved, &timexes));
    }
    timexes
}

fn context(article: &Article) -> Context {
    let dateline = article.dateline.as_ref();
    let month_day = dateline.and_then(|d| d.month_day).map(|(m, d)| (u32::from(m), u32::from(d)));
    Context { published: article.day(), month_day, memory: Vec::new() }
}

fn timex(article: &Article, text: &Lexemes, found: &Found, resolved: Resolved, before: &[Timex]) -> Timex {
    let span = text.span(found.start, found.end);
    Timex {
        span,
        kind: resolved.kind.unwrap_or(TimexType::Date),
        basis: basis(article, span, &resolved, before),
        value: resolved.value,
        anchor: resolved.anchor,
    }
}

/// The words, and behind an arrow what they count from.
fn basis(article: &Article, span: Span, resolved: &Resolved, before: &[Timex]) -> String {
    let words = span.of(&article.text);
    let anchor = resolved.anchor.and_then(|id| before.get(id.0 as usize));
    match (anchor, article.day()) {
        (Some(anchor), _) => format!("{words} ← {}", anchor.span.of(&article.text)),
        (None, Some(day)) if resolved.dated => format!("{words} ← published {day}"),
        _ => words.to_string(),
    }
}
