//! How often services interrupted people, as `/analytics/metrics/incidents/services` answers.

use crate::declare::export::{Export, Interruptions, Said, Unread};
use crate::dialect::exports::at;
use crate::dialect::values::{bare, needed, wanted, whole};
use crate::vocabulary::zones::local;
use crate::yaml::tree::NodeRef;

/// Interruptions in business hours, off hours and sleep hours: the bands that count where an organisation declares none.
const BANDS: [&str; 3] =
    ["total_business_hour_interruptions", "total_off_hour_interruptions", "total_sleep_hour_interruptions"];

const OF_NO_TIME: &str =
    "it does not say in which time they were, as `filters` with `created_at_start` and `created_at_end` would";
const OF_PEOPLE: &str = "an incident that interrupts two people is in it twice, and whose incident it was is not";

/// Reads the rows of an answer.
pub fn read(answer: NodeRef<'_>, rows: NodeRef<'_>, export: &mut Export) {
    let days = days(answer);
    for row in rows.items() {
        let place = row.place();
        match (Said::under(row, "service_id"), days) {
            (Some(service), Some(days)) => {
                let number = |value| whole(value).filter(|count| (0..MOST).contains(count));
                let by_band = BANDS.map(|band| needed(export, row, wanted(band, INTERRUPTIONS), number).value);
                let [Some(business), Some(off), Some(sleep)] = by_band else { continue };
                let by_band = [business, off, sleep];
                export.interruptions.push(Interruptions { service: bare(service), by_band, days, place });
            }
            (Some(_), None) => export.unread.push(Unread { what: "data", why: OF_NO_TIME, place }),
            (None, _) if row.get("responder_id").is_some() => {
                export.unread.push(Unread { what: "responder_id", why: OF_PEOPLE, place });
            }
            (None, _) => {}
        }
    }
}

const INTERRUPTIONS: &str = "a number of interruptions";

/// More than any service interrupts anybody.
const MOST: i64 = 1 << 40;

/// How many days an answer is about.
fn days(answer: NodeRef<'_>) -> Option<i64> {
    let day = |key: &str| local(&Said::of(at(answer, &["filters", key])?)?.text, "UTC");
    let (from, to) = (day("created_at_start")?, day("created_at_end")?);
    let days = i64::from(to.day) - i64::from(from.day) + i64::from(to.minute > from.minute);
    (days > 0).then_some(days)
}
