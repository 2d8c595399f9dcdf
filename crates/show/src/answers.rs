//! Answers that were made already. An answer is known by its tag, which says of which state of the store, at which address
//! and in which form it is: no answer is made twice for one state, not even by two who ask at once.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http_body::Body as _;
use std::collections::{HashMap, VecDeque};
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

/// Most bytes of one answer that is kept, and of all.
const LARGEST: u64 = 4 << 20;
const ALL: usize = 64 << 20;
/// Most answers that are kept or under way.
const MOST: usize = 4_096;

/// An answer as it was made, not packed yet.
#[derive(Clone)]
struct Kept {
    head: HeaderMap,
    body: Bytes,
}

type Place = Arc<tokio::sync::Mutex<Option<Kept>>>;

/// Answers by their tags, the latest ones.
#[derive(Default)]
pub struct Answers(Mutex<All>);

#[derive(Default)]
struct All {
    places: HashMap<String, Place>,
    /// In the order in which they came, with their bytes once these are known.
    order: VecDeque<(String, usize)>,
    bytes: usize,
}

impl Answers {
    /// The answer of a tag, made where there is none; what was not well answered, or is too large, is made each time.
    pub async fn of(&self, tag: &str, make: impl Future<Output = Response>) -> Response {
        let place = self.place(tag);
        let mut held = place.lock().await;
        if let Some(kept) = held.as_ref() {
            return (kept.head.clone(), kept.body.clone()).into_response();
        }
        let answer = make.await;
        let small = answer.body().size_hint().exact().is_some_and(|n| n <= LARGEST);
        let keeps =
            answer.status() == StatusCode::OK && !answer.headers().contains_key(header::CACHE_CONTROL);
        if !small || !keeps {
            return answer;
        }
        let (parts, body) = answer.into_parts();
        let Ok(body) = to_bytes(body, LARGEST as usize).await else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        *held = Some(Kept { head: parts.headers.clone(), body: body.clone() });
        self.weigh(tag, body.len());
        Response::from_parts(parts, Body::from(body))
    }

    fn place(&self, tag: &str) -> Place {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) = all.places.get(tag) {
            return place.clone();
        }
        let place = Place::default();
        all.places.insert(tag.to_string(), place.clone());
        all.order.push_back((tag.to_string(), 0));
        all.shrink();
        place
    }

    /// Notes how large an answer is.
    fn weigh(&self, tag: &str, bytes: usize) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = all.order.iter_mut().rev().find(|e| e.0 == tag) {
            entry.1 = bytes;
            all.bytes += bytes;
        }
        all.shrink();
    }
}

impl All {
    /// Drops the oldest.
    fn shrink(&mut self) {
        while self.bytes > ALL || self.order.len() > MOST {
            let Some((tag, bytes)) = self.order.pop_front() else { return };
            self.places.remove(&tag);
            self.bytes -= bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_is_not_made_again_and_the_oldest_goes() {
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        let Ok(runtime) = runtime else { return };
        runtime.block_on(async {
            let answers = Answers::default();
            let body = |n: usize| async move { Bytes::from(vec![b'a'; n]).into_response() };
            let length = |r: Response| r.body().size_hint().exact();
            assert_eq!(length(answers.of("one", body(3)).await), Some(3));
            assert_eq!(length(answers.of("one", body(4)).await), Some(3), "as it was made first");
            let fault = || async { StatusCode::NOT_FOUND.into_response() };
            answers.of("none", fault()).await;
            assert_eq!(length(answers.of("none", body(5)).await), Some(5), "no fault is kept");
            for n in 0..40 {
                answers.of(&format!("large {n}"), body(2 << 20)).await;
            }
            assert_eq!(length(answers.of("one", body(6)).await), Some(6));
        });
    }
}
