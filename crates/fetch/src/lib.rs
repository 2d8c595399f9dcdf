//! Pages and feeds from the web, politely, into a web archive.
//!
//! One request a host at a time with a pause between two, `robots.txt` obeyed, nothing fetched twice that has not changed.
//! Only addresses of the public internet are spoken to, unless the user allows others. What is fetched lies in a folder
//! that `read` reads. Nothing else of the program uses the network.

mod address;
mod ask;
mod client;
mod folder;
mod get;
mod host;
mod list;
mod pace;
mod page;
mod plan;
mod refusal;
mod report;
mod robots;
mod run;
mod state;
mod stop;
mod warc;
mod watch;
pub mod when;

pub use address::{Guard, special};
pub use client::Answer;
pub use folder::{ARCHIVE, Folder, FolderError, STATE};
pub use get::{Fetcher, Got};
pub use list::{Entry, List, read as list};
pub use plan::Source;
pub use refusal::Refusal;
pub use report::{Outcome, Report};
pub use robots::Robots;
pub use run::{Event, Run};
pub use state::Known;
pub use stop::Stop;
pub use watch::watch;

use document::Day;
use std::path::Path;
use std::time::Duration;

/// How we behave.
#[derive(Clone, Debug)]
pub struct Manners {
    /// Which addresses may be spoken to.
    pub guard: Guard,
    /// Who runs this, for the owners of the hosts: an address of mail or of a page.
    pub contact: Option<String>,
    /// The pause between two requests to a host; its `robots.txt` may ask for a longer one.
    pub pause: Duration,
    /// The longest that a host may make us wait; whatever takes longer is left to another run.
    pub patience: Duration,
    /// The first wait where a host is busy and does not say for how long; doubled each time.
    pub backoff: Duration,
    /// The time for one answer, from the name of the host to the last byte.
    pub time: Duration,
    /// The most bytes that an answer may have, packed and unpacked.
    pub largest: u64,
}

impl Default for Manners {
    fn default() -> Manners {
        Manners {
            guard: Guard::Public,
            contact: None,
            pause: Duration::from_secs(1),
            patience: Duration::from_secs(300),
            backoff: Duration::from_secs(10),
            time: Duration::from_secs(60),
            largest: 10 << 20,
        }
    }
}

impl Manners {
    /// The name that we give of ourselves: `dateline/0.1.0 (+page of the project; contact)`.
    pub fn name(&self) -> String {
        let page = Some(env!("CARGO_PKG_REPOSITORY")).filter(|p| !p.is_empty()).map(|p| format!("+{p}"));
        let about: Vec<&str> = page.as_deref().into_iter().chain(self.contact.as_deref()).collect();
        let name = concat!("dateline/", env!("CARGO_PKG_VERSION"));
        if about.is_empty() { name.to_owned() } else { format!("{name} ({})", about.join("; ")) }
    }
}

/// What is taken of lists.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The most pages of one feed or sitemap, newest first.
    pub limit: usize,
    /// Nothing that is dated before this day.
    pub since: Option<Day>,
    /// Where a feed has an item whole, it is taken and its page left alone.
    pub feed_content: bool,
    /// Whether pages that are known are asked for changes where their list tells no moment.
    pub recheck: bool,
}

impl Default for Wanted {
    fn default() -> Wanted {
        Wanted { limit: 100, since: None, feed_content: false, recheck: true }
    }
}

/// Opens a folder to put pages into, and goes on where an earlier run ended.
pub fn open(path: &Path, manners: &Manners) -> Result<Folder, FolderError> {
    Folder::open(path, warc::info(&manners.name(), when::now()))
}
