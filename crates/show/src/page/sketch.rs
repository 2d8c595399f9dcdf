//! A map as it can be drawn at once: what lies together as one circle, over outlines that are a file of their own. It is the
//! first picture; where scripts run, a map that can be moved takes its place.

use super::parts::number;
use crate::answer::{Rows, View};
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::f64::consts::PI;

/// The world is a square of so many units, in Mercator's projection.
const WORLD: f64 = 1_000.0;
/// Width and height of the picture, and the side of what becomes one circle, in pixels of a usual screen.
const WIDE: f64 = 960.0;
const HIGH: f64 = 480.0;
const CELL: f64 = 44.0;
/// The least of the world that is shown.
const LEAST: f64 = 60.0;

/// What becomes one circle.
#[derive(Default)]
struct Circle {
    x: f64,
    y: f64,
    n: i64,
    /// Above zero where cooperation prevails.
    goldstein: f64,
    places: usize,
    name: String,
}

/// Places by how many events or happenings they have.
pub fn map(places: &Rows, of: &str) -> Markup {
    let spots: Vec<(View<'_>, f64, f64, i64)> = places
        .views()
        .map(|v| (v, east(v.real("lon")), south(v.real("lat")), v.int(of).unwrap_or(0)))
        .filter(|s| s.3 > 0)
        .collect();
    if spots.is_empty() {
        return html! {};
    }
    let [left, top, wide, high] = frame(spots.iter().map(|s| (s.1, s.2)));
    let unit = wide / WIDE;
    let mut circles: BTreeMap<(i64, i64), Circle> = BTreeMap::new();
    for (v, x, y, n) in &spots {
        let cell = |at: f64| (at / (CELL * unit)) as i64;
        let circle = circles.entry((cell(y - top), cell(x - left))).or_default();
        circle.x += x * *n as f64;
        circle.y += y * *n as f64;
        circle.goldstein += v.real("goldstein") + v.real("cooperative") - v.real("conflictive");
        if circle.places == 0 {
            circle.name = v.text("place").to_string();
        }
        circle.n += n;
        circle.places += 1;
    }
    html! {
        svg.sketch viewBox=(format!("{left:.2} {top:.2} {wide:.2} {high:.2}")) role="img"
            aria-label=(format!("Map: {} places; the table has the numbers", spots.len())) {
            @if let Some(world) = crate::islands::world() {
                image href={ "/page/" (world) } x="0" y="0" width=(WORLD) height=(WORLD) {}
            }
            @for circle in circles.values() { (drawn(circle, unit)) }
        }
    }
}

fn drawn(circle: &Circle, unit: f64) -> Markup {
    let weight = circle.n.max(1) as f64;
    let (x, y) = (circle.x / weight, circle.y / weight);
    let radius = if circle.places > 1 { 9.0 } else { 4.0 } + weight.sqrt();
    let several = circle.places > 1;
    html! {
        circle.coop[circle.goldstein >= 0.0].conf[circle.goldstein < 0.0] cx=(format!("{x:.2}")) cy=(format!("{y:.2}"))
            r=(format!("{:.2}", radius.min(28.0) * unit)) {
            title { (circle.name) @if several { " and " (circle.places - 1) " other places" } ": " (circle.n) }
        }
        @if several {
            text x=(format!("{x:.2}")) y=(format!("{y:.2}")) dy=".35em" font-size=(format!("{:.2}", 12.0 * unit)) { (number(circle.n)) }
        }
    }
}

/// Left, top, width and height of what is shown: all of them with room around, as wide as the picture is.
fn frame(points: impl Iterator<Item = (f64, f64)> + Clone) -> [f64; 4] {
    let ends = |of: fn(&(f64, f64)) -> f64| {
        let all = points.clone().map(|p| of(&p));
        all.fold((f64::MAX, f64::MIN), |(least, most), at| (least.min(at), most.max(at)))
    };
    let ((west, east), (north, south)) = (ends(|p| p.0), ends(|p| p.1));
    let wide = ((east - west) * 1.12).max((south - north) * 1.12 * WIDE / HIGH).max(LEAST);
    let high = wide * HIGH / WIDE;
    [(west + east - wide) / 2.0, (north + south - high) / 2.0, wide, high]
}

fn east(lon: f64) -> f64 {
    (lon + 180.0) / 360.0 * WORLD
}

fn south(lat: f64) -> f64 {
    let lat = lat.clamp(-85.0, 85.0).to_radians();
    (1.0 - (PI / 4.0 + lat / 2.0).tan().ln() / PI) / 2.0 * WORLD
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_lie_in_the_frame() {
        assert_eq!((east(-180.0), east(180.0)), (0.0, WORLD));
        assert!((south(0.0) - WORLD / 2.0).abs() < 1e-9 && south(60.0) < south(10.0));
        let points = [(east(2.3), south(48.8)), (east(151.2), south(-33.9))];
        let [left, top, wide, high] = frame(points.into_iter());
        for (x, y) in points {
            assert!(x > left && x < left + wide && y > top && y < top + high);
        }
        assert_eq!(wide / high, WIDE / HIGH);
    }
}
