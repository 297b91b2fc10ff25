//! Declarations of what an export says, in the words of the vocabulary.

use std::collections::HashSet;

use crate::declare::export::{
    Export, Hours, Interruptions, Items, Layer, Level, Member, Policy, Reference, Rotation, Said, Service, Target,
    Team, Told, Turn, User, Window,
};
use crate::declare::matching::{Handle, Recognised, SaidBy};
use crate::declare::pager::hours::{ALWAYS, Piece, pieces};
use crate::declare::pager::register::Register;
use crate::declare::pager::vendor::Pager;
use crate::declare::reader::{Reader, slot};
use crate::declare::value::{Slot, TextAt, Value};
use crate::declare::{Declarations, Open, rank};
use crate::finding::diagnostics::TURN_OF_NOBODY;
use crate::finding::fix::Scalar;
use crate::text::{Place, Sources};
use crate::vocabulary::kinds::{FieldId, Kind};
use crate::vocabulary::record;
use crate::vocabulary::zones::Local;
use crate::{field, word};

/// Writes what the export of one file says.
pub(super) struct Writer<'w, 'e> {
    reader: Reader,
    sources: &'w Sources,
    pager: &'w Pager,
    register: &'w Register<'e>,
    today: i32,
}

impl<'w, 'e> Writer<'w, 'e> {
    pub fn of(
        out: Declarations,
        sources: &'w Sources,
        pager: &'w Pager,
        register: &'w Register<'e>,
        today: i32,
    ) -> Self {
        Self { reader: Reader::over(out, pager.format), sources, pager, register, today }
    }

    pub fn end(self) -> Declarations {
        self.reader.out
    }

    /// Everything that is in a list.
    pub fn write(&mut self, export: &Export) {
        for user in &export.users {
            self.user(user);
        }
        for team in &export.teams {
            self.team(team);
        }
        for rotation in &export.rotations {
            self.rotation(rotation);
        }
        for policy in &export.policies {
            self.policy(policy);
        }
        for service in &export.services {
            self.service(service);
        }
    }

    /// Whoever is only named in this file.
    pub fn named(&mut self, part: usize) {
        let register = self.register;
        for named in register.named.iter().filter(|named| named.part == part) {
            let open = self.open(named.kind);
            if named.kind == Kind::Person {
                self.text(&open, field!(Person.name), named.by.name.as_ref());
                self.text(&open, field!(Person.email), named.by.mail.as_ref());
            } else {
                self.text(&open, field!(Team.name), named.by.name.as_ref());
                self.elsewhere(&open, field!(Team.members), named.by.place());
            }
            self.close(open, named.kind, named.by, false);
        }
    }

    fn user(&mut self, user: &User) {
        if self.register.declared(Kind::Person, &user.is).is_none() {
            return;
        }
        let open = self.open(Kind::Person);
        self.text(&open, field!(Person.name), user.is.name.as_ref());
        self.text(&open, field!(Person.email), user.is.mail.as_ref());
        self.text(&open, field!(Person.title), user.title.as_ref());
        self.zone(&open, field!(Person.timezone), user.zone.as_ref());
        // Whoever it is stands in the team already, where other files say who is in it.
        let teams = user.teams.as_ref().filter(|_| !self.register.is_nameless(&user.is));
        self.list(&open, field!(Person.team), teams, |writer, team| {
            let membership = writer.open(Kind::Membership);
            let value = writer.name(Kind::Team, team);
            writer.set(&membership, field!(Membership.team), value, team.place());
            writer.nested(membership, team.place(), false)
        });
        self.close(open, Kind::Person, &user.is, user.damaged);
    }

    fn team(&mut self, team: &Team) {
        if self.register.declared(Kind::Team, &team.is).is_none() {
            return;
        }
        let open = self.open(Kind::Team);
        self.text(&open, field!(Team.name), team.is.name.as_ref());
        self.text(&open, field!(Team.mission), team.description.as_ref());
        let roster = self.register.roster(&team.is).map(|roster| &roster.members);
        let is_nameless = |member: &Member| self.register.is_nameless(&member.user);
        let is_known = self.register.find(Kind::Team, &team.is).is_some_and(|object| object.by.is_some());
        match team.members.as_ref().or(roster) {
            // Other files say who is in it, and those without a name are among them.
            Some(members) if members.items.iter().any(is_nameless) => {
                if !is_known {
                    self.elsewhere(&open, field!(Team.members), members.place);
                }
            }
            Some(members) => self.list(&open, field!(Team.members), Some(members), Self::member),
            // All users say of which teams they are.
            None if self.register.knows_teams && (is_known || !self.register.has_nameless()) => {}
            None => self.elsewhere(&open, field!(Team.members), team.is.place()),
        }
        self.close(open, Kind::Team, &team.is, team.damaged);
    }

