//! A charter as a page: sections, in them lines or a table, and below each what is not known and what would tell.

use crate::charter::{
    Charter, Discipline, Duty, End, Engagement, Interaction, Member, Need, Platform, Promise, Rotation, Service,
    Several,
};
use crate::judge::told::Told;
use crate::org::Org;
use crate::report::charter::section::{Body, Column, Page, Section};
use crate::report::charter::words::Words;
use crate::report::markdown_text::literal;
use crate::vocabulary::kinds::Entity;

const fn words(title: &'static str) -> Column {
    (title, false)
}

const fn number(title: &'static str) -> Column {
    (title, true)
}

/// What lines are about, of every page.
pub(super) const LABELS: [&str; 10] = [
    "Kind",
    "Mission",
    "Type",
    "Discipline",
    "Reports to",
    "Led by",
    "Measured by",
    "Communities",
    "Reviewed",
    "Dissolved",
];

const PEOPLE: &[Column] = &[
    words("person"),
    words("title"),
    words("role"),
    number("time"),
    words("takes turns in"),
    number("hours a week on call"),
];
const ON_CALL: &[Column] = &[
    words("rotation"),
    words("answers for"),
    words("promises"),
    number("hours a week covered"),
    number("hours a week missing"),
    number("minutes to respond"),
    number("pages a week"),
    words("takes turns"),
];
const DUTIES: &[Column] = &[words("duty"), words("level"), words("for"), words("held with"), words("held by")];
const SERVICES: &[Column] = &[
    words("service"),
    number("tier"),
    words("stage"),
    words("promises"),
    words("pages"),
    number("hours a week covered"),
    words("supported by"),
    words("also owned by"),
    words("runbook"),
];
const PLATFORMS: &[Column] = &[words("platform"), words("used by"), words("help"), words("promises")];
const INTERACTIONS: &[Column] =
    &[words("with"), words("mode"), words("part"), words("what for"), words("since"), words("until")];
const HELP: &[Column] = &[words("who helps"), words("whom"), words("model"), words("until")];
const NEEDS: &[Column] = &[words("team"), words("by its services"), words("declared"), words("the two talk")];

/// What a charter says, as a page without what was found.
pub(super) fn page(charter: &Charter<'_>, org: &Org) -> Page {
    let made = Made { charter, org };
    let sections = vec![
        made.team(),
        made.people(),
        made.on_call(),
        made.duties(),
        made.services(),
        made.platforms(),
        made.interactions(),
        made.help(),
        made.needs("Needs", &charter.needs.known, charter.needs.open.as_deref()),
        made.needs("Needed by", &charter.needed_by.known, charter.needed_by.open.as_deref()),
    ];
    let title = charter.name.map_or_else(|| charter.id.to_owned(), |name| format!("{name} ({})", charter.id));
    Page { title, sections }
}

struct Made<'c, 'o> {
    charter: &'c Charter<'o>,
    org: &'o Org,
}

