//! Whether a clause looks back or ahead, by the verbs around an expression.

use super::lex::Lexemes;
use super::vocabulary::Class;
use document::Upos;

/// Where a clause looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unknown,
}

/// Words that make what follows lie ahead.
const AHEAD: &str = "will ll shall wo would may might should must scheduled expected expects expect \
    due upcoming going aims intends";
/// Words that do so before "to" or "for".
const PLANS: &str = "plan plans planned planning set slated hope hopes hoped";
/// Words that make an infinitive behind them lie ahead.
const TOWARDS: &str = "is are was were be due scheduled expected set plans planned slated hopes \
    intends likely about ready wants want agreed";
/// Verbs in the past that do not end in -ed.
const BEHIND: &str = "was were had did said began met took came went told gave made held won lost sent \
    left fell rose shot struck found got saw led broke spoke wrote brought bought sold fought been became \
    drew flew grew kept knew paid ran stood thought threw kept felt built chose drove sank swore cut hit \
    has have";

/// Words before an expression that make it a day to come, unless a verb in the past follows: "by May".
const DEADLINE: &str = "by until till effective";

const REACH: usize = 14;

/// The tense of the clause around the expression of lexemes `start..end`: the nearest cue before it, else the
/// first behind it, inside its sentence.
pub(super) fn tense(text: &Lexemes, start: usize, end: usize) -> Tense {
    let sentence = text.at(start).sentence;
    if text.has(start, Class::Weekday) && text.is(end, "'") && text.at(end).glued {
        return Tense::Past; // "Wednesday's ruling"
    }
    let same = |i: usize| text.at(i).sentence == sentence && !text.has(i, Class::Border);
    let back = (start.saturating_sub(REACH)..start).rev().take_while(|&i| same(i));
    let ahead = (end..end + REACH).take_while(|&i| same(i));
    if text.any(start.wrapping_sub(1), DEADLINE) {
        let perfect = ahead.clone().take(6).any(|i| text.any(i, "had was were"));
        return if perfect { Tense::Past } else { Tense::Future };
    }
    back.chain(ahead).find_map(|i| cue(text, i)).unwrap_or(Tense::Unknown)
}

/// What one word says of the tense.
fn cue(text: &Lexemes, i: usize) -> Option<Tense> {
    let here = text.at(i);
    let may = here.word == "may" && !here.capital;
    if here.class != Class::Other && here.class != Class::Opener && !may {
        return None;
    }
    if text.any(i, PLANS) {
        return text.any(i + 1, "for to").then_some(Tense::Future);
    }
    if text.any(i, "scheduled due expected") && text.row(i.saturating_sub(2), "had been").is_some() {
        return Some(Tense::Past);
    }
    if text.any(i, AHEAD) && !(text.is(i, "may") && here.capital) {
        return Some(Tense::Future);
    }
    if here.word == "to" && text.any(i.wrapping_sub(1), TOWARDS) {
        return Some(Tense::Future);
    }
    if text.any(i, "succeed proceed need exceed indeed speed") {
        return None;
    }
    if here.word.ends_with("ed") && text.any(i.wrapping_sub(1), "be being a an the its their of still more") {
        return None; // a participle: its verb stands before it, or it is an adjective
    }
    let verb = here.upos.is_none_or(|u| matches!(u, Upos::Verb | Upos::Aux));
    let past = text.any(i, BEHIND) || (here.word.len() > 4 && here.word.ends_with("ed"));
    (verb && past && !here.capital).then_some(Tense::Past)
}
