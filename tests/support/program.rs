//! One way to run the program in tests: an empty environment, a folder with exactly the files of the test, paths that
//! are the same everywhere.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use tempfile::TempDir;

/// After this a run counts as hanging: a debug build on a busy machine needs seconds at most.
pub const BOUND: Duration = Duration::from_mins(1);

/// A run being prepared.
pub struct Program {
    command: Command,
    folder: TempDir,
    stdin: Option<Vec<u8>>,
}

/// What came of a run.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// The report as JSON, which it was asked for.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error} in {}\n{}", self.stdout, self.stderr))
    }

    /// Rule and entity of each finding of a JSON report; where there is no entity, the file of the first label.
    pub fn rules(&self) -> Vec<(String, String)> {
        let report = self.json();
        let findings = report["findings"].as_array().expect("a list of findings");
        let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
        findings
            .iter()
            .map(|finding| {
                let about = text(&finding["entity"]).or_else(|| text(&finding["labels"][0]["file"]));
                (text(&finding["rule"]).expect("a rule"), about.unwrap_or_default())
            })
            .collect()
    }

    /// Only the names of the rules.
    pub fn rule_names(&self) -> Vec<String> {
        self.rules().into_iter().map(|(rule, _)| rule).collect()
    }
}

/// The folder of this package, where `examples` are.
pub fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
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

    /// Runs it in this folder instead.
    pub fn within(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Puts a file into its folder.
    pub fn file(self, path: &str, text: &str) -> Self {
        self.bytes(path, text.as_bytes())
    }

    /// Puts a file that need not be text into its folder.
    pub fn bytes(self, path: &str, bytes: &[u8]) -> Self {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder that can be made");
        fs::write(path, bytes).expect("a file that can be written");
        self
    }

    /// Prepares its folder in some other way.
    pub fn prepare(self, prepare: impl FnOnce(&Path)) -> Self {
        prepare(self.folder.path());
        self
    }

    /// Sets a variable of the environment.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Pipes a text in.
    pub fn stdin(mut self, text: &str) -> Self {
        self.stdin = Some(text.as_bytes().to_vec());
        self
    }

    /// Runs it to the end.
    pub fn run(mut self) -> Run {
        self.command.stdout(Stdio::piped());
        self.finish()
    }

    /// Runs it with its report going into a file.
    pub fn run_into(mut self, file: fs::File) -> Run {
        self.command.stdout(file);
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
        if let Some(bytes) = &self.stdin {
            // It may well end without reading everything.
            let _ = stdin.write_all(bytes);
        }
        drop(stdin);
        let streams = [drain(child.stdout.take()), drain(child.stderr.take())];
        let code = end_of(&mut child);
        let folder = self.folder.path().display().to_string();
        let [stdout, stderr] = streams.map(|stream| {
            let bytes = stream.join().expect("a stream that was read");
            String::from_utf8_lossy(&bytes).replace(&folder, "[FOLDER]").replace("\r\n", "\n")
        });
        Run { code, stdout, stderr }
    }
}

fn drain(stream: Option<impl std::io::Read + Send + 'static>) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut stream) = stream {
            stream.read_to_end(&mut bytes).expect("a stream that can be read");
        }
        bytes
    })
}

fn end_of(child: &mut Child) -> i32 {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("the program ends") {
            return status.code().expect("it ends by itself");
        }
        if begun.elapsed() > BOUND {
            child.kill().expect("a program that can be stopped");
            panic!("not done after {BOUND:?}");
        }
        thread::sleep(Duration::from_millis(3));
    }
}
