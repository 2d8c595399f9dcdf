//! The one schema: every table of the record, its columns and what they mean. The store's tables, Arrow batches,
//! Parquet, CSV and the page of the guide are all made from it.

use arrow_schema::{DataType, Field, Fields, Schema};
use std::collections::HashMap;
use std::sync::Arc;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Int,
    /// The number of an article in its store.
    Article,
    /// The number of a record in its store: see [`number`].
    Record,
    /// A number.
    Real,
    /// Text, UTF-8.
    Text,
    /// Yes or no.
    Flag,
    /// Stretches of the article's text, each `[begin, end)` in code points.
    Spans,
    /// Several texts.
    Texts,
}

/// One column.
#[derive(Debug)]
pub struct Column {
    /// Its name, everywhere.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it may be null: unknown, or nothing there.
    pub null: bool,
    /// What it means.
    pub about: &'static str,
}

/// One table.
#[derive(Debug)]
pub struct Table {
    /// Its name, everywhere.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// The columns that tell rows apart, the article's number first; one alone is the number of the row.
    pub key: &'static [&'static str],
    /// Its columns in order.
    pub columns: &'static [Column],
}

const fn column(name: &'static str, kind: Kind, about: &'static str) -> Column {
    Column { name, kind, null: false, about }
}

const fn optional(name: &'static str, kind: Kind, about: &'static str) -> Column {
    Column { name, kind, null: true, about }
}

use Kind::{Article, Flag, Int, Real, Record, Spans, Text, Texts};

const ARTICLE: Column = column("article", Article, "the article, as `articles.id`");

/// Articles as they were read.
pub const ARTICLES: Table = Table {
    name: "articles",
    about: "One article in one version of its text.",
    key: &["id"],
    columns: &[
        column("id", Article, "number in this store"),
        column("name", Text, "stable name: given by the input, else from origin and text"),
        column("hash", Int, "hash of title and text; one name with another hash is another version"),
        optional("origin", Text, "where it came from: address, file, entry of a feed"),
        optional("canonical", Text, "the address that a page gives as its own, whatever way led to it"),
        optional("language", Text, "language code"),
        optional("title", Text, "headline, from the text or beside it"),
        optional("subtitle", Text, "second headline, from the text or beside it"),
        optional("byline", Text, "who wrote it, from the text or beside it"),
        optional("section", Text, "the part of the paper that it stands in, as the paper calls it"),
        optional("slug", Text, "the agency's short name of the story"),
        optional("published", Text, "day of publication, YYYY-MM-DD"),
        optional("published_basis", Text, "what that day is known by"),
        optional("updated", Text, "day of the last change that the input tells, YYYY-MM-DD"),
        optional("updated_basis", Text, "what that day is known by"),
        column("text", Text, "the text as published; all spans count its code points"),
        column("layout", Text, "blocks and dateline as JSON, for reading it again"),
        column("notes", Texts, "what was doubtful about the input"),
        column("made_by", Text, "program, models and knowledge that read it"),
    ],
};

/// Who said what.
pub const STATEMENTS: Table = Table {
    name: "statements",
    about: "Somebody is reported to have said or thought something.",
    key: &["id"],
    columns: &[
        column("id", Record, "number in this store"),
        ARTICLE,
        column("n", Int, "number in the article: 1 is `s1` of its record"),
        column("content", Spans, "the words said"),
        optional("cue_begin", Int, "the words that report it: first code point"),
        optional("cue_end", Int, "one past the last"),
        optional("speaker_begin", Int, "the words that name the speaker; null where none do"),
        optional("speaker_end", Int, "one past the last"),
        optional("speaker_name", Text, "the speaker's fullest name"),
        optional("speaker_actor", Text, "the speaker's actor code"),
        optional("speaker_entity", Int, "the speaker, as `entities.n` of the article"),
        optional("addressee_begin", Int, "the words that name to whom"),
        optional("addressee_end", Int, "one past the last"),
        optional("addressee_name", Text, "the addressee's fullest name"),
        optional("addressee_actor", Text, "the addressee's actor code"),
        column("form", Text, "direct, indirect, mixed"),
        column("stance", Text, "asserts, believes, hopes, intends, denies, demands, promises, asks"),
        optional("within", Int, "the statement in whose words this one stands, as `n`"),
        optional("date", Text, "TIMEX3 value of the day it was said"),
        optional("day", Text, "the day it counts for: of `date` where that is one day, else of publication"),
        column("rule", Text, "how the words were found"),
        column("confidence", Real, "0 to 1"),
        column("why", Texts, "the steps, for people"),
    ],
};

