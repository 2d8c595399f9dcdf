//! Errors as exceptions, with the words of the command line.

use pyo3::PyErr;
use pyo3::create_exception;
use pyo3::exceptions::PyException;
use std::fmt::Display;

create_exception!(dateline, DatelineError, PyException, "Something that dateline was given is wrong.");
create_exception!(dateline, InputError, DatelineError, "A text cannot be read.");
create_exception!(dateline, KnowledgeError, DatelineError, "A table of knowledge is wrong.");
create_exception!(dateline, RuleError, DatelineError, "A rule is wrong.");
create_exception!(dateline, StoreError, DatelineError, "A store cannot be opened, asked or written.");

pub fn input(why: impl Display) -> PyErr {
    InputError::new_err(why.to_string())
}

pub fn knowledge(why: impl Display) -> PyErr {
    KnowledgeError::new_err(why.to_string())
}

pub fn rule(why: impl Display) -> PyErr {
    RuleError::new_err(why.to_string())
}

pub fn store(why: impl Display) -> PyErr {
    StoreError::new_err(why.to_string())
}

/// Of columns that do not fit together; the tests exclude it for ours.
pub fn arrow(why: impl Display) -> PyErr {
    DatelineError::new_err(why.to_string())
}
