//! What the network sees of a word. `crates/learn/python/reading/features.py` computes the same; change both or none.

use knowledge::{Network, fnv, fnv_on};

/// Embedding tables: word, prefix, suffixes of 2, 3 and 4, shape, vector.
pub(super) const TABLES: usize = 7;

/// Buffers that the features of a word are made in.
#[derive(Debug, Default)]
pub(super) struct Featuriser {
    plain: String,
    folded: String,
    lower: String,
}

impl Featuriser {
    /// Rows of the embedding tables for a word.
    pub(super) fn rows(&mut self, form: &str, network: &Network) -> [usize; TABLES] {
        plain(form, &mut self.plain);
        fold(&self.plain, &mut self.folded);
        let low = self.folded.as_str();
        let bucket = |table: usize, sign: &str, part: &str| {
            // The last row of a hashed table stands for a feature left out, in training only.
            let buckets = network.embeddings.get(table).map_or(1, |e| e.rows().max(2) - 1);
            fnv_on(fnv(sign), part) as usize % buckets
        };
        [
            network.words.get(fnv_on(fnv("w"), low)).unwrap_or(0),
            bucket(1, "p", first(low, 3)),
            bucket(2, "2", last(low, 2)),
            bucket(3, "3", last(low, 3)),
            bucket(4, "4", last(low, 4)),
            shape_hash(&self.plain) as usize % network.embeddings.get(5).map_or(1, |e| e.rows().max(2) - 1),
            self.vector_row(network),
        ]
    }

    /// The row of the vector of the word as written, else of the word in lower case, else 0.
    fn vector_row(&mut self, network: &Network) -> usize {
        if let Some(row) = network.vectors.get(fnv_on(fnv("v"), &self.plain)) {
            return row;
        }
        lower(&self.plain, &mut self.lower);
        network.vectors.get(fnv_on(fnv("v"), &self.lower)).unwrap_or(0)
    }

    /// Hash that the lexicon's key of this form begins with; the XPOS follows.
    pub(super) fn lemma_hash(&mut self, form: &str) -> u32 {
        lemma_form(form, &mut self.lower);
        fnv_on(fnv_on(fnv("l"), &self.lower), "\t")
    }
}

/// Typographic quotes, dashes and dots as their typewriter forms, so that both look alike.
fn plain(form: &str, out: &mut String) {
    out.clear();
    for ch in form.chars() {
        match ch {
            '’' | '‘' | 'ʼ' | '`' => out.push('\''),
            '“' | '”' | '„' => out.push('"'),
            '–' => out.push('-'),
            '—' => out.push_str("--"),
            '…' => out.push_str("..."),
            _ => out.push(ch),
        }
    }
    if out == "''" {
        out.clear();
        out.push('"');
    }
}

/// In lower case, every ASCII digit a zero: the key of the word table and of the affixes.
fn fold(plain: &str, out: &mut String) {
    lower(plain, out);
    if out.bytes().any(|b| b.is_ascii_digit()) {
        *out = out.chars().map(|ch| if ch.is_ascii_digit() { '0' } else { ch }).collect();
    }
}

fn lower(text: &str, out: &mut String) {
    out.clear();
    if text.is_ascii() {
        out.push_str(text);
        out.make_ascii_lowercase();
    } else {
        out.push_str(&text.to_lowercase());
    }
}

/// The form that lemma scripts are applied to: lower case with plain apostrophes.
pub(super) fn lemma_form(form: &str, out: &mut String) {
    lower(form, out);
    if !out.is_ascii() {
        *out = out.chars().map(|ch| if matches!(ch, '’' | '‘') { '\'' } else { ch }).collect();
    }
}

/// Hash of the word's shape: letters as X and x, digits as d, other characters themselves; runs cut to three, twelve
/// characters in all.
fn shape_hash(plain: &str) -> u32 {
    let (mut hash, mut before, mut run, mut count) = (fnv("s"), None, 0, 0);
    for ch in plain.chars() {
        let kind = match ch {
            _ if ch.is_uppercase() => 'X',
            _ if ch.is_alphabetic() => 'x',
            '0'..='9' => 'd',
            _ => ch,
        };
        run = if before == Some(kind) { run + 1 } else { 1 };
        before = Some(kind);
        if run <= 3 && count < 12 {
            hash = fnv_on(hash, kind.encode_utf8(&mut [0; 4]));
            count += 1;
        }
    }
    hash
}

/// The first `count` characters.
fn first(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at])
}

/// The last `count` characters.
fn last(text: &str, count: usize) -> &str {
    text.char_indices().rev().nth(count - 1).map_or(text, |(at, _)| &text[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_digits_and_case_are_folded() {
        for (form, want_plain, want_folded) in [
            ("don’t", "don't", "don't"),
            ("“", "\"", "\""),
            ("''", "\"", "\""),
            ("2,024th", "2,024th", "0,000th"),
            ("Élysée", "Élysée", "élysée"),
            ("—", "--", "--"),
        ] {
            let (mut p, mut f) = (String::new(), String::new());
            plain(form, &mut p);
            fold(&p, &mut f);
            assert_eq!((p.as_str(), f.as_str()), (want_plain, want_folded));
        }
    }

    #[test]
    fn shapes_hash_as_their_letters() {
        for (form, shape) in
            [("Moscow", "Xxxx"), ("U.N.", "X.X."), ("2024", "ddd"), ("", ""), ("ABCd-12", "XXXx-dd")]
        {
            assert_eq!(shape_hash(form), fnv(&format!("s{shape}")), "{form}");
        }
        assert_eq!(shape_hash("a1a1a1a1a1a1a1"), fnv("sxdxdxdxdxdxd"));
    }

    #[test]
    fn affixes_are_characters() {
        assert_eq!((first("čas", 2), first("a", 3), last("čaš", 1), last("ab", 4)), ("ča", "a", "š", "ab"));
    }
}
