//! The tables of the file: those of the one schema, and what is derived from them in the same transaction.

use crate::columns::{self, Column, Kind, Table};

/// All statements that make an empty store.
pub fn all() -> String {
    let tables = columns::all().map(table);
    tables.chain([DERIVED.to_string()]).collect::<Vec<_>>().join("\n")
}

/// One table of the schema.
fn table(table: &Table) -> String {
    let alone = table.key.len() == 1;
    let columns = table.columns.iter().map(|c| column(c, alone && table.key.contains(&c.name)));
    let key = (!alone).then(|| format!("  PRIMARY KEY ({})", quoted(table.key)));
    let lines: Vec<String> = columns.chain(key).collect();
    let end = if alone { "" } else { " WITHOUT ROWID" };
    format!("CREATE TABLE {} (\n{}\n){end};", table.name, lines.join(",\n"))
}

/// One column of a table; one that is the key alone is told to be.
pub fn column(column: &Column, key: bool) -> String {
    let kind = match column.kind {
        Kind::Int | Kind::Article | Kind::Record | Kind::Flag => "INTEGER",
        Kind::Real => "REAL",
        // Lists are JSON, which every reader of SQLite can take apart.
        Kind::Text | Kind::Spans | Kind::Texts => "TEXT",
    };
    let more = match (key, column.null) {
        (true, _) => " PRIMARY KEY",
        (false, true) => "",
        (false, false) => " NOT NULL",
    };
    format!("  \"{}\" {kind}{more}", column.name)
}

/// The rows of a table that are of the article ?1. The number of a record lies in the stretch of its article.
pub fn of_article(table: &Table) -> &'static str {
    match (table.name, table.key) {
        ("articles", _) => "id = ?1",
        (_, ["id"]) => "id >= ?1 << 20 AND id < (?1 + 1) << 20",
        _ => "article = ?1",
    }
}

/// Names as SQL has them.
pub fn quoted(names: &[&str]) -> String {
    names.iter().map(|n| format!("\"{n}\"")).collect::<Vec<_>>().join(", ")
}

/// What is made of the tables while they are written. In counts and dyads the empty text stands for nobody named.
const DERIVED: &str = r#"
-- Earlier texts of articles that came again changed; records are of the latest text alone.
CREATE TABLE versions (article INTEGER NOT NULL, hash INTEGER NOT NULL, title TEXT, published TEXT, text TEXT NOT NULL,
  made_by TEXT NOT NULL, PRIMARY KEY (article, hash)) WITHOUT ROWID;
CREATE UNIQUE INDEX articles_name ON articles (name);
CREATE INDEX articles_published ON articles (published);

-- Every pair of a source and a target of an event, for the questions that name them. The key stands first: SQLite before
-- 3.41 checks tables with generated columns wrongly else.
CREATE TABLE dyads (event INTEGER NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, day TEXT, type TEXT NOT NULL,
  source_country TEXT GENERATED ALWAYS AS (substr(source, 1, 3)) VIRTUAL,
  target_country TEXT GENERATED ALWAYS AS (substr(target, 1, 3)) VIRTUAL,
  PRIMARY KEY (event, source, target)) WITHOUT ROWID;
CREATE INDEX dyads_source ON dyads (source_country, target_country, day);
CREATE INDEX dyads_target ON dyads (target_country, day);
CREATE INDEX events_type ON events (type, day);
CREATE INDEX events_day ON events (day);
CREATE INDEX events_place ON events (geonames, day) WHERE geonames IS NOT NULL;
CREATE INDEX statements_speaker ON statements (speaker_actor, day) WHERE speaker_actor IS NOT NULL;
CREATE INDEX statements_day ON statements (day);
CREATE INDEX commitments_day ON commitments (day);
CREATE INDEX corrections_article ON corrections (article);

-- Places of the gazetteer that events or texts name, each once, and where they lie.
CREATE TABLE spots (geonames INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT, lat REAL NOT NULL, lon REAL NOT NULL);
CREATE VIRTUAL TABLE spots_box USING rtree (geonames, south, north, west, east);
CREATE TRIGGER spots_placed AFTER INSERT ON spots BEGIN
  INSERT INTO spots_box VALUES (new.geonames, new.lat, new.lat, new.lon, new.lon);
END;

-- Words, to be searched: of texts, of what is said, of the sentences of events. `contentless_delete` would spare the words
-- again where a row goes, but programs with an SQLite before 3.43 could not open the file.
CREATE VIRTUAL TABLE article_words USING fts5 (title, text, content='',
  tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE statement_words USING fts5 (words, speaker, content='',
  tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE event_words USING fts5 (words, source, target, content='',
  tokenize="unicode61 remove_diacritics 2");

-- Counts: events that took place, each happening once an article, no background.
CREATE TABLE daily_dyads (source TEXT NOT NULL, target TEXT NOT NULL, type TEXT NOT NULL, day TEXT NOT NULL,
  events INTEGER NOT NULL, goldstein REAL NOT NULL, PRIMARY KEY (source, target, type, day)) WITHOUT ROWID;
-- Who does and who suffers most, over long times: few rows.
CREATE TABLE monthly_actors (month TEXT NOT NULL, role TEXT NOT NULL, actor TEXT NOT NULL, type TEXT NOT NULL,
  events INTEGER NOT NULL, goldstein REAL NOT NULL, PRIMARY KEY (month, role, actor, type)) WITHOUT ROWID;
-- By day first: a map is asked for a time, and news comes in its order.
CREATE TABLE daily_places (day TEXT NOT NULL, country TEXT NOT NULL, geonames INTEGER NOT NULL, type TEXT NOT NULL,
  events INTEGER NOT NULL, goldstein REAL NOT NULL, PRIMARY KEY (day, country, geonames, type)) WITHOUT ROWID;
CREATE TABLE daily_articles (day TEXT PRIMARY KEY, articles INTEGER NOT NULL) WITHOUT ROWID;

-- Articles by the words that others of the same happening are found by. Days count from 1970; ranks are as if by chance.
CREATE TABLE news_keys (key TEXT NOT NULL, published INTEGER NOT NULL, rank INTEGER NOT NULL, article INTEGER NOT NULL,
  PRIMARY KEY (key, published, rank, article)) WITHOUT ROWID;
-- Articles whose words are alike, each pair both ways; those that hang together are one story.
CREATE TABLE news_links (article INTEGER NOT NULL, other INTEGER NOT NULL, likeness REAL NOT NULL,
  PRIMARY KEY (article, other)) WITHOUT ROWID;
CREATE TABLE stories (article INTEGER PRIMARY KEY, story INTEGER NOT NULL);
CREATE INDEX stories_story ON stories (story);
-- What several articles tell of. Its number is that of the article that told of it first.
CREATE TABLE happenings (id INTEGER PRIMARY KEY, story INTEGER NOT NULL, day TEXT NOT NULL, first_published TEXT NOT NULL,
  last_published TEXT NOT NULL, type TEXT, geonames INTEGER, country TEXT, source TEXT, target TEXT,
  reports INTEGER NOT NULL, title TEXT);
CREATE INDEX happenings_day ON happenings (day);
CREATE TABLE happening_events (article INTEGER PRIMARY KEY, happening INTEGER NOT NULL, event INTEGER, score REAL NOT NULL,
  why TEXT NOT NULL);
CREATE INDEX happening_events_happening ON happening_events (happening);
"#;
