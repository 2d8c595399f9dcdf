//! Products of row-major matrices with packed matrices: `out += a · w`.

use crate::isa::{Isa, Kind};

/// Columns of a panel. A packed matrix of `k` rows and `n` columns is `⌈n / PANEL⌉` panels one after the other,
/// each holding `k` rows of `PANEL` columns; the columns beyond `n` are zeros.
pub const PANEL: usize = 32;

/// Rows of `a` that pass over the whole matrix before the next ones do, so that they stay in the cache.
const BLOCK: usize = 120;

/// A packed matrix: its number of rows and its panels.
#[derive(Clone, Copy, Debug)]
pub struct Packed<'w> {
    rows: usize,
    panels: &'w [f32],
}

impl<'w> Packed<'w> {
    /// A matrix of `rows` rows; `panels` is cut to whole panels.
    pub fn new(rows: usize, panels: &'w [f32]) -> Packed<'w> {
        let whole = panels.len() / (rows * PANEL).max(1) * rows * PANEL;
        Packed { rows, panels: &panels[..whole] }
    }

    /// Columns with the padding: a multiple of [`PANEL`].
    pub fn width(&self) -> usize {
        self.panels.len() / self.rows.max(1)
    }

    /// Some panels of the matrix, counted from 0.
    pub fn part(&self, panels: std::ops::Range<usize>) -> Packed<'w> {
        let size = self.rows * PANEL;
        Packed { rows: self.rows, panels: &self.panels[panels.start * size..panels.end * size] }
    }
}

/// Packs the transpose of `count` rows of `width` values: they become the columns of a matrix of `width` rows.
pub fn pack_rows(source: &[f32], width: usize, packed: &mut Vec<f32>) {
    let count = source.len() / width.max(1);
    packed.clear();
    packed.resize(count.div_ceil(PANEL) * PANEL * width, 0.0);
    for (column, row) in source.chunks_exact(width.max(1)).enumerate() {
        let panel = &mut packed[column / PANEL * PANEL * width..][..PANEL * width];
        for (slot, &value) in panel[column % PANEL..].iter_mut().step_by(PANEL).zip(row) {
            *slot = value;
        }
    }
}

/// `out += a · w` for `count` rows: row `r` of `a` starts at `r * a_stride`, that of `out` at `r * out_stride`.
///
/// # Panics
/// If a row would lie outside its slice.
pub fn add_product(
    isa: Isa,
    (a, a_stride): (&[f32], usize),
    count: usize,
    w: Packed<'_>,
    (out, out_stride): (&mut [f32], usize),
) {
    if count == 0 || w.panels.is_empty() {
        return;
    }
    assert!((count - 1) * a_stride + w.rows <= a.len(), "a row of the left matrix is not there");
    assert!((count - 1) * out_stride + w.width() <= out.len(), "a row of the result is not there");
    for start in (0..count).step_by(BLOCK) {
        let rows = BLOCK.min(count - start);
        for (p, panel) in w.panels.chunks_exact(w.rows * PANEL).enumerate() {
            let tile = Tiles {
                a: &a[start * a_stride..],
                a_stride,
                panel,
                out: &mut out[start * out_stride + p * PANEL..],
                out_stride,
                depth: w.rows,
            };
            match isa.0 {
                Kind::Portable => tile.portable(rows),
                #[cfg(target_arch = "x86_64")]
                Kind::Avx2 => tile.avx2(rows),
                #[cfg(target_arch = "x86_64")]
                Kind::Avx512 | Kind::Vnni => tile.avx512(rows),
            }
        }
    }
}

/// Some rows times one panel.
struct Tiles<'t> {
    a: &'t [f32],
    a_stride: usize,
    panel: &'t [f32],
    out: &'t mut [f32],
    out_stride: usize,
    depth: usize,
}

impl Tiles<'_> {
    fn portable(self, rows: usize) {
        for r in 0..rows {
            let row = &self.a[r * self.a_stride..][..self.depth];
            let out = &mut self.out[r * self.out_stride..][..PANEL];
            let mut sum = [0.0; PANEL];
            sum.copy_from_slice(out);
            for (&x, weights) in row.iter().zip(self.panel.chunks_exact(PANEL)) {
                for (s, &w) in sum.iter_mut().zip(weights) {
                    *s = fused(x, w, *s);
                }
            }
            out.copy_from_slice(&sum);
        }
    }

    #[cfg(target_arch = "x86_64")]
    fn avx512(mut self, rows: usize) {
        let mut r = 0;
        while r < rows {
            let step = (rows - r).min(12);
            // SAFETY: `Isa` proves AVX-512F. `add_product` has checked that `rows` rows of `depth` values lie in
            // `a` and `rows` rows of PANEL values in `out`, each at its stride; a panel holds depth × PANEL values.
            #[allow(unsafe_code)]
            unsafe {
                for_rows!(step, tile512(&mut self, r), 12 11 10 9 8 7 6 5 4 3 2)
            }
            r += step;
        }
    }

    #[cfg(target_arch = "x86_64")]
    fn avx2(mut self, rows: usize) {
        let mut r = 0;
        while r < rows {
            let step = (rows - r).min(6);
            // SAFETY: as in `avx512`, with AVX2 and FMA.
            #[allow(unsafe_code)]
            unsafe {
                for_rows!(step, tile256(&mut self, r), 6 5 4 3 2)
            }
            r += step;
        }
    }
}

/// `x * w + s`, rounded once where the processor always can, for without the instruction it would be very slow.
fn fused(x: f32, w: f32, s: f32) -> f32 {
    if cfg!(any(target_arch = "aarch64", target_feature = "fma")) { x.mul_add(w, s) } else { x * w + s }
}

