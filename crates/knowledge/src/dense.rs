//! Scores from what the reading network holds of a few tokens: one hidden layer over their rows of [`States`].
//!
//! A choice names a token for each of its *roles* (the cue, the first word of a content, …). The scores are
//! `out · relu(bias + Σ row(token) · matrix(role))`, where a role without a token has a row of its own, the bias has a
//! row for each *habit* (the corpus whose annotators are followed) and `out` one for each score. In a file: number of
//! roles (u8), inputs (u16), width (u16), habits (u8), scores (u8), then for each role its matrix (inputs × width) and
//! its row for nobody, then the bias and `out`, all `f16`, little-endian.

use document::{States, TokenId};
use kernel::{ByteMatrix, ByteRows, Isa, PANEL, add_byte_product, pack_rows};

/// A trained layer.
#[derive(Clone, Debug, Default)]
pub struct Dense {
    width: usize,
    roles: Vec<Role>,
    bias: Vec<f32>,
    /// What each value of the hidden layer counts: a row a value, in it the scores, padded to `lanes`.
    out: Vec<f32>,
    scores: usize,
    lanes: usize,
}

/// Sums that are kept side by side, so that the compiler may work on several at once.
const LANES: usize = 8;

/// What a token counts in one role.
#[derive(Clone, Debug, Default)]
struct Role {
    matrix: ByteMatrix,
    nobody: Vec<f32>,
}

/// Weights as they are trained: rows of `width` values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DenseWeights {
    /// Values of the hidden layer, a multiple of the kernels' panel.
    pub width: usize,
    /// Values of a token's row.
    pub inputs: usize,
    /// For each role `inputs` rows.
    pub matrix: Vec<Vec<f32>>,
    /// For each role the row of nobody.
    pub nobody: Vec<Vec<f32>>,
    /// What is added, a row for each habit.
    pub bias: Vec<f32>,
    /// What each value of the hidden layer counts, a row for each score.
    pub out: Vec<f32>,
}

/// What the tokens of one document count in each role, worked out when first asked for.
#[derive(Debug)]
pub struct Projected {
    isa: Isa,
    /// For each role and token where its row begins, plus one.
    at: Vec<u32>,
    rows: Vec<f32>,
    /// States of the tokens whose rows are being worked out.
    states: Vec<u8>,
    sum: Vec<f32>,
    scores: Vec<f32>,
}

impl Default for Projected {
    fn default() -> Projected {
        Projected::by(Isa::detect())
    }
}

impl Projected {
    fn by(isa: Isa) -> Projected {
        let (rows, states, sum, scores) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Projected { isa, at: Vec::new(), rows, states, sum, scores }
    }
}

impl Dense {
    /// From weights.
    pub fn new(weights: &DenseWeights) -> Dense {
        let roles = weights.matrix.iter().zip(&weights.nobody).map(|(matrix, nobody)| Role {
            matrix: packed(matrix, weights.inputs, weights.width),
            nobody: nobody.clone(),
        });
        let width = weights.width.max(1);
        let scores = weights.out.len() / width;
        let lanes = if scores == 1 { 1 } else { scores.next_multiple_of(LANES) };
        let mut out = vec![0.0; width * lanes];
        for (at, value) in weights.out.iter().enumerate() {
            out[at % width * lanes + at / width] = *value;
        }
        Dense { width: weights.width, roles: roles.collect(), bias: weights.bias.clone(), out, scores, lanes }
    }

    /// The score of a choice by a habit: a token for each role, or nobody.
    pub fn score(
        &self,
        states: &States,
        cache: &mut Projected,
        (habit, tokens): (usize, &[Option<TokenId>]),
    ) -> f32 {
        self.scores(states, cache, (habit, tokens)).first().copied().unwrap_or(0.0)
    }

