//! Articles to documents.
