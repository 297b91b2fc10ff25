//! What first files say.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::cli::init::found::{Found, Organisation};
use crate::declare::claims::Whose;
use crate::facts::organisation::size_of;
use crate::facts::people::teams::is_work;
use crate::finding::wording::count;
use crate::judge::coverage::{Gap, Remedy};
use crate::lint::Outcome;
use crate::text::unicode::visible;
use crate::vocabulary::kinds::Kind;

/// So many teams, and so many fields, are written out: a first file is read by people.
const NAMED: usize = 20;
const FIELDS: usize = 5;
/// So many columns a comment has.
const WIDTH: usize = 120;

/// The first file of an organisation and what it is, where one helps.
pub fn organisation(found: &Found, outcome: &Outcome) -> Option<(String, String)> {
    match found {
        Found::Unread => None,
        Found::Nothing => {
            let about = "an example of an organisation, to change";
            Some((about.to_owned(), include_str!("example.yaml").to_owned()))
        }
        Found::Names(names) => Some(("the teams that review code, to complete".to_owned(), of_names(names))),
        Found::Organisation(organisation) if organisation.says_everything() => None,
        Found::Organisation(organisation) => {
            Some((format!("what {} cannot say, to fill in", organisation.files()), beside(organisation, outcome)))
        }
    }
}

/// A configuration, with what was found out.
pub fn configuration(outcome: &Outcome) -> String {
    let newest = outcome.rules.iter().filter(|rule| rule.built_in).map(|rule| rule.since).max();
    let edition = newest.map(|edition| edition.to_string()).unwrap_or_default();
    let size = match size_of(&outcome.facts, &outcome.org) {
        Some(size) => format!("it follows from who is declared: {}", size.as_str()),
        None => "it follows from who is declared".to_owned(),
    };
    include_str!("teamlint.yaml").replace("EDITION", &edition).replace("SIZE", &size)
}

/// Teams and people by the names that others know them by.
fn of_names(names: &BTreeMap<String, Whose>) -> String {
    let mut text = "# Whom the files name that say who reviews which code. Take out who is no team of yours, and say who is in each.\n\
        # `docs/vocabulary.md` lists everything that can be declared.\nversion: 1\n"
        .to_owned();
    let (people, teams): (Vec<_>, Vec<_>) = names.iter().partition(|(_, is)| **is == Whose::Person);
    if !teams.is_empty() {
        text.push_str("\n# `aliases` are the names that others know a team by.\nteams:\n");
        for (id, aliases) in by_last_step(teams.into_iter().map(|(name, _)| name.as_str())) {
            let aliases: Vec<Cow<'_, str>> = aliases.into_iter().filter(|alias| *alias != id).map(scalar).collect();
            let _ = writeln!(text, "  {}:", scalar(&id));
            if !aliases.is_empty() {
                let _ = writeln!(text, "    aliases: [{}]", aliases.join(", "));
            }
            text.push_str("#    members: [ana, ben]\n");
        }
    }
    if !people.is_empty() {
        text.push_str("\npeople:\n");
        for (id, mail) in by_name(people.into_iter().map(|(name, _)| name.as_str())) {
            let said = mail.map(|mail| format!("email: {}", scalar(mail))).unwrap_or_default();
            let _ = writeln!(text, "  {}: {{{said}}}", scalar(id));
        }
    }
    text
}

/// An id for each person, and the address where that is what others know them by: its first part is the id, if nobody else is
/// called that.
fn by_name<'n>(names: impl Iterator<Item = &'n str>) -> BTreeMap<&'n str, Option<&'n str>> {
    let (mails, handles): (Vec<&str>, Vec<&str>) = names.partition(|name| name.contains('@'));
    let mut people: BTreeMap<&str, Option<&str>> = handles.into_iter().map(|handle| (handle, None)).collect();
    for mail in mails {
        let first = mail.split('@').next().unwrap_or(mail);
        let is_taken = people.keys().any(|id| id.eq_ignore_ascii_case(first));
        people.insert(if is_taken { mail } else { first }, Some(mail));
    }
    people
}

/// An id for each name, its last step, and the names themselves; names of which several end alike keep all their steps.
fn by_last_step<'n>(names: impl Iterator<Item = &'n str>) -> BTreeMap<String, Vec<&'n str>> {
    let mut alike: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for name in names {
        let last = name.rsplit('/').next().unwrap_or(name);
        alike.entry(last.to_lowercase()).or_default().push(name);
    }
    let mut ids: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (last, names) in alike {
        let mut spelt: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        spelt.dedup();
        if spelt.len() == 1 {
            ids.entry(last).or_default().extend(names);
        } else {
            for name in names {
                ids.entry(name.to_lowercase().replace('/', "-")).or_default().push(name);
            }
        }
    }
    ids
}

/// What files cannot say that have no room for everything, as suggestions about what they declare.
fn beside(organisation: &Organisation, outcome: &Outcome) -> String {
    let about = format!(
        "What {} cannot say. Take away the `#` before what is true here, and change it: a team of the same name is the same \
         team. `docs/vocabulary.md` lists everything that can be declared.",
        organisation.files()
    );
    let options = textwrap::Options::new(WIDTH).initial_indent("# ").subsequent_indent("# ");
    let mut text = textwrap::fill(&about, options) + "\n";
    let coverage = outcome.coverage(&[]);
    let closed = |gap: &&Gap| gap.remedy == Remedy::Declare && gap.alone.judgements > 0;
    let gaps: Vec<&Gap> = coverage.gaps.iter().filter(closed).take(FIELDS).collect();
    if !gaps.is_empty() {
        text.push_str("#\n# What would let most be judged here (`teamlint coverage` has more):\n");
        for gap in gaps {
            let judgements = count(gap.alone.judgements, "judgement", "judgements");
            let _ = writeln!(text, "# - `{}`: {judgements}", gap.path);
        }
    }
    text.push_str("version: 1\n\nteams:\n");
    let teams = outcome.org.all(Kind::Team).filter(|&team| is_work(&outcome.org, team));
    for team in teams.take(NAMED) {
        let id = scalar(outcome.org.id(team));
        let _ = writeln!(text, "#  {id}: {{duties: [on-call, incident-response]}}");
    }
    text
}

/// A name as YAML reads it back.
pub fn scalar(name: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let is_word = ["true", "false", "null"].iter().any(|word| word.eq_ignore_ascii_case(name));
    if name.starts_with(char::is_alphabetic) && name.chars().all(is_plain) && !is_word {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(serde_json::to_string(&visible(name.to_owned())).unwrap_or_default())
    }
}
