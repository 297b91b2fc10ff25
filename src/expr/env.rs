//! What names mean while an expression is compiled, and what they hold while it is evaluated.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::expr::Expr;
use crate::value::param::ParamValue;
use crate::value::{Item, Type, Val};
use crate::vocabulary::kinds::Kind;

/// The parameters of a rule, in the order they were inserted.
#[derive(Clone, Debug, Default)]
pub struct Params {
    entries: Vec<(String, Type, Arc<ParamValue>)>,
    renamed: Vec<(Kind, String, String)>,
    /// How many parts of the page's expressions are computed once for all entities.
    kept: Arc<AtomicUsize>,
}

impl Params {
    /// No parameters.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a parameter, or replaces the one of that name. For a table, `ty` is the type of its values.
    pub fn insert(&mut self, name: &str, ty: Type, value: ParamValue) {
        self.entries.retain(|(n, ..)| n != name);
        self.entries.push((name.to_owned(), ty, Arc::new(value)));
    }

    /// Says that the organisation calls something by another id than pages do, which may go on using theirs.
    pub fn rename(&mut self, kind: Kind, from: &str, to: &str) {
        self.renamed.push((kind, from.to_owned(), to.to_owned()));
    }

    /// The id that the organisation has instead of this one.
    pub fn renamed(&self, kind: Kind, id: &str) -> Option<&str> {
        self.renamed.iter().find(|(of, from, _)| *of == kind && from == id).map(|(.., to)| to.as_str())
    }

    /// Type and value of a parameter.
    pub fn get(&self, name: &str) -> Option<(Type, &Arc<ParamValue>)> {
        self.entries.iter().find(|(n, ..)| n == name).map(|(_, ty, value)| (*ty, value))
    }

    /// How many parts of the expressions compiled with these parameters are computed once for all entities.
    pub fn kept(&self) -> usize {
        self.kept.load(Ordering::Relaxed)
    }

    /// The number of one more such part.
    pub(super) fn keep(&self) -> usize {
        self.kept.fetch_add(1, Ordering::Relaxed)
    }

    /// The names of all parameters.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(name, ..)| name.as_str())
    }
}

/// Where a [`Frame`] keeps the value of a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot(pub(super) usize);

#[derive(Clone)]
pub(super) struct Binding {
    pub name: Arc<str>,
    holds: Holds,
}

/// What a name stands for.
#[derive(Clone)]
enum Holds {
    /// A variable that the caller sets.
    Set(Type),
    /// One that the caller sets to each element of a list.
    Each(Expr),
    /// A `let`.
    Let(Expr),
}

impl Binding {
    pub fn ty(&self) -> Type {
        match &self.holds {
            Holds::Set(ty) => *ty,
            Holds::Each(list) => list.ty().element(),
            Holds::Let(expr) => expr.ty(),
        }
    }

    /// The expression of a `let`; none for a variable the caller sets.
    pub fn binds(&self) -> Option<&Expr> {
        if let Holds::Let(expr) = &self.holds { Some(expr) } else { None }
    }
}

/// What names mean: parameters, variables and `let` bindings. Later bindings hide earlier ones of the same name.
#[derive(Clone, Default)]
pub struct Env {
    pub(super) params: Arc<Params>,
    pub(super) bindings: Arc<Vec<Binding>>,
}

impl Env {
    /// Only parameters, and what every expression can name.
    pub fn new(params: Arc<Params>) -> Self {
        Self { params, bindings: Arc::default() }
    }

    /// A variable (`for:`, `each:`) whose value the caller sets in the [`Frame`].
    pub fn bind(&mut self, name: &str, ty: Type) -> Slot {
        self.push(name, Holds::Set(ty))
    }

    /// A variable whose value the caller sets to each element of a list.
    pub fn bind_each(&mut self, name: &str, list: Expr) -> Slot {
        self.push(name, Holds::Each(list))
    }

    /// A `let`: evaluated at most once for each frame, when it is first needed, and pointing where its
    /// expression points.
    pub fn bind_let(&mut self, name: &str, expr: Expr) -> Slot {
        self.push(name, Holds::Let(expr))
    }

