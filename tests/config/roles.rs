//! What a taxonomy calls a duty, a group, a metric or a tool is followed by every rule, fact and message; the numbers by
//! which facts are decided are its, too.

use std::fmt::Write as _;
use std::sync::Arc;

use teamlint::config::Config;
use teamlint::facts::duties::holdings::Duties;
use teamlint::facts::organisation::size_of;
use teamlint::finding::{Finding, Severity};
use teamlint::lint;
use teamlint::rule::page::PageText;
use teamlint::rule::registry::{Registry, built_in};
use teamlint::vocabulary::Size;
use teamlint::vocabulary::kinds::Kind;

use crate::support::world::{Texts, World, rules_of};

/// The program's taxonomy as a configuration changes it, with the rules that go with it.
struct Setup {
    taxonomy: Arc<lint::Setup>,
    rules: Registry,
}

impl Setup {
    fn new(text: &str) -> Self {
        let taxonomy = read(text, "").setup;
        let config = &taxonomy.config;
        assert_eq!(messages(&config.problems), [""; 0], "{text}");
        let (rules, _) = rules_of(&built_in(), &config.overrides);
        assert_eq!(messages(&rules.problems), [""; 0], "{text}");
        Self { taxonomy, rules }
    }

    /// What a rule says of an organisation: message, labels, help; and what it cannot say.
    fn said(&self, rule: &str, files: &[(String, String)]) -> Vec<String> {
        let rule = std::slice::from_ref(self.rules.get(rule).expect("a rule"));
        let world = Texts::beside(Arc::clone(&self.taxonomy), files.to_vec()).build(20_600);
        let judgement = world.judged_by(rule);
        assert_eq!(messages(&judgement.problems), [""; 0]);
        let unsaid = world.not_judged(&judgement, rule);
        judgement.findings.iter().map(told).chain(unsaid.iter().map(|unsaid| format!("{unsaid:?}"))).collect()
    }
}

/// A configuration, and one native file beside it.
fn read(config: &str, org: &str) -> World {
    Texts::configured(config, [("org.yaml", org)]).build(20_600)
}

fn messages(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|finding| finding.message.clone()).collect()
}

fn told(finding: &Finding) -> String {
    let labels: Vec<&str> = finding.labels.iter().map(|label| label.text.as_str()).collect();
    format!("{} | {} | {}", finding.message, labels.join(", "), finding.help.as_deref().unwrap_or_default())
}

/// What a rule says of one native file.
fn said(config: &str, rule: &str, org: &str) -> Vec<String> {
    Setup::new(config).said(rule, &[("org.yaml".to_owned(), org.to_owned())])
}

/// Sections of the taxonomy with the ids that the program has in them.
pub fn ids() -> Vec<(&'static str, Vec<String>)> {
    let world = World::of(&[]);
    let kinds = [Kind::Duty, Kind::DutyGroup, Kind::Metric, Kind::Tool];
    let of = |kind| world.org.all(kind).map(|entry| world.org.id(entry).to_owned()).collect();
    ["duties", "dutyGroups", "metrics", "tools"].into_iter().zip(kinds.map(of)).collect()
}

#[test]
fn every_example_of_every_page_says_the_same_where_everything_has_another_name() {
    let mut config = "taxonomy:\n".to_owned();
    for (section, ids) in ids() {
        let _ = writeln!(config, "  {section}:");
        for id in ids {
            let _ = writeln!(config, "    zz-{id}: {{replaces: {id}}}");
        }
    }
    let (before, after) = (Setup::new(""), Setup::new(&config));
    let (mut compared, mut renamed) = (0, 0);
    for rule in &before.rules.rules {
        for example in rule.examples().iter().filter(|example| example.config.is_none()) {
            let text = |file: &teamlint::rule::example::ExampleFile| rule.text[file.content.clone()].to_owned();
            let files: Vec<_> = example.files.iter().map(|file| (file.name.clone(), text(file))).collect();
            // What names nothing of the taxonomy is the same under any.
            if !rule.text.contains("duties")
                && !files.iter().any(|(_, text)| text.contains("metrics") || text.contains("tools"))
            {
                continue;
            }
            let said = after.said(&rule.name, &files);
            renamed += said.iter().filter(|said| said.contains("zz-")).count();
            let said: Vec<String> = said.iter().map(|said| said.replace("zz-", "")).collect();
            assert_eq!(said, before.said(&rule.name, &files), "{}: {files:?}", rule.name);
            compared += 1;
        }
    }
    assert!(compared > 100 && renamed > 50, "{compared} examples, {renamed} with a name");
}

