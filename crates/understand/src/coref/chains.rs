//! Mentions in chains, joined step by step.

use super::profile::Profile;
use super::speakers::Speakers;
use document::{
    Article, Attribution, BlockKind, Entity, EntityId, Mention, MentionId, MentionKind, NameClass, Syntax,
    TokenId,
};
use std::collections::HashMap;

/// Mentions back that are looked at.
pub(super) const LOOK_BACK: usize = 300;

/// The state of linking: each mention points to the first mention of its chain.
pub(super) struct Chains<'d> {
    /// Mentions in order of the text.
    pub mentions: Vec<Mention>,
    /// What each chain is known for; kept at its first mention.
    pub profiles: Vec<Profile>,
    /// The layers.
    pub syntax: Syntax<'d>,
    /// Sentence of each mention.
    pub sentence: Vec<usize>,
    /// Whether each mention stands in quotation marks.
    pub quoted: Vec<bool>,
    /// Whether each mention stands in a headline.
    pub headline: Vec<bool>,
    /// Who says what each mention stands in.
    pub speakers: Speakers,
    /// Class of each mention's own name.
    classes: Vec<Option<NameClass>>,
    chain: Vec<usize>,
    /// Mention by its head.
    by_head: HashMap<TokenId, usize>,
}

impl<'d> Chains<'d> {
    /// Each mention by itself.
    pub fn new(
        article: &Article,
        mentions: Vec<Mention>,
        profiles: Vec<Profile>,
        syntax: Syntax<'d>,
        attributions: &[Attribution],
    ) -> Chains<'d> {
        let quotations = crate::quote::lexer::quotations(article);
        let inside = |m: &Mention| {
            let at = syntax.token(m.head).span();
            let after = quotations.partition_point(|q| q.span.end <= at.start);
            quotations.get(after).is_some_and(|q| q.span.contains(at))
        };
        let sentence: Vec<usize> =
            mentions.iter().map(|m| syntax.sentences.of(m.head).unwrap_or(0)).collect();
        let kind = |s: &usize| {
            let block = syntax.sentences.block.get(*s).and_then(|b| article.blocks.get(b.0 as usize));
            block.is_some_and(|b| b.kind != BlockKind::Body)
        };
        let by_head = mentions.iter().enumerate().map(|(i, m)| (m.head, i)).collect();
        Chains {
            quoted: mentions.iter().map(inside).collect(),
            headline: sentence.iter().map(kind).collect(),
            classes: profiles.iter().map(|p| p.class).collect(),
            chain: (0..mentions.len()).collect(),
            speakers: Speakers::new(&mentions, &by_head, syntax, attributions),
            by_head,
            sentence,
            mentions,
            profiles,
            syntax,
        }
    }

    /// The mention with this head.
    pub fn headed(&self, head: TokenId) -> Option<usize> {
        self.by_head.get(&head).copied()
    }

    /// The first mention of the chain of a mention.
    pub fn first(&self, index: usize) -> usize {
        let mut at = index;
        while self.chain[at] != at {
            at = self.chain[at];
        }
        at
    }

    /// What is known of the chain of a mention.
    pub fn profile(&self, index: usize) -> &Profile {
        &self.profiles[self.first(index)]
    }

    /// How many of the mentions shortly before `before` belong to the chain of a mention.
    pub fn count(&self, index: usize, before: usize) -> usize {
        let chain = self.first(index);
        (before.saturating_sub(LOOK_BACK)..before).filter(|&m| self.first(m) == chain).count()
    }

    /// Joins the chains of two mentions.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        if a == b {
            return;
        }
        let (keep, drop) = (a.min(b), a.max(b));
        self.chain[drop] = keep;
        let other = std::mem::take(&mut self.profiles[drop]);
        self.profiles[keep].learn(&other);
        if self.profiles[keep].name.is_none() {
            self.profiles[keep].name = other.name;
        }
    }

    /// Mentions and entities, numbered in order of the text.
    pub fn finish(mut self) -> (Vec<Mention>, Vec<Entity>) {
        let mut number = vec![None; self.mentions.len()];
        let mut entities: Vec<Entity> = Vec::new();
        for index in 0..self.mentions.len() {
            let first = self.first(index);
            let at = *number[first].get_or_insert_with(|| {
                let profile = &self.profiles[first];
                entities.push(Entity {
                    best: MentionId(index as u32),
                    class: profile.class.or(profile.person.then_some(NameClass::Person)),
                    gender: profile.gender,
                    number: profile.number,
                    mentions: Vec::new(),
                });
                entities.len() - 1
            });
            entities[at].mentions.push(MentionId(index as u32));
            self.mentions[index].entity = EntityId(at as u32);
        }
        for entity in &mut entities {
            entity.best = best(entity, &self.mentions, &self.classes);
        }
        (self.mentions, entities)
    }
}

/// The mention with the longest name of the entity's class, the first of equals; without names the first nominal.
fn best(entity: &Entity, mentions: &[Mention], classes: &[Option<NameClass>]) -> MentionId {
    let rank = |id: &MentionId| {
        let mention = &mentions[id.0 as usize];
        let kind = match mention.kind {
            MentionKind::Name if classes[id.0 as usize] == entity.class => 3,
            MentionKind::Name => 2,
            MentionKind::Nominal => 1,
            MentionKind::Pronoun => 0,
        };
        (kind, mention.name.map_or(0, |n| n.len().min(4)))
    };
    let mut best = entity.mentions[0];
    for id in &entity.mentions {
        if rank(id) > rank(&best) {
            best = *id;
        }
    }
    best
}
