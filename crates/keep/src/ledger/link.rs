//! Tellings to commitments, and what later reports say became of each. A function of the set: everything is put in an
//! order of days and names first.

use super::side::{Side, may_meet, meet};
use super::words::{ceases, is_ceasing, stem, stems};
use std::collections::{BTreeMap, BTreeSet};

/// A commitment as one article tells it.
#[derive(Clone, Debug, Default)]
pub struct Telling {
    /// Its line in the record: `article#c1`.
    pub id: String,
    /// promise, offer, demand, threat, agreement.
    pub kind: String,
    pub by: Vec<Side>,
    pub to: Vec<Side>,
    /// The words that say what.
    pub what: String,
    /// The day that it counts for; none where no one day is known.
    pub day: Option<String>,
    /// Whether the text states that day.
    pub stated: bool,
    /// Last day of the deadline.
    pub deadline: Option<String>,
    /// What its own article says became of it.
    pub outcomes: Vec<Outcome>,
}

/// What became of it, by one report.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Outcome {
    /// Nothing is known of its order where there is no day.
    pub day: Option<String>,
    /// kept, broken, withdrawn, rejected, accepted, repeated, deadline passed.
    pub status: String,
    /// The line that says so; none for a deadline.
    pub told_in: String,
    /// The words that say so.
    pub words: String,
}

/// A later event.
#[derive(Clone, Debug, Default)]
pub struct Deed {
    /// Its line in the record: `article#v1`.
    pub id: String,
    pub day: String,
    /// PLOVER type.
    pub kind: String,
    pub quad: i64,
    pub source: Side,
    pub target: Side,
    pub trigger: String,
    pub sentence: String,
}

/// One commitment over all articles.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The earliest first.
    pub tellings: Vec<Telling>,
    /// What became of it, by later reports and its own, in order of days.
    pub outcomes: Vec<Outcome>,
    words: BTreeSet<String>,
}

/// Share of the words of the shorter content that both must have.
const SHARED: f64 = 0.5;
/// Days after which a report is taken to speak of something else.
const LONG: i32 = 400;

impl Entry {
    /// The telling that it is known by.
    pub fn first(&self) -> &Telling {
        const NONE: &Telling = &Telling {
            id: String::new(),
            kind: String::new(),
            by: Vec::new(),
            to: Vec::new(),
            what: String::new(),
            day: None,
            stated: false,
            deadline: None,
            outcomes: Vec::new(),
        };
        self.tellings.first().unwrap_or(NONE)
    }

    /// What became of it in the end: the last thing that decides; else that it was repeated; else that its deadline is over
    /// on the last day that there are reports of.
    pub fn outcome(&self, last_day: &str) -> Option<Outcome> {
        let decided = self.outcomes.iter().rev().find(|o| o.status != "repeated");
        let passed = || {
            let deadline =
                self.tellings.iter().find_map(|t| t.deadline.clone()).filter(|d| d.as_str() < last_day)?;
            Some(Outcome { status: "deadline passed".into(), day: Some(deadline), ..Outcome::default() })
        };
        decided.cloned().or_else(passed).or_else(|| self.outcomes.last().cloned())
    }

    fn day(&self) -> &str {
        self.first().day.as_deref().unwrap_or("")
    }

    /// How much of the content a telling shares; none where it is of others or of something else.
    fn likeness(&self, telling: &Telling, words: &BTreeSet<String>) -> Option<f64> {
        let first = self.first();
        let kind = first.kind == telling.kind || (one_side(&first.kind) && one_side(&telling.kind));
        let sides = meet(&first.by, &telling.by) && may_meet(&first.to, &telling.to);
        let both =
            first.kind == "agreement" && (meet(&first.by, &telling.to) || meet(&first.to, &telling.by));
        let near = days_between(self.day(), telling.day.as_deref()?)? <= LONG;
        (kind && (sides || both) && near).then_some(())?;
        let shared = self.words.intersection(words).count();
        let share = shared as f64 / self.words.len().min(words.len()).max(1) as f64;
        (shared >= 2 || (shared == 1 && words.len().min(self.words.len()) == 1)).then_some(share)
    }

    fn join(&mut self, telling: Telling, words: BTreeSet<String>) {
        let later = telling.stated && telling.day.as_deref() > Some(self.day()) && telling.day.is_some();
        if later && telling.outcomes.is_empty() && !self.tellings.is_empty() {
            self.outcomes.push(Outcome {
                day: telling.day.clone(),
                status: "repeated".into(),
                told_in: telling.id.clone(),
                words: telling.what.clone(),
            });
        }
        self.outcomes.extend(telling.outcomes.iter().cloned());
        self.words.extend(words);
        self.tellings.push(telling);
    }

