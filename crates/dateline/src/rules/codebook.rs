//! The codebook as pages: one for each type with its rules, and one that sets CAMEO beside PLOVER.

use super::types;
use document::Plover;
use knowledge::Codebook;
use record::event::{Class, Constraint, Example, Frame, Pattern, Rule, Rules, Slot, Test};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// File name and text of each page.
pub fn pages(rules: &Rules, codebook: &Codebook) -> Vec<(String, String)> {
    let types = Plover::ALL.iter().map(|&plover| (file(plover), page(plover, rules, codebook)));
    types.chain([("cameo.md".to_string(), cameo(rules, codebook))]).collect()
}

fn file(plover: Plover) -> String {
    format!("{}.md", plover.as_str().to_lowercase())
}

/// What stands at the top of each page, for those who would mend it by hand.
const MADE: &str =
    "<!-- Written by `dateline rules codebook docs/src/codebook` from the rules and the tables. -->\n";

fn page(plover: Plover, rules: &Rules, codebook: &Codebook) -> String {
    let own: Vec<&Rule> = rules.all().iter().filter(|r| r.plover == plover).collect();
    let mut out = format!("# {}\n\n{MADE}\n", plover.as_str());
    let _ = writeln!(out, "{}\n", types::definition(plover));
    let _ = writeln!(out, "{}\n", types::neighbours(plover));
    let _ = writeln!(
        out,
        "Quad class {}, main CAMEO root {} ({}), intensity {:+.1}, {} rules.\n",
        plover.quad() as u8,
        plover.cameo_root(),
        codebook.name(plover.cameo_root()).unwrap_or_default(),
        codebook.score(plover),
        own.len()
    );
    modes(&mut out, plover, &own);
    out.push_str("## Rules\n");
    own.iter().for_each(|r| rule(&mut out, r, codebook));
    out
}

fn modes(out: &mut String, plover: Plover, rules: &[&Rule]) {
    let modes: BTreeSet<&str> = rules.iter().filter_map(|r| r.mode.as_deref()).collect();
    if modes.is_empty() {
        return;
    }
    out.push_str("| mode | what it says |\n|---|---|\n");
    for mode in modes {
        let _ = writeln!(out, "| {mode} | {} |", types::mode(plover, mode));
    }
    out.push('\n');
}

fn rule(out: &mut String, rule: &Rule, codebook: &Codebook) {
    let _ = writeln!(out, "\n### {}\n", rule.name);
    let mode = rule.mode.as_ref().map(|m| format!(", mode {m}")).unwrap_or_default();
    let name = codebook.name(&rule.cameo).unwrap_or_default();
    let value = codebook.goldstein(&rule.cameo);
    let _ = writeln!(out, "CAMEO {} ({name}), Goldstein {value:+.1}{mode}\n", rule.cameo);
    for (frame, patterns) in by_frame(&rule.patterns) {
        let words: Vec<String> = patterns.iter().map(|p| words(p)).collect();
        let class = if patterns[0].class == Class::Verb { "verbs" } else { "nouns" };
        let _ = writeln!(out, "- {class}: {}  \n  {}", words.join(", "), parties(frame));
    }
    rule.constraints.iter().for_each(|c| out.push_str(&format!("- {}\n", condition(c))));
    out.push('\n');
    rule.examples.iter().for_each(|e| example(out, e));
}

/// Patterns with the same places for the parties, in their order.
fn by_frame(patterns: &[Pattern]) -> Vec<(&Frame, Vec<&Pattern>)> {
    let mut groups: Vec<(&Frame, Vec<&Pattern>)> = Vec::new();
    for pattern in patterns {
        match groups.last_mut().filter(|(f, p)| **f == pattern.frame && p[0].class == pattern.class) {
            Some((_, group)) => group.push(pattern),
            None => groups.push((&pattern.frame, vec![pattern])),
        }
    }
    groups
}

/// `*hold* accountable/responsible`: the trigger slanted, alternatives parted by strokes.
fn words(pattern: &Pattern) -> String {
    let with: Vec<String> = pattern.with.iter().map(|any| any.join("/")).collect();
    match with.is_empty() {
        true => format!("*{}*", pattern.head),
        false => format!("*{}* {}", pattern.head, with.join(" ")),
    }
}

