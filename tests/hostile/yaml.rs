//! Input made to hurt: each gives a diagnostic in bounded time and memory, and the rest is read.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use teamlint::files::discover::{Selection, discover};
use teamlint::files::disk::Disk;
use teamlint::files::read;
use teamlint::finding::Finding;
use teamlint::text::{FileId, Sources};
use teamlint::yaml::tree::{NodeRef, Parsed, Shape, Tree};

use crate::support::child::alone;

/// Generous for a debug build on a busy machine; what these inputs did to other parsers took minutes or never ended.
const BOUND: Duration = Duration::from_secs(30);

fn parse(text: &str) -> Parsed {
    let begun = Instant::now();
    let parsed = Tree::parse(FileId(0), text);
    assert!(begun.elapsed() < BOUND, "took {:?}", begun.elapsed());
    parsed
}

fn rules(problems: &[Finding]) -> Vec<&str> {
    problems.iter().map(|problem| problem.rule.as_str()).collect()
}

/// `rule at "bytes": message`, for each problem.
fn told(text: &str, problems: &[Finding]) -> Vec<String> {
    problems
        .iter()
        .map(|problem| {
            let span = problem.place().span;
            let bytes = &text[span.start as usize..span.end as usize];
            format!("{} at {bytes:?}: {}", problem.rule, problem.message)
        })
        .collect()
}

fn root<'t>(parsed: &'t Parsed, text: &'t str) -> NodeRef<'t> {
    parsed.tree.documents(text).next().expect("a document")
}

fn keys(node: NodeRef<'_>) -> Vec<String> {
    node.entries().map(|entry| entry.key.text().unwrap_or_default().into_owned()).collect()
}

fn value(node: NodeRef<'_>, key: &str) -> Option<String> {
    node.get(key)?.text().map(std::borrow::Cow::into_owned)
}

#[test]
fn nine_lines_of_aliases_that_mean_a_billion_values_are_not_followed() {
    alone!();
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..40 {
        let below = level - 1;
        let nine = vec![format!("*a{below}"); 9].join(", ");
        writeln!(text, "a{level}: &a{level} [{nine}]").expect("a string");
    }
    text.push_str("team: payments\n---\nteam: search\nlead: &l ana\nbackup: *l\n");
    let parsed = parse(&text);
    assert_eq!(rules(&parsed.problems), ["alias-bomb"]);
    let documents: Vec<_> = parsed.tree.documents(&text).collect();
    assert_eq!(value(documents[0], "team").as_deref(), Some("payments"));
    let elements: Vec<_> = documents[0].get("a5").expect("read").items().map(NodeRef::shape).collect();
    assert_eq!(elements, [Shape::Null; 9]);
    assert_eq!(value(documents[1], "backup").as_deref(), Some("ana"));
}

#[test]
fn aliases_of_an_ordinary_file_are_followed() {
    alone!();
    let text = "hours: &h {from: 9, to: 17}\nteams:\n  a: {hours: *h}\n  b: {hours: *h}\n";
    let parsed = parse(text);
    assert!(parsed.problems.is_empty());
    let hours = root(&parsed, text).get("teams").and_then(|teams| teams.get("b")?.get("hours")).expect("read");
    assert_eq!(value(hours, "to").as_deref(), Some("17"));
    let span = hours.place().span;
    assert_eq!(&text[span.start as usize..span.end as usize], "*h");
}

#[test]
fn merge_keys_that_multiply_are_bounded() {
    alone!();
    let mut text = String::from("base: &b0\n");
    for key in 0..1_000 {
        writeln!(text, "  k{key}: 1").expect("a string");
    }
    for level in 1..2_000 {
        let below = level - 1;
        let nine = vec![format!("*b{below}"); 9].join(", ");
        writeln!(text, "m{level}: &b{level}\n  <<: [{nine}]").expect("a string");
    }
    text.push_str("team: payments\n");
    let parsed = parse(&text);
    assert!(rules(&parsed.problems).contains(&"alias-bomb"), "{:?}", rules(&parsed.problems));
    assert!(parsed.problems.len() <= 2);
    assert_eq!(value(root(&parsed, &text), "team").as_deref(), Some("payments"));
}

