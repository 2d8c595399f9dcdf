//! What the classifier sees of a candidate: hashes of its words, its place in the tree, the rules that fit, and
//! the article around it.

use super::candidate::Candidate;
use super::clause::{is_passive, is_verbal, object, surface_subject};
use super::rule::Class;
use document::{BlockKind, Document, Relation, Token, Upos};
use knowledge::{fnv, fnv_on};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What all candidates of an article share.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    sentences: usize,
    topics: Vec<(usize, &'static str)>,
    /// The topic of each token.
    of: Vec<Option<u8>>,
}

/// Words that tell what an article or a sentence is about.
const TOPICS: &[(&str, &str)] = &[
    (
        "state",
        "government minister president parliament ministry senate congress cabinet embassy ambassador prime \
      governor lawmaker election party opposition mp deputy mayor senator premier diplomat official policy",
    ),
    (
        "law",
        "court police judge prosecutor lawyer bail arrest trial jail prison charge accused suspect crime case \
      murder custody investigation detective officer magistrate verdict",
    ),
    (
        "force",
        "army troop soldier military war attack rebel militant missile strike killed force terrorist weapon \
      navy bomb fighter militia defence defense gunman conflict",
    ),
    ("street", "protest protester strike union demonstrator march rally demonstration worker"),
    (
        "sport",
        "match player goal coach team league season cup championship tournament win score striker club \
      football cricket olympic medal final race innings wicket batsman fan",
    ),
    (
        "trade",
        "company market share price percent profit bank investor stock revenue growth sale product customer \
      business quarter inflation dollar rate oil economy",
    ),
    ("weather", "weather rain storm temperature flood earthquake forecast wind cyclone heat drought"),
    ("art", "film music actor singer album festival band show book art star song movie artist fashion"),
    ("health", "covid-19 vaccine hospital patient virus disease health doctor infection"),
];

impl Scene {
    /// Looks at the article once.
    pub fn new(document: &Document) -> Scene {
        let mut counts = vec![0usize; TOPICS.len()];
        let of: Vec<Option<u8>> =
            document.syntax().iter(document.tokens.all()).map(|t| topic_of(t).map(|t| t as u8)).collect();
        of.iter().flatten().for_each(|&topic| counts[usize::from(topic)] += 1);
        let length = document.tokens.len().max(1);
        let share = |c: usize| (c * 1000 / length / 4).min(8);
        let topics = counts.into_iter().zip(TOPICS).map(|(c, t)| (share(c), t.0)).collect();
        Scene { sentences: document.sentences.len(), topics, of }
    }
}

impl Scene {
    fn topic(&self, token: Token<'_>) -> Option<usize> {
        self.of.get(token.id.index()).copied().flatten().map(usize::from)
    }
}

/// Words to topics; the first topic of a word counts.
static TOPIC_OF: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let mut map = HashMap::new();
    for (at, (_, words)) in TOPICS.iter().enumerate() {
        words.split_ascii_whitespace().for_each(|w| {
            map.entry(w).or_insert(at);
        });
    }
    map
});

fn topic_of(token: Token<'_>) -> Option<usize> {
    matches!(token.upos(), Upos::Noun | Upos::Verb | Upos::Propn).then_some(())?;
    let lemma = token.lemma();
    match lemma.chars().any(char::is_uppercase) {
        true => TOPIC_OF.get(lemma.to_lowercase().as_str()).copied(),
        false => TOPIC_OF.get(lemma).copied(),
    }
}

/// Collects hashes.
pub(super) struct Bag(pub(super) Vec<u32>);

impl Bag {
    #[inline(always)]
    pub(super) fn add(&mut self, name: &str, value: &str) {
        self.push(fnv(name), [value]);
    }

    #[inline(always)]
    pub(super) fn two(&mut self, name: &str, a: &str, b: &str) {
        self.push(fnv(name), [a, b]);
    }

    #[inline(always)]
    pub(super) fn three(&mut self, name: &str, a: &str, b: &str, c: &str) {
        self.push(fnv(name), [a, b, c]);
    }

