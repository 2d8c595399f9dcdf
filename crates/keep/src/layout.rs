//! The blocks and the dateline of an article, and its parts that stand beside the text, as one short text, so that the article can be read again from the store
//! exactly as it was read from its source.

use document::{Article, Block, BlockKind, Dateline, Span};
use serde_json::{Value, json};

const KINDS: [(BlockKind, &str); 7] = [
    (BlockKind::Furniture, "furniture"),
    (BlockKind::Headline, "headline"),
    (BlockKind::Subheadline, "subheadline"),
    (BlockKind::Byline, "byline"),
    (BlockKind::Dateline, "dateline"),
    (BlockKind::Body, "body"),
    (BlockKind::Credit, "credit"),
];

/// `{"blocks": [["headline", 0, 9], …], "dateline": […]}`; offsets are bytes of the text.
pub fn write(article: &Article) -> String {
    let blocks = article.blocks.iter().map(|b| {
        let kind = KINDS.iter().find(|k| k.0 == b.kind).map(|k| k.1);
        json!([kind, b.span.start, b.span.end])
    });
    let mut out = json!({ "blocks": blocks.collect::<Value>() });
    // What stands beside the text.
    for (name, words) in
        [("title", &article.title), ("subtitle", &article.subtitle), ("byline", &article.byline)]
    {
        words.iter().for_each(|words| out[name] = json!(words));
    }
    if let Some(d) = &article.dateline {
        let optional = |s: Option<Span>| s.map(|s| [s.start, s.end]);
        out["dateline"] = json!({
            "span": [d.span.start, d.span.end], "place": optional(d.place), "agency": optional(d.agency),
            "day": optional(d.day_span), "month_day": d.month_day, "year": d.year,
        });
    }
    out.to_string()
}

/// The blocks and the dateline that were written; `None` where the text is not such a one.
pub fn read(layout: &str, article: &mut Article) -> Option<()> {
    let value: Value = serde_json::from_str(layout).ok()?;
    article.blocks = value["blocks"].as_array()?.iter().map(block).collect::<Option<_>>()?;
    let beside = |name: &str| value[name].as_str().map(str::to_string);
    (article.title, article.subtitle, article.byline) =
        (beside("title"), beside("subtitle"), beside("byline"));
    article.dateline = dateline(&value["dateline"]);
    Some(())
}

fn block(value: &Value) -> Option<Block> {
    let name = value[0].as_str()?;
    let kind = KINDS.iter().find(|k| k.1 == name)?.0;
    Some(Block { kind, span: Span { start: small(&value[1])?, end: small(&value[2])? } })
}

fn dateline(value: &Value) -> Option<Dateline> {
    let month_day = || Some((small(&value["month_day"][0])? as u8, small(&value["month_day"][1])? as u8));
    Some(Dateline {
        span: span(&value["span"])?,
        place: span(&value["place"]),
        agency: span(&value["agency"]),
        day_span: span(&value["day"]),
        month_day: month_day(),
        year: value["year"].as_i64().map(|y| y as i16),
    })
}

fn span(value: &Value) -> Option<Span> {
    Some(Span { start: small(&value[0])?, end: small(&value[1])? })
}

fn small(value: &Value) -> Option<u32> {
    u32::try_from(value.as_u64()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comes_back_as_it_was() {
        let span = |start, end| Span { start, end };
        let article = Article {
            title: Some("Talks".into()),
            byline: Some("By Ana Reed".into()),
            blocks: vec![
                Block { kind: BlockKind::Headline, span: span(0, 5) },
                Block { kind: BlockKind::Body, span: span(7, 90) },
            ],
            dateline: Some(Dateline {
                span: span(7, 20),
                place: Some(span(7, 12)),
                month_day: Some((12, 2)),
                ..Dateline::default()
            }),
            ..Article::default()
        };
        let mut back = Article::default();
        assert_eq!(read(&write(&article), &mut back), Some(()));
        assert_eq!(
            (back.blocks, back.dateline, back.title, back.byline),
            (article.blocks, article.dateline, article.title, article.byline)
        );
        assert_eq!(read("[]", &mut Article::default()), None);
    }
}
