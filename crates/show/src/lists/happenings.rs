//! What several articles tell of.

use super::{
    Asked, COUNTRY, From, GEONAMES, LAT, LON, List, Order, PLACE, Select, column, of_quads, optional,
};
use keep::columns::Kind::{Int, Real, Text};
use keep::columns::Table;
use keep::{KeepError, Of, Store};

/// Happenings, latest first or those that most reports tell of.
pub const HAPPENINGS: List = List {
    name: "happenings",
    table: &Table {
        name: "happenings",
        about: "What at least two articles tell of. `q` holds where it holds of an event that is the news of one of them.",
        key: &["number"],
        columns: &[
            column("number", Int, "number in this store: that of the article that told of it first"),
            column("day", Text, "the day it took place, as most reports have it"),
            optional("type", Text, "PLOVER type, as most reports have it"),
            optional("quad", Int, "quad class of the event of the first report, 1 to 4"),
            optional("source", Text, "actor code of who did it, as most reports have it"),
            optional("target", Text, "actor code of whom it was done to, as most reports have it"),
            optional("place", Text, "where: the gazetteer's name"),
            optional("country", Text, "ISO 3166-1 alpha-3 country of the place"),
            optional("lat", Real, "degrees north"),
            optional("lon", Real, "degrees east"),
            column("reports", Int, "how many articles tell of it"),
            column("first_published", Text, "day of the first report"),
            column("last_published", Text, "day of the last report"),
            column("story", Int, "the affair it is part of; happenings of one have the same"),
            optional("title", Text, "headline of the first report"),
        ],
    },
    takes: &["q", "first"],
    from: From::Sql(happenings),
};

fn happenings(store: &Store, asked: &Asked) -> Result<Select, KeepError> {
    let (holds, values) = store.condition(Of::Happenings, &asked.q)?;
    let sql = format!(
        "SELECT h.id, h.day, h.type, (SELECT v.quad FROM happening_events f JOIN events v ON v.id = f.event \
         WHERE f.article = h.id), h.source, h.target, p.name, h.country, p.lat, p.lon, h.reports, h.first_published, \
         h.last_published, h.story, h.title FROM happenings h LEFT JOIN spots p ON p.geonames = h.geonames WHERE {holds}"
    );
    let order = if asked.most { Order::By("11 DESC, 2 DESC, 1") } else { Order::Latest("h.day", "h.id") };
    Ok(Select { sql, of: None, values, order })
}

/// Where happenings take place.
pub const SCENES: List = List {
    name: "scenes",
    table: &Table {
        name: "scenes",
        about: "A place, with how many of the happenings found take place there.",
        key: &["geonames"],
        columns: &[
            GEONAMES,
            PLACE,
            COUNTRY,
            LAT,
            LON,
            column("happenings", Int, "happenings there"),
            column("reports", Int, "articles that tell of them"),
            column("cooperative", Int, "of the happenings those of quad class 1 and 2"),
            column("conflictive", Int, "of these those of quad class 3 and 4"),
            column("last", Text, "day of the latest"),
        ],
    },
    takes: &["q"],
    from: From::Sql(scenes),
};

fn scenes(store: &Store, asked: &Asked) -> Result<Select, KeepError> {
    let (holds, values) = store.condition(Of::Happenings, &asked.q)?;
    let (cooperative, conflictive) = (of_quads("h.type", "1", 1..=2), of_quads("h.type", "1", 3..=4));
    let sql = format!(
        "SELECT p.geonames, p.name, p.country, p.lat, p.lon, f.n, f.reports, f.cooperative, f.conflictive, f.last FROM \
         (SELECT h.geonames, count(*) AS n, sum(h.reports) AS reports, {cooperative} AS cooperative, \
         {conflictive} AS conflictive, max(h.day) AS last FROM happenings h WHERE h.geonames IS NOT NULL AND {holds} \
         GROUP BY 1) f JOIN spots p USING (geonames)"
    );
    Ok(Select { sql, of: None, values, order: Order::By("6 DESC, 1") })
}
