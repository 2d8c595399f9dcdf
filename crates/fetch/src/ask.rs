//! Many addresses: each host has a thread to itself, hosts go side by side.

use crate::get::{Fetcher, Got};
use crate::host::locked;
use crate::list::Entry;
use crate::{FolderError, Known, Refusal};
use std::collections::BTreeMap;
use std::sync::{Mutex, mpsc};
use url::Url;

/// One address to ask for.
#[derive(Clone, Debug)]
pub struct Job {
    /// The address.
    pub url: Url,
    /// What is known of it.
    pub known: Option<Known>,
    /// What a list says of it.
    pub entry: Option<Entry>,
    /// The source that it belongs to.
    pub source: usize,
}

/// So many hosts are asked at a time.
const HOSTS: usize = 8;
/// Answers that wait to be written; bounds memory.
const WAITING: usize = 4;

/// Asks for all addresses and hands over what comes of each, as it comes. Ends early where `each` fails.
pub fn ask(
    fetcher: &Fetcher,
    jobs: Vec<Job>,
    mut each: impl FnMut(Job, Result<Got, Refusal>) -> Result<(), FolderError>,
) -> Result<(), FolderError> {
    let mut hosts: BTreeMap<String, Vec<Job>> = BTreeMap::new();
    for job in jobs {
        hosts.entry(job.url.host_str().unwrap_or("").to_owned()).or_default().push(job);
    }
    let threads = hosts.len().min(HOSTS);
    let queue = Mutex::new(hosts.into_values());
    let (to, from) = mpsc::sync_channel(WAITING);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let (to, queue) = (to.clone(), &queue);
            scope.spawn(move || {
                while let Some(jobs) = { locked(queue).next() } {
                    for job in jobs {
                        let got = fetcher.get(&job.url, job.known.as_ref());
                        // Nobody listens any more: the writing has failed.
                        if to.send((job, got)).is_err() {
                            return;
                        }
                    }
                }
            });
        }
        drop(to);
        // The receiver goes away with the loop, so that the threads end where it ends early.
        from.into_iter().try_for_each(|(job, got)| each(job, got))
    })
}
