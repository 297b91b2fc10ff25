//! What a page says in the words of the file that it is about: pages speak of fields and kinds as native files do, and
//! a catalog calls them otherwise.

use std::borrow::Cow;

use crate::declare::format::Format;
use crate::expr::{Frame, Template};
use crate::facts::cx::Cx;
use crate::finding::wording::{in_backticks, listed};
use crate::org::Org;
use crate::text::Place;
use crate::vocabulary::kinds::{ALL, Kind};
use crate::vocabulary::{SectionForm, record};

/// A message or label about something of a kind, in the words of the file that a place is in.
pub(super) fn in_terms<'a>(text: &Template, cx: &Cx<'a>, frame: &mut Frame<'a>, kind: Kind, place: Place) -> String {
    said(text, cx, frame, kind, place).0
}

/// Help about something of a kind, in the words of the file that a place is in. Fields and references that the page names
/// between backticks are told as that file writes them; of fields that it cannot hold it is said where they go.
pub(super) fn help_in_terms<'a>(
    help: &Template,
    cx: &Cx<'a>,
    frame: &mut Frame<'a>,
    kind: Kind,
    place: Place,
) -> String {
    let (text, unsayable) = said(help, cx, frame, kind, place);
    let Some((format, fields)) = unsayable.filter(|(_, fields)| !fields.is_empty()) else { return text };
    let it = if fields.len() == 1 { "it" } else { "them" };
    let fields = listed(&in_backticks(&fields), "or");
    format!("{text} (a {} has no {fields}: write {it} in a native file)", format.name)
}

/// A text in the words of the file that a place is in and, if these are others, the fields that such a file cannot hold.
fn said<'a>(
    text: &Template,
    cx: &Cx<'a>,
    frame: &mut Frame<'a>,
    kind: Kind,
    place: Place,
) -> (String, Option<(&'static Format, Vec<String>)>) {
    let foreign = cx.org.format_at(place).filter(|format| !format.terms.fields.is_empty());
    let Some(format) = foreign else { return (text.render(cx, frame), None) };
    let mut speaker = Speaker { org: cx.org, format, kind, unsayable: Vec::new() };
    let text = text.render_with(cx, frame, |text, piece| speaker.say(text, piece));
    (text, Some((format, speaker.unsayable)))
}

/// What a field is in a format.
enum Field {
    /// Written under this path of keys.
    At(Cow<'static, str>),
    /// Nothing that can be written there.
    Unsayable,
    /// No field of anything.
    None,
}

struct Speaker<'o> {
    org: &'o Org,
    format: &'static Format,
    kind: Kind,
    unsayable: Vec<String>,
}

impl Speaker<'_> {
    /// Adds a piece of a page's text: a backtick with a field's name right after it begins code.
    fn say(&mut self, text: &mut String, piece: &str) {
        let parts = piece.split('`').count();
        for (rank, part) in piece.split('`').enumerate() {
            if rank == 0 {
                self.say_words(text, part);
                continue;
            }
            text.push('`');
            let name = part.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            let rest = &part[name.len()..];
            // What ends with the part is followed by the next backtick, unless the piece ends as well.
            let alone = rest.is_empty() && parts > rank + 1;
            let key = rest.starts_with(": ") || rest == ":";
            let kind = rest.starts_with(':').then(|| ALL.into_iter().find(|&kind| record(kind).word == name)).flatten();
            match kind {
                _ if key || alone => self.say_field(text, name),
                Some(kind) => text.push_str(self.format.terms.kind(kind)),
                None => text.push_str(name),
            }
            self.say_words(text, rest);
        }
    }

    fn say_field(&mut self, text: &mut String, name: &str) {
        match self.field(name) {
            Field::At(path) => text.push_str(&path),
            Field::Unsayable => {
                if !self.unsayable.iter().any(|known| known == name) {
                    self.unsayable.push(name.to_owned());
                }
                text.push_str(name);
            }
            Field::None => text.push_str(name),
        }
    }

    /// A field of what the help is about, or else of whatever has one of that name.
    fn field(&self, name: &str) -> Field {
        let path = |kind: Kind| self.org.path_in(self.format, kind, name);
        if record(self.kind).field(name).is_some() {
            return path(self.kind).map_or(Field::Unsayable, Field::At);
        }
        if let Some(path) = ALL.into_iter().find_map(path) {
            return Field::At(path);
        }
        let has = |kind: Kind| record(kind).form == SectionForm::Keyed && record(kind).field(name).is_some();
        if ALL.into_iter().any(has) { Field::Unsayable } else { Field::None }
    }

    /// Adds words, with what stands for an id (`TEAM`) as the format calls its kind.
    fn say_words(&self, text: &mut String, words: &str) {
        let mut rest = words;
        while let Some(start) = rest.find(|c: char| c.is_ascii_uppercase()) {
            text.push_str(&rest[..start]);
            let end = rest[start..].find(|c: char| !c.is_ascii_alphabetic()).map_or(rest.len(), |end| start + end);
            let word = &rest[start..end];
            let stands_for = |&&(kind, _): &&(Kind, &str)| record(kind).word.to_uppercase() == word;
            match self.format.terms.kinds.iter().find(stands_for) {
                Some((_, own)) => text.push_str(&own.to_uppercase()),
                None => text.push_str(word),
            }
            rest = &rest[end..];
        }
        text.push_str(rest);
    }
}
