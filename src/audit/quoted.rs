//! What a diagnostic quotes that can be nobody's name: words of the vocabulary and of formats, ids and names of what is no person,
//! paths of files. Whatever else it quotes may be somebody whom nobody declared, as an export names them or as a misshapen field
//! does, and is left out where people are not named.

use std::collections::HashSet;

use crate::dialect;
use crate::org::Org;
use crate::text::FileId;
use crate::text::unicode::folded;
use crate::vocabulary::kinds::{ALL, Kind};
use crate::vocabulary::{Record, SectionForm, record};

/// What is left out.
pub const LEFT_OUT: &str = "…";

/// What names nobody.
pub struct Nobodys(HashSet<String>);

impl Nobodys {
    /// All that an organisation has of it, beside what is the program's own.
    pub fn of(org: &Org) -> Self {
        let mut all = Self(HashSet::new());
        all.add_vocabulary();
        all.add_formats(org);
        all.add_declared(org);
        all.add_paths(org);
        all
    }

    fn add(&mut self, text: &str) {
        self.0.insert(folded(text.trim()));
    }

    fn add_vocabulary(&mut self) {
        PLACEHOLDERS.iter().chain(VALUES).chain(KEYS).for_each(|word| self.add(word));
        for what in ALL.into_iter().map(record) {
            self.add(what.word);
            self.add(&what.plural());
            what.section.into_iter().for_each(|section| self.add(section));
            self.add_fields(what);
        }
    }

    fn add_fields(&mut self, what: &Record) {
        for field in what.fields.iter().chain(what.notes) {
            self.add(field.name);
            field.alias.into_iter().for_each(|alias| self.add(alias));
            field.or_as.into_iter().for_each(|(other, _)| self.add(other));
            let words = field.read.words().into_iter().flat_map(|words| words.words);
            words.for_each(|word| self.add(word));
        }
    }

    fn add_formats(&mut self, org: &Org) {
        for format in org.all_formats() {
            for name in [format.title, format.name, format.word] {
                self.add(name);
            }
            format.terms.kinds.iter().for_each(|(_, word)| self.add(word));
            let fields = format.terms.fields.iter().map(|(.., path)| path);
            let paths = fields.chain(format.terms.notes.iter().map(|(_, path)| path));
            paths.flat_map(|path| path.split(['.', '[', ']'])).for_each(|key| self.add(key));
        }
        dialect::diagnostics().for_each(|one| self.add(one.name));
    }

    /// Ids and names of what is declared, be it the program's own, and is no person.
    fn add_declared(&mut self, org: &Org) {
        let is_keyed = |kind: &Kind| *kind != Kind::Person && record(*kind).form == SectionForm::Keyed;
        for kind in ALL.into_iter().filter(is_keyed) {
            for entity in org.all(kind).filter(|&entity| org.is_declared(entity)) {
                self.add(org.id(entity));
                let Some(field) = record(kind).field("name") else { continue };
                for said in org.said_of(entity, field) {
                    said.value.texts().for_each(|name| self.add(name.value));
                }
            }
            let called = org.other_names(kind).filter(|(entity, _)| org.is_declared(*entity));
            called.for_each(|(_, name)| self.add(name));
        }
    }

    fn add_paths(&mut self, org: &Org) {
        let sources = org.sources();
        (0..).map(FileId).take(sources.len()).for_each(|file| self.add(&sources.get(file).path));
    }

    /// Whether a text is known to name nobody: it is one of these, a path of several, or has no letters and few digits.
    pub fn has(&self, text: &str) -> bool {
        let is_one = |text: &str| self.0.contains(&folded(text.trim())) || is_measure(text);
        // What has an `@` between its parts is an address, of which some may be words.
        is_one(text) || !text.contains('@') && text.split(['.', '/']).all(|part| is_one(part.trim()))
    }
}

/// What stands in the program's sentences for something that somebody is to put there.
const PLACEHOLDERS: &[&str] = &["ID", "NAME", "GROUP", "FILE", "PATH", "RULE", "DATE"];

/// Keys of catalogs, exports and configuration that are no fields of the vocabulary, as far as messages are of little use without
/// them.
const KEYS: &[&str] = &[
    "aliases",
    "external",
    "taxonomy",
    "exportDays",
    "teamlint.yaml",
    "x-",
    "annotations",
    "apiVersion",
    "children",
    "custom_shifts",
    "definition",
    "enabled",
    "escalation_policies",
    "EXDATE",
    "final_schedule",
    "group",
    "ical_url_primary",
    "icon",
    "if_else",
    "kind",
    "labels",
    "links",
    "memberOf",
    "metadata",
    "name",
    "namespace",
    "notifyType",
    "notify_person_next_each_time",
    "overrides_subschedule",
    "parent",
    "presence",
    "profile",
    "recurrence",
    "round_robin",
    "round_robin_config",
    "schedules",
    "sensitive_values",
    "single_event",
    "spec",
    "tag",
    "tags",
    "target",
    "targets",
    "title",
    "type",
    "url",
    "user",
    "users",
];

/// What YAML has besides texts and numbers.
const VALUES: &[&str] = &["true", "false", "null", "version"];

/// Whether a text is no more than signs, a number with its unit, a day or a time. Longer numbers may be a telephone's.
fn is_measure(text: &str) -> bool {
    const LONGEST: usize = 8;
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let time = time.strip_suffix('Z').unwrap_or(time);
    let number = match day.trim_end_matches('%').strip_suffix(|c: char| c.is_ascii_alphabetic()) {
        Some(number) if number.ends_with(|c: char| c.is_ascii_digit()) => number,
        _ => day,
    };
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let has_none = |text: &str| !text.chars().any(|c| c.is_alphanumeric() && !c.is_ascii_digit());
    has_none(number) && has_none(time) && digits(number) <= LONGEST && digits(time) <= LONGEST
}

/// What a quotation is made of: texts, each with the sign behind it that ends it.
pub fn pieces(quoted: &str) -> impl Iterator<Item = (&str, &str)> {
    quoted.split_inclusive(is_sign).map(|piece| match piece.chars().next_back().filter(|&c| is_sign(c)) {
        Some(sign) => piece.split_at(piece.len() - sign.len_utf8()),
        None => (piece, ""),
    })
}

/// What YAML, JSON and references put between values.
fn is_sign(c: char) -> bool {
    matches!(c, '[' | ']' | '{' | '}' | '(' | ')' | ',' | ':' | '=' | '"' | '\'' | '|' | '<' | '>') || c.is_control()
}

/// The parts of a sentence that are between backticks and outside of them, in turns, the first of which is outside; none where a
/// backtick is not one that a sentence has, as nobody knows then what it begins or ends.
pub fn by_backticks(text: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = text.split('`').collect();
    let opens = |outside: &str| !outside.ends_with(char::is_alphanumeric);
    let closes = |outside: &str| !outside.starts_with(char::is_alphanumeric);
    let (last, outside) = (parts.len() - 1, parts.iter().enumerate().step_by(2));
    let is_sound = |(at, part): (usize, &&str)| (at == last || opens(part)) && (at == 0 || closes(part));
    (parts.len() % 2 == 1 && outside.into_iter().all(is_sound)).then_some(parts)
}
