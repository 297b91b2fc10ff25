//! What counts, as reports of any format need it.

use schemars::JsonSchema;
use serde::Serialize;

/// The configuration that counts.
#[derive(Debug, Default)]
pub struct Effective {
    /// The files that it was made of, the one that counts over all others last.
    pub files: Vec<String>,
    /// Its keys in their usual order, with what they say.
    pub keys: Vec<(String, Node)>,
}

/// A value, or several.
#[derive(Debug)]
pub enum Node {
    /// One.
    Leaf(Scalar, Origin),
    /// Words for what it depends on, which no configuration can say.
    Words(String, Origin),
    /// A list.
    List(Vec<Node>),
    /// A map.
    Map(Vec<(String, Node)>),
}

/// One value as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// Its text.
    pub text: String,
    /// Whether it is written without quotes, as numbers and truth values are.
    pub plain: bool,
}

impl Scalar {
    /// A word of teamlint's own.
    pub fn word(text: impl Into<String>) -> Self {
        Self { text: text.into(), plain: true }
    }

    /// Whatever somebody wrote.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), plain: false }
    }
}

/// What says that a value is as it is.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Origin {
    /// A configuration file.
    File {
        /// Its path.
        file: String,
        /// The line, from 1 on.
        line: usize,
        /// The column of the first character, from 1 on.
        column: usize,
    },
    /// An option on the command line.
    Option {
        /// The option.
        name: String,
    },
    /// A profile.
    Profile {
        /// Its name.
        name: String,
    },
    /// The edition to stay with, which makes a preview of the rule.
    Edition {
        /// The edition.
        name: String,
    },
    /// The page of the rule, or the program.
    Default,
}
