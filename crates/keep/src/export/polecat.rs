//! POLECAT: one table of 40 columns with a header, parted by tabs; a row a pair of an actor and a recipient. What did
//! not happen is there too: contexts say so, as PLOVER has it.

use super::lines::line;
use super::out::Stopped;
use super::story::{self, CODED, Pair, Story, words};
use super::world::{World, site};
use crate::columns::{ENTITIES, PLACES};
use crate::named::Named;
use crate::slices::Slices;
use crate::{Store, Value};
use std::io::Write;

const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

pub(super) fn write(
    store: &Store,
    query: &str,
    world: &World,
    out: &mut dyn Write,
) -> Result<usize, Stopped> {
    line(out, &COLUMNS)?;
    let tables = [&CODED[..], &[&ENTITIES]].concat();
    let mut rows = 0;
    story::each(store, query, true, &tables, &mut |story| {
        let teller = Teller { world, story, slices: story.slices(), of_story: of_story(story) };
        for event in story.found() {
            for (pair, n) in story.pairs(event.int("id")).iter().zip(1..) {
                line(out, &teller.row(&event, pair, n))?;
                rows += 1;
            }
        }
        Ok(())
    })?;
    Ok(rows)
}

/// What the rows of one story have in common.
struct Teller<'s> {
    world: &'s World,
    story: &'s Story,
    slices: Slices<'s>,
    of_story: [String; 7],
}

impl Teller<'_> {
    fn row(&self, event: &Named<'_>, pair: &Pair<'_>, n: usize) -> Vec<String> {
        let (kind, mode) = (event.text("type"), event.value("mode").text());
        let intensity = self.world.codebook.intensity(kind, mode);
        let mut row = vec![
            format!("{}#v{}.{n}", self.story.article("name"), event.int("n")),
            event.text("day").to_string(),
            kind.to_string(),
            mode.unwrap_or("").to_string(),
            intensity.map_or_else(String::new, |x| x.to_string()),
            quad(event.int("quad")).to_string(),
            contexts(event),
        ];
        row.extend(self.actor(pair.source.as_ref()));
        row.extend(self.actor(pair.target.as_ref()));
        row.extend(self.place(event));
        row.extend(self.of_story.iter().cloned());
        row
    }

    /// Name, Country, COW, Primary Sector, Sectors, Title, Name Raw, Wikipedia ID.
    fn actor(&self, party: Option<&Named<'_>>) -> [String; 8] {
        let Some(party) = party else { return Default::default() };
        let code = self.world.code(party.text("actor"));
        let raw = words(&self.slices, party, "begin", "end");
        let first = code.roles.first().copied().unwrap_or("");
        [party.text("name"), code.country, "", first, &code.roles.join(";"), "", raw, ""].map(str::to_string)
    }

    /// Placename, City, District, Province, Country, Latitude, Longitude, GeoNames ID, Raw Placename, Feature Type.
    fn place(&self, event: &Named<'_>) -> [String; 10] {
        let row = self.story.place(event);
        let raw = row.as_ref().map_or("", |p| words(&self.slices, p, "begin", "end")).to_string();
        let place = self.world.place(row.as_ref());
        let (name, country) = (place.name, place.country);
        let (lat, lon, geonames) = (place.lat, place.lon, place.geonames);
        [name, place.city, place.district, place.province, country, lat, lon, geonames, raw, String::new()]
    }
}

/// Source, Publication Date, Story People, Story Organizations, Story Locations, Language, Version.
fn of_story(story: &Story) -> [String; 7] {
    let named = |class: &str| {
        let all = story.rows(&ENTITIES).filter(|e| e.text("class") == class);
        listed(all.map(|e| e.text("name")))
    };
    let article = |column: &str| story.article(column).to_string();
    [
        site(story.article("origin")),
        article("published"),
        named("person"),
        named("organisation"),
        listed(story.rows(&PLACES).map(|p| p.text("name"))),
        article("language"),
        article("made_by"),
    ]
}

/// Each name once, parted by semicolons.
fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let mut all: Vec<&str> = Vec::new();
    for name in names.filter(|n| !n.is_empty()) {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all.join(";")
}

/// PLOVER's contexts, and its auxiliary modes, which stand among them.
fn contexts(event: &Named<'_>) -> String {
    let mut all: Vec<&str> = match event.value("contexts") {
        Value::Texts(contexts) => contexts.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    match event.text("factuality") {
        "negated" => all.push("negation"),
        "actual" => {}
        other => all.push(other),
    }
    if event.flag("historical") {
        all.push("historical");
    }
    all.join(";")
}

fn quad(class: i64) -> &'static str {
    match class {
        1 => "VERBAL COOPERATION",
        2 => "MATERIAL COOPERATION",
        3 => "VERBAL CONFLICT",
        4 => "MATERIAL CONFLICT",
        _ => "",
    }
}
