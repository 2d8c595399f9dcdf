//! The lists that can be asked for: of each its path, its columns and its question. Answers in every form and the
//! description of the interface are made from this table; a new list is a row of it.

mod commitments;
mod corrections;
mod happenings;

pub use commitments::{COMMITMENTS, KINDS, OUTCOMES};
pub use corrections::CORRECTIONS;
pub use happenings::{HAPPENINGS, SCENES};

use keep::columns::{Column, Kind, Table};
use keep::{By, KeepError, Of, Row, Store, Value, counted};
use std::ops::RangeInclusive;

/// One list.
pub struct List {
    /// Where: `/api/` and this.
    pub name: &'static str,
    /// What a row is, and its columns.
    pub table: &'static Table,
    /// What it may be asked with besides `limit`, `after` and `format`.
    pub takes: &'static [&'static str],
    /// Where its rows come from.
    pub from: From,
}

/// Where rows of a list come from.
#[derive(Clone, Copy)]
pub enum From {
    /// A question in SQL.
    Sql(fn(&Store, &Asked) -> Result<Select, KeepError>),
    /// What is made of a whole store.
    Made(fn(&Store, &Asked) -> Result<Vec<Row>, KeepError>),
}

/// What a list is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// In the language of stores.
    pub q: String,
    /// How long a point of a timeline is.
    pub by: By,
    /// What counts are counted by: `type`, `mode`, …
    pub of: String,
    /// Whether the first are those that most tell of, and not the latest.
    pub most: bool,
    /// The ledger: between which two sides, from which day on, of which kind, with which outcome.
    pub between: Option<[String; 2]>,
    /// See `between`.
    pub since: String,
    /// See `between`.
    pub kind: String,
    /// See `between`.
    pub outcome: String,
    /// Of which article.
    pub article: Option<i64>,
}

/// A question in SQL, without `LIMIT`.
#[derive(Debug)]
pub struct Select {
    /// From `SELECT` to the last condition.
    pub sql: String,
    /// Of rows whose columns take long to make: from `FROM` to the last condition, of which only the rows wanted are
    /// shown; `sql` has no condition then.
    pub of: Option<String>,
    /// Values of its `?1`, `?2`, …
    pub values: Vec<Value>,
    /// `day` and `number` as the question names them where the latest come first, else an order.
    pub order: Order,
}

