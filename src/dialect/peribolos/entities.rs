//! Teams and people at GitHub as declarations.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::declare::Open;
use crate::declare::reader::{Reader, slot};
use crate::declare::value::{Slot, TextAt, Value};
use crate::dialect::peribolos::model::{Mention, Organisation, Team};
use crate::text::Place;
use crate::vocabulary::kinds::Kind;
use crate::vocabulary::record;
use crate::yaml::tree::NodeRef;
use crate::{field, word};

/// Declares everybody and every team.
pub fn declare(readers: &mut BTreeMap<usize, Reader>, orgs: &[Organisation<'_>]) {
    for (part, mention) in first_mentions(orgs) {
        let Some(reader) = readers.get_mut(&part) else { continue };
        reader.out.sections.insert(Kind::Person);
        let open = reader.out.open(Kind::Person);
        let id = login(reader, mention);
        reader.close(open, id, mention.place(), false);
    }
    for org in orgs {
        let Some(reader) = readers.get_mut(&org.part) else { continue };
        for team in &org.teams {
            reader.out.sections.insert(Kind::Team);
            declare_team(reader, org, team);
        }
    }
}

/// Everybody once, where a roster names them, or else where a team does.
fn first_mentions<'t>(orgs: &[Organisation<'t>]) -> Vec<(usize, Mention<'t>)> {
    let in_rosters = orgs.iter().flat_map(|org| org.roster().map(|one| (org.part, one)).collect::<Vec<_>>());
    let of_teams = |org: &Organisation<'t>| {
        let part = org.part;
        org.teams.iter().flat_map(Team::people).map(move |one| (part, one)).collect::<Vec<_>>()
    };
    let mut known: HashSet<String> = HashSet::new();
    in_rosters.chain(orgs.iter().flat_map(of_teams)).filter(|(_, mention)| known.insert(mention.key())).collect()
}

/// A login without the `@` that somebody put in front.
fn login(reader: &mut Reader, mention: Mention<'_>) -> TextAt {
    let shown = mention.shown();
    if mention.login.text().as_deref() == Some(&*shown) {
        reader.text_at(mention.login)
    } else {
        reader.out.own(&shown)
    }
}

fn declare_team(reader: &mut Reader, org: &Organisation<'_>, team: &Team<'_>) {
    let open = reader.out.open(Kind::Team);
    let at = team.name.place();
    reader.out.set_noted(&open, field!(Team.kind), Value::Word(word!(Team.kind, "permission")), at);
    text(reader, &open, "mission", team.body.get("description"));
    if team.name.text().is_some_and(|name| !team.id.ends_with(name.trim())) {
        text(reader, &open, "name", Some(team.name));
    }
    members(reader, &open, team);
    if let Some(parent) = team.parent.and_then(|parent| org.teams.get(parent)) {
        let id = reader.out.own(&format!("{}:{}", record(Kind::Team).word, parent.id));
        reader.out.set(&open, field!(Team.reportsTo), Value::Name(id), parent.name.place());
    }
    let id = reader.out.own(&team.id);
    reader.close(open, id, at, team.body.is_damaged());
}

/// A text that is not empty.
fn text(reader: &mut Reader, open: &Open, name: &str, node: Option<NodeRef<'_>>) {
    let what = record(Kind::Team);
    let (Some(node), Some(field)) = (node, what.field(name)) else { return };
    if node.text().is_some_and(|text| text.trim().is_empty()) {
        return;
    }
    if let Some(value) = reader.value(what.def(field), node) {
        reader.out.set(open, field, value, node.place());
    }
}

fn members(reader: &mut Reader, open: &Open, team: &Team<'_>) {
    let Some(list) = team.members.list.or(team.maintainers.list) else { return };
    if !team.is_known() {
        let hidden = if team.is_formed { Value::Elsewhere } else { Value::Invalid };
        return reader.out.set(open, field!(Team.members), hidden, list.place());
    }
    let mut found: Vec<Slot> = Vec::new();
    let mut maintains: HashMap<String, Place> = HashMap::new();
    for mention in &team.maintainers.all {
        maintains.insert(mention.key(), mention.place());
        found.push(member(reader, *mention, true));
    }
    // Who is both is told, and counts once.
    for mention in team.members.all.iter().filter(|mention| !maintains.contains_key(&mention.key())) {
        found.push(member(reader, *mention, false));
    }
    let value = reader.out.list(&found);
    reader.out.set(open, field!(Team.members), value, list.place());
}

fn member(reader: &mut Reader, mention: Mention<'_>, maintains: bool) -> Slot {
    let open = reader.out.open(Kind::Member);
    let person = login(reader, mention);
    reader.out.set(&open, field!(Member.person), Value::Name(person), mention.place());
    if maintains {
        let role = reader.out.own("maintainer");
        reader.out.set(&open, field!(Member.role), Value::Text(role), mention.place());
    }
    let made = reader.close(open, TextAt::EMPTY, mention.place(), false);
    slot(Value::Record(made), mention.place())
}
