//! People and teams that other files declare, by whatever an export may know of them.

use std::collections::HashMap;

use crate::declare::export::User;
use crate::declare::value::{Texts, Value};
use crate::declare::{Declarations, Draft};
use crate::field;
use crate::text::Sources;
use crate::vocabulary::kinds::{FieldId, Kind};

/// By what somebody is known, in the order in which it is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum By {
    Mail,
    Id,
    Name,
}

/// What other files declare. An id stands for none where several are known by the same.
pub(super) struct Elsewhere {
    known: HashMap<(Kind, By, String), Option<String>>,
    /// Whether anybody is declared.
    pub people: bool,
}

impl Elsewhere {
    pub fn of(parts: &[Declarations], sources: &Sources) -> Self {
        let mut elsewhere = Self { known: HashMap::new(), people: false };
        for part in parts {
            let texts = Texts { sources, owned: &part.owned };
            let text = |draft: &Draft, field: FieldId| text(part, texts, draft, field);
            for draft in &part.drafts[Kind::Person as usize] {
                let id = texts.get(draft.id);
                elsewhere.people = true;
                elsewhere.add(Kind::Person, By::Mail, text(draft, field!(Person.email)), id);
                elsewhere.add(Kind::Person, By::Id, Some(short(id)), id);
                elsewhere.add(Kind::Person, By::Name, text(draft, field!(Person.name)), id);
            }
            for draft in &part.drafts[Kind::Team as usize] {
                let id = texts.get(draft.id);
                elsewhere.add(Kind::Team, By::Id, Some(short(id)), id);
                elsewhere.add(Kind::Team, By::Name, text(draft, field!(Team.name)), id);
            }
        }
        elsewhere
    }

    fn add(&mut self, kind: Kind, by: By, said: Option<&str>, id: &str) {
        let Some(key) = said.map(|said| said.trim().to_lowercase()).filter(|said| !said.is_empty()) else { return };
        let known = self.known.entry((kind, by, key)).or_insert_with(|| Some(id.to_owned()));
        if known.as_ref().is_some_and(|known| !known.eq_ignore_ascii_case(id)) {
            *known = None;
        }
    }

    fn find(&self, kind: Kind, by: By, said: &str) -> Option<&str> {
        self.known.get(&(kind, by, said.trim().to_lowercase()))?.as_deref()
    }

    /// The person that a user is: by mail address, then by the name to sign in with, then by full name.
    pub fn person(&self, user: &User) -> Option<&str> {
        let mail = user.is.mail.as_ref().map(|mail| mail.text.as_str());
        let login = || user.login.as_ref().map(|login| login.text.as_str()).or_else(|| mail.map(local_part));
        let find = |by, said: Option<&str>| self.find(Kind::Person, by, said?);
        find(By::Mail, mail)
            .or_else(|| find(By::Id, login()))
            .or_else(|| find(By::Name, user.is.name.as_ref().map(|name| name.text.as_str())))
    }

    /// The team that is called so: by id, then by name.
    pub fn team(&self, slug: &str, name: &str) -> Option<&str> {
        self.find(Kind::Team, By::Id, slug).or_else(|| self.find(Kind::Team, By::Name, name))
    }
}

/// The part of a mail address before `@`.
pub(super) fn local_part(mail: &str) -> &str {
    mail.split_once('@').map_or(mail, |(local, _)| local)
}

/// An id without its namespace.
fn short(id: &str) -> &str {
    id.rsplit_once('/').map_or(id, |(_, name)| name)
}

fn text<'t>(part: &Declarations, texts: Texts<'t>, draft: &Draft, field: FieldId) -> Option<&'t str> {
    let bit = 1_u64 << field.0;
    let rank = (draft.mask & (bit - 1)).count_ones();
    let slot = (draft.mask & bit != 0).then(|| part.slots.get((draft.base + rank) as usize)).flatten()?;
    match slot.value {
        Value::Text(text) => Some(texts.get(text)),
        _ => None,
    }
}
