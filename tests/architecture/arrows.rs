//! Who needs whom: every path followed to the file in which its item is defined.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use petgraph::algo::{greedy_feedback_arc_set, tarjan_scc};
use petgraph::graph::DiGraph;

use super::source::{Form, Module, Written, modules};

/// One file that needs another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrow {
    /// File below `src`, and the line.
    pub from: String,
    pub line: usize,
    /// The path as it was written.
    pub path: String,
    /// File in which it ends.
    pub to: String,
    /// What is needed of that; nothing where it is the module as a whole.
    pub item: Option<String>,
}

impl fmt::Display for Arrow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "src/{}:{}: `{}` needs {}", self.from, self.line, self.path, self.to)
    }
}

/// All modules of the crate, by their paths.
pub struct House {
    modules: BTreeMap<Vec<String>, Module>,
    /// Macros at the root of the crate, with the modules that define them.
    macros: BTreeMap<String, Vec<String>>,
}

/// Where a path ends.
#[derive(Clone, Debug, PartialEq, Eq)]
struct End {
    module: Vec<String>,
    item: Option<String>,
}

/// Longer than any chain of names offered again.
const PATIENCE: usize = 16;

impl House {
    /// Reads the files of a crate: paths below `src`, and texts.
    pub fn of<'t>(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let mut house = Self { modules: BTreeMap::new(), macros: BTreeMap::new() };
        for (file, text) in files {
            for module in modules(file, text).unwrap_or_else(|error| panic!("src/{file}: {error}")) {
                for name in &module.root_macros {
                    house.macros.insert(name.clone(), module.path.clone());
                }
                house.modules.insert(module.path.clone(), module);
            }
        }
        house
    }

    /// The modules.
    pub fn modules(&self) -> impl Iterator<Item = &Module> {
        self.modules.values()
    }

    /// Every arrow from one file to another, in the order of files and lines.
    pub fn arrows(&self) -> BTreeSet<Arrow> {
        let all = self.modules.values().flat_map(|module| {
            module.written.iter().filter_map(|written| self.ends(module, written)).map(|(end, written)| Arrow {
                from: module.file.clone(),
                line: written.line,
                to: self.modules[&end.module].file.clone(),
                item: end.item,
                path: written.segments.join("::"),
            })
        });
        all.filter(|arrow| arrow.from != arrow.to).collect()
    }

    fn ends<'w>(&self, module: &Module, written: &'w Written) -> Option<(End, &'w Written)> {
        let end = self.end(&module.path, &written.segments, PATIENCE)?;
        let is_module = end.item.is_none();
        let below = end.module.starts_with(&module.path);
        match written.form {
            // The name of a module is no use of it; what follows the name is.
            Form::Imported | Form::Named if is_module => None,
            // What a folder offers of its own files is a door, and not a need.
            Form::Offered | Form::All if below => None,
            _ => Some((end, written)),
        }
    }

    /// Where a path written in a module ends; nothing where that is another crate, or a name of the language.
    fn end(&self, from: &[String], path: &[String], patience: usize) -> Option<End> {
        let patience = patience.checked_sub(1)?;
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.walk(Vec::new(), rest, patience),
            "self" => self.walk(from.to_vec(), rest, patience),
            "super" => {
                let above = from.len().checked_sub(1)?;
                let supers = rest.iter().take_while(|segment| *segment == "super").count();
                self.walk(from[..above.checked_sub(supers)?].to_vec(), &rest[supers..], patience)
            }
            _ => {
                let child = [from, &path[..1]].concat();
                if self.modules.contains_key(&child) {
                    return self.walk(child, rest, patience);
                }
                let named = self.modules.get(from)?.names.get(first)?;
                // `use memchr::memchr` names itself, and is another crate's.
                if named.first() == Some(first) {
                    return None;
                }
                self.end(from, &[named.as_slice(), rest].concat(), patience)
            }
        }
    }

    /// Follows the rest of a path from a module on.
    fn walk(&self, at: Vec<String>, rest: &[String], patience: usize) -> Option<End> {
        let Some((next, after)) = rest.split_first() else { return Some(End { module: at, item: None }) };
        let child = [&at[..], std::slice::from_ref(next)].concat();
        if self.modules.contains_key(&child) {
            return self.walk(child, after, patience);
        }
        let module = self.modules.get(&at)?;
        if at.is_empty()
            && let Some(defined) = self.macros.get(next)
        {
            return Some(End { module: defined.clone(), item: Some(next.clone()) });
        }
        if !module.items.contains(next) {
            if let Some(named) = module.names.get(next) {
                let there = self.end(&at, named, patience.checked_sub(1)?)?;
                return match there.item {
                    None => self.walk(there.module, after, patience),
                    Some(_) => Some(there),
                };
            }
            let through = module.globs.iter().filter_map(|glob| self.end(&at, glob, patience.checked_sub(1)?));
            let offered = through.filter(|end| end.module != at).find_map(|end| {
                let found = self.walk(end.module, std::slice::from_ref(next), patience.checked_sub(1)?)?;
                let item = found.item.as_ref()?;
                self.modules[&found.module].items.contains(item).then_some(found)
            });
            if offered.is_some() {
                return offered;
            }
        }
        Some(End { module: at, item: Some(next.clone()) })
    }
}

/// Files that need each other, over whatever ways.
pub struct Circle<'a> {
    pub files: BTreeSet<&'a str>,
    /// A few arrows without which it would be none.
    pub closing: Vec<&'a Arrow>,
}

