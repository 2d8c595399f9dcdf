//! The gazetteer: what places there are, by what names, and where.
//!
//! One frozen file (`models/gazetteer.bin`, see [`layout`]) holds countries, their first and second divisions,
//! towns and the regions of our own tables. Names are looked up by their folded form; each place is a row of
//! sixteen bytes.

mod key;
mod layout;
mod lookup;
mod near;
mod own;
mod write;

pub use key::key;
pub use layout::{Kind, Role};
pub use lookup::{Country, Gazetteer, Match, PlaceId, PlaceRow};
pub use write::{Draft, DraftCountry, DraftPlace, write};
