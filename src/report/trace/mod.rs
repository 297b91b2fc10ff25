//! How a rule judged an entity, as a tree: every part with its value and the place it came from.

mod entity;

use std::io::{self, Write};

use bumpalo::Bump;

use crate::expr::trace::{CameTo, Step};
use crate::facts::Facts;
use crate::facts::cx::Cx;
use crate::finding::wording::{count, in_backticks};
use crate::judge::trace::{CaseTrace, Chosen, Given, Outcome, Shown, Sum, Trace, Verdict, Wanting, wanted};
use crate::org::Org;
use crate::org::origin::Origin;
use crate::report::Look;
use crate::report::terminal_text::{self, Ink, paint, wrap};
use crate::text::{Place, Sources};
use crate::value::Missing;
use crate::vocabulary::Size;

pub use entity::write as write_entity;

/// So many missing fields are named at one part.
const WANTED: usize = 4;

/// Writes how a rule judged an entity.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, trace: &Trace, org: &Org, facts: &Facts, look: Look) -> io::Result<()> {
    let arena = Bump::new();
    let cx = Cx::new(org, facts, &arena);
    let mut page = Page { out, sources: org.sources(), cx: &cx, look };
    page.verdict(trace)?;
    page.params(&trace.params)?;
    for (rank, case) in trace.cases.iter().enumerate() {
        if trace.cases.len() > 1 {
            let place = page.at(case.place);
            let head = format!("Case {} of {}: {} ({place})", rank + 1, trace.cases.len(), case.subjects);
            page.heading(&head)?;
        } else {
            writeln!(page.out)?;
        }
        page.case(case)?;
    }
    for sum in &trace.sums {
        page.sum(sum)?;
    }
    Ok(())
}

struct Page<'o, 'a> {
    out: &'o mut dyn Write,
    sources: &'o Sources,
    cx: &'o Cx<'a>,
    look: Look,
}

impl Page<'_, '_> {
    fn line(&mut self, text: &str, indent: usize) -> io::Result<()> {
        let (first, rest) = (" ".repeat(indent), " ".repeat(indent + 4));
        writeln!(self.out, "{}", wrap(&terminal_text::line(text), self.look.width, &first, &rest))
    }

    fn heading(&mut self, text: &str) -> io::Result<()> {
        let text = wrap(&terminal_text::line(text), self.look.width, "", "  ");
        writeln!(self.out, "\n{}\n", paint(self.look, Ink::Bold, &text))
    }

    /// `teams.yaml:3:5`.
    fn at(&self, place: Place) -> String {
        let file = self.sources.get(place.file);
        let at = file.position(place.span.start);
        format!("{}:{}:{}", file.path, at.line, at.column)
    }

    fn verdict(&mut self, trace: &Trace) -> io::Result<()> {
        let place = trace.place.map(|place| format!("  {}", self.at(place))).unwrap_or_default();
        let (name, entity) = (terminal_text::line(&trace.rule), terminal_text::line(&trace.entity));
        let place = paint(self.look, Ink::Dim, &place).into_owned();
        writeln!(self.out, "{}  {entity}{place}", paint(self.look, Ink::Bold, &name))?;
        match &trace.verdict {
            Verdict::NotApplicable => self.line("not applicable: nothing is asked of it", 0),
            Verdict::Outside(place) => {
                let place = self.at(*place);
                self.line(&format!("not applicable: `external` at {place} says that somebody else runs it"), 0)
            }
            Verdict::Holds if trace.cases.iter().any(|case| case.outcome == Outcome::Fails) => {
                self.line("nothing to report: what does not hold is off here", 0)
            }
            Verdict::Holds => self.line("holds", 0),
            Verdict::Fails(finding, shown) => {
                self.line(&format!("fails ({}): {}", finding.severity.as_str(), finding.message), 0)?;
                match shown {
                    Shown::Alone => Ok(()),
                    Shown::Merged(message) => {
                        self.line(&format!("`teamlint check` tells it together with others: {message}"), 0)
                    }
                    Shown::Waived => self.line("`teamlint check` leaves it out: it is waived", 0),
                    Shown::OffHere => self.line("`teamlint check` leaves it out: the rule is off in this file", 0),
                    Shown::Superseded(by) if by.is_empty() => {
                        self.line("`teamlint check` does not tell it by itself", 0)
                    }
                    Shown::Superseded(by) => {
                        let by = in_backticks(by);
                        let says = if by.len() == 1 { "says" } else { "say" };
                        self.line(&format!("`teamlint check` leaves it out: {} {says} more", by.join(" and ")), 0)
                    }
                }
            }
            Verdict::NotJudged(wanting) => {
                self.line("not judged:", 0)?;
                self.wanting(wanting, 2)
            }
            Verdict::Off(Some(place)) => {
                let place = self.at(*place);
                self.line(&format!("not asked: the rule is off, because of {place}; this is what it would ask"), 0)
            }
            Verdict::Off(None) => self.line("not asked: the rule is off; this is what it would ask", 0),
            Verdict::OutOfSteps => self.line("stopped: judging it takes too many steps, or too much memory", 0),
        }
    }

