//! Reads YAML as the vocabulary says: one walk over the field table serves every kind.
//!
//! What does not fit becomes a finding at its place, with what is allowed, and the value counts as
//! written but unknown, so that nothing downstream calls it missing.

use crate::declare::format::Format;
use crate::declare::value::{Slot, TextAt, Value};
use crate::declare::{Declarations, Open};
use crate::field;
use crate::finding::Finding;
use crate::finding::diagnostics::{INVALID_VALUE, UNKNOWN_FIELD, WRONG_TYPE};
use crate::finding::suggest::{LISTED, did_you_mean, nearest, one_of, question};
use crate::finding::wording::{has, in_backticks, listed_up_to, with_article};
use crate::text::{FileId, Place};
use crate::vocabulary::forms::Parsed;
use crate::vocabulary::kinds::{Entity, Kind};
use crate::vocabulary::{Field, Read, Record, kinds, record};
use crate::yaml::tree::{NodeRef, Shape};

/// Writes what one file declares.
pub struct Reader {
    /// What was read so far.
    pub out: Declarations,
    format: &'static Format,
}

impl Reader {
    /// Reads into fresh declarations of a file.
    pub fn new(file: FileId, format: &'static Format) -> Self {
        Self { out: Declarations::new(file), format }
    }

    /// Says in which format what follows is written.
    pub fn speak(&mut self, format: &'static Format) {
        self.format = format;
    }

    /// Ends a record. A rotation with participants of its own gets the one layer they stand for.
    pub fn close(&mut self, open: Open, id: TextAt, place: Place, damaged: bool) -> Entity {
        if open.kind() == Kind::Rotation {
            self.single_layer(&open);
        }
        self.out.close(open, id, place, self.format, damaged)
    }

    fn single_layer(&mut self, rotation: &Open) {
        let Some(participants) = self.out.get(rotation, field!(Rotation.participants)) else { return };
        if self.out.get(rotation, field!(Rotation.layers)).is_some() {
            return;
        }
        let layer = self.out.open(Kind::Layer);
        let everybody = self.out.copy(participants.value);
        self.out.set(&layer, field!(Layer.participants), everybody, participants.place);
        if let Some(windows) = self.out.get(rotation, field!(Rotation.restrictions)) {
            let value = self.out.copy(windows.value);
            self.out.set(&layer, field!(Layer.restrictions), value, windows.place);
        }
        let layer = self.out.close(layer, TextAt::EMPTY, participants.place, self.format, false);
        let layers = self.out.list(&[slot(Value::Record(layer), participants.place)]);
        self.out.set(rotation, field!(Rotation.layers), layers, participants.place);
    }

    /// Reads a record of a kind: a mapping, or the scalar its shorthand allows.
    pub fn record(&mut self, kind: Kind, id: TextAt, id_place: Place, node: NodeRef<'_>) -> Option<Entity> {
        let what = record(kind);
        let open = self.out.open(kind);
        match (node.shape(), what.shorthand) {
            (Shape::Mapping, _) => self.fields(what, &open, node),
            (Shape::Null, _) => {}
            (_, Some(name)) => {
                let field = what.known(name);
                if let Some(value) = self.value(what.def(field), node) {
                    self.out.set(&open, field, value, node.place());
                }
            }
            (Shape::Scalar, None) if self.kind_and_id(what, &open, node) => {}
            _ => {
                let fields = if what.by_kind { " or `kind:id`" } else { "" };
                self.wrong(node, &format!("{} with fields{fields}", with_article(what.word)), &field_list(what));
                self.out.abandon(open);
                return None;
            }
        }
        Some(self.close(open, id, id_place, node.is_damaged()))
    }

    /// Reads `team:payments` for `{team: payments}`.
    fn kind_and_id(&mut self, what: &'static Record, open: &Open, node: NodeRef<'_>) -> bool {
        let text = node.text().unwrap_or_default();
        let Some((kind, _)) = text.split_once(':').filter(|_| what.by_kind) else { return false };
        let Some(field) = what.field(kind).filter(|&field| matches!(what.def(field).read, Read::Ref(_))) else {
            return false;
        };
        let id = self.text_at(node);
        self.out.set(open, field, Value::Name(id), node.place());
        true
    }

    /// Reads the fields of a mapping into an open record.
    pub fn fields(&mut self, what: &'static Record, open: &Open, node: NodeRef<'_>) {
        for entry in node.entries() {
            self.field(what, open, entry.key, entry.value);
        }
    }

    fn field(&mut self, what: &'static Record, open: &Open, key: NodeRef<'_>, node: NodeRef<'_>) {
        let name = key.text().unwrap_or_default();
        if let Some(field) = what.field(&name) {
            if let Some(value) = self.value(what.def(field), node) {
                self.out.set(open, field, value, node.place());
            }
        } else if !name.starts_with("x-") {
            self.unknown_field(what, &name, key.place());
        }
    }

