//! Training of linear models over hashed features: logistic regression by AdaGrad
//! (Duchi et al. 2011) with a fixed order, so that the same data give the same weights.

/// A table in training.
#[derive(Clone, Debug)]
pub struct Trainer {
    weights: Vec<f32>,
    sums: Vec<f32>,
    rounds: f32,
    squares: Vec<f32>,
    mask: usize,
    rate: f32,
}

impl Trainer {
    /// A table of `1 << bits` weights.
    pub fn new(bits: u32, rate: f32) -> Trainer {
        let size = 1usize << bits;
        Trainer {
            weights: vec![0.0; size],
            sums: vec![0.0; size],
            rounds: 0.0,
            squares: vec![1e-6; size],
            mask: size - 1,
            rate,
        }
    }

    /// The sum of the weights of some features.
    pub fn score(&self, hashes: &[u32]) -> f32 {
        hashes.iter().map(|h| self.weights[*h as usize & self.mask]).sum()
    }

    /// One step against the gradient of the loss by the score.
    pub fn step(&mut self, hashes: &[u32], gradient: f32) {
        for hash in hashes {
            let at = *hash as usize & self.mask;
            self.squares[at] += gradient * gradient;
            self.weights[at] -= self.rate * gradient / self.squares[at].sqrt();
        }
    }

    /// One example of a yes-no choice.
    pub fn learn(&mut self, hashes: &[u32], yes: bool, weight: f32) {
        let chance = 1.0 / (1.0 + (-self.score(hashes)).exp());
        self.step(hashes, weight * (chance - f32::from(u8::from(yes))));
    }

    /// Ends a round: its last weights count in the mean.
    pub fn end_round(&mut self) {
        self.rounds += 1.0;
        self.sums.iter_mut().zip(&self.weights).for_each(|(s, w)| *s += w);
    }

    /// The mean of the weights at the ends of the rounds (the last weights where no round was ended), small ones
    /// dropped.
    pub fn table(&self) -> knowledge::Table {
        Trainer::mean(&[self])
    }

    /// The mean of several tables.
    pub fn mean(all: &[&Trainer]) -> knowledge::Table {
        let size = all.iter().map(|t| t.weights.len()).max().unwrap_or(0);
        let weight = |i: usize| all.iter().map(|t| t.weight(i)).sum::<f32>() / all.len() as f32;
        let kept: Vec<f32> = (0..size).map(weight).map(|w| if w.abs() < 0.01 { 0.0 } else { w }).collect();
        knowledge::Table::from_weights(&kept)
    }

    fn weight(&self, i: usize) -> f32 {
        if self.rounds > 0.0 { self.sums[i] / self.rounds } else { self.weights[i] }
    }
}

/// A fixed order of `count` things for one round (xorshift, Marsaglia 2003).
pub fn shuffled(count: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    for i in (1..count).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        order.swap(i, (state % (i as u64 + 1)) as usize);
    }
    order
}
