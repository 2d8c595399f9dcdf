//! The arithmetic that reading spends its time on: products with packed matrices and the cell of an LSTM.
//!
//! This is the one crate where `unsafe` is allowed; each site says why it is sound. Every function works row by
//! row and adds in the same order whatever the number of rows, so that results do not depend on what is
//! computed together. AVX-512 and AVX2 give the same bits; the portable path, which has no fused
//! multiply-add, may differ in the last ones.

/// Calls a function of the module `x86` that is made for each number of rows, for the number there is.
#[cfg(target_arch = "x86_64")]
macro_rules! for_rows {
    ($rows:expr, $tile:ident($tiles:expr, $from:expr), $($count:literal)*) => {
        match $rows {
            $($count => x86::$tile::<$count>($tiles, $from),)*
            _ => x86::$tile::<1>($tiles, $from),
        }
    };
}

mod bytes;
mod isa;
mod lstm;
mod product;

pub use bytes::{ByteMatrix, ByteRows, add_byte_product, biased_byte_product, to_bytes, to_scaled_bytes};
pub use isa::Isa;
pub use lstm::{Cells, lstm_cells};
pub use product::{PANEL, Packed, add_product, pack_rows};

#[cfg(test)]
mod tests {
    /// Numbers between -1 and 1.
    pub(crate) fn numbers(count: usize, seed: u32) -> Vec<f32> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 23) as f32 - 1.0
        };
        (0..count).map(|_| next()).collect()
    }
}
