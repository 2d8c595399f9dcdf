//! Weights of the choice among places, written by `cargo run --release -p learn --bin places -- GOLD` from
//! LGL, TR-News and the annotated wire articles; do not edit.

use super::choose::Features;

/// First pass: without other places as context.
pub(super) static FIRST: Features = [
    3.084, 3.084, -0.533, 0.706, -0.997, -0.507, -1.244, 0.046, 0.574, 0.872, -0.033, -0.397, -0.008, 1.445,
    0.210, -0.304, -2.493, 0.217, 0.000, 2.751, 0.000, 2.128, -2.128, 0.000, 0.000, 3.781,
];

/// Second pass: with the choices of the first.
pub(super) static SECOND: Features = [
    2.975, 2.975, -0.738, 0.339, -0.071, -0.511, -1.535, 0.463, 0.381, 0.474, -0.075, -0.546, -0.012, 1.283,
    0.082, -0.721, -2.511, 0.003, -0.000, 2.546, 2.152, 1.117, -1.117, 2.819, 0.886, 2.326,
];
