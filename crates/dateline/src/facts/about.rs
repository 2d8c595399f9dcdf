//! What is compiled into the program: versions, counts, sources, hashes.

use knowledge::Knowledge;
use std::fmt::Write;

/// Versions, then each compiled file with its bytes, its checksum and what it was made from.
pub fn about(knowledge: &Knowledge) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "dateline {}", env!("CARGO_PKG_VERSION"));
    let _ =
        writeln!(out, "knowledge {}, facts until {}", knowledge::KNOWLEDGE_VERSION, knowledge::FACTS_UNTIL);
    let _ = writeln!(out, "models {}", knowledge::MODELS_VERSION);
    for file in knowledge::compiled() {
        let _ = writeln!(out, "\n{:<28} {:>10} bytes  {}", file.name, file.bytes, file.hash);
        if file.name.ends_with("actors.bin") {
            for source in knowledge.actors.sources() {
                let _ = writeln!(out, "  {:<26} {:>10} rows   {}", source.file, source.rows, source.hash);
            }
            let counts = knowledge.actors.counts();
            let counts: Vec<String> = counts.iter().map(|(what, n)| format!("{n} {what}")).collect();
            paragraph(&mut out, &counts.join(", "));
        }
        if file.name.ends_with("gazetteer.bin") {
            let meta = knowledge.gazetteer.meta();
            let (sources, counts) = meta.split_once('\n').unwrap_or((meta, ""));
            paragraph(&mut out, sources);
            let counts = counts.lines().filter_map(|l| l.split_once(": "));
            let counts: Vec<String> = counts.map(|(what, n)| format!("{what} {n}")).collect();
            paragraph(&mut out, &counts.join(", "));
        }
        paragraph(&mut out, &file.about);
    }
    let tables: Vec<&str> = knowledge::Shape::OVER.iter().map(|s| s.name()).collect();
    out.push('\n');
    paragraph(&mut out, &format!("Tables that --knowledge takes: {}.", tables.join(", ")));
    out
}

fn paragraph(out: &mut String, text: &str) {
    if !text.is_empty() {
        let _ = writeln!(out, "  {}", crate::text::wrap(text, 96, "  "));
    }
}
