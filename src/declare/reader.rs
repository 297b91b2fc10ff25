//! Reads YAML as the vocabulary says: one walk over the field table serves every kind.
//!
//! What does not fit becomes a finding at its place, with what is allowed, and the value counts as
//! written but unknown, so that nothing downstream calls it missing.

use std::collections::{HashMap, HashSet};

use crate::declare::format::{Closure, Format, rank_of};
use crate::declare::leftover::{self, Told};
use crate::declare::value::{Slot, TextAt, Value, is_nobody};
use crate::declare::{Declarations, Open, Zoned, elsewhere, rank, shapes};
use crate::field;
use crate::finding::Finding;
use crate::finding::diagnostics::{IDLE_FIELD, INVALID_VALUE, MISSPELT_FIELD, UNKNOWN_FIELD, WRONG_TYPE};
use crate::finding::fix::{Edit, Scalar};
use crate::finding::suggest::{LISTED, is_alone, named_in, nearest, one_of, question, slip_of};
use crate::finding::wording::{has, in_backticks, listed_up_to, with_article};
use crate::text::{FileId, Place, Span};
use crate::vocabulary::forms::{OFFSET, Parsed, TEXT};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::vocabulary::meant::clock;
use crate::vocabulary::{Field, Read, Record, is_known_somewhere, kinds, record};
use crate::yaml::template::placeholder;
use crate::yaml::tree::{Entry, NodeRef, Shape};

/// What stands for a value that is not known here, or for elements that a list does not have here.
const UNKNOWN: &str = "...";

/// How keys begin that are somebody's own.
const EXTRA: &str = "x-";

/// Writes what one file declares.
pub struct Reader {
    /// What was read so far.
    pub out: Declarations,
    format: &'static Format,
    /// Keys that were told to be no fields of a kind: what an alias or a merge key brings in is read often, and written once.
    strangers: HashSet<(Place, Kind)>,
    /// Texts that aliases repeat and that are no slices of the file, by where they stand.
    repeated: HashMap<Place, TextAt>,
}

impl Reader {
    /// Reads into fresh declarations of a file.
    pub fn new(file: FileId, format: &'static Format) -> Self {
        let mut out = Declarations::new(file);
        out.voices.push((0, format));
        Self { out, format, strangers: HashSet::new(), repeated: HashMap::new() }
    }

    /// Goes on with declarations of a file.
    pub(crate) fn over(out: Declarations, format: &'static Format) -> Self {
        Self { out, format, strangers: HashSet::new(), repeated: HashMap::new() }
    }

    /// Says in which format everything is written from some byte on.
    pub fn speak(&mut self, format: &'static Format, from: u32) {
        if self.format != format {
            self.out.voices.push((from, format));
        }
        self.format = format;
        rank_of(&mut self.out.formats, format);
    }

    /// Ends a record. A rotation with participants of its own gets the one layer they stand for.
    pub fn close(&mut self, open: Open, id: TextAt, place: Place, damaged: bool) -> Entity {
        if open.kind() == Kind::Rotation {
            self.single_layer(&open);
        }
        self.place_in_zone(&open);
        self.out.close(open, id, place, self.format, damaged)
    }

    /// A time zone says the offset where nothing else does.
    fn place_in_zone(&mut self, open: &Open) {
        let (zone, offset) = match open.kind() {
            Kind::Person => (field!(Person.timezone), field!(Person.utcOffset)),
            Kind::Rotation => (field!(Rotation.timezone), field!(Rotation.utcOffset)),
            Kind::Layer => (field!(Layer.timezone), field!(Layer.utcOffset)),
            _ => return,
        };
        let Some(said) = self.out.get(open, zone).filter(|_| self.out.get(open, offset).is_none()) else { return };
        let value = match said.value {
            Value::Text(name) => Value::Zone(name),
            Value::Invalid => Value::Invalid,
            _ => return,
        };
        self.out.set(open, offset, value, said.place);
    }

