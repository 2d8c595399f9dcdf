//! Scores who somebody is: `actors TESTS.jsonl [-v]`.
//!
//! The tests are those of NGEC's actor resolution: a phrase, at times a day, and the country and role expected of
//! it. Each phrase is read as an article of its own and resolved as a party is. `-v` prints every miss.
//!
//! Three readings are printed. *As written* compares the codes letter by letter. *Translated* does the same after our
//! roles have been put into NGEC's letters one for one ([`translated`]). *By sense* also takes for equal what NGEC
//! splits more finely or draws otherwise; that stands in [`ROLES`], [`COUNTRIES`] and [`expected_role`].
//!
//! The set is no held-out one: rows of `data/` were added while its misses were looked at, and the mapping to our codes
//! was written with its answers known. *As written* is what compares with other programs.
#![allow(clippy::print_stdout)]

use anyhow::{Context, Result};
use document::{Article, Block, BlockKind, Day, Party, Published, Span, TokenId, TokenRange};
use knowledge::Knowledge;
use serde_json::Value;

/// NGEC's roles that have other letters here, with all of ours that mean the same.
const ROLES: &[(&str, &[&str])] = &[
    ("BUD", &["REL"]),        // Buddhists: religion has one code here
    ("JRN", &["MED"]),        // journalists
    ("MED", &["MED", "HLH"]), // NGEC has ambulances and medical services under MED as well
    ("PRM", &["UAF", "REB"]), // paramilitaries: armed groups, of a side or of none
    ("SOC", &["NGO"]),        // social organisations
    ("UNK", &["", "CVL"]),    // nobody in particular; a bare "men" is people here
    ("JNK", &[""]),           // no actor at all
];

/// De-facto states: NGEC gives the country that they are in by international law, and PRE for *partially
/// recognised*; here they have a code of their own.
const COUNTRIES: &[(&str, &str)] =
    &[("ABK", "GEO"), ("OST", "GEO"), ("TRN", "MDA"), ("NKR", "AZE"), ("SML", "SOM"), ("NCY", "CYP")];

/// Bodies between states, whose letters NGEC has in the place of the country.
const BODIES: &[&str] = &["IGO", "UNO", "EUR", "NAT", "IMG"];

/// NGEC takes the day of the run where a test has none. The tests were written in 2022: Kwarteng had left the
/// Treasury (14 October), Thakur still governed Himachal Pradesh (until 8 December).
const TODAY: Option<Day> = Day::new(2022, 11, 15);

/// What one test wants and what it got.
struct Case {
    text: String,
    country: Option<String>,
    role: Option<String>,
    party: Party,
    got: (String, String),
}

/// Right answers of so many asked: country, role, both.
#[derive(Default)]
struct Tally {
    country: (usize, usize),
    role: (usize, usize),
    both: (usize, usize),
}

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().context("usage: actors TESTS.jsonl [-v]")?;
    let verbose = arguments.next().is_some();
    let knowledge = Knowledge::ours()?;
    let (mut written, mut put, mut sense) = (Tally::default(), Tally::default(), Tally::default());
    for line in std::fs::read_to_string(path)?.lines() {
        let Some(case) = case(&serde_json::from_str(line)?, &knowledge) else { continue };
        written.add(&case, |want, got| want == got, |want, got| want == got);
        put.add(&case, |want, got| want == got, |want, got| want == translated(got, &case.party));
        let right = sense.add(&case, same_country, |want, got| same_role(want, got, &case.party));
        if verbose && !right {
            println!("{}", miss(&case));
        }
    }
    println!("as written: {}\ntranslated: {}\nby sense:   {}", written.shown(), put.shown(), sense.shown());
    Ok(())
}

/// A test of the resolver that is alive and is expected to pass.
fn case(test: &Value, knowledge: &Knowledge) -> Option<Case> {
    let alive = test["active"] == true && test["xfail"] != true && test["func"] == "agent_to_code";
    let text = test["text"].as_str().filter(|_| alive)?.trim();
    let expect = &test["expect"];
    let country = expect["country"].as_str().map(str::to_string);
    let role = expect["code1"].as_str().map(str::to_string);
    (country.is_some() || role.is_some()).then_some(())?;
    let party = resolve(text, test["date"].as_str().and_then(day).or(TODAY), knowledge);
    let got = split(party.actor.as_deref().unwrap_or_default(), knowledge);
    Some(Case { text: text.to_string(), country, role, party, got })
}

