//! Happenings are a function of the articles that a store holds: neither their order, nor the batches they came in, nor
//! what stood there before changes them.
#![allow(clippy::unwrap_used)]

use document::{Article, Day, Document, Published, Record};
use keep::{Rows, Store};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::PathBuf;

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn rows(name: &str, day: i32, text: &str) -> Rows {
    let day = Day::parse("2026-03-03").unwrap().plus(day).unwrap();
    let article = Article {
        id: name.into(),
        text: text.into(),
        published: Some(Published { day, basis: "field".into() }),
        ..Article::default()
    };
    Rows::of(&Record { document: Document { article, ..Document::default() }, ..Record::default() }, "test")
}

const TOWNS: [&str; 4] = ["Kosti", "Nyala", "Rabak", "Kadugli"];
const WHAT: [&str; 4] = [
    "drones struck the livestock market, medics counted traders among the dead",
    "warplanes bombed the quarter around the airport, witnesses heard explosions",
    "a convoy of lorries with flour reached the besieged garrison after months",
    "engineers were killed when the power station and its turbines burnt",
];

/// Reports of four towns over some days, more of one on one day than there are pivots; each with words of its own.
fn reports() -> Vec<Rows> {
    let one = |n: usize| {
        let (town, what) = if n < 90 { (0, 0) } else { (n % 4, n / 4 % 4) };
        let text = format!(
            "{} was hit: {}. Number {} said so in Sudan, and witness{n} said it{} too.",
            TOWNS[town],
            WHAT[what],
            n % 7 + 10,
            n % 5
        );
        rows(&format!("report-{n}"), if n < 85 { 0 } else { (n % 3) as i32 }, &text)
    };
    (0..130).map(one).collect()
}

type Told = BTreeSet<(String, BTreeSet<String>)>;

/// Each happening: its day, type, first report and reasons, with the names and scores of its reports; and the stories.
fn told(store: &Store) -> Told {
    let ask = "SELECT h.day || ' ' || h.reports || ' ' || f.name, a.name || ' ' || e.score || ' ' || e.why FROM \
               happenings h JOIN happening_events e ON e.happening = h.id JOIN articles a ON a.id = e.article \
               JOIN articles f ON f.id = h.id UNION ALL SELECT f.name, a.name FROM stories s \
               JOIN articles f ON f.id = s.story JOIN articles a ON a.id = s.article UNION ALL \
               SELECT 'links of ' || a.name, b.name || ' ' || round(likeness, 6) FROM news_links l \
               JOIN articles a ON a.id = l.article JOIN articles b ON b.id = l.other";
    let answer = store.ask(ask).unwrap();
    let mut told: std::collections::BTreeMap<String, BTreeSet<String>> = Default::default();
    for row in &answer.rows {
        told.entry(row[0].words()).or_default().insert(row[1].words());
    }
    told.into_iter().collect()
}

fn stored(name: &str, reports: Vec<Rows>, batch: usize) -> Told {
    let mut store = Store::create(&folder(name).join("news.dateline")).unwrap();
    for some in reports.chunks(batch) {
        store.add(some.to_vec()).unwrap();
    }
    told(&store)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]
    #[test]
    fn neither_order_nor_batches_change_them(
        shuffled in Just(reports()).prop_shuffle(),
        batch in 1_usize..140,
    ) {
        let expected = stored("in-order", reports(), 40);
        prop_assert!(expected.iter().any(|h| h.1.len() > 64));
        prop_assert_eq!(stored("shuffled", shuffled, batch), expected);
    }

    #[test]
    fn what_was_there_before_leaves_no_trace(
        shuffled in Just(reports()).prop_shuffle(),
        earlier in prop::collection::vec((0_usize..130, 0_usize..4, 0_i32..3), 1..30),
    ) {
        let expected = stored("straight", reports(), 50);
        let mut store = Store::create(&folder("replaced").join("news.dateline")).unwrap();
        let old = |&(n, what, day): &(usize, usize, i32)| {
            rows(&format!("report-{n}"), day, &format!("{} again: {} in Sudan.", TOWNS[what], WHAT[what]))
        };
        let all: Vec<Rows> = earlier.iter().map(old).chain(shuffled).collect();
        for some in all.chunks(37) {
            store.add(some.to_vec()).unwrap();
        }
        prop_assert_eq!(told(&store), expected);
    }
}
