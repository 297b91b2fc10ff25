//! The on-call model asked as rules ask, against the vectors of its specification in `vectors.json`: organisations, and
//! what is expected of them as exact numbers, as bounds, as what least and most of a layer's people have, or as unknown.

use std::borrow::Cow;
use std::cell::RefCell;

use jiff::civil::{Date, date};
use serde_json::Value;

use teamlint::facts::on_call::model::hours::Declared;
use teamlint::facts::on_call::model::response::unavailable_minutes;
use teamlint::facts::on_call::model::week::{DAY, Window};
use teamlint::facts::on_call::model::{Hours, Rational, WeekSet};

use crate::support::world::{Texts, World};

const PAGES: [(&str, &str); 5] = [
    ("business", "{}.businessPages"),
    ("off", "({}.offHoursPages - {}.sleepPages)"),
    ("sleep", "{}.sleepPages"),
    ("offHours", "{}.offHoursPages"),
    ("total", "{}.pagesPerWeek"),
];

/// One vector: what it declares, asked as of its day.
struct Vector {
    number: String,
    world: World,
    /// What differs.
    wrong: RefCell<Vec<String>>,
}

impl Vector {
    fn says(&self, expression: &str) -> String {
        self.world.says(expression)
    }

    fn holds(&self, holds: bool, path: &str, what: &str) {
        if !holds {
            self.wrong.borrow_mut().push(format!("TV{}: {path}: {what}", self.number));
        }
    }

    fn assert(&self, path: &str, expression: &str) {
        let said = self.says(expression);
        self.holds(said == "true", path, &format!("{expression} is {said}"));
    }

    /// Nothing is known but that it is not negative.
    fn assert_unknown(&self, path: &str, expression: &str) {
        let said = self.says(expression);
        let unknown = said.starts_with("unknown") || said.starts_with("at least 0") && !said.contains("0.");
        self.holds(unknown, path, &format!("{expression} is {said}"));
    }

    /// A number, bounds `lo..hi` of which both are met, or `unknown`.
    fn number(&self, path: &str, expression: &str, expected: &str) {
        if expected == "unknown" {
            return self.assert_unknown(path, expression);
        }
        match expected.split_once("..") {
            None => self.assert(path, &format!("{expression} == {expected}")),
            Some((low, high)) => {
                self.assert(path, &format!("{expression} >= {low} && {expression} <= {high}"));
                for inside in [format!("{expression} > {low}"), format!("{expression} < {high}")] {
                    let said = self.says(&inside);
                    self.holds(said.starts_with("unknown"), path, &format!("{inside} is {said}"));
                }
            }
        }
    }

    /// What the people of a layer have: `of_part` about `part`, and the most as a fact of the layer.
    fn spread(&self, path: &str, layer: &str, (most, of_part): (&str, &str), expected: &Value) {
        match expected {
            Value::Object(spread) => {
                self.number(path, &format!("{layer}.{most}"), &text(&spread["most"]));
                let least = text(&spread["least"]);
                self.assert(path, &format!("{layer}.participations.all(part, {of_part} >= {least})"));
                let all_more = self.says(&format!("{layer}.participations.all(part, {of_part} > {least})"));
                self.holds(all_more != "true", path, &format!("nobody has as little as {least}"));
            }
            one => self.number(path, &format!("{layer}.{most}"), &text(one)),
        }
    }
}

fn text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed("unknown"),
        Value::String(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.to_string()),
    }
}

/// Each key of a map, or what stands behind the last dot of the path.
fn each<'v>(path: &'v str, expected: &'v Value) -> Vec<(&'v str, &'v Value)> {
    match expected {
        Value::Object(map) => map.iter().map(|(key, value)| (key.as_str(), value)).collect(),
        one => vec![(path.rsplit('.').next().unwrap_or_default(), one)],
    }
}

fn layer_of(collection: &str, name: &str, by: &str) -> String {
    let (rotation, layer) = name.split_once('/').unwrap_or((name, ""));
    format!("{collection}.filter(one, one{by}.rotation.id == \"{rotation}\" && one{by}.id == \"{layer}\").first()")
}

