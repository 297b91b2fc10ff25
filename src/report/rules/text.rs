//! The list of rules, for people.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::report::rules::listing::{Listing, ProfileText};
use crate::report::terminal_text::{self, Ink, paint};
use crate::report::{Look, PageText};

/// Writes name, severity and summary of each rule, a line each, by family, and below them the profiles.
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
    let severity = pages.iter().map(|p| short(&p.severity).chars().count()).max().unwrap_or(0);
    for (rank, family) in pages.chunk_by(|one, other| one.family == other.family).enumerate() {
        if rank > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", paint(look, Ink::Bold, &terminal_text::line(&family[0].family)))?;
        let name = family.iter().map(|p| p.name.chars().count()).max().unwrap_or(0);
        for page in family {
            let (rule, summary) = (terminal_text::line(&page.name), terminal_text::line(&page.summary));
            let preview = if page.preview { "(preview) " } else { "" };
            let head = format!("  {rule:name$}  {:severity$}  {preview}", short(&page.severity));
            let room = look.width.saturating_sub(head.chars().count());
            writeln!(out, "{head}{}", terminal_text::cut(&summary, room))?;
        }
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

/// The severity in one word, or the highest that it may be; what it depends on is for `explain`.
fn short(severity: &str) -> Cow<'_, str> {
    let words = || severity.split(|c: char| !c.is_alphabetic());
    match ["error", "warning", "advice"].into_iter().find(|level| words().any(|word| word == *level)) {
        Some(highest) if severity.contains(' ') => Cow::Owned(format!("≤{highest}")),
        _ => Cow::Borrowed(severity),
    }
}
