//! How the value of an expression comes about: a walk over its checked tree that evaluates every part as a judgement
//! would. Nothing of it runs while an organisation is judged.

use crate::expr::env::{Env, Frame, Slot};
use crate::expr::exact_text::{element_told, told};
use crate::expr::lower::read;
use crate::expr::typed::{Each, Is, Typed};
use crate::expr::{Expr, lower};
use crate::facts::cx::Cx;
use crate::org::origin::Origin;
use crate::text::Place;
use crate::value::{Cause, List, Missing, Of, Type, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// So many elements of a list are taken apart.
const ELEMENTS: usize = 4;
/// So many elements are looked at to find those that decide.
const SEARCHED: usize = 10_000;
/// So many parts an expression is taken apart into.
const PARTS: usize = 200;

/// A part of an expression, and what it came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The words of the page; for an element of a list, its variable and the element.
    pub text: String,
    /// What it came to.
    pub came_to: CameTo,
    /// Whether it holds, where it is a question that has an answer.
    pub holds: Option<bool>,
    /// Where that was written, if it was.
    pub places: Vec<Place>,
    /// What stands for a field that was not written itself.
    pub origin: Option<Origin>,
    /// What is missing to know it, or to know it better.
    pub missing: Vec<Missing>,
    /// What it is made of.
    pub parts: Vec<Step>,
    /// Elements that were left out of `parts`.
    pub more: usize,
    /// Whether it was not taken apart, because the trace is long enough.
    pub cut: bool,
}

/// What a part of an expression came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CameTo {
    /// A value, as it reads.
    Value(String),
    /// The value that the vocabulary gives a field nobody declared.
    Default(String),
    /// Nothing: it is not known.
    Unknown,
    /// Nothing: what stands before it had decided.
    NotAsked,
}

/// What a trace met on its way.
#[derive(Debug, Default)]
pub struct Met {
    /// People's on-call loads and pools whose hours were read, each once.
    pub sums: Vec<Entity>,
    /// Parts of the expression that is traced, so far.
    steps: usize,
}

impl Expr {
    /// How its value comes about, in a frame that it may be evaluated in.
    pub fn trace<'a>(&self, cx: &Cx<'a>, frame: &mut Frame<'a>, met: &mut Met) -> Step {
        met.steps = 0;
        Tracer { text: &self.inner().text, cx, met }.step(&self.inner().typed, frame)
    }

    /// The `let`s it uses, those that these use included.
    pub fn lets(&self) -> Vec<Slot> {
        let mut found = Vec::new();
        lets(&self.inner().typed, &mut found);
        found
    }
}

fn lets(typed: &Typed, found: &mut Vec<Slot>) {
    if let Is::Let(slot, expr, _) = &typed.is
        && !found.contains(slot)
    {
        found.push(*slot);
        lets(&expr.inner().typed, found);
    }
    for part in typed.parts() {
        lets(part, found);
    }
}

impl Env {
    /// The `let`s among its names, in order: name, slot and expression.
    pub fn let_bindings(&self) -> impl Iterator<Item = (&str, Slot, &Expr)> {
        let bindings = self.bindings.iter().enumerate();
        bindings.filter_map(|(at, binding)| binding.binds().map(|expr| (&*binding.name, Slot(at), expr)))
    }

    /// The name that stands for what a slot holds.
    pub fn name_of(&self, slot: Slot) -> &str {
        self.bindings.get(slot.0).map_or("", |binding| &binding.name)
    }
}

struct Tracer<'t, 'c, 'a> {
    text: &'t str,
    cx: &'c Cx<'a>,
    met: &'t mut Met,
}

