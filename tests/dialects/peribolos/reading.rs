//! What is read of an organisation at GitHub: teams, who is in them, and whose file is one.

use crate::support::entities::{entities, findings, judged, read};

/// Every field that is in use, of an organisation and of a team.
const ACME: &str = "\
orgs:
  acme:
    admins: [ana]
    billing_email: pay@acme.example
    company: Acme
    default_repository_permission: read
    description: Parcels
    email: hello@acme.example
    has_organization_projects: true
    has_repository_projects: false
    location: Kiel
    members_can_create_repositories: false
    members:
    - Ben
    - cem
    - dia
    name: Acme
    repos: {shop: {private: true}}
    teams:
      Shop Writers:
        description: Who may change the shop
        maintainers: [ana]
        members: [ben, cem]
        previously: [shoppers]
        privacy: closed
        repos: {shop: write, docs: read}
        teams:
          leads:
            description: ''
            members: [cem]
            privacy: secret
";

#[test]
fn teams_have_people_a_purpose_and_the_team_around_them() {
    assert_eq!(
        entities(&[("org.yaml", ACME)]),
        "person:ana
person:Ben
person:cem
person:dia
team:acme/leads kind=permission members=[(person=person:cem)] reportsTo=team:acme/shop-writers
team:acme/shop-writers mission=\"Who may change the shop\" kind=permission members=[(person=person:ana role=\"maintainer\"), \
         (person=person:Ben), (person=person:cem)] name=\"Shop Writers\"
"
    );
    assert_eq!(
        findings(&[("org.yaml", ACME)]),
        "advice login-spelling person:ben: `ben` is also written `Ben`\n  org.yaml:23:19 `ben`, org.yaml:14:7 `Ben`\n  \
         write `Ben` everywhere\n"
    );
}

#[test]
fn a_split_organisation_is_called_as_its_folder() {
    let files = [
        ("config/acme/docs/teams.yaml", "teams:\n  docs: {privacy: closed, members: [ana]}\n"),
        ("config/acme/org.yaml", "billing_email: a@b.example\nadmins: [ana]\nmembers: [ben]\n"),
        ("config/bolt/org.yaml", "default_repository_permission: read\nadmins: [ana]\n"),
        ("config/bolt/x/y/teams.yml", "teams:\n  y: {repos: {z: admin}, members: [ana]}\n"),
        ("lone/teams.yaml", "teams:\n  w: {previously: [v], members: [eli]}\n"),
        ("teams.yaml", "teams:\n  u: {maintainers: [fay]}\n"),
    ];
    assert_eq!(
        entities(&files),
        "person:ana\nperson:ben\nperson:eli\nperson:fay
team:acme/docs kind=permission members=[(person=person:ana)]
team:bolt/y kind=permission members=[(person=person:ana)]
team:lone/w kind=permission members=[(person=person:eli)]
team:teams/u kind=permission members=[(person=person:fay role=\"maintainer\")]
"
    );
}

#[test]
fn lists_of_teams_and_repositories_are_read_as_well() {
    let text = "\
organization: acme
defaults: {}
teams:
  - name: Docs
    displayName: The writers
    maintainers: [ana]
    members: [ben]
  - name: all
    members: [cem]
    formation: [Docs]
repositories:
  - name: site
    teams: {docs: write}
    external_collaborators: {zoe: read}
    visibility: public
";
    assert_eq!(
        entities(&[("config.yaml", text)]),
        "person:ana\nperson:ben\nperson:cem
team:acme/all kind=permission members=[ …]
team:acme/docs kind=permission members=[(person=person:ana role=\"maintainer\"), (person=person:ben)] name=\"Docs\"
"
    );
    assert_eq!(findings(&[("config.yaml", text)]), "");
}

#[test]
fn one_person_and_one_organisation_may_stand_in_several_files() {
    let files = [
        ("a.yaml", "orgs:\n  acme:\n    admins: [ana]\n    teams: {x: {members: [ANA]}}\n"),
        ("b.yaml", "orgs:\n  bolt:\n    members: [Ana, ben]\n    teams: {x: {members: [ben]}}\n"),
    ];
    assert_eq!(
        entities(&files),
        "person:ana\nperson:ben\nteam:acme/x kind=permission members=[(person=person:ana)]
team:bolt/x kind=permission members=[(person=person:ben)]
"
    );
    let twice = [("a.yaml", "orgs: {acme: {teams: {X y: {}, x-y: {members: [ana]}}}}\n")];
    assert!(findings(&twice).contains("error duplicate-id team:acme/x-y: team `acme/x-y` is declared twice"));
}

#[test]
fn permissions_leave_open_what_other_files_say() {
    let native =
        ("org.yaml", "teams: {shop: {members: [nia], lead: nia, mission: Sell}}\nservices: {web: {owner: shop}}\n");
    // The people of a native file need not have logins, and a work team is none of a list of permissions.
    assert_eq!(findings(&[native, ("github.yaml", ACME)]).lines().count(), 3, "only the spelling");
    let wrong = ("org.yaml", "teams: {shop: {}}\nservices: {web: {owner: shpo}}\n");
    assert!(findings(&[wrong, ("github.yaml", ACME)]).contains("there is no team `shpo`"), "and closes what it closed");
    // What somebody says to be a team that works together is one.
    let works = ("org.yaml", "teams: {acme/leads: {kind: work, mission: Lead}}\n");
    let both = [works, ("github.yaml", ACME)];
    assert!(entities(&both).contains("team:acme/leads mission=\"Lead\" kind=work members=[(person=person:cem)]"));
    assert!(!findings(&both).contains("conflicting"), "{}", findings(&both));
    // Nobody is asked for the mission, the size or the members of a list of permissions.
    assert_eq!(judged(&[("github.yaml", ACME)]), ["login-spelling"]);
}

#[test]
fn files_of_other_tools_are_not_claimed() {
    for text in [
        "orgs: {acme: {contributors: [ana]}}",
        "branch-protection: {orgs: {acme: {repos: {a: {protect: true}}}}}",
        "teams: [{name: core, permission: admin}]",
        "teams:\n  - name: infra\n    members: [ana]\n    repos: {infra: maintain}\n    previously: [ops]\n",
        "teams: {core: {privacy: closed}}\nplaybook: x",
        "apiVersion: v1\nteams: {core: {privacy: closed}}",
        "admins: [ana]",
        "members: [ana]\nname: A club\n",
        "orgs: [a, b]",
        "orgs:\n",
        "repositories: [{name: a, url: b}]\nteams: {a: {}}\nx: 1",
    ] {
        let read = read(&[("some.yaml", text)]);
        let ignored: Vec<&str> = read.ignored.iter().map(|file| file.path.as_str()).collect();
        assert_eq!((ignored, read.findings.len()), (vec!["some.yaml"], 0), "{text}");
    }
    let why = read(&[("some.yaml", "orgs: {acme: {contributors: [ana]}}")]).ignored[0].why.clone();
    assert_eq!(why, "nothing in `orgs` is of an organisation at GitHub: it has no `members`, `admins` or `teams`");
    // Who says that it is of version 1 of teamlint's own format means that.
    let native = "version: 1\nteams: {core: {privacy: closed, mission: x}}\n";
    assert!(findings(&[("some.yaml", native)]).contains("unknown-field"));
}
