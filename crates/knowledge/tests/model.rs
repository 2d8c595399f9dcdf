//! The model file that ships is whole, and every damage to it is an error, never a panic.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use knowledge::Language;

fn file() -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/english.model")).unwrap()
}

#[test]
fn the_model_is_whole_and_small() {
    let file = file();
    let language = Language::load(&file).unwrap();
    assert!(language.network.about.starts_with('{'));
    assert!(file.len() < 10 << 20, "{} bytes", file.len());
}

#[test]
fn a_cut_model_is_an_error() {
    let file = file();
    for cut in [0, 1, 16, 17, 100, 3000, 5000, file.len() / 2, file.len() - 1] {
        assert!(Language::load(&file[..cut]).is_err(), "cut at {cut}");
    }
}

/// A changed header may still be read where only words of its JSON changed; nothing else may happen.
#[test]
fn a_changed_header_is_no_panic() {
    let mut file = file();
    let length = file.windows(5).position(|w| w == b"\nbody").unwrap();
    for at in (0..length).step_by(41) {
        for change in [1, 16] {
            file[at] ^= change;
            let _ = Language::load(&file);
            file[at] ^= change;
        }
    }
}

#[test]
fn a_changed_body_is_an_error() {
    let mut file = file();
    let length = file.len();
    for at in (6000..length).step_by(400_001) {
        file[at] ^= 1;
        assert!(Language::load(&file).is_err(), "byte {at}");
        file[at] ^= 1;
    }
}
