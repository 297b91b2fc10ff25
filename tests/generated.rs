//! Files made from the vocabulary, the facts and the structs of outputs are as these say, and the schema of the native
//! format accepts and refuses what the reader does.

use std::path::Path;
use std::{env, fs};

use serde_json::Value;
use teamlint::dialect::Asked;
use teamlint::finding::Finding;
use teamlint::reference::outputs::SCHEMAS;
use teamlint::reference::{configuration, docs, schema};
use teamlint::vocabulary::forms::{FORMS, OFFSET, ScalarForm};
use teamlint::{Input, Options, Setup};

use crate::support::rules_index;
use crate::support::world::{Texts, World, built_in_rules, declared};

const EVERYTHING: &str = include_str!("fixtures/harbour-bikes.yaml");

fn is_current(path: &str, made: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if env::var_os("TEAMLINT_BLESS").is_some_and(|value| value == "1") {
        fs::create_dir_all(file.parent().expect("a file in a folder")).expect("a folder that can be made");
        fs::write(&file, made).expect("a file that can be written");
    }
    let there = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    let differs = there.lines().zip(made.lines()).position(|(there, made)| there != made);
    assert!(
        there == made,
        "{path} is out of date, from line {} on; `TEAMLINT_BLESS=1 cargo test --test main generated` writes it anew",
        differs.unwrap_or_else(|| there.lines().count().min(made.lines().count())) + 1
    );
}

#[test]
fn the_schema_is_what_the_vocabulary_says() {
    is_current("schema/organisation-v1.schema.json", &schema::organisation_text());
}

#[test]
fn the_schema_of_the_configuration_is_what_keys_rules_and_taxonomy_say() {
    is_current("schema/configuration-v1.schema.json", &configuration::configuration_text(&built_in_rules()));
}

#[test]
fn the_schemas_of_outputs_are_what_the_structs_say() {
    for output in SCHEMAS {
        is_current(&format!("schema/{}.schema.json", output.name), &output.text());
    }
}

#[test]
fn the_page_on_the_vocabulary_is_what_the_vocabulary_says() {
    is_current("docs/vocabulary.md", &docs::vocabulary());
}

#[test]
fn the_page_on_facts_is_what_the_facts_say() {
    is_current("docs/facts.md", &docs::facts_page());
}

#[test]
fn the_index_of_the_rules_is_what_their_pages_say() {
    is_current("rules/README.md", &rules_index::page(&built_in_rules()));
}

/// What the reader says of a file, in the order of the text.
fn findings(text: &str) -> Vec<String> {
    let World { org, findings, .. } = Texts::of([("org.yaml", text)]).all_known().build(20_600);
    let line = |finding: &Finding| {
        let place = finding.place();
        format!(
            "{} {} {}",
            finding.rule,
            org.sources().get(place.file).position(place.span.start).line,
            finding.message
        )
    };
    findings.iter().map(line).collect()
}

fn as_json(text: &str) -> Value {
    serde_yaml::from_str(text).expect("YAML")
}

fn refusals(text: &str) -> Vec<String> {
    refusals_by(&schema::organisation(), text)
}

fn refusals_by(schema: &Value, text: &str) -> Vec<String> {
    let validator = jsonschema::draft202012::new(schema).expect("a schema");
    let value = as_json(text);
    validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path)).collect()
}

#[test]
fn the_schemas_are_some_and_have_a_name() {
    for schema in [schema::organisation(), configuration::configuration(&built_in_rules())] {
        if let Err(error) = jsonschema::draft202012::meta::validate(&schema) {
            panic!("{error}");
        }
        assert!(schema["$id"].as_str().is_some_and(|id| id.starts_with("urn:teamlint:schema:")), "{}", schema["$id"]);
    }
}

