//! Values that people break or misspell, one at a time: each is one finding at its place that says the way out, nothing
//! else comes of it, and whoever takes the way out is rid of it.

use std::collections::BTreeSet;

use teamlint::finding::Finding;
use teamlint::finding::fix::applied;
use teamlint::rule::Rule;
use teamlint::vocabulary::forms::{self, FORMS, ScalarForm};

use crate::support::world::{Texts, World, built_in_rules};

/// As of 2026-06-15.
const TODAY: i32 = 20_619;

/// Who is there besides.
const BESIDE: &str = "people: {ana: {}, ben: {}, cem: {}}\nteams: {finch: {members: [ana, ben, cem]}}\n";

/// A file with one mistake, which stands between `«` and `»`, and what has to be told of it.
struct Mistake {
    text: &'static str,
    rule: &'static str,
    message: &'static str,
    label: &'static str,
    help: &'static str,
    mend: Mend,
}

/// How the help is followed.
enum Mend {
    /// What it says to write takes the place of the mistake.
    Written,
    /// By hand: something takes the place of something.
    Change(&'static str, &'static str),
    /// It says what the form is, since nobody can tell what was meant.
    Nothing,
}

use Mend::{Change, Nothing, Written};

fn read(text: &str) -> World {
    Texts::of([("beside.yaml", BESIDE), ("org.yaml", text)]).build(TODAY)
}

/// Rule and entity of every finding of the rules.
fn judged(world: &World, rules: &[Rule]) -> BTreeSet<(String, Option<String>)> {
    let found = world.judged_by(rules).findings;
    found.into_iter().map(|finding| (finding.rule, finding.entity)).collect()
}

/// The file without marks, and what stood between them.
fn marked(text: &str) -> (String, &str) {
    let (before, rest) = text.split_once('«').expect("a mark");
    let (mistake, after) = rest.split_once('»').expect("its end");
    (format!("{before}{mistake}{after}"), mistake)
}

/// What help says to write: the first thing in backticks behind the word.
fn written(help: &str) -> &str {
    let after = help.split_once("write ").expect("what to write").1;
    let quoted = after.split_once('`').expect("in backticks").1;
    quoted.split_once('`').expect("backticks that end").0
}

fn mended(mistake: &Mistake) -> Option<String> {
    let (before, rest) = mistake.text.split_once('«')?;
    let after = rest.split_once('»')?.1;
    match mistake.mend {
        Written => Some(format!("{before}{}{after}", written(mistake.help))),
        Change(from, to) => Some(marked(mistake.text).0.replace(from, to)),
        Nothing => None,
    }
}

/// What is told, as one text that can be compared.
fn shown(rule: &str, message: &str, label: &str, help: &str) -> String {
    format!("{rule}: {message}\n  {label}\n  {help}")
}

fn shown_of(finding: &Finding) -> String {
    shown(&finding.rule, &finding.message, &finding.labels[0].text, finding.help.as_deref().unwrap_or_default())
}

#[test]
fn each_is_one_finding_at_its_place_with_the_way_out() {
    for mistake in MISTAKES {
        let (text, at) = marked(mistake.text);
        let world = read(&text);
        let told: Vec<String> = world.findings.iter().map(shown_of).collect();
        let expected = shown(mistake.rule, mistake.message, mistake.label, mistake.help);
        assert_eq!(told, [expected], "{text}");
        let place = world.findings[0].place();
        let begins = mistake.text.find('«').expect("a mark");
        let marks = world.org.sources().text(place);
        assert_eq!((place.span.start as usize, marks), (begins, at), "{text}");
    }
}

#[test]
fn whoever_takes_the_way_out_is_rid_of_it() {
    for mistake in MISTAKES {
        let Some(text) = mended(mistake) else { continue };
        let left: Vec<String> = read(&text).findings.iter().map(shown_of).collect();
        assert_eq!(left, [""; 0], "{text}");
    }
}

#[test]
fn what_a_finding_says_to_change_takes_the_mistake_away() {
    let mut fixed = 0;
    for mistake in MISTAKES {
        let (text, at) = marked(mistake.text);
        let Some(fix) = read(&text).findings.remove(0).fix else { continue };
        let [edit] = &fix.edits[..] else { panic!("{text}: {fix:?}") };
        let span = edit.place.span;
        assert_eq!(&text[span.start as usize..span.end as usize], at, "what is changed is what is labelled");
        let after = applied(&text, fix.edits.iter());
        let left: Vec<String> = read(&after).findings.iter().map(shown_of).collect();
        assert_eq!(left, [""; 0], "{after}");
        fixed += 1;
    }
    assert!(fixed > 80, "{fixed} of {} mistakes", MISTAKES.len());
}

#[test]
fn nothing_that_depends_on_it_is_judged() {
    let rules = built_in_rules();
    for mistake in MISTAKES {
        let Some(text) = mended(mistake) else { continue };
        let (broken, whole) = (read(&marked(mistake.text).0), read(&text));
        let (broken, whole) = (judged(&broken, &rules), judged(&whole, &rules));
        let more: Vec<_> = broken.difference(&whole).collect();
        assert!(more.is_empty(), "{}: {more:?}", mistake.text);
    }
}

#[test]
fn what_a_form_says_to_write_is_of_that_form() {
    let said = [
        "",
        "1",
        "-1",
        "15",
        "30%",
        "99,9 %",
        "101",
        "0.999",
        "1/4",
        "five",
        "many",
        "1.5",
        "P1",
        "high",
        "yes",
        "15min",
        "1 week",
        "weekly",
        "P1Y2M",
        "1.5h",
        "90s",
        "9-17",
        "10am",
        "13pm",
        "24:30",
        "Mon to Fri",
        "someday",
        "2026-02-30",
        "2026-13-01",
        "99999-01-01",
        "5 January",
        "0000-00-00",
        "UTC+2",
        "UTC+99",
        "CET",
        "Berlin",
        "+15:00",
        "80%",
        "2h",
        "\u{e9}\u{e9}:\u{e9}\u{e9}",
        "99999999999999999999",
        "9999999999999999.9h",
        "1e18",
        "T1",
        "P",
        "PT",
        ":",
        "-",
        "%",
        ",",
        "am",
    ];
    for form in FORMS {
        for text in said.iter().chain(form.refuses) {
            let Some(meant) = (form.meant)(text).filter(|_| (form.parse)(text).is_none()) else { continue };
            let help = meant.help;
            assert!(!help.is_empty(), "{} {text}", form.name);
            if let Some(write) =
                help.strip_prefix("write `").and_then(|rest| rest.split_once('`')).map(|(write, _)| write)
            {
                let write = write.trim_matches('"');
                let elsewhere = write.contains(": ");
                assert!(elsewhere || (form.parse)(write).is_some(), "{}: {text} -> {help}", form.name);
            }
        }
    }
}

#[test]
fn what_can_be_read_in_two_ways_is_not_fixed() {
    let sole = |form: &ScalarForm, text: &str| (form.meant)(text).and_then(|meant| meant.sole);
    for (form, text) in [
        (&forms::MINUTES, "90s"),
        (&forms::HOURS, "2 shifts"),
        (&forms::AMOUNT, "1e308"),
        (&forms::AMOUNT, "5k"),
        (&forms::AMOUNT, "3 per week"),
        (&forms::COUNT, "2 dozen"),
        (&forms::WHOLE, "1st"),
        (&forms::FULL_TIME, "3"),
        (&forms::FULL_TIME, "40"),
        (&forms::SHARE, "1,5"),
        (&forms::SHARE, "3"),
    ] {
        assert_eq!(sole(form, text), None, "{}: {text}", form.name);
    }
    for (form, text, write) in [
        (&forms::MINUTES, "1h30", "90"),
        (&forms::MINUTES, "120s", "2"),
        (&forms::HOURS, "1h30", "1.5"),
        (&forms::DURATION, "1h30", "1h30m"),
        (&forms::AMOUNT, "1,5", "1.5"),
        (&forms::FULL_TIME, "80", "0.8"),
        (&forms::SHARE, "30", "0.3"),
        (&forms::SHARE, "0,3", "0.3"),
    ] {
        assert_eq!(sole(form, text).as_deref(), Some(write), "{}: {text}", form.name);
    }
}

