//! What can go wrong with knowledge: a bad row, a damaged file.

/// Why knowledge could not be loaded; each message says where and what to do.
#[derive(Debug, thiserror::Error)]
pub enum KnowledgeError {
    /// A row of a table cannot be read.
    #[error("{file}:{line}: {problem}; {remedy}")]
    Row {
        /// File name.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        problem: String,
        /// What to do.
        remedy: String,
    },
    /// A file of tables cannot be read at all.
    #[error("{file}: {problem}; {remedy}")]
    Unread {
        /// File name.
        file: String,
        /// What is wrong.
        problem: String,
        /// What to do.
        remedy: String,
    },
    /// A compiled file is not whole or not of this version.
    #[error("{file}: {problem} at byte {at}; build it again with `cargo xtask knowledge`")]
    Damaged {
        /// File name.
        file: String,
        /// Where reading stopped.
        at: usize,
        /// What is wrong.
        problem: String,
    },
}
