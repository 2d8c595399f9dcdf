//! Training of [`knowledge::Dense`]: one hidden layer over states of tokens, by Adam (Kingma and Ba 2015), and of its
//! blend with a linear table. Fixed order, fixed seed: the same data give the same weights.

use crate::linear::Trainer;
use document::{States, TokenId};
use knowledge::{DenseWeights, Table};

/// How often each choice is learnt, with other first weights and another order: the mean of the scores counts.
pub const SEEDS: std::ops::Range<u64> = 0..3;

/// Tokens of one candidate, one for each role.
pub type Roles = Vec<Option<TokenId>>;

/// Examples whose gradients make one step.
const BATCH: u32 = 16;
/// Share of the hidden layer that an example goes without (Srivastava et al. 2014).
const DROPOUT: f32 = 0.2;

/// Sizes of a layer.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Tokens that are looked at.
    pub roles: usize,
    /// Values of the hidden layer.
    pub width: usize,
    /// Corpora with habits of their own.
    pub habits: usize,
    /// Scores of a candidate.
    pub scores: usize,
}

/// A layer in training. All weights lie in one row: for each role `inputs + 1` rows (the last is nobody's), bias for
/// each habit, out.
#[derive(Clone, Debug)]
pub struct DenseTrainer {
    roles: usize,
    inputs: usize,
    width: usize,
    habits: usize,
    scores: usize,
    weights: Vec<f32>,
    gradient: Vec<f32>,
    first: Vec<f32>,
    second: Vec<f32>,
    sums: Vec<f32>,
    rounds: f32,
    pending: u32,
    steps: i32,
    rate: f32,
    chance: Chance,
}

/// Numbers that look random, the same in every run (xorshift, Marsaglia 2003).
#[derive(Clone, Debug)]
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 40) as f32 / (1u64 << 24) as f32
    }
}

/// What was worked out for the candidates of one example.
struct Pass {
    habit: usize,
    /// Different (role, token) pairs with their rows.
    keys: Vec<(usize, Option<TokenId>)>,
    rows: Vec<f32>,
    /// For each candidate and role the place of its key.
    at: Vec<usize>,
    /// For each candidate the hidden layer, rectified, with what was dropped as zero.
    hidden: Vec<f32>,
}

impl DenseTrainer {
    /// Small weights.
    pub fn new(shape: Shape, inputs: usize, seed: u64) -> DenseTrainer {
        let Shape { roles, width, habits, scores } = shape;
        let bias = roles * (inputs + 1) * width;
        let size = bias + habits * width + scores * width;
        let mut chance = Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        for _ in 0..8 {
            chance.next();
        }
        let scale = 2.0 / ((roles * inputs) as f32).sqrt();
        let weights = (0..size).map(|i| match (bias..bias + habits * width).contains(&i) {
            true => 0.0,
            false => (chance.next() - 0.5) * 2.0 * scale,
        });
        DenseTrainer {
            roles,
            inputs,
            width,
            habits,
            scores,
            weights: weights.collect(),
            gradient: vec![0.0; size],
            first: vec![0.0; size],
            second: vec![0.0; size],
            sums: vec![0.0; size],
            rounds: 0.0,
            pending: 0,
            steps: 0,
            rate: 2e-3,
            chance,
        }
    }

    /// The length of the steps from now on.
    pub fn set_rate(&mut self, rate: f32) {
        self.rate = rate;
    }

    fn bias(&self) -> usize {
        self.roles * (self.inputs + 1) * self.width
    }

    fn out(&self) -> usize {
        self.bias() + self.habits * self.width
    }

    /// Scores of candidates, one candidate's after the other's; `train` drops a part of the hidden layer.
    fn forward(
        &mut self,
        states: &States,
        habit: usize,
        candidates: &[Roles],
        train: bool,
    ) -> (Pass, Vec<f32>) {
        let width = self.width;
        let keep: Vec<f32> = (0..width)
            .map(|_| match train && self.chance.next() < DROPOUT {
                true => 0.0,
                false if train => 1.0 / (1.0 - DROPOUT),
                false => 1.0,
            })
            .collect();
        let mut pass = Pass { habit, keys: Vec::new(), rows: Vec::new(), at: Vec::new(), hidden: Vec::new() };
        let mut scores = Vec::with_capacity(candidates.len() * self.scores);
        for candidate in candidates {
            let mut hidden = self.weights[self.bias() + habit * width..][..width].to_vec();
            for (role, token) in candidate.iter().enumerate() {
                let key = self.key(&mut pass, states, role, *token);
                pass.at.push(key);
                hidden.iter_mut().zip(&pass.rows[key * width..]).for_each(|(h, r)| *h += r);
            }
            hidden.iter_mut().zip(&keep).for_each(|(h, k)| *h = h.max(0.0) * k);
            let out = self.weights[self.out()..].chunks_exact(width);
            scores.extend(out.map(|out| hidden.iter().zip(out).map(|(h, o)| h * o).sum::<f32>()));
            pass.hidden.extend_from_slice(&hidden);
        }
        (pass, scores)
    }

