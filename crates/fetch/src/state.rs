//! What earlier runs know of an address: one line of JSON each.

use serde::{Deserialize, Serialize};

/// What is known of one address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The address as it was asked for.
    pub url: String,
    /// The address that answered, after redirects.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub at: String,
    /// The server's name for this version of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// When the server says that the page changed, in its words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// SHA-256 of the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// What the list said of the page's age, in seconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<i64>,
    /// When it was asked for last, in seconds since 1970.
    #[serde(default)]
    pub asked: i64,
    /// Why it is no page, where it is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
    /// Of a feed: seconds between two rounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<u64>,
    /// The length of the archive after this page was written into it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<u64>,
}

impl Known {
    /// Whether the server can say that nothing has changed.
    pub fn has_validator(&self) -> bool {
        self.etag.is_some() || self.modified.is_some()
    }
}

/// The first line of the file.
#[derive(Debug, Serialize, Deserialize)]
pub struct Header {
    /// The version of the form, 1.
    pub dateline_fetch: u32,
    /// The length of the archive that all pages of the file lie in.
    pub end: u64,
}