    fn push(&mut self, name: &str, holds: Holds) -> Slot {
        Arc::make_mut(&mut self.bindings).push(Binding { name: name.into(), holds });
        Slot(self.bindings.len() - 1)
    }
}

/// A growing array whose first few places need no memory of their own.
struct Cells<T, const N: usize> {
    near: [T; N],
    far: Vec<T>,
    empty: T,
}

impl<T: Copy, const N: usize> Cells<T, N> {
    fn new(empty: T) -> Self {
        Self { near: [empty; N], far: Vec::new(), empty }
    }

    fn get(&self, at: usize) -> T {
        self.near.get(at).or_else(|| self.far.get(at - N)).copied().unwrap_or(self.empty)
    }

    fn put(&mut self, at: usize, value: T) {
        if let Some(cell) = self.near.get_mut(at) {
            *cell = value;
            return;
        }
        if self.far.len() <= at - N {
            self.far.resize(at - N + 1, self.empty);
        }
        self.far[at - N] = value;
    }

    fn for_each_after(&mut self, at: usize, change: impl Fn(&mut T)) {
        self.near.iter_mut().chain(&mut self.far).skip(at + 1).for_each(change);
    }
}

#[derive(Clone, Copy)]
enum Held<'a> {
    Nothing,
    Set(Item<'a>),
    /// The value of the `let` with that number.
    Memo(u64, Item<'a>),
}

/// What the names of an [`Env`] hold during one judgement.
pub struct Frame<'a> {
    held: Cells<Held<'a>, 4>,
    locals: Cells<Option<Item<'a>>, 3>,
    /// Values of parts that stand in loops and are the same for all rounds, by their numbers. There are few.
    rounds: Vec<(u64, Val<'a>)>,
    /// Where the macro variables of the running expression begin in `locals`.
    pub(super) base: usize,
    /// Whether a text for people is being made, which leaves out what is not known. No verdict is.
    pub(super) telling: bool,
}

impl<'a> Frame<'a> {
    /// A frame in which nothing is set.
    pub fn new(env: &Env) -> Self {
        let _ = env;
        Self::empty()
    }

    /// A frame for an expression that names nothing.
    pub(super) fn empty() -> Self {
        Self { held: Cells::new(Held::Nothing), locals: Cells::new(None), rounds: Vec::new(), base: 0, telling: false }
    }

    /// Gives a variable its value; `let`s bound after it are evaluated anew.
    pub fn set(&mut self, slot: Slot, item: Item<'a>) {
        self.rounds.clear();
        self.held.for_each_after(slot.0, |held| {
            if matches!(held, Held::Memo(..)) {
                *held = Held::Nothing;
            }
        });
        self.held.put(slot.0, Held::Set(item));
    }

    pub(super) fn bound(&self, slot: Slot) -> Option<Item<'a>> {
        match self.held.get(slot.0) {
            Held::Set(item) => Some(item),
            Held::Nothing | Held::Memo(..) => None,
        }
    }

    pub(super) fn memo(&self, slot: Slot, number: u64) -> Option<Val<'a>> {
        match self.held.get(slot.0) {
            Held::Memo(of, item) if of == number => Some(item.value),
            _ => None,
        }
    }

    pub(super) fn remember(&mut self, slot: Slot, number: u64, value: Val<'a>) {
        self.held.put(slot.0, Held::Memo(number, Item::new(value, None)));
    }

    pub(super) fn round(&self, number: u64) -> Option<Val<'a>> {
        self.rounds.iter().find(|(of, _)| *of == number).map(|(_, value)| *value)
    }

    pub(super) fn remember_round(&mut self, number: u64, value: Val<'a>) {
        self.rounds.push((number, value));
    }

    pub(super) fn local(&self, depth: usize) -> Option<Item<'a>> {
        self.locals.get(self.base + depth)
    }

    pub(super) fn set_local(&mut self, depth: usize, item: Item<'a>) {
        self.locals.put(self.base + depth, Some(item));
    }
}
