//! What is known of a team as texts of a page, and what would tell what is not.

use std::collections::BTreeSet;

use crate::charter::Several;
use crate::expr::{fixed, number};
use crate::field;
use crate::finding::wording::{first_of, in_backticks};
use crate::judge::told::{Amount, Bounds, Told, UNKNOWN};
use crate::org::Org;
use crate::report::charter::section::{Body, Column, Section};
use crate::report::markdown_text::{literal, prose};
use crate::value::{Number, Of, Unit};
use crate::vocabulary::kinds::Entity;
use crate::vocabulary::zones::date_of;

/// What stands in a cell for what somebody may say, and nobody did.
pub(super) const UNSAID: &str = "not said";
/// So many fields that would tell are named in one place.
const NAMED: usize = 6;

const NONE: &str = "None.";
/// Where rules have nothing to say.
pub(super) const NOTHING: &str = "Nothing.";
/// Where no field would let more be judged.
pub(super) const NOTHING_UNSAID: &str = "Nothing that would let more be judged.";
const NOT_KNOWN: &str = "Not known";
const MAY_BE_MORE: &str = "There may be more";
const TELLS: &str = " would tell";
const TELLS_HERE: &str = " would tell what is not known here.";

/// Whether a paragraph, in Markdown, is one that stands below what is known in a section, and not somebody's own.
pub(super) fn is_note(paragraph: &str) -> bool {
    let open = [NOT_KNOWN, MAY_BE_MORE].into_iter().find_map(|begins| paragraph.strip_prefix(begins));
    match open {
        Some(rest) => rest == "." || rest.starts_with(": `") && rest.ends_with(&format!("{TELLS}.")),
        None => {
            [NONE, NOTHING, NOTHING_UNSAID].contains(&paragraph)
                || paragraph.starts_with('`') && paragraph.ends_with(TELLS_HERE)
        }
    }
}

/// Makes texts, and keeps what would tell what they do not.
pub(super) struct Words<'o> {
    org: &'o Org,
    wants: BTreeSet<String>,
}

impl<'o> Words<'o> {
    pub fn of(org: &'o Org) -> Self {
        Self { org, wants: BTreeSet::new() }
    }

    /// Something in a line by itself, in Markdown.
    pub fn said<T>(told: &Told<T>, form: impl FnOnce(&T) -> String) -> String {
        match told {
            Told::Known(value) => literal(form(value).trim()),
            Told::Unknown(wants) => prose(&format!("not said{}", would_tell(wants, " (", " would tell)"))),
        }
    }

    /// Several in a line by themselves, in Markdown.
    pub fn all_said(all: &Several<&str>) -> String {
        match &all.open {
            None if all.known.is_empty() => "none".to_owned(),
            Some(wants) if all.known.is_empty() => Self::said::<()>(&Told::Unknown(wants.clone()), |()| String::new()),
            _ => literal(&joined(all.known.iter().map(|&name| name.to_owned()).collect(), all, ", ")),
        }
    }

    /// Something in a cell that is there for people, if somebody said it.
    pub fn noted<T>(note: Option<T>, form: impl FnOnce(T) -> String) -> String {
        note.map(form).filter(|text| !text.trim().is_empty()).unwrap_or_else(|| UNSAID.to_owned())
    }

    /// Something in a cell.
    pub fn told<T>(&mut self, told: &Told<T>, form: impl FnOnce(&T) -> String) -> String {
        match told {
            Told::Known(value) => form(value),
            Told::Unknown(wants) => {
                self.want(wants);
                UNKNOWN.to_owned()
            }
        }
    }

    pub fn truth(&mut self, told: &Told<bool>) -> String {
        self.told(told, |yes| if *yes { "yes" } else { "no" }.to_owned())
    }

    /// Names in a cell.
    pub fn names(&mut self, all: &Several<&str>) -> String {
        self.joined(all.known.iter().map(|&name| name.to_owned()).collect(), all, ", ")
    }

    /// Teams and people in a cell, by their ids.
    pub fn entities(&mut self, all: &Several<Entity>) -> String {
        self.joined(all.known.iter().map(|&entity| self.org.id(entity).to_owned()).collect(), all, ", ")
    }

