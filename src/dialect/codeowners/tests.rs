//! Which line decides about a folder, as each host's documentation says, and where its words stand.

use std::fmt::Write as _;

use crate::dialect::codeowners::read;
use crate::text::{FileId, SourceFile};

/// What a file at a path says of folders: the owners by section, `nobody` where a line without owners decides.
fn of(path: &str, text: &str, folder: &str) -> String {
    let source = SourceFile::new(path, text);
    let declared = read(FileId(0), &source);
    let says = declared.owners.expect("a file that is read").says;
    let sections = says.folder(folder).into_iter().map(|line| match line.owners.as_slice() {
        [] => "nobody".to_owned(),
        owners => owners.iter().map(|owner| owner.handle.as_str()).collect::<Vec<_>>().join(" "),
    });
    sections.collect::<Vec<_>>().join(" + ")
}

const GITHUB: &str = ".github/CODEOWNERS";
const GITLAB: &str = ".gitlab/CODEOWNERS";

/// One pattern, and for each folder whether it is about it.
fn about(path: &str, pattern: &str, yes: &[&str], no: &[&str]) {
    let text = format!("{pattern} @a/b\n");
    for (folders, expected) in [(yes, "a/b"), (no, "")] {
        for folder in folders {
            assert_eq!(of(path, &text, folder), expected, "`{pattern}` and `{folder}`");
        }
    }
}

#[test]
fn patterns_of_github() {
    let about = |pattern, yes: &[&str], no: &[&str]| about(GITHUB, pattern, yes, no);
    about("*", &["", "a", "a/b/c"], &[]);
    about("**", &["", "a", "a/b"], &[]);
    about("/**", &["", "a", "a/b"], &[]);
    about("/*", &[""], &["a", "a/b"]);
    about("*.js", &["site.js", "site.js/deep"], &["", "site", "js"]);
    about("/docs/", &["docs", "docs/a", "docs/a/b"], &["", "a/docs", "docs2", "Docs"]);
    about("docs/", &["docs", "a/docs", "a/docs/b"], &["", "docs2"]);
    about("docs", &["docs", "a/docs", "a/docs/b"], &["", "my-docs"]);
    about("/docs", &["docs", "docs/a"], &["a/docs"]);
    about("docs/*", &["docs"], &["docs/a", "a/docs", ""]);
    about("docs/**", &["docs", "docs/a", "docs/a/b"], &["a/docs", ""]);
    about("build/logs/", &["build/logs", "build/logs/a"], &["build", "x/build/logs"]);
    about("**/logs", &["logs", "build/logs", "build/logs/a"], &["build"]);
    about("a/**/z", &["a/z", "a/b/z", "a/b/c/z", "a/b/z/d"], &["a", "a/b", "z", "b/a/z"]);
    about("/services/*/", &["services/x", "services/x/y"], &["services", ""]);
    about("/services/pay-*/", &["services/pay-in", "services/pay-in/src"], &["services/payin", "services"]);
    about("/s?", &["s1", "s1/a"], &["s", "s12"]);
    about("my\\ app/", &["my app", "a/my app/b"], &["my", "app"]);
    about("/größe/", &["größe/a"], &["grosse"]);
    about("/", &[], &["", "a"]);
}

#[test]
fn patterns_of_gitlab() {
    let about = |pattern, yes: &[&str], no: &[&str]| about(GITLAB, pattern, yes, no);
    about("*", &["", "a", "a/b/c"], &[]);
    about("/*", &[""], &["a", "a/b"]);
    about("/docs/", &["docs", "docs/a"], &["a/docs", ""]);
    about("docs/", &["docs", "a/docs", "a/docs/b"], &["docs2"]);
    // Without a slash at its end a pattern is about exactly what it names.
    about("docs", &["docs", "a/docs"], &["docs/a", ""]);
    about("internal/api/", &["internal/api", "x/internal/api/y"], &["internal", "api"]);
    about("/docs/*", &["docs"], &["docs/a", ""]);
    about("/docs/**", &["docs"], &["docs/a"]);
    about("/docs/**/*", &["docs", "docs/a", "docs/a/b"], &["", "a"]);
    about("/team-[a-c]/", &["team-a", "team-b/x"], &["team-d", "team-"]);
    about("/team-[!a-c]/", &["team-d"], &["team-a"]);
    about("\\#odd/", &["#odd"], &["odd"]);
    about("path\\ with\\ spaces/", &["path with spaces", "a/path with spaces/b"], &["path"]);
}

#[test]
fn the_last_line_that_matches_counts() {
    let text = "* @acme/all\n/apps/ @acme/apps\n/apps/shop\n/apps/shop/api/ @acme/api\n*.md @acme/writers\n";
    let of = |folder| of(GITHUB, text, folder);
    assert_eq!(of(""), "acme/all");
    assert_eq!(of("lib"), "acme/all");
    assert_eq!(of("apps/blog"), "acme/apps");
    assert_eq!(of("apps/shop"), "nobody");
    assert_eq!(of("apps/shop/web"), "nobody");
    assert_eq!(of("apps/shop/api/v2"), "acme/api");
    let text = "/apps/ @acme/apps\n/a*/ @acme/wild\n";
    assert_eq!(self::of(GITHUB, text, "apps/x"), "acme/wild");
    assert_eq!(self::of(GITHUB, "/a*/ @acme/wild\n/apps/ @acme/apps\n", "apps/x"), "acme/apps");
}

