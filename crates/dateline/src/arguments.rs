//! The command line, as `--help` teaches it.

#[cfg(feature = "fetch")]
pub mod fetch;
pub mod knowledge;
pub mod ledger;
pub mod reprints;
pub mod rules;
#[cfg(feature = "serve")]
pub mod serve;
pub mod store;

use self::knowledge::{KnowledgeArguments, KnowledgeOption};
use self::reprints::ReprintsArguments;
use self::rules::{RulesArguments, RulesOption};
use crate::position::Offsets;
use crate::statements::Quotes;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Reads the news and writes the record of it: who did what to whom, who said what, when and where.
///
/// Every line of the record points to the characters of the text that support it. Nothing leaves this machine; only
/// `fetch` and `watch` use the network.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, propagate_version = true, max_term_width = 100)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles and write their records
    #[command(after_help = READ_EXAMPLES)]
    Read(ReadArguments),
    /// Write the linguistic layers as CoNLL-U: tokens, tags, trees, names
    #[command(after_help = PARSE_EXAMPLES)]
    Parse(ParseArguments),
    /// Show why one record of an article came about: words, tree path, rule, knowledge rows
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain(ExplainArguments),
    /// List who said what: statements by speaker, words, stance, over many articles
    #[command(after_help = STATEMENTS_EXAMPLES)]
    Statements(StatementsArguments),
    /// List which articles are reprints, updates and excerpts of others, with the words they share
    #[command(after_help = REPRINTS_EXAMPLES)]
    Reprints(ReprintsArguments),
    /// Show what is known of people, bodies, places; check, make and compare tables of one's own
    #[command(after_help = KNOWLEDGE_EXAMPLES)]
    Knowledge(KnowledgeArguments),
    /// Show the rules by which events are found; test, import and write out rules of one's own
    #[command(after_help = RULES_EXAMPLES)]
    Rules(RulesArguments),
    /// Fetch pages, feeds and sitemaps into a folder, politely
    #[cfg(feature = "fetch")]
    #[command(after_help = fetch::FETCH_EXAMPLES)]
    Fetch(fetch::FetchArguments),
    /// Watch feeds and fetch each new article, until interrupted
    #[cfg(feature = "fetch")]
    #[command(after_help = fetch::WATCH_EXAMPLES)]
    Watch(fetch::WatchArguments),
    /// Read the articles of a store again that an earlier dateline read
    #[command(after_help = store::REREAD_EXAMPLES)]
    Reread(store::RereadArguments),
    /// Ask a store who did what to whom, or who said what
    #[command(after_help = store::ASK_EXAMPLES)]
    Ask(store::AskArguments),
    /// Show what several articles of a store tell of: its reports, what agrees, what contradicts
    #[command(after_help = store::HAPPENING_EXAMPLES)]
    Happening(store::HappeningArguments),
    /// Count what a query finds in a store, by day, month or year
    #[command(after_help = store::TIMELINE_EXAMPLES)]
    Timeline(store::TimelineArguments),
    /// List what was promised, offered, demanded, threatened, agreed in a store, and what became of it
    #[command(after_help = ledger::COMMITMENTS_EXAMPLES)]
    Commitments(ledger::CommitmentsArguments),
    /// List the busiest pairs of a store
    #[command(after_help = ledger::DYADS_EXAMPLES)]
    Dyads(ledger::DyadsArguments),
    /// List everything that a speaker said in a store
    #[command(after_help = ledger::SAYS_EXAMPLES)]
    Says(ledger::SaysArguments),
    /// Count what a query finds in a store by time, pair, type, place
    #[command(after_help = ledger::COUNTS_EXAMPLES)]
    Counts(ledger::CountsArguments),
    /// Ask a store in SQL; nothing can be changed
    #[command(after_help = store::SQL_EXAMPLES)]
    Sql(store::SqlArguments),
    /// Write a store to files: CSV, JSON lines, Parquet, and the forms of the field, as GDELT's
    #[command(after_help = store::EXPORT_EXAMPLES)]
    Export(store::ExportArguments),
    /// Set a store beside events that others coded: GDELT, Phoenix
    #[command(after_help = store::COMPARE_EXAMPLES)]
    Compare(store::CompareArguments),
    /// Show a store as pages and to programs, on this machine
    #[cfg(feature = "serve")]
    #[command(after_help = serve::SERVE_EXAMPLES)]
    Serve(serve::ServeArguments),
    /// Write what a query finds as one page that needs nothing else
    #[cfg(feature = "serve")]
    #[command(after_help = serve::REPORT_EXAMPLES)]
    Report(serve::ReportArguments),
    /// Write a completion script for a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
}

