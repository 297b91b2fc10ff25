//! One finding in a log.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::finding::excuse::Excuse;
use crate::finding::fix::{Edit, Fix};
use crate::finding::{Finding, Label};
use crate::report::check::region::{Region, is_absolute, percent_encoded};
use crate::report::check::sarif::parts::{ROOT, Text, level};
use crate::report::check::sarif::tool::Rules;
use crate::text::{Place, Sources};

/// A result with more locations than these is refused.
const MOST_LOCATIONS: usize = 1_000;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ResultShown<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text<String>,
    locations: Vec<LocationShown<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<LocationShown<'a>>,
    partial_fingerprints: BTreeMap<&'static str, &'a str>,
    /// Whether it is new; only where it is known what was there before.
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    /// Always there: its absence would say that nobody knows.
    suppressions: Vec<Suppression<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<FixShown<'a>>,
    #[serde(skip_serializing_if = "Properties::is_empty")]
    properties: Properties<'a>,
}

impl<'a> ResultShown<'a> {
    pub fn new(
        sources: &'a Sources,
        rules: &Rules<'_>,
        finding: &'a Finding,
        owner: Option<&'a str>,
        excuse: Option<&'a Excuse>,
        compares: bool,
    ) -> Self {
        let state = if excuse == Some(&Excuse::Known) { "unchanged" } else { "new" };
        let (primary, others) = finding.labels.split_at(1);
        let mut ids = 0..;
        let related = others
            .iter()
            .take(MOST_LOCATIONS - 1)
            .filter_map(|label| Some(LocationShown { id: ids.next(), ..LocationShown::of_label(sources, label)? }));
        let primary = primary.iter().filter_map(|label| LocationShown::of_label(sources, label));
        let logical: Vec<Logical<'_>> =
            finding.subjects().take(MOST_LOCATIONS).map(|of| Logical::of(of.entity)).collect();
        let mut locations: Vec<LocationShown<'_>> = primary.collect();
        if let Some(first) = locations.first_mut() {
            first.logical_locations = logical;
        }
        Self {
            rule_id: &finding.rule,
            rule_index: rules.rank(&finding.rule),
            level: level(finding.severity),
            message: Text { text: message(finding) },
            locations,
            related_locations: related.collect(),
            partial_fingerprints: BTreeMap::from([("teamlint/v1", finding.fingerprint.as_str())]),
            // Whether what is waived was there before, nobody asked.
            baseline_state: (compares && !matches!(excuse, Some(Excuse::Waived { .. }))).then_some(state),
            suppressions: excuse.map(|excuse| Suppression::of(sources, excuse)).into_iter().collect(),
            fixes: finding.fix.iter().filter_map(|fix| FixShown::of(sources, finding, fix)).collect(),
            properties: Properties {
                owner,
                more_locations: others.len().saturating_sub(MOST_LOCATIONS - 1) + finding.more_labels,
            },
        }
    }
}

/// What is wrong, and one way out.
fn message(finding: &Finding) -> String {
    let help = finding.help.as_ref().map(|help| format!("\n\nHelp: {help}")).unwrap_or_default();
    no_links(&format!("{}{help}", finding.message))
}

/// A text in which nothing is a link, whatever it quotes: the format has them as `[text](address)`.
fn no_links(text: &str) -> String {
    text.replace("](", "] (")
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LocationShown<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text<String>>,
}

impl LocationShown<'_> {
    fn of(sources: &Sources, place: Place) -> Option<Self> {
        let physical_location = PhysicalLocation::of(&Region::of(sources, place)?);
        Some(Self { id: None, physical_location, logical_locations: Vec::new(), message: None })
    }

    fn of_label(sources: &Sources, label: &Label) -> Option<Self> {
        let message = (!label.text.is_empty()).then(|| Text { text: no_links(&label.text) });
        Some(Self { message, ..Self::of(sources, label.place)? })
    }
}

/// An entity that a finding is about.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical<'a> {
    fully_qualified_name: &'a str,
    kind: &'a str,
}

impl<'a> Logical<'a> {
    fn of(entity: &'a str) -> Self {
        let kind = entity.split(':').next().unwrap_or(entity);
        Self { fully_qualified_name: entity, kind }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    region: RegionShown,
}

impl PhysicalLocation {
    fn of(region: &Region<'_>) -> Self {
        Self { artifact_location: Artifact::of(region.path), region: RegionShown::of(region) }
    }
}

/// A file, by its address.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

impl Artifact {
    fn of(path: &str) -> Self {
        let encoded = percent_encoded(path);
        if is_absolute(path) {
            Self { uri: format!("file:///{}", encoded.trim_start_matches('/')), uri_base_id: None }
        } else {
            Self { uri: encoded, uri_base_id: Some(ROOT) }
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RegionShown {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    byte_offset: u32,
    byte_length: u32,
}

impl RegionShown {
    fn of(region: &Region<'_>) -> Self {
        Self {
            start_line: region.start.line,
            start_column: region.start.column,
            end_line: region.end.line,
            end_column: region.end.column,
            byte_offset: region.byte(),
            byte_length: region.bytes(),
        }
    }
}

/// That somebody decided to live with it.
#[derive(Serialize)]
struct Suppression<'a> {
    kind: &'static str,
    status: &'static str,
    justification: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<LocationShown<'a>>,
}

impl<'a> Suppression<'a> {
    fn of(sources: &Sources, excuse: &'a Excuse) -> Self {
        let Excuse::Waived { reason, place, in_comment, .. } = excuse else {
            let justification = "it was there before";
            return Self { kind: "external", status: "accepted", justification, location: None };
        };
        Self {
            kind: if *in_comment { "inSource" } else { "external" },
            status: "accepted",
            justification: reason,
            location: LocationShown::of(sources, *place),
        }
    }
}

/// Changes that belong together.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FixShown<'a> {
    description: Text<&'a str>,
    artifact_changes: Vec<ArtifactChange<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange<'a> {
    artifact_location: Artifact,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: RegionShown,
    inserted_content: Text<&'a str>,
}

impl<'a> FixShown<'a> {
    /// None where a change is in a file that cannot be named: half of them would be none.
    fn of(sources: &'a Sources, finding: &'a Finding, fix: &'a Fix) -> Option<Self> {
        let mut changes: Vec<(&str, Vec<Replacement<'_>>)> = Vec::new();
        for edit in &fix.edits {
            let region = Region::of(sources, edit.place)?;
            let change = Replacement::of(&region, edit);
            match changes.iter_mut().find(|(path, _)| *path == region.path) {
                Some((_, of_file)) => of_file.push(change),
                None => changes.push((region.path, Vec::from([change]))),
            }
        }
        let changes = changes
            .into_iter()
            .map(|(path, replacements)| ArtifactChange { artifact_location: Artifact::of(path), replacements });
        let description = finding.help.as_deref().unwrap_or(&finding.message);
        Some(Self { description: Text { text: description }, artifact_changes: changes.collect() })
    }
}

impl<'a> Replacement<'a> {
    fn of(region: &Region<'_>, edit: &'a Edit) -> Self {
        Self { deleted_region: RegionShown::of(region), inserted_content: Text { text: &edit.replacement } }
    }
}

/// What the format has no word for.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Properties<'a> {
    /// Stable id of the team that would act.
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    /// How many places are left out of the related locations.
    #[serde(skip_serializing_if = "is_zero")]
    more_locations: usize,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde asks like this
const fn is_zero(number: &usize) -> bool {
    *number == 0
}

impl Properties<'_> {
    const fn is_empty(&self) -> bool {
        self.owner.is_none() && self.more_locations == 0
    }
}
