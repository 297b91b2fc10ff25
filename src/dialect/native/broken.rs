//! What the text of a file says about whose it is, where a syntax error hides it from the tree: section by section the words
//! in front of colons, however deep they stand.

use crate::dialect::native::document::of_team;
use crate::dialect::native::others;
use crate::vocabulary::kinds::{Kind, sections};
use crate::vocabulary::{record, section};

/// What was found so far.
#[derive(Default)]
struct Words {
    /// The section that the line stands in.
    section: Option<Kind>,
    /// Sections that are told by a word in them.
    told: Vec<Kind>,
    /// Sections with a word of another tool.
    others: Vec<Kind>,
    /// Sections that are there.
    there: Vec<Kind>,
    team: bool,
    of_team: bool,
    versioned: bool,
}

/// Whether a broken file is certainly ours.
pub(super) fn is_ours(text: &str) -> bool {
    let mut words = Words::default();
    for line in text.lines().filter(|line| !line.trim_start().starts_with('#')) {
        words.line(line);
    }
    let is_ours = |kind: Kind| {
        let there = words.versioned && words.there.contains(&kind);
        (there || words.told.contains(&kind)) && !words.others.contains(&kind)
    };
    words.team && (words.of_team || words.versioned) || sections().any(is_ours)
}

impl Words {
    fn line(&mut self, line: &str) {
        let is_top = line.starts_with(|first: char| first.is_ascii_alphabetic() || first == '"' || first == '\'');
        let Some((key, rest)) = line.split_once(':').filter(|_| is_top) else {
            return self.words(line);
        };
        let (key, value) = (key.trim_matches(['"', '\'', ' ']), rest.trim());
        self.section = section(key);
        self.there.extend(self.section);
        self.versioned |= key == "version" && value.trim_matches(['"', '\'']) == "1";
        self.team |= key == "team" && !value.is_empty();
        self.of_team |= key == "onCall" || key != "team" && of_team(key) && tells(Kind::Team, key);
        self.words(rest);
    }

    fn words(&mut self, line: &str) {
        let Some(kind) = self.section else { return };
        let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        for (at, _) in line.match_indices(':') {
            let before = line[..at].trim_end_matches(['"', '\'']);
            let word = before.rsplit(|c| !is_letter(c)).next().unwrap_or_default();
            if tells(kind, word) && !self.told.contains(&kind) {
                self.told.push(kind);
            }
            if others::of_field(kind, word).is_some() && !self.others.contains(&kind) {
                self.others.push(kind);
            }
        }
    }
}

fn tells(kind: Kind, word: &str) -> bool {
    let what = record(kind);
    what.field(word).is_some_and(|field| what.def(field).is_telling())
}
