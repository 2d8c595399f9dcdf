//! Phoenix: one table of 26 columns without a header, parted by tabs; a row a pair of a source and a target.

use super::lines::line;
use super::out::Stopped;
use super::story::{self, Pair, Story, plain};
use super::world::{World, site};
use crate::Store;
use crate::named::Named;
use std::io::Write;

/// Roles that Phoenix counts as what an actor mainly is.
const AGENTS: [&str; 13] =
    ["GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "SPY", "MED", "EDU", "BUS", "CRM", "CVL"];
/// What stands where a country does.
const ROOTS: [&str; 4] = ["IGO", "NGO", "IMG", "MNC"];

pub(super) fn write(
    store: &Store,
    query: &str,
    world: &World,
    out: &mut dyn Write,
) -> Result<usize, Stopped> {
    story::coded(store, query, &mut |story, event, pair| line(out, &row(world, story, event, pair)))
}

/// id, date, year, month, day; source, target with root, agent, others; code, root_code, quad_class, goldstein; issues;
/// lat, lon, place, state, country; story ids, urls, sources.
fn row(world: &World, story: &Story, event: &Named<'_>, pair: &Pair<'_>) -> Vec<String> {
    let day = event.text("day");
    let part = |from: usize, to: usize| day.get(from..to).unwrap_or("").to_string();
    let cameo = event.text("cameo");
    let root = cameo.get(..2).unwrap_or(cameo);
    let place = world.place(story.place(event).as_ref());
    let mut row = vec![pair.number.to_string(), day.replace('-', ""), part(0, 4), part(5, 7), part(8, 10)];
    row.extend(actor(world, pair.source.as_ref()));
    row.extend(actor(world, pair.target.as_ref()));
    row.extend([
        cameo.to_string(),
        root.to_string(),
        quad(root).to_string(),
        plain(event.value("goldstein")),
        String::new(), // issues
        place.lat,
        place.lon,
        place.name,
        place.province,
        world.country(&place.country).to_string(),
        story.article("name").to_string(),
        story.article("origin").to_string(),
        site(story.article("origin")),
    ]);
    row
}

/// The code, its root, its agent, and what else there is of it.
fn actor(world: &World, party: Option<&Named<'_>>) -> [String; 4] {
    let code = party.map_or("", |p| p.text("actor"));
    let parts: Vec<&str> = (0..code.len()).step_by(3).filter_map(|at| code.get(at..at + 3)).collect();
    let (first, rest) = parts.split_first().map_or(("", &[][..]), |(first, rest)| (*first, rest));
    let is_root = !world.country(first).is_empty() || ROOTS.contains(&first);
    let agent = rest.first().filter(|r| AGENTS.contains(r));
    let others = &rest[usize::from(agent.is_some())..];
    let root = if is_root { first } else { "" };
    [code, root, agent.copied().unwrap_or(""), &others.join(";")].map(str::to_string)
}

/// Phoenix's own classes: what is said to everybody is neutral, and less than before is only words.
fn quad(root: &str) -> &'static str {
    match root {
        "01" | "02" => "0",
        "03" | "04" | "05" => "1",
        "06" | "07" | "08" => "2",
        "09" | "10" | "11" | "12" | "13" | "16" => "3",
        "14" | "15" | "17" | "18" | "19" | "20" => "4",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_has_four_empty_columns() {
        let world = World::ours().ok();
        let actor = world.map(|w| actor(&w, None));
        assert_eq!(actor, Some([const { String::new() }; 4]));
        assert_eq!((quad("16"), quad("02"), quad("x")), ("3", "0", ""));
    }
}
