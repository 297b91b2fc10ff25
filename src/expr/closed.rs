//! Finds the parts of an expression that need not be computed anew each time.
//!
//! - Those in which no entity occurs, neither the one that is judged nor the element of a list around them, come to the same
//!   for everybody, so they are computed once for a rule and run; otherwise what asks all teams about each team takes the
//!   square of an organisation's size.
//! - Those that know what is judged only by a fact which many have in common, such as the rotations that a policy pages, are
//!   computed once for all of these.
//! - Those in a loop in which its variable does not occur are computed once for all of its rounds.
//! - A question about each element of a list that many have in common, such as the targets of a level, mostly comes to the same
//!   for all who ask it: where what is judged occurs in it only as a list of its own in which something is looked for, such as its
//!   owners, all elements that look for nothing in there are gone through once for all.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::expr::ast::Op;
use crate::expr::env::{Env, Slot};
use crate::expr::typed::{Each, Is, Keep, Root, Typed};
use crate::facts::fact::Fact;
use crate::value::{Of, Type};
use crate::vocabulary::kinds::{FieldId, Kind};
use crate::vocabulary::{Read, record};

/// What the value of an expression depends on of what is judged, or of another variable that the judge sets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Judged {
    /// Nothing.
    #[default]
    Nothing,
    /// One fact that many may have in common.
    Fact(Root),
    /// Anything.
    Anything,
}

impl Judged {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nothing, one) | (one, Self::Nothing) => one,
            (a, b) if a == b => a,
            _ => Self::Anything,
        }
    }
}

/// What the value of an expression depends on, and what it takes to compute it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Closed {
    judged: Judged,
    /// The outermost macro variable that it uses and that is bound around it.
    local: Option<usize>,
    /// Whether it takes more time for a larger organisation.
    grows: bool,
}

impl Closed {
    fn and(self, other: Self) -> Self {
        Self {
            judged: self.judged.and(other.judged),
            local: self.local.into_iter().chain(other.local).min(),
            grows: self.grows || other.grows,
        }
    }
}

/// Marks the largest parts that are worth computing once, and tells what the whole depends on.
pub fn keep(mut typed: Typed, env: &Env) -> (Typed, Closed) {
    let mut all = Vec::with_capacity(32);
    let whole = depends(&typed, &mut all);
    mark(&mut typed, env, &all, Around::default());
    (typed, whole)
}

/// What a part depends on, and of how many parts it is made, itself included.
type Part = (Closed, usize);

/// Adds an expression and all its parts, each before those that it is made of.
fn depends(typed: &Typed, all: &mut Vec<Part>) -> Closed {
    let root = root(typed);
    let own = match &typed.is {
        Is::Bound(_) => Closed { judged: Judged::Anything, ..Closed::default() },
        Is::Local(depth) => Closed { local: Some(*depth), ..Closed::default() },
        Is::Let(_, expr, _) => expr.closed(),
        Is::Fact(..) => Closed { judged: root.map(Judged::Fact).unwrap_or_default(), grows: true, local: None },
        Is::Section(_) | Is::Derived(_) | Is::Each(..) => Closed { grows: true, ..Closed::default() },
        _ => Closed::default(),
    };
    let at = all.len();
    all.push((own, 0));
    let mut whole = own;
    for (rank, part) in typed.parts().enumerate() {
        let mut of_part = depends(part, all);
        if let Is::Each(_, _, depth, _) = &typed.is
            && rank == 1
        {
            // Variables bound further in are gone already, and those further out have lower numbers.
            of_part.local = of_part.local.filter(|local| local < depth);
        }
        if root.is_some() {
            of_part.judged = Judged::Nothing;
        }
        whole = whole.and(of_part);
    }
    if asks_for_a_field(typed) && matches!(whole.judged, Judged::Fact(_)) {
        // Whether it is declared is no matter of its value.
        whole.judged = Judged::Anything;
    }
    all[at] = (whole, all.len() - at);
    whole
}

/// What `has` and `orValue` ask about is a field and no value.
fn asks_for_a_field(typed: &Typed) -> bool {
    matches!(typed.is, Is::Has(_) | Is::OrValue(..))
}

/// The fact that it is, if many may have it in common.
fn root(typed: &Typed) -> Option<Root> {
    match &typed.is {
        Is::Fact(of, fact, None) if fact.alike.is_some() => {
            let (slot, field) = whose(of)?;
            Some(Root { slot, field, fact })
        }
        _ => None,
    }
}

