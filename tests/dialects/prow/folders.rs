//! What takes its name from a folder is called the same from wherever one runs.

use std::fs;
use std::path::PathBuf;

use crate::support::program::Program;

#[test]
fn ids_begin_at_the_repository_or_else_at_the_folder_that_is_named() {
    let findings = |repository: Option<&str>, from: &str, path: &str| {
        let mut there = PathBuf::new();
        let run = Program::new(&["check", "--format", "json", path])
            .file("home/tree/OWNERS_ALIASES", "aliases: {leads: []}\n")
            .file("home/tree/docs/OWNERS_ALIASES", "aliases: {leads: []}\n")
            .file("home/tree/org/acme/org.yaml", "admins: [ana]\nmembers: [ben]\n")
            .file("home/tree/org/acme/shop/teams.yaml", "teams: {writers: {members: [], privacy: closed}}\n")
            .prepare(|folder| {
                if let Some(repository) = repository {
                    fs::create_dir_all(folder.join(repository).join(".git")).expect("a folder");
                }
                there = folder.join(from);
            });
        let run = run.within(&there).run();
        let mut entities: Vec<String> =
            run.rules().into_iter().filter(|(rule, _)| rule.starts_with("empty-")).map(|(_, entity)| entity).collect();
        entities.sort();
        entities
    };
    let all = ["team:acme/writers", "team:aliases/leads", "team:docs/aliases/leads"];
    for (from, path) in [("home/tree", "."), ("home", "tree"), ("", "home/tree"), ("home/tree/docs", "..")] {
        assert_eq!(findings(Some("home/tree"), from, path), all, "in a repository, {path} from {from}");
    }
    for (from, path) in [("home/tree", "."), ("home", "tree"), ("", "home/tree")] {
        assert_eq!(findings(None, from, path), all, "without one, {path} from {from}");
    }
    assert_eq!(findings(Some("home/tree"), "home/tree/docs", "."), ["team:docs/aliases/leads"], "in a folder of it");
    assert_eq!(findings(Some("home/tree"), "home/tree/org/acme", "."), ["team:acme/writers"], "in the organisation");
    assert_eq!(findings(None, "home/tree/org/acme", "."), ["team:acme/writers"]);
    assert_eq!(
        findings(None, "home/tree/docs", "."),
        ["team:aliases/leads"],
        "a folder that is named is where it begins"
    );
}

#[test]
fn two_repositories_with_one_name_are_told_apart_by_where_they_lie() {
    let ids = |paths: &[&str]| {
        let mut arguments = vec!["check", "--format", "json"];
        arguments.extend(paths);
        let run = Program::new(&arguments)
            .file("home/a/OWNERS_ALIASES", "aliases: {leads: [], others: []}\n")
            .file("home/b/OWNERS_ALIASES", "aliases: {leads: []}\n")
            .prepare(|folder| {
                for repository in ["a", "b"] {
                    fs::create_dir_all(folder.join("home").join(repository).join(".git")).expect("a folder");
                }
            })
            .run();
        let mut ids: Vec<String> = run.rules().into_iter().map(|(rule, entity)| format!("{rule} {entity}")).collect();
        ids.retain(|id| id.starts_with("empty-alias") || id.starts_with("duplicate-id"));
        ids.sort();
        ids
    };
    assert_eq!(
        ids(&["home"]),
        ["empty-alias team:a/aliases/leads", "empty-alias team:aliases/others", "empty-alias team:b/aliases/leads"]
    );
    assert_eq!(ids(&["home/a"]), ["empty-alias team:aliases/leads", "empty-alias team:aliases/others"]);
}
