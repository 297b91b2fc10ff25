//! What becomes of what people wrote when a charter is renewed: it stays, wherever it stood and whatever it looks like.

use std::fs;

use proptest::prelude::*;

use crate::report::charter::check::{Wiki, line};
use crate::support::program::Run;

fn renew(wiki: &Wiki) -> Run {
    let run = wiki.run("web", &["-o", "web.md"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    run
}

#[test]
fn headings_with_a_line_below_are_headings() {
    let wiki = Wiki::new();
    wiki.change("web.md", "## People\n", "People\n------\n");
    wiki.change("web.md", "## On call\n", "Our notes\n---------\n\nkeep me, please\n\n## On call ##\n");
    wiki.agrees();
    let before = wiki.page();
    assert_eq!(renew(&wiki).stdout, "web.md: the charter of `web`\n");
    assert_eq!(wiki.page(), before);
    wiki.change("web.md", "| Designer |", "| Plumber |");
    let told = wiki.check().0;
    assert!(told.contains("People: `title` of `ben` is `Plumber` here; declared is `Designer`"), "{told}");
    renew(&wiki);
    assert_eq!(wiki.page(), before);
}

#[test]
fn what_people_wrote_into_a_section_stays_at_its_end_and_is_told() {
    let wiki = Wiki::new();
    wiki.change("web.md", "- **Type:**", "- **Slack:** ask in here\n- **Type:**");
    wiki.change("web.md", "## People\n", "## People\n\nWe like each other.\n");
    wiki.change("web.md", "## On call\n", "Zoe helps us.\n\n## On call\n");
    wiki.change("org.yaml", "title: Designer", "title: Architect");
    let told = renew(&wiki).stdout;
    let at = |text| line(&wiki.at("web.md"), text);
    let expected = format!(
        "\
web.md:{}: The team: what people wrote here stays, at the end of the section
web.md:{}: People: what people wrote here stays, at the end of the section
web.md: the charter of `web`
",
        at("**Slack:**"),
        at("We like")
    );
    assert_eq!(told, expected);
    let page = wiki.page();
    assert!(page.contains("\n\n- **Slack:** ask in here\n\n## People\n\n| person |"), "{page}");
    assert!(page.contains("| Architect |"), "{page}");
    assert!(
        page.contains(" would tell what is not known here.\n\nWe like each other.\n\nZoe helps us.\n\n## On call\n"),
        "{page}"
    );
    wiki.agrees();
    renew(&wiki);
    assert_eq!(wiki.page(), page);
}

#[test]
fn a_page_without_sections_gets_them_all() {
    let wiki = Wiki::new();
    let page = wiki.page();
    for end in ["\n", "\r\n"] {
        let head = "# web\n\n<!-- teamlint charter web -->\n".replace('\n', end);
        fs::write(wiki.at("web.md"), &head).expect("a file");
        let renew_it = "teamlint charter web org.yaml --as-of=2026-06-15 --output web.md";
        let told = format!("web.md: it has no sections yet; `{renew_it}` writes them\n");
        assert_eq!(wiki.check(), (told, 1));
        renew(&wiki);
        assert_eq!(wiki.page(), page.replace('\n', end));
        wiki.agrees();
    }
}

#[test]
fn a_page_with_other_sections_alone_is_refused_with_a_way_out() {
    let wiki = Wiki::new();
    let head = "# web\n\n<!-- teamlint charter web -->\n";
    for other in ["\n## Notes\n\nours\n", "\n```\n", "\n<!--\n"] {
        let text = format!("{head}{other}");
        fs::write(wiki.at("web.md"), &text).expect("a file");
        let run = wiki.run("web", &["-o", "web.md"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{other}");
        let why = "none of its headings is one of a charter, so that nothing tells where to write; write one of them into it, such as \
                   `## The team`, or empty the file to begin anew";
        assert_eq!(run.stderr, format!("error: `web.md` could not be written: {why}\n"));
        assert_eq!(wiki.page(), text);
    }
    // As it says.
    fs::write(wiki.at("web.md"), format!("{head}\n## Notes\n\nours\n\n## The team\n")).expect("a file");
    renew(&wiki);
    assert!(wiki.page().contains("ours\n\n## The team\n\n- **Mission:** Sell"), "{}", wiki.page());
}

#[test]
fn why_a_file_cannot_be_had_is_said_without_numbers_of_the_system() {
    let wiki = Wiki::new();
    fs::write(wiki.at("bytes.md"), b"# \xff\n").expect("a file");
    let said = |option: &str, path: &str| {
        let run = wiki.run("web", &[option, path]);
        assert_eq!(run.stdout, "");
        assert!(!run.stderr.contains("os error"), "{}", run.stderr);
        run.stderr
    };
    assert_eq!(said("-o", "bytes.md"), "error: `bytes.md` could not be written: it is not UTF-8\n");
    assert_eq!(said("--check", "bytes.md"), "error: `bytes.md` cannot be read: it is not UTF-8\n");
    let folder = "it is the name of a folder; write the name of a file in it behind that";
    for path in ["none/", "none/.", "none/.."] {
        assert_eq!(said("-o", path), format!("error: `{path}` could not be written: {folder}\n"));
    }
    assert!(!wiki.at("none").exists());
    #[cfg(unix)]
    for (link, to) in [("round.md", "round.md"), ("gone.md", "nothing.md")] {
        std::os::unix::fs::symlink(to, wiki.at(link)).expect("a link");
        let why = "it is a link that leads nowhere";
        assert_eq!(said("-o", link), format!("error: `{link}` could not be written: {why}\n"));
        said("--check", link);
    }
}

/// What somebody may write into a page, between two of its lines; `@` is a word by which it is known again.
const WRITTEN: [&str; 24] = [
    "@",
    "\n@\n",
    "@\n---------\n",
    "\n## @\n\n@\n",
    "\n- @\n",
    "\n* **@:** @\n",
    "\n1. @\n",
    "  - @",
    "  @",
    "\n    @\n",
    "\n```\n## @\n```\n",
    "\n> @\n",
    "\n<!-- @ -->\n",
    "<!-- @ -->",
    "\n<div>\n@\n</div>\n",
    "\n---\n\n@\n",
    "\n| @ | b |\n|---|---|\n| c | @ |\n",
    "\n[@]: https://wiki.example\n",
    "\n  @\n  @\n",
    "\nNone.\n@\n",
    "\n- **@**\n\n  @\n",
    "\n<!-- -->\n\n- **@:** a\n",
    "\n@\n===\n",
    "\n\t@\n",
];

/// Whether what belongs to a statement or a row was changed, which is not people's own.
fn is_within(before: &str, written: &str) -> bool {
    // Below an element of a list, what is further in belongs to the element.
    (before.starts_with("- ") || before.starts_with("  ")) && written.starts_with("  @")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn nothing_that_people_wrote_is_lost(places in prop::collection::vec((0_usize..80, 0..WRITTEN.len()), 1..5)) {
        let wiki = Wiki::new();
        let mut lines: Vec<String> = wiki.page().lines().map(str::to_owned).collect();
        let mut words = Vec::new();
        for (rank, (at, which)) in places.into_iter().enumerate() {
            // Behind the comment that says whose charter it is.
            let at = (at + 3).min(lines.len());
            if is_within(&lines[at - 1], WRITTEN[which]) {
                continue;
            }
            let word = format!("word{rank}x");
            let text = WRITTEN[which].replace('@', &word);
            words.push((word.clone(), text.matches(&word).count()));
            lines.insert(at, text);
        }
        let text = lines.join("\n") + "\n";
        fs::write(wiki.at("web.md"), &text).expect("a file");
        renew(&wiki);
        let once = wiki.page();
        for (word, times) in &words {
            prop_assert_eq!(once.matches(word).count(), *times, "{} in\n{}\nbecame\n{}", word, text, once);
        }
        renew(&wiki);
        let twice = wiki.page();
        for (word, times) in &words {
            prop_assert_eq!(twice.matches(word).count(), *times, "{} in\n{}\nbecame\n{}", word, once, twice);
        }
    }
}
