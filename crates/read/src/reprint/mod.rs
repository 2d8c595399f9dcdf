//! Reprints: which articles are copies, cut copies or new versions of others, and in which of their words.
//!
//! Of every run of five words one in sixteen is kept, chosen by its own hash, so that the same words are kept
//! wherever they are printed. Articles that share enough of what is kept are one cluster. As the share is counted
//! in the smaller of the two, a paper that prints six of twenty paragraphs is found as well as one that prints all.
//! Nothing is left out of a batch for being a reprint; the link says what it is and shows the words.
//!
//! An index is kept by months of publication, each in a file of its own that only grows: an article is compared with
//! those of its month, of the one before and of the one after, since wires are reprinted within days. Articles
//! without a day are a month of their own.

mod file;
pub mod joins;
mod month;
mod nearest;
mod postings;
mod sketch;
mod wire;

use crate::{Fault, Position, ReadError};
use document::{Article, Day, Span};
use month::{Known, Month};
use nearest::{Near, Size};
use sketch::Sketch;
use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use wire::Wire;

/// So many months are held in memory.
const HELD: usize = 4;
/// The month of articles without a day.
const UNDATED: i32 = i32::MIN;

/// What an article is in its cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The first that was seen.
    Original,
    /// The same words, as far as matters.
    Reprint,
    /// It has the other's words and more, or the wire says so: the n-th that does.
    Update(u32),
    /// It has part of the other's words.
    Excerpt,
}

impl Role {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Original => "original",
            Role::Reprint => "reprint",
            Role::Update(_) => "update",
            Role::Excerpt => "excerpt",
        }
    }

    /// Of an update its number.
    pub fn update(self) -> Option<u32> {
        if let Role::Update(n) = self { Some(n) } else { None }
    }
}

/// Where an article belongs.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The id of the first article of its cluster.
    pub cluster: String,
    /// What it is there.
    pub role: Role,
    /// The id of the article that it is most like.
    pub of: Option<String>,
    /// How much of the smaller one's words they share, 0 to 1, as far as kept runs tell.
    pub share: f32,
    /// The words that stand in both, in the text of the article that was added.
    pub shared: Vec<Span>,
}

/// The articles seen so far.
#[derive(Debug, Default)]
pub struct Index {
    folder: Option<PathBuf>,
    /// Held while the index is open, so that two runs do not write at once.
    _lock: Option<File>,
    /// Months in memory by their number, `12 * year + month - 1`.
    months: BTreeMap<i32, Month>,
    /// How many updates a cluster has, by its id.
    updates: HashMap<String, u32>,
}

/// Where an article of the index is: its month, and its number there.
type At = (i32, u32);

impl Index {
    /// Opens the index in a folder, which is made where it is not there. [`Index::default`] is one in memory alone.
    ///
    /// # Errors
    /// If the folder cannot be written, or another run holds it.
    pub fn open(folder: &Path) -> Result<Index, ReadError> {
        let lock = folder.join("lock");
        let failed = |error: std::io::Error| fault(&lock, error.to_string());
        std::fs::create_dir_all(folder).map_err(failed)?;
        let file = File::create(&lock).map_err(failed)?;
        file.try_lock().map_err(|_| fault(&lock, "another run holds the index".to_owned()))?;
        Ok(Index { folder: Some(folder.to_owned()), _lock: Some(file), ..Index::default() })
    }

    /// Adds an article and says what it is to those before it. One that an earlier run added, with the same id and
    /// the same words, is what it was then.
    ///
    /// # Errors
    /// If the file of a month is damaged, with its byte, or cannot be written.
    pub fn add(&mut self, article: &Article) -> Result<Link, ReadError> {
        let sketch = Sketch::of(article);
        let wire = Wire::of(article);
        let month = month_of(article.day());
        self.hold(month)?;
        if let Some(known) = self.months.get_mut(&month).and_then(|m| m.again(&article.id, sketch.whole)) {
            let shared = known.of.as_deref().map_or_else(Vec::new, |of| self.shared_with(&sketch, month, of));
            let Known { cluster, role, of, share, .. } = known;
            return Ok(Link { cluster, role, of, share, shared });
        }
        let day = article.day().map(|day| day.ordinal());
        let link = self.link(article, &sketch, wire, month, day);
        let known = Known {
            id: article.id.clone(),
            cluster: link.cluster.clone(),
            of: link.of.clone(),
            role: link.role,
            share: link.share,
            day,
            wire,
            whole: sketch.whole,
            runs: sketch.kept.len() as u32,
        };
        if let Some(month) = self.months.get_mut(&month) {
            let runs = || sketch.kept.iter().map(|(hash, _)| *hash);
            if self.folder.is_some() {
                month.note(&known, runs());
            }
            month.add(known, runs());
        }
        Ok(link)
    }

