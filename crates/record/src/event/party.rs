//! From the word in a slot to those who take part: base noun phrases, joined actors one by one, phrases such as
//! "dozens of protesters" by the noun that counts.

use super::clause::{DAYS, case_is, joined, one_of};
use document::{Document, NameClass, Party, Relation, Token, TokenId, TokenRange, Upos};
use knowledge::codes::ROLES;

/// How noun phrases become parties.
pub trait Coder {
    /// The party that a noun phrase with this head names.
    fn party(&self, phrase: TokenRange, head: TokenId) -> Party;

    /// The two sides of whom the words before one spoke last: "both countries", "the two leaders".
    fn pair(&self, _word: TokenId) -> Vec<Party> {
        Vec::new()
    }

    /// Somebody who goes without saying at a word, with a role or none: of the country that is spoken of there.
    fn unsaid(&self, _at: TokenId, _role: &str) -> Option<Party> {
        None
    }
}

impl<F: Fn(TokenRange, TokenId) -> Party> Coder for F {
    fn party(&self, phrase: TokenRange, head: TokenId) -> Party {
        self(phrase, head)
    }
}

/// Words that only count or group those who act.
const COUNTING: &str = "dozen hundred thousand million ten score number group crowd handful majority lot couple pair \
    series wave team bunch mob gang scores tens dozens hundreds thousands some many several most both all one two three";

/// Those named by the word in a slot; acts and things are asked for whose they are.
pub(crate) fn parties(document: &Document, coder: &dyn Coder, filler: Token<'_>) -> Vec<Party> {
    joined(counted(filler)).flat_map(|t| named_by(document, coder, t, WHOLE)).take(12).collect()
}

/// Those of whom nothing is known but that they are people or bodies ("the helper", "a team") are of the country that is
/// spoken of there.
pub(super) fn at_home(document: &Document, coder: &dyn Coder, mut parties: Vec<Party>) -> Vec<Party> {
    const ABROAD: &str = "country nation state side region community foreign overseas";
    for party in parties.iter_mut().filter(|p| p.actor.is_none()) {
        let Some(tokens) = party.span.map(|s| document.tokens.within(s)) else { continue };
        let top = |t: &Token<'_>| t.head().is_none_or(|h| !tokens.contains(h.id));
        let Some(head) = document.syntax().iter(tokens).find(top).filter(|h| is_person_noun(*h)) else {
            continue;
        };
        let abroad = |t: Token<'_>| one_of(ABROAD, t.lemma());
        if abroad(head) || head.children().any(abroad) {
            continue;
        }
        if let Some(home) = coder.unsaid(head.id, "") {
            party.actor = home.actor;
            party.why.extend(home.why);
        }
    }
    parties
}

/// The noun that "dozens of" counts.
fn counted(word: Token<'_>) -> Token<'_> {
    if !one_of(COUNTING, &word.lemma().to_lowercase()) {
        return word;
    }
    let of = word.children().find(|c| c.relation().is("nmod") && case_is(*c, "of"));
    of.unwrap_or(word)
}

/// Those whom one word names; of a thing or act whose it is, else whom it concerns.
fn named_by(document: &Document, coder: &dyn Coder, word: Token<'_>, reach: Reach) -> Vec<Party> {
    let is_day = is_day(document, word);
    let lemma = word.lemma().to_lowercase();
    let party = coder.party(base(word), word.id);
    let nobody =
        one_of(NATURE, &lemma) && party.actor.is_none() || one_of(FIRED, &lemma) && !is_country(&party);
    if nobody {
        return Vec::new();
    }
    if party.actor.is_none() && is_pair(word) {
        let pair = coder.pair(word.id);
        if !pair.is_empty() {
            return pair;
        }
    }
    if !is_day && (names_somebody(document, word) || is_person_noun(word)) {
        return shared(coder, word, party);
    }
    let mut uncoded = Vec::new();
    // What is said of it itself gives way to its owner alone, not to all that it has to do with.
    let reach =
        Reach { clauses: reach.clauses && party.actor.is_none(), steps: reach.steps.saturating_sub(1) };
    let most = if party.actor.is_none() { usize::MAX } else { 1 };
    for owner in owners(word, reach.clauses).take(most).filter(|_| reach.steps > 0) {
        let all: Vec<Party> = joined(owner).flat_map(|t| named_by(document, coder, t, reach)).collect();
        let coded: Vec<Party> = all.iter().filter(|p| p.actor.is_some()).cloned().collect();
        if !coded.is_empty() {
            let own = owner.relation() == Relation::NmodPoss && tells_more(&party, &coded);
            return if own { vec![party] } else { coded };
        }
        let named = owner.upos() != Upos::Pron && names_somebody(document, owner);
        uncoded.extend(all.into_iter().filter(|_| named));
    }
    uncoded.truncate(1);
    match uncoded.is_empty() && party.actor.is_some() && !is_day {
        true => vec![party],
        false => uncoded,
    }
}

/// "both sides", "the two presidents".
fn is_pair(word: Token<'_>) -> bool {
    const SIDES: &str = "country nation state side government leader president party minister premier delegation people \
        neighbor neighbour rival ally capital army military diplomat official";
    let both = |c: Token<'_>| {
        matches!(c.relation().main(), "det" | "nummod" | "amod" | "cc")
            && matches!(c.lemma(), "both" | "two" | "2")
    };
    word.upos() == Upos::Noun && one_of(SIDES, word.lemma()) && word.children().any(both)
}

