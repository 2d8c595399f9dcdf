//! Chains against those of GUM (`Entity=` in the last column).

use document::{Document, Mention, MentionKind, TokenId};
use knowledge::Knowledge;
use read::Treebank;
use std::collections::{BTreeMap, BTreeSet};

/// The chains of one document: of each token those that it is the head of, and where each chain has a name.
#[derive(Default)]
pub struct Gold {
    /// The chains of each token that is a head.
    pub heads: BTreeMap<u32, BTreeSet<String>>,
    /// The first token that is the head of a name, by chain.
    pub named: BTreeMap<String, u32>,
}

/// Prints, for each way to refer, how many links are right and how many of those that GUM has are found.
pub fn measure(bytes: Vec<u8>, path: &str, genre: Option<&str>, known: &Knowledge, verbose: bool) {
    let mut table: BTreeMap<(&str, String), [usize; 4]> = BTreeMap::new();
    for bank in read::treebank(bytes, path).expect("CoNLL-U") {
        let kind = genre_of(&bank);
        if genre.is_some_and(|g| !g.split(',').any(|g| g == kind)) {
            continue;
        }
        let gold = gold(&bank);
        let document =
            understand::understand_segmented(bank.article.clone(), bank.tokens, bank.sentences, known);
        for mention in &document.mentions {
            judge(&document, mention, &gold, verbose, |row, [found, right, wanted]| {
                for genre in ["all", kind.as_str()] {
                    let count = table.entry((row, genre.to_string())).or_default();
                    count[0] += usize::from(found);
                    count[1] += usize::from(right);
                    count[2] += usize::from(wanted);
                    count[3] += usize::from(wanted && right);
                }
            });
        }
    }
    println!(
        "{:10} {:12} {:>6} {:>6} {:>9} {:>6} {:>6}",
        "words", "genre", "linked", "right", "precision", "named", "found"
    );
    for ((row, genre), [found, right, wanted, both]) in table {
        let percent = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
        println!(
            "{row:10} {genre:12} {found:6} {right:6} {:8.1}% {wanted:6} {:5.1}%",
            percent(right, found),
            percent(both, wanted)
        );
    }
}

/// One mention that is no name of its own: is it linked to a name, to the right one, and has GUM a name for it?
fn judge(
    document: &Document,
    mention: &Mention,
    gold: &Gold,
    verbose: bool,
    mut count: impl FnMut(&'static str, [bool; 3]),
) {
    let Some(row) = row(document, mention) else { return };
    let own = chains(gold, mention);
    let Some(entity) = document.entity(mention.entity) else { return };
    let best =
        document.mention(entity.best).filter(|b| b.kind == MentionKind::Name && b.head != mention.head);
    let right = best.is_some_and(|b| chains(gold, b).intersection(&own).next().is_some());
    let wanted = own.iter().any(|c| gold.named.get(c).is_some_and(|&n| n < mention.head.0));
    let wanted = wanted && mention.kind != MentionKind::Name;
    if own.is_empty() && row != "nominal" {
        return; // GUM has no chain here
    }
    count(row, [best.is_some(), right, wanted]);
    if verbose && (wanted || best.is_some()) && !right {
        let sentence = document.sentences.of(mention.head).unwrap_or(0);
        let words = document.syntax().words_of(document.sentences.tokens[sentence]);
        let name = |t: &u32| document.syntax().token(TokenId(*t)).text();
        let gold = own.iter().filter_map(|c| gold.named.get(c)).map(name).next().unwrap_or("-");
        let ours = best.map_or("-", |b| document.syntax().words_of(b.tokens));
        let own = document.syntax().words_of(mention.tokens);
        println!("{row} {own} -> {ours} | gold {gold} | {words}");
    }
}

fn row(document: &Document, mention: &Mention) -> Option<&'static str> {
    let token = document.syntax().token(mention.head);
    Some(match (mention.kind, token.text().to_lowercase().as_str()) {
        (MentionKind::Name, _) => "name",
        (MentionKind::Nominal, _) => "nominal",
        (_, "he" | "him" | "his" | "himself") => "he",
        (_, "she" | "her" | "hers" | "herself") => "she",
        (_, "it" | "its" | "itself") => "it",
        (_, "they" | "them" | "their" | "theirs" | "themselves") => "they",
        (_, "who" | "whom" | "which" | "whose") => "who",
        _ => return None,
    })
}

/// The chains of which one of our mention's head or name words is a head.
fn chains(gold: &Gold, mention: &Mention) -> BTreeSet<String> {
    let at = |t: TokenId| gold.heads.get(&t.0).cloned().unwrap_or_default();
    let own = at(mention.head);
    let name = mention.name.filter(|_| own.is_empty());
    let inside = name.into_iter().flat_map(|n| n.ids().rev().collect::<Vec<_>>());
    if own.is_empty() { inside.map(at).find(|c| !c.is_empty()).unwrap_or_default() } else { own }
}

fn genre_of(bank: &Treebank) -> String {
    let id = bank.comment(0, "newdoc id").unwrap_or("");
    id.split('_').nth(1).unwrap_or("").to_string()
}

/// Reads `(1-person-new-nnnnn-cf1-1,2-coref-Name(5-…)5)1)`.
pub fn gold(bank: &Treebank) -> Gold {
    let mut gold = Gold::default();
    for range in &bank.sentences.tokens {
        for token in range.ids() {
            let misc = bank.column(token, 9);
            let Some(cell) = misc.split('|').find_map(|c| c.strip_prefix("Entity=")) else { continue };
            for open in cell.split('(').skip(1) {
                let fields: Vec<&str> = open.split(')').next().unwrap_or("").splitn(8, '-').collect();
                let (Some(id), Some(heads)) = (fields.first(), fields.get(5)) else { continue };
                let heads = heads.split(',').filter_map(|h| h.parse::<u32>().ok()).map(|h| token.0 + h - 1);
                let heads: Vec<u32> = heads.filter(|h| *h < range.end).collect();
                for &head in &heads {
                    gold.heads.entry(head).or_default().insert(id.to_string());
                }
                let proper = heads.iter().find(|h| bank.column(TokenId(**h), 3) == "PROPN");
                if let Some(&head) = proper {
                    let first = gold.named.entry(id.to_string()).or_insert(head);
                    *first = head.min(*first);
                }
            }
        }
    }
    gold
}
