//! Texts to records.

use crate::error;
use crate::many::Reading;
use crate::record::Record;
use crate::table::Table;
use arrow_array::{Array, RecordBatch};
use dateline::document::Article;
use dateline::keep::{self, Rows};
use dateline::knowledge::TableFile;
use dateline::read::{Given, Options};
use dateline::record::event::RuleFile;
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Reads texts into records. Holds the models; shared by threads.
#[pyclass(frozen, module = "dateline._dateline")]
pub struct Reader {
    pub inner: Arc<dateline::Reader>,
}

/// The parts of an article: text, published, title, id, url, language.
pub type Parts = (String, Option<String>, Option<String>, Option<String>, Option<String>, Option<String>);

#[pymethods]
impl Reader {
    /// Tables and rules are files or folders; they are laid over what is known, or stand in its place (`only`).
    #[new]
    fn new(py: Python<'_>, knowledge: Vec<PathBuf>, rules: Vec<PathBuf>, only: bool) -> PyResult<Reader> {
        py.detach(|| {
            let reader = dateline::Reader::new().map_err(error::knowledge)?;
            let reader = known(reader, &knowledge, only)?;
            let inner = Arc::new(ruled(reader, &rules)?);
            Ok(Reader { inner })
        })
    }

    /// One text to its record.
    fn read(&self, py: Python<'_>, parts: Parts) -> PyResult<Record> {
        py.detach(|| Ok(Record { inner: Arc::new(self.inner.read(article(parts).map_err(error::input)?)) }))
    }

    /// Many, in threads, in their order, as they are asked for.
    fn read_many(&self, parts: &Bound<'_, PyAny>, jobs: usize) -> PyResult<Reading> {
        Reading::new(Arc::clone(&self.inner), parts, jobs)
    }

    /// Rows of Arrow to rows of Arrow: each text to its record in one row. What cannot be read has its reason in the
    /// column `error`. `names` are those of the columns of text, published, title, id, url and language.
    fn read_batch(
        &self,
        py: Python<'_>,
        batch: AnyRecordBatch,
        names: [Option<String>; 6],
    ) -> PyResult<Table> {
        let (batches, _) = batch.into_table()?.into_inner();
        py.detach(|| {
            let read = |batch: &RecordBatch| {
                let rows: Vec<keep::Read> = given(batch, &names)?.into_iter().map(|a| self.row(a)).collect();
                keep::nested(&rows).map_err(error::arrow)
            };
            let batches = batches.iter().map(read).collect::<PyResult<_>>()?;
            Ok(Table::new(Arc::new(keep::nested_schema()), batches))
        })
    }
}

impl Reader {
    fn row(&self, article: Taken) -> keep::Read {
        article.map(|article| Rows::of(&self.inner.read(article), &dateline::json::made_by_line()))
    }
}

/// An article, or its name, where it has one, and why it cannot be read.
pub type Taken = Result<Article, (Option<String>, String)>;

/// The articles of a batch, or the name of one and why it cannot be read. `names` are those of the columns of text,
/// published, title, id, url and language.
pub fn given(batch: &RecordBatch, names: &[Option<String>; 6]) -> PyResult<Vec<Taken>> {
    let mut options = Options::default();
    options.fields.text = names[0].iter().cloned().collect();
    let columns = names.iter().map(|name| column(batch, name.as_deref()));
    let mut columns: Vec<_> =
        columns.collect::<PyResult<Vec<_>>>()?.into_iter().map(Vec::into_iter).collect();
    let row = |_| {
        let [text, published, title, id, url, language] =
            std::array::from_fn(|part| columns.get_mut(part).and_then(Iterator::next).flatten());
        let given = Given { text, published, title, id: id.clone(), url, language };
        checked(given, &options).map_err(|why| (id, why))
    };
    Ok((0..batch.num_rows()).map(row).collect())
}

/// The texts of a column; none where no name is given.
fn column(batch: &RecordBatch, name: Option<&str>) -> PyResult<Vec<Option<String>>> {
    let Some(name) = name else { return Ok(Vec::new()) };
    let Some(column) = batch.column_by_name(name) else {
        let schema = batch.schema();
        let all: Vec<&str> = schema.fields().iter().map(|f| f.name().as_str()).collect();
        return Err(error::input(format!("there is no column '{name}'; there are {}", all.join(", "))));
    };
    texts(column).ok_or_else(|| {
        error::input(format!("column '{name}' holds {}, not text; cast it to string", column.data_type()))
    })
}

fn texts(column: &dyn Array) -> Option<Vec<Option<String>>> {
    use arrow_array::cast::AsArray;
    use arrow_schema::DataType::{LargeUtf8, Null, Utf8, Utf8View};
    let owned = |text: Option<&str>| text.map(str::to_owned);
    Some(match column.data_type() {
        Utf8 => column.as_string::<i32>().iter().map(owned).collect(),
        LargeUtf8 => column.as_string::<i64>().iter().map(owned).collect(),
        Utf8View => column.as_string_view().iter().map(owned).collect(),
        Null => vec![None; column.len()],
        _ => return None,
    })
}

/// The article of its parts, or why there is none.
pub fn article((text, published, title, id, url, language): Parts) -> Result<Article, String> {
    checked(Given { text: Some(text), published, title, id, url, language }, &Options::default())
}

fn checked(given: Given, options: &Options) -> Result<Article, String> {
    let article = given.article(Vec::new(), "", options).map_err(|fault| fault.to_string())?;
    match dateline::length::too_long(&article) {
        None => Ok(article),
        Some((_, words)) => Err(words),
    }
}

fn known(reader: dateline::Reader, files: &[PathBuf], only: bool) -> PyResult<dateline::Reader> {
    if files.is_empty() {
        return Ok(reader);
    }
    let tables = files.iter().map(|f: &PathBuf| TableFile::read(f)).collect::<Result<Vec<_>, _>>();
    let tables = tables.map_err(error::knowledge)?;
    if only { reader.only(&tables) } else { reader.with(&tables) }.map_err(error::knowledge)
}

fn ruled(reader: dateline::Reader, files: &[PathBuf]) -> PyResult<dateline::Reader> {
    if files.is_empty() {
        return Ok(reader);
    }
    let files = files.iter().map(|f| RuleFile::read(f as &Path)).collect::<Result<Vec<_>, _>>();
    let files: Vec<RuleFile> = files.map_err(error::rule)?.into_iter().flatten().collect();
    reader.ruled(&files).map_err(error::rule)
}
