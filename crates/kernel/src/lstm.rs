//! The cell of an LSTM, and the sigmoid it is made of.

use crate::isa::{Isa, Kind};

/// States of some sequences that are read in step.
#[derive(Debug)]
pub struct Cells<'c> {
    /// Sums that enter the gates: a row a sequence, in it the gates i f g o of `width` values each.
    pub gates: &'c [f32],
    /// From one row of `gates` to the next.
    pub gates_stride: usize,
    /// Cell states, `width` values a sequence; replaced. As many sequences as there are here are read.
    pub cell: &'c mut [f32],
    /// Outputs, `width` values a sequence; replaced.
    pub hidden: &'c mut [f32],
    /// From one row of `hidden` to the next.
    pub hidden_stride: usize,
    /// Width of the layer.
    pub width: usize,
}

/// One step: `c = σ(f) c + σ(i) tanh(g)`, `h = σ(o) tanh(c)`.
///
/// # Panics
/// If a row would lie outside its slice.
pub fn lstm_cells(isa: Isa, cells: Cells<'_>) {
    match isa.0 {
        Kind::Portable => steps::<{ cfg!(target_arch = "aarch64") }>(cells),
        // SAFETY: the `Isa` proves that the processor has the instructions.
        #[cfg(target_arch = "x86_64")]
        #[allow(unsafe_code)]
        Kind::Avx2 => unsafe { steps_avx2(cells) },
        // SAFETY: likewise.
        #[cfg(target_arch = "x86_64")]
        #[allow(unsafe_code)]
        Kind::Avx512 | Kind::Vnni => unsafe { steps_avx512(cells) },
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn steps_avx2(cells: Cells<'_>) {
    steps::<true>(cells);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx2,fma")]
fn steps_avx512(cells: Cells<'_>) {
    steps::<true>(cells);
}

/// Inlined into each caller, where the compiler makes vectors of that caller's instructions of it.
#[inline(always)]
fn steps<const FUSED: bool>(cells: Cells<'_>) {
    let n = cells.width;
    for (r, c) in cells.cell.chunks_exact_mut(n).enumerate() {
        let gates = &cells.gates[r * cells.gates_stride..][..4 * n];
        let (i, rest) = gates.split_at(n);
        let (f, rest) = rest.split_at(n);
        let (g, o) = rest.split_at(n);
        let h = &mut cells.hidden[r * cells.hidden_stride..][..n];
        for k in 0..n {
            let kept = sigmoid::<FUSED>(f[k]) * c[k];
            c[k] = fma::<FUSED>(sigmoid::<FUSED>(i[k]), tanh::<FUSED>(g[k]), kept);
            h[k] = sigmoid::<FUSED>(o[k]) * tanh::<FUSED>(c[k]);
        }
    }
}

#[inline(always)]
fn fma<const FUSED: bool>(a: f32, b: f32, c: f32) -> f32 {
    if FUSED { a.mul_add(b, c) } else { a * b + c }
}

/// e^x for |x| ≤ 80, relative error below 3e-7: x = n ln 2 + r, a polynomial for e^r, n into the exponent.
#[inline(always)]
fn exp<const FUSED: bool>(x: f32) -> f32 {
    const ROUND: f32 = 12_582_912.0; // 1.5 × 2^23: adding it rounds to a whole number, kept in the low bits
    const LN2_HIGH: f32 = 0.693_359_4;
    const LN2_LOW: f32 = -2.121_944_4e-4;
    let shifted = fma::<FUSED>(x, std::f32::consts::LOG2_E, ROUND);
    let n = shifted - ROUND;
    let r = fma::<FUSED>(n, -LN2_LOW, fma::<FUSED>(n, -LN2_HIGH, x));
    // Coefficients of the Taylor series; |r| ≤ 0.35.
    let mut p = 1.0 / 720.0;
    for c in [1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0] {
        p = fma::<FUSED>(p, r, c);
    }
    let exponent = shifted.to_bits().wrapping_sub(ROUND.to_bits()).wrapping_add(127) << 23;
    p * f32::from_bits(exponent)
}

#[inline(always)]
fn sigmoid<const FUSED: bool>(x: f32) -> f32 {
    1.0 / (1.0 + exp::<FUSED>(-x.clamp(-40.0, 40.0)))
}

#[inline(always)]
fn tanh<const FUSED: bool>(x: f32) -> f32 {
    fma::<FUSED>(2.0, sigmoid::<FUSED>(2.0 * x), -1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(isa: Isa, gates: [f32; 4], c: f32) -> (f32, f32) {
        let row: Vec<f32> = gates.iter().flat_map(|&g| [g; 20]).collect();
        let (mut cell, mut hidden) = (vec![c; 20], vec![0.0; 20]);
        let (gates, hidden_row) = (&row, &mut hidden);
        let cells = Cells {
            gates,
            gates_stride: 80,
            cell: &mut cell,
            hidden: hidden_row,
            hidden_stride: 20,
            width: 20,
        };
        lstm_cells(isa, cells);
        assert!(cell.iter().all(|&v| v == cell[0]) && hidden.iter().all(|&v| v == hidden[0]));
        (cell[0], hidden[0])
    }

    #[test]
    fn cell_agrees_with_the_formula_on_every_instruction_set() {
        let sigmoid = |x: f32| 1.0 / (1.0 + (-x as f64).exp());
        for gates in [[0.0; 4], [1.0, -2.0, 0.5, 3.0], [-30.0, 90.0, -90.0, 8.0], [4.0, 4.0, -0.001, -4.0]] {
            for c in [-3.0, 0.0, 0.7] {
                let want_c = sigmoid(gates[1]) * c as f64 + sigmoid(gates[0]) * (gates[2] as f64).tanh();
                let want_h = sigmoid(gates[3]) * want_c.tanh();
                for isa in Isa::available() {
                    let (got_c, got_h) = cell(isa, gates, c);
                    assert!((got_c as f64 - want_c).abs() < 2e-6, "{isa:?} {gates:?} {got_c} {want_c}");
                    assert!((got_h as f64 - want_h).abs() < 2e-6, "{isa:?} {gates:?} {got_h} {want_h}");
                }
            }
        }
    }

    #[test]
    fn fused_instruction_sets_give_the_same_bits() {
        let fused = &Isa::available()[1..];
        let bits =
            |isa: &Isa| (0..400).map(|i| cell(*isa, [i as f32 / 50.0 - 4.0, 1.0, -0.3, 0.2], 0.4)).collect();
        let all: Vec<Vec<(f32, f32)>> = fused.iter().map(bits).collect();
        assert!(all.windows(2).all(|pair| pair[0] == pair[1]));
    }
}
