//! Arguments of the commands that look over a whole store: commitments, pairs, speakers, counts.

use super::store::AnswerFormat;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

pub const COMMITMENTS_EXAMPLES: &str = "\
Examples:
  dateline commitments news.dateline --between RUS,USA
  dateline commitments news.dateline --since 2016-12 --format csv > ledger.csv

Promises, offers, demands, threats and agreements, with what this report or a later one says became of each: kept, broken,
withdrawn, rejected, accepted, repeated. \"deadline passed\" says no more than that no report told of it in time. Where
nothing is known there is nothing.";

/// `dateline commitments`
#[derive(Clone, Debug, Args)]
pub struct CommitmentsArguments {
    /// The store
    pub store: PathBuf,
    /// Only those between these two, by the beginnings of their actor codes
    #[arg(long, value_name = "ONE,OTHER", value_delimiter = ',', num_args = 1)]
    pub between: Vec<String>,
    /// Only those made on this day or later: 2016, 2016-12, 2016-12-06
    #[arg(long, value_name = "DAY")]
    pub since: Option<String>,
    /// How the answer is written; where not given a table on a terminal, CSV in a pipe
    #[arg(long, value_enum)]
    pub format: Option<AnswerFormat>,
}

pub const DYADS_EXAMPLES: &str = "\
Examples:
  dateline dyads news.dateline
  dateline dyads news.dateline --actor SYR --since 2016-10 --until 2016-12

Counts reports of what took place, each happening once an article, no background. On a terminal the last column shows
their course by months.";

/// `dateline dyads`
#[derive(Clone, Debug, Args)]
pub struct DyadsArguments {
    /// The store
    pub store: PathBuf,
    /// With somebody on either side whose code begins so
    #[arg(long, value_name = "CODE")]
    pub actor: Option<String>,
    /// From this day, month or year on
    #[arg(long, value_name = "DAY")]
    pub since: Option<String>,
    /// Up to the end of this day, month or year
    #[arg(long, value_name = "DAY")]
    pub until: Option<String>,
    /// How many at most, the busiest
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// How the answer is written; where not given a table on a terminal, CSV in a pipe
    #[arg(long, value_enum)]
    pub format: Option<AnswerFormat>,
}

pub const SAYS_EXAMPLES: &str = "\
Examples:
  dateline says Lavrov news.dateline
  dateline says RUSGOV news.dateline 'stance:denies since:2016-12'
  dateline says Kerry news.dateline --stances

A speaker: the beginning of an actor code in capitals, or words of a name.";

/// `dateline says`
#[derive(Clone, Debug, Args)]
pub struct SaysArguments {
    /// Who speaks
    pub speaker: String,
    /// The store
    pub store: PathBuf,
    /// More that must hold, as for `ask --of statements`
    #[arg(default_value = "", hide_default_value = true)]
    pub query: String,
    /// Only how often with which stance
    #[arg(long)]
    pub stances: bool,
    /// How many at most, the latest
    #[arg(long, value_name = "N", default_value_t = 1000)]
    pub limit: usize,
    /// How the answer is written; where not given a table on a terminal, CSV in a pipe
    #[arg(long, value_enum)]
    pub format: Option<AnswerFormat>,
}

pub const COUNTS_EXAMPLES: &str = "\
Examples:
  dateline counts news.dateline --by month,type 'country:SYR'
  dateline counts news.dateline --by source,target 'type:ASSAULT factuality:actual'
  dateline counts news.dateline --by day --format parquet > days.parquet

Counts reports: each happening once an article. `per_thousand` is against the articles read, of the time where one is
counted by.";

/// `dateline counts`
#[derive(Clone, Debug, Args)]
pub struct CountsArguments {
    /// The store
    pub store: PathBuf,
    /// The query, as for `ask`; everything where not given
    #[arg(default_value = "", hide_default_value = true)]
    pub query: String,
    /// What is counted by, several parted by commas
    #[arg(long, value_enum, value_delimiter = ',', default_value = "month")]
    pub by: Vec<CountKey>,
    /// How the answer is written; where not given a table on a terminal, CSV in a pipe
    #[arg(long, value_enum)]
    pub format: Option<AnswerFormat>,
}

/// What is counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CountKey {
    /// A day
    Day,
    /// A month
    Month,
    /// A year
    Year,
    /// Who does it
    Source,
    /// To whom
    Target,
    /// The PLOVER type
    Type,
    /// The country where
    Country,
    /// The place where
    Place,
}
