//! Whose a file is: what makes one ours, and what does not.

use teamlint::dialect::Asked;

use super::{folder, is};
use crate::support::program::Program;
use crate::support::world::declared;

/// Whether a file found alone in a folder is read.
fn is_ours(text: &str) -> bool {
    declared("a.yaml", text, Asked::Found).1.is_some()
}

/// Whether it is read beside a native file.
fn is_ours_beside(text: &str) -> bool {
    declared("a.yaml", text, Asked::Beside).1.is_some()
}

#[test]
fn a_field_that_only_its_kind_has_shows_whose_a_file_is() {
    for text in [
        "services: {web: {owner: a}}",
        "services:\n- {name: web, tier: 1}",
        "services: {web: {}, api: {runbook: x}}",
        "teams: {a: {members: [ana]}}",
        "teams:\n- name: a\n  lead: ana\n",
        "teams: {a: {name: A, x-slack: '#a', aliases: [acme/a]}}",
        "people: {ana: {name: Ana, utcOffset: '+01:00'}}",
        "units: {cto: {reportsTo: board}}",
        "platforms: {paved: {consumers: [a]}}",
        "rotations: {r: {participants: [ana]}}",
        "escalations: {e: {levels: []}}",
        "slos: {s: {service: web, target: 0.99}}",
        "interactions:\n- {from: a, to: b}",
        "decisions: [{duty: on-call, holder: a}]",
        "resources: {db: {type: database, owner: a}}",
        "apis: {pay: {type: openapi, system: shop}}",
        "systems: {shop: {domain: sales}}",
        "org: {size: large}",
        "incident: {severities: {sev1: {}}}",
        "defaults: &d {owner: a}\nservices: {web: *d}",
    ] {
        assert!(is_ours(text), "{text}");
    }
}

#[test]
fn what_every_tool_writes_shows_nothing() {
    for text in [
        "teams: {a: {name: A, title: B, description: C, type: D, kind: E, role: F, labels: {}, tags: [], links: []}}",
        "people: {ana: {name: Ana, title: Engineer, skills: [yaml]}}",
        "services: {web: {type: ClusterIP, description: x}}",
        "org: {name: acme}",
        "org: acme",
        "units: metric",
        "rotations: 5",
        "platforms: [ios, android]",
        "platforms: [linux/amd64]",
        "resources: []",
        "teams: {}",
        "teams:",
        "team: payments\nname: Payments\n",
        "team: payments\ntype: web\nlanguage: go\n",
        "version: 1\n",
        "version: 1\njobs: {}\n",
        "version: 1\nunits: metric\nrefresh: 5\n",
    ] {
        assert!(!is_ours(text) && !is_ours_beside(text), "{text}");
    }
}

#[test]
fn who_says_version_1_beside_a_section_is_believed() {
    for text in [
        "version: 1\nteams: {a: }\n",
        "version: \"1\"\nservices: [web, api]\n",
        "version: 1\nslos: []\n",
        "version: 1\nteam: payments\n",
        "version: 1\njobs: {}\nteams: {a: {name: A}}\n",
        "version: 1\nteams: ana\n",
        "version: 1\nservices: {web: {owner: a, image: web.png}}\n",
    ] {
        assert!(is_ours(text), "{text}");
    }
    for text in [
        "version: 1\nservices: {web: {image: nginx}}\n",
        "version: 1\nplatforms: [linux/amd64]\n",
        "version: 1\nteams: {core: {privacy: closed}}\n",
        "version: 1\nservice: {name: Checkout, owner: payments}\n",
    ] {
        assert!(!is_ours(text), "{text}");
    }
}

#[test]
fn a_file_for_one_team_has_something_of_a_team_beside_its_name() {
    for text in [
        "team: a\nmembers: [ana]",
        "team: a\nonCall: {turn: 1w}",
        "team: a\nmission: x\nbudget: 12\n",
        "team: a\nname: A\ndomains: [sales]\n",
        "team: a\nmisson: x\n",
        "team: a\nmember: [ana]\nversion: 1\n",
        "teem: a\nmembers: [ana]\n",
        "team: {a: {members: [ana]}}\n",
        "team: a\nservices: {web: {tier: 1}}\n",
        "team: a\nmembers: [ana]\nregion: eu\nstage: live\nchart: shop\nhost: x\n",
    ] {
        assert!(is_ours(text), "{text}");
    }
    for text in [
        "team: a\nrepository: shop\n",
        "team: a\nmisson: x\nrepository: shop\n",
        "team: a\naliases: [b]\nregion: eu\nstage: live\nchart: shop\n",
        "team: a\naccess: [x]\nregion: eu\nstage: live\nchart: shop\n",
        "apiVersion: acme.example/v1\nkind: Binding\nteam: a\nmembers: [ana]\n",
        "team: {name: A}\n",
    ] {
        assert!(!is_ours(text), "{text}");
    }
}

