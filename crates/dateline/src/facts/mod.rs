//! What is known before reading, shown to people: what stands under a name, what a user's tables change, what is
//! compiled in, and tables made from files of others.

pub mod about;
pub mod diff;
pub mod find;
pub mod import;

use document::Day;

/// A term or time of an entry: `2004-03-09 – 2016`.
fn span(from: Option<Day>, to: Option<Day>) -> String {
    match (from, to) {
        (None, None) => String::new(),
        (Some(from), None) => format!("{from} –"),
        (None, Some(to)) => format!("– {to}"),
        (Some(from), Some(to)) => format!("{from} – {to}"),
    }
}
