//! Trains and scores the models; never shipped.

pub mod attribution;
pub mod gazetteer;
pub mod linear;
