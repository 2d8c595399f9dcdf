//! Paragraphs to blocks: which is the headline, the byline, the dateline, the body, the credit, and which are
//! words of the site.
//!
//! When in doubt a paragraph is body: a headline read as body costs nothing, a paragraph read as furniture is lost.

use crate::dateline;
use crate::layout::{ends_sentence, paragraphs};
use crate::phrases::{closing_credit, is_byline, is_caption, is_credit, is_furniture, is_role};
use document::{Block, BlockKind, Dateline, Span};

/// Blocks of a text, with its dateline and the day that a line of its head gives.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    pub blocks: Vec<Block>,
    pub dateline: Option<Dateline>,
    /// A line of the head that holds a day and nothing else.
    pub date_line: Option<Dateline>,
}

impl Layout {
    /// As it is in a text that has so many bytes before this one.
    pub fn shifted(self, by: usize) -> Layout {
        let shift = |s: Span| Span::new(s.start as usize + by, s.end as usize + by);
        let blocks = self.blocks.into_iter().map(|b| Block { span: shift(b.span), ..b });
        Layout {
            blocks: blocks.collect(),
            dateline: self.dateline.map(|d| dateline::shifted(d, by)),
            date_line: self.date_line.map(|d| dateline::shifted(d, by)),
        }
    }
}

/// A headline is no longer (in characters).
const HEADLINE: usize = 180;
/// A paragraph of this length is surely body: what follows it is no head any more.
const SURELY_BODY: usize = 200;
/// The dateline, the byline and the headlines stand among so many paragraphs.
const HEAD_ZONE: usize = 10;
/// Credits stand among so many paragraphs at the end.
const TAIL_ZONE: usize = 8;

/// Splits a text into blocks.
pub(crate) fn split(text: &str) -> Layout {
    let spans = paragraphs(text);
    let mut layout = Layout::default();
    let body = head(text, &spans, &mut layout);
    for (at, &span) in spans.iter().enumerate().skip(body) {
        let kind = kind_in_body(text, &spans, at);
        layout.blocks.push(Block { kind, span });
    }
    cut_dateline(text, &mut layout);
    cut_credit(text, &mut layout);
    layout
}

/// Reads headlines, bylines and date lines up to the first paragraph of the body, whose index it returns.
fn head(text: &str, spans: &[Span], layout: &mut Layout) -> usize {
    let mut headlines = 0;
    for (at, &span) in spans.iter().enumerate().take(HEAD_ZONE) {
        let words = span.of(text);
        let kind = if is_furniture(words) || repeats(text, spans, at) {
            BlockKind::Furniture
        } else if is_caption(words) {
            BlockKind::Credit
        } else if let Some(day) = dateline::date_line(text, span) {
            layout.date_line.get_or_insert(day);
            BlockKind::Dateline
        } else if is_byline(words)
            || (follows_byline(layout) && is_role(words))
            || (headlines == 0 && is_name_line(words) && body_follows(text, spans, at))
        {
            BlockKind::Byline
        } else if headlines < 4
            && is_headline(words)
            && body_follows(text, spans, at)
            && no_dateline(text, span)
        {
            headlines += 1;
            if headlines == 1 { BlockKind::Headline } else { BlockKind::Subheadline }
        } else {
            return at;
        };
        layout.blocks.push(Block { kind, span });
    }
    spans.len().min(HEAD_ZONE)
}

fn follows_byline(layout: &Layout) -> bool {
    layout.blocks.last().is_some_and(|b| b.kind == BlockKind::Byline)
}

fn no_dateline(text: &str, span: Span) -> bool {
    dateline::find(text, span, true).is_none()
}

/// Short, without a final stop, more than one word, and no line that leads over to the next.
fn is_headline(words: &str) -> bool {
    let open = !words.ends_with([':', ';', ',', '_', '-', '—', '–'])
        && !words.starts_with(['-', '•', '*', '–', '—']);
    let question = words.ends_with(['?', '!']) && words.matches(['.', '?', '!']).count() == 1;
    let length = words.chars().take(HEADLINE + 1).count();
    let many = words.contains(char::is_whitespace) || (!words.is_ascii() && length >= 4);
    open && many
        && length <= HEADLINE
        && (question || !ends_sentence(words))
        && words.contains(char::is_alphabetic)
}

