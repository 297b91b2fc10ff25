//! The patterns of CODEOWNERS: nearly those of `.gitignore`, each host in its own way.

use crate::declare::claims::Undecided;
use crate::dialect::codeowners::host::Host;
use crate::dialect::codeowners::steps::Steps;

/// A pattern, ready to be asked about folders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// What the parts between slashes have to match; `**` in front of a pattern that may begin anywhere.
    pub parts: Vec<Part>,
    /// Whether only a folder can match.
    pub of_folder: bool,
    /// Whether everything below a folder that matches is meant, too.
    pub deep: bool,
    /// Whether the folder itself can be meant, and not only something that is in it.
    pub itself: bool,
}

/// One part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// `**`: any number of folders.
    Folders,
    /// Exactly this name.
    Name(String),
    /// `*`: any one name.
    Any,
    /// Any name that fits.
    Like(Vec<Piece>),
}

/// A piece of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// This character.
    Char(char),
    /// `?`.
    One,
    /// `*`.
    Many,
    /// `[a-z]`, or with the flag everything else.
    Set(bool, Vec<(char, char)>),
}

impl Pattern {
    /// Reads a pattern as a host does. None for one that matches nothing, such as `/`.
    pub fn read(text: &str, host: Host) -> Option<Self> {
        let rooted = text.starts_with('/');
        let of_folder = text.ends_with('/') && !text.ends_with("\\/");
        let inner = text.trim_matches('/');
        if inner.is_empty() {
            return None;
        }
        let anywhere = match host {
            // As in `.gitignore`, a slash before the last character binds to the root.
            Host::GitHub => !rooted && !inner.contains('/'),
            Host::GitLab => !rooted,
        };
        let mut parts: Vec<Part> = anywhere.then_some(Part::Folders).into_iter().collect();
        parts.extend(inner.split('/').filter(|part| !part.is_empty()).map(|part| Part::read(part, host)));
        parts.dedup_by(|a, b| *a == Part::Folders && *b == Part::Folders);
        if parts.len() == 1 && parts[0] == Part::Folders {
            parts.push(Part::Any);
        }
        let last = parts.last()?;
        let (deep, itself) = match host {
            // `docs/*` is about the files of `docs`, `*` alone about everything.
            Host::GitHub => {
                let deep = *last != Part::Any || anywhere || of_folder;
                (deep, deep)
            }
            // A pattern without a slash at its end matches exactly the paths it describes.
            Host::GitLab if of_folder => (true, true),
            Host::GitLab => (anywhere && inner == "*", matches!(last, Part::Name(_))),
        };
        if host == Host::GitLab && !of_folder && *last == Part::Folders {
            parts.pop();
            parts.push(Part::Any);
        }
        Some(Self { parts, of_folder, deep, itself })
    }

    /// Whether it matches whatever there is.
    pub fn matches_all(&self) -> bool {
        !self.of_folder && self.parts == [Part::Folders, Part::Any]
    }

    /// The names of a pattern without wildcards, and whether it may begin anywhere.
    pub fn literal(&self) -> Option<(String, bool)> {
        let anywhere = self.parts.first() == Some(&Part::Folders);
        let names: Option<Vec<&str>> = self.parts[usize::from(anywhere)..]
            .iter()
            .map(|part| if let Part::Name(name) = part { Some(name.as_str()) } else { None })
            .collect();
        Some((names?.join("/"), anywhere))
    }

    /// Whether files of a folder are meant: the folder matches, or one above does and all below is meant, or a file in it
    /// would match by whatever name.
    pub fn is_about(&self, folder: &[&str], steps: &mut Steps) -> Result<bool, Undecided> {
        if self.itself && !folder.is_empty() && fits(&self.parts, folder, false, steps)? {
            return Ok(true);
        }
        if self.deep {
            for end in 1..folder.len() {
                if fits(&self.parts, &folder[..end], false, steps)? {
                    return Ok(true);
                }
            }
        }
        Ok(!self.of_folder && fits(&self.parts, folder, true, steps)?)
    }
}

