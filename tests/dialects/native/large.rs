//! A file of more than a megabyte is read in pieces where there are threads for it. Nobody may be able to tell.

use std::fmt::Write as _;

use teamlint::dialect::Asked;

use crate::support::program::{Program, Run};
use crate::support::world::declared;

/// Enough for a service to make the file large without making it slow to judge.
const DESCRIPTION: &str = "one of the many things that nobody can name the purpose of after it has run for a year. ";

const SERVICES: usize = 2_600;

fn service(n: usize) -> String {
    let description = DESCRIPTION.repeat(5);
    match n % 400 {
        7 => format!("  s{n}:\n    lifecycle: production\n    description: Größe — {description}\n"),
        11 => format!("  s{n}:\n    ownr: team-3\n    owner: team-3\n    description: >-\n      {description}\n"),
        13 => format!("  s{n}: {{owner: ghost, tier: first, description: '{description}'}}\n"),
        _ => format!("  s{n}:\n    owner: team-{}\n    # why\n\n    description: {description}\n", n % 9),
    }
}

fn services(range: std::ops::Range<usize>) -> String {
    range.map(service).collect()
}

fn teams() -> String {
    let teams = (0..9).map(|n| format!("  team-{n}: {{members: [p{n}, q{n}]}}\n"));
    let people = (0..9).map(|n| format!("  p{n}: {{}}\n  q{n}: {{title: Engineer}}\n"));
    format!("teams:\n{}people:\n{}", teams.collect::<String>(), people.collect::<String>())
}

/// People enough to be cut, so that the file is certainly one of ours.
fn crowd() -> String {
    (0..700).fold(String::from("people:\n"), |mut text, n| {
        writeln!(text, "  person-{n}:\n    name: Person {n}\n    x-note: {}", DESCRIPTION.repeat(3)).expect("a string");
        text
    })
}

fn few_teams() -> String {
    (0..9).fold(String::from("teams:\n"), |mut text, n| {
        writeln!(text, "  team-{n}: {{members: [person-{n}, nobody-{n}]}}").expect("a string");
        text
    })
}

fn organisation() -> String {
    format!("# made up\nversion: 1\n{}{}services:\n{}", few_teams(), crowd(), services(0..SERVICES))
}

fn run(text: &str, threads: &str) -> Run {
    Program::new(&["check", "--format", "json", "--as-of", "2026-06-01", "org.yaml"])
        .file("org.yaml", text)
        .env("RAYON_NUM_THREADS", threads)
        .run()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    Whole,
    Pieces,
}

fn reading(text: &str) -> Reading {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(4).build().expect("threads");
    match pool.install(|| declared("org.yaml", text, Asked::Found)).1 {
        Some(parts) if parts.len() > 1 => Reading::Pieces,
        _ => Reading::Whole,
    }
}

/// One report, whatever the number of threads; gives the rules in it.
fn alike(text: &str, expected: Reading) -> Vec<String> {
    assert!(text.len() > 1 << 20, "{} bytes are not large", text.len());
    assert_eq!(reading(text), expected);
    let (alone, together) = (run(text, "1"), run(text, "4"));
    if alone != together {
        let differs = alone.stdout.lines().zip(together.stdout.lines()).find(|(a, b)| a != b);
        panic!("one thread and four differ: {differs:?}, codes {} and {}", alone.code, together.code);
    }
    alone.rule_names()
}

fn count(rules: &[String], rule: &str) -> usize {
    rules.iter().filter(|name| *name == rule).count()
}

#[test]
fn an_ordinary_organisation() {
    let rules = alike(&organisation(), Reading::Pieces);
    assert_eq!(count(&rules, "unowned-service"), 7);
    assert_eq!(count(&rules, "misspelt-field"), 7);
    assert_eq!(count(&rules, "invalid-value"), 7);
    assert_eq!(count(&rules, "unknown-reference"), 10);
}

#[test]
fn lines_that_end_as_on_windows() {
    let rules = alike(&organisation().replace('\n', "\r\n"), Reading::Pieces);
    assert_eq!(count(&rules, "unowned-service"), 7);
}

#[test]
fn a_byte_order_mark() {
    let rules = alike(&format!("\u{feff}{}", organisation()), Reading::Whole);
    assert_eq!(count(&rules, "unowned-service"), 7);
}

#[test]
fn a_key_at_the_top_of_a_section_and_again_at_its_end() {
    let again = [
        "  s1: {owner: team-2}\n",
        "  \"s1\": {owner: team-2}\n",
        "  \"s\\x31\": {owner: team-2}\n",
        "  s1: [not, a, service]\n",
        "  s1:\n",
    ];
    for line in again {
        let rules = alike(&format!("{}{line}", organisation()), Reading::Whole);
        assert_eq!(count(&rules, "duplicate-key"), 1, "{line}");
    }
}

