//! Layout of the compiled file, shared by the code that writes it and the code that reads it.
//!
//! Little-endian. `MAGIC`, `u32` version, `u64` checksum of all that follows, then for each of the sections
//! `u32` offset and `u32` length, then the sections:
//!
//! | section | content |
//! |---|---|
//! | `META` | UTF-8: sources with their checksums, counts |
//! | `COUNTRIES` | 9 bytes a country: ISO 3166-1 alpha-3, alpha-2, `u32` row |
//! | `DIVISIONS` | `u32` row of each first-level division |
//! | `ROWS` | 16 bytes a place, in order of their names: `u32` GeoNames id (0: none), `i24` latitude and `i24` longitude in 1/10,000 degree, `u8` size, `u8` kind, `u8` country (255: none), `u16` division (65535: none), `u8` 0 |
//! | `BLOCKS` | `u32` offset into `NAMES` of each block of 16 names |
//! | `NAMES` | `u8` bytes shared with the name before in the block, `u8` further bytes, those bytes |
//! | `POSTINGS` | varint count, then varints: difference to the row before times 4, plus role |
//! | `KEYS` | finite-state map from folded name to `row * 8 + role * 2` or `offset * 2 + 1` into `POSTINGS` |

pub(super) use crate::bytes::{checksum, push_varint, take_varint};

/// First bytes of the file.
pub(super) const MAGIC: &[u8; 8] = b"DLPLACES";
/// Raised with every change of the layout.
pub(super) const VERSION: u32 = 1;
/// Where the checksum begins to count.
pub(super) const CHECKED: usize = 20;
/// Names in a block.
pub(super) const BLOCK: usize = 16;
/// Bytes of a row.
pub(super) const ROW: usize = 16;
/// Bytes of a country.
pub(super) const COUNTRY: usize = 9;
/// No country.
pub(super) const NO_COUNTRY: u8 = u8::MAX;
/// No first-level division.
pub(super) const NO_DIVISION: u16 = u16::MAX;
/// Units of a degree.
pub(super) const DEGREE: f64 = 10_000.0;

/// Sections in order.
#[derive(Clone, Copy)]
pub(super) enum Section {
    Meta,
    Countries,
    Divisions,
    Rows,
    Blocks,
    Names,
    Postings,
    Keys,
}

/// How many sections there are.
pub(super) const SECTIONS: usize = 8;
/// Where the first section begins.
pub(super) const HEADER: usize = CHECKED + SECTIONS * 8;

macro_rules! kinds {
    ($($name:ident $text:literal $doc:literal),* $(,)?) => {
        /// What a place is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Kind { $(#[doc = $doc] $name),* }

        impl Kind {
            /// All of them, in the order of their numbers.
            pub const ALL: &'static [Kind] = &[$(Kind::$name),*];

            /// In words.
            pub fn as_str(self) -> &'static str {
                match self { $(Kind::$name => $text),* }
            }

            /// The kind of these words.
            pub fn parse(words: &str) -> Option<Kind> {
                Kind::ALL.iter().copied().find(|k| k.as_str() == words)
            }
        }
    };
}

kinds! {
    Country "country" "A country or territory with an ISO 3166-1 code.",
    Division "first-level division" "A state, province, governorate.",
    District "second-level division" "A county, district.",
    Capital "capital" "Seat of a national government.",
    Seat "division seat" "Seat of a first-level division.",
    LowerSeat "district seat" "Seat of a lower division.",
    Town "town" "Any other populated place.",
    Section "quarter" "Part of a populated place.",
    Region "region" "A region of our own table: Sahel, Donbas.",
    Continent "continent" "A continent or part of the world.",
    Water "water" "A sea, strait, lake, river.",
    Site "site" "An island, mountain, facility or other named spot.",
}

/// How a name belongs to a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Role {
    /// The name.
    Main,
    /// The name without the word for its kind: `Clarke` of `Clarke County`.
    Short,
    /// Another name.
    Other,
    /// An abbreviation: `Ky.`, `WA`.
    Abbreviation,
}

impl Role {
    /// All of them, in the order of their numbers.
    pub const ALL: [Role; 4] = [Role::Main, Role::Short, Role::Other, Role::Abbreviation];
}

/// A size as one byte: 12 steps for each factor e, 0 for nothing known.
pub(super) fn pack_size(size: f64) -> u8 {
    if size < 1.0 { 0 } else { ((size.ln() + 0.1) * 11.0).round().clamp(1.0, 255.0) as u8 }
}

/// Natural logarithm of the size that the byte stands for; 0 for nothing known.
pub(super) fn unpack_size(byte: u8) -> f32 {
    if byte == 0 { 0.0 } else { f32::from(byte) / 11.0 - 0.1 }
}

/// A degree in the file's units, three bytes.
pub(super) fn pack_degree(degree: f64) -> [u8; 3] {
    let [a, b, c, _] = ((degree * DEGREE).round() as i32).to_le_bytes();
    [a, b, c]
}

/// Degrees from three bytes.
pub(super) fn unpack_degree([a, b, c]: [u8; 3]) -> f64 {
    let sign = if c & 0x80 != 0 { 0xff } else { 0 };
    f64::from(i32::from_le_bytes([a, b, c, sign])) / DEGREE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_round_trip() {
        for degree in [-180.0, -98.5, -0.0001, 0.0, 36.2012, 179.9999, 180.0] {
            assert!((unpack_degree(pack_degree(degree)) - degree).abs() < 0.5 / DEGREE, "{degree}");
        }
    }

    #[test]
    fn sizes_keep_their_order() {
        let packed: Vec<u8> = [0.0, 1.0, 500.0, 1000.0, 1e6, 1.4e9].map(pack_size).to_vec();
        assert!(packed.is_sorted() && packed[0] == 0 && packed[5] < 255);
        assert!((unpack_size(pack_size(1e6)) - 1e6f32.ln()).abs() < 0.06);
    }
}
