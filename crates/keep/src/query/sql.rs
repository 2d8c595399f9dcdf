//! Terms to one SELECT with its values; nothing of the query stands in the SQL itself.

use super::parse::{Term, Text};
use super::{Of, mistake};
use crate::columns::MOST;
use crate::{KeepError, Store, Value};
use document::Plover;

/// What a row of events shows.
const EVENTS: &str = "SELECT a.name || '#v' || e.n AS id, e.day, e.type, \
    (SELECT group_concat(DISTINCT nullif(d.source, '')) FROM dyads d WHERE d.event = e.id) AS source, \
    (SELECT group_concat(DISTINCT nullif(d.target, '')) FROM dyads d WHERE d.event = e.id) AS target, \
    e.mode, e.factuality, e.claimed_name AS claimed_by, s.name AS place, e.country, a.origin, \
    substr(a.text, e.sentence_begin + 1, e.sentence_end - e.sentence_begin) AS sentence \
    FROM events e JOIN articles a ON a.id = e.article LEFT JOIN spots s ON s.geonames = e.geonames";

/// What a row of statements shows.
const STATEMENTS: &str = "SELECT a.name || '#s' || e.n AS id, e.day, e.speaker_name AS speaker, \
    e.speaker_actor AS actor, e.stance, e.form, e.addressee_name AS addressee, a.origin, \
    (SELECT group_concat(substr(a.text, json_extract(j.value, '$[0]') + 1, \
    json_extract(j.value, '$[1]') - json_extract(j.value, '$[0]')), ' … ') FROM json_each(e.content) j) AS said \
    FROM statements e JOIN articles a ON a.id = e.article";

/// Half the side, in degrees of latitude, of the box that is near: about 50 km.
const NEAR: f64 = 0.45;

/// The SELECT and its values.
pub fn select(
    store: &Store,
    of: Of,
    query: &str,
    terms: &[Term],
    limit: usize,
) -> Result<(String, Vec<Value>), KeepError> {
    let (holds, values) = condition(store, of, query, terms)?;
    let shown = match of {
        Of::Events => EVENTS,
        Of::Statements => STATEMENTS,
        Of::Happenings => return Ok((happenings(&told_of(&holds, terms), limit), values)),
    };
    Ok((format!("{shown} WHERE {holds} ORDER BY e.day DESC, e.id DESC LIMIT {limit}"), values))
}

/// What holds of statements `e` of articles `a`.
pub fn statements(store: &Store, query: &str, terms: &[Term]) -> Result<(String, Vec<Value>), KeepError> {
    condition(store, Of::Statements, query, terms)
}

/// What holds of a row `h` of happenings where this holds of an event among the news of one of its reports; of all where
/// nothing is asked.
pub fn told_of(holds: &str, terms: &[Term]) -> String {
    if terms.is_empty() {
        return "TRUE".to_string();
    }
    format!(
        "h.id IN (SELECT x.happening FROM happening_events x JOIN events e ON e.id >= x.article * {MOST} AND \
         e.id < (x.article + 1) * {MOST} AND e.main JOIN articles a ON a.id = x.article \
         LEFT JOIN spots s ON s.geonames = e.geonames WHERE {holds})"
    )
}

/// The SELECT of happenings.
fn happenings(of: &str, limit: usize) -> String {
    format!(
        "SELECT h.id, h.day, h.type, h.source, h.target, p.name AS place, h.country, h.reports, h.first_published, \
         h.last_published, h.title FROM happenings h LEFT JOIN spots p ON p.geonames = h.geonames WHERE {of} \
         ORDER BY h.day DESC, h.id DESC LIMIT {limit}"
    )
}

/// Counts by day, month or year: `letters` of the day, with the articles published in that time; in no order.
pub fn timeline(
    store: &Store,
    query: &str,
    terms: &[Term],
    letters: usize,
) -> Result<(String, Vec<Value>), KeepError> {
    let (holds, values) = condition(store, Of::Events, query, terms)?;
    let time = format!("substr(e.day, 1, {letters})");
    let (many, from) = tallied(terms, &[&time], &holds);
    let sql = format!(
        "WITH found AS (SELECT {time} AS time, {many} AS events, \
         round(sum(e.goldstein), 1) AS goldstein {from} WHERE {holds} AND e.same_as IS NULL GROUP BY 1), \
         read AS (SELECT substr(day, 1, {letters}) AS time, sum(articles) AS articles FROM daily_articles GROUP BY 1) \
         SELECT time, events, goldstein, articles, round(1000.0 * events / articles, 1) AS per_thousand \
         FROM found LEFT JOIN read USING (time)"
    );
    Ok((sql, values))
}

