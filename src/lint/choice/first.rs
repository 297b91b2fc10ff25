//! What to look at first, where there is too much to look at everything.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::finding::worst::worst_first;
use crate::finding::{Finding, Severity};

/// Which findings are kept where all errors count and, of the others, so many that are most worth acting on. What is
/// told in any case is none of those.
///
/// What a severity more is worth comes first. Within one, the worst finding of every rule goes before the second of any,
/// so that few rules do not fill the list; and of these the rule that found least goes first: what is so in a few places
/// is their fault, what is so in many is a habit, on which somebody decides once. Of two that found as many, the finding
/// that more places take part in goes first.
pub(super) fn worth_acting_on(findings: &[Finding], most: usize, always: impl Fn(&Finding) -> bool) -> Vec<bool> {
    let mut kept: Vec<bool> =
        findings.iter().map(|finding| finding.severity == Severity::Error || always(finding)).collect();
    let mut by_rule: HashMap<(Severity, &str), Vec<&Finding>> = HashMap::new();
    let mut found: HashMap<&str, usize> = HashMap::new();
    for (finding, kept) in findings.iter().zip(&kept) {
        *found.entry(&finding.rule).or_default() += 1;
        if !kept {
            by_rule.entry((finding.severity, &finding.rule)).or_default().push(finding);
        }
    }
    let mut ranked = Vec::new();
    for ((severity, rule), mut of_rule) in by_rule {
        worst_first(&mut of_rule);
        let places = |finding: &Finding| finding.labels.len() + finding.more_labels;
        let rank =
            |(round, finding)| ((Reverse(severity), round, found[rule], Reverse(places(finding)), rule), finding);
        ranked.extend(of_rule.into_iter().enumerate().take(most).map(rank));
    }
    ranked.sort_unstable_by_key(|(rank, _)| *rank);
    for (_, finding) in ranked.into_iter().take(most) {
        if let Some(at) = findings.iter().position(|other| std::ptr::eq(other, finding)) {
            kept[at] = true;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity::{Advice, Error, Warning};
    use crate::finding::{Finding, Severity};
    use crate::lint::choice::first::worth_acting_on;
    use crate::text::{FileId, Place, Span};

    fn kept(findings: &[(&str, Severity)], most: usize) -> Vec<usize> {
        let place = Place { file: FileId(0), span: Span { start: 0, end: 0 } };
        let findings: Vec<Finding> =
            findings.iter().map(|(rule, severity)| Finding::at(place, rule, *severity, "wrong")).collect();
        let kept = worth_acting_on(&findings, most, |finding| finding.rule == "page");
        (0..findings.len()).filter(|&at| kept[at]).collect()
    }

    #[test]
    fn errors_are_kept_and_one_finding_of_each_rule_goes_before_a_second_of_any() {
        let found = [
            ("habit", Warning),
            ("habit", Warning),
            ("habit", Warning),
            ("broken", Error),
            ("broken", Error),
            ("rare", Warning),
            ("rare", Warning),
            ("thought", Advice),
        ];
        assert_eq!(kept(&found, 0), [3, 4]);
        assert_eq!(kept(&found, 1), [3, 4, 5]);
        assert_eq!(kept(&found, 2), [0, 3, 4, 5]);
        assert_eq!(kept(&found, 3), [0, 3, 4, 5, 6]);
        assert_eq!(kept(&found, 5), [0, 1, 2, 3, 4, 5, 6]);
        assert_eq!(kept(&found, 9), [0, 1, 2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn what_is_told_in_any_case_takes_no_room() {
        assert_eq!(kept(&[("page", Warning), ("rare", Warning), ("rare", Warning)], 1), [0, 1]);
    }
}