#[test]
fn merge_keys_say_where_an_entry_was_merged_in_and_explicit_keys_win() {
    alone!();
    let text = "a: &a {x: 1, y: 1}\nb: &b {<<: *a, y: 2, z: 2}\nc:\n  z: 3\n  <<: [*b, {w: 4, x: 9}]\n  '<<': text\n";
    let parsed = parse(text);
    assert_eq!(
        told(text, &parsed.problems),
        ["duplicate-key at \"'<<'\": the key `<<` stands 2 times in this mapping"]
    );
    let c = root(&parsed, text).get("c").expect("read");
    let entries: Vec<_> = c
        .entries()
        .map(|entry| {
            let at = entry.merged_at.map(|place| &text[place.span.start as usize..place.span.end as usize]);
            (entry.key.text().unwrap_or_default().into_owned(), entry.value.text().unwrap_or_default().into_owned(), at)
        })
        .collect();
    let inline = Some("{w: 4, x: 9}");
    let entry = |key: &str, value: &str, at| (key.to_owned(), value.to_owned(), at);
    assert_eq!(
        entries,
        [entry("z", "3", None), entry("x", "1", Some("*b")), entry("y", "2", Some("*b")), entry("w", "4", inline),]
    );
}

#[test]
fn an_alias_inside_what_it_refers_to_is_told_and_is_nothing() {
    alone!();
    let text = "team: &t\n  name: payments\n  parent: *t\n  <<: *t\nother: 1\n";
    let parsed = parse(text);
    assert_eq!(
        told(text, &parsed.problems),
        [
            "cyclic-alias at \"*t\": `*t` stands inside what it refers to",
            "cyclic-alias at \"*t\": `*t` stands inside what it refers to",
        ]
    );
    let team = root(&parsed, text).get("team").expect("read");
    assert_eq!(team.get("parent").map(NodeRef::shape), Some(Shape::Null));
    assert_eq!(keys(team), ["name", "parent"]);
}

#[test]
fn an_alias_without_an_anchor_names_the_nearest_one() {
    alone!();
    let text = "hours: &office 9-17\nours: *ofice\n---\nnext: *office\n";
    let parsed = parse(text);
    let helps: Vec<_> = parsed.problems.iter().filter_map(|problem| problem.help.as_deref()).collect();
    assert_eq!(rules(&parsed.problems), ["unknown-anchor", "unknown-anchor"]);
    assert_eq!(helps[0], "did you mean `*office`?");
    assert!(helps[1].contains("anchors do not reach over `---`"));
}

#[test]
fn a_hundred_thousand_brackets_are_one_diagnostic() {
    alone!();
    for bracket in ["[", "{a: ", "- ", "? ", "[{"] {
        let text = format!("team: payments\ndeep: {}\nother: 1\n", bracket.repeat(100_000));
        let parsed = parse(&text);
        assert_eq!(parsed.problems.len(), 1, "{bracket}: {:?}", told("", &[]));
        assert_eq!(value(root(&parsed, &text), "team").as_deref(), Some("payments"), "{bracket}");
        assert_eq!(value(root(&parsed, &text), "other").as_deref(), Some("1"), "{bracket}");
    }
    let text = format!("{}\n---\nteam: search\n", "- ".repeat(100_000));
    let parsed = parse(&text);
    assert_eq!(rules(&parsed.problems), ["nesting-too-deep"]);
    let last = parsed.tree.documents(&text).last().expect("the second document");
    assert_eq!(value(last, "team").as_deref(), Some("search"));
}

#[test]
fn indentation_without_end_is_one_diagnostic() {
    alone!();
    let mut text = String::new();
    for level in 0..3_000 {
        writeln!(text, "{}k:", " ".repeat(level)).expect("a string");
    }
    text.push_str("team: payments\n");
    let parsed = parse(&text);
    assert_eq!(rules(&parsed.problems), ["nesting-too-deep"]);
    assert_eq!(value(root(&parsed, &text), "team").as_deref(), Some("payments"));
}

