//! The answer to a question as Parquet.

use super::out::unwritten;
use crate::store::Answer;
use crate::{KeepError, answered};
use parquet::arrow::ArrowWriter;
use std::path::Path;

/// An answer as a Parquet file: a column of whole numbers, of numbers, else of text.
///
/// # Errors
/// If Parquet refuses it, which would be a mistake of ours.
pub fn parquet(answer: &Answer) -> Result<Vec<u8>, KeepError> {
    let made = || -> Result<Vec<u8>, Box<dyn std::error::Error>> {
        let batch = answered(answer)?;
        let mut out = ArrowWriter::try_new(Vec::new(), batch.schema(), None)?;
        out.write(&batch)?;
        Ok(out.into_inner()?)
    };
    made().map_err(|e| unwritten(Path::new("the answer"), &e))
}
