//! The reader against the network it was trained as, and what must hold for any tokens at all.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::OnceLock;

use document::{BlockId, Names, Sentences, Span, States, Syntax, TokenRange, Tokens, Trees, Words};
use knowledge::Language;
use understand::network::{self, Precision};

fn language() -> &'static Language {
    static LANGUAGE: OnceLock<Language> = OnceLock::new();
    LANGUAGE.get_or_init(|| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/english.model");
        Language::load(&std::fs::read(path).unwrap()).unwrap()
    })
}

/// Sentences of given tokens as a text with a space between tokens.
fn join<'s>(sentences: impl IntoIterator<Item = &'s [&'s str]>) -> (String, Tokens, Sentences) {
    let (mut text, mut tokens, mut ranges) = (String::new(), Tokens::default(), Sentences::default());
    for sentence in sentences {
        let start = tokens.len();
        for form in sentence {
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

type Read = (Words, Trees, Names, States);

/// What was read of a sentence, a line a token: UPOS, XPOS, FEATS, lemma, head, relation, name.
fn lines(
    text: &str,
    tokens: &Tokens,
    sentences: &Sentences,
    read: &Read,
    sentence: usize,
) -> Vec<[String; 7]> {
    let (words, trees, names, _) = read;
    let syntax = Syntax { text, tokens, sentences, words, trees };
    let range = sentences.tokens[sentence];
    let line = |t: document::Token<'_>| {
        let name = names.of(t.id).map_or("O".into(), |name| {
            let ends = (name.tokens.start == t.id.0, name.tokens.end == t.id.0 + 1);
            let part = match ends {
                (true, true) => 'S',
                (true, false) => 'B',
                (false, true) => 'E',
                (false, false) => 'I',
            };
            format!("{part}-{}", name.class.tag())
        });
        let head = t.head().map_or(0, |h| h.id.0 - range.start + 1).to_string();
        let tags = [t.upos().as_str(), t.xpos(), t.feats(), t.lemma()].map(str::to_string);
        let [upos, xpos, feats, lemma] = tags;
        [upos, xpos, feats, lemma, head, t.relation().as_str().to_string(), name]
    };
    syntax.iter(range).map(line).collect()
}

#[test]
fn the_reader_computes_what_was_trained() {
    check_trained(Precision::Single);
}

#[test]
fn bytes_choose_what_was_trained_where_it_was_no_close_call() {
    check_trained(Precision::Bytes);
}

/// The file is written by `python -m reading fixture`; a choice that the network made by less than 0.05 may
/// differ, and so may all of a sentence whose best heads are no tree.
fn check_trained(precision: Precision) {
    let wanted: Vec<Vec<Vec<&str>>> = include_str!("network/wanted.tsv")
        .split_terminator("\n\n")
        .map(|s| s.lines().map(|l| l.split('\t').collect()).collect())
        .collect();
    let forms: Vec<Vec<&str>> = wanted.iter().map(|s| s.iter().map(|cells| cells[0]).collect()).collect();
    let (text, tokens, sentences) = join(forms.iter().map(Vec::as_slice));
    let read = network::read_in(precision, &text, &tokens, &sentences, language());
    let (mut unsure, mut count) = (0, 0);
    for (number, want) in wanted.iter().enumerate() {
        for (got, cells) in lines(&text, &tokens, &sentences, &read, number).iter().zip(want) {
            count += 1;
            if cells[8].parse::<f32>().unwrap() < 0.05 {
                unsure += 1;
                continue;
            }
            let feats = if cells[3] == "_" { "" } else { cells[3] };
            let want = [cells[1], cells[2], feats, cells[4], cells[5], cells[6], cells[7]];
            let low = [&got[0], &got[1], &got[2], &got[3].to_lowercase(), &got[4], &got[5], &got[6]];
            assert_eq!(low, want.map(str::to_string).each_ref(), "{} of sentence {number}", cells[0]);
        }
    }
    assert!(unsure * 4 < count, "{unsure} of {count} tokens are too near to compare");
}

/// A sentence is read alike alone, among others, in another order and in other threads; only the classes of names
/// are agreed upon in the document.
#[test]
fn a_sentence_depends_on_its_own_tokens_alone() {
    let sentences: Vec<Vec<&str>> =
        include_str!("network/sentences.txt").lines().map(|l| l.split(' ').collect()).collect();
    let long: Vec<&str> = sentences.concat().into_iter().cycle().take(400).collect();
    let mut all = sentences.clone();
    all.push(long);
    let alone: Vec<_> = all.iter().map(|s| lines_of(&[s], 0)).collect();
    let many: Vec<&[&str]> = all.iter().map(Vec::as_slice).cycle().take(all.len() * 7).collect();
    let together = |at: usize| lines_of(&many, at);
    for at in [0, 5, all.len() - 1, all.len() * 6 + 1] {
        assert_eq!(together(at), alone[at % all.len()], "sentence {at}");
    }
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..3).map(|_| scope.spawn(|| together(3))).collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap(), alone[3]);
        }
    });
}

