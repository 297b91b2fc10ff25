//! What is not covered, for people.

use std::io::{self, Write};

use crate::finding::wording::{count, first_of, in_backticks, listed, with_article};
use crate::judge::coverage::{Coverage, Example, Gap, Remedy, Source, Unlocked, is_single};
use crate::org::account::{Account, OfSource};
use crate::org::origin::Standing;
use crate::report::coverage::report::{Length, Report, Style};
use crate::report::terminal_text::{self, Ink, paint, wrap};
use crate::report::{Look, claims};
use crate::text::{Place, Sources};
use crate::vocabulary::kinds::Kind;
use crate::vocabulary::{SectionForm, record};

/// So many fields are shown of a short list.
const SHOWN: usize = 10;
/// So many combinations of fields are.
const COMBINED: usize = 5;
/// So many rules are named.
const RULES: usize = 4;

/// Writes what to declare, most valuable first, and how much each family of rules judged; nothing where nothing was
/// declared.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, report: &Report<'_>, style: Style) -> io::Result<()> {
    let (Report { coverage, sources, entities, .. }, Style { look, length }) = (*report, style);
    if entities == 0 {
        return Ok(());
    }
    let all = coverage.judged + coverage.not_judged;
    let total = match coverage.not_judged {
        0 => format!("nothing is missing: {} made", count(all, "judgement was", "judgements were")),
        1 => format!("{} of {all} judgements were possible; 1 was not", coverage.judged),
        lacking => format!("{} of {all} judgements were possible; {lacking} were not", coverage.judged),
    };
    writeln!(out, "{}", paint(look, Ink::Bold, &wrap(&total, look.width, "", "  ")))?;
    let mut page = Page { out, sources, look, length };
    let of = |remedy| coverage.gaps.iter().filter(move |gap| gap.remedy == remedy && gap.alone.judgements > 0);
    page.gaps("Declare, most valuable first:", &of(Remedy::Declare).collect::<Vec<_>>())?;
    page.gaps("Mend what was written, but cannot be read:", &of(Remedy::Mend).collect::<Vec<_>>())?;
    page.combinations(coverage)?;
    page.offers(&coverage.sources)?;
    page.gaps(
        "Nothing that could be declared would decide these; they ask for:",
        &of(Remedy::None).collect::<Vec<_>>(),
    )?;
    page.standing(&coverage.standing)?;
    if let Some(claims) = claims::in_words(coverage.claims) {
        writeln!(page.out)?;
        page.line(&claims, "", "  ")?;
    }
    page.families(coverage)?;
    report.read.map_or(Ok(()), |account| page.account(account))
}

struct Page<'a> {
    out: &'a mut dyn Write,
    sources: &'a Sources,
    look: Look,
    length: Length,
}

