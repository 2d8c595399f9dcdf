//! Whom `he` and `she` stand for: of the mentions before that fit, the one that stands out most.

use super::chains::{Chains, LOOK_BACK};
use document::{Gender, MentionKind, NameClass, Number, Relation, Token};

/// Sentences back that a pronoun can reach.
const REACH: usize = 6;

/// The mention before that stands out most.
pub(super) fn antecedent(chains: &Chains<'_>, index: usize) -> Option<usize> {
    let mut best: Option<(f32, usize)> = None;
    for (rank, other) in candidates(chains, index).enumerate() {
        let odds = odds(chains, other, index, rank == 0);
        if best.is_none_or(|(b, _)| odds > b) {
            best = Some((odds, other));
        }
    }
    best.map(|(_, other)| other)
}

/// Mentions that the pronoun can stand for, the nearest first; then a subject that it runs ahead of.
fn candidates<'c>(chains: &'c Chains<'_>, index: usize) -> impl Iterator<Item = usize> + 'c {
    let here = chains.sentence[index];
    let barred = barred(chains, index);
    let before = (0..index).rev().take_while(move |&i| here - chains.sentence[i] <= REACH);
    before.chain(ahead(chains, index)).filter(move |&i| {
        human(chains, i, index) && !holds(chains, i, index) && !barred.contains(&chains.first(i))
    })
}

/// Whether somebody, one, of the pronoun's gender.
fn human(chains: &Chains<'_>, other: usize, index: usize) -> bool {
    let profile = chains.profile(other);
    let person = profile.person && profile.class.is_none_or(|c| c == NameClass::Person);
    person && profile.agrees(chains.profiles[index].gender) && profile.number != Number::Plural
}

/// Entities that the pronoun cannot stand for: another argument of its verb, who says the quotation that it stands
/// in, and whom its own words call by name or noun: nobody speaks so of himself (*"Warhol was a legend," he said*).
fn barred(chains: &Chains<'_>, index: usize) -> Vec<usize> {
    let token = chains.syntax.token(chains.mentions[index].head);
    let reflexive = token.text().ends_with("self");
    let owner = token.relation() == Relation::NmodPoss;
    let verb = token.head().filter(|_| !reflexive && !owner);
    let beside = verb.into_iter().flat_map(|v| v.children()).filter(|c| c.id != token.id && argument(*c));
    let beside = beside.filter_map(|c| chains.headed(c.id));
    beside.chain(speaker(chains, index)).chain(spoken_of(chains, index)).map(|i| chains.first(i)).collect()
}

/// Mentions that are looked at on either side for what a pronoun says.
const AROUND: usize = 60;

/// Whom the words of a pronoun call by name or noun, but for those who say something there: then the words may have
/// been taken for the pronoun's by mistake.
fn spoken_of<'c>(chains: &'c Chains<'_>, index: usize) -> impl Iterator<Item = usize> + 'c {
    let around = index.saturating_sub(AROUND)..(index + AROUND).min(chains.mentions.len());
    let around = if chains.speakers.says(index) { around } else { 0..0 };
    let called = |i: usize| chains.mentions[i].kind != MentionKind::Pronoun && !chains.speakers.says(i);
    around.filter(move |&i| called(i) && is_in_words(chains, i, index))
}

/// Whether a mention stands in the words of another, or in words within them.
fn is_in_words(chains: &Chains<'_>, mention: usize, speaker: usize) -> bool {
    let outwards = std::iter::successors(chains.speakers.of(mention), |&s| chains.speakers.of(s));
    outwards.take(4).any(|s| s == speaker)
}

fn argument(token: Token<'_>) -> bool {
    matches!(
        token.relation(),
        Relation::Nsubj | Relation::NsubjPass | Relation::Obj | Relation::Iobj | Relation::Obl
    )
}

/// Who says the quotation that a pronoun stands in.
fn speaker(chains: &Chains<'_>, index: usize) -> Option<usize> {
    let outside = |&i: &usize| !chains.quoted[i];
    let token = chains.syntax.token(chains.mentions[index].head);
    chains.quoted[index].then_some(())?;
    chains.speakers.of(index).or_else(|| subjects(chains, token).find(outside))
}