    fn wanting(&mut self, wanting: &[Wanting], indent: usize) -> io::Result<()> {
        for one in wanting.iter().take(WANTED) {
            let place = one.place.map(|place| self.at(place));
            let text = match (one.helps, one.wrong, place) {
                (false, ..) => format!("{}, which no declaration would change", one.what),
                (_, true, Some(place)) => format!("{} cannot be read; mend it at {place}", one.what),
                (_, _, Some(place)) if let Some(format) = one.unsayable => {
                    let (what, word) = (&one.what, format.word);
                    format!(
                        "{what} is not declared, and the {word} at {place} has no such field: write it in a native file"
                    )
                }
                (_, _, Some(place)) => format!("{} is not declared; write it at {place}", one.what),
                (_, _, None) if one.in_part => format!(
                    "there may be other {what} than are declared; if there are none, say so in `teamlint.yaml`: `complete: [{what}]`",
                    what = one.what
                ),
                (_, _, None) => format!("{} is declared in no file", one.what),
            };
            self.line(&text, indent)?;
        }
        match wanting.len().saturating_sub(WANTED) {
            0 => Ok(()),
            more => self.line(&format!("… and {more} more"), indent),
        }
    }

    fn params(&mut self, params: &[Given]) -> io::Result<()> {
        if params.is_empty() {
            return Ok(());
        }
        self.heading("Parameters")?;
        for param in params {
            let unit = param.unit.as_ref().map(|unit| format!(" ({unit})")).unwrap_or_default();
            let origin = match param.set_at {
                Some(place) => format!("set at {}; the page has {}", self.at(place), param.default),
                None => "as the page has it".to_owned(),
            };
            self.line(&format!("{} = {}{unit}, {origin}", param.name, param.value), 2)?;
        }
        Ok(())
    }

    fn case(&mut self, case: &CaseTrace) -> io::Result<()> {
        if case.outcome == Outcome::NotAsked {
            return self.line("not asked: a case before it fails", 0);
        }
        for (name, step) in &case.lets {
            self.step(&format!("let {name} = "), step, 0)?;
        }
        if let Some(condition) = &case.condition {
            self.step("where ", condition, 0)?;
        }
        match &case.require {
            Some(require) => self.step("require ", require, 0)?,
            None => self.line("require is not asked, because `where` does not hold", 0)?,
        }
        case.severity.iter().try_for_each(|chosen| self.severity(chosen))
    }

    fn step(&mut self, before: &str, step: &Step, indent: usize) -> io::Result<()> {
        let value = match &step.came_to {
            CameTo::Value(value) => value.clone(),
            CameTo::Default(value) => format!("{value}, the default"),
            CameTo::Unknown => "unknown".to_owned(),
            CameTo::NotAsked => "not asked".to_owned(),
        };
        let place = match step.places.as_slice() {
            [] => String::new(),
            [only] => format!("  {}", self.at(*only)),
            [first, rest @ ..] => {
                format!("  {} and {}", self.at(*first), count(rest.len(), "more place", "more places"))
            }
        };
        let origin = step.origin.as_ref().map(|origin| self.origin(origin)).unwrap_or_default();
        self.line(&format!("{before}{} → {value}{place}{origin}", step.text), indent)?;
        let inherited = |missing: &Missing| step.parts.iter().any(|part| part.missing.contains(missing));
        let own = step.missing.iter().filter(|missing| !inherited(missing));
        let own: Vec<Wanting> = own.map(|&missing| wanted(self.cx, missing)).collect();
        self.wanting(&own, indent + 2)?;
        for part in &step.parts {
            self.step("", part, indent + 2)?;
        }
        if step.cut {
            self.line("… and so on", indent + 2)?;
        }
        match step.more {
            0 => Ok(()),
            more => self.line(&format!("… and {} of the list", count(more, "other", "others")), indent + 2),
        }
    }

    /// What stands for a field, and by what.
    fn origin(&self, origin: &Origin) -> String {
        match origin.mapped {
            Some(place) => format!(" ({}, by `map` at {})", origin.in_words(), self.at(place)),
            None => format!(" ({})", origin.in_words()),
        }
    }

    fn severity(&mut self, chosen: &Chosen) -> io::Result<()> {
        let why = match (chosen.configured, chosen.by_size, chosen.size) {
            (Some(place), ..) => {
                let text = self.sources.text(place).trim().to_owned();
                format!(", because of `{text}` at {}", self.at(place))
            }
            (None, false, _) => String::new(),
            (None, true, Some(size)) => format!(", because the organisation is {}", size.as_str()),
            (None, true, None) => {
                format!(", because the size of the organisation is not known and counts as {}", Size::Growing.as_str())
            }
        };
        self.line(&format!("severity {}{why}", chosen.level.as_str()), 0)?;
        if matches!(chosen.asked.as_slice(), [] | [(None, _)]) && !chosen.by_size {
            return Ok(());
        }
        for (condition, level) in &chosen.asked {
            match condition {
                Some(condition) => self.step(&format!("{level} when "), condition, 2)?,
                None => self.line(&format!("otherwise {level}"), 2)?,
            }
        }
        Ok(())
    }

    fn sum(&mut self, sum: &Sum) -> io::Result<()> {
        self.heading(&format!("Hours of {}", sum.of))?;
        for line in &sum.lines {
            let place = self.at(line.place);
            self.line(&format!("{}  {place}", line.text), 2)?;
            if let Some(wanting) = &line.wanting {
                self.wanting(std::slice::from_ref(wanting), 4)?;
            }
        }
        for total in &sum.total {
            self.line(total, 2)?;
        }
        Ok(())
    }
}
