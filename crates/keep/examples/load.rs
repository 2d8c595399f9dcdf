//! A made-up store: how fast records go in with all indexes live, how many bytes each takes, how long questions take.
//!
//! `cargo run --release -p keep --example load -- FILE.dateline [ARTICLES]`: articles of about 700 characters with ten
//! events, five statements and six places each, actors and words as rare as in the news (Zipf), over ten years in their order.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use document::{
    Article, Day, Document, Event, EventDay, Evidence, Factuality, Form, Party, Place, Plover, Published,
    Record, Span, Stance, Statement,
};
use keep::{Rows, Store};
use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// The memory of the command.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Articles a transaction: as many as have the rows that `dateline read` adds at once.
const TRANSACTION: usize = 1024;

struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() % most as u64) as usize
    }

    /// One of `many`, the first ones often.
    fn zipf(&mut self, many: usize) -> usize {
        let x = (self.next() % (1 << 30)) as f64 / f64::from(1 << 30);
        ((many as f64 + 1.0).powf(x) - 1.0) as usize
    }
}

const COUNTRIES: [&str; 12] =
    ["USA", "RUS", "SYR", "CHN", "ISR", "IRN", "TUR", "FRA", "GBR", "UKR", "DEU", "IND"];
const ROLES: [&str; 5] = ["GOV", "MIL", "", "OPP", "REB"];

/// Stems of the news, the most frequent first.
fn words() -> Vec<&'static str> {
    let rows = include_str!("../src/same/rarity.tsv").lines().filter_map(|l| l.split_once('\t'));
    let mut rows: Vec<(u32, &str)> = rows.map(|(word, n)| (n.parse().unwrap(), word)).collect();
    rows.retain(|r| !r.1.starts_with(|c: char| c.is_ascii_digit()));
    rows.sort_by_key(|r| (std::cmp::Reverse(r.0), r.1));
    rows.into_iter().map(|r| r.1).collect()
}

/// A made-up name for a number.
fn name(mut n: usize) -> String {
    let mut name = String::from("X");
    while n > 0 {
        name.push(char::from(b'a' + (n % 26) as u8));
        n /= 26;
    }
    name
}

fn party(chance: &mut Chance) -> Party {
    let actor = format!("{}{}", COUNTRIES[chance.zipf(12)], ROLES[chance.zipf(5)]);
    Party {
        span: Some(Span::new(0, 20)),
        name: Some(format!("Name {}", chance.zipf(5000))),
        actor: Some(actor),
        ..Party::default()
    }
}

fn evidence() -> Evidence {
    let why = vec!["rules: consult/meet (CONSULT)".into(), "classifier: CONSULT 0.85, no event 0.15".into()];
    Evidence {
        spans: vec![Span::new(0, 20), Span::new(30, 36)],
        rule: "consult/meet".into(),
        confidence: 0.85,
        why,
    }
}

fn event(chance: &mut Chance, at: usize, place: u32, day: Day) -> Event {
    Event {
        trigger: Span::new(at, at + 6),
        main: at == 0,
        plover: Plover::ALL[chance.zipf(16)],
        mode: None,
        contexts: vec!["diplomatic".into()],
        cameo: "040".into(),
        goldstein: 1.0,
        source: vec![party(chance)],
        target: vec![party(chance)],
        factuality: if chance.below(4) == 0 { Factuality::Future } else { Factuality::Actual },
        historical: chance.below(8) == 0,
        claimed_by: None,
        date: Some(EventDay { value: day.to_string(), span: None, basis: "today".into() }),
        place: Some(place),
        conditions: None,
        deadline: None,
        same_as: None,
        evidence: evidence(),
    }
}

fn place(chance: &mut Chance, at: usize) -> Place {
    let id = chance.zipf(40_000);
    Place {
        span: Span::new(at, at + 8),
        name: Some(format!("Town {id}")),
        geonames: Some(id as u32 + 1),
        country: Some(COUNTRIES[id % 12].into()),
        point: Some((
            (id % 140) as f64 - 60.0 + (id % 97) as f64 / 97.0,
            (id * 7 % 360) as f64 - 180.0 + (id % 89) as f64 / 89.0,
        )),
        confidence: 0.9,
        modifier: None,
        runner_up: None,
        why: vec![],
    }
}

fn statement(chance: &mut Chance, at: usize) -> Statement {
    Statement {
        content: vec![Span::new(at, at + 100)],
        cue: Some(Span::new(at + 102, at + 106)),
        speaker: Some(party(chance)),
        addressee: None,
        form: Form::Direct,
        stance: Stance::Asserts,
        within: None,
        date: None,
        evidence: evidence(),
    }
}

