//! One host: one request at a time, and a pause between two.

use crate::Refusal;
use crate::robots::Robots;
use crate::stop::Stop;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use url::Url;

/// What is known of a host. Whoever holds it may make one request.
#[derive(Debug, Default)]
pub struct Host {
    /// No request before this moment.
    next: Option<Instant>,
    /// The pause that its `robots.txt` asks for.
    delay: Duration,
    /// What `robots.txt` says, by scheme and port, with the moment it was read.
    rules: HashMap<String, (Rules, Instant)>,
}

/// What a `robots.txt` says.
#[derive(Clone, Debug)]
pub enum Rules {
    /// It was read, or there is none.
    Known(Arc<Robots>),
    /// It could not be had: nothing may be fetched until it can (RFC 9309, 2.3.1.4).
    Unknown(Refusal),
}

/// How long rules hold; those that could not be had are asked for sooner.
const DAY: Duration = Duration::from_secs(24 * 3600);
const SOON: Duration = Duration::from_secs(600);

impl Host {
    /// Waits for the host's turn, at most `patience`.
    pub fn turn(&self, patience: Duration, stop: &Stop) -> Result<(), Refusal> {
        let now = Instant::now();
        let next = self.next.unwrap_or(now);
        let wait = next.saturating_duration_since(now);
        if wait > patience {
            return Err(Refusal::Later(wait));
        }
        if stop.wait_until(next) { Ok(()) } else { Err(Refusal::Stopped) }
    }

    /// A request has been made: the next one comes after the pause.
    pub fn rest(&mut self, pause: Duration) {
        self.next = Instant::now().checked_add(pause.max(self.delay));
    }

    /// The host asks for a longer pause, this once.
    pub fn defer(&mut self, wait: Duration) {
        self.next = self.next.max(Instant::now().checked_add(wait));
    }

    /// The rules of an origin, where they are known and still hold.
    pub fn rules(&self, origin: &str) -> Option<Rules> {
        let (rules, since) = self.rules.get(origin)?;
        let hold = if matches!(rules, Rules::Known(_)) { DAY } else { SOON };
        (since.elapsed() < hold).then(|| rules.clone())
    }

    /// Notes the rules of an origin.
    pub fn learn(&mut self, origin: String, rules: Rules) {
        if let Rules::Known(robots) = &rules {
            self.delay = robots.delay.unwrap_or_default();
        }
        self.rules.insert(origin, (rules, Instant::now()));
    }
}

/// All hosts of a run.
#[derive(Debug, Default)]
pub struct Hosts(Mutex<HashMap<String, Arc<Mutex<Host>>>>);

impl Hosts {
    /// The host of an address.
    pub fn of(&self, url: &Url) -> Arc<Mutex<Host>> {
        let name = url.host_str().unwrap_or("").trim_end_matches('.').to_owned();
        Arc::clone(locked(&self.0).entry(name).or_default())
    }
}

/// A lock that another thread's panic does not poison: what it guards is whole between two statements.
pub fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
