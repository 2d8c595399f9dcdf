//! What is made of the rows of articles in the same transaction, by SQL alone: pairs of actors, places, counts. Articles
//! are told by the stretch of their numbers, from ?1 up to ?2, so that a batch is derived at once; the numbers of their
//! records are those shifted by 20: see [`crate::columns::MOST`].

use rusqlite::Connection;
use std::ops::Range;

/// Tables with rows of their own: how they are made, how they are taken out again.
const ROWS: [(&str, &str, Option<&str>); 2] = [
    ("dyads", DYADS, Some("DELETE FROM dyads WHERE event >= ?1 << 20 AND event < ?2 << 20")),
    // A place stays where it is.
    ("spots", SPOTS, None),
];

/// A row a pair of a source and a target; the empty text where nobody is named or known.
const DYADS: &str = "INSERT OR IGNORE INTO dyads (event, day, type, source, target) \
    SELECT e.id, e.day, e.type, coalesce(s.actor, ''), coalesce(t.actor, '') FROM events e \
    LEFT JOIN parties s ON s.article = e.article AND s.of = 'event' AND s.record = e.id AND s.role = 'source' \
    LEFT JOIN parties t ON t.article = e.article AND t.of = 'event' AND t.record = e.id AND t.role = 'target' \
    WHERE e.id >= ?1 << 20 AND e.id < ?2 << 20";

/// A place of the gazetteer, once; a trigger puts it into the R*Tree.
const SPOTS: &str = "INSERT OR IGNORE INTO spots SELECT geonames, coalesce(name, ''), country, lat, lon FROM places \
    WHERE article >= ?1 AND article < ?2 AND geonames IS NOT NULL AND lat IS NOT NULL AND lon IS NOT NULL \
    ORDER BY article, n";

/// Events that count: they took place, are no background, and are told of for the first time in their article.
const COUNTED: &str = "e.id >= ?1 << 20 AND e.id < ?2 << 20 AND e.factuality = 'actual' AND NOT e.historical \
    AND e.same_as IS NULL AND e.day IS NOT NULL";

/// Each table of counts, its key in order, and which events have one.
const COUNTS: [(&str, &str, &str); 4] = [
    ("daily_dyads", "d.source, d.target, e.type, e.day", "JOIN dyads d ON d.event = e.id WHERE TRUE"),
    ("monthly_actors", "substr(e.day, 1, 7), 'source', d.source, e.type", SOURCES),
    ("monthly_actors", "substr(e.day, 1, 7), 'target', d.target, e.type", TARGETS),
    ("daily_places", "e.day, e.country, coalesce(e.geonames, 0), e.type", "WHERE e.country IS NOT NULL"),
];
/// Of several pairs of one event each actor counts once.
const SOURCES: &str = "JOIN (SELECT DISTINCT event, source FROM dyads WHERE event >= ?1 << 20 AND event < ?2 << 20) d \
    ON d.event = e.id WHERE TRUE";
const TARGETS: &str = "JOIN (SELECT DISTINCT event, target FROM dyads WHERE event >= ?1 << 20 AND event < ?2 << 20) d \
    ON d.event = e.id WHERE TRUE";

/// Derives the wanted tables, by their names, from articles that were put in.
pub fn put_in(db: &Connection, articles: Range<i64>, wanted: &dyn Fn(&str) -> bool) -> rusqlite::Result<()> {
    for (_, make, _) in ROWS.iter().filter(|(table, ..)| wanted(table)) {
        db.prepare_cached(make)?.execute([articles.start, articles.end])?;
    }
    count(db, articles, 1, wanted)
}

/// Takes out what was derived from articles that are about to be removed.
pub fn take_out(db: &Connection, articles: Range<i64>) -> rusqlite::Result<()> {
    count(db, articles.clone(), -1, &|_| true)?;
    for sql in ROWS.iter().filter_map(|(_, _, out)| *out) {
        db.prepare_cached(sql)?.execute([articles.start, articles.end])?;
    }
    Ok(())
}

/// Adds the counts of articles, or takes them away. Goldstein values have one decimal: sums are rounded to two, so that
/// they do not depend on how articles were put together.
fn count(
    db: &Connection,
    articles: Range<i64>,
    sign: i64,
    wanted: &dyn Fn(&str) -> bool,
) -> rusqlite::Result<()> {
    for (table, key, which) in COUNTS.iter().filter(|(table, ..)| wanted(table)) {
        let sql = format!(
            "INSERT INTO {table} SELECT {key}, ?3 * count(*), round(?3 * sum(e.goldstein), 2) FROM events e {which} \
             AND {COUNTED} GROUP BY 1, 2, 3, 4 ON CONFLICT DO UPDATE SET events = events + excluded.events, \
             goldstein = round(goldstein + excluded.goldstein, 2)"
        );
        db.prepare_cached(&sql)?.execute([articles.start, articles.end, sign])?;
    }
    let sql = "INSERT INTO daily_articles SELECT published, ?3 * count(*) FROM articles WHERE id >= ?1 AND id < ?2 \
               AND published IS NOT NULL GROUP BY 1 ON CONFLICT DO UPDATE SET articles = articles + excluded.articles";
    if wanted("daily_articles") {
        db.prepare_cached(sql)?.execute([articles.start, articles.end, sign])?;
    }
    Ok(())
}
