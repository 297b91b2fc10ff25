//! Compiles the cases of a page: each asks one question about the entities of one collection.

use super::head::Head;
use super::operands::operands;
use super::severity::{BySize, Level};
use super::{Case, LabelRule, Merge, SeverityChoice, Shown, Supersede};
use crate::expr::{Env, Params};
use crate::facts::value::{Of, Type};
use crate::finding::suggest::one_of;
use crate::source::tree::{NodeRef, Shape};
use std::sync::Arc;

/// Keys of the head that a case may have itself, instead of the head's.
pub(super) const CASE_KEYS: [&str; 12] = [
    "for", "let", "where", "require", "severity", "message", "labels", "help", "key", "merge", "supersedes", "values",
];

/// A mapping with what it inherits.
#[derive(Clone, Copy)]
struct Written<'t> {
    own: NodeRef<'t>,
    inherited: Option<NodeRef<'t>>,
}

impl<'t> Written<'t> {
    fn get(self, key: &str) -> Option<NodeRef<'t>> {
        self.own.get(key).or_else(|| self.inherited?.get(key))
    }

    fn require(self, head: &Head<'t>, key: &str, why: &str) -> Option<NodeRef<'t>> {
        let found = self.get(key);
        if found.is_none() {
            let place = match self.inherited {
                Some(_) => self.own.place(),
                None => head.place(0..3),
            };
            head.wrong(place, format!("the page has no `{key}`"), format!("no `{key}`"), why);
        }
        found
    }
}

/// Compiles all cases of a page; those with mistakes are reported and left out.
pub(super) fn compile_all<'t>(head: &Head<'t>, top: NodeRef<'t>, params: &Arc<Params>) -> Vec<Case> {
    let Some(cases) = top.get("cases") else {
        return compile(head, Written { own: top, inherited: None }, params).into_iter().collect();
    };
    if cases.shape() != Shape::Sequence || cases.items().next().is_none() {
        head.wrong(cases.place(), "`cases` must be a list of cases", "not a list", "start each case with `- for:` or `- where:`");
        return Vec::new();
    }
    let mut compiled = Vec::new();
    for own in cases.items() {
        if head.keys(own, "a case", &CASE_KEYS) {
            compiled.extend(compile(head, Written { own, inherited: Some(top) }, params));
        }
    }
    compiled
}

fn compile<'t>(head: &Head<'t>, written: Written<'t>, params: &Arc<Params>) -> Option<Case> {
    let subjects_env = Env::new(Arc::clone(params));
    let each = written.require(head, "for", "say what is judged: `for: team in teams`");
    let subjects = each.and_then(|node| {
        let (name, value, part) = head.each(node, "`for`")?;
        let expr = head.expr_part(node, &value, part.clone(), &subjects_env, None)?;
        let (Of::Entity(kind), 1) = (expr.ty().of, expr.ty().lists) else {
            let place = head.within(node, &value, part);
            head.wrong(place, "`for` must go through a list of entities", "not such a list", "such as `team in teams`");
            return None;
        };
        let text = value[part].to_owned();
        Some((name, kind, expr, text))
    });
    // Without a subject every use of it would be reported as unknown, once more for the same mistake.
    let (name, kind, subjects, subjects_text) = subjects?;
    let mut env = subjects_env.clone();
    let subject = env.bind(&name, Type::one(Of::Entity(kind)));
    bind_lets(head, written, &mut env)?;

    let truth = Some(Type::one(Of::Bool));
    let condition = optional(written.get("where"), |node| head.expr(node, &env, truth, "`where`"));
    let require_node = written.require(head, "require", "say what must hold");
    let require = require_node.and_then(|node| head.expr(node, &env, truth, "`require`"));
    let severity = written.require(head, "severity", "`advice`, `warning`, `error` or `off`");
    let severity = severity.and_then(|node| severity_choices(head, node, &env));
    let message = written.require(head, "message", "say what is wrong, with the entity and the value");
    let message = message.and_then(|node| head.template(node, &env, "`message`"));
    let labels = written.require(head, "labels", "say which places take part");
    let labels = labels.and_then(|node| label_rules(head, node, &env));
    let help = optional(written.get("help"), |node| head.template(node, &env, "`help`"));
    let key = optional(written.get("key"), |node| keys(head, node, &env));
    let merge = optional(written.get("merge"), |node| merge_rule(head, node, &env));
    let supersedes = optional(written.get("supersedes"), |node| supersede_rules(head, node, &env));
    let values = match written.get("values") {
        Some(node) => values(head, node, &env),
        None => require_node.map(|node| decided_by(node, &env)),
    };
    Some(Case {
        subjects,
        subjects_env,
        subjects_text,
        kind,
        subject,
        condition: condition?,
        require: require?,
        require_place: require_node?.place(),
        severity: severity?,
        message: message?,
        labels: labels?,
        help: help?,
        key: key?.unwrap_or_default(),
        merge: merge?,
        supersedes: supersedes?.unwrap_or_default(),
        values: values?,
        env,
    })
}

