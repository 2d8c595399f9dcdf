//! What counts how much, learnt on the affairs 01 to 06 of `stories/happenings`:
//! `cargo run -p learn --bin happenings -- train stories/happenings` prints this file's tables.

/// Of a day that the news may have taken place on.
pub const DAY: [(&str, f64); 11] = [
    ("named first", 1.65),
    ("named second", 0.01),
    ("times named, logarithm", 2.36),
    ("is the day of publication, and named", -2.89),
    ("is the day of publication, named first, and others follow", -1.21),
    ("is the day of publication, and not named", -1.24),
    ("is another day, and not named", -2.44),
    ("is the day of an event of the news", 1.95),
    ("is the day of an event", 1.07),
    ("is the day of publication, where a week is spoken of", -1.37),
    ("days before publication, in fives", -1.77),
];

/// Of two reports of one affair whose news is of one day.
pub const PAIR: [(&str, f64); 6] = [
    ("always", -2.83),
    ("words shared, those of the whole affair counting least", 4.81),
    ("numbers shared, in threes", 1.08),
    ("like the same others and unlike the same others", 1.56),
    ("the same countries take part", 1.52),
    ("few others of that day to tell them apart by", 10.59),
];
