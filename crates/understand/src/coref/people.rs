//! Nouns for people: which they are, and of what gender.

use document::Gender;

const WOMEN: &[&str] = &[
    "actress",
    "aunt",
    "bride",
    "daughter",
    "duchess",
    "girl",
    "girlfriend",
    "granddaughter",
    "grandmother",
    "heiress",
    "lady",
    "mom",
    "mother",
    "mum",
    "niece",
    "nun",
    "princess",
    "queen",
    "sister",
    "stepmother",
    "waitress",
    "widow",
    "wife",
];

const MEN: &[&str] = &[
    "boy",
    "boyfriend",
    "brother",
    "cleric",
    "dad",
    "duke",
    "emir",
    "father",
    "gentleman",
    "grandfather",
    "grandson",
    "guy",
    "husband",
    "imam",
    "king",
    "monk",
    "nephew",
    "pope",
    "prince",
    "son",
    "stepfather",
    "sultan",
    "uncle",
    "widower",
];

/// People of either gender that are no role: those who belong to others, and those who do a thing.
const EITHER: &[&str] = &[
    "boss",
    "champion",
    "coach",
    "colleague",
    "counsel",
    "counterpart",
    "cousin",
    "fiancé",
    "fiancée",
    "founder",
    "friend",
    "guest",
    "host",
    "kid",
    "manager",
    "owner",
    "parent",
    "partner",
    "person",
    "player",
    "predecessor",
    "rival",
    "runner",
    "sibling",
    "star",
    "striker",
    "successor",
    "teammate",
    "teenager",
    "twin",
    "winner",
];

/// Nouns in *-man* for no man.
const NO_MAN: &[&str] = &["german", "human", "norman", "ottoman", "roman", "superhuman", "talisman", "woman"];

/// The gender that a noun says of whom it names.
pub(super) fn gender(lemma: &str) -> Gender {
    if WOMEN.contains(&lemma) || lemma.ends_with("woman") {
        Gender::Feminine
    } else if MEN.contains(&lemma) || lemma.ends_with("man") && !NO_MAN.contains(&lemma) {
        Gender::Masculine
    } else {
        Gender::Unknown
    }
}

/// Whether a noun names a person, whatever else is known of it: *the 34-year-old*, *her sister*.
pub(super) fn is_person(lemma: &str) -> bool {
    gender(lemma) != Gender::Unknown || EITHER.contains(&lemma) || lemma.ends_with("-year-old")
}
