//! Waivers in comments: `# teamlint: allow RULE until 2026-12-31 reason`.

use std::ops::Range;

use memchr::{memchr, memchr_iter};

use crate::finding::Finding;
use crate::finding::diagnostics::INVALID_WAIVER;
use crate::finding::suggest::nearest;
use crate::text::{FileId, Place, SourceFile, Span};
use crate::vocabulary::scalars::date;
use crate::waive::lines::Lines;
use crate::waive::waiver::{Behind, On, Waiver};
use crate::yaml::tree::{Comment, Tree};

/// Who is spoken to.
const NAME: &str = "teamlint";

const FORM: &str = "write `# teamlint: allow RULE reason`, or `# teamlint: allow RULE until 2026-12-31 reason`";

/// What other tools are told to the same end.
const VERBS: [&str; 11] =
    ["allow", "ignore", "disable", "skip", "waive", "suppress", "exempt", "except", "noqa", "nolint", "off"];

/// What the last day of a waiver stands behind.
const UNTIL: &str = "until";

/// The waivers in the comments of a file, and comments that should be waivers and cannot be.
///
/// A comment at the end of a line is about what begins on that line; one on a line of its own about what begins on the
/// next, or, where it is indented deeper than that, about what stands above it: the entry or element there with
/// everything below it.
pub fn in_comments(file: FileId, source: &SourceFile) -> (Vec<Waiver>, Vec<Finding>) {
    let text = source.text();
    let (mut waivers, mut problems) = (Vec::new(), Vec::new());
    // Most files have none, and need not be parsed once more.
    if !may_speak(text) {
        return (waivers, problems);
    }
    let lines = Lines::of(text);
    for comment in Tree::parse(file, text).tree.comments() {
        match read(file, text, &lines, *comment) {
            None => {}
            Some(Ok(mut several)) => waivers.append(&mut several),
            Some(Err(Wrong { message, label, help })) => {
                problems.push(INVALID_WAIVER.at(comment.place, message).saying(label).help(help));
            }
        }
    }
    (waivers, problems)
}

/// Whether a line of a text has something on it that would speak to teamlint in a comment.
fn may_speak(text: &str) -> bool {
    hashes(text).any(|at| {
        let line = &text.as_bytes()[at..];
        let end = memchr(b'\n', line).map_or(text.len(), |end| at + end);
        pieces(&text[at..end]).any(|piece| spoken_in(piece).is_some())
    })
}

/// Why a comment that should be a waiver is none.
struct Wrong {
    message: String,
    label: &'static str,
    help: String,
}

impl Wrong {
    fn new(message: impl Into<String>, label: &'static str) -> Self {
        Self { message: message.into(), label, help: FORM.to_owned() }
    }
}

/// The waivers that a comment is; `None` where it is a comment like any other.
fn read(file: FileId, text: &str, lines: &Lines, comment: Comment) -> Option<Result<Vec<Waiver>, Wrong>> {
    let (start, end) = (comment.place.span.start as usize, comment.place.span.end as usize);
    let written = text.get(start..end)?;
    let said = match spoken(written)? {
        Spoken::Told(said) => said,
        Spoken::Nearly(rule) => return Some(Err(nearly(rule))),
    };
    Some(told(said).map(|Told { rules, until, reason, first_of_reason }| {
        let covered = if comment.alone {
            let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
            lines.beside(start, start - line)
        } else {
            lines.around(start)
        };
        let entry = lines.entry(&covered);
        let place =
            |bytes: Range<usize>| Place { file, span: Span { start: offset(bytes.start), end: offset(bytes.end) } };
        let place_of = |word: &str| {
            let at = start + (word.as_ptr() as usize - written.as_ptr() as usize);
            place(at..at + word.len())
        };
        let among_others = rules.len() > 1;
        let behind = first_of_reason.filter(|word| word.contains('-')).map(|word| Behind {
            word: word.to_owned(),
            place: place_of(word),
            rules: rules.join(", "),
        });
        let last = rules.len() - 1;
        let waiver = |(rank, rule): (usize, &str)| {
            let rule_place = place_of(rule);
            Waiver {
                rule: rule.to_owned(),
                rule_place,
                on: On::Bytes(file, offset(covered.start)..offset(covered.end)),
                within: offset(entry.start)..offset(entry.end),
                until: until.clone(),
                reason: reason.to_owned(),
                place: if among_others { rule_place } else { comment.place },
                among_others,
                behind: behind.clone().filter(|_| rank == last),
            }
        };
        rules.into_iter().enumerate().map(waiver).collect()
    }))
}

