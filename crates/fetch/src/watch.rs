//! Feeds in rounds, each by its own pace, until the user ends it.

use crate::plan::Source;
use crate::run::{Event, Run};
use crate::{Fetcher, Folder, FolderError, Report, Stop, Wanted, pace};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use url::Url;

/// Looks at the feeds of all sources again and again; once where `once` is set. The counts of all rounds.
pub fn watch(
    sources: &[Source],
    (fetcher, wanted, stop): (&Fetcher, &Wanted, &Stop),
    folder: &mut Folder,
    once: bool,
    tell: &mut dyn FnMut(Event<'_>),
) -> Result<Report, FolderError> {
    let mut run = Run::new(fetcher, folder, wanted, tell);
    let feeds = run.all(sources)?;
    let mut report = run.report;
    tell(Event::Round);
    let mut due: BTreeMap<Url, (Instant, Duration)> = BTreeMap::new();
    let mut asked = feeds;
    while !once && !stop.is_set() {
        for url in asked.drain(..) {
            let last = due.get(&url).map(|(_, every)| *every);
            let told = folder.known(url.as_str()).and_then(|k| k.every).map(Duration::from_secs);
            // A feed that fails has not told: it is looked at more seldom.
            let every = told.unwrap_or_else(|| pace::next(None, last, false));
            due.insert(url, (Instant::now() + every, every));
        }
        let Some(next) = due.values().map(|(moment, _)| *moment).min() else { break };
        if !stop.wait_until(next) {
            break;
        }
        let now = Instant::now();
        let ripe = due.iter().filter(|(_, (moment, _))| *moment <= now);
        asked = ripe.map(|(url, _)| url.clone()).collect();
        let sources: Vec<Source> = asked.iter().cloned().map(Source::Web).collect();
        let mut run = Run::new(fetcher, folder, wanted, tell);
        run.all(&sources)?;
        report.add(run.report);
        tell(Event::Round);
    }
    report.stopped |= stop.is_set();
    Ok(report)
}