/// `Some(None)` where nothing is written, `None` where what is written is wrong.
#[allow(clippy::option_option)] // a mistake and an absent key are different things here
fn optional<'t, T>(node: Option<NodeRef<'t>>, read: impl FnOnce(NodeRef<'t>) -> Option<T>) -> Option<Option<T>> {
    match node {
        Some(node) => read(node).map(Some),
        None => Some(None),
    }
}

/// A case with its own `for` has only its own bindings; another one has the head's first.
fn bind_lets<'t>(head: &Head<'t>, written: Written<'t>, env: &mut Env) -> Option<()> {
    let shared = written.inherited.filter(|_| written.own.get("for").is_none()).and_then(|top| top.get("let"));
    let mut right = true;
    for lets in [shared, written.own.get("let")].into_iter().flatten() {
        if lets.shape() != Shape::Mapping {
            head.wrong(lets.place(), "`let` must be a mapping from name to expression", "not a mapping", "");
            return None;
        }
        for entry in lets.entries() {
            let name = entry.key.text().unwrap_or_default();
            if head.stray(lets, entry.key, &name) {
                right = false;
                continue;
            }
            match head.expr(entry.value, env, None, &format!("`{name}`")) {
                Some(expr) => {
                    env.bind_let(&name, expr);
                }
                None => right = false,
            }
        }
    }
    right.then_some(())
}

pub(super) fn level(head: &Head<'_>, node: NodeRef<'_>) -> Option<Level> {
    let word = node.text().unwrap_or_default();
    let level = Level::parse(word.trim());
    if level.is_none() {
        head.wrong(node.place(), format!("`{}` is no severity", word.trim()), "unknown severity", one_of(&Level::WORDS));
    }
    level
}

const SIZES: [&str; 3] = ["small", "growing", "large"];

fn by_size(head: &Head<'_>, node: NodeRef<'_>) -> Option<BySize> {
    if node.shape() != Shape::Mapping {
        return level(head, node).map(BySize::always);
    }
    head.keys(node, "a severity by size", &SIZES);
    let [small, growing, large] = SIZES.map(|size| {
        let found = node.get(size);
        if found.is_none() {
            head.wrong(node.place(), format!("no severity for `{size}` organisations"), "incomplete", one_of(&SIZES));
        }
        found.and_then(|node| level(head, node))
    });
    Some(BySize::new(small?, growing?, large?))
}

fn severity_choices<'t>(head: &Head<'t>, node: NodeRef<'t>, env: &Env) -> Option<Vec<SeverityChoice>> {
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
        head.wrong(node.place(), "the last choice of severity has a condition", "may not apply", "end with `- is: LEVEL` without `when`");
    }
    Some(choices)
}

