//! What is known of one entity, as people read it in a terminal.

use std::io::{self, Write};

use bumpalo::Bump;

use crate::declare::matching::By;
use crate::facts::Facts;
use crate::facts::cx::Cx;
use crate::finding::wording::with_article;
use crate::judge::trace::entity::{Declared, Description};
use crate::org::Org;
use crate::report::Look;
use crate::report::terminal_text::{self, Ink, paint};
use crate::report::trace::Page;
use crate::text::Place;

/// Writes what is known of an entity: where it is declared, every value with its place and what it was taken from, and of
/// which fields nothing is known.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, of: &Description, org: &Org, facts: &Facts, look: Look) -> io::Result<()> {
    let arena = Bump::new();
    let cx = Cx::new(org, facts, &arena);
    let mut page = Page { out, sources: org.sources(), cx: &cx, look };
    writeln!(page.out, "{}", paint(look, Ink::Bold, &terminal_text::line(&of.entity)))?;
    for declared in &of.declared {
        let line = page.declared(declared);
        page.line(&line, 0)?;
    }
    for (other, by, at) in &of.links {
        let line = format!("linked with {other}, {}: not the same team", page.known_by(*by, *at));
        page.line(&line, 0)?;
    }
    writeln!(page.out)?;
    for step in &of.known {
        page.step("", step, 0)?;
        let said = of.said.iter().find(|(name, _)| *name == step.text);
        for (format, place) in said.iter().flat_map(|(_, said)| said) {
            let line = format!("{} says {}  {}", format.name, page.written(*place), page.at(*place));
            page.line(&line, 4)?;
        }
    }
    if !of.unknown.is_empty() {
        page.line(&format!("nothing is known of {}", of.unknown.join(", ")), 0)?;
    }
    Ok(())
}

/// Longer values are cut.
const LONGEST: usize = 60;

impl Page<'_, '_> {
    fn declared(&self, of: &Declared) -> String {
        let called = of.called.as_ref().map(|called| format!(" as `{called}`")).unwrap_or_default();
        let by = of.by.map(|by| format!(", {}", self.known_by(by, of.at))).unwrap_or_default();
        format!("declared in {}{called} at {}{by}", with_article(of.format.name), self.at(of.place))
    }

    fn known_by(&self, by: By, at: Option<Place>) -> String {
        let at = at.map(|at| format!(" at {}", self.at(at))).unwrap_or_default();
        format!("known by the {}{at}", by.in_words())
    }

    /// A value as it is written, in one line. Of files that are not for everybody nothing is shown that holds other fields.
    fn written(&self, place: Place) -> String {
        if self.sources.get(place.file).is_private {
            match self.sources.text(place).chars().next() {
                Some('[') => return "a list".to_owned(),
                Some('{') => return "a record".to_owned(),
                _ => {}
            }
        }
        let words: Vec<&str> = self.sources.text(place).split_whitespace().collect();
        let line = words.join(" ");
        let line = line.trim_matches(['"', '\'']);
        match line.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("`{}…`", &line[..end]),
            None => format!("`{line}`"),
        }
    }
}
