//! What a rule is: an act as a type, the words that express it, and where they have who did it and to whom.

use document::Plover;

/// One rule, as written in a `.rule` file.
#[derive(Clone, Debug)]
pub struct Rule {
    /// `accuse/condemn`.
    pub name: String,
    /// Type of the events that it finds.
    pub plover: Plover,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// CAMEO code, two to four digits.
    pub cameo: String,
    /// Ways to express the act.
    pub patterns: Vec<Pattern>,
    /// What else has to hold.
    pub constraints: Vec<Constraint>,
    /// Sentences that it fits and others that it does not.
    pub examples: Vec<Example>,
    /// File and line, for messages.
    pub at: (String, usize),
    /// The lines of the rule as written, without the sentences.
    pub lines: Vec<String>,
    /// Whether it is the project's own. A user's rule decides alone: the classifier has no say about what it fits.
    pub ours: bool,
}

impl Rule {
    /// Whether the act is that something does not happen: the trigger has to be negated.
    pub fn is_refusal(&self) -> bool {
        self.constraints.iter().any(|c| c.test == Test::Negated)
    }
}

/// Whether a pattern's first word is a verb or a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A verb.
    Verb,
    /// A noun.
    Noun,
}

/// One way to express an act: a word, the words that go with it, and its frame.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// Class of the first word.
    pub class: Class,
    /// Lemma of the word that is the trigger.
    pub head: String,
    /// Further words that have to depend on it: for each the lemmas that will do.
    pub with: Vec<Vec<String>>,
    /// Who and whom.
    pub frame: Frame,
}

/// Where source and target stand, the first that is there wins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Places of the source.
    pub source: Vec<Slot>,
    /// Places of the target.
    pub target: Vec<Slot>,
    /// Whether both sides do it: several in one place stand for both sides.
    pub mutual: bool,
}

/// A place in the clause or the noun phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Who acts, whatever the voice.
    Subject,
    /// What is acted upon, whatever the voice.
    Object,
    /// The indirect object.
    Indirect,
    /// The one whose act the clause that the verb governs is: "urged *them* to leave", "said *they* left".
    Clause,
    /// `'s`, `his`.
    Possessor,
    /// A word before the noun: "*Israeli* strike".
    Modifier,
    /// A phrase with this preposition.
    After(String),
}

/// What has to hold of the word in a slot.
#[derive(Clone, Debug)]
pub struct Constraint {
    /// What is asked.
    pub test: Test,
    /// Of what.
    pub slot: Slot,
    /// Lemmas; empty for [`Test::Needs`].
    pub lemmas: Vec<String>,
}

/// Kinds of constraint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// Something stands there.
    Needs,
    /// One of the lemmas stands there.
    Only,
    /// None of the lemmas stands there.
    Except,
    /// Nothing stands there.
    Without,
    /// The trigger is negated.
    Negated,
}

/// A sentence with what is expected of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The sentence without marks.
    pub text: String,
    /// The sentence with `[sources]` and `{targets}`, as written.
    pub marked: String,
    /// Whether the rule has to find its event.
    pub yes: bool,
    /// The words marked as sources.
    pub source: Vec<String>,
    /// The words marked as targets.
    pub target: Vec<String>,
    /// Line in the file.
    pub line: usize,
}

/// Prepositions that bind a party.
pub(super) const PREPOSITIONS: [&str; 34] = [
    "about",
    "across",
    "after",
    "against",
    "along",
    "alongside",
    "among",
    "around",
    "at",
    "before",
    "behind",
    "between",
    "by",
    "for",
    "from",
    "in",
    "into",
    "near",
    "of",
    "off",
    "on",
    "onto",
    "out",
    "outside",
    "over",
    "through",
    "to",
    "toward",
    "towards",
    "under",
    "upon",
    "with",
    "within",
    "without",
];

impl Slot {
    /// Reads a slot as written: a name of a place, else a preposition.
    pub fn read(word: &str) -> Option<Slot> {
        Some(match word {
            "subject" => Slot::Subject,
            "object" => Slot::Object,
            "indirect" => Slot::Indirect,
            "clause" => Slot::Clause,
            "possessor" => Slot::Possessor,
            "modifier" => Slot::Modifier,
            preposition if PREPOSITIONS.contains(&preposition) => Slot::After(preposition.to_string()),
            _ => return None,
        })
    }
}
