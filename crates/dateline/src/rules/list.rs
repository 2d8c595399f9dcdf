//! Rules as a list, and one rule whole.

use knowledge::Codebook;
use record::event::{Pattern, Rule};
use std::fmt::Write;

/// A line a rule: name, type, mode, CAMEO code, the first of its words.
pub fn list(rules: &[Rule], width: usize) -> String {
    let mut out = String::new();
    let name = rules.iter().map(|r| r.name.len()).max().unwrap_or(0);
    for rule in rules {
        let mode = rule.mode.as_deref().unwrap_or("-");
        let head = format!("{:name$}  {:9}  {mode:14}  {:4}  ", rule.name, rule.plover.as_str(), rule.cameo);
        let words: Vec<String> = rule.patterns.iter().map(words).collect();
        let _ = writeln!(out, "{head}{}", cut(&words.join(", "), width.saturating_sub(head.len()).max(20)));
    }
    out
}

/// `hold accountable`; of alternatives the first.
fn words(pattern: &Pattern) -> String {
    let with = pattern.with.iter().filter_map(|any| any.first());
    std::iter::once(&pattern.head).chain(with).map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn cut(text: &str, width: usize) -> String {
    match text.char_indices().nth(width) {
        None => text.to_string(),
        Some(_) => text.chars().take(width.saturating_sub(1)).chain(['…']).collect(),
    }
}

/// One rule whole, as a rule file: what its type and code mean in comments, then its lines as written.
pub fn show(rule: &Rule, codebook: &Codebook) -> String {
    let mut out = String::new();
    let name = codebook.name(&rule.cameo).unwrap_or("no name is known");
    let _ = writeln!(out, "# {}: {}", rule.plover.as_str(), super::types::definition(rule.plover));
    let _ = writeln!(out, "# {}: {name}; Goldstein {:+.1}", rule.cameo, codebook.goldstein(&rule.cameo));
    let _ = writeln!(out, "# {}:{}{}", rule.at.0, rule.at.1, if rule.ours { "" } else { ", yours" });
    rule.lines.iter().for_each(|line| out.push_str(&format!("{line}\n")));
    for example in &rule.examples {
        let _ = writeln!(out, "{} {}", if example.yes { "yes" } else { "no" }, example.marked);
    }
    out
}
