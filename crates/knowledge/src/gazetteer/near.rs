//! Names one letter off: an automaton that walks the map of names and keeps to those that begin alike and differ
//! from the asked one by one letter added, left out or changed.

use fst::Automaton;

/// Longest key that is asked, in bytes: positions have to fit a word of bits.
const LONGEST: usize = 62;

/// The asked key.
pub(super) struct OneOff<'k> {
    key: &'k [u8],
}

/// How far the walk has come.
#[derive(Clone, Copy)]
pub(super) struct Reached {
    /// Position in the key, if nothing differs yet.
    alike: Option<usize>,
    /// Positions in the key after one difference, as bits.
    off: u64,
}

impl<'k> OneOff<'k> {
    /// `None` for keys that are too long.
    pub(super) fn new(key: &'k str) -> Option<OneOff<'k>> {
        (key.len() <= LONGEST).then_some(OneOff { key: key.as_bytes() })
    }
}

impl Automaton for OneOff<'_> {
    type State = Reached;

    fn start(&self) -> Reached {
        Reached { alike: Some(0), off: 0 }
    }

    fn is_match(&self, state: &Reached) -> bool {
        let end = self.key.len();
        state.alike.is_some_and(|at| at + 1 >= end) || state.off & 1 << end != 0
    }

    fn can_match(&self, state: &Reached) -> bool {
        state.alike.is_some() || state.off != 0
    }

    fn accept(&self, state: &Reached, byte: u8) -> Reached {
        let fits = |at: usize| self.key.get(at) == Some(&byte);
        let mut next = Reached { alike: None, off: 0 };
        let mut rest = state.off;
        while rest != 0 {
            let at = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            next.off |= u64::from(fits(at)) << (at + 1);
        }
        if let Some(at) = state.alike {
            next.alike = fits(at).then_some(at + 1);
            // The first letter has to be the same.
            if at > 0 {
                next.off |= 1 << at;
                next.off |= u64::from(at < self.key.len()) << (at + 1);
                next.off |= u64::from(fits(at + 1)) << (at + 2);
            }
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::OneOff;
    use fst::{IntoStreamer, Streamer};

    #[test]
    fn one_letter_off() {
        let map =
            fst::Map::from_iter([("alepo", 0), ("aleppo", 1), ("aleppos", 2), ("alexpo", 3), ("galeppo", 4)]);
        let map = map.unwrap();
        let check = |key: &str, expected: &[u64]| {
            let mut stream = map.search(OneOff::new(key).unwrap()).into_stream();
            let mut found = Vec::new();
            while let Some((_, value)) = stream.next() {
                found.push(value);
            }
            assert_eq!(found, expected, "{key}");
        };
        check("aleppo", &[0, 1, 2, 3]);
        check("alepp", &[0, 1]);
        check("alleppo", &[1]);
        check("beleppo", &[]);
        check("aleppox", &[1, 2]);
    }
}
