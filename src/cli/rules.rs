//! `teamlint rules`: what there is to be judged by.

use std::io::{self, Write};
use std::path::PathBuf;

use crate::cli::beside::{tell, tell_findings};
use crate::cli::exit::Exit;
use crate::cli::format;
use crate::cli::input::set_up;
use crate::cli::page::page;
use crate::cli::severities::Severities;
use crate::lint::{Input, Options, Setup, no_such_family};
use crate::report::rules::{ArticleText, FORMATS, Format, Listing, ProfileText, StatementText};
use crate::report::{Look, PageText};
use crate::rule::article::{Article, Checked, article, articles};
use crate::rule::severity::Level;
use crate::rule::{Rule, profile};

const HELP: &str = "\
Examples:
  teamlint rules
  teamlint rules --rule-folder our-rules --format json
  teamlint rules --family on-call --severity error
      rules of one family that can fail a run
  teamlint rules --source 003
      what an article states, and which rules check it
  teamlint explain on-call-overload
      everything about one of them

Severity `≤error` means at most error: the size of the organisation or the case decides; `explain` says how.

Exit codes:
  0  all rule pages can be used
  2  wrong usage, configuration or rule page (the others are still listed)
  An article that there is not is wrong usage.";

/// List the rules
#[derive(Debug, clap::Args)]
#[command(after_long_help = HELP)]
pub(super) struct Args {
    /// How to list them
    #[arg(long, value_parser = format::parser(FORMATS), default_value = FORMATS[0].name)]
    format: &'static Format,

    /// Only the rules of this family; may be given several times
    #[arg(long, value_name = "NAME")]
    family: Vec<String>,

    /// Only the rules that can have this severity; may be given several times
    #[arg(long, value_name = "SEVERITY", value_parser = Level::WORDS)]
    severity: Vec<String>,

    /// What this article states, and which rules check it, instead of the rules; by its number in `rules/README.md`
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["family", "severity"])]
    source: Option<String>,

    /// Configuration to use instead of the `teamlint.yaml` found here
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Profile to show the rules by, instead of the one that configuration names
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,

    /// Folder with rule pages of your own, besides the built-in ones; may be given several times
    #[arg(long, value_name = "DIR")]
    rule_folder: Vec<PathBuf>,

    #[command(flatten)]
    severities: Severities,
}

impl Args {
    fn lists(&self, page: &PageText) -> bool {
        let mut levels = page.severity.split(|c: char| !c.is_alphabetic());
        (self.family.is_empty() || self.family.contains(&page.family))
            && (self.severity.is_empty() || levels.any(|level| self.severity.iter().any(|wanted| wanted == level)))
    }
}

pub(super) fn run(args: &Args, look: Look, out: &mut dyn Write) -> io::Result<Exit> {
    let mut options = Options::default();
    options.config.clone_from(&args.config);
    options.rule_folders.clone_from(&args.rule_folder);
    options.profile.clone_from(&args.profile);
    options.severities.clone_from(&args.severities.0);
    let setup = match set_up(&Input::paths(["."]), &options) {
        Ok(setup) => setup,
        Err(exit) => return Ok(exit),
    };
    if let Err(no_such) = no_such_family(&args.family, setup.rules.iter().map(|rule| &*rule.family).collect()) {
        tell(&format!("error: {no_such}"));
        return Ok(Exit::SetUp);
    }
    if let Some(number) = &args.source {
        let Some(article) = article(number) else {
            tell(&format!("error: {}", no_such_article(number)));
            return Ok(Exit::SetUp);
        };
        (args.format.write.article)(out, &shown(article, &setup.rules), look)?;
        return finish(&setup, out);
    }
    let pages: Vec<PageText> = setup.rules.iter().map(page).filter(|page| args.lists(page)).collect();
    let all = args.family.is_empty() && args.severity.is_empty();
    let profiles: Vec<ProfileText<'_>> = profile::built_in()
        .iter()
        .filter(|_| all)
        .map(|profile| ProfileText { name: &profile.name, summary: &profile.summary })
        .collect();
    (args.format.write.rules)(out, &Listing { pages: &pages, profiles: &profiles }, look)?;
    finish(&setup, out)
}

/// What an article states, with the rules that check it.
fn shown<'a>(article: &'static Article, rules: &'a [Rule]) -> ArticleText<'a> {
    let of_family = |family: &str| {
        let of = rules.iter().filter(|rule| rule.built_in && rule.family == family);
        of.map(|rule| rule.name.as_str()).collect()
    };
    let statements = article.claims().map(|claim| {
        let (number, states) = (claim.number, claim.states);
        let nothing = StatementText { number, states, rules: Vec::new(), family: None, within: None, unchecked: None };
        match claim.checked {
            Checked::By(rules) => StatementText { rules, ..nothing },
            Checked::ByFamily(family) => StatementText { rules: of_family(family), family: Some(family), ..nothing },
            Checked::Within(within) => StatementText { within: Some(within), ..nothing },
            Checked::Nowhere(why) => StatementText { unchecked: Some(why), ..nothing },
        }
    });
    ArticleText {
        number: article.number,
        title: article.title,
        author: article.author,
        published: article.published,
        origin: article.origin,
        provenance: article.provenance(),
        statements: statements.collect(),
    }
}

/// That there is no such article, and which there are.
fn no_such_article(number: &str) -> String {
    let those: Vec<String> =
        articles().iter().map(|article| format!("\n  {}  {}", article.number, article.title)).collect();
    format!("there is no source `{number}`; there are{}", those.concat())
}

fn finish(setup: &Setup, out: &mut dyn Write) -> io::Result<Exit> {
    out.flush()?;
    // The list is the report; what is wrong with pages goes beside it.
    tell_findings(&setup.sources, &setup.problems);
    Ok(if setup.problems.is_empty() { Exit::Clean } else { Exit::SetUp })
}
