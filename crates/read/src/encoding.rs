//! Bytes to text. The order of belief: byte order mark, what the server said, what the page says of itself,
//! what the bytes look like. Nothing is repaired silently: what was replaced is counted and noted.

use crate::{Fault, Position, ReadError};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Text with what was doubtful about it.
pub(crate) struct Decoded {
    pub text: String,
    pub notes: Vec<String>,
    /// What it was read as.
    pub encoding: &'static Encoding,
    /// How many bytes of a mark stand before it.
    pub skip: usize,
    /// The bytes behind the mark, where they are not those of the text.
    pub raw: Option<Vec<u8>>,
}

/// Decodes a whole input. `declared` is what the page says of itself.
pub(crate) fn decode(
    bytes: Vec<u8>,
    origin: &str,
    charset: Option<&str>,
    declared: Option<&str>,
) -> Result<Decoded, ReadError> {
    let mut notes = Vec::new();
    let (encoding, skip) = choose(&bytes, origin, charset, declared, &mut notes)?;
    let mut bytes = bytes;
    bytes.drain(..skip);
    let (text, raw) = if encoding == UTF_8 {
        utf8(bytes, skip, &mut notes)
    } else {
        notes.push(format!("read as {}", encoding.name()));
        (legacy(&bytes, encoding, &mut notes), Some(bytes))
    };
    note_doubts(&text, &mut notes);
    Ok(Decoded { text, notes, encoding, skip, raw })
}

/// An encoding with what was doubtful about it.
pub(crate) struct Chosen {
    pub encoding: &'static Encoding,
    /// How many bytes of a mark stand before the text.
    pub skip: usize,
    pub notes: Vec<String>,
}

/// The encoding of a stream by its first bytes. That it calls itself UTF-8 is not believed where it is not.
pub(crate) fn of_head(head: &[u8], origin: &str, charset: Option<&str>) -> Result<Chosen, ReadError> {
    // The head may end inside a character.
    let head = match std::str::from_utf8(head) {
        Err(error) if error.error_len().is_none() => &head[..error.valid_up_to()],
        _ => head,
    };
    let mut notes = Vec::new();
    let declared = declared_in_xml(head);
    let wrong = declared.as_deref().is_some_and(|d| d.eq_ignore_ascii_case("utf-8"))
        && std::str::from_utf8(head).is_err()
        && !mostly_utf8(head);
    if wrong {
        notes.push("declared as UTF-8 though the bytes are not".to_owned());
    }
    let (encoding, skip) = choose(head, origin, charset, declared.as_deref().filter(|_| !wrong), &mut notes)?;
    if encoding != UTF_8 {
        notes.push(format!("read as {}", encoding.name()));
    }
    Ok(Chosen { encoding, skip, notes })
}

/// `<?xml version="1.0" encoding="…"?>`
pub(crate) fn declared_in_xml(head: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&head[..head.len().min(256)]).into_owned();
    let declaration = head.trim_start().strip_prefix("<?xml")?.split_once("?>")?.0;
    crate::markup::attribute(declaration, "encoding")
}

/// The encoding and how many bytes of its mark to skip.
fn choose(
    bytes: &[u8],
    origin: &str,
    charset: Option<&str>,
    declared: Option<&str>,
    notes: &mut Vec<String>,
) -> Result<(&'static Encoding, usize), ReadError> {
    if let Some(found) = Encoding::for_bom(bytes) {
        return Ok(found);
    }
    if let Some(label) = charset {
        let unknown = || ReadError::whole(origin, Fault::Charset(label.to_owned()));
        return Ok((Encoding::for_label(label.as_bytes()).ok_or_else(unknown)?, 0));
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Ok((encoding, 0));
    }
    let fits = std::str::from_utf8(bytes).is_ok();
    if let Some(encoding) = declared.and_then(|label| Encoding::for_label(label.as_bytes())) {
        if fits && encoding != UTF_8 && !bytes.is_ascii() {
            notes.push(format!("declared as {} though the bytes are valid UTF-8", encoding.name()));
        }
        return Ok((encoding.output_encoding(), 0)); // a page that calls itself UTF-16 in ASCII letters is not
    }
    if fits || mostly_utf8(bytes) { Ok((UTF_8, 0)) } else { Ok((detect(bytes), 0)) }
}

