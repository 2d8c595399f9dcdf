//! Arguments of the commands on stores.

use super::knowledge::KnowledgeOption;
use super::rules::RulesOption;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

pub const REREAD_EXAMPLES: &str = "\
Examples:
  dateline reread news.dateline                        what an earlier dateline read
  dateline reread news.dateline --all --rules my.rule  everything, by rules of one's own

Texts stay as they are; records are made anew. It may be interrupted: what was read again stays.";

pub const ASK_EXAMPLES: &str = "\
Examples:
  dateline ask news.dateline 'source:RUS target:USA since:2016-12'
  dateline ask news.dateline 'type:AGREE..COOPERATE near:Aleppo corridor'
  dateline ask news.dateline 'actor:SYR -type:ASSAULT factuality:actual' --format csv > events.csv
  dateline ask news.dateline 'speaker:Lavrov \"safe corridors\"' --of statements
  dateline ask news.dateline 'type:PROTEST country:KEN' --of happenings

All terms must hold; a comma between values means any of them; a minus before a term, that it does not hold. Words
alone, or in quotation marks, stand in the sentence of the event, or in what is said.
Actors: the beginning of a code in capitals (RUS, RUSMIL), or words of a name.";

/// `dateline ask`
#[derive(Clone, Debug, Args)]
pub struct AskArguments {
    /// The store
    pub store: PathBuf,
    /// The query; everything, latest first, where not given
    #[arg(default_value = "", hide_default_value = true)]
    pub query: String,
    /// What is asked for
    #[arg(long, value_enum, default_value = "events")]
    pub of: AskOf,
    /// How many at most, the latest
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: usize,
    /// How the answer is written; where not given a table on a terminal, CSV in a pipe
    #[arg(long, value_enum)]
    pub format: Option<AnswerFormat>,
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AnswerFormat {
    /// To be read by people
    Table,
    /// Comma-separated values with a header line
    Csv,
    /// One JSON object a line
    Jsonl,
    /// Apache Parquet, not for a terminal
    Parquet,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AskOf {
    /// Who did what to whom
    Events,
    /// Who said what
    Statements,
    /// What several articles tell of
    Happenings,
}

pub const HAPPENING_EXAMPLES: &str = "\
Examples:
  dateline ask news.dateline 'type:ASSAULT country:SDN' --of happenings   which there are, with their numbers
  dateline happening news.dateline 7                                      one of them";

/// `dateline happening`
#[derive(Clone, Debug, Args)]
pub struct HappeningArguments {
    /// The store
    pub store: PathBuf,
    /// Its number, as `ask --of happenings` shows it
    pub id: i64,
}

pub const TIMELINE_EXAMPLES: &str = "\
Examples:
  dateline timeline news.dateline 'source:RUS target:USA factuality:actual'
  dateline timeline news.dateline 'type:PROTEST country:SRB since:2024' --by day --format csv > protests.csv

Counts reports: each happening once an article. Divide by `articles` before you compare times.";

/// `dateline timeline`
#[derive(Clone, Debug, Args)]
pub struct TimelineArguments {
    /// The store
    pub store: PathBuf,
    /// The query, as for `ask`; everything where not given
    #[arg(default_value = "", hide_default_value = true)]
    pub query: String,
    /// How long a point of it is
    #[arg(long, value_enum, default_value = "month")]
    pub by: TimelineBy,
    /// How it is written; where not given a table with bars on a terminal, CSV in a pipe
    #[arg(long, value_enum)]
    pub format: Option<AnswerFormat>,
}

/// How long a point of a timeline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TimelineBy {
    /// A day
    Day,
    /// A month
    Month,
    /// A year
    Year,
}

pub const SQL_EXAMPLES: &str = "\
Examples:
  dateline sql news.dateline \"SELECT type, count(*) FROM events GROUP BY 1 ORDER BY 2 DESC\"
  dateline sql news.dateline --format csv < question.sql > answer.csv
  dateline sql news.dateline \"SELECT name, sql FROM sqlite_schema\"   what there is to ask

Words of a record: substr(text, begin + 1, end - begin). Tables and columns: the guide, under \"Schema of stores\".";

/// `dateline reread`
#[derive(Clone, Debug, Args)]
pub struct RereadArguments {
    /// The store
    pub store: PathBuf,
    /// Also what this very version read
    #[arg(long)]
    pub all: bool,
    /// Tables of the user's.
    #[command(flatten)]
    pub knowledge: KnowledgeOption,
    /// Rules of the user's.
    #[command(flatten)]
    pub rules: RulesOption,
    /// Threads; all cores where not given. The result is the same with any number
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// No progress bar
    #[arg(long)]
    pub quiet: bool,
}

pub const EXPORT_EXAMPLES: &str = "\
Examples:
  dateline export news.dateline -o tables/                             a CSV file a table
  dateline export news.dateline --as parquet -o tables/                with types and lists, for pandas, R, DuckDB
  dateline export news.dateline --as jsonl -o out/ --table events      one table, one object a line
  dateline export news.dateline --as gdelt -o gdelt/                   events and mentions, as GDELT 2.0 has them
  dateline export news.dateline 'actor:SYR' --as graphml > syria.graphml

Forms that have no place for it hold only what took place; ask for more with factuality: in the query.";

/// `dateline export`
#[derive(Clone, Debug, Args)]
pub struct ExportArguments {
    /// The store
    pub store: PathBuf,
    /// Only events that this query finds, as for `ask`; of csv, jsonl and parquet tables are written whole
    #[arg(default_value = "", hide_default_value = true)]
    pub query: String,
    /// Folder that the files go to, made where there is none, or the one file; standard output where not given
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// What the files are
    #[arg(long = "as", value_enum, default_value = "csv", value_name = "FORM")]
    pub form: ExportForm,
    /// Of csv, jsonl and parquet only this table; repeated, these
    #[arg(long, value_name = "TABLE")]
    pub table: Vec<String>,
}

/// What exported files are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportForm {
    /// Comma-separated values with a header line; lists are JSON
    Csv,
    /// One JSON object a line
    Jsonl,
    /// Apache Parquet
    Parquet,
    /// GDELT 2.0: events (61 columns) and mentions (16)
    Gdelt,
    /// ICEWS: one table of 20 columns
    Icews,
    /// POLECAT: one table of 40 columns
    Polecat,
    /// Phoenix: one table of 26 columns
    Phoenix,
    /// W3C Web Annotation: JSON-LD with positions and quotations
    #[value(name = "webannotation")]
    WebAnnotation,
    /// brat: a text and its annotations, two files an article
    Brat,
    /// GraphML: actors, and who does how much to whom
    Graphml,
    /// GeoJSON: events at their places
    Geojson,
}

