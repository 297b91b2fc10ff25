//! A charter as a sheet says it: in texts, cut to what there is room for, with what would tell what is not known.

use std::collections::BTreeSet;

use crate::audit::Source;
use crate::audit::charters::sheet::{Column, Found, Part, Sheet, Unsaid};
use crate::charter::{
    self, Charter, Duty, End, Engagement, Interaction, Member, Need, Platform, Promise, Rotation, Service,
};
use crate::expr::{fixed, number};
use crate::judge::coverage::Remedy;
use crate::judge::told::{Amount, Bounds, Told, UNKNOWN};
use crate::value::{Number, Of, Unit};
use crate::vocabulary::kinds::{Entity, Kind};
use crate::vocabulary::zones::date_of;

/// How much of what a sheet shows.
#[derive(Clone, Copy)]
pub(super) struct Room {
    rows: usize,
    found: usize,
    fields: usize,
    text: usize,
}

pub(super) const ROOMY: Room = Room { rows: 40, found: 30, fields: 12, text: 600 };
pub(super) const TIGHT: Room = Room { rows: 6, found: 4, fields: 4, text: 160 };

const fn words(title: &'static str) -> Column {
    (title, false)
}

const fn numbers(title: &'static str) -> Column {
    (title, true)
}

const PEOPLE: &[Column] =
    &[words("person"), words("role"), numbers("time"), words("takes turns in"), numbers("on call, h a week")];
const ROTATIONS: &[Column] = &[
    words("rotation"),
    words("answers for"),
    words("promises"),
    numbers("covered, h a week"),
    numbers("missing, h a week"),
    numbers("minutes to respond"),
    numbers("pages a week"),
];
const DUTIES: &[Column] = &[words("duty"), words("level"), words("for"), words("shared with"), words("held by")];
const SERVICES: &[Column] = &[
    words("service"),
    numbers("tier"),
    words("stage"),
    words("objectives"),
    words("pages"),
    numbers("covered, h a week"),
    words("runbook"),
];
const PLATFORMS: &[Column] = &[words("platform"), words("used by"), words("help"), words("objectives")];
const INTERACTIONS: &[Column] =
    &[words("with"), words("mode"), words("part"), words("what for"), words("since"), words("until"), words("now")];
const HELP: &[Column] = &[words("who helps"), words("whom"), words("model"), words("until"), words("now")];
const NEEDS: &[Column] = &[words("team"), words("by its services"), words("the two talk")];

/// Writes a sheet, and keeps what would tell what its tables do not.
pub(super) struct Writing<'s, 'o> {
    source: &'s Source<'o>,
    room: Room,
    missing: BTreeSet<String>,
}

impl<'s, 'o> Writing<'s, 'o> {
    pub fn of(source: &'s Source<'o>, room: Room) -> Self {
        Self { source, room, missing: BTreeSet::new() }
    }
}

impl Writing<'_, '_> {
    pub fn sheet(mut self, charter: &Charter<'_>) -> Sheet {
        let mut none = Vec::new();
        let mut parts = Vec::new();
        for (title, part) in self.parts(charter) {
            match part {
                Some(part) => parts.push(part),
                None => none.push(title),
            }
        }
        let found = charter.found.iter().take(self.room.found).map(|finding| Found {
            severity: finding.severity,
            rule: finding.rule.clone(),
            message: self.source.told_by(finding, &finding.message, self.room.text),
            help: finding.help.as_ref().map(|help| self.source.told_by(finding, help, self.room.text)),
            at: self.source.at(finding.place()),
            since: self.source.since(finding),
        });
        let unsaid = charter.unsaid.iter().take(self.room.fields).map(|unsaid| Unsaid {
            path: unsaid.path.clone(),
            mend: unsaid.remedy == Remedy::Mend,
            of: unsaid.examples.iter().map(|id| self.path(id)).collect(),
            places: unsaid.places,
            judgements: unsaid.alone + unsaid.together,
        });
        Sheet {
            anchor: self.source.anchor(charter.team),
            id: self.text(charter.id),
            name: charter.name.map(|name| self.text(name)),
            mission: self.said(&charter.mission, |mission| self.cut(mission)),
            lines: self.lines(charter),
            none,
            parts,
            found: found.collect(),
            more_found: charter.found.len().saturating_sub(self.room.found),
            excused: charter.excused.len(),
            unsaid: unsaid.collect(),
            more_unsaid: charter.unsaid.len().saturating_sub(self.room.fields),
        }
    }

