//! Collections that rules go through besides the sections of the organisation.

use crate::facts::cx::Cx;
use crate::facts::duties::{claims, holdings, raci};
use crate::facts::on_call::load;
use crate::facts::people::{knowledge, membership, reporting_lines};
use crate::facts::platform::{platforms, tools};
use crate::facts::response::{incident, single_points};
use crate::facts::services::{dependencies, owner_claims, ownership};
use crate::facts::sources::{code_owners, differences};
use crate::facts::topology::{discipline_pairs, team_pairs};
use crate::value::Val;
use crate::vocabulary::kinds::Kind;

/// A collection that rules can go through with `for:` and that no section holds, such as `pools`.
#[derive(Debug)]
pub struct Derived {
    /// Its name in expressions.
    pub name: &'static str,
    /// What its elements are.
    pub kind: Kind,
    /// What it holds, in one sentence.
    pub doc: &'static str,
    /// All of it.
    pub all: for<'a> fn(&Cx<'a>) -> Val<'a>,
}

/// The computed collections.
#[expect(clippy::too_many_lines, reason = "a table, not a procedure")]
pub fn collections() -> &'static [Derived] {
    &[
        Derived {
            name: "holdings",
            kind: Kind::Holding,
            doc: "Every duty every team holds, from team files and from the responsibility matrix.",
            all: holdings::all_holdings,
        },
        Derived {
            name: "dutyClaims",
            kind: Kind::DutyClaim,
            doc: "Every duty in every scope in which somebody holds it.",
            all: claims::all_claims,
        },
        Derived {
            name: "raciEntries",
            kind: Kind::RaciEntry,
            doc: "Every duty in every scope for which somebody said expressly who does the work or who answers for it: in the responsibility matrix, or as `level` in a team's file.",
            all: raci::all_entries,
        },
        Derived {
            name: "knownDomains",
            kind: Kind::Domain,
            doc: "Domains that somebody is said to know (`people.*.knows`).",
            all: knowledge::known_domains,
        },
        Derived {
            name: "knownTools",
            kind: Kind::Tool,
            doc: "Tools that somebody is said to know (`people.*.knows`).",
            all: knowledge::known_tools,
        },
        Derived {
            name: "onCallPeople",
            kind: Kind::Person,
            doc: "Everybody who takes turns in a rotation, also people that no `people` section declares.",
            all: load::all_on_call,
        },
        Derived {
            name: "participations",
            kind: Kind::Participation,
            doc: "The part of everybody in every layer in which they take turns.",
            all: load::all_participations,
        },
        Derived { name: "layers", kind: Kind::Layer, doc: "The layers of all rotations.", all: load::all_layers },
        Derived {
            name: "rotationLevels",
            kind: Kind::RotationLevel,
            doc: "The levels of all rotations: layers of one rank, without shadow layers.",
            all: load::all_levels,
        },
        Derived {
            name: "pools",
            kind: Kind::Pool,
            doc: "The people who share the shifts of a rotation at one site, or of one of its further layers.",
            all: load::all_pools,
        },
        Derived {
            name: "goldenPaths",
            kind: Kind::GoldenPath,
            doc: "The golden paths of all platforms.",
            all: ownership::all_golden_paths,
        },
        Derived {
            name: "capabilities",
            kind: Kind::PlatformCapability,
            doc: "What all platforms offer.",
            all: platforms::all_capabilities,
        },
        Derived {
            name: "toolCapabilities",
            kind: Kind::ToolCapability,
            doc: "What teams use tools for, by the main use of each; teams that declare no tools are taken at their word where others declare some.",
            all: tools::all_capabilities,
        },
        Derived {
            name: "disciplinePairs",
            kind: Kind::DisciplinePair,
            doc: "Pairs of disciplines that are both present and should talk.",
            all: discipline_pairs::all_pairs,
        },
        Derived {
            name: "serviceEdges",
            kind: Kind::ServiceEdge,
            doc: "Every service that needs another one, as far as declared: each pair once.",
            all: dependencies::all_edges,
        },
        Derived {
            name: "severities",
            kind: Kind::SeverityLevel,
            doc: "The severities of the incident process, in the order in which they are written.",
            all: incident::all_severities,
        },
        Derived {
            name: "keyPeople",
            kind: Kind::Person,
            doc: "Everybody who is the only expert of a service, or the only one whom a level of its escalation reaches.",
            all: single_points::key_people,
        },
        Derived {
            name: "teamPairs",
            kind: Kind::TeamPair,
            doc: "Two teams of which the one owns a service that needs a service of the other, once for each direction.",
            all: team_pairs::all_pairs,
        },
        Derived {
            name: "ownerClaims",
            kind: Kind::OwnerClaim,
            doc: "Services for whose folder code owners are named, where every team among them is one of the organisation's.",
            all: owner_claims::all,
        },
        Derived {
            name: "differences",
            kind: Kind::Difference,
            doc: "Fields of which sources say different things that are kept for their own sakes, such as a catalog and a pager. What a file that is written for teamlint contradicts is told when it is read.",
            all: differences::all,
        },
        Derived {
            name: "unknownOwners",
            kind: Kind::UnknownCodeOwner,
            doc: "Names among the code owners of services that are no team which anybody here knows.",
            all: code_owners::all,
        },
        Derived {
            name: "members",
            kind: Kind::Person,
            doc: "Everybody who is in a team, also people that no `people` section declares.",
            all: membership::all_members,
        },
        Derived {
            name: "managers",
            kind: Kind::Person,
            doc: "Everybody declared whom somebody else names as `manager`, unless the line above them is a circle.",
            all: reporting_lines::all_managers,
        },
    ]
}
