//! Several mentions of one happening: "held talks" is one event and not two; "the talks" later in the article are
//! the ones told of before, with those who took part in them.

use super::build::Draft;
use super::clause::{LIGHT, is_verbal, one_of};
use document::{Event, EventId, Party, Plover, Relation};

/// Of a verb and an event noun of the same type that it carries, "*held* talks", drops the verb, or the noun where the
/// verb's rule is the stronger.
pub(super) fn drop_carriers(drafts: &mut Vec<Draft<'_>>) {
    let pairs = (0..drafts.len()).filter_map(|verb| Some((verb, carried(&drafts[verb], drafts)?)));
    let weaker = |(verb, noun): (usize, usize)| {
        if drafts[verb].strength > drafts[noun].strength { noun } else { verb }
    };
    let dropped: Vec<usize> = pairs.map(weaker).collect();
    let mut index = 0;
    drafts.retain(|_| {
        index += 1;
        !dropped.contains(&(index - 1))
    });
}

fn carried(verb: &Draft<'_>, all: &[Draft<'_>]) -> Option<usize> {
    is_verbal(verb.trigger).then_some(())?;
    all.iter().position(|noun| {
        let below = noun.trigger.head().is_some_and(|h| h.id == verb.trigger.id);
        let object = matches!(noun.trigger.relation(), Relation::Obj | Relation::NsubjPass);
        // Who accepted an invitation did not invite.
        let one = compatible(&noun.event.source, &verb.event.source);
        below && object && one && noun.event.plover == verb.event.plover && !is_verbal(noun.trigger)
    })
}

/// How far back a mention may look, in events.
const BACK: usize = 30;

