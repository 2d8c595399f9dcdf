//! What an answer or a feed's item is worth keeping.

use crate::client::Answer;
use crate::list::Entry;
use crate::{Known, Refusal, when};

/// The answer is a page of text.
pub fn checked(answer: &Answer) -> Result<(), Refusal> {
    let told = answer.header("content-type").unwrap_or("of no type");
    let kind = told.split(';').next().unwrap_or(told).trim().to_ascii_lowercase();
    if kind.contains("html") { Ok(()) } else { Err(Refusal::Type(kind)) }
}

/// What is to be known of an answer when it is asked for again.
pub fn known(url: &str, answer: &Answer, digest: Option<String>, dated: Option<i64>) -> Known {
    let header = |name: &str| answer.header(name).map(str::to_owned);
    Known {
        url: url.to_owned(),
        at: answer.url.as_str().to_owned(),
        etag: header("etag"),
        modified: header("last-modified"),
        digest,
        dated,
        asked: when::now(),
        ..Known::default()
    }
}

/// So many characters of text make an article; what is shorter is a teaser.
const ARTICLE: usize = 1000;

/// The content of an item, where it is the whole article and no teaser.
pub fn whole(entry: &Entry) -> Option<&str> {
    let content = entry.content.as_deref()?;
    let text = read::fragment(content);
    let end = text.trim_end().trim_end_matches([']', ')']);
    let cut = ["…", "..."].iter().any(|mark| end.ends_with(mark));
    (text.chars().count() >= ARTICLE && !cut).then_some(content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use url::Url;

    #[test]
    fn teasers_are_no_articles() {
        let of = |content: &str| {
            let content = Some(content.to_owned());
            let url = Url::parse("https://a.org/").unwrap();
            whole(&Entry { url, dated: None, title: None, content }).is_some()
        };
        let long = "<p>Word and word.</p>".repeat(100);
        assert!(of(&long));
        assert!(!of(&format!("{long}<p>More […]</p>")) && !of("<p>Short.</p>"));
        assert!(!of(&format!("<a href='{}'>x</a>", "x".repeat(2000))));
    }
}