/// How a comment speaks to teamlint.
enum Spoken<'t> {
    /// What follows the name and the colon.
    Told(&'t str),
    /// In a way that is not understood; the rule that seems to be meant.
    Nearly(Option<&'t str>),
}

/// What a comment tells teamlint, by itself or after what it tells another tool; none where it does not speak to it.
fn spoken(comment: &str) -> Option<Spoken<'_>> {
    hashes(comment).flat_map(|at| pieces(&comment[at..])).find_map(spoken_in)
}

/// Where there is a `#`, the last of several in a row.
fn hashes(text: &str) -> impl Iterator<Item = usize> + '_ {
    memchr_iter(b'#', text.as_bytes()).filter(|at| text.as_bytes().get(at + 1) != Some(&b'#'))
}

/// What follows a `#`, and what follows each mark after it that may end what another tool is told, where that may be spoken
/// to teamlint.
fn pieces(from_hash: &str) -> impl Iterator<Item = &str> {
    let own = &from_hash[1..];
    let own = &own[..memchr(b'#', own.as_bytes()).unwrap_or(own.len())];
    let later = own.match_indices([';', '|']).map(|(at, _)| at + 1);
    let starts = std::iter::once(0).chain(later).map(|at| own[at..].trim_start());
    starts.chain(addressed(own)).filter(|piece| piece.starts_with(['t', 'T']))
}

/// What begins behind a blank with the name, a colon and what is to be done, whatever stands before it.
fn addressed(text: &str) -> impl Iterator<Item = &str> {
    let words = text.match_indices([' ', '\t']).map(|(at, _)| &text[at + 1..]);
    words.filter(|piece| {
        let head = &piece[..piece.floor_char_boundary(2 * NAME.len())];
        piece.starts_with(['t', 'T'])
            && head.split_once(':').is_some_and(|(name, _)| {
                let name_is_one = !name.trim_end().contains(char::is_whitespace);
                name_is_one && is_nearly(name) && is_verb(step(&piece[name.len() + 1..]).0)
            })
    })
}

fn spoken_in(piece: &str) -> Option<Spoken<'_>> {
    let head = &piece[..piece.floor_char_boundary(2 * NAME.len())];
    if let Some((name, _)) = head.split_once(':') {
        let rest = &piece[name.len() + 1..];
        if name.trim_end().eq_ignore_ascii_case(NAME) {
            return Some(Spoken::Told(rest));
        }
        if is_nearly(name) {
            return is_verb(step(rest).0).then(|| Spoken::Nearly(rule_in(rest)));
        }
    }
    // `teamlint allow RULE`, `teamlint-disable RULE`, `team-lint ignore=RULE`: only with a rule, to tell it from prose.
    let (first, rest) = step(piece);
    let (second, more) = step(rest);
    let rest = match (is_nearly(first), is_verb(second)) {
        (true, true) => more,
        (false, false) if is_nearly(&piece[..piece.len() - more.len()]) && is_verb(step(more).0) => step(more).1,
        _ => return None,
    };
    rule_in(rest).map(|rule| Spoken::Nearly(Some(rule)))
}

/// The first run of letters, and what follows it.
fn step(text: &str) -> (&str, &str) {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    text.split_at(text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len()))
}

fn is_verb(word: &str) -> bool {
    let word = word.to_lowercase();
    VERBS.contains(&&*word) || nearest(&word, [VERBS[0]]).is_some()
}

/// Whether this is the name, however it is spelt.
fn is_nearly(name: &str) -> bool {
    if name.len() > 2 * NAME.len() {
        return false;
    }
    let letters: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    letters == NAME || nearest(&letters, [NAME]).is_some()
}

/// What other tools' comments say of where they hold, which is no rule.
const WHERE: [&str; 4] = ["next-line", "this-line", "same-line", "whole-file"];

/// The name of a rule among the first words.
fn rule_in(rest: &str) -> Option<&str> {
    let words = rest.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).filter(|word| !word.is_empty());
    let words = words.map(|word| word.trim_matches('-')).filter(|word| !WHERE.contains(word));
    let mut rules = words.take(2).filter(|word| word.contains('-'));
    rules.next()
}

