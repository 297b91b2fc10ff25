//! People and teams that other files declare, by whatever an export may know of them.

use std::collections::HashMap;

use crate::declare::Declarations;
use crate::declare::export::User;
use crate::declare::matching::{By, folded};
use crate::declare::value::Texts;
use crate::text::Sources;
use crate::vocabulary::kinds::Kind;

/// So many are remembered that are known by the same.
const CANDIDATES: usize = 8;

/// What other files declare.
pub(super) struct Elsewhere {
    /// The ids of those that are known by something, each once.
    known: HashMap<(Kind, By, String), Vec<String>>,
    /// Mail addresses of people, by id.
    mails: HashMap<String, String>,
    /// Whether anybody is declared.
    pub people: bool,
}

/// Whom something stands for.
#[derive(Clone, Copy)]
pub(super) enum Found<'k> {
    Nobody,
    One(&'k str, By),
    /// Any of several, none of whom is taken.
    Several(&'k [String], By),
}

impl Elsewhere {
    pub fn of(parts: &[Declarations], sources: &Sources) -> Self {
        let mut elsewhere = Self { known: HashMap::new(), mails: HashMap::new(), people: false };
        for part in parts {
            let texts = Texts { sources, owned: &part.owned };
            for (index, draft) in part.drafts[Kind::Person as usize].iter().enumerate() {
                let (id, text) = (texts.get(draft.id), |name| part.text_of(texts, Kind::Person, index, name));
                elsewhere.people = true;
                elsewhere.add(Kind::Person, By::Mail, text("email"), id);
                elsewhere.add(Kind::Person, By::Login, Some(short(id)), id);
                elsewhere.add(Kind::Person, By::Name, text("name"), id);
                if let Some(mail) = text("email") {
                    elsewhere.mails.insert(folded(id), folded(mail));
                }
            }
            // Whoever may do something together need not be a team that works together.
            let teams = part.drafts[Kind::Team as usize].iter().enumerate();
            for (index, draft) in teams.filter(|(index, _)| !part.is_list(*index)) {
                let id = texts.get(draft.id);
                elsewhere.add(Kind::Team, By::Id, Some(short(id)), id);
                elsewhere.add(Kind::Team, By::Name, part.text_of(texts, Kind::Team, index, "name"), id);
            }
        }
        elsewhere
    }

    fn add(&mut self, kind: Kind, by: By, said: Option<&str>, id: &str) {
        let Some(key) = said.map(folded).filter(|said| !said.is_empty()) else { return };
        let known = self.known.entry((kind, by, key)).or_default();
        if known.len() < CANDIDATES && !known.iter().any(|known| folded(known) == folded(id)) {
            known.push(id.to_owned());
        }
    }

    fn find(&self, kind: Kind, by: By, said: Option<&str>) -> Found<'_> {
        let known = said.and_then(|said| self.known.get(&(kind, by, folded(said))));
        match known.map(Vec::as_slice) {
            None | Some([]) => Found::Nobody,
            Some([one]) => Found::One(one, by),
            Some(several) => Found::Several(several, by),
        }
    }

    /// The person that a user is: by mail address, then by the name to sign in with, then by full name, if nothing speaks
    /// against it.
    pub fn person(&self, user: &User) -> Found<'_> {
        let mail = user.is.mail.as_ref().map(|mail| mail.text.as_str());
        let login = || user.login.as_ref().map(|login| login.text.as_str()).or_else(|| mail.map(local_part));
        let name = || user.is.name.as_ref().map(|name| name.text.as_str());
        let find = |by, said| self.find(Kind::Person, by, said);
        find(By::Mail, mail).or_else(|| find(By::Login, login())).or_else(|| match find(By::Name, name()) {
            Found::One(id, _) if self.has_other_mail(id, mail) => Found::Nobody,
            found => found,
        })
    }

    /// Whether a person has a mail address, and not this one.
    fn has_other_mail(&self, id: &str, mail: Option<&str>) -> bool {
        self.mails.get(&folded(id)).zip(mail).is_some_and(|(known, mail)| *known != folded(mail))
    }

    /// The team that is called so: by id, then by name.
    pub fn team(&self, slug: &str, name: &str) -> Found<'_> {
        self.find(Kind::Team, By::Id, Some(slug)).or_else(|| self.find(Kind::Team, By::Name, Some(name)))
    }
}

impl Found<'_> {
    fn or_else(self, other: impl FnOnce() -> Self) -> Self {
        if matches!(self, Self::Nobody) { other() } else { self }
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