    fn single_layer(&mut self, rotation: &Open) {
        let participants = self.out.get(rotation, field!(Rotation.participants));
        if self.out.get(rotation, field!(Rotation.layers)).is_some() {
            let restrictions = self.out.get(rotation, field!(Rotation.restrictions));
            self.out.problems.extend(participants.into_iter().chain(restrictions).filter_map(idle));
            return;
        }
        let Some(participants) = participants else { return };
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
            (Shape::Mapping, Some(shorthand)) if let Some((key, value)) = shapes::lone_name(kind, node) => {
                let name = key.text().unwrap_or_default();
                let help = shapes::of_lone_name(what, shorthand, &name, value);
                self.wrong(node, &format!("{} with fields", with_article(what.word)), &help);
                self.out.abandon(open);
                return None;
            }
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
                let meant = node.text().and_then(|text| shapes::of_one_field(what, text.trim()));
                let help = meant.unwrap_or_else(|| field_list(what));
                self.wrong(node, &format!("{} with fields{fields}", with_article(what.word)), &help);
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
        self.fields_but(what, open, node, None);
    }

    /// Reads the fields of a mapping, apart from the one with this value.
    fn fields_but(&mut self, what: &'static Record, open: &Open, node: NodeRef<'_>, but: Option<Place>) {
        let mut meant = Vec::new();
        let mut entries = node.entries().filter(|entry| Some(entry.value.place()) != but).peekable();
        while let Some(entry) = entries.next() {
            let mut cut_off = None;
            while let Some(next) = entries.next_if(|next| is_cut_off(what, node, entry, *next)) {
                cut_off = Some(next.key.place());
            }
            if let Some(last) = cut_off {
                self.cut_at_comma(what, open, entry, last);
            } else if let Some(field) = self.field(what, open, node, entry) {
                meant.push((field, entry.key.place()));
            }
        }
        self.extras(what, open, node);
        // What was misspelt was said, unless it is said a second time in the right words.
        for (field, place) in meant {
            self.out.set(open, field, Value::Invalid, place);
        }
    }

    /// Keeps what stands under keys that begin with `x-`: nobody here knows what it means, and rules of the organisation do.
    pub fn extras(&mut self, what: &'static Record, open: &Open, node: NodeRef<'_>) {
        let Some(field) = what.member("x") else { return };
        let mut notes = Vec::new();
        for entry in node.entries() {
            let key = entry.key.text().unwrap_or_default();
            if key.len() > EXTRA.len() && key.starts_with(EXTRA) {
                let whole = self.text_at(entry.key);
                let skipped = rank(EXTRA.len());
                let key = TextAt { start: whole.start + skipped, len: whole.len - skipped, ..whole };
                notes.push(self.note(key, entry.key.place(), entry.value));
            }
        }
        if let [[key, _], ..] = notes[..] {
            let value = self.out.notes(&notes);
            self.out.set(open, field, value, key.place);
        }
    }

    /// What stands under a key of somebody's own: text is kept as it is written, of anything else that it is there.
    pub fn note(&mut self, key: TextAt, key_place: Place, node: NodeRef<'_>) -> [Slot; 2] {
        let value = match node.shape() {
            Shape::Scalar => Value::Text(self.text_at(node)),
            Shape::Null => Value::Nothing,
            Shape::Mapping | Shape::Sequence => Value::Present,
        };
        [slot(Value::Text(key), key_place), slot(value, node.place())]
    }