#[test]
fn members_may_be_a_map_from_id_to_role() {
    let text = "teams: {wren: {members: {ana: lead, ben: {role: engineer, allocation: 0.5}, cem: }}}\n";
    let list =
        "teams: {wren: {members: [{person: ana, role: lead}, {person: ben, role: engineer, allocation: 0.5}, cem]}}\n";
    let rules = built_in_rules();
    let (map, list) = (read(text), read(list));
    assert_eq!(map.complaints(), [""; 0]);
    assert_eq!(judged(&map, &rules), judged(&list, &rules));
    let short = "team: wren\nmembers: {ana: lead, dia: engineer}\nonCall: {coverage: 24x7, turn: 1w}\n";
    assert_eq!(read(short).complaints(), [""; 0]);
}

#[test]
fn a_time_zone_is_the_offset_of_the_day() {
    let rotation = |place: &str, today: i32| {
        let text = format!(
            "rotations: {{wren: {{team: finch, participants: [ana, ben, cem], turn: 1w, coverage: 24x7, restrictions: {{from: \"09:00\", to: \"17:00\"}}, {place}}}}}\n"
        );
        let world = Texts::of([("beside.yaml", BESIDE), ("org.yaml", &text)]).build(today);
        assert_eq!(world.complaints(), [""; 0], "{text}");
        let found = world.judged_by(&built_in_rules()).findings;
        found.into_iter().map(|finding| format!("{} {}", finding.rule, finding.message)).collect::<Vec<_>>()
    };
    // Winter time on 2026-12-15.
    for (offset, today) in [("+02:00", TODAY), ("+01:00", TODAY + 183)] {
        let by_zone = rotation("timezone: Europe/Berlin", today);
        assert_eq!(by_zone, rotation(&format!("utcOffset: \"{offset}\""), today));
        assert!(by_zone.iter().any(|found| found.starts_with("coverage-gap")), "{by_zone:?}");
    }
}

