//! Whether an event is background: told by its day, its tense, its place in the article, and what stands around it.

use super::age::Now;
use super::clause::{is_verbal, one_of};
use document::{BlockKind, Document, EventDay, Plover, Relation, Timex, Token, TokenId, Upos};
use knowledge::{Blend, Projected, fnv, fnv_on};
use std::collections::HashSet;

/// Days after which news is background.
const FRESH: i32 = 31;
/// Sentences of the lead.
const LEAD: usize = 3;
/// Events to either side that are looked at.
const BESIDE: usize = 3;
/// Sentences after which an earlier date no longer says when.
const CARRIES: usize = 3;

/// What the choice sees of an event.
#[derive(Clone, Debug)]
pub struct Seen<'d> {
    /// The word that triggers it.
    pub trigger: Token<'d>,
    /// Its type.
    pub plover: Plover,
    /// Its day.
    pub day: Option<EventDay>,
    /// Whether somebody quoted tells of it.
    pub claimed: bool,
}

/// Tells background from news: all events of an article together, for those beside an event, and those of the same word,
/// say of what time it is.
pub struct History<'d, 'e> {
    document: &'d Document,
    now: Now,
    /// The events in order of the text.
    events: &'e [Seen<'d>],
    /// For each its sentence.
    sentences: Vec<usize>,
    /// For each the age of its own day.
    ages: Vec<&'static str>,
    /// Lemmas of the headline and of the first sentences.
    news: HashSet<&'d str>,
}

