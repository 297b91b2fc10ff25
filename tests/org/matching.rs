//! What several sources call by different ids is one entity where it is certain, and never by a guess.

use teamlint::org::account::Account;
use teamlint::vocabulary::kinds::Kind;

use crate::support::program::{Program, Run};
use crate::support::world::{Texts, World};

/// As of 2026-06-15.
const TODAY: i32 = 20_619;

fn world(config: &str, files: &[(&str, &str)]) -> World {
    Texts::configured(config, files.iter().copied()).all_known().build(TODAY)
}

fn ids(world: &World, kind: Kind) -> Vec<String> {
    world.org.all(kind).map(|entity| world.org.stable_id(entity)).collect()
}

/// Where an entity is declared, what it is called there, and by what that is known to be about it.
fn declared(world: &World, id: &str) -> Vec<String> {
    let entity = world.find(id);
    let known_by = world.org.known_by(entity);
    let line = |((format, place), by): ((&teamlint::declare::format::Format, _), Option<_>)| {
        let place: teamlint::text::Place = place;
        let by: Option<teamlint::declare::matching::By> = by;
        let path = &world.org.sources().get(place.file).path;
        let matched = world.org.matched(place);
        let called = matched.map(|one| format!(" as {}", one.called)).unwrap_or_default();
        let at = matched.and_then(|one| one.at).map(|at| {
            let file = world.org.sources().get(at.file);
            let start = file.position(at.span.start);
            format!(" at {}:{}:{}", file.path, start.line, start.column)
        });
        let by = by.map(|by| format!(", by {}{}", by.as_str(), at.unwrap_or_default())).unwrap_or_default();
        format!("{} in {path}{called}{by}", format.title)
    };
    world.org.declarations(entity).zip(known_by).map(line).collect()
}

/// What is told of matching.
fn told(world: &World) -> Vec<&str> {
    let of_matching =
        world.findings.iter().filter(|one| ["ambiguous-match", "duplicate-id"].contains(&one.rule.as_str()));
    of_matching.map(|one| one.message.as_str()).collect()
}

const PAGER: &str = r#"{
  "teams": [{"id": "PTEAM01", "type": "team", "name": "Pay On-Call"}],
  "escalation_policies": [{"id": "PESC001", "type": "escalation_policy", "name": "Books", "escalation_rules": []}],
  "services": [
    {"id": "PSVC001", "type": "service", "name": "Books", "teams": [{"id": "PTEAM01", "type": "team_reference", "summary": "Pay On-Call"}],
     "escalation_policy": {"id": "PESC001", "type": "escalation_policy_reference"}}
  ]
}"#;

const GITHUB: &str = "\
orgs:
  acme:
    admins: [asilva]
    members: [benk]
    teams:
      payments: {description: May write., members: [asilva, benk], privacy: closed}
";

fn group(name: &str, annotations: &str) -> String {
    format!(
        "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {{name: {name}, annotations: {{{annotations}}}}}\nspec: {{type: team, children: []}}\n"
    )
}

fn user(name: &str, annotations: &str, profile: &str) -> String {
    format!(
        "apiVersion: backstage.io/v1alpha1\nkind: User\nmetadata: {{name: {name}, annotations: {{{annotations}}}}}\nspec: {{memberOf: [], profile: {{{profile}}}}}\n"
    )
}

#[test]
fn an_alias_in_the_configuration_makes_two_one() {
    let files = [("pager.json", PAGER), ("org.yaml", "teams: {payments: {mission: Money}}\n")];
    let apart = world("", &files);
    assert_eq!(ids(&apart, Kind::Team), ["team:pay-on-call", "team:payments"]);
    for name in ["pay-on-call", "team:pay-on-call", "Pay On-Call", "PTEAM01"] {
        let world = world(&format!("aliases:\n  team:payments: [\"{name}\"]\n"), &files);
        assert_eq!(ids(&world, Kind::Team), ["team:payments"], "{name}");
        assert_eq!(
            declared(&world, "team:payments"),
            ["native in org.yaml", "PagerDuty in pager.json as pay-on-call, by alias at teamlint.yaml:2:19"],
            "{name}"
        );
        assert_eq!(world.says_of("service:books", "it.owner.id"), "payments", "{name}: references follow");
        assert_eq!(told(&world), [""; 0]);
    }
}

