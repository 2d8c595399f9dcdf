//! GDELT 2.0: events (61 columns) and mentions (16), parted by tabs, without a header as GDELT has them.
//!
//! GDELT tells events once and where they are told of in a second file: so a happening that an article tells of again
//! is one event with several mentions.

use super::lines::line;
use super::out::{Out, Stopped};
use super::story::{self, CODED, Pair, Story, plain};
use super::world::{Where, World, site};
use crate::Store;
use crate::columns::EVENTS;
use crate::named::Named;
use knowledge::gazetteer::Kind;
use std::collections::HashMap;

/// What the two files are called.
pub(super) const FILES: [&str; 2] = ["dateline.export.CSV", "dateline.mentions.CSV"];
/// Columns of the two files.
#[cfg(test)]
const COLUMNS: [usize; 2] = [61, 16];

/// Writes both files; says how many rows each has.
pub(super) fn write(
    store: &Store,
    query: &str,
    world: &World,
    events: &mut Out,
    mentions: &mut Out,
) -> Result<[usize; 2], Stopped> {
    let mut rows = [0, 0];
    story::each(store, query, false, &CODED, &mut |story| {
        let told = again(story);
        let letters = story.article("text").chars().count();
        for event in story.found() {
            let again = told.get(&event.int("n")).map_or(&[][..], Vec::as_slice);
            for pair in story.pairs(event.int("id")) {
                line(events, &row(world, story, &event, &pair, again.len() + 1))?;
                rows[0] += 1;
                for mention in [event].iter().chain(again) {
                    line(mentions, &mention_row(story, &event, mention, &pair, letters))?;
                    rows[1] += 1;
                }
            }
        }
        Ok(())
    })?;
    Ok(rows)
}

/// The events that are second mentions of one happening, by the `n` of the first.
fn again(story: &Story) -> HashMap<i64, Vec<Named<'_>>> {
    let mut first: HashMap<i64, i64> = HashMap::new();
    let mut all: HashMap<i64, Vec<Named<'_>>> = HashMap::new();
    for event in story.rows(&EVENTS) {
        let Some(same) = event.value("same_as").int() else { continue };
        let same = first.get(&same).copied().unwrap_or(same);
        first.insert(event.int("n"), same);
        all.entry(same).or_default().push(event);
    }
    all
}

fn row(world: &World, story: &Story, event: &Named<'_>, pair: &Pair<'_>, mentions: usize) -> Vec<String> {
    let cameo = event.text("cameo");
    let place = world.place(story.place(event).as_ref());
    let mut row = vec![pair.number.to_string()];
    row.extend(day(event.text("day")));
    row.extend(actor(world, pair.source.as_ref()));
    row.extend(actor(world, pair.target.as_ref()));
    row.extend([
        i64::from(event.flag("main")).to_string(),
        cameo.to_string(),
        cameo.get(..3).unwrap_or(cameo).to_string(),
        cameo.get(..2).unwrap_or(cameo).to_string(),
        plain(event.value("quad")),
        plain(event.value("goldstein")),
        mentions.to_string(),
        "1".to_string(), // sources
        "1".to_string(), // articles
        String::new(),   // tone
    ]);
    // Where the actors are is not known.
    row.extend(geo(world, &Where::default()));
    row.extend(geo(world, &Where::default()));
    row.extend(geo(world, &place));
    row.extend([moment(story.article("published")), story.article("origin").to_string()]);
    row
}

/// SQLDATE, MonthYear, Year, FractionDate.
fn day(day: &str) -> [String; 4] {
    let digits = day.replace('-', "");
    let number = |from: usize, to: usize| digits.get(from..to).and_then(|d| d.parse::<u16>().ok());
    let (Some(year), Some(month), Some(date)) = (number(0, 4), number(4, 6), number(6, 8)) else {
        return Default::default();
    };
    // As in GDELT's own files: January counts no month.
    let fraction = (f64::from(month) - 1.0) * 30.0 + f64::from(date);
    let fraction = f64::from(year) + fraction / 365.0;
    [digits.clone(), digits[..6].to_string(), digits[..4].to_string(), format!("{fraction:.4}")]
}

/// A day as GDELT writes moments; the hour is not known and stands as zeros.
fn moment(day: &str) -> String {
    if day.is_empty() { String::new() } else { day.replace('-', "") + "000000" }
}

/// Code, Name, CountryCode, KnownGroupCode, EthnicCode, Religion1Code, Religion2Code, Type1Code, Type2Code, Type3Code.
fn actor(world: &World, party: Option<&Named<'_>>) -> [String; 10] {
    let Some(party) = party else { return Default::default() };
    let code = world.code(party.text("actor"));
    let role = |at: usize| code.roles.get(at).copied().unwrap_or("");
    let (none, name) = ("", party.text("name"));
    [code.whole, name, code.country, code.body, none, none, none, role(0), role(1), role(2)]
        .map(str::to_string)
}

/// Type, FullName, CountryCode, ADM1Code, ADM2Code, Lat, Long, FeatureID.
fn geo(world: &World, place: &Where) -> [String; 8] {
    let abroad = place.country != "USA";
    let kind = match place.kind {
        Some(Kind::Country) => "1",
        Some(Kind::Division) => ["2", "5"][usize::from(abroad)],
        Some(Kind::Capital | Kind::Seat | Kind::LowerSeat | Kind::Town | Kind::Section) => {
            ["3", "4"][usize::from(abroad)]
        }
        _ => "",
    };
    let fips = world.fips(&place.country);
    // A country is its own division and feature there.
    let own = if kind == "1" { fips } else { "" };
    let parts = [place.name.as_str(), place.province.as_str(), world.country(&place.country)];
    let mut full: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    full.dedup();
    [kind, &full.join(", "), fips, own, "", &place.lat, &place.lon, own].map(str::to_string)
}

/// The columns of a mention.
fn mention_row(
    story: &Story,
    event: &Named<'_>,
    mention: &Named<'_>,
    pair: &Pair<'_>,
    letters: usize,
) -> [String; 16] {
    let (origin, own) = (story.article("origin"), event.int("id") == mention.int("id"));
    let site = site(origin);
    // Where another mention names the actors is not told for this pair.
    let offset = |party: Option<Named<'_>>| {
        party.filter(|_| own).map_or_else(String::new, |p| plain(p.value("begin")))
    };
    let confidence = match mention.value("confidence") {
        crate::Value::Real(x) => format!("{:.0}", x * 100.0),
        _ => String::new(),
    };
    let empty = String::new;
    [
        pair.number.to_string(),
        moment(event.text("day")),
        moment(story.article("published")),
        if site.is_empty() { empty() } else { "1".to_string() }, // of the web
        site,
        origin.to_string(),
        empty(), // sentence
        offset(pair.source),
        offset(pair.target),
        plain(mention.value("trigger_begin")),
        empty(), // in raw text
        confidence,
        letters.to_string(),
        empty(), // tone
        empty(), // translation
        empty(), // extras
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_gdelt_counts_them() {
        assert_eq!(day("2014-02-18"), ["20140218", "201402", "2014", "2014.1315"]);
        assert_eq!(day(""), [const { String::new() }; 4]);
        assert_eq!((moment("2016-12-12"), moment("")), ("20161212000000".to_string(), String::new()));
    }

    #[test]
    fn blocks_make_up_the_columns() {
        let world = World::ours().ok();
        let blocks = world.map(|w| (actor(&w, None).len(), geo(&w, &Where::default()).len()));
        assert_eq!(blocks.map(|(actor, geo)| 1 + 4 + 2 * actor + 10 + 3 * geo + 2), Some(COLUMNS[0]));
    }
}