    /// All scores of a choice.
    pub fn scores<'c>(
        &self,
        states: &States,
        cache: &'c mut Projected,
        (habit, tokens): (usize, &[Option<TokenId>]),
    ) -> &'c [f32] {
        let mut sum = std::mem::take(&mut cache.sum);
        sum.clear();
        sum.extend(self.bias.iter().skip(habit * self.width).take(self.width));
        sum.resize(self.width, 0.0);
        for (index, (role, token)) in self.roles.iter().zip(tokens).enumerate() {
            let row = match token.filter(|t| t.index() < states.len()) {
                Some(token) => self.row(states, cache, index, token),
                None => &role.nobody,
            };
            sum.iter_mut().zip(row).for_each(|(s, v)| *s += v);
        }
        cache.scores.clear();
        cache.scores.resize(self.lanes, 0.0);
        if self.lanes == 1 {
            cache.scores[0] = rectified_product(&sum, &self.out);
        } else {
            for (hidden, out) in sum.iter().zip(self.out.chunks_exact(self.lanes.max(1))) {
                let hidden = hidden.max(0.0);
                cache.scores.iter_mut().zip(out).for_each(|(s, o)| *s += hidden * o);
            }
        }
        cache.sum = sum;
        &cache.scores[..self.scores]
    }

    /// Works out what the tokens of many choices count, in one product a role: quicker than one by one, with the same
    /// results.
    pub fn prepare(&self, states: &States, cache: &mut Projected, choices: &[impl AsRef<[Option<TokenId>]>]) {
        for role in 0..self.roles.len() {
            let tokens = choices.iter().filter_map(|c| *c.as_ref().get(role)?);
            self.project(states, cache, role, tokens.filter(|t| t.index() < states.len()));
        }
    }

    /// Works out the rows of those tokens that have none yet.
    fn project(
        &self,
        states: &States,
        cache: &mut Projected,
        role: usize,
        tokens: impl Iterator<Item = TokenId>,
    ) {
        cache.at.resize(self.roles.len() * states.len(), 0);
        cache.states.clear();
        let (start, mut end) = (cache.rows.len(), cache.rows.len());
        for token in tokens {
            let at = &mut cache.at[role * states.len() + token.index()];
            if *at == 0 {
                *at = end as u32 + 1;
                end += self.width;
                cache.states.extend_from_slice(states.row(token));
            }
        }
        cache.rows.resize(end, 0.0);
        let count = (end - start) / self.width.max(1);
        let rows = ByteRows { bytes: &cache.states, stride: states.width(), count, scales: &[] };
        let out = (&mut cache.rows[start..], self.width);
        add_byte_product(cache.isa, rows, &self.roles[role].matrix, out);
    }

    fn row<'c>(&self, states: &States, cache: &'c mut Projected, role: usize, token: TokenId) -> &'c [f32] {
        let slot = role * states.len() + token.index();
        if cache.at.get(slot).is_none_or(|&at| at == 0) {
            self.project(states, cache, role, std::iter::once(token));
        }
        &cache.rows[cache.at[slot] as usize - 1..][..self.width]
    }
}

/// `Σ relu(a) · b`.
fn rectified_product(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0; LANES];
    for (a, b) in a.chunks(LANES).zip(b.chunks(LANES)) {
        sums.iter_mut().zip(a.iter().zip(b)).for_each(|(s, (a, b))| *s += a.max(0.0) * b);
    }
    sums.iter().sum()
}

/// A matrix of `inputs` rows in the kernels' panels, as bytes.
fn packed(matrix: &[f32], inputs: usize, width: usize) -> ByteMatrix {
    let mut columns = vec![0.0; matrix.len()];
    for (at, value) in matrix.iter().enumerate() {
        columns[at % width * inputs + at / width] = *value;
    }
    let mut panels = Vec::new();
    pack_rows(&columns, inputs, &mut panels);
    debug_assert_eq!(width % PANEL, 0);
    ByteMatrix::new(inputs, &panels)
}

impl DenseWeights {
    /// Layers of one shape side by side: each score is the mean of theirs.
    pub fn beside(all: &[DenseWeights]) -> DenseWeights {
        let Some(first) = all.first() else { return DenseWeights::default() };
        let join = |of: &dyn Fn(&DenseWeights) -> &[f32]| -> Vec<f32> {
            let rows = of(first).len() / first.width.max(1);
            let row = |r: usize| all.iter().flat_map(move |w| &of(w)[r * w.width..(r + 1) * w.width]);
            (0..rows).flat_map(row).copied().collect()
        };
        let share = 1.0 / all.len() as f32;
        let roles = 0..first.matrix.len();
        DenseWeights {
            width: first.width * all.len(),
            inputs: first.inputs,
            matrix: roles.clone().map(|r| join(&|w: &DenseWeights| &w.matrix[r])).collect(),
            nobody: roles.map(|r| join(&|w: &DenseWeights| &w.nobody[r])).collect(),
            bias: join(&|w| &w.bias),
            out: join(&|w| &w.out).into_iter().map(|o| o * share).collect(),
        }
    }

    /// As bytes of a file.
    pub(crate) fn write(&self, body: &mut Vec<u8>) {
        body.push(self.matrix.len() as u8);
        body.extend_from_slice(&(self.inputs as u16).to_le_bytes());
        body.extend_from_slice(&(self.width as u16).to_le_bytes());
        body.push((self.bias.len() / self.width.max(1)) as u8);
        body.push((self.out.len() / self.width.max(1)) as u8);
        let parts = self.matrix.iter().zip(&self.nobody).flat_map(|(m, n)| [m, n]);
        for value in parts.chain([&self.bias, &self.out]).flatten() {
            body.extend_from_slice(&half(*value).to_le_bytes());
        }
    }

