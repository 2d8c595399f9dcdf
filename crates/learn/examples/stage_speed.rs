//! How fast each stage is: `stage_speed JSONL`. One thread, a table of articles, sentences, tokens and megabytes of text a second for each
//! stage alone and for the whole up to it; the best of several runs.

use anyhow::{Context, Result};
use document::{Article, Document, Syntax};
use knowledge::Knowledge;
use std::hint::black_box;
use std::io::Write;
use std::time::Instant;
use understand::quote::Convention;

/// Runs over all articles.
const RUNS: usize = 5;
const STAGES: [&str; 8] =
    ["segments", "network", "timexes", "attributions", "coreference", "places", "speakers", "events"];

fn main() -> Result<()> {
    let path = std::env::args().nth(1).context("which file of articles, a line of JSON each?")?;
    let knowledge = Knowledge::ours()?;
    let options = read::Options { kind: Some(read::Kind::Jsonl), ..read::Options::default() };
    let bytes = std::fs::read(&path).with_context(|| path.clone())?;
    let articles: Vec<Article> = read::articles(bytes, &path, &options).collect::<Result<_, _>>()?;
    let documents: Vec<Document> =
        articles.iter().map(|a| understand::understand(a.clone(), &knowledge)).collect();
    let mut best = [f64::MAX; STAGES.len()];
    for _ in 0..RUNS {
        let mut taken = [0.0; STAGES.len()];
        for document in &documents {
            stages(document, &knowledge, &mut taken);
        }
        best.iter_mut().zip(taken).for_each(|(b, t)| *b = b.min(t));
    }
    table(&documents, &best)
}

/// Adds what each stage takes for a document, given the layers of those before it.
fn stages(document: &Document, knowledge: &Knowledge, taken: &mut [f64; STAGES.len()]) {
    let Document { article, tokens, sentences, words, trees, names, states, .. } = document;
    let syntax = Syntax { text: &article.text, tokens, sentences, words, trees };
    let mut began = Instant::now();
    let mut stage = 0;
    let mut done = || {
        taken[stage] += began.elapsed().as_secs_f64();
        stage += 1;
        began = Instant::now();
    };
    let split = understand::token::split(&article.text, &article.blocks);
    black_box(understand::sentence::split(article, &split));
    done();
    black_box(understand::network::read(&article.text, tokens, sentences, &knowledge.language));
    done();
    black_box(understand::timex::find(article, tokens, sentences, words));
    done();
    let habits = Convention::default();
    black_box(understand::quote::attribute(article, names, syntax, states, &knowledge.attributing, habits));
    done();
    black_box(understand::coref::link(article, names, syntax, &document.attributions, &knowledge.actors));
    done();
    let places = record::place::find(document, knowledge);
    done();
    let who = record::Who::new(document, &knowledge.actors, &places);
    let statements = record::statements(document, &who, &knowledge.actors);
    done();
    let party = record::Parties { who: &who, statements: &statements, known: &knowledge.actors };
    let rules = record::event::Rules::shared();
    black_box(record::event::of(document, (&statements, &places), &party, knowledge, rules));
    done();
}

fn table(documents: &[Document], best: &[f64]) -> Result<()> {
    let sum = |of: fn(&Document) -> usize| documents.iter().map(of).sum::<usize>() as f64;
    let (sentences, tokens) = (sum(|d| d.sentences.tokens.len()), sum(|d| d.tokens.len()));
    let megabytes = sum(|d| d.article.text.len()) / 1e6;
    let articles = documents.len() as f64;
    let mut out = std::io::stdout();
    writeln!(
        out,
        "stage\tarticles/s\tsentences/s\ttokens/s\tMB/s\tarticles/s up to it\tsentences/s up to it"
    )?;
    let mut whole = 0.0;
    for (stage, seconds) in STAGES.iter().zip(best) {
        whole += seconds;
        let [a, s, t, mb] = [articles, sentences, tokens, megabytes].map(|n| n / seconds);
        let (up_to, sentences_up_to) = (articles / whole, sentences / whole);
        writeln!(out, "{stage}\t{a:.0}\t{s:.0}\t{t:.0}\t{mb:.2}\t{up_to:.1}\t{sentences_up_to:.0}")?;
    }
    Ok(())
}
