//! Compiles the cases of a page: each asks one question about the entities of one collection.

use std::sync::{Arc, OnceLock};

use crate::expr::{Env, Expr, Params};
use crate::rule::clause::{keys, label_rules, merge_rule, optional, severity_choices, supersede_rules};
use crate::rule::head::Head;
use crate::rule::operands::operands;
use crate::rule::{Case, Collection, Telling};
use crate::value::{Of, Type};
use crate::yaml::tree::{NodeRef, Shape};

/// Keys of the head that a case may have itself, instead of the head's.
pub(super) const CASE_KEYS: &[&str] = &[
    "for",
    "let",
    "where",
    "require",
    "severity",
    "message",
    "labels",
    "help",
    "key",
    "merge",
    "supersedes",
    "values",
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

/// What the cases of a page are asked about, one for each, and whether all of them are off. None if something is wrong with that,
/// or if it depends on parameters.
pub(super) fn outline<'t>(head: &Head<'t>, top: NodeRef<'t>, params: &Arc<Params>) -> Option<(Vec<Collection>, bool)> {
    let (mut collections, mut is_off) = (Vec::new(), true);
    for case in cases(top) {
        let (_, value, part) = head.each(case.get("for")?, "`for`")?;
        let (text, env) = (value[part].to_owned(), Env::new(Arc::clone(params)));
        let severity = severity_choices(head, case.get("severity")?, &env)?;
        is_off &= severity.iter().all(|choice| choice.is.is_off());
        collections.push(Collection { list: crate::expr::compile_later(&text, &env, None), env, text });
    }
    (!collections.iter().any(Collection::is_own)).then_some((collections, is_off))
}

/// The cases of a page in which nothing is wrong.
fn cases(top: NodeRef<'_>) -> impl Iterator<Item = Written<'_>> {
    let several = top.get("cases");
    let alone = several.is_none().then_some(Written { own: top, inherited: None });
    let several = several.into_iter().flat_map(NodeRef::items);
    several.map(move |own| Written { own, inherited: Some(top) }).chain(alone)
}

/// What one of the cases of a page tells where it fails.
pub(super) fn telling_of<'t>(head: &Head<'t>, top: NodeRef<'t>, rank: usize, env: &Env) -> Option<Telling> {
    telling(head, cases(top).nth(rank)?, env)
}

/// Compiles all cases of a page; those with mistakes are reported and left out.
pub(super) fn compile_all<'t>(head: &Head<'t>, top: NodeRef<'t>, params: &Arc<Params>) -> Vec<Case> {
    let Some(cases) = top.get("cases") else {
        return compile(head, Written { own: top, inherited: None }, params).into_iter().collect();
    };
    if cases.shape() != Shape::Sequence || cases.items().next().is_none() {
        head.wrong(
            cases.place(),
            "`cases` must be a list of cases",
            "not a list",
            "start each case with `- for:` or `- where:`",
        );
        return Vec::new();
    }
    let mut compiled = Vec::new();
    for own in cases.items() {
        if head.keys(own, "a case", CASE_KEYS) {
            compiled.extend(compile(head, Written { own, inherited: Some(top) }, params));
        }
    }
    compiled
}

fn compile<'t>(head: &Head<'t>, written: Written<'t>, params: &Arc<Params>) -> Option<Case> {
    let list_env = Env::new(Arc::clone(params));
    let each = written.require(head, "for", "say what is judged: `for: team in teams`");
    let subjects = each.and_then(|node| {
        let (name, value, part) = head.each(node, "`for`")?;
        let compiled = crate::expr::compile(&value[part.clone()], &list_env);
        let list = compiled.map_err(|problems| head.report(node, &value, part.start, problems)).ok()?;
        let (Of::Entity(kind), 1) = (list.ty().of, list.ty().lists) else {
            let place = head.within(node, &value, part);
            head.wrong(place, "`for` must go through a list of entities", "not such a list", "such as `team in teams`");
            return None;
        };
        let text = value[part].to_owned();
        Some((name, kind, Collection { list, env: list_env, text }))
    });
    // Without a subject every use of it would be reported as unknown, once more for the same mistake.
    let (name, kind, collection) = subjects?;
    let mut env = collection.env.clone();
    let subject = env.bind(&name, Type::one(Of::Entity(kind)));
    bind_lets(head, written, &mut env)?;

    let truth = Some(Type::one(Of::Bool));
    let condition = optional(written.get("where"), |node| head.expr(node, &env, truth, "`where`"));
    let require_node = written.require(head, "require", "say what must hold");
    let require = require_node.and_then(|node| head.expr(node, &env, truth, "`require`"));
    let severity = written.require(head, "severity", "`advice`, `warning`, `error` or `off`");
    let severity = severity.and_then(|node| severity_choices(head, node, &env));
    let telling = if head.later { OnceLock::new() } else { OnceLock::from(telling(head, written, &env)?) };
    Some(Case {
        collection,
        kind,
        subject,
        condition: condition?,
        require: require?,
        require_place: require_node?.place(),
        severity: severity?,
        env,
        telling,
        later: None,
    })
}

/// What a case tells where it fails.
fn telling<'t>(head: &Head<'t>, written: Written<'t>, env: &Env) -> Option<Telling> {
    let message = written.require(head, "message", "say what is wrong, with the entity and the value");
    let message = message.and_then(|node| head.template(node, env, "`message`"));
    let labels = written.require(head, "labels", "say which places take part");
    let labels = labels.and_then(|node| label_rules(head, node, env));
    let help = optional(written.get("help"), |node| head.template(node, env, "`help`"));
    let key = optional(written.get("key"), |node| keys(head, node, env));
    let merge = optional(written.get("merge"), |node| merge_rule(head, node, env));
    let supersedes = optional(written.get("supersedes"), |node| supersede_rules(head, node, env));
    let values = match written.get("values") {
        Some(node) => values(head, node, env).map(Values::of),
        None => written.get("require").map(|node| {
            let decided = Values::later(node.text().unwrap_or_default().into_owned(), env.clone());
            if !head.later {
                decided.all();
            }
            decided
        }),
    };
    Some(Telling {
        message: message?,
        labels: labels?,
        help: help?,
        key: key?.unwrap_or_default(),
        merge: merge?,
        supersedes: supersedes?.unwrap_or_default(),
        values: values?,
    })
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

fn values<'t>(head: &Head<'t>, node: NodeRef<'t>, env: &Env) -> Option<Vec<(String, Expr)>> {
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

/// What decided a case, by name.
pub struct Values {
    named: OnceLock<Vec<(String, Expr)>>,
    /// What is required, where the page names nothing itself.
    require: Option<(String, Env)>,
}

impl Values {
    fn of(named: Vec<(String, Expr)>) -> Self {
        Self { named: OnceLock::from(named), require: None }
    }

    fn later(require: String, env: Env) -> Self {
        Self { named: OnceLock::new(), require: Some((require, env)) }
    }

    /// All of them. Where the page names none, they are both sides of each comparison in `require`.
    pub fn all(&self) -> &[(String, Expr)] {
        self.named.get_or_init(|| self.require.as_ref().map(|(text, env)| decided_by(text, env)).unwrap_or_default())
    }
}

fn decided_by(text: &str, env: &Env) -> Vec<(String, Expr)> {
    let mut values: Vec<(String, Expr)> = Vec::new();
    for range in operands(text) {
        let side = &text[range];
        if let Ok(expr) = crate::expr::compile(side, env)
            && !values.iter().any(|(name, _)| name == side)
        {
            values.push((side.split_whitespace().collect::<Vec<_>>().join(" "), expr));
        }
    }
    values
}
