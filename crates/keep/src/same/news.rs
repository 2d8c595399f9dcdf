//! What a report tells, as far as it takes to find others of the same: the row of table `news`.

use super::day::{self, Shown};
use super::words::{rarity, stems_and_keys};
use crate::columns::{ENTITIES, EVENTS, NEWS, TABLES, TIMEXES, Table};
use crate::layout;
use crate::named::Named;
use crate::rows::{Row, Rows};
use crate::value::Value;
use document::{Article, CharIndex, Day, Published};
use std::collections::BTreeMap;

/// Keys of a report: it is compared with those that share one.
pub const KEYS: usize = 6;
/// A day of publication in figures begins a report before this: it is that of a dateline that was not told as one.
const TOP: i64 = 40;

/// One report, of which others are compared with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct News {
    /// The article, as `articles.id`.
    pub article: i64,
    /// Its name, by which reports are put in order however they came.
    pub name: String,
    /// The first event that is its news.
    pub event: Option<i64>,
    /// Day of publication, as its ordinal.
    pub published: i32,
    /// Days that the news may be of, with their probability, the likeliest first.
    pub days: Vec<(i32, f64)>,
    /// Stems of its words, in their order, with their rarity.
    pub words: Vec<(String, f64)>,
    /// The sum of the squares of their rarities.
    pub norm: f64,
    /// Those that others are found by.
    pub keys: Vec<String>,
    /// Countries and groups that it names, by the first letters of their codes, and how often.
    pub actors: Vec<(String, f64)>,
}

/// The rows of one article that its news is made from.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'r> {
    /// Its text.
    pub text: &'r str,
    /// Day of publication.
    pub published: Day,
    /// Its dateline, in code points.
    pub dateline: Option<[u32; 2]>,
    /// Its rows of `timexes`.
    pub timexes: &'r [Row],
    /// Its rows of `events`.
    pub events: &'r [Row],
    /// Its rows of `entities`.
    pub entities: &'r [Row],
}

/// The rows of an article of known day, as they were made of it.
pub fn parts<'r>(article: &'r Article, rows: &'r Rows) -> Option<Parts<'r>> {
    let of = |table: &Table| {
        let at = TABLES.iter().position(|t| t.name == table.name);
        at.map_or(&[][..], |at| rows.tables[at].as_slice())
    };
    let (timexes, events, entities) = (of(&TIMEXES), of(&EVENTS), of(&ENTITIES));
    let (published, dateline) = (article.day()?, dateline(article));
    Some(Parts { text: &article.text, published, dateline, timexes, events, entities })
}

/// The row of `news` of an article that a store holds from before there was this table.
pub fn again(rows: &Rows) -> Option<Row> {
    let text = |column: &str| rows.article(column).text();
    let day = Day::parse(text("published")?)?;
    let published = Some(Published { day, basis: String::new() });
    let mut article = Article { text: text("text")?.to_string(), published, ..Article::default() };
    layout::read(text("layout")?, &mut article)?;
    parts(&article, rows).map(row)
}

/// The row of `news`.
pub fn row(parts: Parts<'_>) -> Row {
    let mut events = parts.events.iter().map(|e| Named(&EVENTS, e));
    let main = events.find(|e| *e.value("main") == Value::Flag(true));
    let days = shown(parts).days();
    let (words, keys) = stems_and_keys(&without(parts.text, parts.dateline), KEYS);
    let named = |day: i32| Day::from_ordinal(day).map(|d| d.to_string()).unwrap_or_default();
    let days: Vec<String> = days.iter().map(|(day, p)| format!("{} {p:.2}", named(*day))).collect();
    let actors: Vec<String> = actors(parts).iter().map(|(code, n)| format!("{code} {n}")).collect();
    let row: Row = vec![
        Value::Int(0),
        main.map(|e| e.int("n")).into(),
        parts.published.to_string().into(),
        Value::Texts(days),
        Value::Texts(words),
        Value::Texts(keys),
        Value::Texts(actors),
    ];
    debug_assert_eq!(row.len(), NEWS.columns.len());
    row
}

/// Puts the words and the keys of a text, with its blocks, into its row of `news`.
pub fn complete(row: &mut Row, text: &str, layout: &str) {
    let mut article = Article { text: text.to_string(), ..Article::default() };
    let _ = layout::read(layout, &mut article); // of another program: then there is no dateline
    let (words, keys) = stems_and_keys(&without(text, dateline(&article)), KEYS);
    for (column, texts) in [("words", words), ("keys", keys)] {
        let at = NEWS.position(column).and_then(|at| row.get_mut(at));
        at.into_iter().for_each(|value| *value = Value::Texts(texts.clone()));
    }
}

