//! The compiled actors that ship: made from the tables as they are, whole, fast to open.
#![allow(clippy::unwrap_used)]

use document::Day;
use knowledge::{Actors, Compiled, Holding, Kind, Shape, TableFile};
use std::path::{Path, PathBuf};

static FILE: &[u8] = include_bytes!("../../../models/actors.bin");

fn data() -> Vec<TableFile> {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let read = |shape: &Shape| {
        let name = format!("{}.tsv", shape.name());
        let text = std::fs::read_to_string(folder.join(&name)).unwrap();
        TableFile { name: format!("data/{name}"), text }
    };
    Actors::TABLES.iter().map(read).collect()
}

fn file(name: &str, shape: Shape, rows: &str) -> TableFile {
    TableFile { name: name.into(), text: format!("{}\n{rows}\n", shape.header()) }
}

fn day(text: &str) -> Option<Day> {
    Some(Day::parse(text).unwrap())
}

#[test]
fn the_shipped_file_is_made_of_the_tables_as_they_are() {
    let now = Actors::compile(&data()).unwrap();
    let sources = |bytes: &[u8]| Actors::open(bytes.to_vec()).unwrap().sources().to_vec();
    let (now_of, shipped_of) = (sources(&now), sources(FILE));
    let changed: Vec<String> = now_of
        .iter()
        .filter(|s| !shipped_of.contains(s))
        .map(|s: &Compiled| {
            let before = shipped_of.iter().find(|o| o.file == s.file).map_or(0, |o| o.rows);
            format!("{} ({before} rows then, {} now)", s.file, s.rows)
        })
        .collect();
    assert!(
        now == FILE,
        "models/actors.bin is not what data/ compiles to; changed since: {}. Run `cargo xtask knowledge` and commit \
         models/actors.bin together with the tables.",
        if changed.is_empty() { "the compiler itself".to_string() } else { changed.join(", ") }
    );
}

#[test]
fn the_header_can_be_read_by_people() {
    let header = String::from_utf8_lossy(&FILE[..1400]);
    assert!(header.starts_with("dateline actors 1\nchecksum "), "{header}");
    assert!(header.contains("\ntable data/people.tsv ") && header.contains("\nend\n"), "{header}");
}

#[test]
fn it_opens_fast_and_is_small() {
    let began = std::time::Instant::now();
    let actors = Actors::ours().unwrap();
    let limit = if cfg!(debug_assertions) { 500 } else { 50 };
    assert!(began.elapsed().as_millis() < limit, "{:?}", began.elapsed());
    assert!(FILE.len() < 20 << 20, "{} bytes", FILE.len());
    assert!(actors.counts().iter().all(|(_, count)| *count > 0), "{:?}", actors.counts());
}

#[test]
fn a_damaged_file_is_refused() {
    for cut in [0, 10, 17, 18, 40, 300, 900, FILE.len() / 2, FILE.len() - 1] {
        assert!(Actors::open(&FILE[..cut]).is_err(), "cut to {cut}");
    }
    let mut altered = FILE.to_vec();
    for at in (0..FILE.len()).step_by(FILE.len() / 97) {
        altered[at] ^= 0x10;
        let message = Actors::open(altered.clone()).err().unwrap().to_string();
        assert!(message.contains("build it again with `cargo xtask knowledge`"), "{message}");
        altered[at] ^= 0x10;
    }
    let message = Actors::open(&FILE[..FILE.len() - 1]).err().unwrap().to_string();
    assert!(message.contains("checksum"), "{message}");
}

