//! Affairs: reports that hang together by links, each link between two whose words are alike.
//!
//! A report is of the affair that it reaches over links of the lowest rung of [`LADDER`] on which no more than
//! [`MOST`] hang together. This parts all reports in one way, whatever order they came in, and bounds what a new report
//! can change.

use std::collections::{BTreeMap, BTreeSet};

/// How alike two reports are at least to be linked, and then higher, where too many hang together.
pub const LADDER: [f64; 7] = [0.12, 0.16, 0.22, 0.3, 0.4, 0.55, 0.75];
/// Most reports of an affair, but where all its links are of the highest rung: copies of one text.
pub const MOST: usize = 400;
/// Days that may lie between the publications of two linked reports.
pub const NEAR: i32 = 4;
/// Of the reports of a day with one key so many are compared with all that have it: those of the first ranks. The others
/// are compared with these only, which bounds the work where a word is on everybody's lips.
pub const PIVOTS: usize = 64;

/// The links of a report: the others, and how alike each is.
pub type Links = Vec<(i64, f64)>;

/// The affair of a report, itself among its members, by what `links` gives of each.
///
/// # Errors
/// Those of `links`.
pub fn affair<E>(report: i64, links: &mut impl FnMut(i64) -> Result<Links, E>) -> Result<BTreeSet<i64>, E> {
    let mut reached = BTreeSet::from([report]);
    for (rung, least) in LADDER.iter().enumerate() {
        let last = rung + 1 == LADDER.len();
        reached = BTreeSet::from([report]);
        let mut open = vec![report];
        while let Some(one) = open.pop().filter(|_| last || reached.len() <= MOST) {
            let near = links(one)?.into_iter().filter(|l| l.1 >= *least).map(|l| l.0);
            open.extend(near.filter(|l| reached.insert(*l)));
        }
        if reached.len() <= MOST {
            break;
        }
    }
    Ok(reached)
}

/// All affairs among reports of which the links are known.
pub fn affairs(reports: impl IntoIterator<Item = i64>, links: &BTreeMap<i64, Links>) -> Vec<BTreeSet<i64>> {
    let mut seen: BTreeSet<i64> = BTreeSet::new();
    let mut found = Vec::new();
    let mut of = |one: i64| Ok::<_, std::convert::Infallible>(links.get(&one).cloned().unwrap_or_default());
    for report in reports {
        if !seen.contains(&report)
            && let Ok(affair) = affair(report, &mut of)
        {
            seen.extend(&affair);
            found.push(affair);
        }
    }
    found
}
