//! `dateline ask`, `dateline timeline` and `dateline sql`: one question to a store, its answer as a table, CSV or JSON lines.

use crate::arguments::store::{
    AnswerFormat, AskArguments, AskOf, SqlArguments, TimelineArguments, TimelineBy,
};
use crate::batch;
use crate::input::Failure;
use crate::store_command::{failure, open};
use dateline::keep::{Answer, By, Of, Value, object, parquet};
use dateline::statements::csv_row;
use std::io::{IsTerminal, Read};

pub fn run(arguments: &SqlArguments) -> Result<u8, Failure> {
    let store = open(&arguments.store)?;
    let question = match &arguments.question {
        Some(question) => question.clone(),
        None => typed()?,
    };
    told(&store.ask(&question).map_err(failure)?, arguments.format)
}

/// A query in the language of stores.
pub fn ask(arguments: &AskArguments) -> Result<u8, Failure> {
    let store = open(&arguments.store)?;
    let of = match arguments.of {
        AskOf::Events => Of::Events,
        AskOf::Statements => Of::Statements,
        AskOf::Happenings => Of::Happenings,
    };
    told(&store.query(of, &arguments.query, arguments.limit).map_err(failure)?, arguments.format)
}

/// Counts of a query over time; on a terminal with a bar for each.
pub fn timeline(arguments: &TimelineArguments) -> Result<u8, Failure> {
    let store = open(&arguments.store)?;
    let by = match arguments.by {
        TimelineBy::Day => By::Day,
        TimelineBy::Month => By::Month,
        TimelineBy::Year => By::Year,
    };
    let mut answer = store.timeline(&arguments.query, by).map_err(failure)?;
    if is_table(arguments.format) {
        bars(&mut answer);
    }
    told(&answer, arguments.format)
}

/// Longest bar, in columns.
const LONGEST: f64 = 40.0;

/// A last column with bars as long as the events are many.
fn bars(answer: &mut Answer) {
    let events = |row: &[Value]| row.get(1).and_then(Value::int).unwrap_or(0) as f64;
    let most = answer.rows.iter().map(|r| events(r)).fold(1.0, f64::max);
    for row in &mut answer.rows {
        let eighths = (events(row) / most * LONGEST * 8.0).round() as usize;
        let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8];
        row.push(Value::Text("█".repeat(eighths / 8) + rest));
    }
    answer.columns.push(String::new());
}

/// Whether people read it.
pub fn is_table(format: Option<AnswerFormat>) -> bool {
    format.map_or(std::io::stdout().is_terminal(), |f| f == AnswerFormat::Table)
}

/// Writes an answer.
pub fn told(answer: &Answer, format: Option<AnswerFormat>) -> Result<u8, Failure> {
    let piped = if std::io::stdout().is_terminal() { AnswerFormat::Table } else { AnswerFormat::Csv };
    let text = match format.unwrap_or(piped) {
        AnswerFormat::Table => table(answer),
        AnswerFormat::Csv => csv(answer),
        AnswerFormat::Jsonl => jsonl(answer),
        AnswerFormat::Parquet => return bytes(answer),
    };
    batch::write(&mut anstream::stdout().lock(), &text)?;
    Ok(0)
}

fn bytes(answer: &Answer) -> Result<u8, Failure> {
    if std::io::stdout().is_terminal() {
        return Err(Failure("Parquet is not for a terminal; write it to a file: > answer.parquet".into()));
    }
    batch::write_bytes(&mut std::io::stdout().lock(), &parquet(answer).map_err(failure)?)?;
    Ok(0)
}

fn typed() -> Result<String, Failure> {
    let mut question = String::new();
    let read = std::io::stdin().lock().read_to_string(&mut question);
    read.map_err(|e| Failure(format!("standard input: the question cannot be read: {e}")))?;
    Ok(question)
}

/// Widest that a column of the table gets.
const WIDEST: usize = 60;

fn table(answer: &Answer) -> String {
    let line = |text: String| -> String { text.split_whitespace().collect::<Vec<_>>().join(" ") };
    let cut = |text: String| match text.chars().count() > WIDEST {
        true => text.chars().take(WIDEST - 1).chain(['…']).collect(),
        false => text,
    };
    let head = answer.columns.clone();
    let rows = answer.rows.iter().map(|r| r.iter().map(|v| cut(line(v.words()))).collect());
    let lines: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
    let width = |at: usize| lines.iter().filter_map(|l| Some(l.get(at)?.chars().count())).max().unwrap_or(0);
    let widths: Vec<usize> = (0..answer.columns.len()).map(width).collect();
    let numbers = |at: usize| {
        answer.rows.iter().all(|r| matches!(r.get(at), Some(Value::Int(_) | Value::Real(_) | Value::Null)))
    };
    let right: Vec<bool> = (0..answer.columns.len()).map(numbers).collect();
    let mut out = String::new();
    for line in lines {
        let cells = line.iter().zip(&widths).zip(&right).map(|((cell, width), right)| match right {
            true => format!("{cell:>width$}"),
            false => format!("{cell:<width$}"),
        });
        out.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        out.push('\n');
    }
    out
}

fn csv(answer: &Answer) -> String {
    let rows = answer.rows.iter().map(|row| row.iter().map(Value::words).collect::<Vec<_>>());
    csv_row(&answer.columns) + &rows.map(|row| csv_row(&row)).collect::<String>()
}

fn jsonl(answer: &Answer) -> String {
    answer.rows.iter().map(|row| format!("{}\n", object(&answer.columns, row))).collect()
}
