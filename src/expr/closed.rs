//! Finds the parts of an expression in which no entity occurs: neither the one that is judged, nor the element of a list
//! around them. They come to the same for everybody, so they are computed once for a rule and run, and not for each entity
//! anew; otherwise what asks all teams about each team takes the square of an organisation's size.

use crate::expr::env::Env;
use crate::expr::typed::{Is, Typed};
use crate::vocabulary::kinds::Kind;

/// What the value of an expression depends on, and what it takes to compute it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Closed {
    /// Whether it depends on what is judged, or on another variable that the judge sets.
    open: bool,
    /// The outermost macro variable that it uses and that is bound around it.
    local: Option<usize>,
    /// Whether it takes more time for a larger organisation.
    grows: bool,
}

impl Closed {
    fn is_closed(self) -> bool {
        !self.open && self.local.is_none()
    }

    fn and(self, other: Self) -> Self {
        Self {
            open: self.open || other.open,
            local: self.local.into_iter().chain(other.local).min(),
            grows: self.grows || other.grows,
        }
    }
}

/// Marks the largest parts that are worth computing once, and tells what the whole depends on.
pub fn keep(mut typed: Typed, env: &Env) -> (Typed, Closed) {
    let mut all = Vec::new();
    let whole = depends(&typed, &mut all);
    mark(&mut typed, env, &all);
    (typed, whole)
}

/// What a part depends on, and of how many parts it is made, itself included.
type Part = (Closed, usize);

/// Adds an expression and all its parts, each before those that it is made of.
fn depends(typed: &Typed, all: &mut Vec<Part>) -> Closed {
    let own = match &typed.is {
        Is::Bound(_) => Closed { open: true, ..Closed::default() },
        Is::Local(depth) => Closed { local: Some(*depth), ..Closed::default() },
        Is::Let(_, expr, _) => expr.closed(),
        Is::Section(_) | Is::Derived(_) | Is::Fact(..) | Is::Each(..) => Closed { grows: true, ..Closed::default() },
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
        whole = whole.and(of_part);
    }
    all[at] = (whole, all.len() - at);
    whole
}

fn mark(typed: &mut Typed, env: &Env, all: &[Part]) {
    let Some(&(whole, _)) = all.first() else { return };
    if whole.is_closed() && !whole.grows {
        return;
    }
    if whole.is_closed() && !is_at_hand(typed) {
        let whole = std::mem::replace(&mut typed.is, Is::Single(Kind::Org));
        let of = Typed { is: whole, ty: typed.ty, span: typed.span.clone() };
        typed.is = Is::Kept(env.params.keep(), Box::new(of));
        return;
    }
    // What `has` and `orValue` ask about is a field and no value.
    let asked = matches!(typed.is, Is::Has(_) | Is::OrValue(..));
    for (rank, (part, all)) in parts(typed, all).enumerate() {
        if asked && rank == 0 { mark_within_field(part, env, all) } else { mark(part, env, all) }
    }
}

/// Marks what a chain of fields begins with.
fn mark_within_field(typed: &mut Typed, env: &Env, all: &[Part]) {
    if matches!(typed.is, Is::Id(_) | Is::Field(..) | Is::Fact(..)) {
        parts(typed, all).for_each(|(part, all)| mark_within_field(part, env, all));
    } else {
        mark(typed, env, all);
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
