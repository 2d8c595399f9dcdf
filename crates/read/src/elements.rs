//! The items of an XML or SGML file, cut out one by one as the file is read; memory holds one item. What is damaged
//! in one does not touch the next.

use crate::markup::{CDATA, attribute};
use crate::utf8::Utf8;
use crate::xml::{Element, Spaces, Tree};
use crate::{Articles, Fault, Options, Position, ReadError};
use document::Article;
use std::io::{self, BufRead};

/// An item may have so many bytes.
const LARGEST: usize = 32 << 20;
/// A tag may have so many.
const LONGEST_TAG: usize = 1 << 16;

/// What is known around an item.
pub(crate) struct Setting<'a> {
    pub origin: &'a str,
    pub options: &'a Options,
    /// The language that the whole file says.
    pub language: Option<&'a str>,
    /// What was doubtful about the whole file.
    pub notes: &'a [String],
}

/// Makes the article of an item.
pub(crate) type Make = fn(Element<'_>, &Setting<'_>) -> Result<Article, Fault>;

/// The articles of all items of these names.
pub(crate) fn articles(
    text: Utf8,
    names: &'static [&'static str],
    origin: &str,
    options: &Options,
    make: Make,
) -> Articles {
    let (origin, options, notes) = (origin.to_owned(), options.clone(), text.notes.clone());
    let mut elements = Elements::new(text, names);
    Articles(Box::new(std::iter::from_fn(move || {
        let (at, found) = elements.next()?;
        let article = found.and_then(|text| {
            let language = elements.around.language();
            let setting = Setting { origin: &origin, options: &options, language, notes: &notes };
            make(Tree::new(&text, &elements.spaces).root(), &setting)
        });
        Some(article.map_err(|fault| ReadError::new(&origin, Position::Byte(at), fault)))
    })))
}

/// What a text in memory says, item by item: what stands around the items, and the first thing that is wrong.
pub(crate) fn each(
    text: &str,
    names: &'static [&'static str],
    mut take: impl FnMut(Element<'_>),
) -> (Around, Option<Fault>) {
    let (mut elements, mut wrong) = (Elements::new(text.as_bytes(), names), None);
    while let Some((_, found)) = elements.next() {
        match found {
            Ok(text) => take(Tree::new(&text, &elements.spaces).root()),
            Err(Fault::Empty) => {}
            Err(fault) => wrong = wrong.or(Some(fault)),
        }
    }
    (elements.around, wrong)
}

/// An item with the byte that it begins at, or what is wrong with it.
type Cut = (usize, Result<String, Fault>);

/// What is kept of the elements around the items.
const AROUND: [&str; 5] = ["language", "dc:language", "ttl", "sy:updatePeriod", "sy:updateFrequency"];

/// What the whole file says of itself.
#[derive(Default)]
pub(crate) struct Around(Vec<(&'static str, String)>);

impl Around {
    /// The words of an element, those that came last.
    pub fn of(&self, name: &str) -> Option<&str> {
        self.0.iter().rev().find(|(known, _)| *known == name).map(|(_, words)| words.as_str())
    }

    fn language(&self) -> Option<&str> {
        self.of("language").or_else(|| self.of("dc:language"))
    }

    fn add(&mut self, name: &'static str, words: &str) {
        if !words.is_empty() && self.0.len() < 64 {
            self.0.push((name, words.to_owned()));
        }
    }
}

/// Items with the byte that each begins at.
struct Elements<R> {
    reader: R,
    names: &'static [&'static str],
    at: usize,
    /// The item being cut, or what is read between two.
    buffer: Vec<u8>,
    /// Where the item being cut begins.
    inside: Option<usize>,
    /// Whether it is larger than it may be.
    over: bool,
    count: usize,
    ended: bool,
    spaces: Spaces,
    around: Around,
    /// The element around the items that what comes next stands in.
    named: Option<&'static str>,
}

impl<R: BufRead> Iterator for Elements<R> {
    type Item = Cut;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.step() {
                Ok(None) => {}
                Ok(Some(found)) => {
                    self.count += 1;
                    return Some(found);
                }
                Err(error) => {
                    self.ended = true;
                    return Some((self.at, Err(Fault::Io(error.to_string()))));
                }
            }
        }
        None
    }
}

