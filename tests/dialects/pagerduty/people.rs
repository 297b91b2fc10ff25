//! Whom users of exports are, beside files that declare people: nothing depends on the order of files, and nothing weak counts
//! over something strong.

use teamlint::vocabulary::kinds::Kind;

use crate::support::world::{Texts, World};

/// As of 2026-06-15.
const TODAY: i32 = 20_619;

fn world(config: &str, files: &[(&str, &str)]) -> World {
    Texts::configured(config, files.iter().copied()).all_known().build(TODAY)
}

fn ids(world: &World, kind: Kind) -> Vec<String> {
    world.org.all(kind).map(|entity| world.org.id(entity).to_owned()).collect()
}

fn told(world: &World) -> Vec<(&str, &str)> {
    world.findings.iter().map(|one| (one.rule.as_str(), one.message.as_str())).collect()
}

fn helps(world: &World) -> Vec<&str> {
    world.findings.iter().filter_map(|one| one.help.as_deref()).collect()
}

fn user(id: &str, name: &str, mail: &str) -> String {
    let mail = if mail.is_empty() { String::new() } else { format!(r#", "email": "{mail}""#) };
    format!(r#"{{"id": "{id}", "type": "user", "name": "{name}"{mail}}}"#)
}

fn users(users: &[String]) -> String {
    format!(r#"{{"users": [{}], "more": false}}"#, users.join(", "))
}

/// The first of these users is on call.
fn schedule(id: &str, user: &str) -> String {
    format!(
        r#"{{"schedules": [{{"id": "{id}", "type": "schedule", "name": "{id}", "time_zone": "UTC", "teams": [], "schedule_layers": [
            {{"id": "L{id}", "name": "one", "start": "2026-01-05T09:00:00Z", "rotation_virtual_start": "2026-01-05T09:00:00Z",
              "rotation_turn_length_seconds": 604800, "restrictions": [],
              "users": [{{"user": {{"id": "{user}", "type": "user_reference"}}}}]}}]}}]}}"#
    )
}

const BEN: &str = "people: {ben: {name: Ben Meyer, email: ben@acme.example}}\nteams: {web: {members: [ben]}}\n";

#[test]
fn accounts_with_one_mail_address_are_of_one_person() {
    let (one, two) = (schedule("PSCHED1", "PUSER01"), schedule("PSCHED2", "PUSER02"));
    let (first, second) = (
        users(&[user("PUSER01", "Ben Meyer", "ben@acme.example")]),
        users(&[user("PUSER02", "Benjamin Meyer", "BEN@acme.example")]),
    );
    let exports = [("1/s.json", &*one), ("1/u.json", &*first), ("2/s.json", &*two), ("2/u.json", &*second)];
    for config in ["", "aliases: {person:ben: [PUSER02]}\n", "aliases: {'person:ben-puser02': [ben]}\n"] {
        let world = world(config, &[&[("org.yaml", BEN)], &exports[..]].concat());
        assert_eq!(ids(&world, Kind::Person), ["ben"], "{config}");
        assert_eq!(told(&world), [], "{config}");
        assert_eq!(world.says("people.map(one, one.onCall.rotations.size())"), "[2]", "{config}");
    }
    let alone = world("", &exports);
    assert_eq!((ids(&alone, Kind::Person), told(&alone)), (vec!["ben".to_owned()], vec![]));
}

#[test]
fn an_alias_joins_accounts_with_other_addresses() {
    let all =
        users(&[user("PUSER01", "Ben Meyer", "ben@acme.example"), user("PUSER02", "Ben Meyer", "ben@old.example")]);
    for alias in ["PUSER02", "ben@old.example"] {
        let world = world(&format!("aliases: {{'person:ben': ['{alias}']}}\n"), &[("org.yaml", BEN), ("u.json", &all)]);
        let rules: Vec<&str> = told(&world).into_iter().map(|(rule, _)| rule).collect();
        assert_eq!((ids(&world, Kind::Person), rules), (vec!["ben".to_owned()], vec![]));
    }
}

