//! Names that are nearly the one asked for: an automaton over the keys of a finite-state map that lets through what
//! differs by few letters.

/// Lets through keys that become the wanted one by so many changes of a byte.
#[derive(Clone, Debug)]
pub struct Near {
    wanted: Vec<u8>,
    most: u8,
}

impl Near {
    /// Keys at most so many changes away.
    pub fn new(wanted: &str, most: u8) -> Near {
        Near { wanted: wanted.as_bytes().to_vec(), most }
    }
}

/// Changes between two names: letters more, fewer or others, and neighbours exchanged.
pub fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let before = &rows[i - 1];
            let mut least =
                (before[j] + 1).min(row[j - 1] + 1).min(before[j - 1] + usize::from(a[i - 1] != b[j - 1]));
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

/// The last row of the table of changes; empty where nothing can come of it any more.
impl fst::Automaton for Near {
    type State = Vec<u8>;

    fn start(&self) -> Vec<u8> {
        (0..=self.wanted.len()).map(|n| n.min(255) as u8).collect()
    }

    fn is_match(&self, row: &Vec<u8>) -> bool {
        row.last().is_some_and(|&changes| changes <= self.most)
    }

    fn can_match(&self, row: &Vec<u8>) -> bool {
        row.iter().any(|&changes| changes <= self.most)
    }

    fn accept(&self, row: &Vec<u8>, byte: u8) -> Vec<u8> {
        let mut next = Vec::with_capacity(row.len());
        next.push(row.first().map_or(255, |n| n.saturating_add(1)));
        for (j, &wanted) in self.wanted.iter().enumerate() {
            let left = next[j].saturating_add(1);
            let (above, across) = (row.get(j + 1), row.get(j));
            let above = above.map_or(255, |n| n.saturating_add(1));
            let across = across.map_or(255, |n| n.saturating_add(u8::from(wanted != byte)));
            next.push(left.min(above).min(across));
        }
        next
    }
}

/// Keys that begin with a letter, of which the rest is nearly the wanted one.
pub(crate) struct Behind<'n> {
    /// The letter.
    pub letter: u8,
    /// What the rest has to be.
    pub then: &'n Near,
}

/// `None` before the letter; an empty row behind a wrong one.
impl fst::Automaton for Behind<'_> {
    type State = Option<Vec<u8>>;

    fn start(&self) -> Option<Vec<u8>> {
        None
    }

    fn is_match(&self, state: &Option<Vec<u8>>) -> bool {
        state.as_ref().is_some_and(|row| self.then.is_match(row))
    }

    fn can_match(&self, state: &Option<Vec<u8>>) -> bool {
        state.as_ref().is_none_or(|row| self.then.can_match(row))
    }

    fn accept(&self, state: &Option<Vec<u8>>, byte: u8) -> Option<Vec<u8>> {
        Some(match state {
            Some(row) => self.then.accept(row, byte),
            None if byte == self.letter => self.then.start(),
            None => Vec::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_keys_are_let_through() {
        let set = fst::Set::from_iter(["larvov", "lavroff", "lavrov", "lavrow", "pavlov", "x"]).unwrap();
        let found = |wanted: &str, most: u8| {
            use fst::{IntoStreamer, Streamer};
            let mut stream = set.search(Near::new(wanted, most)).into_stream();
            let mut keys = Vec::new();
            while let Some(key) = stream.next() {
                keys.push(String::from_utf8(key.to_vec()).unwrap());
            }
            keys
        };
        assert_eq!(found("lavrov", 0), ["lavrov"]);
        assert_eq!(found("lavrov", 1), ["lavrov", "lavrow"]);
        assert_eq!(found("lavrov", 2), ["larvov", "lavroff", "lavrov", "lavrow", "pavlov"]);
        assert_eq!(distance("lavrov", "larvov"), 1);
        assert_eq!(distance("", "abc"), 3);
    }
}
