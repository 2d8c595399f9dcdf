//! Titles and descriptions: `Denis Moncada, Nicaragua's foreign minister`, later `the minister`.

use super::broader::is_broader;
use super::chains::{Chains, LOOK_BACK};
use super::profile::{Profile, is_deputy};
use super::{bodies, people, persons};
use document::{MentionKind, NameClass, Number, Relation, Token, TokenId, TokenRange, Upos};

/// Joins appositions, titles before names and predicates that name a role.
pub(super) fn beside(chains: &mut Chains<'_>) {
    for index in 0..chains.mentions.len() {
        let token = chains.syntax.token(chains.mentions[index].head);
        let said = || predicate(chains, token).filter(|o| person_and_role(chains, *o, index));
        for other in hosts(chains, index).into_iter().chain(said()) {
            chains.join(other, index);
        }
        if let Some(title) = before(chains, index) {
            chains.join(title, index);
        }
    }
}

/// What a noun in apposition, or one that trails it, says more of. A name after a place in a longer description
/// belongs to the description: *the governor of the region, Timur Ashlanov*.
fn hosts(chains: &Chains<'_>, index: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let token = chains.syntax.token(chains.mentions[index].head);
    let beside = |r| {
        matches!(
            r,
            Relation::Appos
                | Relation::Flat
                | Relation::NmodDesc
                | Relation::NmodUnmarked
                | Relation::List
                | Relation::Parataxis
        )
    };
    let part = |r| matches!(r, Relation::Nmod | Relation::NmodPoss | Relation::Compound) || beside(r);
    let mut at = Some(token).filter(|t| beside(t.relation())).and_then(Token::head);
    for _ in 0..4 {
        let Some(up) = at else { break };
        let other = chains.headed(up.id).filter(|&o| names_and_describes(chains, o, index));
        found.extend(other);
        let on = if found.is_empty() { part(up.relation()) } else { up.relation() == Relation::Appos };
        at = Some(up).filter(|_| on).and_then(Token::head);
    }
    found
}

/// Whether one is a name and the other a description of the same kind: of one person, or of one body.
fn names_and_describes(chains: &Chains<'_>, a: usize, b: usize) -> bool {
    let (name, words) = if chains.mentions[a].kind == MentionKind::Name { (a, b) } else { (b, a) };
    let kinds = (chains.mentions[name].kind, chains.mentions[words].kind);
    if kinds != (MentionKind::Name, MentionKind::Nominal) || is_plural(chains, words) {
        return false;
    }
    let (name, words) = (chains.profile(name), chains.profile(words));
    let body = name.class == Some(NameClass::Organisation) && !words.titles.is_empty() && !words.person;
    words.name.is_none() && (name.person && words.person || body) && may_be(name, words)
}

/// The title right before a person's name where the tree took the two for two phrases.
fn before(chains: &Chains<'_>, index: usize) -> Option<usize> {
    let mention = chains.mentions[index];
    let name =
        mention.name.filter(|_| chains.profiles[chains.first(index)].class == Some(NameClass::Person))?;
    let token = chains.syntax.token(TokenId(name.start)).previous()?;
    let other = chains.headed(token.id).filter(|&o| chains.mentions[o].kind == MentionKind::Nominal)?;
    let head = chains.syntax.token(mention.head);
    let up = |t: Token<'_>| t.head().map(|h| h.id);
    let tied = up(head) == Some(token.id) || up(token) == Some(head.id) || up(head) == up(token);
    let role = !chains.profiles[chains.first(other)].titles.is_empty();
    (tied && role && !is_plural(chains, other)).then_some(other)
}

/// The subject of which the noun is said: `Lavrov is the foreign minister`.
fn predicate(chains: &Chains<'_>, noun: Token<'_>) -> Option<usize> {
    noun.child(Relation::Cop)?;
    let negated = noun.children().any(|c| c.lemma() == "not" || c.lemma() == "no");
    let subject = noun.child(Relation::Nsubj).filter(|_| !negated)?;
    chains.headed(subject.id)
}