/// Whether a word's own code is its owner's and a role: the *army* of a country, not its *raid*.
fn tells_more(own: &Party, owners: &[Party]) -> bool {
    let code = |p: &Party| p.actor.clone().unwrap_or_default();
    let own = code(own);
    matches!(owners, [owner] if own.len() > code(owner).len() && own.starts_with(&code(owner)))
}

/// How far an act or thing is followed to those whom it concerns: "the resumption of ties with Iran".
#[derive(Clone, Copy)]
struct Reach {
    /// Into participles and infinitives too: "roads leading into Iran".
    clauses: bool,
    steps: usize,
}

const WHOLE: Reach = Reach { clauses: true, steps: 4 };

/// People of several countries are several: "the ambassadors of France and Spain", "French and Spanish officials".
fn shared(coder: &dyn Coder, word: Token<'_>, party: Party) -> Vec<Party> {
    let Some((country, role)) = party.actor.as_deref().and_then(|a| a.split_at_checked(3)) else {
        return vec![party];
    };
    let complement = |c: &Token<'_>| {
        let after = c.relation() == Relation::Nmod && ["of", "in", "from"].iter().any(|p| case_is(*c, p));
        after || matches!(c.relation(), Relation::Compound | Relation::Amod)
    };
    let several = word.xpos() == "NNS" && !role.is_empty();
    let countries = word.children().filter(complement).find(|c| several && joined(*c).nth(1).is_some());
    let others = countries.into_iter().flat_map(|first| joined(first).skip(1)).filter_map(|t| {
        let other = coder.party(base(t), t.id);
        let code = other.actor.as_deref()?.get(..3).filter(|c| *c != country)?;
        let why = vec![format!("{} are of each of those who are joined", word.text())];
        Some(Party { actor: Some(format!("{code}{role}")), entity: None, why, ..other })
    });
    let others: Vec<Party> = others.collect();
    std::iter::once(party).chain(others).collect()
}

/// What is fired is nobody, though "artillery" stands before it; a "Russian missile" is Russia's.
const FIRED: &str = "shell missile rocket bullet round bomb grenade mortar shot torpedo";

/// Seas and mountains take no part, if they are no country: "the row in the South China Sea".
const NATURE: &str =
    "sea ocean river lake gulf bay strait channel mountain hill valley desert peninsula coast";

fn is_country(party: &Party) -> bool {
    party.actor.as_deref().is_some_and(|code| code.len() == 3 && !ROLES.contains(&code))
}

/// Whether the word is part of a time expression: days act on nobody.
fn is_day(document: &Document, word: Token<'_>) -> bool {
    document.timexes.iter().any(|t| t.span.contains(word.span()))
}

/// Whose an act or thing is, or whom it concerns: "Russia's raid", "a raid by Russia", "the deal with Iran", "letters
/// sent by Iran", "an accord to supply Iran".
fn owners<'d>(word: Token<'d>, clauses: bool) -> impl Iterator<Item = Token<'d>> {
    const OWNING: [&str; 9] = ["by", "of", "against", "on", "from", "with", "to", "in", "between"];
    let phrase = move |c: &Token<'d>, p: &str| {
        let main = c.relation().main();
        (matches!(main, "nmod" | "obl") || clauses && main == "acl") && case_is(*c, p)
    };
    let after = OWNING.into_iter().filter_map(move |p| word.children().find(|c| phrase(c, p)));
    let clauses = word.children().filter(move |c| clauses && c.relation() == Relation::Acl);
    let further = clauses.flat_map(|v| v.children().filter(|c| matches!(c.relation().main(), "obl" | "obj")));
    word.child(Relation::NmodPoss).into_iter().chain(after).chain(further)
}

