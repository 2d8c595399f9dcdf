//! Names, mentions and the entities that they belong to.

use crate::{TokenId, TokenRange};

/// Class of a named thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameClass {
    /// A person.
    Person,
    /// An organisation, party, force, company, team.
    Organisation,
    /// A place: political, geographic, facility.
    Place,
    /// Any other name: nationality, event, work, law, product.
    Other,
}

impl NameClass {
    /// As written in CoNLL-U's MISC column: `PER ORG LOC MISC`.
    pub fn tag(self) -> &'static str {
        match self {
            NameClass::Person => "PER",
            NameClass::Organisation => "ORG",
            NameClass::Place => "LOC",
            NameClass::Other => "MISC",
        }
    }

    /// As written in the record: `person organisation place other`.
    pub fn as_str(self) -> &'static str {
        match self {
            NameClass::Person => "person",
            NameClass::Organisation => "organisation",
            NameClass::Place => "place",
            NameClass::Other => "other",
        }
    }
}

/// What a place or another name is, more closely (OntoNotes 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A place with a government: country, province, town.
    Political,
    /// A mountain, sea, river, region, continent.
    Geographic,
    /// A building, airport, road, bridge.
    Facility,
    /// A nationality, religious or political group.
    Nationality,
    /// A war, storm, summit, games.
    Event,
}

impl NameKind {
    /// All of them.
    pub const ALL: [NameKind; 5] = [
        NameKind::Political,
        NameKind::Geographic,
        NameKind::Facility,
        NameKind::Nationality,
        NameKind::Event,
    ];

    /// As written in CoNLL-U's MISC column: `GPE LOC FAC NORP EVENT`.
    pub fn tag(self) -> &'static str {
        match self {
            NameKind::Political => "GPE",
            NameKind::Geographic => "LOC",
            NameKind::Facility => "FAC",
            NameKind::Nationality => "NORP",
            NameKind::Event => "EVENT",
        }
    }

    /// As written in the record: `political geographic facility nationality event`.
    pub fn as_str(self) -> &'static str {
        match self {
            NameKind::Political => "political",
            NameKind::Geographic => "geographic",
            NameKind::Facility => "facility",
            NameKind::Nationality => "nationality",
            NameKind::Event => "event",
        }
    }

    /// The class that it belongs to.
    pub fn class(self) -> NameClass {
        match self {
            NameKind::Political | NameKind::Geographic | NameKind::Facility => NameClass::Place,
            NameKind::Nationality | NameKind::Event => NameClass::Other,
        }
    }
}

/// One name in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Name {
    /// Its tokens, inside one sentence.
    pub tokens: TokenRange,
    /// Its class.
    pub class: NameClass,
    /// What it is more closely: always for places, for other names where it is a nationality or an event.
    pub kind: Option<NameKind>,
}

impl Name {
    /// The finest class known, as CoNLL-U's MISC column has it: `PER ORG GPE LOC FAC NORP EVENT MISC`.
    pub fn tag(&self) -> &'static str {
        self.kind.map_or(self.class.tag(), NameKind::tag)
    }
}

/// Names in order of the text, never overlapping.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// All of them.
    pub all: Vec<Name>,
}

impl Names {
    /// The name that a token is part of.
    pub fn of(&self, token: TokenId) -> Option<&Name> {
        let at = self.all.partition_point(|n| n.tokens.end <= token.0);
        self.all.get(at).filter(|n| n.tokens.contains(token))
    }
}

/// Index of a [`Mention`] in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionId(pub u32);

/// Index of an [`Entity`] in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// By name: `Russian Foreign Minister Sergey Lavrov`.
    Name,
    /// By description: `the Russian top diplomat`.
    Nominal,
    /// By pronoun: `he`.
    Pronoun,
}

/// Words that refer to somebody or something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mention {
    /// Its tokens: the noun phrase without relative clauses and appositions.
    pub tokens: TokenRange,
    /// Its syntactic head.
    pub head: TokenId,
    /// The name inside it, where there is one: `Sergey Lavrov`.
    pub name: Option<TokenRange>,
    /// How it refers.
    pub kind: MentionKind,
    /// What it refers to.
    pub entity: EntityId,
}

/// Grammatical gender of a person, as far as the text shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Gender {
    /// Not known.
    #[default]
    Unknown,
    /// she
    Feminine,
    /// he
    Masculine,
}

/// One or several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Number {
    /// Not known.
    #[default]
    Unknown,
    /// One.
    Singular,
    /// Several.
    Plural,
}

/// Somebody or something that the document speaks of: a chain of mentions.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// The mention with the fullest name, else the first.
    pub best: MentionId,
    /// Its class, where known.
    pub class: Option<NameClass>,
    /// Gender, of persons.
    pub gender: Gender,
    /// One or several.
    pub number: Number,
    /// Its mentions in order of the text.
    pub mentions: Vec<MentionId>,
}
