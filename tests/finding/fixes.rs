//! Edits that findings carry: applied, they change what stands in the file and not what it means.

use teamlint::finding::Finding;

use crate::support::world::Texts;

/// Loader findings of a file.
fn findings(text: &str) -> Vec<Finding> {
    Texts::of([("org.yaml", text)]).all_known().build(20_600).findings
}

/// The file with all safe edits in it.
fn fixed(text: &str) -> String {
    let mut edits: Vec<_> =
        findings(text).into_iter().filter_map(|finding| finding.fix).flat_map(|fix| fix.edits).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.place.span.start));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.place.span.start as usize..edit.place.span.end as usize, &edit.replacement);
    }
    text
}

#[test]
fn synonyms_become_ids_and_repeated_names_go_away() {
    let before = "
teams:
  sre:
    members: [ana, ben, ana]
    duties:
      - postmortem   # ours since May
      - {duty: 'Incident Lead', scope: org}
      - oncall
      - error-budget
      - error-budget
    metrics: [\"response time\", mttr]
    tools: [argocd, Argo CD]
responsibilities:
  slo: {responsible: sre, accountable: sre}
";
    let after = "
teams:
  sre:
    members: [ana, ben]
    duties:
      - post-incident-review   # ours since May
      - {duty: 'incident-command', scope: org}
      - on-call
      - error-budget
    metrics: [\"latency\", mttr]
    tools: [argo-cd]
responsibilities:
  slo-definition: {responsible: sre, accountable: sre}
";
    assert_eq!(fixed(before), after);
    assert_eq!(findings(after), []);
}

#[test]
fn what_is_more_than_a_name_is_left_to_people() {
    let text = "
teams:
  sre: {duties: [on-call, {duty: on-call, level: accountable}], members: &all [ana, ana]}
  web: {members: *all}
";
    let found = findings(text);
    let told: Vec<(&str, bool)> = found.iter().map(|one| (one.rule.as_str(), one.fix.is_some())).collect();
    assert_eq!(told, [("duplicate-item", true), ("duplicate-item", false)]);
}