    /// Reads an entity that stands under its id.
    pub fn keyed(&mut self, kind: Kind, key: NodeRef<'_>, node: NodeRef<'_>) -> Option<Entity> {
        let what = record(kind);
        let name = key.text().unwrap_or_default();
        let is_record = matches!(node.shape(), Shape::Mapping | Shape::Null) || what.shorthand.is_some();
        if !is_record && what.field(&name).is_some() {
            let help = format!("`{name}` is a field: indent it below the name of the {} it belongs to", what.word);
            self.wrong(node, &format!("{} with fields", with_article(what.word)), &help);
            return None;
        }
        let id = self.text_at(key);
        self.record(kind, id, key.place(), node)
    }

    /// Reads a map from id to record, or a list of records with `name`; what is no record stays as illegible.
    pub fn map(&mut self, kind: Kind, node: NodeRef<'_>) -> Vec<Slot> {
        let mut found = Vec::new();
        match node.shape() {
            Shape::Mapping => {
                for entry in node.entries() {
                    let made = self.keyed(kind, entry.key, entry.value);
                    found.push(slot(made.map_or(Value::Invalid, Value::Record), entry.key.place()));
                }
            }
            Shape::Sequence => {
                for item in node.items() {
                    let named =
                        item.get("id").or_else(|| item.get("name")).filter(|name| name.shape() == Shape::Scalar);
                    let entity = match (item.shape(), named) {
                        (Shape::Mapping, Some(name)) => Some(self.named(kind, name, item)),
                        (Shape::Scalar, _) => {
                            let id = self.text_at(item);
                            let open = self.out.open(kind);
                            Some(self.close(open, id, item.place(), false))
                        }
                        _ => {
                            let word = record(kind).word;
                            self.wrong(item, &format!("{} with a `name`", with_article(word)), "");
                            None
                        }
                    };
                    found.push(slot(entity.map_or(Value::Invalid, Value::Record), item.place()));
                }
            }
            Shape::Null => {}
            Shape::Scalar => {
                let word = record(kind).word;
                self.wrong(node, &format!("a map from id to {word}, or a list of them"), "");
                found.push(slot(Value::Invalid, node.place()));
            }
        }
        found
    }

    fn named(&mut self, kind: Kind, name: NodeRef<'_>, node: NodeRef<'_>) -> Entity {
        let what = record(kind);
        let open = self.out.open(kind);
        for entry in node.entries() {
            if entry.value.place() != name.place() {
                self.field(what, &open, entry.key, entry.value);
            }
        }
        let id = self.text_at(name);
        self.close(open, id, name.place(), node.is_damaged())
    }

    /// Reads the value of a field. None when nothing was written.
    pub fn value(&mut self, field: &Field, node: NodeRef<'_>) -> Option<Value> {
        self.read(field.name, field.read, node)
    }

    /// Reads a value that is written in a certain way. None when nothing was written.
    pub fn read(&mut self, name: &str, read: Read, node: NodeRef<'_>) -> Option<Value> {
        match read {
            Read::List(element) => return self.list(name, *element, node),
            Read::Map(kind) => {
                if node.shape() == Shape::Null {
                    return None;
                }
                let found = self.map(kind, node);
                return Some(self.whole_list(&found, node));
            }
            Read::Record(kind) => {
                if node.shape() == Shape::Null {
                    return None;
                }
                let made = self.record(kind, TextAt::EMPTY, node.place(), node);
                return Some(made.map_or(Value::Invalid, Value::Record));
            }
            Read::Free | Read::Link => return (node.shape() != Shape::Null).then_some(Value::Present),
            Read::Coverage if matches!(node.shape(), Shape::Sequence | Shape::Mapping) => {
                return self.list(name, Read::Record(Kind::Window), node);
            }
            Read::Scalar(form) if form.unites && node.shape() == Shape::Sequence => {
                return Some(self.united(name, read, node));
            }
            _ => {}
        }
        match node.shape() {
            Shape::Null if matches!(read, Read::Ref(_)) && node.text().is_some_and(|t| !t.is_empty()) => {
                Some(Value::Nothing)
            }
            Shape::Null => None,
            Shape::Scalar => Some(self.scalar(name, read, node)),
            Shape::Mapping | Shape::Sequence => {
                self.wrong(node, &format!("{} for `{name}`", read.expected()), "");
                Some(Value::Invalid)
            }
        }
    }

    /// The days of all elements.
    fn united(&mut self, name: &str, read: Read, node: NodeRef<'_>) -> Value {
        let mut set = 0;
        for item in node.items() {
            match self.read(name, read, item) {
                Some(Value::Days(days)) => set |= days,
                _ => return Value::Invalid,
            }
        }
        Value::Days(set)
    }

    fn list(&mut self, name: &str, element: Read, node: NodeRef<'_>) -> Option<Value> {
        let mut found = Vec::new();
        match node.shape() {
            Shape::Null => return None,
            Shape::Sequence => {
                for item in node.items() {
                    if let Some(value) = self.read(name, element, item) {
                        found.push(slot(value, item.place()));
                    }
                }
            }
            Shape::Mapping if !matches!(element, Read::Record(_) | Read::List(_)) => {
                self.wrong(node, &format!("a list for `{name}`"), "");
                return Some(Value::Invalid);
            }
            _ => found.extend(self.read(name, element, node).map(|value| slot(value, node.place()))),
        }
        Some(self.whole_list(&found, node))
    }