#[test]
fn a_renamed_duty_keeps_its_part_in_every_rule() {
    let on_call = "taxonomy: {duties: {pager: {replaces: on-call}}}";
    let required = "[pager, incident-response, monitoring-alerting, post-incident-review, slo-definition, ci-cd-pipelines, infrastructure-provisioning, developer-tooling]";
    let held = required.replace("pager, ", "");
    let with = format!(
        "teams: {{red: {{members: [a], duties: {held}}}}}\nrotations: {{r: {{team: red, participants: [a]}}}}\n"
    );
    assert_eq!(said(on_call, "unassigned-duty", &with), [""; 0], "rotations tell who is on call");
    let without = format!("teams: {{red: {{discipline: sre, duties: {held}}}}}\n");
    let told = said(on_call, "unassigned-duty", &without);
    assert!(told[0].starts_with("no team is responsible or accountable for `pager` (usually sre)"), "{told:?}");

    let promises = "taxonomy: {duties: {promises: {replaces: slo-definition}}}";
    let held = required.replace("pager, ", "on-call, ").replace("slo-definition, ", "");
    let with = format!("teams: {{red: {{duties: {held}}}}}\nslos: {{s: {{owner: red}}}}\n");
    assert_eq!(said(promises, "unassigned-duty", &with), [""; 0], "objectives tell who answers for them");

    let command = "taxonomy: {duties: {lead: {replaces: incident-command}}}";
    let org = "teams: {a: {discipline: devops, duties: [lead]}, b: {discipline: sre, duties: []}}\n";
    let told = said(command, "incident-lead-not-sre", org);
    assert!(told[0].ends_with("| move the duty `lead` to `b`"), "{told:?}");
    let org = "incident: {severities: {sev1: {}}}\nteams: {b: {discipline: sre, duties: []}}\n";
    let told = said(command, "missing-incident-commander", org);
    assert!(told[0].ends_with("or give a team the duty `lead`"), "{told:?}");
    assert_eq!(said(command, "missing-incident-commander", &org.replace("[]", "[lead]")), [""; 0]);

    let review = "taxonomy: {duties: {learning: {replaces: post-incident-review}}}";
    let told = said(review, "post-incident-review-unowned", org);
    assert!(told[0].ends_with("or give a team the duty `learning`"), "{told:?}");
    assert_eq!(said(review, "post-incident-review-unowned", &org.replace("[]", "[learning]")), [""; 0]);

    let budget = "taxonomy: {duties: {allowance: {replaces: error-budget}}}";
    let told = said(budget, "error-budget-without-telemetry", "teams: {a: {duties: [allowance], access: []}}\n");
    assert!(told[0].starts_with("`a` is responsible for `allowance` and cannot see it"), "{told:?}");

    let research = "taxonomy: {duties: {listening: {replaces: developer-needs-research}}}";
    let org = "platforms: {p: {owner: a, feedback: [], productOwner: m, roadmap: \"https://r.example\"}}\nteams: {a: {duties: []}}\npeople: {m: {}}\n";
    let told = said(research, "platform-not-a-product", org);
    assert!(told[0].contains("does not hold `listening`"), "{told:?}");
    let org = org.replace("duties: []", "duties: [listening]");
    assert_eq!(said(research, "platform-not-a-product", &org), [""; 0]);

    let sharing = "taxonomy: {duties: {teaching: {replaces: knowledge-sharing}}}";
    let org = "org: {complete: [communities]}\nteams: {a: {discipline: sre, duties: [teaching]}, b: {discipline: platform, duties: [teaching]}}\n";
    assert_eq!(said(sharing, "no-knowledge-sharing", org), [""; 0]);

    let paths = "taxonomy: {duties: {roads: {replaces: golden-paths}}}";
    let org = "platforms: {p: {owner: b, goldenPaths: {web: {for: web}}}}\nteams: {a: {discipline: sre, duties: [roads]}, b: {discipline: platform}}\ninteractions: []\n";
    assert_eq!(said(paths, "golden-path-without-sre", org), [""; 0]);
    let org = "platforms: {p: {owner: b, capabilities: {build-systems: {}}}}\nteams: {b: {}}\n";
    let told = said(paths, "incomplete-platform", org);
    assert!(told[0].contains("developer-onboarding and roads, which"), "{told:?}");
}

