//! One row of fields by their names, as JSON lines and tables have it, to its article.

use crate::{Fields, Given};

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
    /// The parts of the article that the row is.
    pub fn given(mut self) -> Given {
        Given {
            id: self.take(Slot::Id),
            text: self.take(Slot::Text),
            title: self.take(Slot::Title),
            published: self.take(Slot::Date),
            url: self.take(Slot::Url),
            language: self.take(Slot::Language),
        }
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
