//! The command as its users meet it: exit status, messages, formats, pipes.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::folder;
use std::io::Write;
use std::process::{Command, Output, Stdio};

const STORY: &str = "ANKARA, May 14 (Anadolu) - Turkey's foreign minister accused Greece of violating its airspace.\n\n\
    \"We will not accept this,\" Mevlut Cavusoglu said on Tuesday.\n";

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn text_in_a_pipe_is_plain_and_numbered() {
    let output = run(&["read", "-", "--published", "2019-05-14"], STORY.as_bytes());
    let text = out(&output);
    assert!(output.status.success());
    assert!(!text.contains('\u{1b}'), "colour in a pipe");
    assert!(text.contains("‹s2 \"We will not accept"), "{text}");
    assert!(text.contains("Mevlut Cavusoglu (TURGOV)"), "{text}");
    assert!(text.contains("Tuesday = 2019-05-14"), "{text}");
}

#[test]
fn json_has_the_fields_of_the_contract_in_order() {
    let output =
        run(&["read", "--format", "jsonl", "--with-text", "--published", "2019-05-14"], STORY.as_bytes());
    let record: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    let keys: Vec<&str> = record.as_object().unwrap().keys().map(String::as_str).collect();
    let wanted = [
        "id",
        "origin",
        "canonical",
        "language",
        "title",
        "subtitle",
        "byline",
        "section",
        "slug",
        "published",
        "published_basis",
        "updated",
        "updated_basis",
        "dateline",
        "text",
        "notes",
        "statements",
        "events",
        "commitments",
        "timexes",
        "places",
        "entities",
        "made_by",
    ];
    assert_eq!(keys, wanted);
    assert_eq!(record["published_basis"], "option");
    let statement = &record["statements"][1];
    let keys: Vec<&str> = statement.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        ["id", "content", "cue", "speaker", "addressee", "form", "stance", "within", "date", "evidence",]
    );
    assert_eq!(statement["date"], "2019-05-14");
}

#[test]
fn offsets_count_what_they_are_told_to() {
    let story = "“Вот 🙂,” he said.\n";
    let end = |offsets: &str| {
        let output = run(&["read", "--format", "jsonl", "--offsets", offsets], story.as_bytes());
        let record: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
        record["statements"][0]["content"][0][1].as_u64()
    };
    let content = "“Вот 🙂,”";
    assert_eq!(end("chars"), Some(content.chars().count() as u64));
    assert_eq!(end("bytes"), Some(content.len() as u64));
    assert_eq!(end("utf16"), Some(content.encode_utf16().count() as u64));
}

#[test]
fn a_failing_file_is_told_and_the_rest_goes_on() {
    let folder = folder("failing");
    std::fs::write(folder.join("a.txt"), STORY).unwrap();
    std::fs::write(folder.join("b.txt"), "\x01\x02\x03").unwrap();
    std::fs::write(folder.join("c.txt"), STORY).unwrap();
    std::fs::write(folder.join("d.txt"), "").unwrap();
    let output = run(&["read", "--format", "jsonl", folder.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(out(&output).lines().count(), 2);
    assert!(err(&output).contains("b.txt"), "{}", err(&output));
    assert!(err(&output).contains("2 read, 1 skipped, 1 failed"), "{}", err(&output));
}

#[test]
fn messages_name_the_file_and_the_remedy() {
    let missing = run(&["read", "no-such-file.txt"], b"");
    assert_eq!(missing.status.code(), Some(1));
    assert!(err(&missing).contains("no-such-file.txt: no such file; check the path"));
    let pattern = run(&["read", "no-such-*.txt"], b"");
    assert!(err(&pattern).contains("no file fits this pattern"));
    let day = run(&["read", "-", "--published", "2016-02-30"], b"");
    assert_eq!(day.status.code(), Some(2));
    assert!(err(&day).contains("no day of the calendar"), "{}", err(&day));
    let field = run(&["read", "-", "--field", "body=text"], b"");
    assert_eq!(field.status.code(), Some(2));
    let row = run(&["read", "-", "--input", "jsonl"], b"{\"text\":\"One.\"}\nnonsense\n");
    assert_eq!(row.status.code(), Some(1));
    assert!(err(&row).contains('2'), "{}", err(&row));
}

#[test]
fn parse_keeps_the_tokens_that_it_is_given() {
    let bank = "# sent_id = x\n# text = Wait here\n1\tWait\t_\t_\t_\t_\t_\t_\t_\t_\n2\there\t_\t_\t_\t_\t_\t_\t_\t_\n\n";
    let output = run(&["parse", "--input", "conllu"], bank.as_bytes());
    let text = out(&output);
    assert!(text.contains("# sent_id = x"), "{text}");
    assert!(text.contains("1\tWait\twait\tVERB\t"), "{text}");
    let own = out(&run(&["parse"], b"They didn't go."));
    assert!(own.contains("2-3\tdidn't\t"), "{own}");
}

#[test]
fn explain_shows_words_rule_and_knowledge() {
    let folder = folder("explain");
    let file = folder.join("story.txt");
    std::fs::write(&file, STORY).unwrap();
    let path = file.to_str().unwrap();
    let output = run(&["explain", path, "s1", "--published", "2019-05-14"], b"");
    let text = out(&output);
    assert!(text.contains("attribution/") && text.contains("mevlut-cavusoglu"), "{text}");
    let wrong = run(&["explain", path, "s99"], b"");
    assert_eq!(wrong.status.code(), Some(1));
    assert!(err(&wrong).contains("no record 's99'; there are"), "{}", err(&wrong));
}

#[test]
fn completions_are_written() {
    assert!(out(&run(&["completions", "bash"], b"")).contains("_dateline"));
}
