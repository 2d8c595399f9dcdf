//! Role nouns: what somebody is.

/// What a role noun says of the one that it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// The sector: `GOV MIL COP JUD LEG …`
    pub code: String,
    /// The offices whose holder it can name.
    pub offices: Vec<String>,
    /// Whether it names people rather than a body.
    pub person: bool,
}
