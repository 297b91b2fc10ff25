//! What there is to tell of an export as a whole: what is missing of it, and what is left alone.

use std::collections::{BTreeMap, HashSet};

use crate::declare::export::{Broken, Reference};
use crate::declare::leftover;
use crate::declare::matching::{By, aliases, ambiguous};
use crate::declare::pager::elsewhere::Elsewhere;
use crate::declare::pager::pages::Gap;
use crate::declare::pager::people::Shared;
use crate::declare::pager::register::{Named, Register, Unclear};
use crate::declare::pager::vendor::{Pager, Part};
use crate::declare::pager::who::Who;
use crate::finding::Finding;
use crate::finding::diagnostics::{
    INCOMPLETE_EXPORT, INVALID_VALUE, OUTSIDE_OF_EXPORT, UNMATCHED_PEOPLE, UNREAD_EXPORT,
};
use crate::finding::suggest::LISTED;
use crate::finding::wording::{count, in_backticks, listed, listed_up_to, plural};
use crate::text::Place;
use crate::vocabulary::kinds::Kind;
use crate::vocabulary::record;

pub(super) fn all(exports: &[Part], register: &Register<'_>, elsewhere: &Elsewhere, pager: &Pager) -> Vec<Finding> {
    let mut told: Vec<Finding> = register.gaps.iter().map(|gap| page_of_several(gap, pager)).collect();
    let rosters = exports.iter().flat_map(|(_, export)| &export.rosters);
    let lacking = rosters.filter_map(|roster| roster.lacks.as_ref());
    told.extend(lacking.map(|page| page_of_several(&Gap { page, before: false }, pager)));
    told.extend(unlisted(exports, register, pager));
    told.extend(outside(exports, register, pager));
    told.extend(without_layers(exports, pager));
    told.extend(nameless_rosters(exports, pager));
    told.extend(repeated(register, pager));
    told.extend(broken(exports, pager));
    told.extend(unread(exports));
    match strangers(register, elsewhere, pager) {
        Some(strangers) => told.push(strangers),
        None => told.extend(unmatched(register, elsewhere, pager)),
    }
    told.extend(unclear(register, pager));
    told
}

/// `"more": true`, and nothing behind it.
fn page_of_several(gap: &Gap<'_>, pager: &Pager) -> Finding {
    let page = gap.page;
    let what = page.aside.map_or_else(|| plural(pager.word(page.of)), str::to_owned);
    let from = page.from.unwrap_or_default();
    let (place, which) = if gap.before {
        (page.place, format!("the first {from} {what}"))
    } else {
        let behind = page.from.map(|from| from.saturating_add(page.count));
        let which = behind
            .map_or_else(|| format!("{what} behind it"), |behind| format!("{what} from number {} on", behind + 1));
        (page.more.unwrap_or(page.place), which)
    };
    let message = format!("this is one page of several: {which} are in no file");
    let how = if gap.before { "export all pages" } else { pager.next };
    let help =
        format!("{how}, each into a file of its own in the same folder; what may be on the others is not judged");
    INCOMPLETE_EXPORT.at(place, message).saying("there is more").help(help)
}

/// References to what the export has no list of, or should have in a whole list: by kind and id, with their places.
fn lacking<'e>(exports: &'e [Part], register: &Register<'_>) -> BTreeMap<(Kind, &'e str), Vec<&'e Reference>> {
    let mut lacking: BTreeMap<(Kind, &str), Vec<&Reference>> = BTreeMap::new();
    for (kind, reference) in exports.iter().flat_map(|(_, export)| export.references()) {
        // A person who is gone is in no list any more.
        if register.find(kind, reference).is_none() && !reference.gone {
            lacking.entry((kind, reference.id.text.as_str())).or_default().push(reference);
        }
    }
    lacking
}

