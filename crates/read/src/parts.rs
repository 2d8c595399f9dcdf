//! Articles that come in parts: a format that says which words are the headline, the byline, the dateline is believed,
//! and only the rest is judged by how it looks.

use crate::article::{About, laid_out};
use crate::blocks::{self, Layout};
use crate::{Fault, Options, dateline};
use document::{Article, Block, BlockKind, Dateline, Span};

/// The parts of an article in the order in which they are to be read.
#[derive(Default)]
pub(crate) struct Parts {
    text: String,
    layout: Layout,
    /// Whether there is prose.
    prose: bool,
    dateline: Option<Dateline>,
}

impl Parts {
    /// Adds a part whose purpose is known.
    pub fn add(&mut self, kind: BlockKind, words: &str) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        let span = self.append(words);
        self.layout.blocks.push(Block { kind, span });
        if kind == BlockKind::Dateline {
            self.dateline = Some(known_dateline(words, span));
        }
    }

    /// The same where there may be none.
    pub fn maybe(&mut self, kind: BlockKind, words: Option<String>) {
        self.add(kind, words.as_deref().unwrap_or(""));
    }

    /// Adds the article itself, whose paragraphs are judged as those of any text.
    pub fn prose(&mut self, words: &str) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        self.prose = true;
        let shift = self.append(words).start as usize;
        let Layout { blocks, dateline, date_line } = blocks::split(words).shifted(shift);
        let headed = self.layout.blocks.iter().any(|b| b.kind == BlockKind::Headline);
        let second = |kind| match kind {
            BlockKind::Headline if headed => BlockKind::Subheadline,
            kind => kind,
        };
        self.layout.blocks.extend(blocks.into_iter().map(|b| Block { kind: second(b.kind), ..b }));
        self.layout.dateline = self.layout.dateline.take().or(dateline);
        self.layout.date_line = self.layout.date_line.take().or(date_line);
    }

    /// Whether there is an article in it, and not only what stands around one.
    pub fn has_prose(&self) -> bool {
        self.prose
    }

    fn append(&mut self, words: &str) -> Span {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(words);
        Span::new(start, self.text.len())
    }

    /// The article of the parts.
    pub fn assemble(mut self, mut about: About, origin: &str, options: &Options) -> Result<Article, Fault> {
        if u32::try_from(self.text.len()).is_err() {
            return Err(Fault::TooLong);
        }
        if !self.prose {
            return Err(Fault::Empty);
        }
        let headline = self.layout.blocks.iter().find(|b| b.kind == BlockKind::Headline);
        about.title = about.title.or_else(|| headline.map(|b| b.span.of(&self.text).to_owned()));
        self.layout.dateline = self.dateline.or(self.layout.dateline);
        Ok(laid_out(self.text, self.layout, about, origin, options))
    }
}

/// What a dateline says that stands alone, without the dash that parts it from the report elsewhere.
fn known_dateline(words: &str, span: Span) -> Dateline {
    let whole = Span::new(0, words.len());
    let alone = dateline::find(words, whole, false).map(|found| found.dateline);
    let dashed = || {
        let words = format!("{words} - The report");
        dateline::find(&words, Span::new(0, words.len()), false).map(|found| found.dateline)
    };
    let found = alone.or_else(dashed).or_else(|| dateline::date_line(words, whole)).unwrap_or_default();
    let inside = |s: Span| (s.end <= whole.end).then_some(s);
    let fits = |s: Option<Span>| s.and_then(inside);
    let found = Dateline {
        span: whole,
        place: fits(found.place),
        agency: fits(found.agency),
        day_span: fits(found.day_span),
        ..found
    };
    dateline::shifted(found, span.start as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use BlockKind::{Body, Byline, Headline, Subheadline};

    const BODY: &str =
        "The two governments agreed on Monday to open the border for people and goods, the ministry said.";

    #[test]
    fn parts_keep_their_purpose() {
        let mut parts = Parts::default();
        parts.add(Headline, " Border opens ");
        parts.maybe(Byline, Some("Ann Lee".to_owned()));
        parts.maybe(Byline, None);
        parts.add(BlockKind::Dateline, "GENEVA, July 25, 2022 (AP)");
        parts.prose(&format!("Trade is expected to grow\n\n{BODY}"));
        let article = parts.assemble(About::default(), "x", &Options::default()).unwrap();
        let kinds: Vec<BlockKind> = article.blocks.iter().map(|b| b.kind).collect();
        assert_eq!(kinds, [Headline, Byline, BlockKind::Dateline, Subheadline, Body]);
        assert_eq!(article.title.as_deref(), Some("Border opens"));
        let dateline = article.dateline.unwrap();
        assert_eq!(dateline.place.unwrap().of(&article.text), "GENEVA");
        assert_eq!(dateline.agency.unwrap().of(&article.text), "AP");
        assert_eq!(article.published.unwrap().basis, "dateline");
    }

    #[test]
    fn a_headline_alone_is_no_article() {
        let mut parts = Parts::default();
        parts.add(Headline, "Border opens");
        assert_eq!(parts.assemble(About::default(), "x", &Options::default()).unwrap_err(), Fault::Empty);
    }
}