#[test]
fn a_login_is_of_the_one_whose_name_agrees_and_in_no_order() {
    let people = "people: {ana: {name: Ana Silva}}\n";
    let (costa, silva) =
        (user("PUSER01", "Ana Costa", "ana@contractor.example"), user("PUSER02", "Ana Silva", "ana@acme.example"));
    for all in [[costa.clone(), silva.clone()], [silva, costa]] {
        let world = world("", &[("org.yaml", people), ("u.json", &users(&all))]);
        assert_eq!(ids(&world, Kind::Person), ["ana", "ana@contractor.example"]);
        assert_eq!(world.says("people.filter(one, one.id == 'ana').first().email"), "ana@acme.example");
        assert_eq!(told(&world), [("unmatched-people", "1 user is nobody whom another file declares: `Ana Costa`")]);
    }
}

#[test]
fn where_two_users_would_be_one_none_is_until_somebody_says_it() {
    let people = "people: {ana: {}, ben: {}, cem: {}}\n";
    let all = users(&[
        user("PUSER01", "Ana Costa", "ana@contractor.example"),
        user("PUSER02", "Ana Silva", "ana@acme.example"),
    ]);
    let open = world("", &[("org.yaml", people), ("u.json", &all)]);
    assert_eq!(
        told(&open),
        [(
            "ambiguous-match",
            "person `ana` may be `PUSER01` or `PUSER02`, which both sign in by this name: none is taken"
        )]
    );
    assert_eq!(
        helps(&open),
        [
            "say it in `teamlint.yaml`: `aliases: {\"person:ana\": [\"PUSER01\"]}` or `aliases: {\"person:ana\": [\"PUSER02\"]}`"
        ]
    );
    let said = world("aliases: {\"person:ana\": [\"PUSER02\"]}\n", &[("org.yaml", people), ("u.json", &all)]);
    assert_eq!(ids(&said, Kind::Person), ["ana", "ana@contractor.example", "ben", "cem"]);
    assert_eq!(told(&said), [("unmatched-people", "1 user is nobody whom another file declares: `Ana Costa`")]);
}

#[test]
fn a_name_is_nothing_beside_a_mail_address() {
    let (nameless, mailed) = (user("PUSER00", "Ben Meyer", ""), user("PUSER01", "Ben Meyer", "ben@acme.example"));
    for all in [[nameless.clone(), mailed.clone()], [mailed, nameless]] {
        let world = world("", &[("org.yaml", BEN), ("u.json", &users(&all))]);
        assert_eq!(ids(&world, Kind::Person), ["ben", "ben-meyer"]);
        assert_eq!(told(&world), [("unmatched-people", "1 user is nobody whom another file declares: `Ben Meyer`")]);
    }
}

#[test]
fn what_aliases_settle_is_told_no_more() {
    let people = "people: {dia-1: {name: Dia Novak}, dia-2: {name: Dia Novak}}\n";
    let files = |all: &str| [("org.yaml".to_owned(), people.to_owned()), ("u.json".to_owned(), all.to_owned())];
    let all =
        users(&[user("PUSER01", "Dia Novak", "dia@acme.example"), user("PUSER02", "Eli Brandt", "eli@acme.example")]);
    let world = |config: &str| Texts::configured(config, files(&all)).build(TODAY);
    let open = world("");
    assert_eq!(told(&open).iter().map(|(rule, _)| *rule).collect::<Vec<_>>(), ["unmatched-people", "ambiguous-match"]);
    assert!(helps(&open)[1].contains("`aliases: {\"person:dia-1\": [\"PUSER01\"]}` or"), "{:?}", helps(&open));
    assert!(helps(&open)[0].contains("`aliases: {\"person:ID\": [\"PUSER02\"]}`"), "{:?}", helps(&open));
    let said = world("aliases: {'person:dia-1': [PUSER01], 'person:dia-2': [PUSER02]}\n");
    assert_eq!(ids(&said, Kind::Person), ["dia-1", "dia-2"]);
    assert_eq!(told(&said).iter().filter(|(rule, _)| *rule != "conflicting-declaration").count(), 0);
}

