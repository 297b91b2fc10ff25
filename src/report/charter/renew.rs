//! A charter that was written, with the sections that it has written anew and everything else left as it is.

use std::collections::HashMap;

use crate::charter::Charter;
use crate::org::Org;
use crate::report::charter::markdown::{section_text, text, whole};
use crate::report::charter::own::{APART, Parts, parts};
use crate::report::charter::read::{Chunk, chunks, is_of_another, mark};
use crate::report::charter::section::Section;

/// A file that was renewed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renewed {
    /// All that stands in it now.
    pub text: String,
    /// What people wrote into sections of the charter: its line now, and the section. It stands at the end of that.
    pub kept: Vec<(usize, &'static str)>,
}

/// Why a file is left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRenewed {
    /// It does not say that it is the charter of this team.
    NotMarked,
    /// It has headings, and none of them is one of a charter: there is no telling where something would go.
    NoSection,
}

/// The text of a file with what is declared now.
///
/// Sections of people's own stay, and so do what stands above the first section and what they wrote into the others. What was
/// taken out does not come back. Lines end as the first one does. A file in which nothing stands becomes the page, and one
/// without sections gets them.
///
/// # Errors
///
/// Where it is left as it is.
pub fn renewed(file: &str, charter: &Charter<'_>, org: &Org) -> Result<Renewed, NotRenewed> {
    if file.trim().is_empty() {
        return Ok(Renewed { text: text(charter, org), kept: Vec::new() });
    }
    if mark(file).is_none() || is_of_another(file, charter.id) {
        return Err(NotRenewed::NotMarked);
    }
    let page = whole(charter, org);
    let line_end =
        if file.split_inclusive('\n').next().is_some_and(|line| line.ends_with("\r\n")) { "\r\n" } else { "\n" };
    let all = chunks(file);
    if !has_sections(&all) {
        let begun = begun(file, &page.sections, line_end);
        // In code or a comment without an end nothing becomes a section, however often it is written there.
        return if has_sections(&chunks(&begun.text)) { Ok(begun) } else { Err(NotRenewed::NoSection) };
    }
    let mut anew: HashMap<String, &Section> =
        page.sections.iter().map(|section| (section.title.to_lowercase(), section)).collect();
    let known = anew.len();
    let mut renewing = Renewing { line_end, lines: 0, renewed: Renewed::default() };
    for (rank, chunk) in all.iter().enumerate() {
        match chunk.title.as_ref().and_then(|title| anew.remove(&title.to_lowercase())) {
            None => renewing.push(chunk.text),
            Some(section) => {
                renewing.section(section, &parts(chunk, section));
                if rank + 1 < all.len() {
                    renewing.push(line_end);
                }
            }
        }
    }
    if anew.len() == known { Err(NotRenewed::NoSection) } else { Ok(renewing.renewed) }
}

/// Whether there is any heading below the title.
pub(super) fn has_sections(chunks: &[Chunk<'_>]) -> bool {
    chunks.iter().any(|chunk| chunk.title.is_some())
}

/// A file that has no section yet, with all of them below what stands in it.
fn begun(file: &str, sections: &[Section], line_end: &str) -> Renewed {
    let mut text = file.trim_end().to_owned();
    text.push_str(line_end);
    for section in sections {
        text.push_str(line_end);
        text.push_str(&section_text(section).replace('\n', line_end));
    }
    Renewed { text, kept: Vec::new() }
}

/// A text that is being put together.
struct Renewing<'e> {
    line_end: &'e str,
    /// How many lines it has by now.
    lines: usize,
    renewed: Renewed,
}

impl Renewing<'_> {
    fn push(&mut self, text: &str) {
        self.lines += text.matches('\n').count();
        self.renewed.text.push_str(text);
    }

    fn section(&mut self, section: &Section, parts: &Parts<'_>) {
        let line_end = self.line_end;
        let now = section_text(section);
        let below = now.split_once('\n').map(|(_, below)| below).unwrap_or_default().replace('\n', line_end);
        self.push(&format!("{}{line_end}{below}", parts.heading.trim_end()));
        if parts.own.is_empty() {
            return;
        }
        let mut own = parts.own.join(&line_end.repeat(2));
        if !is_told_apart(&format!("{}{line_end}{below}{line_end}{own}", parts.heading.trim_end()), &own, section) {
            own = format!("{APART}{line_end}{line_end}{own}");
        }
        self.push(line_end);
        self.renewed.kept.push((self.lines + 1, section.title));
        self.push(&own);
        self.push(line_end);
    }
}

/// Whether what people wrote is still known to be theirs where it stands now: below a list it may be read as a part of that,
/// and would be lost the next time.
fn is_told_apart(text: &str, own: &str, section: &Section) -> bool {
    parts(&Chunk { title: None, line: 1, text }, section).own == [own]
}