    /// Tells of `99,9 %` or `ana, ben` between braces, where a comma ends the value and begins a key.
    fn cut_at_comma(&mut self, what: &'static Record, open: &Open, entry: Entry<'_>, last: Place) {
        let place = entry.value.place();
        let whole = Place { span: Span { start: place.span.start, end: last.span.end }, ..place };
        let text = entry.value.source_up_to((last.span.end - place.span.start) as usize);
        let Some(field) = what.field(&entry.key.text().unwrap_or_default()) else { return };
        let def = what.def(field);
        let names = leftover::several(text).unwrap_or_else(|| vec![text]);
        let (decimal, quoted) = (text.replacen(',', ".", 1), format!("\"{text}\""));
        let written = Scalar { place: whole, source: text };
        let (help, edit) = match (def.read, def.read.element()) {
            (Read::Scalar(form), _) if *form != TEXT && (form.parse)(&decimal).is_some() => {
                (format!("write `{decimal}`"), written.becoming(&decimal))
            }
            (Read::Scalar(form), _) if *form != TEXT && (form.parse)(text).is_some() => {
                (format!("write `{quoted}`"), written.becoming(&quoted))
            }
            (Read::Scalar(form), _) if *form != TEXT => match (form.meant)(&decimal) {
                Some(meant) => (meant.help, meant.sole.and_then(|sole| written.becoming(&sole))),
                None => (form.help.to_owned(), None),
            },
            (Read::List(_), element) if (names_something(element) || is_text(element)) && !def.one_is_meant => {
                (format!("write `{}`", shapes::in_brackets(&names)), written.becoming_list(&names))
            }
            (_, Read::Ref(_)) => (format!("write {}", listed_up_to(LISTED, &in_backticks(&names), "or")), None),
            _ => (format!("write `{quoted}`"), written.becoming(&quoted)),
        };
        let message = format!("`{}` is cut at its comma: between braces a comma ends the value", leftover::shown(text));
        let finding = INVALID_VALUE.at(whole, message).saying("one value?").help(help);
        self.out.problems.push(finding.suggesting(edit));
        self.out.set(open, field, Value::Invalid, place);
    }

