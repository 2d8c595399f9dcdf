//! The container of trained weights: a text header that says where they come from, then named parts.
//!
//! Written by `crates/learn/python/reading/export.py`, whose head describes the format. Half-precision matrices
//! become `f32` in panels, as the kernels want them, while they are read.

use crate::KnowledgeError;

/// Columns of a panel of a packed matrix; the kernels' `PANEL`.
pub const PANEL: usize = 32;

/// No part has so many rows: what widths are computed from stays far below overflow.
const LARGEST: usize = 1 << 24;

const FIRST_LINE: &str = "dateline model 1";

/// FNV-1a, 32 bits, of a text; inlined, so that the hash of a fixed name can be worked out while compiling.
#[inline(always)]
pub const fn fnv(text: &str) -> u32 {
    fnv_on(2_166_136_261, text)
}

/// The hash of a text whose beginning has the hash `begun`.
#[inline]
pub const fn fnv_on(begun: u32, text: &str) -> u32 {
    let (bytes, mut hash, mut at) = (text.as_bytes(), begun, 0);
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u32).wrapping_mul(16_777_619);
        at += 1;
    }
    hash
}

/// A part as its line in the header describes it.
#[derive(Debug)]
struct Part<'b> {
    name: &'b str,
    kind: &'b str,
    rows: usize,
    columns: usize,
    bytes: &'b [u8],
}

/// An opened model file.
#[derive(Debug)]
pub struct Weights<'b> {
    about: &'b str,
    parts: Vec<Part<'b>>,
}

/// Sorted hashes of words, each with a row.
#[derive(Clone, Debug, Default)]
pub struct Hashes {
    keys: Vec<u32>,
    rows: Vec<u16>,
    /// Where the keys with each value of the top 12 bits begin.
    start: Vec<u32>,
}

impl Hashes {
    fn new(keys: Vec<u32>, rows: Vec<u16>) -> Hashes {
        let start =
            (0..=4096u64).map(|top| keys.partition_point(|&k| u64::from(k >> 20) < top) as u32).collect();
        Hashes { keys, rows, start }
    }

    /// The row of a hash, where it is known.
    pub fn get(&self, hash: u32) -> Option<usize> {
        let top = (hash >> 20) as usize;
        let (from, to) = (*self.start.get(top)? as usize, *self.start.get(top + 1)? as usize);
        let at = self.keys.get(from..to)?.binary_search(&hash).ok()?;
        self.rows.get(from + at).map(|&row| usize::from(row))
    }

    /// The greatest row, 0 if there is none.
    pub fn greatest(&self) -> usize {
        self.rows.iter().copied().max().map_or(0, usize::from)
    }
}

