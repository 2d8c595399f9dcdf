//! Reports of `stories/happenings`, what is learnt from them, and how well reports are put together.

use anyhow::{Context, Result};
use document::{Day, Record};
use keep::Rows;
use keep::columns::{NEWS, TABLES};
use keep::same::day::Shown;
use keep::same::news::{self, News};
use keep::same::words::stems;
use keep::same::{alike, all};
use knowledge::Knowledge;
use record::event::Rules;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::RangeInclusive;
use std::path::Path;
use understand::quote::Convention;

/// A report that was read.
#[derive(Debug)]
pub struct Report {
    /// What it is compared by.
    pub news: News,
    /// What it shows of its days.
    pub shown: Shown,
    /// The happening that it is of.
    pub happening: String,
    /// The day of that, as its ordinal.
    pub day: i32,
}

/// The reports of these affairs.
///
/// # Errors
/// If a file cannot be read or has not the shape that its README tells.
pub fn reports(folder: &str, affairs: RangeInclusive<usize>, knowledge: &Knowledge) -> Result<Vec<Report>> {
    let mut files: Vec<_> =
        std::fs::read_dir(folder).with_context(|| folder.to_string())?.collect::<Result<_, _>>()?;
    files.sort_by_key(std::fs::DirEntry::file_name);
    let mut found = Vec::new();
    for file in files {
        let name = file.file_name().to_string_lossy().into_owned();
        let wanted = name.get(..2).and_then(|n| n.parse().ok()).is_some_and(|n| affairs.contains(&n));
        if wanted {
            of_file(&file.path(), knowledge, &mut found).with_context(|| name.clone())?;
        }
    }
    Ok(found)
}

fn of_file(path: &Path, knowledge: &Knowledge, found: &mut Vec<Report>) -> Result<()> {
    let file = std::fs::read_to_string(path)?;
    let mut sections = file.split("\n## ");
    let listed = sections.find_map(|s| s.strip_prefix("Happenings\n")).context("no list of happenings")?;
    let days: BTreeMap<&str, i32> = listed.lines().filter_map(happening).collect();
    for section in sections {
        let (id, rest) = section.split_once("\n\n").context("a report without an id")?;
        let (head, text) = rest.split_once("\n\n").context("a report without a text")?;
        let field =
            |name: &str| head.lines().find_map(|l| l.strip_prefix(name)).context("a field is missing");
        let slug = field("happening: ")?;
        let published = Day::parse(field("published: ")?).context("no day")?;
        let record = record(id, text, published, knowledge)?;
        let rows = Rows::of(&record, "learn");
        let at = TABLES.iter().position(|t| t.name == NEWS.name).context("no table")?;
        let row = rows.clone().numbered(found.len() as i64 + 1).tables[at].first().cloned();
        found.push(Report {
            news: row.and_then(|row| News::of(id, &row)).context("no row of news")?,
            shown: news::parts(&record.document.article, &rows).map(news::shown).unwrap_or_default(),
            happening: slug.to_string(),
            day: *days.get(slug).with_context(|| format!("{slug} is not listed"))?,
        });
    }
    Ok(())
}

/// `- slug: what, Tuesday 3 March 2026, place (TYPE)`.
fn happening(line: &str) -> Option<(&str, i32)> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (slug, rest) = line.strip_prefix("- ")?.split_once(": ")?;
    let words: Vec<&str> = rest.split([' ', ',']).collect();
    words.windows(3).find_map(|w| {
        let month = MONTHS.iter().position(|m| *m == w[1])? as u32 + 1;
        Some((slug, Day::new(w[2].parse().ok()?, month, w[0].parse().ok()?)?.ordinal()))
    })
}

fn record(id: &str, text: &str, published: Day, knowledge: &Knowledge) -> Result<Record> {
    let kind = Some(read::Kind::Text);
    let options = read::Options { kind, published: Some(published), ..Default::default() };
    let article =
        read::articles(text.trim().as_bytes().to_vec(), id, &options).next().context("no text")??;
    let document = understand::understand_as(article, knowledge, Convention::default());
    Ok(record::record(document, knowledge, Rules::shared()))
}

/// Weights of days: of a report's candidates the right one is to be the likeliest.
pub fn fit_days(reports: &[Report]) -> Vec<f64> {
    let choices: Vec<(Vec<Vec<f64>>, usize)> = reports
        .iter()
        .filter_map(|r| {
            let candidates = r.shown.candidates();
            let right = candidates.iter().position(|c| c.0 == r.day)?;
            Some((candidates.iter().map(|c| c.1.to_vec()).collect(), right))
        })
        .collect();
    descend(&choices, 0.1)
}

