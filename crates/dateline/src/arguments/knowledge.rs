//! The arguments of `dateline knowledge`, and the option that lays tables over the knowledge.

use clap::{Args, Subcommand, ValueEnum};
use dateline::facts::import;
use std::path::PathBuf;

/// Tables of the user's, for every command that reads.
#[derive(Clone, Debug, Default, Args)]
pub struct KnowledgeOption {
    /// Lay the tables of a file over what is known: its rows win for their names (may be repeated, later files
    /// win). What a file may hold: `dateline knowledge`
    #[arg(long = "knowledge", value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Know no people, bodies, countries and roles but those of --knowledge
    #[arg(long = "knowledge-only", id = "knowledge_only", requires = "files")]
    pub only: bool,
}

/// `dateline knowledge`
#[derive(Debug, Args)]
pub struct KnowledgeArguments {
    /// What to do; without it, the versions, counts, sources and hashes of what is compiled in are printed.
    #[command(subcommand)]
    pub command: Option<KnowledgeCommand>,
}

/// What to do with knowledge.
#[derive(Debug, Subcommand)]
pub enum KnowledgeCommand {
    /// Look for errors in tables of one's own
    #[command(after_help = CHECK_EXAMPLES)]
    Check {
        /// Files of tables
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Show everything that is known under a name
    #[command(after_help = FIND_EXAMPLES)]
    Find(FindArguments),
    /// Make tables of a file of others
    #[command(after_help = IMPORT_EXAMPLES)]
    Import(ImportArguments),
    /// Show which names stand for something else with tables of one's own than without
    #[command(after_help = DIFF_EXAMPLES)]
    Diff {
        /// Files of tables
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

/// `dateline knowledge find`
#[derive(Debug, Args)]
pub struct FindArguments {
    /// The name: of a person, country, body, place, or a role noun
    #[arg(required = true, value_name = "NAME")]
    pub name: Vec<String>,
    /// What it stands for on this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::day)]
    pub on: Option<document::Day>,
    /// How it is written
    #[arg(long, value_enum, default_value_t)]
    pub format: FindFormat,
    /// Tables of the user's.
    #[command(flatten)]
    pub knowledge: KnowledgeOption,
}

/// How what is known is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum FindFormat {
    /// To be read by people
    #[default]
    Text,
    /// One indented JSON array
    Json,
}

/// `dateline knowledge import`
#[derive(Debug, Args)]
pub struct ImportArguments {
    /// What the files are
    #[arg(value_enum)]
    pub format: import::Format,
    /// The files
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Whose codes of actors the tables have; for dictionaries of PETRARCH
    #[arg(long, value_enum, default_value_t)]
    pub codes: import::Codes,
    /// Where the tables are written; standard output where not given
    #[arg(long, short, value_name = "OUT")]
    pub output: Option<PathBuf>,
}

const CHECK_EXAMPLES: &str = "\
Each finding is a line: file:line: problem; remedy. Warnings are marked and do not fail.

Exit status: 0 no errors, 1 errors.";

const FIND_EXAMPLES: &str = "\
Examples:
  dateline knowledge find Lavrov --on 2016-12-12           who bears the name, and in what office that day
  dateline knowledge find Georgia                          a country, a state, towns
  dateline knowledge find \"foreign minister\" --format json

Exit status: 0 something is known, 1 nothing.";

const IMPORT_EXAMPLES: &str = "\
Examples:
  dateline knowledge import phoenix Phoenix.Countries.actors.txt -o phoenix.tsv
  dateline knowledge import geonames NO.txt > norway.tsv
  dateline knowledge import wikidata people.jsonl | dateline knowledge check /dev/stdin
What cannot be carried over is told by line on standard error and counted.";

const DIFF_EXAMPLES: &str = "\
Examples:
  dateline knowledge diff my.tsv
added: the name stood for nothing; changed: it stood for something else; shadowed: it stood for the same by a row of
the project's own. Sorted by name.";
