//! Several acts that are one commitment: the headline and the lead, a promise and its repetition.

use super::act::Act;
use super::fate::{Fate, is_definite};
use super::side::{may_meet, meets};
use super::words;
use document::{CommitmentKind, Status};

/// One commitment: its acts in order of the text, and what became of it.
pub(super) struct Group<'d> {
    pub(super) acts: Vec<Act<'d>>,
    pub(super) fates: Vec<Fate<'d>>,
}

/// The share of telling words from which two contents of one side are the same.
const ALIKE: f32 = 0.5;

impl<'d> Group<'d> {
    pub(super) fn of(act: Act<'d>) -> Group<'d> {
        Group { acts: vec![act], fates: Vec::new() }
    }

    pub(super) fn first(&self) -> &Act<'d> {
        &self.acts[0]
    }

    pub(super) fn kind(&self) -> CommitmentKind {
        self.first().kind
    }

    /// Whether an act tells of this commitment once more: the same side, and the same content or most of it.
    fn is_told_by(&self, act: &Act<'d>) -> bool {
        self.acts.iter().any(|a| {
            let content = a.content.likeness(&act.content);
            let words = a.content.lemmas.len().min(act.content.lemmas.len());
            let same = a.content.same_head(&act.content) && content >= ALIKE || content >= 0.75 && words > 1;
            a.kind == act.kind && same && may_meet(&a.by, &act.by) && may_meet(&a.to, &act.to)
        })
    }

    /// Whether an act signs, reaches, … "the agreement" that was told of before.
    fn is_named_by(&self, act: &Act<'d>) -> bool {
        let noun = act.content.head.filter(|h| words::noun(h.lemma()) == Some(act.kind));
        let bare = noun.is_some_and(|n| is_definite(n) && !n.children().any(|c| c.relation().is("acl")));
        bare && self.kind() == act.kind
    }

    /// Whether somebody is of the side that made it.
    pub(super) fn is_by(&self, side: &[document::Party]) -> bool {
        self.acts
            .iter()
            .any(|a| meets(&a.by, side) || a.kind == CommitmentKind::Agreement && meets(&a.to, side))
    }

    /// Whether somebody is of the side to which it was made.
    pub(super) fn is_to(&self, side: &[document::Party]) -> bool {
        self.acts.iter().any(|a| meets(&a.to, side))
    }
}

/// Puts together what belongs together.
pub(super) fn group(acts: Vec<Act<'_>>) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for act in acts {
        let same = groups
            .iter()
            .rposition(|g| g.is_named_by(&act))
            .or_else(|| groups.iter().position(|g| g.is_told_by(&act)));
        match same.and_then(|i| groups.get_mut(i)) {
            Some(group) => group.acts.push(act),
            None => groups.push(Group::of(act)),
        }
    }
    groups
}

/// Whether a status can befall a kind: an offer is not kept, a threat not accepted.
pub(super) fn can_befall(status: Status, kind: CommitmentKind) -> bool {
    use CommitmentKind::{Agreement, Demand, Offer, Promise, Threat};
    match status {
        Status::Open => false,
        Status::Kept | Status::Broken => matches!(kind, Promise | Agreement | Threat),
        Status::Rejected | Status::Accepted => matches!(kind, Offer | Demand | Agreement),
        Status::Withdrawn | Status::Repeated => true,
    }
}
