//! `teamlint explain`: one rule or loader diagnostic in full, how a rule judged one entity, or what is known of one.

use std::io::{self, Write};
use std::path::PathBuf;

use crate::cli::beside::{no_such_rule, seen, seen_in, tell, tell_errors, tell_nothing};
use crate::cli::exit::Exit;
use crate::cli::input::{By, set_up};
use crate::cli::page::page;
use crate::cli::progress::Progress;
use crate::cli::terminal::Terminal;
use crate::dialect::{diagnostic_named, diagnostics, partial_formats};
use crate::finding::suggest::{did_you_mean, question};
use crate::finding::wording::in_backticks;
use crate::finding::{Finding, wording};
use crate::judge::trace::{Judged, Unfound};
use crate::lint::{Input, Outcome};
use crate::report::{Look, explain, trace};
use crate::vocabulary::kinds::{of_word, sections};
use crate::vocabulary::record;

const HELP: &str = "\
Examples:
  teamlint explain on-call-overload
      a rule: what it asks for, why, its parameters, examples and sources
  teamlint explain unknown-reference
      something that is reported while files are read
  teamlint explain on-call-overload person:ana --in org
      how the rule judged her: every value, and where it came from
  teamlint explain person:ana --in org
      what is known of her, and where that is written

Exit codes:
  0  explained
  1  nothing can be explained, because what was named cannot be read
  2  there is no such rule or entity, or the rule does not judge it
  3  nothing to lint";

/// Show what a rule asks for and why, how it judged an entity, or what is known of one
#[derive(Debug, clap::Args)]
#[command(after_long_help = HELP)]
pub(super) struct Args {
    /// A rule, or a diagnostic such as `unknown-field`; or an entity with its kind, such as `team:payments`
    #[arg(value_name = "RULE")]
    rule: String,

    /// What the rule judged: `team:payments` as in the JSON report, or `payments` where only one is called so
    #[arg(value_name = "ENTITY")]
    entity: Option<String>,

    /// File or folder of the organisation that the entity is in, instead of the current folder; may be given several times
    #[arg(long = "in", value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    by: By,
}

pub(super) fn run(args: &Args, terminal: &Terminal, look: Look, out: &mut dyn Write) -> io::Result<Exit> {
    let wanted = meant(&args.rule);
    if let Some(entity) = &args.entity {
        return judged(args, wanted, entity, terminal, look, out);
    }
    if let Some((kind, id)) = wanted.split_once(':') {
        return described(args, (kind, id), terminal, look, out);
    }
    if !args.paths.is_empty() {
        tell("error: `--in` says where <ENTITY> is, and none is given: write it after the rule, or in its place");
        return Ok(Exit::SetUp);
    }
    if let Some(diagnostic) = diagnostic_named(wanted) {
        explain::write_diagnostic(out, diagnostic, look)?;
        return Ok(Exit::Clean);
    }
    let setup = match set_up(&Input::paths(["."]), &args.by.options()) {
        Ok(setup) => setup,
        Err(exit) => return Ok(exit),
    };
    if let Some(rule) = setup.rules.iter().find(|rule| rule.name == wanted) {
        explain::write_page(out, &page(rule), look)?;
        return Ok(Exit::Clean);
    }
    let names = setup.rules.iter().map(|rule| rule.name.as_str());
    no_such_rule(wanted, names.chain(diagnostics().map(|d| d.name)));
    Ok(Exit::SetUp)
}

/// Where the entity is.
fn paths(args: &Args) -> Vec<PathBuf> {
    if args.paths.is_empty() { vec![PathBuf::from(".")] } else { args.paths.clone() }
}

