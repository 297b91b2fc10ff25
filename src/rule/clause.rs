//! The clauses of a case besides what it asks: severity, labels, and how its findings relate to others.

use crate::expr::Env;
use crate::finding::suggest::one_of;
use crate::rule::head::Head;
use crate::rule::severity::{BySize, Level};
use crate::rule::{LabelRule, Merge, SeverityChoice, Shown, Supersede};
use crate::value::{Of, Type};
use crate::vocabulary::{SIZE, Size};
use crate::yaml::tree::{NodeRef, Shape};

/// `Some(None)` where nothing is written, `None` where what is written is wrong.
#[allow(clippy::option_option)] // a mistake and an absent key are different things here
pub(super) fn optional<'t, T>(
    node: Option<NodeRef<'t>>,
    read: impl FnOnce(NodeRef<'t>) -> Option<T>,
) -> Option<Option<T>> {
    match node {
        Some(node) => read(node).map(Some),
        None => Some(None),
    }
}

pub(super) fn level(head: &Head<'_>, node: NodeRef<'_>) -> Option<Level> {
    let word = node.text().unwrap_or_default();
    let level = Level::parse(word.trim());
    if level.is_none() {
        head.wrong(
            node.place(),
            format!("`{}` is no severity", word.trim()),
            "unknown severity",
            one_of(&Level::WORDS),
        );
    }
    level
}

fn by_size(head: &Head<'_>, node: NodeRef<'_>) -> Option<BySize> {
    if node.shape() != Shape::Mapping {
        return level(head, node).map(BySize::always);
    }
    head.keys(node, "a severity by size", SIZE.words);
    let [small, growing, large] = Size::ALL.map(|size| {
        let size = size.as_str();
        let found = node.get(size);
        if found.is_none() {
            head.wrong(
                node.place(),
                format!("no severity for `{size}` organisations"),
                "incomplete",
                one_of(SIZE.words),
            );
        }
        found.and_then(|node| level(head, node))
    });
    Some(BySize::new(small?, growing?, large?))
}

pub(super) fn severity_choices<'t>(head: &Head<'t>, node: NodeRef<'t>, env: &Env) -> Option<Vec<SeverityChoice>> {
    if node.shape() != Shape::Sequence {
        return Some(vec![SeverityChoice { when: None, is: by_size(head, node)? }]);
    }
    let mut choices = Vec::new();
    for choice in node.items() {
        if !head.keys(choice, "a choice of severity", &["when", "is"]) {
            return None;
        }
        let Some(is) = choice.get("is") else {
            head.wrong(choice.place(), "a choice of severity has no `is`", "which severity?", "");
            return None;
        };
        let when = optional(choice.get("when"), |node| head.expr(node, env, Some(Type::one(Of::Bool)), "`when`"));
        choices.push(SeverityChoice { is: by_size(head, is)?, when: when? });
    }
    if choices.last().is_none_or(|last| last.when.is_some()) {
        head.wrong(
            node.place(),
            "the last choice of severity has a condition",
            "may not apply",
            "end with `- is: LEVEL` without `when`",
        );
    }
    Some(choices)
}

pub(super) fn label_rules<'t>(head: &Head<'t>, node: NodeRef<'t>, env: &Env) -> Option<Vec<LabelRule>> {
    if node.shape() != Shape::Sequence || node.items().next().is_none() {
        head.wrong(node.place(), "`labels` must be a list of labels", "not a list", "`- at: team.members`");
        return None;
    }
    let mut labels = Vec::new();
    let mut right = true;
    for label in node.items() {
        match label_rule(head, label, env) {
            Some((read, true)) => labels.insert(0, read),
            Some((read, false)) => labels.push(read),
            None => right = false,
        }
    }
    right.then_some(labels)
}