#[test]
fn a_mistake_is_told_of_the_value_that_has_it() {
    for (text, place) in [
        ("services: {web: {owner: a, tier: [1]}}", "/services/web/tier"),
        ("services: [{name: web, lifecycle: old}]", "/services/0/lifecycle"),
        ("teams: {a: {members: [ana, {person: ben, role: [x]}]}}", "/teams/a/members/1/role"),
        ("teams: {a: {duties: [{duty: on-call, level: mayor}]}}", "/teams/a/duties/0/level"),
        ("team: a\nmembers: [ana]\nonCall: {turn: weekly}", "/onCall/turn"),
        ("rotations: {r: {coverage: [{days: someday}]}}", "/rotations/r/coverage/0/days"),
        ("people: {ana: {fte: lots}}", "/people/ana/fte"),
        ("people: [ana, [ben]]", "/people/1"),
        ("slos: {s: {target: high}}", "/slos/s/target"),
    ] {
        let refused = refusals(text);
        assert!(
            refused.iter().all(|one| one.starts_with(&format!("{place}: "))) && !refused.is_empty(),
            "{text}: {refused:?}"
        );
    }
}

/// What the program says of a configuration.
fn configuration_problems(text: &str) -> Vec<String> {
    let setup = Setup::of(&Input::texts([("teamlint.yaml", text)]), &Options::default());
    setup.problems.iter().map(|problem| problem.message.clone()).collect()
}

#[test]
fn program_and_schema_agree_on_configurations() {
    let schema = configuration::configuration(&built_in_rules());
    for text in [
        "# nothing\n",
        "size: large\ninclude: teams/**\nexclude: [archive/**]\nprofile: strict\n",
        "edition: 0.1\n",
        "edition: '0.1'\n",
        "rules: {team-size: off, on-call-overload: {severity: error, params: {maxShare: 0.3}, locked: true}}\n",
        "rules: {unknown-reference: warning, unknown-field: {severity: advice}}\n",
        "external: ['team:default/*', 'service:legacy-*', '*:shared-{a,b}']\ncomplete: [teams, slos]\n",
        "external: 'person:*'\ncomplete: people\n",
        "waivers: [{rule: team-size, entity: 'team:web', reason: they split, until: 2026-05-31}]\n",
        "taxonomy: {duties: {pager: {replaces: on-call}, feature-development: }, toolLimit: 3, skills: {devops: }}\n",
        "taxonomy: [{tools: {forge: {capability: ci-cd, disciplines: [platform]}}}, {reportingLines: {sre: [engineering]}}]\n",
        "taxonomy: {dutyGroups: {required: [on-call, incident-response]}}\n",
        "pages: https://example.com/teamlint/rules\n",
        "pages: HTTP://[::1]:8080\n",
        "pages:\n",
    ] {
        assert_eq!(configuration_problems(text), [""; 0], "{text}");
        assert_eq!(refusals_by(&schema, text), [""; 0], "{text}");
    }
    for (text, place) in [
        ("siez: large", ""),
        ("size: huge", "/size"),
        ("edition: latest", "/edition"),
        ("edition: [0.1]", "/edition"),
        ("include: [[a]]", "/include/0"),
        ("external: [till]", "/external/0"),
        ("external: [[a]]", "/external/0"),
        ("complete: [slso]", "/complete/0"),
        ("complete: team", "/complete"),
        ("rules: {team-size: of}", "/rules/team-size"),
        ("rules: {team-size: {severty: error}}", "/rules/team-size"),
        ("rules: {team-size: {locked: perhaps}}", "/rules/team-size/locked"),
        ("rules: {on-call-overload: {params: {maxShar: 0.3}}}", "/rules/on-call-overload/params"),
        ("rules: {on-call-overload: {params: {maxShare: [a]}}}", "/rules/on-call-overload/params/maxShare"),
        ("rules: {unknown-field: {params: {x: 1}}}", "/rules/unknown-field/params"),
        ("waivers: [{rule: team-size, entity: 'team:web'}]", "/waivers/0"),
        ("waivers: {rule: team-size}", "/waivers"),
        ("pages: ftp://example.com/", "/pages"),
        ("pages: https://example.com/?page=", "/pages"),
        ("pages: https://example.com/a b", "/pages"),
        ("pages: https://", "/pages"),
        ("pages: [https://example.com/]", "/pages"),
        ("taxonomy: {toolLimit: many}", "/taxonomy/toolLimit"),
        ("taxonomy: {duties: {pager: {clas: exclusive}}}", "/taxonomy/duties/pager"),
        ("taxonomy: {duties: {pager: {class: rare}}}", "/taxonomy/duties/pager/class"),
    ] {
        assert!(!configuration_problems(text).is_empty(), "the program accepts {text}");
        let refused = refusals_by(&schema, text);
        assert!(
            refused.iter().all(|one| one.starts_with(&format!("{place}: "))) && !refused.is_empty(),
            "{text}: {refused:?}"
        );
    }
}