    /// Writes what was added to the files.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn keep(&mut self) -> Result<(), ReadError> {
        let Some(folder) = &self.folder else { return Ok(()) };
        self.months.iter_mut().try_for_each(|(&number, month)| month.keep(&path(folder, number)))
    }

    /// Loads a month and those beside it, and lets go of others.
    fn hold(&mut self, number: i32) -> Result<(), ReadError> {
        for number in near(number) {
            if self.months.contains_key(&number) {
                continue;
            }
            let month = match &self.folder {
                Some(folder) => Month::load(&path(folder, number))?,
                None => Month::default(),
            };
            for known in &month.known {
                if let Role::Update(n) = known.role {
                    let most = self.updates.entry(known.cluster.clone()).or_default();
                    *most = n.max(*most);
                }
            }
            self.months.insert(number, month);
        }
        let Some(folder) = self.folder.as_ref().filter(|_| self.months.len() > HELD) else { return Ok(()) };
        let far: Vec<i32> = self.months.keys().copied().filter(|m| !near(number).contains(m)).collect();
        for far in far {
            if let Some(mut month) = self.months.remove(&far) {
                month.keep(&path(folder, far))?;
            }
        }
        Ok(())
    }

    fn link(&mut self, article: &Article, sketch: &Sketch, wire: Wire, month: i32, day: Option<i32>) -> Link {
        let near = self.nearest(sketch, month);
        let Some(near) = near.or_else(|| self.slugged(wire, month, day)) else {
            let cluster = article.id.clone();
            return Link { cluster, role: Role::Original, of: None, share: 0.0, shared: Vec::new() };
        };
        let (their_month, number) = near.number;
        let other = &self.months[&their_month].known[number as usize];
        let (of, cluster) = (other.id.clone(), other.cluster.clone());
        let theirs = Size { runs: other.runs, version: other.wire.version };
        let ours = Size { runs: sketch.kept.len() as u32, version: wire.version };
        let mut updates = self.updates.get(&cluster).copied().unwrap_or(0);
        let role = nearest::role(ours, theirs, near.rewritten(), &mut updates);
        if let Role::Update(_) = role {
            self.updates.insert(cluster.clone(), updates);
        }
        let shared = self.months[&their_month].shared(sketch, number);
        Link { cluster, role, of: Some(of), share: near.share.min(1.0), shared }
    }

    /// The article that has the same words, else the one that shares most.
    fn nearest(&mut self, sketch: &Sketch, month: i32) -> Option<Near<At>> {
        let whole = self.months.range(near(month)).find_map(|(&month, m)| Some((month, m.same(sketch)?)));
        if let Some(at) = whole {
            return Some(Near::whole(at, sketch.kept.len()));
        }
        nearest::alike(self.months.range_mut(near(month)).filter_map(|(&month, m)| {
            let Near { number, hits, share } = m.nearest(sketch)?;
            Some(Near { number: (month, number), hits, share })
        }))
    }

    /// The last article with the same slug, of the same day or the one before or after.
    fn slugged(&self, wire: Wire, month: i32, day: Option<i32>) -> Option<Near<At>> {
        let day = day.filter(|_| wire.slug != 0)?;
        let mut months = self.months.range(near(month));
        let at = months.find_map(|(&month, m)| Some((month, m.slugged(wire.slug, day)?)))?;
        Some(Near::slugged(at))
    }

    fn shared_with(&self, sketch: &Sketch, month: i32, of: &str) -> Vec<Span> {
        let mut held = self.months.range(near(month));
        held.find_map(|(_, m)| Some(m.shared(sketch, m.named(of)?))).unwrap_or_default()
    }
}

fn month_of(day: Option<Day>) -> i32 {
    day.map_or(UNDATED, |day| day.year() * 12 + day.month() as i32 - 1)
}

/// A month and those beside it.
fn near(month: i32) -> RangeInclusive<i32> {
    if month == UNDATED { month..=month } else { month - 1..=month + 1 }
}

fn path(folder: &Path, month: i32) -> PathBuf {
    folder.join(match month {
        UNDATED => "undated.reprints".to_owned(),
        _ => format!("{:04}-{:02}.reprints", month.div_euclid(12), month.rem_euclid(12) + 1),
    })
}

fn fault(path: &Path, why: String) -> ReadError {
    ReadError::new(&path.display().to_string(), Position::Whole, Fault::Io(why))
}

#[cfg(test)]
mod tests {
    use super::sketch::RUN;
    use super::*;
    use crate::{Kind, Options, articles};

    /// Sentences that are all different, the same for the same numbers.
    fn story(sentences: std::ops::Range<usize>) -> String {
        const WHO: [&str; 7] = ["minister", "mayor", "general", "union", "court", "party", "envoy"];
        const DID: [&str; 5] = ["rejected", "praised", "delayed", "signed", "questioned"];
        const WHAT: [&str; 11] = [
            "treaty", "budget", "verdict", "border", "strike", "ballot", "loan", "pipeline", "truce", "dam",
            "law",
        ];
        let line = |n: usize| {
            format!(
                "The {} of district {n} {} the {} after {} hours of talks with {} delegates in hall {}.",
                WHO[n % 7],
                DID[n % 5],
                WHAT[n % 11],
                n % 13 + 2,
                n * 3 + 1,
                n % 17
            )
        };
        sentences.map(line).collect::<Vec<_>>().join("\n\n")
    }

