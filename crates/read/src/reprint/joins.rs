//! The same decisions where articles lie on many machines: what an index does article by article, in steps between
//! which rows are only grouped and sorted.
//!
//! Each article is known by a number that grows in the order of days, its day in the upper half. [`Print::of`] tells
//! what is kept of it: a row a key. [`Meetings`] takes the rows of a key in the order of numbers and tells each whom
//! it meets there. [`link`] takes all that an article met. Links make trees; [`Roles`] takes each tree in the order
//! of numbers, and [`shared`] shows the words. What comes out is what an index says to the articles in that order.

use super::nearest::{self, Near, Size};
use super::postings::{COMMON, half};
use super::sketch::Sketch;
use super::wire::Wire;
use super::{Role, month_of, near};
use document::{Article, Day, Span};
use std::collections::{BTreeMap, HashSet};

/// What articles are found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A kept run of words.
    Run(u64),
    /// All its words.
    Whole(u64),
    /// The slug of a wire.
    Slug(u64),
}

/// What is kept of an article.
#[derive(Clone, Debug, Default)]
pub struct Print {
    /// Its kept runs by their hashes, and where each stands.
    pub kept: Vec<(u64, Span)>,
    /// The wire's number of the version; 0 where nothing is said.
    pub version: u32,
    /// The hash of all its words, where it has any.
    whole: Option<u64>,
    /// The hash of its slug, where it has one and a day.
    slug: Option<u64>,
}

impl Print {
    /// That of an article.
    pub fn of(article: &Article) -> Print {
        let (sketch, wire) = (Sketch::of(article), Wire::of(article));
        Print {
            version: wire.version,
            whole: Some(sketch.whole).filter(|_| sketch.words > 0),
            slug: Some(wire.slug).filter(|&slug| slug != 0 && article.day().is_some()),
            kept: sketch.kept,
        }
    }

    /// The keys by which others find it.
    pub fn keys(&self) -> impl Iterator<Item = Key> {
        let runs = self.kept.iter().map(|(hash, _)| Key::Run(half(*hash)));
        runs.chain(self.whole.map(Key::Whole)).chain(self.slug.map(Key::Slug))
    }
}

/// An article as others meet it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its place in the order: the ordinal of its day, `i32::MIN` where it has none, in the upper half.
    pub number: i64,
    /// How many of its runs are kept.
    pub runs: u32,
    /// The wire's number of the version.
    pub version: u32,
}

impl Seen {
    fn day(&self) -> Option<i32> {
        i32::try_from(self.number >> 32).ok().filter(|&day| day != i32::MIN)
    }

    fn month(&self) -> i32 {
        month_of(self.day().and_then(Day::from_ordinal))
    }

    fn size(&self) -> Size {
        Size { runs: self.runs, version: self.version }
    }
}

/// Those that have a key, met one after the other in the order of keys and, of one key, of numbers.
#[derive(Debug, Default)]
pub struct Meetings {
    key: Option<Key>,
    /// Those of each month that later ones meet.
    months: BTreeMap<i32, Vec<Seen>>,
    /// Rows of the article that is looked at: it does not meet itself.
    own: Vec<Seen>,
}

impl Meetings {
    /// Whom an article meets at a key, and whether later ones meet it there: of a phrase of the trade no more are noted
    /// than show that it is one.
    pub fn meet(&mut self, key: Key, seen: Seen) -> (Vec<Seen>, bool) {
        if self.key != Some(key) {
            *self = Meetings { key: Some(key), ..Meetings::default() };
        }
        if self.own.first().is_some_and(|own| own.number != seen.number) {
            self.note(key);
        }
        let month = seen.month();
        let met = self.months.range(near(month)).map(|(_, all)| all).filter(|all| all.len() <= COMMON);
        let met = met.flatten().copied().collect();
        let noted = self.months.get(&month).map_or(0, Vec::len) + self.own.len() <= COMMON;
        if noted {
            self.own.push(seen);
        }
        (met, noted)
    }

    fn note(&mut self, key: Key) {
        for seen in std::mem::take(&mut self.own) {
            let month = self.months.entry(seen.month()).or_default();
            match key {
                Key::Run(_) => month.push(seen),
                Key::Whole(_) if month.is_empty() => month.push(seen),
                Key::Whole(_) => {}
                Key::Slug(_) => *month = vec![seen],
            }
        }
    }
}

/// An article is linked to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tie {
    /// The one that it is most like.
    pub of: Seen,
    /// How much of the smaller one's words they share, 0 to 1.
    pub share: f32,
    /// It has the slug of the other and other words.
    pub rewritten: bool,
}

/// The link of an article to one of those that it met, a key and a meeting each.
pub fn link(ours: Seen, met: &[(Key, Seen)]) -> Option<Tie> {
    let of = |is: fn(&Key) -> bool| met.iter().filter(move |m| is(&m.0)).map(|m| m.1);
    let first = |all: &mut dyn Iterator<Item = Seen>| all.min_by_key(|seen| seen.number);
    let whole = first(&mut of(|k| matches!(k, Key::Whole(_))));
    let whole = whole.map(|seen| Near::whole(seen.number, ours.runs as usize));
    let alike = || {
        let mut months: BTreeMap<i32, BTreeMap<i64, (usize, u32)>> = BTreeMap::new();
        for seen in of(|k| matches!(k, Key::Run(_))) {
            let month = months.entry(seen.month()).or_default();
            month.entry(seen.number).or_insert((0, seen.runs)).0 += 1;
        }
        nearest::alike(months.values().filter_map(|month| {
            nearest::nearest(ours.runs, month.iter().map(|(&number, &(hits, runs))| (number, hits, runs)))
        }))
    };
    let slugged = || {
        let near = |seen: &Seen| ours.day().zip(seen.day()).is_some_and(|(a, b)| nearest::in_time(a, b));
        first(&mut of(|k| matches!(k, Key::Slug(_))).filter(near)).map(|seen| Near::slugged(seen.number))
    };
    let near = whole.or_else(alike).or_else(slugged)?;
    let of = met.iter().map(|m| m.1).find(|seen| seen.number == near.number)?;
    Some(Tie { of, share: near.share.min(1.0), rewritten: near.rewritten() })
}

/// The articles of each cluster, in the order of clusters and, of one, of numbers.
#[derive(Debug, Default)]
pub struct Roles {
    cluster: Option<i64>,
    updates: u32,
}

impl Roles {
    /// What an article is in its cluster.
    pub fn role(&mut self, cluster: i64, ours: Seen, tie: &Tie) -> Role {
        if self.cluster.replace(cluster) != Some(cluster) {
            self.updates = 0;
        }
        nearest::role(ours.size(), tie.of.size(), tie.rewritten, &mut self.updates)
    }
}

/// The words of an article that stand in another too: `theirs` are those of its keys of runs at which it was noted.
pub fn shared(kept: &[(u64, Span)], theirs: &HashSet<u64>) -> Vec<Span> {
    nearest::joined(kept.iter().filter(|(hash, _)| theirs.contains(&half(*hash))).map(|(_, span)| *span))
}
