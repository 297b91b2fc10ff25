//! Who holds which duty, in which scope, and what that says about a team.
//!
//! A holding is written in a team's file or in the responsibility matrix; both become one table. What one covers that
//! does not say it: see `scopes`. A narrower scope carves itself out of a wider one: see `claim`.

use std::collections::HashSet;

use crate::facts::cx::{Cx, Unread};
use crate::facts::duties::claim::Claim;
use crate::facts::duties::focus::Focus;
use crate::facts::duties::held::{ACCOUNTABLE, Held, INFORMED, RESPONSIBLE, Scope};
use crate::facts::duties::raci_entry::RaciEntry;
use crate::facts::duties::scopes::{
    covers_own_only, declared_scope, is_for_all, is_indicative, is_only_team, is_scoped, is_stream_aligned, row_scope,
    unsaid_scope,
};
use crate::facts::duties::{claim, raci_entry};
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::facts::people::teams;
use crate::facts::reads::{answer, items};
use crate::org::{Extent, Known, Org};
use crate::taxonomy::thresholds::Thresholds;
use crate::text::Place;
use crate::value::{Cause, Item, Missing, Of, Type, Val};
use crate::vocabulary::kinds::{Entity, Kind};
use crate::{field, vocabulary, word};

pub(crate) const LEVEL: Type = Type::one(Of::Word(&vocabulary::LEVEL));

const SRE: u8 = word!(Team.discipline, "sre");
const PLATFORM: u8 = word!(Team.discipline, "platform");

/// Something written about a duty that cannot be read: somebody may hold it, or hold it in another way.
#[derive(Clone, Copy, Debug)]
struct Hidden {
    /// Whose file it stands in; none in the matrix.
    team: Option<Entity>,
    /// The duty; none where it is that which cannot be read.
    duty: Option<Entity>,
    missing: Missing,
}

/// All holdings of an organisation.
#[derive(Debug)]
pub struct Duties {
    held: Vec<Option<Held>>,
    by_team: Vec<Vec<u32>>,
    by_duty: Vec<Vec<u32>>,
    claims: Vec<Claim>,
    raci: Vec<RaciEntry>,
    groups: Vec<Vec<Entity>>,
    focus: Vec<Result<Focus, Missing>>,
    inferred: Vec<Result<Option<u8>, Missing>>,
    hidden: Vec<Hidden>,
    /// Per team, the first of that which is in its file or in nobody's.
    hidden_of: Vec<Option<Missing>>,
    /// Per duty, those of that which are about it or about any, as many as anybody reads.
    hidden_about: Vec<Unread>,
    /// Per duty, the first scope that is not known of those who are responsible or accountable.
    unscoped: Vec<Option<Missing>>,
    /// Per duty, the decisions on it.
    decisions: Vec<Vec<Entity>>,
}

impl Part for Duties {
    const PLACE: part::Place = part::Place::Duties;

    fn of(org: &Org, facts: &Facts) -> Self {
        Self::of(org, facts.thresholds())
    }
}