/// In which order rows come, and so how one goes on from a row.
#[derive(Clone, Copy, Debug)]
pub enum Order {
    /// The latest first: names of the day and of the number.
    Latest(&'static str, &'static str),
    /// As said here; one goes on by counting.
    By(&'static str),
}

const fn column(name: &'static str, kind: Kind, about: &'static str) -> Column {
    Column { name, kind, null: false, about }
}

const fn optional(name: &'static str, kind: Kind, about: &'static str) -> Column {
    Column { name, kind, null: true, about }
}

use Kind::{Flag, Int, Real, Spans, Text};

/// The lists, in the order of the guide.
pub const LISTS: [&List; 12] = [
    &ARTICLES,
    &EVENTS,
    &STATEMENTS,
    &HAPPENINGS,
    &COMMITMENTS,
    &ACTORS,
    &PLACES,
    &SCENES,
    &DYADS,
    &TIMELINE,
    &COUNTS,
    &CORRECTIONS,
];

/// Articles, latest first.
pub const ARTICLES: List = List {
    name: "articles",
    table: &Table {
        name: "articles",
        about: "An article. `q` is words of its title or text.",
        key: &["number"],
        columns: &[
            column("number", Int, "number in this store"),
            column("id", Text, "stable name"),
            optional("origin", Text, "where it came from"),
            optional("title", Text, "headline"),
            column("begins", Text, "how the text begins"),
            optional("published", Text, "day of publication"),
            column("characters", Int, "length of the text"),
            column("events", Int, "how many events"),
            column("statements", Int, "how many statements"),
        ],
    },
    takes: &["q"],
    from: From::Sql(articles),
};

fn articles(_: &Store, asked: &Asked) -> Result<Select, KeepError> {
    const SQL: &str = "SELECT a.id, a.name, a.origin, a.title, substr(a.text, 1, 100), a.published, length(a.text), \
        (SELECT count(*) FROM events e WHERE e.id >= a.id << 20 AND e.id < (a.id + 1) << 20), \
        (SELECT count(*) FROM statements t WHERE t.id >= a.id << 20 AND t.id < (a.id + 1) << 20) \
        FROM articles a WHERE ";
    let words: Vec<String> =
        asked.q.split_whitespace().map(|w| format!("\"{}\"", w.replace('"', " "))).collect();
    let (holds, values) = match words.is_empty() {
        true => ("TRUE", vec![]),
        false => (
            "a.id IN (SELECT rowid FROM article_words WHERE article_words MATCH ?1)",
            vec![words.join(" ").into()],
        ),
    };
    Ok(Select { sql: format!("{SQL}{holds}"), of: None, values, order: Order::Latest("a.published", "a.id") })
}

/// Events, latest first.
pub const EVENTS: List = List {
    name: "events",
    table: &Table {
        name: "events",
        about: "Somebody is reported to do something to somebody.",
        key: &["number"],
        columns: &[
            column("number", Int, "number in this store"),
            column("id", Text, "name of the article and of the event in it"),
            column("article", Int, "number of the article"),
            column("n", Int, "number in the article"),
            optional("day", Text, "the day it counts for"),
            column("type", Text, "PLOVER type"),
            optional("mode", Text, "PLOVER mode"),
            optional("source", Text, "actor codes of who does it, by commas"),
            optional("target", Text, "actor codes of whom it is done to, by commas"),
            optional("source_name", Text, "names of who does it"),
            optional("target_name", Text, "names of whom it is done to"),
            column("cameo", Text, "CAMEO code"),
            column("quad", Int, "quad class, 1 to 4"),
            column("goldstein", Real, "Goldstein value"),
            column("factuality", Text, "actual, future, hypothetical, negated"),
            column("main", Flag, "whether it is the news of the article"),
            optional("claimed_by", Text, "who asserts it; null where the article does"),
            optional("place", Text, "where: the gazetteer's name"),
            optional("country", Text, "ISO 3166-1 alpha-3 country of the place"),
            optional("lat", Real, "degrees north"),
            optional("lon", Real, "degrees east"),
            optional("origin", Text, "where the article came from"),
            optional("title", Text, "headline of the article"),
            column("begin", Int, "the trigger: first code point of the text"),
            column("end", Int, "one past the last"),
            column("words", Text, "the trigger"),
            column("sentence_begin", Int, "the sentence: first code point"),
            column("sentence", Text, "the sentence"),
            column("rule", Text, "the rule that found it"),
            column("confidence", Real, "0 to 1"),
        ],
    },
    takes: &["q"],
    from: From::Sql(events),
};

/// Whether all of a store is asked for: then the counts answer that it keeps, of events that took place and are no
/// background.
fn is_whole(asked: &Asked) -> bool {
    asked.q.trim().is_empty()
}

fn events(store: &Store, asked: &Asked) -> Result<Select, KeepError> {
    let codes = |side: &str| {
        format!("(SELECT group_concat(DISTINCT nullif(d.{side}, '')) FROM dyads d WHERE d.event = e.id)")
    };
    let names = |side: &str| {
        format!(
            "(SELECT group_concat(p.name, '; ') FROM parties p WHERE p.article = e.article AND p.of = 'event' \
             AND p.record = e.id AND p.role = '{side}')"
        )
    };
    let (holds, values) = store.condition(Of::Events, &asked.q)?;
    let sql = format!(
        "SELECT e.id, a.name || '#v' || e.n, e.article, e.n, e.day, e.type, e.mode, {}, {}, {}, {}, e.cameo, e.quad, \
         e.goldstein, e.factuality, e.main, e.claimed_name, s.name, e.country, s.lat, s.lon, a.origin, a.title, \
         e.trigger_begin, e.trigger_end, substr(a.text, e.trigger_begin + 1, e.trigger_end - e.trigger_begin), \
         e.sentence_begin, substr(a.text, e.sentence_begin + 1, e.sentence_end - e.sentence_begin), e.rule, e.confidence \
         FROM events e JOIN articles a ON a.id = e.article LEFT JOIN spots s ON s.geonames = e.geonames",
        codes("source"),
        codes("target"),
        names("source"),
        names("target"),
    );
    Ok(Select { sql, of: Some(counted(Of::Events, &holds)), values, order: Order::Latest("e.day", "e.id") })
}

/// Statements, latest first.
pub const STATEMENTS: List = List {
    name: "statements",
    table: &Table {
        name: "statements",
        about: "Somebody is reported to have said or thought something.",
        key: &["number"],
        columns: &[
            column("number", Int, "number in this store"),
            column("id", Text, "name of the article and of the statement in it"),
            column("article", Int, "number of the article"),
            column("n", Int, "number in the article"),
            optional("day", Text, "the day it counts for"),
            optional("speaker", Text, "the speaker's fullest name"),
            optional("actor", Text, "the speaker's actor code"),
            column("stance", Text, "asserts, believes, hopes, intends, denies, demands, promises, asks"),
            column("form", Text, "direct, indirect, mixed"),
            optional("addressee", Text, "to whom"),
            optional("origin", Text, "where the article came from"),
            optional("title", Text, "headline of the article"),
            column("content", Spans, "the words said"),
            column("said", Text, "the words themselves"),
            column("rule", Text, "how the words were found"),
            column("confidence", Real, "0 to 1"),
        ],
    },
    takes: &["q"],
    from: From::Sql(statements),
};

fn statements(store: &Store, asked: &Asked) -> Result<Select, KeepError> {
    let (holds, values) = store.condition(Of::Statements, &asked.q)?;
    let sql = String::from(
        "SELECT e.id, a.name || '#s' || e.n, e.article, e.n, e.day, e.speaker_name, e.speaker_actor, e.stance, e.form, \
         e.addressee_name, a.origin, a.title, e.content, \
         (SELECT group_concat(substr(a.text, json_extract(j.value, '$[0]') + 1, json_extract(j.value, '$[1]') \
         - json_extract(j.value, '$[0]')), ' … ') FROM json_each(e.content) j), e.rule, e.confidence \
         FROM statements e JOIN articles a ON a.id = e.article",
    );
    let of = Some(counted(Of::Statements, &holds));
    Ok(Select { sql, of, values, order: Order::Latest("e.day", "e.id") })
}

/// Who does and suffers most of what a query finds.
pub const ACTORS: List = List {
    name: "actors",
    table: &Table {
        name: "actors",
        about: "An actor, with how many of the events found it takes part in. Of a whole store, what took place and is no background.",
        key: &["actor"],
        columns: &[
            column("actor", Text, "actor code"),
            column("as_source", Int, "events that it does"),
            column("as_target", Int, "events that are done to it"),
            column("events", Int, "both together"),
        ],
    },
    takes: &["q"],
    from: From::Sql(actors),
};

fn actors(store: &Store, asked: &Asked) -> Result<Select, KeepError> {
    let order = Order::By("4 DESC, 1");
    if is_whole(asked) {
        let sql = "SELECT actor, sum(CASE role WHEN 'source' THEN events ELSE 0 END), \
             sum(CASE role WHEN 'target' THEN events ELSE 0 END), sum(events) FROM monthly_actors WHERE actor <> '' \
             GROUP BY actor HAVING sum(events) > 0";
        return Ok(Select { sql: sql.to_string(), of: None, values: Vec::new(), order });
    }
    let (holds, values) = store.condition(Of::Events, &asked.q)?;
    let sql = format!(
        "WITH found AS MATERIALIZED (SELECT e.id {}), \
         sides AS (SELECT DISTINCT event, source AS actor, 1 AS does FROM dyads WHERE event IN (SELECT id FROM found) \
         UNION ALL SELECT DISTINCT event, target, 0 FROM dyads WHERE event IN (SELECT id FROM found)) \
         SELECT actor, sum(does), sum(1 - does), count(*) FROM sides WHERE actor <> '' GROUP BY actor",
        counted(Of::Events, &holds)
    );
    Ok(Select { sql, of: None, values, order })
}

/// The columns of a place, as lists of places begin.
const GEONAMES: Column = column("geonames", Int, "GeoNames id");
const PLACE: Column = column("place", Text, "the gazetteer's name");
const COUNTRY: Column = optional("country", Text, "ISO 3166-1 alpha-3");
const LAT: Column = column("lat", Real, "degrees north");
const LON: Column = column("lon", Real, "degrees east");

/// Where it happens.
pub const PLACES: List = List {
    name: "places",
    table: &Table {
        name: "places",
        about: "A place, with how many of the events found take place there. Of a whole store, what took place and is no background.",
        key: &["geonames"],
        columns: &[
            GEONAMES,
            PLACE,
            COUNTRY,
            LAT,
            LON,
            column("events", Int, "events there"),
            column("goldstein", Real, "sum of their Goldstein values"),
        ],
    },
    takes: &["q"],
    from: From::Sql(places),
};

fn places(store: &Store, asked: &Asked) -> Result<Select, KeepError> {
    let (holds, values) = store.condition(Of::Events, &asked.q)?;
    let found = match is_whole(asked) {
        true => "SELECT geonames, events AS n, round(goldstein, 1) AS goldstein FROM whole_places WHERE events > 0"
            .to_string(),
        false => format!(
            "SELECT e.geonames, count(*) AS n, round(sum(e.goldstein), 1) AS goldstein {} AND e.geonames IS NOT NULL \
             AND e.same_as IS NULL GROUP BY 1",
            counted(Of::Events, &holds)
        ),
    };
    let sql = format!(
        "SELECT p.geonames, p.name, p.country, p.lat, p.lon, f.n, f.goldstein FROM ({found}) f JOIN spots p USING (geonames)"
    );
    Ok(Select { sql, of: None, values, order: Order::By("6 DESC, 1") })
}

/// Who does what to whom, counted.
pub const DYADS: List = List {
    name: "dyads",
    table: &Table {
        name: "dyads",
        about: "A source and a target, with how many of the events found one does to the other. Of a whole store, what took place and is no background.",
        key: &["source", "target"],
        columns: &[
            column("source", Text, "actor code"),
            column("target", Text, "actor code"),
            column("events", Int, "events between them"),
            column("goldstein", Real, "sum of their Goldstein values"),
            column("cooperative", Int, "of these of quad class 1 and 2"),
            column("conflictive", Int, "of these of quad class 3 and 4"),
            optional("last", Text, "day of the latest"),
        ],
    },
    takes: &["q"],
    from: From::Sql(dyads),
};

/// The sum of a column over types of some quad classes.
fn of_quads(kind: &str, column: &str, quads: RangeInclusive<u8>) -> String {
    let types: Vec<String> = keep::types(quads).map(|name| format!("'{name}'")).collect();
    format!("sum(CASE WHEN {kind} IN ({}) THEN {column} ELSE 0 END)", types.join(", "))
}

fn dyads(store: &Store, asked: &Asked) -> Result<Select, KeepError> {
    let order = Order::By("3 DESC, 1, 2");
    if is_whole(asked) {
        let (cooperative, conflictive) =
            (of_quads("type", "events", 1..=2), of_quads("type", "events", 3..=4));
        // The latest day of a type of a pair is found at once, that of a pair is not.
        let last = "(SELECT max((SELECT d.day FROM daily_dyads d WHERE d.source = w.source AND d.target = w.target \
            AND d.type = k.type AND d.events > 0 ORDER BY d.day DESC LIMIT 1)) FROM whole_dyads k \
            WHERE k.source = w.source AND k.target = w.target)";
        let sql = format!(
            "SELECT source, target, sum(events), round(sum(goldstein), 1), {cooperative}, {conflictive}, {last} \
             FROM whole_dyads w WHERE source <> '' AND target <> '' GROUP BY source, target HAVING sum(events) > 0"
        );
        return Ok(Select { sql, of: None, values: Vec::new(), order });
    }
    let (holds, values) = store.condition(Of::Events, &asked.q)?;
    let sql = format!(
        "WITH found AS MATERIALIZED (SELECT e.id, e.day, e.quad, e.goldstein {} AND e.same_as IS NULL) \
         SELECT d.source, d.target, count(*), round(sum(f.goldstein), 1), sum(f.quad < 3), sum(f.quad > 2), max(f.day) \
         FROM found f JOIN dyads d ON d.event = f.id WHERE d.source <> '' AND d.target <> '' GROUP BY 1, 2",
        counted(Of::Events, &holds)
    );
    Ok(Select { sql, of: None, values, order })
}

/// Counts over time.
pub const TIMELINE: List = List {
    name: "timeline",
    table: &Table {
        name: "timeline",
        about: "A day, month or year with the events found in it; those of no known day stand last, without a time.",
        key: &["time"],
        columns: &[
            optional("time", Text, "day, month or year"),
            column("events", Int, "events in it, each happening once an article"),
            column("goldstein", Real, "sum of their Goldstein values"),
            optional("articles", Int, "articles published in it"),
            optional("per_thousand", Real, "events a thousand articles"),
        ],
    },
    takes: &["q", "by"],
    from: From::Sql(timeline),
};

fn timeline(store: &Store, asked: &Asked) -> Result<Select, KeepError> {
    let (sql, values) = store.timeline_select(&asked.q, asked.by)?;
    Ok(Select { sql, of: None, values, order: Order::By(Store::TIMES) })
}

/// What counts may be by, and the expression of it.
pub const BY: [(&str, &str); 8] = [
    ("type", "e.type"),
    ("mode", "e.mode"),
    ("quad", "e.quad"),
    ("factuality", "e.factuality"),
    ("country", "e.country"),
    ("place", "s.name"),
    ("year", "substr(e.day, 1, 4)"),
    ("rule", "e.rule"),
];

/// How many of the events found are of each type, mode, country, …
pub const COUNTS: List = List {
    name: "counts",
    table: &Table {
        name: "counts",
        about: "A value with how many of the events found have it: a facet.",
        key: &["value"],
        columns: &[
            optional("value", Text, "the value; null where there is none"),
            column("events", Int, "events that have it"),
            column("goldstein", Real, "sum of their Goldstein values"),
        ],
    },
    takes: &["q", "of"],
    from: From::Sql(counts),
};

fn counts(store: &Store, asked: &Asked) -> Result<Select, KeepError> {
    let of = if asked.of.is_empty() { "type" } else { &asked.of };
    let Some((_, by)) = BY.iter().find(|b| b.0 == of) else {
        let all: Vec<&str> = BY.iter().map(|b| b.0).collect();
        return Err(KeepError::Question {
            why: format!("'of' is what is counted by: one of {}", all.join(", ")),
        });
    };
    let (sql, values) = store.tally_select(&asked.q, by)?;
    Ok(Select { sql, of: None, values, order: Order::By("2 DESC, 1") })
}
