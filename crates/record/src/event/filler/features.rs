//! What is seen of a filler: its place in the tree beside the trigger, what it names, what the rule makes of it.

use super::{Filler, Named, Side, Standing};
use crate::event::candidate::Candidate;
use crate::event::clause::is_passive;
use crate::event::features::Bag;
use crate::event::held::Habit;
use crate::event::rule::Class;
use document::{Document, Plover, Relation, Token, TokenId, Upos};

/// What all fillers of one side of an event share.
pub struct Look<'l, 'd> {
    /// The article.
    pub document: &'d Document,
    /// The event's word.
    pub candidate: &'l Candidate<'d, 'l>,
    /// Its type.
    pub plover: Plover,
    /// Which side is asked for.
    pub side: Side,
    /// The words that the frame of the rule finds for source and target.
    pub framed: [Option<TokenId>; 2],
    /// The source that was chosen, where the target is asked for.
    pub source: Option<Filler>,
    /// By whose habits.
    pub habit: Habit,
}

/// Whose states tell whether a word stands on a side: the trigger's, the word's, those beside and above it, and the
/// chosen source's.
pub fn roles(look: &Look<'_, '_>, filler: &Filler) -> [Option<TokenId>; 6] {
    let word = filler.word.map(|w| look.document.syntax().token(w));
    let id = |t: Option<Token<'_>>| t.map(|t| t.id);
    [
        Some(look.candidate.trigger.id),
        filler.word,
        id(word.and_then(Token::head)),
        id(word.and_then(Token::previous)),
        id(word.and_then(Token::next)),
        look.source.and_then(|s| s.word),
    ]
}

/// The hashed features of a filler.
pub fn features(look: &Look<'_, '_>, named: &mut Named<'_>, filler: &Filler, out: &mut Vec<u32>) {
    let mut bag = Bag(std::mem::take(out));
    bag.0.clear();
    let trigger = look.candidate.trigger;
    let lemma = trigger.lemma();
    let kind = look.plover.as_str();
    let class = if look.candidate.class == Class::Verb { "v" } else { "n" };
    let voice = if is_passive(trigger) { "passive" } else { class };
    let standing = match filler.standing {
        Standing::Nobody => "nobody",
        Standing::Unsaid => "unsaid",
        Standing::Here => "here",
        Standing::Before(1) => "before1",
        Standing::Before(2) => "before2",
        Standing::Before(_) => "before3",
        Standing::Again(_) => "again",
        Standing::Both(_) => "both",
    };
    let habit = if look.habit == Habit::Article { "a" } else { "s" };
    let rule = look.candidate.fits.iter().find(|f| f.rule.plover == look.plover);
    let framed = look.framed[usize::from(look.side == Side::Target)];
    let frame = if framed.is_some() { "framed" } else { "free" };
    bag.two("standing", standing, habit);
    bag.two("standing+type", standing, kind);
    bag.two("standing+voice", standing, voice);
    bag.two("standing+frame", standing, frame);
    bag.two("standing+lemma", standing, lemma);
    bag.three("standing+voice+type", standing, voice, kind);
    if let Some(rule) = rule {
        bag.two("standing+rule", standing, &rule.rule.name);
    }
    if let Some(word) = filler.word {
        let word = look.document.syntax().token(word);
        words(look, &mut bag, word, voice, framed);
        actor(look, &mut bag, named, word, standing);
    }
    if let Standing::Again(number) | Standing::Both(number) = filler.standing {
        again(look, &mut bag, named, (standing, number as usize));
    }
    beside(look, &mut bag, named, filler, standing);
    *out = bag.0;
}

