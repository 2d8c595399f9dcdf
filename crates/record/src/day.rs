//! placeholder
use document::{Document, EventDay, TokenId};
/// x
pub fn of(_document: &Document, _trigger: TokenId) -> Option<EventDay> { None }
