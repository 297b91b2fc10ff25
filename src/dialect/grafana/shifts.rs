//! Shifts: events that come back, with whose turn each is.
//!
//! Assumed, as the documentation does not say it: a shift by weekdays passes on with the first of its events on or after
//! `week_start`, and one that comes back every day on some days only is not judged, as nobody knows whether a day that is
//! left out is somebody's turn.

use crate::declare::export::{Items, Layer, Reference, Said, Shift, Told, Turn, Unread, Window};
use crate::dialect::exports::{bare, day, local, nearest_minutes, number, text, whole};
use crate::text::Place;
use crate::vocabulary::zones::Local;
use crate::yaml::tree::{NodeRef, Shape};

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;
const WEEK: i64 = 7 * DAY;
const EVERY_DAY: u8 = 0b111_1111;
const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

const ONCE: &str = "it happens once, and says nothing of a usual week";

/// Reads a shift. One that happens once has no layers.
pub fn read(is: Reference, node: NodeRef<'_>) -> Shift {
    let level = node.get("level").and_then(whole).unwrap_or(0);
    let seats = if happens_once(node).is_some() { Vec::new() } else { seats(node) };
    let event = Event::of(node);
    let layers = seats.into_iter().map(|turns| layer(&is, node, &event, turns)).collect();
    Shift { is, level, layers }
}

/// What is left alone of a shift that happens once.
pub fn happens_once(node: NodeRef<'_>) -> Option<Unread> {
    let kind = node.get("type").filter(|kind| kind.text().as_deref() == Some("single_event"))?;
    Some(Unread { what: "single_event", why: ONCE, place: kind.place() })
}

/// When events begin and how often they come back.
struct Event {
    start: Option<Told<Option<Local>>>,
    /// Minutes from one to the next.
    period: Option<i64>,
    length: Option<i64>,
    weekdays: u8,
    is_daily: bool,
    /// The first day of a week, Monday being 0.
    week_start: i32,
}

impl Event {
    fn of(node: NodeRef<'_>) -> Self {
        let frequency = text(node, "frequency");
        let unit = match frequency.as_deref() {
            Some("hourly") => Some(HOUR),
            Some("daily") => Some(DAY),
            Some("weekly") => Some(WEEK),
            _ => None,
        };
        let interval = number(node, "interval").map_or(1, |interval| interval.value);
        let by_day = node.get("by_day").into_iter().flat_map(NodeRef::items).filter_map(weekday);
        Self {
            start: node.get("start").and_then(|start| local(start, None)),
            period: unit.filter(|_| (1..=10_000).contains(&interval)).map(|unit| unit * interval),
            length: node.get("duration").and_then(whole).map(nearest_minutes).filter(|length| *length > 0),
            weekdays: by_day.fold(0, |days, day| days | 1 << day),
            is_daily: frequency.as_deref() == Some("daily"),
            week_start: node.get("week_start").and_then(weekday).unwrap_or(0),
        }
    }

    fn local(&self) -> Option<Local> {
        self.start?.value
    }

    /// When turns pass on: with the events or, where they are on weekdays, with the first of a week.
    fn begins(&self) -> Option<Told<Option<Local>>> {
        let start = self.start?;
        let by_week = |local: Local| {
            let weekday = (local.day + 3).rem_euclid(7);
            Local { day: local.day - (weekday - self.week_start).rem_euclid(7), ..local }
        };
        let value = start.value.map(|local| if self.is_on_weekdays() { by_week(local) } else { local });
        Some(Told { value, ..start })
    }

    fn is_on_weekdays(&self) -> bool {
        self.weekdays != 0 && self.period.is_some_and(|period| period % WEEK == 0)
    }

    /// Whether it is known whose turn an event is.
    fn is_regular(&self) -> bool {
        !self.is_daily || self.weekdays == 0 || self.weekdays == EVERY_DAY
    }

