//! Distances on the globe.

/// Mean radius of the earth in km.
const RADIUS: f32 = 6_371.009;

/// Degrees north and east as a point of the unit globe.
pub(super) fn unit((lat, lon): (f64, f64)) -> [f32; 3] {
    let (lat, lon) = (lat.to_radians(), lon.to_radians());
    [(lat.cos() * lon.cos()) as f32, (lat.cos() * lon.sin()) as f32, lat.sin() as f32]
}

/// Kilometres between two points of the unit globe, through the earth: up to 1,000 km that is the way above it,
/// within one in a thousand.
pub(super) fn kilometres(a: [f32; 3], b: [f32; 3]) -> f32 {
    let square: f32 = a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).sum();
    RADIUS * square.sqrt()
}

/// How near two points are: 1 for the same, a half at `half` km.
pub(super) fn nearness(a: [f32; 3], b: [f32; 3], half: f32) -> f32 {
    half / (half + kilometres(a, b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_on_the_globe() {
        let check = |a, b, expected: f32| {
            let found = kilometres(unit(a), unit(b));
            assert!((found - expected).abs() < expected * 0.01 + 0.01, "{found}");
        };
        check((36.2, 37.16), (36.2, 37.16), 0.0);
        check((36.2, 37.16), (33.51, 36.29), 309.6);
        check((0.0, 179.0), (0.0, -179.0), 222.4);
        check((90.0, 0.0), (-90.0, 0.0), 12742.0);
        assert_eq!(nearness(unit((0.0, 0.0)), unit((0.0, 0.0)), 50.0), 1.0);
    }
}
