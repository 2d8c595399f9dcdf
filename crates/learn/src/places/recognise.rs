//! Training of what names a place: logistic regression by full gradients.

use super::Mark;
use document::{Document, Span};
use knowledge::Knowledge;
use record::place::{SIGNS, Signs};

/// The proposals of one article: where, what speaks for each, whether the gold has a place there.
pub struct Sheet {
    rows: Vec<(Span, Signs, bool)>,
    weight: f32,
}

impl Sheet {
    /// The proposals of an article with the gold's answers.
    pub fn new(document: &Document, marks: &[Mark], weight: f32, knowledge: &Knowledge) -> Sheet {
        let all = record::place::proposals(document, knowledge).into_iter();
        let gold = |span: Span| marks.iter().any(|m| m.span.overlaps(span));
        Sheet { rows: all.map(|(span, signs)| (span, signs, gold(span))).collect(), weight }
    }
}

/// Steps of the descent.
const STEPS: usize = 400;
/// How strongly weights are held near zero.
const HOLD: f32 = 2e-4;

/// Trains the weights.
pub fn train(sheets: &[&Sheet]) -> Signs {
    let total: f32 = sheets.iter().map(|s| s.weight * s.rows.len() as f32).sum::<f32>().max(1.0);
    super::descend(STEPS, HOLD, |weights: &Signs, gradient: &mut Signs| {
        for sheet in sheets {
            let share = sheet.weight / total;
            for (_, signs, place) in &sheet.rows {
                let score: f32 = signs.iter().zip(weights).map(|(s, w)| s * w).sum();
                let pull = share * (1.0 / (1.0 + (-score).exp()) - f32::from(u8::from(*place)));
                for i in 0..SIGNS {
                    gradient[i] += pull * signs[i];
                }
            }
        }
    })
}
