//! The different words of a pass: what the network makes of a word without its context is computed once for each.

use document::Span;
use kernel::{ByteMatrix, ByteRows, Isa, Packed, add_product, biased_byte_product, to_scaled_bytes};
use knowledge::{Layer, Network};

use super::encode::Precision;
use super::lexis::Lexis;

/// Word types with their rows of numbers.
#[derive(Debug, Default)]
pub(super) struct Types {
    lexis: Lexis,
    /// For each type its word.
    word: Vec<u32>,
    input: Vec<f32>,
    bytes: Vec<u8>,
    scales: Vec<f32>,
    /// Results of the `typed` layer, a padded row a type.
    pub(super) typed: Vec<f32>,
    /// Type of each token of the pass.
    pub(super) of: Vec<u32>,
}

impl Types {
    /// Finds the types of some tokens and computes their rows.
    pub(super) fn read(
        &mut self,
        text: &str,
        tokens: &[Span],
        network: &Network,
        (isa, precision): (Isa, Precision),
    ) {
        self.lexis.read(text, tokens, (network, isa), (&mut self.of, &mut self.word));
        let rows = self.word.iter().map(|&word| self.lexis.row(word));
        match precision {
            Precision::Bytes => {
                let matrix = &network.rounded.typed;
                self.bytes.resize(self.word.len() * matrix.depth(), 0);
                self.scales.clear();
                let bytes = self.bytes.chunks_exact_mut(matrix.depth());
                self.scales.extend(rows.zip(bytes).map(|(row, bytes)| to_scaled_bytes(row, bytes)));
                let rows = (self.bytes.as_slice(), self.scales.as_slice());
                apply_bytes(isa, &network.typed, matrix, rows, &mut self.typed);
            }
            Precision::Single => {
                self.input.clear();
                rows.for_each(|row| self.input.extend_from_slice(row));
                apply(isa, &network.typed, (&self.input, network.typed.inputs), &mut self.typed);
            }
        }
    }

    /// Hash that the lexicon's keys of a token of the pass begin with.
    pub(super) fn lemma_hash(&self, token: usize) -> u32 {
        self.lexis.lemma_hash(self.word[self.of[token] as usize])
    }
}

/// Makes a buffer of zeros of it.
pub(super) fn reset(buffer: &mut Vec<f32>, length: usize) {
    buffer.clear();
    buffer.resize(length, 0.0);
}

/// A linear layer over all rows of `input` (which lie `stride` apart); `out` becomes padded rows.
pub(super) fn apply(isa: Isa, layer: &Layer, (input, stride): (&[f32], usize), out: &mut Vec<f32>) {
    let rows = if input.len() < layer.inputs { 0 } else { (input.len() - layer.inputs) / stride + 1 };
    out.clear();
    (0..rows).for_each(|_| out.extend_from_slice(&layer.bias));
    add_product(isa, (input, stride), rows, Packed::new(layer.inputs, &layer.panels), (out, layer.width()));
}

/// [`apply`] in bytes: `matrix` is that of the layer, the input outputs of an LSTM or rows with a scale each.
pub(super) fn apply_bytes(
    isa: Isa,
    layer: &Layer,
    matrix: &ByteMatrix,
    (bytes, scales): (&[u8], &[f32]),
    out: &mut Vec<f32>,
) {
    let count = bytes.len() / matrix.depth();
    let rows = ByteRows { bytes, stride: matrix.depth(), count, scales };
    out.resize(count * layer.width(), 0.0);
    biased_byte_product(isa, rows, matrix, &layer.bias, (out, layer.width()));
}

/// Negative values become zero.
pub(super) fn rectify(row: &mut [f32]) {
    row.iter_mut().for_each(|v| *v = v.max(0.0));
}