/// Whether the word is part of a name of somebody, or a personal pronoun.
fn names_somebody(document: &Document, word: Token<'_>) -> bool {
    let name = match document.names.of(word.id) {
        Some(name) => name.class != NameClass::Other,
        None => word.upos() == Upos::Propn,
    };
    let pronoun = word.upos() == Upos::Pron
        && one_of(
            "he she they him her them who we us i me his their you whom nobody",
            &word.text().to_lowercase(),
        );
    name || pronoun
}

/// Nouns for people in public life that no table lists, by their endings and by a short list.
pub(super) fn is_person_noun(word: Token<'_>) -> bool {
    const PEOPLE: &str = "man woman child boy girl person people civilian resident villager victim suspect student \
        worker farmer activist militant rebel soldier officer gunman fighter refugee migrant family group army police \
        force troop government minister president parliament court party opposition leader member official crowd \
        youth citizen national inmate prisoner detainee journalist lawyer judge teacher union company authority \
        community state country nation city town village side public team council ministry senator mayor governor \
        commander chief general agent diplomat ambassador envoy critic opponent ally rival supporter protester \
        demonstrator head boss aide representative girlfriend boyfriend friend victim parent husband wife son daughter brother father mother body regime junta administration agency \
        commission committee organization coalition alliance bloc movement militia cabinet congress senate assembly";
    let lemma = word.lemma();
    word.upos() == Upos::Noun && (one_of(PEOPLE, lemma) || ends_like_person(lemma))
}

/// `lawmaker`, `perpetrator`, `complainant`, `detainee`, `politician`, but not `order`, `matter`, `statement`.
fn ends_like_person(lemma: &str) -> bool {
    const THINGS: &str = "order matter paper power letter number offer center centre water winter summer murder border \
        river tower quarter disorder chapter cover corner computer newspaper weather answer manner layer shelter dinner \
        paper door floor error factor sector terror favor favour labor labour honor honour color colour behavior \
        mirror motor horror list mist twist restaurant covenant grant plant fee committee guarantee coffee degree \
        referee trustee jubilee refer transfer counter encounter disaster register barrier career frontier bunker \
        trailer helicopter banner character filter charter container cluster poster user rumor harbor armor tumor \
        vector corridor metaphor hunger interior tender gender slander surrender wonder thunder shoulder holder folder \
        rupee kroner";
    const ENDS: [&str; 9] = ["er", "or", "ist", "man", "ant", "ian", "ee", "woman", "folk"];
    lemma.len() > 4 && ENDS.iter().any(|e| lemma.ends_with(e)) && !one_of(THINGS, lemma)
}

/// The base noun phrase of a head: what stands before it and belongs to it, and names that follow it flat.
pub(super) fn base(head: Token<'_>) -> TokenRange {
    let before = head.children().filter(|c| c.id < head.id && is_premodifier(*c));
    let start = before.map(|c| c.reach().start).min().unwrap_or(head.id.0).min(head.id.0);
    let after = head.children().filter(|c| c.id > head.id && is_postmodifier(*c));
    let mut end = head.id.0 + 1;
    for child in after {
        if child.reach().start <= end + 1 {
            end = end.max(child.reach().end.min(child.id.0 + 4));
        }
    }
    TokenRange { start, end }
}

fn is_premodifier(token: Token<'_>) -> bool {
    matches!(
        token.relation(),
        Relation::Det
            | Relation::Amod
            | Relation::Compound
            | Relation::Nummod
            | Relation::NmodPoss
            | Relation::Flat
            | Relation::NmodDesc
            | Relation::Nmod
            | Relation::NmodUnmarked
            | Relation::NmodNpmod
            | Relation::DetPredet
    ) && !one_of(DAYS, &token.lemma().to_lowercase())
        && token.child(Relation::Case).is_none_or(|_| token.relation() == Relation::NmodPoss)
}

fn is_postmodifier(token: Token<'_>) -> bool {
    matches!(
        token.relation(),
        Relation::Flat | Relation::Compound | Relation::Fixed | Relation::Goeswith | Relation::NmodDesc
    ) || token.relation() == Relation::Appos && token.upos() == Upos::Propn && adjacent(token)
}

/// Whether no comma stands before the token's phrase: "foreign minister Lavrov".
fn adjacent(token: Token<'_>) -> bool {
    let first = token.reach().start;
    let before = first.checked_sub(1).map(|i| token.syntax().token(TokenId(i)));
    before.is_none_or(|b| b.upos() != Upos::Punct)
}
