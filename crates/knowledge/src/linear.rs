//! Linear models over hashed features: tables of weights in a file with a header that says where they are from.
//!
//! File: the line `dateline linear 1`, header lines `key: value` (corpora, commit, command, sum), an empty line,
//! then parts one after the other: name length (u8), name, then for a table log2 of the size (u8), scale (f32),
//! weights (i16), for a dense layer 255 (u8) and what [`crate::dense`] says, all little-endian.

use crate::dense::{Dense, DenseWeights};
use crate::{KnowledgeError, fnv_on};

const MAGIC: &str = "dateline linear 2";
/// Stands where a table has its size.
const DENSE: u8 = 255;

/// One table of weights; its size is a power of two.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    weights: Vec<i16>,
    scale: f32,
}

impl Table {
    /// A table from trained weights, whose number is a power of two.
    pub fn from_weights(weights: &[f32]) -> Table {
        let greatest = weights.iter().fold(1e-6_f32, |m, w| m.max(w.abs()));
        let scale = greatest / f32::from(i16::MAX);
        Table { weights: weights.iter().map(|w| (w / scale).round() as i16).collect(), scale }
    }

    /// The sum of the weights of some features.
    pub fn score(&self, hashes: &[u32]) -> f32 {
        let mask = self.weights.len().wrapping_sub(1);
        let sum: i64 =
            hashes.iter().map(|h| self.weights.get(*h as usize & mask).copied().map_or(0, i64::from)).sum();
        sum as f32 * self.scale
    }
}

/// Named tables of one model.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// What the header says: key and value.
    pub about: Vec<(String, String)>,
    tables: Vec<(String, Table)>,
    layers: Vec<(String, DenseWeights)>,
}

impl Tables {
    /// Adds a table.
    pub fn push(&mut self, name: &str, table: Table) {
        self.tables.push((name.to_string(), table));
    }

    /// Adds a dense layer.
    pub fn push_dense(&mut self, name: &str, weights: DenseWeights) {
        self.layers.push((name.to_string(), weights));
    }

    /// A dense layer by its name.
    pub fn dense(&self, file: &str, name: &str) -> Result<Dense, KnowledgeError> {
        let found = self.layers.iter().find(|l| l.0 == name);
        found.map(|l| Dense::new(&l.1)).ok_or_else(|| damaged(file, 0, &format!("no layer '{name}'")))
    }

    /// Takes a table out by its name.
    pub fn take(&mut self, file: &str, name: &str) -> Result<Table, KnowledgeError> {
        let at = self.tables.iter().position(|t| t.0 == name);
        at.map(|i| self.tables.swap_remove(i).1)
            .ok_or_else(|| damaged(file, 0, &format!("no table '{name}'")))
    }

    /// Takes a choice out by its name: its table and its layer.
    pub fn blend(&mut self, file: &str, name: &str) -> Result<Blend, KnowledgeError> {
        Ok(Blend { seen: self.take(file, name)?, held: self.dense(file, name)? })
    }

    /// Numbers of the header, parted by spaces.
    pub fn numbers(&self, file: &str, key: &str) -> Result<Vec<f32>, KnowledgeError> {
        let value = self.about.iter().find(|a| a.0 == key).map(|a| a.1.split(' ').map(str::parse));
        let numbers = value.and_then(|v| v.collect::<Result<Vec<f32>, _>>().ok());
        numbers.ok_or_else(|| damaged(file, 0, &format!("no '{key}' in the header")))
    }

    /// The file's bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut body = Vec::new();
        for (name, table) in &self.tables {
            body.push(name.len() as u8);
            body.extend_from_slice(name.as_bytes());
            body.push(table.weights.len().trailing_zeros() as u8);
            body.extend_from_slice(&table.scale.to_le_bytes());
            table.weights.iter().for_each(|w| body.extend_from_slice(&w.to_le_bytes()));
        }
        for (name, layer) in &self.layers {
            body.push(name.len() as u8);
            body.extend_from_slice(name.as_bytes());
            body.push(DENSE);
            layer.write(&mut body);
        }
        let mut file = format!("{MAGIC}\n").into_bytes();
        for (key, value) in &self.about {
            file.extend_from_slice(format!("{key}: {value}\n").as_bytes());
        }
        file.extend_from_slice(format!("sum: {:08x}\n\n", sum(&body)).as_bytes());
        file.extend_from_slice(&body);
        file
    }

    /// Reads a file.
    ///
    /// # Errors
    /// If it is cut short, damaged or of another version.
    pub fn load(file: &str, bytes: &[u8]) -> Result<Tables, KnowledgeError> {
        let end = bytes.windows(2).position(|w| w == b"\n\n").ok_or_else(|| damaged(file, 0, "no header"))?;
        let header = bytes.get(..end).and_then(|h| std::str::from_utf8(h).ok());
        let header = header.ok_or_else(|| damaged(file, 0, "the header is not text"))?;
        let body = bytes.get(end + 2..).unwrap_or(&[]);
        let mut lines = header.lines();
        if lines.next() != Some(MAGIC) {
            return Err(damaged(file, 0, "not a file of linear models of version 2"));
        }
        let about: Vec<(String, String)> =
            lines.filter_map(|l| l.split_once(": ")).map(|(k, v)| (k.to_string(), v.to_string())).collect();
        let written = about.iter().find(|a| a.0 == "sum").map(|a| a.1.as_str());
        if written != Some(format!("{:08x}", sum(body)).as_str()) {
            return Err(damaged(file, end, "the sum does not agree with the weights"));
        }
        let mut tables = Tables { about, ..Tables::default() };
        read_parts(file, body, &mut tables)?;
        Ok(tables)
    }
}