impl Duties {
    /// Collects them.
    pub fn of(org: &Org, thresholds: Thresholds) -> Self {
        let mut held: Vec<Option<Held>> = vec![None; org.count(Kind::Holding)];
        let mut hidden = Vec::new();
        let alone = is_only_team(org);
        for team in org.all(Kind::Team) {
            let duties = org.list(team, field!(Team.duties));
            hidden.extend(duties.open().map(|missing| Hidden { team: Some(team), duty: None, missing }));
            for holding in duties.entities().map(|at| at.value) {
                match written(org, team, holding, alone) {
                    Ok(entry) => held[holding.index()] = Some(entry),
                    Err(more) => hidden.push(more),
                }
            }
        }
        for row in org.all(Kind::Responsibility) {
            let (entries, more) = of_row(org, row);
            held.extend(entries.into_iter().map(Some));
            hidden.extend(more);
        }
        let mut by_team = vec![Vec::new(); org.count(Kind::Team)];
        let mut by_duty = vec![Vec::new(); org.count(Kind::Duty)];
        let mut unscoped = vec![None; org.count(Kind::Duty)];
        for (at, entry) in (0..).zip(&held) {
            if let Some(entry) = entry {
                let unknown: &mut Option<Missing> = &mut unscoped[entry.duty.index()];
                *unknown = unknown.or(entry.scope.as_ref().err().copied().filter(|_| entry.is_active()));
                by_team[entry.team.index()].push(at);
                by_duty[entry.duty.index()].push(at);
            }
        }
        let mut groups = vec![Vec::new(); org.count(Kind::Duty)];
        for group in org.all(Kind::DutyGroup) {
            for duty in org.list(group, field!(DutyGroup.duties)).entities() {
                groups[duty.value.index()].push(group);
            }
        }
        let claims = claim::all(org, &held);
        let raci = raci_entry::all(org, &held, &claims);
        let mut decisions = vec![Vec::new(); org.count(Kind::Duty)];
        for decision in org.all(Kind::Decision) {
            if let Ok(Some(duty)) = org.reference(decision, field!(Decision.duty)) {
                decisions[duty.value.index()].push(decision);
            }
        }
        let (hidden_of, hidden_about) = (hidden_of_teams(org, &hidden), hidden_about_duties(org, &hidden));
        let (focus, inferred) = (Vec::new(), Vec::new());
        let mut found = Self {
            held,
            by_team,
            by_duty,
            claims,
            raci,
            groups,
            focus,
            inferred,
            hidden,
            hidden_of,
            hidden_about,
            unscoped,
            decisions,
        };
        let counting = |held: &Held| is_indicative(org, held) == Ok(true);
        found.focus = found.by_team.iter().map(|team| Focus::of(org, found.such(team, counting))).collect();
        let infer = |(index, held): (usize, &Vec<u32>)| {
            let focus = Focus::of(org, found.such(held, |held| is_for_all(org, held)))?;
            match focus.inferred(&thresholds) {
                Some(SRE | PLATFORM) if is_stream_aligned(org, Entity::new(Kind::Team, index))? => Ok(None),
                inferred => Ok(inferred),
            }
        };
        found.inferred = found.by_team.iter().enumerate().map(infer).collect();
        found
    }

    /// A holding, unless it named no duty.
    pub fn get(&self, holding: Entity) -> Option<&Held> {
        self.held.get(holding.index())?.as_ref()
    }

    /// What a team holds, by rank; none where the team declares no duties and the matrix does not name it.
    pub fn held_by(&self, org: &Org, team: Entity) -> Option<&[u32]> {
        let held = &self.by_team[team.index()];
        let said = !held.is_empty() || org.list(team, field!(Team.duties)).is_read();
        said.then_some(held.as_slice())
    }

    /// Decisions on a duty, whether they count or not.
    pub(crate) fn decisions_on(&self, duty: Entity) -> &[Entity] {
        self.decisions.get(duty.index()).map_or(&[][..], Vec::as_slice)
    }

    /// The groups that a duty is in.
    pub(crate) fn groups_of(&self, duty: Entity) -> &[Entity] {
        self.groups.get(duty.index()).map_or(&[][..], Vec::as_slice)
    }

    /// The discipline that most of what a team does for the whole organisation belongs to, where one is clearly ahead;
    /// no duties make a stream-aligned team an SRE or platform team.
    ///
    /// # Errors
    ///
    /// What cannot be read of the duties, and could lead to another.
    pub fn inferred(&self, team: Entity) -> Result<Option<u8>, Missing> {
        self.unread_of(team).map_or(self.inferred[team.index()], Err)
    }

    /// What cannot be read of the duties a team holds.
    pub(crate) fn unread_of(&self, team: Entity) -> Option<Missing> {
        self.hidden_of.get(team.index()).copied().flatten()
    }