/// Every kind of mistake that people were seen to make, and others of the kind.
const MISTAKES: &[Mistake] = &[
    Mistake {
        text: "services: {web: {owner: «\"\"», lifecycle: experimental}}\n",
        rule: "invalid-value",
        message: "`owner` is an empty text, and names nobody",
        label: "nothing in it",
        help: "write the id that belongs in `owner`",
        mend: Change("\"\"", "finch"),
    },
    Mistake {
        text: "services: {web: {owner: «ana@acme.example», lifecycle: experimental}}\n",
        rule: "unknown-reference",
        message: "there is no team `ana@acme.example`",
        label: "a mail address that nobody declares",
        help: "write the id of a team or `person:NAME`; whoever is declared with this address is suggested",
        mend: Change("ana@acme.example", "person:ana"),
    },
    Mistake {
        text: "people: {dia: {skills: «\"go, incident command\"»}}\n",
        rule: "wrong-type",
        message: "expected a list for `skills`, found one text",
        label: "one text",
        help: "write `[go, incident command]`",
        mend: Written,
    },
    Mistake {
        text: "services: {web: {owner: finch, lifecycle: experimental, dependsOn: «\"shop, till\"»}, shop: {owner: finch}, till: {owner: finch}}\n",
        rule: "wrong-type",
        message: "expected a list for `dependsOn`, found one text",
        label: "one text",
        help: "write `[shop, till]`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, handoff: «Mon 9am»}}\n",
        rule: "wrong-type",
        message: "expected a handoff with fields, found a single value",
        label: "a single value",
        help: "write `{day: mon, time: \"09:00\"}`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, coverage: «9 to 5»}}\n",
        rule: "invalid-value",
        message: "`coverage` cannot be `9 to 5`",
        label: "hours, and not a word for them",
        help: "write `{from: \"09:00\", to: \"17:00\"}`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, coverage: «24/7/365»}}\n",
        rule: "invalid-value",
        message: "`coverage` cannot be `24/7/365`",
        label: "did you mean `24x7`?",
        help: "write `24x7`, or else one of `24x5`, `business-hours` or `custom`",
        mend: Written,
    },
    Mistake {
        text: "services: {web: {owner: finch, lifecycle: experimental}}\nslos: {s: {service: web, target: «three nines»}}\n",
        rule: "invalid-value",
        message: "`three nines` is not a share from 0 to 1 for `target`",
        label: "expected a share from 0 to 1",
        help: "write `0.999`",
        mend: Written,
    },
    Mistake {
        text: "teams: {wren: {members: [ana], «duty»: [on-call]}}\n",
        rule: "misspelt-field",
        message: "a team has no field `duty`",
        label: "did you mean `duties`?",
        help: "write `duties`, or prefix the key with `x-` to keep it for other tools",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, turn: «15»}}\n",
        rule: "invalid-value",
        message: "`15` is not a duration for `turn`",
        label: "a number without its unit",
        help: "write `15m` for minutes, `15h` for hours, `15d` for days or `15w` for weeks",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, turn: «15min»}}\n",
        rule: "invalid-value",
        message: "`15min` is not a duration for `turn`",
        label: "expected a duration",
        help: "write `15m`; the units are `m`, `h`, `d`, `w`, `M` (months), `Q` and `Y`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, turn: «1 week»}}\n",
        rule: "invalid-value",
        message: "`1 week` is not a duration for `turn`",
        label: "expected a duration",
        help: "write `1w`; the units are `m`, `h`, `d`, `w`, `M` (months), `Q` and `Y`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, turn: «weekly»}}\n",
        rule: "invalid-value",
        message: "`weekly` is not a duration for `turn`",
        label: "expected a duration",
        help: "write `1w`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, turn: «P1W»}}\n",
        rule: "invalid-value",
        message: "`P1W` is not a duration for `turn`",
        label: "expected a duration",
        help: "write `1w`; the units are `m`, `h`, `d`, `w`, `M` (months), `Q` and `Y`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, turn: «PT15M»}}\n",
        rule: "invalid-value",
        message: "`PT15M` is not a duration for `turn`",
        label: "expected a duration",
        help: "write `15m`; the units are `m`, `h`, `d`, `w`, `M` (months), `Q` and `Y`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, turn: «1 hour 30 minutes»}}\n",
        rule: "invalid-value",
        message: "`1 hour 30 minutes` is not a duration for `turn`",
        label: "expected a duration",
        help: "write `1h30m`; the units are `m`, `h`, `d`, `w`, `M` (months), `Q` and `Y`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, turn: «two weeks»}}\n",
        rule: "invalid-value",
        message: "`two weeks` is not a duration for `turn`",
        label: "expected a duration",
        help: "write `2w`; the units are `m`, `h`, `d`, `w`, `M` (months), `Q` and `Y`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, turn: «1.5h»}}\n",
        rule: "invalid-value",
        message: "`1.5h` is not a duration for `turn`",
        label: "expected a duration",
        help: "write `1h30m`; the units are `m`, `h`, `d`, `w`, `M` (months), `Q` and `Y`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, turn: «120s»}}\n",
        rule: "invalid-value",
        message: "`120s` is not a duration for `turn`",
        label: "expected a duration",
        help: "write `2m`; the units are `m`, `h`, `d`, `w`, `M` (months), `Q` and `Y`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, turn: «fortnightly»}}\n",
        rule: "invalid-value",
        message: "`fortnightly` is not a duration for `turn`",
        label: "expected a duration",
        help: "write `2w`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, turn: «0:30»}}\n",
        rule: "invalid-value",
        message: "`0:30` is not a duration for `turn`",
        label: "expected a duration",
        help: "write `30m`; the units are `m`, `h`, `d`, `w`, `M` (months), `Q` and `Y`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, turn: «1W»}}\n",
        rule: "invalid-value",
        message: "`1W` is not a duration for `turn`",
        label: "expected a duration",
        help: "write `1w`; the units are `m`, `h`, `d`, `w`, `M` (months), `Q` and `Y`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, turn: «-1d»}}\n",
        rule: "invalid-value",
        message: "`-1d` is not a duration for `turn`",
        label: "expected a duration",
        help: "write how long it is: `12h`, `1d`, `1w` or `2w`",
        mend: Nothing,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, escalationRate: «30 per cent»}}\n",
        rule: "invalid-value",
        message: "`30 per cent` is not a share from 0 to 1 for `escalationRate`",
        label: "a percentage",
        help: "write `0.3`: a share is written from 0 to 1",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, escalationRate: «30»}}\n",
        rule: "invalid-value",
        message: "`30` is not a share from 0 to 1 for `escalationRate`",
        label: "a percentage",
        help: "write `0.3`: a share is written from 0 to 1",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, escalationRate: «half»}}\n",
        rule: "invalid-value",
        message: "`half` is not a share from 0 to 1 for `escalationRate`",
        label: "expected a share from 0 to 1",
        help: "write `0.5`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, escalationRate: «1/4»}}\n",
        rule: "invalid-value",
        message: "`1/4` is not a share from 0 to 1 for `escalationRate`",
        label: "expected a share from 0 to 1",
        help: "write `0.25`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, escalationRate: «30 percent»}}\n",
        rule: "invalid-value",
        message: "`30 percent` is not a share from 0 to 1 for `escalationRate`",
        label: "a percentage",
        help: "write `0.3`: a share is written from 0 to 1",
        mend: Written,
    },
    Mistake {
        text: "slos: {web: {target: «99.9»}}\n",
        rule: "invalid-value",
        message: "`99.9` is not a share from 0 to 1 for `target`",
        label: "a percentage",
        help: "write `0.999`: a share is written from 0 to 1; or `targetPercent: 99.9`",
        mend: Written,
    },
    Mistake {
        text: "slos: {web: {target: «\"99,9 %\"»}}\n",
        rule: "invalid-value",
        message: "`99,9 %` is not a share from 0 to 1 for `target`",
        label: "a percentage",
        help: "write `0.999`: a share is written from 0 to 1",
        mend: Written,
    },
    Mistake {
        text: "slos: {web: {target: «\"99,9\"»}}\n",
        rule: "invalid-value",
        message: "`99,9` is not a share from 0 to 1 for `target`",
        label: "a percentage",
        help: "write `0.999`: a share is written from 0 to 1",
        mend: Written,
    },
    Mistake {
        text: "slos: {web: {targetPercent: «0.999»}}\n",
        rule: "invalid-value",
        message: "`0.999` is not a percentage for `targetPercent`",
        label: "at most one per cent: this is a share of the whole",
        help: "write `99.9`; or `target: 0.999`",
        mend: Written,
    },
    Mistake {
        text: "slos: {web: {targetPercent: «101»}}\n",
        rule: "invalid-value",
        message: "`101` is not a percentage for `targetPercent`",
        label: "more than the whole",
        help: "write `100` at most",
        mend: Written,
    },
    Mistake {
        text: "slos:\n  web:\n    targetPercent: «99,9 %»\n",
        rule: "invalid-value",
        message: "`99,9 %` is not a percentage for `targetPercent`",
        label: "expected a percentage",
        help: "write `99.9`",
        mend: Written,
    },
    Mistake {
        text: "slos: {web: {targetPercent: «99,9 %»}}\n",
        rule: "invalid-value",
        message: "`99,9 %` is cut at its comma: between braces a comma ends the value",
        label: "one value?",
        help: "write `99.9 %`",
        mend: Written,
    },
    Mistake {
        text: "slos: {web: {targetPercent: «1»}}\n",
        rule: "invalid-value",
        message: "`1` is not a percentage for `targetPercent`",
        label: "at most one per cent: this is a share of the whole",
        help: "write `100`; or `target: 1`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, responseMinutes: «15m»}}\n",
        rule: "invalid-value",
        message: "`15m` is not a number of minutes for `responseMinutes`",
        label: "with a unit",
        help: "write `15`: the number of minutes alone",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, responseMinutes: «2h»}}\n",
        rule: "invalid-value",
        message: "`2h` is not a number of minutes for `responseMinutes`",
        label: "with a unit",
        help: "write `120`: the number of minutes alone",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, responseMinutes: «five»}}\n",
        rule: "invalid-value",
        message: "`five` is not a number of minutes for `responseMinutes`",
        label: "expected a number of minutes",
        help: "write `5`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, pages: {perWeek: «-3»}}}\n",
        rule: "invalid-value",
        message: "`-3` is not a number from 0 for `perWeek`",
        label: "less than nothing",
        help: "write `3` or another number from 0",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, pages: {perWeek: «\"1,5\"»}}}\n",
        rule: "invalid-value",
        message: "`1,5` is not a number from 0 for `perWeek`",
        label: "expected a number from 0",
        help: "write `1.5`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, pages: «few»}}\n",
        rule: "invalid-value",
        message: "`few` is not a number from 0 for `perWeek`",
        label: "expected a number from 0",
        help: "write a number such as `1` or `0.5`",
        mend: Nothing,
    },
    Mistake {
        text: "people: {dia: {fte: «80%»}}\n",
        rule: "invalid-value",
        message: "`80%` is not a full-time equivalent for `fte`",
        label: "a percentage",
        help: "write `0.8`; 1 is full time",
        mend: Written,
    },
    Mistake {
        text: "people: {dia: {fte: «80»}}\n",
        rule: "invalid-value",
        message: "`80` is not a full-time equivalent for `fte`",
        label: "a percentage",
        help: "write `0.8`; 1 is full time",
        mend: Written,
    },
    Mistake {
        text: "people: {dia: {fte: «part-time»}}\n",
        rule: "invalid-value",
        message: "`part-time` is not a full-time equivalent for `fte`",
        label: "expected a full-time equivalent",
        help: "write `0.5` for half of it, or another part; 1 is full time",
        mend: Written,
    },
    Mistake {
        text: "people: {dia: {fte: «40h»}}\n",
        rule: "invalid-value",
        message: "`40h` is not a full-time equivalent for `fte`",
        label: "hours",
        help: "write `1` here, or the hours a week as `workHours: 40`; 1 is full time",
        mend: Written,
    },
    Mistake {
        text: "people: {dia: {workHours: «40h»}}\n",
        rule: "invalid-value",
        message: "`40h` is not a number of hours for `workHours`",
        label: "with a unit",
        help: "write `40`: the number of hours alone",
        mend: Written,
    },
    Mistake {
        text: "people: {dia: {workHours: «40 hours/week»}}\n",
        rule: "invalid-value",
        message: "`40 hours/week` is not a number of hours for `workHours`",
        label: "with a unit",
        help: "write `40`: the number of hours alone",
        mend: Written,
    },
    Mistake {
        text: "services: {web: {owner: finch, tier: «P1»}}\n",
        rule: "invalid-value",
        message: "`P1` is not a tier from 1 to 4 for `tier`",
        label: "expected a tier from 1 to 4",
        help: "write `1`, the number alone; tiers go from 1, the most critical, to 4",
        mend: Written,
    },
    Mistake {
        text: "services: {web: {owner: finch, tier: «7»}}\n",
        rule: "invalid-value",
        message: "`7` is not a tier from 1 to 4 for `tier`",
        label: "no such tier",
        help: "write `4`; tiers go from 1, the most critical, to 4",
        mend: Written,
    },
    Mistake {
        text: "services: {web: {owner: finch, tier: «0»}}\n",
        rule: "invalid-value",
        message: "`0` is not a tier from 1 to 4 for `tier`",
        label: "no such tier",
        help: "write `1`; tiers go from 1, the most critical, to 4",
        mend: Written,
    },
    Mistake {
        text: "services: {web: {owner: finch, tier: «tier-2»}}\n",
        rule: "invalid-value",
        message: "`tier-2` is not a tier from 1 to 4 for `tier`",
        label: "expected a tier from 1 to 4",
        help: "write `2`, the number alone; tiers go from 1, the most critical, to 4",
        mend: Written,
    },
    Mistake {
        text: "services: {web: {owner: finch, tier: «critical»}}\n",
        rule: "invalid-value",
        message: "`critical` is not a tier from 1 to 4 for `tier`",
        label: "expected a tier from 1 to 4",
        help: "write `1`; tiers go from 1, the most critical, to 4",
        mend: Written,
    },
    Mistake {
        text: "services: {web: {owner: finch, tier: «high»}}\n",
        rule: "invalid-value",
        message: "`high` is not a tier from 1 to 4 for `tier`",
        label: "expected a tier from 1 to 4",
        help: "write a number: tiers go from 1, the most critical, to 4",
        mend: Nothing,
    },
    Mistake {
        text: "services: {web: {owner: finch, tier: «1.5»}}\n",
        rule: "invalid-value",
        message: "`1.5` is not a tier from 1 to 4 for `tier`",
        label: "not a whole number",
        help: "write `1`; tiers go from 1, the most critical, to 4",
        mend: Written,
    },
    Mistake {
        text: "escalations: {web: {levels: [{targets: [{team: finch}], timeout: 5m}], repeat: «1.5»}}\n",
        rule: "invalid-value",
        message: "`1.5` is not a whole number from 0 for `repeat`",
        label: "not a whole number",
        help: "write `2` or `1`",
        mend: Written,
    },
    Mistake {
        text: "services: {web: {owner: finch, regulated: «yes»}}\n",
        rule: "invalid-value",
        message: "`yes` is not `true` or `false` for `regulated`",
        label: "expected `true` or `false`",
        help: "write `true`; YAML 1.2 reads `yes` as text",
        mend: Written,
    },
    Mistake {
        text: "services: {web: {owner: finch, regulated: «maybe»}}\n",
        rule: "invalid-value",
        message: "`maybe` is not `true` or `false` for `regulated`",
        label: "expected `true` or `false`",
        help: "write `true` or `false`; YAML 1.2 reads `yes`, `no`, `on` and `off` as text",
        mend: Nothing,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, handoff: {day: mon, time: «10am»}}}\n",
        rule: "invalid-value",
        message: "`10am` is not a time of day for `time`",
        label: "expected a time of day",
        help: r#"write `"10:00"`"#,
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, handoff: {day: mon, time: «9»}}}\n",
        rule: "invalid-value",
        message: "`9` is not a time of day for `time`",
        label: "expected a time of day",
        help: r#"write `"09:00"`"#,
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, handoff: {day: mon, time: «0900»}}}\n",
        rule: "invalid-value",
        message: "`0900` is not a time of day for `time`",
        label: "expected a time of day",
        help: r#"write `"09:00"`"#,
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, handoff: {day: mon, time: «5:30 pm»}}}\n",
        rule: "invalid-value",
        message: "`5:30 pm` is not a time of day for `time`",
        label: "expected a time of day",
        help: r#"write `"17:30"`"#,
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, handoff: {day: mon, time: «17h»}}}\n",
        rule: "invalid-value",
        message: "`17h` is not a time of day for `time`",
        label: "expected a time of day",
        help: r#"write `"17:00"`"#,
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, handoff: {day: mon, time: «noon»}}}\n",
        rule: "invalid-value",
        message: "`noon` is not a time of day for `time`",
        label: "expected a time of day",
        help: r#"write `"12:00"`"#,
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, handoff: {day: mon, time: «9-17»}}}\n",
        rule: "invalid-value",
        message: "`9-17` is not a time of day for `time`",
        label: "two times",
        help: r#"write `"09:00"` here; hours are a window `{from: "09:00", to: "17:00"}`"#,
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, coverage: «9-17»}}\n",
        rule: "invalid-value",
        message: "`coverage` cannot be `9-17`",
        label: "hours, and not a word for them",
        help: r#"write `{from: "09:00", to: "17:00"}`"#,
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, coverage: [«mon-fri 9am-5pm»]}}\n",
        rule: "wrong-type",
        message: "expected a window with fields, found a single value",
        label: "a single value",
        help: r#"write `{days: mon-fri, from: "09:00", to: "17:00"}`"#,
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, restrictions: «9-17»}}\n",
        rule: "wrong-type",
        message: "expected a window with fields, found a single value",
        label: "a single value",
        help: r#"write `{from: "09:00", to: "17:00"}`"#,
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, handoff: «monday»}}\n",
        rule: "wrong-type",
        message: "expected a handoff with fields, found a single value",
        label: "a single value",
        help: "write `{day: monday}`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, handoff: {day: «Mon to Fri»}}}\n",
        rule: "invalid-value",
        message: "`Mon to Fri` is not days of the week for `day`",
        label: "expected days of the week",
        help: "write `mon-fri`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, handoff: {day: «Mon–Fri»}}}\n",
        rule: "invalid-value",
        message: "`Mon–Fri` is not days of the week for `day`",
        label: "expected days of the week",
        help: "write `mon-fri`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, handoff: {day: «weekday»}}}\n",
        rule: "invalid-value",
        message: "`weekday` is not days of the week for `day`",
        label: "expected days of the week",
        help: "write `weekdays`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, handoff: {day: «mon/wed»}}}\n",
        rule: "invalid-value",
        message: "`mon/wed` is not days of the week for `day`",
        label: "expected days of the week",
        help: r#"write `"mon,wed"`"#,
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, handoff: {day: «munday»}}}\n",
        rule: "invalid-value",
        message: "`munday` is not days of the week for `day`",
        label: "expected days of the week",
        help: "write `monday`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, handoff: {day: «someday»}}}\n",
        rule: "invalid-value",
        message: "`someday` is not days of the week for `day`",
        label: "expected days of the week",
        help: "write `mon-fri`, `sat,sun` or a single day",
        mend: Nothing,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, start: «2026-02-30»}}\n",
        rule: "invalid-value",
        message: "`2026-02-30` is not a date for `start`",
        label: "no such day",
        help: "write `2026-02-28` if the last day is meant: February 2026 has 28 days",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, start: «2026-13-01»}}\n",
        rule: "invalid-value",
        message: "`2026-13-01` is not a date for `start`",
        label: "no such month",
        help: "write year, month and day, such as `2026-06-01`; months go from 01 to 12",
        mend: Nothing,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, start: «2026-1-5»}}\n",
        rule: "invalid-value",
        message: "`2026-1-5` is not a date for `start`",
        label: "a date in another form",
        help: "write `2026-01-05`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, start: «2026/01/05»}}\n",
        rule: "invalid-value",
        message: "`2026/01/05` is not a date for `start`",
        label: "a date in another form",
        help: "write `2026-01-05`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, start: «05.01.2026»}}\n",
        rule: "invalid-value",
        message: "`05.01.2026` is not a date for `start`",
        label: "a date in another form",
        help: "write `2026-01-05`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, start: «5 January 2026»}}\n",
        rule: "invalid-value",
        message: "`5 January 2026` is not a date for `start`",
        label: "a date in another form",
        help: "write `2026-01-05`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, start: «\"Jan 5, 2026\"»}}\n",
        rule: "invalid-value",
        message: "`Jan 5, 2026` is not a date for `start`",
        label: "a date in another form",
        help: "write `2026-01-05`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, start: «2026-01-05T09:00:00Z»}}\n",
        rule: "invalid-value",
        message: "`2026-01-05T09:00:00Z` is not a date for `start`",
        label: "a date and a time",
        help: "write `2026-01-05`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, start: «01/05/2026»}}\n",
        rule: "invalid-value",
        message: "`01/05/2026` is not a date for `start`",
        label: "day and month can be told apart only by whoever wrote it",
        help: "write `2026-05-01` if 01 is the day, or `2026-01-05` if it is the month",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, start: «2026-06»}}\n",
        rule: "invalid-value",
        message: "`2026-06` is not a date for `start`",
        label: "no single day",
        help: "write `2026-06-01`, or another day of it",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, start: «Q3 2026»}}\n",
        rule: "invalid-value",
        message: "`Q3 2026` is not a date for `start`",
        label: "no single day",
        help: "write `2026-07-01`, or another day of it",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, start: «20260105»}}\n",
        rule: "invalid-value",
        message: "`20260105` is not a date for `start`",
        label: "a date in another form",
        help: "write `2026-01-05`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, start: «\"June 1, 2026\"»}}\n",
        rule: "invalid-value",
        message: "`June 1, 2026` is not a date for `start`",
        label: "a date in another form",
        help: "write `2026-06-01`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, start: «1 June 2026»}}\n",
        rule: "invalid-value",
        message: "`1 June 2026` is not a date for `start`",
        label: "a date in another form",
        help: "write `2026-06-01`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, start: «July 4th 2026»}}\n",
        rule: "invalid-value",
        message: "`July 4th 2026` is not a date for `start`",
        label: "a date in another form",
        help: "write `2026-07-04`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, start: «5 January»}}\n",
        rule: "invalid-value",
        message: "`5 January` is not a date for `start`",
        label: "without a year",
        help: "write the year, too: YEAR-01-05, such as `2026-01-05`",
        mend: Nothing,
    },
    Mistake {
        text: "people: {dia: {utcOffset: «UTC+2»}}\n",
        rule: "invalid-value",
        message: "`UTC+2` is not an offset from UTC for `utcOffset`",
        label: "expected an offset from UTC",
        help: r#"write `"+02:00"`"#,
        mend: Written,
    },
    Mistake {
        text: "people: {dia: {utcOffset: «5.5»}}\n",
        rule: "invalid-value",
        message: "`5.5` is not an offset from UTC for `utcOffset`",
        label: "expected an offset from UTC",
        help: r#"write `"+05:30"`"#,
        mend: Written,
    },
    Mistake {
        text: "people: {dia: {utcOffset: «05:30»}}\n",
        rule: "invalid-value",
        message: "`05:30` is not an offset from UTC for `utcOffset`",
        label: "expected an offset from UTC",
        help: r#"write `"+05:30"`"#,
        mend: Written,
    },
    Mistake {
        text: "people: {dia: {utcOffset: «+2h»}}\n",
        rule: "invalid-value",
        message: "`+2h` is not an offset from UTC for `utcOffset`",
        label: "expected an offset from UTC",
        help: r#"write `"+02:00"`"#,
        mend: Written,
    },
    Mistake {
        text: "people: {dia: {utcOffset: «GMT»}}\n",
        rule: "invalid-value",
        message: "`GMT` is not an offset from UTC for `utcOffset`",
        label: "expected an offset from UTC",
        help: "write `Z`",
        mend: Written,
    },
    Mistake {
        text: "people: {dia: {utcOffset: «+15:00»}}\n",
        rule: "invalid-value",
        message: "`+15:00` is not an offset from UTC for `utcOffset`",
        label: "more than 14 hours from UTC",
        help: r#"write hours and minutes from UTC, such as `"+05:30"`"#,
        mend: Nothing,
    },
    Mistake {
        text: "people: {dia: {utcOffset: «CET»}}\n",
        rule: "invalid-value",
        message: "`CET` is a time zone, and not an offset from UTC for `utcOffset`",
        label: "a time zone",
        help: r#"write `timezone: Europe/Berlin` in place of `utcOffset: CET`; on 2026-06-15 its offset is `"+02:00"`"#,
        mend: Change("utcOffset: CET", "timezone: Europe/Berlin"),
    },
    Mistake {
        text: "people: {dia: {utcOffset: «Asia/Kolkata»}}\n",
        rule: "invalid-value",
        message: "`Asia/Kolkata` is a time zone, and not an offset from UTC for `utcOffset`",
        label: "a time zone",
        help: r#"write `timezone: Asia/Kolkata` in place of `utcOffset: Asia/Kolkata`; on 2026-06-15 its offset is `"+05:30"`"#,
        mend: Change("utcOffset: Asia/Kolkata", "timezone: Asia/Kolkata"),
    },
    Mistake {
        text: "rotations: {wren: {team: finch, utcOffset: «PST»}}\n",
        rule: "invalid-value",
        message: "`PST` is a time zone, and not an offset from UTC for `utcOffset`",
        label: "a time zone",
        help: r#"write `timezone: America/Los_Angeles` in place of `utcOffset: PST`; on 2026-06-15 its offset is `"-07:00"`"#,
        mend: Change("utcOffset: PST", "timezone: America/Los_Angeles"),
    },
    Mistake {
        text: "people: {dia: {timezone: «Berlin»}}\n",
        rule: "invalid-value",
        message: "`Berlin` is not the name of a time zone for `timezone`",
        label: "expected the name of a time zone",
        help: "write `Europe/Berlin`",
        mend: Written,
    },
    Mistake {
        text: "people: {dia: {timezone: «Europe/Berln»}}\n",
        rule: "invalid-value",
        message: "`Europe/Berln` is not the name of a time zone for `timezone`",
        label: "expected the name of a time zone",
        help: "write `Europe/Berlin`",
        mend: Written,
    },
    Mistake {
        text: "people: {dia: {timezone: «\"+01:00\"»}}\n",
        rule: "invalid-value",
        message: "`+01:00` is not the name of a time zone for `timezone`",
        label: "an offset, not a zone",
        help: r#"write `utcOffset: "+01:00"` in place of `timezone: +01:00`"#,
        mend: Change(r#"timezone: "+01:00""#, r#"utcOffset: "+01:00""#),
    },
    Mistake {
        text: "people: {dia: {timezone: «here»}}\n",
        rule: "invalid-value",
        message: "`here` is not the name of a time zone for `timezone`",
        label: "expected the name of a time zone",
        help: "write the name that the IANA database has for it, such as `Europe/Berlin`",
        mend: Nothing,
    },
    Mistake {
        text: "people: {dia: {timezone: Asia/Tokyo, utcOffset: «\"+01:00\"»}}\n",
        rule: "conflicting-declaration",
        message: r#"`utcOffset` is "+01:00", and `Asia/Tokyo` never has that offset"#,
        label: r#"Asia/Tokyo has "+09:00" on 2026-06-15"#,
        help: r#"write `"+09:00"`, or leave `utcOffset` out: the zone is enough"#,
        mend: Written,
    },
    Mistake {
        text: "teams:\n  wren:\n    discipline: «dev»\n",
        rule: "invalid-value",
        message: "`discipline` cannot be `dev`",
        label: "did you mean `development`?",
        help: "write `development`, or else one of `sre`, `platform`, `devops`, `operations`, `product` or `security`",
        mend: Written,
    },
    Mistake {
        text: "teams:\n  wren:\n    discipline: sre\n    type: «stream aligned»\n",
        rule: "invalid-value",
        message: "`type` cannot be `stream aligned`",
        label: "did you mean `stream-aligned`?",
        help: "write `stream-aligned`, or else one of `platform`, `enabling` or `complicated-subsystem`",
        mend: Written,
    },
    Mistake {
        text: "teams:\n  wren:\n    discipline: sre\n    type: «enablin»\n",
        rule: "invalid-value",
        message: "`type` cannot be `enablin`",
        label: "did you mean `enabling`?",
        help: "write `enabling`, or else one of `stream-aligned`, `platform` or `complicated-subsystem`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, coverage: «24/7»}}\n",
        rule: "invalid-value",
        message: "`coverage` cannot be `24/7`",
        label: "did you mean `24x7`?",
        help: "write `24x7`, or else one of `24x5`, `business-hours` or `custom`",
        mend: Written,
    },
    Mistake {
        text: "services: {web: {owner: finch, lifecycle: «prod»}}\n",
        rule: "invalid-value",
        message: "`lifecycle` cannot be `prod`",
        label: "did you mean `production`?",
        help: "write `production`, or else one of `experimental`, `deprecated` or `external`",
        mend: Written,
    },
    Mistake {
        text: "interactions: [{from: finch, to: finch, mode: «XaaS»}]\n",
        rule: "invalid-value",
        message: "`mode` cannot be `XaaS`",
        label: "did you mean `x-as-a-service`?",
        help: "write `x-as-a-service`, or else one of `collaboration` or `facilitating`",
        mend: Written,
    },
    Mistake {
        text: "org: {size: «gigantic»}\n",
        rule: "invalid-value",
        message: "`size` cannot be `gigantic`",
        label: "not one of the words allowed here",
        help: "write one of `small`, `growing` or `large`",
        mend: Nothing,
    },
    Mistake {
        text: "teams:\n  wren:\n    duties: [{duty: on-call, level: «R»}]\n",
        rule: "invalid-value",
        message: "`level` cannot be `R`",
        label: "did you mean `responsible`?",
        help: "write `responsible`, or else one of `accountable`, `consulted` or `informed`",
        mend: Written,
    },
    Mistake {
        text: "teams:\n  wren:\n    members: «ana, ben, cem»\n",
        rule: "wrong-type",
        message: "expected a list for `members`, found one text",
        label: "one text",
        help: "write `[ana, ben, cem]`",
        mend: Written,
    },
    Mistake {
        text: "teams:\n  wren:\n    members: «ana and ben»\n",
        rule: "wrong-type",
        message: "expected a list for `members`, found one text",
        label: "one text",
        help: "write `[ana, ben]`",
        mend: Written,
    },
    Mistake {
        text: "teams:\n  wren:\n    lead: «ana, ben»\n",
        rule: "invalid-value",
        message: "`lead` names one, and `ana, ben` is several",
        label: "several names in one text",
        help: "write `ana` or `ben`",
        mend: Written,
    },
    Mistake {
        text: "teams:\n  wren:\n    lead: «\"@ana\"»\n",
        rule: "invalid-value",
        message: "`@ana` is not a name that is declared here: names stand without `@`",
        label: "with an `@`",
        help: "write `ana`",
        mend: Written,
    },
    Mistake {
        text: "teams:\n  wren:\n    lead: «@ana»\n",
        rule: "syntax-error",
        message: "a value cannot begin with `@`",
        label: "",
        help: r#"write `ana`; where the `@` belongs to the value, quote it: `"@ana"`"#,
        mend: Written,
    },
    Mistake {
        text: "teams:\n  wren:\n    members: [«@ana», ben]\n",
        rule: "syntax-error",
        message: "a value cannot begin with `@`",
        label: "",
        help: r#"write `ana`; where the `@` belongs to the value, quote it: `"@ana"`"#,
        mend: Written,
    },
    Mistake {
        text: "teams:\n  wren:\n    lead: «`ana`»\n",
        rule: "syntax-error",
        message: "a value cannot begin with a backtick",
        label: "",
        help: "write `ana`, without the backticks",
        mend: Written,
    },
    Mistake {
        text: "teams:\n  wren:\n    lead: «[ana]»\n",
        rule: "wrong-type",
        message: "expected a reference for `lead`, found a list",
        label: "a list",
        help: "write `ana`",
        mend: Written,
    },
    Mistake {
        text: "teams:\n  wren:\n    lead: «{name: ana}»\n",
        rule: "wrong-type",
        message: "expected a reference for `lead`, found a map",
        label: "a map",
        help: "write `ana`",
        mend: Written,
    },
    Mistake {
        text: "services: {web: {owner: «{team: finch}»}}\n",
        rule: "wrong-type",
        message: "expected a list for `owner`, found a map",
        label: "a map",
        help: "write `finch`",
        mend: Written,
    },
    Mistake {
        text: "services: {web: {owner: «{kind: team, name: finch}»}}\n",
        rule: "wrong-type",
        message: "expected a list for `owner`, found a map",
        label: "a map",
        help: "write `finch`",
        mend: Written,
    },
    Mistake {
        text: "services: {web: {owner: «{type: team, name: finch}»}}\n",
        rule: "wrong-type",
        message: "expected a list for `owner`, found a map",
        label: "a map",
        help: "write `finch`",
        mend: Written,
    },
    Mistake {
        text: "services: {web: {owner: «{kind: group, id: finch}»}}\n",
        rule: "wrong-type",
        message: "expected a list for `owner`, found a map",
        label: "a map",
        help: "write `finch`",
        mend: Written,
    },
    Mistake {
        text: "services: {web: {owner: «{name: finch, email: x@y.org}»}}\n",
        rule: "wrong-type",
        message: "expected a list for `owner`, found a map",
        label: "a map",
        help: "write `finch`",
        mend: Written,
    },
    Mistake {
        text: "services: {web: {owner: «{team: finch, contact: ana}»}}\n",
        rule: "wrong-type",
        message: "expected a list for `owner`, found a map",
        label: "a map",
        help: "write `finch`",
        mend: Written,
    },
    Mistake {
        text: "services: {web: {owner: «{id: finch, name: The finches}»}}\n",
        rule: "wrong-type",
        message: "expected a list for `owner`, found a map",
        label: "a map",
        help: "write `finch`",
        mend: Written,
    },
    Mistake {
        text: "services: {web: {owner: «{team: {id: finch}}»}}\n",
        rule: "wrong-type",
        message: "expected a list for `owner`, found a map",
        label: "a map",
        help: "write `finch`",
        mend: Written,
    },
    Mistake {
        text: "services: {web: {owner: «{kind: user, name: ana}»}}\n",
        rule: "wrong-type",
        message: "expected a list for `owner`, found a map",
        label: "a map",
        help: "write `person:ana`",
        mend: Written,
    },
    Mistake {
        text: "services: {web: {owner: «{user: ana}»}}\n",
        rule: "wrong-type",
        message: "expected a list for `owner`, found a map",
        label: "a map",
        help: "write `person:ana`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {restrictions: {days: «sat,sun», from: \"09:00\", to: \"17:00\"}}}\n",
        rule: "invalid-value",
        message: "`sat,sun` is cut at its comma: between braces a comma ends the value",
        label: "one value?",
        help: r#"write `"sat,sun"`"#,
        mend: Written,
    },
    Mistake {
        text: "people: {«\"@dia\"»: {}}\nteams: {wren: {members: [dia]}}\n",
        rule: "invalid-value",
        message: "`@dia` is declared with an `@`: names stand without it",
        label: "with an `@`",
        help: "write `dia`",
        mend: Written,
    },
    Mistake {
        text: "people: {dia: {«onCall»: true}}\n",
        rule: "unknown-field",
        message: "a person has no field `onCall`",
        label: "not part of the vocabulary",
        help: "remove it: whoever is on call is named by a rotation, `rotations: {NAME: {participants: [PERSON]}}`",
        mend: Change("onCall: true", ""),
    },
    Mistake {
        text: "teams: {wren: {members: [ana], «onCall»: true}}\n",
        rule: "unknown-field",
        message: "a team has no field `onCall`",
        label: "not part of the vocabulary",
        help: "write a rotation in its place, `rotations: {NAME: {team: TEAM, participants: [PERSON]}}`; `onCall` stands at the top of a file for one team, beside `team: TEAM`",
        mend: Change(", onCall: true}}", "}}\nrotations: {wren: {team: wren, participants: [ana]}}"),
    },
    Mistake {
        text: "teams: {wren: {members: [ana], «workHours»: 20}}\n",
        rule: "unknown-field",
        message: "a team has no field `workHours`",
        label: "not part of the vocabulary",
        help: "a person has `workHours`: if this is one, move it to `people`; keys that begin with `x-` are left alone",
        mend: Change(", workHours: 20", ""),
    },
    Mistake {
        text: "rotations: {wren: {participants: «[ben]», layers: {day: {participants: [ana]}}}}\n",
        rule: "idle-field",
        message: "`participants` counts for nothing beside `layers`: it is the shorthand for a single layer",
        label: "in no layer",
        help: "move `participants` into the layer it is about, `layers: {NAME: {participants: …}}`, or remove it",
        mend: Change(
            "participants: [ben], layers: {day: {participants: [ana]}}",
            "layers: {day: {participants: [ana]}, late: {participants: [ben]}}",
        ),
    },
    Mistake {
        text: "services: {web: {owner: «finch, wren»}}\n",
        rule: "invalid-value",
        message: "`finch, wren` is cut at its comma: between braces a comma ends the value",
        label: "one value?",
        help: "write `finch` or `wren`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, participants: «{ana: 1, ben: 2}»}}\n",
        rule: "wrong-type",
        message: "expected a list for `participants`, found a map",
        label: "a map",
        help: "write `[ana, ben]`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, participants: [«\"team:finch\"»]}}\n",
        rule: "unknown-reference",
        message: "there is no person `team:finch`",
        label: "this is a team",
        help: "`team:finch` cannot be a person: write the person's id without a kind",
        mend: Change(r#""team:finch""#, "ana, ben, cem"),
    },
    Mistake {
        text: "x-core: &core [ana, ben]\nteams:\n  wren:\n    members: [«*core», cem]\n",
        rule: "wrong-type",
        message: "`*core` stands for a list, and makes a list within this list",
        label: "a list in a list",
        help: "write all of it: `[ana, ben, cem]`",
        mend: Change("[*core, cem]", "[ana, ben, cem]"),
    },
    Mistake {
        text: "teams:\n  wren:\n    members: «{lead: ana, engineers: [ben, cem]}»\n",
        rule: "wrong-type",
        message: "expected a list for `members`, or a map from each to the role, found a map",
        label: "a map",
        help: "write `{ana: lead, ben: engineers, cem: engineers}`",
        mend: Written,
    },
    Mistake {
        text: "teams:\n  wren:\n    members: [«{ana: lead}», ben]\n",
        rule: "wrong-type",
        message: "expected a member with fields, found a map",
        label: "a map",
        help: "write `{person: ana, role: lead}`",
        mend: Written,
    },
    Mistake {
        text: "teams:\n  wren:\n    members: [«{id: ben}», ana]\n",
        rule: "wrong-type",
        message: "expected a member with fields, found a map",
        label: "a map",
        help: "write `{person: ben}`",
        mend: Written,
    },
    Mistake {
        text: "teams:\n  wren:\n    members: [«{user: ben}», ana]\n",
        rule: "wrong-type",
        message: "expected a member with fields, found a map",
        label: "a map",
        help: "write `{person: ben}`",
        mend: Written,
    },
    Mistake {
        text: "teams:\n  wren:\n    members: [«{login: ben}», ana]\n",
        rule: "wrong-type",
        message: "expected a member with fields, found a map",
        label: "a map",
        help: "write `{person: ben}`",
        mend: Written,
    },
    Mistake {
        text: "teams:\n  wren:\n    members: [«{username: ben}», ana]\n",
        rule: "wrong-type",
        message: "expected a member with fields, found a map",
        label: "a map",
        help: "write `{person: ben}`",
        mend: Written,
    },
    Mistake {
        text: "teams:\n  wren:\n    members: [«{handle: ben}», ana]\n",
        rule: "wrong-type",
        message: "expected a member with fields, found a map",
        label: "a map",
        help: "write `{person: ben}`",
        mend: Written,
    },
    Mistake {
        text: "teams:\n  wren:\n    members: [«{mail: ben@x.org}», ana]\n",
        rule: "wrong-type",
        message: "expected a member with fields, found a map",
        label: "a map",
        help: "write `{person: ben@x.org}`",
        mend: Change("{mail: ben@x.org}", "{person: ben}"),
    },
    Mistake {
        text: "teams:\n  wren:\n    members: [«{email: ben@x.org}», ana]\n",
        rule: "wrong-type",
        message: "expected a member with fields, found a map",
        label: "a map",
        help: "write `{person: ben@x.org}`",
        mend: Change("{email: ben@x.org}", "{person: ben}"),
    },
    Mistake {
        text: "people: {dia: {team: «{id: finch}»}}\n",
        rule: "wrong-type",
        message: "expected a membership with fields, found a map",
        label: "a map",
        help: "write `finch`",
        mend: Written,
    },
    Mistake {
        text: "version: 1\nservices:\n  - «ledger»: {owner: finch}\n  - web: {owner: finch}\n",
        rule: "wrong-type",
        message: "`- ledger:` is an element of a list with one key, and not a service",
        label: "the id of a service?",
        help: "remove the `- ` in front of `ledger:`, or write `- name: ledger` and the fields below it",
        mend: Change(
            "  - ledger: {owner: finch}\n  - web: {owner: finch}",
            "  ledger: {owner: finch}\n  web: {owner: finch}",
        ),
    },
    Mistake {
        text: "version: 1\nunits: «cto, cio»\n",
        rule: "wrong-type",
        message: "expected a map from id to unit, or a list of them, found a single value",
        label: "a single value",
        help: "write `[cto, cio]`",
        mend: Written,
    },
    Mistake {
        text: "teams: {wren: {members: «ana, ben, cem», lead: ana}}\n",
        rule: "invalid-value",
        message: "`ana, ben, cem` is cut at its comma: between braces a comma ends the value",
        label: "one value?",
        help: "write `[ana, ben, cem]`",
        mend: Written,
    },
    Mistake {
        text: "teams: {wren: {mission: «Take money, count it and give it back»}}\n",
        rule: "invalid-value",
        message: "`Take money, count it and give it back` is cut at its comma: between braces a comma ends the value",
        label: "one value?",
        help: r#"write `"Take money, count it and give it back"`"#,
        mend: Written,
    },
    Mistake {
        text: "services: {web: {owner: «\"finch, wren\"»}}\n",
        rule: "invalid-value",
        message: "`owner` names one, and `finch, wren` is several",
        label: "several names in one text",
        help: "write `finch` or `wren`",
        mend: Written,
    },
    Mistake {
        text: "services: [«{owner: finch}»]\n",
        rule: "wrong-type",
        message: "expected a service with a `name`, found a map",
        label: "a map",
        help: "put the id of the service first, as in `- name: service`",
        mend: Change("{owner: finch}", "{name: web, owner: finch}"),
    },
    Mistake {
        text: "teams:\n  wren:\n    lead: «${LEAD}»\n",
        rule: "invalid-value",
        message: "`${LEAD}` is a placeholder that nothing was put in place of",
        label: "never filled in",
        help: "write the value of `lead` in its place, or fill the template in first and check what comes of it",
        mend: Change("${LEAD}", "ana"),
    },
    Mistake {
        text: "teams:\n  wren:\n    lead: «{{ lead }}»\n",
        rule: "invalid-value",
        message: "`{{ lead }}` is a placeholder that nothing was put in place of",
        label: "never filled in",
        help: "write the value of `lead` in its place, or fill the template in first and check what comes of it",
        mend: Change("{{ lead }}", "ana"),
    },
    Mistake {
        text: "teams:\n  wren:\n    lead: «{{ lead }}»-x\n",
        rule: "syntax-error",
        message: "`{{ lead }}` is a placeholder that nothing was put in place of",
        label: "never filled in",
        help: "write a value in its place, or fill the template in first and check what comes of it",
        mend: Change("{{ lead }}-x", "ana"),
    },
    Mistake {
        text: "teams:\n  wren:\n    mission: «\"{{ mission }}\"»\n",
        rule: "invalid-value",
        message: "`{{ mission }}` is a placeholder that nothing was put in place of",
        label: "never filled in",
        help: "write the value of `mission` in its place, or fill the template in first and check what comes of it",
        mend: Change(r#""{{ mission }}""#, "Make failure boring for everybody"),
    },
    Mistake {
        text: "teams:\n  wren:\n    lead: «<lead>»\n",
        rule: "invalid-value",
        message: "`<lead>` is a placeholder that nothing was put in place of",
        label: "never filled in",
        help: "write the value of `lead` in its place, or fill the template in first and check what comes of it",
        mend: Change("<lead>", "ana"),
    },
    Mistake {
        text: "services: {web: {owner: finch, tier: «${TIER}»}}\n",
        rule: "syntax-error",
        message: "`${TIER}` is a placeholder that nothing was put in place of",
        label: "never filled in",
        help: "write a value in its place, or fill the template in first and check what comes of it",
        mend: Change("${TIER}", "3"),
    },
    Mistake {
        text: "services: {web: {tier: 3, owner: «${OWNER}»}}\n",
        rule: "syntax-error",
        message: "`${OWNER}` is a placeholder that nothing was put in place of",
        label: "never filled in",
        help: "write a value in its place, or fill the template in first and check what comes of it",
        mend: Change("${OWNER}", "finch"),
    },
    Mistake {
        text: "teams:\n  wren:\n    lead: «%LEAD%»\n",
        rule: "syntax-error",
        message: "`%LEAD%` is a placeholder that nothing was put in place of",
        label: "never filled in",
        help: "write a value in its place, or fill the template in first and check what comes of it",
        mend: Change("%LEAD%", "ana"),
    },
    Mistake {
        text: "teams:\n  wren:\n    members: [ana, «$MEMBER»]\n",
        rule: "invalid-value",
        message: "`$MEMBER` is a placeholder that nothing was put in place of",
        label: "never filled in",
        help: "write the value of `person` in its place, or fill the template in first and check what comes of it",
        mend: Change(", $MEMBER", ""),
    },
    Mistake {
        text: "teams:\n  «{{ team }}»:\n    members: [ana]\n",
        rule: "invalid-value",
        message: "`{{ team }}` is a placeholder that nothing was put in place of",
        label: "never filled in",
        help: "write the name in its place, or fill the template in first and check what comes of it",
        mend: Change("{{ team }}", "wren"),
    },
    Mistake {
        text: "teams:\n  «${TEAM}»: {members: [ana]}\n",
        rule: "invalid-value",
        message: "`${TEAM}` is a placeholder that nothing was put in place of",
        label: "never filled in",
        help: "write the name in its place, or fill the template in first and check what comes of it",
        mend: Change("${TEAM}", "wren"),
    },
    Mistake {
        text: "teams:\n  wren:\n    «{% if lead %}»\n    lead: ana\n    {% endif %}\n    members: [ana]\n",
        rule: "syntax-error",
        message: "this is a template, and nobody filled it in",
        label: "a line for the template language",
        help: "fill the template in and check what comes of it, or leave this file out with `exclude`",
        mend: Change("    {% if lead %}\n    lead: ana\n    {% endif %}\n", "    lead: ana\n"),
    },
    Mistake {
        text: "teams:\n  wren:\n«<<<<<<< HEAD»\n    lead: ana\n=======\n    lead: ben\n>>>>>>> feature\n    members: [ana, ben]\n",
        rule: "syntax-error",
        message: "a merge conflict was left here",
        label: "from here",
        help: "keep what is right of the two versions, and delete the rest with the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`",
        mend: Change("<<<<<<< HEAD\n    lead: ana\n=======\n    lead: ben\n>>>>>>> feature\n", "    lead: ana\n"),
    },
    Mistake {
        text: "teams:\n  wren:\n    members: [ana, ben]\n«>>>>>>> feature»\n",
        rule: "syntax-error",
        message: "a merge conflict was left here",
        label: "a marker of it",
        help: "delete this line, and make sure that what is around it is what was meant",
        mend: Change(">>>>>>> feature\n", ""),
    },
    Mistake {
        text: "teams:\n  wren:\n«\u{a0}\u{a0}\u{a0}\u{a0}»lead: ana\n    members: [ana]\n",
        rule: "syntax-error",
        message: "a no-break space (U+00A0) stands where YAML wants an ordinary blank",
        label: "looks like a blank",
        help: "replace it with an ordinary space; it often comes from a text that was copied out of a page or a chat",
        mend: Change(" ", " "),
    },
    Mistake {
        text: "teams:\n  wren:\n    lead: ana\n«  \u{a0}\u{a0}»members: [ana]\n",
        rule: "syntax-error",
        message: "a no-break space (U+00A0) stands where YAML wants an ordinary blank",
        label: "looks like a blank",
        help: "replace it with an ordinary space; it often comes from a text that was copied out of a page or a chat",
        mend: Change(" ", " "),
    },
    Mistake {
        text: "teams:\n  wren:\n    lead:«\u{a0}»ana\n    members: [ana]\n",
        rule: "syntax-error",
        message: "a no-break space (U+00A0) stands where YAML wants an ordinary blank",
        label: "looks like a blank",
        help: "replace it with an ordinary space; it often comes from a text that was copied out of a page or a chat",
        mend: Change(" ", " "),
    },
    Mistake {
        text: "teams:\n  wren:\n    members:\n      -«\u{a0}»ana\n      - ben\n",
        rule: "syntax-error",
        message: "a no-break space (U+00A0) stands where YAML wants an ordinary blank",
        label: "looks like a blank",
        help: "replace it with an ordinary space; it often comes from a text that was copied out of a page or a chat",
        mend: Change(" ", " "),
    },
    Mistake {
        text: "teams:\n  wren:\n    lead: «an\u{200b}a»\n",
        rule: "unknown-reference",
        message: "there is no person `an<U+200B>a`",
        label: "did you mean `ana`?",
        help: "write `ana`, or declare the person `an<U+200B>a`",
        mend: Written,
    },
    Mistake {
        text: "rotations: {wren: {team: finch, turn: «1\u{a0}w»}}\n",
        rule: "invalid-value",
        message: "the value of `turn` contains a no-break space (U+00A0), which cannot be seen",
        label: "not what it looks like",
        help: "write `1w`; the units are `m`, `h`, `d`, `w`, `M` (months), `Q` and `Y`",
        mend: Written,
    },
    Mistake {
        text: "teams:\n  wren:\n    mission: «Sing: loud»\n",
        rule: "syntax-error",
        message: "`: ` inside an unquoted value starts a nested mapping, which cannot begin on this line",
        label: "",
        help: r#"write `mission: "Sing: loud"`: in quotes the `: ` is text"#,
        mend: Change("mission: Sing: loud", r#"mission: "Sing: loud""#),
    },
    Mistake {
        text: "teams:\n  wren:\n    «mission» Take money for every order\n    members: [ana]\n",
        rule: "syntax-error",
        message: "a `:` is missing after `mission`",
        label: "",
        help: "write `mission: Take money for every order`",
        mend: Change("mission Take money for every order", "mission: Take money for every order"),
    },
    Mistake {
        text: "teams:\n  wren:\n    members: [ana]\n    «mission» Take money for every order\n",
        rule: "syntax-error",
        message: "a `:` is missing after `mission`",
        label: "",
        help: "write `mission: Take money for every order`",
        mend: Change("mission Take money for every order", "mission: Take money for every order"),
    },
    Mistake {
        text: "teams:\n  wren:\n    mission«:»Take money for every order\n    members: [ana]\n",
        rule: "syntax-error",
        message: "a space is missing after this `:`",
        label: "",
        help: "write `mission: Take money for every order`; without the space it is one word",
        mend: Change("mission:Take money for every order", "mission: Take money for every order"),
    },
    Mistake {
        text: "teams:\n  wren:\n    members: «-» ana\n      - ben\n",
        rule: "syntax-error",
        message: "a list that is written with `- ` cannot begin on the line of its key",
        label: "",
        help: "begin a new line in front of `- ana`, indented more than `members`; or write `[ana]`, with all elements",
        mend: Change("members: - ana\n", "members:\n      - ana\n"),
    },
    Mistake {
        text: "teams:\n  wren:\n    mission: «*important* work for everybody»\n    members: [ana]\n",
        rule: "syntax-error",
        message: "a value cannot begin with `*`, unless it is the name of an anchor and nothing else",
        label: "",
        help: r#"quote the value: `"*important* work for everybody"`"#,
        mend: Change("*important* work for everybody", r#""*important* work for everybody""#),
    },
];
