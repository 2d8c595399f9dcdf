//! The weights of the reading network, checked to fit together, so that reading itself cannot fail.
//!
//! Names and joins of the matrices are those of `crates/learn/python/reading/export.py`.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use document::{NameClass, NameKind, Relation, TagSet, Upos};
use kernel::ByteMatrix;

use crate::KnowledgeError;
use crate::weights::{Hashes, PANEL, Weights, check};

/// Widths that the parts of the network share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shapes {
    /// A word without its context.
    pub word: usize,
    /// One direction of an LSTM layer.
    pub hidden: usize,
    /// Hidden layer of the features head.
    pub feats: usize,
    /// Hidden layer of the lemma head.
    pub lemma: usize,
    /// Hidden layer of the names head.
    pub name: usize,
    /// A token as dependent or head.
    pub arc: usize,
    /// A token as one side of a relation.
    pub label: usize,
    /// Buckets of the distance between dependent and head.
    pub distances: usize,
}

/// A linear layer: a matrix in panels and a bias with the same padding.
#[derive(Debug)]
pub struct Layer {
    /// Values that it reads.
    pub inputs: usize,
    /// Values that it gives, without the padding.
    pub outputs: usize,
    /// Panels of the matrix.
    pub panels: Vec<f32>,
    /// Bias, as long as a padded row.
    pub bias: Vec<f32>,
}

impl Layer {
    /// Length of a padded row of results.
    pub fn width(&self) -> usize {
        self.bias.len()
    }
}

/// The recurrent matrices of a layer in panels, for each direction.
#[derive(Debug)]
pub struct Step {
    /// From left to right.
    pub forward: Vec<f32>,
    /// From right to left.
    pub backward: Vec<f32>,
}

/// The matrices that take most of the time, in bytes: made from the others when the model is opened.
#[derive(Debug)]
pub struct Rounded {
    /// [`Network::step1`], forward and backward.
    pub step1: [ByteMatrix; 2],
    /// The matrix of [`Network::second`].
    pub second: ByteMatrix,
    /// [`Network::step2`], forward and backward.
    pub step2: [ByteMatrix; 2],
    /// The matrix of [`Network::heads`].
    pub heads: ByteMatrix,
    /// The matrix of [`Network::typed`].
    pub typed: ByteMatrix,
}

impl Rounded {
    fn new(hidden: usize, steps: [&Step; 2], [second, heads, typed]: [&Layer; 3]) -> Rounded {
        let step = |s: &Step| [&s.forward, &s.backward].map(|panels| ByteMatrix::new(hidden, panels));
        let layer = |l: &Layer| ByteMatrix::new(l.inputs, &l.panels);
        let [step1, step2] = steps.map(step);
        Rounded { step1, second: layer(second), step2, heads: layer(heads), typed: layer(typed) }
    }
}

/// An embedding table in bytes with a factor a row.
#[derive(Debug)]
pub struct Embedding {
    values: Vec<i8>,
    scale: Vec<f32>,
    /// Values a row.
    pub width: usize,
}

impl Embedding {
    /// Writes a row into `out`; nothing if there is no such row.
    pub fn copy_row(&self, row: usize, out: &mut [f32]) {
        let values = self.values.get(row * self.width..(row + 1) * self.width);
        let (Some(values), Some(&scale)) = (values, self.scale.get(row)) else { return };
        out.iter_mut().zip(values).for_each(|(o, &v)| *o = f32::from(v) * scale);
    }

    /// How many rows.
    pub fn rows(&self) -> usize {
        self.scale.len()
    }
}

/// How a lemma is made from a lower-case form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Script {
    /// Cut so many characters, then append; a form that would vanish stays whole.
    Cut(usize, Box<str>),
    /// This lemma.
    Is(Box<str>),
}