#[test]
fn an_alias_may_name_what_is_a_kind_and_a_namespace_in_a_catalog() {
    let catalog = group("payments-team", "");
    let files = [("catalog-info.yaml", catalog.as_str()), ("org.yaml", "teams: {payments: {}}\n")];
    let world = world("aliases: {team:payments: \"group:default/payments-team\"}\n", &files);
    assert_eq!(ids(&world, Kind::Team), ["team:payments"]);
    assert_eq!(
        declared(&world, "team:payments"),
        ["Backstage in catalog-info.yaml as payments-team, by alias at teamlint.yaml:1:26", "native in org.yaml"]
    );
}

#[test]
fn an_alias_of_a_team_in_its_file_makes_two_one_and_others_may_refer_by_it() {
    let datadog = "schema-version: v2.2\ndd-service: checkout\nteam: pay-people\n";
    let files = [
        ("org.yaml", "teams: {payments: {aliases: [Pay On-Call, pay-people]}}\n"),
        ("pager.json", PAGER),
        ("service.datadog.yaml", datadog),
    ];
    let world = world("", &files);
    assert_eq!(ids(&world, Kind::Team), ["team:payments"]);
    assert_eq!(
        declared(&world, "team:payments"),
        ["native in org.yaml", "PagerDuty in pager.json as pay-on-call, by alias at org.yaml:1:30"]
    );
    assert_eq!(world.says_of("service:checkout", "it.owner.id"), "payments");
}

#[test]
fn annotations_of_a_catalog_say_what_others_call_it() {
    let component = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: ledger, annotations: {pagerduty.com/service-id: PSVC001}}\nspec: {type: service, lifecycle: production, owner: payments}\n";
    let ana = user("ana.silva", "github.com/user-login: ASilva", "");
    let files = [
        ("catalog-info.yaml", component),
        ("github.yaml", GITHUB),
        ("pager.json", PAGER),
        ("users.yaml", ana.as_str()),
    ];
    let world = world("", &files);
    assert_eq!(ids(&world, Kind::Service), ["service:ledger"]);
    assert_eq!(
        declared(&world, "service:ledger"),
        ["Backstage in catalog-info.yaml", "PagerDuty in pager.json as books, by alias at catalog-info.yaml:3:66"]
    );
    assert_eq!(ids(&world, Kind::Person), ["person:ana.silva", "person:benk"]);
    assert_eq!(world.says_of("team:acme/payments", "it.members"), "[ana.silva, benk]");
}

#[test]
fn people_with_the_same_mail_address_are_one_and_the_id_of_the_native_file_counts() {
    let ana = user("ana.silva", "", "email: Ana@acme.example");
    let files = [
        ("a.yaml", ana.as_str()),
        (
            "b.yaml",
            "people: {ana: {email: ana@acme.example, manager: ben}, ben: {}}\nteams: {shop: {lead: ana.silva}}\n",
        ),
    ];
    let world = world("", &files);
    assert_eq!(ids(&world, Kind::Person), ["person:ana", "person:ben"]);
    assert_eq!(declared(&world, "person:ana"), ["Backstage in a.yaml as ana.silva, by mail", "native in b.yaml"]);
    assert_eq!(world.says_of("team:shop", "it.lead.id"), "ana", "whoever names the other id means the same");
}

