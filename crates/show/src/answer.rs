//! Rows of a list: asked for, and written in every form.

use crate::fault::Fault;
use crate::feed;
use crate::lists::{Asked, From, List, Order, Select};
use crate::request::{Cursor, Format, Request};
use axum::http::StatusCode;
use keep::columns::Table;
use keep::{KeepError, Row, Sink, Store, Tables, Value, object};
use serde_json::{Value as Json, json};

/// Some rows of a list, and where it goes on.
#[derive(Debug, Default)]
pub struct Rows {
    /// What the rows are.
    pub table: Option<&'static Table>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Where the list goes on; none at its end.
    pub next: Option<Cursor>,
}

impl Rows {
    /// Asks a store.
    ///
    /// # Errors
    /// If the query cannot be asked, or the file not be read.
    pub fn ask(store: &Store, list: &List, request: &Request) -> Result<Rows, Fault> {
        match list.from {
            From::Sql(select) => {
                let whole = select(store, &request.asked)?;
                if request.after.is_some() || !matches!(whole.order, Order::Latest(..)) {
                    return Rows::selected(store, list.table, whole, request);
                }
                lately(store, &request.asked.q, request.limit + 1, |q| {
                    let asked = Asked { q: q.to_string(), ..request.asked.clone() };
                    let rows = Rows::selected(store, list.table, select(store, &asked)?, request)?;
                    let found = rows.rows.len() + usize::from(rows.next.is_some());
                    Ok((rows, found))
                })
            }
            From::Made(made) => Ok(Rows::of(list.table, made(store, &request.asked)?, request)),
        }
    }

    fn selected(
        store: &Store,
        table: &'static Table,
        mut select: Select,
        request: &Request,
    ) -> Result<Rows, Fault> {
        let sql = whole(&mut select, request);
        let rows = Rows::read(store, table, &sql, &select.values)?;
        Ok(Rows::cut(table, rows, select.order, request))
    }

    /// As many rows as are wanted, of which there was one more where it goes on.
    fn cut(table: &'static Table, mut rows: Vec<Row>, order: Order, request: &Request) -> Rows {
        let more = rows.len() > request.limit;
        rows.truncate(request.limit);
        let next = if more { next(table, order, request, &rows) } else { None };
        Rows { table: Some(table), rows, next }
    }

    /// Rows of a list in SQL of which something more holds: a condition, an order and a bound, with its values.
    ///
    /// # Errors
    /// As [`Rows::ask`].
    pub fn that(store: &Store, list: &List, more: &str, values: &[Value]) -> Result<Rows, Fault> {
        let From::Sql(select) = list.from else { return Ok(Rows::default()) };
        let sql = format!("{} AND {more}", select(store, &Asked::default())?.sql);
        Ok(Rows { table: Some(list.table), rows: Rows::read(store, list.table, &sql, values)?, next: None })
    }

    /// Rows of these numbers of a list whose latest come first; one more than is wanted says that it goes on.
    ///
    /// # Errors
    /// As [`Rows::ask`].
    pub fn numbered(store: &Store, list: &List, numbers: &[i64], request: &Request) -> Result<Rows, Fault> {
        let From::Sql(select) = list.from else { return Ok(Rows::default()) };
        let select = select(store, &Asked::default())?;
        let Order::Latest(day, number) = select.order else { return Ok(Rows::default()) };
        let sql = format!(
            "{} WHERE {number} IN (SELECT value FROM json_each(?1)) ORDER BY {day} DESC, {number} DESC",
            select.sql
        );
        let all: Vec<&i64> = numbers.iter().take(request.limit + 1).collect();
        let rows = Rows::read(store, list.table, &sql, &[json!(all).to_string().into()])?;
        Ok(Rows::cut(list.table, rows, select.order, request))
    }

    fn read(
        store: &Store,
        table: &'static Table,
        sql: &str,
        values: &[Value],
    ) -> Result<Vec<Row>, KeepError> {
        let mut rows = Vec::new();
        store.each(table, sql, values, &mut |row| {
            rows.push(row);
            true
        })?;
        Ok(rows)
    }

