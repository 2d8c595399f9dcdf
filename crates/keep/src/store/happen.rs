//! Happenings, kept while articles go in and out: keys, links, affairs, and what was found in each affair that a batch
//! touched. What stands in the file afterwards depends on the articles that it holds and on nothing else.

use super::form;
use super::spots::Spots;
use crate::columns::{MOST, NEWS, TABLES};
use crate::rows::{Row, Rows};
use crate::same::affair::{self, LADDER, Links, NEAR, PIVOTS};
use crate::same::alike::{self, Found};
use crate::same::block::rank;
use crate::same::news::{self, News};
use crate::same::why;
use document::Day;
use rusqlite::{Connection, OptionalExtension, Params};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// What a batch has touched, until it is settled.
#[derive(Debug, Default)]
pub struct Touched {
    /// Put in by this batch, to be linked.
    fresh: BTreeSet<i64>,
    /// Reports whose links may be others than before.
    changed: BTreeSet<i64>,
    /// News that was looked at, of this batch and earlier ones.
    news: Seen,
}

/// A key and a day of publication, as its ordinal.
type Block = (String, i32);

/// News of articles, by their numbers.
pub type Seen = BTreeMap<i64, Arc<News>>;

/// So many are kept for the next batch.
const KEPT: usize = 4_000;

impl Touched {
    /// A batch that begins, with what earlier ones looked at.
    pub fn with(mut news: Seen) -> Touched {
        while news.len() > KEPT {
            news.pop_first();
        }
        Touched { news, ..Touched::default() }
    }

    /// An article was put in.
    pub fn put_in(&mut self, db: &Connection, name: &str, row: Option<&Row>) -> rusqlite::Result<()> {
        let Some(news) = row.and_then(|row| News::of(name, row)) else { return Ok(()) };
        let mut insert = db.prepare_cached("INSERT OR IGNORE INTO news_keys VALUES (?, ?, ?, ?)")?;
        for key in &news.keys {
            insert.execute((key, news.published, rank(name), news.article))?;
        }
        self.fresh.insert(news.article);
        self.news.insert(news.article, Arc::new(news));
        Ok(())
    }

    /// An article is about to be taken out.
    pub fn take_out(&mut self, db: &Connection, article: i64) -> rusqlite::Result<()> {
        let Some(news) = self.news(db, article)? else { return Ok(()) };
        let mut promoted = BTreeSet::new();
        for key in &news.keys {
            let first = first(db, key, news.published, PIVOTS + 1)?;
            if first.iter().take(PIVOTS).any(|r| r.article == article) {
                promoted.extend(first.get(PIVOTS).map(|r| r.article));
            }
            db.prepare_cached(
                "DELETE FROM news_keys WHERE key = ? AND published = ? AND rank = ? AND article = ?",
            )?
            .execute((key, news.published, rank(&news.name), article))?;
        }
        self.unlink(db, article)?;
        self.changed.insert(article);
        self.fresh.remove(&article);
        self.news.remove(&article);
        promoted.into_iter().try_for_each(|other| {
            self.unlink(db, other)?;
            self.link(db, other).map(drop)
        })
    }

    /// Links what was put in, and finds the happenings of all affairs that were touched. Gives what was looked at.
    pub fn settle(mut self, db: &Connection) -> rusqlite::Result<Seen> {
        let fresh = std::mem::take(&mut self.fresh);
        let mut full = BTreeSet::new();
        for article in &fresh {
            // What was linked while the batch was not complete may be no link now.
            if self.changed.contains(article) {
                self.unlink(db, *article)?;
            }
            full.extend(self.link(db, *article)?);
        }
        for (key, published) in full {
            // Whom fresh pivots put out of their rank.
            let later = first(db, &key, published, PIVOTS + fresh.len())?;
            for other in later.iter().skip(PIVOTS).map(|r| r.article) {
                self.unlink(db, other)?;
                self.link(db, other)?;
            }
        }
        let affairs = self.affairs(db)?;
        affairs.iter().try_for_each(|affair| self.write(db, affair))?;
        Ok(self.news)
    }

    /// The news of an article; `None` where it has none.
    fn news(&mut self, db: &Connection, article: i64) -> rusqlite::Result<Option<Arc<News>>> {
        if let Some(news) = self.news.get(&article) {
            return Ok(Some(news.clone()));
        }
        let mut select = db.prepare_cached(&format!("{} WHERE article = ?1", form::select(&NEWS)))?;
        let row = select.query_row([article], |r| super::read::row(db, &NEWS, r)).optional()?;
        let Some(row) = row else { return Ok(None) };
        let mut name = db.prepare_cached("SELECT name FROM articles WHERE id = ?1")?;
        let news = News::of(&name.query_row([article], |r| r.get::<_, String>(0))?, &row).map(Arc::new);
        news.iter().for_each(|n| drop(self.news.insert(article, n.clone())));
        Ok(news)
    }