#[test]
fn renamed_groups_metrics_and_tools_are_followed() {
    let groups = "taxonomy: {dutyGroups: {must: {replaces: required}, ours: {replaces: sre-core}, theirs: {replaces: platform-core}, ahead: {replaces: proactive-sre}, build: {replaces: self-service}}}";
    let org = "teams: {a: {discipline: sre, duties: [incident-response, on-call, slo-definition, developer-tooling, golden-paths]}}\n";
    let told = said(groups, "conflated-sre-platform", org);
    assert!(told[0].starts_with("`a` mixes SRE and platform duties 3 to 2"), "{told:?}");
    let told = said(groups, "unassigned-duty", org);
    assert!(told[0].contains("`monitoring-alerting`"), "{told:?}");
    let told = said(groups, "sre-overburdened", org);
    assert!(told[0].contains("3 `groups`: build, incidents, standards"), "{told:?}");
    let told = said(groups, "reactive-only-sre", "teams: {a: {discipline: sre, duties: [on-call]}}\n");
    assert!(told[0].contains("give it capacity-planning"), "{told:?}");

    let metrics = "taxonomy: {metrics: {failures: {replaces: change-failure-rate}}}";
    let org = "teams: {a: {metrics: [lead-time-for-changes]}, b: {metrics: [uptime]}}\n";
    let told = said(metrics, "siloed-metric", org);
    assert!(told[0].ends_with("measure `a` by `failures` as well, or by `uptime` as `b` is"), "{told:?}");
    let told = said("taxonomy: {metrics: {change-failure-rate: }}", "siloed-metric", org);
    assert!(told[0].ends_with("| measure `a` by `uptime` as well, as `b` is"), "{told:?}");

    let tools = "taxonomy: {tools: {argus: {replaces: prometheus}, beeper: {replaces: pagerduty}}}";
    let org = "teams: {a: {discipline: sre, tools: [argus, beeper]}}\n";
    assert_eq!(said(tools, "missing-tool-capability", org), [""; 0]);
}

#[test]
fn one_duty_in_the_place_of_several_has_the_roles_of_all() {
    let config = "taxonomy:\n  duties: {incidents: {replaces: [incident-command, post-incident-review]}}\n  dutyGroups: {core: {replaces: [sre-core, platform-core]}}\n";
    let org = "incident: {severities: {sev1: {}}}\nteams: {b: {discipline: sre, duties: []}}\n";
    for rule in ["missing-incident-commander", "post-incident-review-unowned"] {
        let told = said(config, rule, org);
        assert!(told[0].ends_with("or give a team the duty `incidents`"), "{told:?}");
        assert_eq!(said(config, rule, &org.replace("[]", "[incidents]")), [""; 0]);
    }
    let both = "teams: {a: {duties: [on-call]}}\n";
    assert!(said(config, "conflated-sre-platform", both)[0].contains("1 to 1"), "one group with both roles");
}