    /// People in a cell, by their names.
    pub fn people(&mut self, all: &Several<Entity>) -> String {
        self.joined(all.known.iter().map(|&person| self.person(person)).collect(), all, ", ")
    }

    /// Texts of several things in a cell, with what says that there are or may be more.
    pub fn joined<T>(&mut self, texts: Vec<String>, all: &Several<T>, between: &str) -> String {
        if let Some(wants) = &all.open {
            self.want(wants);
        }
        joined(texts, all, between)
    }

    /// The name of a person; the id where none is declared.
    pub fn person(&self, person: Entity) -> String {
        self.name(person).unwrap_or_else(|| self.org.id(person)).to_owned()
    }

    /// The name of a person and the id.
    pub fn person_in_full(&self, person: Entity) -> String {
        let id = self.org.id(person);
        self.name(person).filter(|name| *name != id).map_or_else(|| id.to_owned(), |name| format!("{name} ({id})"))
    }

    fn name(&self, person: Entity) -> Option<&'o str> {
        self.org.text(person, field!(Person.name)).ok().flatten().map(|at| at.value)
    }

    /// A day of the calendar.
    pub fn day(day: i32) -> String {
        date_of(day).map_or_else(|| UNKNOWN.to_owned(), |date| date.to_string())
    }

    /// A span of time.
    pub fn span(minutes: i64) -> String {
        number(Number::from(minutes), Of::Number(Unit::Minutes))
    }

    /// Hours of a week, with one decimal. That they are between none and all of it says nothing.
    pub fn hours(&mut self, amount: &Amount) -> String {
        let (none, week) = (Number::from(0), Number::from(7 * 24));
        if amount.low == Some(none) && amount.high.is_none_or(|high| high >= week) {
            return self.amount(&Amount::unknown(amount.missing.clone()), |_| String::new());
        }
        self.amount(amount, |n| fixed(n, 1, 1))
    }

    pub fn share(&mut self, amount: &Amount) -> String {
        self.amount(amount, |n| number(n, Of::Number(Unit::Share)))
    }

    pub fn number(&mut self, amount: &Amount) -> String {
        self.amount(amount, |n| number(n, Of::Number(Unit::Plain)))
    }

    fn amount(&mut self, amount: &Amount, form: impl Fn(Number) -> String) -> String {
        self.want(&amount.missing);
        amount.written(Bounds::WORDS, form).unwrap_or_else(|| UNKNOWN.to_owned())
    }

    fn want(&mut self, wants: &[String]) {
        self.wants.extend(wants.iter().cloned());
    }

    /// A section with a table of these rows. `open` says why there may be others.
    pub fn section(
        self,
        title: &'static str,
        columns: &'static [Column],
        rows: Vec<Vec<String>>,
        open: Option<&[String]>,
    ) -> Section {
        let mut notes = Vec::new();
        match open {
            None if rows.is_empty() => notes.push(NONE.to_owned()),
            Some(wants) if rows.is_empty() => notes.push(format!("{NOT_KNOWN}{}.", would_tell(wants, ": ", TELLS))),
            Some(wants) => notes.push(format!("{MAY_BE_MORE}{}.", would_tell(wants, ": ", TELLS))),
            None => {}
        }
        let wants: Vec<String> = self.wants.into_iter().collect();
        if !wants.is_empty() {
            notes.push(would_tell(&wants, "", TELLS_HERE));
        }
        let notes = notes.iter().map(|note| prose(note)).collect();
        Section { title, body: Body::Table(columns, rows), notes }
    }
}

/// Fields between two pieces of a sentence; nothing where there are none.
fn would_tell(wants: &[String], before: &str, after: &str) -> String {
    if wants.is_empty() {
        return String::new();
    }
    format!("{before}{}{after}", first_of(&in_backticks(wants), NAMED))
}

fn joined<T>(mut texts: Vec<String>, all: &Several<T>, between: &str) -> String {
    if all.is_none() {
        return "none".to_owned();
    }
    if all.more {
        texts.push("others".to_owned());
    }
    if all.open.is_some() {
        texts.push(UNKNOWN.to_owned());
    }
    texts.join(between)
}
