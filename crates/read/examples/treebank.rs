//! Writes a file of pretokenised text back as CoNLL-U with its tags as `NER=` in MISC, to check that its sentences
//! and words are kept: `cargo run -p read --example treebank -- FILE`.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use document::TokenId;
use read::{Columns, Treebank, treebank};

fn main() {
    for path in std::env::args().skip(1) {
        let Ok(bytes) = std::fs::read(&path) else {
            eprintln!("{path}: cannot be read");
            continue;
        };
        match treebank(bytes, &path) {
            Ok(documents) => documents.iter().for_each(write),
            Err(error) => eprintln!("{error}"),
        }
    }
}

fn write(document: &Treebank) {
    for (index, tokens) in document.sentences.tokens.iter().enumerate() {
        document.comments[index].iter().for_each(|line| println!("{line}"));
        for (number, token) in tokens.ids().enumerate() {
            let multiword = document.multiword[index].iter().find(|m| m.first as usize == number + 1);
            multiword.iter().for_each(|m| println!("{}", m.line));
            write_token(document, number + 1, token);
        }
        println!();
    }
}

fn write_token(document: &Treebank, number: usize, token: TokenId) {
    if document.columns == Columns::Conllu {
        println!("{}", document.lines.get(token.index()));
        return;
    }
    let class = match document.tag(token) {
        "O" => "_".to_owned(),
        tag => format!("NER={tag}"),
    };
    println!("{number}\t{}\t_\t_\t_\t_\t0\troot\t_\t{class}", document.form(token));
}
