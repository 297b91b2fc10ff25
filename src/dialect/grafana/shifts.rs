//! Shifts: events that come back, with whose turn each is.
//!
//! Assumed, as the documentation does not say it: a shift by weekdays passes on with the first of its events on or after
//! `week_start`, and one that comes back every day on some days only is not judged, as nobody knows whether a day that is
//! left out is somebody's turn.

use crate::declare::export::{Export, Items, Layer, Reference, Said, Shift, Told, Turn, Unread, Window};
use crate::dialect::values::{
    LIST, SECONDS, bare, broken, count, day, given, list, missing, nearest_minutes, needed, start, text, there,
    unclear, wanted, whole,
};
use crate::text::Place;
use crate::vocabulary::zones::Local;
use crate::yaml::tree::{NodeRef, Shape};

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;
const WEEK: i64 = 7 * DAY;
const EVERY_DAY: u8 = 0b111_1111;
const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

const ONCE: &str = "it happens once, and says nothing of a usual week";

const IRREGULAR: &str = "it does not come back every week alike, and whose turn an event is, or when, is not judged";

/// Reads a shift. One that happens once has no layers.
pub fn read(is: Reference, node: NodeRef<'_>, export: &mut Export) -> Shift {
    let level = count(export, node, "level", 0).map_or(Some(0), |level| level.value);
    if happens_once(node).is_some() {
        return Shift { is, level, layers: Vec::new() };
    }
    let seats = seats(node, export);
    let event = Event::of(node, export);
    let layers = seats.into_iter().map(|turns| layer(&is, node, &event, turns)).collect();
    if event.is_readable() && !(event.is_regular() && event.windows(node.place()).is_some()) {
        let place = node.get("frequency").unwrap_or(node).place();
        export.unread.push(Unread { what: "frequency", why: IRREGULAR, place });
    }
    Shift { is, level, layers }
}

/// What is left alone of a shift that happens once.
pub fn happens_once(node: NodeRef<'_>) -> Option<Unread> {
    let kind = node.get("type")?;
    let what = ["single_event", "override"].into_iter().find(|once| kind.text().as_deref() == Some(once))?;
    Some(Unread { what, why: ONCE, place: kind.place() })
}

/// When events begin and how often they come back.
struct Event {
    start: Told<Option<Local>>,
    until: Option<Told<Option<i32>>>,
    /// Minutes from one to the next.
    period: Option<i64>,
    length: Option<i64>,
    /// Bits of the weekdays on which they are, none for all; nothing where that cannot be read.
    weekdays: Option<u8>,
    is_daily: bool,
    /// The first day of a week, Monday being 0.
    week_start: Option<i32>,
}

const FREQUENCY: &str = "`hourly`, `daily` or `weekly`";
const WEEKDAY: &str = "a day of the week, as in `MO`";

impl Event {
    fn of(node: NodeRef<'_>, export: &mut Export) -> Self {
        let unit =
            needed(export, node, wanted("frequency", FREQUENCY), |frequency| match frequency.text().as_deref() {
                Some("hourly") => Some(Some(HOUR)),
                Some("daily") => Some(Some(DAY)),
                Some("weekly") => Some(Some(WEEK)),
                Some("monthly") => Some(None),
                _ => None,
            });
        let some = |interval| whole(interval).filter(|count| (1..=10_000).contains(count));
        let interval = given(export, node, wanted("interval", "a whole number, from 1 on"), some);
        let interval = interval.map_or(Some(1), |interval| interval.value);
        let seconds = |value| whole(value).filter(|seconds| (1..=MOST_SECONDS).contains(seconds));
        let length = needed(export, node, wanted("duration", SECONDS), seconds);
        let by_day = list(export, node, wanted("by_day", LIST), |export, day| {
            let read = weekday(day);
            if read.is_none() {
                broken(export, day, wanted("by_day", WEEKDAY));
            }
            read
        });
        let days = |days: Items<i32>| days.whole.then(|| days.items.iter().fold(0, |days, day| days | 1 << day));
        let week_start = given(export, node, wanted("week_start", WEEKDAY), weekday);
        Self {
            start: start(export, node, "start", None),
            until: day(export, node, "until", None),
            period: unit.value.flatten().zip(interval).map(|(unit, interval)| unit * interval),
            length: length.value.map(nearest_minutes).filter(|length| *length > 0),
            weekdays: by_day.map_or(Some(0), days),
            is_daily: unit.value == Some(Some(DAY)),
            week_start: week_start.map_or(Some(0), |day| day.value),
        }
    }

    /// Whether all of it could be read.
    fn is_readable(&self) -> bool {
        let ends = self.until.is_none_or(|until| until.value.is_some());
        self.length.is_some() && self.start.value.is_some() && self.weekdays.is_some() && ends
    }

    /// When turns pass on: with the events or, where they are on weekdays, with the first of a week.
    fn begins(&self) -> Told<Option<Local>> {
        let by_week = |local: Local, first: i32| {
            let weekday = (local.day + 3).rem_euclid(7);
            Local { day: local.day - (weekday - first).rem_euclid(7), ..local }
        };
        match (self.start.value, self.week_start) {
            (Some(local), Some(first)) if self.is_on_weekdays() => {
                Told { value: Some(by_week(local, first)), ..self.start }
            }
            (Some(_), None) if self.is_on_weekdays() => Told { value: None, ..self.start },
            _ => self.start,
        }
    }

    fn is_on_weekdays(&self) -> bool {
        self.weekdays != Some(0) && self.period.is_some_and(|period| period % WEEK == 0)
    }

