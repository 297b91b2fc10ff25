//! Sets of minutes in the week, which is what "active", "covered", "asleep" and "at work" are made of.

use std::borrow::Cow;

/// A duration or a minute of the week, in minutes.
pub type Minutes = u32;

/// Minutes in a day.
pub const DAY: Minutes = 1440;

/// Minutes in a week.
pub const WEEK: Minutes = 7 * DAY;

/// Minutes in a quarter of 13 weeks.
pub const QUARTER: Minutes = 13 * WEEK;

/// Days of the week, the lowest bit being Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days(pub u8);

impl Days {
    /// Monday to Friday.
    pub const WORKDAYS: Self = Self(0b001_1111);
    /// Monday to Sunday.
    pub const ALL: Self = Self(0b111_1111);

    fn iter(self) -> impl Iterator<Item = Minutes> {
        (0..7).filter(move |day| self.0 >> day & 1 == 1)
    }
}

/// A daily window in local time. It runs past midnight where `to <= from`, so equal ends mean 24 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The days on which the window starts.
    pub days: Days,
    /// First minute, counted from local midnight.
    pub from: Minutes,
    /// One past the last minute, counted from local midnight; 1440 is the end of the day.
    pub to: Minutes,
}

/// Minutes `[start, end)` of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interval {
    /// First minute, below [`WEEK`].
    pub start: Minutes,
    /// One past the last minute, at most [`WEEK`].
    pub end: Minutes,
}

/// A set of minutes of the week that starts Monday 00:00: sorted intervals that neither overlap nor touch.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct WeekSet(Cow<'static, [Interval]>);

impl WeekSet {
    /// No minute.
    pub const EMPTY: Self = Self(Cow::Borrowed(&[]));
    /// Every minute, 168 hours.
    pub const FULL: Self = Self(Cow::Borrowed(&[Interval { start: 0, end: WEEK }]));

    /// The UTC minutes of windows given in a local time that is `utc_offset` minutes ahead of UTC.
    pub fn from_windows(windows: &[Window], utc_offset: i32) -> Self {
        let mut intervals = Vec::with_capacity(7 * windows.len() + 1);
        for window in windows {
            let (from, to) = (window.from % DAY, window.to.min(DAY));
            let length = if to > from { to - from } else { to + DAY - from };
            for day in window.days.iter() {
                let start = of_week(i64::from(day * DAY + from) - i64::from(utc_offset));
                push_wrapped(&mut intervals, start, length);
            }
        }
        Self::normalised(intervals)
    }

    /// The minutes of any intervals: they may overlap, and what lies past the end of the week is cut off.
    pub fn from_intervals(intervals: impl IntoIterator<Item = Interval>) -> Self {
        let cut = intervals.into_iter().map(|i| Interval { start: i.start, end: i.end.min(WEEK) });
        Self::normalised(cut.filter(|i| i.start < i.end).collect())
    }

    fn normalised(mut intervals: Vec<Interval>) -> Self {
        intervals.sort_unstable();
        let mut kept = 0;
        for next in 0..intervals.len() {
            let interval = intervals[next];
            if kept > 0 && interval.start <= intervals[kept - 1].end {
                intervals[kept - 1].end = intervals[kept - 1].end.max(interval.end);
            } else {
                intervals[kept] = interval;
                kept += 1;
            }
        }
        intervals.truncate(kept);
        Self(Cow::Owned(intervals))
    }

    /// The intervals in order of time.
    pub fn intervals(&self) -> &[Interval] {
        &self.0
    }

    /// How many minutes are in the set.
    pub fn measure(&self) -> Minutes {
        self.0.iter().map(|i| i.end - i.start).sum()
    }

    /// How many minutes of `[from, to)` are in the set, the week repeated for ever.
    pub(crate) fn measure_between(&self, from: i64, to: i64) -> u64 {
        let week = i64::from(WEEK);
        let up_to = |at: i64| {
            let (weeks, minute) = (at.div_euclid(week), of_week(at));
            let before =
                self.0.iter().take_while(|i| i.start < minute).map(|i| i.end.min(minute) - i.start).sum::<u32>();
            weeks * i64::from(self.measure()) + i64::from(before)
        };
        (up_to(to) - up_to(from)).max(0).unsigned_abs()
    }

    /// Whether no minute is in the set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether every minute is in the set.
    pub fn is_full(&self) -> bool {
        matches!(*self.0, [Interval { start: 0, end: WEEK }])
    }

    /// The same set `minutes` later (earlier, if negative), around the week: UTC to local with the UTC offset.
    #[must_use]
    pub fn shifted(&self, minutes: i32) -> Self {
        if minutes.rem_euclid(WEEK.cast_signed()) == 0 {
            return self.clone();
        }
        let mut intervals = Vec::with_capacity(self.0.len() + 1);
        for interval in self.0.iter() {
            let start = of_week(i64::from(interval.start) + i64::from(minutes));
            push_wrapped(&mut intervals, start, interval.end - interval.start);
        }
        Self::normalised(intervals)
    }

    /// Minutes in either set.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self::normalised(self.0.iter().chain(other.0.iter()).copied().collect())
    }

    /// Minutes in both sets.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        Self(Cow::Owned(self.overlaps(other).collect()))
    }

    /// How many minutes are in both sets.
    pub fn shared_minutes(&self, other: &Self) -> Minutes {
        self.overlaps(other).map(|i| i.end - i.start).sum()
    }

    /// Minutes not in the set.
    #[must_use]
    pub fn complement(&self) -> Self {
        let starts = std::iter::once(0).chain(self.0.iter().map(|i| i.end));
        let ends = self.0.iter().map(|i| i.start).chain(std::iter::once(WEEK));
        let between = starts.zip(ends).map(|(start, end)| Interval { start, end });
        Self(Cow::Owned(between.filter(|i| i.start < i.end).collect()))
    }

    /// Minutes of this set that are not in the other.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        self.intersection(&other.complement())
    }

    fn overlaps<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = Interval> + 'a {
        let (mut left, mut right) = (&self.0[..], &other.0[..]);
        std::iter::from_fn(move || {
            while let ([a, ..], [b, ..]) = (left, right) {
                let both = Interval { start: a.start.max(b.start), end: a.end.min(b.end) };
                if a.end <= b.end {
                    left = &left[1..];
                } else {
                    right = &right[1..];
                }
                if both.start < both.end {
                    return Some(both);
                }
            }
            None
        })
    }

    /// Maximal runs on the circle of the week as start and length: one across Sunday midnight comes as one.
    pub(crate) fn runs(&self) -> impl Iterator<Item = (Minutes, Minutes)> + '_ {
        let intervals = self.intervals();
        let tail = match intervals {
            [first, .., last] if first.start == 0 && last.end == WEEK => first.end,
            _ => 0,
        };
        let skipped = usize::from(tail > 0);
        intervals[skipped..].iter().map(move |i| {
            let beyond = if i.end == WEEK { tail } else { 0 };
            (i.start, i.end - i.start + beyond)
        })
    }
}

/// The minute of the week that is so many minutes after Monday 00:00.
pub fn of_week(minutes: i64) -> Minutes {
    // A remainder by a week is below 10 080.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    {
        minutes.rem_euclid(i64::from(WEEK)) as Minutes
    }
}

fn push_wrapped(intervals: &mut Vec<Interval>, start: Minutes, length: Minutes) {
    let end = start + length;
    intervals.push(Interval { start, end: end.min(WEEK) });
    if end > WEEK {
        intervals.push(Interval { start: 0, end: end - WEEK });
    }
}
