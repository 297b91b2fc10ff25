//! What `teamlint diff` says, and in which order.

use jiff::civil::{Date, date};
use teamlint::changes::Changes;
use teamlint::lint::{Compared, Input, Options, Setup};
use teamlint::report::Look;
use teamlint::report::changes::FORMATS;

const TODAY: Date = date(2026, 7, 1);

/// Paths with texts.
pub type Files = Vec<(String, String)>;

pub fn files(text: &str) -> Files {
    vec![("org.yaml".to_owned(), text.to_owned())]
}

/// What changed between two states.
pub fn between(old: &Files, new: &Files) -> Changes {
    let input = |files: &Files| Input::texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))).given();
    Compared::of(Setup::built_in(), &input(old), &input(new), &Options::default(), TODAY).changes()
}

/// What a format makes of it.
pub fn written(format: &str, changes: &Changes) -> String {
    let format = FORMATS.iter().find(|known| known.name == format).expect("a format of that name");
    let mut out = Vec::new();
    (format.write)(&mut out, changes, Look { width: 200, ..Look::PLAIN }).expect("a buffer takes everything");
    String::from_utf8(out).expect("text")
}

/// The sentences, but for those about rules.
fn told(old: &str, new: &str) -> Vec<String> {
    let changes = between(&files(old), &files(new));
    let is_judged = |sentence: &str| sentence.contains("judged") || sentence.contains(" finding");
    changes.all.into_iter().map(|change| change.sentence).filter(|sentence| !is_judged(sentence)).collect()
}

pub const BEFORE: &str = "\
org: {name: Bikes, complete: [people, teams, services]}
units: {product: , operations: }
people: {ana: {manager: dia}, ben: , cem: , dia: , eve: {team: web}}
teams:
  web:
    members: [ana, ben]
    reportsTo: product
    duties: [service-operation, {duty: incident-command, people: [ana]}]
  shop: {members: [cem, dia], reportsTo: product, duties: [capacity-planning]}
  old: {members: [dia]}
services:
  cart: {owner: web, tier: 2, runbook: 'https://example.com/cart'}
  till: {owner: web, lifecycle: production, docs: 'https://example.com/till'}
  kiosk: {owner: old}
rotations:
  bell: {team: web, turn: 1w, start: 2026-01-05, participants: [ana, ben, cem, dia]}
escalations:
  loud: {levels: [{targets: [{rotation: bell}], timeout: 5m}, {targets: [{person: dia}]}]}
slos:
  cart-up: {service: cart, target: 0.99}
interactions: [{from: web, to: shop, mode: collaboration}]
incident: {roles: {commander: {person: ana}}}
";

pub const AFTER: &str = "\
org: {name: Bikes, complete: [people, teams, services]}
units: {product: , operations: }
people: {ben: {manager: dia}, cem: , dia: , eve: {team: shop}, fay: {team: web}}
teams:
  web:
    members: [ben]
    reportsTo: operations
    duties: [{duty: incident-command}]
  shop: {members: [cem, dia], reportsTo: product}
services:
  cart: {owner: shop, tier: 1, runbook: 'https://example.com/carts'}
  till: {lifecycle: deprecated}
  kiosk: {owner: web}
  door: {owner: shop}
rotations:
  bell: {team: web, turn: 1w, start: 2026-01-05, participants: [ben, cem]}
escalations:
  loud: {levels: [{targets: [{rotation: bell}], timeout: 5m}]}
slos:
  cart-up: {service: cart, targetPercent: 99.9}
interactions: [{from: web, to: shop, mode: x-as-a-service}]
incident: {roles: {communications: {person: ben}}}
";

#[test]
fn each_change_is_a_sentence_those_first_that_weigh_most_on_people() {
    assert_eq!(written("text", &between(&files(BEFORE), &files(AFTER))), TOLD);
}

const TOLD: &str = "\
On call
  `ben` and `cem` go from 42.0 to 84.0 on-call hours a week.
  `dia` takes no turns any more; it was 42.0 on-call hours a week.
  Rotation `bell` shrank from 4 to 2 people, without `ana` and `dia`.

Duties and owners
  Nobody is known to hold `capacity-planning` any more; `shop` did.
  Nobody is known to hold `service-operation` any more; `web` did.
  Incidents have a `communications` now: `ben`.
  Incidents have no `commander` any more; it was `ana`.
  `web` lost its only person for `incident-command`: `ana`.
  Service `till` has no owner any more; it was `web`.
  Service `cart` belongs to `shop` instead of `web`.
  Service `kiosk` belongs to `web` instead of `old`.

People and teams
  `ana`, who was in `web` and on call for 42.0 hours a week, left the organisation.
  `fay` joined the organisation, in `web`.
  `eve` moved from `web` to `shop`.
  Team `old` is gone; it had 1 member.
  Person `ben` reports to `dia` now.
  Team `web` reports to `operations` instead of `product`.

