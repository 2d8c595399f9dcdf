//! The file of a month: a line that says what it is, then one entry an article, each with its length and a sum of
//! its bytes. It only grows. An entry that breaks off at the end is of a run that was ended and is cut off; any other
//! damage is told with its byte.

use super::month::Known;
use super::sketch::mix;
use super::wire::Wire;
use super::{Role, fault};
use crate::{Fault, Position, ReadError};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

/// The first line, with the version of the form.
const HEAD: &[u8] = b"dateline reprints 2\n";
/// No entry is longer: the runs of a text of 8 MB are fewer.
const LONGEST: usize = 4 << 20;

/// Adds an entry to what is to be appended.
pub(super) fn write(out: &mut Vec<u8>, known: &Known, runs: impl Iterator<Item = u64>) {
    let start = out.len();
    out.extend_from_slice(&[0; 8]);
    for text in [&known.id, &known.cluster, known.of.as_ref().unwrap_or(&String::new())] {
        out.extend_from_slice(&(text.len() as u32).to_le_bytes());
        out.extend_from_slice(text.as_bytes());
    }
    let (role, update) = match known.role {
        Role::Original => (0, 0),
        Role::Reprint => (1, 0),
        Role::Excerpt => (2, 0),
        Role::Update(n) => (3, n),
    };
    let numbers =
        [role, update, known.share.to_bits(), known.day.unwrap_or(i32::MIN) as u32, known.wire.version];
    numbers.iter().for_each(|n| out.extend_from_slice(&n.to_le_bytes()));
    for number in [known.wire.slug, known.whole].into_iter().chain(runs) {
        out.extend_from_slice(&number.to_le_bytes());
    }
    let length = ((out.len() - start - 8) as u32).to_le_bytes();
    let sum = sum(&out[start + 8..]).to_le_bytes();
    out[start..start + 4].copy_from_slice(&length);
    out[start + 4..start + 8].copy_from_slice(&sum);
}

/// Appends entries to a file, which is begun where it is not there.
pub(super) fn append(path: &Path, entries: &[u8]) -> Result<(), ReadError> {
    let appended = || {
        let mut file = OpenOptions::new().create(true).append(true).open(path)?;
        if file.metadata()?.len() == 0 {
            file.write_all(HEAD)?;
        }
        file.write_all(entries)?;
        file.sync_data()
    };
    appended().map_err(|error| fault(path, format!("the index cannot be written ({error})")))
}

/// Reads the entries of a file, with their runs.
pub(super) fn read(path: &Path, mut each: impl FnMut(Known, &[u64])) -> Result<(), ReadError> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(fault(path, error.to_string())),
    };
    let damaged = |at: usize, what: &str| {
        let why = format!(
            "the index is damaged ({what}); put back a copy, or delete this file and read its month again"
        );
        ReadError::new(&path.display().to_string(), Position::Byte(at), Fault::Io(why))
    };
    if !bytes.starts_with(HEAD) {
        return if HEAD.starts_with(&bytes) {
            cut(path, 0)
        } else {
            Err(damaged(0, "it does not begin as version 2 does"))
        };
    }
    let mut at = HEAD.len();
    while at < bytes.len() {
        let rest = &bytes[at..];
        let Some((length, sum_of)) = word(rest, 0).zip(word(rest, 4)) else { return cut(path, at) };
        if length as usize > LONGEST {
            return Err(damaged(at, "an entry of impossible length"));
        }
        let Some(entry) = rest.get(8..8 + length as usize) else { return cut(path, at) };
        if sum(entry) != sum_of {
            return Err(damaged(at, "the sum of an entry is wrong"));
        }
        let (known, runs) = Entry(entry).read().ok_or_else(|| damaged(at, "an entry of another form"))?;
        each(known, &runs);
        at += 8 + length as usize;
    }
    Ok(())
}

fn cut(path: &Path, length: usize) -> Result<(), ReadError> {
    let file = OpenOptions::new().write(true).open(path);
    file.and_then(|f| f.set_len(length as u64)).map_err(|error| fault(path, error.to_string()))
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn sum(bytes: &[u8]) -> u32 {
    let eights = bytes.chunks(8).map(|c| c.iter().fold(0, |n: u64, &b| (n << 8) | u64::from(b)));
    eights.fold(bytes.len() as u64, |sum, n| mix(sum.rotate_left(5) ^ n)) as u32
}

/// An entry under reading.
struct Entry<'a>(&'a [u8]);

impl Entry<'_> {
    fn read(mut self) -> Option<(Known, Vec<u64>)> {
        let (id, cluster, of) = (self.text()?, self.text()?, self.text()?);
        let (role, update) = (self.number()?, self.number()?);
        let role = match role {
            0 => Role::Original,
            1 => Role::Reprint,
            2 => Role::Excerpt,
            3 => Role::Update(update),
            _ => return None,
        };
        let share = f32::from_bits(self.number()?);
        let day = Some(self.number()? as i32).filter(|&d| d != i32::MIN);
        let version = self.number()?;
        let numbers: Vec<u64> =
            self.0.chunks_exact(8).filter_map(|c| Some(u64::from_le_bytes(c.try_into().ok()?))).collect();
        let (&[slug, whole], runs) = numbers.split_first_chunk::<2>()?;
        let of = Some(of).filter(|_| role != Role::Original);
        let (wire, count) = (Wire { slug, version }, runs.len() as u32);
        Some((Known { id, cluster, of, role, share, day, wire, whole, runs: count }, runs.to_vec()))
    }

    fn number(&mut self) -> Option<u32> {
        let number = word(self.0, 0)?;
        self.0 = &self.0[4..];
        Some(number)
    }

    fn text(&mut self) -> Option<String> {
        let length = self.number()? as usize;
        let text = std::str::from_utf8(self.0.get(..length)?).ok()?.to_owned();
        self.0 = &self.0[length..];
        Some(text)
    }
}