#[test]
fn a_scalar_of_a_hundred_megabytes_is_read() {
    alone!();
    let long = "lorem ipsum ".repeat(100_000_000 / 12);
    for (before, after) in [("", ""), ("\"", "\"")] {
        let text = format!("note: {before}{long}.{after}\nteam: payments\n");
        let parsed = parse(&text);
        assert!(parsed.problems.is_empty());
        let note = root(&parsed, &text).get("note").and_then(NodeRef::text).expect("read");
        assert_eq!(note.len(), long.len() + 1);
        assert_eq!(value(root(&parsed, &text), "team").as_deref(), Some("payments"));
    }
}

#[test]
fn a_hundred_thousand_keys_are_checked_for_repeats() {
    alone!();
    let mut text = String::new();
    for key in 0..100_000 {
        writeln!(text, "key-{key}: 1").expect("a string");
    }
    text.push_str("\"key-5\\u0030000\": 2\n");
    let parsed = parse(&text);
    assert_eq!(
        told(&text, &parsed.problems),
        [r#"duplicate-key at "\"key-5\\u0030000\"": the key `key-50000` stands 2 times in this mapping"#]
    );
    let same = "k: 1\n".repeat(100_000);
    let parsed = parse(&same);
    assert_eq!(parsed.problems.len(), 1);
    assert_eq!(parsed.problems[0].message, "the key `k` stands 100000 times in this mapping");
    assert_eq!(parsed.problems[0].labels.len() + parsed.problems[0].more_labels, 100_000);
}

#[test]
fn a_repeated_key_shows_both_places_and_the_first_counts() {
    alone!();
    let text = "team: payments\nlead: ana\n'team': search\n";
    let parsed = parse(text);
    let labels: Vec<_> = parsed.problems[0].labels.iter().map(|label| label.place.span.start).collect();
    assert_eq!(
        told(text, &parsed.problems),
        ["duplicate-key at \"'team'\": the key `team` stands 2 times in this mapping"]
    );
    assert_eq!(labels, [25, 0]);
    assert_eq!(keys(root(&parsed, text)), ["team", "lead"]);
    assert_eq!(value(root(&parsed, text), "team").as_deref(), Some("payments"));
}

#[test]
fn a_forgotten_document_marker_is_one_diagnostic() {
    alone!();
    let text = "kind: Group\nmetadata: {name: a}\nspec: {}\nkind: Group\nmetadata: {name: b}\nspec: {}\n";
    let parsed = parse(text);
    assert_eq!(
        told(text, &parsed.problems),
        [
            "duplicate-key at \"kind\": `kind` and 2 more of the keys above come again: a `---` may be missing before this line"
        ]
    );
    let metadata = root(&parsed, text).get("metadata").expect("read");
    assert_eq!(value(metadata, "name").as_deref(), Some("a"));
}

#[test]
fn six_mistakes_are_six_diagnostics_and_what_stands_around_them_is_read() {
    alone!();
    let text = "\
teams:
  payments:
    members: [ana, ben
    lead: ana
  search:
    name: \"Search
    lead: chen
  broken
  data:
\t lead: dee
  platform:
    lead: eve
people:
  ana: a: b
  ben: {team: payments}
}
services:
  ledger:
    owner: payments
---
team: legal
";
    let parsed = parse(text);
    assert_eq!(
        told(text, &parsed.problems),
        [
            "syntax-error at \"lead: ana\": a flow sequence is still open at this line, which is not indented more than its block parent; a `]` may be missing before it",
            "syntax-error at \"\\\"\": a double-quoted scalar is still open at a line that is not indented more than its parent; a closing `\"` may be missing",
            "syntax-error at \"broken\": a mapping key needs `:`",
            "syntax-error at \"lead: dee\": tabs cannot be used for block indentation",
            "syntax-error at \"a: b\": `: ` inside an unquoted value starts a nested mapping, which cannot begin on this line",
            "syntax-error at \"}\": this `}` closes nothing",
        ]
    );
    let opened = &parsed.problems[0].labels[1];
    assert_eq!(
        (&text[opened.place.span.start as usize..opened.place.span.end as usize], opened.text.as_str()),
        ("[", "the flow sequence opened here is still open")
    );
    let document = root(&parsed, text);
    assert_eq!(keys(document), ["teams", "people", "services"]);
    let teams = document.get("teams").expect("read");
    assert_eq!(keys(teams), ["payments", "search", "data", "platform"]);
    assert_eq!(teams.get("payments").and_then(|team| value(team, "lead")).as_deref(), Some("ana"));
    assert_eq!(teams.get("search").and_then(|team| value(team, "lead")).as_deref(), Some("chen"));
    assert!(teams.get("search").is_some_and(NodeRef::is_damaged));
    assert!(teams.get("platform").is_some_and(|team| !team.is_damaged()));
    let people = document.get("people").expect("read");
    assert_eq!(keys(people), ["ana", "ben"]);
    let last = parsed.tree.documents(text).last().expect("the second document");
    assert_eq!(value(last, "team").as_deref(), Some("legal"));
    assert!(!last.is_damaged());
}

#[test]
fn a_file_of_nothing_but_mistakes_stops_complaining() {
    alone!();
    let text = "a: ]\n".repeat(200_000);
    let parsed = parse(&text);
    assert_eq!(parsed.problems.iter().filter(|problem| problem.rule == "syntax-error").count(), 51);
    assert_eq!(parsed.problems.last().map(|problem| problem.rule.as_str()), Some("syntax-error"));
}

#[test]
fn windows_line_ends_tabs_between_tokens_and_a_byte_order_mark_are_fine() {
    alone!();
    let text = "\u{feff}team:\tpayments\t# ours\r\nmembers:\r\n- ana\r\n-\tben\r\n";
    let parsed = parse(text);
    assert!(parsed.problems.is_empty(), "{:?}", told(text, &parsed.problems));
    let team = root(&parsed, text).get("team").expect("read");
    assert_eq!(team.text().as_deref(), Some("payments"));
    assert_eq!(team.place().span.start, 9);
    let members: Vec<_> = root(&parsed, text).get("members").expect("read").items().filter_map(NodeRef::text).collect();
    assert_eq!(members, ["ana", "ben"]);
    assert!(!parsed.tree.comments()[0].alone);
}

/// A file with its tree, and what is wrong with it as text and as YAML.
struct Loaded {
    file: FileId,
    parsed: Parsed,
}

/// Finds, reads and parses; what could not be opened comes last, as empty files.
fn load(folder: &Path, named: &[&str]) -> (Sources, Vec<Loaded>) {
    let roots: Vec<PathBuf> = named.iter().map(|name| folder.join(name)).collect();
    let select = Selection { root: folder.to_owned(), wants: teamlint::dialect::wants, ..Selection::default() };
    let found = discover(&Disk, &roots, &select);
    let mut sources = Sources::default();
    let mut loaded = Vec::new();
    for candidate in &found.files {
        let (source, problems) = read::read(&Disk, candidate, FileId(u32::try_from(sources.len()).expect("few")));
        let file = sources.add_file(source);
        let mut parsed = Tree::read(file, sources.get(file));
        parsed.problems.splice(0..0, problems);
        loaded.push(Loaded { file, parsed });
    }
    for refusal in &found.problems {
        let file = sources.add(&refusal.shown, "");
        let mut parsed = Tree::parse(file, "");
        parsed.problems.push(refusal.told(file));
        loaded.push(Loaded { file, parsed });
    }
    (sources, loaded)
}

fn summary(sources: &Sources, loaded: &[Loaded]) -> Vec<String> {
    let line = |one: &Loaded| format!("{}: {}", sources.get(one.file).path, rules(&one.parsed.problems).join(", "));
    loaded.iter().map(line).collect()
}

#[test]
fn bytes_that_are_not_text_move_nothing_and_are_not_judged() {
    alone!();
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.yaml"), b"lead: an\xFF\xFEa\nteam: pay\0ments\nsize: 5\n").expect("written");
    std::fs::write(folder.path().join("b.yaml"), b"\xFF\xFEt\0e\0a\0m\0").expect("written");
    let (sources, loaded) = load(folder.path(), &["."]);
    assert_eq!(summary(&sources, &loaded), ["a.yaml: invalid-utf8, nul-byte", "b.yaml: invalid-utf8"]);
    let problems = &loaded[0].parsed.problems;
    assert_eq!(problems[0].message, "2 bytes of this file are not UTF-8; the first is 0xFF at offset 8");
    assert_eq!((problems[0].place().span.start, problems[0].place().span.end), (8, 10));
    assert_eq!(problems[1].message, "there is a NUL byte at offset 21");
    let document = root(&loaded[0].parsed, sources.get(loaded[0].file).text());
    assert_eq!(value(document, "size").as_deref(), Some("5"));
    assert!(document.get("lead").is_some_and(NodeRef::is_damaged));
    assert!(document.get("team").is_some_and(NodeRef::is_damaged));
    assert!(document.get("size").is_some_and(|size| !size.is_damaged()));
    assert_eq!(document.get("size").map(|size| size.place().span.start), Some(34));
}

#[test]
fn a_file_of_nothing_that_is_text_takes_no_more_than_one_of_text() {
    const BYTES: usize = 1_000_000;
    let mixed: Vec<u8> = b"a\xFF".repeat(BYTES / 2);
    for bytes in [vec![0xFF; BYTES], vec![0x80; BYTES], vec![0; BYTES], mixed] {
        let mut problems = 0;
        let took = allocation_counter::measure(|| problems = read::decode("a.yaml", bytes, FileId(0)).1.len());
        assert_eq!(problems, 1);
        assert!(took.bytes_max < 8 * BYTES as u64, "{}", took.bytes_max);
    }
}

#[test]
fn a_folder_called_like_a_file_is_walked_and_hidden_ignored_and_configuration_files_are_left_out() {
    alone!();
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir_all(at("x.yaml/.hidden")).expect("made");
    for name in
        ["x.yaml/in.yml", "x.yaml/.hidden/h.yaml", "b.yaml", "ignored.yaml", "teamlint.yaml", "notes.txt", ".dot.yaml"]
    {
        std::fs::write(at(name), "team: a\n").expect("written");
    }
    std::fs::write(at(".gitignore"), "ignored.yaml\n").expect("written");
    let (sources, loaded) = load(folder.path(), &["."]);
    assert_eq!(summary(&sources, &loaded), ["b.yaml: ", "x.yaml/in.yml: "]);
    let (sources, loaded) = load(folder.path(), &["ignored.yaml", ".dot.yaml", "b.yaml", ".", "none.yaml"]);
    assert_eq!(
        summary(&sources, &loaded),
        [".dot.yaml: ", "b.yaml: ", "ignored.yaml: ", "x.yaml/in.yml: ", "none.yaml: no-such-file"]
    );
    assert_eq!(loaded[4].parsed.problems[0].message, "`none.yaml` does not exist");
}

#[test]
fn globs_choose_among_what_folders_hold() {
    alone!();
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir_all(folder.path().join("teams/old")).expect("made");
    for name in ["teams/a.yaml", "teams/old/b.yaml", "other.yaml"] {
        std::fs::write(folder.path().join(name), "team: a\n").expect("written");
    }
    let chosen = |include: &[&str], exclude: &[&str]| {
        let owned = |globs: &[&str]| globs.iter().map(|&glob| glob.to_owned()).collect();
        let (include, exclude) = (owned(include), owned(exclude));
        let wants = teamlint::dialect::wants;
        let select = Selection { root: folder.path().to_owned(), wants, include, exclude, ..Selection::default() };
        let found = discover(&Disk, &[folder.path().to_owned()], &select);
        let rules: Vec<_> = found.problems.iter().map(|problem| problem.diagnostic.name).collect();
        (found.files.into_iter().map(|file| file.shown).collect::<Vec<_>>(), rules)
    };
    assert_eq!(chosen(&["teams/**"], &["teams/old"]).0, ["teams/a.yaml"]);
    assert_eq!(chosen(&["teams"], &["b.yaml"]).0, ["teams/a.yaml"]);
    std::fs::write(folder.path().join(".ignore"), "other.yaml\n").expect("written");
    assert!(chosen(&["other.yaml"], &[]).0.is_empty());
    std::fs::remove_file(folder.path().join(".ignore")).expect("removed");
    assert_eq!(chosen(&[], &["teams"]).0, ["other.yaml"]);
    assert_eq!(chosen(&["a[.yaml"], &[]).1, ["bad-glob"]);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_refused_unopened_and_links_lead_to_each_file_once() {
    alone!();
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("b.yaml"), "team: a\n").expect("written");
    symlink(at("b.yaml"), at("a.yaml")).expect("linked");
    symlink(at("nowhere"), at("broken.yaml")).expect("linked");
    let made = std::process::Command::new("mkfifo").arg(at("pipe.yaml")).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo is needed");
    std::fs::write(at("secret.yaml"), "team: b\n").expect("written");
    std::fs::set_permissions(at("secret.yaml"), std::fs::Permissions::from_mode(0o000)).expect("set");
    let readable = std::fs::read(at("secret.yaml")).is_ok();
    if readable {
        eprintln!("this user reads files without permission, so only the broken link stands for unreadable files");
    }
    let begun = Instant::now();
    let (sources, loaded) = load(folder.path(), &["."]);
    assert!(begun.elapsed() < BOUND);
    let secret = if readable { "secret.yaml: " } else { "secret.yaml: unreadable-file" };
    assert_eq!(
        summary(&sources, &loaded),
        ["a.yaml: ", secret, "broken.yaml: unreadable-file", "pipe.yaml: not-a-file"]
    );
    assert_eq!(loaded[3].parsed.problems[0].message, "`pipe.yaml` is a pipe, not a file");
    assert_eq!(
        loaded[2].parsed.problems[0].message,
        "`broken.yaml` is a symbolic link to something that does not exist"
    );
    let (sources, loaded) = load(folder.path(), &["pipe.yaml"]);
    assert_eq!(summary(&sources, &loaded), ["pipe.yaml: not-a-file"]);
}

#[test]
fn a_blank_of_several_bytes_is_in_one_piece_wherever_it_stands() {
    let texts = [
        "-\n  - |+\n§: \n      xa\n  - b\n",
        "- |+\n§§x\n  y\n",
        "a: |-\n§§\n§\n  y\nb:§2\n",
        "a:\n§§b: 1\n§- c\n§}\nd: 'e\n§§f'\n",
        "§# only\n§---\n§a: [b,\n§c\n§",
        "a:§'b§\n-§|\n§ x\n",
    ];
    for blank in ['\u{2028}', '\u{2029}', '\u{3000}', '\u{2003}', '\u{a0}', '\u{202f}'] {
        for text in texts.map(|text| text.replace('§', &blank.to_string())) {
            let parsed = parse(&text);
            for place in parsed.problems.iter().flat_map(|problem| &problem.labels).map(|label| label.place.span) {
                assert!(text.get(place.start as usize..place.end as usize).is_some(), "{text:?} {place:?}");
            }
            let mut open: Vec<NodeRef<'_>> = parsed.tree.documents(&text).collect();
            while let Some(node) = open.pop() {
                let place = node.place().span;
                assert!(text.get(place.start as usize..place.end as usize).is_some(), "{text:?} {place:?}");
                open.extend(node.items().chain(node.entries().flat_map(|entry| [entry.key, entry.value])));
            }
        }
    }
}
