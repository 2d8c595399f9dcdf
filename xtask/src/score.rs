//! Accuracy: what `score.py` says of what the command prints, kept in `bench/record/accuracy.tsv`.

use crate::run::{commit, output, record, release, root, run};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// One measurement: its name, how the command is called, the gold file, how the scorer is called.
struct Layer {
    name: &'static str,
    command: &'static [&'static str],
    gold: &'static str,
    scorer: &'static [&'static str],
}

const READ: &[&str] = &["read", "--quiet", "--input", "jsonl", "--format", "jsonl"];
const POLNEAR: &[&str] =
    &["read", "--quiet", "--input", "jsonl", "--format", "jsonl", "--convention", "polnear"];
const PARSE: &[&str] = &["parse", "--quiet", "--input", "conllu"];

/// The set that the classifier is trained on is scored by five folds, each by a model that has not seen it.
const FOLDS: &[&str] = &["folds", "plv", "--gold", "."];

const LAYERS: &[Layer] = &[
    Layer {
        name: "treebank/ewt-dev",
        command: PARSE,
        gold: "treebank/ewt-dev.conllu",
        scorer: &["treebank"],
    },
    Layer {
        name: "treebank/gum-dev",
        command: PARSE,
        gold: "treebank/gum-dev.conllu",
        scorer: &["treebank"],
    },
    Layer {
        name: "segments/gum-dev",
        command: &["parse", "--quiet", "--input", "text"],
        gold: "treebank/gum-dev.conllu",
        scorer: &["segments"],
    },
    Layer {
        name: "segments/ewt-dev",
        command: &["parse", "--quiet", "--input", "text"],
        gold: "treebank/ewt-dev.conllu",
        scorer: &["segments"],
    },
    Layer { name: "names/uner-ewt-dev", command: PARSE, gold: "ner/uner-ewt-dev.iob2", scorer: &["names"] },
    Layer { name: "names/wikigold", command: PARSE, gold: "ner/wikigold.conll", scorer: &["names"] },
    Layer {
        name: "statements/polnear-dev",
        command: POLNEAR,
        gold: "quotes/polnear_dev.jsonl",
        scorer: &["statements"],
    },
    Layer {
        name: "statements/polnear-dev-speech",
        command: POLNEAR,
        gold: "quotes/polnear_dev.jsonl",
        scorer: &["statements", "--speech"],
    },
    Layer { name: "times/timebank", command: READ, gold: "times/timebank.jsonl", scorer: &["times"] },
    Layer { name: "times/aquaint", command: READ, gold: "times/aquaint.jsonl", scorer: &["times"] },
    // Recognition as it is; the choice among places is trained on these sets: see `held`.
    Layer { name: "places/tr-news", command: READ, gold: "places/tr-news.jsonl", scorer: &["places"] },
    Layer { name: "places/lgl", command: READ, gold: "places/lgl.jsonl", scorer: &["places"] },
    Layer {
        name: "events/plv-train-folds",
        command: FOLDS,
        gold: "events/plv_train.jsonl",
        scorer: &["events"],
    },
    Layer { name: "wire/dev", command: READ, gold: "wire/dev.jsonl", scorer: &["wire"] },
];

/// Measures the layers whose names contain one of the words, or all of them.
pub fn score(words: &[&str]) -> Result<()> {
    let shared = root().join("../shared");
    let scorer = shared.join("score/score.py");
    if !scorer.exists() {
        println!("skipped: ../shared/score/score.py is not there");
        return Ok(());
    }
    let program = release()?;
    let commit = commit()?;
    for layer in LAYERS.iter().filter(|l| words.is_empty() || words.iter().any(|w| l.name.contains(w))) {
        let gold = shared.join("gold").join(layer.gold);
        let figures = measure(layer, &program, &gold, &scorer)?;
        println!("{}\n{figures}", layer.name);
        let short = figures.lines().filter(|l| !l.trim_start().starts_with("by type") && !l.contains("x '"));
        let short: Vec<&str> = short.map(str::trim).collect();
        record(
            "accuracy.tsv",
            "commit\tlayer\tfigures",
            &format!("{commit}\t{}\t{}", layer.name, short.join(" ; ")),
        )?;
    }
    if words.is_empty() || words.iter().any(|w| "places/held".contains(w)) {
        held(&commit)?;
    }
    if words.is_empty() || words.iter().any(|w| ACTORS.contains(w)) {
        actors(&commit)?;
    }
    if words.is_empty() || words.iter().any(|w| PETRARCH.contains(w)) {
        petrarch(&commit)?;
    }
    if words.is_empty() || words.iter().any(|w| GUM.contains(w)) {
        gum(&commit, &scorer)?;
    }
    Ok(())
}

const GUM: &str = "statements/gum-news-folds";