#[test]
fn what_another_tool_writes_speaks_against_a_section() {
    for text in [
        "services: {web: {image: nginx, platform: linux/amd64}}",
        "services: {db: {platform: linux/arm64}}",
        "services: {web: {owner: a, tier: 1}, db: {build: .}}",
        "teams: {core: {parent_team_id: 1, members: [ana]}}",
        "teams:\n- {name: core, members: [ana], repos: {shop: admin}}",
        "teams: {core: {maintainers: [ana], members: [ben]}}\nx: 1",
        "teams: {falcons: {members: [ana], players: [ben]}}",
        "resources: [deployment.yaml, ../base]",
        "decisions: [{id: 1, title: use it, date: 2026-01-01, reason: cheap}]",
        "version: prometheus/v1\nservice: shop\nslos_: [{name: a, service: shop, objective: 99}]",
    ] {
        assert!(!is_ours(text) && !is_ours_beside(text), "{text}");
    }
    assert!(is_ours("teams: {a: {members: [ana]}}\nservices: {web: {owner: a, ports: [80]}}"), "the teams are ours");
}

#[test]
fn a_key_that_nobody_knows_turns_no_file_off() {
    assert!(is_ours("contacts: {a: b}\nteams: {a: {members: [ana]}}\nmore: x\neven: more\n"));
    assert!(is_ours("jobs: {}\nversion: 1\nteams: {a: }\n"));
}

#[test]
fn what_is_only_misspelt_counts_where_nothing_else_is_strange() {
    for text in [
        "servcies: {web: {owner: a}}",
        "rotation: {r: {participants: [ana]}}",
        "teams: {a: {memebrs: [ana]}}",
        "services: {web: {onwer: a}, api: {}}",
    ] {
        assert!(is_ours(text), "{text}");
    }
    for text in [
        "servcies: {web: {owner: a}}\njobs: {}",
        "services: {web: {depends_on: [db], environment: {A: b}}}",
        "service: {name: shop, owner: a}",
        "teams: {core: {permission: admin}}",
    ] {
        assert!(!is_ours(text), "{text}");
    }
}

#[test]
fn entries_without_fields_count_beside_a_file_that_is_ours() {
    for text in ["services: {web: {}}", "teams: {a: , b: }", "people: {ana: , ben: {name: Ben}}", "team: payments\n"] {
        assert!(!is_ours(text) && is_ours_beside(text), "{text}");
    }
    for text in
        ["services: {web: {}}\njobs: {}", "people: [ana, ben]", "teams: [{name: A}]", "teams: {a: {rookie: true}}"]
    {
        assert!(!is_ours_beside(text), "{text}");
    }
    let bare = ("more/people.yaml", "people: {ana: }\n");
    is(&folder(&[("more/teams.yaml", "teams: {a: {members: [ana]}}\n"), bare], &[]), "2 files, 0 ignored, 2 entities");
    is(&folder(&[("teams.yaml", "teams: {a: {members: [ana]}}\n"), bare], &[]), "2 files, 1 ignored, 2 entities");
    is(&folder(&[bare], &[]), "1 files, 1 ignored, 0 entities, nothing to lint");
    is(&folder(&[("b.yaml", "version: 1\nteams: {a: }\n---\nteams: {b: }\n")], &[]), "1 files, 0 ignored, 2 entities");
}

#[test]
fn a_file_that_was_named_has_to_show_whose_it_is_too() {
    is(
        &folder(&[("league.yaml", "teams: {CLY: {name: Clay High}}\n")], &["league.yaml"]),
        r"
1 files, 1 ignored, 0 entities, nothing to lint
warning not-an-organisation-file: `league.yaml` is in no format that teamlint reads: nothing in `teams` shows that it is a file of an organisation
  league.yaml:1:1 `` 
  help: if it is one, write `version: 1` at its top
",
    );
    is(
        &folder(&[("compose.yaml", "services: {web: {image: [nginx\n")], &["compose.yaml"]),
        r"
1 files, 1 ignored, 0 entities, nothing to lint
warning not-an-organisation-file: `compose.yaml` is in no format that teamlint reads: it is no YAML from line 1 on, and `services` has `image`, a word of docker-compose
  compose.yaml:1:1 `` 
  help: a native file has `version: 1` and sections such as `teams:` and `people:`, or `team: NAME` and its `members:`; an objective is one of OpenSLO, Sloth, Pyrra or slo-generator; a descriptor of a service is one of Datadog, OpsLevel, Cortex or Compass; a team page is Markdown that begins with `teamName:`, `teamType:` and `interactions:` between `---`; a GitHub organisation has `orgs:` with `members:` and `teams:`, as Peribolos reads it; a Backstage file has `apiVersion: backstage.io/v1alpha1`
",
    );
}

