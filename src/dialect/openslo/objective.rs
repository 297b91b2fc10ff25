//! An objective as any of the formats has it, and as the vocabulary does.

use crate::declare::Open;
use crate::declare::reader::{Reader, slot};
use crate::declare::value::Value;
use crate::field;
use crate::finding::diagnostics::INVALID_VALUE;
use crate::text::Place;
use crate::vocabulary::Read;
use crate::vocabulary::forms::{DURATION, PERCENT, SHARE, TEXT};
use crate::vocabulary::kinds::{FieldId, Kind};
use crate::yaml::scalar::decimal;
use crate::yaml::tree::{NodeRef, Shape};

/// How a format writes what is promised.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Between 0 and 1.
    Share,
    /// In per cent.
    Percent,
}

/// A value, and the key under which the format has it.
pub type Keyed<'t> = (&'static str, NodeRef<'t>);

/// An objective as it is written.
pub struct Objective<'t> {
    pub id: String,
    pub place: Place,
    /// Where it is kept, as others of its name may be elsewhere.
    pub namespace: Option<NodeRef<'t>>,
    pub service: Option<NodeRef<'t>>,
    pub target: Option<(Keyed<'t>, Unit)>,
    pub window: Option<Keyed<'t>>,
    pub owner: Option<NodeRef<'t>>,
    pub description: Option<NodeRef<'t>>,
    pub indicator: Option<NodeRef<'t>>,
    pub is_damaged: bool,
}

/// The value under a path of keys.
pub fn at<'t>(node: NodeRef<'t>, path: &[&str]) -> Option<NodeRef<'t>> {
    path.iter().try_fold(node, |node, key| node.get(key)).filter(|node| node.shape() != Shape::Null)
}

/// The text that names something; none where there is none, or a list or a map.
pub fn name(node: Option<NodeRef<'_>>) -> Option<String> {
    let text = node?.text()?.trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// The namespace of a resource of Kubernetes.
pub fn namespace(document: NodeRef<'_>) -> Option<NodeRef<'_>> {
    at(document, &["metadata", "namespace"])
}

/// Who answers for it, as labels say.
pub fn owner<'t>(labels: Option<NodeRef<'t>>, keys: &[&str]) -> Option<NodeRef<'t>> {
    let labels = labels?;
    keys.iter().find_map(|key| at(labels, &[key]))
}

/// The labels that say who answers for an objective.
pub const OWNER: &[&str] = &["owner", "team"];

/// Declares it.
pub fn declare(reader: &mut Reader, objective: &Objective<'_>) {
    let open = reader.out.open(Kind::Slo);
    if let Some(service) = objective.service {
        set(reader, &open, field!(Slo.service), "service", Read::Ref(&[Kind::Service]), service);
    }
    if let Some(((key, node), unit)) = objective.target {
        target(reader, &open, key, node, unit);
    }
    if let Some((key, window)) = objective.window {
        set(reader, &open, field!(Slo.timeWindow), key, Read::Scalar(&DURATION), window);
    }
    if let Some(owner) = objective.owner {
        owners(reader, &open, owner);
    }
    if let Some(description) = objective.description {
        set(reader, &open, field!(Slo.description), "description", Read::Scalar(&TEXT), description);
    }
    if let Some(indicator) = objective.indicator {
        reader.out.set(&open, field!(Slo.indicator), Value::Present, indicator.place());
    }
    let id = reader.out.own(&objective.id);
    let made = reader.close(open, id, objective.place, objective.is_damaged);
    reader.out.namespaces.extend(name(objective.namespace).map(|namespace| (made, namespace)));
}

fn set(reader: &mut Reader, open: &Open, field: FieldId, key: &str, read: Read, node: NodeRef<'_>) {
    if let Some(value) = reader.read(key, read, node) {
        reader.out.set(open, field, value, node.place());
    }
}

fn target(reader: &mut Reader, open: &Open, key: &str, node: NodeRef<'_>, unit: Unit) {
    match unit {
        Unit::Share => set(reader, open, field!(Slo.target), key, Read::Scalar(&SHARE), node),
        Unit::Percent => {
            if let Some(percent) = node.text().and_then(|text| of_a_share(text.trim())).filter(|_| !node.is_damaged()) {
                let text = node.text().unwrap_or_default();
                let message = format!("`{}` is less than one per cent: `{key}` is in per cent", text.trim());
                let finding = INVALID_VALUE.at(node.place(), message).saying("a share of one?");
                reader.out.problems.push(finding.help(format!("write `{percent}`")));
                return reader.out.set(open, field!(Slo.targetPercent), Value::Invalid, node.place());
            }
            set(reader, open, field!(Slo.targetPercent), key, Read::Scalar(&PERCENT), node);
        }
    }
}

/// The per cent of a share; none for what is more than one per cent.
fn of_a_share(text: &str) -> Option<String> {
    let (mantissa, scale) = decimal(text)?;
    let (hundred, one) = (mantissa.checked_mul(100)?, 10_i64.checked_pow(u32::from(scale))?);
    if mantissa <= 0 || mantissa > one {
        return None;
    }
    let (whole, rest) = (hundred / one, hundred % one);
    let digits = format!("{rest:0width$}", width = usize::from(scale));
    let digits = digits.trim_end_matches('0');
    Some(if rest == 0 || digits.is_empty() { whole.to_string() } else { format!("{whole}.{digits}") })
}

fn owners(reader: &mut Reader, open: &Open, node: NodeRef<'_>) {
    let mut found = Vec::new();
    let one = [node];
    let items: Vec<NodeRef<'_>> = if node.shape() == Shape::Sequence { node.items().collect() } else { one.to_vec() };
    for item in items {
        if let Some(value) = reader.read("owner", Read::Ref(&[Kind::Team]), item) {
            found.push(slot(value, item.place()));
        }
    }
    let list = reader.out.list(&found);
    reader.out.set(open, field!(Slo.owner), list, node.place());
}

#[cfg(test)]
mod tests {
    use crate::dialect::openslo::objective::of_a_share;

    #[test]
    fn what_is_at_most_one_is_a_share() {
        for (share, percent) in
            [("0.999", "99.9"), ("0.5", "50"), ("1", "100"), ("0.9995", "99.95"), ("0.05", "5"), ("1.0", "100")]
        {
            assert_eq!(of_a_share(share).as_deref(), Some(percent), "{share}");
        }
        for other in ["99.9", "0", "-0.5", "1.5", "x", ""] {
            assert_eq!(of_a_share(other), None, "{other}");
        }
    }
}
