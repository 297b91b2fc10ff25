//! The house stands as planned: rooms need only rooms before them, what must never be is not, and no file needs itself
//! over others. The plan is in `rooms.rs`; every path in `src/` is followed, not only `use` lines.

mod arrows;
mod rooms;
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{env, fs};

use arrows::{Arrow, Circle, House, circles};
use rooms::{ALIKE, CIRCLES, NEVERS, ROOMS, is_within, room_of};
use source::Module;

use crate::support::program::repository;

fn files_below(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files.extend(files_below(&path, extension));
        } else if path.extension().is_some_and(|there| there == extension) {
            files.push(path);
        }
    }
    files
}

/// The crate as it stands. `main.rs` is another crate, which uses this one.
static HOUSE: LazyLock<House> = LazyLock::new(|| {
    let src = repository().join("src");
    let files: Vec<(String, String)> = files_below(&src, "rs")
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&src).expect("a file below src").to_string_lossy().replace('\\', "/");
            (name, fs::read_to_string(&path).expect("a file that can be read"))
        })
        .filter(|(name, _)| name != "main.rs")
        .collect();
    House::of(files.iter().map(|(name, text)| (name.as_str(), text.as_str())))
});

static ARROWS: LazyLock<BTreeSet<Arrow>> = LazyLock::new(|| HOUSE.arrows());