fn article(chance: &mut Chance, words: &[&str], n: usize, many: usize) -> Record {
    let mut text = String::new();
    while text.len() < 700 {
        let word = chance.zipf(30_000);
        let word = words.get(word).map_or_else(|| name(word), |w| (*w).to_string());
        text += &format!("{word}{}", if chance.below(12) == 0 { ". " } else { " " });
    }
    if n.is_multiple_of(40) {
        text += "the corridor was opened.";
    }
    let day = Day::parse("2015-01-01").unwrap().plus((n * 3650 / many) as i32).unwrap();
    let article = Article {
        id: format!("made-{n}"),
        origin: Some(format!("https://paper{}.example/{n}", chance.zipf(300))),
        text,
        published: Some(Published { day, basis: "field".into() }),
        ..Article::default()
    };
    Record {
        places: (0..6).map(|at| place(chance, at * 90)).collect(),
        statements: (0..5).map(|at| statement(chance, at * 110)).collect(),
        events: (0..10).map(|at| event(chance, at * 60, at as u32 % 6, day)).collect(),
        document: Document { article, ..Document::default() },
        ..Record::default()
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let path = Path::new(&arguments[0]);
    let many: usize = arguments.get(1).map_or(20_000, |n| n.parse().unwrap());
    if !path.exists() {
        fill(path, many);
    }
    ask(path);
}

/// How long this program has worked; where the system does not say so, how long it has run.
fn worked() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    let told = std::fs::read_to_string("/proc/self/schedstat").ok();
    let worked = told.as_deref().and_then(|t| t.split(' ').next()?.parse().ok()).map(Duration::from_nanos);
    worked.unwrap_or_else(|| START.get_or_init(Instant::now).elapsed())
}

fn fill(path: &Path, many: usize) {
    let mut store = Store::create(path).unwrap();
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let (mut records, mut inside, mut passed, words) = (0, Duration::ZERO, Duration::ZERO, words());
    for first in (0..many).step_by(TRANSACTION) {
        let batch: Vec<Record> =
            (first..many.min(first + TRANSACTION)).map(|n| article(&mut chance, &words, n, many)).collect();
        records += batch.iter().map(|r| r.events.len() + r.statements.len() + r.places.len()).sum::<usize>();
        let (start, clock) = (worked(), Instant::now());
        store.add(batch.iter().map(|r| Rows::of(r, "made up")).collect()).unwrap();
        inside += worked() - start;
        passed += clock.elapsed();
        if first % (TRANSACTION * 25) == 0 {
            let rate = |time: Duration| records as f64 / time.as_secs_f64();
            println!(
                "{first} articles, {:.0} records/s of work, {:.0} by the clock",
                rate(inside),
                rate(passed)
            );
        }
    }
    drop(store);
    let bytes = std::fs::metadata(path).unwrap().len();
    println!(
        "{many} articles, {records} records (events, statements, places): {:.0} a second of work, {:.0} by the clock, {:.0} \
         bytes each, text and all",
        records as f64 / inside.as_secs_f64(),
        records as f64 / passed.as_secs_f64(),
        bytes as f64 / records as f64
    );
}

const QUESTIONS: [(&str, &str); 7] = [
    (
        "dyad by month",
        "SELECT substr(day, 1, 7), sum(events), sum(goldstein) FROM daily_dyads WHERE source = 'RUSGOV' AND \
         target = 'USAGOV' GROUP BY 1",
    ),
    (
        "top actors of a year",
        "SELECT actor, sum(events) FROM monthly_actors WHERE role = 'source' AND month BETWEEN '2020-01' AND '2020-12' \
         GROUP BY 1 ORDER BY 2 DESC LIMIT 20",
    ),
    (
        "a word in a month",
        "SELECT a.id, a.published FROM article_words w JOIN articles a ON a.id = w.rowid WHERE w.article_words MATCH \
         'corridor' AND a.published BETWEEN '2020-05-01' AND '2020-05-31' LIMIT 50",
    ),
    (
        "a word, newest 20",
        "SELECT rowid FROM article_words WHERE article_words MATCH 'corridor' ORDER BY rowid DESC LIMIT 20",
    ),
    (
        "events in a box in a month",
        "SELECT count(*) FROM spots_box b JOIN events e ON e.geonames = b.geonames WHERE b.south >= 30 AND b.north <= 40 \
         AND b.west >= 30 AND b.east <= 45 AND e.day BETWEEN '2020-05-01' AND '2020-05-31'",
    ),
    (
        "events of a dyad with their articles",
        "SELECT a.origin, e.day, e.type FROM sides d JOIN events e ON e.id = d.event JOIN articles a ON a.id = e.article \
         WHERE d.source_country = 'RUS' AND d.target_country = 'USA' AND d.day BETWEEN '2020-05-01' AND '2020-05-31' \
         ORDER BY d.day LIMIT 100",
    ),
    (
        "word and dyad, first page",
        "SELECT e.id FROM event_words w JOIN events e ON e.id = w.rowid JOIN dyads d ON d.event = e.id WHERE \
         w.event_words MATCH 'follow' AND d.source_country = 'RUS' ORDER BY w.rowid DESC LIMIT 20",
    ),
];

fn ask(path: &Path) {
    let store = Store::open(path).unwrap();
    for (name, question) in QUESTIONS {
        let once = |_| {
            let start = Instant::now();
            let rows = store.ask(question).unwrap().rows.len();
            (start.elapsed(), rows)
        };
        let (time, rows) = (0..5).map(once).min().unwrap();
        println!("{name}: {:.1} ms, {rows} rows", time.as_secs_f64() * 1000.0);
    }
}
