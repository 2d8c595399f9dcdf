//! The reading network: tags, lemmas, trees and names of all sentences of a document.
//!
//! Words are looked at without context once for each different word (`types`), then two LSTM layers read the
//! sentences in step (`encode`), then the heads decide (`heads`, `tree`, `names`). Each sentence's words and tree
//! depend on its own tokens alone, neither on the sentences read beside it nor on threads; the classes of names
//! depend on the document (`agree`).

mod agree;
mod encode;
mod features;
mod heads;
mod lemma;
mod lexis;
mod names;
mod tree;
mod types;

use std::cell::RefCell;

use document::{
    Name, NameClass, NameKind, Names, Relation, Sentences, Span, States, TokenId, TokenRange, Tokens, Trees,
    Upos, Words,
};
use kernel::{Isa, to_bytes};
use knowledge::{Language, Network};

pub use encode::Precision;

use encode::{Encoder, Plan, Window};
use heads::{Batch, Heads, Labels, NO_HEAD};
use types::Types;

const _: () = assert!(knowledge::PANEL == kernel::PANEL);

/// Tokens whose different words are looked at together.
const PASS: usize = 2048;
/// Tokens that are read in step.
const BATCH: usize = 1024;
/// The longest stretch that is read as one sentence; longer sentences are cut, for arcs are scored in pairs.
const LONGEST: usize = 512;

thread_local! {
    static WORKER: RefCell<Worker> = RefCell::default();
}

/// Reads all sentences. Tokens that no sentence covers get no tags and head no tree.
pub fn read(
    text: &str,
    tokens: &Tokens,
    sentences: &Sentences,
    language: &Language,
) -> (Words, Trees, Names, States) {
    read_in(Precision::Bytes, text, tokens, sentences, language)
}

/// [`read`], with the outputs of the LSTM layers multiplied as said: single precision is the reference that bytes
/// are measured against, at about half the speed.
pub fn read_in(
    precision: Precision,
    text: &str,
    tokens: &Tokens,
    sentences: &Sentences,
    language: &Language,
) -> (Words, Trees, Names, States) {
    let network = &language.network;
    let (labels, states) = WORKER.with_borrow_mut(|worker| {
        worker.precision = precision;
        worker.read(text, tokens, sentences, network)
    });
    (
        words(text, tokens, &labels, language),
        trees(&labels, sentences, network),
        names(text, tokens, sentences, &labels, network),
        states,
    )
}

/// What is made of a document's tokens.
struct Out<'o> {
    labels: &'o mut Labels,
    states: &'o mut States,
}

/// Buffers that are kept from document to document.
#[derive(Debug, Default)]
struct Worker {
    precision: Precision,
    types: Types,
    plan: Plan,
    encoder: Encoder,
    heads: Heads,
}

impl Worker {
    fn read(
        &mut self,
        text: &str,
        tokens: &Tokens,
        sentences: &Sentences,
        network: &Network,
    ) -> (Labels, States) {
        let mut labels = Labels::default();
        let mut states = States::new(tokens.len(), 2 * network.shapes.hidden);
        labels.set(tokens.len(), network.kinds.len());
        let windows = windows(sentences, tokens.len());
        let isa = Isa::detect();
        let mut rest = windows.as_slice();
        while let Some(first) = rest.first() {
            let base = first.start;
            let count =
                rest.iter().take_while(|w| w.start >= base && w.start + w.len - base <= PASS).count().max(1);
            let (pass, after) = rest.split_at(count);
            let end = pass.iter().map(|w| w.start + w.len).max().unwrap_or(base);
            self.types.read(text, &tokens.span[base..end], network, (isa, self.precision));
            let mut out = Out { labels: &mut labels, states: &mut states };
            self.pass(pass, base, network, isa, &mut out);
            rest = after;
        }
        join_windows(sentences, &mut labels, network);
        (labels, states)
    }

    /// Reads the windows of a pass in batches of sentences of like length.
    fn pass(&mut self, windows: &[Window], base: usize, network: &Network, isa: Isa, out: &mut Out<'_>) {
        let mut sorted: Vec<Window> =
            windows.iter().map(|w| Window { start: w.start - base, len: w.len }).collect();
        sorted.sort_by_key(|w| std::cmp::Reverse(w.len));
        let mut rest = sorted.as_slice();
        while !rest.is_empty() {
            let mut tokens = 0;
            let fits = |w: &&Window| {
                tokens += w.len;
                tokens <= BATCH
            };
            let (batch, after) = rest.split_at(rest.iter().take_while(fits).count().max(1));
            self.plan.set(batch);
            let precision = self.precision;
            self.encoder.read(&self.plan, &self.types, network, isa, precision);
            let batch = Batch { plan: &self.plan, types: &self.types, network, isa, precision, base };
            self.heads.read(&batch, &self.encoder.out, out.labels);
            for (token, row) in self.plan.tokens().zip(self.encoder.out.rows(2 * network.shapes.hidden)) {
                to_bytes(row, out.states.row_mut(TokenId((base + token) as u32)));
            }
            rest = after;
        }
    }
}

