//! Why an address gave no page.

use std::net::IpAddr;
use std::time::Duration;

/// Why an address gave no page, in words for people.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// `robots.txt` of the host forbids it.
    #[error("robots.txt of the host forbids it")]
    Robots,
    /// The host has an address that is not of the public internet.
    #[error("{0} is {1}, no address of the public internet; --allow-private permits it")]
    Private(IpAddr, &'static str),
    /// Neither http nor https, or no address at all.
    #[error("{0}")]
    Address(String),
    /// No page of text.
    #[error("it is {0}, no page")]
    Type(String),
    /// Larger than wanted, packed or unpacked.
    #[error("it has more than {0} MB; --max-size permits more")]
    Size(u64),
    /// The server answers with another status than one of success.
    #[error("the server answers {0}")]
    Status(u16),
    /// The host asks to come back later than one cares to wait.
    #[error("the host asks to come back in {} s", .0.as_secs())]
    Later(Duration),
    /// The user ended the run.
    #[error("the run was ended")]
    Stopped,
    /// Something broke; another run may find it mended.
    #[error("{0}")]
    Failed(String),
}

impl Refusal {
    /// The name of the row in the report; `None` for what failed.
    pub fn skipped(&self) -> Option<&'static str> {
        match self {
            Refusal::Robots => Some("robots.txt"),
            Refusal::Private(..) => Some("private address"),
            Refusal::Address(_) => Some("no web address"),
            Refusal::Type(_) => Some("no page"),
            Refusal::Size(_) => Some("too large"),
            Refusal::Status(_) | Refusal::Later(_) | Refusal::Stopped | Refusal::Failed(_) => None,
        }
    }

    /// The reason without what differs from one address to the next.
    pub fn kind(&self) -> String {
        match self {
            Refusal::Later(_) => "the host asks to come back later".to_owned(),
            other => {
                let text = other.to_string();
                text.split(['(', '\'']).next().unwrap_or(&text).trim_end().to_owned()
            }
        }
    }

    /// Whether asking again would give the same answer, so that a list's item is not asked for at each round.
    pub fn lasting(&self) -> bool {
        matches!(self, Refusal::Type(_) | Refusal::Size(_) | Refusal::Address(_) | Refusal::Status(404 | 410))
    }
}
