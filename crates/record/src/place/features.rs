//! What speaks for a candidate: the place itself, how the name belongs to it, the other places around it, the words
//! beside it.

use super::around::{Around, Background, Near};
use super::candidate::Candidate;
use super::choose::Chances;
use super::geometry;
use super::question::{Question, Questions};
use super::words::Sort;
use knowledge::gazetteer::{Gazetteer, Kind, PlaceId, PlaceRow, Role};

/// How many features there are.
pub const FEATURES: usize = 66;
/// Which feature says that the candidate lies in the place named as its container.
pub const INSIDE: usize = 27;
/// Which features say that the candidate is wide: a country, region, continent, water.
pub const WIDE: [usize; 4] = [5, 13, 14, 15];
/// How large the features of containers are: the more, the less training holds their weights near zero. What is told
/// counts more than what is only likely.
const TOLD: f32 = 3.0;
/// The features of one candidate.
pub type Features = [f32; FEATURES];

/// Which features say that the candidate is found only without words of the name, or with a letter off.
const SHORTENED: usize = 20;
const MISSPELT: usize = 21;
/// Which feature has the share of places in its country.
const COUNTRY_MASS: usize = 24;

/// The features of the candidates of each question, and behind them those of its being none of them. `before` has the
/// chances of the pass before, if any.
pub(super) fn of_questions(
    background: &Background<'_>,
    questions: &Questions,
    before: &[Chances],
) -> Vec<Vec<Features>> {
    let around = Around::new(background, &questions.all, before);
    let of = |(at, question): (usize, &Question)| {
        let candidates = &question.sense.candidates;
        let scene = Scene {
            gazetteer: background.gazetteer,
            around: &around,
            question,
            most: candidates.iter().map(|c| c.row.log_size).fold(0.0, f32::max),
            main: candidates.iter().any(|c| c.role == Role::Main),
        };
        let context = around.near(at).into_iter().zip(around.masses(at));
        let of = |(c, (near, mass)): (&Candidate, _)| scene.of_candidate(c, &near, mass);
        let mut features: Vec<Features> = candidates.iter().zip(context).map(of).collect();
        if !features.is_empty() {
            features.push(of_none(&features));
        }
        features
    };
    questions.all.iter().enumerate().map(of).collect()
}

/// What all candidates of a question share.
struct Scene<'s> {
    gazetteer: &'s Gazetteer,
    around: &'s Around<'s>,
    question: &'s Question,
    /// The largest size.
    most: f32,
    /// Whether any has the name as its own.
    main: bool,
}

fn yes(b: bool) -> f32 {
    f32::from(u8::from(b))
}

/// Fills an array part by part.
struct Filled {
    features: Features,
    at: usize,
}

impl Filled {
    fn put(&mut self, values: &[f32]) {
        let end = self.at + values.len();
        if let Some(slots) = self.features.get_mut(self.at..end) {
            slots.copy_from_slice(values);
        }
        self.at = end;
    }
}