/// UTF-16 of mostly Latin text has a zero in nearly every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    match half {
        0 | 1 => None,
        _ if odd * 10 > half * 7 && even * 20 < half => Some(UTF_16LE),
        _ if even * 10 > half * 7 && odd * 20 < half => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether the bytes are UTF-8 but for a few damaged places: three of four sequences are well formed.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 3
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    let head = &bytes[..bytes.len().min(1 << 20)]; // more tells nothing new
    detector.feed(head, head.len() == bytes.len());
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

fn utf8(bytes: Vec<u8>, skip: usize, notes: &mut Vec<String>) -> (String, Option<Vec<u8>>) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let first = error.utf8_error().valid_up_to() + skip;
            let bytes = error.into_bytes();
            let bad = bytes.utf8_chunks().filter(|c| !c.invalid().is_empty()).count();
            note_replaced(bad, Some(first), notes);
            (String::from_utf8_lossy(&bytes).into_owned(), Some(bytes))
        }
    }
}

fn legacy(bytes: &[u8], encoding: &'static Encoding, notes: &mut Vec<String>) -> String {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    if damaged {
        note_replaced(text.matches('\u{fffd}').count(), None, notes);
    }
    text.into_owned()
}

fn note_replaced(count: usize, first: Option<usize>, notes: &mut Vec<String>) {
    let place = first.map(|at| format!(", the first at byte {at}")).unwrap_or_default();
    notes.push(format!("{count} invalid byte sequences replaced by U+FFFD{place}"));
}

fn note_doubts(text: &str, notes: &mut Vec<String>) {
    let nul = memchr::memchr_iter(0, text.as_bytes()).count();
    if nul > 0 {
        notes.push(format!("{nul} NUL characters kept as published"));
    }
    // UTF-8 quotation marks and dashes read as windows-1252 or windows-1251 by somebody before us.
    let count = |marks: &str| memchr::memmem::find_iter(text.as_bytes(), marks).count();
    let twice = count("â€") + count("вЂ");
    if twice > 0 {
        notes.push(format!("{twice} places look like UTF-8 decoded wrongly before publication; kept"));
    }
}

