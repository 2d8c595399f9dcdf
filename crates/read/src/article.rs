//! From a text and what is known of it to an [`Article`].

use crate::blocks::{self, Layout};
use crate::when::Written;
use crate::{Fault, Options, when};
use document::{Article, Dateline, Day, Published};

/// What an input says of an article besides its text.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    pub id: Option<String>,
    pub title: Option<String>,
    pub slug: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub canonical: Option<String>,
    pub subtitle: Option<String>,
    pub byline: Option<String>,
    pub section: Option<String>,
    /// The day of publication with its basis, that of the last change.
    pub published: Option<Published>,
    pub updated: Option<Published>,
    pub notes: Vec<String>,
}

/// Makes the article of a text: its blocks, its name and its day, by the strongest of what is known.
pub(crate) fn assemble(
    text: String,
    about: About,
    origin: &str,
    options: &Options,
) -> Result<Article, Fault> {
    if u32::try_from(text.len()).is_err() {
        return Err(Fault::TooLong);
    }
    if text.trim().is_empty() {
        return Err(Fault::Empty);
    }
    let layout = blocks::split(&text);
    Ok(laid_out(text, layout, about, origin, options))
}

/// The same of a text whose blocks are known.
pub(crate) fn laid_out(
    text: String,
    layout: Layout,
    about: About,
    origin: &str,
    options: &Options,
) -> Article {
    let mut article = Article { text, blocks: layout.blocks, ..Article::default() };
    describe(&mut article, about, origin, options);
    if article.published.is_none() {
        let written = |d: &Option<Dateline>| {
            d.as_ref().and_then(|d| Written { month_day: d.month_day, year: d.year }.day())
        };
        let line = written(&layout.date_line).map(|day| known(day, "text"));
        article.published = line.or_else(|| written(&layout.dateline).map(|day| known(day, "dateline")));
    }
    article.dateline = layout.dateline.or(layout.date_line);
    article
}

/// Writes what is known of an article besides its text into it: name, origin, language, title, day, notes.
///
/// The day is what the caller says, else the input, else the address. Where none of them gives a year the day
/// stays open.
pub(crate) fn describe(article: &mut Article, about: About, origin: &str, options: &Options) {
    let url = about.url.or_else(|| options.url.clone());
    let address = url.as_deref().unwrap_or(origin);
    let option = options.published.map(|day| known(day, "option"));
    let of_address = || when::of_address(address).map(|day| known(day, "url"));
    article.published = option.or(about.published).or_else(of_address);
    article.id = about.id.unwrap_or_else(|| name(origin, &article.text));
    article.origin = Some(address.to_owned()).filter(|o| !o.is_empty());
    article.language = about.language.or_else(|| options.language.clone());
    article.title = about.title;
    article.slug = about.slug;
    article.canonical = about.canonical;
    article.subtitle = about.subtitle;
    article.byline = about.byline;
    article.section = about.section;
    article.updated = about.updated;
    article.notes = about.notes;
}

pub(crate) fn known(day: Day, basis: &str) -> Published {
    Published { day, basis: basis.to_owned() }
}

/// A day that an input writes down, with what is to be noted where it cannot be understood.
pub(crate) fn dated(written: Option<String>, basis: &str, notes: &mut Vec<String>) -> Option<Published> {
    let written = written.filter(|date| !date.trim().is_empty())?;
    let day = when::whole_day(&written);
    if day.is_none() {
        let short = crate::layout::head_of(&written, 40);
        notes.push(format!("day of publication not understood: {short}"));
    }
    day.map(|day| known(day, basis))
}

/// A stable name: the file's own name up to its first full stop, and FNV-1a (64 bits) of origin and text, with a
/// zero between.
fn name(origin: &str, text: &str) -> String {
    let bytes = origin.bytes().chain([0]).chain(text.bytes());
    let hash = knowledge::fnv64(bytes);
    let file = origin.rsplit(['/', '\\']).next().unwrap_or("").split('.').next().unwrap_or("");
    let plain =
        !file.is_empty() && file.len() <= 80 && file.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    if plain { format!("{file}.{hash:016x}") } else { format!("{hash:016x}") }
}