impl Scene<'_> {
    fn of_candidate(&self, candidate: &Candidate, near: &Near, mass: (f32, f32)) -> Features {
        let mut filled = Filled { features: [0.0; FEATURES], at: 0 };
        filled.put(&self.size(&candidate.row));
        filled.put(&kind(candidate.row.kind));
        filled.put(&self.name(candidate));
        filled.put(&[mass.0, mass.1, if candidate.misspelt { mass.0 } else { 0.0 }]);
        filled.put(&self.container(candidate));
        filled.put(&[
            near.nearest,
            near.close,
            near.possible,
            near.best,
            near.expected,
            near.division,
            self.around.words_of(candidate.row.country),
        ]);
        filled.put(&self.home(&candidate.row));
        filled.put(&self.twin(candidate));
        filled.put(&self.words(&candidate.row));
        filled.features
    }

    fn size(&self, row: &PlaceRow) -> [f32; 5] {
        let below = (row.log_size - self.most) / 10.0;
        [
            row.log_size / 10.0,
            below,
            below * below,
            yes(row.log_size >= self.most && self.most > 0.0),
            yes(row.log_size == 0.0),
        ]
    }

    fn name(&self, candidate: &Candidate) -> [f32; 8] {
        let role = |r: Role| yes(candidate.role == r);
        [
            role(Role::Short),
            role(Role::Other),
            role(Role::Abbreviation),
            yes(candidate.role == Role::Main && candidate.row.kind <= Kind::Division),
            yes(candidate.shortened),
            yes(candidate.misspelt),
            yes(candidate.role == Role::Other && self.main),
            yes(candidate.role == Role::Short && self.main),
        ]
    }

    fn container(&self, candidate: &Candidate) -> [f32; 2] {
        let Some(container) = &self.question.container else { return [0.0; 2] };
        let inside = container.candidates.iter().any(|c| contains(self.gazetteer, c, candidate));
        [TOLD * yes(inside), TOLD * yes(!inside)]
    }

    /// How the candidate lies to where the outlet is at home.
    fn home(&self, row: &PlaceRow) -> [f32; 5] {
        let Some(home) = self.around.home() else { return [0.0; 5] };
        let country = row.country.is_some() && row.country == home.country;
        let near =
            |h: &PlaceRow| geometry::nearness(geometry::unit(h.point), geometry::unit(row.point), 100.0);
        [
            yes(country),
            yes(row.division.is_some() && row.division == home.division),
            yes(row.country.is_some() && !country),
            yes(country && row.kind <= Kind::Division),
            Some(&home).filter(|h| h.kind > Kind::District).map_or(0.0, near),
        ]
    }

    /// Towns and divisions of one name that lie in each other.
    fn twin(&self, candidate: &Candidate) -> [f32; 5] {
        let row = &candidate.row;
        let twin = self.question.twin(row);
        let cities = &self.question.sense.cities;
        [
            yes(row.kind == Kind::Division && twin.is_some()),
            yes(row.kind > Kind::District && twin.is_some()),
            twin.map_or(0.0, |t| (row.log_size - t) / 10.0),
            yes(cities.contains(&candidate.place)),
            yes(!cities.is_empty() && row.kind <= Kind::Division),
        ]
    }

    /// The words beside the name.
    fn words(&self, row: &PlaceRow) -> [f32; 14] {
        let said = |sort: Sort| self.question.beside & (1 << sort as u16) != 0;
        let town = matches!(row.kind, Kind::Capital | Kind::Seat | Kind::LowerSeat | Kind::Town);
        let lower = matches!(row.kind, Kind::District | Kind::Section | Kind::LowerSeat | Kind::Town);
        let land = matches!(row.kind, Kind::Water | Kind::Site | Kind::Region);
        let nature = said(Sort::Water) || said(Sort::Land);
        let article = self.question.article;
        [
            yes(said(Sort::County) && row.kind == Kind::District),
            yes(said(Sort::County) && row.kind != Kind::District),
            yes(said(Sort::District) && lower),
            yes(said(Sort::District) && !lower),
            yes(said(Sort::Province) && row.kind == Kind::Division),
            yes(said(Sort::Province) && row.kind != Kind::Division),
            yes(said(Sort::Town) && town),
            yes(said(Sort::Town) && !town),
            yes(nature && land),
            yes(nature && !land),
            yes((said(Sort::People) || said(Sort::Office)) && town),
            yes(self.question.dateline && town),
            yes(article && (land || row.kind == Kind::Continent)),
            yes(article && row.kind > Kind::Country && row.kind <= Kind::Section),
        ]
    }
}

fn kind(kind: Kind) -> [f32; 11] {
    const KINDS: [Kind; 11] = [
        Kind::Country,
        Kind::Division,
        Kind::District,
        Kind::Capital,
        Kind::Seat,
        Kind::LowerSeat,
        Kind::Town,
        Kind::Section,
        Kind::Region,
        Kind::Continent,
        Kind::Water,
    ];
    KINDS.map(|k| yes(k == kind))
}

/// The features of its being none of the candidates; they stand at the end.
fn of_none(candidates: &[Features]) -> Features {
    let any = |at: usize| candidates.iter().any(|f| f[at] > 0.0);
    let all = |at: usize| candidates.iter().all(|f| f[at] > 0.0);
    let most = |at: usize| candidates.iter().map(|f| f[at]).fold(0.0, f32::max);
    let own =
        [1.0, yes(all(INSIDE + 1)), yes(all(SHORTENED)), yes(any(MISSPELT)), most(0), most(COUNTRY_MASS)];
    let mut features = [0.0; FEATURES];
    features[FEATURES - own.len()..].copy_from_slice(&own);
    features
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_stand_where_they_are_said_to() {
        let mut wide = [0.0; FEATURES];
        wide[5..16].copy_from_slice(&kind(Kind::Country));
        assert_eq!(wide[WIDE[0]], 1.0);
        wide[5..16].copy_from_slice(&kind(Kind::Water));
        assert_eq!(wide[WIDE[3]], 1.0);
        let mut inside = [0.0; FEATURES];
        inside[INSIDE + 1] = 1.0;
        let none = of_none(&[inside]);
        assert_eq!(&none[FEATURES - 6..], [1.0, 1.0, 0.0, 0.0, 0.0, 0.0]);
    }
}
