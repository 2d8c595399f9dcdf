//! Raw text to CoNLL-U with tokens and sentences only: `cargo run --release -p understand --example segment TEXT > OUT.conllu`.
//! Blocks are parted by blank lines. With `--time` it prints the speed instead.

use document::{Article, Block, BlockKind, Sentences, Span, Tokens};
use std::io::Write;

fn main() -> std::io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_default();
    let text = std::fs::read_to_string(path)?;
    let article = Article { blocks: paragraphs(&text), text, ..Article::default() };
    if std::env::args().any(|a| a == "--time") {
        return time(&article);
    }
    let tokens = understand::token::split(&article.text, &article.blocks);
    let sentences = understand::sentence::split(&article, &tokens);
    write(&article.text, &tokens, &sentences, &mut std::io::BufWriter::new(std::io::stdout().lock()))
}

fn paragraphs(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for part in text.split_inclusive("\n\n") {
        let span = Span::new(start, start + part.len()).trim(text);
        start += part.len();
        if !span.is_empty() {
            blocks.push(Block { kind: BlockKind::Body, span });
        }
    }
    blocks
}

fn time(article: &Article) -> std::io::Result<()> {
    for _ in 0..5 {
        let start = std::time::Instant::now();
        let tokens = understand::token::split(&article.text, &article.blocks);
        let split = start.elapsed().as_secs_f64();
        let sentences = understand::sentence::split(article, &tokens);
        let whole = start.elapsed().as_secs_f64();
        let mb = article.text.len() as f64 / 1e6;
        let counts = (tokens.len(), sentences.len());
        writeln!(
            std::io::stdout(),
            "{counts:?} tokens {:.1} MB/s, with sentences {:.1} MB/s",
            mb / split,
            mb / whole
        )?;
    }
    Ok(())
}

fn write(text: &str, tokens: &Tokens, sentences: &Sentences, out: &mut impl Write) -> std::io::Result<()> {
    for range in &sentences.tokens {
        writeln!(out, "# text = {}", tokens.cover(*range).of(text).replace('\n', " "))?;
        for id in range.ids() {
            let (at, number) = (id.index(), id.0 - range.start + 1);
            let is_glued = |i: usize| tokens.glued.get(i).copied().unwrap_or(false);
            let spaced = |i: usize| tokens.span.get(i + 1).is_none_or(|next| next.start > tokens.span[i].end);
            let misc = |i: usize| if spaced(i) { "_" } else { "SpaceAfter=No" };
            if !is_glued(at) && is_glued(at + 1) {
                let last = (at + 1..range.end as usize).take_while(|&i| is_glued(i)).last().unwrap_or(at);
                let form = tokens.span[at].cover(tokens.span[last]).of(text);
                writeln!(
                    out,
                    "{number}-{}\t{form}{}{}",
                    number as usize + last - at,
                    "\t_".repeat(7),
                    misc_of(misc(last))
                )?;
            }
            let part = is_glued(at) || is_glued(at + 1);
            let misc = if part { "_" } else { misc(at) };
            writeln!(out, "{number}\t{}{}{}", tokens.span[at].of(text), "\t_".repeat(7), misc_of(misc))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn misc_of(misc: &str) -> String {
    format!("\t{misc}")
}
