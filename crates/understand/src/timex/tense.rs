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
const AHEAD: &str = "will ll shall wo would may might could should must can scheduled expected expects expect due plan \
    plans planned planning set slated hope hopes hoped aims intends going until till upcoming";
/// Words that make an infinitive behind them lie ahead.
const TOWARDS: &str = "is are was were be due scheduled expected set plans planned slated hopes intends likely \
    about ready wants want agreed";
/// Verbs in the past that do not end in -ed.
const BEHIND: &str = "was were had did said began met took came went told gave made held won lost sent left fell rose shot \
    struck found got saw led broke spoke wrote brought bought sold fought been became drew flew grew kept knew paid \
    ran stood thought threw kept felt built chose drove sank swore cut hit has have";

const REACH: usize = 14;

/// The tense of the clause around the expression of lexemes `start..end`: the nearest cue before it, else the
/// first behind it, inside its sentence.
pub(super) fn tense(text: &Lexemes, start: usize, end: usize) -> Tense {
    let sentence = text.at(start).sentence;
    let same = |i: usize| text.at(i).sentence == sentence && !text.has(i, Class::Border);
    let back = (start.saturating_sub(REACH)..start).rev().take_while(|&i| same(i));
    let ahead = (end..end + REACH).take_while(|&i| same(i));
    back.chain(ahead).find_map(|i| cue(text, i)).unwrap_or(Tense::Unknown)
}

/// What one word says of the tense.
fn cue(text: &Lexemes, i: usize) -> Option<Tense> {
    let here = text.at(i);
    if here.class != Class::Other && here.class != Class::Opener {
        return None;
    }
    if text.is(i, "planned") && !text.any(i + 1, "for to") {
        return None;
    }
    if text.any(i, AHEAD) && !(text.is(i, "can") && here.capital) {
        return Some(Tense::Future);
    }
    if here.word == "to" && text.any(i.wrapping_sub(1), TOWARDS) {
        return Some(Tense::Future);
    }
    if here.word.ends_with("ed") && text.any(i.wrapping_sub(1), "be being a an the its their of still more") {
        return None; // a participle: its verb stands before it, or it is an adjective
    }
    let verb = here.upos.is_none_or(|u| matches!(u, Upos::Verb | Upos::Aux));
    let past = text.any(i, BEHIND) || (here.word.len() > 4 && here.word.ends_with("ed"));
    (verb && past && !here.capital).then_some(Tense::Past)
}