    fn member(&mut self, member: &Member) -> Slot {
        let (open, place) = (self.open(Kind::Member), member.user.place());
        let value = self.name(Kind::Person, &member.user);
        self.set(&open, field!(Member.person), value, place);
        self.text(&open, field!(Member.role), member.role.as_ref());
        self.nested(open, place, false)
    }

    fn rotation(&mut self, rotation: &Rotation) {
        let Some(id) = self.register.declared(Kind::Rotation, &rotation.is) else { return };
        let open = self.open(Kind::Rotation);
        self.text(&open, field!(Rotation.description), rotation.description.as_ref());
        self.zone(&open, field!(Rotation.timezone), rotation.zone.as_ref());
        match &rotation.teams {
            Some(teams) if teams.whole => {
                for team in teams.items.iter().take(1) {
                    let value = self.name(Kind::Team, team);
                    self.set(&open, field!(Rotation.team), value, team.place());
                }
            }
            Some(teams) => self.set(&open, field!(Rotation.team), Value::Invalid, teams.place),
            None => self.elsewhere(&open, field!(Rotation.team), rotation.is.place()),
        }
        if let Some(hours) = self.register.hours(&rotation.is).filter(|hours| is_on_clock(hours, rotation)) {
            let windows = hours.windows.as_ref().map_or(Value::Invalid, |windows| self.windows(windows));
            self.set(&open, field!(Rotation.coverage), windows, hours.place);
        }
        self.pages(&open, rotation);
        let is_backup = self.register.is_backup(&rotation.is);
        match &rotation.layers {
            Some(layers) => {
                let counting = Items {
                    items: layers.items.iter().filter(|layer| layer.counts(self.today)).collect(),
                    place: layers.place,
                    whole: layers.whole,
                };
                self.common(&open, &counting);
                let mut names = names(&counting.items).into_iter();
                self.list(&open, field!(Rotation.layers), Some(&counting), |writer, layer| {
                    let name = names.next().unwrap_or_default();
                    writer.layer(layer, &name, is_backup, id)
                });
            }
            None => self.elsewhere(&open, field!(Rotation.layers), rotation.is.place()),
        }
        self.close(open, Kind::Rotation, &rotation.is, rotation.damaged);
    }

    /// What all layers have in common is the rotation's, too.
    fn common(&mut self, open: &Open, layers: &Items<&Layer>) {
        let Some((first, others)) = layers.items.split_first().filter(|_| layers.whole) else { return };
        let turn = |layer: &Layer| layer.turn.and_then(|turn| turn.value);
        if turn(first).is_some() && others.iter().all(|layer| turn(layer) == turn(first)) {
            self.minutes(open, field!(Rotation.turn), first.turn);
        }
        let start =
            |layer: &Layer| layer.start.and_then(|start| start.value).map(|start| (weekday(start), start.minute));
        if let (Some(Told { value: Some(local), place }), true) =
            (first.start, others.iter().all(|layer| start(layer) == start(first)))
        {
            let handoff = self.handoff(local, place);
            self.set(open, field!(Rotation.handoff), handoff.value, place);
        }
    }

    fn layer(&mut self, layer: &Layer, name: &str, is_backup: bool, rotation: &str) -> Slot {
        let open = self.open(Kind::Layer);
        if is_backup {
            self.set(&open, field!(Layer.level), Value::Word(SECONDARY), layer.place);
        }
        self.list(&open, field!(Layer.participants), layer.turns.as_ref(), Self::turn);
        let nobody = layer.turns.iter().flat_map(|turns| &turns.items).find_map(|turn| self.nobodys(turn));
        if let Some((place, why)) = nobody {
            let message = format!("a turn of `{name}` in `{rotation}` reaches nobody: {why}");
            let finding = TURN_OF_NOBODY.at(place, message).saying("whenever this turn comes, nobody is paged by it");
            self.reader.out.problems.push(finding.help("take this place out of the list, or give it to somebody"));
        }
        self.zone(&open, field!(Layer.timezone), layer.zone.as_ref());
        self.hours(&open, layer);
        self.minutes(&open, field!(Layer.turn), layer.turn);
        if let Some(start) = layer.start {
            self.start(&open, start);
        }
        self.number(&open, field!(Layer.concurrent), layer.concurrent);
        self.number(&open, field!(Layer.offset), layer.shift);
        self.set(&open, field!(Layer.hides), Value::Bool(layer.hides), layer.place);
        self.set(&open, field!(Layer.cuts), Value::Bool(true), layer.place);
        let id = self.reader.out.own(name);
        let place = layer.name.as_ref().map_or(layer.place, |name| name.place);
        slot(Value::Record(self.reader.close(open, id, place, layer.damaged)), place)
    }

