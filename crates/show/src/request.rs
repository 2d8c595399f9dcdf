//! What stands behind the `?` of an address. Nothing is passed over in silence: a name that is not known is told.

use crate::fault::Fault;
use crate::lists::{Asked, KINDS, List, OUTCOMES};
use keep::By;

/// The forms of an answer, by their names in `format=`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// One object with `rows` and `next`.
    #[default]
    Json,
    /// One object a line.
    Jsonl,
    /// Comma-separated values with a header.
    Csv,
    /// Apache Parquet.
    Parquet,
    /// A GeoJSON `FeatureCollection`, of what has a place.
    GeoJson,
    /// An Atom feed, of what has a day.
    Atom,
}

impl Format {
    /// Each with its name and its type of content.
    pub const ALL: [(Format, &'static str, &'static str); 6] = [
        (Format::Json, "json", "application/json"),
        (Format::Jsonl, "jsonl", "application/jsonl"),
        (Format::Csv, "csv", "text/csv; charset=utf-8"),
        (Format::Parquet, "parquet", "application/vnd.apache.parquet"),
        (Format::GeoJson, "geojson", "application/geo+json"),
        (Format::Atom, "atom", "application/atom+xml"),
    ];

    /// Its name and its type of content.
    pub fn names(self) -> (&'static str, &'static str) {
        let found = Self::ALL.iter().find(|f| f.0 == self);
        found.map_or(("json", "application/json"), |f| (f.1, f.2))
    }

    /// The first form of an `Accept` that we have; JSON where it names none.
    fn accepted(accept: &str) -> Format {
        let types = accept.split(',').map(|t| t.split(';').next().unwrap_or("").trim());
        let ours = |t: &str| Self::ALL.iter().find(|f| f.2.split(';').next() == Some(t)).map(|f| f.0);
        types.filter_map(ours).next().unwrap_or_default()
    }
}

/// Where an answer goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cursor {
    /// After this row of a list whose latest rows come first: its day, empty where it has none, and its number.
    Row(String, i64),
    /// After so many rows.
    Count(usize),
}

impl Cursor {
    /// How many rows of a list are passed that one goes on in by counting; none at its beginning.
    pub fn passed(after: Option<&Cursor>) -> usize {
        if let Some(Cursor::Count(n)) = after { *n } else { 0 }
    }

    /// As it stands in `after=`.
    pub fn words(&self) -> String {
        match self {
            Cursor::Row(day, number) => format!("{day}.{number}"),
            Cursor::Count(n) => format!("n{n}"),
        }
    }

    /// Out of `after=`.
    pub fn parse(words: &str) -> Option<Cursor> {
        if let Some(count) = words.strip_prefix('n') {
            return Some(Cursor::Count(count.parse().ok()?));
        }
        let (day, number) = words.rsplit_once('.')?;
        let dated = day.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        Some(Cursor::Row(day.to_string(), number.parse().ok().filter(|_| dated)?))
    }
}

/// A request of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What it asks.
    pub asked: Asked,
    /// Most rows.
    pub limit: usize,
    /// Where it goes on.
    pub after: Option<Cursor>,
    /// The form of the answer.
    pub format: Format,
}

/// Rows of an answer where nothing is said.
pub const ROWS: usize = 100;
/// Most rows of one answer; `/api/export` has no bound.
pub const MOST: usize = 10_000;

impl Request {
    /// Of a list, from what stands behind the `?`.
    ///
    /// # Errors
    /// If there is a name that the list does not take, or a value is wrong.
    pub fn of(list: &List, pairs: &Pairs, accept: &str) -> Result<Request, Fault> {
        let mut out =
            Request { asked: Asked::default(), limit: ROWS, after: None, format: Format::accepted(accept) };
        for (name, value) in &pairs.0 {
            let taken = list.takes.contains(&name.as_str());
            match name.as_str() {
                "q" if taken => out.asked.q.clone_from(value),
                "of" if taken => out.asked.of.clone_from(value),
                "by" if taken => out.asked.by = by(value)?,
                "first" if taken => out.asked.most = first(value)?,
                "between" if taken => out.asked.between = between(value)?,
                "since" if taken => out.asked.since = since(value)?,
                "article" if taken => out.asked.article = article(value)?,
                "kind" if taken => out.asked.kind = one_of(name, value, &KINDS)?,
                "outcome" if taken => out.asked.outcome = one_of(name, value, &OUTCOMES)?,
                "limit" => out.limit = limit(value)?,
                "after" if value.is_empty() => {}
                "after" => {
                    let cursor = Cursor::parse(value);
                    out.after = Some(cursor.ok_or_else(|| {
                        Fault::wrong("'after' is no place in a list; take it from 'next' of an answer")
                    })?);
                }
                "format" => out.format = format(value)?,
                _ => return Err(unknown(name, list.takes)),
            }
        }
        Ok(out)
    }
}

/// A name that is not taken here.
pub fn unknown(name: &str, takes: &[&str]) -> Fault {
    let all: Vec<&str> = takes.iter().copied().chain(["limit", "after", "format"]).collect();
    Fault::wrong(format!("'{name}' is not asked here; there are {}", all.join(", ")))
}

