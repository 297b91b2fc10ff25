//! The lines that tables of formats are made of. A command's table is the only place that names its formats: the command
//! line offers what stands there, in that order, and takes the first where nobody asks.

/// A way to write what a command has to say; `W` is the function that does.
#[derive(Clone, Copy, Debug)]
pub struct Format<W: 'static> {
    /// What `--format` calls it.
    pub name: &'static str,
    /// Who it is for, as `--help` says it.
    pub help: &'static str,
    /// Writes it.
    pub write: W,
}