#[test]
fn a_role_is_given_taken_away_and_lost_with_its_entry() {
    let org = "incident: {severities: {sev1: {}}}\nteams: {b: {discipline: sre, duties: [taking-the-lead]}}\n";
    let given = "taxonomy: {duties: {incident-command: , taking-the-lead: {role: incident-command, primary: sre}}}";
    assert_eq!(said(given, "missing-incident-commander", org), [""; 0]);
    let second = "taxonomy: {duties: {taking-the-lead: {role: incident-command}}}";
    assert_eq!(said(second, "missing-incident-commander", org), [""; 0], "two duties may have one role");
    let told = said(second, "missing-incident-commander", &org.replace("[taking-the-lead]", "[]"));
    assert!(told[0].ends_with("the duty `incident-command` or `taking-the-lead`"), "{told:?}");
    for without in ["incident-command: ", "incident-command: {role: none}", "incident-command: {role: []}"] {
        let config = format!("taxonomy: {{duties: {{{without}, taking-the-lead: {{}}}}}}");
        let told = said(&config, "missing-incident-commander", org);
        assert!(told[0].ends_with("| name who takes the lead: `roles: {commander: {team: TEAM}}`"), "{told:?}");
        assert_eq!(said(&config, "incident-lead-not-sre", org), [""; 0]);
    }
    let group = "taxonomy: {dutyGroups: {required: , platform-core: }}";
    let org = "teams: {a: {discipline: sre, duties: [on-call, golden-paths]}}\n";
    for rule in ["unassigned-duty", "conflated-sre-platform"] {
        assert_eq!(said(group, rule, org), [""; 0], "{rule}");
    }
    let platform =
        "platforms: {p: {owner: b, capabilities: {build-systems: {}}, goldenPaths: {web: {}}}}\nteams: {b: {}}\n";
    let told = said("taxonomy: {duties: {golden-paths: , auth-tooling: }}", "incomplete-platform", platform);
    let message = "`p` does not offer ci-cd-pipelines, observability-standards and developer-onboarding, which `required` asks for";
    assert!(told[0].starts_with(message), "{told:?}");
    let one = "taxonomy: {duties: {tooling: {replaces: [golden-paths, auth-tooling]}}}";
    let told = said(one, "incomplete-platform", &platform.replace("goldenPaths: {web: {}}", "tags: [x]"));
    assert!(
        told[0].contains("developer-onboarding, tooling") || told[0].contains("tooling and developer-onboarding"),
        "{told:?}"
    );

    let review = "taxonomy: {duties: {post-incident-review: }}";
    let org = "incident: {severities: {sev1: {}}}\nteams: {a: {discipline: platform, duties: [on-call]}, b: {discipline: sre, duties: []}}\n";
    let told = said(review, "post-incident-review-unowned", org);
    assert!(
        told[0].ends_with("| name the team that sees to it: `review: {owner: TEAM, feedsInto: [service-owners]}`"),
        "{told:?}"
    );
}

#[test]
fn a_misspelt_role_is_told_with_what_was_meant() {
    let config = "taxonomy:\n  duties: {pager: {role: on-cal}, lead: {role: [incident-comand]}}\n  dutyGroups: {core: {role: sre-cor, dutis: [on-call]}}\n  tools: {argus: {role: on-call}}\n";
    let world = read(config, "");
    let wrong: Vec<String> = world.setup.config.problems.iter().map(told).collect();
    assert_eq!(
        wrong,
        [
            "`role` cannot be `on-cal` | did you mean `on-call`? | write `on-call`, or else one of `none`, `incident-command`, `post-incident-review`, `slo-definition`, `error-budget`, `golden-paths`, `developer-needs-research` or `knowledge-sharing`",
            "`role` cannot be `incident-comand` | did you mean `incident-command`? | write `incident-command`, or else one of `none`, `on-call`, `post-incident-review`, `slo-definition`, `error-budget`, `golden-paths`, `developer-needs-research` or `knowledge-sharing`",
            "`role` cannot be `sre-cor` | did you mean `sre-core`? | write `sre-core`, or else one of `none` or `platform-core`",
            "a duty group has no field `dutis` | did you mean `duties`? | write `duties`, or prefix the key with `x-` to keep it for other tools",
            "a tool has no field `role` | not part of the vocabulary | a tool has `synonyms`, `capability`, `also` and `disciplines`; keys that begin with `x-` are left alone",
        ]
    );
}

