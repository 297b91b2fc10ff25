//! Rules as reports show them: reports know pages, and not what a rule is made of.

use crate::report::{PageText, ParamText};
use crate::rule::Rule;

/// A rule's page as people read it, with the values that count here.
pub(super) fn page(rule: &Rule) -> PageText {
    let params = rule.params.iter().map(|param| ParamText {
        name: param.name.clone(),
        default: param.shown.clone(),
        from: param.from.clone(),
        unit: param.unit.clone(),
        doc: param.doc.clone(),
    });
    PageText {
        name: rule.name.clone(),
        family: rule.family.clone(),
        summary: rule.info().summary.clone(),
        severity: rule.severity_in_words(),
        since: rule.info().since.clone(),
        preview: rule.is_preview(),
        params: params.collect(),
        sources: rule.info().sources.clone(),
        body_markdown: rule.body().to_owned(),
    }
}
