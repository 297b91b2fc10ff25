//! An organisation written down as a native file and read again, and what is different then.

use jiff::civil::{Date, date};
use teamlint::lint::{Input, Linter, Options, Setup, Unjudged};
use teamlint::org::Org;
use teamlint::org::content::Content;
use teamlint::report::import::{Report, written};
use teamlint::vocabulary::kinds::{Entity, FieldId, Kind, sections};
use teamlint::vocabulary::record;

use crate::support::world::World;

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
            if kind == Kind::Team {
                // That there may be others is told by `members`.
                fields.retain(|field| field != "members=?");
                fields.iter_mut().filter(|field| field.starts_with("members=")).for_each(|field| {
                    *field = field.replace(", ?]", "]").replace("[?]", "[]");
                });
            }
            if kind == Kind::Org {
                // Golden paths of no platform stand for themselves in a catalog, and here in a native file.
                fields.retain(|field| !field.starts_with("partial=") && !field.starts_with("goldenPaths="));
                if fields.is_empty() {
                    continue;
                }
            }
            all.push(format!("{id} {}", fields.join(" ")));
        }
    }
    let of_platform = |path: &Entity| org.parent(*path).is_some_and(|parent| parent.kind == Kind::Platform);
    for path in org.all(Kind::GoldenPath).filter(|path| !of_platform(path)) {
        let fields = fields(org, Kind::GoldenPath, &org.contents(path, &|entity| entity));
        all.push(format!("{} {}", org.stable_id(path), fields.join(" ")));
    }
    all.sort();
    all
}

/// Who is in each team, and whether there may be others.
pub fn members(read: Unjudged) -> Vec<String> {
    let Unjudged { setup, org, facts, findings, .. } = read;
    let world = World { org, findings, facts, setup };
    let of_team = |team: Entity| {
        let said = world.answer(Some(team), "it.members");
        let people = said.split(" and maybe more").next().unwrap_or_default().split(": ").next().unwrap_or_default();
        let mut each: Vec<&str> = people.trim_matches(['[', ']']).split(", ").collect();
        each.sort_unstable();
        let more = if said == people { "" } else { ", and maybe more" };
        format!("{} {}{more}", world.org.stable_id(team), each.join(", "))
    };
    let mut all: Vec<String> = world.org.all(Kind::Team).map(of_team).collect();
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
        Content::Unknown | Content::Foreign => "?".to_owned(),
        Content::Nobody => "nobody".to_owned(),
        Content::Entity(entity) => id_of(org, *entity),
        Content::List(all) => {
            // A target that reaches nobody is not written: a level reaches what its other targets do.
            let is_written = |one: &&Content<'_>| holds.is_none() || !matches!(one, Content::Nobody);
            let mut all: Vec<String> = all.iter().filter(is_written).map(|one| value(org, holds, one)).collect();
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
