//! What `terraform show -json` prints of the providers of pagers.

use crate::support::program::Program;
use crate::support::world::{Texts, World};

const STATE: &str = include_str!("terraform/export/state.json");

fn world(state: &str) -> World {
    Texts::of([("state.json", state)]).all_known().build(20_619)
}

#[test]
fn resources_of_all_modules_are_what_the_api_has() {
    let world = world(STATE);
    for (expression, expected) in [
        ("people.map(one, one.id)", "[ana, ben, cem, eli]"),
        ("people.filter(one, one.id == \"ana\").map(one, one.title)", "[Engineer]"),
        ("teams.map(one, one.id)", "[payments, search]"),
        ("teams.filter(one, one.id == \"payments\").map(one, one.members.size())", "[at least 2]"),
        ("rotations.map(one, one.id)", "[monitoring, payments-on-call, search]"),
        ("rotations.filter(one, has(one.team)).map(one, one.team.id)", "[search, payments]"),
        ("rotations.map(one, one.layers.map(layer, layer.activeHours).sum(hours, hours))", "[168 h, 168 h, 168 h]"),
        (
            "rotations.filter(one, one.id == \"payments-on-call\").first().layers.map(one, one.activeHours)",
            "[128 h, 40 h]",
        ),
        ("rotations.filter(one, one.id == \"monitoring\").first().layers.map(one, one.activeHours)", "[128 h, 40 h]"),
        ("onCallPeople.map(one, one.id)", "[ana, ben, cem, eli]"),
        ("onCallPeople.map(one, one.onCall.hoursPerWeek)", "[128 h, 84 h, 104 h, 104 h]"),
        ("escalations.map(one, one.id)", "[monitoring, payments]"),
        ("escalations.map(one, one.levels.size())", "[2, 2]"),
        ("escalations.filter(one, one.id == \"payments\").first().levels.map(level, level.timeout)", "[15m, 30m]"),
        ("layers.filter(one, one.level == \"secondary\").map(one, one.rotation.id)", "[search]"),
        ("services.map(one, one.id)", "[checkout]"),
        ("services.map(one, one.escalation.id)", "[payments]"),
        ("rotations.filter(one, one.id == \"payments-on-call\").all(one, has(one.coverage))", "true"),
    ] {
        assert_eq!(world.says(expression), expected, "{expression}");
    }
    assert_eq!(
        world.complaints(),
        [
            "`sensitive_values` is not read: a resource with values that are marked as sensitive is left alone",
            "1 user is nobody whom another file declares: `eli`",
        ]
    );
}

#[test]
fn the_values_that_a_plan_leads_to_are_read_too() {
    let plan = STATE.replacen(
        "\"values\": {\n    \"outputs\"",
        "\"timestamp\": \"2026-01-01T00:00:00Z\", \"planned_values\": {\n    \"outputs\"",
        1,
    );
    let world = world(&plan);
    assert_eq!(world.says("rotations.size()"), "3");
    let old = "this PagerDuty export of 2026-01-01 is 165 days old: more than 30";
    assert!(world.complaints().contains(&old), "{:?}", world.complaints());
    // What is still to be made has no id.
    let new = plan.replacen("\"id\": \"PTSVC01\", \"name\"", "\"name\"", 1);
    let told = self::world(&new);
    assert!(told.complaints().contains(&"there is no `id` here, which should be what others name it by"));
    assert_eq!(told.says("services.size()"), "unknown: services");
}

#[test]
fn what_is_sensitive_is_quoted_nowhere() {
    // As the program writes it: in one line.
    let value: serde_json::Value = serde_json::from_str(STATE).expect("JSON");
    let line = value.to_string();
    for format in ["text", "json", "markdown", "sarif"] {
        let run = Program::new(&["check", "--format", format, "--as-of", "2026-06-15"]).file("state.json", &line).run();
        assert!(!format!("{}{}", run.stdout, run.stderr).contains("not-to-be-seen"), "{format}: {}", run.stdout);
        // Nor what stands beside what is pointed at.
        assert!(!run.stdout.contains("integration_key"), "{format}: {}", run.stdout);
    }
}

#[test]
fn a_state_of_other_providers_is_nobodys() {
    let other = STATE.replace("pagerduty_", "aws_").replace("grafana_", "google_");
    let run = Program::new(&["check", "--format", "json"])
        .file("org.yaml", "teams: {web: {members: [ana]}}\n")
        .file("state.json", &other)
        .run();
    assert_eq!(run.json()["summary"]["ignoredFiles"].as_u64(), Some(1));
}

#[test]
fn somebody_whom_the_state_only_refers_to_is_asked_for_by_nobody() {
    // Whoever makes an export may leave out who people are: nothing says that this one was to be there.
    let without = STATE.replace("\"PTBEN01\", \"name\"", "\"PTZZZ01\", \"name\"");
    let world = world(&without);
    let complaints = world.complaints();
    assert!(!complaints.iter().any(|one| one.contains("has no list of them")), "{complaints:?}");
    assert!(complaints.contains(&"1 user is nobody whom another file declares: `eli`"), "{complaints:?}");
}
