//! Finds the parts of an expression that need not be computed anew each time.
//!
//! - Those in which no entity occurs, neither the one that is judged nor the element of a list around them, come to the same
//!   for everybody, so they are computed once for a rule and run; otherwise what asks all teams about each team takes the
//!   square of an organisation's size.
//! - Those that know what is judged only by a fact which many have in common, such as the rotations that a policy pages, are
//!   computed once for all of these.
//! - Those in a loop in which its variable does not occur are computed once for all of its rounds.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::expr::env::{Env, Slot};
use crate::expr::typed::{Is, Keep, Root, Typed};
use crate::vocabulary::kinds::{FieldId, Kind};

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
    let mut all = Vec::new();
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
    for (rank, part) in typed.parts().into_iter().enumerate() {
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
    let within = Around {
        is_shared: around.is_shared || shared.is_some(),
        is_loop: around.is_loop && looped.is_none() && shared.is_none(),
    };
    mark_parts(typed, env, all, within);
    for keep in shared.into_iter().chain(looped) {
        let whole = std::mem::replace(&mut typed.is, Is::Single(Kind::Org));
        let of = Typed { is: whole, ty: typed.ty, span: typed.span.clone() };
        typed.is = Is::Kept(keep, Box::new(of));
    }
}

fn mark_parts(typed: &mut Typed, env: &Env, all: &[Part], around: Around) {
    let asked = asks_for_a_field(typed);
    let is_loop = matches!(typed.is, Is::Each(..));
    for (rank, (part, all)) in parts(typed, all).enumerate() {
        let around = Around { is_loop: around.is_loop || is_loop && rank == 1, ..around };
        if asked && rank == 0 { mark_within_field(part, env, all, around) } else { mark(part, env, all, around) }
    }
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
    let mut rest = all.get(1..).unwrap_or_default();
    typed.parts_mut().into_iter().map(move |part| {
        let (own, others) = rest.split_at(rest.first().map_or(0, |(_, parts)| *parts));
        rest = others;
        (part, own)
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