impl Script {
    /// Reads `2+y` or `=be`.
    fn parse(text: &str) -> Option<Script> {
        if let Some(lemma) = text.strip_prefix('=') {
            return Some(Script::Is(lemma.into()));
        }
        let (cut, tail) = text.split_once('+')?;
        Some(Script::Cut(cut.parse().ok()?, tail.into()))
    }
}

/// All that the reading network has learnt.
#[derive(Debug)]
pub struct Network {
    /// Tells the networks of a process apart, for what is kept of their results.
    pub serial: u64,
    /// Where it comes from: one line of JSON.
    pub about: String,
    /// Widths.
    pub shapes: Shapes,
    /// XPOS and FEATS labels; `_` is kept as an empty text.
    pub tags: Arc<TagSet>,
    /// UPOS labels.
    pub upos: Vec<Upos>,
    /// Relation labels.
    pub relations: Vec<Relation>,
    /// BIOES labels: part (`b'O'` …) and class.
    pub names: Vec<(u8, Option<NameClass>)>,
    /// Kinds of places and other names; none for other names that are of no kind.
    pub kinds: Vec<Option<NameKind>>,
    /// Lemma scripts; the first `predicted` are outputs of the lemma head.
    pub scripts: Vec<Script>,
    /// How many scripts the lemma head knows.
    pub predicted: usize,
    /// Row in the first embedding of a folded word.
    pub words: Hashes,
    /// Row in the last embedding of a plain word.
    pub vectors: Hashes,
    /// Script of a form and its XPOS.
    pub lexicon: Hashes,
    /// Word, prefix, suffixes of 2, 3 and 4, shape, vector.
    pub embeddings: Vec<Embedding>,
    /// Embeddings to a word.
    pub input: Layer,
    /// Factor of the layer norm after it.
    pub norm_gain: Vec<f32>,
    /// Bias of the layer norm.
    pub norm_bias: Vec<f32>,
    /// A word to the gates of the first LSTM layer (forward, backward) and to its part in lemma and name.
    pub typed: Layer,
    /// First LSTM layer.
    pub step1: Step,
    /// Output of the first layer to the gates of the second.
    pub second: Layer,
    /// Second LSTM layer.
    pub step2: Step,
    /// A token to UPOS, XPOS, feats, lemma, name, dependent, head, dependent's label, head's label, kind of name.
    pub heads: Layer,
    /// The matrices that take most of the time, in bytes.
    pub rounded: Rounded,
    /// To the scores of FEATS.
    pub feats: Layer,
    /// To the scores of lemma scripts.
    pub lemma: Layer,
    /// To the scores of names and of their kinds.
    pub name: Layer,
    /// To the scores of relations.
    pub label: Layer,
    /// A dependent to what its head is multiplied with, and to the scores of distances.
    pub arcs: Layer,
    /// How likely a token is to be any head at all.
    pub arc_bias: Vec<f32>,
    /// The same, added to every token.
    pub arc_base: f32,
    /// The root as head.
    pub root_arc: Vec<f32>,
    /// The root as the head's side of a relation.
    pub root_label: Vec<f32>,
}

/// Buckets of the distance between dependent and head: ten each way, one for the root.
const DISTANCES: usize = 21;

const EMBEDDINGS: [&str; 7] = ["word", "prefix", "suffix2", "suffix3", "suffix4", "shape", "vector"];

