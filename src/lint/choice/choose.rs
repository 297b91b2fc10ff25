//! Which findings somebody wants to see.

use std::collections::HashSet;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::dialect;
use crate::files::discover::STDIN;
use crate::files::tidy;
use crate::finding::diagnostics::{NO_SUCH_FILE, READING};
use crate::finding::suggest::{LISTED, did_you_mean, which_rule};
use crate::finding::wording::{in_backticks, listed, listed_up_to};
use crate::finding::{Finding, Severity};
use crate::lint::choice::first;
use crate::lint::choice::whose::Whose;
use crate::lint::outcome::Outcome;
use crate::org::Org;
use crate::report::check::Counts;
use crate::vocabulary::kinds::{Entity, Kind};

/// Which findings somebody wants to see: those that fit one entry of each list that has any.
///
/// ```
/// use teamlint::{Choice, Input, Linter, Setup};
///
/// let input = Input::texts([("teams.yaml", "teams: {payments: {memberz: []}, web: {misson: sell}}")]);
/// let mut outcome = Linter::new(Setup::built_in(), "2026-06-15".parse()?).check(&input);
/// let mut choice = Choice::default();
/// choice.teams = vec!["web".to_owned()];
/// outcome.choose(&choice).expect("there is such a team");
/// assert!(outcome.findings.iter().all(|finding| outcome.text(finding.place()) != "memberz"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Choice {
    /// Rules and diagnostics, by name.
    pub rules: Vec<String>,
    /// Families of rules; diagnostics are of the family `reading`.
    pub families: Vec<String>,
    /// Teams, by id, with or without its namespace: what is about them, what they own or run, and their members.
    pub teams: Vec<String>,
    /// Files and folders that a label is in, named as the input is.
    pub only: Vec<PathBuf>,
    /// The lowest severity.
    pub min_severity: Option<Severity>,
    /// Also what the profile leaves for later.
    pub all: bool,
}

impl Choice {
    /// Whether it lets everything through, but for what the profile leaves for later.
    fn is_open(&self) -> bool {
        let Self { rules, families, teams, only, min_severity, all: _ } = self;
        rules.is_empty() && families.is_empty() && teams.is_empty() && only.is_empty() && min_severity.is_none()
    }
}

/// A choice names what there is not.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NoSuch {
    /// What it should be: `rule`, `family` or `team`.
    pub what: &'static str,
    /// What was named.
    pub name: String,
    /// What was probably meant, or what there is.
    pub help: String,
}

impl fmt::Display for NoSuch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no {} `{}`; {}", self.what, self.name, self.help)
    }
}

impl std::error::Error for NoSuch {}

impl Outcome {
    /// Leaves the findings that are chosen, in their order, and counts the others in the summary. What says that a file
    /// could not be read whole, or that something is wrong with the set-up, stays in any case. Of the rest, a profile may
    /// leave the greater part for later.
    ///
    /// # Errors
    ///
    /// When the choice names a rule, a family or a team that there is not. Then nothing is left out.
    pub fn choose(&mut self, choice: &Choice) -> Result<(), NoSuch> {
        self.check_names(choice)?;
        let teams = teams(&self.org, &choice.teams)?;
        let always = dialect::always_told();
        let whose = (!teams.is_empty()).then(|| Whose::of(&self.org, &self.facts, &self.judgement, &self.findings));
        let is_chosen = |finding: &Finding| {
            let name = |names: &[String], name: &str| names.is_empty() || names.iter().any(|one| one == name);
            name(&choice.rules, &finding.rule)
                && name(&choice.families, family(finding))
                && choice.min_severity.is_none_or(|least| finding.severity >= least)
                && (choice.only.is_empty() || self.is_in(finding, &choice.only))
                && whose.as_ref().is_none_or(|whose| whose.teams(finding).iter().any(|team| teams.contains(team)))
        };
        let kept: Vec<bool> =
            self.findings.iter().map(|one| always.contains(one.rule.as_str()) || is_chosen(one)).collect();
        let left = self.leave(&kept);
        self.summary.left_out = (!choice.is_open()).then_some(left);
        if let Some(most) = self.most.filter(|_| !choice.all) {
            let kept = first::worth_acting_on(&self.findings, most, |finding| {
                always.contains(finding.rule.as_str()) || self.told_in_any_case.contains(&finding.rule)
            });
            self.summary.for_later = Some(self.leave(&kept));
        }
        Ok(())
    }

