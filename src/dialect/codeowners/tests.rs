//! Which line decides about a folder, as each host's documentation says, and where its words stand.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use crate::declare::Declarations;
use crate::declare::claims::{OwnersOf, Undecided};
use crate::dialect::codeowners::host::Host;
use crate::dialect::codeowners::index::Index;
use crate::dialect::codeowners::repository::settle;
use crate::dialect::codeowners::section;
use crate::files::read::decode;
use crate::files::texts::{Nothing, Texts};
use crate::finding::Finding;
use crate::finding::diagnostics::TOO_LARGE;
use crate::text::{FileId, SourceFile, Sources};

/// CODEOWNERS files that were read, and what is wrong in them.
struct Settled {
    sources: Sources,
    parts: Vec<Declarations>,
    problems: Vec<Finding>,
}

/// Reads files, beside others of which only the paths matter.
fn settled(files: &[(&str, &[u8])], beside: &[&str]) -> Settled {
    let mut sources = Sources::default();
    let mut parts = Vec::new();
    for (rank, (path, bytes)) in (0..).zip(files) {
        let (source, problems) = decode(path, bytes.to_vec(), FileId(rank));
        let mut part = Declarations::new(sources.add_file(source));
        part.problems = problems;
        parts.push(part);
    }
    let mut there = Texts::over(Arc::new(Nothing));
    for path in beside {
        there.put(Path::new(path), "");
    }
    let problems = settle(&mut parts, &sources, there.files());
    Settled { sources, parts, problems }
}

impl Settled {
    /// What the file of that rank says; none if no host reads it.
    fn says(&self, rank: usize) -> Option<&dyn OwnersOf> {
        self.parts[rank].owners.as_ref().map(|owners| &*owners.says)
    }

    /// Every problem as `line:column..column message`.
    fn problems(&self) -> String {
        let mut told = String::new();
        for problem in &self.problems {
            let (file, span) = (self.sources.get(problem.place().file), problem.place().span);
            let (from, to) = (file.position(span.start), file.position(span.end));
            writeln!(told, "{}:{}..{} {}", from.line, from.column, to.column, problem.message).expect("a string");
        }
        told
    }
}

/// What is said of a folder: the owners by section, `nobody` where a line without owners decides, `?` where that cannot be
/// made out.
fn shown(says: &dyn OwnersOf, folder: &str) -> String {
    let Ok(lines) = says.folder(folder) else { return "?".to_owned() };
    let sections = lines.into_iter().map(|line| match &*line.owners {
        [] => "nobody".to_owned(),
        owners => owners.iter().map(|owner| owner.handle.as_str()).collect::<Vec<_>>().join(" "),
    });
    sections.collect::<Vec<_>>().join(" + ")
}

/// What a file at a path says of a folder.
fn of(path: &str, text: impl AsRef<[u8]>, folder: &str) -> String {
    let settled = settled(&[(path, text.as_ref())], &[]);
    shown(settled.says(0).expect("a file that a host reads"), folder)
}

