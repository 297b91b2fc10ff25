//! Where a charter that was written no longer says what is declared, and how it is renewed.

use std::fs;
use std::path::Path;

use crate::support::program::{Program, Run};

const ORG: &str = "\
people: {ana: {name: Ana Abel, title: Engineer}, ben: {title: Designer}}
teams:
  web: {mission: Sell what is there, type: stream-aligned, members: [ana, ben], lead: ana}
  data: {members: [cem]}
services: {shop: {owner: web, tier: 1}, till: {owner: web, tier: 2}}
";

/// A folder with an organisation and the charter of `web`.
pub struct Wiki(tempfile::TempDir);

impl Wiki {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let wiki = Self(folder);
        fs::write(wiki.at("org.yaml"), ORG).expect("a file");
        assert_eq!(wiki.run("web", &["--output", "web.md"]).code, 0);
        wiki
    }

    pub fn at(&self, path: &str) -> std::path::PathBuf {
        self.0.path().join(path)
    }

    pub fn run(&self, team: &str, more: &[&str]) -> Run {
        let arguments = [&["charter", team, "org.yaml", "--as-of", "2026-06-15"], more].concat();
        Program::new(&arguments).within(self.0.path()).run()
    }

    pub fn page(&self) -> String {
        fs::read_to_string(self.at("web.md")).expect("a file")
    }

    /// Changes a file, where that is there once.
    pub fn change(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.at(path)).expect("a file");
        assert_eq!(text.matches(from).count(), 1, "{from} in {text}");
        fs::write(self.at(path), text.replace(from, to)).expect("a file");
    }

    pub fn check(&self) -> (String, i32) {
        let run = self.run("web", &["--check", "web.md"]);
        assert_eq!(run.stderr, "");
        (run.stdout, run.code)
    }

    pub fn agrees(&self) {
        assert_eq!(self.check(), ("web.md: 10 sections agree with what is declared\n".to_owned(), 0));
    }
}

/// The number of the line that has this.
pub fn line(path: &Path, text: &str) -> usize {
    let file = fs::read_to_string(path).expect("a file");
    1 + file.lines().position(|line| line.contains(text)).expect(text)
}

#[test]
fn what_was_declared_since_is_told_with_the_lines_that_say_otherwise() {
    let wiki = Wiki::new();
    wiki.agrees();
    wiki.change("org.yaml", "Sell what is there", "Sell everything");
    wiki.change("org.yaml", "type: stream-aligned, ", "");
    wiki.change("org.yaml", "title: Designer", "title: Architect");
    wiki.change("org.yaml", "[ana, ben]", "[ben, dia]");
    wiki.change("org.yaml", "till: {owner: web", "till: {owner: data");
    let at = |text| line(&wiki.at("web.md"), text);
    let expected = format!(
        "\
web.md:{}: The team: `Mission` is `Sell what is there` here; declared is `Sell everything`
web.md:{}: The team: `Type` is `stream-aligned` here; nothing is declared (team:web.type would tell)
web.md:{}: People: `dia` is declared, and not in the table
web.md:{}: People: `Ana Abel (ana)` is in the table; nothing that is declared says so
web.md:{}: People: `title` of `ben` is `Designer` here; declared is `Architect`
web.md:{}: Services: `till` is in the table; nothing that is declared says so
6 statements differ from what is declared; `teamlint charter web org.yaml --as-of=2026-06-15 --output web.md` renews the page
",
        at("**Mission:**"),
        at("**Type:**"),
        at("## People"),
        at("| Ana Abel"),
        at("| ben"),
        at("| till"),
    );
    assert_eq!(wiki.check(), (expected, 1));
    assert_eq!(wiki.run("web", &["--output", "web.md"]).code, 0);
    wiki.agrees();
}

