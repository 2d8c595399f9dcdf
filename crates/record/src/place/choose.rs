//! Which of its candidates a name means in this article: a linear choice over features of the candidate and of
//! the other places around it, twice, the second time with the choices of the first as context.

use super::candidate::Candidate;
use super::geometry::kilometres;
use super::span::Toponym;
use super::weights;
use document::Document;
use knowledge::Knowledge;
use knowledge::gazetteer::{Gazetteer, Kind, PlaceId, Role};
use std::collections::{BTreeMap, BTreeSet};

/// How many features there are.
pub const FEATURES: usize = 26;
/// Which feature says that the candidate lies in the place named as its container.
pub const INSIDE: usize = 21;
/// The features of one candidate, in the order of [`of_candidate`].
pub type Features = [f32; FEATURES];

/// What was chosen for a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    pub candidate: Candidate,
    /// 0 to 1: its share among the candidates.
    pub confidence: f32,
    /// How many others of the name there are.
    pub rivals: usize,
}

/// The choice for each toponym; `None` where it has no candidate.
pub(super) fn choose(
    document: &Document,
    knowledge: &Knowledge,
    toponyms: &[Toponym],
) -> Vec<Option<Choice>> {
    let first = pick(toponyms, &features(document, knowledge, toponyms, &[]), &weights::FIRST);
    pick(toponyms, &features(document, knowledge, toponyms, &first), &weights::SECOND)
}

/// The choices that the first pass makes with other weights, for the trainer.
pub(super) fn first_pass(
    toponyms: &[Toponym],
    features: &[Vec<Features>],
    weights: &Features,
) -> Vec<Option<Choice>> {
    pick(toponyms, features, weights)
}

/// The likeliest candidate of each toponym. Mentions of one name mean one place, unless a container
/// tells them apart: the best score of each counts.
fn pick(toponyms: &[Toponym], features: &[Vec<Features>], weights: &Features) -> Vec<Option<Choice>> {
    let mut sums: BTreeMap<(&str, Option<&str>), Vec<f32>> = BTreeMap::new();
    let group = |t: &Toponym| container(toponyms, t).map(|c| c.sense.key.as_str());
    for (toponym, features) in toponyms.iter().zip(features) {
        let scores = features.iter().map(|f| f.iter().zip(weights).map(|(x, w)| x * w).sum::<f32>());
        let sum = sums
            .entry((toponym.sense.key.as_str(), group(toponym)))
            .or_insert_with(|| vec![f32::MIN; features.len()]);
        sum.iter_mut().zip(scores).for_each(|(s, score)| *s = s.max(score));
    }
    let chosen = |toponym: &Toponym| {
        let scores = sums.get(&(toponym.sense.key.as_str(), group(toponym)))?;
        let best = (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a)))?;
        let sum: f32 = scores.iter().map(|s| (s - scores[best]).exp()).sum();
        let candidate = *toponym.sense.candidates.get(best)?;
        Some(Choice { candidate, confidence: (1.0 / sum).min(0.99), rivals: scores.len() - 1 })
    };
    toponyms.iter().map(chosen).collect()
}

/// The container of a mention: its own, else that of the first mention of its name that has one.
fn container<'t>(toponyms: &'t [Toponym], toponym: &Toponym) -> Option<&'t Toponym> {
    let told = || toponyms.iter().find(|t| t.sense.key == toponym.sense.key && t.container.is_some());
    toponym.container.or_else(|| told()?.container).and_then(|c| toponyms.get(c))
}

/// Points, countries and divisions that the article speaks of.
struct Around {
    countries: BTreeMap<u8, f32>,
    divisions: BTreeMap<u16, f32>,
    points: Vec<(String, (f64, f64))>,
    total: f32,
    home: Option<u8>,
}

/// Places of other names that are looked at for distances.
const ANCHORS: usize = 60;

/// The features of the candidates of each toponym. `before` has the choices of the pass before, if any.
pub(super) fn features(
    document: &Document,
    knowledge: &Knowledge,
    toponyms: &[Toponym],
    before: &[Option<Choice>],
) -> Vec<Vec<Features>> {
    let around = around(document, knowledge, toponyms, before);
    toponyms
        .iter()
        .enumerate()
        .map(|(i, t)| of_toponym(&knowledge.gazetteer, &around, toponyms, before, i, t))
        .collect()
}

fn around(
    document: &Document,
    knowledge: &Knowledge,
    toponyms: &[Toponym],
    before: &[Option<Choice>],
) -> Around {
    let gazetteer = &knowledge.gazetteer;
    let mut around = Around {
        countries: BTreeMap::new(),
        divisions: BTreeMap::new(),
        points: Vec::new(),
        total: 0.0,
        home: home(document, gazetteer),
    };
    let mut seen: BTreeSet<u8> = BTreeSet::new();
    for token in document.syntax().iter(document.tokens.all()) {
        let capital = token.text().starts_with(char::is_uppercase);
        let country = capital.then(|| knowledge.actors.country_of_adjective(token.text())).flatten();
        if let Some(index) =
            country.and_then(|c| gazetteer.country_by_code(&c.code)).filter(|i| seen.insert(*i))
        {
            *around.countries.entry(index).or_default() += 0.5;
            around.total += 0.5;
        }
    }
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for (index, toponym) in toponyms.iter().enumerate() {
        if !names.insert(&toponym.sense.key) {
            continue;
        }
        let Some(candidate) = settled(toponym, before.get(index).copied().flatten()) else { continue };
        if let Some(country) = candidate.row.country {
            *around.countries.entry(country).or_default() += 1.0;
            around.total += 1.0;
        }
        if let Some(division) = candidate.row.division {
            *around.divisions.entry(division).or_default() += 1.0;
        }
        let local = !matches!(candidate.row.kind, Kind::Country | Kind::Continent | Kind::Region);
        if local && !before.is_empty() {
            around.points.push((toponym.sense.key.clone(), candidate.row.point));
        }
    }
    around
}

