//! The project's own rules, compiled into the program.

use super::error::RuleError;
use super::load;
use super::pattern::Rules;

/// File name and text of each rule file.
pub const FILES: &[(&str, &str)] = &[
    ("accuse.rule", include_str!("../rules/accuse.rule")),
    ("agree.rule", include_str!("../rules/agree.rule")),
    ("aid.rule", include_str!("../rules/aid.rule")),
    ("assault.rule", include_str!("../rules/assault.rule")),
    ("coerce.rule", include_str!("../rules/coerce.rule")),
    ("concede.rule", include_str!("../rules/concede.rule")),
    ("consult.rule", include_str!("../rules/consult.rule")),
    ("cooperate.rule", include_str!("../rules/cooperate.rule")),
    ("mobilize.rule", include_str!("../rules/mobilize.rule")),
    ("protest.rule", include_str!("../rules/protest.rule")),
    ("reject.rule", include_str!("../rules/reject.rule")),
    ("request.rule", include_str!("../rules/request.rule")),
    ("retreat.rule", include_str!("../rules/retreat.rule")),
    ("sanction.rule", include_str!("../rules/sanction.rule")),
    ("support.rule", include_str!("../rules/support.rule")),
    ("threaten.rule", include_str!("../rules/threaten.rule")),
];

impl Rules {
    /// The project's own rules.
    ///
    /// # Errors
    /// If a rule file is damaged, which the tests exclude for what is shipped.
    pub fn ours() -> Result<Rules, RuleError> {
        Rules::read(FILES.iter().copied())
    }

    /// Rules from files: (name, text); later files win over earlier ones.
    ///
    /// # Errors
    /// The first mistake, with file, line and remedy.
    pub fn read<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Result<Rules, RuleError> {
        let mut all = Vec::new();
        for (name, text) in files {
            all.extend(load::read(name, text)?);
        }
        Ok(Rules::new(all))
    }
}