#[test]
fn what_was_edited_is_told_and_what_was_added_or_taken_out_is_not() {
    let wiki = Wiki::new();
    // Text, sections, columns and elements of a list of their own; a section and a column are gone.
    wiki.change("web.md", "- **Type:**", "- **Slack:** ask in here\n- **Type:**");
    wiki.change(
        "web.md",
        "# web\n",
        "---\ntitle: Web\n---\n\n# The web team\n\nWe are *nice*:\n\n- **Type:** of dog: poodle\n",
    );
    let page = wiki.page();
    let people = page.find("## People").expect("a section");
    let table: Vec<&str> = page[people..].lines().skip(2).take(4).collect();
    let cut: String = table
        .iter()
        .map(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
            format!("|{}|{}| {} |\n", cells[0], cells[1], if row.contains("---") { "---" } else { "tea" })
        })
        .collect();
    wiki.change("web.md", &format!("{}\n", table.join("\n")), &format!("We like each other.\n\n{cut}"));
    wiki.change(
        "web.md",
        "## Help\n\nNot known: `team:web.engagement` would tell.\n",
        "## Pets\n\n| service | tier |\n|---|---|\n| dog | 9 |\n",
    );
    let left_out = "web.md: not compared, as the page has no such heading: `Help`\n";
    assert_eq!(wiki.check(), (format!("{left_out}web.md: 9 sections agree with what is declared\n"), 0));

    wiki.change("web.md", "| Designer |", "| Plumber |");
    wiki.change("web.md", "- **Led by:** Ana Abel\n", "");
    let (told, code) = wiki.check();
    let at = |text| line(&wiki.at("web.md"), text);
    assert_eq!(
        (told, code),
        (
            format!(
                "\
web.md:{}: The team: `Led by` is not in the list; declared is `Ana Abel`
web.md:{}: People: `title` of `ben` is `Plumber` here; declared is `Designer`
{left_out}2 statements differ from what is declared; `teamlint charter web org.yaml --as-of=2026-06-15 --output web.md` renews the page
",
                at("## The team"),
                at("| Plumber"),
            ),
            1
        )
    );
}

#[test]
fn how_a_page_is_laid_out_is_no_matter() {
    let wiki = Wiki::new();
    let page = wiki.page();
    // As formatters and editors of wikis leave it: other signs, wrapped and aligned, with links and without a comment.
    let other: String = page
        .lines()
        .map(|line| match line.strip_prefix("- **") {
            Some(rest) => format!("* __{}\n", rest.replacen(":**", "__:", 1).replacen("what is", "what\n  is", 1)),
            None if line.starts_with('|') => {
                let cells = line.trim_matches('|').split('|').map(|cell| format!("   {cell}  "));
                format!("{}\n", cells.collect::<Vec<_>>().join("|"))
                    .replace("shop", "[shop](https://wiki.example/shop)")
            }
            None => format!("{line}\n").replace("## ", "### ").replace("<!--", "<!-- by").replace('\n', "\r\n"),
        })
        .collect();
    assert_ne!(other, page);
    fs::write(wiki.at("web.md"), other.replace("__", "**")).expect("a file");
    wiki.agrees();
}

#[test]
fn what_a_team_wrote_stays_when_the_page_is_renewed() {
    let wiki = Wiki::new();
    wiki.change("web.md", "# web\n", "# The web team\n\nWe sell.\n");
    wiki.change("web.md", "## Duties\n", "## How to reach us\n\nIn the kitchen.\n\n### Duties ##\n");
    let page = wiki.page();
    let help = page.find("## Help").expect("a section");
    let needs = page.find("## Needs\n").expect("a section");
    fs::write(wiki.at("web.md"), format!("{}{}", &page[..help], &page[needs..])).expect("a file");
    let before = wiki.page();
    wiki.change("org.yaml", "tier: 1", "tier: 3");
    assert_eq!(wiki.run("web", &["-o", "web.md"]).code, 0);
    // What rules find and cannot judge may be another after that.
    let declared = |page: String| page.split("## What was found").next().map(str::to_owned);
    assert_eq!(declared(wiki.page()), declared(before.replace("| shop | 1 |", "| shop | 3 |")));
    assert_ne!(declared(wiki.page()), declared(before));
}

