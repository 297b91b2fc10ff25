//! When people sleep, and when it is night, in words.

use crate::facts::cx::Cx;
use crate::facts::on_call::load::Load;
use crate::facts::on_call::load::coverage::{When, readable};
use crate::facts::on_call::model::{Hours, WeekSet};
use crate::value::Val;
use crate::vocabulary::kinds::Entity;

/// When people sleep, as `between 22:00 and 08:00`.
pub(crate) fn sleep_time<'a>(cx: &Cx<'a>, _: Entity) -> Val<'a> {
    told(cx, |hours| &hours.bands.sleep, "in sleeping hours")
}

/// When it is night, as `between 23:00 and 06:00`.
pub(crate) fn night_time<'a>(cx: &Cx<'a>, _: Entity) -> Val<'a> {
    told(cx, |hours| &hours.night, "in the night")
}

/// A window that is the same every day by its ends, and anything else by its name.
fn told<'a>(cx: &Cx<'a>, set: impl Fn(&Hours) -> &WeekSet, name: &'a str) -> Val<'a> {
    let hours = &cx.part::<Load>().hours;
    if let Some(missing) = hours.illegible {
        return cx.unknown(missing);
    }
    match readable(set(&hours.local)).as_slice() {
        [When::Hours(window)] => match window.strip_prefix("mon-sun ").and_then(|window| window.split_once('-')) {
            Some((from, to)) => Val::Text(cx.text(&format!("between {from} and {to}"))),
            None => Val::Text(name),
        },
        _ => Val::Text(name),
    }
}
