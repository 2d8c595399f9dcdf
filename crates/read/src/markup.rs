//! A page cut into tags and text. Any input goes through: what is no tag is text. Linear in the length.

use std::borrow::Cow;

/// One piece of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'h> {
    /// A start tag: its name as written and the text of its attributes.
    Open(&'h str, &'h str),
    /// An end tag.
    Close(&'h str),
    /// Text between tags, entities not yet decoded.
    Text(&'h str),
    /// What stands in a script, a style or a title: the name, the attributes and the text.
    Raw(&'h str, &'h str, &'h str),
}

/// The beginning of text in which nothing is markup.
pub(crate) const CDATA: &str = "<![CDATA[";

/// The pieces of a page in order; comments and declarations are left out.
pub(crate) struct Markup<'h> {
    html: &'h str,
    at: usize,
    /// Whether it is XML: no element's content is raw, and CDATA is.
    xml: bool,
    /// Whether no `>` stands in what is left.
    no_end: bool,
    /// Whether no apostrophe, no quotation mark stands in what is left.
    unclosed: [bool; 2],
}

impl<'h> Markup<'h> {
    pub fn new(html: &'h str) -> Self {
        Markup { html, at: 0, xml: false, no_end: false, unclosed: [false; 2] }
    }

    /// The pieces of XML; a CDATA section is a raw piece without a name.
    pub fn xml(text: &'h str) -> Self {
        Markup { xml: true, ..Markup::new(text) }
    }

    fn verbatim(&mut self, start: usize) -> Option<Piece<'h>> {
        let from = start + CDATA.len();
        let rest = self.html.as_bytes().get(from..).unwrap_or_default();
        let end = memchr::memmem::find(rest, b"]]>").map_or(self.html.len(), |at| from + at);
        self.at = (end + 3).min(self.html.len());
        Some(Piece::Raw("", "", self.html.get(from..end)?))
    }

    fn seek(&self, from: usize, what: u8) -> Option<usize> {
        memchr::memchr(what, self.html.as_bytes().get(from..)?).map(|at| from + at)
    }

    fn text(&mut self, end: usize) -> Option<Piece<'h>> {
        let text = self.html.get(self.at..end)?;
        self.at = end;
        Some(Piece::Text(text))
    }

    /// The end of a tag from the byte behind its `<`: a `>` outside quotation marks. A mark that is never closed
    /// is none; that is found out once, so that the whole stays linear.
    fn tag_end(&mut self, from: usize) -> Option<usize> {
        let bytes = self.html.as_bytes();
        let mut at = from;
        while !self.no_end {
            let Some(found) = bytes[at..].iter().position(|b| matches!(b, b'>' | b'<' | b'"' | b'\'')) else {
                break;
            };
            at += found;
            match bytes[at] {
                b'>' => return Some(at),
                b'<' => return None,
                quote => at = self.quote_end(at, quote),
            }
        }
        self.no_end = true;
        None
    }

    /// The byte behind a quoted value that begins at `at`, or behind the mark alone where it quotes nothing.
    fn quote_end(&mut self, at: usize, quote: u8) -> usize {
        let bytes = self.html.as_bytes();
        let opens = bytes[..at].trim_ascii_end().ends_with(b"=");
        let kind = usize::from(quote == b'"');
        if !opens || self.unclosed[kind] {
            return at + 1;
        }
        match memchr::memchr(quote, &bytes[at + 1..]) {
            Some(length) => at + length + 2,
            None => {
                self.unclosed[kind] = true;
                at + 1
            }
        }
    }

    fn tag(&mut self, start: usize) -> Option<Piece<'h>> {
        let end = self.tag_end(start + 1)?;
        let inside = self.html.get(start + 1..end)?;
        self.at = end + 1;
        if let Some(name) = inside.strip_prefix('/') {
            return Some(Piece::Close(name_of(name)));
        }
        let name = name_of(inside);
        let attributes = inside.get(name.len()..).unwrap_or("");
        const RAW: [&str; 6] = ["script", "style", "title", "textarea", "noscript", "template"];
        if self.xml || !RAW.iter().any(|r| name.eq_ignore_ascii_case(r)) || inside.ends_with('/') {
            return Some(Piece::Open(name, attributes));
        }
        let close = self.closing(name, self.at).unwrap_or(self.html.len());
        let text = self.html.get(self.at..close)?;
        self.at = self.seek(close, b'>').map_or(self.html.len(), |at| at + 1);
        Some(Piece::Raw(name, attributes, text))
    }

    fn closing(&self, name: &str, from: usize) -> Option<usize> {
        let bytes = self.html.as_bytes();
        let mut at = from;
        loop {
            at = self.seek(at, b'<')?;
            let rest = bytes.get(at + 1..at + 2 + name.len())?;
            if rest[0] == b'/' && rest[1..].eq_ignore_ascii_case(name.as_bytes()) {
                return Some(at);
            }
            at += 1;
        }
    }
}

impl<'h> Iterator for Markup<'h> {
    type Item = Piece<'h>;