/// Events or statements that are only counted: articles, of which each is a page of the file, are looked up where the
/// condition speaks of them.
pub fn counted(of: Of, holds: &str) -> String {
    format!("{} WHERE {holds}", looked_up(of, holds))
}

fn looked_up(of: Of, holds: &str) -> String {
    let articles = if holds.contains("a.origin") { "JOIN articles a ON a.id = e.article" } else { "" };
    match of {
        Of::Statements => format!("FROM statements e {articles}"),
        _ => format!("FROM events e {articles} LEFT JOIN spots s ON s.geonames = e.geonames"),
    }
}

/// Counts of all events by day and type as rows `e`.
const DAILY: &str = "FROM (SELECT nullif(day, '') AS day, type, events, goldstein, NULL AS same_as FROM daily_types \
    WHERE events > 0) e";

/// How many events there are and where they come from: what is asked of days and types alone, and counted by these, the
/// store has counted already.
fn tallied(terms: &[Term], by: &[&str], holds: &str) -> (&'static str, String) {
    let daily = terms.iter().all(|t| is_day(&t.field) || t.field == "type");
    match daily && by.iter().all(|by| *by == "e.type" || by.starts_with("substr(e.day,")) {
        true => ("sum(e.events)", DAILY.to_string()),
        false => ("count(*)", looked_up(Of::Events, holds)),
    }
}

/// How many of the events that a query finds have each value of an expression, and the sum of their Goldstein values.
pub fn tally(
    store: &Store,
    query: &str,
    terms: &[Term],
    by: &str,
) -> Result<(String, Vec<Value>), KeepError> {
    let (holds, values) = condition(store, Of::Events, query, terms)?;
    let (many, from) = tallied(terms, &[by], &holds);
    let sql = format!(
        "SELECT CAST({by} AS TEXT), {many}, round(sum(e.goldstein), 1) {from} WHERE {holds} AND e.same_as IS NULL GROUP BY 1"
    );
    Ok((sql, values))
}

/// Numbers of events, or of what else a row of them holds, each once and in order; something more must hold of them.
pub fn numbers(
    store: &Store,
    query: &str,
    terms: &[Term],
    column: &str,
    more: &str,
) -> Result<(String, Vec<Value>), KeepError> {
    let (holds, values) = condition(store, Of::Events, query, terms)?;
    Ok((format!("SELECT {column} {} AND {more} ORDER BY 1", counted(Of::Events, &holds)), values))
}

/// Counts by keys, each a column of its own and what it is by a row, with the articles read: of the time that is among the
/// keys, else of all.
pub fn counts(
    store: &Store,
    query: &str,
    terms: &[Term],
    keys: &[(&str, String)],
    letters: Option<usize>,
) -> Result<(String, Vec<Value>), KeepError> {
    let (holds, values) = condition(store, Of::Events, query, terms)?;
    let names: Vec<&str> = keys.iter().map(|k| k.0).collect();
    let shown: Vec<String> = keys.iter().map(|(name, sql)| format!("{sql} AS \"{name}\"")).collect();
    let by: Vec<&str> = keys.iter().map(|k| k.1.as_str()).collect();
    let (many, from) = tallied(terms, &by, &holds);
    let pairs = match (names.contains(&"source"), names.contains(&"target")) {
        (false, false) => "",
        (true, true) => "JOIN dyads p ON p.event = e.id",
        (true, false) => "JOIN (SELECT DISTINCT event, source FROM dyads) p ON p.event = e.id",
        (false, true) => "JOIN (SELECT DISTINCT event, target FROM dyads) p ON p.event = e.id",
    };
    let read = match letters {
        Some(letters) => {
            format!("(SELECT sum(articles) FROM daily_articles WHERE substr(day, 1, {letters}) = time)")
        }
        None => "(SELECT sum(articles) FROM daily_articles)".to_string(),
    };
    let (shown, group) =
        (shown.join(", "), (1..=keys.len()).map(|n| n.to_string()).collect::<Vec<_>>().join(", "));
    let sql = format!(
        "WITH found AS (SELECT {shown}, {many} AS events, round(sum(e.goldstein), 1) AS goldstein {from} {pairs} \
         WHERE {holds} AND e.same_as IS NULL GROUP BY {group}), \
         shared AS (SELECT *, {read} AS articles FROM found) \
         SELECT *, round(1000.0 * events / articles, 1) AS per_thousand FROM shared ORDER BY {}",
        if letters.is_some() { "time IS NULL, time, events DESC" } else { "events DESC" }.to_string()
            + &format!(", {group}")
    );
    Ok((sql, values))
}

