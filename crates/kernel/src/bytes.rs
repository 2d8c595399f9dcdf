//! Products in bytes: `out += a · w` where `a` are outputs of an LSTM, which lie between -1 and 1.
//!
//! A value `x` of `a` is kept as `round(127 x) + 128`, a weight as a signed byte with a factor a column. The sums
//! are whole numbers, so that every instruction set gives the same bits. Rows of other values are measured by their
//! greatest one first ([`to_scaled_bytes`]).

use crate::isa::{Isa, Kind};
use crate::product::PANEL;

/// Rows of a matrix that one instruction takes together.
const GROUP: usize = 4;
/// Steps from 0 to 1 of a value.
const STEPS: f32 = 127.0;
/// What is added to a value, so that bytes have no sign.
const ZERO: i32 = 128;
/// Rows of `a` that pass over the whole matrix before the next ones do, so that they stay in the cache.
const BLOCK: usize = 120;

/// A matrix in bytes: `⌈n / PANEL⌉` panels, each holding groups of four rows, in them column after column.
#[derive(Clone, Debug, Default)]
pub struct ByteMatrix {
    rows: usize,
    panels: Vec<i8>,
    /// What a step of a value times a step of a weight is worth, a column each.
    factor: Vec<f32>,
    /// The share of [`ZERO`] in the sum of a column.
    surplus: Vec<i32>,
}

impl ByteMatrix {
    /// Rounds a matrix of `rows` rows that lies in panels (see [`PANEL`]).
    pub fn new(rows: usize, panels: &[f32]) -> ByteMatrix {
        let size = (rows * PANEL).max(1);
        let groups = rows.div_ceil(GROUP);
        let mut matrix = ByteMatrix { rows, ..ByteMatrix::default() };
        for panel in panels.chunks_exact(size) {
            let start = matrix.panels.len();
            matrix.panels.resize(start + groups * GROUP * PANEL, 0);
            for column in 0..PANEL {
                let values = || panel[column..].iter().step_by(PANEL);
                let step = values().fold(0.0f32, |top, v| top.max(v.abs())) / STEPS;
                let inverse = if step > 0.0 { 1.0 / step } else { 0.0 };
                let mut sum = 0;
                for (row, value) in values().enumerate() {
                    let byte = (value * inverse).round_ties_even() as i8;
                    sum += i32::from(byte);
                    matrix.panels[start + (row / GROUP * PANEL + column) * GROUP + row % GROUP] = byte;
                }
                matrix.factor.push(step / STEPS);
                matrix.surplus.push(ZERO * sum);
            }
        }
        matrix
    }

    /// Columns with the padding: a multiple of [`PANEL`].
    pub fn width(&self) -> usize {
        self.factor.len()
    }

    /// Bytes of a row of `a`: the rows of the matrix, to whole groups.
    pub fn depth(&self) -> usize {
        self.rows.next_multiple_of(GROUP)
    }
}

/// Rounds values between -1 and 1 to bytes, as many as there are in both.
pub fn to_bytes(values: &[f32], bytes: &mut [u8]) {
    const ROUND: f32 = 12_582_912.0; // 1.5 × 2^23: adding it rounds to a whole number, kept in the low bits
    for (byte, value) in bytes.iter_mut().zip(values) {
        let turned = value.clamp(-1.0, 1.0) * STEPS + (ROUND + ZERO as f32);
        *byte = turned.to_bits() as u8;
    }
}

/// Rounds values of any size as shares of the greatest of them, which is returned; values that are not finite
/// count as nothing.
pub fn to_scaled_bytes(values: &[f32], bytes: &mut [u8]) -> f32 {
    let top = values.iter().fold(0.0f32, |top, v| if v.is_finite() { top.max(v.abs()) } else { top });
    let inverse = if top > 0.0 { 1.0 / top } else { 0.0 };
    for (byte, value) in bytes.iter_mut().zip(values) {
        let share = value * inverse;
        to_bytes(&[if share.is_finite() { share } else { 0.0 }], std::slice::from_mut(byte));
    }
    top
}

/// Rows of bytes: row `r` starts at `r * stride`.
#[derive(Clone, Copy, Debug)]
pub struct ByteRows<'r> {
    /// The rows.
    pub bytes: &'r [u8],
    /// From one row to the next.
    pub stride: usize,
    /// How many rows.
    pub count: usize,
    /// What [`to_scaled_bytes`] said of each row; 1 where there is none.
    pub scales: &'r [f32],
}