fn lines_of(sentences: &[&[&str]], at: usize) -> Vec<Vec<String>> {
    let (text, tokens, ranges) = join(sentences.iter().copied());
    let read = network::read(&text, &tokens, &ranges, language());
    lines(&text, &tokens, &ranges, &read, at).into_iter().map(|line| line[..6].to_vec()).collect()
}

/// Any strings may be tokens: every sentence becomes one tree, every row has its values.
#[test]
fn any_tokens_are_read() {
    let odd = [
        "",
        " ",
        "\u{0}",
        "İ",
        "ß",
        "ﬁ",
        "𝔘𝔫𝔦",
        "’’",
        "e\u{301}",
        "😀",
        "𓂀",
        "\u{202e}x",
        "a\tb",
        "''",
        "…",
        "0",
        "ʼ",
    ];
    let mut state = 11u32;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize % below
    };
    let huge = "Ж".repeat(70_000);
    for round in 0..60 {
        let mut sentences: Vec<Vec<&str>> = Vec::new();
        for _ in 0..next(5) {
            sentences.push((0..next(40)).map(|_| odd[next(odd.len())]).collect());
        }
        if round % 20 == 0 {
            sentences.push(vec![&huge; 2]);
            sentences.push((0..1300).map(|_| odd[next(odd.len())]).collect());
        }
        let (text, tokens, ranges) = join(sentences.iter().map(Vec::as_slice));
        let (words, trees, names, _) = network::read(&text, &tokens, &ranges, language());
        assert_eq!(
            (words.lemma.len(), words.upos.len(), trees.len()),
            (tokens.len(), tokens.len(), tokens.len())
        );
        for range in ranges.tokens.iter().filter(|range| !range.is_empty()) {
            let roots = range.ids().filter(|&t| trees.head(t).is_none()).count();
            assert_eq!(roots, 1, "{range:?}");
            assert!(
                range.ids().all(|t| trees.path_up(t).last().is_some_and(|top| trees.head(top).is_none()))
            );
        }
        assert!(names.all.windows(2).all(|pair| pair[0].tokens.end <= pair[1].tokens.start));
    }
}

/// Spans and ranges that do not fit the text are no reason to fall over.
#[test]
fn damaged_layers_are_read() {
    let mut tokens = Tokens::default();
    for (start, end) in [(0, 2), (1, 3), (5, 900), (7, 6)] {
        tokens.push(Span { start, end }, false);
    }
    let tokens_of =
        vec![TokenRange::new(0, 3), TokenRange::new(2, 9), TokenRange::new(1, 1), TokenRange::new(40, 50)];
    let sentences = Sentences { block: vec![BlockId(0); tokens_of.len()], tokens: tokens_of };
    let (words, ..) = network::read("žluť", &tokens, &sentences, language());
    assert_eq!(words.upos.len(), 4);
    network::read("", &Tokens::default(), &Sentences::default(), language());
}
