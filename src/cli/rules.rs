//! `teamlint rules`: what there is to be judged by.

use std::io::{self, Write};
use std::path::PathBuf;

use crate::cli::{Exit, Format};
use crate::report::check::text;
use crate::report::check::text::Advice;
use crate::report::{Look, rules};
use crate::rule::profile;

const HELP: &str = "\
Examples:
  teamlint rules
  teamlint rules --rules our-rules --format json
  teamlint explain on-call-overload
      everything about one of them

Severity `depends` means that the size of the organisation or the case decides; `explain` says how.

Exit codes:
  0  all rule pages can be used
  2  wrong usage, configuration or rule page (the others are still listed)";

/// List the rules
#[derive(Debug, clap::Args)]
#[command(after_long_help = HELP)]
pub(super) struct Args {
    /// How to list them
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

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
    let catalogue = crate::pages::catalogue(args.config.as_deref(), &args.rules, args.profile.as_deref());
    match args.format {
        Format::Text => {
            rules::write_text(out, &catalogue.pages, look)?;
            rules::write_profiles(out, profile::built_in(), look)?;
        }
        Format::Json => rules::write_json(out, &catalogue.pages)?,
    }
    out.flush()?;
    // The list is the report; what is wrong with pages goes beside it.
    let mut beside = io::stderr().lock();
    let _ = text::write_findings(&mut beside, &catalogue.sources, &catalogue.problems, Look::PLAIN, Advice::Shown);
    Ok(if catalogue.problems.is_empty() { Exit::Clean } else { Exit::SetUp })
}
