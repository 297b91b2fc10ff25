//! What could not be judged, by rule and by the field that lacks: as long as there are rules and fields, and not as long as
//! there are entities.

use std::collections::HashMap;

use bumpalo::Bump;

use crate::facts::cx::Cx;
use crate::facts::{Facts, tables};
use crate::judge::coverage::path::{Path, path_of};
use crate::judge::missing::NotJudged;
use crate::org::Org;
use crate::rule::Rule;

/// So many entities are named.
const EXAMPLES: usize = 3;

/// A field that a rule lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    /// Name of the rule.
    pub rule: String,
    /// The path of what lacks, ids left out: `teams.*.members`, `slos`.
    pub missing: String,
    /// How many judgements of the rule lack it; those that lack several fields count for each.
    pub count: usize,
    /// Stable ids of the first few entities that the rule could not judge for want of it. None is named where it is not
    /// even known which entities there are.
    pub examples: Vec<String>,
}

/// Gathers what could not be judged, in the order of rules; of one rule what lacks most comes first. `known` and `rules`
/// are those it was judged with.
pub fn undecided(org: &Org, known: &Facts, rules: &[Rule], all: &[NotJudged]) -> Vec<Undecided> {
    let arena = Bump::new();
    let cx = Cx::new(org, known, &arena);
    let mut ranks: HashMap<(usize, Path), usize> = HashMap::new();
    let mut found: Vec<(usize, Undecided)> = Vec::new();
    for one in all {
        let mut paths: Vec<Path> = Vec::with_capacity(one.missing.len());
        for path in one.missing.iter().map(|&missing| path_of(org, missing)) {
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
        for path in paths {
            let rank = *ranks.entry((one.rule, path)).or_insert_with_key(|(rule, path)| {
                let rule_name = rules.get(*rule).map(|rule| rule.name.clone()).unwrap_or_default();
                let missing = path.to_string();
                found.push((*rule, Undecided { rule: rule_name, missing, count: 0, examples: Vec::new() }));
                found.len() - 1
            });
            let lacking = &mut found[rank].1;
            lacking.count += 1;
            if let Some(entity) = one.entity.filter(|_| lacking.examples.len() < EXAMPLES) {
                lacking.examples.push(tables::stable_id(&cx, entity));
            }
        }
    }
    found.sort_by(|(a, one), (b, other)| (a, other.count, &one.missing).cmp(&(b, one.count, &other.missing)));
    found.into_iter().map(|(_, undecided)| undecided).collect()
}