/// How long a point of a timeline is.
pub fn by(value: &str) -> Result<By, Fault> {
    match value {
        "day" => Ok(By::Day),
        "month" | "" => Ok(By::Month),
        "year" => Ok(By::Year),
        _ => Err(Fault::wrong("'by' is day, month or year")),
    }
}

/// Whether those that most tell of come first.
fn first(value: &str) -> Result<bool, Fault> {
    match value {
        "latest" | "" => Ok(false),
        "reports" => Ok(true),
        _ => Err(Fault::wrong("'first' is latest or reports")),
    }
}

/// Two actor codes, by a comma.
fn between(value: &str) -> Result<Option<[String; 2]>, Fault> {
    let code = |text: &str| {
        let text = text.trim();
        (text.len() >= 3 && text.bytes().all(|b| b.is_ascii_uppercase())).then(|| text.to_string())
    };
    let pair = || {
        let (one, other) = value.split_once(',')?;
        Some([code(one)?, code(other)?])
    };
    match value {
        "" => Ok(None),
        _ => pair()
            .map(Some)
            .ok_or_else(|| Fault::wrong("'between' is two actor codes with a comma between: RUS,USA")),
    }
}

fn article(value: &str) -> Result<Option<i64>, Fault> {
    value.parse().map(Some).map_err(|_| Fault::wrong("'article' is the number of one"))
}

/// A year, month or day.
fn since(value: &str) -> Result<String, Fault> {
    let shape: String = value.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    match ["", "0000", "0000-00", "0000-00-00"].contains(&shape.as_str()) {
        true => Ok(value.to_string()),
        false => Err(Fault::wrong("'since' is a year, month or day: 2016, 2016-12, 2016-12-06")),
    }
}

fn one_of(name: &str, value: &str, all: &[&str]) -> Result<String, Fault> {
    match all.contains(&value) {
        true => Ok(value.to_string()),
        false => Err(Fault::wrong(format!("'{name}' is one of {}", all.join(", ")))),
    }
}

fn limit(value: &str) -> Result<usize, Fault> {
    let number = value.parse().ok().filter(|n| (1..=MOST).contains(n));
    number.ok_or_else(|| {
        Fault::wrong(format!("'limit' is a number from 1 to {MOST}; /api/export gives all rows"))
    })
}

/// The form of this name.
pub fn format(value: &str) -> Result<Format, Fault> {
    let found = Format::ALL.iter().find(|f| f.1 == value).map(|f| f.0);
    found.ok_or_else(|| Fault::wrong("'format' is json, jsonl, csv, parquet, geojson or atom"))
}

/// Names and values behind a `?`, or of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs(pub Vec<(String, String)>);

impl Pairs {
    /// Takes them apart: `a=b&c=d+e%20f`.
    pub fn parse(query: &str) -> Pairs {
        let pairs = query.split('&').filter(|p| !p.is_empty());
        Pairs(
            pairs.map(|p| p.split_once('=').unwrap_or((p, ""))).map(|(n, v)| (plain(n), plain(v))).collect(),
        )
    }

    /// The value of a name; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|p| p.0 == name).map_or("", |p| &p.1)
    }
}

fn plain(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    let digit = |at: usize| bytes.get(at).and_then(|b| char::from(*b).to_digit(16));
    while let Some(byte) = bytes.get(at) {
        let code = digit(at + 1).zip(digit(at + 2)).map(|(high, low)| (high * 16 + low) as u8);
        match (byte, code) {
            (b'%', Some(code)) => {
                out.push(code);
                at += 2;
            }
            (b'+', _) => out.push(b' '),
            (other, _) => out.push(*other),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// An address with names and values that any text may stand in; empty ones are left out.
pub fn address(path: &str, pairs: &[(&str, &str)]) -> String {
    let given: Vec<String> = pairs
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", coded(value)))
        .collect();
    if given.is_empty() { path.to_string() } else { format!("{path}?{}", given.join("&")) }
}

/// A text as one part of a path.
pub fn part(text: &str) -> String {
    coded(text).replace('+', "%20")
}

fn coded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b':' | b',' => {
                out.push(char::from(byte));
            }
            b' ' => out.push('+'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_come_back_as_they_were() {
        let q = "type:AGREE..REJECT \"a&b\" é+%";
        let made = address("/search", &[("q", q), ("after", ""), ("by", "day")]);
        let (_, query) = made.split_once('?').unwrap_or_default();
        assert_eq!(Pairs::parse(query).get("q"), q);
        assert_eq!(Pairs::parse(query).get("by"), "day");
        assert_eq!(Pairs::parse("%zz=%4&&x").0.len(), 2);
    }

    #[test]
    fn cursors_come_back_as_they_were() {
        for cursor in
            [Cursor::Row("2016-12-06".into(), 42), Cursor::Row(String::new(), 7), Cursor::Count(200)]
        {
            assert_eq!(Cursor::parse(&cursor.words()), Some(cursor));
        }
        assert_eq!(Cursor::parse("x"), None);
        assert_eq!(Cursor::parse("' OR 1.1"), None);
    }

    #[test]
    fn the_first_form_that_we_have_is_taken() {
        assert_eq!(Format::accepted("text/html, text/csv;q=0.8, */*"), Format::Csv);
        assert_eq!(Format::accepted("application/geo+json"), Format::GeoJson);
        assert_eq!(Format::accepted("*/*"), Format::Json);
    }
}