    /// Whether it is known whose turn an event is.
    fn is_regular(&self) -> bool {
        !self.is_daily || self.weekdays == Some(0) || self.weekdays == Some(EVERY_DAY)
    }

    /// The hours of the week that events cover; nothing where they do not come back every week alike.
    fn windows(&self, place: Place) -> Option<Vec<Window>> {
        let (period, length, Local { day, minute }) = (self.period?, self.length?, self.start.value?);
        let weekdays = self.weekdays?;
        let window = |days: u8, from: i64, length: i64| Window { days, from: from.rem_euclid(DAY), length, place };
        let weekday = 1_u8 << (day + 3).rem_euclid(7);
        Some(match period {
            _ if length >= period && weekdays == 0 => Vec::new(),
            WEEK => vec![window(if weekdays == 0 { weekday } else { weekdays }, minute, length)],
            DAY => vec![window(if weekdays == 0 { EVERY_DAY } else { weekdays }, minute, length)],
            _ if period < DAY && DAY % period == 0 && weekdays == 0 => {
                (0..DAY / period).map(|rank| window(EVERY_DAY, minute + rank * period, length)).collect()
            }
            _ => return None,
        })
    }
}

/// More seconds than an event lasts.
const MOST_SECONDS: i64 = 1 << 31;

fn weekday(node: NodeRef<'_>) -> Option<i32> {
    let text = node.text()?.to_uppercase();
    (0..).zip(DAYS).find(|(_, name)| *name == text).map(|(rank, _)| rank)
}

/// Who takes turns: one list for each person that a turn has at once. Where that cannot be read, somebody does.
fn seats(node: NodeRef<'_>, export: &mut Export) -> Vec<Items<Turn>> {
    let is_rolling = text(node, "type").as_deref() == Some("rolling_users");
    let key = if is_rolling { "rolling_users" } else { "users" };
    let Some(found) = there(node, key) else {
        missing(export, node, wanted(key, LIST));
        return vec![Items { items: Vec::new(), place: node.place(), whole: false }];
    };
    let Some(mut groups) = groups(node, key, is_rolling, export) else { return Vec::new() };
    if !groups.whole {
        return vec![Items { items: Vec::new(), place: found.place(), whole: false }];
    }
    if is_rolling && !groups.items.is_empty() {
        let first = count(export, node, "start_rotation_from_user_index", 0).map_or(Some(0), |first| first.value);
        let Some(first) = first else { return vec![Items { items: Vec::new(), place: found.place(), whole: false }] };
        let length = groups.items.len().cast_signed() as i64;
        groups.items.rotate_left(usize::try_from(first.rem_euclid(length)).unwrap_or_default());
    }
    let groups = groups.items;
    let most = groups.iter().map(|group| group.people.len()).max().unwrap_or(0).max(1);
    let seat = |rank: usize| {
        let turn = |group: &Group| match group.people.get(rank) {
            Some(person) => Turn::Of(bare(person.clone())),
            None if rank == 0 => Turn::Nobody(group.place),
            None => Turn::Free(group.place),
        };
        Items { items: groups.iter().map(turn).collect(), place: found.place(), whole: true }
    };
    (0..most.min(MOST)).map(seat).collect()
}

/// More than are ever on call at once.
const MOST: usize = 64;

/// Whose turn it is, all of them at once.
struct Group {
    people: Vec<Said>,
    place: Place,
}

/// Those whose turn it is one after the other, or the one group of a shift that does not roll.
fn groups(node: NodeRef<'_>, key: &'static str, is_rolling: bool, export: &mut Export) -> Option<Items<Group>> {
    if is_rolling {
        return list(export, node, wanted(key, LIST), |export, item| {
            let people = people(item, key, export)?;
            Some(Group { people, place: item.place() })
        });
    }
    let people = list(export, node, wanted(key, LIST), |export, item| person(item, key, export))?;
    let group = Group { people: people.items, place: people.place };
    Some(Items { items: vec![group], place: people.place, whole: people.whole })
}

/// The people of a turn: a list of ids, or one; `null` is nobody.
fn people(group: NodeRef<'_>, key: &'static str, export: &mut Export) -> Option<Vec<Said>> {
    match group.shape() {
        Shape::Sequence => group.items().map(|item| person(item, key, export)).collect(),
        Shape::Null => Some(Vec::new()),
        _ => person(group, key, export).map(|person| vec![person]),
    }
}

fn person(node: NodeRef<'_>, key: &'static str, export: &mut Export) -> Option<Said> {
    let found = Said::of(node);
    if found.is_none() {
        broken(export, node, wanted(key, "the id of a user"));
    }
    found
}

fn layer(is: &Reference, node: NodeRef<'_>, event: &Event, turns: Items<Turn>) -> Layer {
    let place = node.get("duration").unwrap_or(node).place();
    let windows = event.windows(place);
    let interval = node.get("interval").or_else(|| node.get("frequency")).unwrap_or(node).place();
    let from = event.start.of(|start| start.day);
    Layer {
        name: is.name.clone(),
        place: node.place(),
        zone: Said::under(node, "time_zone"),
        turn: Some(Told { value: event.period.filter(|_| event.is_regular()), place: interval }),
        start: Some(event.begins()),
        unclear: unclear(&[Some(from), event.until]),
        from: from.value,
        until: event.until.and_then(|until| until.value),
        turns: Some(turns),
        windows: Some(Items { whole: windows.is_some(), items: windows.unwrap_or_default(), place }),
        concurrent: None,
        shift: None,
        hides: false,
        damaged: node.is_damaged(),
    }
}
