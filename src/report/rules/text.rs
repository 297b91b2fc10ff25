//! The list of rules, for people.

use std::io::{self, Write};

use crate::report::rules::listing::{Listing, ProfileText};
use crate::report::terminal_text::{self, Ink, paint};
use crate::report::{Look, PageText};

/// Writes name, severity and summary of each rule, by family, and below them the profiles.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, listing: &Listing<'_>, look: Look) -> io::Result<()> {
    write_pages(out, listing.pages, look)?;
    if listing.profiles.is_empty() { Ok(()) } else { write_profiles(out, listing.profiles, look) }
}

fn write_pages(out: &mut dyn Write, pages: &[PageText], look: Look) -> io::Result<()> {
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

fn write_profiles(out: &mut dyn Write, profiles: &[ProfileText<'_>], look: Look) -> io::Result<()> {
    let name = profiles.iter().map(|p| p.name.chars().count()).max().unwrap_or(0);
    writeln!(out, "\n{}", paint(look, Ink::Bold, "profiles (--profile NAME)"))?;
    for profile in profiles {
        let head = format!("  {:name$}  ", profile.name);
        let indent = " ".repeat(head.chars().count());
        writeln!(out, "{}", terminal_text::wrap(profile.summary, look.width, &head, &indent))?;
    }
    Ok(())
}

/// The severity in one word; what it depends on is for `explain`.
fn short(severity: &str) -> &str {
    if severity.contains(' ') { "depends" } else { severity }
}
