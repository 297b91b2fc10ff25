//! Which branch of a repository others begin from.

use std::path::{Path, PathBuf};

use crate::files::{Entry, Files};

/// The branch that the origin of a repository begins with; of one without an origin that says so its only branch.
pub fn main(files: &dyn Files, root: &Path) -> Option<String> {
    let folder = git_folder(files, root)?;
    let own = folder.join("commondir");
    let common = line(files, &own).map_or_else(|| folder.clone(), |path| folder.join(path));
    let of_origin = || head(files, &common.join("refs/remotes/origin/HEAD"), "refs/remotes/origin/");
    let only = || head(files, &folder.join("HEAD"), "refs/heads/").filter(|branch| is_only(files, &common, branch));
    of_origin().or_else(only).filter(|branch| is_plain(branch))
}

/// Where git keeps what it knows: beside the files, or where a file in that place says.
fn git_folder(files: &dyn Files, root: &Path) -> Option<PathBuf> {
    let git = root.join(".git");
    if files.is_folder(&git) {
        return Some(git);
    }
    Some(root.join(line(files, &git)?.strip_prefix("gitdir:")?.trim()))
}

/// The branch that a symbolic reference names.
fn head(files: &dyn Files, path: &Path, below: &str) -> Option<String> {
    line(files, path)?.strip_prefix("ref:")?.trim().strip_prefix(below).map(str::to_owned)
}

/// Whether a repository has no other branch.
fn is_only(files: &dyn Files, common: &Path, branch: &str) -> bool {
    let first = branch.split('/').next().unwrap_or(branch);
    let loose = files.list(&common.join("refs/heads")).unwrap_or_default();
    let packed = files.text(&common.join("packed-refs")).unwrap_or_default();
    let mut packed = packed.lines().filter_map(|line| line.split_once(" refs/heads/")).map(|(_, name)| name);
    loose.iter().all(|Entry { name, .. }| name == first) && packed.all(|name| name == branch)
}

/// The first line of a file.
fn line(files: &dyn Files, path: &Path) -> Option<String> {
    let text = files.text(path).ok()?;
    text.lines().next().map(|line| line.trim().to_owned())
}

/// Whether a name is no pattern: GitHub reads names of branches as such.
fn is_plain(branch: &str) -> bool {
    branch.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '/' | '-'))
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use crate::cli::init::branch::main;
    use crate::files::texts::{Nothing, Texts};

    fn of(files: &[(&str, &str)]) -> Option<String> {
        let mut texts = Texts::over(Arc::new(Nothing));
        for (path, text) in files {
            texts.put(Path::new(path), *text);
        }
        main(texts.files(), Path::new("/r"))
    }

    const ORIGIN: (&str, &str) = ("/r/.git/refs/remotes/origin/HEAD", "ref: refs/remotes/origin/trunk\n");
    const HEAD: (&str, &str) = ("/r/.git/HEAD", "ref: refs/heads/next/1\n");

    #[test]
    fn the_branch_of_the_origin_counts_and_else_the_only_one() {
        assert_eq!(of(&[HEAD, ORIGIN]).as_deref(), Some("trunk"));
        assert_eq!(of(&[HEAD]).as_deref(), Some("next/1"));
        assert_eq!(of(&[HEAD, ("/r/.git/refs/heads/next/1", "0")]).as_deref(), Some("next/1"));
        assert_eq!(of(&[HEAD, ("/r/.git/refs/heads/main", "0")]), None);
        assert_eq!(of(&[HEAD, ("/r/.git/packed-refs", "# pack-refs\n0 refs/heads/main\n")]), None);
        assert_eq!(of(&[("/r/.git/HEAD", "0123456789abcdef\n")]), None);
        assert_eq!(of(&[("/r/.git/HEAD", "ref: refs/heads/a]b\n")]), None);
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn a_work_tree_says_where_its_repository_is() {
        let tree = [("/r/.git", "gitdir: ../m/.git/worktrees/r\n"), ("/m/.git/worktrees/r/commondir", "../..\n")];
        let head = ("/m/.git/worktrees/r/HEAD", "ref: refs/heads/change\n");
        let origin = ("/m/.git/refs/remotes/origin/HEAD", "ref: refs/remotes/origin/main\n");
        assert_eq!(of(&[&tree[..], &[head, origin]].concat()).as_deref(), Some("main"));
        let main = ("/m/.git/refs/heads/main", "0");
        assert_eq!(of(&[&tree[..], &[head, main]].concat()), None);
    }
}
