//! Reprints: which articles are copies, cut copies or new versions of others, and in which of their words.
//!
//! Of every run of five words one in sixteen is kept, chosen by its own hash, so that the same words are kept
//! wherever they are printed. Articles that share enough of what is kept are one cluster. As the share is counted
//! in the smaller of the two, a paper that prints six of twenty paragraphs is found as well as one that prints all.
//! Nothing is left out of a batch for being a reprint; the link says what it is and shows the words.

use document::{Article, Span};
use std::collections::HashMap;

/// Words in a run.
const RUN: usize = 5;
/// One run of so many is kept.
const SAMPLE: u64 = 16;
/// Articles are linked from this share of the smaller one's kept runs on.
const ALIKE: f32 = 0.4;
/// And from so many runs on.
const FEWEST: usize = 3;
/// A run that stands in more articles is a phrase of the trade and links nothing.
const COMMON: usize = 256;
/// A copy with less than this share of the other's runs is an excerpt; a longer version by as much is an update.
const CUT: f32 = 0.8;

/// What an article is in its cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The first that was seen.
    Original,
    /// The same words, as far as matters.
    Reprint,
    /// It has the other's words and more: the n-th that does.
    Update(u32),
    /// It has part of the other's words.
    Excerpt,
}

/// Where an article belongs.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The number of the first article of its cluster, in the order in which they were added.
    pub cluster: u32,
    /// What it is there.
    pub role: Role,
    /// The article that it is most like.
    pub of: Option<u32>,
    /// How much of the smaller one's words they share, 0 to 1, as far as kept runs tell.
    pub share: f32,
    /// The words that stand in both, in the text of the article that was added.
    pub shared: Vec<Span>,
}

/// One article as the index knows it.
#[derive(Clone, Debug)]
struct Known {
    cluster: u32,
    updates: u32,
    runs: u32,
}

/// The articles seen so far.
#[derive(Debug, Default)]
pub struct Index {
    known: Vec<Known>,
    /// Hashes of whole bodies.
    whole: HashMap<u64, u32>,
    /// Kept runs, with the articles that they stand in.
    runs: HashMap<u64, Vec<u32>>,
}

impl Index {
    /// How many articles were added.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Adds an article and says what it is to those before it.
    pub fn add(&mut self, article: &Article) -> Link {
        let sketch = Sketch::of(article);
        let number = self.known.len() as u32;
        let link = self.link(&sketch, number);
        let runs = sketch.kept.len() as u32;
        self.known.push(Known { cluster: link.cluster, updates: 0, runs });
        self.whole.entry(sketch.whole).or_insert(number);
        for (hash, _) in sketch.kept {
            let articles = self.runs.entry(hash).or_default();
            if articles.len() <= COMMON {
                articles.push(number);
            }
        }
        link
    }

    fn link(&mut self, sketch: &Sketch, number: u32) -> Link {
        let alone = Link { cluster: number, role: Role::Original, of: None, share: 0.0, shared: Vec::new() };
        let same = self.whole.get(&sketch.whole).copied().filter(|_| sketch.words > 0);
        let Some((of, hits)) = same.map(|n| (n, sketch.kept.len())).or_else(|| self.nearest(sketch)) else {
            return alone;
        };
        let (ours, theirs) = (sketch.kept.len() as f32, self.known[of as usize].runs as f32);
        let share = hits as f32 / ours.min(theirs).max(1.0);
        if same.is_none() && (hits < FEWEST || share < ALIKE) {
            return alone;
        }
        let cluster = self.known[of as usize].cluster;
        let role = self.role(cluster, ours, theirs);
        Link { cluster, role, of: Some(of), share: share.min(1.0), shared: self.shared(sketch, of) }
    }

    fn role(&mut self, cluster: u32, ours: f32, theirs: f32) -> Role {
        if ours < theirs * CUT {
            return Role::Excerpt;
        }
        if theirs >= ours * CUT {
            return Role::Reprint;
        }
        let first = &mut self.known[cluster as usize];
        first.updates += 1;
        Role::Update(first.updates)
    }

    /// The article that most of the kept runs stand in, the first of equals.
    fn nearest(&self, sketch: &Sketch) -> Option<(u32, usize)> {
        let mut hits: HashMap<u32, usize> = HashMap::new();
        let rare =
            sketch.kept.iter().filter_map(|(hash, _)| self.runs.get(hash)).filter(|a| a.len() <= COMMON);
        for &article in rare.flatten() {
            *hits.entry(article).or_default() += 1;
        }
        let share = |article: u32, n: usize| {
            n as f32 / (self.known[article as usize].runs as f32).min(sketch.kept.len() as f32)
        };
        let better = |a: (u32, usize), b: (u32, usize)| {
            let (x, y) = (share(a.0, a.1), share(b.0, b.1));
            if y > x || (y == x && (b.1, a.0) > (a.1, b.0)) { b } else { a }
        };
        hits.into_iter().filter(|(_, n)| *n >= FEWEST).reduce(better)
    }