impl<'a> Tracer<'_, '_, 'a> {
    fn words(&self, typed: &Typed) -> String {
        let words = without_parentheses(self.text.get(typed.span.clone()).unwrap_or_default());
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn step(&mut self, typed: &Typed, frame: &mut Frame<'a>) -> Step {
        self.met.steps += 1;
        let val = lower::lower(typed)(self.cx, frame);
        let typed = typed.itself();
        let mut step = Step {
            text: self.words(typed),
            came_to: match val {
                Val::Unknown(_) => CameTo::Unknown,
                _ => CameTo::Value(told(&val, typed.ty, self.cx)),
            },
            holds: match val {
                Val::Bool(holds) => Some(holds),
                _ => None,
            },
            places: Vec::new(),
            origin: None,
            missing: self.missing(&val),
            parts: Vec::new(),
            more: 0,
            cut: false,
        };
        self.origin(typed, frame, &mut step);
        if self.met.steps < PARTS {
            self.parts(typed, &val, frame, &mut step);
        } else {
            step.cut = !matches!(typed.is, Is::Field(..) | Is::Note(..) | Is::Fact(..) | Is::Id(_))
                && typed.parts().next().is_some();
        }
        step
    }

    fn missing(&self, val: &Val<'a>) -> Vec<Missing> {
        let causes: Vec<Cause> = match val {
            Val::Unknown(cause) => vec![*cause],
            Val::Interval(interval) => vec![interval.cause],
            Val::List(List { items, open }) => {
                open.iter().copied().chain(items.iter().filter_map(|item| item.maybe)).collect()
            }
            _ => Vec::new(),
        };
        let mut missing: Vec<Missing> = causes.into_iter().flat_map(|cause| self.cx.missing(cause)).collect();
        missing.sort_unstable();
        missing.dedup();
        missing.truncate(Cx::REMEMBERED);
        missing
    }

    /// Where what was read was written, or that it was not.
    fn origin(&mut self, typed: &Typed, frame: &mut Frame<'a>, step: &mut Step) {
        let cx = self.cx;
        match &typed.itself().is {
            Is::Field(of, _, field) => {
                let Val::Entity(entity) = lower::lower(of)(cx, frame) else { return };
                step.origin = cx.org.origin(entity, *field);
                match (read::written(cx, entity, *field), &step.came_to) {
                    (Some(place), _) => step.places.push(place),
                    (None, CameTo::Value(value)) => step.came_to = CameTo::Default(value.clone()),
                    _ => {}
                }
            }
            Is::Note(of, field, key) => {
                let Val::Entity(entity) = lower::lower(of)(cx, frame) else { return };
                let key = lower::lower(key)(cx, frame);
                step.places.extend(read::noted(cx, entity, *field, key));
            }
            Is::Fact(of, fact, same) => {
                let Val::Entity(entity) = lower::lower(of)(cx, frame) else { return };
                step.origin = same.and_then(|field| cx.org.origin(entity, field));
                let written = same.and_then(|field| read::written(cx, entity, field));
                step.places.extend(written.or_else(|| fact.at.and_then(|at| at(cx, entity))));
                let sums = matches!(entity.kind, Kind::OnCall | Kind::Pool) && matches!(typed.ty.of, Of::Number(_));
                if sums && !self.met.sums.contains(&entity) {
                    self.met.sums.push(entity);
                }
            }
            Is::Has(of) if step.holds == Some(true) => self.origin(of, frame, step),
            _ => {}
        }
    }

    fn parts(&mut self, typed: &Typed, val: &Val<'a>, frame: &mut Frame<'a>, step: &mut Step) {
        match &typed.is {
            Is::And(..) | Is::Or(..) => {
                let (all, deciding) = match &typed.is {
                    Is::And(..) => (chain(typed, false), false),
                    _ => (chain(typed, true), true),
                };
                let mut decided = false;
                for part in all {
                    let traced = if decided { self.not_asked(part) } else { self.step(part, frame) };
                    decided |= traced.holds == Some(deciding);
                    step.parts.push(traced);
                }
            }
            Is::Cond(condition, a, b) => {
                let condition = self.step(condition, frame);
                let holds = condition.holds;
                step.parts.push(condition);
                for (part, asked) in [(a, holds != Some(false)), (b, holds != Some(true))] {
                    if asked {
                        self.part(part, frame, step);
                    }
                }
            }
            Is::Has(of) => {
                if let Is::Field(inner, ..) | Is::Note(inner, ..) | Is::Fact(inner, ..) = &of.is
                    && matches!(step.came_to, CameTo::Unknown)
                {
                    self.part(inner, frame, step);
                }
            }
            Is::OrValue(of, other) => {
                let declared = read::declared(of)(self.cx, frame);
                if matches!(declared, Val::Bool(false)) {
                    let mut undeclared = self.not_asked(of);
                    undeclared.came_to = CameTo::Value("not declared".to_owned());
                    step.parts.push(undeclared);
                    self.part(other, frame, step);
                } else {
                    self.part(of, frame, step);
                }
            }
            Is::Each(each, list, depth, body) => {
                self.part(list, frame, step);
                self.elements(*each, list, *depth, body, frame, step);
            }
            // What was read is enough to know, and where nothing could be read the reason is further in.
            Is::Field(of, ..) | Is::Note(of, ..) | Is::Fact(of, ..) | Is::Id(of) => {
                let further = !matches!(of.is, Is::Field(..) | Is::Fact(..)) || matches!(val, Val::Unknown(_));
                if further {
                    self.part_if(of, frame, step, |step| {
                        !matches!(step.came_to, CameTo::Value(_)) || !step.parts.is_empty()
                    });
                }
            }
            _ => {
                for part in typed.parts() {
                    self.part(part, frame, step);
                }
            }
        }
    }

    fn part(&mut self, typed: &Typed, frame: &mut Frame<'a>, step: &mut Step) {
        self.part_if(typed, frame, step, |_| true);
    }

    /// Adds a part unless its words say all there is. What the checker put around an expression is not shown itself.
    fn part_if(&mut self, typed: &Typed, frame: &mut Frame<'a>, step: &mut Step, wanted: impl FnOnce(&Step) -> bool) {
        let obvious = match &typed.itself().is {
            Is::Const(_) => !self.words(typed).starts_with("params."),
            Is::Bound(_) | Is::Local(_) => true,
            Is::Single(kind) => self.cx.org.declared(*kind) > 0 || *kind == Kind::Org,
            _ => false,
        };
        if obvious {
            return;
        }
        let part = self.step(typed, frame);
        if part.text == step.text {
            step.parts.extend(part.parts);
            step.more += part.more;
        } else if wanted(&part) {
            step.parts.push(part);
        }
    }

    fn not_asked(&self, typed: &Typed) -> Step {
        Step {
            text: self.words(typed),
            came_to: CameTo::NotAsked,
            holds: None,
            places: Vec::new(),
            origin: None,
            missing: Vec::new(),
            parts: Vec::new(),
            more: 0,
            cut: false,
        }
    }

    /// The elements that decide, with what the body says of each.
    fn elements(
        &mut self,
        each: Each,
        list: &Typed,
        depth: usize,
        body: &Typed,
        frame: &mut Frame<'a>,
        step: &mut Step,
    ) {
        // The id of every element is in the list already, and so is the first of those that are alike.
        let named = matches!(&body.is, Is::Id(of) if matches!(of.is, Is::Local(_))) || matches!(body.is, Is::Local(_));
        if named || each == Each::FirstBy {
            return;
        }
        let Val::List(all) = lower::lower(list)(self.cx, frame) else { return };
        let run = lower::lower(body);
        let telling = match each {
            Each::Exists | Each::ExistsOne | Each::Count | Each::Filter => Some(true),
            Each::All => Some(false),
            Each::Map | Each::FirstBy => None,
        };
        let (mut deciding, mut others) = (Vec::new(), Vec::new());
        for (rank, &item) in all.items.iter().enumerate().take(SEARCHED) {
            frame.set_local(depth, item);
            match (run(self.cx, frame), telling) {
                (Val::Bool(known), Some(telling)) if known != telling => others.push(rank),
                _ => deciding.push(rank),
            }
        }
        deciding.truncate(ELEMENTS);
        others.truncate(ELEMENTS - deciding.len());
        let mut shown: Vec<usize> = deciding.into_iter().chain(others).collect();
        shown.sort_unstable();
        step.more += all.items.len() - shown.len();
        let name = self.variable(body).to_owned();
        let element_type = Type { of: list.ty.of, lists: list.ty.lists.saturating_sub(1) };
        for rank in shown {
            let item = all.items[rank];
            frame.set_local(depth, item);
            let mut element = self.step(body, frame);
            element.text = format!("{name} = {}", element_told(&item, element_type, self.cx));
            if let Some(cause) = item.maybe {
                element.missing.extend(self.cx.missing(cause));
            }
            step.parts.push(element);
        }
    }

    /// The variable that stands before the body of a macro.
    fn variable(&self, body: &Typed) -> &str {
        let before = self.text.get(..body.span.start).unwrap_or_default();
        let before = before.trim_end_matches(|c: char| c == '(' || c.is_whitespace());
        let before = before.strip_suffix(',').unwrap_or(before).trim_end();
        let start = before.rfind(|c: char| !(c.is_alphanumeric() || c == '_')).map_or(0, |at| at + 1);
        before.get(start..).filter(|name| !name.is_empty()).unwrap_or("element")
    }
}

/// What stands in parentheses that are around everything.
fn without_parentheses(words: &str) -> &str {
    let words = words.trim();
    let Some(inner) = words.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) else { return words };
    let (mut depth, mut quote) = (0_usize, None);
    for c in inner.chars() {
        match (c, quote) {
            (c, Some(open)) => quote = quote.filter(|_| c != open),
            ('"' | '\'', None) => quote = Some(c),
            ('(', None) => depth += 1,
            // Closed before the end, so that the outer ones are two pairs: `(a) && (b)`.
            (')', None) if depth == 0 => return words,
            (')', None) => depth -= 1,
            _ => {}
        }
    }
    without_parentheses(inner)
}

/// The operands of a chain of the same operator.
fn chain(typed: &Typed, or: bool) -> Vec<&Typed> {
    match &typed.itself().is {
        Is::And(a, b) if !or => chain(a, or).into_iter().chain(chain(b, or)).collect(),
        Is::Or(a, b) if or => chain(a, or).into_iter().chain(chain(b, or)).collect(),
        _ => vec![typed],
    }
}
