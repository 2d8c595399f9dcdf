//! The page of the guide that lists tables and columns is made from the schema. `DATELINE_BLESS=1` writes it anew.
#![allow(clippy::unwrap_used)]

use keep::columns::{self, Kind};
use std::fmt::Write as _;
use std::path::Path;

const HEAD: &str = "# Schema of stores\n\nMade from the schema in `crates/keep/src/columns.rs`. Offsets count code points of `articles.text`. \
A record's number in the store is 1048576 times that of its article, plus its number in the article. Lists are JSON in the file, lists in Arrow. \
A column without *null* always has a value.\n";

fn page() -> String {
    let mut out = HEAD.to_string();
    for table in columns::all() {
        let _ = write!(out, "\n## `{}`\n\n{}\nKey: {}.\n\n", table.name, table.about, table.key.join(", "));
        out += "| column | holds | what it means |\n|---|---|---|\n";
        for c in table.columns {
            let holds = match c.kind {
                Kind::Int | Kind::Article | Kind::Record => "whole number",
                Kind::Real => "number",
                Kind::Text => "text",
                Kind::Flag => "0 or 1",
                Kind::Spans => "list of `[begin, end]`",
                Kind::Texts => "list of texts",
            };
            let null = if c.null { ", null" } else { "" };
            let _ = writeln!(out, "| `{}` | {holds}{null} | {} |", c.name, c.about);
        }
    }
    out
}

#[test]
fn the_page_is_as_the_schema() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/src/schema.md");
    if std::env::var_os("DATELINE_BLESS").is_some() {
        std::fs::write(&path, page()).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), page(), "run with DATELINE_BLESS=1");
}