const READ_EXAMPLES: &str = "\
Examples:
  dateline read story.txt                          the story with its record, to be read by people
  dateline read story.txt --published 2016-12-12   when the text itself does not give the year
  dateline read pages/ -o out.jsonl                a folder, one record a line; after an interruption
  dateline read pages/ -o out.jsonl --resume       the rest of it
  curl -s URL | dateline read - --input html       from a pipe
  dateline read rows.jsonl --field text=body       other field names
  dateline read pages/ --store news.dateline       into a store; again, and only what is new is read

Exit status: 0 all read or skipped, 1 some inputs failed, 2 wrong arguments.";

const PARSE_EXAMPLES: &str = "\
Examples:
  dateline parse story.txt                     own tokens and sentences
  dateline parse --input conllu gold.conllu    tokens and sentences of the file are kept";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  dateline explain story.txt v3    the third event
  dateline explain story.txt s1    the first statement
Also e2 (entity), p1 (place), t1 (time expression), as `dateline read` numbers them.";

const STATEMENTS_EXAMPLES: &str = "\
Examples:
  dateline statements stories/ --speaker Lavrov --about Aleppo   what Lavrov says of Aleppo
  dateline statements stories/ --speaker RUS --stance promises   what anybody of Russia promises
  dateline statements stories/ --format csv > said.csv           for a spreadsheet
  dateline statements - --format jsonl --quotes outside          words without quotation marks

Exit status: 0 all read or skipped, 1 some inputs failed, 2 wrong arguments.";

const REPRINTS_EXAMPLES: &str = "\
Examples:
  dateline reprints wire/ papers/                       clusters of two articles and more
  dateline reprints papers/ --format jsonl              each article with its cluster, role and shared words
  dateline reprints today/ --index seen                 against those of earlier days too
  dateline read today/ --reprints seen -o today.jsonl   the same beside the record

Exit status: 0 all read or skipped, 1 some inputs failed, 2 wrong arguments.";

const KNOWLEDGE_EXAMPLES: &str = "\
Examples:
  dateline knowledge                                   what is compiled in: versions, counts, sources, hashes
  dateline knowledge find Lavrov --on 2016-12-12       what stands under a name
  dateline knowledge check my.tsv                      errors of a table of one's own
  dateline read story.txt --knowledge my.tsv           read with it";

const RULES_EXAMPLES: &str = "\
Examples:
  dateline rules                            all rules: name, type, CAMEO code, words
  dateline rules show accuse/condemn        one rule whole, with its sentences
  dateline rules test                       whether the sentences of the project's rules hold
  dateline rules test my.rule               the same of rules of one's own
  dateline read story.txt --rules my.rule   read with them";

/// What kind of input it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InputKind {
    /// Plain text
    Text,
    /// A web page
    Html,
    /// One JSON object a line: id or doc_id, text, title, date or dct or published, url
    Jsonl,
    /// A table with a header and commas or semicolons; columns as the fields of JSONL
    Csv,
    /// A table with a header and tabs, nothing quoted
    Tsv,
    /// A web archive: one article a page
    Warc,
    /// RSS, Atom or JSON Feed: one article an entry that has text
    Feed,
    /// A sitemap: its pages are listed as not read, nothing is fetched
    Sitemap,
    /// News Industry Text Format (NITF)
    Nitf,
    /// NewsML-G2: one article a news item
    Newsml,
    /// News in JSON (ninjs): one article an object
    Ninjs,
    /// Text of a wire with its headers (ANPA 1312, IPTC 7901): one article a message
    Wire,
    /// SGML of the Gigaword corpora: one article a DOC
    Gigaword,
    /// Tokens and sentences given (also IOB2 files)
    Conllu,
}

