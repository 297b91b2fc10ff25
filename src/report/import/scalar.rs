//! Texts as YAML: plain where every reader takes them for the same text, and quoted elsewhere.

use std::fmt::Write;

use crate::text::unicode::is_unseen;

/// Words that some reader takes for something else than text.
const RESERVED: [&str; 12] = ["true", "false", "yes", "no", "on", "off", "null", "nil", "none", "y", "n", "nan"];

/// A text in one line.
pub(super) fn text(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// Whether a text is the same without quotes, in brackets too, whichever edition of YAML it is read by.
fn is_plain(text: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '@' | '+' | ' ');
    let inside = |c: char| is_letter(c) || c == ':';
    text.starts_with(char::is_alphabetic)
        && text.chars().all(inside)
        && !text.contains(": ")
        && !text.ends_with([' ', ':'])
        && !RESERVED.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// A text between double quotes, with an escape for whatever cannot be seen or would end the line.
fn quoted(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => written.extend(['\\', c]),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            ' ' => written.push(c),
            c if !is_shown(c) => {
                let code = u32::from(c);
                let _ = match code {
                    0..=0xff => write!(written, "\\x{code:02X}"),
                    0x100..=0xffff => write!(written, "\\u{code:04X}"),
                    _ => write!(written, "\\U{code:08X}"),
                };
            }
            c => written.push(c),
        }
    }
    written.push('"');
    written
}

/// Whether a character is one that people see, and that every reader of YAML takes.
fn is_shown(c: char) -> bool {
    let is_kept =
        !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{e000}'..='\u{f8ff}');
    is_kept && !c.is_control() && !is_unseen(c) && !c.is_whitespace()
}

/// The lines of a text that can stand as they are below `|`, and how the `|` is written; none where the text is better quoted.
pub(super) fn block(text: &str) -> Option<(&'static str, Vec<&str>)> {
    let (mark, body) = match text.strip_suffix('\n') {
        Some(body) => ("|", body),
        None => ("|-", text),
    };
    let lines: Vec<&str> = body.split('\n').collect();
    // What looks like a command of a CI system is changed on its way to the screen, which only quoted text survives.
    let is_command = |line: &str| line.trim_start().starts_with("::") || line.contains("##");
    let is_shown_line =
        |line: &&str| line.chars().all(|c| c == ' ' || is_shown(c)) && !line.ends_with(' ') && !is_command(line);
    let begins = lines.first().is_some_and(|first| !first.is_empty() && !first.starts_with(' '));
    let ends = lines.last().is_some_and(|last| !last.is_empty());
    (lines.len() > 1 && begins && ends && lines.iter().all(is_shown_line)).then_some((mark, lines))
}

/// A text as a part of a comment: nothing in it ends the line, begins another comment or speaks to a program.
pub(super) fn in_comment(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        if is_shown(c) && !matches!(c, '%' | '#' | ';' | '|' | ':' | '`') {
            written.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(written, "%{byte:02X}");
            }
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::report::import::scalar::{block, in_comment, text};
    use crate::text::FileId;
    use crate::yaml::tree::Tree;

    fn read(yaml: &str) -> Vec<Option<String>> {
        let parsed = Tree::parse(FileId(0), yaml);
        let document = parsed.tree.documents(yaml).next().expect("a document");
        document.items().map(|item| item.text().map(std::borrow::Cow::into_owned)).collect()
    }

    #[test]
    fn what_is_one_word_stands_without_quotes() {
        let written = |each: &[&str]| each.iter().map(|one| text(one)).collect::<Vec<_>>();
        assert_eq!(written(&["ana", "Ana Holm", "team:web", "a@b.c"]), ["ana", "Ana Holm", "team:web", "a@b.c"]);
        assert_eq!(
            written(&["yes", "1e3", "a: b", "a #b", "", "...", "@ana"]),
            ["\"yes\"", "\"1e3\"", "\"a: b\"", "\"a #b\"", "\"\"", "\"...\"", "\"@ana\""]
        );
        assert_eq!(text("a\nb\u{202e}\u{7}\"\\"), "\"a\\nb\\u202E\\x07\\\"\\\\\"");
    }

    proptest! {
        #[test]
        fn any_text_comes_back(name in prop_oneof!["\\PC{0,20}", ".{0,20}", "[\\n\\t\\r #:\"'\\\\{}\\[\\],&*!|>%@`ynoe0-9.~-]{0,12}"]) {
            let in_brackets = format!("[{}, {}]", text(&name), text(&name));
            prop_assert_eq!(read(&in_brackets), vec![Some(name.clone()), Some(name.clone())]);
            let on_a_line = format!("- {}\n", text(&name));
            prop_assert_eq!(read(&on_a_line), vec![Some(name.clone())]);
            if let Some((mark, lines)) = block(&name) {
                let block = format!("- {mark}\n  {}\n", lines.join("\n  "));
                prop_assert_eq!(read(&block), vec![Some(name.clone())]);
            }
            let said = in_comment(&name);
            prop_assert!(said.chars().all(|c| !c.is_control() && !c.is_whitespace() && !"#;|:".contains(c)), "{}", said);
            prop_assert_eq!(serde_yaml::from_str::<Vec<String>>(&on_a_line).ok(), Some(vec![name]));
        }
    }
}
