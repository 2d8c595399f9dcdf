//! How a run went.

use crate::Refusal;
use std::collections::BTreeMap;

/// What became of one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was put into the archive.
    Fetched,
    /// It is as it was.
    Unchanged,
    /// There was no page to be had.
    Refused(Refusal),
}

/// Counts of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Feeds, sitemaps and outlines that were read.
    pub lists: usize,
    /// Pages that were put into the archive.
    pub fetched: usize,
    /// Pages that are as they were.
    pub unchanged: usize,
    /// Pages that were left alone, by the reason.
    pub skipped: BTreeMap<&'static str, usize>,
    /// Pages and lists that failed, by the reason.
    pub failed: BTreeMap<String, usize>,
    /// Of those that were left alone, how many the user named.
    pub named: usize,
    /// Whether the user ended the run.
    pub stopped: bool,
}

impl Report {
    /// Counts what became of an address.
    pub fn count(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Fetched => self.fetched += 1,
            Outcome::Unchanged => self.unchanged += 1,
            Outcome::Refused(Refusal::Stopped) => self.stopped = true,
            Outcome::Refused(refusal) => match refusal.skipped() {
                Some(why) => *self.skipped.entry(why).or_default() += 1,
                None => *self.failed.entry(refusal.kind()).or_default() += 1,
            },
        }
    }

    /// Adds the counts of another run.
    pub fn add(&mut self, other: Report) {
        self.lists += other.lists;
        self.fetched += other.fetched;
        self.unchanged += other.unchanged;
        self.named += other.named;
        self.stopped |= other.stopped;
        for (why, number) in other.skipped {
            *self.skipped.entry(why).or_default() += number;
        }
        for (why, number) in other.failed {
            *self.failed.entry(why).or_default() += number;
        }
    }

    /// Whether all that was asked for was had.
    pub fn is_good(&self) -> bool {
        self.failed.is_empty() && self.named == 0
    }
}

impl std::fmt::Display for Report {
    /// A table: what, how many, why.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let counts = [("lists read", self.lists), ("fetched", self.fetched), ("unchanged", self.unchanged)];
        for (what, number) in counts {
            writeln!(f, "{what:<11}{number:>7}")?;
        }
        for (why, number) in &self.skipped {
            writeln!(f, "{:<11}{number:>7}  {why}", "skipped")?;
        }
        for (why, number) in &self.failed {
            writeln!(f, "{:<11}{number:>7}  {why}", "failed")?;
        }
        Ok(())
    }
}