    /// From bytes of a file at `at`, which is moved behind them; `None` where they end early.
    pub(crate) fn read(body: &[u8], at: &mut usize) -> Option<DenseWeights> {
        let mut take = |count: usize| {
            let bytes = body.get(*at..at.checked_add(count)?)?;
            *at += count;
            Some(bytes)
        };
        let roles = usize::from(*take(1)?.first()?);
        let inputs = usize::from(u16::from_le_bytes(take(2)?.try_into().ok()?));
        let width = usize::from(u16::from_le_bytes(take(2)?.try_into().ok()?));
        let habits = usize::from(*take(1)?.first()?);
        let scores = usize::from(*take(1)?.first()?);
        (inputs > 0 && width > 0 && width.is_multiple_of(PANEL)).then_some(())?;
        let mut values = |count: usize| {
            let bytes = take(count.checked_mul(2)?)?;
            Some(
                bytes.chunks_exact(2).map(|b| single(u16::from_le_bytes([b[0], b[1]]))).collect::<Vec<f32>>(),
            )
        };
        let (mut matrix, mut nobody) = (Vec::new(), Vec::new());
        for _ in 0..roles {
            matrix.push(values(inputs * width)?);
            nobody.push(values(width)?);
        }
        Some(DenseWeights {
            width,
            inputs,
            matrix,
            nobody,
            bias: values(habits * width)?,
            out: values(scores * width)?,
        })
    }
}

/// To half precision (IEEE 754), towards the nearest; values too small become zero.
fn half(value: f32) -> u16 {
    let bits = value.to_bits();
    let sign = (bits >> 16) as u16 & 0x8000;
    let rounded = (bits & 0x7fff_ffff) + 0x1000;
    match (rounded >> 23) as i32 - 127 {
        -14..=15 => sign | ((rounded - (112 << 23)) >> 13) as u16,
        16.. => sign | 0x7bff,
        _ => sign,
    }
}

/// From half precision; the values that [`half`] makes.
fn single(half: u16) -> f32 {
    let sign = u32::from(half & 0x8000) << 16;
    let rest = u32::from(half & 0x7fff) << 13;
    f32::from_bits(if rest == 0 { sign } else { sign | (rest + (112 << 23)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights() -> DenseWeights {
        let value = |i: usize| ((i * 37 % 101) as f32 - 50.0) / 64.0;
        let row = |from: usize, n: usize| (from..from + n).map(value).collect::<Vec<_>>();
        DenseWeights {
            width: PANEL,
            inputs: 8,
            matrix: vec![row(0, 8 * PANEL), row(7, 8 * PANEL)],
            nobody: vec![row(3, PANEL), row(5, PANEL)],
            bias: row(11, PANEL),
            out: row(13, PANEL),
        }
    }

    #[test]
    fn scores_are_those_of_the_formula() {
        let weights = weights();
        let mut states = States::new(3, 8);
        for t in 0..3 {
            let row = states.row_mut(TokenId(t));
            row.iter_mut().enumerate().for_each(|(i, b)| *b = (i as u32 * 29 + t * 71) as u8);
        }
        let dense = Dense::new(&weights);
        let mut cache = Projected::default();
        let got = dense.score(&states, &mut cache, (0, &[Some(TokenId(2)), None]));
        let input: Vec<f32> =
            states.row(TokenId(2)).iter().map(|&b| (f32::from(b) - 128.0) / 127.0).collect();
        let hidden = |h: usize| {
            let sum: f32 = (0..8).map(|i| input[i] * weights.matrix[0][i * PANEL + h]).sum();
            (sum + weights.nobody[1][h] + weights.bias[h]).max(0.0) * weights.out[h]
        };
        let wanted: f32 = (0..PANEL).map(hidden).sum();
        assert!((got - wanted).abs() < 0.05 * wanted.abs().max(1.0), "{got} {wanted}");
        let mut cache = Projected::by(Isa::PORTABLE);
        let again = dense.score(&states, &mut cache, (0, &[Some(TokenId(2)), None]));
        assert_eq!(got.to_bits(), again.to_bits());
    }

    #[test]
    fn layers_side_by_side_give_the_mean_of_their_scores() {
        let (one, other) = (weights(), DenseWeights { out: vec![0.5; PANEL], ..weights() });
        let states = States::new(2, 8);
        let choice = [Some(TokenId(1)), None];
        let score = |w: &DenseWeights| Dense::new(w).score(&states, &mut Projected::default(), (0, &choice));
        let both = score(&DenseWeights::beside(&[one.clone(), other.clone()]));
        assert!((both - (score(&one) + score(&other)) / 2.0).abs() < 1e-3);
    }

    #[test]
    fn weights_read_back_and_short_files_are_refused() {
        let mut body = Vec::new();
        weights().write(&mut body);
        let mut at = 0;
        assert_eq!(DenseWeights::read(&body, &mut at).unwrap(), weights());
        assert_eq!(at, body.len());
        for end in 0..body.len() {
            assert!(DenseWeights::read(&body[..end], &mut 0).is_none());
        }
    }
}
