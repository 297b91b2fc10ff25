//! An organisation written down as a native file and read again, and what is different then.

use jiff::civil::{Date, date};
use teamlint::lint::{Input, Linter, Options, Setup, Unjudged};
use teamlint::org::Org;
use teamlint::org::content::Content;
use teamlint::report::import::{Report, written};
use teamlint::vocabulary::kinds::{Entity, FieldId, Kind, sections};
use teamlint::vocabulary::record;

/// The day of all tests of it.
pub const DAY: Date = date(2026, 6, 15);

/// Reads it, by the configuration that it has.
pub fn read(input: &Input) -> Unjudged {
    Linter::new(Setup::of(input, &Options::default()), DAY).read(input)
}

/// The native file that it becomes.
pub fn import(read: &Unjudged) -> String {
    written(&Report {
        org: &read.org,
        sections: &[],
        is_context: &|_| false,
        findings: &read.findings,
        unread: &read.unread(),
        ignored: &read.ignored,
    })
}

/// The same organisation out of the native file that it becomes, and that file.
pub fn again(read: &Unjudged) -> (Unjudged, String) {
    let text = import(read);
    let input = Input::texts([("org.yaml", text.as_str())]).given();
    (Linter::new(std::sync::Arc::clone(&read.setup), DAY).read(&input), text)
}

/// What is said of each entity, in words that are the same in both organisations.
pub fn said(org: &Org) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for kind in sections() {
        for entity in org.all(kind) {
            let id = if org.id(entity).is_empty() { record(kind).word.to_owned() } else { org.stable_id(entity) };
            let mut fields = fields(org, kind, &org.contents(entity, &|entity| entity));
            if kind == Kind::Org {
                fields.retain(|field| !field.starts_with("partial="));
                if fields.is_empty() {
                    continue;
                }
            }
            all.push(format!("{id} {}", fields.join(" ")));
        }
    }
    all.sort();
    all
}

fn fields(org: &Org, kind: Kind, contents: &[(FieldId, Content<'_>)]) -> Vec<String> {
    let what = record(kind);
    let sayable = |field: FieldId| usize::from(field.0) < what.fields.len() || what.def(field).name == "x";
    let one = |(field, content): &(FieldId, Content<'_>)| {
        let def = what.def(*field);
        format!("{}={}", def.name, value(org, def.read.holds(), content))
    };
    contents.iter().filter(|(field, _)| sayable(*field)).map(one).collect()
}

fn value(org: &Org, holds: Option<Kind>, content: &Content<'_>) -> String {
    match content {
        // A native file can say no more than that nobody knows.
        Content::Unknown | Content::Foreign | Content::Nobody => "?".to_owned(),
        Content::Entity(entity) => id_of(org, *entity),
        Content::List(all) => {
            let mut all: Vec<String> = all.iter().map(|one| value(org, holds, one)).collect();
            // What refers to nothing that is declared has a rank in each organisation.
            let is_of_entities = |one: &Content<'_>| {
                matches!(
                    one,
                    Content::Entity(_) | Content::Record(..) | Content::Unknown | Content::Foreign | Content::Nobody
                )
            };
            if content_of(content).iter().all(is_of_entities) {
                all.sort();
            }
            format!("[{}]", all.join(", "))
        }
        Content::Record(id, said) => {
            let said = holds.map_or_else(Vec::new, |kind| fields(org, kind, said));
            format!("{id:?}{{{}}}", said.join(" "))
        }
        Content::Notes(notes) => {
            let all: Vec<String> =
                notes.iter().map(|(key, under)| format!("{key:?}: {}", value(org, None, under))).collect();
            format!("{{{}}}", all.join(", "))
        }
        other => format!("{other:?}"),
    }
}

fn content_of<'c, 'o>(content: &'c Content<'o>) -> &'c [Content<'o>] {
    if let Content::List(all) = content { all } else { &[] }
}

fn id_of(org: &Org, entity: Entity) -> String {
    format!("{}:{}", record(entity.kind).word, org.id(entity).to_lowercase())
}
