//! Teams, and how they work with each other: what is declared and going on, engagements, and platforms that name their
//! consumers.

use crate::facts::people::teams;
use crate::facts::people::teams::named;
use crate::facts::services::ownership::owning_team;
use crate::facts::topology::interactions;
use crate::org::Extent;
use crate::value::Missing;
use crate::views::builder::Builder;
use crate::views::graph::Known;
use crate::views::tie::Tie;
use crate::vocabulary::kinds::{Entity, Kind};
use crate::{field, word};

/// What so many teams do together is drawn as a thing of its own that each of them is tied to: all pairs of them would be a
/// ball of wool.
const CROWD: usize = 5;

pub(super) fn add(b: &mut Builder<'_, '_>) {
    let org = b.org();
    for team in org.all(Kind::Team).filter(|&team| teams::may_work(org, team)) {
        b.node(team);
    }
    for interaction in org.all(Kind::Interaction) {
        add_interaction(b, interaction);
    }
    for team in org.all(Kind::Team) {
        add_engagement(b, team);
    }
    for platform in org.all(Kind::Platform) {
        add_consumers(b, platform);
    }
    let unsaid = (org.extent(Kind::Interaction) != Extent::Complete).then_some(Missing::Section(Kind::Interaction));
    b.missing(unsaid.into_iter().chain(interactions::unread(org)));
}

fn add_interaction(b: &mut Builder<'_, '_>, interaction: Entity) {
    let org = b.org();
    let going_on = interactions::current(org, interaction);
    if going_on == Ok(false) {
        return;
    }
    let tie = tie_of(b, interaction);
    b.missing(going_on.err());
    let known = if going_on.is_err() || tie == Tie::Unsaid { Known::Unknown } else { Known::Declared };
    let worst = b.worst_of(&org.stable_id(interaction));
    let end = |field| named(org, interaction, field).next().map(|(team, _)| team);
    let ends = end(field!(Interaction.from)).zip(end(field!(Interaction.to)));
    let all: Vec<Entity> = interactions::teams(org, interaction).into_iter().map(|(team, _)| team).collect();
    match (ends, &all[..]) {
        (Some(ends), [_, _]) => {
            let tied = b.tie(ends, tie, known);
            let tied = if tie == Tie::Collaboration { tied.undirected() } else { tied };
            tied.worst(worst);
        }
        (_, all) if all.len() < CROWD => {
            for (at, &one) in all.iter().enumerate() {
                for &other in &all[at + 1..] {
                    b.tie((one.min(other), one.max(other)), tie, known).undirected().worst(worst);
                }
            }
        }
        (_, all) => {
            for &team in all {
                b.tie((team, interaction), tie, known).undirected().worst(worst);
            }
        }
    }
}

fn tie_of(b: &mut Builder<'_, '_>, interaction: Entity) -> Tie {
    const COLLABORATION: u8 = word!(Interaction.mode, "collaboration");
    const AS_A_SERVICE: u8 = word!(Interaction.mode, "x-as-a-service");
    match b.org().word_or_default(interaction, field!(Interaction.mode)) {
        Ok(COLLABORATION) => Tie::Collaboration,
        Ok(AS_A_SERVICE) => Tie::AsAService,
        Ok(_) => Tie::Facilitating,
        Err(missing) => {
            b.missing([missing]);
            Tie::Unsaid
        }
    }
}

/// Whom a team helps. A consultant facilitates.
fn add_engagement(b: &mut Builder<'_, '_>, team: Entity) {
    const CONSULTING: u8 = word!(Engagement.model, "consulting");
    let org = b.org();
    let Some(engagement) = interactions::engagement_of(org, team) else { return };
    let going_on = interactions::engaged(org, engagement);
    if going_on == Ok(false) {
        return;
    }
    b.missing(going_on.err());
    let known = if going_on.is_err() { Known::Unknown } else { Known::Declared };
    let consults = org.word_or_default(engagement, field!(Engagement.model)) == Ok(CONSULTING);
    let tie = if consults { Tie::Facilitating } else { Tie::Engagement };
    for (other, _) in named(org, engagement, field!(Engagement.with)) {
        b.tie((team, other), tie, known);
    }
}

/// Who is said to use a platform uses it as a service, if nobody says otherwise.
fn add_consumers(b: &mut Builder<'_, '_>, platform: Entity) {
    let org = b.org();
    b.missing(org.list(platform, field!(Platform.consumers)).open());
    let Some(owner) = owning_team(b.cx, platform, field!(Platform.owner)) else { return };
    for (consumer, _) in named(org, platform, field!(Platform.consumers)) {
        if !b.is_tied(consumer, owner, Tie::AsAService) {
            b.tie((consumer, owner), Tie::AsAService, Known::Derived);
        }
    }
}