    /// What cannot be read of those who hold a duty.
    pub(crate) fn unread(&self, duty: Entity) -> impl Iterator<Item = Missing> + '_ {
        self.hidden_about.get(duty.index()).into_iter().flat_map(Unread::iter)
    }

    /// What cannot be read of any holding.
    pub(crate) fn all_unread(&self) -> impl Iterator<Item = Missing> + '_ {
        self.hidden.iter().map(|hidden| hidden.missing)
    }

    /// What a team's duties say about what it practises.
    pub(crate) fn focus(&self, team: Entity) -> Result<Focus, Missing> {
        self.focus[team.index()]
    }

    /// Everybody who holds a duty, with the rank of the holding.
    pub(crate) fn of_duty(&self, duty: Entity) -> impl Iterator<Item = (Entity, &Held)> {
        let held = self.by_duty.get(duty.index()).map_or(&[][..], Vec::as_slice);
        held.iter().filter_map(|&at| Some((Entity::new(Kind::Holding, at as usize), self.held[at as usize].as_ref()?)))
    }

    /// What somebody is responsible or accountable for, each duty once; `entries` are ranks.
    pub(crate) fn active<'d>(&'d self, entries: &'d [u32]) -> impl Iterator<Item = &'d Held> {
        let held = entries.iter().filter_map(|&at| self.held[at as usize].as_ref()).filter(|held| held.is_active());
        let mut seen = HashSet::new();
        held.filter(move |held| seen.insert(held.duty))
    }

    /// Duties that are held in such a way, each once.
    fn such(&self, entries: &[u32], is_such: impl Fn(&Held) -> bool) -> impl Iterator<Item = Entity> {
        let held = entries.iter().filter_map(|&at| self.held[at as usize].as_ref());
        let mut seen = HashSet::new();
        held.filter(move |held| is_such(held)).map(|held| held.duty).filter(move |duty| seen.insert(*duty))
    }

    /// Why others may hold a duty in the scope of a claim: somebody does not say for what they hold it.
    pub(crate) fn unscoped(&self, claim: &Claim) -> Option<Missing> {
        let may_hide_more = claim.covers.is_some() && claim.team.is_none();
        self.unscoped.get(claim.duty.index()).copied().flatten().filter(|_| may_hide_more)
    }

    /// The first scope that is not known of those who are responsible or accountable for a duty.
    pub(crate) fn unscoped_holder(&self, duty: Entity) -> Option<Missing> {
        self.unscoped.get(duty.index()).copied().flatten()
    }

    /// Every duty in every scope in which somebody is responsible or accountable.
    pub(crate) fn claims(&self) -> &[Claim] {
        &self.claims
    }

    /// Duties in scopes for which somebody said who does the work and who answers for it.
    pub(crate) fn raci(&self) -> &[RaciEntry] {
        &self.raci
    }

    /// Every holding.
    pub(crate) fn all(&self) -> impl Iterator<Item = (Entity, &Held)> {
        self.held.iter().enumerate().filter_map(|(at, held)| Some((Entity::new(Kind::Holding, at), held.as_ref()?)))
    }
}

/// Per team, the first thing in its file or in nobody's that cannot be read.
fn hidden_of_teams(org: &Org, hidden: &[Hidden]) -> Vec<Option<Missing>> {
    let mut first: Vec<Option<usize>> = vec![None; org.count(Kind::Team)];
    for (at, team) in hidden.iter().enumerate().filter_map(|(at, hidden)| Some((at, hidden.team?))) {
        first[team.index()].get_or_insert(at);
    }
    let of_nobody = hidden.iter().position(|hidden| hidden.team.is_none());
    let earlier = |own: Option<usize>| own.into_iter().chain(of_nobody).min();
    first.into_iter().map(|own| earlier(own).map(|at| hidden[at].missing)).collect()
}

/// Per duty, what of it or of any duty cannot be read.
fn hidden_about_duties(org: &Org, hidden: &[Hidden]) -> Vec<Unread> {
    let mut about = vec![Unread::default(); org.count(Kind::Duty)];
    let mut any = Unread::default();
    for hidden in hidden {
        match hidden.duty {
            Some(duty) => about[duty.index()].add(hidden.missing),
            None => any.add(hidden.missing),
        }
    }
    for about in &mut about {
        about.extend(any.iter());
    }
    about
}

