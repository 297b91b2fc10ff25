//! How what people read is laid out and painted.

/// How text is laid out and painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Columns prose may fill.
    pub width: usize,
    /// Whether terminal colours are written.
    pub colour: Colour,
    /// Which characters bars are drawn with.
    pub glyphs: Glyphs,
    /// How addresses are shown.
    pub links: Links,
}

/// Whether terminal colours are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    Plain,
    /// With ANSI sequences.
    Ansi,
}

/// Which characters bars are drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyphs {
    /// Blocks and lines.
    Unicode,
    /// Only what every terminal has.
    Ascii,
}

/// How addresses are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// As text.
    Text,
    /// As links behind other text, which terminals follow.
    Terminal,
}

impl Look {
    /// Plain text, 80 columns: what a file or a pipe gets.
    pub const PLAIN: Self = Self { width: 80, colour: Colour::Plain, glyphs: Glyphs::Unicode, links: Links::Text };
}
