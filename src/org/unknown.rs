//! One finding for each name that stands for nothing where all are known that there are: what is missing, what was
//! probably meant, and what to write instead, in the words of the file.

use rayon::prelude::*;

use crate::declare::format::Format;
use crate::declare::value::is_nobody;
use crate::finding::Finding;
use crate::finding::diagnostics::{
    INVALID_VALUE, REFERENCE_WITHOUT_KIND, UNKNOWN_DUTY, UNKNOWN_METRIC, UNKNOWN_REFERENCE,
};
use crate::finding::fix::{Edit, Scalar, take_out};
use crate::finding::suggest::question;
use crate::finding::wording::{listed, with_article};
use crate::org::Org;
use crate::org::namesakes::Namesakes;
use crate::org::resolve::{Dangling, Odd, Use, bare, has_namespaces, odd, of_other_kind};
use crate::vocabulary::kinds::{ALL, Entity, Kind, kind_meant, of_word};
use crate::vocabulary::record;

/// One finding for each of them.
pub(super) fn references(org: &Org, dangling: &[Dangling]) -> Vec<Finding> {
    let namesakes = Namesakes::of(org);
    let all = dangling.par_iter().filter_map(|one| match odd(org, one.uses[0].place, &one.target.name) {
        Some(odd) => told_of_kind(org, one, &odd),
        None => Some(told(org, one, &namesakes)),
    });
    all.collect()
}

/// A reference as it stands in its file.
struct Written<'o> {
    /// The text, without quotes.
    text: &'o str,
    /// What stands before the colon, if that is a kind.
    kind: Option<&'o str>,
    /// Whether a namespace is named.
    has_namespace: bool,
    /// The namespace that counts, as ids have it; nothing for the default one.
    namespace: &'o str,
    format: Option<&'static Format>,
}

impl<'o> Written<'o> {
    fn of(org: &'o Org, one: &Use, target: &'o str) -> Self {
        let text = org.sources().text(one.place).trim_matches(['"', '\'']).trim();
        let format = org.format_at(one.place);
        let is_kind = |word: &str| of_word(word).is_some();
        let called = |word: &str| format.is_some_and(|format| format.terms.kind_called(word).is_some());
        let kind = text.split_once(':').map(|(word, _)| word.trim()).filter(|word| is_kind(word) || called(word));
        let rest = kind.map_or(text, |kind| text[kind.len()..].trim_start_matches([' ', ':']));
        let split = |id: &'o str| format.and_then(|format| format.terms.split(id).0);
        Self { text, kind, has_namespace: split(rest).is_some(), namespace: split(target).unwrap_or_default(), format }
    }

    /// What to write there for an entity, where one of `kind` goes without saying: no more than is needed, and no less
    /// than was written.
    fn instead(&self, org: &Org, kind: Kind, entity: Entity) -> String {
        let id = org.id(entity);
        let word = self.format.map_or(record(entity.kind).word, |format| format.terms.kind(entity.kind));
        let spaces = self.format.and_then(|format| Some((format.terms.namespace?, format.terms.split(id))));
        let id = match spaces {
            Some((_, (space, name))) if !self.has_namespace && space.unwrap_or_default() == self.namespace => {
                name.to_owned()
            }
            Some((default, (space, name))) => format!("{}/{name}", space.unwrap_or(default)),
            None => id.to_owned(),
        };
        // Where ids have no namespaces, the kind is said only where it does not go without saying.
        let needed = entity.kind != kind || self.kind.is_some() && spaces.is_some();
        if needed { format!("{word}:{id}") } else { id }
    }
}

