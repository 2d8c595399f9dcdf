//! The shipped gazetteer: names that news uses, and that it opens fast.

#![allow(clippy::unwrap_used)]

use knowledge::gazetteer::{Gazetteer, Kind, key};
use knowledge::{Shape, TableFile};

static FILE: &[u8] = include_bytes!("../../../models/gazetteer.bin");

fn ours() -> Gazetteer {
    Gazetteer::open(FILE).unwrap()
}

#[test]
fn names_in_the_news_have_a_place() {
    let gazetteer = ours();
    let check = |name: &str, kind: Kind, country: &str, (lat, lon): (f64, f64)| {
        let hit =
            gazetteer.lookup(&key(name)).into_iter().filter_map(|m| gazetteer.place(m.place)).any(|p| {
                let code = p.country.and_then(|c| gazetteer.country(c)).map_or("", |c| c.code);
                p.kind == kind
                    && code == country
                    && (p.point.0 - lat).abs() < 0.6
                    && (p.point.1 - lon).abs() < 0.6
            });
        assert!(hit, "{name} is no {} of {country}", kind.as_str());
    };
    check("Syria", Kind::Country, "SYR", (35.0, 38.0));
    check("U.S.", Kind::Country, "USA", (38.9, -97.8));
    check("UK", Kind::Country, "GBR", (54.2, -3.0));
    check("Aleppo", Kind::Seat, "SYR", (36.2, 37.16));
    check("Palmyra", Kind::LowerSeat, "SYR", (34.56, 38.28));
    check("BELGRADE", Kind::Capital, "SRB", (44.8, 20.46));
    check("Kyiv", Kind::Capital, "UKR", (50.45, 30.52));
    check("Kiev", Kind::Capital, "UKR", (50.45, 30.52));
    check("Ky.", Kind::Division, "USA", (38.2, -84.88));
    check("N.Y.", Kind::Division, "USA", (43.0, -75.5));
    check("Tamil Nadu", Kind::Division, "IND", (11.0, 78.0));
    check("Clarke County", Kind::District, "USA", (33.95, -83.37));
    check("Eastern Ghouta", Kind::Region, "SYR", (33.5, 36.42));
    check("the Euphrates", Kind::Water, "", (35.0, 40.0));
    check("Middle East", Kind::Region, "", (32.5, 37.0));
}

#[test]
fn it_opens_without_copying() {
    let began = std::time::Instant::now();
    let gazetteer = ours();
    assert!(gazetteer.len() > 200_000);
    let limit = if cfg!(debug_assertions) { 2_000 } else { 100 };
    assert!(began.elapsed().as_millis() < limit, "{:?}", began.elapsed());
}

#[test]
fn an_altered_file_is_refused() {
    let mut altered = FILE.to_vec();
    altered[FILE.len() / 2] ^= 1;
    assert!(Gazetteer::open(altered).is_err());
    assert!(Gazetteer::open(&FILE[..FILE.len() - 1]).is_err());
}

#[test]
fn places_of_the_user_are_laid_over() {
    let ours = ours();
    let count = |g: &Gazetteer, name: &str| g.lookup(&key(name)).len();
    let paris =
        ours.lookup(&key("Paris")).into_iter().filter_map(|m| ours.place(m.place)?.geonames).next().unwrap();
    let rows = format!(
        "{}\nCamp Redwood\tThe Redwoods\tsite\t63.5\t10.5\tNOR\tTrøndelag\t\t\tme\n\
         Geneva\t\ttown\t1\t2\tNOR\t\t\t\tme\n\
         Paris\t\ttown\t3\t4\tNOR\t\t500\t{paris}\tme\n\
         Mosul\t\ttown\t5\t6\tNOR\t\t500\t999999999\tme\n",
        Shape::Places.header()
    );
    let with = ours.with(&[TableFile { name: "my.tsv".into(), text: rows }]).unwrap();
    let first = |name: &str| {
        let place = with.lookup(&key(name))[0].place;
        (with.place(place).unwrap(), with.name(place), with.origin(place))
    };
    let (row, name, origin) = first("the Redwoods");
    assert_eq!(
        (name.as_str(), origin.as_deref(), row.point),
        ("Camp Redwood", Some("my.tsv:2"), (63.5, 10.5))
    );
    assert_eq!(row.country.and_then(|c| with.country(c)).map(|c| c.code), Some("NOR"));
    assert_eq!(
        row.division.and_then(|d| with.division(d)).map(|d| with.name(d)).as_deref(),
        Some("Trøndelag")
    );
    // Without an id it is the place of its name, with one it is one more or stands for the one of that id.
    assert!(count(&ours, "Geneva") > 1 && count(&with, "Geneva") == 1);
    assert_eq!(count(&with, "Paris"), count(&ours, "Paris"));
    assert_eq!(first("Paris").0.point, (3.0, 4.0));
    assert_eq!(count(&with, "Mosul"), count(&ours, "Mosul") + 1);
    assert_eq!(count(&with, "Aleppo"), count(&ours, "Aleppo"));
}

#[test]
fn outlets_have_homes() {
    let gazetteer = ours();
    let table = include_str!("../../../data/outlet_homes.tsv");
    for row in table.lines().skip(1) {
        let column: Vec<&str> = row.split('\t').collect();
        let (host, town) = (column[0], column[1]);
        let home = gazetteer.home(&format!("www.{host}")).and_then(|h| gazetteer.place(h));
        let kind = home.map(|h| h.kind);
        let fits = if town.is_empty() { kind <= Some(Kind::Division) } else { kind > Some(Kind::District) };
        assert!(kind.is_some() && fits, "{host} in {town} is {kind:?}");
    }
    assert_eq!(gazetteer.home("example.com"), None);
}