    /// Reads a field, or tells that there is none of the name; gives the one that was meant then.
    fn field(&mut self, what: &'static Record, open: &Open, map: NodeRef<'_>, entry: Entry<'_>) -> Option<FieldId> {
        let Entry { key, value: node, .. } = entry;
        let name = key.text().unwrap_or_default();
        if let Some(field) = what.field(&name) {
            if let Some(value) = self.value(what.def(field), node) {
                self.out.set(open, field, value, node.place());
            }
            None
        } else if self.is_unfilled(key) || name.starts_with(EXTRA) {
            None
        } else {
            let is_there =
                |field| map.entries().any(|entry| entry.key.text().and_then(|key| what.field(&key)) == Some(field));
            self.unknown_field(what, &name, key.written(), |field| !is_there(field))
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
        if self.is_unfilled(key) {
            return None;
        }
        let id = self.id_at(kind, key);
        self.record(kind, id, key.place(), node)
    }

    /// Tells of a name that is a placeholder of a template, if it is one.
    pub fn is_unfilled(&mut self, key: NodeRef<'_>) -> bool {
        let text = key.text().unwrap_or_default();
        let Some(placeholder) = unfilled_map(key).or_else(|| placeholder(text.trim())) else { return false };
        let told = leftover::unfilled(placeholder, "the name");
        let told = Told { help: told.help.replace("the value of `the name`", "the name"), ..told };
        self.tell(told, key.written());
        true
    }

    /// Tells what stands in place of a value or a name.
    pub fn tell(&mut self, told: Told, written: Scalar<'_>) {
        let edit = told.instead.and_then(|instead| written.becoming(&instead));
        let finding = INVALID_VALUE.at(written.place, told.message);
        self.out.problems.push(finding.saying(told.label).help(told.help).suggesting(edit));
    }

    /// Reads a map from id to record, or a list of records with `name`; what is no record stays as illegible.
    pub fn map(&mut self, kind: Kind, node: NodeRef<'_>) -> Vec<Slot> {
        let mut found = Vec::new();
        match node.shape() {
            Shape::Mapping => {
                for entry in node.entries() {
                    if self.leaves_open(entry.key) {
                        found.push(slot(Value::Elsewhere, entry.key.place()));
                        continue;
                    }
                    let made = self.keyed(kind, entry.key, entry.value);
                    found.push(slot(made.map_or(Value::Invalid, Value::Record), entry.key.place()));
                }
            }
            Shape::Sequence => {
                let mut under_names = Vec::new();
                for item in node.items() {
                    if self.leaves_open(item) {
                        found.push(slot(Value::Elsewhere, item.place()));
                        continue;
                    }
                    let named =
                        item.get("id").or_else(|| item.get("name")).filter(|name| name.shape() == Shape::Scalar);
                    let entity = match (item.shape(), named) {
                        (Shape::Mapping, Some(name)) => Some(self.named(kind, name, item)),
                        (Shape::Scalar | Shape::Mapping, _) if self.is_unfilled(item) => None,
                        (Shape::Scalar, _) => {
                            let id = self.id_at(kind, item);
                            let open = self.out.open(kind);
                            Some(self.close(open, id, item.place(), false))
                        }
                        (Shape::Mapping, _) if let Some((name, _)) = shapes::lone_name(kind, item) => {
                            under_names.push(name);
                            None
                        }
                        _ => {
                            let word = record(kind).word;
                            let help = if item.shape() == Shape::Mapping {
                                format!("put the id of the {word} first, as in `- name: {}`", word.replace(' ', "-"))
                            } else {
                                field_list(record(kind))
                            };
                            self.wrong(item, &format!("{} with a `name`", with_article(word)), &help);
                            None
                        }
                    };
                    found.push(slot(entity.map_or(Value::Invalid, Value::Record), item.place()));
                }
                self.tell_of_names(kind, &under_names);
            }
            Shape::Null => {}
            Shape::Scalar if self.leaves_open(node) => found.push(slot(Value::Elsewhere, node.place())),
            Shape::Scalar => {
                let word = record(kind).word;
                let text = node.text().unwrap_or_default();
                let names = leftover::several(&text).unwrap_or_else(|| vec![text.trim()]);
                let help = format!("write `{}`", shapes::in_brackets(&names));
                self.wrong(node, &format!("a map from id to {word}, or a list of them"), &help);
                found.push(slot(Value::Invalid, node.place()));
            }
        }
        found
    }

    /// Tells once of the elements of a list that stand under their ids, as in a map.
    fn tell_of_names(&mut self, kind: Kind, names: &[NodeRef<'_>]) {
        let Some(first) = names.first() else { return };
        let (name, word) = (first.text().unwrap_or_default(), record(kind).word);
        let message = format!("`- {name}:` is an element of a list with one key, and not {}", with_article(word));
        let finding = WRONG_TYPE
            .at(first.place(), message)
            .saying(format!("the id of {}?", with_article(word)))
            .occurring_also(names[1..].iter().map(|name| name.place()), "and here")
            .help(format!("remove the `- ` in front of `{name}:`, or write `- name: {name}` and the fields below it"));
        self.out.problems.push(finding);
    }

    /// The id that a name declares. That of a person or a team has no `@`, and is what remains without it: whoever names
    /// them writes it so.
    fn id_at(&mut self, kind: Kind, name: NodeRef<'_>) -> TextAt {
        let text = name.text().unwrap_or_default();
        let bare = leftover::without_at(&text);
        if !matches!(kind, Kind::Person | Kind::Team) || bare.len() == text.len() || bare.is_empty() {
            return self.text_at(name);
        }
        self.tell(leftover::with_at(&text), name.written());
        self.out.own(bare)
    }

    fn named(&mut self, kind: Kind, name: NodeRef<'_>, node: NodeRef<'_>) -> Entity {
        let what = record(kind);
        let open = self.out.open(kind);
        self.fields_but(what, &open, node, Some(name.place()));
        let id = self.id_at(kind, name);
        self.close(open, id, name.place(), node.is_damaged())
    }

    /// Reads the value of a field. None when nothing was written.
    pub fn value(&mut self, field: &Field, node: NodeRef<'_>) -> Option<Value> {
        let told = self.out.problems.len();
        if field.one_is_meant
            && let Some(text) = node.text()
            && leftover::several(&text).is_some()
            && let Some(several) = leftover::told(field.name, field.read.element(), text.trim())
        {
            self.tell(several, node.written());
            return Some(Value::Invalid);
        }
        if field.one_is_meant && node.shape() == Shape::Scalar && node.text().is_some_and(|text| text.trim().is_empty())
        {
            self.tell(leftover::empty(field.name), node.written());
            return Some(Value::Invalid);
        }
        let value = self.read(field.name, field.read, node);
        if let Some((other, form)) = field.or_as
            && let Some(text) = node.text().filter(|text| (form.parse)(text.trim()).is_some())
            && let Some(finding) = self.out.problems.get_mut(told)
            && let Some(help) = &mut finding.help
        {
            finding.fix = None;
            let text = text.trim();
            for part in ["; or `", other, ": ", text, "`"] {
                help.push_str(part);
            }
        }
        value
    }

    /// Reads a value that is written in a certain way. None when nothing was written.
    pub fn read(&mut self, name: &str, read: Read, node: NodeRef<'_>) -> Option<Value> {
        if self.leaves_open(node) {
            return Some(Value::Elsewhere);
        }
        if let Some(placeholder) = unfilled_map(node).filter(|_| read != Read::Free) {
            if !node.is_damaged() {
                self.tell(leftover::unfilled(placeholder, name), node.written());
            }
            return Some(Value::Invalid);
        }
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
            // Where a link should be, nothing between quotes and `TODO` say that there is none.
            Read::Link if node.text().is_some_and(|text| text.trim().is_empty() || is_nobody(text.trim())) => {
                return (node.shape() != Shape::Null).then_some(Value::Nothing);
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
                let help = match read {
                    Read::Ref(kinds) => shapes::reference(kinds, node),
                    Read::Scalar(form) => shapes::scalar(form, node),
                    _ => read.words().map_or_else(String::new, |words| format!("write {}", one_of(words.words))),
                };
                self.wrong(node, &format!("{} for `{name}`", read.expected()), &help);
                Some(Value::Invalid)
            }
        }
    }

    /// Whether it is `...` without quotes, in a file that people write for an organisation.
    pub(crate) fn leaves_open(&self, node: NodeRef<'_>) -> bool {
        let is_own = self.format.closure == Closure::Section;
        is_own && node.is_plain() && node.shape() == Shape::Scalar && node.text().is_some_and(|text| text == UNKNOWN)
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
                    if item.is_alias() && item.shape() == Shape::Sequence && !matches!(element, Read::List(_)) {
                        self.tell_of_inner_list(node, item);
                        found.push(slot(Value::Invalid, item.place()));
                    } else if is_one_quoted_name(element, item) {
                        found.push(slot(Value::Name(self.text_at(item)), item.place()));
                    } else if let Some(value) = self.read(name, element, item) {
                        found.push(slot(value, item.place()));
                    }
                }
            }
            Shape::Mapping
                if let Read::Record(kind) = element
                    && is_map_of_names(kind, node) =>
            {
                if shapes::from_roles(node) {
                    self.wrong(
                        node,
                        &format!("a list for `{name}`, or a map from each to the role"),
                        &shapes::to_roles(node),
                    );
                    return Some(Value::Invalid);
                }
                found = self.map_of_names(kind, node);
            }
            Shape::Mapping if !matches!(element, Read::Record(_) | Read::List(_)) => {
                let help = match element {
                    Read::Ref(kinds) if shapes::is_one(kinds, node) => shapes::reference(kinds, node),
                    _ => shapes::list(node),
                };
                self.wrong(node, &format!("a list for `{name}`"), &help);
                return Some(Value::Invalid);
            }
            Shape::Scalar if !node.is_damaged() => {
                let text = node.text().unwrap_or_default();
                let names = match element {
                    element if names_something(element) => leftover::several(&text),
                    element if is_text(element) => leftover::several_words(&text),
                    _ => None,
                };
                if let Some(names) = names {
                    let finding = WRONG_TYPE.at(node.place(), format!("expected a list for `{name}`, found one text"));
                    let help = format!("write `{}`", shapes::in_brackets(&names));
                    let finding = finding.saying("one text").help(help);
                    self.out.problems.push(finding.suggesting(node.written().becoming_list(&names)));
                    return Some(Value::Invalid);
                }
                found.extend(self.read(name, element, node).map(|value| slot(value, node.place())));
            }
            _ => found.extend(self.read(name, element, node).map(|value| slot(value, node.place()))),
        }
        Some(self.whole_list(&found, node))
    }

    /// Reads `{ana: lead, ben: engineer}` for a list of records.
    fn map_of_names(&mut self, kind: Kind, node: NodeRef<'_>) -> Vec<Slot> {
        let what = record(kind);
        let (Some(shorthand), Some(valued)) = (what.shorthand, what.map_to) else { return Vec::new() };
        let (shorthand, valued) = (what.known(shorthand), what.known(valued));
        let mut found = Vec::new();
        for entry in node.entries() {
            let open = self.out.open(kind);
            if let Some(name) = self.value(what.def(shorthand), entry.key) {
                self.out.set(&open, shorthand, name, entry.key.place());
            }
            if entry.value.shape() == Shape::Mapping && unfilled_map(entry.value).is_none() {
                self.fields(what, &open, entry.value);
            } else if let Some(value) = self.value(what.def(valued), entry.value) {
                self.out.set(&open, valued, value, entry.value.place());
            }
            let made = self.close(open, TextAt::EMPTY, entry.key.place(), entry.value.is_damaged());
            found.push(slot(Value::Record(made), entry.key.place()));
        }
        found
    }

    /// Tells of an alias that puts a list into a list.
    fn tell_of_inner_list(&mut self, list: NodeRef<'_>, alias: NodeRef<'_>) {
        let mut names = Vec::new();
        for item in list.items() {
            match item.shape() {
                Shape::Sequence => names.extend(shapes::texts(item.items())),
                _ => names.extend(shapes::texts(std::iter::once(item))),
            }
        }
        let alias_name = alias.source();
        let finding = WRONG_TYPE
            .at(alias.place(), format!("`{alias_name}` stands for a list, and makes a list within this list"))
            .saying("a list in a list")
            .label(alias.value_place(), "this list")
            .help(format!("write all of it: `{}`", shapes::in_brackets(&names)));
        self.out.problems.push(finding);
    }

    /// A list that a syntax error hit may have lost elements: as good as unreadable.
    fn whole_list(&mut self, found: &[Slot], node: NodeRef<'_>) -> Value {
        if node.is_damaged() { Value::Invalid } else { self.out.list(found) }
    }

    fn scalar(&mut self, name: &str, read: Read, node: NodeRef<'_>) -> Value {
        let text = node.text().unwrap_or_default();
        if let Some(told) = leftover::told(name, read, text.trim()).filter(|_| !node.is_damaged()) {
            self.tell(told, node.written());
            return Value::Invalid;
        }
        if !node.is_damaged() {
            return self.of_text(name, read, &text, node.written(), |reader| reader.text_at(node));
        }
        // What a syntax error cut off is told by the error, and is no name: `$` or `web-$` of `web-${TEAM}`.
        if matches!(read, Read::Ref(_)) && text.ends_with('$') {
            return Value::Invalid;
        }
        let told = self.out.problems.len();
        let value = self.of_text(name, read, &text, node.written(), |reader| reader.text_at(node));
        self.out.problems.truncate(told);
        value
    }

    /// Reads the text of a single value, which is what is written in some place.
    pub(super) fn of_text(
        &mut self,
        name: &str,
        read: Read,
        text: &str,
        written: Scalar<'_>,
        text_at: impl FnOnce(&mut Self) -> TextAt,
    ) -> Value {
        let text = text.trim();
        let value = match read {
            Read::Scalar(form) => (form.parse)(text).map(|parsed| match parsed {
                Parsed::Text => Value::Text(text_at(self)),
                Parsed::Bool(value) => Value::Bool(value),
                Parsed::Number { mantissa, scale } => Value::Number { mantissa, scale },
                Parsed::Minutes(minutes) => Value::Minutes(minutes),
                Parsed::Date(date) => Value::Date(date),
                Parsed::Days(days) => Value::Days(days),
            }),
            Read::Ref(_) if text.is_empty() => Some(Value::Nothing),
            Read::Ref(_) => Some(Value::Name(text_at(self))),
            _ => read.words().and_then(|words| word(words.words, text)),
        };
        value.unwrap_or_else(|| {
            match read {
                Read::Scalar(form)
                    if *form == OFFSET && (form.meant)(text).is_none() && leftover::zone(text).is_some() =>
                {
                    let (name, text) = (name.to_owned(), text.to_owned());
                    self.out.zoned.push(Zoned { name, text, place: written.place });
                }
                _ => self.out.problems.push(bad_value(name, read, text, written)),
            }
            Value::Invalid
        })
    }

    /// The text of a scalar: a slice of the file where it is one.
    pub fn text_at(&mut self, node: NodeRef<'_>) -> TextAt {
        if let Some(place) = node.value_text_place() {
            let (start, end) = (place.span.start, place.span.end);
            return TextAt { file: place.file, start, len: end - start };
        }
        let text = node.text().unwrap_or_default();
        if !node.is_alias() {
            return self.out.own(&text);
        }
        // A text may be long, and aliases of it are short and many.
        let Self { repeated, out, .. } = self;
        *repeated.entry(node.value_place()).or_insert_with(|| out.own(&text))
    }

    /// Reports a key the vocabulary does not have; gives the field that was meant by it. That one can be written in its place
    /// where it is `free`.
    pub fn unknown_field(
        &mut self,
        what: &Record,
        key: &str,
        written: Scalar<'_>,
        free: impl Fn(FieldId) -> bool,
    ) -> Option<FieldId> {
        let place = written.place;
        let names = || what.fields.iter().flat_map(|f| std::iter::once(f.name).chain(f.alias));
        let meant = slip_of(key, names(), is_known_somewhere);
        if !self.strangers.insert((place, what.kind)) {
            return meant.and_then(|meant| what.field(meant));
        }
        let diagnostic = if meant.is_some() { MISSPELT_FIELD } else { UNKNOWN_FIELD };
        let finding = diagnostic.at(place, format!("{} {} no field `{key}`", with_article(what.word), has(what.word)));
        self.out.problems.push(if let Some(meant) = meant {
            let is_sure = is_alone(key, meant, names()) && what.field(meant).is_some_and(free);
            finding
                .suggesting(written.becoming(meant).filter(|_| is_sure))
                .saying(question(meant))
                .help(format!("write `{meant}`, or prefix the key with `x-` to keep it for other tools"))
        } else {
            let perhaps = named_in(key, names()).map_or_else(String::new, |name| format!("`{name}` may be meant; "));
            let otherwise = format!("{perhaps}{}; keys that begin with `x-` are left alone", field_list(what));
            let help = elsewhere::help(what, key).unwrap_or(otherwise);
            finding.saying("not part of the vocabulary").help(help)
        });
        meant.and_then(|meant| what.field(meant))
    }

    /// Reports a value of the wrong shape, unless that comes of a syntax error, which is reported.
    pub fn wrong(&mut self, node: NodeRef<'_>, wanted: &str, help: &str) {
        self.wrong_but_for(node, wanted, help, None);
    }

    /// The same where an edit makes it right.
    pub fn wrong_but_for(&mut self, node: NodeRef<'_>, wanted: &str, help: &str, edit: Option<Edit>) {
        if node.is_damaged() {
            return;
        }
        let got = match node.shape() {
            Shape::Mapping => "a map",
            Shape::Sequence => "a list",
            Shape::Scalar => "a single value",
            Shape::Null => "nothing",
        };
        let finding =
            WRONG_TYPE.at(node.place(), format!("expected {wanted}, found {got}")).saying(got).suggesting(edit);
        self.out.problems.push(if help.is_empty() { finding } else { finding.help(help) });
    }
}

