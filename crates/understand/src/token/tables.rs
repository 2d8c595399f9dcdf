//! Closed lists that decide where words of English end: abbreviations, prefixes, units, contractions.

/// Abbreviations that keep their stop wherever they stand, sorted by bytes.
const ALWAYS: &[&str] = &[
    "A.m", "Adm", "Al", "Apr", "Aug", "Ave", "Blvd", "Bn", "Brig", "Bros", "Capt", "Cdr", "Cmdr", "Co",
    "Col", "Comdr", "Corp", "Cpl", "Cpt", "Ct", "DR", "Dec", "Dept", "Dr", "Drs", "E.g", "Ed", "Eng", "Esq",
    "Feb", "Fr", "Ft", "GEN", "Gen", "Gov", "Hon", "INC", "Inc", "Insp", "Jan", "Jr", "Ltd", "Lt", "MR",
    "MRS", "MS", "Maj", "Messrs", "Mlle", "Mme", "Mr", "Mrs", "Ms", "Msgr", "Mt", "Nov", "Oct", "Ph.D",
    "Prof", "Pte", "Pty", "Pvt", "Rd", "Rep", "Reps", "Rev", "Rs", "Sen", "Sens", "Sept", "Sgt", "Sr", "St",
    "Ste", "Supt", "Univ", "Vol", "approx", "ca", "cf", "dept", "dr", "eg", "etc", "ie", "jr", "ltd", "mr",
    "mrs", "ms", "prof", "sen", "sr", "st", "viz", "vs",
];

/// Abbreviations that are also words or ends of sentences: kept where a number, small letter or comma follows.
const BEFORE_MORE: &[&str] = &[
    "Ala", "Ariz", "Ark", "Art", "Calif", "Cf", "Colo", "Conn", "Del", "Dist", "Esp", "Est", "Fig", "Figs",
    "Fla", "Fri", "Ga", "Ill", "Ind", "Jul", "Jun", "Kan", "Ky", "La", "Mar", "Mass", "Md", "Mich", "Minn",
    "Miss", "Mo", "Mon", "Mont", "Neb", "Nev", "No", "Nos", "Okla", "Ore", "Pa", "Para", "Pp", "Que", "Sat",
    "Sec", "Sep", "Spec", "Sun", "Tel", "Tenn", "Tex", "Thu", "Thur", "Thurs", "Tue", "Tues", "Va", "Vt",
    "Wash", "Wed", "Wis", "Wyo", "ad", "al", "art", "c", "cm", "dist", "ed", "eds", "esp", "est", "ext",
    "fig", "ft", "hr", "hrs", "incl", "info", "km", "lb", "lbs", "max", "mi", "min", "mins", "mm", "no",
    "nos", "oz", "p", "para", "pp", "sec", "sq", "tel", "vol", "yr", "yrs",
];

/// Prefixes that stay joined to what follows the hyphen, sorted by bytes.
const PREFIXES: &[&str] = &[
    "anti", "co", "counter", "cross", "e", "ex", "inter", "intra", "mega", "micro", "mid", "mini", "multi",
    "neo", "non", "nor", "over", "post", "pre", "pro", "proto", "pseudo", "psycho", "re", "semi", "socio",
    "sub", "super", "trans", "ultra", "un",
];

/// Units and suffixes that a number is cut off from, in small letters, sorted by bytes.
const UNITS: &[&str] = &[
    "am", "b", "bhp", "billion", "bn", "c", "cc", "cl", "cm", "crore", "db", "eur", "f", "ft", "g", "gb",
    "ghz", "gw", "gwh", "ha", "hh", "hr", "hrs", "hz", "in", "inch", "k", "kb", "kg", "kgs", "khz", "kj",
    "km", "kmh", "kms", "kph", "kt", "kv", "kw", "kwh", "l", "lb", "lbs", "lakh", "m", "mb", "mbps", "mg",
    "mhz", "mi", "min", "mins", "ml", "mm", "mn", "mph", "mw", "mwh", "nm", "oz", "pc", "percent", "pm",
    "ppm", "rpm", "sec", "secs", "sq", "tb", "tn", "trillion", "tw", "usd", "v", "w", "x", "yd", "yds", "yr",
    "yrs",
];

