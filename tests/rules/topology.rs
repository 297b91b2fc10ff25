//! What the pages about how teams work together say of a whole organisation, each with one thing changed.

use super::organisation::{COURIER, told};

#[test]
fn one_thing_changed_is_one_finding() {
    let changes = [
        (
            "  - {from: parcels, to: routes, mode: x-as-a-service}\n",
            "",
            "conway-gap advice: `parcels` and `routes` do not talk; hard dependencies between their services: 1",
        ),
        (
            "with: [parcels]",
            "with: [routes]",
            "developers-not-consulted warning: `sre` supports services of `parcels`, and no interaction or engagement with that team is going on",
        ),
        (
            "  - {from: parcels, to: platform, mode: x-as-a-service}\n",
            "",
            "developers-not-consulted warning: `platform` has no current interaction with a team that uses what it builds, and no feedback from one",
        ),
        (
            "{model: consulting, with: [parcels]}",
            "{with: [parcels]}",
            "missing-engagement-model advice: `sre` is an SRE team and does not say how it works with other teams: no `engagement` model",
        ),
        (
            "{teams: [sre, platform]}",
            "{teams: [sre, parcels]}",
            "no-knowledge-sharing advice: 2 disciplines run things here, and no community joins 2 of them (`minDisciplines`)",
        ),
        (
            "  routes:\n",
            "  lockers: {}\n  routes:\n",
            "silo advice: `lockers` has nothing to do with the 4 other teams: no interaction, dependency, platform, service, rotation, escalation or community joins them",
        ),
    ];
    for (from, to, finding) in changes {
        assert_eq!(COURIER.matches(from).count(), 1, "{from}");
        assert_eq!(told(&COURIER.replace(from, to)), [finding], "{from}");
    }
}

#[test]
fn who_is_in_one_guild_talks() {
    let apart = COURIER.replace("  - {between: [sre, platform], mode: collaboration}\n", "");
    assert_eq!(told(&apart), [""; 0]);
    let strangers = told(&apart.replace("{teams: [sre, platform]}", "{teams: [sre, parcels]}"));
    let talking: Vec<&String> = strangers.iter().filter(|line| line.starts_with("sre-platform-not-talking")).collect();
    assert_eq!(
        talking,
        [
            "sre-platform-not-talking warning: sre (sre) and platform (platform) do not talk: 0 interactions or engagements between them are going on, and `pairs` asks for one"
        ]
    );
}

#[test]
fn a_platform_team_that_hears_nobody_is_not_also_told_that_it_is_alone() {
    let org = "
teams:
  platform: {discipline: platform}
  payments: {discipline: development}
  search: {discipline: development}
  reporting: {discipline: development}
platforms: {paved: {owner: platform}}
interactions: [{between: [payments, search], mode: collaboration}]
";
    assert_eq!(
        told(org),
        [
            "developers-not-consulted warning: `platform` has no current interaction with a team that uses what it builds, and no feedback from one",
            "silo advice: `reporting` has nothing to do with the 3 other teams: no interaction, dependency, platform, service, rotation, escalation or community joins them",
        ]
    );
}
