//! Reads `.rule` files. The format is told in docs/src/rules.md.

use super::error::RuleError;
use super::rule::{Class, Constraint, Example, Frame, PREPOSITIONS, Pattern, Rule, Slot, Test};
use document::Plover;

/// Reads the rules of one file.
///
/// # Errors
/// The first mistake, with file, line and remedy.
pub fn read(file: &str, text: &str) -> Result<Vec<Rule>, RuleError> {
    let mut rules: Vec<Rule> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let place = Place { file, line: index + 1 };
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (key, value) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let value = value.trim();
        if key == "rule" {
            finish(rules.last())?;
            rules.push(open(&place, value)?);
        } else {
            let rule = rules.last_mut().ok_or_else(|| {
                place.wrong(format!("'{key}' before any rule"), "begin with: rule family/name")
            })?;
            add(&place, rule, key, value)?;
        }
    }
    finish(rules.last())?;
    Ok(rules)
}

struct Place<'f> {
    file: &'f str,
    line: usize,
}

impl Place<'_> {
    fn wrong(&self, problem: impl Into<String>, remedy: impl Into<String>) -> RuleError {
        RuleError {
            file: self.file.to_string(),
            line: self.line,
            problem: problem.into(),
            remedy: remedy.into(),
        }
    }
}

/// `rule accuse/condemn ACCUSE disapprove 111`
fn open(place: &Place, value: &str) -> Result<Rule, RuleError> {
    let remedy = "write: rule family/name TYPE [mode] CAMEO, as in: rule accuse/sue ACCUSE allege 115";
    let words: Vec<&str> = value.split_whitespace().collect();
    let (name, kind, mode, cameo) = match words[..] {
        [name, kind, cameo] => (name, kind, None, cameo),
        [name, kind, mode, cameo] => (name, kind, Some(mode), cameo),
        _ => return Err(place.wrong(format!("'rule {value}' has {} words", words.len()), remedy)),
    };
    let plover =
        Plover::parse(kind).ok_or_else(|| place.wrong(format!("no type is called '{kind}'"), types()))?;
    if !(2..=4).contains(&cameo.len()) || !cameo.bytes().all(|b| b.is_ascii_digit()) {
        return Err(place.wrong(format!("'{cameo}' is no CAMEO code"), "write two to four digits: 111"));
    }
    Ok(Rule {
        name: name.to_string(),
        plover,
        mode: mode.map(str::to_string),
        cameo: cameo.to_string(),
        patterns: Vec::new(),
        constraints: Vec::new(),
        examples: Vec::new(),
        at: (place.file.to_string(), place.line),
        lines: vec![format!("rule {value}")],
        ours: true,
    })
}

fn types() -> String {
    let names: Vec<&str> = Plover::ALL.iter().map(|p| p.as_str()).collect();
    format!("use one of {}", names.join(" "))
}

fn add(place: &Place, rule: &mut Rule, key: &str, value: &str) -> Result<(), RuleError> {
    if !matches!(key, "yes" | "no") {
        rule.lines.push(format!("{key} {value}").trim_end().to_string());
    }
    match key {
        "verbs" => rule.patterns.extend(patterns(place, Class::Verb, value)?),
        "nouns" => rule.patterns.extend(patterns(place, Class::Noun, value)?),
        "needs" => rule.constraints.push(constraint(place, Test::Needs, value)?),
        "only" => rule.constraints.push(constraint(place, Test::Only, value)?),
        "except" => rule.constraints.push(constraint(place, Test::Except, value)?),
        "without" => rule.constraints.push(constraint(place, Test::Without, value)?),
        "negated" => {
            rule.constraints.push(Constraint {
                test: Test::Negated,
                slot: Slot::Subject,
                lemmas: Vec::new(),
            });
        }
        "yes" => rule.examples.push(example(place, true, value)?),
        "no" => rule.examples.push(example(place, false, value)?),
        _ => {
            let remedy =
                "lines begin with rule, verbs, nouns, needs, without, only, except, negated, yes, no or #";
            return Err(place.wrong(format!("a line cannot begin with '{key}'"), remedy));
        }
    }
    Ok(())
}

/// A rule is whole when it has words. That it should have sentences of both kinds is for its trial to say.
fn finish(rule: Option<&Rule>) -> Result<(), RuleError> {
    let Some(rule) = rule else { return Ok(()) };
    let place = Place { file: &rule.at.0, line: rule.at.1 };
    match rule.patterns.is_empty() {
        true => {
            Err(place.wrong(format!("the rule {} has no words", rule.name), "add a line of verbs or nouns"))
        }
        false => Ok(()),
    }
}

/// `condemn, lash out at : subject > object, at`
fn patterns(place: &Place, class: Class, value: &str) -> Result<Vec<Pattern>, RuleError> {
    let (words, frame) = value.split_once(" : ").unwrap_or((value, ""));
    let given = frame_of(place, frame)?;
    let mut all = Vec::new();
    for pattern in words.split(',').map(str::trim).filter(|w| !w.is_empty()) {
        let (head, with) = words_of(class, pattern);
        if head.is_empty() || head.contains(['(', ')', '|']) {
            let remedy = "write the words one by one, parted by commas; only words that go with them can be alternatives";
            return Err(place.wrong(format!("'{pattern}' begins with alternatives"), remedy));
        }
        let frame = given.clone().unwrap_or_else(|| usual(class, &with));
        all.push(Pattern { class, head, with, frame });
    }
    match all.is_empty() {
        true => Err(place.wrong("no words here", "list lemmas, parted by commas")),
        false => Ok(all),
    }
}

