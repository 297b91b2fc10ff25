//! Locations: files that name other files of the catalog.

use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;
use ignore::overrides::OverrideBuilder;

use crate::declare::Declarations;
use crate::declare::reader::Reader;
use crate::dialect::backstage::shapes::{mapping, scalars};
use crate::dialect::backstage::spelling;
use crate::finding::Finding;
use crate::finding::diagnostics::{MISSING_TARGET, TARGET_OUTSIDE};
use crate::text::Place;
use crate::yaml::tree::NodeRef;

/// Reads the local files that a Location names. Addresses of other places are left alone.
pub fn read(reader: &mut Reader, document: NodeRef<'_>) {
    let Some(spec) = mapping(reader, document, "spec") else {
        return;
    };
    spelling::check(reader, "Location", spec, &["type", "target", "targets", "presence"]);
    for key in ["target", "targets"] {
        for target in scalars(reader, spec, key).unwrap_or_default() {
            let text = target.text().unwrap_or_default();
            let path = text.trim();
            if is_local(path) {
                reader.out.targets.push((path.to_owned(), target.place()));
            }
        }
    }
}

/// Whether a target is a path from the file that names it: no address with a scheme, and not absolute.
fn is_local(target: &str) -> bool {
    let scheme = target
        .split_once(':')
        .is_some_and(|(scheme, _)| scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c)));
    !target.is_empty() && !scheme && !target.starts_with(['/', '\\', '$', '{'])
}

/// What the targets of a file lead to.
#[derive(Debug, Default)]
pub struct Targets {
    /// Files that are there, with the place that names them, in the order they were named.
    pub files: Vec<(PathBuf, Place)>,
    /// Targets that lead nowhere, or out of the folder that is linted.
    pub problems: Vec<Finding>,
}

/// Finds the files that the Locations of a file name. `file` is the path of that file; nothing outside
/// of `root` is found. Patterns such as `./apis/*/*.yaml` are looked up, and may match nothing.
pub fn local_targets(declarations: &Declarations, file: &Path, root: &Path) -> Targets {
    let mut found = Targets::default();
    let folder = file.parent().unwrap_or(Path::new(""));
    let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    let real_root = root.canonicalize();
    for (target, place) in &declarations.targets {
        let target = target.replace('\\', "/");
        let plain: PathBuf = target.split('/').take_while(|part| !part.contains(['*', '?', '[', '{'])).collect();
        let start = tidy(&folder.join(&plain));
        let pattern: Vec<&str> = target.split('/').skip_while(|part| !part.contains(['*', '?', '[', '{'])).collect();
        let inside = |path: &Path| match (&real_root, path.canonicalize()) {
            (Ok(root), Ok(path)) => path.starts_with(root),
            _ => false,
        };
        let here = if start.as_os_str().is_empty() { Path::new(".") } else { &start };
        if !here.exists() {
            if pattern.is_empty() {
                found.problems.push(
                    MISSING_TARGET
                        .at(*place, format!("there is no file `{target}`"))
                        .saying("named here")
                        .help("correct the path, which starts from the folder of this file, or remove it"),
                );
            }
        } else if !inside(here) {
            found.problems.push(
                TARGET_OUTSIDE
                    .at(*place, format!("`{target}` is outside of the folder that is linted"))
                    .saying("not followed")
                    .help("name that folder on the command line too"),
            );
        } else if pattern.is_empty() {
            found.files.extend(here.is_file().then(|| (start.clone(), *place)));
        } else {
            let matching = matching(here, &pattern);
            found.files.extend(matching.into_iter().filter(|path| inside(path)).map(|path| (tidy(&path), *place)));
        }
    }
    found
}

fn matching(folder: &Path, pattern: &[&str]) -> Vec<PathBuf> {
    let mut glob = OverrideBuilder::new(folder);
    let Ok(glob) = glob.add(&format!("/{}", pattern.join("/"))).and_then(|glob| glob.build()) else {
        return Vec::new();
    };
    let depth = (!pattern.contains(&"**")).then_some(pattern.len());
    let walk =
        WalkBuilder::new(folder).standard_filters(false).follow_links(false).max_depth(depth).overrides(glob).build();
    let mut files: Vec<PathBuf> =
        walk.flatten().map(ignore::DirEntry::into_path).filter(|path| path.is_file()).collect();
    files.sort();
    files
}

/// A path without `.`, and without `..` where the folder before it is known.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(tidy.components().next_back(), Some(Component::Normal(_))) => {
                tidy.pop();
            }
            part => tidy.push(part),
        }
    }
    tidy
}