/// Sentences in order, empty ones left out, overlong ones cut.
fn windows(sentences: &Sentences, tokens: usize) -> Vec<Window> {
    let cut = |range: &TokenRange| {
        let (start, end) = (range.start as usize, (range.end as usize).min(tokens));
        (start..end).step_by(LONGEST).map(move |at| Window { start: at, len: LONGEST.min(end - at) })
    };
    sentences.tokens.iter().flat_map(cut).collect()
}

/// The roots of the further pieces of a cut sentence depend on the root of the first.
fn join_windows(sentences: &Sentences, labels: &mut Labels, network: &Network) {
    let Some(beside) = network.relations.iter().position(|&r| r == Relation::Parataxis) else { return };
    for range in sentences.tokens.iter().filter(|range| range.len() > LONGEST) {
        let end = range.range().end.min(labels.head.len());
        let mut roots =
            (range.range().start..end).filter(|&t| labels.head[t] == NO_HEAD).collect::<Vec<_>>().into_iter();
        if let Some(first) = roots.next() {
            for root in roots {
                labels.head[root] = first as u32;
                labels.relation[root] = beside as u8;
            }
        }
    }
}

fn words(text: &str, tokens: &Tokens, labels: &Labels, language: &Language) -> Words {
    let network = &language.network;
    let upos = |&u: &u8| network.upos.get(usize::from(u)).copied().unwrap_or_default();
    let upos: Vec<Upos> = labels.upos.iter().map(upos).collect();
    let mut words = Words {
        xpos: labels.xpos.clone(),
        feats: labels.feats.clone(),
        tags: network.tags.clone(),
        upos,
        ..Words::default()
    };
    let mut scratch = String::new();
    for (row, &span) in tokens.span.iter().enumerate() {
        let script = network.scripts.get(usize::from(labels.script[row]));
        let form = Span::of(span, text);
        let irregular = labels.guessed[row].then(|| language.irregular(form)).flatten();
        words.lemma.push_with(|out| match irregular {
            Some(lemma) if words.upos[row] == Upos::Verb => out.push_str(lemma),
            _ => lemma::write(form, script, (words.upos[row], labels.name[row] != 0), &mut scratch, out),
        });
    }
    words
}

fn trees(labels: &Labels, sentences: &Sentences, network: &Network) -> Trees {
    let head = |&h: &u32| (h != NO_HEAD).then_some(TokenId(h));
    let heads: Vec<Option<TokenId>> = labels.head.iter().map(head).collect();
    let relation = |&r: &u8| network.relations.get(usize::from(r)).copied().unwrap_or(Relation::Dep);
    Trees::new(&heads, labels.relation.iter().map(relation).collect(), sentences)
}

fn names(text: &str, tokens: &Tokens, sentences: &Sentences, labels: &Labels, network: &Network) -> Names {
    let mut all = Vec::new();
    for range in &sentences.tokens {
        let mut start = None;
        for token in range.range().start..range.range().end.min(labels.name.len()) {
            let (part, class) =
                network.names.get(usize::from(labels.name[token])).copied().unwrap_or((b'O', None));
            if b"BS".contains(&part) {
                start = Some(token);
            }
            if let (b'E' | b'S', Some(class), Some(begin)) = (part, class, start) {
                all.push(Name { tokens: TokenRange::new(begin, token + 1), class, kind: None });
                start = None;
            }
        }
    }
    agree::agree(text, tokens, &mut all);
    for name in &mut all {
        name.kind = kind(*name, labels, network);
    }
    Names { all }
}

/// The kind that most of the name's tokens speak for, among those of its class.
fn kind(name: Name, labels: &Labels, network: &Network) -> Option<NameKind> {
    let score = |kind: usize| -> f32 {
        name.tokens.range().filter_map(|t| labels.kind.get(t * network.kinds.len() + kind)).sum()
    };
    let class = |kind: &Option<NameKind>| kind.map_or(NameClass::Other, NameKind::class);
    let fitting = network.kinds.iter().enumerate().filter(|(_, kind)| class(kind) == name.class);
    let scored = fitting.map(|(number, kind)| (score(number), *kind));
    scored.reduce(|a, b| if b.0 > a.0 { b } else { a }).and_then(|(_, kind)| kind)
}
