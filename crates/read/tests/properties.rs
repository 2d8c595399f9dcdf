//! What holds for any input: nothing panics, and blocks lie in order, apart, on borders of characters.

#![allow(clippy::unwrap_used)]

use document::Article;
use proptest::prelude::*;
use read::{Kind, Options, articles, treebank};
use std::io::Write;

fn kinds() -> impl Iterator<Item = Option<Kind>> {
    std::iter::once(None).chain(Kind::ALL.iter().map(|&(_, kind)| Some(kind)))
}

fn check(article: &Article) {
    let text = &article.text;
    let mut last = 0;
    for block in &article.blocks {
        let (start, end) = (block.span.start as usize, block.span.end as usize);
        assert!(last <= start && start < end && end <= text.len(), "{block:?}");
        assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{block:?}");
        let words = block.span.of(text);
        assert_eq!(words.trim(), words, "white space at an end of {block:?}");
        assert!(text[last..start].trim().is_empty(), "words between blocks before {block:?}");
        last = end;
    }
    assert!(text[last..].trim().is_empty(), "words behind the last block");
    let dateline = article.dateline.iter().flat_map(|d| [Some(d.span), d.place, d.agency, d.day_span]);
    for span in dateline.flatten() {
        assert!(text.get(span.range()).is_some_and(|words| !words.is_empty()), "{span:?}");
    }
}

fn read_all(bytes: &[u8]) {
    for kind in kinds() {
        let options = Options { kind, ..Options::default() };
        for article in articles(bytes.to_vec(), "x", &options).flatten() {
            check(&article);
        }
    }
}

/// Pieces of real inputs, so that the rules are met and not only the refusals.
fn piece() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "GENEVA",
        "July 25",
        ", ",
        "(AP)",
        " - ",
        " — ",
        "_",
        ":",
        "\n",
        "\n\n",
        "\r\n",
        "By Ann Lee",
        "/TASS/.",
        "(",
        ")",
        "/",
        "Read also: ",
        "The minister said on Monday that talks would go on. ",
        "Dec 12 (Reuters) - ",
        "-0-",
        "(Reporting by A)",
        "é",
        "\u{a0}",
        "\u{2029}",
        "字。",
        "‘",
        "”",
        "<p>",
        "<div a='",
        "</",
        ">",
        "&#8217;",
        "&",
        "<script>",
        "{\"text\": \"",
        "\"}",
        "\\u",
        "<item>",
        "</item>",
        "<DOC>",
        "<nitf><body.content>",
        "<newsItem>",
        "<url><loc>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<?xml",
        "<!ENTITY",
        "<description>",
        "<TEXT>",
        "{\"items\": [",
        "{\"uri\": \"a\", \"body_text\": \"",
        "[{",
        "}]",
        "\u{1}",
        "\u{3}",
        "\u{4}",
        "w2213 wstm-\n",
        "u i BC-A 08-07 0122\n",
        "BC-Border, 5th Ld-Writethru\n",
        "^",
        "Eds: ",
        "MORE\n",
        "XY-NY-08-07-98 0605EDT",
        "id,text\n",
        ",\"",
        ";",
        "1\ta\tO\tx\n",
        "# newdoc id = a\n",
        "\t",
        "de ",
        "2016",
        " 3",
    ]);
    prop_oneof![6 => fixed.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from), 1 => "[A-Z][a-z]{0,9}"]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read_all(&bytes);
    }

    #[test]
    fn any_text(pieces in prop::collection::vec(piece(), 0..30)) {
        read_all(pieces.concat().as_bytes());
    }

    #[test]
    fn tokens_of_treebanks_lie_in_order(words in prop::collection::vec("[\\p{L}\\p{N}\\p{P}]{1,6}", 1..12), join in any::<bool>()) {
        let misc = if join { "SpaceAfter=No" } else { "_" };
        let rows = words.iter().enumerate().map(|(n, w)| format!("{}\t{w}\t_\t_\t_\t_\t0\troot\t_\t{misc}\n", n + 1));
        let group = format!("1-{}\tab\t_\t_\t_\t_\t_\t_\t_\t_\n", words.len().max(2));
        let file: String = if words.len() > 1 { std::iter::once(group).chain(rows).collect() } else { rows.collect() };
        let documents = treebank(file.into_bytes(), "x").unwrap();
        let spans = &documents[0].tokens.span;
        prop_assert_eq!(spans.len(), words.len());
        prop_assert!(spans.windows(2).all(|s| s[0].end <= s[1].start));
        prop_assert!(spans.iter().all(|s| documents[0].article.text.get(s.range()).is_some()));
    }
}

