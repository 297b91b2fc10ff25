//! Findings as failed tests, in the XML of `JUnit` as CI systems read it: a suite for each rule. A rule that found nothing is a
//! test that passed, one that could decide nothing is skipped, and so is what is waived.

use std::collections::HashMap;
use std::fmt;
use std::io::{self, Write};

use crate::finding::Finding;
use crate::finding::diagnostics::READING;
use crate::finding::excuse::{Excuse, Excused};
use crate::finding::wording::{count, first_of};
use crate::report::check::region::Region;
use crate::report::check::report::{Report, RuleTold, Style};
use crate::report::check::xml::escaped;
use crate::text::Sources;

/// So many of those that a finding is about are named.
const NAMED: usize = 3;

/// Writes the suites.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, report: &Report<'_>, style: Style) -> io::Result<()> {
    let suites: Vec<Suite<'_>> = suites(report, style).into_iter().filter(Suite::has_tests).collect();
    let totals = suites.iter().map(Suite::totals).fold(Totals::default(), Totals::and);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"teamlint\" {totals}>")?;
    suites.iter().try_for_each(|suite| suite.write(out, report.sources))?;
    writeln!(out, "</testsuites>")
}

/// How many tests there are, and what came of them.
#[derive(Clone, Copy, Default)]
struct Totals {
    tests: usize,
    failures: usize,
    skipped: usize,
}

impl Totals {
    const fn and(self, other: Self) -> Self {
        Self {
            tests: self.tests + other.tests,
            failures: self.failures + other.failures,
            skipped: self.skipped + other.skipped,
        }
    }
}

/// As attributes.
impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { tests, failures, skipped } = self;
        write!(f, "tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\"")
    }
}

/// What came of a rule.
struct Suite<'a> {
    rule: &'a str,
    family: &'a str,
    told: Option<&'a RuleTold>,
    failed: Vec<&'a Finding>,
    waived: Vec<&'a Excused>,
    /// How much of its advice is not shown.
    hidden: usize,
}

/// A suite for each rule in the order in which rules are listed, and for what is not among them.
fn suites<'a>(report: &Report<'a>, style: Style) -> Vec<Suite<'a>> {
    let rules: &'a [RuleTold] = report.rules;
    let mut suites: Vec<Suite<'_>> = rules.iter().map(Suite::of).collect();
    let mut ranks: HashMap<&str, usize> = rules.iter().enumerate().map(|(rank, rule)| (&*rule.name, rank)).collect();
    let mut of_rule = |suites: &mut Vec<Suite<'a>>, finding: &'a Finding| {
        *ranks.entry(&finding.rule).or_insert_with(|| {
            suites.push(Suite::of_finding(finding));
            suites.len() - 1
        })
    };
    for finding in report.findings {
        let rank = of_rule(&mut suites, finding);
        if style.advice.shows(finding) {
            suites[rank].failed.push(finding);
        } else {
            suites[rank].hidden += 1;
        }
    }
    for excused in report.excused {
        let rank = of_rule(&mut suites, &excused.finding);
        suites[rank].waived.push(excused);
    }
    suites
}

impl<'a> Suite<'a> {
    fn of(told: &'a RuleTold) -> Self {
        let (failed, waived) = (Vec::new(), Vec::new());
        Self { rule: &told.name, family: &told.family, told: Some(told), failed, waived, hidden: 0 }
    }

    fn of_finding(finding: &'a Finding) -> Self {
        let family = finding.info.as_ref().map_or(READING, |info| &info.family);
        Self { rule: &finding.rule, family, told: None, failed: Vec::new(), waived: Vec::new(), hidden: 0 }
    }