#[test]
fn sections_have_default_owners_and_do_not_override_each_other() {
    let text = "* @general\n[Docs] @docs-team\n/docs/\n/api/docs/ @acme/api\n^[Data][2] @data @acme/core/db\n/docs/db/\n!/docs/db/old/\n[DOCS]\n/site/ @web\n/site/old/\n";
    let of = |folder| of(GITLAB, text, folder);
    assert_eq!(of("docs"), "general + docs-team");
    assert_eq!(of("docs/db"), "general + docs-team + data acme/core/db");
    assert_eq!(of("docs/db/old/2020"), "general + docs-team");
    assert_eq!(of("api/docs"), "general + acme/api");
    assert_eq!(of("site"), "general + web");
    assert_eq!(of("site/old"), "general + nobody");
    assert_eq!(of("src"), "general");
}

#[test]
fn what_was_taken_out_of_a_section_stays_out() {
    assert_eq!(of(GITLAB, "* @all\n!/gen/\n/gen/api/ @api\n", "gen/api"), "");
    assert_eq!(of(GITLAB, "!/gen/\n[Api]\n/gen/api/ @api\n", "gen/api"), "api");
}

#[test]
fn the_place_of_a_file_or_what_is_in_it_tells_the_host() {
    // GitLab's `docs` is that path alone, GitHub's everything below.
    let deep = |path, more: &str| of(path, &format!("docs @a/b\n{more}"), "docs/a");
    assert_eq!(deep("CODEOWNERS", ""), "a/b");
    assert_eq!(deep("docs/CODEOWNERS", "/x @a/b\n"), "a/b");
    for sign in ["[Web]\n", "^[Web][2] @web\n", "!/x/\n", "/x/ @@maintainer\n", "/x/ @a/b/c\n"] {
        assert_eq!(deep("CODEOWNERS", sign), "", "{sign}");
    }
    assert_eq!(deep(".github/CODEOWNERS", "[Web]\n"), "a/b");
}

/// Every problem as `line:column..column message`.
fn problems(path: &str, text: &str) -> String {
    let source = SourceFile::new(path, text);
    let mut told = String::new();
    for problem in read(FileId(0), &source).problems {
        let span = problem.place().span;
        let (from, to) = (source.position(span.start), source.position(span.end));
        writeln!(told, "{}:{}..{} {}", from.line, from.column, to.column, problem.message).expect("a string");
    }
    told
}

#[test]
fn lines_that_a_host_skips_are_told() {
    let text = "\u{feff}# fine\r\n/a @a/b # and why, @c\r\n!/b @a/b\r\n/c[12]/ @a/b\r\n  /d @a/b @c, x@y.example\r\n\\#e @a/b\r\n/f acme/f\r\n/g @a/b/c\r\n";
    assert_eq!(
        problems(GITHUB, text),
        "3:1..4 GitHub does not know `!` in CODEOWNERS\n\
         4:1..8 GitHub does not know `[ ]` in CODEOWNERS\n\
         5:11..14 `@c,` is no owner that GitHub knows\n\
         6:1..4 GitHub takes no pattern that begins with `#`\n\
         7:4..10 `acme/f` is no owner that GitHub knows\n\
         8:4..10 `@a/b/c` is no owner that GitHub knows\n"
    );
    assert_eq!(
        problems(GITLAB, "[Docs\n/a @g/h # see @i and j\n/b k @l\n[]\n/c @@developer m@n.example\n"),
        "1:1..6 this is no heading of a section, and so a pattern\n\
         3:4..5 `k` is no owner that GitLab knows\n\
         4:1..3 this is no heading of a section, and so a pattern\n"
    );
    // Names in what looks like a comment are owners all the same.
    assert_eq!(of(GITLAB, "/a/ @g/h # see @i\n", "a"), "g/h i");
    assert_eq!(of(GITHUB, "/a/ @g/h # see @i/j\n", "a"), "g/h");
}

#[test]
fn names_and_patterns_keep_their_places() {
    let text = "\u{feff}# größe\r\n\t/größe/  \t@acme/a\u{a0}@acme/b # c\r\n";
    let source = SourceFile::new(GITHUB, text);
    let lines = read(FileId(0), &source).owners.expect("read").says.folder("größe/x");
    let shown = |place: crate::text::Place| &text[place.span.start as usize..place.span.end as usize];
    assert_eq!(shown(lines[0].pattern), "/größe/");
    let owners: Vec<&str> = lines[0].owners.iter().map(|owner| shown(owner.place)).collect();
    assert_eq!(owners, ["@acme/a", "@acme/b"]);
}

#[test]
fn a_file_that_is_large_on_purpose_takes_no_longer_than_it_must() {
    let mut text = String::new();
    for n in 0..100_000 {
        writeln!(text, "/s{n}/ @a/t{n}").expect("a string");
    }
    let source = SourceFile::new(GITHUB, text);
    let says = read(FileId(0), &source).owners.expect("under 3 MB").says;
    let start = std::time::Instant::now();
    for n in 0..10_000 {
        assert_eq!(says.folder(&format!("s{n}/deep/er"))[0].owners[0].handle, format!("t{n}").replacen('t', "a/t", 1));
    }
    // Patterns with wildcards that match nothing are the worst there is; they are tried, but not without end.
    let text: String = (0..50_000).fold(String::new(), |text, n| text + "**/x" + &n.to_string() + "*y @a/b\n");
    let says = read(FileId(0), &SourceFile::new(GITHUB, text)).owners.expect("under 3 MB").says;
    for n in 0..1_000 {
        assert_eq!(says.folder(&format!("s{n}")), []);
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
