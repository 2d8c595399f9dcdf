//! Records in one table: one row an article, its statements, events and the rest in lists of that row. So a cluster
//! can take articles to records row by row, in any order and on any machine, since no row knows of another.

use crate::batch::array;
use crate::columns::{ARTICLES, Column, TABLES, Table};
use crate::rows::{Row, Rows};
use crate::value::Value;
use arrow_array::{ArrayRef, ListArray, RecordBatch, StringArray, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema};
use std::sync::Arc;

/// What became of one article: its rows, or its name, where it has one, and why it could not be read.
pub type Read = Result<Rows, (Option<String>, String)>;

/// The schema: the columns of `articles` without the number in a store; `error`, null where the article was read; then
/// a list a table. Numbers that count in a store count in the article here.
///
/// ```
/// let schema = keep::nested_schema();
/// assert_eq!(schema.field(0).name(), "name");
/// assert!(schema.field_with_name("events").is_ok());
/// ```
pub fn nested_schema() -> Schema {
    let article = own(&ARTICLES).map(|(_, c)| c.field().with_nullable(true));
    let error = Field::new("error", DataType::Utf8, true);
    let lists = TABLES[1..].iter().map(|t| Field::new(t.name, DataType::List(item(t)), false));
    Schema::new(article.chain([error]).chain(lists).collect::<Vec<_>>())
}

/// Articles as rows of [`nested_schema`], in their order.
///
/// # Errors
/// If a row lacks a value that its column must have, which [`Rows::of`] never leaves out.
pub fn nested(articles: &[Read]) -> Result<RecordBatch, ArrowError> {
    let rows: Vec<Row> = articles.iter().map(article).collect();
    let errors = articles.iter().map(|a| a.as_ref().err().map(|(_, why)| why.as_str()));
    let mut columns: Vec<ArrayRef> = own(&ARTICLES).map(|(at, c)| array(c, &rows, at)).collect();
    columns.push(Arc::new(errors.collect::<StringArray>()));
    for (at, table) in TABLES.iter().enumerate().skip(1) {
        columns.push(Arc::new(list(table, at, articles)?));
    }
    RecordBatch::try_new(Arc::new(nested_schema()), columns)
}

/// The columns that mean something without a store, with where they stand.
fn own(table: &'static Table) -> impl Iterator<Item = (usize, &'static Column)> {
    let numbered = table.position("n").is_some() || table.name == ARTICLES.name;
    let columns = table.columns.iter().enumerate();
    columns.filter(move |(_, c)| c.name != "article" && !(numbered && c.name == "id"))
}

fn fields(table: &'static Table) -> Fields {
    own(table).map(|(_, c)| c.field()).collect()
}

fn item(table: &'static Table) -> Arc<Field> {
    Arc::new(Field::new("item", DataType::Struct(fields(table)), false))
}

/// The row of an article; of one that was not read its name alone.
fn article(read: &Read) -> Row {
    let named = |name: &Option<String>| {
        let value = |c: &Column| if c.name == "name" { name.clone().into() } else { Value::Null };
        ARTICLES.columns.iter().map(value).collect()
    };
    match read {
        Ok(rows) => rows.tables[0].first().cloned().unwrap_or_else(|| named(&None)),
        Err((name, _)) => named(name),
    }
}

fn list(table: &'static Table, at: usize, articles: &[Read]) -> Result<ListArray, ArrowError> {
    let of = |read: &Read| read.as_ref().map_or_else(|_| Vec::new(), |rows| rows.tables[at].clone());
    let each: Vec<Vec<Row>> = articles.iter().map(of).collect();
    let ends = OffsetBuffer::from_lengths(each.iter().map(Vec::len));
    let rows = each.concat();
    let columns = own(table).map(|(at, c)| array(c, &rows, at)).collect();
    ListArray::try_new(item(table), ends, Arc::new(StructArray::try_new(fields(table), columns, None)?), None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::Array;

    #[test]
    fn failed_articles_keep_their_place() {
        let failed: Read = Err((Some("a".into()), "there is no text in it".into()));
        let read = || Ok(Rows::of(&document::Record::default(), "test"));
        let made = nested(&[read(), failed, read()]).ok();
        let errors = made.as_ref().and_then(|b| b.column_by_name("error")).map(|c| c.null_count());
        assert_eq!((made.as_ref().map(|b| b.num_rows()), errors), (Some(3), Some(2)));
    }
}
