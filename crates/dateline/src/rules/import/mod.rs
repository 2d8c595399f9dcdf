//! Rules made from files of others.

mod petrarch;
mod scheme;

pub use petrarch::petrarch;
pub use scheme::{Map, Scheme};

/// The rules made from a file.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// A rule file.
    pub text: String,
    /// How many rules it has.
    pub rules: usize,
    /// What could not be carried over: the line, and why.
    pub skipped: Vec<(usize, String)>,
}
