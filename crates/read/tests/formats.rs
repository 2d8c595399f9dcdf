//! Feeds, news items, corpora, tables and archives through the door of the crate, as they come and as they break.

#![allow(clippy::unwrap_used)]

use document::{Article, BlockKind};
use read::{Kind, Options, ReadError, articles, guess};
use std::io::Write;

const LEAD: &str =
    "The two governments agreed on Monday to open the border for people and goods, the ministry said.";

fn read(bytes: &[u8]) -> Vec<Result<Article, ReadError>> {
    articles(bytes.to_vec(), "x", &Options::default()).collect()
}

/// One line an article: `id | kinds of blocks by their first letters | day basis | url | language | slug | notes`, or
/// `! error`.
fn shown(found: &[Result<Article, ReadError>]) -> Vec<String> {
    let line = |article: &Article| {
        let kind = |k: BlockKind| format!("{k:?}").chars().next().unwrap();
        let kinds: String = article.blocks.iter().map(|b| kind(b.kind)).collect();
        let day = article.published.as_ref().map(|p| format!("{} {}", p.day, p.basis)).unwrap_or_default();
        let of = |text: &Option<String>| text.clone().unwrap_or_default();
        let (url, language, slug) = (of(&article.origin), of(&article.language), of(&article.slug));
        format!(
            "{} | {kinds} | {day} | {url} | {language} | {slug} | {}",
            article.id,
            article.notes.join("; ")
        )
    };
    found.iter().map(|a| a.as_ref().map_or_else(|e| format!("! {e}"), line)).collect()
}

fn check(kind: Kind, input: &str, expected: &[&str]) -> Vec<Article> {
    let input = input.replace("LEAD", LEAD);
    assert_eq!(guess(input.as_bytes()), kind, "{input}");
    let found = read(input.as_bytes());
    assert_eq!(shown(&found), expected);
    found.into_iter().flatten().collect()
}

