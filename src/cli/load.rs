//! `teamlint load`: who carries how much of being on call, and who would if somebody left or joined.

use std::collections::HashSet;
use std::io::{self, Write};

use clap::ValueEnum;

use crate::cli::beside::{nothing, seen_in, tell, tell_findings};
use crate::cli::exit::Exit;
use crate::cli::format;
use crate::cli::input::Input;
use crate::cli::progress::Progress;
use crate::cli::terminal::Terminal;
use crate::facts::Facts;
use crate::finding::{Finding, Severity, wording};
use crate::lint::Unjudged;
use crate::org::Org;
use crate::org::what_if::{Change, Joining, find};
use crate::report::load::{By, Counted, FORMATS, Format, Joined, Table, WhatIf};
use crate::report::{Look, terminal_text};
use crate::text::FileId;
use crate::vocabulary::kinds::{ALL, Kind};

const HELP: &str = "\
Examples:
  teamlint load
      everybody below the current folder, the highest share first
  teamlint load teams.yaml on-call/ --by rotation
      a file and a folder, as one organisation; people under each of their rotations
  teamlint load --without ana --without ben
      who carries what if both leave
  teamlint load --add 2 payments
      who carries what if two people join the rotation `payments`
  teamlint load --without ana --add 1 payments/berlin --format json
      a newcomer at one of its sites instead of ana, for machines

What-ifs:
  Who leaves is taken off every list of participants; the others move up.
  Who joins comes at the end, and is shown as `new 1`, `new 2` and so on.
  `ROTATION/LAYER` names the layer to join, `ROTATION/LAYER,LAYER` several that
  the same newcomers join. `ROTATION` alone is its primary layer, and with it
  every layer in which the same people take turns; a rotation whose primary
  layers have different people, such as one at several sites, needs the layer.
  A secondary layer that is the primary one shifted by some turns stays so.
  Everything is computed anew from the changed lists.

The limit in the bars is `maxShare` of the rule `on-call-overload`, as configured.

Exit codes:
  0  shown
  1  something is wrong with a file, as `check` would say (the rest is still shown)
  2  wrong usage, configuration or rule page; nobody and nothing of that name
  3  nothing to lint";

/// Most people that can be asked to join at once.
const NEWCOMERS: u32 = 1_000;

/// Show who carries how much of being on call
///
/// Lists everybody who takes turns: on-call hours a week and their share of the 168, off-hours pages to be expected in a
/// week on call, rotations, the longest time on call without a break, and hours in two places at once. What is not known
/// is shown as `?`, and below the table stands what would tell.
#[derive(Debug, clap::Args)]
#[command(after_long_help = HELP)]
pub(super) struct Args {
    /// What people are listed under
    #[arg(long, value_enum, default_value_t = Under::Person)]
    by: Under,

    /// What if PERSON takes no turns any more; may be given several times
    #[arg(long, value_name = "PERSON")]
    without: Vec<String>,

    /// What if N more people take turns in ROTATION or `ROTATION/LAYER`; may be given several times
    #[arg(long, num_args = 2, value_names = ["N", "ROTATION"], allow_negative_numbers = true)]
    add: Vec<String>,

    /// How to write the table
    #[arg(long, value_parser = format::parser(FORMATS), default_value = FORMATS[0].name)]
    format: &'static Format,

    #[command(flatten)]
    input: Input,
}

/// What people are listed under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Under {
    /// Nothing: each person once
    Person,
    /// Each rotation they take turns in
    Rotation,
    /// Each team they are in
    Team,
}

pub(super) fn run(args: &Args, terminal: &Terminal, look: Look, out: &mut dyn Write) -> io::Result<Exit> {
    let read = match Progress::during(terminal.stderr, "reading", || args.input.read()) {
        Ok(read) => read,
        Err(exit) => return Ok(exit),
    };
    let problems = read.problems();
    let exit = exit(&read, &problems);
    tell_problems(&problems, &read.org, &args.input);
    if read.nothing_to_lint() {
        tell(&nothing(&args.input.paths, &seen_in(&read)));
        return Ok(exit);
    }
    let asked = match asked(args, &read.org) {
        Ok(asked) => asked,
        Err(wrong) => {
            for why in wrong {
                tell(&format!("error: {}", terminal_text::line(&why)));
            }
            return Ok(Exit::SetUp);
        }
    };
    (args.format.write)(out, &table(args, read, asked), look)?;
    Ok(exit)
}

