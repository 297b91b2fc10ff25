//! What teams have not said: the fields that something of a team's lacks, so that each team hears of its own.

use std::collections::{BTreeSet, HashMap};

use bumpalo::Bump;

use crate::declare::format::Format;
use crate::facts::cx::Cx;
use crate::facts::{Facts, tables};
use crate::judge::NotJudged;
use crate::judge::coverage::path::{Path, path_of};
use crate::judge::coverage::{EXAMPLES, Remedy, remedy};
use crate::judge::missing::{unsayable, written_at};
use crate::org::Org;
use crate::rule::Rule;
use crate::value::Missing;
use crate::vocabulary::kinds::{Entity, Kind};

/// A field that something of a team's lacks, in all places where it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaid {
    /// Its path, ids left out: `services.*.tier`.
    pub path: String,
    /// Whether to declare it, or to mend what was written.
    pub remedy: Remedy,
    /// Judgements that lack it where it is the team's to say, and nothing else.
    pub alone: usize,
    /// Judgements that lack other fields as well, or the same field of others.
    pub together: usize,
    /// Names of the rules that make them, in order.
    pub rules: Vec<String>,
    /// In how many places it lacks; none for a section.
    pub places: usize,
    /// Stable ids of the first few that lack it.
    pub examples: Vec<String>,
    /// A format in which some of these are declared, and that has no such field.
    pub unsayable: Option<&'static Format>,
}

/// What is gathered of a field.
#[derive(Default)]
struct Lacking {
    alone: usize,
    together: usize,
    rules: BTreeSet<usize>,
    holders: BTreeSet<Missing>,
}

/// What has not been said, the most valuable first.
#[derive(Clone, Debug, Default)]
pub struct ByTeam {
    /// For each team, by its rank.
    pub teams: Vec<Vec<Unsaid>>,
    /// What is no team's to say: sections that nobody wrote, and fields of what belongs to no team.
    pub nobody: Vec<Unsaid>,
}

/// Gathers who has not said what. `teams` tells whose an entity is.
pub fn by_team<'j>(
    (org, facts): (&Org, &Facts),
    rules: &[Rule],
    all: impl Iterator<Item = &'j NotJudged>,
    teams: &dyn Fn(Entity) -> Vec<Entity>,
) -> ByTeam {
    let mut gathered: HashMap<(Option<Entity>, Path), Lacking> = HashMap::new();
    let mut known: HashMap<Entity, Vec<Option<Entity>>> = HashMap::new();
    let nobody = vec![None];
    for one in all {
        let lacks: Vec<(Missing, Path)> = one.missing.iter().map(|&missing| (missing, path_of(org, missing))).collect();
        let is_one_field = lacks.windows(2).all(|two| two[0].1 == two[1].1);
        // How many of what it lacks are in which field of which team, the field by the rank of the first.
        let mut counted: HashMap<(Option<Entity>, usize), usize> = HashMap::new();
        for (missing, path) in &lacks {
            let rank = lacks.iter().position(|(_, other)| other == path).unwrap_or_default();
            let whose = match holder(*missing) {
                Some(holder) => &*known.entry(holder).or_insert_with(|| whose(teams(holder))),
                None => &nobody,
            };
            for &team in whose {
                gathered.entry((team, path.clone())).or_default().holders.insert(*missing);
                *counted.entry((team, rank)).or_default() += 1;
            }
        }
        for ((team, rank), count) in counted {
            let lacking = gathered.entry((team, lacks[rank].1.clone())).or_default();
            lacking.rules.insert(one.rule);
            let alone = is_one_field && count == lacks.len();
            lacking.alone += usize::from(alone);
            lacking.together += usize::from(!alone);
        }
    }
    let arena = Bump::new();
    let cx = Cx::new(org, facts, &arena);
    let mut found = ByTeam { teams: vec![Vec::new(); org.count(Kind::Team)], nobody: Vec::new() };
    for ((team, path), lacking) in gathered {
        let of = team.map_or(&mut found.nobody, |team| &mut found.teams[team.index()]);
        of.extend(unsaid(&cx, rules, &path, &lacking));
    }
    for unsaid in found.teams.iter_mut().chain([&mut found.nobody]) {
        unsaid.sort_by(|a, b| (b.alone, b.together, &a.path).cmp(&(a.alone, a.together, &b.path)));
    }
    found
}

/// The teams that something is of, or nobody.
fn whose(teams: Vec<Entity>) -> Vec<Option<Entity>> {
    if teams.is_empty() { vec![None] } else { teams.into_iter().map(Some).collect() }
}

/// What lacks the field; nothing where it is none.
fn holder(missing: Missing) -> Option<Entity> {
    match missing {
        Missing::Field(entity, _) | Missing::Invalid(entity, _) | Missing::Elsewhere(entity, _) => Some(entity),
        Missing::Section(_) | Missing::Arithmetic | Missing::Element => None,
    }
}

fn unsaid(cx: &Cx<'_>, rules: &[Rule], path: &Path, lacking: &Lacking) -> Option<Unsaid> {
    let remedy = remedy(cx.org, path);
    let field = |&missing: &Missing| match missing {
        Missing::Field(entity, field) | Missing::Invalid(entity, field) => Some(written_at(cx.org, entity, field).0),
        _ => None,
    };
    let fields = || lacking.holders.iter().filter_map(field);
    let mut names: Vec<&str> = lacking.rules.iter().map(|&rule| rules[rule].name.as_str()).collect();
    names.sort_unstable();
    (remedy != Remedy::None).then(|| Unsaid {
        path: path.to_string(),
        remedy,
        alone: lacking.alone,
        together: lacking.together,
        rules: names.into_iter().map(str::to_owned).collect(),
        places: fields().count(),
        examples: fields().take(EXAMPLES).map(|entity| tables::stable_id(cx, entity)).collect(),
        unsayable: lacking.holders.iter().find_map(|&missing| unsayable(cx.org, missing)),
    })
}