    fn text(&self, text: &str) -> String {
        self.source.names.text(text).into_owned()
    }

    /// A stable id, or a field of something.
    fn path(&self, path: &str) -> String {
        self.source.names.path(path).into_owned()
    }

    /// A text that is no longer than somebody reads here.
    fn cut(&self, text: &str) -> String {
        self.source.told(text, self.room.text)
    }

    fn said<T>(&self, told: &Told<T>, form: impl FnOnce(&T) -> String) -> Told<String> {
        match told {
            Told::Known(value) => Told::Known(form(value)),
            Told::Unknown(wants) => Told::Unknown(wants.iter().map(|field| self.path(field)).collect()),
        }
    }

    /// Names in a line by themselves.
    fn all_said(&self, all: &charter::Several<&str>, kind: Kind) -> Told<String> {
        let mut names: Vec<String> =
            all.known.iter().map(|name| self.source.names.term(kind, name).into_owned()).collect();
        match &all.open {
            Some(wants) if names.is_empty() => {
                return Told::Unknown(wants.iter().map(|field| self.path(field)).collect());
            }
            Some(_) => names.push(UNKNOWN.to_owned()),
            None if names.is_empty() => names.push("none".to_owned()),
            None => {}
        }
        Told::Known(self.cut(&names.join(", ")))
    }

    fn lines(&self, charter: &Charter<'_>) -> Vec<(&'static str, Told<String>)> {
        let day = |day: &i32| day_of(*day);
        let mut lines = Vec::new();
        if charter.kind.known() != Some(&"work") {
            lines.push(("Kind", self.said(&charter.kind, |kind| (*kind).to_owned())));
        }
        lines.push(("Type", self.said(&charter.team_type, |of| (*of).to_owned())));
        let practises = |of: &charter::Discipline| {
            if of.by_duties { format!("{}, by its duties", of.word) } else { of.word.to_owned() }
        };
        lines.push(("Discipline", self.said(&charter.discipline, practises)));
        lines.push(("Reports to", self.said(&charter.reports_to, |above| self.source.name(*above))));
        lines.push(("Led by", self.said(&charter.lead, |lead| self.source.name(*lead))));
        lines.push(("Measured by", self.all_said(&charter.metrics, Kind::Metric)));
        lines.push(("Communities", self.all_said(&charter.communities, Kind::Community)));
        lines.push(("Reviewed", self.said(&charter.reviewed, day)));
        if let Some(expires) = &charter.expires {
            lines.push(("Dissolved", Told::Known(day_of(*expires))));
        }
        lines
    }

    /// Each sort of what a team has; nothing where it is known that it has none.
    fn parts(&mut self, charter: &Charter<'_>) -> Vec<(&'static str, Option<Part>)> {
        let engagements: Vec<&Engagement> = charter.engagement.iter().chain(&charter.helped_by).collect();
        let help = charter::Several { known: engagements, more: false, open: charter.engagement_unsaid.clone() };
        vec![
            ("people", self.part("People", PEOPLE, &charter.people, Self::person)),
            ("duties", self.part("Duties", DUTIES, &charter.duties, Self::duty)),
            ("services", self.part("Services and promises", SERVICES, &charter.services, Self::service)),
            ("platforms", self.part("Platforms", PLATFORMS, &charter.platforms, Self::platform)),
            ("rotations", self.part("On call", ROTATIONS, &charter.rotations, Self::rotation)),
            ("interactions", self.part("Interactions", INTERACTIONS, &charter.interactions, Self::interaction)),
            ("help", self.part("Help", HELP, &help, |this, one| this.engagement(charter, one))),
            ("needs of others", self.part("Needs", NEEDS, &charter.needs, Self::need)),
            ("teams that need it", self.part("Needed by", NEEDS, &charter.needed_by, Self::need)),
        ]
    }

