//! What runs the program for every change, where people keep their code.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::cli::init::branch;
use crate::cli::init::plan::{Planned, shown};
use crate::cli::init::texts::scalar;
use crate::cli::input::from_here;
use crate::files::Files;
use crate::files::bounds::repository;

/// Where the program is to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Ci {
    /// In a workflow of GitHub Actions
    Github,
    /// In a pipeline of GitLab
    Gitlab,
    /// Before every commit, by pre-commit
    PreCommit,
}

/// The repository that an organisation is in, in whose root hooks lie.
pub struct Repository {
    /// The real path of its root: of the folder itself where it is in none.
    root: PathBuf,
    /// The real path of the folder with the organisation.
    folder: PathBuf,
    /// The branch that others begin from, if that is known.
    main: Option<String>,
}

impl Repository {
    pub fn of(files: &dyn Files, folder: &Path) -> Self {
        let folder = files.real_or_same(folder);
        let root = repository(files, &folder).unwrap_or(&folder).to_path_buf();
        let main = branch::main(files, &root);
        Self { root, folder, main }
    }

    /// The command that judges the organisation from the root; none where a shell would take a name for something else.
    pub fn command(&self, folder: &Path, baseline: Option<&Path>) -> Option<String> {
        let below = self.folder.strip_prefix(&self.root).unwrap_or(folder);
        let baseline = baseline.and_then(Path::file_name).map(|name| shown(&below.join(name)));
        command(&shown(below), baseline.as_deref())
    }

    fn at(&self, path: &str) -> PathBuf {
        from_here(&self.root.join(path))
    }
}

/// The command that judges a folder beside a baseline; none where a shell would take a name for something else.
pub fn command(folder: &str, baseline: Option<&str>) -> Option<String> {
    let mut command = "teamlint check".to_owned();
    if !["", "."].contains(&folder) {
        command = format!("{command} {}", argument(folder)?);
    }
    if let Some(baseline) = baseline {
        command = format!("{command} --baseline {}", argument(baseline)?);
    }
    Some(command)
}

/// A name as a shell and YAML both read it.
fn argument(name: &str) -> Option<String> {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '/' | '-');
    if name.starts_with('-') || !name.chars().all(|c| is_plain(c) || c == ' ') {
        return None;
    }
    Some(if name.contains(' ') { format!("'{name}'") } else { name.to_owned() })
}

impl Ci {
    /// The files that let it run a command.
    pub fn files(self, repository: &Repository, command: &str) -> Vec<Planned> {
        let branches = repository.main.as_deref().map(|main| format!("    branches: [{}]\n", scalar(main)));
        let filled = |text: &str| {
            let text = text.replace("    branches: [MAIN]\n", &branches.clone().unwrap_or_default());
            text.replace("COMMAND", command).replace("VERSION", env!("CARGO_PKG_VERSION"))
        };
        let planned = |path: &str, about: &str, text: &str| Planned::new(repository.at(path), about, filled(text));
        match self {
            Self::Github => {
                let text = include_str!("github.yml");
                vec![planned(".github/workflows/teamlint.yml", "a workflow for every pull request", text)]
            }
            Self::Gitlab => {
                let include = include_str!("gitlab-include.yml");
                let mut pipeline = planned(".gitlab-ci.yml", "a pipeline that has that job", include);
                pipeline.instead = Some(format!("add to it:\n{include}"));
                let job = include_str!("gitlab.yml");
                vec![planned(".gitlab/teamlint.gitlab-ci.yml", "a job for every change", job), pipeline]
            }
            Self::PreCommit => {
                let text = include_str!("pre-commit.yaml");
                let mut hook = planned(".pre-commit-config.yaml", "a hook before every commit", text);
                let (_, entry) = hook.text.split_once("repos:\n").unwrap_or_default();
                hook.instead = Some(format!("add under `repos:`:\n{entry}"));
                vec![hook]
            }
        }
    }
}
