//! The taxonomy as a table of values, for parameters whose default stands there: `default: taxonomy.toolLimit`.

use std::ops::Range;
use std::sync::OnceLock;

use crate::declare::setting::Written;
use crate::finding::suggest::{did_you_mean, one_of};
use crate::text::FileId;
use crate::vocabulary::kinds::Kind;
use crate::vocabulary::{SETTINGS, record};
use crate::yaml::tree::{NodeRef, Shape, Tree};

/// The taxonomy that comes with the program.
pub const TEXT: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/taxonomy.yaml"));

/// Its tree, as it was parsed when the program was built.
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules/taxonomy.yaml.tree"));

/// The path under which it is shown.
pub const PATH: &str = "rules/taxonomy.yaml";

/// Sections, ids, lists: as deep as the values go.
pub const DEPTH: usize = 3;

/// What a path begins with.
const ROOT: &str = "taxonomy";

/// What rules read of a taxonomy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taxonomy {
    /// A table of the groups of duties and of the settings.
    pub values: Written,
    /// Ids that have another name in this organisation. A page may name either.
    pub renamed: Vec<Renamed>,
    /// Ids of the program's entries that this organisation does not have under any name.
    pub removed: Vec<(Kind, String)>,
}

/// A duty, group of duties, metric or tool by another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// What it is.
    pub kind: Kind,
    /// The id it had.
    pub from: String,
    /// The id it has.
    pub to: String,
}

impl Taxonomy {
    /// A value with the ids that the organisation has instead of those written in it.
    pub(crate) fn present_names(&self, kind: Kind, value: Written) -> Written {
        match value {
            Written::Scalar(id, plain, place) => {
                let renamed = self.renamed.iter().find(|renamed| renamed.kind == kind && renamed.from == id);
                Written::Scalar(renamed.map_or(id, |renamed| renamed.to.clone()), plain, place)
            }
            Written::List(ids, place) => {
                let mut present: Vec<Written> = Vec::new();
                for id in ids.into_iter().map(|id| self.present_names(kind, id)) {
                    // Two that became one are one.
                    if !present
                        .iter()
                        .any(|known| matches!((known, &id), (Written::Scalar(a, ..), Written::Scalar(b, ..)) if a == b))
                    {
                        present.push(id);
                    }
                }
                Written::List(present, place)
            }
            Written::Table(entries, place) => {
                let entries = entries.into_iter().map(|(key, value)| (key, self.present_names(kind, value)));
                Written::Table(entries.collect(), place)
            }
            nothing @ Written::Nothing(_) => nothing,
        }
    }

    /// A list that a page writes, without the ids that the organisation removed: nobody is to do what it does not have.
    pub(crate) fn without_removed(&self, kind: Kind, value: Written) -> Written {
        let is_removed = |id: &Written| matches!(id, Written::Scalar(id, ..) if self.removed.iter().any(|(of, gone)| *of == kind && gone == id));
        match value {
            Written::List(ids, place) => Written::List(ids.into_iter().filter(|id| !is_removed(id)).collect(), place),
            other => other,
        }
    }
}

/// The taxonomy that comes with the program.
pub fn built_in() -> &'static Taxonomy {
    BUILT_IN.get_or_init(|| of(tree(FileId(0)).documents(TEXT).next()))
}

/// The tree of the taxonomy that comes with the program.
pub(super) fn tree(file: FileId) -> Tree {
    Tree::unpack(file, PACKED)
}

static BUILT_IN: OnceLock<Taxonomy> = OnceLock::new();

/// Takes the taxonomy that comes with the program from where it was parsed already.
pub(super) fn parsed(top: Option<NodeRef<'_>>) {
    BUILT_IN.get_or_init(|| of(top));
}

fn of(top: Option<NodeRef<'_>>) -> Taxonomy {
    let read = |top: NodeRef<'_>| {
        let entries = top.entries().filter_map(|entry| {
            let name = entry.key.text().filter(|name| is_value(name))?;
            let value = if is_groups(&name) { groups(entry.value) } else { Written::read_to(entry.value, DEPTH) };
            Some((name.into_owned(), value))
        });
        Written::Table(entries.collect(), top.place())
    };
    Taxonomy { values: top.map(read).unwrap_or_default(), ..Taxonomy::default() }
}

/// Groups of duties as rules read them: lists of ids.
fn groups(section: NodeRef<'_>) -> Written {
    let groups = section.entries().filter_map(|group| {
        let list = duties_of(group.value)?;
        Some((group.key.text()?.into_owned(), Written::read_to(list, DEPTH)))
    });
    Written::Table(groups.collect(), section.place())
}

