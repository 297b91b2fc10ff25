//! The taxonomy as a table of values, for parameters whose default stands there: `default: taxonomy.toolLimit`.

use std::ops::Range;
use std::sync::OnceLock;

use crate::finding::suggest::{nearest, one_of};
use crate::rule::param::Input;
use crate::text::FileId;
use crate::vocabulary::kinds::Kind;
use crate::vocabulary::{SETTINGS, record};
use crate::yaml::tree::{NodeRef, Tree};

/// The taxonomy that comes with the program.
pub const TEXT: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/taxonomy.yaml"));

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
    pub values: Input,
    /// Ids that have another name in this organisation. A page may name either.
    pub renamed: Vec<Renamed>,
}

/// A duty, metric or tool by another name.
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
    pub(crate) fn present_names(&self, kind: Kind, value: Input) -> Input {
        match value {
            Input::Scalar(id, plain, place) => {
                let renamed = self.renamed.iter().find(|renamed| renamed.kind == kind && renamed.from == id);
                Input::Scalar(renamed.map_or(id, |renamed| renamed.to.clone()), plain, place)
            }
            Input::List(ids, place) => {
                Input::List(ids.into_iter().map(|id| self.present_names(kind, id)).collect(), place)
            }
            Input::Table(entries, place) => {
                let entries = entries.into_iter().map(|(key, value)| (key, self.present_names(kind, value)));
                Input::Table(entries.collect(), place)
            }
            nothing @ Input::Nothing(_) => nothing,
        }
    }
}

/// The taxonomy that comes with the program.
pub fn built_in() -> &'static Taxonomy {
    static BUILT_IN: OnceLock<Taxonomy> = OnceLock::new();
    BUILT_IN.get_or_init(|| {
        let parsed = Tree::parse(FileId(0), TEXT);
        let top = parsed.tree.documents(TEXT).next();
        let read = |top: NodeRef<'_>| {
            let entries = top.entries().filter(|entry| is_value(&entry.key.text().unwrap_or_default()));
            let entries = entries
                .map(|entry| (entry.key.text().unwrap_or_default().into_owned(), Input::read_to(entry.value, DEPTH)));
            Input::Table(entries.collect(), top.place())
        };
        Taxonomy { values: top.map(read).unwrap_or_default(), renamed: Vec::new() }
    })
}

/// Whether a section can be the value of a parameter: the entries of the others are for the organisation to refer to.
pub fn is_value(section: &str) -> bool {
    record(Kind::DutyGroup).section == Some(section) || SETTINGS.iter().any(|setting| setting.name == section)
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

/// The value at a path such as `taxonomy.dutyGroups.required`.
pub(crate) fn at<'t>(taxonomy: &'t Input, path: &str) -> Result<&'t Input, NoValue> {
    let (mut value, mut from) = (taxonomy, ROOT.len() + 1);
    for key in path[from..].split('.') {
        let step = from..from + key.len();
        let Input::Table(entries, _) = value else {
            let message = format!("`{}` has no parts: it is {}", &path[..from - 1], value.shown());
            return Err(NoValue { step, message, help: format!("write `{}`", &path[..from - 1]) });
        };
        let Some((_, inner)) = entries.iter().find(|(name, _)| name == key) else {
            let names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
            let help = match nearest(key, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write {}", one_of(&names)),
            };
            return Err(NoValue { step, message: format!("`{}` has no `{key}`", &path[..from - 1]), help });
        };
        (value, from) = (inner, step.end + 1);
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use crate::taxonomy::table::{at, built_in};

    fn shown(path: &str) -> Result<String, (String, String, String)> {
        let found = at(&built_in().values, path).map(crate::rule::setting::Input::shown);
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