#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod x86 {
    use super::{PANEL, Tiles};
    use std::arch::x86_64::*;

    /// `M` rows from row `r` times one panel, sums held in registers.
    ///
    /// # Safety
    /// AVX-512F; rows `r .. r + M` of `a` (depth values) and of `out` (PANEL values) lie in their slices.
    #[target_feature(enable = "avx512f")]
    pub(super) unsafe fn tile512<const M: usize>(t: &mut Tiles<'_>, r: usize) {
        // SAFETY: all addresses lie inside the rows that the caller vouches for.
        unsafe {
            let (a, out) = (t.a.as_ptr().add(r * t.a_stride), t.out.as_mut_ptr().add(r * t.out_stride));
            let mut sum = [[_mm512_setzero_ps(); 2]; M];
            for (m, s) in sum.iter_mut().enumerate() {
                s[0] = _mm512_loadu_ps(out.add(m * t.out_stride));
                s[1] = _mm512_loadu_ps(out.add(m * t.out_stride + 16));
            }
            for k in 0..t.depth {
                let w = t.panel.as_ptr().add(k * PANEL);
                let (w0, w1) = (_mm512_loadu_ps(w), _mm512_loadu_ps(w.add(16)));
                for (m, s) in sum.iter_mut().enumerate() {
                    let x = _mm512_set1_ps(*a.add(m * t.a_stride + k));
                    s[0] = _mm512_fmadd_ps(x, w0, s[0]);
                    s[1] = _mm512_fmadd_ps(x, w1, s[1]);
                }
            }
            for (m, s) in sum.iter().enumerate() {
                _mm512_storeu_ps(out.add(m * t.out_stride), s[0]);
                _mm512_storeu_ps(out.add(m * t.out_stride + 16), s[1]);
            }
        }
    }

    /// The same in two halves of the panel.
    ///
    /// # Safety
    /// AVX2 and FMA; as for [`tile512`].
    #[target_feature(enable = "avx2,fma")]
    pub(super) unsafe fn tile256<const M: usize>(t: &mut Tiles<'_>, r: usize) {
        for half in [0, 16] {
            // SAFETY: all addresses lie inside the rows that the caller vouches for.
            unsafe {
                let a = t.a.as_ptr().add(r * t.a_stride);
                let out = t.out.as_mut_ptr().add(r * t.out_stride + half);
                let mut sum = [[_mm256_setzero_ps(); 2]; M];
                for (m, s) in sum.iter_mut().enumerate() {
                    s[0] = _mm256_loadu_ps(out.add(m * t.out_stride));
                    s[1] = _mm256_loadu_ps(out.add(m * t.out_stride + 8));
                }
                for k in 0..t.depth {
                    let w = t.panel.as_ptr().add(k * PANEL + half);
                    let (w0, w1) = (_mm256_loadu_ps(w), _mm256_loadu_ps(w.add(8)));
                    for (m, s) in sum.iter_mut().enumerate() {
                        let x = _mm256_set1_ps(*a.add(m * t.a_stride + k));
                        s[0] = _mm256_fmadd_ps(x, w0, s[0]);
                        s[1] = _mm256_fmadd_ps(x, w1, s[1]);
                    }
                }
                for (m, s) in sum.iter().enumerate() {
                    _mm256_storeu_ps(out.add(m * t.out_stride), s[0]);
                    _mm256_storeu_ps(out.add(m * t.out_stride + 8), s[1]);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::numbers;

    fn naive(a: &[f32], k: usize, columns: &[f32], n: usize) -> Vec<f32> {
        let dot =
            |r: usize, c: usize| (0..k).map(|i| a[r * k + i] as f64 * columns[c * k + i] as f64).sum::<f64>();
        (0..a.len() / k).flat_map(|r| (0..n).map(move |c| (r, c))).map(|(r, c)| dot(r, c) as f32).collect()
    }

    #[test]
    fn every_instruction_set_agrees_with_the_plain_product() {
        for (rows, k, n) in [(1, 1, 1), (5, 7, 33), (12, 128, 64), (29, 96, 41), (131, 160, 96)] {
            let (a, columns) = (numbers(rows * k, 1), numbers(n * k, 2));
            let mut panels = Vec::new();
            pack_rows(&columns, k, &mut panels);
            let w = Packed::new(k, &panels);
            for isa in Isa::available() {
                let mut out = vec![0.5; rows * w.width()];
                add_product(isa, (&a, k), rows, w, (&mut out, w.width()));
                for (i, want) in naive(&a, k, &columns, n).iter().enumerate() {
                    let got = out[i / n * w.width() + i % n] - 0.5;
                    assert!((got - want).abs() < 1e-4, "{isa:?} {rows}x{k}x{n} at {i}: {got} {want}");
                }
            }
        }
    }

    #[test]
    fn a_row_has_the_same_bits_alone_and_among_others() {
        let (rows, k) = (31, 128);
        let (a, panels) = (numbers(rows * k, 3), numbers(k * PANEL, 4));
        let w = Packed::new(k, &panels);
        for isa in Isa::available() {
            let mut all = vec![0.0; rows * PANEL];
            add_product(isa, (&a, k), rows, w, (&mut all, PANEL));
            for r in 0..rows {
                let mut one = vec![0.0; PANEL];
                add_product(isa, (&a[r * k..], k), 1, w, (&mut one, PANEL));
                assert_eq!(one, all[r * PANEL..][..PANEL], "{isa:?} row {r}");
            }
        }
    }
}