    /// What says that a file could not be read whole, or that something is wrong with the set-up.
    pub(crate) fn unread(&self) -> Vec<Finding> {
        let always = dialect::always_told();
        self.findings.iter().filter(|finding| always.contains(finding.rule.as_str())).cloned().collect()
    }

    /// The same of an earlier state: a file or folder that is named and new was not there, and nobody has to mend that.
    pub(crate) fn unread_before(&self) -> Vec<Finding> {
        self.unread().into_iter().filter(|finding| !NO_SUCH_FILE.is(finding)).collect()
    }

    /// Drops the findings that are not kept, and counts them.
    fn leave(&mut self, kept: &[bool]) -> Counts {
        let (findings, left): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.findings).into_iter().zip(kept).partition(|(_, kept)| **kept);
        self.findings = findings.into_iter().map(|(finding, _)| finding).collect();
        self.partly_told.extend(left.iter().map(|(finding, _)| finding.rule.clone()));
        Counts::of(left.iter().map(|(finding, _)| finding))
    }

    fn check_names(&self, choice: &Choice) -> Result<(), NoSuch> {
        let rules = || self.rules.iter().map(|rule| rule.name.as_str());
        let names: Vec<&str> = rules().chain(dialect::diagnostics().map(|one| one.name)).collect();
        if let Some(name) = choice.rules.iter().find(|name| !names.contains(&name.as_str())) {
            let help = which_rule(name, names.iter().copied());
            return Err(NoSuch { what: "rule", name: name.clone(), help });
        }
        let mut families: Vec<&str> = self.rules.iter().map(|rule| rule.family.as_str()).collect();
        families.push(READING);
        no_such_family(&choice.families, families)
    }

    /// Whether a label of the finding is in one of these files and folders.
    fn is_in(&self, finding: &Finding, paths: &[PathBuf]) -> bool {
        finding.labels.iter().any(|label| {
            let file = &self.org.sources().get(label.place.file).path;
            paths
                .iter()
                .any(|path| if path.as_os_str() == "-" { file == STDIN } else { is_below(Path::new(file), path) })
        })
    }
}

/// Whether a file is this one, or in this folder; both named from the current one.
fn is_below(file: &Path, path: &Path) -> bool {
    let (file, path) = (tidy(file), tidy(path));
    if path.as_os_str().is_empty() { file.is_relative() && !file.starts_with("..") } else { file.starts_with(path) }
}

/// Looks for the first family that there is not.
///
/// # Errors
///
/// When there is one.
pub fn no_such_family(wanted: &[String], mut families: Vec<&str>) -> Result<(), NoSuch> {
    families.sort_unstable();
    families.dedup();
    let Some(name) = wanted.iter().find(|name| !families.contains(&name.as_str())) else { return Ok(()) };
    let help = did_you_mean(name, families.iter().copied());
    let help = help.unwrap_or_else(|| format!("there are {}", listed(&in_backticks(&families), "and")));
    Err(NoSuch { what: "family", name: name.clone(), help })
}

/// The family of the rule that found it.
pub(super) fn family(finding: &Finding) -> &str {
    finding.info.as_ref().map_or(READING, |info| &info.family)
}

/// The teams of these names: by id or, where no id is meant, by what follows the namespace.
fn teams(org: &Org, names: &[String]) -> Result<HashSet<Entity>, NoSuch> {
    let mut found = HashSet::new();
    for name in names {
        let id = name.strip_prefix("team:").unwrap_or(name);
        if let Some(team) = org.find(Kind::Team, id).filter(|&team| org.is_declared(team)) {
            found.insert(team);
            continue;
        }
        let without = |team: Entity| org.id(team).rsplit('/').next().unwrap_or_default();
        let before = found.len();
        found.extend(org.all(Kind::Team).filter(|&team| without(team).eq_ignore_ascii_case(id)));
        if found.len() == before {
            return Err(no_such_team(org, name, id));
        }
    }
    Ok(found)
}

fn no_such_team(org: &Org, name: &str, id: &str) -> NoSuch {
    let ids = || org.all(Kind::Team).map(|team| org.id(team));
    let without = ids().filter_map(|id| id.rsplit_once('/')).map(|(_, id)| id);
    let near = did_you_mean(id, ids()).or_else(|| did_you_mean(id, without));
    let there_are = || match ids().collect::<Vec<_>>().as_slice() {
        [] => "no team is declared".to_owned(),
        [only] => format!("there is `{only}`"),
        ids => format!("there are {}", listed_up_to(LISTED, &in_backticks(ids), "and")),
    };
    NoSuch { what: "team", name: name.to_owned(), help: near.unwrap_or_else(there_are) }
}
