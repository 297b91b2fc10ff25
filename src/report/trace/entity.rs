//! What is known of one entity, as people read it in a terminal.

use std::io::{self, Write};

use bumpalo::Bump;

use crate::facts::Facts;
use crate::facts::cx::Cx;
use crate::finding::wording::with_article;
use crate::judge::trace::entity::Description;
use crate::org::Org;
use crate::report::Look;
use crate::report::terminal_text::{self, Ink, paint};
use crate::report::trace::Page;

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
    for (format, place) in &of.declared {
        let line = format!("declared in {} at {}", with_article(format.name), page.at(*place));
        page.line(&line, 0)?;
    }
    writeln!(page.out)?;
    for step in &of.known {
        page.step("", step, 0)?;
    }
    if !of.unknown.is_empty() {
        page.line(&format!("nothing is known of {}", of.unknown.join(", ")), 0)?;
    }
    Ok(())
}
