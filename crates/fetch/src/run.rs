//! One run: the lists of all sources, then the pages of the lists, each put into the folder as it comes.

use crate::ask::{Job, ask};
use crate::client::Answer;
use crate::get::{Fetcher, Got};
use crate::list::{self, Entry, List};
use crate::plan::{DEPTH, Group, Source};
use crate::{Folder, FolderError, Known, Outcome, Refusal, Report, Wanted, pace, page, warc, when};
use std::collections::HashSet;
use std::time::Duration;
use url::Url;

/// What happens in a run, for those who watch it.
#[derive(Debug)]
pub enum Event<'a> {
    /// So many more addresses will be asked for.
    Planned(usize),
    /// An address is done with.
    Done(&'a str, &'a Outcome),
    /// A page was put into the archive; its entry in a list, and whether an earlier version is there.
    Page(&'a str, Option<&'a Entry>, bool),
    /// A list is broken; what stands before the place was read.
    Broken(&'a str, &'a str),
    /// A round of a watch has ended: all that it found is in the folder.
    Round,
}

/// A run over sources.
pub struct Run<'a> {
    /// How it went so far.
    pub report: Report,
    fetcher: &'a Fetcher,
    folder: &'a mut Folder,
    wanted: &'a Wanted,
    tell: &'a mut dyn FnMut(Event<'_>),
    seen: HashSet<Url>,
}

