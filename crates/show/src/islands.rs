//! Scripts that draw over pages: whatever `crates/show/page/dist` held when the program was built. There need be none.

use crate::fault::Fault;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};

/// Names of files with what they hold, made by `build.rs`.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/islands.rs"));

/// Modules that a page loads: others are loaded by these.
pub fn scripts() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|f| f.0).filter(|name| name.starts_with("islands") && name.ends_with(".js"))
}

/// Their styles.
pub fn styles() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|f| f.0).filter(|name| name.starts_with("islands") && name.ends_with(".css"))
}

/// Outlines of the world, a square in Mercator's projection.
pub fn world() -> Option<&'static str> {
    FILES.iter().map(|f| f.0).find(|name| name.starts_with("world") && name.ends_with(".svg"))
}

/// One of the files.
pub async fn answer(Path(name): Path<String>) -> Response {
    let kind = match name.rsplit('.').next() {
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    match FILES.iter().find(|f| f.0 == name) {
        Some((_, bytes)) => ([(header::CONTENT_TYPE, kind)], *bytes).into_response(),
        None => Fault::missing("There is nothing at this address.").page(),
    }
}