#[test]
fn of_an_open_match_no_drift_is_told() {
    let people = "orgs:\n  acme:\n    admins: [ana, ben]\n    members: [cem, dia, eli]\n";
    let native = "people: {ana: {name: Ana Silva}, ana2: {name: Ana Silva}, ben: {}, cem: {}, dia: {}, eli: {}}\nteams: {web: {members: [ana, ben, cem]}}\n";
    let all = users(&[
        user("PUSER01", "Ana Silva", "x@acme.example"),
        user("PUSER02", "Fay Sato", "fay@acme.example"),
        user("PUSER03", "", "ben@acme.example"),
        user("PUSER04", "", "cem@acme.example"),
        user("PUSER05", "", "dia@acme.example"),
    ]);
    let (open, other) = (schedule("PSCHED1", "PUSER01"), schedule("PSCHED2", "PUSER02"));
    let world = world(
        "",
        &[("github.yaml", people), ("org.yaml", native), ("s.json", &open), ("t.json", &other), ("u.json", &all)],
    );
    let of = |id: &str, what: &str| world.says(&format!("people.filter(one, one.id == '{id}').first().{what}"));
    assert_eq!(of("x", "missingFrom"), "[]");
    assert!(of("x", "workTeams").ends_with("and maybe more: person:x.team"), "{}", of("x", "workTeams"));
    assert_ne!(of("fay", "missingFrom"), "[]");
}

#[test]
fn users_without_a_name_are_members_of_nothing_and_asked_for_by_nobody() {
    let catalog = "\
apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: payments}\nspec: {type: team, children: []}\n---\n\
apiVersion: backstage.io/v1alpha1\nkind: User\nmetadata: {name: ana}\nspec: {memberOf: [payments]}\n---\n\
apiVersion: backstage.io/v1alpha1\nkind: User\nmetadata: {name: ben}\nspec: {memberOf: [payments]}\n";
    let team = r#"{"teams": [{"id": "PTEAM01", "type": "team", "name": "Payments"}], "more": false}"#;
    let anonymous = |id: &str| {
        format!(r#"{{"id": "{id}", "type": "user", "teams": [{{"id": "PTEAM01", "type": "team_reference"}}]}}"#)
    };
    let on_call = schedule("PSCHED1", "PUSER01");
    let all = users(&[anonymous("PUSER01"), anonymous("PUSER02")]);
    let members = r#"{"members": [{"user": {"id": "PUSER01", "type": "user_reference"}, "role": "responder"}, {"user": {"id": "PUSER02", "type": "user_reference"}, "role": "responder"}], "more": false}"#;
    for beside in [("users.json", all.as_str()), ("members-PTEAM01.json", members)] {
        let world = world("", &[("catalog-info.yaml", catalog), ("s.json", &on_call), ("t.json", team), beside]);
        assert_eq!(told(&world), [], "{}", beside.0);
        assert_eq!(world.says("teams.first().members.map(one, one.id)"), "[ana, ben]", "{}", beside.0);
    }
}

#[test]
fn who_has_a_name_anywhere_in_the_export_has_it() {
    let members = r#"{"members": [{"user": {"id": "PUSER01", "type": "user_reference"}}], "more": false}"#;
    let team = r#"{"teams": [{"id": "PTEAM01", "type": "team", "name": "Web"}], "more": false}"#;
    let on_call =
        schedule("PSCHED1", "PUSER01").replace("\"user_reference\"", "\"user_reference\", \"summary\": \"Ben Meyer\"");
    let world =
        world("", &[("members-PTEAM01.json", members), ("org.yaml", BEN), ("s.json", &on_call), ("t.json", team)]);
    assert_eq!(ids(&world, Kind::Person), ["ben"]);
    assert_eq!(world.says("onCallPeople.map(one, one.id)"), "[ben]");
}
