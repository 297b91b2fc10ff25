//! What a list of rules is about.

use crate::report::PageText;

/// Everything a format may show.
#[derive(Clone, Copy, Debug)]
pub struct Listing<'a> {
    /// The rules.
    pub pages: &'a [PageText],
    /// The profiles they can be judged by.
    pub profiles: &'a [ProfileText<'a>],
}

/// A profile.
#[derive(Clone, Copy, Debug)]
pub struct ProfileText<'a> {
    /// What `--profile` calls it.
    pub name: &'a str,
    /// For whom it is, in one sentence.
    pub summary: &'a str,
}
