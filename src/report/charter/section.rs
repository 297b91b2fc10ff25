//! What a page of a charter is made of.

/// A page.
pub(super) struct Page {
    /// Its title.
    pub title: String,
    /// Its sections, in order.
    pub sections: Vec<Section>,
}

/// A section.
pub(super) struct Section {
    /// Its heading.
    pub title: &'static str,
    /// What stands in it.
    pub body: Body,
    /// What is not known of it, as paragraphs.
    pub notes: Vec<String>,
}

impl Section {
    /// What is above the columns of its table, if it has one.
    pub fn columns(&self) -> Vec<&'static str> {
        match &self.body {
            Body::Table(columns, _) => columns.iter().map(|(title, _)| *title).collect(),
            Body::Lines(_) | Body::Told(_) => Vec::new(),
        }
    }
}

/// What stands in a section.
pub(super) enum Body {
    /// Lines, each with what it is about, and what it says in Markdown.
    Lines(Vec<(&'static str, String)>),
    /// A table: its columns, and rows of texts that mean themselves.
    Table(&'static [Column], Vec<Vec<String>>),
    /// Elements of a list in Markdown, which are no statements about the team: what rules say of it.
    Told(Vec<String>),
}

/// A column: what is above it, and whether numbers stand in it.
pub(super) type Column = (&'static str, bool);