/// What a toponym is known to mean: its choice in the pass before, else its country, where it is the name of one.
fn settled(toponym: &Toponym, before: Option<Choice>) -> Option<Candidate> {
    let country =
        || toponym.sense.candidates.iter().find(|c| c.row.kind == Kind::Country && c.role != Role::Short);
    before.map(|b| b.candidate).or_else(|| country().copied())
}

/// The country of the outlet, by the end of its address.
fn home(document: &Document, gazetteer: &Gazetteer) -> Option<u8> {
    let url = document.article.origin.as_deref()?;
    let host = url.split("//").nth(1)?.split(['/', ':', '?']).next()?;
    let end = host.rsplit('.').next()?.to_ascii_uppercase();
    let code = if end == "UK" { "GB" } else { end.as_str() };
    (code.len() == 2).then(|| gazetteer.country_by_code(code))?
}

fn of_toponym(
    gazetteer: &Gazetteer,
    around: &Around,
    toponyms: &[Toponym],
    before: &[Option<Choice>],
    index: usize,
    toponym: &Toponym,
) -> Vec<Features> {
    let most = toponym.sense.candidates.iter().map(|c| c.row.log_size).fold(0.0, f32::max);
    let own = settled(toponym, before.get(index).copied().flatten());
    let container = container(toponyms, toponym);
    let anchors: Vec<(f64, f64)> = around
        .points
        .iter()
        .filter(|(k, _)| *k != toponym.sense.key)
        .map(|(_, p)| *p)
        .take(ANCHORS)
        .collect();
    let scene = Scene { gazetteer, around, container, anchors, most, own };
    toponym.sense.candidates.iter().map(|c| of_candidate(c, &scene)).collect()
}

struct Scene<'s> {
    gazetteer: &'s Gazetteer,
    around: &'s Around,
    container: Option<&'s Toponym>,
    anchors: Vec<(f64, f64)>,
    most: f32,
    own: Option<Candidate>,
}

fn of_candidate(candidate: &Candidate, scene: &Scene<'_>) -> Features {
    let row = &candidate.row;
    let yes = |b: bool| f32::from(u8::from(b));
    let kind = |k: Kind| yes(row.kind == k);
    let role = |r: Role| yes(candidate.role == r);
    let (country, division) = masses(candidate, scene);
    let (inside, outside) = match scene.container {
        None => (0.0, 0.0),
        Some(t) if t.sense.candidates.iter().any(|c| contains(scene.gazetteer, c, candidate)) => (1.0, 0.0),
        Some(_) => (0.0, 1.0),
    };
    let (near, share) = distances(row.point, &scene.anchors);
    [
        row.log_size / 10.0,
        (row.log_size - scene.most) / 10.0,
        yes(row.log_size >= scene.most && scene.most > 0.0),
        yes(row.log_size == 0.0),
        kind(Kind::Country),
        kind(Kind::Division),
        kind(Kind::District),
        kind(Kind::Capital),
        kind(Kind::Seat),
        kind(Kind::LowerSeat),
        kind(Kind::Town),
        kind(Kind::Section),
        kind(Kind::Region),
        kind(Kind::Continent),
        kind(Kind::Water),
        role(Role::Short),
        role(Role::Other),
        role(Role::Abbreviation),
        yes(candidate.shortened),
        country,
        division,
        inside,
        outside,
        near,
        share,
        yes(row.country.is_some() && row.country == scene.around.home),
    ]
}

/// Shares of the article's places, each name counted once, that lie in the candidate's country and in its
/// division, the name's own left out.
fn masses(candidate: &Candidate, scene: &Scene<'_>) -> (f32, f32) {
    let around = scene.around;
    let own = |same: bool| f32::from(u8::from(same));
    let of_own = scene.own.map(|o| o.row);
    let total = around.total - own(of_own.is_some_and(|o| o.country.is_some()));
    let country = candidate.row.country.map_or(0.0, |c| {
        around.countries.get(&c).copied().unwrap_or(0.0) - own(of_own.is_some_and(|o| o.country == Some(c)))
    });
    let division = candidate.row.division.map_or(0.0, |d| {
        around.divisions.get(&d).copied().unwrap_or(0.0) - own(of_own.is_some_and(|o| o.division == Some(d)))
    });
    let share = |n: f32| if total > 0.0 { (n / total).clamp(0.0, 1.0) } else { 0.0 };
    (share(country), share(division))
}

/// Whether the container holds the candidate.
fn contains(gazetteer: &Gazetteer, outer: &Candidate, inner: &Candidate) -> bool {
    if outer.place == inner.place {
        return false;
    }
    let country = |c: u8| gazetteer.country(c).map(|c| c.place);
    let division = |d: u16| gazetteer.division(d);
    let is = |p: Option<PlaceId>| p == Some(outer.place);
    is(inner.row.country.and_then(country)) || is(inner.row.division.and_then(division))
}

/// How near the nearest anchor is (1 at 0 km, 0.5 at 100 km) and which share of them lies within 300 km.
fn distances(point: (f64, f64), anchors: &[(f64, f64)]) -> (f32, f32) {
    if anchors.is_empty() {
        return (0.0, 0.0);
    }
    let mut nearest = f64::MAX;
    let mut close = 0usize;
    for &anchor in anchors {
        let km = kilometres(point, anchor);
        nearest = nearest.min(km);
        close += usize::from(km < 300.0);
    }
    ((1.0 / (1.0 + nearest / 100.0)) as f32, close as f32 / anchors.len() as f32)
}