impl Made<'_, '_> {
    fn words(&self) -> Words<'_> {
        Words::of(self.org)
    }

    fn team(&self) -> Section {
        let (charter, words) = (self.charter, self.words());
        let mut lines = Vec::new();
        if charter.kind.known() != Some(&"work") {
            lines.push(("Kind", Words::said(&charter.kind, |kind| (*kind).to_owned())));
        }
        lines.push(("Mission", Words::said(&charter.mission, |mission| (*mission).to_owned())));
        lines.push(("Type", Words::said(&charter.team_type, |sort| (*sort).to_owned())));
        lines.push(("Discipline", Words::said(&charter.discipline, |practised| discipline(*practised))));
        lines.push(("Reports to", Words::said(&charter.reports_to, |above| self.org.id(*above).to_owned())));
        lines.push(("Led by", Words::said(&charter.lead, |lead| words.person(*lead))));
        lines.push(("Measured by", Words::all_said(&charter.metrics)));
        lines.push(("Communities", Words::all_said(&charter.communities)));
        lines.push(("Reviewed", Words::said(&charter.reviewed, |day| Words::day(*day))));
        if let Some(day) = charter.expires {
            lines.push(("Dissolved", literal(&Words::day(day))));
        }
        Section { title: "The team", body: Body::Lines(lines), notes: Vec::new() }
    }

    fn people(&self) -> Section {
        let mut words = self.words();
        let all = &self.charter.people;
        let rows = all.known.iter().map(|member| person(&mut words, member)).collect();
        words.section("People", PEOPLE, rows, all.open.as_deref())
    }

    fn on_call(&self) -> Section {
        let mut words = self.words();
        let all = &self.charter.rotations;
        let rows = all.known.iter().map(|rotation| rotation_row(&mut words, rotation)).collect();
        words.section("On call", ON_CALL, rows, all.open.as_deref())
    }

    fn duties(&self) -> Section {
        let mut words = self.words();
        let all = &self.charter.duties;
        let row = |duty: &Duty<'_>| {
            let scope = words.told(&duty.scope, |scope| scope_in_words(scope, duty.scope_said));
            let held_by = if duty.people.known.is_empty() {
                "the team as a whole".to_owned()
            } else {
                words.people(&duty.people)
            };
            let level = words.told(&duty.level, |level| (*level).to_owned());
            vec![duty.duty.to_owned(), level, scope, words.names(&duty.shared_with), held_by]
        };
        let rows = all.known.iter().map(row).collect();
        words.section("Duties", DUTIES, rows, all.open.as_deref())
    }

    fn services(&self) -> Section {
        let mut words = self.words();
        let all = &self.charter.services;
        let rows = all.known.iter().map(|service| self.service(&mut words, service)).collect();
        words.section("Services", SERVICES, rows, all.open.as_deref())
    }

    fn service(&self, words: &mut Words<'_>, service: &Service<'_>) -> Vec<String> {
        let mut others = service.owners.clone();
        others.known.retain(|owner| *owner != self.charter.team);
        vec![
            named(service.id, service.name),
            words.told(&service.tier, Clone::clone),
            words.told(&service.lifecycle, |stage| (*stage).to_owned()),
            promises(words, &service.promises),
            words.names(&service.paged),
            words.hours(&service.covered),
            words.names(&service.supported_by),
            words.entities(&others),
            words.truth(&service.has_runbook),
        ]
    }

    fn platforms(&self) -> Section {
        let mut words = self.words();
        let all = &self.charter.platforms;
        let row = |platform: &Platform<'_>| {
            vec![
                platform.id.to_owned(),
                words.names(&platform.consumers),
                words.told(&platform.support, |hours| (*hours).to_owned()),
                promises(&mut words, &platform.promises),
            ]
        };
        let rows = all.known.iter().map(row).collect();
        words.section("Platforms", PLATFORMS, rows, all.open.as_deref())
    }

    fn interactions(&self) -> Section {
        let mut words = self.words();
        let all = &self.charter.interactions;
        let row = |one: &Interaction<'_>| {
            vec![
                words.entities(&one.with),
                words.told(&one.mode, |mode| (*mode).to_owned()),
                part(one).to_owned(),
                Words::noted(one.purpose, str::to_owned),
                Words::noted(one.began, Words::day),
                Words::noted(one.until.known().copied(), Words::day),
            ]
        };
        let rows = all.known.iter().map(row).collect();
        words.section("Interactions", INTERACTIONS, rows, all.open.as_deref())
    }

    fn help(&self) -> Section {
        let mut words = self.words();
        let own = self.charter.id;
        let mut row = |helping: &Engagement| {
            let (by, whom) = match helping.by {
                Some(by) => (self.org.id(by).to_owned(), own.to_owned()),
                None => (own.to_owned(), words.entities(&helping.with)),
            };
            let model = words.told(&helping.model, |model| (*model).to_owned());
            vec![by, whom, model, Words::noted(helping.until, Words::day)]
        };
        let all = self.charter.engagement.iter().chain(&self.charter.helped_by);
        let rows = all.map(&mut row).collect();
        words.section("Help", HELP, rows, self.charter.engagement_unsaid.as_deref())
    }

    fn needs(&self, title: &'static str, all: &[Need<'_>], open: Option<&[String]>) -> Section {
        let mut words = self.words();
        let row = |need: &Need<'_>| {
            let team = need.team.map_or_else(|| "nobody known".to_owned(), |team| self.org.id(team).to_owned());
            let talk = match need.team {
                Some(team) => self.talk(&mut words, team, &need.talking),
                None => "there is nobody to talk to".to_owned(),
            };
            vec![team, services(need), declared(&mut words, need), talk]
        };
        let rows = all.iter().map(row).collect();
        words.section(title, NEEDS, rows, open)
    }
}

/// A first and a last day, as far as there are.
type Term = (Option<i32>, Option<i32>);

impl Made<'_, '_> {
    /// Whether two teams talk: until when where that is said, so that it is the same on any day.
    fn talk(&self, words: &mut Words<'_>, other: Entity, talking: &Told<bool>) -> String {
        let terms = self.terms(other);
        let open: Vec<Option<i32>> = terms.iter().filter(|(_, last)| last.is_none()).map(|(first, _)| *first).collect();
        match (open.iter().min(), terms.iter().filter_map(|(_, last)| *last).max()) {
            (Some(Some(first)), _) => format!("from {}", Words::day(*first)),
            (None, Some(last)) => format!("until {}", Words::day(last)),
            _ => words.truth(talking),
        }
    }

