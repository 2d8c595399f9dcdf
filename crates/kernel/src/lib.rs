//! The arithmetic that reading spends its time on: products with packed matrices and the cell of an LSTM.
//!
//! This is the one crate where `unsafe` is allowed; each site says why it is sound. Every function works row by
//! row and adds in the same order whatever the number of rows, so that results do not depend on what is
//! computed together. AVX-512 and AVX2 give the same bits; the portable path, which has no fused
//! multiply-add, may differ in the last ones.

mod bytes;
mod isa;
mod lstm;
mod product;

pub use bytes::{ByteMatrix, add_byte_product, to_bytes};
pub use isa::Isa;
pub use lstm::{Cells, lstm_cells};
pub use product::{PANEL, Packed, add_product, pack_rows};