/// Pairs of the events that a SELECT of their numbers gives, summed up.
pub fn pairs(events: &str) -> String {
    format!(
        "SELECT d.source, d.target, count(*), round(sum(v.goldstein), 2), sum(v.quad = 1), sum(v.quad = 2), \
         sum(v.quad = 3), sum(v.quad = 4) FROM ({events}) f JOIN dyads d ON d.event = f.id JOIN events v ON v.id = f.id \
         WHERE d.source <> '' AND d.target <> '' GROUP BY 1, 2 ORDER BY 1, 2"
    )
}

/// What holds of the rows `e`, and the values in it.
pub fn condition(
    store: &Store,
    of: Of,
    query: &str,
    terms: &[Term],
) -> Result<(String, Vec<Value>), KeepError> {
    // Days stand beside the sides too, where they narrow most.
    let days: Vec<&Term> = terms.iter().filter(|t| is_day(&t.field) && !t.not).collect();
    let mut maker = Maker { store, of, query, days, values: Vec::new() };
    let mut holds = Vec::new();
    let sides: Vec<&Term> = terms.iter().filter(|t| is_side(of, t)).collect();
    if !sides.is_empty() {
        holds.push(maker.sides(&sides)?);
    }
    for term in terms.iter().filter(|t| !is_side(of, t)) {
        let one = maker.term(term)?;
        holds.push(if term.not { format!("coalesce(NOT ({one}), 1)") } else { one });
    }
    if holds.is_empty() {
        holds.push("TRUE".to_string());
    }
    Ok((holds.join(" AND "), maker.values))
}

fn is_day(field: &str) -> bool {
    matches!(field, "since" | "until" | "on")
}

/// A side of events that is told by codes alone: these are found together, in one pair.
fn is_side(of: Of, term: &Term) -> bool {
    let side = of != Of::Statements && matches!(term.field.as_str(), "source" | "target");
    side && !term.not && term.values.iter().all(is_code)
}

/// Fields of each kind of record, as an error lists them.
const FIELDS: [&str; 2] = [
    "source, target, actor, type, mode, code, quad, factuality, main, claimed, country, place, near, since, until, on, \
     origin",
    "speaker, stance, form, since, until, on, origin",
];

struct Maker<'q> {
    store: &'q Store,
    of: Of,
    query: &'q str,
    /// What is said of days.
    days: Vec<&'q Term>,
    values: Vec<Value>,
}

