//! Which repository and folder a service is kept in.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::field;
use crate::org::Org;
use crate::org::claims::repositories::Repositories;
use crate::text::Place;
use crate::text::path::folder;
use crate::vocabulary::kinds::{Entity, Kind};

/// The repository and folder a service is kept in.
pub(super) struct Home {
    pub repository: usize,
    pub folder: String,
    /// Whether the service says so itself, instead of only being declared there.
    pub sure: bool,
}

/// The home of every service that has one in a repository of which somebody says who owns what.
pub(super) fn of(org: &Org, repositories: &Repositories) -> Vec<(Entity, Home)> {
    let mut folders: BTreeMap<Entity, HashSet<&str>> = BTreeMap::new();
    for service in org.all(Kind::Service) {
        let declared = org.declarations(service).map(|(_, place)| folder_of(org, place));
        folders.insert(service, declared.collect());
    }
    let written: HashMap<Entity, Source<'_>> =
        folders.keys().filter_map(|&service| Some((service, Source::of(org, service)?))).collect();
    let named = named_within(repositories, &folders, &written);
    let home = |service: &Entity, folders: &HashSet<&str>| {
        let innermost = innermost(folders);
        let declared = innermost.and_then(|folder| repositories.around(folder));
        let Some(source) = written.get(service) else {
            return declared.map(|(repository, path)| Home { repository, folder: path.to_owned(), sure: false });
        };
        let here = declared.filter(|(rank, _)| named[*rank] == Called::Only(source.repository.to_lowercase()));
        let repository = repositories.called(source.repository).or_else(|| here.map(|(rank, _)| rank))?;
        let inside = innermost.and_then(|folder| repositories.inside(repository, folder));
        let folder = source.folder.or(inside).unwrap_or_default().to_owned();
        Some(Home { repository, folder, sure: source.folder.is_some() })
    };
    folders.iter().filter_map(|(service, folders)| Some((*service, home(service, folders)?))).collect()
}

/// What the services declared in a repository say it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Called {
    Nothing,
    Only(String),
    Several,
}

fn named_within(
    repositories: &Repositories,
    folders: &BTreeMap<Entity, HashSet<&str>>,
    written: &HashMap<Entity, Source<'_>>,
) -> Vec<Called> {
    let mut named = vec![Called::Nothing; repositories.len()];
    for (service, folders) in folders {
        let (Some(source), Some(folder)) = (written.get(service), innermost(folders)) else { continue };
        let Some((rank, _)) = repositories.around(folder) else { continue };
        let name = source.repository.to_lowercase();
        named[rank] = match std::mem::replace(&mut named[rank], Called::Several) {
            Called::Nothing => Called::Only(name),
            Called::Only(known) if known == name => Called::Only(known),
            _ => Called::Several,
        };
    }
    named
}

/// The one folder that lies in all the others.
fn innermost<'p>(folders: &HashSet<&'p str>) -> Option<&'p str> {
    let longest = folders.iter().copied().max_by_key(|folder| folder.len())?;
    let holds = |outer: &str| {
        outer.is_empty() || longest.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    folders.iter().all(|outer| holds(outer)).then_some(longest)
}

fn folder_of(org: &Org, place: Place) -> &str {
    let path = &org.sources().get(place.file).path;
    folder(path)
}

/// Where the code of a service is, as it says.
struct Source<'o> {
    /// `acme/shop`.
    repository: &'o str,
    /// The folder in it, where one is named.
    folder: Option<&'o str>,
}

impl<'o> Source<'o> {
    fn of(org: &'o Org, service: Entity) -> Option<Self> {
        Self::read(org.text(service, field!(Service.source)).ok()??.value)
    }

    /// Reads `acme/shop`, `https://github.com/acme/shop/tree/main/checkout` and `https://gitlab.com/a/b/-/tree/main/c`.
    fn read(text: &'o str) -> Option<Self> {
        let text = text.trim();
        let address = text.strip_prefix("url:").unwrap_or(text);
        let path = match address.split_once("://") {
            Some((_, rest)) => rest.split_once('/')?.1,
            None => address,
        };
        let mut cut = ["/-/tree/", "/-/blob/", "/tree/", "/blob/", "/src/"].iter();
        let found = cut.find_map(|mark| path.split_once(mark).map(|(before, after)| (before, after, mark)));
        let (repository, rest) = match found {
            // A blob is a file, and what counts is the folder it is in.
            Some((before, after, mark)) if mark.ends_with("/blob/") => (before, folder(after)),
            Some((before, after, _)) => (before, after),
            None => (path, ""),
        };
        let repository = repository.trim_matches('/').trim_end_matches(".git");
        // The name of the branch comes first; one with a slash in it cannot be told from a folder.
        let folder = rest.split_once('/').map(|(_, folder)| folder.trim_matches('/'));
        (repository.contains('/')).then_some(Self { repository, folder: folder.filter(|folder| !folder.is_empty()) })
    }
}

#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn where_the_code_is_can_be_written_in_several_ways() {
        let read = |text| Source::read(text).map(|source| (source.repository, source.folder));
        assert_eq!(read("acme/shop"), Some(("acme/shop", None)));
        assert_eq!(read("url:https://github.com/acme/shop/"), Some(("acme/shop", None)));
        assert_eq!(read("https://github.com/acme/shop.git"), Some(("acme/shop", None)));
        assert_eq!(read("https://github.com/acme/shop/tree/main"), Some(("acme/shop", None)));
        assert_eq!(read("url:https://github.com/acme/shop/tree/main/a/b/"), Some(("acme/shop", Some("a/b"))));
        assert_eq!(read("https://gitlab.com/acme/core/shop/-/tree/main/a"), Some(("acme/core/shop", Some("a"))));
        assert_eq!(read("https://github.com/acme/shop/blob/main/a/info.yaml"), Some(("acme/shop", Some("a"))));
        assert_eq!(read("https://github.com/acme/shop/blob/main/info.yaml"), Some(("acme/shop", None)));
        assert_eq!(read("https://github.com"), None);
        assert_eq!(read("dir:."), None);
    }
}