impl<'a> Run<'a> {
    /// A run that puts pages into the folder and tells what it does.
    pub fn new(
        fetcher: &'a Fetcher,
        folder: &'a mut Folder,
        wanted: &'a Wanted,
        tell: &'a mut dyn FnMut(Event<'_>),
    ) -> Run<'a> {
        Run { report: Report::default(), fetcher, folder, wanted, tell, seen: HashSet::new() }
    }

    /// Fetches all that is new or changed. The addresses of the feeds and sitemaps that were looked at.
    pub fn all(&mut self, sources: &[Source]) -> Result<Vec<Url>, FolderError> {
        let mut groups = Vec::new();
        for source in sources {
            match source {
                Source::Web(url) if self.seen.insert(url.clone()) => groups.push(Group::at(url.clone(), 0)),
                Source::Web(_) => {}
                Source::File(path) => self.file(&mut groups, path),
            }
        }
        self.lists(&mut groups)?;
        self.pages(&mut groups)?;
        self.lists_are_known(&mut groups)?;
        Ok(groups.into_iter().filter(|g| !g.other).filter_map(|g| g.url).collect())
    }

    /// A list in a file.
    fn file(&mut self, groups: &mut Vec<Group>, path: &std::path::Path) {
        let name = path.display().to_string();
        let base = std::path::absolute(path).ok().and_then(|p| Url::from_file_path(p).ok());
        let failed = |why: String| Outcome::Refused(Refusal::Failed(why));
        match (std::fs::read(path), base) {
            (Ok(bytes), Some(base)) => match list::read(&bytes, None, &base) {
                Some(list) => {
                    groups.push(Group::of_file());
                    self.take(groups, groups.len() - 1, &name, list);
                }
                None => self.done(&name, failed("it is no feed, OPML or sitemap".to_owned())),
            },
            (Err(error), _) => self.done(&name, failed(error.to_string())),
            (Ok(_), None) => self.done(&name, failed("its path is no address".to_owned())),
        }
    }

    /// Reads the lists of all sources, and the lists that these name, until enough pages are known of each.
    fn lists(&mut self, groups: &mut Vec<Group>) -> Result<(), FolderError> {
        loop {
            let mut jobs = Vec::new();
            for (source, group) in groups.iter_mut().enumerate() {
                let Some(url) = group.next(self.wanted) else { continue };
                let known = self.folder.known(url.as_str()).cloned();
                jobs.push(Job { url, known, entry: None, source });
            }
            if jobs.is_empty() {
                return Ok(());
            }
            (self.tell)(Event::Planned(jobs.len()));
            ask(self.fetcher, jobs, |job, got| self.list_came(groups, job, got))?;
        }
    }

    fn list_came(
        &mut self,
        groups: &mut Vec<Group>,
        job: Job,
        got: Result<Got, Refusal>,
    ) -> Result<(), FolderError> {
        let (name, source) = (job.url.as_str().to_owned(), job.source);
        let answer = match got {
            Ok(Got::New(answer)) => answer,
            Ok(Got::Same) if job.known.as_ref().is_some_and(|k| k.digest.is_some()) => {
                groups[source].other = true;
                return self.page_came(groups, job, Ok(Got::Same));
            }
            Ok(Got::Same) => {
                self.report.lists += 1;
                groups[source].known.extend(job.known);
                self.done(&name, Outcome::Unchanged);
                return Ok(());
            }
            Err(refusal) => {
                self.refused(&mut groups[source], &name, refusal);
                return Ok(());
            }
        };
        match list::read(&answer.body, answer.header("content-type"), &answer.url) {
            Some(list) => {
                let group = &mut groups[source];
                group.said = list.pace.or_else(|| pace::max_age(&answer)).or(group.said);
                // Lists of lists are read each time, since what they name may change without them.
                if list.lists.is_empty() {
                    group.known.push(page::known(&name, &answer, None, None));
                }
                self.take(groups, source, &name, list);
                (self.tell)(Event::Done(&name, &Outcome::Fetched));
            }
            None if groups[source].depth == 0 && groups[source].asked == 1 => {
                groups[source].other = true;
                return self.page_came(groups, job, Ok(Got::New(answer)));
            }
            None => {
                let why = "it is no feed, OPML or sitemap".to_owned();
                self.refused(&mut groups[source], &name, Refusal::Failed(why));
            }
        }
        Ok(())
    }

    /// Takes what a list names.
    fn take(&mut self, groups: &mut Vec<Group>, source: usize, name: &str, mut list: List) {
        self.report.lists += 1;
        if let Some(fault) = &list.fault {
            groups[source].partly = true;
            (self.tell)(Event::Broken(name, fault));
        }
        if list.parts {
            groups[source].parts(&mut list, self.wanted, &mut self.seen);
        }
        groups[source].other |= !list.lists.is_empty();
        groups[source].add(std::mem::take(&mut list.entries), self.wanted);
        let depth = groups[source].depth + 1;
        for (url, _) in list.lists {
            if depth <= DEPTH && self.seen.insert(url.clone()) {
                groups.push(Group::at(url, depth));
            }
        }
    }

    /// Fetches the pages of all sources.
    fn pages(&mut self, groups: &mut [Group]) -> Result<(), FolderError> {
        let mut jobs = Vec::new();
        for (source, group) in groups.iter_mut().enumerate() {
            for entry in group.chosen(self.wanted) {
                if self.seen.insert(entry.url.clone()) {
                    jobs.extend(self.planned(entry, source, group)?);
                }
            }
        }
        (self.tell)(Event::Planned(jobs.len()));
        ask(self.fetcher, jobs, |job, got| self.page_came(groups, job, got))
    }

    /// What is to be asked for of an entry: nothing where its page is as it was, or stands in the list.
    fn planned(
        &mut self,
        entry: Entry,
        source: usize,
        group: &mut Group,
    ) -> Result<Option<Job>, FolderError> {
        let known = self.folder.known(entry.url.as_str()).cloned();
        if let Some(content) = page::whole(&entry).filter(|_| self.wanted.feed_content) {
            self.content_came(&entry, content, known, group)?;
            return Ok(None);
        }
        let same = known.as_ref().is_some_and(|known| match entry.dated {
            Some(dated) => known.dated >= Some(dated),
            None => known.refused.is_some() || !self.wanted.recheck || !known.has_validator(),
        });
        if same {
            let refused = known.is_some_and(|k| k.refused.is_some());
            self.report.unchanged += usize::from(!refused);
            return Ok(None);
        }
        Ok(Some(Job { url: entry.url.clone(), known, entry: Some(entry), source }))
    }

    fn content_came(
        &mut self,
        entry: &Entry,
        content: &str,
        before: Option<Known>,
        group: &mut Group,
    ) -> Result<(), FolderError> {
        let digest = Some(warc::digest(content.as_bytes()));
        if before.as_ref().is_some_and(|b| b.digest == digest) {
            self.report.unchanged += 1;
            return Ok(());
        }
        let (url, now) = (entry.url.as_str(), when::now());
        let known = Known { url: url.to_owned(), digest, dated: entry.dated, asked: now, ..Known::default() };
        self.folder.keep(known, Some(warc::resource(entry, content, now)))?;
        group.news = true;
        self.report.fetched += 1;
        (self.tell)(Event::Page(url, Some(entry), before.is_some()));
        Ok(())
    }

    fn page_came(
        &mut self,
        groups: &mut [Group],
        job: Job,
        got: Result<Got, Refusal>,
    ) -> Result<(), FolderError> {
        let (name, group) = (job.url.as_str(), &mut groups[job.source]);
        let dated = job.entry.as_ref().and_then(|e| e.dated);
        let got = got.and_then(|got| match got {
            Got::New(answer) => page::checked(&answer).map(|()| Some(answer)),
            Got::Same => Ok(None),
        });
        match got {
            Ok(Some(answer)) => {
                let known = page::known(name, &answer, Some(warc::digest(&answer.body)), dated);
                let same = [job.known.as_ref(), self.folder.known(&known.at)];
                if same.into_iter().flatten().any(|k| k.digest == known.digest) {
                    self.folder.keep(known, None)?;
                    self.done(name, Outcome::Unchanged);
                } else {
                    group.news = true;
                    self.keep(known, &answer, &job)?;
                }
            }
            Ok(None) => {
                if let Some(known) = job.known {
                    let dated = dated.max(known.dated);
                    self.folder.keep(Known { dated, asked: when::now(), ..known }, None)?;
                }
                self.done(job.url.as_str(), Outcome::Unchanged);
            }
            Err(refusal) => {
                if refusal.lasting() {
                    let before = job.known.clone().unwrap_or_default();
                    let (refused, asked) = (Some(refusal.to_string()), when::now());
                    let known = Known { url: name.to_owned(), refused, asked, dated, ..before };
                    self.folder.keep(known, None)?;
                }
                self.refused(group, name, refusal);
            }
        }
        Ok(())
    }

    fn keep(&mut self, known: Known, answer: &Answer, job: &Job) -> Result<(), FolderError> {
        let record = warc::response(answer, known.asked);
        // The page is known under the address that answered too, so that another way to it is no other page.
        let moved = (known.at != known.url).then(|| Known { url: known.at.clone(), ..known.clone() });
        self.folder.keep(known, Some(record))?;
        if let Some(moved) = moved {
            self.folder.keep(moved, None)?;
        }
        (self.tell)(Event::Page(job.url.as_str(), job.entry.as_ref(), job.known.is_some()));
        self.done(job.url.as_str(), Outcome::Fetched);
        Ok(())
    }

    fn refused(&mut self, group: &mut Group, name: &str, refusal: Refusal) {
        let named = group.depth == 0 && group.url.as_ref().is_some_and(|u| u.as_str() == name);
        self.report.named += usize::from(named && refusal.skipped().is_some());
        group.partly |= !refusal.lasting();
        self.done(name, Outcome::Refused(refusal));
    }

    fn done(&mut self, name: &str, outcome: Outcome) {
        self.report.count(&outcome);
        (self.tell)(Event::Done(name, &outcome));
    }

    /// Notes what is known of the lists. One of which something is still to be had is asked for whole the next time.
    fn lists_are_known(&mut self, groups: &mut [Group]) -> Result<(), FolderError> {
        for group in groups {
            for mut known in group.known.drain(..) {
                if group.partly {
                    (known.etag, known.modified) = (None, None);
                }
                let last = self.folder.known(&known.url).and_then(|k| k.every).map(Duration::from_secs);
                known.every = Some(pace::next(group.said, last, group.news).as_secs());
                known.asked = when::now();
                self.folder.keep(known, None)?;
            }
        }
        Ok(())
    }
}