/// Whether one is a person by name and the other only a role.
fn person_and_role(chains: &Chains<'_>, a: usize, b: usize) -> bool {
    let named = |i: usize| chains.mentions[i].kind == MentionKind::Name && chains.profile(i).person;
    let role =
        |i: usize| chains.mentions[i].kind == MentionKind::Nominal && !chains.profile(i).titles.is_empty();
    named(a) && role(b) || role(a) && named(b)
}

/// Links a definite role noun to whom the text names with that role.
pub(super) fn link(chains: &mut Chains<'_>, index: usize) {
    let own = chains.first(index);
    let titled = !chains.profiles[own].titles.is_empty();
    if own != index || is_plural(chains, index) || !is_definite(chains, index) {
        return;
    }
    let found = titled.then(|| bearer(chains, index)).flatten();
    let found = found
        .or_else(|| aged(chains, index))
        .or_else(|| initials(chains, index))
        .or_else(|| titled.then(|| bodies::named_so(chains, index))?)
        .or_else(|| same_role(chains, index));
    if let Some(other) = found {
        // "The minister" says nothing of an energy minister that was not known.
        let profile = &mut chains.profiles[index];
        profile.titles.clear();
        profile.offices.clear();
        chains.join(other, index);
    }
}

/// The nearest person before that bears the title; of a headline, the first one below it; else one of a narrower title.
fn bearer(chains: &Chains<'_>, index: usize) -> Option<usize> {
    let named = |i: &usize| chains.mentions[*i].kind == MentionKind::Name;
    let before = || (index.saturating_sub(LOOK_BACK)..index).rev().filter(named);
    let after = || (index..chains.mentions.len()).filter(named).filter(|_| chains.headline[index]);
    let title = chains.profile(index);
    let owned = is_owned(chains, index);
    let theirs = |i: usize| !owned || title.country.is_some() && chains.profile(i).country == title.country;
    before().chain(after()).find(|&i| bears(chains.profile(i), title) && theirs(i)).or_else(|| {
        let near =
            before().filter(|_| !owned).take_while(|&i| chains.sentence[index] - chains.sentence[i] <= NEAR);
        let mut found: Vec<usize> =
            near.filter(|&i| is_broader(title, chains.profile(i))).map(|i| chains.first(i)).collect();
        found.sort();
        found.dedup();
        found.pop().filter(|_| found.is_empty())
    })
}

/// `The 34-year-old teacher`: as a pronoun would.
fn aged(chains: &Chains<'_>, index: usize) -> Option<usize> {
    let words = chains.syntax.words_of(chains.mentions[index].tokens);
    let aged = words.contains("-year-old") && chains.profile(index).person;
    aged.then(|| persons::antecedent(chains, index)).flatten()
}

/// Whether a body or country owns the title: *the Commission's spokesperson*.
fn is_owned(chains: &Chains<'_>, index: usize) -> bool {
    let head = chains.syntax.token(chains.mentions[index].head);
    head.child(Relation::NmodPoss).is_some_and(|owner| owner.upos() != Upos::Pron)
}

/// `The CS` where it was read as a name.
pub(super) fn abbreviated(chains: &mut Chains<'_>, index: usize) {
    let the = chains.syntax.token(chains.mentions[index].head).child(Relation::Det).is_some();
    let place = chains.profile(index).class == Some(NameClass::Place);
    if let Some(other) = initials(chains, index).filter(|_| the && !place) {
        chains.join(other, index);
    }
}

