//! `dateline fetch` and `dateline watch`.

use clap::Args;
use fetch::{Guard, Manners, Source, Wanted};
use std::net::IpAddr;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub const FETCH_EXAMPLES: &str = "\
Examples:
  dateline fetch https://a.org/2019/05/14/story -o pages     one page
  dateline fetch https://a.org/feed.xml -o pages             the articles of a feed
  dateline fetch feeds.opml -o pages --since 2019-05-01      those of many feeds, from a day on
  dateline fetch https://a.org/sitemap-news.xml -o pages --limit 1000
  dateline read pages                                        read what was fetched
  dateline fetch feeds.opml -o news.dateline                 read it into a store at once
Run it again to fetch what is new or changed; an interrupted run goes on where it ended.

Exit status: 0 all fetched, 1 some inputs failed or were refused, 2 wrong arguments, 130 interrupted.";

pub const WATCH_EXAMPLES: &str = "\
Examples:
  dateline watch feeds.opml -o pages           until interrupted, a line for each new article
  dateline watch feeds.opml -o pages --once    one round
  dateline watch feeds.opml -o news.dateline   each round is read into a store

Exit status: 0 ended, 1 some inputs failed or were refused, 2 wrong arguments.";

/// `dateline fetch`
#[derive(Debug, Args)]
pub struct FetchArguments {
    /// Pages, feeds, sitemaps: their addresses; feeds, OPML and sitemaps in files
    #[arg(value_name = "URL|FILE", required = true, value_parser = Source::parse)]
    pub sources: Vec<Source>,
    /// What is taken, and how.
    #[command(flatten)]
    pub options: FetchOptions,
}

/// `dateline watch`
#[derive(Debug, Args)]
pub struct WatchArguments {
    /// OPML files, feeds: files or addresses
    #[arg(value_name = "URL|FILE", required = true, value_parser = Source::parse)]
    pub sources: Vec<Source>,
    /// One round only
    #[arg(long)]
    pub once: bool,
    /// What is taken, and how.
    #[command(flatten)]
    pub options: FetchOptions,
}

/// What is taken, and how.
#[derive(Debug, Args)]
pub struct FetchOptions {
    /// The folder that pages are put into; or a store that they are read into, the pages beside it in NAME.pages.
    /// Made where it is not there
    #[arg(short, long, value_name = "DIR|NAME.dateline")]
    pub output: PathBuf,
    /// The most articles of one feed or sitemap, newest first
    #[arg(long, value_name = "N", default_value = "100")]
    pub limit: NonZeroUsize,
    /// Nothing that its feed or sitemap dates before this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::day)]
    pub since: Option<document::Day>,
    /// Where a feed holds an article whole, take it from there
    #[arg(long)]
    pub feed_content: bool,
    /// Seconds between two requests to a host; its robots.txt may ask for more
    #[arg(long, value_name = "SECONDS", default_value = "1", value_parser = seconds)]
    pub pause: Duration,
    /// Seconds for one answer
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    pub timeout: Duration,
    /// The most that one answer may have, packed or unpacked, in megabytes
    #[arg(long, value_name = "MB", default_value = "10", value_parser = clap::value_parser!(u64).range(1..=1024))]
    pub max_size: u64,
    /// Who you are, for the owners of the hosts: an address of mail or of a page
    #[arg(long, value_name = "CONTACT", value_parser = contact)]
    pub user_agent: Option<String>,
    /// Speak to private and local addresses too: all, or those given
    #[arg(long, value_name = "ADDRESS", num_args = 0..=1, require_equals = true)]
    pub allow_private: Option<Vec<IpAddr>>,
    /// No progress bar
    #[arg(long)]
    pub quiet: bool,
}

impl FetchOptions {
    /// The store that pages are read into, if any.
    pub fn store(&self) -> Option<&Path> {
        let is_store = self.output.extension().is_some_and(|e| e == "dateline") && !self.output.is_dir();
        is_store.then_some(&self.output)
    }

    /// The folder that pages are put into.
    pub fn folder(&self) -> PathBuf {
        self.store().map_or_else(|| self.output.clone(), |store| store.with_extension("pages"))
    }

    /// How to behave.
    pub fn manners(&self) -> Manners {
        let guard = match &self.allow_private {
            None => Guard::Public,
            Some(these) if these.is_empty() => Guard::All,
            Some(these) => Guard::Also(these.clone()),
        };
        let (contact, pause, time) = (self.user_agent.clone(), self.pause, self.timeout);
        Manners { guard, contact, pause, time, largest: self.max_size << 20, ..Manners::default() }
    }

    /// What to take.
    pub fn wanted(&self, recheck: bool) -> Wanted {
        let (limit, since) = (self.limit.get(), self.since);
        Wanted { limit, since, feed_content: self.feed_content, recheck }
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "write a number of seconds, as in 2 or 0.5".to_owned())?;
    match (0.0..=86_400.0).contains(&seconds) {
        true => Ok(Duration::from_secs_f64(seconds)),
        false => Err("write between 0 and 86400 seconds".to_owned()),
    }
}

fn contact(text: &str) -> Result<String, String> {
    let good = text.chars().all(|c| c == ' ' || c.is_ascii_graphic() && !"()\\".contains(c));
    if good && !text.trim().is_empty() {
        return Ok(text.trim().to_owned());
    }
    Err("write plain letters without brackets, as in desk@example.org".to_owned())
}
