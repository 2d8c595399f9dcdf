//! ICEWS: one table of 20 columns with a header, parted by tabs; a row a pair of a source and a target.

use super::lines::line;
use super::out::Stopped;
use super::story::{self, Pair, Story, plain};
use super::world::{World, site};
use crate::Store;
use crate::named::Named;
use std::io::Write;

const COLUMNS: [&str; 20] = [
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
];

pub(super) fn write(
    store: &Store,
    query: &str,
    world: &World,
    out: &mut dyn Write,
) -> Result<usize, Stopped> {
    line(out, &COLUMNS)?;
    story::coded(store, query, &mut |story, event, pair| line(out, &row(world, story, event, pair)))
}

fn row(world: &World, story: &Story, event: &Named<'_>, pair: &Pair<'_>) -> [String; 20] {
    let cameo = event.text("cameo");
    let place = world.place(story.place(event).as_ref());
    let country = world.country(&place.country).to_string();
    let [source, source_sectors, source_country] = actor(world, pair.source.as_ref());
    let [target, target_sectors, target_country] = actor(world, pair.target.as_ref());
    [
        pair.number.to_string(),
        event.text("day").to_string(),
        source,
        source_sectors,
        source_country,
        world.codebook.name(cameo).unwrap_or("").to_string(),
        cameo.to_string(),
        plain(event.value("goldstein")),
        target,
        target_sectors,
        target_country,
        story.number("id").to_string(),
        String::new(), // sentence
        site(story.article("origin")),
        place.city,
        place.district,
        place.province,
        country,
        place.lat,
        place.lon,
    ]
}

/// Name, sectors, country in words.
fn actor(world: &World, party: Option<&Named<'_>>) -> [String; 3] {
    let Some(party) = party else { return Default::default() };
    let code = world.code(party.text("actor"));
    [party.text("name").to_string(), code.roles.join(","), world.country(code.country).to_string()]
}
