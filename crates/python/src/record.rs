//! One record, and the layers under it.

use dateline::conllu;
use dateline::document::{self, CharIndex};
use dateline::json::{self, Style};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::sync::Arc;

/// The record of one article.
#[pyclass(frozen, module = "dateline._dateline")]
#[derive(Clone)]
pub struct Record {
    pub inner: Arc<document::Record>,
}

#[pymethods]
impl Record {
    /// The text as it was given.
    #[getter]
    fn text(&self) -> &str {
        &self.inner.document.article.text
    }

    /// The record as the command writes it.
    fn json(&self, py: Python<'_>, with_text: bool) -> String {
        let style = Style { with_text, ..Style::default() };
        py.detach(|| json::record(&self.inner, style).to_string())
    }

    /// The trees as CoNLL-U.
    fn conllu(&self, py: Python<'_>) -> String {
        py.detach(|| conllu::document(&self.inner.document, &[]))
    }

    /// Tokens as columns, all lists of one length: where each begins and ends in code points, its lemma, tags, features,
    /// head (its own number at a root), relation, name (as IOB2) and the number of its sentence.
    fn tokens<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let document = &self.inner.document;
        let chars = CharIndex::new(&document.article.text);
        let syntax = document.syntax();
        let mut of: Columns = Columns::default();
        for (sentence, &tokens) in document.sentences.tokens.iter().enumerate() {
            for token in syntax.iter(tokens) {
                let (span, id) = (token.span(), token.id);
                of.begin.push(chars.at(span.start));
                of.end.push(chars.at(span.end));
                of.lemma.push(token.lemma());
                of.pos.push(token.upos().as_str());
                of.tag.push(token.xpos());
                of.morph.push(token.feats());
                of.head.push(token.head().map_or(id.0, |h| h.id.0));
                of.dep.push(token.relation().as_str());
                of.ent.push(document.names.of(id).map_or_else(String::new, |n| iob(n, id)));
                of.sentence.push(sentence);
            }
        }
        of.dict(py)
    }
}

fn iob(name: &document::Name, id: document::TokenId) -> String {
    let first = name.tokens.start == id.0;
    format!("{}-{}", if first { "B" } else { "I" }, name.tag())
}

#[derive(Default)]
struct Columns<'d> {
    begin: Vec<u32>,
    end: Vec<u32>,
    lemma: Vec<&'d str>,
    pos: Vec<&'d str>,
    tag: Vec<&'d str>,
    morph: Vec<&'d str>,
    head: Vec<u32>,
    dep: Vec<&'d str>,
    ent: Vec<String>,
    sentence: Vec<usize>,
}

impl Columns<'_> {
    fn dict(self, py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
        let out = PyDict::new(py);
        out.set_item("begin", self.begin)?;
        out.set_item("end", self.end)?;
        out.set_item("lemma", self.lemma)?;
        out.set_item("pos", self.pos)?;
        out.set_item("tag", self.tag)?;
        out.set_item("morph", self.morph)?;
        out.set_item("head", self.head)?;
        out.set_item("dep", self.dep)?;
        out.set_item("ent", self.ent)?;
        out.set_item("sentence", self.sentence)?;
        Ok(out)
    }
}
