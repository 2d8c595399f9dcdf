//! Distances on the globe.

/// Mean radius of the earth in km.
const RADIUS: f64 = 6371.0088;

/// Kilometres between two points in degrees, along the great circle.
pub(super) fn kilometres((lat, lon): (f64, f64), (other_lat, other_lon): (f64, f64)) -> f64 {
    let (a, b) = (lat.to_radians(), other_lat.to_radians());
    let (north, east) = ((b - a) / 2.0, (other_lon - lon).to_radians() / 2.0);
    let chord = north.sin().powi(2) + a.cos() * b.cos() * east.sin().powi(2);
    2.0 * RADIUS * chord.clamp(0.0, 1.0).sqrt().asin()
}

#[cfg(test)]
mod tests {
    use super::kilometres;

    #[test]
    fn distances_on_the_globe() {
        let check = |a, b, expected: f64| {
            let found = kilometres(a, b);
            assert!((found - expected).abs() < expected * 0.01 + 0.01, "{found}");
        };
        check((36.2, 37.16), (36.2, 37.16), 0.0);
        check((36.2, 37.16), (33.51, 36.29), 309.6);
        check((0.0, 179.0), (0.0, -179.0), 222.4);
        check((90.0, 0.0), (-90.0, 0.0), 20015.0);
    }
}
