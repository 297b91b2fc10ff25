//! What a team's duties say about what it practises.

use crate::facts::cx::Cx;
use crate::facts::duties::focus::Focus;
use crate::facts::duties::holdings::Duties;
use crate::facts::reads::{answer, count};
use crate::field;
use crate::value::{Missing, Number, Val};
use crate::vocabulary::kinds::Entity;

/// What can be said of the duties of a team; unknown where nobody said which they are.
fn of_team<'a>(cx: &Cx<'a>, team: Entity, read: impl Fn(Focus) -> Val<'a>) -> Val<'a> {
    let duties = cx.part::<Duties>();
    match (duties.unread_of(team), duties.held_by(cx.org, team)) {
        (None, Some(_)) => duties.focus(team).map_or_else(|missing| cx.unknown(missing), read),
        (missing, _) => cx.unknown(missing.unwrap_or(Missing::Field(team, field!(Team.duties)))),
    }
}

pub(crate) fn inferred_discipline<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let inferred = cx.part::<Duties>().inferred(team);
    answer(cx, inferred.and_then(|inferred| inferred.ok_or(Missing::Field(team, field!(Team.duties)))), Val::Word)
}

pub(crate) fn leading_discipline<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    of_team(cx, team, |focus| focus.leading.map_or_else(|| cx.unknown(Missing::Element), Val::Word))
}

pub(crate) fn margin<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    of_team(cx, team, |focus| match focus.total {
        0 => count(0),
        total => Val::Number(Number::new(focus.ahead.into(), total.into())),
    })
}

pub(crate) fn weight<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    of_team(cx, team, |focus| Val::Number(Number::new(focus.total.into(), 2)))
}