/// Who did what to whom.
pub const EVENTS: Table = Table {
    name: "events",
    about: "Somebody is reported to do something to somebody.",
    key: &["id"],
    columns: &[
        column("id", Record, "number in this store"),
        ARTICLE,
        column("n", Int, "number in the article: 1 is `v1` of its record"),
        column("trigger_begin", Int, "the verb or noun: first code point"),
        column("trigger_end", Int, "one past the last"),
        column("sentence_begin", Int, "the sentence: first code point"),
        column("sentence_end", Int, "one past the last"),
        column("main", Flag, "whether it is the news of the article"),
        column("type", Text, "PLOVER type"),
        optional("mode", Text, "PLOVER mode"),
        column("contexts", Texts, "PLOVER contexts"),
        column("cameo", Text, "CAMEO code, with its leading zero"),
        column("quad", Int, "quad class, 1 to 4"),
        column("goldstein", Real, "Goldstein value of the code"),
        column("factuality", Text, "actual, future, hypothetical, negated"),
        column("historical", Flag, "background older than about a month"),
        optional("claimed_name", Text, "who asserts it; null where the article does"),
        optional("claimed_actor", Text, "actor code of who asserts it"),
        optional("claimed_statement", Int, "the statement it stands in, as `n`"),
        optional("date", Text, "TIMEX3 value of when it took place"),
        optional("date_basis", Text, "how that came about"),
        optional("day", Text, "the day it counts for: of `date` where that is one day, else of publication"),
        optional("place", Int, "where, as `places.n` of the article"),
        optional("geonames", Int, "GeoNames id of the place"),
        optional("country", Text, "ISO 3166-1 alpha-3 country of the place"),
        optional("conditions_begin", Int, "clause that it depends on: first code point"),
        optional("conditions_end", Int, "one past the last"),
        optional("deadline_begin", Int, "until when: first code point"),
        optional("deadline_end", Int, "one past the last"),
        optional("same_as", Int, "an earlier event of the article that is the same happening, as `n`"),
        column("evidence", Spans, "the words that support it"),
        column("rule", Text, "the rule that found it"),
        column("confidence", Real, "0 to 1"),
        column("why", Texts, "the steps, for people"),
    ],
};

/// Sources and targets, makers and receivers.
pub const PARTIES: Table = Table {
    name: "parties",
    about: "Somebody takes part in an event, a commitment or an outcome.",
    key: &["article", "record", "of", "role", "n"],
    columns: &[
        ARTICLE,
        column("of", Text, "event, commitment, outcome"),
        column("record", Record, "its `id`"),
        column("role", Text, "source, target; by, to"),
        column("n", Int, "place in its list, from 1"),
        optional("begin", Int, "the words that name it: first code point; null where none do"),
        optional("end", Int, "one past the last"),
        optional("name", Text, "fullest name"),
        optional("actor", Text, "actor code"),
        optional("entity", Int, "as `entities.n` of the article"),
    ],
};

/// Promises, offers, demands, threats, agreements.
pub const COMMITMENTS: Table = Table {
    name: "commitments",
    about: "Somebody binds himself or others to something.",
    key: &["id"],
    columns: &[
        column("id", Record, "number in this store"),
        ARTICLE,
        column("n", Int, "number in the article: 1 is `c1` of its record"),
        column("kind", Text, "promise, offer, demand, threat, agreement"),
        column("what", Spans, "the words that say what"),
        optional("conditions_begin", Int, "the words that it depends on: first code point"),
        optional("conditions_end", Int, "one past the last"),
        optional("deadline_begin", Int, "until when: first code point"),
        optional("deadline_end", Int, "one past the last"),
        optional("deadline", Text, "TIMEX3 value of the deadline"),
        optional("claimed_name", Text, "who tells of it; null where the article does"),
        optional("claimed_actor", Text, "actor code of who tells of it"),
        optional("date", Text, "TIMEX3 value of the day it was made"),
        optional("day", Text, "the day it counts for: of `date` where that is one day, else of publication"),
        column(
            "status",
            Text,
            "open, kept, broken, withdrawn, rejected, accepted, repeated: by this article",
        ),
        column("events", Texts, "events that tell of its making, as `v1`"),
        column("statements", Texts, "statements that tell of its making, as `s1`"),
        column("rule", Text, "how it was found"),
        column("confidence", Real, "0 to 1"),
        column("why", Texts, "the steps, for people"),
    ],
};