    /// The hours of a layer. Those of one that is not restricted are said, too: what the schedule promises does not limit
    /// them.
    fn hours(&mut self, open: &Open, layer: &Layer) {
        let restrictions = field!(Layer.restrictions);
        match &layer.windows {
            _ if layer.unclear.is_some() => {
                self.set(open, restrictions, Value::Invalid, layer.unclear.unwrap_or(layer.place));
            }
            Some(windows) if !windows.whole => self.set(open, restrictions, Value::Invalid, windows.place),
            Some(windows) if !windows.items.is_empty() => {
                let value = self.windows(&windows.items);
                self.set(open, restrictions, value, windows.place);
            }
            Some(Items { place, .. }) => self.always(open, *place),
            None => self.always(open, layer.place),
        }
    }

    fn always(&mut self, open: &Open, place: Place) {
        let piece = self.window(ALWAYS, place);
        let value = self.reader.out.list(&[piece]);
        self.set(open, field!(Layer.restrictions), value, place);
    }

    fn windows(&mut self, windows: &[Window]) -> Value {
        let mut found = Vec::new();
        for window in windows {
            found.extend(pieces(window).into_iter().map(|piece| self.window(piece, window.place)));
        }
        self.reader.out.list(&found)
    }

    fn window(&mut self, piece: Piece, place: Place) -> Slot {
        let open = self.open(Kind::Window);
        self.set(&open, field!(Window.days), Value::Days(piece.days), place);
        self.set(&open, field!(Window.from), Value::Minutes(piece.from), place);
        self.set(&open, field!(Window.to), Value::Minutes(piece.to), place);
        self.nested(open, place, false)
    }

    /// When turns begin: the day of the first, and with it the weekday and the time at which they pass on.
    fn start(&mut self, open: &Open, start: Told<Option<Local>>) {
        let Some(local) = start.value else {
            return self.set(open, field!(Layer.start), Value::Invalid, start.place);
        };
        let handoff = self.handoff(local, start.place);
        self.set(open, field!(Layer.start), Value::Date(local.day), start.place);
        self.set(open, field!(Layer.handoff), handoff.value, start.place);
    }

    fn handoff(&mut self, local: Local, place: Place) -> Slot {
        let handoff = self.open(Kind::Handoff);
        self.set(&handoff, field!(Handoff.day), Value::Days(1 << weekday(local)), place);
        self.set(&handoff, field!(Handoff.time), Value::Minutes(local.minute), place);
        self.nested(handoff, place, false)
    }

    /// Somebody in a list of turns.
    fn turn(&mut self, turn: &Turn) -> Slot {
        match turn {
            Turn::Of(person) => slot(self.reached(person), person.place()),
            Turn::Nobody(place) | Turn::Free(place) => slot(Value::Nobody, *place),
            Turn::Unknown(place) => slot(Value::Elsewhere, *place),
        }
    }

    /// Why a turn reaches nobody, if it does not.
    fn nobodys(&self, turn: &Turn) -> Option<(Place, String)> {
        match turn {
            Turn::Of(person) if self.is_gone(person) => {
                let user = self.pager.word(Kind::Person);
                Some((person.place(), format!("{user} `{}` is deleted or inactive", person.shown())))
            }
            Turn::Nobody(place) => Some((*place, "it is empty".to_owned())),
            Turn::Of(_) | Turn::Free(_) | Turn::Unknown(_) => None,
        }
    }

    fn is_gone(&self, person: &Reference) -> bool {
        person.gone || self.register.find(Kind::Person, person).is_some_and(|object| object.gone)
    }

    /// A person as somebody who is paged.
    fn reached(&mut self, person: &Reference) -> Value {
        if self.is_gone(person) { Value::Nobody } else { self.name(Kind::Person, person) }
    }

    /// Pages in the bands of the day, as the services say that page a rotation.
    fn pages(&mut self, open: &Open, rotation: &Rotation) {
        let Some(counted) = self.register.interruptions.get(rotation.is.id.text.as_str()) else { return };
        let Some(Interruptions { place, .. }) = counted.first().copied().cloned() else { return };
        let bands = [field!(PageBands.business), field!(PageBands.off), field!(PageBands.sleep)];
        let by_band = self.open(Kind::PageBands);
        for (band, field) in bands.into_iter().enumerate() {
            // Hundredths of a page a week, rounded.
            let weekly = |one: &&Interruptions| (one.by_band[band] * 1_400 + one.days) / (2 * one.days);
            let weekly = counted.iter().map(weekly).sum();
            self.set(&by_band, field, Value::Number { mantissa: weekly, scale: 2 }, place);
        }
        let by_band = self.nested(by_band, place, false);
        let pages = self.open(Kind::Pages);
        self.set(&pages, field!(Pages.byBand), by_band.value, place);
        let pages = self.nested(pages, place, false);
        self.set(open, field!(Rotation.pages), pages.value, place);
    }