    /// Kept runs that stand in both, joined where not much lies between them.
    fn shared(&self, sketch: &Sketch, of: u32) -> Vec<Span> {
        let both = |hash: &u64| self.runs.get(hash).is_some_and(|articles| articles.contains(&of));
        let mut spans: Vec<Span> = sketch.kept.iter().filter(|(h, _)| both(h)).map(|(_, s)| *s).collect();
        spans.sort_unstable();
        let mut joined: Vec<Span> = Vec::new();
        for span in spans {
            match joined.last_mut() {
                Some(last) if span.start <= last.end + 200 => *last = last.cover(span),
                _ => joined.push(span),
            }
        }
        joined
    }
}

/// What is kept of an article.
struct Sketch {
    whole: u64,
    words: usize,
    /// Each kept run once, where it stands first.
    kept: Vec<(u64, Span)>,
}

impl Sketch {
    fn of(article: &Article) -> Sketch {
        let mut sketch = Sketch { whole: 0, words: 0, kept: Vec::new() };
        let mut last = [(0u64, 0usize); RUN];
        let prose = article.blocks.iter().filter(|b| b.kind == document::BlockKind::Body);
        for block in prose {
            let start = block.span.start as usize;
            words(block.span.of(&article.text), |hash, from, to| {
                last.rotate_left(1);
                last[RUN - 1] = (hash, start + from);
                sketch.words += 1;
                sketch.whole = mix(sketch.whole ^ hash);
                if sketch.words >= RUN {
                    sketch.keep(&last, start + to);
                }
            });
        }
        sketch.kept.sort_unstable();
        sketch.kept.dedup_by_key(|(hash, _)| *hash);
        sketch
    }

    fn keep(&mut self, last: &[(u64, usize); RUN], end: usize) {
        let hash = last.iter().fold(0, |sum: u64, (word, _)| mix(sum.rotate_left(5) ^ word));
        if hash % SAMPLE == 0 {
            self.kept.push((hash, Span::new(last[0].1, end)));
        }
    }
}

/// Each word's hash, whatever its case, with where it begins and ends.
fn words(text: &str, mut each: impl FnMut(u64, usize, usize)) {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    let (mut hash, mut from) = (START, None);
    for (at, byte) in text.bytes().enumerate() {
        // Quotation marks and dashes beyond ASCII differ from paper to paper; letters there are as they are.
        if byte.is_ascii_alphanumeric() || (byte >= 0x80 && !general_punctuation(text.as_bytes(), at)) {
            hash = (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3);
            from.get_or_insert(at);
        } else if let Some(start) = from.take() {
            each(hash, start, at);
            hash = START;
        }
    }
    if let Some(start) = from {
        each(hash, start, text.len());
    }
}

/// Whether a byte is of a character from U+2000 to U+203F: spaces, dashes, quotation marks.
fn general_punctuation(bytes: &[u8], at: usize) -> bool {
    (0..3).any(|back| at.checked_sub(back).is_some_and(|from| bytes[from..].starts_with(&[0xe2, 0x80])))
}

/// Spreads what differs in few bits over all of them.
fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    value ^ (value >> 29)
}

#[cfg(test)]
mod tests {
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
        let mut add = |text: &str| index.add(&article(text));
        let role = |link: &Link| (link.cluster, link.role, link.of);
        assert_eq!(role(&add(&story(0..40))), (0, Role::Original, None));
        assert_eq!(role(&add(&story(100..140))), (1, Role::Original, None));
        assert_eq!(role(&add(&story(0..40))), (0, Role::Reprint, Some(0)));
        assert_eq!(role(&add(&story(0..60))).1, Role::Update(1));
        let capitals = story(100..140).replace("The ", "THE ").replace('.', "!");
        assert_eq!(role(&add(&capitals)), (1, Role::Reprint, Some(1)));
        let text = format!("A lead of our own stands here.\n\n{}\n\nRead also: nothing.", story(5..17));
        let excerpt = add(&text);
        assert_eq!((excerpt.cluster, excerpt.role), (0, Role::Excerpt));
        assert!(excerpt.shared.iter().all(|s| s.start > 30 && s.of(&text).split(' ').count() >= RUN));
        assert!(excerpt.shared.iter().map(|s| s.len()).sum::<usize>() > 300, "{:?}", excerpt.shared);
    }

    #[test]
    fn articles_without_words_are_alone() {
        let mut index = Index::default();
        assert_eq!(index.add(&Article::default()).role, Role::Original);
        assert_eq!(index.add(&Article::default()).role, Role::Original);
        assert_eq!(index.add(&article("Nothing.")).role, Role::Original);
    }
}