impl Part {
    fn read(text: &str, host: Host) -> Self {
        if text == "**" {
            return Self::Folders;
        }
        let mut pieces = Vec::new();
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            pieces.push(match c {
                '\\' => Piece::Char(rest.next().unwrap_or('\\')),
                '*' if pieces.last() == Some(&Piece::Many) => continue,
                '*' => Piece::Many,
                '?' => Piece::One,
                '[' if host == Host::GitLab => match set(rest.as_str()) {
                    Some((piece, after)) => {
                        rest = after.chars();
                        piece
                    }
                    None => Piece::Char('['),
                },
                c => Piece::Char(c),
            });
        }
        if pieces == [Piece::Many] {
            return Self::Any;
        }
        let name: Option<String> =
            pieces.iter().map(|piece| if let Piece::Char(c) = piece { Some(*c) } else { None }).collect();
        name.map_or(Self::Like(pieces), Self::Name)
    }

    fn matches(&self, name: &str, steps: &mut Steps) -> Result<bool, Undecided> {
        match self {
            Self::Folders | Self::Any => Ok(true),
            Self::Name(known) => Ok(known == name),
            Self::Like(pieces) => like(pieces, name, steps),
        }
    }
}

/// Reads a set after its `[`; none if it is never closed.
fn set(text: &str) -> Option<(Piece, &str)> {
    let inner = text.strip_prefix(['!', '^']).unwrap_or(text);
    // A `]` that comes first is one of the set.
    let close = inner.char_indices().skip(1).find(|&(_, c)| c == ']')?.0;
    let chars: Vec<char> = inner[..close].chars().collect();
    let (mut ranges, mut at) = (Vec::new(), 0);
    while at < chars.len() {
        if chars.get(at + 1) == Some(&'-') && at + 2 < chars.len() {
            ranges.push((chars[at], chars[at + 2]));
            at += 3;
        } else {
            ranges.push((chars[at], chars[at]));
            at += 1;
        }
    }
    Some((Piece::Set(inner.len() < text.len(), ranges), &inner[close + 1..]))
}

/// Whether a path fits; with `more`, a path that has a name behind it that nobody wrote, which only a star can match.
fn fits(parts: &[Part], path: &[&str], more: bool, steps: &mut Steps) -> Result<bool, Undecided> {
    let len = path.len() + usize::from(more);
    // Where the last `**` was, and how far it reaches: greedy with one way back is enough.
    let (mut part, mut at, mut back) = (0, 0, None);
    while at < len {
        steps.take(1)?;
        let fits = match (parts.get(part), path.get(at)) {
            (Some(Part::Folders), _) => {
                back = Some((part, at));
                part += 1;
                continue;
            }
            (Some(here), Some(name)) => here.matches(name, steps)?,
            (Some(here), None) => *here == Part::Any,
            (None, _) => false,
        };
        if fits {
            (part, at) = (part + 1, at + 1);
            continue;
        }
        let Some((folders, reach)) = back else { return Ok(false) };
        back = Some((folders, reach + 1));
        (part, at) = (folders + 1, reach + 1);
    }
    // What is left of `docs/**` at `docs` is its end: it is about what is in there.
    Ok(part == parts.len())
}

fn like(pieces: &[Piece], name: &str, steps: &mut Steps) -> Result<bool, Undecided> {
    let (mut piece, mut rest, mut back) = (0, name.chars(), None);
    loop {
        steps.take(1)?;
        let before = rest.clone();
        if pieces.get(piece) == Some(&Piece::Many) {
            piece += 1;
            back = Some((piece, before));
            continue;
        }
        let Some(c) = rest.next() else { break };
        let fits = match pieces.get(piece) {
            Some(Piece::One) => true,
            Some(Piece::Char(known)) => *known == c,
            Some(Piece::Set(not, ranges)) => {
                steps.take(ranges.len())?;
                ranges.iter().any(|(from, to)| (*from..=*to).contains(&c)) != *not
            }
            Some(Piece::Many) | None => false,
        };
        if fits {
            piece += 1;
            continue;
        }
        // The last star takes one character more.
        let Some((behind, mut taken)) = back else { return Ok(false) };
        taken.next();
        (piece, rest) = (behind, taken.clone());
        back = Some((behind, taken));
    }
    Ok(piece == pieces.len())
}