fn words(look: &Look<'_, '_>, bag: &mut Bag, word: Token<'_>, voice: &str, framed: Option<TokenId>) {
    let trigger = look.candidate.trigger;
    let (lemma, kind) = (trigger.lemma(), look.plover.as_str());
    let path = path(trigger, word);
    let case = word.children().find(|c| c.relation() == Relation::Case && c.id < word.id);
    let case = case.map_or("-", Token::lemma);
    bag.two("path", &path, voice);
    bag.three("path+case", &path, case, voice);
    bag.three("path+type", &path, kind, voice);
    bag.three("path+lemma", &path, lemma, voice);
    bag.three("case+lemma", case, lemma, word.relation().as_str());
    bag.three("case+type", case, kind, word.relation().as_str());
    bag.two("relation", word.relation().as_str(), voice);
    let other = look.framed[usize::from(look.side == Side::Source)];
    let by_rule = match (Some(word.id) == framed, Some(word.id) == other) {
        (true, _) => "this",
        (_, true) => "other",
        _ if framed.is_some_and(|f| joined(look.document, f, word.id)) => "joined",
        _ => "not",
    };
    bag.two("rule", by_rule, voice);
    bag.two("rule+type", by_rule, kind);
    bag.two("rule+path", by_rule, &path);
    let side = if word.id < trigger.id { "left" } else { "right" };
    bag.two("side", side, voice);
    bag.three("side+type", side, kind, voice);
    bag.two("gap", side, step(word.id.0.abs_diff(trigger.id.0) as usize));
    bag.two("quoted", quote(look.document, trigger.id), quote(look.document, word.id));
    let lower = word.lemma().to_lowercase();
    bag.add("word", &lower);
    bag.two("word+type", &lower, kind);
}

/// Whether two words are parts of one enumeration.
fn joined(document: &Document, first: TokenId, word: TokenId) -> bool {
    let word = document.syntax().token(word);
    word.relation() == Relation::Conj && word.head().is_some_and(|h| h.id == first)
}

/// The statement around a word: whether one is there.
fn quote(document: &Document, word: TokenId) -> &'static str {
    let span = document.syntax().token(word).span();
    match document.attributions.iter().any(|a| a.holds(span)) {
        true => "said",
        false => "-",
    }
}

fn actor(look: &Look<'_, '_>, bag: &mut Bag, named: &mut Named<'_>, word: Token<'_>, standing: &str) {
    let document = look.document;
    let kind = look.plover.as_str();
    let class = document.names.of(word.id).map_or(word.upos().as_str(), |n| n.class.tag());
    bag.two("class", class, standing);
    bag.two("class+type", class, kind);
    let code = named.code(word.id).unwrap_or_default();
    let role = match (code.is_empty(), code.get(3..)) {
        (true, _) => "none",
        (_, Some("")) | (_, None) => "state",
        (_, Some(role)) => role,
    };
    bag.two("role", role, standing);
    bag.three("role+type", role, kind, standing);
    bag.two("role+lemma", role, look.candidate.trigger.lemma());
    let entity = named.mention(word.id).map(|m| m.entity);
    let count = entity.and_then(|e| document.entity(e)).map_or(0, |e| e.mentions.len());
    bag.two("mentions", step(count), standing);
    let speaks = if tells(document, named, word.id, look.candidate.trigger.id) { "1" } else { "0" };
    bag.three("speaker", speaks, standing, kind);
    bag.two("speaker+role", speaks, role);
    let top = matches!(word.relation(), Relation::Nsubj | Relation::NsubjPass)
        && word.head().is_some_and(|h| h.relation() == Relation::Root);
    bag.two("top", if top { "1" } else { "0" }, standing);
    bag.three("top+type", if top { "1" } else { "0" }, standing, kind);
}

/// Whether a word names, or is of one entity with, who says the words that another word stands in.
fn tells(document: &Document, named: &Named<'_>, word: TokenId, said: TokenId) -> bool {
    let span = document.syntax().token(said).span();
    let entity = |w: TokenId| named.mention(w).map(|m| m.entity);
    let of = entity(word);
    let around = document.attributions.iter().filter(|a| a.holds(span));
    around.filter_map(|a| a.source).any(|source| {
        let tokens = document.tokens.within(source);
        tokens.contains(word) || of.is_some() && tokens.ids().any(|t| entity(t) == of)
    })
}