/// `out += a · w`; row `r` of `out` starts at `r * out_stride`.
///
/// # Panics
/// If a row would lie outside its slice.
pub fn add_byte_product(isa: Isa, a: ByteRows<'_>, w: &ByteMatrix, out: (&mut [f32], usize)) {
    product(isa, a, w, None, out);
}

/// `out = bias + a · w` with one bias for all rows: what stood in `out` is not read, for rows that lie far
/// apart are seldom in the cache.
///
/// # Panics
/// If a row or the bias would lie outside its slice.
pub fn biased_byte_product(
    isa: Isa,
    a: ByteRows<'_>,
    w: &ByteMatrix,
    bias: &[f32],
    out: (&mut [f32], usize),
) {
    product(isa, a, w, Some(bias), out);
}

fn product(
    isa: Isa,
    a: ByteRows<'_>,
    w: &ByteMatrix,
    bias: Option<&[f32]>,
    (out, out_stride): (&mut [f32], usize),
) {
    let count = a.count;
    if count == 0 || w.panels.is_empty() {
        return;
    }
    assert!((count - 1) * a.stride + w.depth() <= a.bytes.len(), "a row of the left matrix is not there");
    assert!((count - 1) * out_stride + w.width() <= out.len(), "a row of the result is not there");
    for start in (0..count).step_by(BLOCK) {
        let rows = BLOCK.min(count - start);
        for (p, panel) in w.panels.chunks_exact(w.depth() * PANEL).enumerate() {
            let columns = p * PANEL..(p + 1) * PANEL;
            let tiles = Tiles {
                a: &a.bytes[start * a.stride..],
                a_stride: a.stride,
                scales: a.scales.get(start..).unwrap_or(&[]),
                panel,
                factor: &w.factor[columns.clone()],
                surplus: &w.surplus[columns.clone()],
                bias: bias.map(|b| &b[columns]),
                out: &mut out[start * out_stride + p * PANEL..],
                out_stride,
                depth: w.depth(),
            };
            match isa.0 {
                Kind::Portable => tiles.portable(rows),
                #[cfg(target_arch = "x86_64")]
                Kind::Avx2 | Kind::Avx512 => tiles.avx2(rows),
                #[cfg(target_arch = "x86_64")]
                Kind::Vnni => tiles.vnni(rows),
            }
        }
    }
}

/// Some rows times one panel.
struct Tiles<'t> {
    a: &'t [u8],
    a_stride: usize,
    scales: &'t [f32],
    panel: &'t [i8],
    factor: &'t [f32],
    surplus: &'t [i32],
    bias: Option<&'t [f32]>,
    out: &'t mut [f32],
    out_stride: usize,
    depth: usize,
}

