//! Weights of the choice among places, written by `cargo run --release -p learn --bin places -- GOLD` from
//! LGL, TR-News and the annotated wire articles; do not edit.
#![allow(clippy::approx_constant)] // a learnt 3.14 is no pi

use super::choose::Features;

/// First pass: without other places as context.
pub(super) static FIRST: Features = [
    3.192, 3.192, -1.383, 1.037, 0.591, -0.569, -1.781, 0.253, 0.295, -0.092, -0.633, 0.157, -0.011, 1.405,
    0.371, -1.134, -1.707, 0.104, 0.000, 3.140, 0.000, 2.622, -2.622, 0.000, 0.000, 3.820,
];

/// Second pass: with the choices of the first.
pub(super) static SECOND: Features = [
    3.294, 3.294, -1.473, 0.999, 0.897, -0.610, -1.884, 0.556, 0.322, -0.631, -0.439, 0.157, -0.011, 1.340,
    0.280, -1.242, -1.622, 0.003, -0.000, 2.956, 2.944, 1.432, -1.432, 1.921, 0.587, 2.509,
];
