//! Inputs of every kind through the door of the crate: what comes out, and what is said of inputs that are bad.

#![allow(clippy::unwrap_used)]

use document::Day;
use read::{Fault, Fields, Kind, Options, Position, articles, jsonl};
use std::io::Cursor;

fn read(bytes: &[u8], options: &Options) -> Vec<Result<document::Article, read::ReadError>> {
    articles(bytes.to_vec(), "dir/story.txt", options).collect()
}

fn one(bytes: &[u8]) -> document::Article {
    let mut all = read(bytes, &Options::default());
    assert_eq!(all.len(), 1);
    all.remove(0).unwrap()
}

fn error(bytes: &[u8]) -> read::ReadError {
    read(bytes, &Options::default()).remove(0).unwrap_err()
}

#[test]
fn json_lines_give_articles_and_errors_with_their_lines() {
    let input = "{\"doc_id\": 7, \"text\": \"One.\", \"title\": \"T\", \"dct\": \"2016-12-12\", \"url\": \"https://a.org/x\", \"other\": [1, {}]}\n\
                 \n{\"id\": \"b\", \"text\": \n{\"id\": \"c\", \"body\": \"x\"}\n{\"id\": \"d\", \"text\": \"Two.\", \"date\": \"Nov 29, 20\"}\r\n";
    let found = read(input.as_bytes(), &Options::default());
    assert_eq!(found.len(), 4);
    let first = found[0].as_ref().unwrap();
    assert_eq!((first.id.as_str(), first.text.as_str(), first.title.as_deref()), ("7", "One.", Some("T")));
    assert_eq!(first.origin.as_deref(), Some("https://a.org/x"));
    let published = first.published.as_ref().unwrap();
    assert_eq!((published.day.to_string().as_str(), published.basis.as_str()), ("2016-12-12", "field"));
    assert!(found[1].as_ref().unwrap_err().to_string().starts_with("dir/story.txt:3: no JSON object"));
    let missing = found[2].as_ref().unwrap_err();
    assert_eq!(
        missing.to_string(),
        "dir/story.txt:4: no field `text` with text in it; name the field that has it: text=NAME"
    );
    let last = found[3].as_ref().unwrap();
    assert_eq!((last.published.clone(), last.notes.len()), (None, 1), "a day cut off is not guessed");
}

#[test]
fn fields_can_be_mapped() {
    let mut fields = Fields::default();
    fields.map("text=body, id = key").unwrap();
    let options = Options { fields, ..Options::default() };
    let article =
        read(b"{\"key\": \"k\", \"body\": \"One.\", \"text\": \"no\"}", &options).remove(0).unwrap();
    assert_eq!((article.id.as_str(), article.text.as_str()), ("k", "One."));
    let error = Fields::default().map("author=name").unwrap_err().to_string();
    assert!(error.contains("`author=name` maps no field"), "{error}");
}

#[test]
fn json_lines_stream() {
    let rows = (0..1000).map(|n| format!("{{\"id\": {n}, \"text\": \"Story {n}.\"}}\n"));
    let input: String = rows.collect();
    let ids: Vec<String> =
        jsonl(Cursor::new(input), "x", &Options::default()).map(|a| a.unwrap().id).collect();
    assert_eq!((ids.len(), ids[999].as_str()), (1000, "999"));
}

#[test]
fn json_lines_in_utf_16_and_with_a_mark() {
    let bytes: Vec<u8> =
        "\u{feff}{\"id\": 1, \"text\": \"Zürich.\"}\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let options = Options { kind: Some(Kind::Jsonl), ..Options::default() };
    assert_eq!(read(&bytes, &options).remove(0).unwrap().text, "Zürich.");
    assert_eq!(one("\u{feff}{\"id\": 1, \"text\": \"a\"}".as_bytes()).text, "a");
}

#[test]
fn bad_inputs_say_what_they_are() {
    assert_eq!(error(b"").fault, Fault::Empty);
    assert_eq!(error(b" \n\t ").fault, Fault::Empty);
    assert_eq!(error("\u{feff}".as_bytes()).fault, Fault::Empty);
    assert!(error(b"%PDF-1.4 ...").to_string().contains("a PDF file, not text; save its text"));
    assert_eq!(error(b"ab\0\0\x01\x02\x03").position, Position::Byte(2));
    assert!(error(&[0x1f, 0x8b, 1, 2, 3]).to_string().contains("gzip data is damaged"));
    assert_eq!(error(b"{\"id\": 1, \"text\": \" \"}").fault, Fault::Empty);
}