fn told(org: &Org, dangling: &Dangling, namesakes: &Namesakes<'_>) -> Finding {
    let Dangling { target, uses } = dangling;
    let first = &uses[0];
    let written = Written::of(org, first, &target.name);
    let word = org.word_at(first.place, target.kind);
    let diagnostic = match target.kind {
        Kind::Duty => UNKNOWN_DUTY,
        Kind::Metric => UNKNOWN_METRIC,
        _ => UNKNOWN_REFERENCE,
    };
    let other = kind_in_front(org, first, &target.name);
    let name = match other {
        Some(_) => written.text,
        None => org.characters(bare(first.written, org.characters(first.written))).trim(),
    };
    let times = match uses.len() {
        1 => String::new(),
        n => format!(", and {n} places refer to it"),
    };
    // What stands in all places.
    let allowed: Vec<Kind> =
        first.allowed.iter().copied().filter(|kind| uses.iter().all(|one| one.allowed.contains(kind))).collect();
    let found = match other {
        Some((kind, id)) => {
            let said = allowed.iter().filter(|&&one| one == kind);
            said.chain(&allowed).find_map(|&kind| namesakes.named(kind, id))
        }
        None => namesakes.meant(target, &allowed),
    };
    let instead = found.map(|entity| written.instead(org, target.kind, entity));
    let elsewhere = declared_as(org, namesakes, dangling, other);
    let label = match (&instead, elsewhere) {
        (Some(instead), _) => question(instead),
        (None, Some(kind)) => format!("this is {}", with_article(org.word_at(first.place, kind))),
        (None, None) if is_mail(name) => "a mail address that nobody declares".to_owned(),
        (None, None) => "not declared anywhere".to_owned(),
    };
    let help = help(org, dangling, name, instead.as_deref(), elsewhere, &allowed);
    let id = other.map_or(&*target.name, |(_, id)| id);
    let sure = found.filter(|&entity| namesakes.is_sure(id, entity));
    let edits = sure.into_iter().flat_map(|entity| {
        uses.iter().filter_map(move |one| {
            let written = Written::of(org, one, &target.name);
            Scalar::at(org.sources(), one.place).becoming(&written.instead(org, target.kind, entity))
        })
    });
    let edits: Vec<Edit> = edits.collect();
    diagnostic
        .at(first.place, format!("there is no {word} `{name}`{times}"))
        .saying(label)
        .occurring_also(uses[1..].iter().map(|one| one.place), "also here")
        .help(help)
        .suggesting(edits)
        .about(&[&format!("{}:{}", record(target.kind).word, target.name)], "")
}

/// The kind and the id in a name with a kind in front that is none here: one that cannot stand there, or what catalogs call
/// so: `user:ana`. Where catalogs are read, their words are known, and are none of anything else.
fn kind_in_front<'n>(org: &Org, first: &Use, name: &'n str) -> Option<(Kind, &'n str)> {
    let of_catalogs = || {
        let (word, id) = name.split_once(':').filter(|_| !has_namespaces(org, first.place))?;
        Some((kind_meant(word)?, id.trim()))
    };
    of_other_kind(name).or_else(of_catalogs)
}

/// The kind of which there is something of this id, though it cannot stand there.
fn declared_as(org: &Org, namesakes: &Namesakes<'_>, dangling: &Dangling, other: Option<(Kind, &str)>) -> Option<Kind> {
    let target = &dangling.target;
    if matches!(target.kind, Kind::Duty | Kind::Metric) {
        return None;
    }
    let of_people_and_things = |kind: &Kind| *kind != Kind::Responsibility && !record(*kind).of_taxonomy;
    if let Some((kind, id)) = other {
        return namesakes.named(kind, id).map(|_| kind);
    }
    let is_declared = |kind: &Kind| org.find(*kind, &target.name).is_some_and(|entity| org.is_declared(entity));
    ALL.into_iter().filter(of_people_and_things).filter(|kind| *kind != target.kind).find(is_declared)
}

fn help(
    org: &Org,
    dangling: &Dangling,
    name: &str,
    instead: Option<&str>,
    elsewhere: Option<Kind>,
    allowed: &[Kind],
) -> String {
    let kind = dangling.target.kind;
    let in_words = |kind: Kind| org.word_at(dangling.uses[0].place, kind);
    let word = in_words(kind);
    let has_namespaces = has_namespaces(org, dangling.uses[0].place);
    if matches!(kind, Kind::Duty | Kind::Metric) {
        let taxonomy = || format!("name a {word} of the taxonomy, or add it to `taxonomy` in `teamlint.yaml`");
        return instead.map_or_else(taxonomy, |near| format!("write `{near}`"));
    }
    if let Some((said, id)) = kind_in_front(org, &dangling.uses[0], &dangling.target.name) {
        return match instead {
            Some(instead) => format!("write `{instead}`"),
            None if allowed.contains(&said) => {
                let said = in_words(said);
                format!("write `{said}:{id}`, and declare the {said} `{id}`, or name one that exists")
            }
            None if has_namespaces => {
                let forms: Vec<String> = allowed.iter().map(|&kind| form(in_words(kind))).collect();
                format!("`{name}` cannot stand here: write {}", listed(&forms, "or"))
            }
            None => format!("`{name}` cannot be {}: write the {word}'s id without a kind", with_article(word)),
        };
    }
    match (instead, elsewhere) {
        (Some(instead), _) => format!("write `{instead}`, or declare the {word} `{name}`"),
        (None, Some(other)) if has_namespaces => {
            let other = with_article(in_words(other));
            format!("`{name}` is {other}: name {} here, or declare the {word} `{name}`", with_article(word))
        }
        (None, Some(other)) => {
            let other = in_words(other);
            format!(
                "`{name}` is {}; where {} is allowed, write `{other}:{name}`",
                with_article(other),
                with_article(other)
            )
        }
        (None, None) if is_mail(name) => {
            let bare = |at: usize| at == 0 && !has_namespaces;
            let form = |(at, kind)| if bare(at) { format!("the id of {}", with_article(word)) } else { form(kind) };
            let forms: Vec<String> = allowed.iter().map(|&kind| in_words(kind)).enumerate().map(form).collect();
            format!("write {}; whoever is declared with this address is suggested", listed(&forms, "or"))
        }
        (None, None) if has_namespaces => format!(
            "declare the {word} `{name}`, name one that exists, or write `external: [{}]` in `teamlint.yaml` if it is \
             declared elsewhere",
            quoted(&format!("{}:{}", record(kind).word, globset::escape(&dangling.target.name)))
        ),
        (None, None) if let Some((_, id)) = name.split_once(':').filter(|(kind, _)| is_word(kind)) => {
            format!("write `{word}:{}`, or the id alone: no kind is called so here", id.trim())
        }
        (None, None) => format!("declare the {word} `{name}`, or name one that exists"),
    }
}