#[test]
fn an_organisation_that_declares_everything_has_nothing_wrong() {
    assert_eq!(findings(EVERYTHING), [""; 0]);
    assert_eq!(refusals(EVERYTHING), [""; 0]);
}

#[test]
fn it_declares_every_field_of_every_kind() {
    use teamlint::declare::format::Fields;
    use teamlint::vocabulary::kinds::ALL;
    use teamlint::vocabulary::record;
    let declared = declared("org.yaml", EVERYTHING, Asked::Found).1.expect("native");
    let mut absent = Vec::new();
    for kind in ALL.into_iter().filter(|&kind| !record(kind).of_taxonomy) {
        let said =
            declared.iter().flat_map(|part| &part.drafts[kind as usize]).fold(0, |mask, draft| mask | draft.mask);
        let can_say = |rank| Fields::OWN.contains(kind, rank);
        absent.extend(
            record(kind)
                .members()
                .filter(|(rank, _)| can_say(*rank) && said & 1 << rank.0 == 0)
                .map(|(_, field)| format!("{}.{}", record(kind).word, field.name)),
        );
    }
    assert_eq!(absent, [""; 0], "write these in tests/fixtures/harbour-bikes.yaml, which declares every field once");
}

#[test]
fn every_way_to_write_it_is_accepted_by_both() {
    for text in [
        "team: infra\nmembers: [ada, bo, chen]\nduties: [on-call]\nonCall: {coverage: 24x7, turn: 1w, pages: {perWeek: 3}}\n",
        "team: infra\nmembers: ada\nmission: keep things running\nname: Infra\nx-cost-centre: 12\n",
        "teams:\n- sre\n- {name: platform, type: platform}\n",
        "teams: {sre: }\npeople: [ada, {name: bo, team: sre}, {id: chen, team: [sre]}]\n",
        "teams: {sre: {time: {toil: 0.5}, x-note: {anything: goes}}}\n",
        "rotations: {r: {participants: [ada], restrictions: [{days: \"Sat-Mon\", from: \"9:00\", to: \"24:00\"}], utcOffset: \"-0800\"}}\n",
        "rotations: {r: {coverage: {days: daily, from: \"00:00\", to: \"24:00\"}, layers: [{name: day, offset: 1}]}}\n",
        "slos: {a: {targetPercent: 99.9}, b: {targetPercent: \"99.9 %\"}, c: {target: 1}}\n",
        "services: {ledger: {runbook: [{url: a}], dependsOn: other, owner: null}}\norg: {name: acme}\nversion: \"1\"\n",
        "people: {ana: {utcOffset: +1}, ben: {utcOffset: 0}, chen: {utcOffset: 1}}\n",
        "people: {ana: {discipline: Development, onCallReady: \"true\"}}\nservices: {ledger: {tier: \"1\", lifecycle: DEPRECATED}}\n",
        "rotations: {r: {coverage: 24X7, layers: [{name: day, level: Primary}], handoff: {day: [mon, Tue-wed]}}}\n",
        "interactions: []\nteams: {}\n",
    ] {
        let wrong: Vec<String> =
            findings(text).into_iter().filter(|line| !line.starts_with("unknown-reference")).collect();
        assert_eq!(wrong, [""; 0], "{text}");
        assert_eq!(refusals(text), [""; 0], "{text}");
    }
}

