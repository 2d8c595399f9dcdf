//! From tokens in context to tags, lemmas, heads, relations and names.

use kernel::{Isa, PANEL, Packed, add_product, pack_rows};
use knowledge::{Network, fnv_on};

use super::encode::{Output, Plan, Precision};
use super::names::Namer;
use super::tree;
use super::types::{Types, apply, apply_bytes, rectify, reset};

/// What the network decides for each token, as numbers of labels. Rows are tokens of the document.
#[derive(Debug, Default)]
pub(super) struct Labels {
    pub(super) upos: Vec<u8>,
    pub(super) xpos: Vec<u16>,
    pub(super) feats: Vec<u16>,
    pub(super) script: Vec<u16>,
    /// Whether the script is the network's guess, for the lexicon does not know the form.
    pub(super) guessed: Vec<bool>,
    /// The head, or [`NO_HEAD`] for a root.
    pub(super) head: Vec<u32>,
    pub(super) relation: Vec<u8>,
    pub(super) name: Vec<u8>,
    /// Scores of the kinds of names, as many for each token as the network has kinds.
    pub(super) kind: Vec<f32>,
}

/// The head of a root.
pub(super) const NO_HEAD: u32 = u32::MAX;

impl Labels {
    /// Room for so many tokens, each a root of its own.
    pub(super) fn set(&mut self, tokens: usize, kinds: usize) {
        *self = Labels {
            upos: vec![0; tokens],
            xpos: vec![0; tokens],
            feats: vec![0; tokens],
            script: vec![0; tokens],
            guessed: vec![false; tokens],
            head: vec![NO_HEAD; tokens],
            relation: vec![0; tokens],
            name: vec![0; tokens],
            kind: vec![0.0; tokens * kinds],
        };
    }
}

/// Where the results of each head begin in a row of `heads`.
struct Columns {
    xpos: usize,
    feats: usize,
    lemma: usize,
    name: usize,
    dep: usize,
    head: usize,
    label_dep: usize,
    label_head: usize,
    kind: usize,
}

impl Columns {
    fn of(network: &Network) -> Columns {
        let s = network.shapes;
        let xpos = network.upos.len();
        let feats = xpos + network.tags.xpos.len();
        let lemma = feats + s.feats;
        let name = lemma + s.lemma;
        let dep = name + s.name;
        let head = dep + s.arc;
        let label_dep = head + s.arc;
        let label_head = label_dep + s.label;
        Columns { xpos, feats, lemma, name, dep, head, label_dep, label_head, kind: label_head + s.label }
    }
}

/// Buffers of the heads.
#[derive(Debug, Default)]
pub(super) struct Heads {
    rows: Vec<f32>,
    feats: Vec<f32>,
    unsure: Vec<usize>,
    lemma_in: Vec<f32>,
    lemma: Vec<f32>,
    name: Vec<f32>,
    arcs: Vec<f32>,
    dep: Vec<f32>,
    head: Vec<f32>,
    packed: Vec<f32>,
    bias: Vec<f32>,
    score: Vec<f32>,
    chosen: Vec<usize>,
    label_in: Vec<f32>,
    label: Vec<f32>,
    namer: Namer,
}

/// One batch as the heads see it.
pub(super) struct Batch<'b> {
    pub(super) plan: &'b Plan,
    pub(super) types: &'b Types,
    pub(super) network: &'b Network,
    pub(super) isa: Isa,
    pub(super) precision: Precision,
    /// First token of the pass in the document.
    pub(super) base: usize,
}

impl Heads {
    /// Labels every token of a batch, given the encoder's output.
    pub(super) fn read(&mut self, batch: &Batch<'_>, encoded: &Output, labels: &mut Labels) {
        let (network, isa) = (batch.network, batch.isa);
        let columns = Columns::of(network);
        match batch.precision {
            Precision::Bytes => {
                apply_bytes(
                    isa,
                    &network.heads,
                    &network.rounded.heads,
                    (&encoded.bytes, &[]),
                    &mut self.rows,
                );
            }
            Precision::Single => {
                let input = (encoded.values.as_slice(), 2 * network.shapes.hidden);
                apply(isa, &network.heads, input, &mut self.rows);
            }
        }
        self.finish_rows(batch, &columns);
        self.tag(batch, &columns, labels);
        let width = network.heads.width();
        apply(isa, &network.name, (&self.rows[columns.name..], width), &mut self.name);
        apply(isa, &network.arcs, (&self.rows[columns.dep..], width), &mut self.arcs);
        reset(&mut self.label_in, batch.plan.rows() * network.shapes.label);
        self.chosen.clear();
        self.chosen.resize(batch.plan.rows(), 0);
        for sentence in 0..batch.plan.windows.len() {
            self.name_sentence(batch, &columns, sentence, labels);
            self.attach(batch, &columns, sentence);
        }
        self.relate(batch, labels);
    }

