//! Settings of the taxonomy: numbers, lists, and tables of lists by discipline.

use crate::declare::setting::Written;
use crate::taxonomy::table::DEPTH;
use crate::taxonomy::{Merge, meant};
use crate::text::Place;
use crate::vocabulary::{SETTINGS, Setting};
use crate::yaml::tree::{NodeRef, Shape};

/// The parts of `taxonomy` in the configuration by their places: all of it, and each element of a list.
pub(crate) fn parts(taxonomy: NodeRef<'_>) -> impl Iterator<Item = (Place, NodeRef<'_>)> {
    std::iter::once(taxonomy).chain(taxonomy.items()).map(|node| (node.place(), node))
}

impl Merge<'_> {
    /// Reads every setting: of a table the last value for each key counts, of others the last value.
    pub(crate) fn settings(&mut self) {
        for setting in SETTINGS {
            let value = match setting.by {
                Some(words) => self.table(setting, words.words),
                None => self.value(setting),
            };
            self.values.extend(value.map(|value| (setting.name.to_owned(), value)));
        }
    }

    fn value(&mut self, setting: &Setting) -> Option<Written> {
        let mut value = None;
        for node in self.section(setting.name) {
            if self.fits(setting, node) {
                value = Some(Written::read_to(node, DEPTH));
            }
        }
        value
    }

    fn table(&mut self, setting: &Setting, keys: &[&str]) -> Option<Written> {
        let sections = self.section(setting.name);
        let place = sections.first()?.place();
        let mut table: Vec<(String, Written)> = Vec::new();
        for section in sections {
            if !matches!(section.shape(), Shape::Mapping | Shape::Null) {
                let help = format!("write `{}: {{{}: […]}}`", setting.name, keys.first().unwrap_or(&""));
                self.wrong(section, format!("`{}` is a map", setting.name), "not a map", help);
                continue;
            }
            for entry in section.entries() {
                let key = entry.key.text().unwrap_or_default();
                if !keys.contains(&&*key) {
                    let message = format!("`{key}` is no discipline");
                    self.wrong(entry.key, message, "unknown discipline", meant(&key, keys));
                    continue;
                }
                if entry.value.shape() == Shape::Null {
                    table.retain(|(known, _)| *known != key);
                } else if self.fits(setting, entry.value) {
                    let value = Written::read_to(entry.value, DEPTH);
                    // One value alone may stand without its list.
                    let value = match value {
                        Written::Scalar(_, _, place) => Written::List(vec![value], place),
                        other => other,
                    };
                    match table.iter_mut().find(|(known, _)| *known == key) {
                        Some((_, known)) => *known = value,
                        None => table.push((key.into_owned(), value)),
                    }
                }
            }
        }
        Some(Written::Table(table, place))
    }

    /// Whether a value is written as its setting wants it; says so where it is not.
    fn fits(&mut self, setting: &Setting, node: NodeRef<'_>) -> bool {
        let before = self.reader.out.problems.len();
        let read = self.reader.read(setting.name, setting.read, node);
        if read.is_none() {
            let message = format!("`{}` needs a value", setting.name);
            self.wrong(node, message, "nothing", "leave the key out to keep what teamlint says");
        }
        read.is_some() && self.reader.out.problems.len() == before
    }
}
