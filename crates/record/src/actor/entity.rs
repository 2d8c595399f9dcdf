//! One entity to one actor, by all that its mentions say of it.

use super::{Who, phrase};
use document::{Actor, Entity, EntityId, Mention, MentionKind, NameClass, TokenId, TokenRange, Upos};
use knowledge::{Holding, Person, Term};

/// Mentions of one entity that are looked at.
const MENTIONS: usize = 12;

/// Who the entity is: the best that any mention says, else the bearer of its surname.
pub(super) fn resolve(who: &Who<'_>, id: EntityId) -> Option<Actor> {
    let entity = who.document.entity(id)?;
    let mentions = entity.mentions.iter().filter_map(|&m| who.document.mention(m));
    let telling: Vec<&Mention> = mentions.filter(|m| m.kind != MentionKind::Pronoun).take(MENTIONS).collect();
    let found = telling.iter().filter_map(|m| {
        let actor = phrase::resolve(who, m.tokens, m.head)?;
        Some((weight(m, &telling, &actor), actor))
    });
    let mut best: Option<((u8, f32), Actor)> = None;
    for (weight, actor) in found {
        if best.as_ref().is_none_or(|(b, _)| *b < weight) {
            best = Some((weight, actor));
        }
    }
    best.map(|(_, actor)| of_the_name(who, entity, actor)).or_else(|| by_surname(who, id))
}

/// Somebody whom the article names is not the holder of the office that the tables have, if the names have no word in
/// common: then the office is known and the person is not.
fn of_the_name(who: &Who<'_>, entity: &Entity, actor: Actor) -> Actor {
    let Some(holder) = actor.name.as_deref().filter(|_| actor.holds_office) else { return actor };
    let words = |name: &str| knowledge::fold(name).split(' ').map(str::to_string).collect::<Vec<_>>();
    let known = words(holder);
    let names = entity.mentions.iter().filter_map(|&m| who.document.mention(m)?.name);
    let person = |n: &TokenRange| {
        who.document.names.of(TokenId(n.start)).is_some_and(|name| name.class == NameClass::Person)
    };
    let mut named = names.filter(person).map(|n| words(who.document.syntax().words_of(n))).peekable();
    if named.peek().is_none() || named.any(|n| n.iter().any(|w| known.contains(w))) {
        return actor;
    }
    let why = vec![format!("the office of {holder} that day, whom the article does not name")];
    Actor { name: None, row: None, why, ..actor }
}

/// Below this a phrase tells no more than a country.
const TELLS_ROLE: f32 = 0.35;

/// How much a mention's word counts: a full name that the tables have before what stands beside a name, and that
/// before what is said elsewhere, for a description may be of somebody else.
fn weight(mention: &Mention, all: &[&Mention], actor: &Actor) -> (u8, f32) {
    let named = mention.kind == MentionKind::Name;
    let beside = |other: &&Mention| {
        let gap = other
            .tokens
            .start
            .max(mention.tokens.start)
            .saturating_sub(other.tokens.end.min(mention.tokens.end));
        other.kind == MentionKind::Name && gap <= 1
    };
    let rank = match &actor.row {
        Some(_) if named => 2,
        _ if actor.confidence >= TELLS_ROLE && (named || all.iter().any(beside)) => 1,
        _ => 0,
    };
    (rank, actor.confidence)
}

/// How much of an article has to be about one country for those of whom it says nothing else to be of it.
const MOSTLY: f32 = 0.5;

/// Somebody named of whom nothing else is known is of the country that the article is mostly about.
pub(super) fn at_home(who: &Who<'_>, id: EntityId) -> Option<Actor> {
    let entity = who.document.entity(id)?;
    let somebody = matches!(entity.class, Some(NameClass::Person | NameClass::Organisation));
    let focus = who.countries.article.as_ref().filter(|f| somebody && f.share >= MOSTLY)?;
    Some(Actor {
        code: Some(focus.country.clone()),
        confidence: 0.2,
        why: vec![format!("nothing known; the article is mostly about {}", focus.country)],
        ..Actor::default()
    })
}

/// A bare surname, where just one person in office that day bears it, or just one head of state or government
/// of earlier days.
fn by_surname(who: &Who<'_>, id: EntityId) -> Option<Actor> {
    let entity = who.document.entity(id)?;
    let first = entity.mentions.first().and_then(|&m| who.document.mention(m))?;
    let upos = who.document.syntax().token(first.head).upos();
    let name = who.document.entity_text(id);
    // "He" is a surname too: two letters are one only where they were read as a person's, a pronoun never.
    let unclassed = entity.class.is_none() && upos == Upos::Propn && name.chars().count() > 2;
    let person = entity.class == Some(NameClass::Person) && upos != Upos::Pron;
    (unclassed || person).then_some(())?;
    let calendar =
        who.document.timexes.iter().any(|t| t.span.overlaps(who.document.tokens.cover(first.tokens)));
    let one = !calendar && !name.contains(char::is_whitespace) && name.starts_with(char::is_uppercase);
    let day = who.day.filter(|_| one)?;
    let standing = || who.known.people().of_surname(name).map(|p| (p, p.on(Some(day))));
    let serving = standing().filter_map(|(p, holding)| match holding {
        Holding::Now(term) | Holding::About(term) => Some((p, term, term.code.to_string(), "in office on")),
        _ => None,
    });
    let heads = standing().filter_map(|(p, holding)| match holding {
        Holding::Former(term) if HEADS.contains(&term.office) => {
            Some((p, term, phrase::former(term.code)?, "that governed before"))
        }
        _ => None,
    });
    let (person, term, code, when) = only(serving).or_else(|| only(heads))?;
    let row = person.row(Some(term));
    Some(Actor {
        code: Some(code),
        name: Some(person.name.to_string()),
        confidence: 0.5,
        why: vec![format!("the only {name} {when} {day}: {} ({row})", person.name)],
        row: Some(row),
        ..Actor::default()
    })
}

/// Offices whose holders are called by their surname alone long after.
const HEADS: &[&str] = &["president", "prime-minister", "chancellor"];

/// The only one; of several those count who lead a state or a government, if that leaves one.
fn only<'p, T>(
    found: impl Iterator<Item = (Person<'p>, Term<'p>, T, &'static str)>,
) -> Option<(Person<'p>, Term<'p>, T, &'static str)> {
    let mut all: Vec<_> = found.take(MENTIONS).collect();
    if all.len() > 1 {
        all.retain(|(_, term, ..)| HEADS.contains(&term.office));
    }
    all.pop().filter(|_| all.is_empty())
}
