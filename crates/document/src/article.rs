//! One article as it was published: its text, its blocks and what is known of its origin and day.

use crate::{Day, Span, Trace};

/// Index of a [`Block`] in [`Article::blocks`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub u32);

/// What a block of an article is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Words of the site, not of the article: "All news", "Read also", "Share".
    Furniture,
    /// The headline.
    Headline,
    /// A second headline under the first.
    Subheadline,
    /// Who wrote it.
    Byline,
    /// Place, day and agency before the first sentence: `BELGRADE, December 12./TASS/.`
    Dateline,
    /// A paragraph of the article.
    Body,
    /// Closing lines of the agency: `(Reporting by …)`, `Copyright …`.
    Credit,
}

impl BlockKind {
    /// Whether sentences of the article stand here, so that statements and events are looked for.
    pub fn is_prose(self) -> bool {
        matches!(self, BlockKind::Headline | BlockKind::Subheadline | BlockKind::Body)
    }
}

/// A stretch of the text with one purpose. Blocks lie in order of the text and never overlap; white space may
/// lie between them. No sentence crosses a border of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is for.
    pub kind: BlockKind,
    /// Where it stands, without white space at its ends.
    pub span: Span,
}

/// The dateline of an agency report, as far as it could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dateline {
    /// The whole dateline.
    pub span: Span,
    /// Where the place is named.
    pub place: Option<Span>,
    /// Where the agency is named.
    pub agency: Option<Span>,
    /// Where the day is named.
    pub day_span: Option<Span>,
    /// Month and day that it gives.
    pub month_day: Option<(u8, u8)>,
    /// The year that it gives, mostly none.
    pub year: Option<i16>,
}

/// The day of publication, and what it is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The day.
    pub day: Day,
    /// `option`, `field`, `feed`, `wire`, `time`, `json-ld`, `meta`, `url`, `dateline`, `text`.
    pub basis: String,
}

/// An article: its text as published, never changed, and what the input said of it.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// Stable name: given by the input, else derived from origin and text.
    pub id: String,
    /// Where it came from: an address, a file, a feed entry.
    pub origin: Option<String>,
    /// The address that a page gives as its own, whatever way led to it.
    pub canonical: Option<String>,
    /// Language code (`en`), where known.
    pub language: Option<String>,
    /// The headline, where the input gives it apart from the text (spans never refer to it).
    pub title: Option<String>,
    /// The second headline, where the input gives it apart from the text.
    pub subtitle: Option<String>,
    /// Who wrote it, in the same way.
    pub byline: Option<String>,
    /// The part of the paper that it stands in, as the paper calls it.
    pub section: Option<String>,
    /// The agency's own short name of the story, which its updates keep: `BC-Kenya-Explosion, 5th Ld-Writethru`.
    pub slug: Option<String>,
    /// The text; at most 4 GiB less one byte.
    pub text: String,
    /// Where in the input each character of the text stands, where that is not the same place.
    pub trace: Trace,
    /// Blocks in order.
    pub blocks: Vec<Block>,
    /// The day of publication.
    pub published: Option<Published>,
    /// The day of the last change; its basis is `feed`, `field`, `json-ld`, `meta`, `time` or `text`.
    pub updated: Option<Published>,
    /// The dateline.
    pub dateline: Option<Dateline>,
    /// What was doubtful about the input, in words for people (encoding repaired, text cut).
    pub notes: Vec<String>,
}

impl Article {
    /// Where the first block of this kind stands.
    pub fn first(&self, kind: BlockKind) -> Option<Span> {
        self.blocks.iter().find(|b| b.kind == kind).map(|b| b.span)
    }

    /// The day of publication alone.
    pub fn day(&self) -> Option<Day> {
        self.published.as_ref().map(|p| p.day)
    }
}
