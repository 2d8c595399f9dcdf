//! Whether an event is background: dated well before the day of publication, or told in the past perfect.

use super::clause::{is_verbal, one_of};
use document::{Day, Document, EventDay, Relation, Token};

/// Days after which news is background.
const FRESH: i32 = 31;

/// Whether the event is background.
pub fn is_background(document: &Document, trigger: Token<'_>, day: Option<&EventDay>) -> bool {
    if let (Some(day), Some(published)) = (day, document.article.day()) {
        if let Some(last) = last_day(&day.value) {
            return published.ordinal() - last.ordinal() > FRESH;
        }
    }
    by_words(trigger)
}

/// The last day that a TIMEX3 value can mean.
fn last_day(value: &str) -> Option<Day> {
    if let Some(day) = Day::parse(value) {
        return Some(day);
    }
    let mut parts = value.split('-');
    let year: i32 = parts.next()?.parse().ok()?;
    match parts.next() {
        None => Day::new(year, 12, 31),
        Some(month) => {
            let month: u32 = month.parse().ok()?;
            Day::new(year, month, 1)?.plus_months(1)?.plus(-1)
        }
    }
}

/// "had been arrested", "years ago", "formerly", "historic".
fn by_words(trigger: Token<'_>) -> bool {
    let verb = if is_verbal(trigger) { Some(trigger) } else { trigger.head().filter(|h| is_verbal(*h)) };
    let ago = verb.is_some_and(|v| {
        v.children().any(|c| {
            let far = c.children().any(|d| one_of("year decade century", d.lemma()));
            c.lemma() == "ago" && far || one_of("formerly historically once", c.lemma())
        })
    });
    ago || trigger.children().any(|c| {
        c.relation() == Relation::Amod && one_of("former past historic historical earlier old previous world cold", &c.lemma().to_lowercase())
    })
}

/// Whether the verb is in the past perfect: "had met".
pub fn past_perfect(trigger: Token<'_>) -> bool {
    trigger.children().any(|c| c.relation() == Relation::Aux && c.text().eq_ignore_ascii_case("had"))
}