impl Maker<'_> {
    /// A place for a value.
    fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    fn any(
        &mut self,
        term: &Term,
        each: impl Fn(&mut Self, &Text) -> Result<String, KeepError>,
    ) -> Result<String, KeepError> {
        let all: Vec<String> = term.values.iter().map(|v| each(self, v)).collect::<Result<_, _>>()?;
        Ok(format!("({})", all.join(" OR ")))
    }

    fn wrong<T>(&self, at: usize, why: &str) -> Result<T, KeepError> {
        Err(mistake(self.query, at, why))
    }

    fn term(&mut self, term: &Term) -> Result<String, KeepError> {
        let events = self.of != Of::Statements;
        match (term.field.as_str(), events) {
            ("", _) => self.any(term, |m, v| Ok(m.words(&v.text))),
            ("since" | "until" | "on", _) => self.any(term, |m, v| m.day("e.day", &term.field, v)),
            ("origin", _) => {
                self.any(term, |m, v| Ok(format!("instr(a.origin, {}) > 0", m.value(v.text.as_str()))))
            }
            ("source" | "target", true) => self.any(term, |m, v| m.side(&term.field, v)),
            ("actor", true) => self.any(term, |m, v| {
                let (source, target) = (m.side("source", v)?, m.side("target", v)?);
                Ok(format!("({source} OR {target})"))
            }),
            ("type", true) => self.any(term, Maker::kind),
            ("mode", true) => self.equal(term, "e.mode"),
            ("factuality", true) => self.equal(term, "e.factuality"),
            ("country", true) => self.equal(term, "e.country"),
            ("quad", true) => self.any(term, |m, v| match v.text.parse::<i64>() {
                Ok(n @ 1..=4) => Ok(format!("e.quad = {}", m.value(n))),
                _ => m.wrong(v.at, "a quad class is 1, 2, 3 or 4"),
            }),
            ("code", true) => self.any(term, |m, v| Ok(m.prefix("e.cameo", &v.text))),
            ("main", true) => self.any(term, |m, v| match v.text.as_str() {
                "yes" => Ok("e.main".to_string()),
                "no" => Ok("NOT e.main".to_string()),
                _ => m.wrong(v.at, "write main:yes or main:no"),
            }),
            ("claimed", true) => self.any(term, |m, v| Ok(m.named("e.claimed_name", "e.claimed_actor", v))),
            ("place", true) => {
                self.any(term, |m, v| Ok(format!("s.name = {} COLLATE NOCASE", m.value(v.text.as_str()))))
            }
            ("near", true) => self.any(term, Maker::near),
            ("speaker", false) => self.any(term, |m, v| Ok(m.named("e.speaker_name", "e.speaker_actor", v))),
            ("stance", false) => self.equal(term, "e.stance"),
            ("form", false) => self.equal(term, "e.form"),
            (field, _) => {
                let all = FIELDS[usize::from(!events)];
                self.wrong(term.at, &format!("'{field}' is no field here; there are {all}"))
            }
        }
    }

    fn equal(&mut self, term: &Term, column: &str) -> Result<String, KeepError> {
        self.any(term, |m, v| Ok(format!("{column} = {} COLLATE NOCASE", m.value(v.text.as_str()))))
    }

    /// Text that begins so.
    fn prefix(&mut self, column: &str, text: &str) -> String {
        let (from, to) = (self.value(text), self.value(format!("{text}~")));
        format!("({column} >= {from} AND {column} < {to})")
    }

    /// A code in capitals, from its beginning; else words of a name.
    fn named(&mut self, name: &str, actor: &str, value: &Text) -> String {
        match is_code(value) {
            true => self.prefix(actor, &value.text),
            false => format!("instr(lower({name}), {}) > 0", self.value(value.text.to_lowercase())),
        }
    }

    /// A day from, until or on which: `2016`, `2016-12`, `2016-12-06`.
    fn day(&mut self, column: &str, field: &str, value: &Text) -> Result<String, KeepError> {
        let shape: String = value.text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        if !["0000", "0000-00", "0000-00-00"].contains(&shape.as_str()) {
            return self.wrong(value.at, "write a year, month or day: 2016, 2016-12, 2016-12-06");
        }
        Ok(match field {
            "since" => format!("{column} >= {}", self.value(value.text.as_str())),
            "until" => format!("{column} < {}", self.value(format!("{}~", value.text))),
            _ => self.prefix(column, &value.text),
        })
    }

    /// One PLOVER type, or a stretch of them in PLOVER's order.
    fn kind(&mut self, value: &Text) -> Result<String, KeepError> {
        let place = |name: &str| Plover::ALL.iter().position(|p| p.as_str().eq_ignore_ascii_case(name));
        let (first, last) = value.text.split_once("..").unwrap_or((&value.text, &value.text));
        let (Some(first), Some(last)) = (place(first), place(last)) else {
            let all: Vec<&str> = Plover::ALL.iter().map(|p| p.as_str()).collect();
            return self.wrong(value.at, &format!("no such type; there are {}", all.join(", ")));
        };
        let stretch = Plover::ALL.get(first..=last).unwrap_or_default();
        if stretch.is_empty() {
            return self
                .wrong(value.at, "the first type of a stretch stands after the last; turn them round");
        }
        let all: Vec<String> = stretch.iter().map(|p| self.value(p.as_str())).collect();
        Ok(format!("e.type IN ({})", all.join(", ")))
    }

    /// Events with a pair of sides of these codes, of these days. The key of `sides` begins with both countries: where one
    /// is not asked for, it is any that there is.
    fn sides(&mut self, sides: &[&Term]) -> Result<String, KeepError> {
        let mut holds = Vec::new();
        for term in sides {
            holds.push(self.any(term, |m, v| Ok(m.code(&term.field, v)))?);
        }
        match (sides.iter().find(|t| t.field == "source"), sides.iter().any(|t| t.field == "target")) {
            (None, _) => holds.push(ANY_SOURCE.to_string()),
            (Some(source), false) if !self.days.is_empty() => holds.push(self.any_target(source)),
            _ => {}
        }
        for term in self.days.clone() {
            holds.push(self.any(term, |m, v| m.day("d.day", &term.field, v))?);
        }
        Ok(format!("e.id IN (SELECT d.event FROM sides d WHERE {})", holds.join(" AND ")))
    }

    /// Any country that is a target of these sources, found from one to the next.
    fn any_target(&mut self, sources: &Term) -> String {
        let values = sources.values.iter().map(|v| format!("({})", self.value(country(v))));
        let values = values.collect::<Vec<_>>().join(", ");
        format!(
            "d.target_country IN (WITH RECURSIVE c (source, x) AS (SELECT v.column1, (SELECT min(target_country) FROM sides \
             WHERE source_country = v.column1) FROM (VALUES {values}) v UNION ALL SELECT source, (SELECT \
             min(target_country) FROM sides WHERE source_country = c.source AND target_country > c.x) FROM c \
             WHERE x IS NOT NULL) SELECT x FROM c WHERE x IS NOT NULL)"
        )
    }

    /// Events with this side: of a code, or of a name with these words.
    fn side(&mut self, side: &str, value: &Text) -> Result<String, KeepError> {
        if is_code(value) {
            let term =
                Term { not: false, field: side.to_string(), values: vec![value.clone()], at: value.at };
            return self.sides(&[&term]);
        }
        let found = self.value(format!("{side} : {}", phrase(&value.text)));
        Ok(format!("e.id IN (SELECT rowid FROM event_words WHERE event_words MATCH {found})"))
    }

    /// A side of `d` whose code begins so.
    fn code(&mut self, side: &str, value: &Text) -> String {
        let country = format!("d.{side}_country = {}", self.value(country(value)));
        match value.text.len() {
            ..=3 => country,
            _ => format!(
                "({country} AND EXISTS (SELECT 1 FROM parties p WHERE p.record = d.event AND p.of = 'event' \
                 AND p.role = '{side}' AND {}))",
                self.prefix("p.actor", &value.text)
            ),
        }
    }

    /// Words of the sentence of an event, of what is said.
    fn words(&mut self, text: &str) -> String {
        let index = if self.of == Of::Statements { "statement_words" } else { "event_words" };
        let found = self.value(format!("words : {}", phrase(text)));
        format!("e.id IN (SELECT rowid FROM {index} WHERE {index} MATCH {found})")
    }

    /// Within about 50 km of a place of this name that the store knows.
    fn near(&mut self, value: &Text) -> Result<String, KeepError> {
        let found = self.store.ask_with(
            "SELECT lat, lon FROM spots WHERE name = ?1 COLLATE NOCASE",
            &[Value::from(value.text.as_str())],
        )?;
        let mut boxes = Vec::new();
        for row in &found.rows {
            let [Value::Real(lat), Value::Real(lon)] = row.as_slice() else { continue };
            let wide = NEAR / lat.to_radians().cos().max(0.05);
            let [south, north] = [lat - NEAR, lat + NEAR].map(|x| self.value(x));
            let [west, east] = [lon - wide, lon + wide].map(|x| self.value(x));
            boxes.push(format!(
                "(south >= {south} AND north <= {north} AND west >= {west} AND east <= {east})"
            ));
        }
        match boxes.is_empty() {
            true => self.wrong(value.at, "no article of this store names such a place"),
            false => {
                Ok(format!("e.geonames IN (SELECT geonames FROM spots_box WHERE {})", boxes.join(" OR ")))
            }
        }
    }
}

/// The country of a code.
fn country(code: &Text) -> String {
    code.text.chars().take(3).collect()
}

/// Any country that is a source, found from one to the next.
const ANY_SOURCE: &str = "d.source_country IN (WITH RECURSIVE c (x) AS (SELECT min(source_country) FROM sides UNION ALL \
    SELECT (SELECT min(source_country) FROM sides WHERE source_country > c.x) FROM c WHERE x IS NOT NULL) \
    SELECT x FROM c WHERE x IS NOT NULL)";

/// Three capitals and more are an actor code.
fn is_code(value: &Text) -> bool {
    !value.quoted && value.text.len() >= 3 && value.text.bytes().all(|b| b.is_ascii_uppercase())
}

/// Words in their order, as FTS5 has them.
fn phrase(text: &str) -> String {
    format!("\"{}\"", text.replace('"', " "))
}