    /// The name `=` the values, parted by `&`.
    #[inline(never)]
    fn push<const N: usize>(&mut self, name: u32, values: [&str; N]) {
        let mut hash = name;
        for (at, value) in values.into_iter().enumerate() {
            hash = fnv_on(fnv_on(hash, if at == 0 { "=" } else { "&" }), value);
        }
        self.0.push(hash);
    }
}

/// What is seen of the word alone: the first of [`features`].
pub(super) fn of_word(trigger: Token<'_>, lemma: &str) -> Vec<u32> {
    let mut bag = Bag(Vec::with_capacity(96));
    bag.add("bias", "");
    word(&mut bag, trigger, lemma);
    bag.0
}

/// The features of a candidate.
pub fn features(document: &Document, scene: &Scene, candidate: &Candidate<'_, '_>) -> Vec<u32> {
    let trigger = candidate.trigger;
    let lemma = trigger.lemma().to_lowercase();
    let mut bag = Bag(of_word(trigger, &lemma));
    rules(&mut bag, candidate, &lemma);
    tree(&mut bag, document, trigger, &lemma);
    slots(&mut bag, (document, scene), candidate, &lemma);
    around(&mut bag, trigger, &lemma);
    article(&mut bag, document, scene, candidate, &lemma);
    bag.0
}

fn word(bag: &mut Bag, trigger: Token<'_>, lemma: &str) {
    bag.add("lemma", lemma);
    bag.two("lemma+pos", lemma, trigger.upos().as_str());
    bag.add("xpos", trigger.xpos());
    bag.two("lemma+xpos", lemma, trigger.xpos());
    for n in [3, 4, 5] {
        let cut = lemma.char_indices().rev().nth(n - 1).map_or(0, |(i, _)| i);
        bag.add("suffix", lemma.get(cut..).unwrap_or(""));
    }
    let cut = lemma.char_indices().nth(5).map_or(lemma.len(), |(i, _)| i);
    bag.add("prefix", lemma.get(..cut).unwrap_or(""));
}