/// What an event before has in common with this one.
fn again(look: &Look<'_, '_>, bag: &mut Bag, named: &Named<'_>, (standing, number): (&str, usize)) {
    let Some(past) = named.past.get(number) else { return };
    let trigger = look.candidate.trigger;
    let like = if past.lemma == trigger.lemma() { "same word" } else { "other word" };
    let definite =
        trigger.children().any(|c| c.relation() == Relation::Det && matches!(c.lemma(), "the" | "this"));
    let definite = if definite { "the" } else { "-" };
    let class = if look.candidate.class == Class::Verb { "v" } else { "n" };
    let sentence = look.document.sentences.of(trigger.id).unwrap_or_default();
    let last = named.past.iter().rposition(|p| p.plover == look.plover) == Some(number);
    let [mine, other] = [look.side as usize, 1 - look.side as usize].map(|side| !past.sides[side].is_empty());
    let held = match (mine, other) {
        (true, true) => "both",
        (true, false) => "mine",
        _ => "none",
    };
    bag.three(standing, like, class, definite);
    bag.three("again", like, class, definite);
    bag.three("again+held", like, held, standing);
    bag.three("again+type", standing, held, look.plover.as_str());
    bag.three("again+last", if last { "last" } else { "-" }, like, held);
    bag.two("again+gap", step(sentence.saturating_sub(past.sentence)), like);
    bag.three("again+lemma", trigger.lemma(), held, standing);
}

/// Beside the source that was chosen: the same country, the same word, joined to it.
fn beside(look: &Look<'_, '_>, bag: &mut Bag, named: &mut Named<'_>, filler: &Filler, standing: &str) {
    let Some(source) = look.source else { return };
    let kind = look.plover.as_str();
    let has = match source.standing {
        Standing::Nobody => "no source",
        Standing::Unsaid => "unsaid source",
        Standing::Again(_) if filler.standing == source.standing => "same event",
        Standing::Again(_) => "source again",
        Standing::Both(_) => "both already",
        Standing::Here | Standing::Before(_) => "source",
    };
    bag.three("beside", has, standing, kind);
    let (Some(source), Some(word)) = (source.word, filler.word) else { return };
    let code = |named: &mut Named<'_>, word| named.code(word).unwrap_or_default();
    let (a, b) = (code(named, source), code(named, word));
    let like = match () {
        () if a.is_empty() || b.is_empty() => "unknown",
        () if a == b => "same",
        () if a.get(..3) == b.get(..3) => "country",
        () => "other",
    };
    bag.two("like", like, kind);
    bag.two("order", if word > source { "after" } else { "before" }, like);
    let under = look.document.trees.path_up(word).any(|up| up == source);
    bag.two("under", if under { "1" } else { "0" }, kind);
}

/// The way from the trigger up to the word above both and down to the other: `^xcomp^conj_nsubj`; long ones are cut.
fn path(trigger: Token<'_>, word: Token<'_>) -> String {
    const LONGEST: usize = 5;
    let trees = trigger.syntax().trees;
    let up: Vec<TokenId> = std::iter::once(trigger.id).chain(trees.path_up(trigger.id)).take(8).collect();
    let down: Vec<TokenId> = std::iter::once(word.id).chain(trees.path_up(word.id)).take(8).collect();
    let Some((below, top)) =
        down.iter().enumerate().find_map(|(i, d)| Some((i, up.iter().position(|u| u == d)?)))
    else {
        return "far".to_string();
    };
    if below + top > LONGEST {
        return "long".to_string();
    }
    let mut way = String::new();
    for id in &up[..top] {
        way.push('^');
        way.push_str(trees.relation(*id).as_str());
    }
    for id in down[..below].iter().rev() {
        way.push('_');
        way.push_str(trees.relation(*id).as_str());
    }
    if trigger.upos() == Upos::Noun { way + "n" } else { way }
}

fn step(count: usize) -> &'static str {
    match count {
        0 => "0",
        1 => "1",
        2 => "2",
        3..=4 => "3",
        5..=8 => "5",
        9..=16 => "9",
        _ => "17",
    }
}
