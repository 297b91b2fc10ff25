//! Rest after a page at night, and how on-call time counts as working time.

use crate::facts::on_call::model::exact::{Rational, add, hours, mul, whole};
use crate::facts::on_call::model::layer::{Layer, Level};
use crate::facts::on_call::model::pages::BandPages;
use crate::facts::on_call::model::week::{Minutes, WeekSet};

/// F15: when a person may start work after a page, in minutes on the same scale as `normal_start` and `page_end`.
///
/// Unchanged where the uninterrupted rest before the page was at least `min_rest`, else not before `page_end +
/// min_rest` (11 h in directive 2003/88/EC art. 3).
pub fn earliest_start(normal_start: i64, page_end: i64, rest_before: Minutes, min_rest: Minutes) -> i64 {
    if rest_before >= min_rest { normal_start } else { normal_start.max(page_end.saturating_add(min_rest.into())) }
}

/// F15 as a static check: whether pages are to be expected in sleeping hours while the declared rest, in hours, is
/// missing or shorter than `min_rest_hours`.
pub fn lacks_rest(sleep_pages: Rational, declared_rest_hours: Option<Rational>, min_rest_hours: Rational) -> bool {
    sleep_pages > whole(0) && declared_rest_hours.is_none_or(|rest| rest < min_rest_hours)
}

/// F16: expected standby hours per week outside contract hours, the sum over layers of `turn share * active hours
/// outside work`. `work` is the person's contract hours in UTC.
pub fn standby_hours(layers: &[&Layer], person: u32, work: &WeekSet) -> Option<Rational> {
    let mut sum = whole(0);
    for layer in layers.iter().filter(|layer| layer.level != Level::Shadow) {
        let share = layer.turn_share(person);
        if share != whole(0) {
            sum = add(sum, mul(share, hours(layer.active.minus(work).measure().into()))?)?;
        }
    }
    Some(sum)
}

/// F16: expected call-out hours per week, `pages outside business hours * handling_hours` each.
pub fn call_out_hours(pages: &BandPages, handling_hours: Rational) -> Option<Rational> {
    mul(pages.off_hours()?, handling_hours)
}

/// F16: working time per week in hours: contract hours plus standby in full where the response is due within
/// `threshold_minutes`, else plus call-outs only.
///
/// The line between the two is the court's (C-518/15 Matzak: 8 minutes; C-344/19, C-580/19: how much the person is
/// constrained), and the limit of 48 h is directive 2003/88/EC art. 6; both are rule parameters.
pub fn working_time(
    work_hours: Rational,
    response_minutes: Rational,
    threshold_minutes: Rational,
    standby_hours: Rational,
    call_out_hours: Rational,
) -> Option<Rational> {
    let counted = if response_minutes <= threshold_minutes { standby_hours } else { call_out_hours };
    add(work_hours, counted)
}
