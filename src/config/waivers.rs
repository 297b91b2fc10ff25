//! Waivers in the configuration: a list of `rule`, `entity`, `reason` and perhaps `until`.

use crate::config::Config;
use crate::vocabulary::scalars::date;
use crate::waive::{On, Waiver, check_pattern, is_pattern};
use crate::yaml::tree::{NodeRef, Shape};

const KEYS: &[&str] = &["rule", "entity", "reason", "until"];

const FORM: &str = "write `- {rule: team-size, entity: \"team:payments\", reason: they split in May}`";

impl Config {
    pub(super) fn waivers(&mut self, node: NodeRef<'_>) {
        if !matches!(node.shape(), Shape::Sequence | Shape::Null) {
            self.problem(node.place(), "expected a list of waivers", "not a list", FORM);
        }
        for item in node.items() {
            let waiver = self.waiver(item);
            self.waivers.extend(waiver);
        }
    }

    fn waiver(&mut self, node: NodeRef<'_>) -> Option<Waiver> {
        if node.shape() != Shape::Mapping {
            self.problem(node.place(), "expected a waiver", "not a map", FORM);
            return None;
        }
        for entry in node.entries() {
            let key = entry.key.text().unwrap_or_default();
            if !KEYS.contains(&&*key) {
                self.unknown("part of a waiver", &key, entry.key.place(), KEYS);
            }
        }
        let [rule, entity, reason] = [KEYS[0], KEYS[1], KEYS[2]].map(|key| {
            let found = node.get(key).filter(|value| value.text().is_some_and(|text| !text.trim().is_empty()));
            if let Some(list) = node.get(key).filter(|value| value.shape() == Shape::Sequence) {
                let message = format!("a waiver has one `{key}`, and this is a list, so that it does not count");
                self.problem(list.place(), &message, "a list", &format!("write a waiver for each `{key}`"));
            } else if found.is_none() {
                let message = format!("this waiver has no `{key}`, and does not count");
                self.problem(node.place(), &message, "incomplete", FORM);
            }
            found
        });
        let text = |node: NodeRef<'_>| node.text().unwrap_or_default().trim().to_owned();
        let until = match node.get("until").filter(|until| until.shape() != Shape::Null) {
            None => None,
            Some(until) => {
                let day = text(until);
                let Some(days) = date(&day) else {
                    self.problem(until.place(), &format!("`{day}` is no date"), "until when?", "such as `2026-12-31`");
                    return None;
                };
                Some((days, day))
            }
        };
        let (rule, entity, reason) = (rule?, entity?, reason?);
        if is_pattern(&text(entity))
            && let Err(why) = check_pattern(&text(entity))
        {
            let message = format!("`{}` is no valid pattern: {why}", text(entity));
            self.problem(entity.place(), &message, "not a pattern", "such as `team:payments-*`");
            return None;
        }
        Some(Waiver {
            rule: text(rule),
            rule_place: rule.place(),
            on: On::Entity(text(entity)),
            within: 0..0,
            until,
            reason: text(reason),
            place: node.place(),
            among_others: false,
            behind: None,
        })
    }
}
