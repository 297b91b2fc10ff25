//! The taxonomy as an organisation configures it: what it may change, what rules see of it, what is told of mistakes.

use teamlint::config::Config;
use teamlint::declare::setting::Written;
use teamlint::judge::Limits;
use teamlint::lint;
use teamlint::lint::{Options, Setup};
use teamlint::rule::page::PageText;
use teamlint::vocabulary::kinds::Kind;

use crate::support::rule::told;
use crate::support::world::{Folder, Texts, World, rules_of};

/// An organisation beside a configuration.
struct Read {
    world: World,
    /// Findings of the loader, as `text: rule message`.
    loader: Vec<String>,
    /// What is wrong with the configuration, as `line:column text | message | label | help`.
    wrong: Vec<String>,
}

fn read(config: &str, org: &str) -> Read {
    let world = Texts::configured(config, [("org.yaml", org)]).build(20_600);
    let sources = world.org.sources();
    let wrong = world.setup.config.problems.iter().map(|problem| {
        let (place, label) = (problem.place(), &problem.labels[0].text);
        let at = sources.get(place.file).position(place.span.start);
        let help = problem.help.as_deref().unwrap_or_default();
        format!("{}:{} {} | {} | {label} | {help}", at.line, at.column, sources.text(place), problem.message)
    });
    let wrong = wrong.collect();
    let loader = world.findings.iter();
    let loader = loader.map(|f| format!("{}: {} {}", sources.text(f.place()), f.rule, f.message)).collect();
    Read { world, loader, wrong }
}

impl Read {
    fn config(&self) -> &Config {
        &self.world.setup.config
    }
}

/// The id of the entry that a name stands for.
fn meaning(read: &Read, kind: Kind, name: &str) -> Option<String> {
    let entity = read.world.org.find(kind, name)?;
    Some(read.world.org.id(entity).to_owned())
}

fn value(config: &Config, section: &str) -> String {
    let Written::Table(sections, _) = &config.overrides.taxonomy().values else { panic!("a table") };
    let found = sections.iter().find(|(name, _)| name == section);
    found.map_or_else(String::new, |(_, value)| value.shown())
}

/// Findings of one rule whose page has this head.
fn found(config: &Config, world: &World, head: &str) -> Vec<String> {
    let text = format!("---\nsummary: s\n{head}severity: warning\nsources: [{{title: t}}]\n---\n\n# own\n");
    let page = PageText::of_user("own/own.md", text);
    let (registry, sources) = rules_of(&[page], &config.overrides);
    assert_eq!(registry.rules.len(), 1, "{:?}", told(&sources, &registry.problems));
    let judged = world.judged_as(&registry.rules, None, Limits::default());
    judged.findings.into_iter().map(|finding| finding.message).collect()
}

#[test]
fn without_configuration_nothing_is_wrong_with_the_taxonomy() {
    let read = read("", "teams: {sre: {duties: [on-call]}}\n");
    assert_eq!((read.wrong.len(), read.loader.len()), (0, 0));
    assert_eq!(read.config().overrides.taxonomy, None);
    let with = self::read("taxonomy: {duties: , skills: }\n", "teams: {}\n");
    assert_eq!(with.wrong, [""; 0]);
    let Written::Table(own, _) = &with.config().overrides.taxonomy().values else { panic!("a table") };
    let names: Vec<&str> = own.iter().map(|(name, _)| name.as_str()).collect();
    let expected = [
        "dutyGroups",
        "toolRequirements",
        "toolLimit",
        "toolLimitExempt",
        "skills",
        "certifications",
        "reportingLines",
        "growingFrom",
        "largeFrom",
        "inferenceWeight",
        "inferenceMargin",
        "lastResortFrom",
        "onCallShare",
        "exportDays",
    ];
    assert_eq!(names, expected);
    for name in expected {
        assert_eq!(value(with.config(), name), value(&Config::default(), name));
    }
}

#[test]
fn an_entry_changes_the_fields_it_names_and_synonyms_add_up() {
    let config = "taxonomy:\n  duties:\n    on-call: {primary: devops, synonyms: [pager rota]}\n";
    let read = read(config, "teams: {a: {duties: [Pager Rota, standby]}}\n");
    assert_eq!(read.wrong, [""; 0]);
    assert_eq!(meaning(&read, Kind::Duty, "pager rota").as_deref(), Some("on-call"));
    assert_eq!(meaning(&read, Kind::Duty, "standby").as_deref(), Some("on-call"));
    let primary = found(
        read.config(),
        &read.world,
        "for: team in teams\nrequire: team.holdings.all(h, h.duty.primary != devops || h.duty.class != exclusive)\nmessage: \"{{ team.holdings.map(h, h.duty.id).join(', ') }}\"\nlabels: [{at: team}]\n",
    );
    assert_eq!(primary, ["on-call, on-call"], "its class is as before, its discipline is not");
}

