//! The list of rules, for machines.

use std::io::{self, Write};

use serde::Serialize;

use crate::report::PageText;
use crate::report::json;
use crate::report::rules::listing::Listing;

/// Writes an array with an object for each rule.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, listing: &Listing<'_>) -> io::Result<()> {
    let rules: Vec<RuleShown<'_>> = listing.pages.iter().map(RuleShown::from).collect();
    json::write(out, &rules)
}

#[derive(Serialize)]
struct RuleShown<'a> {
    name: &'a str,
    family: &'a str,
    summary: &'a str,
    severity: &'a str,
    since: &'a str,
    preview: bool,
    params: Vec<ParamShown<'a>>,
}

#[derive(Serialize)]
struct ParamShown<'a> {
    name: &'a str,
    default: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'a str>,
    unit: Option<&'a str>,
    doc: &'a str,
}

impl<'a> From<&'a PageText> for RuleShown<'a> {
    fn from(page: &'a PageText) -> Self {
        Self {
            name: &page.name,
            family: &page.family,
            summary: &page.summary,
            severity: &page.severity,
            since: &page.since,
            preview: page.preview,
            params: page
                .params
                .iter()
                .map(|p| ParamShown {
                    name: &p.name,
                    default: &p.default,
                    from: p.from.as_deref(),
                    unit: p.unit.as_deref(),
                    doc: &p.doc,
                })
                .collect(),
        }
    }
}
