//! Weights of the choice among places, written by `cargo run --release -p learn --bin places -- GOLD` from
//! LGL, TR-News and the annotated wire articles; do not edit.

use super::choose::Features;

/// First pass: without other places as context.
pub(super) static FIRST: Features = [
    3.075, 3.075, -0.532, 0.699, -0.988, -0.503, -1.243, 0.048, 0.569, 0.875, -0.037, -0.401, -0.008, 1.440,
    0.208, -0.304, -2.490, 0.217, 0.000, 2.747, 0.000, 2.297, -2.297, 0.000, 0.000, 3.777,
];

/// Second pass: with the choices of the first.
pub(super) static SECOND: Features = [
    2.972, 2.972, -0.736, 0.340, -0.080, -0.523, -1.529, 0.466, 0.380, 0.472, -0.072, -0.539, -0.012, 1.282,
    0.085, -0.719, -2.472, 0.003, 0.000, 2.508, 2.112, 1.207, -1.207, 2.820, 0.874, 2.326,
];