    fn next(&mut self) -> Option<Piece<'h>> {
        loop {
            if self.at >= self.html.len() {
                return None;
            }
            let Some(start) = self.seek(self.at, b'<') else { return self.text(self.html.len()) };
            if start > self.at {
                return self.text(start);
            }
            match self.html.as_bytes().get(start + 1) {
                Some(b'!') if self.html[start..].starts_with("<!--") => {
                    let rest = self.html.as_bytes().get(start + 4..).unwrap_or_default();
                    self.at = memchr::memmem::find(rest, b"-->").map_or(self.html.len(), |at| start + at + 7);
                }
                Some(b'!') if self.xml && self.html[start..].starts_with(CDATA) => {
                    return self.verbatim(start);
                }
                Some(b'!' | b'?') => self.at = self.seek(start, b'>').map_or(self.html.len(), |at| at + 1),
                Some(b) if b.is_ascii_alphabetic() || *b == b'/' => match self.tag(start) {
                    Some(piece) => return Some(piece),
                    None => return self.text(start + 1),
                },
                _ => return self.text(start + 1),
            }
        }
    }
}

fn name_of(tag: &str) -> &str {
    let ends = |b: u8| b.is_ascii_whitespace() || b == b'/' || b == b'>';
    &tag[..tag.bytes().position(ends).unwrap_or(tag.len())]
}

/// The attributes of a start tag, names as written, values with their references.
pub(crate) struct Attributes<'h>(pub &'h str);

impl<'h> Iterator for Attributes<'h> {
    type Item = (&'h str, &'h str);

    fn next(&mut self) -> Option<(&'h str, &'h str)> {
        let between = |b: u8| matches!(b, b'/' | b' ' | b'\n' | b'\t' | b'\r' | b'\x0c');
        let rest = &self.0[self.0.bytes().take_while(|&b| between(b)).count()..];
        if rest.is_empty() {
            return None;
        }
        let ends = |b: u8| b.is_ascii_whitespace() || b == b'=' || b == b'/';
        let end = rest.bytes().position(ends).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let after = if after.starts_with('=') { after } else { after.trim_start() };
        let (value, next) = match after.strip_prefix('=') {
            Some(value) => value_of(value.trim_start()),
            None => ("", after.trim_start_matches('/')),
        };
        if next.len() >= rest.len() {
            return None;
        }
        self.0 = next;
        Some((name, value))
    }
}

/// The value of an attribute, references decoded.
pub(crate) fn attribute(attributes: &str, wanted: &str) -> Option<String> {
    let found = Attributes(attributes).find(|(name, _)| name.eq_ignore_ascii_case(wanted));
    found.map(|(_, value)| decode(value).into_owned())
}

fn value_of(text: &str) -> (&str, &str) {
    if let Some(&quote @ (b'"' | b'\'')) = text.as_bytes().first() {
        let inside = &text[1..];
        let end = memchr::memchr(quote, inside.as_bytes());
        return end.map_or((inside, ""), |end| (&inside[..end], &inside[end + 1..]));
    }
    text.split_at(text.bytes().position(|b| b.is_ascii_whitespace()).unwrap_or(text.len()))
}

/// Character references decoded: by number, and the names that news pages use.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((c, length)) => {
                out.push(c);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character reference at the start of a text: what it stands for and its length.
pub(crate) fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.as_bytes().iter().take(12).position(|&b| b == b';')?;
    let name = text.get(1..end)?;
    let c = match name.strip_prefix('#') {
        Some(number) => numbered(match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        })?,
        None => named(name)?,
    };
    Some((c, end + 1))
}

/// Numbers 128 to 159 mean what windows-1252 has there, as in every browser.
fn numbered(number: u32) -> Option<char> {
    match u8::try_from(number) {
        Ok(byte @ 0x80..=0x9f) => {
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next()
        }
        _ => char::from_u32(number).filter(|&c| c != '\0'),
    }
}

fn named(name: &str) -> Option<char> {
    Some(match name {
        "amp" | "AMP" => '&',
        "lt" | "LT" => '<',
        "gt" | "GT" => '>',
        "quot" | "QUOT" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "laquo" => '«',
        "raquo" => '»',
        "hellip" => '…',
        "bull" => '•',
        "middot" => '·',
        "shy" => '\u{ad}',
        "euro" => '€',
        "pound" => '£',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "deg" => '°',
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        "aacute" => 'á',
        "iacute" => 'í',
        "oacute" => 'ó',
        "uacute" => 'ú',
        "ntilde" => 'ñ',
        "ccedil" => 'ç',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "szlig" => 'ß',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces() {
        let html =
            "<!doctype html><!-- <p> --><p class=\"a > b\">1 < 2</p><script type=x>if (a<b) {}</SCRIPT>end<";
        let found: Vec<Piece<'_>> = Markup::new(html).collect();
        assert_eq!(
            found,
            [
                Piece::Open("p", " class=\"a > b\""),
                Piece::Text("1 "),
                Piece::Text("<"),
                Piece::Text(" 2"),
                Piece::Close("p"),
                Piece::Raw("script", " type=x", "if (a<b) {}"),
                Piece::Text("end"),
                Piece::Text("<"),
            ]
        );
    }

    #[test]
    fn attributes() {
        let check = |text: &str, name: &str, expected: Option<&str>| {
            assert_eq!(attribute(text, name).as_deref(), expected, "{text}");
        };
        check(" property='og:title' content=\"A &amp; B&#8217;s\"", "content", Some("A & B’s"));
        check(" content = x hidden", "hidden", Some(""));
        check(" content=x/", "content", Some("x/"));
        check(" a", "b", None);
        check(" =\"", "b", None);
        check(" 'a' \"b\" =", "c", None);
    }

    #[test]
    fn references() {
        assert_eq!(decode("a&nbsp;b &x; &#x41; &#1114112; & &"), "a\u{a0}b &x; A &#1114112; & &");
    }
}
