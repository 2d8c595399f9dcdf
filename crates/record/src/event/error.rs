//! What is wrong with a rule file, where, and what to do.

use std::fmt;

/// A mistake in a rule file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// The file as it was named.
    pub file: String,
    /// Line, from 1; 0 where the file as a whole is wrong.
    pub line: usize,
    /// What is wrong.
    pub problem: String,
    /// What would be right.
    pub remedy: String,
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}; {}", self.file, self.problem, self.remedy),
            line => write!(f, "{}:{line}: {}; {}", self.file, self.problem, self.remedy),
        }
    }
}

impl std::error::Error for RuleError {}