/// Last parts of names of hosts and files: `Represent.com` and `list.doc` are one word.
const ENDINGS: &[&str] = &[
    "au", "biz", "br", "ca", "ch", "cn", "com", "de", "doc", "docx", "edu", "eu", "exe", "fr", "gov", "gr",
    "htm", "html", "il", "info", "int", "io", "ir", "jp", "jpg", "ke", "kr", "mil", "net", "ng", "nl", "nz",
    "org", "pdf", "ph", "php", "pk", "pl", "png", "ps", "ru", "se", "sg", "tr", "tv", "tw", "txt", "ua",
    "uk", "unix", "url", "us", "xls", "xlsx", "xml", "za", "zip",
];

/// Words written together that Universal Dependencies takes apart, with the length of the first part in bytes.
const JOINED: &[(&str, usize)] = &[
    ("aint", 2),
    ("arent", 3),
    ("cannot", 3),
    ("couldnt", 5),
    ("didnt", 3),
    ("doesnt", 4),
    ("dont", 2),
    ("gimme", 3),
    ("gonna", 3),
    ("gotta", 3),
    ("hadnt", 4),
    ("hasnt", 3),
    ("havent", 4),
    ("isnt", 2),
    ("lemme", 3),
    ("outta", 3),
    ("shouldnt", 6),
    ("wanna", 3),
    ("wasnt", 3),
    ("werent", 4),
    ("whatcha", 3),
    ("wouldnt", 5),
];

/// What may follow an apostrophe as a part of its own.
const CLITICS: &[&str] = &["s", "m", "d", "re", "ve", "ll", "S", "M", "D", "RE", "VE", "LL"];

/// Words that begin with an apostrophe.
const ELIDED: &[&str] = &["bout", "cause", "cos", "cuz", "em", "n", "nuff", "round", "til", "tis", "twas"];

/// Faces and hearts made of punctuation.
pub(super) const FACES: &[&str] = &[
    ":-)", ":-(", ";-)", ":-D", ":-P", ":)", ":(", ";)", ":D", ":P", ":p", ";P", "=)", "<3", ":/", ":O",
    "^_^", "-_-",
];

/// Whether the abbreviation (without its stop) keeps its stop wherever it stands.
pub(super) fn always_abbreviated(word: &str) -> bool {
    ALWAYS.contains(&word)
}

/// Whether the word may be an abbreviation where more of the sentence follows.
pub(super) fn abbreviated_before_more(word: &str) -> bool {
    BEFORE_MORE.contains(&word)
}

/// Whether what follows the hyphen after this word belongs to the same token.
pub(super) fn is_prefix(word: &str) -> bool {
    word.len() <= 7 && PREFIXES.iter().any(|p| p.eq_ignore_ascii_case(word))
}

/// Whether a number is cut off from this; not `4G`, `3B`.
pub(super) fn is_unit(word: &str) -> bool {
    let generation = matches!(word, "G" | "C" | "B" | "W" | "F" | "V" | "L");
    word.len() <= 8 && !generation && UNITS.iter().any(|u| u.eq_ignore_ascii_case(word))
}

/// Whether the last part after a stop makes the whole a name of a host or file.
pub(super) fn is_ending(word: &str) -> bool {
    word.len() <= 5
        && !word.starts_with(|c: char| c.is_ascii_uppercase() && word.len() <= 2)
        && ENDINGS.iter().any(|e| e.eq_ignore_ascii_case(word))
}

/// Length of the first part of a word that is two, in bytes.
pub(super) fn joined(word: &str) -> Option<usize> {
    let may_be = matches!(word.len(), 4..=8)
        && matches!(
            word.as_bytes()[0] | 32,
            b'a' | b'c' | b'd' | b'g' | b'h' | b'i' | b'l' | b'o' | b's' | b'w'
        )
        && matches!(word.as_bytes()[word.len() - 1] | 32, b't' | b'a' | b'e');
    let found = |&&(w, _): &&(&str, usize)| w.eq_ignore_ascii_case(word);
    if may_be { JOINED.iter().find(found).map(|&(_, at)| at) } else { None }
}

/// Whether letters after an apostrophe are a part of their own.
pub(super) fn is_clitic(letters: &str) -> bool {
    CLITICS.contains(&letters)
}

/// Whether letters after an apostrophe make a word with it: `'em`.
pub(super) fn is_elided(letters: &str) -> bool {
    letters.len() <= 5 && ELIDED.iter().any(|e| e.eq_ignore_ascii_case(letters))
}