/// Weights of pairs: two reports of one happening are to be told from two of others.
pub fn fit_pairs(reports: &[Report]) -> Vec<f64> {
    let news: Vec<News> = reports.iter().map(|r| r.news.clone()).collect();
    let slug: BTreeMap<i64, &str> = reports.iter().map(|r| (r.news.article, r.happening.as_str())).collect();
    let mut choices = Vec::new();
    for (affair, _) in all(&news) {
        for ([a, b], features) in alike::examples(&affair) {
            let same = slug.get(&affair[a].article) == slug.get(&affair[b].article);
            choices.push((vec![vec![0.0; features.len()], features.to_vec()], usize::from(same)));
        }
    }
    descend(&choices, 0.3)
}

/// Multinomial logistic regression by plain descent: each choice has its options with their features, and the right
/// one. `ridge` holds the weights small.
fn descend(choices: &[(Vec<Vec<f64>>, usize)], ridge: f64) -> Vec<f64> {
    let width = choices.first().and_then(|c| c.0.first()).map_or(0, Vec::len);
    let mut weights = vec![0.0; width];
    for _ in 0..20_000 {
        let mut slope: Vec<f64> = weights.iter().map(|w| -ridge * w / choices.len() as f64).collect();
        for (options, right) in choices {
            let scores: Vec<f64> = options
                .iter()
                .map(|o| o.iter().zip(&weights).map(|(x, w)| x * w).sum::<f64>().exp())
                .collect();
            let sum: f64 = scores.iter().sum();
            for (at, option) in options.iter().enumerate() {
                let missed = f64::from(u8::from(at == *right)) - scores[at] / sum;
                slope.iter_mut().zip(option).for_each(|(s, x)| *s += missed * x / choices.len() as f64);
            }
        }
        weights.iter_mut().zip(slope).for_each(|(w, s)| *w += 0.5 * s);
    }
    weights
}

/// The table as it stands in `keep::same::weights`.
#[allow(clippy::print_stdout)]
pub fn print_weights(name: &str, table: &[(&str, f64)], weights: &[f64]) {
    println!("pub const {name}: [(&str, f64); {}] = [", weights.len());
    table.iter().zip(weights).for_each(|((about, _), w)| println!("    ({about:?}, {w:.2}),"));
    println!("];");
}

/// How many articles have each stem, those that few have left out.
///
/// # Errors
/// If the file cannot be read.
#[allow(clippy::print_stdout)]
pub fn rarity(articles: &str) -> Result<()> {
    const LEAST: usize = 3;
    let mut having: BTreeMap<String, usize> = BTreeMap::new();
    for line in std::fs::read_to_string(articles).with_context(|| articles.to_string())?.lines() {
        let article: serde_json::Value = serde_json::from_str(line)?;
        for stem in stems(article["text"].as_str().unwrap_or_default()) {
            *having.entry(stem).or_default() += 1;
        }
    }
    having.iter().filter(|h| *h.1 >= LEAST).for_each(|(stem, n)| println!("{stem}\t{n}"));
    Ok(())
}

/// Pairs of reports that were put together, that belong together, and both.
#[derive(Debug, Default)]
pub struct Tally {
    both: f64,
    put: f64,
    belong: f64,
    days: usize,
    reports: usize,
}

/// How well reports are put together.
pub fn tally(reports: &[Report]) -> Tally {
    let news: Vec<News> = reports.iter().map(|r| r.news.clone()).collect();
    let of: BTreeMap<i64, &Report> = reports.iter().map(|r| (r.news.article, r)).collect();
    let mut tally = Tally { reports: reports.len(), ..Tally::default() };
    let mut together: BTreeSet<(i64, i64)> = BTreeSet::new();
    for (affair, found) in all(&news) {
        for happening in found {
            for &(a, _) in &happening.reports {
                tally.days += usize::from(of.get(&affair[a].article).is_some_and(|r| r.day == happening.day));
                let others = happening.reports.iter().filter(|(b, _)| *b > a);
                together.extend(others.map(|(b, _)| {
                    let (a, b) = (affair[a].article, affair[*b].article);
                    (a.min(b), a.max(b))
                }));
            }
        }
    }
    for (at, a) in reports.iter().enumerate() {
        for b in &reports[at + 1..] {
            let put = together.contains(&(a.news.article, b.news.article));
            let belong = a.happening == b.happening;
            tally.put += f64::from(u8::from(put));
            tally.belong += f64::from(u8::from(belong));
            tally.both += f64::from(u8::from(put && belong));
        }
    }
    tally
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (precision, recall) = (self.both / self.put.max(1.0), self.both / self.belong.max(1.0));
        let f1 = 2.0 * self.both / (self.put + self.belong).max(1.0);
        write!(out, "precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}; day of ")?;
        write!(out, "{} of {} reports right", self.days, self.reports)
    }
}
