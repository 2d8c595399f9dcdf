//! What is wrong with a request: told to programs as `application/problem+json` (RFC 9457), to people as a page.

use crate::page;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use keep::KeepError;
use serde_json::json;

/// A request that cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The status of HTTP.
    pub status: StatusCode,
    /// What is wrong and what to do.
    pub why: String,
    /// A query and the character of it that the mistake begins at.
    pub query: Option<(String, usize)>,
}

impl Fault {
    /// A fault by its status.
    pub fn new(status: StatusCode, why: impl Into<String>) -> Fault {
        Fault { status, why: why.into(), query: None }
    }

    /// A request that says something wrong.
    pub fn wrong(why: impl Into<String>) -> Fault {
        Fault::new(StatusCode::BAD_REQUEST, why)
    }

    /// Something asked for that is not there.
    pub fn missing(why: impl Into<String>) -> Fault {
        Fault::new(StatusCode::NOT_FOUND, why)
    }

    /// A few words for the head of a page.
    pub fn title(&self) -> &'static str {
        match self.status {
            StatusCode::BAD_REQUEST if self.query.is_some() => "This query cannot be asked",
            StatusCode::NOT_FOUND => "Not here",
            StatusCode::PAYLOAD_TOO_LARGE => "Too large",
            StatusCode::SERVICE_UNAVAILABLE => "Not now",
            StatusCode::UNAUTHORIZED => "Not without the token",
            _ => self.status.canonical_reason().unwrap_or("Not answered"),
        }
    }

    /// For programs.
    pub fn problem(&self) -> Response {
        let mut problem = json!({
            "type": "about:blank", "title": self.title(), "status": self.status.as_u16(), "detail": self.why,
        });
        if let Some((query, at)) = &self.query {
            problem["query"] = json!(query);
            problem["at"] = json!(at);
        }
        let body = ([(header::CONTENT_TYPE, "application/problem+json")], problem.to_string());
        self.with_headers((self.status, body).into_response())
    }

    /// For people.
    pub fn page(&self) -> Response {
        let body = ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page::fault(self).into_string());
        self.with_headers((self.status, body).into_response())
    }

    /// What is wrong soon may be right again: nobody keeps it.
    fn with_headers(&self, mut response: Response) -> Response {
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        match self.status {
            StatusCode::UNAUTHORIZED => {
                let ask = "Basic realm=\"dateline\", charset=\"UTF-8\"";
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(ask));
            }
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
            }
            _ => {}
        }
        response
    }
}

impl From<KeepError> for Fault {
    /// Where a store lies is nobody's business but its owner's, who reads it in the log.
    fn from(error: KeepError) -> Fault {
        match error {
            KeepError::Query { why, query, at } => Fault { query: Some((query, at)), ..Fault::wrong(why) },
            KeepError::Question { why } => Fault::wrong(why),
            KeepError::Locked(_) => Fault::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "The store is being written and was not to be had in time; try again in a moment.",
            ),
            other => {
                tracing::error!(why = %other, "the store cannot be read");
                let why = "The store cannot be read; whoever runs the server finds the reason in its log.";
                Fault::new(StatusCode::INTERNAL_SERVER_ERROR, why)
            }
        }
    }
}