/// The ranks of the files that count, and by whose rules: GitLab's `docs` is that path alone, GitHub's everything below.
fn counting(paths: &[&str], texts: &[(&str, &str)], beside: &[&str]) -> String {
    let text = |path: &str| {
        let more = texts.iter().find(|(of, _)| *of == path).map_or("", |(_, text)| text);
        format!("docs @a/b\n{more}").into_bytes()
    };
    let files: Vec<(&str, Vec<u8>)> = paths.iter().map(|path| (*path, text(path))).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_slice())).collect();
    let settled = settled(&files, beside);
    let counting = paths.iter().enumerate().filter_map(|(rank, path)| {
        let host = if shown(settled.says(rank)?, "docs/a") == "a/b" { "GitHub" } else { "GitLab" };
        Some(format!("{path} by {host}"))
    });
    counting.collect::<Vec<_>>().join(", ")
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
fn of_lines_with_one_pattern_the_last_counts_where_it_stands() {
    for host in [GITHUB, GITLAB] {
        let text = "/src/ @a/a\n/src/web/ @a/b\n/src/ @a/c\n";
        assert_eq!(of(host, text, "src/web"), "a/c", "{host}");
    }
    // The same pattern in another section is another line.
    assert_eq!(of(GITLAB, "/a/ @x\n[B]\n/a/ @y\n", "a"), "x + y");
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
fn default_owners_are_for_lines_behind_whose_pattern_nothing_stands() {
    for (heading, line, owners) in [
        ("[A] @x", "/a/", "x"),
        ("[A]    @x\t@g/y", "/a/  ", "x g/y"),
        ("^[A] @x", "/a/", "x"),
        ("[A][2] @x", "/a/", "x"),
        ("^[A][2] @x", "/a/", "x"),
        ("[A]@x", "/a/", "x"),
        ("[A][ 2 ]@x", "/a/", "x"),
        ("[A B::c] @x", "/a/", "x"),
        ("[A]", "/a/", "nobody"),
        ("[A]", "/a/ @y", "y"),
        ("[A] @x", "/a/ @y", "y"),
        ("[A] @x", "/a/ a@b.example", "a@b.example"),
        ("[A] @x", "/a/ @@developer", "developer"),
        // Whatever stands there is in the place of the default, also if it is nobody.
        ("[A] @x", "/a/ y", "nobody"),
        ("[A] @x", "/a/ # for ever", "nobody"),
        ("[A] @x", "/a/ # see @z", "z"),
        // Of a heading GitLab reads owners up to the first character that is in no name.
        ("[A] @x # or @z", "/a/", "x"),
        ("[A] @x, @z", "/a/", "x"),
        ("[A][two] @x", "/a/", "nobody"),
        ("[] @x", "/a/", "x"),
    ] {
        assert_eq!(of(GITLAB, format!("{heading}\n{line}\n"), "a"), owners, "{heading} {line}");
    }
    // A heading counts from where it stands, and gives its owners to nothing above it.
    assert_eq!(of(GITLAB, "/a/\n[A] @x\n/b/\n[B]\n/c/\n[a] @y\n/a/\n", "a"), "nobody + y");
    assert_eq!(of(GITLAB, "[A] @x\n/a/\n[a]\n/b/\n", "a"), "x");
    assert_eq!(of(GITLAB, "[A] @x\n/a/\n[a]\n/b/\n", "b"), "nobody");
    assert_eq!(of(GITLAB, "/a/ @x\n[B]\n/b/ @y\n[CodeOwners]\n/a/ @z\n", "a"), "z");
}

#[test]
fn names_are_found_as_each_host_finds_them() {
    let owners = |host: &str, rest: &str| of(host, format!("/a/ {rest}\n[Z]\n"), "a");
    for (rest, gitlab, github) in [
        ("@a/b @c", "a/b c", "a/b c"),
        ("@a, @b", "a b", "?"),
        ("@a,@b/c/d;", "a b/c/d", "?"),
        ("(@a)", "a", "?"),
        ("@a. @b/", "a b", "?"),
        ("x.y@z.example", "x.y@z.example", "x.y@z.example"),
        ("@@maintainers @@OWNER", "maintainers OWNER", "?"),
        ("@@guest", "nobody", "?"),
        ("@- @ @@ a@ @b@c", "b", "?"),
        ("@größe", "gr", "größe"),
        ("@a # @b", "a b", "a"),
    ] {
        assert_eq!(owners(GITLAB, rest), gitlab, "{rest}");
        // GitHub skips a line with a name that is none, and what stands before it counts.
        let text = format!("* @before/it\n/a/ {rest}\n");
        assert_eq!(of(GITHUB, text, "a").replace("before/it", "?"), github, "{rest}");
    }
}

#[test]
fn what_was_taken_out_of_a_section_stays_out() {
    assert_eq!(of(GITLAB, "* @all\n!/gen/\n/gen/api/ @api\n", "gen/api"), "");
    assert_eq!(of(GITLAB, "* @all\n!/gen/ @nobody # it is made\n", "gen"), "");
    assert_eq!(of(GITLAB, "!/gen/\n[Api]\n/gen/api/ @api\n", "gen/api"), "api");
    // At GitHub such a line is none, and nothing is taken out.
    assert_eq!(of(GITHUB, "* @all\n!/gen/\n", "gen"), "all");
    // And there the line without owners takes it out.
    assert_eq!(of(GITHUB, "* @all\n/gen/\n", "gen/api"), "nobody");
}

#[test]
fn blanks_and_signs_in_patterns_are_escaped() {
    for (host, text, folder, owners) in [
        (GITLAB, "/a\\ b/ @x\n", "a b", "x"),
        (GITHUB, "/a\\ b/ @x\n", "a b", "x"),
        (GITLAB, "/a\\ b\\ c/ @x\n", "a b c", "x"),
        (GITLAB, "\\#a/ @x\n", "#a", "x"),
        (GITLAB, "/b/#a/ @x\n", "b/#a", "x"),
        (GITHUB, "/b/#a/ @x\n", "b/#a", "x"),
        // Without it the pattern ends, and the rest is no owner.
        (GITLAB, "/a b/ @x\n", "a b", ""),
        (GITLAB, "/a b/ @x\n", "a", "x"),
    ] {
        assert_eq!(of(host, text, folder), owners, "{host} {text}");
    }
}

#[test]
fn the_files_of_a_repository_tell_its_host_together() {
    let counting = |paths: &[&str], texts: &[(&str, &str)]| counting(paths, texts, &[]);
    assert_eq!(counting(&["CODEOWNERS"], &[]), "CODEOWNERS by GitHub");
    for sign in ["[Web]\n", "^[Web][2] @web\n", "!/x/\n", "/x/ @@maintainer\n", "/x/ @a/b/c\n"] {
        assert_eq!(counting(&["r/CODEOWNERS"], &[("r/CODEOWNERS", sign)]), "r/CODEOWNERS by GitLab", "{sign}");
        // It is the same for a file that has no sign itself.
        let both = counting(&["r/CODEOWNERS", "r/docs/CODEOWNERS"], &[("r/docs/CODEOWNERS", sign)]);
        assert_eq!(both, "r/CODEOWNERS by GitLab", "{sign}");
        // Another repository is another matter.
        let others = counting(&["q/CODEOWNERS", "r/CODEOWNERS"], &[("r/CODEOWNERS", sign)]);
        assert_eq!(others, "q/CODEOWNERS by GitHub, r/CODEOWNERS by GitLab", "{sign}");
    }
    for no_sign in ["# [Web]\n", "/x/ @a/b # not @a/b/c\n", "/x/[a]/ @a/b\n", "/x/@a/b/c @a/b\n", "[]\n"] {
        assert_eq!(counting(&["CODEOWNERS"], &[("CODEOWNERS", no_sign)]), "CODEOWNERS by GitHub", "{no_sign}");
    }
    // What only GitHub reads is GitHub's, whatever is in it; what both may read is read as the other files tell.
    let web = [(".github/CODEOWNERS", "[Web]\n")];
    assert_eq!(counting(&[".github/CODEOWNERS"], &web), ".github/CODEOWNERS by GitHub");
    assert_eq!(counting(&[".github/CODEOWNERS", "CODEOWNERS"], &web), ".github/CODEOWNERS by GitHub");
    assert_eq!(counting(&[".gitlab/CODEOWNERS", "docs/CODEOWNERS"], &[]), "docs/CODEOWNERS by GitLab");
    // A repository that is at both has a file for each.
    assert_eq!(
        counting(&[".github/CODEOWNERS", ".gitlab/CODEOWNERS"], &[]),
        ".github/CODEOWNERS by GitHub, .gitlab/CODEOWNERS by GitLab"
    );
    assert_eq!(
        counting(&[".github/CODEOWNERS", "CODEOWNERS"], &[("CODEOWNERS", "[Web]\n")]),
        ".github/CODEOWNERS by GitHub, CODEOWNERS by GitLab"
    );
}

#[test]
fn of_several_files_the_first_counts_that_the_host_looks_for() {
    let all = ["r/.github/CODEOWNERS", "r/.gitlab/CODEOWNERS", "r/CODEOWNERS", "r/docs/CODEOWNERS"];
    let of_github = ["r/.github/CODEOWNERS", "r/CODEOWNERS", "r/docs/CODEOWNERS"];
    for (at, path) in of_github.iter().enumerate() {
        assert_eq!(counting(&of_github[at..], &[], &[]), format!("{path} by GitHub"));
    }
    let of_gitlab = ["r/CODEOWNERS", "r/docs/CODEOWNERS", "r/.gitlab/CODEOWNERS"];
    for (at, path) in of_gitlab.iter().enumerate() {
        assert_eq!(counting(&of_gitlab[at..], &[], &["r/.gitlab/agents"]), format!("{path} by GitLab"));
    }
    assert_eq!(counting(&all, &[], &[]), "r/.github/CODEOWNERS by GitHub, r/CODEOWNERS by GitLab");
    // One that cannot be read is looked for all the same.
    let settled = settled(&[("CODEOWNERS", b"\xff\xfe*\0"), ("docs/CODEOWNERS", b"* @a/b\n")], &[]);
    assert_eq!(settled.says(0).map(|says| says.folder("a")), Some(Err(Undecided)));
    assert!(settled.says(1).is_none());
}

#[test]
fn what_lies_beside_the_files_tells_the_host_where_they_do_not() {
    let by = |text: &str, beside: &[&str]| counting(&["r/CODEOWNERS"], &[("r/CODEOWNERS", text)], beside);
    assert_eq!(by("", &["r/.gitlab-ci.yml"]), "r/CODEOWNERS by GitLab");
    assert_eq!(by("", &["r/.gitlab/merge_request_templates/a.md"]), "r/CODEOWNERS by GitLab");
    assert_eq!(by("", &["r/.github/workflows/ci.yml"]), "r/CODEOWNERS by GitHub");
    assert_eq!(by("", &["r/.gitlab-ci.yml", "r/.github/workflows/ci.yml"]), "r/CODEOWNERS by GitHub");
    assert_eq!(by("", &[".gitlab-ci.yml", "r/a/.gitlab-ci.yml"]), "r/CODEOWNERS by GitHub");
    // Whoever thinks of `.gitignore` writes `!` at GitHub, too; nobody writes sections there.
    assert_eq!(by("!/x/\n", &["r/.github/workflows/ci.yml"]), "r/CODEOWNERS by GitHub");
    assert_eq!(by("[Web]\n", &["r/.github/workflows/ci.yml"]), "r/CODEOWNERS by GitLab");
    let docs = |beside: &[&str]| counting(&["a/CODEOWNERS", "a/docs/CODEOWNERS"], &[], beside);
    assert_eq!(docs(&[]), "a/CODEOWNERS by GitHub");
    assert_eq!(docs(&["a/docs/.git"]), "a/CODEOWNERS by GitHub, a/docs/CODEOWNERS by GitHub");
}

/// Every problem as `line:column..column message`.
fn problems(path: &str, text: &str) -> String {
    settled(&[(path, text.as_bytes())], &[]).problems()
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
        problems(GITLAB, "[Docs\n/a @g/h # see i and j\n/b k @l,\n[]\n/c @@developer @@guest m@n.example\n"),
        "1:1..6 this heading of a section has no end\n\
         3:4..5 `k` is no owner that GitLab knows\n\
         4:1..3 this section has no name\n\
         5:16..23 `@@guest` is no owner that GitLab knows\n"
    );
    assert_eq!(
        problems(GITLAB, "[A][x] @y\n[B] @y, @z\n[C] y # z\n[D] @y\n/a/ # all of it\n/b/ @y # and @z!\n!/b/ # @z\n"),
        "1:4..10 GitLab reads no further in this heading\n\
         2:7..11 GitLab reads no further in this heading\n\
         3:5..6 `y` is no owner that GitLab knows\n\
         5:5..6 GitLab takes this comment for owners, in the place of those of the section\n\
         6:14..17 GitLab knows no comments here, and takes `@z!` for an owner\n"
    );
    // What no host reads is not judged.
    let unread = settled(&[(".github/CODEOWNERS", b"* @a/b\n"), ("CODEOWNERS", b"* a\n")], &[]);
    assert_eq!(unread.problems(), "");
}

