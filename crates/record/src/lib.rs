//! Documents to statements and events.

pub mod day;