/// What became of commitments.
pub const OUTCOMES: Table = Table {
    name: "outcomes",
    about: "What the same article says became of a commitment.",
    key: &["id"],
    columns: &[
        column("id", Record, "number in this store"),
        ARTICLE,
        column("commitment", Record, "as `commitments.id`"),
        column("status", Text, "kept, broken, withdrawn, rejected, accepted, repeated"),
        column("spans", Spans, "the words that say so"),
        optional("date", Text, "TIMEX3 value of when"),
        optional("event", Int, "the event that it is, as `n`"),
        optional("statement", Int, "the statement that says so, as `n`"),
    ],
};

/// Time expressions.
pub const TIMEXES: Table = Table {
    name: "timexes",
    about: "One time expression.",
    key: &["article", "n"],
    columns: &[
        ARTICLE,
        column("n", Int, "number in the article: 1 is `t1` of its record"),
        column("begin", Int, "first code point"),
        column("end", Int, "one past the last"),
        column("type", Text, "DATE, TIME, DURATION, SET"),
        optional("value", Text, "TIMEX3 value"),
        optional("anchor", Int, "the expression that it counts from, as `n`"),
        column("basis", Text, "how the value came about"),
    ],
};

/// Places.
pub const PLACES: Table = Table {
    name: "places",
    about: "One mention of a place.",
    key: &["article", "n"],
    columns: &[
        ARTICLE,
        column("n", Int, "number in the article: 1 is `p1` of its record"),
        column("begin", Int, "first code point"),
        column("end", Int, "one past the last"),
        optional("name", Text, "the gazetteer's name"),
        optional("geonames", Int, "GeoNames id"),
        optional("country", Text, "ISO 3166-1 alpha-3"),
        optional("lat", Real, "degrees north"),
        optional("lon", Real, "degrees east"),
        optional("modifier", Text, "a word before it that narrows it: eastern"),
        column("confidence", Real, "0 to 1"),
    ],
};

/// Who and what articles speak of.
pub const ENTITIES: Table = Table {
    name: "entities",
    about: "Somebody or something with a name, or with a part in the record.",
    key: &["article", "n"],
    columns: &[
        ARTICLE,
        column("n", Int, "number in the article: 1 is `e1` of its record"),
        column("name", Text, "fullest name"),
        optional("class", Text, "person, organisation, place, other"),
        optional("actor", Text, "actor code"),
        column("mentions", Spans, "where it is named"),
    ],
};

/// What articles are compared by, to find those that tell of the same happening.
pub const NEWS: Table = Table {
    name: "news",
    about: "What an article with a day of publication is compared by with others, to find those of the same happening.",
    key: &["article"],
    columns: &[
        ARTICLE,
        optional("event", Record, "the first event that is its news, as `events.id`"),
        column("published", Text, "day of publication, YYYY-MM-DD"),
        column("days", Texts, "days that its news may be of, each with its probability, the likeliest first"),
        column("words", Texts, "stems of its words"),
        column("keys", Texts, "those that others of the same are found by: rare ones, names"),
        column("actors", Texts, "first letters of the codes of those whom it names, each with how often"),
    ],
};

/// What several articles tell of.
pub const HAPPENINGS: Table = Table {
    name: "happenings",
    about: "What at least two articles tell of.",
    key: &["id"],
    columns: &[
        column("id", Int, "number of the article that told of it first"),
        column("story", Int, "number of the first article of the affair that it is part of"),
        column("day", Text, "the day it took place, as most reports have it"),
        column("first_published", Text, "day of the first report"),
        column("last_published", Text, "day of the last report"),
        optional("type", Text, "PLOVER type, as most reports have it; and so place and sides"),
        optional("geonames", Int, "GeoNames id of the place"),
        optional("country", Text, "ISO 3166-1 alpha-3 country of the place"),
        optional("source", Text, "actor code of who did it"),
        optional("target", Text, "actor code of whom it was done to"),
        column("reports", Int, "how many articles tell of it"),
        optional("title", Text, "headline of the first report, or how it begins"),
    ],
};