Services and promises
  The tier of service `cart` goes from 2 to 1.
  The lifecycle of service `till` goes from `production` to `deprecated`.
  The target of slo `cart-up` goes from 99 % to 99.9 %.
  Escalation `loud` pages `bell`; it paged `bell`, then `dia`.
  Service `door` is new.

What the rules say
  `conflated-sre-platform`, `infrastructure-only-platform`, `reactive-only-sre`, `sre-overburdened` and `sre-pipeline-babysitting` cannot be judged any more for `shop`.
  2 new findings of `on-call-overload`: `person:ben` and `person:cem`.
  1 new finding of `no-backup`: `escalation:loud`.
  1 new finding of `unpaged-critical-service`: `service:cart`.
  1 mended finding of `hero-dependency`: `person:ana`.
  1 mended finding of `missing-mission`: `team:old`.
  1 mended finding of `open-ended-collaboration`: `interaction:web/shop`.
  1 mended finding of `outsider-on-call`: `person:dia`.
  1 mended finding of `rotation-too-small`: `pool:bell`.
  1 mended finding of `team-size`: `team:old`.

Other fields
  Service `cart` changed `runbook`.
  Service `till` no longer says `docs`.
  The interaction of `shop` and `web` changed `mode`.

35 changes in the organisation
";

#[test]
fn what_is_not_known_on_one_side_is_told_as_such() {
    let rotation = |more: &str| format!("rotations: {{bell: {{turn: 1w, participants: [ana, ben], {more}}}}}\n");
    assert_eq!(
        told(&rotation("pages: 1"), "teams: {web: {members: [ana, ben]}}\n"),
        [
            "`ana` and `ben` are not known to take turns any more; it was each 84.0 on-call hours a week.",
            "Team `web` is known of now, with 2 members.",
            "Rotation `bell` is not known of any more.",
        ]
    );
    let service = |owner: &str| format!("teams: {{web: {{members: [ana]}}}}\nservices: {{shop: {{owner: {owner}}}}}\n");
    assert_eq!(
        told(&service("web"), &service("{x: y}")),
        ["Who owns service `shop` is not known any more; it was `web`."]
    );
    assert_eq!(told(&service("{x: y}"), &service("web")), ["Who owns service `shop` is known now: `web`."]);
    assert_eq!(told(&service("[]"), &service("web")), ["Service `shop` has an owner now: `web`."]);
    let tier = |tier: &str| format!("services: {{shop: {{tier: {tier}}}}}\n");
    assert_eq!(told(&tier("1"), &tier("high")), ["The tier of service `shop` is not known any more; it was 1."]);
    let turns =
        |participants: &str| format!("rotations: {{bell: {{turn: 1w{participants}}}}}\npeople: {{ana: , ben: }}\n");
    assert_eq!(
        told(&turns(", participants: [ana, ben]"), &turns("")),
        [
            "`ana` and `ben` are not known to take turns any more; it was each 84.0 on-call hours a week.",
            "Who takes turns in rotation `bell` is not known any more; it was `ana` and `ben`.",
        ]
    );
}

#[test]
fn one_cause_is_one_sentence() {
    let old = "people: {ana: , ben: , cem: }\n\
               teams: {web: {members: [ana, ben, cem]}, shop: {members: [cem]}}\n\
               interactions: [{from: web, to: shop, mode: collaboration}]\n\
               communities: {guild: {teams: [web, shop]}}\n\
               services: {a: {docs: x, experts: [ana, ben]}, b: {docs: x, experts: [ana]}}\n";
    let new = "people: {ben: , cem: }\n\
               teams: {shop: {members: [cem]}}\n\
               communities: {guild: {teams: [shop]}}\n\
               services: {a: {docs: y, experts: [ben]}, b: {docs: y}}\n";
    assert_eq!(
        told(old, new),
        [
            "`ana`, who was in `web`, left the organisation.",
            "Team `web` is gone; it had 3 members.",
            "Services `a` and `b` changed `docs`.",
        ]
    );
}

#[test]
fn another_name_is_told_where_somebody_says_that_it_is_one() {
    let old = "teams: {web: {members: [ana, ben]}}\nservices: {shop: {owner: web}}\n";
    let new = |aliases: &str| {
        format!("teams: {{front: {{members: [ana, ben]{aliases}}}}}\nservices: {{shop: {{owner: front}}}}\n")
    };
    assert_eq!(
        told(old, &new(", aliases: [web]")),
        ["The team `web` is called `front` now.", "Team `front` now says `aliases`."]
    );
    assert_eq!(
        told(old, &new("")),
        [
            "Service `shop` belongs to `front` instead of `web`.",
            "Team `front` is new, with 2 members.",
            "Team `web` is gone; it had 2 members.",
        ]
    );
}

#[test]
fn who_is_in_a_team_is_the_same_whichever_side_says_it() {
    let old = "people: {ana: {team: web}, ben: }\nteams: {web: {members: [ben]}}\n";
    let new = "people: {ana: , ben: {team: web}}\nteams: {web: {members: [ana]}}\n";
    assert_eq!(told(old, new), Vec::<String>::new());
}
