//! The different words of a pass: what the network makes of a word without its context is computed once for each.

use document::Span;
use kernel::{ByteMatrix, Isa, Packed, add_byte_product, add_product};
use knowledge::{Layer, Network, fnv};

use super::features::Featuriser;

/// Word types with their rows of numbers.
#[derive(Debug, Default)]
pub(super) struct Types {
    /// Open addressing: number of a type plus one, 0 for a free place.
    places: Vec<u32>,
    form: Vec<Span>,
    features: Featuriser,
    embedded: Vec<f32>,
    word: Vec<f32>,
    /// Results of the `typed` layer, a padded row a type.
    pub(super) typed: Vec<f32>,
    /// Hash that the lexicon's keys of each type begin with.
    pub(super) lemma_hash: Vec<u32>,
    /// Type of each token of the pass.
    pub(super) of: Vec<u32>,
}

impl Types {
    /// Finds the types of some tokens and computes their rows.
    pub(super) fn read(&mut self, text: &str, tokens: &[Span], network: &Network, isa: Isa) {
        self.find(text, tokens);
        let embedded = network.input.inputs;
        reset(&mut self.embedded, self.form.len() * embedded);
        self.lemma_hash.clear();
        for (form, row) in self.form.iter().zip(self.embedded.chunks_exact_mut(embedded)) {
            let form = form.of(text);
            self.lemma_hash.push(self.features.lemma_hash(form));
            let mut rest = row;
            for (table, row) in network.embeddings.iter().zip(self.features.rows(form, network)) {
                let (slot, after) = rest.split_at_mut(table.width.min(rest.len()));
                table.copy_row(row, slot);
                rest = after;
            }
        }
        apply(isa, &network.input, (&self.embedded, embedded), &mut self.word);
        for row in self.word.chunks_exact_mut(network.input.width()) {
            normalise(&mut row[..network.shapes.word], &network.norm_gain, &network.norm_bias);
        }
        apply(isa, &network.typed, (&self.word, network.input.width()), &mut self.typed);
    }

    fn find(&mut self, text: &str, tokens: &[Span]) {
        let size = (2 * tokens.len()).next_power_of_two();
        self.places.clear();
        self.places.resize(size, 0);
        self.form.clear();
        self.of.clear();
        for &span in tokens {
            let form = span.of(text);
            let mut at = fnv(form) as usize & (size - 1);
            let found = loop {
                match self.places[at].checked_sub(1) {
                    None => break None,
                    Some(one) if self.form[one as usize].of(text) == form => break Some(one),
                    Some(_) => at = (at + 1) & (size - 1),
                }
            };
            self.of.push(found.unwrap_or_else(|| {
                self.form.push(span);
                self.places[at] = self.form.len() as u32;
                self.form.len() as u32 - 1
            }));
        }
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

/// [`apply`] in bytes: `matrix` is that of the layer, the input outputs of an LSTM.
pub(super) fn apply_bytes(isa: Isa, layer: &Layer, matrix: &ByteMatrix, input: &[u8], out: &mut Vec<f32>) {
    let rows = input.len() / matrix.depth();
    out.clear();
    (0..rows).for_each(|_| out.extend_from_slice(&layer.bias));
    add_byte_product(isa, (input, matrix.depth()), rows, matrix, (out, layer.width()));
}

/// Negative values become zero.
pub(super) fn rectify(row: &mut [f32]) {
    row.iter_mut().for_each(|v| *v = v.max(0.0));
}

/// Rectifies, then layer norm.
fn normalise(row: &mut [f32], gain: &[f32], bias: &[f32]) {
    rectify(row);
    let count = row.len() as f32;
    let mean = row.iter().sum::<f32>() / count;
    let variance = row.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / count;
    let factor = 1.0 / (variance + 1e-5).sqrt();
    for ((v, g), b) in row.iter_mut().zip(gain).zip(bias) {
        *v = (*v - mean) * factor * g + b;
    }
}