#[test]
fn where_two_could_be_meant_none_is_taken_and_both_are_told() {
    let ana = user("ana", "", "email: team@acme.example");
    let two = "people:\n  asilva: {email: team@acme.example}\n  akim: {email: team@acme.example}\n";
    let apart = world("", &[("a.yaml", ana.as_str()), ("b.yaml", two)]);
    assert_eq!(ids(&apart, Kind::Person), ["person:akim", "person:ana", "person:asilva"]);
    assert_eq!(
        told(&apart),
        ["person `ana` may be `akim` or `asilva`, which both have the same mail address: none is taken"]
    );
    let pairs =
        user("ana.s", "", "email: team@acme.example") + "---\n" + &user("akim.s", "", "email: team@acme.example");
    let both = world("", &[("a.yaml", pairs.as_str()), ("b.yaml", two)]);
    assert_eq!(both.org.declared(Kind::Person), 4);
    assert_eq!(
        told(&both),
        ["person `akim` may be `akim.s` or `ana.s`, which both have the same mail address: none is taken"]
    );
    assert_eq!(told(&world("", &[("b.yaml", two)])), [""; 0], "what one file says of two is nobody's question");
    let claimed = "teams: {payments: {aliases: [pay-on-call]}, billing: {aliases: [PTEAM01]}}\n";
    let both = world("", &[("org.yaml", claimed), ("pager.json", PAGER)]);
    assert_eq!(ids(&both, Kind::Team), ["team:billing", "team:pay-on-call", "team:payments"]);
    assert_eq!(
        told(&both),
        ["team `pay-on-call` may be `billing` or `payments`, which both say that they are called so: none is taken"]
    );
    let decided = world("aliases: {person:ana: [akim]}\n", &[("a.yaml", ana.as_str()), ("b.yaml", two)]);
    assert_eq!(ids(&decided, Kind::Person), ["person:akim", "person:asilva"]);
    assert_eq!(told(&decided), [""; 0], "who is known by an alias is not asked for the address");
}

#[test]
fn a_name_is_not_enough_where_the_addresses_differ_nor_for_a_service() {
    let users =
        r#"{"users": [{"id": "PUSER01", "type": "user", "name": "Ana Silva", "email": "ana.silva@acme.example"}]}"#;
    let other =
        world("", &[("org.yaml", "people: {as: {name: Ana Silva, email: as@acme.example}}\n"), ("users.json", users)]);
    assert_eq!(ids(&other, Kind::Person), ["person:ana.silva", "person:as"]);
    let same = world("", &[("org.yaml", "people: {as: {name: Ana Silva}}\n"), ("users.json", users)]);
    assert_eq!(declared(&same, "person:as"), ["native in org.yaml", "PagerDuty in users.json as Ana Silva, by name"]);
    let services = world("", &[("org.yaml", "services: {ledger: {name: Books}}\n"), ("pager.json", PAGER)]);
    assert_eq!(ids(&services, Kind::Service), ["service:books", "service:ledger"]);
}

#[test]
fn lists_of_permissions_are_linked_with_teams_and_stay_teams_of_their_own() {
    let by_annotation = group("pay", "github.com/team-slug: acme/payments");
    let links = |files: &[(&str, &str)], config: &str| -> Vec<String> {
        let world = world(config, files);
        let link = |one: &teamlint::org::matching::Link| format!("{} of {} by {}", one.list, one.team, one.by.as_str());
        assert!(ids(&world, Kind::Team).contains(&"team:acme/payments".to_owned()));
        assert_eq!(told(&world), [""; 0]);
        world.org.links().iter().map(link).collect()
    };
    let native = ("org.yaml", "teams: {payments: {}}\n");
    assert_eq!(
        links(&[("catalog-info.yaml", &by_annotation), ("github.yaml", GITHUB)], ""),
        ["acme/payments of pay by alias"]
    );
    assert_eq!(links(&[("github.yaml", GITHUB), native], ""), ["acme/payments of payments by id"]);
    assert_eq!(
        links(
            &[("github.yaml", GITHUB), ("org.yaml", "teams: {pay: {}}\n")],
            "aliases: {team:pay: [\"@acme/payments\"]}\n"
        ),
        ["acme/payments of pay by alias"]
    );
    let elsewhere = ("org.yaml", "teams: {payments: {aliases: [acme/money]}}\n");
    assert_eq!(links(&[("github.yaml", GITHUB), elsewhere], ""), [""; 0], "it is called otherwise there");
    let pager = r#"{"teams": [{"id": "PTEAM01", "type": "team", "name": "Payments"}]}"#;
    let both = world("", &[("github.yaml", GITHUB), ("teams.json", pager)]);
    assert_eq!(ids(&both, Kind::Team), ["team:acme/payments", "team:payments"]);
}

