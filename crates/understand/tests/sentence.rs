//! Where sentences end, case by case. In the text of a case ` | ` marks each border between sentences, and nothing else.

use document::{Article, Block, BlockKind, Span};
use understand::{sentence, token};

fn article(text: &str, kinds: &[BlockKind]) -> Article {
    let mut blocks = Vec::new();
    let mut start = 0;
    for (number, part) in text.split_inclusive("\n\n").enumerate() {
        let span = Span::new(start, start + part.len()).trim(text);
        start += part.len();
        if !span.is_empty() {
            blocks.push(Block { kind: kinds.get(number).copied().unwrap_or(BlockKind::Body), span });
        }
    }
    Article { text: text.to_string(), blocks, ..Article::default() }
}

fn sentences_of(text: &str) -> Vec<String> {
    let article = article(text, &[]);
    let tokens = token::split(text, &article.blocks);
    let sentences = sentence::split(&article, &tokens);
    sentences.tokens.iter().map(|&range| tokens.cover(range).of(text).to_string()).collect()
}

fn check(cases: &[&str]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|case| (case, sentences_of(&case.replace(" | ", " ").replace(" |\n\n", "\n\n")).join(" | ")))
        .filter(|(case, got)| case.replace(" |\n\n", " | ") != *got)
        .map(|(case, got)| format!("expected {case}\ngot      {got}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn stops() {
    check(&[
        "One. | Two. | Three.",
        "No stop at all",
        "Is it? | It is! | Good.",
        "He left, she stayed; they met: all was well.",
        "It cost 3.5 million. | The rest was lost.",
        "It was in 2016. | 300 people came.",
        "It fell 5%. | $300 was lost.",
        "The site example.com is down. | It will return.",
        "Yes!!! | Really?",
        "What?! | No.",
        "He waited... and went.",
        "He waited... | Then he went.",
        "He waited… and went.",
        "Prices of 5, 6. | and more.",
        "The Yahoo! site.",
        "1. Ratify the treaty. | 2. Publish it.",
        "Это конец. | Новое начало.",
    ]);
}

#[test]
fn abbreviations() {
    check(&[
        "Mr. Kato was killed. | Mrs. Kato fled.",
        "Dr. Who met Gen. Amer in St. Petersburg.",
        "He met Lt. Col. Amer. | They spoke.",
        "The U.S. Congress voted.",
        "He lives in the U.S. | He likes it.",
        "He lives in the U.S. and likes it.",
        "U.S. President Barack Obama spoke.",
        "It opened at 9 a.m. | The rest waited.",
        "It opened at 9 a.m. on Monday.",
        "It was on Jan. 5 that he came.",
        "On Sept. 11, 2001, it fell.",
        "George W. Bush won. | He smiled.",
        "J.K. Rowling wrote it.",
        "John F. Kennedy and J. Edgar Hoover met.",
        "Apple Inc. said so. | Shares rose.",
        "He works for Huawei Technologies Co. | In May it fell.",
        "Resolution No. 2254 was adopted.",
        "He said no. | She said yes.",
        "Cars, buses, etc. | The list is long.",
        "Cars, buses, etc. were hit.",
        "It was Obama vs. Romney.",
        "Tools, e.g. Hammers, i.e. Things.",
        "He took vitamin C. | It helped.",
        "It was you and I. | Nobody else.",
        "He has a Ph.D. | His wife has two.",
        "He has a Ph.D. in law.",
        "Michael Jordan Jr. spoke.",
        "The N.W.T. government agreed.",
        "The witness, known as Y. then left.",
        "Rep. Kim met Sen. Lee.",
        "See p. 5 and vol. 3. | Then stop.",
    ]);
}

#[test]
fn quotations_and_brackets() {
    check(&[
        "\"We agreed.\" | He left.",
        "\"We agreed,\" he said. | \"They did not.\"",
        "“We agreed.” | He left.",
        "\"Do we agree?\" he asked.",
        "“Do we agree?” asked Lavrov.",
        "\"Stop!\" | The crowd ran.",
        "He said: \"We agreed. | They did not.\"",
        "''We agreed.'' | He left.",
        "‘We agreed.’ | He left.",
        "«We agreed.» | He left.",
        "He left (it was late). | She stayed.",
        "He left. | (It was late.) | She stayed.",
        "He left (was it late?) and she stayed.",
        "He left.[17] | She stayed.",
        "He left. [17] | She stayed.",
        "He left. | [She] stayed.",
        "He left. | \"It was late,\" she said.",
        "He left. | “It was late,” she said.",
        "He left. | - She stayed.",
        "the struggle for \"justice and equality.\" | Then it ended.",
        "He read \"Hang them\". | The front page burned.",
    ]);
}

#[test]
fn blocks_part_sentences() {
    check(&[
        "Lavrov says no |\n\nBELGRADE, December 12 |\n\nHe spoke.",
        "An unfinished line, |\n\nand another.",
        "Mr. |\n\nKato",
    ]);
    assert_eq!(
        sentences_of("A list\n• one item\n• another item"),
        ["A list", "• one item", "• another item"]
    );
    assert_eq!(sentences_of("It ended.Then it began."), ["It ended.", "Then it began."]);
    assert_eq!(sentences_of("wrapped\nline. Next\nline."), ["wrapped\nline.", "Next\nline."]);
    assert!(sentences_of("").is_empty());
    assert!(sentences_of(" \n\n ").is_empty());
}

#[test]
fn every_block_has_its_sentences() {
    use BlockKind::{Body, Credit, Dateline, Furniture};
    let text = "Read also\n\nBELGRADE. /TASS/.\n\nOne. Two.\n\n(Reporting by A.)";
    let article = article(text, &[Furniture, Dateline, Body, Credit]);
    let tokens = token::split(text, &article.blocks);
    let sentences = sentence::split(&article, &tokens);
    let of_block = |b: u32| sentences.block.iter().filter(|block| block.0 == b).count();
    assert!((0..4).all(|b| of_block(b) >= 1), "{:?}", sentences.block);
    assert_eq!(of_block(2), 2);
    let mut next = 0;
    for range in &sentences.tokens {
        assert_eq!(range.start, next, "sentences cover all tokens");
        assert!(!range.is_empty());
        next = range.end;
    }
    assert_eq!(next as usize, tokens.len());
}

#[test]
fn long_sentences_are_cut_at_a_mark() {
    let clause = "and so the list of those who came goes on and on,".repeat(60).replace(",and", ", and");
    let parts = sentences_of(&clause);
    assert!(parts.len() > 1);
    assert!(parts.iter().all(|p| p.ends_with(',')), "{parts:?}");
    let plain = "word ".repeat(1000);
    let lengths: Vec<usize> = sentences_of(&plain).iter().map(|s| s.split(' ').count()).collect();
    assert_eq!(lengths, [400, 400, 200]);
}

/// Surface tokens (multiword tokens whole) and sentences as offsets into the text without white space.
type Cuts = (std::collections::BTreeSet<(usize, usize)>, std::collections::BTreeSet<(usize, usize)>);

/// The text of a treebank with a blank line between paragraphs, and where it is cut.
fn treebank(conllu: &str) -> (String, Cuts) {
    let (mut text, mut cuts) = (String::new(), Cuts::default());
    let (mut at, mut begin, mut covered) = (0, 0, 0u32);
    for line in conllu.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        if (line.starts_with("# newpar") || line.starts_with("# newdoc")) && !text.is_empty() {
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
        } else if line.is_empty() {
            cuts.1.insert((begin, at));
            (begin, covered) = (at, 0);
        } else if let [id, form, .., misc] = columns[..]
            && !id.contains('.')
            && id.split('-').next().and_then(|i| i.parse().ok()).is_some_and(|i: u32| i > covered)
        {
            covered = id.split('-').next_back().and_then(|i| i.parse().ok()).unwrap_or(covered);
            text.push_str(form);
            text.push_str(if misc.contains("SpaceAfter=No") { "" } else { " " });
            let width = form.chars().filter(|c| !c.is_whitespace()).count();
            cuts.0.insert((at, at + width));
            at += width;
        }
    }
    (text, cuts)
}