/// How the record is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// To be read by people
    #[default]
    Text,
    /// One indented JSON array
    Json,
    /// One JSON object a line
    Jsonl,
}

/// Where articles come from.
#[derive(Clone, Debug, Args)]
pub struct InputArguments {
    /// Files, folders, patterns; - or nothing for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    /// Kind of input; guessed from the content where not given
    #[arg(long, value_enum)]
    pub input: Option<InputKind>,
    /// Day of publication, for articles that do not say it themselves
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub published: Option<document::Day>,
    /// Read a field of JSONL or a column of a table under another name: text=body (may be repeated)
    #[arg(long = "field", value_name = "OURS=THEIRS", value_parser = field)]
    pub fields: Vec<(String, String)>,
    /// Threads; all cores where not given. The output is the same with any number
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// No progress bar
    #[arg(long)]
    pub quiet: bool,
}

/// Where results go.
#[derive(Clone, Debug, Default, Args)]
pub struct OutputArguments {
    /// File to write, which is there when it is whole; standard output where not given
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Go on with a run into this file that was interrupted, if one was
    #[arg(long, requires = "output")]
    pub resume: bool,
    /// Write what was read, skipped and failed, with the reasons, as JSON
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}

/// `dateline read`
#[derive(Clone, Debug, Args)]
pub struct ReadArguments {
    /// Where articles come from.
    #[command(flatten)]
    pub input: InputArguments,
    /// Where records go.
    #[command(flatten)]
    pub output: OutputArguments,
    /// Tables of the user's.
    #[command(flatten)]
    pub knowledge: KnowledgeOption,
    /// Rules of the user's.
    #[command(flatten)]
    pub rules: RulesOption,
    /// How the record is written; where not given as the output file is called, else text
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// What offsets in JSON count
    #[arg(long, value_enum, default_value_t)]
    pub offsets: Offsets,
    /// Write the text of the article into JSON too
    #[arg(long)]
    pub with_text: bool,
    /// What counts as a statement, and where its words begin and end
    #[arg(long, value_enum, default_value_t)]
    pub convention: Habits,
    /// Add the records to a store, made where there is none: one SQLite file. What it holds already is passed over
    #[arg(long, value_name = "FILE", conflicts_with_all = ["output", "resume", "format", "offsets", "with_text", "reprints"])]
    pub store: Option<PathBuf>,
    /// Say of each article which one it is a reprint of: folder of an index that is kept between runs
    #[arg(long, value_name = "FOLDER")]
    pub reprints: Option<PathBuf>,
}

/// By whose habits statements are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Habits {
    /// As this project annotates the wire: words and thoughts that are reported
    #[default]
    Wire,
    /// As PolNeAR does: plans, acts and approvals that speak for somebody too, whole cues
    Polnear,
    /// As GUM does: attributions of a discourse
    Gum,
}

impl ReadArguments {
    /// How the record is written.
    pub fn format(&self) -> Format {
        let ending = self.output.output.as_ref().and_then(|p| p.extension()?.to_str());
        self.format.unwrap_or(match ending {
            Some("jsonl") => Format::Jsonl,
            Some("json") => Format::Json,
            _ => Format::Text,
        })
    }
}

impl From<Habits> for understand::quote::Convention {
    fn from(habits: Habits) -> understand::quote::Convention {
        match habits {
            Habits::Wire => understand::quote::Convention::Wire,
            Habits::Polnear => understand::quote::Convention::Polnear,
            Habits::Gum => understand::quote::Convention::Gum,
        }
    }
}

