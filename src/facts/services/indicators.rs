//! What an objective is about: how often a service answers, or how fast.

use crate::facts::duties::roles;
use crate::field;
use crate::org::Org;
use crate::value::Missing;
use crate::vocabulary::kinds::{Entity, Kind};
use crate::word;

const LATENCY: u8 = word!(Metric.role, "latency");
const AVAILABILITY: u8 = word!(Metric.role, "availability");

/// So many characters of a text are looked at: who says what is measured says it early.
const MANY: usize = 2_000;

/// The words by which an objective says what it is about: names and synonyms of the metrics with a role.
#[derive(Debug)]
pub struct Words {
    latency: Vec<Vec<String>>,
    availability: Vec<Vec<String>>,
}

impl Words {
    /// Those of the taxonomy.
    pub(crate) fn of(org: &Org) -> Self {
        Self { latency: phrases(org, LATENCY), availability: phrases(org, AVAILABILITY) }
    }

    /// Whether an objective is about how fast something is. Its id, its indicator and its description are asked, in this
    /// order, and the first that names one of the two decides; one that names both is about whether it answers at all.
    /// An indicator is written as it pleases, so it is the text that counts, keys and all.
    ///
    /// # Errors
    ///
    /// What cannot be read of it.
    pub(crate) fn about_latency(&self, org: &Org, slo: Entity) -> Result<bool, Missing> {
        if let Some(latency) = self.decide(org.id(slo)) {
            return Ok(latency);
        }
        let indicator = org.place_of(slo, field!(Slo.indicator)).map(|place| org.sources().text(place));
        if let Some(latency) = indicator.and_then(|text| self.decide(text)) {
            return Ok(latency);
        }
        let said = org.text(slo, field!(Slo.description))?;
        Ok(said.and_then(|text| self.decide(text.value)).unwrap_or(false))
    }

    /// Whether a text speaks of latency; none where it speaks of neither.
    fn decide(&self, text: &str) -> Option<bool> {
        let words = words(text);
        let says = |phrases: &[Vec<String>]| {
            phrases.iter().any(|phrase| words.windows(phrase.len().max(1)).any(|part| part == phrase))
        };
        if says(&self.availability) {
            return Some(false);
        }
        says(&self.latency).then_some(true)
    }
}

/// How the metrics with a role are called.
fn phrases(org: &Org, role: u8) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for metric in org.all(Kind::Metric).filter(|&metric| roles::has(org, metric, role)) {
        found.push(words(org.id(metric)));
        found.extend(org.list(metric, field!(Metric.synonyms)).texts().map(|text| words(text.value)));
    }
    found
}

/// Words in lower case, those of `requestLatency` too.
fn words(text: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut inside = false;
    for c in text.chars().take(MANY) {
        if !c.is_alphanumeric() || inside && c.is_uppercase() {
            found.push(String::new());
        }
        if c.is_alphanumeric() {
            found.iter_mut().last().into_iter().for_each(|word| word.extend(c.to_lowercase()));
        }
        inside = c.is_lowercase();
    }
    found.retain(|word| !word.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use crate::facts::services::indicators::words;

    #[test]
    fn words_are_told_apart_by_marks_and_by_capitals() {
        assert_eq!(words("checkout-delay_p99"), ["checkout", "delay", "p99"]);
        assert_eq!(words("requestDelay: {le: 300ms}"), ["request", "delay", "le", "300ms"]);
        assert_eq!(words("HTTP Response Time"), ["http", "response", "time"]);
        assert_eq!(words(" - "), [""; 0]);
    }
}