    /// What a later event says of it.
    fn fate(&self, deed: &Deed, words: &BTreeSet<String>) -> Option<&'static str> {
        let first = self.first();
        let days = days_between(self.day(), &deed.day)?;
        (1..=LONG).contains(&days).then_some(())?;
        let (source, target) = (std::slice::from_ref(&deed.source), std::slice::from_ref(&deed.target));
        let shared = self.words.intersection(words).count();
        let answers = meet(&first.to, source) && meet(&first.by, target);
        if deed.kind == "REJECT" {
            return (answers && shared >= 2).then_some("rejected");
        }
        let bound = if first.kind == "demand" { &first.to } else { &first.by };
        let does = meet(bound, source) && self.words.contains(&stem(&deed.trigger)) && shared >= 2;
        let words_only = ["THREATEN", "REQUEST", "AGREE", "CONSULT", "ACCUSE"].contains(&deed.kind.as_str());
        (does && !words_only).then_some(())?;
        match ceases(&first.what) && !is_ceasing(&deed.trigger) {
            true => (deed.quad == 4 && first.kind != "demand").then_some("broken"),
            false => Some("kept"),
        }
    }
}

/// Promises, offers and threats bind one side, and reports call one thing by several of these names.
fn one_side(kind: &str) -> bool {
    matches!(kind, "promise" | "offer")
}

/// The ledger: tellings put together, earliest first.
pub fn entries(mut tellings: Vec<Telling>) -> Vec<Entry> {
    tellings.sort_by(|a, b| (a.day.is_none(), &a.day, &a.id).cmp(&(b.day.is_none(), &b.day, &b.id)));
    let mut all: Vec<Entry> = Vec::new();
    let mut by_word: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for telling in tellings {
        let words = stems(&telling.what);
        let near: BTreeSet<usize> = words.iter().filter_map(|w| by_word.get(w)).flatten().copied().collect();
        let best = near.into_iter().filter_map(|at| Some((all.get(at)?.likeness(&telling, &words)?, at)));
        let best = best.filter(|(share, _)| *share >= SHARED).max_by(|a, b| a.0.total_cmp(&b.0));
        let at = best.map_or(all.len(), |(_, at)| at);
        if at == all.len() {
            all.push(Entry::default());
        }
        for word in &words {
            by_word.entry(word.clone()).or_default().insert(at);
        }
        if let Some(entry) = all.get_mut(at) {
            entry.join(telling, words);
        }
    }
    all
}

/// Later events, each told to the entries that it can decide. Which they are is asked by word.
pub struct Deeds<'e> {
    entries: &'e mut [Entry],
    by_word: BTreeMap<String, Vec<usize>>,
}

impl<'e> Deeds<'e> {
    /// For these entries.
    pub fn new(entries: &'e mut [Entry]) -> Deeds<'e> {
        let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate() {
            entry.words.iter().for_each(|w| by_word.entry(w.clone()).or_default().push(at));
        }
        Deeds { entries, by_word }
    }

    /// Notes what an event says of the entry that shares most words with it, of several such the latest.
    pub fn take(&mut self, deed: &Deed) {
        let words = stems(&deed.sentence);
        let near: BTreeSet<usize> =
            words.iter().filter_map(|w| self.by_word.get(w)).flatten().copied().collect();
        let fits = near.into_iter().filter_map(|at| {
            let entry = self.entries.get(at)?;
            let shared = entry.words.intersection(&words).count();
            Some((shared, entry.day().to_string(), at, entry.fate(deed, &words)?))
        });
        let Some((.., at, status)) = fits.max() else { return };
        if let Some(entry) = self.entries.get_mut(at) {
            entry.outcomes.push(Outcome {
                day: Some(deed.day.clone()),
                status: status.into(),
                told_in: deed.id.clone(),
                words: deed.sentence.clone(),
            });
        }
    }

    /// Puts outcomes in their order.
    pub fn end(self) {
        for entry in self.entries {
            entry.outcomes.sort_by(|a, b| (a.day.is_some(), a).cmp(&(b.day.is_some(), b)));
        }
    }
}

fn days_between(from: &str, to: &str) -> Option<i32> {
    let day = |text: &str| document::Day::parse(text.get(..10)?);
    Some(day(to)?.ordinal() - day(from)?.ordinal())
}
