//! The taxonomy as a table of values, for parameters whose default stands there: `default: taxonomy.toolLimit`.

use super::param::Input;
use crate::finding::suggest::{nearest, one_of};
use crate::source::FileId;
use crate::source::tree::Tree;
use std::ops::Range;
use std::sync::OnceLock;

/// The taxonomy that comes with the program.
pub const TEXT: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/taxonomy.yaml"));

/// The path under which it is shown.
pub const PATH: &str = "rules/taxonomy.yaml";

/// Sections, ids, fields, lists: as deep as a taxonomy goes.
pub const DEPTH: usize = 4;

/// What a path begins with.
const ROOT: &str = "taxonomy";

/// The values of the taxonomy that comes with the program.
pub fn built_in() -> &'static Input {
    static BUILT_IN: OnceLock<Input> = OnceLock::new();
    BUILT_IN.get_or_init(|| {
        let parsed = Tree::parse(FileId(0), TEXT);
        let top = parsed.tree.documents(TEXT).next();
        top.map(|top| Input::read_to(top, DEPTH)).unwrap_or_default()
    })
}

/// Whether a default names a place in the taxonomy instead of being the value itself.
pub(super) fn is_path(text: &str) -> bool {
    text.strip_prefix(ROOT).is_some_and(|rest| rest.starts_with('.'))
}

/// A path that leads nowhere.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NoValue {
    /// The step of the path that does not exist.
    pub step: Range<usize>,
    /// What is wrong with it.
    pub message: String,
    /// What was meant, or what there is.
    pub help: String,
}

/// The value at a path such as `taxonomy.dutyGroups.required`.
pub(super) fn at<'t>(taxonomy: &'t Input, path: &str) -> Result<&'t Input, NoValue> {
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
    use super::{at, built_in};

    fn shown(path: &str) -> Result<String, (String, String, String)> {
        let found = at(built_in(), path).map(super::Input::shown);
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