fn holds_of_person(vector: &Vector, path: &str, id: &str, rest: &str, expected: &Value) {
    let load = format!("onCallPeople.filter(one, one.id == \"{id}\").first().onCall");
    if let Some((layer, quantity)) = rest.strip_prefix("layers.").and_then(|rest| rest.split_once('.')) {
        let part = layer_of(&format!("{load}.participations"), layer, ".layer");
        return holds_of_part(vector, path, &part, quantity, expected);
    }
    let fact = match rest.split('.').next().unwrap_or_default() {
        "pagesPerWeek" => {
            for (band, value) in each(rest, expected) {
                let fact = PAGES.iter().find(|(name, _)| *name == band).expect(band).1.replace("{}", &load);
                vector.number(path, &fact, &text(value));
            }
            return;
        }
        "clock" => "{}.hoursPerWeek",
        "share" => "{}.share",
        "summed" => "{}.summedHours",
        "contract" => "{}.contractHours",
        "cycle" => "{}.cycle",
        "doubleBooked" => "{}.doubleBookedHours",
        "doubleWeeks" => "{}.doubleBookedWeeks",
        "longest" => "{}.longestBlock",
        "turnsPerQuarter" => "{}.turnsPerQuarter",
        "offHoursPagesPerOnCallWeek" => "{}.offHoursPagesPerOnCallWeek",
        "operations" => "({}.pagesPerWeek * 6)",
        "operationsShare" => "({}.pagesPerWeek * 6 / {}.contractHours)",
        "standby" => "{}.standbyHours",
        "workingTime" => {
            "({}.contractHours + {}.participations.sum(part, part.rotation.responseMinutes <= 8m ? part.standbyHours : part.offHoursPages * 1))"
        }
        other => panic!("{path}: {other}"),
    };
    vector.number(path, &fact.replace("{}", &load), &text(expected));
}

fn holds_of_part(vector: &Vector, path: &str, part: &str, quantity: &str, expected: &Value) {
    match quantity.split('.').next().unwrap_or_default() {
        "bandHours" => {
            for (band, value) in each(quantity, expected) {
                vector.number(path, &format!("{part}.{band}Hours"), &text(value));
            }
        }
        "pagesPerShift" => {
            for (band, value) in each(quantity, expected) {
                let pages = PAGES.iter().find(|(name, _)| *name == band).expect(band).1.replace("{}", part);
                vector.number(path, &format!("({pages} / ({part}.turnsPerQuarter / 13))"), &text(value));
                if band == "offHours" {
                    vector.number(path, &format!("{part}.offHoursPagesPerShift"), &text(value));
                }
            }
        }
        "pagesPerOnCallWeek" => vector.number(path, &format!("{part}.pagesPerOnCallWeek"), &text(expected)),
        "brokenNights" => vector.assert(path, &format!("{part}.brokenNights == {expected}")),
        "turnShare" => vector.number(path, &format!("{part}.turnShare"), &text(expected)),
        other => panic!("{path}: {other}"),
    }
}

fn holds_of_layer(vector: &Vector, path: &str, name: &str, rest: &str, expected: &Value) {
    let layer = layer_of("layers", name, "");
    let over = |figure: &str, limit: &str| {
        let named = vector.says(&format!("{layer}.participations.map(part, part.person.id)"));
        let people = named.trim_matches(['[', ']']).split(", ");
        let certain = |id: &&str| {
            let own = format!("part.person.id == \"{id}\" && part.{figure} > {limit}");
            vector.says(&format!("{layer}.participations.exists(part, {own})")) == "true"
        };
        let certain: Vec<&str> = people.filter(certain).collect();
        let ids: Vec<_> = expected.as_array().expect("a list").iter().map(text).collect();
        vector.holds(certain == ids, path, &format!("{certain:?}"));
    };
    match rest {
        "activeHours" => vector.number(path, &format!("{layer}.activeHours"), &text(expected)),
        "hidden" => vector.number(path, &format!("{layer}.hiddenHours"), &text(expected)),
        "firstTurn" => vector.assert(path, &format!("{layer}.firstTurn == \"{}\"", text(expected))),
        "bandHours" => {
            for (band, value) in each(rest, expected) {
                // The hours of a week of one's own: those of a mean week, by how many weeks there are to each.
                let of_part = format!("part.{band}Hours / part.turnShare");
                vector.spread(path, &layer, (&format!("{band}Hours"), &of_part), value);
            }
        }
        "nightHours" => {
            let of_part = "(part.coreNightHoursPerDay == 0 ? 0 : 1)";
            vector.spread(path, &layer, ("coreNightHours", of_part), expected);
        }
        "longestNight" => {
            vector.spread(path, &layer, ("coreNightHoursPerDay", "part.coreNightHoursPerDay"), expected);
        }
        "longestNightOver0" => over("coreNightHoursPerDay", "0"),
        "offHoursPages" => vector.spread(path, &layer, ("offHoursPages", "part.judgedOffHoursPages"), expected),
        "offHoursPagesOver2" => over("judgedOffHoursPages", "2"),
        other => panic!("{path}: {other}"),
    }
}

