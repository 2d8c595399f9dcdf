//! Words without their context, kept from pass to pass: a few thousand make up most of what is ever read.

use document::Span;
use kernel::Isa;
use knowledge::{Network, fnv};

use super::features::Featuriser;
use super::types::{apply, rectify, reset};

/// Words that are kept: with more, those of a single pass are forgotten.
const KEPT: usize = 4096;

/// The words read so far with what the network makes of them.
#[derive(Debug, Default)]
pub(super) struct Lexis {
    /// Which network they are of.
    network: Option<u64>,
    /// Open addressing: number of a word plus one, 0 for a free place.
    places: Vec<u32>,
    /// The words one after the other.
    text: String,
    kept: Vec<Kept>,
    /// A row of numbers a word.
    rows: Vec<f32>,
    width: usize,
    pass: u32,
    features: Featuriser,
    embedded: Vec<f32>,
    made: Vec<f32>,
}

/// One word.
#[derive(Clone, Copy, Debug)]
struct Kept {
    form: Span,
    lemma_hash: u32,
    /// In how many passes it was seen since the last thinning.
    passes: u32,
    /// The last of them, and its type there.
    last: u32,
    kind: u32,
}

impl Lexis {
    /// Finds the type of each token and the word of each type, and makes the rows of new words.
    pub(super) fn read(
        &mut self,
        text: &str,
        tokens: &[Span],
        (network, isa): (&Network, Isa),
        (types, words): (&mut Vec<u32>, &mut Vec<u32>),
    ) {
        if self.network != Some(network.serial) {
            *self = Lexis { network: Some(network.serial), width: network.shapes.word, ..Lexis::default() };
        }
        if self.kept.len() > KEPT {
            self.thin();
        }
        let known = self.kept.len();
        self.pass += 1;
        self.make_room((2 * (known + tokens.len())).next_power_of_two());
        types.clear();
        words.clear();
        for &span in tokens {
            let number = self.number(span.of(text));
            let word = &mut self.kept[number as usize];
            if word.last != self.pass {
                *word = Kept { passes: word.passes + 1, last: self.pass, kind: words.len() as u32, ..*word };
                words.push(number);
            }
            types.push(word.kind);
        }
        self.make(known, network, isa);
    }

    /// What the network makes of a word.
    pub(super) fn row(&self, word: u32) -> &[f32] {
        &self.rows[word as usize * self.width..][..self.width]
    }

    /// Hash that the lexicon's keys of a word begin with.
    pub(super) fn lemma_hash(&self, word: u32) -> u32 {
        self.kept[word as usize].lemma_hash
    }

    /// The number of a word, which it gets if it has none.
    fn number(&mut self, form: &str) -> u32 {
        let (at, found) = self.look_up(form);
        found.unwrap_or_else(|| {
            let start = self.text.len();
            self.text.push_str(form);
            let form = Span::new(start, self.text.len());
            self.kept.push(Kept { form, lemma_hash: 0, passes: 0, last: 0, kind: 0 });
            self.places[at] = self.kept.len() as u32;
            self.kept.len() as u32 - 1
        })
    }

    /// The place of a word, and its number where it has one.
    fn look_up(&self, form: &str) -> (usize, Option<u32>) {
        let mask = self.places.len() - 1;
        let mut at = fnv(form) as usize & mask;
        loop {
            match self.places[at].checked_sub(1) {
                None => return (at, None),
                Some(one) if self.kept[one as usize].form.of(&self.text) == form => return (at, Some(one)),
                Some(_) => at = (at + 1) & mask,
            }
        }
    }

    /// At least so many places, a power of two.
    fn make_room(&mut self, size: usize) {
        if self.places.len() >= size {
            return;
        }
        self.places.clear();
        self.places.resize(size, 0);
        for one in 0..self.kept.len() {
            let (at, _) = self.look_up(self.kept[one].form.of(&self.text));
            self.places[at] = one as u32 + 1;
        }
    }

    /// Forgets the words that were seen in one pass only.
    fn thin(&mut self) {
        let (text, rows) = (std::mem::take(&mut self.text), std::mem::take(&mut self.rows));
        let all = std::mem::take(&mut self.kept);
        self.places.clear();
        for (one, word) in all.into_iter().enumerate().filter(|(_, word)| word.passes > 1) {
            let start = self.text.len();
            self.text.push_str(word.form.of(&text));
            self.kept.push(Kept { form: Span::new(start, self.text.len()), passes: 1, ..word });
            self.rows.extend_from_slice(&rows[one * self.width..][..self.width]);
        }
    }

    /// Makes the rows of the words from `known` on.
    fn make(&mut self, known: usize, network: &Network, isa: Isa) {
        let embedded = network.input.inputs;
        reset(&mut self.embedded, (self.kept.len() - known) * embedded);
        for (word, row) in self.kept[known..].iter_mut().zip(self.embedded.chunks_exact_mut(embedded)) {
            let form = word.form.of(&self.text);
            word.lemma_hash = self.features.lemma_hash(form);
            let mut rest = row;
            for (table, row) in network.embeddings.iter().zip(self.features.rows(form, network)) {
                let (slot, after) = rest.split_at_mut(table.width.min(rest.len()));
                table.copy_row(row, slot);
                rest = after;
            }
        }
        apply(isa, &network.input, (&self.embedded, embedded), &mut self.made);
        for row in self.made.chunks_exact_mut(network.input.width()) {
            normalise(&mut row[..self.width], &network.norm_gain, &network.norm_bias);
            self.rows.extend_from_slice(&row[..self.width]);
        }
    }
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
