//! What the caller knows of an input beforehand.

use crate::{Fault, Position, ReadError};
use document::Day;

/// Kind of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Plain text, one article.
    Text,
    /// A web page, one article.
    Html,
    /// One JSON object a line, one article each.
    Jsonl,
    /// A table with commas or semicolons and a header, one article a row.
    Csv,
    /// The same with tabs, nothing quoted.
    Tsv,
    /// A web archive, one article a page.
    Warc,
    /// RSS, Atom, JSON Feed: one article an entry that has text.
    Feed,
    /// A list of pages (sitemap); no text in it.
    Sitemap,
    /// News Industry Text Format: one article.
    Nitf,
    /// NewsML-G2: one article a news item.
    Newsml,
    /// ninjs, news in JSON: one article an object.
    Ninjs,
    /// Text of a wire with its headers, ANPA 1312 or IPTC 7901: one article a message.
    Wire,
    /// The SGML of the Gigaword corpora: one article a `DOC`.
    Gigaword,
    /// Tokens given: CoNLL-U, IOB2 or `token tag` lines.
    Conllu,
}

impl Kind {
    /// All kinds with their names.
    pub const ALL: [(&str, Kind); 14] = [
        ("text", Kind::Text),
        ("html", Kind::Html),
        ("jsonl", Kind::Jsonl),
        ("csv", Kind::Csv),
        ("tsv", Kind::Tsv),
        ("warc", Kind::Warc),
        ("feed", Kind::Feed),
        ("sitemap", Kind::Sitemap),
        ("nitf", Kind::Nitf),
        ("newsml", Kind::Newsml),
        ("ninjs", Kind::Ninjs),
        ("wire", Kind::Wire),
        ("gigaword", Kind::Gigaword),
        ("conllu", Kind::Conllu),
    ];

    /// Reads the name of a kind.
    pub fn parse(name: &str) -> Option<Kind> {
        Kind::ALL.iter().find(|(known, _)| *known == name).map(|&(_, kind)| kind)
    }
}

/// Which fields of a JSON object or columns of a table hold what: the names to look for, the first that has a value wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The stable name of the article.
    pub id: Vec<String>,
    /// The text.
    pub text: Vec<String>,
    /// The headline, where it stands apart from the text.
    pub title: Vec<String>,
    /// The day of publication.
    pub date: Vec<String>,
    /// The address.
    pub url: Vec<String>,
    /// The language code.
    pub language: Vec<String>,
}

impl Default for Fields {
    fn default() -> Self {
        let names = |list: &[&str]| list.iter().map(|&n| n.to_owned()).collect();
        Fields {
            id: names(&["id", "doc_id"]),
            text: names(&["text"]),
            title: names(&["title"]),
            date: names(&["published", "date", "dct"]),
            url: names(&["url"]),
            language: names(&["language", "lang"]),
        }
    }
}

impl Fields {
    /// Takes `text=body`: the text is in the field `body` and in no other. Several with commas between.
    pub fn map(&mut self, rules: &str) -> Result<(), ReadError> {
        for rule in rules.split(',').map(str::trim).filter(|r| !r.is_empty()) {
            let fault = || ReadError::new("field map", Position::Whole, Fault::FieldMap(rule.to_owned()));
            let (ours, yours) = rule.split_once('=').ok_or_else(fault)?;
            let slot = self.slot(ours.trim()).ok_or_else(fault)?;
            if yours.trim().is_empty() {
                return Err(fault());
            }
            *slot = vec![yours.trim().to_owned()];
        }
        Ok(())
    }

    fn slot(&mut self, name: &str) -> Option<&mut Vec<String>> {
        match name {
            "id" | "doc_id" => Some(&mut self.id),
            "text" => Some(&mut self.text),
            "title" => Some(&mut self.title),
            "date" | "dct" | "published" => Some(&mut self.date),
            "url" => Some(&mut self.url),
            "language" => Some(&mut self.language),
            _ => None,
        }
    }
}

/// What the caller knows of an input beforehand. Nothing need be given.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The kind; guessed from the content where not given.
    pub kind: Option<Kind>,
    /// The name of the article, for inputs that hold one (files of a folder).
    pub id: Option<String>,
    /// Charset that the server named.
    pub charset: Option<String>,
    /// Address that the input was fetched from.
    pub url: Option<String>,
    /// Day of publication, stronger than what the input says.
    pub published: Option<Day>,
    /// Language code.
    pub language: Option<String>,
    /// Fields of JSON objects.
    pub fields: Fields,
}
