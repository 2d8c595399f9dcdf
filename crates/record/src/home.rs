//! The country of the outlet that an article came from, by its web address.

use knowledge::{Actors, Country};

/// Endings that name a country on paper and are sold to everybody.
const SOLD: &[&str] = &["ai", "cc", "co", "fm", "gg", "io", "la", "me", "tv", "to", "ws"];

/// Where the outlet at an address is at home: by the table of sites, by the ending of its host, by the country or
/// capital that its host names (`kuwaittimes.com`); `None` where none of them says so.
pub fn home<'k>(address: &str, known: &'k Actors) -> Option<Country<'k>> {
    let host = address.split_once("//")?.1.split(['/', ':', '?']).next()?.to_ascii_lowercase();
    listed(&host, known).or_else(|| by_ending(&host, known)).or_else(|| by_name(&host, known))
}

/// The longest end of the host that the table has: `news.bbc.co.uk` is `bbc.co.uk`.
fn listed<'k>(host: &str, known: &'k Actors) -> Option<Country<'k>> {
    let dots = host.match_indices('.').map(|(at, _)| at + 1);
    std::iter::once(0).chain(dots).find_map(|start| known.site(host.get(start..)?))
}

fn by_ending<'k>(host: &str, known: &'k Actors) -> Option<Country<'k>> {
    let ending = host.rsplit('.').next().filter(|e| e.len() == 2 && !SOLD.contains(e))?;
    let code = if ending == "uk" { "GB".to_string() } else { ending.to_ascii_uppercase() };
    known.country(&code)
}

/// The shortest name looked for inside a host: `oman` stands in `woman`.
const SHORTEST: usize = 5;

/// The longest name of a country or capital at the beginning or end of a part of the host.
fn by_name<'k>(host: &str, known: &'k Actors) -> Option<Country<'k>> {
    let label = host.split('.').rev().nth(1)?;
    let lengths = || (SHORTEST..=label.len()).rev();
    let stretches = lengths().flat_map(|n| [label.get(..n), label.get(label.len() - n..)]);
    stretches.flatten().find_map(|word| known.country_of_place(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, expected: Option<&str>) {
        let known = Actors::ours().unwrap();
        assert_eq!(home(address, &known).map(|c| c.code), expected, "{address}");
    }

    #[test]
    fn outlets_are_at_home_by_table_ending_or_name() {
        check("https://www.haaretz.com/israel-news/1", Some("ISR"));
        check("https://news.bbc.co.uk/2/hi.htm", Some("GBR"));
        check("https://www.nation.sc/articles/1", Some("SYC"));
        check("http://angolaherald.com/a?b", Some("AGO"));
        check("https://lisbonpost.net", Some("PRT"));
    }

    #[test]
    fn addresses_that_say_nothing_have_no_home() {
        check("https://allafrica.com/stories/1", None);
        check("https://womantimes.tv/x", None);
        check("stories/one.txt", None);
        check("https://", None);
    }
}
