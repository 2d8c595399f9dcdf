//! How long one article may be.

use document::Article;

/// The longest text that is read as one article, in bytes: a long book. The time to read grows with the length,
/// and what is longer is an archive that has to be taken apart first.
const LONGEST: usize = 8 << 20;

/// Why a text is too long for one article: in few words for a count of such, and with the remedy.
pub fn too_long(article: &Article) -> Option<(String, String)> {
    let length = article.text.len();
    let (megabytes, most) = (length >> 20, LONGEST >> 20);
    (length > LONGEST).then(|| {
        let reason = format!("an article of more than {most} MB");
        let words = format!(
            "article {} has {megabytes} MB, and {most} MB is the most for one; split it, or give one article a line as JSONL",
            article.id,
        );
        (reason, words)
    })
}
