//! What can go wrong with an input: which file, where in it, what it is and what to do about it.

use std::fmt;

/// Where in an input something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// The input as a whole.
    Whole,
    /// A line, counted from 1.
    Line(usize),
    /// A byte, counted from 0.
    Byte(usize),
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Position::Whole => Ok(()),
            Position::Line(line) => write!(f, ":{line}"),
            Position::Byte(byte) => write!(f, ", byte {byte}"),
        }
    }
}

/// What is wrong, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A page that asks for consent to cookies before it shows anything.
    #[error("the page asks for consent to cookies and shows no article; give the page as a reader sees it")]
    Wall,
    /// Nothing but white space.
    #[error("there is no text in it; give an input that has some")]
    Empty,
    /// A file of another kind: an image, an archive, a program.
    #[error("this is {what}, not text; {remedy}")]
    NotText {
        /// What it seems to be.
        what: &'static str,
        /// What to do.
        remedy: &'static str,
    },
    /// More bytes than spans can count.
    #[error("the text is longer than 4 GiB; split it into articles, one JSON object a line")]
    TooLong,
    /// A line that is no JSON object.
    #[error("no JSON object: {0}; write each article as one object on one line")]
    Json(String),
    /// An object without text.
    #[error("no field {0} with text in it; name the field that has it: text=NAME")]
    NoText(String),
    /// A field map that cannot be read.
    #[error("`{0}` maps no field; write OURS=YOURS with one of id, text, title, date, url, language")]
    FieldMap(String),
    /// A line of a treebank or of tagged tokens that cannot be read.
    #[error("{0}")]
    Treebank(String),
    /// A charset that does not exist.
    #[error(
        "there is no charset `{0}`; give one of the WHATWG encoding standard, such as utf-8 or windows-1251"
    )]
    Charset(String),
    /// A page in which no article was found.
    #[error("no article found in the page; save its text alone and read that")]
    NoArticle,
    /// A web archive with a damaged record.
    #[error("damaged web archive: {0}; the rest is read from the next record on")]
    Warc(String),
    /// A feed, a list of pages or a news item in XML with a damaged place.
    #[error("damaged XML: {0}")]
    Xml(String),
    /// XML that defines entities: they can stand for terabytes, or for files of this machine.
    #[error("the XML defines entities of its own, which are never expanded; write their text in their place")]
    Entities,
    /// An entry that gives the address of an article and not its text.
    #[error("only a link, no text: {url}{}; fetch the page and read that", about(title, day))]
    Unfetched {
        /// The address.
        url: String,
        /// The headline, where given.
        title: Option<String>,
        /// The day of publication, where given.
        day: Option<document::Day>,
    },
    /// A news item that its agency has taken back or does not let out yet.
    #[error("its agency says `{0}`, so it is not read")]
    Withdrawn(String),
    /// A table that cannot be read.
    #[error("damaged table: {0}")]
    Table(String),
    /// A JSON feed or news item that cannot be read.
    #[error("damaged JSON: {0}")]
    Item(String),
    /// A member of an archive that cannot be read.
    #[error("damaged or unreadable ZIP archive: {0}")]
    Zip(String),
    /// Archives in archives in archives.
    #[error("it is packed more than {0} times over; unpack it")]
    Packed(u8),
    /// More bytes than an article may have.
    #[error("it has more than {0} MB; split it into articles, one JSON object a line")]
    LongInput(u64),
    /// A line that is no line.
    #[error("the line has more than {0} MB; give one article a line")]
    LongLine(u64),
    /// The input broke off.
    #[error("it cannot be read: {0}; check the file")]
    Io(String),
}

impl Fault {
    /// Whether nothing is broken: the input is whole, and there is no article in it, or none that may be read.
    pub fn is_absence(&self) -> bool {
        matches!(
            self,
            Fault::Empty | Fault::NoArticle | Fault::Wall | Fault::Unfetched { .. } | Fault::Withdrawn(_)
        )
    }
}

/// What else is known of an entry, in brackets.
fn about(title: &Option<String>, day: &Option<document::Day>) -> String {
    let known: Vec<String> = title.iter().cloned().chain(day.map(|d| d.to_string())).collect();
    if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) }
}

/// An input, or one article of it, that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{origin}{position}: {fault}")]
pub struct ReadError {
    /// The file or address.
    pub origin: String,
    /// Where in it.
    pub position: Position,
    /// What is wrong.
    pub fault: Fault,
}

impl ReadError {
    pub(crate) fn new(origin: &str, position: Position, fault: Fault) -> Self {
        ReadError { origin: origin.to_owned(), position, fault }
    }

    pub(crate) fn whole(origin: &str, fault: Fault) -> Self {
        ReadError::new(origin, Position::Whole, fault)
    }
}
