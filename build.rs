//! Lists the rule pages in `rules/` for embedding, so that adding a rule is adding one file; parses their heads, which would
//! otherwise be most of a short run; and finds out from which commit the program is built.

// The rooms in which YAML is parsed need none of the others, so that the script reads pages as the program does.
#[allow(unused, missing_docs)]
#[path = "src/finding/mod.rs"]
mod finding;
#[allow(unused, missing_docs)]
#[path = "src/rule/page.rs"]
mod page;
#[allow(unused, missing_docs)]
#[path = "src/text/mod.rs"]
mod text;
#[allow(unused, missing_docs)]
#[path = "src/yaml/mod.rs"]
mod yaml;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

use text::FileId;
use yaml::tree::Tree;

fn main() -> io::Result<()> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("no OUT_DIR"))?);
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
    let mut code = String::from("pub(super) static PAGES: &[(&str, &str, &[u8])] = &[\n");
    for page in &pages {
        let text = fs::read_to_string(page)?;
        let head = page::split_head(&text).map(|parts| parts.head.end);
        pack(page, &text[..head.unwrap_or_default()], &out)?;
        let _ = writeln!(
            code,
            "    ({page:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/\", {page:?})), \
            include_bytes!(concat!(env!(\"OUT_DIR\"), \"/\", {page:?}, \".tree\"))),"
        );
    }
    code.push_str("];\n");
    fs::write(out.join("rules.rs"), code)?;
    for file in ["rules/taxonomy.yaml", "rules/profiles.yaml"] {
        if !pack(file, &fs::read_to_string(file)?, &out)? {
            return Err(io::Error::other(format!("{file} is no YAML without anchors and merge keys")));
        }
    }

    println!("cargo::rerun-if-env-changed={COMMIT}");
    let commit = env::var(COMMIT).ok().filter(|commit| !commit.is_empty());
    let commit = commit.or_else(commit_of_package).or_else(commit_of_checkout);
    // A line that another program wrote would be read as an instruction to cargo.
    let commit = commit.map_or_else(String::new, |commit| format!(" ({})", commit.lines().next().unwrap_or_default()));
    println!("cargo::rustc-env=TEAMLINT_BUILT_FROM={commit}");
    Ok(())
}

/// Writes the tree of a file, under its path in `out`. Nothing is in it where something is wrong with the file, which whoever
/// parses it at a start tells then. Whether there is something.
fn pack(path: &str, text: &str, out: &Path) -> io::Result<bool> {
    let packed = Tree::parse(FileId(0), text).pack().unwrap_or_default();
    let to = out.join(format!("{path}.tree"));
    fs::create_dir_all(to.parent().unwrap_or(out))?;
    fs::write(to, &packed)?;
    Ok(!packed.is_empty())
}

/// Says which commit it is, whatever repository there is.
const COMMIT: &str = "TEAMLINT_COMMIT";

/// What `cargo package` noted.
fn commit_of_package() -> Option<String> {
    let noted = fs::read_to_string(".cargo_vcs_info.json").ok()?;
    let (_, hash) = noted.split_once("\"sha1\"")?;
    let hash: String = hash.chars().skip_while(|c| !c.is_ascii_hexdigit()).take(7).collect();
    (hash.len() == 7 && hash.chars().all(|c| c.is_ascii_hexdigit())).then_some(hash)
}

/// The commit that is checked out, and its day. Whether something was changed since does not matter: that would have to be
/// looked at whenever anything is built.
fn commit_of_checkout() -> Option<String> {
    // In a folder that is only kept in somebody's repository, its commits are not ours.
    if !Path::new(".git").exists() {
        return None;
    }
    for name in ["HEAD", "logs/HEAD"] {
        let path = git(&["rev-parse", "--git-path", name])?;
        // A file that is not there would count as changed each time.
        if Path::new(&path).exists() {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    git(&["log", "-1", "--no-show-signature", "--abbrev=7", "--format=%h %cs"])
}

/// The first line that git answers; none where there is no git, or nothing to answer.
fn git(arguments: &[&str]) -> Option<String> {
    let answer = Command::new("git").args(arguments).output().ok().filter(|answer| answer.status.success())?;
    let text = String::from_utf8(answer.stdout).ok()?;
    text.lines().next().map(str::to_owned).filter(|line| !line.is_empty())
}
