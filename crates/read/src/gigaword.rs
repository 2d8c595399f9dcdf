//! The SGML in which the Linguistic Data Consortium gives out newswire (Gigaword): many documents a file, without a
//! root, and no well-formed XML.

use crate::article::{About, dated};
use crate::elements::{self, Setting};
use crate::html::fragment;
use crate::parts::Parts;
use crate::utf8::Utf8;
use crate::xml::Element;
use crate::{Articles, Fault, Options};
use document::{Article, BlockKind};

/// The articles of a file.
pub(crate) fn articles(text: Utf8, origin: &str, options: &Options) -> Articles {
    elements::articles(text, &["DOC"], origin, options, article)
}

fn article(doc: Element<'_>, setting: &Setting<'_>) -> Result<Article, Fault> {
    let line = |name| doc.find(name).and_then(Element::line);
    let mut notes = setting.notes.to_vec();
    let kind = doc.attribute("type").filter(|kind| kind != "story");
    notes.extend(kind.map(|kind| format!("the document is of type {kind}")));
    let id = doc.attribute("id").or_else(|| line("DOCNO")).or_else(|| line("DOCID"));
    let day = line("DATE_TIME").or_else(|| line("DATE")).or_else(|| id.as_deref().and_then(day_in_id));
    let about = About { published: dated(day, "field", &mut notes), id, notes, ..About::default() };
    let mut parts = Parts::default();
    parts.maybe(BlockKind::Headline, line("HEADLINE"));
    parts.maybe(BlockKind::Byline, line("BYLINE"));
    parts.maybe(BlockKind::Dateline, line("DATELINE"));
    if let Some(text) = doc.find("TEXT") {
        // Without paragraphs in it, the layout of the lines tells them.
        let marked = text.find("P").or_else(|| text.find("p")).is_some();
        parts.prose(&if marked { fragment(&text.markup()) } else { text.text() });
    }
    parts.assemble(about, setting.origin, setting.options)
}

/// `AFP_ENG_19940512.0004`, `APW19980807.0261`
fn day_in_id(id: &str) -> Option<String> {
    let mut numbers = id.split(|c: char| !c.is_ascii_digit());
    numbers.find(|number| number.len() == 8).map(str::to_owned)
}
