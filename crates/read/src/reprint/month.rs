//! The articles of one month of publication: who is like whom, and the file that they are kept in.

use super::Role;
use super::file;
use super::nearest::{self, Near};
use super::postings::Postings;
use super::sketch::Sketch;
use super::wire::Wire;
use crate::ReadError;
use document::Span;
use knowledge::fnv64;
use std::collections::HashMap;
use std::path::Path;

/// One article as the index knows it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Known {
    pub id: String,
    pub cluster: String,
    pub of: Option<String>,
    pub role: Role,
    pub share: f32,
    /// The day of publication, as [`document::Day::ordinal`].
    pub day: Option<i32>,
    pub wire: Wire,
    /// Hash of all its words.
    pub whole: u64,
    /// How many of its runs are kept.
    pub runs: u32,
}

/// One month.
#[derive(Debug, Default)]
pub(super) struct Month {
    pub known: Vec<Known>,
    /// The first article of those with the same words.
    whole: HashMap<u64, u32>,
    /// Articles that earlier runs added and this one has not met yet, by the hash of all their words.
    earlier: HashMap<u64, Vec<u32>>,
    /// The first article of each hash of an id: names are looked for, not kept twice.
    ids: HashMap<u64, u32>,
    /// The last article of a slug.
    slugs: HashMap<u64, u32>,
    postings: Postings,
    /// How many runs each article shares with the one that is looked at; all 0 between two.
    tally: Vec<u32>,
    /// What is not in the file yet, as it will stand there.
    fresh: Vec<u8>,
}

impl Month {
    /// Reads the file of a month; where there is none the month is empty.
    pub fn load(path: &Path) -> Result<Month, ReadError> {
        let mut month = Month::default();
        file::read(path, |known, runs| {
            month.earlier.entry(known.whole).or_default().push(month.known.len() as u32);
            month.add(known, runs.iter().copied());
        })?;
        Ok(month)
    }

    /// Appends what was added to its file.
    pub fn keep(&mut self, path: &Path) -> Result<(), ReadError> {
        match self.fresh.is_empty() {
            true => Ok(()),
            false => file::append(path, &std::mem::take(&mut self.fresh)),
        }
    }

    /// Notes an article that is to be appended to the file.
    pub fn note(&mut self, known: &Known, runs: impl Iterator<Item = u64>) {
        file::write(&mut self.fresh, known, runs);
    }

    pub fn add(&mut self, known: Known, runs: impl Iterator<Item = u64>) {
        let number = self.known.len() as u32;
        runs.for_each(|run| self.postings.add(run, number));
        self.whole.entry(known.whole).or_insert(number);
        self.ids.entry(fnv64(known.id.bytes())).or_insert(number);
        if known.wire.slug != 0 {
            self.slugs.insert(known.wire.slug, number);
        }
        self.known.push(known);
    }

    /// An article that an earlier run added, met again: what it was.
    pub fn again(&mut self, id: &str, whole: u64) -> Option<Known> {
        let same = self.earlier.get_mut(&whole)?;
        let at = same.iter().position(|&n| self.known[n as usize].id == id)?;
        Some(self.known[same.remove(at) as usize].clone())
    }

    /// The first article with all the same words.
    pub fn same(&self, sketch: &Sketch) -> Option<u32> {
        self.whole.get(&sketch.whole).copied().filter(|_| sketch.words > 0)
    }

    pub fn named(&self, id: &str) -> Option<u32> {
        let first = *self.ids.get(&fnv64(id.bytes()))?;
        // Another id of the same hash came before it: once in a world of articles.
        let from = self.known.iter().skip(first as usize).position(|k| k.id == id)?;
        Some(first + from as u32)
    }

    /// The last article of a slug, if it is of this day or the one before or after.
    pub fn slugged(&self, slug: u64, day: i32) -> Option<u32> {
        let number = *self.slugs.get(&slug)?;
        self.known[number as usize].day.filter(|&d| nearest::in_time(d, day)).map(|_| number)
    }

    /// The article that most of the kept runs stand in.
    pub fn nearest(&mut self, sketch: &Sketch) -> Option<Near<u32>> {
        let mut hits = Vec::new();
        sketch.kept.iter().for_each(|(hash, _)| self.postings.of(*hash, &mut hits));
        self.tally.resize(self.known.len(), 0);
        hits.iter().for_each(|&article| self.tally[article as usize] += 1);
        let (tally, known) = (&mut self.tally, &self.known);
        // The first time that an article is met its tally is taken.
        let met = hits.iter().map(|&article| {
            let count = std::mem::take(&mut tally[article as usize]) as usize;
            (article, count, known[article as usize].runs)
        });
        nearest::nearest(sketch.kept.len() as u32, met)
    }

    /// Where kept runs stand that are in both.
    pub fn shared(&self, sketch: &Sketch, of: u32) -> Vec<Span> {
        let both = sketch.kept.iter().filter(|(hash, _)| self.postings.has(*hash, of));
        nearest::joined(both.map(|(_, span)| *span))
    }
}