/// The variable that an entity is, or in one of whose fields it is.
fn whose(of: &Typed) -> Option<(Slot, Option<FieldId>)> {
    match &of.itself().is {
        Is::Bound(slot) => Some((*slot, None)),
        Is::Field(of, _, field) => match &of.itself().is {
            Is::Bound(slot) => Some((*slot, Some(*field))),
            _ => None,
        },
        Is::Let(_, expr, _) => whose(expr.typed()),
        _ => None,
    }
}

/// What is around a part.
#[derive(Clone, Copy, Debug, Default)]
struct Around {
    /// Something that is computed once for all entities, or for many of them.
    is_shared: bool,
    /// A loop, in which nothing is computed for all its rounds yet.
    is_loop: bool,
}

fn mark(typed: &mut Typed, env: &Env, all: &[Part], around: Around) {
    let Some(&(whole, _)) = all.first() else { return };
    let is_worth_it = whole.grows && whole.local.is_none() && !is_at_hand(typed);
    let shared = match whole.judged {
        _ if around.is_shared || !is_worth_it => None,
        Judged::Nothing => Some(Keep::All(env.params.keep())),
        Judged::Fact(of) if root(typed).is_none() => Some(Keep::Alike([env.params.keep(), env.params.keep()], of)),
        Judged::Fact(_) | Judged::Anything => None,
    };
    let looped = (around.is_loop && is_worth_it && !matches!(shared, Some(Keep::All(_)))).then(|| Keep::Loop(number()));
    let apart = if around.is_shared || shared.is_some() { None } else { apart(typed, all) };
    let within = Around {
        is_shared: around.is_shared || shared.is_some(),
        is_loop: around.is_loop && looped.is_none() && shared.is_none(),
    };
    mark_parts(typed, env, all, within);
    if let (Some(own), Is::Each(.., body)) = (apart, &mut typed.is) {
        mark_looks(body, own);
    }
    let apart = apart.map(|_| Keep::Apart(env.params.keep()));
    apart.into_iter().chain(shared).chain(looped).for_each(|keep| wrap(typed, keep));
}

fn mark_parts(typed: &mut Typed, env: &Env, all: &[Part], around: Around) {
    let asked = asks_for_a_field(typed);
    let is_loop = matches!(typed.is, Is::Each(..));
    for (rank, (part, all)) in parts(typed, all).enumerate() {
        let around = Around { is_loop: around.is_loop || is_loop && rank == 1, ..around };
        if asked && rank == 0 { mark_within_field(part, env, all, around) } else { mark(part, env, all, around) }
    }
}

/// The list of what is judged that a question about each element of a list depends on: it depends on nothing else of that, and
/// many may have the elements in common.
fn apart(typed: &Typed, all: &[Part]) -> Option<Own> {
    let Is::Each(Each::Exists | Each::All, list, depth, body) = &typed.is else { return None };
    let Is::Field(of, kind, field) = &list.is else { return None };
    let is_list = matches!(record(*kind).def(*field).read, Read::List(_) | Read::Map(_));
    let is_of_another = match &of.is {
        Is::Local(_) => true,
        Is::Field(of, ..) => matches!(of.is, Is::Bound(_)),
        _ => false,
    };
    let all = each_part(all).nth(1)?;
    let (of_body, _) = all.first()?;
    if !is_list || !is_of_another || of_body.local.is_some_and(|local| local < *depth) {
        return None;
    }
    let mut own = None;
    if only_looks(body, all, &mut own) { own } else { None }
}

/// A list of what is judged: whose, and which.
#[derive(Clone, Copy)]
struct Own {
    slot: Slot,
    field: Option<FieldId>,
    fact: Option<&'static Fact>,
}

impl Own {
    fn of(list: &Typed) -> Option<Self> {
        let slot_of = |of: &Typed| if let Is::Bound(slot) = of.itself().is { Some(slot) } else { None };
        match &list.itself().is {
            Is::Field(of, _, field) => Some(Self { slot: slot_of(of)?, field: Some(*field), fact: None }),
            Is::Fact(of, fact, _) => Some(Self { slot: slot_of(of)?, field: None, fact: Some(fact) }),
            Is::Let(slot, ..) => Some(Self { slot: *slot, field: None, fact: None }),
            _ => None,
        }
    }
}

