//! Messages of wires, made up for these tests.

use super::*;
use crate::{Kind, articles as read};

const LEAD: &str =
    "The two governments agreed on Monday to open the border for people and goods, the ministry said.";

fn check(text: &str, expected: &[&[(BlockKind, &str)]]) -> Vec<Article> {
    let text = text.replace("LEAD", LEAD);
    let options = Options { kind: Some(Kind::Wire), ..Options::default() };
    let found: Vec<Article> = read(text.into_bytes(), "w", &options).map(|a| a.unwrap()).collect();
    assert_eq!(found.len(), expected.len(), "{:?}", found.iter().map(|a| &a.text).collect::<Vec<_>>());
    for (article, blocks) in found.iter().zip(expected) {
        let shown: Vec<(BlockKind, &str)> =
            article.blocks.iter().map(|b| (b.kind, b.span.of(&article.text))).collect();
        assert_eq!(shown.len(), blocks.len(), "{shown:?}");
        for ((kind, words), (expected, start)) in shown.iter().zip(*blocks) {
            assert!(
                kind == expected && words.starts_with(start),
                "{kind:?} {words} against {expected:?} {start}"
            );
        }
    }
    found
}

use BlockKind::{Body, Byline, Furniture, Headline};

#[test]
fn american_messages() {
    let text = "\u{16}\u{16}\u{1}w2213 \u{1f} wstm-\r\nu i \u{13} \u{11} BC-Border 08-07 0122\r\n\u{2}BC-Border, 5th Ld-Writethru<\r\n\
                ^Eds: UPDATES with reaction<\r\n^Border opens after ten years<\r\n^By ANN LEE<\r\n^Staff Writer<\r\n\
                \u{20}  GENEVA (AP) _ LEAD\r\n   LEAD\r\n   MORE\r\n\u{3}AP-NY-08-07-98 0605EDT<\r\n\u{4}\
                \u{16}\u{16}\u{1}w2214 \u{1f} wstm-\r\nr i \u{13} \u{11} BC-Talks 08-07 0100\r\n\u{2}   LEAD\r\n   END\r\n\u{3}";
    let found = check(
        text,
        &[
            &[
                (Furniture, "w2213"),
                (Furniture, "u i"),
                (Furniture, "BC-Border, 5th"),
                (Furniture, "Eds:"),
                (Headline, "Border opens"),
                (Byline, "By ANN LEE"),
                (Byline, "Staff Writer"),
                (BlockKind::Dateline, "GENEVA (AP) _"),
                (Body, "The two"),
                (Body, "The two"),
                (Furniture, "MORE\nAP-NY"),
            ],
            &[(Furniture, "w2214"), (Furniture, "r i"), (Body, "The two"), (Furniture, "END")],
        ],
    );
    assert_eq!(found[0].slug.as_deref(), Some("BC-Border, 5th Ld-Writethru"));
    assert_eq!(found[1].slug.as_deref(), Some("BC-Talks"));
    assert_eq!(found[0].day().unwrap().to_string(), "1998-08-07");
    assert!(found[0].text.chars().all(|c| !c.is_control() || c == '\n'));
}

#[test]
fn messages_of_the_others() {
    let text = "\u{1}XYZ0123 4 POL 0250 Border\r\n\u{2}Border opens after ten years\r\n\r\nGENEVA, Aug 7 (AFP) - LEAD\r\n\u{3}071030 GMT AUG 98\r\n\u{4}";
    let found = check(
        text,
        &[&[
            (Furniture, "XYZ0123"),
            (Headline, "Border opens"),
            (BlockKind::Dateline, "GENEVA, Aug 7"),
            (Body, "The two"),
            (Furniture, "071030"),
        ]],
    );
    assert_eq!(
        found[0].published.as_ref().map(|p| (p.day.to_string(), p.basis.as_str())),
        Some(("1998-08-07".to_owned(), "wire"))
    );
}

#[test]
fn messages_whose_control_characters_were_lost() {
    let text = "w2213 wstm-\nu i BC-Border 08-07 0122\nLEAD\n(END)\n\nw2214 wstm-\nu i BC-Talks 08-07 0122\nLEAD\n\nThe opposition called it a mistake and asked for a vote.\n";
    let first: &[(BlockKind, &str)] =
        &[(Furniture, "w2213"), (Furniture, "u i"), (Body, "The"), (Furniture, "(END)")];
    check(text, &[first, &[(Furniture, "w2214"), (Furniture, "u i"), (Body, "The two"), (Body, "The opp")]]);
    assert!(is(text) && is("\u{16}\u{16}\u{1}XYZ0123 4 POL 0250\r\n") && !is(LEAD));
}