    fn key(&self, pass: &mut Pass, states: &States, role: usize, token: Option<TokenId>) -> usize {
        if let Some(at) = pass.keys.iter().position(|k| *k == (role, token)) {
            return at;
        }
        let width = self.width;
        let matrix = &self.weights[role * (self.inputs + 1) * width..][..(self.inputs + 1) * width];
        let mut row = vec![0.0; width];
        match token {
            None => row.copy_from_slice(&matrix[self.inputs * width..]),
            Some(token) => {
                for (byte, weights) in states.row(token).iter().zip(matrix.chunks_exact(width)) {
                    let x = value(*byte);
                    row.iter_mut().zip(weights).for_each(|(r, w)| *r += x * w);
                }
            }
        }
        pass.keys.push((role, token));
        pass.rows.extend_from_slice(&row);
        pass.keys.len() - 1
    }

    /// Adds the gradient of an example, given the loss's by each score.
    fn backward(&mut self, pass: &Pass, states: &States, gradients: &[f32]) {
        let (width, roles, out) = (self.width, self.roles, self.out());
        let bias = self.bias() + pass.habit * width;
        let mut of_key = vec![0.0f32; pass.keys.len() * width];
        for (c, felt) in gradients.chunks_exact(self.scores).enumerate() {
            if felt.iter().all(|g| g.abs() < 1e-4) {
                continue;
            }
            let hidden = &pass.hidden[c * width..][..width];
            let mut below = vec![0.0f32; width];
            for (s, &g) in felt.iter().enumerate() {
                let row = out + s * width;
                for h in 0..width {
                    self.gradient[row + h] += g * hidden[h];
                    below[h] += g * self.weights[row + h];
                }
            }
            for h in (0..width).filter(|&h| hidden[h] > 0.0) {
                let below = below[h] / (1.0 - DROPOUT);
                self.gradient[bias + h] += below;
                for role in 0..roles {
                    of_key[pass.at[c * roles + role] * width + h] += below;
                }
            }
        }
        for (key, row) in pass.keys.iter().zip(of_key.chunks_exact(width)) {
            let start = key.0 * (self.inputs + 1) * width;
            let matrix = &mut self.gradient[start..][..(self.inputs + 1) * width];
            match key.1 {
                None => matrix[self.inputs * width..].iter_mut().zip(row).for_each(|(m, r)| *m += r),
                Some(token) => {
                    for (byte, weights) in states.row(token).iter().zip(matrix.chunks_exact_mut(width)) {
                        let x = value(*byte);
                        weights.iter_mut().zip(row).for_each(|(m, r)| *m += x * r);
                    }
                }
            }
        }
        self.pending += 1;
        if self.pending == BATCH {
            self.step();
        }
    }

    fn step(&mut self) {
        const FIRST: f32 = 0.9;
        const SECOND: f32 = 0.999;
        self.steps += 1;
        let share = 1.0 / BATCH as f32;
        let correct = (1.0 - SECOND.powi(self.steps)).sqrt() / (1.0 - FIRST.powi(self.steps));
        let rate = self.rate * correct;
        let moments = self.first.iter_mut().zip(&mut self.second);
        for ((w, g), (m, v)) in self.weights.iter_mut().zip(&mut self.gradient).zip(moments) {
            let gradient = *g * share;
            *g = 0.0;
            *m = FIRST * *m + (1.0 - FIRST) * gradient;
            *v = SECOND * *v + (1.0 - SECOND) * gradient * gradient;
            *w -= rate * *m / (v.sqrt() + 1e-8);
        }
        self.pending = 0;
    }

    /// Ends a round: its last weights count in the mean.
    pub fn end_round(&mut self) {
        self.rounds += 1.0;
        self.sums.iter_mut().zip(&self.weights).for_each(|(s, w)| *s += w);
    }