#[test]
fn two_of_one_source_are_one_only_if_the_configuration_says_so() {
    let pager = r#"{"teams": [{"id": "PTEAM01", "type": "team", "name": "Pay Days"}, {"id": "PTEAM02", "type": "team", "name": "Pay Nights"}]}"#;
    let files = [("org.yaml", "teams: {payments: {}}\n"), ("teams.json", pager)];
    let world = world("aliases: {team:payments: [pay-days, pay-nights]}\n", &files);
    assert_eq!(ids(&world, Kind::Team), ["team:payments"]);
    assert_eq!(told(&world), [""; 0], "neither is declared twice");
    assert_eq!(declared(&world, "team:payments").len(), 3);
}

#[test]
fn a_name_that_the_configuration_gives_two_joins_none_and_of_two_that_count_alike_the_left_counts() {
    let teams = [("org.yaml", "teams: {web: {}, api: {}}\n"), ("pager.json", PAGER)];
    let claimed = world("aliases: {team:web: pay-on-call, team:api: pay-on-call}\n", &teams);
    assert_eq!(ids(&claimed, Kind::Team), ["team:api", "team:pay-on-call", "team:web"]);
    assert_eq!(told(&claimed).len(), 1, "{:?}", told(&claimed));
    assert!(told(&claimed)[0].contains("`pay-on-call`"), "{:?}", told(&claimed));
    for (left, right) in [("api", "web"), ("web", "api")] {
        let one = world(&format!("aliases: {{team:{left}: {right}}}\n"), &teams[..1]);
        assert_eq!(ids(&one, Kind::Team), [format!("team:{left}")]);
    }
}

#[test]
fn what_is_no_address_makes_nobody_one() {
    let native = |mail: &str| format!("people: {{ben: {{email: \"{mail}\"}}}}\n");
    for (mail, are) in [("ana@acme.example", 1), ("@", 2), ("TODO@", 2), ("none@none", 2), ("noreply@acme.example", 2)]
    {
        let catalog = user("ana", "", &format!("email: \"{mail}\""));
        let found = world("", &[("catalog-info.yaml", &catalog), ("org.yaml", &native(mail))]);
        assert_eq!(ids(&found, Kind::Person).len(), are, "{mail}");
    }
}

#[test]
fn the_order_of_files_changes_nothing() {
    let ana = user("ana.silva", "github.com/user-login: asilva", "email: ana@acme.example");
    let texts = [
        ana.as_str(),
        "people: {ana: {email: ana@acme.example}}\nteams: {payments: {aliases: [acme/payments, pay-on-call]}}\n",
        GITHUB,
    ];
    let mut seen: Vec<(Vec<String>, Vec<String>, Account)> = Vec::new();
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let mut files: Vec<(String, &str)> =
            order.iter().zip(texts).map(|(rank, text)| (format!("{rank}.yaml"), text)).collect();
        files.push(("pager.json".to_owned(), PAGER));
        let world = Texts::configured("", files).all_known().build(TODAY);
        let mut account = world.org.account();
        account.links.iter_mut().for_each(|link| link.at = None);
        seen.push((ids(&world, Kind::Person), ids(&world, Kind::Team), account));
    }
    assert_eq!(seen[0].0, ["person:ana", "person:benk"]);
    assert_eq!(seen[0].1, ["team:acme/payments", "team:payments"]);
    assert!(seen.iter().all(|one| *one == seen[0]), "{seen:#?}");
}

