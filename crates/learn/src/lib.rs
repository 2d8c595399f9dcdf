//! Trains and scores the models; never shipped.

pub mod attribution;
pub mod events;
pub mod gazetteer;
pub mod linear;
pub mod places;
