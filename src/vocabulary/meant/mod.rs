//! What somebody probably meant by a text that a form refuses, so that help can give it back mended.
//!
//! Every answer that says `write` in front of something in backticks gives a value that the form accepts.

pub mod clock;
pub mod dates;
pub mod numbers;
pub mod spans;

mod quantity;

/// What to tell whoever wrote a text that its form refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// What the text is, where `expected a date` would not say it.
    pub says: Option<String>,
    /// What to do, in a sentence that begins with what to write where that can be said.
    pub help: String,
    /// What to write, where nothing else can be meant.
    pub sole: Option<String>,
}

impl Meant {
    fn help(help: impl Into<String>) -> Self {
        Self { says: None, help: help.into(), sole: None }
    }

    fn write(text: impl std::fmt::Display) -> Self {
        let sole = text.to_string();
        Self { sole: Some(sole), ..Self::help(format!("write `{text}`")) }
    }

    /// Adds to the help why, or what else there is to know.
    fn adding(mut self, text: impl std::fmt::Display) -> Self {
        self.help.push_str(&text.to_string());
        self
    }

    /// Something else may be meant as well.
    fn perhaps(self) -> Self {
        Self { sole: None, ..self }
    }

    fn says(mut self, what: impl Into<String>) -> Self {
        self.says = Some(what.into());
        self
    }
}

/// A text in lower case, its blanks single.
fn folded(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
