//! The project's own rules, compiled into the program.

use super::error::RuleError;
use super::load;
use super::pattern::Rules;
use super::rule::Rule;
use std::path::Path;
use std::sync::LazyLock;

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

/// A file of rules.
#[derive(Clone, Debug, Default)]
pub struct RuleFile {
    /// As it is called in messages.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

impl RuleFile {
    /// A file, or all files of a folder that end in `.rule`, by name.
    ///
    /// # Errors
    /// If one cannot be read, or a folder has none: with path and remedy.
    pub fn read(path: &Path) -> Result<Vec<RuleFile>, RuleError> {
        let wrong = |path: &Path, problem: String, remedy: &str| RuleError {
            file: path.display().to_string(),
            line: 0,
            problem,
            remedy: remedy.to_string(),
        };
        let unread = |path: &Path, e: &std::io::Error| {
            wrong(path, e.to_string(), "check the path, and that it is text in UTF-8")
        };
        if !path.is_dir() {
            let text = std::fs::read_to_string(path).map_err(|e| unread(path, &e))?;
            return Ok(vec![RuleFile { name: path.display().to_string(), text }]);
        }
        let entries = std::fs::read_dir(path).map_err(|e| unread(path, &e))?;
        let inside = entries.filter_map(Result::ok).map(|e| e.path());
        let mut paths: Vec<_> = inside.filter(|p| p.extension().is_some_and(|e| e == "rule")).collect();
        paths.sort();
        if paths.is_empty() {
            return Err(wrong(
                path,
                "no file of rules is in this folder".into(),
                "name files of rules .rule",
            ));
        }
        let files: Result<Vec<_>, _> = paths.iter().map(|p| RuleFile::read(p)).collect();
        Ok(files?.into_iter().flatten().collect())
    }
}

/// The project's rules, indexed once. The tests exclude that they are damaged.
static OURS: LazyLock<Rules> = LazyLock::new(|| Rules::ours().unwrap_or_default());

impl Rules {
    /// The project's own rules, shared by all readers.
    pub fn shared() -> &'static Rules {
        &OURS
    }

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

    /// These with a user's laid over: a rule replaces the one of its name, and all of them come before the project's.
    ///
    /// # Errors
    /// The first mistake, with file, line and remedy.
    pub fn with(&self, files: &[RuleFile]) -> Result<Rules, RuleError> {
        let mut all = self.all().to_vec();
        for file in files {
            let new = load::read(&file.name, &file.text)?;
            twice(&new)?;
            all.retain(|old| !new.iter().any(|n| n.name == old.name));
            all.extend(new.into_iter().map(|rule| Rule { ours: false, ..rule }));
        }
        Ok(Rules::new(all))
    }
}

/// Within one file a name stands for one rule.
fn twice(rules: &[Rule]) -> Result<(), RuleError> {
    let again = rules.iter().enumerate().find(|(i, r)| rules[..*i].iter().any(|e| e.name == r.name));
    again.map_or(Ok(()), |(_, rule)| {
        Err(RuleError {
            file: rule.at.0.clone(),
            line: rule.at.1,
            problem: format!("the rule {} is told twice in this file", rule.name),
            remedy: "give it another name, or join the two".to_string(),
        })
    })
}
