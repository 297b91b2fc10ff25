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

impl Look {
    /// Plain text, 80 columns: what a file or a pipe gets.
    pub const PLAIN: Self = Self { width: 80, colour: Colour::Plain, glyphs: Glyphs::Unicode };
}
