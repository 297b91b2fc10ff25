//! Entry points for tests that throw arbitrary bytes at everything that reads input. No part of the API.
//!
//! What does not depend on the bytes is made once. Where rules judge, one input is judged by a few of them: which, its
//! length says, so that it is the same ones whenever it is tried.

use std::sync::{Arc, LazyLock};

use bumpalo::Bump;
use jiff::civil::Date;

use crate::charter::Charters;
use crate::expr::trace::{CameTo, Met};
use crate::expr::{Env, Frame, Params, compile};
use crate::facts::Facts;
use crate::facts::cx::Cx;
use crate::files::read;
use crate::finding::Finding;
use crate::lint::{Input, Linter, Options, Outcome, Setup, examine_pages};
use crate::org::Org;
use crate::report::charter::{check, markdown, renew};
use crate::report::findings::Advice;
use crate::report::{Look, coverage, findings};
use crate::rule::page::PageText;
use crate::rule::registry;
use crate::text::{FileId, Place, Sources};
use crate::value::{Item, Of, Type, Val};
use crate::vocabulary::kinds::{Entity, Kind};
use crate::yaml::tree::Tree;

/// By which an input is judged: each by its share of the rules, and the last by all.
static LINTERS: LazyLock<Vec<Linter>> = LazyLock::new(|| {
    let names: Vec<String> = registry::built_in().iter().map(|page| page.name().to_owned()).collect();
    let share = |share: usize| {
        let others = names.iter().enumerate().filter(|(rank, _)| rank % SHARES != share);
        let severities = others.map(|(_, name)| (name.clone(), None)).collect();
        Linter::new(Setup::of(&Input::texts([("", ""); 0]), &Options { severities, ..Options::default() }), TODAY)
    };
    (0..SHARES).map(share).chain([Linter::new(Setup::built_in(), TODAY)]).collect()
});
/// So many shares there are: with more of them, an input would seldom meet a rule that it is about.
const SHARES: usize = 14;
const TODAY: Date = Date::constant(1970, 1, 1);

/// Reads without judging, and without the words of a taxonomy.
static READER: LazyLock<Linter> = LazyLock::new(|| Linter::new(Setup::built_in().without_taxonomy(), TODAY));

/// The organisation that expressions are asked of.
static ASKED: LazyLock<Org> = LazyLock::new(|| {
    let team = b"team: infra\nmembers: [ada, bo]\nduties: [on-call]\nonCall: {coverage: 24x7}\n";
    Linter::new(Setup::built_in(), TODAY).read(&file(team)).org
});

/// The rules that configuration is tried on: with parameters of several kinds, and few, as it compiles them anew.
const CONFIGURED: [&str; 4] = ["duty-overlap", "on-call-overload", "team-size", "unowned-service"];
static FEW_PAGES: LazyLock<Vec<PageText>> =
    LazyLock::new(|| registry::built_in().into_iter().filter(|page| CONFIGURED.contains(&page.name())).collect());
static FEW_RULES: LazyLock<Setup> = LazyLock::new(|| Setup::with_pages(&FEW_PAGES, Sources::default()));

fn linter(data: &[u8]) -> &'static Linter {
    &LINTERS[data.len() % (SHARES + 1)]
}

/// Bytes as a YAML file: every finding lies in it.
pub fn yaml_tree(data: &[u8]) {
    let file = FileId(0);
    let (source, problems) = read::decode("fuzz.yaml", data.to_vec(), file);
    let parsed = Tree::read(file, &source);
    for finding in problems.iter().chain(&parsed.problems) {
        for label in &finding.labels {
            let span = label.place.span;
            assert!(span.start <= span.end && span.end as usize <= source.text().len(), "{finding:?}");
        }
    }
}

/// Bytes as a native file, judged and reported.
pub fn native(data: &[u8]) {
    whole(data);
}

/// Bytes as a Backstage catalog, judged and reported.
pub fn backstage(data: &[u8]) {
    let mut text = b"apiVersion: backstage.io/v1alpha1\n".to_vec();
    text.extend_from_slice(data);
    whole(&text);
}

/// Bytes as a CODEOWNERS file beside a few services: everything it says lies in it.
pub fn codeowners(data: &[u8]) {
    const SERVICES: &str = "teams: {infra: {}, shop: {aliases: acme/shop}}\nservices:\n  a: {owner: infra, source: acme/r}\n  \
        b: {owner: shop, source: acme/r/tree/main/src/b}\n  c: {source: 'acme/r/tree/main/docs c/é'}\n";
    let paths = ["r/CODEOWNERS", "r/.github/CODEOWNERS", "r/.gitlab/CODEOWNERS"];
    let path = paths[data.len() % paths.len()];
    let read = READER.read(&Input::texts([("org.yaml", SERVICES.as_bytes()), (path, data)]));
    let (org, findings) = (read.org, read.findings);
    let claimed = org.claims().all.iter().flat_map(|claim| claim.teams.iter().map(|team| team.1).chain([claim.place]));
    for place in claimed.chain(findings.iter().flat_map(|finding| finding.labels.iter().map(|label| label.place))) {
        assert_within(org.sources(), place);
    }
}

