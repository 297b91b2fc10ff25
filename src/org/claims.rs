//! Second opinions about who owns a service: what files that declare nothing say of the folder it is kept in.
//!
//! A claim declares nothing: it fills no field, closes no kind and satisfies no `has`. It is kept beside what was
//! declared, so that rules can compare the two, and only where it is certain whom it names.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::declare::claims::{FolderOwners, Named, Whose};
use crate::field;
use crate::org::Org;
use crate::org::overlay::Group;
use crate::text::Place;
use crate::vocabulary::kinds::{Entity, Kind};

/// What is claimed about one service.
#[derive(Debug)]
pub struct Claim {
    /// The service.
    pub service: Entity,
    /// The teams that are named, and where; at least one.
    pub teams: Vec<(Entity, Place)>,
    /// Where the pattern stands that decides.
    pub place: Place,
    /// Whether only patterns that match everything decide.
    pub matches_all: bool,
}

/// All claims about services.
#[derive(Debug, Default)]
pub struct Claims {
    /// Those that can be compared, in order of service.
    pub all: Vec<Claim>,
    /// How many name somebody of whom nobody here knows which team it is.
    pub unresolved: usize,
}

/// Asks every file about the services of its repository.
pub(super) fn gather(org: &Org, files: Vec<FolderOwners>, groups: &[Group]) -> Claims {
    let mut claims = Claims::default();
    if files.is_empty() {
        return claims;
    }
    let repositories = Repositories::of(files);
    let homes = Homes::of(org, &repositories, groups);
    let teams = Handles::of(org);
    for (service, home) in &homes.all {
        let Some(teams_of) = owning_teams(org, *service) else { continue };
        if !home.sure && homes.is_shared(home, &teams_of) {
            continue;
        }
        let lines = repositories.all[home.repository].says.folder(&home.folder);
        let named: Vec<&Named> = lines.iter().flat_map(|line| &line.owners).collect();
        if named.iter().all(|named| named.is == Whose::Person) {
            continue;
        }
        let found: Option<Vec<Option<(Entity, Place)>>> = named.iter().map(|named| teams.resolve(org, named)).collect();
        let found: Vec<(Entity, Place)> = found.into_iter().flatten().flatten().collect();
        let deciding = lines.iter().find(|line| !line.owners.is_empty());
        match deciding {
            Some(line) if !found.is_empty() => claims.all.push(Claim {
                service: *service,
                teams: found,
                place: line.pattern,
                matches_all: lines.iter().all(|line| line.matches_all),
            }),
            _ => claims.unresolved += 1,
        }
    }
    claims
}

/// The teams that own a service as it is declared; none where a person does, or somebody whose name cannot be read.
fn owning_teams(org: &Org, service: Entity) -> Option<BTreeSet<Entity>> {
    let owners = org.list(service, field!(Service.owner));
    if owners.open().is_some() {
        return None;
    }
    owners.entities().map(|owner| (owner.value.kind == Kind::Team).then_some(owner.value)).collect()
}

/// The repositories of which somebody says who owns what, by their folders.
struct Repositories {
    all: Vec<FolderOwners>,
}

impl Repositories {
    fn of(mut all: Vec<FolderOwners>) -> Self {
        all.sort_by(|a, b| (&a.repository, a.rank).cmp(&(&b.repository, b.rank)));
        all.dedup_by(|later, first| later.repository == first.repository);
        Self { all }
    }

    /// The one that a folder lies in, and the path in it. Of several, one may be a file that no host reads, and nobody here
    /// can tell which.
    fn around<'p>(&self, folder: &'p str) -> Option<(usize, &'p str)> {
        let inside = |root: &str| match (root, folder.strip_prefix(root)) {
            ("", _) => (folder != ".." && !folder.starts_with("../") && !folder.starts_with('/')).then_some(folder),
            (_, Some("")) => Some(""),
            (_, Some(rest)) => rest.strip_prefix('/'),
            (_, None) => None,
        };
        let all = self.all.iter().enumerate();
        let mut found = all.filter_map(|(rank, one)| Some((rank, inside(&one.repository)?)));
        found.next().filter(|_| found.next().is_none())
    }

    /// The one whose folder is called like a repository, if there is but one.
    fn called(&self, name: &str) -> Option<usize> {
        let last = name.rsplit('/').next().unwrap_or(name);
        let ends = |folder: &str, with: &str| {
            folder.strip_suffix(with).is_some_and(|before| before.is_empty() || before.ends_with('/'))
        };
        let only = |with: &str| {
            let mut found = (0..self.all.len()).filter(|&rank| ends(&self.all[rank].repository, with));
            found.next().filter(|_| found.next().is_none())
        };
        only(name).or_else(|| only(last))
    }
}

/// The repository and folder a service is kept in.
struct Home {
    repository: usize,
    folder: String,
    /// Whether the service says so itself, instead of only being declared there.
    sure: bool,
}

struct Homes {
    all: Vec<(Entity, Home)>,
    /// Teams that own something declared in a folder.
    owners: HashMap<(usize, String), BTreeSet<Entity>>,
}