/// All circles of files.
pub fn circles(arrows: &BTreeSet<Arrow>) -> Vec<Circle<'_>> {
    let mut graph = DiGraph::<&str, &Arrow>::new();
    let mut nodes = BTreeMap::new();
    for arrow in arrows {
        let [from, to] =
            [&arrow.from, &arrow.to].map(|file| *nodes.entry(file).or_insert_with(|| graph.add_node(file)));
        graph.update_edge(from, to, arrow);
    }
    let groups = tarjan_scc(&graph).into_iter().filter(|nodes| nodes.len() > 1);
    let mut circles: Vec<Circle<'_>> = groups
        .map(|nodes| {
            let circle = graph.filter_map(|at, file| nodes.contains(&at).then_some(*file), |_, arrow| Some(*arrow));
            let closing = greedy_feedback_arc_set(&circle).map(|edge| *edge.weight()).collect();
            Circle { files: circle.node_weights().copied().collect(), closing }
        })
        .collect();
    circles.sort_by(|one, other| one.files.cmp(&other.files));
    circles
}

#[cfg(test)]
mod tests {
    use super::{House, circles};

    fn arrows(files: &[(&str, &str)]) -> Vec<String> {
        let arrows = House::of(files.iter().copied()).arrows();
        arrows.iter().map(|a| format!("{}:{} {} -> {}", a.from, a.line, a.path, a.to)).collect()
    }

    #[test]
    fn paths_are_followed_in_imports_bodies_macros_and_attributes() {
        let user = "\
use crate::{low::{self, A as B}, other};
fn f(x: super::low::T) -> Vec<crate::low::U> {
    low::g(other::deep::h());
    let b = B::new();
    println!(\"{}\", crate::low::V);
    assert!(matches!(x, low::T::One));
}
#[derive(Serialize)]
struct S { #[serde(with = \"crate::low::w\")] t: u8 }
";
        let files = [("lib.rs", ""), ("low.rs", ""), ("other/mod.rs", ""), ("other/deep.rs", ""), ("user.rs", user)];
        assert_eq!(
            arrows(&files),
            [
                "user.rs:1 crate::low::A -> low.rs",
                "user.rs:2 crate::low::U -> low.rs",
                "user.rs:2 super::low::T -> low.rs",
                "user.rs:3 low::g -> low.rs",
                "user.rs:3 other::deep::h -> other/deep.rs",
                "user.rs:4 B::new -> low.rs",
                "user.rs:5 crate::low::V -> low.rs",
                "user.rs:6 low::T::One -> low.rs",
                "user.rs:9 crate::low::w -> low.rs",
            ]
        );
    }

    #[test]
    fn comments_strings_tests_and_visibility_are_no_arrows() {
        let user = "\
//! [`crate::low::A`]
// crate::low::A
pub(in crate::low) const X: &str = \"crate::low::A\";
#[cfg(test)]
mod tests { use crate::low::A; }
#[cfg(test)]
fn f() { crate::low::g(); }
";
        assert!(arrows(&[("lib.rs", ""), ("low.rs", ""), ("user.rs", user)]).is_empty());
    }

    #[test]
    fn names_offered_again_lead_to_the_file_that_defines_them() {
        let files = [
            ("lib.rs", ""),
            ("room/mod.rs", "mod inner; mod all; pub use inner::Thing; pub use all::*;"),
            ("room/inner.rs", "pub struct Thing;"),
            ("room/all.rs", "pub fn every() {}"),
            ("user.rs", "use crate::room::{Thing, every, own};"),
        ];
        assert_eq!(
            arrows(&files),
            [
                "user.rs:1 crate::room::Thing -> room/inner.rs",
                "user.rs:1 crate::room::every -> room/all.rs",
                "user.rs:1 crate::room::own -> room/mod.rs",
            ]
        );
    }

    #[test]
    fn a_macro_at_the_root_is_the_file_that_defines_it_and_its_paths_are_that_files() {
        let files = [
            ("lib.rs", ""),
            ("a.rs", "#[macro_export] macro_rules! pick { () => { $crate::b::two() } }"),
            ("b.rs", "pub fn two() {}"),
            ("user.rs", "fn f() { crate::pick!(); crate::gone(); }"),
        ];
        assert_eq!(
            arrows(&files),
            ["a.rs:1 crate::b::two -> b.rs", "user.rs:1 crate::gone -> lib.rs", "user.rs:1 crate::pick -> a.rs"]
        );
    }

    #[test]
    fn blocks_of_modules_belong_to_their_file() {
        let files = [("lib.rs", ""), ("low.rs", ""), ("user.rs", "mod inner { use super::super::low::A; }")];
        assert_eq!(arrows(&files), ["user.rs:1 super::super::low::A -> low.rs"]);
    }

    #[test]
    fn a_circle_is_found_over_several_files() {
        let files = [
            ("lib.rs", ""),
            ("a.rs", "use crate::b::B;"),
            ("b.rs", "use crate::c::C;"),
            ("c.rs", "fn f() { crate::a::g() }"),
            ("d.rs", "use crate::a::A;"),
        ];
        let arrows = House::of(files).arrows();
        let [circle] = &circles(&arrows)[..] else { panic!("one circle") };
        assert_eq!(circle.files, ["a.rs", "b.rs", "c.rs"].into());
        assert_eq!(circle.closing.len(), 1);
    }
}
