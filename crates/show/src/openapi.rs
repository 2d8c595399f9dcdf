//! The description of the interface, OpenAPI 3.1, made from the table of lists and the columns that their rows have.

use crate::export::{self, FORMS};
use crate::feed::FEEDS;
use crate::lists::{BY, KINDS, LISTS, List, OUTCOMES};
use crate::request::{Format, MOST, ROWS};
use keep::columns::{self, Column, Kind, Table};
use serde_json::{Map, Value, json};

/// The document.
pub fn document() -> Value {
    let mut paths: Map<String, Value> =
        LISTS.iter().map(|list| (format!("/api/{}", list.name), listed(list))).collect();
    paths.insert("/api/articles/{id}".into(), one(&ARTICLE));
    paths.insert("/api/happenings/{id}".into(), one(&HAPPENING));
    paths.insert("/api/export".into(), exported());
    paths.insert("/api/live".into(), live());
    if let Some(corrections) = paths.get_mut("/api/corrections") {
        corrections["post"] = corrected();
    }
    paths.insert("/api/read".into(), read());
    paths.insert("/health".into(), plain("Whether the store can be asked", "application/json"));
    paths.insert("/metrics".into(), plain("What the server counts of itself", "text/plain"));
    let schemas: Map<String, Value> = LISTS.iter().map(|l| (l.name.to_string(), row(l.table))).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "dateline",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Who did what to whom, who said what, when and where, each with the words that support it. \
                The language of `q` is that of `dateline ask`.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "security": [{}, { "token": [] }, { "password": [] }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer" },
                "password": { "type": "http", "scheme": "basic" },
            },
        },
    })
}

fn listed(list: &List) -> Value {
    let forms = forms(list);
    let names: Vec<&str> = forms.iter().map(|f| f.1).collect();
    let mut parameters: Vec<Value> =
        list.takes.iter().chain(&["limit", "after"]).map(|p| parameter(p)).collect();
    parameters.push(form("form of the answer, before `Accept`", &names));
    let rows = json!({ "type": "array", "items": { "$ref": format!("#/components/schemas/{}", list.name) } });
    let whole = json!({ "type": "object", "required": ["rows", "next"], "properties": {
        "rows": rows, "next": { "type": ["string", "null"], "description": "address that the list goes on at" } } });
    let mut content = Map::new();
    for (format, _, kind) in forms {
        match format {
            Format::Json => content.insert(kind.into(), json!({ "schema": whole })),
            _ => content.insert(kind.into(), json!({})),
        };
    }
    json!({ "get": {
        "operationId": list.name, "summary": list.table.about, "parameters": parameters,
        "responses": responses(json!({ "description": "Rows", "content": content })),
    } })
}

/// The forms that a list has.
fn forms(list: &List) -> Vec<(Format, &'static str, &'static str)> {
    let has = |format: Format| match format {
        Format::GeoJson => list.table.position("lat").is_some(),
        Format::Atom => FEEDS.contains(&list.name),
        _ => true,
    };
    Format::ALL.into_iter().filter(|f| has(f.0)).collect()
}

fn form(about: &str, names: &[&str]) -> Value {
    json!({ "name": "format", "in": "query", "required": false, "description": about, "schema": { "enum": names } })
}

fn parameter(name: &str) -> Value {
    let of: Vec<&str> = BY.iter().map(|b| b.0).collect();
    let tables: Vec<&str> = columns::all().map(|t| t.name).collect();
    let (about, schema) = match name {
        "q" => ("query, as `dateline ask` takes it; everything where not given", json!({ "type": "string" })),
        "first" => (
            "which come first: the latest, or those with most reports",
            json!({ "enum": ["latest", "reports"], "default": "latest" }),
        ),
        "between" => (
            "two actor codes or their beginnings, whichever of both commits itself",
            json!({ "type": "string", "pattern": "^([A-Z]{3,},[A-Z]{3,})?$" }),
        ),
        "since" => (
            "made in this year, month or on this day, or later",
            json!({ "type": "string", "pattern": "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$" }),
        ),
        "kind" => ("which kind", json!({ "enum": KINDS })),
        "outcome" => ("what became of it; unknown where no report says more", json!({ "enum": OUTCOMES })),
        "by" => ("how long a point is", json!({ "enum": ["day", "month", "year"], "default": "month" })),
        "of" => ("what is counted by", json!({ "enum": of, "default": "type" })),
        "limit" => {
            ("most rows", json!({ "type": "integer", "minimum": 1, "maximum": MOST, "default": ROWS }))
        }
        "after" => ("where to go on, from `next` of an answer", json!({ "type": "string" })),
        "table" => ("which table", json!({ "enum": tables })),
        _ => ("of which article, by its number", json!({ "type": "integer" })),
    };
    json!({ "name": name, "in": "query", "required": false, "description": about, "schema": schema })
}

/// Something that is asked for by its number or name.
struct One {
    id: &'static str,
    about: &'static str,
    key: (&'static str, &'static str),
    answer: &'static str,
}

const ARTICLE: One = One {
    id: "article",
    about: "An article with its text and all its records, as the schema of stores has them",
    key: ("string", "number of the article in the store, or its name"),
    answer: "The article",
};