fn rules(bag: &mut Bag, candidate: &Candidate<'_, '_>, lemma: &str) {
    let class = if candidate.class == Class::Verb { "v" } else { "n" };
    bag.two("fits", class, if candidate.fits.is_empty() { "0" } else { "1" });
    for (i, fit) in candidate.fits.iter().take(4).enumerate() {
        let kind = fit.rule.plover.as_str();
        if i == 0 {
            bag.two("rule1", class, &fit.rule.name);
            bag.two("type1", class, kind);
            bag.two("type1+words", kind, if fit.pattern.with.is_empty() { "0" } else { "1" });
            bag.two("rule1+lemma", &fit.rule.name, lemma);
        }
        bag.two("rule", class, &fit.rule.name);
        bag.two("type", class, kind);
    }
    let mut kinds: Vec<&str> = candidate.fits.iter().map(|f| f.rule.plover.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    bag.two("types", class, &kinds.join("+"));
}

fn tree(bag: &mut Bag, document: &Document, trigger: Token<'_>, lemma: &str) {
    let relation = trigger.relation().as_str();
    bag.add("relation", relation);
    bag.two("lemma+relation", lemma, relation);
    if let Some(head) = trigger.head() {
        let above = head.lemma().to_lowercase();
        bag.two("head", relation, &above);
        bag.two("lemma+head", lemma, &above);
        bag.add("headpos", head.upos().as_str());
        if let Some(top) = head.head() {
            bag.add("head2", top.lemma());
        }
    }
    for child in trigger.children().filter(|c| c.upos() != Upos::Punct).take(14) {
        let relation = child.relation().as_str();
        let below = child.lemma().to_lowercase();
        bag.add("has", relation);
        bag.two("child", relation, &below);
        bag.two("lemma+has", lemma, relation);
        bag.two("lemma+child", lemma, &below);
        bag.two("childname", relation, class_of(document, child));
        if let Some(case) = child.children().find(|c| matches!(c.relation(), Relation::Case | Relation::Mark))
        {
            bag.two("case", relation, case.lemma());
            bag.two("lemma+case", lemma, case.lemma());
            bag.two("case+child", case.lemma(), &below);
        }
    }
}

/// The class of the name that a word is part of, else its part of speech.
fn class_of(document: &Document, token: Token<'_>) -> &'static str {
    document.names.of(token.id).map_or(token.upos().as_str(), |n| n.class.tag())
}

fn slots(bag: &mut Bag, (document, scene): (&Document, &Scene), candidate: &Candidate<'_, '_>, lemma: &str) {
    let trigger = candidate.trigger;
    if !is_verbal(trigger) {
        let of = trigger.children().find(|c| c.relation().is("nmod") && super::clause::case_is(*c, "of"));
        let owner = trigger.child(Relation::NmodPoss);
        for (name, found) in [("of", of), ("owner", owner)] {
            bag.two("noun", name, found.map_or("-", |t| class_of(document, t)));
        }
        return;
    }
    bag.two("voice", lemma, if is_passive(trigger) { "passive" } else { "active" });
    for (name, found) in [("subject", surface_subject(trigger, 4)), ("object", object(trigger))] {
        bag.two("slot", name, found.map_or("-", |t| class_of(document, t)));
        if let Some(found) = found {
            let word = found.lemma().to_lowercase();
            bag.two("slotword", name, &word);
            bag.two("slottopic", name, scene.topic(found).map_or("-", |t| TOPICS[t].0));
            bag.two("lemma+slottopic", lemma, scene.topic(found).map_or("-", |t| TOPICS[t].0));
        }
    }
}

fn around(bag: &mut Bag, trigger: Token<'_>, lemma: &str) {
    let mut left = trigger.previous();
    let mut right = trigger.next();
    for distance in ["1", "2"] {
        let name = |t: Option<Token<'_>>| t.map_or(String::from("-"), |t| t.lemma().to_lowercase());
        let (l, r) = (name(left), name(right));
        bag.two("left", distance, &l);
        bag.two("right", distance, &r);
        if distance == "1" {
            bag.two("lemma+left", lemma, &l);
            bag.two("lemma+right", lemma, &r);
        }
        left = left.and_then(Token::previous);
        right = right.and_then(Token::next);
    }
}

fn article(bag: &mut Bag, document: &Document, scene: &Scene, candidate: &Candidate<'_, '_>, lemma: &str) {
    let trigger = candidate.trigger;
    let sentence = document.sentences.of(trigger.id);
    let block = sentence.and_then(|s| document.sentences.block.get(s));
    let kind = block.and_then(|b| document.article.blocks.get(b.0 as usize)).map(|b| b.kind);
    let place = match (kind, candidate.sentence) {
        (Some(BlockKind::Headline | BlockKind::Subheadline), _) => "head",
        (_, 0..=1) => "lead",
        (_, 2..=5) => "early",
        _ => "late",
    };
    bag.add("place", place);
    bag.add("length", if scene.sentences < 4 { "short" } else { "long" });
    let kind = candidate.fits.first().map_or("-", |f| f.rule.plover.as_str());
    for (share, topic) in &scene.topics {
        let level = ["0", "1", "2", "3", "4", "5", "6", "7", "8"][(*share).min(8)];
        bag.two("topic", topic, level);
        if *share > 1 {
            bag.two("topic+type", topic, kind);
            bag.two("topic+lemma", topic, lemma);
        }
    }
    let range = sentence.and_then(|s| document.sentences.tokens.get(s).copied()).unwrap_or_default();
    let mut seen = [false; 16];
    for token in trigger.syntax().iter(range) {
        if let Some(topic) = scene.topic(token).filter(|_| token.id != trigger.id)
            && let Some(slot) = seen.get_mut(topic).filter(|s| !**s)
        {
            *slot = true;
            bag.two("sentence", TOPICS[topic].0, kind);
        }
    }
    let quoted =
        range.ids().any(|t| t < trigger.id && matches!(document.syntax().token(t).text(), "\"" | "“" | "``"));
    bag.add("quoted", if quoted { "1" } else { "0" });
}
