//! What the reading network holds of each token in its sentence, before it decides anything.

use crate::TokenId;

/// One row of bytes a token: outputs of the last layer of the encoder, `round(127 x) + 128` for `x` between -1
/// and 1. Later choices that are learnt look at them beside the decisions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct States {
    width: usize,
    bytes: Vec<u8>,
}

impl States {
    /// Rows of zeros (byte 128) for so many tokens.
    pub fn new(tokens: usize, width: usize) -> States {
        States { width, bytes: vec![128; tokens * width] }
    }

    /// Values of a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// How many tokens.
    pub fn len(&self) -> usize {
        self.bytes.len().checked_div(self.width).unwrap_or(0)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The row of a token; empty where there is none.
    pub fn row(&self, token: TokenId) -> &[u8] {
        let start = token.index() * self.width;
        self.bytes.get(start..start + self.width).unwrap_or(&[])
    }

    /// The row of a token, to be written.
    pub fn row_mut(&mut self, token: TokenId) -> &mut [u8] {
        let start = token.index() * self.width;
        self.bytes.get_mut(start..start + self.width).unwrap_or(&mut [])
    }
}