impl Page<'_> {
    fn heading(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "\n{}\n", paint(self.look, Ink::Bold, text))
    }

    fn line(&mut self, text: &str, first: &str, rest: &str) -> io::Result<()> {
        writeln!(self.out, "{}", wrap(&terminal_text::line(text), self.look.width, first, rest))
    }

    fn gaps(&mut self, heading: &str, gaps: &[&Gap]) -> io::Result<()> {
        if gaps.is_empty() {
            return Ok(());
        }
        self.heading(heading)?;
        let shown = self.up_to(SHOWN, gaps.len());
        for gap in &gaps[..shown] {
            let path = if gap.remedy == Remedy::None { gap.path.clone() } else { format!("`{}`", gap.path) };
            let means = gap.remedy != Remedy::None;
            self.line(&format!("{path}, {}", unlocks(&gap.alone, &gap.path, means)), "  ", "    ")?;
            self.details(gap)?;
        }
        self.more(gaps.len() - shown, "more field", "more fields")
    }

    fn details(&mut self, gap: &Gap) -> io::Result<()> {
        self.rules(&gap.alone.rules)?;
        for example in &gap.examples {
            // Never broken, so that it can be followed.
            writeln!(self.out, "      {}", terminal_text::line(&self.place(example)))?;
        }
        if gap.places > gap.examples.len() {
            let more = count(gap.places - gap.examples.len(), "more place", "more places");
            self.line(&format!("… and {more}"), "      ", "      ")?;
        }
        if gap.together > 0 {
            let also = count(gap.together, "more judgement lacks", "more judgements lack");
            self.line(&format!("{also} it together with other fields"), "      ", "        ")?;
        }
        for (format, places) in &gap.unsayable {
            let which = if *places == gap.places { String::new() } else { format!("{places} of them: ") };
            let note = format!("{which}{} has no such field; write it in a native file", with_article(format.name));
            self.line(&note, "      ", "        ")?;
        }
        if gap.reported {
            self.line("`teamlint check` reports what is wrong with it", "      ", "        ")?;
        }
        Ok(())
    }

    fn rules(&mut self, rules: &[String]) -> io::Result<()> {
        let shown = if self.length == Length::Whole || rules.len() == RULES + 1 { rules.len() } else { RULES };
        self.line(&first_of(rules, shown), "      ", "      ")
    }

    fn place(&self, example: &Example) -> String {
        match example.place {
            Some(place) => format!("{} at {}", example.entity, self.at(place)),
            None => example.entity.clone(),
        }
    }

    fn combinations(&mut self, coverage: &Coverage) -> io::Result<()> {
        let all = &coverage.combinations;
        if all.is_empty() {
            return Ok(());
        }
        self.heading("Several fields together:")?;
        let shown = self.up_to(COMBINED, all.len());
        for combination in &all[..shown] {
            let told = |(path, remedy): &(String, Remedy)| match remedy {
                Remedy::Declare => format!("`{path}`"),
                Remedy::Mend => format!("`{path}` (to be mended)"),
                Remedy::None => path.clone(),
            };
            let paths: Vec<String> = combination.gaps.iter().map(told).collect();
            let possible = combination.gaps.iter().all(|(_, remedy)| *remedy != Remedy::None);
            let means = unlocks(&combination.unlocked, "", possible);
            self.line(&format!("{}, {means}", listed(&paths, "and")), "  ", "    ")?;
            self.rules(&combination.unlocked.rules)?;
        }
        self.more(all.len() - shown, "more combination", "more combinations")
    }

    /// Where what is missing may be kept already.
    fn offers(&mut self, all: &[Source]) -> io::Result<()> {
        if all.is_empty() {
            return Ok(());
        }
        self.heading("What you may have already, each as far as it says all that it can:")?;
        for Source { advice, page, unlocked } in all {
            self.line(&format!("{advice} (`{page}`), {}", unlocks(unlocked, "", true)), "  ", "    ")?;
            self.rules(&unlocked.rules)?;
        }
        Ok(())
    }

    /// What stands for fields that nobody wrote.
    fn standing(&mut self, all: &[Standing]) -> io::Result<()> {
        if all.is_empty() {
            return Ok(());
        }
        self.heading("Taken from notes of entities:")?;
        let shown = self.up_to(SHOWN, all.len());
        for Standing { kind, field, origin, entities } in &all[..shown] {
            let what = record(*kind);
            let by = origin.mapped.map(|place| format!(", by `map` at {}", self.at(place))).unwrap_or_default();
            let of = count(*entities, what.word, &what.plural());
            let line = format!("`{}` of {of}, from {}{by}", what.def(*field).name, origin.in_words());
            self.line(&line, "  ", "    ")?;
        }
        self.more(all.len() - shown, "more field", "more fields")
    }

    /// `teamlint.yaml:3:5`.
    fn at(&self, place: Place) -> String {
        let file = self.sources.get(place.file);
        let at = file.position(place.span.start);
        format!("{}:{}:{}", file.path, at.line, at.column)
    }

    fn more(&mut self, left_out: usize, one: &str, many: &str) -> io::Result<()> {
        match left_out {
            0 => Ok(()),
            n => self.line(&format!("… and {} (--all shows them)", count(n, one, many)), "  ", "  "),
        }
    }

    fn up_to(&self, limit: usize, len: usize) -> usize {
        if self.length == Length::Whole { len } else { limit.min(len) }
    }

    /// What was read from each source.
    fn account(&mut self, account: &Account) -> io::Result<()> {
        self.heading("Read from each source:")?;
        for source in &account.sources {
            self.source(source)?;
        }
        if !account.links.is_empty() {
            self.heading("Lists of permissions and of code owners, linked with teams and not the same:")?;
        }
        let shown = self.up_to(SHOWN, account.links.len());
        for link in &account.links[..shown] {
            let at = link.at.map(|at| format!(" at {}", self.at(at))).unwrap_or_default();
            let line = format!("`{}` with `{}`, known by the {}{at}", link.list, link.team, link.by.in_words());
            self.line(&line, "  ", "    ")?;
        }
        self.more(account.links.len() - shown, "more list", "more lists")?;
        if !account.idle.is_empty() {
            self.heading("Aliases in the configuration that nobody has:")?;
        }
        for &place in &account.idle {
            let line = format!("{} at {}", self.sources.text(place).trim(), self.at(place));
            self.line(&line, "  ", "    ")?;
        }
        Ok(())
    }

    fn source(&mut self, source: &OfSource) -> io::Result<()> {
        let entities: Vec<String> = source
            .entities
            .iter()
            .map(|&(kind, number)| count(number, record(kind).word, &record(kind).plural()))
            .collect();
        let files = count(source.files, "file", "files");
        self.line(&format!("{}, {files}: {}", source.format.name, listed(&entities, "and")), "  ", "    ")?;
        if source.shared > 0 {
            let by: Vec<String> =
                source.known_by.iter().map(|(by, number)| format!("{number} known by the {}", by.in_words())).collect();
            let by = if by.is_empty() { String::new() } else { format!(": {}", listed(&by, "and")) };
            self.line(&format!("{} of them in other sources, too{by}", source.shared), "      ", "        ")?;
        }
        if !source.alone.is_empty() {
            self.alone(source)?;
        }
        for assumed in source.format.assumed {
            self.line(&format!("assumed, as its documentation does not say it: {assumed}"), "      ", "        ")?;
        }
        Ok(())
    }

    /// What no other source has.
    fn alone(&mut self, source: &OfSource) -> io::Result<()> {
        let shown = self.up_to(SHOWN, source.alone.len());
        let mut names: Vec<String> = source.alone[..shown].to_vec();
        match source.alone.len() - shown + source.more {
            0 => {}
            more => names.push(format!("{more} more")),
        }
        self.line(&format!("in no other source: {}", listed(&names, "and")), "      ", "        ")
    }

    fn families(&mut self, coverage: &Coverage) -> io::Result<()> {
        if coverage.families.is_empty() {
            return Ok(());
        }
        let whole = self.length == Length::Whole;
        let rules = coverage.families.iter().filter(|_| whole).flat_map(|family| &family.rules);
        let names = coverage.families.iter().map(|family| family.name.chars().count());
        let widest = names.chain(rules.map(|(rule, ..)| rule.chars().count() + 2)).max();
        let width = widest.unwrap_or(0).max("rules".len());
        let head = format!("\n{:width$}  {:>10}  {:>10}", "rules", "judged", "not judged");
        writeln!(self.out, "{}", paint(self.look, Ink::Bold, &head))?;
        for family in &coverage.families {
            let name = terminal_text::line(&family.name);
            writeln!(self.out, "{name:width$}  {:>10}  {:>10}", family.judged, family.not_judged)?;
            for (rule, judged, not_judged) in family.rules.iter().filter(|_| whole) {
                let rule = terminal_text::line(rule);
                let row = format!("  {rule:0$}  {judged:>10}  {not_judged:>10}", width.saturating_sub(2));
                writeln!(self.out, "{}", paint(self.look, Ink::Dim, &row))?;
            }
        }
        Ok(())
    }
}

/// `and 2 rules can judge 7 rotations`; `path` is what would be declared.
fn unlocks(unlocked: &Unlocked, path: &str, possible: bool) -> String {
    let one = |&(kind, number): &(Kind, usize)| match record(kind) {
        single if single.form == SectionForm::Single => format!("`{}`", single.word),
        many => count(number, many.word, &many.plural()),
    };
    let mut what: Vec<String> = unlocked.subjects.iter().map(one).collect();
    let own = |collection: &String| collection == path;
    if what.is_empty() && unlocked.collections.iter().any(own) {
        what.push(if is_single(path) { "it" } else { "them" }.to_owned());
    } else {
        let collections = in_backticks(&unlocked.collections);
        if !collections.is_empty() {
            what.push(format!("all of {}", listed(&collections, "and")));
        }
    }
    let rules = count(unlocked.rules.len(), "rule", "rules");
    let (without, can) = if possible { ("and", "can") } else { ("without which", "cannot") };
    format!("{without} {rules} {can} judge {}", what.join(" and "))
}