/// `dateline statements`
#[derive(Clone, Debug, Args)]
pub struct StatementsArguments {
    /// Where articles come from.
    #[command(flatten)]
    pub input: InputArguments,
    /// Where results go.
    #[command(flatten)]
    pub output: OutputArguments,
    /// Tables of the user's.
    #[command(flatten)]
    pub knowledge: KnowledgeOption,
    /// Only of this speaker: words of the name or description, or the beginning of an actor code in capitals (RUS,
    /// RUSGOV); repeated, any one of them
    #[arg(long, value_name = "NAME")]
    pub speaker: Vec<String>,
    /// Only with these words in what is said, each as the beginning of a word; repeated, all of them
    #[arg(long, value_name = "WORDS")]
    pub about: Vec<String>,
    /// Only with this stance; repeated, any one of them
    #[arg(long, value_parser = stances())]
    pub stance: Vec<document::Stance>,
    /// Only in this form; repeated, any one of them
    #[arg(long, value_parser = forms())]
    pub form: Vec<document::Form>,
    /// How the statements are written
    #[arg(long, value_enum, default_value_t)]
    pub format: ListFormat,
    /// Whether outer quotation marks belong to what is said
    #[arg(long, value_enum, default_value_t)]
    pub quotes: Quotes,
    /// What counts as a statement, and where its words begin and end
    #[arg(long, value_enum, default_value_t)]
    pub convention: Habits,
    /// What offsets in JSON count
    #[arg(long, value_enum, default_value_t)]
    pub offsets: Offsets,
}

/// How a list is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// To be read by people
    #[default]
    Table,
    /// Comma-separated values with a header line
    Csv,
    /// One JSON object a line
    Jsonl,
}

fn stances() -> impl TypedValueParser<Value = document::Stance> {
    let all = understand::quote::stance::ALL;
    let name =
        move |n: String| all.into_iter().find(|s| s.as_str() == n).unwrap_or(document::Stance::Asserts);
    PossibleValuesParser::new(all.map(document::Stance::as_str)).map(name)
}

fn forms() -> impl TypedValueParser<Value = document::Form> {
    use document::Form::{Direct, Indirect, Mixed};
    let all = [Direct, Indirect, Mixed];
    let name = move |n: String| all.into_iter().find(|f| f.as_str() == n).unwrap_or(Direct);
    PossibleValuesParser::new(all.map(document::Form::as_str)).map(name)
}

/// `dateline parse`
#[derive(Clone, Debug, Args)]
pub struct ParseArguments {
    /// Where articles come from.
    #[command(flatten)]
    pub input: InputArguments,
    /// Where results go.
    #[command(flatten)]
    pub output: OutputArguments,
    /// How the layers are written
    #[arg(long, value_enum, default_value_t)]
    pub format: ParseFormat,
}

/// How layers are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ParseFormat {
    /// CoNLL-U, with names as NER=B-PER in the last column
    #[default]
    Conllu,
}

/// `dateline explain`
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// The file that the article stands in
    pub file: PathBuf,
    /// The record: v1 (event), s1 (statement), e1 (entity), p1 (place), t1 (time expression)
    pub id: String,
    /// Which article, where the file holds several: its id
    #[arg(long)]
    pub article: Option<String>,
    /// Kind of input; guessed from the content where not given
    #[arg(long, value_enum)]
    pub input: Option<InputKind>,
    /// Day of publication, for articles that do not say it themselves
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub published: Option<document::Day>,
    /// Tables of the user's.
    #[command(flatten)]
    pub knowledge: KnowledgeOption,
    /// Rules of the user's.
    #[command(flatten)]
    pub rules: RulesOption,
}

fn day(text: &str) -> Result<document::Day, String> {
    document::Day::parse(text).ok_or_else(|| format!("'{text}' is no day of the calendar; write 2016-12-12"))
}

fn field(text: &str) -> Result<(String, String), String> {
    let (ours, theirs) = text.split_once('=').ok_or("write OURS=THEIRS, as in text=body")?;
    let known = ["id", "text", "title", "published", "url"];
    match known.contains(&ours) && !theirs.is_empty() {
        true => Ok((ours.to_string(), theirs.to_string())),
        false => Err(format!("'{ours}' is no field of ours; there are {}", known.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Arguments::command().debug_assert();
    }
}
