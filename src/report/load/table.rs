//! The table of who carries how much of being on call, which every format writes.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::facts::Facts;
use crate::judge::told::Amount;
use crate::org::Org;
use crate::report::load::measure::{By, Counted, Measures};
use crate::value::Number;
use crate::value::number::subtract;
use crate::vocabulary::kinds::Kind;

/// The rule whose limit the table shows.
pub const RULE: &str = "on-call-overload";
/// Its parameter.
pub const PARAM: &str = "maxShare";

/// The table.
#[derive(Clone, Debug)]
pub struct Table {
    /// What people are listed under.
    pub by: By,
    /// The most time on call that one person can sustain.
    pub limit: Option<Number>,
    /// Rotations that are declared.
    pub rotations: usize,
    /// People, the highest share first. One group without a name where they are listed under nothing.
    pub groups: Vec<Group>,
    /// What would tell whether there are more people.
    pub missing: Vec<String>,
    /// What was asked, where somebody leaves or joins.
    pub what_if: Option<WhatIf>,
}

/// People who are listed under the same name.
#[derive(Clone, Debug)]
pub struct Group {
    /// The rotation or team; none for people in no team, and where people are listed under nothing.
    pub name: Option<String>,
    /// The people.
    pub rows: Vec<Row>,
}

/// A person.
#[derive(Clone, Debug)]
pub struct Row {
    /// Who.
    pub person: String,
    /// What they carry as declared; none for who joins.
    pub now: Option<Measures>,
    /// What they would carry; none for who leaves, and where nobody asked.
    pub then: Option<Measures>,
}

impl Row {
    /// What the person carries in the end.
    pub fn last(&self) -> Option<&Measures> {
        self.then.as_ref().or(self.now.as_ref())
    }

    /// How much more it would be, where both are known; who is not there carries nothing.
    pub fn difference(&self, read: fn(&Measures) -> &Amount) -> Option<Number> {
        let known = |of: &Option<Measures>| of.as_ref().map_or(Some(Number::from(0)), |of| read(of).exactly());
        subtract(known(&self.then)?, known(&self.now)?)
    }
}

/// Who would leave, and how many would join.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhatIf {
    /// Who leaves.
    pub without: Vec<String>,
    /// Who joins.
    pub joining: Vec<Joined>,
    /// Layers that nobody would be left in, as `rotation/layer`.
    pub nobody_left: Vec<String>,
}

/// People who would join.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// Layers they join, as `rotation/layer`.
    pub layers: Vec<String>,
    /// What they are called in the table.
    pub people: Vec<String>,
}

impl Table {
    /// The table of an organisation as it is declared.
    pub fn of(org: &Org, facts: &Facts, by: By, limit: Option<Number>) -> Self {
        let now = Counted::of(org, facts, by);
        Self {
            by,
            limit,
            rotations: org.declared(Kind::Rotation),
            missing: now.missing.clone(),
            groups: groups(now, None),
            what_if: None,
        }
    }

    /// The table of what would change.
    pub fn compare(now: Counted, then: (&Org, &Facts), by: By, limit: Option<Number>, what_if: WhatIf) -> Self {
        let (org, facts) = then;
        let then = Counted::of(org, facts, by);
        Self {
            by,
            limit,
            rotations: org.declared(Kind::Rotation),
            missing: then.missing.clone(),
            groups: groups(now, Some(then)),
            what_if: Some(what_if),
        }
    }

    /// All rows, each with the name it is listed under.
    pub fn rows(&self) -> impl Iterator<Item = (Option<&str>, &Row)> {
        self.groups.iter().flat_map(|group| group.rows.iter().map(|row| (group.name.as_deref(), row)))
    }

    /// Whether people want to see the row: where somebody leaves or joins, who is not touched by it is left out.
    pub fn is_shown(&self, row: &Row) -> bool {
        self.what_if.is_none() || row.now != row.then
    }

    /// Whether somebody carries more than the limit, where that is known.
    pub fn is_over(&self, measures: &Measures) -> Option<bool> {
        let (limit, share) = (self.limit?, &measures.share);
        if share.low.is_some_and(|low| low > limit) {
            Some(true)
        } else {
            share.high.filter(|&high| high <= limit).map(|_| false)
        }
    }
}

fn groups(now: Counted, then: Option<Counted>) -> Vec<Group> {
    let mut found: BTreeMap<Option<String>, BTreeMap<u32, Row>> = BTreeMap::new();
    for one in now.people {
        let row = Row { person: one.person, now: Some(one.measures), then: None };
        found.entry(one.group).or_default().insert(one.index, row);
    }
    for one in then.into_iter().flat_map(|then| then.people) {
        let group = found.entry(one.group).or_default();
        group.entry(one.index).or_insert(Row { person: one.person, now: None, then: None }).then = Some(one.measures);
    }
    let mut groups: Vec<Group> =
        found.into_iter().map(|(name, rows)| Group { name, rows: rows.into_values().collect() }).collect();
    for group in &mut groups {
        // Newcomers stand in the order in which they join.
        let name = |row: &Row| row.now.as_ref().map(|_| row.person.clone());
        group.rows.sort_by_cached_key(|row| (Reverse(height(row)), row.now.is_none(), name(row)));
    }
    // Names are in order already, those without one first; these go last.
    groups.sort_by_key(|group| (group.name.is_none(), Reverse(group.rows.first().and_then(height))));
    groups
}

/// What rows are sorted by: the share in the end, or the least it can be.
fn height(row: &Row) -> Option<Number> {
    row.last().and_then(|measures| measures.share.low)
}
