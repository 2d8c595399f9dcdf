//! What counts how much, learnt on the affairs 01 to 06 of `stories/happenings`:
//! `cargo run -p learn --bin happenings -- train stories/happenings` prints this file's tables.

/// Of a day that the news may have taken place on.
pub const DAY: [(&str, f64); 11] = [
    ("named first", 1.89),
    ("named second", 0.22),
    ("times named, logarithm", 2.39),
    ("is the day of publication, and named", -2.78),
    ("is the day of publication, named first, and others follow", -1.26),
    ("is the day of publication, and not named", -0.87),
    ("is another day, and not named", -2.16),
    ("is the day of an event of the news", 1.81),
    ("is the day of an event", 1.09),
    ("is the day of publication, where a week is spoken of", -1.34),
    ("days before publication, in fives", -1.52),
];

/// Of two reports of one affair whose news is of one day.
pub const PAIR: [(&str, f64); 6] = [
    ("always", -5.0),
    ("words shared, those of the whole affair counting least", 3.2),
    ("numbers shared, in threes", 2.0),
    ("like the same others and unlike the same others", 3.2),
    ("the same countries take part", 1.6),
    ("few others of that day to tell them apart by", 1.0),
];
