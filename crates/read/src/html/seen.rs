//! What was found out about values of attributes of a page: most of them stand in it many times.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// So many values are kept. The hash is quick and can be led astray, which costs little with so few.
const MOST: usize = 4096;

/// Values with what they say.
pub(super) struct Seen<'h, T>(HashMap<&'h str, T, BuildHasherDefault<Quick>>);

impl<T> Default for Seen<'_, T> {
    fn default() -> Self {
        Seen(HashMap::default())
    }
}

impl<'h, T: Copy> Seen<'h, T> {
    /// What a value says; `find` finds it out.
    pub fn of(&mut self, value: &'h str, find: impl FnOnce(&str) -> T) -> T {
        if self.0.len() >= MOST {
            return self.0.get(value).copied().unwrap_or_else(|| find(value));
        }
        *self.0.entry(value).or_insert_with(|| find(value))
    }
}

/// Eight bytes at a time.
#[derive(Default)]
struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut eight = [0; 8];
            eight[..chunk.len()].copy_from_slice(chunk);
            let mixed =
                (self.0.rotate_left(5) ^ u64::from_le_bytes(eight)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            self.0 = mixed ^ (mixed >> 32);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_looked_at_once_while_there_is_room() {
        let values: Vec<String> = (0..MOST + 10).map(|n| n.to_string()).collect();
        let (mut seen, mut looked) = (Seen::default(), 0);
        for value in values.iter().chain(&values) {
            let length = seen.of(value, |v| {
                looked += 1;
                v.len()
            });
            assert_eq!(length, value.len());
        }
        assert_eq!(looked, MOST + 20);
    }
}