fn label_rules<'t>(head: &Head<'t>, node: NodeRef<'t>, env: &Env) -> Option<Vec<LabelRule>> {
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
        let Some(lists) = list.ty().lists.checked_sub(1) else {
            let place = head.within(node, &value, part);
            head.wrong(place, "`each` must go through a list", "not a list", "");
            return None;
        };
        let slot = env.bind(&name, Type { of: list.ty().of, lists });
        Some((slot, list))
    })?;
    let Some(at_node) = node.get("at") else {
        head.wrong(node.place(), "a label has no `at`", "where does it point?", "such as `at: team.members`");
        return None;
    };
    let at = head.expr(at_node, &env, None, "`at`").and_then(|at| match at.can_point() {
        Ok(()) => Some(at),
        Err(problem) => {
            let value = at_node.text().unwrap_or_default();
            head.report(at_node, &value, 0, vec![problem]);
            None
        }
    });
    let text = optional(node.get("text").filter(|node| !is_empty(*node)), |node| head.template(node, &env, "`text`"));
    let primary = node.get("primary").is_some_and(|node| node.text().as_deref() == Some("true"));
    Some((LabelRule { at: at?, text: text?, each, env }, primary))
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

fn keys<'t>(head: &Head<'t>, node: NodeRef<'t>, env: &Env) -> Option<Vec<Shown>> {
    if node.shape() == Shape::Sequence {
        node.items().map(|item| shown(head, item, env, "`key`")).collect()
    } else {
        Some(vec![shown(head, node, env, "`key`")?])
    }
}

fn merge_rule<'t>(head: &Head<'t>, node: NodeRef<'t>, env: &Env) -> Option<Merge> {
    if !head.keys(node, "`merge`", &["by", "list", "message"]) {
        return None;
    }
    let (Some(by), Some(list)) = (node.get("by"), node.get("list")) else {
        head.wrong(node.place(), "`merge` needs `by` and `list`", "incomplete", "`by` is what merged findings share, `list` how each is named");
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

fn supersede_rules<'t>(head: &Head<'t>, node: NodeRef<'t>, env: &Env) -> Option<Vec<Supersede>> {
    if node.shape() != Shape::Sequence {
        head.wrong(node.place(), "`supersedes` must be a list", "not a list", "`- rule: NAME`");
        return None;
    }
    let mut rules = Vec::new();
    for item in node.items() {
        let bare = item.shape() == Shape::Scalar;
        if !bare && !head.keys(item, "`supersedes`", &["rule", "on", "when"]) {
            return None;
        }
        let Some(rule) = (if bare { Some(item) } else { item.get("rule") }) else {
            head.wrong(item.place(), "`supersedes` does not name a rule", "which rule?", "`- rule: NAME`");
            return None;
        };
        let on = optional(item.get("on"), |node| {
            let on = head.expr(node, env, None, "`on`")?;
            if !matches!(on.ty(), Type { of: Of::Entity(_), lists: 0 | 1 }) {
                head.wrong(node.place(), "`on` must be an entity or a list of entities", "something else", "");
                return None;
            }
            Some(on)
        });
        let when = optional(item.get("when"), |node| head.expr(node, env, Some(Type::one(Of::Bool)), "`when`"));
        let name = head.line(rule, "`rule`")?;
        rules.push(Supersede { rule: name, place: rule.place(), on: on?, when: when? });
    }
    Some(rules)
}

fn values<'t>(head: &Head<'t>, node: NodeRef<'t>, env: &Env) -> Option<Vec<(String, crate::expr::Expr)>> {
    if node.shape() != Shape::Mapping {
        head.wrong(node.place(), "`values` must be a mapping from name to expression", "not a mapping", "");
        return None;
    }
    let mut values = Vec::new();
    for entry in node.entries() {
        let name = entry.key.text().unwrap_or_default().into_owned();
        if head.stray(node, entry.key, &name) {
            return None;
        }
        values.push((name.clone(), head.expr(entry.value, env, None, &format!("`{name}`"))?));
    }
    Some(values)
}

/// Without `values`, a finding shows both sides of each comparison in `require`.
fn decided_by(node: NodeRef<'_>, env: &Env) -> Vec<(String, crate::expr::Expr)> {
    let text = node.text().unwrap_or_default();
    let mut values: Vec<(String, crate::expr::Expr)> = Vec::new();
    for range in operands(&text) {
        let side = &text[range];
        if let Ok(expr) = crate::expr::compile(side, env)
            && !values.iter().any(|(name, _)| name == side)
        {
            values.push((side.split_whitespace().collect::<Vec<_>>().join(" "), expr));
        }
    }
    values
}