/// Reads a phrase as an article and resolves all of it as one party.
fn resolve(text: &str, day: Option<Day>, knowledge: &Knowledge) -> Party {
    let published = day.map(|day| Published { day, basis: "test".into() });
    let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()) }];
    let article = Article { text: text.to_string(), blocks, published, ..Article::default() };
    let document = understand::understand(article, knowledge);
    let places = record::place::find(&document, knowledge);
    let phrase = TokenRange { start: 0, end: document.tokens.len() as u32 };
    let head = document.syntax().root(0).map_or(TokenId(0), |root| root.id);
    record::Who::new(&document, &knowledge.actors, &places).party(phrase, head)
}

/// `RUSGOV` is `RUS` and `GOV`, `GOV` has no country, `UNO` no role.
fn split(code: &str, knowledge: &Knowledge) -> (String, String) {
    let (first, rest) = code.split_at_checked(3).unwrap_or((code, ""));
    let country = knowledge.actors.country(first).is_some() || BODIES.contains(&first);
    let (country, role) = if country { (first, rest) } else { ("", code) };
    (country.to_string(), role.get(..3).unwrap_or(role).to_string())
}

/// `2022-05-01`, `10 May 2015`.
fn day(text: &str) -> Option<Day> {
    const MONTHS: &str = "janfebmaraprmayjunjulaugsepoctnovdec";
    let mut words = text.split_whitespace();
    let (day, month, year) = (words.next()?, words.next(), words.next());
    let (Some(month), Some(year)) = (month, year) else { return Day::parse(text) };
    let month = MONTHS.find(month.to_lowercase().get(..3)?)? / 3 + 1;
    Day::new(year.parse().ok()?, month as u32, day.parse().ok()?)
}

fn same_country(want: &str, got: &str) -> bool {
    want == got || COUNTRIES.iter().any(|&(ours, theirs)| got == ours && want == theirs)
}

/// Our role in NGEC's letters: media are JRN there and medicine MED; a country that acts as such has none.
fn translated<'c>(got: &'c str, party: &Party) -> &'c str {
    match got {
        "MED" => "JRN",
        "HLH" => "MED",
        "GOV" if is_state(party) => "",
        other => other,
    }
}

/// Whether the party is a country by its bare name.
fn is_state(party: &Party) -> bool {
    party.why.iter().any(|w| w.ends_with("(countries)"))
}

fn same_role(want: &str, got: &str, party: &Party) -> bool {
    want == got || expected_role(want, got, party)
}

/// Whether what NGEC calls `want` is what we call `got`.
///
/// A country as an actor has no role there and is its government here (`FRA`, `FRAGOV`).
fn expected_role(want: &str, got: &str, party: &Party) -> bool {
    match want {
        "" | "PRE" if got == "GOV" && is_state(party) => true,
        _ => ROLES.iter().any(|(theirs, ours)| *theirs == want && ours.contains(&got)),
    }
}

impl Tally {
    /// Counts a case; whether all that it asks was right.
    fn add(
        &mut self,
        case: &Case,
        country: impl Fn(&str, &str) -> bool,
        role: impl Fn(&str, &str) -> bool,
    ) -> bool {
        let country = case.country.as_ref().map(|want| country(want, &case.got.0));
        let role = case.role.as_ref().map(|want| role(want, &case.got.1));
        count(&mut self.country, country);
        count(&mut self.role, role);
        let both = country.unwrap_or(true) && role.unwrap_or(true);
        count(&mut self.both, Some(both));
        both
    }

    fn shown(&self) -> String {
        let share =
            |(right, all): (usize, usize)| format!("{right}/{all} {:.3}", right as f64 / all.max(1) as f64);
        format!("country {} role {} both {}", share(self.country), share(self.role), share(self.both))
    }
}

fn count(tally: &mut (usize, usize), right: Option<bool>) {
    tally.0 += usize::from(right == Some(true));
    tally.1 += usize::from(right.is_some());
}

fn miss(case: &Case) -> String {
    let (country, want) = (case.country.as_deref().unwrap_or("?"), case.role.as_deref().unwrap_or("?"));
    format!(
        "{:?}\twants {country}+{want}\tgot {}+{}\t{}",
        case.text,
        case.got.0,
        case.got.1,
        case.party.why.join("; ")
    )
}