    /// Of all rows those that are asked for.
    fn of(table: &'static Table, all: Vec<Row>, request: &Request) -> Rows {
        let passed = Cursor::passed(request.after.as_ref());
        let end = passed.saturating_add(request.limit);
        let next = (all.len() > end).then_some(Cursor::Count(end));
        let rows = all.into_iter().skip(passed).take(request.limit).collect();
        Rows { table: Some(table), rows, next }
    }

    /// The rows as views.
    pub fn views(&self) -> impl Iterator<Item = View<'_>> {
        let table = self.table;
        self.rows.iter().filter_map(move |row| Some(View { table: table?, row }))
    }
}

/// One row, whose fields are known by name.
#[derive(Clone, Copy, Debug)]
pub struct View<'r> {
    /// What the row is of.
    pub table: &'static Table,
    /// The row.
    pub row: &'r [Value],
}

impl<'r> View<'r> {
    /// A field; null where there is no such column.
    pub fn get(&self, name: &str) -> &'r Value {
        const NULL: &Value = &Value::Null;
        self.table.position(name).and_then(|at| self.row.get(at)).unwrap_or(NULL)
    }

    /// A text; empty where it is none.
    pub fn text(&self, name: &str) -> &'r str {
        self.get(name).text().unwrap_or("")
    }

    /// A whole number, where it is one.
    pub fn int(&self, name: &str) -> Option<i64> {
        self.get(name).int()
    }

    /// A number; 0 where it is none.
    pub fn real(&self, name: &str) -> f64 {
        match self.get(name) {
            Value::Real(x) => *x,
            Value::Int(n) => *n as f64,
            _ => 0.0,
        }
    }

    /// A stretch of text, where both ends are there.
    pub fn span(&self, begin: &str, end: &str) -> Option<[usize; 2]> {
        let at = |name| self.int(name).and_then(|n| usize::try_from(n).ok());
        Some([at(begin)?, at(end)?])
    }

    /// Stretches of text.
    pub fn spans(&self, name: &str) -> Vec<[usize; 2]> {
        match self.get(name) {
            Value::Spans(spans) => spans.iter().map(|s| s.map(|n| n as usize)).collect(),
            _ => Vec::new(),
        }
    }

    /// The row as a JSON object.
    pub fn json(&self) -> Json {
        object(self.table.columns.iter().map(|c| c.name), self.row)
    }

    /// A text as one line.
    pub fn line(&self, name: &str) -> String {
        one_line(self.text(name))
    }

    /// Several texts.
    pub fn texts(&self, name: &str) -> &'r [String] {
        match self.get(name) {
            Value::Texts(texts) => texts,
            _ => &[],
        }
    }
}

/// A text as one line: its words parted by single blanks.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a query finds among the latest, asked of few days first and, till enough is found, of ever more. Actors are found
/// by their pairs, in which days stand too: few days need not be sorted out of all. Asked at once where the query has no
/// such side or speaks of days itself. `ask` gives how much it found.
///
/// # Errors
/// As `ask`, or if the file cannot be read.
pub fn lately<T>(
    store: &Store,
    q: &str,
    enough: usize,
    mut ask: impl FnMut(&str) -> Result<(T, usize), Fault>,
) -> Result<T, Fault> {
    /// The first days, and so many that all may be asked.
    const DAYS: (f64, f64) = (1.0, 1_000.0);
    let has = |fields: &[&str]| fields.iter().any(|f| q.contains(f));
    let sided = has(&["source:", "target:", "actor:"]) && !has(&["since:", "until:", "on:"]);
    let mut days = DAYS.0;
    while sided && days < DAYS.1 {
        let Some(day) = day_before(store, days)? else { break };
        let (rows, found) = ask(&format!("{q} since:{day}"))?;
        if found >= enough {
            return Ok(rows);
        }
        // As many days as are likely to have enough, and half as many more; what finds nothing says little.
        days *= if found == 0 { 10.0 } else { (1.5 * enough as f64 / found as f64).clamp(3.0, 100.0) };
    }
    Ok(ask(q)?.0)
}