/// Attributions of GUM's news, by five folds, each article by a model that has not seen it.
fn gum(commit: &str, scorer: &Path) -> Result<()> {
    run("cargo", &["build", "--release", "--quiet", "-p", "learn", "--bin", "attribution"])?;
    let folder = root().join("target");
    let all = std::fs::read_to_string(root().join("../shared/gold/quotes/gum_train_dev.jsonl"))?;
    let news: Vec<&str> = all.lines().filter(|l| l.contains("\"genre\": \"news\"")).collect();
    let (gold, out) = (folder.join("score-gum-news.jsonl"), folder.join("score-gum-news.out"));
    std::fs::write(&gold, news.join("\n") + "\n")?;
    let program = folder.join("release/attribution");
    std::fs::write(&out, output(&program.to_string_lossy(), &["folds", "../shared/gold"])?)?;
    let figures = python(scorer, ["statements".as_ref(), gold.as_os_str(), out.as_os_str()].into_iter())?;
    println!("{GUM}\n{figures}");
    let row = format!("{commit}\t{GUM}\t{}", figures.trim().replace('\n', " ; "));
    record("accuracy.tsv", "commit\tlayer\tfigures", &row)
}

const PETRARCH: &str = "events/petrarch-units";

/// Who does something to whom, on PETRARCH's unit tests with its own dictionaries.
fn petrarch(commit: &str) -> Result<()> {
    by_program(commit, PETRARCH, ["dateline", "--example", "petrarch"], &["../shared/gold"])
}

const ACTORS: &str = "actors/ngec";

/// Country and role of the phrases of NGEC's tests.
fn actors(commit: &str) -> Result<()> {
    by_program(
        commit,
        ACTORS,
        ["learn", "--bin", "actors"],
        &["../shared/gold/actors/ngec_actor_tests.jsonl"],
    )
}

/// Places of each set by weights that have not seen it.
fn held(commit: &str) -> Result<()> {
    by_program(commit, "places/held", ["learn", "--bin", "places"], &["../shared/gold", "--dry"])
}

/// The figures that a program of the project prints itself; it is told by its package, kind and name.
fn by_program(commit: &str, layer: &str, which: [&str; 3], arguments: &[&str]) -> Result<()> {
    let [package, kind, name] = which;
    run("cargo", &["build", "--release", "--quiet", "-p", package, kind, name])?;
    let folder = if kind == "--example" { "target/release/examples" } else { "target/release" };
    let program = root().join(folder).join(name);
    let figures = output(&program.to_string_lossy(), arguments)?;
    println!("{layer}\n{figures}");
    let row = format!("{commit}\t{layer}\t{}", figures.trim().replace('\n', " ; "));
    record("accuracy.tsv", "commit\tlayer\tfigures", &row)
}

fn measure(layer: &Layer, program: &Path, gold: &Path, scorer: &Path) -> Result<String> {
    let out = root().join("target").join(format!("score-{}.out", layer.name.replace('/', "-")));
    let gold = &without_markers(layer, gold)?;
    let input = if layer.scorer == ["segments"] { raw(gold, scorer)? } else { gold.to_path_buf() };
    let file = std::fs::File::create(&out).with_context(|| format!("{} cannot be written", out.display()))?;
    let mut command = match layer.command == FOLDS {
        true => folds()?,
        false => Command::new(program),
    };
    command.args(layer.command).stdout(Stdio::from(file));
    if layer.command == FOLDS {
        command.current_dir(root().join("../shared/gold"));
    } else {
        command.arg(&input);
    }
    if !command.status()?.success() {
        bail!("dateline failed on {}", input.display());
    }
    let flags = layer.scorer.iter().skip(1);
    python(
        scorer,
        [layer.scorer[0].as_ref(), gold.as_os_str(), out.as_os_str()]
            .into_iter()
            .chain(flags.map(AsRef::as_ref)),
    )
}

/// The trainer of events.
fn folds() -> Result<Command> {
    run("cargo", &["build", "--release", "--quiet", "-p", "learn", "--bin", "events"])?;
    Ok(Command::new(root().join("target/release/events")))
}

/// A copy without `# newdoc` lines, for the scorer of names takes them for tokens.
fn without_markers(layer: &Layer, gold: &Path) -> Result<PathBuf> {
    if layer.scorer != ["names"] {
        return Ok(gold.to_path_buf());
    }
    let text = std::fs::read_to_string(gold).with_context(|| format!("{} cannot be read", gold.display()))?;
    let kept: Vec<&str> = text.lines().filter(|l| !l.starts_with("# newdoc")).collect();
    let path = root().join("target").join(format!("score-{}", layer.name.replace('/', "-")));
    let path = path.with_extension(gold.extension().unwrap_or_default());
    std::fs::write(&path, kept.join("\n") + "\n")?;
    Ok(path)
}

/// The plain text of a treebank.
fn raw(gold: &Path, scorer: &Path) -> Result<PathBuf> {
    let text = python(scorer, ["raw".as_ref(), gold.as_os_str()].into_iter())?;
    let name = gold.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let path = root().join("target").join(format!("score-{name}.txt"));
    std::fs::write(&path, text)?;
    Ok(path)
}

fn python<'a>(scorer: &Path, arguments: impl Iterator<Item = &'a std::ffi::OsStr>) -> Result<String> {
    let out =
        Command::new("python3").arg(scorer).args(arguments).output().context("python3 does not start")?;
    if !out.status.success() {
        bail!("score.py failed: {}", String::from_utf8_lossy(&out.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&out.stdout).into_owned())
}
