//! `dateline knowledge` and `--knowledge` as their users meet them.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(arguments).current_dir(folder).stdin(Stdio::null()).output().unwrap()
}

fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("knowledge").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    for (name, text) in files {
        // Rows are written with commas here, for tabs cannot be seen.
        std::fs::write(folder.join(name), text.replace(", ", "\t").replace(",\n", "\t\n")).unwrap();
    }
    folder
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const PEOPLE: &str = "id, name, aliases, gender, office, country, code, from, to, source\n";
const ORGANISATIONS: &str = "id, name, aliases, code, kind, country, from, to, source\n";
const PLACES: &str = "name, aliases, kind, lat, lon, country, admin1, population, geonames, source\n";
const ROLES: &str = "noun, code, office, plural, person, source\n";

#[test]
fn what_is_compiled_in_is_told() {
    let text = out(&run(&folder("about", &[]), &["knowledge"]));
    for part in
        ["dateline 0", "knowledge 2", "models/actors.bin", "data/people.tsv", "rows", "GeoNames (CC BY 4.0"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn check_tells_each_error_and_goes_on() {
    let bad = format!("{PEOPLE}a, A B, , x, president, FRA, FRAGOV, 2020, 2019, me\n");
    let good = format!("{ROLES}stormtrooper, MIL, , stormtroopers, yes, me\n");
    let here = folder("check", &[("bad.tsv", &bad), ("good.tsv", &good), ("none.tsv", "just text\n")]);
    let output = run(&here, &["knowledge", "check", "bad.tsv", "missing.tsv", "none.tsv", "good.tsv"]);
    assert_eq!(output.status.code(), Some(1));
    let lines: Vec<String> = out(&output).lines().map(str::to_string).collect();
    assert!(
        lines[0].starts_with("bad.tsv:2: the gender is 'x'; write one of m, f") || lines[0].contains("f, m"),
        "{lines:?}"
    );
    assert!(
        lines[1].contains("bad.tsv:2: it ends on 2019-12-31 before it begins on 2020-01-01;"),
        "{lines:?}"
    );
    assert!(lines[2].starts_with("none.tsv:1: 'just text' is the header of no table;"), "{lines:?}");
    let told = err(&output);
    assert!(told.contains("missing.tsv: no such file; check the path"), "{told}");
    assert!(told.contains("4 files, 2 rows: 4 errors, 0 warnings"), "{told}");
    let fine = run(&here, &["knowledge", "check", "good.tsv"]);
    assert!(fine.status.success() && out(&fine).is_empty(), "{}", err(&fine));
}

#[test]
fn find_shows_all_that_a_name_stands_for() {
    let here = folder("find", &[]);
    let lavrov = out(&run(&here, &["knowledge", "find", "Sergei", "Lavrov", "--on", "2016-12-12"]));
    assert!(lavrov.contains("person       Sergey Lavrov (sergey-lavrov, m)"), "{lavrov}");
    assert!(lavrov.contains("on 2016-12-12: RUSGOV"), "{lavrov}");
    let georgia = run(&here, &["knowledge", "find", "Georgia", "--format", "json"]);
    let georgia: serde_json::Value = serde_json::from_str(&out(&georgia)).unwrap();
    let kinds: Vec<&str> = georgia.as_array().unwrap().iter().map(|g| g["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds[0], "country");
    assert!(kinds.iter().filter(|k| **k == "place").count() >= 2, "{kinds:?}");
    let role = out(&run(&here, &["knowledge", "find", "foreign minister"]));
    assert!(role.contains("names the holder of foreign-minister"), "{role}");
    let nothing = run(&here, &["knowledge", "find", "Lavrof"]);
    assert_eq!(nothing.status.code(), Some(1));
    assert!(
        err(&nothing).contains("nothing is known under 'Lavrof'; near it are: Sergey Lavrov"),
        "{}",
        err(&nothing)
    );
}

#[test]
fn rows_of_the_user_win_and_are_named() {
    let mine = format!(
        "# mine\n{PEOPLE}bo-berg, Bo Berg, , m, foreign-minister, NOR, NORGOV, 2030-01-01, , me\n\
         {ORGANISATIONS}x, Blue Helmet Watch, BHW, FRANGO, ngo, FRA, , , me\n\
         {PLACES}Camp Redwood, , site, 63.5, 10.5, NOR, , , , me\n\
         {ROLES}stormtrooper, MIL, , stormtroopers, yes, me\n"
    );
    let story = "CAMP REDWOOD, June 1 (Reuters) - The Norwegian foreign minister accused Sweden of spying. \"They lied,\" Bo Berg said.\n\n\
                 Blue Helmet Watch criticized Denmark. Norwegian stormtroopers attacked protesters.\n";
    let here = folder("layer", &[("my.tsv", &mine)]);
    std::fs::write(here.join("story.txt"), story).unwrap();
    let read = |more: &[&str]| {
        let arguments = ["read", "story.txt", "--published", "2030-06-01"];
        let output = run(&here, &[&arguments, more].concat());
        (out(&output), err(&output))
    };
    let (without, _) = read(&[]);
    assert!(!without.contains("Bo Berg (NORGOV)") && !without.contains("my.tsv"), "{without}");
    let (with, told) = read(&["--knowledge", "my.tsv"]);
    assert!(
        with.contains(
            "foreign minister of NOR on 2030-06-01 = Bo Berg (my.tsv:3, Minister of foreign affairs)"
        ),
        "{told}{with}"
    );
    assert!(with.contains("Blue Helmet Watch (my.tsv:5)"), "{with}");
    assert!(with.contains("CAMP REDWOOD = Camp Redwood, NOR"), "{with}");
    let explain = |id: &str| {
        out(&run(&here, &["explain", "story.txt", id, "--published", "2030-06-01", "--knowledge", "my.tsv"]))
    };
    for (id, row) in [("v1", "my.tsv:3"), ("v4", "NORMIL"), ("v4", "my.tsv:9"), ("p1", "my.tsv:7")] {
        assert!(explain(id).contains(row), "{row}: {}", explain(id));
    }
    let statements = out(&run(
        &here,
        &[
            "statements",
            "story.txt",
            "--published",
            "2030-06-01",
            "--knowledge",
            "my.tsv",
            "--speaker",
            "NORGOV",
        ],
    ));
    assert!(statements.contains("They lied"), "{statements}");
    let found = out(&run(&here, &["knowledge", "find", "Camp Redwood", "--knowledge", "my.tsv"]));
    assert!(found.contains("63.5000 10.5000  my.tsv:7"), "{found}");
}

#[test]
fn a_bad_row_stops_with_its_place_and_remedy() {
    let here = folder(
        "bad",
        &[
            ("my.tsv", &format!("{PEOPLE}a, A B, , , no-office, FRA, FRAGOV, , , me\n")),
            ("points.tsv", "code, lat, lon, geonames, name, population, source\nFRA, 1, 2, 3, x, 4, me\n"),
        ],
    );
    let output = run(&here, &["read", "--knowledge", "my.tsv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        err(&output).contains("my.tsv:2: no office has the id 'no-office'; write an id of offices.tsv"),
        "{}",
        err(&output)
    );
    let points = run(&here, &["read", "--knowledge", "points.tsv"]);
    assert!(
        err(&points).contains("points.tsv:1: a table of country_points is only compiled in;"),
        "{}",
        err(&points)
    );
    let missing = run(&here, &["read", "--knowledge", "none.tsv"]);
    assert!(err(&missing).contains("none.tsv: no such file; check the path"), "{}", err(&missing));
}

#[test]
fn diff_tells_what_changes() {
    let mine = format!(
        "{ORGANISATIONS}n, NATO, , IGO, igo, , , , me\nz, Zed Watch, , NGO, ngo, , , , me\n\
         u, Union of the Comoros Watch, United Nations, UNO, igo, , , , me\n"
    );
    let here = folder("diff", &[("my.tsv", &mine)]);
    let output = run(&here, &["knowledge", "diff", "my.tsv"]);
    let lines = out(&output);
    assert!(lines.contains("changed   NATO: organisation NAT"), "{lines}");
    assert!(lines.contains("→ organisation IGO (my.tsv:2)"), "{lines}");
    assert!(lines.contains("added     Zed Watch: organisation NGO (my.tsv:3)"), "{lines}");
    assert!(lines.contains("shadowed  United Nations: organisation UNO (my.tsv:4)"), "{lines}");
    assert!(err(&output).contains("2 added, 1 changed, 1 shadowed"), "{}", err(&output));
    let mut sorted: Vec<&str> = lines.lines().map(|l| &l[10..]).collect();
    sorted.sort_by_key(|l| l.to_lowercase());
    assert_eq!(sorted, lines.lines().map(|l| &l[10..]).collect::<Vec<_>>());
}

/// Imports a file and checks that the result is a file of tables without errors.
fn import(here: &Path, format: &str, file: &str) -> (String, String) {
    let output = run(here, &["knowledge", "import", format, file, "-o", "out.tsv"]);
    let checked = run(here, &["knowledge", "check", "out.tsv"]);
    assert!(checked.status.success(), "{file}: {}{}", out(&checked), err(&checked));
    (std::fs::read_to_string(here.join("out.tsv")).unwrap(), err(&output))
}

#[test]
fn dictionaries_of_petrarch_become_tables() {
    let here = folder("phoenix", &[]);
    let dictionary = "\
# a comment\n<!-- and\nanother -->\n\
JOHN_Q_DOE_ ; somebody\n+JACK_DOE_\n\t[ROMGOV 040301-20061201]\n\t[ROMELI >061202]\n\t[ROMGOV 2004017-061201]\n\
PRESIDENT_ANN_LEE_ [FRAGOV]\n\
BLUE_LIBERATION_ARMY_\n+BLA_\t[KSVREBMUS]\n\
WIDGET_CORPORATION_ [MNCUSAMED]\n\
BLUE_FUND [IGOUNODEV <990101]\n\
AFGHANISTAN_ [AFG]\n+AFGHAN_\n+AFGJANISTAN_\n\
SOME_TRIBE [CHNUIG]\nNOBODY [---]\nNOTHING\n\
!PERSON! = MAN, WOMAN\n\
CATTLE!PERSON! [~AGR] # farming\nCHIEF_OF_STAFF {CHIEFS_OF_STAFF} [~MIL]\nTHING [~XYZ]\n";
    std::fs::write(here.join("d.txt"), dictionary).unwrap();
    let (table, told) = import(&here, "phoenix", "d.txt");
    for row in [
        "john-q-doe\tJohn Q Doe\tJack Doe\t\t\tROU\tROUGOV\t2004-03-01\t2006-12-01\td.txt",
        "john-q-doe\tJohn Q Doe\tJack Doe\t\t\tROU\tROUELI\t2006-12-02\t\td.txt",
        "ann-lee\tAnn Lee\t\t\t\tFRA\tFRAGOV\t\t\td.txt",
        "blue-liberation-army\tBlue Liberation Army\tBLA\tXKXREB\tXKX\t\t\td.txt",
        "widget-corporation\tWidget Corporation\t\tUSABUS\tcompany\tUSA\t\t\td.txt",
        "blue-fund\tBlue Fund\t\tUNO\tigo\t\t\t1999-01-01\td.txt",
        "AFG\tAF\tAfghanistan\tAfgjanistan\t\t\t\t\tstate\td.txt",
        "cattleman\tAGR\t\tcattlemen\tyes\td.txt",
        "cattlewoman\tAGR\t\tcattlewomen\tyes\td.txt",
        "chief of staff\tMIL\t\tchiefs of staff\t",
    ] {
        assert!(table.contains(row), "{row}\n{table}\n{told}");
    }
    for why in [
        "d.txt:8: not carried over: [ROMGOV 2004017-061201]: '2004017-061201' are no days",
        "not carried over: [CHNUIG] has no role of ours",
        "not carried over: [---] is no chain",
        "not carried over: NOTHING: no code",
        "[AFG]: known already: Afghanistan, Afghan",
        "dateline: countries 1, organisations 2, groups 1, roles 3, people 3; 6 not carried over",
    ] {
        assert!(told.contains(why), "{why}\n{told}");
    }
}

#[test]
fn dictionaries_may_keep_their_codes() {
    let here = folder("theirs", &[]);
    let dictionary = "GONDOR_ [GON]\n+MINAS_TIRITH_\nTHE_SHIRE_ [FRO/BIL]\nSAMWISE_ [HOB]\n\t[HOBGOV 19950601-19990815]\n\
                      NOBODY [---]\nFOREIGN_MINISTER [~GOVFRM]\n";
    std::fs::write(here.join("d.txt"), dictionary).unwrap();
    let made = run(&here, &["knowledge", "import", "phoenix", "--codes", "theirs", "d.txt", "-o", "out.tsv"]);
    let table = std::fs::read_to_string(here.join("out.tsv")).unwrap();
    for row in [
        "GON\t\tGON\t\t\t\t\t\thistoric\td.txt",
        "gondor\tGondor\tMinas Tirith\tGON\tagency\t\t\t\td.txt",
        "the-shire\tThe Shire\tShire\tFRO/BIL\tagency\t\t\t\td.txt",
        "samwise\tSamwise\t\tHOB\tagency\t\t\t1995-05-31\td.txt",
        "samwise-2\tSamwise\t\tHOBGOV\tagency\t\t1995-06-01\t1999-08-15\td.txt",
        "samwise-3\tSamwise\t\tHOB\tagency\t\t1999-08-16\t\td.txt",
        "foreign minister\tGOVFRM\t\tforeign ministers\tyes\td.txt",
        "GOVFRM\t\td.txt",
    ] {
        assert!(table.contains(row), "{row}\n{table}");
    }
    assert!(err(&made).contains("d.txt:6: not carried over: [---] discards it"), "{}", err(&made));
    let checked = run(&here, &["knowledge", "check", "out.tsv"]);
    assert!(checked.status.success(), "{}{}", out(&checked), err(&checked));
    std::fs::write(here.join("a.txt"), "Gondor's foreign minister condemned Russian police.\n").unwrap();
    let read = |more: &[&str]| {
        let own =
            ["read", "a.txt", "--format", "jsonl", "--published", "1996-01-01", "--knowledge", "out.tsv"];
        out(&run(&here, &[&own[..], more].concat()))
    };
    assert!(read(&[]).contains("\"GONGOVFRM\"") && read(&[]).contains("\"RUSCOP\""), "{}", read(&[]));
    assert!(!read(&["--knowledge-only"]).contains("\"RUSCOP\""), "{}", read(&["--knowledge-only"]));
}

#[test]
fn dumps_of_geonames_become_places() {
    let here = folder("geonames", &[]);
    let row = |id: &str,
               name: &str,
               others: &str,
               class: &str,
               feature: &str,
               country: &str,
               population: &str| {
        format!(
            "{id}\t{name}\t{name}\t{others}\t63.4\t10.4\t{class}\t{feature}\t{country}\t\t07\t\t\t\t{population}\t\t\tEurope/Oslo\t2020-01-01\n"
        )
    };
    let dump = row("900000001", "Nyby", "Newtown,NYB,Новый", "P", "PPL", "NO", "1200")
        + &row("900000002", "Trøndelag Test", "", "A", "ADM1", "NO", "0")
        + &row("900000003", "E 6", "", "R", "RD", "NO", "0")
        + &row("900000004", "Nowhere", "", "P", "PPL", "QQ", "0")
        + "nonsense\n";
    std::fs::write(here.join("NO.txt"), dump).unwrap();
    let (table, told) = import(&here, "geonames", "NO.txt");
    let nyby =
        "Nyby\tNewtown\ttown\t63.4\t10.4\tNOR\tTrøndelag Test\t1200\t900000001\tGeoNames (CC BY 4.0), NO.txt";
    assert!(table.contains(nyby), "{table}{told}");
    assert!(table.contains("\tfirst-level division\t"), "{table}");
    assert!(told.contains("NO.txt:3: not carried over: E 6: features of class R RD"), "{told}");
    assert!(told.contains("NO.txt:4: not carried over: Nowhere: no country has the code 'QQ'"), "{told}");
    assert!(told.contains("NO.txt:5: not carried over: no row of GeoNames"), "{told}");
    let found = out(&run(&here, &["knowledge", "find", "Newtown", "--knowledge", "out.tsv"]));
    assert!(found.contains("Nyby, town, NOR") && found.matches("place ").count() > 1, "{found}");
}

#[test]
fn entities_of_wikidata_become_people() {
    let here = folder("wikidata", &[]);
    let lines = r#"[
{"id":"Q1","labels":{"en":{"value":"Ann Lee"}},"aliases":{"en":[{"value":"Ann B. Lee"}]},"claims":{"P21":[{"mainsnak":{"datavalue":{"value":{"id":"Q6581072"}}}}],"P39":[{"mainsnak":{"datavalue":{"value":{"id":"Q2"}}},"qualifiers":{"P580":[{"datavalue":{"value":{"time":"+2031-05-14T00:00:00Z","precision":11}}}],"P582":[{"datavalue":{"value":{"time":"+2033-06-00T00:00:00Z","precision":10}}}]}},{"mainsnak":{"datavalue":{"value":{"id":"Q3"}}}},{"mainsnak":{"datavalue":{"value":{"id":"Q9"}}}},{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}},"qualifiers":{"P580":[{"datavalue":{"value":{"time":"+2029-00-00T00:00:00Z","precision":9}}}]}}]}},
{"id":"Q2","labels":{"en":{"value":"Minister of Foreign Affairs of Norway"}},"claims":{}},
{"id":"Q3","labels":{"en":{"value":"juggler in chief"}},"claims":{}},
{"id":"Q4","labels":{"en":{"value":"Kingdom X"}},"claims":{"P298":[{"mainsnak":{"datavalue":{"value":"SWE"}}}]}},
{"id":"Q5","labels":{"en":{"value":"defence minister"}},"claims":{"P1001":[{"mainsnak":{"datavalue":{"value":{"id":"Q4"}}}}]}}
]
{"broken
"#;
    std::fs::write(here.join("people.jsonl"), lines).unwrap();
    let (table, told) = import(&here, "wikidata", "people.jsonl");
    for row in [
        "ann-lee\tAnn Lee\tAnn B. Lee\tf\tforeign-minister\tNOR\tNORGOV\t2031-05-14\t2033-06\tWikidata (CC0) Q1, people.jsonl",
        "ann-lee\tAnn Lee\tAnn B. Lee\tf\tdefence-minister\tSWE\tSWEGOV\t2029\t\tWikidata (CC0) Q1, people.jsonl",
    ] {
        assert!(table.contains(row), "{table}{told}");
    }
    assert!(
        told.contains("people.jsonl:2: not carried over: Ann Lee: 'juggler in chief' (Q3) is no office"),
        "{told}"
    );
    assert!(told.contains("the position Q9 has no label in the file; add the entity as a line"), "{told}");
    assert!(told.contains("people.jsonl:8: not carried over: no JSON"), "{told}");
}

#[test]
fn the_real_dictionaries_are_carried_over() {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/gold");
    let here = folder("real", &[]);
    for (file, least) in [
        ("actors/phoenix/Phoenix.Countries.actors.txt", 28_000),
        ("actors/phoenix/Phoenix.International.actors.txt", 7_800),
        ("actors/phoenix/Phoenix.MilNonState.actors.txt", 800),
        ("actors/phoenix/Phoenix.agents.txt", 3_300),
        ("events/petrarch/PETR.Validate.actors.txt", 20),
        ("events/petrarch/PETR.Validate.agents.txt", 80),
    ] {
        let path = gold.join(file);
        if !path.exists() {
            eprintln!("skipped: {file} is not there");
            continue;
        }
        let (table, told) = import(&here, "phoenix", path.to_str().unwrap());
        assert!(table.lines().count() >= least, "{file}: {} lines\n{told}", table.lines().count());
    }
}
