//! Articles that were annotated for this project, by `design/annotation.md`: their statements and events as offsets in
//! `crates/learn/data/annotated.jsonl`, for the texts belong to others. Here the two are joined.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::path::Path;

/// Stand-off: one article a line, by id; offsets count code points.
const STANDOFF: &str = include_str!("../data/annotated.jsonl");

/// The annotated articles with their texts as lines of JSON, in the form of the gold of wire articles; `articles` is a
/// file of lines with `id`, `text`, `url`.
///
/// # Errors
/// If an article is missing or is not the one that was annotated.
pub fn joined(articles: &Path) -> Result<String> {
    let file = std::fs::read_to_string(articles).with_context(|| articles.display().to_string())?;
    let mut texts: HashMap<String, Value> = HashMap::new();
    for line in file.lines().filter(|l| !l.trim().is_empty()) {
        let article: Value = serde_json::from_str(line)?;
        texts.insert(article["id"].as_str().unwrap_or_default().to_string(), article);
    }
    let mut lines = String::new();
    for line in STANDOFF.lines() {
        let mut row: Value = serde_json::from_str(line)?;
        let id = row["id"].as_str().unwrap_or_default().to_string();
        let article = texts.get(&id).with_context(|| format!("{id} is not in {}", articles.display()))?;
        let text = article["text"].as_str().unwrap_or_default();
        let hash = Sha256::digest(text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect::<String>();
        ensure!(row["sha256"] == hash, "{id} is not the text that was annotated");
        row["text"] = text.into();
        row["url"] = article["url"].clone();
        row["published"] = row["reference_date"].clone();
        lines += &row.to_string();
        lines.push('\n');
    }
    Ok(lines)
}
