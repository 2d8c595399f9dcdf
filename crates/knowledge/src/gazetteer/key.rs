//! Keys: the one form in which names of places are kept and looked up, so that `São Paulo` and `SAO PAULO`,
//! `U.S.` and `US`, `the Hague` and `Hague` meet.

/// Words that names write long or short.
const SHORT: &[(&str, &str)] = &[("saint", "st"), ("sainte", "ste"), ("mount", "mt"), ("fort", "ft")];

/// The name as a key: folded as all names are ([`crate::fold`]), letters that stand alone joined (`U.S.` is `us`),
/// no `the` in front, `and` for `&`, `st`, `ste`, `mt`, `ft` for the long words.
pub fn key(name: &str) -> String {
    let folded = match name.contains('&') {
        true => crate::fold(&name.replace('&', " and ")),
        false => crate::fold(name),
    };
    let mut words = folded.split(' ').peekable();
    let first = words.next_if(|w| *w != "the");
    if first.is_none() {
        words.next();
    }
    let mut key = String::with_capacity(folded.len());
    let mut alone = false;
    for word in first.into_iter().chain(words) {
        let single = word.len() == 1;
        if !(key.is_empty() || single && alone) {
            key.push(' ');
        }
        key.push_str(SHORT.iter().find(|(long, _)| *long == word).map_or(word, |(_, short)| short));
        alone = single;
    }
    if key.is_empty() { folded } else { key }
}

/// A web address as a key; no name of a place has such a one.
pub(super) fn host_key(host: &str) -> String {
    format!("@{host}")
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn names_meet_in_one_key() {
        let check = |name: &str, expected: &str| assert_eq!(key(name), expected, "{name}");
        check("São Paulo", "sao paulo");
        check("SAO PAULO", "sao paulo");
        check("St. Paul's", "st pauls");
        check("Saint Paul’s", "st pauls");
        check("The Hague", "hague");
        check("The", "the");
        check("Deir ez-Zor", "deir ez zor");
        check("U.S.", "us");
        check("N.Y.", "ny");
        check("Washington D.C.", "washington dc");
        check("Trinidad & Tobago", "trinidad and tobago");
        check("Łódź", "lodz");
        check("Mount Vernon", "mt vernon");
        check("Ḩalab", "halab");
        check("İstanbul", "istanbul");
        check("  Khan   Yunis ", "khan yunis");
        check("Алеппо", "алеппо");
        check("", "");
        check("…", "");
    }
}
