//! GraphML: actors as nodes, dyads as directed edges with how much and whether it was friendly.
//!
//! Summed up by the store: its dyads are few against its events. An event without a source or a target is no edge.

use super::out::Stopped;
use super::world::World;
use crate::{Store, Value};
use std::io::Write;

/// Keys of nodes and edges: name, type, for which.
const KEYS: [(&str, &str, &str); 11] = [
    ("country", "string", "node"),
    ("roles", "string", "node"),
    ("events", "long", "edge"),
    ("weight", "double", "edge"),
    ("goldstein", "double", "edge"),
    ("goldstein_mean", "double", "edge"),
    ("sign", "long", "edge"),
    ("quad1", "long", "edge"),
    ("quad2", "long", "edge"),
    ("quad3", "long", "edge"),
    ("quad4", "long", "edge"),
];

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
    http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";

/// Says how many edges there are.
pub(super) fn write(
    store: &Store,
    query: &str,
    world: &World,
    out: &mut dyn Write,
) -> Result<usize, Stopped> {
    let dyads = store.pairs(query)?;
    out.write_all(HEAD.as_bytes())?;
    for (name, kind, of) in KEYS {
        writeln!(out, "<key id=\"{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")?;
    }
    writeln!(out, "<graph id=\"dyads\" edgedefault=\"directed\">")?;
    let side = |at: usize| dyads.rows.iter().filter_map(move |row| row.get(at)?.text());
    let mut actors: Vec<&str> = side(0).chain(side(1)).collect();
    actors.sort_unstable();
    actors.dedup();
    for actor in actors {
        let code = world.code(actor);
        writeln!(
            out,
            "<node id=\"{}\"><data key=\"country\">{}</data><data key=\"roles\">{}</data></node>",
            escaped(actor),
            code.country,
            code.roles.join(" ")
        )?;
    }
    for row in &dyads.rows {
        edge(row, out)?;
    }
    out.write_all(b"</graph>\n</graphml>\n")?;
    Ok(dyads.rows.len())
}

/// Source, target, events, Goldstein sum, events of each quad class.
fn edge(row: &[Value], out: &mut dyn Write) -> Result<(), Stopped> {
    let [source, target, events, Value::Real(goldstein), quads @ ..] = row else { return Ok(()) };
    let many = events.int().unwrap_or(0);
    let mean = goldstein / many.max(1) as f64;
    let sign = i64::from(*goldstein > 0.0) - i64::from(*goldstein < 0.0);
    let [source, target] = [source, target].map(|code| escaped(code.text().unwrap_or("")));
    write!(out, "<edge source=\"{source}\" target=\"{target}\">")?;
    let counts = quads.iter().map(Value::words);
    let values = [
        many.to_string(),
        format!("{many}.0"),
        format!("{goldstein:?}"),
        format!("{mean:.2}"),
        sign.to_string(),
    ];
    let names = KEYS.iter().filter(|k| k.2 == "edge");
    for ((name, ..), value) in names.zip(values.into_iter().chain(counts)) {
        write!(out, "<data key=\"{name}\">{value}</data>")?;
    }
    writeln!(out, "</edge>")?;
    Ok(())
}

/// As XML has it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