impl PartialEq for Own {
    fn eq(&self, other: &Self) -> bool {
        let fact = |own: &Self| own.fact.map(std::ptr::from_ref);
        (self.slot, self.field, fact(self)) == (other.slot, other.field, fact(other))
    }
}

/// Whether what is judged occurs only as one list of its own, in which something of an element is looked for.
fn only_looks(typed: &Typed, all: &[Part], own: &mut Option<Own>) -> bool {
    let Some((whole, _)) = all.first() else { return false };
    if whole.judged == Judged::Nothing {
        return true;
    }
    if let Some((wanted, list)) = looked_for(typed)
        && let Some(of) = Own::of(list)
    {
        let depends_on = |part| depends(part, &mut Vec::new());
        let (wanted, list) = (depends_on(wanted), depends_on(list));
        let is_own = list.judged == Judged::Anything && list.local.is_none();
        let is_of_element = wanted.judged == Judged::Nothing && wanted.local.is_some();
        return is_own && is_of_element && *own.get_or_insert(of) == of;
    }
    let mut parts = typed.parts().zip(each_part(all)).peekable();
    parts.peek().is_some() && parts.all(|(part, all)| only_looks(part, all, own))
}

/// What is looked for and in which list, where that is asked: `one in list`, or `list.exists(other, other == one)`.
pub fn looked_for(typed: &Typed) -> Option<(&Typed, &Typed)> {
    let (wanted, list) = match &typed.itself().is {
        Is::In(wanted, list) => (&**wanted, &**list),
        Is::Each(Each::Exists, list, depth, body) => match &body.itself().is {
            Is::Equal(Op::Equal, a, b) if is_local(a, *depth) && !names(b, *depth) => (&**b, &**list),
            Is::Equal(Op::Equal, a, b) if is_local(b, *depth) && !names(a, *depth) => (&**a, &**list),
            _ => return None,
        },
        _ => return None,
    };
    let is_entity = |ty: Type| matches!(ty.of, Of::Entity(_) | Of::Party);
    (is_entity(wanted.ty) && wanted.ty.lists == 0 && is_entity(list.ty)).then_some((wanted, list))
}

fn is_local(typed: &Typed, depth: usize) -> bool {
    matches!(typed.itself().is, Is::Local(local) if local == depth)
}

/// Whether a macro variable occurs in it.
fn names(typed: &Typed, depth: usize) -> bool {
    is_local(typed, depth) || typed.parts().any(|part| names(part, depth))
}

/// Marks where something is looked for in that list.
fn mark_looks(typed: &mut Typed, own: Own) {
    if looked_for(typed).and_then(|(_, list)| Own::of(list)) == Some(own) {
        wrap(typed, Keep::Among);
    } else {
        typed.parts_mut().for_each(|part| mark_looks(part, own));
    }
}

fn wrap(typed: &mut Typed, keep: Keep) {
    let whole = std::mem::replace(&mut typed.is, Is::Single(Kind::Org));
    let of = Typed { is: whole, ty: typed.ty, span: typed.span.clone() };
    typed.is = Is::Kept(keep, Box::new(of));
}

/// A number that no other part of any expression has.
fn number() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// Marks what a chain of fields begins with.
fn mark_within_field(typed: &mut Typed, env: &Env, all: &[Part], around: Around) {
    if matches!(typed.is, Is::Id(_) | Is::Field(..) | Is::Fact(..)) {
        parts(typed, all).for_each(|(part, all)| mark_within_field(part, env, all, around));
    } else {
        mark(typed, env, all, around);
    }
}

/// What an expression is made of, each with its own parts.
fn parts<'t>(typed: &'t mut Typed, all: &'t [Part]) -> impl Iterator<Item = (&'t mut Typed, &'t [Part])> {
    typed.parts_mut().zip(each_part(all))
}

/// What an expression is made of, one after the other.
fn each_part(all: &[Part]) -> impl Iterator<Item = &[Part]> {
    let mut rest = all.get(1..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (own, others) = rest.split_at(rest.first()?.1);
        rest = others;
        Some(own)
    })
}

/// Whether there is nothing to compute: what can be gone through where it lies, or is kept already.
fn is_at_hand(typed: &Typed) -> bool {
    match &typed.is {
        Is::Section(_) | Is::Derived(_) | Is::Let(..) | Is::Single(_) | Is::Const(_) | Is::Kept(..) => true,
        Is::Field(of, ..) | Is::Id(of) => is_at_hand(of),
        _ => false,
    }
}
