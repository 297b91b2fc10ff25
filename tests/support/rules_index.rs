//! The index of the rules, made from their pages and from the tables of the articles and what they state.

use std::collections::BTreeMap;
use std::fmt::Write;

use teamlint::rule::Rule;
use teamlint::rule::article::{Checked, Claim, articles};
use teamlint::rule::profile::{self, InRule};
use teamlint::rule::severity::{Level, Size};

/// The page `rules/README.md`.
pub fn page(rules: &[Rule]) -> String {
    let mut families: BTreeMap<&str, Vec<&Rule>> = BTreeMap::new();
    for rule in rules {
        families.entry(&rule.family).or_default().push(rule);
    }
    let mut page = format!(
        "# Rules\n\n\
        {} rules in {} families. Each is one page: its head runs, its prose says why and how, its examples are its tests.\n\
        `teamlint explain RULE` shows a page. `docs/rule-pages.md` tells how to write one, `docs/configuration.md` how to set\n\
        severities and parameters, or to change the words in `taxonomy.yaml`. Three severities side by side are those in a\n\
        small, a growing and a large organisation.\n\n\
        *Made from the pages, `articles.tsv` and `claims.tsv`; `TEAMLINT_BLESS=1 cargo test --test main generated` writes this page anew.*\n",
        rules.len(),
        families.len()
    );
    for (family, rules) in families {
        let _ = write!(page, "\n## {family}\n\n| rule | severity | what holds |\n|---|---|---|\n");
        for rule in rules {
            let _ = writeln!(page, "| {} | {} | {} |", link(rule), severity(rule), cell(&rule.info().summary));
        }
    }
    profiles(&mut page, rules);
    sources(&mut page, rules);
    page
}

fn link(rule: &Rule) -> String {
    format!("[`{0}`]({1}/{0}.md)", rule.name, rule.family)
}

/// Severities by size side by side, so that the column stays narrow.
fn severity(rule: &Rule) -> String {
    let mut all: Vec<String> = Vec::new();
    for choice in rule.cases.iter().flat_map(|case| &case.severity) {
        let sizes = [Size::Small, Size::Growing, Size::Large].map(|size| choice.is.of(Some(size)).as_str());
        let words = if choice.is.depends_on_size() { sizes.join(" · ") } else { sizes[0].to_owned() };
        if !all.contains(&words) {
            all.push(words);
        }
    }
    all.join(", or ")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn profiles(page: &mut String, rules: &[Rule]) {
    page.push_str(
        "\n## Profiles\n\n`--profile NAME` judges in a named way, and so does `profile: NAME` in `teamlint.yaml`.\n\n\
        | profile | for whom | what it changes |\n|---|---|---|\n",
    );
    for profile in profile::built_in() {
        let mut changes: Vec<String> = match profile.advice {
            Some(Level::Off) => vec!["advice is not reported".to_owned()],
            Some(level) => vec![format!("advice is {}", described(level))],
            None => Vec::new(),
        };
        for rule in rules {
            let of = rule.profiles.iter().filter(|one| one.profile == profile.name);
            changes.extend(of.map(|one| format!("{} {}", link(rule), changed(rule, one))));
        }
        changes.extend(profile.most.map(|most| format!("{most} findings are shown besides errors")));
        let changes = if changes.is_empty() { "nothing".to_owned() } else { changes.join("; ") };
        let _ = writeln!(page, "| `{}` | {} | {changes} |", profile.name, cell(&profile.summary));
    }
}

fn described(level: Level) -> String {
    match level {
        Level::Off => "off".to_owned(),
        Level::At(severity) if severity.as_str() == "warning" => "a warning".to_owned(),
        Level::At(severity) if severity.as_str() == "error" => "an error".to_owned(),
        Level::At(severity) => severity.as_str().to_owned(),
    }
}

fn changed(rule: &Rule, one: &InRule) -> String {
    let mut parts: Vec<String> = one.severity.iter().map(|level| format!("is {}", described(*level))).collect();
    for (name, _, value) in &one.params {
        let usual = rule.params.iter().find(|param| param.name == *name);
        let usual = usual.map_or_else(String::new, |param| format!(" instead of {}", param.default));
        parts.push(format!("has `{name}` {}{usual}", value.shown()));
    }
    parts.join(" and ")
}

fn sources(page: &mut String, rules: &[Rule]) {
    page.push_str(
        "\n## Where the rules come from\n\nThe first rules answer to five articles on SRE, DevOps and platform engineering. Here is what each of them states, in\n\
        other words than its own, and which rules check it, or why none can: it cannot be seen in what an organisation declares.\n\
        The numbers behind limits are mostly from elsewhere: each page names its sources. `teamlint rules --source 003` lists\n\
        one of the articles.\n",
    );
    for article in articles() {
        let by_rules = |claim: &Claim| matches!(claim.checked, Checked::By(_) | Checked::ByFamily(_));
        let checked = article.claims().filter(by_rules).count();
        let (number, title, of) = (article.number, article.title, article.claims().count());
        let _ = write!(
            page,
            "\n### {number}: {title}\n\n{}. {checked} of {of} statements are checked by rules.\n\n| | states | checked by |\n|---|---|---|\n",
            capitalised(&article.provenance()),
        );
        for claim in article.claims() {
            let by = match &claim.checked {
                Checked::By(names) => {
                    let names = names.iter().map(|name| match rules.iter().find(|rule| rule.name == *name) {
                        Some(rule) => link(rule),
                        None => format!("`{name}`"),
                    });
                    names.collect::<Vec<_>>().join(", ")
                }
                Checked::ByFamily(family) => format!("every rule of [{family}](#{family})"),
                Checked::Within(instead) => (*instead).to_owned(),
                Checked::Nowhere(why) => format!("nothing: {why}"),
            };
            let _ = writeln!(page, "| {} | {} | {by} |", claim.number, cell(claim.states));
        }
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
