//! The sentences of rules, read with the whole program: what holds, and what was found where it does not.

use crate::Reader;
use document::{Article, Block, BlockKind, Span};
use owo_colors::OwoColorize;
use record::event::{Example, Rule, holds};
use std::fmt::Write;

/// What became of the sentences of one rule.
#[derive(Clone, Debug)]
pub struct Tried<'r> {
    /// The rule.
    pub rule: &'r Rule,
    /// Each sentence with what became of it.
    pub sentences: Vec<(&'r Example, Held)>,
}

/// What became of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// It holds.
    Yes,
    /// Another rule of the same type found it.
    By(String),
    /// It does not hold: what was found instead.
    No(String),
}

impl Tried<'_> {
    fn count(&self, yes: bool) -> (usize, usize) {
        let of_kind = || self.sentences.iter().filter(|(e, _)| e.yes == yes);
        (of_kind().filter(|(_, held)| !matches!(held, Held::No(_))).count(), of_kind().count())
    }

    /// How many do not hold.
    pub fn failed(&self) -> usize {
        self.sentences.iter().filter(|(_, held)| matches!(held, Held::No(_))).count()
    }
}

/// Reads each sentence of a rule as an article of its own.
pub fn run<'r>(reader: &Reader, rule: &'r Rule) -> Tried<'r> {
    let tried = |example: &'r Example| {
        let text = example.text.clone();
        let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()) }];
        let record = reader.read(Article { text, blocks, ..Article::default() });
        let held = match holds(&record, rule, example) {
            Ok(name) if name == rule.name => Held::Yes,
            Ok(name) => Held::By(name.to_string()),
            Err(found) => Held::No(found),
        };
        (example, held)
    };
    Tried { rule, sentences: rule.examples.iter().map(tried).collect() }
}

/// A line a rule: its name, type, and how many of its sentences hold; then those that do not.
pub fn table(all: &[Tried<'_>]) -> String {
    let mut out = String::new();
    let width = all.iter().map(|t| t.rule.name.len()).max().unwrap_or(0).max(4);
    let _ = writeln!(out, "{:width$}  {:9}  {:>5}  {:>5}", "rule", "type", "yes", "no");
    for tried in all {
        let share = |(held, of): (usize, usize)| format!("{held}/{of}");
        let (yes, no) = (share(tried.count(true)), share(tried.count(false)));
        let mark = match (tried.failed(), tried.sentences.is_empty()) {
            (0, false) => String::new(),
            (0, true) => format!("  {}", "no sentences".yellow()),
            _ => format!("  {}", "fails".red()),
        };
        let rule = tried.rule;
        let _ = writeln!(out, "{:width$}  {:9}  {yes:>5}  {no:>5}{mark}", rule.name, rule.plover.as_str());
    }
    for tried in all {
        tried.sentences.iter().for_each(|(example, held)| told(&mut out, tried.rule, example, held));
    }
    out
}

fn told(out: &mut String, rule: &Rule, example: &Example, held: &Held) {
    let Held::No(found) = held else { return };
    let kind = if example.yes { "yes" } else { "no" };
    let _ = writeln!(out, "\n{}:{}: {}", rule.at.0, example.line, rule.name);
    let _ = writeln!(out, "  {kind:<6} {}", example.marked);
    let _ = writeln!(out, "  found  {found}");
}
