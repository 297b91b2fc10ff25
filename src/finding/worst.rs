//! Which of several findings is the worst, for whoever looks at a few of many.

use std::cmp::Ordering;

use crate::finding::Finding;

/// Puts findings in the order in which they are worth looking at: by severity, then by how far what was measured is
/// beyond its limit, where both are numbers; else they stay as they are.
pub fn worst_first(findings: &mut [&Finding]) {
    findings.sort_by_cached_key(|finding| std::cmp::Reverse((finding.severity, Beyond::of(finding))));
}

/// How far what was measured is beyond its limit: 1.5 for half as much again. Nothing is less than anything.
#[derive(Debug)]
struct Beyond(Option<f64>);

impl Beyond {
    fn of(finding: &Finding) -> Self {
        Self(beyond(&finding.values))
    }
}

/// How far what was measured is beyond its limit, as above; nothing where not both are numbers. The first value is what was
/// measured; a later one whose name begins with `max` or `min` is its limit.
pub fn beyond(values: &[(String, String)]) -> Option<f64> {
    let ((_, measured), others) = values.split_first()?;
    let (most, limit) = others.iter().find_map(|(name, value)| {
        let name = name.strip_prefix("params.").unwrap_or(name);
        let most = name.starts_with("max");
        (most || name.starts_with("min")).then_some((most, value))
    })?;
    let ((measured, unit), (limit, of_limit)) = (number(measured)?, number(limit)?);
    let beyond = if most { measured / limit } else { limit / measured };
    Some(beyond).filter(|beyond| unit == of_limit && !beyond.is_nan())
}

/// A number as people read it, and what it counts: `33.3 %`, `56 h`.
fn number(shown: &str) -> Option<(f64, &str)> {
    let end = shown.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(shown.len());
    Some((shown[..end].parse().ok()?, shown[end..].trim()))
}

impl Ord for Beyond {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.0, other.0) {
            (Some(one), Some(other)) => one.total_cmp(&other),
            (one, other) => one.is_some().cmp(&other.is_some()),
        }
    }
}

impl PartialOrd for Beyond {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Beyond {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Beyond {}

#[cfg(test)]
mod tests {
    use crate::finding::worst::worst_first;
    use crate::finding::{Finding, Severity};
    use crate::text::{FileId, Place, Span};

    /// Severity, message and values.
    type Found<'f> = (Severity, &'f str, &'f [(&'f str, &'f str)]);

    fn order(findings: &[Found<'_>]) -> Vec<String> {
        let place = Place { file: FileId(0), span: Span { start: 0, end: 0 } };
        let made = |(severity, message, values): &Found<'_>| {
            let mut finding = Finding::at(place, "rule", *severity, *message);
            finding.values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            finding
        };
        let findings: Vec<Finding> = findings.iter().map(made).collect();
        let mut all: Vec<&Finding> = findings.iter().collect();
        worst_first(&mut all);
        all.iter().map(|finding| finding.message.clone()).collect()
    }

    #[test]
    fn severity_goes_before_what_was_measured_and_that_before_the_order() {
        use Severity::{Error, Warning};
        let found: [Found<'_>; 6] = [
            (Warning, "first", &[]),
            (Warning, "a little", &[("share", "27 %"), ("maxShare", "25 %")]),
            (Warning, "three of five", &[("members", "3"), ("params.min", "5")]),
            (Warning, "twice", &[("share", "50 %"), ("maxShare", "25 %")]),
            (Error, "error", &[]),
            (Warning, "last", &[("members", "a word"), ("min", "5")]),
        ];
        assert_eq!(order(&found), ["error", "twice", "three of five", "a little", "first", "last"]);
    }

    #[test]
    fn what_is_counted_in_another_unit_is_not_compared() {
        use Severity::Warning;
        let found: [Found<'_>; 3] = [
            (Warning, "hours", &[("block", "30 h"), ("maxBlock", "1 d")]),
            (Warning, "nothing of nothing", &[("share", "0 %"), ("maxShare", "0 %")]),
            (Warning, "compared", &[("block", "25 h"), ("maxBlock", "24 h")]),
        ];
        assert_eq!(order(&found), ["compared", "hours", "nothing of nothing"]);
    }
}