/// A holding from a team's file.
fn written(org: &Org, team: Entity, holding: Entity, alone: Result<bool, Missing>) -> Result<Held, Hidden> {
    let hidden = |duty, missing| Hidden { team: Some(team), duty, missing };
    let duty = org.reference(holding, field!(Holding.duty)).map_err(|missing| hidden(None, missing))?;
    let duty = duty.ok_or(hidden(None, Missing::Field(holding, field!(Holding.duty))))?;
    let read = || {
        teams::works(org, team)?;
        org.truth_or_default(duty.value, field!(Duty.scoped))?;
        let scope = declared_scope(&org.list(holding, field!(Holding.scope)))?;
        Ok((org.word_or_default(holding, field!(Holding.level))?, scope))
    };
    let (level, scope) = read().map_err(|missing| hidden(Some(duty.value), missing))?;
    let is_scope_said = scope.is_some() || !is_scoped(org, duty.value);
    let scope = scope.map_or_else(|| unsaid_scope(org, (team, holding, duty.value), alone), Ok);
    Ok(Held { team, duty: duty.value, level, scope, is_scope_said, place: duty.place })
}

/// The holdings of a row of the matrix, and what of it cannot be read.
fn of_row(org: &Org, row: Entity) -> (Vec<Held>, Vec<Hidden>) {
    let Some(duty) = org.find(Kind::Duty, org.id(row)) else { return (Vec::new(), Vec::new()) };
    let hidden = |missing| Hidden { team: None, duty: Some(duty), missing };
    let scope = match org.truth_or_default(duty, field!(Duty.scoped)).and_then(|_| row_scope(org, row)) {
        Ok(scope) => scope,
        Err(missing) => return (Vec::new(), vec![hidden(missing)]),
    };
    let columns = [
        (field!(Responsibility.responsible), RESPONSIBLE),
        (field!(Responsibility.accountable), ACCOUNTABLE),
        (field!(Responsibility.consulted), word!(Holding.level, "consulted")),
        (field!(Responsibility.informed), INFORMED),
    ];
    let (mut found, mut unread) = (Vec::new(), Vec::new());
    for (column, level) in columns {
        let named = org.list(row, column);
        unread.extend(named.open().map(hidden));
        for team in named.entities().filter(|team| team.value.kind == Kind::Team) {
            match teams::works(org, team.value) {
                Ok(_) => {
                    let (team, place) = (team.value, team.place);
                    found.push(Held { team, duty, level, scope: Ok(scope.clone()), is_scope_said: true, place });
                }
                Err(missing) => unread.push(hidden(missing)),
            }
        }
    }
    (found, unread)
}

pub(crate) fn indicative<'a>(cx: &Cx<'a>, holding: Entity) -> Val<'a> {
    get(cx, holding, |held| answer(cx, is_indicative(cx.org, held), Val::Bool))
}

pub(crate) fn get<'a>(cx: &Cx<'a>, holding: Entity, read: impl Fn(&Held) -> Val<'a>) -> Val<'a> {
    match cx.part::<Duties>().get(holding) {
        Some(held) => read(held),
        None => cx.unknown(illegible(cx.org, holding).unwrap_or(Missing::Field(holding, field!(Holding.duty)))),
    }
}

/// Why a holding that is written stands in no table.
fn illegible(org: &Org, holding: Entity) -> Option<Missing> {
    let written = holding.index() < org.count(Kind::Holding);
    let team = org.parent(holding).filter(|team| team.kind == Kind::Team);
    org.illegible(holding).next().filter(|_| written).or_else(|| teams::works(org, team?).err())
}

pub(crate) fn scope<'a>(cx: &Cx<'a>, holding: Entity) -> Val<'a> {
    get(cx, holding, |held| {
        Val::Text(match &held.scope {
            Ok(Scope::Org) => "org",
            Ok(Scope::Own) => "own",
            Ok(Scope::Services(services)) => cx.text(&services.join(", ")),
            Err(missing) => return cx.unknown(*missing),
        })
    })
}

