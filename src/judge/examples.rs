//! Runs the examples of rule pages: what each shows must be what the rule finds, label by label, word by word.

use std::ops::Range;

use rayon::prelude::*;

use crate::facts::Facts;
use crate::finding::diagnostics::RULE_EXAMPLE;
use crate::finding::fix::Edit;
use crate::finding::{Finding, Label, Severity};
use crate::judge::marks::Marks;
use crate::judge::{Limits, NotJudgedInWords, judge};
use crate::org::Org;
use crate::rule::example::{Example, Shows};
use crate::rule::marker::{Columns, Marker, Markers};
use crate::rule::severity::Size;
use crate::rule::{Rule, marker};
use crate::text::{Place, Span};

/// An example as a small organisation.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Name of its rule, the only one to judge by.
    pub rule: &'a str,
    /// Its files: name and text.
    pub files: &'a [(String, String)],
    /// Its `teamlint.yaml`.
    pub config: Option<&'a str>,
    /// The date that counts as today, `2026-06-01`.
    pub as_of: Option<&'a str>,
}

/// What was found in an example.
#[derive(Debug)]
pub struct Output {
    /// The organisation, whose sources are the example's files under their names.
    pub org: Org,
    /// What is wrong with the files in themselves.
    pub loader: Vec<Finding>,
    /// What is wrong with the rule, so that it could not judge them: at places in its page.
    pub stopped: Vec<Finding>,
    /// What the rule found.
    pub findings: Vec<Finding>,
    /// What it could not judge.
    pub not_judged: Vec<NotJudgedInWords>,
}

impl Output {
    /// Judges the organisation of an example by its rule alone.
    pub fn of(org: Org, facts: &Facts, loader: Vec<Finding>, rule: &Rule, size: Option<Size>) -> Self {
        let rules = std::slice::from_ref(rule);
        let judgement = judge(&org, facts, rules, size, Limits::default());
        let not_judged = judgement.not_judged.iter().map(|one| one.in_words(&org, facts, rules)).collect();
        Self { org, loader, stopped: judgement.problems, findings: judgement.findings, not_judged }
    }
}

/// How the examples went.
#[derive(Debug, Default)]
pub struct Report {
    /// Examples that were run.
    pub examples: usize,
    /// What is not as the page says, at places in the page.
    pub failures: Vec<Finding>,
}

/// Runs the examples of all rules. `check` loads an organisation as the program would.
pub fn run_examples<'r>(
    rules: impl IntoIterator<Item = &'r Rule>,
    check: &(dyn Fn(&Input<'_>) -> Output + Sync),
) -> Report {
    let of = |rule: &'r Rule| rule.examples().iter().map(move |example| (rule, example));
    let all: Vec<(&Rule, &Example)> = rules.into_iter().flat_map(of).collect();
    let failures: Vec<Vec<Finding>> = all.par_iter().map(|(rule, example)| run(rule, example, check)).collect();
    Report { examples: all.len(), failures: failures.into_iter().flatten().collect() }
}

/// One example while it is compared.
struct Trial<'a> {
    rule: &'a Rule,
    example: &'a Example,
    markers: Vec<Markers>,
    output: Output,
    failures: Vec<Finding>,
}

