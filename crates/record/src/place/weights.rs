//! Weights of the choice among places, written by `cargo run --release -p learn --bin places -- GOLD` from
//! LGL, TR-News and the annotated wire articles; do not edit.

use super::choose::Features;

/// First pass: without other places as context.
pub(super) static FIRST: Features = [
    3.228, 3.228, -1.396, 1.064, 0.586, -0.613, -1.847, 0.232, 0.327, -0.064, -0.598, 0.161, -0.011, 1.433,
    0.379, -1.275, -1.760, 0.050, -0.000, 3.222, 0.000, 2.575, -2.575, 0.000, 0.000, 3.751,
];

/// Second pass: with the choices of the first.
pub(super) static SECOND: Features = [
    3.292, 3.292, -1.480, 1.036, 0.895, -0.653, -1.978, 0.557, 0.313, -0.604, -0.383, 0.164, -0.012, 1.378,
    0.299, -1.379, -1.675, 0.001, 0.000, 2.917, 2.921, 1.377, -1.377, 2.171, 0.475, 2.334,
];
