//! Hashed features: what is seen of a choice, as places in a table of weights (Weinberger et al. 2009).

use knowledge::{fnv, fnv_on};

/// A set of features of one choice.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// Hashes, to be cut to the size of a table.
    pub hashes: Vec<u32>,
}

impl Features {
    /// Empties the set but keeps its memory.
    pub fn clear(&mut self) {
        self.hashes.clear();
    }

    /// Adds one feature: its kind and up to three values.
    #[inline(always)]
    pub fn add(&mut self, kind: &str, values: &[&str]) {
        self.push(fnv(kind), values);
    }

    #[inline(never)]
    fn push(&mut self, kind: u32, values: &[&str]) {
        let hash = values.iter().fold(kind, |hash, value| fnv_on(fnv_on(hash, "\u{1}"), value));
        self.hashes.push(hash);
    }

    /// Adds a feature with a number in steps: 0 1 2 3 4 5–6 7–10 11–20 21–40 more.
    pub fn amount(&mut self, kind: &str, value: usize) {
        let step = ["0", "1", "2", "3", "4", "5", "7", "11", "21", "41"];
        let index = match value {
            0..=4 => value,
            5..=6 => 5,
            7..=10 => 6,
            11..=20 => 7,
            21..=40 => 8,
            _ => 9,
        };
        self.add(kind, &[step[index]]);
    }
}
