//! Owners, superiors, and what services promise.

use std::collections::BTreeMap;

use crate::changes::change::{Said, What};
use crate::changes::duties;
use crate::changes::listed::{capital, names, said, subject, verb, with_kind, words};
use crate::changes::side::{Amount, Both, Names, Side, Value};
use crate::changes::told::{Told, Turn};
use crate::expr::number;
use crate::field;
use crate::finding::wording::with_article;
use crate::org::content::Content;
use crate::value::{Of, Unit};
use crate::vocabulary::kinds::{Entity, FieldId, Kind, sections};
use crate::vocabulary::{Read, record};

/// Tells it, things with the same change together.
pub(super) fn tell(both: &Both<'_>, told: &mut Told) {
    for kind in sections() {
        if let Some(field) = record(kind).field("owner") {
            tell_owners(both, kind, field, told);
        }
    }
    tell_superiors(both, Kind::Unit, field!(Unit.reportsTo), told);
    tell_superiors(both, Kind::Team, field!(Team.reportsTo), told);
    tell_superiors(both, Kind::Person, field!(Person.manager), told);
    tell_words(both, What::Tier, field!(Service.tier), told);
    tell_words(both, What::Lifecycle, field!(Service.lifecycle), told);
    tell_targets(both, told);
    tell_escalations(both, told);
}

/// What both sides have of a kind, by what a change is on each.
fn alike<K: Ord>(
    both: &Both<'_>,
    kind: Kind,
    change: impl Fn(Entity) -> Option<(K, K)>,
) -> BTreeMap<(K, K), Vec<Entity>> {
    let mut alike: BTreeMap<(K, K), Vec<Entity>> = BTreeMap::new();
    for name in both.common(kind) {
        if let Some(change) = change(name).filter(|(old, new)| old != new) {
            alike.entry(change).or_default().push(name);
        }
    }
    alike
}

/// Everybody whom a field names, and nobody else.
fn named(both: &Both<'_>, name: Entity, field: FieldId) -> (Names, Names) {
    (both.old.named(name, field), both.new.named(name, field))
}

fn tell_owners(both: &Both<'_>, kind: Kind, field: FieldId, told: &mut Told) {
    for ((old, new), all) in alike(both, kind, |name| Some(named(both, name, field))) {
        for &name in &all {
            told.covers(name, field);
        }
        let (what, belong, have) =
            (subject(both, &all), verb(all.len(), "belongs", "belong"), verb(all.len(), "has", "have"));
        let (was, is) = (names(both, &old.known), names(both, &new.known));
        let sentence = match (old.known.is_empty(), new.known.is_empty()) {
            (false, false) if old.known == new.known => continue,
            (false, false) => format!("{what} {belong} to {is} instead of {was}."),
            (false, true) if new.open => {
                format!("Who owns {} is not known any more; it was {was}.", with_kind(both, &all))
            }
            (false, true) => format!("{what} {have} no owner any more; it was {was}."),
            (true, false) if old.open => format!("Who owns {} is known now: {is}.", with_kind(both, &all)),
            (true, false) => format!("{what} {have} an owner now: {is}."),
            (true, true) => continue,
        };
        let turn = Turn { before: said(both, &old), after: said(both, &new) };
        let weight = i64::from(new.known.is_empty());
        told.weigh(What::Owner, both.stable_ids(&all), &["owner"], turn, sentence, weight);
    }
}

/// To whom units, teams and people report.
fn tell_superiors(both: &Both<'_>, kind: Kind, field: FieldId, told: &mut Told) {
    let name = record(kind).def(field).name;
    for ((old, new), all) in alike(both, kind, |name| Some(named(both, name, field))) {
        for &name in &all {
            told.covers(name, field);
        }
        let (who, report) = (subject(both, &all), verb(all.len(), "reports", "report"));
        let (was, is) = (names(both, &old.known), names(both, &new.known));
        let sentence = match (old.known.is_empty(), new.known.is_empty()) {
            (false, false) if old.known == new.known => continue,
            (false, false) => format!("{who} {report} to {is} instead of {was}."),
            (false, true) if new.open => {
                format!("To whom {} {report} is not known any more; it was {was}.", with_kind(both, &all))
            }
            (false, true) => format!("{who} {report} to nobody any more; it was {was}."),
            (true, false) if old.open => format!("To whom {} {report} is known now: {is}.", with_kind(both, &all)),
            (true, false) => format!("{who} {report} to {is} now."),
            (true, true) => continue,
        };
        let turn = Turn { before: said(both, &old), after: said(both, &new) };
        told.say(What::ReportsTo, both.stable_ids(&all), &[name], turn, sentence);
    }
}

/// What a single value is on a side, in words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Shown {
    Unknown,
    Nothing,
    /// As machines get it, and as it stands in a sentence.
    Said(String, String),
}

impl Shown {
    fn said(&self) -> Said {
        match self {
            Self::Unknown => Said::unknown(),
            Self::Nothing => Said::of([]),
            Self::Said(word, _) => Said::of([word.clone()]),
        }
    }
}

/// The sentence for a single value; none where nothing is known on either side.
fn goes(both: &Both<'_>, value: &str, all: &[Entity], was: &Shown, is: &Shown) -> Option<String> {
    let (of, has) = (with_kind(both, all), verb(all.len(), "has", "have"));
    Some(match (was, is) {
        (Shown::Said(_, was), Shown::Said(_, is)) => format!("The {value} of {of} goes from {was} to {is}."),
        (Shown::Nothing, Shown::Said(_, is)) => format!("{} {has} {} now: {is}.", capital(&of), with_article(value)),
        (Shown::Said(_, was), Shown::Nothing) => format!("{} {has} no {value} any more; it was {was}.", capital(&of)),
        (Shown::Unknown, Shown::Said(_, is)) => format!("The {value} of {of} is known now: {is}."),
        (Shown::Said(_, was), Shown::Unknown) => format!("The {value} of {of} is not known any more; it was {was}."),
        _ => return None,
    })
}