fn assert_none(what: &str, wrong: &[String]) {
    assert!(wrong.is_empty(), "{} {what}:\n{}\n", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_file_is_in_a_room_and_every_room_is_there() {
    let files: BTreeSet<&str> = HOUSE.modules().map(|module| module.file.as_str()).collect();
    let mut wrong: Vec<String> = files
        .iter()
        .filter(|file| room_of(file).is_none())
        .map(|file| format!("src/{file} is in no room of tests/architecture/rooms.rs"))
        .collect();
    let used: BTreeSet<&str> = files.iter().filter_map(|file| room_of(file)).map(|(_, room)| room.at).collect();
    let empty = ROOMS.iter().filter(|room| !used.contains(room.at));
    wrong.extend(empty.map(|room| format!("there is nothing in the room `{}`", room.at)));
    assert_none("faults in the map", &wrong);
}

#[test]
fn no_arrow_goes_against_the_order() {
    let wrong: Vec<String> = ARROWS
        .iter()
        .filter_map(|arrow| {
            let ((from_rank, from), (to_rank, to)) = (room_of(&arrow.from)?, room_of(&arrow.to)?);
            (from_rank < to_rank).then(|| format!("{arrow}: `{}` comes before `{}`", from.at, to.at))
        })
        .collect();
    assert_none("arrows against the order", &wrong);
}

#[test]
fn what_must_never_be_is_not() {
    let within = |file: &str, places: &[&str]| {
        let path = file.trim_end_matches(".rs");
        places.iter().any(|place| is_within(path, place))
    };
    let room = |file: &str| room_of(file).map(|(rank, _)| rank);
    let is_same_room = |arrow: &Arrow| room(&arrow.from) == room(&arrow.to);
    let mut wrong = Vec::new();
    for never in NEVERS {
        let forbidden = ARROWS.iter().filter(|arrow| {
            !is_same_room(arrow)
                && within(&arrow.from, never.from)
                && !within(&arrow.from, never.but)
                && within(&arrow.to, never.to)
                && (never.items.is_empty() || arrow.item.as_deref().is_some_and(|item| never.items.contains(&item)))
        });
        let forbidden: Vec<_> = forbidden.map(|arrow| format!("    {arrow}")).collect();
        if !forbidden.is_empty() {
            wrong.push(never.says.to_owned());
            wrong.extend(forbidden);
        }
    }
    assert_none("lines about what must never be", &wrong);
}

#[test]
fn no_file_needs_itself_over_others() {
    let circles = circles(&ARROWS);
    let is_in = |circle: &Circle<'_>, place: &str| circle.files.iter().all(|file| is_within(file, place));
    let mut wrong = Vec::new();
    for circle in circles.iter().filter(|circle| !CIRCLES.iter().any(|(place, _)| is_in(circle, place))) {
        let files: Vec<_> = circle.files.iter().copied().collect();
        wrong.push(format!("{} files need each other: {}; they would not without", files.len(), files.join(", ")));
        wrong.extend(circle.closing.iter().map(|arrow| format!("    {arrow}")));
    }
    let gone = CIRCLES.iter().filter(|(place, _)| !circles.iter().any(|circle| is_in(circle, place)));
    wrong.extend(gone.map(|(place, _)| format!("no files in {place} need each other: take it out of CIRCLES")));
    assert_none("lines about circles", &wrong);
}

/// Ids that the taxonomy may rename: they are data.
fn ids() -> BTreeSet<String> {
    let text = fs::read_to_string(repository().join("rules/taxonomy.yaml")).expect("the taxonomy");
    let taxonomy: serde_yaml::Value = serde_yaml::from_str(&text).expect("YAML");
    let ids = |section: &str| -> Vec<String> {
        let entries = taxonomy[section].as_mapping().expect("a section of the taxonomy");
        entries.keys().filter_map(|key| key.as_str().map(str::to_owned)).collect()
    };
    ["duties", "dutyGroups", "metrics", "tools"].into_iter().flat_map(ids).collect()
}

#[test]
fn no_id_of_the_taxonomy_stands_in_rust() {
    let ids = ids();
    let mut wrong = Vec::new();
    // A word of the vocabulary, or of JSON Schema, may read like an id.
    let is_elsewhere = |module: &&Module| !ALIKE.iter().any(|place| is_within(&module.file, place));
    for module in HOUSE.modules().filter(is_elsewhere) {
        let found = module.literals.iter().filter(|(text, _)| ids.contains(text));
        wrong.extend(found.map(|(text, line)| format!("src/{}:{line}: \"{text}\"", module.file)));
    }
    assert_none("ids of the taxonomy as literals in Rust: it gives them roles", &wrong);
}

#[test]
fn no_rank_of_a_word_stands_in_rust() {
    let wrong: Vec<String> = HOUSE
        .modules()
        .flat_map(|module| module.ranks.iter().map(|line| format!("src/{}:{line}", module.file)))
        .collect();
    assert_none("ranks of words as numbers: write `word!(Layer.level, \"shadow\")`", &wrong);
}

#[test]
fn no_rule_page_compares_with_an_id_of_the_taxonomy() {
    let ids = ids();
    let mut wrong = Vec::new();
    for path in files_below(&repository().join("rules"), "md") {
        let text = fs::read_to_string(&path).expect("a page");
        let Some((head, _)) = text.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n")) else { continue };
        for (line, text) in (2..).zip(head.lines()) {
            for quote in ['\'', '"'] {
                let parts: Vec<_> = text.split(quote).collect();
                let quoted = parts.windows(3).step_by(2).filter(|parts| ids.contains(parts[1]));
                let compared = quoted.filter(|parts| !asks_for_role(parts[0], parts[2]));
                wrong.extend(compared.map(|parts| {
                    let shown = path.strip_prefix(repository()).unwrap_or(&path).display();
                    format!("{shown}:{line}: `{}` in: {}", parts[1], text.trim())
                }));
            }
        }
    }
    assert_none("ids of the taxonomy in rule pages: ask for a role", &wrong);
}

/// Whether a text between these is compared with roles, as in `"on-call" in duty.roles`. A role may be called like an id.
fn asks_for_role(before: &str, after: &str) -> bool {
    let path =
        |text: &str| text.split(|c: char| !(c.is_alphanumeric() || c == '.')).next().unwrap_or_default().to_owned();
    let roles = after.trim_start().strip_prefix("in ").map(path);
    roles.is_some_and(|path| path.to_lowercase().ends_with("roles")) || before.trim_end().ends_with(".role ==")
}

/// What is called after a format and is none: a word of the vocabulary, and whom its hours are of, and a note of a catalog.
const NAMES_OF_OTHERS: [&str; 3] = ["[\"pagerduty\"]", "`pagerduty`'s analytics", "pagerduty.com/service-id"];

#[test]
fn nothing_outside_of_dialects_names_a_format_of_others() {
    let src = repository().join("src");
    let own = "native";
    let rooms = ROOMS.iter().filter_map(|room| room.at.strip_prefix("dialect/"));
    let formats: Vec<&str> = rooms.filter(|name| ![own, "mod"].contains(name)).collect();
    assert!(formats.len() > 1, "there are formats of others");
    let mut wrong = Vec::new();
    for path in files_below(&src, "rs") {
        let file = path.strip_prefix(&src).expect("a file below src").to_string_lossy().replace('\\', "/");
        if is_within(&file, "dialect") || file == "fuzzing.rs" {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a file that can be read");
        for (line, text) in (1..).zip(text.lines()) {
            let folded = NAMES_OF_OTHERS.iter().fold(text.to_lowercase(), |text, name| text.replace(name, ""));
            let written = formats.iter().filter(|name| folded.contains(**name));
            wrong.extend(written.map(|name| format!("src/{file}:{line}: `{name}` in: {}", text.trim())));
        }
    }
    assert_none("lines that name a format: ask its dialect", &wrong);
}

const BEGIN: &str = "<!-- rooms: made from tests/architecture/rooms.rs -->\n";
const END: &str = "<!-- end of rooms -->\n";

#[test]
fn contributing_prints_the_plan() {
    let path = repository().join("CONTRIBUTING.md");
    let text = fs::read_to_string(&path).expect("CONTRIBUTING.md").replace("\r\n", "\n");
    let (before, rest) = text.split_once(BEGIN).expect("the line where the plan begins");
    let (_, after) = rest.split_once(END).expect("the line where the plan ends");
    let made = format!("{before}{BEGIN}\n{}\n{END}{after}", rooms::printed());
    if env::var_os("TEAMLINT_BLESS").is_some_and(|value| value == "1") {
        fs::write(&path, &made).expect("a file that can be written");
        return;
    }
    assert!(text == made, "the plan in CONTRIBUTING.md is out of date: TEAMLINT_BLESS=1 writes it anew");
}

/// Prints how many arrows there are from each room to each other, and the arrows of `TEAMLINT_ARROWS=FROM:TO`.
#[test]
#[ignore = "prints the arrows between rooms, for whoever wants to move something"]
fn shown() {
    let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let wanted = env::var("TEAMLINT_ARROWS").unwrap_or_default();
    for arrow in &*ARROWS {
        let (Some((from, from_room)), Some((to, to_room))) = (room_of(&arrow.from), room_of(&arrow.to)) else {
            continue;
        };
        *counts.entry((from, to)).or_default() += usize::from(from != to);
        if wanted == format!("{}:{}", from_room.at, to_room.at) {
            println!("{arrow}");
        }
    }
    for (from, room) in ROOMS.iter().enumerate() {
        let needed = counts.iter().filter(|((one, _), count)| *one == from && **count > 0);
        let needed: Vec<_> = needed
            .map(|((_, to), count)| format!("{}{} {count}", if *to > from { "!! " } else { "" }, ROOMS[*to].at))
            .collect();
        println!("{:<20} {}", room.at, needed.join(", "));
    }
}

/// What opens, lists or asks for files, and what asks where the process stands.
const TOUCHING_PATHS: [&str; 7] = ["fs", "File", "OpenOptions", "WalkBuilder", "current_dir", "temp_dir", "stdin"];

/// The same, as methods of paths and builders, none of which takes an argument: `files.is_file(path)` asks somebody else.
const TOUCHING_METHODS: [&str; 11] = [
    "build_global",
    "canonicalize",
    "exists",
    "is_dir",
    "is_file",
    "is_symlink",
    "metadata",
    "read_dir",
    "read_link",
    "symlink_metadata",
    "try_exists",
];

/// What in a module touches files, and in which line.
fn touched(module: &Module) -> Vec<String> {
    let outer = ["std", "ignore", "env", "io"];
    let paths = module.written.iter().filter_map(|written| {
        let mut segments = written.segments.iter().skip_while(|segment| outer.contains(&&***segment));
        let touching = segments.next().is_some_and(|segment| TOUCHING_PATHS.contains(&&**segment));
        touching.then(|| (written.segments.join("::"), written.line))
    });
    let calls = module.calls.iter().filter(|(name, _)| TOUCHING_METHODS.contains(&&**name)).cloned();
    paths.chain(calls).map(|(what, line)| format!("src/{}:{line}: `{what}`", module.file)).collect()
}

#[test]
fn only_the_disk_touches_files() {
    let (disk, others): (Vec<_>, Vec<_>) = HOUSE.modules().partition(|module| module.file == "files/disk.rs");
    assert!(disk.into_iter().flat_map(touched).count() > 5, "the disk is seen to do so");
    let wrong: Vec<_> = others.into_iter().flat_map(touched).collect();
    assert_none("places that touch files: ask `files::Files`, whose disk is the only one that does", &wrong);
}

#[test]
fn no_dialect_needs_another() {
    let folder = "dialect/";
    let dialects: Vec<&str> =
        ROOMS.iter().map(|room| room.at).filter(|at| at.starts_with(folder) && *at != "dialect/mod").collect();
    let of = |file: &str| dialects.iter().find(|at| is_within(file.trim_end_matches(".rs"), at));
    let between = ARROWS
        .iter()
        .filter(|arrow| matches!((of(&arrow.from), of(&arrow.to)), (Some(one), Some(other)) if one != other));
    assert_none(rooms::DIALECTS_APART, &between.map(ToString::to_string).collect::<Vec<_>>());
    // A folder of a format that is no room would escape all this.
    let elsewhere = HOUSE.modules().filter(|module| {
        let nested = module.file.strip_prefix(folder).is_some_and(|rest| rest.contains('/'));
        nested && of(&module.file).is_none()
    });
    let elsewhere: Vec<_> = elsewhere.map(|module| module.file.clone()).collect();
    assert_none("files of formats that are no rooms", &elsewhere);
}