/// `The PM`, `the DP`: the nearest person before with a title of these initials.
fn initials(chains: &Chains<'_>, index: usize) -> Option<usize> {
    let word = chains.syntax.token(chains.mentions[index].head).text();
    let short = (2..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
    let first = |t: &String| t.split([' ', '-']).filter_map(|w| w.chars().next()).collect::<String>();
    (index.saturating_sub(LOOK_BACK)..index).rev().filter(|_| short).find(|&i| {
        let named = chains.mentions[i].kind == MentionKind::Name && chains.profile(i).person;
        named && chains.profile(i).titles.iter().any(|t| first(t).eq_ignore_ascii_case(word))
    })
}

/// Sentences back that a broader word can reach.
const NEAR: usize = 5;

/// Whether countries and genders do not part the two.
pub(super) fn may_be(person: &Profile, title: &Profile) -> bool {
    let country = match (&person.country, &title.country) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    country && person.agrees(title.gender)
}

/// Whether a named person may be called by the title.
fn bears(person: &Profile, title: &Profile) -> bool {
    let same = title.titles.iter().any(|t| person.titles.iter().any(|p| fits(t, p)));
    let bare = title.titles.iter().all(|t| !t.contains(' '));
    let office = title.offices.iter().any(|o| person.offices.contains(o));
    let office = office
        && !(bare && person.titles.iter().any(|p| p != "prime minister" && p.split(' ').any(is_deputy)));
    person.person && title.person && may_be(person, title) && (same || office)
}

/// Whether a later title can stand for an earlier one: the same, or one is the other's last word.
fn fits(later: &str, earlier: &str) -> bool {
    let deputy = |t: &str| t.split(' ').any(is_deputy);
    let ends = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '));
    let of = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.starts_with(" of "));
    let shorter = (ends(earlier, later) || of(earlier, later)) && !deputy(earlier);
    let longer = !earlier.contains(' ') && ends(later, earlier) && !deputy(later);
    later == earlier || shorter || longer
}

/// The same description before: `the militants … the militants` are not joined, single persons are.
fn same_role(chains: &Chains<'_>, index: usize) -> Option<usize> {
    let head = chains.syntax.token(chains.mentions[index].head).lemma();
    let wanted = chains.profile(index);
    let near = (index.saturating_sub(60)..index).rev();
    near.into_iter().find(|&i| {
        let other = chains.syntax.token(chains.mentions[i].head);
        let same =
            chains.mentions[i].kind == MentionKind::Nominal && other.lemma() == head && !is_plural(chains, i);
        same && chains.profile(i).country == wanted.country && wanted.person
    })
}

/// Words for one beside others that bear the same title.
const ONE_OF_SEVERAL: &[&str] = &["another", "first", "fourth", "last", "next", "other", "second", "third"];

/// Whether the words mean one that the reader knows: with *the*, as somebody's, or a title without any article.
fn is_definite(chains: &Chains<'_>, index: usize) -> bool {
    let mention = &chains.mentions[index];
    let head = chains.syntax.token(mention.head);
    let first = chains.syntax.token(TokenId(mention.tokens.start));
    let the = matches!(first.text(), "the" | "The" | "this" | "This" | "that" | "That");
    // Somebody's brother is any of several, and not the last one that was spoken of.
    if head.children().any(|c| ONE_OF_SEVERAL.contains(&c.text().to_lowercase().as_str())) {
        return false;
    }
    let owned = head.child(Relation::NmodPoss).is_some() && !people::is_person(head.lemma());
    let open = head.children().any(|c| matches!(c.upos(), Upos::Det | Upos::Num));
    let next = chains.syntax.iter(TokenRange { start: head.id.0 + 1, end: head.id.0 + 2 }).next();
    let acts =
        next.is_some_and(|n| matches!(n.upos(), Upos::Verb | Upos::Aux | Upos::Adv)) && is_subject(head);
    let bare = !open && chains.profile(index).person && head.xpos() == "NN" && acts;
    the || owned || bare
}

fn is_subject(token: Token<'_>) -> bool {
    matches!(token.relation(), Relation::Nsubj | Relation::NsubjPass)
}

fn is_plural(chains: &Chains<'_>, index: usize) -> bool {
    chains.profiles[index].number == Number::Plural
        || matches!(chains.syntax.token(chains.mentions[index].head).xpos(), "NNS" | "NNPS")
}
