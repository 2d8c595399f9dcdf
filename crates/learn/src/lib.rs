//! Trains and scores the models; never shipped.

pub mod annotated;
pub mod attribution;
pub mod dense;
pub mod events;
pub mod gazetteer;
pub mod happenings;
pub mod linear;
pub mod places;

/// The commit that the working tree stands on, for the header of what is trained; `unknown` outside a repository.
pub fn commit() -> String {
    let git = std::process::Command::new("git").args(["rev-parse", "--short", "HEAD"]).output();
    let commit = git.ok().filter(|o| o.status.success()).and_then(|o| String::from_utf8(o.stdout).ok());
    commit.map_or_else(|| "unknown".to_string(), |c| c.trim().to_string())
}