/// Whether one of the next paragraphs is prose: a sentence of some length.
fn body_follows(text: &str, spans: &[Span], at: usize) -> bool {
    let prose = |s: &&Span| {
        let words = s.of(text);
        s.len() > 60 && (ends_sentence(words) || words.len() > HEADLINE) && !is_furniture(words)
    };
    spans.iter().skip(at + 1).take(HEAD_ZONE).any(|s| prose(&s))
}

/// A name in capitals on a line of its own above the first paragraph.
fn is_name_line(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let capital =
        |w: &str| w.chars().all(|c| c.is_uppercase() || c == '-' || c == '\'' || c == '.') && w.len() > 1;
    (2..=3).contains(&count) && words.split_whitespace().all(capital)
}

fn repeats(text: &str, spans: &[Span], at: usize) -> bool {
    at.checked_sub(1).and_then(|p| spans.get(p)).is_some_and(|p| p.of(text) == spans[at].of(text))
}

fn kind_in_body(text: &str, spans: &[Span], at: usize) -> BlockKind {
    let words = spans[at].of(text);
    let tail = at + TAIL_ZONE >= spans.len();
    if is_furniture(words) || repeats(text, spans, at) {
        BlockKind::Furniture
    } else if is_caption(words) || (tail && spans.len() > 1 && is_credit(words)) {
        BlockKind::Credit
    } else {
        BlockKind::Body
    }
}

/// Makes the dateline a block of its own, so that the body begins behind it.
fn cut_dateline(text: &str, layout: &mut Layout) {
    let prose = || layout.blocks.iter().filter(|b| b.kind == BlockKind::Body);
    let turns = prose().take(40).filter(|b| dateline::is_turn(b.span.of(text))).count() > 1;
    for at in 0..layout.blocks.len().min(HEAD_ZONE) {
        let block = layout.blocks[at];
        if block.kind != BlockKind::Body {
            continue;
        }
        if let Some(found) = dateline::find(text, block.span, turns) {
            replace_head(text, layout, at, found);
            return;
        }
        if block.span.len() > SURELY_BODY {
            return;
        }
    }
}

fn replace_head(text: &str, layout: &mut Layout, at: usize, found: dateline::Found) {
    let block = layout.blocks[at];
    let mut parts = Vec::with_capacity(3);
    if let Some(before) = found.before {
        let kind = if before.of(text).starts_with("By ") { BlockKind::Byline } else { BlockKind::Credit };
        parts.push(Block { kind, span: before });
    }
    parts.push(Block { kind: BlockKind::Dateline, span: found.dateline.span });
    let rest = Span { start: found.dateline.span.end, end: block.span.end }.trim(text);
    if !rest.is_empty() {
        parts.push(Block { kind: BlockKind::Body, span: rest });
    }
    layout.blocks.splice(at..=at, parts);
    layout.dateline = Some(found.dateline);
}

/// Parts a credit from the end of the last paragraph of the body: `… he said. (Reporting by Ann Lee)`.
fn cut_credit(text: &str, layout: &mut Layout) {
    let Some(at) = layout.blocks.iter().rposition(|b| b.kind == BlockKind::Body) else { return };
    let span = layout.blocks[at].span;
    let Some(from) = closing_credit(span.of(text)) else { return };
    let border = span.start as usize + from;
    let body = Span::new(span.start as usize, border).trim(text);
    let credit = Span::new(border, span.end as usize).trim(text);
    if body.is_empty() || credit.is_empty() {
        return;
    }
    layout.blocks[at].span = body;
    layout.blocks.insert(at + 1, Block { kind: BlockKind::Credit, span: credit });
}

#[cfg(test)]
mod tests {
    use super::*;
    use BlockKind::{Body, Byline, Credit, Furniture, Headline, Subheadline};

    const LEAD: &str =
        "The two governments agreed on Monday to open the border for people and goods, the ministry said.";

    /// The kinds of the blocks of `text` with the first word of each; `LEAD` stands for itself.
    fn check(text: &str, expected: &[(BlockKind, &str)]) {
        let text = text.replace("LEAD", LEAD);
        let layout = split(&text);
        let found: Vec<(BlockKind, &str)> =
            layout.blocks.iter().map(|b| (b.kind, b.span.of(&text))).collect();
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for ((kind, words), (expected_kind, start)) in found.iter().zip(expected) {
            assert!(
                kind == expected_kind && words.starts_with(start),
                "{kind:?} {words} against {expected_kind:?} {start}"
            );
        }
    }

