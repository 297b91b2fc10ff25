//! What stands around the boxes: a heading, a legend of just what is drawn, and what is left out.

use crate::drawing::content::is_unknown;
use crate::drawing::geometry::{Label, Of, Picture, Rect, Sample, Style};
use crate::drawing::text::{HEADING, SUB, safe};
use crate::finding::Severity;
use crate::views::{Graph, Known, View, What};

/// Around everything.
const MARGIN: i32 = 24;
/// The narrowest that a picture is.
const NARROWEST: i32 = 560;
/// How wide samples of lines and boxes are, and those of signs; the gap to what stands behind, and from there to the next.
const SAMPLE: i32 = 36;
const SIGN: i32 = 16;
const GAP: i32 = 8;
const ROW: i32 = 22;
const BETWEEN: i32 = 22;

/// Whether a new row may begin with it: what follows from others stands with the lines.
fn is_first_of_its_kind(sample: Sample) -> bool {
    matches!(sample, Sample::What(_) | Sample::Finding(_))
}

/// Puts all that around a picture, which begins at the upper left.
pub(super) fn add(picture: &mut Picture, graph: &Graph, heading: Option<&str>) {
    let heading = heading.map(safe);
    let top = MARGIN + if heading.is_some() { 40 } else { 0 };
    let width = picture.width.max(NARROWEST);
    picture.shift(MARGIN, top);
    if let Some(heading) = heading {
        let text = HEADING.cut(&heading, width);
        let rect = Rect { x: MARGIN, y: MARGIN, width: HEADING.width(&text), height: 24 };
        picture.labels.push(Label { rect, text, of: Of::Picture, style: Style::Heading });
    }
    let mut y = top + picture.height + MARGIN;
    let mut x = MARGIN;
    let samples = samples(graph);
    let entry = |sample: Sample| {
        let own = if matches!(sample, Sample::Finding(_)) { SIGN } else { SAMPLE };
        (own, SUB.cut(words(sample), width - SAMPLE - GAP))
    };
    let needed = |sample: Sample| entry(sample).0 + GAP + SUB.width(&entry(sample).1);
    let fits = samples.iter().map(|&sample| needed(sample) + BETWEEN).sum::<i32>() <= width;
    let mut before = None;
    for &sample in &samples {
        // What lines, boxes and signs mean stands in a row each, if it does not stand in one.
        let kind = std::mem::discriminant(&sample);
        let is_next = !fits && before.is_some_and(|before| before != kind && is_first_of_its_kind(sample));
        if x > MARGIN && (is_next || x + needed(sample) > MARGIN + width) {
            (x, y) = (MARGIN, y + ROW);
        }
        before = Some(kind);
        let (own, text) = entry(sample);
        picture.legend.push((sample, Rect { x, y, width: own, height: ROW - 6 }));
        picture.labels.push(written(x + own + GAP, y, &text));
        x += needed(sample) + BETWEEN;
    }
    if !picture.legend.is_empty() {
        y += ROW;
    }
    for note in notes(graph) {
        for line in lines(&note, width) {
            picture.labels.push(written(MARGIN, y, &line));
            y += ROW;
        }
    }
    (picture.width, picture.height) = (width + 2 * MARGIN, y + MARGIN - 4);
}

fn written(x: i32, y: i32, text: &str) -> Label {
    let rect = Rect { x, y, width: SUB.width(text), height: ROW - 6 };
    Label { rect, text: text.to_owned(), of: Of::Picture, style: Style::Legend }
}

/// What is drawn and does not explain itself.
fn samples(graph: &Graph) -> Vec<Sample> {
    let mut ties: Vec<_> = graph.edges.iter().map(|edge| edge.tie).collect();
    ties.sort_unstable();
    ties.dedup();
    let mut samples: Vec<Sample> = ties.into_iter().map(Sample::Tie).collect();
    if graph.edges.iter().any(|edge| edge.known == Known::Derived) {
        samples.push(Sample::Derived);
    }
    if graph.view == View::Interactions && graph.by.is_none() {
        let mut types: Vec<What> =
            graph.nodes.iter().map(|node| node.what).filter(|what| matches!(what, What::Team(Some(_)))).collect();
        types.sort_unstable();
        types.dedup();
        samples.extend(types.into_iter().map(Sample::What));
    }
    let is_unknown = graph.nodes.iter().any(is_unknown);
    if is_unknown || graph.edges.iter().any(|edge| edge.known == Known::Unknown) {
        samples.push(Sample::Unknown);
    }
    let severities = [Severity::Error, Severity::Warning, Severity::Advice];
    let found = |severity: &Severity| graph.nodes.iter().any(|node| node.worst == Some(*severity));
    samples.extend(severities.into_iter().filter(found).map(Sample::Finding));
    samples
}

/// What a sample means.
fn words(sample: Sample) -> &'static str {
    match sample {
        Sample::Tie(tie) => tie.meaning(),
        Sample::What(What::Team(Some(of))) => of.as_str(),
        Sample::What(what) => what.as_str(),
        Sample::Derived => "thin: follows from what is declared",
        Sample::Unknown => "hatched or dotted: not known",
        Sample::Finding(Severity::Error) => "errors found",
        Sample::Finding(Severity::Warning) => "warnings found",
        Sample::Finding(Severity::Advice) => "advice",
    }
}

/// What is left out, and what would have to be declared to know more.
fn notes(graph: &Graph) -> Vec<String> {
    let mut notes = Vec::new();
    if graph.nodes.is_empty() {
        notes.push(format!("There is nothing to see: {}.", graph.wanting().replace('`', "")));
    }
    if let Some(by) = graph.by {
        let numbers = graph.edges.iter().any(|edge| edge.count > 1);
        let numbers = if numbers { "; a number beside a line says how many ties it stands for" } else { "" };
        notes.push(format!("Rolled up by {}{numbers}.", by.as_str()));
    }
    if !graph.alone.is_empty() && !graph.nodes.is_empty() {
        let (n, are) = (graph.alone.len(), if graph.alone.len() == 1 { "is" } else { "are" });
        notes.push(format!("{n} more {are} tied to nothing here, and not shown."));
    }
    if !graph.missing.is_empty() && !graph.nodes.is_empty() {
        let named: Vec<&str> = graph.missing.iter().take(4).map(String::as_str).collect();
        let more = graph.missing.len().saturating_sub(named.len());
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        notes.push(safe(&format!("There may be more: {}{more} would tell.", named.join(", "))));
    }
    notes
}

/// A sentence in lines of a width.
fn lines(text: &str, width: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if SUB.width(line) + SUB.width(word) + 4 <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(SUB.cut(word, width)),
        }
    }
    lines
}