impl<R: BufRead> Elements<R> {
    fn new(reader: R, names: &'static [&'static str]) -> Self {
        Elements {
            reader,
            names,
            at: 0,
            buffer: Vec::new(),
            inside: None,
            over: false,
            count: 0,
            ended: false,
            spaces: Spaces::default(),
            around: Around::default(),
            named: None,
        }
    }

    /// One text and one tag further.
    fn step(&mut self) -> io::Result<Option<Cut>> {
        if self.inside.is_none() {
            self.buffer.clear();
        }
        let found = self.until(b'<')?;
        let named = self.named.take().filter(|_| self.inside.is_none() && self.buffer.len() < 40);
        if let Some(name) = named {
            let words = String::from_utf8_lossy(&self.buffer);
            let words = words.trim_end_matches('<').trim();
            self.around.add(name, &if name.ends_with("language") { short(words) } else { words.to_owned() });
        }
        if !found {
            return Ok(self.finish());
        }
        let from = self.buffer.len() - 1;
        if self.inside.is_none() {
            self.buffer.drain(..from);
        }
        let start = self.at - 1;
        self.tag(if self.inside.is_none() { 0 } else { from })?;
        let from = if self.inside.is_none() || from > self.buffer.len() { 0 } else { from };
        let tag = String::from_utf8_lossy(&self.buffer[from..]).into_owned();
        Ok(self.judge(&tag, start))
    }

    /// Reads to a byte, which is kept; false where the input ends before.
    fn until(&mut self, mark: u8) -> io::Result<bool> {
        loop {
            let bytes = self.reader.fill_buf()?;
            if bytes.is_empty() {
                return Ok(false);
            }
            let found = bytes.iter().position(|&b| b == mark);
            let length = found.map_or(bytes.len(), |at| at + 1);
            self.buffer.extend_from_slice(&bytes[..length]);
            self.reader.consume(length);
            self.at += length;
            if self.buffer.len() > LARGEST {
                // Only its end is of use any more.
                self.over = true;
                self.buffer.drain(..self.buffer.len() - 16);
            }
            if found.is_some() {
                return Ok(true);
            }
        }
    }

    /// Reads the rest of what begins with `<` at `from`: a tag, a comment, a section of text, an instruction.
    fn tag(&mut self, from: usize) -> io::Result<()> {
        let (mut quote, mut seen) = (None, from);
        while self.until(b'>')? {
            let tag = self.buffer.get(from..).unwrap_or(&self.buffer);
            quote = quoted(quote, self.buffer.get(seen..).unwrap_or_default());
            seen = self.buffer.len();
            let ended = match tag {
                [b'<', b'!', b'-', b'-', ..] => tag.len() > 6 && tag.ends_with(b"-->"),
                _ if tag.starts_with(CDATA.as_bytes()) => tag.ends_with(b"]]>"),
                [b'<', b'!' | b'?' | b'/', ..] => true,
                _ => tag.len() > LONGEST_TAG || quote.is_none(),
            };
            if ended || (self.over && tag.ends_with(b"]]>")) {
                return Ok(());
            }
        }
        Ok(())
    }

    /// What a tag changes.
    fn judge(&mut self, tag: &str, start: usize) -> Option<Cut> {
        if self.inside.is_none() && tag.contains("<!ENTITY") {
            self.ended = true;
            return Some((start, Err(Fault::Entities)));
        }
        let inner = tag.trim_start_matches('<').trim_end_matches('>');
        let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |rest| (true, rest));
        if inner.starts_with(['!', '?']) {
            return None;
        }
        let end = inner.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(inner.len());
        let (name, attributes) = inner.split_at(end);
        match (self.is_wanted(name), closes) {
            (true, true) => self.inside.take().map(|at| (at, self.cut())),
            (true, false) => self.begin(tag, attributes.ends_with('/'), start),
            (false, false) if self.inside.is_none() => {
                self.between(name, attributes);
                None
            }
            _ => None,
        }
    }

    fn is_wanted(&self, name: &str) -> bool {
        let local = name.rsplit(':').next().unwrap_or(name);
        self.names.iter().any(|wanted| local.eq_ignore_ascii_case(wanted)) && !self.spaces.is_foreign(name)
    }

    /// An item begins. One that is open yet has lost its end.
    fn begin(&mut self, tag: &str, empty: bool, start: usize) -> Option<Cut> {
        let before = self.inside.replace(start);
        (self.buffer, self.over) = (tag.as_bytes().to_vec(), false);
        if let Some(at) = before {
            return Some((
                at,
                Err(Fault::Xml("the item is never closed; the rest is read from the next one on".to_owned())),
            ));
        }
        empty.then(|| self.inside.take().map(|at| (at, self.cut())))?
    }

    fn cut(&mut self) -> Result<String, Fault> {
        let item = std::mem::take(&mut self.buffer);
        match std::mem::take(&mut self.over) {
            true => {
                Err(Fault::Xml(format!("the item has more than {} MB and is passed over", LARGEST >> 20)))
            }
            false => Ok(String::from_utf8_lossy(&item).into_owned()),
        }
    }

    /// What stands around the items: namespaces, the language.
    fn between(&mut self, name: &str, attributes: &str) {
        self.spaces.learn(attributes);
        self.named = AROUND.into_iter().find(|wanted| self.spaces.is(name, wanted));
        if self.around.language().is_none() {
            let language = attribute(attributes, "xml:lang").map(|l| short(&l)).unwrap_or_default();
            self.around.add("language", &language);
        }
    }

    fn finish(&mut self) -> Option<Cut> {
        self.ended = true;
        match self.inside.take() {
            Some(at) => {
                Some((at, Err(Fault::Xml("it breaks off inside this item; is the file whole?".to_owned()))))
            }
            None => (self.count == 0).then_some((self.at, Err(Fault::Empty))),
        }
    }
}

