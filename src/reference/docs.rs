//! The reference pages: what can be declared, and what rules can read, made from the same tables as the reader
//! and the facts.

use std::fmt::Write;

use crate::dialect::partial_formats;
use crate::facts::fact::Fact;
use crate::facts::tables;
use crate::finding::wording::in_backticks;
use crate::reference::kinds::{either, used};
use crate::value::{Of, Type, Unit};
use crate::vocabulary::forms::{FORMS, called};
use crate::vocabulary::kinds::{ALL, FieldId, Kind, of_taxonomy, sections};
use crate::vocabulary::{COVERAGE, Default, Field, Read, Record, SETTINGS, SectionForm, Words, record};

/// How values that are no single ones are written.
const STRUCTURES: &str = "\
| reference | an id, or `kind:id` where several kinds are possible (`person:ana`); upper and lower case are the same |
| list | one value alone may stand without its list |
| map | from id to record, or a list of records with `name` |
| link | an address, or a list of them; never judged |
";

/// How every kind of value is written.
fn values() -> String {
    let mut table = "| value | written as |\n|---|---|\n".to_owned();
    for form in FORMS {
        let _ = writeln!(table, "| {} | {} |", form.title, form.written);
    }
    table + STRUCTURES
}

/// Everything a native file can declare, as a Markdown page.
pub fn vocabulary() -> String {
    let mut page = format!(
        "# Vocabulary\n\n\
        Everything an organisation file can say. Nothing is required except ids. Fields that begin with `x-` are [your\n\
        own](#notes). The JSON Schema is `schema/organisation-v1.schema.json`.\n\n\
        *Made from `src/vocabulary/`; `TEAMLINT_BLESS=1 cargo test --test main generated` writes this page anew.*\n\n\
        ## How values are written\n\n{}\n\
        **Default** is what an absent field counts as; a field without default is unknown when absent, and what depends on it\n\
        is not judged. {}\n\
        What is marked **for people** says something to whoever reads the file, and nothing to the rules that come with\n\
        teamlint; rules of your own can read it.\n\n\
        ## Top level\n\n\
        Either sections, any of those below, with `version: 1`; or the short form for a single team: `team` with its id, any\n\
        field of [a team](#teams), and `onCall` with the fields of [a rotation](#rotations), which is one layer of all members\n\
        unless it says otherwise.\n",
        values(),
        ALSO_IN
    );
    for kind in sections() {
        section(&mut page, record(kind));
    }
    notes(&mut page);
    page.push_str("\n# Records inside entities\n");
    for kind in used().into_iter().filter(|&kind| record(kind).form == SectionForm::Nested) {
        nested_record(&mut page, record(kind));
    }
    page.push_str(
        "\n# Taxonomy\n\nSections of the taxonomy that comes with teamlint (`rules/taxonomy.yaml`); organisation files refer to them. An\n\
        organisation can change all of it: `docs/configuration.md` tells how.\n",
    );
    for kind in of_taxonomy() {
        section(&mut page, record(kind));
    }
    settings(&mut page);
    page
}

/// What the column about other formats says.
const ALSO_IN: &str = "**Also in** names the formats besides teamlint's own in which the field can be said: where only others declare something,\n\
    the absence of the field says nothing.";

/// The formats besides teamlint's own that can say a field.
fn also_in(kind: Kind, rank: FieldId) -> String {
    let titles: Vec<&str> =
        partial_formats().filter(|format| format.can_say.contains(kind, rank)).map(|format| format.title).collect();
    titles.join(", ")
}

/// What stands beside the fields of entities, and in which of them.
fn notes(page: &mut String) {
    page.push_str(
        "\n## Notes\n\n\
        What entities are given beside their fields, under keys of your own: rules of yours read it\n\
        (`service.labels[\"tier\"] == \"1\"`, `has(person.x[\"contract\"])`). What stands under a key is text, as it is written; of a map or\n\
        a list rules see only that it is there. A key that is not there is absent (`has` is false) where a file could have said\n\
        it, a native file for `x` and a catalog for the others, and else unknown.\n\n",
    );
    page.push_str("| note | in | also in | meaning |\n|---|---|---|---|\n");
    let mut told: Vec<&str> = Vec::new();
    for (kind, note) in ALL.into_iter().flat_map(|kind| record(kind).notes.iter().map(move |note| (kind, note))) {
        if told.contains(&note.name) {
            continue;
        }
        told.push(note.name);
        let having = || ALL.into_iter().filter(|&kind| record(kind).notes.iter().any(|other| other.name == note.name));
        let plurals: Vec<String> = having().map(|kind| record(kind).plural()).collect();
        let everything = having().count() == ALL.into_iter().filter(|&kind| !record(kind).notes.is_empty()).count();
        let found_in = if everything { "every entity".to_owned() } else { plurals.join(", ") };
        let rank = record(kind).known(note.name);
        let said = also_in(kind, rank);
        let _ = writeln!(page, "| `{}` | {found_in} | {said} | {} |", note.name, note.doc);
    }
}

/// What of the taxonomy is no entity.
fn settings(page: &mut String) {
    page.push_str(
        "\n## Settings\n\nWhat rules take from the taxonomy as the default of a parameter, `taxonomy.NAME`, and what facts are decided by.\n\n\
        | setting | value | meaning |\n|---|---|---|\n",
    );
    for setting in SETTINGS {
        let value = written(setting.read);
        let value = setting.by.map_or_else(|| value.clone(), |words| format!("for each {}: {value}", words.name));
        let _ = writeln!(page, "| `{}` | {value} | {} |", setting.name, setting.doc);
    }
}