#[test]
fn entries_are_added_and_removed() {
    let config = "taxonomy:\n  duties:\n    data-quality: {primary: platform, class: exclusive, synonyms: [dq]}\n    toil-reduction:\n  tools: {our-ci: {capability: ci-cd}}\n  metrics: {cost: {family: efficiency, home: [platform]}}\n";
    let read = read(config, "teams: {a: {duties: [data-quality, toil-reduction], metrics: [cost], tools: [our-ci]}}\n");
    assert_eq!(read.wrong, [""; 0]);
    assert_eq!(read.loader, ["toil-reduction: unknown-duty there is no duty `toil-reduction`"]);
    assert!(!value(read.config(), "dutyGroups").contains("toil-reduction"), "it is gone from the groups, too");
}

#[test]
fn a_synonym_moves_to_the_entry_that_configuration_gives_it_to() {
    let config = "taxonomy: {duties: {data: {synonyms: [observability]}, idp: {}}}\n";
    let read = read(config, "teams: {}\n");
    assert_eq!(read.wrong, [""; 0]);
    assert_eq!(meaning(&read, Kind::Duty, "observability").as_deref(), Some("data"));
    assert_eq!(meaning(&read, Kind::Duty, "idp").as_deref(), Some("idp"), "an id goes before a synonym");
}

#[test]
fn an_entry_by_another_name_keeps_its_fields_its_names_and_its_rules() {
    let config = "taxonomy:\n  duties: {learning-review: {replaces: post-incident-review}}\n  dutyGroups: {ours: [postmortem, on-call]}\n";
    let read =
        read(config, "teams: {a: {duties: [postmortem]}, b: {duties: [learning-review]}, c: {duties: [on-call]}}\n");
    assert_eq!(read.wrong, [""; 0]);
    for name in ["post-incident-review", "postmortem", "learning-review"] {
        assert_eq!(meaning(&read, Kind::Duty, name).as_deref(), Some("learning-review"), "{name}");
    }
    assert_eq!(read.loader, ["postmortem: non-canonical-name `postmortem` is a synonym of the duty `learning-review`"]);
    assert!(value(read.config(), "dutyGroups").contains("ours: [learning-review, on-call]"));
    assert!(value(read.config(), "dutyGroups").contains("on-call, learning-review, root-cause-analysis"));
    for asked in [
        "team.holdings.exists(h, h.duty.id == \"post-incident-review\")",
        "\"post-incident-review\" in team.holdings.map(h, h.duty.id)",
        "team.holdings.exists(h, h.duty.id in [\"post-incident-review\", \"error-budget\"])",
        "team.holdings.exists(h, h.duty.id in params.duties)",
    ] {
        let head = format!(
            "for: team in teams\nrequire: |-\n  !({asked})\nmessage: \"{{{{ team.id }}}}\"\nlabels: [{{at: team}}]\nparams: {{duties: {{default: [post-incident-review], type: list<duty>, doc: d}}}}\n"
        );
        assert_eq!(found(read.config(), &read.world, &head), ["a", "b"], "{asked}");
    }
}

#[test]
fn settings_are_changed_key_by_key() {
    let config = "taxonomy:\n  toolLimit: 3\n  toolLimitExempt: []\n  skills: {sre: [patience], devops: }\n  reportingLines: {devops: cto}\n";
    let read = read(config, "teams: {}\n");
    assert_eq!(read.wrong, [""; 0]);
    assert_eq!(value(read.config(), "toolLimit"), "3");
    assert_eq!(value(read.config(), "toolLimitExempt"), "[]");
    assert_eq!(
        value(read.config(), "skills"),
        "{sre: [patience], platform: [cloud-computing, virtualization, containerization, scripting, infrastructure-as-code]}"
    );
    assert!(value(read.config(), "reportingLines").ends_with(", devops: [cto]}"));
    let head = "for: team in teams\nrequire: params.exempt.size() + params.limit > 3\nmessage: m\nlabels: [{at: team}]\nparams:\n  limit: {default: taxonomy.toolLimit, doc: d}\n  exempt: {default: taxonomy.toolLimitExempt, doc: d}\n";
    let world = self::read("", "teams: {a: {}}\n").world;
    assert_eq!(found(read.config(), &world, head), ["m"]);
    assert_eq!(found(&Config::default(), &world, head), [""; 0]);
}

