//! What is made of the rows of articles in the same transaction, by SQL alone: pairs of actors, places, counts. Articles
//! are told by the stretch of their numbers, so that a batch is derived at once.

use crate::columns::MOST;
use rusqlite::Connection;
use std::ops::Range;

/// A row a pair of a source and a target; the empty text where nobody is named or known.
const DYADS: &str = "INSERT OR IGNORE INTO dyads (event, day, type, source, target) \
    SELECT e.id, e.day, e.type, coalesce(s.actor, ''), coalesce(t.actor, '') FROM events e \
    LEFT JOIN parties s ON s.article = e.article AND s.of = 'event' AND s.record = e.id AND s.role = 'source' \
    LEFT JOIN parties t ON t.article = e.article AND t.of = 'event' AND t.record = e.id AND t.role = 'target' \
    WHERE e.id >= ?1 AND e.id < ?2";

/// A place of the gazetteer, once; a trigger puts it into the R*Tree.
const SPOTS: &str = "INSERT OR IGNORE INTO spots SELECT geonames, coalesce(name, ''), country, lat, lon FROM places \
    WHERE article >= ?1 AND article < ?2 AND geonames IS NOT NULL AND lat IS NOT NULL AND lon IS NOT NULL \
    ORDER BY article, n";

/// Events that count: they took place, are no background, and are told of for the first time in their article.
const COUNTED: &str = "e.id >= ?1 AND e.id < ?2 AND e.factuality = 'actual' AND NOT e.historical AND e.same_as IS NULL \
    AND e.day IS NOT NULL";

/// Each table of counts, its key in order, and which events have one.
const COUNTS: [(&str, &str, &str); 4] = [
    ("daily_dyads", "d.source, d.target, e.type, e.day", "JOIN dyads d ON d.event = e.id WHERE TRUE"),
    ("monthly_actors", "substr(e.day, 1, 7), 'source', d.source, e.type", SOURCES),
    ("monthly_actors", "substr(e.day, 1, 7), 'target', d.target, e.type", TARGETS),
    ("daily_places", "e.day, e.country, coalesce(e.geonames, 0), e.type", "WHERE e.country IS NOT NULL"),
];
/// Of several pairs of one event each actor counts once.
const SOURCES: &str = "JOIN (SELECT DISTINCT event, source FROM dyads WHERE event >= ?1 AND event < ?2) d \
    ON d.event = e.id WHERE TRUE";
const TARGETS: &str = "JOIN (SELECT DISTINCT event, target FROM dyads WHERE event >= ?1 AND event < ?2) d \
    ON d.event = e.id WHERE TRUE";

/// Derives pairs, places and counts of articles that were put in.
pub fn put_in(db: &Connection, articles: Range<i64>) -> rusqlite::Result<()> {
    db.prepare_cached(DYADS)?.execute([articles.start * MOST, articles.end * MOST])?;
    db.prepare_cached(SPOTS)?.execute([articles.start, articles.end])?;
    count(db, articles, 1)
}

/// Counts out articles that are about to be removed.
pub fn take_out(db: &Connection, articles: Range<i64>) -> rusqlite::Result<()> {
    count(db, articles, -1)
}

/// Adds the counts of articles, or takes them away. Goldstein values have one decimal: sums are rounded to two, so that
/// they do not depend on how articles were put together.
fn count(db: &Connection, articles: Range<i64>, sign: i64) -> rusqlite::Result<()> {
    let (first, end) = (articles.start * MOST, articles.end * MOST);
    for (table, key, which) in COUNTS {
        let sql = format!(
            "INSERT INTO {table} SELECT {key}, ?3 * count(*), round(?3 * sum(e.goldstein), 2) FROM events e {which} \
             AND {COUNTED} GROUP BY 1, 2, 3, 4 ON CONFLICT DO UPDATE SET events = events + excluded.events, \
             goldstein = round(goldstein + excluded.goldstein, 2)"
        );
        db.prepare_cached(&sql)?.execute([first, end, sign])?;
    }
    let sql = "INSERT INTO daily_articles SELECT published, ?3 * count(*) FROM articles WHERE id >= ?1 AND id < ?2 \
               AND published IS NOT NULL GROUP BY 1 ON CONFLICT DO UPDATE SET articles = articles + excluded.articles";
    db.prepare_cached(sql)?.execute([articles.start, articles.end, sign])?;
    Ok(())
}