#[test]
fn keys_that_differ_by_case_only() {
    let rules = alike(&format!("{}  S1: {{owner: team-2}}\n", organisation()), Reading::Pieces);
    assert_eq!((count(&rules, "duplicate-key"), count(&rules, "duplicate-id")), (0, 1));
}

#[test]
fn a_section_that_stands_twice_around_a_large_one() {
    let rules = alike(&format!("{}teams:\n  late: {{}}\n", organisation()), Reading::Whole);
    assert_eq!(count(&rules, "duplicate-key"), 1);
}

#[test]
fn a_large_section_that_stands_twice() {
    let text = format!("{}services:\n{}", organisation(), services(SERVICES..SERVICES + 500));
    let rules = alike(&text, Reading::Whole);
    assert_eq!(count(&rules, "duplicate-key"), 1);
}

#[test]
fn aliases_near_and_far() {
    let near = format!("{}  last: {{approvers: &a [person-1], deployers: *a}}\n", organisation());
    assert_eq!(count(&alike(&near, Reading::Whole), "unknown-alias"), 0);
    let far = organisation().replacen("p0: {}", "p0: &p {}", 1).replacen("  s1:\n", "  s1: &first\n", 1);
    let far = format!("{far}  last: *first\n  more:\n    <<: *first\n    tier: 2\n");
    let rules = alike(&far, Reading::Whole);
    assert_eq!(count(&rules, "unowned-service"), 7);
}

#[test]
fn aliases_that_multiply_over_the_file_as_a_whole() {
    let mut text = organisation();
    text.push_str("  bomb0: &b0 {approvers: [a, a, a, a, a, a, a, a, a]}\n");
    for level in 1..12 {
        let below = vec![format!("*b{}", level - 1); 9].join(", ");
        writeln!(text, "  bomb{level}: &b{level} {{x-more: [{below}]}}").expect("a string");
    }
    assert_eq!(count(&alike(&text, Reading::Whole), "alias-bomb"), 1);
}

#[test]
fn a_syntax_error_in_the_middle() {
    let text = organisation().replacen("  s1300:\n", "  s1300: }\n", 1);
    let rules = alike(&text, Reading::Whole);
    assert_eq!(count(&rules, "syntax-error"), 1);
    assert_eq!(count(&rules, "misspelt-field"), 7);
}

#[test]
fn a_quotation_mark_that_is_never_closed() {
    let text = organisation().replacen("  s1300:\n", "  s1300: \"\n", 1);
    assert!(count(&alike(&text, Reading::Whole), "syntax-error") > 0);
}

#[test]
fn people_as_a_list() {
    let people: String =
        (0..1_500).map(|n| format!("  - name: p{n}\n    title: {}\n", DESCRIPTION.repeat(8))).collect();
    let text = format!("people:\n{people}  - name: P7\nteams:\n  a: {{members: [p1, p2, p1499, p1500]}}\n");
    let rules = alike(&text, Reading::Pieces);
    assert_eq!((count(&rules, "duplicate-id"), count(&rules, "unknown-reference")), (1, 1));
}

#[test]
fn a_list_whose_rest_is_a_map() {
    let people: String = (0..900).map(|n| format!("  - name: p{n}\n    title: {}\n", DESCRIPTION.repeat(8))).collect();
    let rest: String = (0..900).map(|n| format!("  q{n}:\n    title: {}\n", DESCRIPTION.repeat(8))).collect();
    let rules = alike(&format!("people:\n{people}{rest}teams:\n  a: {{members: [p1]}}\n"), Reading::Whole);
    assert!(count(&rules, "syntax-error") > 0);
}

#[test]
fn interactions_have_no_names() {
    let lines: String = (0..4_000)
        .map(|n| {
            format!(
                "  - {{from: team-1, to: team-{}, mode: collaboration, purpose: '{}'}}\n",
                n % 12,
                DESCRIPTION.repeat(3)
            )
        })
        .collect();
    let rules = alike(&format!("{}interactions:\n{lines}", teams()), Reading::Pieces);
    assert_eq!(count(&rules, "unknown-reference"), 3);
}

#[test]
fn one_record_that_is_large() {
    let notes: String = (0..3_000).map(|n| format!("  x-note-{n}: {}\n", DESCRIPTION.repeat(5))).collect();
    let text = format!("org:\n  name: acme\n{notes}  size: large\n{}", teams());
    let rules = alike(&text, Reading::Whole);
    assert_eq!(count(&rules, "duplicate-id"), 0);
}

