//! One entity before one rule: which case fails, and the finding that tells so.

use std::sync::Arc;

use crate::expr::{Expr, Frame, Verdict, show, show_some, truth};
use crate::facts::cx::Cx;
use crate::facts::tables;
use crate::finding::{Finding, value};
use crate::judge::label::labels;
use crate::judge::terms::{help_in_terms, in_terms};
use crate::rule::severity::{Level, Size};
use crate::rule::{Case, Rule, Shown};
use crate::text::given;
use crate::value::{Cause, Item, Missing, Val};
use crate::vocabulary::kinds::Entity;

/// What stands for what nobody knows.
const UNKNOWN: &str = "?";

/// The answer of a rule for one entity.
pub(super) enum Answer {
    /// No case asks about it.
    NotApplicable,
    Holds,
    Fails(Box<Failure>),
    /// What was missing, sorted.
    Unknown(Box<[Missing]>),
}

/// A finding, and what is needed to settle it with the others.
pub(super) struct Failure {
    pub rule: usize,
    pub case: usize,
    pub entity: Entity,
    /// Stable id of the entity.
    pub id: String,
    /// What besides the entity identifies it.
    pub key: String,
    pub finding: Finding,
    /// What it shares with those it is merged with, and how it is listed among them.
    pub merge: Option<(String, String)>,
    /// Other rules whose findings about these entities are redundant.
    pub supersedes: Vec<(String, Vec<Entity>)>,
}

impl Failure {
    /// Bytes of texts that nothing bounds but the page, and that stay until all findings are settled.
    pub fn bytes(&self) -> usize {
        let merge = self.merge.as_ref().map_or(0, |(by, name)| by.len() + name.len());
        self.key.len() + merge
    }
}

pub(super) struct Judge<'r> {
    pub rule: &'r Rule,
    /// Rank of the rule.
    pub rank: usize,
    /// Ranks of the cases to try, in order.
    pub cases: &'r [usize],
    pub size: Option<Size>,
}

impl Judge<'_> {
    pub fn answer<'a>(&self, cx: &Cx<'a>, item: Item<'a>, entity: Entity) -> Answer {
        if tables::outside(cx, entity).is_some() {
            return Answer::NotApplicable;
        }
        let (mut held, mut unknown): (bool, Option<Cause>) = (false, None);
        for &rank in self.cases {
            let case = &self.rule.cases[rank];
            let mut frame = Frame::new(&case.env);
            frame.set(case.subject, item);
            match verdict(case, cx, &mut frame) {
                None => {}
                Some(Verdict::Holds) => held = true,
                Some(Verdict::Unknown(why)) => {
                    unknown = Some(unknown.map_or(why, |other| cx.either(other, why)));
                }
                Some(Verdict::OutOfSteps) => return Answer::NotApplicable,
                Some(Verdict::Fails) => match self.level(case, cx, &mut frame) {
                    Level::Off => held = true,
                    Level::At(severity) => {
                        let place = tables::place(cx, entity).or(item.place).unwrap_or(case.require_place);
                        let message = in_terms(&case.message, cx, &mut frame, entity.kind, place);
                        let finding = Finding::unidentified(place, &self.rule.name, severity, message);
                        return Answer::Fails(Box::new(self.failure(rank, finding, cx, &mut frame, entity)));
                    }
                },
            }
        }
        match unknown {
            Some(cause) => Answer::Unknown(cx.missing(cause).into_boxed_slice()),
            None if held => Answer::Holds,
            None => Answer::NotApplicable,
        }
    }

    fn level<'a>(&self, case: &Case, cx: &Cx<'a>, frame: &mut Frame<'a>) -> Level {
        self.rule.fixed_severity.unwrap_or_else(|| {
            let choice = case.severity.iter().find(|choice| {
                choice.when.as_ref().is_none_or(|when| matches!(truth(when.eval(cx, frame)), Verdict::Holds))
            });
            choice.map_or(Level::Off, |choice| choice.is.of(self.size))
        })
    }

    fn failure<'a>(
        &self,
        rank: usize,
        mut finding: Finding,
        cx: &Cx<'a>,
        frame: &mut Frame<'a>,
        entity: Entity,
    ) -> Failure {
        let case = &self.rule.cases[rank];
        let id = tables::stable_id(cx, entity);
        let key: Vec<String> = case.key.iter().map(|key| shown(key, cx, frame)).collect();
        let key = key.join("/");
        finding.info = Some(Arc::clone(self.rule.info()));
        let named = |(name, expr): &(String, crate::expr::Expr)| {
            (name.clone(), value(show_some(&expr.eval(cx, frame), expr.ty(), cx)))
        };
        finding.values = case.values.all().iter().map(named).collect();
        (finding.labels, finding.more_labels) = labels(case, cx, frame, entity.kind, finding.place());
        let help = case.help.as_ref().map(|help| help_in_terms(help, cx, frame, entity.kind, finding.place()));
        // Advice of which nothing is known is none.
        finding.help = help.filter(|help| given::plain(help).trim() != UNKNOWN);
        let merge = case.merge.as_ref().map(|merge| (shown(&merge.by, cx, frame), shown(&merge.list, cx, frame)));
        let supersedes = supersedes(case, cx, frame, entity);
        let finding = finding.about(&[&id], &key);
        Failure { rule: self.rank, case: rank, entity, id, key, finding, merge, supersedes }
    }
}

/// `!where || require` after Kleene; none where the case does not ask about the entity.
fn verdict<'a>(case: &Case, cx: &Cx<'a>, frame: &mut Frame<'a>) -> Option<Verdict> {
    let asked = case.condition.as_ref().map_or(Verdict::Holds, |condition| truth(condition.eval(cx, frame)));
    if matches!(asked, Verdict::Fails) {
        return None;
    }
    let required = truth(case.require.eval(cx, frame));
    Some(match (asked, required) {
        (Verdict::OutOfSteps, _) | (_, Verdict::OutOfSteps) => Verdict::OutOfSteps,
        (_, Verdict::Holds) => Verdict::Holds,
        (Verdict::Unknown(asked), Verdict::Unknown(required)) => Verdict::Unknown(cx.either(asked, required)),
        (Verdict::Unknown(asked), _) => Verdict::Unknown(asked),
        (_, required) => required,
    })
}

pub(super) fn shown<'a>(shown: &Shown, cx: &Cx<'a>, frame: &mut Frame<'a>) -> String {
    match shown {
        Shown::Template(template) => template.render_whole(cx, frame),
        Shown::Expr(expr) => show(&expr.eval(cx, frame), expr.ty(), cx),
    }
}

fn supersedes<'a>(case: &Case, cx: &Cx<'a>, frame: &mut Frame<'a>, entity: Entity) -> Vec<(String, Vec<Entity>)> {
    let mut redundant = Vec::new();
    for supersede in &case.supersedes {
        let mut holds = |expr: &Expr| matches!(truth(expr.eval(cx, frame)), Verdict::Holds);
        if !supersede.when.as_ref().is_none_or(&mut holds) || supersede.unless.as_ref().is_some_and(&mut holds) {
            continue;
        }
        let about = match supersede.on.as_ref().map(|on| on.eval(cx, frame)) {
            None => vec![entity],
            Some(Val::Entity(other)) => vec![other],
            Some(Val::List(list)) => {
                list.items.iter().filter(|item| item.maybe.is_none()).filter_map(Item::entity).collect()
            }
            Some(_) => Vec::new(),
        };
        redundant.push((supersede.rule.clone(), about));
    }
    redundant
}