/// Where the dateline stands, in code points.
fn dateline(article: &Article) -> Option<[u32; 2]> {
    let chars = CharIndex::new(&article.text);
    article.dateline.as_ref().map(|d| [chars.at(d.span.start), chars.at(d.span.end)])
}

/// The text but for its dateline, whose place is often that of the office.
fn without(text: &str, dateline: Option<[u32; 2]>) -> String {
    let Some([begin, end]) = dateline else { return text.to_string() };
    let outside = |at: &usize| !(begin as usize..end as usize).contains(at);
    text.chars().enumerate().filter(|(at, _)| outside(at)).map(|(_, c)| c).collect()
}

/// What it shows of its days.
pub fn shown(parts: Parts<'_>) -> Shown {
    let events: Vec<Named<'_>> = parts.events.iter().map(|e| Named(&EVENTS, e)).collect();
    let published = parts.published.ordinal();
    let head = i64::from(parts.dateline.map_or(0, |d| d[1]));
    let day = |row: &Named<'_>, column: &str| row.value(column).text().and_then(day::of_value);
    let mut shown = Shown { published, ..Shown::default() };
    for row in parts.timexes {
        let timex = Named(&TIMEXES, row);
        shown.week |= timex.text("value").get(4..6) == Some("-W");
        let begin = timex.int("begin");
        let Some(day) = day(&timex, "value").filter(|_| begin >= head) else { continue };
        let figures = || {
            let from = usize::try_from(begin).unwrap_or(0);
            let length = usize::try_from(timex.int("end") - begin).unwrap_or(0);
            parts.text.chars().skip(from).take(length).any(|c| c.is_ascii_digit())
        };
        if day != published || begin >= TOP || !figures() {
            shown.said.push(day);
        }
    }
    shown.events = events.iter().filter_map(|e| day(e, "date")).collect();
    let main = events.iter().filter(|e| *e.value("main") == Value::Flag(true));
    shown.main = main.filter_map(|e| day(e, "date")).collect();
    shown
}

/// First three letters of the actor codes, with how often those are named below the dateline.
fn actors(parts: Parts<'_>) -> BTreeMap<String, u32> {
    let head = parts.dateline.map_or(0, |d| d[1]);
    let mut actors = BTreeMap::new();
    for row in parts.entities {
        let entity = Named(&ENTITIES, row);
        let Some(code) = entity.text("actor").get(..3) else { continue };
        let Value::Spans(mentions) = entity.value("mentions") else { continue };
        let times = mentions.iter().filter(|m| m[0] >= head).count() as u32;
        if times > 0 {
            *actors.entry(code.to_string()).or_default() += times;
        }
    }
    actors
}

impl News {
    /// A row of `news`, with the name of its article; `None` where another program wrote something else into it.
    pub fn of(name: &str, row: &Row) -> Option<News> {
        let row = Named(&NEWS, row);
        let texts = |column: &str| match row.value(column) {
            Value::Texts(texts) => texts.as_slice(),
            _ => &[],
        };
        let pair = |text: &String| {
            let (word, number) = text.split_once(' ')?;
            Some((word.to_string(), number.parse::<f64>().ok()?))
        };
        let days = texts("days").iter().filter_map(pair);
        let words: Vec<(String, f64)> = texts("words").iter().map(|w| (w.clone(), rarity(w))).collect();
        Some(News {
            article: row.value("article").int()?,
            name: name.to_string(),
            event: row.value("event").int(),
            published: Day::parse(row.text("published"))?.ordinal(),
            days: days.filter_map(|(day, p)| Some((Day::parse(&day)?.ordinal(), p))).collect(),
            norm: words.iter().map(|w| w.1 * w.1).sum(),
            words,
            keys: texts("keys").to_vec(),
            actors: texts("actors").iter().filter_map(pair).collect(),
        })
    }

    /// How alike the words of two reports are, 0 to 1: the cosine of their rarities.
    pub fn likeness(&self, other: &News) -> f64 {
        let shared: f64 = shared(&self.words, &other.words).map(|(a, b)| a * b).sum();
        let norms = self.norm * other.norm;
        if norms > 0.0 { shared / norms.sqrt() } else { 0.0 }
    }
}

/// What two lists in the order of their words share: the values of each.
pub fn shared<'a>(a: &'a [(String, f64)], b: &'a [(String, f64)]) -> impl Iterator<Item = (f64, f64)> + 'a {
    let mut rest = b.iter().peekable();
    a.iter().filter_map(move |(word, x)| {
        while rest.next_if(|other| other.0 < *word).is_some() {}
        rest.next_if(|other| other.0 == *word).map(|other| (*x, other.1))
    })
}