#[test]
fn a_file_that_is_no_charter_of_the_team_is_told_and_never_overwritten() {
    let wiki = Wiki::new();
    let run = wiki.run("data", &["--check", "web.md"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert_eq!(run.stderr, "error: `web.md` is the charter of `web`, and not of `data`\n");
    let page = wiki.page();
    let run = wiki.run("data", &["--output", "web.md"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    let why = "it is there, and does not say that it is the charter of `data`; nothing is overwritten";
    assert_eq!(run.stderr, format!("error: `web.md` could not be written: {why}\n"));
    assert_eq!(wiki.page(), page);

    fs::write(wiki.at("notes.md"), "# Notes\n\n- **Type:** none\n").expect("a file");
    let run = wiki.run("web", &["--check", "notes.md"]);
    let told = "notes.md: none of its headings is one of a charter; `teamlint charter web org.yaml --as-of=2026-06-15` writes one\n";
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (1, told, ""));
    let run = wiki.run("web", &["--check", "gone.md"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.starts_with("error: `gone.md` cannot be read: "), "{}", run.stderr);
    let run = wiki.run("web", &["--check", "web.md", "--output", "web.md"]);
    assert_eq!(run.code, 2);
}

#[test]
fn lines_end_as_they_did_when_a_page_is_renewed() {
    let wiki = Wiki::new();
    let page = wiki.page();
    fs::write(wiki.at("web.md"), page.replace('\n', "\r\n").replace("Sell what is there", "Buy")).expect("a file");
    assert_eq!(wiki.check().1, 1);
    assert_eq!(wiki.run("web", &["-o", "web.md"]).code, 0);
    assert_eq!(wiki.page(), page.replace('\n', "\r\n"));
    wiki.agrees();
}

#[test]
fn a_file_in_which_nothing_stands_becomes_the_page() {
    let wiki = Wiki::new();
    for text in ["", "\n \n"] {
        fs::write(wiki.at("empty.md"), text).expect("a file");
        assert_eq!(wiki.run("web", &["-o", "empty.md"]).code, 0);
        assert_eq!(fs::read_to_string(wiki.at("empty.md")).expect("a file"), wiki.page());
    }
    assert_eq!(wiki.run("web", &["-o", "-"]).stdout, wiki.page());
}

#[test]
fn a_heading_that_stands_there_twice_is_told_with_its_line() {
    let wiki = Wiki::new();
    let page = wiki.page();
    let second = page.lines().count() + 1;
    fs::write(wiki.at("web.md"), format!("{page}### people\n\n- Zoe is in the team\n")).expect("a file");
    let first = line(&wiki.at("web.md"), "## People");
    let (told, code) = wiki.check();
    let expected = format!(
        "web.md:{second}: People: this heading stands in line {first} already, and only what is below that one is compared; keep one \
         of the two, or give this one another heading\n"
    );
    let by_hand =
        "1 heading stands there again, which renewing the page does not change; take out what is too much by hand\n";
    assert_eq!((told, code), (expected + by_hand, 1));
    // Renewing has not changed that, and mends the rest.
    wiki.change("org.yaml", "tier: 1", "tier: 3");
    let told = wiki.check().0;
    assert!(told.contains("\n1 statement differs from what is declared; `teamlint charter "), "{told}");
    assert!(told.ends_with(by_hand), "{told}");
    assert_eq!(wiki.run("web", &["-o", "web.md"]).code, 0);
    let told = wiki.check().0;
    assert!(told.ends_with(by_hand) && !told.contains("differs"), "{told}");
}

#[test]
fn a_page_that_would_not_be_renewed_is_told_how_it_comes_to_be() {
    let wiki = Wiki::new();
    let page = wiki.page().replace("<!-- teamlint charter web -->\n\n", "").replace("| shop | 1 |", "| shop | 2 |");
    fs::write(wiki.at("web.md"), &page).expect("a file");
    let (told, code) = wiki.check();
    let renew = "teamlint charter web org.yaml --as-of=2026-06-15 --output web.md";
    let expected = format!(
        "1 statement differs from what is declared; a page that does not say whose charter it is stays as it is: change these lines \
         by hand, or write `<!-- teamlint charter web -->` below its title, and `{renew}` renews the page\n"
    );
    assert!(told.ends_with(&expected), "{told}");
    assert_eq!(code, 1);
    assert_eq!(wiki.run("web", &["-o", "web.md"]).code, 2);
    // As it says.
    wiki.change("web.md", "# web\n", "# web\n\n<!-- teamlint charter web -->\n");
    assert_eq!(wiki.run("web", &["-o", "web.md"]).code, 0);
    wiki.agrees();
}

#[test]
fn sections_that_the_page_does_not_have_are_told_and_are_no_difference() {
    let wiki = Wiki::new();
    wiki.change("web.md", "## People", "## Personen");
    wiki.change("web.md", "## Needs\n", "## Braucht\n");
    let told = "\
web.md: not compared, as the page has no such heading: `People` and `Needs`
web.md: 8 sections agree with what is declared
";
    assert_eq!(wiki.check(), (told.to_owned(), 0));
}

#[test]
fn the_command_that_renews_is_the_one_that_was_typed() {
    let wiki = Wiki::new();
    fs::create_dir(wiki.at("a folder")).expect("a folder");
    fs::write(wiki.at("a folder/it's.md"), wiki.page().replace("Sell what is there", "Buy")).expect("a file");
    let told = wiki.run("web", &["-A", "drift", "--check", "a folder/it's.md"]).stdout;
    let command = "teamlint charter web org.yaml --allow=drift --as-of=2026-06-15 --output 'a folder/it'\\''s.md'";
    assert!(told.ends_with(&format!("`{command}` renews the page\n")), "{told}");
}
