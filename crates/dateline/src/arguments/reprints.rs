//! The arguments of `dateline reprints`.

use super::{InputArguments, OutputArguments};
use crate::position::Offsets;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// `dateline reprints`
#[derive(Clone, Debug, Args)]
pub struct ReprintsArguments {
    /// Where articles come from.
    #[command(flatten)]
    pub input: InputArguments,
    /// Where results go.
    #[command(flatten)]
    pub output: OutputArguments,
    /// Folder of an index that is kept between runs; made where it is not there
    #[arg(long, value_name = "FOLDER")]
    pub index: Option<PathBuf>,
    /// How the clusters are written
    #[arg(long, value_enum, default_value_t)]
    pub format: ReprintsFormat,
    /// What offsets in JSON count
    #[arg(long, value_enum, default_value_t)]
    pub offsets: Offsets,
}

/// How clusters are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ReprintsFormat {
    /// Clusters of two and more, to be read by people
    #[default]
    Table,
    /// One JSON object an article, in the order of the input
    Jsonl,
}
