//! The taxonomy as an organisation has it: the program's own, and what configuration changes in it.
//!
//! Both are written in the same way. Of what several say, the last counts: an entry with the id of an existing one
//! changes the fields it names, `replaces` takes over another entry under a new id, nothing after the colon removes
//! an entry. Synonyms add up.

pub mod table;
pub mod thresholds;

mod entries;
mod settings;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use crate::declare::Declarations;
use crate::declare::format::{Closure, Fields, Format, Terms};
use crate::declare::reader::Reader;
use crate::declare::setting::Written;
use crate::files::Files;
use crate::files::bounds::Bounds;
use crate::finding::diagnostics::CONFIGURATION;
use crate::finding::suggest::{did_you_mean, one_of};
use crate::finding::{Finding, identify};
use crate::taxonomy::table::{PATH, TEXT, Taxonomy};
use crate::text::{FileId, Place, Sources};
use crate::vocabulary::kinds::of_taxonomy;
use crate::vocabulary::{SETTINGS, record};
use crate::yaml::tree::{NodeRef, Shape, Tree};

/// Where configuration says something about the taxonomy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layer {
    /// In the configuration itself, with the changes as they are written.
    Here(Place, Written),
    /// In a file of its own.
    File {
        /// Where it is.
        path: PathBuf,
        /// What names it.
        named: Place,
        /// What it does not lie outside of.
        bounds: Bounds,
    },
}

/// The taxonomy that counts.
pub struct Read {
    /// What organisations refer to.
    pub declared: Declarations,
    /// What rules read.
    pub taxonomy: Taxonomy,
    /// What is wrong with what configuration says.
    pub problems: Vec<Finding>,
}

/// Reads the program's taxonomy and what configuration changes in it, in these layers.
pub fn read(files: &dyn Files, changes: &[Layer], sources: &mut Sources) -> Read {
    let own = sources.add(PATH, TEXT);
    let mut problems = Vec::new();
    let mut layers = vec![(own, None)];
    for layer in changes {
        match layer {
            Layer::Here(place, _) => layers.push((place.file, Some(*place))),
            Layer::File { path, named, bounds } => match bounds.text(files, path) {
                Ok(text) => layers.push((sources.add(path.to_string_lossy().replace('\\', "/"), text), None)),
                Err(refused) => {
                    let message = format!("the taxonomy `{}` cannot be read: {}", path.display(), refused.why);
                    let help = refused.help.unwrap_or("name a YAML file, relative to this one");
                    problems.push(problem(*named, message, "").help(help));
                }
            },
        }
    }
    let mut trees: Vec<(Tree, &str)> = Vec::new();
    // Several layers may stand in the configuration, which is parsed once.
    let mut ranks: HashMap<FileId, usize> = HashMap::new();
    for &(file, place) in &layers {
        ranks.entry(file).or_insert_with(|| {
            let text = sources.get(file).text();
            if file == own {
                trees.push((table::tree(own), text));
                return trees.len() - 1;
            }
            let parsed = Tree::parse(file, text);
            // What is wrong with the configuration's own YAML was told when it was read.
            problems.extend(parsed.problems.into_iter().filter(|_| place.is_none()));
            trees.push((parsed.tree, text));
            trees.len() - 1
        });
    }
    let top = |file: &FileId| ranks.get(file).and_then(|&rank| trees[rank].0.documents(trees[rank].1).next());
    table::parsed(top(&own));
    let configurations: HashSet<FileId> =
        layers.iter().filter(|(_, place)| place.is_some()).map(|(file, _)| *file).collect();
    let here = configurations.iter().filter_map(|file| top(file)?.get("taxonomy"));
    let here: HashMap<Place, NodeRef<'_>> = here.flat_map(settings::parts).collect();
    let tops = layers.iter().filter_map(|(file, place)| match place {
        None => top(file),
        Some(place) => here.get(place).copied(),
    });
    let mut merged = merge(own, tops.collect());
    merged.problems.splice(0..0, problems);
    merged.problems = identify(sources, std::mem::take(&mut merged.problems));
    merged
}

/// The taxonomy, which can say everything it is asked for.
static FORMAT: Format = Format {
    title: "taxonomy",
    name: "taxonomy",
    word: "taxonomy",
    can_say: Fields::OWN,
    gives_way: Fields::NONE,
    closure: Closure::Section,
    terms: Terms::OWN,
    forms_names: false,
    assumed: &[],
};

/// The layers of a taxonomy, while they become one.
struct Merge<'t> {
    /// The program's own file, in which nothing is wrong.
    own: FileId,
    /// The program's own first, then configuration's in their order.
    tops: Vec<NodeRef<'t>>,
    problems: Vec<Finding>,
    reader: Reader,
    values: Vec<(String, Written)>,
    taxonomy: Taxonomy,
}

fn merge(own: FileId, tops: Vec<NodeRef<'_>>) -> Read {
    let reader = Reader::new(own, &FORMAT);
    let mut merge =
        Merge { own, tops, problems: Vec::new(), reader, values: Vec::new(), taxonomy: Taxonomy::default() };
    merge.sections();
    merge.entries();
    merge.settings();
    let Merge { mut reader, mut problems, mut taxonomy, values, tops, .. } = merge;
    let place = tops.first().map_or_else(|| Written::default().place(), |top| top.place());
    taxonomy.values = Written::Table(values, place);
    problems.extend(std::mem::take(&mut reader.out.problems).into_iter().map(as_configuration));
    Read { declared: reader.out, taxonomy, problems }
}

/// What reading says of an organisation's file is said of configuration here.
fn as_configuration(finding: Finding) -> Finding {
    CONFIGURATION.instead_of(finding)
}

fn problem(place: Place, message: impl Into<String>, label: &str) -> Finding {
    CONFIGURATION.at(place, message).saying(label)
}

/// `did you mean`, or what there is to choose from.
fn meant(word: &str, known: &[&str]) -> String {
    did_you_mean(word, known.iter().copied()).unwrap_or_else(|| format!("write {}", one_of(known)))
}

impl<'t> Merge<'t> {
    /// The sections of that name, the program's own first.
    fn section(&self, name: &str) -> Vec<NodeRef<'t>> {
        self.tops.iter().filter_map(|top| top.get(name)).collect()
    }

    /// Whether something was written by the program's authors and not in configuration.
    fn is_own(&self, node: NodeRef<'_>) -> bool {
        node.place().file == self.own
    }

    fn wrong(&mut self, node: NodeRef<'_>, message: impl Into<String>, label: &str, help: impl Into<String>) {
        self.problems.push(problem(node.place(), message, label).help(help));
    }

    /// Reports sections that do not exist.
    fn sections(&mut self) {
        let entries = of_taxonomy().filter_map(|kind| record(kind).section);
        let known: Vec<&str> = entries.chain(SETTINGS.iter().map(|setting| setting.name)).collect();
        for top in self.tops.clone() {
            if !matches!(top.shape(), Shape::Mapping | Shape::Null) {
                self.wrong(top, "a taxonomy is a map of sections", "not a map", format!("write {}", one_of(&known)));
            }
            for entry in top.entries() {
                let name = entry.key.text().unwrap_or_default();
                if !known.contains(&&*name) {
                    self.wrong(
                        entry.key,
                        format!("a taxonomy has no section `{name}`"),
                        "unknown section",
                        meant(&name, &known),
                    );
                }
            }
        }
    }
}