    /// A list that a syntax error hit may have lost elements: as good as unreadable.
    fn whole_list(&mut self, found: &[Slot], node: NodeRef<'_>) -> Value {
        if node.is_damaged() { Value::Invalid } else { self.out.list(found) }
    }

    fn scalar(&mut self, name: &str, read: Read, node: NodeRef<'_>) -> Value {
        let text = node.text().unwrap_or_default();
        let text = text.trim();
        let value = match read {
            Read::Scalar(form) => (form.parse)(text).map(|parsed| self.parsed(parsed, node)),
            Read::Ref(_) if text.is_empty() => Some(Value::Nothing),
            Read::Ref(_) => Some(Value::Name(self.text_at(node))),
            _ => read.words().and_then(|words| word(words.words, text)),
        };
        value.unwrap_or_else(|| {
            self.out.problems.push(bad_value(name, read, text, node));
            Value::Invalid
        })
    }

    /// What a form made of a scalar.
    fn parsed(&mut self, parsed: Parsed, node: NodeRef<'_>) -> Value {
        match parsed {
            Parsed::Text => Value::Text(self.text_at(node)),
            Parsed::Bool(value) => Value::Bool(value),
            Parsed::Number { mantissa, scale } => Value::Number { mantissa, scale },
            Parsed::Minutes(minutes) => Value::Minutes(minutes),
            Parsed::Date(date) => Value::Date(date),
            Parsed::Days(days) => Value::Days(days),
        }
    }

    /// The text of a scalar: a slice of the file where it is one.
    pub fn text_at(&mut self, node: NodeRef<'_>) -> TextAt {
        if let Some(place) = node.text_place() {
            let (start, end) = (place.span.start, place.span.end);
            return TextAt { file: place.file, start, len: end - start };
        }
        let text = node.text().unwrap_or_default();
        self.out.own(&text)
    }

    /// Reports a key the vocabulary does not have.
    pub fn unknown_field(&mut self, what: &Record, key: &str, place: Place) {
        let names = what.fields.iter().flat_map(|f| std::iter::once(f.name).chain(f.alias));
        let finding =
            UNKNOWN_FIELD.at(place, format!("{} {} no field `{key}`", with_article(what.word), has(what.word)));
        self.out.problems.push(match nearest(key, names) {
            Some(near) => finding
                .saying(question(near))
                .help(format!("write `{near}`, or prefix the key with `x-` to keep it for other tools")),
            None => finding
                .saying("not part of the vocabulary")
                .help(format!("{}; keys that begin with `x-` are left alone", field_list(what))),
        });
    }

    /// Reports a value of the wrong shape, unless that comes of a syntax error, which is reported.
    pub fn wrong(&mut self, node: NodeRef<'_>, wanted: &str, help: &str) {
        if node.is_damaged() {
            return;
        }
        let got = match node.shape() {
            Shape::Mapping => "a map",
            Shape::Sequence => "a list",
            Shape::Scalar => "a single value",
            Shape::Null => "nothing",
        };
        let finding = WRONG_TYPE.at(node.place(), format!("expected {wanted}, found {got}")).saying(got);
        self.out.problems.push(if help.is_empty() { finding } else { finding.help(help) });
    }
}

/// A value at a place, whose field is filled in when its record is closed.
pub fn slot(value: Value, place: Place) -> Slot {
    Slot { value, place, kind: Kind::Org, field: kinds::FieldId(0) }
}

fn word(words: &[&str], text: &str) -> Option<Value> {
    let rank = words.iter().position(|w| w.eq_ignore_ascii_case(text))?;
    u8::try_from(rank).ok().map(Value::Word)
}

fn field_list(what: &Record) -> String {
    let names: Vec<&str> = what.fields.iter().map(|f| f.name).collect();
    format!("{} {} {}", with_article(what.word), has(what.word), listed_up_to(LISTED, &in_backticks(&names), "and"))
}

fn bad_value(name: &str, read: Read, text: &str, node: NodeRef<'_>) -> Finding {
    let shown: String = text.chars().take(60).collect();
    let finding = |message: String| INVALID_VALUE.at(node.place(), message);
    let Some(words) = read.words().map(|words| words.words) else {
        let expected = read.expected();
        let finding = finding(format!("`{shown}` is not {expected} for `{name}`"));
        let help = if let Read::Scalar(form) = read { form.help } else { "" };
        return finding.saying(format!("expected {expected}")).help(help);
    };
    let finding = finding(format!("`{name}` cannot be `{shown}`"));
    let label = did_you_mean(text, words.iter().copied());
    finding
        .saying(label.unwrap_or_else(|| "not one of the words allowed here".to_owned()))
        .help(format!("write {}", one_of(words)))
}