impl Homes {
    fn of(org: &Org, repositories: &Repositories, groups: &[Group]) -> Self {
        let mut folders: BTreeMap<Entity, HashSet<&str>> = BTreeMap::new();
        for service in org.all(Kind::Service) {
            folders.entry(service).or_default().insert(folder_of(org, org.place(service)));
        }
        for group in groups.iter().filter(|group| group.entity.kind == Kind::Service) {
            let of = folders.entry(group.entity).or_default();
            of.extend(group.drafts.iter().map(|draft| folder_of(org, draft.place)));
        }
        let written: HashMap<Entity, Source<'_>> =
            folders.keys().filter_map(|&service| Some((service, Source::of(org, service)?))).collect();
        let named = named_within(repositories, &folders, &written);
        let mut homes = Self { all: Vec::new(), owners: HashMap::new() };
        for (service, folders) in &folders {
            let declared = innermost(folders).and_then(|folder| repositories.around(folder));
            let home = match written.get(service) {
                None => declared.map(|(repository, path)| Home { repository, folder: path.to_owned(), sure: false }),
                Some(source) => {
                    let here =
                        declared.filter(|(rank, _)| named[*rank] == Called::Only(source.repository.to_lowercase()));
                    let rank = repositories.called(source.repository).or_else(|| here.map(|(rank, _)| rank));
                    rank.map(|repository| {
                        let inside = declared.filter(|&(rank, _)| rank == repository).map(|(_, path)| path);
                        let folder = source.folder.or(inside).unwrap_or_default().to_owned();
                        Home { repository, folder, sure: source.folder.is_some() }
                    })
                }
            };
            let Some(home) = home else { continue };
            if let Some(teams) = owning_teams(org, *service) {
                homes.owners.entry((home.repository, home.folder.clone())).or_default().extend(teams);
            }
            homes.all.push((*service, home));
        }
        homes
    }

    /// Whether services of others are declared in the same folder, which then is a list of services and nobody's code.
    fn is_shared(&self, home: &Home, teams: &BTreeSet<Entity>) -> bool {
        let all = self.owners.get(&(home.repository, home.folder.clone()));
        all.is_some_and(|all| all.iter().any(|team| !teams.contains(team)))
    }
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
    let mut named = vec![Called::Nothing; repositories.all.len()];
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
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
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
            Some((before, after, mark)) if mark.ends_with("/blob/") => {
                (before, after.rsplit_once('/').map_or("", |(folder, _)| folder))
            }
            Some((before, after, _)) => (before, after),
            None => (path, ""),
        };
        let repository = repository.trim_matches('/').trim_end_matches(".git");
        // The name of the branch comes first; one with a slash in it cannot be told from a folder.
        let folder = rest.split_once('/').map(|(_, folder)| folder.trim_matches('/'));
        (repository.contains('/')).then_some(Self { repository, folder: folder.filter(|folder| !folder.is_empty()) })
    }
}

/// Teams by the names that hosts know them by.
struct Handles {
    /// Teams by alias in lower case; none for one that several teams have.
    aliases: HashMap<String, Option<Entity>>,
    /// Teams that have one.
    known_elsewhere: HashSet<Entity>,
}

impl Handles {
    fn of(org: &Org) -> Self {
        let mut handles = Self { aliases: HashMap::new(), known_elsewhere: HashSet::new() };
        for team in org.all(Kind::Team) {
            for alias in org.list(team, field!(Team.aliases)).texts() {
                let alias = alias.value.trim().trim_start_matches('@').to_lowercase();
                if alias.contains('/') {
                    handles.known_elsewhere.insert(team);
                }
                handles
                    .aliases
                    .entry(alias)
                    .and_modify(|one| *one = one.filter(|one| *one == team))
                    .or_insert(Some(team));
            }
        }
        handles
    }

    /// The team of a name; the inner none is for somebody who need not be known, the outer for one who should be.
    #[allow(clippy::option_option)] // collected into one option that is none as soon as somebody is missing
    fn resolve(&self, org: &Org, named: &Named) -> Option<Option<(Entity, Place)>> {
        let team = match named.is {
            Whose::Person => None,
            Whose::Team | Whose::Either => self.team(org, &named.handle),
        };
        match (team, named.is) {
            (Some(team), _) => Some(Some((team, named.place))),
            (None, Whose::Person) => Some(None),
            // It may be the owner under another name.
            (None, Whose::Either) => org.find(Kind::Person, &named.handle).map(|_| None),
            (None, Whose::Team) => None,
        }
    }

    fn team(&self, org: &Org, handle: &str) -> Option<Entity> {
        let handle = handle.to_lowercase();
        let last = handle.rsplit('/').next().unwrap_or(&handle);
        if let Some(known) = self.aliases.get(&handle).or_else(|| self.aliases.get(last)) {
            return *known;
        }
        // Who is known to the host by another name is somebody else.
        let team = org.find(Kind::Team, last).filter(|&team| org.is_declared(team))?;
        (!self.known_elsewhere.contains(&team)).then_some(team)
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
