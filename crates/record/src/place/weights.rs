//! Weights of the choice among places, written by `cargo run --release -p learn --bin places -- GOLD` from
//! LGL, TR-News and the annotated wire articles; do not edit.
#![allow(clippy::approx_constant)] // a learnt 3.14 is no pi

use super::choose::Features;

/// First pass: without other places as context.
pub(super) static FIRST: Features = [
    3.225, 3.225, -1.408, 1.046, 0.597, -0.556, -1.872, 0.237, 0.309, -0.032, -0.615, 0.126, -0.011, 1.420,
    0.382, -1.348, -1.679, 0.112, -0.000, 3.180, 0.000, 2.692, -2.692, 0.000, 0.000, 3.771,
];

/// Second pass: with the choices of the first.
pub(super) static SECOND: Features = [
    3.302, 3.302, -1.523, 1.001, 0.959, -0.603, -1.993, 0.562, 0.239, -0.556, -0.431, 0.199, -0.012, 1.339,
    0.272, -1.438, -1.606, 0.004, 0.000, 2.903, 2.836, 1.583, -1.583, 1.952, 0.623, 2.512,
];
