//! `I` and `we` in somebody's words: the speaker, or those whom the speaker speaks for.

use document::{Party, Span, Statement};
use knowledge::Actors;

/// The party, or, where it is a first person within a statement, the one who says so there.
///
/// `we` of somebody in office is the country or body served (`RUSGOV` gives `RUS`); of an organisation itself; of
/// anybody else it stays unnamed.
pub fn resolve(party: Party, text: &str, statements: &[Statement], known: &Actors) -> Party {
    let Some(span) = party.span.filter(|_| party.actor.is_none()) else { return party };
    let Some(number) = Number::of(span.of(text)) else { return party };
    let Some(speaker) = speaker(span, statements) else { return party };
    let why =
        || vec![format!("first person in the words of {}", speaker.name.as_deref().unwrap_or("the speaker"))];
    let code = speaker.actor.as_deref();
    match number {
        Number::Singular => Party { span: Some(span), why: why(), ..speaker.clone() },
        Number::Plural => match code.and_then(|c| served(c, known)) {
            Some((actor, name)) => {
                Party { span: Some(span), name, actor: Some(actor), entity: None, why: why() }
            }
            None => party,
        },
    }
}

enum Number {
    Singular,
    Plural,
}

impl Number {
    fn of(word: &str) -> Option<Number> {
        match word.to_lowercase().as_str() {
            "i" | "me" | "my" | "myself" => Some(Number::Singular),
            "we" | "us" | "our" | "ourselves" => Some(Number::Plural),
            _ => None,
        }
    }
}

/// Who says the words of the smallest statement around the span.
fn speaker(span: Span, statements: &[Statement]) -> Option<&Party> {
    let around = statements.iter().filter(|s| s.holds(span));
    let smallest = around.min_by_key(|s| s.content.iter().map(|c| c.len()).sum::<usize>())?;
    let speaker = smallest.speaker.as_ref()?;
    (speaker.span != Some(span)).then_some(speaker)
}

/// Whom somebody with this code speaks for, with the name.
fn served(code: &str, known: &Actors) -> Option<(String, Option<String>)> {
    let country = code.get(..3).and_then(|c| known.country(c));
    match (country, code.get(3..)) {
        (Some(country), Some("GOV" | "MIL" | "LEG" | "")) => {
            Some((country.code.to_string(), Some(country.name.to_string())))
        }
        (Some(_), _) | (None, _) => Some((code.to_string(), None)),
    }
}
