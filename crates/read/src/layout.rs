//! Text to paragraphs, judged by its layout alone: blank lines part paragraphs; single line ends part them where
//! lines are paragraphs, and join them where the text was wrapped at a fixed width.

use document::Span;

/// One line of the text, blank ones left out.
struct Line {
    /// Without white space at its ends.
    span: Span,
    /// Width in characters, leading white space included.
    width: usize,
    /// Whether white space stands before it.
    indented: bool,
    /// Whether it follows the line before it without a blank one between.
    adjacent: bool,
}

/// Widths at which programs wrap lines.
const WRAPPED: std::ops::RangeInclusive<usize> = 40..=130;
/// A longer first word does not explain why a line was broken before it.
const LONGEST_WORD: usize = 20;

/// The paragraphs of a text in order, without white space at their ends.
pub(crate) fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let wrap = wrap_width(text, &lines);
    let indents = lines.iter().filter(|l| l.indented).count();
    let indent_breaks = indents * 5 < lines.len() * 2;
    let mut found: Vec<Span> = Vec::new();
    let mut previous: Option<&Line> = None;
    for line in &lines {
        let joined = previous.filter(|p| line.adjacent && continues(text, p, line, wrap, indent_breaks));
        match (joined, found.last_mut()) {
            (Some(_), Some(last)) => last.end = line.span.end,
            _ => found.push(line.span),
        }
        previous = Some(line);
    }
    found
}

fn lines(text: &str) -> Vec<Line> {
    let mut found = Vec::with_capacity(text.len() / 80 + 1);
    let (mut at, mut adjacent) = (0, false);
    while at < text.len() {
        let (end, next, page) = line_end(text.as_bytes(), at);
        let raw = text.get(at..end).unwrap_or("");
        let inner = raw.trim();
        if inner.is_empty() {
            adjacent = false;
        } else {
            let lead = raw.len() - raw.trim_start().len();
            let span = Span::new(at + lead, at + lead + inner.len());
            let width = raw.trim_end().chars().count();
            found.push(Line { span, width, indented: lead > 1 || raw.starts_with('\t'), adjacent });
            adjacent = !page;
        }
        at = next;
    }
    found
}

/// Where the line from `at` ends, where the next begins, and whether a page ends between.
fn line_end(bytes: &[u8], at: usize) -> (usize, usize, bool) {
    let mut from = at;
    while let Some(found) = bytes[from..].iter().position(|&b| matches!(b, b'\n'..=b'\r' | 0xe2)) {
        let end = from + found;
        match bytes[end] {
            0xe2 => match bytes.get(end + 1..end + 3) {
                Some([0x80, 0xa8]) => return (end, end + 3, false),
                Some([0x80, 0xa9]) => return (end, end + 3, true),
                _ => from = end + 1,
            },
            b'\r' if bytes.get(end + 1) == Some(&b'\n') => return (end, end + 2, false),
            0x0c => return (end, end + 1, true),
            _ => return (end, end + 1, false),
        }
    }
    (bytes.len(), bytes.len(), false)
}

/// The width at which the text was wrapped; `None` where its lines are paragraphs.
///
/// A wrapped line was ended because the next word did not fit, and mostly in the middle of a sentence.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let pairs = || lines.windows(2).filter(|pair| pair[1].adjacent);
    let mut widths: Vec<usize> = pairs().map(|pair| pair[0].width).collect();
    if widths.len() < 3 {
        return None;
    }
    widths.sort_unstable();
    let width = widths[(widths.len() * 95 / 100).min(widths.len() - 1)];
    let full = pairs().filter(|pair| is_full(text, &pair[0], &pair[1], width)).count();
    let open = pairs().filter(|pair| !ends_sentence(pair[0].span.of(text))).count();
    let wrapped = full * 100 >= widths.len() * 70 && open * 2 >= widths.len();
    (WRAPPED.contains(&width) && wrapped).then_some(width)
}

fn is_full(text: &str, line: &Line, next: &Line, width: usize) -> bool {
    let word = next.span.of(text).split_whitespace().next().unwrap_or("");
    line.width + 1 + word.chars().count().min(LONGEST_WORD) > width
}

/// Whether `next` carries on the paragraph of `line`.
fn continues(text: &str, line: &Line, next: &Line, wrap: Option<usize>, indent_breaks: bool) -> bool {
    let (here, there) = (line.span.of(text), next.span.of(text));
    if is_item(there) {
        return false;
    }
    let lower = there.starts_with(char::is_lowercase);
    let Some(width) = wrap else {
        // Broken by a link or a picture inside a sentence.
        let open = here.ends_with(|c: char| c.is_alphanumeric() || c == ',');
        return lower && open && line.width >= 40;
    };
    if indent_breaks && next.indented && !line.indented {
        return false;
    }
    is_full(text, line, next, width) || (lower && !ends_sentence(here))
}

/// Whether a line begins an item of a list.
fn is_item(line: &str) -> bool {
    let mut chars = line.chars();
    let marker =
        chars.next().is_some_and(|c| matches!(c, '•' | '●' | '▪' | '■' | '*' | '-' | '–' | '—' | '·' | '►'));
    marker && chars.next().is_some_and(char::is_whitespace)
}

/// Whether a text ends like a sentence, closing quotation marks and brackets aside.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let open = text.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '’' | ')' | ']' | '»' | '」' | '』')
    });
    open.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔'])
}

/// The first `limit` bytes of a text, or a few less: cut between characters.
pub(crate) fn head_of(text: &str, limit: usize) -> &str {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1; // ends at 0 at the latest, which is a border
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = paragraphs(text).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn blank_lines_part() {
        check("One.\n\nTwo.\n \n\tThree.  \n", &["One.", "Two.", "Three."]);
        check(
            "One.\r\n\r\nTwo.\r\rThree.\u{2029}Four.\x0cFive.",
            &["One.", "Two.", "Three.", "Four.", "Five."],
        );
        check("", &[]);
        check(" \n\u{a0}\n", &[]);
        check("x", &["x"]);
    }

    #[test]
    fn lines_that_are_paragraphs_stay_apart() {
        let long = "The minister arrived on Monday and left again on the same day without a word to anybody.";
        check(
            &format!(
                "Talks end\n{long}\nNo date was set.\nThey will meet again in a week, he said, or in two."
            ),
            &["Talks end", long, "No date was set.", "They will meet again in a week, he said, or in two."],
        );
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The two governments agreed on Monday to open the border for\n\
                    people and goods, the ministry said in a statement that was\n\
                    read on television. Nobody knew when the first of them will\n\
                    cross.\n\
                    The opposition called the agreement a mistake and asked for\n\
                    a vote in parliament before the end of the year.\n";
        let border = text.find("The opposition").unwrap();
        check(text, &[text[..border].trim(), text[border..].trim()]);
    }

    #[test]
    fn a_line_broken_inside_a_sentence_is_joined() {
        check(
            "The ministry of foreign affairs of the republic said in a\nstatement that talks go on.\nIt gave no date.",
            &[
                "The ministry of foreign affairs of the republic said in a\nstatement that talks go on.",
                "It gave no date.",
            ],
        );
    }

    #[test]
    fn items_of_lists_stay_apart() {
        check("They want:\n- peace\n- bread\n• land", &["They want:", "- peace", "- bread", "• land"]);
    }
}