    /// From when to when a team has interactions and engagements with another, whichever day it is.
    fn terms(&self, other: Entity) -> Vec<Term> {
        let charter = self.charter;
        let legible = charter.interactions.known.iter().filter(|one| one.current.known().is_some());
        let interactions =
            legible.filter(|one| one.with.known.contains(&other)).map(|one| (one.began, one.until.known().copied()));
        let helping = charter.engagement.iter().filter(|own| own.with.known.contains(&other));
        let helped = charter.helped_by.iter().filter(|helped| helped.by == Some(other));
        interactions.chain(helping.chain(helped).map(|one| (None, one.until))).collect()
    }
}

fn discipline(practised: Discipline) -> String {
    let follows = if practised.by_duties { " (not said; it follows from the duties)" } else { "" };
    format!("{}{follows}", practised.word)
}

fn named(id: &str, name: Option<&str>) -> String {
    name.map_or_else(|| id.to_owned(), |name| format!("{name} ({id})"))
}

fn person(words: &mut Words<'_>, member: &Member<'_>) -> Vec<String> {
    let leads = member.leads.then_some("leads");
    let role: Vec<&str> = leads.into_iter().chain(member.role).collect();
    let time = Words::noted(member.allocation.as_ref(), |share| words.share(share));
    vec![
        words.person_in_full(member.person),
        Words::noted(member.title, str::to_owned),
        Words::noted(Some(role), |role| role.join("; ")),
        time,
        words.names(&member.on_call.rotations),
        words.hours(&member.on_call.hours),
    ]
}

fn rotation_row(words: &mut Words<'_>, rotation: &Rotation<'_>) -> Vec<String> {
    let layers: Vec<String> = rotation
        .layers
        .known
        .iter()
        .map(|(level, people)| {
            let level = words.told(level, |level| (*level).to_owned());
            format!("{level}: {}", words.people(people))
        })
        .collect();
    let turns = words.joined(layers, &rotation.layers, "; ");
    vec![
        rotation.id.to_owned(),
        words.names(&rotation.services),
        words.told(&rotation.coverage, |coverage| (*coverage).to_owned()),
        words.hours(&rotation.covered),
        words.hours(&rotation.gap),
        words.number(&rotation.response),
        words.number(&rotation.pages),
        turns,
    ]
}

fn scope_in_words(scope: &str, said: bool) -> String {
    let whom = match scope {
        "org" => "the organisation",
        "own" => "its own services",
        services => services,
    };
    if said { whom.to_owned() } else { format!("{whom} (not said)") }
}

fn promises(words: &mut Words<'_>, all: &Several<Promise<'_>>) -> String {
    let one = |promise: &Promise<'_>| {
        let target = words.share(&promise.target);
        let fast = if promise.about_latency.known() == Some(&true) { " fast enough" } else { "" };
        let window = promise.window.known().map(|minutes| format!(" in {}", Words::span(*minutes)));
        format!("{target}{fast}{}", window.unwrap_or_default())
    };
    let texts: Vec<String> = all.known.iter().map(one).collect();
    words.joined(texts, all, "; ")
}

fn part(interaction: &Interaction<'_>) -> &'static str {
    let is_service = interaction.mode.known() == Some(&"x-as-a-service");
    match (interaction.end, is_service) {
        (Some(End::From), true) => "uses",
        (Some(End::To), true) => "provides",
        (Some(End::From), false) => "takes the first step",
        (Some(End::To), false) => "is approached",
        (None, _) => "alike",
    }
}

fn services(need: &Need<'_>) -> String {
    let edge = |(from, to, hard): &(&str, &str, Told<bool>)| {
        let hard = if hard.known() == Some(&true) { " (fails without it)" } else { "" };
        format!("{from} needs {to}{hard}")
    };
    let mut all: Vec<String> = need.through.iter().map(edge).collect();
    if need.more {
        all.push("and others".to_owned());
    }
    // Teams can say that they need each other without any service that does.
    if all.is_empty() { "none".to_owned() } else { all.join("; ") }
}

fn declared(words: &mut Words<'_>, need: &Need<'_>) -> String {
    let one = |(going, about): &(Told<&'static str>, Option<&str>)| {
        let going = words.told(going, |going| (*going).to_owned());
        about.map_or_else(|| going.clone(), |about| format!("{going}: {about}"))
    };
    match need.declared.as_slice() {
        [] => "nothing".to_owned(),
        all => all.iter().map(one).collect::<Vec<_>>().join("; "),
    }
}
