//! What people say of records.

use super::{Asked, From, List, Order, Select};
use keep::columns::CORRECTIONS as TABLE;
use keep::{KeepError, Store, Value};

/// Corrections, the last noted first.
pub const CORRECTIONS: List =
    List { name: "corrections", table: &TABLE, takes: &["article"], from: From::Sql(corrections) };

fn corrections(_: &Store, asked: &Asked) -> Result<Select, KeepError> {
    let names: Vec<String> = TABLE.columns.iter().map(|c| format!("c.\"{}\"", c.name)).collect();
    let holds = if asked.article.is_some() { "c.article = ?1" } else { "TRUE" };
    let sql = format!("SELECT {} FROM corrections c WHERE {holds}", names.join(", "));
    let values = asked.article.map(Value::Int).into_iter().collect();
    Ok(Select { sql, of: None, values, order: Order::By("1 DESC") })
}