fn nearly(rule: Option<&str>) -> Wrong {
    let help = match rule {
        Some(rule) => format!("write `# teamlint: allow {}`, followed by a reason", rule.to_ascii_lowercase()),
        None => FORM.to_owned(),
    };
    Wrong { message: "this comment looks like a waiver, and is none".to_owned(), label: "not understood", help }
}

/// What a waiver says.
struct Told<'t> {
    rules: Vec<&'t str>,
    until: Option<(i32, String)>,
    /// Why, without what stands between it and the rules.
    reason: &'t str,
    /// The word that the reason begins with, `and` aside.
    first_of_reason: Option<&'t str>,
}

fn told(said: &str) -> Result<Told<'_>, Wrong> {
    let (verb, rest) = word(said);
    if !verb.eq_ignore_ascii_case(VERBS[0]) {
        let message = if verb.is_empty() {
            "this comment tells teamlint nothing".to_owned()
        } else {
            format!("`{verb}` is nothing teamlint can be told in a comment")
        };
        return Err(Wrong::new(message, "not understood"));
    }
    let (rules, rest) = rules(rest);
    let [first, ..] = rules.as_slice() else {
        return Err(Wrong::new("this comment allows no rule", "which rule?"));
    };
    let (until, reason) = until(rest)?;
    if !reason.chars().any(char::is_alphabetic) {
        return Err(Wrong::new(format!("this waiver of `{first}` gives no reason, and does not count"), "why?"));
    }
    if let Some(day) = day_in(reason) {
        let message = format!("`until {day}` is part of the reason here, so that the waiver would never end");
        let help = format!("write `allow {} until {day} …`, with the reason behind the day", rules.join(", "));
        return Err(Wrong { message, label: "until when?", help });
    }
    Ok(Told { rules, until, reason: without_marks(reason), first_of_reason: first_of(reason) })
}

/// A last day, as days since 1970-01-01 and as it is written.
type LastDay = (i32, String);

/// The last day of a waiver that names one behind its rules, as `until DAY`, `until: DAY`, `until=DAY` or any of them in
/// brackets; and what follows.
fn until(text: &str) -> Result<(Option<LastDay>, &str), Wrong> {
    let Some(behind) = behind_until(text) else { return Ok((None, text)) };
    let (day, rest) = word(behind);
    // The reason may follow a bracket without a blank.
    let (day, rest) = match day.find([')', ']']) {
        Some(end) => (&behind[..end], &behind[end + 1..]),
        None => (day, rest),
    };
    let day = day.trim_end_matches([':', ',', ';', '.']);
    match date(day) {
        Some(days) => Ok((Some((days, day.to_owned())), rest)),
        None => Err(Wrong::new(format!("`{day}` is no date"), "until when?")),
    }
}

/// What follows `until` and its colon or sign at the beginning of a text.
fn behind_until(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || "([,;-–—".contains(c));
    let rest = text.get(UNTIL.len()..).filter(|_| text[..UNTIL.len()].eq_ignore_ascii_case(UNTIL))?;
    let behind = rest.trim_start().trim_start_matches([':', '=', '(']).trim_start();
    (behind.len() < rest.len()).then_some(behind).or_else(|| rest.is_empty().then_some(rest))
}

/// The day that is said in a reason to be the last.
fn day_in(reason: &str) -> Option<&str> {
    let beginnings = reason.char_indices().filter(|&(at, c)| {
        c.eq_ignore_ascii_case(&'u') && !reason[..at].ends_with(|before: char| before.is_alphanumeric())
    });
    let days = beginnings.filter_map(|(at, _)| behind_until(&reason[at..]));
    let mut days = days.map(|rest| &rest[..rest.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(rest.len())]);
    days.find(|day| date(day).is_some())
}

/// A reason without what stands between it and the rules.
fn without_marks(reason: &str) -> &str {
    reason.trim_start_matches(|c: char| c.is_whitespace() || "([,;:)]-–—".contains(c)).trim_end()
}

/// The first word of a reason, without what stands between it and the rules.
fn first_of(reason: &str) -> Option<&str> {
    let words = reason.split(|c: char| !(c.is_alphanumeric() || c == '-')).map(|word| word.trim_matches('-'));
    words.filter(|word| !word.is_empty()).find(|word| !["and", "or"].iter().any(|one| word.eq_ignore_ascii_case(one)))
}

/// The rules named first, with commas between them, and what follows.
fn rules(text: &str) -> (Vec<&str>, &str) {
    let (mut rules, mut rest) = (Vec::new(), text);
    loop {
        let (next, after) = word(rest);
        rules.extend(next.split(',').map(|rule| rule.trim_end_matches(':')).filter(|rule| !rule.is_empty()));
        rest = after;
        if next.is_empty() || !(next.ends_with(',') || after.trim_start().starts_with(',')) {
            return (rules, rest);
        }
    }
}

fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// The first word, and what follows it.
fn word(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use crate::text::{FileId, SourceFile};
    use crate::waive::comment::in_comments;
    use crate::waive::waiver::On;

    /// Rule and covered text of each waiver, and the messages about what is none.
    fn read(text: &str) -> (Vec<(String, String)>, Vec<String>) {
        let (waivers, problems) = in_comments(FileId(0), &SourceFile::new("a.yaml", text));
        let shown = waivers.into_iter().map(|waiver| match waiver.on {
            On::Bytes(_, bytes) => (waiver.rule, text[bytes.start as usize..bytes.end as usize].to_owned()),
            On::Entity(id) => (waiver.rule, id),
        });
        (shown.collect(), problems.into_iter().map(|problem| problem.message).collect())
    }

    /// The text that the only waiver covers.
    fn covered(text: &str) -> String {
        let (waivers, problems) = read(text);
        assert_eq!(problems, [""; 0], "{text}");
        let [(_, covered)] = waivers.as_slice() else { panic!("{waivers:?} in {text}") };
        covered.clone()
    }

    #[test]
    fn a_comment_is_about_what_begins_on_its_line_or_on_the_next() {
        let text = "\
teams:
  # teamlint: allow team-size they split in May
  # and not before

  web:
    members: [a]

    # a word in between
    duties:
    - on-call
  sre:
    members:    # teamlint: allow duplicate-item until 2026-12-31: ana has two desks
    - ana
    - ana
    duties: []
";
        let (waivers, problems) = read(text);
        assert_eq!(problems, [""; 0]);
        let web = "  web:\n    members: [a]\n\n    # a word in between\n    duties:\n    - on-call\n";
        let [(size, of_web), (item, of_members)] = waivers.as_slice() else { panic!("{waivers:?}") };
        assert_eq!((size.as_str(), of_web.as_str()), ("team-size", web));
        assert_eq!(item, "duplicate-item");
        assert!(of_members.starts_with("    members:") && of_members.ends_with("ana\n    - ana\n"), "{of_members}");
    }

    #[test]
    fn a_comment_that_is_indented_deeper_than_what_follows_is_about_what_stands_above() {
        let comment = "# teamlint: allow team-size they split in May\n";
        let of = |before: &str, after: &str| covered(&format!("{before}{comment}{after}"));
        assert_eq!(of("teams:\n  a:\n    members: [x]\n    ", "  b: {}\n"), "    members: [x]\n");
        let text = "teams:\n  a:\n    members:\n      - x\n      - y\n    ";
        assert!(of(text, "  b: {}\n").starts_with("    members:\n      - x\n      - y\n"));
        assert!(of("teams:\n  a:\n    members: [x]\n  ", "people: {}\n").starts_with("  a:\n    members: [x]\n"));
        assert!(of("teams:\n  a: {}\n", "").starts_with("teams:\n  a: {}\n"), "at the end of a file");
        assert_eq!(of("- x\n", "- y\n"), "- y\n");
        assert_eq!(of("teams:\n", "  a: {}\n  b: {}\n"), "  a: {}\n", "less deep is about the next all the same");
        assert_eq!(of("", ""), "");
    }

    #[test]
    fn what_is_no_comment_is_no_waiver() {
        assert_eq!(read("a: \"# teamlint: allow x y\"\nb: |\n  # teamlint: allow x y\n"), (Vec::new(), Vec::new()));
        for prose in [
            "# teamlint reads this",
            "# teamlint allows us to say why",
            "# checked by teamlint: see the wiki",
            "# we let teamlint: the tool, see to it",
            "# see `teamlint: allow x-a` in the wiki",
            "# we hope that teamlint allows re-runs",
            "# teamlint ignore the noise here",
            "# eslint: ignore no-console",
            "# maintained by team: allow some time",
        ] {
            assert_eq!(read(&format!("{prose}\n")), (Vec::new(), Vec::new()), "{prose}");
        }
    }

    #[test]
    fn one_comment_may_allow_several_rules_in_any_case_and_after_another_tools() {
        for text in [
            "a:  # teamlint: allow x-a, x-b, x-c they join in May\n",
            "a:  # teamlint: allow x-a,x-b,x-c they join in May\n",
            "a:  # teamlint: allow x-a , x-b ,x-c: they join in May\n",
            "a:  # noqa # Teamlint: Allow x-a, x-b, x-c until 2026-05-31 they join (issue #3)\n",
            "a:  # noqa; teamlint: allow x-a, x-b, x-c they join in May\n",
            "a:  # yamllint disable-line #TEAMLINT:allow x-a, x-b, x-c they join in May\n",
            "a:  # noqa: teamlint: allow x-a, x-b, x-c they join in May\n",
            "a:  # yamllint disable-line rule:x teamlint: allow x-a, x-b, x-c they join in May\n",
            "a:  # as agreed,\tTeamlint : Allow x-a, x-b, x-c they join in May\n",
        ] {
            let (waivers, problems) = read(text);
            assert_eq!(problems, [""; 0], "{text}");
            assert_eq!(waivers.iter().map(|(rule, _)| rule.as_str()).collect::<Vec<_>>(), ["x-a", "x-b", "x-c"]);
        }
    }

    #[test]
    fn the_last_day_is_understood_however_it_is_set_off() {
        for until in [
            "until 2026-01-01 they split",
            "Until: 2026-01-01 they split",
            "until:2026-01-01, they split",
            "until=2026-01-01 they split",
            "until = 2026-01-01 they split",
            "(until 2026-01-01) they split",
            "(until 2026-01-01): they split",
            "[until: 2026-01-01]they split",
            "- until 2026-01-01 - they split",
        ] {
            let text = format!("a:  # teamlint: allow x-a {until}\n");
            let (waivers, problems) = in_comments(FileId(0), &SourceFile::new("a.yaml", text));
            assert_eq!(problems, [], "{until}");
            let [waiver] = waivers.as_slice() else { panic!("{waivers:?} of {until}") };
            assert_eq!(waiver.until.as_ref().map(|(_, day)| day.as_str()), Some("2026-01-01"), "{until}");
        }
        let told = |reason: &str| read(&format!("a:  # teamlint: allow x-a, x-b {reason}\n"));
        for reason in ["they split until 2026-01-01", "they split (until: 2026-01-01).", "split;until=2026-01-01"] {
            let message = "`until 2026-01-01` is part of the reason here, so that the waiver would never end";
            assert_eq!(told(reason), (Vec::new(), vec![message.to_owned()]), "{reason}");
        }
        for reason in
            ["until2026-01-01 is a name", "they wait until May", "not until 2026 at least", "untilé 2026-01-01"]
        {
            assert_eq!(told(reason).0.len(), 2, "{reason}");
        }
    }

    #[test]
    fn a_waiver_that_cannot_count_says_why() {
        for (text, message) in [
            ("# teamlint: alow x y", "`alow` is nothing teamlint can be told in a comment"),
            ("# teamlint: allow", "this comment allows no rule"),
            ("# teamlint:", "this comment tells teamlint nothing"),
            ("# teamlint: allow x", "this waiver of `x` gives no reason, and does not count"),
            ("# teamlint: allow x --", "this waiver of `x` gives no reason, and does not count"),
            ("# teamlint: allow x until May because", "`May` is no date"),
            ("# teamlint: allow x until 2026-05-01", "this waiver of `x` gives no reason, and does not count"),
        ] {
            assert_eq!(read(text), (Vec::new(), vec![message.to_owned()]), "{text}");
        }
    }

    #[test]
    fn what_is_nearly_a_waiver_is_told() {
        for near in [
            "# teamlint allow x-a they join in May",
            "# Teamlint - allow x-a they join in May",
            "# teamlint-disable x-a they join in May",
            "# teamlint-disable-line x-a",
            "# teamlint-disable-next-line x-a",
            "a: b  # noqa; team-lint: disable x-a",
            "# team-lint: allow x-a they join in May",
            "# team lint: allow x-a they join in May",
            "# tealmint: allow x-a they join in May",
            "# teamlnit: ignore x-a they join in May",
            "# teamlint ignore=x-a",
            "# teamlint allow(x-a) they join in May",
            "a: b  # noqa # teamlint disable x-a",
            "a: b  # noqa: team-lint: allow x-a they join in May",
        ] {
            let (waivers, problems) = read(&format!("{near}\n"));
            assert_eq!((waivers.len(), problems.len()), (0, 1), "{near}");
            assert_eq!(problems, ["this comment looks like a waiver, and is none"], "{near}");
        }
    }
}
