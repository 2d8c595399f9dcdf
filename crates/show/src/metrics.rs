//! What the server counts of itself, in the text form of Prometheus.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Answers by route and status, and how long they took.
#[derive(Debug, Default)]
pub struct Metrics(Mutex<BTreeMap<(String, u16), (u64, Duration)>>);

impl Metrics {
    /// Counts an answer. Routes are those of the table, so that strangers cannot make new ones.
    pub fn count(&self, route: &str, status: u16, took: Duration) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (answers, time) = all.entry((route.to_string(), status)).or_default();
        *answers += 1;
        *time += took;
    }

    /// As Prometheus reads it; `rows` are tables of the store with their rows.
    pub fn text(&self, rows: &[(&str, i64)]) -> String {
        let mut out = String::new();
        let mut put = |line: &str| {
            let _ = writeln!(out, "{line}");
        };
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        put(
            "# HELP dateline_requests_total Answers by route and status.\n# TYPE dateline_requests_total counter",
        );
        for ((route, status), (answers, _)) in all.iter() {
            put(&format!("dateline_requests_total{{route=\"{route}\",status=\"{status}\"}} {answers}"));
        }
        put(
            "# HELP dateline_request_seconds_total Time that answers took.\n# TYPE dateline_request_seconds_total counter",
        );
        for ((route, status), (_, time)) in all.iter() {
            let seconds = time.as_secs_f64();
            put(&format!(
                "dateline_request_seconds_total{{route=\"{route}\",status=\"{status}\"}} {seconds:.6}"
            ));
        }
        put("# HELP dateline_rows Rows of the store.\n# TYPE dateline_rows gauge");
        for (table, rows) in rows {
            put(&format!("dateline_rows{{table=\"{table}\"}} {rows}"));
        }
        out
    }
}
