//! Organisations of one extreme shape each, of any size: what is in them grows with `n`, and so must nothing faster.
//!
//! `benches/yardstick` measures the same shapes (`growth`), which is why nothing but `std` is needed here.

mod catalog;
mod on_call;
mod plain;
mod relations;
mod written;

/// One shape.
pub struct Shape {
    /// Its name in tables.
    pub name: &'static str,
    /// What `n` counts.
    pub counts: &'static str,
    /// The files of size `n`: path below the folder, and text.
    pub files: fn(usize) -> Vec<(String, String)>,
    /// A size that is some hundred kilobytes, or some tenths of a second.
    pub size: usize,
}

/// All of them.
pub fn all() -> impl Iterator<Item = &'static Shape> {
    [plain::SHAPES, catalog::SHAPES, relations::SHAPES, on_call::SHAPES, written::SHAPES].into_iter().flatten()
}

const fn shape(
    name: &'static str,
    counts: &'static str,
    size: usize,
    files: fn(usize) -> Vec<(String, String)>,
) -> Shape {
    Shape { name, counts, files, size }
}

/// A single file.
fn one(text: String) -> Vec<(String, String)> {
    vec![("org.yaml".to_owned(), text)]
}

/// A head and a line for each number below `n`.
fn lines(head: &str, n: usize, line: impl Fn(usize) -> String) -> String {
    let mut text = head.to_owned();
    for at in 0..n {
        text.push_str(&line(at));
        text.push('\n');
    }
    text
}

/// `PREFIX0, PREFIX1, …`, for a list in one line.
fn listed(prefix: &str, n: usize) -> String {
    (0..n).map(|at| format!("{prefix}{at}")).collect::<Vec<_>>().join(", ")
}