fn table(args: &Args, read: Unjudged, (change, mut what_if): (Change, WhatIf)) -> Table {
    let by = match args.by {
        Under::Person => By::Person,
        Under::Rotation => By::Rotation,
        Under::Team => By::Team,
    };
    let limit = read.limit();
    let org = read.org;
    if change == Change::default() {
        return Table::of(&org, &Facts::default(), by, limit);
    }
    let now = Counted::of(&org, &Facts::default(), by);
    what_if.nobody_left = org.emptied(&change).into_iter().map(|layer| find::layer_name(&org, layer)).collect();
    let (org, newcomers) = org.changed(&change);
    for (joined, people) in what_if.joining.iter_mut().zip(newcomers) {
        joined.people = people.into_iter().map(|person| org.id(person).to_owned()).collect();
    }
    Table::compare(now, (&org, &Facts::default()), by, limit, what_if)
}

fn exit(read: &Unjudged, problems: &[Finding]) -> Exit {
    if read.setup.failed() {
        Exit::SetUp
    } else if problems.iter().any(|finding| finding.severity == Severity::Error) {
        Exit::Findings
    } else if read.nothing_to_lint() {
        Exit::Nothing
    } else {
        Exit::Clean
    }
}

/// Tells what is broken where somebody takes turns, beside the table; the rest is for `check`.
fn tell_problems(all: &[Finding], org: &Org, input: &Input) {
    let files = |kind: Kind| org.all(kind).map(|entity| org.place(entity).file).collect::<HashSet<_>>();
    let (of_turns, of_any) = (files(Kind::Rotation), ALL.into_iter().flat_map(files).collect::<HashSet<_>>());
    // A file that declares nothing is a broken one, or configuration.
    let may_matter = |file: FileId| of_turns.contains(&file) || !of_any.contains(&file);
    let (broken, others): (Vec<&Finding>, Vec<&Finding>) = all
        .iter()
        .filter(|finding| finding.severity != Severity::Advice)
        .partition(|finding| finding.severity == Severity::Error && may_matter(finding.place().file));
    tell_findings(org.sources(), &broken.into_iter().cloned().collect::<Vec<_>>());
    let number = |severity: Severity| others.iter().filter(|finding| finding.severity == severity).count();
    let counted = [(Severity::Error, "error", "errors"), (Severity::Warning, "warning", "warnings")];
    let counted = counted.map(|(severity, one, many)| (number(severity), one, many));
    let counted: Vec<String> =
        counted.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| wording::count(n, one, many)).collect();
    if !counted.is_empty() {
        let (counted, typed) = (wording::listed(&counted, "and"), input.as_typed());
        tell(&format!("{counted} about what was read; `teamlint check{typed}` shows more"));
    }
}

/// What if, as asked: the change, and how it is called.
fn asked(args: &Args, org: &Org) -> Result<(Change, WhatIf), Vec<String>> {
    let (mut change, mut what_if, mut wrong) = (Change::default(), WhatIf::default(), Vec::new());
    for name in &args.without {
        match find::person(org, name) {
            Ok(person) if change.without.contains(&person) => {}
            Ok(person) => {
                change.without.push(person);
                what_if.without.push(org.id(person).to_owned());
            }
            Err(why) => wrong.push(why),
        }
    }
    for pair in args.add.chunks_exact(2) {
        match joining(org, &pair[0], &pair[1]) {
            Ok(joining) => {
                let layers = joining.layers.iter().map(|&layer| find::layer_name(org, layer)).collect();
                what_if.joining.push(Joined { layers, people: Vec::new() });
                change.joining.push(joining);
            }
            Err(why) => wrong.push(why),
        }
    }
    if wrong.is_empty() { Ok((change, what_if)) } else { Err(wrong) }
}

fn joining(org: &Org, people: &str, to: &str) -> Result<Joining, String> {
    let number = |text: &str| text.parse().ok().filter(|n| (1..=NEWCOMERS).contains(n));
    match number(people) {
        Some(people) => Ok(Joining { layers: find::layers(org, to)?, people }),
        None if number(to).is_some() => {
            Err(format!("the number of people comes before the rotation; write `--add {to} {people}`"))
        }
        None => {
            Err(format!("`{people}` is no number of people; write `--add 2 {to}`, with a number from 1 to {NEWCOMERS}"))
        }
    }
}