fn parties(frame: &Frame) -> String {
    let side = |slots: &[Slot]| match slots.is_empty() {
        true => "nobody".to_string(),
        false => slots.iter().map(place).collect::<Vec<_>>().join(", else "),
    };
    match frame.mutual {
        true => format!("both sides: {}; {}", side(&frame.source), side(&frame.target)),
        false => format!("who: {}; whom: {}", side(&frame.source), side(&frame.target)),
    }
}

fn place(slot: &Slot) -> String {
    match slot {
        Slot::Subject => "who acts".into(),
        Slot::Object => "what is acted upon".into(),
        Slot::Indirect => "the indirect object".into(),
        Slot::Clause => "who acts in the governed clause".into(),
        Slot::Possessor => "the possessor".into(),
        Slot::Modifier => "the word before".into(),
        Slot::After(preposition) => format!("after *{preposition}*"),
    }
}

fn condition(constraint: &Constraint) -> String {
    let (at, lemmas) = (place(&constraint.slot), constraint.lemmas.join(", "));
    match constraint.test {
        Test::Needs => format!("only where something stands there: {at}"),
        Test::Without => format!("not where something stands there: {at}"),
        Test::Only => format!("only if {at} is one of: {lemmas}"),
        Test::Except => format!("not if {at} is one of: {lemmas}"),
        Test::Negated => "only if it is negated".to_string(),
    }
}

fn example(out: &mut String, example: &Example) {
    let kind = if example.yes { "yes" } else { "no" };
    let _ = writeln!(out, "- {kind}: `{}`", example.marked);
}

/// CAMEO beside PLOVER: what each code is in the other, and where rules of ours depart from that.
fn cameo(rules: &Rules, codebook: &Codebook) -> String {
    let mut used: BTreeMap<&str, Vec<&Rule>> = BTreeMap::new();
    rules.all().iter().for_each(|r| used.entry(&r.cameo).or_default().push(r));
    let named: BTreeSet<&str> = codebook.codes().iter().map(|c| c.0).collect();
    let codes: BTreeSet<&str> = named.iter().copied().chain(used.keys().copied()).collect();
    let mut out = format!("# CAMEO and PLOVER\n\n{MADE}\n{ABOUT}\n");
    out.push_str("| CAMEO | what | Goldstein | PLOVER | rules |\n|---|---|---|---|---|\n");
    for code in codes {
        let plover = Plover::of_cameo(code);
        let rules = used.get(code).map(|r| told(r, plover)).unwrap_or_default();
        let name = codebook.name(code).unwrap_or_default();
        let name = if named.contains(code) { name.to_string() } else { format!("({name})") };
        let (value, plover) = (codebook.goldstein(code), plover.map_or("–", Plover::as_str));
        let _ = writeln!(out, "| {code} | {name} | {value:+.1} | {plover} | {rules} |");
    }
    out.push_str("\n## From PLOVER to CAMEO\n\n| PLOVER | quad | main root | codes of its rules |\n|---|---|---|---|\n");
    for &plover in Plover::ALL {
        let codes: BTreeSet<&str> =
            rules.all().iter().filter(|r| r.plover == plover).map(|r| r.cameo.as_str()).collect();
        let codes = codes.into_iter().collect::<Vec<_>>().join(", ");
        let (name, quad) = (plover.as_str(), plover.quad() as u8);
        let _ = writeln!(out, "| [{name}]({}) | {quad} | {} | {codes} |", file(plover), plover.cameo_root());
    }
    out
}

const ABOUT: &str = "\
An event carries both: the type of PLOVER, and the code of CAMEO that its rule has. A code belongs to the type that
OEDA's table of 2021 gives its longest beginning. That table leaves out 02 (appeals), which go with REQUEST here, and
01 (public statements), which are no events here but statements.

Where a rule's type differs from the table's, the type is told beside it. The type counts then: it is chosen by what
happens, the code by what comes nearest to it in CAMEO. A name in brackets is that of a shorter code, which also gives
the value on Goldstein's scale.
";

fn told(rules: &[&Rule], plover: Option<Plover>) -> String {
    let one = |r: &&Rule| match Some(r.plover) == plover {
        true => r.name.clone(),
        false => format!("{} ({})", r.name, r.plover.as_str()),
    };
    rules.iter().map(one).collect::<Vec<_>>().join(", ")
}