/// The duties that are said to be in a group: they stand under `duties` or, where nothing else is said, without it.
pub fn duties_of(group: NodeRef<'_>) -> Option<NodeRef<'_>> {
    if group.shape() == Shape::Mapping { group.get("duties") } else { Some(group) }
}

fn is_groups(section: &str) -> bool {
    record(Kind::DutyGroup).section == Some(section)
}

/// Whether a section can be the value of a parameter: the entries of the others are for the organisation to refer to.
pub fn is_value(section: &str) -> bool {
    is_groups(section) || SETTINGS.iter().any(|setting| setting.name == section)
}

/// Whether a default names a place in the taxonomy instead of being the value itself.
pub(crate) fn is_path(text: &str) -> bool {
    text.strip_prefix(ROOT).is_some_and(|rest| rest.starts_with('.'))
}

/// A path that leads nowhere.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NoValue {
    /// The step of the path that does not exist.
    pub step: Range<usize>,
    /// What is wrong with it.
    pub message: String,
    /// What was meant, or what there is.
    pub help: String,
}

impl Taxonomy {
    /// The value of a setting.
    pub fn setting(&self, name: &str) -> Option<&Written> {
        let Written::Table(entries, _) = &self.values else { return None };
        entries.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The value at a path such as `taxonomy.dutyGroups.required`. A group that configuration gave another name is found
    /// by the one that pages know; one that it removed has no duties.
    pub(crate) fn at(&self, path: &str) -> Result<Written, NoValue> {
        let present = path.split('.').map(|step| {
            let renamed = self.renamed.iter().find(|of| of.kind == Kind::DutyGroup && of.from == step);
            renamed.map_or(step, |renamed| &renamed.to)
        });
        let found = at(&self.values, &present.collect::<Vec<_>>().join("."));
        let nothing = match found.or_else(|_| at(&self.values, path)) {
            Ok(value) => return Ok(value.clone()),
            Err(nothing) => nothing,
        };
        match at(&built_in().values, path) {
            Ok(Written::List(_, place)) => Ok(Written::List(Vec::new(), *place)),
            _ => Err(nothing),
        }
    }
}

/// The value at a path.
fn at<'t>(taxonomy: &'t Written, path: &str) -> Result<&'t Written, NoValue> {
    let (mut value, mut from) = (taxonomy, ROOT.len() + 1);
    for key in path[from..].split('.') {
        let step = from..from + key.len();
        let Written::Table(entries, _) = value else {
            let message = format!("`{}` has no parts: it is {}", &path[..from - 1], value.shown());
            return Err(NoValue { step, message, help: format!("write `{}`", &path[..from - 1]) });
        };
        let Some((_, inner)) = entries.iter().find(|(name, _)| name == key) else {
            let names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
            let help = did_you_mean(key, names.iter().copied()).unwrap_or_else(|| format!("write {}", one_of(&names)));
            return Err(NoValue { step, message: format!("`{}` has no `{key}`", &path[..from - 1]), help });
        };
        (value, from) = (inner, step.end + 1);
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use crate::declare::setting::Written;
    use crate::taxonomy::table::{at, built_in};

    fn shown(path: &str) -> Result<String, (String, String, String)> {
        let found = at(&built_in().values, path).map(Written::shown);
        found.map_err(|none| (path[none.step].to_owned(), none.message, none.help))
    }

    #[test]
    fn a_path_leads_to_a_number_a_list_or_a_table() {
        assert_eq!(shown("taxonomy.toolLimit").unwrap(), "2");
        assert_eq!(shown("taxonomy.toolLimitExempt").unwrap(), "[collaboration, version-control]");
        assert_eq!(shown("taxonomy.dutyGroups.incidents").unwrap(), "[incident-response, incident-command, on-call]");
        assert_eq!(
            shown("taxonomy.reportingLines").unwrap(),
            "{sre: [operations, infrastructure, cto], platform: [engineering-enablement, devex]}"
        );
    }

    #[test]
    fn a_path_that_leads_nowhere_tells_which_step_is_wrong() {
        let wrong = |step: &str, message: &str, help: &str| Err((step.to_owned(), message.to_owned(), help.to_owned()));
        assert_eq!(
            shown("taxonomy.dutyGroup.required"),
            wrong("dutyGroup", "`taxonomy` has no `dutyGroup`", "did you mean `dutyGroups`?")
        );
        assert_eq!(
            shown("taxonomy.skills.security"),
            wrong("security", "`taxonomy.skills` has no `security`", "write one of `sre`, `platform` or `devops`")
        );
        assert_eq!(
            shown("taxonomy.toolLimit.max"),
            wrong("max", "`taxonomy.toolLimit` has no parts: it is 2", "write `taxonomy.toolLimit`")
        );
        assert_eq!(shown("taxonomy.").unwrap_err().0, "");
    }
}
