//! The arguments of `dateline rules`, and the option that lays rules over those of the project.

use super::knowledge::KnowledgeOption;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Rules of the user's, for the commands that find events.
#[derive(Clone, Debug, Default, Args)]
pub struct RulesOption {
    /// Lay the rules of a file, or of all files of a folder that end in .rule, over those of the project (may be
    /// repeated, later ones win). A rule replaces the one of its name; what a rule of yours fits is an event of its
    /// type. How rules are written: `dateline rules show NAME`
    #[arg(long = "rules", id = "rules", value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// `dateline rules`
#[derive(Debug, Args)]
pub struct RulesArguments {
    /// What to do; without it, the rules are listed.
    #[command(subcommand)]
    pub command: Option<RulesCommand>,
}

/// What to do with rules.
#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// List rules: name, type, mode, CAMEO code, words
    List {
        /// Files and folders of rules; the project's where none is given
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Show one rule whole: what its code means, its words, where the parties stand, its sentences
    #[command(after_help = SHOW_EXAMPLES)]
    Show {
        /// The name of the rule, as `evidence.rule` and `dateline explain` give it
        name: String,
        /// Rules of the user's.
        #[command(flatten)]
        rules: RulesOption,
    },
    /// Read the sentences of rules with the whole program and tell which hold
    #[command(after_help = TEST_EXAMPLES)]
    Test(TestArguments),
    /// Make rules of a file of others
    #[command(after_help = IMPORT_EXAMPLES)]
    Import(ImportRulesArguments),
    /// Write the pages of the codebook: one a type, and one that sets CAMEO beside PLOVER
    Codebook {
        /// The folder to write to
        folder: PathBuf,
    },
}

/// `dateline rules test`
#[derive(Debug, Args)]
pub struct TestArguments {
    /// Files and folders of rules; the project's where none is given
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Only of rules whose name contains this
    #[arg(long, value_name = "WORDS")]
    pub only: Option<String>,
    /// Tables of the user's.
    #[command(flatten)]
    pub knowledge: KnowledgeOption,
}

/// `dateline rules import`
#[derive(Debug, Args)]
pub struct ImportRulesArguments {
    /// What the files are
    #[arg(value_enum)]
    pub format: RulesFormat,
    /// The files
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// What its codes are
    #[arg(long, value_enum, default_value_t)]
    pub codes: Codes,
    /// Codes that begin so have this type, whatever the scheme says (may be repeated)
    #[arg(long = "type", value_name = "CODE=TYPE", value_parser = typed)]
    pub types: Vec<(String, document::Plover)>,
    /// Where the rules are written; standard output where not given
    #[arg(long, short, value_name = "OUT")]
    pub output: Option<PathBuf>,
}

/// Rules of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    /// Dictionaries of verbs and patterns as PETRARCH and TABARI read them
    Petrarch,
}

/// What the codes of a dictionary of verbs are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Codes {
    /// CAMEO
    #[default]
    Cameo,
    /// WEIS, of which each category is carried over to the type nearest to it
    Weis,
}

fn typed(text: &str) -> Result<(String, document::Plover), String> {
    let (code, name) = text.split_once('=').ok_or("write CODE=TYPE, as in 345=REJECT")?;
    let plover = document::Plover::parse(name).ok_or_else(|| {
        let all: Vec<&str> = document::Plover::ALL.iter().map(|p| p.as_str()).collect();
        format!("no type is called '{name}'; there are {}", all.join(", "))
    })?;
    Ok((code.to_string(), plover))
}

const SHOW_EXAMPLES: &str = "\
Examples:
  dateline rules show accuse/condemn
  dateline rules show accuse/condemn --rules my.rule   as it is with rules of one's own laid over
What is printed, less the lines that begin with #, is a rule file: copy it to begin one of your own.";

const TEST_EXAMPLES: &str = "\
A line 'yes [France] condemned {the raid}.' holds if the rule finds an event with that source and that target, or
another rule finds one of the same type with them. A line 'no The roof was condemned.' holds if the rule finds no
event with a known actor. What does not hold is told with what was found instead.

Examples:
  dateline rules test my.rule
  dateline rules test --only accuse/

Exit status: 0 all hold, 1 some do not, or a file is wrong.";

const IMPORT_EXAMPLES: &str = "\
Examples:
  dateline rules import petrarch CAMEO.verbpatterns.txt -o cameo.rule
  dateline read story.txt --rules cameo.rule
What cannot be carried over is told by line on standard error and counted.";
