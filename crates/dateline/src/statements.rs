//! Who said what, over many articles: statements chosen by speaker, words, stance, as a table, CSV or JSON lines.

use crate::json::statement_name;
use crate::position::{Offsets, Positions};
use document::{Form, Party, Record, Span, Stance, Statement, StatementId, rounded};
use knowledge::fold;
use owo_colors::OwoColorize;
use serde_json::json;
use std::fmt::Write;

/// Which statements are wanted; what is empty or absent chooses nothing out.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    speakers: Vec<String>,
    codes: Vec<String>,
    about: Vec<String>,
    stances: Vec<Stance>,
    forms: Vec<Form>,
}

impl Wanted {
    /// Of speakers any one is wanted: all words of a name or description (`Lavrov`, `foreign minister`), or the
    /// beginning of an actor code in capitals (`RUS`, `RUSGOV`). Of the words that it is about all are wanted, each
    /// as the beginning of a word. Case and accents do not count.
    pub fn new(speakers: &[String], about: &[String], stances: Vec<Stance>, forms: Vec<Form>) -> Wanted {
        let code = |s: &&String| s.len() >= 3 && s.chars().all(|c| c.is_ascii_uppercase());
        Wanted {
            codes: speakers.iter().filter(code).cloned().collect(),
            speakers: speakers.iter().map(|s| fold(s)).collect(),
            about: about.iter().flat_map(|a| words(&fold(a))).collect(),
            stances,
            forms,
        }
    }

    /// Whether a statement is wanted.
    pub fn holds(&self, record: &Record, statement: &Statement) -> bool {
        let one_of = |all: bool, any: bool| all || any;
        one_of(self.stances.is_empty(), self.stances.contains(&statement.stance))
            && one_of(self.forms.is_empty(), self.forms.contains(&statement.form))
            && one_of(self.speakers.is_empty(), self.said_by(record, statement.speaker.as_ref()))
            && self.is_about(record, statement)
    }

    fn said_by(&self, record: &Record, speaker: Option<&Party>) -> bool {
        let Some(party) = speaker else { return false };
        let by_code = |actor: &String| self.codes.iter().any(|c| actor.starts_with(c.as_str()));
        if party.actor.as_ref().is_some_and(by_code) {
            return true;
        }
        let text = &record.document.article.text;
        let written = party.span.map(|s| words(&fold(s.of(text)))).unwrap_or_default();
        let name = party.name.as_deref().map(|n| words(&fold(n))).unwrap_or_default();
        let within = |all: &[String], wanted: &str| {
            let mut wanted = words(wanted).into_iter().peekable();
            wanted.peek().is_some() && wanted.all(|w| all.contains(&w))
        };
        self.speakers.iter().any(|s| within(&name, s) || within(&written, s))
    }

    fn is_about(&self, record: &Record, statement: &Statement) -> bool {
        let text = &record.document.article.text;
        let said: Vec<String> = statement.content.iter().flat_map(|s| words(&fold(s.of(text)))).collect();
        self.about.iter().all(|a| said.iter().any(|w| w.starts_with(a.as_str())))
    }
}

fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    parts.map(str::to_string).collect()
}

/// Whether the outer marks of a quotation are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Quotes {
    /// Marks stand inside, as in the record
    #[default]
    Inside,
    /// Marks stay outside
    Outside,
}

/// How the lines are written.
#[derive(Clone, Copy, Debug)]
pub enum Style {
    /// A table for people, so many columns wide.
    Table(usize),
    /// Comma-separated values (RFC 4180).
    Csv,
    /// One JSON object a line.
    Jsonl(Offsets),
}

/// The names of the columns of CSV.
pub const COLUMNS: [&str; 13] = [
    "article",
    "published",
    "id",
    "date",
    "speaker",
    "actor",
    "cue",
    "stance",
    "form",
    "addressee",
    "content",
    "within",
    "confidence",
];

/// The wanted statements of a record; nothing where there is none.
pub fn statements(record: &Record, wanted: &Wanted, quotes: Quotes, style: Style) -> String {
    let all = record.statements.iter().enumerate();
    let mut found = all.filter(|(_, s)| wanted.holds(record, s)).peekable();
    let mut out = String::new();
    if let (Style::Table(_), Some(_)) = (style, found.peek()) {
        heading(&mut out, record);
    }
    for (index, statement) in found {
        let line = Line { record, index, statement, quotes };
        match style {
            Style::Table(width) => line.table(&mut out, width),
            Style::Csv => out.push_str(&csv_row(&line.cells())),
            Style::Jsonl(offsets) => line.jsonl(&mut out, offsets),
        }
    }
    out
}

