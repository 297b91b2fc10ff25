//! What lies beyond the files: entities that are declared elsewhere, and sections of which nothing is.

use globset::GlobBuilder;

use crate::config::Config;
use crate::finding::suggest::{did_you_mean, one_of};
use crate::org::known::External;
use crate::text::Place;
use crate::vocabulary::kinds::{ALL, Kind, section, section_names};
use crate::vocabulary::{SectionForm, record};
use crate::yaml::tree::NodeRef;

const FORM: &str = "write a kind and an id with wildcards, such as `service:legacy-*` or `team:default/*`";

/// What kinds are called that can be declared elsewhere.
pub(super) fn kinds() -> Vec<&'static str> {
    let named = |&kind: &Kind| record(kind).form == SectionForm::Keyed || kind == Kind::GoldenPath;
    ALL.into_iter().filter(named).map(|kind| record(kind).word).collect()
}

impl Config {
    /// Reads patterns of entities that are declared elsewhere.
    pub(super) fn external(&mut self, node: NodeRef<'_>) {
        for (pattern, place) in self.texts(node) {
            let Some(kind) = pattern.split_once(':').map(|(kind, _)| kind) else {
                let message = format!("`{pattern}` does not say of which kind it is");
                self.problem(place, &message, "no kind", FORM);
                continue;
            };
            match External::new(&pattern) {
                Ok(external) if self.names_a_kind(kind, place) => self.external.push((external, place)),
                Ok(_) => {}
                Err(reason) => {
                    let message = format!("`{pattern}` is no valid pattern: {reason}");
                    self.problem(place, &message, "not a pattern", FORM);
                }
            }
        }
    }

    fn names_a_kind(&mut self, pattern: &str, place: Place) -> bool {
        let kinds = kinds();
        let glob = GlobBuilder::new(pattern).case_insensitive(true).build().map(|glob| glob.compile_matcher());
        let named = glob.is_ok_and(|glob| kinds.iter().any(|kind| glob.is_match(kind)));
        if !named {
            let label = did_you_mean(pattern, kinds.iter().copied()).unwrap_or_else(|| "no such kind".to_owned());
            let help = format!("write {} before the colon", one_of(&kinds));
            self.problem(
                place,
                &format!("`{pattern}` is no kind of which something is declared elsewhere"),
                &label,
                &help,
            );
        }
        named
    }

    /// Reads the sections of which the files declare all there is.
    pub(super) fn complete(&mut self, node: NodeRef<'_>) {
        let sections: Vec<&str> = section_names().collect();
        for (name, place) in self.texts(node) {
            match section(&name) {
                Some(kind) => self.complete.push((kind, place)),
                None => self.unknown("section that can be `complete`", &name, place, &sections),
            }
        }
    }
}