/// Kinds that are named, and of which there is no list.
fn unlisted(exports: &[Part], register: &Register<'_>, pager: &Pager) -> Option<Finding> {
    let mut named: BTreeMap<Kind, (usize, Place)> = BTreeMap::new();
    let mut add = |kind: Kind, place: Place| named.entry(kind).or_insert((0, place)).0 += 1;
    // Whoever is left out together with what names him is meant to be.
    let by_name = |one: &&Named<'_>| one.kind != Kind::Person || !Who::named(one.by).is_nameless();
    let by_reference = register.named.iter().filter(by_name).map(|one| (one.kind, one.by.place()));
    let lacking = lacking(exports, register);
    let missing = lacking.iter().map(|((kind, _), uses)| (*kind, uses[0].place()));
    for (kind, place) in by_reference.chain(missing).filter(|(kind, _)| !register.is_listed(*kind)) {
        add(kind, place);
    }
    let first = named.values().map(|(_, place)| *place).min()?;
    let in_words =
        |(kind, (number, _)): (&Kind, &(usize, Place))| count(*number, pager.word(*kind), &plural(pager.word(*kind)));
    let what: Vec<String> = named.iter().map(in_words).collect();
    let lists = pager.lists.iter().filter(|(kind, _)| named.contains_key(kind)).map(|(_, list)| *list);
    let lists = in_backticks(&lists.collect::<Vec<_>>());
    let message = format!("the export names {}, and has no list of them", listed(&what, "and"));
    Some(
        INCOMPLETE_EXPORT
            .at(first, message)
            .saying("named here")
            .help(format!("export {}, too; until then they are known by what names them alone", listed(&lists, "and"))),
    )
}

/// What is named, and is not in the list that has all of its kind. Where that is most of a kind, somebody put together what is
/// not of one account, and it is told once.
fn outside(exports: &[Part], register: &Register<'_>, pager: &Pager) -> Vec<Finding> {
    let lacking = lacking(exports, register);
    let whole = |kind: Kind| register.is_whole(kind);
    let mut by_kind: BTreeMap<Kind, Vec<&Vec<&Reference>>> = BTreeMap::new();
    for ((kind, _), uses) in lacking.iter().filter(|((kind, _), _)| whole(*kind)) {
        by_kind.entry(*kind).or_default().push(uses);
    }
    let mut named: BTreeMap<Kind, HashSet<&str>> = BTreeMap::new();
    for (kind, reference) in exports.iter().flat_map(|(_, export)| export.references()) {
        named.entry(kind).or_default().insert(&reference.id.text);
    }
    let number = |kind: &Kind| named.get(kind).map_or(0, HashSet::len);
    let (strange, single): (BTreeMap<_, _>, BTreeMap<_, _>) =
        by_kind.into_iter().partition(|(kind, all)| all.len() >= STRANGE && 2 * all.len() > number(kind));
    let mut told: Vec<Finding> = two_accounts(&strange, number, pager).into_iter().collect();
    told.extend(single.iter().flat_map(|(kind, all)| all.iter().map(|uses| deleted(*kind, uses, pager))));
    told
}

/// So many that are missing of a kind are no accident, where they are most that are named.
const STRANGE: usize = 3;

fn two_accounts(
    strange: &BTreeMap<Kind, Vec<&Vec<&Reference>>>,
    number: impl Fn(&Kind) -> usize,
    pager: &Pager,
) -> Option<Finding> {
    let places: Vec<Place> = strange.values().map(|all| all[0][0].place()).collect();
    let first = *places.first()?;
    let in_words = |(kind, all): (&Kind, &Vec<_>)| {
        let word = plural(pager.word(*kind));
        match number(kind) {
            named if named == all.len() => format!("none of the {named} {word} that it names are"),
            named => format!("{} of the {named} {word} that it names are not", all.len()),
        }
    };
    let what: Vec<String> = strange.iter().map(in_words).collect();
    let lists = pager.lists.iter().filter(|(kind, _)| strange.contains_key(kind)).map(|(_, list)| *list);
    let lists = in_backticks(&lists.collect::<Vec<_>>());
    let message = format!("the files of the export do not belong together: {} in its lists", listed(&what, "and"));
    let help = format!(
        "the files are of two accounts or two days: export {} once more, together with what names them",
        listed(&lists, "and")
    );
    let others = places[1..].iter().copied();
    Some(OUTSIDE_OF_EXPORT.at(first, message).saying("named here").occurring_also(others, "and here").help(help))
}

