//! Who asserts an event: the innermost statement whose content it stands in.

use document::{Claim, Span, Statement, StatementId};

/// The claim that covers a trigger; `None` where the article itself asserts the event.
pub fn of(statements: &[Statement], trigger: Span) -> Option<Claim> {
    let covering = statements.iter().enumerate().filter(|(_, s)| s.holds(trigger));
    let own_cue = |s: &Statement| s.cue.is_some_and(|c| c.overlaps(trigger));
    let inner = covering.filter(|(_, s)| !own_cue(s)).min_by_key(|(_, s)| size(s))?;
    let speaker = inner.1.speaker.as_ref();
    Some(Claim {
        statement: StatementId(inner.0 as u32),
        name: speaker.and_then(|s| s.name.clone()),
        actor: speaker.and_then(|s| s.actor.clone()),
    })
}

fn size(statement: &Statement) -> u32 {
    statement.content.iter().map(|c| c.end - c.start).sum()
}
