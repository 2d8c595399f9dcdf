//! Why a report is held to be of a happening, for people.

use super::news::News;
use document::Day;

/// Words that are shown.
const SHOWN: usize = 5;

/// What a report has in common with at least half of the others: its day, rare words, numbers, actors.
pub fn of(news: &News, members: &[&News], day: i32) -> Vec<String> {
    let others: Vec<&&News> = members.iter().filter(|m| m.article != news.article).collect();
    let half = |has: &dyn Fn(&News) -> bool| 2 * others.iter().filter(|o| has(o)).count() >= others.len();
    let has = |n: &News, word: &str| n.words.binary_search_by(|w| w.0.as_str().cmp(word)).is_ok();
    let (numbers, mut words): (Vec<_>, Vec<_>) = news
        .words
        .iter()
        .filter(|w| half(&|o| has(o, &w.0)))
        .partition(|w| w.0.bytes().all(|b| b.is_ascii_digit()));
    words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let words = words.into_iter().take(SHOWN).map(|w| w.0.as_str());
    let actor = |code: &str| half(&|o| o.actors.iter().any(|a| a.0 == code));
    let actors = news.actors.iter().map(|a| a.0.as_str()).filter(|code| actor(code));
    let said = news.days.iter().find(|d| d.0 == day).map(|d| d.1);
    let day = Day::from_ordinal(day).map(|d| format!("day {d}, by its own words {:.2}", said.unwrap_or(0.0)));
    let list = |what: &str, all: Vec<&str>| (!all.is_empty()).then(|| format!("{what} {}", all.join(", ")));
    let numbers = numbers.iter().map(|w| w.0.as_str()).collect();
    let shared = [list("words", words.collect()), list("numbers", numbers), list("actors", actors.collect())];
    day.into_iter().chain(shared.into_iter().flatten()).collect()
}