    /// Adds what the word alone gives to lemma and name, and rectifies all hidden layers but those of relations.
    fn finish_rows(&mut self, batch: &Batch<'_>, columns: &Columns) {
        let (network, types) = (batch.network, batch.types);
        let typed = network.typed.width();
        let begin = 8 * network.shapes.hidden;
        let both = network.shapes.lemma + network.shapes.name;
        for (row, token) in self.rows.chunks_exact_mut(network.heads.width()).zip(batch.plan.tokens()) {
            let word = &types.typed[types.of[token] as usize * typed + begin..][..both];
            row[columns.lemma..].iter_mut().zip(word).for_each(|(r, w)| *r += w);
            rectify(&mut row[columns.feats..columns.label_dep]);
        }
    }

    fn tag(&mut self, batch: &Batch<'_>, columns: &Columns, labels: &mut Labels) {
        let (network, isa, width) = (batch.network, batch.isa, batch.network.heads.width());
        apply(isa, &network.feats, (&self.rows[columns.feats..], width), &mut self.feats);
        self.unsure.clear();
        self.lemma_in.clear();
        let feats = self.feats.chunks_exact(network.feats.width());
        for ((row, feats), token) in self.rows.chunks_exact(width).zip(feats).zip(batch.plan.tokens()) {
            let at = batch.base + token;
            let xpos = best(&row[columns.xpos..columns.feats]);
            labels.upos[at] = best(&row[..columns.xpos]) as u8;
            labels.xpos[at] = xpos as u16;
            labels.feats[at] = best(&feats[..network.feats.outputs]) as u16;
            match network.lexicon.get(fnv_on(batch.types.lemma_hash(token), &network.tags.xpos[xpos])) {
                Some(script) => labels.script[at] = script as u16,
                None => {
                    labels.guessed[at] = true;
                    self.unsure.push(at);
                    self.lemma_in.extend_from_slice(&row[columns.lemma..columns.name]);
                }
            }
        }
        apply(isa, &network.lemma, (&self.lemma_in, network.shapes.lemma), &mut self.lemma);
        for (&at, scores) in self.unsure.iter().zip(self.lemma.chunks_exact(network.lemma.width())) {
            labels.script[at] = best(&scores[..network.lemma.outputs]) as u16;
        }
    }

    fn name_sentence(&mut self, batch: &Batch<'_>, columns: &Columns, sentence: usize, labels: &mut Labels) {
        let (plan, network) = (batch.plan, batch.network);
        let window = plan.windows[sentence];
        let (width, count, kinds) = (network.name.width(), network.names.len(), network.kinds.len());
        let row = |token: usize| &self.name[plan.row(sentence, token) * width..][..count + kinds];
        let start = batch.base + window.start;
        let out = &mut labels.name[start..][..window.len];
        self.namer.read(&network.names, |token| &row(token)[..count], out);
        for token in (0..window.len).filter(|&t| out[t] != 0) {
            let own = &self.rows[plan.row(sentence, token) * network.heads.width() + columns.kind..];
            let slots = &mut labels.kind[(start + token) * kinds..][..kinds];
            for ((slot, a), b) in slots.iter_mut().zip(own).zip(&row(token)[count..]) {
                *slot = a + b;
            }
        }
    }

    /// Chooses the heads of a sentence, counted from 1 with 0 for the root, and prepares its relations.
    fn attach(&mut self, batch: &Batch<'_>, columns: &Columns, sentence: usize) {
        let (plan, network) = (batch.plan, batch.network);
        let n = plan.windows[sentence].len;
        self.score_arcs(batch, columns, sentence, n);
        let stride = self.score.len() / n.max(1);
        let heads = tree::choose(&self.score, stride, n);
        let (width, label) = (network.heads.width(), network.shapes.label);
        for (token, &head) in heads.iter().enumerate() {
            let row = plan.row(sentence, token);
            let side = match head.checked_sub(1) {
                Some(head) => &self.rows[plan.row(sentence, head) * width + columns.label_head..][..label],
                None => &network.root_label,
            };
            let own = &self.rows[row * width + columns.label_dep..][..label];
            let slots = &mut self.label_in[row * label..][..label];
            for ((slot, a), b) in slots.iter_mut().zip(own).zip(side) {
                *slot = (a + b).max(0.0);
            }
            self.chosen[row] = head;
        }
    }