fn deleted(kind: Kind, uses: &[&Reference], pager: &Pager) -> Finding {
    let word = pager.word(kind);
    let (shown, id) = (uses[0].shown(), &uses[0].id.text);
    let called = if shown == id { format!("`{id}`") } else { format!("`{shown}` (`{id}`)") };
    let message = format!("{word} {called} is not among the {} of the export", plural(word));
    let help = "it was deleted, or the files are of two accounts or two days: export everything once more, together";
    let others = uses[1..].iter().map(|one| one.place());
    OUTSIDE_OF_EXPORT.at(uses[0].place(), message).saying("named here").occurring_also(others, "and here").help(help)
}

fn without_layers(exports: &[Part], pager: &Pager) -> Option<Finding> {
    let rotations = exports.iter().flat_map(|(_, export)| &export.rotations);
    let bare: Vec<Place> =
        rotations.filter(|one| one.layers.is_none() && !one.in_calendar).map(|one| one.is.place()).collect();
    let first = *bare.first()?;
    let what = count(bare.len(), pager.word(Kind::Rotation), &plural(pager.word(Kind::Rotation)));
    let comes = if bare.len() == 1 { "comes without its layers" } else { "come without their layers" };
    let message = format!("{what} {comes}, so that nobody knows who is on call in them");
    Some(INCOMPLETE_EXPORT.at(first, message).saying("no layers in it").help(format!("export {}", pager.layers)))
}

/// Members of a team that no one can tell.
fn nameless_rosters(exports: &[Part], pager: &Pager) -> Option<Finding> {
    let rosters = exports.iter().flat_map(|(_, export)| &export.rosters);
    let nameless: Vec<Place> =
        rosters.filter(|roster| roster.team.is_none()).map(|roster| roster.members.place).collect();
    let first = *nameless.first()?;
    let team = pager.word(Kind::Team);
    let message = format!("nothing says of which {team} these are the members");
    let others = nameless[1..].iter().copied();
    Some(
        INCOMPLETE_EXPORT
            .at(first, message)
            .saying("whose members?")
            .occurring_also(others, "nor of these")
            .help(format!("put the id of the {team} into the name of the file, as in `members-PT4KHLK.json`")),
    )
}

fn repeated(register: &Register<'_>, pager: &Pager) -> Option<Finding> {
    let (_, first) = *register.repeated.first()?;
    let mut by_kind: BTreeMap<Kind, usize> = BTreeMap::new();
    for (kind, _) in &register.repeated {
        *by_kind.entry(*kind).or_default() += 1;
    }
    let what: Vec<String> =
        by_kind.iter().map(|(kind, number)| count(*number, pager.word(*kind), &plural(pager.word(*kind)))).collect();
    let are = if register.repeated.len() == 1 { "is" } else { "are" };
    let message = format!(
        "{} of the export {are} in it more than once: what was exported last counts, or else the first",
        listed(&what, "and")
    );
    Some(UNREAD_EXPORT.at(first, message).saying("once more").help("remove the older of two exports"))
}

/// What cannot be read, each where it stands.
fn broken(exports: &[Part], pager: &Pager) -> Vec<Finding> {
    let tell = |broken: &Broken| {
        let Broken { what, wants, shown, missing, place } = broken;
        let message = match shown {
            _ if *missing => format!("there is no `{what}` here, which should be {wants}"),
            Some(text) => format!("`{}` is not {wants} for `{what}`", leftover::shown(text)),
            None => format!("this is not {wants} for `{what}`"),
        };
        let help = format!("export it once more; if it is still so, correct it in {}", pager.format.title);
        INVALID_VALUE.at(*place, message).saying("what depends on it is not judged").help(help)
    };
    exports.iter().flat_map(|(_, export)| &export.broken).map(tell).collect()
}

/// What is left alone, each kind of it once.
fn unread(exports: &[Part]) -> Vec<Finding> {
    let mut by_what: BTreeMap<(&str, &str), Vec<Place>> = BTreeMap::new();
    for unread in exports.iter().flat_map(|(_, export)| &export.unread) {
        by_what.entry((unread.what, unread.why)).or_default().push(unread.place);
    }
    let tell = |((what, why), places): ((&str, &str), Vec<Place>)| {
        let times = if places.len() == 1 { String::new() } else { format!(", which is here {} times,", places.len()) };
        UNREAD_EXPORT.at(places[0], format!("`{what}`{times} is not read: {why}")).saying("left alone")
    };
    by_what.into_iter().map(tell).collect()
}

