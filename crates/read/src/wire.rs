//! Text as wires send it, ANPA 1312 (American agencies) and IPTC 7901 (the others): messages one behind the other, each
//! with a header of priority, category, slug and length. Headers and trailers are kept as furniture; the characters
//! that only steer the transmission are left out.
//!
//! Sources: ANPA Wire Service Transmission Guidelines, special report 84-2; IPTC 7901, the IPTC recommended message
//! format, fifth edition.

mod header;
mod messages;

use crate::article::{About, known};
use crate::parts::Parts;
use crate::phrases::{is_byline, is_role};
use crate::utf8::Utf8;
use crate::{Articles, Fault, Options, Position, ReadError};
use document::{Article, BlockKind};
use header::{Line, day_of_trailer};
use messages::{ETX, Message, Messages};

pub(crate) use header::is;

/// The articles of all messages.
pub(crate) fn articles(text: Utf8, origin: &str, options: &Options) -> Articles {
    let (origin, options, notes) = (origin.to_owned(), options.clone(), text.notes.clone());
    let articles = Messages::new(text).filter_map(move |message| {
        let (at, found) = match message {
            Ok(message) if message.is_blank() => return None,
            Ok(message) => (message.at, article(&message, notes.clone(), &origin, &options)),
            Err((at, fault)) => (at, Err(fault)),
        };
        Some(found.map_err(|fault| ReadError::new(&origin, Position::Byte(at), fault)))
    });
    Articles(Box::new(articles))
}

fn article(message: &Message, notes: Vec<String>, origin: &str, options: &Options) -> Result<Article, Fault> {
    let mut parts = Parts::default();
    let mut slug = None;
    let (lines, trailer) = message.lines.split_at(body_end(&message.lines));
    let body = head(lines, &mut parts, &mut slug);
    let prose: Vec<String> = lines[body..].iter().map(|line| clean(line)).collect();
    parts.prose(&prose.join("\n"));
    furniture(trailer, &mut parts);
    let day = trailer.iter().find_map(|line| day_of_trailer(&clean(line)));
    let published = day.map(|day| known(day, "wire"));
    parts.assemble(About { slug, published, notes, ..About::default() }, origin, options)
}

/// Reads the lines above the text; gives how many they are.
fn head(lines: &[String], parts: &mut Parts, slug: &mut Option<String>) -> usize {
    let (mut headlines, mut bylines, mut note) = (0, 0, false);
    for (at, raw) in lines.iter().enumerate() {
        let line = clean(raw);
        let marked = raw.trim_start_matches(char::is_control).starts_with('^');
        match Line::of(&line) {
            Line::Blank => note = false,
            Line::Header(found) => {
                *slug = slug.take().or(found);
                parts.add(BlockKind::Furniture, &line);
            }
            Line::Slug => {
                *slug = Some(line.clone());
                parts.add(BlockKind::Furniture, &line);
            }
            Line::Note => {
                note = true;
                parts.add(BlockKind::Furniture, &line);
            }
            Line::Words if note && !marked => parts.add(BlockKind::Furniture, &line),
            Line::Words if is_byline(&line) || (bylines > 0 && is_role(&line)) => {
                (note, bylines) = (false, bylines + 1);
                parts.add(BlockKind::Byline, &line);
            }
            Line::Words if marked => {
                (note, headlines) = (false, headlines + 1);
                let kind = if headlines == 1 { BlockKind::Headline } else { BlockKind::Subheadline };
                parts.add(kind, &line);
            }
            Line::Words => return at,
        }
    }
    lines.len()
}

/// Where the text ends: at the mark for it, and before the closing lines.
fn body_end(lines: &[String]) -> usize {
    let mark = lines.iter().position(|line| line.contains(ETX));
    // What stands before the mark in its line is text yet.
    let words = |at: usize| lines[at].split(ETX).next().is_some_and(|words| !clean(words).is_empty());
    let end = mark.map_or(lines.len(), |at| at + usize::from(words(at)));
    let closing = lines[..end].iter().rev().take_while(|line| header::is_closing(&clean(line))).count();
    end - closing
}

fn furniture(lines: &[String], parts: &mut Parts) {
    let lines: Vec<String> =
        lines.iter().map(|line| clean(line)).filter(|line| !line.trim().is_empty()).collect();
    parts.add(BlockKind::Furniture, &lines.join("\n"));
}

/// A line without what steers the transmission: control characters, `^` before a headline, `<` at its end.
fn clean(line: &str) -> String {
    let words: String = line.chars().filter(|c| !c.is_control() || *c == '\t').collect();
    words.strip_prefix('^').unwrap_or(&words).trim_end().trim_end_matches('<').trim_end().to_owned()
}

#[cfg(test)]
mod tests;