#[test]
fn rss() {
    let feed = r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Paper</title><language>en-GB</language>
<item><guid isPermaLink="false">a</guid><title>Border &amp;amp; trade</title><link>https://a.org/1</link><dc:creator>Ann Lee</dc:creator>
 <pubDate>Mon, 12 Dec 2016 10:00:00 GMT</pubDate><description>short</description><media:title>no</media:title>
 <c:encoded><![CDATA[<p>LEAD</p><p>Second &#8220;one&#8221;.</p><img src=x>]]></c:encoded></item>
<item><guid>b</guid><title>Two</title><link>https://a.org/2</link><description>&lt;p&gt;LEAD&lt;/p&gt;</description><author>x@a.org (Bo Li)</author></item>
<item><title>Three</title><link>https://a.org/3</link><pubDate>soon</pubDate><description/></item>
<item><title>Four</title></item>
<item><title>Five</title><description>LEAD</description><link>https://a.org/5</link>
<item><guid>f</guid><description>LEAD</description></item>
</channel></rss>"#;
    let broken = format!("x, byte {}", feed.replace("LEAD", LEAD).find("<item><title>Five").unwrap());
    let third = format!("x, byte {}", feed.replace("LEAD", LEAD).find("<item><title>Three").unwrap());
    let fourth = format!("x, byte {}", feed.replace("LEAD", LEAD).find("<item><title>Four").unwrap());
    let found = check(
        Kind::Feed,
        feed,
        &[
            "a | HBBB | 2016-12-12 feed | https://a.org/1 | en |  | ",
            "b | HBB |  | https://a.org/2 | en |  | the text is the entry's description, which may be a summary",
            &format!(
                "! {third}: only a link, no text: https://a.org/3 (Three); fetch the page and read that"
            ),
            &format!("! {fourth}: there is no text in it; give an input that has some"),
            &format!(
                "! {broken}: damaged XML: the item is never closed; the rest is read from the next one on"
            ),
            "f | B |  | x | en |  | the text is the entry's description, which may be a summary",
        ],
    );
    assert_eq!(found[0].text, format!("Border & trade\n\nAnn Lee\n\n{LEAD}\n\nSecond “one”."));
    assert_eq!(found[1].first(BlockKind::Byline).unwrap().of(&found[1].text), "Bo Li");
}

#[test]
fn rss_1_and_atom() {
    let rdf = r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
<item rdf:about="x"><title>One</title><link>https://a.org/1</link><description>LEAD</description><d:date>2016-12-12T08:00:00Z</d:date></item></rdf:RDF>"#;
    check(
        Kind::Feed,
        rdf,
        &["x.H | HB | 2016-12-12 feed | https://a.org/1 |  |  | the text is the entry's description, which may be a summary"
            .replacen("x.H", &read(rdf.replace("LEAD", LEAD).as_bytes())[0].as_ref().unwrap().id, 1)
            .as_str()],
    );
    let atom = r#"<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:lang="de">
<a:entry><a:id>u:1</a:id><a:title type="text">AT&amp;T</a:title><a:link rel="self" href="https://a.org/s"/><a:link href="https://a.org/1"/>
<a:author><a:name>Ann Lee</a:name></a:author><a:author><a:name>Bo Li</a:name></a:author><a:updated>2016-12-13T00:00:00Z</a:updated>
<a:content type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:p>LEAD</h:p><h:p>Two.</h:p></h:div></a:content></a:entry>
<a:entry><a:id>u:2</a:id><a:published>2016-12-12T00:00:00Z</a:published><a:content type="html">&lt;p>LEAD</a:content></a:entry>
<a:entry><a:id>u:3</a:id><a:link href="https://a.org/3"/><a:content type="image/png">aGVsbG8=</a:content></a:entry></a:feed>"#;
    let third = atom.replace("LEAD", LEAD).rfind("<a:entry>").unwrap();
    let found = check(
        Kind::Feed,
        atom,
        &[
            "u:1 | HBBB | 2016-12-13 feed | https://a.org/1 | de |  | the day is that of the last update",
            "u:2 | B | 2016-12-12 feed | x | de |  | ",
            &format!(
                "! x, byte {third}: only a link, no text: https://a.org/3; fetch the page and read that"
            ),
        ],
    );
    assert_eq!(found[0].text, format!("AT&T\n\nAnn Lee, Bo Li\n\n{LEAD}\n\nTwo."));
}

#[test]
fn json_feed() {
    let feed = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "P", "items": [
{"id": "1", "url": "https://a.org/1", "title": "One", "authors": [{"name": "Ann Lee"}], "content_html": "<p>LEAD</p>", "date_published": "2016-12-12T10:00:00Z"},
{"id": 2, "content_text": "LEAD", "language": "en-US"},
{"id": "3", "url": "https://a.org/3"},
{"id": }]}"#;
    let at = |part: &str| feed.replace("LEAD", LEAD).find(part).unwrap();
    check(
        Kind::Feed,
        feed,
        &[
            "1 | HBB | 2016-12-12 feed | https://a.org/1 |  |  | ",
            "2 | B |  | x | en |  | ",
            &format!(
                "! x, byte {}: only a link, no text: https://a.org/3; fetch the page and read that",
                at("{\"id\": \"3\"")
            ),
            &format!(
                "! x, byte {}: damaged JSON: expected value at line 1 column 8; the rest is read from the next object on",
                at("{\"id\": }")
            ),
        ],
    );
}

#[test]
fn sitemaps_are_lists() {
    let map = r#"<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://a.org/1?a=1&amp;b=2</loc><n:news><n:publication><n:name>P</n:name></n:publication><n:publication_date>2016-12-12T10:00:00Z</n:publication_date><n:title>One</n:title></n:news></url>
<url><lastmod>2016-12-12</lastmod></url></urlset>"#;
    let found = read(map.as_bytes());
    assert_eq!(guess(map.as_bytes()), Kind::Sitemap);
    let lines = shown(&found);
    let expected =
        "only a link, no text: https://a.org/1?a=1&b=2 (One, 2016-12-12); fetch the page and read that";
    assert!(lines[0].ends_with(expected), "{}", lines[0]);
    assert!(lines[1].contains("an entry without an address"), "{}", lines[1]);
}

#[test]
fn nitf() {
    let item = r#"<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd"><nitf><head><title>T</title><docdata><doc-id id-string="n1"/><date.issue norm="20161212T100000Z"/><du-key key="border"/></docdata></head>
<body><body.head><hedline><hl1>Border opens</hl1><hl2>Trade to grow</hl2></hedline><byline>By <person>Ann Lee</person></byline><dateline><location>GENEVA</location>, Dec. 12 (AP)</dateline></body.head>
<body.content><block><p>LEAD</p><media><media-caption>picture</media-caption></media><hl2>Talks go on</hl2><p>Two.</p></block></body.content><body.end><tagline>Copyright P</tagline></body.end></body></nitf>"#;
    let found = check(Kind::Nitf, item, &["n1 | HSBDBBBC | 2016-12-12 field | x |  | border | "]);
    let article = &found[0];
    assert_eq!(article.dateline.as_ref().unwrap().place.unwrap().of(&article.text), "GENEVA");
    assert!(!article.text.contains("picture"));
    assert_eq!(article.title.as_deref(), Some("T"));
}

#[test]
fn newsml() {
    let item = |guid: &str, status: &str, content: &str| {
        format!(
            "<newsItem guid=\"{guid}\" xml:lang=\"en-GB\"><itemMeta><versionCreated>2016-12-12T10:00:00Z</versionCreated><pubStatus qcode=\"stat:{status}\"/></itemMeta>\
             <contentMeta><slugline>BORDER</slugline><headline>Border opens</headline><by>Ann Lee</by><dateline>GENEVA, Dec 12</dateline></contentMeta><contentSet>{content}</contentSet></newsItem>"
        )
    };
    let xhtml = "<inlineXML contenttype=\"application/xhtml+xml\"><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>x</title></head><body><p>LEAD</p><p>Two.</p></body></html></inlineXML>";
    let nitf = "<inlineXML><nitf><body><body.head><hedline><hl1>Border</hl1></hedline></body.head><body.content><p>LEAD</p></body.content></body></nitf></inlineXML>";
    let message = format!(
        "<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><itemSet>{}{}{}</itemSet></newsMessage>",
        item("a", "usable", xhtml),
        item("b", "usable", nitf),
        item("c", "canceled", "")
    );
    let third = message.replace("LEAD", LEAD).rfind("<newsItem").unwrap();
    check(
        Kind::Newsml,
        &message,
        &[
            "a | HBDBB | 2016-12-12 field | x | en | BORDER | ",
            "b | HB | 2016-12-12 field | x | en | BORDER | ",
            &format!("! x, byte {third}: its agency says `stat:canceled`, so it is not read"),
        ],
    );
}

#[test]
fn ninjs() {
    let items = r#"{"uri": "a", "pubstatus": "usable", "versioncreated": "2016-12-12T10:00:00Z", "headline": "Border opens", "byline": "Ann Lee", "slugline": "border", "body_text": "LEAD"}
{"uri": "b", "language": "en-US", "headlines": [{"role": "short", "value": "B"}, {"role": "main", "value": "Border opens"}], "bodies": [{"contenttype": "text/html", "value": "<p>LEAD</p>"}]}
{"uri": "c", "pubstatus": "withheld"
{"uri": "d", "body_xhtml": "<p>LEAD</p>"}
"#;
    let third = items.replace("LEAD", LEAD).find("{\"uri\": \"c\"").unwrap();
    check(
        Kind::Ninjs,
        items,
        &[
            "a | HBB | 2016-12-12 field | x |  | border | ",
            "b | HB |  | x | en |  | ",
            &format!(
                "! x, byte {third}: damaged JSON: the object is never closed; the rest is read from the next one on"
            ),
            "d | B |  | x |  |  | ",
        ],
    );
}

#[test]
fn gigaword() {
    let corpus = "<DOC id=\"XXX_ENG_19940512.0004\" type=\"story\" >\n<HEADLINE>\nBorder\nopens\n</HEADLINE>\n<DATELINE>\nGENEVA, May 12\n</DATELINE>\n<TEXT>\n<P>\nLEAD\n</P>\n<P>\nJohnson &AMP; Sons\nsaid 1 < 2.\n</P>\n</TEXT>\n</DOC>\n\
                  <DOC>\n<DOCNO> XXX19980807.0261 </DOCNO>\n<TEXT>\nLEAD\n</TEXT>\n</DOC>\n<DOC id=\"c\" type=\"advis\">\n<TEXT>\nLEAD\n</TEXT>\n</DOC>\n";
    let found = check(
        Kind::Gigaword,
        corpus,
        &[
            "XXX_ENG_19940512.0004 | HDBB | 1994-05-12 field | x |  |  | ",
            "XXX19980807.0261 | B | 1998-08-07 field | x |  |  | ",
            "c | B |  | x |  |  | the document is of type advis",
        ],
    );
    assert!(found[0].text.starts_with("Border opens\n\nGENEVA, May 12\n\nThe two"));
    assert!(found[0].text.ends_with("Johnson & Sons said 1 < 2."));
}

#[test]
fn tables() {
    let csv = "id,title,date,url,text\r\na,\"One, two\",2016-12-12,https://a.org/1,\"LEAD\nNext \"\"line\"\".\"\r\nb,,,,\r\nc,,,,One.,x\r\nd,,soon,,Two.\r\n";
    let found = check(
        Kind::Csv,
        csv,
        &[
            "a | BB | 2016-12-12 field | https://a.org/1 |  |  | ",
            "! x:4: no field `text` with text in it; name the field that has it: text=NAME",
            "! x:5: damaged table: 6 cells where the header names 5",
            "d | B |  | x |  |  | day of publication not understood: soon",
        ],
    );
    assert_eq!(found[0].title.as_deref(), Some("One, two"));
    assert!(found[0].text.ends_with("Next \"line\"."));
    check(Kind::Tsv, "id\ttext\na\t\"LEAD\nb\tLEAD\n", &["a | B |  | x |  |  | ", "b | B |  | x |  |  | "]);
    check(Kind::Csv, "id;date;text\na;12.12.2016;LEAD\n", &["a | B | 2016-12-12 field | x |  |  | "]);
    check(
        Kind::Csv,
        "id,body\na,LEAD\n",
        &["! x:1: no field `text` with text in it; name the field that has it: text=NAME"],
    );
}

#[test]
fn labels_that_are_wrong() {
    let feed = "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss><channel><item><guid>a</guid><description>Министр иностранных дел заявил, что переговоры продолжаются.</description></item></channel></rss>";
    let bytes = windows_1251(feed);
    let article = read(&bytes).remove(0).unwrap();
    assert!(article.text.starts_with("Министр"), "{}", article.text);
    assert_eq!(article.notes[0], "declared as UTF-8 though the bytes are not");
    let labelled = feed.replace("utf-8", "windows-1251");
    let article = read(&windows_1251(&labelled)).remove(0).unwrap();
    assert_eq!(article.notes[0], "read as windows-1251");
    let wide: Vec<u8> = format!("\u{feff}{feed}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let options = Options { kind: Some(Kind::Feed), ..Options::default() };
    let article = articles(wide, "x", &options).next().unwrap().unwrap();
    assert!(article.text.starts_with("Министр"));
}

/// In windows-1251, as far as these texts go.
fn windows_1251(text: &str) -> Vec<u8> {
    let byte = |c: char| match c {
        'А'..='я' => (c as u32 - 'А' as u32) as u8 + 0xc0,
        c => c as u8,
    };
    text.chars().map(byte).collect()
}

#[test]
fn entities_are_refused_and_depth_is_none() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><rss><item><description>&b;</description></item></rss>";
    assert_eq!(guess(bomb.as_bytes()), Kind::Feed);
    let found = shown(&read(bomb.as_bytes()));
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("defines entities of its own"), "{found:?}");
    let deep = format!(
        "<rss><item><guid>a</guid><description>{}{LEAD}</description></item><item><guid>b</guid><description>{LEAD}</description></item></rss>",
        "<div>".repeat(100_000)
    );
    assert_eq!(read(deep.as_bytes()).iter().flatten().count(), 2);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn xz(bytes: &[u8]) -> Vec<u8> {
    let options = lzma_rust2::XzOptions::with_preset(1);
    let mut packer = lzma_rust2::XzWriter::new(Vec::new(), options).unwrap();
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

#[test]
fn packed_inputs() {
    let rows: String = (0..3000).map(|n| format!("{{\"id\": {n}, \"text\": \"Story {n}.\"}}\n")).collect();
    let check = |packed: Vec<u8>| {
        let mut found: Vec<String> =
            articles(packed, "x", &Options::default()).map(|a| a.unwrap().id).collect();
        assert_eq!((found.len(), found.pop().unwrap().as_str()), (3000, "2999"));
    };
    let zstd =
        |bytes: &[u8]| ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest);
    check(gzip(rows.as_bytes()));
    check(gzip(&gzip(rows.as_bytes())));
    check(zstd(rows.as_bytes()));
    // Frames one behind the other, with one between them that holds no data.
    let (first, second) = rows.split_at(rows.len() / 2);
    check(
        [zstd(first.as_bytes()), b"\x50\x2a\x4d\x18\x03\0\0\0abc".to_vec(), zstd(second.as_bytes())].concat(),
    );
    check(xz(rows.as_bytes()));
    let found = read(&xz(rows.as_bytes())[..300]);
    assert!(found.last().unwrap().as_ref().unwrap_err().to_string().contains("the xz data is damaged"));
    let damaged = zstd(rows.as_bytes());
    let found = read(&damaged[..damaged.len() / 2]);
    assert!(found.last().unwrap().as_ref().unwrap_err().to_string().contains("the zstd data is damaged"));
    let nested = (0..6).fold(rows.into_bytes(), |bytes, _| gzip(&bytes));
    assert!(shown(&read(&nested))[0].contains("packed more than 4 times over"));
}

#[test]
fn bombs_are_stopped() {
    let zeros = vec![b' '; 1 << 20];
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(b"{\"text\": \"a\"}\n").unwrap();
    (0..100).for_each(|_| packer.write_all(&zeros).unwrap());
    let found = shown(&read(&packer.finish().unwrap()));
    assert_eq!(found.len(), 2);
    assert!(found[1].contains("more than 1000 times its size"), "{}", found[1]);
}

/// A ZIP archive, each member by its name, its flags and its bytes.
fn zip(members: &[(&str, u16, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, flags, bytes) in members {
        let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(bytes).unwrap();
        let packed = packer.finish().unwrap();
        let mut sum = flate2::Crc::new();
        sum.update(bytes);
        let sizes = [sum.sum(), packed.len() as u32, bytes.len() as u32];
        let behind = flags & 8 != 0;
        out.extend(b"PK\x03\x04\x14\0");
        out.extend(flags.to_le_bytes());
        out.extend(b"\x08\0\0\0\0\0");
        sizes.iter().for_each(|n| out.extend(if behind { [0; 4] } else { n.to_le_bytes() }));
        out.extend((name.len() as u16).to_le_bytes());
        out.extend([0, 0]);
        out.extend(name.as_bytes());
        out.extend(packed);
        if behind {
            out.extend(b"PK\x07\x08");
            sizes.iter().for_each(|n| out.extend(n.to_le_bytes()));
        }
    }
    out.extend(b"PK\x05\x06");
    out.extend([0; 18]);
    out
}

#[test]
fn members_of_archives_are_inputs() {
    let (page, rows) =
        (LEAD.as_bytes(), b"{\"id\": 1, \"text\": \"One.\"}\n{\"id\": 2, \"text\": \"Two.\"}\n");
    let inner = zip(&[("deep.txt", 8, page)]);
    let members = [
        ("dir/", 0, &b""[..]),
        ("dir/a.txt", 0, page),
        ("../../etc/b.jsonl", 8, rows),
        ("__MACOSX/._a.txt", 8, b"\0\x01"),
        (".hidden", 0, page),
        ("secret.txt", 1, page),
        ("c.txt.gz", 0, &gzip(page)),
        ("inner.zip", 0, &inner),
    ];
    let found = read(&zip(&members));
    let name = |article: &Result<Article, ReadError>| match article {
        Ok(article) => article.origin.clone().unwrap(),
        Err(error) => error.to_string(),
    };
    let names: Vec<String> = found.iter().map(name).collect();
    assert_eq!(
        names,
        [
            "x/dir/a.txt",
            "x/etc/b.jsonl",
            "x/etc/b.jsonl",
            "x/secret.txt: damaged or unreadable ZIP archive: it is encrypted; unpack it with its password",
            "x/c.txt.gz",
            "x/inner.zip/deep.txt",
        ]
    );
}

#[test]
fn damage_in_a_member_stays_there() {
    let mut bytes = zip(&[("a.txt", 0, LEAD.as_bytes()), ("b.txt", 0, LEAD.as_bytes())]);
    bytes[14] ^= 1;
    let found = shown(&read(&bytes));
    assert!(found[0].contains("x/a.txt") && found[0].contains("the sum of a member is another"), "{found:?}");
    assert!(found.len() == 2 && found[1].contains("x/b.txt"), "{found:?}");
    let document = zip(&[("[Content_Types].xml", 0, b"<Types/>"), ("word/document.xml", 0, LEAD.as_bytes())]);
    assert!(shown(&read(&document))[0].contains("an office document"));
    let cut = zip(&[("a.txt", 0, LEAD.as_bytes())]);
    assert!(shown(&read(&cut[..60]))[0].starts_with("! x"));
}

#[test]
fn text_that_was_decoded_wrongly_before_is_kept_and_told() {
    let twice = "GENEVA (AP) â€” The minister said â€œnoâ€\u{9d}.";
    let article = read(twice.as_bytes()).remove(0).unwrap();
    assert_eq!(article.text, twice, "nothing is repaired silently");
    assert_eq!(article.notes, ["3 places look like UTF-8 decoded wrongly before publication; kept"]);
}

#[test]
fn a_feed_without_days_leaves_them_open() {
    let feed = format!(
        "<rss><channel><item><guid>a</guid><description>{LEAD}</description></item><item><guid>b</guid>\
        <pubDate>soon</pubDate><description>The two met again.</description></item></channel></rss>"
    );
    let found = read(feed.as_bytes());
    let (first, second) = (found[0].as_ref().unwrap(), found[1].as_ref().unwrap());
    assert!(first.published.as_ref().is_none_or(|p| p.basis != "feed"));
    assert_eq!(
        (&second.published, second.notes[0].as_str()),
        (&None, "day of publication not understood: soon")
    );
}

#[test]
fn a_packed_archive_that_is_cut_gives_what_stands_before() {
    let page = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><p>{LEAD}</p><p>{LEAD}</p></body></html>"
    );
    let record =
        format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n{page}\r\n\r\n", page.len());
    let member = gzip(record.as_bytes());
    let cut = [&member[..], &member[..member.len() / 2]].concat();
    let found = read(&cut);
    assert!(found.len() == 2 && found[0].is_ok(), "{:?}", shown(&found));
    assert!(found[1].as_ref().unwrap_err().to_string().starts_with("x, byte "), "{:?}", shown(&found));
}
