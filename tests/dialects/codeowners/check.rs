//! CODEOWNERS beside what declares something, and alone.

use crate::support::program::Program;

const ORG: &str =
    "teams: {payments: {}, shop: {}}\nservices:\n  checkout:\n    owner: payments\n    source: acme/store\n";

#[test]
fn codeowners_in_a_hidden_folder_are_read_and_both_places_shown() {
    let run = Program::new(&["check", "--as-of", "2026-06-01", "."])
        .file("org.yaml", ORG)
        .file("store/.github/CODEOWNERS", "/ignored/ @acme/x\n/* @acme/shop\n")
        .run();
    assert_eq!(
        run.stdout.split("\n\n").take(2).collect::<Vec<_>>().join("\n\n"),
        "warning[owners-disagree]

  ⚠ `checkout` is owned by `payments`, and its code by `shop`
   ╭─[org.yaml:4:12]
 3 │   checkout:
 4 │     owner: payments
   ·            ────┬───
   ·                ╰── owned by `payments`
 5 │     source: acme/store
   ╰────
   ╭─[store/.github/CODEOWNERS:2:1]
 1 │ /ignored/ @acme/x
 2 │ /* @acme/shop
   · ─┬ ─────┬────
   ·  │      ╰── `shop` is asked to review it
   ·  ╰── the last line for the folder of `checkout`
   ╰────
  help: find out who would be asked if it broke tonight, and write that team
        in both places
   see: GitHub Docs, About code owners and 1 more"
    );
    assert_eq!(run.code, 0);
}

#[test]
fn a_folder_with_nothing_but_codeowners_is_nothing_to_lint() {
    let run = Program::new(&["check", "."]).file("CODEOWNERS", "* @acme/shop\n").run();
    assert_eq!(run.code, 3);
}