fn heading(out: &mut String, record: &Record) {
    let article = &record.document.article;
    let day = article.day().map_or("day unknown".to_string(), |d| d.to_string());
    let title = article.blocks.iter().find(|b| b.kind == document::BlockKind::Headline);
    let title = title.map_or(String::new(), |b| format!(" · {}", b.span.of(&article.text).trim()));
    let _ = writeln!(out, "{} · {day}{title}", article.id.bold());
}

/// The first line of CSV.
pub fn csv_header() -> String {
    csv_row(&COLUMNS.map(str::to_string))
}

/// One line of CSV.
pub fn csv_row(cells: &[String]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail, and what was written is made of strings.
    let _ = writer.write_record(cells);
    writer.into_inner().ok().and_then(|b| String::from_utf8(b).ok()).unwrap_or_default()
}

struct Line<'r> {
    record: &'r Record,
    index: usize,
    statement: &'r Statement,
    quotes: Quotes,
}

impl Line<'_> {
    fn text(&self) -> &str {
        &self.record.document.article.text
    }

    fn id(&self) -> String {
        statement_name(StatementId(self.index as u32))
    }

    fn content(&self) -> Vec<Span> {
        let outer = |s: &Span| match self.quotes {
            Quotes::Inside => *s,
            Quotes::Outside => without_marks(self.text(), *s),
        };
        self.statement.content.iter().map(outer).collect()
    }

    fn said(&self) -> String {
        let pieces: Vec<&str> = self.content().into_iter().map(|s| s.of(self.text())).collect();
        pieces.join(" … ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn table(&self, out: &mut String, width: usize) {
        let s = self.statement;
        let speaker = s.speaker.as_ref().map_or("nobody named".to_string(), called);
        let to = s.addressee.as_ref().map(|a| format!(" to {}", called(a))).unwrap_or_default();
        let day = s.date.as_ref().map(|d| format!(" · {d}")).unwrap_or_default();
        let facts = format!("{}{to}{day}", s.stance.as_str());
        let _ = writeln!(out, "{:>5}  {}  {}", self.id().cyan(), speaker.bold(), facts.dimmed());
        let _ =
            writeln!(out, "       {}", crate::text::wrap(&self.said(), width.saturating_sub(7), "       "));
    }

    fn cells(&self) -> [String; 13] {
        let (s, article) = (self.statement, &self.record.document.article);
        let party =
            |p: &Option<Party>, of: fn(&Party) -> Option<String>| p.as_ref().and_then(of).unwrap_or_default();
        [
            article.id.clone(),
            article.day().map(|d| d.to_string()).unwrap_or_default(),
            self.id(),
            s.date.clone().unwrap_or_default(),
            party(&s.speaker, |p| p.name.clone()),
            party(&s.speaker, |p| p.actor.clone()),
            s.cue.map(|c| c.of(self.text()).to_string()).unwrap_or_default(),
            s.stance.as_str().to_string(),
            s.form.as_str().to_string(),
            party(&s.addressee, |p| p.name.clone()),
            self.said(),
            s.within.map(statement_name).unwrap_or_default(),
            format!("{:.2}", s.evidence.confidence),
        ]
    }

    fn jsonl(&self, out: &mut String, offsets: Offsets) {
        let (s, article) = (self.statement, &self.record.document.article);
        let positions = Positions::new(self.text(), offsets);
        let span = |s: Span| positions.of(s);
        let party = |p: &Party| json!({ "name": p.name, "actor": p.actor, "span": p.span.map(span) });
        let value = json!({
            "article": article.id,
            "published": article.day().map(|d| d.to_string()),
            "id": self.id(),
            "date": s.date,
            "speaker": s.speaker.as_ref().map(party),
            "cue": s.cue.map(span),
            "stance": s.stance.as_str(),
            "form": s.form.as_str(),
            "addressee": s.addressee.as_ref().map(party),
            "said": self.said(),
            "content": self.content().into_iter().map(span).collect::<Vec<_>>(),
            "within": s.within.map(statement_name),
            "confidence": rounded(s.evidence.confidence),
        });
        let _ = writeln!(out, "{value}");
    }
}

fn called(party: &Party) -> String {
    let name = party.name.as_deref().unwrap_or("somebody unnamed");
    party.actor.as_ref().map_or(name.to_string(), |code| format!("{name} ({code})"))
}

/// A stretch without the quotation marks at its ends and the comma that belongs to the cue.
fn without_marks(text: &str, span: Span) -> Span {
    let is_mark =
        |c: char| matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‘' | '’' | '\'');
    let words = span.of(text);
    if !words.starts_with(is_mark) {
        return span;
    }
    let left = words.trim_start_matches(is_mark);
    let right = left.trim_end_matches(is_mark).trim_end_matches(',');
    let start = span.start + (words.len() - left.len()) as u32;
    Span { start, end: start + right.len() as u32 }
}