/// Refuses what is no text: known file types by their first bytes, others by their control characters.
pub(crate) fn refuse_binary(bytes: &[u8], origin: &str) -> Result<(), ReadError> {
    const CONVERT: &str = "save its text and read that";
    const UNPACK: &str = "unpack it and read what is inside";
    let types: [(&[u8], &str, &str); 14] = [
        (b"%PDF-", "a PDF file", CONVERT),
        (b"PK\x03\x04", "a ZIP archive or an office document", UNPACK),
        (b"{\\rtf", "an RTF document", CONVERT),
        (b"\xd0\xcf\x11\xe0", "an office document", CONVERT),
        (b"\x89PNG", "an image", CONVERT),
        (b"\xff\xd8\xff", "an image", CONVERT),
        (b"GIF8", "an image", CONVERT),
        (b"\x7fELF", "a program", "give a text file"),
        (b"BZh", "a bzip2 archive", UNPACK),
        (b"\xfd7zXZ", "an xz archive", UNPACK),
        (b"\x28\xb5\x2f\xfd", "a zstd archive", UNPACK),
        (b"7z\xbc\xaf", "a 7z archive", UNPACK),
        (b"PAR1", "a Parquet file", "export it as JSON lines"),
        (b"SQLite format 3", "a database", "export it as JSON lines"),
    ];
    for (start, what, remedy) in types {
        if bytes.starts_with(start) {
            return Err(ReadError::whole(origin, Fault::NotText { what, remedy }));
        }
    }
    if Encoding::for_bom(bytes).is_some() || utf16_without_mark(bytes).is_some() {
        return Ok(());
    }
    let head = &bytes[..bytes.len().min(1 << 16)];
    let control = |b: u8| b < 32 && b != 27 && !(9..=13).contains(&b);
    // In chunks whose counts fit a byte, so that many bytes are looked at at once.
    let count_in = |chunk: &[u8]| usize::from(chunk.iter().fold(0u8, |n, &b| n + u8::from(control(b))));
    let count: usize = head.chunks(255).map(count_in).sum();
    let most = count * 50 > head.len();
    match most.then(|| head.iter().position(|&b| control(b))).flatten() {
        Some(at) => {
            let fault = Fault::NotText { what: "binary data", remedy: "give a text file" };
            Err(ReadError::new(origin, Position::Byte(at), fault))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], charset: Option<&str>, declared: Option<&str>, text: &str, notes: &[&str]) {
        let found = decode(bytes.to_vec(), "test", charset, declared).unwrap();
        assert_eq!(found.text, text);
        assert_eq!(found.notes.len(), notes.len(), "{:?}", found.notes);
        for (note, expected) in found.notes.iter().zip(notes) {
            assert!(note.contains(expected), "{note}");
        }
    }

    #[test]
    fn believes_mark_then_server_then_page_then_bytes() {
        check("Zürich".as_bytes(), None, None, "Zürich", &[]);
        check(b"\xef\xbb\xbfa", Some("windows-1251"), None, "a", &[]);
        check(b"Z\xfcrich", Some("iso-8859-1"), Some("koi8-r"), "Zürich", &["windows-1252"]);
        check(b"Z\xfcrich", None, Some("latin1"), "Zürich", &["windows-1252"]);
        check(b"\xff\xfeA\0\xe9\0", None, None, "Aé", &["UTF-16LE"]);
        check(b"\xfe\xff\0A\0\xe9", None, None, "Aé", &["UTF-16BE"]);
        check(b"H\0e\0l\0l\0o\0 \0t\0h\0e\0r\0e\0", None, None, "Hello there", &["UTF-16LE"]);
        check("é".as_bytes(), None, Some("windows-1252"), "Ã©", &["valid UTF-8", "windows-1252"]);
    }

    #[test]
    fn finds_cyrillic_by_its_bytes() {
        let text = "Министр иностранных дел заявил в понедельник, что переговоры продолжаются.";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(text);
        check(&bytes, None, None, text, &["windows-1251"]);
    }

    #[test]
    fn counts_what_it_replaces() {
        let mut bytes = "é “quoted” – words, naïve café, déjà vu".as_bytes().to_vec();
        bytes.extend(b"\xff end");
        let found = decode(bytes, "test", None, None).unwrap();
        assert!(found.text.ends_with("\u{fffd} end"));
        assert!(found.notes[0].starts_with("1 invalid byte sequences"), "{:?}", found.notes);
        assert_eq!(found.notes.len(), 1);
    }

    #[test]
    fn an_unknown_charset_is_an_error_that_names_it() {
        let error = decode(b"a".to_vec(), "page.html", Some("utf-99"), None).err().unwrap();
        assert!(error.to_string().starts_with("page.html: there is no charset `utf-99`"), "{error}");
    }

    #[test]
    fn refuses_binary_and_says_where() {
        let error = refuse_binary(b"abc\0\x01\x02\0\0", "x.bin").unwrap_err();
        assert_eq!(error.position, Position::Byte(3));
        assert!(refuse_binary(b"%PDF-1.7", "x").unwrap_err().to_string().contains("PDF"));
        assert!(refuse_binary(&[b"a".repeat(200), vec![0]].concat(), "x").is_ok());
        assert!(refuse_binary(b"\xff\xfeA\0", "x").is_ok());
    }
}
