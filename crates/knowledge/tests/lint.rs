//! The lint: what it finds in rows that are wrong, and that the project's own tables have no errors.
#![allow(clippy::unwrap_used)]

use knowledge::lint::{self, Severity};
use knowledge::{Actors, Shape, TableFile};
use std::path::Path;

/// Errors that are known and wait for somebody who knows the facts.
const KNOWN: &[&str] = &["it ends on 2012-05-18 before it begins on 2017-12-06"];

#[test]
fn the_own_tables_have_no_errors() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let read = |shape: &Shape| {
        let name = format!("{}.tsv", shape.name());
        TableFile { text: std::fs::read_to_string(folder.join(&name)).unwrap(), name: format!("data/{name}") }
    };
    let files: Vec<TableFile> =
        Shape::ALL.iter().filter(|s| !matches!(s, Shape::Places | Shape::Codes)).map(read).collect();
    let report = lint::check(&files, None);
    let errors: Vec<String> = report
        .findings
        .iter()
        .filter(|f| f.severity == Severity::Error && !KNOWN.contains(&f.problem.as_str()))
        .map(ToString::to_string)
        .collect();
    assert!(report.rows > 15_000, "{} rows", report.rows);
    assert!(errors.is_empty(), "mend these rows:\n{}", errors.join("\n"));
}

fn findings(shape: Shape, rows: &str) -> Vec<String> {
    let file = TableFile { name: "my.tsv".into(), text: format!("{}\n{rows}\n", shape.header()) };
    let report = lint::check(&[file], Some(&Actors::ours().unwrap()));
    report.findings.iter().map(ToString::to_string).collect()
}

#[test]
fn wrong_rows_are_told_with_line_and_remedy() {
    let check = |shape: Shape, rows: &str, wanted: &[&str]| {
        let found = findings(shape, rows);
        let all = found.len() == wanted.len() && found.iter().zip(wanted).all(|(f, w)| f.contains(w));
        assert!(all, "{rows}: {found:#?}");
    };
    use Shape::*;
    check(People, "a\tA B\t\tm\tpresident\tFRA\tFRAGOV\t2020\t2021\tmine", &[]);
    check(People, "a\tA B\t\tm\tpresident\tFRA\tFRAGOV\t2020\t2021\t", &["my.tsv:2: the source is missing;"]);
    check(People, "a\tA B\t\tm\tking-of-all\tFRA\tFRAGOV\t\t\tme", &["no office has the id 'king-of-all'"]);
    check(People, "a\tA B\t\tx\t\tFRN\tFRNGOV\t\t\tme", &["the gender is 'x'", "'FRN'", "'FRN' of 'FRNGOV'"]);
    check(People, "a\tA B\t\t\t\tFRA\tFRAXXX\t\t\tme", &["'XXX' of 'FRAXXX' is no role; write a country"]);
    check(People, "a\tA B\t\t\t\tFRA\tFRA\t2020\t2019\tme", &["ends on 2019-12-31 before it begins"]);
    check(People, "a\tA B\t\t\t\tFRA\tFRA\t2020-13\t\tme", &["'2020-13' is no date"]);
    check(
        People,
        "\tA B\tC D||E F\t\t\tFRA\tFRA\t\t\tme",
        &["hold an empty value", "warning: the id is empty"],
    );
    check(People, "a\t\t\t\t\tFRA\tFRA\t\t\tme", &["the name is empty"]);
    check(People, "a\tA B", &["my.tsv:2: 2 fields instead of 10; part the fields by one tab each"]);
    let two = |from: &str| {
        format!(
            "a\tA B\t\t\tpresident\tFRA\tFRAGOV\t2010-01-01\t2015-05-05\tme\n\
             c\tC D\t\t\tpresident\tFRA\tFRAGOV\t{from}\t\tme"
        )
    };
    check(People, &two("2015-05-05"), &[]);
    check(People, &two("2015"), &[]);
    check(
        People,
        &two("2015-04-05"),
        &["my.tsv:3: warning: C D and A B (my.tsv:2) are both president of FRA for 31 days"],
    );
    check(People, &two("2015-04-05").replace("president", "minister"), &[]);
    check(
        People,
        "a\tA B\t\t\t\tFRA\tFRA\t\t\tme\nb\tA B\t\t\t\tDEU\tDEU\t\t\tme",
        &["'A B' is a at my.tsv:2 already"],
    );
    check(
        People,
        "a\tA B\t\tm\t\tFRA\tFRA\t\t\tme\na\tA B\t\tf\t\tFRA\tFRA\t2001\t\tme",
        &["the gender is 'f' here and 'm' at my.tsv:2"],
    );
    check(Organisations, "a\tA\t\tFRABUS\tco\tFRA\t\t\tme\na\tB\t\tFRABUS\tco\tFRA\t\t\tme", &["the id 'a'"]);
    check(
        Organisations,
        "a\tA\tX Y\tFRABUS\tco\tFRA\t\t2000\tme\nb\tB\tX Y\tDEUBUS\tco\tDEU\t2001\t\tme",
        &[],
    );
    check(
        Organisations,
        "a\tA\tX Y\tFRABUS\tco\tFRA\t\t2001\tme\nb\tB\tX Y\tDEUBUS\tco\tDEU\t2001\t\tme",
        &["my.tsv:3: warning: 'X Y' is FRABUS at my.tsv:2 already, and DEUBUS here"],
    );
    check(Groups, "a\tthe a b c d e f g h\t\tIMG\t\t\t\tme", &["has 9 words"]);
    check(Roles, "x\tRUSGOV\t\t\tmaybe\tme", &["the code is 'RUSGOV'", "the person is 'maybe'"]);
    check(
        Countries,
        "XY\tXX\tX\t\t\t\t\t\tempire\tme",
        &["no code of three capitals", "the kind is 'empire'"],
    );
    check(
        Places,
        "X\t\ttown\t91\tabc\tFRA\t\t\t\tme",
        &["the lat 91 is too large", "the lon 'abc' is no number"],
    );
    check(
        Places,
        "X\t\thamlet\t1\t1\tFRX\t\t\t\tme",
        &["the kind is 'hamlet'", "no country has the code 'FRX'"],
    );
}

#[test]
fn a_file_refers_to_what_it_brings_itself() {
    let text = format!(
        "{}\nZZZ\tZZ\tZedland\tZedland\tZeddish\t\t\t\tde-facto\tme\n{}\nz\tZ Z\t\t\tzed\tZZZ\tZZZGOV\t\t\tme\n{}\nzed\tZed\tother\t\tGOV\tZZZ\tme\n",
        Shape::Countries.header(),
        Shape::People.header(),
        Shape::Offices.header(),
    );
    let file = TableFile { name: "my.tsv".into(), text };
    let report = lint::check(&[file], Some(&Actors::ours().unwrap()));
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}