impl Network {
    /// The network of an opened model file.
    ///
    /// # Errors
    /// If a part is missing or does not fit the others.
    pub fn new(w: &Weights<'_>) -> Result<Network, KnowledgeError> {
        let dash = |tag: &&str| if *tag == "_" { String::new() } else { (*tag).to_string() };
        let tags = |name| w.texts(name).map(|list| list.iter().map(dash).collect());
        let arc_bias = layer(w, "arc_bias")?;
        let shapes = shapes(w)?;
        let (step1, second) = (step(w, "step1")?, layer(w, "second")?);
        let (step2, heads) = (step(w, "step2")?, layer(w, "heads")?);
        let typed = layer(w, "typed")?;
        static OPENED: AtomicU64 = AtomicU64::new(0);
        let network = Network {
            serial: OPENED.fetch_add(1, Ordering::Relaxed),
            about: w.about().to_string(),
            shapes,
            tags: Arc::new(TagSet { xpos: tags("list.xpos")?, feats: tags("list.feats")? }),
            upos: labels(w, "list.upos", Upos::parse)?,
            relations: labels(w, "list.relation", Relation::parse)?,
            names: labels(w, "list.name", name_label)?,
            kinds: labels(w, "list.kind", kind_label)?,
            scripts: labels(w, "list.script", Script::parse)?,
            predicted: w.count("predicted")?,
            words: w.hashes("words")?,
            vectors: w.hashes("vectors")?,
            lexicon: w.hashes("lexicon")?,
            embeddings: EMBEDDINGS.iter().map(|name| embedding(w, name)).collect::<Result<_, _>>()?,
            input: layer(w, "input")?,
            norm_gain: w.numbers("norm.gain")?,
            norm_bias: w.numbers("norm.bias")?,
            rounded: Rounded::new(shapes.hidden, [&step1, &step2], [&second, &heads, &typed]),
            typed,
            step1,
            second,
            step2,
            heads,
            feats: layer(w, "feats2")?,
            lemma: layer(w, "lemma2")?,
            name: layer(w, "name2")?,
            label: layer(w, "label")?,
            arcs: layer(w, "arcs")?,
            arc_bias: arc_bias.panels.chunks_exact(PANEL).map(|row| row[0]).collect(),
            arc_base: arc_bias.bias.first().copied().unwrap_or(0.0),
            root_arc: w.numbers("root.arc")?,
            root_label: w.numbers("root.label")?,
        };
        network.check_fit()?;
        Ok(network)
    }

    /// Every width and every row number that reading relies on.
    fn check_fit(&self) -> Result<(), KnowledgeError> {
        let s = self.shapes;
        let fits = |name: &str, layer: &Layer, inputs, outputs| {
            check(layer.inputs == inputs && layer.outputs == outputs, || {
                format!("matrix {name} does not fit")
            })
        };
        let embedded = self.embeddings.iter().map(|e| e.width).sum();
        fits("input", &self.input, embedded, s.word)?;
        fits("typed", &self.typed, s.word, 8 * s.hidden + s.lemma + s.name)?;
        fits("second", &self.second, 2 * s.hidden, 8 * s.hidden)?;
        let tags = self.upos.len() + self.tags.xpos.len();
        let heads = tags + s.feats + s.lemma + s.name + 2 * s.arc + 2 * s.label + self.kinds.len();
        fits("heads", &self.heads, 2 * s.hidden, heads)?;
        fits("feats2", &self.feats, s.feats, self.tags.feats.len())?;
        fits("lemma2", &self.lemma, s.lemma, self.predicted)?;
        fits("name2", &self.name, s.name, self.names.len() + self.kinds.len())?;
        fits("label", &self.label, s.label, self.relations.len())?;
        fits("arcs", &self.arcs, s.arc, s.arc + s.distances)?;
        for (name, row, width) in [
            ("norm.gain", &self.norm_gain, s.word),
            ("norm.bias", &self.norm_bias, s.word),
            ("arc_bias", &self.arc_bias, s.arc),
            ("root.arc", &self.root_arc, s.arc),
            ("root.label", &self.root_label, s.label),
            ("step1.forward", &self.step1.forward, 4 * s.hidden * s.hidden),
            ("step1.backward", &self.step1.backward, 4 * s.hidden * s.hidden),
            ("step2.forward", &self.step2.forward, 4 * s.hidden * s.hidden),
            ("step2.backward", &self.step2.backward, 4 * s.hidden * s.hidden),
        ] {
            check(row.len() == width, || format!("{name} has {} values", row.len()))?;
        }
        check(s.hidden.is_multiple_of(4), || {
            format!("an LSTM of {} outputs, not a multiple of 4", s.hidden)
        })?;
        self.check_rows()
    }

