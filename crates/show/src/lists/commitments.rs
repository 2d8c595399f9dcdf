//! The ledger: what was promised, offered, demanded, threatened or agreed, and what became of it.

use super::{Asked, From, List, column, optional};
use keep::columns::Kind::{Int, Text};
use keep::columns::Table;
use keep::{Commitments, KeepError, Row, Store, Value};

/// Kinds of commitments.
pub const KINDS: [&str; 5] = ["promise", "offer", "demand", "threat", "agreement"];
/// What became of them; `unknown` where no report says more.
pub const OUTCOMES: [&str; 8] =
    ["kept", "broken", "accepted", "rejected", "withdrawn", "repeated", "deadline passed", "unknown"];

/// Commitments over all articles, the earliest first.
pub const COMMITMENTS: List = List {
    name: "commitments",
    table: &Table {
        name: "commitments",
        about: "Somebody binds himself or others to something, put together over all articles that tell of it.",
        key: &["id"],
        columns: &[
            column("id", Text, "name of the article that tells of it first, and of the commitment in it"),
            optional("day", Text, "the day it was made"),
            column("kind", Text, "promise, offer, demand, threat, agreement"),
            optional("by", Text, "codes, else names, of who binds himself, by commas"),
            optional("to", Text, "codes, else names, of whom it is made to, by commas"),
            column("what", Text, "the words that say what"),
            optional("deadline", Text, "its last day"),
            optional("outcome", Text, "what became of it; null where no report says more"),
            optional("outcome_day", Text, "the day of that"),
            optional("outcome_in", Text, "the record that says so"),
            column("reports", Int, "how often articles tell of it"),
        ],
    },
    takes: &["between", "since", "kind", "outcome"],
    from: From::Made(commitments),
};

fn commitments(store: &Store, asked: &Asked) -> Result<Vec<Row>, KeepError> {
    let since = Some(asked.since.clone()).filter(|s| !s.is_empty());
    let answer = store.commitments(&Commitments { between: asked.between.clone(), since })?;
    let is = |row: &Row, name: &str, wanted: &str| {
        let at = COMMITMENTS.table.position(name).unwrap_or(0);
        wanted.is_empty() || row.get(at).and_then(Value::text).unwrap_or("unknown") == wanted
    };
    let wanted = |row: &Row| is(row, "kind", &asked.kind) && is(row, "outcome", &asked.outcome);
    Ok(answer.rows.into_iter().filter(wanted).collect())
}
