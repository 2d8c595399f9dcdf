//! The first words of keys: most words of a text begin no key of a kind, which is told without looking for one.

use super::layout::Space;
use fst::{IntoStreamer, Streamer};

/// Places of [`FirstWords`]; with some thousands of words few others share theirs.
const BITS: u32 = 16;

/// A set of first words by their hashes: what is not in it begins no key.
#[derive(Clone, Debug)]
pub(super) struct FirstWords(Box<[u64]>);

impl FirstWords {
    /// Those of the keys to one kind of thing.
    pub fn of<D: AsRef<[u8]>>(keys: &fst::Map<D>, space: Space) -> FirstWords {
        let mut words = FirstWords(vec![0; (1 << BITS) / 64].into());
        let mut stream = keys.range().ge([space as u8]).lt([space as u8 + 1]).into_stream();
        while let Some((key, _)) = stream.next() {
            if let Some(at) = place(key.get(1..).unwrap_or(&[])) {
                words.0[at / 64] |= 1 << (at % 64);
            }
        }
        words
    }

    /// Whether a key may begin as this name does; `false` is certain.
    pub fn may_begin(&self, name: &str) -> bool {
        place(name.as_bytes()).is_none_or(|at| self.0[at / 64] >> (at % 64) & 1 == 1)
    }
}

/// The place of a name's first word, folded as [`crate::fold_into`] does it; `None` where that is not plain ASCII.
fn place(name: &[u8]) -> Option<usize> {
    let mut hash = 0u32;
    for &byte in name {
        match byte {
            b'\'' | b'`' => {}
            b if b.is_ascii_alphanumeric() => {
                hash = (hash ^ u32::from(b.to_ascii_lowercase())).wrapping_mul(0x9e37_79b1).rotate_left(5);
            }
            b if !b.is_ascii() => return None,
            _ if hash == 0 => {}
            _ => break,
        }
    }
    Some((hash >> (u32::BITS - BITS)) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_key_begins_with_is_never_refused() {
        let keys = ["rchef", "rforeign minister", "ro neill", "r北京", "sminister"].map(|k| (k, 0));
        let words = FirstWords::of(&fst::Map::from_iter(keys).unwrap(), Space::Role);
        for name in ["Foreign", "\"foreign-minister", "CH'EF ", "o'", "Chéf", "北"] {
            assert!(words.may_begin(name), "{name}");
        }
        assert!(!words.may_begin("minister"));
        assert!(!words.may_begin(""));
    }
}