/// What is wrong with a page that asks this of every duty.
fn refused(asked: &str) -> Vec<String> {
    let text = format!(
        "---\nsummary: s\nfor: duty in duties\nrequire: |-\n  {asked}\nmessage: m\nlabels: [{{at: duty}}]\nseverity: warning\nsources: [{{title: t}}]\n---\n\n# own\n"
    );
    let page = PageText::of_user("own/own.md", text);
    let config = Config::default();
    let (registry, _) = rules_of(&[page], &config.overrides);
    let is_error = |finding: &&Finding| finding.severity == Severity::Error;
    registry.problems.iter().filter(is_error).map(told).collect()
}

#[test]
fn a_page_asks_for_a_role_and_cannot_misspell_it() {
    for asked in
        ["duty.role != \"on-call\"", "duty.role != on-call", "!(\"on-call\" in duty.roles)", "duty.role == none"]
    {
        assert_eq!(refused(asked), [""; 0], "{asked}");
    }
    for asked in ["duty.role != \"on-cal\"", "\"on-cal\" in duty.roles", "\"sre-cor\" in duty.groupRoles"] {
        let told = refused(asked);
        assert!(told.len() == 1 && told[0].contains("did you mean `"), "{asked}: {told:?}");
    }
}

#[test]
fn facts_are_decided_by_the_thresholds_of_the_taxonomy() {
    let org = "teams: {a: {discipline: sre, members: [p1, p2, p3, p4, p5]}}\npeople: {p1: {}, p2: {}, p3: {}, p4: {}, p5: {}}\n";
    let size = |config: &str| {
        let world = read(config, org);
        size_of(&world.facts, &world.org).map(Size::as_str)
    };
    assert_eq!(size(""), Some("small"));
    assert_eq!(size("taxonomy: {growingFrom: 5}"), Some("growing"));
    assert_eq!(size("taxonomy: {growingFrom: 2, largeFrom: 5}"), Some("large"));

    let inferred = |config: &str, duties: &str| {
        let world = read(config, &format!("teams: {{a: {{duties: {duties}}}}}\n"));
        let team = world.find("team:a");
        Duties::of(&world.org, world.facts.thresholds()).inferred(team).is_ok_and(|one| one.is_some())
    };
    assert!(inferred("", "[on-call, incident-response]") && !inferred("", "[on-call]"));
    assert!(inferred("taxonomy: {inferenceWeight: 1}", "[on-call]"));
    let mixed = "[on-call, incident-response, golden-paths]";
    assert!(inferred("", mixed) && !inferred("taxonomy: {inferenceMargin: 0.5}", mixed));

    let illegible = "taxonomy: {duties: {on-call: {class: zzqx}}}";
    assert!(!inferred(illegible, "[on-call, incident-response]"), "it may weigh less than an exclusive one");

    let org = "services: {s1: {escalation: e}, s2: {escalation: e}, s3: {escalation: e}, s4: {escalation: e}}\nescalations: {e: {levels: [{targets: [{person: a}, {person: b}]}, {targets: [{person: c}]}]}}\npeople: {a: {}, b: {}, c: {}}\n";
    let heroes = |config: &str| {
        let said = said(config, "hero-dependency", org);
        said.iter().filter(|said| said.contains("`c`")).count()
    };
    assert_eq!(heroes(""), 1, "the second level of two is no last resort");
    assert_eq!(heroes("taxonomy: {lastResortFrom: 2}"), 0);

    let pool = "rotations: {r: {participants: [a, b, c, d]}}\npeople: {a: {}, b: {}, c: {}, d: {}}\n";
    let fewest = |config: &str| read(config, pool).says_of("rotation:r", "it.pools.map(pool, string(pool.minPool))");
    assert_eq!(fewest(""), "[4]");
    assert_eq!(fewest("taxonomy: {onCallShare: 0.2}"), "[5]");
}