fn run(rule: &Rule, example: &Example, check: &(dyn Fn(&Input<'_>) -> Output + Sync)) -> Vec<Finding> {
    let text = |range: &Range<usize>| rule.text.get(range.clone()).unwrap_or("");
    let markers: Vec<Markers> = example.files.iter().map(|file| marker::read(text(&file.content))).collect();
    let files: Vec<(String, String)> =
        example.files.iter().zip(&markers).map(|(file, markers)| (file.name.clone(), markers.text.clone())).collect();
    let config = example.config.as_ref().map(|file| text(&file.content));
    let input = Input { rule: &rule.name, files: &files, config, as_of: example.as_of.as_deref() };
    let mut trial = Trial { rule, example, markers, output: check(&input), failures: Vec::new() };
    trial.output.findings.retain(|finding| finding.rule == rule.name);
    trial.output.not_judged.retain(|one| one.rule == rule.name);
    if !example.broken {
        trial.compare_loader();
    }
    if trial.stopped() {
        return trial.failures;
    }
    match example.shows {
        Shows::Bad if trial.output.findings.is_empty() => {
            let unjudged = trial.unjudged();
            let help = if unjudged.is_empty() {
                String::new()
            } else {
                format!("not judged, for want of {}", unjudged.join(", "))
            };
            trial.fail(example.place, "this example gives no finding of its rule", "expected at least one", &help);
        }
        Shows::Bad => {
            trial.compare_messages();
            trial.compare_labels();
            trial.follow(check);
            trial.mark_messages();
        }
        Shows::Good => trial.expect_no_finding(),
        Shows::Unjudged => {
            trial.expect_no_finding();
            trial.compare_missing();
        }
    }
    trial.failures
}

impl Trial<'_> {
    fn fail(&mut self, place: Place, message: impl Into<String>, label: impl Into<String>, help: &str) {
        let mut finding = RULE_EXAMPLE.at(place, message).saying(label);
        finding.help = (!help.is_empty()).then(|| help.to_owned());
        let key = self.failures.len().to_string();
        self.failures.push(finding.about(&[&self.rule.name], &key));
    }

    /// Says which lines of the page would have to be otherwise for the last failure not to be one.
    fn mend(&mut self, edits: impl IntoIterator<Item = Edit>) {
        if let Some(last) = self.failures.last_mut() {
            let known = last.fix.take().map(|fix| fix.edits).unwrap_or_default();
            *last = last.clone().safely_changing(known.into_iter().chain(edits).collect());
        }
    }

    fn marks(&self) -> Marks<'_> {
        Marks::of(self.rule)
    }

    /// Where the first file of the example begins in the page.
    fn top(&self) -> Option<usize> {
        self.example.files.first().map(|file| file.content.start)
    }

    /// A place in a file of the example, as a place in the page.
    fn in_page(&self, file: usize, bytes: &Range<usize>) -> Place {
        let start = self.example.files[file].content.start;
        let at = |byte: usize| u32::try_from(start + byte).unwrap_or(u32::MAX);
        Place { file: self.rule.file, span: Span { start: at(bytes.start), end: at(bytes.end) } }
    }

    /// The file of the example that a place of its organisation is in, and where in it.
    fn locate(&self, place: Place) -> Option<(usize, Range<usize>)> {
        let path = &self.output.org.sources().get(place.file).path;
        let file = self.example.files.iter().position(|file| &file.name == path)?;
        Some((file, place.span.start as usize..place.span.end as usize))
    }

    /// Tells why the rule could not judge the example, if it could not: then nothing else of it tells anything.
    fn stopped(&mut self) -> bool {
        let stopped = std::mem::take(&mut self.output.stopped);
        for finding in &stopped {
            // The example may have read the page once more, for a configuration of its own.
            let place = Place { file: self.rule.file, span: finding.place().span };
            let message = format!("an example of this rule cannot be judged: {}", finding.message);
            self.fail(place, message, finding.labels[0].text.clone(), finding.help.as_deref().unwrap_or_default());
            if let Some(told) = self.failures.last_mut() {
                told.labels.push(Label::beside(self.example.place, "the example"));
            }
        }
        !stopped.is_empty()
    }

    fn place_of(&self, place: Place) -> Place {
        self.locate(place).map_or(self.example.place, |(file, bytes)| self.in_page(file, &bytes))
    }

    fn compare_loader(&mut self) {
        let wrong: Vec<Finding> =
            self.output.loader.iter().filter(|finding| finding.severity == Severity::Error).cloned().collect();
        for finding in wrong {
            let place = self.place_of(finding.place());
            let help = finding
                .help
                .clone()
                .unwrap_or_else(|| "if it is meant to be wrong, write `broken` after the fence".to_owned());
            let message = format!("this example is wrong in itself: {}", finding.message);
            self.fail(place, message, finding.labels[0].text.clone(), &help);
        }
    }

    fn expect_no_finding(&mut self) {
        for finding in self.output.findings.clone() {
            let place = self.place_of(finding.place());
            let message = format!("this example must give no finding of its rule, but gives: {}", finding.message);
            self.fail(place, message, finding.labels[0].text.clone(), "");
        }
    }

    fn compare_messages(&mut self) {
        let mut found: Vec<(Severity, String)> =
            self.output.findings.iter().map(|finding| (finding.severity, finding.message.clone())).collect();
        let mut expected = Vec::new();
        for (file, markers) in self.markers.iter().enumerate() {
            expected.extend(
                markers.messages.iter().cloned().map(|(severity, message, place)| (file, severity, message, place)),
            );
        }
        if expected.is_empty() {
            return;
        }
        let mut unmet = Vec::new();
        for (file, severity, message, place) in expected {
            match found.iter().position(|(s, m)| *s == severity && *m == message) {
                Some(at) => {
                    found.remove(at);
                }
                None => unmet.push((file, place)),
            }
        }
        let said = |(severity, message): &(Severity, String)| format!("# {}: {message}", severity.as_str());
        let mut found = found.iter().map(said);
        for (file, place) in unmet {
            let said = found.next();
            let help =
                said.as_ref().map_or_else(|| "there is no further finding".to_owned(), |said| format!("found: {said}"));
            let place = self.in_page(file, &place);
            let at = place.span.start as usize;
            self.fail(place, "no finding says this", "expected", &help);
            let edit = said.map_or_else(|| self.marks().without(at), |said| self.marks().instead(at, &said));
            self.mend([edit]);
        }
        for said in found.collect::<Vec<_>>() {
            self.fail(
                self.example.place,
                "a finding is not named at the top of this example",
                "not expected",
                &format!("found: {said}"),
            );
            let edit = self.top().map(|top| self.marks().before(top, &said));
            self.mend(edit);
        }
    }

    /// An example that nobody has marked yet gets the messages, too, which one that is marked may leave out.
    fn mark_messages(&mut self) {
        let marked = |markers: &Markers| !markers.labels.is_empty() || !markers.messages.is_empty();
        if self.failures.is_empty() || self.markers.iter().any(marked) {
            return;
        }
        let said = |finding: &Finding| format!("# {}: {}", finding.severity.as_str(), finding.message);
        let said: Vec<String> = self.output.findings.iter().map(said).collect();
        let edits = self.top().into_iter().flat_map(|top| said.iter().map(move |said| (top, said)));
        let edits: Vec<Edit> = edits.map(|(top, said)| self.marks().before(top, said)).collect();
        self.mend(edits);
    }

    fn compare_labels(&mut self) {
        let mut expected: Vec<(usize, Marker)> = Vec::new();
        for (file, markers) in self.markers.iter().enumerate() {
            expected.extend(markers.labels.iter().map(|marker| (file, marker.clone())));
        }
        let mut surplus = Vec::new();
        let labels: Vec<_> = self.output.findings.iter().flat_map(|finding| finding.labels.clone()).collect();
        for label in labels {
            let located = self.locate(label.place).and_then(|(file, bytes)| {
                Columns::covered(&self.markers[file].text, &bytes).map(|covers| (file, bytes, covers))
            });
            let Some((file, bytes, covers)) = located else {
                let path = &self.output.org.sources().get(label.place.file).path;
                let message = format!("a label is in no file of this example, but in `{path}`");
                self.fail(self.example.place, message, label.text, "");
                continue;
            };
            let met = expected
                .iter()
                .position(|(f, marker)| *f == file && marker.covers == covers && marker.text == label.text);
            match met {
                Some(at) => {
                    expected.remove(at);
                }
                None => surplus.push((file, bytes, covers, label.text)),
            }
        }
        for (file, marker) in expected {
            let same = surplus.iter().position(|(f, _, covers, _)| *f == file && *covers == marker.covers);
            let place = self.in_page(file, &marker.place);
            let at = place.span.start as usize;
            if let Some((.., text)) = same.map(|at| surplus.remove(at)) {
                let help = format!("expected: {}\nfound:    {text}", marker.text);
                self.fail(place, "the label here says something else", "expected this", &help);
                self.mend([self.marks().saying(at, &text)]);
            } else {
                self.fail(place, "no label of this rule is here", "expected this", "");
                self.mend([self.marks().without(at)]);
            }
        }
        for (file, bytes, covers, text) in surplus {
            let line = self.markers[file].text.lines().nth(covers.line).unwrap_or_default();
            let comment = covers.comment(line.len() - line.trim_start_matches(' ').len(), &text);
            let help = format!("mark it with the line\n{comment}");
            let place = self.in_page(file, &bytes);
            self.fail(place, "a label of this rule is not marked", text, &help);
            let end = self.example.files[file].content.end;
            self.mend([self.marks().below(place.span.start as usize, end, &comment)]);
        }
    }

    /// Makes the edit that the help proposes, which must leave nothing to find.
    fn follow(&mut self, check: &(dyn Fn(&Input<'_>) -> Output + Sync)) {
        let Some(last) = self.example.edits.last() else { return };
        let files = match self.example.edited(&self.rule.text) {
            Ok(files) => files,
            Err(bytes) => {
                let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
                let place = Place { file: self.rule.file, span: Span { start: at(bytes.start), end: at(bytes.end) } };
                let help = "lines begin with ` ` (stays), `-` (goes) or `+` (comes), are those of the example without its \
                            markers, and stand in its order; `@@` parts hunks";
                self.fail(place, "this edit cannot be made", "not in the example, or not behind the hunk before", help);
                return;
            }
        };
        let config = self.example.config.as_ref().map(|file| &self.rule.text[file.content.clone()]);
        let input = Input { rule: &self.rule.name, files: &files, config, as_of: self.example.as_of.as_deref() };
        let after = check(&input);
        let broken = after.loader.iter().filter(|finding| finding.severity == Severity::Error);
        let kept = after.findings.iter().filter(|finding| finding.rule == self.rule.name);
        for finding in broken.chain(kept).chain(&after.stopped) {
            let help = finding.help.clone().unwrap_or_default();
            self.fail(last.place, "after this edit something is found", finding.message.clone(), &help);
        }
    }

    fn unjudged(&self) -> Vec<String> {
        let mut missing: Vec<String> = self.output.not_judged.iter().flat_map(|one| one.missing.clone()).collect();
        missing.sort();
        missing.dedup();
        missing
    }

    fn compare_missing(&mut self) {
        let found = self.unjudged();
        let stated = self.markers.iter().enumerate().find_map(|(file, markers)| Some((file, markers.missing.clone()?)));
        let help = match found.as_slice() {
            [] => "everything was judged".to_owned(),
            found => format!("found: # missing: {}", found.join(", ")),
        };
        let said = (!found.is_empty()).then(|| format!("# missing: {}", found.join(", ")));
        let Some((file, (mut expected, place))) = stated else {
            let message = "this example does not say what is missing";
            self.fail(self.example.place, message, "its first line must be `# missing: …`", &help);
            let edit = self.top().zip(said).map(|(top, said)| self.marks().before(top, &said));
            self.mend(edit);
            return;
        };
        expected.sort();
        if expected != found {
            let place = self.in_page(file, &place);
            self.fail(place, "something else is missing", "expected this", &help);
            let edit = said.map(|said| self.marks().instead(place.span.start as usize, &said));
            self.mend(edit);
        }
    }
}