impl<'b> Weights<'b> {
    /// Opens a model file.
    ///
    /// # Errors
    /// If it is not a model file of this version, is cut short, or its checksum does not fit.
    pub fn load(file: &'b [u8]) -> Result<Weights<'b>, KnowledgeError> {
        let mut at = 0;
        if line(file, &mut at)? != FIRST_LINE {
            return Err(damaged(0, format!("the first line is not `{FIRST_LINE}`")));
        }
        let about = line(file, &mut at)?;
        let mut lines = Vec::new();
        loop {
            let text = line(file, &mut at)?;
            match text.strip_prefix("body ") {
                None => lines.push((at, text)),
                Some(end) => return Weights::with_body(about, &lines, body(file, at, end)?),
            }
        }
    }

    fn with_body(about: &'b str, lines: &[(usize, &'b str)], body: &'b [u8]) -> Result<Self, KnowledgeError> {
        let part = |&(at, text): &(usize, &'b str)| {
            parse_part(text, body).ok_or_else(|| damaged(at, format!("a part cannot be read: `{text}`")))
        };
        Ok(Weights { about, parts: lines.iter().map(part).collect::<Result<_, _>>()? })
    }

    /// One line of JSON: corpora, command, seed, SHA-256 of the body.
    pub fn about(&self) -> &'b str {
        self.about
    }

    fn part(&self, name: &str, kind: &str) -> Result<&Part<'b>, KnowledgeError> {
        let found = self.parts.iter().find(|p| p.name == name && p.kind == kind);
        found.ok_or_else(|| damaged(0, format!("there is no part {name} of kind {kind}")))
    }

    /// A row of numbers.
    pub(crate) fn numbers(&self, name: &str) -> Result<Vec<f32>, KnowledgeError> {
        Ok(words(self.part(name, "f32")?.bytes).map(f32::from_le_bytes).collect())
    }

    /// One whole number.
    pub(crate) fn count(&self, name: &str) -> Result<usize, KnowledgeError> {
        let first = words(self.part(name, "u32")?.bytes).map(u32::from_le_bytes).next();
        first.map(|n| n as usize).ok_or_else(|| damaged(0, format!("part {name} is empty")))
    }

    /// Texts, one a line.
    pub(crate) fn texts(&self, name: &str) -> Result<Vec<&'b str>, KnowledgeError> {
        let part = self.part(name, "text")?;
        let text = std::str::from_utf8(part.bytes).map_err(|_| damaged(0, format!("{name} is not UTF-8")))?;
        let lines: Vec<_> = text.lines().collect();
        check(lines.len() == part.rows, || {
            format!("{name} has {} lines instead of {}", lines.len(), part.rows)
        })?;
        Ok(lines)
    }

    /// A table of hashes.
    pub(crate) fn hashes(&self, name: &str) -> Result<Hashes, KnowledgeError> {
        let keys: Vec<u32> =
            words(self.part(&format!("{name}.keys"), "u32")?.bytes).map(u32::from_le_bytes).collect();
        let rows: Vec<u16> =
            words(self.part(&format!("{name}.rows"), "u16")?.bytes).map(u16::from_le_bytes).collect();
        check(keys.len() == rows.len() && keys.is_sorted(), || {
            format!("the hashes of {name} are not in order")
        })?;
        Ok(Hashes::new(keys, rows))
    }

    /// Rows of bytes with a factor each: (bytes, factors, columns).
    pub(crate) fn bytes(&self, name: &str) -> Result<(Vec<i8>, Vec<f32>, usize), KnowledgeError> {
        let part = self.part(name, "i8")?;
        let scale = self.numbers(&format!("{name}.scale"))?;
        check(scale.len() == part.rows, || format!("{name} has {} factors", scale.len()))?;
        Ok((part.bytes.iter().map(|&b| b as i8).collect(), scale, part.columns))
    }

    /// A matrix in panels: (rows, columns, values).
    pub(crate) fn panels(&self, name: &str) -> Result<(usize, usize, Vec<f32>), KnowledgeError> {
        let part = self.part(name, "f16")?;
        let mut panels = vec![0.0; part.columns.div_ceil(PANEL) * PANEL * part.rows];
        for (r, row) in part.bytes.chunks_exact((2 * part.columns).max(1)).enumerate() {
            for (c, values) in row.chunks(2 * PANEL).enumerate() {
                let slots = &mut panels[(c * part.rows + r) * PANEL..][..PANEL];
                words(values).zip(slots).for_each(|(value, slot)| *slot = half(u16::from_le_bytes(value)));
            }
        }
        Ok((part.rows, part.columns, panels))
    }
}

/// The next line, its end passed over.
fn line<'b>(file: &'b [u8], at: &mut usize) -> Result<&'b str, KnowledgeError> {
    let rest = file.get(*at..).unwrap_or(&[]);
    let end =
        rest.iter().position(|&b| b == b'\n').ok_or_else(|| damaged(*at, "the header ends early".into()))?;
    let text =
        std::str::from_utf8(&rest[..end]).map_err(|_| damaged(*at, "the header is not text".into()))?;
    *at += end + 1;
    Ok(text)
}

/// The body, if it has the length and the checksum that the header says.
fn body<'b>(file: &'b [u8], at: usize, says: &str) -> Result<&'b [u8], KnowledgeError> {
    let fields =
        says.split_once(' ').and_then(|(n, sum)| Some((n.parse().ok()?, u64::from_str_radix(sum, 16).ok()?)));
    let (length, sum): (usize, u64) =
        fields.ok_or_else(|| damaged(at, "the body line cannot be read".into()))?;
    let body = file.get(at..).unwrap_or(&[]);
    check(body.len() == length, || format!("the body has {} bytes instead of {length}", body.len()))?;
    check(checksum(body) == sum, || "the checksum does not fit".into())?;
    Ok(body)
}