    /// The mean of the weights at the ends of the rounds.
    pub fn weights(&self) -> DenseWeights {
        let (width, inputs) = (self.width, self.inputs);
        let mean: Vec<f32> = self.sums.iter().map(|s| s / self.rounds.max(1.0)).collect();
        let role = |r: usize| &mean[r * (inputs + 1) * width..][..(inputs + 1) * width];
        DenseWeights {
            width,
            inputs,
            matrix: (0..self.roles).map(|r| role(r)[..inputs * width].to_vec()).collect(),
            nobody: (0..self.roles).map(|r| role(r)[inputs * width..].to_vec()).collect(),
            bias: mean[self.bias()..self.out()].to_vec(),
            out: mean[self.out()..].to_vec(),
        }
    }
}

fn value(byte: u8) -> f32 {
    (f32::from(byte) - 128.0) / 127.0
}

/// A table and a layer that learn together. In one example of three the layer learns alone, lest it leave to the
/// table what both can tell.
#[derive(Clone, Debug)]
pub struct BlendTrainer {
    table: Trainer,
    layer: DenseTrainer,
    turn: u32,
}

impl BlendTrainer {
    /// The table has `1 << bits` weights.
    pub fn new(bits: u32, shape: Shape, inputs: usize, seed: u64) -> BlendTrainer {
        BlendTrainer {
            table: Trainer::new(bits, 0.1),
            layer: DenseTrainer::new(shape, inputs, seed),
            turn: 0,
        }
    }

    fn alone(&mut self) -> bool {
        self.turn += 1;
        self.turn.is_multiple_of(3)
    }

    /// One example of a yes-no choice.
    pub fn learn(
        &mut self,
        hashes: &[u32],
        roles: &Roles,
        (states, habit): (&States, usize),
        yes: bool,
        weight: f32,
    ) {
        let (pass, held) = self.layer.forward(states, habit, std::slice::from_ref(roles), true);
        let seen = if self.alone() { None } else { Some(self.table.score(hashes)) };
        let chance = 1.0 / (1.0 + (-held[0] - seen.unwrap_or(0.0)).exp());
        let gradient = weight * (chance - f32::from(u8::from(yes)));
        if seen.is_some() {
            self.table.step(hashes, gradient);
        }
        self.layer.backward(&pass, states, &[gradient]);
    }

    /// One example of a choice among candidates.
    pub fn choose(
        &mut self,
        candidates: &[Vec<u32>],
        roles: &[Roles],
        (states, habit): (&States, usize),
        right: usize,
        weight: f32,
    ) {
        let (pass, held) = self.layer.forward(states, habit, roles, true);
        let alone = self.alone();
        let seen = |c: &Vec<u32>| if alone { 0.0 } else { self.table.score(c) };
        let scores: Vec<f32> = candidates.iter().zip(&held).map(|(c, h)| seen(c) + h).collect();
        let shares = knowledge::softmax(scores);
        let gradient = |(i, share): (usize, &f32)| weight * (share - f32::from(u8::from(i == right)));
        let gradients: Vec<f32> = shares.iter().enumerate().map(gradient).collect();
        if !alone {
            let felt = candidates.iter().zip(&gradients).filter(|(_, g)| g.abs() > 1e-3);
            felt.for_each(|(c, g)| self.table.step(c, *g));
        }
        self.layer.backward(&pass, states, &gradients);
    }

    /// Ends one of `of` rounds: its weights count in the mean, and the steps grow shorter.
    pub fn end_round(&mut self, round: u64, of: u64) {
        self.table.end_round();
        self.layer.end_round();
        self.layer.set_rate(2e-3 * (1.0 - round as f32 / (of as f32 + 1.0)));
    }

    /// The mean of several that were trained apart.
    pub fn finish(all: &[BlendTrainer]) -> (Table, DenseWeights) {
        let tables: Vec<&Trainer> = all.iter().map(|t| &t.table).collect();
        let layers: Vec<DenseWeights> = all.iter().map(|t| t.layer.weights()).collect();
        (Trainer::mean(&tables), DenseWeights::beside(&layers))
    }
}

/// A softmax over classes whose table and layer learn together, as in [`BlendTrainer`].
#[derive(Clone, Debug)]
pub struct ClassTrainer {
    bits: u32,
    classes: usize,
    weights: Vec<f32>,
    squares: Vec<f32>,
    sums: Vec<f32>,
    rounds: f32,
    layer: DenseTrainer,
    turn: u32,
}

