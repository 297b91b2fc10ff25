//! The texts of an organisation in one file, for others who refer to it.

use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::files::discover::shown;
use crate::files::{in_common, tidy};

/// The files of an organisation as they were at some time: each with its path from where it was written, and its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// In the order of their paths.
    pub files: Vec<(String, String)>,
}

/// Grows when older programs could not read what is written.
const VERSION: u64 = 1;

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Written {
    teamlint_snapshot: u64,
    files: Vec<FileWritten>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct FileWritten {
    path: String,
    text: String,
}

/// How the file of a snapshot is called: not as anything that is read as an organisation.
pub const EXTENSION: &str = "tlsnap";

impl Snapshot {
    /// The bytes that one begins with.
    pub const START: &[u8] = b"{\"teamlintSnapshot\":";

    /// Whether a file is called as one.
    pub fn is_named(path: &Path) -> bool {
        path.extension().is_some_and(|extension| extension == EXTENSION)
    }

    /// These files, with their paths from the folder that they have in common.
    pub fn of<'t>(files: impl IntoIterator<Item = (PathBuf, &'t str)>) -> Self {
        let files: Vec<(PathBuf, &str)> = files.into_iter().map(|(path, text)| (tidy(&path), text)).collect();
        let folders = files.iter().map(|(path, _)| path.parent().unwrap_or(Path::new("")).to_path_buf());
        let common = folders.reduce(|one, other| in_common(&one, &other)).unwrap_or_default();
        let mut files: Vec<(String, String)> =
            files.into_iter().map(|(path, text)| (shown(&path, &common), text.to_owned())).collect();
        files.sort();
        Self { files }
    }

    /// Reads what [`Snapshot::written`] writes.
    ///
    /// # Errors
    ///
    /// Why it is none, in words that follow its name.
    pub fn parse(text: &str) -> Result<Self, String> {
        let head: serde_json::Value = serde_json::from_str(text).map_err(|_| "is no snapshot".to_owned())?;
        match head.get("teamlintSnapshot").and_then(serde_json::Value::as_u64) {
            None => return Err("is no snapshot".to_owned()),
            Some(VERSION) => {}
            Some(version) => return Err(format!("is a snapshot of version {version}; this program reads {VERSION}")),
        }
        let written: Written = serde_json::from_value(head).map_err(|error| format!("is damaged: {error}"))?;
        if let Some(file) = written.files.iter().find(|file| !is_below(&file.path)) {
            return Err(format!("is damaged: `{}` is no path below a folder", file.path));
        }
        Ok(Self { files: written.files.into_iter().map(|file| (file.path, file.text)).collect() })
    }

    /// A line for each file, in the order of their paths.
    pub fn written(&self) -> String {
        let mut text = format!("{{\"teamlintSnapshot\":{VERSION},\"files\":[");
        for (rank, (path, content)) in self.files.iter().enumerate() {
            let file = serde_json::json!({"path": path, "text": content});
            text += if rank == 0 { "\n" } else { ",\n" };
            text += &file.to_string();
        }
        text + "\n]}\n"
    }
}

/// Whether a path leads nowhere but further down.
fn is_below(path: &str) -> bool {
    let mut parts = Path::new(path).components().peekable();
    parts.peek().is_some() && parts.all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use crate::files::snapshot::Snapshot;

    #[test]
    fn what_is_written_is_read() {
        let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
        let snapshot = Snapshot { files: vec![file("a/b.yaml", "team: \"ü\"\n"), file("c.json", "")] };
        assert_eq!(Snapshot::parse(&snapshot.written()), Ok(snapshot));
        assert_eq!(Snapshot::parse(&Snapshot::default().written()), Ok(Snapshot::default()));
    }

    #[test]
    fn paths_begin_below_the_folder_that_files_have_in_common() {
        let of = |paths: &[&str]| {
            let files = Snapshot::of(paths.iter().map(|path| (PathBuf::from(path), ""))).files;
            files.into_iter().map(|(path, _)| path).collect::<Vec<_>>()
        };
        assert_eq!(of(&["/org/here/../b/teams.yaml", "/org/b/c/people.yaml"]), ["c/people.yaml", "teams.yaml"]);
        assert_eq!(of(&["/org/a/x.yaml", "/org/b/x.yaml"]), ["a/x.yaml", "b/x.yaml"]);
        assert_eq!(of(&["/org/x.yaml"]), ["x.yaml"]);
    }

    #[test]
    fn what_is_none_says_why() {
        let of = |path: &str| format!(r#"{{"teamlintSnapshot": 1, "files": [{{"path": "{path}", "text": ""}}]}}"#);
        for (text, why) in [
            ("teams: {}".to_owned(), "is no snapshot"),
            ("{}".to_owned(), "is no snapshot"),
            (r#"{"teamlintSnapshot": 2}"#.to_owned(), "is a snapshot of version 2; this program reads 1"),
            (of("/etc/passwd"), "is damaged: `/etc/passwd` is no path below a folder"),
            (of("a/../../b"), "is damaged: `a/../../b` is no path below a folder"),
            (of(""), "is damaged: `` is no path below a folder"),
        ] {
            assert_eq!(Snapshot::parse(&text), Err(why.to_owned()), "{text}");
        }
        let half = Snapshot::parse(r#"{"teamlintSnapshot": 1, "files": [{}]}"#).expect_err("a file without a text");
        assert!(half.starts_with("is damaged: missing field"), "{half}");
    }
}