    fn part<T>(
        &mut self,
        title: &'static str,
        columns: &'static [Column],
        all: &charter::Several<T>,
        row: impl Fn(&mut Self, &T) -> Vec<String>,
    ) -> Option<Part> {
        if all.is_none() {
            return None;
        }
        self.missing.clear();
        if let Some(wants) = &all.open {
            self.want(wants);
        }
        let mut rows: Vec<Vec<String>> = all.known.iter().take(self.room.rows).map(|one| row(self, one)).collect();
        // A column in which nothing stands tells nothing.
        let tells =
            |rank: usize| rank == 0 || rows.iter().any(|row| row.get(rank).is_some_and(|cell| !cell.is_empty()));
        let kept: Vec<bool> = (0..columns.len()).map(tells).collect();
        for row in &mut rows {
            let mut kept = kept.iter();
            row.retain(|_| kept.next() == Some(&true));
        }
        let columns = columns.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(column, _)| *column).collect();
        Some(Part {
            title,
            columns,
            more: all.known.len() - rows.len(),
            rows,
            open: all.open.is_some(),
            missing: std::mem::take(&mut self.missing).into_iter().collect(),
        })
    }

    fn want(&mut self, wants: &[String]) {
        let wants: Vec<String> = wants.iter().map(|field| self.path(field)).collect();
        self.missing.extend(wants);
    }

    /// Something in a cell.
    fn told<T>(&mut self, told: &Told<T>, form: impl FnOnce(&T) -> String) -> String {
        match told {
            Told::Known(value) => form(value),
            Told::Unknown(wants) => {
                self.want(wants);
                UNKNOWN.to_owned()
            }
        }
    }

    fn amount(&mut self, amount: &Amount, form: impl Fn(Number) -> String) -> String {
        if amount.exactly().is_none() {
            self.want(&amount.missing);
        }
        let written = amount.written(Bounds::SIGNS, form).filter(|_| !amount.is_unknown());
        written.unwrap_or_else(|| UNKNOWN.to_owned())
    }

    fn hours(&mut self, amount: &Amount) -> String {
        self.amount(amount, |n| fixed(n, 1, 1))
    }

    /// Texts in a cell, with what says that there are or may be more.
    fn joined<T>(&mut self, all: &charter::Several<T>, form: impl Fn(&Self, &T) -> String) -> String {
        let mut texts: Vec<String> = all.known.iter().map(|one| form(self, one)).collect();
        if all.more {
            texts.push("…".to_owned());
        }
        if let Some(wants) = &all.open {
            self.want(wants);
            texts.push(UNKNOWN.to_owned());
        }
        texts.join(", ")
    }

    fn names(&mut self, all: &charter::Several<&str>) -> String {
        self.joined(all, |this, name| this.text(name))
    }

    fn entities(&mut self, all: &charter::Several<Entity>) -> String {
        self.joined(all, |this, &entity| this.source.name(entity))
    }

    fn person(&mut self, member: &Member<'_>) -> Vec<String> {
        let id = self.source.name(member.person);
        let is_shown = !self.source.names.are_replaced();
        let who = match member.name.filter(|_| is_shown) {
            Some(name) => format!("{name} ({id})"),
            None => id,
        };
        // Without a name a title still says who it is, where a team has one of it.
        let title = member.title.filter(|_| is_shown).map(|title| self.text(title));
        let role = member.role.map(|role| self.text(role));
        let lead = member.leads.then(|| "lead".to_owned());
        let roles: Vec<String> = lead.into_iter().chain(role.or(title)).collect();
        let time = member.allocation.as_ref().map(|share| self.amount(share, share_of)).unwrap_or_default();
        let turns = self.names(&member.on_call.rotations);
        let takes_none = member.on_call.rotations.is_none();
        let hours = if takes_none { String::new() } else { self.hours(&member.on_call.hours) };
        vec![who, roles.join(", "), time, turns, hours]
    }

    fn duty(&mut self, duty: &Duty<'_>) -> Vec<String> {
        let level = self.told(&duty.level, |level| (*level).to_owned());
        let scope = match &duty.scope {
            Told::Known(scope) => match scope.as_str() {
                "org" => "all".to_owned(),
                "own" => "its own services".to_owned(),
                services => self.text(services),
            },
            Told::Unknown(wants) => {
                self.want(wants);
                UNKNOWN.to_owned()
            }
        };
        let held_by = if duty.people.known.is_empty() { "the team".to_owned() } else { self.entities(&duty.people) };
        vec![
            self.source.names.term(Kind::Duty, duty.duty).into_owned(),
            level,
            scope,
            self.names(&duty.shared_with),
            held_by,
        ]
    }

    fn service(&mut self, service: &Service<'_>) -> Vec<String> {
        let promises = self.promises(&service.promises);
        vec![
            self.text(service.id),
            self.told(&service.tier, Clone::clone),
            self.told(&service.lifecycle, |stage| (*stage).to_owned()),
            promises,
            self.names(&service.paged),
            self.hours(&service.covered),
            self.told(&service.has_runbook, |has| if *has { "yes" } else { "no" }.to_owned()),
        ]
    }

    fn promises(&mut self, all: &charter::Several<Promise<'_>>) -> String {
        let mut told: Vec<String> = Vec::with_capacity(all.known.len());
        for promise in &all.known {
            let target = self.amount(&promise.target, share_of);
            let window =
                self.told(&promise.window, |minutes| number(Number::from(*minutes), Of::Number(Unit::Minutes)));
            told.push(format!("{target} in {window}"));
        }
        if all.more {
            told.push("…".to_owned());
        }
        if let Some(wants) = &all.open {
            self.want(wants);
            told.push(UNKNOWN.to_owned());
        }
        if told.is_empty() {
            told.push("none".to_owned());
        }
        told.join("; ")
    }

    fn platform(&mut self, platform: &Platform<'_>) -> Vec<String> {
        vec![
            self.text(platform.id),
            self.names(&platform.consumers),
            self.told(&platform.support, |hours| (*hours).to_owned()),
            self.promises(&platform.promises),
        ]
    }

    fn rotation(&mut self, rotation: &Rotation<'_>) -> Vec<String> {
        vec![
            self.text(rotation.id),
            self.names(&rotation.services),
            self.told(&rotation.coverage, |coverage| (*coverage).to_owned()),
            self.hours(&rotation.covered),
            self.hours(&rotation.gap),
            self.amount(&rotation.response, |n| number(n, Of::Number(Unit::Plain))),
            self.amount(&rotation.pages, |n| fixed(n, 1, 1)),
        ]
    }

    fn interaction(&mut self, one: &Interaction<'_>) -> Vec<String> {
        let part = match (one.mode.known(), one.end) {
            (Some(&"x-as-a-service"), Some(End::From)) => "uses",
            (Some(&"x-as-a-service"), Some(End::To)) => "provides",
            (_, Some(End::From)) => "takes the first step",
            (_, Some(End::To)) => "is approached",
            (_, None) => "",
        };
        vec![
            self.entities(&one.with),
            self.told(&one.mode, |mode| (*mode).to_owned()),
            part.to_owned(),
            one.purpose.map(|purpose| self.cut(purpose)).unwrap_or_default(),
            one.began.map(day_of).unwrap_or_default(),
            one.until.known().map(|day| day_of(*day)).unwrap_or_default(),
            self.now(one),
        ]
    }

    /// Whether an interaction is going on.
    fn now(&mut self, one: &Interaction<'_>) -> String {
        let is_over = self.is_over(one.until.known().copied());
        self.told(&one.current, |current| {
            match (current, is_over) {
                (true, _) => "going on",
                (false, true) => "over",
                (false, false) => "not begun",
            }
            .to_owned()
        })
    }

    fn is_over(&self, until: Option<i32>) -> bool {
        until.is_some_and(|until| until < self.source.org.as_of())
    }

    fn engagement(&mut self, charter: &Charter<'_>, one: &Engagement) -> Vec<String> {
        let own = self.text(charter.id);
        let (by, whom) = match one.by {
            Some(by) => (self.source.name(by), own),
            None => (own, self.entities(&one.with)),
        };
        let now = if self.is_over(one.until) { "over" } else { "going on" };
        vec![
            by,
            whom,
            self.told(&one.model, |model| (*model).to_owned()),
            one.until.map(day_of).unwrap_or_default(),
            now.to_owned(),
        ]
    }

    fn need(&mut self, need: &Need<'_>) -> Vec<String> {
        let team = need.team.map_or_else(|| "nobody's".to_owned(), |team| self.source.name(team));
        let through: Vec<String> = need
            .through
            .iter()
            .map(|(from, to, hard)| {
                let needs = if hard.known() == Some(&true) { "cannot do without" } else { "needs" };
                format!("{} {needs} {}", self.text(from), self.text(to))
            })
            .collect();
        let talk = match &need.talking {
            _ if need.team.is_none() => String::new(),
            talking => self.told(talking, |yes| if *yes { "yes" } else { "no" }.to_owned()),
        };
        let mut through = through.join("; ");
        if need.more {
            through.push_str("; …");
        }
        vec![team, through, talk]
    }
}

fn share_of(n: Number) -> String {
    number(n, Of::Number(Unit::Share))
}

fn day_of(day: i32) -> String {
    date_of(day).map_or_else(|| UNKNOWN.to_owned(), |date| date.to_string())
}