    /// Takes out the links of a report; those at their other ends are touched.
    fn unlink(&mut self, db: &Connection, article: i64) -> rusqlite::Result<()> {
        for (other, _) in links(db, article)? {
            db.prepare_cached("DELETE FROM news_links WHERE article = ?1 AND other = ?2")?
                .execute((other, article))?;
            self.changed.extend([article, other]);
        }
        db.prepare_cached("DELETE FROM news_links WHERE article = ?1")?.execute([article])?;
        Ok(())
    }

    /// Links a report that has no links, or none but those that it is to have. Gives the blocks that have more reports than pivots, itself among these.
    fn link(&mut self, db: &Connection, article: i64) -> rusqlite::Result<Vec<Block>> {
        let Some(news) = self.news(db, article)? else { return Ok(Vec::new()) };
        let (others, full) = candidates(db, &news)?;
        for other in others {
            let likeness = self.news(db, other)?.map_or(0.0, |o| news.likeness(&o));
            if likeness >= LADDER[0] {
                let mut insert = db.prepare_cached("INSERT OR REPLACE INTO news_links VALUES (?, ?, ?)")?;
                insert.execute((article, other, likeness))?;
                insert.execute((other, article, likeness))?;
                self.changed.extend([article, other]);
            }
        }
        Ok(full)
    }

    /// The affairs of all reports that were touched, and of those that were of an affair with one of them.
    fn affairs(&mut self, db: &Connection) -> rusqlite::Result<Vec<BTreeSet<i64>>> {
        let mut region: BTreeSet<i64> = std::mem::take(&mut self.changed);
        let mut open: Vec<i64> = region.iter().copied().collect();
        let (mut found, mut placed) = (Vec::new(), BTreeSet::<i64>::new());
        while let Some(report) = open.pop() {
            let before = numbers(
                db,
                "SELECT o.article FROM stories s JOIN stories o ON o.story = s.story WHERE s.article = ?1",
                [report],
            )?;
            open.extend(before.into_iter().filter(|o| region.insert(*o)));
            if placed.contains(&report) {
                continue;
            }
            let affair = affair::affair(report, &mut |one| links(db, one))?;
            open.extend(affair.iter().copied().filter(|o| region.insert(*o)));
            placed.extend(&affair);
            found.push(affair);
        }
        clear(db, &region)?;
        found.retain(|affair| affair.len() > 1);
        Ok(found)
    }

    /// Finds the happenings of an affair and writes them.
    fn write(&mut self, db: &Connection, affair: &BTreeSet<i64>) -> rusqlite::Result<()> {
        let mut reports = Vec::new();
        for article in affair {
            reports.extend(self.news(db, *article)?);
        }
        reports.sort_by(|a, b| a.name.cmp(&b.name));
        let reports: Vec<&News> = reports.iter().map(Arc::as_ref).collect();
        let story = earliest(&reports);
        let mut insert = db.prepare_cached("INSERT INTO stories VALUES (?, ?)")?;
        affair.iter().try_for_each(|article| insert.execute((article, story)).map(drop))?;
        let found = alike::happenings(&reports);
        found.iter().filter(|f| f.reports.len() > 1).try_for_each(|f| write(db, story, &reports, f))
    }
}

/// Makes the news of articles that a store holds from before there was such, and finds their happenings.
pub fn anew(db: &Connection, articles: Range<i64>) -> rusqlite::Result<()> {
    let mut touched = Touched::default();
    for article in articles {
        let rows = super::read::rows_of(db, article)?;
        let mut made = Rows::default();
        made.tables[AT].extend(news::again(&rows));
        let made = made.numbered(article);
        super::write::insert(db, &NEWS, &made.tables[AT], &mut Spots::default())?;
        touched.put_in(db, rows.article("name").text().unwrap_or_default(), made.tables[AT].first())?;
    }
    touched.settle(db).map(drop)
}

/// Where `news` stands among the tables.
const AT: usize = TABLES.len() - 1;

/// One report among those with a key.
struct Ranked {
    article: i64,
    published: i32,
}

const RANKED: &str = "SELECT article, published FROM news_keys WHERE key = ?1 AND published BETWEEN ?2 AND ?3 \
    ORDER BY published, rank, article LIMIT ?4";

fn ranked(db: &Connection, key: &str, days: [i32; 2], most: i64) -> rusqlite::Result<Vec<Ranked>> {
    let mut select = db.prepare_cached(RANKED)?;
    let found = select.query_map((key, days[0], days[1], most), |r| {
        Ok(Ranked { article: r.get(0)?, published: r.get(1)? })
    })?;
    found.collect()
}

/// The first reports of a day with a key.
fn first(db: &Connection, key: &str, day: i32, most: usize) -> rusqlite::Result<Vec<Ranked>> {
    ranked(db, key, [day, day], most as i64)
}