const FILES: [(&str, &str); 4] = [
    ("org.yaml", "teams:\n  payments: {mission: Take money, aliases: [acme/payments]}\n  search: {}\n"),
    (
        "catalog-info.yaml",
        "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: pay, description: Money.}\nspec: {type: team, children: []}\n",
    ),
    ("github.yaml", GITHUB),
    ("teamlint.yaml", "aliases:\n  team:payments: [pay, paymints]\n"),
];

fn run(arguments: &[&str]) -> Run {
    let program = FILES.iter().fold(Program::new(arguments), |program, (path, text)| program.file(path, text));
    program.env("COLUMNS", "200").run()
}

#[test]
fn explain_tells_who_says_what_and_how_each_was_matched() {
    let told = run(&["explain", "team:pay", "--in", "."]);
    let lines: Vec<&str> = told.stdout.lines().take(8).collect();
    assert_eq!(
        lines,
        [
            "team:payments",
            "declared in a Backstage catalog as `pay` at catalog-info.yaml:3:18, known by the alias at teamlint.yaml:2:19",
            "declared in a native file at org.yaml:2:3",
            "linked with team:acme/payments, known by the alias at org.yaml:2:45: not the same team",
            "",
            "mission → \"Money.\"  catalog-info.yaml:3:36",
            "    Backstage catalog says `Money.`  catalog-info.yaml:3:36",
            "    native file says `Take money`  org.yaml:2:23",
        ]
    );
    assert_eq!((told.code, told.stderr.as_str()), (0, ""));
}

#[test]
fn coverage_lists_what_was_read_from_each_source() {
    let told = run(&["coverage", "--sources"]);
    let (_, account) = told.stdout.split_once("Read from each source:\n").expect(&told.stdout);
    assert_eq!(
        account,
        "
  native file, 1 file: 2 teams
      1 of them in other sources, too
      in no other source: team:search
  Backstage catalog, 1 file: 1 team
      1 of them in other sources, too: 1 known by the alias
  GitHub organisation, 1 file: 2 people and 1 team
      in no other source: team:acme/payments

Lists of permissions and of code owners, linked with teams and not the same:

  `acme/payments` with `payments`, known by the alias at org.yaml:2:45

Aliases in the configuration that nobody has:

  paymints at teamlint.yaml:2:24
"
    );
    let json = run(&["coverage", "--sources", "--format", "json"]).json();
    assert_eq!(
        json["sources"],
        serde_json::json!({
            "read": [
                {"format": "native file", "files": 1, "entities": {"team": 2}, "shared": 1, "knownBy": {}, "alone": ["team:search"], "more": 0, "assumed": []},
                {"format": "Backstage catalog", "files": 1, "entities": {"team": 1}, "shared": 1, "knownBy": {"alias": 1}, "alone": [], "more": 0, "assumed": []},
                {"format": "GitHub organisation", "files": 1, "entities": {"person": 2, "team": 1}, "shared": 0, "knownBy": {}, "alone": ["team:acme/payments"], "more": 0, "assumed": []}
            ],
            "links": [
                {"list": "team:acme/payments", "team": "team:payments", "by": "alias", "at": {"file": "org.yaml", "line": 2, "column": 45}}
            ],
            "idle": [{"file": "teamlint.yaml", "line": 2, "column": 24}]
        })
    );
    assert_eq!(run(&["coverage", "--format", "json"]).json().get("sources"), None);
}

#[test]
fn what_is_no_alias_is_a_mistake_in_the_configuration() {
    let world = world(
        "aliases:\n  payments: [pay]\n  tam:payments: [pay]\n  team:shop: {a: b}\n",
        &[("org.yaml", "teams: {shop: {}}\n")],
    );
    let problems: Vec<&str> = world.setup.config.problems.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(
        problems,
        ["`payments` does not say of which kind it is", "`tam` is no kind that has names elsewhere", "expected text"]
    );
}
