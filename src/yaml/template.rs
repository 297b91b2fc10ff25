//! What template languages leave in a text that nobody filled in.

/// The first placeholder in a text, of any template language.
pub fn placeholder(text: &str) -> Option<&str> {
    const BRACKETS: [(&str, &str); 8] =
        [("{{", "}}"), ("${", "}"), ("{%", "%}"), ("<%", "%>"), ("#{", "}"), ("$(", ")"), ("@{", "}"), ("[[", "]]")];
    if !text.contains(['{', '$', '<', '%', '[', '_', '@']) {
        return None;
    }
    let between = BRACKETS.iter().filter_map(|(open, close)| {
        let from = text.find(open)?;
        let inside = from + open.len();
        let to = inside + text[inside..].find(close)? + close.len();
        (to > inside + close.len()).then(|| (from, &text[from..to]))
    });
    let first = between.min_by_key(|(from, _)| *from).map(|(_, found)| found);
    first.or_else(|| is_variable(text).then_some(text))
}

/// Whether a whole text is a variable: `$TEAM`, `%TEAM%`, `__TEAM__`, `<team name>`.
fn is_variable(text: &str) -> bool {
    let named = |name: &str| {
        let is_name = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
        name.starts_with(|c: char| c.is_ascii_uppercase()) && name.chars().all(is_name)
    };
    let within = |open: &str, close: &str| text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    let angled = |name: &str| {
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
        !name.is_empty() && name.chars().all(is_word)
    };
    text.strip_prefix('$').is_some_and(named)
        || [("%", "%"), ("__", "__"), ("@", "@")].iter().any(|(open, close)| within(open, close).is_some_and(named))
        || within("<", ">").is_some_and(angled)
}

/// A line that is for a template language alone: `{% if … %}`, `{{- end }}`.
pub fn is_directive(line: &str) -> bool {
    let line = line.trim();
    let whole = |open: &str, close: &str| {
        line.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)).is_some_and(|inside| !inside.contains(close))
    };
    line.len() > 4 && (whole("{%", "%}") || whole("<%", "%>") || whole("{{", "}}") || whole("{#", "#}"))
}

#[cfg(test)]
mod tests {
    use crate::yaml::template::{is_directive, placeholder};

    #[test]
    fn a_placeholder_is_known_in_any_language() {
        for (text, found) in [
            ("${TEAM}", "${TEAM}"),
            ("team-{{ .Values.team }}-x", "{{ .Values.team }}"),
            ("<%= team %>", "<%= team %>"),
            ("$TEAM", "$TEAM"),
            ("%TEAM%", "%TEAM%"),
            ("<team name>", "<team name>"),
            ("__TEAM__", "__TEAM__"),
        ] {
            assert_eq!(placeholder(text), Some(found), "{text}");
        }
        for text in ["payments", "a < b", "$5", "100%", "team_a", "@ana", "[a]", "{}", "${}"] {
            assert_eq!(placeholder(text), None, "{text}");
        }
    }

    #[test]
    fn a_line_of_a_template_is_nothing_else() {
        assert!(["  {% if x %}", "{{- end }}", "<% end %>"].into_iter().all(is_directive));
        assert!(!["{{ a }}: {{ b }}", "{a: b}", "{{}}", "x: {% y %}"].into_iter().any(is_directive));
    }
}