#[test]
fn a_file_full_of_mistakes_does_not_fill_the_memory_with_them() {
    let settled = settled(&[(GITHUB, "!a\n".repeat(100_000).as_bytes())], &[]);
    assert_eq!(settled.problems.len(), 1_001);
    assert_eq!(settled.problems[1_000].message, "99000 more problems in this file are not shown");
    assert_eq!(settled.problems[1_000].place(), settled.problems[999].place());
}

#[test]
fn a_line_that_is_no_text_hides_what_stands_before_it() {
    for host in [GITHUB, GITLAB] {
        let text = b"/a/ @a/b\n/\xe9/ @a/c\n/d/ @a/d\n/e/ @a/\xe9\n/f/ @a/f # \xe9\n# \xe9\n";
        let of = |folder| of(host, text, folder);
        assert_eq!(of("a"), "?", "{host}");
        assert_eq!(of("d"), "a/d", "{host}");
        assert_eq!(of("e"), "?", "{host}");
        assert_eq!(of("f"), "a/f", "{host}");
    }
    assert_eq!(of(GITLAB, b"/a/ @x\n!/\xe9/\n/b/ @y\n[C]\n/b/ @z\n", "b"), "z");
    assert_eq!(of(GITLAB, b"/a/ @x\0y\n", "a"), "?");
    for heading in ["[\0A] @x", "[A] @x\0y", "[A] @x, \0"] {
        assert_eq!(of(GITLAB, format!("{heading}\n/a/\n"), "a"), "?", "{heading:?}");
        assert_eq!(of(GITLAB, format!("{heading}\n/a/ @y\n"), "a"), "y", "{heading:?}");
    }
}

