//! Questions about each element of a list that many have in common, which mostly come to the same for all who ask: such as
//! whether one of the targets of a level is of a team that does not own the service. Whoever asks goes only through the elements
//! that look for something in the list that is its own, and takes the others as they were found to be once.

use crate::expr::closed::looked_for;
use crate::expr::env::Frame;
use crate::expr::lower::stream::{Question, value as plainly};
use crate::expr::lower::{Run, lower, read, run, stream};
use crate::expr::typed::{Each, Is, Keep, Typed};
use crate::facts::apart::Apart;
use crate::facts::cx::Cx;
use crate::value::{List, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

/// From as many elements on it is worth while.
const MANY: usize = 16;

/// Lowers such a question.
pub fn value(number: usize, whole: &Typed) -> Run {
    let Is::Each(each, list, depth, body) = &whole.is else { return lower(whole) };
    let (Is::Field(of, kind, field), Some(own)) = (&list.is, own_list(body)) else { return plainly(whole) };
    let asked = Question::of(*depth, body, *each == Each::Exists);
    let common = Common { number, of: lower(of), kind: *kind, field: *field, own: lower(own) };
    let list = stream::stream(list);
    run(move |cx, frame| match common.apart(cx, frame, &asked) {
        None => asked.about(cx, frame, |frame, sink| list(cx, frame, sink)),
        Some((apart, looking)) if apart.is_decided_without(&looking) && cx.spend(1) => Val::Bool(asked.deciding),
        Some((apart, looking)) => asked.about(cx, frame, |frame, sink| {
            for item in looking.iter().filter_map(|&rank| apart.item(rank)) {
                if sink(frame, cx.lend_item(item)).is_break() {
                    break;
                }
            }
            Ok(cx.because_all(apart.missing_without(&looking)))
        }),
    })
}

/// Lowers what asks whether something is in the list of whoever asks.
pub fn looking(of: &Typed) -> Run {
    let plainly = lower(of);
    let Some((wanted, _)) = looked_for(of) else { return plainly };
    let wanted = lower(wanted);
    run(move |cx, frame| {
        if !cx.notes_looks() {
            return plainly(cx, frame);
        }
        match wanted(cx, frame) {
            Val::Entity(entity) => {
                cx.note_look(entity);
                Val::Bool(false)
            }
            other => read::not_an_entity(cx, other),
        }
    })
}

/// The list in which something is looked for.
fn own_list(body: &Typed) -> Option<&Typed> {
    match &body.is {
        Is::Kept(Keep::Among, of) => looked_for(of).map(|(_, list)| list),
        _ => body.parts().find_map(own_list),
    }
}

/// What there is to a question beside what it asks.
struct Common {
    number: usize,
    /// Whose list it is.
    of: Run,
    kind: Kind,
    field: FieldId,
    /// The list in which something is looked for.
    own: Run,
}

impl Common {
    /// What is known of the elements, and which look for something that whoever asks has. None where few have it in common, or
    /// where it is not known what whoever asks has.
    fn apart<'a>(&self, cx: &Cx<'a>, frame: &mut Frame<'a>, asked: &Question) -> Option<(&'a Apart, Vec<usize>)> {
        if frame.telling || cx.keeps_little() || cx.notes_looks() {
            return None;
        }
        let of = (self.of)(cx, frame).entity().filter(|of| of.index() < cx.org.count(of.kind))?;
        if cx.org.list(of, self.field).written() < MANY {
            return None;
        }
        let Val::List(List { items: own @ [_, ..], open: None }) = (self.own)(cx, frame) else { return None };
        let own = own.iter().map(|item| item.entity().filter(|_| item.maybe.is_none())).collect::<Option<Vec<_>>>()?;
        let apart = cx.once_apart(self.number, of, |cx| self.computed(cx, of, asked))?;
        let looking = apart.looking_for(own);
        Some((apart, looking))
    }

    fn computed(&self, cx: &Cx<'_>, of: Entity, asked: &Question) -> Option<Apart> {
        let Val::List(list) = read::field(cx, of, self.kind, self.field) else { return None };
        let (mut apart, mut frame) = (Apart::default(), Frame::empty());
        for &item in list.items {
            let decides = asked.decides(cx, &mut frame, item)?;
            apart.add(cx.own_item(&item), decides.map_err(|cause| cx.missing(cause)), &cx.take_looked_for());
        }
        apart.end(list.open.map(|cause| cx.missing(cause)).unwrap_or_default());
        Some(apart)
    }
}
