//! A text that is handed in, read and shown. Nothing of it is kept.

use super::{reader, sent, shell};
use crate::App;
use crate::api::told;
use crate::fault::Fault;
use crate::reading::Reading;
use crate::request::Pairs;
use axum::extract::State;
use axum::response::Response;
use bytes::Bytes;
use maud::{Markup, html};

/// The empty form.
pub async fn form(State(app): State<App>) -> Response {
    let body = html! {
        h1 { "Read a text" }
        p.lead { "Put a news story here; its record is shown. Nothing is kept, nothing leaves this machine." }
        (fields(&app))
    };
    sent(Ok(shell::page("Read a text", "/read", body)))
}

fn fields(app: &App) -> Markup {
    html! {
        form.text action="/read" method="post" {
            p { label for="text" { "Text, at most " (app.longest / 1024) " KB" } textarea #text name="text" rows="12" required dir="auto" {} }
            p { label for="published" { "Day of publication, where you know it" } input #published type="date" name="published"; }
            button { "Read" }
        }
    }
}

/// The text with its record.
pub async fn answer(State(app): State<App>, body: Bytes) -> Response {
    sent(page(&app, &body).await)
}

async fn page(app: &App, body: &[u8]) -> Result<Markup, Fault> {
    let form = Pairs::parse(&String::from_utf8_lossy(body));
    let text = form.get("text").replace("\r\n", "\n");
    let told = told(app, text, Some(form.get("published").to_string())).await?;
    let shown = html! { (reader::article(&Reading::told(told), "", false)) h2 { "Another" } (fields(app)) };
    Ok(shell::page("Read a text", "/read", shown))
}
