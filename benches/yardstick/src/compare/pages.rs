//! Examples in rule pages, as the files somebody would have written. They are found by their fences alone and not with
//! the program's own reader, which may be what changed.

/// One example: its files, and the day it is judged by if it says so.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Example {
    pub files: Vec<(String, String)>,
    pub as_of: Option<String>,
}

/// All examples of a page. Fences with a file name side by side are one organisation.
pub fn examples(page: &str) -> Vec<Example> {
    let mut examples: Vec<(&str, Example)> = Vec::new();
    let mut joinable = false;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        if ticks < 3 {
            joinable &= line.trim().is_empty();
            continue;
        }
        let content: Vec<&str> = lines.by_ref().take_while(|line| line.trim_end() != "`".repeat(ticks)).collect();
        let text: String = content.iter().flat_map(|line| [*line, "\n"]).collect();
        let mut words = line[ticks..].split_whitespace();
        let (Some("yaml"), Some(shows)) = (words.next(), words.next()) else {
            joinable = false;
            continue;
        };
        let words: Vec<&str> = words.collect();
        let option = |name: &str| words.iter().find_map(|word| word.strip_prefix(name));
        let file = option("file=");
        let is_config = words.contains(&"config");
        let part = file.is_some() || is_config;
        if !(joinable && part && examples.last().is_some_and(|(last, _)| *last == shows)) {
            examples.push((shows, Example::default()));
        }
        joinable = part;
        if let Some((_, example)) = examples.last_mut() {
            let name = if is_config { "teamlint.yaml" } else { file.unwrap_or("org.yaml") };
            example.files.push((name.to_owned(), text));
            if let Some(date) = option("as-of=") {
                example.as_of = Some(date.to_owned());
            }
        }
    }
    examples.into_iter().map(|(_, example)| example).collect()
}

#[cfg(test)]
mod tests {
    use super::{Example, examples};

    #[test]
    fn fences_with_file_names_side_by_side_are_one_organisation() {
        let page = "---\n---\n```yaml bad file=a.yaml as-of=2026-01-01\na: 1\n```\n\n```yaml bad config\nb: 1\n```\n\nAnd:\n\n```yaml good\nc: 1\n```\n```text\nd\n```\n";
        let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        assert_eq!(
            examples(page),
            [
                Example {
                    files: vec![file("a.yaml", "a: 1\n"), file("teamlint.yaml", "b: 1\n")],
                    as_of: Some("2026-01-01".to_owned())
                },
                Example { files: vec![file("org.yaml", "c: 1\n")], as_of: None },
            ]
        );
    }
}
