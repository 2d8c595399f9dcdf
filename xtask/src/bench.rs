//! Speed, load time and memory, kept in `bench/record/speed.tsv`.

use crate::run::{commit, output, record, release, root};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Runs the command on one core over a file of articles and over a single short one.
pub fn bench(file: Option<&str>) -> Result<()> {
    let file = file.map_or_else(|| root().join("../shared/articles/wire.jsonl"), PathBuf::from);
    if !file.exists() {
        println!("skipped: {} is not there", file.display());
        return Ok(());
    }
    let program = release()?;
    let tokens = tokens(&program, &file)?;
    let all = run(&program, &file)?;
    let text = std::fs::read_to_string(&file)?;
    let articles = text.lines().filter(|l| !l.trim().is_empty()).count();
    let load = load(&program)?;
    let seconds = (all.cpu - load.cpu).max(0.001);
    let (a, t, mb) = (articles as f64 / seconds, tokens as f64 / seconds, text.len() as f64 / 1e6 / seconds);
    let row = format!(
        "{}\t{articles}\t{tokens}\t{a:.1}\t{t:.0}\t{mb:.2}\t{:.3}\t{:.0}\t{}",
        commit()?,
        load.cpu,
        all.peak_mb,
        machine(),
    );
    println!("{}\n{row}", HEADER);
    println!("milliseconds to load each part:\n{}", parts()?);
    record("speed.tsv", HEADER, &row)
}

const HEADER: &str = "commit\tarticles\ttokens\tarticles/s\ttokens/s\tMB/s\tload s\tpeak MB\tmachine (CPU seconds of one thread)";

struct Cost {
    cpu: f64,
    peak_mb: f64,
}

/// CPU seconds and peak memory of one run on one thread, as `/usr/bin/time`'s job is done by `wait4` in Python.
fn run(program: &Path, file: &Path) -> Result<Cost> {
    let script = "import resource,subprocess,sys\n\
        subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,check=True)\n\
        r=resource.getrusage(resource.RUSAGE_CHILDREN)\n\
        print(r.ru_utime+r.ru_stime,r.ru_maxrss/1024)";
    let mut command = Command::new("python3");
    command
        .args(["-c", script])
        .arg(program)
        .args(["read", "--quiet", "--jobs", "1", "--format", "jsonl"])
        .arg(file);
    let out = command.stderr(Stdio::inherit()).output().context("python3 does not start")?;
    if !out.status.success() {
        bail!("dateline failed on {}", file.display());
    }
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    let mut numbers = text.split_whitespace().filter_map(|n| n.parse::<f64>().ok());
    let (Some(cpu), Some(peak_mb)) = (numbers.next(), numbers.next()) else {
        bail!("no figures in '{text}'")
    };
    Ok(Cost { cpu, peak_mb })
}

/// The cost of a text of one word: all that is loaded before reading.
fn load(program: &Path) -> Result<Cost> {
    let path = root().join("target").join("bench-one-word.txt");
    std::fs::write(&path, "Word.\n")?;
    let mut runs: Vec<Cost> = (0..5).map(|_| run(program, &path)).collect::<Result<_>>()?;
    runs.sort_by(|a, b| a.cpu.total_cmp(&b.cpu));
    Ok(runs.swap_remove(2))
}

/// What of the load time each part of the knowledge takes.
fn parts() -> Result<String> {
    output("cargo", &["run", "--release", "--quiet", "-p", "knowledge", "--example", "load"])
}

fn tokens(program: &Path, file: &Path) -> Result<usize> {
    let out = Command::new(program).args(["parse", "--quiet"]).arg(file).output()?;
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    Ok(text.lines().filter(|l| l.split('\t').next().is_some_and(|n| n.parse::<u32>().is_ok())).count())
}

fn machine() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find(|l| l.starts_with("model name")).and_then(|l| l.split(": ").nth(1));
    model.unwrap_or("unknown").to_string()
}
