//! The tables of the file: those of the one schema, and what is derived from them in the same transaction.

use super::form;
use crate::columns;

/// All statements that make an empty store.
pub fn all() -> String {
    let tables = columns::all().map(form::made);
    tables.chain([DERIVED.to_string()]).collect::<Vec<_>>().join("\n")
}

/// What is made of the tables while they are written. In counts and dyads the empty text stands for nobody named.
const DERIVED: &str = r#"
-- Earlier texts of articles that came again changed; records are of the latest text alone.
CREATE TABLE versions (article INTEGER NOT NULL, hash INTEGER NOT NULL, title TEXT, published TEXT, text TEXT NOT NULL,
  made_by TEXT NOT NULL, PRIMARY KEY (article, hash)) WITHOUT ROWID;
CREATE UNIQUE INDEX articles_name ON articles (name);
CREATE INDEX articles_published ON articles (published);

-- Every pair of a source and a target of an event; each pair once.
CREATE VIEW dyads AS SELECT e.id AS event, coalesce(s.actor, '') AS source, coalesce(t.actor, '') AS target, e.day AS day,
  e.type AS type, substr(coalesce(s.actor, ''), 1, 3) AS source_country, substr(coalesce(t.actor, ''), 1, 3) AS target_country
  FROM stored_events e LEFT JOIN stored_parties s ON s.record = e.id AND s.part = 1
  LEFT JOIN stored_parties t ON t.record = e.id AND t.part = 2
  WHERE NOT EXISTS (SELECT 1 FROM stored_parties b WHERE b.record = e.id AND b.part = 1 AND b.n < s.n AND b.actor IS s.actor)
  AND NOT EXISTS (SELECT 1 FROM stored_parties b WHERE b.record = e.id AND b.part = 2 AND b.n < t.n AND b.actor IS t.actor);
-- Events by the countries of a source and a target, the first three letters of their codes, and by day: for the questions
-- that name them. The empty text where it is not known.
CREATE TABLE sides (source_country TEXT NOT NULL, target_country TEXT NOT NULL, day TEXT NOT NULL, event INTEGER NOT NULL,
  PRIMARY KEY (source_country, target_country, day, event)) WITHOUT ROWID;
CREATE INDEX events_day ON stored_events (day, type);
CREATE INDEX events_place ON stored_events (geonames, day) WHERE geonames IS NOT NULL;
CREATE INDEX statements_speaker ON stored_statements (speaker_actor, day) WHERE speaker_actor IS NOT NULL;
CREATE INDEX statements_day ON stored_statements (day);
CREATE INDEX commitments_day ON stored_commitments (day);
CREATE INDEX corrections_article ON corrections (article);

-- Places of the gazetteer that events or texts name, each once, and where they lie.
CREATE TABLE spots (geonames INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT, lat REAL NOT NULL, lon REAL NOT NULL);
CREATE VIRTUAL TABLE spots_box USING rtree (geonames, south, north, west, east);
CREATE TRIGGER spots_placed AFTER INSERT ON spots BEGIN
  INSERT INTO spots_box VALUES (new.geonames, new.lat, new.lat, new.lon, new.lon);
END;

-- Words, to be searched: of texts, of what is said, of the sentences of events. `contentless_delete` would spare the words
-- again where a row goes, but programs with an SQLite before 3.43 could not open the file. How long each text is, which ranks
-- are made of, is kept of articles alone.
CREATE VIRTUAL TABLE article_words USING fts5 (title, text, content='',
  tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE statement_words USING fts5 (words, speaker, content='', columnsize=0,
  tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE event_words USING fts5 (words, source, target, content='', columnsize=0,
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
-- Of a whole store, few rows: pairs and places over all time. And of all events, each happening once an article, whether
-- they took place or not, how many there are; the empty text is no known day.
CREATE TABLE whole_dyads (source TEXT NOT NULL, target TEXT NOT NULL, type TEXT NOT NULL, events INTEGER NOT NULL,
  goldstein REAL NOT NULL, PRIMARY KEY (source, target, type)) WITHOUT ROWID;
CREATE TABLE whole_places (geonames INTEGER PRIMARY KEY, events INTEGER NOT NULL, goldstein REAL NOT NULL);
CREATE TABLE daily_types (day TEXT NOT NULL, type TEXT NOT NULL, events INTEGER NOT NULL, goldstein REAL NOT NULL,
  PRIMARY KEY (day, type)) WITHOUT ROWID;
CREATE TABLE daily_articles (day TEXT PRIMARY KEY, articles INTEGER NOT NULL) WITHOUT ROWID;

-- Articles by the words that others of the same happening are found by. Days count from 1970; ranks are as if by chance.
CREATE TABLE news_keys (key TEXT NOT NULL, published INTEGER NOT NULL, rank INTEGER NOT NULL, article INTEGER NOT NULL,
  PRIMARY KEY (key, published, rank, article)) WITHOUT ROWID;
-- Articles whose words are alike, each pair both ways; those that hang together are one story.
CREATE TABLE news_links (article INTEGER NOT NULL, other INTEGER NOT NULL, likeness REAL NOT NULL,
  PRIMARY KEY (article, other)) WITHOUT ROWID;
CREATE TABLE stories (article INTEGER PRIMARY KEY, story INTEGER NOT NULL);
CREATE INDEX stories_story ON stories (story);
CREATE INDEX happenings_day ON happenings (day);
CREATE INDEX happening_events_happening ON happening_events (happening);
"#;
