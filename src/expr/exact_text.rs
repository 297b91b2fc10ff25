//! How a value reads to whoever wants to know exactly: nothing is taken for something else, and nothing is only rounded.

use crate::expr::show;
use crate::facts::cx::Cx;
use crate::facts::tables;
use crate::value::number::parts;
use crate::value::{Item, List, Number, Of, Type, Unit, Val};
use crate::vocabulary::kinds::Entity;

/// So many elements of a list are named.
const NAMED: usize = 6;

/// How a value reads where it must not be taken for another: text in quotes, lists in brackets, and the fraction beside
/// a number that is rounded.
pub fn told(val: &Val<'_>, ty: Type, cx: &Cx<'_>) -> String {
    match val {
        Val::Text(text) => format!("\"{text}\""),
        Val::Number(number) => {
            let shown = show(val, ty, cx);
            if is_rounded(*number, ty) { format!("{shown} ({number})") } else { shown }
        }
        Val::List(List { items, open }) => {
            let of = Type { of: ty.of, lists: ty.lists.saturating_sub(1) };
            let shown = &items[..items.len().min(NAMED)];
            let mut all: Vec<String> = shown.iter().map(|item| element_told(item, of, cx)).collect();
            // Records of several owners may have the same id; then it does not tell which they are.
            let alike: Vec<bool> = all.iter().map(|one| all.iter().filter(|other| *other == one).count() > 1).collect();
            for (at, item) in shown.iter().enumerate().filter(|(at, _)| alike[*at]) {
                if let Val::Entity(entity) = item.value {
                    all[at] = tables::stable_id(cx, entity);
                }
            }
            if items.len() > NAMED {
                all.push(format!("… {} in all", items.len()));
            }
            if open.is_some() {
                all.push("and perhaps more".to_owned());
            }
            format!("[{}]", all.join(", "))
        }
        _ => show(val, ty, cx),
    }
}

pub(crate) fn element_told(item: &Item<'_>, ty: Type, cx: &Cx<'_>) -> String {
    let perhaps = if item.maybe.is_some() { " perhaps" } else { "" };
    let shown = match item.value {
        Val::Entity(entity) => named(cx, entity),
        value => told(&value, ty, cx),
    };
    format!("{shown}{perhaps}")
}

/// The id of an entity; for a record without one, what it is called by machines.
fn named(cx: &Cx<'_>, entity: Entity) -> String {
    let id = tables::id(cx, entity);
    if id.is_empty() { tables::stable_id(cx, entity) } else { id.to_owned() }
}

/// Whether a number is shown with fewer digits than it has.
fn is_rounded(number: Number, ty: Type) -> bool {
    let (_, under) = parts(number);
    let shown = match ty.of {
        Of::Number(Unit::Share) => 1000,
        Of::Number(Unit::Hours | Unit::Minutes) => 10,
        _ => 100,
    };
    shown % under != 0
}
