//! The two bidirectional LSTM layers, the sentences of a batch in step.

use kernel::{Cells, Isa, Packed, add_product, lstm_cells};
use knowledge::{Network, Step};

use super::types::{Types, apply, reset};

/// A stretch of tokens that is read as one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// First token, counted in the pass.
    pub(super) start: usize,
    /// How many tokens.
    pub(super) len: usize,
}

/// The order in which a batch is read: step by step, in each step a row for every sentence that is so long.
/// Sentences stand longest first, so those still read are always the first ones.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Sentences, longest first.
    pub(super) windows: Vec<Window>,
    /// First row of each step; at the end the number of rows.
    offset: Vec<usize>,
}

impl Plan {
    /// Plans the reading of some sentences, longest first.
    pub(super) fn set(&mut self, windows: &[Window]) {
        self.windows.clear();
        self.windows.extend_from_slice(windows);
        self.offset.clear();
        self.offset.push(0);
        let mut active = windows.len();
        for step in 0..windows.first().map_or(0, |w| w.len) {
            while active > 0 && windows[active - 1].len <= step {
                active -= 1;
            }
            self.offset.push(self.offset[step] + active);
        }
    }

    /// How many tokens.
    pub(super) fn rows(&self) -> usize {
        self.offset.last().copied().unwrap_or(0)
    }

    /// The row of a sentence's token.
    pub(super) fn row(&self, sentence: usize, token: usize) -> usize {
        self.offset[token] + sentence
    }

    fn steps(&self) -> usize {
        self.offset.len() - 1
    }

    fn active(&self, step: usize) -> usize {
        self.offset[step + 1] - self.offset[step]
    }

    /// The token (counted in the pass) of every row.
    pub(super) fn tokens(&self) -> impl Iterator<Item = usize> + '_ {
        let step = |t: usize| self.windows[..self.active(t)].iter().map(move |w| w.start + t);
        (0..self.steps()).flat_map(step)
    }
}

/// Buffers of the encoder.
#[derive(Debug, Default)]
pub(super) struct Encoder {
    gates: Vec<f32>,
    cell: Vec<f32>,
    first: Vec<f32>,
    /// Both directions of the second layer, side by side, a row a token in the order of the plan.
    pub(super) out: Vec<f32>,
}

impl Encoder {
    /// Reads a batch.
    pub(super) fn read(&mut self, plan: &Plan, types: &Types, network: &Network, isa: Isa) {
        let (hidden, typed) = (network.shapes.hidden, network.typed.width());
        let gates = 8 * hidden;
        self.gates.clear();
        for token in plan.tokens() {
            self.gates.extend_from_slice(&types.typed[types.of[token] as usize * typed..][..gates]);
        }
        let mut layer = Layer { plan, hidden, isa, gates: &mut self.gates, cell: &mut self.cell };
        layer.run(&network.step1, &mut self.first);
        apply(isa, &network.second, (&self.first, 2 * hidden), &mut self.gates);
        let mut layer = Layer { plan, hidden, isa, gates: &mut self.gates, cell: &mut self.cell };
        layer.run(&network.step2, &mut self.out);
    }
}

/// One layer: the sums of both directions' gates stand in `gates`, 8 × hidden a row.
struct Layer<'l> {
    plan: &'l Plan,
    hidden: usize,
    isa: Isa,
    gates: &'l mut [f32],
    cell: &'l mut Vec<f32>,
}

impl Layer<'_> {
    fn run(&mut self, weights: &Step, out: &mut Vec<f32>) {
        reset(out, self.plan.rows() * 2 * self.hidden);
        let steps = self.plan.steps();
        reset(self.cell, self.plan.windows.len() * self.hidden);
        for step in 0..steps {
            self.step(step, step.checked_sub(1), 0, &weights.forward, out);
        }
        reset(self.cell, self.plan.windows.len() * self.hidden);
        for step in (0..steps).rev() {
            let before = Some(step + 1).filter(|&s| s < steps);
            self.step(step, before, 1, &weights.backward, out);
        }
    }

    /// One step of a direction; the output of step `before` enters it.
    fn step(&mut self, step: usize, before: Option<usize>, way: usize, weights: &[f32], out: &mut [f32]) {
        let (hidden, active) = (self.hidden, self.plan.active(step));
        let at = self.plan.offset[step] * 8 * hidden + way * 4 * hidden;
        if let Some(before) = before {
            let from = self.plan.offset[before] * 2 * hidden + way * hidden;
            let rows = active.min(self.plan.active(before));
            let w = Packed::new(hidden, weights);
            add_product(self.isa, (&out[from..], 2 * hidden), rows, w, (&mut self.gates[at..], 8 * hidden));
        }
        let to = self.plan.offset[step] * 2 * hidden + way * hidden;
        let cells = Cells {
            gates: &self.gates[at..],
            gates_stride: 8 * hidden,
            cell: &mut self.cell[..active * hidden],
            hidden: &mut out[to..],
            hidden_stride: 2 * hidden,
            width: hidden,
        };
        lstm_cells(self.isa, cells);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_follow_steps() {
        let windows = [Window { start: 5, len: 3 }, Window { start: 0, len: 1 }, Window { start: 9, len: 1 }];
        let mut plan = Plan::default();
        plan.set(&windows);
        assert_eq!(plan.tokens().collect::<Vec<_>>(), [5, 0, 9, 6, 7]);
        assert_eq!((plan.rows(), plan.row(0, 2), plan.row(2, 0)), (5, 4, 2));
        plan.set(&[]);
        assert_eq!((plan.rows(), plan.tokens().count()), (0, 0));
    }
}