fn holds_of_rotation(vector: &Vector, path: &str, id: &str, rest: &str, expected: &Value) {
    let rotation = format!("rotations.filter(one, one.id == \"{id}\").first()");
    match rest.split('.').next().unwrap_or_default() {
        "covered" => vector.number(path, &format!("{rotation}.coveredHours"), &text(expected)),
        "gap" => vector.number(path, &format!("{rotation}.gap"), &text(expected)),
        "overlap" => vector.number(path, &format!("{rotation}.overlap"), &text(expected)),
        "pagesPer12h" => vector.number(path, &format!("({rotation}.pagesPerHour * 12)"), &text(expected)),
        "minPool" => {
            for (level, least) in expected.as_object().expect("a map") {
                let hours = format!("{rotation}.pools.filter(pool, pool.level == {level}).sum(pool, pool.hours)");
                vector.assert(path, &format!("ceil({hours} / 42) == {least}"));
            }
        }
        "fairness" => {
            for (level, ratio) in each(rest, expected) {
                let level = format!("{rotation}.levels.filter(one, one.level == {level}).first()");
                match &*text(ratio) {
                    "inf" => vector.assert(path, &format!("{level}.leastHours == 0 && {level}.mostHours > 0")),
                    ratio => vector.number(path, &format!("{level}.fairness"), ratio),
                }
            }
        }
        other => panic!("{path}: {other}"),
    }
}

#[test]
fn every_vector_of_the_specification_is_exact() {
    let vectors: Value = serde_json::from_str(include_str!("vectors.json")).expect("JSON");
    let vectors = vectors.as_object().expect("a map");
    assert_eq!(vectors.len(), 32, "TV9 is below");
    let mut wrong = Vec::new();
    for (number, vector) in vectors {
        let day: Date = text(&vector["asOf"]).parse().expect("a date");
        let today = (day - date(1970, 1, 1)).get_days();
        let world = Texts::of([("org.yaml", text(&vector["yaml"]).into_owned())]).build(today);
        let vector_of = Vector { number: number.clone(), world, wrong: RefCell::default() };
        for (path, expected) in vector["expect"].as_object().expect("a map") {
            let mut parts = path.splitn(3, '.');
            let (kind, id, rest) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
            match kind {
                "person" => holds_of_person(&vector_of, path, id, rest, expected),
                "layer" => holds_of_layer(&vector_of, path, id, rest, expected),
                "rotation" => holds_of_rotation(&vector_of, path, id, rest, expected),
                other => panic!("{other}"),
            }
        }
        wrong.extend(vector_of.wrong.into_inner());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn tv9_targets_leave_this_many_minutes_a_quarter() {
    let targets =
        [(999, 1000, 1296, 10), (9995, 10_000, 648, 10), (9999, 10_000, 1296, 100), (99_999, 100_000, 1296, 1000)];
    for (of, all, minutes, parts) in targets {
        assert_eq!(unavailable_minutes(Rational::new(of, all)), Some(Rational::new(minutes, parts)));
    }
}

#[test]
fn the_preset_bands_partition_the_week_into_50_48_and_70_hours() {
    let hours = Hours::undeclared();
    let bands = &hours.bands;
    assert_eq!([&bands.business, &bands.off, &bands.sleep].map(WeekSet::measure), [50 * 60, 48 * 60, 70 * 60]);
    assert!(bands.business.union(&bands.off).union(&bands.sleep).is_full());
    assert_eq!([&hours.business_hours, &hours.core, &hours.night].map(WeekSet::measure), [40 * 60, 30 * 60, 49 * 60]);
    // A declared sleep band wins over business hours, and business hours over the preset's.
    let week =
        |days, from: u32, to: u32| Some(WeekSet::from_windows(&[Window { days, from: from * 60, to: to * 60 }], 0));
    let workdays = teamlint::facts::on_call::model::week::Days::WORKDAYS;
    let early = || Declared { business_hours: week(workdays, 6, 20), ..Declared::default() };
    let hours_of = |declared: Declared| {
        let bands = Hours::of(declared).bands;
        [bands.business, bands.off, bands.sleep].map(|set| set.measure() / 60)
    };
    assert_eq!(hours_of(early()), [70, 38, 60]);
    assert_eq!(hours_of(Declared { sleep: week(workdays, 0, 7), ..early() }), [65, 68, 35]);
    assert_eq!(hours_of(Declared { preset: true, ..early() }), [50, 48, 70]);
}

/// Whether a day can be cut into two windows of 12 h so that both sites, `difference` hours apart, keep `night` free.
fn two_sites_keep_free(night: &WeekSet, difference: i32) -> bool {
    let all = teamlint::facts::on_call::model::week::Days::ALL;
    (0..48).any(|half_hour| {
        let from = half_hour * 30;
        let window = |from: u32| Window { days: all, from: from % DAY, to: (from + DAY / 2) % DAY };
        let here = WeekSet::from_windows(&[window(from)], 0);
        let there = WeekSet::from_windows(&[window(from + DAY / 2)], 0).shifted(difference * 60);
        here.shared_minutes(night) == 0 && there.shared_minutes(night) == 0
    })
}

#[test]
fn tv7_two_sites_avoid_the_night_only_when_they_are_far_enough_apart() {
    let apart = |night: &WeekSet| (0..=24).filter(|&d| two_sites_keep_free(night, d)).collect::<Vec<_>>();
    assert_eq!(apart(&Hours::undeclared().night), (7..=17).collect::<Vec<_>>());
    assert_eq!(apart(&Hours::undeclared().bands.sleep), (10..=14).collect::<Vec<_>>());
}