    /// Scores of every head (columns, 0 for the root) for every token (rows) of a sentence.
    fn score_arcs(&mut self, batch: &Batch<'_>, columns: &Columns, sentence: usize, n: usize) {
        let (plan, network) = (batch.plan, batch.network);
        let (arc, width, arcs) = (network.shapes.arc, network.heads.width(), network.arcs.width());
        self.head.clear();
        self.head.extend_from_slice(&network.root_arc);
        self.dep.clear();
        for token in 0..n {
            let row = plan.row(sentence, token);
            self.head.extend_from_slice(&self.rows[row * width + columns.head..][..arc]);
            self.dep.extend_from_slice(&self.arcs[row * arcs..][..arc]);
        }
        let likely = |head: &[f32]| head.iter().zip(&network.arc_bias).map(|(h, b)| h * b).sum::<f32>();
        self.bias.clear();
        self.bias.extend(self.head.chunks_exact(arc).map(|head| likely(head) + network.arc_base));
        pack_rows(&self.head, arc, &mut self.packed);
        let stride = (n + 1).div_ceil(PANEL) * PANEL;
        reset(&mut self.score, n * stride);
        for (token, scores) in self.score.chunks_exact_mut(stride).enumerate() {
            let far = &self.arcs[plan.row(sentence, token) * arcs + arc..][..network.shapes.distances];
            for (head, (score, bias)) in scores.iter_mut().zip(&self.bias).enumerate() {
                *score = bias + far[distance(token + 1, head)];
            }
        }
        let w = Packed::new(arc, &self.packed);
        add_product(batch.isa, (&self.dep, arc), n, w, (&mut self.score, stride));
    }

    /// Relations of all tokens to the heads chosen for them; `root` for roots and for no other.
    fn relate(&mut self, batch: &Batch<'_>, labels: &mut Labels) {
        let network = batch.network;
        apply(batch.isa, &network.label, (&self.label_in, network.shapes.label), &mut self.label);
        let root = network.relations.iter().position(|&r| r == document::Relation::Root).unwrap_or(0);
        let windows = &batch.plan.windows;
        for (sentence, window) in windows.iter().enumerate() {
            for token in 0..window.len {
                let (row, at) = (batch.plan.row(sentence, token), batch.base + window.start + token);
                let scores = &mut self.label[row * network.label.width()..][..network.label.outputs];
                match self.chosen[row].checked_sub(1) {
                    None => labels.relation[at] = root as u8,
                    Some(head) => {
                        scores[root] = f32::NEG_INFINITY;
                        labels.relation[at] = best(scores) as u8;
                        labels.head[at] = (batch.base + window.start + head) as u32;
                    }
                }
            }
        }
    }
}

/// Bucket of the distance from dependent to head, both counted from 1; head 0 is the root.
fn distance(dependent: usize, head: usize) -> usize {
    if head == 0 {
        return 20;
    }
    let near = match dependent.abs_diff(head) {
        far @ 0..=5 => far,
        6..=7 => 6,
        8..=11 => 7,
        12..=20 => 8,
        _ => 9,
    };
    if dependent > head { near } else { near + 10 }
}

/// The place of the greatest value, the first of equals.
fn best(scores: &[f32]) -> usize {
    const LANES: usize = 8; // independent maxima, so that the compiler may work on several at once
    let mut tops = [f32::NEG_INFINITY; LANES];
    let chunks = scores.chunks_exact(LANES);
    let rest = chunks.remainder();
    for chunk in chunks {
        tops.iter_mut().zip(chunk).for_each(|(top, &score)| *top = if score > *top { score } else { *top });
    }
    let top = tops.iter().chain(rest).fold(f32::NEG_INFINITY, |top, &s| if s > top { s } else { top });
    scores.iter().position(|&score| score >= top).unwrap_or(0)
}
