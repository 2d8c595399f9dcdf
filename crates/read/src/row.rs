//! One row of fields by their names, as JSON lines and tables have it, to its article.

use crate::article::{About, assemble, dated};
use crate::{Fault, Fields, Options};
use document::Article;

#[derive(Clone, Copy)]
pub(crate) enum Slot {
    Id,
    Text,
    Title,
    Date,
    Url,
    Language,
}

/// For each slot the value found and the rank of its name: the first name of the list wins.
#[derive(Default)]
pub(crate) struct Row([Option<(usize, String)>; 6]);

impl Row {
    /// The article of the row.
    pub fn article(
        mut self,
        mut notes: Vec<String>,
        origin: &str,
        options: &Options,
    ) -> Result<Article, Fault> {
        let fields = || options.fields.text.iter().map(|f| format!("`{f}`")).collect::<Vec<_>>().join(" or ");
        let body = self.take(Slot::Text).ok_or_else(|| Fault::NoText(fields()))?;
        let published = dated(self.take(Slot::Date), "field", &mut notes);
        let about = About {
            id: self.take(Slot::Id).filter(|id| !id.is_empty()),
            title: self.take(Slot::Title).filter(|t| !t.trim().is_empty()),
            url: self.take(Slot::Url).filter(|u| !u.is_empty()),
            language: self.take(Slot::Language).filter(|l| !l.is_empty()),
            published,
            notes,
            ..About::default()
        };
        assemble(body, about, origin, options)
    }

    pub fn take(&mut self, slot: Slot) -> Option<String> {
        self.0[slot as usize].take().map(|(_, value)| value)
    }

    pub fn put(&mut self, slot: Slot, rank: usize, value: String) {
        let place = &mut self.0[slot as usize];
        if place.as_ref().is_none_or(|(old, _)| rank < *old) {
            *place = Some((rank, value));
        }
    }
}

/// Which slots a key fills, and by which of its names.
pub(crate) fn slots<'f>(fields: &'f Fields, key: &'f str) -> impl Iterator<Item = (Slot, usize)> + 'f {
    let lists = [
        (Slot::Id, &fields.id),
        (Slot::Text, &fields.text),
        (Slot::Title, &fields.title),
        (Slot::Date, &fields.date),
        (Slot::Url, &fields.url),
        (Slot::Language, &fields.language),
    ];
    lists.into_iter().filter_map(move |(slot, names)| Some((slot, names.iter().position(|n| n == key)?)))
}