impl Tiles<'_> {
    fn portable(mut self, rows: usize) {
        for r in 0..rows {
            let mut sum = [0i32; PANEL];
            let row = &self.a[r * self.a_stride..][..self.depth];
            for (x, group) in row.chunks_exact(GROUP).zip(self.panel.chunks_exact(GROUP * PANEL)) {
                for (s, w) in sum.iter_mut().zip(group.chunks_exact(GROUP)) {
                    *s += x.iter().zip(w).map(|(&x, &w)| i32::from(x) * i32::from(w)).sum::<i32>();
                }
            }
            self.add(r, &sum);
        }
    }

    /// Adds the sums of a row to the result, or to the bias.
    #[inline(always)]
    fn add(&mut self, r: usize, sum: &[i32; PANEL]) {
        let out = &mut self.out[r * self.out_stride..][..PANEL];
        let scale = self.scales.get(r).copied().unwrap_or(1.0);
        let sums = sum.iter().zip(self.surplus).zip(self.factor);
        let sums = sums.map(|((s, surplus), factor)| (s - surplus) as f32 * factor * scale);
        match self.bias {
            Some(bias) => out.iter_mut().zip(bias).zip(sums).for_each(|((o, b), s)| *o = b + s),
            None => out.iter_mut().zip(sums).for_each(|(o, s)| *o += s),
        }
    }

    #[cfg(target_arch = "x86_64")]
    fn vnni(mut self, rows: usize) {
        let mut r = 0;
        while r < rows {
            let step = (rows - r).min(12);
            // SAFETY: `Isa` proves AVX-512 VNNI. `add_byte_product` has checked that `rows` rows of `depth` bytes
            // lie in `a` at their stride; a panel holds depth × PANEL bytes; `depth` is whole groups.
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
            let step = (rows - r).min(3);
            // SAFETY: as in `vnni`, with AVX2.
            #[allow(unsafe_code)]
            unsafe {
                for_rows!(step, tile256(&mut self, r), 3 2)
            }
            r += step;
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod x86 {
    use super::{GROUP, PANEL, Tiles};
    use std::arch::x86_64::*;

    /// `M` rows from row `r` times one panel, sums held in registers.
    ///
    /// # Safety
    /// AVX-512F and AVX-512 VNNI; rows `r .. r + M` of `a` hold `depth` bytes, whole groups of four.
    #[target_feature(enable = "avx512f,avx512vnni")]
    pub(super) unsafe fn tile512<const M: usize>(t: &mut Tiles<'_>, r: usize) {
        let mut sums = [[0i32; PANEL]; M];
        // SAFETY: all addresses lie inside the rows that the caller vouches for, and inside `sums`.
        unsafe {
            let a = t.a.as_ptr().add(r * t.a_stride);
            // One row alone would wait for its own sums: it takes turns between two pairs of them.
            let mut sum = [[_mm512_setzero_si512(); 2]; M];
            let mut turn = [_mm512_setzero_si512(); 2];
            for k in (0..t.depth).step_by(GROUP) {
                let w = t.panel.as_ptr().add(k * PANEL).cast::<i32>();
                let (w0, w1) = (_mm512_loadu_epi32(w), _mm512_loadu_epi32(w.add(16)));
                for (m, s) in sum.iter_mut().enumerate() {
                    let four = a.add(m * t.a_stride + k).cast::<i32>().read_unaligned();
                    let x = _mm512_set1_epi32(four);
                    s[0] = _mm512_dpbusd_epi32(s[0], x, w0);
                    s[1] = _mm512_dpbusd_epi32(s[1], x, w1);
                }
                if M == 1 {
                    std::mem::swap(&mut sum[0], &mut turn);
                }
            }
            if M == 1 {
                sum[0] = [_mm512_add_epi32(sum[0][0], turn[0]), _mm512_add_epi32(sum[0][1], turn[1])];
            }
            for (row, s) in sums.iter_mut().zip(&sum) {
                _mm512_storeu_epi32(row.as_mut_ptr(), s[0]);
                _mm512_storeu_epi32(row.as_mut_ptr().add(16), s[1]);
            }
        }
        for (m, row) in sums.iter().enumerate() {
            t.add(r + m, row);
        }
    }

    /// The same with sums of pairs of 16-bit products, which cannot overflow, sixteen columns at a time.
    ///
    /// # Safety
    /// AVX2; as for [`tile512`].
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn tile256<const M: usize>(t: &mut Tiles<'_>, r: usize) {
        let mut sums = [[0i32; PANEL]; M];
        for part in (0..PANEL).step_by(16) {
            // SAFETY: all addresses lie inside the rows that the caller vouches for, and inside `sums`.
            unsafe {
                let a = t.a.as_ptr().add(r * t.a_stride);
                // Two sums a column, side by side: of the first and of the last two rows of each group.
                let mut sum = [[_mm256_setzero_si256(); 4]; M];
                for k in (0..t.depth).step_by(GROUP) {
                    let w = t.panel.as_ptr().add(k * PANEL + part * GROUP).cast::<__m128i>();
                    let load = |i| _mm256_cvtepi8_epi16(_mm_loadu_si128(w.add(i)));
                    let w = [load(0), load(1), load(2), load(3)];
                    for (m, s) in sum.iter_mut().enumerate() {
                        let four = a.add(m * t.a_stride + k).cast::<i32>().read_unaligned();
                        let x = _mm256_cvtepu8_epi16(_mm_set1_epi32(four));
                        for (s, w) in s.iter_mut().zip(&w) {
                            *s = _mm256_add_epi32(*s, _mm256_madd_epi16(x, *w));
                        }
                    }
                }
                for (row, s) in sums.iter_mut().zip(&sum) {
                    for (i, pair) in s.chunks_exact(2).enumerate() {
                        // Adds neighbours within each half, then puts the four quarters into order.
                        let both = _mm256_hadd_epi32(pair[0], pair[1]);
                        let ordered = _mm256_permute4x64_epi64::<0b11_01_10_00>(both);
                        _mm256_storeu_si256(row.as_mut_ptr().add(part + 8 * i).cast(), ordered);
                    }
                }
            }
        }
        for (m, row) in sums.iter().enumerate() {
            t.add(r + m, row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::numbers;
    use crate::{Packed, add_product, pack_rows};

    fn product(isa: Isa, a: &[f32], k: usize, w: &ByteMatrix) -> Vec<f32> {
        let rows = a.len() / k;
        let mut bytes = vec![7; rows * w.depth()];
        for (bytes, row) in bytes.chunks_exact_mut(w.depth()).zip(a.chunks_exact(k)) {
            to_bytes(row, bytes);
        }
        let mut out = vec![0.5; rows * w.width()];
        let a = ByteRows { bytes: &bytes, stride: w.depth(), count: rows, scales: &[] };
        add_byte_product(isa, a, w, (&mut out, w.width()));
        let mut afresh = vec![f32::NAN; out.len()];
        biased_byte_product(isa, a, w, &vec![0.5; w.width()], (&mut afresh, w.width()));
        assert_eq!(afresh, out);
        out
    }

    #[test]
    fn every_instruction_set_gives_the_same_bits_and_nearly_the_product() {
        for (rows, k, n) in [(1, 1, 1), (5, 7, 33), (12, 128, 64), (29, 96, 41), (131, 160, 96)] {
            let (a, columns) = (numbers(rows * k, 1), numbers(n * k, 2));
            let mut panels = Vec::new();
            pack_rows(&columns, k, &mut panels);
            let w = ByteMatrix::new(k, &panels);
            let exact = Packed::new(k, &panels);
            let mut want = vec![0.5; rows * w.width()];
            add_product(Isa::PORTABLE, (&a, k), rows, exact, (&mut want, w.width()));
            let plain = product(Isa::PORTABLE, &a, k, &w);
            // Each of k products is off by at most half a step on either side: 2 × 0.5 / 127 together.
            let room = 1.01 / 127.0 * k as f32;
            assert!(plain.iter().zip(&want).all(|(got, want)| (got - want).abs() < room));
            for isa in Isa::available() {
                assert_eq!(product(isa, &a, k, &w), plain, "{isa:?} {rows}x{k}x{n}");
            }
        }
    }

    #[test]
    fn the_greatest_values_do_not_overflow() {
        let (k, a) = (512, [1.0, -1.0]);
        let panels: Vec<f32> = (0..k * PANEL).map(|i| if i % 2 == 0 { 1.0 } else { -1.0 }).collect();
        let w = ByteMatrix::new(k, &panels);
        for isa in Isa::available() {
            for x in a {
                let out = product(isa, &vec![x; k], k, &w);
                assert_eq!((out[0], out[1]), (0.5 + x * k as f32, 0.5 - x * k as f32), "{isa:?}");
            }
        }
    }

    #[test]
    fn rows_of_any_size_are_measured_by_their_greatest_value() {
        let (rows, k) = (13, 8);
        let a: Vec<f32> =
            numbers(rows * k, 5).iter().enumerate().map(|(i, v)| v * (i / k * 3) as f32).collect();
        let mut panels = Vec::new();
        pack_rows(&numbers(PANEL * k, 6), k, &mut panels);
        let w = ByteMatrix::new(k, &panels);
        let mut bytes = vec![0; a.len()];
        let scales: Vec<f32> =
            a.chunks(k).zip(bytes.chunks_mut(k)).map(|(a, b)| to_scaled_bytes(a, b)).collect();
        let mut want = vec![0.0; rows * PANEL];
        add_product(Isa::PORTABLE, (&a, k), rows, Packed::new(k, &panels), (&mut want, PANEL));
        let run = |isa| {
            let mut out = vec![0.0; rows * PANEL];
            let a = ByteRows { bytes: &bytes, stride: k, count: rows, scales: &scales };
            add_byte_product(isa, a, &w, (&mut out, PANEL));
            out
        };
        let plain = run(Isa::PORTABLE);
        for (i, (got, want)) in plain.iter().zip(&want).enumerate() {
            assert!((got - want).abs() <= 1.01 / 127.0 * k as f32 * scales[i / PANEL], "{got} {want}");
        }
        assert!(Isa::available().into_iter().all(|isa| run(isa) == plain));
        let mut odd = [0; 3];
        assert_eq!(to_scaled_bytes(&[f32::NAN, f32::INFINITY, -2.0], &mut odd), 2.0);
        assert_eq!(odd, [128, 128, 1]);
    }

    #[test]
    fn values_are_rounded_to_the_nearest_step() {
        let mut bytes = [0; 7];
        to_bytes(&[-1.0, 1.0, 0.0, 0.6 / 127.0, -0.6 / 127.0, -7.0, 7.0], &mut bytes);
        assert_eq!(bytes, [1, 255, 128, 129, 127, 1, 255]);
    }
}
