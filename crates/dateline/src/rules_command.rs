//! `dateline rules`: rules listed, shown, tried, imported, and written out as a codebook.

use crate::arguments::rules::{
    Codes, ImportRulesArguments, RulesArguments, RulesCommand, RulesOption, TestArguments,
};
use crate::input::Failure;
use crate::knowledge_command::{many, print, reader, write};
use crate::{GOOD, SOME_FAILED, width};
use dateline::Reader;
use dateline::rules::{codebook, import, list, trial};
use knowledge::{Codebook, Knowledge};
use rayon::prelude::*;
use record::event::{Rule, RuleFile, Rules};
use std::path::{Path, PathBuf};

/// Does what the arguments ask for.
pub fn run(arguments: &RulesArguments) -> Result<u8, Failure> {
    match &arguments.command {
        None => list_command(&[]),
        Some(RulesCommand::List { paths }) => list_command(paths),
        Some(RulesCommand::Show { name, rules }) => show(name, rules),
        Some(RulesCommand::Test(test)) => test_command(test),
        Some(RulesCommand::Import(import)) => import_command(import),
        Some(RulesCommand::Codebook { folder }) => codebook_command(folder),
    }
}

/// A reader with the user's rules laid over.
pub fn ruled(reader: Reader, option: &RulesOption) -> Result<Reader, Failure> {
    match option.paths.is_empty() {
        true => Ok(reader),
        false => reader.ruled(&files(&option.paths)?).map_err(|e| Failure(e.to_string())),
    }
}

fn files(paths: &[PathBuf]) -> Result<Vec<RuleFile>, Failure> {
    let read: Result<Vec<_>, _> = paths.iter().map(|p| RuleFile::read(p)).collect();
    Ok(read.map_err(|e| Failure(e.to_string()))?.into_iter().flatten().collect())
}

/// The rules of files laid over those of the project, and which of them to speak of: those of the files, or all.
fn laid_over(paths: &[PathBuf]) -> Result<(Rules, impl Fn(&&Rule) -> bool), Failure> {
    let all = Rules::shared().with(&files(paths)?).map_err(|e| Failure(e.to_string()))?;
    let ours = paths.is_empty();
    Ok((all, move |rule: &&Rule| rule.ours == ours))
}

fn values() -> Result<Codebook, Failure> {
    Ok(Knowledge::ours().map_err(|e| Failure(e.to_string()))?.codebook)
}

fn list_command(paths: &[PathBuf]) -> Result<u8, Failure> {
    let (all, meant) = laid_over(paths)?;
    let rules: Vec<Rule> = all.all().iter().filter(meant).cloned().collect();
    print(&list::list(&rules, width())).map(|()| GOOD)
}

fn show(name: &str, option: &RulesOption) -> Result<u8, Failure> {
    let (all, _) = laid_over(&option.paths)?;
    let Some(rule) = all.all().iter().find(|r| r.name == name) else {
        let family = name.split('/').next().unwrap_or(name);
        let near: Vec<&str> =
            all.all().iter().map(|r| r.name.as_str()).filter(|n| n.contains(family)).take(12).collect();
        let advice = match near.is_empty() {
            true => "see dateline rules".to_string(),
            false => format!("near it are: {}", near.join(", ")),
        };
        return Err(Failure(format!("no rule is called '{name}'; {advice}")));
    };
    print(&list::show(rule, &values()?)).map(|()| GOOD)
}

fn test_command(arguments: &TestArguments) -> Result<u8, Failure> {
    let (all, meant) = laid_over(&arguments.paths)?;
    let reader = ruled(reader(&arguments.knowledge)?, &RulesOption { paths: arguments.paths.clone() })?;
    let named = |r: &&Rule| arguments.only.as_ref().is_none_or(|only| r.name.contains(only.as_str()));
    let rules: Vec<&Rule> = all.all().iter().filter(meant).filter(named).collect();
    let tried: Vec<trial::Tried<'_>> = rules.par_iter().map(|rule| trial::run(&reader, rule)).collect();
    print(&trial::table(&tried))?;
    let failed: usize = tried.iter().map(trial::Tried::failed).sum();
    let sentences: usize = tried.iter().map(|t| t.sentences.len()).sum();
    eprintln!(
        "dateline: {}, {}: {} hold, {failed} do not",
        many(rules.len(), "rule"),
        many(sentences, "sentence"),
        sentences - failed
    );
    Ok(if failed == 0 { GOOD } else { SOME_FAILED })
}

fn import_command(arguments: &ImportRulesArguments) -> Result<u8, Failure> {
    let scheme = match arguments.codes {
        Codes::Cameo => import::Scheme::Cameo,
        Codes::Weis => import::Scheme::Weis,
    };
    let map = import::Map { scheme, own: arguments.types.clone() };
    let knowledge = Knowledge::ours().map_err(|e| Failure(e.to_string()))?;
    let (mut text, mut rules, mut skipped) = (String::new(), 0, 0);
    for path in &arguments.files {
        let shown = path.display();
        let bytes = std::fs::read(path).map_err(|e| Failure(format!("{shown}: {e}; check the path")))?;
        let imported = import::petrarch(&bytes, &map, &knowledge.language);
        imported.skipped.iter().for_each(|(line, why)| eprintln!("{shown}:{line}: not carried over: {why}"));
        text.push_str(&imported.text);
        rules += imported.rules;
        skipped += imported.skipped.len();
    }
    match &arguments.output {
        None => print(&text)?,
        Some(out) => write(out, &text)?,
    }
    eprintln!("dateline: {}; {skipped} not carried over", many(rules, "rule"));
    Ok(if rules == 0 { SOME_FAILED } else { GOOD })
}

fn codebook_command(folder: &Path) -> Result<u8, Failure> {
    let failed = |e: std::io::Error| Failure(format!("{}: {e}; may you write there?", folder.display()));
    std::fs::create_dir_all(folder).map_err(failed)?;
    let pages = codebook::pages(Rules::shared(), &values()?);
    pages.iter().try_for_each(|(name, text)| write(&folder.join(name), text))?;
    eprintln!("dateline: {} in {}", many(pages.len(), "page"), folder.display());
    Ok(GOOD)
}