/// An export of which nobody and nothing is known to any other file: it may be of another account.
fn strangers(register: &Register<'_>, elsewhere: &Elsewhere, pager: &Pager) -> Option<Finding> {
    let known = |kind: Kind| {
        register
            .all(kind)
            .any(|(own, object)| object.by.is_some() || elsewhere.has(kind, &object.id) || elsewhere.has(kind, own))
    };
    let kinds = [Kind::Person, Kind::Team, Kind::Service];
    let is_enough = register.unmatched.len() >= STRANGE && elsewhere.people;
    if !is_enough || !register.unclear.is_empty() || kinds.into_iter().any(known) {
        return None;
    }
    let in_words = |kind: Kind| {
        let (number, word) = (register.all(kind).count(), pager.word(kind));
        (number > 0).then(|| count(number, word, &plural(word)))
    };
    let what: Vec<String> = kinds.into_iter().filter_map(in_words).collect();
    let message = format!("no other file knows any of the {} of the export", listed(&what, "and"));
    let lists = pager.lists.iter().filter(|(kind, _)| kinds.contains(kind)).map(|(_, list)| *list);
    let lists = in_backticks(&lists.collect::<Vec<_>>());
    let help = format!(
        "if it is of another account, export {} of this one; if not, write the mail addresses where people are declared, as `email`, \
         and what else is called otherwise as `aliases` in `teamlint.yaml`",
        listed(&lists, "and")
    );
    Some(INCOMPLETE_EXPORT.at(register.unmatched[0].place(), message).saying("who is this?").help(help))
}

fn unmatched(register: &Register<'_>, elsewhere: &Elsewhere, pager: &Pager) -> Option<Finding> {
    let first = register.unmatched.first().filter(|_| elsewhere.people)?;
    let names: Vec<&str> = register.unmatched.iter().map(|user| user.shown()).collect();
    let word = pager.word(Kind::Person);
    let (what, are) = (count(names.len(), word, &plural(word)), if names.len() == 1 { "is" } else { "are" });
    let listed = listed_up_to(LISTED, &in_backticks(&names), "and");
    let message = format!("{what} {are} nobody whom another file declares: {listed}");
    let alias = aliases(Kind::Person, std::iter::once(("ID", first.id.text.as_str())));
    let help = format!(
        "write the mail address where the person is declared, as `email`; or say in `teamlint.yaml` who it is: {alias}, with the \
         person's id"
    );
    Some(UNMATCHED_PEOPLE.at(first.place(), message).saying("matched by no address, login or name").help(help))
}

/// Whoever may be several.
fn unclear(register: &Register<'_>, pager: &Pager) -> Vec<Finding> {
    let tell = |one: &Unclear<'_>| {
        let because = match one.by {
            By::Mail => "have this mail address",
            By::Login => "are signed in by this name",
            By::Id | By::Alias | By::Name => "are called so",
        };
        let what = format!("{} `{}`", pager.word(one.kind), one.is.shown());
        let candidates: Vec<&str> = one.candidates.iter().map(String::as_str).collect();
        let own = one.is.id.text.as_str();
        ambiguous(one.kind, one.is.place(), &what, &candidates, because, |candidate| (candidate, own))
    };
    register.unclear.iter().map(tell).chain(register.shared.iter().map(shared)).collect()
}

/// Somebody whom several users may be.
fn shared(one: &Shared<'_>) -> Finding {
    let because = if one.by == By::Login { "sign in by this name" } else { "are called so" };
    let what = format!("{} `{}`", record(Kind::Person).word, one.person);
    let ids: Vec<&str> = one.users.iter().map(|user| user.id.text.as_str()).collect();
    let place = one.users.iter().map(|user| user.place()).min().unwrap_or(one.users[0].place());
    ambiguous(Kind::Person, place, &what, &ids, because, |user| (one.person.as_str(), user))
}