/// Sum of 64-bit words, each turned by its place.
fn checksum(body: &[u8]) -> u64 {
    let word = |chunk: &[u8]| {
        let mut bytes = [0; 8];
        bytes[..chunk.len()].copy_from_slice(chunk);
        u64::from_le_bytes(bytes)
    };
    let turned = |(i, chunk): (usize, &[u8])| word(chunk).wrapping_mul(2 * i as u64 + 1);
    body.chunks(8).enumerate().map(turned).fold(0, u64::wrapping_add)
}

fn parse_part<'b>(line: &'b str, body: &'b [u8]) -> Option<Part<'b>> {
    let mut fields = line.strip_prefix("part ")?.split(' ');
    let (name, kind) = (fields.next()?, fields.next()?);
    let mut number = || fields.next()?.parse::<usize>().ok();
    let (rows, columns, start, length) = (number()?, number()?, number()?, number()?);
    let bytes = body.get(start..start.checked_add(length)?)?;
    let size = match kind {
        "f32" | "u32" => 4,
        "f16" | "u16" => 2,
        "i8" => 1,
        "text" => return Some(Part { name, kind, rows, columns, bytes }),
        _ => return None,
    };
    let whole = (1..LARGEST).contains(&rows) && rows.checked_mul(columns)?.checked_mul(size)? == length;
    whole.then_some(Part { name, kind, rows, columns, bytes })
}

/// Little-endian values of `N` bytes.
fn words<const N: usize>(bytes: &[u8]) -> impl Iterator<Item = [u8; N]> {
    bytes.as_chunks::<N>().0.iter().copied()
}

/// A number of half precision (IEEE 754 binary16).
fn half(bits: u16) -> f32 {
    let sign = u32::from(bits & 0x8000) << 16;
    let rest = u32::from(bits & 0x7fff) << 13;
    // The exponent's bias differs by 112; multiplying also sets the small (denormal) numbers right.
    let value = f32::from_bits(rest) * f32::from_bits((127 + 112) << 23);
    f32::from_bits(value.to_bits() | sign)
}

pub(crate) fn check(good: bool, problem: impl FnOnce() -> String) -> Result<(), KnowledgeError> {
    if good { Ok(()) } else { Err(damaged(0, problem())) }
}

fn damaged(at: usize, problem: String) -> KnowledgeError {
    KnowledgeError::Damaged { file: "model".into(), at, problem }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> Vec<u8> {
        let mut body = vec![0x00, 0x3c, 0x00, 0xc0];
        body.extend(b"one\ntwo\n");
        let sum = checksum(&body);
        let head =
            format!("{FIRST_LINE}\n{{}}\npart m f16 1 2 0 4\npart t text 2 1 4 8\nbody 12 {sum:016x}\n");
        [head.as_bytes(), &body].concat()
    }

    #[test]
    fn parts_are_read() {
        let file = file();
        let weights = Weights::load(&file).unwrap();
        let (rows, columns, values) = weights.panels("m").unwrap();
        assert_eq!((rows, columns, values.len(), values[0], values[1]), (1, 2, PANEL, 1.0, -2.0));
        assert_eq!(weights.texts("t").unwrap(), ["one", "two"]);
        assert!(weights.numbers("m").is_err());
    }

    #[test]
    fn every_damage_is_an_error() {
        let whole = file();
        for cut in 0..whole.len() {
            assert!(Weights::load(&whole[..cut]).is_err(), "cut at {cut}");
        }
        let header = whole.len() - 12;
        for at in header..whole.len() {
            let mut bad = whole.clone();
            bad[at] ^= 4;
            assert!(Weights::load(&bad).is_err(), "turned at {at}");
        }
    }

    #[test]
    fn halves() {
        for (bits, want) in
            [(0x0000, 0.0), (0x3555, 0.333_251_95), (0xfbff, -65504.0), (0x0001, 5.960_464_5e-8)]
        {
            assert_eq!(half(bits), want);
        }
    }

    #[test]
    fn hashes_are_found() {
        let keys = vec![0, 5, 1 << 20, u32::MAX];
        let table = Hashes::new(keys, vec![9, 8, 7, 6]);
        for (key, want) in [(0, Some(9)), (5, Some(8)), (1 << 20, Some(7)), (u32::MAX, Some(6)), (6, None)] {
            assert_eq!(table.get(key), want, "{key}");
        }
        assert_eq!(Hashes::new(vec![], vec![]).get(1), None);
    }
}