impl<'d, 'e> History<'d, 'e> {
    /// Looks at the article once.
    pub fn new(document: &'d Document, events: &'e [Seen<'d>]) -> History<'d, 'e> {
        let now = Now::of(document);
        let age = |e: &Seen<'_>| e.day.as_ref().map_or("none", |d| now.age(&d.value));
        let sentence = |e: &Seen<'_>| document.sentences.of(e.trigger.id).unwrap_or(0);
        let (ages, sentences) = (events.iter().map(age).collect(), events.iter().map(sentence).collect());
        History { document, now, events, sentences, ages, news: news(document) }
    }

    /// For each event whether it is background: by a table of weights, or by day and words alone. What was told of the
    /// event before counts for the next.
    pub fn marks(&self, learned: Option<&Blend>) -> Vec<bool> {
        let mut before = None;
        let mut cache = Projected::default();
        (0..self.events.len())
            .map(|index| {
                let told = match learned {
                    Some(choice) => {
                        let held = (0, &self.roles(index)[..]);
                        let held = choice.held.score(&self.document.states, &mut cache, held);
                        choice.seen.score(&self.features(index, before)) + held > 0.0
                    }
                    None => self.by_rule(index),
                };
                before = Some(told);
                told
            })
            .collect()
    }

    /// Whose states are looked at: the trigger, its verb, the word above, and those beside.
    pub fn roles(&self, index: usize) -> [Option<TokenId>; 5] {
        let trigger = self.events[index].trigger;
        let id = |t: Option<Token<'_>>| t.map(|t| t.id);
        let verb = governing(trigger);
        [Some(trigger.id), Some(verb.id), id(trigger.head()), id(trigger.previous()), id(trigger.next())]
    }

    fn by_rule(&self, index: usize) -> bool {
        let event = &self.events[index];
        let days = event.day.as_ref().and_then(|d| self.now.days_since(&d.value));
        days.map_or_else(|| by_words(event.trigger), |d| d > FRESH)
    }

    /// Hashes of what is seen of an event, and of what the one before was told to be.
    pub fn features(&self, index: usize, before: Option<bool>) -> Vec<u32> {
        let mut bag = Bag(vec![fnv("bias")]);
        let seen = &self.events[index];
        let trigger = seen.trigger;
        let verb = governing(trigger);
        let tense = tense(verb);
        self.days(&mut bag, index, &tense);
        self.around(&mut bag, index, &tense);
        self.place(&mut bag, (index, before), &tense);
        bag.add("lemma", &[trigger.lemma()]);
        bag.add("type", &[seen.plover.as_str(), if is_verbal(trigger) { "v" } else { "n" }]);
        bag.add("tense", &[&tense]);
        bag.add("type+tense", &[seen.plover.as_str(), &tense]);
        bag.add("relation", &[trigger.relation().as_str(), &tense]);
        bag.add("head", &[trigger.head().map_or("-", Token::lemma)]);
        for word in [verb.previous(), verb.next()].into_iter().flatten() {
            bag.add("beside", &[word.lemma()]);
        }
        bag.add("ago", &[if by_words(trigger) { "1" } else { "0" }]);
        for child in trigger.children().filter(|c| !matches!(c.upos(), Upos::Punct | Upos::Propn)) {
            if matches!(
                child.relation().main(),
                "amod" | "det" | "advmod" | "case" | "mark" | "aux" | "compound"
            ) {
                bag.add("child", &[child.relation().main(), child.lemma()]);
            }
        }
        let path = trigger.syntax().trees.path_up(trigger.id).take(6);
        for relation in path.map(|t| trigger.syntax().trees.relation(t)) {
            if matches!(relation, Relation::AclRelcl | Relation::Acl | Relation::Advcl | Relation::Ccomp) {
                bag.add("under", &[relation.as_str()]);
            }
        }
        bag.0
    }

    /// The event's own day, the dates of its sentence, the last date before it.
    fn days(&self, bag: &mut Bag, index: usize, tense: &str) {
        let (seen, own, sentence) = (&self.events[index], self.ages[index], self.sentences[index]);
        bag.add("day", &[own]);
        bag.add("day+tense", &[own, tense]);
        let here = self.dated(sentence, sentence);
        for (timex, preposition) in &here {
            let side = if timex.span.start < seen.trigger.span().start { "before" } else { "after" };
            let age = timex.value.as_deref().map_or("unknown", |v| self.now.age(v));
            bag.add("date", &[age]);
            bag.add("date side", &[age, side, preposition]);
        }
        let last = (sentence.saturating_sub(CARRIES)..sentence).rev().find_map(|s| {
            let age =
                self.dated(s, s).iter().rev().find_map(|d| Some(self.now.age(d.0.value.as_deref()?)))?;
            Some((age, sentence - s))
        });
        let (age, back) = last.map_or(("none", 0), |(age, back)| (age, back));
        bag.add("last", &[age, tense]);
        bag.add("last+own", &[age, own, if here.is_empty() { "bare" } else { "dated" }]);
        bag.add("last back", &[age, &back.to_string()]);
    }

    /// The days of the events beside it, and of those of the same word.
    fn around(&self, bag: &mut Bag, index: usize, tense: &str) {
        let own = side(self.ages[index]);
        let stem =
            |i: usize| self.events[i].trigger.lemma().to_lowercase().chars().take(5).collect::<String>();
        let dated = |i: &usize| side(self.ages[*i]) != "none";
        let beside = |found: Option<usize>| found.map_or("none", |i| side(self.ages[i]));
        let before = beside((index.saturating_sub(BESIDE)..index).rev().find(dated));
        let after = beside((index + 1..self.events.len().min(index + 1 + BESIDE)).find(dated));
        let kin: Vec<usize> = (0..self.events.len()).filter(|i| stem(*i) == stem(index)).collect();
        let mut ages: Vec<&str> =
            kin.iter().filter(|i| **i != index).filter(|i| dated(i)).map(|i| side(self.ages[*i])).collect();
        ages.sort_unstable();
        ages.dedup();
        let first = match kin.first() {
            Some(&first) if first == index => "itself",
            Some(&first) if self.sentences[first] < LEAD => "lead",
            _ => "later",
        };
        let old = self.ages.iter().filter(|a| side(a) == "old").count() * 8 / self.ages.len().max(1);
        bag.add("kin", &[&ages.join("+"), own]);
        bag.add("kin first", &[first]);
        bag.add("day before", &[before, own]);
        bag.add("day after", &[after, own]);
        bag.add("days around", &[before, after, own]);
        bag.add("day before+tense", &[before, tense]);
        let perfect =
            (index.saturating_sub(BESIDE)..index).any(|i| tense_of(&self.events[i]).contains("+had"));
        bag.add("perfect before", &[if perfect { "1" } else { "0" }, own]);
        bag.add("old", &[&old.min(4).to_string()]);
    }

    /// Time expressions of some sentences with the word before each.
    fn dated(&self, from: usize, to: usize) -> Vec<(&'d Timex, &'d str)> {
        let ranges = &self.document.sentences.tokens;
        let (Some(a), Some(b)) = (ranges.get(from), ranges.get(to)) else { return Vec::new() };
        let span = self.document.tokens.cover(*a).cover(self.document.tokens.cover(*b));
        let start = self.document.timexes.partition_point(|t| t.span.start < span.start);
        let inside = self.document.timexes.iter().skip(start).take_while(|t| t.span.start < span.end);
        inside.map(|t| (t, self.before_it(t))).collect()
    }

    fn before_it(&self, timex: &Timex) -> &'d str {
        let first = self.document.tokens.within(timex.span).start;
        let before = first.checked_sub(1).map(|i| self.document.syntax().token(TokenId(i)));
        before.map_or("-", |t| if t.upos() == Upos::Adp || t.upos() == Upos::Sconj { t.lemma() } else { "-" })
    }

