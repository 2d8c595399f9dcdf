//! Arguments of `dateline serve` and `dateline report`.

use super::knowledge::KnowledgeOption;
use super::rules::RulesOption;
use clap::Args;
use std::net::SocketAddr;
use std::path::PathBuf;

pub const SERVE_EXAMPLES: &str = "\
Examples:
  dateline serve news.dateline                          on this machine alone: http://127.0.0.1:7878
  dateline serve news.dateline --listen 0.0.0.0:7878    to others too, who need the token that is printed
  DATELINE_TOKEN=… dateline serve news.dateline --listen [::]:7878

Nothing is written to the store, unless --write lets people note corrections; articles that are added while it runs are shown. End it with Ctrl-C.";

pub const REPORT_EXAMPLES: &str = "\
Examples:
  dateline report news.dateline 'source:RUS target:USA since:2016-12' -o report.html
  dateline report news.dateline 'speaker:Lavrov stance:promises' -o lavrov.html

The file needs nothing else: send it, print it, keep it.";

/// `dateline serve`
#[derive(Clone, Debug, Args)]
pub struct ServeArguments {
    /// The store
    pub store: PathBuf,
    /// Where to listen. Where others than this machine can ask, they need a token: of the variable DATELINE_TOKEN, else one
    /// that is made and printed
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:7878")]
    pub listen: SocketAddr,
    /// Requests a second of one address; 0: any number
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub rate: u32,
    /// Most kilobytes of a text that is handed in to be read
    #[arg(long, value_name = "KB", default_value_t = 256)]
    pub longest: usize,
    /// Let people note corrections beside records, which stay as they were read
    #[arg(long)]
    pub write: bool,
    /// Take no texts to be read
    #[arg(long)]
    pub no_reading: bool,
    /// Tables of the user's.
    #[command(flatten)]
    pub knowledge: KnowledgeOption,
    /// Rules of the user's.
    #[command(flatten)]
    pub rules: RulesOption,
    /// Write no line for each request
    #[arg(long)]
    pub quiet: bool,
}

/// `dateline report`
#[derive(Clone, Debug, Args)]
pub struct ReportArguments {
    /// The store
    pub store: PathBuf,
    /// The query, as for `ask`; everything where not given
    #[arg(default_value = "", hide_default_value = true)]
    pub query: String,
    /// File to write
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
}