/// Whether something before a colon may be meant as a kind.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_alphabetic)
}

/// How something of a kind is named where the kind is said.
fn form(word: &str) -> String {
    format!("`{word}:NAME`")
}

/// Whether a name is a mail address.
fn is_mail(name: &str) -> bool {
    let is_text = |text: &str| !text.is_empty() && !text.contains([' ', '/', ':']);
    name.split_once('@').is_some_and(|(who, host)| is_text(who) && is_text(host) && host.contains('.'))
}

/// A text as YAML in double quotes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// What there is to say of a reference without a kind, or with one that its format does not have. A kind that nobody
/// here knows may be one that somebody added, unless there is something of that name of a kind that may stand there.
fn told_of_kind(org: &Org, dangling: &Dangling, odd: &Odd<'_>) -> Option<Finding> {
    let Dangling { target, uses } = dangling;
    let first = &uses[0];
    let format = org.format_at(first.place)?;
    let written = Written::of(org, first, odd.id);
    let meant = odd.meant(org, first.allowed);
    let of_any_kind = || {
        let kinds = ALL.into_iter().filter(|&kind| format.can_say.any(kind));
        kinds.filter_map(|kind| org.find(kind, odd.id)).find(|&entity| org.is_declared(entity))
    };
    let id = |text: &str| text.rsplit(':').next().unwrap_or_default().trim().to_owned();
    let with_kind = |kind: Kind| format!("{}:{}", format.terms.kind(kind), id(written.text));
    let article = with_article(format.name);
    let with_kind_everywhere = |kind: Kind| -> Vec<Edit> {
        let becoming = |one: &Use| {
            let id = id(Written::of(org, one, odd.id).text);
            Scalar::at(org.sources(), one.place).becoming(&format!("{}:{id}", format.terms.kind(kind)))
        };
        uses.iter().filter_map(becoming).collect()
    };
    let finding = match odd.word {
        None if is_nobody(odd.id) => REFERENCE_WITHOUT_KIND
            .at(first.place, format!("`{}` does not say of which kind it is", written.text))
            .saying("there is no word for nothing here")
            .help("take it out: what is not listed is not needed")
            .suggesting(uses.iter().filter_map(|one| take_out(org.sources(), one.place))),
        None => {
            let entity = meant.or_else(of_any_kind);
            let kinds: Vec<String> = match entity {
                Some(entity) => vec![with_kind(entity.kind)],
                None => first.allowed.iter().filter(|&&kind| format.can_say.any(kind)).map(|&k| with_kind(k)).collect(),
            };
            let forms: Vec<String> = kinds.iter().map(|form| format!("`{form}`")).collect();
            REFERENCE_WITHOUT_KIND
                .at(first.place, format!("`{}` does not say of which kind it is", written.text))
                .saying("a kind is needed here")
                .help(format!("write {}", listed(&forms, "or")))
                .suggesting(entity.map_or_else(Vec::new, |entity| with_kind_everywhere(entity.kind)))
        }
        Some(_) => {
            let kind = odd.kind.or(meant.map(|entity| entity.kind))?;
            let word = written.text.split_once(':').map_or("", |(word, _)| word.trim());
            let message = format!("`{word}` is not a kind of {article}");
            let finding = match (odd.kind, meant) {
                (Some(_), Some(_)) => UNKNOWN_REFERENCE.at(first.place, message),
                _ => INVALID_VALUE.mildly_at(first.place, message),
            };
            let finding = finding.saying(question(with_kind(kind))).help(format!("write `{}`", with_kind(kind)));
            finding.suggesting(with_kind_everywhere(kind))
        }
    };
    let finding = finding.occurring_also(uses[1..].iter().map(|one| one.place), "also here");
    let name = target.name.trim_start_matches(':');
    let about = if odd.word.is_some() { name.to_owned() } else { format!("{}:{name}", record(target.kind).word) };
    Some(finding.about(&[&about], "kind"))
}
