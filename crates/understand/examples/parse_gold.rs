//! Reads sentences whose tokens are given and writes what the network makes of them, for the scorer:
//! `cargo run --release -p understand --example parse_gold -- models/english.model FILE > OUT.conllu`
//!
//! FILE is CoNLL-U, or a file of names with a token a line (`.iob2` with a number before the word, `.conll`
//! without). The speed of the network alone is reported on standard error.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::expect_used)]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use document::{BlockId, Names, Sentences, Span, Syntax, TokenRange, Tokens, Trees, Words};
use knowledge::Language;
use understand::network;

/// Sentences that are read as one document.
const DOCUMENT: usize = 30;

#[derive(Default)]
struct Sentence {
    comments: String,
    forms: Vec<String>,
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let model = arguments.next().expect("the model file");
    let path = arguments.next().expect("the file to read");
    let start = Instant::now();
    let language = Language::load(&std::fs::read(model).expect("the model")).expect("a whole model");
    eprintln!("loaded in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let sentences = sentences(&std::fs::read_to_string(&path).expect("the text"), &path);
    let (mut spent, mut count, mut out) = (Duration::ZERO, 0, String::new());
    for document in sentences.chunks(DOCUMENT) {
        let (text, tokens, ranges) = join(document);
        let start = Instant::now();
        let (words, trees, names, _) = network::read(&text, &tokens, &ranges, &language);
        spent += start.elapsed();
        count += tokens.len();
        write(document, &text, (&tokens, &ranges), (&words, &trees, &names), &mut out);
    }
    print!("{out}");
    eprintln!("{count} tokens, {:.0} tokens/s", count as f64 / spent.as_secs_f64());
}

fn sentences(text: &str, path: &str) -> Vec<Sentence> {
    let column = usize::from(!path.ends_with(".conll"));
    let (mut all, mut one) = (Vec::new(), Sentence::default());
    for line in text.lines().chain([""]) {
        let cells: Vec<&str> = line.split(['\t', ' ']).collect();
        if line.trim().is_empty() || line.starts_with("-DOCSTART") {
            if !one.forms.is_empty() {
                all.push(std::mem::take(&mut one));
            }
            one.comments.clear();
        } else if line.starts_with("# ") && line.contains(" =") {
            one.comments += line;
            one.comments.push('\n');
        } else if column == 0 || cells[0].bytes().all(|b| b.is_ascii_digit()) {
            one.forms
                .push(line.split(if column == 1 { '\t' } else { ' ' }).nth(column).unwrap_or("").to_string());
        }
    }
    all
}

fn join(sentences: &[Sentence]) -> (String, Tokens, Sentences) {
    let (mut text, mut tokens, mut ranges) = (String::new(), Tokens::default(), Sentences::default());
    for sentence in sentences {
        let start = tokens.len();
        for form in &sentence.forms {
            let at = text.len() as u32;
            text += form;
            tokens.push(Span { start: at, end: text.len() as u32 }, false);
            text.push(' ');
        }
        ranges.tokens.push(TokenRange::new(start, tokens.len()));
        ranges.block.push(BlockId(0));
    }
    (text, tokens, ranges)
}

fn write(
    document: &[Sentence],
    text: &str,
    (tokens, sentences): (&Tokens, &Sentences),
    (words, trees, names): (&Words, &Trees, &Names),
    out: &mut String,
) {
    let syntax = Syntax { text, tokens, sentences, words, trees };
    let some = |text: &str| if text.is_empty() { "_".to_string() } else { text.to_string() };
    for (sentence, range) in document.iter().zip(&sentences.tokens) {
        *out += &sentence.comments;
        for token in range.ids().map(|id| syntax.token(id)) {
            let head = token.head().map_or(0, |h| h.id.0 - range.start + 1);
            let name = names.of(token.id).map_or("_".to_string(), |name| {
                let part = if name.tokens.start == token.id.0 { 'B' } else { 'I' };
                format!("NER={part}-{}", name.tag())
            });
            let (upos, relation) = (token.upos().as_str(), token.relation().as_str());
            let (lemma, xpos, feats) = (some(token.lemma()), some(token.xpos()), some(token.feats()));
            let place = token.id.0 - range.start + 1;
            let form = token.text();
            let _ = writeln!(
                out,
                "{place}\t{form}\t{lemma}\t{upos}\t{xpos}\t{feats}\t{head}\t{relation}\t_\t{name}"
            );
        }
        out.push('\n');
    }
}
