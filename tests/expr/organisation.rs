//! Expressions asked of a declared organisation: fields, absence, places.

use bumpalo::Bump;
use teamlint::expr::Frame;
use teamlint::facts::Facts;
use teamlint::facts::cx::Cx;
use teamlint::org::Org;
use teamlint::value::Val;
use teamlint::vocabulary::kinds::Kind;

use crate::support::expr::{about, ask, compiled, env, in_words_of_taxonomy, org, pointed};

const ACME: &str = "\
teams:
  payments:
    mission: Take money
    discipline: development
    members: [ana, ben]
    expires: 2026-12-01
  empty:
    members: []
  silent: {}
people:
  ana: {utcOffset: \"+05:30\", fte: 0.5}
  ben: {}
services:
  api: {owner: payments, tier: 1, runbook: https://example.org, escalation: page}
  web: {owner: payments, lifecycle: deprecated, dependsOn: [api]}
escalations:
  page:
    levels:
      - targets: [{person: ana}]
        timeout: 10m
      - targets: [{team: payments}]
";

fn acme() -> Org {
    org(ACME)
}

fn service(id: &str, text: &str) -> String {
    about(&acme(), "service", Kind::Service, id, &format!("{{{{ {text} }}}}"))
}

fn team(id: &str, text: &str) -> String {
    about(&acme(), "team", Kind::Team, id, &format!("{{{{ {text} }}}}"))
}

#[test]
fn fields_read_as_they_were_declared() {
    assert_eq!(service("api", "service.tier"), "1");
    assert_eq!(service("api", "service.owner"), "payments");
    assert_eq!(service("api", "service.escalation.levels[0].timeout"), "10m");
    assert_eq!(team("payments", "team.discipline"), "development");
    assert_eq!(team("payments", "team.expires"), "2026-12-01");
    assert_eq!(team("payments", "team.expires - asOf"), "11d");
    assert_eq!(
        about(&acme(), "p", Kind::Person, "ana", "{{ p.utcOffset }} {{ p.fte }} {{ p.workHours.orValue(40) * p.fte }}"),
        "5h30m 0.5 20"
    );
}

#[test]
fn what_was_not_declared_is_unknown_unless_it_has_a_default() {
    assert_eq!(service("web", "service.tier"), "?");
    assert_eq!(service("web", "service.tier == 1 || service.lifecycle == deprecated"), "true");
    assert_eq!(service("api", "service.lifecycle"), "production");
    assert_eq!(service("api", "service.regulated"), "false");
    assert_eq!(team("silent", "team.mission == 'x'"), "?");
    assert_eq!(service("web", "service.tier == 1 && service.lifecycle == production"), "false");
}

#[test]
fn has_tells_declared_from_not_declared() {
    assert_eq!(service("api", "has(service.runbook)"), "true");
    assert_eq!(service("web", "has(service.runbook)"), "false");
    assert_eq!(service("web", "has(service.escalation.levels)"), "false");
    assert_eq!(service("api", "has(service.escalation.repeat)"), "false");
    assert_eq!(service("web", "service.?tier.orValue(3)"), "3");
    assert_eq!(service("api", "service.?tier.orValue(3)"), "1");
    assert_eq!(team("empty", "has(team.members) && team.members.isEmpty()"), "true");
}

#[test]
fn words_are_written_bare_or_quoted() {
    assert_eq!(team("payments", "team.discipline == development"), "true");
    assert_eq!(team("payments", "team.discipline in [sre, 'development']"), "true");
    assert_eq!(team("payments", "sre != team.discipline"), "true");
    assert_eq!(team("silent", "team.type == stream-aligned"), "?");
    assert_eq!(team("payments", "string(team.discipline).startsWith('dev')"), "true");
}

#[test]
fn sections_are_lists_and_an_absent_one_is_unknown() {
    let org = acme();
    assert_eq!(ask(&org, &[], "teams.map(t, t.id).join(' and ')"), "empty and payments and silent");
    assert_eq!(ask(&org, &[], "services.exists(s, s.tier == 1)"), "true");
    assert_eq!(
        ask(&org, &[], "services.all(s, s.tier == 1)"),
        "? [Field(Entity { kind: Service, index: 1 }, FieldId(2))]"
    );
    assert_eq!(ask(&org, &[], "slos.size()"), "? [Section(Slo)]");
    assert_eq!(ask(&org, &[], "services.filter(s, s.tier == 1).size()"), "1 to 2");
    assert_eq!(ask(&org, &[], "services.map(s, s.dependsOn.size()).sum()"), "at least 1");
    assert_eq!(ask(&org, &[], "teams.exists(t, services.exists(s, t == s.owner && s.tier == 1))"), "true");
}

#[test]
fn labels_point_at_what_was_written() {
    let org = acme();
    let at = |id: &str, text: &str| pointed(&org, "service", Kind::Service, id, text);
    assert_eq!(at("api", "service"), ["14: api"]);
    assert_eq!(at("api", "service.tier"), ["14: 1"]);
    assert_eq!(at("api", "service.escalation.levels[0].timeout"), ["20: 10m"]);
    assert_eq!(at("api", "service.owner"), ["14: payments"]);
    assert_eq!(at("api", "service.?tier.orValue(3)"), ["14: 1"]);
    assert_eq!(at("api", "service.tier == 1 ? service.escalation : service.escalation"), ["14: page"]);
    assert_eq!(pointed(&org, "team", Kind::Team, "payments", "team.members"), ["5: [ana, ben]"]);
    assert_eq!(at("api", "services.filter(s, has(s.tier))"), ["14: api"]);
    assert_eq!(at("api", "services.map(s, s.lifecycle)"), ["14: api", "15: deprecated"]);
}

#[test]
fn a_label_on_something_absent_falls_back_to_what_it_belongs_to() {
    let org = acme();
    let at = |id: &str, text: &str| pointed(&org, "service", Kind::Service, id, text);
    assert_eq!(at("web", "service.tier"), ["15: web"]);
    assert_eq!(at("web", "service.escalation.levels"), ["15: web"]);
    assert_eq!(at("api", "service.lifecycle"), ["14: api"]);
    assert_eq!(at("web", "services.filter(s, s.tier == 7 && s.tier == 8)").len(), 1);
    assert_eq!(at("web", "slos"), Vec::<String>::from(["1: ".to_owned()]));
}

#[test]
fn an_organisation_that_says_nothing_of_itself_can_be_asked_all_the_same() {
    let org = org("teams:\n  a: {}\n");
    assert_eq!(ask(&org, &[], "org.id"), "? [Section(Org)]");
    assert_eq!(ask(&org, &[], "org"), "?");
    assert_eq!(ask(&org, &[], "org.name == 'x' || true"), "true");
    assert_eq!(ask(&org, &[], "has(org.size) || true"), "true");
    assert_eq!(ask(&org, &[], "incident.review"), "? [Section(Incident)]");
}

#[test]
fn whether_there_is_anything_in_a_list_is_known_without_all_of_it() {
    let taken = |teams: usize| {
        let text: String = (0..teams).map(|n| format!("  t{n}: {{kind: work, members: [bot]}}\n")).collect();
        let org = in_words_of_taxonomy(&format!("teams:\n{text}"));
        let (facts, arena) = (Facts::default(), Bump::new());
        let cx = Cx::new(&org, &facts, &arena);
        let val = compiled("teams.first().edges.isEmpty()", &env()).eval(&cx, &mut Frame::new(&env()));
        assert!(matches!(val, Val::Bool(false)), "{val:?}");
        arena.allocated_bytes()
    };
    // A list of all teams that the one account is in would be larger than that.
    assert!(taken(20_000) <= taken(20) + 1_000, "{} bytes", taken(20_000));
}

#[test]
fn a_text_leaves_out_the_elements_that_nobody_knows_and_a_verdict_does_not() {
    let org = org("teams: {b: {}, a: {discipline: sre, mission: Make failure boring}, c: {discipline: sre}}\n");
    let told = |text: &str| about(&org, "team", Kind::Team, "a", text);
    let sre = "teams.filter(t, t.discipline == sre)";
    assert_eq!(told(&format!("{{{{ {sre}.map(t, t.id).join(', ', ' and ') }}}}")), "a and c");
    assert_eq!(told(&format!("{{{{ {sre}.first().id }}}}")), "a");
    assert_eq!(told(&format!("{{{{ {sre} }}}}")), "a, c");
    assert_eq!(told("{{ teams.map(t, t.mission).join('; ') }}"), "Make failure boring");
    assert_eq!(told("{{ teams.filter(t, t.discipline == platform).map(t, t.id).join(', ') }}"), "?", "nobody is known");
    assert_eq!(told(&format!("{{{{ {sre}.size() }}}}")), "2 to 3", "a number is not made smaller");
    assert!(ask(&org, &[], &format!("{sre}.map(t, t.id).join(', ') == 'a, c'")).starts_with("? [Field("));
}

#[test]
fn contract_hours_stand_beside_times() {
    let org = org("people: {ana: {workHours: 48}}\n");
    for (text, answer) in [
        ("people.exists(p, p.workHours > 40h)", "true"),
        ("people.exists(p, p.workHours > 2d)", "false"),
        ("people.all(p, 2d == p.workHours && p.workHours - 8h == 40h)", "true"),
        ("people.exists(p, p.workHours > 40)", "true"),
        ("people.map(p, p.workHours)", "48"),
    ] {
        assert_eq!(ask(&org, &[], text), answer, "{text}");
    }
}
