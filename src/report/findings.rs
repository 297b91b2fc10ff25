//! Findings as people see them: miette's drawing, in colour on a terminal and plain elsewhere.

use std::fmt;
use std::io::{self, Write};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};

use crate::finding::wording::count;
use crate::finding::{Finding, Severity};
use crate::report::excerpt::Excerpt;
use crate::report::terminal_text::{self, Ink, paint, wrap};
use crate::report::{Colour, Links, Look};
use crate::text::Sources;

/// What becomes of advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// It is only counted.
    Hidden,
    /// It is shown like any finding.
    Shown,
}

/// Writes findings, one at a time, each followed by an empty line.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(
    out: &mut dyn Write,
    sources: &Sources,
    findings: &[Finding],
    look: Look,
    advice: Advice,
) -> io::Result<()> {
    let drawing = Drawing::new(sources, look);
    findings.iter().filter(|finding| advice.shows(finding)).try_for_each(|finding| drawing.write(out, finding))
}

impl Advice {
    /// Whether a finding is told.
    pub(super) fn shows(self, finding: &Finding) -> bool {
        finding.severity != Severity::Advice || self == Self::Shown
    }
}

/// So many places of a finding are drawn; the others are counted.
const DRAWN: usize = 8;

/// Draws findings that point into the same texts.
pub(super) struct Drawing<'a> {
    sources: &'a Sources,
    look: Look,
    handler: GraphicalReportHandler,
}

impl<'a> Drawing<'a> {
    pub(super) fn new(sources: &'a Sources, look: Look) -> Self {
        Self { sources, look, handler: handler(look) }
    }

    /// Writes a finding, and an empty line after it.
    pub(super) fn write(&self, out: &mut dyn Write, finding: &Finding) -> io::Result<()> {
        let mut drawn = String::new();
        draw(&mut drawn, &self.handler, self.sources, finding, self.look);
        for line in drawn.lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
        writeln!(out)
    }
}

fn handler(look: Look) -> GraphicalReportHandler {
    let theme = match look.colour {
        Colour::Plain => GraphicalTheme::unicode_nocolor(),
        Colour::Ansi => GraphicalTheme::unicode(),
    };
    GraphicalReportHandler::new_themed(theme)
        .with_width(look.width)
        .with_links(look.links == Links::Terminal)
        .with_link_display_text("(page)")
        .without_syntax_highlighting()
        .with_word_separator(textwrap::WordSeparator::AsciiSpace)
        .with_word_splitter(textwrap::WordSplitter::NoHyphenation)
}

fn draw(out: &mut String, handler: &GraphicalReportHandler, sources: &Sources, finding: &Finding, look: Look) {
    let (labels, others) = finding.labels.split_at(finding.labels.len().min(DRAWN));
    let labels = if is_about_a_path(sources, finding) { &[] } else { labels };
    let shown = Shown { finding, excerpt: Excerpt::new(sources, labels, look.width) };
    let before = out.len();
    if handler.render_report(out, &shown).is_err() {
        // A drawing that failed must not take the finding with it.
        out.truncate(before);
        out.push_str(&wrap(&format!("{}: {}", shown.name(), shown), look.width, "", "  "));
        out.push('\n');
    }
    let more = others.len() + finding.more_labels;
    if more > 0 {
        let places = count(more, "more place", "more places");
        out.push_str(&paint(look, Ink::Dim, &format!("  … and {places}")));
        out.push('\n');
    }
    if let Some(help) = &finding.help {
        let head = format!("  {} ", paint(look, Ink::Cyan, "help:"));
        out.push_str(&wrap(&terminal_text::lines(help), look.width - 2, &head, "        "));
        out.push('\n');
    }
    if let Some(source) = finding.sources().first() {
        let more = match finding.sources().len() - 1 {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        let room = look.width.saturating_sub(8 + more.len());
        let title = terminal_text::line(&source.title);
        let see = paint(look, Ink::Cyan, "see:");
        let _ = fmt::Write::write_fmt(out, format_args!("   {see} {}{more}\n", terminal_text::cut(&title, room)));
    }
}

/// Whether there is nothing to draw: the file has no text, and the message already says which file it is.
fn is_about_a_path(sources: &Sources, finding: &Finding) -> bool {
    finding.labels.iter().all(|label| {
        let id = label.place.file;
        (id.0 as usize) < sources.len()
            && sources.get(id).text().is_empty()
            && finding.message.contains(&sources.get(id).path)
    })
}

/// A finding as miette asks for it. Its help is written here, below the count of further places.
#[derive(Debug)]
struct Shown<'a> {
    finding: &'a Finding,
    excerpt: Excerpt,
}

/// `warning[team-size]`, and whether it only shows what will count later.
pub(super) fn heading(finding: &Finding) -> String {
    let preview = if finding.is_preview() { " (preview)" } else { "" };
    format!("{}[{}]{preview}", finding.severity.as_str(), terminal_text::line(&finding.rule))
}

impl Shown<'_> {
    fn name(&self) -> String {
        heading(self.finding)
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&terminal_text::line(&self.finding.message))
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.name()))
    }

    fn url<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.finding.url().map(|url| Box::new(terminal_text::line(url)) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.finding.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Advice => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.excerpt.marks.iter().map(|mark| {
            let text = (!mark.text.is_empty()).then(|| mark.text.clone());
            let span = mark.start..mark.end;
            if mark.primary {
                LabeledSpan::new_primary_with_span(text, span)
            } else {
                LabeledSpan::new_with_span(text, span)
            }
        })))
    }
}