pub const COMPARE_EXAMPLES: &str = "\
Examples:
  dateline compare news.dateline 20240501.export.CSV                     counts by pair of countries and CAMEO root
  dateline compare news.dateline *.export.CSV --each day --format csv    by day
  dateline compare news.dateline Phoenix.20240501.txt --class quad       Phoenix, by quad class

Files are unpacked ones of GDELT 2.0 or 1.0 events or of Phoenix. Exit status 1 where lines were broken.";

/// `dateline compare`
#[derive(Clone, Debug, Args)]
pub struct CompareArguments {
    /// The store
    pub store: PathBuf,
    /// Files of events
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// What classes of events are told apart
    #[arg(long, value_enum, default_value = "root")]
    pub class: CompareClass,
    /// What a line of the answer is
    #[arg(long, value_enum, default_value = "dyad")]
    pub each: CompareEach,
    /// How the answer is written; where not given a table on a terminal, CSV in a pipe
    #[arg(long, value_enum)]
    pub format: Option<AnswerFormat>,
}

/// Classes of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CompareClass {
    /// CAMEO roots
    Root,
    /// Quad classes, of the root on both sides
    Quad,
}

/// Lines of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CompareEach {
    /// A pair of countries and a class, with the correlation over days
    Dyad,
    /// A day
    Day,
    /// A day, a pair and a class
    Cell,
}

/// `dateline sql`
#[derive(Clone, Debug, Args)]
pub struct SqlArguments {
    /// The store
    pub store: PathBuf,
    /// The question, one SELECT; read from standard input where not given
    pub question: Option<String>,
    /// How the answer is written; where not given a table on a terminal, CSV in a pipe
    #[arg(long, value_enum)]
    pub format: Option<AnswerFormat>,
}
