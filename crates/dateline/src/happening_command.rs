//! `dateline happening`: one happening with its reports, what agrees and what contradicts.

use crate::arguments::store::HappeningArguments;
use crate::batch;
use crate::input::Failure;
use crate::store_command::failure;
use dateline::keep::{Difference, Happening, Store};
use owo_colors::OwoColorize;
use std::fmt::Write;

pub fn run(arguments: &HappeningArguments) -> Result<u8, Failure> {
    let store = Store::open(&arguments.store).map_err(failure)?;
    let (path, id) = (arguments.store.display(), arguments.id);
    let Some(found) = store.happening(id).map_err(failure)? else {
        let remedy = format!("`dateline ask {path} --of happenings` lists them");
        return Err(Failure(format!("{path}: there is no happening {id}; {remedy}")));
    };
    batch::write(&mut anstream::stdout().lock(), &page(&found))?;
    Ok(0)
}

fn page(found: &Happening) -> String {
    let value = |column: &str| found.row.get(column).map(|v| v.words()).unwrap_or_default();
    let mut out = String::new();
    let _ = writeln!(out, "{}", value("title").split_whitespace().collect::<Vec<_>>().join(" ").bold());
    let facts = ["day", "type", "source", "target", "country"].map(|c| (c, value(c)));
    let facts: Vec<String> =
        facts.iter().filter(|f| !f.1.is_empty()).map(|(name, value)| format!("{name} {value}")).collect();
    let _ = writeln!(out, "{}", facts.join(" · "));
    let _ = writeln!(out, "\n{}", format!("{} reports", found.reports.len()).bold());
    for report in &found.reports {
        let title = report.title.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "  {}  {}  {}", report.name, report.published, title);
        let _ = writeln!(out, "    {}", format!("{:.2}: {}", report.score, report.why.join("; ")).dimmed());
    }
    section(&mut out, "agreed", &found.agreed);
    section(&mut out, "not agreed", &found.differences);
    out
}

fn section(out: &mut String, title: &str, all: &[Difference]) {
    if all.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", title.bold());
    for difference in all {
        for (value, reports, words) in &difference.said {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let _ = writeln!(out, "  {} {}  {}", difference.what, value.bold(), reports.join(", "));
            let _ = writeln!(out, "    {}", format!("\u{201c}{words}\u{201d}").dimmed());
        }
    }
}