#[test]
fn names_in_the_news_stand_for_somebody() {
    let actors = Actors::ours().unwrap();
    let check = |name: &str, on: &str, kind: Kind, code: &str| {
        let entry = actors.entry(name, day(on)).unwrap();
        assert_eq!((entry.kind, entry.code), (kind, code), "{name}");
    };
    check("Syria", "2016-12-12", Kind::Country, "SYR");
    check("US", "2016-12-12", Kind::Country, "USA");
    check("the Kremlin".trim_start_matches("the "), "2016-12-12", Kind::Seat, "RUSGOV");
    check("U.N.", "2016-12-12", Kind::Organisation, "UNO");
    check("TASS", "2016-12-12", Kind::Outlet, "RUSMED");
    assert!(actors.entry("us", None).is_none());
    assert_eq!(actors.country_of_adjective("Russian").map(|c| c.code), Some("RUS"));
    assert!(actors.country_of_adjective("polish").is_none());
    assert_eq!(actors.country("RU").map(|c| c.name), Some("Russia"));
    assert!(actors.country("").is_none());
    let offices: Vec<&str> = actors.role("foreign minister").unwrap().offices().collect();
    assert_eq!(offices, ["foreign-minister"]);
    let lavrov = actors.people().named("Sergei Lavrov").next().unwrap();
    assert!(matches!(lavrov.on(day("2016-12-12")), Holding::Now(t) if t.code == "RUSGOV"));
    let (holder, _) = actors.people().holder("foreign-minister", "RUS", day("2016-12-12").unwrap()).unwrap();
    assert_eq!(holder.id, "sergey-lavrov");
}

#[test]
fn the_users_rows_win_for_a_name() {
    let ours = Actors::ours().unwrap();
    let files = [
        file("a.tsv", Shape::Organisations, "x\tUnited Nations\tUNTO\tXYZ\tigo\t\t2020\t\tmine"),
        file("b.tsv", Shape::Roles, "wizard\tREL\t\twizards\tyes\tmine"),
    ];
    let actors = ours.with(&files).unwrap();
    let code = |on: &str| actors.entry("United Nations", day(on)).map(|e| (e.code, e.row()));
    assert_eq!(code("2021-01-01"), Some(("XYZ", "a.tsv:2".into())));
    assert_eq!(code("2019-12-31"), Some(("UNO", "organisations:United Nations".into())));
    assert_eq!(actors.entry("NATO", None).map(|e| e.code), ours.entry("NATO", None).map(|e| e.code));
    assert_eq!(actors.role("wizards").map(|r| (r.code, r.origin.line)), Some(("REL", 2)));
}

#[test]
fn a_person_of_the_same_id_keeps_what_is_not_replaced() {
    let base = [file(
        "base.tsv",
        Shape::People,
        "ann-lee\tAnn Lee\tA. Lee\tf\tpresident\tFRA\tFRAGOV\t2020\t\town\n\
         ann-lee\tAnn Lee\t\tf\tforeign-minister\tFRA\tFRAGOV\t2015\t2019\town",
    )];
    let base = Actors::open(Actors::compile(&base).unwrap()).unwrap();
    let mine = [file(
        "my.tsv",
        Shape::People,
        "ann-lee\tAnn Lee\t\tf\tpresident\tFRA\tFRAGOV\t2020\t2022-03-01\tmine\n\
         bo-li\tBo Li\t\tm\tpresident\tFRA\tFRAGOV\t2022-03-02\t\tmine",
    )];
    let actors = base.with(&mine).unwrap();
    let people = actors.people();
    let lee: Vec<_> = people.named("A. Lee").collect();
    assert_eq!(lee.len(), 1);
    assert_eq!(lee[0].terms().count(), 2);
    assert!(matches!(lee[0].on(day("2023-01-01")), Holding::Former(t) if t.origin.to_string() == "my.tsv:2"));
    assert!(matches!(lee[0].on(day("2016-01-01")), Holding::Now(t) if t.office == "foreign-minister"));
    let holder = |on: &str, office: &str| {
        people.holder(office, "FRA", Day::parse(on).unwrap()).map(|(p, _)| p.id.to_string())
    };
    assert_eq!(holder("2023-01-01", "president").as_deref(), Some("bo-li"));
    assert_eq!(holder("2021-01-01", "president").as_deref(), Some("ann-lee"));
    assert_eq!(holder("2016-01-01", "foreign-minister").as_deref(), Some("ann-lee"));
}
