//! The labels of a finding: evaluated only for what fails, one for each place, and not too many.

use crate::expr::Frame;
use crate::facts::cx::Cx;
use crate::finding::Label;
use crate::rule::{Case, LabelRule};
use crate::text::Place;
use crate::value::{Item, Val};

/// So many labels are shown with a finding; the others are counted.
const SHOWN: usize = 8;

/// All labels of a failing case, and how many were left out.
///
/// What the first rule gives first is primary; where it gives nothing, `fallback` is.
pub(super) fn labels<'a>(case: &Case, cx: &Cx<'a>, item: Item<'a>, fallback: Place) -> (Vec<Label>, usize) {
    let mut found = Labels::default();
    for (rank, rule) in case.labels.iter().enumerate() {
        let mut frame = Frame::new(&rule.env);
        frame.set(case.subject, item);
        match &rule.each {
            None => found.add_all(rule, cx, &mut frame),
            Some((slot, list)) => {
                if let Val::List(list) = list.eval(cx, &mut frame) {
                    for &element in list.items.iter().filter(|element| element.maybe.is_none()) {
                        frame.set(*slot, element);
                        found.add_all(rule, cx, &mut frame);
                    }
                }
            }
        }
        if rank == 0 && found.shown.is_empty() {
            let text = if rule.each.is_none() { text(rule, cx, &mut frame) } else { String::new() };
            found.add(fallback, || text);
        }
    }
    if let Some(primary) = found.shown.first_mut() {
        primary.primary = true;
    }
    (found.shown, found.more)
}

#[derive(Default)]
struct Labels {
    shown: Vec<Label>,
    left_out: std::collections::HashSet<Place>,
    more: usize,
}

impl Labels {
    fn add_all<'a>(&mut self, rule: &LabelRule, cx: &Cx<'a>, frame: &mut Frame<'a>) {
        for place in rule.at.places(cx, frame) {
            self.add(place, || text(rule, cx, frame));
        }
    }

    /// Two labels at one place are one that says both.
    fn add(&mut self, place: Place, text: impl FnOnce() -> String) {
        if let Some(label) = self.shown.iter_mut().find(|label| label.place == place) {
            let text = text();
            if label.text.is_empty() {
                label.text = text;
            } else if !text.is_empty() && !label.text.split("; ").any(|said| said == text) {
                label.text = format!("{}; {text}", label.text);
            }
        } else if self.shown.len() < SHOWN {
            self.shown.push(Label { place, text: text(), primary: false });
        } else if self.left_out.insert(place) {
            self.more += 1;
        }
    }
}

fn text<'a>(rule: &LabelRule, cx: &Cx<'a>, frame: &mut Frame<'a>) -> String {
    rule.text.as_ref().map(|text| text.render(cx, frame)).unwrap_or_default()
}

/// Joins the labels of findings that become one.
pub(super) fn join(labels: &mut Vec<Label>, more: &mut usize, others: impl IntoIterator<Item = Label>) {
    let shown = std::mem::take(labels);
    let mut joined = Labels { shown, more: *more, ..Labels::default() };
    for other in others {
        joined.add(other.place, || other.text);
    }
    (*labels, *more) = (joined.shown, joined.more);
}

#[cfg(test)]
mod tests {
    use crate::judge::label::Labels;
    use crate::text::{FileId, Place, Span};

    fn place(start: u32) -> Place {
        Place { file: FileId(0), span: Span { start, end: start + 1 } }
    }

    #[test]
    fn labels_at_one_place_are_one_that_says_both() {
        let mut labels = Labels::default();
        for (at, text) in [(1, ""), (2, "b"), (1, "a"), (2, "c"), (2, "b")] {
            labels.add(place(at), || text.to_owned());
        }
        let said: Vec<_> = labels.shown.iter().map(|label| (label.place.span.start, label.text.as_str())).collect();
        assert_eq!(said, [(1, "a"), (2, "b; c")]);
    }

    #[test]
    fn eight_labels_are_shown_and_the_other_places_counted() {
        let mut labels = Labels::default();
        for at in [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 0] {
            labels.add(place(at), String::new);
        }
        assert_eq!((labels.shown.len(), labels.more), (8, 2));
    }
}
