//! What else entities are called in other sources: `team:payments: [pay-oncall]`.

use crate::config::Config;
use crate::config::beyond::kinds;
use crate::declare::matching::Alias;
use crate::finding::suggest::{did_you_mean, one_of};
use crate::vocabulary::kinds::of_word;
use crate::yaml::tree::{NodeRef, Shape};

const FORM: &str = "write `aliases:` and under it `team:payments: [pay-oncall]`";

impl Config {
    /// Reads what else entities are called.
    pub(super) fn aliases(&mut self, node: NodeRef<'_>) {
        match node.shape() {
            Shape::Mapping => {
                for entry in node.entries() {
                    self.alias(entry.key, entry.value);
                }
            }
            Shape::Null => {}
            _ => self.problem(node.place(), "expected a map from entity to other names", "not a map", FORM),
        }
    }

    fn alias(&mut self, key: NodeRef<'_>, value: NodeRef<'_>) {
        let text = key.text().unwrap_or_default();
        let Some((word, id)) = text.trim().split_once(':').filter(|(_, id)| !id.trim().is_empty()) else {
            return self.problem(key.place(), &format!("`{text}` does not say of which kind it is"), "no kind", FORM);
        };
        let words = kinds();
        let Some(kind) = of_word(word).filter(|_| words.contains(&word)) else {
            let label = did_you_mean(word, words.iter().copied()).unwrap_or_else(|| "no such kind".to_owned());
            let help = format!("write {} before the colon", one_of(&words));
            return self.problem(key.place(), &format!("`{word}` is no kind that has names elsewhere"), &label, &help);
        };
        let names = self.texts(value).into_iter().filter(|(name, _)| !name.trim().is_empty()).collect();
        self.aliases.0.push(Alias { kind, id: id.trim().to_owned(), names });
    }
}