/// The trigger and the words that go with it. Of verbs the first word is the trigger (`call for`); of nouns the
/// last before a preposition (`state visit to`).
fn words_of(class: Class, pattern: &str) -> (String, Vec<Vec<String>>) {
    let words: Vec<&str> = pattern.split_whitespace().collect();
    let before = words.iter().position(|w| PREPOSITIONS.contains(w) || w.starts_with('('));
    let head = match class {
        Class::Verb => 0,
        Class::Noun => before.unwrap_or(words.len()).saturating_sub(1),
    };
    let with = words.iter().enumerate().filter(|(i, _)| *i != head).map(|(_, w)| alternatives(w));
    (words.get(head).copied().unwrap_or_default().to_string(), with.collect())
}

fn alternatives(word: &str) -> Vec<String> {
    word.trim_matches(['(', ')']).split('|').filter(|w| !w.is_empty()).map(str::to_string).collect()
}

/// The frame that a line without one has.
fn usual(class: Class, with: &[Vec<String>]) -> Frame {
    let after =
        with.iter().flatten().filter(|w| PREPOSITIONS.contains(&w.as_str())).map(|w| Slot::After(w.clone()));
    match class {
        Class::Verb => Frame {
            source: vec![Slot::Subject],
            target: [Slot::Object, Slot::Indirect].into_iter().chain(after).collect(),
            mutual: false,
        },
        Class::Noun => Frame {
            source: vec![Slot::Possessor, Slot::After("by".into()), Slot::Modifier, Slot::Subject],
            target: after.chain(["against", "on", "to", "with"].map(|p| Slot::After(p.into()))).collect(),
            mutual: false,
        },
    }
}

/// `subject > object, to` or, where both sides do it, `subject <> with`; `-` for nobody.
fn frame_of(place: &Place, text: &str) -> Result<Option<Frame>, RuleError> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let mutual = text.contains("<>");
    let remedy = "write: subject > object, to (or <> where both sides do it, - for nobody)";
    let (source, target) = text
        .split_once(if mutual { "<>" } else { ">" })
        .ok_or_else(|| place.wrong(format!("the frame '{text}' has no '>'"), remedy))?;
    Ok(Some(Frame { source: slots(place, source)?, target: slots(place, target)?, mutual }))
}

fn slots(place: &Place, text: &str) -> Result<Vec<Slot>, RuleError> {
    let words = text.split(',').map(str::trim).filter(|w| !w.is_empty() && *w != "-");
    words.map(|w| slot(place, w)).collect()
}

fn slot(place: &Place, word: &str) -> Result<Slot, RuleError> {
    let remedy = "use subject, object, indirect, clause, possessor, modifier or a preposition";
    Slot::read(word).ok_or_else(|| place.wrong(format!("'{word}' is no slot"), remedy))
}

/// `object troop, force` · `needs target`
fn constraint(place: &Place, test: Test, value: &str) -> Result<Constraint, RuleError> {
    let (name, lemmas) = value.split_once(char::is_whitespace).unwrap_or((value, ""));
    let lemmas: Vec<String> =
        lemmas.split(',').map(|l| l.trim().to_string()).filter(|l| !l.is_empty()).collect();
    let listed = matches!(test, Test::Only | Test::Except);
    if listed == lemmas.is_empty() {
        let remedy = "write: needs object · without object · only object troop, force · except subject price";
        return Err(place.wrong("lemmas where none belong, or none where some do", remedy));
    }
    Ok(Constraint { test, slot: slot(place, name)?, lemmas })
}

/// A sentence with `[sources]` and `{targets}` marked.
fn example(place: &Place, yes: bool, value: &str) -> Result<Example, RuleError> {
    let mut example = Example {
        text: String::new(),
        marked: value.to_string(),
        yes,
        source: Vec::new(),
        target: Vec::new(),
        line: place.line,
    };
    let mut open: Option<(char, String)> = None;
    for c in value.chars() {
        match (c, open.take()) {
            ('[' | '{', None) => open = Some((if c == '[' { ']' } else { '}' }, String::new())),
            (c, Some((close, words))) if c == close => {
                let list = if close == ']' { &mut example.source } else { &mut example.target };
                list.push(words);
            }
            ('[' | ']' | '{' | '}', _) => {
                return Err(
                    place.wrong("brackets that do not pair", "mark [sources] and {targets} one by one")
                );
            }
            (c, Some((close, mut words))) => {
                words.push(c);
                example.text.push(c);
                open = Some((close, words));
            }
            (c, None) => example.text.push(c),
        }
    }
    match open.is_some() || example.text.is_empty() {
        true => Err(place.wrong("an empty sentence or an open bracket", "mark [sources] and {targets}")),
        false => Ok(example),
    }
}
