//! What a CI system says of the run in the environment, read once and handed in.

use std::path::PathBuf;

/// Facts about the CI system that runs the program; none of them elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ci {
    /// The file in which GitHub Actions collects the summary of a job.
    pub step_summary: Option<PathBuf>,
    /// Address below which people read the files of the repository, as they are in this run.
    pub files_at: Option<String>,
}

impl Ci {
    /// Looks at this process.
    pub fn of_this_process() -> Self {
        Self::of(|name| std::env::var(name).ok())
    }

    fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let github = || {
            let (server, repository) = (set("GITHUB_SERVER_URL")?, set("GITHUB_REPOSITORY")?);
            Some(format!("{server}/{repository}/blob/{}/", set("GITHUB_SHA")?))
        };
        let gitlab = || Some(format!("{}/-/blob/{}/", set("CI_PROJECT_URL")?, set("CI_COMMIT_SHA")?));
        let is_address = |address: &String| address.starts_with("https://") || address.starts_with("http://");
        Self {
            step_summary: set("GITHUB_STEP_SUMMARY").map(PathBuf::from),
            files_at: github().or_else(gitlab).filter(is_address),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use crate::cli::ci::Ci;

    fn of(variables: &[(&str, &str)]) -> Ci {
        Ci::of(|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn files_are_read_where_the_ci_system_has_the_repository() {
        let github = [
            ("GITHUB_SERVER_URL", "https://github.com"),
            ("GITHUB_REPOSITORY", "acme/org"),
            ("GITHUB_SHA", "abc"),
            ("GITHUB_STEP_SUMMARY", "/tmp/summary"),
        ];
        let ci = of(&github);
        assert_eq!(ci.files_at.as_deref(), Some("https://github.com/acme/org/blob/abc/"));
        assert_eq!(ci.step_summary, Some(PathBuf::from("/tmp/summary")));
        let gitlab = of(&[("CI_PROJECT_URL", "https://gitlab.com/acme/org"), ("CI_COMMIT_SHA", "abc")]);
        assert_eq!(gitlab.files_at.as_deref(), Some("https://gitlab.com/acme/org/-/blob/abc/"));
    }

    #[test]
    fn elsewhere_nothing_is_known() {
        assert_eq!(of(&[]), Ci::default());
        assert_eq!(
            of(&[("GITHUB_STEP_SUMMARY", ""), ("CI_PROJECT_URL", "javascript:x"), ("CI_COMMIT_SHA", "a")]),
            Ci::default()
        );
    }
}
