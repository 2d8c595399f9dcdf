//! What contents of commitments and sentences of later reports are compared by.

use std::collections::BTreeSet;

/// Words that say nothing of what is promised, offered, demanded.
const EMPTY: &str = "the and for that this these those with from into over under about after before until till unless \
    its his her their our your them they him she who whom whose which what when where there here not nor but than then also \
    will would shall should could can may might must has have had been being was were are did does said says any all \
    some each both more most other such only same own one two three day days week weeks month months year years monday \
    tuesday wednesday thursday friday saturday sunday january february march april june july august september october \
    november december offer promise pledge demand threat deal agreement proposal government president minister";

/// Words by which something is to end: the deed that ends it keeps them, the thing itself breaks them.
const CEASING: &str = "halt stop end cease refrain suspend freeze abstain pause not never no";

/// How many letters of a word tell it from others.
const LETTERS: usize = 5;

/// The words of a text that tell what it is about, without their endings.
pub fn stems(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|w| w.chars().count() > 2 && !is_one_of(EMPTY, w)).map(|w| stem(&w)).collect()
}

/// A word without its ending: "strikes", "striking" and "strike" are one, and so are "ban" and "banned", "send" and "sent".
pub fn stem(word: &str) -> String {
    let word = word.to_lowercase();
    let word = IRREGULAR.iter().find(|(past, _)| *past == word).map_or(word.as_str(), |(_, verb)| verb);
    let endings = ["ing", "ed", "es", "s", "e"];
    let bare = endings.iter().find_map(|end| word.strip_suffix(end).filter(|b| b.chars().count() > 2));
    let mut letters: Vec<char> = bare.unwrap_or(word).chars().take(LETTERS).collect();
    if letters.len() > 3 && letters.len() < LETTERS && letters.ends_with(&[letters[letters.len() - 1]; 2]) {
        letters.pop();
    }
    letters.into_iter().collect()
}

/// Pasts of verbs of deeds that do not begin as their verbs do.
const IRREGULAR: [(&str, &str); 16] = [
    ("sent", "send"),
    ("gave", "give"),
    ("paid", "pay"),
    ("built", "build"),
    ("held", "hold"),
    ("left", "leave"),
    ("took", "take"),
    ("taken", "take"),
    ("struck", "strike"),
    ("shot", "shoot"),
    ("fought", "fight"),
    ("bought", "buy"),
    ("sold", "sell"),
    ("brought", "bring"),
    ("broke", "break"),
    ("fell", "fall"),
];

/// Whether something is to end by it, or not to be done.
pub fn ceases(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(is_ceasing)
}

/// Whether a word says that something ends.
pub fn is_ceasing(word: &str) -> bool {
    let stems = || CEASING.split_whitespace().map(stem);
    stems().any(|s| s == stem(word))
}

fn is_one_of(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|w| w == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_do_not_part_words() {
        assert_eq!(stems("to halt its air strikes"), stems("halted the air strike"));
        assert_eq!(stem("withdrawal"), stem("withdrawing"));
        assert_eq!((stem("banned"), stem("sent")), (stem("ban"), stem("send")));
        assert!(ceases("to stop shelling the port") && !ceases("to send grain"));
        assert!(stems("until Friday").is_empty());
    }
}