#[test]
fn standard_input_is_an_organisation_unless_another_format_claims_it() {
    let rules = |text: &str| Program::new(&["check", "--format", "json", "-"]).stdin(text).run().rule_names();
    assert_eq!(rules("services: {web: {}}\n"), ["unowned-service"]);
    assert_eq!(rules("apiVersion: backstage.io/v1alpha1\nkind: Grop\nmetadata: {name: a}\n"), ["unknown-kind"]);
}

#[test]
fn a_broken_file_is_ours_if_what_can_be_read_of_it_shows_that() {
    for text in [
        "teams:\n  a: {members: [ana\n",
        "teams:\n  a:\n    mission: \"never closed\n    members: [ana]\n",
        "services:\n\tweb: {owner: a}\n",
        "team: a\nmembers: [ana\n",
        "<<<<<<< ours\nteams:\n  a: {lead: ana}\n=======\n>>>>>>> theirs\n",
        "version: 1\nservices:\n  web: [\n",
    ] {
        assert!(is_ours(text), "{text}");
    }
    for text in [
        "services:\n  web: {image: [nginx\n",
        "services:\n  web:\n    build: \"x\n    owner: me\n",
        "resources:\n  {{- if .Values.limits }}\n  limits: {cpu: 1}\n  {{- end }}\n",
        "teams:\n  CLY: {name: \"Clay\n",
        "jobs: {a: [\n",
        "version: 1\nservices:\n  web: {image: [\n",
        "# teams:\n#   a: {members: [ana]}\njobs: [\n",
    ] {
        assert!(!is_ours(text), "{text}");
    }
}

#[test]
fn what_is_lost_by_a_slip_is_not_missed_as_well() {
    let said = |text: &str| Program::new(&["check", "--format", "json"]).file("org.yaml", text).run().rule_names();
    let team = "teams: {a: {mission: Take the money safely}}\n";
    assert_eq!(said(&format!("{team}services: {{web: {{}}}}\n")), ["unowned-service"]);
    assert_eq!(said(&format!("{team}services: {{web: {{onwer: a}}}}\n")), ["misspelt-field"]);
    assert_eq!(said(&format!("{team}services: {{web: {{onwer: b, owner: a}}}}\n")), ["misspelt-field"]);
    assert_eq!(said("services: {web: {owner: b}}\nteam: {a: {members: [x]}}\n"), ["misspelt-field"]);
    assert_eq!(said("teams: {a: {misson: Take the money safely, members: [p, q, r, s, t]}}\n"), ["misspelt-field"]);
    let catalog = |spec: &str| {
        let group =
            "kind: Group\nmetadata: {name: a, description: Takes the money}\nspec: {type: team, children: []}\n";
        let shop = format!("kind: Component\nmetadata: {{name: shop}}\nspec: {{type: service, {spec}}}\n");
        let apis = "apiVersion: backstage.io/v1alpha1\n";
        said(&format!("{apis}{group}---\n{apis}{shop}"))
    };
    assert_eq!(catalog("lifecycle: production"), ["unowned-service"]);
    assert_eq!(catalog("lifecycle: production, onwer: a"), ["misspelt-field"]);
}

#[test]
fn a_word_of_another_kind_is_no_slip() {
    is(
        &super::problems(&[("org.yaml", "teams: {a: {size: 5, domain: sales, service: x, permission: admin}}\n")]),
        r"
warning unknown-field: a team has no field `size`
  org.yaml:1:13 `size` not part of the vocabulary
  help: a team has `mission`, `kind`, `type`, `discipline`, `members`, `lead`, `reportsTo`, `engagement` and 13 more; keys that begin with `x-` are left alone
error misspelt-field: a team has no field `domain`
  org.yaml:1:22 `domain` did you mean `domains`?
  help: write `domains`, or prefix the key with `x-` to keep it for other tools
warning unknown-field: a team has no field `service`
  org.yaml:1:37 `service` not part of the vocabulary
  help: a team has `mission`, `kind`, `type`, `discipline`, `members`, `lead`, `reportsTo`, `engagement` and 13 more; keys that begin with `x-` are left alone
warning unknown-field: a team has no field `permission`
  org.yaml:1:49 `permission` not part of the vocabulary
  help: a team has `mission`, `kind`, `type`, `discipline`, `members`, `lead`, `reportsTo`, `engagement` and 13 more; keys that begin with `x-` are left alone
",
    );
}