/// What one step of a class's weights is.
const RATE: f32 = 0.08;
/// Shrinking toward zero.
const SHRINK: f32 = 1e-5;

impl ClassTrainer {
    /// The table has `1 << bits` buckets.
    pub fn new(bits: u32, shape: Shape, inputs: usize, seed: u64) -> ClassTrainer {
        let size = shape.scores << bits;
        ClassTrainer {
            bits,
            classes: shape.scores,
            weights: vec![0.0; size],
            squares: vec![1e-4; size],
            sums: vec![0.0; size],
            rounds: 0.0,
            layer: DenseTrainer::new(shape, inputs, seed),
            turn: 0,
        }
    }

    /// One example.
    pub fn learn(
        &mut self,
        hashes: &[u32],
        roles: &Roles,
        (states, habit): (&States, usize),
        class: usize,
        weight: f32,
    ) {
        let (pass, mut scores) = self.layer.forward(states, habit, std::slice::from_ref(roles), true);
        self.turn += 1;
        let alone = self.turn.is_multiple_of(3);
        let mask = (1u32 << self.bits) - 1;
        let at = |hash: u32| (hash & mask) as usize * self.classes;
        if !alone {
            for &hash in hashes {
                let row = &self.weights[at(hash)..][..self.classes];
                scores.iter_mut().zip(row).for_each(|(s, w)| *s += w);
            }
        }
        let shares = knowledge::softmax(scores);
        let gradient = |(c, share): (usize, &f32)| (share - f32::from(u8::from(c == class))) * weight;
        let gradients: Vec<f32> = shares.iter().enumerate().map(gradient).collect();
        if !alone {
            for &hash in hashes {
                let start = at(hash);
                for (c, gradient) in gradients.iter().enumerate().filter(|(_, g)| g.abs() > 1e-3) {
                    let step = gradient + SHRINK * self.weights[start + c];
                    self.squares[start + c] += step * step;
                    self.weights[start + c] -= RATE * step / self.squares[start + c].sqrt();
                }
            }
        }
        self.layer.backward(&pass, states, &gradients);
    }

    /// Ends one of `of` rounds; those of the second half count in the mean.
    pub fn end_round(&mut self, round: u64, of: u64) {
        if round * 2 > of {
            self.rounds += 1.0;
            self.sums.iter_mut().zip(&self.weights).for_each(|(s, w)| *s += w);
            self.layer.end_round();
        }
        self.layer.set_rate(2e-3 * (1.0 - round as f32 / (of as f32 + 1.0)));
    }

    /// The table, the classes of a bucket side by side, and the layer: the mean of several that were trained apart.
    pub fn finish(all: &[ClassTrainer]) -> (Vec<f32>, DenseWeights) {
        let size = all.first().map_or(0, |t| t.sums.len());
        let weight =
            |i: usize| all.iter().map(|t| t.sums[i] / t.rounds.max(1.0)).sum::<f32>() / all.len() as f32;
        let layers: Vec<DenseWeights> = all.iter().map(|t| t.layer.weights()).collect();
        ((0..size).map(weight).collect(), DenseWeights::beside(&layers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the first value is positive, unless the second is, which no line can part.
    #[test]
    fn a_layer_learns_what_no_line_can_part() {
        let mut states = States::new(64, 4);
        let positive = |t: u32, bit: u32| t >> bit & 1 == 1;
        for t in 0..64 {
            let row = states.row_mut(TokenId(t));
            (0..2).for_each(|i| row[i] = if positive(t, i as u32) { 200 } else { 60 });
        }
        let mut trainer = BlendTrainer::new(4, Shape { roles: 1, width: 32, habits: 1, scores: 1 }, 4, 1);
        for round in 1..=40 {
            for t in 0..64 {
                let yes = positive(t, 0) != positive(t, 1);
                trainer.learn(&[0], &vec![Some(TokenId(t))], (&states, 0), yes, 1.0);
            }
            trainer.end_round(round, 40);
        }
        for t in 0..4 {
            let (_, scores) = trainer.layer.forward(&states, 0, &[vec![Some(TokenId(t))]], false);
            assert_eq!(scores[0] > 0.0, positive(t, 0) != positive(t, 1), "{t}: {scores:?}");
        }
    }
}
