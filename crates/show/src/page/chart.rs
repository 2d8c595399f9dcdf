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

/// Upright bars side by side: a time, how many, and whether they are cooperative (over 0) or not by their mean.
pub fn bars(points: &[(String, f64, f64)]) -> Markup {
    let most = points.iter().map(|p| p.1).fold(1.0, f64::max);
    let wide = points.len().max(12) as f64 * 10.0;
    let label = match (points.first(), points.last()) {
        (Some(first), Some(last)) => {
            format!("Events from {} to {}, at most {most} at a time", first.0, last.0)
        }
        _ => "No events".to_string(),
    };
    html! {
        svg.bars viewBox=(format!("0 0 {wide} 100")) preserveAspectRatio="none" role="img" aria-label=(label) {
            @for (at, (time, events, mean)) in points.iter().enumerate() {
                @let high = (events / most * 96.0).max(1.0);
                rect.coop[*mean >= 0.0].conf[*mean < 0.0] x=(at * 10 + 1) width="8" y=(format!("{:.1}", 100.0 - high)) height=(format!("{high:.1}")) {
                    title { (time) ": " (events) }
                }
            }
        }
        @if let (Some(first), Some(last)) = (points.first(), points.last()) {
            p.ends { span { (first.0) } span { (last.0) } }
        }
    }
}
