//! The golden stories: each file of `stories/` holds a news text of our own and what its record has to say.
//!
//! A line that begins with `-` has to hold. A line that begins with `~` is known not to hold yet; the test fails
//! when it does, so that it can be promoted. `DATELINE_BLESS=1` sets the marks to what is true now; where a story
//! has no lines yet it writes all that the record says, to be read and cut down.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use dateline::document::{Article, BlockKind, Day, EntityId, EventId, Mention, Party, Record, Span};
use dateline::{Reader, read};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

#[test]
fn the_stories_hold() {
    let reader = Reader::new().unwrap();
    let bless = std::env::var_os("DATELINE_BLESS").is_some();
    let mut wrong = Vec::new();
    let files = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../stories"));
    for file in &files {
        let text = std::fs::read_to_string(file).unwrap();
        let story = Story::parse(&text).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
        let holds = facts(&reader.read(story.article(file)));
        if bless {
            std::fs::write(file, story.blessed(&text, &holds)).unwrap();
        } else {
            wrong.extend(story.findings(&holds).into_iter().map(|f| format!("{}: {f}", file.display())));
        }
    }
    assert!(files.len() >= 60, "only {} stories", files.len());
    assert!(wrong.is_empty(), "{} lines do not agree:\n{}", wrong.len(), wrong.join("\n"));
}

/// The stories below a folder; the reports in `happenings` and `commitments`, to be linked over articles, have other shapes
/// and no record.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !["happenings", "commitments"].iter().any(|f| path.ends_with(f)) {
            files.extend(self::files(&path));
        } else if path.extension().is_some_and(|e| e == "md")
            && path.file_stem().is_some_and(|s| s != "README")
        {
            files.push(path);
        }
    }
    files.sort();
    files
}

struct Story<'t> {
    published: Option<Day>,
    text: &'t str,
    expected: Vec<(bool, &'t str)>,
}

impl<'t> Story<'t> {
    fn parse(file: &'t str) -> Result<Story<'t>, String> {
        let text = fence(file, "story").ok_or("no ```story")?;
        let expected = fence(file, "record").ok_or("no ```record")?;
        let published = file.lines().find_map(|l| l.strip_prefix("published: "));
        let published = published.map(|d| Day::parse(d).ok_or(format!("no day: {d}")));
        let lines = expected.lines().filter(|l| !l.trim().is_empty());
        let marked = lines.map(|l| match (l.strip_prefix("- "), l.strip_prefix("~ ")) {
            (Some(fact), _) => Ok((true, fact)),
            (_, Some(fact)) => Ok((false, fact)),
            _ => Err(format!("'{l}' begins neither with - nor with ~")),
        });
        Ok(Story { published: published.transpose()?, text, expected: marked.collect::<Result<_, _>>()? })
    }

    fn article(&self, file: &Path) -> Article {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let kind = Some(read::Kind::Text);
        let options = read::Options { kind, published: self.published, ..Default::default() };
        let bytes = self.text.as_bytes().to_vec();
        read::articles(bytes, &name, &options).next().unwrap().unwrap()
    }

    fn findings(&self, holds: &BTreeSet<String>) -> Vec<String> {
        let differing = self.expected.iter().filter(|(must, fact)| *must != stands(fact, holds));
        let mut findings: Vec<String> = differing
            .map(|(must, fact)| match must {
                true => format!("does not hold: {fact}"),
                false => format!("holds now, write '-': {fact}"),
            })
            .collect();
        if findings.iter().any(|f| f.starts_with("does")) {
            findings.push(format!(
                "what holds:\n    {}",
                holds.iter().cloned().collect::<Vec<_>>().join("\n    ")
            ));
        }
        findings
    }

    fn blessed(&self, file: &str, holds: &BTreeSet<String>) -> String {
        let mut out = file.to_string();
        if self.expected.is_empty() {
            let all: String = holds.iter().map(|fact| format!("- {fact}\n")).collect();
            return out.replace("```record\n```", &format!("```record\n{all}```"));
        }
        for (_, fact) in &self.expected {
            let mark = if stands(fact, holds) { '-' } else { '~' };
            for old in ['-', '~'] {
                out = out.replace(&format!("\n{old} {fact}\n"), &format!("\n{mark} {fact}\n"));
            }
        }
        out
    }
}

/// `no X` stands where X does not.
fn stands(fact: &str, holds: &BTreeSet<String>) -> bool {
    match fact.strip_prefix("no ") {
        Some(absent) => !holds.iter().any(|h| h.starts_with(absent)),
        None => holds.contains(fact),
    }
}

fn fence<'t>(file: &'t str, name: &str) -> Option<&'t str> {
    let open = format!("```{name}\n");
    let start = file.find(&open)? + open.len();
    let rest = file.get(start..)?;
    if rest.starts_with("```") {
        return Some("");
    }
    rest.get(..rest.find("\n```")? + 1).map(|t| t.strip_suffix('\n').unwrap_or(t))
}

