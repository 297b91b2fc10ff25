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
    /// In how many places it lacks.
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

/// Gathers for each team, by its rank, what it has not said, the most valuable first. `teams` tells whose an entity is; what is
/// nobody's, such as a section that nobody wrote, is in no list.
pub fn by_team(
    (org, facts): (&Org, &Facts),
    rules: &[Rule],
    all: &[NotJudged],
    teams: &dyn Fn(Entity) -> Vec<Entity>,
) -> Vec<Vec<Unsaid>> {
    let mut gathered: HashMap<(Entity, Path), Lacking> = HashMap::new();
    let mut known: HashMap<Entity, Vec<Entity>> = HashMap::new();
    for one in all {
        let lacks: Vec<(Missing, Path)> = one.missing.iter().map(|&missing| (missing, path_of(org, missing))).collect();
        let is_one_field = lacks.windows(2).all(|two| two[0].1 == two[1].1);
        // How many of what it lacks are in which field of which team, the field by the rank of the first.
        let mut counted: HashMap<(Entity, usize), usize> = HashMap::new();
        for (missing, path) in &lacks {
            let Some(holder) = holder(*missing) else { continue };
            let rank = lacks.iter().position(|(_, other)| other == path).unwrap_or_default();
            for &team in known.entry(holder).or_insert_with(|| teams(holder)).iter() {
                let lacking = gathered.entry((team, path.clone())).or_default();
                lacking.holders.insert(*missing);
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
    let mut by_team: Vec<Vec<Unsaid>> = (0..org.count(Kind::Team)).map(|_| Vec::new()).collect();
    for ((team, path), lacking) in gathered {
        by_team[team.index()].extend(unsaid(&cx, rules, &path, lacking));
    }
    for unsaid in &mut by_team {
        unsaid.sort_by(|a, b| (b.alone, b.together, &a.path).cmp(&(a.alone, a.together, &b.path)));
    }
    by_team
}

/// What lacks the field; nothing where it is no field, or one that nothing that could be written would tell.
fn holder(missing: Missing) -> Option<Entity> {
    match missing {
        Missing::Field(entity, _) | Missing::Invalid(entity, _) => Some(entity),
        Missing::Section(_) | Missing::Elsewhere(..) | Missing::Arithmetic | Missing::Element => None,
    }
}

fn unsaid(cx: &Cx<'_>, rules: &[Rule], path: &Path, lacking: Lacking) -> Option<Unsaid> {
    let remedy = remedy(cx.org, path);
    let first = lacking.holders.iter().filter_map(|&missing| match missing {
        Missing::Field(entity, field) | Missing::Invalid(entity, field) => Some(written_at(cx.org, entity, field).0),
        _ => None,
    });
    let mut names: Vec<&str> = lacking.rules.iter().map(|&rule| rules[rule].name.as_str()).collect();
    names.sort_unstable();
    (remedy != Remedy::None).then(|| Unsaid {
        path: path.to_string(),
        remedy,
        alone: lacking.alone,
        together: lacking.together,
        rules: names.into_iter().map(str::to_owned).collect(),
        places: lacking.holders.len(),
        examples: first.take(EXAMPLES).map(|entity| tables::stable_id(cx, entity)).collect(),
        unsayable: lacking.holders.iter().find_map(|&missing| unsayable(cx.org, missing)),
    })
}
