//! People and teams that other files declare, by whatever an export may know of them.

use std::collections::{HashMap, HashSet};

use crate::declare::Declarations;
use crate::declare::matching::{Aliases, By, SaidBy, folded};
use crate::declare::pager::names::slug_of;
use crate::declare::pager::who::Who;
use crate::declare::value::Texts;
use crate::text::Sources;
use crate::text::path::last;
use crate::vocabulary::kinds::Kind;

/// So many are remembered that are known by the same.
const CANDIDATES: usize = 8;

/// What other files declare.
pub(super) struct Elsewhere {
    /// The ids of those that are known by something, each once.
    known: HashMap<(Kind, By, String), Vec<String>>,
    /// Mail addresses of people, by id.
    mails: HashMap<String, Vec<String>>,
    /// Whether anybody is declared.
    pub people: bool,
    /// People, teams and services by their ids, without a namespace.
    ids: HashSet<(Kind, String)>,
    /// Ids by the other names that the configuration gives them.
    aliases: HashMap<(Kind, String), String>,
    /// Those that have such names.
    aliased: HashSet<(Kind, String)>,
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
    pub fn of(parts: &[Declarations], sources: &Sources, aliases: &Aliases) -> Self {
        let mut elsewhere = Self {
            known: HashMap::new(),
            mails: HashMap::new(),
            people: false,
            ids: HashSet::new(),
            aliases: HashMap::new(),
            aliased: HashSet::new(),
        };
        for alias in &aliases.0 {
            elsewhere.aliased.insert((alias.kind, folded(&alias.id)));
            let names = alias.names.iter().map(|(name, _)| ((alias.kind, without_kind(name)), alias.id.clone()));
            elsewhere.aliases.extend(names);
        }
        for part in parts {
            let texts = Texts { sources, owned: &part.owned };
            for (index, draft) in part.drafts[Kind::Person as usize].iter().enumerate() {
                let (id, text) = (texts.get(draft.id), |name| part.text_of(texts, Kind::Person, index, name));
                elsewhere.people = true;
                elsewhere.add(Kind::Person, By::Mail, text("email"), id);
                elsewhere.add(Kind::Person, By::Login, Some(last(id)), id);
                elsewhere.add(Kind::Person, By::Name, text("name"), id);
                if let Some(mail) = text("email") {
                    elsewhere.mails.entry(folded(id)).or_default().push(folded(mail));
                }
            }
            for kind in [Kind::Person, Kind::Team, Kind::Service] {
                let ids = part.drafts[kind as usize].iter().map(|draft| (kind, folded(last(texts.get(draft.id)))));
                elsewhere.ids.extend(ids);
            }
            for handle in part.handles.iter().filter(|handle| handle.said_by == SaidBy::Others) {
                elsewhere.ids.insert((handle.of.kind, folded(&handle.name)));
            }
            // Whoever may do something together need not be a team that works together.
            let teams = part.drafts[Kind::Team as usize].iter().enumerate();
            for (index, draft) in teams.filter(|(index, _)| !part.is_list(*index)) {
                let id = texts.get(draft.id);
                elsewhere.add(Kind::Team, By::Id, Some(last(id)), id);
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

    /// The person that a user is by a mail address, by the name to sign in with, or by full name, if nothing speaks against it.
    pub fn person(&self, by: By, who: Who<'_>) -> Found<'_> {
        let (mail, find) = (who.mail(), |by, said| self.find(Kind::Person, by, said));
        match by {
            By::Mail => find(By::Mail, mail),
            By::Login if who.login.is_some() => find(By::Login, who.login),
            // Whoever has another address is not known to sign in with what stands before the `@` of this one.
            By::Login => self.without_other_mail(find(By::Login, mail.map(local_part)), mail),
            By::Name => {
                let named = self.without_other_mail(find(By::Name, who.name()), mail);
                let slug = who.name().map(|_| slug_of(who.is));
                let by_slug = || match self.find(Kind::Person, By::Login, slug.as_deref()) {
                    Found::One(id, _) => Found::One(id, By::Name),
                    _ => Found::Nobody,
                };
                let is_all = mail.is_none() && who.login.is_none();
                if is_all { named.or_else(by_slug) } else { named }
            }
            By::Id | By::Alias => Found::Nobody,
        }
    }

    /// Whether a person has this full name.
    pub fn is_called(&self, id: &str, name: Option<&str>) -> bool {
        let known = name.and_then(|name| self.known.get(&(Kind::Person, By::Name, folded(name))));
        known.is_some_and(|known| known.iter().any(|known| folded(known) == folded(id)))
    }

    /// Whom the configuration says that a user is, by the pager's own id or a mail address.
    pub fn aliased(&self, own: &str, mail: Option<&str>) -> Option<&str> {
        let of = |name: &str| self.aliases.get(&(Kind::Person, folded(name)));
        let person = of(own).or_else(|| of(mail?))?;
        match self.find(Kind::Person, By::Login, Some(last(person))) {
            Found::One(id, _) => Some(id),
            _ => None,
        }
    }

    /// Whether the configuration says of something what else it is called.
    pub fn is_said(&self, kind: Kind, name: &str) -> bool {
        let key = (kind, folded(name));
        self.aliases.contains_key(&key) || self.aliased.contains(&key)
    }

    /// Whether somebody is declared with this id.
    pub fn has_person(&self, id: &str) -> bool {
        self.known.contains_key(&(Kind::Person, By::Login, folded(last(id))))
    }

    /// Those of whom no other mail address is known.
    fn without_other_mail<'k>(&self, found: Found<'k>, mail: Option<&str>) -> Found<'k> {
        let is_other = |id: &str| self.has_other_mail(id, mail);
        match found {
            Found::One(id, _) if is_other(id) => Found::Nobody,
            Found::Several(all, by) => {
                let left: Vec<&String> = all.iter().filter(|id| !is_other(id)).collect();
                match left[..] {
                    [] => Found::Nobody,
                    [one] if all.len() < CANDIDATES => Found::One(one, by),
                    _ => found,
                }
            }
            found => found,
        }
    }

    /// Whether a mail address of a person is known, and not this one.
    pub fn has_other_mail(&self, id: &str, mail: Option<&str>) -> bool {
        self.mails.get(&folded(id)).zip(mail).is_some_and(|(known, mail)| !known.contains(&folded(mail)))
    }

    /// Whether something of a kind has this id, or is said to have it at the pager.
    pub fn has(&self, kind: Kind, id: &str) -> bool {
        self.ids.contains(&(kind, folded(id)))
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

/// A name in the configuration without the word of its kind.
fn without_kind(name: &str) -> String {
    let name = name.trim().trim_start_matches('@');
    folded(name.split_once(':').map_or(name, |(_, name)| name))
}

/// The part of a mail address before `@`.
pub(super) fn local_part(mail: &str) -> &str {
    mail.split_once('@').map_or(mail, |(local, _)| local)
}
