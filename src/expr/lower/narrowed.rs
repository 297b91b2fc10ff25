//! Lists of which a part is told without making all of it.

use crate::expr::env::Frame;
use crate::expr::lower::{Run, lower};
use crate::expr::typed::{Is, Typed};
use crate::facts::cx::Cx;
use crate::facts::fact::{Fact, Only};
use crate::value::Val;
use crate::vocabulary::kinds::Entity;

/// A list that can be had as far as it is about some entities.
pub struct Narrowed {
    /// Whose it is.
    of: Run,
    only: Only,
}

impl Narrowed {
    /// None where all of a list has to be made.
    pub fn of(list: &Typed) -> Option<Self> {
        match &list.itself().is {
            Is::Fact(of, Fact { only: Some(only), .. }, _) => Some(Self { of: lower(of), only: *only }),
            Is::Let(_, expr, _) => match &expr.typed().itself().is {
                // Whoever is judged is the same in a `let`.
                Is::Fact(of, Fact { only: Some(only), .. }, _) if matches!(of.itself().is, Is::Bound(_)) => {
                    Some(Self { of: lower(of), only: *only })
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The list as far as it is about these; none where nobody knows whose it is.
    pub fn list<'a>(&self, cx: &Cx<'a>, frame: &mut Frame<'a>, about: &[Entity]) -> Option<Val<'a>> {
        Some((self.only)(cx, (self.of)(cx, frame).entity()?, about))
    }
}
