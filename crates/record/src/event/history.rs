//! Whether an event is background: told by its day, its tense, its place in the article, and what stands around it.

use super::age::Now;
use super::clause::{is_verbal, one_of};
use document::{BlockKind, Document, EventDay, Plover, Relation, Timex, Token, TokenId, Upos};
use knowledge::{Table, fnv, fnv_on};
use std::collections::HashSet;

/// Days after which news is background.
const FRESH: i32 = 31;
/// Sentences after which an earlier date no longer says when.
const CARRIES: usize = 3;

/// What the choice sees of an event.
#[derive(Clone, Copy)]
pub struct Seen<'d, 'e> {
    /// The word that triggers it.
    pub trigger: Token<'d>,
    /// Its type.
    pub plover: Plover,
    /// Its day.
    pub day: Option<&'e EventDay>,
    /// Whether somebody quoted tells of it.
    pub claimed: bool,
}

/// Tells background from news, event by event in order of the text: an event among others of the past is mostly past
/// too.
pub struct History<'d> {
    document: &'d Document,
    now: Now,
    learned: Option<&'d Table>,
    /// Lemmas of the headline and of the first sentences.
    news: HashSet<&'d str>,
    /// The event before: its sentence and whether it was background.
    before: Option<(usize, bool)>,
}

impl<'d> History<'d> {
    /// By a table of weights, or by day and tense alone.
    pub fn new(document: &'d Document, learned: Option<&'d Table>) -> History<'d> {
        let news = news(document);
        History { document, now: Now::of(document), learned, news, before: None }
    }

    /// Whether the event is background.
    pub fn is_background(&mut self, seen: Seen<'d, '_>) -> bool {
        let told = match self.learned {
            Some(table) => table.score(&self.features(seen)) > 0.0,
            None => self.by_rule(seen),
        };
        self.told(seen.trigger, told);
        told
    }

    /// What the event was said to be, for those that follow.
    pub fn told(&mut self, trigger: Token<'d>, background: bool) {
        self.before = self.document.sentences.of(trigger.id).map(|s| (s, background));
    }

    fn by_rule(&self, seen: Seen<'d, '_>) -> bool {
        let days = seen.day.and_then(|d| self.now.days_since(&d.value));
        days.map_or_else(|| by_words(seen.trigger), |d| d > FRESH)
    }

    /// Hashes of what is seen.
    pub fn features(&self, seen: Seen<'d, '_>) -> Vec<u32> {
        let mut bag = Bag(vec![fnv("bias")]);
        let trigger = seen.trigger;
        let verb = governing(trigger);
        let tense = tense(verb);
        self.days(&mut bag, seen, &tense);
        self.place(&mut bag, seen, &tense);
        bag.add("lemma", &[trigger.lemma()]);
        bag.add("type", &[seen.plover.as_str(), if is_verbal(trigger) { "v" } else { "n" }]);
        bag.add("tense", &[&tense]);
        bag.add("type+tense", &[seen.plover.as_str(), &tense]);
        bag.add("relation", &[trigger.relation().as_str(), &tense]);
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
    fn days(&self, bag: &mut Bag, seen: Seen<'_, '_>, tense: &str) {
        let own = seen.day.map_or("none", |d| self.now.age(&d.value));
        bag.add("day", &[own]);
        bag.add("day+tense", &[own, tense]);
        let Some(sentence) = self.document.sentences.of(seen.trigger.id) else { return };
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
    fn place(&self, bag: &mut Bag, seen: Seen<'_, '_>, tense: &str) {
        let sentence = self.document.sentences.of(seen.trigger.id).unwrap_or(0);
        let all = self.document.sentences.len().max(1);
        let quarter = (sentence * 4 / all).to_string();
        let early = if sentence < 3 { "lead" } else { "later" };
        let known = if self.news.contains(seen.trigger.lemma()) { "news" } else { "new" };
        let claimed = if seen.claimed { "claimed" } else { "told" };
        let before = match self.before {
            None => "first",
            Some((s, true)) if s == sentence => "old here",
            Some((s, false)) if s == sentence => "new here",
            Some((s, true)) if s + 1 == sentence => "old above",
            Some((s, false)) if s + 1 == sentence => "new above",
            Some((_, true)) => "old far",
            Some((_, false)) => "new far",
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