    /// The hours of the week that events cover; nothing where they do not come back every week alike.
    fn windows(&self, place: Place) -> Option<Vec<Window>> {
        let (period, length, Local { day, minute }) = (self.period?, self.length?, self.local()?);
        let window = |days: u8, from: i64, length: i64| Window { days, from: from.rem_euclid(DAY), length, place };
        let weekday = 1_u8 << (day + 3).rem_euclid(7);
        Some(match period {
            _ if length >= period && self.weekdays == 0 => Vec::new(),
            WEEK => vec![window(if self.weekdays == 0 { weekday } else { self.weekdays }, minute, length)],
            DAY => vec![window(if self.weekdays == 0 { EVERY_DAY } else { self.weekdays }, minute, length)],
            _ if period < DAY && DAY % period == 0 && self.weekdays == 0 => {
                (0..DAY / period).map(|rank| window(EVERY_DAY, minute + rank * period, length)).collect()
            }
            _ => return None,
        })
    }
}

fn weekday(node: NodeRef<'_>) -> Option<i32> {
    let text = node.text()?.to_uppercase();
    (0..).zip(DAYS).find(|(_, name)| *name == text).map(|(rank, _)| rank)
}

/// Who takes turns: one list for each person that a turn has at once.
fn seats(node: NodeRef<'_>) -> Vec<Items<Turn>> {
    let is_rolling = text(node, "type").as_deref() == Some("rolling_users");
    let list = node.get(if is_rolling { "rolling_users" } else { "users" });
    let Some(list) = list.filter(|list| list.shape() == Shape::Sequence) else { return Vec::new() };
    let mut groups: Vec<(Vec<Said>, NodeRef<'_>)> = if is_rolling {
        list.items().map(|group| (people(group), group)).collect()
    } else {
        vec![(people(list), list)]
    };
    if is_rolling && !groups.is_empty() {
        let first = node.get("start_rotation_from_user_index").and_then(whole).unwrap_or(0);
        let length = groups.len().cast_signed() as i64;
        groups.rotate_left(usize::try_from(first.rem_euclid(length)).unwrap_or_default());
    }
    let most = groups.iter().map(|(people, _)| people.len()).max().unwrap_or(0).max(1);
    let seat = |rank: usize| {
        let turn = |(people, group): &(Vec<Said>, NodeRef<'_>)| match people.get(rank) {
            Some(person) => Turn::Of(bare(person.clone())),
            None if rank == 0 => Turn::Nobody(group.place()),
            None => Turn::Free(group.place()),
        };
        Items { items: groups.iter().map(turn).collect(), place: list.place(), whole: !list.is_damaged() }
    };
    (0..most.min(MOST)).map(seat).collect()
}

/// More than are ever on call at once.
const MOST: usize = 64;

/// The people of a turn: a list of ids, or one.
fn people(group: NodeRef<'_>) -> Vec<Said> {
    match group.shape() {
        Shape::Sequence => group.items().filter_map(Said::of).collect(),
        _ => Said::of(group).into_iter().collect(),
    }
}

fn layer(is: &Reference, node: NodeRef<'_>, event: &Event, turns: Items<Turn>) -> Layer {
    let place = node.get("duration").unwrap_or(node).place();
    let windows = event.windows(place);
    let interval = node.get("interval").or_else(|| node.get("frequency")).unwrap_or(node).place();
    Layer {
        name: is.name.clone(),
        place: node.place(),
        zone: Said::under(node, "time_zone"),
        turn: Some(Told { value: event.period.filter(|_| event.is_regular()), place: interval }),
        start: event.begins(),
        from: node.get("start").and_then(|_| day(node, "start", None)),
        until: day(node, "until", None),
        turns: Some(turns),
        windows: Some(Items { whole: windows.is_some(), items: windows.unwrap_or_default(), place }),
        concurrent: None,
        shift: None,
        hides: false,
        damaged: node.is_damaged(),
    }
}