/// A label, and whether it says that it is the primary one.
fn label_rule<'t>(head: &Head<'t>, node: NodeRef<'t>, env: &Env) -> Option<(LabelRule, bool)> {
    if !head.keys(node, "a label", &["at", "text", "each", "primary"]) {
        return None;
    }
    let mut env = env.clone();
    let each = optional(node.get("each"), |node| {
        let (name, value, part) = head.each(node, "`each`")?;
        let list = head.expr_part(node, &value, part.clone(), &env, None)?;
        if !head.later && list.ty().lists == 0 {
            let place = head.within(node, &value, part);
            head.wrong(place, "`each` must go through a list", "not a list", "");
            return None;
        }
        let slot = env.bind_each(&name, list.clone());
        Some((slot, list))
    })?;
    let Some(at_node) = node.get("at") else {
        head.wrong(node.place(), "a label has no `at`", "where does it point?", "such as `at: team.members`");
        return None;
    };
    let at = head.expr(at_node, &env, None, "`at`");
    let cannot_point = at.as_ref().filter(|_| !head.later).and_then(|at| at.can_point().err());
    if let Some(problem) = &cannot_point {
        let value = at_node.text().unwrap_or_default();
        head.report(at_node, &value, 0, vec![problem.clone()]);
    }
    let at = at.filter(|_| cannot_point.is_none());
    let text = optional(node.get("text").filter(|node| !is_empty(*node)), |node| head.template(node, &env, "`text`"));
    let primary = node.get("primary").is_some_and(|node| node.text().as_deref() == Some("true"));
    Some((LabelRule { at: at?, text: text?, each }, primary))
}

fn is_empty(node: NodeRef<'_>) -> bool {
    node.text().is_some_and(|text| text.is_empty())
}

/// A template if it has `{{`, an expression otherwise.
fn shown<'t>(head: &Head<'t>, node: NodeRef<'t>, env: &Env, what: &str) -> Option<Shown> {
    if node.text().is_some_and(|text| text.contains("{{")) {
        head.template(node, env, what).map(Shown::Template)
    } else {
        head.expr(node, env, None, what).map(Shown::Expr)
    }
}

pub(super) fn keys<'t>(head: &Head<'t>, node: NodeRef<'t>, env: &Env) -> Option<Vec<Shown>> {
    if node.shape() == Shape::Sequence {
        node.items().map(|item| shown(head, item, env, "`key`")).collect()
    } else {
        Some(vec![shown(head, node, env, "`key`")?])
    }
}

pub(super) fn merge_rule<'t>(head: &Head<'t>, node: NodeRef<'t>, env: &Env) -> Option<Merge> {
    if !head.keys(node, "`merge`", &["by", "list", "message"]) {
        return None;
    }
    let (Some(by), Some(list)) = (node.get("by"), node.get("list")) else {
        head.wrong(
            node.place(),
            "`merge` needs `by` and `list`",
            "incomplete",
            "`by` is what merged findings share, `list` how each is named",
        );
        return None;
    };
    let message = optional(node.get("message"), |node| {
        let mut env = env.clone();
        let slot = env.bind("subjects", Type::list(Of::Text));
        let template = head.template(node, &env, "`message`")?;
        Some((env, slot, template))
    });
    let (by, list) = (shown(head, by, env, "`by`"), shown(head, list, env, "`list`"));
    Some(Merge { by: by?, list: list?, message: message? })
}

pub(super) fn supersede_rules<'t>(head: &Head<'t>, node: NodeRef<'t>, env: &Env) -> Option<Vec<Supersede>> {
    if node.shape() != Shape::Sequence {
        head.wrong(node.place(), "`supersedes` must be a list", "not a list", "`- rule: NAME`");
        return None;
    }
    let mut rules = Vec::new();
    for item in node.items() {
        let bare = item.shape() == Shape::Scalar;
        if !bare && !head.keys(item, "`supersedes`", &["rule", "on", "when", "unless"]) {
            return None;
        }
        let Some(rule) = (if bare { Some(item) } else { item.get("rule") }) else {
            head.wrong(item.place(), "`supersedes` does not name a rule", "which rule?", "`- rule: NAME`");
            return None;
        };
        let on = optional(item.get("on"), |node| {
            let on = head.expr(node, env, None, "`on`")?;
            if !head.later && !matches!(on.ty(), Type { of: Of::Entity(_), lists: 0 | 1 }) {
                head.wrong(node.place(), "`on` must be an entity or a list of entities", "something else", "");
                return None;
            }
            Some(on)
        });
        let condition = |key: &str| {
            let named = format!("`{key}`");
            optional(item.get(key), |node| head.expr(node, env, Some(Type::one(Of::Bool)), &named))
        };
        let (when, unless) = (condition("when"), condition("unless"));
        let name = head.line(rule, "`rule`")?;
        rules.push(Supersede { rule: name, place: rule.place(), on: on?, when: when?, unless: unless? });
    }
    Some(rules)
}
