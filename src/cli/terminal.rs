//! What the process can see of the terminal and the environment, read once and handed in.

use std::io::IsTerminal;

use clap::ValueEnum;

use crate::report::{Colour, Glyphs, Links, Look};

/// Columns where nobody says how many there are.
const WIDTH: usize = 80;
/// With fewer columns words do not fit.
const NARROWEST: usize = 40;
/// Beyond this many columns prose is hard to read: nothing is wider unless `COLUMNS` says so.
const WIDEST: usize = 120;
/// No terminal is wider.
const WIDEST_ASKED_FOR: usize = 1000;

/// When to write colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColourWish {
    /// On a terminal that shows them
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Facts about the terminal and the environment.
#[allow(clippy::struct_excessive_bools)] // independent facts, none of them a mode
#[derive(Clone, Copy, Debug, Default)]
pub struct Terminal {
    /// Whether the report goes to a terminal.
    pub stdout: bool,
    /// Whether everything else does.
    pub stderr: bool,
    /// Columns of the terminal, where it says so.
    pub width: Option<usize>,
    /// Columns that `COLUMNS` asks for.
    pub columns: Option<usize>,
    /// `NO_COLOR` is set to something.
    pub no_color: bool,
    /// `FORCE_COLOR` or `CLICOLOR_FORCE` is set to something other than `0`.
    pub force_color: bool,
    /// `TERM` is `dumb`.
    pub dumb: bool,
}

impl Terminal {
    /// Looks at this process.
    pub fn of_this_process() -> Self {
        let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        Self {
            stdout: std::io::stdout().is_terminal(),
            stderr: std::io::stderr().is_terminal(),
            width: terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)),
            columns: set("COLUMNS").and_then(|value| value.to_str()?.parse().ok()).filter(|columns| *columns > 0),
            no_color: set("NO_COLOR").is_some(),
            force_color: ["FORCE_COLOR", "CLICOLOR_FORCE"]
                .into_iter()
                .any(|name| set(name).is_some_and(|value| value != "0")),
            dumb: set("TERM").is_some_and(|value| value == "dumb"),
        }
    }

    /// How the report should look: an option wins over `NO_COLOR`, that over `FORCE_COLOR` and `CLICOLOR_FORCE`, these over
    /// the terminal; `COLUMNS` wins over the width of the terminal.
    pub fn look(&self, wish: ColourWish) -> Look {
        let coloured = match wish {
            ColourWish::Always => true,
            ColourWish::Never => false,
            ColourWish::Auto => !self.no_color && (self.force_color || (self.stdout && !self.dumb)),
        };
        let width = match self.columns {
            Some(columns) => columns.clamp(NARROWEST, WIDEST_ASKED_FOR),
            None => self.width.filter(|_| self.stdout).unwrap_or(WIDTH).clamp(NARROWEST, WIDEST),
        };
        Look {
            width,
            colour: if coloured { Colour::Ansi } else { Colour::Plain },
            glyphs: if self.dumb && self.stdout { Glyphs::Ascii } else { Glyphs::Unicode },
            // What is not shown on a terminal may end up where nobody understands its sequences.
            links: if coloured && self.stdout && !self.dumb { Links::Terminal } else { Links::Text },
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::cli::terminal::{ColourWish, Terminal};
    use crate::report::{Colour, Glyphs, Links, Look};

    const TERMINAL: Terminal = Terminal {
        stdout: true,
        stderr: true,
        width: Some(100),
        columns: None,
        no_color: false,
        force_color: false,
        dumb: false,
    };

    #[test]
    fn colours_are_for_terminals_unless_somebody_says_otherwise() {
        let pipe = Terminal { stdout: false, ..TERMINAL };
        let cases = [
            (TERMINAL, ColourWish::Auto, Colour::Ansi),
            (pipe, ColourWish::Auto, Colour::Plain),
            (pipe, ColourWish::Always, Colour::Ansi),
            (TERMINAL, ColourWish::Never, Colour::Plain),
            (Terminal { no_color: true, ..TERMINAL }, ColourWish::Auto, Colour::Plain),
            (Terminal { no_color: true, ..TERMINAL }, ColourWish::Always, Colour::Ansi),
            (Terminal { dumb: true, ..TERMINAL }, ColourWish::Auto, Colour::Plain),
            (Terminal { force_color: true, ..pipe }, ColourWish::Auto, Colour::Ansi),
            (Terminal { force_color: true, no_color: true, ..pipe }, ColourWish::Auto, Colour::Plain),
        ];
        for (terminal, wish, colour) in cases {
            assert_eq!(terminal.look(wish).colour, colour, "{terminal:?} {wish:?}");
        }
    }

    #[test]
    fn links_are_for_terminals_alone_whatever_colours_somebody_asks_for() {
        let pipe = Terminal { stdout: false, force_color: true, ..TERMINAL };
        let dumb = Terminal { dumb: true, ..TERMINAL };
        assert_eq!(TERMINAL.look(ColourWish::Auto).links, Links::Terminal);
        for (terminal, wish) in [
            (pipe, ColourWish::Auto),
            (pipe, ColourWish::Always),
            (dumb, ColourWish::Always),
            (TERMINAL, ColourWish::Never),
        ] {
            assert_eq!(terminal.look(wish).links, Links::Text, "{terminal:?} {wish:?}");
        }
    }

    #[test]
    fn a_pipe_has_80_columns_whatever_terminal_is_near() {
        assert_eq!(Terminal { stdout: false, ..TERMINAL }.look(ColourWish::Auto), Look::PLAIN);
        assert_eq!(TERMINAL.look(ColourWish::Auto).width, 100);
    }

    #[test]
    fn who_asks_for_columns_gets_them_also_in_a_pipe() {
        let asking =
            |columns, stdout| Terminal { columns: Some(columns), stdout, ..TERMINAL }.look(ColourWish::Auto).width;
        assert_eq!([asking(70, true), asking(70, false)], [70, 70]);
        assert_eq!([asking(200, true), asking(200, false)], [200, 200]);
        assert_eq!([asking(1, true), asking(usize::MAX, true)], [40, 1000]);
    }

    #[test]
    fn a_terminal_that_shows_nothing_but_text_gets_bars_of_ascii() {
        let dumb = Terminal { dumb: true, ..TERMINAL };
        assert_eq!(TERMINAL.look(ColourWish::Auto).glyphs, Glyphs::Unicode);
        assert_eq!(dumb.look(ColourWish::Auto).glyphs, Glyphs::Ascii);
        assert_eq!(Terminal { stdout: false, ..dumb }.look(ColourWish::Auto).glyphs, Glyphs::Unicode);
    }
}