#[test]
fn names_and_patterns_keep_their_places() {
    let text = "\u{feff}# größe\r\n\t/größe/  \t@acme/a\u{a0}@acme/b # c\r\n";
    let of = |path, text: &str| {
        let settled = settled(&[(path, text.as_bytes())], &[]);
        let lines = settled.says(0).expect("read").folder("größe/x").expect("made out");
        let shown = |place: crate::text::Place| settled.sources.text(place).to_owned();
        let owners = lines[0].owners.iter().map(|owner| shown(owner.place));
        [shown(lines[0].pattern)].into_iter().chain(owners).collect::<Vec<_>>()
    };
    assert_eq!(of(GITHUB, text), ["/größe/", "@acme/a", "@acme/b"]);
    assert_eq!(of(GITLAB, "/größe/\t(@a/b/c,@d)\n"), ["/größe/", "@a/b/c", "@d"]);
    assert_eq!(of(GITLAB, " ^[Größe][2]  @a/b\n  /größe/\n"), ["/größe/", "@a/b"]);
}

#[test]
fn a_file_that_is_large_on_purpose_takes_no_longer_than_it_must() {
    let start = std::time::Instant::now();
    let text: String = (0..100_000).fold(String::new(), |text, n| text + &format!("/s{n}/ @a/t{n}\n"));
    let plain = settled(&[(GITHUB, text.as_bytes())], &[]);
    for n in 0..10_000 {
        assert_eq!(shown(plain.says(0).expect("under 3 MB"), &format!("s{n}/deep/er")), format!("a/t{n}"));
    }
    // Patterns with wildcards that match nothing are the worst there is; they are tried, but not without end.
    let deep = "a/".repeat(2_000);
    let (long, half) = ("a".repeat(4_000), "a".repeat(2_000));
    for (text, folder) in [
        ((0..50_000).fold(String::new(), |text, n| text + "**/x" + &n.to_string() + "*y @a/b\n"), "x1/x2/x3/x4"),
        (format!("*{half}b @a/b\n"), long.as_str()),
        (format!("**/{}b* @a/b\n", &deep[..2_000]), deep.as_str()),
        (format!("{deep}b/ @a/b\n{deep}*/ @a/b\n"), deep.as_str()),
        ((0..100_000).fold(String::new(), |text, n| text + &format!("[s{n}]\n/x{n}/ @a/b\n")), "x"),
    ] {
        let source = SourceFile::new(GITLAB, text.as_str());
        let index = Index::within(section::read(FileId(0), &source, Host::GitLab, &mut Vec::new()), 1_000_000);
        let is_undecided = (0..100).any(|_| index.folder(folder) == Err(Undecided));
        assert!(is_undecided, "{}", &text[..20]);
        assert_eq!(index.folder("y"), Err(Undecided), "and so is everything after that");
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn a_crowd_owns_nothing() {
    let names = |count: usize| (0..count).fold(String::new(), |names, n| names + &format!(" @a/t{n}"));
    for host in [GITHUB, GITLAB] {
        assert!(of(host, format!("/a/{}\n", names(100)), "a").ends_with(" a/t99"), "{host}");
        assert_eq!(of(host, format!("/a/{}\n", names(101)), "a"), "?", "{host}");
        assert_eq!(of(host, format!("/a/{}\n", names(200_000)), "a"), "?", "{host}");
    }
    // Owners of a section are kept once, however many lines have them.
    let lines = (0..100_000).fold(String::new(), |text, n| text + &format!("/{n}/\n"));
    assert!(of(GITLAB, format!("[A]{}\n{lines}", names(100)), "99999").ends_with(" a/t99"));
    let sections = (0..101).fold(String::new(), |text, n| text + &format!("[{n}]\n/a/ @x\n"));
    assert_eq!(of(GITLAB, sections, "a"), "?");
}

#[test]
fn what_is_too_long_is_not_read() {
    let lines = |bytes: usize| format!("/a/ @a/b\n#{}\n", "x".repeat(bytes));
    for (host, message) in [
        (GITHUB, "1:1..1 GitHub does not load a CODEOWNERS file of 3 MB or more\n"),
        (GITLAB, "1:1..1 a CODEOWNERS file of 3 MB or more is not read\n"),
    ] {
        let large = settled(&[(host, lines(3 << 20).as_bytes())], &[]);
        assert_eq!(large.problems(), message);
        // Nobody waives or lowers what says that a file was not read.
        assert!(large.problems.iter().all(|problem| TOO_LARGE.is(problem)) && TOO_LARGE.fixed.is_some());
        assert_eq!(large.says(0).expect("a file that a host looks for").folder("a"), Err(Undecided));
        assert_eq!(of(host, lines((3 << 20) - 20), "a"), "a/b", "{host}");
    }
    assert_eq!(of(GITHUB, "* @a/b\n", &"a".repeat(4_097)), "?");
}
