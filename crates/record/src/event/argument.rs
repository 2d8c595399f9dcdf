//! Source and target of an event, by the frame of its rule, else by the frame that its type mostly has.

use super::candidate::Candidate;
use super::clause::fill;
use super::party::{Coder, at_home, parties};
use super::pattern::Fit;
use super::rule::{Class, Frame, Slot};
use document::{Document, Party, Plover, Token, TokenId};

/// Who takes part.
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    /// Who does it.
    pub source: Vec<Party>,
    /// To whom.
    pub target: Vec<Party>,
    /// The words that source and target were found by.
    pub words: [Option<TokenId>; 2],
}

impl Arguments {
    /// Nobody is named twice: who is a source is no target by the same words.
    pub(super) fn new(source: Vec<Party>, mut target: Vec<Party>, words: [Option<TokenId>; 2]) -> Arguments {
        target.retain(|p| p.span.is_none() || !source.iter().any(|s| s.span == p.span));
        Arguments { source, target, words }
    }

    /// With those of whom nothing is known taken for people of the country that is spoken of.
    pub(super) fn at_home(self, document: &Document, coder: &dyn Coder) -> Arguments {
        let [source, target] = [self.source, self.target].map(|side| at_home(document, coder, side));
        Arguments { source, target, ..self }
    }
}

/// Finds source and target of a candidate.
pub fn arguments(
    document: &Document,
    coder: &dyn Coder,
    candidate: &Candidate<'_, '_>,
    fit: Option<Fit<'_>>,
    plover: Plover,
) -> Arguments {
    let usual;
    let frame = match fit {
        Some(fit) => &fit.pattern.frame,
        None => {
            usual = usual_frame(candidate.class, plover);
            &usual
        }
    };
    by_frame(document, coder, candidate.trigger, frame)
}

fn by_frame(document: &Document, coder: &dyn Coder, trigger: Token<'_>, frame: &Frame) -> Arguments {
    let source = first(document, coder, trigger, &frame.source, None);
    let target = first(document, coder, trigger, &frame.target, source.as_ref());
    let words = [source.as_ref().map(|s| s.0.id), target.as_ref().map(|t| t.0.id)];
    let parties = |side: Option<(Token<'_>, Vec<Party>)>| side.map(|s| s.1).unwrap_or_default();
    Arguments::new(parties(source), parties(target), words)
}

/// The first slot in which somebody stands, who is not `taken`: nobody acts on itself by "his".
fn first<'d>(
    document: &Document,
    coder: &dyn Coder,
    trigger: Token<'d>,
    slots: &[Slot],
    taken: Option<&(Token<'d>, Vec<Party>)>,
) -> Option<(Token<'d>, Vec<Party>)> {
    let is_taken = |p: &Party| {
        let same = |t: &Party| t.entity.is_some() && t.entity == p.entity;
        taken.is_some_and(|(_, parties)| parties.iter().any(same))
    };
    for slot in slots {
        let Some(word) = fill(trigger, slot).filter(|w| Some(w.id) != taken.map(|t| t.0.id)) else {
            continue;
        };
        let mut parties = parties(document, coder, word);
        parties.retain(|p| !is_taken(p));
        if !parties.is_empty() {
            return Some((word, parties));
        }
    }
    None
}

/// The frame of a trigger that no rule knows.
fn usual_frame(class: Class, plover: Plover) -> Frame {
    let after = |p: &str| Slot::After(p.to_string());
    let mutual = matches!(plover, Plover::Consult | Plover::Cooperate | Plover::Agree);
    let (source, mut target) = match class {
        Class::Verb => (vec![Slot::Subject], vec![Slot::Object, Slot::Indirect]),
        Class::Noun => (
            vec![after("between"), Slot::Possessor, after("by"), Slot::Modifier, Slot::Subject],
            vec![after("against"), after("on")],
        ),
    };
    let more: &[&str] = match plover {
        Plover::Consult | Plover::Cooperate | Plover::Agree | Plover::Support => &["with", "to"],
        Plover::Aid | Plover::Concede | Plover::Threaten | Plover::Request => &["to", "on", "from"],
        Plover::Retreat => &["from", "to"],
        Plover::Assault | Plover::Protest | Plover::Reject | Plover::Accuse => &["against", "at", "on", "of"],
        Plover::Coerce | Plover::Sanction | Plover::Mobilize => &["of", "against", "on"],
    };
    target.extend(more.iter().map(|p| after(p)));
    Frame { source, target, mutual }
}
