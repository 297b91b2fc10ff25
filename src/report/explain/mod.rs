//! A rule page or a loader diagnostic as people read it in a terminal.

use std::io::{self, Write};

use crate::finding::diagnostics::{Diagnostic, READING};
use crate::report::terminal_text::{self, Ink, paint, wrap};
use crate::report::{Look, PageText};

/// Writes a rule page.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write_page(out: &mut dyn Write, page: &PageText, look: Look) -> io::Result<()> {
    let preview = if page.preview { " · preview" } else { "" };
    let facts = format!("{} · {} · since {}{preview}", page.family, page.severity, page.since);
    write_head(out, &page.name, &facts, &page.summary, look)?;
    if !page.params.is_empty() {
        writeln!(out, "\n{}\n", paint(look, Ink::Bold, "Parameters"))?;
        for param in &page.params {
            let unit = param.unit.as_ref().map(|u| format!(" ({u})")).unwrap_or_default();
            let from = param.from.as_ref().map(|path| format!(", from `{path}`")).unwrap_or_default();
            let value = format!("{} = {}{unit}{from}", param.name, param.default);
            writeln!(out, "{}", wrap(&terminal_text::line(&value), look.width, "  ", "    "))?;
            writeln!(out, "{}", wrap(&terminal_text::line(&param.doc), look.width, "    ", "    "))?;
        }
    }
    writeln!(out)?;
    write_markdown(out, without_title(&page.body_markdown), look)?;
    if !page.sources.is_empty() {
        writeln!(out, "\n{}\n", paint(look, Ink::Bold, "Sources"))?;
        for source in &page.sources {
            writeln!(out, "{}", wrap(&terminal_text::line(&source.title), look.width, "  - ", "    "))?;
            if let Some(quote) = &source.quote {
                let quote = format!("“{}”", terminal_text::line(quote));
                writeln!(out, "{}", wrap(&quote, look.width, "    ", "    "))?;
            }
            if let (Some(number), Some(known)) = (&source.article, &source.provenance) {
                let which = format!("article {number}: {known}");
                writeln!(out, "{}", wrap(&terminal_text::line(&which), look.width, "    ", "    "))?;
            }
            if let Some(url) = &source.url {
                // Never broken, so that it can be followed.
                writeln!(out, "    {}", terminal_text::line(url))?;
            }
        }
    }
    Ok(())
}

/// Writes what a loader diagnostic means.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write_diagnostic(out: &mut dyn Write, diagnostic: &Diagnostic, look: Look) -> io::Result<()> {
    let facts = format!("{READING} · {}", diagnostic.severity_in_words());
    write_head(out, diagnostic.name, &facts, diagnostic.summary, look)?;
    writeln!(out)?;
    write_markdown(out, diagnostic.explanation, look)?;
    if let Some(example) = diagnostic.example {
        writeln!(out)?;
        for line in example.lines() {
            writeln!(out, "    {line}")?;
        }
    }
    Ok(())
}

fn write_head(out: &mut dyn Write, name: &str, facts: &str, summary: &str, look: Look) -> io::Result<()> {
    let (name, facts) = (terminal_text::line(name), terminal_text::line(facts));
    let head = format!("{}  {}", paint(look, Ink::Bold, &name), paint(look, Ink::Dim, &facts));
    writeln!(out, "{}", wrap(&head, look.width, "", "    "))?;
    writeln!(out, "{}", wrap(&terminal_text::line(summary), look.width, "", ""))
}

/// The body without a first heading, which repeats the rule's name.
fn without_title(markdown: &str) -> &str {
    let body = markdown.trim_start();
    match body.split_once('\n') {
        Some((first, rest)) if first.starts_with("# ") => rest.trim_start_matches(['\r', '\n']),
        None if body.starts_with("# ") => "",
        _ => body,
    }
}

/// Writes the Markdown that pages use: headings, paragraphs, lists, quotes and tables, fenced examples.
fn write_markdown(out: &mut dyn Write, markdown: &str, look: Look) -> io::Result<()> {
    let mut paragraph = Paragraph::default();
    let mut fence: Option<String> = None;
    let mut blank = true;
    for line in markdown.lines() {
        let trimmed = line.trim();
        if let Some(mark) = &fence {
            if trimmed.starts_with(mark.as_str()) && trimmed.trim_start_matches('`').is_empty() {
                fence = None;
            } else {
                writeln!(out, "{}", format!("    {}", terminal_text::line(line)).trim_end())?;
            }
            blank = false;
        } else if trimmed.starts_with("```") {
            paragraph.flush(out, look)?;
            let info = trimmed.trim_start_matches('`');
            fence = Some("`".repeat(trimmed.len() - info.len()));
            if let Some((_, kind)) = info.split_once(' ') {
                writeln!(out, "  {}", paint(look, Ink::Dim, &format!("{}:", terminal_text::line(kind.trim()))))?;
            }
        } else if trimmed.is_empty() {
            paragraph.flush(out, look)?;
            if !blank {
                writeln!(out)?;
            }
            blank = true;
        } else {
            if trimmed.starts_with('#') {
                paragraph.flush(out, look)?;
                let heading = terminal_text::line(trimmed.trim_start_matches('#').trim()).into_owned();
                writeln!(out, "{}", paint(look, Ink::Bold, &heading))?;
            } else if trimmed.starts_with('|') {
                paragraph.flush(out, look)?;
                writeln!(out, "{}", terminal_text::line(trimmed))?;
            } else {
                paragraph.take(out, line, look)?;
            }
            blank = false;
        }
    }
    paragraph.flush(out, look)
}

/// Lines of prose that belong together, with the indentation of the list they stand in.
#[derive(Default)]
struct Paragraph {
    text: String,
    first: String,
    rest: String,
}

impl Paragraph {
    fn take(&mut self, out: &mut dyn Write, line: &str, look: Look) -> io::Result<()> {
        let text = line.trim_start();
        let lead = marker(text);
        if lead > 0 {
            self.flush(out, look)?;
            // Deep lists keep some room for their words.
            let indent = " ".repeat((line.len() - text.len()).min(look.width / 4));
            self.first = format!("{indent}{}", &text[..lead]);
            self.rest = format!("{indent}{}", " ".repeat(lead));
        }
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(text[lead..].trim());
        Ok(())
    }

    fn flush(&mut self, out: &mut dyn Write, look: Look) -> io::Result<()> {
        if !self.text.is_empty() {
            writeln!(out, "{}", wrap(&terminal_text::line(&self.text), look.width, &self.first, &self.rest))?;
        }
        *self = Self::default();
        Ok(())
    }
}

/// How many bytes the marker of a list or quote takes, with its space; 0 where there is none.
fn marker(text: &str) -> usize {
    if ["- ", "* ", "> "].iter().any(|m| text.starts_with(m)) {
        return 2;
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits) && text[digits..].starts_with(". ") { digits + 2 } else { 0 }
}
