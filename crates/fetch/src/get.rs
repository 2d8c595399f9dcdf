//! One address: `robots.txt`, the host's turn, redirects, patience.

use crate::client::{Answer, Client};
use crate::host::{Hosts, Rules, locked};
use crate::robots::Robots;
use crate::state::Known;
use crate::stop::Stop;
use crate::{Manners, Refusal, when};
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// Fetches addresses; shared by all threads of a run.
pub struct Fetcher {
    client: Client,
    hosts: Hosts,
    manners: Manners,
    stop: Stop,
}

/// What came of asking for an address.
#[derive(Debug)]
pub enum Got {
    /// An answer with a body.
    New(Answer),
    /// What we have is what there is.
    Same,
}

/// So many redirects are followed.
const REDIRECTS: usize = 5;
/// So often an address is asked for that answers "too many requests" or "unavailable".
const ATTEMPTS: u32 = 3;
/// The name by which `robots.txt` speaks of us.
const ROBOT: &str = "dateline";

impl Fetcher {
    /// A fetcher that keeps to these manners until it is stopped.
    pub fn new(manners: Manners, stop: Stop) -> Fetcher {
        let client = Client::new(manners.guard.clone(), &manners.name(), manners.largest, manners.time);
        Fetcher { client, hosts: Hosts::default(), manners, stop }
    }

    /// The page or list at an address, its redirects followed, each checked as the first. `known` is what an earlier run
    /// knows of it.
    pub fn get(&self, url: &Url, known: Option<&Known>) -> Result<Got, Refusal> {
        self.follow(url, known, true)
    }

    fn follow(&self, start: &Url, known: Option<&Known>, obey: bool) -> Result<Got, Refusal> {
        let mut url = start.clone();
        for _ in 0..=REDIRECTS {
            acceptable(&url)?;
            if obey {
                self.permitted(&url)?;
            }
            let answer = self.patiently(&url, known.filter(|k| k.at == url.as_str()))?;
            match answer.status.as_u16() {
                304 => return Ok(Got::Same),
                200..=299 => return Ok(Got::New(answer)),
                301 | 302 | 303 | 307 | 308 => url = target(&answer)?,
                status => return Err(Refusal::Status(status)),
            }
        }
        Err(Refusal::Failed(format!("it has more than {REDIRECTS} redirects")))
    }

    /// Whether `robots.txt` allows the address; it is fetched where it is not known yet.
    fn permitted(&self, url: &Url) -> Result<(), Refusal> {
        let origin = url.origin().ascii_serialization();
        let host = self.hosts.of(url);
        let known = locked(&host).rules(&origin);
        let rules = match known {
            Some(rules) => rules,
            None => {
                let rules = self.rules(url)?;
                locked(&host).learn(origin, rules.clone());
                rules
            }
        };
        match rules {
            Rules::Unknown(refusal) => Err(refusal),
            Rules::Known(robots)
                if robots.allows(&url[url::Position::BeforePath..url::Position::AfterQuery]) =>
            {
                Ok(())
            }
            Rules::Known(_) => Err(Refusal::Robots),
        }
    }

    fn rules(&self, url: &Url) -> Result<Rules, Refusal> {
        let Ok(place) = url.join("/robots.txt") else { return Ok(Rules::Known(Arc::default())) };
        Ok(match self.follow(&place, None, false) {
            Ok(Got::New(answer)) => Rules::Known(Arc::new(Robots::read(&answer.body, ROBOT))),
            // There is none for us (RFC 9309, 2.3.1.3).
            Ok(Got::Same) | Err(Refusal::Status(400..=499)) => Rules::Known(Arc::default()),
            Err(passing @ (Refusal::Stopped | Refusal::Later(_))) => return Err(passing),
            // An address that is refused is refused for its pages too.
            Err(refusal @ Refusal::Private(..)) => Rules::Unknown(refusal),
            Err(other) => Rules::Unknown(Refusal::Failed(format!("robots.txt of the host: {other}"))),
        })
    }

    /// Asks, and asks again after a while where the host is busy.
    fn patiently(&self, url: &Url, known: Option<&Known>) -> Result<Answer, Refusal> {
        let mut headers = Vec::new();
        if let Some(known) = known {
            headers.extend(known.etag.as_deref().map(|e| ("If-None-Match", e)));
            headers.extend(known.modified.as_deref().map(|m| ("If-Modified-Since", m)));
        }
        let host = self.hosts.of(url);
        let mut wait = self.manners.backoff;
        for _ in 0..ATTEMPTS {
            let mut host = locked(&host);
            host.turn(self.manners.patience, &self.stop)?;
            let answer = self.client.request(url, &headers);
            host.rest(self.manners.pause);
            let answer = answer?;
            if !matches!(answer.status.as_u16(), 429 | 503) {
                return Ok(answer);
            }
            host.defer(retry_after(&answer).unwrap_or(wait));
            wait *= 2;
        }
        // Its other addresses are left to another run, or each of them would wait as long.
        locked(&host).defer(self.manners.patience + Duration::from_secs(1));
        Err(Refusal::Failed(format!("the host is busy: {ATTEMPTS} times it asked to come back later")))
    }
}

/// Only pages of the web, and none that want a password.
fn acceptable(url: &Url) -> Result<(), Refusal> {
    let refused = |why: &str| Err(Refusal::Address(format!("'{}' {why}", url.scheme())));
    match url.scheme() {
        "http" | "https" if url.host_str().is_none_or(str::is_empty) => {
            refused("without a host is no address")
        }
        "http" | "https" if !url.username().is_empty() || url.password().is_some() => {
            Err(Refusal::Address("the address has a name or password in it; leave it out".to_owned()))
        }
        "http" | "https" => Ok(()),
        _ => refused("is not fetched, only http and https are"),
    }
}

/// Where a redirect leads.
fn target(answer: &Answer) -> Result<Url, Refusal> {
    let place =
        answer.header("location").ok_or_else(|| Refusal::Failed("a redirect to nowhere".to_owned()))?;
    let mut url =
        answer.url.join(place).map_err(|e| Refusal::Failed(format!("a redirect to '{place}': {e}")))?;
    url.set_fragment(None);
    Ok(url)
}

/// The wait that a server asks for: seconds, or a moment.
fn retry_after(answer: &Answer) -> Option<Duration> {
    let value = answer.header("retry-after")?.trim();
    let seconds = match value.parse::<u64>() {
        Ok(seconds) => seconds,
        Err(_) => read::moment(value)?.saturating_sub(when::now()).max(0) as u64,
    };
    // Nobody waits longer than a year; such moments would not be counted.
    Some(Duration::from_secs(seconds.min(365 * 86_400)))
}
