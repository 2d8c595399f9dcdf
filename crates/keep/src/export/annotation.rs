//! W3C Web Annotation (JSON-LD): one page of annotations, each of its words by position and by quotation.
//!
//! Positions count code points of the text as it was read, which is what the model's TextPositionSelector counts.

use super::out::Stopped;
use super::story::{self, Story, stretch};
use crate::columns::{COMMITMENTS, ENTITIES, EVENTS, PLACES, STATEMENTS, TABLES, TIMEXES};
use crate::named::Named;
use crate::rows::Rows;
use crate::slices::Slices;
use crate::{Store, Value};
use serde_json::{Value as Json, json};
use std::io::Write;

/// What stands before, between and after annotations of one page.
pub const PAGE: [&str; 3] = [
    "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:dateline:page\",\"type\":\"AnnotationPage\",\
     \"items\":[\n",
    ",\n",
    "\n]}\n",
];

/// Code points that a quotation tells before and after it.
const AROUND: u32 = 32;

pub(super) fn write(store: &Store, query: &str, out: &mut dyn Write) -> Result<usize, Stopped> {
    let [before, between, after] = PAGE;
    out.write_all(before.as_bytes())?;
    let mut rows = 0;
    story::articles(store, query, &TABLES, &mut |story| {
        for annotation in of(story) {
            write!(out, "{}{annotation}", if rows > 0 { between } else { "" })?;
            rows += 1;
        }
        Ok(())
    })?;
    out.write_all(after.as_bytes())?;
    Ok(rows)
}

/// The annotations of one article, each as JSON in one line, as a page has them between its commas ([`PAGE`]).
pub fn annotations(rows: Rows) -> Vec<String> {
    of(&Story::alone(rows)).into_iter().map(|a| a.to_string()).collect()
}

fn of(story: &Story) -> Vec<Json> {
    let name = format!("urn:dateline:{}", encoded(story.article("name")));
    let origin = story.article("origin");
    let web = origin.starts_with("https://") || origin.starts_with("http://");
    let source = if web { origin.to_string() } else { name.clone() };
    let maker = Maker { story, slices: story.slices(), name, source };
    let mut all = Vec::new();
    all.extend(story.rows(&STATEMENTS).map(|r| maker.tagged("s", r, "statement", &["content"])));
    all.extend(story.rows(&EVENTS).map(|r| maker.event(r)));
    all.extend(story.rows(&COMMITMENTS).map(|r| maker.tagged("c", r, r.text("kind"), &["what"])));
    all.extend(story.rows(&ENTITIES).map(|r| maker.tagged("e", r, r.text("class"), &["mentions"])));
    all.extend(story.rows(&PLACES).map(|r| maker.place(r)));
    all.extend(story.rows(&TIMEXES).map(|r| maker.tagged("t", r, r.text("value"), &["begin", "end"])));
    all
}

struct Maker<'s> {
    story: &'s Story,
    slices: Slices<'s>,
    /// What the article is called by its annotations.
    name: String,
    /// What they are about.
    source: String,
}

impl Maker<'_> {
    fn annotation(&self, id: &str, motivation: &str, body: Vec<Json>, target: Vec<Json>) -> Json {
        json!({
            "id": format!("{}#{id}", self.name), "type": "Annotation", "motivation": motivation, "body": body,
            "target": target, "generator": {"type": "Software", "name": self.story.article("made_by")},
        })
    }

    /// A row with a tag, none where that is empty; its words are a list of stretches, or one by two columns.
    fn tagged(&self, letter: &str, row: Named<'_>, tag: &str, at: &[&str]) -> Json {
        let spans = match (row.value(at[0]), at) {
            (Value::Spans(spans), _) => spans.clone(),
            (_, [begin, end]) => stretch(&row, begin, end).into_iter().collect(),
            _ => Vec::new(),
        };
        let mut body = Vec::new();
        if !tag.is_empty() {
            body.push(json!({"type": "TextualBody", "purpose": "tagging", "value": tag}));
        }
        body.push(record(row.object()));
        self.annotation(&format!("{letter}{}", row.int("n")), "tagging", body, self.targets(&spans))
    }

    fn event(&self, event: Named<'_>) -> Json {
        let mut fields = event.object();
        for role in ["source", "target"] {
            let parties = self.story.parties(event.int("id"), role);
            let party =
                |p: &Named<'_>| json!({"name": p.value("name").json(), "actor": p.value("actor").json()});
            fields[role] = parties.iter().map(party).collect();
        }
        let tag = json!({"type": "TextualBody", "purpose": "classifying", "value": event.text("type")});
        let spans: Vec<[u32; 2]> = stretch(&event, "trigger_begin", "trigger_end").into_iter().collect();
        let id = format!("v{}", event.int("n"));
        self.annotation(&id, "classifying", vec![tag, record(fields)], self.targets(&spans))
    }

    fn place(&self, place: Named<'_>) -> Json {
        let mut body = Vec::new();
        if let Some(id) = place.value("geonames").int() {
            let source = format!("https://sws.geonames.org/{id}/");
            body.push(json!({"type": "SpecificResource", "purpose": "identifying", "source": source}));
        }
        body.push(record(place.object()));
        let spans: Vec<[u32; 2]> = stretch(&place, "begin", "end").into_iter().collect();
        self.annotation(&format!("p{}", place.int("n")), "identifying", body, self.targets(&spans))
    }

    /// A target a stretch.
    fn targets(&self, spans: &[[u32; 2]]) -> Vec<Json> {
        spans.iter().map(|span| json!({"source": self.source, "selector": self.selectors(*span)})).collect()
    }

    fn selectors(&self, [begin, end]: [u32; 2]) -> [Json; 2] {
        let words = |begin, end| self.slices.get([begin, end]);
        let after = (end + AROUND).min(self.slices.len());
        [
            json!({"type": "TextPositionSelector", "start": begin, "end": end}),
            json!({
                "type": "TextQuoteSelector", "exact": words(begin, end),
                "prefix": words(begin.saturating_sub(AROUND), begin), "suffix": words(end, after),
            }),
        ]
    }
}

/// The row itself, for programs.
fn record(fields: Json) -> Json {
    json!({
        "type": "TextualBody", "purpose": "describing", "format": "application/json", "value": fields.to_string(),
    })
}

/// As an IRI can hold it.
fn encoded(name: &str) -> String {
    let byte = |b: u8| match b {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b':' | b'/' => {
            char::from(b).to_string()
        }
        _ => format!("%{b:02X}"),
    };
    name.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn names_are_such_as_addresses_hold() {
        assert_eq!(encoded("a b/ü#1"), "a%20b/%C3%BC%231");
    }
}
