//! `dateline serve` and `dateline report`: a store shown. The server's lines go to standard error.

use crate::GOOD;
use crate::arguments::serve::{ReportArguments, ServeArguments};
use crate::input::Failure;
use crate::knowledge_command::reader;
use crate::rules_command::ruled;
use crate::store_command::failure;
use dateline::keep::{Rows, Store};
use dateline::{Reader, json};
use document::Day;
use show::{Server, Settings, ShowError, Told};
use std::sync::Arc;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

/// Serves until interrupted.
pub fn serve(arguments: &ServeArguments) -> Result<u8, Failure> {
    let level = if arguments.quiet { Level::WARN } else { Level::INFO };
    // Another one that was set before has the lines.
    let _ = tracing::subscriber::set_global_default(Lines(level));
    let reading = match arguments.no_reading {
        true => None,
        false => Some(texts(ruled(reader(&arguments.knowledge)?, &arguments.rules)?)),
    };
    let settings = Settings {
        store: arguments.store.clone(),
        address: arguments.listen,
        token: token(arguments)?,
        reader: reading,
        longest: arguments.longest * 1024,
        write: arguments.write,
        rate: arguments.rate,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|e| Failure(format!("the server cannot begin: {e}")))?;
    runtime.block_on(run(settings)).map_err(|e| told(&e))?;
    Ok(GOOD)
}

async fn run(settings: Settings) -> Result<(), ShowError> {
    let server = Server::bind(settings).await?;
    if let Some(address) = server.address() {
        eprintln!("dateline: http://{address}/  (Ctrl-C ends it)");
    }
    server.run(end()).await;
    Ok(())
}

/// An interrupt, or the word of whoever runs services.
async fn end() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut term) = signal(SignalKind::terminate()) {
            tokio::select! { _ = interrupt => {}, _ = term.recv() => {} }
            return;
        }
    }
    let _ = interrupt.await;
}

/// What others have to name: given by the environment, else made and printed once. This machine alone needs none, unless
/// one is given.
fn token(arguments: &ServeArguments) -> Result<Option<String>, Failure> {
    let given = std::env::var("DATELINE_TOKEN").ok().filter(|t| !t.is_empty());
    if given.is_some() || arguments.listen.ip().is_loopback() {
        return Ok(given);
    }
    let made = show::token().map_err(|e| Failure(format!("no token can be made: {e}")))?;
    eprintln!("dateline: token {made}");
    Ok(Some(made))
}

/// What reads texts that are handed in.
fn texts(reader: Reader) -> show::Reader {
    Arc::new(move |text: &str, published: Option<&str>| {
        let day = published.map(|p| Day::parse(p).ok_or("'published' is a day: 2016-12-12")).transpose()?;
        let options = read::Options { kind: Some(read::Kind::Text), published: day, ..Default::default() };
        let article = read::articles(text.as_bytes().to_vec(), "handed in", &options).next();
        let article = article.ok_or("there is no text to read")?.map_err(|e| e.to_string())?;
        let record = reader.read(article);
        let rows = Rows::of(&record, &json::made_by_line());
        Ok(Told { json: json::record(&record, json::Style::default()), rows })
    })
}

/// Writes what a query finds as one page.
pub fn report(arguments: &ReportArguments) -> Result<u8, Failure> {
    let store = Store::open(&arguments.store).map_err(failure)?;
    let page = show::report(&store, &arguments.query).map_err(|e| told(&e))?;
    let written = std::fs::write(&arguments.output, page);
    let path = arguments.output.display();
    written.map_err(|e| Failure(format!("{path}: it cannot be written: {e}")))?;
    Ok(GOOD)
}

fn told(error: &ShowError) -> Failure {
    Failure(error.to_string())
}

/// Events of the server as lines: `INFO answered method=GET path=/ status=200 milliseconds=3`.
struct Lines(Level);

impl Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= self.0 && metadata.target().starts_with("show")
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line::default();
        event.record(&mut line);
        eprintln!("{} {}{}", event.metadata().level(), line.message, line.fields);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// One line. What strangers write is quoted, so that it stays on it.
#[derive(Default)]
struct Line {
    message: String,
    fields: String,
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        match field.name() {
            "message" => self.message = format!("{value:?}"),
            name => self.fields += &format!(" {name}={value:?}"),
        }
    }
}
