//! `rules`: what configuration says about single rules and diagnostics, everywhere or in some files.

use crate::config::Config;
use crate::declare::setting::Written;
use crate::rule::severity::Level;
use crate::rule::{Lock, RuleOverride};
use crate::text::Place;
use crate::yaml::tree::{NodeRef, Shape};

impl Config {
    pub(super) fn rules(&mut self, node: NodeRef<'_>) -> Vec<RuleOverride> {
        let mut rules = Vec::new();
        if !matches!(node.shape(), Shape::Mapping | Shape::Null) {
            let help = "write `rules:` and under it `team-size: off`";
            self.problem(node.place(), "expected a map from rule to setting", "not a map", help);
            return rules;
        }
        for entry in node.entries() {
            let mut rule = RuleOverride::of(entry.key.text().unwrap_or_default(), entry.key.place());
            match entry.value.shape() {
                Shape::Mapping => self.rule(&mut rule, entry.value),
                Shape::Scalar => rule.severity = self.level(entry.value),
                _ => self.problem(
                    entry.value.place(),
                    "expected a severity or a map",
                    "neither",
                    "write `off`, a severity, or a map of `severity` and `params`",
                ),
            }
            rules.push(rule);
        }
        rules
    }

    pub(super) fn level(&mut self, node: NodeRef<'_>) -> Option<(Level, Place)> {
        let levels = Level::WORDS.map(|word| (word, Level::parse(word)));
        self.word(node, "severity", &levels).flatten().map(|level| (level, node.place()))
    }

    fn rule(&mut self, rule: &mut RuleOverride, node: NodeRef<'_>) {
        for entry in node.entries() {
            let key = entry.key.text().unwrap_or_default();
            match &*key {
                "severity" => rule.severity = self.level(entry.value),
                "locked" => {
                    let locked = self.word(entry.value, "truth value", &[("true", true), ("false", false)]);
                    let place = entry.value.place();
                    rule.locked = (locked == Some(true)).then(|| Lock { place, over: Vec::new() });
                }
                "params" if entry.value.shape() == Shape::Mapping => {
                    rule.params.extend(entry.value.entries().map(|param| {
                        let name = param.key.text().unwrap_or_default().into_owned();
                        (name, param.key.place(), Written::read(param.value))
                    }));
                }
                "params" => self.problem(
                    entry.value.place(),
                    "expected a map from parameter to value",
                    "not a map",
                    "write `params: {maxShare: 0.3}`",
                ),
                _ => self.unknown("setting of a rule", &key, entry.key.place(), &["severity", "params", "locked"]),
            }
        }
    }
}