    fn check_rows(&self) -> Result<(), KnowledgeError> {
        let rows = |i: usize| self.embeddings.get(i).map_or(0, Embedding::rows);
        check(self.words.greatest() < rows(0), || "a word has no embedding".into())?;
        check(self.vectors.greatest() < rows(6), || "a word has no vector".into())?;
        check(self.lexicon.greatest() < self.scripts.len(), || "a lemma has no script".into())?;
        check(self.predicted > 0 && self.predicted <= self.scripts.len(), || "scripts are missing".into())?;
        let outside = self.names.first() == Some(&(b'O', None));
        check(outside && self.relations.contains(&Relation::Root), || "a label is missing".into())?;
        let some = !self.upos.is_empty() && !self.tags.xpos.is_empty() && !self.tags.feats.is_empty();
        check(some && self.shapes.distances == DISTANCES, || "a list of labels is empty".into())
    }
}

/// Widths as the parts have them; `check_fit` then compares the others with these.
fn shapes(w: &Weights<'_>) -> Result<Shapes, KnowledgeError> {
    let rows = |name| w.panels(name).map(|(rows, _, _)| rows);
    let arc = rows("arcs")?;
    let (_, columns, _) = w.panels("arcs")?;
    Ok(Shapes {
        word: rows("typed")?,
        hidden: rows("step1.forward")?,
        feats: rows("feats2")?,
        lemma: rows("lemma2")?,
        name: rows("name2")?,
        arc,
        label: rows("label")?,
        distances: columns.saturating_sub(arc),
    })
}

fn layer(w: &Weights<'_>, name: &str) -> Result<Layer, KnowledgeError> {
    let (inputs, outputs, panels) = w.panels(name)?;
    let mut bias = w.numbers(&format!("{name}.bias"))?;
    check(bias.len() == outputs && inputs > 0, || format!("the bias of {name} does not fit"))?;
    bias.resize(outputs.div_ceil(PANEL) * PANEL, 0.0);
    Ok(Layer { inputs, outputs, panels, bias })
}

fn step(w: &Weights<'_>, name: &str) -> Result<Step, KnowledgeError> {
    let way = |way: &str| w.panels(&format!("{name}.{way}")).map(|(_, _, panels)| panels);
    Ok(Step { forward: way("forward")?, backward: way("backward")? })
}

fn embedding(w: &Weights<'_>, name: &str) -> Result<Embedding, KnowledgeError> {
    let (values, scale, width) = w.bytes(&format!("table.{name}"))?;
    check(!scale.is_empty(), || format!("table {name} is empty"))?;
    Ok(Embedding { values, scale, width })
}

fn labels<T>(
    w: &Weights<'_>,
    name: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, KnowledgeError> {
    let texts = w.texts(name)?;
    let all: Option<Vec<T>> = texts.iter().map(|text| parse(text)).collect();
    let all = all.filter(|list| list.len() <= usize::from(u16::MAX));
    check(all.is_some(), || format!("{name} has a label that is not known"))?;
    Ok(all.unwrap_or_default())
}

/// Reads `GPE`; `OTHER` is no kind.
fn kind_label(text: &str) -> Option<Option<NameKind>> {
    let kind = NameKind::ALL.into_iter().find(|k| k.tag() == text);
    (kind.is_some() || text == "OTHER").then_some(kind)
}

/// Reads `B-PER`.
fn name_label(text: &str) -> Option<(u8, Option<NameClass>)> {
    use NameClass::{Organisation, Other, Person, Place};
    match text.split_once('-') {
        None => (text == "O").then_some((b'O', None)),
        Some((part, tag)) => {
            let class = [Person, Organisation, Place, Other].into_iter().find(|c| c.tag() == tag)?;
            let part = part.bytes().next().filter(|p| b"BIES".contains(p))?;
            Some((part, Some(class)))
        }
    }
}