/// What is known of an entity.
fn described(
    args: &Args,
    (word, id): (&str, &str),
    terminal: &Terminal,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<Exit> {
    let Some(kind) = of_word(word).or_else(|| partial_formats().find_map(|format| format.terms.kind_called(word)))
    else {
        let words = sections().map(|kind| record(kind).word);
        let near = did_you_mean(word, words).map(|question| format!("; {question}")).unwrap_or_default();
        tell(&format!("error: there is no rule called `{word}:{id}`, and no kind called `{word}`{near}"));
        return Ok(Exit::SetUp);
    };
    let read = match Progress::during(terminal.stderr, "reading", || args.by.read(&paths(args))) {
        Ok(read) => read,
        Err(exit) => return Ok(exit),
    };
    tell_errors(read.org.sources(), &read.setup.problems);
    if read.nothing_to_lint() {
        return Ok(tell_nothing(&paths(args), read.org.sources(), &read.findings, &seen_in(&read)));
    }
    let exit = match read.describe(kind, id) {
        Ok(description) => {
            trace::write_entity(out, &description, &read.org, &read.facts, look)?;
            if read.setup.failed() { Exit::SetUp } else { Exit::Clean }
        }
        Err(near) => {
            let near = near.map(|near| format!("; {}", question(near))).unwrap_or_default();
            tell(&format!("error: nobody declares the {} `{id}`{near}", record(kind).word));
            Exit::SetUp
        }
    };
    out.flush()?;
    // The program ends here; giving back a large organisation piece by piece would only take time.
    std::mem::forget(read);
    Ok(exit)
}

/// How a rule judged an entity.
fn judged(
    args: &Args,
    wanted: &str,
    entity: &str,
    terminal: &Terminal,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<Exit> {
    if diagnostic_named(wanted).is_some() {
        tell(&format!("error: `{wanted}` is reported while files are read, and judges nothing"));
        return Ok(Exit::SetUp);
    }
    let outcome = match args.by.judged(&paths(args), terminal) {
        Ok(outcome) => outcome,
        Err(exit) => return Ok(exit),
    };
    let exit = show(args, &outcome, wanted, entity, look, out)?;
    out.flush()?;
    // The program ends here; giving back a large organisation piece by piece would only take time.
    std::mem::forget(outcome);
    Ok(exit)
}

fn show(
    args: &Args,
    outcome: &Outcome,
    wanted: &str,
    entity: &str,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<Exit> {
    let Some(rule) = outcome.rules.iter().find(|rule| rule.name == wanted) else {
        let file = format!("/{wanted}.md");
        let path = |problem: &Finding| outcome.org.sources().get(problem.place().file).path.as_str();
        if outcome.setup_problems.iter().any(|problem| path(problem).ends_with(&file)) {
            tell(&format!("error: the page of `{wanted}` is wrong, so that nothing is judged by it"));
        } else {
            no_such_rule(wanted, outcome.rules.iter().map(|rule| rule.name.as_str()));
        }
        return Ok(Exit::SetUp);
    };
    if outcome.nothing_to_lint {
        return Ok(tell_nothing(&paths(args), outcome.org.sources(), &outcome.findings, &seen(outcome)));
    }
    match outcome.trace(rule, entity) {
        Ok(traced) => {
            trace::write(out, &traced, &outcome.org, &outcome.facts, look)?;
            Ok(if outcome.setup_failed { Exit::SetUp } else { Exit::Clean })
        }
        Err(unfound) => {
            tell(&format!("error: {}", said(&unfound, wanted, entity)));
            Ok(Exit::SetUp)
        }
    }
}

/// Why a rule cannot be explained for an entity.
fn said(unfound: &Unfound, rule: &str, entity: &str) -> String {
    match unfound {
        Unfound::Ambiguous(all) => format!("`{entity}` may be {}", listed(all, 0, "or")),
        Unfound::Nobody { near: Some(near), .. } => {
            format!("there is nothing called `{entity}` that `{rule}` judges; {}", question(near))
        }
        Unfound::Nobody { near: None, judged } => {
            format!("there is nothing called `{entity}`; `{rule}` judges {}", those(judged))
        }
        Unfound::NotJudged { entity, judged } => {
            format!("`{rule}` does not judge `{entity}`; it judges {}", those(judged))
        }
    }
}

fn those(judged: &Judged) -> String {
    let collections = listed(&judged.collections, 0, "and");
    match judged.some.as_slice() {
        [] => format!("{collections}, and there are none"),
        some => format!("{collections}: {}", listed(some, judged.more, "and")),
    }
}

fn listed(names: &[String], more: usize, last: &str) -> String {
    let mut names = in_backticks(names);
    if more > 0 && !names.is_empty() {
        names.push(format!("{more} more"));
    }
    wording::listed(&names, last)
}

/// Whoever copies `error[unknown-field]` or the name of a page's file means the rule.
fn meant(rule: &str) -> &str {
    let rule = rule.trim().trim_end_matches(".md");
    rule.split_once('[').map_or(rule, |(_, name)| name.trim_end_matches(']'))
}

#[cfg(test)]
mod tests {
    use crate::cli::explain::meant;

    #[test]
    fn a_name_may_be_copied_from_a_report_or_a_folder() {
        assert_eq!(meant("error[unknown-field]"), "unknown-field");
        assert_eq!(meant("team-size.md"), "team-size");
    }
}