/// Whether an element of a list is a name with a comma in it: whoever quotes it there means one.
fn is_one_quoted_name(element: Read, item: NodeRef<'_>) -> bool {
    let quoted = item.shape() == Shape::Scalar && !item.is_plain();
    quoted && matches!(element, Read::Ref(_)) && item.text().is_some_and(|text| leftover::several(&text).is_some())
}

/// A field of a rotation that is the shorthand for a layer, beside layers.
fn idle(said: Slot) -> Option<Finding> {
    let name = record(said.kind).def(said.field).name;
    let finding = IDLE_FIELD
        .at(said.place, format!("`{name}` counts for nothing beside `layers`: it is the shorthand for a single layer"))
        .saying("in no layer")
        .help(format!("move `{name}` into the layer it is about, `layers: {{NAME: {{{name}: …}}}}`, or remove it"));
    (!matches!(said.value, Value::Invalid | Value::Nothing)).then_some(finding)
}

/// A value at a place, whose field is filled in when its record is closed.
pub fn slot(value: Value, place: Place) -> Slot {
    Slot { value, place, kind: Kind::Org, field: kinds::FieldId(0), noted: false }
}

fn word(words: &[&str], text: &str) -> Option<Value> {
    let rank = words.iter().position(|w| w.eq_ignore_ascii_case(text))?;
    u8::try_from(rank).ok().map(Value::Word)
}