    fn policy(&mut self, policy: &Policy) {
        if self.register.declared(Kind::Escalation, &policy.is).is_none() {
            return;
        }
        let open = self.open(Kind::Escalation);
        self.text(&open, field!(Escalation.description), policy.description.as_ref());
        self.count(&open, field!(Escalation.repeat), policy.again);
        self.list(&open, field!(Escalation.levels), policy.levels.as_ref(), Self::level);
        self.close(open, Kind::Escalation, &policy.is, policy.damaged);
    }

    fn level(&mut self, level: &Level) -> Slot {
        let open = self.open(Kind::EscalationLevel);
        let targets = field!(EscalationLevel.targets);
        if let Some(place) = level.by_turns {
            // Not all of them are paged, and who is depends on what was before.
            self.elsewhere(&open, targets, place);
        } else {
            self.list(&open, targets, level.targets.as_ref(), Self::target);
        }
        self.minutes(&open, field!(EscalationLevel.timeout), level.wait);
        self.nested(open, level.place, false)
    }

    fn target(&mut self, target: &Target) -> Slot {
        let (is, place) = (&target.is, target.is.place());
        if target.kind == Some(Kind::Person) && self.is_gone(is) {
            let user = self.pager.word(Kind::Person);
            let message = format!("an escalation pages {user} `{}`, who is deleted or inactive", is.shown());
            let finding = TURN_OF_NOBODY.at(place, message).saying("nobody is paged by this");
            self.reader.out.problems.push(finding.help("take this target out of the level, or page somebody else"));
            return slot(Value::Nobody, place);
        }
        let (field, value) = match target.kind {
            Some(Kind::Person) => (field!(Target.person), self.name(Kind::Person, is)),
            Some(Kind::Team) => (field!(Target.team), self.name(Kind::Team, is)),
            Some(Kind::Escalation) => (field!(Target.escalation), self.name(Kind::Escalation, is)),
            Some(Kind::Rotation) => (field!(Target.rotation), self.name(Kind::Rotation, is)),
            _ => return slot(Value::Elsewhere, place),
        };
        let open = self.open(Kind::Target);
        self.set(&open, field, value, place);
        if target.kind == Some(Kind::Rotation) && self.register.is_backup(is) {
            self.set(&open, field!(Target.level), Value::Word(SECONDARY), place);
        }
        self.nested(open, place, false)
    }

    fn service(&mut self, service: &Service) {
        if self.register.declared(Kind::Service, &service.is).is_none() {
            return;
        }
        let open = self.open(Kind::Service);
        self.text(&open, field!(Service.name), service.is.name.as_ref());
        self.text(&open, field!(Service.description), service.description.as_ref());
        match &service.teams {
            Some(teams) if teams.items.is_empty() && teams.whole => {}
            Some(teams) => self.list(&open, field!(Service.owner), Some(teams), |writer, team| {
                let value = writer.name(Kind::Team, team);
                slot(value, team.place())
            }),
            None => self.elsewhere(&open, field!(Service.owner), service.is.place()),
        }
        if let Some(policy) = &service.policy {
            let value = self.name(Kind::Escalation, policy);
            self.set(&open, field!(Service.escalation), value, policy.place());
        }
        self.close(open, Kind::Service, &service.is, service.damaged);
    }

    fn open(&mut self, kind: Kind) -> Open {
        self.reader.out.open(kind)
    }

    fn close(&mut self, open: Open, kind: Kind, is: &Reference, damaged: bool) {
        let object = self.register.find(kind, is);
        let id = self.reader.out.own(object.map_or("", |object| object.id.as_str()));
        let of = self.reader.close(open, id, is.place(), damaged);
        let out = &mut self.reader.out;
        out.handles.push(Handle { of, name: is.id.text.clone(), place: is.id.place, said_by: SaidBy::Itself });
        if let Some(name) = object.and_then(|object| object.shares.clone()) {
            out.handles.push(Handle { of, name, place: is.place(), said_by: SaidBy::Itself });
        }
        if object.is_some_and(|object| object.is_open) {
            out.open_matches.push(is.place());
        }
        if let Some(by) = object.and_then(|object| object.by) {
            out.recognised.push(Recognised { place: is.place(), called: is.shown().to_owned(), by });
        }
    }