fn section(page: &mut String, what: &Record) {
    let name = what.section.unwrap_or(what.word);
    let form = match what.form {
        SectionForm::Keyed => "A map from id to record, or a list of records with `name`.",
        SectionForm::Listed => "A list of records.",
        SectionForm::Single | SectionForm::Nested => "One record.",
    };
    let _ = write!(page, "\n## {name}\n\n{} {form}{}\n\n", what.doc, shorthand(what));
    fields(page, what);
}

fn nested_record(page: &mut String, what: &Record) {
    let _ = write!(page, "\n## {}\n\n{}{}\n\n", what.word, what.doc, shorthand(what));
    fields(page, what);
}

fn shorthand(what: &Record) -> String {
    match what.shorthand {
        Some(field) => format!(" A bare value stands for `{field}`."),
        None if what.by_kind => " `team:payments` stands for `{team: payments}`.".to_owned(),
        None => String::new(),
    }
}

fn fields(page: &mut String, what: &Record) {
    page.push_str("| field | type | default | also in | meaning |\n|---|---|---|---|---|\n");
    for (rank, field) in (0..).map(FieldId).zip(what.fields) {
        let alias = field.alias.map_or_else(String::new, |alias| format!(", also `{alias}`"));
        let said = also_in(what.kind, rank);
        let _ = writeln!(
            page,
            "| `{}`{alias} | {} | {} | {said} | {} |",
            field.name,
            written(field.read),
            default(field),
            field.meaning()
        );
    }
}

fn default(field: &Field) -> String {
    match (field.default, field.read) {
        (Default::Unknown, _) => String::new(),
        (Default::Bool(value), _) => format!("`{value}`"),
        (Default::Number(value), _) => format!("`{value}`"),
        (Default::Word(rank), Read::Word(words)) => format!("`{}`", words.at(rank).unwrap_or_default()),
        (Default::Word(rank), _) => format!("`{rank}`"),
        (Default::Covered, _) => "the hours that `coverage` says, else the whole week".to_owned(),
    }
}

/// How a field is written, in words.
fn written(read: Read) -> String {
    match read {
        Read::Scalar(form) => form.title.to_owned(),
        Read::Word(words) => words_in_words(words),
        Read::Ref(kinds) => either(kinds),
        Read::Record(kind) => link(kind),
        Read::List(of) => format!("list: {}", written(*of)),
        Read::Map(kind) => format!("map: {}", link(kind)),
        Read::Coverage => format!("{}, or a list: {}", words_in_words(&COVERAGE), link(Kind::Window)),
        Read::Link => "link".to_owned(),
        Read::Free => "anything".to_owned(),
        Read::Notes => "texts, by key".to_owned(),
    }
}

fn words_in_words(words: &Words) -> String {
    let quoted = in_backticks(words.words);
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

fn link(kind: Kind) -> String {
    let word = record(kind).word;
    format!("[{word}](#{})", word.replace(' ', "-"))
}

/// Everything that is computed and that rules can read, as a Markdown page.
pub fn facts_page() -> String {
    let mut page = String::from(
        "# Facts\n\n\
        What rules can read besides what is declared. Every field of `docs/vocabulary.md` can be read under its name, and `id` of\n\
        everything. Where a fact has the name of a declared field, rules see the fact. **Place** says whether a label may point\n\
        at it: where not, point at the entity or at a declared field.\n\n\
        *Made from `src/facts/`; `TEAMLINT_BLESS=1 cargo test --test main generated` writes this page anew.*\n\n\
        ## Collections\n\n\
        Sections of the organisation can be gone through by their names (`for: team in teams`); so can these:\n\n\
        | collection | elements | meaning |\n|---|---|---|\n",
    );
    for derived in tables::collections::collections() {
        let _ = writeln!(page, "| `{}` | {} | {} |", derived.name, fact_link(derived.kind), derived.doc);
    }
    for kind in ALL.into_iter().filter(|&kind| !tables::of(kind).is_empty()) {
        let what = record(kind);
        let _ = write!(
            page,
            "\n## {}\n\n{}\n\n| fact | type | place | meaning |\n|---|---|---|---|\n",
            what.word, what.doc
        );
        for fact in tables::of(kind) {
            row(&mut page, fact);
        }
    }
    page
}

fn row(page: &mut String, fact: &Fact) {
    let place = if fact.at.is_some() { "yes" } else { "" };
    let _ = writeln!(page, "| `{}` | {} | {place} | {} |", fact.name, type_in_words(fact.ty), fact.doc);
}

fn type_in_words(ty: Type) -> String {
    let one = match ty.of {
        Of::Number(Unit::Hours) => "hours".to_owned(),
        Of::Bool | Of::Number(_) | Of::Text | Of::Date => called(ty.of).to_owned(),
        Of::Word(words) => words_in_words(words),
        Of::Entity(kind) => fact_link(kind),
        Of::Party => "team or person".to_owned(),
        Of::Opaque => "never judged".to_owned(),
    };
    format!("{}{one}", "list: ".repeat(usize::from(ty.lists)))
}

/// A kind, linked where this page tells of it.
fn fact_link(kind: Kind) -> String {
    if tables::of(kind).is_empty() { record(kind).word.to_owned() } else { link(kind) }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use crate::reference::docs::{ALL, record};

    #[test]
    fn headings_are_said_once_so_that_links_find_them() {
        let mut seen = HashSet::new();
        for kind in ALL {
            let heading = record(kind).section.unwrap_or(record(kind).word);
            assert!(seen.insert(heading), "{heading}");
        }
    }

    #[test]
    fn every_nested_record_is_used_by_a_kind() {
        let used: HashSet<_> =
            ALL.into_iter().flat_map(|kind| record(kind).fields).filter_map(|field| field.read.holds()).collect();
        for kind in ALL {
            let what = record(kind);
            assert!(what.section.is_some() || what.fields.is_empty() || used.contains(&kind), "{}", what.word);
        }
    }
}