    #[test]
    fn a_report_with_everything() {
        let text = "All news\n\nBorder opens after ten years\n\nTrade is expected to grow, officials say\n\nBy Ann Lee\nStaff Writer\n\n\
                    July 25, 2022 10:15 GMT\n\nGENEVA, July 25 (AP) — LEAD\n\nLEAD\n\nRead also: Talks end\n\nLEAD (Reporting by Ann Lee)\n\n\
                    Copyright 2022 The Paper";
        check(
            text,
            &[
                (Furniture, "All news"),
                (Headline, "Border opens"),
                (Subheadline, "Trade is"),
                (Byline, "By Ann Lee"),
                (Byline, "Staff Writer"),
                (BlockKind::Dateline, "July 25, 2022"),
                (BlockKind::Dateline, "GENEVA, July 25 (AP) —"),
                (Body, "The two"),
                (Body, "The two"),
                (Furniture, "Read also"),
                (Body, "The two"),
                (Credit, "(Reporting"),
                (Credit, "Copyright"),
            ],
        );
        let layout = split(&text.replace("LEAD", LEAD));
        assert_eq!(layout.dateline.unwrap().month_day, Some((7, 25)));
        assert_eq!(layout.date_line.unwrap().year, Some(2022));
    }

    #[test]
    fn text_without_a_headline_is_body() {
        check("LEAD", &[(Body, "The two")]);
        check("x", &[(Body, "x")]);
        check("Talks end in Geneva", &[(Body, "Talks")]);
        check("LEAD\n\nLEAD 2", &[(Body, "The two"), (Body, "The two")]);
        check("Judge rejects request.\n\nLEAD", &[(Body, "Judge"), (Body, "The two")]);
        check("He has three demands:\n\nLEAD", &[(Body, "He has"), (Body, "The two")]);
        check("- peace\n- bread\n\nLEAD", &[(Body, "- peace"), (Body, "- bread"), (Body, "The two")]);
        check("", &[]);
    }

    #[test]
    fn a_dateline_behind_a_short_first_paragraph_and_alone() {
        check(
            "Judge rejects request.\n\nWASHINGTON — LEAD",
            &[(Body, "Judge"), (BlockKind::Dateline, "WASHINGTON —"), (Body, "The two")],
        );
        check(
            "\n\nNAIROBI, Kenya (AP) _\n\nLEAD\n",
            &[(BlockKind::Dateline, "NAIROBI, Kenya (AP) _"), (Body, "The two")],
        );
        check(
            "By Lananh Nguyen NEW YORK, Dec 12 (Reuters) - LEAD",
            &[(Byline, "By Lananh"), (BlockKind::Dateline, "NEW YORK"), (Body, "The two")],
        );
    }

    #[test]
    fn transcripts_keep_their_speakers() {
        check("RADDATZ: LEAD\n\nCOOPER: LEAD", &[(Body, "RADDATZ"), (Body, "COOPER")]);
        check(
            "KLANG: LEAD\n\nLEAD",
            &[(BlockKind::Dateline, "KLANG:"), (Body, "The two"), (Body, "The two")],
        );
    }

    #[test]
    fn names_over_the_report_and_repeated_captions() {
        check("ANN LEE\n\nLEAD", &[(Byline, "ANN"), (Body, "The two")]);
        check(
            "LEAD\n\nA market in the old town\nA market in the old town\n\nLEAD",
            &[(Body, "The two"), (Body, "A market"), (Furniture, "A market"), (Body, "The two")],
        );
        check(
            "LEAD\n\nThe minister in Geneva. Photo: Agency\n\nLEAD",
            &[(Body, "The two"), (Credit, "The minister"), (Body, "The two")],
        );
    }

    #[test]
    fn scripts_without_spaces() {
        check(
            "両国は月曜日に国境を開くことで合意した。\n\n外務省は声明で明らかにした。",
            &[(Body, "両国"), (Body, "外務省")],
        );
        check(
            "قال الوزير يوم الاثنين إن المحادثات مستمرة.\n\nولم يحدد موعدا.",
            &[(Body, "قال"), (Body, "ولم")],
        );
    }
}
