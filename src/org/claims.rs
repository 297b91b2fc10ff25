//! Second opinions about who owns a service: what files that declare nothing say of the folder it is kept in.
//!
//! A claim declares nothing: it fills no field, closes no kind and satisfies no `has`. It is kept beside what was
//! declared, so that rules can compare the two, and only where it is certain whom it names.

mod handles;
mod homes;
mod repositories;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::declare::claims::{Extent, FolderOwners, Line, Named, Undecided, Whose};
use crate::field;
use crate::org::Org;
use crate::org::claims::handles::Handles;
use crate::org::claims::repositories::Repositories;
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
    /// How many there are, also of those that cannot.
    pub counts: ClaimCounts,
    /// Whom those name of whom nobody here knows which team it is, each name once, where it stands first.
    pub strangers: Vec<Stranger>,
    /// How much the files say from which they are.
    pub read: Extent,
    /// Whom they name, but for roles, where no team is declared that they could mean.
    pub named: BTreeMap<String, Whose>,
}

/// A name that may be one of a team, and nobody here knows of which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stranger {
    /// The name, as it is written.
    pub name: String,
    /// Where it stands.
    pub place: Place,
}

/// How many claims about owners of services there are, and why some are not compared with what is declared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClaimCounts {
    /// Those that are compared.
    pub compared: usize,
    /// Those that name somebody of whom nobody here knows which team it is.
    pub unresolved: usize,
    /// Those that stand for services of several owners, which are only listed where the claim is about.
    pub shared: usize,
    /// Those that cannot be made out: what decides cannot be read, names a crowd, or would take too long to find.
    pub undecided: usize,
}

impl ClaimCounts {
    /// Those that are not compared.
    pub const fn left_alone(&self) -> usize {
        self.unresolved + self.shared + self.undecided
    }
}

/// What a repository says of the folder that a service is kept in.
struct Asked {
    service: Entity,
    /// Everybody who owns it, as it is declared.
    owners: BTreeSet<Entity>,
    /// Whether the service says itself that its code is there.
    sure: bool,
    lines: Result<Vec<Line>, Undecided>,
}

/// Asks every file about the services of its repository.
pub(super) fn gather(org: &Org, files: Vec<FolderOwners>) -> Claims {
    let mut claims = Claims::default();
    if files.is_empty() {
        return claims;
    }
    for file in &files {
        let Extent { lines, names } = file.says.extent();
        claims.read.lines += lines;
        claims.read.names += names;
        if org.declared(Kind::Team) == 0 {
            let somebody = file.says.named().into_iter().filter(|(_, is)| *is != Whose::Role);
            claims.named.extend(somebody.map(|(name, is)| (name.to_owned(), is)));
        }
    }
    let repositories = Repositories::of(files);
    let asked: Vec<Asked> = homes::of(org, &repositories)
        .into_iter()
        .map(|(service, home)| Asked {
            service,
            owners: org.list(service, field!(Service.owner)).entities().map(|owner| owner.value).collect(),
            sure: home.sure,
            lines: repositories.ask(home.repository, &home.folder),
        })
        .collect();
    let owners = owners_by_line(&asked);
    let handles = Handles::of(org);
    for one in &asked {
        if !is_owned_by_teams(org, one) {
            continue;
        }
        let counts = &mut claims.counts;
        let Ok(lines) = &one.lines else {
            counts.undecided += 1;
            continue;
        };
        let named: Vec<&Named> = lines.iter().flat_map(|line| line.owners.iter()).collect();
        if named.iter().all(|named| matches!(named.is, Whose::Person | Whose::Role)) {
            continue;
        }
        // A list of services is nobody's code: whoever keeps it need not own what is on it.
        let is_shared = |line: &Line| owners.get(&line.pattern).is_some_and(|all| all.len() > one.owners.len());
        if !one.sure && naming(lines).all(is_shared) {
            counts.shared += 1;
            continue;
        }
        if let (Some(teams), Some(line)) = (teams(org, &handles, &named), naming(lines).next()) {
            counts.compared += 1;
            let matches_all = lines.iter().all(|line| line.matches_all);
            claims.all.push(Claim { service: one.service, teams, place: line.pattern, matches_all });
        } else {
            counts.unresolved += 1;
            let unknown = named.iter().filter(|named| handles.resolve(org, named).is_none());
            let strangers = unknown.map(|named| Stranger { name: named.handle.clone(), place: named.place });
            claims.strangers.extend(strangers);
        }
    }
    claims.strangers.sort_by(|a, b| (&a.name, a.place).cmp(&(&b.name, b.place)));
    claims.strangers.dedup_by(|a, b| a.name == b.name);
    claims
}

/// Lines that name somebody.
fn naming(lines: &[Line]) -> impl Iterator<Item = &Line> {
    lines.iter().filter(|line| !line.owners.is_empty())
}

/// Everybody who owns something that a line decides about, by the place of its pattern.
fn owners_by_line(asked: &[Asked]) -> HashMap<Place, BTreeSet<Entity>> {
    let mut owners: HashMap<Place, BTreeSet<Entity>> = HashMap::new();
    for one in asked {
        for line in one.lines.iter().flatten() {
            owners.entry(line.pattern).or_default().extend(&one.owners);
        }
    }
    owners
}

/// Whether teams own a service as it is declared, and nobody whose name cannot be read.
fn is_owned_by_teams(org: &Org, asked: &Asked) -> bool {
    let owners = org.list(asked.service, field!(Service.owner));
    owners.open().is_none() && asked.owners.iter().all(|owner| owner.kind == Kind::Team)
}

/// The teams that are named; none where somebody is named who may be one, and nobody knows which.
fn teams(org: &Org, handles: &Handles, named: &[&Named]) -> Option<Vec<(Entity, Place)>> {
    let found: Option<Vec<Option<(Entity, Place)>>> = named.iter().map(|named| handles.resolve(org, named)).collect();
    let teams: Vec<(Entity, Place)> = found?.into_iter().flatten().collect();
    (!teams.is_empty()).then_some(teams)
}
