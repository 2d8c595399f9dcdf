//! Corpora in `../shared/gold` beside the workspace (or where DATELINE_GOLD points): texts come through unchanged,
//! treebanks keep their sentences.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use read::{Kind, Options, articles, treebank};
use std::path::PathBuf;

fn gold(name: &str) -> Option<(PathBuf, Vec<u8>)> {
    let workspace = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root =
        std::env::var_os("DATELINE_GOLD").map_or_else(|| workspace.join("../shared/gold"), PathBuf::from);
    let path = root.join(name);
    match std::fs::read(&path) {
        Ok(bytes) => Some((path, bytes)),
        Err(_) => {
            println!("skipped: no {}", path.display());
            None
        }
    }
}

#[test]
fn texts_of_json_lines_come_through_unchanged() {
    for name in [
        "times/timebank.jsonl",
        "quotes/polnear_dev.jsonl",
        "events/plv_train.jsonl",
        "places/tr-news.jsonl",
        "wire/dev.jsonl",
    ] {
        let Some((path, bytes)) = gold(name) else { continue };
        let rows: Vec<serde_json::Value> = String::from_utf8(bytes.clone())
            .unwrap()
            .lines()
            .map(|l| serde_json::from_str(l).unwrap())
            .collect();
        let found: Vec<_> = articles(bytes, &path.to_string_lossy(), &Options::default()).collect();
        assert_eq!(found.len(), rows.len(), "{name}");
        for (article, row) in found.iter().zip(&rows) {
            let article = article.as_ref().unwrap();
            assert_eq!(article.text, row["text"].as_str().unwrap());
            let prose: usize =
                article.blocks.iter().filter(|b| b.kind.is_prose()).map(|b| b.span.len()).sum();
            assert!(prose * 10 > article.text.trim().len() * 7, "{name} {}: too little is body", article.id);
        }
    }
}

#[test]
fn treebanks_keep_sentences_and_their_texts() {
    for name in ["treebank/ewt-dev.conllu", "treebank/gum-dev.conllu"] {
        let Some((path, bytes)) = gold(name) else { continue };
        let sentences = String::from_utf8(bytes.clone()).unwrap().matches("# text = ").count();
        let documents = treebank(bytes, &path.to_string_lossy()).unwrap();
        assert_eq!(documents.iter().map(|d| d.sentences.len()).sum::<usize>(), sentences);
        for document in &documents {
            for (index, tokens) in document.sentences.tokens.iter().enumerate() {
                let words = document.tokens.cover(*tokens).of(&document.article.text);
                assert_eq!(Some(words), document.comment(index, "text").map(str::trim_end));
            }
        }
    }
}

#[test]
fn tagged_words_are_kept() {
    // Of the 39,007 lines of wikigold, 39 are `# O`, which reads as a comment.
    for (name, words) in [("ner/uner-ewt-dev.iob2", 25_149), ("ner/wikigold.conll", 38_968)] {
        let Some((path, bytes)) = gold(name) else { continue };
        assert_eq!(read::guess(&bytes), Kind::Conllu);
        let documents = treebank(bytes, &path.to_string_lossy()).unwrap();
        let count: usize = documents.iter().map(|d| d.tokens.len()).sum();
        assert_eq!(count, words, "{name}");
    }
}

#[test]
fn the_seed_article_is_read_into_its_parts() {
    let Some((path, bytes)) = gold("../articles/seed.txt") else { return };
    let article = articles(bytes, &path.to_string_lossy(), &Options::default()).next().unwrap().unwrap();
    let body = article.first(document::BlockKind::Body).unwrap();
    assert_eq!(article.text[..body.start as usize].chars().count(), 222);
    let dateline = article.dateline.unwrap();
    assert_eq!(dateline.place.unwrap().of(&article.text), "BELGRADE");
    assert_eq!((dateline.month_day, article.published), (Some((12, 12)), None));
}
