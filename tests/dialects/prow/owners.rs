//! OWNERS of Kubernetes as a second opinion about owners, and their aliases as teams of code owners.

use crate::support::entities::{entities, findings, read};
use crate::support::program::Program;

const ALIASES: &str = "\
# generated
aliases:
  docs-leads:
    - ana
    - Ben
  node-leads: []
";

/// A file of a folder with every key in use.
const OWNERS: &str = "\
approvers:
- docs-leads
- ana
reviewers: [cem]
required_reviewers: [ana]
emeritus_approvers: [dia]
labels: [area/docs]
options: {no_parent_owners: true}
";

#[test]
fn aliases_are_teams_of_code_owners_and_owners_declare_nothing() {
    assert_eq!(
        entities(&[
            ("OWNERS_ALIASES", ALIASES),
            ("docs/OWNERS", OWNERS),
            ("other/OWNERS_ALIASES", "aliases: {docs-leads: [eli]}\n")
        ]),
        "team:aliases/docs-leads kind=code-ownership members=[(person=person:ana?), (person=person:Ben?)]
team:aliases/node-leads kind=code-ownership members=[]
team:other/aliases/docs-leads kind=code-ownership members=[(person=person:eli?)]
"
    );
    assert_eq!(
        findings(&[("OWNERS_ALIASES", ALIASES)]),
        "warning empty-alias team:aliases/node-leads: the alias `node-leads` stands for nobody
  OWNERS_ALIASES:6:3 `node-leads`
  name who it stands for, or remove it, here and where OWNERS name it
"
    );
}

#[test]
fn the_nearest_file_with_approvers_says_who_owns_a_service() {
    let org = "teams: {docs: {aliases: [docs-leads]}, core: {}}\npeople: {ana: {}, zoe: {}}\nservices:\n";
    let service =
        |folder: &str| format!("{org}  site: {{owner: core, source: https://github.com/acme/r/tree/main/{folder}}}\n");
    let claims = |folder: &str, files: &[(&str, &str)]| {
        let native = service(folder);
        let mut all = vec![("org.yaml", native.as_str())];
        all.extend(files);
        let org = read(&all).org;
        let named = org.claims().all.iter().flat_map(|claim| &claim.teams).map(|&(team, place)| {
            let source = org.sources().get(place.file);
            format!("{} at {}:{}", org.id(team), source.path, source.position(place.span.start).line)
        });
        let counts = org.claims().counts;
        (named.collect::<Vec<_>>().join(", "), counts.unresolved, counts.undecided)
    };
    let root = ("r/OWNERS", "approvers: [zoe]\n");
    let docs = ("r/docs/OWNERS", OWNERS);
    assert_eq!(claims("docs", &[root, docs]), ("docs at r/docs/OWNERS:2".to_owned(), 0, 0));
    assert_eq!(claims("docs/deep/er", &[root, docs]), ("docs at r/docs/OWNERS:2".to_owned(), 0, 0));
    // Who only reviews owns nothing: the folder above does.
    assert_eq!(claims("docs", &[docs, ("r/docs/x/OWNERS", "reviewers: [ana]\n"), root]).0, "docs at r/docs/OWNERS:2");
    // A filter of everything counts; others say who owns what nobody asks about here.
    let filters = |text: &'static str| claims("docs", &[root, ("r/docs/OWNERS", text)]);
    assert_eq!(filters("filters: {'.*': {approvers: [docs-leads]}}\n").0, "docs at r/docs/OWNERS:1");
    assert_eq!(filters("filters: {'.*\\.go$': {approvers: [docs-leads]}}\n"), (String::new(), 0, 1));
    // Whom nobody knows is nobody to compare with.
    assert_eq!(claims("src", &[root, docs, ("r/src/OWNERS", "approvers: [nobody-here]\n")]), (String::new(), 1, 0));
    assert_eq!(claims("src", &[root, ("r/src/OWNERS", "approvers: [docs-leads, {a: b}]\n")]), (String::new(), 0, 1));
}

#[test]
fn what_others_call_so_is_left_alone() {
    for (path, text) in [
        ("OWNERS", "ana@chromium.example\nset noparent\nper-file *.cc=ben@chromium.example\n"),
        ("OWNERS", "owners: [ana]\n"),
        ("OWNERS_ALIASES", "names: {a: [b]}\n"),
        ("OWNERS_ALIASES", "aliases: [a, b]\n"),
        ("aliases.yaml", "aliases: {a: [b]}\n"),
    ] {
        let read = read(&[(path, text)]);
        assert_eq!((read.ignored.len(), read.findings.len(), read.nothing_to_lint()), (1, 0, true), "{path}: {text}");
    }
    let sigs = read(&[("sigs.yaml", "sigs:\n  - {dir: sig-apps, leadership: {chairs: [{github: ana}]}}\n")]);
    assert_eq!(
        sigs.ignored[0].why,
        "it lists special interest groups by who leads them, and says of none who is in it"
    );
}

#[test]
fn mistakes_are_told_and_hide_nothing() {
    for (text, told) in [
        ("aliases: {a: ana, b: [ben]}\n", "error wrong-type -: expected a list of logins, found a single value"),
        ("aliases: {a: [{x: y}], b: [ben]}\n", "error wrong-type -: expected a login, found a map"),
        ("aliases: {a: [ana, ANA], b: [ben]}\n", "advice duplicate-item team:aliases/a: `ana` is named twice"),
        ("aliases:\n  a: [ana\n  b: [ben]\n", "error syntax-error"),
    ] {
        let findings = findings(&[("OWNERS_ALIASES", text)]);
        assert!(findings.starts_with(told), "{text}: {findings}");
        assert!(entities(&[("OWNERS_ALIASES", text)]).contains("team:aliases/a kind=code-ownership"), "{text}");
    }
}

#[test]
fn where_only_reviewers_are_named_it_is_told_what_was_read() {
    let said = |path: &str, text: &str| {
        let run = Program::new(&["check", "."]).file(path, text).run();
        assert_eq!((run.code, run.stdout.as_str()), (3, ""));
        run.stderr.lines().nth(2).unwrap_or_default().to_owned()
    };
    assert_eq!(
        said("CODEOWNERS", "* @acme/core\n/a/ @ana @acme/core\n/b/\n"),
        "2 lines say who reviews which code (2 names), and are compared with the owners that a catalog or a native file gives to \
         services: name one beside it"
    );
    assert!(said("docs/OWNERS", OWNERS).starts_with("1 line says who reviews which code (2 names), and is compared"));
}
