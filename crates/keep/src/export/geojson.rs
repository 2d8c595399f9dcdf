//! GeoJSON (RFC 7946): one feature an event that has a place with a point; one feature a line.

use super::out::Stopped;
use super::story::{self, CODED, Story, words};
use crate::named::Named;
use crate::slices::Slices;
use crate::{Store, Value};
use serde_json::json;
use std::io::Write;

pub(super) fn write(store: &Store, query: &str, out: &mut dyn Write) -> Result<usize, Stopped> {
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    let mut rows = 0;
    story::each(store, query, true, &CODED, &mut |story| {
        let slices = story.slices();
        for event in story.found() {
            let Some(feature) = feature(story, &slices, &event) else { continue };
            write!(out, "{}\n{feature}", if rows > 0 { "," } else { "" })?;
            rows += 1;
        }
        Ok(())
    })?;
    out.write_all(b"\n]}\n")?;
    Ok(rows)
}

fn feature(story: &Story, slices: &Slices<'_>, event: &Named<'_>) -> Option<serde_json::Value> {
    let place = story.place(event)?;
    let (Value::Real(lat), Value::Real(lon)) = (place.value("lat"), place.value("lon")) else { return None };
    let mut properties = serde_json::Map::new();
    for column in
        ["day", "type", "mode", "contexts", "cameo", "quad", "goldstein", "factuality", "historical"]
    {
        properties.insert(column.to_string(), event.value(column).json());
    }
    for role in ["source", "target"] {
        let all = story.parties(event.int("id"), role);
        let list = |column: &str| all.iter().map(|p| p.value(column).json()).collect();
        properties.insert(role.to_string(), list("actor"));
        properties.insert(format!("{role}_names"), list("name"));
    }
    let sentence = words(slices, event, "sentence_begin", "sentence_end");
    properties.extend([
        ("claimed_by".to_string(), event.value("claimed_name").json()),
        ("place".to_string(), place.value("name").json()),
        ("geonames".to_string(), place.value("geonames").json()),
        ("country".to_string(), place.value("country").json()),
        ("confidence".to_string(), event.value("confidence").json()),
        ("origin".to_string(), story.value("origin").json()),
        ("sentence".to_string(), json!(sentence)),
    ]);
    let id = format!("{}#v{}", story.article("name"), event.int("n"));
    let geometry = json!({"type": "Point", "coordinates": [lon, lat]});
    Some(json!({"type": "Feature", "id": id, "geometry": geometry, "properties": properties}))
}