fn field_list(what: &Record) -> String {
    let names: Vec<&str> = what.fields.iter().map(|f| f.name).collect();
    format!("{} {} {}", with_article(what.word), has(what.word), listed_up_to(LISTED, &in_backticks(&names), "and"))
}

/// Whether an entry is the rest of the value before it, cut off at a comma: a key without a value that is no field, in a map
/// between braces.
fn is_cut_off(what: &Record, map: NodeRef<'_>, before: Entry<'_>, next: Entry<'_>) -> bool {
    let (value, key, nothing) = (before.value.place().span, next.key.place().span, next.value.place().span);
    let is_bare = next.value.shape() == Shape::Null && nothing.start == nothing.end;
    let follows = value.end < key.start && map.source().starts_with('{') && map.place().span.end >= key.end;
    let field = |key: NodeRef<'_>| key.text().and_then(|key| what.field(&key));
    is_bare
        && follows
        && before.value.is_plain()
        && !before.value.is_alias()
        && next.key.is_plain()
        && field(before.key).is_some()
        && field(next.key).is_none()
        && next.key.text().is_some_and(|key| !key.starts_with("x-"))
}

/// A map that is what YAML makes of `{{ team }}`.
fn unfilled_map(node: NodeRef<'_>) -> Option<&str> {
    let source = node.source();
    (node.shape() == Shape::Mapping && source.starts_with("{{")).then_some(source)
}