/// The quotation mark that is open behind a piece of a tag, if one was before it.
fn quoted(mut quote: Option<u8>, piece: &[u8]) -> Option<u8> {
    for &byte in piece {
        match quote {
            Some(mark) if byte == mark => quote = None,
            None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
            _ => {}
        }
    }
    quote
}

/// `en` of `en-GB`.
pub(crate) fn short(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or("").trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(usize, &str)]) {
        let elements = Elements::new(text.as_bytes(), &["item"]);
        let found: Vec<(usize, String)> =
            elements.map(|(at, item)| (at, item.unwrap_or_else(|fault| format!("! {fault}")))).collect();
        let shown: Vec<(usize, &str)> = found.iter().map(|(at, item)| (*at, item.as_str())).collect();
        assert_eq!(shown.len(), expected.len(), "{shown:?}");
        for ((at, item), (expected_at, start)) in shown.iter().zip(expected) {
            assert!(at == expected_at && item.starts_with(start), "{at} {item} against {start}");
        }
    }

    #[test]
    fn items_are_cut_with_their_places() {
        check("<r><item>a</item> <item x='>'/>b</r>", &[(3, "<item>a</item>"), (18, "<item x='>'/>")]);
        check("<r><item><![CDATA[</item>]]></item></r>", &[(3, "<item><![CDATA[</item>]]></item>")]);
        check("<r><item><!--</item>--></item></r>", &[(3, "<item><!--</item>--></item>")]);
        check("<r><ITEM a=\"b", &[(3, "! damaged XML: it breaks off")]);
    }

    #[test]
    fn damage_stays_where_it_is() {
        check(
            "<item>a<item>b</item>",
            &[(0, "! damaged XML: the item is never closed"), (7, "<item>b</item>")],
        );
        check("<item>a</item><item>b", &[(0, "<item>a</item>"), (14, "! damaged XML: it breaks off")]);
        check("<r><!ENTITY a 'b'><item>a</item>", &[(3, "! the XML defines entities")]);
        check("", &[(0, "! there is no text")]);
    }

    #[test]
    fn a_large_item_is_passed_over() {
        let text = format!("<item>{}</item><item>b</item>", "a".repeat(LARGEST + 9));
        let at = text.rfind("<item>").unwrap();
        check(&text, &[(0, "! damaged XML: the item has more than"), (at, "<item>b</item>")]);
    }
}