/// Bytes as an export of a pager, judged and reported.
pub fn export(data: &[u8]) {
    judged(data, &Input::texts([("export.json", data)]).given());
}

/// Bytes as a rule expression about a team.
pub fn expression(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut env = Env::new(Arc::new(Params::new()));
    let team = env.bind("team", Type::one(Of::Entity(Kind::Team)));
    let Ok(expr) = compile(text, &env) else { return };
    let (facts, arena) = (Facts::default(), Bump::new());
    let cx = Cx::new(&ASKED, &facts, &arena);
    let mut frame = Frame::new(&env);
    frame.set(team, Item::new(Val::Entity(Entity::new(Kind::Team, 0)), None));
    let val = expr.eval(&cx, &mut frame);
    if cx.over().is_some() {
        return;
    }
    cx.steps.set(0);
    let traced = expr.trace(&cx, &mut frame, &mut Met::default());
    assert_eq!(matches!(val, Val::Unknown(_)), traced.came_to == CameTo::Unknown, "{text}: {val:?}");
}

/// Bytes as a rule page, whose examples are judged: all that is wrong with it lies in it, or in an example.
pub fn page(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let pages = [PageText::of_user("own/fuzz.md", text.to_owned())];
    let examined = examine_pages(FEW_RULES.by_pages(&pages), &pages, false, Vec::new());
    let edits = examined.findings.iter().filter_map(|finding| finding.fix.as_ref()).flat_map(|fix| &fix.edits);
    let places = examined.findings.iter().flat_map(|finding| finding.labels.iter().map(|label| label.place));
    for place in places.chain(edits.map(|edit| edit.place)) {
        assert_within(&examined.setup.sources, place);
    }
    write_all(&examined.setup.sources, &examined.findings);
}

/// Bytes as configuration, by which a small organisation is judged: what is wrong with it lies in it.
pub fn configuration(data: &[u8]) {
    const ORG: &[u8] =
        b"teams: {infra: {duties: [on-call], members: [ada]}, shop: {duties: [on-call]}}\nservices: {a: {tier: 1}}\n";
    let Ok(text) = std::str::from_utf8(data) else { return };
    let input = file(ORG);
    let setup = FEW_RULES.configured(&input, text, &FEW_PAGES);
    let outcome = Linter::new(setup, TODAY).check(&input);
    for label in outcome.findings.iter().flat_map(|finding| &finding.labels) {
        assert_within(outcome.org.sources(), label.place);
    }
    write_all(outcome.org.sources(), &outcome.findings);
}

fn assert_within(sources: &Sources, place: Place) {
    let text = sources.get(place.file).text();
    assert!(text.get(place.span.start as usize..place.span.end as usize).is_some(), "{place:?}");
}

fn write_all(sources: &Sources, all: &[Finding]) {
    let mut out = Vec::new();
    let written = findings::write(&mut out, sources, all, Look::PLAIN, Advice::Shown);
    assert!(written.is_ok() && out.is_empty() == all.is_empty());
}

fn file(data: &[u8]) -> Input {
    Input::texts([("fuzz.yaml", data)]).given()
}

/// Bytes as a file that is known by its name, or as YAML of whatever tool.
pub fn sources(data: &[u8]) {
    let names = ["OWNERS_ALIASES", "OWNERS", "page.md", "any.yaml"];
    judged(data, &Input::texts([(names[data.len() % names.len()], data)]));
}

fn whole(data: &[u8]) {
    judged(data, &file(data));
}

fn judged(data: &[u8], input: &Input) {
    let outcome = linter(data).check(input);
    let coverage = outcome.coverage(&[]);
    assert_eq!(coverage.not_judged, outcome.judgement.not_judged.len());
    let sources = outcome.org.sources();
    for place in outcome.findings.iter().flat_map(|finding| finding.labels.iter().map(|label| label.place)) {
        assert_within(sources, place);
    }
    // As if something was declared, so that the list is written whatever was.
    let teams = outcome.unsaid_of_teams(&[]);
    let report =
        coverage::Report { coverage: &coverage, sources, entities: 1, not_judged: None, teams: &&teams, read: None };
    let style = coverage::Style { look: Look::PLAIN, length: coverage::Length::Whole };
    for format in coverage::FORMATS {
        assert!((format.write)(&mut Vec::new(), &report, style).is_ok());
    }
    charters(&outcome);
    write_all(sources, &outcome.findings);
}

/// Every charter says what is declared, and is what it would be renewed to.
fn charters(outcome: &Outcome) {
    let of_teams = outcome.of_teams();
    let charters = Charters::of(&outcome.org, &outcome.facts, &of_teams);
    for charter in charters.teams().map(|team| charters.team(team)) {
        let mut page = Vec::new();
        assert!(markdown::write(&mut page, &charter, &outcome.org).is_ok());
        let page = String::from_utf8(page).unwrap_or_default();
        let checked = check::check(&page, &charter, &outcome.org);
        assert!(checked.is_ok_and(|checked| checked.sections > 0 && checked.differences.is_empty()), "{page}");
        let renewed = renew::Renewed { text: page.clone(), kept: Vec::new() };
        assert_eq!(renew::renewed(&page, &charter, &outcome.org), Ok(renewed));
    }
}
