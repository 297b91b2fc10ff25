//! What is known in full: only of that can something be missing.
//!
//! Native files are one whole, so a section that is there has everything. Catalogs are usually parts of one that lies in
//! many repositories: what a part does not have, another may.

use std::collections::HashSet;

use globset::{GlobBuilder, GlobMatcher};

use crate::declare::KindSet;
use crate::declare::format::{Closure, Format, Terms};
use crate::org::{Extent, Org};
use crate::text::unicode::composed;
use crate::vocabulary::kinds::{ALL, KINDS, Kind, of_word};
use crate::vocabulary::record;

/// What is said of what lies beyond the files, in configuration.
#[derive(Clone, Debug, Default)]
pub struct Beyond {
    /// Kinds of which the files declare all there is.
    pub complete: KindSet,
    /// Entities that are declared elsewhere.
    pub external: Vec<External>,
}

/// A pattern of stable ids of entities that are declared elsewhere: `team:default/*`, `service:legacy-*`.
#[derive(Clone, Debug)]
pub struct External(GlobMatcher);

impl External {
    /// Reads a pattern: `*` stands for any letters, `?` for one, brackets for alternatives.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn new(pattern: &str) -> Result<Self, String> {
        /// Longer than any pattern of an id that somebody writes.
        const LONG: usize = 256;
        if pattern.len() > LONG {
            return Err(format!("it is longer than {LONG} bytes"));
        }
        let glob = GlobBuilder::new(&composed(pattern)).case_insensitive(true).build();
        glob.map(|glob| Self(glob.compile_matcher())).map_err(|error| error.kind().to_string())
    }

    /// The pattern.
    pub fn pattern(&self) -> &str {
        self.0.glob().glob()
    }

    /// Whether the pattern covers a stable id.
    pub fn covers(&self, id: &str) -> bool {
        self.0.is_match(&*composed(id))
    }
}

/// References to what was declared nowhere and may be declared elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unchecked {
    /// What they refer to.
    pub kind: Kind,
    /// How many there are.
    pub references: usize,
    /// How many different entities they name.
    pub names: usize,
}

/// What is known in full of an organisation.
pub(super) struct Known<'b> {
    beyond: &'b Beyond,
    /// What the files say is declared elsewhere.
    elsewhere: HashSet<(Kind, String)>,
    extents: [Extent; KINDS],
    /// Kinds that somebody said are declared in full.
    closed: KindSet,
    /// Kinds of which something lies elsewhere.
    parts: KindSet,
    /// Kinds of which nobody declares anything who would have to know all there is.
    open: KindSet,
    /// Kinds that a format which comes in parts was read for.
    in_parts: KindSet,
    /// Whether such a format declares teams, and nothing leads elsewhere.
    whole: bool,
    /// The namespaces of which it declares something, in lower case; the default one has no name.
    spaces: HashSet<(Kind, String)>,
    /// What its default namespaces are called.
    defaults: Vec<&'static str>,
    /// What such formats call things.
    terms: Vec<&'static Terms>,
}

fn comes_in_parts(format: &Format) -> bool {
    format.closure == Closure::Namespace
}

impl<'b> Known<'b> {
    /// What is known in full, as far as something refers to it: `extents`. `leads_outside` says that a file names others that are not read.
    pub fn of(org: &Org, extents: [Extent; KINDS], beyond: &'b Beyond, leads_outside: bool) -> Self {
        let mut formats: Vec<&'static Format> = Vec::new();
        for voice in &org.voices {
            if comes_in_parts(voice.format) && !formats.contains(&voice.format) {
                formats.push(voice.format);
            }
        }
        let sayable =
            |format: &&'static Format| ALL.into_iter().filter(|&kind| format.can_say.any(kind)).collect::<Vec<_>>();
        let in_parts = KindSet::of(formats.iter().flat_map(sayable));
        let defaults = formats.iter().filter_map(|format| format.terms.namespace).collect();
        let terms = formats.iter().map(|format| &format.terms).collect();
        let mut spaces = HashSet::new();
        for kind in ALL.into_iter().filter(|&kind| in_parts.contains(kind)) {
            for entity in org.all(kind).filter(|&entity| org.formats(entity).any(comes_in_parts)) {
                spaces.insert((kind, space_of(org.id(entity))));
            }
        }
        let whole = !leads_outside && spaces.iter().any(|(kind, _)| *kind == Kind::Team);
        let (closed, parts) = (org.closed, org.parts);
        let elsewhere = org.partial.elsewhere.clone();
        Self { beyond, elsewhere, extents, closed, parts, open: open(org), in_parts, whole, spaces, defaults, terms }
    }

    /// Whether all entities are known among which one of this id would be.
    pub fn in_full(&self, kind: Kind, id: &str) -> bool {
        match self.extents[kind as usize] {
            Extent::Incomplete if !self.parts.contains(kind) => false,
            _ if self.closed.contains(kind) => true,
            _ if self.in_parts.contains(kind) => self.whole && self.spaces.contains(&(kind, space_of(id))),
            extent => extent == Extent::Complete && !self.open.contains(kind),
        }
    }

    /// The kind that a word before a colon stands for, in the words of the vocabulary or of a format that comes in parts.
    pub fn kind_called(&self, word: &str) -> Option<Kind> {
        of_word(word).or_else(|| self.terms.iter().find_map(|terms| terms.kind_called(word)))
    }

    /// The id in one that names a default namespace, which ids leave out.
    pub fn without_default<'i>(&self, id: &'i str) -> Option<&'i str> {
        let (space, name) = id.split_once('/')?;
        self.defaults.iter().any(|default| default.eq_ignore_ascii_case(space)).then_some(name)
    }

    /// Whether configuration or a file says that an entity is declared elsewhere; its id is in lower case.
    pub fn is_external(&self, kind: Kind, id: &str) -> bool {
        if !self.elsewhere.is_empty() && self.elsewhere.contains(&(kind, id.to_owned())) {
            return true;
        }
        let word = record(kind).word;
        let in_default = |space: &&str| !id.contains('/') && self.covers(&format!("{word}:{space}/{id}"));
        self.covers(&format!("{word}:{id}")) || self.defaults.iter().any(in_default)
    }

    fn covers(&self, id: &str) -> bool {
        self.beyond.external.iter().any(|external| external.covers(id))
    }
}

/// Kinds of which everything is declared in formats that say nothing of what others there are.
fn open(org: &Org) -> KindSet {
    let is_open = |format: &Format| format.closure == Closure::Open;
    if !org.voices.iter().any(|voice| is_open(voice.format)) {
        return KindSet::default();
    }
    let all_open = |kind: Kind| org.all(kind).all(|entity| org.formats(entity).all(is_open));
    KindSet::of(ALL.into_iter().filter(|&kind| org.count(kind) > 0 && all_open(kind)))
}

/// The namespace in an id, in lower case; nothing for the default one.
fn space_of(id: &str) -> String {
    match id.split_once('/') {
        Some((space, _)) if !space.starts_with('@') => space.to_lowercase(),
        _ => String::new(),
    }
}
