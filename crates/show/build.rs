//! Lists the files of `page/dist`, which Vite makes, to be compiled in. Where there are none the pages do without.

use std::path::Path;

fn main() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("page/dist");
    // What is not there is taken as changed each time; and a change of what builds them is none of theirs.
    let watched = if folder.is_dir() { "page/dist" } else { "page" };
    println!("cargo::rerun-if-changed={watched}");
    let mut files = Vec::new();
    for entry in folder.read_dir().into_iter().flatten() {
        let path = entry?.path();
        let name = path.file_name().and_then(|n| n.to_str()).map(str::to_string);
        files.extend(name.filter(|_| path.is_file()).map(|name| (name, path)));
    }
    files.sort();
    let lines = files.iter().map(|(name, path)| format!("({name:?}, include_bytes!({path:?})),\n"));
    let list = format!("&[\n{}]\n", lines.collect::<String>());
    let out = std::env::var_os("OUT_DIR").ok_or_else(|| std::io::Error::other("no OUT_DIR"))?;
    std::fs::write(Path::new(&out).join("islands.rs"), list)
}
