//! The same happening over articles.
//!
//! The way: [`news`] makes of each article the row that it is compared by; reports that share a key and were published
//! within days are linked where their words are alike; [`affair`] says which hang together by links; [`alike`] parts an
//! affair into happenings. Each step is a function of the rows alone, so that neither the order in which articles came
//! nor the batches they came in change anything, and so that the same can be done by joins over columns: [`block`].

pub mod affair;
pub mod alike;
pub mod block;
pub mod cluster;
pub mod day;
pub mod news;
pub mod toll;
pub mod weights;
pub mod why;
pub mod words;

use affair::{Links, NEAR, affairs};
use alike::Found;
use news::News;
use std::collections::BTreeMap;

/// Affairs and their happenings among reports, all at once: what a store holds bit by bit.
pub fn all(news: &[News]) -> Vec<(Vec<&News>, Vec<Found>)> {
    let links = links(news);
    let by: BTreeMap<i64, &News> = news.iter().map(|n| (n.article, n)).collect();
    let found = affairs(by.keys().copied(), &links).into_iter().map(|affair| {
        let mut reports: Vec<&News> = affair.iter().filter_map(|a| by.get(a).copied()).collect();
        reports.sort_by(|a, b| a.name.cmp(&b.name));
        let found = alike::happenings(&reports);
        (reports, found)
    });
    found.collect()
}

/// Links of each report.
fn links(news: &[News]) -> BTreeMap<i64, Links> {
    let mut links: BTreeMap<i64, Links> = BTreeMap::new();
    for (at, a) in news.iter().enumerate() {
        for b in news.iter().skip(at + 1).filter(|b| (a.published - b.published).abs() <= NEAR) {
            let likeness = if a.keys.iter().any(|k| b.keys.contains(k)) { a.likeness(b) } else { 0.0 };
            if likeness >= affair::LADDER[0] {
                links.entry(a.article).or_default().push((b.article, likeness));
                links.entry(b.article).or_default().push((a.article, likeness));
            }
        }
    }
    links
}