fn own_cuts(text: &str) -> Cuts {
    let article = article(text, &[]);
    let tokens = token::split(text, &article.blocks);
    let sentences = sentence::split(&article, &tokens);
    let mut offsets = vec![0; text.len() + 1];
    let mut count = 0;
    for (at, c) in text.char_indices() {
        offsets[at] = count;
        count += usize::from(!c.is_whitespace());
        offsets[at + c.len_utf8()] = count;
    }
    let cut = |s: Span| (offsets[s.start as usize], offsets[s.end as usize]);
    let mut surface: Vec<Span> = Vec::new();
    for (&span, &glued) in tokens.span.iter().zip(&tokens.glued) {
        match surface.last_mut().filter(|_| glued) {
            Some(last) => *last = last.cover(span),
            None => surface.push(span),
        }
    }
    let whole = sentences.tokens.iter().map(|&range| cut(tokens.cover(range))).collect();
    (surface.into_iter().map(cut).collect(), whole)
}

fn f1<T: Ord>(gold: &std::collections::BTreeSet<T>, own: &std::collections::BTreeSet<T>) -> f64 {
    200.0 * gold.intersection(own).count() as f64 / (gold.len() + own.len()) as f64
}

#[test]
fn treebanks_are_cut_as_measured() {
    let workspace = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let gold = std::env::var("DATELINE_GOLD").unwrap_or_else(|_| format!("{workspace}/../shared/gold"));
    for (file, tokens_bar, sentences_bar) in [("gum-dev", 99.6, 95.5), ("ewt-dev", 99.4, 67.0)] {
        let Ok(conllu) = std::fs::read_to_string(format!("{gold}/treebank/{file}.conllu")) else {
            println!("skipped: no {gold}/treebank/{file}.conllu");
            continue;
        };
        let (text, wanted) = treebank(&conllu);
        let own = own_cuts(text.trim_end());
        let (tokens, sentences) = (f1(&wanted.0, &own.0), f1(&wanted.1, &own.1));
        println!("{file}: token F1 {tokens:.2}, sentence F1 {sentences:.2}");
        assert!(tokens >= tokens_bar && sentences >= sentences_bar, "{file}: {tokens:.2} {sentences:.2}");
    }
}