const HAPPENING: One = One {
    id: "happening",
    about: "A happening with its reports, why they are put together, what they agree on and where they differ",
    key: ("integer", "number of the happening in the store"),
    answer: "The happening",
};

fn one(one: &One) -> Value {
    let (kind, about) = one.key;
    let id = json!({ "name": "id", "in": "path", "required": true, "schema": { "type": kind }, "description": about });
    let content = json!({ "application/json": { "schema": { "type": "object" } } });
    json!({ "get": {
        "operationId": one.id, "summary": one.about,
        "parameters": [id], "responses": responses(json!({ "description": one.answer, "content": content })),
    } })
}

fn exported() -> Value {
    let names: Vec<&str> = export::TABLES.iter().map(|f| f.0).chain(FORMS.iter().map(|f| f.0)).collect();
    let about =
        "csv, jsonl and parquet are of one table, which must be named; the others are made of all of them";
    let parameters = json!([parameter("table"), parameter("q"), form(about, &names)]);
    let kinds = export::TABLES.iter().map(|f| f.2.names().1).chain(FORMS.iter().map(|f| f.2));
    let content: Map<String, Value> = kinds.map(|kind| (kind.to_string(), json!({}))).collect();
    json!({ "get": {
        "operationId": "export", "summary": "A table of the store whole, or what a query finds of events or statements, or a file of the field; sent while it is written",
        "parameters": parameters, "responses": responses(json!({ "description": "The file", "content": content })),
    } })
}

fn live() -> Value {
    let after = json!({ "name": "after", "in": "query", "required": false, "schema": { "type": "integer" },
        "description": "number of the last article that is known already" });
    let content = json!({ "text/event-stream": { "schema": { "type": "string" } } });
    json!({ "get": {
        "operationId": "live", "summary": "Server-sent events `news`: how many articles another program has added, and the happenings that they tell of; it goes on until one ends it",
        "parameters": [after], "responses": responses(json!({ "description": "Events", "content": content })),
    } })
}

fn corrected() -> Value {
    let text = |about: &str, longest: u32| json!({ "type": ["string", "null"], "description": about, "maxLength": longest });
    let body = json!({ "type": "object", "required": ["article", "who"], "properties": {
        "article": { "type": "integer", "description": "number of the article" },
        "record": text("`v1`, `s1`, `c1`; empty: the article itself", 20),
        "field": text("what of it is wrong", 40),
        "value": text("what is right", 1_000),
        "note": text("why", 4_000),
        "who": { "type": "string", "description": "who says so", "maxLength": 200 } } });
    let kept = json!({ "application/json": { "schema": { "type": "object", "required": ["id"],
        "properties": { "id": { "type": "integer" } } } } });
    let mut responses = responses(json!({}));
    responses["201"] = json!({ "description": "It is kept beside the record", "content": kept });
    if let Some(all) = responses.as_object_mut() {
        all.retain(|status, _| !["200", "304"].contains(&status.as_str()));
    }
    json!({
        "operationId": "correct", "summary": "Notes what a person says of a record; only where the server was told to write",
        "requestBody": { "required": true, "content": { "application/json": { "schema": body } } },
        "responses": responses,
    })
}

fn read() -> Value {
    let text = json!({ "type": "object", "required": ["text"], "properties": {
        "text": { "type": "string" }, "published": { "type": "string", "format": "date" } } });
    let content = json!({ "application/json": { "schema": { "type": "object" } } });
    json!({ "post": {
        "operationId": "read", "summary": "The record of a text; nothing is kept",
        "requestBody": { "required": true, "content": {
            "application/json": { "schema": text }, "text/plain": { "schema": { "type": "string" } } } },
        "responses": responses(json!({ "description": "The record, as `dateline read --format json` writes it", "content": content })),
    } })
}

fn plain(about: &str, kind: &str) -> Value {
    json!({ "get": { "summary": about, "responses": { "200": { "description": about, "content": { kind: {} } } } } })
}

fn responses(good: Value) -> Value {
    json!({ "200": good, "304": { "description": "As it was: the store has not changed" }, "default": {
        "description": "What is wrong; of a query with `query` and `at`, the character that the mistake begins at",
        "content": { "application/problem+json": { "schema": { "type": "object" } } } } })
}

fn row(table: &Table) -> Value {
    let properties: Map<String, Value> =
        table.columns.iter().map(|c| (c.name.to_string(), property(c))).collect();
    let required: Vec<&str> = table.columns.iter().map(|c| c.name).collect();
    json!({ "type": "object", "description": table.about, "required": required, "properties": properties })
}

fn property(column: &Column) -> Value {
    let kind = match column.kind {
        Kind::Int | Kind::Article | Kind::Record => "integer",
        Kind::Real => "number",
        Kind::Text => "string",
        Kind::Flag => "boolean",
        Kind::Spans | Kind::Texts => "array",
    };
    let mut out = json!({ "type": kind, "description": column.about });
    if column.null {
        out["type"] = json!([kind, "null"]);
    }
    match column.kind {
        Kind::Texts => out["items"] = json!({ "type": "string" }),
        Kind::Spans => out["items"] = json!({ "type": "array", "items": { "type": "integer" } }),
        _ => {}
    }
    out
}
