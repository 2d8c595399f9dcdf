//! Which of its candidates a name means in this article: a linear choice over features of the candidate and of
//! the other places around it, twice, the second time with the choices of the first as context.

use super::around::{Around, Near};
use super::candidate::Candidate;
use super::geometry;
use super::question::{Question, Questions};
use super::weights;
use super::words::Sort;
use document::Document;
use knowledge::Knowledge;
use knowledge::gazetteer::{Gazetteer, Kind, PlaceId, PlaceRow, Role};

/// How many features there are.
pub const FEATURES: usize = 54;
/// Which feature says that the candidate lies in the place named as its container.
pub const INSIDE: usize = 21;
/// The features of one candidate, in the order of [`of_candidate`].
pub type Features = [f32; FEATURES];

/// How likely the candidates of a question are; they sum to 1.
#[derive(Clone, Debug, Default)]
pub(super) struct Chances(Vec<f32>);

impl Chances {
    fn new(features: &[Features], weights: &Features) -> Chances {
        let score = |f: &Features| f.iter().zip(weights).map(|(x, w)| x * w).sum::<f32>();
        let scores: Vec<f32> = features.iter().map(score).collect();
        let most = scores.iter().copied().fold(f32::MIN, f32::max);
        let odds: Vec<f32> = scores.iter().map(|s| (s - most).exp()).collect();
        let sum: f32 = odds.iter().sum();
        Chances(odds.into_iter().map(|o| o / sum).collect())
    }

    /// The likeliest, the first of several.
    pub(super) fn best(&self) -> Option<usize> {
        let order = |&a: &usize, &b: &usize| self.of(a).total_cmp(&self.of(b)).then(b.cmp(&a));
        (0..self.0.len()).max_by(order)
    }

    /// The next likeliest.
    pub(super) fn second(&self) -> Option<usize> {
        let best = self.best()?;
        let order = |&a: &usize, &b: &usize| self.of(a).total_cmp(&self.of(b)).then(b.cmp(&a));
        (0..self.0.len()).filter(|&i| i != best).max_by(order)
    }

    /// Of one candidate.
    pub(super) fn of(&self, candidate: usize) -> f32 {
        self.0.get(candidate).copied().unwrap_or(0.0)
    }
}

/// The chances of the candidates of each question.
pub(super) fn choose(document: &Document, knowledge: &Knowledge, questions: &Questions) -> Vec<Chances> {
    let first = pass(&features(document, knowledge, questions, &[]), &weights::FIRST);
    pass(&features(document, knowledge, questions, &first), &weights::SECOND)
}

/// The chances with these weights.
pub(super) fn pass(features: &[Vec<Features>], weights: &Features) -> Vec<Chances> {
    features.iter().map(|f| Chances::new(f, weights)).collect()
}

/// The features of the candidates of each question. `before` has the chances of the pass before, if any.
pub(super) fn features(
    document: &Document,
    knowledge: &Knowledge,
    questions: &Questions,
    before: &[Chances],
) -> Vec<Vec<Features>> {
    let around = Around::new(document, knowledge, &questions.all, before);
    let of = |(at, question): (usize, &Question)| {
        let near = around.near(at);
        let candidates = &question.sense.candidates;
        let most = candidates.iter().map(|c| c.row.log_size).fold(0.0, f32::max);
        let main = candidates.iter().any(|c| c.role == Role::Main);
        let scene = Scene { gazetteer: &knowledge.gazetteer, around: &around, question, most, main };
        let masses = around.masses(at);
        let all = candidates.iter().zip(near).zip(masses);
        all.map(|((c, near), mass)| of_candidate(c, &near, mass, &scene)).collect()
    };
    questions.all.iter().enumerate().map(of).collect()
}

struct Scene<'s> {
    gazetteer: &'s Gazetteer,
    around: &'s Around<'s>,
    question: &'s Question,
    most: f32,
    /// Whether any candidate has the name as its own.
    main: bool,
}

fn yes(b: bool) -> f32 {
    f32::from(u8::from(b))
}

fn of_candidate(candidate: &Candidate, near: &Near, mass: (f32, f32), scene: &Scene<'_>) -> Features {
    let row = &candidate.row;
    let kind = |k: Kind| yes(row.kind == k);
    let role = |r: Role| yes(candidate.role == r);
    let (country, division) = mass;
    let (inside, outside) = match &scene.question.container {
        None => (0.0, 0.0),
        Some(t) if t.candidates.iter().any(|c| contains(scene.gazetteer, c, candidate)) => (1.0, 0.0),
        Some(_) => (0.0, 1.0),
    };
    let home = scene.around.home;
    let same = |of: fn(&PlaceRow) -> Option<u16>| home.is_some_and(|h| of(&h).is_some() && of(&h) == of(row));
    let twin = scene.question.twin(row);
    let said = |sort: Sort| scene.question.beside & (1 << sort as u16) != 0;
    let town = matches!(row.kind, Kind::Capital | Kind::Seat | Kind::LowerSeat | Kind::Town);
    let lower = matches!(row.kind, Kind::District | Kind::Section | Kind::LowerSeat | Kind::Town);
    let land = matches!(row.kind, Kind::Water | Kind::Site | Kind::Region);
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
        near.nearest,
        near.close,
        yes(same(|r| r.country.map(u16::from))),
        yes(same(|r| r.division)),
        yes(home.is_some() && row.country.is_some() && !same(|r| r.country.map(u16::from))),
        near.possible,
        near.best,
        near.expected,
        near.division,
        scene.around.words_of(row.country),
        yes(said(Sort::County) && row.kind == Kind::District),
        yes(said(Sort::County) && row.kind != Kind::District),
        yes(said(Sort::District) && lower),
        yes(said(Sort::District) && !lower),
        yes(said(Sort::Province) && row.kind == Kind::Division),
        yes(said(Sort::Province) && row.kind != Kind::Division),
        yes(said(Sort::Town) && town),
        yes(said(Sort::Town) && !town),
        yes((said(Sort::Water) || said(Sort::Land)) && land),
        yes((said(Sort::Water) || said(Sort::Land)) && !land),
        yes((said(Sort::People) || said(Sort::Office)) && town),
        yes(scene.question.dateline && town),
        yes(candidate.role == Role::Other && scene.main),
        yes(candidate.role == Role::Short && scene.main),
        home.filter(|h| h.kind > Kind::District)
            .map_or(0.0, |h| geometry::nearness(geometry::unit(h.point), geometry::unit(row.point), 100.0)),
        yes(row.kind == Kind::Division && twin.is_some()),
        yes(row.kind > Kind::District && twin.is_some()),
        twin.map_or(0.0, |t| (row.log_size - t) / 10.0),
        yes(same(|r| r.country.map(u16::from)) && row.kind <= Kind::Division),
        yes(row.kind <= Kind::Division && candidate.role == Role::Main),
        0.0,
    ]
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
