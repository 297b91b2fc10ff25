//! `teamlint explain`: one rule or loader diagnostic in full.

use super::{Exit, tell};
use crate::finding::diagnostics;
use crate::finding::suggest::nearest;
use crate::report::{Look, explain};
use std::io::{self, Write};
use std::path::PathBuf;

const HELP: &str = "\
Examples:
  teamlint explain on-call-overload
      a rule: what it asks for, why, its parameters, examples and sources
  teamlint explain unknown-reference
      something that is reported while files are read

Exit codes:
  0  explained
  2  there is no such rule";

/// Show what a rule asks for and why
#[derive(Debug, clap::Args)]
#[command(after_long_help = HELP)]
pub(super) struct Args {
    /// A rule, or a diagnostic such as `unknown-field`
    #[arg(value_name = "RULE")]
    rule: String,

    /// Configuration to use instead of the `teamlint.yaml` found here
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Profile to show the rules by, instead of the one that configuration names
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,

    /// Folder with rule pages of your own, besides the built-in ones; may be given several times
    #[arg(long, value_name = "DIR")]
    rules: Vec<PathBuf>,
}

pub(super) fn run(args: &Args, look: Look, out: &mut dyn Write) -> io::Result<Exit> {
    let wanted = meant(&args.rule);
    if let Some(diagnostic) = diagnostics::named(wanted) {
        explain::write_diagnostic(out, diagnostic, look)?;
        return Ok(Exit::Clean);
    }
    let catalogue = crate::pages::catalogue(args.config.as_deref(), &args.rules, args.profile.as_deref());
    if let Some(page) = catalogue.pages.iter().find(|page| page.name == wanted) {
        explain::write_page(out, page, look)?;
        return Ok(Exit::Clean);
    }
    let names = catalogue.pages.iter().map(|page| page.name.as_str());
    let names = names.chain(diagnostics::DIAGNOSTICS.iter().map(|d| d.name));
    match nearest(wanted, names) {
        Some(name) => tell(&format!("error: there is no rule `{wanted}`; did you mean `{name}`?")),
        None => tell(&format!("error: there is no rule `{wanted}`; `teamlint rules` lists them")),
    }
    Ok(Exit::SetUp)
}

/// Whoever copies `error[unknown-field]` or the name of a page's file means the rule.
fn meant(rule: &str) -> &str {
    let rule = rule.trim().trim_end_matches(".md");
    rule.split_once('[').map_or(rule, |(_, name)| name.trim_end_matches(']'))
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn a_name_may_be_copied_from_a_report_or_a_folder() {
        assert_eq!(meant("error[unknown-field]"), "unknown-field");
        assert_eq!(meant("team-size.md"), "team-size");
    }
}
