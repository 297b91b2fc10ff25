//! What a page says in the words of the file that it is about: pages speak of fields and kinds as native files do, and
//! a catalog calls them otherwise.

use std::borrow::Cow;

use crate::declare::format::Format;
use crate::expr::{Frame, Part, Template};
use crate::facts::cx::Cx;
use crate::finding::wording::{in_backticks, listed, with_article};
use crate::org::Org;
use crate::text::Place;
use crate::vocabulary::kinds::{ALL, Kind};
use crate::vocabulary::{SectionForm, record, section};

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
    let Some((format, Beyond { fields, as_native })) = unsayable else { return text };
    let text = if as_native { format!("{text} (in the words of a native file)") } else { text };
    if fields.is_empty() {
        return text;
    }
    let it = if fields.len() == 1 { "it" } else { "them" };
    let fields = listed(&in_backticks(&fields), "or");
    format!("{text} ({} has no {fields}: write {it} in a native file)", with_article(format.name))
}

/// What of a text the words of a format do not cover.
#[derive(Default)]
struct Beyond {
    /// Fields that a file of it cannot hold.
    fields: Vec<String>,
    /// Whether something is shown as a native file writes it, because the format nests it otherwise.
    as_native: bool,
}

/// A text in the words of the file that a place is in and, if these are others, what they do not cover.
fn said<'a>(
    text: &Template,
    cx: &Cx<'a>,
    frame: &mut Frame<'a>,
    kind: Kind,
    place: Place,
) -> (String, Option<(&'static Format, Beyond)>) {
    let foreign = cx.org.format_at(place).filter(|format| !format.terms.fields.is_empty());
    let Some(format) = foreign else { return (text.render(cx, frame), None) };
    let mut speaker = Speaker { org: cx.org, format, kind, beyond: Beyond::default(), in_native: false };
    let text = text.render_with(cx, frame, |text, part| match part {
        Part::Written(piece) => speaker.say(text, piece),
        Part::Shown(shown) => speaker.say_shown(text, shown),
    });
    (text, Some((format, speaker.beyond)))
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
    beyond: Beyond,
    /// Whether a piece ended within code that is shown as a native file writes it.
    in_native: bool,
}

impl Speaker<'_> {
    /// Adds a piece of a page's text: a backtick with a field's name right after it begins code.
    fn say(&mut self, text: &mut String, piece: &str) {
        let parts = piece.split('`').count();
        for (rank, part) in piece.split('`').enumerate() {
            if rank == 0 {
                // What stands between two of a page's expressions may be the rest of what is shown as native.
                if self.in_native {
                    text.push_str(part);
                    self.in_native = parts == 1;
                } else {
                    self.say_words(text, part);
                }
                continue;
            }
            text.push('`');
            if self.is_nested_otherwise(part) {
                self.beyond.as_native = true;
                self.in_native = parts == rank + 1;
                text.push_str(part);
                continue;
            }
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

    /// Adds what an expression of the page gives: ids and numbers, and perhaps code that the page has in a text. Only a field
    /// with its colon is one there, as what stands between backticks alone may be an id.
    fn say_shown(&mut self, text: &mut String, shown: &str) {
        if self.in_native {
            return text.push_str(shown);
        }
        for (rank, part) in shown.split('`').enumerate() {
            if rank > 0 {
                text.push('`');
            }
            match part.split_once(": ").filter(|_| rank % 2 == 1) {
                Some(_) if self.is_nested_otherwise(part) => {
                    self.beyond.as_native = true;
                    text.push_str(part);
                }
                Some((name, rest)) => {
                    self.say_field(text, name);
                    text.push_str(": ");
                    text.push_str(rest);
                }
                None => text.push_str(part),
            }
        }
    }

    /// Whether code has maps in it, with keys that the format has not, or calls otherwise.
    fn is_nested_otherwise(&self, code: &str) -> bool {
        let keys = code
            .match_indices(": ")
            .filter_map(|(end, _)| code[..end].rsplit(|c: char| !c.is_ascii_alphanumeric()).next());
        code.contains('{') && keys.filter(|key| !key.is_empty()).any(|key| self.is_other(key))
    }

    /// Whether the format has no such key, or calls it otherwise.
    fn is_other(&self, key: &str) -> bool {
        match self.field(key) {
            Field::At(path) => path != key,
            Field::Unsayable => true,
            Field::None => section(key).is_some_and(|kind| !self.format.can_say.any(kind)),
        }
    }

    fn say_field(&mut self, text: &mut String, name: &str) {
        match self.field(name) {
            Field::At(path) => text.push_str(&path),
            Field::Unsayable => {
                if !self.beyond.fields.iter().any(|known| known == name) {
                    self.beyond.fields.push(name.to_owned());
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