#[test]
fn every_mistake_is_told_at_its_place() {
    let config = "\
taxonomy:
  duties:
    on-call: {primary: sree}
    data: {synonyms: [dq, on-call], natur: reactive}
    data-quality: {synonyms: [dq], replaces: on-cal}
    nothing:
    text: exclusive
  dutyGroups: {required: [on-cal]}
  metrics: [uptime]
  toolLimit: many
  skills: {platfrom: [b], sre: {a: b}}
  reportingLines: {sre: [operation]}
  certifications: [CKA]
  dutis: {}
";
    assert_eq!(
        read(config, "teams: {}\n").wrong,
        [
            "14:3 dutis | a taxonomy has no section `dutis` | unknown section | did you mean `duties`?",
            "5:46 on-cal | there is no duty `on-cal` to replace | not in the taxonomy | did you mean `on-call`?",
            "6:5 nothing | there is no duty `nothing` to remove | nothing after it removes it | to add it, write `nothing: {…}`",
            "7:11 exclusive | the duty `text` is a map of fields | not a map | write `text: {…}`",
            "4:27 on-call | `on-call` is the id of a duty and cannot be a synonym of another | the duty `on-call` has this id | to make one of both, write `replaces: on-call`",
            "5:31 dq | `dq` is a synonym of both `data` and `data-quality` | claimed again here | leave it to one of them",
            "8:27 on-cal | there is no duty `on-cal` | not in the taxonomy | did you mean `on-call`?",
            "9:12 [uptime] | `metrics` is a map from id to metric | not a map | write each id as a key",
            "11:12 platfrom | `platfrom` is no discipline | unknown discipline | did you mean `platform`?",
            "13:19 [CKA] | `certifications` is a map | not a map | write `certifications: {sre: […]}`",
            "3:24 sree | `primary` cannot be `sree` | did you mean `sre`? | write `sre`, or else one of `platform`, `devops`, `operations`, `development`, `product` or `security`",
            "4:37 natur | a duty has no field `natur` | did you mean `nature`? | write `nature`, or prefix the key with `x-` to keep it for other tools",
            "10:14 many | `many` is not a whole number from 0 for `toolLimit` | expected a whole number from 0 | write a whole number such as `1`",
            "11:32 {a: b} | expected a list for `skills`, found a map | a map | write `[a]`",
            "12:26 operation | `reportingLines` cannot be `operation` | did you mean `operations`? | write `operations`, or else one of `cto`, `infrastructure`, `engineering`, `engineering-enablement`, `devex`, `product`, `security`, `it` and 1 more",
        ]
    );
}

#[test]
fn it_may_stand_in_files_of_its_own() {
    let files = [("company.yaml", "toolLimit: 5\nduties: {data: {}}\n"), ("broken.yaml", "duties: {data: {}\n")];
    let folder = Folder::of(files);
    let configuration = folder.path().join("teamlint.yaml");
    let read = |taxonomy: &str| {
        std::fs::write(&configuration, format!("taxonomy: {taxonomy}\n")).unwrap();
        let setup = Setup::of(&lint::Input::paths([folder.path()]), &Options::default());
        let wrong: Vec<String> = setup.problems.iter().map(|problem| problem.message.clone()).collect();
        (value(&setup.config, "toolLimit"), wrong)
    };
    assert_eq!(read("company.yaml"), ("5".to_owned(), Vec::new()));
    assert_eq!(read("[company.yaml, {toolLimit: 7}]"), ("7".to_owned(), Vec::new()));
    let (_, missing) = read("compny.yaml");
    assert!(missing[0].ends_with("compny.yaml` cannot be read: it does not exist"), "{missing:?}");
    assert_eq!(read("broken.yaml").1.len(), 1);
    assert_eq!(read("[[a]]").1, ["expected changes to the taxonomy, or a file with them"]);
}

#[test]
fn the_example_in_the_documentation_has_no_mistake() {
    let page = include_str!("../../docs/configuration.md");
    let example = page.split("```yaml\n").find(|part| part.starts_with("taxonomy:\n")).expect("an example");
    let config = example.split("```").next().expect("its text");
    let read = read(config, "teams: {a: {duties: [data-quality, pager rota, learning-review]}}\n");
    assert_eq!(read.wrong, [""; 0]);
    assert_eq!(read.loader.len(), 1, "{:?}", read.loader);
}
