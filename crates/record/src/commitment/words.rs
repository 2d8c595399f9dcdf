//! Words by which somebody commits himself or others, and words that say what became of it. Our own lists.

use crate::event::clause::one_of;
use document::CommitmentKind::{self, Agreement, Demand, Offer, Promise, Threat};
use document::Status::{self, Accepted, Broken, Kept, Rejected, Repeated, Withdrawn};

/// What a verb makes.
pub(super) fn verb(lemma: &str) -> Option<CommitmentKind> {
    of(VERBS, lemma)
}

/// What a noun names.
pub(super) fn noun(lemma: &str) -> Option<CommitmentKind> {
    of(NOUNS, lemma)
}

/// Whether a noun can mean a commitment of this kind that was told of before: "the proposal".
pub(super) fn can_mean(lemma: &str, kind: CommitmentKind) -> bool {
    noun(lemma) == Some(kind) || can_loosely_mean(lemma, kind)
}

/// Whether a noun that means much else can mean such a commitment: "their word", "that plan".
pub(super) fn can_loosely_mean(lemma: &str, kind: CommitmentKind) -> bool {
    let general = match kind {
        Promise => "word plan step",
        Offer => "paper idea plan initiative concept invitation term",
        Demand => "condition term call request position",
        Threat => "ultimatum warning",
        Agreement => "term arrangement text document paper",
    };
    one_of(general, lemma)
}

const VERBS: &[(CommitmentKind, &str)] = &[
    (Promise, "promise pledge vow guarantee assure swear commit undertake"),
    (Offer, "offer propose"),
    (Demand, "demand insist call"),
    (Threat, "threaten"),
    (Agreement, "agree"),
];

const NOUNS: &[(CommitmentKind, &str)] = &[
    (Promise, "promise pledge vow guarantee assurance commitment undertaking"),
    (Offer, "offer proposal"),
    (Demand, "demand ultimatum"),
    (Threat, "threat"),
    (
        Agreement,
        "agreement deal accord pact treaty ceasefire cease-fire truce armistice memorandum settlement",
    ),
];

/// Nouns whose clause with "must" is a demand: "their position is that a pause must be declared".
pub(super) const STANDPOINTS: &str = "position condition demand requirement precondition insistence";

/// Verbs that bring an agreement about.
pub(super) const CONCLUDES: &str =
    "sign reach strike conclude clinch seal initial ink make broker negotiate announce";

/// Acts that harm: who promises them threatens.
pub(super) const HARMS: &str = "retaliate attack strike bomb punish destroy kill invade shell hit crush annihilate avenge \
    expel sever blockade shoot besiege bombard assassinate behead arrest prosecute sue sanction respond";

/// Things that are offered every day and commit to nothing.
pub(super) const TRIFLES: &str = "condolence apology thank sympathy prayer opportunity insight glimpse view chance advice \
    explanation congratulation course service product discount example detail hint alternative comfort comment \
    perspective experience lesson proof evidence resistance range variety solution tribute respect";

/// What befalls one and is not done: "we will lose" promises nothing.
pub(super) const BEFALLS: &str = "be have lose become see suffer face die get know fall fail remain need find feel end go \
    come continue understand regret";

/// What a verb over a commitment says of it, with the prepositions or particles that it needs; none where it takes an
/// object.
pub(super) struct Fate {
    /// What became of it.
    pub(super) status: Status,
    lemmas: &'static str,
    /// Prepositions before the commitment.
    pub(super) prepositions: &'static str,
    /// A particle or adverb of the verb.
    pub(super) particle: &'static str,
}

const fn fate(status: Status, lemmas: &'static str) -> Fate {
    Fate { status, lemmas, prepositions: "", particle: "" }
}

const FATES: &[Fate] = &[
    fate(Kept, "keep honour honor fulfil fulfill implement uphold respect observe"),
    Fate { prepositions: "to", ..fate(Kept, "stick adhere") },
    Fate { prepositions: "by", ..fate(Kept, "abide") },
    Fate { prepositions: "with", ..fate(Kept, "comply") },
    Fate { prepositions: "on", ..fate(Kept, "deliver") },
    Fate { particle: "out", ..fate(Kept, "carry") },
    Fate { prepositions: "to", particle: "up", ..fate(Kept, "live") },
    fate(Broken, "break violate breach flout betray"),
    Fate { prepositions: "on", ..fate(Broken, "renege") },
    Fate { prepositions: "on", particle: "back", ..fate(Broken, "go") },
    fate(
        Withdrawn,
        "withdraw recall retract rescind revoke drop abandon scrap cancel suspend annul repudiate",
    ),
    Fate { prepositions: "from", ..fate(Withdrawn, "withdraw") },
    Fate { prepositions: "from on", particle: "down", ..fate(Withdrawn, "back") },
    Fate { prepositions: "from", particle: "away", ..fate(Withdrawn, "back walk") },
    Fate { prepositions: "of from", particle: "out", ..fate(Withdrawn, "back pull") },
    Fate { particle: "back", ..fate(Withdrawn, "take") },
    fate(Rejected, "reject refuse decline dismiss spurn rebuff ignore defy"),
    Fate { particle: "down", ..fate(Rejected, "turn") },
    Fate { particle: "out", ..fate(Rejected, "rule") },
    fate(Accepted, "accept approve heed meet satisfy"),
    Fate { prepositions: "to", ..fate(Accepted, "agree bow yield accede") },
    Fate { prepositions: "to", particle: "in", ..fate(Accepted, "give") },
    fate(Repeated, "reiterate repeat reaffirm renew restate reassert"),
    Fate { prepositions: "by", ..fate(Repeated, "stand") },
];

/// Nouns that do the same: "the rejection of the offer".
const FATE_NOUNS: &[(Status, &str)] = &[
    (Broken, "violation breach"),
    (Withdrawn, "withdrawal recall retraction suspension"),
    (Rejected, "rejection refusal"),
    (Accepted, "acceptance"),
];

/// All readings of a verb.
pub(super) fn fates(lemma: &str) -> impl Iterator<Item = &'static Fate> {
    FATES.iter().filter(move |f| one_of(f.lemmas, lemma))
}

/// What a noun says of the commitment that follows it.
pub(super) fn fate_noun(lemma: &str) -> Option<Status> {
    FATE_NOUNS.iter().find(|(_, words)| one_of(words, lemma)).map(|f| f.0)
}

fn of(list: &[(CommitmentKind, &str)], lemma: &str) -> Option<CommitmentKind> {
    list.iter().find(|(_, words)| one_of(words, lemma)).map(|f| f.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_one_kind_and_verbs_may_have_several_fates() {
        assert_eq!(verb("pledge"), Some(Promise));
        assert_eq!(noun("ultimatum"), Some(Demand));
        assert_eq!(noun("table"), None);
        assert!(can_mean("paper", Offer) && !can_mean("paper", Threat));
        assert_eq!(fates("withdraw").count(), 2);
        assert_eq!(fate_noun("rejection"), Some(Rejected));
    }
}
