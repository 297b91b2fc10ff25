//! The list of rules, for people and for machines.

use std::io::{self, Write};

use serde::Serialize;

use crate::report::explain::PageText;
use crate::report::terminal_text::{Ink, paint};
use crate::report::{Look, terminal_text};
use crate::rule::profile::Profile;

/// Writes name, severity and summary of each rule, by family.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write_text(out: &mut dyn Write, pages: &[PageText], look: Look) -> io::Result<()> {
    let mut pages: Vec<&PageText> = pages.iter().collect();
    pages.sort_by_key(|page| (&page.family, &page.name));
    let name = pages.iter().map(|p| p.name.chars().count()).max().unwrap_or(0);
    let severity = pages.iter().map(|p| short(&p.severity).len()).max().unwrap_or(0);
    let room = look.width.saturating_sub(name + severity + 6).max(20);
    let mut family = None;
    for page in pages {
        if family != Some(&page.family) {
            if family.is_some() {
                writeln!(out)?;
            }
            writeln!(out, "{}", paint(look, Ink::Bold, &terminal_text::line(&page.family)))?;
            family = Some(&page.family);
        }
        let (rule, summary) = (terminal_text::line(&page.name), terminal_text::line(&page.summary));
        let head = format!("  {rule:name$}  {:severity$}  ", short(&page.severity));
        let indent = " ".repeat(head.chars().count());
        writeln!(out, "{}", terminal_text::wrap(&summary, indent.len() + room, &head, &indent))?;
    }
    Ok(())
}

/// Writes name and summary of each profile, below the rules.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write_profiles(out: &mut dyn Write, profiles: &[Profile], look: Look) -> io::Result<()> {
    let name = profiles.iter().map(|p| p.name.chars().count()).max().unwrap_or(0);
    writeln!(out, "\n{}", paint(look, Ink::Bold, "profiles (--profile NAME)"))?;
    for profile in profiles {
        let head = format!("  {:name$}  ", profile.name);
        let indent = " ".repeat(head.chars().count());
        writeln!(out, "{}", terminal_text::wrap(&profile.summary, look.width, &head, &indent))?;
    }
    Ok(())
}

/// The severity in one word; what it depends on is for `explain`.
fn short(severity: &str) -> &str {
    if severity.contains(' ') { "depends" } else { severity }
}

/// Writes an array with an object for each rule.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write_json(out: &mut dyn Write, pages: &[PageText]) -> io::Result<()> {
    let rules: Vec<RuleShown<'_>> = pages.iter().map(RuleShown::from).collect();
    serde_json::to_writer_pretty(&mut *out, &rules).map_err(io::Error::from)?;
    writeln!(out)
}

#[derive(Serialize)]
struct RuleShown<'a> {
    name: &'a str,
    family: &'a str,
    summary: &'a str,
    severity: &'a str,
    params: Vec<ParamShown<'a>>,
}

#[derive(Serialize)]
struct ParamShown<'a> {
    name: &'a str,
    default: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'a str>,
    unit: Option<&'a str>,
    doc: &'a str,
}

impl<'a> From<&'a PageText> for RuleShown<'a> {
    fn from(page: &'a PageText) -> Self {
        Self {
            name: &page.name,
            family: &page.family,
            summary: &page.summary,
            severity: &page.severity,
            params: page
                .params
                .iter()
                .map(|p| ParamShown {
                    name: &p.name,
                    default: &p.default,
                    from: p.from.as_deref(),
                    unit: p.unit.as_deref(),
                    doc: &p.doc,
                })
                .collect(),
        }
    }
}
