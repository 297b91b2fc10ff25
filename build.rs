//! Lists the rule pages in `rules/` for embedding, so that adding a rule is adding one file.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=build.rs");
    let mut pages = Vec::new();
    let mut folders = vec![PathBuf::from("rules")];
    while let Some(folder) = folders.pop() {
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "md")
                && path.file_name().is_some_and(|name| name != "README.md")
            {
                pages.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    pages.sort();
    let mut code = String::from("pub(super) static PAGES: &[(&str, &str)] = &[\n");
    for page in &pages {
        let _ = writeln!(code, "    ({page:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/\", {page:?}))),");
    }
    code.push_str("];\n");
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("no OUT_DIR"))?;
    fs::write(Path::new(&out).join("rules.rs"), code)
}
