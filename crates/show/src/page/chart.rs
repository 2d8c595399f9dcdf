//! Bars as SVG, whose numbers stand in a table too. Attributes of a drawing are no styles, so that none is inline.

use maud::{Markup, html};

/// A bar as long as its share of the most.
pub fn share(value: f64, most: f64) -> Markup {
    let width = if most > 0.0 { (value / most * 100.0).clamp(0.0, 100.0) } else { 0.0 };
    html! {
        svg.share viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" {
            rect width=(format!("{width:.1}")) height="8" {}
        }
    }
}

/// One upright bar: its time, how many, and the mean of their Goldstein values or its sign.
pub type Bar = (String, f64, f64);

/// Times of a chart at most.
const WIDEST: i64 = 240;

/// Upright bars, each where its time lies between the first and the last, as many as are told of the latest times.
pub fn bars(bars: &[Bar]) -> Markup {
    let placed: Vec<(i64, &Bar)> = bars.iter().filter_map(|b| Some((unit(&b.0)?, b))).collect();
    let last = placed.last().map_or(0, |b| b.0);
    let shown: Vec<(i64, &Bar)> = placed.iter().filter(|b| last - b.0 < WIDEST).copied().collect();
    let (Some((first, from)), Some((_, to))) = (shown.first(), shown.last()) else {
        return html! { p.none { "No event of a known day." } };
    };
    let most = shown.iter().map(|b| b.1.1).fold(1.0, f64::max);
    let wide = (last - first + 1).max(12) * 10;
    html! {
        svg.bars viewBox=(format!("0 0 {wide} 100")) preserveAspectRatio="none" role="img"
            aria-label=(format!("Events from {} to {}, at most {most} at a time", from.0, to.0)) {
            @for (at, (time, events, mean)) in &shown {
                @let high = (events / most * 96.0).max(1.0);
                rect.coop[*mean >= 0.0].conf[*mean < 0.0] x=((at - first) * 10 + 1) width="8"
                    y=(format!("{:.1}", 100.0 - high)) height=(format!("{high:.1}")) {
                    title { (time) ": " (events) }
                }
            }
        }
        p.ends { span { (from.0) } span { (to.0) } }
        @if shown.len() < placed.len() { p.ends { (placed.len() - shown.len()) " earlier times stand in the table." } }
    }
}

/// A year, month or day as a number that the next one is one more than.
fn unit(time: &str) -> Option<i64> {
    let mut parts = time.split('-').map(|p| p.parse::<i64>());
    let year = parts.next()?.ok()?;
    let Some(month) = parts.next() else { return Some(year) };
    let month = month.ok()?;
    let Some(day) = parts.next() else { return Some(year * 12 + month - 1) };
    // The year begins in March here, so that the leap day is its last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let before = 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    Some(before + (153 * month + 2) / 5 + day.ok()?)
}

#[cfg(test)]
mod tests {
    use super::unit;

    #[test]
    fn times_follow_each_other() {
        let next = |one: &str, other: &str| assert_eq!(unit(one).map(|n| n + 1), unit(other), "{one}");
        next("2015", "2016");
        next("2015-12", "2016-01");
        next("2016-02-28", "2016-02-29");
        next("2015-02-28", "2015-03-01");
        next("2016-12-31", "2017-01-01");
        next("1900-02-28", "1900-03-01");
        assert_eq!(unit("no day"), None);
    }
}
