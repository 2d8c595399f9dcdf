//! Linear classifiers over hashed features: small enough to read, fast enough to run on every word.
//!
//! File: the line `dateline classifiers 2`, a line of JSON that says how it was made, for each head a line
//! `head NAME BITS CLASSES SCALE`, the line `body LENGTH`, then for each head its weights as signed bytes, the classes
//! of one bucket side by side, and its layer as [`crate::dense`] has it.

use crate::KnowledgeError;
use crate::dense::{Dense, DenseWeights, Projected};
use document::{States, TokenId};

const FIRST_LINE: &str = "dateline classifiers 2";

/// Several classifiers in one file.
#[derive(Clone, Debug, Default)]
pub struct Classifiers {
    about: String,
    heads: Vec<Classifier>,
}

/// One classifier: a score for each class from the hashes of the features that are there.
#[derive(Clone, Debug)]
pub struct Classifier {
    name: String,
    bits: u32,
    classes: usize,
    scale: f32,
    /// The classes of one bucket side by side, padded to [`ROW`].
    weights: Vec<[i8; ROW]>,
    layer: Dense,
}

/// The most classes, and the bytes of a bucket's row: a half of a line of the cache.
const ROW: usize = 32;
/// Weights that can be added in 16 bits, whatever they are.
const SHORT: usize = 255;

impl Classifiers {
    /// Opens a file.
    ///
    /// # Errors
    /// If it is not such a file or is cut short.
    pub fn load(file: &[u8]) -> Result<Classifiers, KnowledgeError> {
        let mut at = 0;
        if line(file, &mut at)? != FIRST_LINE {
            return Err(damaged(0, "the first line is not that of classifiers"));
        }
        let about = line(file, &mut at)?.to_string();
        let mut shapes = Vec::new();
        loop {
            let text = line(file, &mut at)?;
            match text.strip_prefix("body ") {
                None => shapes.push(shape(text).ok_or_else(|| damaged(at, "a head cannot be read"))?),
                Some(_) => break,
            }
        }
        let mut heads = Vec::new();
        for (name, bits, classes, scale) in shapes {
            let length = classes << bits;
            let bytes = file.get(at..at + length).ok_or_else(|| damaged(at, "the weights end early"))?;
            let weights = bytes.chunks_exact(classes).map(row).collect();
            at += length;
            let layer =
                DenseWeights::read(file, &mut at).ok_or_else(|| damaged(at, "a layer is cut short"))?;
            heads.push(Classifier { name, bits, classes, scale, weights, layer: Dense::new(&layer) });
        }
        Ok(Classifiers { about, heads })
    }

    /// How it was made.
    pub fn about(&self) -> &str {
        &self.about
    }

    /// A classifier by its name.
    pub fn head(&self, name: &str) -> Option<&Classifier> {
        self.heads.iter().find(|h| h.name == name)
    }

    /// The file's bytes, for the trainer; `heads` are (name, bits, classes, weights, layer).
    pub fn write(about: &str, heads: &[(&str, u32, usize, Vec<f32>, DenseWeights)]) -> Vec<u8> {
        let mut header = format!("{FIRST_LINE}\n{}\n", about.replace('\n', " "));
        let mut body: Vec<u8> = Vec::new();
        for (name, bits, classes, weights, layer) in heads {
            let greatest = weights.iter().fold(1e-6f32, |m, w| m.max(w.abs()));
            let scale = greatest / 127.0;
            header += &format!("head {name} {bits} {classes} {scale}\n");
            body.extend(weights.iter().map(|w| (w / scale).round() as i8 as u8));
            layer.write(&mut body);
        }
        header += &format!("body {}\n", body.len());
        let mut file = header.into_bytes();
        file.append(&mut body);
        file
    }
}

impl Classifier {
    /// Adds up the weights of the features; one score a class.
    pub fn scores(&self, features: &[u32]) -> Vec<f32> {
        let mut sums = [0i32; ROW];
        let mask = (1u32 << self.bits) - 1;
        for some in features.chunks(SHORT) {
            let mut short = [0i16; ROW];
            for feature in some {
                let Some(row) = self.weights.get((feature & mask) as usize) else { continue };
                short.iter_mut().zip(row).for_each(|(sum, &weight)| *sum += i16::from(weight));
            }
            sums.iter_mut().zip(short).for_each(|(sum, short)| *sum += i32::from(short));
        }
        sums[..self.classes].iter().map(|&s| s as f32 * self.scale).collect()
    }

    /// Works out what the tokens of many choices hold, to be quicker when they are asked for one by one.
    pub fn prepare(&self, states: &States, cache: &mut Projected, choices: &[impl AsRef<[Option<TokenId>]>]) {
        self.layer.prepare(states, cache, choices);
    }

    /// Adds to scores what the reading network holds of some tokens, and makes shares of one of them.
    pub fn shares(
        &self,
        seen: &[f32],
        held: (&States, &mut Projected, (usize, &[Option<TokenId>])),
    ) -> Vec<f32> {
        let (states, cache, choice) = held;
        let layer = self.layer.scores(states, cache, choice);
        let mut scores = seen.to_vec();
        scores.iter_mut().zip(layer).for_each(|(s, l)| *s += l);
        softmax(scores)
    }
}

/// Scores to shares of one.
pub fn softmax(mut scores: Vec<f32>) -> Vec<f32> {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.iter_mut().for_each(|s| *s = (*s - top).exp());
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|s| *s /= sum.max(f32::MIN_POSITIVE));
    scores
}

fn row(classes: &[u8]) -> [i8; ROW] {
    let mut row = [0; ROW];
    row.iter_mut().zip(classes).for_each(|(r, &c)| *r = c as i8);
    row
}

fn shape(text: &str) -> Option<(String, u32, usize, f32)> {
    let mut fields = text.strip_prefix("head ")?.split(' ');
    let name = fields.next()?.to_string();
    let bits = fields.next()?.parse().ok().filter(|b| (1..=22).contains(b))?;
    let classes = fields.next()?.parse().ok().filter(|c| (1..=ROW).contains(c))?;
    Some((name, bits, classes, fields.next()?.parse().ok()?))
}

fn line<'b>(file: &'b [u8], at: &mut usize) -> Result<&'b str, KnowledgeError> {
    let rest = file.get(*at..).unwrap_or(&[]);
    let end = rest.iter().position(|&b| b == b'\n').ok_or_else(|| damaged(*at, "the header ends early"))?;
    let text = std::str::from_utf8(&rest[..end]).map_err(|_| damaged(*at, "the header is not text"))?;
    *at += end + 1;
    Ok(text)
}

fn damaged(at: usize, problem: &str) -> KnowledgeError {
    KnowledgeError::Damaged { file: "events.bin".into(), at, problem: problem.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let weights: Vec<f32> = (0..4 * 3).map(|i| i as f32 / 11.0).collect();
        let layer = DenseWeights { width: 32, inputs: 4, ..DenseWeights::default() };
        let file = Classifiers::write("{\"a\":1}", &[("type", 2, 3, weights.clone(), layer)]);
        let read = Classifiers::load(&file).unwrap();
        let scores = read.head("type").unwrap().scores(&[1, 5]);
        assert!((scores[2] - 2.0 * weights[5]).abs() < 0.02, "{scores:?}");
        assert!(read.head("other").is_none());
        for cut in 0..file.len() {
            assert!(Classifiers::load(&file[..cut]).is_err());
        }
    }
}