    fn article(text: &str) -> Article {
        let options = Options { kind: Some(Kind::Text), ..Options::default() };
        articles(text.as_bytes().to_vec(), "x", &options).next().unwrap().unwrap()
    }

    #[test]
    fn clusters_with_roles_and_the_words_they_share() {
        let mut index = Index::default();
        let mut number = 0;
        let mut add = |text: &str| {
            number += 1;
            index.add(&Article { id: (number - 1).to_string(), ..article(text) }).unwrap()
        };
        let role = |link: &Link| (link.cluster.clone(), link.role, link.of.clone());
        let is = |cluster: &str, role, of: Option<&str>| (cluster.to_owned(), role, of.map(str::to_owned));
        assert_eq!(role(&add(&story(0..40))), is("0", Role::Original, None));
        assert_eq!(role(&add(&story(100..140))), is("1", Role::Original, None));
        assert_eq!(role(&add(&story(0..40))), is("0", Role::Reprint, Some("0")));
        assert_eq!(role(&add(&story(0..60))).1, Role::Update(1));
        let capitals = story(100..140).replace("The ", "THE ").replace('.', "!");
        assert_eq!(role(&add(&capitals)), is("1", Role::Reprint, Some("1")));
        let text = format!("A lead of our own stands here.\n\n{}\n\nRead also: nothing.", story(5..17));
        let excerpt = add(&text);
        assert_eq!((excerpt.cluster.as_str(), excerpt.role), ("0", Role::Excerpt));
        assert!(excerpt.shared.iter().all(|s| s.start > 30 && s.of(&text).split(' ').count() >= RUN));
        assert!(excerpt.shared.iter().map(|s| s.len()).sum::<usize>() > 300, "{:?}", excerpt.shared);
    }

    #[test]
    fn articles_without_words_are_alone() {
        let mut index = Index::default();
        assert_eq!(index.add(&Article::default()).unwrap().role, Role::Original);
        assert_eq!(index.add(&Article::default()).unwrap().role, Role::Original);
        assert_eq!(index.add(&article("Nothing.")).unwrap().role, Role::Original);
    }

    fn dated(id: &str, day: &str, text: &str) -> Article {
        let published = Day::parse(day).map(|day| document::Published { day, basis: "field".into() });
        Article { id: id.to_owned(), published, ..article(text) }
    }

    #[test]
    fn wires_say_which_version_they_are() {
        let mut index = Index::default();
        let wire = |head: &str, from: usize| format!("BC-Border-Talks{head}\n\n{}", story(from..from + 30));
        let mut add = |id: &str, day: &str, text: &str| index.add(&dated(id, day, text)).unwrap();
        assert_eq!(add("a", "2016-11-30", &wire("", 0)).role, Role::Original);
        let third = add("b", "2016-12-01", &wire(", 3rd Ld-Writethru", 0));
        assert_eq!((third.cluster.as_str(), third.role), ("a", Role::Update(3)));
        let rewritten = add("c", "2016-12-01", &wire(", 4th Ld-Writethru", 400));
        assert_eq!(
            (rewritten.cluster.as_str(), rewritten.role, rewritten.share),
            ("a", Role::Update(4), 0.0)
        );
        assert_eq!(add("d", "2016-12-09", &wire("", 800)).role, Role::Original, "another story of that name");
        assert_eq!(add("e", "2017-03-01", &wire("", 0)).role, Role::Original, "not of these months");
    }

    #[test]
    fn an_index_is_kept_and_tells_its_damage() {
        let folder = std::env::temp_dir().join(format!("reprints-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let (one, copy) = (dated("a", "2016-11-30", &story(0..40)), dated("b", "2016-12-01", &story(3..40)));
        let mut index = Index::open(&folder).unwrap();
        assert!(Index::open(&folder).is_err(), "one at a time");
        let links = [index.add(&one).unwrap(), index.add(&copy).unwrap()];
        index.keep().unwrap();
        drop(index);
        // Read again they are what they were; a third is linked to what was kept.
        let mut index = Index::open(&folder).unwrap();
        assert_eq!([index.add(&one).unwrap(), index.add(&copy).unwrap()], links);
        assert_eq!(index.add(&dated("c", "2016-12-02", &story(0..40))).unwrap().of.as_deref(), Some("a"));
        index.keep().unwrap();
        drop(index);
        let file = folder.join("2016-12.reprints");
        let whole = std::fs::read(&file).unwrap();
        std::fs::write(&file, &whole[..whole.len() - 5]).unwrap();
        let mut index = Index::open(&folder).unwrap();
        assert_eq!(index.add(&copy).unwrap(), links[1]);
        assert!(
            std::fs::metadata(&file).unwrap().len() < whole.len() as u64 - 5,
            "what broke off is cut off"
        );
        drop(index);
        let mut bad = whole;
        bad[60] ^= 1;
        std::fs::write(&file, bad).unwrap();
        let error = Index::open(&folder).unwrap().add(&copy).unwrap_err();
        assert!(error.to_string().contains("2016-12.reprints, byte 20: "), "{error}");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
