//! Running a binary, and everything it said.

use super::inputs::{Depth, Input};
use super::legs::Leg;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use std::{fs, thread};
use wait_timeout::ChildExt;

/// Longer than this no input here takes, even with a debug build on a busy machine.
const LIMIT: Duration = Duration::from_mins(2);

/// The binary known to be right, and the one compared with it.
pub struct Programs {
    pub old: Program,
    pub new: Program,
}

pub struct Program(PathBuf);

/// What a run showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
    /// Nothing where it was killed, by a signal or because it did not end.
    pub exit: Option<i32>,
}

impl Programs {
    /// Both binaries, by paths that hold in any folder.
    pub fn new(old: &Path, new: &Path) -> Result<Self, String> {
        let found =
            |path: &Path| fs::canonicalize(path).map(Program).map_err(|error| format!("{}: {error}", path.display()));
        Ok(Self { old: found(old)?, new: found(new)? })
    }
}

impl Program {
    /// Runs a command on an input, where the input lies.
    pub fn run(&self, input: &Input, leg: &Leg) -> Seen {
        let mut command = Command::new(&self.0);
        command
            .args(&leg.arguments)
            .current_dir(&input.within)
            .env_remove("COLUMNS")
            .env_remove("NO_COLOR")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        // Usage lines name the program as it was called.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::arg0(&mut command, "teamlint");
        // Inputs are run in parallel, so that threads only pay where work is divided among them, or should be.
        if input.depth != Depth::Whole {
            command.env("RAYON_NUM_THREADS", "1");
        }
        let stdin = leg.stdin.as_ref().map(|path| File::open(input.within.join(path)));
        command.stdin(match stdin {
            Some(Ok(file)) => Stdio::from(file),
            _ => Stdio::null(),
        });
        ended(command).unwrap_or_else(|error| Seen {
            stdout: Vec::new(),
            stderr: format!("not run: {error}").into_bytes(),
            exit: None,
        })
    }
}

fn ended(mut command: Command) -> std::io::Result<Seen> {
    let mut child = command.spawn()?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        let stderr = scope.spawn(|| all_of(stderr));
        let stdout = scope.spawn(|| all_of(stdout));
        let status = child.wait_timeout(LIMIT)?;
        if status.is_none() {
            child.kill()?;
            child.wait()?;
        }
        Ok(Seen {
            stdout: stdout.join().unwrap_or_default(),
            stderr: stderr.join().unwrap_or_default(),
            exit: status.and_then(|status| status.code()),
        })
    })
}

fn all_of(pipe: Option<impl Read>) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(mut pipe) = pipe {
        // What was read before an error is compared nevertheless.
        let _ = pipe.read_to_end(&mut bytes);
    }
    bytes
}

impl Seen {
    /// Which parts differ; nothing where both showed the same.
    pub fn differs(&self, other: &Self, ignore: &[String]) -> Vec<String> {
        let mut parts = Vec::new();
        if !same(&self.stdout, &other.stdout, ignore) {
            parts.push("stdout".to_owned());
        }
        if !same(&self.stderr, &other.stderr, ignore) {
            parts.push("stderr".to_owned());
        }
        if self.exit != other.exit {
            let shown = |exit: Option<i32>| exit.map_or_else(|| "killed".to_owned(), |code| code.to_string());
            parts.push(format!("exit {} -> {}", shown(self.exit), shown(other.exit)));
        }
        parts
    }

    /// Whether it ended otherwise than the program says it can end.
    pub fn died(&self) -> bool {
        !matches!(self.exit, Some(0..=3))
    }
}

fn same(old: &[u8], new: &[u8], ignore: &[String]) -> bool {
    if old == new || ignore.is_empty() {
        return old == new;
    }
    let kept = |bytes: &[u8]| -> Vec<String> {
        let text = String::from_utf8_lossy(bytes);
        text.lines().filter(|line| !ignore.iter().any(|text| line.contains(text))).map(str::to_owned).collect()
    };
    kept(old) == kept(new)
}

#[cfg(test)]
mod tests {
    use super::Seen;

    fn seen(stdout: &str, exit: i32) -> Seen {
        Seen { stdout: stdout.into(), stderr: Vec::new(), exit: Some(exit) }
    }

    #[test]
    fn what_differs_is_named_and_ignored_lines_do_not_count() {
        let (old, new) = (seen("a\nb 1\n", 0), seen("a\nb 2\n", 1));
        assert_eq!(old.differs(&new, &[]), ["stdout", "exit 0 -> 1"]);
        assert_eq!(old.differs(&new, &["b ".to_owned()]), ["exit 0 -> 1"]);
        assert!(old.differs(&old, &[]).is_empty());
    }
}
