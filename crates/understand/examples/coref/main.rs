//! Coreference, measured and shown:
//!
//! * `coref gum FILE.conllu [GENRE] [-v]`: pronouns, titles and names against the chains of GUM, on our own trees
//! * `coref said ATTRIBUTIONS.jsonl FILE.conllu… [-v]`: the pronouns that say something in GUM, from its raw text
//! * `coref wire FILE.jsonl [-v]`: speakers against the names that the annotation gives them
//! * `coref show FILE [-v]`: the chains of each article, with `-v` the trees and names too
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::expect_used)]

mod gum;
mod said;
mod wire;

use document::{Article, Document, EntityId};
use knowledge::Knowledge;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (flags, plain): (Vec<String>, Vec<String>) = arguments.into_iter().partition(|a| a.starts_with('-'));
    let verbose = flags.iter().any(|f| f == "-v");
    let known = Knowledge::ours().expect("the tables");
    let path = plain.get(1).expect("gum | said | wire | show, and a file");
    let bytes = std::fs::read(path).expect("the file");
    match plain[0].as_str() {
        "gum" => gum::measure(bytes, path, plain.get(2).map(String::as_str), &known, verbose),
        "said" => {
            let bank = |path: &String| {
                read::treebank(std::fs::read(path).expect("the treebank"), path).expect("CoNLL-U")
            };
            let banks: Vec<read::Treebank> = plain[2..].iter().flat_map(bank).collect();
            said::measure(&String::from_utf8_lossy(&bytes), &banks, &known, verbose);
        }
        "wire" => wire::measure(bytes, path, &known, verbose),
        _ => show(bytes, path, &known, verbose),
    }
}

/// The articles of a file, in order.
fn articles(bytes: Vec<u8>, path: &str) -> Vec<Article> {
    read::articles(bytes, path, &read::Options::default()).map(|a| a.expect("an article")).collect()
}

fn show(bytes: Vec<u8>, path: &str, known: &Knowledge, verbose: bool) {
    for article in articles(bytes, path) {
        let document = understand::understand(article, known);
        println!("== {}", document.article.id);
        if verbose {
            document.sentences.tokens.iter().for_each(|s| tree(&document, *s));
        }
        for (index, entity) in document.entities.iter().enumerate() {
            if entity.mentions.len() < 2 {
                continue;
            }
            let name = document.entity_text(EntityId(index as u32)).replace('\n', " ");
            println!("{name} [{:?} {:?} {:?}]", entity.class, entity.gender, entity.number);
            entity.mentions.iter().for_each(|m| println!("    {}", phrase(&document, m.0 as usize)));
        }
    }
}

fn tree(document: &Document, sentence: document::TokenRange) {
    let class = |t: document::Token<'_>| document.names.of(t.id).map_or("", |n| n.class.tag());
    let up = |t: document::Token<'_>| t.head().map_or(String::new(), |h| h.text().to_string());
    for token in document.syntax().iter(sentence) {
        print!("{}/{}<{}{} ", token.text(), token.relation().as_str(), up(token), class(token));
    }
    println!();
}

/// A mention with the number of its sentence.
fn phrase(document: &Document, index: usize) -> String {
    let mention = &document.mentions[index];
    let sentence = document.sentences.of(mention.head).unwrap_or(0);
    let words = document.syntax().words_of(mention.tokens).replace('\n', " ");
    format!("{sentence}: {words}")
}
