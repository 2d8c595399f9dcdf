//! Reprints found by grouping and sorting rows are those that an index finds article by article.

#![allow(clippy::unwrap_used)]

use document::{Article, Day, Published};
use read::reprint::joins::{Key, Meetings, Print, Roles, Seen, Tie, link, shared};
use read::reprint::{Index, Link, Role};
use read::{Kind, Options, articles};
use std::collections::{BTreeMap, HashSet};

/// Sentences that are all different, the same for the same numbers.
fn story(from: u64, sentences: u64) -> String {
    let line = |n: u64| {
        format!("The mayor of district {n} signed a treaty after {} hours in hall {}.\n\n", n % 13, n % 17)
    };
    (from..from + sentences).map(line).collect()
}

/// Copies, excerpts, longer versions, slugs and a line that stands in all, over four months and without a day.
fn articles_of(seed: u64, many: u64) -> Vec<Article> {
    let mut state = seed;
    let mut next = |below: u64| {
        state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        (state >> 33) % below
    };
    let options = Options { kind: Some(Kind::Text), ..Options::default() };
    let first = Day::parse("2016-11-01").unwrap();
    let article = |n: u64| {
        let slug = ["", "", "BC-Border-Talks\n\n", "BC-Border-Talks, 3rd Ld-Writethru\n\n"][next(4) as usize];
        let text = story(next(40) * 10, 2 + next(40));
        let text = format!("{slug}{text}Nobody of the ministry could be reached by telephone on this day.\n");
        let day = (next(20) > 0).then(|| first.plus(next(100) as i32).unwrap());
        let read = articles(text.into_bytes(), "x", &options).next().unwrap().unwrap();
        let published = day.map(|day| Published { day, basis: "field".into() });
        Article { id: format!("{n:06}"), published, ..read }
    };
    (0..many).map(article).collect()
}

#[test]
fn joins_find_what_an_index_finds() {
    for seed in 1..4 {
        let mut articles = articles_of(seed, 1_500);
        articles.sort_by_key(|a| (a.day().map(Day::ordinal), a.id.clone()));
        let mut index = Index::default();
        let alone: Vec<Link> = articles.iter().map(|a| index.add(a).unwrap()).collect();
        let joined = by_joins(&articles);
        for (one, other) in alone.iter().zip(&joined) {
            assert_eq!(one, other);
        }
        let roles: HashSet<_> = alone.iter().map(|l| std::mem::discriminant(&l.role)).collect();
        assert_eq!(roles.len(), 4, "every role is there");
    }
}

fn by_joins(articles: &[Article]) -> Vec<Link> {
    let prints: Vec<Print> = articles.iter().map(Print::of).collect();
    let seen: Vec<Seen> =
        articles.iter().zip(&prints).zip(0..).map(|((a, p), n)| numbered(a, p, n)).collect();
    let mut rows: Vec<(Key, i64, usize)> = Vec::new();
    for (at, print) in prints.iter().enumerate() {
        rows.extend(print.keys().map(|key| (key, seen[at].number, at)));
    }
    rows.sort();
    let mut meetings = Meetings::default();
    let (mut met, mut noted) = (vec![Vec::new(); articles.len()], vec![HashSet::new(); articles.len()]);
    for (key, _, at) in rows {
        let (others, kept) = meetings.meet(key, seen[at]);
        met[at].extend(others.into_iter().map(|other| (key, other)));
        if let Key::Run(run) = key
            && kept
        {
            noted[at].insert(run);
        }
    }
    let ties: Vec<Option<Tie>> = seen.iter().zip(&met).map(|(s, m)| link(*s, m)).collect();
    let at: BTreeMap<i64, usize> = seen.iter().enumerate().map(|(at, s)| (s.number, at)).collect();
    let parent = |one: usize| ties[one].map(|t| at[&t.of.number]);
    let root = |one: usize| std::iter::successors(Some(one), |o| parent(*o)).last().unwrap();
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by_key(|&one| (seen[root(one)].number, seen[one].number));
    let (mut roles, mut links) = (Roles::default(), BTreeMap::new());
    for one in order {
        let cluster = articles[root(one)].id.clone();
        links.insert(
            one,
            match ties[one] {
                None => Link { cluster, role: Role::Original, of: None, share: 0.0, shared: Vec::new() },
                Some(tie) => {
                    let of = at[&tie.of.number];
                    let role = roles.role(seen[root(one)].number, seen[one], &tie);
                    let shared = shared(&prints[one].kept, &noted[of]);
                    Link { cluster, role, of: Some(articles[of].id.clone()), share: tie.share, shared }
                }
            },
        );
    }
    links.into_values().collect()
}

fn numbered(article: &Article, print: &Print, n: i64) -> Seen {
    let day = article.day().map_or(i32::MIN, Day::ordinal);
    Seen { number: (i64::from(day) << 32) + n, runs: print.kept.len() as u32, version: print.version }
}
