//! The choice: the source first, then the target beside it.

use super::{Filler, Look, Named, Past, Side, Standing, features, fillers, roles};
use crate::event::argument::{Arguments, arguments};
use crate::event::candidate::Candidate;
use crate::event::clause::is_promised;
use crate::event::held::Habit;
use crate::event::party::Coder;
use crate::event::pattern::Fit;
use document::{Document, Party, Plover};
use knowledge::{Arguing, Blend, Projected};

/// Chooses source and target of the events of one document.
pub struct Chooser<'c> {
    document: &'c Document,
    coder: &'c dyn Coder,
    weights: &'c Arguing,
    habit: Habit,
    named: Named<'c>,
    source: Projected,
    target: Projected,
    hashes: Vec<u32>,
}

impl<'c> Chooser<'c> {
    /// For a document.
    pub fn new(
        document: &'c Document,
        coder: &'c dyn Coder,
        weights: &'c Arguing,
        habit: Habit,
    ) -> Chooser<'c> {
        Chooser {
            document,
            coder,
            weights,
            habit,
            named: Named::new(document, coder),
            source: Projected::default(),
            target: Projected::default(),
            hashes: Vec::new(),
        }
    }

    /// Who takes part in an event of this type.
    pub fn choose(
        &mut self,
        candidate: &Candidate<'c, '_>,
        fit: Option<Fit<'_>>,
        plover: Plover,
    ) -> Arguments {
        let framed = arguments(self.document, self.coder, candidate, fit, plover).words;
        let all = fillers(&mut self.named, candidate.trigger, plover);
        let mut look = Look {
            document: self.document,
            candidate,
            plover,
            side: Side::Source,
            framed,
            source: None,
            habit: self.habit,
        };
        let certain = framed[0].filter(|_| is_promised(candidate.trigger));
        let source = match certain {
            Some(word) => Some(Filler { standing: Standing::Here, word: Some(word) }),
            None => self.best(&look, &all),
        };
        (look.side, look.source) = (Side::Target, source);
        let rest: Vec<Filler> =
            all.into_iter().filter(|f| f.word.is_none() || f.word != source.and_then(|s| s.word)).collect();
        let target = self.best(&look, &rest);
        let words = [source, target].map(|f| f.and_then(|f| f.word));
        let source = self.parties(source, candidate, plover, Side::Source);
        let target = self.parties(target, candidate, plover, Side::Target);
        let found = Arguments::new(source, target, words).at_home(self.document, self.coder);
        self.named.past.push(Past {
            plover,
            lemma: candidate.trigger.lemma().to_string(),
            sentence: self.document.sentences.of(candidate.trigger.id).unwrap_or_default(),
            sides: [found.source.clone(), found.target.clone()],
        });
        found
    }

    fn best(&mut self, look: &Look<'_, '_>, all: &[Filler]) -> Option<Filler> {
        let (blend, cache): (&Blend, _) = match look.side {
            Side::Source => (&self.weights.source, &mut self.source),
            Side::Target => (&self.weights.target, &mut self.target),
        };
        let states = &self.document.states;
        let tokens: Vec<_> = all.iter().map(|filler| roles(look, filler)).collect();
        blend.held.prepare(states, cache, &tokens);
        let mut best: Option<(f32, Filler)> = None;
        for (filler, tokens) in all.iter().zip(&tokens) {
            features(look, &mut self.named, filler, &mut self.hashes);
            let held = blend.held.score(states, cache, (self.habit as usize, tokens));
            let score = blend.seen.score(&self.hashes) + held;
            if best.is_none_or(|b| score > b.0) {
                best = Some((score, *filler));
            }
        }
        best.map(|b| b.1)
    }

    fn parties(
        &mut self,
        filler: Option<Filler>,
        candidate: &Candidate<'c, '_>,
        plover: Plover,
        side: Side,
    ) -> Vec<Party> {
        match filler {
            Some(Filler { standing: Standing::Unsaid, .. }) => {
                let role = unsaid_role(plover, side, candidate.trigger.lemma());
                self.coder.unsaid(candidate.trigger.id, role).into_iter().collect()
            }
            Some(filler) => self.named.stands_for(&filler, side),
            None => Vec::new(),
        }
    }
}

/// What somebody unsaid mostly is: the police arrest, courts convict; of others only the country is known.
fn unsaid_role(plover: Plover, side: Side, lemma: &str) -> &'static str {
    const POLICE: [&str; 9] =
        ["arrest", "detain", "apprehend", "nab", "raid", "seize", "custody", "detention", "investigate"];
    const COURTS: [&str; 10] =
        ["sentence", "convict", "jail", "acquit", "indict", "remand", "try", "trial", "fine", "conviction"];
    match (plover, side) {
        (Plover::Assault, Side::Target) | (Plover::Protest, Side::Source) => "CVL",
        (_, Side::Source) if POLICE.contains(&lemma) => "COP",
        (_, Side::Source) if COURTS.contains(&lemma) => "JUD",
        _ => "",
    }
}
