//! How a refusal is told, and what a value is that Backstage would refuse.

use crate::declare::reader::Reader;
use crate::dialect::backstage::diagnostics::INVALID_ENTITY;
use crate::dialect::backstage::forms::is_number;
use crate::dialect::backstage::shapes::is_brought_in;
use crate::dialect::backstage::skeleton;
use crate::yaml::tree::{NodeRef, Shape};

/// Where refusals go.
pub struct Told<'r> {
    pub reader: &'r mut Reader,
}

impl Told<'_> {
    /// Tells a refusal.
    pub fn tell(&mut self, node: NodeRef<'_>, message: String, label: &str, help: &str) {
        self.reader.out.problems.push(INVALID_ENTITY.at(node.place(), message).saying(label).help(help));
    }

    /// Tells a refusal of a single value or a key, and what should stand there instead.
    pub fn tell_instead(&mut self, node: NodeRef<'_>, message: String, label: &str, help: &str, instead: &str) {
        let finding = INVALID_ENTITY.at(node.place(), message).saying(label).help(help);
        self.reader.out.problems.push(finding.suggesting(node.written().becoming(instead)));
    }

    /// A scalar that should be text.
    pub fn text(&mut self, key: &str, node: NodeRef<'_>) {
        if let Some(other) = other_type(node) {
            let text = node.text().unwrap_or_default();
            let message = format!("`{text}` is {other}, and `{key}` holds text");
            let quoted = format!("\"{text}\"");
            self.tell_instead(node, message, "not in quotes", &format!("write `{quoted}`"), &quoted);
        }
    }

    /// A key without a value.
    pub fn empty(&mut self, key: &str, node: NodeRef<'_>) {
        let message = format!("`{key}` holds nothing");
        self.tell(node, message, "empty", &format!("write what belongs to `{key}`, or remove it"));
    }
}

/// What an unquoted scalar is instead of text.
pub fn other_type(node: NodeRef<'_>) -> Option<&'static str> {
    let text = node.text().filter(|_| node.is_plain())?;
    let boolean = ["true", "True", "TRUE", "false", "False", "FALSE"].contains(&&*text);
    if boolean { Some("true or false") } else { is_number(&text).then_some("a number") }
}

/// Whether nothing is written.
pub fn is_blank(node: NodeRef<'_>) -> bool {
    node.shape() == Shape::Null || node.text().is_some_and(|text| text.is_empty())
}

/// Whether a value is not known yet, because it is brought in or still to be filled in.
pub fn is_open(node: NodeRef<'_>) -> bool {
    is_brought_in(node) || skeleton::is_placeholder(node)
}
