//! dateline: reads the news and writes the record of it. The whole flow, on one screen.
//!
//! ```no_run
//! let reader = dateline::Reader::new()?;
//! let options = dateline::read::Options::default();
//! for article in dateline::read::articles(std::fs::read("story.txt")?, "story.txt", &options) {
//!     let record = reader.read(article?);
//!     println!("{}", dateline::json::record(&record, dateline::json::Style::default()));
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod conllu;
pub mod explain;
pub mod facts;
pub mod json;
pub mod length;
pub mod position;
pub mod rules;
pub mod statements;
pub mod text;

pub use {document, keep, knowledge, read, record, understand};

use document::{Article, Document, Record, Sentences, Tokens};
use knowledge::{Knowledge, KnowledgeError, TableFile};
use record::event::{RuleError, RuleFile, Rules};
use std::borrow::Cow;
use understand::quote::Convention;

/// Reads articles into records. Holds all that is known before reading; shared by threads.
#[derive(Debug)]
pub struct Reader {
    knowledge: Knowledge,
    convention: Convention,
    rules: Cow<'static, Rules>,
}

impl Reader {
    /// A reader with the knowledge that is compiled into the program.
    ///
    /// # Errors
    /// If a table or a model is damaged, which the tests exclude for what is shipped.
    pub fn new() -> Result<Reader, KnowledgeError> {
        Ok(Reader {
            knowledge: Knowledge::ours()?,
            convention: Convention::default(),
            rules: Cow::Borrowed(Rules::shared()),
        })
    }

    /// The same with tables of one's own laid over what is known: for a name that they know, they count.
    ///
    /// # Errors
    /// At the first wrong row, with file, line and remedy.
    ///
    /// ```
    /// # use dateline::knowledge::TableFile;
    /// let table = "noun\tcode\toffice\tplural\tperson\tsource\nstormtrooper\tMIL\t\t\tyes\town knowledge\n";
    /// let table = TableFile { name: "my.tsv".into(), text: table.into() };
    /// let reader = dateline::Reader::new()?.with(&[table])?;
    /// assert_eq!(reader.knowledge().actors.role("stormtrooper").map(|r| r.code), Some("MIL"));
    /// # Ok::<(), dateline::knowledge::KnowledgeError>(())
    /// ```
    pub fn with(self, tables: &[TableFile]) -> Result<Reader, KnowledgeError> {
        Ok(Reader { knowledge: self.knowledge.with(tables)?, ..self })
    }

    /// The same with no actors but those of the tables.
    ///
    /// # Errors
    /// As [`Reader::with`].
    pub fn only(self, tables: &[TableFile]) -> Result<Reader, KnowledgeError> {
        Ok(Reader { knowledge: self.knowledge.only(tables)?, ..self })
    }

    /// The same with rules of one's own laid over those of the project: a rule replaces the one of its name, new ones
    /// come before the project's, and what they fit is an event of their type, whatever the classifier holds of it.
    ///
    /// # Errors
    /// At the first mistake, with file, line and remedy.
    ///
    /// ```
    /// # use dateline::record::event::RuleFile;
    /// let rules = "rule ours/twin COOPERATE 060\nverbs twin : subject <> with\n";
    /// let rules = RuleFile { name: "my.rule".into(), text: rules.into() };
    /// let reader = dateline::Reader::new()?.ruled(&[rules])?;
    /// assert!(reader.rules().all().iter().any(|r| r.name == "ours/twin"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ruled(self, files: &[RuleFile]) -> Result<Reader, RuleError> {
        Ok(Reader { rules: Cow::Owned(self.rules.with(files)?), ..self })
    }

    /// The same with statements by the habits of a corpus.
    pub fn by(self, convention: Convention) -> Reader {
        Reader { convention, ..self }
    }

    /// One article to its record. Total: any text gives a record.
    pub fn read(&self, article: Article) -> Record {
        record::record(self.understand(article), &self.knowledge, &self.rules)
    }

    /// The same without events: who said what, in less time.
    pub fn said(&self, article: Article) -> Record {
        record::said(self.understand(article), &self.knowledge)
    }

    /// One article to its linguistic layers.
    pub fn understand(&self, article: Article) -> Document {
        understand::understand_as(article, &self.knowledge, self.convention)
    }

    /// The same where tokens and sentences are given.
    pub fn understand_segmented(&self, article: Article, tokens: Tokens, sentences: Sentences) -> Document {
        understand::understand_segmented(article, tokens, sentences, &self.knowledge)
    }

    /// The rules that it finds events by.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// What is known before reading.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }
}