#[test]
fn a_text_that_looks_like_a_section() {
    let lines: String = (0..3_000).map(|n| format!("  line-{n}: {}\n", DESCRIPTION.repeat(5))).collect();
    let rules = alike(&format!("{}systems:\n  |\n{lines}", teams()), Reading::Whole);
    assert_eq!(count(&rules, "wrong-type"), 1);
    let rules = alike(&format!("{}x-old: |\n{lines}", teams()), Reading::Whole);
    assert_eq!(count(&rules, "wrong-type"), 0);
}

#[test]
fn a_text_that_goes_on_in_the_first_column() {
    let text = format!("org:\n  name: \"acme\nservices: of old\"\n{}", organisation());
    assert_eq!(reading(&text), Reading::Whole);
    alike(&text, Reading::Whole);
}

#[test]
fn several_documents() {
    let text = format!("{}---\nteams:\n  late: {{members: [a, b]}}\n", organisation());
    alike(&text, Reading::Whole);
}

#[test]
fn a_word_of_backstage_in_a_comment() {
    let rules = alike(&format!("# was backstage.io/v1alpha1 once\n{}", organisation()), Reading::Whole);
    assert_eq!(count(&rules, "unowned-service"), 7);
}

fn component(n: usize) -> String {
    let owner = if n % 300 == 5 { "gone".to_owned() } else { format!("group:team-{}", n % 9) };
    format!(
        "---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: c{n}\n  description: Größe, {}\nspec:\n  type: service\n  lifecycle: production\n  owner: {owner}\n",
        DESCRIPTION.repeat(7)
    )
}

fn group(n: usize) -> String {
    format!(
        "---\napiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {{name: team-{n}, description: Looks after every ninth component}}\nspec: {{type: team, children: []}}\n"
    )
}

fn catalog() -> Vec<String> {
    (0..9).map(group).chain((0..1_600).map(component)).collect()
}

#[test]
fn an_ordinary_catalog() {
    let rules = alike(&catalog().concat(), Reading::Pieces);
    assert_eq!(rules, ["unknown-reference"]);
    alike(&catalog().concat().replace('\n', "\r\n"), Reading::Pieces);
}

#[test]
fn a_catalog_that_declares_something_twice_far_apart() {
    let mut documents = catalog();
    documents.push(component(1));
    documents.push(group(8));
    let rules = alike(&documents.concat(), Reading::Pieces);
    assert_eq!((count(&rules, "duplicate-id"), rules.len()), (2, 3));
}

#[test]
fn a_catalog_with_something_unusual_in_the_middle() {
    let unusual = [
        (
            "a broken line",
            "---\napiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {name: [}\n",
            Reading::Whole,
        ),
        ("another tool's document", "---\napiVersion: apps/v1\nkind: Deployment\n", Reading::Whole),
        ("a native document", "---\nteams:\n  more: {members: [a, b]}\n", Reading::Whole),
        ("nothing", "---\n---\n# nothing here\n", Reading::Pieces),
        (
            "an alias",
            "---\napiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: &n al}\nspec: {type: team, profile: {displayName: *n}, children: []}\n",
            Reading::Pieces,
        ),
        (
            "a key twice",
            "---\napiVersion: backstage.io/v1alpha1\nkind: Group\nkind: Group\nmetadata: {name: al}\n",
            Reading::Whole,
        ),
        ("a missing marker", "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: al}\n", Reading::Whole),
        (
            "a skeleton",
            "---\napiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: '${{ values.name }}'}\n",
            Reading::Pieces,
        ),
        (
            "a dangling target",
            "---\napiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: l}\nspec: {target: ./gone.yaml}\n",
            Reading::Pieces,
        ),
        (
            "text with a rule in it",
            "---\napiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {name: a}\nspec:\n  definition: |\n    ---\n    openapi: 3.1.0\n  owner: gone\n",
            Reading::Pieces,
        ),
        (
            "directives",
            "...\n%YAML 1.2\n---\napiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: al}\nspec: {type: team, children: []}\n",
            Reading::Pieces,
        ),
    ];
    for (what, text, expected) in unusual {
        let mut documents = catalog();
        documents.insert(800, text.to_owned());
        let text = documents.concat();
        assert_eq!(reading(&text), expected, "{what}");
        alike(&text, expected);
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    let text = organisation();
    for format in ["text", "json"] {
        let files = || {
            Program::new(&["check", "--format", format, "--as-of", "2026-06-01"])
                .file("a/org.yaml", &text)
                .file("b/more.yaml", "teams:\n  team-1: {members: [x]}\nservices:\n  s1: {owner: team-4}\n")
        };
        let report = |threads: &str| files().env("RAYON_NUM_THREADS", threads).run();
        let first = report("4");
        assert_eq!(first.code, 1);
        assert!(first == report("4"), "{format}");
        assert!(first == report("1"), "{format}");
        // As many as are worth it: of so little, one.
        assert!(first == files().run(), "{format}");
    }
}