#[test]
fn small_and_large_inputs() {
    assert_eq!(one(b"x").text, "x");
    assert_eq!(one("字".as_bytes()).blocks.len(), 1);
    let line = "word ".repeat(10_000_000);
    let article = one(line.as_bytes());
    assert_eq!((article.blocks.len(), article.text.len()), (1, 50_000_000));
}

#[test]
fn the_day_is_what_the_strongest_says() {
    let text =
        b"GENEVA, July 25, 2022 (AP) \xe2\x80\x94 The two governments agreed on Monday to open the border.";
    let basis = |options: &Options| {
        let published = read(text, options).remove(0).unwrap().published.unwrap();
        format!("{} {}", published.day, published.basis)
    };
    assert_eq!(basis(&Options::default()), "2022-07-25 dateline");
    let url = Some("https://a.org/2022/07/26/x".to_owned());
    assert_eq!(basis(&Options { url: url.clone(), ..Options::default() }), "2022-07-26 url");
    let published = Day::new(2022, 7, 27);
    assert_eq!(basis(&Options { url, published, ..Options::default() }), "2022-07-27 option");
    let open = one(b"GENEVA, July 25 (AP) -- The two governments agreed on Monday to open the border.");
    assert_eq!((open.published, open.dateline.unwrap().month_day), (None, Some((7, 25))));
}

#[test]
fn names_are_stable_and_differ_by_origin_and_text() {
    let id = |origin: &str, text: &str| {
        articles(text.into(), origin, &Options::default()).next().unwrap().unwrap().id
    };
    assert_eq!(id("a/story.txt", "x"), id("a/story.txt", "x"));
    assert!(id("a/story.txt", "x").starts_with("story."));
    assert_ne!(id("a/story.txt", "x"), id("b/story.txt", "x"));
    assert_ne!(id("a/story.txt", "x"), id("a/story.txt", "y"));
    assert_eq!(id("standard input", "x").len(), 16);
}

#[test]
fn packed_input_is_unpacked() {
    use std::io::Write;
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all("Zürich.".as_bytes()).unwrap();
    assert_eq!(one(&packer.finish().unwrap()).text, "Zürich.");
}

/// A page of one paragraph with something in its head.
fn page(head: &str, text: &str) -> Vec<u8> {
    format!("<html><head><title>Talks</title>{head}</head><body><article><h1>Talks in Oslo end</h1><p>{text}</p></article></body></html>")
        .into_bytes()
}

#[test]
fn pages_that_are_no_plain_article_are_named() {
    let text = "The Russian foreign minister met the Turkish president in Oslo on Friday, and both left without an agreement on grain.";
    let ld = |json: &str| format!("<script type=\"application/ld+json\">{json}</script>");
    let noted = |head: &str| one(&page(head, text)).notes.join("; ");
    assert_eq!(noted(""), "");
    assert_eq!(noted(&ld("{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":true}")), "");
    assert!(
        noted(&ld("{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":\"False\"}"))
            .contains("to be paid for")
    );
    assert!(noted(&ld("{\"@graph\":[{\"@type\":\"LiveBlogPosting\"}]}")).contains("a live blog"));
    assert!(noted("<meta property=\"article:content_tier\" content=\"locked\">").contains("to be paid for"));
    assert!(noted("<meta property=\"og:type\" content=\"gallery\">").contains("a gallery"));
    let long = one(&page(&ld("{\"isAccessibleForFree\":false}"), &[text; 20].join(" ")));
    assert!(long.notes.is_empty(), "the whole text is there");
}

#[test]
fn a_wall_of_consent_is_no_article() {
    let wall = "We and our partners use cookies and ask for your consent to use personal data. Accept all or manage your preferences.";
    let error = error(&page("", wall));
    assert!(error.fault.is_absence() && error.to_string().contains("asks for consent"), "{error}");
}
