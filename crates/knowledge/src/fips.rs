//! How FIPS 10-4 calls countries: the codes of places in GDELT.

use crate::KnowledgeError;
use crate::table::Table;
use std::collections::HashMap;

/// The table, compiled into the program.
pub(crate) const FILE: (&str, &str) = ("data/fips.tsv", include_str!("../../../data/fips.tsv"));

/// Codes of countries in FIPS 10-4, from `data/fips.tsv`.
#[derive(Clone, Debug, Default)]
pub struct Fips(HashMap<&'static str, &'static str>);

impl Fips {
    /// The table that is compiled into the program.
    ///
    /// # Errors
    /// If it is damaged, which the tests exclude for what is shipped.
    pub fn ours() -> Result<Fips, KnowledgeError> {
        let table = Table::new(FILE.0, FILE.1, &["code", "fips", "source"])?;
        table.rows().map(|row| row.map(|r| (r.field(0), r.field(1)))).collect::<Result<_, _>>().map(Fips)
    }

    /// The two letters of a country by its alpha-3 code; `None` where FIPS 10-4 has none.
    ///
    /// ```
    /// let fips = knowledge::Fips::ours()?;
    /// assert_eq!(fips.of("DEU"), Some("GM"));
    /// assert_eq!(fips.of("NCY"), None);
    /// # Ok::<(), knowledge::KnowledgeError>(())
    /// ```
    pub fn of(&self, country: &str) -> Option<&'static str> {
        self.0.get(country).copied()
    }
}