/// Links each mention to the first of the same happening, and gives a bare noun those who took part in it.
pub(super) fn link(drafts: &mut [Draft<'_>]) {
    for i in 1..drafts.len() {
        let from = i.saturating_sub(BACK);
        let Some(j) = (from..i).rev().find(|&j| is_same(&drafts[j], &drafts[i])) else { continue };
        let first = drafts[j].event.same_as.map_or(j, |e| e.0 as usize);
        drafts[i].event.same_as = Some(EventId(first as u32));
        if !is_verbal(drafts[i].trigger) {
            let (earlier, later) = drafts.split_at_mut(i);
            inherit(&earlier[first].event, &mut later[0].event);
            recall(&earlier[first].event, &mut later[0]);
        }
    }
}

fn is_same(earlier: &Draft<'_>, later: &Draft<'_>) -> bool {
    let (a, b) = (&earlier.event, &later.event);
    let dates = match (&a.date, &b.date) {
        (Some(a), Some(b)) => a.value.starts_with(&b.value) || b.value.starts_with(&a.value),
        _ => true,
    };
    let words = earlier.trigger.lemma().eq_ignore_ascii_case(later.trigger.lemma())
        || a.evidence.rule == b.evidence.rule
        || stem(earlier.trigger.lemma()) == stem(later.trigger.lemma());
    let apart = earlier.trigger.id.0 + 1 < later.trigger.id.0;
    a.plover == b.plover
        && dates
        && words
        && apart
        && compatible(&a.source, &b.source)
        && compatible(&a.target, &b.target)
        && anchored(a, b, later)
}

/// The first letters, by which `arrest` and `arrested`, `protest` and `protester` agree.
fn stem(lemma: &str) -> String {
    lemma.to_lowercase().chars().take(5).collect()
}

/// A bare mention has to be a noun; others have to share somebody.
fn anchored(a: &Event, b: &Event, later: &Draft<'_>) -> bool {
    let bare = b.source.is_empty() && b.target.is_empty();
    let shared = shares(&a.source, &b.source) || shares(&a.target, &b.target);
    bare && !is_verbal(later.trigger) || shared
}

/// Whether nothing speaks against the two sides being the same.
fn compatible(a: &[Party], b: &[Party]) -> bool {
    a.is_empty() || b.is_empty() || shares(a, b)
}

fn shares(a: &[Party], b: &[Party]) -> bool {
    a.iter().any(|x| b.iter().any(|y| is_one(x, y)))
}

fn is_one(a: &Party, b: &Party) -> bool {
    if a.entity.is_some() && a.entity == b.entity {
        return true;
    }
    match (&a.actor, &b.actor) {
        (Some(x), Some(y)) => x == y,
        _ => a.name.is_some() && a.name == b.name,
    }
}

/// Whoever made the accusation, demand or offer that is rejected is the one who is refused.
pub(super) fn refuse_authors(drafts: &mut [Draft<'_>]) {
    for at in 0..drafts.len() {
        let refusal = &drafts[at];
        let made = drafts.iter().find(|d| {
            let object = matches!(d.trigger.relation(), Relation::Obj | Relation::NsubjPass);
            object && d.trigger.head().is_some_and(|h| h.id == refusal.trigger.id) && is_made(d.event.plover)
        });
        let Some(authors) = made.map(|d| &d.event.source) else { continue };
        let own = shares(authors, &refusal.event.source);
        if refusal.event.plover == Plover::Reject && !authors.is_empty() && !own {
            drafts[at].event.target = authors.clone();
        }
    }
}

/// Who condemned or punished an act did not do it: "condemned the *attack*", "arrested them at a *protest*"; those
/// arrested at a protest protested.
pub(super) fn acquit_judges(drafts: &mut [Draft<'_>]) {
    for at in 0..drafts.len() {
        let act = &drafts[at];
        let trees = act.trigger.syntax().trees;
        let above = trees
            .path_up(act.trigger.id)
            .skip(1)
            .take(4)
            .find_map(|up| drafts.iter().find(|d| d.trigger.id == up));
        let judges = |d: &&Draft<'_>| {
            let full = is_verbal(d.trigger) && !one_of(LIGHT, d.trigger.lemma());
            full && d.trigger.id < act.trigger.id
                && matches!(d.event.plover, Plover::Accuse | Plover::Coerce | Plover::Sanction)
        };
        let Some(judged) = above.filter(judges).filter(|_| !is_verbal(act.trigger)) else { continue };
        let same = |p: &Party| p.span.is_some() && judged.event.source.iter().any(|j| j.span == p.span);
        if act.event.source.iter().any(same) && act.event.plover != judged.event.plover {
            let protested = act.event.plover == Plover::Protest;
            drafts[at].event.source = if protested { judged.event.target.clone() } else { Vec::new() };
        }
    }
}

fn is_made(act: Plover) -> bool {
    matches!(act, Plover::Accuse | Plover::Request | Plover::Agree | Plover::Threaten)
}

/// Gives a mention without parties those of the first one; they have no words here.
fn inherit(first: &Event, later: &mut Event) {
    if !later.source.is_empty() || !later.target.is_empty() {
        return;
    }
    later.source = first.source.iter().map(without_words).collect();
    later.target = first.target.iter().map(without_words).collect();
}

/// Who stands beside a noun that only recalls what was told, "the prime minister rejected *the accusation*", is not who
/// took part: of the same state the first mention names the one who did.
fn recall(first: &Event, later: &mut Draft<'_>) {
    let noun = later.trigger;
    let definite =
        noun.children().any(|c| c.relation() == Relation::Det && one_of("the this that", c.lemma()));
    let light = noun.head().is_some_and(|h| is_verbal(h) && one_of(LIGHT, h.lemma()));
    if !definite || light {
        return;
    }
    let own = noun.syntax().tokens.cover(noun.reach());
    let event = &mut later.event;
    for (told, side) in [(&first.source, &mut event.source), (&first.target, &mut event.target)] {
        for party in side.iter_mut().filter(|p| p.span.is_some_and(|s| !own.contains(s))) {
            if let Some(one) = told.iter().find(|t| t.actor.is_some() && t.actor == party.actor) {
                event.evidence.spans.retain(|s| Some(*s) != party.span);
                *party = without_words(one);
            }
        }
    }
}

/// A party of an event told before, which is not named here.
fn without_words(party: &Party) -> Party {
    let why = vec!["took part in the same happening, told before".to_string()];
    Party { span: None, why, ..party.clone() }
}