    fn nested(&mut self, open: Open, place: Place, damaged: bool) -> Slot {
        slot(Value::Record(self.reader.close(open, TextAt::EMPTY, place, damaged)), place)
    }

    fn set(&mut self, open: &Open, field: FieldId, value: Value, place: Place) {
        self.reader.out.set(open, field, value, place);
    }

    /// What the export does not say, though there may be something to say.
    fn elsewhere(&mut self, open: &Open, field: FieldId, place: Place) {
        self.set(open, field, Value::Elsewhere, place);
    }

    fn text(&mut self, open: &Open, field: FieldId, said: Option<&Said>) {
        let Some(said) = said else { return };
        let value = Value::Text(self.text_at(said));
        self.set(open, field, value, said.place);
    }

    /// A slice of the file where the text is one.
    fn text_at(&mut self, said: &Said) -> TextAt {
        let source = self.sources.text(said.place);
        let quote = u32::from(source.starts_with('"'));
        let (start, end) = (said.place.span.start + quote, said.place.span.end - quote);
        if source.trim_matches('"') == said.text && end - start == rank(said.text.len()) {
            TextAt { file: said.place.file, start, len: end - start }
        } else {
            self.reader.out.own(&said.text)
        }
    }

    /// A time zone, or what is wrong with it.
    fn zone(&mut self, open: &Open, field: FieldId, said: Option<&Said>) {
        let Some(said) = said else { return };
        let def = record(open.kind()).def(field);
        let name = self.pager.format.terms.field(open.kind(), def.name).unwrap_or(def.name);
        let at = self.text_at(said);
        let written = Scalar::at(self.sources, said.place);
        let value = self.reader.of_text(name, def.read, &said.text, written, |_| at);
        self.set(open, field, value, said.place);
    }

    fn minutes(&mut self, open: &Open, field: FieldId, told: Option<Told<Option<i64>>>) {
        let Some(Told { value, place }) = told else { return };
        self.set(open, field, value.map_or(Value::Invalid, Value::Minutes), place);
    }

    fn number(&mut self, open: &Open, field: FieldId, told: Option<Told<i64>>) {
        let Some(Told { value, place }) = told else { return };
        self.set(open, field, Value::Number { mantissa: value, scale: 0 }, place);
    }

    fn count(&mut self, open: &Open, field: FieldId, told: Option<Told<Option<i64>>>) {
        let Some(Told { value, place }) = told else { return };
        self.set(open, field, value.map_or(Value::Invalid, |mantissa| Value::Number { mantissa, scale: 0 }), place);
    }

    fn list<T>(
        &mut self,
        open: &Open,
        field: FieldId,
        list: Option<&Items<T>>,
        mut write: impl FnMut(&mut Self, &T) -> Slot,
    ) {
        let Some(list) = list else { return };
        let found: Vec<Slot> = list.items.iter().map(|item| write(self, item)).collect();
        let value = if list.whole { self.reader.out.list(&found) } else { Value::Invalid };
        self.set(open, field, value, list.place);
    }

    /// What an id of the pager stands for; what it does not have is kept elsewhere.
    fn name(&mut self, kind: Kind, reference: &Reference) -> Value {
        match self.register.find(kind, reference) {
            Some(object) => Value::Name(self.reader.out.own(&object.id)),
            None => Value::Elsewhere,
        }
    }
}

/// The day of the week, Monday being 0: 1970-01-01 was a Thursday.
fn weekday(local: Local) -> i32 {
    (local.day + 3).rem_euclid(7)
}

const SECONDARY: u8 = word!(Layer.level, "secondary");

/// Whether hours are on the clock of a rotation.
fn is_on_clock(hours: &Hours, rotation: &Rotation) -> bool {
    let zone = rotation.zone.as_ref().map(|zone| zone.text.as_str());
    hours.zone.as_deref().is_none_or(|of_hours| Some(of_hours) == zone)
}

/// What layers are called: by their names, or by where they stand; a name that there is already has its rank behind it.
fn names(layers: &[&Layer]) -> Vec<String> {
    let mut known: HashSet<String> = HashSet::with_capacity(layers.len());
    let name = |(rank, layer): (usize, &&Layer)| {
        let name = layer.name.as_ref().map_or_else(|| format!("layer-{rank}"), |name| name.text.clone());
        if known.insert(name.clone()) { name } else { format!("{name} ({rank})") }
    };
    (1..).zip(layers).map(name).collect()
}