/// Whether a value is what the schema of a form wants.
fn is_valid(form: &ScalarForm, value: &Value) -> bool {
    let mut schema = schema::organisation();
    let of_form = schema["$defs"][form.name].take();
    let options = jsonschema::options().with_draft(jsonschema::Draft::Draft202012).should_validate_formats(true);
    options.build(&of_form).expect("a schema").is_valid(value)
}

#[test]
fn program_and_schema_agree_on_what_is_of_a_form() {
    for form in FORMS {
        for text in form.accepts {
            assert!((form.parse)(text).is_some(), "{} refuses {text}", form.name);
            for value in [as_json(text), Value::from(*text)] {
                assert!(is_valid(form, &value), "the schema of {} refuses {value}", form.name);
            }
        }
        for text in form.refuses {
            assert_eq!((form.parse)(text), None, "{} accepts {text}", form.name);
            // Nothing at all is another matter.
            for value in [as_json(text), Value::from(*text)].iter().filter(|value| !value.is_null()) {
                assert!(!is_valid(form, value), "the schema of {} accepts {value}", form.name);
            }
        }
    }
}

#[test]
fn a_number_that_was_written_as_an_offset_is_one() {
    // `+0530` and `-0800`, without quotes, are numbers for whoever reads YAML.
    for number in [530, -800, 1, -8] {
        assert!(is_valid(&OFFSET, &Value::from(number)), "{number}");
    }
    for number in [15, 60, 1500, -99] {
        assert!(!is_valid(&OFFSET, &Value::from(number)), "{number}");
    }
}

#[test]
fn every_mistake_is_refused_by_both() {
    for (text, rule) in [
        ("teams: {sre: {mision: safety}}", "misspelt-field"),
        ("teams: {sre: {}}\nteamz: {}", "misspelt-field"),
        ("units: {cto: {name: the top}}", "unknown-field"),
        ("teams: [{name: sre, mision: safety}]", "misspelt-field"),
        ("team: infra\nmember: [ada]", "misspelt-field"),
        ("teams: [{type: platform}]", "wrong-type"),
        ("teams: sre", "wrong-type"),
        ("teams: {sre: platform}", "wrong-type"),
        ("teams: {sre: {mission: [a, b]}}", "wrong-type"),
        ("interactions: {a: {from: sre}}", "wrong-type"),
        ("people: {ana: {team: {teem: sre}}}", "misspelt-field"),
        ("teams: {sre: {type: enablin}}", "invalid-value"),
        ("rotations: {r: {coverage: 24/7}}", "invalid-value"),
        ("rotations: {r: {turn: weekly}}", "invalid-value"),
        ("rotations: {r: {turn: 1 w}}", "invalid-value"),
        ("rotations: {r: {handoff: {day: someday}}}", "invalid-value"),
        ("rotations: {r: {handoff: {time: \"25:00\"}}}", "invalid-value"),
        ("rotations: {r: {utcOffset: \"+15:00\"}}", "invalid-value"),
        ("rotations: {r: {utcOffset: \"05:30\"}}", "invalid-value"),
        ("rotations: {r: {start: 5 January}}", "invalid-value"),
        ("rotations: {r: {start: 2026-13-01}}", "invalid-value"),
        ("rotations: {r: {escalationRate: 15}}", "invalid-value"),
        ("rotations: {r: {followTheSun: on}}", "invalid-value"),
        ("rotations: {r: {pages: many}}", "invalid-value"),
        ("slos: {s: {targetPercent: 101}}", "invalid-value"),
        ("escalations: {e: {repeat: 1.5}}", "invalid-value"),
        ("escalations: {e: {repeat: -1}}", "invalid-value"),
        ("teams: {sre: {}}\nversion: 2", "invalid-value"),
    ] {
        let found = findings(text);
        assert!(found.len() == 1 && found[0].starts_with(rule), "{text}: {found:?}");
        assert!(!refusals(text).is_empty(), "the schema accepts {text}");
    }
}
