//! `teamlint coverage`: what was not judged, and what to declare to change that.

use std::cell::LazyCell;
use std::io::{self, Write};

use crate::cli::beside::{no_such_rule, seen, tell_nothing, tell_unread};
use crate::cli::exit::Exit;
use crate::cli::format;
use crate::cli::input::Input;
use crate::cli::terminal::Terminal;
use crate::report::Look;
use crate::report::coverage::{FORMATS, Format, Length, Report, Style};

const HELP: &str = "\
Examples:
  teamlint coverage
      the field that lets most be judged comes first
  teamlint coverage org --rule on-call-overload
      what this rule wants to know
  teamlint coverage --sources exports org.yaml
      what was read from each source, what of it is one with what others declare, and what is left over
  teamlint coverage --format markdown > minutes.md
      by team, for the minutes of a meeting or a comment
  teamlint coverage --format json > coverage.json
      everything, for machines

What is counted are judgements: one rule about one entity. Declaring a field can show that another one is needed, too.

Exit codes:
  0  something was read that can be judged, however little of it was
  1  nothing can be judged, because what was named cannot be read
  2  wrong usage, configuration or rule page (the rest is still reported)
  3  nothing to lint";

/// Show what could not be judged, and what to declare
///
/// What was not declared is unknown, and where a rule depends on it there is neither a finding nor a pass. This lists the
/// fields and sections whose declaration would change that, the most valuable first.
#[derive(Debug, clap::Args)]
#[command(after_long_help = HELP)]
pub(super) struct Args {
    /// How to report
    #[arg(long, value_parser = format::parser(FORMATS), default_value = FORMATS[0].name)]
    format: &'static Format,

    /// Only what this rule lacks; may be given several times
    #[arg(long, value_name = "RULE")]
    rule: Vec<String>,

    /// With `--format json`, also tell each judgement that was not possible, entity by entity
    #[arg(long)]
    entities: bool,

    /// Also list what was read from each source, by what it was matched with what others declare, and what is left over
    #[arg(long)]
    sources: bool,

    /// List every field, not only the most valuable ones
    #[arg(long)]
    all: bool,

    #[command(flatten)]
    input: Input,
}

pub(super) fn run(args: &Args, terminal: &Terminal, look: Look, out: &mut dyn Write) -> io::Result<Exit> {
    let outcome = match args.input.judged(terminal) {
        Ok(outcome) => outcome,
        Err(exit) => return Ok(exit),
    };
    if !outcome.nothing_to_lint {
        // A field to declare is no less one where a file is broken.
        tell_unread(&outcome);
    }
    let names = || outcome.rules.iter().map(|rule| rule.name.as_str());
    if let Some(unknown) = args.rule.iter().find(|wanted| names().all(|name| name != *wanted)) {
        no_such_rule(unknown, names());
        return Ok(Exit::SetUp);
    }
    let entities = || outcome.not_judged_by(&args.rule);
    let teams = LazyCell::new(|| outcome.unsaid_of_teams(&args.rule));
    let account = args.sources.then(|| outcome.org.account());
    let report = Report {
        not_judged: args.entities.then_some(&entities),
        coverage: &outcome.coverage(&args.rule),
        sources: outcome.org.sources(),
        entities: outcome.summary.entities,
        teams: &teams,
        read: account.as_ref(),
    };
    let length = if args.all { Length::Whole } else { Length::Short };
    (args.format.write)(out, &report, Style { look, length })?;
    out.flush()?;
    let nothing = || tell_nothing(&args.input.paths, outcome.org.sources(), &outcome.findings, &seen(&outcome));
    let exit = match (outcome.setup_failed, outcome.nothing_to_lint) {
        (true, _) => Exit::SetUp,
        (false, true) => nothing(),
        (false, false) => Exit::Clean,
    };
    // The program ends here; giving back a large organisation piece by piece would only take time.
    std::mem::forget(outcome);
    Ok(exit)
}