pub(crate) fn shared_with<'a>(cx: &Cx<'a>, holding: Entity) -> Val<'a> {
    if holding.index() >= cx.org.count(Kind::Holding) {
        return cx.list([]);
    }
    let field = field!(Holding.sharedWith);
    if cx.org.has(holding, field) == Known::Unknown {
        return cx.unknown(Missing::Field(holding, field));
    }
    let shared = cx.org.list(holding, field);
    cx.open_list(items(&shared), shared.open().map(|missing| cx.because(missing)))
}

pub(crate) fn own_only<'a>(cx: &Cx<'a>, holding: Entity) -> Val<'a> {
    get(cx, holding, |held| answer(cx, covers_own_only(cx.org, held), Val::Bool))
}

pub(crate) fn groups<'a>(cx: &Cx<'a>, duty: Entity) -> Val<'a> {
    let groups = cx.part::<Duties>().groups_of(duty);
    cx.list(groups.iter().map(|&group| Item::new(Val::Text(cx.org.id(group)), None)))
}

/// What a team holds; unknown where nobody said.
pub(crate) fn holdings_of<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let duties = cx.part::<Duties>();
    let unread = duties.unread_of(team);
    match (duties.held_by(cx.org, team), unread) {
        (None, missing) => cx.unknown(missing.unwrap_or(Missing::Field(team, field!(Team.duties)))),
        (Some(held), unread) => {
            let held = held.iter().filter_map(|&at| {
                let held = duties.held[at as usize].as_ref()?;
                Some(Item::new(Val::Entity(Entity::new(Kind::Holding, at as usize)), Some(held.place)))
            });
            cx.open_list(held, unread.map(|missing| cx.because(missing)))
        }
    }
}

/// Why there may be holdings that nobody declared: no team and no matrix says anything of duties, or
/// what says it could not be read. A team that says nothing beside others that do is taken at its word.
pub(crate) fn undeclared(cx: &Cx<'_>) -> Option<Cause> {
    let org = cx.org;
    if let Some(kind) = unread(org) {
        return Some(cx.because(Missing::Section(kind)));
    }
    if let Some(cause) = cx.because_all(cx.part::<Duties>().all_unread()) {
        return Some(cause);
    }
    if org.extent(Kind::Responsibility) == Extent::Complete
        || org.all(Kind::Team).any(|team| org.place_of(team, field!(Team.duties)).is_some())
    {
        return None;
    }
    if org.extent(Kind::Team) == Extent::Absent {
        return Some(cx.because(Missing::Section(Kind::Team)));
    }
    cx.because_all(org.all(Kind::Team).map(|team| Missing::Field(team, field!(Team.duties))))
}

/// A section that speaks of duties and could not be read whole.
pub(crate) fn unread(org: &Org) -> Option<Kind> {
    [Kind::Team, Kind::Responsibility].into_iter().find(|&kind| org.extent(kind) == Extent::Incomplete)
}

pub(crate) fn all_holdings<'a>(cx: &Cx<'a>) -> Val<'a> {
    let held = cx.part::<Duties>().all().map(|(holding, held)| Item::new(Val::Entity(holding), Some(held.place)));
    cx.open_list(held, undeclared(cx))
}

pub(crate) fn holding_place(cx: &Cx<'_>, holding: Entity) -> Option<Place> {
    cx.part::<Duties>().get(holding).map(|held| held.place)
}

pub(crate) fn holding_id<'a>(cx: &Cx<'a>, holding: Entity) -> &'a str {
    cx.part::<Duties>().get(holding).map_or("", |held| cx.org.id(held.duty))
}

pub(crate) fn holding_stable_id(cx: &Cx<'_>, holding: Entity) -> String {
    match cx.part::<Duties>().get(holding) {
        Some(held) => format!("{}/duties/{}", cx.org.stable_id(held.team), cx.org.id(held.duty)),
        None => format!("holding:{}", holding.index),
    }
}
