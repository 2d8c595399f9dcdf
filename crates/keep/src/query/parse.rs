//! A query to its terms.

use super::mistake;
use crate::KeepError;

/// One term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Whether it must not hold.
    pub not: bool,
    /// `source`, `type`, …; empty where words alone are asked for.
    pub field: String,
    /// Any of these.
    pub values: Vec<Text>,
    /// The byte of the query that it begins at.
    pub at: usize,
}

/// A value, and whether it stood in quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub text: String,
    pub quoted: bool,
    pub at: usize,
}

/// The terms of a query in order.
pub fn terms(query: &str) -> Result<Vec<Term>, KeepError> {
    let mut reader = Reader { query, at: 0 };
    let mut terms = Vec::new();
    loop {
        reader.skip_space();
        if reader.rest().is_empty() {
            return Ok(terms);
        }
        terms.push(reader.term()?);
    }
}

struct Reader<'q> {
    query: &'q str,
    at: usize,
}

impl<'q> Reader<'q> {
    fn rest(&self) -> &'q str {
        self.query.get(self.at..).unwrap_or("")
    }

    fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// Whether a sign stands here; if so it is passed.
    fn passes(&mut self, sign: char) -> bool {
        let found = self.rest().starts_with(sign);
        self.at += if found { sign.len_utf8() } else { 0 };
        found
    }

    fn term(&mut self) -> Result<Term, KeepError> {
        let at = self.at;
        let not = self.passes('-');
        let letters = self.rest().find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(self.rest().len());
        let field = self.rest().get(..letters).unwrap_or("");
        let named = letters > 0 && self.rest()[letters..].starts_with(':');
        if named {
            self.at += letters + 1;
        }
        let mut values = vec![self.value(named)?];
        while named && self.passes(',') {
            values.push(self.value(named)?);
        }
        let field = if named { field.to_ascii_lowercase() } else { String::new() };
        Ok(Term { not, field, values, at })
    }

    fn value(&mut self, named: bool) -> Result<Text, KeepError> {
        let at = self.at;
        if self.passes('"') {
            let Some(end) = self.rest().find('"') else {
                return Err(mistake(self.query, at, "this quotation mark is not closed"));
            };
            let text = self.rest()[..end].to_string();
            self.at += end + 1;
            return Ok(Text { text, quoted: true, at });
        }
        let ends = |c: char| c.is_whitespace() || c == '"' || (named && c == ',');
        let end = self.rest().find(ends).unwrap_or(self.rest().len());
        if end == 0 {
            return Err(mistake(self.query, at, "a value is missing here"));
        }
        let text = self.rest()[..end].to_string();
        self.at += end;
        Ok(Text { text, quoted: false, at })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_values_and_words() {
        let found =
            terms("source:RUS,\"the Kremlin\"  -type:ASSAULT corridor \"safe passage\"").unwrap_or_default();
        let plain: Vec<(bool, &str, Vec<&str>)> = found
            .iter()
            .map(|t| (t.not, t.field.as_str(), t.values.iter().map(|v| v.text.as_str()).collect()))
            .collect();
        let expected = [
            (false, "source", vec!["RUS", "the Kremlin"]),
            (true, "type", vec!["ASSAULT"]),
            (false, "", vec!["corridor"]),
            (false, "", vec!["safe passage"]),
        ];
        assert_eq!(plain, expected);
    }

    #[test]
    fn mistakes_are_shown_where_they_are() {
        let said = |query: &str| terms(query).err().map(|e| e.to_string()).unwrap_or_default();
        assert!(said("é \"open").contains("not closed\n  é \"open\n    ^"), "{}", said("é \"open"));
        assert!(said("type: x").contains("a value is missing"));
        assert!(said("type:A,").contains("a value is missing"));
    }

    proptest::proptest! {
        #[test]
        fn never_panics(query in "\\PC{0,40}") {
            let _ = terms(&query);
        }
    }
}
