//! `dateline reprints`, and what `dateline read --reprints` says of each article.

use crate::arguments::reprints::{ReprintsArguments, ReprintsFormat};
use crate::batch::{self, Memory, Plan};
use crate::input::Failure;
use crate::report::Report;
use dateline::position::{Offsets, Positions};
use document::{Article, BlockKind, Span, rounded};
use read::reprint::{Index, Link, Role};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

/// An index, where one is asked for.
pub struct Reprints(Option<Index>);

impl Reprints {
    /// The index in a folder; without one nothing is said of any article.
    pub fn open(folder: Option<&Path>) -> Result<Reprints, Failure> {
        let index = folder.map(Index::open).transpose();
        index.map(Reprints).map_err(|e| Failure(e.to_string()))
    }
}

impl Memory for Reprints {
    type Mark = Option<Link>;

    fn see(&mut self, article: &Article) -> Result<Option<Link>, Failure> {
        let link = self.0.as_mut().map(|index| index.add(article)).transpose();
        link.map_err(|e| Failure(e.to_string()))
    }

    fn keep(&mut self) -> Result<(), Failure> {
        self.0.as_mut().map_or(Ok(()), Index::keep).map_err(|e| Failure(e.to_string()))
    }
}

/// Lists clusters.
pub fn run(arguments: &ReprintsArguments, settings: String) -> Result<Report, Failure> {
    let index = match &arguments.index {
        Some(folder) => Reprints::open(Some(folder))?,
        None => Reprints(Some(Index::default())),
    };
    let plan = Plan { input: &arguments.input, output: &arguments.output, settings, around: ("", "", "") };
    match arguments.format {
        ReprintsFormat::Jsonl => {
            let mut index = index;
            batch::run(&plan, &mut index, |article, link| line(&article, link, arguments.offsets))
        }
        ReprintsFormat::Table if plan.output.output.is_some() => {
            Err(Failure("the table is made when all is read; write a file with --format jsonl".to_owned()))
        }
        ReprintsFormat::Table => {
            let mut clusters = Clusters { index, rows: Vec::new() };
            let report = batch::run(&plan, &mut clusters, |_, ()| String::new())?;
            batch::write(&mut anstream::stdout().lock(), &clusters.table())?;
            Ok(report)
        }
    }
}

fn line(article: &Article, link: Option<Link>, offsets: Offsets) -> String {
    let mut out = json!({"id": article.id, "origin": article.origin, "published": article.day().map(|d| d.to_string())});
    if let (Some(out), Some(link)) = (out.as_object_mut(), link) {
        out.extend(json(&link, &article.text, offsets).as_object().cloned().unwrap_or_default());
    }
    format!("{out}\n")
}

/// A link as JSON; its spans are of the text of the article.
pub fn json(link: &Link, text: &str, offsets: Offsets) -> Value {
    let positions = Positions::new(text, offsets);
    json!({
        "cluster": link.cluster,
        "role": link.role.as_str(),
        "update": link.role.update(),
        "reprint_of": link.of,
        "share": rounded(link.share),
        "shared": link.shared.iter().map(|s| json!(positions.of(*s))).collect::<Vec<_>>(),
    })
}

/// A link as a line for people.
pub fn words(link: &Link) -> String {
    let Some(of) = &link.of else { return String::new() };
    format!("{} of {of}, {}, cluster {}\n", told(link.role), shared(link.share, &link.shared), link.cluster)
}

fn told(of: Role) -> String {
    match of {
        Role::Update(n) => format!("update {n}"),
        _ => of.as_str().to_owned(),
    }
}

fn shared(share: f32, spans: &[Span]) -> String {
    let bytes: usize = spans.iter().map(|s| s.len()).sum();
    format!("{:.0}% shared, {bytes} bytes", share * 100.0)
}

/// What the table shows of an article.
struct Row {
    id: String,
    day: String,
    headline: String,
    link: Link,
}

/// All rows, for the table that is made at the end.
struct Clusters {
    index: Reprints,
    rows: Vec<Row>,
}

impl Memory for Clusters {
    type Mark = ();

    fn see(&mut self, article: &Article) -> Result<(), Failure> {
        let Some(link) = self.index.see(article)? else { return Ok(()) };
        let headline = article.first(BlockKind::Headline).map(|s| s.of(&article.text));
        let headline = headline.or(article.title.as_deref()).unwrap_or("").chars().take(60).collect();
        let day = article.day().map_or_else(|| "-".to_owned(), |d| d.to_string());
        self.rows.push(Row { id: article.id.clone(), day, headline, link });
        Ok(())
    }

    fn keep(&mut self) -> Result<(), Failure> {
        self.index.keep()
    }
}

impl Clusters {
    /// Clusters in the order of their first articles, those of one article left out.
    fn table(&self) -> String {
        let mut clusters: HashMap<&str, Vec<&Row>> = HashMap::new();
        for row in &self.rows {
            clusters.entry(&row.link.cluster).or_default().push(row);
        }
        let mut out = String::new();
        for row in &self.rows {
            let Some(rows) = clusters.remove(row.link.cluster.as_str()) else { continue };
            if rows.len() == 1 && row.link.of.is_none() {
                continue;
            }
            let _ = writeln!(out, "{} ({} articles)", row.link.cluster, rows.len());
            for row in rows {
                let Row { id, day, headline, link } = row;
                let share = link.of.as_ref().map_or_else(String::new, |of| {
                    format!("  {} with {of}", shared(link.share, &link.shared))
                });
                let _ = writeln!(out, "  {:<10} {day:<10} {id}  {headline}{share}", told(link.role));
            }
        }
        out
    }
}