    /// Where in the article, whether the headline tells of it, and what the event before was.
    fn place(&self, bag: &mut Bag, (index, told): (usize, Option<bool>), tense: &str) {
        let (seen, sentence) = (&self.events[index], self.sentences[index]);
        let all = self.document.sentences.len().max(1);
        let quarter = (sentence * 4 / all).to_string();
        let early = if sentence < LEAD { "lead" } else { "later" };
        let known = if self.news.contains(seen.trigger.lemma()) { "news" } else { "new" };
        let claimed = if seen.claimed { "claimed" } else { "told" };
        let back = index.checked_sub(1).map(|i| sentence.saturating_sub(self.sentences[i]));
        let before = match (told, back) {
            (Some(true), Some(0)) => "old here",
            (Some(false), Some(0)) => "new here",
            (Some(true), Some(1)) => "old above",
            (Some(false), Some(1)) => "new above",
            (Some(true), _) => "old far",
            (Some(false), _) => "new far",
            (None, _) => "first",
        };
        bag.add("quarter", &[&quarter, early]);
        bag.add("quarter+tense", &[&quarter, tense]);
        bag.add("known", &[known]);
        bag.add("known+tense", &[known, tense]);
        bag.add("claimed", &[claimed, tense]);
        bag.add("before", &[before]);
        bag.add("before+tense", &[before, tense]);
        bag.add("before+known", &[before, known]);
    }
}

/// Collects hashes.
struct Bag(Vec<u32>);

impl Bag {
    fn add(&mut self, name: &str, values: &[&str]) {
        self.0.push(values.iter().fold(fnv(name), |h, v| fnv_on(fnv_on(h, "="), v)));
    }
}

/// Lemmas of nouns and verbs of the headline and of the first two sentences.
fn news(document: &Document) -> HashSet<&str> {
    let blocks = &document.article.blocks;
    let headline = |s: usize| {
        let block = document.sentences.block.get(s).and_then(|b| blocks.get(b.0 as usize));
        block.is_some_and(|b| matches!(b.kind, BlockKind::Headline | BlockKind::Subheadline))
    };
    let first = (0..document.sentences.len()).filter(|s| headline(*s)).chain(0..2);
    let tokens =
        first.filter_map(|s| document.sentences.tokens.get(s)).flat_map(|r| document.syntax().iter(*r));
    tokens.filter(|t| matches!(t.upos(), Upos::Noun | Upos::Verb)).map(Token::lemma).collect()
}

/// Ages by whether they are those of news: old, fresh, none, or as they are where that is open.
fn side(age: &str) -> &str {
    match age {
        "quarter" | "year" | "old" | "earlier year" => "old",
        "week" | "month" | "weekday" | "this month" | "not over" => "fresh",
        "span" | "unknown" => "none",
        open => open,
    }
}

fn tense_of(event: &Seen<'_>) -> String {
    tense(governing(event.trigger))
}

/// The verb that gives the trigger its tense: itself, or the nearest above.
fn governing(trigger: Token<'_>) -> Token<'_> {
    let mut at = trigger;
    for _ in 0..5 {
        if is_verbal(at) {
            return at;
        }
        let Some(head) = at.head() else { break };
        at = head;
    }
    at
}

/// `VBN+had+been`: tag and auxiliaries.
fn tense(verb: Token<'_>) -> String {
    let aux = verb.children().filter(|c| matches!(c.relation(), Relation::Aux | Relation::AuxPass));
    aux.fold(verb.xpos().to_string(), |all, c| all + "+" + &c.text().to_lowercase())
}

/// "years ago", "formerly", "historic".
fn by_words(trigger: Token<'_>) -> bool {
    let verb = if is_verbal(trigger) { Some(trigger) } else { trigger.head().filter(|h| is_verbal(*h)) };
    let ago = verb.is_some_and(|v| {
        v.children().any(|c| {
            let far = c.children().any(|d| one_of("year decade century", d.lemma()));
            c.lemma() == "ago" && far || one_of("formerly historically once", c.lemma())
        })
    });
    ago || trigger.children().any(|c| {
        c.relation() == Relation::Amod
            && one_of(
                "former past historic historical earlier old previous world cold",
                &c.lemma().to_lowercase(),
            )
    })
}

/// Whether the verb is in the past perfect: "had met".
pub fn past_perfect(trigger: Token<'_>) -> bool {
    trigger.children().any(|c| c.relation() == Relation::Aux && c.text().eq_ignore_ascii_case("had"))
}
