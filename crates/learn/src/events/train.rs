//! Softmax regression over hashed features by AdaGrad, in a fixed order of examples.

/// One example: hashes, class, weight.
#[derive(Clone, Debug)]
pub struct Example {
    /// Features.
    pub hashes: Vec<u32>,
    /// Right class.
    pub class: usize,
    /// How much it counts.
    pub weight: f32,
}

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// log2 of the number of buckets.
    pub bits: u32,
    /// Number of classes.
    pub classes: usize,
    /// Passes over the examples.
    pub passes: usize,
    /// Step size.
    pub rate: f32,
    /// Shrinking toward zero.
    pub shrink: f32,
}

/// Trains; the weights lie class by class side by side in each bucket.
pub fn train(examples: &[Example], plan: Plan) -> Vec<f32> {
    let size = plan.classes << plan.bits;
    let mask = (1u32 << plan.bits) - 1;
    let (mut weights, mut squares) = (vec![0f32; size], vec![1e-4f32; size]);
    let mut sum = vec![0f32; size];
    for pass in 0..plan.passes {
        for index in order(examples.len(), pass as u64) {
            let example = &examples[index];
            let mut scores = vec![0f32; plan.classes];
            for &hash in &example.hashes {
                let at = (hash & mask) as usize * plan.classes;
                scores.iter_mut().zip(&weights[at..at + plan.classes]).for_each(|(s, w)| *s += w);
            }
            let shares = knowledge::softmax(scores);
            for (class, share) in shares.iter().enumerate() {
                let gradient = (share - f32::from(u8::from(class == example.class))) * example.weight;
                if gradient.abs() < 1e-3 {
                    continue;
                }
                for &hash in &example.hashes {
                    let at = (hash & mask) as usize * plan.classes + class;
                    let step = gradient + plan.shrink * weights[at];
                    squares[at] += step * step;
                    weights[at] -= plan.rate * step / squares[at].sqrt();
                }
            }
        }
        if pass * 2 >= plan.passes {
            sum.iter_mut().zip(&weights).for_each(|(s, w)| *s += w);
        }
    }
    let count = (0..plan.passes).filter(|p| p * 2 >= plan.passes).count() as f32;
    sum.iter_mut().for_each(|s| *s /= count.max(1.0));
    sum
}

/// All indexes in an order that depends on the pass alone.
fn order(count: usize, pass: u64) -> Vec<usize> {
    let mut all: Vec<usize> = (0..count).collect();
    let mut state = 0x9e37_79b9_7f4a_7c15 ^ (pass + 1).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    for i in (1..count).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        all.swap(i, (state % (i as u64 + 1)) as usize);
    }
    all
}