/// Those that a report is compared with: published within days with a key of its own, where one of the two is a pivot
/// of that key. And the blocks of its own day that have more than pivots, where it is one.
fn candidates(db: &Connection, news: &News) -> rusqlite::Result<(BTreeSet<i64>, Vec<Block>)> {
    let (mut others, mut full) = (BTreeSet::new(), Vec::new());
    for key in &news.keys {
        let days = [news.published - NEAR, news.published + NEAR];
        let few = (PIVOTS * days.len()) as i64;
        let mut all = ranked(db, key, days, few + 1)?;
        let mut pivot = true;
        if all.len() as i64 > few {
            let mine = first(db, key, news.published, PIVOTS + 1)?;
            pivot = mine.iter().take(PIVOTS).any(|r| r.article == news.article);
            if pivot && mine.len() > PIVOTS {
                full.push((key.clone(), news.published));
            }
            all = match pivot {
                true => ranked(db, key, days, -1)?,
                false => (days[0]..=days[1])
                    .map(|day| first(db, key, day, PIVOTS))
                    .collect::<rusqlite::Result<Vec<_>>>()?
                    .into_iter()
                    .flatten()
                    .collect(),
            };
        } else if all.iter().filter(|r| r.published == news.published).count() > PIVOTS {
            let mine = all.iter().filter(|r| r.published == news.published).take(PIVOTS);
            pivot = mine.into_iter().any(|r| r.article == news.article);
            if pivot {
                full.push((key.clone(), news.published));
            }
        }
        let mut place: BTreeMap<i32, usize> = BTreeMap::new();
        for other in all {
            let at = place.entry(other.published).or_default();
            if pivot || *at < PIVOTS {
                others.insert(other.article);
            }
            *at += 1;
        }
    }
    others.remove(&news.article);
    Ok((others, full))
}

fn links(db: &Connection, article: i64) -> rusqlite::Result<Links> {
    let mut select = db.prepare_cached("SELECT other, likeness FROM news_links WHERE article = ?1")?;
    select.query_map([article], |r| Ok((r.get(0)?, r.get(1)?)))?.collect()
}

fn numbers(db: &Connection, sql: &str, parameters: impl Params) -> rusqlite::Result<Vec<i64>> {
    db.prepare_cached(sql)?.query_map(parameters, |r| r.get(0))?.collect()
}

/// Takes out what was found of these reports; a happening lies in one affair, so it goes whole.
fn clear(db: &Connection, region: &BTreeSet<i64>) -> rusqlite::Result<()> {
    for article in region {
        db.prepare_cached(
            "DELETE FROM happenings WHERE id = (SELECT happening FROM happening_events WHERE article = ?1)",
        )?
        .execute([article])?;
        db.prepare_cached("DELETE FROM happening_events WHERE article = ?1")?.execute([article])?;
        db.prepare_cached("DELETE FROM stories WHERE article = ?1")?.execute([article])?;
    }
    Ok(())
}

/// The first of reports to be published, of several the first by name.
fn earliest(reports: &[&News]) -> i64 {
    let first = reports.iter().min_by(|a, b| (a.published, &a.name).cmp(&(b.published, &b.name)));
    first.map_or(0, |n| n.article)
}

/// What most of the reports of a happening say of `?2`.
fn most(what: &str, more: &str) -> String {
    format!(
        "(SELECT {what} FROM happening_events h JOIN events e ON e.id >= h.article * {MOST} AND \
         e.id < (h.article + 1) * {MOST} {more} WHERE h.happening = ?1 AND e.main AND coalesce({what}, '') <> '' \
         GROUP BY 1 ORDER BY count(DISTINCT e.article) DESC, 1 LIMIT 1)"
    )
}

fn write(db: &Connection, story: i64, reports: &[&News], found: &Found) -> rusqlite::Result<()> {
    let members: Vec<&News> = found.reports.iter().map(|(at, _)| reports[*at]).collect();
    let id = earliest(&members);
    let mut insert = db.prepare_cached("INSERT INTO happening_events VALUES (?, ?, ?, ?, ?)")?;
    for (news, (_, score)) in members.iter().zip(&found.reports) {
        let why = serde_json::json!(why::of(news, &members, found.day)).to_string();
        insert.execute((news.article, id, news.event, (score * 100.0).round() / 100.0, why))?;
    }
    let day = |ordinal: i32| Day::from_ordinal(ordinal).map(|d| d.to_string());
    let published = members.iter().map(|n| n.published);
    let (first, last) = (published.clone().min().and_then(day), published.max().and_then(day));
    let sides = "JOIN dyads d ON d.event = e.id";
    let sql = format!(
        "INSERT INTO happenings SELECT ?1, ?2, ?3, ?4, ?5, {}, {}, {}, {}, {}, ?6, coalesce(a.title, substr(a.text, 1, 100)) FROM articles a WHERE a.id = ?1",
        most("e.type", ""),
        most("e.geonames", ""),
        most("e.country", ""),
        most("d.source", sides),
        most("d.target", sides),
    );
    db.prepare_cached(&sql)?.execute((id, story, day(found.day), first, last, members.len() as i64))?;
    let sql = format!(
        "UPDATE happening_events AS h SET event = coalesce((SELECT min(e.id) FROM events e JOIN happenings x ON \
         x.id = ?1 AND x.type = e.type WHERE e.main AND e.id >= h.article * {MOST} AND e.id < (h.article + 1) * {MOST}), \
         event) WHERE happening = ?1"
    );
    db.prepare_cached(&sql)?.execute([id])?;
    Ok(())
}