/// All that a record says, a line each.
fn facts(record: &Record) -> BTreeSet<String> {
    let mut facts = BTreeSet::new();
    article_facts(record, &mut facts);
    statement_facts(record, &mut facts);
    event_facts(record, &mut facts);
    commitment_facts(record, &mut facts);
    entity_facts(record, &mut facts);
    facts
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn article_facts(record: &Record, facts: &mut BTreeSet<String>) {
    let article = &record.document.article;
    let words = |span: Span| one_line(span.of(&article.text));
    for block in article.blocks.iter().filter(|b| b.kind != BlockKind::Body) {
        facts.insert(format!("{:?}: {}", block.kind, words(block.span)).to_lowercase_head());
    }
    facts.insert(format!("published: {}", article.day().map_or("unknown".to_string(), |d| d.to_string())));
    for timex in &record.document.timexes {
        facts.insert(format!(
            "when: {} = {}",
            words(timex.span),
            timex.value.as_deref().unwrap_or("unknown")
        ));
    }
    for place in &record.places {
        let name = place.name.as_deref().unwrap_or("unknown");
        let country = place.country.as_deref().unwrap_or("-");
        facts.insert(format!("where: {} = {name}, {country}", words(place.span)));
    }
    for name in &record.document.names.all {
        let span = record.document.tokens.cover(name.tokens);
        facts.insert(format!("name: {} {}", name.class.tag(), words(span)));
    }
    let sentences = &record.document.sentences;
    facts.insert(format!("sentences: {}", sentences.len()));
}

trait LowercaseHead {
    fn to_lowercase_head(self) -> String;
}

impl LowercaseHead for String {
    /// `Headline: Words` as `headline: Words`.
    fn to_lowercase_head(self) -> String {
        match self.split_once(':') {
            Some((head, rest)) => format!("{}:{rest}", head.to_lowercase()),
            None => self,
        }
    }
}

fn who(party: Option<&Party>) -> String {
    let Some(party) = party else { return "nobody".to_string() };
    let name = party.name.as_deref().unwrap_or("unknown");
    format!("{name} ({})", party.actor.as_deref().unwrap_or("-"))
}

fn statement_facts(record: &Record, facts: &mut BTreeSet<String>) {
    let text = &record.document.article.text;
    for statement in &record.statements {
        let content: Vec<String> = statement.content.iter().map(|s| one_line(s.of(text))).collect();
        let cue = statement.cue.map_or("-".to_string(), |c| one_line(c.of(text)));
        let who = who(statement.speaker.as_ref());
        facts.insert(format!("said: {who} | {cue} | {}", content.join(" … ")));
        facts.insert(format!("stance: {} | {cue} | {}", statement.stance.as_str(), statement.form.as_str()));
        if let Some(within) = statement.within {
            let outer = &record.statements[within.0 as usize];
            let outer_cue = outer.cue.map_or("-".to_string(), |c| one_line(c.of(text)));
            facts.insert(format!("within: {cue} in {outer_cue}"));
        }
        if let Some(addressee) = &statement.addressee {
            facts.insert(format!("to: {} | {cue}", self::who(Some(addressee))));
        }
    }
}

fn codes(parties: &[Party]) -> String {
    let mut codes: Vec<&str> = parties.iter().map(|p| p.actor.as_deref().unwrap_or("-")).collect();
    codes.sort_unstable();
    if codes.is_empty() { "-".to_string() } else { codes.join("+") }
}

fn event_facts(record: &Record, facts: &mut BTreeSet<String>) {
    let text = &record.document.article.text;
    let words = |span: Span| one_line(span.of(text));
    for (index, event) in record.events.iter().enumerate() {
        let trigger = words(event.trigger);
        let kind = event.plover.as_str();
        facts.insert(format!(
            "did: {kind} | {} > {} | {trigger}",
            codes(&event.source),
            codes(&event.target)
        ));
        facts.insert(format!("event: {kind} | {trigger}"));
        facts.insert(format!("cameo: {} | {trigger}", event.cameo));
        facts.insert(format!("factuality: {} | {trigger}", event.factuality.as_str()));
        if let Some(day) = &event.date {
            facts.insert(format!("day: {} | {trigger}", day.value));
        }
        if let Some(claim) = &event.claimed_by {
            facts.insert(format!("claimed: {} | {trigger}", claim.name.as_deref().unwrap_or("unknown")));
        }
        if event.main {
            facts.insert(format!("main: {kind} | {trigger}"));
        }
        if event.historical {
            facts.insert(format!("historical: {trigger}"));
        }
        if let Some(EventId(first)) = event.same_as {
            facts.insert(format!("again: {trigger} = {}", words(record.events[first as usize].trigger)));
        }
        assert!(event.same_as.is_none_or(|e| (e.0 as usize) < index), "same_as points back");
    }
}

fn commitment_facts(record: &Record, facts: &mut BTreeSet<String>) {
    let text = &record.document.article.text;
    let words = |span: Span| one_line(span.of(text));
    for commitment in &record.commitments {
        let kind = commitment.kind.verb();
        let (by, to) = (codes(&commitment.by), codes(&commitment.to));
        let what: Vec<String> = commitment.what.iter().map(|s| words(*s)).collect();
        let (what, status) = (what.join(" … "), commitment.status().as_str());
        facts.insert(format!("{kind}: {by} > {to} | {what} | {status}"));
        facts.extend(commitment.conditions.map(|c| format!("condition: {} | {what}", words(c))));
        facts.extend(commitment.deadline.as_ref().map(|d| {
            format!("deadline: {} = {} | {what}", words(d.span), d.value.as_deref().unwrap_or("unknown"))
        }));
        for outcome in &commitment.outcomes {
            let day = outcome.date.as_ref().map_or("-", |d| d.value.as_str());
            let told: Vec<String> = outcome.spans.iter().map(|s| words(*s)).collect();
            facts.insert(format!(
                "{}: {} | {day} | {}",
                outcome.status.as_str(),
                codes(&outcome.by),
                told.join(" … ")
            ));
        }
    }
}

fn entity_facts(record: &Record, facts: &mut BTreeSet<String>) {
    let document = &record.document;
    let words = |m: &Mention| one_line(document.syntax().words_of(m.tokens));
    for (index, entity) in document.entities.iter().enumerate() {
        let name = one_line(document.entity_text(EntityId(index as u32)));
        for mention in entity.mentions.iter().filter_map(|m| document.mention(*m)) {
            facts.insert(format!("same: {} = {name}", words(mention)));
        }
        if let Some(code) = record.actors.get(index).and_then(Option::as_ref).and_then(|a| a.code.as_deref())
        {
            facts.insert(format!("actor: {name} = {code}"));
        }
    }
}
