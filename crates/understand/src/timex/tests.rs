//! Runs the cases of `cases.txt`, and what holds of every text.

use super::find;
use document::{Article, Day, Published, Sentences, Timex, Tokens, Words};

const CASES: &str = include_str!("cases.txt");

fn read(day: &str, text: &str) -> Vec<Timex> {
    let published = Day::parse(day).map(|day| Published { day, basis: "option".into() });
    let article = Article { text: text.to_string(), published, ..Article::default() };
    find(&article, &Tokens::default(), &Sentences::default(), &Words::default())
}

/// The sentence with its expressions marked as in `cases.txt`.
fn marked(text: &str, timexes: &[Timex]) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for timex in timexes {
        let letter = match timex.kind.as_str() {
            "DURATION" => "P",
            other => &other[..1],
        };
        let range = timex.span.range();
        let value = timex.value.as_deref().unwrap_or("none");
        out += &format!("{}[{}|{letter} {value}]", &text[at..range.start], &text[range.clone()]);
        at = range.end;
    }
    out + &text[at..]
}

/// The sentence without its marks.
fn plain(marked: &str) -> String {
    let (mut out, mut rest) = (String::new(), marked);
    while let Some((before, behind)) = rest.split_once('[') {
        let (expression, behind) = behind.split_once(']').unwrap_or((behind, ""));
        out += before;
        out += expression.split('|').next().unwrap_or("");
        rest = behind;
    }
    out + rest
}

#[test]
fn cases() {
    let (mut count, mut failures) = (0, String::new());
    for line in CASES.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let Some((day, expected)) = line.split_once(' ') else { continue };
        let text = plain(expected);
        let got = marked(&text, &read(day, &text));
        count += 1;
        if got != expected {
            failures += &format!("{day}\n  expected {expected}\n  got      {got}\n");
        }
    }
    assert!(count >= 250, "only {count} cases");
    assert!(failures.is_empty(), "of {count} cases these fail:\n{failures}");
}

#[test]
fn an_expression_names_what_it_counts_from() {
    let text = "The paper of December 2 was clear. But four days later they recalled it.";
    let timexes = read("2016-12-12", text);
    assert_eq!(timexes[1].basis, "four days later ← December 2");
    assert_eq!(timexes[1].anchor, Some(document::TimexId(0)));
    assert_eq!(read("2016-12-12", "It rained yesterday.")[0].basis, "yesterday ← published 2016-12-12");
}

#[test]
fn the_day_of_a_dateline_serves_without_a_year() {
    let dateline = document::Dateline { month_day: Some((12, 12)), ..Default::default() };
    let text = "It rained yesterday and last month.".to_string();
    let article = Article { text, dateline: Some(dateline), ..Article::default() };
    let timexes = find(&article, &Tokens::default(), &Sentences::default(), &Words::default());
    let values: Vec<_> = timexes.iter().filter_map(|t| t.value.as_deref()).collect();
    assert_eq!(values, ["XXXX-12-11", "XXXX-11"]);
}

/// Any soup of the words that the rules know, and of odd characters, gives spans in order on character
/// borders.
#[test]
fn soups_do_no_harm() {
    let words = "12 2016 31 99 1,200 2/3 ' - . , : ( ) May the of Friday Dec. th st a year week-end \
        ago later next last é “ 🙂 ’s 1990s first half quarter to and p.m. noon morning every \n\n two \
        hundred thousand twenty years 00:00 999999999999 day 999,999,999 hundred decades ago earlier century 1 7 0 - to half";
    let words: Vec<&str> = words.split(' ').collect();
    let mut state = 7u32;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..12 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text += words[(state >> 16) as usize % words.len()];
            text += if state & 1024 == 0 { " " } else { "" };
        }
        let timexes = read(if state & 2048 == 0 { "2016-12-12" } else { "-" }, &text);
        let mut end = 0;
        for timex in timexes {
            assert!(timex.span.start >= end && !timex.span.of(&text).is_empty(), "{text:?}");
            end = timex.span.end;
        }
    }
}