/// Random bytes, and real ones with random damage, in a loop that always runs alike.
#[test]
fn damaged_inputs() {
    let story = "GENEVA, July 25 (AP) — The two governments agreed.\n\nThey will meet again. (Reporting by Ann Lee)\n".repeat(4);
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    for _ in 0..3000 {
        let mut bytes = story.clone().into_bytes();
        for _ in 0..next() % 20 {
            let at = (next() % bytes.len() as u64) as usize;
            match next() % 3 {
                0 => bytes[at] = next() as u8,
                1 => bytes.truncate(at.max(1)),
                _ => bytes.insert(at, b"\n<>(){}\"\0\xe2\x80"[(next() % 11) as usize]),
            }
        }
        for article in articles(bytes, "x", &Options::default()).flatten() {
            check(&article);
        }
    }
}

/// Small inputs of the kinds that are read piece by piece.
const PIECEWISE: [&str; 8] = [
    "<?xml version='1.0' encoding='utf-8'?><rss xmlns:c=\"http://purl.org/rss/1.0/modules/content/\"><channel><language>en</language><item><title>One &amp; é</title><link>https://a.org/1</link><pubDate>Mon, 12 Dec 2016 10:00:00 GMT</pubDate><c:encoded><![CDATA[<p>One “two”.</p>]]></c:encoded></item><!-- > --><item><description>Three.</description></item></channel></rss>",
    "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>a</id><link href='https://a.org'/><content type='xhtml'><div><p>One.</p></div></content></entry></feed>",
    "<nitf><body><body.head><hedline><hl1>One</hl1></hedline><dateline>GENEVA, Dec 12</dateline></body.head><body.content><p>Two.</p></body.content></body></nitf>",
    "<newsItem guid='a'><contentMeta><headline>One</headline></contentMeta><contentSet><inlineXML><html><body><p>Two.</p></body></html></inlineXML></contentSet></newsItem>",
    "{\"uri\": \"a\", \"headline\": \"One\", \"body_text\": \"Two \\u00e9.\"}\n{\"uri\": \"b\", \"body_xhtml\": \"<p>Three</p>\"}",
    "\u{16}\u{1}w2213 \u{1f} wstm-\r\nu i \u{13} BC-One 08-07 0122\r\n\u{2}^One and two<\r\n^By ANN LEE<\r\n   GENEVA (AP) _ The two talked.\r\n\u{3}XY-NY-08-07-98 0605EDT<\r\n\u{4}\u{1}XYZ0123 4 POL 0250 Two\r\n\u{2}Three.\r\n\u{3}071030 AUG 98\u{4}",
    "<DOC id=\"X_19940512.1\" type=\"story\">\n<HEADLINE>\nOne\n</HEADLINE>\n<TEXT>\n<P>\nTwo é.\n</P>\n</TEXT>\n</DOC>\n<DOC>\n<TEXT>\nThree.\n</TEXT>\n</DOC>\n",
    "id,text,date\r\na,\"One, \"\"two\"\"\nthree\",2016-12-12\r\nb,Four,\r\n",
];

/// Whatever is cut off or changed, what comes out is sound, and what is whole before the damage is not lost.
#[test]
fn cuts_of_all_kinds() {
    for input in PIECEWISE {
        let bytes = input.as_bytes();
        for end in 0..bytes.len() {
            let cut = &bytes[..end];
            articles(cut.to_vec(), "x", &Options::default()).flatten().for_each(|a| check(&a));
            let mut changed = bytes.to_vec();
            changed[end] = b"<>\"&\n{},\x01\xff"[end % 10];
            read_all(&changed);
        }
    }
}

/// What a packer makes of bytes.
type Packer = fn(&[u8]) -> Vec<u8>;

#[test]
fn cuts_of_packed_inputs() {
    let gzip: Packer = |bytes| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    };
    let zstd: Packer =
        |bytes| ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest);
    let xz: Packer = |bytes| {
        let options = lzma_rust2::XzOptions::with_preset(1);
        let mut packer = lzma_rust2::XzWriter::new(Vec::new(), options).unwrap();
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    };
    let zip: Packer = |bytes| {
        let head = b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0";
        let mut sum = flate2::Crc::new();
        sum.update(bytes);
        let numbers = [sum.sum(), bytes.len() as u32, bytes.len() as u32].map(u32::to_le_bytes).concat();
        [head, numbers.as_slice(), b"\x01\0\0\0a", bytes, b"PK\x05\x06"].concat()
    };
    for pack in [gzip, zstd, xz, zip] {
        for input in PIECEWISE {
            let whole = |bytes: &[u8]| articles(bytes.to_vec(), "x", &Options::default()).flatten().count();
            let packed = pack(input.as_bytes());
            assert_eq!(whole(&packed), whole(input.as_bytes()), "{input}");
            for at in 0..packed.len() {
                let mut changed = packed.clone();
                changed[at] ^= 1 << (at % 8);
                for bytes in [packed[..at].to_vec(), changed] {
                    articles(bytes, "x", &Options::default()).flatten().for_each(|a| check(&a));
                }
            }
        }
    }
}