    /// The rule as a test of its own: it found nothing, or could not; none where that is not so, or where nobody knows.
    fn whole(&self) -> Option<&'a RuleTold> {
        let has_said = |told: &&RuleTold| told.judged + told.not_judged > 0 && !told.partly_told;
        self.told.filter(|_| self.failed.is_empty()).filter(has_said)
    }

    fn has_tests(&self) -> bool {
        self.totals().tests > 0
    }

    fn totals(&self) -> Totals {
        let (whole, failures) = (self.whole(), self.failed.len());
        let undecided = usize::from(whole.is_some_and(|told| told.judged == 0));
        Totals {
            tests: failures + self.waived.len() + usize::from(whole.is_some()),
            failures,
            skipped: self.waived.len() + undecided,
        }
    }

    fn write(&self, out: &mut dyn Write, sources: &Sources) -> io::Result<()> {
        writeln!(out, "  <testsuite name=\"{}\" {}>", escaped(self.rule), self.totals())?;
        if let Some(told) = self.whole() {
            self.write_whole(out, told)?;
        }
        let mut names = Names::default();
        for finding in &self.failed {
            self.open(out, sources, finding, &mut names)?;
            write_failure(out, sources, finding)?;
        }
        for excused in &self.waived {
            self.open(out, sources, &excused.finding, &mut names)?;
            let why = match &excused.excuse {
                Excuse::Waived { reason, .. } => format!("waived: {reason}"),
                Excuse::Known => "there before".to_owned(),
            };
            writeln!(out, "      <skipped message=\"{}\"/>\n    </testcase>", escaped(&why))?;
        }
        writeln!(out, "  </testsuite>")
    }

    fn write_whole(&self, out: &mut dyn Write, told: &RuleTold) -> io::Result<()> {
        let lacking = count(told.not_judged, "judgement", "judgements");
        let lacking = (told.not_judged > 0).then(|| format!("{lacking} not possible, for want of data"));
        let hidden = (self.hidden > 0).then(|| format!("{} advice hidden", self.hidden));
        write!(out, "    <testcase name=\"{}\" {}>", escaped(&told.summary), self.class())?;
        match lacking {
            Some(lacking) if told.judged == 0 => write!(out, "<skipped message=\"{lacking}\"/>")?,
            lacking => {
                let said: Vec<String> = lacking.into_iter().chain(hidden).collect();
                if !said.is_empty() {
                    write!(out, "<system-out>{}</system-out>", said.join("; "))?;
                }
            }
        }
        writeln!(out, "</testcase>")
    }

    fn class(&self) -> String {
        format!("classname=\"teamlint.{}.{}\"", escaped(self.family), escaped(self.rule))
    }

    fn open(&self, out: &mut dyn Write, sources: &Sources, finding: &'a Finding, names: &mut Names) -> io::Result<()> {
        let region = Region::of(sources, finding.place());
        let name = names.unused(name(finding, region.as_ref()));
        write!(out, "    <testcase name=\"{}\" {}", escaped(&name), self.class())?;
        if let Some(region) = region {
            write!(out, " file=\"{}\" line=\"{}\"", escaped(region.path), region.start.line)?;
        }
        writeln!(out, ">")
    }
}

/// Whom a finding is about, which stays when what was measured changes; else the file.
fn name(finding: &Finding, region: Option<&Region<'_>>) -> String {
    let subjects: Vec<&str> = finding.subjects().map(|subject| subject.entity).collect();
    match (subjects.is_empty(), region) {
        (true, Some(region)) => region.path.to_owned(),
        (true, None) => finding.rule.clone(),
        (false, _) => first_of(&subjects, NAMED),
    }
}

/// How often a name was given: of tests with the same name only one would be shown.
#[derive(Default)]
struct Names(HashMap<String, usize>);

impl Names {
    fn unused(&mut self, name: String) -> String {
        let times = self.0.entry(name.clone()).or_default();
        *times += 1;
        if *times == 1 { name } else { format!("{name} ({times})") }
    }
}

/// Writes that a test failed, and closes it.
fn write_failure(out: &mut dyn Write, sources: &Sources, finding: &Finding) -> io::Result<()> {
    let kind = finding.severity.as_str();
    write!(out, "      <failure type=\"{kind}\" message=\"{}\">", escaped(&finding.message))?;
    if let Some(region) = Region::of(sources, finding.place()) {
        write!(out, "{}:{}:{}: ", escaped(region.path), region.start.line, region.start.column)?;
    }
    write!(out, "{}", escaped(&finding.message))?;
    if let Some(help) = &finding.help {
        write!(out, "\nhelp: {}", escaped(help))?;
    }
    if let Some(url) = finding.url() {
        write!(out, "\nsee: {}", escaped(url))?;
    }
    writeln!(out, "</failure>\n    </testcase>")
}
