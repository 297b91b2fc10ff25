//! Loader diagnostics are said in one place: whatever reports one names its constant.

use std::fs;
use std::path::Path;

use teamlint::dialect::diagnostics;

/// The program's own files without the tables, as path and text; unit tests may write a name as people read it.
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder of the program") {
            let path = entry.expect("an entry").path();
            if path.is_dir() && !path.ends_with("finding/diagnostics") {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("diagnostics.rs") {
                let text = fs::read_to_string(&path).expect("a file of the program");
                let code = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
                found.push((path.display().to_string(), code));
            }
        }
    }
    assert!(found.len() > 100, "the program has more files than {}", found.len());
    found
}

#[test]
fn no_name_of_a_diagnostic_is_written_outside_the_table() {
    for (path, text) in sources() {
        for diagnostic in diagnostics() {
            let written = format!("\"{}\"", diagnostic.name);
            // Terraform calls a part of its output so.
            let is_key = diagnostic.name == "configuration" && path.ends_with("terraform.rs");
            assert!(is_key || !text.contains(&written), "{path} writes {written}: name its constant");
        }
    }
}

#[test]
fn every_diagnostic_is_reported_somewhere() {
    let sources = sources();
    for diagnostic in diagnostics() {
        let constant = diagnostic.name.replace('-', "_").to_uppercase();
        let uses = |text: &String| text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == constant);
        assert!(sources.iter().any(|(_, text)| uses(text)), "nothing reports {constant}");
    }
}
