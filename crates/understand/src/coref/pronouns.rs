//! Pronouns: `he`, `she`, `it`, `they`, `who`.

use super::chains::Chains;
use document::{MentionKind, NameClass, Number, Relation, Token};

/// Sentences back that a pronoun can reach.
const REACH: usize = 6;

/// Links one pronoun to what it most likely stands for, or leaves it. Where it stands in the words of a pronoun that
/// comes after it (*"He lied," she said*), that one is linked before.
pub(super) fn link(chains: &mut Chains<'_>, index: usize) {
    let later = |&s: &usize| s > index && chains.mentions[s].kind == MentionKind::Pronoun;
    if let Some(speaker) = chains.speakers.of(index).filter(later) {
        link_one(chains, speaker);
    }
    link_one(chains, index);
}

fn link_one(chains: &mut Chains<'_>, index: usize) {
    if chains.first(index) != index {
        return;
    }
    let token = chains.syntax.token(chains.mentions[index].head);
    let word = token.text().to_ascii_lowercase();
    let found = match word.as_str() {
        "who" | "whom" | "which" | "whose" => relative(chains, token),
        "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself" => {
            super::persons::antecedent(chains, index)
        }
        "it" | "its" | "itself" => thing(chains, index),
        "they" | "them" | "their" | "theirs" | "themselves" => several(chains, index),
        _ => None,
    };
    if let Some(other) = found {
        chains.join(other, index);
    }
}

/// The noun that the clause of a relative pronoun modifies.
fn relative(chains: &Chains<'_>, token: Token<'_>) -> Option<usize> {
    let limit = chains.syntax.trees.len();
    let mut at = token;
    for _ in 0..limit.min(8) {
        let up = at.head()?;
        if at.relation() == Relation::AclRelcl {
            return chains.headed(up.id);
        }
        at = up;
    }
    None
}

/// An organisation, country or body.
fn thing(chains: &Chains<'_>, index: usize) -> Option<usize> {
    best(chains, index, |i| {
        let profile = chains.profile(i);
        let body = matches!(profile.class, Some(NameClass::Organisation | NameClass::Place));
        let near = chains.sentence[index] - chains.sentence[i] <= 1;
        near && (body || !profile.titles.is_empty()) && !profile.person && profile.number != Number::Plural
    })
}

/// A plural.
fn several(chains: &Chains<'_>, index: usize) -> Option<usize> {
    best(chains, index, |i| {
        let profile = chains.profile(i);
        let body = profile.class == Some(NameClass::Organisation);
        let near = chains.sentence[index] - chains.sentence[i] <= 2;
        near && (profile.number == Number::Plural || body) && profile.class != Some(NameClass::Person)
    })
}

/// The mention before `index` that fits and stands out most: near, a subject, outside quotation marks like the
/// pronoun, spoken of before.
fn best(chains: &Chains<'_>, index: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
    let here = chains.sentence[index];
    let mut best: Option<(f32, usize)> = None;
    for other in (0..index).rev() {
        if here - chains.sentence[other] > REACH {
            break;
        }
        if !fits(other) || holds(chains, other, index) || object_of_same(chains, other, index) {
            continue;
        }
        let score = salience(chains, other, index);
        if best.is_none_or(|(b, _)| score > b) {
            best = Some((score, other));
        }
    }
    best.map(|(_, i)| i)
}

fn salience(chains: &Chains<'_>, other: usize, index: usize) -> f32 {
    let distance = (chains.sentence[index] - chains.sentence[other]) as f32;
    let token = chains.syntax.token(chains.mentions[other].head);
    let subject = matches!(token.relation(), Relation::Nsubj | Relation::NsubjPass);
    let mut score = -distance;
    score += if subject { 1.2 } else { 0.0 };
    score += match chains.mentions[other].kind {
        MentionKind::Name => 0.4,
        MentionKind::Pronoun => 0.5,
        MentionKind::Nominal => 0.0,
    };
    score += if chains.profile(other).class == Some(NameClass::Person) { 0.8 } else { 0.0 };
    score -= if chains.quoted[other] && !chains.quoted[index] { 2.0 } else { 0.0 };
    score -= if chains.headline[other] && !chains.headline[index] { 0.5 } else { 0.0 };
    score -= if token.relation() == Relation::NmodPoss { 0.3 } else { 0.0 };
    score + (other as f32) * 1e-4 // of equals the nearer
}

/// Whether the phrase of one holds the other.
fn holds(chains: &Chains<'_>, other: usize, index: usize) -> bool {
    chains.mentions[other].tokens.contains(chains.mentions[index].head)
}

/// Subject and object of one verb are two, but for reflexives and possessives.
fn object_of_same(chains: &Chains<'_>, other: usize, index: usize) -> bool {
    let (a, b) =
        (chains.syntax.token(chains.mentions[other].head), chains.syntax.token(chains.mentions[index].head));
    let same = a.head().map(|h| h.id) == b.head().map(|h| h.id) && a.head().is_some();
    let reflexive = b.text().ends_with("self") || b.text().ends_with("selves");
    same && !reflexive && b.relation() != Relation::NmodPoss
}