/// A word or number of services.
fn tell_words(both: &Both<'_>, what: What, field: FieldId, told: &mut Told) {
    let def = record(Kind::Service).def(field);
    let shown = |side: &Side<'_>, name| match side.content(name, field) {
        Value::Unknown => Shown::Unknown,
        Value::Nothing => Shown::Nothing,
        Value::Said(content) => word(&content, def.read),
    };
    let change = |name| Some((shown(&both.old, name), shown(&both.new, name)));
    for ((old, new), all) in alike(both, Kind::Service, change) {
        let Some(sentence) = goes(both, def.name, &all, &old, &new) else { continue };
        for &name in &all {
            told.covers(name, field);
        }
        let turn = Turn { before: old.said(), after: new.said() };
        told.say(what, both.stable_ids(&all), &[def.name], turn, sentence);
    }
}

fn word(content: &Content<'_>, read: Read) -> Shown {
    match content {
        Content::Number(number) => Shown::Said(number.to_string(), number.to_string()),
        Content::Word(rank) => {
            let word = read.words().and_then(|words| words.at(*rank));
            word.map_or(Shown::Unknown, |word| Shown::Said(word.to_owned(), words([word])))
        }
        _ => Shown::Unknown,
    }
}

/// What objectives promise, whichever way it is written.
fn tell_targets(both: &Both<'_>, told: &mut Told) {
    let fields = [field!(Slo.target), field!(Slo.targetPercent)];
    let shown = |side: &Side<'_>, name| {
        let own = side.own(name)?;
        Some(match side.amount(own, "target") {
            Amount::Between(target, Some(most)) if most == target => {
                let share = number(target, Of::Number(Unit::Share));
                Shown::Said(share.clone(), share)
            }
            _ if fields.iter().any(|&field| side.state.org.is_written(own, field)) => Shown::Unknown,
            _ if fields.iter().all(|&field| side.is_unsaid(own, field)) => Shown::Unknown,
            _ => Shown::Nothing,
        })
    };
    let change = |name| Some((shown(&both.old, name)?, shown(&both.new, name)?));
    for name in both.common(Kind::Slo) {
        for field in fields {
            told.covers(name, field);
        }
    }
    for ((old, new), all) in alike(both, Kind::Slo, change) {
        let Some(sentence) = goes(both, "target", &all, &old, &new) else { continue };
        let turn = Turn { before: old.said(), after: new.said() };
        told.say(What::Objective, both.stable_ids(&all), &["target"], turn, sentence);
    }
}

/// Whom escalation policies page, level by level.
fn tell_escalations(both: &Both<'_>, told: &mut Told) {
    let field = field!(Escalation.levels);
    for name in both.common(Kind::Escalation) {
        let (old, new) = (levels(&both.old, name), levels(&both.new, name));
        if old == new {
            continue;
        }
        let shown = |levels: &[Vec<Entity>]| {
            let levels: Vec<String> = levels.iter().map(|level| level_names(both, level)).collect();
            levels.join(", then ")
        };
        let id = both.id(name);
        let sentence = match (old.as_deref(), new.as_deref()) {
            (Some([]), Some([])) | (None, None) => continue,
            (Some([]), Some(new)) => format!("Escalation `{id}` has levels now: {}.", shown(new)),
            (Some(old), Some([])) => format!("Escalation `{id}` has no levels any more; they were {}.", shown(old)),
            (Some(old), Some(new)) => format!("Escalation `{id}` pages {}; it paged {}.", shown(new), shown(old)),
            (None, Some(new)) => format!("Whom escalation `{id}` pages is known now: {}.", shown(new)),
            (Some(old), None) => format!("Whom escalation `{id}` pages is not known any more; it was {}.", shown(old)),
        };
        let said = |levels: Option<&Vec<Vec<Entity>>>| {
            let words = |levels: &Vec<Vec<Entity>>| Said::of(levels.iter().map(|all| both.stable_ids(all).join(" ")));
            levels.map_or_else(Said::unknown, words)
        };
        let turn = Turn { before: said(old.as_ref()), after: said(new.as_ref()) };
        told.say(What::Escalation, vec![both.stable_id(name)], &["levels"], turn, sentence);
        told.covers(name, field);
    }
}

fn level_names(both: &Both<'_>, level: &[Entity]) -> String {
    if level.is_empty() { "nobody".to_owned() } else { names(both, level) }
}

/// Whom each level names, in order; none where that cannot be read.
fn levels(side: &Side<'_>, name: Entity) -> Option<Vec<Vec<Entity>>> {
    let own = side.own(name)?;
    let levels = side.state.org.list(own, field!(Escalation.levels));
    if levels.open().is_some() || side.is_unsaid(own, field!(Escalation.levels)) {
        return None;
    }
    let targets = |level: Entity| {
        let targets = side.state.org.list(level, field!(EscalationLevel.targets)).entities();
        let mut all: Vec<Entity> =
            targets.flat_map(|target| duties::entities_in(&side.contents(target.value))).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    Some(levels.entities().map(|at| targets(at.value)).collect())
}
