//! One way to run the program in tests: an empty environment, an empty folder, paths that are the same everywhere.

use std::io::Write;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A run being prepared.
pub struct Program {
    command: Command,
    folder: TempDir,
    stdin: Option<String>,
}

/// What came of a run.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Program {
    /// The program with these arguments, in a folder of its own.
    pub fn new(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let mut command = Command::new(env!("CARGO_BIN_EXE_teamlint"));
        command.args(arguments).current_dir(folder.path()).env_clear();
        // Windows programs do not start without it.
        if let Some(root) = std::env::var_os("SystemRoot") {
            command.env("SystemRoot", root);
        }
        Self { command, folder, stdin: None }
    }

    /// Sets a variable of the environment.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Pipes a text in.
    pub fn stdin(mut self, text: &str) -> Self {
        self.stdin = Some(text.to_owned());
        self
    }

    /// Runs it to the end.
    pub fn run(mut self) -> Run {
        self.command.stdout(Stdio::piped());
        self.finish()
    }

    /// Runs it with nobody reading its report.
    pub fn run_with_closed_stdout(mut self) -> Run {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        self.command.stdout(writer);
        self.finish()
    }

    fn finish(mut self) -> Run {
        self.command.stdin(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().expect("the program starts");
        let mut stdin = child.stdin.take().expect("it has a standard input");
        if let Some(text) = &self.stdin {
            // It may well end without reading everything.
            let _ = stdin.write_all(text.as_bytes());
        }
        drop(stdin);
        let output = child.wait_with_output().expect("the program ends");
        let folder = self.folder.path().display().to_string();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&folder, "[FOLDER]").replace("\r\n", "\n");
        Run {
            code: output.status.code().expect("it ends by itself"),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }
}
