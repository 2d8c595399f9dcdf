//! Who is meant by the `he` or `she` that says something, on GUM's attributions, read from the raw text: our own
//! tokens, trees and mentions. Texts are laid over each other by their letters, blanks apart.

use super::gum::{Gold, gold};
use document::{Document, MentionKind, TokenId};
use knowledge::Knowledge;
use read::Treebank;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Prints, for each genre, how many such pronouns our chains give to the one that GUM means.
pub fn measure(attributions: &str, banks: &[Treebank], known: &Knowledge, verbose: bool) {
    let mut counts: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for line in attributions.lines() {
        let row: Value = serde_json::from_str(line).expect("JSON");
        let id = row["doc_id"].as_str().expect("an id");
        let Some(bank) = banks.iter().find(|b| b.comment(0, "newdoc id") == Some(id)) else { continue };
        let article = super::articles(line.as_bytes().to_vec(), "one.jsonl").remove(0);
        let both = Both::new(bank, understand::understand(article, known));
        for token in speakers(&row, bank, &both.theirs) {
            let Some(right) = both.judge(token, verbose) else { continue };
            for genre in ["all", row["genre"].as_str().unwrap_or("")] {
                let count = counts.entry(genre.to_string()).or_default();
                count[0] += 1;
                count[1] += usize::from(right);
            }
        }
    }
    for (genre, [all, right]) in counts {
        println!("{genre:12} {right:4} of {all:4} = {:.1} %", 100.0 * right as f64 / all.max(1) as f64);
    }
}

/// The tokens of GUM that are `he` or `she` and the source of an attribution, or the subject of its cue.
fn speakers(row: &Value, bank: &Treebank, letters: &Letters) -> BTreeSet<u32> {
    let text: Vec<char> = row["text"].as_str().unwrap_or("").chars().collect();
    let tokens = |spans: &Value| -> Vec<u32> {
        let spans = spans.as_array().into_iter().flatten();
        let ends = |s: &Value| Some((s.get(0)?.as_u64()? as usize, s.get(1)?.as_u64()? as usize));
        let count = |end: usize| text.iter().take(end).filter(|c| !c.is_whitespace()).count();
        spans.filter_map(ends).flat_map(|(a, b)| letters.within(count(a), count(b))).collect()
    };
    let pronoun = |t: &u32| matches!(bank.column(TokenId(*t), 1).to_lowercase().as_str(), "he" | "she");
    let mut found = BTreeSet::new();
    for attribution in row["attributions"].as_array().into_iter().flatten() {
        let (source, cue) = (tokens(&attribution["source"]), tokens(&attribution["cue"]));
        found.extend(source.iter().filter(|t| source.len() == 1 && pronoun(t)));
        found.extend(cue.iter().flat_map(|&c| subjects(bank, c)).filter(pronoun));
    }
    found
}

/// The subjects of a word in GUM's own tree.
fn subjects(bank: &Treebank, word: u32) -> Vec<u32> {
    let Some(sentence) = bank.sentences.tokens.iter().find(|s| s.contains(TokenId(word))) else {
        return Vec::new();
    };
    let number = (word - sentence.start + 1).to_string();
    let subject =
        |t: &TokenId| bank.column(*t, 7).starts_with("nsubj") && bank.column(*t, 6) == number.as_str();
    sentence.ids().filter(subject).map(|t| t.0).collect()
}

/// A document of GUM's and ours of the same letters.
struct Both {
    gold: Gold,
    theirs: Letters,
    ours: Letters,
    document: Document,
}

impl Both {
    fn new(bank: &Treebank, document: Document) -> Both {
        let span = |t: u32| bank.tokens.span[t as usize];
        let theirs = Letters::new(&bank.article.text, (0..bank.tokens.span.len() as u32).map(span));
        let ours = Letters::new(&document.article.text, document.tokens.span.iter().copied());
        Both { gold: gold(bank), theirs, ours, document }
    }

    /// Whether our entity of a pronoun is called by a name that GUM has in the pronoun's chain; `None` where GUM has
    /// no name for it.
    fn judge(&self, token: u32, verbose: bool) -> Option<bool> {
        let chains = self.gold.heads.get(&token)?;
        chains.iter().any(|c| self.gold.named.contains_key(c)).then_some(())?;
        let (start, end) = self.theirs.ends[token as usize];
        let own = self.ours.within(start, end).first().map(|&t| TokenId(t));
        let mention = own.and_then(|t| self.document.mention_at(t));
        let entity = mention.and_then(|m| self.document.entity(m.entity));
        let best = entity.and_then(|e| self.document.mention(e.best)).filter(|b| b.kind == MentionKind::Name);
        let name = best.and_then(|b| b.name);
        let heads = name.into_iter().flat_map(|n| n.ids()).flat_map(|t| {
            let (start, end) = self.ours.ends[t.0 as usize];
            self.theirs.within(start, end)
        });
        let right = heads.filter_map(|t| self.gold.heads.get(&t)).any(|found| !found.is_disjoint(chains));
        if verbose && !right {
            self.show(own, name.map(|n| self.document.syntax().words_of(n)));
        }
        Some(right)
    }

    fn show(&self, token: Option<TokenId>, name: Option<&str>) {
        let sentence = token.and_then(|t| self.document.sentences.of(t)).unwrap_or(0);
        let words = self.document.syntax().words_of(self.document.sentences.tokens[sentence]);
        println!("{}: {} | {words}", self.document.article.id, name.unwrap_or("-"));
    }
}

/// Tokens by their place among the letters of a text.
struct Letters {
    /// First and one past the last letter of each token.
    ends: Vec<(usize, usize)>,
}

impl Letters {
    fn new(text: &str, spans: impl Iterator<Item = document::Span>) -> Letters {
        let mut count = vec![0; text.len() + 1];
        let mut letters = 0;
        for (at, c) in text.char_indices() {
            count[at..at + c.len_utf8()].fill(letters);
            letters += usize::from(!c.is_whitespace());
        }
        count[text.len()] = letters;
        Letters { ends: spans.map(|s| (count[s.start as usize], count[s.end as usize])).collect() }
    }

    /// The tokens that share a letter with a stretch.
    fn within(&self, start: usize, end: usize) -> Vec<u32> {
        let shares = |(a, b): (usize, usize)| a < end && b > start;
        (0..self.ends.len() as u32).filter(|&t| shares(self.ends[t as usize])).collect()
    }
}