/// Whether each element is any text.
fn is_text(element: Read) -> bool {
    matches!(element, Read::Scalar(form) if *form == TEXT)
}

/// Whether each element names something, so that a text with commas names several.
fn names_something(element: Read) -> bool {
    match element {
        Read::Ref(_) | Read::Word(_) => true,
        Read::Record(kind) => {
            let what = record(kind);
            what.shorthand.is_some_and(|field| matches!(what.def(what.known(field)).read, Read::Ref(_)))
        }
        _ => false,
    }
}

/// Whether a map stands for a list of records, and is none of them: no key of it is a field, or nearly one.
fn is_map_of_names(kind: Kind, node: NodeRef<'_>) -> bool {
    let what = record(kind);
    let names = || what.fields.iter().flat_map(|field| std::iter::once(field.name).chain(field.alias));
    let is_field =
        |key: &str| key.starts_with("x-") || names().any(|name| name == key) || nearest(key, names()).is_some();
    what.map_to.is_some() && !node.entries().any(|entry| entry.key.text().is_none_or(|key| is_field(&key)))
}

fn bad_value(name: &str, read: Read, text: &str, written: Scalar<'_>) -> Finding {
    let shown = leftover::shown(text);
    let finding = |message: String| INVALID_VALUE.at(written.place, message);
    if let Read::Scalar(form) = read {
        let expected = form.expected;
        let finding = finding(format!("`{shown}` is not {expected} for `{name}`"));
        let meant = (form.meant)(text).filter(|_| text.len() <= MENDED);
        let edit = meant.as_ref().and_then(|meant| written.becoming(meant.sole.as_deref()?));
        let (says, help) = meant.map_or((None, form.help.to_owned()), |meant| (meant.says, meant.help));
        return finding.saying(says.unwrap_or_else(|| format!("expected {expected}"))).help(help).suggesting(edit);
    }
    let finding = finding(format!("`{name}` cannot be `{shown}`"));
    let window = matches!(read, Read::Coverage).then(|| clock::window(text)).flatten();
    let words = read.words();
    let near = words.and_then(|words| words.meant(text));
    let list = words.map_or_else(String::new, |words| one_of(words.words));
    match (near, window) {
        (Some(near), _) => {
            let others: Vec<&str> =
                words.iter().flat_map(|words| words.words).copied().filter(|w| *w != near).collect();
            let is_sure = is_alone(text, near, others.iter().copied());
            finding
                .saying(question(near))
                .help(format!("write `{near}`, or else {}", one_of(&others)))
                .suggesting(written.becoming(near).filter(|_| is_sure))
        }
        (None, Some(window)) => finding.saying("hours, and not a word for them").help(format!("write `{window}`")),
        (None, None) => finding.saying("not one of the words allowed here").help(format!("write {list}")),
    }
}

/// Texts that are longer are not mended.
const MENDED: usize = 200;