/// The day so many days before the last one on which an article was published.
fn day_before(store: &Store, days: f64) -> Result<Option<String>, KeepError> {
    const LAST: &str =
        "SELECT date(day, ?1) FROM daily_articles WHERE articles > 0 ORDER BY day DESC LIMIT 1";
    let before = Value::from(format!("-{days:.0} days").as_str());
    let found = store.ask_with(LAST, &[before])?;
    Ok(found.rows.first().and_then(|row| row.first()?.text()).map(str::to_string))
}

/// The question with its order, from where it goes on, one row more than is wanted.
fn whole(select: &mut Select, request: &Request) -> String {
    let wanted = request.limit + 1;
    match (select.order, &request.after) {
        (Order::By(order), after) => {
            let passed = Cursor::passed(after.as_ref());
            format!("{} ORDER BY {order} LIMIT {wanted} OFFSET {passed}", select.sql)
        }
        (Order::Latest(day, number), after) => {
            let from = match after {
                Some(Cursor::Row(last, at)) => earlier(&mut select.values, day, number, last, *at),
                _ => String::new(),
            };
            let order = format!("ORDER BY {day} DESC, {number} DESC");
            match &select.of {
                None => format!("{}{from} {order} LIMIT {wanted}", select.sql),
                Some(of) => {
                    let first = format!("SELECT {number} {of}{from} {order} LIMIT {wanted}");
                    format!("{} WHERE {number} IN ({first}) {order}", select.sql)
                }
            }
        }
    }
}

/// Rows that stand after one, without passing over those before it.
fn earlier(values: &mut Vec<Value>, day: &str, number: &str, last: &str, at: i64) -> String {
    values.push(at.into());
    let n = values.len();
    if last.is_empty() {
        return format!(" AND {day} IS NULL AND {number} < ?{n}");
    }
    values.push(last.into());
    let d = values.len();
    format!(" AND ({day} < ?{d} OR ({day} = ?{d} AND {number} < ?{n}) OR {day} IS NULL)")
}

fn next(table: &'static Table, order: Order, request: &Request, rows: &[Row]) -> Option<Cursor> {
    let row = rows.last()?;
    let view = View { table, row };
    Some(match order {
        Order::By(_) => Cursor::Count(Cursor::passed(request.after.as_ref()) + rows.len()),
        Order::Latest(day, _) => {
            let day = day.rsplit('.').next().unwrap_or(day);
            Cursor::Row(view.text(day).to_string(), view.int("number")?)
        }
    })
}

/// Rows in a form, as they were asked for; `next` is the address that the list goes on at.
///
/// # Errors
/// If the list has no places and GeoJSON is asked for, or no days and a feed.
pub fn written(rows: &Rows, format: Format, asked: &Asked, next: Option<&str>) -> Result<Vec<u8>, Fault> {
    let Some(table) = rows.table else { return Ok(Vec::new()) };
    let form = match format {
        Format::Json => {
            let all: Json = rows.views().map(|v| v.json()).collect();
            return Ok(json!({ "rows": all, "next": next }).to_string().into_bytes());
        }
        Format::GeoJson => return geojson(rows, table).map(|json| json.to_string().into_bytes()),
        Format::Atom => return feed::feed(rows, &asked.q).map(String::into_bytes),
        Format::Jsonl => Tables::Jsonl,
        Format::Csv => Tables::Csv,
        Format::Parquet => Tables::Parquet,
    };
    let mut out = Vec::new();
    let done = Sink::new(form, table, &mut out).and_then(|mut sink| {
        sink.write(&rows.rows)?;
        sink.end()
    });
    done.map_err(|e| Fault::new(StatusCode::INTERNAL_SERVER_ERROR, e.to_string()))?;
    Ok(out)
}

/// Rows that have a place, as RFC 7946 has it: longitude first.
fn geojson(rows: &Rows, table: &'static Table) -> Result<Json, Fault> {
    if table.position("lat").is_none() {
        return Err(Fault::wrong("only events, happenings and places lie somewhere; ask for another format"));
    }
    let placed = rows.views().filter(|v| matches!(v.get("lat"), Value::Real(_)));
    let features = placed.map(|v| {
        let point = json!({ "type": "Point", "coordinates": [v.real("lon"), v.real("lat")] });
        json!({ "type": "Feature", "geometry": point, "properties": v.json() })
    });
    Ok(json!({ "type": "FeatureCollection", "features": features.collect::<Vec<_>>() }))
}
