//! The labels of a finding: evaluated only for what fails, one for each place, and not too many.

use std::collections::HashSet;

use crate::expr::Frame;
use crate::facts::cx::Cx;
use crate::finding::Label;
use crate::judge::terms::in_terms;
use crate::rule::{Case, LabelRule};
use crate::text::Place;
use crate::value::Val;
use crate::vocabulary::kinds::Kind;

/// So many labels are gathered for a finding; the others are counted. What people see are fewer: this bounds what a rule can
/// say of everything about everything.
const GATHERED: usize = 32;
/// So many texts are joined in one label; the others are counted.
const JOINED: usize = 8;
/// What stands between them.
const SEPARATOR: &str = "; ";

/// All labels of a failing case, and how many were left out.
///
/// What the first rule gives first is primary; where it gives nothing, `fallback` is. `frame` is that of the case: what its `let`s
/// are worth is known there, and the variable of each rule lies behind them.
pub(super) fn labels<'a>(
    case: &Case,
    cx: &Cx<'a>,
    frame: &mut Frame<'a>,
    kind: Kind,
    fallback: Place,
) -> (Vec<Label>, usize) {
    let mut found = Labels::default();
    for (rank, rule) in case.labels.iter().enumerate() {
        match &rule.each {
            None => found.add_all(rule, cx, frame, kind),
            Some((slot, list)) => {
                if let Val::List(list) = list.eval(cx, frame) {
                    for &element in list.items.iter().filter(|element| element.maybe.is_none()) {
                        frame.set(*slot, element);
                        found.add_all(rule, cx, frame, kind);
                    }
                }
            }
        }
        if rank == 0 && found.gathered.is_empty() {
            let text = if rule.each.is_none() { text(rule, cx, frame, (kind, fallback)) } else { String::new() };
            found.add(fallback, || text);
        }
    }
    if let Some(primary) = found.gathered.first_mut() {
        primary.primary = true;
    }
    found.finish()
}

/// What one label says: texts of rules about one place, each once.
#[derive(Default)]
struct Said {
    texts: Vec<String>,
    left_out: HashSet<String>,
}

impl Said {
    fn add(&mut self, text: String) {
        let is_said = |known: &String| known.split(SEPARATOR).any(|said| said == text);
        if text.is_empty() || self.texts.iter().any(is_said) {
            return;
        }
        if self.texts.len() < JOINED {
            self.texts.push(text);
        } else {
            self.left_out.insert(text);
        }
    }

    fn joined(self) -> String {
        match self.left_out.len() {
            0 => self.texts.join(SEPARATOR),
            more => format!("{}{SEPARATOR}and {more} more", self.texts.join(SEPARATOR)),
        }
    }
}

#[derive(Default)]
struct Labels {
    gathered: Vec<Label>,
    /// What each of these says.
    said: Vec<Said>,
    left_out: HashSet<Place>,
    more: usize,
}

impl Labels {
    fn add_all<'a>(&mut self, rule: &LabelRule, cx: &Cx<'a>, frame: &mut Frame<'a>, kind: Kind) {
        for place in rule.at.places(cx, frame) {
            self.add(place, || text(rule, cx, frame, (kind, place)));
        }
    }

    /// Two labels at one place are one that says both.
    fn add(&mut self, place: Place, text: impl FnOnce() -> String) {
        if let Some(rank) = self.gathered.iter().position(|label| label.place == place) {
            self.said[rank].add(text());
        } else if self.gathered.len() < GATHERED {
            self.gathered.push(Label::beside(place, ""));
            let mut said = Said::default();
            said.add(text());
            self.said.push(said);
        } else if self.left_out.insert(place) {
            self.more += 1;
        }
    }

    /// The labels with what they say, and how many further places there are.
    fn finish(mut self) -> (Vec<Label>, usize) {
        for (label, said) in self.gathered.iter_mut().zip(self.said) {
            label.text = said.joined();
        }
        (self.gathered, self.more)
    }
}

fn text<'a>(rule: &LabelRule, cx: &Cx<'a>, frame: &mut Frame<'a>, (kind, place): (Kind, Place)) -> String {
    rule.text.as_ref().map(|text| in_terms(text, cx, frame, kind, place)).unwrap_or_default()
}

/// Joins the labels of findings that become one.
pub(super) fn join(all: impl IntoIterator<Item = (Vec<Label>, usize)>) -> (Vec<Label>, usize) {
    let mut joined = Labels::default();
    for (labels, more) in all {
        joined.more += more;
        for label in labels {
            let is_new = joined.gathered.len();
            joined.add(label.place, || label.text);
            if let Some(new) = joined.gathered.get_mut(is_new) {
                new.primary = label.primary && is_new == 0;
            }
        }
    }
    joined.finish()
}

#[cfg(test)]
mod tests {
    use crate::judge::label::{GATHERED, Labels};
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
        let said: Vec<_> = labels.finish().0.into_iter().map(|label| (label.place.span.start, label.text)).collect();
        assert_eq!(said, [(1, "a".to_owned()), (2, "b; c".to_owned())]);
    }

    #[test]
    fn a_label_says_eight_things_and_counts_the_others() {
        let of = |texts: usize| {
            let mut labels = Labels::default();
            for text in (0..texts).chain(0..texts) {
                labels.add(place(1), || format!("t{text}"));
            }
            labels.finish().0[0].text.clone()
        };
        assert_eq!(of(8), "t0; t1; t2; t3; t4; t5; t6; t7");
        assert_eq!(of(10), "t0; t1; t2; t3; t4; t5; t6; t7; and 2 more");
        assert!(of(100_000).len() < 100);
    }

    #[test]
    fn so_many_labels_are_gathered_and_the_other_places_counted() {
        let mut labels = Labels::default();
        for at in (0..34).chain([33, 0]) {
            labels.add(place(at), String::new);
        }
        assert_eq!((labels.gathered.len(), labels.more), (GATHERED, 2));
    }
}
