//! What a waiver is.

use std::ops::Range;

use crate::text::{FileId, Place};

/// A finding that is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The rule or diagnostic.
    pub rule: String,
    /// Where the rule is named.
    pub rule_place: Place,
    /// What it is about.
    pub on: On,
    /// Bytes of the file of a comment: what it may have been meant for instead lies in them.
    pub within: Range<u32>,
    /// The last day on which it counts: days since 1970-01-01, and as written.
    pub until: Option<(i32, String)>,
    /// Why, as somebody wrote it.
    pub reason: String,
    /// Where it is written.
    pub place: Place,
    /// Whether the same comment allows other rules, too.
    pub among_others: bool,
    /// What the reason begins with, if that may be one more rule.
    pub behind: Option<Behind>,
}

/// A word behind the rules of a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    /// As it is written.
    pub word: String,
    /// Where.
    pub place: Place,
    /// The rules before it, with commas between them.
    pub rules: String,
}

/// What a waiver is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum On {
    /// An entity by its stable id, or all whose id matches a pattern, and everything in them.
    Entity(String),
    /// Bytes of a file, in which the finding is reported.
    Bytes(FileId, Range<u32>),
}