/// The subjects of the verbs that a token stands under, the nearest first.
fn subjects<'c>(chains: &'c Chains<'_>, token: Token<'c>) -> impl Iterator<Item = usize> + 'c {
    let mut at = Some(token);
    let mut left = 30;
    let ups = std::iter::from_fn(move || {
        left -= 1;
        at = at.filter(|_| left > 0)?.head();
        at
    });
    ups.filter_map(move |up| {
        let subject = up.children().find(|c| is_subject(*c))?;
        chains.headed(subject.id).filter(|_| subject.id != token.id && !subject.reach().contains(token.id))
    })
}

/// `In her speech, Waters said`: the subject after the pronoun of the clause that the pronoun's phrase opens.
fn ahead(chains: &Chains<'_>, index: usize) -> Option<usize> {
    let token = chains.syntax.token(chains.mentions[index].head);
    subjects(chains, token).find(|&s| s > index && chains.sentence[s] == chains.sentence[index])
}

/// Whether the phrase of one holds the other.
fn holds(chains: &Chains<'_>, other: usize, index: usize) -> bool {
    chains.mentions[other].tokens.contains(chains.mentions[index].head)
}

/// Log odds of a mention, the higher the better. A pronoun that says something (*he added*) mostly goes on with who
/// spoke last, another one with who the text is about, so each kind has weights of its own. They were set by maximum
/// likelihood on GUM's training documents (less the five genres that are not free) and the annotated wire articles.
fn odds(chains: &Chains<'_>, other: usize, index: usize, nearest: bool) -> f32 {
    let token = |i: usize| chains.syntax.token(chains.mentions[i].head);
    let block = |i: usize| chains.syntax.sentences.block.get(chains.sentence[i]);
    let (a, b) = (token(other), token(index));
    let distance = chains.sentence[index].abs_diff(chains.sentence[other]);
    let main = is_subject(a) && a.head().is_some_and(|v| v.head().is_none());
    let (kind, profile) = (chains.mentions[other].kind, chains.profile(other));
    let (says, said) = (chains.speakers.says(index), chains.speakers.says(other));
    let last = says && (0..index).rev().take(LOOK_BACK).find(|&i| chains.speakers.says(i)) == Some(other);
    let (words, around) = (chains.speakers.of(other), chains.speakers.of(index));
    let yes = |holds: bool| f32::from(holds);
    // Each with its weight for a pronoun that says nothing, and for one that does.
    let evidence = [
        (distance.min(3) as f32, -1.0, -1.2),
        (yes(distance == 0), 0.9, 0.2),
        (yes(is_subject(a)), -0.2, 0.4),
        (yes(main), 1.0, 0.6),
        (yes(is_subject(a) && is_subject(b) && distance <= 1), 1.1, 0.0),
        (yes(kind == MentionKind::Name), -0.3, 0.9),
        (yes(kind == MentionKind::Pronoun), 0.2, 0.6),
        (yes(kind == MentionKind::Nominal && profile.gender == Gender::Unknown), -0.2, -0.7),
        (yes(profile.class == Some(NameClass::Person)), 0.0, 1.0),
        (yes(profile.gender == chains.profiles[index].gender), 0.9, 0.2),
        (yes(a.relation() == Relation::NmodPoss), 0.5, -0.6),
        (yes(matches!(a.relation(), Relation::Conj | Relation::Appos)), -0.9, 0.5),
        (yes(subjects(chains, b).next() == Some(other)), 0.9, 0.3),
        (yes(nearest), 0.3, -0.3),
        ((chains.count(other, index) as f32).ln_1p(), 0.9, 0.2),
        (yes(block(other) == block(index)), 0.3, 0.3),
        (yes(chains.quoted[other] && !chains.quoted[index]), 0.2, -0.7),
        (yes(words.is_some() && words == around), 0.9, 0.0),
        (yes(words.is_some() && around.is_none()), 0.2, -1.4),
        (yes(said), 0.0, 0.8),
        (yes(said && main), -0.6, 0.5),
        (yes(last), 0.0, 0.5),
    ];
    evidence.iter().map(|(value, other, saying)| value * if says { saying } else { other }).sum()
}

fn is_subject(token: Token<'_>) -> bool {
    matches!(token.relation(), Relation::Nsubj | Relation::NsubjPass)
}
