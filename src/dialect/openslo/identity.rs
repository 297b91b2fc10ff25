//! Which objectives are one. A name of an objective is one of its service, or of a namespace of the cluster that it is kept
//! in: the same name is another objective elsewhere, and then its id says of what it is.

use std::collections::{HashMap, HashSet};

use crate::declare::Declarations;
use crate::declare::matching::folded;
use crate::declare::value::{Texts, Value};
use crate::field;
use crate::text::Sources;
use crate::text::path::last;
use crate::vocabulary::kinds::Kind;

const SLO: usize = Kind::Slo as usize;

/// An objective, as far as it tells which one it is.
struct Known {
    part: usize,
    draft: usize,
    id: String,
    service: Option<String>,
    namespace: Option<String>,
    format: &'static str,
    /// Whether its id is made here, and may have something in front.
    ours: bool,
}

/// Puts the service in front of ids that several services have, and the namespace in front of those that several namespaces
/// have. `formats` are those whose ids are made here.
pub fn settle(parts: &mut [Declarations], sources: &Sources, formats: &[&str]) {
    let mut all = known(parts, sources, formats);
    if !all.iter().any(|one| one.ours) {
        return;
    }
    let before: Vec<String> = all.iter().map(|one| one.id.clone()).collect();
    qualify(&mut all, |one| (String::new(), one.service.clone()), |one| one.service.clone());
    // What is in no namespace is none of those that are in one.
    let namespace = |one: &Known| one.namespace.clone().unwrap_or_default();
    qualify(&mut all, |one| (one.format.to_owned(), Some(namespace(one))), |one| one.namespace.clone());
    for (one, before) in all.into_iter().zip(before) {
        if one.id != before {
            let part = &mut parts[one.part];
            part.drafts[SLO][one.draft].id = part.own(&one.id);
        }
    }
}

fn known(parts: &[Declarations], sources: &Sources, formats: &[&str]) -> Vec<Known> {
    let mut all = Vec::new();
    for (rank, part) in parts.iter().enumerate() {
        let texts = Texts { sources, owned: &part.owned };
        let namespaces: HashMap<usize, &String> = part
            .namespaces
            .iter()
            .filter(|(of, _)| of.kind == Kind::Slo)
            .map(|(of, name)| (of.index(), name))
            .collect();
        for (index, draft) in part.drafts[SLO].iter().enumerate() {
            let format = part.formats[draft.format as usize].name;
            let service = match part.slot_of(draft, field!(Slo.service)).map(|slot| slot.value) {
                Some(Value::Name(name)) => Some(short(texts.get(name)).to_owned()),
                _ => None,
            };
            all.push(Known {
                part: rank,
                draft: index,
                id: texts.get(draft.id).to_owned(),
                service,
                namespace: namespaces.get(&index).map(|name| (*name).clone()),
                format,
                ours: formats.contains(&format),
            });
        }
    }
    all
}

/// Puts something in front of each id that is of several. Of what nobody says anything it is nothing else.
fn qualify(
    all: &mut [Known],
    of: impl Fn(&Known) -> (String, Option<String>),
    prefix: impl Fn(&Known) -> Option<String>,
) {
    let mut several: HashMap<(String, String), HashSet<String>> = HashMap::new();
    for one in &*all {
        let (among, of) = of(one);
        let known = several.entry((folded(&one.id), among)).or_default();
        known.extend(of.map(|of| folded(&of)));
    }
    for one in all.iter_mut().filter(|one| one.ours) {
        let among = of(one).0;
        let is_several = several.get(&(folded(&one.id), among)).is_some_and(|known| known.len() > 1);
        if let Some(prefix) = prefix(one).filter(|_| is_several) {
            one.id = format!("{prefix}/{}", one.id);
        }
    }
}

/// The name in a reference, without a kind and a namespace in front.
fn short(name: &str) -> &str {
    let name = name.rsplit_once(':').map_or(name, |(_, name)| name);
    last(name)
}
