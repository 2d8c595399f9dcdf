//! How long each part of the knowledge takes to load: the middle of several runs, in milliseconds.
//! `cargo run --release -p knowledge --example load`
#![allow(clippy::print_stdout, clippy::expect_used)] // a developer's measurement speaks

use knowledge::Knowledge;
use std::time::Instant;

/// Loads that the middle is taken of.
const RUNS: usize = 15;

fn main() {
    let mut parts: Vec<(&'static str, Vec<f64>)> = Vec::new();
    for _ in 0..RUNS {
        for (at, (name, millis)) in load().into_iter().enumerate() {
            match parts.get_mut(at) {
                Some(part) => part.1.push(millis),
                None => parts.push((name, vec![millis])),
            }
        }
    }
    for (name, mut times) in parts {
        times.sort_by(f64::total_cmp);
        println!("{name}\t{:.2}\tfirst {:.2}", times[RUNS / 2], times[RUNS - 1]);
    }
}

fn load() -> Vec<(&'static str, f64)> {
    let mut times = Vec::new();
    let mut began = Instant::now();
    Knowledge::ours_told(&mut |part| {
        times.push((part, began.elapsed().as_secs_f64() * 1e3));
        began = Instant::now();
    })
    .expect("what is shipped loads");
    times
}
