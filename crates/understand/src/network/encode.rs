//! The two bidirectional LSTM layers, the sentences of a batch in step.

use kernel::{ByteMatrix, ByteRows, Cells, Isa, Packed, add_byte_product, add_product, lstm_cells, to_bytes};
use knowledge::{Network, Step};

use super::types::{Types, apply, apply_bytes, reset};

/// How the outputs of the LSTM layers are multiplied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Precision {
    /// In bytes: rounded to 127 steps, see [`kernel::ByteMatrix`].
    #[default]
    Bytes,
    /// As they are.
    Single,
}

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
    first: Output,
    /// Both directions of the second layer.
    pub(super) out: Output,
}

/// Both directions of a layer, side by side, a row a token in the order of the plan.
#[derive(Debug, Default)]
pub(super) struct Output {
    pub(super) values: Vec<f32>,
    /// The values in bytes.
    pub(super) bytes: Vec<u8>,
}

impl Output {
    /// A row a token in the order of the plan.
    pub(super) fn rows(&self, width: usize) -> impl Iterator<Item = &[f32]> {
        self.values.chunks_exact(width.max(1))
    }
}

impl Encoder {
    /// Reads a batch.
    pub(super) fn read(
        &mut self,
        plan: &Plan,
        types: &Types,
        network: &Network,
        isa: Isa,
        precision: Precision,
    ) {
        let (hidden, typed) = (network.shapes.hidden, network.typed.width());
        let gates = 8 * hidden;
        self.gates.clear();
        for token in plan.tokens() {
            self.gates.extend_from_slice(&types.typed[types.of[token] as usize * typed..][..gates]);
        }
        let (gates, cell, rounded) = (&mut self.gates, &mut self.cell, &network.rounded);
        let mut layer = Layer { plan, hidden, isa, precision, gates, cell };
        layer.run(&network.step1, &rounded.step1, &mut self.first);
        match precision {
            Precision::Bytes => {
                apply_bytes(isa, &network.second, &rounded.second, (&self.first.bytes, &[]), layer.gates);
            }
            Precision::Single => apply(isa, &network.second, (&self.first.values, 2 * hidden), layer.gates),
        }
        layer.run(&network.step2, &rounded.step2, &mut self.out);
    }
}

/// One layer: the sums of both directions' gates stand in `gates`, 8 × hidden a row.
struct Layer<'l> {
    plan: &'l Plan,
    hidden: usize,
    isa: Isa,
    precision: Precision,
    gates: &'l mut Vec<f32>,
    cell: &'l mut Vec<f32>,
}

/// One direction of a layer.
struct Way<'w> {
    /// 0 forward, 1 backward: which half of a row is its.
    half: usize,
    weights: &'w [f32],
    rounded: &'w ByteMatrix,
}

impl Layer<'_> {
    fn run(&mut self, weights: &Step, rounded: &[ByteMatrix; 2], out: &mut Output) {
        // Every value is written by one of the steps.
        out.values.resize(self.plan.rows() * 2 * self.hidden, 0.0);
        out.bytes.resize(self.plan.rows() * 2 * self.hidden, 0);
        let steps = self.plan.steps();
        let [forward, backward] = rounded;
        let way = Way { half: 0, weights: &weights.forward, rounded: forward };
        reset(self.cell, self.plan.windows.len() * self.hidden);
        for step in 0..steps {
            self.step(step, step.checked_sub(1), &way, out);
        }
        let way = Way { half: 1, weights: &weights.backward, rounded: backward };
        reset(self.cell, self.plan.windows.len() * self.hidden);
        for step in (0..steps).rev() {
            self.step(step, Some(step + 1).filter(|&s| s < steps), &way, out);
        }
    }

    /// One step of a direction; the output of step `before` enters it.
    fn step(&mut self, step: usize, before: Option<usize>, way: &Way<'_>, out: &mut Output) {
        let (hidden, active) = (self.hidden, self.plan.active(step));
        let row = 2 * hidden;
        if let Some(before) = before {
            self.recur(step, before, way, out);
        }
        let to = self.plan.offset[step] * row + way.half * hidden;
        let cells = Cells {
            gates: &self.gates[self.gates_of(step, way)..],
            gates_stride: 4 * row,
            cell: &mut self.cell[..active * hidden],
            hidden: &mut out.values[to..],
            hidden_stride: row,
            width: hidden,
        };
        lstm_cells(self.isa, cells);
        if self.precision == Precision::Bytes {
            for r in 0..active {
                let at = to + r * row..to + r * row + hidden;
                to_bytes(&out.values[at.clone()], &mut out.bytes[at]);
            }
        }
    }

    /// Adds to the gates of a step what the output of the step before gives.
    fn recur(&mut self, step: usize, before: usize, way: &Way<'_>, out: &Output) {
        let hidden = self.hidden;
        let rows = self.plan.active(step).min(self.plan.active(before));
        let from = self.plan.offset[before] * 2 * hidden + way.half * hidden;
        let at = self.gates_of(step, way);
        let gates = (&mut self.gates[at..], 8 * hidden);
        match self.precision {
            Precision::Bytes => {
                let bytes = &out.bytes[from..];
                let rows = ByteRows { bytes, stride: 2 * hidden, count: rows, scales: &[] };
                add_byte_product(self.isa, rows, way.rounded, gates);
            }
            Precision::Single => {
                let w = Packed::new(hidden, way.weights);
                add_product(self.isa, (&out.values[from..], 2 * hidden), rows, w, gates);
            }
        }
    }

    /// Where the gates of a step begin.
    fn gates_of(&self, step: usize, way: &Way<'_>) -> usize {
        (self.plan.offset[step] * 2 + way.half) * 4 * self.hidden
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
