//! An article whose parts are known one by one, as rows of tables and callers of the library have them.

use crate::article::{About, assemble, dated};
use crate::{Fault, Options};
use document::Article;

/// The parts of an article. Only the text has to be there.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The stable name; made of origin and text where there is none.
    pub id: Option<String>,
    /// The text.
    pub text: Option<String>,
    /// The headline, where it stands apart from the text.
    pub title: Option<String>,
    /// The day of publication in any common way of writing it.
    pub published: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The language code.
    pub language: Option<String>,
}

impl Given {
    /// The article. What was doubtful about the parts stands in its notes, after those given.
    ///
    /// # Errors
    /// If there is no text, nothing but white space, or more than spans can count.
    ///
    /// ```
    /// let given = read::Given {
    ///     text: Some("ROME, Dec 2 - The talks went on.".into()),
    ///     published: Some("2016-12-02".into()),
    ///     ..read::Given::default()
    /// };
    /// let article = given.article(Vec::new(), "", &read::Options::default())?;
    /// assert_eq!(article.day().map(|d| d.to_string()).as_deref(), Some("2016-12-02"));
    /// # Ok::<(), read::Fault>(())
    /// ```
    pub fn article(self, mut notes: Vec<String>, origin: &str, options: &Options) -> Result<Article, Fault> {
        let fields = || options.fields.text.iter().map(|f| format!("`{f}`")).collect::<Vec<_>>().join(" or ");
        let text = self.text.ok_or_else(|| Fault::NoText(fields()))?;
        let published = dated(self.published, "field", &mut notes);
        let about = About {
            id: self.id.filter(|id| !id.is_empty()),
            title: self.title.filter(|t| !t.trim().is_empty()),
            url: self.url.filter(|u| !u.is_empty()),
            language: self.language.filter(|l| !l.is_empty()),
            published,
            notes,
            ..About::default()
        };
        assemble(text, about, origin, options)
    }
}
