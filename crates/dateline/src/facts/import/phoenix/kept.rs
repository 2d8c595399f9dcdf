//! A dictionary with its own codes: each name stands for what is in its brackets, on the days that are told there.

use super::{Actor, Days, Reading, days_of};
use crate::facts::import::list;
use document::Day;
use knowledge::Shape;

impl Reading<'_> {
    /// Carries an actor over: one row for each stretch of days with one code. The beginning of its
    /// code becomes a country, so that roles are put behind it.
    pub(super) fn keep(&mut self, actor: &Actor, names: &[String]) {
        let mut dated = Vec::new();
        for (line, text) in &actor.codes {
            match days_of(text).and_then(|(chain, days)| Ok((code(chain)?, days))) {
                Ok(one) => dated.push(one),
                Err(why) => self.out.skip(*line, why),
            }
        }
        let Some(name) = names.first() else { return };
        // Texts put a small article before a name that the dictionary has with one.
        let bare = names.iter().filter_map(|n| n.strip_prefix("The ").map(str::to_string));
        let others: Vec<String> = names.iter().skip(1).cloned().chain(bare).collect();
        for (code, (from, to)) in stretches(&dated) {
            self.country_of(&code);
            self.told(&code);
            let id = self.id(name, Shape::Organisations);
            let day = |d: Option<Day>| d.map_or(String::new(), |d| d.to_string());
            let own = |text: &str| text.to_string();
            let aliases = list(&others);
            let row = vec![
                id,
                own(name),
                aliases,
                code,
                own("agency"),
                own(""),
                day(from),
                day(to),
                own(self.source),
            ];
            self.out.push(Shape::Organisations, row);
        }
    }

    /// Tells a code that the codebook may not have.
    pub(super) fn told(&mut self, code: &str) {
        if self.told.insert(code.to_string()) {
            self.out.push(Shape::Codes, vec![code.to_string(), String::new(), self.source.to_string()]);
        }
    }

    fn country_of(&mut self, code: &str) {
        let Some(first) = code.get(..3).filter(|c| c.bytes().all(|b| b.is_ascii_uppercase())) else { return };
        if self.countries.insert(first.to_string()) {
            let mut row = vec![String::new(); 10];
            (row[0], row[2]) = (first.to_string(), first.to_string());
            (row[8], row[9]) = ("historic".to_string(), self.source.to_string());
            self.out.push(Shape::Countries, row);
        }
    }
}

/// The code of an actor, in capitals.
fn code(chain: &str) -> Result<String, String> {
    let code = chain.trim().to_uppercase();
    let some = code.chars().any(|c| c.is_ascii_uppercase());
    if some { Ok(code) } else { Err(format!("[{chain}] discards it")) }
}

/// The code of an agent, in capitals.
pub(super) fn role(chain: &str) -> Result<String, String> {
    let code = chain.trim().to_uppercase();
    if code.is_empty() { Err("no code".to_string()) } else { Ok(code) }
}

/// Days without overlap: of several codes the first of that day counts, the undated one where there is none.
fn stretches(dated: &[(String, Days)]) -> Vec<(String, Days)> {
    let mut starts: Vec<Option<Day>> = vec![None];
    for (_, (from, to)) in dated {
        starts.extend(from.map(Some));
        starts.extend(to.and_then(|to| to.plus(1)).map(Some));
    }
    starts.sort_unstable();
    starts.dedup();
    let within = |day: Option<Day>, &(from, to): &Days| {
        let after = from.is_none_or(|from| day.is_some_and(|d| from <= d));
        after && to.is_none_or(|to| day.is_none_or(|d| d <= to))
    };
    let of = |day| {
        let bounded = |(_, (from, to)): &&(String, Days)| from.is_some() || to.is_some();
        let undated = || dated.iter().rev().find(|one| !bounded(one));
        let found = dated.iter().filter(bounded).find(|(_, days)| within(day, days)).or_else(undated);
        found.map(|(code, _)| code.clone())
    };
    let mut all: Vec<(String, Days)> = Vec::new();
    for (at, &start) in starts.iter().enumerate() {
        let end = starts.get(at + 1).copied().flatten().and_then(|next| next.plus(-1));
        let Some(code) = of(start) else { continue };
        match all.last_mut().filter(|(c, days)| *c == code && days.1.and_then(|d| d.plus(1)) == start) {
            Some((_, days)) => days.1 = end,
            None => all.push((code, (start, end))),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_codes_the_first_of_the_day_counts() {
        let codes = ["HOB", "HOBCIV <20080120", "ORCHOB 20100109-20100112", "HOBMIL 20080120-20121109"];
        let dated: Vec<(String, Days)> = codes
            .iter()
            .map(|c| days_of(c).map(|(chain, days)| (chain.to_string(), days)).unwrap())
            .collect();
        let told: Vec<String> = stretches(&dated)
            .iter()
            .map(|(code, (from, to))| {
                let day = |d: &Option<Day>| d.map_or("-".to_string(), |d| d.to_string());
                format!("{code} {} {}", day(from), day(to))
            })
            .collect();
        let wanted = [
            "HOBCIV - 2008-01-20",
            "HOBMIL 2008-01-21 2010-01-08",
            "ORCHOB 2010-01-09 2010-01-12",
            "HOBMIL 2010-01-13 2012-11-09",
            "HOB 2012-11-10 -",
        ];
        assert_eq!(told, wanted);
    }
}
