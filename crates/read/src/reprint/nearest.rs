//! The decisions: which of the articles met one is linked to, what it is to it, and which words they share. They know
//! nothing of where articles are kept, so that an index and a cluster of machines decide alike.

use super::Role;
use document::Span;

/// Articles are linked from this share of the smaller one's kept runs on.
const ALIKE: f32 = 0.4;
/// And from so many runs on.
const FEWEST: usize = 3;
/// A copy with less than this share of the other's runs is an excerpt; a longer version by as much is an update.
const CUT: f32 = 0.8;
/// Shared runs with so much between them, in bytes, are shown as one stretch.
const BETWEEN: u32 = 200;

/// What counts of an article when it is held against another: kept runs, and the wire's number of the version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Size {
    pub runs: u32,
    pub version: u32,
}

/// An article that another may be linked to; `N` is its number, in the order in which they were seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Near<N> {
    pub number: N,
    pub hits: usize,
    pub share: f32,
}

impl<N> Near<N> {
    /// One with all the same words, of which so many runs are kept.
    pub fn whole(number: N, runs: usize) -> Near<N> {
        Near { number, hits: runs, share: 1.0 }
    }

    /// One with the same slug.
    pub fn slugged(number: N) -> Near<N> {
        Near { number, hits: 0, share: 0.0 }
    }

    /// A slug without words in common.
    pub fn rewritten(&self) -> bool {
        self.hits == 0 && self.share == 0.0
    }
}

/// Of articles of one month the one that most of the kept runs stand in, the first of equals. Each is met with how many
/// of the runs it shares, and how many are kept of it.
pub(super) fn nearest<N: Copy + Ord>(
    ours: u32,
    met: impl Iterator<Item = (N, usize, u32)>,
) -> Option<Near<N>> {
    let mut best: Option<Near<N>> = None;
    for (number, hits, theirs) in met.filter(|m| m.1 >= FEWEST) {
        let near = Near { number, hits, share: hits as f32 / theirs.min(ours).max(1) as f32 };
        let better = |b: &Near<N>| (near.share, near.hits, b.number) > (b.share, b.hits, near.number);
        if best.as_ref().is_none_or(better) {
            best = Some(near);
        }
    }
    best
}

/// Of the nearest of each month the one that is alike enough and shares most, the earliest month of equals.
pub(super) fn alike<N>(months: impl Iterator<Item = Near<N>>) -> Option<Near<N>> {
    months.filter(|n| n.share >= ALIKE).reduce(|a, b| if b.share > a.share { b } else { a })
}

/// Whether a slug means the same story on both days.
pub(super) fn in_time(day: i32, other: i32) -> bool {
    (i64::from(day) - i64::from(other)).abs() <= 1
}

/// What an article is to the one it is linked to; `updates` counts those of their cluster.
pub(super) fn role(ours: Size, theirs: Size, rewritten: bool, updates: &mut u32) -> Role {
    let (mine, other) = (ours.runs as f32, theirs.runs as f32);
    let role = match () {
        () if ours.version > theirs.version => Role::Update(ours.version),
        () if rewritten => Role::Update(*updates + 1),
        () if mine < other * CUT => Role::Excerpt,
        () if other >= mine * CUT => Role::Reprint,
        () => Role::Update(*updates + 1),
    };
    if let Role::Update(n) = role {
        *updates = n.max(*updates);
    }
    role
}

/// Where kept runs stand that both have, joined where not much lies between them.
pub(super) fn joined(both: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut spans: Vec<Span> = both.collect();
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end + BETWEEN => *last = last.cover(span),
            _ => joined.push(span),
        }
    }
    joined
}
