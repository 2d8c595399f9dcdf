//! Which articles a run of words stands in: one flat table, 8 bytes a posting.

/// A run that stands in more articles is a phrase of the trade and links nothing.
pub(super) const COMMON: usize = 256;

/// Postings in an open table: the upper half of the run's hash and the article's number, next to those of the same
/// hash. Two runs of one upper half are taken for the same; three of an article are not, which is what links need.
#[derive(Clone, Debug, Default)]
pub(super) struct Postings {
    /// A power of two of slots, at most three in four of them full; 0 is an empty one.
    slots: Vec<u64>,
    full: usize,
}

impl Postings {
    /// Adds the articles that a run stands in; none where it is too common.
    pub fn of(&self, hash: u64, out: &mut Vec<u32>) {
        let before = out.len();
        out.extend(self.all(hash).take(COMMON + 1));
        if out.len() - before > COMMON {
            out.truncate(before);
        }
    }

    /// Whether a run stands in an article, as far as its postings go.
    pub fn has(&self, hash: u64, article: u32) -> bool {
        self.all(hash).any(|a| a == article)
    }

    /// Adds one; of common runs no more than show that they are.
    pub fn add(&mut self, hash: u64, article: u32) {
        if (self.full + 1) * 4 > self.slots.len() * 3 {
            self.grow();
        }
        let (slot, mask) = (slot(hash, article), self.slots.len() - 1);
        let (mut at, mut same) = (place(slot, mask), 0);
        while self.slots[at] != 0 {
            same += usize::from(self.slots[at] >> 32 == slot >> 32);
            at = (at + 1) & mask;
        }
        if same <= COMMON {
            self.slots[at] = slot;
            self.full += 1;
        }
    }

    fn all(&self, hash: u64) -> impl Iterator<Item = u32> + '_ {
        let wanted = slot(hash, 0) >> 32;
        let mask = self.slots.len().wrapping_sub(1);
        let from = place(slot(hash, 0), mask);
        let around = (0..self.slots.len()).map(move |step| self.slots[(from + step) & mask]);
        around.take_while(|&s| s != 0).filter(move |s| s >> 32 == wanted).map(|s| s as u32)
    }

    fn put(&mut self, slot: u64) {
        let mask = self.slots.len() - 1;
        let mut at = place(slot, mask);
        while self.slots[at] != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
    }

    fn grow(&mut self) {
        let larger = vec![0; (self.slots.len() * 2).max(64)];
        for slot in std::mem::replace(&mut self.slots, larger) {
            if slot != 0 {
                self.put(slot);
            }
        }
    }
}

/// What a run is known by: the upper half of its hash. Never 0: where that is 0 it is 1.
pub(super) fn half(hash: u64) -> u64 {
    (hash >> 32).max(1)
}

fn slot(hash: u64, article: u32) -> u64 {
    (half(hash) << 32) | u64::from(article)
}

/// Where to look first. Runs are kept by the lower bits of their hashes; the upper ones are as good as random.
fn place(slot: u64, mask: usize) -> usize {
    ((slot >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 24) as usize & mask
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(postings: &Postings, hash: u64) -> Vec<u32> {
        let mut found = Vec::new();
        postings.of(hash, &mut found);
        found
    }

    #[test]
    fn postings_come_back_and_common_runs_do_not() {
        let mut postings = Postings::default();
        let hash = |n: u64| n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        assert!(of(&postings, hash(1)).is_empty());
        let common = hash(5000);
        for article in 0..2000 {
            postings.add(hash(u64::from(article) / 2), article);
            postings.add(common, article);
        }
        assert_eq!(of(&postings, hash(100)), [200, 201]);
        assert!(postings.has(hash(100), 201) && !postings.has(hash(100), 202));
        assert!(of(&postings, common).is_empty());
        assert_eq!(postings.full, 2000 + COMMON + 1);
    }
}