fn read_parts(file: &str, body: &[u8], out: &mut Tables) -> Result<(), KnowledgeError> {
    let mut at = 0;
    while at < body.len() {
        let start = at;
        read_part(body, &mut at, out).ok_or_else(|| damaged(file, start, "a part is cut short"))?;
    }
    Ok(())
}

fn read_part(body: &[u8], at: &mut usize, out: &mut Tables) -> Option<()> {
    let length = usize::from(*body.get(*at)?);
    let name = std::str::from_utf8(body.get(*at + 1..*at + 1 + length)?).ok()?.to_string();
    *at += 1 + length;
    let size = *body.get(*at)?;
    *at += 1;
    if size == DENSE {
        out.layers.push((name, DenseWeights::read(body, at)?));
        return Some(());
    }
    let size = 1usize.checked_shl(u32::from(size))?;
    let scale = f32::from_le_bytes(body.get(*at..*at + 4)?.try_into().ok()?);
    *at += 4;
    let end = at.checked_add(size.checked_mul(2)?)?;
    let weights = body.get(*at..end)?.chunks_exact(2).map(|b| i16::from_le_bytes([b[0], b[1]])).collect();
    *at = end;
    out.tables.push((name, Table { weights, scale }));
    Some(())
}

fn sum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(fnv_on(2_166_136_261, ""), |h, b| (h ^ u32::from(*b)).wrapping_mul(16_777_619))
}

fn damaged(file: &str, at: usize, problem: &str) -> KnowledgeError {
    KnowledgeError::Damaged { file: file.to_string(), at, problem: problem.to_string() }
}

/// A choice by what is seen and by what the reading network holds: the scores are added.
#[derive(Clone, Debug, Default)]
pub struct Blend {
    /// Weights of hashed features.
    pub seen: Table,
    /// A layer over states of tokens.
    pub held: Dense,
}

/// The choices of attribution: cue, source, content, stance.
#[derive(Clone, Debug, Default)]
pub struct Attributing {
    /// Whether a token heads a cue.
    pub cue: Blend,
    /// Which candidate is the source.
    pub source: Blend,
    /// How many words a cue takes up.
    pub extent: Blend,
    /// Which candidate is the content.
    pub content: Blend,
    /// One table for each stance.
    pub stance: Vec<Table>,
    /// For each habit: scores of cues below it are none.
    pub thresholds: Vec<f32>,
}

impl Attributing {
    /// From the bytes of `models/attribution.bin`.
    ///
    /// # Errors
    /// If the file is damaged.
    pub fn load(bytes: &[u8]) -> Result<Attributing, KnowledgeError> {
        let file = "models/attribution.bin";
        let mut tables = Tables::load(file, bytes)?;
        Ok(Attributing {
            thresholds: tables.numbers(file, "thresholds")?,
            cue: tables.blend(file, "cue")?,
            source: tables.blend(file, "source")?,
            extent: tables.blend(file, "extent")?,
            content: tables.blend(file, "content")?,
            stance: (0..8).map(|i| tables.take(file, &format!("stance-{i}"))).collect::<Result<_, _>>()?,
        })
    }
}

/// The choices of who takes part in an event.
#[derive(Clone, Debug, Default)]
pub struct Arguing {
    /// Who does it.
    pub source: Blend,
    /// To whom.
    pub target: Blend,
}

impl Arguing {
    /// From the bytes of `models/arguments.bin`.
    ///
    /// # Errors
    /// If the file is damaged.
    pub fn load(bytes: &[u8]) -> Result<Arguing, KnowledgeError> {
        let file = "models/arguments.bin";
        let mut tables = Tables::load(file, bytes)?;
        Ok(Arguing { source: tables.blend(file, "source")?, target: tables.blend(file, "target")? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_read_back_and_damage_is_told() {
        let mut tables = Tables { about: vec![("thresholds".into(), "0.5 1".into())], ..Tables::default() };
        tables.push("cue", Table::from_weights(&[0.5, -1.0, 0.0, 2.0]));
        let bytes = tables.write();
        let mut back = Tables::load("x", &bytes).unwrap();
        let table = back.take("x", "cue").unwrap();
        assert!((table.score(&[0, 7]) - 2.5).abs() < 1e-3);
        for at in 0..bytes.len() {
            let mut bad = bytes.clone();
            bad[at] ^= 0x55;
            let read = Tables::load("x", &bad);
            assert!(read.is_err() || read.is_ok_and(|t| t.about != tables.about || at < 60));
            assert!(Tables::load("x", &bytes[..at]).is_err());
        }
    }
}
