//! What can be named: sections, fields, facts and words, with a suggestion for a name that does not exist.

use crate::facts::fact::Fact;
use crate::facts::tables;
use crate::finding::suggest::did_you_mean;
use crate::finding::wording::{article, plural};
use crate::value::{Of, Type, Unit};
use crate::vocabulary::kinds::{ALL, FieldId, Kind};
use crate::vocabulary::{Read, SectionForm, Words, forms, record};

/// Kinds whose entities stand in a section, with the section's name.
pub fn sections() -> impl Iterator<Item = (&'static str, Kind)> {
    ALL.iter()
        .filter(|kind| matches!(record(**kind).form, SectionForm::Keyed | SectionForm::Listed))
        .filter_map(|kind| record(*kind).section.map(|section| (section, *kind)))
}

/// What can be read of an entity.
pub enum Member {
    Id,
    Field(FieldId),
    /// A fact, and the declared field of the same name.
    Fact(&'static Fact, Option<FieldId>),
}

/// Finds what can be read of a kind by that name.
pub fn member(kind: Kind, name: &str) -> Option<Member> {
    if name == "id" {
        return Some(Member::Id);
    }
    let field = record(kind).member(name);
    let fact = tables::of(kind).iter().find(|fact| fact.name == name);
    fact.map(|fact| Member::Fact(fact, field)).or(field.map(Member::Field))
}

/// Everything that can be read of a kind.
pub fn members(kind: Kind) -> Vec<&'static str> {
    let mut names = vec!["id"];
    names.extend(record(kind).members().map(|(_, field)| field.name));
    names.extend(tables::of(kind).iter().map(|fact| fact.name).filter(|name| record(kind).field(name).is_none()));
    names
}

/// Whether a field is a number that the reader takes only from zero up.
pub fn never_negative(kind: Kind, field: FieldId) -> bool {
    matches!(record(kind).def(field).read, Read::Scalar(form) if form.never_negative)
}

/// A type as people call it: `a team`, `a list of teams`.
pub fn describe(ty: Type) -> String {
    let one = match ty.of {
        Of::Number(Unit::Hours) => "number of hours",
        Of::Bool | Of::Number(_) | Of::Text | Of::Date => forms::called(ty.of),
        Of::Word(words) => words.name,
        Of::Entity(kind) => record(kind).word,
        Of::Party => "reference",
        Of::Opaque if ty.lists > 0 => return "an empty list".to_owned(),
        Of::Opaque => return "something that is never judged".to_owned(),
    };
    if ty.lists > 0 {
        let many = match (ty.of, one) {
            (Of::Entity(kind), _) if record(kind).section.is_some_and(|section| section != one) => {
                record(kind).section.unwrap_or(one).to_owned()
            }
            (_, "number of hours") => "hours".to_owned(),
            (_, one) => plural(one),
        };
        return format!("a {}list of {many}", "list of ".repeat(usize::from(ty.lists) - 1))
            .replace("list of list", "list of lists");
    }
    if one == "text" {
        return one.to_owned();
    }
    format!("{} {one}", article(one))
}

/// "did you mean" and all that is allowed.
pub fn suggest<'n>(name: &str, what: &str, options: &[&'n str]) -> String {
    let mut allowed: Vec<&'n str> = options.to_vec();
    allowed.sort_unstable();
    allowed.dedup();
    let list = if allowed.len() > 40 { String::new() } else { format!("{what}: {}", allowed.join(", ")) };
    match did_you_mean(name, options.iter().copied()) {
        Some(question) if list.is_empty() => question,
        Some(question) => format!("{question} {list}"),
        None => list,
    }
}

/// The rank of a word in its list.
pub fn rank(words: &Words, word: &str) -> Option<u8> {
    words.words.iter().position(|w| *w == word).and_then(|rank| u8::try_from(rank).ok())
}
