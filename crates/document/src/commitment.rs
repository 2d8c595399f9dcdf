//! Commitments: who promised, offered, demanded or threatened what, and what the text says became of it.

use crate::{Claim, EventDay, EventId, Evidence, Party, Span, StatementId};

/// What somebody binds himself or others to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CommitmentKind {
    /// To do something.
    Promise,
    /// To do something if the other side wants it.
    Offer,
    /// That the other side do something.
    Demand,
    /// To do harm.
    Threat,
    /// What two sides, or one after another, say yes to.
    Agreement,
}

impl CommitmentKind {
    /// As written in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            CommitmentKind::Promise => "promise",
            CommitmentKind::Offer => "offer",
            CommitmentKind::Demand => "demand",
            CommitmentKind::Threat => "threat",
            CommitmentKind::Agreement => "agreement",
        }
    }

    /// As a person would say it: "X promises to …".
    pub fn verb(self) -> &'static str {
        match self {
            CommitmentKind::Promise => "promised",
            CommitmentKind::Offer => "offered",
            CommitmentKind::Demand => "demanded",
            CommitmentKind::Threat => "threatened",
            CommitmentKind::Agreement => "agreed",
        }
    }
}

/// What became of a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// The text says no more.
    Open,
    /// Done as promised, or carried out.
    Kept,
    /// Not done, or violated.
    Broken,
    /// Taken back by the one who made it.
    Withdrawn,
    /// Refused by the other side.
    Rejected,
    /// Taken up by the other side.
    Accepted,
    /// Said once more.
    Repeated,
}

impl Status {
    /// As written in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::Kept => "kept",
            Status::Broken => "broken",
            Status::Withdrawn => "withdrawn",
            Status::Rejected => "rejected",
            Status::Accepted => "accepted",
            Status::Repeated => "repeated",
        }
    }
}

/// Until when.
#[derive(Clone, Debug, PartialEq)]
pub struct Deadline {
    /// The words.
    pub span: Span,
    /// TIMEX3 value of the time expression in them, where there is one.
    pub value: Option<String>,
}

/// Words that say what became of a commitment.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// What became of it.
    pub status: Status,
    /// The words that say so.
    pub spans: Vec<Span>,
    /// Who kept, withdrew, rejected, … it.
    pub by: Vec<Party>,
    /// When.
    pub date: Option<EventDay>,
    /// The event that it is, where it is one.
    pub event: Option<EventId>,
    /// The statement in which it is said; `None` where the article itself says so.
    pub statement: Option<StatementId>,
}

/// One commitment, with all places of the text that tell of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Commitment {
    /// Promise, offer, demand, threat, agreement.
    pub kind: CommitmentKind,
    /// Who made it.
    pub by: Vec<Party>,
    /// To whom, of whom, against whom.
    pub to: Vec<Party>,
    /// The words that say what.
    pub what: Vec<Span>,
    /// The words that it depends on.
    pub conditions: Option<Span>,
    /// Until when.
    pub deadline: Option<Deadline>,
    /// The day on which it was made.
    pub date: Option<EventDay>,
    /// Who tells of it; `None` where the article itself does.
    pub claimed_by: Option<Claim>,
    /// What became of it, in order of the text.
    pub outcomes: Vec<Outcome>,
    /// The events that tell of its making.
    pub events: Vec<EventId>,
    /// The statements that tell of its making.
    pub statements: Vec<StatementId>,
    /// What supports it.
    pub evidence: Evidence,
}

impl Commitment {
    /// What became of it in the end: the last thing that the text tells, where a repetition counts least.
    pub fn status(&self) -> Status {
        self.outcome().map_or(Status::Open, |o| o.status)
    }

    /// The words that give the status.
    pub fn outcome(&self) -> Option<&Outcome> {
        let decided = self.outcomes.iter().rev().find(|o| o.status != Status::Repeated);
        decided.or_else(|| self.outcomes.last())
    }
}
