//! Words: lemma, part of speech and morphology of each token, as columns.

use std::sync::Arc;

/// Many short texts in one buffer: one allocation for a column, not one for each token.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    buffer: String,
    ends: Vec<u32>,
}

impl Texts {
    /// Adds one.
    pub fn push(&mut self, text: &str) {
        self.push_with(|buffer| buffer.push_str(text));
    }

    /// Adds one that `write` appends to the buffer.
    pub fn push_with(&mut self, write: impl FnOnce(&mut String)) {
        write(&mut self.buffer);
        self.ends.push(self.buffer.len() as u32);
    }

    /// The text at `index`; empty where there is none.
    pub fn get(&self, index: usize) -> &str {
        let start = if index == 0 { 0 } else { self.ends.get(index - 1).map_or(0, |&e| e as usize) };
        self.ends.get(index).and_then(|&end| self.buffer.get(start..end as usize)).unwrap_or("")
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

macro_rules! upos {
    ($($name:ident $text:literal),* $(,)?) => {
        /// Universal part of speech (Universal Dependencies, version 2).
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum Upos { $($name,)* #[default] X }

        impl Upos {
            /// All of them.
            pub const ALL: &'static [Upos] = &[$(Upos::$name,)* Upos::X];

            /// As written in CoNLL-U.
            pub fn as_str(self) -> &'static str {
                match self { $(Upos::$name => $text,)* Upos::X => "X" }
            }
        }
    };
}

upos! {
    Adj "ADJ", Adp "ADP", Adv "ADV", Aux "AUX", Cconj "CCONJ", Det "DET", Intj "INTJ", Noun "NOUN", Num "NUM",
    Part "PART", Pron "PRON", Propn "PROPN", Punct "PUNCT", Sconj "SCONJ", Sym "SYM", Verb "VERB",
}

impl Upos {
    /// Reads `NOUN`.
    pub fn parse(text: &str) -> Option<Upos> {
        Upos::ALL.iter().copied().find(|u| u.as_str() == text)
    }
}

/// The tags that the model knows beside the universal ones, shared by all documents.
#[derive(Debug, Default)]
pub struct TagSet {
    /// Tags of the Penn Treebank: `VBD`.
    pub xpos: Vec<String>,
    /// Morphological features as written in CoNLL-U: `Mood=Ind|Tense=Past|VerbForm=Fin`.
    pub feats: Vec<String>,
}

/// What is known of each token as a word. Rows are those of [`Tokens`](crate::Tokens).
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Dictionary form.
    pub lemma: Texts,
    /// Universal part of speech.
    pub upos: Vec<Upos>,
    /// Index into [`TagSet::xpos`].
    pub xpos: Vec<u16>,
    /// Index into [`TagSet::feats`].
    pub feats: Vec<u16>,
    /// What the indexes mean.
    pub tags: Arc<TagSet>,
}

impl Words {
    /// Penn tag of a row; empty where unknown.
    pub fn xpos(&self, row: usize) -> &str {
        self.xpos.get(row).and_then(|&i| self.tags.xpos.get(i as usize)).map_or("", String::as_str)
    }

    /// Features of a row as written in CoNLL-U; empty where there are none.
    pub fn feats(&self, row: usize) -> &str {
        self.feats.get(row).and_then(|&i| self.tags.feats.get(i as usize)).map_or("", String::as_str)
    }
}
