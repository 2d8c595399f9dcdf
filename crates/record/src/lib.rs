//! Documents to statements and events.