/// The reports of happenings.
pub const HAPPENING_EVENTS: Table = Table {
    name: "happening_events",
    about: "An article tells of a happening as its news.",
    key: &["article"],
    columns: &[
        ARTICLE,
        column("happening", Int, "as `happenings.id`"),
        optional("event", Record, "the event that it is, as `events.id`"),
        column("score", Real, "how well it goes with the other reports, 0 to 1"),
        column("why", Texts, "what it has in common with them"),
    ],
};

/// What people say is right instead.
pub const CORRECTIONS: Table = Table {
    name: "corrections",
    about: "What a person says of a record: kept beside it, which stays as it was read.",
    key: &["id"],
    columns: &[
        column("id", Int, "number in this store, the first noted first"),
        ARTICLE,
        column("record", Text, "which record of the article: `v1`, `s1`, `c1`; empty: the article itself"),
        optional(
            "field",
            Text,
            "what of it: a column of its table, or a role of its parties; null: all of it",
        ),
        optional("value", Text, "what is right instead; null where only the note says"),
        optional("note", Text, "why, for people"),
        column("who", Text, "who says so"),
        column("noted", Text, "when, in UTC: 2016-12-12T08:30:00Z"),
        optional("words", Text, "the words that the record stood on then"),
        column(
            "made_by",
            Text,
            "what had read the article then; another reading may number its records otherwise",
        ),
    ],
};

/// Everything with columns that a store holds: what is read, what several articles tell of, what people say of it.
pub fn all() -> impl Iterator<Item = &'static Table> {
    TABLES.into_iter().chain([&HAPPENINGS, &HAPPENING_EVENTS, &CORRECTIONS])
}

/// All tables of what is read, in the order in which an article's rows are written.
pub const TABLES: [&Table; 10] =
    [&ARTICLES, &STATEMENTS, &EVENTS, &PARTIES, &COMMITMENTS, &OUTCOMES, &TIMEXES, &PLACES, &ENTITIES, &NEWS];

/// Most records of one kind that one article can have: an article of 8 MB has far fewer.
pub const MOST: i64 = 1 << 20;

/// The number in the store of the `n`th record of an article. It stays below 2^53, which every reader of JSON holds
/// exactly, for the first eight billion articles.
pub const fn number(article: i64, n: i64) -> i64 {
    article * MOST + n
}

impl Table {
    /// The table as Arrow has it; what tables and columns mean stands in the metadata as `about`.
    ///
    /// ```
    /// let schema = keep::columns::EVENTS.schema();
    /// assert_eq!(schema.field_with_name("cameo")?.data_type(), &arrow_schema::DataType::Utf8);
    /// # Ok::<(), arrow_schema::ArrowError>(())
    /// ```
    pub fn schema(&self) -> Schema {
        let fields: Vec<Field> = self.columns.iter().map(Column::field).collect();
        Schema::new(fields).with_metadata(about(self.about))
    }

    /// Where a column stands.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.name == name)
    }
}

impl Column {
    /// The column as Arrow has it; what it means stands in the metadata as `about`.
    pub fn field(&self) -> Field {
        Field::new(self.name, self.kind.arrow(), self.null).with_metadata(about(self.about))
    }
}

impl Kind {
    /// The type in Arrow and Parquet.
    pub fn arrow(self) -> DataType {
        match self {
            Int | Article | Record => DataType::Int64,
            Real => DataType::Float64,
            Text => DataType::Utf8,
            Flag => DataType::Boolean,
            Spans => DataType::List(Arc::new(Field::new("item", DataType::Struct(ends()), false))),
            Texts => DataType::List(Arc::new(Field::new("item", DataType::Utf8, false))),
        }
    }
}

/// Of a stretch of text.
pub(crate) fn ends() -> Fields {
    Fields::from(vec![Field::new("begin", DataType::Int64, false), Field::new("end", DataType::Int64, false)])
}

fn about(words: &str) -> HashMap<String, String> {
    HashMap::from([("about".to_string(), words.to_string())])
}
